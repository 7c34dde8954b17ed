//! A walk through the whole window: every view and every dialog that a menu opens, each with something in it.

use std::collections::BTreeSet;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use super::window::*;

/// Where the walk is.
pub struct Place {
    pub name: String,
    /// A dialog is open over the window: what lies behind it is out of reach, as it should be.
    pub dialog: bool,
}

fn here(name: impl Into<String>) -> Place {
    Place { name: name.into(), dialog: false }
}

/// Whether a dialog is open.
pub fn dialog_is_open(desk: &Desk) -> bool {
    desk.query_all_by_role(Role::Dialog).next().is_some()
}

/// Leads through every view of the built-in catalog, corrected at one place so that no view is empty.
pub fn views(home: &Path, visit: &mut dyn FnMut(&mut Desk, &Place)) -> Desk {
    super::articles(home);
    let mut desk = open(home, &[], None);
    wait_for(&mut desk, "55 captions");
    wait(&mut desk, "a caption in full", |d| value(d, "Caption").is_some_and(|v| !v.is_empty()));
    visit(&mut desk, &here("the tour"));
    close_what_greets(&mut desk);
    fill(&mut desk, "Headline", "A night of fireworks");
    wait_for(&mut desk, "Corrected Headline");
    visit(&mut desk, &here("Captions"));
    fill(&mut desk, "Search captions", "zzzz");
    wait_for(&mut desk, "Nothing found");
    visit(&mut desk, &here("Captions, nothing found"));
    click(&mut desk, "Show all captions");
    wait(&mut desk, "the rows again", |d| rows(d).len() > 5);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    wait_for(&mut desk, "55 captions selected");
    visit(&mut desk, &here("Captions, all selected"));
    desk.key_press(Key::Home);
    desk.run_steps(3);
    for (view, key) in [
        ("Dates", Key::Num2),
        ("Problems", Key::Num3),
        ("Changes", Key::Num4),
        ("History", Key::Num5),
        ("Documents", Key::Num6),
    ] {
        desk.key_press_modifiers(Modifiers::COMMAND, key);
        desk.run_steps(6);
        wait(&mut desk, view, |d| match view {
            "Dates" => said(d, "Describe the event"),
            "Problems" => said(d, "Problems: open"),
            "Changes" => said(d, "Export as a change sheet"),
            "History" => said(d, "Search the history"),
            _ => said(d, "not taken"),
        });
        if view == "Problems" {
            for tab in ["Problems: said to be right", "Problems: own words", "Problems: open"] {
                click(&mut desk, tab);
                visit(&mut desk, &here(tab));
            }
        } else {
            visit(&mut desk, &here(view));
        }
    }
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    wait(&mut desk, "the table", |d| !rows(d).is_empty());
    desk
}

/// What a first start shows beside the captions is left.
pub fn close_what_greets(desk: &mut Desk) {
    if said(desk, "Skip the tour") {
        click(desk, "Skip the tour");
    }
    for _ in 0..3 {
        if dialog_is_open(desk) {
            desk.key_press(Key::Escape);
            desk.run_steps(3);
        }
    }
}

/// The labels of all that can be clicked.
fn buttons(desk: &Desk) -> BTreeSet<String> {
    let button = |role| matches!(role, Role::Button | Role::MenuItem | Role::CheckBox);
    let all = desk.root().children_recursive();
    all.filter(|n| button(n.accesskit_node().role())).filter_map(|n| n.accesskit_node().label()).collect()
}

fn open_menu(desk: &mut Desk, menu: &str) -> BTreeSet<String> {
    click(desk, "Menu: ");
    let before = buttons(desk);
    click(desk, menu);
    buttons(desk).difference(&before).cloned().collect()
}

fn close_menus(desk: &mut Desk) {
    for _ in 0..3 {
        desk.key_press(Key::Escape);
        desk.run_steps(2);
    }
}

/// Opens every dialog that a menu has; gives the names of those that came.
pub fn dialogs(desk: &mut Desk, visit: &mut dyn FnMut(&mut Desk, &Place)) -> Vec<String> {
    let mut came = Vec::new();
    for menu in ["Catalog", "Edit", "Caption", "View", "Help"] {
        let entries = open_menu(desk, menu);
        visit(desk, &here(format!("the menu {menu}")));
        close_menus(desk);
        assert!(entries.len() > 1, "the menu {menu} has only {entries:?}");
        for entry in entries {
            let opens = entry.contains('…') || menu == "Help";
            if !opens {
                continue;
            }
            // A problem is at hand for the entries that are about one.
            desk.key_press(Key::F8);
            desk.run_steps(6);
            wait(desk, "the caption of a problem", |d| value(d, "Caption").is_some());
            open_menu(desk, menu);
            let found = desk.query_all_by_label(&entry).next();
            found.unwrap_or_else(|| panic!("{menu} has no {entry} any more")).click_accesskit();
            desk.run_steps(3);
            for _ in 0..50 {
                if dialog_is_open(desk) {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(5));
                desk.run_steps(2);
            }
            if !dialog_is_open(desk) {
                close_menus(desk);
                continue;
            }
            desk.run_steps(4);
            visit(desk, &Place { name: format!("{menu}, {entry}"), dialog: true });
            close_what_greets(desk);
            close_menus(desk);
            assert!(!dialog_is_open(desk), "Esc does not leave the dialog of {entry}");
            came.push(entry);
        }
    }
    came
}

/// What is reached from within the views: their own dialogs and menus, and the report of an import.
pub fn inner(desk: &mut Desk, visit: &mut dyn FnMut(&mut Desk, &Place)) {
    for popup in ["Columns", "Group by: ", "Status: "] {
        click(desk, popup);
        visit(desk, &here(format!("the menu {popup}")));
        close_menus(desk);
    }
    fill(desk, "Search captions", "fireworks");
    wait_for(desk, "Save this filter");
    click(desk, "Save this filter");
    wait(desk, "its dialog", dialog_is_open);
    visit(desk, &Place { name: "saving a filter".into(), dialog: true });
    close_what_greets(desk);
    fill(desk, "Search captions", "zzzz");
    wait_for(desk, "Show all captions");
    click(desk, "Show all captions");
    wait(desk, "the rows again", |d| rows(d).len() > 5);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    wait_for(desk, "Describe the event");
    click(desk, "Describe the event");
    wait(desk, "its dialog", dialog_is_open);
    visit(desk, &Place { name: "an event".into(), dialog: true });
    close_what_greets(desk);
    desk.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    wait(desk, "the dialog of a text", dialog_is_open);
    fill_area(desk, "Text", "A river rises.\n\nVolunteers stack sandbags. (AP Photo/Ana Prata)\n");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait_for(desk, "1 new caption in 1 document");
    visit(desk, &here("the report of an import"));
    click(desk, "Volunteers");
    desk.run_steps(3);
    visit(desk, &here("the report of an import, a caption open"));
    click(desk, "Discard");
    desk.run_steps(3);
}

fn fill_area(desk: &mut Desk, field: &str, text: &str) {
    let typed = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    let found = desk.query_all_by_label(field).find(|n| typed(n.accesskit_node().role()));
    found.expect("a field for text").focus();
    desk.run_steps(2);
    desk.event(egui::Event::Text(text.to_owned()));
    desk.run_steps(2);
}
