//! What a check found: a problem with its evidence and, where there is one, a fix.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::caption::CaptionId;
use super::field::{Field, Value};

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Wrong on its face.
    Error,
    /// An editor must decide.
    Query,
    /// House style.
    Style,
}

impl Severity {
    /// The word in JSON and text.
    pub fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Query => "query",
            Severity::Style => "style",
        }
    }
}

/// A quotation that proves a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The caption quoted; none for prose or data.
    pub id: Option<CaptionId>,
    pub document: Arc<str>,
    pub line: Option<u32>,
    pub text: String,
    /// The words of `text` that prove it, in bytes; in JSON in characters.
    #[serde(skip)]
    pub marks: Vec<Range<usize>>,
}

/// Words of a caption that a problem is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// A field of text: the caption's words, its credit line.
    pub field: Field,
    /// In bytes of the field's value as it stands.
    pub span: Range<usize>,
}

/// A change that would settle a problem for one caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The caption that it changes.
    pub id: CaptionId,
    pub field: Field,
    pub from: Value,
    pub to: Value,
    /// Whether it is right beyond doubt; only such a fix is ever applied without being asked for by name.
    pub certain: bool,
}

/// A caption that a problem concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionRef {
    pub id: CaptionId,
    pub document: Arc<str>,
    pub line: Option<u32>,
    /// The exact words of this caption that it is about; empty where it is about the caption as a whole.
    #[serde(skip)]
    pub marks: Box<[Mark]>,
}

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The id of the check.
    pub check: String,
    pub severity: Severity,
    pub message: String,
    pub evidence: Vec<Evidence>,
    pub fixes: Vec<Fix>,
    /// Every caption that it concerns, in catalog order; never empty.
    pub captions: Vec<CaptionRef>,
    /// What it rests on besides its captions, such as the printed dates, as its check says it; empty once the key is made of it, for
    /// it would be kept as often as the catalog has problems.
    #[serde(skip)]
    pub rests_on: Vec<String>,
    /// The check, the captions and what it rests on as one number: "this is right" comes back when this changes.
    #[serde(skip)]
    pub key: u64,
    /// Whether it rests on anything besides its captions.
    #[serde(skip)]
    pub reasoned: bool,
    /// The word or name that is doubted, where a catalog can learn it as right.
    #[serde(skip)]
    pub word: Option<String>,
}
