//! Cells of the table: a cursor that goes from column to column, a field edited where it stands, cells copied and pasted as
//! spreadsheets have them.

use std::sync::Arc;

use egui::{
    Context, EventFilter, Frame, Id, Key, Margin, Modifiers, Rect, Stroke, TextEdit, Ui, UiBuilder, Vec2,
};

use super::app::App;
use super::proposal::{Left, Proposal};
use super::sheet::Sheet;
use super::state::*;
use super::theme::Tokens;
use super::words;
use crate::desk::view::*;
use crate::desk::{Chosen, Column, MOST_CELLS, Paste, Proposed, captions_of};
use crate::model::caption::Caption;
use crate::model::field::Field;

/// The cells of a row that the keys are for: places among the columns on screen, the words being the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cells {
    pub at: usize,
    /// Where the selection of cells began.
    pub anchor: usize,
}

impl Cells {
    fn one(at: usize) -> Cells {
        Cells { at, anchor: at }
    }

    pub(super) fn has(self, column: usize) -> bool {
        (self.at.min(self.anchor)..=self.at.max(self.anchor)).contains(&column)
    }
}

/// A cell that is being typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Editing {
    pub row: i64,
    pub column: usize,
    fresh: bool,
}

/// The list of what pasting would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Pasted {
    proposal: Proposal,
}

/// What a column of the table holds.
fn column(kind: Option<ColumnKind>) -> Column {
    Column::Field(match kind {
        None => Field::Description,
        Some(ColumnKind::Document) => return Column::Document,
        Some(ColumnKind::Photographer) => Field::Creators,
        Some(ColumnKind::Agency) => Field::Agency,
        Some(ColumnKind::Date) => Field::DateCreated,
        Some(ColumnKind::EventDate) => Field::EventDate,
        Some(ColumnKind::Scene) => Field::Scene,
        Some(ColumnKind::CreditLine) => Field::CreditLine,
        Some(ColumnKind::City) => Field::City,
        Some(ColumnKind::Venue) => Field::Sublocation,
        Some(ColumnKind::Headline) => Field::Headline,
        Some(ColumnKind::Keywords) => Field::Keywords,
        Some(ColumnKind::Persons) => Field::PersonsShown,
        Some(ColumnKind::Flags) => Field::Flags,
        Some(ColumnKind::Status) => Field::Status,
    })
}

/// A cell as a screen reader says it behind its row.
pub(super) fn spoken(cells: Cells, columns: &[(Option<ColumnKind>, f32, f32)], caption: &Caption) -> String {
    let Some((kind, ..)) = columns.get(cells.at) else { return String::new() };
    let (label, value) = match column(*kind) {
        Column::Field(field) => (field.label(), caption.value(field).cell()),
        Column::Document => ("Document", caption.document.to_string()),
    };
    format!(", at {label}: {value}")
}

impl App {
    fn columns(&self) -> Vec<Column> {
        self.table.columns.iter().map(|kind| column(*kind)).collect()
    }

    /// The cell cursor to the left or right; with `extend` the selection of cells goes with it. Tells whether it moved.
    pub(super) fn step_cell(&mut self, right: bool, extend: bool) -> bool {
        let last = self.table.columns.len().saturating_sub(1);
        let next = match (self.state.cells, right) {
            (None, true) => Some(Cells::one(0)),
            (None, false) => return false,
            (Some(c), true) => {
                let at = (c.at + 1).min(last);
                Some(Cells { at, anchor: if extend { c.anchor } else { at } })
            }
            (Some(c), false) if extend => Some(Cells { at: c.at.saturating_sub(1), ..c }),
            (Some(c), false) => c.at.checked_sub(1).map(Cells::one),
        };
        self.state.cells = next;
        true
    }

    /// Edits a cell where it stands.
    pub(super) fn edit_cell(&mut self, column_at: usize) {
        let Some(row) = self.state.at_row else { return };
        if self.state.read_only {
            return self.say_read_only();
        }
        match self.columns().get(column_at) {
            Some(Column::Field(_)) => {
                self.state.cells = Some(Cells::one(column_at));
                self.state.editing = Some(Editing { row, column: column_at, fresh: true });
            }
            Some(Column::Document) => self.say("What a caption came from cannot be changed", false, false),
            None => {}
        }
    }

    /// Copies the cells of the selected captions; with `header`, whole rows below the names of their columns.
    pub(super) fn copy_cells(&mut self, header: bool) {
        let Some(listing) = self.state.listing.clone() else { return };
        let kept = |row: &&i64| !self.state.selection.all || listing.kept != Some(**row);
        let selected = listing.rows.iter().filter(|r| self.state.selection.has(**r)).filter(kept);
        let mut rows: Vec<i64> = selected.take(MOST_CELLS + 1).copied().collect();
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert(*row));
        if rows.is_empty() {
            return self.say("Select a caption to copy it", false, false);
        }
        let all = self.columns().into_iter().enumerate();
        let cells = self.state.cells.filter(|_| !header);
        let columns = all.filter(|(n, _)| cells.is_none_or(|c| c.has(*n))).map(|(_, c)| c).collect();
        self.desk.send(Command::Copy { rows, columns, header });
    }

    /// Asks what pasting would change, where the text is for the cells of the list. Tells whether it is.
    pub(super) fn paste_cells(&mut self, text: &str) -> bool {
        let Some(listing) = self.state.listing.clone() else { return false };
        let Some(at) = self.state.cursor.filter(|_| self.state.view == View::Captions) else { return false };
        if self.state.report.is_some() || (self.state.cells.is_none() && !text.contains('\t')) {
            return false;
        }
        let cells =
            self.state.cells.unwrap_or(Cells { at: 0, anchor: self.table.columns.len().saturating_sub(1) });
        let (from, to) = (cells.at.min(cells.anchor), cells.at.max(cells.anchor));
        let selected = self.state.selected_count() > 1;
        let mut rows: Vec<i64> = match selected {
            true => listing.rows.iter().filter(|r| self.state.selection.has(**r)).copied().collect(),
            false => listing.rows[at.min(listing.rows.len())..].to_vec(),
        };
        rows.truncate(MOST_CELLS);
        let columns = self.columns().split_off(from);
        self.state.previews += 1;
        let number = self.state.previews;
        self.state.pasting = Some(number);
        let paste = Paste { text: text.to_owned(), rows, selected, columns, wide: to - from + 1 };
        self.desk.send(Command::Paste { number, paste });
        true
    }

    /// What pasting would change: of one caption it is done, of more it is shown first.
    pub(super) fn pasted(&mut self, proposed: Result<Arc<Proposed>, String>) {
        self.state.pasting = None;
        match proposed {
            Err(why) => self.say(words::sentence(&why), true, false),
            Ok(list) if list.changes.is_empty() => {
                self.say("Nothing to change: it is so already", false, false)
            }
            Ok(proposed) if captions_of(&proposed.changes) == 1 => {
                let (chosen, verb) =
                    (Chosen { all: true, but: Default::default() }, "Pasted into".to_owned());
                self.desk.send(Command::Change(Change::Rewrite { proposed, chosen, verb }));
            }
            Ok(list) => {
                let proposal = Proposal::of(list);
                self.state.overlay = Some(Overlay::Pasted(Box::new(Pasted { proposal })));
            }
        }
    }
}

/// Draws the list of what pasting would change.
pub fn show(app: &mut App, ctx: &Context, mut pasted: Box<Pasted>) {
    let title = "Paste over captions";
    let mut left = Left::Open;
    let response = Sheet::titled(ctx, title, super::proposal::WIDTH, |ui, sheet| {
        sheet.body(ui, |ui, most| pasted.proposal.list(app, ui, most));
        left = sheet.foot(ui, |ui| pasted.proposal.buttons(app, ui, sheet.done, "Pasted into"));
    });
    if left == Left::Open && Sheet::left(&response) {
        left = Left::Cancelled;
    }
    if left == Left::Open {
        app.state.overlay = Some(Overlay::Pasted(pasted));
    } else {
        app.state.overlay = None;
        app.state.keyboard_to = Some(super::table::table_id());
    }
}

/// Draws the cell that is being typed in over its row. Enter saves it and goes to the row below, Tab to the next cell.
pub(super) fn editor(
    app: &mut App,
    ui: &mut Ui,
    table: Rect,
    line: Rect,
    place: (f32, f32),
    editing: Editing,
) {
    let t = Tokens::of(ui.ctx());
    let Some(Column::Field(field)) = app.columns().get(editing.column).copied() else {
        app.state.editing = None;
        return;
    };
    let Some(value) = app.state.rows.get(&editing.row).map(|v| v.caption.value(field).cell()) else { return };
    let id = Id::unique(("cell", editing.row, field));
    let rows = [editing.row];
    let mine = app.state.draft.as_ref().filter(|d| d.field == field && d.rows == rows);
    let mut text = mine.map_or_else(|| value.clone(), |d| d.text.clone());
    let before = text.clone();
    let width = place.1.max(220.0).min(table.width() - 20.0);
    let left = (table.left() + place.0 - 7.0).min(table.right() - width - 16.0).max(table.left() + 4.0);
    let rect = Rect::from_min_size(egui::Pos2::new(left, line.top()), Vec2::new(width, line.height()));
    let press = |ui: &Ui, modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let back = press(ui, Modifiers::SHIFT, Key::Tab);
    let tab = !back && press(ui, Modifiers::NONE, Key::Tab);
    let escape = press(ui, Modifiers::NONE, Key::Escape);
    let enter = press(ui, Modifiers::NONE, Key::Enter);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    let frame = Frame::new()
        .fill(t.raised)
        .stroke(Stroke::new(1.5, t.accent))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(6, 4));
    let edit = match field {
        Field::Description => TextEdit::multiline(&mut text).desired_rows(1),
        _ => TextEdit::singleline(&mut text),
    };
    let out = edit
        .id(id)
        .event_filter(EventFilter { tab: true, ..words::TYPING })
        .frame(frame)
        .desired_width(width - 16.0)
        .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
        .show(&mut child);
    let response = out.response.response.clone();
    response.widget_info(|| words::field_info(&format!("Cell: {}", field.label()), &before, &text));
    if editing.fresh {
        response.request_focus();
        // What stands there is typed over; a caption is gone on with.
        let end = text.chars().count();
        let from = if field == Field::Description { end } else { 0 };
        let (from, end) = (egui::text::CCursor::new(from), egui::text::CCursor::new(end));
        let all = egui::text::CCursorRange::two(from, end);
        let mut state = out.state.clone();
        state.clear_undoer();
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
        app.state.editing = Some(Editing { fresh: false, ..editing });
        return;
    }
    let left_it = !(response.has_focus() || tab || back || enter || escape);
    let at = ui.input(|i| i.time);
    // What was seen when typing began stays the ground of it, whatever another hand does meanwhile.
    let begun = app.state.draft.as_ref().filter(|d| !d.sent && d.rows == rows && d.field == field);
    let original = begun.map_or(value, |d| d.original.clone());
    if text != before {
        app.state.draft = Some(Draft {
            rows: rows.to_vec(),
            field,
            original: original.clone(),
            text: text.clone(),
            also: Vec::new(),
            sent: false,
            at,
        });
    }
    let picked = enter && super::complete::is_chosen(ui.ctx());
    let typed = app.state.draft.as_ref().is_some_and(|d| !d.sent && d.rows == rows && d.field == field);
    let names = app.state.names.clone();
    let chosen = typed.then(|| super::complete::offer(&names, &response, field, &text, picked)).flatten();
    if let Some(chosen) = chosen {
        app.state.draft = Some(Draft {
            rows: rows.to_vec(),
            field,
            original,
            text: chosen,
            also: Vec::new(),
            sent: false,
            at,
        });
        return;
    }
    if escape {
        app.state.draft = None;
    }
    if left_it || escape || enter || tab || back {
        app.commit_draft();
        app.state.editing = None;
        if !left_it {
            ui.memory_mut(|m| m.request_focus(super::table::table_id()));
        }
    }
    if enter && !picked {
        let last = app.state.listing.as_ref().map_or(0, |l| l.rows.len());
        if let Some(next) = app.state.cursor.map(|c| c + 1).filter(|n| *n < last) {
            app.select(next, false, false);
        }
    } else if tab || back {
        app.step_cell(tab, false);
        if let Some(cells) = app.state.cells {
            app.edit_cell(cells.at);
        }
    }
}
