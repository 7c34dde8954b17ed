//! The report of an import, before anything is committed: what was taken, what was rejected and why, problems at once.

use egui::{Button, Frame, Margin, Panel, ScrollArea, Ui};

use super::action::Action;
use super::app::App;
use super::lines;
use super::state::ReportLine;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::Pending;
use crate::desk::view::*;
use crate::model::caption::{CaptionId, PrintedCaption};
use crate::model::document::{DocumentReading, RejectedLine};

/// Draws the report.
pub fn show(app: &mut App, ui: &mut Ui) {
    let Some(pending) = app.state.report.clone() else { return };
    let t = Tokens::of(ui.ctx());
    let buttons_at = Panel::top("report head")
        .frame(Frame::new().fill(t.page).inner_margin(Margin::symmetric(24, 14)))
        .show(ui, |ui| head(app, ui, &pending))
        .inner;
    let pane = Panel::left("report documents")
        .frame(Frame::new().fill(t.panel).inner_margin(Margin::symmetric(12, 10)))
        .default_size(280.0)
        .size_range(180.0..=420.0)
        .show(ui, |ui| documents(app, ui, &pending));
    super::sides::edge(ui, "report documents", &pane.response);
    let reading = pending.documents.get(app.state.report_document).cloned();
    if let (Some(reading), Some(wanted)) = (reading, app.state.report_line) {
        let caption = |id| reading.captions.iter().position(|c| c.id == id);
        let frame = Frame::new().fill(t.panel).inner_margin(Margin::symmetric(24, 12));
        let panel = Panel::bottom("report caption").frame(frame).resizable(false);
        match wanted {
            ReportLine::Caption(id) => {
                if let Some(at) = caption(id) {
                    let last = at + 1 == reading.captions.len();
                    panel.show(ui, |ui| opened(app, ui, &pending, &reading.captions[at], last));
                }
            }
            ReportLine::Rejected(number) => {
                if let Some(rejected) = reading.rejected.iter().find(|r| r.line == number) {
                    panel.show(ui, |ui| not_taken(app, ui, rejected));
                }
            }
        }
    }
    egui::CentralPanel::default()
        .frame(Frame::new().fill(t.page))
        .show(ui, |ui| all_lines(app, ui, &pending));
    // Last, so that Tab comes to them from the lines.
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut at_right = ui.new_child(egui::UiBuilder::new().max_rect(buttons_at).layout(layout));
    buttons(app, &mut at_right, &pending);
}

/// Where the cursor stands in the words of a caption, if it was put there.
fn cut_of(ctx: &egui::Context, id: CaptionId) -> Option<usize> {
    let cut: Option<(u64, usize)> = ctx.data(|d| d.get_temp(egui::Id::unique("report cut")));
    cut.filter(|(of, _)| *of == id.0).map(|(_, cut)| cut)
}

/// Does to the caption that is open what its keys do in the catalog.
pub(super) fn of_line(app: &mut App, ctx: &egui::Context, action: Action) {
    let document = app.state.report_document;
    let reading = app.state.report.as_ref().and_then(|p| p.documents.get(document));
    let open = app.state.report_line.and_then(|line| match line {
        ReportLine::Caption(id) => reading?.captions.iter().position(|c| c.id == id),
        ReportLine::Rejected(_) => None,
    });
    let Some((reading, at)) = reading.zip(open) else {
        return app.say("Open a line of the report that is a caption first", false, false);
    };
    let (caption, last) = (&reading.captions[at], at + 1 == reading.captions.len());
    let length = caption.description.chars().count();
    let change = match action {
        Action::SetAside => Ok(ReportChange::SetAside(caption.id)),
        Action::Reject => Ok(ReportChange::Reject(caption.id)),
        Action::Join if last => Err("It is the last caption of its document"),
        Action::Join => Ok(ReportChange::Join(caption.id)),
        _ => match cut_of(ctx, caption.id).filter(|cut| *cut > 0 && *cut < length) {
            Some(cut) => Ok(ReportChange::Split(caption.id, cut)),
            None => Err("Put the cursor between the two captions first"),
        },
    };
    match change {
        Ok(change) => app.desk.send(Command::Report { document, change }),
        Err(why) => app.say(why, false, false),
    }
}

/// A line that was not taken: all of its words, why, and the way to take it after all.
fn not_taken(app: &mut App, ui: &mut Ui, rejected: &RejectedLine) {
    let document = app.state.report_document;
    ScrollArea::vertical().id_salt("report line in full").max_height(160.0).show(ui, |ui| {
        let words = egui::RichText::new(rejected.text.trim()).font(theme::serif(theme::LARGE));
        ui.add(egui::Label::new(words).wrap().selectable(true));
    });
    words::quiet(ui, format!("Line {}, not taken: {}", rejected.line, rejected.why));
    ui.horizontal(|ui| {
        if ui.add(Button::new("Take as a caption").shortcut_text("Enter")).clicked() {
            let change = ReportChange::Take(rejected.line);
            app.desk.send(Command::Report { document, change });
        }
        if ui.button("Close").clicked() {
            app.state.report_line = None;
        }
    });
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
    let cut = cut_of(ui.ctx(), caption.id);
    words::quiet(ui, caption.credit_line.as_deref().unwrap_or("no credit"));
    for problem in pending.problems_of(caption.id).take(4) {
        ui.horizontal_wrapped(|ui| {
            words::mark(ui, problem.severity);
            ui.label(egui::RichText::new(title(&problem.check)).font(theme::strong(theme::BODY)));
            ui.label(words::sentence(&problem.message));
        });
    }
    ui.horizontal(|ui| {
        let send = |change| app.desk.send(Command::Report { document, change });
        let aside = pending.aside.contains(&caption.id);
        let label = if aside { "Do not set aside" } else { "Set aside" };
        let keys = |action: Action| action.key_words(ui.ctx());
        let (aside, split, join) = (keys(Action::SetAside), keys(Action::Split), keys(Action::Join));
        let button = Button::new(label).shortcut_text(aside);
        if ui.add(button).on_hover_text("Add it to the catalog, and keep it out of sheets").clicked() {
            send(ReportChange::SetAside(caption.id));
        }
        let ready = cut.is_some_and(|c| c > 0 && c < caption.description.chars().count());
        let split = ui.add_enabled(ready, Button::new("Split at the cursor").shortcut_text(split));
        if split.on_disabled_hover_text("Put the cursor between the two captions first").clicked()
            && let Some(cut) = cut
        {
            send(ReportChange::Split(caption.id, cut));
        }
        if ui.add_enabled(!last, Button::new("Join with the next").shortcut_text(join)).clicked() {
            send(ReportChange::Join(caption.id));
        }
        if ui.add(Button::new("Reject").shortcut_text("Enter")).clicked() {
            send(ReportChange::Reject(caption.id));
        }
        if ui.button("Close").clicked() {
            app.state.report_line = None;
        }
    });
}

/// What was found; gives the place for the buttons.
fn head(app: &mut App, ui: &mut Ui, pending: &Pending) -> egui::Rect {
    let t = Tokens::of(ui.ctx());
    let captions = pending.captions();
    let head = ui.horizontal(|ui| {
        ui.vertical(|ui| {
            let found = format!(
                "{} in {}",
                words::count(captions, "new caption", "new captions"),
                words::count(pending.documents.len(), "document", "documents")
            );
            // Which catalog takes them is what must not be guessed.
            let title = match captions {
                0 => "Nothing new to add".to_owned(),
                n => format!("Add {} to {}", words::count(n, "caption", "captions"), app.state.catalog_name()),
            };
            ui.label(egui::RichText::new(title).font(theme::serif(theme::TITLE)));
            let rejected: usize = pending.documents.iter().map(|d| d.rejected.len()).sum();
            let mut parts = vec![found, format!("{} not taken", words::count(rejected, "line", "lines"))];
            parts.push(words::count(pending.problems.len(), "problem to look at", "problems to look at"));
            let already = pending.already.iter().filter(|a| **a).count();
            if already > 0 {
                parts.push(format!(
                    "{} in the catalog already",
                    words::count(already, "document is", "documents are")
                ));
            }
            let there = app.state.listing.as_ref().map_or(0, |l| l.total);
            let holds = match there {
                0 => "The catalog is empty".to_owned(),
                n => format!("The catalog holds {}", words::count(n, "caption", "captions")),
            };
            words::quiet(ui, format!("{}. {holds}; nothing is added yet.", parts.join(" · ")));
            let twice = pending.twice();
            if twice > 0 {
                ui.horizontal(|ui| {
                    words::mark(ui, crate::model::finding::Severity::Query);
                    ui.label(if twice == 1 {
                        "One of them is in the catalog already, word for word, from a document of the same name".to_owned()
                    } else {
                        format!(
                            "{} of them are in the catalog already, word for word, from documents of the same names",
                            words::thousands(twice)
                        )
                    });
                    if ui.button(format!("Leave out {}", words::count(twice, "caption", "captions"))).clicked() {
                        app.desk.send(Command::Report { document: 0, change: ReportChange::LeaveOut });
                    }
                });
            }
        });
        let (left, row) = (ui.cursor().left(), ui.min_rect());
        egui::Rect::from_x_y_ranges(left..=ui.max_rect().right(), row.y_range())
    });
    // Where they have no room beside what was found, they have a line of their own below it.
    let wide = buttons_width(ui);
    let buttons = match head.inner.width() < wide {
        true => ui.allocate_space(egui::Vec2::new(wide, ui.spacing().interact_size.y + theme::S1)).1,
        false => head.inner,
    };
    let faults: Vec<_> = pending.read.skipped.iter().filter(|s| s.fault).collect();
    if !faults.is_empty() {
        let height = 16.0;
        ui.spacing_mut().item_spacing.y = 2.0;
        let area = ScrollArea::vertical().id_salt("what could not be read").max_height(4.0 * (height + 2.0));
        area.auto_shrink([false, true]).show_rows(ui, height, faults.len(), |ui, range| {
            for skipped in &faults[range] {
                let line = format!("{}: {}", skipped.path, skipped.why);
                let line = egui::RichText::new(line).size(theme::SMALL).color(t.error);
                ui.add(egui::Label::new(line).truncate());
            }
        });
        if faults.len() > 4 {
            let all = words::count(faults.len(), "file", "files");
            words::quiet(ui, format!("{all} could not be read; the list above scrolls"));
        }
    }
    for (name, encoding, replaced) in pending.read.replaced.iter().take(3) {
        let line = format!("{name}: {replaced} characters could not be read as {encoding} and stand as �");
        ui.label(egui::RichText::new(line).size(theme::SMALL).color(t.query));
    }
    buttons
}

fn buttons_id() -> egui::Id {
    egui::Id::unique("report buttons")
}

/// How wide the buttons were a frame ago.
fn buttons_width(ui: &Ui) -> f32 {
    ui.data(|d| d.get_temp(buttons_id())).unwrap_or_default()
}

/// The buttons at the right, in the order in which Tab goes through them.
fn buttons(app: &mut App, ui: &mut Ui, pending: &Pending) {
    let captions = pending.captions();
    // Set from the left and yet at the right edge: as wide as they were a frame ago.
    let wide = buttons_width(ui);
    ui.add_space((ui.available_width() - wide).max(0.0));
    let ready = captions > 0 && app.state.busy.is_none();
    let row = ui.horizontal(|ui| {
        let label = format!("Add {}", words::count(captions, "caption", "captions"));
        let add = words::primary(ui, ready, &label, "Ctrl+Enter");
        let key = ready
            && app.state.overlay.is_none()
            && ui.input_mut(|i| i.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
        if add.clicked() || key {
            app.desk.send(Command::Commit);
        }
        let there = app.state.listing.as_ref().is_some_and(|l| l.total > 0);
        if there && !app.read_paths.is_empty() {
            let button = ui.add_enabled(ready && !pending.undo, Button::new("Into a new catalog"));
            let button = button.on_hover_text(
                "Makes a catalog of its own for these documents, and shows them here again to be added to that",
            );
            let why = "What was changed here by hand would be lost; undo it first, or add the captions here";
            if button.on_disabled_hover_text(why).clicked() {
                app.read_into_new();
            }
        }
        if ui.button("Add a caption…").clicked() {
            app.state.overlay =
                Some(super::state::Overlay::Add { words: String::new(), credit: String::new() });
        }
        for (change, action) in [(ReportChange::Undo, Action::Undo), (ReportChange::Redo, Action::Redo)] {
            let possible = if action == Action::Undo { pending.undo } else { pending.redo };
            let hover = action.key_words(ui.ctx());
            let button = ui.add_enabled(possible, Button::new(action.row().label));
            if button.on_hover_text(hover).clicked() {
                app.desk.send(Command::Report { document: app.state.report_document, change });
            }
        }
        // No key: a slip must not throw away what was taken and rejected by hand. Where nothing was found, nothing can be.
        let nothing = pending.documents.is_empty();
        let discard = Button::new(if nothing { "Close" } else { "Discard" });
        let discard = ui.add(if nothing { discard.shortcut_text("Esc") } else { discard });
        let key = nothing && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        if discard.clicked() || key {
            app.state.report = None;
            app.state.discarding = true;
            app.desk.send(Command::Discard);
        }
    });
    let drawn = row.response.rect.width();
    if (drawn - wide).abs() > 0.5 {
        ui.data_mut(|d| d.insert_temp(buttons_id(), drawn));
        ui.ctx().request_discard("the buttons have their place now");
    }
}

fn documents(app: &mut App, ui: &mut Ui, pending: &Pending) {
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
                let captions = words::count(reading.captions.len(), "caption", "captions");
                let already = pending.already[n];
                let detail = if already {
                    "in the catalog already".to_owned()
                } else {
                    format!(
                        "{captions} · {} not taken",
                        words::count(reading.rejected.len(), "line", "lines")
                    )
                };
                let on = app.state.report_document == n;
                if lines::name(ui, height, &reading.document.name, &detail, on, already) {
                    app.state.report_document = n;
                    app.state.report_line = None;
                }
            }
        },
    );
}

/// A line of the open document: a caption, or rejected.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Caption(&'a PrintedCaption),
    Rejected(&'a RejectedLine),
}

impl Entry<'_> {
    /// What names it from one report to the next.
    fn key(&self) -> ReportLine {
        match self {
            Entry::Caption(c) => ReportLine::Caption(c.id),
            Entry::Rejected(r) => ReportLine::Rejected(r.line),
        }
    }
}

/// The lines of a document, in its order.
fn entries(reading: &DocumentReading) -> Vec<(u32, Entry<'_>)> {
    let mut entries: Vec<(u32, Entry<'_>)> = reading
        .captions
        .iter()
        .map(|c| (c.line.unwrap_or(0), Entry::Caption(c)))
        .chain(reading.rejected.iter().map(|r| (r.line, Entry::Rejected(r))))
        .collect();
    entries.sort_by_key(|(line, _)| *line);
    entries
}

fn all_lines(app: &mut App, ui: &mut Ui, pending: &Pending) {
    let Some(reading) = pending.documents.get(app.state.report_document) else {
        ui.add_space(theme::S5);
        ui.vertical_centered(|ui| words::quiet(ui, "No document could be read."));
        return;
    };
    let entries = entries(reading);
    let document = app.state.report_document;
    let open =
        app.state.report_line.and_then(|wanted| entries.iter().position(|(_, entry)| entry.key() == wanted));
    Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        if let Some(headline) = &reading.document.headline {
            ui.label(egui::RichText::new(headline).font(theme::strong(theme::LARGE)));
        }
        let keys = app.state.overlay.is_none();
        let list =
            lines::List { salt: document, count: entries.len(), open, keys, reveal: false, tab: false };
        let asked = lines::list(ui, list, |n| {
            let (number, entry) = entries[n];
            line(pending, number, entry)
        });
        match asked {
            Some(lines::Asked::Open(n)) => app.state.report_line = Some(entries[n].1.key()),
            Some(lines::Asked::Button(_)) if pending.already.get(document) == Some(&true) => {
                let keys = app.state.keys.words(super::action::Action::Documents);
                let words = format!(
                    "{} is in the catalog already and adds nothing; take or reject its lines in Documents ({keys})",
                    reading.document.name
                );
                app.say(words, false, false);
            }
            Some(lines::Asked::Button(n)) => {
                // The next line is open then, so that a hand goes on where it was.
                if open == Some(n) {
                    app.state.report_line = entries.get(n + 1).map(|(_, e)| e.key());
                }
                let change = match entries[n].1 {
                    Entry::Caption(c) => ReportChange::Reject(c.id),
                    Entry::Rejected(r) => ReportChange::Take(r.line),
                };
                app.desk.send(Command::Report { document, change });
            }
            None => {}
        }
    });
}

fn line<'a>(pending: &Pending, number: u32, entry: Entry<'a>) -> lines::Line<'a> {
    match entry {
        Entry::Caption(c) => {
            let credit = &c.facts.credit.credit;
            let mut below = credit.creators.clone();
            below.extend(credit.agency.clone());
            below.extend(credit.distributor.as_ref().map(|d| format!("via {d}")));
            if pending.there.contains(&c.id) {
                below.insert(0, "in the catalog already".into());
            }
            if pending.aside.contains(&c.id) {
                below.insert(0, "set aside".into());
            }
            let problems: Vec<_> = pending.problems_of(c.id).collect();
            let said = |check: &str| problems.iter().any(|p| p.check == check);
            match &c.credit_line {
                Some(line) if below.is_empty() => below.push(line.clone()),
                // Once is enough.
                None if below.is_empty() && !said("credit-missing") => below.push("no credit".into()),
                _ => {}
            }
            let severity = problems.first().map(|p| p.severity);
            match c.facts.date_created {
                Some(date) => below.push(words::short_date(date, true)),
                // Once is enough.
                None if said("date-missing") => {}
                None => below.push("no date".into()),
            }
            below.extend(problems.iter().map(|p| title(&p.check).to_owned()));
            let words = if c.description.is_empty() { "(no words)" } else { c.description.as_str() };
            lines::Line {
                number, words, below: below.join(" · "), caption: true, severity, button: "Reject"
            }
        }
        Entry::Rejected(r) => lines::Line {
            number,
            words: r.text.trim(),
            below: format!("not taken: {}", r.why),
            caption: false,
            severity: None,
            button: "Take",
        },
    }
}

/// The title of a check.
fn title(check: &str) -> &str {
    crate::desk::check_by_id(check).map_or(check, |c| c.title)
}
