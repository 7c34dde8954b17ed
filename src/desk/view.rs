//! What the window shows, as plain values made off its thread: lists, rows, one caption in full, the report of an import.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::library::CodeFile;
use super::moment::{OperationDetail, UndoConflict};
pub use super::named::Named;
use super::pending::Pending;
use super::reader::ReadReport;
use super::rewrite::{Chosen, Proposed, Rewrite};
use super::settle::DateAnswer;
pub use super::snapshot::Dismissed;
use super::stationery::Stationery;
pub use super::styles::Styles;
use crate::checks::Right;
pub use crate::index::{GroupBy, SortKey};
use crate::model::caption::{Caption, CaptionId};
use crate::model::date::PartialDate;
use crate::model::document::DocumentHash;
use crate::model::field::{Field, Value};
use crate::model::filter::FilterError;
use crate::model::finding::{Finding, Fix, Severity};
use crate::model::operation::{Edit, Operation, OperationId};
use crate::text::codes::Codes;

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
    /// The place of its check in the table of checks.
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

/// Which captions a sheet takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    All,
    /// Those that pass a filter.
    Filter(String),
    /// Captions by their row numbers.
    These(Arc<Vec<i64>>),
}

/// One field of a caption that two hands have changed at the same time.
#[derive(Debug, Clone, PartialEq)]
pub struct Elsewhere {
    pub row: i64,
    pub field: Field,
    /// What was typed here; not saved.
    pub mine: Value,
    /// What stands there now.
    pub theirs: String,
}

/// A change that the window asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Captions are named by their row numbers here, as in lists.
    Set {
        rows: Vec<i64>,
        field: Field,
        value: Value,
        why: Option<String>,
    },
    /// What was typed into a field of one caption, over what was seen there. Where something else stands there by now, because
    /// another window or program was faster, nothing is changed and [`Answer::Elsewhere`] asks.
    Type {
        row: i64,
        field: Field,
        seen: String,
        value: Value,
    },
    Fix {
        fixes: Vec<Fix>,
        why: String,
    },
    /// Says that problems are right as they stand.
    Dismiss {
        findings: Vec<Arc<Finding>>,
        right: Right,
        note: Option<String>,
    },
    /// Takes back that a problem was said to be right.
    Reopen {
        dismissed: Box<Dismissed>,
    },
    /// Takes one of the catalog's own words out again.
    Forget {
        word: String,
    },
    /// Gives all captions of an event's scene another one; without an event, of those that are of none.
    RenameScene {
        from: String,
        to: String,
        event: Option<String>,
    },
    /// Several fields at once.
    SetFields {
        rows: Vec<i64>,
        values: Vec<(Field, Value)>,
    },
    /// Makes changes that were listed, those that were chosen.
    Rewrite {
        proposed: Arc<Proposed>,
        chosen: Chosen,
        /// What was done, as `Replaced in`.
        verb: String,
    },
    /// Says what is known of an event.
    Event(Box<crate::model::event::Event>),
    /// Makes a house style the catalog's; `none` takes it off.
    Style(String),
    /// Answers splits of dates, all in one way.
    Settle {
        findings: Vec<Arc<Finding>>,
        answer: DateAnswer,
    },
    Reject {
        rows: Vec<i64>,
    },
    Take {
        document: String,
        line: u32,
    },
    Add {
        words: String,
        credit: Option<String>,
    },
    Split {
        row: i64,
        at: usize,
    },
    Join {
        rows: Vec<i64>,
    },
    /// Makes one record of captions of one picture: the first row's is kept, the others are set aside.
    JoinPicture {
        rows: Vec<i64>,
    },
    Undo(Option<OperationId>),
    /// Takes back of an operation what has not changed since.
    UndoRest(OperationId),
    /// Takes the catalog back to how it was right after an operation.
    GoBack(OperationId),
    Redo,
}

/// A change to what an import will add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportChange {
    /// Takes a line that was rejected.
    Take(u32),
    Reject(CaptionId),
    Add {
        words: String,
        credit: Option<String>,
    },
    /// Cuts a caption's words before this character.
    Split(CaptionId, usize),
    /// Joins a caption with the one after it.
    Join(CaptionId),
    /// Adds it set aside, or not any more.
    SetAside(CaptionId),
    /// Takes out every caption that stands in the catalog already.
    LeaveOut,
    /// Takes the last change to the report back.
    Undo,
    /// Makes it again.
    Redo,
}

/// What the window asks of the desk.
#[derive(Debug, Clone)]
pub enum Command {
    Open(PathBuf),
    /// Makes a catalog, empty or as a copy of the built-in one.
    New {
        path: PathBuf,
        builtin: bool,
    },
    SaveCopy(PathBuf),
    List(ListRequest),
    /// Captions by their row numbers.
    Rows(Vec<i64>),
    /// The caption that the inspector shows from now on.
    Show(Option<i64>),
    /// Looks in the list for the next caption that passes a filter, or for the one before; with `here` the caption at that
    /// place itself comes first.
    Seek {
        at: Option<usize>,
        forward: bool,
        here: bool,
        filter: String,
    },
    /// The catalog's documents, and one of them with all its lines.
    Documents(Option<u32>),
    Change(Change),
    /// What was typed into a field of a caption, as [`Change::Type`] has it, and the caption passed with it: one operation. Where
    /// another hand was faster, neither.
    Pass {
        row: i64,
        field: Field,
        seen: String,
        value: Value,
    },
    /// Reads documents; nothing is added yet.
    Read(Vec<PathBuf>),
    /// Asks for the desk's own rows of scenes in a folder.
    Scenes(PathBuf),
    /// Keeps the desk's own rows of scenes in a folder, and proposes with them.
    KeepScenes {
        folder: PathBuf,
        text: String,
    },
    /// Reads text that was pasted.
    ReadText {
        name: String,
        text: String,
    },
    /// A change to the report of an import, in the document of that place.
    Report {
        document: usize,
        change: ReportChange,
    },
    /// Adds what was read to the catalog.
    Commit,
    /// How many captions pass each of these filters.
    Count(Vec<String>),
    Discard,
    Preview {
        number: u64,
        format: String,
        scope: Scope,
    },
    /// Lists what a change of many captions would change; nothing is changed.
    Propose {
        number: u64,
        scope: Scope,
        rewrite: Rewrite,
    },
    /// The list of changes that was asked for is not wanted any more.
    StopLooking,
    /// Asks for cells of captions as tab-separated text, in the order of the rows.
    Copy {
        rows: Vec<i64>,
        columns: Vec<super::cells::Column>,
        header: bool,
    },
    /// Lists what pasting cells would change, as [`Command::Propose`] does; nothing is changed.
    Paste {
        number: u64,
        paste: super::cells::Paste,
    },
    /// Asks what an operation did.
    Operation(OperationId),
    /// Asks what would take the catalog back to how it was right after an operation.
    Moment(OperationId),
    /// Asks for the operations that touched a caption, a field, or both.
    Touching {
        row: Option<i64>,
        field: Option<Field>,
    },
    /// Asks for the file of shortcuts in a folder.
    Shortcuts(PathBuf),
    /// Keeps the file of shortcuts in a folder. `aside`: what is there could not all be read, and stays under another name.
    KeepShortcuts {
        folder: PathBuf,
        text: String,
        aside: bool,
    },
    /// Asks for the desk's own table of codes in a folder, as text.
    Codes(PathBuf),
    /// Keeps the desk's own table of codes in a folder.
    KeepCodes {
        folder: PathBuf,
        text: String,
    },
    /// Takes files of codes into a folder as they are.
    TakeCodes {
        folder: PathBuf,
        paths: Vec<PathBuf>,
    },
    /// Leaves a file of codes out from now on.
    DropCodes {
        folder: PathBuf,
        name: String,
    },
    /// Asks for the desk's caption templates in a folder.
    Stationery(PathBuf),
    /// Keeps the desk's caption templates in a folder.
    KeepStationery {
        folder: PathBuf,
        all: Vec<Stationery>,
    },
    /// Writes a sheet. A file that is there is replaced only where `replace` says that this was asked; a catalog never is.
    Export {
        format: String,
        scope: Scope,
        path: PathBuf,
        replace: bool,
    },
    /// Stops the job that runs.
    Cancel,
    Quit,
}

/// A job that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// What is being done, as `Reading`.
    pub what: &'static str,
    pub done: usize,
    /// Zero while it is not known.
    pub total: usize,
}

/// What a change came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// In words, as the history has it.
    pub what: String,
    pub notes: Vec<String>,
    pub operation: Option<OperationId>,
    /// Rows of captions that the change made, to be shown next.
    pub made: Vec<i64>,
    /// UTC.
    pub at: String,
}

/// What the desk tells the window.
#[derive(Debug, Clone)]
pub enum Answer {
    Opened {
        path: PathBuf,
        /// It can be looked at, but not changed.
        read_only: bool,
    },
    Listed(Arc<Listing>),
    /// The filter of that request cannot be read; the list stays as it was.
    BadFilter {
        number: u64,
        error: FilterError,
    },
    Rows(Vec<CaptionView>),
    Shown(Option<Arc<Detail>>),
    /// Where in the list the caption is that was looked for, its row, and whether the search went past the list's end; none
    /// where no caption of the list passes.
    Sought {
        filter: String,
        found: Option<(usize, i64, bool)>,
    },
    Documents(Arc<Vec<DocumentName>>),
    Document(Arc<DocumentView>),
    /// How many captions pass each filter; none where it cannot be read.
    Counts(Vec<(String, Option<usize>)>),
    Problems(Arc<Problems>),
    /// Whether something has changed that the checks of the whole catalog have not looked at yet.
    Checking(bool),
    Names(Arc<Names>),
    /// The house styles, and which one the catalog names.
    Styles(Arc<Styles>),
    History(Arc<Vec<Operation>>),
    Saved(Saved),
    /// What undo or redo has changed: the rows of captions that stand in the catalog, ascending, and the first one's document
    /// and line. The list with the change follows.
    TakenBack {
        rows: Vec<i64>,
        place: String,
    },
    /// What could not be done, in one line.
    Failed(String),
    Busy(Option<Busy>),
    Report(Arc<Pending>),
    Imported {
        documents: usize,
        captions: usize,
        already: usize,
        read: ReadReport,
    },
    /// The desk's own rows of scenes.
    Scenes(String),
    /// The rows were kept; or why not, and nothing was changed.
    ScenesKept(Result<(), String>),
    Preview {
        number: u64,
        sheet: Result<SheetPreview, String>,
        captions: usize,
        /// In how many of them a code or a place of a template was left.
        codes: usize,
    },
    /// What a change of many captions would change, or why that cannot be told.
    Proposed {
        number: u64,
        proposed: Result<Arc<Proposed>, String>,
    },
    /// Cells of that many captions as text, for the clipboard.
    Cells {
        text: String,
        captions: usize,
    },
    Operation(Arc<OperationDetail>),
    Moment(Arc<OperationDetail>),
    /// The operations that were asked for with [`Command::Touching`].
    Touching(Arc<std::collections::BTreeSet<OperationId>>),
    /// A single operation cannot be taken back as a whole; what could be is offered.
    UndoConflict(Arc<UndoConflict>),
    /// The file of shortcuts, where there is one; or why it cannot be read.
    Shortcuts(Result<Option<String>, String>),
    /// A field was changed elsewhere while it was typed in.
    Elsewhere(Elsewhere),
    /// A file is there already where a sheet was to be written; nothing was written.
    Exists {
        format: String,
        scope: Scope,
        path: PathBuf,
    },
    /// The desk's own table of codes as text, and all codes as they are read.
    Codes {
        text: String,
        codes: Arc<Codes>,
        files: Arc<Vec<CodeFile>>,
    },
    /// The desk's caption templates.
    Stationery(Arc<Vec<Stationery>>),
    Exported {
        path: PathBuf,
        captions: usize,
    },
    Copied(PathBuf),
}

/// The beginning of a sheet as it will be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetPreview {
    Text(String),
    /// Rows of cells, the header first.
    Table(Vec<Vec<String>>),
}
