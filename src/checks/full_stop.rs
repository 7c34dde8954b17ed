//! A full stop too many, or none where the other captions of the document have one.

use std::ops::Range;

use super::words::{mending, widened, words};
use super::{Context, Finding, QUOTED, finding, quote, quote_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::text::lexicon::{self, VERB};

/// Doubled ones a caption, missing ones a document.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for caption in &context.captions {
        doubled(caption, out);
    }
    for document in context.captions.chunk_by(|a, b| a.document == b.document) {
        missing(context, document, out);
    }
}

fn doubled(caption: &Caption, out: &mut Vec<Finding>) {
    let text = &caption.description;
    let Some(span) = two(text) else { return };
    let shown = widened(text, span.clone());
    let spans = std::slice::from_ref(&shown);
    let message = format!("“{}” ends with two full stops", &text[shown.clone()]);
    let evidence = vec![quote_at(caption, spans)];
    let concerned = vec![reference_at(caption, Field::Description, spans)];
    let mut found = finding("full-stop", message, evidence, concerned);
    found.rests_on = vec![text.clone()];
    // In the middle, an ellipsis may be meant.
    let certain = span.end == text.trim_end().len();
    found.fixes.extend(mending(caption, &[(span, ".")], certain));
    out.push(found);
}

/// Two full stops, not three, behind a word.
fn two(text: &str) -> Option<Range<usize>> {
    let at = memchr::memmem::find(text.as_bytes(), b"..")?;
    let word =
        text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '”' | '"'));
    let ends =
        text[at + 2..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | ')'));
    (word && ends).then_some(at..at + 2)
}

/// How many captions of a document must end with a full stop before one that does not is asked about.
const USUAL: usize = 4;

fn missing(context: &Context<'_>, document: &[&Caption], out: &mut Vec<Finding>) {
    let sentences: Vec<&&Caption> = document.iter().filter(|c| sentence(&c.description)).collect();
    let (with, without): (Vec<&Caption>, Vec<&Caption>) =
        sentences.into_iter().partition(|c| ended(&c.description));
    // What ends with a credit ends with no sentence.
    let without: Vec<&Caption> =
        without.into_iter().filter(|c| !super::credit_in_caption::holds(c, context.agencies)).collect();
    // One in four or more without is a habit.
    if without.is_empty() || with.len() < USUAL || without.len() * 4 > with.len() {
        return;
    }
    let place = |c: &Caption| {
        let end = c.description.trim_end().len();
        widened(&c.description, end..end)
    };
    let has = if without.len() == 1 { "caption ends" } else { "captions end" };
    let message =
        format!("{} {has} without a full stop, {} of the same document have one", without.len(), with.len());
    let marked = without.iter().map(|c| quote_at(c, std::slice::from_ref(&place(c))));
    let evidence = marked.chain(with.first().map(|c| quote(c))).take(QUOTED).collect();
    let concerned = without
        .iter()
        .map(|c| reference_at(c, Field::Description, std::slice::from_ref(&place(c))))
        .collect();
    let mut found = finding("full-stop", message, evidence, concerned);
    found.rests_on = without.iter().map(|c| c.description.clone()).collect();
    for caption in without {
        let end = caption.description.trim_end().len();
        found.fixes.extend(mending(caption, &[(end..caption.description.len(), ".")], false));
    }
    out.push(found);
}

/// Whether a text reads as a sentence: long, or with a verb. "Fans in Lyon" wants no full stop.
fn sentence(text: &str) -> bool {
    let count = words(text).take(8).count();
    count == 8 || (count >= 4 && words(text).any(|w| w.small() && lexicon::is(w.text, VERB)))
}

/// Whether it ends as a sentence does, inside quotes and brackets, too.
fn ended(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“']).trim_end();
    // "It rains in Lyon. Credit: Rui Melo": the sentence has ended, what follows is left of a credit.
    let credit = text.rsplit_once(". ").is_some_and(|(sentence, tail)| {
        let names = words(tail).take(7).filter(|w| w.text.starts_with(char::is_uppercase)).count();
        let abbreviated = words(sentence).last().is_some_and(|w| w.text.len() < 4);
        !abbreviated && (2..7).contains(&names) && words(tail).count() == names
    });
    if credit {
        return true;
    }
    // What ends with another mark is cut off, not without a full stop.
    !text.ends_with(char::is_alphanumeric) || text.ends_with(['。', '।', '؟'])
}
