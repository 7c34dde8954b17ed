//! All fixes of one check, each to be seen and ticked before they are made as one change.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Button, Context, Id, Key, Modifiers, Pos2, Rect, Role, Sense, Stroke, TextFormat, Ui, Vec2, WidgetInfo,
};

use super::app::App;
use super::card::{place_of, title_of};
use super::rolls::{Roll, moved};
use super::state::Overlay;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::*;
use crate::model::field::Field;
use crate::model::finding::{Finding, Fix};

/// The dialog as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FixAll {
    check: String,
    /// A problem, and the place of a fix in it.
    lines: Arc<Vec<(Arc<Finding>, usize)>>,
    captions: usize,
    /// The lines whose tick was taken away.
    off: BTreeSet<usize>,
    cursor: usize,
    reveal: bool,
    fresh: bool,
}

impl FixAll {
    fn fix(&self, line: usize) -> Option<&Fix> {
        let (problem, at) = self.lines.get(line)?;
        problem.fixes.get(*at)
    }

    fn ticked(&self) -> usize {
        self.lines.len() - self.off.len()
    }

    fn toggle(&mut self, line: usize) {
        if !self.off.remove(&line) {
            self.off.insert(line);
        }
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
            true => "Dates on two days are settled in the Dates view (Ctrl+2)".to_owned(),
            false => format!("No problem of “{}” has a fix to accept", title_of(check)),
        };
        return app.say(words, false, false);
    }
    let captions: BTreeSet<_> = lines.iter().filter_map(|(p, at)| p.fixes.get(*at)).map(|f| f.id).collect();
    app.state.overlay = Some(Overlay::FixAll(FixAll {
        check: check.to_owned(),
        lines: Arc::new(lines),
        captions: captions.len(),
        off: BTreeSet::new(),
        cursor: 0,
        reveal: false,
        fresh: true,
    }));
}

const ROW: f32 = 62.0;

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
    let response = words::modal(ctx, "fix all").show(ctx, |ui| {
        words::name_dialog(ui, &title);
        let room = ctx.content_rect().size();
        ui.set_width(860.0f32.min(room.x - 80.0));
        ui.label(egui::RichText::new(&title).font(theme::strong(theme::LARGE)));
        let (fixes, captions) = (
            words::count(all.lines.len(), "fix", "fixes"),
            words::count(all.captions, "caption", "captions"),
        );
        words::quiet(
            ui,
            format!("{fixes} in {captions}. What is ticked is made as one change, undone in one step."),
        );
        ui.add_space(theme::S1);
        ui.horizontal(|ui| {
            if ui.add_enabled(!all.off.is_empty(), Button::new("Select all")).clicked() {
                all.off.clear();
            }
            if ui.add_enabled(all.ticked() > 0, Button::new("Select none")).clicked() {
                all.off = (0..all.lines.len()).collect();
            }
            words::quiet(ui, "Space ticks, arrows move");
        });
        ui.add_space(theme::S1);
        words::rule(ui);
        let height = (all.lines.len() as f32 * ROW).min(room.y - 250.0).max(ROW);
        let size = Vec2::new(ui.available_width(), height);
        let layout = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_max_height(height);
            list(ui, &mut all);
        });
        words::rule(ui);
        ui.add_space(theme::S3);
        ui.horizontal(|ui| {
            let n = all.ticked();
            let label = format!("Apply {}", words::count(n, "fix", "fixes"));
            apply |= words::primary(ui, n > 0, &label, "Ctrl+Enter").clicked();
            close |= ui.add(Button::new("Cancel").shortcut_text("Esc")).clicked();
        });
        apply |= all.ticked() > 0 && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    });
    if apply {
        app.state.overlay = None;
        let chosen = (0..all.lines.len()).filter(|n| !all.off.contains(n));
        let fixes: Vec<Fix> = chosen.filter_map(|n| all.fix(n).cloned()).collect();
        let why = match all.lines.first() {
            Some((problem, _)) if all.lines.iter().all(|(p, _)| Arc::ptr_eq(p, problem)) => {
                problem.message.clone()
            }
            _ => title_of(&all.check).to_owned(),
        };
        app.desk.send(Command::Change(Change::Fix { fixes, why }));
    } else if close || response.should_close() {
        app.state.overlay = None;
    } else {
        app.state.overlay = Some(Overlay::FixAll(all));
    }
}

fn list(ui: &mut Ui, all: &mut FixAll) {
    let reveal = std::mem::take(&mut all.reveal).then_some(all.cursor);
    let name = "Fixes to apply";
    let roll = Roll { id: Id::unique("fixes to apply"), name, rows: all.lines.len(), height: ROW, reveal };
    let mut clicked = None;
    let (keys, page) = roll.show(ui, |ui, at, rect| {
        if line(ui, all, at, rect) {
            clicked = Some(at);
        }
    });
    if let Some(at) = clicked {
        all.cursor = at;
        all.toggle(at);
    }
    if !keys {
        return;
    }
    if let Some(to) = moved(ui, page) {
        all.cursor = to.from(all.cursor, all.lines.len());
        all.reveal = true;
    }
    if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space)) {
        all.toggle(all.cursor);
    }
}

/// One fix: its tick, where it is, how sure it is, and its words before and after.
fn line(ui: &mut Ui, all: &FixAll, at: usize, rect: Rect) -> bool {
    let t = Tokens::of(ui.ctx());
    let (Some((problem, _)), Some(fix)) = (all.lines.get(at), all.fix(at)) else { return false };
    let on = !all.off.contains(&at);
    let response = ui.interact(rect, Id::unique(("fix", at)), Sense::click());
    let place = place_of(problem, fix.id).unwrap_or_default();
    let (from, to) = (fix.from.cell(), fix.to.cell());
    response.widget_info(|| {
        let said = words::changed_words(&from, &to);
        let name = format!("{place}: {said}, {}", words::sureness(fix.certain));
        WidgetInfo::selected(Role::CheckBox, true, on, name)
    });
    if all.cursor == at {
        ui.painter().rect_filled(rect, 0.0, t.selected());
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, t.hovered());
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.0, t.accent), egui::StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.hairline));
    tick(ui, Pos2::new(rect.left() + 16.0, rect.top() + 16.0), on);
    let left = rect.left() + 36.0;
    let width = rect.right() - left - 8.0;
    let head = format!("{place} · {}", fix.field.label());
    let used = words::paint_line(
        ui,
        Pos2::new(left, rect.top() + 16.0),
        &head,
        theme::sans(theme::SMALL),
        t.quiet,
        width - 80.0,
    );
    let sure = words::sureness(fix.certain);
    let after = Pos2::new(left + used + 12.0, rect.top() + 16.0);
    words::paint_line(ui, after, sure, theme::strong(theme::SMALL), t.quiet, 80.0);
    let mut job = words::changed_part(&from, &to, 54, theme::serif(theme::LARGE), t);
    if fix.field != Field::Description
        && let Some(quoted) = problem.evidence.iter().find(|e| e.id == Some(fix.id))
    {
        // Of which caption, in its own words.
        let quiet = TextFormat { font_id: theme::serif(theme::BODY), color: t.quiet, ..Default::default() };
        job.append(&quoted.text, 14.0, quiet);
    }
    job.wrap.max_width = width;
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.ctx().fonts_mut(|f| f.layout_job(job));
    ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())).galley(
        Pos2::new(left, rect.top() + 30.0),
        galley,
        t.text,
    );
    response.clicked()
}

/// A box with its tick.
fn tick(ui: &Ui, center: Pos2, on: bool) {
    let t = Tokens::of(ui.ctx());
    let square = Rect::from_center_size(center, Vec2::splat(14.0));
    let (fill, edge) = if on { (t.accent, t.accent) } else { (t.raised, t.faint) };
    ui.painter().rect(square, 3.0, fill, Stroke::new(1.2, edge), egui::StrokeKind::Inside);
    if on {
        let at = |x: f32, y: f32| square.min + Vec2::new(x, y);
        let line = vec![at(3.2, 7.4), at(6.0, 10.2), at(10.8, 4.4)];
        ui.painter().add(egui::Shape::line(line, Stroke::new(1.8, t.raised)));
    }
}
