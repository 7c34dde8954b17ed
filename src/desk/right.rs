//! Saying that a problem is right as it stands, and taking that back; the words that a catalog has learned.

use std::sync::Arc;

use super::edit::EditReport;
use super::error::DeskError;
use super::now;
use super::session::Session;
use super::snapshot::{Dismissed, Snapshot};
use super::view::OwnWord;
use crate::checks::{self, Right};
use crate::model::caption::CaptionId;
use crate::model::finding::Finding;
use crate::model::operation::{Edit, NewOperation, OperationKind};
use crate::text::fold::fold;

/// Where the one caption of one problem stands, for the history; nothing where there are several.
fn place(found: &[Arc<Finding>]) -> String {
    match found {
        [one] => match one.captions.as_slice() {
            [caption] if !caption.document.is_empty() => match caption.line {
                Some(line) => format!(", {} line {line}", caption.document),
                None => format!(", {}", caption.document),
            },
            _ => String::new(),
        },
        _ => String::new(),
    }
}

impl Session {
    /// Says of a check's problem on a caption that it is right as it stands.
    ///
    /// # Errors
    /// Where the caption has no such problem.
    pub fn dismiss(
        &mut self,
        snapshot: &Snapshot,
        check: &str,
        id: CaptionId,
        right: Right,
        note: Option<&str>,
    ) -> Result<EditReport, DeskError> {
        if checks::by_id(check).is_none() {
            return Err(DeskError::refused(format!("there is no check \"{check}\"; `checks` lists them")));
        }
        let found: Vec<Arc<Finding>> = snapshot.problems(id).filter(|f| f.check == check).cloned().collect();
        if found.is_empty() {
            return Err(DeskError::refused(format!(
                "caption {id} has no open problem of {check}; `check` lists what is open"
            )));
        }
        self.dismiss_findings(&found, right, note)
    }

    /// Says of problems that they are right as they stand: one operation.
    pub(super) fn dismiss_findings(
        &mut self,
        found: &[Arc<Finding>],
        right: Right,
        note: Option<&str>,
    ) -> Result<EditReport, DeskError> {
        let mut keys: Vec<(String, String)> = found.iter().flat_map(|f| right.keys(f)).collect();
        keys.sort();
        keys.dedup();
        let check = found.first().map(|f| f.check.as_str()).unwrap_or_default();
        let first = keys.first().map(|(_, key)| key.as_str()).unwrap_or_default();
        let title = checks::by_id(check).map_or(check, |c| c.title);
        let label = match right {
            Right::Finding => format!("Said of “{title}” that it is right{}", place(found)),
            Right::Document => format!("Said that “{title}” is right in {}", documents(found)),
            Right::Word => {
                let word = found.first().and_then(|f| f.word.as_deref()).unwrap_or(first);
                format!("Said that \"{word}\" is right in this catalog")
            }
        };
        if keys.is_empty() {
            return Err(DeskError::refused(format!(
                "{check} doubts no single word that the catalog could learn; say it of the problem or of the document"
            )));
        }
        let kept = self.store.dismissals()?;
        let edits = keys
            .into_iter()
            .map(|(check, key)| {
                let old = kept.iter().find(|d| d.check == check && d.key == key).map(|d| d.note.clone());
                Edit::Dismiss { check, key, old, new: Some(note.unwrap_or_default().to_owned()) }
            })
            .collect();
        self.say_right(label, note, edits, found.len())
    }

    /// Takes back that a problem was said to be right, as far as that went.
    ///
    /// # Errors
    /// Where the problem is open, or the catalog cannot be written.
    pub fn reopen(&mut self, dismissed: &Dismissed) -> Result<EditReport, DeskError> {
        let kept = self.store.dismissals()?;
        let edits: Vec<Edit> = dismissed
            .right
            .keys(&dismissed.finding)
            .into_iter()
            .filter_map(|(check, key)| {
                let old = kept.iter().find(|d| d.check == check && d.key == key)?.note.clone();
                Some(Edit::Dismiss { check, key, old: Some(old), new: None })
            })
            .collect();
        if edits.is_empty() {
            return Err(DeskError::refused("this problem is open already"));
        }
        let label = format!("Opened {} again", dismissed.finding.check);
        self.say_right(label, None, edits, 1)
    }

    /// The words that the catalog has learned as right.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub fn own_words(&self) -> Result<Vec<OwnWord>, DeskError> {
        let kept = self.store.dismissals()?.into_iter().filter(|d| d.check == checks::WORDS);
        Ok(kept.map(|d| OwnWord { word: d.key, note: d.note, by: d.by, at: d.at }).collect())
    }

    /// Takes one of the catalog's own words out again.
    ///
    /// # Errors
    /// Where the catalog has not learned it, or cannot be written.
    pub fn forget(&mut self, word: &str) -> Result<EditReport, DeskError> {
        let own = self.own_words()?;
        let folded = fold(word);
        let Some(known) = own.into_iter().find(|w| w.word == word || w.word == folded) else {
            return Err(DeskError::refused(format!("\"{word}\" is no word that this catalog has learned")));
        };
        let (check, key) = (checks::WORDS.to_owned(), known.word);
        let edit = Edit::Dismiss { check, key, old: Some(known.note), new: None };
        self.say_right(format!("Took \"{word}\" out of this catalog's words"), None, vec![edit], 1)
    }

    fn say_right(
        &mut self,
        label: String,
        why: Option<&str>,
        edits: Vec<Edit>,
        problems: usize,
    ) -> Result<EditReport, DeskError> {
        let operation = NewOperation {
            kind: OperationKind::Dismiss,
            label,
            why: why.map(str::to_owned),
            by: self.by.clone(),
            at: now(),
            target: None,
            edits,
        };
        let done = self.store.commit(&operation, &[], &[])?;
        Ok(EditReport { operation: Some(done), captions: problems, notes: Vec::new() })
    }
}

/// The documents of some findings, in words.
fn documents(found: &[Arc<Finding>]) -> String {
    let mut names: Vec<&str> = found.iter().flat_map(|f| &f.captions).map(|c| &*c.document).collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [one] => (*one).to_owned(),
        many => format!("{} documents", many.len()),
    }
}
