//! The words of a caption as the checks of language see them, and whether they are English. Nothing here makes a new string
//! for a word: a check meets two hundred million bytes of them in a large catalog.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::caption::Caption;
use crate::model::field::{Field, Value};
use crate::model::finding::Fix;
use crate::text::wordset::WordMap;

/// Whether a word is in a list of words with spaces between them.
pub(super) fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// As [`has`], whatever letters are capitals.
pub(super) fn has_folded(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w.eq_ignore_ascii_case(word))
}

/// A word of a caption, with where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// In bytes.
    pub at: usize,
    /// Letters and digits, with apostrophes and hyphens between them: `O'Neil`, `54-metre`.
    pub text: &'a str,
}

impl Word<'_> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether it is of small letters alone.
    pub fn small(&self) -> bool {
        self.text.chars().all(char::is_lowercase)
    }
}

/// An apostrophe, however it is printed.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '\u{2bc}')
}

/// The words of a text, one by one.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let inner = |c: char| c.is_alphanumeric() || is_apostrophe(c) || c == '-' || is_mark(c);
    let mut rest = text.char_indices();
    std::iter::from_fn(move || {
        loop {
            let (start, _) = rest.find(|(_, c)| c.is_alphanumeric())?;
            let end = rest.find(|(_, c)| !inner(*c)).map_or(text.len(), |(at, _)| at);
            let word = text[start..end].trim_end_matches(|c: char| is_apostrophe(c) || c == '-');
            if !word.is_empty() {
                return Some(Word { at: start, text: word });
            }
        }
    })
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// The fix that puts others in the place of several pieces of a caption's words, which stand in order; none where these are
/// no whole characters.
pub(super) fn mending(caption: &Caption, pieces: &[(Range<usize>, &str)], certain: bool) -> Option<Fix> {
    let text = &caption.description;
    let (mut to, mut at) = (String::with_capacity(text.len()), 0);
    for (span, by) in pieces {
        to.push_str(text.get(at..span.start)?);
        to.push_str(by);
        at = span.end;
    }
    to.push_str(text.get(at..)?);
    let from = caption.value(Field::Description);
    Some(Fix { id: caption.id, field: Field::Description, from, to: Value::Text(to), certain })
}

/// A piece of a text, widened to the whole words that it touches.
pub(super) fn widened(text: &str, span: Range<usize>) -> Range<usize> {
    let inner =
        |c: char| c.is_alphanumeric() || is_apostrophe(c) || c == '-' || c == char::REPLACEMENT_CHARACTER;
    let start = text[..span.start].trim_end_matches(inner).len();
    let end = text.len() - text[span.end..].trim_start_matches(inner).len();
    start..end
}

/// Small words of English that no other language near it has.
const ENGLISH: &str = "the of and to with for from by his her their its during after before at is are was were as on into \
                       who while their near this that over";
/// Small words of German, French, Spanish, Italian, Dutch, Portuguese and the Nordic languages that English does not have.
const OTHERS: &str = "der die das und den dem des ein eine einen einer einem mit von im auf für bei zu zum zur sich nicht ist le \
                      les du et une dans sur pour avec aux qui est son ses au par el los las y del con por para una il lo \
                      gli di che nel della het een met op voor naar os da em na um uma och på av till ved er det og";

static LANGUAGE: WordMap<bool> = WordMap::new(|| {
    let all = |words: &'static str, english: bool| words.split_whitespace().map(move |w| (w, english));
    all(ENGLISH, true).chain(all(OTHERS, false)).collect::<HashMap<_, _>>()
});

/// How many small words of English, and how many of other languages, a text has.
pub(super) fn languages(text: &str) -> (usize, usize) {
    let mut count = (0, 0);
    // With a capital they begin a sentence, or belong to a name: Los Angeles, Le Havre.
    for word in words(text).filter(|w| w.text.len() <= 6 && w.small()) {
        match LANGUAGE.get(word.text) {
            Some(true) => count.0 += 1,
            Some(false) => count.1 += 1,
            None => {}
        }
    }
    count
}

/// Whether a text is in English, as its small words tell.
pub(super) fn english(text: &str) -> bool {
    let (english, others) = languages(text);
    english > others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        let text = "Fans' 54-metre kite—‘O’Neil’s’—cafe\u{301}, at 3 - or \"so\".";
        let found: Vec<&str> = words(text).map(|w| w.text).collect();
        assert_eq!(found, ["Fans", "54-metre", "kite", "O’Neil’s", "cafe\u{301}", "at", "3", "or", "so"]);
        for word in words(text) {
            assert_eq!(&text[word.at..word.end()], word.text);
        }
        assert_eq!(words(" - ' ").count(), 0);
    }

    #[test]
    fn languages_are_told() {
        for yes in ["Fans wave at the gates of the Parc de la Villette.", "Dancers at Los Angeles"] {
            assert!(english(yes), "{yes}");
        }
        for no in ["Frauen, die die Straße kehren, und der Bürgermeister.", "Nous nous levons pour le roi."]
        {
            assert!(!english(no), "{no}");
        }
    }
}
