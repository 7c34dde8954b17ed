//! A numeric date that reads as one day in one country and as another elsewhere.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};

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

/// Whether the numeric dates of a document that can be one day only all have the day first, or all the month; none where they
/// are not at one.
#[derive(Default, Clone, Copy)]
struct Order {
    day_first: bool,
    month_first: bool,
}

impl Order {
    fn see(&mut self, caption: &Caption) {
        let known = caption.date_reading.as_ref().filter(|r| matches!(r.value, DateValue::Known(_)));
        let Some(((first, second), reading)) = known.and_then(|r| Some((r.numbers()?, r))) else { return };
        let DateValue::Known(date) = reading.value else { return };
        let day = date.exact().map(|d| d.day());
        self.day_first |= first != second && day == Some(first);
        self.month_first |= first != second && day == Some(second);
    }

    /// The one of two dates that is written as the others are.
    fn of(self, reading: &DateReading, a: PartialDate, b: PartialDate) -> Option<PartialDate> {
        let (first, second) = reading.numbers()?;
        let day = match (self.day_first, self.month_first) {
            (true, false) => first,
            (false, true) => second,
            _ => return None,
        };
        [a, b].into_iter().find(|d| d.exact().is_some_and(|d| d.day() == day))
    }
}

/// A numeric date that can be two days, until the desk has given one.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let open = |c: &Caption, r: &DateReading| {
        matches!(r.value, DateValue::Ambiguous(..)) && c.date_created.is_none() && c.event_date.is_none()
    };
    // What the other dates of a document are.
    let mut beside: HashMap<&str, BTreeSet<NaiveDate>> = HashMap::new();
    let mut orders: HashMap<&str, Order> = HashMap::new();
    for caption in &context.captions {
        orders.entry(&caption.document).or_default().see(caption);
        if let Some(day) = caption.date_created.and_then(|d| d.exact()) {
            beside.entry(&caption.document).or_default().insert(day);
        }
    }
    for (reading, captions) in together(context, open) {
        let DateValue::Ambiguous(a, b) = reading.value else { continue };
        let message = format!("\"{}\" can be {} or {}", reading.printed, in_words(a), in_words(b));
        out.push(report("date-ambiguous", message, &captions, |c| {
            let fellows = || among(beside.get(&*c.document)?, a, b);
            let order = orders.get(&*c.document).and_then(|o| o.of(reading, a, b));
            let near = near(c.document_date, a, b);
            // Where they speak for two days, nobody knows.
            if order.zip(near).is_some_and(|(o, n)| o != n) {
                return None;
            }
            let to = Value::Text(order.or(near).or_else(fellows)?.to_string());
            Some(Fix { id: c.id, field: Field::DateCreated, from: Value::Null, to, certain: false })
        }));
    }
}
