//! The vocabulary of scenes: `catalog/scenes.tsv`, general terms that a desk can extend. The first row that fits a
//! caption's own words names its scene.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::model::caption::Facts;
use crate::text::fold::fold;
use crate::text::shown::{Word, all, behind, shown_beside};

/// One term: folded words, each with whether it may go on (`descend*`); `named` where a name must stand before them.
#[derive(Debug, Clone, Default)]
struct Term {
    named: bool,
    /// Stands for the event, in the words behind what is seen.
    event: bool,
    words: Vec<(String, bool)>,
}

/// Scenes in order of precedence, with their terms hashed by first word.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    scenes: Vec<String>,
    /// Tells two vocabularies apart.
    fingerprint: u32,
    /// The scene that takes in one of few captions, by place in `scenes`.
    broader: HashMap<String, String>,
    headings: HashMap<String, String>,
    /// Scenes that have terms for an event and take in others.
    general: HashSet<String>,
    not: Vec<Vec<Term>>,
    /// Whether a scene's terms are titles of persons, which are printed with capitals before names.
    titles: Vec<bool>,
    /// Terms whose first word is whole.
    whole: HashMap<String, Vec<(usize, Term)>>,
    /// Terms whose first word may go on, by its first three letters.
    open: HashMap<String, Vec<(usize, Term)>>,
}

/// Why a vocabulary cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the scenes is no scene: {what}")]
pub struct VocabularyError {
    /// 1-based.
    pub line: usize,
    pub what: String,
}

/// How many scenes are kept beside the first one.
const OTHERS: usize = 2;

const BUILTIN: &str = include_str!("../../catalog/scenes.tsv");

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

/// A scene that the vocabulary proposes, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposed<'a> {
    pub scene: &'a str,
    /// The first word that decided, as a place among the words of the caption, and how many did.
    pub from: usize,
    pub count: usize,
}

impl Vocabulary {
    /// The vocabulary that comes with the desk.
    pub fn builtin() -> &'static Vocabulary {
        static BUILT: OnceLock<Vocabulary> = OnceLock::new();
        // A test holds the built-in file readable.
        BUILT.get_or_init(|| Vocabulary::read(&[BUILTIN]).unwrap_or_default())
    }

    /// The rows that come with the desk, as text: name, terms, terms that rule it out, heading, broader scene.
    pub fn builtin_rows() -> impl Iterator<Item = &'static str> {
        BUILTIN.lines().filter(|l| !(l.is_empty() || l.starts_with('#') || l.starts_with("scene\t")))
    }

    /// A desk's own rows before the built-in ones; a row with the name of a built-in scene replaces it.
    ///
    /// # Errors
    /// The first row that is no scene.
    pub fn with_extra(tsv: &str) -> Result<Vocabulary, VocabularyError> {
        Vocabulary::read(&[tsv, BUILTIN])
    }

    fn read(files: &[&str]) -> Result<Vocabulary, VocabularyError> {
        let mut v = Vocabulary::default();
        for file in files {
            v.fingerprint =
                crate::text::identity::fingerprint(&[&v.fingerprint.to_le_bytes(), file.as_bytes()]);
            let earlier = v.scenes.len();
            for (n, line) in file.lines().enumerate() {
                if line.trim().is_empty() || line.starts_with('#') || line.starts_with("scene\t") {
                    continue;
                }
                let bad = |what: &str| VocabularyError { line: n + 1, what: what.to_owned() };
                let mut cells = line.split('\t').map(str::trim);
                let scene = cells.next().filter(|s| !s.is_empty()).ok_or_else(|| bad("it has no name"))?;
                let terms = cells.next().filter(|s| !s.is_empty()).ok_or_else(|| bad("it has no terms"))?;
                if v.scenes[..earlier].iter().any(|s| s == scene) {
                    continue;
                }
                let place = v.scenes.len();
                v.scenes.push(scene.to_owned());
                let not = cells.next().unwrap_or("").split('|').map(term).filter(|t| !t.words.is_empty());
                v.not.push(not.collect());
                let heading = cells.next().unwrap_or_default();
                v.titles.push(heading == "politics");
                v.headings.insert(scene.to_owned(), heading.to_owned());
                if let Some(broader) = cells.next().filter(|b| !b.is_empty()) {
                    v.broader.insert(scene.to_owned(), broader.to_owned());
                }
                let mut events = false;
                for term in terms.split('|').map(term) {
                    events |= term.event;
                    let Some((first, open)) = term.words.first().cloned() else { continue };
                    if open {
                        if first.chars().count() < 3 {
                            return Err(bad("a word that may go on needs three letters"));
                        }
                        v.open.entry(first.chars().take(3).collect()).or_default().push((place, term));
                    } else {
                        v.whole.entry(first).or_default().push((place, term));
                    }
                }
                if events {
                    v.general.insert(scene.to_owned());
                }
            }
        }
        let taking: HashSet<&String> = v.broader.values().collect();
        v.general.retain(|scene| taking.contains(scene));
        Ok(v)
    }

    /// A number that tells this vocabulary from others.
    pub fn fingerprint(&self) -> u32 {
        self.fingerprint
    }

    /// The scenes in order of precedence.
    pub fn scenes(&self) -> impl Iterator<Item = &str> {
        self.scenes.iter().map(String::as_str)
    }

    /// The heading that a scene stands under.
    pub fn heading(&self, scene: &str) -> Option<&str> {
        self.headings.get(scene).map(String::as_str)
    }

    /// The scene that takes this one in where an event has few captions of it.
    pub fn broader(&self, scene: &str) -> Option<&str> {
        self.broader.get(scene).map(String::as_str)
    }

    /// Whether a scene's row is a general one, which takes in others and is proposed because of what an event is: what its words
    /// say alone is too little.
    pub fn general(&self, scene: &str) -> bool {
        self.general.contains(scene)
    }

    /// The scene that a caption's words propose because of what its event is.
    pub fn of_event(&self, description: &str) -> Option<&str> {
        self.fitting(&all(description), true).first().map(|f| self.scenes[f.place].as_str())
    }

    /// Writes what a caption's words propose into its facts.
    pub fn file(&self, description: &str, facts: &mut Facts) {
        let words = shown_beside(description, facts.event_words.as_deref());
        let mut scenes = self.judge(&words).into_iter().map(|p| p.scene.to_owned());
        facts.scene = scenes.next();
        facts.other_scenes = scenes.take(OTHERS).collect();
        if facts.scene.is_none() && !words.is_empty() {
            let behind = self.fitting(&behind(description), true);
            facts.scene = behind.first().map(|f| self.scenes[f.place].clone());
        }
    }

    /// The scene of a caption's words, judged by what they show and not by the event, place and day behind it.
    pub fn propose(&self, description: &str, event: Option<&str>) -> Option<&str> {
        self.judge(&shown_beside(description, event)).first().map(|p| p.scene)
    }

    /// As [`Vocabulary::propose`], of words already taken apart, all that fit, the first first, with the words that decided. Words that are part of a
    /// proper name ("Hurricane Odile", "the Museum of the Sea"), or the place beside which something is seen, name what the
    /// event or the place is called, and decide only where no others do.
    pub fn judge(&self, words: &[Word]) -> Vec<Proposed<'_>> {
        let proposed = |f: Found| Proposed { scene: &self.scenes[f.place], from: f.from, count: f.count };
        self.fitting(words, false).into_iter().map(proposed).collect()
    }

    /// Every scene that a term stands for among the words, the deciding one first.
    fn fitting(&self, words: &[Word], event: bool) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (n, word) in words.iter().enumerate() {
            let whole = self.whole.get(&word.text);
            let three = word.text.char_indices().nth(3).map_or(word.text.len(), |(at, _)| at);
            let open = self.open.get(&word.text[..three]);
            for (place, term) in whole.into_iter().chain(open).flatten() {
                if term.event != event || !fits(words, n, term) {
                    continue;
                }
                let in_event = !event && words[n..n + term.words.len()].iter().any(|w| w.event);
                let aside =
                    !self.titles[*place] && part_of_name(words, n, term.words.len()) || beside(words, n);
                found.push(Found { in_event, aside, place: *place, from: n, count: term.words.len() });
            }
        }
        found.sort_unstable();
        let mut seen = HashSet::new();
        found.retain(|f| seen.insert(f.place));
        found.retain(|f| !self.not[f.place].iter().any(|t| (0..words.len()).any(|k| fits(words, k, t))));
        found
    }
}

/// A term that stands in a caption. The smallest decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    /// Part of the event's name.
    in_event: bool,
    /// Part of another proper name, or the place beside which something is seen.
    aside: bool,
    place: usize,
    from: usize,
    count: usize,
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
