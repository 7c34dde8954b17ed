//! The Documents view: every document of the catalog with all its lines. Any line can be taken as a caption, and any
//! caption given back to the prose, at any time.

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use super::app::App;
use super::lines;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::*;

/// Draws the view.
pub fn show(app: &mut App, ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    let Some(documents) = app.state.documents.clone() else {
        return super::views::opening(app, ui);
    };
    if documents.is_empty() {
        return super::views::empty_catalog(app, ui);
    }
    let pane = Panel::left("documents of the catalog")
        .frame(Frame::new().fill(t.panel).inner_margin(Margin::symmetric(12, 10)))
        .default_size(280.0)
        .size_range(180.0..=420.0)
        .show(ui, |ui| names(app, ui, &documents));
    super::sides::edge(ui, "documents of the catalog", &pane.response);
    let frame = Frame::new().fill(t.page);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| document(app, ui));
}

fn names(app: &mut App, ui: &mut Ui, documents: &[DocumentName]) {
    ui.take_available_width();
    words::heading(ui, &words::count(documents.len(), "document", "documents"));
    let height = 44.0;
    let open = app.state.document.as_ref().map(|d| d.place);
    ScrollArea::vertical().id_salt("catalog documents").auto_shrink([false, false]).show_rows(
        ui,
        height,
        documents.len(),
        |ui, range| {
            for document in &documents[range] {
                let mut detail = words::count(document.captions, "caption", "captions");
                if let Some(date) = document.date {
                    detail.push_str(&format!(" · {}", words::short_date(date, true)));
                }
                let on = open == Some(document.place);
                if lines::name(ui, height, &document.name, &detail, on, document.captions == 0) {
                    app.state.document_line = None;
                    app.desk.send(Command::Documents(Some(document.place)));
                }
            }
        },
    );
}

fn document(app: &mut App, ui: &mut Ui) {
    let Some(document) = app.state.document.clone() else { return };
    Frame::new().inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
        let title = document.headline.as_ref().unwrap_or(&document.name);
        ui.label(egui::RichText::new(title).font(theme::strong(theme::LARGE)));
        let taken = document.lines.iter().filter(|l| l.row.is_some()).count();
        words::quiet(
            ui,
            format!(
                "{} · {} not taken. Enter or a click on the button takes a line as a caption, or opens the caption.",
                words::count(taken, "caption", "captions"),
                words::count(document.lines.len() - taken, "line", "lines"),
            ),
        );
        ui.add_space(theme::S2);
        let keys = app.state.overlay.is_none() && !egui::Popup::is_any_open(ui.ctx());
        let open = app.state.document_line.filter(|n| *n < document.lines.len());
        let reveal = std::mem::take(&mut app.state.document_reveal);
        let (salt, count) = (document.place as usize, document.lines.len());
        app.main_list(ui.ctx(), lines::list_id(salt));
        let asked = lines::list(ui, lines::List { salt, count, open, keys, reveal, tab: true }, |n| {
            let line = &document.lines[n];
            let caption = line.row.is_some();
            let note = if caption { line.note.clone() } else { format!("not taken: {}", line.note) };
            let button = if caption { "Open" } else { "Take" };
            lines::Line { number: line.number, words: &line.text, below: note, caption, severity: None, button }
        });
        match asked {
            Some(lines::Asked::Open(n)) => app.state.document_line = Some(n),
            Some(lines::Asked::Button(n)) => {
                let line = &document.lines[n];
                app.state.document_line = Some(n);
                match line.row {
                    Some(row) => app.go_to_row(row),
                    None => {
                        let document = document.hash.to_string();
                        app.desk.send(Command::Change(Change::Take { document, line: line.number }));
                    }
                }
            }
            None => {}
        }
    });
}
