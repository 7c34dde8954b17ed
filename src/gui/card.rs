//! A problem as a card beside its caption: its sentence, its evidence, its fix, and the answers with their keys.

use std::sync::Arc;

use egui::{Button, Frame, Margin, Role, Stroke, Ui, Vec2, WidgetInfo};

use super::action::Action;
use super::app::App;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::Right;
use crate::desk::view::*;
use crate::model::finding::Finding;

/// A problem: its kind, its sentence, the evidence, the fix, and the answers with their keys.
pub(super) fn card(app: &mut App, ui: &mut Ui, problem: &Arc<Finding>, first: bool) {
    let t = Tokens::of(ui.ctx());
    let title = crate::desk::check_by_id(&problem.check).map_or(problem.check.as_str(), |c| c.title);
    Frame::new()
        .fill(t.raised)
        .stroke(Stroke::new(1.0, t.hairline))
        .corner_radius(6)
        .inner_margin(Margin::same(10))
        .show(ui, |ui| {
            ui.take_available_width();
            ui.horizontal(|ui| {
                words::mark(ui, problem.severity);
                ui.label(egui::RichText::new(title).font(theme::strong(theme::BODY)));
            });
            ui.label(words::sentence(&problem.message));
            let quoted = problem.evidence.len();
            let split = crate::desk::split_days(problem).is_some();
            // Of a split one caption of each day is proof enough; all of them stand in the Dates view.
            let shown: Vec<_> = match problem.evidence.last() {
                Some(last) if split && quoted > 2 => vec![&problem.evidence[0], last],
                _ => problem.evidence.iter().take(4).collect(),
            };
            let rest = quoted - shown.len();
            for evidence in shown {
                quotation(app, ui, &evidence.text, &evidence.document, evidence.line, evidence.id);
            }
            if rest > 0 {
                words::quiet(ui, format!("and {rest} more"));
            }
            let own = app.state.detail.as_ref().map(|d| d.view.caption.id);
            if let Some(fix) =
                problem.fixes.iter().find(|f| Some(f.id) == own).or(problem.fixes.first()).filter(|_| !split)
            {
                ui.add_space(theme::S1);
                let place = place_of(problem, fix.id).filter(|_| Some(fix.id) != own);
                words::fix_line(ui, fix, place.as_deref());
            }
            ui.add_space(theme::S1);
            if crate::desk::split_days(problem).is_some() {
                return super::dates::answers(app, ui, problem, false, first);
            }
            ui.horizontal_wrapped(|ui| {
                let key = |action: Action| if first { action.key_words(ui.ctx()) } else { String::new() };
                let (accept_key, right_key) = (key(Action::AcceptFix), key(Action::NotAProblem));
                if !problem.fixes.is_empty() {
                    let n = problem.fixes.len();
                    let label = if n == 1 { "Accept".to_owned() } else { format!("Accept {n}") };
                    let response = ui.add(Button::new(label).shortcut_text(accept_key));
                    response.widget_info(|| {
                        WidgetInfo::labeled(Role::Button, true, format!("Accept the fix: {title}"))
                    });
                    if response.clicked() {
                        accept(app, problem);
                    }
                }
                let response = ui.add(Button::new("Not a problem").shortcut_text(right_key));
                response.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, format!("Not a problem: {title}"))
                });
                if response.clicked() {
                    app.desk.send(Command::Change(Change::Dismiss {
                        findings: vec![problem.clone()],
                        right: Right::Finding,
                        note: None,
                    }));
                }
            });
        });
}

fn accept(app: &mut App, problem: &Arc<Finding>) {
    if crate::desk::split_days(problem).is_some() {
        let (findings, answer) = (vec![problem.clone()], crate::desk::DateAnswer::Keep);
        return app.desk.send(Command::Change(Change::Settle { findings, answer }));
    }
    let why = problem.message.clone();
    app.desk.send(Command::Change(Change::Fix { fixes: problem.fixes.clone(), why }));
}

/// Accepts the fixes of the shown caption's first problem that has one.
pub fn accept_first(app: &mut App) {
    let Some(detail) = app.state.detail.clone() else { return };
    match detail.problems.iter().find(|p| !p.fixes.is_empty()) {
        Some(problem) => accept(app, problem),
        None => app.say("This caption has no problem with a fix", false, false),
    }
}

/// Says of the shown caption's first problem that it is right.
pub fn dismiss_first(app: &mut App) {
    let Some(detail) = app.state.detail.clone() else { return };
    if let Some(problem) = detail.problems.first() {
        let (findings, right) = (vec![problem.clone()], Right::Finding);
        app.desk.send(Command::Change(Change::Dismiss { findings, right, note: None }));
    }
}

/// So many rows of a quotation are shown: the date of a caption is mostly at its end, and belongs to the proof.
const QUOTED_ROWS: usize = 3;

/// Words of a document, with where they stand; a click goes there.
pub fn quotation(
    app: &mut App,
    ui: &mut Ui,
    text: &str,
    document: &str,
    line: Option<u32>,
    id: Option<crate::model::caption::CaptionId>,
) {
    let t = Tokens::of(ui.ctx());
    let response = Frame::new()
        .inner_margin(Margin { left: 12, ..Margin::ZERO })
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let room = ui.available_width();
            let mut job =
                egui::text::LayoutJob::simple(text.to_owned(), theme::serif(theme::BODY), t.text, room);
            job.wrap.max_rows = QUOTED_ROWS;
            ui.add(egui::Label::new(job));
            let place = line.map_or_else(|| document.to_owned(), |l| format!("{document} · line {l}"));
            words::line(ui, &place, theme::sans(theme::SMALL), t.quiet, room);
        })
        .response;
    let bar = egui::Rect::from_min_size(response.rect.min, Vec2::new(2.0, response.rect.height()));
    ui.painter().rect_filled(bar, 0.0, t.hairline);
    let Some(id) = id else { return };
    let response = ui.interact(response.rect, response.id.with(("go", id.0, line)), egui::Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Link, true, format!("Go to {document}, line {}", line.unwrap_or(0)))
    });
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.clicked() {
        let row = app.state.rows.values().find(|v| v.caption.id == id).map(|v| v.row);
        match row {
            Some(row) => app.go_to_row(row),
            None => app.set_query(format!("id:{id}")),
        }
    }
}

/// Where a problem's caption stands, in words.
pub fn place_of(problem: &Finding, id: crate::model::caption::CaptionId) -> Option<String> {
    let caption = problem.captions.iter().find(|c| c.id == id)?;
    Some(
        caption.line.map_or_else(|| caption.document.clone(), |l| format!("{} · line {l}", caption.document)),
    )
}
