//! What the window does when it is asked to: moving, selecting, saving what was typed, and every action of the menus.

use egui::Context;

use super::action::{Action, Menu};
use super::app::App;
use super::dialogs::Ask;
use super::state::*;
use super::{export, filters, inspector};
use crate::desk::typed_value;
use crate::desk::view::*;
use crate::model::caption::Status;
use crate::model::field::{Field, Value};

impl App {
    /// Goes to a place in the list. With `extend` the selection reaches from the anchor to it; with `toggle` it joins or
    /// leaves what is selected.
    pub(super) fn select(&mut self, index: usize, extend: bool, toggle: bool) {
        let Some(listing) = self.state.listing.clone() else { return };
        let Some(row) = listing.rows.get(index).copied() else { return };
        self.commit_draft();
        let s = &mut self.state;
        s.editing = None;
        (s.then, s.go_to, s.problem, s.walking) = (None, None, None, false);
        (s.stood, s.home) = (None, None);
        s.gap = None;
        if extend {
            let anchor = s.anchor.or(s.cursor).unwrap_or(index).min(listing.rows.len().saturating_sub(1));
            let range = anchor.min(index)..=anchor.max(index);
            s.selection = Selection::of(&listing.rows[range]);
            s.anchor = Some(anchor);
        } else if toggle {
            if s.selection.all {
                s.selection = Selection::of(&listing.rows);
            }
            s.selection.toggle(row);
            s.anchor = Some(index);
        } else {
            s.selection = Selection::only(row);
            s.anchor = Some(index);
        }
        (s.cursor, s.at_row) = (Some(index), Some(row));
        self.table.reveal(index);
        self.desk.send(Command::Show(Some(row)));
    }

    /// Goes to a place in the list by itself, since the caption before is not in it: that one is still come back to.
    pub(super) fn select_instead(&mut self, index: usize) {
        let home = self.state.home;
        self.select(index, false, false);
        self.state.home = home;
    }

    /// Goes to a caption by its row, wherever the list has it; clears the filter where the list has it not.
    pub(super) fn go_to_row(&mut self, row: i64) {
        if self.state.view != View::Problems {
            self.set_view(View::Captions);
        }
        let at = self.state.listing.as_ref().and_then(|l| l.rows.iter().position(|r| *r == row));
        match at {
            Some(index) => self.select(index, false, false),
            None => {
                self.state.go_to = Some(row);
                self.set_query(String::new());
            }
        }
    }

    /// Goes to the caption that undo or redo has changed, and tells whether it did: to the one in view where it is among them,
    /// else to the first of the list. Where none can be gone to, because the list has none or something is being typed, the
    /// line at the foot says where the change was.
    pub(super) fn show_taken_back(&mut self, back: &TakenBack) -> bool {
        let Some(listing) = self.state.listing.clone() else { return false };
        let has = |row: &i64| back.rows.binary_search(row).is_ok();
        let s = &self.state;
        if s.cursor.is_some_and(|at| listing.rows.get(at) == s.at_row.as_ref())
            && s.at_row.as_ref().is_some_and(has)
        {
            s.cursor.into_iter().for_each(|at| self.table.reveal(at));
            self.state.gap = None;
            return true;
        }
        let typing = s.draft.as_ref().is_some_and(|d| !d.sent) || s.batch.is_some();
        let at = listing.rows.iter().position(has).filter(|_| !typing);
        if let Some(at) = at
            && self.go_back_to(at, listing.rows[at])
        {
            return true;
        }
        let several = match back.rows.len() {
            1 => String::new(),
            n => format!(" and {} more", super::words::thousands(n - 1)),
        };
        if let Some(notice) = self.state.notice.as_mut().filter(|n| !n.error) {
            let listed = if typing { "" } else { "not in this list: " };
            notice.text.push_str(&format!("; {listed}{}{several}", back.place));
        }
        false
    }

    /// Goes to a caption of the list; while problems are walked, to its first one. The Problems view has only what has one.
    fn go_back_to(&mut self, at: usize, row: i64) -> bool {
        let walked = match self.state.view {
            View::Problems => true,
            View::Captions => self.state.walking,
            _ => false,
        };
        if walked && self.show_problem_of(row) {
            return true;
        }
        let here = self.state.view != View::Problems;
        if here {
            self.select(at, false, false);
        }
        here
    }

    /// Saves what is being typed.
    pub(super) fn commit_draft(&mut self) {
        let Some(draft) = &mut self.state.draft else { return };
        if draft.sent {
            return;
        }
        if draft.text == draft.original && draft.also.is_empty() {
            self.state.draft = None;
            return;
        }
        let document = self.state.detail.as_ref().and_then(|d| d.view.caption.document_date);
        match typed_value(draft.field, &draft.text, document) {
            Ok(value) => {
                draft.sent = true;
                self.state.home = None;
                let rows = Selection::of(&draft.rows).rows.to_vec();
                let change = match (draft.also.is_empty(), rows.as_slice()) {
                    (true, [row]) => {
                        Change::Type { row: *row, field: draft.field, seen: draft.original.clone(), value }
                    }
                    (true, _) => Change::Set { rows, field: draft.field, value, why: None },
                    (false, _) => {
                        let mut values = vec![(draft.field, value)];
                        values.extend(draft.also.iter().cloned());
                        Change::SetFields { rows, values }
                    }
                };
                self.desk.send(Command::Change(change));
            }
            Err(what) => {
                self.state.draft = None;
                self.say(what, true, false);
            }
        }
    }

    pub(super) fn set_field(&mut self, field: Field, value: Value) {
        let rows = self.state.selected_rows();
        if !rows.is_empty() {
            self.desk.send(Command::Change(Change::Set { rows, field, value, why: None }));
        }
    }

    /// Puts captions into a scene, and goes on to the one behind them where that moves them; with `stay` only the captions move.
    pub(super) fn put_into_scene(&mut self, rows: Vec<i64>, scene: Option<String>, stay: bool) {
        if rows.is_empty() {
            return;
        }
        let value = scene.clone().map_or(Value::Null, Value::Text);
        let sorted = Selection::of(&rows).rows.to_vec();
        self.state.moving = Some(Moving { rows: sorted, scene, stay, saved: false });
        self.desk.send(Command::Change(Change::Set { rows, field: Field::Scene, value, why: None }));
    }

    /// Whether the inspector shows the caption that is selected, not the one before it.
    pub(super) fn shows_selected(&self) -> bool {
        let row = self.state.cursor.zip(self.state.listing.as_ref()).and_then(|(c, l)| l.rows.get(c));
        self.state.detail.as_ref().map(|d| d.view.row) == row.copied()
    }

    /// Does what a menu, a button or a key asks for.
    pub(super) fn act(&mut self, ctx: &Context, action: Action) {
        if self.of_problem(action) || self.out_of_sight(action) {
            return;
        }
        // A quick hand is ahead of the desk: what is meant for the caption in view waits until it is.
        let of_shown = matches!(
            action,
            Action::EditCaption
                | Action::AcceptFix
                | Action::NotAProblem
                | Action::RightBecause
                | Action::Split
        );
        if of_shown && (!self.shows_selected() || self.state.settling.is_some()) {
            self.state.then = Some(action);
            return;
        }
        if self.state.report.is_some() {
            let document = self.state.report_document;
            match action {
                Action::Undo => {
                    return self.desk.send(Command::Report { document, change: ReportChange::Undo });
                }
                Action::Redo => {
                    return self.desk.send(Command::Report { document, change: ReportChange::Redo });
                }
                Action::New | Action::Open | Action::Import | Action::ImportFolder | Action::Paste => {
                    return self.say(super::app::UNDECIDED, true, false);
                }
                Action::SetAside | Action::Split | Action::Join | Action::Reject => {
                    return super::report::of_line(self, ctx, action);
                }
                // What they act on is behind the report.
                _ if action.row().menu == Menu::Caption && action != Action::AddCaption => return,
                Action::Captions
                | Action::Dates
                | Action::Problems
                | Action::Changes
                | Action::Documents
                | Action::History
                | Action::Find
                | Action::SelectAll
                | Action::Tour
                | Action::Export => return self.say(super::app::UNDECIDED, true, false),
                _ => {}
            }
        }
        if !matches!(action, Action::Split | Action::EditCaption | Action::MarkReviewed) {
            self.commit_draft();
        }
        match action {
            Action::New => self.ask(ctx, Ask::New),
            Action::Open => self.ask(ctx, Ask::Open),
            Action::SaveCopy => self.ask(ctx, Ask::SaveCopy),
            Action::Import => self.ask(ctx, Ask::Import),
            Action::ImportFolder => self.ask(ctx, Ask::ImportFolder),
            Action::Paste => {
                self.state.overlay = Some(Overlay::Paste { name: "pasted.txt".into(), text: String::new() });
                // What is on the clipboard is most likely what is meant.
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
            Action::Export => export::open(self),
            Action::HouseStyle => super::style::open(self),
            Action::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Action::Undo => self.desk.send(Command::Change(Change::Undo(None))),
            Action::Redo => self.desk.send(Command::Change(Change::Redo)),
            Action::TakeBack => super::history::take_back(self),
            Action::SelectAll => {
                // What has stayed in view is not one of those that pass the filter.
                if self.state.listing.as_ref().is_some_and(|l| l.kept.is_some()) {
                    self.relist();
                }
                self.state.selection = Selection { all: true, ..Default::default() };
            }
            Action::EditCaption => match self.state.cells {
                Some(cells) if self.state.view == View::Captions && !inspector::is_in_field(ctx) => {
                    self.edit_cell(cells.at);
                }
                None if self.state.view == View::Captions && !self.state.prefs.inspector => self.edit_cell(0),
                _ => inspector::focus_caption(ctx),
            },
            Action::CopyRows => self.copy_cells(true),
            Action::MarkReviewed => self.review_and_next(),
            Action::NextCaption => self.step_caption(true),
            Action::PreviousCaption => self.step_caption(false),
            Action::NextWork => self.step_work(true),
            Action::PreviousWork => self.step_work(false),
            Action::NextGroup => self.step_group(true),
            Action::PreviousGroup => self.step_group(false),
            Action::NextPart => self.next_part(ctx),
            Action::FindInList => self.find_in_list(true),
            Action::SaveFilter => super::saved::save(self),
            Action::Columns => super::columns::open(self),
            Action::SetAside => {
                self.set_field(Field::Status, Value::Text(Status::SetAside.key().into()));
            }
            // In a document it is the line that is open, not a caption that is out of sight.
            Action::Reject if self.state.view == View::Documents => {
                let line = self.state.document_line.zip(self.state.document.as_ref());
                match line.and_then(|(n, d)| d.lines.get(n)?.row) {
                    Some(row) => self.desk.send(Command::Change(Change::Reject { rows: vec![row] })),
                    None => self.say("Open a line that is a caption first", false, false),
                }
            }
            Action::Reject => {
                let rows = self.state.selected_rows();
                if !rows.is_empty() {
                    self.desk.send(Command::Change(Change::Reject { rows }));
                }
            }
            Action::AddCaption => {
                self.state.overlay = Some(Overlay::Add { words: String::new(), credit: String::new() });
            }
            Action::Split => {
                if let Some(detail) = &self.state.detail {
                    let (row, at) = (detail.view.row, self.state.caret);
                    self.state.draft = None;
                    self.desk.send(Command::Change(Change::Split { row, at }));
                }
            }
            Action::Join => {
                let listing = self.state.listing.clone();
                let order: Vec<i64> = listing
                    .iter()
                    .flat_map(|l| l.rows.iter().copied().filter(|r| self.state.selection.has(*r)))
                    .collect();
                if order.len() < 2 {
                    self.say("Select two or more captions to join", true, false);
                } else {
                    self.desk.send(Command::Change(Change::Join { rows: order }));
                }
            }
            Action::AssignScene => {
                if self.state.selected_count() > 0 {
                    self.state.overlay =
                        Some(Overlay::Scene(super::assign::Form::new(inspector::is_in_field(ctx))));
                }
            }
            Action::RenameScene => {
                let caption = self.state.detail.as_ref().map(|d| &d.view.caption);
                match caption.and_then(|c| Some((c.scene.clone()?, c.event.clone()))) {
                    Some((from, event)) => {
                        self.state.overlay = Some(Overlay::Rename { text: from.clone(), from, event });
                    }
                    None => self.no_scene(),
                }
            }
            Action::PinScene if self.state.selected_count() > 1 => {
                let keys = self.state.keys.words(Action::AssignScene);
                let words = format!("Pin one caption at a time; {keys} puts all selected ones into a scene");
                self.say(words, true, false);
            }
            Action::PinScene => {
                // Set by hand as it is, so that no new proposal moves it.
                let scene = self.state.detail.as_ref().and_then(|d| d.view.caption.scene.clone());
                match scene {
                    Some(scene) => self.set_field(Field::Scene, Value::Text(scene)),
                    None => self.no_scene(),
                }
            }
            Action::Vocabulary => match self.data_folder() {
                Some(folder) => self.desk.send(Command::Scenes(folder)),
                None => self.say("This system names no folder for your data to keep lists in", true, false),
            },
            Action::Find => {
                ctx.memory_mut(|m| m.request_focus(filters::search_id()));
            }
            Action::Replace => super::replace::open(self),
            Action::Codes => super::codes::open(self),
            Action::Stationery => super::stationery::open(self),
            Action::ChangeField => super::change::open(self, inspector::field_typed_in(ctx)),
            Action::NextProblem => self.step_problem(true),
            Action::PreviousProblem => self.step_problem(false),
            Action::AcceptFix => self.accept_current(),
            Action::NotAProblem => self.dismiss_current(),
            Action::RightBecause => {
                if let Some(problem) = self.current_problem() {
                    self.state.overlay = Some(Overlay::right(&problem));
                }
            }
            Action::CheckPage => match self.current_problem() {
                Some(problem) => self.state.overlay = Some(Overlay::Page { check: problem.check.clone() }),
                None => self.no_problem(),
            },
            Action::FixAll => match self.current_problem() {
                Some(problem) => super::fixall::open(self, &problem.check),
                None => self.no_problem(),
            },
            Action::Captions => self.go_to_view(ctx, View::Captions),
            Action::Dates => self.go_to_view(ctx, View::Dates),
            Action::Problems => self.go_to_view(ctx, View::Problems),
            Action::Changes => self.go_to_view(ctx, View::Changes),
            Action::Documents => self.go_to_view(ctx, View::Documents),
            Action::History => self.go_to_view(ctx, View::History),
            Action::GroupScene => self.group_by(Grouped::Scene),
            Action::GroupDate => self.group_by(Grouped::Date),
            Action::GroupAgency => self.group_by(Grouped::Agency),
            Action::GroupPhotographer => self.group_by(Grouped::Photographer),
            Action::GroupDocument => self.group_by(Grouped::Document),
            Action::GroupNothing => self.group_by(Grouped::Nothing),
            Action::FoldAll => self.fold_all(),
            Action::Sidebar => self.state.prefs.sidebar = !self.state.prefs.sidebar,
            Action::Inspector => self.state.prefs.inspector = !self.state.prefs.inspector,
            Action::TwoLines => {
                self.state.prefs.two_lines = !self.state.prefs.two_lines;
                // Where it was, another caption stands now.
                self.state.cursor.into_iter().for_each(|at| self.table.reveal(at));
            }
            Action::Larger => self.zoom(0.1),
            Action::Smaller => self.zoom(-0.1),
            Action::NormalSize => self.zoom(1.0 - self.state.prefs.zoom),
            Action::Light => self.state.prefs.theme = ThemeChoice::Light,
            Action::Dark => self.state.prefs.theme = ThemeChoice::Dark,
            Action::System => self.state.prefs.theme = ThemeChoice::System,
            Action::ReduceMotion => self.state.prefs.still = !self.state.prefs.still,
            Action::Tour => super::tour::begin(self),
            Action::Palette => super::palette::open(self, ctx),
            Action::Shortcuts => super::shortcuts::open(self),
            Action::About => self.state.overlay = Some(Overlay::About),
        }
    }

    /// The keys of problems mean what is in view: in Dates the question that is asked, and nothing where no problem is shown.
    fn of_problem(&mut self, action: Action) -> bool {
        use Action::*;
        let answers = matches!(action, AcceptFix | NotAProblem | RightBecause);
        let walks = matches!(action, NextProblem | PreviousProblem);
        if self.state.report.is_some() || !(answers || walks) {
            return false;
        }
        match self.state.view {
            View::Captions | View::Problems => false,
            View::Dates => super::dates::of_question(self, action),
            _ if answers => {
                self.no_problem();
                true
            }
            _ => false,
        }
    }

    /// What changes the chosen captions does nothing where these are not in view, and says so.
    fn out_of_sight(&mut self, action: Action) -> bool {
        use Action::*;
        let changes = matches!(action, MarkReviewed | SetAside | Split | Join | AssignScene);
        let hidden = matches!(self.state.view, View::Dates | View::Documents | View::History);
        if self.state.report.is_some() || !changes || !hidden {
            return false;
        }
        let keys = self.state.keys.words(Captions);
        self.say(format!("The chosen captions are not in view: go to Captions first ({keys})"), false, false);
        true
    }

    fn no_scene(&mut self) {
        let keys = self.state.keys.words(Action::AssignScene);
        self.say(format!("This caption is in no scene; assign one with {keys}"), true, false);
    }

    fn no_problem(&mut self) {
        let keys = self.state.keys.words(Action::NextProblem);
        self.say(format!("Go to a problem first ({keys})"), false, false);
    }

    /// Groups the list by something else.
    pub(super) fn group_by(&mut self, grouped: Grouped) {
        self.state.prefs.grouped = grouped;
        self.state.folded.clear();
        self.set_view(View::Captions);
        self.relist();
    }

    /// Folds every group; where any is folded, unfolds them all.
    pub(super) fn fold_all(&mut self) {
        let Some(listing) = self.state.listing.clone() else { return };
        if self.state.folded.is_empty() {
            self.state.folded = listing.groups.iter().map(|g| g.key.clone()).collect();
        } else {
            self.state.folded.clear();
        }
        self.table.lay_out(&self.state, &listing);
    }

    fn zoom(&mut self, by: f32) {
        let zoom = ((self.state.prefs.zoom + by) * 10.0).round() / 10.0;
        self.state.prefs.zoom = zoom.clamp(0.8, 2.0);
        self.say(format!("Text at {:.0} %", self.state.prefs.zoom * 100.0), false, false);
    }
}
