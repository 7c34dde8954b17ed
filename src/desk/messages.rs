//! What the window asks of the desk, and what the desk answers.

use std::path::PathBuf;
use std::sync::Arc;

use super::library::CodeFile;
use super::moment::{OperationDetail, Touched, UndoConflict};
use super::pending::Pending;
use super::proposed::{Chosen, Proposed};
use super::reader::ReadReport;
use super::rewrite::Rewrite;
use super::settle::DateAnswer;
use super::snapshot::Dismissed;
use super::stationery::Stationery;
use super::styles::Styles;
use super::view::*;
use crate::checks::Right;
use crate::model::caption::CaptionId;
use crate::model::field::{Field, Value};
use crate::model::filter::FilterError;
use crate::model::finding::{Finding, Fix};
use crate::model::operation::{Operation, OperationId};
use crate::text::codes::Codes;

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
    /// Takes back what was saved of a field's words in pauses while they were typed, so that they are as before; what
    /// somebody else has changed meanwhile is put in its place.
    Untype {
        row: i64,
        field: Field,
        before: Value,
    },
    /// Takes back of an operation what has not changed since.
    UndoRest(OperationId),
    /// Takes an operation back over what has changed since.
    UndoOver(OperationId),
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
    /// Asks for the operations whose edits hold these words.
    Worded(String),
    /// Asks what operations were about, in words.
    Touched(Vec<OperationId>),
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
    /// The report was discarded: none that was told before is shown any more.
    Discarded,
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
    /// The operations that were asked for with [`Command::Worded`], with the words.
    Worded(String, Arc<std::collections::BTreeSet<OperationId>>),
    /// What operations were about: where the first caption stands and its first words, how many more there are, and of one alone
    /// what was changed.
    Touched(Vec<(OperationId, Touched)>),
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
