//! The date desk: what is known of an event, hour by hour; scenes by days; and the open splits with their answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Timelike};
use egui::{
    Align2, Button, ComboBox, Frame, Margin, Panel, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, Vec2,
    WidgetInfo,
};

use super::action::Action;
use super::app::App;
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

/// The hours that an event's line shows, in local time, and whether they are known or only the days are.
pub(super) fn hours(event: &EventSeen) -> Option<(NaiveDateTime, NaiveDateTime, bool)> {
    let known = &event.event;
    if let Some(begins) = known.begins {
        let from = begins - Duration::hours(1) - Duration::minutes(begins.minute().into());
        let to = match known.ends {
            Some(ends) => ends + Duration::hours(1),
            // Long enough to show the night that it is known to have run into.
            None if known.past_midnight => (begins.date() + Duration::days(1)).and_hms_opt(3, 0, 0)?,
            None => begins + Duration::hours(5),
        };
        return (to - from <= Duration::hours(72)).then_some((from, to, true));
    }
    let exact: Vec<NaiveDate> = event.days.keys().filter_map(|d| d.exact()).collect();
    let (first, last) = (exact.first()?, exact.last()?);
    let from = first.and_hms_opt(0, 0, 0)?;
    let to = last.succ_opt()?.and_hms_opt(0, 0, 0)?;
    (to - from <= Duration::days(3)).then_some((from, to, false))
}

/// What is known of when an event was, as a sentence.
pub(super) fn known_words(seen: &EventSeen) -> String {
    let event = &seen.event;
    let place: Vec<&str> =
        [&event.sublocation, &event.city, &event.country].into_iter().flatten().map(String::as_str).collect();
    let time =
        |t: NaiveDateTime| format!("{}, {}", words::short_date(t.date().into(), true), t.format("%H:%M"));
    let mut parts = vec![place.join(", ")];
    match (event.begins, event.ends) {
        (Some(b), Some(e)) => parts.push(format!("{} to {}", time(b), time(e))),
        (Some(b), None) => parts.push(format!("began {}; its end is not known", time(b))),
        (None, Some(e)) => parts.push(format!("ended {}; its beginning is not known", time(e))),
        (None, None) => parts.push("when it began and ended is not known".to_owned()),
    }
    if event.past_midnight {
        parts.push("it ran past midnight".to_owned());
    }
    parts.extend(event.zone.map(|z| format!("{} time", z.name().replace('_', " "))));
    parts.retain(|p| !p.is_empty());
    parts.join(" · ")
}

/// An event's name, what is known of it, and its line, hour by hour.
fn event_head(app: &mut App, ui: &mut Ui, seen: &EventSeen) {
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new(&seen.event.name).font(theme::strong(theme::LARGE)));
        words::quiet(ui, words::count(seen.captions, "caption", "captions"));
    });
    ui.horizontal_wrapped(|ui| {
        words::quiet(ui, known_words(seen));
        let response = ui.button("Describe the event…");
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("Describe the event {}…", seen.event.name))
        });
        if response.clicked() {
            app.state.overlay = Some(Overlay::Event(EventForm::of(&seen.event)));
        }
    });
    ui.add_space(theme::S1);
    line(ui, seen);
    ui.add_space(theme::S3);
}

/// The line: hours below, midnight as a heavier rule, and a bar for each day that captions name over the hours in which
/// such a frame was shot.
fn line(ui: &mut Ui, seen: &EventSeen) {
    let t = Tokens::of(ui.ctx());
    let Some((from, to, known)) = hours(seen) else { return };
    let width = ui.available_width();
    let days: Vec<(NaiveDate, usize)> =
        seen.days.iter().filter_map(|(d, n)| Some((d.exact()?, *n))).collect();
    let rows = 1 + usize::from(seen.undated > 0);
    let height = 18.0 + rows as f32 * 22.0 + 20.0;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, spoken(seen)));
    let painter = ui.painter();
    let span = (to - from).num_minutes().max(1) as f32;
    let x = |at: NaiveDateTime| {
        let share = ((at - from).num_minutes() as f32 / span).clamp(0.0, 1.0);
        rect.left() + share * rect.width()
    };
    let (top, bottom) = (rect.top() + 16.0, rect.bottom() - 18.0);
    let small = theme::sans(theme::SMALL);
    // Hours; fewer of them where they would crowd.
    let step = [1, 2, 3, 6, 12].into_iter().find(|s| span / 60.0 / *s as f32 * 54.0 <= width).unwrap_or(24);
    let mut hour = from.date().and_hms_opt(from.hour(), 0, 0).unwrap_or(from);
    while hour <= to {
        if hour > from && hour < to && hour.hour() == 0 {
            painter.vline(x(hour), top..=bottom + 2.0, Stroke::new(2.0, t.text));
            let at = Pos2::new(x(hour).clamp(rect.left() + 30.0, rect.right() - 30.0), rect.top());
            painter.text(at, Align2::CENTER_TOP, "midnight", small.clone(), t.text);
        } else if hour >= from && hour.hour() as i64 % step == 0 {
            painter.vline(x(hour), top..=bottom, Stroke::new(1.0, t.hairline));
        }
        if hour >= from && hour.hour() as i64 % step == 0 {
            let text = hour.format("%H").to_string();
            let at = Pos2::new(x(hour).clamp(rect.left() + 8.0, rect.right() - 8.0), bottom + 3.0);
            painter.text(at, Align2::CENTER_TOP, text, small.clone(), t.quiet);
        }
        hour += Duration::hours(1);
    }
    painter.hline(rect.x_range(), bottom, Stroke::new(1.0, t.hairline));
    let (begins, ends) = (seen.event.begins.unwrap_or(from), seen.event.ends.unwrap_or(to));
    if known && seen.event.begins.is_some() {
        painter.vline(x(begins), top..=bottom, Stroke::new(1.5, t.accent));
        let at = Pos2::new(x(begins), rect.top());
        painter.text(at, Align2::CENTER_TOP, "begins", small.clone(), t.quiet);
    }
    if let (true, Some(ends)) = (known, seen.event.ends) {
        painter.vline(x(ends), top..=bottom, Stroke::new(1.5, t.accent));
        painter.text(Pos2::new(x(ends), rect.top()), Align2::CENTER_TOP, "ends", small.clone(), t.quiet);
    }
    let label = |left: f32, right: f32, y: f32, text: &str, ink| {
        let galley = painter.layout_no_wrap(text.to_owned(), small.clone(), ink);
        // Within its bar where it fits, else to the side where there is room.
        let at = if galley.size().x + 12.0 <= right - left {
            left + 6.0
        } else if right + galley.size().x + 6.0 < rect.right() {
            right + 4.0
        } else {
            left - galley.size().x - 4.0
        };
        painter.galley(Pos2::new(at.max(rect.left()), y - galley.size().y / 2.0), galley, ink);
    };
    for (day, n) in &days {
        let Some((start, end)) =
            day.and_hms_opt(0, 0, 0).zip(day.succ_opt().and_then(|d| d.and_hms_opt(0, 0, 0)))
        else {
            continue;
        };
        let (left, right) = (x(start.max(begins)), x(end.min(ends)));
        let y = top + 13.0;
        let said = format!("{n} say {}", words::short_date(PartialDate::from(*day), false));
        if right <= left + 1.0 {
            // A day on which the event was not: a mark at the edge of the line.
            let edge = if start < begins { rect.left() + 4.0 } else { rect.right() - 4.0 };
            words::paint_mark(painter, Pos2::new(edge, y), Severity::Query, t);
            label(edge, edge, y, &format!("{said}, outside"), t.text);
            continue;
        }
        let bar = Rect::from_x_y_ranges(left + 1.0..=right - 1.0, y - 8.0..=y + 8.0);
        painter.rect_filled(bar, 3.0, t.shade(0.47));
        label(left, right, y, &said, t.text);
    }
    if seen.undated > 0 {
        let y = top + 35.0;
        let (left, right) = (x(begins), x(ends));
        painter.extend(egui::Shape::dashed_line(
            &[Pos2::new(left, y + 9.0), Pos2::new(right, y + 9.0)],
            Stroke::new(1.0, t.faint),
            4.0,
            4.0,
        ));
        label(left, right, y, &format!("{} say no date: anywhere on it", seen.undated), t.quiet);
    }
}

/// The line for a screen reader.
fn spoken(seen: &EventSeen) -> String {
    let days: Vec<String> = seen
        .days
        .iter()
        .map(|(d, n)| {
            format!("{} on {}", words::count(*n, "caption", "captions"), words::short_date(*d, true))
        })
        .collect();
    format!(
        "{}: {}, {} without a date. {}",
        seen.event.name,
        days.join(", "),
        seen.undated,
        known_words(seen)
    )
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
