//! What the dialogs that change many captions share: which captions, and the list of what would change, before and after,
//! made by the desk while the dialog is filled in.

use std::sync::Arc;
use std::time::Duration;

use egui::{Button, Context, Ui, Vec2};

use super::app::App;
use super::radio::{self, Choice};
use super::state::*;
use super::theme::{self, Tokens};
use super::ticks::{self, Item, Ticks};
use super::words;
use crate::desk::view::*;
use crate::desk::{Proposed, Rewrite, captions_of};

/// Of how many captions on the list waits until the hands rest.
const MANY: usize = 2000;

/// The width of the dialogs, where there is room.
pub const WIDTH: f32 = 940.0;

/// What stands right above the list and below it, in points.
const AROUND: f32 = 140.0;

/// The list as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proposal {
    /// Which captions are meant; none where the list was made without the dialog.
    over: Option<ExportWhat>,
    /// What is wanted now; none while the dialog says nothing whole.
    wanted: Option<(ExportWhat, Rewrite)>,
    /// When the desk is to be asked, in seconds of the window's clock.
    due: Option<f64>,
    /// The number under which it was asked.
    asked: u64,
    /// The answer, and whether it is to what is wanted now.
    list: Option<Result<Arc<Proposed>, String>>,
    current: bool,
    ticks: Ticks,
    /// Captions of the ticked changes, and for which ticks they were counted.
    captions: (u64, usize),
    /// It is to be done as soon as the list is there.
    then: bool,
}

/// How a dialog was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Open,
    Cancelled,
    Done,
}

impl Proposal {
    /// A list that is there already.
    pub fn of(list: Arc<Proposed>) -> Proposal {
        let ticks = Ticks::default().anew(list.unsure.clone());
        Proposal { list: Some(Ok(list)), current: true, ticks, ..Proposal::default() }
    }

    /// Says what is wanted, and hears the desk's answer.
    pub fn follow(&mut self, app: &mut App, ctx: &Context, over: ExportWhat, rewrite: Option<Rewrite>) {
        self.over = Some(over);
        let wanted = rewrite.map(|r| (over, r));
        let now = ctx.input(|i| i.time);
        if wanted != self.wanted {
            let first = self.wanted.is_none() && self.list.is_none();
            self.wanted = wanted;
            self.current = false;
            self.then = false;
            self.due = None;
            if let Some((what, _)) = &self.wanted {
                let wait = if first || count(&app.state, *what) <= MANY { 0.0 } else { 0.3 };
                self.due = Some(now + wait);
            } else {
                self.list = None;
            }
        }
        if let Some(due) = self.due {
            if now < due {
                ctx.request_repaint_after(Duration::from_secs_f64(due - now));
            } else if let Some((what, rewrite)) = &self.wanted {
                self.due = None;
                app.state.previews += 1;
                self.asked = app.state.previews;
                let scope = scope(&app.state, *what);
                app.desk.send(Command::Propose { number: self.asked, scope, rewrite: rewrite.clone() });
            }
        }
        if let Some((number, _)) = &app.state.proposed
            && *number == self.asked
            && let Some((_, list)) = app.state.proposed.take()
            && self.wanted.is_some()
            && self.due.is_none()
        {
            // What would leave a gap to be seen is not ticked by itself.
            let unsure = list.as_ref().map(|l| l.unsure.clone()).unwrap_or_default();
            self.ticks = self.ticks.anew(unsure);
            self.list = Some(list);
            self.current = true;
        }
    }

    /// Says what is wrong with what was typed.
    pub fn wrong(&mut self, why: String) {
        self.list = Some(Err(why));
        // None of what was listed before is meant any more.
        self.captions = (self.ticks.version.wrapping_add(1), 0);
    }

    /// How many changes are listed for what is wanted; none while they are looked for.
    pub fn listed(&self) -> Option<usize> {
        self.list.as_ref().filter(|_| self.current).map(|_| self.rows())
    }

    fn rows(&self) -> usize {
        self.list.as_ref().and_then(|l| l.as_ref().ok()).map_or(0, |l| l.changes.len())
    }

    /// How many captions the ticked changes are of.
    fn captions(&mut self) -> usize {
        if self.captions.0 != self.ticks.version {
            let list = self.list.as_ref().and_then(|l| l.as_ref().ok());
            let chosen = list.map_or(0, |l| captions_of(l.chosen(&self.ticks.chosen)));
            self.captions = (self.ticks.version, chosen);
        }
        self.captions.1
    }

    /// Why nothing can be changed now.
    fn why_not(&self, app: &App, captions: usize) -> Option<String> {
        match &self.list {
            Some(Err(_)) => Some("What is above has to be mended first".to_owned()),
            _ if self.wanted.is_none() && !self.current => {
                Some("Fill in above what is to be changed first".to_owned())
            }
            _ if !self.current => Some("It is being looked for".to_owned()),
            Some(Ok(list)) if list.changes.is_empty() => {
                Some(format!("Nothing would change in {}", self.looked_in(&app.state)))
            }
            _ if captions == 0 => Some("No change is ticked".to_owned()),
            _ => None,
        }
    }

    /// Which captions are looked through, in words.
    fn looked_in(&self, state: &State) -> String {
        match self.over {
            Some(what) => in_words(state, what),
            None => "these captions".to_owned(),
        }
    }

    /// Draws the list, in a dialog that is so high at most.
    pub fn list(&mut self, app: &mut App, ui: &mut Ui, most: f32) {
        let t = Tokens::of(ui.ctx());
        let captions = self.captions();
        let rows = self.rows();
        // What stands above the list, in points, whatever the dialog has there.
        let above = ui.min_rect().height();
        ui.add_space(theme::S1);
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(26.0);
            match &self.list {
                Some(Err(why)) => {
                    ui.label(egui::RichText::new(words::sentence(why)).color(t.error));
                }
                Some(Ok(list)) if list.changes.is_empty() => {
                    if self.current {
                        words::quiet(ui, format!("Nothing would change in {}.", self.looked_in(&app.state)));
                    }
                }
                Some(Ok(_)) => {
                    ticks::choices(ui, &mut self.ticks);
                    let mut said = format!(
                        "{} in {}",
                        words::count(self.ticks.chosen.count(rows), "change", "changes"),
                        words::count(captions, "caption", "captions")
                    );
                    if self.over.is_some() {
                        said.push_str(&format!(", looked for in {}", self.looked_in(&app.state)));
                    }
                    words::quiet(ui, format!("· {said}"));
                }
                None if self.wanted.is_some() => {}
                None => {
                    let what = self.looked_in(&app.state);
                    words::quiet(
                        ui,
                        format!("What would change in {what} is listed here, before and after."),
                    );
                }
            }
            if self.wanted.is_some() && !self.current {
                let far = match &app.state.busy {
                    Some(busy) if busy.total > 0 => {
                        let (done, total) = (words::thousands(busy.done), words::thousands(busy.total));
                        format!("Looking, {done} of {total}…")
                    }
                    _ => "Looking…".to_owned(),
                };
                words::quiet(ui, far);
                if ui.button("Stop").clicked() {
                    app.desk.send(Command::StopLooking);
                }
            }
        });
        words::rule(ui);
        // As high whatever is in it, so that nothing jumps while somebody types.
        let height = (most - above - AROUND).clamp(ticks::ROW * 2.0, ticks::ROW * 6.0);
        let size = Vec2::new(ui.available_width(), height);
        ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_min_size(size);
            ui.set_max_height(height);
            if let Some(Ok(list)) = self.list.clone()
                && !list.changes.is_empty()
            {
                ticks::list(ui, "Changes to make", rows, &mut self.ticks, |n| item(&list, n));
            }
        });
        words::rule(ui);
        let notes = self.list.as_ref().and_then(|l| l.as_ref().ok()).map_or_else(Vec::new, |l| notes(l));
        for n in 0..2 {
            let note = notes.get(n).map_or_else(String::new, |note| words::sentence(note));
            let line = words::line(ui, &note, theme::sans(theme::SMALL), t.quiet, ui.available_width());
            if !note.is_empty() {
                line.on_hover_text(&note);
            }
        }
    }

    /// Draws the buttons. Only the first of them and Ctrl+Enter (`key`) do it: Enter in a field does not. When it is done, the
    /// operation's first words are `verb`.
    pub fn buttons(&mut self, app: &mut App, ui: &mut Ui, key: bool, verb: &str) -> Left {
        let captions = self.captions();
        let ready = self.current && captions > 0;
        let mut left = Left::Open;
        let label = format!("Change {}", words::count(captions, "caption", "captions"));
        let why_not = self.why_not(app, captions);
        let button = words::primary(ui, ready, &label, "Ctrl+Enter");
        let mut done = button.clicked();
        if let Some(why) = &why_not {
            button.on_disabled_hover_text(why);
        }
        if ui.add(Button::new("Cancel").shortcut_text("Esc")).clicked() {
            left = Left::Cancelled;
        }
        words::quiet(
            ui,
            match why_not {
                Some(why) => format!("{why}."),
                None => "One change, undone in one step.".to_owned(),
            },
        );
        // A quick hand is ahead of the list.
        self.then |= key && (self.wanted.is_some() || self.current);
        if self.then && self.current {
            self.then = false;
            done |= captions > 0;
        }
        if done && ready {
            left = Left::Done;
        }
        if left == Left::Done
            && let Some(Ok(list)) = &self.list
        {
            let (proposed, chosen) = (list.clone(), self.ticks.chosen.clone());
            app.desk.send(Command::Change(Change::Rewrite { proposed, chosen, verb: verb.to_owned() }));
        }
        left
    }
}

/// What a person should know besides the changes that are listed: what becomes of credit lines first.
fn notes(list: &Proposed) -> Vec<String> {
    let lines = &list.lines;
    let of = |n| words::count(n, "credit line", "credit lines");
    let follow = (lines.follow > 0).then(|| match lines.follow {
        1 => format!("the credit line follows: {}", lines.as_in),
        n => format!("{} follow, as in: {}", of(n), lines.as_in),
    });
    let stay = (lines.stay > 0).then(|| match lines.stay {
        1 => {
            format!("the credit line stays as it is: {}; change it as well if it should follow", lines.still)
        }
        n => format!(
            "{} stay as they are, as in: {}; change them as well if they should follow",
            of(n),
            lines.still
        ),
    });
    follow.into_iter().chain(stay).chain(list.notes.iter().cloned()).collect()
}

/// A change as it is listed.
fn item(list: &Proposed, at: usize) -> Option<Item<'_>> {
    let (fix, place) = (list.changes.get(at)?, list.places.get(at)?);
    let document = if place.document.is_empty() { "written at the desk" } else { &place.document };
    let line = place.line.filter(|_| !place.document.is_empty());
    let place_ = line.map_or_else(|| document.to_owned(), |l| format!("{document} · line {l}"));
    let sure = list.unsure.contains(&at).then_some("incomplete");
    Some(Item { fix, place: place_, sure, words: &place.words })
}

/// The captions that a choice means.
pub fn scope(state: &State, what: ExportWhat) -> Scope {
    let filter = || state.listing.as_ref().map(|l| l.request.filter.clone()).unwrap_or_default();
    match what {
        ExportWhat::All => Scope::All,
        ExportWhat::Shown => Scope::Filter(filter()),
        ExportWhat::Selected if state.selection.all => Scope::Filter(filter()),
        ExportWhat::Selected => Scope::These(state.selection.rows.clone()),
    }
}

/// How many captions a choice means.
pub fn count(state: &State, what: ExportWhat) -> usize {
    match what {
        ExportWhat::All => state.listing.as_ref().map_or(0, |l| l.total),
        ExportWhat::Shown => state.listing.as_ref().map_or(0, |l| l.shown),
        ExportWhat::Selected => state.selected_count(),
    }
}

/// Whether a filter narrows the list.
pub fn narrowed(state: &State) -> bool {
    state.listing.as_ref().is_some_and(|l| !l.request.filter.trim().is_empty())
}

/// The captions that a choice means, in words.
fn in_words(state: &State, what: ExportWhat) -> String {
    match (what, count(state, what)) {
        (ExportWhat::All, n) => format!("all {}", words::count(n, "caption", "captions")),
        (ExportWhat::Shown, n) => format!("the {} shown", words::count(n, "caption", "captions")),
        (ExportWhat::Selected, n) => format!("the {} selected", words::count(n, "caption", "captions")),
    }
}

/// Which captions: the selected ones, those of the list, all.
pub fn over(state: &State, ui: &mut Ui, what: &mut ExportWhat) {
    super::form::row(ui, "Captions", |ui| {
        let all = [
            (ExportWhat::Selected, "selected", state.selected_count() > 0),
            (ExportWhat::Shown, "shown", narrowed(state)),
            (ExportWhat::All, "of the catalog", true),
        ];
        let labels =
            all.map(|(choice, words_, _)| format!("{} {words_}", words::thousands(count(state, choice))));
        let choices: Vec<Choice<'_>> = all
            .iter()
            .zip(&labels)
            .map(|((_, _, fits), l)| Choice { fits: *fits, ..Choice::of(l) })
            .collect();
        let on = all.iter().position(|(choice, ..)| choice == what).unwrap_or(0);
        if let Some(chosen) = radio::group(ui, "Which captions", &choices, on) {
            *what = all[chosen.at()].0;
        }
    });
}
