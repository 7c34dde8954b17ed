//! The history: every operation in words, narrowed by what it says, a caption or a field; what one did, before and after;
//! taking a single one back; and what it would be to go back to a moment.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align, Button, ComboBox, Frame, Key, Layout, Margin, Panel, Role, ScrollArea, TextEdit, Ui, WidgetInfo,
};

use super::action::Action;
use super::app::App;
use super::state::*;
use super::theme::{self, Tokens};
use super::views;
use super::words::{self, Side};
use crate::desk::view::*;
use crate::desk::{ChangeShown, OperationDetail};
use crate::model::field::Field;
use crate::model::operation::{Operation, OperationId, OperationKind};

/// What the history shows, and what it is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct HistoryView {
    pub search: String,
    pub field: Option<Field>,
    /// Only what touched the caption that the inspector shows.
    pub caption: bool,
    /// What was asked for last, so that it is asked for once.
    asked: Option<(Option<i64>, Option<Field>, usize)>,
    /// The operations that touched that caption or field.
    pub touching: Option<Arc<BTreeSet<OperationId>>>,
    pub chosen: Option<OperationId>,
    pub detail: Option<Arc<OperationDetail>>,
    /// What would take the catalog back, where it was asked.
    pub moment: Option<Arc<OperationDetail>>,
}

const ROW: f32 = 30.0;

/// Draws the view.
pub fn show(app: &mut App, ui: &mut Ui) {
    let operations = app.state.history.clone();
    if operations.is_empty() {
        let words = "Every import and every edit stands here, and can be taken back.";
        let action = Action::Import;
        let key = action.key_words(ui.ctx());
        return views::page(ui, "No changes yet", words, |ui| {
            if ui.add(Button::new(action.row().label).shortcut_text(key)).clicked() {
                let ctx = ui.ctx().clone();
                app.act(&ctx, action);
            }
        });
    }
    ask(app, operations.len());
    let shown = narrowed(&app.state.history_view, &operations);
    let width = (ui.available_width() * 0.5).clamp(320.0, 760.0);
    let pane = Panel::right("history detail").resizable(true).default_size(width).show(ui, |ui| {
        ui.take_available_width();
        detail(app, ui);
    });
    super::sides::edge(ui, "history detail", &pane.response);
    let page = Frame::new().fill(Tokens::of(ui.ctx()).page).inner_margin(Margin::symmetric(12, 8));
    egui::CentralPanel::default().frame(page).show(ui, |ui| {
        head(app, ui, shown.len(), operations.len());
        list(app, ui, &operations, &shown);
    });
}

/// Asks the desk for what touched a caption or a field, where the list is narrowed by one.
fn ask(app: &mut App, operations: usize) {
    let row = app.state.detail.as_ref().map(|d| d.view.row).filter(|_| app.state.history_view.caption);
    let h = &mut app.state.history_view;
    let wanted = (row, h.field, operations);
    if row.is_none() && h.field.is_none() {
        (h.touching, h.asked) = (None, None);
    } else if h.asked != Some(wanted) {
        h.asked = Some(wanted);
        app.desk.send(Command::Touching { row, field: h.field });
    }
}

/// The places of the operations that are shown.
fn narrowed(h: &HistoryView, operations: &[Operation]) -> Vec<usize> {
    let typed = h.search.trim().to_lowercase();
    let says = |o: &Operation| {
        typed.is_empty()
            || o.label.to_lowercase().contains(&typed)
            || o.by.to_lowercase().contains(&typed)
            || o.why.as_deref().is_some_and(|w| w.to_lowercase().contains(&typed))
            || o.id.to_string() == typed
    };
    let touches = |o: &Operation| match &h.touching {
        Some(all) => all.contains(&o.id),
        None => !h.caption && h.field.is_none(),
    };
    (0..operations.len()).filter(|n| says(&operations[*n]) && touches(&operations[*n])).collect()
}

fn head(app: &mut App, ui: &mut Ui, shown: usize, all: usize) {
    ui.horizontal_wrapped(|ui| {
        let before = app.state.history_view.search.clone();
        let field = TextEdit::singleline(&mut app.state.history_view.search)
            .hint_text("Search: words, a name, a check")
            .desired_width(220.0);
        let response = ui.add(field);
        let text = app.state.history_view.search.clone();
        response.widget_info(|| words::field_info("Search the history", &before, &text));
        let chosen = app.state.history_view.field.map_or("Any field", Field::label);
        let combo = ComboBox::from_id_salt("history field").selected_text(chosen).show_ui(ui, |ui| {
            ui.selectable_value(&mut app.state.history_view.field, None, "Any field");
            for field in Field::all() {
                ui.selectable_value(&mut app.state.history_view.field, Some(field), field.label());
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("Field: {chosen}")));
        let there = app.state.detail.is_some();
        // Whole words go to the next row where there is no room for them.
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        ui.add_enabled(
            there,
            egui::Checkbox::new(&mut app.state.history_view.caption, "Only of the open caption"),
        );
        words::quiet(
            ui,
            match shown == all {
                true => words::count(all, "change", "changes"),
                false => format!("{} of {}", words::thousands(shown), words::thousands(all)),
            },
        );
    });
    ui.add_space(theme::S1);
}

fn list(app: &mut App, ui: &mut Ui, operations: &[Operation], shown: &[usize]) {
    if shown.is_empty() {
        words::quiet(ui, "No change is like this.");
        if ui.button("Show all changes").clicked() {
            let h = &mut app.state.history_view;
            h.search.clear();
            (h.field, h.caption) = (None, false);
        }
        return;
    }
    // Up and down go through the list where nothing is typed.
    let step = if ui.ctx().text_edit_focused() {
        0
    } else {
        ui.input_mut(|i| {
            let key = |i: &mut egui::InputState, key| i64::from(i.consume_key(egui::Modifiers::NONE, key));
            key(i, Key::ArrowDown) - key(i, Key::ArrowUp)
        })
    };
    let at = app.state.history_view.chosen.and_then(|id| shown.iter().position(|n| operations[*n].id == id));
    if step != 0 {
        let next = at.map_or(0, |at| (at as i64 + step).clamp(0, shown.len() as i64 - 1) as usize);
        choose(app, operations[shown[next]].id);
    }
    let t = Tokens::of(ui.ctx());
    ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, ROW, shown.len(), |ui, range| {
        for n in &shown[range] {
            let operation = &operations[*n];
            let on = app.state.history_view.chosen == Some(operation.id);
            let ink = if operation.in_effect { t.text } else { t.quiet };
            let mut job = egui::text::LayoutJob::default();
            let plain = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
            job.append(&format!("{:>4}  ", operation.id), 0.0, plain(theme::sans(theme::SMALL), t.quiet));
            let mut words_ = plain(theme::sans(theme::BODY), ink);
            if !operation.in_effect {
                words_.strikethrough = egui::Stroke::new(1.0, ink);
            }
            job.append(&operation.label, 0.0, words_);
            let back = if operation.in_effect { "" } else { " · taken back" };
            let tail = format!("   {} · {}{back}", operation.by, words::local_time(&operation.at));
            job.append(&tail, 0.0, plain(theme::sans(theme::SMALL), t.quiet));
            let button =
                Button::selectable(on, job).truncate().min_size(egui::vec2(ui.available_width(), ROW - 4.0));
            let response = ui.add(button);
            let name = format!("Change {}: {}{back}", operation.id, operation.label);
            response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, on, &name));
            if response.clicked() {
                choose(app, operation.id);
            }
        }
    });
}

fn choose(app: &mut App, id: OperationId) {
    let h = &mut app.state.history_view;
    h.chosen = Some(id);
    h.moment = None;
    app.desk.send(Command::Operation(id));
}

fn detail(app: &mut App, ui: &mut Ui) {
    let h = &app.state.history_view;
    let (moment, chosen) = (h.moment.clone(), h.chosen);
    let detail = h.detail.clone().filter(|d| Some(d.operation.id) == chosen);
    let Some(detail) = detail else {
        Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
            words::quiet(ui, "Choose a change to see what it did, before and after.");
        });
        return;
    };
    let operation = &detail.operation;
    Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.take_available_width();
        ui.label(egui::RichText::new(&operation.label).font(theme::strong(theme::LARGE)));
        words::quiet(
            ui,
            format!("Change {} · {} · {}", operation.id, operation.by, words::local_time(&operation.at)),
        );
        if let Some(why) = operation.why.as_deref().filter(|w| !w.is_empty()) {
            ui.label(words::sentence(why));
        }
        ui.add_space(theme::S1);
        ui.horizontal_wrapped(|ui| {
            let undoes = matches!(operation.kind, OperationKind::Undo | OperationKind::Redo);
            // The list knows what stands now; the detail may be older.
            let stands = app.state.history.iter().any(|o| o.id == operation.id && o.in_effect);
            if stands && !undoes {
                let response = ui.button("Take back");
                let name = format!("Take back operation {}", operation.id);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if response.clicked() {
                    app.desk.send(Command::Change(Change::Undo(Some(operation.id))));
                }
            }
            if moment.is_none() {
                if ui.button("Go back to here…").on_hover_text("Shows what would change first").clicked() {
                    app.desk.send(Command::Moment(operation.id));
                }
            } else if ui.button("Show this change").clicked() {
                app.state.history_view.moment = None;
            }
        });
        words::rule(ui);
        match &moment {
            Some(moment) => {
                let n = moment.total;
                ui.label(match n {
                    0 => "Nothing has changed since.".to_owned(),
                    n => format!(
                        "To go back, {} would be made as one step, which can be undone:",
                        words::count(n, "change", "changes")
                    ),
                });
                if n > 0 && words::primary(ui, true, "Go back to here", "").clicked() {
                    app.desk.send(Command::Change(Change::GoBack(operation.id)));
                    app.state.history_view.moment = None;
                }
                changes(app, ui, moment);
            }
            None => changes(app, ui, &detail),
        }
    });
}

fn changes(app: &mut App, ui: &mut Ui, detail: &OperationDetail) {
    ui.add_space(theme::S1);
    ScrollArea::vertical().id_salt("changes of an operation").auto_shrink([false, false]).show(ui, |ui| {
        if detail.changes.is_empty() {
            words::quiet(ui, "It changed no single field.");
        }
        let mut place = "";
        for change in &detail.changes {
            if change.place != place {
                ui.add_space(theme::S1);
                link(app, ui, change);
                place = &change.place;
            }
            one(ui, change);
        }
        if detail.total > detail.changes.len() {
            words::quiet(ui, format!("and {} more", words::thousands(detail.total - detail.changes.len())));
        }
    });
}

fn link(app: &mut App, ui: &mut Ui, change: &ChangeShown) {
    let t = Tokens::of(ui.ctx());
    if change.place.is_empty() {
        return;
    }
    let Some(row) = change.row else {
        words::quiet(ui, change.place.as_str());
        return;
    };
    let text = egui::RichText::new(&change.place).size(theme::SMALL).color(t.accent);
    let response = ui.add(Button::new(text).frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Go to {}", change.place)));
    if response.clicked() {
        app.set_view(View::Captions);
        app.go_to_row(row);
    }
}

/// One change: a long text as changed words, a short one as before and after.
fn one(ui: &mut Ui, change: &ChangeShown) {
    let t = Tokens::of(ui.ctx());
    words::quiet(ui, change.what.as_str());
    let hero = change.field == Some(Field::Description);
    let font = if hero { theme::serif(theme::LARGE) } else { theme::sans(theme::BODY) };
    let side = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
    if change.before.is_empty() || change.after.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.label(egui::RichText::new(side(&change.before)).color(t.quiet));
            words::quiet(ui, "became");
            ui.label(side(&change.after));
        });
    } else {
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.label(words::changed(&change.before, &change.after, Side::Both, font, t));
        });
    }
}
