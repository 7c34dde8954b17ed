//! Above the rows of the table: how many there are and how they are grouped, and the heads of the columns.

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::action::Action;
use super::app::App;
use super::layout::*;
use super::state::*;
use super::table::*;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::*;

/// The line above the table: how many, grouped and sorted how, which columns.
pub(super) fn tools(app: &mut App, ui: &mut Ui, listing: &Arc<Listing>) {
    let t = Tokens::of(ui.ctx());
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
        // With large text two lines are needed for it.
        let narrow = ui.available_width() < 400.0;
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
            if ui.available_width() > 340.0 {
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
            // Here, where it moves nothing that a hand is about to click.
            if ui.available_width() > 360.0 && super::saved::unsaved(app).is_some() {
                let text = egui::RichText::new("Save this filter…").size(theme::SMALL).color(t.accent);
                let button = words::bare(ui, egui::Button::new(text));
                if button.on_hover_text(Action::SaveFilter.key_words(ui.ctx())).clicked() {
                    super::saved::save(app);
                }
            }
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
pub(super) fn arrange(app: &mut App, ui: &mut Ui, listing: &Arc<Listing>) {
    // Several can be chosen one after the other.
    let stay = egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    // What was drawn last tells which columns there is no room for.
    let drawn = app.table.columns.len().checked_sub(1).unwrap_or(app.state.prefs.columns.len());
    let wait: Vec<&str> = app.state.prefs.columns.iter().skip(drawn).map(|(kind, _)| kind.label()).collect();
    let label = match wait.len() {
        0 => "Columns".to_owned(),
        n => format!("Columns, {n} hidden"),
    };
    let said = format!("No room for {}: a wider window, smaller text or fewer columns", wait.join(", "));
    let (button, _) = egui::containers::menu::MenuButton::new(label).config(stay).ui(ui, |ui| {
        words::long_menu(ui, "columns", |ui| {
            for kind in ColumnKind::ALL {
                let mut on = app.state.prefs.columns.iter().any(|(c, _)| *c == kind);
                if super::boxes::checkbox(ui, &mut on, kind.label()).changed() {
                    app.toggle_column(kind);
                }
            }
        });
    });
    if !wait.is_empty() {
        button.on_hover_text(said);
    }
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
pub(super) fn column_places(app: &App, ui: &Ui) -> Vec<(Option<ColumnKind>, f32, f32)> {
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

pub(super) fn header(app: &mut App, ui: &mut Ui, columns: &[(Option<ColumnKind>, f32, f32)]) {
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
            // The line goes with the mouse: what one of its columns gains the other loses. The words take what is left.
            if let (Some(kind), true) = (kind, grip.dragged()) {
                let by = grip.drag_delta().x;
                match columns.get(n.wrapping_sub(1)).and_then(|(left, _, _)| *left) {
                    Some(left) => shift(app, left, *kind, by),
                    None => widen(app, *kind, -by),
                }
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

/// The least and the most that a column takes, in points.
const WIDTHS: std::ops::RangeInclusive<f32> = 48.0..=600.0;

/// Moves the line between two columns.
fn shift(app: &mut App, left: ColumnKind, right: ColumnKind, by: f32) {
    let columns = &mut app.state.prefs.columns;
    let width = |kind| columns.iter().find(|(c, _)| *c == kind).map(|(_, width)| *width);
    let (Some(l), Some(r)) = (width(left), width(right)) else { return };
    let fits = WIDTHS.contains(&(l + by)) && WIDTHS.contains(&(r - by));
    for (kind, by) in [(left, by), (right, -by)] {
        if let (Some(column), true) = (columns.iter_mut().find(|(c, _)| *c == kind), fits) {
            column.1 += by;
        }
    }
}

/// Makes a column wider, or narrower.
pub(super) fn widen(app: &mut App, kind: ColumnKind, by: f32) {
    let columns = &mut app.state.prefs.columns;
    if let Some(column) = columns.iter_mut().find(|(c, _)| *c == kind) {
        column.1 = (column.1 + by).clamp(*WIDTHS.start(), *WIDTHS.end());
    }
}

/// Paints a small arrow that says the order.
pub(super) fn arrow(ui: &Ui, at: Pos2, down: bool, t: &Tokens) {
    let d = if down { 1.0 } else { -1.0 };
    let points =
        vec![at + Vec2::new(-3.5, -2.0 * d), at + Vec2::new(3.5, -2.0 * d), at + Vec2::new(0.0, 2.5 * d)];
    ui.painter().add(egui::Shape::convex_polygon(points, t.quiet, Stroke::NONE));
}
