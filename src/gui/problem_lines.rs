//! The lines of the Problems view as they are drawn: the heading of a check, and a problem.

use egui::{Align, Button, Id, Layout, Pos2, Rect, Role, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo};

use super::action::Action;
use super::app::App;
use super::card::title_of;
use super::state::*;
use super::theme::{self, Tokens};
use super::{fixall, marks, words};
use crate::model::finding::Severity;

/// The heading of a check: its mark, its title, how many; its page, and all its fixes at once.
pub(super) fn head_line(
    app: &mut App,
    ui: &mut Ui,
    rect: Rect,
    (check, severity): (&str, Severity),
    (problems, captions, fixable): (usize, usize, usize),
    here: bool,
) {
    let t = Tokens::of(ui.ctx());
    let title = title_of(check);
    let folded = app.state.list.is_folded(check);
    let response = ui.interact(rect, Id::unique(("check head", check)), Sense::click());
    // The filters count captions: where that is another number, both are said.
    let mut counted = words::count(problems, "problem", "problems");
    if captions != problems {
        counted.push_str(&format!(" in {}", words::count(captions, "caption", "captions")));
    }
    response
        .widget_info(|| WidgetInfo::selected(Role::RowHeader, true, !folded, format!("{title}, {counted}")));
    if here {
        ui.painter().rect_filled(rect.with_min_y(rect.top() + 12.0), 0.0, t.selected());
    }
    if response.has_focus() {
        words::ring(ui, rect.with_min_y(rect.top() + 12.0));
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.hairline));
    let y = rect.bottom() - 19.0;
    triangle(ui, Pos2::new(rect.left() + 18.0, y), folded);
    words::paint_mark(ui.painter(), Pos2::new(rect.left() + 36.0, y), severity, t);
    let strong = theme::strong(theme::LARGE);
    let from = Pos2::new(rect.left() + 50.0, y);
    let fix = match fixable {
        1 => "Fix…".to_owned(),
        n => format!("Fix all {}…", words::thousands(n)),
    };
    let wide =
        |text: &str| ui.painter().layout_no_wrap(text.to_owned(), theme::sans(theme::BODY), t.text).size().x;
    let around = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
    let buttons = wide("Why") + around + if fixable > 0 { wide(&fix) + around } else { 0.0 } + 24.0;
    let room = rect.right() - buttons - from.x;
    // The name first: where there is no room for both the count waits for a wider window.
    let named = ui.painter().layout_no_wrap(title.to_owned(), strong.clone(), t.text).size().x;
    let used = words::paint_line(ui, from, title, strong, t.text, room.max(60.0));
    if named + 10.0 + wide(&counted) <= room {
        let after = Pos2::new(from.x + used + 10.0, y);
        words::paint_line(ui, after, &counted, theme::sans(theme::BODY), t.quiet, wide(&counted) + 1.0);
    }
    let buttons = Rect::from_min_max(
        Pos2::new(rect.right() - 260.0, y - 15.0),
        Pos2::new(rect.right() - 14.0, y + 15.0),
    );
    let layout = Layout::right_to_left(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().id_salt(("check", check)).max_rect(buttons).layout(layout));
    if fixable > 0 {
        let response = child.add(Button::new(fix));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Fix all: {title}")));
        if response.on_hover_text(Action::FixAll.key_words(ui.ctx())).clicked() {
            fixall::open(app, check);
        }
    }
    let why = words::bare(&mut child, Button::new(egui::RichText::new("Why").color(t.accent)));
    why.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Page of the check: {title}")));
    if why.on_hover_text("What this check finds, and why").clicked() {
        app.state.overlay = Some(Overlay::Page { check: check.to_owned() });
    }
    if response.clicked() {
        app.state.list.fold(check, None);
    }
}

fn triangle(ui: &Ui, center: Pos2, folded: bool) {
    let t = Tokens::of(ui.ctx());
    let turn = |x: f32, y: f32| center + if folded { Vec2::new(y, x) } else { Vec2::new(x, y) };
    let points = vec![turn(-4.0, -2.0), turn(4.0, -2.0), turn(0.0, 3.0)];
    ui.painter().add(egui::Shape::convex_polygon(points, t.faint, Stroke::NONE));
}

/// The room for the words that a problem was put off.
const LATER: f32 = 56.0;

/// A problem: its sentence, where it is and its words, and its fix in short.
pub(super) fn item(app: &App, ui: &mut Ui, rect: Rect, place: usize, here: bool) -> bool {
    let t = Tokens::of(ui.ctx());
    let Some(problem) = app.state.problems.open.get(place) else { return false };
    let response = ui.interact(rect, Id::unique(("problem", place)), Sense::click());
    let title = title_of(&problem.check);
    let at = problem.captions.first().map(|c| match c.line {
        Some(line) => format!("{} · {line}", c.document),
        None => c.document.to_string(),
    });
    let at = at.unwrap_or_default();
    let put_off = app.state.list.is_put_off(problem);
    response.widget_info(|| {
        let severity = words::severity_word(problem.severity);
        let later = if put_off { ". Put off" } else { "" };
        let name = format!("{severity}: {title}. {}. {at}{later}", words::sentence(&problem.message));
        WidgetInfo::selected(Role::Row, true, here, name)
    });
    if here {
        ui.painter().rect_filled(rect, 0.0, t.selected());
        let bar = Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0.0, t.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, t.hovered());
    }
    if response.has_focus() {
        words::ring(ui, rect);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.hairline));
    let left = rect.left() + 36.0;
    words::paint_mark(ui.painter(), Pos2::new(rect.left() + 22.0, rect.top() + 15.0), problem.severity, t);
    let split = crate::desk::split_days(problem).is_some();
    let fix = problem.fixes.first().filter(|_| !split);
    let fix_room = if fix.is_some() && rect.width() > 560.0 { 190.0 } else { 0.0 };
    let room = rect.right() - left - 14.0 - fix_room;
    let message = words::sentence(&problem.message);
    let first = Pos2::new(left, rect.top() + 15.0);
    let later = if put_off { LATER } else { 0.0 };
    let used = words::paint_line(ui, first, &message, theme::sans(theme::BODY), t.text, room - later);
    if put_off {
        let behind = first + Vec2::new(used + 10.0, 0.0);
        words::paint_line(ui, behind, "put off", theme::sans(theme::SMALL), t.quiet, LATER);
    }
    let second = Pos2::new(left, rect.top() + 34.0);
    let used =
        words::paint_line(ui, second, &at, theme::sans(theme::SMALL), t.quiet, (room * 0.4).min(190.0));
    if let Some(evidence) = problem.evidence.first() {
        let room = room - used - 12.0;
        let letters = (room / 6.6).max(8.0) as usize;
        let (text, marks) = marks::excerpt(&evidence.text, &evidence.marks, problem.severity, letters);
        let mut job = marks::job(&text, &marks, theme::serif(theme::BODY), t, room.max(8.0));
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = ui.ctx().fonts_mut(|f| f.layout_job(job));
        let pos = Pos2::new(left + used + 12.0, second.y - galley.size().y / 2.0);
        ui.painter().galley(pos, galley.clone(), t.text);
        marks::paint(ui.painter(), &galley, pos, &text, &marks, t);
    }
    if let Some(fix) = fix.filter(|_| fix_room > 0.0) {
        let (from, to) = (fix.from.cell(), fix.to.cell());
        let mut job = words::changed_only(&from, &to, theme::sans(theme::BODY), t);
        job.wrap.max_width = fix_room - 8.0;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = ui.ctx().fonts_mut(|f| f.layout_job(job));
        let x = rect.right() - fix_room;
        ui.painter().galley(Pos2::new(x, first.y - galley.size().y / 2.0), galley, t.text);
        let sure = match problem.fixes.len() {
            1 => words::sureness(fix.certain).to_owned(),
            n => format!("{}, {n} captions", words::sureness(problem.fixes.iter().all(|f| f.certain))),
        };
        let under = Pos2::new(x, second.y);
        words::paint_line(ui, under, &sure, theme::sans(theme::SMALL), t.quiet, fix_room - 8.0);
    }
    response.clicked()
}
