//! What the window says of what it does: where something goes, why something did not, and that all is settled.

mod support;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use support::window::*;
use support::{articles, ok};

const CTRL: Modifiers = Modifiers::COMMAND;

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.key_press_modifiers(modifiers, key);
    desk.run_steps(3);
}

fn text(desk: &mut Desk, words: &str) {
    desk.event(egui::Event::Text(words.to_owned()));
    desk.run_steps(3);
}

#[test]
fn a_path_that_leads_nowhere_stays_in_its_dialog_with_the_reason() {
    let home = home();
    articles(home.path());
    ok(home.path(), &["new", "--catalog", "other.captions"]);
    let mut desk = open(home.path(), &[], None);
    let there = |name: &str| home.path().join(name).display().to_string();
    for (key, title, wrong, right, done) in [
        (Key::I, "Import documents", "articles/rivr.txt", "articles/river.txt", "3 new captions"),
        (Key::O, "Open a catalog", "other.captionz", "other.captions", "No captions yet"),
    ] {
        press(&mut desk, CTRL, key);
        wait_for(&mut desk, title);
        fill(&mut desk, "Path", &there(wrong));
        wait_for(&mut desk, "here is no such file");
        assert!(said(&desk, title));
        assert_eq!(value(&desk, "Path"), Some(there(wrong)));
        // The keyboard is at the end of what was typed.
        text(&mut desk, "x");
        assert_eq!(value(&desk, "Path"), Some(there(wrong) + "x"));
        fill(&mut desk, "Path", &there(right));
        wait_for(&mut desk, done);
        assert!(!said(&desk, "here is no such file"));
        if said(&desk, "Discard") {
            click(&mut desk, "Discard");
            wait_for(&mut desk, "55 captions");
        }
    }
}

#[test]
fn problems_and_the_captions_that_have_them_are_told_apart_and_no_name_is_cut() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    assert!(said(&desk, "To look at: No date, 18 captions"));
    // A long name has a second line; a short one has one.
    let height = |d: &Desk, words: &str| d.get_by_label_contains(words).rect().height();
    let (long, short) = ("To look at: The same words, two photographers", "To look at: No date");
    assert!(height(&desk, long) > height(&desk, short) + 10.0);
    press(&mut desk, CTRL, Key::Num3);
    wait_for(&mut desk, "No date, 2 problems in 18 captions");
    wait_for(&mut desk, "One and several, 2 problems");
    assert!(!said(&desk, "One and several, 2 problems in"));
}
