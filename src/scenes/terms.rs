//! Words and phrases that stand for something, and where they stand in a caption.

use std::collections::{HashMap, HashSet};

use crate::text::fold::fold;
use crate::text::shown::Word;

/// One term: folded words, each with whether it may go on (`descend*`); `named` where a name must stand before them.
#[derive(Debug, Clone, Default)]
pub(super) struct Term {
    pub named: bool,
    /// Stands for the event, in the words behind what is seen.
    pub event: bool,
    pub words: Vec<(String, bool)>,
}

/// A term in its row.
#[derive(Debug, Clone)]
struct Of {
    row: usize,
    term: Term,
    /// It rules its row out.
    not: bool,
}

/// The terms of a table's rows, hashed by their first words.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    /// For each row, whether its terms are titles of persons, which are printed with capitals before names.
    titles: Vec<bool>,
    /// Terms whose first word is whole.
    whole: HashMap<String, Vec<Of>>,
    /// Terms whose first word may go on, by its first three letters.
    open: HashMap<String, Vec<Of>>,
}

impl Terms {
    /// Adds a row behind the others; whether one of its terms tells what the event is. Refused where a word that may go on is
    /// shorter than three letters.
    pub fn add(&mut self, terms: &str, not: &str, titles: bool) -> Result<bool, &'static str> {
        let row = self.titles.len();
        let all = terms.split('|').map(|t| (t, false)).chain(not.split('|').map(|t| (t, true)));
        let all: Vec<Of> = all.map(|(t, not)| Of { row, term: term(t), not }).collect();
        let short = |of: &Of| of.term.words.first().is_some_and(|(w, open)| *open && w.chars().count() < 3);
        if all.iter().any(short) {
            return Err("a word that may go on needs three letters");
        }
        self.titles.push(titles);
        let events = all.iter().any(|of| !of.not && of.term.event);
        for of in all {
            match of.term.words.first().cloned() {
                Some((first, true)) => {
                    self.open.entry(first.chars().take(3).collect()).or_default().push(of);
                }
                Some((first, false)) => self.whole.entry(first).or_default().push(of),
                None => {}
            }
        }
        Ok(events)
    }

    /// The rows of which a term stands among the words, the deciding one first. `event`: only by the terms that tell what the event is,
    /// or only by the others.
    pub fn fitting(&self, words: &[Word], event: bool) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut out: HashSet<usize> = HashSet::new();
        for (n, word) in words.iter().enumerate() {
            let whole = self.whole.get(&word.text);
            let three = word.text.char_indices().nth(3).map_or(word.text.len(), |(at, _)| at);
            let open = self.open.get(&word.text[..three]);
            // Asked of very many rows at one word.
            let near = std::cell::OnceCell::new();
            for Of { row, term, not } in whole.into_iter().chain(open).flatten() {
                if *not {
                    if fits(words, n, term) {
                        out.insert(*row);
                    }
                    continue;
                }
                let stands = &words[n..words.len().min(n + term.words.len())];
                if term.event != event || !fits(words, n, term) || stands.iter().any(|w| w.place) {
                    continue;
                }
                let in_event = !event && stands.iter().any(|w| w.event);
                let aside = !self.titles[*row] && part_of_name(words, n, term.words.len())
                    || *near.get_or_init(|| beside(words, n));
                found.push(Found { in_event, aside, place: *row, from: n, count: term.words.len() });
            }
        }
        found.sort_unstable();
        let mut seen = HashSet::new();
        found.retain(|f| !out.contains(&f.place) && seen.insert(f.place));
        found
    }
}

fn term(words: &str) -> Term {
    let part = |w: &str| match w.strip_suffix('*') {
        Some(stem) => (fold(stem), true),
        None => (fold(w), false),
    };
    let words = words.trim();
    let (event, words) = words.strip_prefix("@event ").map_or((false, words), |rest| (true, rest));
    let (named, words) = words.strip_prefix("@name ").map_or((false, words), |rest| (true, rest));
    Term { named, event, words: words.split_whitespace().map(part).filter(|(w, _)| !w.is_empty()).collect() }
}

/// Whether a term stands at a place among the words.
fn fits(words: &[Word], at: usize, term: &Term) -> bool {
    let rest = &words[at..];
    rest.len() >= term.words.len()
        && term
            .words
            .iter()
            .zip(rest)
            .all(|((t, open), w)| if *open { w.text.starts_with(t.as_str()) } else { w.text == *t })
        && (!term.named || name_ends(words, at))
}

/// Whether the words before `at`, which is a verb, end in a name: "Angele performs", "The Band perform", not "A dancer
/// performs" nor "Dancers perform".
fn name_ends(words: &[Word], at: usize) -> bool {
    const ARTICLES: [&str; 8] = ["a", "an", "the", "this", "one", "another", "each", "every"];
    let before = &words[..at];
    let capitals = before.iter().rev().take_while(|w| w.capital).count();
    let subject = &before[before.len() - capitals..];
    let first = subject.iter().position(|w| !ARTICLES.contains(&w.text.as_str()));
    let Some(first) = first else { return false };
    match subject.len() - first {
        // The first word of a sentence is always a capital: alone it is a name where the verb says one person or act and
        // no article stands before it.
        1 if capitals == before.len() => first == 0 && words[at].text.ends_with('s'),
        // "British athletes react": the last word before the verb is no capital, and the count above is 0.
        n => n >= 1,
    }
}

/// A term that stands in a caption. The smallest decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// Part of the event's name.
    pub in_event: bool,
    /// Part of another proper name, or the place beside which something is seen.
    pub aside: bool,
    /// The row.
    pub place: usize,
    /// The first word, as a place among the caption's words, and how many there are.
    pub from: usize,
    pub count: usize,
}

/// Whether a term's words are printed as part of a proper name. The first word of a sentence is a capital anyway.
fn part_of_name(words: &[Word], at: usize, count: usize) -> bool {
    let capital = |n: usize| words.get(n).is_some_and(|w| w.capital);
    let all = (at..at + count).all(capital);
    all && (at > 0 || (capital(at + count) && words[at + count].text.chars().any(char::is_alphabetic)))
}

/// Whether the words at `at` are the place beside which something is seen, "outside the museum", and which is not shown itself.
fn beside(words: &[Word], at: usize) -> bool {
    const BESIDE: [&str; 8] =
        ["near", "outside", "past", "opposite", "beside", "behind", "toward", "towards"];
    const ENDS: [&str; 9] = ["in", "on", "to", "with", "from", "for", "by", "who", "as"];
    let before = |n: usize| words[n].text.as_str();
    for n in (at.saturating_sub(4)..at).rev() {
        if BESIDE.contains(&before(n)) || (before(n) == "of" && n >= 2 && before(n - 1) == "front") {
            return true;
        }
        if ENDS.contains(&before(n)) {
            return false;
        }
    }
    false
}
