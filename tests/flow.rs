//! Journeys at a desk's speed: the command palette, shortcuts that can be changed, and captions passed from the keyboard.

mod support;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use support::list;
use support::window::*;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

/// The keyboard in the list of captions; the tour of the first start is left.
fn in_table(desk: &mut Desk) {
    if said(desk, "Skip the tour") {
        click(desk, "Skip the tour");
    }
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
}

fn text(desk: &mut Desk, words: &str) {
    desk.event(egui::Event::Text(words.to_owned()));
    desk.run_steps(3);
}

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.key_press_modifiers(modifiers, key);
    desk.run_steps(3);
}

/// The lines of a list of choices, in their order.
fn options(desk: &Desk) -> Vec<String> {
    desk.query_all_by_role(Role::ListBoxOption).filter_map(|n| n.accesskit_node().label()).collect()
}

/// The first line of a list of choices.
#[track_caller]
fn first(desk: &mut Desk, words: &str) {
    wait(desk, words, |d| options(d).first().is_some_and(|l| l.contains(words)));
}

#[test]
fn the_palette_finds_commands_scenes_filters_and_fields_and_the_last_come_first() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    // A filter is saved, so that it can be found.
    fill(&mut desk, "Search captions", "agency:AFP");
    wait_for(&mut desk, "Save this filter…");
    click(&mut desk, "Save this filter…");
    fill(&mut desk, "Name", "French wire");
    wait_for(&mut desk, "Saved filter: French wire");

    press(&mut desk, CTRL, Key::K);
    wait_for(&mut desk, "Find a command");
    text(&mut desk, "firew");
    first(&mut desk, "Scene: Fireworks");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait(&mut desk, "the five of the scene", |d| rows(d).len() == 5 && !said(d, "Find a command"));

    press(&mut desk, CTRL, Key::K);
    first(&mut desk, "Scene: Fireworks, chosen lately");
    text(&mut desk, "french");
    first(&mut desk, "Saved filter: French wire");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait(&mut desk, "the six of the agency", |d| rows(d).len() == 6);

    press(&mut desk, CTRL, Key::K);
    assert!(options(&desk)[1].contains("Scene: Fireworks"), "{:?}", options(&desk));
    // Letters in their order do, with the arrows for one further down; the shortcut stands beside it.
    text(&mut desk, "group agency");
    first(&mut desk, "View: Group by agency, Ctrl+Alt+3");
    press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    press(&mut desk, Modifiers::NONE, Key::ArrowUp);
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait(&mut desk, "one agency", |d| heads(d).iter().any(|h| h.starts_with("AFP, 6 captions")));

    // Into a field of the caption, from the table; what is typed there goes there.
    press(&mut desk, CTRL, Key::K);
    text(&mut desk, "edit city");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    press(&mut desk, CTRL, Key::A);
    text(&mut desk, "Nanterre");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait_for(&mut desk, "Corrected City, 1 caption");
    // A view; and Escape leaves all as it is.
    press(&mut desk, CTRL, Key::K);
    text(&mut desk, "history");
    first(&mut desk, "View: History, Ctrl+5");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(!said(&desk, "Find a command") && !rows(&desk).is_empty());
}

#[test]
fn a_shortcut_is_changed_said_to_be_anothers_given_reset_and_kept() {
    let home = home();
    let file = home.path().join("data/caption-desk/shortcuts.txt");
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    text(&mut desk, "?");
    wait_for(&mut desk, "Keyboard shortcuts");
    text(&mut desk, "set aside");
    wait_for(&mut desk, "Set aside: Ctrl+D");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait_for(&mut desk, "Press the new keys for “Set aside”");
    // A letter alone is for typing; what another one has is said by name.
    press(&mut desk, Modifiers::NONE, Key::S);
    wait_for(&mut desk, "S is for typing and moving");
    press(&mut desk, CTRL, Key::E);
    wait_for(&mut desk, "Ctrl+E belongs to “Export a sheet”. Give it to “Set aside”?");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    wait_for(&mut desk, "Set aside: Ctrl+D");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    press(&mut desk, CTRL, Key::E);
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait_for(&mut desk, "Set aside: Ctrl+E, changed");
    wait_for(&mut desk, "Export a sheet has no keys now");
    wait(&mut desk, "the file", |_| {
        std::fs::read_to_string(&file).is_ok_and(|t| t.contains("set-aside\tCtrl+E"))
    });
    press(&mut desk, Modifiers::NONE, Key::Escape);

    // The new keys act, and the menu shows them.
    press(&mut desk, CTRL, Key::E);
    wait(&mut desk, "one set aside", |_| list(home.path(), BUILTIN, &["status:set-aside"]).len() == 1);
    assert!(!said(&desk, "Export 5"));
    press(&mut desk, CTRL, Key::K);
    text(&mut desk, "set aside");
    first(&mut desk, "Caption: Set aside, Ctrl+E");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    drop(desk);

    // They are there at the next start, until they are reset.
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::F1);
    text(&mut desk, "set aside");
    wait_for(&mut desk, "Set aside: Ctrl+E, changed");
    click(&mut desk, "Reset this one");
    wait_for(&mut desk, "Set aside: Ctrl+D");
    wait(&mut desk, "the file", |_| std::fs::read_to_string(&file).is_ok_and(|t| !t.contains("set-aside")));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    press(&mut desk, CTRL, Key::E);
    wait_for(&mut desk, "Export 54 captions");
}

#[test]
fn a_file_of_shortcuts_that_cannot_be_read_is_said_and_kept() {
    let home = home();
    let folder = home.path().join("data/caption-desk");
    std::fs::create_dir_all(&folder).unwrap();
    let bytes = b"undo\tF5\n\xff\xfe\x00";
    std::fs::write(folder.join("shortcuts.txt"), bytes).unwrap();
    let mut desk = start(home.path(), &[], None);
    wait_for(&mut desk, "Shortcuts: ");
    wait(&mut desk, "the captions", |d| !rows(d).is_empty());
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::F1);
    text(&mut desk, "undo");
    wait_for(&mut desk, "Undo: Ctrl+Z");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    press(&mut desk, CTRL_SHIFT, Key::U);
    wait_for(&mut desk, "Undo: Ctrl+Shift+U, changed");
    let kept = folder.join("shortcuts-unread-1.txt");
    wait(&mut desk, "the old file aside", |_| std::fs::read(&kept).is_ok_and(|b| b == bytes));
    click(&mut desk, "Reset all");
    wait_for(&mut desk, "Undo: Ctrl+Z");
}

/// The caption that is in view, in the words of the field.
fn caption(desk: &Desk) -> String {
    value(desk, "Caption").unwrap_or_default()
}

#[track_caller]
fn focus(desk: &mut Desk, field: &str) {
    let input = |n: &egui_kittest::Node<'_>| {
        matches!(n.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput)
    };
    desk.query_all_by_label(field).find(input).unwrap_or_else(|| panic!("no field {field}")).focus();
    desk.run_steps(2);
}

#[test]
fn captions_are_passed_over_a_filter_and_the_keyboard_stays_in_the_field() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "scene:fireworks status:unreviewed");
    wait(&mut desk, "the fireworks", |d| rows(d).len() == 5);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    let order: Vec<String> = rows(&desk);
    wait(&mut desk, "the first", |d| !caption(d).is_empty() && order[0].contains(&caption(d)[..20]));
    // A clean caption is passed with one key, and the next one is in view.
    press(&mut desk, CTRL, Key::Enter);
    wait(&mut desk, "the second", |d| order[1].contains(&caption(d)) && rows(d).len() == 4);
    assert_eq!(list(home.path(), BUILTIN, &["status:reviewed"]).len(), 1);

    // From within its words: what was typed is saved, the caption passed, and the keyboard is in the next one's words at once,
    // whether that is there yet or not.
    let (second, third) = (caption(&desk), order[2].clone());
    focus(&mut desk, "Caption");
    press(&mut desk, CTRL | Modifiers::CTRL, Key::Home);
    text(&mut desk, "Late: ");
    desk.key_press_modifiers(CTRL, Key::Enter);
    desk.event(egui::Event::Text("New: ".to_owned()));
    desk.run_steps(2);
    wait(&mut desk, "the third, typed in", |d| caption(d).starts_with("New: "));
    assert!(third.contains(caption(&desk).trim_start_matches("New: ")), "{}", caption(&desk));
    // Undo in a field never brings the words of the caption before.
    press(&mut desk, CTRL, Key::Z);
    press(&mut desk, CTRL, Key::Z);
    assert!(!caption(&desk).starts_with("Late"), "{}", caption(&desk));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    wait(&mut desk, "both passed", |_| {
        list(home.path(), BUILTIN, &["status:reviewed scene:fireworks"]).len() == 2
    });
    let saved = list(home.path(), BUILTIN, &["late"]);
    assert_eq!(saved.len(), 1);
    assert_eq!(saved[0]["description"].as_str().unwrap(), format!("Late: {second}"));
    // The next and the one before, from within a field: it is left, and saved once.
    focus(&mut desk, "Caption");
    press(&mut desk, CTRL, Key::End);
    text(&mut desk, " Again.");
    press(&mut desk, Modifiers::ALT, Key::ArrowDown);
    wait(&mut desk, "the next", |d| order[3].contains(&caption(d)));
    press(&mut desk, Modifiers::ALT, Key::ArrowUp);
    wait(&mut desk, "the one before", |d| caption(d).contains(" Again."));
    assert_eq!(list(home.path(), BUILTIN, &["corrected:yes"]).len(), 2);
}

#[test]
fn a_caption_that_passes_the_filter_no_more_stays_until_the_cursor_leaves_it() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "scene:fireworks city:\"Saint-Denis\"");
    wait(&mut desk, "some rows", |d| (2..6).contains(&rows(d).len()));
    let before = rows(&desk).len();
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "its city", |d| value(d, "City").as_deref() == Some("Saint-Denis"));
    let here = caption(&desk);
    fill(&mut desk, "City", "Lyon");
    wait_for(&mut desk, "passes the filter no more");
    assert_eq!((rows(&desk).len(), caption(&desk)), (before, here.clone()), "nothing jumps");
    assert!(said(&desk, &format!("{} of 55 captions", before - 1)));
    // Another field of it is still at hand.
    fill(&mut desk, "Venue", "Old Pier");
    wait(&mut desk, "the venue", |_| {
        list(home.path(), BUILTIN, &["venue:\"Old Pier\" city:Lyon"]).len() == 1
    });
    assert_eq!(caption(&desk), here);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    wait(&mut desk, "it to leave the list", |d| rows(d).len() == before - 1 && caption(d) != here);
    assert!(!said(&desk, "passes the filter no more"));
    // The last one of a list, too: the list is not taken away from under the hands.
    fill(&mut desk, "Search captions", "city:Lyon");
    wait(&mut desk, "the one", |d| rows(d).len() == 1 && value(d, "City").as_deref() == Some("Lyon"));
    fill(&mut desk, "City", "Paris");
    wait_for(&mut desk, "passes the filter no more");
    press(&mut desk, CTRL, Key::Z);
    wait(&mut desk, "it passes again", |d| !said(d, "passes the filter no more") && rows(d).len() == 1);
}

#[test]
fn the_next_that_wants_work_the_next_group_words_in_the_list_and_parts_of_the_window() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "the first", |d| !caption(d).is_empty());
    // All but three are set aside or passed and clean: those three are gone to, and then it begins again.
    press(&mut desk, CTRL, Key::A);
    wait_for(&mut desk, "55 captions selected");
    press(&mut desk, CTRL, Key::D);
    wait(&mut desk, "all set aside", |_| list(home.path(), BUILTIN, &["status:set-aside"]).len() == 55);
    // The window knows it, too.
    wait_for(&mut desk, "Set aside 55 captions");
    press(&mut desk, Modifiers::NONE, Key::Home);
    press(&mut desk, Modifiers::NONE, Key::F7);
    wait_for(&mut desk, "No caption of this list wants work any more");
    press(&mut desk, CTRL, Key::Z);
    wait(&mut desk, "none set aside", |_| list(home.path(), BUILTIN, &["status:set-aside"]).is_empty());
    wait_for(&mut desk, "Took back: Set aside 55 captions");
    let first = caption(&desk);
    press(&mut desk, Modifiers::NONE, Key::F7);
    wait(&mut desk, "another", |d| caption(d) != first);
    press(&mut desk, Modifiers::SHIFT, Key::F7);
    wait(&mut desk, "the first again", |d| caption(d) == first);

    // Words are found in the list without a filter; every letter looks from where it began.
    press(&mut desk, Modifiers::NONE, Key::F3);
    wait_for(&mut desk, "Find in the list");
    text(&mut desk, "yse");
    text(&mut desk, "ult");
    wait(&mut desk, "Yseult", |d| caption(d).contains("Yseult") && said(d, "55 captions"));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(!said(&desk, "Shift+Enter the one before"));
    press(&mut desk, Modifiers::NONE, Key::F3);
    text(&mut desk, "fireworks");
    wait(&mut desk, "fireworks", |d| caption(d).to_lowercase().contains("fire"));
    let one = caption(&desk);
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait(&mut desk, "other fireworks", |d| {
        caption(d) != one && caption(d).to_lowercase().contains("fireworks")
    });
    press(&mut desk, Modifiers::SHIFT, Key::Enter);
    wait(&mut desk, "the first of them", |d| caption(d) == one);
    press(&mut desk, Modifiers::NONE, Key::Escape);

    // From group to group.
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "the first", |d| caption(d) == first);
    press(&mut desk, CTRL, Key::PageDown);
    wait(&mut desk, "the next scene", |d| value(d, "Scene").as_deref() == Some("Athletes"));
    press(&mut desk, CTRL, Key::PageUp);
    wait(&mut desk, "the first scene", |d| caption(d) == first);

    // From the list into the words, into the search, and back.
    press(&mut desk, Modifiers::NONE, Key::F6);
    press(&mut desk, CTRL | Modifiers::CTRL, Key::Home);
    text(&mut desk, "Zebra ");
    wait(&mut desk, "typed words", |d| caption(d).starts_with("Zebra "));
    press(&mut desk, Modifiers::NONE, Key::F6);
    text(&mut desk, "zebra");
    wait(&mut desk, "the one", |d| rows(d).len() == 1);
    press(&mut desk, CTRL, Key::A);
    text(&mut desk, " ");
    press(&mut desk, Modifiers::NONE, Key::F6);
    wait_for(&mut desk, "55 captions");
    press(&mut desk, Modifiers::NONE, Key::End);
    wait(&mut desk, "the last", |d| !caption(d).starts_with("Zebra "));

    // Columns are chosen and moved with the keys.
    press(&mut desk, Modifiers { alt: true, ..CTRL }, Key::C);
    wait_for(&mut desk, "Column City");
    for _ in 0..3 {
        press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut desk, Modifiers::NONE, Key::Space);
    press(&mut desk, Modifiers::ALT, Key::ArrowUp);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    let heads: Vec<String> =
        desk.query_all_by_role(Role::ColumnHeader).filter_map(|n| n.accesskit_node().label()).collect();
    // Where there is little room, the last column waits for a wider window.
    assert_eq!(heads.get(3).map(String::as_str), Some("Sort by Event date"), "{heads:?}");

    // Every field that is looked at often has one: the venue, the headline, the keywords.
    fill(&mut desk, "Venue", "Old Pier");
    press(&mut desk, Modifiers { alt: true, ..CTRL }, Key::C);
    for name in ["Photographer", "Agency", "Event date", "Date", "Venue"] {
        choose(&mut desk, Role::ListBoxOption, &format!("Column {name}"));
    }
    assert!(said(&desk, "Column Headline") && said(&desk, "Column Keywords"));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    wait(&mut desk, "the venue in its row", |d| {
        said(d, "Sort by Venue") && cells(d, "Venue").contains(&"Old Pier".into())
    });
}

/// What the rows that are drawn have in a column.
fn cells(desk: &Desk, column: &str) -> Vec<String> {
    let named = desk.query_all_by_role(Role::Cell).filter(|n| {
        n.accesskit_node()
            .label()
            .is_some_and(|l| l.starts_with("Row ") && l.contains(&format!(", {column}: ")))
    });
    named.filter_map(|n| Some(n.accesskit_node().label()?.split_once(": ")?.1.to_owned())).collect()
}

#[test]
fn a_path_is_typed_over_and_the_clipboard_is_taken_as_text_to_import() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    // Where the system has no dialog: what stands in the field goes with the first letter.
    press(&mut desk, CTRL, Key::O);
    wait(&mut desk, "a folder", |d| value(d, "Path").is_some_and(|v| v.len() > 1));
    desk.run_steps(3);
    text(&mut desk, "/nowhere/no.captions");
    assert_eq!(value(&desk, "Path").as_deref(), Some("/nowhere/no.captions"));
    press(&mut desk, Modifiers::NONE, Key::Escape);

    // The clipboard is asked for, and what comes is in the field, whether that has the keyboard yet or not.
    in_table(&mut desk);
    // One event: what is asked of the system is told with one frame only.
    desk.event(egui::Event::Key {
        key: Key::V,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: CTRL_SHIFT,
    });
    let mut asked = false;
    for _ in 0..4 {
        desk.step();
        asked |= desk
            .output()
            .viewport_output
            .values()
            .any(|v| v.commands.contains(&egui::ViewportCommand::RequestPaste));
    }
    assert!(asked, "the clipboard is asked for");
    paste(&mut desk, "A rower lifts his oars. (AP Photo/Ana Prata)");
    wait_for(&mut desk, "Import pasted text");
    assert_eq!(value(&desk, "Text").as_deref(), Some("A rower lifts his oars. (AP Photo/Ana Prata)"));
    // Typed on in the field, and read.
    press(&mut desk, CTRL, Key::End);
    text(&mut desk, "\nA second one. (AP Photo/Ana Prata)");
    press(&mut desk, CTRL, Key::Enter);
    wait_for(&mut desk, "2 new captions in 1 document");
}

#[test]
fn the_heading_of_the_rows_at_the_upper_edge_stays_in_view() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    press(&mut desk, Modifiers { alt: true, ..CTRL }, Key::Num5);
    wait(&mut desk, "the documents", |d| heads(d).first().is_some_and(|h| h.starts_with("00")));
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::End);
    desk.run_steps(6);
    let table = desk.get_by_role(Role::Table).rect();
    let held = |d: &Desk| {
        let all = d.query_all_by_role(Role::RowHeader);
        let (mut tops, names): (Vec<f32>, Vec<String>) =
            all.map(|n| (n.rect().top(), n.accesskit_node().label().unwrap())).unzip();
        tops.sort_by(f32::total_cmp);
        (tops[0], names)
    };
    // Of the second document, whose first rows are above; the last one's is where its rows begin.
    let (top, names) = held(&desk);
    assert_eq!((top, names.len()), (table.top(), 2), "{names:?}");
    // The caption in view is never below it, on the way up through it and beyond.
    for _ in 0..45 {
        press(&mut desk, Modifiers::NONE, Key::ArrowUp);
        desk.run_steps(2);
        let (top, names) = held(&desk);
        let chosen =
            |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
        let row = desk.query_all_by_role(Role::Row).find(chosen).expect("it is drawn").rect();
        assert!(row.top() >= top.max(table.top() - 1.0) + 30.0, "{row:?} under {names:?} at {top}");
    }
    // Folded from where it is held, it stays at the upper edge.
    press(&mut desk, Modifiers::NONE, Key::End);
    desk.run_steps(4);
    let name = held(&desk).1.into_iter().find(|n| n.contains("25 captions")).expect("the second document");
    click(&mut desk, &name);
    wait(&mut desk, "it folded", |d| {
        heads(d).iter().any(|h| h.contains("25 captions") && h.ends_with(", folded"))
    });
}

#[test]
fn words_that_are_typed_and_passed_with_one_key_are_one_change() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "the first", |d| !caption(d).is_empty());
    let before = caption(&desk);
    focus(&mut desk, "Caption");
    press(&mut desk, CTRL | Modifiers::CTRL, Key::Home);
    text(&mut desk, "Late: ");
    press(&mut desk, CTRL, Key::Enter);
    wait_for(&mut desk, "Corrected Caption and reviewed 1 caption");
    assert_eq!(list(home.path(), BUILTIN, &["late status:reviewed"]).len(), 1);
    in_table(&mut desk);
    press(&mut desk, CTRL, Key::Z);
    wait(&mut desk, "neither", |_| list(home.path(), BUILTIN, &["late OR status:reviewed"]).is_empty());
    wait(&mut desk, "it as it was", |d| caption(d) == before);
}

/// What has the keyboard, by its name.
fn focused(desk: &Desk) -> String {
    let all = desk.root().children_recursive();
    all.into_iter()
        .find(|n| n.accesskit_node().is_focused())
        .and_then(|n| n.accesskit_node().label())
        .unwrap_or_default()
}

#[test]
fn tab_goes_from_the_lines_of_a_report_to_the_button_that_adds_them_and_along_the_buttons() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    press(&mut desk, CTRL_SHIFT, Key::V);
    paste(&mut desk, "A rower lifts his oars. (AP Photo/Ana Prata)\nWords of the article.");
    press(&mut desk, CTRL, Key::Enter);
    wait(&mut desk, "the lines", |d| focused(d) == "Lines of the document");
    // A line is taken, so that there is something to undo.
    press(&mut desk, Modifiers::NONE, Key::End);
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait(&mut desk, "two captions", |d| said(d, "Add 2 captions"));
    let mut seen = Vec::new();
    for _ in 0..4 {
        press(&mut desk, Modifiers::NONE, Key::Tab);
        let name = focused(&desk);
        let left = desk.get_by_role_and_label(Role::Button, &name).rect().left();
        assert!(seen.last().is_none_or(|(_, l)| *l < left), "{name} after {seen:?}");
        seen.push((name, left));
    }
    let names: Vec<&str> = seen.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(names, ["Add 2 captions", "Add a caption…", "Undo", "Discard"]);
    press(&mut desk, Modifiers::SHIFT, Key::Tab);
    press(&mut desk, Modifiers::SHIFT, Key::Tab);
    press(&mut desk, Modifiers::SHIFT, Key::Tab);
    assert_eq!(focused(&desk), "Add 2 captions");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait_for(&mut desk, "Added 2 captions");
}

#[test]
fn undo_and_redo_bring_the_caption_that_they_changed_into_view() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "the first", |d| !caption(d).is_empty());
    let first = caption(&desk);
    fill(&mut desk, "Venue", "Old Pier");
    wait_for(&mut desk, "Corrected Venue, 1 caption");
    let far = |desk: &mut Desk| {
        in_table(desk);
        press(desk, Modifiers::NONE, Key::End);
        wait(desk, "the last", |d| caption(d) != first && !rows(d).iter().any(|r| r.contains(&first)));
    };
    // From the other end of the list by the keys and by the button; the row is drawn again, and the words are in view.
    far(&mut desk);
    press(&mut desk, CTRL, Key::Z);
    wait(&mut desk, "the first", |d| caption(d) == first && rows(d).iter().any(|r| r.contains(&first)));
    far(&mut desk);
    press(&mut desk, CTRL_SHIFT, Key::Z);
    wait(&mut desk, "it again", |d| value(d, "Venue").as_deref() == Some("Old Pier") && caption(d) == first);
    far(&mut desk);
    click(&mut desk, "Undo");
    wait(&mut desk, "the first", |d| caption(d) == first);
    press(&mut desk, CTRL_SHIFT, Key::Z);
    wait(&mut desk, "it once more", |d| value(d, "Venue").as_deref() == Some("Old Pier"));

    // What the list has not is named, and nothing moves.
    fill(&mut desk, "Search captions", "scene:fireworks");
    wait(&mut desk, "the fireworks", |d| rows(d).len() == 5);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::End);
    press(&mut desk, Modifiers::NONE, Key::ArrowUp);
    wait(&mut desk, "the fourth", |d| rows(d)[3].contains(&caption(d)));
    let here = caption(&desk);
    press(&mut desk, CTRL, Key::Z);
    wait_for(&mut desk, "; not in this list: 00");
    assert_eq!((rows(&desk).len(), caption(&desk)), (5, here.clone()));

    // From the history, too; the field that is typed in keeps its caption and its words.
    press(&mut desk, CTRL, Key::D);
    wait_for(&mut desk, "Set aside 1 caption");
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "another", |d| caption(d) != here);
    let other = caption(&desk);
    focus(&mut desk, "City");
    // In one frame, so that the answer finds the words whatever the desk's speed.
    for pressed in [true, false] {
        desk.input_mut().events.push(egui::Event::Key {
            key: Key::Z,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: CTRL,
        });
    }
    desk.input_mut().events.push(egui::Event::Text("Lyon".to_owned()));
    desk.run_steps(2);
    wait_for(&mut desk, "Took back: Set aside 1 caption; 00");
    assert_eq!((caption(&desk), value(&desk, "City").unwrap().contains("Lyon")), (other, true));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    press(&mut desk, CTRL, Key::Num5);
    press(&mut desk, CTRL_SHIFT, Key::Z);
    wait_for(&mut desk, "Made again");
    press(&mut desk, CTRL, Key::Num1);
    wait(&mut desk, "the one that was set aside", |d| caption(d) == here);
}

/// The table's first row, and the row of the caption in view among those that are drawn.
fn place(desk: &Desk) -> (String, Option<usize>) {
    let all = rows(desk);
    let at = all.iter().position(|r| r.contains(&caption(desk)));
    (all[0].clone(), at)
}

#[test]
fn a_caption_goes_to_another_group_and_the_place_stays() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    press(&mut desk, CTRL, Key::PageDown);
    press(&mut desk, CTRL, Key::PageDown);
    wait(&mut desk, "the third group", |d| {
        !matches!(value(d, "Scene").as_deref(), None | Some("" | "Athletes"))
    });
    // A few rows down, so that it is in the midst.
    for _ in 0..6 {
        press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    }
    for _ in 0..5 {
        press(&mut desk, Modifiers::NONE, Key::ArrowUp);
    }
    wait(&mut desk, "one of them", |d| place(d).1.is_some_and(|at| rows(d).len() > at + 4));
    let (top, at) = place(&desk);
    let at = at.expect("it is drawn");
    let (names, moved) = (rows(&desk), caption(&desk));
    let next = names[at + 1].clone();

    // By one key: the caption goes, the one behind it is in view where it stood, and the rest stands still.
    press(&mut desk, CTRL, Key::G);
    text(&mut desk, "Zebra crossing");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait_for(&mut desk, "Moved to Zebra crossing");
    wait(&mut desk, "the next", |d| next.contains(&caption(d)));
    assert_eq!(place(&desk), (top.clone(), Some(at)), "{:?}", rows(&desk));
    assert!(!rows(&desk).iter().any(|r| r.contains(&moved)), "{:?}", rows(&desk));
    // And back, by one key.
    press(&mut desk, CTRL, Key::Z);
    wait(&mut desk, "it again", |d| caption(d) == moved);
    assert_eq!(place(&desk), (top.clone(), Some(at)));

    // From its own field: it stays in view as long as it is worked on, and then its place is gone on from.
    fill(&mut desk, "Scene", "Zebra crossing");
    wait_for(&mut desk, "Set Scene, 1 caption");
    wait(&mut desk, "the row to go", |d| !rows(d).iter().any(|r| r.contains(&moved)));
    assert_eq!((caption(&desk), place(&desk).0), (moved.clone(), top.clone()));
    fill(&mut desk, "City", "Lyon");
    wait(&mut desk, "the city", |_| list(home.path(), BUILTIN, &["city:Lyon scene:zebra"]).len() == 1);
    assert_eq!(caption(&desk), moved);
    press(&mut desk, Modifiers::ALT, Key::ArrowDown);
    wait(&mut desk, "the next", |d| next.contains(&caption(d)));
    assert_eq!(place(&desk), (top.clone(), Some(at)));
    // The keys of the table, too.
    fill(&mut desk, "Scene", "Zebra crossing");
    wait(&mut desk, "both", |_| list(home.path(), BUILTIN, &["scene:zebra"]).len() == 2);
    wait(&mut desk, "the row to go", |d| !rows(d).contains(&next));
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::ArrowUp);
    wait(&mut desk, "the one before", |d| names[at - 1].contains(&caption(d)));
}

#[test]
fn as_many_keys_as_the_hand_has_patience_for() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    in_table(&mut desk);
    // A clean caption: one key.
    fill(&mut desk, "Search captions", "problem:none");
    wait(&mut desk, "clean ones", |d| rows(d).len() > 2);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "one", |d| !caption(d).is_empty());
    press(&mut desk, CTRL, Key::Enter);
    wait(&mut desk, "it to be passed", |_| list(home.path(), BUILTIN, &["status:reviewed"]).len() == 1);
    // Undo: one key.
    press(&mut desk, CTRL, Key::Z);
    wait(&mut desk, "it to be open again", |_| list(home.path(), BUILTIN, &["status:reviewed"]).is_empty());
    // A flagged word: one key to it, one to mend it.
    fill(&mut desk, "Search captions", "problem:number-agreement");
    wait(&mut desk, "the flagged ones", |d| rows(d).len() == 2);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    press(&mut desk, Modifiers::NONE, Key::F8);
    press(&mut desk, Modifiers::ALT, Key::Enter);
    wait(&mut desk, "the word", |_| list(home.path(), BUILTIN, &["corrected:yes"]).len() == 1);
    // The dates of a scene: one key to them, one answers.
    fill(&mut desk, "Search captions", " ");
    wait_for(&mut desk, "55 captions");
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::D);
    wait_for(&mut desk, "Keep both: file under Sun Aug. 11");
    let splits =
        || list(home.path(), BUILTIN, &["problem:date-scene-split OR problem:date-event-split"]).len();
    let before = splits();
    press(&mut desk, Modifiers::NONE, Key::K);
    wait(&mut desk, "a split less", |_| splits() < before);
}

/// The row that the cursor of cells is on, as it is said.
fn cell(desk: &Desk) -> String {
    rows(desk).into_iter().find_map(|r| r.split_once(", at ").map(|(_, c)| c.to_owned())).unwrap_or_default()
}

/// What was copied last.
fn copied(desk: &Desk) -> Option<String> {
    desk.output().platform_output.commands.iter().rev().find_map(|c| match c {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

/// Copies, and gives what came.
#[track_caller]
fn copy(desk: &mut Desk, whole: bool) -> String {
    match whole {
        // One event: what is put on the clipboard is told with one frame only.
        true => desk.event(egui::Event::Key {
            key: Key::C,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: CTRL_SHIFT,
        }),
        false => desk.event(egui::Event::Copy),
    }
    for _ in 0..2000 {
        desk.step();
        if let Some(text) = copied(desk) {
            desk.run_steps(2);
            return text;
        }
        std::thread::sleep(std::time::Duration::from_millis(4));
    }
    panic!("nothing was copied: {:?}", rows(desk));
}

fn paste(desk: &mut Desk, text: &str) {
    desk.event(egui::Event::Paste(text.to_owned()));
    desk.run_steps(3);
}

#[test]
fn a_cell_is_gone_to_and_edited_where_it_stands() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "scene:fireworks");
    wait(&mut desk, "the fireworks", |d| rows(d).len() == 5);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "the first", |d| value(d, "Agency").is_some_and(|v| !v.is_empty()));
    press(&mut desk, Modifiers::NONE, Key::ArrowRight);
    assert!(cell(&desk).starts_with("Caption: "), "{}", cell(&desk));
    press(&mut desk, Modifiers::NONE, Key::ArrowRight);
    press(&mut desk, Modifiers::NONE, Key::ArrowRight);
    assert!(cell(&desk).starts_with("Agency: "), "{}", cell(&desk));
    let before = value(&desk, "Agency").unwrap();
    // Typed over, and left as it was with Escape.
    press(&mut desk, Modifiers::NONE, Key::F2);
    text(&mut desk, "Wire");
    assert_eq!(value(&desk, "Cell: Agency").as_deref(), Some("Wire"));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert_eq!((value(&desk, "Cell: Agency"), value(&desk, "Agency")), (None, Some(before)));
    // Enter saves and goes to the row below, Tab to the next cell, where what cannot be read is refused.
    press(&mut desk, Modifiers::NONE, Key::Enter);
    text(&mut desk, "Wire");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait_for(&mut desk, "Corrected Agency, 1 caption");
    assert_eq!(list(home.path(), BUILTIN, &["agency:Wire"]).len(), 1);
    wait(&mut desk, "the row below", |d| rows(d)[1].contains(", at Agency: "));
    press(&mut desk, Modifiers::NONE, Key::F2);
    text(&mut desk, "Wire");
    press(&mut desk, Modifiers::NONE, Key::Tab);
    wait(&mut desk, "the next cell", |d| value(d, "Cell: Date").is_some());
    wait(&mut desk, "the first one saved", |_| list(home.path(), BUILTIN, &["agency:Wire"]).len() == 2);
    text(&mut desk, "someday");
    press(&mut desk, Modifiers::NONE, Key::Enter);
    wait_for(&mut desk, "Date: \"someday\" is no date");
    // From a cell that is typed in, a caption is passed like any other, and the same cell of the next one is typed in.
    press(&mut desk, Modifiers::NONE, Key::ArrowLeft);
    press(&mut desk, Modifiers::NONE, Key::F2);
    text(&mut desk, "Wire");
    press(&mut desk, CTRL, Key::Enter);
    wait(&mut desk, "three of them", |_| list(home.path(), BUILTIN, &["agency:Wire"]).len() == 3);
    wait(&mut desk, "one passed", |_| {
        list(home.path(), BUILTIN, &["agency:Wire status:reviewed"]).len() == 1
    });
    wait(&mut desk, "the next cell", |d| value(d, "Cell: Agency").is_some_and(|v| v != "Wire"));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert_eq!(value(&desk, "Cell: Agency"), None);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert_eq!(cell(&desk), "", "{:?}", desk.ctx.memory(|m| m.focused()));
}

#[test]
fn cells_rows_and_selections_are_copied_and_pasted_as_a_spreadsheet_has_them() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Search captions", "scene:fireworks");
    wait(&mut desk, "the fireworks", |d| rows(d).len() == 5);
    in_table(&mut desk);
    press(&mut desk, Modifiers::NONE, Key::Home);
    for _ in 0..2 {
        press(&mut desk, Modifiers::NONE, Key::ArrowRight);
    }
    // One cell, several cells of a row, a column of several rows, whole rows below their names.
    let one = copy(&mut desk, false);
    assert_eq!(cell(&desk), format!("Photographer: {}", one.trim_end()));
    press(&mut desk, Modifiers::SHIFT, Key::ArrowRight);
    let two = copy(&mut desk, false);
    assert!(two.starts_with(one.trim_end()) && two.matches('\t').count() == 1, "{two}");
    press(&mut desk, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut desk, Modifiers::SHIFT, Key::ArrowDown);
    wait_for(&mut desk, "3 captions selected");
    let three = copy(&mut desk, false);
    assert_eq!((three.lines().count(), three.matches('\t').count()), (3, 3), "{three}");
    press(&mut desk, CTRL, Key::A);
    let all = copy(&mut desk, true);
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!((lines[0], lines.len()), ("Caption\tPhotographer\tAgency\tDate", 6));

    // Pasted back as it is: nothing to change. With two agencies changed: a list to tick, one operation.
    press(&mut desk, Modifiers::NONE, Key::Home);
    paste(&mut desk, &all);
    wait_for(&mut desk, "Nothing to change: it is so already");
    let changed: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(n, l)| {
            let mut cells: Vec<&str> = l.split('\t').collect();
            if n == 1 || n == 2 {
                cells[2] = "Harbour Wire";
            }
            cells.join("\t")
        })
        .collect();
    paste(&mut desk, &changed.join("\r\n"));
    wait_for(&mut desk, "Paste over captions");
    wait_for(&mut desk, "2 changes in 2 captions");
    press(&mut desk, CTRL, Key::Enter);
    wait(&mut desk, "both", |_| list(home.path(), BUILTIN, &["agency:\"Harbour Wire\""]).len() == 2);
    wait_for(&mut desk, "Pasted into Agency, 2 captions");
    press(&mut desk, CTRL, Key::Z);
    wait(&mut desk, "neither", |_| list(home.path(), BUILTIN, &["agency:\"Harbour Wire\""]).is_empty());

    // One value over a selection; a column from the cursor on; of one caption it is done at once.
    press(&mut desk, Modifiers::NONE, Key::Escape);
    press(&mut desk, Modifiers::NONE, Key::Home);
    for _ in 0..3 {
        press(&mut desk, Modifiers::NONE, Key::ArrowRight);
    }
    press(&mut desk, CTRL, Key::A);
    wait_for(&mut desk, "5 captions selected");
    paste(&mut desk, "Pier Press\n");
    wait_for(&mut desk, "5 changes in 5 captions");
    press(&mut desk, CTRL, Key::Enter);
    wait(&mut desk, "all five", |_| list(home.path(), BUILTIN, &["agency:\"Pier Press\""]).len() == 5);
    press(&mut desk, Modifiers::NONE, Key::Home);
    wait(&mut desk, "the cell", |d| cell(d) == "Agency: Pier Press");
    paste(&mut desk, "\"Quay \"\"Q\"\" Wire\"");
    wait(&mut desk, "it", |d| cell(d) == "Agency: Quay \"Q\" Wire");

    // What does not fit, or cannot be, is refused as a whole, and says why.
    paste(&mut desk, "a\nb\nc\nd\ne\nf\n");
    wait_for(&mut desk, "6 rows do not fit: the list has 5 captions from here on");
    paste(&mut desk, "a\tb\tc\td");
    wait_for(&mut desk, "4 columns do not fit: the table has 2 columns from here on");
    paste(&mut desk, "Night Wire\tsomeday\n");
    wait_for(&mut desk, "Row 1: Date takes a date as 2024, 2024-08 or 2024-08-11");
    assert!(list(home.path(), BUILTIN, &["agency:\"Night Wire\""]).is_empty());
    // An article that is pasted is still an article.
    press(&mut desk, Modifiers::NONE, Key::Escape);
    paste(&mut desk, "A rower lifts his oars. (AP Photo/Ana Prata)");
    wait_for(&mut desk, "Import pasted text");
}
