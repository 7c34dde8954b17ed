//! Journeys through codes and templates: codes while they are typed, the table of codes, caption templates, and what is left.

mod support;

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use support::window::*;
use support::{articles, list, write};

/// A catalog of the two articles of the tests, open at the caption with the sandbags.
fn small(home: &Path, dialog: Option<&str>) -> Desk {
    articles(home);
    support::ok(home, &["new", "--catalog", "c.captions"]);
    support::ok(home, &["import", "--catalog", "c.captions", "articles"]);
    let mut desk = open(home, &["c.captions"], dialog);
    wait_for(&mut desk, "6 captions");
    row(&mut desk, "sandbags", Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.contains("sandbags")));
    desk
}

/// Puts the cursor behind the caption's words.
fn to_the_end(desk: &mut Desk) {
    desk.key_press(Key::F2);
    desk.run_steps(3);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::End);
    desk.run_steps(2);
}

fn typing(desk: &mut Desk, text: &str) {
    desk.event(egui::Event::Text(text.to_owned()));
    desk.run_steps(3);
}

fn saved(home: &Path, words: &str) -> serde_json::Value {
    list(home, "c.captions", &[words]).into_iter().next().unwrap_or_default()
}

#[test]
fn a_code_is_seen_before_it_is_taken() {
    let home = home();
    write(
        home.path(),
        "data/caption-desk/codes/team.txt",
        "// a team\ncc2\tAaron Barnum\tguard Aaron Barnum\ncc21\tBo Prata\n",
    );
    write(home.path(), "data/caption-desk/codes.tsv", "code\tcaption\tcity\nhall\tthe town hall\tLyon\n");
    let mut desk = small(home.path(), Some("sheet.csv"));
    to_the_end(&mut desk);
    typing(&mut desk, " Seen by =cc");
    wait_for(&mut desk, "Code cc2, 1: Aaron Barnum");
    assert!(said(&desk, "Code cc21, 1: Bo Prata"));
    // Escape leaves it, and what was typed stays.
    desk.key_press(Key::Escape);
    wait(&mut desk, "no offer", |d| !said(d, "Code cc2, 1"));
    assert!(value(&desk, "Caption").unwrap().ends_with("Seen by =cc"));
    typing(&mut desk, "2#2");
    wait_for(&mut desk, "Code cc2, 2: guard Aaron Barnum");
    desk.key_press(Key::Tab);
    wait(&mut desk, "the second words", |d| {
        value(d, "Caption").is_some_and(|v| v.ends_with("Seen by guard Aaron Barnum"))
    });
    // A code that fills a field, too: one change of both. Enter takes it, Enter saves.
    typing(&mut desk, " at =hall=");
    wait_for(&mut desk, "Code hall, 1: the town hall, fills City: Lyon");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "With it goes City: Lyon");
    typing(&mut desk, ".");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Corrected Caption and City of 1 caption");
    let caption = saved(home.path(), "sandbags");
    assert!(
        caption["description"].as_str().unwrap().ends_with("guard Aaron Barnum at the town hall."),
        "{caption}"
    );
    assert_eq!(caption["city"], "Lyon");

    // One that nobody knows is said at once, is a problem, and the sheet says it.
    to_the_end(&mut desk);
    typing(&mut desk, " =dd13=");
    wait_for(&mut desk, "Nothing is known of this code");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Corrected Caption, 1 caption");
    wait_for(&mut desk, "To look at: A code left in the words, 1 caption");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::E);
    wait_for(&mut desk, "1 caption of this sheet: a code was left in the words");
    click(&mut desk, "Show them");
    wait(&mut desk, "the one", |d| rows(d).len() == 1);
    let out = support::run(home.path(), &["export", "--catalog", "c.captions", "--format", "csv"]);
    assert!(String::from_utf8_lossy(&out.stderr).contains("1 caption of the sheet hold"), "{out:?}");
}

#[test]
fn every_field_takes_codes_of_one_caption_and_of_many() {
    let home = home();
    write(home.path(), "data/caption-desk/codes/team.txt", "cc2\tAaron Barnum\n");
    write(home.path(), "data/caption-desk/codes.tsv", "code\tcaption\tcity\nhall\tTown Hall\tLyon\n");
    let mut desk = small(home.path(), None);
    put(&mut desk, "Photographer", "=cc");
    wait_for(&mut desk, "Code cc2, 1: Aaron Barnum");
    desk.key_press(Key::Tab);
    wait(&mut desk, "the name", |d| value(d, "Photographer").as_deref() == Some("Aaron Barnum"));
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Corrected Photographer, 1 caption");
    put(&mut desk, "Venue", "=hall=");
    wait_for(&mut desk, "Code hall, 1: Town Hall, fills City: Lyon");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "With it goes City: Lyon");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Corrected Venue and City of 1 caption");
    let caption = saved(home.path(), "sandbags");
    assert_eq!(caption["creators"][0], "Aaron Barnum");
    assert_eq!((&caption["sublocation"], &caption["city"]), (&"Town Hall".into(), &"Lyon".into()));

    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    wait_for(&mut desk, "6 captions selected");
    put(&mut desk, "Venue", "=hall=");
    wait_for(&mut desk, "Code hall, 1: Town Hall, fills City: Lyon");
    desk.key_press(Key::Enter);
    wait(&mut desk, "the city with it", |d| value(d, "City").as_deref() == Some("Lyon"));
    assert_eq!(value(&desk, "Venue").as_deref(), Some("Town Hall"));
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Corrected Venue and City of 5 captions");
    let all = list(home.path(), "c.captions", &[]);
    assert!(all.iter().all(|c| c["sublocation"] == "Town Hall" && c["city"] == "Lyon"), "{all:?}");
}

#[test]
fn codes_are_kept_in_a_table() {
    let home = home();
    write(
        home.path(),
        "players.txt",
        "// players\r\np7\tRui Melo\tcaptain Rui Melo\r\np8\tAna Prata\r\nno tab\r\n",
    );
    let mut desk = small(home.path(), Some("players.txt"));
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    wait_for(&mut desk, "No codes yet");
    put(&mut desk, "Code", "a b");
    put(&mut desk, "Words for it", "the Old Pier | the pier");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "A code has letters, digits");
    put(&mut desk, "Code", "pier");
    choose(&mut desk, Role::ComboBox, "Add a field");
    choose(&mut desk, Role::ListBoxOption, "Add a field: City");
    put(&mut desk, "City fills", "Lisbon");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "Code pier: the Old Pier | the pier, fills City: Lisbon, your own");
    let own = || std::fs::read_to_string(home.path().join("data/caption-desk/codes.tsv")).unwrap();
    assert_eq!(own(), "code\tcaption\tcaption\tcity\npier\tthe Old Pier\tthe pier\tLisbon\n");

    // A file of Photo Mechanic's is taken in as it is; a line that is no code is told.
    click(&mut desk, "Import files of codes…");
    wait_for(&mut desk, "Code p7: Rui Melo | captain Rui Melo, players.txt");
    wait_for(&mut desk, "1 line is no code; line 4");
    let copy = std::fs::read(home.path().join("data/caption-desk/codes/players.txt")).unwrap();
    assert_eq!(copy, std::fs::read(home.path().join("players.txt")).unwrap());
    put(&mut desk, "Search codes", "melo");
    wait(&mut desk, "one code", |d| !said(d, "Code p8: Ana"));
    // One of the file is changed: the desk's own goes before it.
    click(&mut desk, "Code p7: Rui Melo");
    put(&mut desk, "Words for it", "Rui Melo of Lisbon");
    click(&mut desk, "Save the code");
    wait_for(&mut desk, "Code p7: Rui Melo of Lisbon, your own");
    put(&mut desk, "Search codes", "pier");
    wait_for(&mut desk, "Code pier: ");
    click(&mut desk, "Code pier: ");
    click(&mut desk, "Delete the code");
    wait(&mut desk, "it to go", |d| !said(d, "Code pier: "));
    assert_eq!(own(), "p7\tRui Melo of Lisbon\n");
    put(&mut desk, "Search codes", "prata");
    wait_for(&mut desk, "Code p8: Ana");
    click(&mut desk, "Leave out players.txt");
    wait(&mut desk, "the file to go", |d| !said(d, "Code p8: Ana"));
    assert!(home.path().join("data/caption-desk/codes/players.txt.off").exists());
    desk.key_press(Key::Escape);
    desk.run_steps(3);

    // They hold at once: in the caption, and where codes of many captions are expanded.
    to_the_end(&mut desk);
    typing(&mut desk, " =p7=");
    wait_for(&mut desk, "Code p7, 1: Rui Melo of Lisbon");
    desk.key_press(Key::Escape);
    desk.run_steps(2);
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Corrected Caption, 1 caption");
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    wait_for(&mut desk, "Change a field");
    choose(&mut desk, Role::ComboBox, "Field to change");
    choose(&mut desk, Role::ListBoxOption, "Field to change: Caption");
    choose(&mut desk, Role::RadioButton, "Expand codes");
    wait_for(&mut desk, "1 change in 1 caption");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "Expanded codes in Caption, 1 caption");
    assert!(saved(home.path(), "sandbags")["description"].as_str().unwrap().ends_with("Rui Melo of Lisbon"));
}

#[test]
fn a_template_fills_several_fields_of_many_captions() {
    let home = home();
    let mut desk = small(home.path(), None);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    wait_for(&mut desk, "6 captions selected");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::T);
    wait_for(&mut desk, "Caption templates");
    put(&mut desk, "Name", "Flood");
    put(&mut desk, "Headline is filled with", "{country}, {date:Sunday, Aug. 11, 2024}");
    wait_for(&mut desk, "Some captions have no Country");
    // Those that would show a gap are not ticked by themselves.
    wait_for(&mut desk, "3 changes in 3 captions");
    put(&mut desk, "Headline is filled with", "By {photographer}");
    choose(&mut desk, Role::ComboBox, "Add a field");
    choose(&mut desk, Role::ListBoxOption, "Add a field: Keywords");
    put(&mut desk, "Keywords is filled with", "flood; river");
    wait_for(&mut desk, "12 changes in 6 captions");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "Applied the template Flood to 6 captions");
    let after = list(home.path(), "c.captions", &[]);
    for caption in &after {
        let name = caption["creators"][0].as_str().unwrap_or_default();
        assert_eq!(caption["headline"], format!("By {name}"));
        assert_eq!(caption["keywords"], serde_json::json!(["flood", "river"]));
    }
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "Took back");
    assert!(list(home.path(), "c.captions", &[]).iter().all(|c| c["headline"].is_null()));
    drop(desk);

    // It is there at the next start.
    let mut desk = open(home.path(), &["c.captions"], None);
    wait_for(&mut desk, "6 captions");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::T);
    wait_for(&mut desk, "Caption templates");
    assert_eq!(value(&desk, "Name").as_deref(), Some("Flood"));
    wait(&mut desk, "its fields", |d| value(d, "Keywords is filled with").as_deref() == Some("flood; river"));
    click(&mut desk, "New template");
    choose(&mut desk, Role::ComboBox, "Caption template");
    assert!(desk.query_all_by_label("Template: New template").next().is_some());
}
