//! The Problems view: every problem, check by check, what was said to be right, and the catalog's own words.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{Align, Button, Frame, Id, Key, Layout, Margin, Modifiers, Pos2, Role, Ui, WidgetInfo};

use super::action::Action;
use super::app::App;
use super::problem_lines::{head_line, item};
use super::rolls::{Roll, moved_from};
use super::state::*;
use super::theme::{self, Tokens};
use super::views::page;
use super::{settled, walk, words};
use crate::desk::view::*;
use crate::model::finding::{Finding, Severity};

/// The parts of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    #[default]
    Open,
    /// The open ones that were put off.
    Later,
    Right,
    Words,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    /// A check, with how many problems it has, in how many captions of the list, and how many of them have fixes that can be
    /// made all at once.
    Head { check: String, severity: Severity, problems: usize, captions: usize, fixable: usize },
    /// An open problem by its place.
    Item(usize),
    /// So many more of a check than a list can hold.
    More(usize),
}

/// What the list was laid out from: problems, captions and, where it is of these alone, how many were put off.
type Made = (Arc<Problems>, Option<Arc<Listing>>, Option<usize>);

/// The list as it is laid out: made anew when problems, filter or folding change, never in a frame.
#[derive(Default)]
pub struct List {
    pub tab: Tab,
    folded: HashSet<String>,
    /// The check whose heading the keys are on.
    head: Option<String>,
    lines: Vec<Line>,
    shown: usize,
    /// How many open problems of the list were put off.
    later: usize,
    made_of: Option<Made>,
    reveal: bool,
    /// The problems that were gone on from without an answer, by check and key.
    put_off: HashSet<(String, u64)>,
}

/// More of one check are not listed: the others come up as these are settled.
const MOST: usize = 5000;
pub(super) const ROW: f32 = 50.0;

impl List {
    fn lay_out(state: &mut State) {
        let (problems, listing) = (&state.problems, &state.listing);
        let same_list = |a: &Option<Arc<Listing>>| match (a, listing) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let only = state.list.only_put_off();
        if let Some((p, l, o)) = &state.list.made_of
            && Arc::ptr_eq(p, problems)
            && same_list(l)
            && *o == only
        {
            return;
        }
        let (mut lines, mut shown): (Vec<Line>, usize) = (Vec::new(), 0);
        let (mut head, mut listed, mut folded) = (0, 0, false);
        let mut last = None;
        let narrowed = state.narrowed();
        let listed_row = |row: &i64| narrowed.as_ref().is_none_or(|rows| rows.contains(*row));
        let mut rows: Vec<i64> = Vec::new();
        // Of a narrowed list they are counted by themselves; of the whole catalog the desk has told.
        let distinct = |rows: &mut Vec<i64>| {
            rows.sort_unstable();
            rows.dedup();
            rows.len()
        };
        let mut later = 0;
        for (at, seat, _) in state.seats() {
            shown += 1;
            let put_off = problems.open.get(at).is_some_and(|p| state.list.is_put_off(p));
            later += usize::from(put_off);
            if only.is_some() && !put_off {
                continue;
            }
            if last != Some(seat.check) {
                let Some(problem) = problems.open.get(at) else { continue };
                if let (Some(_), Some(Line::Head { captions, .. })) = (&narrowed, lines.get_mut(head)) {
                    *captions = distinct(&mut rows);
                }
                last = Some(seat.check);
                (head, listed) = (lines.len(), 0);
                rows.clear();
                folded = state.list.folded.contains(&problem.check);
                let (check, severity) = (problem.check.clone(), problem.severity);
                let captions = problems.captions.get(&seat.check).map_or(0, |n| *n as usize);
                lines.push(Line::Head { check, severity, problems: 0, captions, fixable: 0 });
            }
            if let (Some(_), Some(problem)) = (&narrowed, problems.open.get(at)) {
                let named = problem.captions.iter().filter_map(|c| problems.named.row(c.id));
                rows.extend(named.filter(listed_row));
            }
            if let Some(Line::Head { problems, fixable, .. }) = lines.get_mut(head) {
                *problems += 1;
                *fixable += seat.fixable;
            }
            listed += 1;
            if folded {
                continue;
            }
            if listed <= MOST {
                lines.push(Line::Item(at));
            } else if let Some(Line::More(n)) = lines.last_mut() {
                *n += 1;
            } else {
                lines.push(Line::More(1));
            }
        }
        if let (Some(_), Some(Line::Head { captions, .. })) = (&narrowed, lines.get_mut(head)) {
            *captions = distinct(&mut rows);
        }
        let made_of = Some((problems.clone(), listing.clone(), only));
        (state.list.lines, state.list.shown, state.list.made_of) = (lines, shown, made_of);
        state.list.later = later;
    }

    /// How many were ever put off, where the list has only these.
    pub(super) fn only_put_off(&self) -> Option<usize> {
        (self.tab == Tab::Later).then_some(self.put_off.len())
    }

    /// Whether the keys of the view mean a problem: on the heading of a check, and in the parts of what is settled, they do not.
    pub(super) fn is_on_problem(&self) -> bool {
        self.head.is_none() && matches!(self.tab, Tab::Open | Tab::Later)
    }

    /// Shows the line of a problem, though its check was folded.
    pub fn show(&mut self, check: &str) {
        self.head = None;
        if self.folded.contains(check) {
            self.fold(check, Some(false));
        }
    }

    /// Notes that a problem was gone on from without an answer.
    pub fn put_off(&mut self, problem: &Finding) {
        if self.put_off.insert((problem.check.clone(), problem.key)) {
            self.later += 1;
        }
    }

    /// Whether a problem was gone on from without an answer since the catalog was opened.
    pub fn is_put_off(&self, problem: &Finding) -> bool {
        // Mostly none is, and a frame asks for many.
        !self.put_off.is_empty() && self.put_off.contains(&(problem.check.clone(), problem.key))
    }

    /// Forgets what was put off: another catalog is open.
    pub fn forget(&mut self) {
        self.put_off.clear();
        (self.later, self.made_of) = (0, None);
    }

    /// Goes to a part of the view.
    pub(super) fn go_to(&mut self, tab: Tab) {
        (self.tab, self.head) = (tab, None);
    }

    /// Whether a check's problems are folded away.
    pub fn is_folded(&self, check: &str) -> bool {
        self.folded.contains(check)
    }

    /// Folds or unfolds a check.
    pub(super) fn fold(&mut self, check: &str, fold: Option<bool>) {
        let folded = self.folded.contains(check);
        if fold.unwrap_or(!folded) {
            self.folded.insert(check.to_owned());
        } else {
            self.folded.remove(check);
        }
        self.made_of = None;
    }
}

/// Draws the view.
pub fn problems(app: &mut App, ui: &mut Ui) {
    if app.state.catalog.is_none() || app.state.opening {
        return super::views::opening(app, ui);
    }
    List::lay_out(&mut app.state);
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 6, bottom: 6 }).show(ui, |ui| head(app, ui));
    match app.state.list.tab {
        Tab::Open | Tab::Later => open(app, ui),
        Tab::Right => settled::said_right(app, ui),
        Tab::Words => settled::own_words(app, ui),
    }
}

/// The line above: the parts of the view with their counts.
fn head(app: &mut App, ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        let (all, shown) = (app.state.problems.open.len(), app.state.list.shown);
        let open = match all == shown {
            true => format!("Open {}", words::thousands(all)),
            false => format!("Open {} of {}", words::thousands(shown), words::thousands(all)),
        };
        let right = app.state.problems.dismissed.len();
        let own = app.state.problems.words.len();
        for (tab, label, name) in [
            (Tab::Open, open, "Problems: open"),
            (Tab::Later, format!("Put off {}", words::thousands(app.state.list.later)), "Problems: put off"),
            (
                Tab::Right,
                format!("Said to be right {}", words::thousands(right)),
                "Problems: said to be right",
            ),
            (Tab::Words, format!("Own words {}", words::thousands(own)), "Problems: own words"),
        ] {
            let on = app.state.list.tab == tab;
            if tab == Tab::Later && !on && app.state.list.later == 0 {
                continue;
            }
            let text = egui::RichText::new(label).color(if on { t.text } else { t.quiet });
            let text = if on { text.font(theme::strong(theme::BODY)) } else { text };
            let response = words::bare(ui, Button::new(text));
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, name));
            if response.clicked() {
                app.state.list.go_to(tab);
            }
            ui.add_space(theme::S2);
        }
        if matches!(app.state.list.tab, Tab::Open | Tab::Later) {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                // Where there is no room the menu has it.
                if ui.available_width() > 130.0 {
                    super::style::button(app, ui);
                }
                if ui.available_width() > 250.0 {
                    ui.add_space(theme::S2);
                    words::quiet(ui, "Enter accepts · Del is right · Space later");
                }
            });
        }
    });
}

fn open(app: &mut App, ui: &mut Ui) {
    if app.state.list.lines.is_empty() && app.state.list.tab == Tab::Later {
        let sentence = "A problem that you put off (Space) waits here until it is answered.";
        return page(ui, "No problem is put off", sentence, |ui| settled::to_open(app, ui));
    }
    if app.state.list.lines.is_empty() {
        let right = app.state.problems.dismissed.len();
        let sentence = if !app.state.checked {
            "The checks are running.".to_owned()
        } else if !app.state.problems.open.is_empty() {
            "No caption of this list has an open problem; clear the search to see the others.".to_owned()
        } else if right == 0 {
            "Every caption passes the checks.".to_owned()
        } else {
            let were = words::count(right, "problem was", "problems were");
            format!("All is settled; {were} said to be right as they stand.")
        };
        return nothing_open(app, ui, &sentence);
    }
    begin(app, ui.ctx());
    app.main_list(ui.ctx(), Id::unique("problems list"));
    let current = app.state.problem.clone();
    let at = here(app, current.as_ref());
    let reveal = (std::mem::take(&mut app.state.reveal_row) || std::mem::take(&mut app.state.list.reveal))
        .then_some(at)
        .flatten();
    let mut lines = std::mem::take(&mut app.state.list.lines);
    let name = format!("Problems, {}", words::count(app.state.list.shown, "problem", "problems"));
    let id = Id::unique("problems list");
    let roll = Roll { id, name: &name, rows: lines.len(), height: ROW, reveal };
    let mut go = None;
    let (keys, rows) = roll.show(ui, |ui, n, rect| match &lines[n] {
        Line::Head { check, severity, problems, captions, fixable } => {
            let counts = (*problems, *captions, *fixable);
            head_line(app, ui, rect, (check, *severity), counts, at == Some(n));
        }
        Line::Item(place) => {
            if item(app, ui, rect, *place, at == Some(n)) {
                go = Some(n);
            }
        }
        Line::More(n) => {
            let said = format!("and {} more, which come up as these are settled", words::thousands(*n));
            let t = Tokens::of(ui.ctx());
            let from = Pos2::new(rect.left() + 40.0, rect.center().y);
            words::paint_line(ui, from, &said, theme::sans(theme::SMALL), t.quiet, rect.width() - 60.0);
        }
    });
    let free = app.state.overlay.is_none() && !egui::Popup::is_any_open(ui.ctx());
    let mut at = at;
    if keys
        && free
        && let Some(n) = moved_from(ui, rows, at.unwrap_or(0), lines.len())
    {
        // What else was pressed is meant for the line that the move leads to.
        app.state.list.lines = lines;
        to_line(app, n);
        lines = std::mem::take(&mut app.state.list.lines);
        at = Some(n);
    }
    if keys && free {
        press(app, ui, &lines, at);
    }
    app.state.list.lines = lines;
    if let Some(n) = go {
        ui.memory_mut(|m| m.request_focus(id));
        to_line(app, n);
    }
}

/// No problem is open: what comes next is told by why.
fn nothing_open(app: &mut App, ui: &mut Ui, sentence: &str) {
    let ctx = ui.ctx().clone();
    let narrowed = !app.state.problems.open.is_empty();
    let empty = app.state.listing.as_ref().is_some_and(|l| l.complete && l.total == 0);
    if empty {
        return super::views::empty_catalog(app, ui);
    }
    let captions = app.state.listing.as_ref().map_or(0, |l| if narrowed { l.shown } else { l.total });
    let title = match app.state.checked {
        true => format!("No problems in {}", words::count(captions, "caption", "captions")),
        false => "Nothing to look at yet".to_owned(),
    };
    page(ui, &title, sentence, |ui| {
        if narrowed {
            if ui.button("Clear the search and show all problems").clicked() {
                app.set_query(String::new());
            }
        } else if app.state.checked {
            let action = Action::Export;
            let button = Button::new(action.row().label).shortcut_text(action.key_words(&ctx));
            if ui.add(button).clicked() {
                app.act(&ctx, action);
            }
        }
    });
}

/// Somebody who comes to the view is at the problem of the caption in view, else at the first; who has mended one by typing,
/// at the next one, once the field is left.
fn begin(app: &mut App, ctx: &egui::Context) {
    let listed = |app: &App| here(app, app.state.problem.as_ref()).is_some();
    let some = app.state.problem.is_some() && (app.state.list.tab == Tab::Open || listed(app));
    if some || app.state.list.head.is_some() || app.state.settling.is_some() {
        return;
    }
    if app.state.stood.is_some() {
        let typing = super::inspector::is_in_field(ctx) || app.state.draft.is_some();
        if typing || app.go_on_from_mended() {
            return;
        }
    }
    let shown = app.state.detail.as_ref().filter(|_| app.shows_selected()).and_then(|d| d.problems.first());
    let open = &app.state.problems.open;
    let of_shown = shown.and_then(|p| open.iter().position(|o| walk::same(o, p)));
    let of_shown = of_shown.filter(|at| app.state.list.lines.contains(&Line::Item(*at)));
    let first = app.state.list.lines.iter().find_map(|l| match l {
        Line::Item(at) => Some(*at),
        _ => None,
    });
    if let Some(at) = of_shown.or(first) {
        app.go_to_problem(at);
    }
}

/// The line that the keys are on.
fn here(app: &App, current: Option<&Arc<Finding>>) -> Option<usize> {
    let lines = &app.state.list.lines;
    if let Some(head) = &app.state.list.head {
        return lines.iter().position(|l| matches!(l, Line::Head { check, .. } if check == head));
    }
    let problem = current?;
    let is = |l: &Line, is: &dyn Fn(&Arc<Finding>) -> bool| match l {
        Line::Item(at) => app.state.problems.open.get(*at).is_some_and(is),
        _ => false,
    };
    let found = lines.iter().position(|l| is(l, &|p| Arc::ptr_eq(p, problem)));
    found.or_else(|| lines.iter().position(|l| is(l, &|p| walk::same(p, problem))))
}

fn to_line(app: &mut App, n: usize) {
    match app.state.list.lines.get(n) {
        Some(Line::Item(at)) => {
            app.state.list.head = None;
            app.go_to_problem(*at);
        }
        Some(Line::Head { check, .. }) => {
            app.state.list.head = Some(check.clone());
            app.state.list.reveal = true;
        }
        _ => {}
    }
}

/// Does what the keys ask for on a line.
fn press(app: &mut App, ui: &mut Ui, lines: &[Line], at: Option<usize>) {
    let ctx = ui.ctx().clone();
    let check = at.and_then(|n| lines[..=n.min(lines.len() - 1)].iter().rev().find_map(head_of));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    for (key, fold) in [(Key::ArrowLeft, true), (Key::ArrowRight, false)] {
        if pressed(key)
            && let Some(check) = &check
        {
            app.state.list.fold(check, Some(fold));
            if fold {
                app.state.list.head = Some(check.clone());
            }
            return;
        }
    }
    let on_head = app.state.list.head.clone();
    for (key, action) in [
        (Key::Enter, Action::AcceptFix),
        (Key::Delete, Action::NotAProblem),
        (Key::Space, Action::NextProblem),
    ] {
        let held = ui.input(|i| i.events.iter().any(|e| super::action::repeats(e, key)));
        if !ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) || held {
            continue;
        }
        match &on_head {
            Some(check) if key != Key::Delete => app.state.list.fold(check, None),
            Some(_) => {}
            // Space says that it is for later; F8 only looks at the next one.
            None if key == Key::Space => app.put_off(),
            None => app.act(&ctx, action),
        }
    }
}

fn head_of(line: &Line) -> Option<String> {
    match line {
        Line::Head { check, .. } => Some(check.clone()),
        _ => None,
    }
}
