//! What a check found: a problem with its evidence and, where there is one, a fix.

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
    pub document: String,
    pub line: Option<u32>,
    pub text: String,
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
    pub document: String,
    pub line: Option<u32>,
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
    /// What it rests on besides its captions, such as the printed dates. "This is right" comes back when this changes.
    #[serde(skip)]
    pub rests_on: Vec<String>,
}
