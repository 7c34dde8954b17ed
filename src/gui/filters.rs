//! The filters at the left: saved ones, and for every field its values with counts; and the search field. The text in the
//! search field is the filter; a click rewrites its terms.

use egui::{
    Button, Id, Key, Modifiers, Pos2, Rect, Response, Role, ScrollArea, Sense, TextEdit, Ui, Vec2, WidgetInfo,
};

use super::app::App;
use super::state::View;
use super::theme::{self, Tokens};
use super::{suggest, words};
use crate::desk::terms::{self, Choice, Choices};
use crate::desk::view::{Facet, FacetKind};
use crate::model::date::PartialDate;
use crate::model::finding::Severity;

/// The search field's place in the order of focus.
pub fn search_id() -> Id {
    Id::unique("search")
}

/// How many values a facet shows before it is opened.
const SHORT: usize = 9;

pub(super) fn title(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Problem => "To look at",
        FacetKind::Scene => "Scenes",
        FacetKind::Date => "Dates",
        FacetKind::Agency => "Agencies",
        FacetKind::Photographer => "Photographers",
        FacetKind::Document => "Documents",
        FacetKind::Status => "Status",
        FacetKind::Event => "Events",
        FacetKind::City => "Cities",
        FacetKind::Venue => "Venues",
        FacetKind::Country => "Countries",
        FacetKind::Person => "Persons",
        FacetKind::Distributor => "Distributors",
        FacetKind::Supplier => "Suppliers",
        FacetKind::Flag => "Flags",
        FacetKind::Keyword => "Keywords",
    }
}

/// Whether a facet is open before anybody has said so: the less used ones are not.
fn open_at_first(kind: FacetKind) -> bool {
    use FacetKind::*;
    matches!(kind, Problem | Scene | Date | Agency | Photographer | Document | Status)
}

/// What is to become of the filter.
type Rewrite = Option<String>;

/// Draws the filters.
pub fn show(app: &mut App, ui: &mut Ui) {
    ui.take_available_width();
    let Some(listing) = app.state.listing.clone() else { return };
    // The scroll bar has a place of its own: over the lines it would cover their counts.
    ui.spacing_mut().scroll.floating_allocated_width = 12.0;
    ScrollArea::vertical().id_salt("filters scroll").auto_shrink([false, false]).show(ui, |ui| {
        let mut query = super::saved::section(app, ui);
        let choices = Choices::of(&app.state.query);
        for facet in &listing.facets {
            let chosen = terms::of_field(&app.state.query, &format!("{}:none", facet.kind.key()));
            if chosen.is_empty() && facet.values.is_empty() && facet.kind != FacetKind::Problem {
                continue;
            }
            section(app, ui, facet, &choices, &chosen, &mut query);
        }
        if let Some(query) = query {
            app.set_query(query);
        }
    });
}

fn section(
    app: &mut App,
    ui: &mut Ui,
    facet: &Facet,
    choices: &Choices,
    chosen: &[String],
    query: &mut Rewrite,
) {
    let t = Tokens::of(ui.ctx());
    let kind = facet.kind;
    let by_hand = app.state.prefs.facets.get(kind.key()).copied();
    // What the filter names is never out of sight.
    let open = !chosen.is_empty() || by_hand.unwrap_or(open_at_first(kind));
    if heading(ui, facet, open, t).clicked() {
        app.state.prefs.facets.insert(kind.key().to_owned(), !open);
    }
    if !open {
        return;
    }
    if facet.values.is_empty() && kind == FacetKind::Problem {
        words::quiet(ui, if app.state.checked { "Nothing in this list" } else { "Checking…" });
    }
    let all_id = Id::unique(("facet open", kind));
    let all = ui.data(|d| d.get_temp::<bool>(all_id)).unwrap_or(false);
    let shown = if all { facet.values.len().min(500) } else { SHORT };
    let mut lines: Vec<(String, String, usize, Option<Severity>)> = Vec::new();
    let none = format!("{}:none", kind.key());
    for (n, value) in facet.values.iter().enumerate() {
        // What is wanted or left out, and the captions without a value, are in view however many come before them.
        if n < shown || value.term == none || choices.on(&value.term) != Choice::Open {
            lines.push((value.label.clone(), value.term.clone(), value.count, value.severity));
        }
    }
    for term in chosen {
        let there = facet.values.iter().any(|v| terms::choice(term, &v.term) != Choice::Open);
        if !there && !term.contains("..") {
            let label = term.split_once(':').map_or("", |(_, v)| v).trim_matches(['=', '"']).to_owned();
            let label = if *term == none { "None".to_owned() } else { label };
            lines.push((label, term.clone(), 0, None));
        }
    }
    for (label, term, count, severity) in lines {
        let short = match kind == FacetKind::Date && term != none {
            true => PartialDate::parse(term.trim_start_matches("date:"))
                .map_or_else(|| label.clone(), |d| words::short_date(d, true)),
            false => label.clone(),
        };
        let choice = choices.on(&term);
        let left_out = if choice == Choice::LeftOut { ", left out" } else { "" };
        let captions = words::count(count, "caption", "captions");
        let line = Line {
            // Named by what it is: counts come and go above it, and a click must not land on another line.
            id: Id::unique(("facet", kind, &term)),
            name: format!("{}: {label}, {captions}{left_out}", title(kind)),
            label: short,
            count: Some(count),
            choice,
            severity,
            faint: term == none,
            room: 0.0,
        };
        let response = draw(ui, &line, t);
        if kind == FacetKind::Scene {
            let scene = (term != none).then_some(label.as_str());
            super::rows::scene_target(ui, &response, scene, t);
        }
        act(app, ui, &response, &term, choice, query);
    }
    if facet.values.len() > SHORT {
        let label =
            if all { "Fewer".to_owned() } else { format!("All {}", words::thousands(facet.distinct)) };
        let text = egui::RichText::new(label).size(theme::SMALL).color(t.accent);
        let response = words::bare(ui, Button::new(text));
        let what = if all { "fewer" } else { "all" };
        let name = format!("{}: {what}", title(kind));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.clicked() {
            ui.data_mut(|d| d.insert_temp(all_id, !all));
        }
        if all && facet.distinct > facet.values.len() {
            words::quiet(ui, format!("The first 500; type {}: for the others", kind.key()));
        }
    }
    if kind == FacetKind::Date {
        range(app, ui, chosen, query);
    }
    ui.add_space(theme::S3);
}

/// The heading of a facet; a click folds it.
fn heading(ui: &mut Ui, facet: &Facet, open: bool, t: &Tokens) -> Response {
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), 24.0));
    let response = ui.interact(rect, Id::unique(("facet head", facet.kind)), Sense::click());
    let state = if open { "open" } else { "folded" };
    let name = format!("Filters by {}, {state}", title(facet.kind));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let painter = ui.painter();
    let ink = if response.hovered() { t.text } else { t.quiet };
    words::follow(&response);
    if response.has_focus() {
        let ring = rect.expand2(Vec2::new(4.0, 0.0));
        painter.rect_stroke(ring, 4.0, egui::Stroke::new(1.5, t.accent), egui::StrokeKind::Inside);
    }
    let at = rect.left_center() + Vec2::new(2.0, 0.0);
    words::paint_line(ui, at, title(facet.kind), theme::strong(theme::SMALL), ink, rect.width() - 60.0);
    let mut right = rect.right() - EDGE;
    if !open || response.hovered() || response.has_focus() {
        let c = Pos2::new(right - 4.0, rect.center().y);
        let points = match open {
            true => vec![c + Vec2::new(-4.0, -2.0), c + Vec2::new(4.0, -2.0), c + Vec2::new(0.0, 3.0)],
            false => vec![c + Vec2::new(-2.0, -4.0), c + Vec2::new(3.0, 0.0), c + Vec2::new(-2.0, 4.0)],
        };
        ui.painter().add(egui::Shape::convex_polygon(points, t.quiet, egui::Stroke::NONE));
        right -= 16.0;
    }
    // The Problems view counts problems; here it is the captions that have them.
    let captions = open && facet.kind == FacetKind::Problem && !facet.values.is_empty();
    if captions || !open || facet.values.len() > SHORT {
        let count = if captions { "captions".to_owned() } else { words::thousands(facet.distinct) };
        let galley = ui.painter().layout_no_wrap(count, theme::sans(theme::SMALL), t.quiet);
        let at = Pos2::new(right - galley.size().x, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, t.quiet);
    }
    response
}

/// What a line of a facet was asked for: a click adds or takes back, with Alt it leaves out; the rest is in its menu.
fn act(app: &App, ui: &Ui, response: &Response, term: &str, choice: Choice, query: &mut Rewrite) {
    let now = &app.state.query;
    let minus = response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Minus));
    if response.clicked() {
        let alt = ui.input(|i| i.modifiers.alt);
        *query = Some(if alt { terms::leave_out(now, term) } else { terms::toggle(now, term) });
    } else if minus {
        *query = Some(terms::leave_out(now, term));
    }
    response.context_menu(|ui| {
        let out = choice == Choice::LeftOut;
        let entries = [
            ("Only this", "", terms::only(now, term)),
            (
                if choice == Choice::Wanted { "Not this any more" } else { "This, too" },
                "Click",
                terms::toggle(now, term),
            ),
            (if out { "Do not leave out" } else { "Leave out" }, "Alt+Click", terms::leave_out(now, term)),
            ("All values", "", terms::clear(now, term)),
        ];
        for (label, key, then) in entries {
            if ui.add(Button::new(label).shortcut_text(key)).clicked() {
                *query = Some(then);
                ui.close();
            }
        }
    });
}

/// Two fields for a range of dates.
fn range(app: &App, ui: &mut Ui, chosen: &[String], query: &mut Rewrite) {
    let t = Tokens::of(ui.ctx());
    let held = chosen.iter().find(|t| t.contains("..")).map(|t| t.trim_start_matches("date:").to_owned());
    let (from, to) = held.as_deref().and_then(|h| h.split_once("..")).unwrap_or(("", ""));
    // `2024-08-11..12`: the end takes over what it leaves out.
    let whole = match (to.len(), from.get(..from.len().saturating_sub(2))) {
        (1..=2, Some(head)) if !from.is_empty() => format!("{head}{to:0>2}"),
        _ => to.to_owned(),
    };
    let shown = [from.to_owned(), whole];
    let id = Id::unique("date range");
    let mut typed = ui.data(|d| d.get_temp::<[String; 2]>(id)).unwrap_or_else(|| shown.clone());
    let mut left = false;
    let mut focused = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (n, (name, hint)) in [("Date from", "from"), ("Date to", "to")].into_iter().enumerate() {
            let before = typed[n].clone();
            let bad = !typed[n].is_empty() && PartialDate::parse(typed[n].trim()).is_none();
            let width =
                (ui.available_width() - if n == 0 { 8.0 } else { 10.0 }) / if n == 0 { 2.0 } else { 1.0 };
            let edit = TextEdit::singleline(&mut typed[n])
                .id(id.with(n))
                .font(theme::sans(theme::SMALL))
                .hint_text(egui::RichText::new(hint).size(theme::SMALL).color(t.quiet))
                .desired_width(width - 12.0);
            let response = ui.add(edit);
            response.widget_info(|| words::field_info(name, &before, &typed[n]));
            if bad && !response.has_focus() {
                let stroke = egui::Stroke::new(1.5, t.error);
                ui.painter().rect_stroke(response.rect, 4.0, stroke, egui::StrokeKind::Inside);
                response.clone().on_hover_text("A date is written 2024, 2024-08 or 2024-08-11");
            }
            left |= response.lost_focus();
            // The key is the field's; the table must not hear it in the same frame.
            if response.lost_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)) {
                ui.memory_mut(|m| m.request_focus(super::table::table_id()));
            }
            focused |= response.has_focus();
        }
    });
    let good = typed.iter().all(|t| t.trim().is_empty() || PartialDate::parse(t.trim()).is_some());
    if left && good && typed != shown {
        let now = match &held {
            Some(held) => terms::toggle(&app.state.query, &format!("date:{held}")),
            None => app.state.query.clone(),
        };
        *query = Some(match (typed[0].trim(), typed[1].trim()) {
            ("", "") => now,
            (from, to) => terms::toggle(&now, &format!("date:{from}..{to}")),
        });
    }
    ui.data_mut(|d| match focused || !good {
        true => {
            d.insert_temp(id, typed);
        }
        false => d.remove::<[String; 2]>(id),
    });
}

/// A line with a count.
pub(super) struct Line {
    pub id: Id,
    /// As a screen reader says it.
    pub name: String,
    pub label: String,
    pub count: Option<usize>,
    pub choice: Choice,
    pub severity: Option<Severity>,
    /// Says of nothing that it is missing.
    pub faint: bool,
    /// Kept free at the right.
    pub room: f32,
}

/// Draws a line with a count.
pub(super) fn draw(ui: &mut Ui, line: &Line, t: &Tokens) -> Response {
    let width = ui.available_width();
    let mark = match (line.choice, line.severity) {
        (Choice::LeftOut, _) => 16.0,
        (_, Some(_)) => 18.0,
        _ => 0.0,
    };
    let painter = ui.painter();
    let small = theme::sans(theme::SMALL);
    let count = line.count.map(|n| painter.layout_no_wrap(words::thousands(n), small, t.quiet));
    let counted = count.as_ref().map_or(0.0, |g| g.size().x);
    let room = (width - 2.0 - mark - EDGE - line.room - counted - 8.0).max(24.0);
    let ink = if line.faint || line.choice == Choice::LeftOut { t.quiet } else { t.text };
    let mut job = words::one_line(&line.label, theme::sans(theme::BODY), ink, room);
    // What tells two values apart is often at their ends: more lines rather than a cut.
    (job.wrap.max_rows, job.wrap.break_anywhere) = (3, false);
    let label = ui.ctx().fonts_mut(|f| f.layout_job(job));
    let height = if label.rows.len() > 1 { label.size().y + 8.0 } else { 24.0 };
    let (_, rect) = ui.allocate_space(Vec2::new(width, height));
    let response = ui.interact(rect, line.id, Sense::click());
    let on = line.choice == Choice::Wanted;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &line.name));
    let painter = ui.painter();
    let wide = rect.expand2(Vec2::new(4.0, 0.0));
    if on {
        painter.rect_filled(wide, 4.0, t.selected());
        let bar = Rect::from_min_size(wide.min, Vec2::new(3.0, rect.height()));
        painter.rect_filled(bar, 0.0, t.accent);
    } else if response.hovered() {
        painter.rect_filled(wide, 4.0, t.hovered());
    }
    words::follow(&response);
    if response.has_focus() {
        painter.rect_stroke(wide, 4.0, egui::Stroke::new(1.5, t.accent), egui::StrokeKind::Inside);
    }
    let x = rect.left() + 2.0;
    // Of the first line.
    let middle = rect.top() + 12.0;
    if line.choice == Choice::LeftOut {
        painter.hline(x + 1.0..=x + 9.0, middle, egui::Stroke::new(1.6, t.removed));
    } else if let Some(severity) = line.severity {
        words::paint_mark(painter, Pos2::new(x + 5.0, middle), severity, t);
    }
    if let Some(count) = count {
        let left = rect.right() - EDGE - line.room - counted;
        painter.galley(Pos2::new(left, middle - count.size().y / 2.0), count, t.quiet);
    }
    let top = if label.rows.len() > 1 { rect.top() + 4.0 } else { middle - label.size().y / 2.0 };
    if line.choice == Choice::LeftOut {
        let drawn = label.size().x;
        painter.hline(x + mark..=x + mark + drawn, middle, egui::Stroke::new(1.0, t.quiet));
    }
    let cut = label.elided;
    painter.galley(Pos2::new(x + mark, top), label, ink);
    if cut { response.on_hover_text(&line.label) } else { response }
}

/// What stays free at the right of a line's count.
const EDGE: f32 = 4.0;

/// Says below the search field what is wrong with it, over the page: nothing is pushed out of its place.
fn wrong(ui: &Ui, field: Rect, why: &str) {
    let t = Tokens::of(ui.ctx());
    egui::Area::new(Id::unique("wrong search"))
        .order(egui::Order::Middle)
        .fixed_pos(field.left_bottom() + Vec2::new(0.0, 4.0))
        .interactable(false)
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(field.width());
                ui.label(egui::RichText::new(why).size(theme::SMALL).color(t.error));
            });
        });
}

/// The search field of the bar.
pub fn search(app: &mut App, ui: &mut Ui, width: f32) {
    let t = Tokens::of(ui.ctx());
    // Documents and the history are not narrowed by it: there it stands empty, and what is typed leads to the captions.
    let elsewhere = matches!(app.state.view, View::Documents | View::History);
    let shown = if elsewhere { String::new() } else { app.state.query.clone() };
    let mut text = shown.clone();
    let keys = super::action::Action::Find.key_words(ui.ctx());
    let hint = format!("Search: words, \"a phrase\", agency:AP, date:none   {keys}");
    let hint = egui::RichText::new(hint).color(t.faint);
    let taken = suggest::keys(ui, &mut text);
    let open = suggest::is_open(ui);
    let edit = TextEdit::singleline(&mut text)
        .id(search_id())
        .event_filter(egui::EventFilter { tab: open, ..words::TYPING })
        .hint_text(hint)
        .desired_width(width)
        .margin(egui::Margin::symmetric(10, 5));
    let bad = app.state.filter_error.is_some();
    let out = edit.show(ui);
    let response = out.response.response.clone();
    response.widget_info(|| words::field_info("Search captions", &shown, &text));
    if bad {
        ui.painter().rect_stroke(
            response.rect,
            6.0,
            egui::Stroke::new(1.5, t.error),
            egui::StrokeKind::Inside,
        );
    }
    if !shown.is_empty() {
        let x =
            Rect::from_center_size(response.rect.right_center() - Vec2::new(14.0, 0.0), Vec2::splat(18.0));
        let clear = ui.interact(x, Id::unique("clear search"), Sense::click());
        clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Clear the search"));
        let stroke = egui::Stroke::new(1.4, if clear.hovered() { t.text } else { t.quiet });
        let c = x.center();
        ui.painter().line_segment([c + Vec2::new(-3.5, -3.5), c + Vec2::new(3.5, 3.5)], stroke);
        ui.painter().line_segment([c + Vec2::new(-3.5, 3.5), c + Vec2::new(3.5, -3.5)], stroke);
        if clear.clicked() {
            text.clear();
        }
    }
    if response.has_focus() {
        let (escape, down) = ui.input_mut(|i| {
            (i.consume_key(Modifiers::NONE, Key::Escape), i.consume_key(Modifiers::NONE, Key::ArrowDown))
        });
        if escape {
            text.clear();
        }
        if escape || down {
            ui.memory_mut(|m| m.request_focus(super::table::table_id()));
        }
    }
    let caret: Option<usize> = out.cursor_range.map(|r| r.primary.index.into());
    let changed = text != shown || taken;
    if suggest::show(app, &response, &mut text, caret, changed) {
        // A term that is being written is no mistake yet.
        app.state.filter_error = None;
    }
    if let Some(error) = app.state.filter_error.as_ref().filter(|_| app.state.overlay.is_none()) {
        wrong(ui, response.rect, &error.to_string());
    }
    // The key is the search's; the table below must not hear it in the same frame.
    if response.lost_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)) {
        ui.memory_mut(|m| m.request_focus(super::table::table_id()));
    }
    if !elsewhere {
        app.set_query(text);
    } else if !text.is_empty() {
        app.set_view(View::Captions);
        app.state.focus_view = false;
        app.set_query(text);
    }
}
