//! Reading a catalog: captions in order or by number, documents, events, dismissals, words.

use std::ops::ControlFlow;

use rusqlite::{OptionalExtension, Row, Rows};

use super::error::{Fault, Inner, Result};
use super::{CaptionRow, Dismissal, DocumentRow, SetField, Store, facts};
use crate::model::caption::CaptionId;
use crate::model::date::PartialDate;
use crate::model::document::{DocumentHash, Mention};
use crate::model::event::Event;
use crate::model::field::Field;

const CAPTION: &str =
    "SELECT c.row, c.id, c.document, c.line, c.last_line, c.description, c.credit_line, f.body
    FROM caption c JOIN fact f ON f.caption = c.row";

/// Documents that an import which is complete and stands has brought.
const SHOWN: &str = "SELECT 1 FROM import_document d JOIN import i ON i.id = d.import
    WHERE i.shown = 1 AND i.operation IS NOT NULL AND d.document";

/// A document's columns, as [`document_row`] reads them.
const DOCUMENT: &str = "hash, name, encoding, replaced, date, headline, event, captions,
    EXISTS (SELECT 1 FROM import_document d JOIN import i ON i.id = d.import
    WHERE i.shown = 1 AND i.operation IS NOT NULL AND d.document = document.id)";

const SET: &str = "SELECT s.caption, s.field, s.value, o.why, o.who, o.at, o.id
    FROM set_field s JOIN operation o ON o.id = s.operation";

impl Store {
    /// The number of the last complete operation: the catalog's revision.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn head(&self) -> Result<i64> {
        self.named(self.last_operation())
    }

    pub(super) fn last_operation(&self) -> Inner<i64> {
        let mut query = self.conn.prepare_cached("SELECT coalesce(max(id), 0) FROM operation")?;
        Ok(query.query_row([], |r| r.get(0))?)
    }

    /// The rules and the revision that the facts and words were made from.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn derived_from(&self) -> Result<(u32, i64)> {
        let ask = "SELECT rules_version, revision FROM derived WHERE id = 1";
        self.named(self.conn.query_row(ask, [], |r| Ok((r.get(0)?, r.get(1)?))).map_err(Fault::from))
    }

    /// Whether another connection has written since the last time this was asked.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn changed_elsewhere(&self) -> Result<bool> {
        let ask = || -> Inner<i64> {
            Ok(self.conn.prepare_cached("PRAGMA data_version")?.query_row([], |r| r.get(0))?)
        };
        let now = self.named(ask())?;
        Ok(self.data_version.replace(now) != now)
    }

    /// How many captions are shown.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn count(&self) -> Result<u64> {
        let ask = format!(
            "SELECT (SELECT coalesce(sum(captions), 0) FROM document WHERE EXISTS ({SHOWN} = document.id))
             - (SELECT count(*) FROM caption c WHERE hidden = 1 AND added = 0 AND EXISTS ({SHOWN} = c.document))
             + (SELECT count(*) FROM caption c WHERE added = 1 AND hidden = 0
                AND (document IS NULL OR EXISTS ({SHOWN} = c.document)))"
        );
        let count = |r: &Row<'_>| r.get::<_, i64>(0);
        let n = self.named(self.conn.query_row(&ask, [], count).map_err(Fault::from))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }

    /// Gives every caption that is shown, in catalog order: documents as they were imported, then lines; what stands in
    /// no document last. All from one moment, whatever others write meanwhile.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn scan(&self, each: &mut dyn FnMut(CaptionRow) -> ControlFlow<()>) -> Result<()> {
        self.named(self.snapshot(|| self.scan_rows(each)))
    }

    /// The row numbers of the first captions that are shown, in time that does not grow with the catalog.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn first_rows(&self, limit: usize) -> Result<Vec<i64>> {
        let act = || -> Inner<Vec<i64>> {
            let mut query = self.conn.prepare_cached(&format!(
                "SELECT row FROM caption c WHERE hidden = 0 AND (document IS NULL OR EXISTS ({SHOWN} = c.document))
                 ORDER BY row LIMIT ?1"
            ))?;
            let rows = query.query_map([limit as i64], |r| r.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        self.named(act())
    }

    /// Runs `act` over one moment of the file.
    fn snapshot<T>(&self, act: impl FnOnce() -> Inner<T>) -> Inner<T> {
        // An import may be in the middle of a batch on this connection.
        let outermost = self.conn.is_autocommit();
        if outermost {
            self.conn.execute_batch("BEGIN")?;
        }
        let result = act();
        if outermost {
            self.conn.execute_batch("ROLLBACK")?;
        }
        result
    }

    fn scan_rows(&self, each: &mut dyn FnMut(CaptionRow) -> ControlFlow<()>) -> Inner<()> {
        let mut shown: Vec<bool> = vec![true];
        let mut query = self
            .conn
            .prepare(&format!("SELECT id, EXISTS ({SHOWN} = document.id) FROM document ORDER BY id"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if id != shown.len() as i64 {
                return Err(Fault::Broken("a document is missing".into()));
            }
            shown.push(row.get(1)?);
        }
        let is_shown = |d: Option<u32>| d.is_none_or(|d| shown.get(d as usize + 1) == Some(&true));

        // The few that were added stand among the others by their lines.
        let mut added = Vec::new();
        let mut query = self.conn.prepare(&format!("{CAPTION} WHERE c.added = 1 AND c.hidden = 0"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let mut caption = self.caption(row)?;
            caption.set = self.set_fields(caption.row)?;
            if is_shown(caption.document) {
                added.push(caption);
            }
        }
        let place = |c: &CaptionRow| (c.document.unwrap_or(u32::MAX), c.line);
        added.sort_by_key(|c| (place(c), c.row));
        let mut added = added.into_iter().peekable();

        let mut set_query = self.conn.prepare(&format!("{SET} ORDER BY s.caption, s.field"))?;
        let mut set = SetFields { rows: set_query.query([])?, next: None };
        set.advance()?;
        let sql = format!("{CAPTION} WHERE c.added = 0 AND c.hidden = 0 ORDER BY c.row");
        let mut query = self.conn.prepare(&sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if !is_shown(document(row)?) {
                continue;
            }
            let mut caption = self.caption(row)?;
            caption.set = set.of(caption.row)?;
            while let Some(other) = added.next_if(|other| place(other) < place(&caption)) {
                if each(other).is_break() {
                    return Ok(());
                }
            }
            if each(caption).is_break() {
                return Ok(());
            }
        }
        let _ = added.try_for_each(each);
        Ok(())
    }

    /// Captions by their row numbers, in the order asked for, shown or not; numbers that are not there are left out.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn rows(&self, numbers: &[i64]) -> Result<Vec<CaptionRow>> {
        let act = || -> Inner<Vec<CaptionRow>> {
            let mut query = self.conn.prepare_cached(&format!("{CAPTION} WHERE c.row = ?1"))?;
            let mut found = Vec::with_capacity(numbers.len());
            for number in numbers {
                let mut rows = query.query([number])?;
                if let Some(row) = rows.next()? {
                    found.push(self.caption(row)?);
                }
            }
            for caption in &mut found {
                caption.set = self.set_fields(caption.row)?;
            }
            Ok(found)
        };
        self.named(self.snapshot(act))
    }

    /// A caption that is shown, by its id.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn find(&self, id: CaptionId) -> Result<Option<CaptionRow>> {
        let act = || -> Inner<Option<CaptionRow>> {
            let mut query = self.conn.prepare_cached(&format!(
                "{CAPTION} WHERE c.id = ?1 AND c.hidden = 0 AND (c.document IS NULL OR EXISTS ({SHOWN} = c.document))"
            ))?;
            let mut rows = query.query([id.0 as i64])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            let mut caption = self.caption(row)?;
            caption.set = self.set_fields(caption.row)?;
            Ok(Some(caption))
        };
        self.named(self.snapshot(act))
    }

    /// The row number of a caption, shown or not.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn row_of_caption(&self, id: CaptionId) -> Result<Option<i64>> {
        let act = || -> Inner<Option<i64>> {
            let mut query = self.conn.prepare_cached("SELECT row FROM caption WHERE id = ?1")?;
            Ok(query.query_row([id.0 as i64], |r| r.get(0)).optional()?)
        };
        self.named(act())
    }

    /// The ids, of captions that are shown, which begin with these hex digits; at most `limit`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn ids_with_prefix(&self, prefix: &str, limit: usize) -> Result<Vec<CaptionId>> {
        let digits = prefix.len();
        if !(1..=16).contains(&digits) || !prefix.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        let Ok(start) = u64::from_str_radix(prefix, 16) else { return Ok(Vec::new()) };
        let free = 64 - 4 * digits as u32;
        // One digit at least is fixed, so that both ends have the same sign as SQLite's integers.
        let low = start << free;
        let high = low | ((1_u64 << free) - 1);
        let act = || -> Inner<Vec<CaptionId>> {
            let mut query = self.conn.prepare_cached(&format!(
                "SELECT id FROM caption c WHERE id BETWEEN ?1 AND ?2 AND hidden = 0
                 AND (document IS NULL OR EXISTS ({SHOWN} = c.document)) ORDER BY id LIMIT ?3"
            ))?;
            let ids = query.query_map((low as i64, high as i64, limit as i64), |r| r.get::<_, i64>(0))?;
            Ok(ids.map(|id| id.map(|id| CaptionId(id as u64))).collect::<rusqlite::Result<_>>()?)
        };
        self.named(act())
    }

    fn caption(&self, row: &Row<'_>) -> Inner<CaptionRow> {
        let body = row.get_ref(7)?.as_blob().map_err(rusqlite::Error::from)?;
        Ok(CaptionRow {
            row: row.get(0)?,
            id: CaptionId(row.get::<_, i64>(1)? as u64),
            document: document(row)?,
            line: row.get(3)?,
            last_line: row.get(4)?,
            description: row.get(5)?,
            credit_line: row.get(6)?,
            facts: facts::decode(body, &self.conn, &mut self.names.borrow_mut())?,
            set: Vec::new(),
        })
    }

    pub(super) fn set_fields(&self, caption: i64) -> Inner<Vec<SetField>> {
        let mut query = self.conn.prepare_cached(&format!("{SET} WHERE s.caption = ?1 ORDER BY s.field"))?;
        let mut rows = query.query([caption])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(set_field(row)?);
        }
        Ok(all)
    }

    /// Every document of a complete import, in the order of import, also those whose import was undone.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn documents(&self) -> Result<Vec<DocumentRow>> {
        let act = || -> Inner<Vec<DocumentRow>> {
            let mut query = self.conn.prepare(&format!(
                "SELECT {DOCUMENT} FROM document WHERE EXISTS (SELECT 1 FROM import_document d JOIN import i ON i.id = d.import
                 WHERE d.document = document.id AND i.operation IS NOT NULL) ORDER BY id"
            ))?;
            let rows = query.query_map([], document_row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        self.named(act())
    }

    /// One document by its place in [`Store::documents`], in time that does not grow with their number.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn document(&self, place: u32) -> Result<Option<DocumentRow>> {
        let ask = format!("SELECT {DOCUMENT} FROM document WHERE id = ?1");
        let act = || -> Inner<Option<DocumentRow>> {
            let mut query = self.conn.prepare_cached(&ask)?;
            Ok(query.query_row([i64::from(place) + 1], document_row).optional()?)
        };
        self.named(act())
    }

    /// Every caption that stands in a document, by its lines, each with whether it is hidden.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn captions_in(&self, place: u32) -> Result<Vec<(CaptionRow, bool)>> {
        let document = i64::from(place) + 1;
        let act = || -> Inner<Vec<(CaptionRow, bool)>> {
            // An import numbers a document's captions in one run; what was added by hand has an index of its own.
            let mut query = self.conn.prepare_cached(&format!(
                "{CAPTION} WHERE c.document = ?1 AND (c.added = 1 OR c.row BETWEEN
                 (SELECT min(first_row) FROM import_document WHERE document = ?1) AND
                 (SELECT max(last_row) FROM import_document WHERE document = ?1))"
            ))?;
            let mut hidden = self.conn.prepare_cached("SELECT hidden FROM caption WHERE row = ?1")?;
            let mut rows = query.query([document])?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                let caption = self.caption(row)?;
                let hidden: bool = hidden.query_row([caption.row], |r| r.get(0))?;
                all.push((caption, hidden));
            }
            for (caption, _) in &mut all {
                caption.set = self.set_fields(caption.row)?;
            }
            all.sort_by_key(|(c, _)| (c.line, c.row));
            Ok(all)
        };
        self.named(self.snapshot(act))
    }

    /// The whole text of a document as it was read.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn document_text(&self, hash: DocumentHash) -> Result<Option<String>> {
        self.named(self.of_document("text", hash))
    }

    /// What a document's prose names.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn mentions(&self, hash: DocumentHash) -> Result<Vec<Mention>> {
        let act = || -> Inner<Vec<Mention>> {
            let text = self.of_document("mentions", hash)?;
            Ok(text.map(|t| serde_json::from_str(&t)).transpose()?.unwrap_or_default())
        };
        self.named(act())
    }

    /// What the prose of each document names that an import that stands has brought, in catalog order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn all_mentions(&self, each: &mut dyn FnMut(&str, &[Mention])) -> Result<()> {
        let mut act = || -> Inner<()> {
            let mut query = self.conn.prepare_cached(
                "SELECT name, mentions FROM document d WHERE EXISTS (
                   SELECT 1 FROM import_document m JOIN import i ON i.id = m.import
                   WHERE m.document = d.id AND i.shown = 1) ORDER BY d.id",
            )?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let text = |n: usize| -> Inner<&str> {
                    Ok(row.get_ref(n)?.as_str().map_err(rusqlite::Error::from)?)
                };
                each(text(0)?, &serde_json::from_str::<Vec<Mention>>(text(1)?)?);
            }
            Ok(())
        };
        self.named(act())
    }

    fn of_document(&self, column: &str, hash: DocumentHash) -> Inner<Option<String>> {
        let ask = format!("SELECT {column} FROM document WHERE hash = ?1");
        Ok(self.conn.prepare_cached(&ask)?.query_row([hash.0], |r| r.get(0)).optional()?)
    }

    /// The events that imports which stand have brought, by name; the last one of a name counts, and a hand's over all.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn events(&self) -> Result<Vec<Event>> {
        self.named(self.shown_events())
    }

    pub(super) fn shown_events(&self) -> Inner<Vec<Event>> {
        let mut query = self.conn.prepare_cached(
            "SELECT e.body FROM event e JOIN import i ON i.id = e.import
             WHERE i.shown = 1 AND i.operation IS NOT NULL ORDER BY e.id",
        )?;
        let mut rows = query.query([])?;
        let mut all: Vec<Event> = Vec::new();
        while let Some(row) = rows.next()? {
            let event: Event =
                serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?;
            all.retain(|e| e.name != event.name);
            all.push(event);
        }
        let mut query = self.conn.prepare_cached("SELECT body FROM set_event ORDER BY name")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let event: Event =
                serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?;
            all.retain(|e| e.name != event.name);
            all.push(event);
        }
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(all)
    }

    /// What a hand has said of an event.
    pub(super) fn event_by_hand(&self, name: &str) -> Inner<Option<Event>> {
        let mut query = self.conn.prepare_cached("SELECT body FROM set_event WHERE name = ?1")?;
        let body: Option<String> = query.query_row([name], |r| r.get(0)).optional()?;
        Ok(body.map(|b| serde_json::from_str(&b)).transpose()?)
    }

    /// As [`Store::events`], what a hand has said of one event; none where it is as the documents say.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn set_event(&self, name: &str) -> Result<Option<Event>> {
        self.named(self.event_by_hand(name))
    }

    /// What holds for the catalog as a whole; none where nobody has set it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        self.named(self.kept_setting(key))
    }

    pub(super) fn kept_setting(&self, key: &str) -> Inner<Option<String>> {
        let mut query = self.conn.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
        Ok(query.query_row([key], |r| r.get(0)).optional()?)
    }

    /// What was found to be right as it stands.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn dismissals(&self) -> Result<Vec<Dismissal>> {
        let act = || -> Inner<Vec<Dismissal>> {
            let mut query = self.conn.prepare_cached(
                "SELECT d.check_id, d.key, d.note, d.operation, o.who, o.at
                 FROM dismissal d JOIN operation o ON o.id = d.operation ORDER BY d.check_id, d.key",
            )?;
            let all = query.query_map([], |r| {
                Ok(Dismissal {
                    check: r.get(0)?,
                    key: r.get(1)?,
                    note: r.get(2)?,
                    operation: r.get(3)?,
                    by: r.get(4)?,
                    at: r.get(5)?,
                })
            })?;
            Ok(all.collect::<rusqlite::Result<_>>()?)
        };
        self.named(act())
    }

    /// Row numbers of captions that may hold all of these folded words or phrases, the last word of each by its
    /// beginning. There may be more of them than are shown, never fewer. None where nothing can be looked up.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn words(&self, folded: &[String]) -> Result<Option<Vec<i64>>> {
        let terms: Vec<String> = folded
            .iter()
            .filter(|t| t.chars().any(char::is_alphanumeric))
            .map(|t| format!("\"{}\"*", t.replace(['"', '\0'], " ").trim()))
            .collect();
        if terms.is_empty() {
            return Ok(None);
        }
        let act = || -> Inner<Vec<i64>> {
            let mut query =
                self.conn.prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid")?;
            let rows = query.query_map([terms.join(" AND ")], |r| r.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        self.named(act()).map(Some)
    }
}

fn document_row(r: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    let date: Option<String> = r.get(4)?;
    Ok(DocumentRow {
        hash: DocumentHash(r.get(0)?),
        name: r.get(1)?,
        encoding: r.get(2)?,
        replaced: r.get(3)?,
        date: date.and_then(|d| PartialDate::parse(&d)),
        headline: r.get(5)?,
        event: r.get(6)?,
        captions: r.get(7)?,
        shown: r.get(8)?,
    })
}

fn document(row: &Row<'_>) -> Inner<Option<u32>> {
    let id: Option<u32> = row.get(2)?;
    Ok(id.and_then(|d| d.checked_sub(1)))
}

fn set_field(row: &Row<'_>) -> Inner<SetField> {
    let key = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
    let value = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(SetField {
        field: Field::from_key(key).ok_or_else(|| Fault::Broken("a field is unknown".into()))?,
        value: serde_json::from_str(value)?,
        why: row.get(3)?,
        by: row.get(4)?,
        at: row.get(5)?,
        operation: row.get(6)?,
    })
}

/// The fields set by hand, read beside the captions in the same order.
struct SetFields<'a> {
    rows: Rows<'a>,
    next: Option<(i64, SetField)>,
}

impl SetFields<'_> {
    fn advance(&mut self) -> Inner<()> {
        self.next = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, set_field(row)?)),
            None => None,
        };
        Ok(())
    }

    fn of(&mut self, caption: i64) -> Inner<Vec<SetField>> {
        let mut all = Vec::new();
        while let Some((row, field)) = self.next.take_if(|(row, _)| *row <= caption) {
            if row == caption {
                all.push(field);
            }
            self.advance()?;
        }
        Ok(all)
    }
}
