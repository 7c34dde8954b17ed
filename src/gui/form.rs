//! The lines of a form in the larger dialogs: choices and text behind their names, fields with a line each, a field to choose.

use std::sync::Arc;

use egui::{Button, Id, Key, Role, TextEdit, Ui, Vec2, WidgetInfo};

use super::theme::{self, Tokens};
use super::{complete, words};
use crate::desk::view::Names;
use crate::model::field::Field;

/// The width of the names before the choices.
const NAMES: f32 = 96.0;

/// A row of choices behind its name.
pub fn row(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(
            Vec2::new(NAMES, 26.0),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(NAMES);
                words::quiet(ui, name);
            },
        );
        // With large text the choices need a second line.
        ui.horizontal_wrapped(add);
    });
}

/// A line to type in behind its name; with `first` it takes the keyboard. Tells whether Enter was pressed in it; it keeps the
/// keyboard then.
pub fn typed(ui: &mut Ui, name: &str, hint: &str, text: &mut String, first: bool) -> bool {
    named(ui, None, name, hint, text, first)
}

/// As [`typed`], with the catalog's own names for a field proposed.
pub fn named(
    ui: &mut Ui,
    names: Option<(&Arc<Names>, Field)>,
    name: &str,
    hint: &str,
    text: &mut String,
    first: bool,
) -> bool {
    let mut enter = false;
    row(ui, name, |ui| {
        let before = text.clone();
        let hint = egui::RichText::new(hint).color(Tokens::of(ui.ctx()).quiet);
        let id = Id::unique(("change", name));
        let line = complete::Line::begin(ui, id, text);
        let response = ui.add(
            TextEdit::singleline(text)
                .id(id)
                .event_filter(words::TYPING)
                .hint_text(hint)
                .desired_width(f32::INFINITY),
        );
        response.widget_info(|| words::field_info(name, &before, text));
        if first {
            response.request_focus();
        }
        enter = entered(ui, &response);
        if let Some((names, field)) = names {
            line.end(ui, names, field, text);
        }
    });
    enter
}

/// Whether Enter was pressed in a line. It keeps the keyboard: what is typed next is not meant for a button.
fn entered(ui: &Ui, line: &egui::Response) -> bool {
    let enter = line.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if enter {
        line.request_focus();
    }
    enter && !ui.input(|i| i.modifiers.command)
}

/// Fields with a line each, which can be taken out, and one more added. `what` says what a line is for, as in
/// `City is filled with`. Tells whether Enter was pressed in one.
pub fn field_rows(ui: &mut Ui, what: &str, rows: &mut Vec<(Field, String)>, hint: &str) -> bool {
    let mut enter = false;
    let mut gone = None;
    for (n, (field, text)) in rows.iter_mut().enumerate() {
        row(ui, field.label(), |ui| {
            let before = text.clone();
            let hint = egui::RichText::new(hint).color(Tokens::of(ui.ctx()).quiet);
            let id = Id::unique((what.to_owned(), *field));
            let width = ui.available_width() - 84.0;
            let response = ui.add(TextEdit::singleline(text).id(id).hint_text(hint).desired_width(width));
            let name = format!("{} {what}", field.label());
            response.widget_info(|| words::field_info(&name, &before, text));
            enter |= entered(ui, &response);
            let out = ui.add(Button::new(egui::RichText::new("Take out").size(theme::SMALL)));
            let name = format!("Take out {}", field.label());
            out.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if out.clicked() {
                gone = Some(n);
            }
        });
    }
    if let Some(n) = gone {
        rows.remove(n);
    }
    let mut added = None;
    row(ui, "", |ui| fields(ui, "Add a field", &mut added, Some("Add a field")));
    if let Some(field) = added
        && rows.iter().all(|(f, _)| *f != field)
    {
        rows.push((field, String::new()));
    }
    enter
}

/// A list of fields to choose from; none stands for all that hold words. Closed, its arrows go through the fields, and a letter
/// goes to the next one that begins with it.
pub fn fields(ui: &mut Ui, name: &str, field: &mut Option<Field>, all: Option<&'static str>) {
    let label = |f: Option<Field>| f.map_or(all.unwrap_or("–"), Field::label);
    let shown = label(*field).to_owned();
    let every = all.map(|_| None).into_iter();
    let choices: Vec<Option<Field>> =
        every.chain(Field::all().filter(|f| *f != Field::AlsoIn).map(Some)).collect();
    let mut chosen = false;
    let open = egui::ComboBox::from_id_salt(name)
        .width(200.0)
        .height(340.0f32.min(ui.ctx().content_rect().height() * 0.6))
        .selected_text(&shown)
        .show_ui(ui, |ui| {
            words::on_top(ui);
            for choice in choices.iter().copied() {
                let on = *field == choice;
                let entry = ui.selectable_label(on, label(choice));
                let said = format!("{name}: {}", label(choice));
                entry.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &said));
                if entry.clicked() {
                    *field = choice;
                    chosen = true;
                    ui.close();
                }
            }
        });
    // The keyboard goes on from where the list was opened.
    if chosen {
        open.response.request_focus();
    }
    if open.inner.is_none() && open.response.has_focus() {
        let arrows = egui::EventFilter { vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(open.response.id, arrows));
        let now = choices.iter().position(|c| c == field).unwrap_or(0);
        if let Some(next) = stepped(ui, &choices, now, &label) {
            *field = choices[next];
        }
    }
    open.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(shown.clone());
        info
    });
}

/// The choice that an arrow or a letter goes to from the present one.
fn stepped(
    ui: &Ui,
    choices: &[Option<Field>],
    now: usize,
    label: &dyn Fn(Option<Field>) -> &'static str,
) -> Option<usize> {
    let (up, down, letter) = ui.input_mut(|i| {
        let letter = i.events.iter().find_map(|e| match e {
            egui::Event::Text(text) => text.chars().next().filter(|c| c.is_alphabetic()),
            _ => None,
        });
        (
            i.consume_key(egui::Modifiers::NONE, egui::Key::ArrowUp),
            i.consume_key(egui::Modifiers::NONE, egui::Key::ArrowDown),
            letter,
        )
    });
    if up {
        return now.checked_sub(1);
    }
    if down {
        return Some(now + 1).filter(|n| *n < choices.len());
    }
    let letter = letter?.to_lowercase().to_string();
    let begins = |n: &usize| label(choices[*n]).to_lowercase().starts_with(&letter);
    (now + 1..choices.len()).chain(0..now).find(begins)
}
