//! What the window knows and shows: the last answers of the desk, and where the person is. No drawing here.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::action::Action;
pub use super::asked::event_term;
pub use super::event_form::EventForm;
pub use super::prefs::{ColumnKind, Grouped, Prefs, ThemeChoice};
pub use super::selection::Selection;
use crate::desk::view::*;
use crate::desk::{Pending, Right};
use crate::model::field::{Field, Value};
use crate::model::filter::FilterError;
use crate::model::finding::Finding;
use crate::model::operation::Operation;

/// The views of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    Captions,
    Dates,
    Problems,
    Changes,
    History,
    Documents,
}

impl View {
    pub const ALL: [View; 6] =
        [View::Captions, View::Dates, View::Problems, View::Changes, View::History, View::Documents];

    /// The word on its tab.
    pub fn label(self) -> &'static str {
        match self {
            View::Captions => "Captions",
            View::Dates => "Dates",
            View::Problems => "Problems",
            View::Changes => "Changes",
            View::Documents => "Documents",
            View::History => "History",
        }
    }
}

/// A field that is being typed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub rows: Vec<i64>,
    pub field: Field,
    /// What stood there.
    pub original: String,
    pub text: String,
    /// What codes that were taken put into other fields.
    pub also: Vec<(Field, Value)>,
    /// Sent to the desk; shown until its answer is there.
    pub sent: bool,
    /// When it was last typed in, in the window's seconds.
    pub at: f64,
}

/// Fields typed for several captions at once; nothing of it is saved before it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// For which captions.
    pub selection: Selection,
    /// Which those are by name: all of a list are others when the list changes.
    pub named: Selection,
    pub values: std::collections::BTreeMap<Field, String>,
}

/// A line at the foot of the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub text: String,
    pub error: bool,
    /// It can be undone from here.
    pub undo: bool,
    /// It took a change back, which can be made again from here.
    pub again: bool,
    /// What has gone and can be had again from here.
    pub gone: Option<Gone>,
    /// When it came, in seconds of the window's clock.
    pub since: f64,
}

/// What a line at the foot gives back.
#[derive(Debug, Clone, PartialEq)]
pub enum Gone {
    /// A saved filter that was removed, and where it stood.
    Filter(usize, super::saved::Saved),
    /// What was typed for several captions and left.
    Batch(Batch),
}

/// What undo or redo has changed: rows, ascending, and the first one's document and line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    pub rows: Vec<i64>,
    pub place: String,
}

/// Captions that are put into another scene, until their list arrives: once it says so, the caption that stood behind them is
/// gone on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moving {
    /// Ascending.
    pub rows: Vec<i64>,
    pub scene: Option<String>,
    /// A field of the caption was in use: it stays in view.
    pub stay: bool,
    pub saved: bool,
}

/// The rows before and behind the place in the list that the caption in view had before a change moved it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gap {
    pub before: Option<i64>,
    pub after: Option<i64>,
}

/// A dialog over the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    SaveFilter(super::saved::Form),
    /// A path typed by hand, where the system has no dialog.
    Path {
        ask: super::dialogs::Ask,
        text: String,
        /// What the desk said of the path that was typed before.
        error: Option<String>,
        /// The desk has it, and has not answered yet.
        sent: bool,
    },
    Paste {
        name: String,
        text: String,
    },
    Add {
        words: String,
        credit: String,
    },
    Scene(super::assign::Form),
    /// A new name for a scene; one that is there already takes the captions in.
    Rename {
        from: String,
        /// The event that the scene is of; none where its captions name none.
        event: Option<String>,
        text: String,
    },
    Event(EventForm),
    /// Which captions of a split get which of its days.
    SetSome(super::setsome::Form),
    /// The desk's own rows of scenes.
    Vocabulary {
        text: String,
        search: String,
        error: Option<String>,
    },
    Export(ExportState),
    /// An operation that cannot be taken back as a whole.
    Conflict(Arc<crate::desk::UndoConflict>),
    /// A field that was changed elsewhere while it was typed in.
    Elsewhere(crate::desk::view::Elsewhere),
    /// A sheet was to be written over a file that is there.
    Overwrite {
        format: String,
        scope: crate::desk::view::Scope,
        path: std::path::PathBuf,
    },
    /// An import's report is not decided, or what is typed for several captions, and the window was to be closed.
    Leaving,
    /// What a check finds, and why.
    Page {
        check: String,
    },
    /// How far a problem is right as it stands, and why.
    Right {
        problem: Arc<Finding>,
        right: Right,
        note: String,
    },
    FixAll(super::fixall::FixAll),
    /// Which house style the catalog is checked by.
    Style {
        name: String,
    },
    ChangeField(Box<super::change::ChangeField>),
    Replace(Box<super::replace::Replace>),
    Codes(Box<super::codes::CodesForm>),
    Stationery(Box<super::stationery::StationeryForm>),
    Palette(super::palette::Palette),
    Pasted(Box<super::cells::Pasted>),
    Columns(super::columns::Columns),
    Shortcuts(super::shortcuts::Sheet),
    About,
}

impl Overlay {
    /// The question how far a problem is right.
    pub fn right(problem: &Arc<Finding>) -> Overlay {
        Overlay::Right { problem: problem.clone(), right: Right::Finding, note: String::new() }
    }
}

/// The export dialog.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportState {
    pub format: String,
    pub what: ExportWhat,
    pub asked: u64,
    pub preview: Option<Result<SheetPreview, String>>,
    pub captions: usize,
    /// In how many of them a code was left.
    pub codes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportWhat {
    All,
    Shown,
    Selected,
}

/// What the selected captions share, field by field; none where they differ or are too many to look at.
#[derive(Debug)]
pub struct Shared {
    /// What it was made for.
    pub selection: Selection,
    pub values: HashMap<Field, Option<String>>,
}

/// A line of the report that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportLine {
    Caption(crate::model::caption::CaptionId),
    /// A line that was not taken, by its number.
    Rejected(u32),
}

/// Everything that is drawn.
pub struct State {
    pub prefs: Prefs,
    pub view: View,
    pub catalog: Option<PathBuf>,
    /// The catalog can be looked at, but not changed.
    pub read_only: bool,
    pub opening: bool,
    pub query: String,
    pub filter_error: Option<FilterError>,
    pub number: u64,
    /// How often an open split was put off for the next one.
    pub later: usize,
    /// The first day that the grid of scenes by days shows, by its number; none where it has not been chosen.
    pub dates_from: Option<usize>,
    /// The event that the view of dates shows; none for all captions of the list.
    pub dates_event: Option<String>,
    /// Whether the desk has chosen what the view of dates shows; else it is the event of the split that is asked about.
    pub dates_chosen: bool,
    /// Whether an answer to a split goes for the other open ones of its event, too.
    pub settle_all: bool,
    /// How many previews of sheets were asked for.
    pub previews: u64,
    pub sort: SortKey,
    pub descending: bool,
    pub listing: Option<Arc<Listing>>,
    /// Whether the list reaches over more years than one, so that its dates name theirs.
    pub years: bool,
    /// Captions that were on screen, by row.
    pub rows: HashMap<i64, CaptionView>,
    pub asked: HashSet<i64>,
    pub folded: HashSet<Option<String>>,
    pub selection: Selection,
    /// Place in the list of the row that keys move from.
    pub cursor: Option<usize>,
    /// The row that the cursor is on: the caption in view may be an older one until the desk has answered.
    pub at_row: Option<i64>,
    pub anchor: Option<usize>,
    pub detail: Option<Arc<Detail>>,
    pub shared: Option<Shared>,
    pub draft: Option<Draft>,
    /// The words of a caption before what was saved of them in a pause, by its row, until its field is left.
    pub typed_over: Option<(i64, String)>,
    /// What is typed for several captions at once.
    pub batch: Option<Batch>,
    /// Where the cursor stands in the caption's words, in characters.
    pub caret: usize,
    pub problems: Arc<Problems>,
    pub walk: super::walk::Walk,
    /// The checks have run over this catalog.
    pub checked: bool,
    /// They have not looked at the last change yet.
    pub checking: bool,
    pub names: Arc<Names>,
    /// The house styles, and which one the catalog names.
    pub styles: Arc<Styles>,
    pub history_view: super::history::HistoryView,
    /// What "Change a field" changed last.
    pub last_change: super::change::Last,
    /// What a change of many captions would change, with the number of its request.
    pub proposed: Option<(u64, Result<Arc<crate::desk::Proposed>, String>)>,
    /// The desk's codes, and its own table of them as text.
    pub codes: Arc<crate::desk::Codes>,
    pub codes_text: String,
    pub code_files: Arc<Vec<crate::desk::CodeFile>>,
    /// The desk's caption templates.
    pub stationery: Arc<Vec<crate::desk::Stationery>>,
    pub history: Arc<Vec<Operation>>,
    /// The documents of the Documents view, the one that is open, and its line that is open.
    pub documents: Option<Arc<Vec<DocumentName>>>,
    pub document: Option<Arc<DocumentView>>,
    pub document_line: Option<usize>,
    /// The caption whose line is to be open when its document arrives, and that it is to be brought into view.
    pub document_row: Option<i64>,
    pub document_reveal: bool,
    pub busy: Option<Busy>,
    pub report: Option<Arc<Pending>>,
    /// The report was discarded, and the desk has not said yet that it heard so.
    pub discarding: bool,
    /// Which document of the report is open, and which of its lines.
    pub report_document: usize,
    pub report_line: Option<ReportLine>,
    pub notice: Option<Notice>,
    pub saved_at: Option<String>,
    pub overlay: Option<Overlay>,
    pub first_start: bool,
    /// The step that the tour is at, and the parts of the window that its steps are about.
    pub tour: Option<usize>,
    pub places: super::tour::Places,
    /// The row to go to when its list arrives.
    pub go_to: Option<i64>,
    /// What is being put into another scene.
    pub moving: Option<Moving>,
    /// What is being passed, by its rows, ascending, and whether that is saved: what is open in it then is said.
    pub passing: Option<(Vec<i64>, bool)>,
    /// Where the caption in view stood, while a change has moved it elsewhere: who goes on goes on from there.
    pub gap: Option<Gap>,
    /// What undo or redo has changed, until its list arrives.
    pub taken_back: Option<TakenBack>,
    /// The problem that was gone to; the keys are for it.
    pub problem: Option<Arc<Finding>>,
    /// The caption that was in view before a filter took it out of the list, as long as nobody has gone to another one: it is come
    /// back to.
    pub home: Option<i64>,
    /// Where a problem of the Problems view stood that was mended by typing.
    pub stood: Option<super::walk::Step>,
    /// The problems are being walked: the next one comes when this one is answered.
    pub walking: bool,
    /// The problem that is being answered.
    pub settling: Option<super::walk::Settling>,
    /// The problem's card, and its row in the Problems view, have to be scrolled to.
    pub reveal_problem: bool,
    pub reveal_row: bool,
    /// The problem's card takes the keyboard.
    pub focus_card: bool,
    /// The list of the Problems view.
    pub list: super::problems::List,
    /// How many captions pass each saved filter, and whether that is to be asked anew.
    pub counts: HashMap<String, Option<usize>>,
    pub counts_due: bool,
    /// What was asked for a caption that is not shown yet.
    pub then: Option<Action>,
    /// The keys of the window, and whether their file has lines that could not be read.
    pub keys: Arc<super::keymap::Keymap>,
    pub keys_unread: bool,
    /// The cells that the keys of the table are for, and the one that is being typed in.
    pub cells: Option<super::cells::Cells>,
    pub editing: Option<super::cells::Editing>,
    /// The number of the request that asks what pasting would change.
    pub pasting: Option<u64>,
    /// The line that looks for words in the list.
    pub find: Option<super::flow::FindLine>,
    /// What was typed for a caption that is not shown yet.
    pub held: Vec<egui::Event>,
    /// What takes the keyboard when the dialog that has just been closed has let go of it.
    pub keyboard_to: Option<egui::Id>,
    /// What had the keyboard when a dialog was opened; it has it back afterwards.
    pub before_dialog: Option<egui::Id>,
    /// Another view was gone to: its list takes the keyboard as soon as it is drawn.
    pub focus_view: bool,
    /// For so many frames more the list of the view is given the keyboard again where a redrawn page has lost it.
    pub focus_held: u8,
}

impl State {
    pub fn new(prefs: Prefs) -> State {
        State {
            prefs,
            view: View::Captions,
            catalog: None,
            read_only: false,
            opening: true,
            query: String::new(),
            filter_error: None,
            number: 0,
            previews: 0,
            later: 0,
            dates_from: None,
            dates_event: None,
            dates_chosen: false,
            settle_all: false,
            sort: SortKey::Document,
            descending: false,
            listing: None,
            years: false,
            rows: HashMap::new(),
            asked: HashSet::new(),
            folded: HashSet::new(),
            selection: Selection::default(),
            cursor: None,
            at_row: None,
            anchor: None,
            detail: None,
            shared: None,
            draft: None,
            typed_over: None,
            batch: None,
            caret: 0,
            problems: Arc::default(),
            walk: Default::default(),
            checked: false,
            checking: false,
            names: Arc::default(),
            styles: Arc::default(),
            history_view: Default::default(),
            last_change: Default::default(),
            proposed: None,
            codes: Arc::default(),
            codes_text: String::new(),
            code_files: Arc::default(),
            stationery: Arc::default(),
            history: Arc::default(),
            documents: None,
            document: None,
            document_line: None,
            document_row: None,
            document_reveal: false,
            busy: None,
            report: None,
            discarding: false,
            report_document: 0,
            report_line: None,
            notice: None,
            saved_at: None,
            overlay: None,
            first_start: false,
            tour: None,
            places: Default::default(),
            go_to: None,
            moving: None,
            passing: None,
            gap: None,
            taken_back: None,
            problem: None,
            stood: None,
            home: None,
            walking: false,
            settling: None,
            reveal_problem: false,
            reveal_row: false,
            focus_card: false,
            list: Default::default(),
            counts: HashMap::new(),
            counts_due: true,
            then: None,
            keys: Arc::default(),
            keys_unread: false,
            cells: None,
            editing: None,
            pasting: None,
            find: None,
            held: Vec::new(),
            keyboard_to: None,
            before_dialog: None,
            focus_view: false,
            focus_held: 0,
        }
    }

    /// The name of the catalog, as the title says it.
    pub fn catalog_name(&self) -> String {
        self.catalog.as_deref().map_or_else(|| "No catalog".to_owned(), name_of)
    }

    /// The catalogs that were open lately but for the one that is, each with its name; those of the same name with their folder.
    pub fn recent_catalogs(&self) -> Vec<(PathBuf, String)> {
        let others: Vec<&PathBuf> =
            self.prefs.recent.iter().filter(|p| Some(*p) != self.catalog.as_ref()).collect();
        let all = self.prefs.recent.iter().map(|p| name_of(p));
        let names: Vec<String> = all.collect();
        let named = |path: &PathBuf| {
            let name = name_of(path);
            match path.parent().filter(|_| names.iter().filter(|n| **n == name).count() > 1) {
                Some(folder) => format!("{name}, in {}", folder.display()),
                None => name,
            }
        };
        others.into_iter().map(|p| (p.clone(), named(p))).collect()
    }
}

/// The name of a catalog by its file: one without spaces is read more easily with them.
fn name_of(path: &std::path::Path) -> String {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let words = if stem.contains(' ') { stem } else { stem.replace(['-', '_'], " ") };
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
