//! Any line of a document is taken, and any caption given back, in the import report and at any time later.

mod support;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use support::list;
use support::window::*;

const PROSE: &str =
    "The river rose again on Sunday.\n\nA crowd waits on the old bridge.\n\nThe mayor spoke.\n";

#[test]
fn a_line_is_taken_later_from_a_document_without_captions() {
    let home = home();
    support::write(home.path(), "prose.txt", PROSE);
    support::write(
        home.path(),
        "seed.txt",
        "A seed of a caption, Sunday, May 4, 2025. (AP Photo/Ana Prata)\n",
    );
    support::ok(home.path(), &["new", "--catalog", "c.captions"]);
    support::ok(home.path(), &["import", "--catalog", "c.captions", "prose.txt", "seed.txt"]);
    let mut desk = open(home.path(), &["c.captions"], None);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num6);
    wait_for(&mut desk, "2 documents");
    click(&mut desk, "prose.txt, 0 captions");
    wait_for(&mut desk, "0 captions · 3 lines not taken");
    click(&mut desk, "Take line 3");
    wait_for(&mut desk, "1 caption · 2 lines not taken");
    let taken = || list(home.path(), "c.captions", &["document:prose"]);
    assert_eq!(taken().len(), 1);
    assert_eq!(taken()[0]["description"], "A crowd waits on the old bridge.");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "0 captions · 3 lines not taken");
    assert_eq!(taken().len(), 0);
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    wait_for(&mut desk, "1 caption · 2 lines not taken");
    // With the keys alone: down to the next line, Enter takes it.
    desk.get_by_role_and_label(Role::ListBox, "Lines of the document").focus();
    desk.run_steps(2);
    desk.key_press(Key::End);
    desk.run_steps(3);
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "2 captions · 1 line not taken");
    // From the document to the caption, and from the caption to its document.
    click(&mut desk, "Open line 3");
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.contains("old bridge")));
    click(&mut desk, "All lines of the document");
    wait_for(&mut desk, "2 captions · 1 line not taken");
    assert_eq!(taken().len(), 2);
}

#[test]
fn changes_to_a_report_are_taken_back_and_nothing_throws_it_away() {
    let home = home();
    support::write(home.path(), "prose.txt", PROSE);
    support::write(
        home.path(),
        "seed.txt",
        "A seed of a caption, Sunday, May 4, 2025. (AP Photo/Ana Prata)\n",
    );
    support::ok(home.path(), &["new", "--catalog", "c.captions"]);
    support::ok(home.path(), &["import", "--catalog", "c.captions", "seed.txt"]);
    let mut desk = open(home.path(), &["c.captions"], Some("prose.txt"));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::I);
    wait_for(&mut desk, "0 new captions in 1 document");
    // The keys go through the lines; one that was not taken is shown in full, with the reason.
    desk.key_press(Key::ArrowDown);
    desk.run_steps(2);
    desk.key_press(Key::ArrowDown);
    wait_for(&mut desk, "Line 3, not taken: ");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "1 new caption in 1 document");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "0 new captions in 1 document");
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    wait_for(&mut desk, "1 new caption in 1 document");
    assert_eq!(list(home.path(), "c.captions", &[]).len(), 1, "undo is the report's, not the catalog's");
    // What would replace the report asks for a decision first.
    desk.key_press_modifiers(Modifiers::COMMAND, Key::I);
    wait_for(&mut desk, "An import is not decided yet");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    desk.run_steps(3);
    click(&mut desk, "Add 1 caption");
    wait_for(&mut desk, "Added 1 caption from 1 document");
    assert_eq!(list(home.path(), "c.captions", &[]).len(), 2);
}

#[test]
fn what_many_captions_share_is_said_also_where_they_are_off_the_screen() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "agency:AP");
    wait(&mut desk, "the agency's", |d| said(d, "of 55 captions"));
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    wait(&mut desk, "what they share", |d| value(d, "Agency").as_deref() == Some("AP"));
    assert_eq!(value(&desk, "Photographer").as_deref(), Some(""), "what differs is not shown as shared");
}
