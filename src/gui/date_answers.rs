//! The answers to a split of dates, each with its key and what it changes.

use std::sync::Arc;

use egui::{Button, Ui, Vec2};

use super::action::Action;
use super::app::App;
use super::dates::*;
use super::state::*;
use super::theme::{self};
use super::words;
use crate::desk::view::*;
use crate::desk::{DateAnswer, Right};
use crate::model::finding::Finding;

/// The answers to a split, each with its key where the keys are for it, and with what it would change: keep both dates,
/// one of the days for all, or it is right as it is.
pub fn answers(app: &mut App, ui: &mut Ui, problem: &Arc<Finding>, keys: bool, card: bool) {
    let ctx = ui.ctx().clone();
    let Some((first, next)) = crate::desk::split_days(problem) else { return };
    let day = |d| words::short_date(d, false);
    let later = problem.fixes.len();
    let earlier = crate::desk::split_earlier(problem);
    let named = |n| words::count(n, "caption", "captions");
    let to_next = match problem.check.as_str() {
        "date-event-split" => format!("corrects the date of {}, but those dated by hand", named(earlier)),
        _ => format!("corrects the date of {}", named(earlier)),
    };
    let choices = [
        (
            format!("Keep both: file under {}", day(first)),
            "K",
            egui::Key::K,
            Some(DateAnswer::Keep),
            format!("files {} under {} with the reason as a note; no date changes", named(later), day(first)),
        ),
        (
            format!("All {}", day(first)),
            "1",
            egui::Key::Num1,
            Some(DateAnswer::To(first)),
            format!("corrects the date of {}; the printed one stays beside it", named(later)),
        ),
        (format!("All {}", day(next)), "2", egui::Key::Num2, Some(DateAnswer::To(next)), to_next),
        (
            "Right as it is".to_owned(),
            "R",
            egui::Key::R,
            None,
            "changes nothing, and is not asked again".to_owned(),
        ),
    ];
    let others = if keys { others(app, problem) } else { Vec::new() };
    for (label, key_words, key, answer, said) in choices {
        let shown = match (&answer, keys) {
            (_, true) => key_words.to_owned(),
            (Some(DateAnswer::Keep), _) if card => super::card::key_words(app, &ctx, Action::AcceptFix),
            (None, _) if card => super::card::key_words(app, &ctx, Action::NotAProblem),
            _ => String::new(),
        };
        answer_row(ui, |ui| {
            // The key with Shift first: without, it would be heard in both.
            let all = keys && ui.input_mut(|i| i.consume_key(egui::Modifiers::SHIFT, key));
            let pressed = keys && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, key));
            let clicked = answer_button(ui, &label, &shown, &said);
            if clicked || pressed || all {
                let mut findings = vec![problem.clone()];
                if all || app.state.settle_all {
                    findings.extend(others.iter().cloned());
                }
                app.state.settle_all = false;
                app.settling(problem);
                app.desk.send(Command::Change(match answer {
                    Some(answer) => Change::Settle { findings, answer },
                    None => Change::Dismiss { findings, right: Right::Finding, note: None },
                }));
            }
        });
    }
    answer_row(ui, |ui| {
        let pressed = keys && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::S));
        let shown = if keys { "S" } else { "" };
        let clicked = answer_button(ui, "Set some…", shown, "dates those that you choose on one of the days");
        if clicked || pressed {
            app.state.overlay = super::setsome::Form::of(problem).map(Overlay::SetSome);
        }
    });
    if !others.is_empty() {
        ui.add_space(theme::S1);
        let label = format!("The same answer for {} more of this event", others.len());
        ui.horizontal_wrapped(|ui| {
            if ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::A)) {
                app.state.settle_all = !app.state.settle_all;
            }
            super::boxes::checkbox(ui, &mut app.state.settle_all, label);
            words::quiet(ui, "A, or Shift with K or R");
        });
    }
}

/// So wide is the column of the answers' buttons; where a card is narrow, what they would change goes below.
pub(super) const ANSWERS: f32 = 236.0;

pub(super) fn answer_row(ui: &mut Ui, row: impl FnOnce(&mut Ui)) {
    match ui.available_width() > ANSWERS + 140.0 {
        true => ui.horizontal(row),
        false => ui.vertical(row),
    };
}

/// An answer, and behind it what it would change; whether it was clicked.
pub(super) fn answer_button(ui: &mut Ui, label: &str, key: &str, said: &str) -> bool {
    let beside = ui.layout().is_horizontal();
    let width = if beside { ANSWERS } else { ui.available_width().min(ANSWERS) };
    let button = Button::new(label).shortcut_text(key).min_size(Vec2::new(width, 0.0));
    let clicked = ui.add(button).clicked();
    ui.scope(|ui| {
        // It goes on below itself and not below the buttons.
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
        words::quiet(ui, said);
    });
    clicked
}

/// The other open splits of the same event on the same days.
pub(super) fn others(app: &App, problem: &Arc<Finding>) -> Vec<Arc<Finding>> {
    let days = crate::desk::split_days(problem);
    let event = event_of(app, problem);
    let same =
        |f: &&Arc<Finding>| *f != problem && crate::desk::split_days(f) == days && event_of(app, f) == event;
    if days.is_none() || event.is_none() {
        return Vec::new();
    }
    app.state.problems.open.iter().filter(same).cloned().collect()
}
