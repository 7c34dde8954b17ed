//! What is proposed while somebody types, taken with the mouse as a hand does it: pressed in one frame, let go in a later one.

mod support;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use support::list;
use support::window::*;

/// Types behind what is there, without leaving the field.
fn typing(desk: &mut Desk, text: &str) {
    for letter in text.chars() {
        desk.event(Event::Text(letter.to_string()));
        desk.run_steps(2);
    }
}

fn button(desk: &mut Desk, pos: Pos2, pressed: bool) {
    desk.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    desk.run_steps(2);
}

/// Presses and lets go over what has these words.
#[track_caller]
fn take(desk: &mut Desk, words: &str) {
    wait_for(desk, words);
    desk.run_steps(4);
    let found =
        desk.query_all_by_label_contains(words).find(|n| n.accesskit_node().role() == Role::ListBoxOption);
    let at = found.expect("it is proposed").rect().center();
    desk.event(Event::PointerMoved(at));
    desk.run_steps(2);
    button(desk, at, true);
    button(desk, at, false);
    desk.run_steps(4);
}

#[test]
fn a_click_takes_what_is_proposed_for_a_search() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    desk.get_by_role_and_label(Role::TextInput, "Search captions").focus();
    desk.run_steps(2);
    typing(&mut desk, "agen");
    take(&mut desk, "Proposal: agency: ");
    assert_eq!(value(&desk, "Search captions").as_deref(), Some("agency:"));
    typing(&mut desk, "A");
    take(&mut desk, "Proposal: AP 41");
    assert_eq!(value(&desk, "Search captions").as_deref(), Some("agency:AP "));
    wait(&mut desk, "its captions", |d| said(d, "41 of 55 captions"));
    // The keyboard is where it was: what is typed next narrows further, and Ctrl+Enter only goes to the list.
    typing(&mut desk, "roof");
    wait(&mut desk, "fewer", |d| said(d, " of 55 captions") && !said(d, "41 of 55"));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    desk.run_steps(4);
    assert!(desk.get_by_role(Role::Table).is_focused());
    assert!(list(home.path(), BUILTIN, &["status:reviewed"]).is_empty());
    // A press elsewhere takes the keyboard from a field, as ever.
    desk.get_by_role_and_label(Role::TextInput, "Search captions").focus();
    desk.run_steps(2);
    let page = desk.get_by_role(Role::Table).rect().center();
    button(&mut desk, page, true);
    button(&mut desk, page, false);
    assert!(!desk.get_by_role_and_label(Role::TextInput, "Search captions").is_focused());
}

#[test]
fn a_click_takes_a_name_in_a_field_and_in_a_cell() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let name = list(home.path(), BUILTIN, &["agency:AP"])[0]["creators"][0].as_str().unwrap().to_owned();
    let begin: String = name.chars().take(5).collect();
    let of = |name: &str| {
        list(home.path(), BUILTIN, &[&format!("photographer:\"{name}\""), "status:unreviewed"]).len()
    };
    let before = of(&name);
    let other = |d: &Desk| value(d, "Photographer").is_some_and(|now| now != name);
    fill(&mut desk, "Search captions", "agency:AFP");
    row(&mut desk, "PHIL NOBLE", Modifiers::NONE);
    wait(&mut desk, "another caption", other);
    desk.get_by_role_and_label(Role::TextInput, "Photographer").focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.run_steps(2);
    typing(&mut desk, &begin);
    take(&mut desk, &name);
    wait_for(&mut desk, "Corrected Photographer, 1 caption");
    assert_eq!(of(&name), before + 1);
    // In the table: F2 with the cursor on a cell.
    row(&mut desk, "FRANCK FIFE", Modifiers::NONE);
    wait(&mut desk, "another caption", other);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    for key in [Key::ArrowRight, Key::ArrowRight, Key::F2] {
        desk.key_press(key);
        desk.run_steps(3);
    }
    wait_for(&mut desk, "Cell: Photographer");
    typing(&mut desk, &begin);
    take(&mut desk, &name);
    desk.key_press(Key::Enter);
    wait(&mut desk, "it to be saved", |_| of(&name) == before + 2);
}

#[test]
fn the_lines_of_dialogs_propose_the_catalog_s_names() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let of = |filter: &str| list(home.path(), BUILTIN, &[filter]).len();
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    row(&mut desk, "A performer arrives", Modifiers::NONE);
    wait(&mut desk, "its scene", |d| value(d, "Scene").as_deref() == Some("Artistic show"));
    // A known scene by its first letters; Enter alone would make a new one, and that is said.
    let fireworks = of("scene:Fireworks");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::G);
    wait_for(&mut desk, "Assign a scene");
    desk.run_steps(3);
    typing(&mut desk, "firew");
    wait_for(&mut desk, "firew is a new scene.");
    desk.key_press(Key::ArrowDown);
    wait_for(&mut desk, "Into the scene Fireworks.");
    desk.key_press(Key::Enter);
    wait(&mut desk, "it there", |_| of("scene:Fireworks") == fireworks + 1);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait(&mut desk, "it back", |_| of("scene:Fireworks") == fireworks);
    // A name in "Change a field", by the arrows and by the mouse; Escape takes the names away first, then the dialog.
    let name = list(home.path(), BUILTIN, &["agency:AP"])[0]["creators"][0].as_str().unwrap().to_owned();
    let begin: String = name.chars().take(6).collect();
    for by_mouse in [false, true] {
        desk.key_press_modifiers(shift, Key::H);
        wait_for(&mut desk, "Change a field");
        desk.run_steps(3);
        typing(&mut desk, &begin);
        wait_for(&mut desk, "Down chooses, Enter takes");
        if by_mouse {
            take(&mut desk, &name);
        } else {
            desk.key_press(Key::ArrowDown);
            desk.run_steps(3);
            desk.key_press(Key::Enter);
        }
        wait(&mut desk, "the whole name", |d| value(d, "Words").as_deref() == Some(name.as_str()));
        typing(&mut desk, "; Da");
        wait_for(&mut desk, "Down chooses, Enter takes");
        desk.key_press(Key::Escape);
        wait(&mut desk, "no names", |d| !said(d, "Down chooses, Enter takes"));
        assert!(said(&desk, "Change a field"));
        desk.key_press(Key::Escape);
        wait(&mut desk, "no dialog", |d| value(d, "Words").is_none());
    }
    // The event's city.
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    wait_for(&mut desk, "Describe the event Paris");
    click(&mut desk, "Describe the event Paris");
    wait(&mut desk, "its fields", |d| value(d, "City").is_some());
    desk.get_by_role_and_label(Role::TextInput, "City").focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.run_steps(2);
    typing(&mut desk, "Saint");
    take(&mut desk, "Saint-Denis");
    assert_eq!(value(&desk, "City").as_deref(), Some("Saint-Denis"));
}
