//! The filters at the left, each value with its count, and the search field.

use egui::{Id, Key, Pos2, Rect, Role, ScrollArea, Sense, TextEdit, Ui, Vec2, WidgetInfo};

use super::app::App;
use super::state::{has_term, toggle_term};
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::{FacetCount, FacetKind};

/// The search field's place in the order of focus.
pub fn search_id() -> Id {
    Id::unique("search")
}

/// How many values a facet shows before it is opened.
const SHORT: usize = 9;

fn title(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Problem => "To look at",
        FacetKind::Scene => "Scenes",
        FacetKind::Date => "Dates",
        FacetKind::Agency => "Agencies",
        FacetKind::Photographer => "Photographers",
        FacetKind::Document => "Documents",
        FacetKind::Status => "Status",
    }
}

/// Draws the filters.
pub fn show(app: &mut App, ui: &mut Ui) {
    ui.take_available_width();
    let Some(listing) = app.state.listing.clone() else { return };
    ScrollArea::vertical().id_salt("filters scroll").auto_shrink([false, false]).show(ui, |ui| {
        let mut query = None;
        for (kind, values) in &listing.facets {
            if *kind == FacetKind::Status && values.len() < 2 {
                continue;
            }
            if values.is_empty() && *kind != FacetKind::Problem {
                continue;
            }
            section(app, ui, *kind, values, &mut query);
            ui.add_space(theme::S3);
        }
        if let Some(query) = query {
            app.set_query(query);
        }
    });
}

fn section(app: &App, ui: &mut Ui, kind: FacetKind, values: &[FacetCount], query: &mut Option<String>) {
    let t = Tokens::of(ui.ctx());
    let open_id = Id::unique(("facet open", kind));
    let all = ui.data(|d| d.get_temp::<bool>(open_id)).unwrap_or(false);
    ui.horizontal(|ui| {
        words::heading(ui, title(kind));
        if kind != FacetKind::Problem && values.len() > SHORT {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(10.0);
                words::quiet(ui, words::thousands(values.len()));
            });
        }
    });
    if values.is_empty() {
        let unknown = kind == FacetKind::Problem && !app.state.checked;
        words::quiet(ui, if unknown { "Checking…" } else { "Nothing in this list" });
        return;
    }
    let shown = if all { values.len().min(500) } else { SHORT };
    for value in values.iter().take(shown) {
        if line(app, ui, kind, value, t) {
            *query = Some(toggle_term(&app.state.query, &value.term));
        }
    }
    if values.len() > SHORT {
        let label = if all { "Fewer".to_owned() } else { format!("All {}", words::thousands(values.len())) };
        let text = egui::RichText::new(label).size(theme::SMALL).color(t.accent);
        let response = ui.add(egui::Button::new(text).frame(false));
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Button,
                true,
                format!("{}: {}", title(kind), if all { "fewer" } else { "all" }),
            )
        });
        if response.clicked() {
            ui.data_mut(|d| d.insert_temp(open_id, !all));
        }
    }
}

fn line(app: &App, ui: &mut Ui, kind: FacetKind, value: &FacetCount, t: &Tokens) -> bool {
    let on = has_term(&app.state.query, &value.term);
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), 24.0));
    // Named by what it is: counts come and go above it, and a click must not land on another line.
    let response = ui.interact(rect, Id::unique(("facet", kind, &value.term)), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::CheckBox,
            true,
            on,
            format!("{}: {}, {}", title(kind), value.label, words::count(value.count, "caption", "captions")),
        )
    });
    if kind == FacetKind::Scene {
        let scene = (value.term != "scene:none").then_some(value.label.as_str());
        super::rows::scene_target(ui, &response, scene, t);
    }
    let painter = ui.painter();
    if on {
        painter.rect_filled(rect.expand2(Vec2::new(4.0, 0.0)), 4.0, t.selected());
        painter.rect_filled(
            Rect::from_min_size(rect.min - Vec2::new(4.0, 0.0), Vec2::new(3.0, rect.height())),
            0.0,
            t.accent,
        );
    } else if response.hovered() {
        painter.rect_filled(rect.expand2(Vec2::new(4.0, 0.0)), 4.0, t.hovered());
    }
    if response.has_focus() {
        painter.rect_stroke(
            rect.expand2(Vec2::new(4.0, 0.0)),
            4.0,
            egui::Stroke::new(1.5, t.accent),
            egui::StrokeKind::Inside,
        );
    }
    let mut x = rect.left() + 2.0;
    if let Some(severity) = value.severity {
        words::paint_mark(painter, Pos2::new(x + 5.0, rect.center().y), severity, t);
        x += 18.0;
    }
    let count = words::thousands(value.count);
    let galley = ui.painter().layout_no_wrap(count, theme::sans(theme::SMALL), t.quiet);
    // The scroll bar floats at the right edge.
    let number_at = rect.right() - 10.0 - galley.size().x;
    let middle = rect.center().y;
    let label = if kind == FacetKind::Date && value.term != "date:none" {
        crate::model::date::PartialDate::parse(value.term.trim_start_matches("date:"))
            .map_or_else(|| value.label.clone(), |d| words::short_date(d, true))
    } else {
        value.label.clone()
    };
    let room = number_at - x - 8.0;
    let ink = if value.term.ends_with(":none") { t.quiet } else { t.text };
    words::paint_line(ui, Pos2::new(x, middle), &label, theme::sans(theme::BODY), ink, room);
    ui.painter().galley(Pos2::new(number_at, middle - galley.size().y / 2.0), galley, t.quiet);
    let cut = ui.painter().layout_no_wrap(label, theme::sans(theme::BODY), ink).size().x > room;
    let response = if cut { response.on_hover_text(&value.label) } else { response };
    response.clicked()
}

/// The search field of the bar.
pub fn search(app: &mut App, ui: &mut Ui, width: f32) {
    let t = Tokens::of(ui.ctx());
    let mut text = app.state.query.clone();
    let hint =
        egui::RichText::new("Search: words, \"a phrase\", agency:AP, date:none   Ctrl+F").color(t.faint);
    let edit = TextEdit::singleline(&mut text)
        .id(search_id())
        .event_filter(words::TYPING)
        .hint_text(hint)
        .desired_width(width)
        .margin(egui::Margin::symmetric(10, 5));
    let bad = app.state.filter_error.is_some();
    let response = ui.add(edit);
    response.widget_info(|| words::field_info("Search captions", &app.state.query, &text));
    if bad {
        ui.painter().rect_stroke(
            response.rect,
            6.0,
            egui::Stroke::new(1.5, t.error),
            egui::StrokeKind::Inside,
        );
    }
    if !app.state.query.is_empty() {
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
            (
                i.consume_key(egui::Modifiers::NONE, Key::Escape),
                i.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
            )
        });
        if escape {
            text.clear();
        }
        if escape || down {
            ui.memory_mut(|m| m.request_focus(super::table::table_id()));
        }
    }
    // The key is the search's; the table below must not hear it in the same frame.
    if response.lost_focus() && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Enter)) {
        ui.memory_mut(|m| m.request_focus(super::table::table_id()));
    }
    app.set_query(text);
}
