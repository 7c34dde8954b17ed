//! Finds words in a field as a search says, and puts others in their place.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::error::DeskError;
use super::proposed::{MOST, Proposed};
use super::rewrite::Search;

/// Finds what a search means.
pub(super) struct Finder {
    regex: Regex,
    /// The search is folded, and so is what it looks in.
    folded: bool,
    plain: bool,
}

impl Finder {
    pub(super) fn new(search: &Search) -> Result<Finder, DeskError> {
        if search.text.is_empty() {
            return Err(DeskError::refused("type what is to be found"));
        }
        // Folding an expression would change its meaning.
        let folded = !search.accents && !search.regex;
        let text = if folded { without_accents(&search.text).0 } else { search.text.clone() };
        let mut pattern = if search.regex { text } else { regex::escape(&text) };
        if search.whole_word {
            pattern = format!(r"(?:^|\b)(?:{pattern})(?:\b|$)");
            // At a word's edge a mark has no boundary of its own: what stands beside it decides.
            if !search.regex {
                let edge = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                let (first, last) = (search.text.chars().next(), search.text.chars().last());
                let escaped = regex::escape(&if folded {
                    without_accents(&search.text).0
                } else {
                    search.text.clone()
                });
                pattern = format!(
                    "{}{escaped}{}",
                    if edge(first) { r"\b" } else { "" },
                    if edge(last) { r"\b" } else { "" }
                );
            }
        }
        let build = |pattern: &str| {
            RegexBuilder::new(pattern).case_insensitive(!search.case).size_limit(1 << 20).build().map_err(
                |e| DeskError::refused(format!("the expression cannot be read: {}", told(&e.to_string()))),
            )
        };
        if search.regex {
            // What is wrong with it is said of it as it was typed.
            build(&search.text)?;
        }
        let regex = build(&pattern)?;
        Ok(Finder { regex, folded, plain: !search.regex })
    }

    /// Looks whether the groups that a replacement names are there: one that is not would be replaced by nothing.
    ///
    /// # Errors
    /// Names the first that is not.
    pub(super) fn check_groups(&self, by: &str) -> Result<(), DeskError> {
        if self.plain {
            return Ok(());
        }
        let mut rest = by;
        while let Some(at) = rest.find('$') {
            rest = &rest[at + 1..];
            if let Some(behind) = rest.strip_prefix('$') {
                rest = behind;
                continue;
            }
            let letters = |text: &str| -> usize {
                text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())
            };
            let name = match rest.strip_prefix('{').and_then(|braced| braced.split_once('}')) {
                Some((name, _)) => name,
                None => &rest[..letters(rest)],
            };
            let there = match name.parse::<usize>() {
                Ok(number) => number < self.regex.captures_len(),
                Err(_) => self.regex.capture_names().flatten().any(|known| known == name),
            };
            if !name.is_empty() && !there {
                let number: String = name.chars().take_while(char::is_ascii_digit).collect();
                let hint = match number.is_empty() || number.len() == name.len() {
                    true => "$$ is a dollar sign".to_owned(),
                    false => format!(
                        "write ${{{number}}}{} for group {number} and what follows",
                        &name[number.len()..]
                    ),
                };
                return Err(DeskError::refused(format!("the expression has no group \"{name}\"; {hint}")));
            }
        }
        Ok(())
    }

    /// The places that are found, each with what takes its place; in their order, and none over another.
    pub(super) fn hits(&self, text: &str, by: &str) -> Vec<(Range<usize>, String)> {
        let mut hits = self.places(text, by);
        // Words that are taken out leave no gap: a space that would stand twice, or at an end, goes with them.
        if self.plain && by.is_empty() {
            let mut last = 0;
            for (span, _) in &mut hits {
                let (before, after) = (&text[last..span.start], &text[span.end..]);
                let open = before.ends_with(' ') || span.start == 0 || span.start == last;
                if open && after.starts_with(' ') {
                    span.end += 1;
                } else if after.is_empty() || after.starts_with([',', '.', ';']) {
                    span.start = last + before.trim_end_matches(' ').len();
                }
                last = span.end;
            }
        }
        hits
    }

    fn places(&self, text: &str, by: &str) -> Vec<(Range<usize>, String)> {
        if !self.folded {
            let found = self.regex.captures_iter(text);
            let with = |captures: &regex::Captures<'_>| {
                let mut with = String::new();
                match self.plain {
                    true => with.push_str(by),
                    false => captures.expand(by, &mut with),
                }
                with
            };
            return found.filter_map(|c| Some((c.get(0)?.range(), with(&c)))).collect();
        }
        let (folded, places) = without_accents(text);
        let mut out: Vec<(Range<usize>, String)> = Vec::new();
        for found in self.regex.find_iter(&folded) {
            let (from, to) = (places[found.start()], places[found.end()]);
            // A fold that made several letters of one: the whole of it or nothing.
            if from >= out.last().map_or(0, |(last, _)| last.end) && to > from {
                out.push((from..to, by.to_owned()));
            }
        }
        out
    }

    pub(super) fn replaced(&self, text: &str, by: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (span, with) in self.hits(text, by) {
            out.push_str(&text[at..span.start]);
            out.push_str(&with);
            at = span.end;
        }
        out.push_str(&text[at..]);
        out
    }

    /// As replaced by nothing; a space that would stand twice, or at an end, goes with it.
    pub(super) fn removed(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for found in self.regex.find_iter(text) {
            out.push_str(&text[at..found.start()]);
            at = found.end();
            let before = out.is_empty() || out.ends_with(' ');
            if before && text[at..].starts_with(' ') {
                at += 1;
            } else if text[at..].is_empty() || text[at..].starts_with([',', '.', ';']) {
                out.truncate(out.trim_end_matches(' ').len());
            }
        }
        out.push_str(&text[at..]);
        out
    }
}

/// What is wrong with an expression, and at which character.
pub(super) fn told(error: &str) -> String {
    let what = error.lines().map(str::trim).rfind(|l| !l.is_empty()).unwrap_or_default();
    let what = what.trim_start_matches("error: ");
    // The place is drawn below the expression, which stands four characters in.
    let drawn = error.lines().find(|l| l.contains('^') && l.chars().all(|c| matches!(c, ' ' | '^')));
    match drawn.and_then(|l| l.find('^')?.checked_sub(4)) {
        Some(at) => format!("{what}, at character {}", at + 1),
        None => what.to_owned(),
    }
}

/// A text without accents, and for each byte of it, and for its end, where that stands in the text: always between two of its
/// characters. Case stays.
pub(super) fn without_accents(text: &str) -> (String, Vec<usize>) {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let mut out = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        // A mark of its own belongs to the letter before it.
        for plain in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)) {
            out.push(plain);
            places.extend(std::iter::repeat_n(at, plain.len_utf8()));
        }
    }
    places.push(text.len());
    (out, places)
}

/// # Errors
/// Where more is listed than can be.
pub(super) fn within(proposed: &Proposed) -> Result<(), DeskError> {
    match proposed.changes.len() > MOST {
        true => Err(DeskError::refused(format!(
            "this would change more than {MOST} captions at once; narrow the list with a filter"
        ))),
        false => Ok(()),
    }
}
