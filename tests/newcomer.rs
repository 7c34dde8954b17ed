//! What somebody new stumbles over: the same key does the same everywhere, nothing fires that was not asked for, and where
//! something went is said.

mod support;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use support::window::*;
use support::{list, ok, write};

const CTRL: Modifiers = Modifiers::COMMAND;
const SLIPS: &str = "slips.captions";

/// A catalog of four captions: two slips in the first, one in the second, none in the third, one in the fourth.
fn slips(home: &std::path::Path) {
    let text = "\
Runners cross the the first bridge of of the race in Lisbon, Portugal, on Sunday, May 3, 2026. (Ana Prata/AP)\n\n\
A woman waves from from a window above the start in Lisbon, Portugal, on Sunday, May 3, 2026. (Ana Prata/AP)\n\n\
Umbrellas cover the old market square in Lisbon, Portugal, on Sunday, May 3, 2026. (Ana Prata/AP)\n\n\
Musicians play for for the last runners in Lisbon, Portugal, on Sunday, May 3, 2026. (Ana Prata/AP)\n";
    write(home, "race.txt", text);
    ok(home, &["new", "--catalog", SLIPS]);
    ok(home, &["import", "--catalog", SLIPS, "race.txt"]);
}

/// The catalog in the window, in the order of its document, with the keyboard in the list.
fn open_slips(home: &std::path::Path) -> Desk {
    slips(home);
    let mut desk = open(home, &[SLIPS], None);
    press(&mut desk, CTRL | Modifiers::ALT, Key::Num6);
    wait(&mut desk, "the order of the document", |d| rows(d).first().is_some_and(|r| r.contains("Runners")));
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    press(&mut desk, Modifiers::NONE, Key::Home);
    desk
}

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.key_press_modifiers(modifiers, key);
    desk.run_steps(3);
}

/// The sentence of the card that the keys are for, and the beginning of its caption.
fn card(desk: &Desk) -> Option<(String, String)> {
    let words = value(desk, "Caption")?;
    let sentence = ["the", "of", "from", "for"].iter().find(|w| {
        said(desk, "Next: ") && desk.query_all_by_label(&format!("“{w}” stands twice in a row")).count() > 0
    })?;
    Some(((*sentence).to_owned(), words.split(' ').next().unwrap_or_default().to_owned()))
}

#[track_caller]
fn at(desk: &mut Desk, word: &str, caption: &str) {
    wait(desk, &format!("“{word}” of {caption}"), |d| card(d) == Some((word.into(), caption.into())));
    desk.run_steps(4);
}

#[test]
fn an_accepted_fix_brings_the_next_problem_however_it_was_come_to() {
    for way in ["a click", "the arrows", "F8", "the next caption"] {
        let home = home();
        let mut desk = open_slips(home.path());
        match way {
            "a click" => row(&mut desk, "Runners", Modifiers::NONE),
            "the arrows" => {
                press(&mut desk, Modifiers::NONE, Key::End);
                press(&mut desk, Modifiers::NONE, Key::Home);
            }
            "F8" => press(&mut desk, Modifiers::NONE, Key::F8),
            _ => {
                press(&mut desk, Modifiers::ALT, Key::ArrowDown);
                press(&mut desk, Modifiers::ALT, Key::ArrowUp);
            }
        }
        at(&mut desk, "the", "Runners");
        // The caption has another: it stays.
        press(&mut desk, Modifiers::ALT, Key::Enter);
        at(&mut desk, "of", "Runners");
        // It has no more: the next one that F8 would come to.
        press(&mut desk, Modifiers::ALT, Key::Enter);
        at(&mut desk, "from", "A");
        // Put off: F8 goes on over the caption without a problem.
        press(&mut desk, Modifiers::NONE, Key::F8);
        at(&mut desk, "for", "Musicians");
        press(&mut desk, Modifiers::ALT, Key::Enter);
        // The one that was put off is left.
        at(&mut desk, "from", "A");
        press(&mut desk, Modifiers::ALT, Key::Enter);
        wait(&mut desk, "none left", |d| !said(d, "Next: "));
        press(&mut desk, Modifiers::NONE, Key::F8);
        wait_for(&mut desk, "No caption has an open problem");
        let left: Vec<String> =
            list(home.path(), SLIPS, &[]).iter().map(|c| c["description"].to_string()).collect();
        assert!(
            left.iter().all(|d| !["the the", "of of", "from from", "for for"].iter().any(|w| d.contains(w)))
        );
    }
}

#[test]
fn a_quick_f8_after_an_accepted_fix_passes_none_over() {
    let home = home();
    let mut desk = open_slips(home.path());
    row(&mut desk, "A woman", Modifiers::NONE);
    at(&mut desk, "from", "A");
    desk.key_press_modifiers(Modifiers::ALT, Key::Enter);
    desk.key_press(Key::F8);
    desk.run_steps(3);
    at(&mut desk, "for", "Musicians");
    press(&mut desk, Modifiers::NONE, Key::F1);
    desk.event(egui::Event::Text("accept".into()));
    wait_for(&mut desk, "Accept the fix, then this caption's next, or F8's: Alt+Enter");
}

/// The button of a dialog, and whether it can be pressed.
fn ready(desk: &Desk, label: &str) -> Option<bool> {
    // The dialog is drawn over the inspector, which may have a button of the same name.
    let mut found = desk.query_all_by_label(label).filter(|n| n.accesskit_node().role() == Role::Button);
    found.next_back().map(|n| !n.accesskit_node().is_disabled())
}

/// The chosen one of a group of choices, and whether it has the keyboard.
fn chosen(desk: &Desk, group: &str) -> (String, bool) {
    let group = desk.query_all_by_label(group).find(|n| n.accesskit_node().role() == Role::RadioGroup);
    let all = group.expect("the choices are a group");
    let on = all
        .children_recursive()
        .find(|n| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
    let on = on.expect("one is chosen");
    (on.accesskit_node().label().unwrap_or_default(), on.is_focused())
}

#[test]
fn a_change_of_many_is_made_by_its_button_or_ctrl_enter_alone() {
    let home = home();
    let mut desk = open_slips(home.path());
    let before = list(home.path(), SLIPS, &[]);
    press(&mut desk, CTRL, Key::A);
    press(&mut desk, CTRL | Modifiers::SHIFT, Key::H);
    wait_for(&mut desk, "Change a field");
    wait_for(&mut desk, "What would change in the 4 captions selected is listed here");
    assert_eq!(ready(&desk, "Change 0 captions"), Some(false));
    assert!(said(&desk, "Fill in above what is to be changed first"));
    desk.event(egui::Event::Text("Runners".into()));
    wait_for(&mut desk, "4 changes in 4 captions, looked for in the 4 captions selected");
    // Enter, once and again: it is for nothing, and the words can be typed on.
    press(&mut desk, Modifiers::NONE, Key::Enter);
    press(&mut desk, Modifiers::NONE, Key::Enter);
    desk.run_steps(6);
    assert_eq!(ready(&desk, "Change 4 captions"), Some(true));
    desk.event(egui::Event::Text(" of May".into()));
    desk.run_steps(3);
    assert_eq!(value(&desk, "Words").as_deref(), Some("Runners of May"));
    assert_eq!(list(home.path(), SLIPS, &[]), before);

    // The choices are one stop of Tab, with the arrows within.
    press(&mut desk, Modifiers::SHIFT, Key::Tab);
    assert_eq!(chosen(&desk, "How it is changed"), ("Set to".into(), true));
    press(&mut desk, Modifiers::NONE, Key::ArrowRight);
    press(&mut desk, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(chosen(&desk, "How it is changed"), ("Add after".into(), true));
    press(&mut desk, Modifiers::NONE, Key::ArrowLeft);
    press(&mut desk, Modifiers::NONE, Key::ArrowLeft);
    press(&mut desk, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(chosen(&desk, "How it is changed"), ("Empty it".into(), true));
    press(&mut desk, Modifiers::SHIFT, Key::Tab);
    assert_eq!(chosen(&desk, "Which captions"), ("4 selected".into(), true));
    // Only the whole catalog is left beside the selection: nothing is filtered.
    press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(chosen(&desk, "Which captions"), ("4 of the catalog".into(), true));
    wait_for(&mut desk, "looked for in all 4 captions");
    press(&mut desk, Modifiers::SHIFT, Key::Tab);
    let fields =
        desk.query_all_by_label("Field to change").find(|n| n.accesskit_node().role() == Role::ComboBox);
    assert!(fields.expect("the fields").is_focused());

    // Nothing that would change: the button says so.
    choose(&mut desk, Role::ComboBox, "Field to change");
    choose(&mut desk, Role::ListBoxOption, "Field to change: Caption");
    choose(&mut desk, Role::RadioButton, "Remove words");
    put(&mut desk, "Words", "Copenhagen");
    wait_for(&mut desk, "Nothing would change in all 4 captions");
    assert_eq!(ready(&desk, "Change 0 captions"), Some(false));
    press(&mut desk, CTRL, Key::Enter);
    desk.run_steps(4);
    assert!(said(&desk, "Change a field"));
    assert_eq!(list(home.path(), SLIPS, &[]), before);
    put(&mut desk, "Words", "in Lisbon, ");
    wait_for(&mut desk, "4 changes in 4 captions");
    press(&mut desk, CTRL, Key::Enter);
    wait_for(&mut desk, "Removed words from Caption, 4 captions");

    // Find and replace says where it looks, too.
    press(&mut desk, CTRL, Key::H);
    wait_for(&mut desk, "Find and replace");
    put(&mut desk, "Find", "Copenhagen");
    wait_for(&mut desk, "Nothing would change in ");
    put(&mut desk, "Find", "May");
    wait_for(&mut desk, "looked for in ");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    desk.run_steps(6);
    assert!(said(&desk, "Find and replace"));
}

/// The lines of the history.
fn changes(desk: &Desk) -> Vec<String> {
    desk.query_all_by_role(Role::ListItem)
        .filter_map(|n| n.accesskit_node().label())
        .filter(|l| l.starts_with("Change "))
        .collect()
}

#[test]
fn an_older_change_is_found_by_its_caption_and_taken_back_from_the_keyboard() {
    let home = home();
    let mut desk = open_slips(home.path());
    row(&mut desk, "Runners", Modifiers::NONE);
    fill(&mut desk, "City", "Porto");
    wait_for(&mut desk, "Corrected City, 1 caption");
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    press(&mut desk, CTRL, Key::A);
    press(&mut desk, CTRL, Key::D);
    wait_for(&mut desk, "4 captions");
    wait(&mut desk, "all set aside", |_| list(home.path(), SLIPS, &["status:set-aside"]).len() == 4);
    press(&mut desk, CTRL | Modifiers::ALT, Key::Z);
    wait_for(&mut desk, "Choose a change in the History view first (Ctrl+5)");
    press(&mut desk, CTRL, Key::Num5);
    // Each says which captions it changed.
    wait(&mut desk, "the captions of the changes", |d| {
        let all = changes(d);
        all.len() == 3
            && all[0].contains(" and 3 more")
            && all[1].contains("race.txt · line 1: Runners cross the the first bridge…")
    });
    // The newest is open at once.
    wait_for(&mut desk, "Take back operation 3");
    press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    wait_for(&mut desk, "Take back operation 2");
    // From the list to what is told of the change.
    press(&mut desk, Modifiers::NONE, Key::Tab);
    assert_eq!(focused(&desk), "Resize panel");
    press(&mut desk, Modifiers::NONE, Key::Tab);
    assert_eq!(focused(&desk), "Take back operation 2");
    press(&mut desk, Modifiers::SHIFT, Key::Tab);
    press(&mut desk, Modifiers::SHIFT, Key::Tab);
    press(&mut desk, Modifiers::NONE, Key::ArrowUp);
    wait_for(&mut desk, "Take back operation 3");
    press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    wait_for(&mut desk, "Take back operation 2");
    press(&mut desk, CTRL | Modifiers::ALT, Key::Z);
    wait(&mut desk, "the older one taken back", |_| list(home.path(), SLIPS, &["city:Porto"]).is_empty());
    assert_eq!(list(home.path(), SLIPS, &["status:set-aside"]).len(), 4, "the newer one stands");
    wait(&mut desk, "the list to say so", |d| {
        changes(d).iter().any(|c| c.contains("Change 2: ") && c.contains("taken back"))
    });
    press(&mut desk, CTRL | Modifiers::ALT, Key::Z);
    wait_for(&mut desk, "Change 2 is taken back already");
}

/// What has the keyboard, in its own words.
fn focused(desk: &Desk) -> String {
    let at = desk.root().children_recursive().find(|n| n.is_focused());
    at.and_then(|n| n.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn a_view_that_is_gone_to_has_the_keyboard_in_its_list() {
    let home = home();
    let mut desk = open_slips(home.path());
    row(&mut desk, "Runners", Modifiers::NONE);
    fill(&mut desk, "City", "Porto");
    wait_for(&mut desk, "Corrected City, 1 caption");
    let views = [
        (Key::Num2, "Running, no date: "),
        (Key::Num3, "Problems, "),
        (Key::Num4, "race.txt · line 1"),
        (Key::Num5, "Changes, 2"),
        (Key::Num6, "Lines of the document"),
        (Key::Num1, "Captions, 4 rows"),
    ];
    for (key, list) in views {
        // From the header, from a field, from nowhere.
        for way in 0..3 {
            match way {
                0 => desk.get_by_label("Import").focus(),
                1 => desk.get_by_label("Search captions").focus(),
                _ => {}
            }
            desk.run_steps(2);
            press(&mut desk, CTRL, key);
            let dates = key == Key::Num2;
            wait(&mut desk, list, |d| match dates {
                true => focused(d).contains(": 1 caption") || focused(d).contains(": 2 captions"),
                false => focused(d).starts_with(list),
            });
        }
    }
    // A click on the tab is no other way.
    click(&mut desk, "View: History");
    wait(&mut desk, "the history's list", |d| focused(d).starts_with("Changes, 2"));
}

#[test]
fn what_is_wide_is_used_and_large_text_leaves_the_history_its_list() {
    let home = home();
    let mut desk = open_slips(home.path());
    desk.set_size(egui::vec2(1920.0, 1080.0));
    desk.run_steps(4);
    press(&mut desk, CTRL, Key::Num2);
    wait(&mut desk, "the grid", |d| said(d, "Running, Sun May 3, 2026: 2 captions"));
    let cell = desk.get_by_label("Running, Sun May 3, 2026: 2 captions").rect();
    assert!(cell.width() > 100.0, "{cell:?}");
    desk.set_size(egui::vec2(1280.0, 800.0));
    press(&mut desk, CTRL, Key::Num5);
    wait(&mut desk, "the history", |d| changes(d).len() == 1);
    for _ in 0..5 {
        press(&mut desk, CTRL, Key::Plus);
    }
    desk.run_steps(6);
    let (list, window) = (desk.get_by_label("Changes, 1").rect(), desk.ctx.content_rect());
    assert!(
        list.width() > window.width() * 0.45 && list.width() < window.width() * 0.7,
        "{list:?} of {window:?}"
    );
}

#[test]
fn a_field_that_tab_comes_to_has_its_value_selected_and_the_caption_keeps_its_cursor() {
    let home = home();
    let mut desk = open_slips(home.path());
    row(&mut desk, "Umbrellas", Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.starts_with("Umbrellas")));
    // From the caption's words on with Tab to the photographer.
    press(&mut desk, Modifiers::NONE, Key::F2);
    for _ in 0..6 {
        press(&mut desk, Modifiers::NONE, Key::Tab);
        if focused(&desk) == "Photographer" {
            break;
        }
    }
    assert_eq!(focused(&desk), "Photographer");
    desk.event(egui::Event::Text("Rui".into()));
    desk.event(egui::Event::Text(" Melo".into()));
    desk.run_steps(3);
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait_for(&mut desk, "Corrected Photographer, 1 caption");
    let rui = || list(home.path(), SLIPS, &["photographer:=\"Rui Melo\""]).len();
    wait(&mut desk, "the name in the place of the other", |_| rui() == 1);
    // The caption's own words have the cursor at their end, and later where it was.
    press(&mut desk, Modifiers::NONE, Key::F2);
    desk.event(egui::Event::Text("!".into()));
    desk.run_steps(2);
    assert!(value(&desk, "Caption").is_some_and(|v| v.ends_with("2026.!")), "{:?}", value(&desk, "Caption"));
    for _ in 0..3 {
        press(&mut desk, Modifiers::NONE, Key::ArrowLeft);
    }
    press(&mut desk, Modifiers::NONE, Key::Tab);
    wait_for(&mut desk, "Take back the correction of Caption");
    for _ in 0..4 {
        if focused(&desk) != "Caption" {
            press(&mut desk, Modifiers::SHIFT, Key::Tab);
        }
    }
    assert_eq!(focused(&desk), "Caption");
    desk.event(egui::Event::Text("?".into()));
    desk.run_steps(2);
    assert!(value(&desk, "Caption").is_some_and(|v| v.ends_with("202?6.!")), "{:?}", value(&desk, "Caption"));
}
