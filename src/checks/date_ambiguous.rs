//! A numeric date that reads as one day in one country and as another elsewhere.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::Context;
use super::printed_dates::{report, together};
use crate::model::caption::Caption;
use crate::model::date::{DateReading, DateValue, PartialDate, in_words};
use crate::model::field::{Field, Value};
use crate::model::finding::{Finding, Fix};

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
fn among(days: &BTreeSet<NaiveDate>, a: PartialDate, b: PartialDate) -> Option<PartialDate> {
    let fits =
        |d: PartialDate| d.exact().is_some_and(|d| days.iter().any(|o| (*o - d).num_days().abs() <= 1));
    match (fits(a), fits(b)) {
        (true, false) => Some(a),
        (false, true) => Some(b),
        _ => None,
    }
}

/// A numeric date that can be two days, until the desk has given one.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let open = |c: &Caption, r: &DateReading| {
        matches!(r.value, DateValue::Ambiguous(..)) && c.date_created.is_none() && c.event_date.is_none()
    };
    // What the other dates of a document are.
    let mut beside: HashMap<&str, BTreeSet<NaiveDate>> = HashMap::new();
    for caption in &context.captions {
        if let Some(day) = caption.date_created.and_then(|d| d.exact()) {
            beside.entry(&caption.document).or_default().insert(day);
        }
    }
    for (reading, captions) in together(context, open) {
        let DateValue::Ambiguous(a, b) = reading.value else { continue };
        let message = format!("\"{}\" can be {} or {}", reading.printed, in_words(a), in_words(b));
        out.push(report("date-ambiguous", message, &captions, |c| {
            let fellows = || among(beside.get(&*c.document)?, a, b);
            let to = Value::Text(near(c.document_date, a, b).or_else(fellows)?.to_string());
            Some(Fix { id: c.id, field: Field::DateCreated, from: Value::Null, to, certain: false })
        }));
    }
}
