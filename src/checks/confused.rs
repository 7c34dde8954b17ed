//! A word that is one, and stands where another is meant that looks or sounds like it: "flee form the fire", "after it's roof
//! collapsed". A row of the table (`confused.tsv`) is one such pair, with what must stand before and behind it: where both can be
//! meant, there is no row.

use std::ops::Range;

use super::clauses::{adjacent, being};
use super::confused_kinds::{kind, of_verb};
use super::confused_rows::{self, Row, among};
use super::words::{Word, words};
use super::{Context, Finding, clauses, finding, quote_at, reference_at, replacing};
use crate::model::field::Field;
use crate::text::wordset::WordMap;

/// Two words that one space too early makes of two others.
const PARTED: &[(&str, &str, &str)] =
    &[("tot", "he", "to the"), ("int", "he", "in the"), ("ont", "he", "on the"), ("att", "he", "at the")];

static WRONG: WordMap<()> = WordMap::new(|| {
    confused_rows::words().map(|w| (w, ())).chain(PARTED.iter().map(|(w, ..)| (*w, ()))).collect()
});

/// All words of a caption, and one problem for each that a row is about.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut list: Vec<Word<'_>> = Vec::new();
    for caption in &context.captions {
        let text = &caption.description;
        // Hardly any caption has one of the words.
        if !words(text).any(|w| WRONG.has(&plainly(w.text)) || owned(w.text)) {
            continue;
        }
        list.clear();
        list.extend(words(text));
        let found = confused(text, &list);
        // What language it is costs more to tell.
        if found.is_empty() || !super::spelling::reads_english(text) {
            continue;
        }
        for (span, meant) in found {
            let wrong = &text[span.clone()];
            let spans = std::slice::from_ref(&span);
            let message = format!("“{wrong}” stands where “{meant}” is meant, as the words beside it tell");
            let concerned = vec![reference_at(caption, Field::Description, spans)];
            let mut found = finding("word-confused", message, vec![quote_at(caption, spans)], concerned);
            found.rests_on = vec![text.clone()];
            let (span, meant) = with_article(text, span, meant);
            found.fixes.extend(replacing(caption, span, &meant, false));
            out.push(found);
        }
    }
}

/// What is to be put in the place of what, with the article before it where that has to change, too: "an unclear plant".
fn with_article(text: &str, span: Range<usize>, meant: String) -> (Range<usize>, String) {
    let ahead = text[..span.start].trim_end_matches(' ');
    let article = ahead.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let vowel = meant.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    let odd = ["one", "once", "uni", "use", "eu"].iter().any(|w| meant.starts_with(w));
    let silent = ["hour", "heir", "honest", "honor", "honour"].iter().any(|w| meant.starts_with(w));
    let an = vowel && !odd || silent;
    let right = match (article, an) {
        ("a", true) => "an",
        ("A", true) => "An",
        ("an", false) => "a",
        ("An", false) => "A",
        _ => return (span, meant),
    };
    (ahead.len() - article.len()..span.end, format!("{right} {meant}"))
}

/// Whether a word in small letters has an owner's apostrophe.
fn owned(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && (word.ends_with("'s") || word.ends_with("’s"))
}

/// A word with a straight apostrophe, without a new string where it has none.
fn plainly(word: &str) -> std::borrow::Cow<'_, str> {
    if word.contains('’') { word.replace('’', "'").into() } else { word.into() }
}

/// "Riders escort student's marching": what several do, with the apostrophe of an owner. Only behind a verb, where one person
/// would have an article, and before what people do on their way.
fn owners(text: &str, list: &[Word<'_>], at: usize) -> Option<String> {
    const DOING: &str = "marching walking running protesting demonstrating waiting standing dancing crossing carrying holding wearing \
        fleeing arriving leaving chanting waving cheering";
    let one = plainly(list[at].text).strip_suffix("'s").map(str::to_owned)?;
    let before = list.get(at.checked_sub(1)?)?;
    let next = list.get(at + 1)?;
    let beside = adjacent(text, before, &list[at]) && adjacent(text, &list[at], next);
    let verb =
        before.small() && (clauses::plain(before.text).is_some() || clauses::of_one(before.text).is_some());
    let does = DOING.split_whitespace().any(|w| w == next.text);
    (beside && verb && does && one.chars().all(char::is_lowercase) && being(&one))
        .then(|| super::number::several_of(&one))?
}

/// Whether a word of a caption is one that this check tells of.
pub(super) fn tells(text: &str, word: &Word<'_>) -> bool {
    let list: Vec<Word<'_>> = words(text).collect();
    confused(text, &list).iter().any(|(span, _)| span.start <= word.at && word.end() <= span.end)
}

fn confused(text: &str, list: &[Word<'_>]) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = (0..list.len())
        .filter_map(|at| Some((list[at].at..list[at].end(), owners(text, list, at)?)))
        .collect();
    for (at, word) in list.iter().enumerate().filter(|(_, w)| WRONG.has(&plainly(w.text))) {
        let small = plainly(word.text);
        let next = list.get(at + 1).filter(|n| adjacent(text, word, n));
        let parted =
            next.and_then(|n| PARTED.iter().find(|(a, b, _)| *a == small && *b == n.text).map(|p| (n, p.2)));
        if let Some((next, meant)) = parted {
            found.push((word.at..next.end(), meant.to_owned()));
            continue;
        }
        // With a capital inside a sentence it is a part of a name.
        let capital = word.text.starts_with(char::is_uppercase);
        let named = capital && !clauses::clause(text, list, at);
        let fits = |row: &&Row| {
            (row.named || !named)
                && side(text, list, at, row.before, true)
                && side(text, list, at, row.after, false)
                && about(list, at, row)
        };
        let Some(row) = confused_rows::of(&small.to_lowercase()).iter().find(fits) else {
            continue;
        };
        if quoted(text, word) {
            continue;
        }
        let meant = match capital {
            true => row.meant[..1].to_uppercase() + &row.meant[1..],
            false => row.meant.to_owned(),
        };
        found.push((word.at..word.end(), meant));
    }
    found
}

/// Whether a word stands between quotation marks or is named as one: what is said there is not the caption's.
pub(super) fn quoted(text: &str, word: &Word<'_>) -> bool {
    let open = |a: char, b: char| text[..word.at].rfind(a).is_some_and(|n| !text[n..word.at].contains(b));
    text[..word.at].matches('"').count() % 2 == 1 || open('“', '”')
}

/// Whether the caption is about what a row is for: a word of its topic stands somewhere, and none that speaks against it.
fn about(list: &[Word<'_>], at: usize, row: &Row) -> bool {
    let stands = |column: &str| {
        list.iter().enumerate().any(|(n, w)| n != at && among(column, &plainly(w.text).to_lowercase()))
    };
    row.topic == "*" && row.veto.is_empty()
        || (row.topic == "*" || stands(row.topic)) && (row.veto.is_empty() || !stands(row.veto))
}

/// Whether what stands before or behind a word is as a row asks.
fn side(text: &str, list: &[Word<'_>], at: usize, wanted: &str, before: bool) -> bool {
    // The word that stands so many words away, with nothing but spaces between.
    let beside = |steps: usize| {
        let n = if before { at.checked_sub(steps)? } else { at + steps };
        let (first, second) = (at.min(n), at.max(n));
        let whole =
            list.get(second).is_some() && (first..second).all(|i| adjacent(text, &list[i], &list[i + 1]));
        whole.then_some(n)
    };
    let one_of = |n: usize, part: &str| {
        let word = &list[n];
        match part.strip_prefix('~') {
            Some(plain) => of_verb(&word.text.to_lowercase(), plain),
            None if part == "*" => true,
            None if part.starts_with(char::is_uppercase) => {
                kind(text, list, n, &word.text.to_lowercase(), part)
            }
            None => {
                word.text.eq_ignore_ascii_case(part) || word.text.contains('’') && plainly(word.text) == part
            }
        }
    };
    let is = |steps: usize, part: &str| match beside(steps) {
        Some(n) => part.split('/').any(|p| one_of(n, p)),
        None => part.split('/').any(|p| p == if before { "START" } else { "END" }),
    };
    wanted.split(' ').any(|w| match w.strip_prefix('!') {
        _ if w == "*" => true,
        Some(not) => !beside(1).is_some_and(|n| not.split(',').any(|x| one_of(n, x))),
        None if before => w.rsplit('_').enumerate().all(|(n, part)| is(n + 1, part)),
        None => w.split('_').enumerate().all(|(n, part)| is(n + 1, part)),
    })
}

#[cfg(test)]
#[path = "confused_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "confused_captions.rs"]
mod captions;
