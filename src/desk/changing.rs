//! A change at the desk: made and committed, followed in the index, checked again and told.

use std::sync::Arc;
use std::time::Instant;

use super::error::DeskError;
use super::opened::{Asked, Done};
use super::view::*;
use super::worker::{MANY, Worker};
use super::{jobs_desk, now};
use crate::model::caption::CaptionId;
use crate::model::field::{Field, Value};
use crate::model::operation::{Edit, OperationId};
use crate::store::{Access, StoreError};

impl Worker {
    pub(super) fn change(&mut self, change: Change) -> Done {
        let open = self.opened_mut()?;
        if open.session.store.access() == Access::Read {
            return Err(DeskError::Store(StoreError::ReadOnly { path: open.path.clone() }));
        }
        if matches!(change, Change::Undo(None)) && open.at_the_beginning()? {
            return Err(DeskError::refused(
                "All changes are taken back. Only the import that this catalog began with is left; the History view takes that back",
            ));
        }
        if let Change::Untype { row, field, before } = &change {
            if let Some(last) = open.typed_last(*row, *field, before)? {
                // One after the other, until the words are as before.
                self.change(Change::Undo(Some(last)))?;
                return self.change(change);
            }
            if open.value_of(*row, *field)?.as_ref() == Some(before) {
                return Ok(());
            }
        }
        let change = match change {
            Change::RenameScene { from, to, event } => {
                let rows = open.of_scene(&from, event.as_deref());
                Change::Set { rows, field: Field::Scene, value: Value::Text(to), why: None }
            }
            other => other,
        };
        if let Some(elsewhere) = open.elsewhere(&change)? {
            self.teller.tell(Answer::Elsewhere(elsewhere));
            return self.answer_shown();
        }
        if self.made_in_job(&change)? {
            return Ok(());
        }
        let back = matches!(
            change,
            Change::Undo(_) | Change::UndoRest(_) | Change::UndoOver(_) | Change::GoBack(_) | Change::Redo
        );
        let open = self.opened_mut()?;
        let change = open.named(change)?;
        let session = &mut open.session;
        let mut notes = Vec::new();
        let mut made: Vec<CaptionId> = Vec::new();
        let operation: Option<OperationId> = match change {
            Asked::Set(ids, field, value, why) => {
                let report = session.set(&ids, field, &value, why.as_deref())?;
                notes = report.notes;
                report.operation
            }
            Asked::Fix(fixes, why) => {
                let report = session.apply_fixes(&fixes, &why)?;
                notes = report.notes;
                report.operation
            }
            Asked::Dismiss(findings, right, note) => {
                session.dismiss_findings(&findings, right, note.as_deref())?.operation
            }
            Asked::Reopen(dismissed) => session.reopen(&dismissed)?.operation,
            Asked::Forget(word) => session.forget(&word)?.operation,
            Asked::SetFields(ids, values) => {
                let report = session.set_fields(&ids, &values, None)?;
                notes = report.notes;
                report.operation
            }
            Asked::Rewrite(proposed, chosen, verb) => {
                let report = session.rewrite(&proposed, &chosen, &verb)?;
                notes = report.notes;
                report.operation
            }
            Asked::Settle(findings, answer) => session.settle(&findings, &answer, None)?.operation,
            Asked::Event(event) => {
                let name = event.name.clone();
                session.set_event(&name, Some(*event), None)?
            }
            Asked::Style(name) => session.set_style(&name, None)?,
            Asked::Reject(ids) => Some(session.reject(&ids, None)?.operation),
            Asked::Take(document, line) => {
                let done = session.take_line(&document, line, None)?;
                made = done.captions;
                Some(done.operation)
            }
            Asked::Add(words, credit) => {
                let new =
                    super::edit::NewWords { description: words, credit_line: credit, ..Default::default() };
                let (id, operation) = session.add(&new, None)?;
                made.push(id);
                Some(operation)
            }
            Asked::Split(id, at) => {
                let done = session.split_caption(id, at, None)?;
                made = done.captions;
                Some(done.operation)
            }
            Asked::JoinPicture(ids) => match ids.split_first() {
                Some((keep, others)) => Some(session.join_picture(*keep, others, None)?.operation),
                None => None,
            },
            Asked::Join(ids) => {
                let done = session.join_captions(&ids, None)?;
                made = done.captions;
                Some(done.operation)
            }
            Asked::Undo(operation) => match (session.undo(operation, None), operation) {
                (Ok(done), _) => Some(done.operation),
                // A single one that is in the way of others is asked about; the newest one says why.
                (Err(DeskError::Store(StoreError::Conflict(_))), Some(id)) => {
                    if let Some(conflict) = session.undo_conflict(id)? {
                        self.teller.tell(Answer::UndoConflict(Arc::new(conflict)));
                    }
                    return Ok(());
                }
                (Err(error), _) => return Err(error),
            },
            Asked::UndoRest(operation) => Some(session.undo_rest(operation)?.operation),
            Asked::UndoOver(operation) => Some(session.undo_over(operation)?.operation),
            Asked::GoBack(operation) => Some(session.go_back(operation)?),
            Asked::Redo => Some(session.redo(None)?.operation),
        };
        let what = match operation {
            Some(id) => {
                open.revision = id;
                let log = open.session.operations()?;
                log.first().map(|o| o.label.clone()).unwrap_or_default()
            }
            None => "Nothing to change: it is so already".to_owned(),
        };
        let made = made.into_iter().map(|id| open.session.store.row_of_caption(id));
        let made = made.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        self.teller.tell(Answer::Saved(Saved { what, notes, operation, made, at: now() }));
        let Some(operation) = operation else { return Ok(()) };
        let open = self.opened_mut()?;
        let edits = open.session.edits(operation)?;
        let whole = |e: &Edit| matches!(e, Edit::Import { .. } | Edit::Event { .. } | Edit::Setting { .. });
        if edits.iter().any(whole) {
            return self.refresh();
        }
        let all = open.rows_of(&edits)?;
        let before = open.around(&all);
        let touched: Vec<i64> = open.follow(&edits)?;
        open.recheck(&all, &touched, before)?;
        open.settle_again(&edits)?;
        let views = open.views(&touched)?;
        let taken_back = if back { taken_back(&views) } else { None };
        let problems = open.problems.clone();
        open.stale = Some(Instant::now());
        self.teller.tell(Answer::Checking(true));
        self.teller.tell(Answer::Rows(views));
        self.teller.tell(Answer::Problems(problems));
        self.history()?;
        if let Some(answer) = taken_back {
            self.teller.tell(answer);
        }
        self.answer_list()?;
        self.answer_shown()
    }

    /// A change on very many captions takes its time: it is made beside the desk, which goes on serving the window.
    fn made_in_job(&self, change: &Change) -> Done<bool> {
        let open = self.opened()?;
        let (start, path) = (self.start.clone(), open.path.clone());
        let (teller, own) = (self.teller.clone(), self.own.clone());
        match change {
            Change::Set { rows, field, value, why } if rows.len() > MANY => {
                let asked = (open.ids(rows)?, vec![(*field, value.clone())], why.clone());
                jobs_desk::set(start, path, asked, teller, own);
            }
            Change::SetFields { rows, values } if rows.len() > MANY => {
                jobs_desk::set(start, path, (open.ids(rows)?, values.clone(), None), teller, own);
            }
            Change::Rewrite { proposed, chosen, verb } if chosen.count(proposed.changes.len()) > MANY => {
                jobs_desk::rewrite(
                    start,
                    path,
                    (proposed.clone(), chosen.clone(), verb.clone()),
                    teller,
                    own,
                );
            }
            Change::Fix { fixes, why } if fixes.len() > MANY => {
                jobs_desk::fix(start, path, (fixes.clone(), why.clone()), teller, own);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// What undo or redo has changed, where any caption of it stands.
fn taken_back(views: &[CaptionView]) -> Option<Answer> {
    let first = &views.iter().min_by_key(|view| view.row)?.caption;
    let line = first.line.map_or_else(String::new, |line| format!(":{line}"));
    let mut rows: Vec<i64> = views.iter().map(|view| view.row).collect();
    rows.sort_unstable();
    Some(Answer::TakenBack { rows, place: format!("{}{line}", first.document) })
}
