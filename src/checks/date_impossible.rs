//! A printed date that no calendar holds.

use super::printed_dates::{report, together};
use super::{Context, finding, quote_at, reference_at};
use crate::model::caption::Caption;
use crate::model::date::DateValue;
use crate::model::field::Field;
use crate::model::finding::Finding;
use crate::text::dates;

/// A date that no calendar holds, and one in words that it does not have.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reading, captions) in together(context, |_, r| r.value == DateValue::Impossible) {
        let message = format!("no calendar has \"{}\"", reading.printed);
        out.push(report("date-impossible", message, &captions, |_| None));
    }
    for caption in &context.captions {
        out.extend(beside(caption));
    }
    super::date_misspelt::run(context, out);
}

/// A day of which no calendar knows that the words name beside the picture's own: "to be sentenced on 31 November".
fn beside(caption: &Caption) -> Option<Finding> {
    let text = caption.description.as_str();
    // Only these can be a month's day too many.
    let late = |w: &[u8]| matches!(w, [b'2', b'9'] | [b'3'..=b'9', b'0'..=b'9']);
    if !text.as_bytes().windows(2).any(late) {
        return None;
    }
    let own = caption.date_reading.as_ref().map(|r| r.span.clone());
    let date = dates::find(text)
        .into_iter()
        .find(|d| d.value == DateValue::Impossible && Some(&d.span) != own.as_ref())?;
    let span = std::slice::from_ref(&date.span);
    let message = format!("no calendar has \"{}\"", date.printed);
    let mut found = finding(
        "date-impossible",
        message,
        vec![quote_at(caption, span)],
        vec![reference_at(caption, Field::Description, span)],
    );
    found.rests_on = vec![date.printed.clone()];
    Some(found)
}
