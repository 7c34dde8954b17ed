//! The history: what was done, and taking it back.

use super::error::DeskError;
use super::now;
use super::session::Session;
use crate::model::operation::{Edit, NewOperation, Operation, OperationId, OperationKind};

/// What an undo or a redo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The operation that was taken back, or made again.
    pub target: Operation,
    /// The new operation that did it.
    pub operation: OperationId,
}

/// What the history calls a change that takes another back, before the other's name.
pub const TOOK_BACK: &str = "Took back";

impl Session {
    /// Takes back the newest operation that stands, or any single one by its number. An undo is an operation too.
    ///
    /// # Errors
    /// Where there is nothing to take back, or what it touched has changed since.
    pub fn undo(&mut self, operation: Option<OperationId>, why: Option<&str>) -> Result<Undone, DeskError> {
        let plan = self.store.plan_undo(operation)?;
        self.take_back(OperationKind::Undo, TOOK_BACK, plan.target, plan.edits, why)
    }

    /// Makes again what the newest undo took back.
    ///
    /// # Errors
    /// Where nothing was taken back since the last change.
    pub fn redo(&mut self, why: Option<&str>) -> Result<Undone, DeskError> {
        let plan = self.store.plan_redo(None)?;
        self.take_back(OperationKind::Redo, "Made again", plan.target, plan.edits, why)
    }

    pub(super) fn take_back(
        &mut self,
        kind: OperationKind,
        verb: &str,
        target: Operation,
        edits: Vec<Edit>,
        why: Option<&str>,
    ) -> Result<Undone, DeskError> {
        let facts = self.facts_after(&edits)?;
        let new = NewOperation {
            kind,
            label: format!("{verb}: {}", target.label.trim_start_matches(TOOK_BACK).trim_start_matches(": ")),
            why: why.map(str::to_owned),
            by: self.by.clone(),
            at: now(),
            target: Some(target.id),
            edits,
        };
        let operation = self.store.commit(&new, &[], &facts)?;
        Ok(Undone { target, operation })
    }

    /// Every operation, the newest first.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub fn operations(&self) -> Result<Vec<Operation>, DeskError> {
        Ok(self.store.operations()?)
    }

    /// The edits of one operation; none for an import, whose log row names its documents.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub fn edits(&self, operation: OperationId) -> Result<Vec<Edit>, DeskError> {
        Ok(self.store.edits(operation)?)
    }
}
