//! A printed date that no calendar holds.

use super::Context;
use super::printed_dates::{report, together};
use crate::model::date::DateValue;
use crate::model::finding::Finding;

/// A date that no calendar holds, and one in words that it does not have.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reading, captions) in together(context, |_, r| r.value == DateValue::Impossible) {
        let message = format!("no calendar has \"{}\"", reading.printed);
        out.push(report("date-impossible", message, &captions, |_| None));
    }
    super::date_misspelt::run(context, out);
}
