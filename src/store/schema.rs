//! The tables of a catalog, as numbered migrations, and what the file's header must say.

use std::sync::OnceLock;

use rusqlite::Connection;

use super::error::Inner;

/// `CapD` in the file's header.
pub(super) const APPLICATION_ID: u32 = 0x4361_7044;

/// Each brings a catalog from the version of its place to the next one.
const MIGRATIONS: &[&str] = &[FIRST, EVENTS_BY_HAND, SETTINGS];

/// The version that this program writes.
pub(super) const VERSION: u32 = MIGRATIONS.len() as u32;

// Ground truth first: operation, edit, import, import_document, document, caption, set_field, dismissal, event, set_event, setting. `name`,
// `fact` and `words` are derived, and `derived` says from what; all three can be made again from the others.
const FIRST: &str = "
CREATE TABLE operation (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, why TEXT, who TEXT NOT NULL, at TEXT NOT NULL,
  target INTEGER REFERENCES operation(id)) STRICT;
CREATE TABLE edit (
  operation INTEGER NOT NULL REFERENCES operation(id), ordinal INTEGER NOT NULL,
  caption INTEGER, field TEXT, body TEXT NOT NULL, PRIMARY KEY (operation, ordinal)) STRICT, WITHOUT ROWID;
CREATE INDEX edit_caption ON edit(caption, field) WHERE caption IS NOT NULL;
CREATE TABLE import (
  id INTEGER PRIMARY KEY, operation INTEGER UNIQUE REFERENCES operation(id), shown INTEGER NOT NULL) STRICT;
CREATE TABLE document (
  id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL, encoding TEXT NOT NULL,
  replaced INTEGER NOT NULL, date TEXT, headline TEXT, event TEXT, captions INTEGER NOT NULL,
  mentions TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE import_document (
  import INTEGER NOT NULL REFERENCES import(id), document INTEGER NOT NULL REFERENCES document(id),
  first_row INTEGER, last_row INTEGER, PRIMARY KEY (import, document)) STRICT, WITHOUT ROWID;
CREATE INDEX import_of_document ON import_document(document);
CREATE TABLE caption (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, document INTEGER REFERENCES document(id), line INTEGER,
  last_line INTEGER, hidden INTEGER NOT NULL, added INTEGER NOT NULL, description TEXT NOT NULL,
  credit_line TEXT) STRICT;
CREATE INDEX caption_hidden ON caption(document) WHERE hidden = 1;
CREATE INDEX caption_added ON caption(document, line) WHERE added = 1;
CREATE TABLE set_field (
  caption INTEGER NOT NULL REFERENCES caption(row), field TEXT NOT NULL, value TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operation(id), PRIMARY KEY (caption, field)) STRICT, WITHOUT ROWID;
CREATE TABLE dismissal (
  check_id TEXT NOT NULL, key TEXT NOT NULL, note TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operation(id), PRIMARY KEY (check_id, key)) STRICT, WITHOUT ROWID;
CREATE TABLE event (
  id INTEGER PRIMARY KEY, import INTEGER NOT NULL REFERENCES import(id), body TEXT NOT NULL) STRICT;
CREATE TABLE derived (
  id INTEGER PRIMARY KEY, rules_version INTEGER NOT NULL, revision INTEGER NOT NULL) STRICT;
CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE fact (caption INTEGER PRIMARY KEY REFERENCES caption(row), body BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE words USING fts5(
  text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
";

const EVENTS_BY_HAND: &str = "
CREATE TABLE set_event (
  name TEXT PRIMARY KEY, body TEXT NOT NULL, operation INTEGER NOT NULL REFERENCES operation(id)) STRICT, WITHOUT ROWID;
";

const SETTINGS: &str = "
CREATE TABLE setting (
  key TEXT PRIMARY KEY, value TEXT NOT NULL, operation INTEGER NOT NULL REFERENCES operation(id)) STRICT, WITHOUT ROWID;
";

/// Brings a catalog of an older version to this one, all in one transaction.
pub(super) fn migrate(conn: &Connection) -> Inner<()> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    // Another process may have done it in the meantime.
    let found: u32 = conn.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    for step in MIGRATIONS.iter().skip(found as usize) {
        conn.execute_batch(step)?;
    }
    conn.execute_batch(&format!("PRAGMA user_version = {VERSION}; COMMIT"))?;
    Ok(())
}

/// Makes the tables in an empty database, all in one transaction.
pub(super) fn create(conn: &Connection, rules_version: u32) -> Inner<()> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    for step in MIGRATIONS {
        conn.execute_batch(step)?;
    }
    conn.execute("INSERT INTO derived VALUES (1, ?1, 0)", [rules_version])?;
    // A batch of an import is sorted in memory once rather than in many small pieces.
    conn.execute("INSERT INTO words(words, rank) VALUES ('hashsize', 67108864)", [])?;
    conn.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; COMMIT"
    ))?;
    Ok(())
}

/// What `sqlite_schema` holds: every object's name with its text, in order of names.
pub(super) type Schema = Vec<(String, String, Option<String>)>;

/// The schema of an open database.
pub(super) fn of(conn: &Connection, limit: usize) -> Inner<Schema> {
    let mut query = conn.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name LIMIT ?1")?;
    let rows = query.query_map([limit as i64], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The schemas that catalogs have, the first version's first.
pub(super) fn expected() -> Inner<&'static [Schema]> {
    static EXPECTED: OnceLock<Vec<Schema>> = OnceLock::new();
    if let Some(schemas) = EXPECTED.get() {
        return Ok(schemas);
    }
    let conn = Connection::open_in_memory()?;
    let mut schemas = Vec::with_capacity(MIGRATIONS.len());
    for step in MIGRATIONS {
        conn.execute_batch(step)?;
        schemas.push(of(&conn, 1000)?);
    }
    Ok(EXPECTED.get_or_init(|| schemas))
}
