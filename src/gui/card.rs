//! A problem as a card beside its caption: its sentence, its evidence, its fix, and the answers with their keys.

use std::sync::Arc;

use egui::{Button, Frame, Margin, Role, Stroke, Ui, Vec2, WidgetInfo};

use super::action::Action;
use super::app::App;
use super::marks;
use super::state::*;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::Right;
use crate::model::caption::CaptionId;
use crate::model::finding::{Evidence, Finding, Severity};

/// So many quotations and fixes are shown on a card; how many more there are is said.
const QUOTED: usize = 3;
const FIXES: usize = 3;

/// The title of a check, by its id.
pub fn title_of(check: &str) -> &str {
    crate::desk::check_by_id(check).map_or(check, |c| c.title)
}

/// A problem: its kind, its sentence, the evidence, the fix, and the answers. The keys are for the one that is `current`.
pub(super) fn card(app: &mut App, ui: &mut Ui, problem: &Arc<Finding>, current: bool) {
    let t = Tokens::of(ui.ctx());
    let title = title_of(&problem.check);
    let gone_to = current && app.state.problem.is_some();
    let edge = Stroke::new(1.0, t.hairline);
    let frame = Frame::new().fill(t.raised).stroke(edge).corner_radius(6).inner_margin(Margin::same(10));
    let shown = frame.show(ui, |ui| {
        ui.take_available_width();
        ui.horizontal(|ui| {
            words::mark(ui, problem.severity);
            let room = ui.available_width() - 52.0;
            words::line(ui, title, theme::strong(theme::BODY), t.text, room).on_hover_text(title);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                about(app, ui, &problem.check, title);
            });
        });
        ui.label(words::sentence(&problem.message));
        if super::picture::is(problem) {
            super::picture::pair(app, ui, problem);
            return answers(app, ui, problem, title, current);
        }
        let split = crate::desk::split_days(problem).is_some();
        // The caption's own words stand above, with the same words marked.
        let view = app.state.detail.as_ref().map(|d| &d.view.caption);
        let own = view.map(|c| c.id);
        let above = |e: &&Evidence| view.is_some_and(|c| e.id == Some(c.id) && e.text == c.description);
        let others: Vec<&Evidence> = problem.evidence.iter().filter(|e| !above(e)).collect();
        // Of a split one caption of each day is proof enough; all of them stand in the Dates view.
        let shown: Vec<&Evidence> = match (others.first(), others.last()) {
            (Some(first), Some(last)) if split && others.len() > 2 => vec![first, last],
            _ => others.iter().take(QUOTED).copied().collect(),
        };
        let rest = others.len() - shown.len();
        let quoted = problem.evidence.len();
        for evidence in shown {
            quotation(app, ui, evidence, problem.severity);
        }
        if rest > 0 {
            words::quiet(ui, format!("and {rest} more"));
        }
        if problem.captions.len() > quoted.max(1) {
            words::quiet(
                ui,
                format!("{} in all", words::count(problem.captions.len(), "caption", "captions")),
            );
        }
        ui.add_space(theme::S1);
        if split {
            return super::date_answers::answers(app, ui, problem, false, current);
        }
        fixes(ui, problem, own);
        answers(app, ui, problem, title, current);
    });
    if gone_to {
        // Over the edge and not in its place: what is in the card stays where it is.
        let ring = Stroke::new(1.5, t.accent);
        ui.painter().rect_stroke(shown.response.rect, 6.0, ring, egui::StrokeKind::Inside);
    }
    if current && app.state.reveal_problem && app.shows_selected() {
        app.state.reveal_problem = false;
        // With the caption's words above it, where there is room for both.
        let rect = shown.response.rect;
        let bottom = rect.bottom().min(rect.top() + ui.clip_rect().height());
        ui.scroll_to_rect(rect.with_min_y(rect.top() - 2000.0).with_max_y(bottom), Some(egui::Align::Min));
    }
}

/// The way to a check's page.
fn about(app: &mut App, ui: &mut Ui, check: &str, title: &str) {
    let t = Tokens::of(ui.ctx());
    let text = egui::RichText::new("Why").size(theme::SMALL).color(t.accent);
    let response = words::bare(ui, Button::new(text));
    let name = format!("About the check: {title}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let key = Action::CheckPage.key_words(ui.ctx());
    if response.on_hover_text(format!("What this check finds, and why ({key})")).clicked() {
        app.state.overlay = Some(Overlay::Page { check: check.to_owned() });
    }
}

/// What the fixes would change, the caption's own first.
fn fixes(ui: &mut Ui, problem: &Finding, own: Option<CaptionId>) {
    let mut all: Vec<_> = problem.fixes.iter().collect();
    all.sort_by_key(|f| Some(f.id) != own);
    // The same change in many captions is told once.
    let alike = |f: &&crate::model::finding::Fix| {
        all.first().is_some_and(|a| (a.field, &a.from, &a.to) == (f.field, &f.from, &f.to))
    };
    if all.len() > 1 && all.iter().all(alike) {
        let places = format!("in {}", words::count(all.len(), "caption", "captions"));
        words::fix_line(ui, all[0], Some(&places));
        ui.add_space(theme::S1);
        return;
    }
    for fix in all.iter().take(FIXES) {
        let place = place_of(problem, fix.id).filter(|_| Some(fix.id) != own);
        words::fix_line(ui, fix, place.as_deref());
    }
    if all.len() > FIXES {
        words::quiet(ui, format!("and {} more", all.len() - FIXES));
    }
    if !all.is_empty() {
        ui.add_space(theme::S1);
    }
}

/// The key of an answer: in the list of problems one alone is enough, where it is on one.
pub(super) fn key_words(app: &App, ctx: &egui::Context, action: Action) -> String {
    let listed = app.state.view == View::Problems && app.state.list.is_on_problem();
    match action {
        Action::AcceptFix if listed => "Enter".to_owned(),
        Action::NotAProblem if listed => "Del".to_owned(),
        Action::NextProblem if listed => "Space".to_owned(),
        action => action.key_words(ctx),
    }
}

fn answers(app: &mut App, ui: &mut Ui, problem: &Arc<Finding>, title: &str, current: bool) {
    let t = Tokens::of(ui.ctx());
    let ctx = ui.ctx().clone();
    let key_of = |app: &App, action| if current { key_words(app, &ctx, action) } else { String::new() };
    let keys = [Action::AcceptFix, Action::NotAProblem, Action::NextProblem, Action::RightBecause];
    let keys = keys.map(|action| (action, key_of(app, action)));
    let key = |action: Action| keys.iter().find(|(a, _)| *a == action).map_or("", |(_, words)| words);
    let mut focus = current && std::mem::take(&mut app.state.focus_card);
    ui.horizontal_wrapped(|ui| {
        let picture = super::picture::is(problem);
        if picture || !problem.fixes.is_empty() {
            let (label, name) = match problem.fixes.len() {
                _ if picture => ("Join as one picture".to_owned(), format!("Join as one picture: {title}")),
                1 => ("Accept".to_owned(), format!("Accept the fix: {title}")),
                n => (format!("Accept {n}"), format!("Accept the fix: {title}")),
            };
            let response = ui.add(Button::new(label).shortcut_text(key(Action::AcceptFix)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if std::mem::take(&mut focus) {
                response.request_focus();
            }
            if response.clicked() {
                app.accept(problem);
            }
        } else {
            let field = crate::desk::field_to_mend(problem).label();
            let label = match super::walk::of_all(problem) {
                true => format!("Type the {} of {}", field.to_lowercase(), problem.captions.len()),
                false => format!("Type the {}", field.to_lowercase()),
            };
            let response = ui.add(Button::new(&label).shortcut_text(key(Action::AcceptFix)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{label}: {title}")));
            if std::mem::take(&mut focus) {
                response.request_focus();
            }
            if response.clicked() {
                app.correct(problem);
            }
        }
        let right = if picture { "Two pictures" } else { "Not a problem" };
        let response = ui.add(Button::new(right).shortcut_text(key(Action::NotAProblem)));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{right}: {title}")));
        if std::mem::take(&mut focus) {
            response.request_focus();
        }
        if response.clicked() {
            app.say_right(problem, Right::Finding, None);
        }
        if current {
            // In the list of problems it is put off; elsewhere the key only looks at the next one, and so does the button.
            let listed = app.state.view == View::Problems;
            let label = if listed { "Later" } else { "Next" };
            let shown = if listed && !app.state.list.is_on_problem() { "" } else { key(Action::NextProblem) };
            let response = ui.add(Button::new(label).shortcut_text(shown));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{label}: {title}")));
            if response.clicked() {
                match listed {
                    true => app.put_off(),
                    false => app.step_problem(true),
                }
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        let link = |ui: &mut Ui, label: String, name: String, tip: &str| {
            let text = egui::RichText::new(label).size(theme::SMALL).color(t.accent);
            let response = words::bare(ui, Button::new(text));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            response.on_hover_text(tip).clicked()
        };
        if let Some(word) = &problem.word {
            let label = format!("“{word}” is right in this catalog");
            let name = format!("“{word}” is right in this catalog: {title}");
            if link(
                ui,
                label,
                name,
                "It becomes one of the catalog's own words, and no check doubts it again",
            ) {
                app.say_right(problem, Right::Word, None);
            }
        }
        let n = problem.captions.len();
        if n > 1
            && link(
                ui,
                format!("Show its {n} captions"),
                format!("Show the {n} captions: {title}"),
                "In the list",
            )
        {
            app.set_view(View::Captions);
            app.set_query(shown_by(problem));
        }
        let tip = format!("How far it is right, and a note {}", key(Action::RightBecause));
        if link(ui, "Right because…".into(), format!("Right because…: {title}"), tip.trim()) {
            app.state.overlay = Some(Overlay::right(problem));
        }
    });
}

/// So many rows of a quotation are shown: the date of a caption is mostly at its end, and belongs to the proof.
const QUOTED_ROWS: usize = 3;

/// Words of a document with what proves a problem marked, and where they stand; a click goes there.
pub fn quotation(app: &mut App, ui: &mut Ui, evidence: &Evidence, severity: Severity) {
    let t = Tokens::of(ui.ctx());
    let Evidence { id, document, line, text, marks } = evidence;
    let response = Frame::new()
        .inner_margin(Margin { left: 12, ..Margin::ZERO })
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let room = ui.available_width();
            // About as many letters as three rows hold.
            let letters = (room / 6.6) as usize * QUOTED_ROWS;
            let (words_, marks) = marks::excerpt(text, marks, severity, letters.max(60));
            marks::label(ui, &words_, &marks, theme::serif(theme::BODY), QUOTED_ROWS);
            let place = line.map_or_else(|| document.to_string(), |l| format!("{document} · line {l}"));
            words::line(ui, &place, theme::sans(theme::SMALL), t.quiet, room);
        })
        .response;
    let bar = egui::Rect::from_min_size(response.rect.min, Vec2::new(2.0, response.rect.height()));
    ui.painter().rect_filled(bar, 0.0, t.hairline);
    let Some(id) = *id else { return };
    let response = ui.interact(response.rect, response.id.with(("go", id.0, line)), egui::Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Link, true, format!("Go to {document}, line {}", line.unwrap_or(0)))
    });
    if response.has_focus() {
        words::ring(ui, response.rect.expand(2.0));
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.clicked() {
        let seen = || app.state.rows.values().find(|v| v.caption.id == id).map(|v| v.row);
        let row = app.state.problems.named.row(id).or_else(seen);
        match row {
            Some(row) => app.go_to_row(row),
            None => app.set_query(format!("id:{id}")),
        }
    }
}

/// Where a problem's caption stands, in words.
pub fn place_of(problem: &Finding, id: CaptionId) -> Option<String> {
    let caption = problem.captions.iter().find(|c| c.id == id)?;
    Some(
        caption
            .line
            .map_or_else(|| caption.document.to_string(), |l| format!("{} · line {l}", caption.document)),
    )
}

/// A split of dates as the Dates view shows it: its sentence, its evidence, its answers.
pub(super) fn split_card(app: &mut App, ui: &mut Ui, problem: &Arc<Finding>, keys: bool) {
    let t = Tokens::of(ui.ctx());
    let edge = Stroke::new(1.0, t.hairline);
    let frame = Frame::new().fill(t.raised).stroke(edge).corner_radius(6).inner_margin(Margin::same(12));
    frame.show(ui, |ui| {
        ui.take_available_width();
        ui.label(words::sentence(&problem.message));
        for evidence in problem.evidence.iter().take(5) {
            quotation(app, ui, evidence, problem.severity);
        }
        if problem.captions.len() > 5 {
            words::quiet(
                ui,
                format!("{} in all", words::count(problem.captions.len(), "caption", "captions")),
            );
        }
        ui.add_space(theme::S1);
        super::date_answers::answers(app, ui, problem, keys, false);
        if ui.button("Show captions").clicked() {
            app.set_view(View::Captions);
            app.set_query(shown_by(problem));
        }
    });
    ui.add_space(theme::S2);
}

/// The filter that shows a problem's captions.
fn shown_by(problem: &Finding) -> String {
    let documents: std::collections::BTreeSet<&str> = problem.captions.iter().map(|c| &*c.document).collect();
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
