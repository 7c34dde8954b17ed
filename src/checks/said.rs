//! What captions say without their dates, to tell which say the same.

use super::near::number;
use crate::model::caption::Caption;
use crate::text::fold::fold;

/// Words fewer than this can be said of many pictures.
pub(super) const PARTICULAR: usize = 6;

/// The words of a caption without its date and its full stops, folded, as a number; none where they are so few that they can
/// be said of many pictures.
pub(super) fn said(caption: &Caption) -> Option<u64> {
    let text = &caption.description;
    let folded = match &caption.date_reading {
        // The reading may be of the credit, or of words that were corrected since.
        Some(r) if text.get(r.span.clone()) == Some(r.printed.as_str()) => {
            fold(&[&text[..r.span.start], &text[r.span.end..]].concat())
        }
        _ => fold(text),
    };
    let mut words = 0;
    let mut sum = 0u64;
    for word in crate::text::fold::words(&folded) {
        words += 1;
        sum = sum.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number(word);
    }
    (words >= PARTICULAR).then_some(sum)
}
