//! The desk's codes: a table to search and edit, and the files of codes that were taken in as they are.

use std::sync::Arc;

use egui::{Button, Context, Id, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::app::App;
use super::coding::fills;
use super::dialogs::Ask;
use super::form;
use super::rolls::{Roll, moved_from};
use super::sheet::Sheet;
use super::state::Overlay;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::Command;
use crate::desk::{Code, Codes, edited_codes, is_code};
use crate::model::field::{Field, Value};

/// What parts the replacements of a code in their line.
const OR: &str = " | ";

/// A line of the table.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    code: String,
    words: String,
    fills: String,
    /// The file it is from; none for the desk's own.
    file: Option<String>,
}

/// The dialog as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CodesForm {
    search: String,
    /// The code that is being edited; none for a new one.
    old: Option<String>,
    code: String,
    words: String,
    fields: Vec<(Field, String)>,
    error: Option<String>,
    lines: Arc<Vec<Line>>,
    /// What the lines were made of.
    made: Option<(usize, String)>,
    cursor: usize,
    reveal: bool,
    fresh: bool,
}

/// Opens the dialog.
pub fn open(app: &mut App) {
    match app.data_folder() {
        Some(folder) => app.desk.send(Command::Codes(folder)),
        None => {
            let words = "This system names no folder for your data to keep codes in";
            return app.say(words, true, false);
        }
    }
    app.state.overlay = Some(Overlay::Codes(Box::new(CodesForm { fresh: true, ..CodesForm::default() })));
}

/// Takes files of codes that were chosen.
pub fn take(app: &mut App, paths: Vec<std::path::PathBuf>) {
    if let Some(folder) = app.data_folder() {
        app.desk.send(Command::TakeCodes { folder, paths });
    }
    if app.state.overlay.is_none() {
        open(app);
    }
}

impl CodesForm {
    /// The lines that the search lets through; made anew where the codes or the search are others.
    fn follow(&mut self, app: &App) {
        let now = (Arc::as_ptr(&app.state.codes) as usize, self.search.clone());
        if self.made.as_ref() == Some(&now) {
            return;
        }
        let mut own = Codes::default();
        own.read(&app.state.codes_text);
        let wanted = crate::desk::fold(&self.search);
        let line = |(code, what): (&str, &Code)| {
            let from = app.state.code_files.iter().rev().find(|f| f.codes.get(code).is_some());
            let file = if own.get(code).is_some() { None } else { from.map(|f| f.name.clone()) };
            let line =
                Line { code: code.to_owned(), words: what.words.join(OR), fills: fills(&what.fields), file };
            let text = format!("{} {} {}", line.code, line.words, line.fills);
            crate::desk::fold(&text).contains(&wanted).then_some(line)
        };
        self.lines = Arc::new(app.state.codes.iter().filter_map(line).collect());
        self.cursor =
            self.old.as_ref().and_then(|o| self.lines.iter().position(|l| l.code == *o)).unwrap_or(0);
        self.made = Some(now);
    }

    /// Takes the code of a line into the fields below.
    fn edit(&mut self, app: &App, at: usize) {
        let Some(line) = self.lines.get(at) else { return };
        let Some(known) = app.state.codes.get(&line.code) else { return };
        self.old = Some(line.code.clone());
        self.code = line.code.clone();
        self.words = known.words.join(OR);
        self.fields = known.fields.iter().map(|(f, v)| (*f, v.cell())).collect();
        self.error = None;
    }

    fn clear(&mut self) {
        (self.old, self.error) = (None, None);
        self.code.clear();
        self.words.clear();
        self.fields.clear();
        self.fresh = true;
    }

    /// The code as it is typed, or what is wrong with it.
    fn read(&self) -> Result<Code, String> {
        if !is_code(self.code.trim()) {
            return Err("A code has letters, digits and . _ - + / only, 40 at most".to_owned());
        }
        let words = self.words.split('|').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned);
        let fields = self.fields.iter().filter(|(_, text)| !text.trim().is_empty());
        let fields = fields.map(|(f, text)| Value::parse(*f, text).map(|value| (*f, value)));
        let code = Code { words: words.collect(), fields: fields.collect::<Result<_, _>>()? };
        match code.words.is_empty() && code.fields.is_empty() {
            true => Err("A code needs words, or a field that it fills".to_owned()),
            false => Ok(code),
        }
    }
}

/// What stands above the table and below it, in points.
const AROUND: f32 = 430.0;

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, mut form: Box<CodesForm>) {
    form.follow(app);
    let mut close = false;
    let title = "Codes";
    let response = Sheet::titled(ctx, title, 760.0, |ui, sheet| {
        sheet.body(ui, |ui, most| {
        words::quiet(
            ui,
            "Type =code= in a caption and take the words that stand for it; =code#2= is the second of several.",
        );
        ui.add_space(theme::S1);
        form::typed(ui, "Search codes", "", &mut form.search, false);
        table(app, ui, &mut form, most);
        words::rule(ui);
        ui.add_space(theme::S1);
        edit(app, ui, &mut form, sheet.done);
        ui.add_space(theme::S2);
        words::rule(ui);
        files(app, ui);
        });
        close = sheet.foot(ui, |ui| ui.add(Button::new("Close").shortcut_text("Esc"))).clicked();
    });
    close |= Sheet::left(&response);
    // A path that is asked for by hand stands in the dialog's place.
    if app.state.overlay.as_ref().is_some_and(|o| matches!(o, Overlay::Codes(_))) {
        app.state.overlay = (!close).then_some(Overlay::Codes(form));
    }
}

fn table(app: &App, ui: &mut Ui, form: &mut CodesForm, most: f32) {
    let height = (most - AROUND).clamp(theme::ROW * 3.0, theme::ROW * 8.0);
    let size = Vec2::new(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_min_size(size);
        ui.set_max_height(height);
        if form.lines.is_empty() {
            ui.add_space(theme::S3);
            words::quiet(
                ui,
                match app.state.codes.is_empty() {
                    true => "No codes yet. Add one below, or import a file: a code, a tab and its words on each line.",
                    false => "No code has these words.",
                },
            );
            return;
        }
        let lines = form.lines.clone();
        let reveal = std::mem::take(&mut form.reveal).then_some(form.cursor);
        let id = Id::unique("the codes");
        let roll = Roll { id, name: "Codes", rows: lines.len(), height: theme::ROW, reveal };
        let mut clicked = None;
        let (keys, page) = roll.show(ui, |ui, at, rect| {
            if line(ui, &lines[at], form.old.as_deref() == Some(&lines[at].code), at, rect) {
                clicked = Some(at);
            }
        });
        if keys && let Some(to) = moved_from(ui, page, form.cursor, lines.len()) {
            clicked = Some(to);
            form.reveal = true;
        }
        if let Some(at) = clicked {
            form.cursor = at;
            form.edit(app, at);
        }
    });
}

fn line(ui: &Ui, line: &Line, on: bool, at: usize, rect: Rect) -> bool {
    let t = Tokens::of(ui.ctx());
    let response = ui.interact(rect, Id::unique(("code", at)), Sense::click());
    let file = line.file.as_deref().unwrap_or("your own");
    response.widget_info(|| {
        let fills = if line.fills.is_empty() { String::new() } else { format!(", fills {}", line.fills) };
        let name = format!("Code {}: {}{fills}, {file}", line.code, line.words);
        WidgetInfo::selected(Role::Row, true, on, name)
    });
    if on {
        ui.painter().rect_filled(rect, 0.0, t.selected());
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, t.hovered());
    }
    if response.has_focus() {
        let edge = egui::Stroke::new(1.0, t.accent);
        ui.painter().rect_stroke(rect, 2.0, edge, egui::StrokeKind::Inside);
    }
    let y = rect.center().y;
    let cell = |x: f32, text: &str, strong: bool, ink, width: f32| {
        let font = if strong { theme::strong(theme::BODY) } else { theme::sans(theme::BODY) };
        words::paint_line(ui, Pos2::new(rect.left() + x, y), text, font, ink, width)
    };
    let room = rect.width();
    cell(8.0, &line.code, true, t.text, 96.0);
    cell(112.0, &line.words, false, t.text, room * 0.42);
    cell(120.0 + room * 0.42, &line.fills, false, t.quiet, room * 0.22);
    cell(128.0 + room * 0.64, file, false, t.quiet, room * 0.36 - 140.0);
    response.clicked()
}

fn edit(app: &mut App, ui: &mut Ui, form: &mut CodesForm, key: bool) {
    let t = Tokens::of(ui.ctx());
    let fresh = std::mem::take(&mut form.fresh);
    let mut enter = form::typed(ui, "Code", "as cc2", &mut form.code, fresh);
    enter |= form::typed(ui, "Words for it", "as Aaron Barnum | guard Aaron Barnum", &mut form.words, false);
    enter |= form::field_rows(ui, "fills", &mut form.fields, "");
    let own = {
        let line = form.lines.get(form.cursor).filter(|l| form.old.as_ref() == Some(&l.code));
        line.is_some_and(|l| l.file.is_none())
    };
    ui.horizontal(|ui| {
        let save = words::primary(ui, !form.code.trim().is_empty(), "Save the code", "Ctrl+Enter").clicked();
        if ui.add_enabled(form.old.is_some(), Button::new("New code")).clicked() {
            form.clear();
        }
        let hint = "Codes of a file are left out with the file";
        let delete = ui.add_enabled(own, Button::new("Delete the code")).on_disabled_hover_text(hint);
        if delete.clicked() {
            let text = edited_codes(&app.state.codes_text, form.old.as_deref(), None);
            keep(app, text);
            form.clear();
        } else if save || key || (enter && !form.code.trim().is_empty()) {
            match form.read() {
                Ok(code) => {
                    let name = form.code.trim().to_owned();
                    let old = form.old.as_deref().filter(|_| own);
                    let text = edited_codes(&app.state.codes_text, old, Some((&name, code)));
                    keep(app, text);
                    form.clear();
                }
                Err(why) => form.error = Some(why),
            }
        }
        if let Some(why) = &form.error {
            ui.label(egui::RichText::new(why).color(t.error));
        }
    });
}

fn keep(app: &mut App, text: String) {
    if let Some(folder) = app.data_folder() {
        app.desk.send(Command::KeepCodes { folder, text });
    }
}

fn files(app: &mut App, ui: &mut Ui) {
    ui.add_space(theme::S1);
    words::heading(ui, "Files of codes, a later one before an earlier, your own before all");
    let files = app.state.code_files.clone();
    egui::ScrollArea::vertical().id_salt("files of codes").max_height(78.0).show(ui, |ui| {
        for file in files.iter() {
            ui.horizontal(|ui| {
                ui.label(&file.name);
                words::quiet(ui, words::count(file.codes.len(), "code", "codes"));
                if let Some(bad) = file.bad.first() {
                    let lines = words::count(file.bad.len(), "line is no code", "lines are no codes");
                    words::quiet(ui, format!("· {lines}; line {}: {}", bad.line, bad.what));
                }
                let name = format!("Leave out {}", file.name);
                let button = ui.add(Button::new(egui::RichText::new("Leave out").size(theme::SMALL)));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                let hint =
                    "It is read no more; the file stays in the folder of codes, with .off behind its name";
                if button.on_hover_text(hint).clicked()
                    && let Some(folder) = app.data_folder()
                {
                    app.desk.send(Command::DropCodes { folder, name: file.name.clone() });
                }
            });
        }
    });
    let ctx = ui.ctx().clone();
    if ui.button("Import files of codes…").clicked() {
        app.ask(&ctx, Ask::Codes);
    }
}
