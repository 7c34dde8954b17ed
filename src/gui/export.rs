//! The export dialog: format, which captions, and the beginning of the sheet as it will be.

use egui::{Button, Key, Modifiers, ScrollArea, Ui};

use super::app::App;
use super::dialogs::Ask;
use super::sheet::Sheet;
use super::state::*;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::*;
use crate::model::finding::Severity;

/// Opens the dialog.
pub fn open(app: &mut App) {
    open_with(app, "csv");
}

/// Opens the dialog at a format.
pub fn open_with(app: &mut App, format: &str) {
    if app.state.catalog.is_none() {
        return app.say("No catalog is open; open or make one first", true, false);
    }
    let what = if app.state.view == View::Changes {
        ExportWhat::Shown
    } else if app.state.selected_count() > 1 {
        ExportWhat::Selected
    } else if !app.state.query.trim().is_empty() {
        ExportWhat::Shown
    } else {
        ExportWhat::All
    };
    let export =
        ExportState { format: format.to_owned(), what, asked: 0, preview: None, captions: 0, codes: 0 };
    app.state.overlay = Some(Overlay::Export(export));
    preview(app);
}

/// The captions that a choice means.
pub fn scope(state: &State, what: ExportWhat) -> Scope {
    match what {
        ExportWhat::All => Scope::All,
        ExportWhat::Shown => Scope::Filter(state.filter()),
        ExportWhat::Selected => Scope::These(state.selected().rows),
    }
}

fn preview(app: &mut App) {
    app.state.previews += 1;
    let number = app.state.previews;
    let Some(Overlay::Export(export)) = &mut app.state.overlay else { return };
    export.asked = number;
    let (format, what) = (export.format.clone(), export.what);
    let scope = scope(&app.state, what);
    app.desk.send(Command::Preview { number, format, scope });
}

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &egui::Context, mut export: ExportState) {
    let mut close = false;
    let mut again = false;
    let mut ask = false;
    let mut show_codes = false;
    let response = Sheet::titled(ctx, "Export a sheet", 760.0, |ui, sheet| {
        sheet.body(ui, |ui, most| {
            ui.horizontal_wrapped(|ui| {
                words::column(ui, "Format");
                for format in crate::desk::sheet_formats() {
                    let on = export.format == format.format();
                    let response = ui.selectable_label(on, format.label()).on_hover_text(format.note());
                    if response.clicked() && !on {
                        export.format = format.format().to_owned();
                        again = true;
                    }
                }
            });
            ui.horizontal_wrapped(|ui| {
                words::column(ui, "Captions");
                let total = app.state.listing.as_ref().map_or(0, |l| l.total);
                let shown = app.state.listing.as_ref().map_or(0, |l| l.shown);
                let choices = [
                    (ExportWhat::All, format!("All {}", words::thousands(total)), true),
                    (
                        ExportWhat::Shown,
                        format!("The {} shown", words::thousands(shown)),
                        !app.state.filter().trim().is_empty(),
                    ),
                    (
                        ExportWhat::Selected,
                        format!("The {} selected", words::thousands(app.state.selected_count())),
                        app.state.selected_count() > 0,
                    ),
                ];
                for (what, label, possible) in choices {
                    let on = export.what == what;
                    if ui.add_enabled(possible, Button::selectable(on, label)).clicked() && !on {
                        export.what = what;
                        again = true;
                    }
                }
            });
            ui.add_space(theme::S1);
            let note =
                crate::desk::sheet_formats().iter().find(|f| f.format() == export.format).map(|f| f.note());
            words::quiet(ui, note.unwrap_or_default());
            ui.add_space(theme::S2);
            let room = most - ui.min_rect().height() - BELOW;
            preview_box(ui, &export, room);
            if export.codes > 0 {
                ui.add_space(theme::S1);
                ui.horizontal(|ui| {
                    words::mark(ui, Severity::Query);
                    let captions = words::count(export.codes, "caption", "captions");
                    ui.label(format!("{captions} of this sheet: a code was left in the words"));
                    show_codes |= ui.button("Show them").clicked();
                });
            }
        });
        sheet.foot(ui, |ui| {
            let label = format!("Export {}…", words::count(export.captions, "caption", "captions"));
            let ready = matches!(export.preview, Some(Ok(_)));
            let button = words::primary(ui, ready, &label, "Enter");
            let enter = ready && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
            if button.clicked() || enter {
                ask = true;
            }
            if ui.add(Button::new("Cancel").shortcut_text("Esc")).clicked() {
                close = true;
            }
            words::quiet(ui, "Captions that are set aside stay out.");
        });
    });
    if show_codes {
        close = true;
        app.set_view(View::Captions);
        app.set_query(format!("problem:{}", crate::desk::CODES_LEFT));
    }
    close |= Sheet::left(&response);
    app.state.overlay = if close { None } else { Some(Overlay::Export(export)) };
    if again && !close {
        preview(app);
    }
    if ask && !close {
        app.ask(ctx, Ask::Export);
    }
}

/// What stands below the preview, in points: its frame, and the line that says of codes.
const BELOW: f32 = 64.0;

fn preview_box(ui: &mut Ui, export: &ExportState, room: f32) {
    let t = Tokens::of(ui.ctx());
    let height = room.clamp(96.0, 280.0);
    egui::Frame::new().fill(t.page).stroke(egui::Stroke::new(1.0, t.hairline)).inner_margin(8).show(
        ui,
        |ui| {
            ScrollArea::both()
                .id_salt("preview")
                .max_height(height)
                .min_scrolled_height(height)
                .auto_shrink([false, false])
                .show(ui, |ui| match &export.preview {
                    None => {
                        words::quiet(ui, "Preparing the preview…");
                    }
                    Some(Ok(SheetPreview::Table(rows))) => table(ui, rows),
                    Some(Ok(SheetPreview::Text(text))) => {
                        let text = egui::RichText::new(text).font(theme::sans(theme::SMALL));
                        ui.add(egui::Label::new(text).extend().selectable(true));
                    }
                    Some(Err(error)) => {
                        ui.label(egui::RichText::new(error).color(t.error));
                    }
                });
        },
    );
}

/// The widest that a cell is drawn, in characters; what is longer is cut here and whole in the sheet.
const CELL: usize = 36;

fn table(ui: &mut Ui, rows: &[Vec<String>]) {
    egui::Grid::new("sheet").striped(true).spacing([18.0, 5.0]).show(ui, |ui| {
        for (n, row) in rows.iter().enumerate() {
            for cell in row {
                let mut text: String = cell.chars().take(CELL).collect();
                if text.len() < cell.len() {
                    text.push('…');
                }
                let font = if n == 0 { theme::strong(theme::SMALL) } else { theme::sans(theme::SMALL) };
                ui.add(egui::Label::new(egui::RichText::new(text).font(font)).extend());
            }
            ui.end_row();
        }
        if rows.len() < 2 {
            words::quiet(ui, "The sheet has no rows: nothing was corrected, or nothing is chosen.");
        }
    });
}
