//! What tells two pictures from each other whose captions say nearly the same: the first goal and the third, before the match and
//! after it, who stands left, his cheek and hers, another team, another street.

use std::ops::Range;

use chrono::NaiveDate;

use super::clauses::{being, beings};
use super::verbs;
use super::words::{Word, has, words};
use crate::model::caption::Caption;
use crate::text::places;

/// Words of which each says something else in the place of another.
const APART: [&str; 3] = [
    "first second third fourth fifth sixth seventh eighth ninth tenth opening",
    "before after during",
    "his her",
];

/// Words that say something else where only the one has them.
const ONLY: &str = "behind ahead not no fails failed misses missed without never";

fn day(caption: &Caption) -> Option<NaiveDate> {
    caption.date_created.and_then(|d| d.exact())
}

/// Whether words that both have, or only the one, say that these are two pictures.
pub(super) fn two(a: &Caption, b: &Caption) -> bool {
    let differ = |set: &&str| {
        let (x, y) = (said(a, set), said(b, set));
        !x.is_empty() && !y.is_empty() && x != y
    };
    APART.iter().any(differ)
        || said(a, ONLY) != said(b, ONLY)
        || turned(a, b)
        || of_days(a, b)
        || another(a, b)
        || another(b, a)
}

/// Which words of a set stand in a caption's words before its place and date, in their order; none where they say who stands where.
fn said<'a>(caption: &'a Caption, set: &str) -> Vec<&'a str> {
    let text = caption.description.as_str();
    let from = crate::text::header::end(text).unwrap_or_default();
    let names = [&caption.event_words, &caption.sublocation, &caption.city];
    let date = caption.date_reading.as_ref().map(|r| r.span.start).filter(|at| *at > from);
    let place = names
        .into_iter()
        .flatten()
        .filter_map(|n| text[from..].find(n.as_str()).map(|at| from + at))
        .filter(|at| *at > from);
    let end = place.chain(date).min().unwrap_or(text.len());
    let list: Vec<Word<'a>> = words(text).skip_while(|w| w.at < from).take_while(|w| w.at < end).collect();
    let mut out: Vec<&str> = Vec::new();
    for (n, word) in list.iter().enumerate() {
        // "second from left", and "after" that leads to the event's name alone.
        let next = list.get(n + 1).map_or("", |w| w.text);
        let position = matches!(next, "from" | "left" | "right");
        let leads = n + 2 >= list.len() && end < text.len() && !has("his her not no", word.text);
        if has(set, word.text) && !position && !leads && !out.contains(&word.text) {
            out.push(word.text);
        }
    }
    out
}

/// Whether the one has a number before a word that the other has without: "a house", "a second house".
fn another(a: &Caption, b: &Caption) -> bool {
    let number = |n: &str| has("second third fourth fifth sixth", n);
    let list: Vec<Word<'_>> = words(&a.description).take(12).collect();
    list.windows(2).any(|w| {
        number(w[0].text)
            && w[1].small()
            && !matches!(w[1].text, "from" | "left" | "right" | "stage" | "day" | "half" | "round")
            && words(&b.description).take(12).any(|v| v.text == w[1].text)
            && !words(&b.description).any(|v| v.text == w[0].text)
    })
}

/// Whether both name the same persons in another order: who listens to whom, who stands left.
fn turned(a: &Caption, b: &Caption) -> bool {
    let at = |c: &Caption, name: &String| c.description.find(name.as_str());
    let shared: Vec<&String> = a.persons_shown.iter().filter(|n| b.persons_shown.contains(n)).collect();
    let order = |c: &Caption| {
        let mut places: Vec<_> = shared.iter().map(|n| (at(c, n), *n)).collect();
        places.sort();
        places.into_iter().map(|(_, n)| n).collect::<Vec<_>>()
    };
    shared.len() > 1 && order(a) != order(b)
}

/// Whether they are of two days of a fashion week: each day has its models, and their captions say the same. Of what else goes on
/// for days, one picture dated twice is a slip.
fn of_days(a: &Caption, b: &Caption) -> bool {
    let model = |c: &Caption| {
        let text = &c.description[crate::text::header::end(&c.description).unwrap_or_default()..];
        ["A model ", "Models ", "A creation "].iter().any(|m| text.starts_with(m))
    };
    day(a).zip(day(b)).is_some_and(|(x, y)| x != y) && model(a) && model(b)
}

/// Whether of two words that are alike the one is of one person or animal, and the other of several; or both are names of places.
pub(super) fn counted(a: &Caption, x: &Range<usize>, b: &Caption, y: &Range<usize>) -> bool {
    let (Some(x), Some(y)) = (a.description.get(x.clone()), b.description.get(y.clone())) else {
        return false;
    };
    let several = |one: &str, more: &str| {
        let one = one.to_lowercase();
        being(&one) && beings(more).is_some_and(|of| of == one)
    };
    let place = |w: &str| places::place(w).is_some() || places::is_known_city(w);
    several(x, y) || several(y, x) || place(x) && place(y) && x != y
}

/// Whether the words that only the one has, and those that only the other has, are names: another team, another street.
pub(super) fn named(a: &Caption, left: &[Range<usize>], b: &Caption, right: &[Range<usize>]) -> bool {
    let name = |c: &Caption, spans: &[Range<usize>]| {
        spans.iter().any(|s| {
            let first = c.description[..s.start].trim_end().is_empty();
            !first && c.description.get(s.clone()).is_some_and(|w| w.starts_with(char::is_uppercase))
        })
    };
    name(a, left) && name(b, right)
}

/// Whether what a desk has put in the place of other words is a verb or a small word, and no other thing: "cycles past" for
/// "passes", not a car for a house.
pub(super) fn reworded(a: &Caption, left: &[Range<usize>], b: &Caption, right: &[Range<usize>]) -> bool {
    let verb = |of: &Caption, spans: &[Range<usize>]| {
        spans.iter().all(|s| {
            let word = of.description.get(s.clone()).unwrap_or_default();
            let form = verbs::plain(word).is_some() || verbs::of_one(word).is_some();
            let noun = verbs::single_noun(word) && super::clauses::plain(word).is_none_or(|v| v.noun);
            let ends = word.ends_with("ed") || word.ends_with("ing") || word.ends_with("ly");
            word.starts_with(char::is_lowercase)
                && (ends
                    || super::past_tense::irregular(word)
                    || matches!(word, "hit" | "cut" | "put" | "set")
                    || form && !noun)
        })
    };
    verb(a, left) || verb(b, right)
}
