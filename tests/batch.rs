//! Journeys through changes of many captions: fields in the inspector, "Change a field", find and replace.

mod support;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use support::window::*;
use support::{articles, list};

fn all_of(desk: &mut Desk) {
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.run_steps(3);
}

/// A catalog of the two articles of the tests, open.
fn small(home: &std::path::Path) -> Desk {
    articles(home);
    support::ok(home, &["new", "--catalog", "c.captions"]);
    support::ok(home, &["import", "--catalog", "c.captions", "articles"]);
    let mut desk = open(home, &["c.captions"], None);
    wait_for(&mut desk, "6 captions");
    desk
}

#[test]
fn fields_that_were_touched_change_and_no_others() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    click(&mut desk, "Scenes: Fireworks, 5 captions");
    wait(&mut desk, "five rows", |d| rows(d).len() == 5);
    all_of(&mut desk);
    wait_for(&mut desk, "5 captions selected");
    let before = list(home.path(), BUILTIN, &["scene:fireworks"]);
    put(&mut desk, "City", "Paris");
    put(&mut desk, "Venue", "Old Pier");
    assert_eq!(list(home.path(), BUILTIN, &["scene:fireworks"]), before, "nothing is saved on the way");
    // A field can be left as it was.
    put(&mut desk, "Country", "Nowhere");
    desk.key_press(Key::Escape);
    desk.run_steps(2);
    click(&mut desk, "Change 5 captions");
    wait_for(&mut desk, "Corrected Venue and City of 5 captions");
    let after = list(home.path(), BUILTIN, &["scene:fireworks"]);
    for (old, new) in before.iter().zip(&after) {
        assert_eq!((&new["city"], &new["sublocation"]), (&"Paris".into(), &"Old Pier".into()));
        for same in ["country", "creators", "agency", "credit_line", "date_created", "description", "scene"] {
            assert_eq!(old[same], new[same], "{same}");
        }
    }
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "Took back");
    assert_eq!(list(home.path(), BUILTIN, &["city:Paris"]).len(), 0, "it was one change");

    // What is left without being asked for is not saved, and that is said.
    all_of(&mut desk);
    put(&mut desk, "City", "Lyon");
    row(&mut desk, "MAURO PIMENTEL", Modifiers::NONE);
    wait_for(&mut desk, "City was typed for several captions and left");
    assert_eq!(list(home.path(), BUILTIN, &["city:Lyon"]).len(), 0);
    // Nor is it lost.
    click(&mut desk, "Take up again what was typed for several captions");
    wait_for(&mut desk, "5 captions selected");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Corrected City, 5 captions");
    assert_eq!(list(home.path(), BUILTIN, &["city:Lyon"]).len(), 5);
}

#[test]
fn a_credit_is_corrected_on_several_captions_in_one_dialog() {
    let home = home();
    let mut desk = small(home.path());
    fill(&mut desk, "Search captions", "agency:AP");
    wait(&mut desk, "those of the agency", |d| (1..6).contains(&rows(d).len()));
    let captions = list(home.path(), "c.captions", &["agency:AP"]);
    assert!(captions.len() > 1);
    all_of(&mut desk);
    // From a field, the dialog is about that field.
    let photographer =
        desk.query_all_by_label("Photographer").find(|n| n.accesskit_node().role() == Role::TextInput);
    photographer.expect("the field").focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    wait_for(&mut desk, "Change a field");
    put(&mut desk, "Words", "Rui Mela");
    // What follows of itself is told beside the list.
    let n = captions.len();
    wait_for(&mut desk, &format!("{n} credit lines follow, as in: (AP Photo/Rui Mela)"));
    put(&mut desk, "Words", "Rui Melo; Ana Prata");
    wait_for(&mut desk, &format!("{n} credit lines stay as they are, as in: (AP Photo/"));
    put(&mut desk, "Words", "Rui Melo");
    // The keys are ahead of the list; it is done when the list is there.
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, &format!("Corrected Photographer, {n} caption"));
    let after = list(home.path(), "c.captions", &["photographer:\"Rui Melo\"", "agency:AP"]);
    assert_eq!(after.len(), n);
    for (old, new) in captions.iter().zip(&after) {
        assert_eq!(old["credit_line_as_printed"], new["credit_line_as_printed"]);
        assert_eq!(new["credit_line"], "(AP Photo/Rui Melo)", "the line follows its parts");
    }
}

#[test]
fn a_field_is_changed_in_every_way() {
    let home = home();
    let mut desk = small(home.path());
    let value_of = |field: &str| -> Vec<String> {
        let all = list(home.path(), "c.captions", &[]);
        all.iter().map(|c| c[field].as_str().unwrap_or_default().to_owned()).collect()
    };
    let change = |desk: &mut Desk, mode: &str, words: &str| {
        all_of(desk);
        desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
        wait_for(desk, "Change a field");
        // It opens at what was changed last.
        let field = desk.get_by_role_and_label(Role::ComboBox, "Field to change").value();
        if field.as_deref() != Some("Headline") {
            assert_eq!(mode, "Set to", "the first time");
            choose(desk, Role::ComboBox, "Field to change");
            choose(desk, Role::ListBoxOption, "Field to change: Headline");
        }
        choose(desk, Role::RadioButton, mode);
        if !words.is_empty() {
            put(desk, "Words", words);
        }
    };
    let done = |desk: &mut Desk, said: &str| {
        desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        wait_for(desk, said);
    };
    change(&mut desk, "Set to", "RUI MELO WAVES");
    wait_for(&mut desk, "6 changes in 6 captions");
    // One is not wanted.
    desk.query_all_by_label_contains("RUI MELO WAVES added").next().unwrap().click_accesskit();
    desk.run_steps(2);
    wait_for(&mut desk, "5 changes in 5 captions");
    done(&mut desk, "Corrected Headline, 5 captions");
    assert_eq!(value_of("headline").iter().filter(|h| *h == "RUI MELO WAVES").count(), 5);
    change(&mut desk, "Capitals", "");
    choose(&mut desk, Role::RadioButton, "Sentence");
    done(&mut desk, "Changed capitals of Headline, 5 captions");
    assert!(value_of("headline").contains(&"Rui melo waves".to_owned()));
    change(&mut desk, "Add after", "again");
    done(&mut desk, "Added to Headline, 6 captions");
    assert!(value_of("headline").contains(&"Rui melo waves again".to_owned()));
    change(&mut desk, "Remove words", "waves");
    done(&mut desk, "Removed words from Headline, 5 captions");
    assert!(value_of("headline").contains(&"Rui melo again".to_owned()));
    change(&mut desk, "Copy from", "");
    choose(&mut desk, Role::ComboBox, "Field to copy");
    choose(&mut desk, Role::ListBoxOption, "Field to copy: Credit line");
    done(&mut desk, "Copied into Headline");
    assert_eq!(value_of("headline"), value_of("credit_line"));
    change(&mut desk, "Fill a template", "By {photographer}{");
    wait_for(&mut desk, "a bracket is opened and never closed");
    put(&mut desk, "Words", "By {photographer}");
    done(&mut desk, "Filled Headline");
    assert!(value_of("headline").iter().any(|h| h.starts_with("By ")));
    change(&mut desk, "Empty it", "");
    done(&mut desk, "Emptied Headline, 6 captions");
    assert!(value_of("headline").iter().all(String::is_empty));
}

#[test]
fn words_are_found_and_replaced() {
    let home = home();
    let mut desk = small(home.path());
    let before = list(home.path(), "c.captions", &[]);
    let hits =
        before.iter().filter(|c| c["description"].as_str().unwrap().to_lowercase().contains("harbour"));
    let hits = hits.count();
    assert!(hits > 1);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::H);
    wait_for(&mut desk, "Find and replace");
    assert!(said(&desk, "What would change in all 6 captions is listed here"));
    put(&mut desk, "Find", "(");
    wait_for(&mut desk, "Nothing would change in all 6 captions");
    click(&mut desk, "Regular expression");
    wait_for(&mut desk, "unclosed group, at character 1");
    put(&mut desk, "Find", "harbou(r)");
    put(&mut desk, "Replace by", "harbo$1");
    wait_for(&mut desk, &format!("{hits} changes in {hits} captions"));
    click(&mut desk, "Capitals matter");
    click(&mut desk, "Select none");
    wait_for(&mut desk, "0 changes in 0 captions");
    click(&mut desk, "Select all");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "Replaced words in Caption, ");
    let after = list(home.path(), "c.captions", &[]);
    for (old, new) in before.iter().zip(&after) {
        let words = old["description"].as_str().unwrap().replace("harbour", "harbor");
        assert_eq!(new["description"], words);
        assert_eq!(new["description_as_printed"], old["description_as_printed"]);
    }
    click(&mut desk, "Undo the last change");
    wait_for(&mut desk, "Took back");

    // Over all fields that hold words, and left with Escape.
    desk.key_press_modifiers(Modifiers::COMMAND, Key::H);
    wait_for(&mut desk, "Find and replace");
    choose(&mut desk, Role::ComboBox, "Field to search");
    choose(&mut desk, Role::ListBoxOption, "Field to search: All fields with words");
    put(&mut desk, "Find", "getty images");
    put(&mut desk, "Replace by", "GI");
    wait_for(&mut desk, "Credit line");
    wait_for(&mut desk, " changes in ");
    desk.key_press(Key::Escape);
    wait(&mut desk, "the dialog to close", |d| !said(d, "Find and replace"));
    let left = list(home.path(), "c.captions", &[]);
    assert!(left.iter().zip(&before).all(|(a, b)| a["credit_line"] == b["credit_line"]));
}
