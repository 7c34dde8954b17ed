//! The small dialogs over the window: a path by hand, pasted text, a new caption, a scene, the keys, about.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Button, Context, Id, Key, Modifiers, ScrollArea, TextEdit, Ui};

use super::app::App;
use super::dialogs::Ask;
use super::sheet::Sheet;
use super::state::*;
use super::theme::{self};
use super::{complete, export, words};
use crate::desk::view::*;
use crate::model::field::Field;

/// What a dialog was left with.
#[derive(PartialEq)]
pub(super) enum End {
    Open,
    Cancel,
    Done,
}

/// Draws the dialog that is open.
pub fn show(app: &mut App, ctx: &Context) {
    let Some(overlay) = app.state.overlay.clone() else { return };
    match overlay {
        Overlay::SaveFilter(form) => super::saved::dialog(app, ctx, form),
        Overlay::Export(state) => export::show(app, ctx, state),
        Overlay::Page { check } => super::page::show(app, ctx, &check),
        Overlay::Right { problem, right, note } => super::right::show(app, ctx, problem, right, note),
        Overlay::ChangeField(state) => super::change::show(app, ctx, state),
        Overlay::Replace(state) => super::replace::show(app, ctx, state),
        Overlay::Codes(state) => super::codes::show(app, ctx, state),
        Overlay::Stationery(state) => super::stationery::show(app, ctx, state),
        Overlay::Style { name } => super::style::show(app, ctx, name),
        Overlay::FixAll(state) => super::fixall::show(app, ctx, state),
        Overlay::Path { ask, mut text, error, sent } => {
            let (title, button) = match ask {
                Ask::Open => ("Open a catalog", "Open"),
                Ask::New => ("New catalog", "Make it"),
                Ask::SaveCopy => ("Save a copy of the catalog", "Save"),
                Ask::Import => ("Import documents", "Read"),
                Ask::ImportFolder => ("Import a folder", "Read"),
                Ask::Export => ("Export a sheet", "Export"),
                Ask::Codes => ("Import codes", "Import"),
            };
            let end = dialog(ctx, title, button, |ui| {
                words::quiet(
                    ui,
                    "The path of a file or folder. (This field stands in where the system has no file dialog.)",
                );
                typed(ui, "Path", &mut text, (true, error.is_none() && !sent));
                // The line is always there, so that nothing jumps.
                let why = error.as_deref().map_or_else(String::new, words::sentence);
                let said = egui::RichText::new(why).color(super::theme::Tokens::of(ui.ctx()).error);
                ui.add(egui::Label::new(said).wrap());
                !sent && !text.trim().is_empty()
            });
            match end {
                End::Open => app.state.overlay = Some(Overlay::Path { ask, text, error, sent }),
                End::Cancel => app.state.overlay = None,
                End::Done => app.use_typed(ask, PathBuf::from(text.trim())),
            }
        }
        Overlay::Paste { mut name, mut text } => {
            let end = dialog(ctx, "Import pasted text", "Read", |ui| {
                words::quiet(
                    ui,
                    "The text of an article, a caption a line. You see what was found before anything is added.",
                );
                line(ui, "Name of the document", &mut name, false);
                area(ui, "Text", &mut text, 12, true);
                !text.trim().is_empty()
            });
            match end {
                End::Open => app.state.overlay = Some(Overlay::Paste { name, text }),
                End::Cancel => app.state.overlay = None,
                End::Done => {
                    app.state.overlay = None;
                    app.state.report_document = 0;
                    app.read_paths.clear();
                    let name = if name.trim().is_empty() { "pasted.txt".to_owned() } else { name };
                    app.desk.send(Command::ReadText { name, text });
                }
            }
        }
        Overlay::Add { mut words, mut credit } => {
            let end = dialog(ctx, "Add a caption", "Add", |ui| {
                area(ui, "Caption", &mut words, 4, true);
                line(ui, "Credit line", &mut credit, false);
                true
            });
            match end {
                End::Open => app.state.overlay = Some(Overlay::Add { words, credit }),
                End::Cancel => app.state.overlay = None,
                End::Done => {
                    app.state.overlay = None;
                    let credit = Some(credit.trim().to_owned()).filter(|c| !c.is_empty());
                    let document = app.state.report_document;
                    app.desk.send(match app.state.report {
                        Some(_) => Command::Report { document, change: ReportChange::Add { words, credit } },
                        None => Command::Change(Change::Add { words, credit }),
                    });
                }
            }
        }
        Overlay::Scene(form) => super::assign::show(app, ctx, form),
        Overlay::SetSome(form) => super::setsome::show(app, ctx, form),
        Overlay::Rename { from, event, mut text } => {
            let names = app.state.names.clone();
            let end = dialog(ctx, "Rename the scene", "Rename", |ui| {
                named(ui, &names, "Scene", Field::Scene, &mut text, true);
                let to = text.trim();
                let there = to != from && names.scenes.iter().any(|s| s == to);
                words::quiet(
                    ui,
                    match there {
                        true => format!("{to} is there already: the captions of {from} go into it."),
                        false => format!("All captions of {from}. Undone in one step."),
                    },
                );
                if let Some(event) = &event {
                    words::quiet(ui, format!("Only of the event {event}."));
                }
                !to.is_empty() && to != from
            });
            match end {
                End::Open => app.state.overlay = Some(Overlay::Rename { from, event, text }),
                End::Cancel => app.state.overlay = None,
                End::Done => {
                    app.state.overlay = None;
                    let to = text.trim().to_owned();
                    app.desk.send(Command::Change(Change::RenameScene { from, to, event }));
                }
            }
        }
        Overlay::Vocabulary { mut text, mut search, error } => {
            let end = dialog(ctx, "Scene vocabulary", "Save", |ui| {
                words::quiet(
                    ui,
                    "Your own rows, before the built-in ones: name, terms, terms that rule it out, heading, broader scene and, where it \
                     is for one kind of event, that kind, with tabs between. Terms have | between them; * lets a word go on. A row with a built-in name replaces it.",
                );
                area(ui, "Your rows", &mut text, 8, false);
                if let Some(why) = &error {
                    ui.label(egui::RichText::new(why).color(super::theme::Tokens::of(ui.ctx()).error));
                }
                line(
                    ui,
                    "Find among the built-in rows; a click takes one over to change it",
                    &mut search,
                    false,
                );
                let wanted = search.to_lowercase();
                ScrollArea::vertical().max_height(160.0).auto_shrink([false, true]).show(ui, |ui| {
                    let rows = crate::desk::builtin_scenes().filter(|r| r.to_lowercase().contains(&wanted));
                    for row in rows.take(40) {
                        let mut cells = row.splitn(2, '\t');
                        let (scene, rest) =
                            (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
                        let kind = rest.split('\t').nth(4).unwrap_or_default();
                        let scene = match (scene, kind) {
                            (scene, "") => scene.to_owned(),
                            ("@", kind) => format!("What tells {kind}"),
                            (scene, kind) => format!("{scene} ({kind})"),
                        };
                        let shown = format!("{scene}:  {}", rest.replace('\t', "  "));
                        if ui.add(Button::selectable(false, shown).truncate()).clicked() {
                            if !text.is_empty() && !text.ends_with('\n') {
                                text.push('\n');
                            }
                            text.push_str(row);
                            text.push('\n');
                        }
                    }
                });
                true
            });
            match (end, app.data_folder()) {
                (End::Cancel, _) => app.state.overlay = None,
                (End::Done, Some(folder)) => {
                    app.desk.send(Command::KeepScenes { folder, text: text.clone() });
                    app.state.overlay = Some(Overlay::Vocabulary { text, search, error: None });
                }
                (End::Done, None) | (End::Open, _) => {
                    app.state.overlay = Some(Overlay::Vocabulary { text, search, error });
                }
            }
        }
        Overlay::Event(mut form) => {
            let names = app.state.names.clone();
            let end = dialog(ctx, "Describe the event", "Save", |ui| {
                words::quiet(ui, form.name.as_str());
                line(ui, "Began (local time, as 2024-08-11 21:00)", &mut form.begins, true);
                line(ui, "Ended (empty where it is not known)", &mut form.ends, true);
                super::boxes::checkbox(ui, &mut form.past_midnight, "It ran past midnight");
                line(ui, "Time zone (as Europe/Paris)", &mut form.zone, true);
                named(ui, &names, "Venue", Field::Sublocation, &mut form.venue, true);
                named(ui, &names, "City", Field::City, &mut form.city, true);
                named(ui, &names, "Country", Field::Country, &mut form.country, true);
                let read = form.read();
                if let Err(why) = &read {
                    ui.label(egui::RichText::new(why).color(super::theme::Tokens::of(ui.ctx()).error));
                }
                read.is_ok()
            });
            match end {
                End::Open => app.state.overlay = Some(Overlay::Event(form)),
                End::Cancel => app.state.overlay = None,
                End::Done => {
                    app.state.overlay = None;
                    if let Ok(event) = form.read() {
                        app.desk.send(Command::Change(Change::Event(Box::new(event))));
                    }
                }
            }
        }
        Overlay::Conflict(conflict) => answer_conflict(app, ctx, &conflict),
        Overlay::Pasted(pasted) => super::cells::show(app, ctx, pasted),
        Overlay::Palette(palette) => super::palette::show(app, ctx, palette),
        Overlay::Columns(columns) => super::columns::show(app, ctx, columns),
        Overlay::Shortcuts(sheet) => super::shortcuts::show(app, ctx, sheet),
        Overlay::Elsewhere(elsewhere) => {
            let mine = elsewhere.mine.cell();
            let end = dialog(ctx, "Changed elsewhere meanwhile", "Put mine in its place", |ui| {
                words::quiet(
                    ui,
                    "While you typed, another window or program changed this field. Nothing is lost yet.",
                );
                for (whose, what) in [("Theirs, saved", &elsewhere.theirs), ("Yours, not saved", &mine)] {
                    ui.add_space(theme::S2);
                    words::quiet(ui, whose);
                    let said = if what.is_empty() { "nothing" } else { what.as_str() };
                    ui.label(egui::RichText::new(said).font(theme::serif(theme::LARGE)));
                }
                true
            });
            if end != End::Open {
                app.state.overlay = None;
            }
            if end == End::Cancel {
                ctx.copy_text(mine);
                app.say("Theirs stays; what you typed is on the clipboard", false, false);
            }
            if end == End::Done {
                let (rows, field, value) = (vec![elsewhere.row], elsewhere.field, elsewhere.mine);
                app.desk.send(Command::Change(Change::Set { rows, field, value, why: None }));
            }
        }
        Overlay::Overwrite { format, scope, path } => {
            let end = dialog(ctx, "Replace the file?", "Replace", |ui| {
                ui.label(path.display().to_string());
                words::quiet(ui, "A file of that name is there already. The sheet would stand in its place.");
                true
            });
            if end != End::Open {
                app.state.overlay = None;
            }
            if end == End::Done {
                app.desk.send(Command::Export { format, scope, path, replace: true });
            }
        }
        Overlay::Leaving => leaving(app, ctx),
        Overlay::About => {
            let end = dialog(ctx, "Caption Desk", "Close", |ui| {
                ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
                ui.label(
                    "The captions of news photographs in one catalog: grouped, checked, corrected, exported.",
                );
                ui.label("What was printed is kept for ever; a correction stands beside it.");
                words::quiet(ui, "MIT or Apache-2.0. Fonts: IBM Plex, SIL Open Font License 1.1.");
                true
            });
            if end != End::Open {
                app.state.overlay = None;
            }
        }
    }
}

/// Asks before the window is closed over what is not decided: an import's report, or what was typed for several captions. What
/// loses nothing is the button that the eye is on.
fn leaving(app: &mut App, ctx: &Context) {
    let typed = app.state.batch.as_ref().map(|b| b.values.keys().map(|f| f.label()).collect::<Vec<_>>());
    let (title, said) = match (&app.state.report, typed) {
        (None, Some(fields)) => (
            "Typed, and not changed yet",
            format!(
                "{} was typed for {}, and nothing is changed by it yet.",
                fields.join(", "),
                words::count(app.state.selected_count(), "caption", "captions")
            ),
        ),
        _ => (
            "This import is not decided",
            "Nothing of it is in the catalog yet: its captions, and what you took, rejected or changed in the report."
                .to_owned(),
        ),
    };
    let (mut back, mut quit) = (false, false);
    let response = Sheet::titled(ctx, title, 520.0, |ui, sheet| {
        sheet.body(ui, |ui, _| ui.label(said));
        sheet.foot(ui, |ui| {
            back |= words::primary(ui, true, "Go back", "Enter").clicked();
            let discard = ui.button("Discard it and quit");
            quit |= discard.clicked();
            back |= !discard.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        });
    });
    if quit {
        app.state.overlay = None;
        app.leave(ctx);
    } else if back || Sheet::left(&response) {
        app.state.overlay = None;
    }
}

/// What stands in the way of taking a change back, and the answers: what is free of it, all of it over what came later, or
/// nothing.
fn answer_conflict(app: &mut App, ctx: &Context, conflict: &crate::desk::UndoConflict) {
    let mut answer = None;
    let mut leave = false;
    let response = Sheet::titled(ctx, "It cannot all be taken back", 520.0, |ui, sheet| {
        sheet.body(ui, |ui, _| {
            ui.label(&conflict.label);
            words::quiet(ui, "What it touched has changed since:");
            for line in &conflict.conflicts {
                ui.label(words::sentence(line));
            }
            words::quiet(
                ui,
                "Taken back all the same, these stand as they did before it; the later changes stay in the history.",
            );
        });
        sheet.foot(ui, |ui| {
            if conflict.possible > 0 {
                let label = format!("Take back the other {}", words::thousands(conflict.possible));
                if words::primary(ui, true, &label, "Ctrl+Enter").clicked() || sheet.done {
                    answer = Some(Change::UndoRest(conflict.operation));
                }
            }
            if ui.button("Take it back all the same").clicked() {
                answer = Some(Change::UndoOver(conflict.operation));
            }
            leave |= ui.add(Button::new("Leave it").shortcut_text("Esc")).clicked();
        });
    });
    if leave || answer.is_some() || Sheet::left(&response) {
        app.state.overlay = None;
    }
    if let Some(change) = answer {
        app.desk.send(Command::Change(change));
    }
}

/// A dialog with a title, its content, one button that does it and one that leaves it.
pub(super) fn dialog(ctx: &Context, title: &str, button: &str, content: impl FnOnce(&mut Ui) -> bool) -> End {
    let mut end = End::Open;
    let response = Sheet::titled(ctx, title, 520.0, |ui, sheet| {
        ui.add_space(theme::S1);
        let ready = sheet.body(ui, |ui, _| content(ui));
        sheet.foot(ui, |ui| {
            let key = if button == "Close" { "Esc" } else { "Ctrl+Enter" };
            if words::primary(ui, ready, button, key).clicked() {
                end = End::Done;
            }
            if button != "Close" && ui.add(Button::new("Cancel").shortcut_text("Esc")).clicked() {
                end = End::Cancel;
            }
        });
        // Enter in one of its lines is as good.
        let line = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        if (sheet.done || line) && ready {
            end = End::Done;
        }
    });
    if end == End::Open && Sheet::left(&response) {
        end = End::Cancel;
    }
    end
}

/// One line to type in; Enter does what the dialog is for where `enter` says so.
pub(super) fn line(ui: &mut Ui, label: &str, text: &mut String, enter: bool) -> bool {
    typed(ui, label, text, (enter, true))
}

/// As [`line`], with the catalog's own names for a field proposed.
fn named(ui: &mut Ui, names: &Arc<Names>, label: &str, field: Field, text: &mut String, enter: bool) {
    let id = Id::unique(("dialog", label));
    let line = complete::Line::begin(ui, id, text);
    typed(ui, label, text, (enter, true));
    line.end(ui, names, field, text);
}

/// As [`line`]; with `over` what is there already is typed over.
fn typed(ui: &mut Ui, label: &str, text: &mut String, (enter, over): (bool, bool)) -> bool {
    let id = Id::unique(("dialog", label));
    let name = words::quiet(ui, label);
    let before = text.clone();
    let response = ui
        .add(TextEdit::singleline(text).id(id).event_filter(words::TYPING).desired_width(f32::INFINITY))
        .labelled_by(name.id);
    response.widget_info(|| words::field_info(label, &before, text));
    if enter {
        if ui.memory(|m| m.focused().is_none()) && !response.lost_focus() {
            response.request_focus();
            let end = egui::text::CCursor::new(text.chars().count());
            let from = if over { egui::text::CCursor::new(0) } else { end };
            let all = egui::text::CCursorRange::two(from, end);
            let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), id);
        }
        if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
            // The dialog takes this as its button.
            ui.input_mut(|i| {
                i.events.push(egui::Event::Key {
                    key: Key::Enter,
                    physical_key: None,
                    pressed: true,
                    repeat: false,
                    modifiers: Modifiers::COMMAND,
                });
            });
        }
    }
    true
}

/// Several lines to type in; with `keyboard` it has the keyboard when the dialog opens.
fn area(ui: &mut Ui, label: &str, text: &mut String, rows: usize, keyboard: bool) {
    let name = words::quiet(ui, label);
    let before = text.clone();
    ScrollArea::vertical().id_salt(label).max_height(rows as f32 * 20.0).show(ui, |ui| {
        let response = ui
            .add(
                TextEdit::multiline(text)
                    .desired_width(f32::INFINITY)
                    .desired_rows(rows.min(12))
                    .lock_focus(label == "Your rows"),
            )
            .labelled_by(name.id);
        response.widget_info(|| words::field_info(label, &before, text));
        if keyboard && ui.memory(|m| m.focused().is_none()) && !response.lost_focus() {
            response.request_focus();
        }
    });
}
