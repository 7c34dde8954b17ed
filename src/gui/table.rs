//! The table of captions. Only what is on screen is laid out, and the place in the list is kept in whole points of a
//! `f64`, so that the last of a million rows stands as still as the first.

use super::header::*;
pub use super::layout::*;
use std::sync::Arc;

use egui::{
    EventFilter, Id, Key, Modifiers, Pos2, Rect, Role, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo,
};

use super::action::Action;
use super::app::App;
use super::rows::{head, note, row};
use super::state::*;
use super::theme::Tokens;
use crate::desk::view::*;

/// The table's place in the order of focus.
pub fn table_id() -> Id {
    Id::unique("captions table")
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
    app.main_list(ui.ctx(), table_id());
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

pub(super) fn toggle_fold(app: &mut App, listing: &Arc<Listing>, group: usize) {
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

pub(super) fn reveal(app: &mut App, listing: &Arc<Listing>, index: usize) {
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
    // Whether it is a step to the next one, or to the one before.
    let mut step: Option<bool> = None;
    ui.input_mut(|i| {
        let mut press = |key: Key, to: usize| {
            let before = goal;
            // A key alone would take the one with Shift for itself.
            if i.consume_key(Modifiers::SHIFT, key) {
                goal = Some((to, true));
            } else if i.consume_key(Modifiers::NONE, key) {
                goal = Some((to, false));
            }
            if goal != before {
                step = match key {
                    Key::ArrowDown | Key::J => Some(true),
                    Key::ArrowUp | Key::K => Some(false),
                    _ => None,
                };
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
        && let (Some((_, false)), Some(forward)) = (goal, step)
    {
        // On from where the caption in view stood before it was moved.
        goal = app.state.beside(forward).map(|index| (index, false)).or(goal);
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
