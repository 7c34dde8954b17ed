//! Making, looking over and opening a catalog file, and copying it. A file that is refused is not changed by one byte.

use std::cell::{Cell, RefCell};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Fault, Inner, Result, StoreError, io};
use super::{Access, Store, facts, schema};
use crate::model::RULES_VERSION;

/// Larger catalogs are checked in the background: 2 s at a million captions.
const CHECKED_AT_OPEN: u64 = 64 << 20;

impl Store {
    /// Makes a catalog. It stands under its name only once it is whole.
    ///
    /// # Errors
    /// Where a file of that name, or what is left of one, is there already, or the folder cannot be written.
    pub fn create(path: &Path) -> Result<Store> {
        for there in [path.to_path_buf(), beside(path, "-wal"), beside(path, "-journal")] {
            if fs::symlink_metadata(&there).is_ok() {
                return Err(StoreError::Exists { path: there });
            }
        }
        let file = new_file(path)?;
        let make = || -> Inner<()> {
            let conn = Connection::open_with_flags(file.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            guard(&conn)?;
            schema::create(&conn, RULES_VERSION)?;
            conn.pragma_update(None, "journal_mode", "WAL")?;
            conn.close().map_err(|(_, e)| e)?;
            Ok(())
        };
        make().map_err(|f| f.at(path))?;
        keep(file, path)?;
        Store::open(path, Access::Write)
    }

    /// Opens a catalog, after a look at it that changes nothing.
    ///
    /// # Errors
    /// Where it is no catalog, newer than this program, damaged, or may not be written.
    pub fn open(path: &Path, access: Access) -> Result<Store> {
        let size = header(path)?;
        let alone = !beside(path, "-wal").exists();
        if let Err(e) = look(path, alone, size) {
            // Another process may have begun to write during the look: then it must be taken again, with its log.
            if !(alone && matches!(e, StoreError::Damaged { .. }) && beside(path, "-wal").exists()) {
                return Err(e);
            }
            look(path, false, size)?;
        }
        upgrade(path)?;
        let conn = match access {
            Access::Write => connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, "mode=rw"),
            Access::Read => read_only(path),
        };
        let conn = conn.map_err(|f| f.at(path))?;
        // Who may write to every file is not to write to one that is marked as read-only either.
        let marked = || fs::metadata(path).is_ok_and(|m| m.permissions().readonly());
        if access == Access::Write && (conn.is_readonly(rusqlite::MAIN_DB).unwrap_or(true) || marked()) {
            return Err(StoreError::ReadOnly { path: path.to_path_buf() });
        }
        let mut store = Store::over(conn, path.to_path_buf(), access)?;
        if access == Access::Write {
            store.broken_off = store.discard_left_open()?;
        }
        Ok(store)
    }

    /// A catalog in memory, gone when it is dropped.
    ///
    /// # Errors
    /// Where memory runs out.
    pub fn in_memory() -> Result<Store> {
        let path = PathBuf::from("memory");
        let make = || -> Inner<Connection> {
            let conn = Connection::open_in_memory()?;
            guard(&conn)?;
            schema::create(&conn, RULES_VERSION)?;
            Ok(conn)
        };
        let conn = make().map_err(|f| f.at(&path))?;
        Store::over(conn, path, Access::Write)
    }

    fn over(conn: Connection, path: PathBuf, access: Access) -> Result<Store> {
        let store = Store {
            conn,
            path,
            access,
            names: RefCell::new(facts::Names::default()),
            data_version: Cell::new(0),
            failed: Cell::new(false),
            broken_off: false,
        };
        store.conn.set_prepared_statement_cache_capacity(64);
        store.changed_elsewhere()?;
        Ok(store)
    }

    /// Whether it lives in memory only.
    pub(super) fn is_in_memory(&self) -> bool {
        self.conn.path().is_none_or(str::is_empty)
    }

    /// Checks the whole file; for the background where it is large.
    ///
    /// # Errors
    /// Where it is damaged.
    pub fn quick_check(&self) -> Result<()> {
        self.named(quick_check(&self.conn))
    }

    /// Copies the catalog as it stands now, also while it is being written to, and checks the copy.
    ///
    /// # Errors
    /// Where `to` is there already, cannot be written, or the copy is not whole.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let file = new_file(to)?;
        let copy = || -> Inner<()> {
            let mut conn = Connection::open_with_flags(file.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            let backup = rusqlite::backup::Backup::new(&self.conn, &mut conn)?;
            backup.run_to_completion(10_000, Duration::ZERO, None)?;
            drop(backup);
            quick_check(&conn)?;
            conn.close().map_err(|(_, e)| e)?;
            Ok(())
        };
        copy().map_err(|f| f.at(to))?;
        keep(file, to)
    }
}

/// The file that SQLite or an import keeps beside the catalog.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// An empty file beside `path`, readable by nobody else.
fn new_file(path: &Path) -> Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(".caption-desk-").tempfile_in(folder).map_err(|e| io(path, &e))
}

/// Gives a finished file its name, replacing nothing.
fn keep(file: tempfile::NamedTempFile, path: &Path) -> Result<()> {
    file.as_file().sync_all().map_err(|e| io(path, &e))?;
    file.persist_noclobber(path).map_err(|e| io(path, &e.error))?;
    // The name itself must survive a power cut too.
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(|e| io(path, &e))?;
    }
    Ok(())
}

/// Whether a file is a catalog of any version, whole or damaged.
pub fn is_catalog(path: &Path) -> bool {
    let mut head = Vec::with_capacity(100);
    let read = File::open(path).and_then(|file| file.take(100).read_to_end(&mut head));
    let id = head.get(68..72).map(|b| b.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)));
    read.is_ok() && head.starts_with(b"SQLite format 3\0") && id == Some(schema::APPLICATION_ID)
}

/// Reads the file's first 100 bytes without SQLite. Gives its size.
fn header(path: &Path) -> Result<u64> {
    let other = || StoreError::NotACatalog { path: path.to_path_buf() };
    let damaged = |what: &str| StoreError::Damaged { path: path.to_path_buf(), what: what.into() };
    let meta = fs::metadata(path).map_err(|e| io(path, &e))?;
    if !meta.is_file() {
        return Err(other());
    }
    let mut head = Vec::with_capacity(100);
    let file = File::open(path).map_err(|e| io(path, &e))?;
    file.take(100).read_to_end(&mut head).map_err(|e| io(path, &e))?;
    if head.is_empty() {
        return Err(damaged("the file is empty"));
    }
    if head.len() < 100 || !head.starts_with(b"SQLite format 3\0") {
        return Err(other());
    }
    let int = |at: usize| head[at..at + 4].iter().fold(0_u32, |n, b| n << 8 | u32::from(*b));
    if int(68) != schema::APPLICATION_ID {
        return Err(other());
    }
    match int(60) {
        found if found > schema::VERSION => {
            return Err(StoreError::Newer { path: path.to_path_buf(), found, supported: schema::VERSION });
        }
        0 => return Err(damaged("its version is missing")),
        _ => {}
    }
    let page = match u64::from(int(16) >> 16) {
        1 => 65_536,
        n => n,
    };
    // While a log stands beside it, the file may be shorter than its header says until the log is merged.
    let logged = fs::metadata(beside(path, "-wal")).is_ok_and(|m| m.len() > 0);
    if !page.is_power_of_two() || page < 512 {
        return Err(damaged("its page size is impossible"));
    }
    if !logged && int(24) == int(92) && u64::from(int(28)) * page > meta.len() {
        return Err(damaged("its end is missing"));
    }
    Ok(meta.len())
}

/// A look that changes nothing: the schema as text, and the pages where that is quick.
fn look(path: &Path, alone: bool, size: u64) -> Result<()> {
    let options = if alone { "mode=ro&immutable=1" } else { "mode=ro" };
    let act = || -> Inner<()> {
        let conn = match connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, options) {
            Err(Fault::Sql(e)) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => {
                connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, "mode=ro&immutable=1")?
            }
            other => other?,
        };
        let version: u32 = conn.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        let expected = schema::expected()?.get((version as usize).wrapping_sub(1));
        if !expected.is_some_and(|e| schema::of(&conn, e.len() + 1).is_ok_and(|found| found == *e)) {
            return Err(Fault::Broken("its tables are not those of a catalog".into()));
        }
        if size <= CHECKED_AT_OPEN { quick_check(&conn) } else { Ok(()) }
    };
    act().map_err(|f| match f.at(path) {
        // Its header has said that it is one.
        StoreError::NotACatalog { path } => {
            StoreError::Damaged { path, what: "its pages cannot be read".into() }
        }
        e => e,
    })
}

/// Brings a catalog that an older version of this program has made to this one's tables.
fn upgrade(path: &Path) -> Result<()> {
    let act = || -> Inner<bool> {
        let conn = read_only(path)?;
        let found: u32 = conn.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        drop(conn);
        if found >= schema::VERSION {
            return Ok(true);
        }
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, "mode=rw")?;
        if conn.is_readonly(rusqlite::MAIN_DB).unwrap_or(true) {
            return Ok(false);
        }
        schema::migrate(&conn)?;
        Ok(true)
    };
    match act().map_err(|f| f.at(path))? {
        true => Ok(()),
        false => Err(StoreError::ReadOnly { path: path.to_path_buf() }),
    }
}

/// A connection that only reads; on a folder that cannot be written and without a log, one that expects no change.
fn read_only(path: &Path) -> Inner<Connection> {
    let open = |options| {
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, options)?;
        conn.query_row("SELECT count(*) FROM derived", [], |_| Ok(()))?;
        Ok(conn)
    };
    match open("mode=ro") {
        Err(_) if !beside(path, "-wal").exists() => open("mode=ro&immutable=1"),
        other => other,
    }
}

fn connect(path: &Path, access: OpenFlags, options: &str) -> Inner<Connection> {
    let flags = access | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(uri(path, options)?, flags)?;
    guard(&conn)?;
    Ok(conn)
}

/// The path as SQLite's URI: everything but plain letters and digits as `%xx`, so that no name is read as an option.
fn uri(path: &Path, options: &str) -> Inner<String> {
    let full = std::path::absolute(path).map_err(|e| Fault::Store(io(path, &e)))?;
    let mut uri = String::from("file:");
    if cfg!(windows) {
        uri.push('/');
    }
    for b in full.as_os_str().as_encoded_bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => uri.push(*b as char),
            b'\\' if cfg!(windows) => uri.push('/'),
            b => uri.push_str(&format!("%{b:02X}")),
        }
    }
    Ok(format!("{uri}?{options}"))
}

/// What every connection is set to: nothing in a file that others have made may run or reach further than its tables.
fn guard(conn: &Connection) -> Inner<()> {
    conn.busy_timeout(Duration::from_secs(5))?;
    for (what, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
    ] {
        conn.set_db_config(what, on)?;
    }
    conn.execute_batch(
        "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY",
    )?;
    conn.pragma_update(None, "cache_size", -KEPT)?;
    Ok(())
}

/// So many KiB of a catalog a connection keeps at hand; while it imports, so many more: rows that go to many places are written
/// once.
pub(super) const KEPT: i64 = 4 << 10;
pub(super) const KEPT_FOR_IMPORT: i64 = 32 << 10;

fn quick_check(conn: &Connection) -> Inner<()> {
    let said: String = conn.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
    match said.as_str() {
        "ok" => Ok(()),
        // A headline that names the database stands first.
        _ => {
            Err(Fault::Broken(said.lines().find(|l| !l.starts_with("***")).unwrap_or("its pages").to_owned()))
        }
    }
}
