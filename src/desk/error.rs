//! What can go wrong at the desk: one line each, that says where, what, and what to do next.

use std::path::PathBuf;

use crate::model::filter::FilterError;
use crate::store::StoreError;

/// Why a verb was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Filter(#[from] FilterError),
    #[error("{path}: {what}")]
    File { path: PathBuf, what: String },
    #[error("{0}")]
    Refused(String),
    #[error("stopped: the work was cancelled and nothing of it was kept")]
    Cancelled,
}

impl DeskError {
    /// A refusal in words.
    pub fn refused(what: impl Into<String>) -> DeskError {
        DeskError::Refused(what.into())
    }

    /// An error of the file system, in words that say what to do.
    pub fn file(path: impl Into<PathBuf>, error: &std::io::Error) -> DeskError {
        DeskError::File { path: path.into(), what: io_words(error) }
    }
}

/// What an error of the operating system means for the person at the desk.
pub fn io_words(error: &std::io::Error) -> String {
    use std::io::ErrorKind::*;
    match error.kind() {
        NotFound => "there is no such file or folder; check the path".into(),
        PermissionDenied => "the system does not allow it; check the permissions".into(),
        StorageFull => "the disk is full; make room and try again".into(),
        IsADirectory => "it is a folder; give a file".into(),
        _ => format!("{error}"),
    }
}
