//! A dateline of one day before a text of another.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::{Context, finding, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::date::{DateReading, DateValue};
use crate::model::field::Field;
use crate::model::finding::{Finding, Fix};
use crate::text::{dates, description};

/// How many captions of a document are of a day.
type Days<'a> = HashMap<(&'a str, NaiveDate), usize>;

/// A caption's dateline and the whole date of its text, where the two name different days.
fn two_days(caption: &Caption) -> Option<(DateReading, DateReading)> {
    let text = caption.description.as_str();
    // No dateline begins with a word in small letters; this spares most captions another reading.
    let live = opens_live(text);
    if !live && text.split(' ').next().is_none_or(|w| w.contains(|c: char| c.is_lowercase())) {
        return None;
    }
    let found = description::without_background(text, &dates::find(text));
    let dateline = if live { found.first()? } else { description::dateline(&found)? };
    // Only what opens the caption is a dateline: "LISBON, PORTUGAL - MAY 4: …", "Lisbon, Portugal. 4th May, 2025. …".
    let (before, behind) = (&text[..dateline.span.start], text[dateline.span.end..].trim_start());
    let opens = match live {
        true => before.trim_end().ends_with('.') && before.len() < LIVE && behind.starts_with('.'),
        false => {
            behind.starts_with([':', ',', '-', '–', '—', '(']) && !before.contains(|c: char| c.is_lowercase())
        }
    };
    if !opens {
        return None;
    }
    // Either can be without its year.
    let apart = |d: &&DateReading| {
        description::days_apart(dateline, d).or_else(|| description::days_apart(d, dateline))
    };
    // One that names the dateline's day again says that the other is what happened before.
    if found.iter().any(|d| d.span != dateline.span && apart(&d) == Some(0)) {
        return None;
    }
    // The dateline of a picture that was sent later says when that was.
    let taken = |d: &&DateReading| text[..d.span.start].to_lowercase().ends_with("taken on ");
    let turned = |d: &&DateReading| apart(d).is_some_and(|n| n < 31) && digits_turned(dateline, d);
    let other = found.iter().find(|d| {
        d.span != dateline.span
            && !taken(d)
            && (apart(d).is_some_and(|n| (1..=description::SLIP).contains(&n)) || turned(d))
    })?;
    Some((dateline.clone(), other.clone()))
}

/// The place before the day takes so many bytes at most.
const LIVE: usize = 48;

/// Whether a caption opens with place and day as sentences of their own: "Lisbon, Portugal. 4th May, 2025. …".
fn opens_live(text: &str) -> bool {
    let Some((place, rest)) = text.split_once(". ") else { return false };
    place.len() < LIVE
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && place.split([' ', ',', '-']).filter(|w| !w.is_empty()).all(|w| w.starts_with(char::is_uppercase))
}

/// Whether two days of one month are each other with their digits turned: the 10th and the 01st.
fn digits_turned(a: &DateReading, b: &DateReading) -> bool {
    let of = |r: &DateReading| match r.value {
        DateValue::Yearless { month, day } => Some((month, day)),
        DateValue::Known(date) => Some((date.month()?, date.exact()?.day())),
        _ => None,
    };
    let Some(((m, x), (n, y))) = of(a).zip(of(b)) else { return false };
    m == n && x != y && x / 10 == y % 10 && x % 10 == y / 10
}

/// The day in digits of a printed date.
fn day_at(reading: &DateReading, day: u32) -> Option<Range<usize>> {
    let digits = day.to_string();
    let at = reading.printed.find(&digits)?;
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_digit());
    let (before, after) = (&reading.printed[..at], &reading.printed[at + digits.len()..]);
    let whole = alone(before.chars().next_back()) && alone(after.chars().next());
    let start = reading.span.start + at;
    whole.then(|| start..start + digits.len())
}

/// The dateline with the day of the text, where both are of one month.
///
/// Where the other captions of the document are of the dateline's day, it is the text that is mended.
fn mended(days: &Days<'_>, caption: &Caption, dateline: &DateReading, other: &DateReading) -> Option<Fix> {
    let DateValue::Known(right) = other.value else { return None };
    let (month, day) = match dateline.value {
        DateValue::Yearless { month, day } => (month, day),
        DateValue::Known(date) => (date.month()?, date.exact()?.day()),
        _ => return None,
    };
    let exact = right.exact().filter(|d| d.month() == month)?;
    let of = |day: u32| {
        exact.with_day(day).and_then(|d| days.get(&(&*caption.document, d))).copied().unwrap_or_default()
    };
    let (with_dateline, with_text) = (of(day), of(exact.day()));
    if with_dateline > 2 && with_dateline > with_text * 2 {
        return replacing(caption, day_at(other, exact.day())?, &day.to_string(), false);
    }
    replacing(caption, day_at(dateline, day)?, &exact.day().to_string(), false)
}

/// A dateline of one day before a text of another.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut days = Days::new();
    for caption in &context.captions {
        if let Some(day) = caption.date_created.and_then(|d| d.exact()) {
            *days.entry((&*caption.document, day)).or_default() += 1;
        }
    }
    for caption in &context.captions {
        // What was read as the date is one of them, unless the desk has decided.
        if caption.date_reading.is_none() || caption.event_date.is_some() {
            continue;
        }
        let Some((dateline, other)) = two_days(caption) else { continue };
        let message =
            format!("the dateline says \"{}\" and the text \"{}\"", dateline.printed, other.printed);
        let spans = [dateline.span.clone(), other.span.clone()];
        let mut found = finding(
            "date-dateline",
            message,
            vec![quote_at(caption, &spans)],
            vec![reference_at(caption, Field::Description, &spans)],
        );
        found.rests_on = vec![dateline.printed.clone(), other.printed.clone()];
        found.fixes = mended(&days, caption, &dateline, &other).into_iter().collect();
        out.push(found);
    }
}
