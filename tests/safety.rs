//! Nothing is lost without a word: journeys of hands that slip, programs that write at the same time, and windows that close.

mod support;

use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportEvent, ViewportId};
use support::window::*;
use support::{json, list, run};

/// A caption that is on screen from the beginning: its id and its words.
fn first(home: &std::path::Path) -> (String, String) {
    let all = json(home, &["list", "--catalog", BUILTIN, "--format", "json"]);
    let caption =
        all.iter().find(|c| c["description"].as_str().unwrap().starts_with("Dancers perform")).unwrap();
    (caption["id"].as_str().unwrap().to_owned(), caption["description"].as_str().unwrap().to_owned())
}

fn words_of(home: &std::path::Path, id: &str) -> String {
    let all = json(home, &["list", "--catalog", BUILTIN, "--format", "json"]);
    let found = all.iter().find(|c| c["id"] == id).unwrap();
    found["description"].as_str().unwrap().to_owned()
}

/// As the window system asks for it.
fn close(desk: &mut Desk) {
    let root = desk.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.push(ViewportEvent::Close);
    desk.run_steps(1);
    let root = desk.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.clear();
    desk.run_steps(3);
}

fn operations(home: &std::path::Path) -> usize {
    json(home, &["history", "--catalog", BUILTIN, "--format", "json"]).len()
}

#[test]
fn a_file_that_is_there_is_asked_about_and_a_catalog_is_never_overwritten() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let export = |desk: &mut Desk, path: &std::path::Path| {
        desk.key_press_modifiers(Modifiers::COMMAND, Key::E);
        wait_for(desk, "Export 55 captions");
        desk.key_press(Key::Enter);
        wait_for(desk, "stands in where the system has no file dialog");
        fill(desk, "Path", &path.display().to_string());
    };
    let sheet = home.path().join("precious.txt");
    std::fs::write(&sheet, "PRECIOUS").unwrap();
    export(&mut desk, &sheet);
    wait_for(&mut desk, "Replace the file?");
    desk.key_press(Key::Escape);
    wait(&mut desk, "the question to be gone", |d| !said(d, "Replace the file?"));
    assert_eq!(std::fs::read_to_string(&sheet).unwrap(), "PRECIOUS");
    export(&mut desk, &sheet);
    wait_for(&mut desk, "Replace the file?");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "Exported 55 captions");
    assert!(std::fs::read_to_string(&sheet).unwrap().contains("Stade de France"));
    // Another catalog, and the one that is open.
    let other = home.path().join("other.captions");
    let made = run(home.path(), &["new", "--catalog", other.to_str().unwrap()]);
    assert!(made.status.success());
    for catalog in [other, home.path().join(BUILTIN)] {
        let before = std::fs::read(&catalog).unwrap();
        export(&mut desk, &catalog);
        wait_for(&mut desk, "is a catalog; choose another name");
        desk.key_press(Key::Escape);
        desk.run_steps(3);
        assert_eq!(std::fs::read(&catalog).unwrap(), before);
    }
}

#[test]
fn what_another_program_wrote_while_one_typed_is_shown_and_asked_about() {
    for keep_mine in [false, true] {
        let home = home();
        let mut desk = open(home.path(), &[], None);
        let (id, words) = first(home.path());
        row(&mut desk, &words, Modifiers::NONE);
        wait(&mut desk, "the caption", |d| value(d, "Caption").as_deref() == Some(words.as_str()));
        put(&mut desk, "Caption", "Mine.");
        let set = run(home.path(), &["set", "--catalog", BUILTIN, &id, "description", "Theirs."]);
        assert!(set.status.success());
        desk.key_press(Key::Enter);
        wait_for(&mut desk, "Changed elsewhere meanwhile");
        assert!(said(&desk, "Theirs.") && said(&desk, "Mine."));
        assert_eq!(words_of(home.path(), &id), "Theirs.");
        match keep_mine {
            true => desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter),
            false => desk.key_press(Key::Escape),
        }
        wait(&mut desk, "the question to be gone", |d| !said(d, "Changed elsewhere meanwhile"));
        let wanted = if keep_mine { "Mine." } else { "Theirs." };
        wait(&mut desk, wanted, |d| value(d, "Caption").as_deref() == Some(wanted));
        assert_eq!(words_of(home.path(), &id), wanted);
    }
}

#[test]
fn words_are_saved_in_a_pause_and_escape_takes_back_all_that_was_typed() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let (id, words) = first(home.path());
    let before = operations(home.path());
    row(&mut desk, &words, Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").as_deref() == Some(words.as_str()));
    put(&mut desk, "Caption", "Half a sentence");
    assert!(said(&desk, "not saved yet"));
    wait(&mut desk, "a pause", |_| words_of(home.path(), &id) == "Half a sentence");
    wait(&mut desk, "the foot to say so", |d| !said(d, "not saved yet"));
    // The cursor stayed in the field, and goes on where it was.
    desk.event(egui::Event::Text(" and the rest".to_owned()));
    wait(&mut desk, "another pause", |_| words_of(home.path(), &id) == "Half a sentence and the rest");
    assert_eq!(operations(home.path()), before + 2);
    desk.event(egui::Event::Text(", no".to_owned()));
    desk.run_steps(2);
    desk.key_press(Key::Escape);
    wait(&mut desk, "the words as they were", |_| words_of(home.path(), &id) == words);
    // What was given up does not come back with the key that takes the change before it back; redo has it, step by step.
    desk.run_steps(3);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "All changes are taken back");
    assert_eq!(words_of(home.path(), &id), words);
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    wait(&mut desk, "the first half", |_| words_of(home.path(), &id) == "Half a sentence");
    desk.run_steps(3);
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    wait(&mut desk, "the words again", |_| words_of(home.path(), &id) == "Half a sentence and the rest");
}

#[test]
fn a_window_does_not_close_over_an_import_that_is_not_decided() {
    let home = home();
    std::fs::write(
        home.path().join("a.txt"),
        "A fox runs in Oslo, Monday, March 4, 2024. (AP Photo/Rui Melo)\n",
    )
    .unwrap();
    let mut desk = open(home.path(), &[], Some("a.txt"));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::I);
    wait_for(&mut desk, "1 new caption in 1 document");
    close(&mut desk);
    wait_for(&mut desk, "This import is not decided");
    desk.key_press(Key::Escape);
    wait(&mut desk, "the question to be gone", |d| !said(d, "This import is not decided"));
    assert!(said(&desk, "1 new caption in 1 document"));
    choose(&mut desk, Role::Button, "Discard");
    wait(&mut desk, "the report to be gone", |d| !said(d, "1 new caption in 1 document"));
    close(&mut desk);
    assert!(!said(&desk, "This import is not decided"));
}

#[test]
fn captions_that_are_in_the_catalog_already_are_named_and_left_out_at_once() {
    let home = home();
    // A document of the catalog as it is sent again: with a line more, so that it is another one by its bytes.
    let folder = home.path().join("again");
    std::fs::create_dir(&folder).unwrap();
    let line = "A fox runs in Oslo, Monday, March 4, 2024. (AP Photo/Rui Melo)\n";
    let other = "A hare waits in Oslo, Monday, March 4, 2024. (AP Photo/Rui Melo)\n";
    std::fs::write(home.path().join("foxes.txt"), line).unwrap();
    let mut desk = open(home.path(), &[], Some("again"));
    let first = run(home.path(), &["import", "--catalog", BUILTIN, "foxes.txt"]);
    assert!(first.status.success(), "{first:?}");
    std::fs::write(folder.join("foxes.txt"), format!("{line}\n{other}")).unwrap();
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
    wait_for(&mut desk, "2 new captions in 1 document");
    wait_for(&mut desk, "One of them is in the catalog already");
    click(&mut desk, "Leave out 1 caption");
    wait_for(&mut desk, "1 new caption in 1 document");
    assert!(!said(&desk, "One of them is in the catalog already"));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "One of them is in the catalog already");
    assert!(said(&desk, "A hare waits"), "what is new stays");
}

#[test]
fn a_catalog_that_can_only_be_read_is_looked_at_and_exported_and_takes_no_word() {
    let home = home();
    drop(open(home.path(), &[], None));
    let (id, words) = first(home.path());
    let catalog = home.path().join(BUILTIN);
    let mark = |read_only: bool| {
        let mut permissions = std::fs::metadata(&catalog).unwrap().permissions();
        permissions.set_readonly(read_only);
        std::fs::set_permissions(&catalog, permissions).unwrap();
    };
    mark(true);
    let before = std::fs::read(&catalog).unwrap();
    let refused = run(home.path(), &["set", "--catalog", BUILTIN, &id, "headline", "No"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("can only be read"), "{refused:?}");

    // Said at once, for a while, and shown as long as it is so.
    let mut desk = start(home.path(), &[], None);
    wait_for(&mut desk, "This catalog can only be read: look, search and export");
    wait(&mut desk, "the captions", |d| !rows(d).is_empty());
    wait_for(&mut desk, "· can only be read");
    row(&mut desk, "Dancers perform", Modifiers::NONE);
    wait(&mut desk, "the caption in view", |d| value(d, "Caption").is_some_and(|v| v == words));
    put(&mut desk, "Caption", "Somebody else's words");
    wait(&mut desk, "the words to stay", |d| value(d, "Caption").is_some_and(|v| v == words));
    desk.key_press(Key::Escape);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "the catalog can only be read; copy it to a folder where you may write");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::E);
    wait_for(&mut desk, "Export 55 captions");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "stands in where the system has no file dialog");
    let sheet = home.path().join("sheet.csv");
    fill(&mut desk, "Path", &sheet.display().to_string());
    wait(&mut desk, "the sheet", |_| sheet.exists());
    drop(desk);
    assert_eq!(std::fs::read(&catalog).unwrap(), before, "not a byte of it is changed");
    mark(false);
}

#[test]
fn going_back_change_by_change_never_empties_the_catalog() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    row(&mut desk, "Dancers perform", Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.starts_with("Dancers")));
    fill(&mut desk, "Headline", "Dance");
    wait_for(&mut desk, "Corrected Headline, 1 caption");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "Took back");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "Only the import that this catalog began with is left");
    assert!(said(&desk, "55 captions"));
    assert_eq!(operations(home.path()), 3);
}

#[test]
fn what_is_typed_for_many_is_asked_about_before_the_window_goes() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    row(&mut desk, "A performer arrives", Modifiers::NONE);
    row(&mut desk, "A performer descends", Modifiers::COMMAND);
    wait_for(&mut desk, "2 captions selected");
    put(&mut desk, "City", "Lyon");
    wait_for(&mut desk, "not changed yet: Enter changes all of them");
    close(&mut desk);
    wait_for(&mut desk, "City was typed for 2 captions, and nothing is changed by it yet.");
    // Enter goes back: nothing is lost by the key that the hand is on.
    desk.key_press(Key::Enter);
    wait(&mut desk, "the question to be gone", |d| !said(d, "nothing is changed by it yet"));
    assert_eq!(value(&desk, "City").as_deref(), Some("Lyon"));
    assert!(list(home.path(), BUILTIN, &["city:Lyon"]).is_empty());
}

#[test]
fn a_click_beside_a_dialog_keeps_what_was_typed() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    wait_for(&mut desk, "Import pasted text");
    put(&mut desk, "Text", "Rowers wait on the river. (AP Photo/Ana Prata)");
    let corner = egui::Pos2::new(20.0, 780.0);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        desk.event(egui::Event::PointerMoved(corner));
        desk.event(egui::Event::PointerButton { pos: corner, button, pressed, modifiers: Modifiers::NONE });
        desk.run_steps(3);
    }
    assert!(value(&desk, "Text").is_some_and(|text| text.starts_with("Rowers wait")));
    desk.key_press(Key::Escape);
    wait(&mut desk, "no dialog", |d| value(d, "Text").is_none());
}
