//! A source document: what captions were taken from, kept as it was printed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::caption::PrintedCaption;
use super::date::PartialDate;

/// Names a document by its content: the first 128 bits of the BLAKE3 hash of its bytes. The same bytes under another
/// name are the same document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentHash(pub [u8; 16]);

impl fmt::Display for DocumentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

/// What a name in a document's prose names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A person, band, organisation or anything else with a proper name.
    #[default]
    Name,
    Place,
    Date,
}

/// A name, place or date that stands in a document's prose: evidence for checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// 1-based line.
    pub line: u32,
    /// The words as printed.
    pub name: String,
    #[serde(default)]
    pub kind: MentionKind,
}

/// A document as it was read. `text` holds all of it, decoded and otherwise unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDocument {
    pub hash: DocumentHash,
    /// The path relative to the folder that was read, the base name of a file, `-` for standard input.
    pub name: String,
    /// The encoding that the bytes were read in, such as `UTF-8` or `windows-1252`.
    pub encoding: String,
    /// How many characters the encoding could not give.
    pub replaced: u32,
    /// The document's own date, from its metadata: when it was published, not when a picture was taken.
    pub date: Option<PartialDate>,
    pub headline: Option<String>,
    pub text: String,
    pub mentions: Vec<Mention>,
    /// The event that the document is filed under, where its data says so.
    pub event: Option<String>,
}

/// Why a line was not taken as a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rejection {
    Prose,
    Heading,
    Metadata,
    TextCredit,
    Post,
    Dateline,
    Other,
}

impl Rejection {
    /// The word in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Rejection::Prose => "prose",
            Rejection::Heading => "heading",
            Rejection::Metadata => "metadata",
            Rejection::TextCredit => "text-credit",
            Rejection::Post => "post",
            Rejection::Dateline => "dateline",
            Rejection::Other => "other",
        }
    }
}

/// A non-blank line that no caption took, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedLine {
    /// 1-based.
    pub line: u32,
    pub rejected: Rejection,
    /// One short sentence for a person.
    pub why: String,
    /// The line as printed.
    pub text: String,
}

/// A document with everything that was found in it. Every non-blank line belongs to a caption or is rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentReading {
    pub document: SourceDocument,
    pub captions: Vec<PrintedCaption>,
    pub rejected: Vec<RejectedLine>,
}
