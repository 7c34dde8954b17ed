//! What the window shows, as plain values made off its thread: lists, rows, one caption in full, the report of an import.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use super::messages::*;
pub use super::named::Named;
pub use super::snapshot::Dismissed;
pub use super::styles::Styles;
pub use crate::index::{GroupBy, SortKey};
use crate::model::caption::{Caption, CaptionId};
use crate::model::date::PartialDate;
use crate::model::document::DocumentHash;
use crate::model::finding::{Finding, Severity};
use crate::model::operation::{Edit, Operation};

/// Which captions, in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRequest {
    /// Grows with every request; an answer bears the number of its request.
    pub number: u64,
    /// The filter as typed.
    pub filter: String,
    pub group: Option<GroupBy>,
    pub sort: SortKey,
    pub descending: bool,
}

/// The heading of a group in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupHead {
    /// The shared value; none for the captions without one.
    pub key: Option<String>,
    /// The group's first place in [`Listing::rows`].
    pub start: usize,
    pub count: usize,
    pub dates: Vec<(PartialDate, usize)>,
    pub undated: usize,
    /// What the checks note of the group as a whole.
    pub note: Option<String>,
    /// The day of the event that its captions are filed under, where it is on several days and they are.
    pub filed: Option<PartialDate>,
}

/// A set of filters with counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FacetKind {
    Problem,
    Scene,
    Date,
    Agency,
    Photographer,
    Document,
    Status,
    Event,
    City,
    Venue,
    Country,
    Person,
    Distributor,
    Supplier,
    Flag,
    Keyword,
}

impl FacetKind {
    /// Every facet, in the order of the sidebar.
    pub const ALL: [FacetKind; 16] = [
        FacetKind::Problem,
        FacetKind::Scene,
        FacetKind::Date,
        FacetKind::Agency,
        FacetKind::Photographer,
        FacetKind::Document,
        FacetKind::Status,
        FacetKind::Event,
        FacetKind::City,
        FacetKind::Venue,
        FacetKind::Country,
        FacetKind::Person,
        FacetKind::Distributor,
        FacetKind::Supplier,
        FacetKind::Flag,
        FacetKind::Keyword,
    ];

    /// What stands before the colon in a filter.
    pub fn key(self) -> &'static str {
        match self {
            FacetKind::Problem => "problem",
            FacetKind::Scene => "scene",
            FacetKind::Date => "date",
            FacetKind::Agency => "agency",
            FacetKind::Photographer => "photographer",
            FacetKind::Document => "document",
            FacetKind::Status => "status",
            FacetKind::Event => "event",
            FacetKind::City => "city",
            FacetKind::Venue => "venue",
            FacetKind::Country => "country",
            FacetKind::Person => "person",
            FacetKind::Distributor => "distributor",
            FacetKind::Supplier => "supplier",
            FacetKind::Flag => "flag",
            FacetKind::Keyword => "keyword",
        }
    }
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCount {
    /// As a person reads it.
    pub label: String,
    /// The filter's term that lets just these captions through.
    pub term: String,
    pub count: usize,
    /// For problems: how much they weigh.
    pub severity: Option<Severity>,
}

/// The values of one field among the captions that pass the filter's other terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    pub kind: FacetKind,
    /// The first ones, and those that the filter names.
    pub values: Vec<FacetCount>,
    /// How many there are in all.
    pub distinct: usize,
}

/// The answer to a [`ListRequest`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    pub request: ListRequest,
    /// Row numbers in the catalog, in order; in a grouped list group after group.
    pub rows: Vec<i64>,
    /// Empty where the list is not grouped.
    pub groups: Vec<GroupHead>,
    /// How many captions pass the filter.
    pub shown: usize,
    /// How many the catalog has.
    pub total: usize,
    pub facets: Vec<Facet>,
    /// The rows, ascending, that have an open problem, each with its first place in `rows`.
    pub problem_rows: Vec<(i64, usize)>,
    /// A caption that does not pass the filter any more since it was edited, and stays in the list while it is in view. `shown`
    /// does not count it.
    pub kept: Option<i64>,
    /// False while only the first captions of a catalog are known.
    pub complete: bool,
}

/// A caption as a row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptionView {
    pub row: i64,
    pub caption: Caption,
    /// Ids of the checks that found something, with their weight.
    pub problems: Vec<(String, Severity)>,
}

/// A line of a document, around a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextLine {
    pub number: u32,
    pub text: String,
    /// The caption that the line belongs to.
    pub caption: Option<CaptionId>,
}

/// A document of the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentName {
    /// Its place among the catalog's documents.
    pub place: u32,
    pub name: String,
    pub date: Option<PartialDate>,
    /// How many captions reading it gave.
    pub captions: usize,
}

/// A document with all its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentView {
    pub place: u32,
    pub hash: DocumentHash,
    pub name: String,
    pub headline: Option<String>,
    /// Those with words, in order; a caption over several lines is one.
    pub lines: Vec<DocumentLine>,
}

/// A line of a document: a caption, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// Zero for a caption that was added by hand.
    pub number: u32,
    pub text: String,
    /// The credit of a caption; of another line why it is none.
    pub note: String,
    /// The caption's row.
    pub row: Option<i64>,
}

/// What an operation did to one caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptionChange {
    pub operation: Operation,
    pub edits: Vec<Edit>,
}

/// One caption in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Why the caption is in its scene.
    pub scene_why: Option<String>,
    pub view: CaptionView,
    /// Its document's place among the catalog's documents.
    pub document: Option<u32>,
    pub problems: Vec<Arc<Finding>>,
    /// The other captions of its picture, where a problem says that several documents run it.
    pub pictures: Vec<CaptionView>,
    pub context: Vec<ContextLine>,
    /// The newest first.
    pub history: Vec<CaptionChange>,
}

/// What lists and walks ask of every open problem, close together: a frame has no time to look into a hundred thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The place of its check among the checks: those with errors first, then as the table of checks has them.
    pub check: usize,
    /// The row of its first caption that has one.
    pub row: Option<i64>,
    /// How many fixes of it can be made with those of others.
    pub fixable: usize,
}

/// Every problem of the catalog.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    pub open: Vec<Arc<Finding>>,
    /// What was said to be right.
    pub dismissed: Vec<Dismissed>,
    /// The words that this catalog has learned as right.
    pub words: Vec<OwnWord>,
    /// Beside `open`.
    pub seats: Vec<Seat>,
    /// Places in `open`, check after check as [`Seat::check`] has them.
    pub order: Vec<u32>,
    /// How many captions the problems of each check name, by [`Seat::check`].
    pub captions: std::collections::BTreeMap<usize, u32>,
    /// The captions that the open problems name.
    pub named: Named,
    /// The events of the catalog, those with the most captions first.
    pub events: Vec<EventSeen>,
}

impl Problems {
    /// All but the problems themselves.
    pub(super) fn clone_rest(&self) -> Problems {
        Problems { words: self.words.clone(), events: self.events.clone(), ..Problems::default() }
    }
}

/// A word or name that was said to be right in this catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWord {
    /// Folded: without capitals and accents.
    pub word: String,
    pub note: String,
    pub by: String,
    /// UTC.
    pub at: String,
}

/// An event as the catalog has it: what is known of it, and what its captions say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSeen {
    /// What is known; where nothing is, what its captions agree on.
    pub event: crate::model::event::Event,
    /// Whether a document or a hand has described it.
    pub known: bool,
    pub captions: usize,
    /// How many captions bear each date, and how many none.
    pub days: std::collections::BTreeMap<PartialDate, usize>,
    pub undated: usize,
}

/// The values that a catalog uses, for completion; the most used first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    pub photographers: Vec<String>,
    pub agencies: Vec<String>,
    pub scenes: Vec<String>,
    pub cities: Vec<String>,
    pub venues: Vec<String>,
    pub countries: Vec<String>,
    pub events: Vec<String>,
    pub documents: Vec<String>,
    pub persons: Vec<String>,
    pub keywords: Vec<String>,
    pub distributors: Vec<String>,
    pub suppliers: Vec<String>,
}
