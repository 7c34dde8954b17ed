//! The sheet of shortcuts: every action with its keys, which can be changed here, and the keys of the table.

use std::sync::Arc;

use egui::{
    Button, Context, Event, Id, Key, KeyboardShortcut, Modifiers, Pos2, Rect, Role, Sense, TextEdit, Ui, Vec2,
};
use egui::{Stroke, WidgetInfo};

use super::action::{ACTIONS, Action, Menu};
use super::app::App;
use super::keymap::{self, Keymap};
use super::rolls::{Roll, moved};
use super::state::*;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::fold;
use crate::desk::view::Command;

/// The sheet as it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    search: String,
    at: usize,
    reveal: bool,
    step: Step,
    /// What was said of the last key that was pressed.
    said: Option<String>,
}

/// What the keyboard is for.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Step {
    #[default]
    Choosing,
    /// The next keys are those of this action.
    Catching(Action),
    /// The keys are another action's.
    Taken { action: Action, keys: KeyboardShortcut, of: Action },
}

/// A line of the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Line {
    Head(&'static str),
    Act(Action),
    /// Keys that are fixed.
    Fixed(&'static str, &'static str),
}

/// The keys that hold where the table has the keyboard. They are those of lists everywhere, and cannot be changed.
const TABLE: &[(&str, &str)] = &[
    ("Next and previous caption", "Down, Up or J, K"),
    ("A page, the first, the last", "Page Down, Page Up, Home, End"),
    ("Extend the selection", "Shift with these"),
    ("Select all captions of the list", "Ctrl+A"),
    ("Edit the caption, or the cell", "Enter or F2"),
    ("From cell to cell; back to the row", "Right, Left; Esc"),
    ("Several cells", "Shift+Right, Shift+Left"),
    ("Copy and paste, from and to a spreadsheet", "Ctrl+C, Ctrl+V"),
    ("Fold and unfold a group", "Left, Right"),
    ("Wider and narrower column", "Alt+Right, Left on its title"),
    ("Search", "/"),
    ("Dates of the scenes", "D"),
    ("This sheet", "?"),
];

/// The keys that the lists of problems and of dates have beside those of everywhere, which hold there, too.
const ANSWERS: &[(&str, &str)] = &[
    ("Problems: accept or mend, not a problem, later", "Enter, Del, Space"),
    ("Dates: keep both, all on a day, right", "K, 1 or 2, R"),
    ("Dates: set some, later", "S, Space"),
];

const ROW: f32 = 28.0;

/// Opens the sheet.
pub fn open(app: &mut App) {
    app.state.overlay = Some(Overlay::Shortcuts(Sheet::default()));
}

/// Opens the sheet where a question mark is typed and no field takes it.
pub fn question_mark(app: &mut App, ctx: &Context) {
    if ctx.text_edit_focused() || app.state.overlay.is_some() {
        return;
    }
    let asked = ctx.input_mut(|i| {
        let before = i.events.len();
        i.events.retain(|e| !matches!(e, Event::Text(text) if text == "?"));
        i.events.len() != before
    });
    if asked {
        open(app);
    }
}

fn lines(map: &Keymap, search: &str) -> Vec<Line> {
    let wanted = fold(search);
    let fits = |label: &str, keys: &str| {
        let said = fold(&format!("{label} {keys}"));
        wanted.split_whitespace().all(|w| said.contains(w))
    };
    let mut out = Vec::new();
    let mut section = |title, lines: Vec<Line>| {
        if !lines.is_empty() {
            out.push(Line::Head(title));
            out.extend(lines);
        }
    };
    for (menu, title) in Menu::ALL {
        let rows = ACTIONS.iter().filter(|r| r.menu == menu && fits(r.label, &map.words(r.action)));
        section(title, rows.map(|r| Line::Act(r.action)).collect());
    }
    let fixed = TABLE.iter().filter(|(what, keys)| fits(what, keys));
    section("In the list of captions", fixed.map(|(what, keys)| Line::Fixed(what, keys)).collect());
    let answers = ANSWERS.iter().filter(|(what, keys)| fits(what, keys));
    section("In the problems and the dates", answers.map(|(what, keys)| Line::Fixed(what, keys)).collect());
    out
}

/// The next line that can be chosen from a place on, or the one before.
fn settled(lines: &[Line], at: usize, back: bool) -> usize {
    let at = at.min(lines.len().saturating_sub(1));
    let choosable = |n: &usize| !matches!(lines.get(*n), Some(Line::Head(_)) | None);
    let after = || (at..lines.len()).find(choosable);
    let before = || (0..=at).rev().find(choosable);
    if back { before().or_else(after) } else { after().or_else(before) }.unwrap_or(0)
}

/// Draws the sheet.
pub fn show(app: &mut App, ctx: &Context, mut sheet: Sheet) {
    let map = app.state.keys.clone();
    let lines = lines(&map, &sheet.search);
    sheet.at = settled(&lines, sheet.at, false);
    let mut next = (*map).clone();
    catch(ctx, &mut sheet, &mut next);
    let mut close = false;
    let response = words::modal(ctx, "shortcuts").show(ctx, |ui| {
        words::name_dialog(ui, "Keyboard shortcuts");
        let room = ctx.content_rect().size();
        ui.set_width(600.0f32.min(room.x - 80.0));
        ui.label(egui::RichText::new("Keyboard shortcuts").font(theme::strong(theme::LARGE)));
        ui.add_space(theme::S2);
        let before = sheet.search.clone();
        let choosing = sheet.step == Step::Choosing;
        let t = Tokens::of(ui.ctx());
        let move_to = choosing.then(|| moved(ui, 12)).flatten();
        let press = |key| choosing && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        // With Ctrl: a key alone is meant for the field that has the cursor.
        let delete = choosing && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Delete));
        let enter = press(Key::Enter);
        let hint = egui::RichText::new("A command or its keys").color(t.faint);
        let edit = TextEdit::singleline(&mut sheet.search).id(Id::unique("shortcuts words"));
        let edit = edit.event_filter(words::TYPING).hint_text(hint).desired_width(f32::INFINITY);
        let field = ui.add_enabled(choosing, edit.margin(egui::Margin::symmetric(10, 5)));
        field.widget_info(|| words::field_info("Find a shortcut", &before, &sheet.search));
        if choosing && ui.memory(|m| m.focused().is_none()) {
            field.request_focus();
        }
        if sheet.search != before {
            (sheet.at, sheet.reveal, sheet.said) = (0, true, None);
        } else if let Some(to) = move_to {
            let back = matches!(to, super::rolls::Move::By(by) if by < 0);
            sheet.at = settled(&lines, to.from(sheet.at, lines.len()), back);
            (sheet.reveal, sheet.said) = (true, None);
        }
        ui.add_space(theme::S2);
        words::rule(ui);
        let size = Vec2::new(ui.available_width(), (room.y - 310.0).clamp(ROW * 4.0, ROW * 16.0));
        let mut clicked = None;
        ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_min_height(size.y);
            ui.set_max_height(size.y);
            let reveal = std::mem::take(&mut sheet.reveal).then_some(sheet.at);
            let id = Id::unique("shortcuts lines");
            let roll = Roll { id, name: "Shortcuts", rows: lines.len(), height: ROW, reveal };
            roll.show(ui, |ui, at, rect| {
                let catching = matches!(sheet.step, Step::Catching(_)) && sheet.at == at;
                if line(ui, &map, &lines, at, rect, sheet.at == at, catching) {
                    clicked = Some(at);
                }
            });
        });
        words::rule(ui);
        let mut change = enter;
        if let Some(at) = clicked.filter(|_| choosing) {
            change |= sheet.at == at;
            sheet.at = at;
        }
        ui.add_space(theme::S2);
        let action = lines.get(sheet.at).and_then(|l| if let Line::Act(a) = l { Some(*a) } else { None });
        said(ui, &sheet, action);
        ui.add_space(theme::S2);
        ui.horizontal(|ui| match sheet.step {
            Step::Taken { action, keys, of } => {
                let label = format!("Give it to {}", action.plain());
                let give = words::primary(ui, true, &label, "Enter").clicked();
                if give || ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)) {
                    next.set(action, Some(keys));
                    sheet.said = Some(format!("{} has no keys now", of.plain()));
                    sheet.step = Step::Choosing;
                }
                if ui.add(Button::new("Leave it").shortcut_text("Esc")).clicked() {
                    (sheet.step, sheet.said) = (Step::Choosing, None);
                }
            }
            Step::Catching(_) => {
                if ui.add(Button::new("Leave it as it is").shortcut_text("Esc")).clicked() {
                    sheet.step = Step::Choosing;
                }
            }
            Step::Choosing => {
                let some = action.is_some();
                change |= ui.add_enabled(some, Button::new("Change").shortcut_text("Enter")).clicked();
                let held = action.is_some_and(|a| map.of(a).is_some());
                let none = ui.add_enabled(held, Button::new("No keys").shortcut_text("Ctrl+Del")).clicked();
                if let Some(action) = action.filter(|_| (none || delete) && held) {
                    next.set(action, None);
                    sheet.said = Some(format!("{} has no keys now", action.plain()));
                }
                let changed = action.filter(|a| map.is_changed(*a));
                if ui.add_enabled(changed.is_some(), Button::new("Reset this one")).clicked()
                    && let Some(action) = changed
                {
                    give(&mut sheet, &mut next, action, action.row().shortcut);
                }
                if ui.add_enabled(!map.is_builtin(), Button::new("Reset all")).clicked() {
                    next = Keymap::default();
                    sheet.said = Some("All keys are as they were at first".to_owned());
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    close |= words::primary(ui, true, "Close", "Esc").clicked();
                });
                if let Some(action) = action.filter(|_| change) {
                    sheet.step = Step::Catching(action);
                    sheet.said = None;
                    // The next keys are for the sheet, not for its field.
                    ui.memory_mut(|m| m.surrender_focus(Id::unique("shortcuts words")));
                }
            }
        });
    });
    if next != *map {
        app.set_keys(ctx, next);
    }
    let escaped = response.should_close();
    if escaped && sheet.step != Step::Choosing {
        (sheet.step, sheet.said) = (Step::Choosing, None);
    } else if escaped || close {
        app.state.overlay = None;
        app.state.keyboard_to = Some(super::table::table_id());
        return;
    }
    app.state.overlay = Some(Overlay::Shortcuts(sheet));
}

/// Gives an action keys; where they are another one's, that is asked first.
fn give(sheet: &mut Sheet, next: &mut Keymap, action: Action, keys: Option<KeyboardShortcut>) {
    let holder = keys.and_then(|k| next.holder(&k).filter(|h| *h != action).map(|of| (k, of)));
    sheet.step = match holder {
        Some((keys, of)) => Step::Taken { action, keys, of },
        None => {
            next.set(action, keys);
            Step::Choosing
        }
    };
    sheet.said = None;
}

fn is_modifier(key: Key) -> bool {
    use Key::*;
    matches!(
        key,
        ShiftLeft | ShiftRight | ControlLeft | ControlRight | AltLeft | AltRight | SuperLeft | SuperRight
    )
}

/// Takes the keys that were pressed for the action that waits for them.
fn catch(ctx: &Context, sheet: &mut Sheet, next: &mut Keymap) {
    let Step::Catching(action) = sheet.step else { return };
    let mut caught = None;
    ctx.input_mut(|i| {
        i.events.retain(|event| {
            let keys = match event {
                Event::Key { key: Key::Escape, .. } => return true,
                // Held for the key that comes.
                Event::Key { key, .. } if is_modifier(*key) => return false,
                Event::Key { key, pressed: true, repeat: false, modifiers, .. } => Some((*key, *modifiers)),
                // What the system makes of Ctrl+C, Ctrl+X and Ctrl+V.
                Event::Copy => Some((Key::C, Modifiers::COMMAND)),
                Event::Cut => Some((Key::X, Modifiers::COMMAND)),
                Event::Paste(_) => Some((Key::V, Modifiers::COMMAND)),
                Event::Text(_) => return false,
                _ => return true,
            };
            caught = caught.or(keys);
            false
        });
    });
    let Some((logical_key, m)) = caught else { return };
    let held = |on: bool, modifier| if on { modifier } else { Modifiers::NONE };
    let modifiers = held(m.command || m.ctrl, Modifiers::COMMAND)
        | held(m.alt, Modifiers::ALT)
        | held(m.shift, Modifiers::SHIFT);
    let keys = KeyboardShortcut { modifiers, logical_key };
    match keymap::usable(&keys) {
        Ok(()) => give(sheet, next, action, Some(keys)),
        Err(why) => sheet.said = Some(why),
    }
}

/// The lines below the list: what is asked, and what was said of the last keys. They are always there, so that nothing jumps.
fn said(ui: &mut Ui, sheet: &Sheet, action: Option<Action>) {
    let t = Tokens::of(ui.ctx());
    let asked = match sheet.step {
        Step::Catching(action) => format!("Press the new keys for “{}”.", action.plain()),
        Step::Taken { action, keys, of } => {
            format!("{} belongs to “{}”. Give it to “{}”?", keymap::words(&keys), of.plain(), action.plain())
        }
        Step::Choosing if action.is_none() => "The keys of lists are fixed.".to_owned(),
        Step::Choosing => "Enter changes the keys of the chosen line.".to_owned(),
    };
    let width = ui.available_width();
    let color = if sheet.step == Step::Choosing { t.quiet } else { t.text };
    words::line(ui, &asked, theme::sans(theme::BODY), color, width).on_hover_text(&asked);
    let said = sheet.said.as_ref().map_or_else(String::new, |s| format!("{s}."));
    words::line(ui, &said, theme::sans(theme::SMALL), t.text, width);
}

fn line(ui: &mut Ui, map: &Keymap, lines: &[Line], at: usize, rect: Rect, on: bool, catching: bool) -> bool {
    let t = Tokens::of(ui.ctx());
    let (left, middle) = (rect.left() + 12.0, rect.center().y);
    let column = rect.left() + rect.width() * 0.62;
    let body = theme::sans(theme::BODY);
    let Some(line) = lines.get(at) else { return false };
    let (label, keys, changed) = match line {
        Line::Head(title) => {
            let at = Pos2::new(left, middle + 2.0);
            words::paint_line(ui, at, title, theme::strong(theme::SMALL), t.quiet, rect.width());
            return false;
        }
        Line::Act(action) => (action.told(map), map.words(*action), map.is_changed(*action)),
        Line::Fixed(what, keys) => ((*what).to_owned(), (*keys).to_owned(), false),
    };
    let response = ui.interact(rect, Id::unique(("shortcut", at)), Sense::CLICK);
    response.widget_info(|| {
        let keys = if keys.is_empty() { "no keys" } else { &keys };
        let changed = if changed { ", changed" } else { "" };
        WidgetInfo::selected(Role::ListBoxOption, true, on, format!("{label}: {keys}{changed}"))
    });
    if on {
        ui.painter().rect_filled(rect, 4.0, t.selected());
        ui.painter().rect_filled(Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height())), 0.0, t.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, t.hovered());
    }
    words::paint_line(ui, Pos2::new(left, middle), &label, body.clone(), t.text, column - left - 12.0);
    let (shown, ink) = match (catching, keys.is_empty()) {
        (true, _) => ("press keys…", t.accent),
        (false, true) => ("–", t.quiet),
        (false, false) => (keys.as_str(), if changed { t.text } else { t.quiet }),
    };
    let width = rect.right() - column - 80.0;
    let used = words::paint_line(ui, Pos2::new(column, middle), shown, body, ink, width.max(60.0));
    if changed && !catching {
        let after = Pos2::new(column + used + 10.0, middle);
        words::paint_line(ui, after, "changed", theme::sans(theme::SMALL), t.quiet, 70.0);
    }
    if catching {
        let edge =
            Rect::from_min_max(Pos2::new(column - 6.0, rect.top() + 3.0), rect.max - Vec2::new(6.0, 3.0));
        ui.painter().rect_stroke(edge, 4.0, Stroke::new(1.0, t.accent), egui::StrokeKind::Inside);
    }
    response.clicked()
}

impl App {
    /// Takes over the file of shortcuts.
    pub(super) fn hear_shortcuts(&mut self, ctx: &Context, file: Result<Option<String>, String>) {
        let (map, wrong) = match file {
            Ok(text) => Keymap::read(&text.unwrap_or_default()),
            Err(why) => (Keymap::default(), vec![why]),
        };
        self.state.keys_unread = !wrong.is_empty();
        if let Some(first) = wrong.first() {
            let more =
                if wrong.len() > 1 { format!(" (and {} more)", wrong.len() - 1) } else { String::new() };
            self.say(format!("Shortcuts: {first}{more}; the built-in keys stand in its place"), true, false);
        }
        self.state.keys = Arc::new(map);
        keymap::install(ctx, self.state.keys.clone());
    }

    /// Changes the keys of the window, and keeps them.
    fn set_keys(&mut self, ctx: &Context, map: Keymap) {
        if let Some(folder) = self.data_folder() {
            let aside = std::mem::take(&mut self.state.keys_unread);
            self.desk.send(Command::KeepShortcuts { folder, text: map.text(), aside });
        }
        self.state.keys = Arc::new(map);
        keymap::install(ctx, self.state.keys.clone());
    }
}
