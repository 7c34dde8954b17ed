//! The Problems view: every problem, check by check, and what was said to be right.

use std::sync::Arc;

use egui::{Frame, Margin, Role, Stroke, Ui, WidgetInfo};

use super::app::App;
use super::card::{place_of, quotation};
use super::state::*;
use super::theme::{self, Tokens};
use super::views::{body, page};
use super::words;
use crate::desk::Right;
use crate::desk::view::*;
use crate::model::finding::Finding;

/// Every problem, check by check.
pub fn problems(app: &mut App, ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    let problems = app.state.problems.clone();
    if problems.open.is_empty() {
        let sentence = if problems.dismissed.is_empty() {
            "Every caption passes the checks.".to_owned()
        } else {
            format!("All is settled; {} were said to be right as they stand.", problems.dismissed.len())
        };
        return page(ui, "Nothing to look at", &sentence, |_| {});
    }
    body(ui, "problems", |ui| {
        for check in crate::desk::checks() {
            let found: Vec<&Arc<Finding>> = problems.open.iter().filter(|f| f.check == check.id).collect();
            if found.is_empty() {
                continue;
            }
            ui.horizontal(|ui| {
                words::mark(ui, check.severity);
                ui.label(egui::RichText::new(check.title).font(theme::strong(theme::LARGE)));
                words::quiet(ui, format!("{} · {}", words::thousands(found.len()), check.id));
            });
            if let Some(why) = check.page.split("## Why").nth(1).and_then(|w| w.split("##").next()) {
                words::quiet(ui, why.trim());
            }
            ui.add_space(theme::S1);
            for problem in found.into_iter().take(100) {
                problem_line(app, ui, problem, false);
            }
            ui.add_space(theme::S4);
        }
        if !problems.dismissed.is_empty() {
            words::rule(ui);
            ui.add_space(theme::S2);
            words::heading(ui, "Said to be right");
            for dismissed in problems.dismissed.iter().take(100) {
                ui.label(egui::RichText::new(&dismissed.finding.message).color(t.quiet));
                if !dismissed.note.is_empty() {
                    words::quiet(ui, dismissed.note.as_str());
                }
                if ui.button("Open again").clicked() {
                    let change = Change::Reopen { dismissed: Box::new(dismissed.clone()) };
                    app.desk.send(Command::Change(change));
                }
            }
        }
    });
}

pub(super) fn problem_line(app: &mut App, ui: &mut Ui, problem: &Arc<Finding>, keys: bool) {
    let t = Tokens::of(ui.ctx());
    Frame::new()
        .fill(t.raised)
        .stroke(Stroke::new(1.0, t.hairline))
        .corner_radius(6)
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.take_available_width();
            ui.label(words::sentence(&problem.message));
            for evidence in problem.evidence.iter().take(5) {
                quotation(app, ui, &evidence.text, &evidence.document, evidence.line, evidence.id);
            }
            if problem.captions.len() > 5 {
                words::quiet(
                    ui,
                    format!("{} in all", words::count(problem.captions.len(), "caption", "captions")),
                );
            }
            let split = crate::desk::split_days(problem).is_some();
            if !split {
                for fix in problem.fixes.iter().take(3) {
                    let place = place_of(problem, fix.id);
                    words::fix_line(ui, fix, place.as_deref());
                }
                if problem.fixes.len() > 3 {
                    words::quiet(ui, format!("and {} more", problem.fixes.len() - 3));
                }
            }
            ui.add_space(theme::S1);
            super::dates::answers(app, ui, problem, keys, false);
            ui.horizontal(|ui| {
                let title = crate::desk::check_by_id(&problem.check).map_or("", |c| c.title);
                if ui.button("Show captions").clicked() {
                    app.set_view(View::Captions);
                    app.set_query(shown_by(problem));
                }
                if split {
                    return;
                }
                if !problem.fixes.is_empty() {
                    let n = problem.fixes.len();
                    let label =
                        if n == 1 { "Accept the fix".to_owned() } else { format!("Accept {n} fixes") };
                    if ui.button(label).clicked() {
                        let change =
                            Change::Fix { fixes: problem.fixes.clone(), why: problem.message.clone() };
                        app.desk.send(Command::Change(change));
                    }
                }
                let response = ui.button("Not a problem");
                response.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, format!("Not a problem: {title}"))
                });
                if response.clicked() {
                    let (findings, right) = (vec![problem.clone()], Right::Finding);
                    app.desk.send(Command::Change(Change::Dismiss { findings, right, note: None }));
                }
            });
        });
    ui.add_space(theme::S2);
}

/// The filter that shows a problem's captions.
pub(super) fn shown_by(problem: &Finding) -> String {
    let documents: std::collections::BTreeSet<&str> =
        problem.captions.iter().map(|c| c.document.as_str()).collect();
    match (problem.captions.len(), documents.len()) {
        (n, _) if n <= 8 => {
            let ids: Vec<String> = problem.captions.iter().map(|c| format!("id:{}", c.id)).collect();
            ids.join(" OR ")
        }
        (_, 1) => {
            let document = documents.into_iter().next().unwrap_or_default();
            format!("problem:{} document:\"{}\"", problem.check, document.replace('"', " "))
        }
        _ => format!("problem:{}", problem.check),
    }
}
