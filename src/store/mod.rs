//! The catalog file: SQLite behind a small interface that speaks operations. The only user of rusqlite.
//!
//! What was printed, the log and what was set by hand are the truth; facts and words are derived from them. Every change
//! is one transaction with its row in the log. An import streams in batches and shows only when it is complete.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::model::caption::{CaptionId, Facts, PrintedCaption};
use crate::model::date::PartialDate;
use crate::model::document::DocumentHash;
use crate::model::field::{Field, Value};
use crate::model::operation::{Edit, Operation, OperationId};

mod error;
mod facts;
mod history;
mod import;
mod open;
mod read;
mod schema;
mod write;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_open;

pub use error::{Conflict, Result, StoreError};
pub use history::{inverse, subject, takes_back};
pub use import::{Added, Import, ImportDone};
pub use open::is_catalog;

use error::{Fault, Inner};

/// What a catalog is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

/// One connection to one catalog.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    access: Access,
    /// The dictionary of names, as far as this connection has seen it.
    names: RefCell<facts::Names>,
    /// SQLite's counter of other connections' commits, when last looked at.
    data_version: Cell<i64>,
    /// Whether opening it threw away an import that had been cut off.
    pub broken_off: bool,
    /// A write or sync failed: what is on the disk is unknown until the file is opened anew.
    failed: Cell<bool>,
}

/// A caption made by hand or taken from a line that was rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCaption {
    pub printed: PrintedCaption,
    /// The document that it stands in; none for one written at the desk.
    pub document: Option<DocumentHash>,
}

/// A caption as the file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptionRow {
    pub row: i64,
    pub id: CaptionId,
    /// Place in [`Store::documents`]; none for a caption written at the desk.
    pub document: Option<u32>,
    pub line: Option<u32>,
    pub last_line: Option<u32>,
    /// As printed.
    pub description: String,
    /// As printed.
    pub credit_line: Option<String>,
    /// Of the effective words.
    pub facts: Facts,
    /// What a hand has set, in order of keys.
    pub set: Vec<SetField>,
}

/// A field's value set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetField {
    pub field: Field,
    pub value: Value,
    pub why: Option<String>,
    pub by: String,
    pub at: String,
    pub operation: OperationId,
}

/// A document of the catalog without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    pub hash: DocumentHash,
    pub name: std::sync::Arc<str>,
    pub encoding: String,
    pub replaced: u32,
    pub date: Option<PartialDate>,
    pub headline: Option<String>,
    pub event: Option<String>,
    /// How many captions the import found in it.
    pub captions: u32,
    /// Whether an import that stands brought it.
    pub shown: bool,
}

/// A problem that somebody found to be right as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissal {
    pub check: String,
    pub key: String,
    pub note: String,
    pub operation: OperationId,
    pub by: String,
    pub at: String,
}

/// What takes an operation back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoPlan {
    /// The operation that is taken back.
    pub target: Operation,
    /// Its edits the other way round, last first.
    pub edits: Vec<Edit>,
}

impl Store {
    /// Where the catalog is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it was opened for.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Names this catalog in an error.
    fn named<T>(&self, result: Inner<T>) -> Result<T> {
        result.map_err(|fault| fault.at(&self.path))
    }

    /// Runs `act` in one transaction that holds the write lock from its start: all of it, or nothing.
    fn write<T>(&mut self, act: impl FnOnce(&Store) -> Inner<T>) -> Result<T> {
        self.writable()?;
        self.named(self.conn.execute_batch("BEGIN IMMEDIATE").map_err(Fault::from))?;
        let result = act(self).and_then(|value| {
            self.conn.execute_batch("COMMIT")?;
            Ok(value)
        });
        self.named(result).inspect_err(|e| self.roll_back(e))
    }

    /// Takes back the open transaction after an error.
    fn roll_back(&self, error: &StoreError) {
        if matches!(error, StoreError::Io { .. } | StoreError::Damaged { .. }) {
            self.failed.set(true);
        }
        if !self.conn.is_autocommit() && self.conn.execute_batch("ROLLBACK").is_err() {
            self.failed.set(true);
        }
        self.names.borrow_mut().clear();
    }

    fn writable(&self) -> Result<()> {
        let path = || self.path.clone();
        match (self.access, self.failed.get()) {
            (Access::Read, _) => Err(StoreError::ReadOnly { path: path() }),
            (_, true) => Err(StoreError::Io { path: path(), what: "an earlier write failed".into() }),
            _ => Ok(()),
        }
    }
}
