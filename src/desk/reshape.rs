//! What is a caption at all: taking a line that was rejected, rejecting one that was taken, splitting, joining. The rows
//! that stood before stay in the catalog, hidden, so that each of these can be taken back.

use super::edit::edits_for;
use super::error::DeskError;
use super::now;
use super::session::Session;
use crate::credits::{facts, split};
use crate::model::caption::{CaptionId, PrintedCaption, Status};
use crate::model::field::{Field, Value};
use crate::model::operation::{Edit, NewOperation, OperationId, OperationKind};
use crate::store::{CaptionRow, DocumentRow, NewCaption};
use crate::text::identity::{caption_id, document_hash};
use crate::text::lines::lines;

/// Captions that an operation made, and its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reshaped {
    pub captions: Vec<CaptionId>,
    pub operation: OperationId,
}

/// Refuses a line that is no caption by its length alone: what a sheet or a field cannot hold as one.
pub(super) fn short_enough(line: u32, words: &str) -> Result<(), DeskError> {
    if words.len() <= crate::importers::LONGEST_CAPTION {
        return Ok(());
    }
    Err(DeskError::refused(format!(
        "line {line} has {} bytes and a caption at most {}; take what belongs to it into a caption of its own with Add a caption",
        words.len(),
        crate::importers::LONGEST_CAPTION
    )))
}

impl Session {
    /// Says of captions that they are none: they leave the catalog's lists and sheets, and stay in its file.
    ///
    /// # Errors
    /// Where one is not there, or the catalog cannot be written.
    pub fn reject(&mut self, ids: &[CaptionId], why: Option<&str>) -> Result<Reshaped, DeskError> {
        for id in ids {
            self.current_row(*id)?;
        }
        let edits = ids.iter().map(|id| Edit::Present { caption: *id, old: true, new: false }).collect();
        let label = format!("Rejected {}", captions(ids.len()));
        self.reshape(OperationKind::Set, label, why, Vec::new(), edits, Vec::new())
    }

    /// Takes a line of a document as a caption, with its credit where it has one.
    ///
    /// # Errors
    /// Where the document has no such line, the line is blank, or it belongs to a caption already.
    pub fn take_line(&mut self, document: &str, line: u32, why: Option<&str>) -> Result<Reshaped, DeskError> {
        let documents = self.store.documents()?;
        // By its hash where the caller knows it: two documents may have one name.
        let by_hash = documents.iter().position(|d| d.hash.to_string() == document);
        let found = by_hash.or_else(|| documents.iter().position(|d| *d.name == *document));
        let Some((place, row)) = found.map(|place| (place, &documents[place])) else {
            return Err(DeskError::refused(format!("no document of this catalog is named \"{document}\"")));
        };
        let document = &*row.name;
        let text = self.store.document_text(row.hash)?.unwrap_or_default();
        let words = lines(&text).find(|l| l.number == line).map(|l| l.text.trim().to_owned());
        let Some(words) = words.filter(|w| !w.is_empty()) else {
            return Err(DeskError::refused(format!("{document} has no words on line {line}")));
        };
        short_enough(line, &words)?;
        let standing = self.store.captions_in(place as u32)?;
        let holds = |c: &CaptionRow| match (c.line, c.last_line) {
            (Some(a), Some(b)) => (a.min(b)..=a.max(b)).contains(&line),
            (a, b) => a.or(b) == Some(line),
        };
        let label = format!("Took line {line} of {document}");
        let there: Vec<_> = standing.iter().filter(|(c, _)| holds(c)).collect();
        if there.iter().any(|(_, hidden)| !hidden) {
            return Err(DeskError::refused(format!(
                "line {line} of {document} belongs to a caption already; split that one instead"
            )));
        }
        // It was a caption once and was rejected: that one comes back, with all that was done to it.
        if let Some((row, _)) = there.first() {
            let edits = vec![Edit::Present { caption: row.id, old: false, new: true }];
            return self.reshape(OperationKind::Add, label, why, Vec::new(), edits, vec![row.id]);
        }
        let (description, credit) = match split(&words, &self.library.agencies) {
            Some(split) => (split.description, Some(split.credit_line)),
            None => (words, None),
        };
        let id = caption_id(row.hash, line, 0);
        let new = self.printed(id, Some(line), description, credit, Some(row));
        let edits = vec![Edit::Present { caption: id, old: false, new: true }];
        self.reshape(OperationKind::Add, label, why, vec![new], edits, vec![id])
    }

    /// Makes two captions of one: its words are cut before the character number `at`, and both keep the credit.
    ///
    /// # Errors
    /// Where one half would have no words.
    pub fn split_caption(
        &mut self,
        id: CaptionId,
        at: usize,
        why: Option<&str>,
    ) -> Result<Reshaped, DeskError> {
        let (row, document) = self.current_row(id)?;
        let (words, credit) = stands(&row);
        let cut = words.char_indices().nth(at).map_or(words.len(), |(n, _)| n);
        let halves = [words[..cut].trim(), words[cut..].trim()];
        if halves.iter().any(|h| h.is_empty()) {
            return Err(DeskError::refused("put the cursor between the two captions first, then split"));
        }
        let mut new = Vec::new();
        let mut edits = vec![Edit::Present { caption: id, old: true, new: false }];
        let mut made = Vec::new();
        for (n, half) in halves.iter().enumerate() {
            let half_id = self.fresh_id(&[id], n as u32)?;
            new.push(self.printed(half_id, row.line, (*half).to_owned(), credit.clone(), document.as_ref()));
            edits.push(Edit::Present { caption: half_id, old: false, new: true });
            made.push(half_id);
        }
        self.reshape(OperationKind::Add, "Split 1 caption".into(), why, new, edits, made)
    }

    /// Makes one caption of several, in the order given: the words one after the other, the credits as a composite's.
    ///
    /// # Errors
    /// Where fewer than two are given.
    pub fn join_captions(&mut self, ids: &[CaptionId], why: Option<&str>) -> Result<Reshaped, DeskError> {
        if ids.len() < 2 {
            return Err(DeskError::refused("select two or more captions to join"));
        }
        let mut words: Vec<String> = Vec::new();
        let mut credits: Vec<String> = Vec::new();
        let mut edits = Vec::new();
        let mut first: Option<(CaptionRow, Option<DocumentRow>)> = None;
        for id in ids {
            let (row, document) = self.current_row(*id)?;
            let (description, credit) = stands(&row);
            if !description.trim().is_empty() {
                words.push(description.trim().to_owned());
            }
            credits.extend(credit.filter(|c| !credits.contains(c)));
            edits.push(Edit::Present { caption: *id, old: true, new: false });
            first.get_or_insert((row, document));
        }
        let Some((row, document)) = first else { return Err(DeskError::refused("nothing to join")) };
        let id = self.fresh_id(ids, 0)?;
        let credit = (!credits.is_empty()).then(|| credits.join("; "));
        let new = self.printed(id, row.line, words.join(" "), credit, document.as_ref());
        edits.push(Edit::Present { caption: id, old: false, new: true });
        let label = format!("Joined {}", captions(ids.len()));
        self.reshape(OperationKind::Add, label, why, vec![new], edits, vec![id])
    }

    /// Makes one record of several captions of one picture, each in a document of its own: the first is kept and says where
    /// else the picture ran, the others are set aside.
    ///
    /// # Errors
    /// Where there is no other caption, or one is set aside already.
    pub fn join_picture(
        &mut self,
        keep: CaptionId,
        others: &[CaptionId],
        why: Option<&str>,
    ) -> Result<Reshaped, DeskError> {
        if others.is_empty() || others.contains(&keep) {
            return Err(DeskError::refused(
                "name the caption to keep first, then the others of the same picture",
            ));
        }
        let mut edits = Vec::new();
        let agencies = &self.library.agencies;
        let kept = self.current(keep)?;
        let mut also = kept.caption.also_in.clone();
        for (_, id) in others.iter().enumerate().filter(|(n, id)| !others[..*n].contains(id)) {
            let other = self.current(*id)?;
            let caption = &other.caption;
            if caption.status == Status::SetAside {
                return Err(DeskError::refused(format!("caption {id} is set aside already")));
            }
            let place = match caption.line {
                Some(line) => format!("{}:{line}", caption.document),
                None => caption.document.to_string(),
            };
            for place in std::iter::once(&place).chain(&caption.also_in) {
                if !also.contains(place) {
                    also.push(place.clone());
                }
            }
            let aside = Value::Text(Status::SetAside.key().to_owned());
            edits_for(&other, Field::Status, &aside, agencies, &mut edits, &mut Vec::new());
        }
        edits_for(&kept, Field::AlsoIn, &Value::List(also), agencies, &mut edits, &mut Vec::new());
        let label = format!("Joined {} of one picture", captions(others.len() + 1));
        let why = why.map_or_else(|| format!("the same picture as {keep}"), str::to_owned);
        self.reshape(OperationKind::Set, label, Some(&why), Vec::new(), edits, vec![keep])
    }

    fn reshape(
        &mut self,
        kind: OperationKind,
        label: String,
        why: Option<&str>,
        new: Vec<NewCaption>,
        edits: Vec<Edit>,
        made: Vec<CaptionId>,
    ) -> Result<Reshaped, DeskError> {
        let why = why.map(str::to_owned);
        let by = self.by.clone();
        let operation = NewOperation { kind, label, why, by, at: now(), target: None, edits };
        Ok(Reshaped { captions: made, operation: self.store.commit(&operation, &new, &[])? })
    }

    fn current_row(&self, id: CaptionId) -> Result<(CaptionRow, Option<DocumentRow>), DeskError> {
        let row = self.store.find(id)?.ok_or_else(|| {
            DeskError::refused(format!("no caption has the id {id}; it may have been taken out"))
        })?;
        let document = self.document_of(&row)?;
        Ok((row, document))
    }

    fn printed(
        &self,
        id: CaptionId,
        line: Option<u32>,
        description: String,
        credit_line: Option<String>,
        document: Option<&DocumentRow>,
    ) -> NewCaption {
        let date = document.and_then(|d| d.date);
        let mut facts = facts::derive(&description, credit_line.as_deref(), date, &self.library.agencies);
        self.library.vocabulary.file(&description, &mut facts);
        let printed = PrintedCaption { id, line, last_line: line, description, credit_line, facts };
        NewCaption { printed, document: document.map(|d| d.hash) }
    }

    /// An id that no caption has: made of those it comes from and the operation that makes it.
    fn fresh_id(&self, from: &[CaptionId], n: u32) -> Result<CaptionId, DeskError> {
        let head = self.store.head()?;
        let from: Vec<String> = from.iter().map(CaptionId::to_string).collect();
        let unique = format!("{head}\n{}\n{}", from.join(" "), std::process::id());
        Ok(caption_id(document_hash(unique.as_bytes()), n, 1))
    }
}

/// The words and the credit line as they stand.
fn stands(row: &CaptionRow) -> (String, Option<String>) {
    let set = |field: Field| row.set.iter().find(|s| s.field == field).map(|s| s.value.clone());
    let words = match set(Field::Description) {
        Some(value) => value.as_text().unwrap_or_default().to_owned(),
        None => row.description.clone(),
    };
    let credit = match set(Field::CreditLine) {
        Some(value) => value.as_text().map(str::to_owned),
        None => row.credit_line.clone(),
    };
    (words, credit)
}

fn captions(n: usize) -> String {
    if n == 1 { "1 caption".to_owned() } else { format!("{n} captions") }
}
