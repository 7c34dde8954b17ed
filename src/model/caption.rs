//! A caption: what was printed, what was read from it, and what the desk has corrected.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::credit::CreditReading;
use super::date::{DateBasis, DateReading, PartialDate};
use super::field::{Field, Value};

/// Names a caption for ever: made at import from the document's content and the place in it. Sixteen hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaptionId(pub u64);

impl CaptionId {
    /// Reads sixteen hex digits.
    pub fn parse(text: &str) -> Option<CaptionId> {
        (text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit()))
            .then(|| u64::from_str_radix(text, 16).ok().map(CaptionId))?
    }
}

impl fmt::Display for CaptionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for CaptionId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaptionId {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        CaptionId::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("\"{text}\" is no caption id")))
    }
}

/// Where a caption stands in the desk's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    #[default]
    Unreviewed,
    Reviewed,
    /// Kept, and left out of sheets.
    SetAside,
}

impl Status {
    /// The word in JSON, sheets and filters.
    pub fn key(self) -> &'static str {
        match self {
            Status::Unreviewed => "unreviewed",
            Status::Reviewed => "reviewed",
            Status::SetAside => "set-aside",
        }
    }

    /// The status of that word.
    pub fn from_key(key: &str) -> Option<Status> {
        [Status::Unreviewed, Status::Reviewed, Status::SetAside].into_iter().find(|s| s.key() == key)
    }
}

/// What a document prints of one photograph: the words and the credit, exactly, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedCaption {
    pub id: CaptionId,
    /// 1-based line where the description begins, else where the credit does; none for a photo or one added by hand.
    pub line: Option<u32>,
    /// The line at the other end of what belongs to it: the last one, or the credit's where that stands before the words.
    pub last_line: Option<u32>,
    /// The caption's words without the credit; empty where only a credit is printed.
    pub description: String,
    /// The credit line exactly as printed, brackets and case kept.
    pub credit_line: Option<String>,
    /// What the words say, read at import.
    pub facts: Facts,
}

/// What is read from a caption's words and credit: derived, made anew whenever they change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub credit: CreditReading,
    pub date_created: Option<PartialDate>,
    pub date_basis: Option<DateBasis>,
    /// The printed date that `date_created` was read from, or the one that could not be decided.
    pub date: Option<DateReading>,
    pub sublocation: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub persons_shown: Vec<String>,
    /// The event's name where the words give one: `2024 Summer Olympics closing ceremony`.
    pub event_words: Option<String>,
    /// The scene that the vocabulary proposes.
    pub scene: Option<String>,
    /// What it would propose in the place of that, the first first.
    pub other_scenes: Vec<String>,
    /// The rows of its table of kinds of events that fit the words.
    pub kind_rows: Vec<u16>,
}

impl Facts {
    /// What print says of `field`; null for fields that no print gives.
    pub fn value(&self, field: Field) -> Value {
        let text = |s: &Option<String>| Value::text(s.as_deref());
        let list = |l: &Vec<String>| Value::List(l.clone());
        let credit = &self.credit.credit;
        match field {
            Field::Creators => list(&credit.creators),
            Field::Agency => text(&credit.agency),
            Field::Suppliers => list(&credit.suppliers),
            Field::Distributor => text(&credit.distributor),
            Field::Flags => Value::List(credit.flags.iter().map(|f| f.key().to_owned()).collect()),
            Field::Commissioner => text(&credit.commissioner),
            Field::Restrictions => list(&credit.restrictions),
            Field::DateCreated => Value::text(self.date_created.map(|d| d.to_string()).as_deref()),
            Field::Sublocation => text(&self.sublocation),
            Field::City => text(&self.city),
            Field::Country => text(&self.country),
            Field::PersonsShown => list(&self.persons_shown),
            Field::Keywords | Field::AlsoIn => Value::List(Vec::new()),
            _ => Value::Null,
        }
    }
}

impl PrintedCaption {
    /// Whether a line of the document belongs to it.
    pub fn holds_line(&self, line: u32) -> bool {
        match (self.line, self.last_line) {
            (Some(a), Some(b)) => (a.min(b)..=a.max(b)).contains(&line),
            (a, b) => a.or(b) == Some(line),
        }
    }
}

/// A correction that stands beside what was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub field: Field,
    /// What print gives for the field.
    pub as_printed: Value,
    pub corrected: Value,
    pub why: Option<String>,
    pub by: String,
    /// UTC, to the second, as `2024-08-12T07:30:00Z`.
    pub at: String,
}

/// A caption as the desk has it now: the effective value of every field beside what was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    pub id: CaptionId,
    pub document: Arc<str>,
    /// The document's own date, for reasoning about this caption's.
    pub document_date: Option<PartialDate>,
    pub line: Option<u32>,
    pub description: String,
    pub description_as_printed: String,
    pub credit_line: Option<String>,
    pub credit_line_as_printed: Option<String>,
    pub creators: Vec<String>,
    pub agency: Option<String>,
    pub suppliers: Vec<String>,
    pub distributor: Option<String>,
    /// Words of [`super::credit::Flag`].
    pub flags: Vec<String>,
    pub commissioner: Option<String>,
    pub restrictions: Vec<String>,
    pub date_created: Option<PartialDate>,
    pub date_basis: Option<DateBasis>,
    /// The date's words as printed.
    pub date_as_printed: Option<String>,
    /// The printed date as read from the words that stand now; for checks.
    pub date_reading: Option<DateReading>,
    /// What the credit's reader could not decide.
    pub credit_undecided: Vec<String>,
    pub event_date: Option<PartialDate>,
    pub date_note: Option<String>,
    pub event: Option<String>,
    /// The event's name as the caption's own words give it.
    pub event_words: Option<String>,
    pub sublocation: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub persons_shown: Vec<String>,
    pub headline: Option<String>,
    pub keywords: Vec<String>,
    /// Where else the picture ran, as `document:line`: what was joined into this record.
    pub also_in: Vec<String>,
    pub scene: Option<String>,
    /// What the vocabulary would propose in the place of its first scene.
    pub other_scenes: Vec<String>,
    /// The rows of its table of kinds of events that fit the words.
    pub kind_rows: Vec<u16>,
    pub status: Status,
    pub corrections: Vec<Correction>,
}

impl Caption {
    /// The value of a field as it stands.
    pub fn value(&self, field: Field) -> Value {
        let text = |s: &Option<String>| Value::text(s.as_deref());
        let list = |l: &Vec<String>| Value::List(l.clone());
        let date = |d: Option<PartialDate>| Value::text(d.map(|d| d.to_string()).as_deref());
        match field {
            Field::Description => Value::Text(self.description.clone()),
            Field::CreditLine => text(&self.credit_line),
            Field::Creators => list(&self.creators),
            Field::Agency => text(&self.agency),
            Field::Suppliers => list(&self.suppliers),
            Field::Distributor => text(&self.distributor),
            Field::Flags => list(&self.flags),
            Field::Commissioner => text(&self.commissioner),
            Field::Restrictions => list(&self.restrictions),
            Field::DateCreated => date(self.date_created),
            Field::EventDate => date(self.event_date),
            Field::DateNote => text(&self.date_note),
            Field::Event => text(&self.event),
            Field::Sublocation => text(&self.sublocation),
            Field::City => text(&self.city),
            Field::Country => text(&self.country),
            Field::PersonsShown => list(&self.persons_shown),
            Field::Headline => text(&self.headline),
            Field::Keywords => list(&self.keywords),
            Field::AlsoIn => list(&self.also_in),
            Field::Scene => text(&self.scene),
            Field::Status => Value::Text(self.status.key().to_owned()),
        }
    }
}
