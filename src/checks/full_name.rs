//! A family name alone, in a caption that has not said the whole name, though another caption of the document or the event has.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::clauses;
use super::words::{Word, words};
use super::{Context, Finding, finding, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::text::lexicon::{
    self, COMMON, COUNTRY, EVENT, MONTH, PEOPLE, PREFIX, ROYAL, THING, TITLE, VENUE, WEEKDAY,
};
use crate::text::places;

/// Whole names by their family name.
type Whole<'a> = HashMap<&'a str, BTreeMap<&'a str, Vec<&'a Caption>>>;

/// One problem for a caption and a name.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut whole: Whole<'_> = HashMap::new();
    for caption in &context.captions {
        for name in &caption.persons_shown {
            let Some((first, family)) = name.rsplit_once(' ').filter(|(_, f)| is_family(f)) else { continue };
            // "King Charles" is no whole name of a Charles.
            if first.split(' ').any(|w| lexicon::is(w, ROYAL | TITLE)) {
                continue;
            }
            whole.entry(family).or_default().entry(name).or_default().push(caption);
        }
    }
    if whole.is_empty() {
        return;
    }
    for caption in &context.captions {
        for (span, names) in alone(caption, &whole) {
            out.push(problem(caption, span, &names));
        }
    }
}

/// Whether a word can only be a name's.
fn is_family(word: &str) -> bool {
    let classes = PEOPLE | COUNTRY | MONTH | WEEKDAY | VENUE | EVENT | THING | COMMON | ROYAL;
    word.chars().count() >= 3
        && word.starts_with(char::is_uppercase)
        && word.contains(char::is_lowercase)
        && !lexicon::is(word, classes)
        && !places::is_known_city(word)
}

/// The family names that stand alone in a caption, with the captions of its document or event that have the whole.
fn alone<'a>(caption: &Caption, whole: &Whole<'a>) -> Vec<(Range<usize>, BTreeMap<&'a str, &'a Caption>)> {
    let text = &caption.description;
    let list: Vec<Word<'_>> = words(text).collect();
    let mut found = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (n, word) in list.iter().enumerate() {
        if !word.text.starts_with(char::is_uppercase) {
            continue;
        }
        let Some(names) = whole.get(word.text).filter(|_| seen.insert(word.text)) else { continue };
        if !person(text, &list, n) || names.keys().any(|name| text.contains(name)) {
            continue;
        }
        let near = |other: &&&Caption| {
            other.id != caption.id
                && (other.document == caption.document && !other.document.is_empty()
                    || other.event.is_some() && other.event == caption.event)
        };
        let known: BTreeMap<&str, &Caption> =
            names.iter().filter_map(|(name, of)| Some((*name, *of.iter().find(near)?))).collect();
        if !known.is_empty() {
            found.push((word.at..word.end(), known));
        }
    }
    found
}

/// Whether the words around a name leave no doubt that it is a person's, and the whole of what is said.
fn person(text: &str, list: &[Word<'_>], n: usize) -> bool {
    let word = &list[n];
    let before = n.checked_sub(1).map(|p| &list[p]).filter(|b| matches!(&text[b.end()..word.at], " " | ". "));
    let after = list.get(n + 1).filter(|a| &text[word.end()..a.at] == " ");
    if after.is_some_and(|a| a.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())) {
        return false;
    }
    let titled = before.is_some_and(|b| {
        let abbreviated = text[b.end()..word.at].starts_with('.');
        b.text.starts_with(char::is_uppercase)
            && lexicon::is(b.text, TITLE)
            && !lexicon::is(b.text, ROYAL | PREFIX)
            && (abbreviated || !text[b.end()..word.at].starts_with('.'))
    });
    let free = before.is_none_or(|b| {
        b.text.starts_with(char::is_lowercase)
            && !matches!(
                b.text,
                "the" | "a" | "an" | "of" | "de" | "van" | "von" | "al" | "bin" | "in" | "at" | "near"
            )
    });
    // One does something: "Prata waves". A team or a band does, too; but nobody of that name is in it.
    let acts = after.is_some_and(|a| a.small() && clauses::of_one(a.text).is_some());
    titled || free && acts
}

fn problem(caption: &Caption, span: Range<usize>, names: &BTreeMap<&str, &Caption>) -> Finding {
    let spans = std::slice::from_ref(&span);
    let family = &caption.description[span.clone()];
    let all: Vec<&str> = names.keys().copied().collect();
    let message = match all.as_slice() {
        [one] => format!("“{family}” alone; {one} is named in full elsewhere"),
        many => format!("“{family}” alone; it can be {}", many.join(" or ")),
    };
    let mut evidence = vec![quote_at(caption, spans)];
    for (name, other) in names.iter().take(3) {
        let at = other.description.find(name).map(|at| at..at + name.len());
        evidence.push(quote_at(other, at.as_slice()));
    }
    let concerned = reference_at(caption, Field::Description, spans);
    let mut found = finding("full-name", message, evidence, vec![concerned]);
    found.rests_on =
        std::iter::once(caption.description.clone()).chain(all.iter().map(|n| (*n).to_owned())).collect();
    if let [one] = all.as_slice() {
        found.fixes.extend(replacing(caption, span, one, false));
    }
    found
}
