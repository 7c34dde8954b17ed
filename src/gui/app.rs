//! The window's parts put together: answers in, actions out, panels in their places.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use egui::{CentralPanel, Context, Frame, Id, Margin, Panel, Rangef, Ui};

use super::action;
use super::dialogs::{Ask, Chosen, FileDialogs};
use super::sides::{self, Side};
use super::state::*;
use super::theme::{self, Tokens};
use super::{filters, inspector, overlay, problems, report, table, views};
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
    pub(super) dialogs: Box<dyn FileDialogs>,
    /// Answers of file dialogs, from their threads.
    pub(super) choose: Sender<(Ask, Chosen)>,
    chosen: Receiver<(Ask, Chosen)>,
    pub(super) data: Option<PathBuf>,
    /// Documents to read as soon as their new catalog is open.
    pub(super) then_read: Vec<PathBuf>,
    /// What the report that is open was read from; empty where that was no file.
    pub(super) read_paths: Vec<PathBuf>,
    /// The export whose path is being typed.
    pub(super) exporting: Option<ExportState>,
    applied: Option<(ThemeChoice, f32, bool)>,
    title: String,
    /// Whether the window is closed with something that is not decided.
    leaving: bool,
}

/// Frames for which a view's list is given the keyboard again.
const HELD: u8 = 40;

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
            read_paths: Vec::new(),
            exporting: None,
            applied: None,
            title: String::new(),
            leaving: false,
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

    /// Says something at the foot of the window.
    pub(super) fn say(&mut self, text: impl Into<String>, error: bool, undo: bool) {
        let text = text.into();
        let again = undo && text.starts_with(crate::desk::TOOK_BACK);
        self.state.notice = Some(Notice { text, error, undo: undo && !again, again, gone: None, since: 0.0 });
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
        let undecided =
            self.state.report.is_some() || self.state.batch.as_ref().is_some_and(|b| !b.values.is_empty());
        if ctx.input(|i| i.viewport().close_requested()) && undecided && !self.leaving {
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

    pub(super) fn ask_for_documents(&self) {
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
            self.state.focus_view = true;
            if relist {
                self.relist();
            }
        }
    }

    /// Goes to a view with the keyboard in its list, wherever it was.
    pub(super) fn go_to_view(&mut self, ctx: &Context, view: View) {
        self.set_view(view);
        self.state.focus_view = true;
        ctx.memory_mut(|m| m.focused().into_iter().for_each(|id| m.surrender_focus(id)));
    }

    /// Gives the keyboard to the list of the view that was gone to, unless somebody types elsewhere.
    pub(super) fn main_list(&mut self, ctx: &Context, id: Id) {
        if std::mem::take(&mut self.state.focus_view)
            && self.state.keyboard_to.is_none()
            && !ctx.text_edit_focused()
        {
            self.state.keyboard_to = Some(id);
            self.state.focus_held = HELD;
        }
    }

    /// A list that is drawn anew as its rows come in may lose the keyboard that it was just given; it has it back, unless
    /// somebody has done something else meanwhile.
    fn hold_focus(&mut self, ctx: &Context) {
        let held = self.state.focus_held;
        if held == 0 {
            return;
        }
        let busy = ctx.input(|i| {
            i.pointer.any_pressed()
                || i.events.iter().any(|e| matches!(e, egui::Event::Key { pressed: true, .. }))
        });
        self.state.focus_held = if busy { 0 } else { held - 1 };
        let nowhere = ctx.memory(|m| m.focused().is_none()) && self.state.keyboard_to.is_none();
        if !busy && nowhere && self.state.overlay.is_none() {
            self.state.focus_view = true;
        }
    }

    /// The keyboard goes back to where it was when the dialog that has just been closed was opened; where that is gone, to the
    /// list of the view.
    fn after_dialog(&mut self, ctx: &Context, no_dialog: bool) {
        let closed = !no_dialog && self.state.overlay.is_none();
        if !closed || self.state.keyboard_to.is_some() || self.state.focus_view {
            return;
        }
        match self.state.before_dialog.take().filter(|id| ctx.read_response(*id).is_some()) {
            Some(id) => self.state.keyboard_to = Some(id),
            None => (self.state.focus_view, self.state.focus_held) = (true, HELD),
        }
    }

    /// Draws the window.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let t = Tokens::of(&ctx);
        let no_dialog = self.state.overlay.is_none();
        super::complete::keep_keyboard(&ctx);
        self.hold_focus(&ctx);
        if no_dialog {
            self.state.before_dialog = ctx.memory(|m| m.focused());
            // A field in which nothing was typed has nothing of its own to undo.
            let typed = ctx.text_edit_focused()
                && (self.state.draft.as_ref().is_some_and(|d| !d.sent)
                    || self.state.batch.is_some()
                    || !inspector::is_in_field(&ctx)
                    || self.state.report.is_some());
            let searching = ctx.memory(|m| m.has_focus(filters::search_id()));
            for action in action::pressed(&ctx, self.state.report.is_some(), typed) {
                match action {
                    // Nobody who types a search has looked at the caption in view: it goes to the list, as Enter does.
                    action::Action::MarkReviewed if searching => {
                        ctx.memory_mut(|m| m.request_focus(table::table_id()));
                    }
                    action => self.act(&ctx, action),
                }
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
        let side = Frame::new().fill(t.panel).inner_margin(Margin::symmetric(12, 10));
        let mut places = super::tour::Places { sheets: self.state.places.sheets, ..Default::default() };
        if self.state.report.is_some() {
            CentralPanel::default().frame(Frame::new().fill(t.page)).show(ui, |ui| report::show(self, ui));
        } else {
            if self.state.prefs.sidebar && matches!(self.state.view, View::Captions | View::Changes) {
                let range = Rangef::new(130.0, 360.0f32.min(width * 0.22).max(140.0));
                let wanted = self.state.prefs.filters_width.unwrap_or((width * 0.17).clamp(216.0, 300.0));
                let pane = Side { wanted, range, resized: sides::resized(ui, "filters") };
                let panel = pane.of(Panel::left("filters").frame(side), ui, "filters");
                let panel = panel.show(ui, |ui| filters::show(self, ui));
                sides::edge(ui, "filters", &panel.response);
                let width = pane.dragged(panel.response.rect.width());
                self.state.prefs.filters_width = width.or(self.state.prefs.filters_width);
                places.filters = Some(panel.response.rect);
            }
            if self.state.prefs.inspector && matches!(self.state.view, View::Captions | View::Problems) {
                let range = Rangef::new(240.0, 640.0f32.min(width * 0.4).max(250.0));
                let wanted = self.state.prefs.inspector_width.unwrap_or(380.0);
                let pane = Side { wanted, range, resized: sides::resized(ui, "inspector") };
                let panel = pane.of(Panel::right("inspector").frame(side), ui, "inspector");
                let panel = panel.show(ui, |ui| inspector::show(self, ui));
                sides::edge(ui, "inspector", &panel.response);
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
        self.after_dialog(&ctx, no_dialog);
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
