//! Edits: each operation is one transaction that compares, changes, logs and derives, or does nothing.

use crate::text::fold::fold_into;
use rusqlite::OptionalExtension;

use super::error::{Conflict, Fault, Inner, Result, StoreError};
use super::{NewCaption, Store, facts};
use crate::model::caption::{CaptionId, Facts};
use crate::model::event::Event;
use crate::model::field::{Field, Value};
use crate::model::operation::{Edit, NewOperation, OperationId, OperationKind};

/// How many conflicts an error names.
pub(super) const NAMED: usize = 20;

impl Store {
    /// Makes an operation: new captions (hidden until an edit shows them), the edits, the log, and the facts that
    /// follow, in one transaction, on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where an edit's old value is not what the file holds; then nothing has changed.
    pub fn commit(
        &mut self,
        op: &NewOperation,
        new_captions: &[NewCaption],
        facts: &[(CaptionId, Facts)],
    ) -> Result<OperationId> {
        self.write(|store| {
            store.names.borrow_mut().load(&store.conn)?;
            let id = store.log(op)?;
            for new in new_captions {
                store.add(new)?;
            }
            let mut conflicts = Vec::new();
            let mut reworded = Vec::new();
            for (ordinal, edit) in op.edits.iter().enumerate() {
                store.log_edit(id, ordinal, edit)?;
                if let Some(conflict) = store.apply(id, op, edit, &mut reworded)? {
                    conflicts.push(conflict);
                    if conflicts.len() == NAMED {
                        break;
                    }
                }
            }
            if !conflicts.is_empty() {
                return Err(StoreError::Conflict(conflicts).into());
            }
            for (caption, facts) in facts {
                let (row, _) = store.row_of(*caption)?;
                store.put_facts(row, facts)?;
                reworded.push(row);
            }
            reworded.sort_unstable();
            reworded.dedup();
            for row in reworded {
                store.index_words(row)?;
            }
            store.conn.prepare_cached("UPDATE derived SET revision = ?1 WHERE id = 1")?.execute([id])?;
            Ok(id)
        })
    }

    /// Replaces derived facts that were made under other rules; `complete` gives the rules once these were the last.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn refresh(&mut self, facts: &[(CaptionId, Facts)], complete: Option<u32>) -> Result<()> {
        self.write(|store| {
            store.names.borrow_mut().load(&store.conn)?;
            for (caption, facts) in facts {
                let (row, _) = store.row_of(*caption)?;
                store.put_facts(row, facts)?;
                store.index_words(row)?;
            }
            if let Some(rules) = complete {
                let ask = "UPDATE derived SET rules_version = ?1 WHERE id = 1";
                store.conn.execute(ask, [rules])?;
            }
            Ok(())
        })
    }

    /// Writes the log's row; gives its number.
    pub(super) fn log(&self, op: &NewOperation) -> Inner<OperationId> {
        let id = self.last_operation()? + 1;
        self.conn.prepare_cached("INSERT INTO operation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute((
            id,
            op.kind.key(),
            &op.label,
            &op.why,
            &op.by,
            &op.at,
            op.target,
        ))?;
        Ok(id)
    }

    pub(super) fn log_edit(&self, operation: OperationId, ordinal: usize, edit: &Edit) -> Inner<()> {
        let (caption, field) = match edit {
            Edit::Set { caption, field, .. } => (Some(caption.0 as i64), Some(field.key())),
            Edit::Present { caption, .. } => (Some(caption.0 as i64), None),
            Edit::Import { .. } | Edit::Dismiss { .. } | Edit::Event { .. } | Edit::Setting { .. } => {
                (None, None)
            }
        };
        self.conn.prepare_cached("INSERT INTO edit VALUES (?1, ?2, ?3, ?4, ?5)")?.execute((
            operation,
            ordinal as i64,
            caption,
            field,
            serde_json::to_string(edit)?,
        ))?;
        Ok(())
    }

    /// The row of a caption, and whether it is hidden.
    fn row_of(&self, caption: CaptionId) -> Inner<(i64, bool)> {
        self.conn
            .prepare_cached("SELECT row, hidden FROM caption WHERE id = ?1")?
            .query_row([caption.0 as i64], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?
            .ok_or(Fault::Store(StoreError::NoSuchCaption(caption)))
    }

    fn add(&self, new: &NewCaption) -> Inner<()> {
        let printed = &new.printed;
        let there =
            self.conn.prepare_cached("SELECT 1 FROM caption WHERE id = ?1")?.exists([printed.id.0 as i64])?;
        if there {
            // Taken once already and hidden since: its row has stayed.
            return Ok(());
        }
        let document: Option<i64> = match new.document {
            Some(hash) => Some(
                self.conn
                    .prepare_cached("SELECT id FROM document WHERE hash = ?1")?
                    .query_row([hash.0], |r| r.get(0))?,
            ),
            None => None,
        };
        self.conn
            .prepare_cached(
                "INSERT INTO caption (id, document, line, last_line, hidden, added, description, credit_line)
                 VALUES (?1, ?2, ?3, ?4, 1, 1, ?5, ?6)",
            )?
            .execute((
                printed.id.0 as i64,
                document,
                printed.line,
                printed.last_line,
                &printed.description,
                &printed.credit_line,
            ))?;
        let row = self.conn.last_insert_rowid();
        self.put_facts(row, &printed.facts)?;
        self.index_words(row)
    }

    pub(super) fn put_facts(&self, row: i64, facts: &Facts) -> Inner<()> {
        let mut body = Vec::with_capacity(48);
        facts::encode(facts, &self.conn, &mut self.names.borrow_mut(), &mut body)?;
        self.conn.prepare_cached("INSERT OR REPLACE INTO fact VALUES (?1, ?2)")?.execute((row, body))?;
        Ok(())
    }

    /// Puts the words of a caption, as they stand, where they are looked up.
    fn index_words(&self, row: i64) -> Inner<()> {
        let (mut description, mut credit): (String, Option<String>) = self
            .conn
            .prepare_cached("SELECT description, credit_line FROM caption WHERE row = ?1")?
            .query_row([row], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let body: Vec<u8> = self
            .conn
            .prepare_cached("SELECT body FROM fact WHERE caption = ?1")?
            .query_row([row], |r| r.get(0))?;
        let mut persons = facts::decode(&body, &self.conn, &mut self.names.borrow_mut())?.persons_shown;
        let mut more = String::new();
        for set in self.set_fields(row)? {
            match set.field {
                Field::Description => description = set.value.cell(),
                Field::CreditLine => credit = Some(set.value.cell()),
                Field::PersonsShown => persons = set.value.as_list().to_vec(),
                Field::Headline | Field::Keywords => {
                    more.push_str(" \n ");
                    more.push_str(&set.value.cell());
                }
                _ => {}
            }
        }
        let text = searched(&description, credit.as_deref(), &persons, &more);
        self.conn.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([row])?;
        self.conn.prepare_cached("INSERT INTO words(rowid, text) VALUES (?1, ?2)")?.execute((row, text))?;
        Ok(())
    }

    /// Makes one edit, or says what it expected otherwise.
    fn apply(
        &self,
        operation: OperationId,
        op: &NewOperation,
        edit: &Edit,
        reworded: &mut Vec<i64>,
    ) -> Inner<Option<Conflict>> {
        if let Some(conflict) = self.differs(edit)? {
            return Ok(Some(conflict));
        }
        match edit {
            Edit::Set { caption, field, new, .. } => {
                let (row, _) = self.row_of(*caption)?;
                match new {
                    Some(value) => {
                        let again = matches!(op.kind, OperationKind::Undo | OperationKind::Redo);
                        let from = if again { self.set_by(*caption, *field, value)? } else { None };
                        self.conn
                            .prepare_cached("INSERT OR REPLACE INTO set_field VALUES (?1, ?2, ?3, ?4)")?
                            .execute((
                                row,
                                field.key(),
                                serde_json::to_string(value)?,
                                from.unwrap_or(operation),
                            ))?;
                    }
                    None => {
                        self.conn
                            .prepare_cached("DELETE FROM set_field WHERE caption = ?1 AND field = ?2")?
                            .execute((row, field.key()))?;
                    }
                }
                use Field::{CreditLine, Description, Headline, Keywords, PersonsShown};
                if matches!(field, Description | CreditLine | PersonsShown | Headline | Keywords) {
                    reworded.push(row);
                }
            }
            Edit::Present { caption, new, .. } => {
                self.conn
                    .prepare_cached("UPDATE caption SET hidden = ?1 WHERE id = ?2")?
                    .execute((!new, caption.0 as i64))?;
            }
            Edit::Import { operation, new, .. } => {
                if !new && let Some(first) = self.built_upon(*operation)?.into_iter().next() {
                    return Ok(Some(first));
                }
                self.conn
                    .prepare_cached("UPDATE import SET shown = ?1 WHERE operation = ?2")?
                    .execute((new, operation))?;
            }
            Edit::Dismiss { check, key, new, .. } => {
                match new {
                    Some(note) => self
                        .conn
                        .prepare_cached("INSERT OR REPLACE INTO dismissal VALUES (?1, ?2, ?3, ?4)")?
                        .execute((check, key, note, operation))?,
                    None => self
                        .conn
                        .prepare_cached("DELETE FROM dismissal WHERE check_id = ?1 AND key = ?2")?
                        .execute((check, key))?,
                };
            }
            Edit::Event { name, new, .. } => {
                match new {
                    Some(event) => self
                        .conn
                        .prepare_cached("INSERT OR REPLACE INTO set_event VALUES (?1, ?2, ?3)")?
                        .execute((name, serde_json::to_string(event)?, operation))?,
                    None => {
                        self.conn.prepare_cached("DELETE FROM set_event WHERE name = ?1")?.execute([name])?
                    }
                };
            }
            Edit::Setting { key, new, .. } => {
                match new {
                    Some(value) => self
                        .conn
                        .prepare_cached("INSERT OR REPLACE INTO setting VALUES (?1, ?2, ?3)")?
                        .execute((key, value, operation))?,
                    None => self.conn.prepare_cached("DELETE FROM setting WHERE key = ?1")?.execute([key])?,
                };
            }
        }
        Ok(None)
    }

    /// The change that a hand first gave a field this value by, so that an undo gives back its reason too.
    fn set_by(&self, caption: CaptionId, field: Field, value: &Value) -> Inner<Option<OperationId>> {
        let mut query = self.conn.prepare_cached(
            "SELECT e.operation, e.body FROM edit e JOIN operation o ON o.id = e.operation
             WHERE e.caption = ?1 AND e.field = ?2 AND o.kind NOT IN ('undo', 'redo') ORDER BY e.operation DESC",
        )?;
        let mut rows = query.query((caption.0 as i64, field.key()))?;
        while let Some(row) = rows.next()? {
            let edit = serde_json::from_str(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
            if matches!(edit, Edit::Set { new: Some(v), .. } if v == *value) {
                return Ok(Some(row.get(0)?));
            }
        }
        Ok(None)
    }

    /// How the file differs from what an edit expects to find.
    pub(super) fn differs(&self, edit: &Edit) -> Inner<Option<Conflict>> {
        let conflict = |caption, what: &str, expected: String, found: String, operation| {
            Ok(Some(Conflict { caption, what: what.to_owned(), expected, found, operation }))
        };
        match edit {
            Edit::Set { caption, field, old, .. } => {
                let (row, _) = self.row_of(*caption)?;
                let now = self.set_fields(row)?.into_iter().find(|s| s.field == *field);
                if now.as_ref().map(|s| &s.value) == old.as_ref() {
                    return Ok(None);
                }
                let words =
                    |v: Option<&Value>| v.map_or("as printed".into(), |v| format!("\"{}\"", v.cell()));
                let (found, by) = (words(now.as_ref().map(|s| &s.value)), now.map(|s| s.operation));
                conflict(Some(*caption), field.label(), words(old.as_ref()), found, by)
            }
            Edit::Present { caption, old, .. } => {
                let (_, hidden) = self.row_of(*caption)?;
                let words = |shown: bool| if shown { "there" } else { "taken out" }.to_owned();
                match hidden == *old {
                    true => conflict(Some(*caption), "it", words(*old), words(!hidden), None),
                    false => Ok(None),
                }
            }
            Edit::Import { operation, old, .. } => {
                let shown: bool = self
                    .conn
                    .prepare_cached("SELECT shown FROM import WHERE operation = ?1")?
                    .query_row([operation], |r| r.get(0))
                    .optional()?
                    .ok_or(StoreError::NoSuchOperation(*operation))?;
                let words = |shown: bool| if shown { "shown" } else { "taken back" }.to_owned();
                match shown == *old {
                    true => Ok(None),
                    false => conflict(None, "the import", words(*old), words(shown), None),
                }
            }
            Edit::Dismiss { check, key, old, .. } => {
                let now: Option<String> = self
                    .conn
                    .prepare_cached("SELECT note FROM dismissal WHERE check_id = ?1 AND key = ?2")?
                    .query_row((check, key), |r| r.get(0))
                    .optional()?;
                if now == *old {
                    return Ok(None);
                }
                let words = |n: Option<&String>| n.map_or("open".into(), |n| format!("dismissed \"{n}\""));
                conflict(None, check, words(old.as_ref()), words(now.as_ref()), None)
            }
            Edit::Event { name, old, .. } => {
                let now = self.event_by_hand(name)?;
                if now == *old {
                    return Ok(None);
                }
                let words = |e: Option<&Event>| e.map_or("as in the documents", |_| "set by hand").to_owned();
                conflict(None, name, words(old.as_ref()), words(now.as_ref()), None)
            }
            Edit::Setting { key, old, .. } => {
                let now = self.kept_setting(key)?;
                if now == *old {
                    return Ok(None);
                }
                let words = |v: Option<String>| v.map_or("not set".to_owned(), |v| format!("\"{v}\""));
                conflict(None, key, words(old.clone()), words(now), None)
            }
        }
    }
}

/// The text of a caption in which words are looked up, folded; a line break keeps phrases from running across.
pub(super) fn searched(description: &str, credit: Option<&str>, persons: &[String], more: &str) -> String {
    let mut text = String::with_capacity(description.len() + 128);
    fold_into(description, &mut text);
    for part in credit.into_iter().chain(persons.iter().map(String::as_str)).chain(more.lines()) {
        text.push('\n');
        fold_into(part, &mut text);
    }
    text
}
