//! What agrees with words that count: "a pair of calf", "one of the season's most talked-about coat", "one of whom were", "the
//! number of falcons have risen", "the mudslides that has buried". Only where no other noun could be meant.

use super::agreement::{GATHERED, told};
use super::clauses::{adjacent, begins, being, beings, breaks, small_things};
use super::number::{Slip, several_of};
use super::sentence::preposition;
use super::verbs::{joins, single_noun};
use super::words::{Word, has};
use crate::text::dictionary;

/// Words behind which `of` leads to several.
const COUNTS: &str = "pair couple trio dozens hundreds thousands scores dozen handful number";

/// A word, beginning at `at`, that does not agree with what counts it.
pub(super) fn slip(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    // What stands behind tells which can be meant; most words are followed by something else.
    match list.get(at + 1)?.text {
        "of" => so_many_of(text, list, at)
            .or_else(|| one_of_the(text, list, at))
            .or_else(|| of_whom(text, list, at)),
        "number" => the_number_of(text, list, at),
        "that" => that_has(text, list, at),
        _ => None,
    }
}

fn is(list: &[Word<'_>], at: usize, word: &str) -> bool {
    list.get(at).is_some_and(|w| w.text.eq_ignore_ascii_case(word))
}

/// Whether a word is a noun for several, also one that not everybody has: "mudslides".
fn several_things(word: &str) -> bool {
    let stem = word.strip_suffix('s').filter(|s| !s.ends_with(['s', 'u', 'i']));
    small_things(word)
        || beings(word).is_some_and(|one| one != word)
        || stem.is_some_and(|s| s.len() > 5 && dictionary::known(word) && dictionary::known(s))
}

/// The last word of the noun phrase that begins at a word: up to a mark, a small word or the end.
fn head(text: &str, list: &[Word<'_>], from: usize) -> Option<usize> {
    let inside = |n: usize| {
        let word = &list[n];
        let near = n == from || adjacent(text, &list[n - 1], word);
        let best = matches!(word.text, "most" | "best" | "last" | "least");
        let small = breaks(word.text) || begins(word.text) || joins(word.text) || preposition(word.text);
        near && (best || !small)
    };
    (from..list.len().min(from + 5)).take_while(|n| inside(*n)).last()
}

/// Whether a phrase ends behind a word: at a mark or a preposition.
fn ends(text: &str, list: &[Word<'_>], at: usize) -> bool {
    list.get(at + 1).is_none_or(|w| !adjacent(text, &list[at], w) || preposition(w.text) || w.text == "who")
}

/// "A couple of bookmaker in tweed caps": a person or an animal behind words for several.
fn so_many_of(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    if !has(COUNTS, &list[at].text.to_lowercase()) || !is(list, at + 1, "of") {
        return None;
    }
    let end = head(text, list, at + 2)?;
    let noun = &list[end];
    let known =
        being(noun.text) || noun.text.len() > 6 && noun.text.ends_with("er") && dictionary::known(noun.text);
    if !noun.small() || !known || beings(noun.text).is_some() || !ends(text, list, end) {
        return None;
    }
    let span = list[at].at..noun.end();
    let message = format!("“{}”: words for several, and one", &text[span.clone()]);
    Some(Slip { message, span, put: (noun.at..noun.end(), several_of(noun.text)?) })
}

/// "One of the most talked-about coat": one of what is one.
fn one_of_the(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    if !is(list, at, "one") || !is(list, at + 1, "of") {
        return None;
    }
    let the = list.get(at + 2)?;
    let owner = |w: &Word<'_>| w.text.ends_with("'s") || w.text.ends_with("’s");
    if !(has("the his her their its", the.text) || owner(the)) {
        return None;
    }
    let end = head(text, list, at + 3)?;
    let (noun, inside) = (&list[end], &list[at + 3..end]);
    // Of what is best there are several; of a crew, one is one of it.
    let best = inside.iter().any(|w| {
        matches!(w.text, "most" | "best" | "worst" | "last" | "least")
            || w.text.len() > 5
                && w.text.ends_with("est")
                && !matches!(w.text, "forest" | "harvest" | "protest")
    });
    let person = being(noun.text) && inside.iter().all(|w| w.small());
    let one = noun.small() && (best && single_noun(noun.text) || person);
    if !one || beings(noun.text).is_some() || has(GATHERED, noun.text) || !ends(text, list, end) {
        return None;
    }
    // "One of the most popular in town" has no noun.
    if ["ive", "ous", "ful", "able", "ible", "al", "ic", "ular", "ant", "ent"]
        .iter()
        .any(|e| noun.text.ends_with(e))
        && !person
    {
        return None;
    }
    let span = list[at].at..noun.end();
    let message = format!("“{}”: one of several, and one", &text[span.clone()]);
    Some(Slip { message, span, put: (noun.at..noun.end(), several_of(noun.text)?) })
}

/// "One of whom were", "each of which have".
fn of_whom(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let one = has("one each", &list[at].text.to_lowercase());
    let whom = is(list, at + 1, "of") && (is(list, at + 2, "whom") || is(list, at + 2, "which"));
    let verb = list.get(at + 3)?;
    let near = (at..at + 3).all(|n| adjacent(text, &list[n], &list[n + 1]));
    (one && whom && near && matches!(verb.text, "were" | "are" | "have"))
        .then(|| told(text, list, at, at + 3, false))?
}

/// "The number of falcons have risen": the number is one.
fn the_number_of(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    if !is(list, at, "the") || !is(list, at + 1, "number") || !is(list, at + 2, "of") {
        return None;
    }
    let to = (at + 3..list.len()).find(|n| !adjacent(text, &list[n - 1], &list[*n])).unwrap_or(list.len());
    let being_there = |n: &usize| has("is are was were has have", list[*n].text);
    let verb = (at + 4..to.min(at + 12)).find(being_there)?;
    let related =
        list[at + 3..verb].iter().any(|w| has("who that which whom where when and or but as", w.text));
    // A verb that says what happens stands before it: "the number of visitors shows they have come".
    let said = list[at + 3..verb].iter().any(|w| super::clauses::of_one(w.text).is_some());
    let many = matches!(list[verb].text, "are" | "were" | "have");
    (many && !related && !said).then(|| told(text, list, at + 1, verb, false))?
}

/// "The mudslides that has buried a hamlet": several, and behind `that` a verb for one.
fn that_has(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let noun = &list[at];
    let several = noun.small() && several_things(noun.text);
    if !several || !is(list, at + 1, "that") || !adjacent(text, noun, list.get(at + 1)?) {
        return None;
    }
    let verb = list.get(at + 2).filter(|v| matches!(v.text, "has" | "was" | "is"))?;
    // What is meant can stand before: "a series of slides that has", "one of the storms that was", "news for fans that is".
    let from = (0..at).rev().find(|n| !adjacent(text, &list[*n], &list[n + 1])).map_or(0, |n| n + 1);
    let before = &list[from..at];
    let last = before.iter().rposition(|w| preposition(w.text) || w.text == "of");
    let other = last.is_some_and(|n| {
        let ahead = n.checked_sub(1).map(|m| &before[m]);
        !ahead.is_some_and(|w| several_things(w.text))
    });
    // "Officials say that has", "reports that is": a verb may end in s.
    let verbal = super::clauses::of_one(noun.text).is_some_and(|(_, v)| !v.noun);
    (!other && !verbal && adjacent(text, &list[at + 1], verb)).then(|| told(text, list, at, at + 2, true))?
}
