//! An event hour by hour: what is known of when it was, and a bar for each day that its captions name.

use chrono::{Duration, NaiveDate, NaiveDateTime, Timelike};
use egui::{Align2, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::app::App;
use super::state::*;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::*;
use crate::model::date::PartialDate;
use crate::model::finding::Severity;

/// The hours that an event's line shows, in local time, and whether they are known or only the days are.
fn hours(event: &EventSeen) -> Option<(NaiveDateTime, NaiveDateTime, bool)> {
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
fn known_words(seen: &EventSeen) -> String {
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
pub(super) fn event_head(app: &mut App, ui: &mut Ui, seen: &EventSeen) {
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
