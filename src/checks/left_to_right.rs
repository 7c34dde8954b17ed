//! Several persons are named, and nothing tells which is which: no `from left`, no `center`, no number.

use std::ops::Range;

use super::words::words;
use super::{Context, finding, quote_at, reference_at};
use crate::model::field::Field;
use crate::text::lexicon::{self, MARK};

/// Words that tell persons apart besides those that say where they are.
const APART: &str = "from l r clockwise anticlockwise counterclockwise row rows alongside pictured standing seated kneeling sitting portraits \
    combination composite";

/// One problem for a caption.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<super::Finding>) {
    let Some(least) = context.style.left_to_right else { return };
    for caption in context.captions.iter().filter(|c| c.persons_shown.len() >= least.max(2)) {
        let text = &caption.description;
        if placed(text) || !super::spelling::reads_english(text) {
            continue;
        }
        let spans: Vec<Range<usize>> = caption
            .persons_shown
            .iter()
            .filter_map(|name| text.find(name.as_str()).map(|at| at..at + name.len()))
            .collect();
        // Names that a hand has set, or that were read over a break, are not in the words.
        if spans.len() < least {
            continue;
        }
        let message = format!("{} persons are named; who is where?", spans.len());
        let concerned = reference_at(caption, Field::Description, &spans);
        let mut found = finding("left-to-right", message, vec![quote_at(caption, &spans)], vec![concerned]);
        found.rests_on = vec![text.clone()];
        out.push(found);
    }
}

/// Whether a text says of anybody where they are, or numbers them.
fn placed(text: &str) -> bool {
    let numbered =
        text.match_indices('(').any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    numbered
        || words(text).any(|w| {
            let place = lexicon::is(w.text, MARK) && w.text.starts_with(char::is_lowercase);
            place
                || matches!(w.text, "L" | "R" | "C" | "L-R")
                || APART.split_whitespace().any(|a| a == w.text && a != "from")
        })
        || text.contains("from left")
}
