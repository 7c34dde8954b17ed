//! The window's parts put together: answers in, actions out, panels in their places.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use egui::{CentralPanel, Context, Frame, Id, Margin, Panel, Rangef, Ui};

use super::action;
use super::dialogs::{Ask, Chosen, FileDialogs};
use super::sides::Side;
use super::state::*;
use super::theme::{self, Tokens};
use super::words;
use super::{export, filters, inspector, overlay, problems, report, table, views};
use crate::desk::view::*;
use crate::desk::{Desk, Library};

/// What the window begins with.
pub struct Launch {
    pub library: Library,
    /// Who makes the changes.
    pub by: String,
    /// A catalog to open, or documents to import into a new one.
    pub paths: Vec<PathBuf>,
    /// Where the app keeps its own catalogs; none where the system names no such place.
    pub data: Option<PathBuf>,
}

/// So long the first frame waits for captions to show.
const FIRST_PAGE: Duration = Duration::from_millis(40);

/// Said where something else is opened or read while an import waits for an answer.
pub(super) const UNDECIDED: &str = "An import is not decided yet; add its captions or discard them first";

/// The window.
pub struct App {
    pub(super) desk: Desk,
    pub(super) state: State,
    pub(super) table: table::Table,
    dialogs: Box<dyn FileDialogs>,
    /// Answers of file dialogs, from their threads.
    choose: Sender<(Ask, Chosen)>,
    chosen: Receiver<(Ask, Chosen)>,
    data: Option<PathBuf>,
    /// Documents to read as soon as their new catalog is open.
    then_read: Vec<PathBuf>,
    /// The export whose path is being typed.
    exporting: Option<ExportState>,
    applied: Option<(ThemeChoice, f32, bool)>,
    title: String,
    /// How wide the window was a frame ago, in points.
    width: f32,
    /// Whether the window is closed with an import that is not decided.
    leaving: bool,
}

impl App {
    /// Starts the desk and opens what was asked for.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn new(
        ctx: &Context,
        launch: Launch,
        prefs: Prefs,
        dialogs: Box<dyn FileDialogs>,
    ) -> std::io::Result<App> {
        theme::install(ctx);
        let wake = ctx.clone();
        let start = crate::desk::Start { library: launch.library, by: launch.by, data: launch.data.clone() };
        let desk = Desk::start(start, move || wake.request_repaint())?;
        let (choose, chosen) = channel();
        let mut app = App {
            desk,
            state: State::new(prefs),
            table: table::Table::default(),
            dialogs,
            choose,
            chosen,
            data: launch.data,
            then_read: Vec::new(),
            exporting: None,
            applied: None,
            title: String::new(),
            leaving: false,
            width: 0.0,
        };
        app.begin(launch.paths);
        if let Some(folder) = app.data_folder() {
            app.desk.send(Command::Codes(folder.clone()));
            app.desk.send(Command::Stationery(folder));
        }
        app.await_first_page(ctx);
        Ok(app)
    }

    /// Before there is a window to wait for, the captions of its first frame are, as long as nobody sees it: a frame without
    /// them costs more.
    fn await_first_page(&mut self, ctx: &Context) {
        let until = Instant::now() + FIRST_PAGE;
        while let Some(answer) = self.desk.recv(until.saturating_duration_since(Instant::now())) {
            let page = matches!(answer, Answer::Rows(_));
            self.hear(ctx, answer);
            if page {
                break;
            }
        }
    }

    /// How many captions are drawn with their words.
    pub fn rows_on_screen(&self) -> usize {
        self.table.drawn(&self.state)
    }

    /// Whether everything that opening a catalog brings is there: the whole list, its facets, its problems.
    pub fn is_settled(&self) -> bool {
        self.state.checked && self.has_facets()
    }

    /// Where the desk keeps its own lists.
    pub(super) fn data_folder(&self) -> Option<PathBuf> {
        self.data.clone()
    }

    /// Whether the whole list is there with its facets; problems may follow.
    pub fn has_facets(&self) -> bool {
        self.state.listing.as_ref().is_some_and(|l| l.complete)
    }

    /// Whether the sidebar has counts: those of the last time, or new ones.
    pub fn has_counts(&self) -> bool {
        self.state.listing.as_ref().is_some_and(|l| !l.facets.is_empty())
    }

    /// How many problems are open.
    pub fn problems(&self) -> usize {
        self.state.problems.open.len()
    }

    /// The number of the list in view; it grows with every new one.
    pub fn listed(&self) -> u64 {
        self.state.listing.as_ref().map_or(0, |l| l.request.number)
    }

    /// How many hits "Find and replace" lists for what is typed; none while they are looked for.
    pub fn hits(&self) -> Option<usize> {
        match &self.state.overlay {
            Some(Overlay::Replace(replace)) => replace.listed(),
            _ => None,
        }
    }

    /// What is kept for the next start.
    pub fn prefs(&self) -> &Prefs {
        &self.state.prefs
    }

    /// Opens the catalog of the command line, the last one, or at first launch a copy of the built-in one.
    fn begin(&mut self, paths: Vec<PathBuf>) {
        let is_catalog = |p: &PathBuf| p.extension().is_some_and(|e| e == "captions");
        if let Some(folder) = self.data_folder() {
            self.desk.send(Command::Shortcuts(folder));
        }
        let request = self.state.request();
        self.desk.send(Command::List(request));
        match paths.as_slice() {
            [path] if is_catalog(path) => self.desk.send(Command::Open(path.clone())),
            [] => match self.state.prefs.recent.first().cloned() {
                Some(path) if path.exists() => self.desk.send(Command::Open(path)),
                last => {
                    self.open_builtin();
                    if let Some(path) = last {
                        let text = format!("{}: the last catalog is not there any more", path.display());
                        self.say(text, true, false);
                    }
                }
            },
            _ => match self.fresh_path("captions") {
                Some(path) => {
                    self.then_read = paths;
                    self.desk.send(Command::New { path, builtin: false });
                }
                None => self.no_data_folder(),
            },
        }
    }

    fn open_builtin(&mut self) {
        let Some(folder) = &self.data else { return self.no_data_folder() };
        let path = folder.join("catalogs").join("paris-2024-closing-ceremony.captions");
        if path.exists() {
            self.desk.send(Command::Open(path));
        } else {
            self.state.first_start = true;
            self.state.tour = (!self.state.prefs.toured).then_some(0);
            self.desk.send(Command::New { path, builtin: true });
        }
    }

    fn no_data_folder(&mut self) {
        self.state.opening = false;
        self.say("This system names no folder for your data; make a catalog with New catalog", true, false);
    }

    /// A catalog's name in the data folder that is not taken.
    fn fresh_path(&self, stem: &str) -> Option<PathBuf> {
        let folder = self.data.as_ref()?.join("catalogs");
        let day = chrono::Local::now().format("%Y-%m-%d");
        (1..1000)
            .map(|n| match n {
                1 => folder.join(format!("{stem}-{day}.captions")),
                n => folder.join(format!("{stem}-{day}-{n}.captions")),
            })
            .find(|p| !p.exists())
    }

    /// Says something at the foot of the window.
    pub(super) fn say(&mut self, text: impl Into<String>, error: bool, undo: bool) {
        self.state.notice = Some(Notice { text: text.into(), error, undo, gone: None, since: 0.0 });
    }

    /// Says that nothing can be changed here, and what to do.
    pub(super) fn say_read_only(&mut self) {
        let keys = self.state.keys.words(super::action::Action::SaveCopy);
        let words = format!(
            "This catalog can only be read: look, search and export. To change captions, save a copy of it ({keys}) and open that"
        );
        self.say(words, false, false);
    }

    /// Takes over what the desk has said, and what the keys ask for. No drawing.
    pub fn logic(&mut self, ctx: &Context) {
        self.apply_prefs(ctx);
        while let Some(answer) = self.desk.try_recv() {
            self.hear(ctx, answer);
        }
        self.let_go();
        while let Ok((ask, chosen)) = self.chosen.try_recv() {
            self.answered(ask, chosen);
        }
        let dropped: Vec<PathBuf> =
            ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect());
        if !dropped.is_empty() {
            self.take_in(dropped);
        }
        let asked = matches!(&self.state.overlay, Some(Overlay::Paste { text, .. }) if text.is_empty());
        let pasted: Option<String> = (!ctx.text_edit_focused() && (asked || self.state.overlay.is_none()))
            .then(|| {
                ctx.input(|i| {
                    i.events.iter().find_map(|e| match e {
                        egui::Event::Paste(text) => Some(text.clone()),
                        _ => None,
                    })
                })
            })
            .flatten();
        if asked {
            if let (Some(pasted), Some(Overlay::Paste { text, .. })) = (pasted, &mut self.state.overlay) {
                *text = pasted;
            }
        } else if let Some(text) = pasted.filter(|text| !self.paste_cells(text) && text.trim().len() > 20) {
            self.state.overlay = Some(Overlay::Paste { name: "pasted.txt".into(), text });
        }
        if ctx.input(|i| i.viewport().close_requested()) && self.state.report.is_some() && !self.leaving {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.state.overlay = Some(Overlay::Leaving);
        }
        let title = format!("{} – Caption Desk", self.state.catalog_name());
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn apply_prefs(&mut self, ctx: &Context) {
        let wanted = (self.state.prefs.theme, self.state.prefs.zoom, self.state.prefs.still);
        if self.applied == Some(wanted) {
            return;
        }
        ctx.set_theme(match wanted.0 {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        ctx.set_zoom_factor(wanted.1);
        ctx.all_styles_mut(|style| theme::motion(style, !wanted.2));
        self.applied = Some(wanted);
    }

    fn hear(&mut self, ctx: &Context, answer: Answer) {
        let s = &mut self.state;
        s.shared = None;
        match answer {
            Answer::Opened { path, read_only } => {
                s.prefs.opened(&path);
                s.read_only = read_only;
                s.catalog = Some(path);
                s.opening = false;
                s.listing = None;
                s.rows.clear();
                s.asked.clear();
                s.selection = Selection::default();
                (s.cursor, s.at_row) = (None, None);
                s.detail = None;
                s.report = None;
                s.documents = None;
                s.document = None;
                s.document_line = None;
                s.problems = Default::default();
                (s.dates_event, s.dates_chosen, s.dates_from) = (None, false, None);
                (s.problem, s.walking, s.settling) = (None, false, None);
                (s.moving, s.gap, s.taken_back) = (None, None, None);
                s.checked = false;
                s.saved_at = None;
                s.counts.clear();
                if read_only {
                    self.say_read_only();
                }
                let paths = std::mem::take(&mut self.then_read);
                if !paths.is_empty() {
                    self.desk.send(Command::Read(paths));
                }
            }
            Answer::Listed(listing) => {
                if listing.request.number < s.number && s.listing.is_some() {
                    return;
                }
                s.filter_error = None;
                s.years = several_years(&listing);
                s.listing = Some(listing);
                let next = self.table.listed(&mut self.state);
                let back = self.state.taken_back.take();
                if back.is_some_and(|back| self.show_taken_back(&back)) {
                    // The caption that undo or redo has changed is the one in view.
                } else if let Some(next) = next {
                    self.select(next, false, false);
                } else if self.state.cursor.is_none()
                    && self.state.detail.is_none()
                    && self.state.listing.as_ref().is_some_and(|l| l.complete && !l.rows.is_empty())
                {
                    // A newcomer sees a caption in full at once.
                    self.select(0, false, false);
                }
            }
            Answer::BadFilter { number, error } => {
                if number == s.number {
                    s.filter_error = Some(error);
                }
            }
            Answer::Rows(views) => {
                for view in views {
                    s.asked.remove(&view.row);
                    s.rows.insert(view.row, view);
                }
            }
            Answer::Shown(detail) => {
                if s.draft.as_ref().is_some_and(|d| d.sent) {
                    s.draft = None;
                }
                let before = s.detail.as_ref().map(|d| d.view.row);
                if before != detail.as_ref().map(|d| d.view.row) {
                    super::flow::fresh_fields(ctx);
                }
                if let Some(detail) = &detail {
                    s.rows.insert(detail.view.row, detail.view.clone());
                }
                s.detail = detail;
                if self.shows_selected()
                    && let Some(action) = self.state.then.take()
                {
                    self.act(ctx, action);
                }
            }
            Answer::Problems(problems) => {
                s.counts_due = true;
                s.checked = true;
                s.problems = problems;
                self.follow_problems();
                // Rows carry the marks of their problems: those on screen are asked for anew, and stand until then.
                let kept: std::collections::HashSet<i64> = self.table.on_screen(&self.state).collect();
                let s = &mut self.state;
                s.rows.retain(|row, _| kept.contains(row));
                s.asked = kept.clone();
                if !kept.is_empty() {
                    self.desk.send(Command::Rows(kept.into_iter().collect()));
                }
            }
            Answer::Sought { filter, found } => self.sought(&filter, found),
            Answer::Checking(on) => s.checking = on,
            Answer::Names(names) => s.names = names,
            Answer::Styles(styles) => s.styles = styles,
            Answer::Operation(detail) => s.history_view.detail = Some(detail),
            Answer::Moment(detail) => s.history_view.moment = Some(detail),
            Answer::Touching(operations) => s.history_view.touching = Some(operations),
            Answer::UndoConflict(conflict) => s.overlay = Some(Overlay::Conflict(conflict)),
            Answer::Elsewhere(elsewhere) => {
                s.draft = None;
                s.overlay = Some(Overlay::Elsewhere(elsewhere));
            }
            Answer::Exists { format, scope, path } => {
                s.overlay = Some(Overlay::Overwrite { format, scope, path });
            }
            Answer::Counts(counts) => s.counts = counts.into_iter().collect(),
            Answer::Cells { text, captions } => {
                ctx.copy_text(text);
                self.say(format!("Copied {}", words::count(captions, "caption", "captions")), false, false);
            }
            Answer::Proposed { number, proposed } if s.pasting == Some(number) => self.pasted(proposed),
            Answer::Proposed { number, proposed } => s.proposed = Some((number, proposed)),
            Answer::Shortcuts(file) => self.hear_shortcuts(ctx, file),
            Answer::Codes { text, codes, files } => {
                s.codes = codes;
                s.codes_text = text;
                s.code_files = files;
            }
            Answer::Stationery(all) => s.stationery = all,
            Answer::History(history) => {
                s.history = history;
                if s.view == View::Documents {
                    self.ask_for_documents();
                }
            }
            Answer::Documents(documents) => s.documents = Some(documents),
            Answer::Document(document) => {
                if let Some(row) = s.document_row.take() {
                    s.document_line = document.lines.iter().position(|l| l.row == Some(row));
                    s.document_reveal = s.document_line.is_some();
                }
                s.document = Some(document);
            }
            Answer::Saved(saved) => {
                s.saved_at = Some(saved.at);
                let mut text = saved.what;
                match &mut s.moving {
                    Some(moving) if saved.operation.is_some() => {
                        moving.saved = true;
                        if let Some(scene) = &moving.scene {
                            text = match moving.rows.len() {
                                1 => format!("Moved to {scene}"),
                                n => format!("Moved {} to {scene}", words::count(n, "caption", "captions")),
                            };
                        }
                    }
                    moving => *moving = None,
                }
                for note in saved.notes.iter().take(1) {
                    text.push_str(&format!(" ({note})"));
                }
                if saved.operation.is_none() {
                    s.draft = None;
                    (s.settling, s.then) = (None, None);
                }
                if let Some(row) = saved.made.first() {
                    s.go_to = Some(*row);
                }
                self.say(text, false, saved.operation.is_some());
            }
            Answer::TakenBack { rows, place } => s.taken_back = Some(TakenBack { rows, place }),
            Answer::Failed(text) => {
                s.draft = s.draft.take().filter(|d| !d.sent);
                s.opening = false;
                s.busy = None;
                (s.settling, s.then, s.moving) = (None, None, None);
                self.say(text, true, false);
            }
            Answer::Busy(busy) => s.busy = busy,
            Answer::Report(pending) => {
                s.report_document = s.report_document.min(pending.documents.len().saturating_sub(1));
                if s.report.is_none() {
                    s.keyboard_to = Some(super::lines::list_id(s.report_document));
                }
                s.report = Some(pending);
            }
            Answer::Imported { documents, captions, already, .. } => {
                s.report = None;
                let mut text = format!(
                    "Added {} from {}",
                    words::count(captions, "caption", "captions"),
                    words::count(documents, "document", "documents")
                );
                if already > 0 {
                    text.push_str(&format!("; {already} were in the catalog already"));
                }
                s.view = View::Captions;
                self.say(text, false, documents > 0);
            }
            Answer::Scenes(text) => {
                s.overlay = Some(Overlay::Vocabulary { text, search: String::new(), error: None })
            }
            Answer::ScenesKept(kept) => match (kept, &mut s.overlay) {
                (Ok(()), overlay) => {
                    if matches!(overlay, Some(Overlay::Vocabulary { .. })) {
                        *overlay = None;
                    }
                    self.say("Scenes are proposed with your own rows now", false, false);
                }
                (Err(why), Some(Overlay::Vocabulary { error, .. })) => *error = Some(why),
                (Err(why), _) => self.say(why, true, false),
            },
            Answer::Preview { number, sheet, captions, codes } => {
                if let Some(Overlay::Export(export)) = &mut s.overlay
                    && export.asked == number
                {
                    export.preview = Some(sheet);
                    export.captions = captions;
                    export.codes = codes;
                }
            }
            Answer::Exported { path, captions } => {
                let text = format!(
                    "Exported {} to {}",
                    words::count(captions, "caption", "captions"),
                    path.display()
                );
                self.say(text, false, false);
            }
            Answer::Copied(path) => self.say(format!("Saved a copy as {}", path.display()), false, false),
        }
        ctx.request_repaint();
    }

    fn answered(&mut self, ask: Ask, chosen: Chosen) {
        match chosen {
            Chosen::Paths(paths) => self.use_paths(ask, paths),
            Chosen::Cancelled => self.say("No file was chosen", false, false),
            Chosen::NoDialog => {
                let text = self.suggested(ask);
                match self.state.overlay.take() {
                    Some(Overlay::Export(export)) if ask == Ask::Export => self.exporting = Some(export),
                    Some(Overlay::Codes(_)) if ask == Ask::Codes => {}
                    None => {}
                    other => {
                        self.state.overlay = other;
                        return;
                    }
                }
                self.state.overlay = Some(Overlay::Path { ask, text });
            }
        }
    }

    fn suggested(&self, ask: Ask) -> String {
        let folder = self.state.prefs.folder.clone().or_else(|| std::env::current_dir().ok());
        let mut path = folder.unwrap_or_default();
        match ask {
            Ask::New => path.push("captions.captions"),
            Ask::SaveCopy => path.push(self.copy_name()),
            Ask::Export => path.push(self.sheet_name()),
            _ => {}
        }
        path.display().to_string()
    }

    fn copy_name(&self) -> String {
        let stem =
            self.state.catalog.as_ref().and_then(|p| p.file_stem().map(|s| s.to_string_lossy().into_owned()));
        format!("{}-copy.captions", stem.unwrap_or_else(|| "catalog".into()))
    }

    fn sheet_name(&self) -> String {
        let extension = match &self.state.overlay {
            Some(Overlay::Export(e)) => crate::desk::sheet_format(&e.format).map_or("csv", |f| f.extension()),
            _ => "csv",
        };
        let stem =
            self.state.catalog.as_ref().and_then(|p| p.file_stem().map(|s| s.to_string_lossy().into_owned()));
        format!("{}.{extension}", stem.unwrap_or_else(|| "captions".into()))
    }

    /// Does with paths what a dialog was opened for.
    pub(super) fn use_paths(&mut self, ask: Ask, paths: Vec<PathBuf>) {
        let Some(path) = paths.first().cloned() else { return };
        if let Some(folder) = path.parent() {
            self.state.prefs.folder = Some(folder.to_owned());
        }
        if ask == Ask::Codes {
            return super::codes::take(self, paths);
        }
        if self.state.report.is_some() && ask != Ask::SaveCopy {
            return self.say(UNDECIDED, true, false);
        }
        match ask {
            Ask::Open => self.desk.send(Command::Open(path)),
            Ask::New => self.desk.send(Command::New { path: with_extension(path), builtin: false }),
            Ask::SaveCopy => self.desk.send(Command::SaveCopy(with_extension(path))),
            Ask::Import | Ask::ImportFolder => self.take_in(paths),
            Ask::Export => self.export_to(path, true),
            // Taken before: no catalog is needed for them.
            Ask::Codes => {}
        }
    }

    /// Writes the sheet that the export dialog describes. The system's own dialog has asked before it gives a name that is
    /// taken; a path that was typed has not.
    pub(super) fn export_to(&mut self, path: PathBuf, replace: bool) {
        let wanted = match self.state.overlay.take() {
            Some(Overlay::Export(export)) => Some(export),
            _ => self.exporting.take(),
        };
        if let Some(export) = wanted {
            let scope = export::scope(&self.state, export.what);
            self.desk.send(Command::Export { format: export.format, scope, path, replace });
        }
        self.exporting = None;
    }

    /// Files and folders that were dropped or chosen: a catalog is opened, anything else is read.
    pub(super) fn take_in(&mut self, paths: Vec<PathBuf>) {
        if self.state.report.is_some() {
            return self.say(UNDECIDED, true, false);
        }
        match paths.as_slice() {
            [path] if path.extension().is_some_and(|e| e == "captions") => {
                self.desk.send(Command::Open(path.clone()));
            }
            _ if self.state.catalog.is_none() => match self.fresh_path("captions") {
                Some(path) => {
                    self.then_read = paths;
                    self.desk.send(Command::New { path, builtin: false });
                }
                None => self.no_data_folder(),
            },
            _ => {
                self.state.report_document = 0;
                self.desk.send(Command::Read(paths));
            }
        }
    }

    pub(super) fn ask(&mut self, ctx: &Context, ask: Ask) {
        let name = match ask {
            Ask::SaveCopy => self.copy_name(),
            Ask::Export => self.sheet_name(),
            _ => "captions.captions".into(),
        };
        self.dialogs.ask(ask, name, self.choose.clone(), ctx.clone());
    }

    /// Asks for the list anew, as filter, grouping and order are now.
    pub(super) fn relist(&mut self) {
        let request = self.state.request();
        self.desk.send(Command::List(request));
    }

    pub(super) fn set_query(&mut self, query: String) {
        if query != self.state.query {
            self.state.query = query;
            self.relist();
        }
    }

    /// Shows a document with all its lines, the one of a caption open.
    pub(super) fn open_document(&mut self, place: u32, row: i64) {
        self.state.view = View::Documents;
        self.state.document_line = None;
        self.state.document_row = Some(row);
        self.desk.send(Command::Documents(Some(place)));
    }

    fn ask_for_documents(&self) {
        let open = self.state.document.as_ref().map(|d| d.place);
        self.desk.send(Command::Documents(open));
    }

    pub(super) fn set_view(&mut self, view: View) {
        if self.state.view != view {
            if view == View::Documents {
                self.ask_for_documents();
            }
            let narrowed = |v| v == View::Changes || (v == View::Dates && self.state.dates_event.is_some());
            let relist = narrowed(self.state.view) || narrowed(view);
            self.state.view = view;
            if relist {
                self.relist();
            }
        }
    }

    /// Draws the window.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let t = Tokens::of(&ctx);
        let no_dialog = self.state.overlay.is_none();
        if no_dialog {
            // A field in which nothing was typed has nothing of its own to undo.
            let typed = ctx.text_edit_focused()
                && (self.state.draft.as_ref().is_some_and(|d| !d.sent)
                    || self.state.batch.is_some()
                    || !inspector::is_in_field(&ctx)
                    || self.state.report.is_some());
            for action in action::pressed(&ctx, self.state.report.is_some(), typed) {
                self.act(&ctx, action);
            }
            super::shortcuts::question_mark(self, &ctx);
            self.hold_typing(&ctx);
        }
        let bar = |fill| Frame::new().fill(fill).inner_margin(Margin::symmetric(12, 7));
        Panel::top("bar").frame(bar(t.panel)).show(ui, |ui| views::top_bar(self, ui));
        let foot = Frame::new().fill(t.panel).inner_margin(Margin::symmetric(12, 3));
        Panel::bottom("status").frame(foot).show(ui, |ui| views::status_bar(self, ui));
        // Large text or a small window: the table keeps the larger half.
        let width = ctx.content_rect().width();
        let resized = std::mem::replace(&mut self.width, width) != width;
        let side = Frame::new().fill(t.panel).inner_margin(Margin::symmetric(12, 10));
        let mut places = super::tour::Places { sheets: self.state.places.sheets, ..Default::default() };
        if self.state.report.is_some() {
            CentralPanel::default().frame(Frame::new().fill(t.page)).show(ui, |ui| report::show(self, ui));
        } else {
            if self.state.prefs.sidebar && matches!(self.state.view, View::Captions | View::Changes) {
                let range = Rangef::new(130.0, 360.0f32.min(width * 0.22).max(140.0));
                let wanted = self.state.prefs.filters_width.unwrap_or(216.0);
                let pane = Side { wanted, range, resized };
                let panel = pane.of(Panel::left("filters").frame(side), ui, "filters");
                let panel = panel.show(ui, |ui| filters::show(self, ui));
                let width = pane.dragged(panel.response.rect.width());
                self.state.prefs.filters_width = width.or(self.state.prefs.filters_width);
                places.filters = Some(panel.response.rect);
            }
            if self.state.prefs.inspector && matches!(self.state.view, View::Captions | View::Problems) {
                let range = Rangef::new(240.0, 640.0f32.min(width * 0.4).max(250.0));
                let wanted = self.state.prefs.inspector_width.unwrap_or(380.0);
                let pane = Side { wanted, range, resized };
                let panel = pane.of(Panel::right("inspector").frame(side), ui, "inspector");
                let panel = panel.show(ui, |ui| inspector::show(self, ui));
                let width = pane.dragged(panel.response.rect.width());
                self.state.prefs.inspector_width = width.or(self.state.prefs.inspector_width);
                places.inspector = Some(panel.response.rect);
            }
            CentralPanel::default().frame(Frame::new().fill(t.page)).show(ui, |ui| match self.state.view {
                View::Captions => table::show(self, ui),
                View::Changes => views::changes(self, ui),
                View::Problems => problems::problems(self, ui),
                View::Documents => super::documents::show(self, ui),
                View::History => super::history::show(self, ui),
                View::Dates => super::dates::dates(self, ui),
            });
        }
        self.state.places = places;
        super::tour::ring(self, &ctx);
        overlay::show(self, &ctx);
        self.hover_drop(&ctx);
        super::rows::drops(self, &ctx);
        self.ask_for_rows();
        super::saved::ask(self);
        // A dialog holds the keyboard for one frame more than it is drawn.
        if no_dialog
            && self.state.overlay.is_none()
            && let Some(id) = self.state.keyboard_to.take()
        {
            ctx.memory_mut(|m| m.request_focus(id));
        }
        if self.state.keyboard_to.is_some() {
            ctx.request_repaint();
        }
    }

    /// Asks the desk for the rows on screen that are not known.
    fn ask_for_rows(&mut self) {
        let wanted = self.table.wanted(&self.state);
        if !wanted.is_empty() {
            self.state.asked.extend(wanted.iter().copied());
            self.desk.send(Command::Rows(wanted));
        }
    }

    /// Says where a dragged file would go.
    fn hover_drop(&self, ctx: &Context) {
        if ctx.input(|i| i.raw.hovered_files.is_empty()) {
            return;
        }
        let t = Tokens::of(ctx);
        let rect = ctx.content_rect();
        let painter = ctx.layer_painter(egui::LayerId::new(egui::Order::Foreground, Id::unique("drop")));
        painter.rect_filled(rect, 0.0, t.veil());
        painter.rect_stroke(
            rect.shrink(16.0),
            8.0,
            egui::Stroke::new(2.0, t.accent),
            egui::StrokeKind::Inside,
        );
        painter.text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            "Drop to read these documents; nothing is added before you have seen the report",
            theme::sans(theme::LARGE),
            t.text,
        );
    }

    /// Closes the window, whatever is not decided.
    pub(super) fn leave(&mut self, ctx: &Context) {
        self.leaving = true;
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    /// Ends the desk; what was saved is saved.
    pub fn quit(&mut self) {
        self.commit_draft();
        self.desk.quit();
    }
}

/// Whether the dates of a list are of more than one year, as far as its facets tell; a list of very many days is taken to be.
fn several_years(listing: &Listing) -> bool {
    let Some(dates) = listing.facets.iter().find(|f| f.kind == FacetKind::Date) else { return false };
    let years: BTreeSet<&str> = dates
        .values
        .iter()
        .filter_map(|v| v.term.strip_prefix("date:")?.get(..4))
        .filter(|y| *y != "none")
        .collect();
    years.len() > 1 || dates.distinct > 300
}

fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("captions") }
}
