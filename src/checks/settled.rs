//! What the desk has said to be right: one finding, a check in one document, or a word in the whole catalog.

use std::collections::HashMap;

use super::key;
use crate::model::finding::Finding;
use crate::text::fold::fold;

/// Under this a catalog's own words are kept, in the place of a check's id.
pub const WORDS: &str = "word";

/// How far "this is right" goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Right {
    /// This one problem, until what it rests on changes.
    #[default]
    Finding,
    /// Whatever the check finds in the documents of this problem.
    Document,
    /// The word or name itself, whichever check doubts it, in the whole catalog.
    Word,
}

impl Right {
    /// The check's id and the keys under which this is kept for a finding; empty where it cannot be said of it.
    pub fn keys(self, finding: &Finding) -> Vec<(String, String)> {
        match self {
            Right::Finding => vec![(finding.check.clone(), key(finding))],
            Right::Document => {
                let mut documents: Vec<&str> = finding.captions.iter().map(|c| &*c.document).collect();
                documents.sort_unstable();
                documents.dedup();
                documents.into_iter().map(|d| (finding.check.clone(), document_key(d))).collect()
            }
            Right::Word => finding.word.iter().map(|w| (WORDS.to_owned(), fold(w))).collect(),
        }
    }
}

fn document_key(document: &str) -> String {
    format!("document {document}")
}

/// Everything that a catalog's desk has said to be right, with its notes.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    notes: HashMap<(String, String), String>,
}

impl Settled {
    /// From checks' ids, keys and notes as the catalog keeps them.
    pub fn of(kept: impl IntoIterator<Item = (String, String, String)>) -> Settled {
        Settled { notes: kept.into_iter().map(|(check, key, note)| ((check, key), note)).collect() }
    }

    /// Where it was said of a finding that it is right: how far that goes, and the note.
    pub fn note(&self, finding: &Finding) -> Option<(Right, &str)> {
        if self.notes.is_empty() {
            return None;
        }
        [Right::Finding, Right::Word, Right::Document].into_iter().find_map(|right| {
            let keys = right.keys(finding);
            let mut notes = keys.iter().map(|k| self.notes.get(k));
            let first = notes.next()??;
            // Of a document means of all its documents.
            notes.all(|n| n.is_some()).then_some((right, first.as_str()))
        })
    }
}
