//! A list of changes, each with its words before and after and a tick: what is ticked is made.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Id, Key, Modifiers, Pos2, Rect, Role, Sense, Stroke, TextFormat, Ui, Vec2, WidgetInfo};

use super::rolls::{Roll, moved_from};
use super::theme::{self, Tokens};
use super::words;
use crate::desk::Chosen;
use crate::model::field::Field;
use crate::model::finding::Fix;

/// The height of a row.
pub const ROW: f32 = 62.0;

/// Which changes are ticked, and where the keys are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ticks {
    pub chosen: Chosen,
    cursor: usize,
    reveal: bool,
    /// Grows with every tick.
    pub version: u64,
}

impl Ticks {
    /// Everything ticked but for some, for another list.
    pub fn anew(&self, but: BTreeSet<usize>) -> Ticks {
        Ticks {
            chosen: Chosen { all: true, but: Arc::new(but) },
            version: self.version + 1,
            ..Ticks::default()
        }
    }

    fn toggle(&mut self, at: usize) {
        self.chosen.toggle(at);
        self.version += 1;
    }

    fn set(&mut self, all: bool) {
        self.chosen = Chosen { all, but: Default::default() };
        self.version += 1;
    }
}

/// A change as it is listed.
pub struct Item<'a> {
    pub fix: &'a Fix,
    /// Document and line.
    pub place: String,
    /// How sure it is, where that is worth saying.
    pub sure: Option<&'static str>,
    /// Of which caption, in its own words, where the change does not show them.
    pub words: &'a str,
}

/// Buttons that tick all and none.
pub fn choices(ui: &mut Ui, ticks: &mut Ticks) {
    // Always to be pressed: a button that fades under the keyboard would leave it nowhere.
    for (label, all) in [("Select all", true), ("Select none", false)] {
        if ui.button(label).clicked() {
            ticks.set(all);
        }
    }
    words::quiet(ui, "Space ticks, arrows move");
}

/// Draws the list in the room that is left; only the rows on screen are laid out.
pub fn list<'a>(
    ui: &mut Ui,
    name: &str,
    rows: usize,
    ticks: &mut Ticks,
    item: impl Fn(usize) -> Option<Item<'a>>,
) {
    let reveal = std::mem::take(&mut ticks.reveal).then_some(ticks.cursor);
    let roll = Roll { id: Id::unique(name), name, rows, height: ROW, reveal };
    let mut clicked = None;
    let (keys, page) = roll.show(ui, |ui, at, rect| {
        if let Some(item) = item(at)
            && line(ui, &item, ticks, at, rect)
        {
            clicked = Some(at);
        }
    });
    if let Some(at) = clicked {
        ticks.cursor = at;
        ticks.toggle(at);
    }
    if !keys || rows == 0 {
        return;
    }
    if let Some(to) = moved_from(ui, page, ticks.cursor, rows) {
        ticks.cursor = to;
        ticks.reveal = true;
    }
    if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space)) {
        ticks.toggle(ticks.cursor);
    }
}

/// One change: its tick, where it is, how sure it is, and its words before and after.
fn line(ui: &mut Ui, item: &Item<'_>, ticks: &Ticks, at: usize, rect: Rect) -> bool {
    let t = Tokens::of(ui.ctx());
    let on = ticks.chosen.has(at);
    let Item { fix, place, sure, words: own } = item;
    let response = ui.interact(rect, Id::unique(("change", at)), Sense::click());
    let (from, to) = (fix.from.cell(), fix.to.cell());
    response.widget_info(|| {
        let said = words::changed_words(&from, &to);
        let sure = sure.map_or_else(String::new, |s| format!(", {s}"));
        WidgetInfo::selected(Role::CheckBox, true, on, format!("{place}: {said}{sure}"))
    });
    if ticks.cursor == at {
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
    if let Some(sure) = sure {
        let after = Pos2::new(left + used + 12.0, rect.top() + 16.0);
        words::paint_line(ui, after, sure, theme::strong(theme::SMALL), t.quiet, 80.0);
    }
    let mut job = words::changed_part(&from, &to, 54, theme::serif(theme::LARGE), t);
    if fix.field != Field::Description && !own.is_empty() {
        let quiet = TextFormat { font_id: theme::serif(theme::BODY), color: t.quiet, ..Default::default() };
        job.append(own, 14.0, quiet);
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
pub fn tick(ui: &Ui, center: Pos2, on: bool) {
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
