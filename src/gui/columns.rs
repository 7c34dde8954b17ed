//! Which columns the table shows, in which order: ticked and moved with the keys.

use egui::{Button, Context, Id, Key, Modifiers, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::app::App;
use super::rolls::{Roll, moved};
use super::sheet::Sheet;
use super::state::*;
use super::theme::{self, Tokens};
use super::words;

/// The dialog as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    at: usize,
    reveal: bool,
    placed: bool,
}

/// Opens the dialog.
pub fn open(app: &mut App) {
    app.set_view(View::Captions);
    app.state.overlay = Some(Overlay::Columns(Columns::default()));
}

const ROW: f32 = 28.0;

/// Those that are shown in their order, then the others.
fn order(prefs: &Prefs) -> Vec<(ColumnKind, bool)> {
    let on = |kind: &ColumnKind| prefs.columns.iter().any(|(c, _)| c == kind);
    let shown = prefs.columns.iter().map(|(c, _)| (*c, true));
    shown.chain(ColumnKind::ALL.into_iter().filter(|k| !on(k)).map(|k| (k, false))).collect()
}

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, mut columns: Columns) {
    let mut close = false;
    let response = Sheet::titled(ctx, "Choose columns", 360.0, |ui, sheet| {
        sheet.body(ui, |ui, most| {
            words::quiet(
                ui,
                "Space shows or hides, Alt with Up or Down moves. The caption's words always come first.",
            );
            ui.add_space(theme::S2);
            let id = Id::unique("columns lines");
            if !std::mem::replace(&mut columns.placed, true) {
                ui.memory_mut(|m| m.request_focus(id));
            }
            let lines = order(&app.state.prefs);
            let size = Vec2::new(ui.available_width(), ROW * lines.len() as f32);
            let size =
                size.min(Vec2::new(size.x, most - ui.min_rect().height())).max(Vec2::new(size.x, ROW * 2.0));
            let mut toggle = None;
            ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.set_max_height(size.y);
                let reveal = std::mem::take(&mut columns.reveal).then_some(columns.at);
                let roll = Roll { id, name: "Columns of the table", rows: lines.len(), height: ROW, reveal };
                let (keys, page) = roll.show(ui, |ui, at, rect| {
                    if line(ui, lines[at], rect, at == columns.at) {
                        toggle = Some(at);
                    }
                });
                if !keys {
                    return;
                }
                let shift = ui.input_mut(|i| {
                    i32::from(i.consume_key(Modifiers::ALT, Key::ArrowDown))
                        - i32::from(i.consume_key(Modifiers::ALT, Key::ArrowUp))
                });
                let shown = &mut app.state.prefs.columns;
                let to = columns.at.saturating_add_signed(shift as isize);
                if shift != 0 && columns.at < shown.len() && to < shown.len() {
                    shown.swap(columns.at, to);
                    columns.at = to;
                } else if let Some(to) = moved(ui, page) {
                    columns.at = to.from(columns.at, lines.len());
                    columns.reveal = true;
                } else if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space)) {
                    toggle = Some(columns.at);
                }
            });
            if let Some((kind, _)) = toggle.and_then(|at| lines.get(at)) {
                app.toggle_column(*kind);
                // The line goes where the column goes; the cursor with it.
                let after = order(&app.state.prefs);
                columns.at = after.iter().position(|(k, _)| k == kind).unwrap_or(columns.at);
                columns.reveal = true;
            }
        });
        sheet.foot(ui, |ui| {
            close |= words::primary(ui, true, "Close", "Esc").clicked();
            let builtin = Prefs::default().columns;
            let other = app.state.prefs.columns != builtin;
            if ui.add_enabled(other, Button::new("As at first")).clicked() {
                app.state.prefs.columns = builtin;
            }
        });
        close |= ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    });
    if close || response.should_close() {
        app.state.overlay = None;
        app.state.keyboard_to = Some(super::table::table_id());
    } else {
        app.state.overlay = Some(Overlay::Columns(columns));
    }
}

fn line(ui: &mut Ui, (kind, on): (ColumnKind, bool), rect: Rect, cursor: bool) -> bool {
    let t = Tokens::of(ui.ctx());
    let response = ui.interact(rect, Id::unique(("column line", kind)), Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, on, format!("Column {}", kind.label()))
    });
    if cursor {
        ui.painter().rect_filled(rect, 4.0, t.selected());
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, t.hovered());
    }
    super::ticks::tick(ui, Pos2::new(rect.left() + 18.0, rect.center().y), on);
    let at = Pos2::new(rect.left() + 36.0, rect.center().y);
    words::paint_line(ui, at, kind.label(), theme::sans(theme::BODY), t.text, rect.width() - 44.0);
    response.clicked()
}
