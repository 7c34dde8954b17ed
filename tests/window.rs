//! Journeys through the window, by the names that a screen reader says: the desk behind it is the real one.

mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use support::window::*;
use support::{articles, list};

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}

#[test]
fn first_launch_shows_the_captions_and_what_wants_attention() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    wait_for(&mut desk, "55 captions");
    wait_for(&mut desk, "To look at: One scene on two days");
    assert!(said(&desk, "To look at: No date, 18 captions"));
    wait(&mut desk, "a caption in full", |d| value(d, "Caption").is_some_and(|v| !v.is_empty()));
    let heads: Vec<String> =
        desk.query_all_by_role(Role::RowHeader).filter_map(|n| n.accesskit_node().label()).collect();
    assert!(heads.iter().any(|h| h.contains("captions, Sun Aug. 11 ×")), "{heads:?}");
}

#[test]
fn edit_a_credit_close_reopen_undo_redo() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "\"a credit without words\" OR problem:caption-missing");
    wait(&mut desk, "the one without words", |d| rows(d).len() == 1);
    row(&mut desk, "no words", Modifiers::NONE);
    wait(&mut desk, "its photographer", |d| {
        value(d, "Photographer").is_some_and(|v| v.starts_with("Mehmet"))
    });
    let printed = value(&desk, "Photographer").unwrap();
    fill(&mut desk, "Photographer", "Jane Roe");
    wait_for(&mut desk, "Corrected Photographer, 1 caption");
    wait(&mut desk, "the credit line to follow", |d| {
        value(d, "Credit line").is_some_and(|v| v.contains("Jane Roe/Anadolu"))
    });
    drop(desk);

    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "photographer:\"Jane Roe\"");
    wait(&mut desk, "the corrected one", |d| rows(d).len() == 1);
    row(&mut desk, "Jane Roe", Modifiers::NONE);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "Took back");
    wait(&mut desk, "what was printed", |d| value(d, "Photographer") == Some(printed.clone()));
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    wait(&mut desk, "the correction again", |d| value(d, "Photographer").as_deref() == Some("Jane Roe"));
}

#[test]
fn import_by_drop_take_a_line_commit_correct_export() {
    let home = home();
    articles(home.path());
    support::ok(home.path(), &["new", "--catalog", "c.captions"]);
    support::write(
        home.path(),
        "seed.txt",
        "A seed of a caption, Sunday, May 4, 2025. (AP Photo/Ana Prata)\n",
    );
    support::ok(home.path(), &["import", "--catalog", "c.captions", "seed.txt"]);
    let mut desk = open(home.path(), &["c.captions"], Some("sheet.csv"));
    let dropped = Arc::new(Dropped(home.path().join("articles")));
    desk.input_mut().dropped_files.push(dropped);
    wait_for(&mut desk, "6 new captions in 2 documents");
    assert_eq!(list(home.path(), "c.captions", &[]).len(), 1, "nothing is added before it is asked for");
    click(&mut desk, "river.txt");
    click(&mut desk, "Take line 3");
    wait_for(&mut desk, "7 new captions");
    // In the report, too: two are joined, taken apart again by hand, one is set aside, one added.
    click(&mut desk, "harbour.txt");
    click(&mut desk, "Caption on line 5");
    click(&mut desk, "Join with the next");
    wait_for(&mut desk, "6 new captions");
    click(&mut desk, "Caption on line 5");
    let words = desk.query_all_by_label("Words of the caption").next().unwrap();
    words.focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    for _ in 0..42 {
        desk.key_press(Key::ArrowRight);
    }
    desk.run_steps(3);
    click(&mut desk, "Split at the cursor");
    wait_for(&mut desk, "7 new captions");
    click(&mut desk, "Add a caption…");
    fill(&mut desk, "Credit line", "Rui Melo/Getty Images");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "8 new captions");
    click(&mut desk, "Reject line 0");
    wait_for(&mut desk, "7 new captions");
    click(&mut desk, "Add 7 captions");
    wait_for(&mut desk, "Added 7 captions from 2 documents");
    wait_for(&mut desk, "8 captions");

    fill(&mut desk, "Search captions", "sandbags");
    wait(&mut desk, "one row", |d| rows(d).len() == 1);
    row(&mut desk, "sandbags", Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.contains("sandbags")));
    fill(&mut desk, "Photographer", "Inês Rocha");
    wait_for(&mut desk, "Corrected Photographer");
    fill(&mut desk, "Search captions", "wades");
    wait(&mut desk, "the other row", |d| rows(d).iter().any(|r| r.contains("wades")) && rows(d).len() == 1);
    row(&mut desk, "wades", Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.contains("wades")));
    fill(&mut desk, "Caption", "A resident wades through a flooded street in Porto.");
    wait_for(&mut desk, "Corrected Caption, 1 caption");

    fill(&mut desk, "Search captions", "document:river");
    wait(&mut desk, "the document", |d| rows(d).len() == 4);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::E);
    wait_for(&mut desk, "Export 4 captions");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Exported 4 captions");
    let sheet = std::fs::read_to_string(home.path().join("sheet.csv")).unwrap();
    let exported =
        support::ok(home.path(), &["export", "--catalog", "c.captions", "--format", "csv", "document:river"]);
    assert_eq!(sheet, exported, "the window and the command line write the same sheet");
    let lines: Vec<&str> = sheet.lines().collect();
    assert_eq!(lines.len(), 5);
    for words in [
        "\"\",The river rose again.",
        "Volunteers stack sandbags along the river.,Volunteers stack sandbags along the river.,Inês Rocha,AFP,Getty Images,Inês Rocha/AFP via Getty Images,INES ROCHA/AFP via Getty Images",
        "A resident wades through a flooded street in Porto.,A resident wades through a flooded street.,Joao Melo,Anadolu",
    ] {
        let words = words.trim_start_matches("\"\",");
        assert!(sheet.contains(words), "{words}\n{sheet}");
    }
}

#[test]
fn documents_on_the_command_line_go_into_a_new_catalog() {
    let home = home();
    articles(home.path());
    let mut desk = start(home.path(), &["articles"], None);
    wait_for(&mut desk, "6 new captions in 2 documents");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "Added 6 captions from 2 documents");
    wait(&mut desk, "the captions", |d| rows(d).len() == 6);
    drop(desk);
    // The next start opens what was open last, were it not for this test's empty preferences: the file is there.
    let made = std::fs::read_dir(home.path().join("data/caption-desk/catalogs")).unwrap();
    let made: Vec<_> =
        made.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "captions")).collect();
    assert_eq!(made.len(), 1);
    assert_eq!(list(home.path(), &made[0].display().to_string(), &[]).len(), 6);
}

#[test]
fn every_grouping_and_folding() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let mut before = heads(&desk);
    for (grouping, head) in [
        ("Date", "Sunday, Aug. 11, 2024, 32 captions"),
        ("Agency", "AFP, 6 captions"),
        ("Photographer", "Natacha Pisarenko, 9 captions"),
        ("Document", "000_80fd0b922c4579fe.txt, 14 captions"),
        ("Scene", "Fireworks, 5 captions"),
    ] {
        desk.query_all_by_label_contains("Group by: ").next().unwrap().click();
        desk.run_steps(3);
        desk.query_all_by_label(grouping)
            .find(|n| n.accesskit_node().role() == Role::Button)
            .unwrap_or_else(|| panic!("no grouping {grouping}"))
            .click();
        desk.run_steps(3);
        wait(&mut desk, "other groups", |d| heads(d) != before);
        click(&mut desk, "Fold all");
        wait_for(&mut desk, head);
        assert!(rows(&desk).is_empty(), "{:?}", rows(&desk));
        click(&mut desk, "Unfold all");
        assert!(!rows(&desk).is_empty());
        before = heads(&desk);
    }
}

#[test]
fn filter_select_many_and_change_a_field_on_all() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    click(&mut desk, "Scenes: Fireworks, 5 captions");
    wait(&mut desk, "five rows", |d| rows(d).len() == 5);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    wait_for(&mut desk, "5 captions selected");
    fill(&mut desk, "City", "Paris");
    wait_for(&mut desk, "Corrected City, 5 captions");
    let changed = list(home.path(), BUILTIN, &["city:Paris"]);
    assert_eq!(changed.len(), 5);
    click(&mut desk, "Undo the last change");
    wait_for(&mut desk, "Took back");
    wait(&mut desk, "nothing of it", |_| list(home.path(), BUILTIN, &["city:Paris"]).is_empty());
}

#[test]
fn a_change_on_thousands_is_one_operation_made_beside_the_desk() {
    let home = home();
    let lines: Vec<String> = (0..2100)
        .map(|n| format!("Runner {n} crosses the line, Sunday, May 4, 2025, in Lisbon, Portugal. (AP Photo/Ana Prata)\n\n"))
        .collect();
    support::write(home.path(), "race.txt", lines.concat());
    support::ok(home.path(), &["new", "--catalog", "c.captions"]);
    support::ok(home.path(), &["import", "--catalog", "c.captions", "race.txt"]);
    let mut desk = open(home.path(), &["c.captions"], None);
    wait_for(&mut desk, "2,100 captions");
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    wait_for(&mut desk, "2,100 captions selected");
    fill(&mut desk, "Venue", "Old Pier");
    wait_for(&mut desk, "Corrected Venue, 2100 captions");
    wait(&mut desk, "the new value in the inspector", |d| {
        value(d, "Venue").as_deref() == Some("Old Pier") || !rows(d).is_empty()
    });
    assert_eq!(list(home.path(), "c.captions", &["venue:\"Old Pier\""]).len(), 2100);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "Took back");
    assert!(list(home.path(), "c.captions", &["venue:\"Old Pier\""]).is_empty());
}

#[test]
fn problems_are_walked_and_settled_with_the_keyboard() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let before = list(home.path(), BUILTIN, &["problem:date-event-split"]).len();
    assert!(before > 0);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press(Key::Slash);
    desk.run_steps(2);
    desk.event(egui::Event::Text("problem:date-scene-split scene:fireworks".into()));
    wait(&mut desk, "the split scene", |d| (1..=5).contains(&rows(d).len()) && rows(d)[0].contains("ire"));
    desk.key_press(Key::Enter);
    desk.run_steps(3);
    desk.key_press(Key::Home);
    wait_for(&mut desk, "Keep both: file under Sun Aug. 11");
    desk.key_press_modifiers(Modifiers::ALT, Key::Enter);
    wait_for(&mut desk, "Settled the dates of 3 captions");
    wait(&mut desk, "the problem to be gone", |_| {
        list(home.path(), BUILTIN, &["problem:date-scene-split", "scene:fireworks"]).is_empty()
    });
    let settled = list(home.path(), BUILTIN, &["scene:fireworks", "date:2024-08-12"]);
    assert!(settled.iter().all(|c| c["event_date"] == "2024-08-11"), "the printed date stays: {settled:?}");
}

#[test]
fn two_keys_settle_a_scene_and_two_its_event() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    let before = list(home.path(), BUILTIN, &[]);
    // D opens the dates; K keeps both dates of the first split, then of the next, until none is open.
    desk.key_press(Key::D);
    wait_for(&mut desk, "Fireworks, Mon Aug. 12, 2024: 3 captions");
    for _ in 0..3 {
        if !said(&desk, "Keep both: file under Sun Aug. 11") {
            break;
        }
        let open = desk.query_all_by_label_contains("Keep both: file under").count();
        desk.key_press(Key::K);
        wait(&mut desk, "one split less", |d| {
            d.query_all_by_label_contains("Keep both: file under").count() < open
        });
    }
    wait(&mut desk, "all settled", |_| {
        list(home.path(), BUILTIN, &["event:paris", "problem:date-event-split"]).is_empty()
    });
    let after = list(home.path(), BUILTIN, &[]);
    let dated = |all: &[serde_json::Value]| all.iter().map(|c| c["date_created"].clone()).collect::<Vec<_>>();
    assert_eq!(dated(&before), dated(&after), "no date was moved");
    let filed: Vec<_> = after.iter().filter(|c| c["event_date"] == "2024-08-11").collect();
    assert_eq!(filed.len(), 4);
    assert!(
        filed.iter().all(|c| c["date_note"].as_str().is_some_and(|n| n.contains("midnight"))),
        "{filed:?}"
    );
}

#[test]
fn reject_split_join_and_set_aside() {
    let home = home();
    articles(home.path());
    support::ok(home.path(), &["new", "--catalog", "c.captions"]);
    support::ok(home.path(), &["import", "--catalog", "c.captions", "articles"]);
    let mut desk = open(home.path(), &["c.captions"], None);
    wait_for(&mut desk, "6 captions");
    row(&mut desk, "Dancers perform", Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.starts_with("Dancers")));
    click(&mut desk, "Not a caption");
    wait_for(&mut desk, "5 captions");
    wait_for(&mut desk, "Rejected 1 caption");
    // The line can be taken again beside its neighbour.
    row(&mut desk, "Fireworks explode", Modifiers::NONE);
    wait_for(&mut desk, "Take line 5 as a caption");
    click(&mut desk, "Take line 5 as a caption");
    wait_for(&mut desk, "6 captions");
    row(&mut desk, "Fireworks explode", Modifiers::NONE);
    row(&mut desk, "Fireworks light", Modifiers::COMMAND);
    wait_for(&mut desk, "2 captions selected");
    click(&mut desk, "Join");
    wait_for(&mut desk, "Joined 2 captions");
    wait_for(&mut desk, "5 captions");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "6 captions");
    row(&mut desk, "Volunteers stack", Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.starts_with("Volunteers")));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::D);
    wait(&mut desk, "set aside", |_| list(home.path(), "c.captions", &["status:set-aside"]).len() == 1);
}

#[test]
fn without_a_dialog_a_path_is_typed_and_a_bad_filter_says_where() {
    let home = home();
    articles(home.path());
    let mut desk = open(home.path(), &[], None);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::I);
    wait_for(&mut desk, "Import documents");
    fill(&mut desk, "Path", &home.path().join("articles/river.txt").display().to_string());
    wait_for(&mut desk, "3 new captions in 1 document");
    click(&mut desk, "Discard");
    wait_for(&mut desk, "55 captions");
    fill(&mut desk, "Search captions", "date:someday");
    wait_for(&mut desk, "he search cannot be read at letter");
    assert!(!rows(&desk).is_empty(), "the list stays as it was");
}

#[test]
fn escape_leaves_a_field_as_it_was_and_clears_the_search() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    wait(&mut desk, "a caption in full", |d| value(d, "City").is_some_and(|v| !v.is_empty()));
    let city = value(&desk, "City");
    desk.query_all_by_label("City").find(|n| n.accesskit_node().role() == Role::TextInput).unwrap().focus();
    desk.run_steps(2);
    desk.event(egui::Event::Text("x".into()));
    desk.run_steps(2);
    assert_ne!(value(&desk, "City"), city);
    desk.key_press(Key::Escape);
    desk.run_steps(4);
    assert_eq!(value(&desk, "City"), city);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::F);
    desk.run_steps(2);
    desk.event(egui::Event::Text("fireworks".into()));
    wait(&mut desk, "fewer rows", |d| rows(d).len() < 10);
    desk.key_press(Key::Escape);
    wait_for(&mut desk, "55 captions");
    assert!(list(home.path(), BUILTIN, &["corrected:yes"]).is_empty(), "nothing was saved");
}

#[test]
fn a_name_is_completed_with_the_keys() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "yseult");
    wait(&mut desk, "one row", |d| rows(d).len() == 1);
    row(&mut desk, "Yseult performs", Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.starts_with("Yseult")));
    let node = desk.query_all_by_label("Photographer").find(|n| n.accesskit_node().role() == Role::TextInput);
    node.unwrap().focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.run_steps(1);
    desk.event(egui::Event::Text("landi".into()));
    wait_for(&mut desk, "Ashley Landis");
    desk.key_press(Key::ArrowDown);
    desk.run_steps(2);
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Corrected Photographer, 1 caption");
    wait(&mut desk, "the name", |d| value(d, "Photographer").as_deref() == Some("Ashley Landis"));
}

#[test]
fn every_control_has_a_name() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    for view in ["Captions", "Dates", "Problems", "Changes", "History"] {
        click(&mut desk, &format!("View: {view}"));
        desk.run_steps(4);
        for node in desk.root().children_recursive() {
            let node = node.accesskit_node();
            let control = matches!(
                node.role(),
                Role::Button
                    | Role::CheckBox
                    | Role::TextInput
                    | Role::MultilineTextInput
                    | Role::Row
                    | Role::Tab
                    | Role::Link
                    | Role::ColumnHeader
                    | Role::RowHeader
                    | Role::ComboBox
                    | Role::Slider
            );
            let named = node.label().or(node.value()).is_some_and(|n| !n.trim().is_empty());
            assert!(
                !control || named,
                "in {view}: a {:?} without a name at {:?}",
                node.role(),
                node.bounding_box()
            );
        }
    }
}

#[test]
fn all_splits_of_an_event_are_settled_at_once_and_taken_back_at_once() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press(Key::D);
    wait_for(&mut desk, "The same answer for 2 more of this event");
    // Space puts the first one off.
    wait_for(&mut desk, "1 of 3");
    desk.key_press(Key::Space);
    desk.run_steps(3);
    desk.key_press_modifiers(Modifiers::SHIFT, Key::K);
    wait_for(&mut desk, "Settled the dates of 4 captions");
    let splits =
        || list(home.path(), BUILTIN, &["problem:date-scene-split OR problem:date-event-split"]).len();
    wait(&mut desk, "no split", |_| splits() == 0);
    // The grid says where a scene of two days stands.
    wait(&mut desk, "the scenes", |d| d.query_all_by_label_contains("filed under Sun Aug. 11").count() == 2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait(&mut desk, "the splits again", |_| splits() > 0);
}

#[test]
fn a_scene_is_renamed_and_an_event_described_in_the_window() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "scene:fireworks");
    wait(&mut desk, "the fireworks", |d| rows(d).len() == 5);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press(Key::Home);
    wait(&mut desk, "the caption", |d| value(d, "Scene").as_deref() == Some("Fireworks"));
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    wait_for(&mut desk, "All captions of Fireworks. Undone in one step.");
    fill(&mut desk, "Scene", "Night sky");
    wait(&mut desk, "the new name", |_| list(home.path(), BUILTIN, &["scene:\"night sky\""]).len() == 5);
    click(&mut desk, "View: Dates");
    desk.key_press(Key::Escape);
    desk.run_steps(4);
    fill(&mut desk, "Search captions", "");
    wait_for(&mut desk, "Describe the event Paris");
    let name = "Describe the event Paris 2024 Olympics closing ceremony…";
    click(&mut desk, name);
    desk.run_steps(3);
    fill(&mut desk, "Ended (empty where it is not known)", "2024-08-12 00:40");
    wait_for(&mut desk, "00:40");
    assert!(list(home.path(), BUILTIN, &["problem:date-outside-event"]).is_empty());
}

#[test]
fn the_history_shows_a_change_and_goes_back() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "problem:caption-missing");
    wait(&mut desk, "the one without words", |d| rows(d).len() == 1);
    row(&mut desk, "no words", Modifiers::NONE);
    wait(&mut desk, "its photographer", |d| {
        value(d, "Photographer").is_some_and(|v| v.starts_with("Mehmet"))
    });
    fill(&mut desk, "City", "Lyon");
    wait_for(&mut desk, "City, 1 caption");
    fill(&mut desk, "City", "Paris");
    wait(&mut desk, "the second change", |d| value(d, "City").as_deref() == Some("Paris"));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num5);
    desk.run_steps(3);
    wait_for(&mut desk, "3 changes");
    fill(&mut desk, "Search the history", "city");
    wait_for(&mut desk, "2 of 3");
    // The older of the two: what it set has changed since, so it cannot be taken back as a whole.
    click(&mut desk, "Change 2:");
    // Its line says which words became which.
    wait_for(&mut desk, "Change 2: Corrected City, 1 caption · Lyon added");
    wait_for(&mut desk, "Take back operation 2");
    click(&mut desk, "Take back operation 2");
    wait_for(&mut desk, "It cannot all be taken back");
    desk.key_press(Key::Escape);
    desk.run_steps(3);
    click(&mut desk, "Go back to here…");
    wait_for(&mut desk, "1 change would be made as one step");
    click(&mut desk, "Go back to here");
    wait_for(&mut desk, "Went back to after change 2");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    wait(&mut desk, "the city as it was then", |d| value(d, "City").as_deref() == Some("Lyon"));
}

#[test]
fn some_captions_of_a_split_are_set_and_the_others_stay() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press(Key::D);
    wait_for(&mut desk, "Keep both: file under Sun Aug. 11");
    let before = list(home.path(), BUILTIN, &["date:2024-08-12"]).len();
    desk.key_press(Key::S);
    wait_for(&mut desk, "Corrects the date of 0 captions");
    click(&mut desk, "Mon Aug. 12 · 003_fa6a97577b82ba6d.txt, line 31");
    wait_for(&mut desk, "Corrects the date of 1 caption;");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "Settled the dates of 1 caption");
    let left = || list(home.path(), BUILTIN, &["date:2024-08-12"]).len();
    assert_eq!(left(), before - 1);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait(&mut desk, "the date as it was", |_| left() == before);
}
