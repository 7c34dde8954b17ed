//! What stands in the lines of the table: a group's heading, its note, a caption.

use egui::{Id, Modifiers, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::app::App;
use super::state::*;
use super::table::GUTTER;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::*;
use crate::model::caption::{Caption, Status};

/// A caption that is being dragged: its row. Where it is among the selected ones, all of them go with it.
pub(super) struct Dragged(i64);

/// What was dropped on which scene.
#[derive(Clone, Default)]
struct Dropped {
    row: i64,
    scene: Option<String>,
}

fn dropped_id() -> Id {
    Id::unique("dropped on a scene")
}

/// Makes a place that stands for a scene take captions that are dropped on it; a ring shows that it would.
pub(super) fn scene_target(ui: &Ui, response: &egui::Response, scene: Option<&str>, t: &Tokens) {
    if response.dnd_hover_payload::<Dragged>().is_some() {
        let rect = response.rect.expand2(Vec2::new(3.0, 0.0));
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(2.0, t.accent), egui::StrokeKind::Inside);
    }
    if let Some(dragged) = response.dnd_release_payload::<Dragged>() {
        let dropped = Dropped { row: dragged.0, scene: scene.map(str::to_owned) };
        ui.data_mut(|d| d.insert_temp(dropped_id(), dropped));
    }
}

/// Does what was dropped since the last frame, and shows what is being dragged.
pub(super) fn drops(app: &mut App, ctx: &egui::Context) {
    if let Some(dragged) = egui::DragAndDrop::payload::<Dragged>(ctx) {
        ctx.set_cursor_icon(egui::CursorIcon::Grabbing);
        let many = app.state.selection.has(dragged.0).then(|| app.state.selected_count()).filter(|n| *n > 1);
        if let Some(at) = ctx.pointer_latest_pos() {
            let words = words::count(many.unwrap_or(1), "caption", "captions");
            let t = Tokens::of(ctx);
            let painter = ctx.layer_painter(egui::LayerId::new(egui::Order::Tooltip, dropped_id()));
            let galley =
                painter.layout_no_wrap(format!("{words} to a scene"), theme::sans(theme::SMALL), t.text);
            let rect = Rect::from_min_size(at + Vec2::new(14.0, 12.0), galley.size() + Vec2::new(16.0, 8.0));
            painter.rect(rect, 4.0, t.raised, Stroke::new(1.0, t.hairline), egui::StrokeKind::Inside);
            painter.galley(rect.min + Vec2::new(8.0, 4.0), galley, t.text);
        }
    }
    let Some(dropped) = ctx.data_mut(|d| d.remove_temp::<Dropped>(dropped_id())) else { return };
    let rows = match app.state.selection.has(dropped.row) {
        true => app.state.selected_rows(),
        false => vec![dropped.row],
    };
    let stay = super::inspector::is_in_field(ctx);
    app.put_into_scene(rows, dropped.scene, stay);
}

/// A group's heading: fold arrow, name, count, days. Whether it was clicked.
pub(super) fn head(app: &App, ui: &mut Ui, rect: Rect, listing: &Listing, group: usize, t: &Tokens) -> bool {
    let head = &listing.groups[group];
    // As the list in view is grouped: another grouping may be on its way.
    let by = Grouped::of(listing.request.group);
    let name = group_name(head, by);
    let response = ui.interact(rect, Id::unique(("group", group, &head.key)), Sense::CLICK);
    let folded = app.state.folded.contains(&head.key);
    let days = days_line(head, by);
    response.widget_info(|| {
        let folded = if folded { ", folded" } else { "" };
        WidgetInfo::labeled(
            Role::RowHeader,
            true,
            format!("{name}, {}{}{folded}", words::count(head.count, "caption", "captions"), comma(&days)),
        )
    });
    if by == Grouped::Scene {
        scene_target(ui, &response, head.key.as_deref(), t);
    }
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, 0.0, t.hovered());
    }
    painter.hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, t.hairline));
    let middle = rect.center().y + 1.0;
    fold_arrow(painter, Pos2::new(rect.left() + 20.0, middle), folded, t);
    let mut x = rect.left() + GUTTER;
    x += words::paint_line(
        ui,
        Pos2::new(x, middle),
        &name,
        theme::strong(theme::BODY),
        t.text,
        rect.width() * 0.5,
    );
    x += 10.0;
    let count = words::thousands(head.count);
    x += words::paint_line(ui, Pos2::new(x, middle), &count, theme::sans(theme::BODY), t.quiet, 90.0);
    x += 16.0;
    words::paint_line(
        ui,
        Pos2::new(x, middle),
        &days,
        theme::sans(theme::SMALL),
        t.quiet,
        rect.right() - x - 8.0,
    );
    response.clicked()
}

fn comma(s: &str) -> String {
    if s.is_empty() { String::new() } else { format!(", {s}") }
}

fn fold_arrow(painter: &egui::Painter, at: Pos2, folded: bool, t: &Tokens) {
    let points = if folded {
        vec![at + Vec2::new(-2.0, -4.0), at + Vec2::new(3.0, 0.0), at + Vec2::new(-2.0, 4.0)]
    } else {
        vec![at + Vec2::new(-4.0, -2.0), at + Vec2::new(4.0, -2.0), at + Vec2::new(0.0, 3.0)]
    };
    painter.add(egui::Shape::convex_polygon(points, t.quiet, Stroke::NONE));
}

/// The name of a group, as its heading has it.
fn group_name(head: &GroupHead, by: Grouped) -> String {
    match (&head.key, by) {
        (Some(key), Grouped::Date) => crate::model::date::PartialDate::parse(key)
            .map_or_else(|| key.clone(), crate::model::date::in_words),
        (Some(key), _) => key.clone(),
        (None, Grouped::Scene) => "Not grouped".into(),
        (None, Grouped::Date) => "No date".into(),
        (None, Grouped::Agency) => "No agency".into(),
        (None, Grouped::Photographer) => "No photographer".into(),
        (None, _) => "No document".into(),
    }
}

/// `Sun Aug. 11 ×4 · no date ×1`; nothing where the group has no day at all or is one.
fn days_line(head: &GroupHead, by: Grouped) -> String {
    if by == Grouped::Date || head.dates.is_empty() {
        return if by == Grouped::Date { String::new() } else { "no date".into() };
    }
    if head.dates.len() > 4
        && let (Some(first), Some(last)) = (head.dates.first(), head.dates.last())
    {
        return format!(
            "{} days, {} to {}",
            head.dates.len(),
            words::short_date(first.0, true),
            words::short_date(last.0, true)
        );
    }
    let years: std::collections::BTreeSet<i32> = head.dates.iter().map(|(d, _)| d.year()).collect();
    let mut parts: Vec<String> =
        head.dates.iter().map(|(d, n)| format!("{} ×{n}", words::short_date(*d, years.len() > 1))).collect();
    if head.undated > 0 {
        parts.push(format!("no date ×{}", head.undated));
    }
    parts.join("   ")
}

/// What the checks say of a group. Whether the way to its answers was asked for.
pub(super) fn note(ui: &mut Ui, rect: Rect, listing: &Listing, group: usize, t: &Tokens) -> bool {
    let Some(text) = &listing.groups[group].note else { return false };
    let middle = rect.center().y - 2.0;
    let at = Pos2::new(rect.left() + GUTTER + 4.0, middle);
    words::paint_mark(ui.painter(), at, crate::model::finding::Severity::Query, t);
    let button = Rect::from_min_size(Pos2::new(rect.right() - 78.0, middle - 10.0), Vec2::new(74.0, 20.0));
    let x = rect.left() + GUTTER + 16.0;
    // The heading above has said which scene, and of what.
    let said = match text.split_once(" is on two days: ") {
        Some((_, days)) => format!("Two days: {days}"),
        None => words::sentence(text),
    };
    words::paint_line(
        ui,
        Pos2::new(x, middle),
        &said,
        theme::sans(theme::SMALL),
        t.query,
        button.left() - x - 8.0,
    );
    let response = ui.interact(button, Id::unique(("dates of", group)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Show the dates of this scene"));
    let ink = if response.hovered() { t.text } else { t.accent };
    super::table::focus_ring(ui, &response, t);
    words::paint_line(ui, button.left_center(), "Dates…  D", theme::sans(theme::SMALL), ink, button.width());
    response.on_hover_text(text.as_str()).clicked()
}

/// One caption. Where it was clicked, the keys that were held.
#[expect(clippy::too_many_arguments)]
pub(super) fn row(
    app: &App,
    ui: &mut Ui,
    rect: Rect,
    listing: &Listing,
    index: usize,
    id: Id,
    columns: &[(Option<ColumnKind>, f32, f32)],
    focused: bool,
    t: &Tokens,
) -> Option<Modifiers> {
    let number = listing.rows[index];
    let selected = app.state.selection.has(number);
    let kept = listing.kept == Some(number);
    let cursor = app.state.cursor == Some(index);
    let view = app.state.rows.get(&number);
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    response.dnd_set_drag_payload(Dragged(number));
    response.widget_info(|| {
        let name = view.map_or_else(|| "loading".to_owned(), |v| spoken(&v.caption, &v.problems));
        let kept = if kept { ", passes the filter no more" } else { "" };
        let cell = match (view, app.state.cells) {
            (Some(v), Some(cells)) if cursor => super::cells::spoken(cells, columns, &v.caption),
            _ => String::new(),
        };
        WidgetInfo::selected(Role::Row, true, selected, format!("Row {}: {name}{kept}{cell}", index + 1))
    });
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, 0.0, t.selected());
        painter.rect_filled(Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height())), 0.0, t.accent);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, t.hovered());
    }
    let cells = app.state.cells.filter(|_| selected || cursor);
    if let Some(cells) = cells {
        for (n, (_, x, width)) in columns.iter().enumerate().filter(|(n, _)| cells.has(*n)) {
            let min = Pos2::new(rect.left() + x - 6.0, rect.top() + 1.0);
            let cell = Rect::from_min_size(min, Vec2::new(*width - 2.0, rect.height() - 2.0));
            painter.rect_filled(cell, 3.0, t.selected());
            // The cursor's cell has the stronger edge.
            let at = cursor && n == cells.at;
            let width = if at && focused { 2.0 } else { 1.0 };
            painter.rect_stroke(cell, 3.0, Stroke::new(width, t.accent), egui::StrokeKind::Inside);
        }
    }
    if cursor && focused && cells.is_none() {
        painter.rect_stroke(
            rect.shrink2(Vec2::new(0.5, 0.5)),
            3.0,
            Stroke::new(1.0, t.accent),
            egui::StrokeKind::Inside,
        );
    }
    let Some(view) = view else {
        // Known to be there, and not read yet: a quiet bar keeps the place.
        let bar = Rect::from_min_size(
            Pos2::new(rect.left() + GUTTER, rect.center().y - 3.0),
            Vec2::new(columns[0].2 * 0.6, 6.0),
        );
        painter.rect_filled(bar, 3.0, t.hairline);
        return response.clicked().then(|| ui.input(|i| i.modifiers));
    };
    let caption = &view.caption;
    if let Some((_, severity)) = view.problems.iter().min_by_key(|(_, s)| *s) {
        words::paint_mark(painter, Pos2::new(rect.left() + 20.0, rect.center().y), *severity, t);
    } else if caption.status == Status::Reviewed {
        tick(painter, Pos2::new(rect.left() + 20.0, rect.center().y), t);
    }
    let aside = caption.status == Status::SetAside;
    let ink = if aside { t.quiet } else { t.text };
    let two = app.state.prefs.two_lines;
    // Told only where somebody listens: it is no work for a window without a screen reader.
    let mut told = ui.ctx().has_accesskit_node(id).then(Vec::new);
    for (kind, x, width) in columns {
        let left = rect.left() + x;
        let place = Rect::from_min_size(Pos2::new(left, rect.top()), Vec2::new(*width, rect.height()));
        let middle = if two { rect.top() + 16.0 } else { rect.center().y };
        match kind {
            None => {
                let empty = caption.description.trim().is_empty();
                let words_: &str = if empty { "(no words)" } else { &caption.description };
                let color = if empty { t.quiet } else { ink };
                if let Some(told) = &mut told {
                    told.push(("Caption", place, words_.to_owned()));
                }
                let mut x = left;
                let mut room = *width - 12.0;
                let marks = [(aside, "set aside"), (kept, "not in the filter any more")];
                for (_, mark) in marks.iter().filter(|(on, _)| *on) {
                    let w = words::paint_line(
                        ui,
                        Pos2::new(x, middle),
                        mark,
                        theme::sans(theme::SMALL),
                        t.quiet,
                        room * 0.5,
                    ) + 8.0;
                    x += w;
                    room -= w;
                }
                words::paint_line(ui, Pos2::new(x, middle), words_, theme::sans(theme::BODY), color, room);
                if two {
                    let credit = caption.credit_line.as_deref().unwrap_or("no credit");
                    let below = Pos2::new(left, rect.top() + 34.0);
                    words::paint_line(ui, below, credit, theme::sans(theme::SMALL), t.quiet, *width - 12.0);
                }
            }
            Some(kind) => {
                let (text, known) = cell(caption, *kind, app.state.years);
                let color = if known { ink } else { t.quiet };
                words::paint_line(
                    ui,
                    Pos2::new(left, middle),
                    &text,
                    theme::sans(theme::BODY),
                    color,
                    *width - 12.0,
                );
                if let Some(told) = &mut told {
                    told.push((kind.label(), place, text));
                }
            }
        }
    }
    if let Some(told) = told {
        super::said::cells(ui, &response, index + 1, told);
    }
    response.clicked().then(|| ui.input(|i| i.modifiers))
}

fn tick(painter: &egui::Painter, at: Pos2, t: &Tokens) {
    let stroke = Stroke::new(1.6, t.accent);
    painter.line_segment([at + Vec2::new(-4.0, 0.0), at + Vec2::new(-1.0, 3.0)], stroke);
    painter.line_segment([at + Vec2::new(-1.0, 3.0), at + Vec2::new(4.5, -3.5)], stroke);
}

/// A cell's words, and whether anything is known.
fn cell(c: &Caption, kind: ColumnKind, years: bool) -> (String, bool) {
    let day = |d| if years { words::year_date(d) } else { words::short_date(d, false) };
    let named = |s: &Option<String>| s.clone().map_or_else(|| ("–".to_owned(), false), |s| (s, true));
    let list = |l: &[String]| if l.is_empty() { ("–".to_owned(), false) } else { (l.join(", "), true) };
    match kind {
        ColumnKind::Photographer => list(&c.creators),
        ColumnKind::Agency => match (&c.agency, &c.distributor) {
            (Some(a), _) => (a.clone(), true),
            (None, Some(d)) => (d.clone(), true),
            (None, None) => ("–".to_owned(), false),
        },
        ColumnKind::Date => match c.date_created {
            Some(d) => (day(d), true),
            None => ("no date".to_owned(), false),
        },
        ColumnKind::EventDate => match c.event_date {
            Some(d) => (day(d), true),
            None => ("–".to_owned(), false),
        },
        ColumnKind::Scene => named(&c.scene),
        ColumnKind::Document => {
            let line = c.line.map_or_else(String::new, |l| format!(":{l}"));
            (format!("{}{line}", c.document), true)
        }
        ColumnKind::CreditLine => named(&c.credit_line),
        ColumnKind::City => named(&c.city),
        ColumnKind::Venue => named(&c.sublocation),
        ColumnKind::Headline => named(&c.headline),
        ColumnKind::Keywords => list(&c.keywords),
        ColumnKind::Persons => list(&c.persons_shown),
        ColumnKind::Flags => list(&c.flags),
        ColumnKind::Status => (
            match c.status {
                Status::Unreviewed => "unreviewed",
                Status::Reviewed => "reviewed",
                Status::SetAside => "set aside",
            }
            .to_owned(),
            c.status != Status::Unreviewed,
        ),
    }
}

/// A row as a screen reader says it.
fn spoken(c: &Caption, problems: &[(String, crate::model::finding::Severity)]) -> String {
    let mut out = if c.description.is_empty() { "no words".to_owned() } else { c.description.clone() };
    for kind in [ColumnKind::Photographer, ColumnKind::Agency, ColumnKind::Date] {
        let (text, known) = cell(c, kind, true);
        if known || kind == ColumnKind::Date {
            out.push_str(&format!(", {text}"));
        }
    }
    for (check, severity) in problems {
        let title = crate::desk::check_by_id(check).map_or(check.as_str(), |c| c.title);
        out.push_str(&format!(", {}: {title}", words::severity_word(*severity)));
    }
    out
}
