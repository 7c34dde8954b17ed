//! The vocabulary of scenes: `catalog/scenes.tsv`, general terms that a desk can extend. The first row that fits a
//! caption's own words names its scene.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::model::caption::{Caption, Facts};
use crate::text::shown::{Word, all, behind, shown_beside};

use super::kinds::Kinds;
use super::terms::{Found, Terms};

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
    terms: Terms,
    /// How many of the first scenes are the desk's own.
    own: usize,
    kinds: Kinds,
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
const KINDS: &str = include_str!("../../catalog/kinds.tsv");

/// The words by which a caption's scene is judged.
pub fn caption_words(caption: &Caption) -> Vec<Word> {
    let place = [caption.city.as_deref(), caption.country.as_deref()];
    shown_beside(&caption.description, caption.event_words.as_deref(), place)
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
        BUILT.get_or_init(|| Vocabulary::read(&["", BUILTIN, KINDS]).unwrap_or_default())
    }

    /// The rows that come with the desk, as text: name, terms, terms that rule it out, heading, broader scene, and for some the kind of
    /// event that they are for.
    pub fn builtin_rows() -> impl Iterator<Item = &'static str> {
        BUILTIN
            .lines()
            .chain(KINDS.lines())
            .filter(|l| !(l.is_empty() || l.starts_with('#') || l.starts_with("scene\t")))
    }

    /// A desk's own rows before the built-in ones; a row with the name of a built-in scene replaces it.
    ///
    /// # Errors
    /// The first row that is no scene.
    pub fn with_extra(tsv: &str) -> Result<Vocabulary, VocabularyError> {
        Vocabulary::read(&[tsv, BUILTIN, KINDS])
    }

    /// Of several files, the first of which is the desk's own.
    fn read(files: &[&str]) -> Result<Vocabulary, VocabularyError> {
        let mut v = Vocabulary::default();
        for (nth, file) in files.iter().enumerate() {
            v.fingerprint =
                crate::text::identity::fingerprint(&[&v.fingerprint.to_le_bytes(), file.as_bytes()]);
            let earlier = (v.scenes.len(), v.kinds.len());
            for (n, line) in file.lines().enumerate() {
                if line.trim().is_empty() || line.starts_with('#') || line.starts_with("scene\t") {
                    continue;
                }
                v.take(line, earlier)
                    .map_err(|what| VocabularyError { line: n + 1, what: what.to_owned() })?;
            }
            if nth == 0 {
                v.own = v.scenes.len();
            }
        }
        let taking: HashSet<&String> = v.broader.values().collect();
        v.general.retain(|scene| taking.contains(scene));
        Ok(v)
    }

    /// Takes a row; one whose scene is among the first scenes, or first rows of kinds, those of the files before, is left out.
    fn take(&mut self, line: &str, (scenes, rows): (usize, usize)) -> Result<(), &'static str> {
        let mut cells = line.split('\t').map(str::trim);
        let mut cell = || cells.next().unwrap_or_default();
        let (scene, terms, not, heading, broader, kind) = (cell(), cell(), cell(), cell(), cell(), cell());
        if scene.is_empty() {
            return Err("it has no name");
        }
        if terms.is_empty() {
            return Err("it has no terms");
        }
        let titles = heading == "politics";
        if !kind.is_empty() {
            return self.kinds.add((kind, scene), (terms, not), titles, rows);
        }
        if self.scenes[..scenes].iter().any(|s| s == scene) {
            return Ok(());
        }
        self.scenes.push(scene.to_owned());
        self.headings.insert(scene.to_owned(), heading.to_owned());
        if !broader.is_empty() {
            self.broader.insert(scene.to_owned(), broader.to_owned());
        }
        if self.terms.add(terms, not, titles)? {
            self.general.insert(scene.to_owned());
        }
        Ok(())
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
        self.terms.fitting(&all(description), true).first().map(|f| self.scenes[f.place].as_str())
    }

    /// Writes what a caption's words propose into its facts.
    pub fn file(&self, description: &str, facts: &mut Facts) {
        let place = [facts.city.as_deref(), facts.country.as_deref()];
        let words = shown_beside(description, facts.event_words.as_deref(), place);
        let mut scenes = self.judge(&words).into_iter().map(|p| p.scene.to_owned());
        facts.scene = scenes.next();
        facts.other_scenes = scenes.take(OTHERS).collect();
        if facts.scene.is_none() && !words.is_empty() {
            let behind = self.terms.fitting(&behind(description), true);
            facts.scene = behind.first().map(|f| self.scenes[f.place].clone());
        }
        facts.kind_rows = self.kinds.rows_of(&all(description), &words);
    }

    /// What is known of the kinds of events.
    pub(super) fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    /// Whether a scene is of the desk's own rows.
    pub(super) fn is_own(&self, scene: &str) -> bool {
        self.scenes[..self.own].iter().any(|s| s == scene)
    }

    /// The words for which a caption is of a scene at an event of its kind.
    pub fn of_kind(&self, words: &[Word], kind_rows: &[u16], scene: &str) -> Option<Proposed<'_>> {
        let found = self.kinds.deciding(words, kind_rows, scene)?;
        Some(Proposed { scene: self.kinds.scene(found.place as u16)?, from: found.from, count: found.count })
    }

    /// The scene of a caption's words, judged by what they show and not by the event, place and day behind it.
    pub fn propose(&self, caption: &Caption) -> Option<&str> {
        self.judge(&caption_words(caption)).first().map(|p| p.scene)
    }

    /// As [`Vocabulary::propose`], of words already taken apart, all that fit, the first first, with the words that decided. Words that are part of a
    /// proper name ("Hurricane Odile", "the Museum of the Sea"), or the place beside which something is seen, name what the
    /// event or the place is called, and decide only where no others do.
    pub fn judge(&self, words: &[Word]) -> Vec<Proposed<'_>> {
        let proposed = |f: Found| Proposed { scene: &self.scenes[f.place], from: f.from, count: f.count };
        self.terms.fitting(words, false).into_iter().map(proposed).collect()
    }
}
