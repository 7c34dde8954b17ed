//! A printed weekday that is not the weekday of the printed date.

use super::printed_dates::{report, together};
use super::{Context, replacing};
use crate::model::caption::Caption;
use crate::model::date::{DateValue, weekday_name};
use crate::model::finding::{Finding, Fix};

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
    replacing(caption, at..end, weekday_name(date.weekday()?), false)
}

/// A printed weekday that is not the weekday of the printed date.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reading, captions) in together(context, |_, r| r.weekday_disagrees()) {
        let (DateValue::Known(date), Some(printed)) = (&reading.value, reading.weekday) else { continue };
        let actual = date.weekday().map_or("", weekday_name);
        let message = format!("{date} is a {actual}, and {} is printed", weekday_name(printed));
        out.push(report("date-weekday-mismatch", message, &captions, right_weekday));
    }
}
