//! Sentences of captions: where a caption's own words begin, its first sentence, and which of its words are verbs. Where a
//! word can be something else, it is.

use super::clauses;
use super::words::{Word, words};
use crate::text::lexicon::{self, VERB};
use crate::text::wordset::WordMap;

/// Words of place and time, which make a noun of the word behind them.
const PREPOSITIONS: &str = "of in on at with by for from into onto over under near outside inside during after before through across along behind \
    between beside past toward towards against around above below off";

/// Other words before a noun.
const BEFORE_NOUNS: &str = "the a an his her their its our my your this that these those two three four five six seven eight nine ten several many some all both no each every first second \
    third last next new old";

/// Past forms besides those that tell a caption's tense.
const ALSO_PAST: &str = "hung lay lit fled spread spun stuck struck swung slid shone shot hit burst beat cost dug bent bound dealt fed felt flung \
    forgot froze hid hurt laid leapt lent meant paid sent shut slung spent split swept taught thought wept wound understood said read";

/// Verbs that are present beyond doubt.
const NOW: &str = "is are am has have does do can will may must isn't aren't";

static NOUNS_AHEAD: WordMap<()> = WordMap::new(|| {
    BEFORE_NOUNS.split_whitespace().chain(PREPOSITIONS.split_whitespace()).map(|w| (w, ())).collect()
});

/// Where a caption's own words begin: behind `FILE - `, and behind a dateline such as `LISBON, PORTUGAL - MAY 4: `.
pub(super) fn lead(text: &str) -> usize {
    let head = text.char_indices().nth(90).map_or(text.len(), |(n, _)| n);
    let first = text.split([' ', ',']).next().unwrap_or_default();
    let shouted = first.chars().count() >= 3 && first.chars().all(|c| c.is_uppercase() || c == '-');
    if !shouted {
        return crate::text::header::end(text).unwrap_or_default();
    }
    let mut at = 0;
    for mark in [" - ", " – ", " — ", " -- ", ": "] {
        if let Some(n) = text[at..head].find(mark) {
            let small = text[at..at + n].chars().filter(|c| c.is_lowercase()).count();
            // "KYIV, Ukraine (AP) - " has small letters, but no sentence.
            if small == 0 || mark != ": " && small < 16 && !text[at..at + n].contains(" the ") {
                at += n + mark.len();
            }
        }
    }
    at
}

/// Whether a caption says that its picture is from the files.
pub(super) fn from_file(text: &str) -> bool {
    let head = text.trim_start_matches(['(', '[']);
    head.get(..4).is_some_and(|h| h.eq_ignore_ascii_case("file"))
        && !head[4..].starts_with(|c: char| c.is_lowercase())
}

/// The first sentence, without what leads to it. A full stop that may be an abbreviation's ends none.
pub(super) fn first(text: &str) -> (usize, &str) {
    let from = lead(text);
    let rest = &text[from..];
    for (at, stop) in rest.match_indices(['.', '!', '?']) {
        let tail = &rest[at + stop.len()..];
        let next = tail.trim_start_matches(['"', '”', ')', '\'', '’']);
        let capital = next.strip_prefix(' ').is_some_and(|t| t.starts_with(|c: char| c.is_uppercase()));
        let word = rest[..at].rsplit([' ', '(', '“', '"']).next().unwrap_or_default();
        let small = word.chars().count() > 2 && word.chars().all(|c| c.is_lowercase() || c == '-');
        let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        if capital && (small || year || stop != ".") {
            return (from, &rest[..at]);
        }
    }
    (from, rest)
}

/// Whether a word in small letters is a preposition of place or time.
pub(super) fn preposition(word: &str) -> bool {
    PREPOSITIONS.split_whitespace().any(|w| w == word)
}

/// Words with where they stand in the whole text.
pub(super) fn listed(from: usize, text: &str) -> Vec<Word<'_>> {
    words(text).map(|w| Word { at: w.at + from, text: w.text }).collect()
}

/// Whether what stands before a word makes a noun or an infinitive of it.
pub(super) fn nominal(list: &[Word<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|n| list.get(n)) else { return false };
    let word = before.text;
    word == "to"
        || NOUNS_AHEAD.has(&word.to_lowercase())
        || word.ends_with("'s")
        || word.ends_with("’s")
        || word.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a word can be a verb in the present.
pub(super) fn present(list: &[Word<'_>], at: usize) -> bool {
    let word = &list[at];
    if !word.small() && !word.text.contains('\'') || matches!(word.text, "was" | "were") {
        return false;
    }
    if NOW.split_whitespace().any(|w| w == word.text) {
        return true;
    }
    let verb = clauses::of_one(word.text).is_some() || clauses::plain(word.text).is_some();
    verb && !nominal(list, at)
}

/// Whether a word can be a verb that says what happens, in whatever tense.
pub(super) fn finite(list: &[Word<'_>], at: usize) -> bool {
    let word = &list[at];
    if !word.text.starts_with(char::is_lowercase) {
        return false;
    }
    if present(list, at) || matches!(word.text, "was" | "were" | "had" | "did") {
        return true;
    }
    if word.text.ends_with("ed") && word.text.len() > 3 {
        return true;
    }
    if nominal(list, at) {
        return false;
    }
    let plural = word.text.ends_with('s') && !word.text.ends_with("ss") && word.text.len() > 3;
    lexicon::is(word.text, VERB)
        || super::past_tense::irregular(word.text)
        || ALSO_PAST.split_whitespace().any(|w| w == word.text)
        || plural
            && !clauses::things(word.text)
            && clauses::beings(word.text).is_none()
            && !clauses::breaks(word.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_a_caption_is_no_sentence() {
        for (text, rest) in [
            ("FILE - Ana Prata waves.", "Ana Prata waves."),
            ("LISBON, PORTUGAL - MAY 4: Boats pass.", "Boats pass."),
            ("KYIV, Ukraine (AP) - Boats pass.", "Boats pass."),
            ("H.E.R. performs - at last.", "H.E.R. performs - at last."),
            ("Boats - all of them - pass.", "Boats - all of them - pass."),
        ] {
            assert_eq!(&text[lead(text)..], rest);
        }
        assert!(from_file("FILE - Ana") && from_file("File photo: Ana") && !from_file("Filed away"));
    }

    #[test]
    fn the_first_sentence_ends_where_one_ends() {
        for (text, sentence) in [
            ("Ana Prata waves to St. John fans. It rained.", "Ana Prata waves to St. John fans"),
            ("Fans wave, Sunday, Aug. 11, 2024. It rained.", "Fans wave, Sunday, Aug. 11, 2024"),
            ("Sen. Ana Prata waves.", "Sen. Ana Prata waves."),
        ] {
            assert_eq!(first(text).1, sentence);
        }
    }
}
