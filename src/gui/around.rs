//! What stands around a caption: the lines of its document, what else can be done to it, what was done.

use egui::{Button, Role, Ui, Vec2, WidgetInfo};

use super::action::Action;
use super::app::App;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::*;
use crate::model::field::Value;
use crate::model::operation::Edit;

/// The lines around the caption, as the document has them.
pub(super) fn context(app: &mut App, ui: &mut Ui, detail: &Detail) {
    let t = Tokens::of(ui.ctx());
    let own = detail.view.caption.id;
    let document = detail.view.caption.document.clone();
    for line in &detail.context {
        if line.text.trim().is_empty() {
            continue;
        }
        let mine = line.caption == Some(own);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (rect, _) = ui.allocate_exact_size(Vec2::new(32.0, 20.0), egui::Sense::hover());
            let number =
                ui.painter().layout_no_wrap(line.number.to_string(), theme::sans(theme::SMALL), t.quiet);
            ui.painter().galley(
                egui::Pos2::new(rect.right() - number.size().x, rect.center().y - number.size().y / 2.0),
                number,
                t.quiet,
            );
            if mine {
                ui.painter().rect_filled(
                    egui::Rect::from_min_size(rect.min - Vec2::new(4.0, 0.0), Vec2::new(3.0, 20.0)),
                    0.0,
                    t.accent,
                );
            }
            let free = line.caption.is_none();
            let room = ui.available_width() - if free { 48.0 } else { 0.0 };
            let ink = if mine { t.text } else { t.quiet };
            words::line(ui, &line.text, theme::serif(theme::BODY), ink, room).on_hover_text(&line.text);
            if free {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let text = egui::RichText::new("Take").size(theme::SMALL).color(t.accent);
                    let response = words::bare(ui, Button::new(text));
                    let name = format!("Take line {} as a caption", line.number);
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                    if response.on_hover_text("Take this line as a caption").clicked() {
                        let change = Change::Take { document: document.to_string(), line: line.number };
                        app.desk.send(Command::Change(change));
                    }
                });
            }
        });
    }
    if let Some(place) = detail.document {
        let text = egui::RichText::new("All lines of the document").size(theme::SMALL).color(t.accent);
        if words::bare(ui, Button::new(text)).clicked() {
            app.open_document(place, detail.view.row);
        }
    }
}

/// What else can be done to a caption.
pub(super) fn reshape(app: &mut App, ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    ui.horizontal_wrapped(|ui| {
        for (action, hint) in [
            (Action::Reject, "Take this caption out of the catalog; it can be taken back"),
            (Action::Split, "Two captions of this one, cut where the cursor stands in its words"),
        ] {
            let text = egui::RichText::new(action.row().label).size(theme::SMALL);
            let key = egui::RichText::new(action.key_words(&ctx)).size(theme::SMALL);
            if ui.add(Button::new(text).shortcut_text(key)).on_hover_text(hint).clicked() {
                app.act(&ctx, action);
            }
        }
    });
}

/// What was done to the caption.
pub(super) fn history(app: &mut App, ui: &mut Ui, detail: &Detail) {
    let t = Tokens::of(ui.ctx());
    if detail.history.is_empty() {
        words::quiet(ui, "Nothing was changed since it was imported.");
        return;
    }
    let caption = &detail.view.caption;
    for change in &detail.history {
        let operation = &change.operation;
        ui.horizontal_wrapped(|ui| {
            let words_ =
                format!("{} · {} · {}", operation.label, operation.by, words::local_time(&operation.at));
            words::quiet(ui, words_);
            if operation.in_effect {
                let text = egui::RichText::new("Take back").size(theme::SMALL).color(t.accent);
                let response = words::bare(ui, Button::new(text));
                let name = format!("Take back operation {}", operation.id);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if response.clicked() {
                    app.desk.send(Command::Change(Change::Undo(Some(operation.id))));
                }
            } else {
                words::quiet(ui, "taken back");
            }
        });
        for edit in change.edits.iter().take(3) {
            if let Edit::Set { field, old, new, .. } = edit {
                let printed = caption.corrections.iter().find(|c| c.field == *field).map(|c| &c.as_printed);
                let said = |v: &Option<Value>| match (v, printed) {
                    (Some(value), _) => value.cell(),
                    (None, Some(printed)) => printed.cell(),
                    // Nothing stands beside print now.
                    (None, None) => caption.value(*field).cell(),
                };
                let (before, after) = (said(old), said(new));
                let mut job = egui::text::LayoutJob::default();
                let small = theme::sans(theme::SMALL);
                let quiet = egui::TextFormat { font_id: small.clone(), color: t.quiet, ..Default::default() };
                job.append(&format!("{}  ", field.label()), 0.0, quiet);
                words::append(&mut job, words::changed_only(&before, &after, small, t));
                job.wrap.max_width = ui.available_width();
                job.wrap.max_rows = 2;
                ui.label(job).on_hover_text(format!("{before} → {after}"));
            }
        }
        ui.add_space(theme::S1);
    }
}
