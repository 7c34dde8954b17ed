//! From caption to caption without a hand leaving the keys: the next one, the next that wants work, the next with some words,
//! the next group, the next part of the window; and what is typed before the next caption is there.

use egui::{Align2, Context, Event, Id, Key, Modifiers, Rect, TextEdit, Ui, Vec2};

use super::app::App;
use super::state::*;
use super::theme::{self, Tokens};
use super::{filters, inspector, words};
use crate::desk::view::*;
use crate::desk::{UNSETTLED, typed_value};
use crate::model::caption::Status;
use crate::model::field::{Field, Value};

/// The line to type in what the list is searched for, without a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindLine {
    pub text: String,
    /// Where the cursor was when it was opened: more letters look from there again.
    from: Option<usize>,
    fresh: bool,
}

fn find_id() -> Id {
    Id::unique("find in the list")
}

impl App {
    /// Passes the selected captions, and goes to the next one.
    pub(super) fn review_and_next(&mut self) {
        let s = &self.state;
        let one = s.detail.as_ref().filter(|_| s.selected_count() == 1 && self.shows_selected());
        let passed = one.is_some_and(|d| d.view.caption.status == Status::Reviewed);
        if passed && s.draft.is_none() {
            // It is already: only on to the next one.
            if s.beside(true).is_none() {
                let keys = s.keys.words(super::action::Action::NextWork);
                let words =
                    format!("This is the last caption of the list; {keys} goes to one that wants work");
                return self.say(words, false, false);
            }
            return self.step_caption(true);
        }
        self.state.passing = Some((Selection::of(&self.state.selected_rows()).rows.to_vec(), false));
        if !self.pass_typed() {
            self.commit_draft();
            self.set_field(Field::Status, Value::Text(Status::Reviewed.key().into()));
        }
        if self.state.selected_count() == 1 {
            self.step_caption(true);
        }
    }

    /// Says what is still open in the captions that were passed: a slip of the hand is taken back as easily.
    pub(super) fn say_passed(&mut self) {
        let Some((rows, true)) = &self.state.passing else { return };
        let named = &self.state.problems.named;
        let (mut problems, mut captions) = (0, std::collections::HashSet::new());
        for problem in &self.state.problems.open {
            let of = problem.captions.iter().filter_map(|c| named.row(c.id));
            let mine: Vec<i64> = of.filter(|row| rows.binary_search(row).is_ok()).collect();
            problems += usize::from(!mine.is_empty());
            captions.extend(mine);
        }
        let said = match (rows.len(), problems) {
            (_, 0) => None,
            (1, n) => Some(format!("Passed with {}", words::count(n, "open problem", "open problems"))),
            (n, _) => Some(format!(
                "Passed {}, {} with open problems",
                words::count(n, "caption", "captions"),
                words::thousands(captions.len())
            )),
        };
        self.state.passing = None;
        if let Some(said) = said {
            let keys = self.state.keys.words(super::action::Action::Undo);
            let back = if keys.is_empty() { String::new() } else { format!("; {keys} takes it back") };
            self.say(format!("{said}{back}"), false, true);
        }
    }

    /// Passes the caption with what is typed for it, as one change; tells whether there is such.
    fn pass_typed(&mut self) -> bool {
        let rows = self.state.selected_rows();
        let Some(draft) = self.state.draft.as_mut().filter(|d| !d.sent && d.also.is_empty()) else {
            return false;
        };
        let (field, Ok(value)) = (draft.field, typed_value(draft.field, &draft.text, None)) else {
            return false;
        };
        let ([row], true) = (rows.as_slice(), draft.rows == rows) else { return false };
        if draft.text == draft.original || field == Field::Status {
            return false;
        }
        draft.sent = true;
        let (row, seen) = (*row, draft.original.clone());
        self.desk.send(Command::Pass { row, field, seen, value });
        true
    }

    /// The next caption of the list, or the one before. What was typed is saved by leaving it.
    pub(super) fn step_caption(&mut self, forward: bool) {
        let Some(listing) = self.state.listing.clone() else { return };
        let next = match self.state.cursor {
            None => Some(0).filter(|_| !listing.rows.is_empty()),
            Some(_) => self.state.beside(forward),
        };
        // A cell that is typed in is typed in on the next row, too.
        let cell = self.state.editing.map(|e| e.column);
        match next {
            Some(next) => {
                self.select(next, false, false);
                if let Some(column) = cell {
                    self.edit_cell(column);
                }
            }
            None if forward => self.say("This is the last caption of the list", false, false),
            None => self.say("This is the first caption of the list", false, false),
        }
    }

    /// The next caption that somebody still has to look at, or the one before.
    pub(super) fn step_work(&mut self, forward: bool) {
        let (at, filter) = (self.state.onwards(forward), UNSETTLED.to_owned());
        self.desk.send(Command::Seek { at, forward, here: false, filter });
    }

    /// The first caption of the next group, or of the one before.
    pub(super) fn step_group(&mut self, forward: bool) {
        let Some(listing) = self.state.listing.clone() else { return };
        if listing.groups.is_empty() {
            return self.say("This list is not grouped", false, false);
        }
        let at = self.state.cursor.unwrap_or(0);
        let mut starts = listing.groups.iter().filter(|g| g.count > 0).map(|g| g.start);
        let next = match forward {
            true => starts.find(|s| *s > at),
            false => starts.take_while(|s| *s < at).last(),
        };
        match next {
            Some(next) => self.select(next, false, false),
            None if forward => self.say("This is the last group", false, false),
            None => self.say("This is the first group", false, false),
        }
    }

    /// Goes to the caption that was looked for.
    pub(super) fn sought(&mut self, filter: &str, found: Option<(usize, i64, bool)>) {
        let work = filter == UNSETTLED;
        let Some((place, row, turned)) = found else {
            return match work {
                true => self.say("No caption of this list wants work any more", false, false),
                false => self.say(format!("No caption of this list has {filter}"), false, false),
            };
        };
        let Some(listing) = self.state.listing.clone() else { return };
        let there = listing.rows.get(place) == Some(&row);
        let at = if there { Some(place) } else { listing.rows.iter().position(|r| *r == row) };
        let Some(at) = at else { return };
        if work && Some(at) == self.state.cursor {
            return self.say("No other caption of this list wants work", false, false);
        }
        self.select(at, false, false);
        if turned {
            self.say("From the other end of the list", false, false);
        }
    }

    /// From the list into the caption's fields, from there into the search, and back.
    pub(super) fn next_part(&mut self, ctx: &Context) {
        let inspector =
            self.state.prefs.inspector && matches!(self.state.view, View::Captions | View::Problems);
        let focused = ctx.memory(|m| m.focused());
        if focused == Some(filters::search_id()) {
            ctx.memory_mut(|m| m.request_focus(super::table::table_id()));
        } else if inspector && !inspector::is_in_field(ctx) {
            let many = self.state.selected_count() > 1;
            inspector::focus_field(ctx, if many { Field::Creators } else { Field::Description });
        } else {
            ctx.memory_mut(|m| m.request_focus(filters::search_id()));
        }
    }

    /// Opens the line that looks for words in the list; where it is open, goes on to the next.
    pub(super) fn find_in_list(&mut self, forward: bool) {
        match self.state.find.clone().filter(|f| !f.text.trim().is_empty()) {
            Some(find) => self.look(&find.text, self.state.cursor, forward, false),
            None => {
                let from = self.state.cursor;
                self.state.find = Some(FindLine { text: String::new(), from, fresh: true });
                self.set_view(View::Captions);
                // The line has the keyboard.
                self.state.focus_view = false;
            }
        }
    }

    fn look(&self, text: &str, at: Option<usize>, forward: bool, here: bool) {
        if !text.trim().is_empty() {
            self.desk.send(Command::Seek { at, forward, here, filter: text.to_owned() });
        }
    }

    /// The caption that was in view stays in the list although it passes the filter no more; once the cursor has left it, the
    /// list is asked for without it.
    pub(super) fn let_go(&mut self) {
        let s = &self.state;
        let Some(listing) = &s.listing else { return };
        let left = listing.kept.is_some() && listing.kept != s.at_row;
        if left && listing.request.number == s.number {
            self.relist();
        }
    }

    /// Holds back what is typed while the field still shows the caption before, and gives it to the field when the caption
    /// that it is meant for is there.
    pub(super) fn hold_typing(&mut self, ctx: &Context) {
        let typed = |e: &Event| {
            matches!(e, Event::Text(_) | Event::Key { pressed: true, .. } | Event::Paste(_) | Event::Cut)
        };
        let ahead = inspector::is_in_field(ctx)
            && self.state.cursor.is_some()
            && self.state.selected_count() == 1
            && !self.shows_selected()
            && self.state.overlay.is_none();
        if ahead {
            let held = ctx.input_mut(|i| i.events.extract_if(.., |e| typed(e)).collect::<Vec<_>>());
            self.state.held.extend(held);
        } else if !self.state.held.is_empty() {
            let held = std::mem::take(&mut self.state.held);
            ctx.input_mut(|i| {
                i.events.splice(0..0, held);
            });
        }
    }
}

/// Forgets what the fields know of the caption before: where the cursor stood, and what could be undone in them.
pub(super) fn fresh_fields(ctx: &Context) {
    use egui::text::{CCursor, CCursorRange};
    for id in inspector::field_ids() {
        if let Some(mut state) = egui::text_edit::TextEditState::load(ctx, id) {
            state.clear_undoer();
            // Who goes on from caption to caption in a field is at its beginning; who comes to one later, at its end.
            let on = ctx.memory(|m| m.has_focus(id));
            state.cursor.set_char_range(on.then(|| CCursorRange::one(CCursor::new(0))));
            state.store(ctx, id);
        }
    }
}

/// Draws the line that looks for words in the list, at the lower edge of the table.
pub(super) fn find_line(app: &mut App, ui: &Ui, table: Rect) {
    let Some(mut find) = app.state.find.clone() else { return };
    let t = Tokens::of(ui.ctx());
    let ctx = ui.ctx().clone();
    let mut close = false;
    egui::Area::new(Id::unique("find line"))
        .order(egui::Order::Middle)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(table.left_bottom() + Vec2::new(12.0, -8.0))
        .show(&ctx, |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.horizontal(|ui| {
                    words::quiet(ui, "Find in the list");
                    let before = find.text.clone();
                    // Enter alone would take Shift+Enter for itself.
                    let (escape, back, enter) = ui.input_mut(|i| {
                        (
                            i.consume_key(Modifiers::NONE, Key::Escape),
                            i.consume_key(Modifiers::SHIFT, Key::Enter),
                            i.consume_key(Modifiers::NONE, Key::Enter),
                        )
                    });
                    let field = ui.add(
                        TextEdit::singleline(&mut find.text)
                            .id(find_id())
                            .event_filter(words::TYPING)
                            .desired_width(240.0),
                    );
                    field.widget_info(|| words::field_info("Find in the list", &before, &find.text));
                    if std::mem::take(&mut find.fresh) {
                        field.request_focus();
                    } else if !field.has_focus() {
                        close = true;
                    }
                    if find.text != before {
                        app.look(&find.text, find.from, true, true);
                    } else if enter || back {
                        app.look(&find.text, app.state.cursor, !back, false);
                    }
                    let text =
                        egui::RichText::new("Enter the next, Shift+Enter the one before, Esc").color(t.quiet);
                    ui.label(text.size(theme::SMALL));
                    if escape {
                        close = true;
                        ui.memory_mut(|m| m.request_focus(super::table::table_id()));
                    }
                });
            });
        });
    app.state.find = Some(find).filter(|_| !close);
}
