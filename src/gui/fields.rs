//! The fields of one caption in the inspector, below its words.

use egui::{Color32, Frame, Key, Margin, Modifiers, Stroke, TextEdit, Ui, Vec2};

use super::app::App;
use super::inspector::*;
use super::marks;
use super::state::*;
use super::theme::{self, Tokens};
use super::words::{self, Side};
use crate::desk::view::*;
use crate::model::caption::Caption;
use crate::model::field::{Field, Kind, Value};

/// What a code that was taken in this field puts into others.
pub(super) fn goes_with(app: &App, ui: &mut Ui, rows: &[i64], field: Field) {
    let draft = app.state.draft.as_ref().filter(|d| d.field == field && d.rows == rows);
    if let Some(draft) = draft.filter(|d| !d.also.is_empty()) {
        words::quiet(ui, format!("With it goes {}", super::coding::fills(&draft.also)));
    }
}

/// Keeps what is typed until the field is left.
pub(super) fn keep(
    app: &mut App,
    rows: &[i64],
    field: Field,
    original: &str,
    before: &str,
    text: String,
    ui: &Ui,
) {
    if text == before {
        return;
    }
    if app.state.read_only {
        return app.say_read_only();
    }
    let mine = app.state.draft.take().filter(|d| d.field == field && d.rows == rows);
    // What was seen when typing began stays the ground of it, whatever another hand does meanwhile.
    let (original, also) = match mine {
        Some(d) if d.sent => (d.text, Vec::new()),
        Some(d) => (d.original, d.also),
        None => (original.to_owned(), Vec::new()),
    };
    let at = ui.input(|i| i.time);
    app.state.draft = Some(Draft { rows: rows.to_vec(), field, original, text, also, sent: false, at });
}

/// What was printed for a field that was corrected.
pub(super) fn as_printed(app: &mut App, ui: &mut Ui, rows: &[i64], field: Field, printed: &Value, now: &str) {
    let t = Tokens::of(ui.ctx());
    let words_ = printed.cell();
    below(ui, |ui| {
        words::quiet(ui, "printed:");
        if words_.is_empty() {
            words::quiet(ui, "nothing");
        } else {
            ui.label(words::changed(&words_, now, Side::Before, theme::sans(theme::SMALL), t));
        }
        if take_back(ui, field) {
            let change = Change::Set { rows: rows.to_vec(), field, value: printed.clone(), why: None };
            app.desk.send(Command::Change(change));
        }
    });
}

/// The caption's date in the words of the page, and how it came about.
pub(super) fn date_words(ui: &mut Ui, caption: &Caption) {
    use crate::model::date::DateBasis;
    let mut known = Vec::new();
    known.extend(caption.date_as_printed.as_ref().map(|printed| format!("printed: {printed}")));
    if caption.date_created.is_some() {
        known.extend(caption.date_basis.map(|basis| {
            match basis {
                DateBasis::Caption => "read from the caption",
                DateBasis::Credit => "read from the credit",
                DateBasis::Photo => "read from the photo",
                DateBasis::Document => "read with the document's date",
                DateBasis::Desk => "set by the desk",
            }
            .to_owned()
        }));
    }
    known.extend(caption.document_date.map(|d| format!("document of {}", words::short_date(d, true))));
    known.extend(caption.date_note.as_ref().map(|note| format!("note: {note}")));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().interact_size.y = 18.0;
        for line in known {
            below(ui, |ui| {
                words::quiet(ui, line);
            });
        }
    });
}

/// A field's label, and the line for its value. A field that was `touched` says so by its label.
pub(super) fn value_edit(
    ui: &mut Ui,
    field: Field,
    text: &mut String,
    hint: &str,
    touched: bool,
) -> egui::text_edit::TextEditOutput {
    let t = Tokens::of(ui.ctx());
    let id = field_id(field);
    ui.spacing_mut().item_spacing.x = 8.0;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(LABELS, 26.0), egui::Sense::hover());
    let (font, ink) = match touched {
        true => (theme::strong(theme::SMALL), t.accent),
        false => (theme::sans(theme::SMALL), t.quiet),
    };
    words::paint_line(ui, rect.left_center(), field.label(), font, ink, LABELS);
    if touched {
        let bar = egui::Rect::from_min_size(rect.min + Vec2::new(-7.0, 4.0), Vec2::new(3.0, 18.0));
        ui.painter().rect_filled(bar, 1.0, t.accent);
    }
    let focused = ui.memory(|m| m.has_focus(id));
    let before = text.clone();
    let offered = focused && super::coding::is_open(ui.ctx());
    let hint = egui::RichText::new(hint).color(t.quiet);
    let frame = Frame::new()
        .fill(if focused { t.raised } else { Color32::TRANSPARENT })
        .stroke(Stroke::new(1.0, if focused { t.accent } else { Color32::TRANSPARENT }))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(6, 4));
    let long = text.chars().count() > 34 && field.kind() != Kind::Date;
    let edit = if long { TextEdit::multiline(text).desired_rows(1) } else { TextEdit::singleline(text) };
    let width = ui.available_width() - 16.0;
    let out = edit
        .id(id)
        .event_filter(egui::EventFilter { tab: offered, ..words::TYPING })
        .frame(frame)
        .hint_text(hint)
        .desired_width(width)
        .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
        .show(ui);
    if comes(ui, &out.response.response) && *text == before && !by_mouse(ui) {
        words::follow(&out.response);
        select_all(ui, id, &before);
    }
    if out.response.hovered() && !focused {
        let around = out.response.rect;
        ui.painter().rect_stroke(around, 4.0, Stroke::new(1.0, t.hairline), egui::StrokeKind::Inside);
    }
    out
}

/// Whether the keyboard has come to a field since it was drawn last; also where it was sent there behind the field's own drawing.
fn comes(ui: &Ui, response: &egui::Response) -> bool {
    let (id, now) = (response.id.with("had the keyboard"), ui.ctx().cumulative_pass_nr());
    if !response.has_focus() {
        return false;
    }
    let last = ui.data(|d| d.get_temp::<u64>(id));
    ui.data_mut(|d| d.insert_temp(id, now));
    last.is_none_or(|last| last + 2 < now)
}

/// A field that the keyboard comes to has its value selected, as in every form: what is typed stands in its place. The mouse puts
/// the cursor where it clicks.
fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    if let Some(mut state) = egui::text_edit::TextEditState::load(ui.ctx(), id) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
}

fn by_mouse(ui: &Ui) -> bool {
    ui.input(|i| {
        let p = &i.pointer;
        p.any_down() || p.any_released() || p.time_since_last_click() < 0.2
    })
}

/// One field: its label, and its value to type in.
pub(super) fn one(app: &mut App, ui: &mut Ui, rows: &[i64], field: Field, value: &str, hint: &str) {
    let id = field_id(field);
    let mine = app.state.draft.as_ref().filter(|d| d.field == field && d.rows == rows);
    let mut text = mine.map_or_else(|| value.to_owned(), |d| d.text.clone());
    let before = text.clone();
    ui.horizontal(|ui| {
        let focused = ui.memory(|m| m.has_focus(id));
        let taken = super::coding::keys(ui, id, &mut text);
        let out = value_edit(ui, field, &mut text, hint, false);
        let response = out.response.response.clone();
        response.widget_info(|| words::field_info(field.label(), &before, &text));
        if let Some(detail) = app.state.detail.clone().filter(|d| rows == [d.view.row]) {
            let marks = marks::of(&detail.problems, detail.view.caption.id, field, value, &text);
            marked_words(app, ui, &detail, &out, &text, &marks);
        }
        if focused {
            let clicked = super::coding::show(&app.state.codes, ui, &out, &mut text);
            let (escape, enter) = ui.input_mut(|i| {
                (i.consume_key(Modifiers::NONE, Key::Escape), i.consume_key(Modifiers::NONE, Key::Enter))
            });
            keep(app, rows, field, value, &before, text.clone(), ui);
            if let (Some(choice), Some(draft)) = (taken.or(clicked), &mut app.state.draft) {
                draft.also.extend(choice.fields);
            }
            // Enter takes the name that the arrows have chosen, else what was typed.
            let picked = enter && super::complete::is_chosen(ui.ctx());
            let enter = enter && !picked;
            let offered = app.state.draft.is_some() && !super::coding::is_open(ui.ctx());
            let names = app.state.names.clone();
            let chosen =
                offered.then(|| super::complete::offer(&names, &response, field, &text, picked)).flatten();
            if let Some(chosen) = chosen {
                keep(app, rows, field, value, &before, chosen, ui);
                app.commit_draft();
            } else if escape {
                app.state.draft = None;
                ui.memory_mut(|m| m.request_focus(super::table::table_id()));
            } else if enter {
                app.commit_draft();
                ui.memory_mut(|m| m.request_focus(super::table::table_id()));
            }
        }
    });
    goes_with(app, ui, rows, field);
}
