//! Importers: bytes of a document to its captions, with an account of every line. No files, no threads.

pub mod article;
mod layout;
mod lines;
pub mod quoted;
mod uncredited;

pub use lines::LONGEST_CAPTION;

use crate::credits::Agencies;
use crate::model::document::DocumentReading;

/// Why bytes could not be read as a document at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    #[error("nothing is in it: the file is empty")]
    Empty,
    #[error("it is not text: give an article's text (.txt), in UTF-8, UTF-16 or Windows-1252")]
    Binary,
    #[error("its data cannot be read: {0}")]
    Data(String),
}

/// Reads one kind of document.
pub trait Importer: Sync {
    /// The kind's name, such as `article`.
    fn kind(&self) -> &'static str;

    /// Whether the bytes are of this kind. The name is a hint, the content decides.
    fn recognises(&self, name: &str, bytes: &[u8]) -> bool;

    /// Reads the document.
    ///
    /// # Errors
    /// What is wrong with the bytes as a whole; a single bad line is never an error.
    fn read(&self, name: &str, bytes: &[u8], agencies: &Agencies) -> Result<DocumentReading, NotRead>;
}

/// Every importer, the most particular first.
pub fn all() -> &'static [&'static dyn Importer] {
    &[&article::Article]
}

/// Reads a document with the first importer that recognises it.
///
/// # Errors
/// As [`Importer::read`]; [`NotRead::Binary`] where none recognises it.
pub fn read(name: &str, bytes: &[u8], agencies: &Agencies) -> Result<DocumentReading, NotRead> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(NotRead::Empty);
    }
    match all().iter().find(|importer| importer.recognises(name, bytes)) {
        Some(importer) => importer.read(name, bytes, agencies),
        None => Err(NotRead::Binary),
    }
}
