//! Hands that are elsewhere than the eye: keys meant for a dialog while one of its controls has the keyboard, lists over dialogs,
//! selections that a change takes out of the list, and changes that are taken back over later ones.

mod support;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use support::window::*;
use support::{list, ok, write};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.key_press_modifiers(modifiers, key);
    desk.run_steps(3);
}

/// A click of the mouse, as a hand does it.
fn hit(desk: &mut Desk, pos: Pos2) {
    desk.event(Event::PointerMoved(pos));
    desk.run_steps(2);
    for pressed in [true, false] {
        desk.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: NONE });
        desk.run_steps(3);
    }
}

/// Three captions of one document.
fn small(home: &std::path::Path) -> Desk {
    let lines = [
        "Rowers wait at the pier in Porto, Portugal, Monday, March 4, 2024. (AP Photo/Ana Prata)",
        "Rowers wade in the water of Porto, Portugal, Monday, March 4, 2024. (AP Photo/Ana Prata)",
        "A rower lifts an oar in Porto, Portugal, Monday, March 4, 2024. (AP Photo/Ana Prata)",
    ];
    write(home, "river.txt", &(lines.join("\n") + "\n"));
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "river.txt"]);
    open(home, &["c.captions"], None)
}

fn words(home: &std::path::Path) -> Vec<String> {
    let all = list(home, "c.captions", &[]);
    all.iter().map(|c| c["description"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn ctrl_enter_makes_what_is_shown_whatever_has_the_keyboard() {
    let home = home();
    let mut desk = small(home.path());
    let before = words(home.path());
    // A box to tick.
    press(&mut desk, CTRL, Key::H);
    wait_for(&mut desk, "Find and replace");
    put(&mut desk, "Find", "rowers w");
    put(&mut desk, "Replace by", "XX");
    wait_for(&mut desk, "2 changes in 2 captions");
    let whole = |d: &Desk| d.get_by_role_and_label(Role::CheckBox, "Whole words").is_focused();
    desk.get_by_role_and_label(Role::CheckBox, "Whole words").focus();
    desk.run_steps(2);
    assert!(whole(&desk));
    press(&mut desk, NONE, Key::Space);
    wait_for(&mut desk, "Nothing would change in");
    press(&mut desk, CTRL, Key::Enter);
    desk.run_steps(6);
    assert!(said(&desk, "Find and replace") && words(home.path()) == before);
    // A line of the list that is not wanted.
    press(&mut desk, NONE, Key::Space);
    wait_for(&mut desk, "2 changes in 2 captions");
    let line = desk.query_all_by_label_contains("river.txt · line 2").next().expect("the second hit");
    line.focus();
    desk.run_steps(2);
    press(&mut desk, NONE, Key::Space);
    wait_for(&mut desk, "1 change in 1 caption");
    press(&mut desk, CTRL, Key::Enter);
    wait_for(&mut desk, "Replaced words in Caption, 1 caption");
    let after = words(home.path());
    let changed = after.iter().zip(&before).filter(|(a, b)| a != b).count();
    assert_eq!((changed, after[1] == before[1]), (1, true), "{after:?}");
}

#[test]
fn a_list_of_fields_stands_over_its_dialog_each_time() {
    let home = home();
    let mut desk = small(home.path());
    for (round, (field, mode)) in [("Agency", "Add before"), ("Caption", "Add after")].into_iter().enumerate()
    {
        press(&mut desk, CTRL | Modifiers::SHIFT, Key::H);
        wait_for(&mut desk, "Change a field");
        desk.run_steps(4);
        let at = desk.get_by_role_and_label(Role::RadioButton, mode).rect().center();
        hit(&mut desk, at);
        // A click on a way goes on to the words.
        desk.event(Event::Text("x".into()));
        desk.run_steps(2);
        assert_eq!(value(&desk, "Words").as_deref(), Some("x"));
        let at = desk.get_by_role_and_label(Role::ComboBox, "Field to change").rect().center();
        hit(&mut desk, at);
        let option = format!("Field to change: {field}");
        wait(&mut desk, &option, |d| d.query_by_role_and_label(Role::ListBoxOption, &option).is_some());
        desk.run_steps(4);
        let at = desk.get_by_role_and_label(Role::ListBoxOption, &option).rect().center();
        hit(&mut desk, at);
        let chosen = desk.get_by_role_and_label(Role::ComboBox, "Field to change").value();
        assert_eq!(chosen.as_deref(), Some(field), "round {round}");
        press(&mut desk, NONE, Key::Escape);
        wait(&mut desk, "no dialog", |d| !said(d, "What would change in"));
    }
}

#[test]
fn enter_in_a_date_of_the_filters_types_nothing_into_a_caption() {
    let home = home();
    let mut desk = small(home.path());
    let before = words(home.path());
    put(&mut desk, "Date from", "2024-03-04");
    press(&mut desk, NONE, Key::Enter);
    wait(&mut desk, "the range", |d| value(d, "Search captions").is_some_and(|q| q.contains("2024-03-04")));
    assert!(desk.get_by_role(Role::Table).is_focused());
    desk.event(Event::Text("QQQ".into()));
    desk.run_steps(3);
    press(&mut desk, NONE, Key::F6);
    desk.run_steps(4);
    assert_eq!(words(home.path()), before);
}

#[test]
fn what_leaves_the_filter_leaves_the_selection() {
    let home = home();
    let mut desk = small(home.path());
    fill(&mut desk, "Search captions", "rowers");
    wait(&mut desk, "two", |d| said(d, "2 of 3 captions"));
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    press(&mut desk, NONE, Key::End);
    press(&mut desk, CTRL, Key::A);
    wait_for(&mut desk, "2 captions selected");
    press(&mut desk, CTRL, Key::H);
    wait_for(&mut desk, "Find and replace");
    put(&mut desk, "Find", "Rowers wade");
    put(&mut desk, "Replace by", "Swimmers wade");
    wait_for(&mut desk, "1 change in 1 caption");
    press(&mut desk, CTRL, Key::Enter);
    wait_for(&mut desk, "Replaced words in Caption, 1 caption");
    // The one that is left is selected and in view; what is done next is done to it alone.
    wait(&mut desk, "the other one", |d| {
        said(d, "1 selected") && value(d, "Caption").is_some_and(|w| w.starts_with("Rowers wait"))
    });
    press(&mut desk, CTRL, Key::D);
    wait_for(&mut desk, "Set aside 1 caption");
    let aside = list(home.path(), "c.captions", &["status:set-aside"]);
    assert_eq!(aside.len(), 1);
    assert!(aside[0]["description"].as_str().unwrap().starts_with("Rowers wait"));
}

#[test]
fn a_change_is_taken_back_over_a_later_one_and_found_by_its_words() {
    let home = home();
    let mut desk = small(home.path());
    row(&mut desk, "A rower lifts", NONE);
    wait(&mut desk, "it", |d| value(d, "Caption").is_some_and(|w| w.starts_with("A rower lifts")));
    for city in ["Lyon", "Paris"] {
        fill(&mut desk, "City", city);
        wait(&mut desk, city, |_| list(home.path(), "c.captions", &[&format!("city:{city}")]).len() == 1);
    }
    press(&mut desk, CTRL, Key::Num5);
    wait_for(&mut desk, "3 changes");
    fill(&mut desk, "Search the history", "lyon");
    wait_for(&mut desk, "2 of 3");
    click(&mut desk, "Change 2:");
    wait_for(&mut desk, "Take back operation 2");
    click(&mut desk, "Take back operation 2");
    wait_for(&mut desk, "It cannot all be taken back");
    click(&mut desk, "Take it back all the same");
    wait_for(&mut desk, "Took back over later changes: Corrected City");
    let city = |_: &Desk| list(home.path(), "c.captions", &["city:Paris OR city:Lyon"]).is_empty();
    wait(&mut desk, "the city as it was", city);
    // That is a change, too.
    press(&mut desk, CTRL | Modifiers::SHIFT, Key::Z);
    wait(&mut desk, "Paris again", |_| list(home.path(), "c.captions", &["city:Paris"]).len() == 1);
}

#[test]
fn two_places_of_one_caption_are_ticked_apart_and_changed_as_one() {
    let home = home();
    let mut desk = small(home.path());
    press(&mut desk, CTRL, Key::H);
    wait_for(&mut desk, "Find and replace");
    // "Porto" and "Portugal" in each of the three.
    put(&mut desk, "Find", "port");
    put(&mut desk, "Replace by", "PORT");
    wait_for(&mut desk, "6 changes in 3 captions");
    // Of the first caption the second place, of the second neither, of the third both.
    let hit = |desk: &mut Desk, n: usize| {
        let line = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::CheckBox;
        let line = desk.query_all_by_label_contains("river.txt · line ").filter(line).nth(n);
        line.expect("a hit").click_accesskit();
        desk.run_steps(3);
    };
    for n in [0, 2, 3] {
        hit(&mut desk, n);
    }
    wait_for(&mut desk, "3 changes in 2 captions");
    press(&mut desk, CTRL, Key::Enter);
    wait_for(&mut desk, "Replaced words in Caption, 2 captions");
    let after = words(home.path());
    assert!(after[0].contains("in Porto, PORTugal,"), "{}", after[0]);
    assert!(after[1].contains("of Porto, Portugal,"), "{}", after[1]);
    assert!(after[2].contains("in PORTo, PORTugal,"), "{}", after[2]);
    press(&mut desk, CTRL, Key::Z);
    wait(&mut desk, "all as it was", |_| words(home.path()).iter().all(|w| !w.contains("PORT")));
}

#[test]
fn a_half_typed_field_that_is_given_up_comes_back_to_the_caption_before() {
    let home = home();
    let mut desk = small(home.path());
    row(&mut desk, "A rower lifts", NONE);
    wait(&mut desk, "it", |d| value(d, "Caption").is_some_and(|w| w.starts_with("A rower lifts")));
    desk.get_by_role_and_label(Role::TextInput, "Search captions").focus();
    desk.run_steps(2);
    for letter in "rowers wade status:".chars() {
        desk.event(Event::Text(letter.to_string()));
        desk.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(20));
        desk.run_steps(2);
    }
    wait(&mut desk, "the proposals", |d| said(d, "Proposal: Unreviewed"));
    press(&mut desk, NONE, Key::Escape);
    press(&mut desk, NONE, Key::Escape);
    wait(&mut desk, "the caption before", |d| {
        said(d, "3 shown") && value(d, "Caption").is_some_and(|w| w.starts_with("A rower lifts"))
    });
}

#[test]
fn a_change_that_a_search_hides_is_not_taken_back() {
    let home = home();
    let mut desk = small(home.path());
    row(&mut desk, "A rower lifts", NONE);
    wait(&mut desk, "it", |d| value(d, "Caption").is_some_and(|w| w.starts_with("A rower lifts")));
    fill(&mut desk, "City", "Lyon");
    wait(&mut desk, "Lyon", |_| list(home.path(), "c.captions", &["city:Lyon"]).len() == 1);
    press(&mut desk, CTRL, Key::Num5);
    wait_for(&mut desk, "Take back operation 2");
    put(&mut desk, "Search the history", "no such words");
    wait_for(&mut desk, "No change is like this.");
    assert!(!said(&desk, "Take back operation 2"));
    press(&mut desk, CTRL | Modifiers::ALT, Key::Z);
    wait_for(&mut desk, "Choose a change in the History view first");
    assert_eq!(list(home.path(), "c.captions", &["city:Lyon"]).len(), 1);
}

#[test]
fn a_fix_is_found_by_its_check() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    press(&mut desk, CTRL, Key::Num3);
    wait_for(&mut desk, "Accept the fix: One and several");
    press(&mut desk, NONE, Key::Enter);
    wait_for(&mut desk, "Fixed Caption, 1 caption");
    press(&mut desk, CTRL, Key::Num5);
    wait_for(&mut desk, "2 changes");
    for typed in ["one and several", "number-agreement"] {
        fill(&mut desk, "Search the history", typed);
        wait_for(&mut desk, "1 of 2");
        assert!(said(&desk, "Change 2: Fixed Caption, 1 caption"), "{typed}");
    }
    fill(&mut desk, "Search the history", "doubled-word");
    wait_for(&mut desk, "No change is like this.");
}
