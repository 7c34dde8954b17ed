//! Operations: labelled lists of edits, appended to the log and never removed. An edit holds old and new value and
//! computes nothing.

use serde::{Deserialize, Serialize};

use super::caption::CaptionId;
use super::event::Event;
use super::field::{Field, Value};

/// The number of an operation in the log: 1, 2, 3 and so on.
pub type OperationId = i64;

/// One change to one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "kebab-case")]
pub enum Edit {
    /// Sets a field by hand. `None` is "as printed": no hand has set it.
    Set {
        caption: CaptionId,
        field: Field,
        #[serde(with = "by_hand", default)]
        old: Option<Value>,
        #[serde(with = "by_hand", default)]
        new: Option<Value>,
    },
    /// Shows or hides a caption that was added, taken or rejected. Its row stays.
    Present { caption: CaptionId, old: bool, new: bool },
    /// Shows or hides all that an import brought.
    Import { operation: OperationId, old: bool, new: bool },
    /// Says of a problem that it is right as it stands, with a note; `None` takes that back.
    Dismiss { check: String, key: String, old: Option<String>, new: Option<String> },
    /// Says what is known of an event; `None` is what the documents say of it.
    Event { name: String, old: Option<Event>, new: Option<Event> },
    /// Sets what holds for the catalog as a whole, such as its house style; `None` is what the program does by itself.
    Setting { key: String, old: Option<String>, new: Option<String> },
}

/// What a hand has set, in the log: `null` is "as printed", and a field that a hand has emptied says so, for the two are not the same.
mod by_hand {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::model::field::Value;

    #[derive(Serialize, Deserialize)]
    struct Emptied {
        emptied: bool,
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Logged {
        Emptied(Emptied),
        Value(Value),
    }

    pub fn serialize<S: Serializer>(value: &Option<Value>, to: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(Value::Null) => Emptied { emptied: true }.serialize(to),
            value => value.serialize(to),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
        Ok(match Option::<Logged>::deserialize(from)? {
            None => None,
            Some(Logged::Emptied(Emptied { emptied })) => emptied.then_some(Value::Null),
            Some(Logged::Value(value)) => Some(value),
        })
    }
}

/// What kind of act an operation was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OperationKind {
    Import,
    Set,
    Add,
    Fix,
    Dismiss,
    Undo,
    Redo,
}

impl OperationKind {
    /// The word in the file and in JSON.
    pub fn key(self) -> &'static str {
        match self {
            OperationKind::Import => "import",
            OperationKind::Set => "set",
            OperationKind::Add => "add",
            OperationKind::Fix => "fix",
            OperationKind::Dismiss => "dismiss",
            OperationKind::Undo => "undo",
            OperationKind::Redo => "redo",
        }
    }

    /// The kind of that word.
    pub fn from_key(key: &str) -> Option<OperationKind> {
        use OperationKind::*;
        [Import, Set, Add, Fix, Dismiss, Undo, Redo].into_iter().find(|k| k.key() == key)
    }
}

/// An operation about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOperation {
    pub kind: OperationKind,
    /// In words, as the history shows it: "Corrected Photographer, 1 caption".
    pub label: String,
    pub why: Option<String>,
    pub by: String,
    /// UTC, to the second, as `2024-08-12T07:30:00Z`. Order is by number, never by this.
    pub at: String,
    /// The operation that this takes back (undo, redo).
    pub target: Option<OperationId>,
    pub edits: Vec<Edit>,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    pub id: OperationId,
    pub kind: OperationKind,
    pub label: String,
    pub why: Option<String>,
    pub by: String,
    pub at: String,
    pub target: Option<OperationId>,
    /// Whether it stands: not taken back by an undo that itself stands.
    pub in_effect: bool,
}
