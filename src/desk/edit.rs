//! The edits of the desk: set a field, add a caption, set one aside. Each is one operation.

use std::collections::HashMap;

use super::error::DeskError;
use super::jobs::{Cancel, Progress};
use super::now;
use super::session::Session;
use super::snapshot::{apply, assemble, printed_value};
use crate::credits::{self, facts};
use crate::model::caption::{Caption, CaptionId, Facts, PrintedCaption, Status};
use crate::model::date::PartialDate;
use crate::model::field::{Field, Value};
use crate::model::operation::{Edit, NewOperation, OperationId, OperationKind};
use crate::store::{CaptionRow, DocumentRow, NewCaption, StoreError};
use crate::text::identity::{caption_id, document_hash};

/// What an edit came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditReport {
    /// None where everything was so already.
    pub operation: Option<OperationId>,
    /// Captions changed.
    pub captions: usize,
    /// What a person should know besides, such as "the credit line follows".
    pub notes: Vec<String>,
}

/// A caption typed by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewWords {
    pub description: String,
    pub credit_line: Option<String>,
    /// A document of the catalog, by name, that it belongs to.
    pub document: Option<String>,
    /// Its line there.
    pub line: Option<u32>,
}

/// A caption with what a hand has set on it, as edits need both.
pub(super) struct Current {
    pub(super) caption: Caption,
    pub(super) set: HashMap<Field, Value>,
    pub(super) printed: Facts,
}

impl Current {
    /// The value of a field as it stands.
    pub(super) fn value(&self, field: Field) -> Value {
        self.caption.value(field)
    }

    /// The caption as it stands.
    pub(super) fn caption(&self) -> &Caption {
        &self.caption
    }

    /// What a hand has set in a field; none where no hand has.
    pub(super) fn by_hand(&self, field: Field) -> Option<Value> {
        self.set.get(&field).cloned()
    }

    /// What its printed words say.
    pub(super) fn printed(&self) -> &Facts {
        &self.printed
    }

    /// Stands as after an edit of a field; none takes back what a hand has set.
    fn follow(&mut self, field: Field, new: Option<&Value>, agencies: &credits::Agencies) {
        let value = match new {
            Some(value) => {
                self.set.insert(field, value.clone());
                value.clone()
            }
            None => {
                self.set.remove(&field);
                printed_value(&self.caption, &self.printed, field)
            }
        };
        apply(&mut self.caption, field, value);
        if field == Field::CreditLine || (new.is_none() && Field::CREDIT_PARTS.contains(&field)) {
            let line = self.caption.credit_line.as_deref().unwrap_or_default();
            let read = Facts { credit: credits::read(line, agencies), ..Facts::default() };
            for part in Field::CREDIT_PARTS.iter().filter(|p| !self.set.contains_key(p)) {
                apply(&mut self.caption, *part, read.value(*part));
            }
        }
    }

    /// Whether a field still is as it was. A scene and an event that no hand has set are told beside the other captions
    /// alone, and are no hindrance.
    pub(super) fn is_still(&self, field: Field, value: &Value) -> bool {
        let told = matches!(field, Field::Scene | Field::Event) && !self.set.contains_key(&field);
        told || self.value(field) == *value
    }
}

impl Session {
    /// Finds the caption that an id, or the beginning of one, names.
    ///
    /// # Errors
    /// Where none or several begin so.
    pub fn resolve_id(&self, typed: &str) -> Result<CaptionId, DeskError> {
        let typed = typed.trim().to_ascii_lowercase();
        if let Some(id) = CaptionId::parse(&typed) {
            return match self.store.find(id)? {
                Some(_) => Ok(id),
                None => Err(DeskError::refused(format!(
                    "no caption has the id {typed}; `list` shows the ids of a catalog's captions"
                ))),
            };
        }
        let hex = !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_hexdigit()) && typed.len() < 16;
        let found = if hex { self.store.ids_with_prefix(&typed, 2)? } else { Vec::new() };
        match found.as_slice() {
            [id] => Ok(*id),
            [] => Err(DeskError::refused(format!(
                "no caption has an id that begins with \"{typed}\"; `list` shows the ids of a catalog's captions"
            ))),
            _ => Err(DeskError::refused(format!(
                "more than one caption's id begins with \"{typed}\"; give more of its characters"
            ))),
        }
    }

    /// Sets one field of some captions: one operation. A value that is what was printed takes the correction back.
    ///
    /// # Errors
    /// Where a caption is not there, or the catalog cannot be written; then nothing is changed.
    pub fn set(
        &mut self,
        ids: &[CaptionId],
        field: Field,
        value: &Value,
        why: Option<&str>,
    ) -> Result<EditReport, DeskError> {
        self.set_fields(ids, &[(field, value.clone())], why)
    }

    /// As [`Session::set`] for several fields at once.
    ///
    /// # Errors
    /// As [`Session::set`].
    pub fn set_fields(
        &mut self,
        ids: &[CaptionId],
        values: &[(Field, Value)],
        why: Option<&str>,
    ) -> Result<EditReport, DeskError> {
        let corrects = values.iter().any(|(f, _)| f.is_correction());
        let verb = if corrects { "Corrected" } else { "Set" };
        let labels: Vec<&str> = values.iter().map(|(f, _)| f.label()).collect();
        let (verb, one) = match values {
            // A status is something that was done: "Set aside 3 captions".
            [(Field::Status, value)] => match value.as_text() {
                Some("reviewed") => ("Reviewed".to_owned(), None),
                Some("set-aside") => ("Set aside".to_owned(), None),
                _ => ("Marked as unreviewed".to_owned(), None),
            },
            [(field, _)] => (verb.to_owned(), Some(*field)),
            [_, .., (Field::Status, value)] if value.as_text() == Some(Status::Reviewed.key()) => {
                (format!("{verb} {} and reviewed", and(&labels[..labels.len() - 1])), None)
            }
            _ => (format!("{verb} {} of", and(&labels)), None),
        };
        let wanted: Vec<(Field, &Value)> = values.iter().map(|(f, v)| (*f, v)).collect();
        // The value is wanted whatever stands there now: where another process was faster, what it saved is read again and
        // goes into the log as the old value. A face that showed an older value asks before it comes here.
        let mut tries = 0;
        loop {
            let mut edits = Vec::new();
            let mut notes = Vec::new();
            for id in ids {
                let mut current = self.current(*id)?;
                edits_of(&mut current, &wanted, &self.library.agencies, &mut edits, &mut notes);
            }
            match self.apply(OperationKind::Set, &verb, one, why, edits, notes) {
                Err(DeskError::Store(StoreError::Conflict(_))) if tries < 50 => tries += 1,
                done => return done,
            }
        }
    }

    /// Keeps some captions and leaves them out of sheets.
    ///
    /// # Errors
    /// As [`Session::set`].
    pub fn set_aside(&mut self, ids: &[CaptionId], why: Option<&str>) -> Result<EditReport, DeskError> {
        self.set(ids, Field::Status, &Value::Text(Status::SetAside.key().into()), why)
    }

    /// Adds a caption by hand.
    ///
    /// # Errors
    /// Where it has neither words nor a credit, or the document is not in the catalog.
    pub fn add(&mut self, new: &NewWords, why: Option<&str>) -> Result<(CaptionId, OperationId), DeskError> {
        let credit_line = new.credit_line.as_deref().map(str::trim).filter(|c| !c.is_empty());
        let words = new.description.trim();
        if words.is_empty() && credit_line.is_none() {
            return Err(DeskError::refused("a caption needs words or a credit; give at least one of them"));
        }
        let documents = self.store.documents()?;
        let document = match &new.document {
            None => None,
            Some(name) => Some(documents.iter().find(|d| *d.name == **name).ok_or_else(|| {
                DeskError::refused(format!(
                    "no document of this catalog is named \"{name}\"; import it first"
                ))
            })?),
        };
        let at = now();
        let head = self.store.head()?;
        let unique = format!("{head}\n{}\n{at}\n{}\n{words}", std::process::id(), self.by);
        let id = caption_id(document_hash(unique.as_bytes()), new.line.unwrap_or(0), 0);
        let date = document.and_then(|d| d.date);
        let mut facts = facts::derive(words, credit_line, date, &self.library.agencies);
        self.library.vocabulary.file(words, &mut facts);
        let caption = NewCaption {
            printed: PrintedCaption {
                id,
                line: new.line,
                last_line: new.line,
                description: words.to_owned(),
                credit_line: credit_line.map(str::to_owned),
                facts,
            },
            document: document.map(|d| d.hash),
        };
        let operation = NewOperation {
            kind: OperationKind::Add,
            label: "Added 1 caption".into(),
            why: why.map(str::to_owned),
            by: self.by.clone(),
            at,
            target: None,
            edits: vec![Edit::Present { caption: id, old: false, new: true }],
        };
        let done = self.store.commit(&operation, &[caption], &[])?;
        Ok((id, done))
    }

    pub(super) fn current(&self, id: CaptionId) -> Result<Current, DeskError> {
        let row = self.store.find(id)?.ok_or_else(|| {
            DeskError::refused(format!("no caption has the id {id}; it may have been taken out"))
        })?;
        let document = self.document_of(&row)?;
        let set = row.set.iter().map(|s| (s.field, s.value.clone())).collect();
        let date = document.as_ref().and_then(|d| d.date);
        let printed =
            facts::derive(&row.description, row.credit_line.as_deref(), date, &self.library.agencies);
        Ok(Current { caption: assemble(row, document.as_ref(), &self.library.agencies), set, printed })
    }

    /// The document that a caption stands in.
    pub(super) fn document_of(&self, row: &CaptionRow) -> Result<Option<DocumentRow>, DeskError> {
        Ok(row.document.map(|place| self.store.document(place)).transpose()?.flatten())
    }

    /// Commits edits with the facts of every caption whose words or credit they change.
    pub(super) fn apply(
        &mut self,
        kind: OperationKind,
        verb: &str,
        field: Option<Field>,
        why: Option<&str>,
        edits: Vec<Edit>,
        notes: Vec<String>,
    ) -> Result<EditReport, DeskError> {
        let mut touched: Vec<CaptionId> = edits.iter().filter_map(edited).collect();
        touched.sort();
        touched.dedup();
        if edits.is_empty() {
            return Ok(EditReport { operation: None, captions: 0, notes });
        }
        let count = touched.len();
        let operation = NewOperation {
            kind,
            label: match field {
                Some(field) => format!("{verb} {}, {count} {}", field.label(), captions(count)),
                None => format!("{verb} {count} {}", captions(count)),
            },
            why: why.map(str::to_owned),
            by: self.by.clone(),
            at: now(),
            target: None,
            edits,
        };
        let facts = self.facts_after(&operation.edits)?;
        let done = self.store.commit(&operation, &[], &facts)?;
        Ok(EditReport { operation: Some(done), captions: count, notes })
    }

    /// The facts of every caption whose words or credit line the edits change, as they are after them.
    pub(super) fn facts_after(&self, edits: &[Edit]) -> Result<Vec<(CaptionId, Facts)>, DeskError> {
        let mut changed: HashMap<CaptionId, HashMap<Field, Option<Value>>> = HashMap::new();
        for edit in edits {
            if let Edit::Set {
                caption, field: field @ (Field::Description | Field::CreditLine), new, ..
            } = edit
            {
                changed.entry(*caption).or_default().insert(*field, new.clone());
            }
        }
        let mut out = Vec::with_capacity(changed.len());
        for (id, fields) in changed {
            let Some(row) = self.store.find(id)? else { continue };
            let date: Option<PartialDate> = self.document_of(&row)?.and_then(|d| d.date);
            out.push((id, self.facts_of(&row, date, &fields)));
        }
        out.sort_by_key(|(id, _)| *id);
        Ok(out)
    }

    /// The facts of a caption as its words and credit line stand, or will stand once `fields` are set.
    fn facts_of(
        &self,
        row: &CaptionRow,
        date: Option<PartialDate>,
        fields: &HashMap<Field, Option<Value>>,
    ) -> Facts {
        let stands = |field: Field, printed: Option<&str>| -> Option<String> {
            let set = row.set.iter().find(|s| s.field == field).map(|s| s.value.clone());
            match fields.get(&field).cloned().unwrap_or(set) {
                Some(value) => value.as_text().map(str::to_owned),
                None => printed.map(str::to_owned),
            }
        };
        let words = stands(Field::Description, Some(&row.description)).unwrap_or_default();
        let credit = stands(Field::CreditLine, row.credit_line.as_deref());
        let mut facts = facts::derive(&words, credit.as_deref(), date, &self.library.agencies);
        self.library.vocabulary.file(&words, &mut facts);
        facts
    }

    /// Whether the catalog's facts were read with other lists or older rules than the desk has now.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub(super) fn is_outdated(&self) -> Result<bool, DeskError> {
        Ok(self.store.derived_from()?.0 != self.library.rules())
    }

    /// Reads every caption's words again with the lists and rules that the desk has now, where the catalog's facts were made
    /// with others. What a hand has set stays; nothing of this is an operation.
    ///
    /// # Errors
    /// Where the catalog cannot be written, or the work was cancelled; it goes on at the next opening.
    pub(super) fn refresh(&mut self, progress: &dyn Progress, cancel: &Cancel) -> Result<(), DeskError> {
        if !self.is_outdated()? {
            return Ok(());
        }
        let numbers = self.store.first_rows(usize::MAX)?;
        let documents = self.store.documents()?;
        for (n, chunk) in numbers.chunks(1000).enumerate() {
            if cancel.is_cancelled() {
                return Err(DeskError::Cancelled);
            }
            progress.step(n * 1000, numbers.len());
            let rows = self.store.rows(chunk)?;
            let date = |row: &CaptionRow| row.document.and_then(|d| documents.get(d as usize)?.date);
            let facts: Vec<_> =
                rows.iter().map(|row| (row.id, self.facts_of(row, date(row), &HashMap::new()))).collect();
            self.store.refresh(&facts, None)?;
        }
        self.store.refresh(&[], Some(self.library.rules()))?;
        Ok(())
    }
}

fn captions(count: usize) -> &'static str {
    if count == 1 { "caption" } else { "captions" }
}

/// The caption that an edit changes.
pub(super) fn edited(edit: &Edit) -> Option<CaptionId> {
    match edit {
        Edit::Set { caption, .. } | Edit::Present { caption, .. } => Some(*caption),
        Edit::Import { .. } | Edit::Dismiss { .. } | Edit::Event { .. } | Edit::Setting { .. } => None,
    }
}

/// `A`, `A and B`, `A, B and C`.
fn and(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The edits that put several values into a caption, each on top of the one before. A field that two of them touch, as the
/// credit line that follows its parts, has one edit.
pub(super) fn edits_of(
    current: &mut Current,
    values: &[(Field, &Value)],
    agencies: &credits::Agencies,
    edits: &mut Vec<Edit>,
    notes: &mut Vec<String>,
) {
    if let [(field, value)] = values {
        return edits_for(current, *field, value, agencies, edits, notes);
    }
    // A new credit line is read into its parts first; what is wanted of the parts goes on top.
    let mut values = values.to_vec();
    values.sort_by_key(|(field, _)| *field != Field::CreditLine);
    let mut own: Vec<Edit> = Vec::new();
    for (field, value) in values {
        if *value == current.value(field) {
            continue;
        }
        let mut new = Vec::new();
        edits_for(current, field, value, agencies, &mut new, notes);
        for edit in new {
            let Edit::Set { caption, field, old, new } = edit else { continue };
            current.follow(field, new.as_ref(), agencies);
            let known = own.iter().position(|e| matches!(e, Edit::Set { field: f, .. } if *f == field));
            match known.and_then(|at| own.get_mut(at)) {
                Some(Edit::Set { new: last, .. }) => *last = new,
                _ => own.push(Edit::Set { caption, field, old, new }),
            }
        }
    }
    edits.extend(own.into_iter().filter(|e| !matches!(e, Edit::Set { old, new, .. } if old == new)));
}

/// The edits that put `value` into `field`. A credit's line and its parts never disagree by our doing: a new line is read
/// into its parts, and a new name goes into the line where the old one stood.
pub(super) fn edits_for(
    current: &Current,
    field: Field,
    value: &Value,
    agencies: &credits::Agencies,
    edits: &mut Vec<Edit>,
    notes: &mut Vec<String>,
) {
    let id = current.caption.id;
    let before = edits.len();
    push(current, field, value, edits);
    if edits.len() == before {
        return;
    }
    if field == Field::CreditLine {
        for part in Field::CREDIT_PARTS {
            if let Some(old) = current.set.get(&part) {
                edits.push(Edit::Set { caption: id, field: part, old: Some(old.clone()), new: None });
            }
        }
    } else if Field::CREDIT_PARTS.contains(&field)
        && let Some(line) = &current.caption.credit_line
    {
        match line_with(&current.caption, line, field, value, agencies) {
            Some(new) if new == *line => {}
            Some(new) => {
                push(current, Field::CreditLine, &Value::Text(new.clone()), edits);
                notes.push(format!("the credit line follows: {new}"));
            }
            None => notes.push(format!(
                "the credit line still reads \"{line}\"; set credit_line if it should change too"
            )),
        }
    }
}

fn push(current: &Current, field: Field, value: &Value, edits: &mut Vec<Edit>) {
    let old = current.set.get(&field).cloned();
    // A caption without words has empty ones, as print has them.
    let empty = Value::Text(String::new());
    let value = if field == Field::Description && *value == Value::Null { &empty } else { value };
    // What was printed needs no correction. The scene is a proposal and can be pinned as it is.
    let printed = field != Field::Scene && *value == printed_value(&current.caption, &current.printed, field);
    let default = field == Field::Status && value.as_text() == Some(Status::Unreviewed.key());
    let event = field == Field::Event && *value == Value::Null && !current.set.contains_key(&field);
    let new = (!(printed || default || event)).then(|| value.clone());
    if old != new {
        edits.push(Edit::Set { caption: current.caption.id, field, old, new });
    }
}

/// The credit line with the new value of one part in the place of the old one, where reading it gives exactly that credit.
pub(super) fn line_with(
    caption: &Caption,
    line: &str,
    field: Field,
    value: &Value,
    agencies: &credits::Agencies,
) -> Option<String> {
    let old = caption.value(field);
    let items = |v: &Value| -> Vec<String> {
        match v {
            Value::Text(s) => vec![s.clone()],
            Value::List(items) => items.clone(),
            Value::Null => Vec::new(),
        }
    };
    let (from, to) = (items(&old), items(value));
    if from.len() != to.len() || from.is_empty() {
        return None;
    }
    let mut new = line.to_owned();
    for (from, to) in from.iter().zip(&to) {
        if from == to {
            continue;
        }
        let at = new.find(from.as_str())?;
        if new[at + from.len()..].contains(from.as_str()) {
            return None;
        }
        new.replace_range(at..at + from.len(), to);
    }
    let wanted = |f: Field| if f == field { value.clone() } else { caption.value(f) };
    let read = Facts { credit: credits::read(&new, agencies), ..Facts::default() };
    let same = [Field::Creators, Field::Agency, Field::Suppliers, Field::Distributor]
        .into_iter()
        .all(|f| read.value(f) == wanted(f));
    same.then_some(new)
}
