//! What the window looks like where there is nothing to show, at a first start, with large text, and where nothing is to move.

mod support;

use egui::accesskit::{Rect, Role};
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use support::tour;
use support::window::*;

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.key_press_modifiers(modifiers, key);
    desk.run_steps(4);
}

#[test]
fn every_view_says_what_belongs_there_and_has_the_button_that_brings_it() {
    let home = home();
    support::ok(home.path(), &["new", "--catalog", "c.captions"]);
    let mut desk = start(home.path(), &["c.captions"], None);
    for (key, words) in [
        (Key::Num1, "No captions yet"),
        (Key::Num2, "No captions yet"),
        (Key::Num3, "No captions yet"),
        (Key::Num4, "No captions yet"),
        (Key::Num5, "No changes yet"),
        (Key::Num6, "No captions yet"),
    ] {
        press(&mut desk, Modifiers::COMMAND, key);
        wait_for(&mut desk, words);
        click(&mut desk, "Import documents…");
        wait(&mut desk, "the way to import", tour::dialog_is_open);
        press(&mut desk, Modifiers::NONE, Key::Escape);
    }
    drop(desk);

    let mut desk = open(home.path(), &[], None);
    wait_for(&mut desk, "55 captions");
    press(&mut desk, Modifiers::COMMAND, Key::Num4);
    wait_for(&mut desk, "No corrections");
    click(&mut desk, "Show the problems");
    wait_for(&mut desk, "Problems: open");
    fill(&mut desk, "Search captions", "zzzz");
    for (key, button) in [
        (Key::Num1, "Show all captions"),
        (Key::Num2, "Show all captions"),
        (Key::Num3, "Clear the search and show all problems"),
        (Key::Num4, "Show all corrections"),
    ] {
        press(&mut desk, Modifiers::COMMAND, key);
        wait_for(&mut desk, button);
    }
    click(&mut desk, "Show all corrections");
    wait_for(&mut desk, "No corrections");
    press(&mut desk, Modifiers::COMMAND, Key::Num3);
    for tab in ["Problems: said to be right", "Problems: own words"] {
        click(&mut desk, tab);
        click(&mut desk, "Show the open problems");
        wait_for(&mut desk, "One scene on two days");
    }
    press(&mut desk, Modifiers::COMMAND, Key::Num5);
    fill(&mut desk, "Search the history", "zzzz");
    click(&mut desk, "Show all changes");
    wait(&mut desk, "the changes", |d| said(d, "Change 1: "));
}

#[test]
fn the_tour_has_three_steps_and_is_seen_once() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    wait_for(&mut desk, "This is a copy to try things on");
    wait_for(&mut desk, "1 of 3");
    click(&mut desk, "Next step of the tour");
    wait_for(&mut desk, "2 of 3");
    click(&mut desk, "Step back in the tour");
    wait_for(&mut desk, "1 of 3");
    click(&mut desk, "Next step of the tour");
    click(&mut desk, "Next step of the tour");
    wait_for(&mut desk, "3 of 3");
    click(&mut desk, "End the tour");
    assert!(!said(&desk, "of 3"));
    assert!(desk.state().app().prefs().toured);
    // It can be asked for again, and skipped at any step.
    press(&mut desk, Modifiers::COMMAND | Modifiers::SHIFT, Key::F1);
    wait_for(&mut desk, "1 of 3");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(!said(&desk, "of 3"));
    let kept = desk.state().app().prefs().clone();
    drop(desk);

    // Another catalog of the same person: it has been seen.
    std::fs::remove_dir_all(home.path().join("data")).unwrap();
    let mut desk = start_with(home.path(), &[], None, kept);
    wait_for(&mut desk, "55 captions");
    assert!(!said(&desk, "of 3"));
}

#[test]
fn a_removed_filter_is_put_back_and_all_of_them_survive_a_restart() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let save = |desk: &mut Desk, filter: &str, name: &str| {
        fill(desk, "Search captions", filter);
        wait_for(desk, "Save this filter");
        click(desk, "Save this filter");
        wait(desk, "its dialog", tour::dialog_is_open);
        fill(desk, "Name", name);
        wait(desk, "the filter", |d| said(d, &format!("Saved filter: {name}")));
    };
    save(&mut desk, "date:none", "Undated");
    save(&mut desk, "agency:AP", "Wire");
    save(&mut desk, "agency:AFP", "French");
    let names = |desk: &Desk| -> Vec<String> {
        let all = desk.query_all_by_role(Role::CheckBox).filter_map(|n| n.accesskit_node().label());
        let saved = all.filter_map(|l| l.strip_prefix("Saved filter: ").map(str::to_owned));
        saved.map(|l| l.split(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&desk), ["Undated", "Wire", "French"]);
    click(&mut desk, "Menu of the saved filter French");
    click(&mut desk, "Move up");
    wait(&mut desk, "its new place", |d| names(d) == ["Undated", "French", "Wire"]);
    click(&mut desk, "Menu of the saved filter French");
    click(&mut desk, "Remove");
    wait(&mut desk, "it to be gone", |d| names(d) == ["Undated", "Wire"]);
    click(&mut desk, "Put back the saved filter French");
    wait(&mut desk, "it again", |d| names(d) == ["Undated", "French", "Wire"]);
    // As the program keeps it between two starts.
    let mut storage = Kept::default();
    eframe::App::save(desk.state_mut(), &mut storage);
    drop(desk);
    let prefs = eframe::get_value(&storage, "prefs").unwrap();
    let catalog = format!("{}/{BUILTIN}", home.path().display());
    let mut desk = start_with(home.path(), &[&catalog], None, prefs);
    wait(&mut desk, "the filters", |d| names(d) == ["Undated", "French", "Wire"]);
    wait_for(&mut desk, "Saved filter: French, 6 captions");
}

/// What eframe writes into its file.
#[derive(Default)]
struct Kept(std::collections::HashMap<String, String>);

impl eframe::Storage for Kept {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }

    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.into(), value);
    }

    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }

    fn flush(&mut self) {}
}

#[test]
fn nothing_moves_where_nothing_is_to_move() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    let moves = |desk: &Desk| {
        let style = desk.ctx.global_style();
        (style.animation_time > 0.0, style.visuals.text_cursor.blink)
    };
    assert_eq!(moves(&desk), (true, true));
    press(&mut desk, Modifiers::COMMAND, Key::F12);
    assert_eq!(moves(&desk), (false, false));
    // The other theme, too.
    press(&mut desk, Modifiers::COMMAND, Key::F10);
    assert_eq!(moves(&desk), (false, false));
    press(&mut desk, Modifiers::COMMAND, Key::F12);
    assert_eq!(moves(&desk), (true, true));
}

#[test]
fn the_history_is_narrowed_and_corrections_leave_as_a_change_sheet() {
    let home = home();
    let mut desk = open(home.path(), &[], Some("changes.csv"));
    wait(&mut desk, "a caption in full", |d| value(d, "Caption").is_some_and(|v| !v.is_empty()));
    fill(&mut desk, "Headline", "A night of fireworks");
    wait_for(&mut desk, "Corrected Headline");
    row(&mut desk, "Row 2: ", Modifiers::NONE);
    wait(&mut desk, "the other caption", |d| value(d, "Headline").as_deref() == Some(""));
    fill(&mut desk, "City", "Paris");
    wait_for(&mut desk, "Corrected City");
    press(&mut desk, Modifiers::COMMAND, Key::Num5);
    let operations = |desk: &Desk| -> Vec<String> {
        let all = desk.query_all_by_role(Role::ListItem).filter_map(|n| n.accesskit_node().label());
        all.filter(|l| l.starts_with("Change ")).collect()
    };
    wait(&mut desk, "all", |d| operations(d).len() == 3);
    click(&mut desk, "Only of the open caption");
    wait(&mut desk, "those of the caption", |d| {
        let all = operations(d);
        all.iter().any(|o| o.contains("City")) && !all.iter().any(|o| o.contains("Headline"))
    });
    click(&mut desk, "Only of the open caption");
    click(&mut desk, "Field: Any field");
    click(&mut desk, "Headline");
    wait(&mut desk, "those of the field", |d| {
        operations(d).len() == 1 && operations(d)[0].contains("Headline")
    });
    fill(&mut desk, "Search the history", "city");
    wait_for(&mut desk, "No change is like this");
    click(&mut desk, "Show all changes");
    wait(&mut desk, "all again", |d| operations(d).len() == 3);
    // What a check's fix did is found by the check's words.
    press(&mut desk, Modifiers::COMMAND, Key::Num4);
    wait_for(&mut desk, "2 corrected captions");
    click(&mut desk, "Export as a change sheet");
    wait_for(&mut desk, "Export 2 captions");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "Exported 2 captions");
    let sheet = std::fs::read_to_string(home.path().join("changes.csv")).unwrap();
    assert!(sheet.starts_with("id,document,line,field,as_printed,corrected,why,by,at"), "{sheet}");
    assert!(sheet.contains(",headline,,A night of fireworks,") && sheet.contains(",Paris,"), "{sheet}");
}

fn bounds(desk: &Desk, name: &str) -> Option<Rect> {
    desk.query_all_by_label_contains(name).find_map(|n| n.accesskit_node().bounding_box())
}

/// 1280 x 800 at 80 to 200 %, and the smallest window: what is needed is there, within the window, and nothing lies over
/// another.
#[test]
fn text_of_every_size_leaves_the_window_usable() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    wait_for(&mut desk, "55 captions");
    tour::close_what_greets(&mut desk);
    let mut faults = Vec::new();
    for (size, what) in [
        (Vec2::new(1600., 1000.), "80 %"),
        (Vec2::new(1280., 800.), "100 %"),
        (Vec2::new(853., 533.), "150 %"),
        (Vec2::new(640., 400.), "200 %"),
        (Vec2::new(800., 520.), "the smallest window"),
    ] {
        desk.set_size(size);
        press(&mut desk, Modifiers::COMMAND, Key::Num1);
        desk.run_steps(6);
        let bar = [
            "Menu: ",
            "View: Captions",
            "View: Dates",
            "View: Problems",
            "View: Changes",
            "View: History",
            "View: Documents",
            "Search captions",
            "Import",
            "Export",
        ];
        let inside = |r: &Rect| r.x0 >= 0. && r.y0 >= 0. && r.x1 <= size.x.into() && r.y1 <= size.y.into();
        let all: Vec<_> = bar.iter().map(|name| (*name, bounds(&desk, name))).collect();
        for (n, (name, rect)) in all.iter().enumerate() {
            let Some(rect) = rect else {
                faults.push(format!("{what}: no {name}"));
                continue;
            };
            if !inside(rect) {
                faults.push(format!("{what}: {name} is outside: {rect:?}"));
            }
            for (other, over) in &all[..n] {
                let Some(over) = over else { continue };
                let apart = rect.x0 >= over.x1 - 1.
                    || rect.x1 <= over.x0 + 1.
                    || rect.y0 >= over.y1
                    || rect.y1 <= over.y0;
                if !apart {
                    faults.push(format!("{what}: {name} lies over {other}"));
                }
            }
        }
        for (name, other) in [("Group by: ", "Columns"), ("Group by: ", "Fold all")] {
            let (Some(a), Some(b)) = (bounds(&desk, name), bounds(&desk, other)) else {
                faults.push(format!("{what}: no {name} or no {other}"));
                continue;
            };
            if a.x1 > b.x0 && a.x0 < b.x1 && a.y1 > b.y0 && a.y0 < b.y1 {
                faults.push(format!("{what}: {name} lies over {other}"));
            }
        }
        if rows(&desk).len() < 3 {
            faults.push(format!("{what}: only {:?}", rows(&desk)));
        }
        // The words have room.
        if let Some(cell) = bounds(&desk, "Row 1, Caption: ")
            && cell.x1 - cell.x0 < 100.
        {
            faults.push(format!("{what}: the caption has {} points", cell.x1 - cell.x0));
        }
        press(&mut desk, Modifiers::NONE, Key::F8);
        wait(&mut desk, "a problem's caption", |d| value(d, "Caption").is_some());
        for (modifiers, key, button) in [
            (Modifiers::SHIFT, Key::F1, "Close"),
            (Modifiers::COMMAND, Key::E, "Cancel"),
            (Modifiers::NONE, Key::F1, "Close"),
            (Modifiers::COMMAND | Modifiers::SHIFT, Key::V, "Cancel"),
            (Modifiers::COMMAND, Key::G, "Cancel"),
            (Modifiers::COMMAND | Modifiers::SHIFT, Key::L, "Cancel"),
        ] {
            press(&mut desk, modifiers, key);
            wait(&mut desk, "a dialog", tour::dialog_is_open);
            desk.run_steps(6);
            match bounds(&desk, button) {
                Some(rect) if inside(&rect) => {}
                other => faults.push(format!("{what}: {key:?}: {button} is at {other:?}")),
            }
            tour::close_what_greets(&mut desk);
        }
        press(&mut desk, Modifiers::COMMAND, Key::Num3);
        wait_for(&mut desk, "Fix all: ");
        click(&mut desk, "Fix all: ");
        wait(&mut desk, "all fixes", tour::dialog_is_open);
        desk.run_steps(6);
        match bounds(&desk, "Cancel") {
            Some(rect) if inside(&rect) => {}
            other => faults.push(format!("{what}: all fixes: Cancel is at {other:?}")),
        }
        tour::close_what_greets(&mut desk);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
