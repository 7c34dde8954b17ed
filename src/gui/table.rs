//! The table of captions. Only what is on screen is laid out, and the place in the list is kept in whole points of a
//! `f64`, so that the last of a million rows stands as still as the first.

use std::sync::Arc;

use egui::{
    EventFilter, Id, Key, Modifiers, Pos2, Rect, Role, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo,
};

use super::action::Action;
use super::app::App;
use super::rows::{head, note, row};
use super::state::*;
use super::theme::{self, ROW, ROW_TWO, Tokens};
use super::words;
use crate::desk::view::*;

/// Height of a group's heading, and of the note below it.
const HEAD: f32 = 34.0;
const NOTE: f32 = 24.0;
/// Space before the words of a row: the mark of its problems stands there.
pub const GUTTER: f32 = 36.0;

/// One group's place.
#[derive(Debug, Clone, Copy)]
struct Span {
    /// Its first row's place in the list.
    start: usize,
    count: usize,
    y: f64,
    head: bool,
    note: bool,
    folded: bool,
}

/// Where everything in the list stands.
#[derive(Debug, Default)]
struct Layout {
    spans: Vec<Span>,
    height: f64,
    row: f32,
}

/// A thing at a place of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Item {
    Head(usize),
    Note(usize),
    Row { group: usize, index: usize },
}

/// What the table keeps between frames.
#[derive(Default)]
pub struct Table {
    layout: Layout,
    made_of: Option<(Arc<Listing>, bool)>,
    /// The list's place at the upper edge, in points.
    top: f64,
    /// The height of the rows' area when it was last drawn.
    view: f64,
    reveal: Option<usize>,
    visible: std::ops::Range<usize>,
    /// The columns that there is room for, the words first.
    pub(super) columns: Vec<Option<ColumnKind>>,
}

/// The table's place in the order of focus.
pub fn table_id() -> Id {
    Id::unique("captions table")
}

impl Table {
    /// A new list has come. Where it hides the row that keys move from, gives the place of the one to go on with.
    pub fn listed(&mut self, state: &mut State) -> Option<usize> {
        let listing = state.listing.clone()?;
        let mut next = None;
        // What a change brings anew is the same list: it stays where it is under the eyes.
        let old = self.made_of.as_ref().map(|(old, _)| old.clone()).filter(|old| same_list(old, &listing));
        let moving = state.moving.take_if(|m| m.saved || old.is_none());
        let moved = old.as_ref().and_then(|old| Gap::of(old, &listing, state, moving.as_ref()));
        let stays = old
            .as_ref()
            .and_then(|old| self.stays(old, state, moved.is_some() || state.taken_back.is_some()));
        self.lay_out(state, &listing);
        if let Some((row, offset, near)) = stays
            && let Some(y) = place_of(&listing, row, near).and_then(|index| self.y_of(index))
        {
            self.top = y - offset;
        }
        let jump = old.is_none() || state.go_to.is_some() || self.reveal.is_some();
        if old.is_none() {
            state.gap = None;
        }
        let wanted = state.go_to.take().or(match state.cursor {
            Some(_) => state.at_row.or(state.detail.as_ref().map(|d| d.view.row)),
            None => None,
        });
        if let Some(row) = wanted {
            let at = state.cursor.filter(|c| listing.rows.get(*c) == Some(&row));
            match at.or_else(|| listing.rows.iter().position(|r| *r == row)) {
                Some(index) => {
                    let to = state.cursor != Some(index);
                    (state.cursor, state.at_row) = (Some(index), Some(row));
                    if to && jump {
                        self.reveal = Some(index);
                    }
                    if let Some(gap) = moved {
                        let typing = state.draft.as_ref().is_some_and(|d| !d.sent);
                        let on = moving.is_some_and(|m| !m.stay && !typing);
                        let place = |row| listing.rows.iter().position(|r| *r == row);
                        next = gap.after.and_then(place).or(gap.before.and_then(place)).filter(|_| on);
                        if next.is_none() && (gap.before.is_some() || gap.after.is_some()) {
                            state.gap.get_or_insert(gap);
                        }
                    }
                    if !state.selection.all && state.selection.rows.len() <= 1 {
                        state.selection = Selection::only(row);
                    }
                }
                None => {
                    let last = listing.rows.len().saturating_sub(1);
                    let typing = state.draft.as_ref().is_some_and(|d| !d.sent);
                    state.cursor = state.cursor.map(|c| c.min(last));
                    if listing.rows.is_empty() {
                        state.selection = Selection::default();
                    } else if !typing && !state.selection.all && state.selection.rows.len() <= 1 {
                        next = state.cursor.or(Some(0));
                    }
                }
            }
        }
        if !state.selection.all && state.selection.rows.len() > 1 {
            let listed: std::collections::HashSet<i64> = listing.rows.iter().copied().collect();
            Arc::make_mut(&mut state.selection.rows).retain(|r| listed.contains(r));
        }
        next
    }

    /// Brings a row into view at the next frame.
    pub fn reveal(&mut self, index: usize) {
        self.reveal = Some(index);
    }

    /// The rows that were drawn last.
    pub fn on_screen<'s>(&self, state: &'s State) -> impl Iterator<Item = i64> + use<'s> {
        let range = self.visible.clone();
        state.listing.iter().flat_map(move |l| l.rows.get(range.clone()).unwrap_or_default()).copied()
    }

    /// How many rows were drawn with their words.
    pub fn drawn(&self, state: &State) -> usize {
        let Some(listing) = &state.listing else { return 0 };
        let rows = listing.rows.get(self.visible.clone()).unwrap_or_default();
        rows.iter().filter(|r| state.rows.contains_key(r)).count()
    }

    /// The rows on screen, and a page around them, that are neither known nor asked for.
    pub fn wanted(&self, state: &State) -> Vec<i64> {
        let Some(listing) = &state.listing else { return Vec::new() };
        let from = self.visible.start.saturating_sub(40);
        let to = (self.visible.end + 40).min(listing.rows.len());
        let missing = |r: &&i64| !state.rows.contains_key(r) && !state.asked.contains(r);
        if !listing.rows[self.visible.start.min(to)..self.visible.end.min(to)].iter().any(|r| missing(&r)) {
            return Vec::new();
        }
        listing.rows[from.min(to)..to].iter().filter(missing).copied().collect()
    }

    /// A row on screen that is to stay where it is while a new list comes: the one that the keys are on, or where that has gone
    /// elsewhere the first that has not. With it its distance from the upper edge, and its place in the old list. At the head of
    /// a list what comes above its first row is to be seen.
    fn stays(&self, old: &Listing, state: &State, moved: bool) -> Option<(i64, f64, usize)> {
        let head = self.top < 1.0 && !moved;
        let seen = |index: &usize| self.visible.contains(index);
        let own = state.cursor.filter(|at| !moved && old.rows.get(*at) == state.at_row.as_ref()).filter(seen);
        let gone = |row: i64| {
            moved && state.taken_back.is_none() && (state.at_row == Some(row) || state.selection.has(row))
        };
        let others = self.visible.clone().filter(|at| old.rows.get(*at).is_some_and(|row| !gone(*row)));
        let index = own.into_iter().chain(others).find(|at| self.y_of(*at).is_some_and(|y| y >= self.top))?;
        let y = self.y_of(index)?;
        (!head).then(|| Some((*old.rows.get(index)?, y - self.top, index))).flatten()
    }

    pub(super) fn lay_out(&mut self, state: &State, listing: &Arc<Listing>) {
        let row = if state.prefs.two_lines { ROW_TWO } else { ROW };
        let mut spans = Vec::with_capacity(listing.groups.len().max(1));
        let mut y = 0.0;
        if listing.groups.is_empty() {
            let count = listing.rows.len();
            spans.push(Span { start: 0, count, y, head: false, note: false, folded: false });
            y += count as f64 * f64::from(row);
        }
        for group in &listing.groups {
            let folded = state.folded.contains(&group.key);
            let note = group.note.is_some() && !folded;
            spans.push(Span { start: group.start, count: group.count, y, head: true, note, folded });
            y += f64::from(HEAD) + if note { f64::from(NOTE) } else { 0.0 };
            if !folded {
                y += group.count as f64 * f64::from(row);
            }
        }
        self.layout = Layout { spans, height: y, row };
        self.made_of = Some((listing.clone(), state.prefs.two_lines));
    }

    /// What stands at a height of the list, and where it begins.
    fn at(&self, y: f64) -> Option<(Item, f64)> {
        let spans = &self.layout.spans;
        let group = spans.partition_point(|s| s.y <= y).checked_sub(1)?;
        let span = spans[group];
        let mut from = span.y;
        if span.head {
            if y < from + f64::from(HEAD) {
                return Some((Item::Head(group), from));
            }
            from += f64::from(HEAD);
        }
        if span.note {
            if y < from + f64::from(NOTE) {
                return Some((Item::Note(group), from));
            }
            from += f64::from(NOTE);
        }
        let row = f64::from(self.layout.row);
        let n = ((y - from) / row).floor().max(0.0) as usize;
        if span.folded || n >= span.count {
            return None;
        }
        Some((Item::Row { group, index: span.start + n }, from + n as f64 * row))
    }

    /// Where a row begins; none where its group is folded.
    fn y_of(&self, index: usize) -> Option<f64> {
        let spans = &self.layout.spans;
        let group = spans.partition_point(|s| s.start <= index).checked_sub(1)?;
        // Groups without rows begin where the next one does.
        let span = spans[..=group].iter().rev().find(|s| index < s.start + s.count)?;
        if span.folded {
            return None;
        }
        let before =
            if span.head { f64::from(HEAD) } else { 0.0 } + if span.note { f64::from(NOTE) } else { 0.0 };
        Some(span.y + before + (index - span.start) as f64 * f64::from(self.layout.row))
    }

    /// The group whose rows are at the upper edge while its heading is above that, and how far its heading is pushed out of view
    /// by the next one.
    fn under(&self) -> Option<(usize, f32)> {
        let spans = &self.layout.spans;
        let group = spans.partition_point(|s| s.y <= self.top).checked_sub(1)?;
        let span = spans.get(group).filter(|s| s.head && !s.folded && s.y < self.top)?;
        let end = spans.get(group + 1).map_or(self.layout.height, |next| next.y);
        let room = (end - self.top - f64::from(HEAD)).min(0.0) as f32;
        (span.count > 0).then_some((group, room))
    }

    fn clamp(&mut self) {
        self.top = self.top.clamp(0.0, (self.layout.height - self.view).max(0.0));
    }
}

/// Whether two lists were asked for alike, and both are whole.
fn same_list(old: &Listing, new: &Listing) -> bool {
    let (a, b) = (&old.request, &new.request);
    old.complete
        && new.complete
        && (&a.filter, a.group, a.sort, a.descending) == (&b.filter, b.group, b.sort, b.descending)
}

/// The place of a row: near where it was, else anywhere.
fn place_of(listing: &Listing, row: i64, near: usize) -> Option<usize> {
    let around = near.saturating_sub(NEAR)..(near + NEAR).min(listing.rows.len());
    let close = around.clone().find(|at| listing.rows.get(*at) == Some(&row));
    close.or_else(|| listing.rows.iter().position(|r| *r == row))
}

/// A change moves few rows past one.
const NEAR: usize = 64;

/// The group that a place is in.
fn group_of(listing: &Listing, index: usize) -> Option<&Option<String>> {
    let at = listing.groups.partition_point(|g| g.start <= index).checked_sub(1)?;
    let group = listing.groups[..=at].iter().rev().find(|g| index < g.start + g.count)?;
    Some(&group.key)
}

impl Gap {
    /// Where the caption in view stood, if a new list has it elsewhere.
    fn of(old: &Listing, new: &Listing, state: &State, moving: Option<&Moving>) -> Option<Gap> {
        let at = state.cursor?;
        let row = *old.rows.get(at).filter(|row| state.at_row == Some(**row))?;
        let index = place_of(new, row, at)?;
        let beside = |rows: &[i64], n: usize| {
            (n.checked_sub(1).and_then(|n| rows.get(n)).copied(), rows.get(n + 1).copied())
        };
        let (was, is) = (beside(&old.rows, at), beside(&new.rows, index));
        let moved = group_of(old, at) != group_of(new, index) || (was.0 != is.0 && was.1 != is.1);
        if !moved {
            return None;
        }
        let goes = |row: &i64| moving.is_some_and(|m| m.rows.binary_search(row).is_ok());
        let there = |found: Option<&i64>| found.copied().filter(|row| place_of(new, *row, at).is_some());
        Some(Gap {
            before: there(old.rows[..at].iter().rev().find(|r| !goes(r))),
            after: there(old.rows[at + 1..].iter().find(|r| !goes(r))),
        })
    }
}

/// Draws the table.
pub fn show(app: &mut App, ui: &mut Ui) {
    let Some(listing) = app.state.listing.clone() else {
        return super::views::opening(app, ui);
    };
    let laid = app.table.made_of.as_ref();
    if laid.is_none_or(|(l, two)| !Arc::ptr_eq(l, &listing) || *two != app.state.prefs.two_lines) {
        app.table.lay_out(&app.state, &listing);
    }
    super::tour::show(app, ui);
    tools(app, ui, &listing);
    if listing.total == 0 && listing.complete {
        return super::views::empty_catalog(app, ui);
    }
    if listing.rows.is_empty() && listing.complete {
        return super::views::nothing_found(app, ui);
    }
    let columns = column_places(app, ui);
    app.table.columns = columns.iter().map(|(kind, ..)| *kind).collect();
    header(app, ui, &columns);
    body(app, ui, &listing, &columns);
}

/// The line above the table: how many, grouped and sorted how, which columns.
fn tools(app: &mut App, ui: &mut Ui, listing: &Arc<Listing>) {
    let t = Tokens::of(ui.ctx());
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
        // With large text two lines are needed for it.
        let narrow = ui.available_width() < 320.0;
        ui.horizontal(|ui| {
            let shown = if !listing.complete {
                "Reading the catalog…".to_owned()
            } else if listing.shown == listing.total {
                words::count(listing.total, "caption", "captions")
            } else {
                format!(
                    "{} of {}",
                    words::thousands(listing.shown),
                    words::count(listing.total, "caption", "captions")
                )
            };
            ui.label(egui::RichText::new(shown).font(theme::strong(theme::BODY)));
            ui.add_space(theme::S2);
            let grouped = app.state.prefs.grouped;
            if ui.available_width() > 300.0 {
                ui.label(egui::RichText::new("grouped by").color(t.quiet));
            }
            ui.menu_button(grouped.label(), |ui| {
                for choice in Grouped::ALL {
                    let key = choice.action().key_words(ui.ctx());
                    let button = egui::Button::selectable(choice == grouped, choice.label());
                    let response = ui.add(button.shortcut_text(key));
                    response.widget_info(|| {
                        WidgetInfo::selected(Role::Button, true, choice == grouped, choice.label())
                    });
                    if response.clicked() {
                        app.group_by(choice);
                        ui.close();
                    }
                }
            })
            .response
            .widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, format!("Group by: {}", grouped.label()))
            });
            if !narrow {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    arrange(app, ui, listing)
                });
            }
        });
        if narrow {
            ui.horizontal_wrapped(|ui| arrange(app, ui, listing));
        }
    });
}

/// Which columns are shown, and all groups at once.
fn arrange(app: &mut App, ui: &mut Ui, listing: &Arc<Listing>) {
    // Several can be chosen one after the other.
    let stay = egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    egui::containers::menu::MenuButton::new("Columns").config(stay).ui(ui, |ui| {
        for kind in ColumnKind::ALL {
            let mut on = app.state.prefs.columns.iter().any(|(c, _)| *c == kind);
            if ui.checkbox(&mut on, kind.label()).changed() {
                app.toggle_column(kind);
            }
        }
    });
    if !listing.groups.is_empty() {
        let all_folded = !app.state.folded.is_empty();
        let label = if all_folded { "Unfold all" } else { "Fold all" };
        let key = Action::FoldAll.key_words(ui.ctx());
        if ui.button(label).on_hover_text(key).clicked() {
            app.fold_all();
        }
    }
}

/// The left edge and width of the words and of each column.
fn column_places(app: &App, ui: &Ui) -> Vec<(Option<ColumnKind>, f32, f32)> {
    let width = ui.available_width() - 14.0;
    // Where there is little room the words come first; the last columns wait for a wider window.
    let mut columns = app.state.prefs.columns.as_slice();
    let room = |columns: &[(ColumnKind, f32)]| width - GUTTER - columns.iter().map(|(_, w)| *w).sum::<f32>();
    while room(columns) < 200.0
        && let [rest @ .., _] = columns
    {
        columns = rest;
    }
    let words = room(columns).max(80.0);
    let mut places = vec![(None, GUTTER, words)];
    let mut x = GUTTER + words;
    for (kind, w) in columns {
        places.push((Some(*kind), x, *w));
        x += w;
    }
    places
}

fn header(app: &mut App, ui: &mut Ui, columns: &[(Option<ColumnKind>, f32, f32)]) {
    let t = Tokens::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 24.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.hairline));
    let mut sort = None;
    for (n, (kind, x, width)) in columns.iter().enumerate() {
        let label = kind.map_or("Caption", ColumnKind::label);
        let key = kind.map_or(SortKey::Caption, ColumnKind::sort);
        let cell = Rect::from_min_size(Pos2::new(rect.left() + x, rect.top()), Vec2::new(*width - 8.0, 24.0));
        let active = key == app.state.sort && (app.state.sort != SortKey::Document || app.state.descending);
        let color = if active { t.text } else { t.quiet };
        let drawn =
            words::paint_line(ui, cell.left_center(), label, theme::sans(theme::SMALL), color, cell.width());
        if active {
            arrow(ui, cell.left_center() + Vec2::new(drawn + 10.0, 0.0), app.state.descending, t);
        }
        let response = ui.interact(cell, Id::unique(("sort", n)), Sense::click());
        let direction = match (active, app.state.descending) {
            (true, false) => ", ascending",
            (true, true) => ", descending",
            _ => "",
        };
        response.widget_info(|| {
            WidgetInfo::labeled(Role::ColumnHeader, true, format!("Sort by {label}{direction}"))
        });
        focus_ring(ui, &response, t);
        if response.clicked() {
            sort = Some(key);
        }
        if response.has_focus() {
            let wider = ui.input_mut(|i| i.consume_key(Modifiers::ALT, Key::ArrowRight));
            let narrower = ui.input_mut(|i| i.consume_key(Modifiers::ALT, Key::ArrowLeft));
            let by = if wider { 16.0 } else { 0.0 } - if narrower { 16.0 } else { 0.0 };
            if let (Some(kind), true) = (kind, by != 0.0) {
                widen(app, *kind, by);
            }
        }
        // The left edge of every column but the first can be moved.
        if kind.is_some() {
            let edge = Rect::from_center_size(
                Pos2::new(rect.left() + x - 6.0, rect.center().y),
                Vec2::new(8.0, 24.0),
            );
            let grip = ui.interact(edge, Id::unique(("column edge", n)), Sense::DRAG);
            if grip.hovered() || grip.dragged() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
                ui.painter().vline(edge.center().x, rect.y_range(), Stroke::new(1.0, t.accent));
            }
            if let (Some(kind), true) = (kind, grip.dragged()) {
                widen(app, *kind, -grip.drag_delta().x);
            }
        }
    }
    if let Some(key) = sort {
        if app.state.sort == key {
            app.state.descending = !app.state.descending;
        } else {
            app.state.sort = key;
            app.state.descending = false;
        }
        app.relist();
    }
}

/// Makes a column wider, or narrower.
fn widen(app: &mut App, kind: ColumnKind, by: f32) {
    let columns = &mut app.state.prefs.columns;
    if let Some(column) = columns.iter_mut().find(|(c, _)| *c == kind) {
        column.1 = (column.1 + by).clamp(48.0, 600.0);
    }
}

/// Paints a small arrow that says the order.
fn arrow(ui: &Ui, at: Pos2, down: bool, t: &Tokens) {
    let d = if down { 1.0 } else { -1.0 };
    let points =
        vec![at + Vec2::new(-3.5, -2.0 * d), at + Vec2::new(3.5, -2.0 * d), at + Vec2::new(0.0, 2.5 * d)];
    ui.painter().add(egui::Shape::convex_polygon(points, t.quiet, Stroke::NONE));
}

pub(super) fn focus_ring(ui: &Ui, response: &egui::Response, t: &Tokens) {
    if response.has_focus() {
        ui.painter().rect_stroke(response.rect, 4.0, Stroke::new(1.5, t.accent), egui::StrokeKind::Inside);
    }
}

fn body(app: &mut App, ui: &mut Ui, listing: &Arc<Listing>, columns: &[(Option<ColumnKind>, f32, f32)]) {
    let t = Tokens::of(ui.ctx());
    let rect = ui.available_rect_before_wrap();
    app.table.view = f64::from(rect.height());
    let response = ui.interact(rect, table_id(), Sense::FOCUSABLE | Sense::CLICK);
    let rows = listing.rows.len();
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, format!("Captions, {rows} rows")));
    if response.clicked() {
        response.request_focus();
    }
    let focused = response.has_focus();
    if focused {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(table_id(), filter));
    }
    let nobody = ui.memory(|m| m.focused().is_none());
    if (focused || nobody) && app.state.overlay.is_none() && !egui::Popup::is_any_open(ui.ctx()) {
        keys(app, ui, listing);
    }
    // The wheel moves the list while the pointer is over it.
    if ui.rect_contains_pointer(rect) {
        let delta = ui.input(|i| i.smooth_scroll_delta().y);
        app.table.top -= f64::from(delta);
    }
    if let Some(index) = app.table.reveal.take() {
        reveal(app, listing, index);
    }
    app.table.clamp();

    let under = app.table.under();
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let mut y = app.table.top;
    let bottom = app.table.top + f64::from(rect.height());
    let (mut first, mut last) = (usize::MAX, 0);
    let mut edited = None;
    let mut click: Option<(usize, Modifiers)> = None;
    let mut fold: Option<usize> = None;
    let mut open_settle = false;
    while y < bottom {
        let Some((item, from)) = app.table.at(y) else { break };
        let at = Pos2::new(rect.left(), rect.top() + (from - app.table.top) as f32);
        let height = match item {
            Item::Head(_) => HEAD,
            Item::Note(_) => NOTE,
            Item::Row { .. } => app.table.layout.row,
        };
        let line = Rect::from_min_size(at, Vec2::new(rect.width() - 12.0, height));
        match item {
            // It is drawn over the rows.
            Item::Head(group) if under.is_some_and(|(g, _)| g == group) => {}
            Item::Head(group) => {
                if head(app, &mut child, line, listing, group, t) {
                    fold = Some(group);
                }
            }
            Item::Note(group) => open_settle |= note(&mut child, line, listing, group, t),
            Item::Row { group, index } => {
                first = first.min(index);
                last = last.max(index + 1);
                if app.state.editing.is_some_and(|e| e.row == listing.rows[index]) && edited.is_none() {
                    edited = Some(line);
                }
                let id = Id::unique(("row", group, listing.rows[index]));
                if let Some(modifiers) = row(app, &mut child, line, listing, index, id, columns, focused, t) {
                    click = Some((index, modifiers));
                }
            }
        }
        y = from + f64::from(height);
    }
    // The heading of the rows at the upper edge stays in view.
    if let Some((group, room)) = under {
        let at = Pos2::new(rect.left(), rect.top() + room);
        let line = Rect::from_min_size(at, Vec2::new(rect.width() - 12.0, HEAD));
        child.painter().rect_filled(line, 0.0, t.page);
        if head(app, &mut child, line, listing, group, t) {
            fold = Some(group);
        }
        child.painter().hline(line.x_range(), line.bottom() - 0.5, Stroke::new(1.0, t.hairline));
        // At the edge itself, the line below the names of the columns is enough.
        if room == 0.0 {
            child.painter().hline(line.x_range(), line.top() + 0.5, Stroke::new(1.0, t.page));
        }
    }
    app.table.visible = if first == usize::MAX { 0..0 } else { first..last };
    if let Some(editing) = app.state.editing {
        let place = columns.get(editing.column).map(|(_, x, width)| (*x, *width));
        match edited.zip(place) {
            Some((line, place)) => super::cells::editor(app, &mut child, rect, line, place, editing),
            None => {
                // It was scrolled away, or its column is gone: it is left, and saved.
                app.commit_draft();
                app.state.editing = None;
            }
        }
    }
    scrollbar(app, ui, rect, t);
    super::flow::find_line(app, ui, rect);
    if let Some(group) = fold {
        toggle_fold(app, listing, group);
    }
    if open_settle {
        app.set_view(View::Dates);
    }
    if let Some((index, modifiers)) = click {
        ui.memory_mut(|m| m.request_focus(table_id()));
        app.select(index, modifiers.shift, modifiers.command);
        let (twice, at) = ui.input(|i| {
            let twice = i.pointer.button_double_clicked(egui::PointerButton::Primary);
            (twice, i.pointer.interact_pos())
        });
        let over = |at: Pos2| columns.iter().rposition(|(_, x, _)| at.x >= rect.left() + x);
        if let (true, Some(column)) = (twice, at.and_then(over)) {
            app.edit_cell(column);
        }
    }
    ui.allocate_rect(rect, Sense::hover());
}

fn toggle_fold(app: &mut App, listing: &Arc<Listing>, group: usize) {
    let key = listing.groups[group].key.clone();
    if !app.state.folded.remove(&key) {
        app.state.folded.insert(key);
    }
    app.table.lay_out(&app.state, listing);
    // A heading that was held at the upper edge stays there.
    if let Some(span) = app.table.layout.spans.get(group).filter(|span| span.folded) {
        app.table.top = app.table.top.min(span.y);
    }
}

fn reveal(app: &mut App, listing: &Arc<Listing>, index: usize) {
    if app.table.y_of(index).is_none() {
        // Its group is folded: it opens.
        let group = listing.groups.iter().position(|g| (g.start..g.start + g.count).contains(&index));
        if let Some(group) = group {
            app.state.folded.remove(&listing.groups[group].key);
            app.table.lay_out(&app.state, listing);
        }
    }
    let Some(y) = app.table.y_of(index) else { return };
    let row = f64::from(app.table.layout.row);
    // A heading above the first row of a group comes with it.
    let first = listing.groups.iter().any(|g| g.start == index);
    // Any other row stands below the heading that is held at the upper edge.
    let above = match (first, listing.groups.is_empty()) {
        (true, _) => HEAD + NOTE,
        (false, false) => HEAD,
        (false, true) => 0.0,
    };
    let from = y - f64::from(above);
    let far = from + 3.0 * row < app.table.top || y > app.table.top + app.table.view + 3.0 * row;
    if far {
        // A jump: what it leads to stands in the middle, with its neighbours.
        app.table.top = y - app.table.view * 0.4;
    } else if from < app.table.top {
        app.table.top = from;
    } else if y + row > app.table.top + app.table.view {
        app.table.top = y + row - app.table.view;
    }
}

fn keys(app: &mut App, ui: &mut Ui, listing: &Arc<Listing>) {
    let rows = listing.rows.len();
    if rows == 0 {
        return;
    }
    let page = ((app.table.view / f64::from(app.table.layout.row)) as usize).saturating_sub(2).max(1);
    let cursor = app.state.cursor;
    let from = cursor.unwrap_or(0);
    let last = rows - 1;
    let mut goal: Option<(usize, bool)> = None;
    ui.input_mut(|i| {
        let mut press = |key: Key, to: usize| {
            // A key alone would take the one with Shift for itself.
            if i.consume_key(Modifiers::SHIFT, key) {
                goal = Some((to, true));
            } else if i.consume_key(Modifiers::NONE, key) {
                goal = Some((to, false));
            }
        };
        press(Key::ArrowDown, if cursor.is_none() { 0 } else { (from + 1).min(last) });
        press(Key::ArrowUp, from.saturating_sub(1));
        press(Key::PageDown, (from + page).min(last));
        press(Key::PageUp, from.saturating_sub(page));
        press(Key::Home, 0);
        press(Key::End, last);
        press(Key::J, (from + 1).min(last));
        press(Key::K, from.saturating_sub(1));
    });
    if app.state.gap.is_some()
        && let Some((index, false)) = goal
    {
        // On from where the caption in view stood before it was moved.
        let beside = |forward| app.state.beside(forward).map(|index| (index, false));
        if index == (from + 1).min(last) {
            goal = beside(true).or(goal);
        } else if index == from.saturating_sub(1) {
            goal = beside(false).or(goal);
        }
    }
    if let Some((index, extend)) = goal {
        app.select(index, extend, false);
    }
    let group = listing.groups.iter().position(|g| (g.start..g.start + g.count).contains(&from));
    if let Some(group) = group {
        let folded = app.state.folded.contains(&listing.groups[group].key);
        let key = if folded { Key::ArrowRight } else { Key::ArrowLeft };
        let rows = app.state.cells.is_none() || folded;
        if rows && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
            app.state.cells = None;
            toggle_fold(app, listing, group);
        }
    }
    for (key, right) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
        if ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, key)) {
            app.step_cell(right, true);
        } else if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
            app.step_cell(right, false);
        }
    }
    if app.state.cells.is_some() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        app.state.cells = None;
    }
    if ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Copy))) {
        app.copy_cells(false);
    }
    let (select_all, enter, slash, settle) = ui.input_mut(|i| {
        (
            i.consume_key(Modifiers::COMMAND, Key::A),
            i.consume_key(Modifiers::NONE, Key::Enter),
            i.consume_key(Modifiers::NONE, Key::Slash),
            i.consume_key(Modifiers::NONE, Key::D),
        )
    });
    let ctx = ui.ctx().clone();
    if select_all {
        app.act(&ctx, Action::SelectAll);
    }
    if enter {
        app.act(&ctx, Action::EditCaption);
    }
    if slash {
        app.act(&ctx, Action::Find);
        // The key itself is not for the field.
        ui.input_mut(|i| i.events.retain(|e| !matches!(e, egui::Event::Text(text) if text == "/")));
    }
    if settle {
        app.act(&ctx, Action::Dates);
    }
}

/// The list's own scroll bar: a page of `f32` would lose rows in a long list.
fn scrollbar(app: &mut App, ui: &mut Ui, rect: Rect, t: &Tokens) {
    let (height, view) = (app.table.layout.height, app.table.view);
    if height <= view {
        return;
    }
    let track =
        Rect::from_min_max(Pos2::new(rect.right() - 10.0, rect.top() + 2.0), rect.max - Vec2::new(2.0, 2.0));
    let length = (f64::from(track.height()) * view / height).max(28.0);
    let room = f64::from(track.height()) - length;
    let range = height - view;
    let at = room * app.table.top / range;
    let handle = Rect::from_min_size(
        Pos2::new(track.left() + 1.0, track.top() + at as f32),
        Vec2::new(6.0, length as f32),
    );
    let response = ui.interact(track, Id::unique("captions scroll bar"), Sense::CLICK | Sense::DRAG);
    let place = (100.0 * app.table.top / range).round();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ScrollBar, true, "Place in the list");
        info.value = Some(place);
        info
    });
    if response.dragged() {
        app.table.top += f64::from(response.drag_delta().y) * range / room.max(1.0);
    } else if response.clicked()
        && let Some(pos) = response.interact_pointer_pos()
    {
        let middle = f64::from(pos.y - track.top()) - length / 2.0;
        app.table.top = middle * range / room.max(1.0);
    }
    app.table.clamp();
    let color = if response.hovered() || response.dragged() { t.quiet } else { t.faint };
    ui.painter().rect_filled(handle, 3.0, color);
}
