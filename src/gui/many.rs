//! Several captions at once in the inspector: what they share, and what is typed for all of them. Only the fields that were
//! touched are changed, and only when that is asked for.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use egui::{Button, Key, Modifiers, ScrollArea, Ui};

use super::action::Action;
use super::app::App;
use super::fields::value_edit;
use super::inspector::{SECTIONS, field_id, section};
use super::state::*;
use super::theme;
use super::words;
use crate::desk::typed_value;
use crate::desk::view::*;
use crate::model::caption::Caption;
use crate::model::field::Field;

/// Whether a field can be typed for several captions at once.
pub fn has(field: Field) -> bool {
    SECTIONS.iter().any(|(_, fields)| fields.contains(&field))
}

/// Up to how many selected captions are compared.
const COMPARED: usize = 2000;

fn same(a: &Selection, b: &Selection) -> bool {
    a.all == b.all && (Arc::ptr_eq(&a.rows, &b.rows) || a.rows == b.rows)
}

/// What was typed for captions that are not selected any more is not saved, and that is said; it can be taken up again.
pub fn left(app: &mut App) {
    let s = &mut app.state;
    let Some(batch) = s.batch.take_if(|b| !same(&b.selection, &s.selection)) else { return };
    let fields: Vec<&str> = batch.values.keys().map(|f| f.label()).collect();
    if !fields.is_empty() {
        let text =
            format!("{} was typed for several captions and left; nothing was changed", fields.join(", "));
        app.say(text, true, false);
        if let Some(notice) = &mut app.state.notice {
            notice.gone = Some(Gone::Batch(batch));
        }
    }
}

/// Selects the captions again for which something was typed, as it was, with the keyboard where it was typed.
pub fn take_up(app: &mut App, ctx: &egui::Context, batch: Batch) {
    if let Some(field) = batch.values.keys().next() {
        super::inspector::focus_field(ctx, *field);
    }
    app.state.selection = batch.named.clone();
    app.state.batch = Some(Batch { selection: batch.named.clone(), ..batch });
    app.state.notice = None;
}

/// Finds out what the selected captions share; once, until the selection or what is known of them changes.
fn share(app: &mut App, count: usize) {
    let s = &mut app.state;
    let made = s.shared.as_ref().map(|shared| &shared.selection);
    if made.is_some_and(|m| m.all == s.selection.all && Arc::ptr_eq(&m.rows, &s.selection.rows)) {
        return;
    }
    let mut values = HashMap::new();
    if count <= COMPARED {
        let rows = s.selected_rows();
        let missing: Vec<i64> = rows.iter().filter(|r| !s.rows.contains_key(r)).copied().collect();
        let missing: Vec<i64> = missing.into_iter().filter(|r| s.asked.insert(*r)).collect();
        if !missing.is_empty() {
            app.desk.send(Command::Rows(missing));
        }
        let s = &app.state;
        let known: Vec<&Caption> = rows.iter().filter_map(|r| s.rows.get(r)).map(|v| &v.caption).collect();
        if known.len() == rows.len() {
            for field in SECTIONS.iter().flat_map(|(_, fields)| *fields) {
                let first = known.first().map(|c| c.value(*field)).unwrap_or_default();
                let same = known.iter().all(|c| c.value(*field) == first);
                values.insert(*field, same.then(|| first.cell()));
            }
        }
    }
    app.state.shared = Some(Shared { selection: app.state.selection.clone(), values });
}

/// Draws the fields of several captions.
pub fn show(app: &mut App, ui: &mut Ui, count: usize) {
    let ctx = ui.ctx().clone();
    let captions = words::count(count, "caption", "captions");
    ui.label(egui::RichText::new(format!("{captions} selected")).font(theme::strong(theme::LARGE)));
    words::quiet(ui, "Type in the fields that are to change on all of them; the others stay.");
    ui.add_space(theme::S1);
    let touched = app.state.batch.as_ref().map_or(0, |b| b.values.len());
    let mut apply = false;
    // Always there, so that nothing moves when a field is touched.
    ui.horizontal_wrapped(|ui| {
        apply = words::primary(ui, touched > 0, &format!("Change {captions}"), "Enter").clicked();
        if ui.add_enabled(touched > 0, Button::new("Leave them").shortcut_text("Esc")).clicked() {
            app.state.batch = None;
        }
        let key = Action::ChangeField.key_words(&ctx);
        if ui.add(Button::new(Action::ChangeField.row().label).shortcut_text(key)).clicked() {
            app.act(&ctx, Action::ChangeField);
        }
    });
    share(app, count);
    ScrollArea::vertical().id_salt("many").auto_shrink([false, false]).show(ui, |ui| {
        for (title, fields) in SECTIONS {
            section(ui, title);
            for field in fields {
                apply |= one(app, ui, *field, count);
            }
        }
        ui.add_space(theme::S3);
        ui.horizontal_wrapped(|ui| {
            for (label, action) in [
                ("Mark as reviewed", Action::MarkReviewed),
                ("Set aside", Action::SetAside),
                ("Assign a scene", Action::AssignScene),
                ("Join", Action::Join),
                ("Not captions", Action::Reject),
            ] {
                if ui.add(Button::new(label).shortcut_text(action.key_words(&ctx))).clicked() {
                    app.act(&ctx, action);
                }
            }
        });
    });
    if apply {
        make(app);
        // Undo is the next key as likely as another caption: neither is a text field's.
        ui.memory_mut(|m| m.request_focus(super::table::table_id()));
    }
}

/// One field; tells whether the changes are to be made.
fn one(app: &mut App, ui: &mut Ui, field: Field, count: usize) -> bool {
    let shared = app.state.shared.as_ref().and_then(|s| s.values.get(&field)).cloned().flatten();
    let hint = match &shared {
        Some(_) => "–",
        None if count > COMPARED => "not compared: too many",
        None => "Mixed",
    };
    let value = shared.unwrap_or_default();
    let mine = app.state.batch.as_ref().and_then(|b| b.values.get(&field));
    let touched = mine.is_some();
    let mut text = mine.unwrap_or(&value).clone();
    let before = text.clone();
    let mut apply = false;
    ui.horizontal(|ui| {
        let focused = ui.memory(|m| m.has_focus(field_id(field)));
        let taken = super::coding::keys(ui, field_id(field), &mut text);
        let out = value_edit(ui, field, &mut text, hint, touched);
        let response = out.response.response.clone();
        response.widget_info(|| words::field_info(field.label(), &before, &text));
        if !focused {
            return;
        }
        let clicked = super::coding::show(&app.state.codes, ui, &out, &mut text);
        for (other, value) in taken.or(clicked).into_iter().flat_map(|choice| choice.fields) {
            touch(app, other, Some(value.cell()));
        }
        let (escape, enter) = ui.input_mut(|i| {
            (i.consume_key(Modifiers::NONE, Key::Escape), i.consume_key(Modifiers::NONE, Key::Enter))
        });
        // Enter takes the name that the arrows have chosen, else it makes the changes.
        let picked = enter && super::complete::is_chosen(ui.ctx());
        let names = app.state.names.clone();
        let typed = (touched || text != before) && !super::coding::is_open(ui.ctx());
        let chosen = typed.then(|| super::complete::offer(&names, &response, field, &text, picked)).flatten();
        if escape {
            touch(app, field, None);
            if !touched {
                ui.memory_mut(|m| m.request_focus(super::table::table_id()));
            }
        } else if let Some(chosen) = chosen {
            touch(app, field, Some(chosen));
        } else {
            if text != before {
                touch(app, field, (text != value).then_some(text));
            }
            if enter && !picked {
                apply = app.state.batch.is_some();
                if !apply {
                    ui.memory_mut(|m| m.request_focus(super::table::table_id()));
                }
            }
        }
    });
    apply
}

/// Keeps what is typed for a field; none leaves the field as it is.
fn touch(app: &mut App, field: Field, text: Option<String>) {
    let s = &mut app.state;
    let (selection, listing) = (&s.selection, &s.listing);
    let batch = s.batch.get_or_insert_with(|| {
        let all = listing.as_ref().filter(|_| selection.all);
        let named = all.map_or_else(|| selection.clone(), |listing| Selection::of(&listing.rows));
        Batch { selection: selection.clone(), named, values: BTreeMap::new() }
    });
    match text {
        Some(text) => batch.values.insert(field, text),
        None => batch.values.remove(&field),
    };
    if batch.values.is_empty() {
        app.state.batch = None;
    }
}

/// Sets the fields that were touched on all captions: one change.
fn make(app: &mut App) {
    let Some(batch) = &app.state.batch else { return };
    let read =
        |(field, text): (&Field, &String)| typed_value(*field, text, None).map(|value| (*field, value));
    match batch.values.iter().map(read).collect::<Result<Vec<_>, String>>() {
        Ok(values) => {
            app.state.batch = None;
            let rows = app.state.selected_rows();
            app.desk.send(Command::Change(Change::SetFields { rows, values }));
        }
        Err(why) => app.say(why, true, false),
    }
}
