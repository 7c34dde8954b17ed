//! Printed dates that cannot be right, or can be two days. The same printed date in one document is one problem.

use std::collections::HashMap;

use super::{Context, QUOTED, finding, quote, reference};
use crate::model::caption::Caption;
use crate::model::date::{DateReading, DateValue, PartialDate, in_words, weekday_name};
use crate::model::field::{Field, Value};
use crate::model::finding::{Finding, Fix};

/// The captions for which `test` holds, together where one document prints the same date.
fn together<'a>(
    context: &Context<'a>,
    test: impl Fn(&Caption, &DateReading) -> bool,
) -> Vec<(&'a DateReading, Vec<&'a Caption>)> {
    let mut place: HashMap<(&str, &str), usize> = HashMap::new();
    let mut groups: Vec<(&DateReading, Vec<&Caption>)> = Vec::new();
    for caption in &context.captions {
        let Some(reading) = caption.date_reading.as_ref().filter(|r| test(caption, r)) else { continue };
        let n = *place.entry((&caption.document, &reading.printed)).or_insert_with(|| {
            groups.push((reading, Vec::new()));
            groups.len() - 1
        });
        groups[n].1.push(caption);
    }
    groups
}

fn report(
    check: &str,
    message: String,
    captions: &[&Caption],
    fix: impl Fn(&Caption) -> Option<Fix>,
) -> Finding {
    let printed = |c: &Caption| c.date_reading.as_ref().map(|r| r.printed.clone()).unwrap_or_default();
    let mut found = finding(
        check,
        message,
        captions.iter().take(QUOTED).map(|c| quote(c)).collect(),
        captions.iter().map(|c| reference(c)).collect(),
    );
    found.rests_on = captions.iter().map(|c| printed(c)).collect();
    found.fixes = captions.iter().filter_map(|c| fix(c)).collect();
    found
}

/// The caption with the printed weekday replaced by the one of the printed date.
fn right_weekday(caption: &Caption) -> Option<Fix> {
    let reading = caption.date_reading.as_ref()?;
    let DateValue::Known(date) = reading.value else { return None };
    let wrong = weekday_name(reading.weekday?);
    let at = reading.span.start + reading.printed.find(wrong)?;
    let end = at + wrong.len();
    if caption.description.get(at..end)? != wrong {
        return None;
    }
    let to = [caption.description.get(..at)?, weekday_name(date.weekday()?), caption.description.get(end..)?]
        .concat();
    let from = caption.value(Field::Description);
    Some(Fix { id: caption.id, field: Field::Description, from, to: Value::Text(to), certain: false })
}

/// A printed weekday that is not the weekday of the printed date.
pub(super) fn weekday(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reading, captions) in together(context, |_, r| r.weekday_disagrees()) {
        let (DateValue::Known(date), Some(printed)) = (&reading.value, reading.weekday) else { continue };
        let actual = date.weekday().map_or("", weekday_name);
        let message = format!("{date} is a {actual}, and {} is printed", weekday_name(printed));
        out.push(report("date-weekday-mismatch", message, &captions, right_weekday));
    }
}

/// A date that no calendar holds.
pub(super) fn impossible(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reading, captions) in together(context, |_, r| r.value == DateValue::Impossible) {
        let message = format!("no calendar has \"{}\"", reading.printed);
        out.push(report("date-impossible", message, &captions, |_| None));
    }
}

/// The one of two dates that lies in the week up to the document's own date, where the other does not.
fn near(document: Option<PartialDate>, a: PartialDate, b: PartialDate) -> Option<PartialDate> {
    let published = document?.exact()?;
    let fits = |d: PartialDate| d.exact().is_some_and(|d| (0..=7).contains(&(published - d).num_days()));
    match (fits(a), fits(b)) {
        (true, false) => Some(a),
        (false, true) => Some(b),
        _ => None,
    }
}

/// The one of two dates that lies within a day of another date of the document, where the other does not.
fn among(
    days: &std::collections::BTreeSet<chrono::NaiveDate>,
    a: PartialDate,
    b: PartialDate,
) -> Option<PartialDate> {
    let fits =
        |d: PartialDate| d.exact().is_some_and(|d| days.iter().any(|o| (*o - d).num_days().abs() <= 1));
    match (fits(a), fits(b)) {
        (true, false) => Some(a),
        (false, true) => Some(b),
        _ => None,
    }
}

/// A numeric date that can be two days, until the desk has given one.
pub(super) fn ambiguous(context: &Context<'_>, out: &mut Vec<Finding>) {
    let open = |c: &Caption, r: &DateReading| {
        matches!(r.value, DateValue::Ambiguous(..)) && c.date_created.is_none() && c.event_date.is_none()
    };
    // What the other dates of a document are.
    let mut beside: HashMap<&str, std::collections::BTreeSet<chrono::NaiveDate>> = HashMap::new();
    for caption in &context.captions {
        if let Some(day) = caption.date_created.and_then(|d| d.exact()) {
            beside.entry(&caption.document).or_default().insert(day);
        }
    }
    for (reading, captions) in together(context, open) {
        let DateValue::Ambiguous(a, b) = reading.value else { continue };
        let message = format!("\"{}\" can be {} or {}", reading.printed, in_words(a), in_words(b));
        out.push(report("date-ambiguous", message, &captions, |c| {
            let fellows = || among(beside.get(c.document.as_str())?, a, b);
            let to = Value::Text(near(c.document_date, a, b).or_else(fellows)?.to_string());
            Some(Fix { id: c.id, field: Field::DateCreated, from: Value::Null, to, certain: false })
        }));
    }
}
