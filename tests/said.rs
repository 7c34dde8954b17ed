//! What the window says of what it does: where something goes, why something did not, and that all is settled.

mod support;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
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

/// A catalog of two captions, of which the first has a slip.
fn slip(home: &std::path::Path) -> Desk {
    let words = "Runners cross the the first bridge in Lisbon, Portugal, on Sunday, May 3, 2026. (Ana Prata/AP)\n\n\
                 Umbrellas cover the old market in Lisbon, Portugal, on Sunday, May 3, 2026. (Ana Prata/AP)\n";
    support::write(home, "race.txt", words);
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "race.txt"]);
    open(home, &["c.captions"], None)
}

#[test]
fn passing_with_an_open_problem_is_said_and_taken_back() {
    let home = home();
    let mut desk = slip(home.path());
    row(&mut desk, "Umbrellas", Modifiers::NONE);
    press(&mut desk, CTRL, Key::Enter);
    let passed = || support::list(home.path(), "c.captions", &["status:reviewed"]).len();
    wait(&mut desk, "one passed", |_| passed() == 1);
    desk.run_steps(4);
    assert!(!said(&desk, "Passed with"), "nothing is open in it");
    row(&mut desk, "Runners", Modifiers::NONE);
    press(&mut desk, CTRL, Key::Enter);
    wait_for(&mut desk, "Passed with 1 open problem; Ctrl+Z takes it back");
    assert_eq!(passed(), 2);
    press(&mut desk, CTRL, Key::Z);
    wait(&mut desk, "one passed again", |_| passed() == 1);
}

#[test]
fn where_all_is_settled_that_is_said() {
    let home = home();
    let mut desk = slip(home.path());
    row(&mut desk, "Runners", Modifiers::NONE);
    press(&mut desk, Modifiers::ALT, Key::Enter);
    press(&mut desk, CTRL, Key::Num3);
    wait_for(&mut desk, "No problems in 2 captions");
    press(&mut desk, CTRL, Key::Num2);
    wait_for(&mut desk, "No open question of dates in 2 captions");
}

#[test]
fn an_import_says_which_catalog_takes_it_and_can_go_into_one_of_its_own() {
    let home = home();
    articles(home.path());
    let mut desk = open(home.path(), &[], Some("articles"));
    press(&mut desk, CTRL, Key::I);
    wait_for(&mut desk, "Add 6 captions to Paris 2024 closing ceremony");
    wait_for(&mut desk, "The catalog holds 55 captions; nothing is added yet");
    click(&mut desk, "Into a new catalog");
    wait_for(&mut desk, "Add 6 captions to Captions ");
    wait_for(&mut desk, "The catalog is empty; nothing is added yet");
    assert!(!said(&desk, "Into a new catalog"));
    click(&mut desk, "Add 6 captions");
    wait_for(&mut desk, "Added 6 captions from 2 documents");
    assert_eq!(support::list(home.path(), BUILTIN, &[]).len(), 55, "the other one has what it had");

    // Back to the one before: with the palette, and with the menu.
    press(&mut desk, CTRL, Key::K);
    text(&mut desk, "open paris");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait_for(&mut desk, "55 captions");
    click(&mut desk, "Menu: Paris 2024 closing ceremony");
    click(&mut desk, "Catalog");
    wait_for(&mut desk, "Open Captions ");
    let top = |d: &Desk, words: &str| d.get_by_label_contains(words).rect().top();
    assert!(top(&desk, "Open catalog…") < top(&desk, "Open Captions "));
    assert!(top(&desk, "Open Captions ") < top(&desk, "Quit"));
    click(&mut desk, "Open Captions ");
    wait_for(&mut desk, "6 captions");
}

#[test]
fn a_search_is_obeyed_or_not_shown() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "scene:fireworks");
    wait(&mut desk, "the fireworks", |d| rows(d).len() == 5);
    // The dates: the grid and the questions are of those.
    press(&mut desk, CTRL, Key::Num2);
    wait_for(&mut desk, "The grid and the questions are of the 5 captions that the search lets through");
    assert!(said(&desk, "The scene \"Fireworks\" of") && !said(&desk, "The scene \"Concert\" of"));
    // Documents and the history are not narrowed: nothing says that they are.
    for key in [Key::Num6, Key::Num5] {
        press(&mut desk, CTRL, key);
        wait(&mut desk, "an empty search", |d| value(d, "Search captions").unwrap_or_default().is_empty());
    }
    // It is there again with the captions, and a new one leads to them.
    press(&mut desk, CTRL, Key::Num1);
    wait(&mut desk, "the search", |d| value(d, "Search captions").as_deref() == Some("scene:fireworks"));
    press(&mut desk, CTRL, Key::Num6);
    press(&mut desk, CTRL, Key::F);
    text(&mut desk, "angele");
    wait(&mut desk, "the captions", |d| (1..4).contains(&rows(d).len()));
    assert_eq!(value(&desk, "Search captions").as_deref(), Some("angele"));
    text(&mut desk, " perf");
    assert_eq!(value(&desk, "Search captions").as_deref(), Some("angele perf"));
}

#[test]
fn a_key_means_the_same_in_every_view_and_never_what_is_out_of_sight() {
    let home = home();
    articles(home.path());
    let mut desk = open(home.path(), &[], Some("articles/river.txt"));
    let operations = |home: &std::path::Path| {
        ok(home, &["history", "--catalog", BUILTIN, "--format", "jsonl"]).lines().count()
    };
    press(&mut desk, Modifiers::NONE, Key::F8);
    wait_for(&mut desk, "Next: ");
    // Where no problem is shown none is answered.
    for key in [Key::Num4, Key::Num5, Key::Num6] {
        press(&mut desk, CTRL, key);
        press(&mut desk, Modifiers::ALT, Key::Enter);
        wait_for(&mut desk, "Go to a problem first (F8)");
    }
    assert_eq!(operations(home.path()), 1);
    // The question of the Dates view is put off, answered and taken back with the keys of every problem.
    press(&mut desk, CTRL, Key::Num2);
    wait_for(&mut desk, "1 of 3");
    // The uppermost one.
    let first = |d: &Desk| {
        let all = d.query_all_by_label_contains("closing ceremony is on");
        let top = all.min_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
        top.and_then(|n| n.accesskit_node().label().or(n.accesskit_node().value())).unwrap_or_default()
    };
    let asked = first(&desk);
    press(&mut desk, Modifiers::NONE, Key::F8);
    wait(&mut desk, "the next question", |d| said(d, "1 of 3") && first(d) != asked);
    press(&mut desk, Modifiers::SHIFT, Key::F8);
    wait(&mut desk, "the question before", |d| first(d) == asked);
    press(&mut desk, Modifiers::ALT, Key::Delete);
    wait_for(&mut desk, "1 of 2");
    assert_eq!(operations(home.path()), 2);
    press(&mut desk, CTRL, Key::Z);
    wait_for(&mut desk, "1 of 3");

    // A line of the report is set aside and rejected as a caption is.
    press(&mut desk, CTRL, Key::I);
    wait_for(&mut desk, "Add 3 captions to ");
    press(&mut desk, CTRL, Key::D);
    wait_for(&mut desk, "Open a line of the report that is a caption first");
    let line = desk.query_all_by_label_contains("Volunteers stack").next().expect("the line");
    line.click_accesskit();
    desk.run_steps(3);
    wait_for(&mut desk, "Words of the caption");
    press(&mut desk, CTRL, Key::D);
    wait_for(&mut desk, "Do not set aside");
    press(&mut desk, CTRL | Modifiers::SHIFT, Key::D);
    wait_for(&mut desk, "Add 2 captions to ");
}

#[test]
fn captions_that_are_not_in_view_are_not_passed_or_set_aside() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    for view in [Key::Num2, Key::Num5, Key::Num6] {
        press(&mut desk, CTRL, view);
        for key in [Key::Enter, Key::D] {
            press(&mut desk, CTRL, key);
            wait_for(&mut desk, "The chosen captions are not in view: go to Captions first");
        }
    }
    assert!(support::list(home.path(), BUILTIN, &["status:reviewed"]).is_empty());
    assert!(support::list(home.path(), BUILTIN, &["status:set-aside"]).is_empty());
    press(&mut desk, CTRL, Key::Num1);
    press(&mut desk, CTRL, Key::Enter);
    wait(&mut desk, "the caption is passed", |_| {
        support::list(home.path(), BUILTIN, &["status:reviewed"]).len() == 1
    });
}

#[test]
fn what_was_taken_back_can_be_made_again_from_the_line_that_says_so() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "City", "Saint-Denis-sur-Seine");
    wait_for(&mut desk, "Corrected City");
    let there = || support::list(home.path(), BUILTIN, &["city:Saint-Denis-sur-Seine"]).len();
    click(&mut desk, "Undo the last change");
    wait_for(&mut desk, "Took back");
    wait(&mut desk, "it is gone", |_| there() == 0);
    assert!(!said(&desk, "Undo the last change"));
    click(&mut desk, "Make the change again");
    wait(&mut desk, "it is there again", |_| there() == 1);
}

#[test]
fn a_field_is_chosen_by_its_letter_and_with_the_arrows() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    press(&mut desk, Modifiers { shift: true, ..CTRL }, Key::H);
    wait_for(&mut desk, "Change a field");
    desk.get_by_role_and_label(Role::ComboBox, "Field to change").focus();
    desk.run_steps(2);
    let field =
        |d: &Desk| d.get_by_role_and_label(Role::ComboBox, "Field to change").value().unwrap_or_default();
    let first = field(&desk);
    text(&mut desk, "p");
    assert!(field(&desk).starts_with('P'), "{}", field(&desk));
    text(&mut desk, "a");
    assert_eq!(field(&desk), "Agency");
    press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    assert_ne!(field(&desk), "Agency");
    press(&mut desk, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(field(&desk), "Agency");
    assert_ne!(first, "Agency");
}

#[test]
fn a_filter_that_tab_comes_to_is_in_view() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let heads = |d: &Desk| {
        d.query_all_by_role(Role::Button)
            .filter(|n| n.accesskit_node().is_focused())
            .map(|n| (n.accesskit_node().label().unwrap_or_default(), n.rect()))
            .next()
    };
    let mut seen = 0;
    for _ in 0..80 {
        press(&mut desk, Modifiers::NONE, Key::Tab);
        desk.run_steps(2);
        if let Some((name, rect)) = heads(&desk).filter(|(n, _)| n.starts_with("Filters by")) {
            seen += 1;
            assert!(rect.bottom() < 860.0 && rect.top() > 0.0, "{name} at {rect:?}");
        }
    }
    assert!(seen > 3, "{seen}");
}

/// Whether what a label contains has the keyboard.
fn has_keyboard(desk: &Desk, role: Role, words: &str) -> bool {
    let named = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|l| l.contains(words));
    desk.query_all_by_role(role).any(|n| named(&n) && n.is_focused())
}

#[test]
fn a_dialog_gives_the_keyboard_back_to_where_it_was() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(3);
    let shift = Modifiers { shift: true, ..CTRL };
    // Those that keys open, left with Escape.
    for (keys, key, title) in [
        (CTRL, Key::E, "Export a sheet"),
        (CTRL, Key::I, "Import documents"),
        (shift, Key::H, "Change a field"),
        (CTRL, Key::H, "Find and replace"),
        (CTRL, Key::K, "Palette"),
        (Modifiers::NONE, Key::F1, "Shortcuts"),
    ] {
        press(&mut desk, keys, key);
        desk.run_steps(4);
        assert!(!has_keyboard(&desk, Role::Table, "Captions, "), "{title} is open");
        press(&mut desk, Modifiers::NONE, Key::Escape);
        desk.run_steps(4);
        assert!(has_keyboard(&desk, Role::Table, "Captions, "), "after {title}");
    }
    // From a field, back into it.
    desk.get_by_role_and_label(Role::TextInput, "City").focus();
    desk.run_steps(3);
    press(&mut desk, CTRL, Key::E);
    desk.run_steps(4);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    desk.run_steps(4);
    assert!(desk.get_by_role_and_label(Role::TextInput, "City").is_focused());
    // Done and not left: what it was opened from is there still.
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(3);
    press(&mut desk, shift, Key::H);
    wait_for(&mut desk, "Change a field");
    choose(&mut desk, Role::ComboBox, "Field to change");
    choose(&mut desk, Role::ListBoxOption, "Field to change: Caption");
    fill(&mut desk, "Words", "A tidy caption.");
    press(&mut desk, CTRL, Key::Enter);
    wait_for(&mut desk, "Corrected Caption");
    desk.run_steps(4);
    assert!(has_keyboard(&desk, Role::Table, "Captions, "), "after a change");
}

#[test]
fn a_search_without_results_shows_no_other_caption_and_comes_back_to_the_one_before() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    row(&mut desk, "Athletes gather", Modifiers::NONE);
    let gather = |d: &Desk| value(d, "Caption").is_some_and(|words| words.starts_with("Athletes gather"));
    wait(&mut desk, "the caption", gather);
    fill(&mut desk, "Search captions", "zyzzyva");
    wait_for(&mut desk, "Nothing found");
    wait_for(&mut desk, "No caption is in this list.");
    assert!(value(&desk, "Caption").is_none() && said(&desk, "0 shown · 0 selected"));
    // Nothing is passed that nobody sees.
    press(&mut desk, CTRL, Key::Enter);
    desk.run_steps(4);
    assert!(support::list(home.path(), BUILTIN, &["status:reviewed"]).is_empty());
    click(&mut desk, "Show all captions");
    wait(&mut desk, "the caption again", gather);
}

#[test]
fn what_was_put_off_bears_a_mark_until_it_is_answered() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    press(&mut desk, CTRL, Key::Num3);
    wait_for(&mut desk, "Later: ");
    let marked = |d: &Desk| d.query_all_by_label_contains(". Put off").count();
    assert_eq!(marked(&desk), 0);
    press(&mut desk, Modifiers::NONE, Key::Space);
    wait(&mut desk, "one is marked", |d| marked(d) == 1);
    press(&mut desk, Modifiers::NONE, Key::Space);
    wait(&mut desk, "two are marked", |d| marked(d) == 2);
    // Looking at the next one, or the one before, is no answer, and puts nothing off.
    press(&mut desk, Modifiers::NONE, Key::F8);
    press(&mut desk, Modifiers::SHIFT, Key::F8);
    desk.run_steps(4);
    press(&mut desk, Modifiers::SHIFT, Key::F8);
    desk.run_steps(4);
    assert_eq!(marked(&desk), 2);
    press(&mut desk, Modifiers::NONE, Key::Delete);
    wait(&mut desk, "it is answered", |d| marked(d) == 1);
}

#[test]
fn a_mistake_in_the_search_moves_nothing() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let top = |d: &Desk| d.get_by_role(Role::Table).rect().top();
    let before = top(&desk);
    fill(&mut desk, "Search captions", "date:yesterday");
    wait_for(&mut desk, "is no date");
    assert_eq!(top(&desk), before);
}

#[test]
fn columns_without_room_are_told_and_panes_are_as_wide_again() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let caption = |d: &Desk| d.get_by_role_and_label(Role::TextInput, "Caption").rect().width();
    let before = (caption(&desk), desk.get_by_role(Role::Table).rect());
    assert!(said(&desk, "Columns") && !said(&desk, " hidden"));
    for _ in 0..8 {
        press(&mut desk, CTRL, Key::Plus);
        desk.run_steps(2);
    }
    wait_for(&mut desk, " hidden");
    press(&mut desk, CTRL, Key::Num0);
    desk.run_steps(4);
    assert_eq!((caption(&desk), desk.get_by_role(Role::Table).rect()), before);
    assert!(!said(&desk, " hidden"));
    // Also where they were out of view when the text became smaller again.
    for _ in 0..10 {
        press(&mut desk, CTRL, Key::Plus);
        desk.run_steps(2);
    }
    press(&mut desk, CTRL, Key::Num5);
    press(&mut desk, CTRL, Key::Num0);
    press(&mut desk, CTRL, Key::Num1);
    desk.run_steps(4);
    assert_eq!((caption(&desk), desk.get_by_role(Role::Table).rect()), before);
}

/// Where a row of the list stands.
fn stands(desk: &Desk, words: &str) -> Option<f32> {
    let named = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|l| l.contains(words));
    desk.query_all_by_role(Role::Row).find(named).map(|row| row.rect().top())
}

#[test]
fn what_is_given_up_leaves_the_list_where_it_was() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(3);
    press(&mut desk, Modifiers::NONE, Key::Home);
    let arrives = |d: &Desk| value(d, "Caption").is_some_and(|w| w.starts_with("A performer arrives"));
    wait(&mut desk, "the first caption", arrives);
    let before = stands(&desk, "A performer arrives");
    assert!(before.is_some());
    press(&mut desk, Modifiers::NONE, Key::F2);
    // What is typed is of no scene, and takes the caption to the end of the list in a pause.
    put(&mut desk, "Caption", "Half a sentence");
    let saved = || support::list(home.path(), BUILTIN, &["half a sentence"]).len();
    wait(&mut desk, "a pause", |_| saved() == 1);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    wait(&mut desk, "the words as they were", |d| saved() == 0 && arrives(d));
    wait(&mut desk, "the foot to say so", |d| said(d, "Took back"));
    assert!(!said(&desk, "Nothing to change"));
    wait(&mut desk, "the list as it was", |d| stands(d, "A performer arrives") == before);
    // The keys that go to an end do.
    press(&mut desk, Modifiers::NONE, Key::End);
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "the first caption again", arrives);
}

#[test]
fn a_field_that_tab_comes_to_is_in_view() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    row(&mut desk, "Athletes gather", Modifiers::NONE);
    let text = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().unwrap_or_default();
    desk.get_by_role_and_label(Role::TextInput, "Photographer").focus();
    desk.run_steps(3);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..14 {
        press(&mut desk, Modifiers::NONE, Key::Tab);
        desk.run_steps(4);
        let fields = desk.query_all_by_role(Role::TextInput).filter(|n| n.accesskit_node().is_focused());
        for (name, rect) in fields.map(|n| (text(&n), n.rect())) {
            assert!(rect.top() > 0.0 && rect.center().y < 880.0, "{name} at {rect:?}");
            seen.insert(name);
        }
    }
    assert!(seen.contains("Keywords") || seen.len() > 8, "{seen:?}");
}
