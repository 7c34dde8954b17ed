//! What can go wrong with a catalog file: each error is one line that says where, what, and what to do next.

use std::path::{Path, PathBuf};

use crate::model::caption::CaptionId;
use crate::model::operation::OperationId;

/// What a catalog could not do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{}: there is no such file; check the path, or make a new catalog", .path.display())]
    NotFound { path: PathBuf },
    #[error("{}: there is a file already; choose another name", .path.display())]
    Exists { path: PathBuf },
    #[error("{}: this is no Caption Desk catalog; choose another file", .path.display())]
    NotACatalog { path: PathBuf },
    #[error(
        "{}: the catalog was made by a newer Caption Desk (format {found}, this one reads up to {supported}); install the newer version",
        .path.display()
    )]
    Newer { path: PathBuf, found: u32, supported: u32 },
    #[error("{}: the catalog is damaged ({what}); nothing was changed, restore a backup", .path.display())]
    Damaged { path: PathBuf, what: String },
    #[error("{}: the catalog can only be read; copy it to a folder where you may write", .path.display())]
    ReadOnly { path: PathBuf },
    #[error("{}: another program is writing to the catalog; try again when it has finished", .path.display())]
    Busy { path: PathBuf },
    #[error("{}: the disk is full and nothing was changed; make room and try again", .path.display())]
    Full { path: PathBuf },
    #[error("{}", conflicts(.0))]
    Conflict(Vec<Conflict>),
    #[error("there is nothing to undo; `history` lists every change")]
    NothingToUndo,
    #[error("there is nothing to redo; `history` lists every change")]
    NothingToRedo,
    #[error("there is no change number {0}; `history` lists every change")]
    NoSuchOperation(OperationId),
    #[error("change number {0} has been taken back already; `history` lists every change")]
    NotInEffect(OperationId),
    #[error("there is no caption {0} in the catalog; `list` shows the ids")]
    NoSuchCaption(CaptionId),
    #[error("{}: {what}; close the catalog, check the disk, and open it again", .path.display())]
    Io { path: PathBuf, what: String },
}

/// A thing that an edit expected to find otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The caption, where it is about one.
    pub caption: Option<CaptionId>,
    /// The field or thing, in words.
    pub what: String,
    /// What the edit expected.
    pub expected: String,
    /// What the catalog holds.
    pub found: String,
    /// The change that made it so, where known.
    pub operation: Option<OperationId>,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(id) = self.caption {
            write!(f, "caption {id}: ")?;
        }
        write!(f, "{} is now {}, not {}", self.what, self.found, self.expected)?;
        match self.operation {
            Some(n) => write!(f, " (change number {n})"),
            None => Ok(()),
        }
    }
}

/// The result of everything that touches the file.
pub type Result<T> = std::result::Result<T, StoreError>;

fn conflicts(all: &[Conflict]) -> String {
    let Some(first) = all.first() else {
        return "what this touches has changed meanwhile; look at it again".into();
    };
    let mut line = first.to_string();
    if all.len() > 1 {
        line.push_str(&format!(", and {} more", all.len() - 1));
    }
    line + "; nothing was changed, look at it again"
}

/// An error inside the store, before it is known to which path it belongs.
#[derive(Debug)]
pub(super) enum Fault {
    Sql(rusqlite::Error),
    Store(StoreError),
    /// What the file holds cannot be read back.
    Broken(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(e: rusqlite::Error) -> Self {
        Fault::Sql(e)
    }
}

impl From<StoreError> for Fault {
    fn from(e: StoreError) -> Self {
        Fault::Store(e)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(e: serde_json::Error) -> Self {
        Fault::Broken(e.to_string())
    }
}

/// The result of the store's inner functions.
pub(super) type Inner<T> = std::result::Result<T, Fault>;

impl Fault {
    /// Names the path.
    pub(super) fn at(self, path: &Path) -> StoreError {
        use rusqlite::ErrorCode as C;
        let path = path.to_path_buf();
        let e = match self {
            Fault::Store(e) => return e,
            Fault::Broken(what) => return StoreError::Damaged { path, what },
            Fault::Sql(e) => e,
        };
        // SQLite's message may quote the statement over several lines.
        let what = e.to_string().lines().next().unwrap_or_default().to_owned();
        match e.sqlite_error_code() {
            Some(C::DatabaseCorrupt) => StoreError::Damaged { path, what },
            Some(C::NotADatabase) => StoreError::NotACatalog { path },
            Some(C::ReadOnly) => StoreError::ReadOnly { path },
            Some(C::DatabaseBusy | C::DatabaseLocked) => StoreError::Busy { path },
            Some(C::DiskFull) => StoreError::Full { path },
            None => StoreError::Damaged { path, what },
            Some(_) => StoreError::Io { path, what },
        }
    }
}

/// An error of the file system.
pub(super) fn io(path: &Path, e: &std::io::Error) -> StoreError {
    use std::io::ErrorKind as K;
    let path = path.to_path_buf();
    match e.kind() {
        K::NotFound => StoreError::NotFound { path },
        K::AlreadyExists => StoreError::Exists { path },
        K::ReadOnlyFilesystem => StoreError::ReadOnly { path },
        K::StorageFull | K::QuotaExceeded => StoreError::Full { path },
        _ => StoreError::Io { path, what: e.to_string() },
    }
}
