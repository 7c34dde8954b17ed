//! Captions that are longer than the house allows.

use super::words::widened;
use super::{Context, finding, quote_at, reference_at};
use crate::model::field::Field;

/// One problem for a caption.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<super::Finding>) {
    let Some(longest) = context.style.longest else { return };
    for caption in &context.captions {
        let text = &caption.description;
        // No text has more characters than bytes.
        if text.len() <= longest {
            continue;
        }
        let Some((from, _)) = text.char_indices().nth(longest) else { continue };
        let spans = [widened(text, from..text.len())];
        let count = text.chars().count();
        let message = format!("{count} characters, and the house allows {longest}");
        let concerned = reference_at(caption, Field::Description, &spans);
        let mut found = finding("too-long", message, vec![quote_at(caption, &spans)], vec![concerned]);
        found.rests_on = vec![text.clone()];
        out.push(found);
    }
}
