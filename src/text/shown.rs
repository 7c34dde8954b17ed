//! The words of a caption that say what is seen, without what names its event, place and date.

use std::ops::Range;

use super::fold::fold;
use crate::model::date::MONTH_NAMES;

/// A word of a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Folded: no accents, lower case.
    pub text: String,
    /// Printed with a capital, or a numeral.
    pub capital: bool,
    /// Part of the event's name: it says what the caption's event is, not what is seen.
    pub event: bool,
    /// Part of the name of the place or the day, which says nothing of what is seen: Port Vell, March 3.
    pub place: bool,
    /// Where it stands in the description, in bytes.
    pub span: Range<usize>,
}

/// The words of a description that say what is seen: without a file mark or dateline before it, and without the event,
/// place and date behind it.
pub fn shown(description: &str) -> Vec<Word> {
    let mut words = all(description);
    if let Some(end) = tail(&words) {
        words.truncate(end);
    }
    words
}

/// Where a name stands among words.
fn places_of(name: &[Word], words: &[Word]) -> Vec<usize> {
    if name.is_empty() {
        return Vec::new();
    }
    let named = |at: &usize| name.iter().zip(&words[*at..]).all(|(n, w)| n.text == w.text);
    (0..(words.len() + 1).saturating_sub(name.len())).filter(named).collect()
}

/// As [`shown`], with the words marked that are the proper name of the event: "waits at the Harbour Book Fair", or of the city or
/// the country. What an event is called without one, "at a news conference", can be what is seen.
pub fn shown_beside(description: &str, event: Option<&str>, place: [Option<&str>; 2]) -> Vec<Word> {
    let mut words = shown(description);
    let name = event.map(all).unwrap_or_default();
    if name.iter().any(|w| w.capital)
        && let Some(at) = places_of(&name, &words).first().copied()
    {
        words[at..at + name.len()].iter_mut().for_each(|w| w.event = true);
    }
    for name in place.into_iter().flatten().map(all) {
        for at in places_of(&name, &words).into_iter().filter(|at| words[*at].capital).collect::<Vec<_>>() {
            words[at..at + name.len()].iter_mut().for_each(|w| w.place = true);
        }
    }
    words
}

/// The words behind those: what they name is the event, not what is seen.
pub fn behind(description: &str) -> Vec<Word> {
    let mut words = all(description);
    match tail(&words) {
        Some(end) => words.split_off(end),
        None => Vec::new(),
    }
}

/// The words of a description without a file mark or dateline before it.
pub fn all(description: &str) -> Vec<Word> {
    let start = lead(description);
    let mut words = Vec::new();
    let mut from: Option<usize> = None;
    let rest = &description[start..];
    for (at, c) in rest.char_indices().chain([(rest.len(), ' ')]) {
        // "H.E.R." and "three-pointer" are one word each; a full stop at a word's end is none of it.
        let inner = |c: char| c.is_alphanumeric() || c == '-' || c == '\'' || c == '’';
        let initial = c == '.'
            && from.is_some_and(|f| {
                let last = rest[f..at].rsplit('.').next().unwrap_or_default();
                last.chars().count() == 1 && last.chars().all(char::is_uppercase)
            });
        if inner(c) || initial {
            from.get_or_insert(at);
            continue;
        }
        if let Some(from) = from.take() {
            let printed = rest[from..at].trim_matches(['-', '\'', '’']);
            let begin = start + from + rest[from..at].find(printed).unwrap_or(0);
            let text = fold(printed);
            if !text.is_empty() {
                let capital = printed.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
                words.push(Word {
                    text,
                    capital,
                    event: false,
                    place: false,
                    span: begin..begin + printed.len(),
                });
            }
        }
    }
    let digits = |w: &Word| w.text.bytes().all(|b| b.is_ascii_digit());
    for n in 0..words.len() {
        let beside =
            [n.checked_sub(1), Some(n + 1)].into_iter().flatten().filter_map(|m| words.get(m)).any(digits);
        words[n].place =
            words[n].capital && beside && MONTH_NAMES.iter().any(|m| m.eq_ignore_ascii_case(&words[n].text));
    }
    words
}

/// Where the caption's own words begin, after "FILE - " or "PARIS, FRANCE - AUGUST 11: ".
fn lead(text: &str) -> usize {
    let mut at = text.len() - text.trim_start().len();
    for mark in ["FILE - ", "FILE – ", "FILE — ", "FILE PHOTO: ", "File photo: ", "FILE: "] {
        if text[at..].starts_with(mark) {
            at += mark.len();
        }
    }
    if let Some(colon) = text[at..].find(": ")
        && colon < 80
        && text[at..at + colon].contains(" - ")
    {
        at += colon + 2;
    }
    at
}

/// What begins the part of a caption that names the event and not what is seen.
const TAILS: [&[&str]; 16] = [
    &["during", "the"],
    &["during", "a"],
    &["during", "an"],
    &["during", "their"],
    &["during", "day"],
    &["at", "the", "end", "of", "the"],
    &["on", "the", "final", "day", "of"],
    &["on", "the", "last", "day", "of"],
    &["on", "the", "first", "day", "of"],
    &["on", "day"],
    &["ahead", "of", "the"],
    &["ahead", "of", "a"],
    &["before", "the", "start", "of"],
    &["following", "the"],
    &["as", "part", "of", "the"],
    &["as", "part", "of", "a"],
];

/// "The end of the closing ceremony": the event itself shows nothing either.
fn tail(words: &[Word]) -> Option<usize> {
    let begins = |at: usize, tail: &[&str]| {
        words.len() >= at + tail.len() && tail.iter().zip(&words[at..]).all(|(t, w)| w.text == *t)
    };
    (1..words.len()).find(|at| TAILS.iter().any(|tail| begins(*at, tail)))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_word_stands_where_it_says(text in "\\PC{0,60}", lead in "(FILE - |[A-Z]{2,6}, [a-z]{2,5} - [A-Z]{3} [0-9]: )?") {
            let caption = format!("{lead}{text}");
            for word in shown(&caption) {
                proptest::prop_assert_eq!(fold(&caption[word.span.clone()]), word.text);
            }
        }
    }

    #[test]
    fn what_is_seen() {
        for (caption, expected) in [
            ("Dancers perform during the closing ceremony.", "dancers perform"),
            ("H.E.R. performs during the Games in Paris.", "h.e.r. performs"),
            ("FILE - A dog swims.", "a dog swims"),
            (
                "PARIS, FRANCE - AUGUST 11: A flag is waved on August 11, 2024",
                "a flag is waved on august 11 2024",
            ),
            ("Émile Zátopek, left, runs.", "emile zatopek left runs"),
            ("", ""),
            ("…", ""),
        ] {
            let words: Vec<String> = shown(caption).into_iter().map(|w| w.text).collect();
            assert_eq!(words.join(" "), expected);
        }
        let caption = "Émile runs.";
        let words = shown(caption);
        assert_eq!(&caption[words[0].span.clone()], "Émile");
    }
}
