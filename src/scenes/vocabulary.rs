//! The vocabulary of scenes: `catalog/scenes.tsv`, general terms that a desk can extend. The first row that fits a
//! caption's own words names its scene.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::events::fold;

/// One term: folded words, each with whether it may go on (`descend*`).
type Term = Vec<(String, bool)>;

/// Scenes in order of precedence, with their terms hashed by first word.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    scenes: Vec<String>,
    not: Vec<Vec<Term>>,
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

const BUILTIN: &str = include_str!("../../catalog/scenes.tsv");

fn term(words: &str) -> Term {
    let part = |w: &str| match w.strip_suffix('*') {
        Some(stem) => (stem.to_owned(), true),
        None => (w.to_owned(), false),
    };
    fold(words).split_whitespace().map(part).collect()
}

fn fits(words: &[&str], term: &Term) -> bool {
    words.len() >= term.len()
        && term.iter().zip(words).all(|((t, open), w)| if *open { w.starts_with(t.as_str()) } else { w == t })
}

impl Vocabulary {
    /// The vocabulary that comes with the desk.
    pub fn builtin() -> &'static Vocabulary {
        static BUILT: OnceLock<Vocabulary> = OnceLock::new();
        // A test holds the built-in file readable.
        BUILT.get_or_init(|| Vocabulary::read(&[BUILTIN]).unwrap_or_default())
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
                let not = cells.next().unwrap_or("").split('|').map(term).filter(|t| !t.is_empty());
                v.not.push(not.collect());
                for term in terms.split('|').map(term) {
                    let Some((first, open)) = term.first().cloned() else { continue };
                    if open {
                        if first.chars().count() < 3 {
                            return Err(bad("a word that may go on needs three letters"));
                        }
                        v.open.entry(first.chars().take(3).collect()).or_default().push((place, term));
                    } else {
                        v.whole.entry(first).or_default().push((place, term));
                    }
                }
            }
        }
        Ok(v)
    }

    /// The scenes in order of precedence.
    pub fn scenes(&self) -> impl Iterator<Item = &str> {
        self.scenes.iter().map(String::as_str)
    }

    /// The scene of a caption's words, judged by what they show and not by the event, place and day behind it.
    pub fn propose(&self, description: &str) -> Option<&str> {
        let folded = fold(description);
        let shown = shown(&folded);
        let words: Vec<&str> =
            shown.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).collect();
        let mut best: Option<usize> = None;
        for n in 0..words.len() {
            let rest = &words[n..];
            let whole = self.whole.get(words[n]);
            let three = words[n].char_indices().nth(3).map_or(words[n].len(), |(at, _)| at);
            let open = self.open.get(&words[n][..three]);
            for (place, term) in whole.into_iter().chain(open).flatten() {
                let refused =
                    || self.not[*place].iter().any(|t| (0..words.len()).any(|k| fits(&words[k..], t)));
                if best.is_none_or(|b| *place < b) && fits(rest, term) && !refused() {
                    best = Some(*place);
                }
            }
        }
        best.map(|n| self.scenes[n].as_str())
    }
}

/// The part of a folded caption that says what is seen: without a file mark or dateline before it, and without the event,
/// place and date behind it.
fn shown(text: &str) -> &str {
    let mut text = text.trim_start();
    for mark in ["file - ", "file photo: ", "file: "] {
        text = text.strip_prefix(mark).unwrap_or(text);
    }
    // "paris, france - august 11: a dancer …"
    if let Some(colon) = text.find(": ")
        && colon < 80
        && text[..colon].contains(" - ")
    {
        text = &text[colon + 2..];
    }
    const TAILS: [&str; 10] = [
        " during the ",
        " during a ",
        " during an ",
        " at the end of the ",
        " on the final day of",
        " on the last day of",
        " ahead of the ",
        " before the start of",
        " following the ",
        " as part of the ",
    ];
    // "the end of the closing ceremony": the event itself shows nothing either.
    match TAILS.iter().filter_map(|m| text.find(m)).min() {
        Some(at) if at > 0 => &text[..at],
        _ => text,
    }
}
