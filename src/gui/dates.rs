//! The date desk: events hour by hour (`hours`); scenes by days; and the open splits with their answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike;
use egui::{Button, ComboBox, Frame, Margin, Panel, Role, ScrollArea, Ui, Vec2, WidgetInfo};

use super::action::Action;
use super::app::App;
use super::hours::event_head;
use super::state::*;
use super::theme::{self, Tokens};
use super::{card, table, views, words};
use crate::desk::view::*;
use crate::model::date::PartialDate;
use crate::model::finding::{Finding, Severity};

/// The event that a split is of: the longest name of an event that its sentence says.
pub(super) fn event_of<'a>(app: &'a App, problem: &Finding) -> Option<&'a str> {
    let names = app.state.problems.events.iter().map(|e| e.event.name.as_str());
    names.filter(|n| problem.message.contains(n)).max_by_key(|n| n.len())
}

/// The events that the view tells of: those with open splits first, else the largest, and no more than fit a page.
fn told(app: &App, open: &[Arc<Finding>]) -> Vec<EventSeen> {
    let events = &app.state.problems.events;
    if let Some(shown) = &app.state.dates_event {
        return events.iter().filter(|e| e.event.name == *shown).take(1).cloned().collect();
    }
    let mut split: BTreeMap<usize, usize> = BTreeMap::new();
    for finding in open {
        let name = event_of(app, finding);
        if let Some(n) = events.iter().position(|e| Some(e.event.name.as_str()) == name) {
            *split.entry(n).or_default() += 1;
        }
    }
    let mut order: Vec<usize> = split.into_keys().collect();
    order.extend((0..events.len().min(3)).filter(|n| events[*n].known));
    if order.is_empty() && !events.is_empty() {
        order.push(0);
    }
    let mut seen = std::collections::HashSet::new();
    order.retain(|n| seen.insert(*n));
    order.into_iter().take(3).map(|n| events[n].clone()).collect()
}

/// The open splits, the one that is asked about first; only those of the event that was chosen, and those that a search lets
/// through.
fn open_splits(app: &mut App) -> Vec<Arc<Finding>> {
    let searched = !app.state.query.trim().is_empty();
    let listed = searched.then(|| app.state.listed_splits());
    let s = &app.state;
    let chosen = if s.dates_chosen { s.dates_event.as_deref() } else { None };
    let asked = |f: &&Arc<Finding>| {
        crate::desk::SPLITS.contains(&f.check.as_str())
            && chosen.is_none_or(|event| f.message.contains(event) && event_of(app, f) == chosen)
    };
    let all = listed.as_deref().unwrap_or(&s.problems.open);
    let mut open: Vec<Arc<Finding>> = all.iter().filter(asked).cloned().collect();
    let turn = if open.is_empty() { 0 } else { s.later % open.len() };
    open.rotate_left(turn);
    open
}

/// Does to the question that is asked what the keys of problems do elsewhere. Tells whether it was meant: where there is no other
/// question, the next problem is one of the captions.
pub(super) fn of_question(app: &mut App, action: Action) -> bool {
    let open = open_splits(app);
    let walks = matches!(action, Action::NextProblem | Action::PreviousProblem);
    let Some(first) = open.first().cloned() else {
        if !walks {
            app.say("No question of dates is open here", false, false);
        }
        return !walks;
    };
    match action {
        Action::NextProblem if open.len() > 1 => app.state.later += 1,
        // As far back as one forward from the other end.
        Action::PreviousProblem if open.len() > 1 => app.state.later += open.len() - 1,
        _ if walks => return false,
        Action::NotAProblem => app.say_right(&first, crate::desk::Right::Finding, None),
        Action::RightBecause => app.state.overlay = Some(Overlay::right(&first)),
        _ => app.accept(&first),
    }
    true
}

/// Shows the event of the split that is asked about, where there are several events and none was chosen: scenes and days of
/// other events would stand between its own. Without an open split it is the one in view, at first the largest. A search is
/// shown as it is.
fn show_event(app: &mut App, open: &[Arc<Finding>]) {
    let s = &app.state;
    if s.dates_chosen {
        return;
    }
    let events = &s.problems.events;
    let asked = match open.first() {
        _ if events.len() < 2 || !s.query.trim().is_empty() => None,
        Some(split) => event_of(app, split).map(str::to_owned),
        None => s.dates_event.clone().or_else(|| Some(events.first()?.event.name.clone())),
    };
    if asked != s.dates_event {
        show(app, asked);
    }
}

fn show(app: &mut App, event: Option<String>) {
    (app.state.dates_event, app.state.dates_from) = (event, None);
    app.relist();
}

/// Chooses the event that is shown, where there are several.
fn chooser(app: &mut App, ui: &mut Ui) {
    if app.state.problems.events.len() < 2 {
        return;
    }
    let now = app.state.dates_event.clone();
    let said = now.as_deref().unwrap_or("All events");
    let mut chosen = None;
    ui.horizontal(|ui| {
        let room = (ui.available_width() - 90.0).clamp(120.0, 420.0);
        let combo = ComboBox::from_id_salt("event of the dates").selected_text(said).width(room).truncate();
        let combo = combo.show_ui(ui, |ui| {
            ui.set_max_width(520.0);
            if ui.selectable_label(now.is_none(), "All events").clicked() {
                chosen = Some(None);
            }
            for seen in app.state.problems.events.iter().take(EVENTS) {
                let name = &seen.event.name;
                let label = format!("{name} · {}", words::thousands(seen.captions));
                if ui.selectable_label(now.as_ref() == Some(name), label).clicked() {
                    chosen = Some(Some(name.clone()));
                }
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("Event: {said}")));
        words::quiet(ui, words::count(app.state.problems.events.len(), "event", "events"));
    });
    ui.add_space(theme::S3);
    if let Some(event) = chosen {
        app.state.dates_chosen = true;
        show(app, event);
    }
}

/// So many events are listed to choose from, the largest first; a search finds the others.
const EVENTS: usize = 200;

/// What the grid and the hours of an event want beside the open splits, and what those want, in points.
const GRID: f32 = 560.0;
const SPLITS: f32 = 320.0;

/// The open splits, the first one with its keys.
fn splits(app: &mut App, ui: &mut Ui, open: &[Arc<Finding>]) {
    let typing = ui.ctx().text_edit_focused() || app.state.overlay.is_some();
    for (n, problem) in open.iter().enumerate() {
        let title = crate::desk::check_by_id(&problem.check).map_or("", |c| c.title);
        ui.horizontal(|ui| {
            words::mark(ui, problem.severity);
            ui.label(egui::RichText::new(title).font(theme::strong(theme::LARGE)));
            if n == 0 && open.len() > 1 {
                words::quiet(ui, format!("1 of {}", open.len()));
                let later = ui.add(Button::new("Later").shortcut_text("Space"));
                let pressed =
                    !typing && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Space));
                if later.clicked() || pressed {
                    app.state.later += 1;
                }
            }
        });
        card::split_card(app, ui, problem, n == 0 && !typing);
    }
}

/// Scenes by days: where one scene stands on two days, it says so.
pub fn dates(app: &mut App, ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    let Some(listing) = app.state.listing.clone() else { return views::opening(app, ui) };
    let open = open_splits(app);
    show_event(app, &open);
    if app.state.prefs.grouped != Grouped::Scene || listing.request.group != Some(GroupBy::Scene) {
        app.state.prefs.grouped = Grouped::Scene;
        app.relist();
        return;
    }
    if listing.total == 0 && listing.complete {
        return views::empty_catalog(app, ui);
    }
    if listing.shown == 0 && listing.complete {
        return views::nothing_found(app, ui);
    }
    // Beside the grid where both have room, else above it.
    let room = ui.available_width();
    let beside = room >= GRID + SPLITS;
    if !open.is_empty() && beside {
        let range = egui::Rangef::new(SPLITS, room - GRID);
        let frame = Frame::new().fill(t.panel).inner_margin(Margin::symmetric(16, 14));
        let pane = Panel::right("open splits").frame(frame).default_size((room * 0.44).min(580.0));
        let pane = pane.size_range(range).show(ui, |ui| {
            ui.take_available_width();
            let area = ScrollArea::vertical().id_salt("open splits").auto_shrink([false, false]);
            area.show(ui, |ui| splits(app, ui, &open));
        });
        super::sides::edge(ui, "open splits", &pane.response);
    }
    let told = told(app, &open);
    let mut go = None;
    views::body(ui, "dates", f32::INFINITY, |ui| {
        chooser(app, ui);
        if !beside {
            splits(app, ui, &open);
        }
        if open.is_empty() && app.state.checked {
            let searched = !app.state.query.trim().is_empty();
            let captions = if searched { listing.shown } else { listing.total };
            let captions = words::count(captions, "caption", "captions");
            let captions =
                if searched { format!("the {captions} that the search lets through") } else { captions };
            let whole = match app.state.dates_event.as_ref().filter(|_| app.state.dates_chosen) {
                Some(event) => event.clone(),
                None => captions,
            };
            words::quiet(ui, format!("No open question of dates in {whole}."));
            ui.add_space(theme::S2);
        }
        for event in &told {
            event_head(app, ui, event);
        }
        if !app.state.query.trim().is_empty() {
            let shown = words::count(listing.shown, "caption", "captions");
            let said = format!(
                "The grid and the questions are of the {shown} that the search lets through; the hours are of the whole event."
            );
            ui.add_space(theme::S2);
            words::quiet(ui, said);
        }
        go = grid(app, ui, &listing, open.first());
        let split = listing.groups.iter().any(|g| g.dates.len() > 1 && g.filed.is_none());
        if open.is_empty() && split && app.state.checked {
            ui.add_space(theme::S3);
            words::quiet(
                ui,
                "Where a scene is on two days, it is settled, or these are different occasions.",
            );
        }
    });
    if let Some(mut query) = go {
        if let Some(event) = &app.state.dates_event {
            query = format!("{query} {}", event_term(event));
        }
        app.set_view(View::Captions);
        app.set_query(query);
        ui.memory_mut(|m| m.request_focus(table::table_id()));
    }
}

/// The width of the grid's column of scenes, and of one of days, without and with its year.
const SCENES: f32 = 240.0;
const DAY: f32 = 88.0;
const DAY_OF_YEAR: f32 = 124.0;
/// The widest that they are where there is more room, and what lies between them.
const SCENES_MOST: f32 = 460.0;
const DAY_MOST: f32 = 160.0;
const GAP: f32 = 16.0;

/// The days that the grid shows, of all: as many as there is room for, from the one that was chosen or else from that of the
/// split in view.
fn shown_days(
    app: &mut App,
    ui: &mut Ui,
    all: &[PartialDate],
    split: Option<&Arc<Finding>>,
) -> std::ops::Range<usize> {
    let width = if year(all) == i32::MIN { DAY_OF_YEAR } else { DAY };
    let room = (((ui.available_width() - SCENES - DAY) / width) as usize).max(1);
    if all.len() <= room {
        return 0..all.len();
    }
    let last = all.len() - room;
    let first = split.and_then(|f| crate::desk::split_days(f)).map(|(first, _)| first);
    let of_split = || first.and_then(|first| all.iter().position(|d| *d == first)).unwrap_or(0);
    let mut from = app.state.dates_from.unwrap_or_else(of_split).min(last);
    ui.horizontal(|ui| {
        if ui.add_enabled(from > 0, Button::new("Earlier days")).clicked() {
            from = from.saturating_sub(room);
            app.state.dates_from = Some(from);
        }
        if ui.add_enabled(from < last, Button::new("Later days")).clicked() {
            from = (from + room).min(last);
            app.state.dates_from = Some(from);
        }
        let (a, b) = (words::thousands(from + 1), words::thousands(from + room));
        words::quiet(ui, format!("Days {a} to {b} of {}", words::thousands(all.len())));
    });
    ui.add_space(theme::S2);
    from..from + room
}

/// The grid; gives the filter of the cell that was opened.
fn grid(app: &mut App, ui: &mut Ui, listing: &Listing, split: Option<&Arc<Finding>>) -> Option<String> {
    let t = Tokens::of(ui.ctx());
    let all: std::collections::BTreeSet<_> =
        listing.groups.iter().flat_map(|g| g.dates.iter().map(|(d, _)| *d)).collect();
    let all: Vec<PartialDate> = all.into_iter().collect();
    let shown = shown_days(app, ui, &all, split);
    let days = &all[shown];
    let undated = listing.groups.iter().any(|g| g.undated > 0);
    let most = listing.groups.iter().flat_map(|g| g.dates.iter().map(|(_, n)| *n)).max().unwrap_or(1);
    let mut go = None;
    // What is there is shared: the names are read whole first, then the days have air.
    let columns = (days.len() + usize::from(undated)).max(1) as f32;
    let room = ui.available_width() - columns * GAP;
    let day = if year(&all) == i32::MIN { DAY_OF_YEAR } else { DAY } - GAP;
    let scenes = (room - columns * day).clamp(SCENES, SCENES_MOST);
    let day = ((room - scenes) / columns).clamp(44.0, DAY_MOST);
    let cells = Vec2::new(day.max(44.0), 26.0);
    egui::Grid::new("dates grid").spacing([GAP, 6.0]).min_col_width(day.max(72.0)).show(ui, |ui| {
        words::heading(ui, "Scene");
        for day in days {
            words::heading(ui, &words::short_date(*day, day.exact().is_none_or(|d| d.year() != year(&all))));
        }
        if undated {
            words::heading(ui, "No date");
        }
        ui.end_row();
        for group in &listing.groups {
            let name = group.key.clone().unwrap_or_else(|| "Not grouped".to_owned());
            ui.horizontal(|ui| {
                if group.note.is_some() {
                    words::mark(ui, Severity::Query);
                    words::line(ui, &name, theme::strong(theme::BODY), t.text, scenes - 100.0)
                        .on_hover_text(&name);
                    words::quiet(ui, "two dates");
                } else if let Some(day) = group.filed {
                    words::line(ui, &name, theme::sans(theme::BODY), t.text, scenes - 130.0)
                        .on_hover_text(&name);
                    words::quiet(ui, format!("filed under {}", words::short_date(day, false)));
                } else {
                    words::line(ui, &name, theme::sans(theme::BODY), t.text, scenes - 20.0)
                        .on_hover_text(&name);
                }
            });
            let scene = group
                .key
                .as_deref()
                .map_or_else(|| "scene:none".to_owned(), |s| format!("scene:\"{}\"", s.replace('"', " ")));
            let mut cell = |ui: &mut Ui, n: usize, term: String, when: &str| {
                if n == 0 {
                    let dot = egui::RichText::new("·").color(t.quiet);
                    ui.add_sized(cells, egui::Label::new(dot));
                    return None;
                }
                let share = (n as f32 / most as f32).sqrt();
                let fill = t.shade(share);
                let button = Button::new(words::thousands(n)).fill(fill).min_size(cells);
                let response = ui.add(button);
                app.main_list(ui.ctx(), response.id);
                response.widget_info(|| {
                    let captions = words::count(n, "caption", "captions");
                    WidgetInfo::labeled(Role::Button, true, format!("{name}, {when}: {captions}"))
                });
                response.clicked().then(|| format!("{scene} {term}"))
            };
            for day in days {
                let n = group.dates.iter().find(|(d, _)| d == day).map_or(0, |(_, n)| *n);
                let when = words::short_date(*day, true);
                go = cell(ui, n, format!("date:{day}"), &when).or(go.take());
            }
            if undated {
                go = cell(ui, group.undated, "date:none".into(), "no date").or(go.take());
            }
            ui.end_row();
        }
    });
    if all.is_empty() {
        ui.add_space(theme::S3);
        words::quiet(
            ui,
            "No caption in this list has a date. Open one and give it its date, or select many and set it on all at once.",
        );
    }
    go
}

/// The one year of all days; none that any day has where there are several.
fn year(days: &[PartialDate]) -> i32 {
    match (days.first(), days.last()) {
        (Some(a), Some(b)) if a.year() == b.year() => a.year(),
        _ => i32::MIN,
    }
}
