//! The problems in the window: walked with the keyboard alone, fixed all at once, said to be right and opened again.

mod support;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use serde_json::Value;
use support::window::*;
use support::{list, ok, write};

/// The open problems as the command line has them.
fn problems(home: &std::path::Path, catalog: &str) -> Vec<Value> {
    let args = ["check", "--catalog", catalog, "--format", "json"];
    let output = support::run(home, &args);
    serde_json::from_slice(&output.stdout).unwrap()
}

fn operations(home: &std::path::Path) -> usize {
    let out = ok(home, &["history", "--catalog", BUILTIN, "--format", "jsonl"]);
    out.lines().count()
}

/// The sentence of the card that the keys are for.
fn selected(desk: &Desk) -> Option<String> {
    // The one card with a way on to the next problem, which the Problems view puts off by it.
    let ways = ["Next: ", "Later: "];
    let card = ways.iter().find_map(|way| desk.query_all_by_label_contains(way).next())?;
    card.accesskit_node().label()
}

/// The row of the table that is selected, as it is numbered there.
fn place(desk: &Desk) -> usize {
    let chosen =
        |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
    let row = desk.query_all_by_role(Role::Row).find(chosen).expect("a row is selected");
    let label = row.accesskit_node().label().unwrap();
    let number = label.strip_prefix("Row ").and_then(|l| l.split_once(':')).map(|(n, _)| n.parse());
    number.unwrap_or_else(|| panic!("{label}")).unwrap()
}

/// Narrows the list, and with it the problems.
#[track_caller]
fn narrow(desk: &mut Desk, filter: &str) {
    fill(desk, "Search captions", filter);
    wait(desk, "a part of the problems", |d| {
        let tab = d.query_all_by_role(Role::Row).count();
        (1..8).contains(&tab)
    });
}

fn key(desk: &mut Desk, key: Key) {
    desk.key_press(key);
    desk.run_steps(3);
}

fn alt(desk: &mut Desk, key: Key) {
    desk.key_press_modifiers(Modifiers::ALT, key);
    desk.run_steps(3);
}

/// Waits until the desk has no other problems left than so many.
#[track_caller]
fn left(desk: &mut Desk, home: &std::path::Path, n: usize) {
    wait(desk, &format!("{n} problems"), |_| problems(home, BUILTIN).len() == n);
    desk.run_steps(4);
}

#[test]
fn the_whole_walk_with_the_keyboard_alone() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let first = problems(home.path(), BUILTIN).len();
    assert!(first >= 10, "{first}");
    let (mut keys, mut stale) = (1, 0);
    key(&mut desk, Key::F8);
    wait(&mut desk, "a card", |d| selected(d).is_some());
    while !problems(home.path(), BUILTIN).is_empty() {
        // What has a fix is accepted, what has none is right as it stands; each brings the next one.
        desk.run_steps(20);
        if selected(&desk).is_none() && !said(&desk, "Keep both") {
            // One that came back after the last was answered.
            keys += 1;
            // The window learns of it when its own checks have run.
            for _ in 0..400 {
                key(&mut desk, Key::F8);
                if selected(&desk).is_some() || said(&desk, "Keep both") {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
        }
        let title = selected(&desk).map(|l| l.replace("Next: ", "").replace("Later: ", ""));
        let fixable = match &title {
            Some(title) => desk.query_all_by_label(&format!("Accept the fix: {title}")).next().is_some(),
            None => said(&desk, "Keep both: file under"),
        };
        let made = operations(home.path());
        alt(&mut desk, if fixable { Key::Enter } else { Key::Delete });
        let until = Instant::now() + Duration::from_secs(2);
        while operations(home.path()) == made && Instant::now() < until {
            desk.run_steps(2);
        }
        // A card that was settled while the checks still ran answers nothing; the next one comes with them.
        stale += usize::from(operations(home.path()) == made);
        assert!(stale < first, "no change: {fixable}, {title:?}");
        keys += usize::from(operations(home.path()) > made);
        desk.run_steps(6);
        assert!(keys < 2 * first, "the walk has no end");
    }
    println!("{first} problems, {keys} keys");
    // A corrected caption can join a problem that was answered before, which is then asked again, once.
    assert!(keys <= first + 8, "{keys} keys for {first} problems");
    // No date was moved, no printed word touched.
    let printed = list(home.path(), BUILTIN, &["Tom Cruise", "State"]);
    assert!(printed.is_empty() || printed.iter().all(|c| c["description_as_printed"] != ""));
    let before: BTreeSet<String> =
        list(home.path(), "builtin", &[]).iter().map(|c| c["description_as_printed"].to_string()).collect();
    let after: BTreeSet<String> =
        list(home.path(), BUILTIN, &[]).iter().map(|c| c["description_as_printed"].to_string()).collect();
    assert_eq!(before, after);
    key(&mut desk, Key::F8);
    wait_for(&mut desk, "No caption has an open problem");
}

#[test]
fn next_and_previous_go_round_in_the_order_of_the_list_from_anywhere() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    // From where the window opened to the last problem, and round.
    for _ in 0..=problems(home.path(), BUILTIN).len() {
        key(&mut desk, Key::F8);
        wait(&mut desk, "a card", |d| said(d, "Next: ") || said(d, "Keep both: file under"));
        if said(&desk, "From the first problem again") {
            break;
        }
    }
    wait_for(&mut desk, "From the first problem again");
    desk.key_press_modifiers(Modifiers::SHIFT, Key::F8);
    desk.run_steps(6);
    click(&mut desk, "View: History");
    let (mut seen, mut places) = (Vec::new(), Vec::new());
    let all = problems(home.path(), BUILTIN).len();
    let shown = |d: &Desk| value(d, "Caption").unwrap_or_default();
    for _ in 0..all {
        key(&mut desk, Key::F8);
        wait(&mut desk, "a card", |d| said(d, "Next: ") || said(d, "Keep both: file under"));
        desk.run_steps(4);
        seen.push((selected(&desk), shown(&desk)));
        places.push(place(&desk));
    }
    // Down the list as it stands, group after group.
    assert!(places.is_sorted() && places.last() > Some(&40), "{places:?}");
    key(&mut desk, Key::F8);
    wait_for(&mut desk, "From the first problem again");
    desk.key_press_modifiers(Modifiers::SHIFT, Key::F8);
    desk.run_steps(6);
    wait_for(&mut desk, "From the last problem again");
    wait(&mut desk, "the last one", |d| shown(d) == seen[all - 1].1);
    desk.key_press_modifiers(Modifiers::SHIFT, Key::F8);
    wait(&mut desk, "the one before", |d| shown(d) == seen[all - 2].1);
    assert_eq!(operations(home.path()), 1, "looking changes nothing");

    // As it is grouped and sorted anew, so it is walked.
    let listed = desk.state().app().listed();
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::ALT, Key::Num3);
    wait_for(&mut desk, "Group by: Agency");
    click(&mut desk, "Sort by Caption");
    wait(&mut desk, "the list in that order", |d| d.state().app().listed() >= listed + 2);
    desk.get_by_role(Role::Table).focus();
    key(&mut desk, Key::Home);
    let mut places = Vec::new();
    for _ in 0..all {
        key(&mut desk, Key::F8);
        desk.run_steps(6);
        places.push(place(&desk));
    }
    assert!(places.is_sorted() && places.last() > Some(&40), "{places:?}");
    // The Problems view is walked as it is listed: check after check.
    click(&mut desk, "View: Problems");
    desk.run_steps(6);
    let line = |d: &Desk| {
        let chosen =
            |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
        d.query_all_by_role(Role::Row).find(chosen).map(|n| n.rect().top())
    };
    desk.get_by_label_contains("Problems, ").focus();
    key(&mut desk, Key::Home);
    key(&mut desk, Key::ArrowDown);
    let first = line(&desk);
    key(&mut desk, Key::F8);
    desk.run_steps(6);
    assert!(first.is_some() && line(&desk) > first, "{first:?} {:?}", line(&desk));
}

#[test]
fn all_fixes_of_a_check_but_one_are_one_change() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    click(&mut desk, "View: Problems");
    narrow(&mut desk, "problem:number-agreement");
    wait_for(&mut desk, "One and several, 2 problems");
    let before = problems(home.path(), BUILTIN).len();
    click(&mut desk, "Fix all: One and several");
    wait_for(&mut desk, "Apply 2 fixes");
    let ticks = desk.query_all_by_role(Role::CheckBox).filter_map(|n| n.accesskit_node().label());
    let ticks: Vec<String> = ticks.collect();
    assert!(ticks.iter().any(|t| t.ends_with("line 28: waves to wave, a proposal")), "{ticks:?}");
    // The second one is unticked with the keyboard.
    key(&mut desk, Key::ArrowDown);
    key(&mut desk, Key::Space);
    wait_for(&mut desk, "Apply 1 fix");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "Fixed Caption, 1 caption");
    left(&mut desk, home.path(), before - 1);
    assert_eq!(operations(home.path()), 2);
    let still = problems(home.path(), BUILTIN);
    assert_eq!(still.iter().filter(|p| p["check"] == "number-agreement").count(), 1);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    left(&mut desk, home.path(), before);
    wait_for(&mut desk, "One and several, 2 problems");
    // Escape leaves all as it was.
    click(&mut desk, "Fix all: One and several");
    wait_for(&mut desk, "Apply 2 fixes");
    click(&mut desk, "Select none");
    wait_for(&mut desk, "Apply 0 fixes");
    key(&mut desk, Key::Escape);
    wait(&mut desk, "the dialog to be gone", |d| !said(d, "Apply 0 fixes"));
    assert_eq!(problems(home.path(), BUILTIN).len(), before);
}

#[test]
fn a_word_is_learned_and_taken_out_again() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    click(&mut desk, "View: Problems");
    let before = problems(home.path(), BUILTIN).len();
    narrow(&mut desk, "problem:place-variant");
    wait_for(&mut desk, "“State de France”");
    let row = desk.query_all_by_role(Role::Row).find(|n| {
        n.accesskit_node().label().is_some_and(|l| l.contains("A place or an event in two spellings"))
    });
    row.expect("the place's row").click_accesskit();
    wait_for(&mut desk, "“State de France” is right in this catalog");
    click(&mut desk, "“State de France” is right in this catalog");
    left(&mut desk, home.path(), before - 1);
    click(&mut desk, "Problems: own words");
    wait_for(&mut desk, "Take out the word State de France");
    click(&mut desk, "Problems: said to be right");
    wait_for(&mut desk, "Open again: 2 captions say “State de France”");
    click(&mut desk, "Open again: 2 captions say “State de France”");
    left(&mut desk, home.path(), before);
    // With a note, for the document; and from the list of words.
    click(&mut desk, "Problems: open");
    alt(&mut desk, Key::Delete);
    left(&mut desk, home.path(), before - 1);
    desk.key_press_modifiers(Modifiers::ALT | Modifiers::SHIFT, Key::Delete);
    wait_for(&mut desk, "This problem, until what it rests on changes");
    fill(&mut desk, "Note (may be empty)", "the desk knows");
    wait_for(&mut desk, "Said of ");
    left(&mut desk, home.path(), before - 2);
    click(&mut desk, "Problems: said to be right");
    wait_for(&mut desk, "Open again: ");
    assert_eq!(desk.query_all_by_label_contains("Open again: ").count(), 2);
    let dismissed = ok_or_one(home.path());
    assert!(dismissed.contains("the desk knows"), "{dismissed}");
}

fn ok_or_one(home: &std::path::Path) -> String {
    let output = support::run(home, &["check", "--catalog", BUILTIN, "--dismissed"]);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_check_s_page_opens_and_the_list_is_walked_and_folded_with_keys() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    click(&mut desk, "View: Problems");
    let rows_of = |d: &Desk| {
        let rows = d.query_all_by_role(Role::Row).filter_map(|n| n.accesskit_node().label());
        rows.collect::<Vec<String>>()
    };
    wait(&mut desk, "rows", |d| rows_of(d).len() > 4);
    let at = |d: &Desk| {
        let on =
            |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
        d.query_all_by_role(Role::Row).find(on).and_then(|n| n.accesskit_node().label())
    };
    wait(&mut desk, "a problem that the keys are on", |d| at(d).is_some());
    key(&mut desk, Key::Home);
    key(&mut desk, Key::ArrowDown);
    let first = at(&desk);
    // Errors stand before queries.
    assert!(first.as_ref().is_some_and(|f| f.starts_with("Error: One and several")), "{first:?}");
    let gravity: Vec<String> =
        rows_of(&desk).iter().filter_map(|r| Some(r.split_once(": ")?.0.to_owned())).collect();
    let errors = gravity.iter().take_while(|g| *g == "Error").count();
    assert!(errors > 1 && gravity[errors..].iter().all(|g| g == "Query"), "{gravity:?}");
    key(&mut desk, Key::Space);
    wait(&mut desk, "the next row", |d| at(d).is_some() && at(d) != first);
    let heads = |d: &Desk| d.query_all_by_role(Role::RowHeader).count();
    let before = (rows_of(&desk).len(), heads(&desk));
    key(&mut desk, Key::ArrowLeft);
    wait(&mut desk, "fewer rows", |d| !rows_of(d).iter().any(|r| r.contains("One and several")));
    key(&mut desk, Key::ArrowRight);
    wait(&mut desk, "the rows again", |d| (rows_of(d).len(), heads(d)) == before);

    desk.key_press_modifiers(Modifiers::SHIFT, Key::F1);
    wait_for(&mut desk, "caption-desk checks number-agreement");
    wait_for(&mut desk, "It is silent on");
    assert!(desk.query_all_by_label_contains("About the check One and several").next().is_some());
    key(&mut desk, Key::Escape);
    wait(&mut desk, "the page to be gone", |d| !said(d, "It is silent on"));
    click(&mut desk, "Page of the check: One event on two days");
    wait_for(&mut desk, "caption-desk checks date-event-split");
}

#[test]
fn words_that_are_doubted_lead_to_their_card() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "firefights");
    wait(&mut desk, "one row", |d| rows(d).len() == 1);
    row(&mut desk, "Firefights", Modifiers::NONE);
    wait(&mut desk, "the caption", |d| value(d, "Caption").is_some_and(|v| v.starts_with("Firefights")));
    key(&mut desk, Key::F2);
    for _ in 0..8 {
        key(&mut desk, Key::ArrowUp);
    }
    key(&mut desk, Key::Home);
    key(&mut desk, Key::ArrowRight);
    // The cursor in the word says what is doubted, Enter leads to the answers, and Enter there accepts.
    wait_for(&mut desk, "stands here alone");
    key(&mut desk, Key::Enter);
    wait(&mut desk, "the card to have the keyboard", |d| {
        let button = d.query_all_by_label("Accept the fix: A word where others have its twin").next();
        button.is_some_and(|b| b.accesskit_node().is_focused())
    });
    key(&mut desk, Key::Enter);
    wait(&mut desk, "the right word", |_| list(home.path(), BUILTIN, &["firefights"]).is_empty());
}

#[test]
fn one_picture_in_two_documents_is_joined_or_kept_apart() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    click(&mut desk, "View: Problems");
    let before = problems(home.path(), BUILTIN).len();
    narrow(&mut desk, "problem:picture-twice");
    let picture = |desk: &mut Desk| {
        let of = |l: String| l.contains("One picture in two documents");
        wait(desk, "the picture's row", |d| {
            d.query_all_by_role(Role::Row).any(|n| n.accesskit_node().label().is_some_and(of))
        });
        let found = desk.query_all_by_role(Role::Row).find(|n| n.accesskit_node().label().is_some_and(of));
        found.unwrap().click_accesskit();
        wait_for(desk, "Join as one picture: One picture in two documents");
    };
    picture(&mut desk);
    // Both captions stand beside each other, with what differs: the credit's form.
    wait_for(&mut desk, "AP/Natacha Pisarenko");
    wait_for(&mut desk, "(AP Photo/Natacha Pisarenko)");
    wait_for(&mut desk, "line 7 · 003_fa6a97577b82ba6d.txt");
    assert!(!said(&desk, "Also in"));
    alt(&mut desk, Key::Enter);
    wait_for(&mut desk, "Joined 2 captions of one picture");
    left(&mut desk, home.path(), before - 1);
    fill(&mut desk, "Search captions", "document:002 Cruise State");
    wait_for(&mut desk, "Also in 003_fa6a97577b82ba6d.txt · line 7");
    assert_eq!(list(home.path(), BUILTIN, &["status:set-aside"]).len(), 1);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    left(&mut desk, home.path(), before);
    assert!(list(home.path(), BUILTIN, &["status:set-aside"]).is_empty());
    // Or they are two.
    fill(&mut desk, "Search captions", "problem:picture-twice");
    picture(&mut desk);
    click(&mut desk, "Two pictures: One picture in two documents");
    left(&mut desk, home.path(), before - 1);
    assert!(list(home.path(), BUILTIN, &["status:set-aside"]).is_empty());
}

/// The house style that the catalog names.
fn style(home: &std::path::Path) -> Option<String> {
    let all = support::json(home, &["style", "--catalog", BUILTIN, "--format", "json"]);
    all.iter().find(|s| s["on"] == true).map(|s| s["name"].as_str().unwrap().to_owned())
}

#[test]
fn the_house_style_is_chosen_and_the_problems_follow_at_once() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    wait_for(&mut desk, "House style. No house style");
    assert!(heads(&desk).iter().all(|h| !h.contains("A first sentence in the past")), "{:?}", heads(&desk));
    // By the keyboard: the dialog, down to the first style, taken, and used.
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Y);
    wait_for(&mut desk, "AP-like");
    desk.run_steps(4);
    key(&mut desk, Key::ArrowDown);
    key(&mut desk, Key::Space);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(&mut desk, "Chose the house style AP-like");
    wait_for(&mut desk, "House style. Style: AP-like");
    fill(&mut desk, "Search captions", "assisted");
    wait(&mut desk, "the problem of style", |d| {
        heads(d).iter().any(|h| h.contains("A first sentence in the past, 1 problem"))
    });
    assert_eq!(style(home.path()).as_deref(), Some("ap"));
    // Another one by the button and the pointer.
    click(&mut desk, "House style. Style: AP-like");
    wait_for(&mut desk, "British");
    click(&mut desk, "British");
    click(&mut desk, "Use it");
    wait_for(&mut desk, "House style. Style: British");
    fill(&mut desk, "Search captions", "Yseult");
    wait(&mut desk, "the dates of the other style", |d| {
        heads(d).iter().any(|h| h.contains("A date in another form than the house's, 1 problem"))
    });
    // Undone, it is the style before; and so is it after the window was closed.
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_for(&mut desk, "House style. Style: AP-like");
    wait(&mut desk, "the dates in peace", |d| heads(d).iter().all(|h| !h.contains("A date in another form")));
    drop(desk);
    let mut desk = open(home.path(), &[], None);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    wait_for(&mut desk, "House style. Style: AP-like");
    assert_eq!(style(home.path()).as_deref(), Some("ap"));
}

#[test]
fn of_several_events_the_dates_of_the_one_that_is_asked_about_are_shown() {
    let home = home();
    let party = |place: &str, day: &str, next: &str| {
        let caption = |words: &str, when: &str| {
            format!(
                "{words} during the closing gala of the {place} festival at the {place} Arena, {when}, in {place}, Portugal. (AP Photo/Ana Prata)\n\n"
            )
        };
        [
            caption("Fireworks explode over the stage", day),
            caption("Fireworks light the roof", day),
            caption("Fireworks burst over the crowd", next),
            caption("Dancers perform", day),
        ]
        .concat()
    };
    let texts = [
        ("one.txt", party("Braga", "Sunday, May 4, 2025", "Monday, May 5, 2025")),
        ("two.txt", party("Evora", "Saturday, July 12, 2025", "Sunday, July 13, 2025")),
    ];
    for (name, text) in texts {
        write(home.path(), name, format!("A gala\n\n{text}"));
    }
    support::ok(home.path(), &["new", "--catalog", "c.captions"]);
    support::ok(home.path(), &["import", "--catalog", "c.captions", "one.txt", "two.txt"]);
    let mut desk = open(home.path(), &["c.captions"], None);
    wait_for(&mut desk, "8 captions");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    let event =
        |desk: &Desk, place: &str| said(desk, &format!("Event: closing gala of the {place} festival"));
    wait(&mut desk, "the first event", |d| event(d, "Braga") || event(d, "Evora"));
    let other = if event(&desk, "Braga") { "Evora" } else { "Braga" };
    wait(&mut desk, "its captions", |d| said(d, "4 shown"));
    // The other one's turn.
    desk.key_press(Key::Space);
    wait(&mut desk, "the other event", |d| event(d, other) && said(d, "4 shown"));
    // Chosen by hand it stays, whatever is asked about.
    choose(&mut desk, Role::ComboBox, &format!("Event: closing gala of the {other} festival"));
    click(&mut desk, "All events");
    wait(&mut desk, "all events", |d| said(d, "Event: All events") && said(d, "8 shown"));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    wait_for(&mut desk, "8 captions");
}
