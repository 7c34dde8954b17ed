//! Problems that are mended by hand, put off, and looked at from a heading; and what stays selected when the list changes.

mod support;

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use support::list;
use support::window::*;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.key_press_modifiers(modifiers, key);
    desk.run_steps(3);
}

/// The row of the list that is chosen.
fn chosen(desk: &Desk) -> String {
    let on = |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled() == Some(Toggled::True);
    let row = desk.query_all_by_role(Role::Row).find(on);
    row.and_then(|n| n.accesskit_node().label()).unwrap_or_default()
}

/// How many captions are selected, as the foot of the window says it.
fn selected(desk: &Desk, n: usize) -> bool {
    said(desk, &format!("shown · {n} selected"))
}

#[test]
fn who_mends_a_problem_by_typing_goes_on_with_the_next() {
    for leave in [Key::Enter, Key::F6, Key::F8] {
        let home = home();
        let mut desk = open(home.path(), &[], None);
        press(&mut desk, CTRL, Key::Num3);
        wait(&mut desk, "the first problem", |d| chosen(d).contains("“An artists”"));
        press(&mut desk, NONE, Key::ArrowDown);
        wait(&mut desk, "the second", |d| chosen(d).contains("“Athletes waves”"));
        let words = value(&desk, "Caption").unwrap();
        put(&mut desk, "Caption", &words.replace("waves", "wave"));
        if leave != Key::Enter {
            // Saved in a pause, it is a problem no more; nobody is taken out of the caption in which he types.
            wait_for(&mut desk, "Corrected Caption, 1 caption");
            wait(&mut desk, "the problem to go", |d| !said(d, "“Athletes waves”"));
            desk.run_steps(6);
            assert_eq!(value(&desk, "Caption"), Some(words.replace("waves", "wave")));
        }
        press(&mut desk, NONE, leave);
        wait(&mut desk, "the next one", |d| chosen(d).contains("No caption of this document has a date"));
        wait(&mut desk, "the problem to go", |d| !said(d, "“Athletes waves”"));
    }
}

#[test]
fn a_problem_without_a_fix_takes_the_hand_to_its_field() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    press(&mut desk, CTRL, Key::Num3);
    wait(&mut desk, "the problems", |d| !chosen(d).is_empty());
    click(&mut desk, "Query: A credit without words");
    wait_for(&mut desk, "Type the caption: A credit without words");
    press(&mut desk, NONE, Key::Enter);
    wait(&mut desk, "the caption's field", |d| {
        d.query_all_by_label("Caption").any(|n| n.is_focused() && n.value().is_some())
    });
    put(&mut desk, "Caption", "Fireworks light up the roof.");
    press(&mut desk, NONE, Key::Enter);
    wait_for(&mut desk, "Corrected Caption, 1 caption");
    wait(&mut desk, "the problem to go", |d| !said(d, "A credit without words"));
    assert_eq!(list(home.path(), BUILTIN, &["roof", "light"]).len(), 1);
}

#[test]
fn what_was_put_off_is_found_again() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    press(&mut desk, CTRL, Key::Num3);
    wait(&mut desk, "the first problem", |d| chosen(d).contains("“An artists”"));
    assert!(!said(&desk, "Problems: put off"));
    press(&mut desk, NONE, Key::Space);
    press(&mut desk, NONE, Key::Space);
    wait_for(&mut desk, "Problems: put off");
    click(&mut desk, "Problems: put off");
    wait(&mut desk, "those alone", |d| chosen(d).contains("“An artists”") && rows(d).len() == 2);
    assert!(rows(&desk).iter().all(|r| r.contains("Put off")), "{:?}", rows(&desk));
    // Answered, the next of them follows; after the last one all open ones are a click away.
    press(&mut desk, NONE, Key::Enter);
    wait(&mut desk, "the second", |d| chosen(d).contains("“Athletes waves”") && rows(d).len() == 1);
    press(&mut desk, NONE, Key::Delete);
    wait_for(&mut desk, "No problem is put off");
    click(&mut desk, "Show the open problems");
    wait(&mut desk, "the others", |d| rows(d).len() > 8);
}

#[test]
fn on_a_heading_enter_folds_and_the_keys_with_alt_answer() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    press(&mut desk, CTRL, Key::Num3);
    wait(&mut desk, "the first problem", |d| chosen(d).contains("“An artists”"));
    let open = list(home.path(), BUILTIN, &["An artists"]).len();
    press(&mut desk, NONE, Key::ArrowUp);
    // Enter folds the check there; its keys with Alt are for the problem that is in view.
    press(&mut desk, NONE, Key::Enter);
    wait(&mut desk, "a fold", |d| !rows(d).iter().any(|r| r.contains("“An artists”")));
    assert_eq!(list(home.path(), BUILTIN, &["An artists"]).len(), open);
    press(&mut desk, Modifiers::ALT, Key::Enter);
    wait_for(&mut desk, "Fixed Caption, 1 caption");
}

#[test]
fn all_of_one_list_are_not_all_of_another() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "fireworks");
    wait(&mut desk, "a part", |d| said(d, " of 55 captions"));
    let part = list(home.path(), BUILTIN, &["fireworks"]).len();
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(3);
    press(&mut desk, CTRL, Key::A);
    wait(&mut desk, "all of them", |d| selected(d, part));
    click(&mut desk, "Clear the search");
    wait(&mut desk, "the whole list", |d| said(d, "55 shown"));
    wait(&mut desk, "one of them", |d| selected(d, 1));
}

#[test]
fn a_selection_that_another_list_has_not_shows_no_caption_of_the_old_one() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    row(&mut desk, "A performer arrives", NONE);
    row(&mut desk, "A performer descends", CTRL);
    wait(&mut desk, "two", |d| selected(d, 2));
    click(&mut desk, "Scenes: Fireworks, ");
    wait(&mut desk, "the scene", |d| said(d, "5 of 55 captions"));
    wait(&mut desk, "one caption of it", |d| {
        selected(d, 1) && value(d, "Caption").is_some_and(|words| words.contains("ireworks"))
    });
    assert!(chosen(&desk).contains("ireworks"), "{}", chosen(&desk));
}

#[test]
fn the_buttons_of_a_dialog_are_in_view_with_large_text() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    for _ in 0..10 {
        press(&mut desk, CTRL, Key::Plus);
    }
    let shift = CTRL | Modifiers::SHIFT;
    for (modifiers, key, title, button) in [
        (shift, Key::H, "Change a field", "Change 0 captions"),
        (CTRL, Key::H, "Find and replace", "Change 0 captions"),
        (CTRL, Key::T, "Caption templates", "Change 0 captions"),
        (shift, Key::T, "Codes", "Close"),
        (CTRL, Key::E, "Export a sheet", "Export 55 captions"),
        (shift, Key::N, "Add a caption", "Add"),
        (CTRL | Modifiers::ALT, Key::C, "Choose columns", "Close"),
        (shift, Key::L, "Scene vocabulary", "Save"),
        (shift, Key::Y, "House style", "Cancel"),
        (NONE, Key::F1, "Keyboard shortcuts", "Close"),
    ] {
        press(&mut desk, modifiers, key);
        wait_for(&mut desk, title);
        desk.run_steps(6);
        let window = desk.ctx.content_rect();
        let named = |n: &egui_kittest::Node<'_>| {
            n.accesskit_node().role() == Role::Button
                && n.accesskit_node().label().is_some_and(|l| l.starts_with(button))
        };
        wait(&mut desk, button, |d| d.query_all_by_label_contains(button).any(|n| named(&n)));
        for found in desk.query_all_by_label_contains(button).filter(named) {
            let rect = found.rect();
            assert!(window.contains_rect(rect), "{title}: {button} at {rect:?} in {window:?}");
        }
        press(&mut desk, NONE, Key::Escape);
        desk.run_steps(3);
    }
}

#[test]
fn a_list_that_has_it_again_comes_back_to_the_caption_before() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    row(&mut desk, "Athletes gather", NONE);
    let gather = |d: &Desk| value(d, "Caption").is_some_and(|w| w.starts_with("Athletes gather"));
    wait(&mut desk, "it", gather);
    fill(&mut desk, "Search captions", "fireworks");
    wait(&mut desk, "another one", |d| value(d, "Caption").is_some_and(|w| w.contains("ireworks")));
    click(&mut desk, "Clear the search");
    wait(&mut desk, "the one before", gather);
    // To the corrected captions and back.
    click(&mut desk, "View: Changes");
    desk.run_steps(20);
    click(&mut desk, "View: Captions");
    wait(&mut desk, "it still", |d| gather(d) && chosen(d).contains("Athletes gather"));
    // Who has gone to another one meanwhile stays there.
    fill(&mut desk, "Search captions", "fireworks");
    wait(&mut desk, "a part", |d| said(d, "5 of 55 captions"));
    row(&mut desk, "Fireworks signal", NONE);
    click(&mut desk, "Clear the search");
    wait(&mut desk, "all", |d| said(d, "55 shown"));
    wait(&mut desk, "that one", |d| chosen(d).contains("Fireworks signal"));
}

#[test]
fn a_date_is_typed_as_print_writes_it() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    row(&mut desk, "A performer arrives", NONE);
    wait(&mut desk, "its date", |d| value(d, "Date").as_deref() == Some("2024-08-11"));
    fill(&mut desk, "Date", "Aug. 10");
    wait_for(&mut desk, "Date: \"Aug. 10\" has no year; write it as Aug. 11, 2024");
    fill(&mut desk, "Date", "Aug. 10, 2024");
    wait_for(&mut desk, "Corrected Date, 1 caption");
    assert_eq!(list(home.path(), BUILTIN, &["date:2024-08-10"]).len(), 1);
}

#[test]
fn what_several_lack_is_typed_once_and_what_tells_them_apart_is_not() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    press(&mut desk, CTRL, Key::Num3);
    wait(&mut desk, "the problems", |d| !chosen(d).is_empty());
    // The dates that a fix knows; then what is left of them by hand, once for all.
    click(&mut desk, "Query: No date. No caption of this document has a date");
    wait_for(&mut desk, "Accept the fix: No date");
    press(&mut desk, NONE, Key::Enter);
    wait_for(&mut desk, "captions of this document have no date");
    wait_for(&mut desk, "Type the date of 3: No date");
    press(&mut desk, NONE, Key::Enter);
    wait_for(&mut desk, "3 captions selected");
    put(&mut desk, "Date", "Aug. 11, 2024");
    press(&mut desk, NONE, Key::Enter);
    wait_for(&mut desk, "Corrected Date, 3 captions");
    wait(&mut desk, "the next one", |d| !said(d, "3 captions selected") && !chosen(d).is_empty());
    click(&mut desk, "Query: The same words, two photographers");
    wait_for(&mut desk, "Type the credit line: The same words, two photographers");
    assert!(!said(&desk, "captions selected"));
}
