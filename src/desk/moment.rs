//! What an operation did, in words; what has been done since a moment; going back to it; and taking back what can be taken
//! back where some of it has changed since.

use std::collections::HashMap;

use super::edit::Current;
use super::error::DeskError;
use super::history::Undone;
use super::now;
use super::session::Session;
use super::snapshot::printed_value;
use crate::model::caption::{Caption, CaptionId, Status};
use crate::model::field::Field;
use crate::model::operation::{Edit, NewOperation, Operation, OperationId, OperationKind};
use crate::store::{StoreError, inverse, subject};

/// So many changes of an operation are shown; the rest is counted.
const SHOWN: usize = 500;

/// One change as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeShown {
    pub caption: Option<CaptionId>,
    /// Its row, where it is there.
    pub row: Option<i64>,
    /// Where the caption stands: document and line.
    pub place: String,
    /// The field, or what else was changed.
    pub what: String,
    pub field: Option<Field>,
    pub before: String,
    pub after: String,
}

/// What an operation did, or what would take a catalog back to a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationDetail {
    pub operation: Operation,
    pub changes: Vec<ChangeShown>,
    /// How many changes there are in all.
    pub total: usize,
}

/// What an operation was about, as a line of the history says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touched {
    /// The first caption that it changed, and how many more; empty where it was none.
    pub captions: String,
    /// Of one caption alone the first field that it changed, before and after.
    pub change: Option<(String, String)>,
}

/// What an operation cannot be taken back for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoConflict {
    pub operation: OperationId,
    pub label: String,
    /// A line each.
    pub conflicts: Vec<String>,
    /// How many of its changes could be taken back all the same.
    pub possible: usize,
}

impl Session {
    fn operation(&self, id: OperationId) -> Result<Operation, DeskError> {
        let found = self.operations()?.into_iter().find(|o| o.id == id);
        found.ok_or(DeskError::Store(StoreError::NoSuchOperation(id)))
    }

    /// What an operation did.
    ///
    /// # Errors
    /// Where there is none of that number, or the catalog cannot be read.
    pub fn operation_detail(&self, id: OperationId) -> Result<OperationDetail, DeskError> {
        let operation = self.operation(id)?;
        let edits = self.edits(id)?;
        Ok(OperationDetail { operation, changes: self.shown(&edits)?, total: edits.len() })
    }

    /// Which captions an operation changed, in words, and of one alone what.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub fn touched(&self, id: OperationId) -> Result<Touched, DeskError> {
        let (all, first) = self.store.captions_of(id)?;
        let Some(first) = first else { return Ok(Touched::default()) };
        let mut captions = match self.current(first) {
            Ok(current) => {
                let caption = current.caption();
                format!("{}: {}", place_of(caption), first_words(&caption.description))
            }
            Err(_) => format!("a caption that is not there now ({first})"),
        };
        if all > 1 {
            captions.push_str(&format!(" and {} more", all - 1));
            return Ok(Touched { captions, change: None });
        }
        let edits = self.edits(id)?;
        let set = edits.iter().find(|e| matches!(e, Edit::Set { .. }));
        let shown = self.shown(set.map_or(&[], std::slice::from_ref))?;
        let change = shown.into_iter().next().map(|c| (c.before, c.after));
        Ok(Touched { captions, change })
    }

    /// What would take the catalog back to how it was right after an operation: nothing is changed by asking.
    ///
    /// # Errors
    /// As [`Session::operation_detail`].
    pub fn moment(&self, id: OperationId) -> Result<OperationDetail, DeskError> {
        let operation = self.operation(id)?;
        let edits = self.edits_back_to(id)?;
        Ok(OperationDetail { operation, changes: self.shown(&edits)?, total: edits.len() })
    }

    /// Takes the catalog back to how it was right after an operation, as one operation that can be taken back itself.
    ///
    /// # Errors
    /// Where nothing has changed since, or the catalog cannot be written; then nothing is changed.
    pub fn go_back(&mut self, id: OperationId) -> Result<OperationId, DeskError> {
        let operation = self.operation(id)?;
        let edits = self.edits_back_to(id)?;
        if edits.is_empty() {
            return Err(DeskError::refused("nothing has changed since then"));
        }
        let facts = self.facts_after(&edits)?;
        let new = NewOperation {
            kind: OperationKind::Set,
            label: format!("Went back to after change {id}: {}", operation.label),
            why: None,
            by: self.by.clone(),
            at: now(),
            target: None,
            edits,
        };
        Ok(self.store.commit(&new, &[], &facts)?)
    }

    /// One edit for each thing that stands otherwise now than right after an operation: from now to then.
    fn edits_back_to(&self, id: OperationId) -> Result<Vec<Edit>, DeskError> {
        let head = self.store.head()?;
        // For each thing the first edit after that moment says what it was, the last one what it is.
        let mut order = Vec::new();
        let mut ends: HashMap<(u8, u64, String), (Edit, Edit)> = HashMap::new();
        for operation in (id + 1)..=head {
            for edit in self.edits(operation)? {
                let key = subject(&edit);
                match ends.get_mut(&key) {
                    Some((_, last)) => *last = edit,
                    None => {
                        order.push(key.clone());
                        ends.insert(key, (edit.clone(), edit));
                    }
                }
            }
        }
        let back = order.into_iter().rev().filter_map(|key| {
            let (first, last) = ends.remove(&key)?;
            joined(inverse(last), inverse(first))
        });
        Ok(back.collect())
    }

    /// Takes back of an operation what has not changed since.
    ///
    /// # Errors
    /// Where nothing of it can be taken back.
    pub fn undo_rest(&mut self, id: OperationId) -> Result<Undone, DeskError> {
        let (plan, _) = self.store.plan_undo_rest(id)?;
        if plan.edits.is_empty() {
            return Err(DeskError::refused("nothing of it can be taken back: all of it has changed since"));
        }
        self.take_back(OperationKind::Undo, "Took back in part", plan.target, plan.edits, None)
    }

    /// Takes an operation back though what it set has been set again since: each field is put back to what it was before it.
    ///
    /// # Errors
    /// Where it is taken back already, or nothing would change.
    pub fn undo_over(&mut self, id: OperationId) -> Result<Undone, DeskError> {
        let target = self.operation(id)?;
        if !target.in_effect {
            return Err(DeskError::Store(StoreError::NotInEffect(id)));
        }
        let (rest, _) = self.store.plan_undo_rest(id)?;
        let mut edits: Vec<Edit> =
            rest.edits.into_iter().filter(|e| !matches!(e, Edit::Set { .. })).collect();
        let mut seen = std::collections::HashSet::new();
        for edit in self.edits(id)? {
            let Edit::Set { caption, field, old, .. } = edit else { continue };
            // A caption that is not there now has nothing to be put back.
            let Ok(current) = self.current(caption) else { continue };
            let now = current.by_hand(field);
            if seen.insert((caption, field)) && now != old {
                edits.push(Edit::Set { caption, field, old: now, new: old });
            }
        }
        if edits.is_empty() {
            return Err(DeskError::refused("all of it is as it was before that change already"));
        }
        self.take_back(OperationKind::Undo, "Took back over later changes", target, edits, None)
    }

    /// What stands in the way of taking an operation back; none where nothing does.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub fn undo_conflict(&self, id: OperationId) -> Result<Option<UndoConflict>, DeskError> {
        let (plan, conflicts) = self.store.plan_undo_rest(id)?;
        // By its place, not by its number: that is how a person knows it.
        let said = |c: &crate::store::Conflict| {
            let current = c.caption.and_then(|id| self.current(id).ok());
            match current {
                Some(current) => {
                    let rest = crate::store::Conflict { caption: None, ..c.clone() };
                    format!("{}: {rest}", place_of(current.caption()))
                }
                None => c.to_string(),
            }
        };
        Ok((!conflicts.is_empty()).then(|| UndoConflict {
            operation: id,
            label: plan.target.label,
            conflicts: conflicts.iter().map(said).collect(),
            possible: plan.edits.len(),
        }))
    }

    fn shown(&self, edits: &[Edit]) -> Result<Vec<ChangeShown>, DeskError> {
        let mut known: HashMap<CaptionId, Option<Current>> = HashMap::new();
        let mut out = Vec::with_capacity(edits.len().min(SHOWN));
        for edit in edits.iter().take(SHOWN) {
            let caption = super::edit::edited(edit);
            if let Some(id) = caption
                && !known.contains_key(&id)
            {
                // One that was taken out has no present; its change is shown by its id.
                known.insert(id, self.current(id).ok());
            }
            let current = caption.and_then(|id| known.get(&id)).and_then(Option::as_ref);
            out.push(self.in_words(edit, caption, current)?);
        }
        Ok(out)
    }

    fn in_words(
        &self,
        edit: &Edit,
        caption: Option<CaptionId>,
        current: Option<&Current>,
    ) -> Result<ChangeShown, DeskError> {
        let row = match caption {
            Some(id) => self.store.row_of_caption(id)?.filter(|_| current.is_some()),
            None => None,
        };
        let place = match (current, caption) {
            (Some(c), _) => place_of(c.caption()),
            (None, Some(id)) => format!("a caption that is not there now ({id})"),
            (None, None) => String::new(),
        };
        let yes = |what: &str, not: &str, on: bool| if on { what.to_owned() } else { not.to_owned() };
        let (what, field, before, after) = match edit {
            Edit::Set { field, old, new, .. } => {
                let said = |value: &Option<crate::model::field::Value>| match (value, current) {
                    (Some(value), _) => value.cell(),
                    (None, Some(_)) if *field == Field::Status => Status::Unreviewed.key().to_owned(),
                    // No hand had set it: what print says.
                    (None, Some(c)) => printed_value(c.caption(), c.printed(), *field).cell(),
                    (None, None) => "as printed".to_owned(),
                };
                (field.label().to_owned(), Some(*field), said(old), said(new))
            }
            Edit::Present { old, new, .. } => {
                let said = |on: &bool| yes("a caption", "no caption", *on);
                ("Caption".to_owned(), None, said(old), said(new))
            }
            Edit::Import { operation, old, new } => {
                let said = |on: &bool| yes("in the catalog", "taken back", *on);
                (format!("Import {operation}"), None, said(old), said(new))
            }
            Edit::Dismiss { check, old, new, .. } => {
                let said = |note: &Option<String>| match note.as_deref() {
                    None => "a problem".to_owned(),
                    Some("") => "right as it is".to_owned(),
                    Some(note) => format!("right as it is: {note}"),
                };
                (check.clone(), None, said(old), said(new))
            }
            Edit::Setting { key, old, new } => {
                let said = |value: &Option<String>| match value.as_deref() {
                    None => "none".to_owned(),
                    Some(name) if key == super::styles::STYLE => self.library.styles.label(name),
                    Some(other) => other.to_owned(),
                };
                let what = if key == super::styles::STYLE { "House style" } else { key };
                (what.to_owned(), None, said(old), said(new))
            }
            other => {
                let json = |side: &str| -> String {
                    let value = serde_json::to_value(other).ok().and_then(|v| v.get(side).cloned());
                    match value {
                        None | Some(serde_json::Value::Null) => "as it was".to_owned(),
                        Some(serde_json::Value::String(text)) => text,
                        Some(value) => value.to_string(),
                    }
                };
                let named = match other {
                    Edit::Event { name, .. } => format!("Event {name}"),
                    _ => "Catalog".to_owned(),
                };
                (named, None, json("old"), json("new"))
            }
        };
        Ok(ChangeShown { caption, row, place, what, field, before, after })
    }
}

/// Where a caption stands: document and line.
fn place_of(c: &Caption) -> String {
    match c.line {
        Some(line) => format!("{} · line {line}", c.document),
        None if c.document.is_empty() => "added by hand".to_owned(),
        None => c.document.to_string(),
    }
}

/// So many words tell a caption from the others of its document.
const FIRST: usize = 6;

fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(FIRST).collect();
    match (first.is_empty(), words.next()) {
        (true, _) => "(no words)".to_owned(),
        (_, Some(_)) => format!("{}…", first.join(" ")),
        (_, None) => first.join(" "),
    }
}

/// Two edits of one thing as one: from what the first expects to what the second gives; none where these are the same.
fn joined(first: Edit, second: Edit) -> Option<Edit> {
    use Edit::*;
    let edit = match (first, second) {
        (Set { caption, field, old, .. }, Set { new, .. }) => Set { caption, field, old, new },
        (Present { caption, old, .. }, Present { new, .. }) => Present { caption, old, new },
        (Import { operation, old, .. }, Import { new, .. }) => Import { operation, old, new },
        (Dismiss { check, key, old, .. }, Dismiss { new, .. }) => Dismiss { check, key, old, new },
        (Event { name, old, .. }, Event { new, .. }) => Event { name, old, new },
        (Setting { key, old, .. }, Setting { new, .. }) => Setting { key, old, new },
        // Two of one subject are of one kind.
        (_, second) => second,
    };
    let changes = match &edit {
        Set { old, new, .. } => old != new,
        Present { old, new, .. } | Import { old, new, .. } => old != new,
        Dismiss { old, new, .. } => old != new,
        Event { old, new, .. } => old != new,
        Setting { old, new, .. } => old != new,
        #[allow(unreachable_patterns)]
        _ => true,
    };
    changes.then_some(edit)
}
