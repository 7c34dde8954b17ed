//! Imports: one open operation whose rows stream in batches, hidden until the last commit marks it complete.

use std::fs::{File, TryLockError};

use rusqlite::{OptionalExtension, ToSql};

use super::error::{Inner, Result, StoreError, io};
use super::open::{KEPT, KEPT_FOR_IMPORT, beside};
use super::{Store, write};
use crate::model::document::DocumentReading;
use crate::model::event::Event;
use crate::model::operation::{Edit, NewOperation, OperationId, OperationKind};

/// Captions and bytes of text after which a batch is written.
const BATCH_CAPTIONS: usize = 20_000;
const BATCH_BYTES: usize = 64 << 20;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was new, with so many captions.
    New { captions: usize },
    /// An import that stands, or this one, has brought it.
    Already,
    /// Its import had been undone: it is shown again.
    Back,
}

/// What an import has brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportDone {
    /// None where there was nothing new.
    pub operation: Option<OperationId>,
    /// New documents and those that are shown again.
    pub documents: usize,
    pub captions: usize,
    pub already: usize,
}

/// An import under way. Dropped, it stays hidden and is discarded when the catalog is next opened for writing.
pub struct Import<'s> {
    store: &'s mut Store,
    id: i64,
    op: NewOperation,
    done: ImportDone,
    in_batch: usize,
    bytes_in_batch: usize,
    events: bool,
    /// A batch was lost: what is left is no whole import and is never shown.
    broken: bool,
    /// Held while this process imports: who gets it knows that an open import was left behind.
    _lock: Option<File>,
}

impl Store {
    /// Begins an import.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another process imports into the same catalog.
    pub fn begin_import(&mut self, label: &str, by: &str, at: &str, why: Option<&str>) -> Result<Import<'_>> {
        self.writable()?;
        let lock = match self.lock()? {
            Lock::Held => return Err(StoreError::Busy { path: self.path.clone() }),
            Lock::Got(file) => Some(file),
            Lock::InMemory => None,
        };
        self.discard_open()?;
        let id = self.write(|store| {
            store.conn.execute("INSERT INTO import (shown) VALUES (1)", [])?;
            Ok(store.conn.last_insert_rowid())
        })?;
        self.bulk(true)?;
        let op = NewOperation {
            kind: OperationKind::Import,
            label: label.to_owned(),
            why: why.map(str::to_owned),
            by: by.to_owned(),
            at: at.to_owned(),
            target: None,
            edits: Vec::new(),
        };
        let done = ImportDone { operation: None, documents: 0, captions: 0, already: 0 };
        Ok(Import {
            store: self,
            id,
            op,
            done,
            in_batch: 0,
            bytes_in_batch: 0,
            events: false,
            broken: false,
            _lock: lock,
        })
    }

    /// Within a bulk import a batch need not be on the disk at once; an edit must.
    fn bulk(&self, on: bool) -> Result<()> {
        let (level, kept) = if on { ("NORMAL", KEPT_FOR_IMPORT) } else { ("FULL", KEPT) };
        let set = |name, value: &dyn ToSql| self.conn.pragma_update(None, name, value);
        self.named(set("synchronous", &level).and_then(|()| set("cache_size", &-kept)).map_err(Into::into))
    }

    fn lock(&self) -> Result<Lock> {
        if self.is_in_memory() {
            return Ok(Lock::InMemory);
        }
        let path = beside(&self.path, "-import.lock");
        let mut options = File::options();
        options.create(true).truncate(false).read(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|e| io(&path, &e))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock::Got(file)),
            Err(TryLockError::WouldBlock) => Ok(Lock::Held),
            Err(TryLockError::Error(e)) => Err(io(&path, &e)),
        }
    }

    /// Discards what an import left open whose process is gone, and says whether there was one.
    pub(super) fn discard_left_open(&mut self) -> Result<bool> {
        let any = "SELECT EXISTS (SELECT 1 FROM import WHERE operation IS NULL)";
        if !self.named(self.conn.query_row(any, [], |r| r.get(0)).map_err(Into::into))? {
            return Ok(false);
        }
        match self.lock()? {
            Lock::Held => return Ok(false),
            Lock::Got(_lock) => self.discard_open()?,
            Lock::InMemory => self.discard_open()?,
        }
        Ok(true)
    }

    /// Discards every open import. The caller holds the lock.
    fn discard_open(&mut self) -> Result<()> {
        let any = "SELECT EXISTS (SELECT 1 FROM import WHERE operation IS NULL)";
        if !self.named(self.conn.query_row(any, [], |r| r.get(0)).map_err(Into::into))? {
            return Ok(());
        }
        self.write(|store| {
            // Rows of its own only: a document shown again by it came with an earlier import, and has no range here.
            let ranges: Vec<(i64, Option<i64>, Option<i64>)> = {
                let mut query = store.conn.prepare(
                    "SELECT d.document, d.first_row, d.last_row FROM import_document d JOIN import i ON i.id = d.import
                     WHERE i.operation IS NULL AND NOT EXISTS (
                       SELECT 1 FROM import_document x WHERE x.document = d.document AND x.import <> d.import)",
                )?;
                let rows = query.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
                rows.collect::<rusqlite::Result<_>>()?
            };
            for sql in [
                "DELETE FROM event WHERE import IN (SELECT id FROM import WHERE operation IS NULL)",
                "DELETE FROM import_document WHERE import IN (SELECT id FROM import WHERE operation IS NULL)",
                "DELETE FROM import WHERE operation IS NULL",
            ] {
                store.conn.execute(sql, [])?;
            }
            for (document, first, last) in ranges {
                if let (Some(first), Some(last)) = (first, last) {
                    for sql in [
                        "DELETE FROM words WHERE rowid BETWEEN ?1 AND ?2",
                        "DELETE FROM fact WHERE caption BETWEEN ?1 AND ?2",
                        "DELETE FROM caption WHERE row BETWEEN ?1 AND ?2",
                    ] {
                        store.conn.prepare_cached(sql)?.execute((first, last))?;
                    }
                }
                store.conn.prepare_cached("DELETE FROM document WHERE id = ?1")?.execute([document])?;
            }
            Ok(())
        })
    }

    /// Writes the rows of one document.
    fn insert(&self, import: i64, reading: &DocumentReading) -> Inner<()> {
        let document = &reading.document;
        let next = "SELECT coalesce(max(id), 0) + 1 FROM document";
        let id: i64 = self.conn.prepare_cached(next)?.query_row([], |r| r.get(0))?;
        self.conn
            .prepare_cached(
                "INSERT INTO document (id, hash, name, encoding, replaced, date, headline, event, captions, mentions,
                 text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute((
                id,
                document.hash.0,
                &document.name,
                &document.encoding,
                document.replaced,
                document.date.map(|d| d.to_string()),
                &document.headline,
                &document.event,
                reading.captions.len() as i64,
                serde_json::to_string(&document.mentions)?,
                &document.text,
            ))?;
        let next = "SELECT coalesce(max(row), 0) FROM caption";
        let before: i64 = self.conn.prepare_cached(next)?.query_row([], |r| r.get(0))?;
        let mut row = before;
        let mut captions =
            self.conn.prepare_cached("INSERT INTO caption VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?6, ?7)")?;
        let mut words = self.conn.prepare_cached("INSERT INTO words(rowid, text) VALUES (?1, ?2)")?;
        for c in &reading.captions {
            row += 1;
            let credit = c.credit_line.as_deref();
            captions.execute((row, c.id.0 as i64, id, c.line, c.last_line, &c.description, credit))?;
            self.put_facts(row, &c.facts)?;
            words.execute((row, write::searched(&c.description, credit, &c.facts.persons_shown, "")))?;
        }
        let range = (row > before).then_some((before + 1, row));
        self.conn.prepare_cached("INSERT INTO import_document VALUES (?1, ?2, ?3, ?4)")?.execute((
            import,
            id,
            range.map(|r| r.0),
            range.map(|r| r.1),
        ))?;
        Ok(())
    }
}

enum Lock {
    InMemory,
    Held,
    Got(File),
}

impl Import<'_> {
    /// Adds a document with its captions; nothing where the catalog has it.
    ///
    /// # Errors
    /// Where the file cannot be written. The import can then only be dropped or cancelled.
    pub fn add(&mut self, reading: &DocumentReading) -> Result<Added> {
        self.begin()?;
        let added = self.add_in_batch(reading);
        let added = self.store.named(added).inspect_err(|e| self.store.roll_back(e));
        self.broken |= added.is_err();
        let added = added?;
        match added {
            Added::New { captions } => {
                self.done.documents += 1;
                self.done.captions += captions;
                self.in_batch += captions + 1;
                self.bytes_in_batch += reading.document.text.len();
            }
            Added::Back => {
                self.done.documents += 1;
                self.done.captions += reading.captions.len();
                self.in_batch += 1;
            }
            Added::Already => self.done.already += 1,
        }
        if self.in_batch >= BATCH_CAPTIONS || self.bytes_in_batch >= BATCH_BYTES {
            self.flush()?;
        }
        Ok(added)
    }

    fn add_in_batch(&self, reading: &DocumentReading) -> Inner<Added> {
        let store = &*self.store;
        let known: Option<(i64, bool, bool)> = store
            .conn
            .prepare_cached(
                "SELECT d.id,
                   EXISTS (SELECT 1 FROM import_document x JOIN import i ON i.id = x.import
                     WHERE x.document = d.id AND i.shown = 1 AND (i.operation IS NOT NULL OR i.id = ?2)),
                   EXISTS (SELECT 1 FROM import_document x WHERE x.document = d.id AND x.import = ?2)
                 FROM document d WHERE d.hash = ?1",
            )?
            .query_row((reading.document.hash.0, self.id), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
            .optional()?;
        match known {
            Some((_, true, _) | (_, _, true)) => Ok(Added::Already),
            Some((id, false, false)) => {
                store
                    .conn
                    .prepare_cached("INSERT INTO import_document VALUES (?1, ?2, NULL, NULL)")?
                    .execute((self.id, id))?;
                Ok(Added::Back)
            }
            None => {
                store.insert(self.id, reading)?;
                Ok(Added::New { captions: reading.captions.len() })
            }
        }
    }

    /// Adds events that the documents belong to.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn put_events(&mut self, events: &[Event]) -> Result<()> {
        self.begin()?;
        let (store, id) = (&*self.store, self.id);
        let act = || -> Inner<bool> {
            let there = store.shown_events()?;
            let mut any = false;
            for event in events.iter().filter(|e| !there.contains(e)) {
                store
                    .conn
                    .prepare_cached("INSERT INTO event (import, body) VALUES (?1, ?2)")?
                    .execute((id, serde_json::to_string(event)?))?;
                any = true;
            }
            Ok(any)
        };
        let any = store.named(act()).inspect_err(|e| store.roll_back(e));
        self.broken |= any.is_err();
        self.events |= any?;
        Ok(())
    }

    fn whole(&self) -> Result<()> {
        let what = || "an earlier part of this import could not be written".into();
        if self.broken {
            return Err(StoreError::Io { path: self.store.path.clone(), what: what() });
        }
        self.store.writable()
    }

    fn begin(&mut self) -> Result<()> {
        self.whole()?;
        let store = &*self.store;
        if store.conn.is_autocommit() {
            let act = || -> Inner<()> {
                store.conn.execute_batch("BEGIN IMMEDIATE")?;
                store.names.borrow_mut().load(&store.conn)
            };
            store.named(act()).inspect_err(|e| store.roll_back(e))?;
        }
        Ok(())
    }

    /// Writes what has been added so far and lets others write. Call it when the next document is not at hand.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        (self.in_batch, self.bytes_in_batch) = (0, 0);
        let store = &*self.store;
        if store.conn.is_autocommit() {
            return Ok(());
        }
        let committed = store.named(store.conn.execute_batch("COMMIT").map_err(Into::into));
        let committed = committed.inspect_err(|e| store.roll_back(e));
        self.broken |= committed.is_err();
        committed
    }

    /// Serves edits of this process between two batches.
    ///
    /// # Errors
    /// What `act` gives, and where the batch cannot be written.
    pub fn serve<T>(&mut self, act: impl FnOnce(&mut Store) -> Result<T>) -> Result<T> {
        self.flush()?;
        self.store.bulk(false)?;
        let result = act(self.store);
        self.store.bulk(true)?;
        result
    }

    /// Shows all that was added, in one commit, on the disk when this returns.
    ///
    /// # Errors
    /// Where the file cannot be written; then nothing of it is shown.
    pub fn finish(mut self) -> Result<ImportDone> {
        self.whole()?;
        self.flush()?;
        self.store.bulk(false)?;
        if self.done.documents == 0 && !self.events {
            self.store.discard_open()?;
            return Ok(self.done);
        }
        let (id, op) = (self.id, &self.op);
        let operation = self.store.write(|store| {
            let number = store.log(op)?;
            store.log_edit(number, 0, &Edit::Import { operation: number, old: false, new: true })?;
            store.conn.execute("UPDATE import SET operation = ?1 WHERE id = ?2", (number, id))?;
            store.conn.execute("UPDATE derived SET revision = ?1 WHERE id = 1", [number])?;
            Ok(number)
        })?;
        self.done.operation = Some(operation);
        // Readers may be in the way; then the log is merged later. The import is safe in either case.
        let _ = self.store.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(self.done)
    }

    /// Takes out all that was added.
    ///
    /// # Errors
    /// Where the file cannot be written; it stays hidden, and is discarded later.
    pub fn cancel(self) -> Result<()> {
        if !self.store.conn.is_autocommit() {
            self.store.named(self.store.conn.execute_batch("ROLLBACK").map_err(Into::into))?;
            self.store.names.borrow_mut().clear();
        }
        self.store.bulk(false)?;
        self.store.discard_open()
    }
}

impl Drop for Import<'_> {
    fn drop(&mut self) {
        if !self.store.conn.is_autocommit() {
            let _ = self.store.conn.execute_batch("ROLLBACK");
            self.store.names.borrow_mut().clear();
        }
        let _ = self.store.bulk(false);
    }
}
