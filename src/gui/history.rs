//! The history: every operation in words, narrowed by what it says, a caption or a field; what one did, before and after;
//! taking a single one back; and what it would be to go back to a moment.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use egui::{
    Align, Button, ComboBox, Frame, Id, Layout, Margin, Panel, Pos2, Rangef, Rect, Role, ScrollArea, Sense,
    Stroke, TextEdit, Ui, Vec2, WidgetInfo,
};

use super::action::Action;
use super::app::App;
use super::rolls::{Roll, moved_from};
use super::sides;
use super::state::*;
use super::theme::{self, Tokens};
use super::views;
use super::words::{self, Side};
use crate::desk::view::*;
use crate::desk::{ChangeShown, OperationDetail, Touched};
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
    /// What was asked for last of the words that are searched for, and the operations whose edits hold them.
    sought: Option<(String, usize)>,
    pub worded: Option<(String, Arc<BTreeSet<OperationId>>)>,
    /// What the operations on screen were about; nothing while that is asked.
    pub touched: HashMap<OperationId, Touched>,
    pub chosen: Option<OperationId>,
    /// How wide a hand has made the list.
    width: Option<f32>,
    /// The chosen one is to be brought into view.
    reveal: bool,
    pub detail: Option<Arc<OperationDetail>>,
    /// What would take the catalog back, where it was asked.
    pub moment: Option<Arc<OperationDetail>>,
}

/// Two lines: what was done; to which captions, by whom and when.
const ROW: f32 = 46.0;

/// The list's place in the order of focus.
pub fn list_id() -> Id {
    Id::unique("history list")
}

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
    // The list first, so that Tab goes from it to what is told of the chosen change.
    let t = Tokens::of(ui.ctx());
    let width = ui.available_width();
    let own = (width * 0.5).clamp(460.0f32.min(width * 0.6), 860.0);
    let range = Rangef::new(220.0, (width * 0.7).max(230.0));
    let wanted = app.state.history_view.width.unwrap_or(own);
    let pane = sides::Side { wanted, range, resized: sides::resized(ui, "history list") };
    let page = Frame::new().fill(t.page).inner_margin(Margin::symmetric(12, 8));
    let panel = pane.of(Panel::left("history list").frame(page), ui, "history list");
    let panel = panel.show(ui, |ui| {
        ui.take_available_width();
        head(app, ui, shown.len(), operations.len());
        list(app, ui, &operations, &shown);
    });
    sides::edge(ui, "history list", &panel.response);
    let by_hand = pane.dragged(panel.response.rect.width());
    app.state.history_view.width = by_hand.or(app.state.history_view.width);
    egui::CentralPanel::default().frame(Frame::new().fill(t.panel)).show(ui, |ui| detail(app, ui));
}

/// Asks the desk for what touched a caption or a field, where the list is narrowed by one.
fn ask(app: &mut App, operations: usize) {
    let row = app.state.detail.as_ref().map(|d| d.view.row).filter(|_| app.state.history_view.caption);
    let h = &mut app.state.history_view;
    let typed = h.search.trim().to_owned();
    if typed.is_empty() {
        (h.worded, h.sought) = (None, None);
    } else if h.sought.as_ref().is_none_or(|(words, n)| *words != typed || *n != operations) {
        h.sought = Some((typed.clone(), operations));
        app.desk.send(Command::Worded(typed));
    }
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
    // A check by its name as the problems have it; its changes name it by its id.
    let named = |c: &crate::desk::CheckInfo| typed.len() > 2 && c.title.to_lowercase().contains(&typed);
    let checks: Vec<String> =
        crate::desk::checks().iter().filter(|c| named(c)).map(|c| format!("(fix of {})", c.id)).collect();
    let worded = h.worded.as_ref().filter(|(words, _)| words.to_lowercase() == typed).map(|(_, all)| all);
    let says = |o: &Operation| {
        typed.is_empty()
            || o.label.to_lowercase().contains(&typed)
            || o.by.to_lowercase().contains(&typed)
            || o.why.as_deref().is_some_and(|w| w.to_lowercase().contains(&typed))
            || o.id.to_string() == typed
            || o.why.as_deref().is_some_and(|why| checks.iter().any(|check| why.ends_with(check)))
            || worded.is_some_and(|all| all.contains(&o.id))
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
        let only = &mut app.state.history_view.caption;
        super::boxes::checkbox_enabled(ui, there, only, "Only of the open caption");
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
        app.state.history_view.chosen = None;
        words::quiet(ui, "No change is like this.");
        if ui.button("Show all changes").clicked() {
            let h = &mut app.state.history_view;
            h.search.clear();
            (h.field, h.caption) = (None, false);
        }
        return;
    }
    // What is told of, and taken back by its key, is in the list: at first the newest, what somebody mostly comes for.
    let chosen = app.state.history_view.chosen;
    if !shown.iter().any(|n| Some(operations[*n].id) == chosen) {
        choose(app, operations[shown[0]].id);
    }
    let at = app.state.history_view.chosen.and_then(|id| shown.iter().position(|n| operations[*n].id == id));
    let reveal = at.filter(|_| std::mem::take(&mut app.state.history_view.reveal));
    let name = format!("Changes, {}", words::thousands(shown.len()));
    app.main_list(ui.ctx(), list_id());
    let roll = Roll { id: list_id(), name: &name, rows: shown.len(), height: ROW, reveal };
    let (mut missing, mut clicked) = (Vec::new(), None);
    let (keys, page) = roll.show(ui, |ui, n, rect| {
        let operation = &operations[shown[n]];
        let touched = app.state.history_view.touched.get(&operation.id);
        if touched.is_none() {
            missing.push(operation.id);
        }
        if row(ui, rect, operation, touched, at == Some(n)) {
            clicked = Some(n);
        }
    });
    let free = app.state.overlay.is_none() && !egui::Popup::is_any_open(ui.ctx());
    let moved = if keys && free { moved_from(ui, page, at.unwrap_or(0), shown.len()) } else { None };
    // Where the chosen one is not among those shown, the first key goes to the newest that is.
    let moved = moved.map(|n| if at.is_none() && n == 1 { 0 } else { n });
    if clicked.is_some() {
        ui.memory_mut(|m| m.request_focus(list_id()));
    }
    if let Some(n) = clicked.or(moved) {
        choose(app, operations[shown[n]].id);
    }
    if !missing.is_empty() {
        let known = &mut app.state.history_view.touched;
        known.extend(missing.iter().map(|id| (*id, Touched::default())));
        app.desk.send(Command::Touched(missing));
    }
}

/// A change: what was done, and of one caption what became of which words; below it to which captions, by whom and when. Tells
/// whether it was clicked.
fn row(ui: &mut Ui, rect: Rect, operation: &Operation, touched: Option<&Touched>, on: bool) -> bool {
    let t = Tokens::of(ui.ctx());
    let change = touched.and_then(|t| t.change.as_ref());
    let touched = touched.map_or("", |t| t.captions.as_str());
    let response = ui.interact(rect, Id::unique(("change", operation.id)), Sense::CLICK);
    let back = if operation.in_effect { "" } else { " · taken back" };
    response.widget_info(|| {
        let of = if touched.is_empty() { String::new() } else { format!(" · {touched}") };
        let words = change.map(|(before, after)| words::changed_words(before, after)).unwrap_or_default();
        let words = if words.is_empty() { words } else { format!(" · {words}") };
        let name = format!("Change {}: {}{back}{words}{of}", operation.id, operation.label);
        WidgetInfo::selected(Role::ListItem, true, on, name)
    });
    if on {
        ui.painter().rect_filled(rect, 0.0, t.selected());
        let bar = Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0.0, t.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, t.hovered());
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.hairline));
    let small = theme::sans(theme::SMALL);
    let (left, first, second) = (rect.left() + 44.0, rect.top() + 15.0, rect.top() + 33.0);
    let right = rect.right() - 10.0;
    let number = operation.id.to_string();
    words::paint_line(ui, Pos2::new(rect.left() + 10.0, first), &number, small.clone(), t.quiet, 32.0);
    let ink = if operation.in_effect { t.text } else { t.quiet };
    let from = Pos2::new(left, first);
    let used = words::paint_line(ui, from, &operation.label, theme::sans(theme::BODY), ink, right - left);
    if !operation.in_effect {
        ui.painter().hline(left..=left + used, first, Stroke::new(1.0, ink));
    }
    let behind = left + used + 14.0;
    if let Some((before, after)) = change.filter(|_| right - behind > 60.0) {
        let mut job = words::changed_only(before, after, theme::sans(theme::BODY), t);
        job.wrap.max_width = right - behind;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = ui.ctx().fonts_mut(|f| f.layout_job(job));
        ui.painter().galley(Pos2::new(behind, first - galley.size().y / 2.0), galley, t.text);
    }
    let tail = format!("{} · {}{back}", operation.by, words::local_time(&operation.at));
    let galley = ui
        .ctx()
        .fonts_mut(|f| f.layout_job(words::one_line(&tail, small.clone(), t.quiet, (right - left) * 0.6)));
    let room = right - left - galley.size().x - 12.0;
    let used = match touched.is_empty() {
        true => 0.0,
        false => words::paint_line(ui, Pos2::new(left, second), touched, small, t.quiet, room) + 12.0,
    };
    let at = Pos2::new(left + used, second - galley.size().y / 2.0);
    ui.painter().galley(at, galley, t.quiet);
    response.clicked()
}

/// Takes back the chosen change, or says why it cannot be.
pub(super) fn take_back(app: &mut App) {
    let chosen = app.state.history_view.chosen.filter(|_| app.state.view == View::History);
    let found = chosen.and_then(|id| app.state.history.iter().find(|o| o.id == id));
    let why = match found {
        None => {
            let keys = app.state.keys.words(Action::History);
            format!("Choose a change in the History view first ({keys})")
        }
        Some(o) if !o.in_effect => format!("Change {} is taken back already", o.id),
        Some(o) if is_undoing(o) => format!("Change {} takes another one back; redo does that again", o.id),
        Some(o) => return app.desk.send(Command::Change(Change::Undo(Some(o.id)))),
    };
    app.say(why, false, false);
}

fn is_undoing(operation: &Operation) -> bool {
    matches!(operation.kind, OperationKind::Undo | OperationKind::Redo)
}

fn choose(app: &mut App, id: OperationId) {
    let h = &mut app.state.history_view;
    (h.chosen, h.reveal) = (Some(id), true);
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
            // The list knows what stands now; the detail may be older.
            let stands = app.state.history.iter().any(|o| o.id == operation.id && o.in_effect);
            if stands && !is_undoing(operation) {
                let key = Action::TakeBack.key_words(ui.ctx());
                let response = ui.add(Button::new("Take back").shortcut_text(key));
                let name = format!("Take back operation {}", operation.id);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if response.clicked() {
                    take_back(app);
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
    let response = words::bare(ui, Button::new(text));
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
    // Words of a value that is one of a few are not compared: one took the other's place.
    if change.before.is_empty() || change.after.is_empty() || change.field.is_none() {
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
