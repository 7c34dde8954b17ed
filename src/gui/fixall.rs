//! All fixes of one check, each to be seen and ticked before they are made as one change.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Button, Context, Vec2};

use super::app::App;
use super::card::{place_of, title_of};
use super::sheet::Sheet;
use super::state::Overlay;
use super::theme;
use super::ticks::{self, Item, Ticks};
use super::words;
use crate::desk::view::*;
use crate::desk::why_fixed;
use crate::model::finding::{Finding, Fix};

/// The dialog as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FixAll {
    check: String,
    /// A problem, and the place of a fix in it.
    lines: Arc<Vec<(Arc<Finding>, usize)>>,
    captions: usize,
    ticks: Ticks,
    fresh: bool,
}

impl FixAll {
    fn fix(&self, line: usize) -> Option<&Fix> {
        let (problem, at) = self.lines.get(line)?;
        problem.fixes.get(*at)
    }

    /// The fix of a line as it is listed.
    fn item(&self, line: usize) -> Option<Item<'_>> {
        let (problem, _) = self.lines.get(line)?;
        let fix = self.fix(line)?;
        let quoted = problem.evidence.iter().find(|e| e.id == Some(fix.id));
        Some(Item {
            fix,
            place: place_of(problem, fix.id).unwrap_or_default(),
            sure: Some(words::sureness(fix.certain)),
            words: quoted.map_or("", |e| e.text.as_str()),
        })
    }
}

/// The problems of a check that can be fixed all at once: those of the list in view.
pub fn fixable(app: &App, check: &str) -> Vec<Arc<Finding>> {
    let narrowed = app.state.narrowed();
    let open = app.state.problems.open.iter().filter(|f| f.check == check && !f.fixes.is_empty());
    let open = open.filter(|f| crate::desk::split_days(f).is_none());
    open.filter(|f| app.state.home(f, narrowed.as_ref()).is_some()).cloned().collect()
}

/// Opens the dialog.
pub fn open(app: &mut App, check: &str) {
    let problems = fixable(app, check);
    let lines: Vec<_> =
        problems.iter().flat_map(|p| (0..p.fixes.len()).map(move |at| (p.clone(), at))).collect();
    if lines.is_empty() {
        let words = match crate::desk::SPLITS.contains(&check) {
            true => {
                let keys = app.state.keys.words(super::action::Action::Dates);
                format!("Dates on two days are settled in the Dates view ({keys})")
            }
            false => format!("No problem of “{}” has a fix to accept", title_of(check)),
        };
        return app.say(words, false, false);
    }
    let captions: BTreeSet<_> = lines.iter().filter_map(|(p, at)| p.fixes.get(*at)).map(|f| f.id).collect();
    app.state.overlay = Some(Overlay::FixAll(FixAll {
        check: check.to_owned(),
        lines: Arc::new(lines),
        captions: captions.len(),
        ticks: Ticks::default(),
        fresh: true,
    }));
}

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, mut all: FixAll) {
    let (mut apply, mut close) = (false, false);
    let title = format!("Fix all: {}", title_of(&all.check));
    if std::mem::take(&mut all.fresh) {
        // The keys are the list's from the beginning.
        ctx.memory_mut(|m| {
            if let Some(id) = m.focused() {
                m.surrender_focus(id);
            }
        });
    }
    let response = Sheet::titled(ctx, &title, 860.0, |ui, sheet| {
        sheet.body(ui, |ui, most| {
            let (fixes, captions) = (
                words::count(all.lines.len(), "fix", "fixes"),
                words::count(all.captions, "caption", "captions"),
            );
            words::quiet(
                ui,
                format!("{fixes} in {captions}. What is ticked is made as one change, undone in one step."),
            );
            ui.add_space(theme::S1);
            ui.horizontal_wrapped(|ui| {
                ticks::choices(ui, &mut all.ticks);
            });
            ui.add_space(theme::S1);
            words::rule(ui);
            let room = most - ui.min_rect().height() - theme::S3;
            let height = (all.lines.len() as f32 * ticks::ROW).min(room).max(ticks::ROW);
            let size = Vec2::new(ui.available_width(), height);
            let layout = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(size, layout, |ui| {
                ui.set_max_height(height);
                let mut ticks = std::mem::take(&mut all.ticks);
                ticks::list(ui, "Fixes to apply", all.lines.len(), &mut ticks, |n| all.item(n));
                all.ticks = ticks;
            });
            words::rule(ui);
        });
        sheet.foot(ui, |ui| {
            let n = all.ticks.chosen.count(all.lines.len());
            let label = format!("Apply {}", words::count(n, "fix", "fixes"));
            apply |= words::primary(ui, n > 0, &label, "Ctrl+Enter").clicked();
            close |= ui.add(Button::new("Cancel").shortcut_text("Esc")).clicked();
        });
        apply |= all.ticks.chosen.count(all.lines.len()) > 0 && sheet.done;
    });
    if apply {
        app.state.overlay = None;
        let chosen = (0..all.lines.len()).filter(|n| all.ticks.chosen.has(*n));
        let fixes: Vec<Fix> = chosen.filter_map(|n| all.fix(n).cloned()).collect();
        let why = match all.lines.first() {
            Some((problem, _)) if all.lines.iter().all(|(p, _)| Arc::ptr_eq(p, problem)) => {
                why_fixed(&problem.message, &all.check)
            }
            _ => why_fixed(title_of(&all.check), &all.check),
        };
        app.desk.send(Command::Change(Change::Fix { fixes, why }));
    } else if close || Sheet::left(&response) {
        app.state.overlay = None;
    } else {
        app.state.overlay = Some(Overlay::FixAll(all));
    }
}
