//! The lines of a document under each other, taken ones and others, as the import report and the Documents view show
//! them: the arrows move, Enter does what a line's button does.

use egui::{
    Button, EventFilter, Id, Key, Modifiers, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, Vec2,
    WidgetInfo,
};

use super::theme::{self, Tokens};
use super::words;
use crate::model::finding::Severity;

/// The height of a line: its words, and below them what is known of it.
const HEIGHT: f32 = 46.0;

/// A line as it is drawn.
pub(super) struct Line<'a> {
    pub number: u32,
    pub words: &'a str,
    pub below: String,
    /// It is a caption.
    pub caption: bool,
    pub severity: Option<Severity>,
    /// What its button does.
    pub button: &'static str,
}

/// What was asked for.
pub(super) enum Asked {
    /// The line at this place is open now.
    Open(usize),
    /// The button of the line at this place.
    Button(usize),
}

/// Where a list of lines was scrolled to, and how high it was.
#[derive(Clone, Copy, Default)]
struct Seen {
    top: f32,
    height: f32,
}

/// Which lines are drawn.
pub(super) struct List {
    /// Tells one document from the next.
    pub salt: usize,
    pub count: usize,
    /// The line that is open.
    pub open: Option<usize>,
    /// The keys are for the list while nothing has the focus.
    pub keys: bool,
    /// The open line is to be brought into view.
    pub reveal: bool,
    /// Tab goes to the lines' buttons, too; else Enter in the list is for the one of the line that is open.
    pub tab: bool,
}

/// What holds the keyboard for a list of lines.
pub(super) fn list_id(salt: usize) -> Id {
    Id::unique(("Lines of the document", salt))
}

/// Draws the lines of a document.
pub(super) fn list<'a>(ui: &mut Ui, what: List, at: impl Fn(usize) -> Line<'a>) -> Option<Asked> {
    let t = Tokens::of(ui.ctx());
    let name = "Lines of the document";
    let List { salt, count, open, keys, reveal, tab } = what;
    let id = list_id(salt);
    let rect = ui.available_rect_before_wrap();
    let response = ui.interact(rect, id, Sense::FOCUSABLE | Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    }
    let nobody = ui.memory(|m| m.focused().is_none());
    let mut asked = None;
    let seen: Seen = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let mut area = ScrollArea::vertical().id_salt((name, salt)).auto_shrink([false, false]);
    if let (true, Some(open)) = (reveal, open) {
        area = area.vertical_scroll_offset((open as f32 * HEIGHT - rect.height() * 0.4).max(0.0));
    }
    if keys && count > 0 && (response.has_focus() || nobody) {
        let page = ((seen.height / HEIGHT) as usize).saturating_sub(1).max(1);
        let to = ui.input_mut(|i| {
            let mut press = |key| i.consume_key(Modifiers::NONE, key);
            let next = open.map_or(0, |n| (n + 1).min(count - 1));
            let steps = [
                (press(Key::ArrowDown) || press(Key::J), next),
                (press(Key::ArrowUp) || press(Key::K), open.unwrap_or(0).saturating_sub(1)),
                (press(Key::PageDown), (open.unwrap_or(0) + page).min(count - 1)),
                (press(Key::PageUp), open.unwrap_or(0).saturating_sub(page)),
                (press(Key::Home), 0),
                (press(Key::End), count - 1),
            ];
            steps.into_iter().find_map(|(pressed, to)| pressed.then_some(to))
        });
        if let Some(to) = to {
            asked = Some(Asked::Open(to));
            let y = to as f32 * HEIGHT;
            if y < seen.top {
                area = area.vertical_scroll_offset(y);
            } else if y + HEIGHT > seen.top + seen.height {
                area = area.vertical_scroll_offset(y + HEIGHT - seen.height);
            }
        } else if let Some(open) = open
            && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter))
        {
            asked = Some(Asked::Button(open));
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let out = area.show_rows(ui, HEIGHT, count, |ui, range| {
        for n in range {
            if let Some(clicked) = one(ui, (id, n), &at(n), (open == Some(n), tab), t) {
                ui.memory_mut(|m| m.request_focus(id));
                asked = Some(if clicked { Asked::Button(n) } else { Asked::Open(n) });
            }
        }
    });
    // Before a line is open the list as a whole shows that it has the keyboard.
    if response.has_focus() && open.is_none() {
        let ring = Stroke::new(1.5, t.accent);
        ui.painter().rect_stroke(out.inner_rect.shrink(1.0), 4.0, ring, egui::StrokeKind::Inside);
    }
    let seen = Seen { top: out.state.clamped_offset().y, height: out.inner_rect.height() };
    ui.data_mut(|d| d.insert_temp(id, seen));
    asked
}

/// One line: whether its button was clicked, or else the line.
fn one(ui: &mut Ui, id: (Id, usize), line: &Line<'_>, (open, tab): (bool, bool), t: &Tokens) -> Option<bool> {
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), HEIGHT));
    let response = ui.interact(rect, Id::unique(("line", id)), Sense::CLICK);
    let kind = if line.caption { "Caption on line" } else { "Line" };
    let name = format!("{kind} {}: {}", line.number, line.words);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, open, &name));
    if open {
        ui.painter().rect_filled(rect, 4.0, t.selected());
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, t.hovered());
    }
    // A caption that was added by hand stands on no line.
    if line.number > 0 {
        let n = ui.painter().layout_no_wrap(line.number.to_string(), theme::sans(theme::SMALL), t.quiet);
        let at = Pos2::new(rect.left() + 36.0 - n.size().x, rect.top() + 15.0 - n.size().y / 2.0);
        ui.painter().galley(at, n, t.quiet);
    }
    let mut x = rect.left() + 56.0;
    if line.caption {
        let bar = Rect::from_min_size(Pos2::new(x - 11.0, rect.top() + 6.0), Vec2::new(3.0, HEIGHT - 12.0));
        ui.painter().rect_filled(bar, 1.0, t.accent);
    }
    let right = rect.right() - 100.0;
    let (font, ink) =
        if line.caption { (theme::serif(theme::LARGE), t.text) } else { (theme::sans(theme::BODY), t.quiet) };
    words::paint_line(ui, Pos2::new(x, rect.top() + 15.0), line.words, font, ink, right - x);
    if let Some(severity) = line.severity {
        words::paint_mark(ui.painter(), Pos2::new(x + 5.0, rect.top() + 34.0), severity, t);
        x += 16.0;
    }
    let small = theme::sans(theme::SMALL);
    words::paint_line(ui, Pos2::new(x, rect.top() + 34.0), &line.below, small, t.quiet, right - x);
    let place = Rect::from_min_size(Pos2::new(rect.right() - 84.0, rect.top() + 10.0), Vec2::new(72.0, 26.0));
    let mut beside = ui.new_child(egui::UiBuilder::new().max_rect(place));
    let text = egui::RichText::new(line.button).size(theme::SMALL);
    let sense = if tab { Sense::click() } else { Sense::CLICK };
    let button = beside.add_sized(place.size(), Button::new(text).sense(sense));
    let name = format!("{} line {}", line.button, line.number);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.5, t.accent), egui::StrokeKind::Inside);
    }
    if button.clicked() {
        return Some(true);
    }
    response.clicked().then_some(false)
}

/// One name of a list at the side, with what is known of it below; whether it was clicked.
pub(super) fn name(ui: &mut Ui, height: f32, name: &str, detail: &str, on: bool, pale: bool) -> bool {
    let t = Tokens::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, on, format!("{name}, {detail}")));
    if on {
        ui.painter().rect_filled(rect, 4.0, t.selected());
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, t.hovered());
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.5, t.accent), egui::StrokeKind::Inside);
    }
    let x = rect.left() + 8.0;
    let room = rect.width() - 16.0;
    let ink = if pale { t.quiet } else { t.text };
    words::paint_line(ui, Pos2::new(x, rect.top() + 14.0), name, theme::sans(theme::BODY), ink, room);
    words::paint_line(ui, Pos2::new(x, rect.top() + 32.0), detail, theme::sans(theme::SMALL), t.quiet, room);
    response.on_hover_text(name).clicked()
}
