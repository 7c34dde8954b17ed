//! The report of an import, before anything is committed: what was taken, what was rejected and why, problems at once.

use egui::{Button, Frame, Margin, Panel, Pos2, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

use super::app::App;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::Pending;
use crate::desk::view::*;
use crate::model::caption::PrintedCaption;
use crate::model::document::RejectedLine;

/// Draws the report.
pub fn show(app: &mut App, ui: &mut Ui) {
    let Some(pending) = app.state.report.clone() else { return };
    let t = Tokens::of(ui.ctx());
    Panel::top("report head")
        .frame(Frame::new().fill(t.page).inner_margin(Margin::symmetric(24, 14)))
        .show(ui, |ui| head(app, ui, &pending));
    Panel::left("report documents")
        .frame(Frame::new().fill(t.panel).inner_margin(Margin::symmetric(12, 10)))
        .default_size(280.0)
        .size_range(180.0..=420.0)
        .show(ui, |ui| documents(app, ui, &pending));
    let open = app.state.report_caption.and_then(|id| {
        let reading = pending.documents.get(app.state.report_document)?;
        Some((reading.clone(), reading.captions.iter().position(|c| c.id == id)?))
    });
    if let Some((reading, at)) = open {
        Panel::bottom("report caption")
            .frame(Frame::new().fill(t.panel).inner_margin(Margin::symmetric(24, 12)))
            .resizable(false)
            .show(ui, |ui| {
                opened(app, ui, &pending, &reading.captions[at], at + 1 == reading.captions.len())
            });
    }
    egui::CentralPanel::default().frame(Frame::new().fill(t.page)).show(ui, |ui| lines(app, ui, &pending));
}

/// The caption that was clicked, with what can be done to it.
fn opened(app: &mut App, ui: &mut Ui, pending: &Pending, caption: &PrintedCaption, last: bool) {
    let document = app.state.report_document;
    let mut text = caption.description.clone();
    let out = egui::TextEdit::multiline(&mut text)
        .id(egui::Id::unique("report words"))
        .font(theme::serif(theme::LARGE))
        .frame(Frame::NONE)
        .desired_width(ui.available_width())
        .desired_rows(1)
        .show(ui);
    out.response.widget_info(|| words::field_info("Words of the caption", &caption.description, &text));
    // The words are not edited here; the cursor says where they are split.
    let cut: Option<usize> = out.cursor_range.map(|r| r.primary.index.into());
    if let Some(cut) = cut {
        ui.data_mut(|d| d.insert_temp(egui::Id::unique("report cut"), (caption.id.0, cut)));
    }
    let cut = ui
        .data(|d| d.get_temp::<(u64, usize)>(egui::Id::unique("report cut")))
        .filter(|(id, _)| *id == caption.id.0)
        .map(|(_, cut)| cut);
    words::quiet(ui, caption.credit_line.as_deref().unwrap_or("no credit"));
    ui.horizontal(|ui| {
        let send = |change| app.desk.send(Command::Report { document, change });
        let aside = pending.aside.contains(&caption.id);
        let label = if aside { "Do not set aside" } else { "Set aside" };
        if ui.button(label).on_hover_text("Add it to the catalog, and keep it out of sheets").clicked() {
            send(ReportChange::SetAside(caption.id));
        }
        let ready = cut.is_some_and(|c| c > 0 && c < caption.description.chars().count());
        let split = ui.add_enabled(ready, Button::new("Split at the cursor"));
        if split.on_disabled_hover_text("Put the cursor between the two captions first").clicked()
            && let Some(cut) = cut
        {
            send(ReportChange::Split(caption.id, cut));
        }
        if ui.add_enabled(!last, Button::new("Join with the next")).clicked() {
            send(ReportChange::Join(caption.id));
        }
        if ui.button("Reject").clicked() {
            send(ReportChange::Reject(caption.id));
        }
        if ui.button("Close").clicked() {
            app.state.report_caption = None;
        }
    });
}

fn head(app: &mut App, ui: &mut Ui, pending: &Pending) {
    let t = Tokens::of(ui.ctx());
    let captions = pending.captions();
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            let found = format!(
                "{} in {}",
                words::count(captions, "new caption", "new captions"),
                words::count(pending.documents.len(), "document", "documents")
            );
            ui.label(egui::RichText::new(found).font(theme::serif(theme::TITLE)));
            let rejected: usize = pending.documents.iter().map(|d| d.rejected.len()).sum();
            let mut parts = vec![format!("{} not taken", words::count(rejected, "line", "lines"))];
            parts.push(words::count(pending.problems.len(), "problem to look at", "problems to look at"));
            let already = pending.already.iter().filter(|a| **a).count();
            if already > 0 {
                parts.push(format!(
                    "{} in the catalog already",
                    words::count(already, "document is", "documents are")
                ));
            }
            words::quiet(ui, format!("{}. Nothing is added yet.", parts.join(" · ")));
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let label = format!("Add {}", words::count(captions, "caption", "captions"));
            let ready = captions > 0 && app.state.busy.is_none();
            let add = words::primary(ui, ready, &label, "Ctrl+Enter");
            let key = ready
                && app.state.overlay.is_none()
                && ui.input_mut(|i| i.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
            if add.clicked() || key {
                app.desk.send(Command::Commit);
            }
            if ui.button("Add a caption…").clicked() {
                app.state.overlay =
                    Some(super::state::Overlay::Add { words: String::new(), credit: String::new() });
            }
            // No key: a slip must not throw away what was taken and rejected by hand.
            if ui.button("Discard").clicked() {
                app.state.report = None;
                app.desk.send(Command::Discard);
            }
        });
    });
    for skipped in pending.read.skipped.iter().filter(|s| s.fault).take(4) {
        ui.label(
            egui::RichText::new(format!("{}: {}", skipped.path, skipped.why))
                .size(theme::SMALL)
                .color(t.error),
        );
    }
    let faults = pending.read.skipped.iter().filter(|s| s.fault).count();
    if faults > 4 {
        words::quiet(ui, format!("and {} more that could not be read", words::thousands(faults - 4)));
    }
    for (name, encoding, replaced) in pending.read.replaced.iter().take(3) {
        let line = format!("{name}: {replaced} characters could not be read as {encoding} and stand as �");
        ui.label(egui::RichText::new(line).size(theme::SMALL).color(t.query));
    }
}

fn documents(app: &mut App, ui: &mut Ui, pending: &Pending) {
    let t = Tokens::of(ui.ctx());
    ui.take_available_width();
    words::heading(ui, "Documents");
    let height = 44.0;
    ScrollArea::vertical().id_salt("report documents list").auto_shrink([false, false]).show_rows(
        ui,
        height,
        pending.documents.len(),
        |ui, range| {
            for n in range {
                let reading = &pending.documents[n];
                let on = app.state.report_document == n;
                let (rect, response) =
                    ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::click());
                let captions = words::count(reading.captions.len(), "caption", "captions");
                let detail = if pending.already[n] {
                    "in the catalog already".to_owned()
                } else {
                    format!(
                        "{captions} · {} not taken",
                        words::count(reading.rejected.len(), "line", "lines")
                    )
                };
                response.widget_info(|| {
                    let name = format!("{}, {detail}", reading.document.name);
                    WidgetInfo::selected(Role::ListItem, true, on, name)
                });
                if on {
                    ui.painter().rect_filled(rect, 4.0, t.selected());
                } else if response.hovered() {
                    ui.painter().rect_filled(rect, 4.0, t.hovered());
                }
                let x = rect.left() + 8.0;
                let room = rect.width() - 16.0;
                let ink = if pending.already[n] { t.quiet } else { t.text };
                let at = Pos2::new(x, rect.top() + 14.0);
                words::paint_line(ui, at, &reading.document.name, theme::sans(theme::BODY), ink, room);
                let at = Pos2::new(x, rect.top() + 32.0);
                words::paint_line(ui, at, &detail, theme::sans(theme::SMALL), t.quiet, room);
                if response.clicked() {
                    app.state.report_document = n;
                }
            }
        },
    );
}

/// A line of the open document: a caption, or rejected.
enum Entry<'a> {
    Caption(&'a PrintedCaption),
    Rejected(&'a RejectedLine),
}

fn lines(app: &mut App, ui: &mut Ui, pending: &Pending) {
    let Some(reading) = pending.documents.get(app.state.report_document) else {
        ui.add_space(theme::S5);
        ui.vertical_centered(|ui| words::quiet(ui, "No document could be read."));
        return;
    };
    let mut entries: Vec<(u32, Entry<'_>)> = reading
        .captions
        .iter()
        .map(|c| (c.line.unwrap_or(0), Entry::Caption(c)))
        .chain(reading.rejected.iter().map(|r| (r.line, Entry::Rejected(r))))
        .collect();
    entries.sort_by_key(|(line, _)| *line);
    let height = 46.0;
    let document = app.state.report_document;
    Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        if let Some(headline) = &reading.document.headline {
            ui.label(egui::RichText::new(headline).font(theme::strong(theme::LARGE)));
        }
        ScrollArea::vertical().id_salt(("report lines", document)).auto_shrink([false, false]).show_rows(
            ui,
            height,
            entries.len(),
            |ui, range| {
                for (number, entry) in &entries[range] {
                    line(app, ui, pending, document, *number, entry, height);
                }
            },
        );
    });
}

fn line(
    app: &mut App,
    ui: &mut Ui,
    pending: &Pending,
    document: usize,
    number: u32,
    entry: &Entry<'_>,
    height: f32,
) {
    let t = Tokens::of(ui.ctx());
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), height));
    if let Entry::Caption(c) = entry {
        let response = ui.interact(rect, egui::Id::unique(("report line", document, c.id.0)), Sense::click());
        let on = app.state.report_caption == Some(c.id);
        let name = format!("Caption on line {number}: {}", c.description);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, on, &name));
        if on {
            ui.painter().rect_filled(rect, 4.0, t.selected());
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, t.hovered());
        }
        if response.clicked() {
            app.state.report_caption = Some(c.id);
        }
    }
    let n = ui.painter().layout_no_wrap(number.to_string(), theme::sans(theme::SMALL), t.quiet);
    let at = Pos2::new(rect.left() + 36.0 - n.size().x, rect.top() + 14.0 - n.size().y / 2.0);
    ui.painter().galley(at, n, t.quiet);
    let x = rect.left() + 52.0;
    let room = rect.width() - 52.0 - 96.0;
    let (words_, below, ink, button) = match entry {
        Entry::Caption(c) => {
            let credit = &c.facts.credit.credit;
            let mut below = credit.creators.clone();
            below.extend(credit.agency.clone());
            below.extend(credit.distributor.as_ref().map(|d| format!("via {d}")));
            if pending.aside.contains(&c.id) {
                below.insert(0, "set aside".into());
            }
            if below.is_empty() {
                below.push(c.credit_line.clone().unwrap_or_else(|| "no credit".into()));
            }
            below.push(
                c.facts.date_created.map_or_else(|| "no date".to_owned(), |d| words::short_date(d, true)),
            );
            let words_ = if c.description.is_empty() { "(no words)" } else { c.description.as_str() };
            (words_, below.join(" · "), t.text, "Reject")
        }
        Entry::Rejected(r) => (r.text.trim(), format!("not taken: {}", r.why), t.quiet, "Take"),
    };
    if matches!(entry, Entry::Caption(_)) {
        let bar =
            egui::Rect::from_min_size(Pos2::new(x - 9.0, rect.top() + 5.0), Vec2::new(3.0, height - 12.0));
        ui.painter().rect_filled(bar, 1.0, t.accent);
    }
    let font = if matches!(entry, Entry::Caption(_)) {
        theme::serif(theme::LARGE)
    } else {
        theme::sans(theme::BODY)
    };
    words::paint_line(ui, Pos2::new(x, rect.top() + 14.0), words_, font, ink, room);
    words::paint_line(ui, Pos2::new(x, rect.top() + 33.0), &below, theme::sans(theme::SMALL), t.quiet, room);
    let place =
        egui::Rect::from_min_size(Pos2::new(rect.right() - 84.0, rect.top() + 8.0), Vec2::new(72.0, 26.0));
    let mut beside = ui.new_child(egui::UiBuilder::new().max_rect(place));
    let response =
        beside.add_sized(place.size(), Button::new(egui::RichText::new(button).size(theme::SMALL)));
    let name = format!("{button} line {number}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        let change = match entry {
            Entry::Caption(c) => ReportChange::Reject(c.id),
            Entry::Rejected(r) => ReportChange::Take(r.line),
        };
        app.desk.send(Command::Report { document, change });
    }
}
