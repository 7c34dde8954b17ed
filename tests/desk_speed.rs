//! Journeys of speed: filters, the palette, the keys, the flow from caption to caption, cells as in a spreadsheet.

mod support;

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use caption_desk::desk::Library;
use caption_desk::gui::{Ask, Chosen, FileDialogs, Launch, Window};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use support::list;

/// Dialogs that answer at once: with a path of the test's, or as a system without dialogs does.
struct Fake(Option<PathBuf>);

impl FileDialogs for Fake {
    fn ask(&self, ask: Ask, _name: String, answer: Sender<(Ask, Chosen)>, wake: egui::Context) {
        let chosen = match &self.0 {
            Some(path) => Chosen::Paths(vec![path.clone()]),
            None => Chosen::NoDialog,
        };
        answer.send((ask, chosen)).unwrap();
        wake.request_repaint();
    }
}

type Desk = Harness<'static, Window>;

fn open(home: &Path, paths: &[&str], dialog: Option<&str>) -> Desk {
    let mut desk = start(home, paths, dialog);
    wait(&mut desk, "the captions", |d| d.query_all_by_role(Role::Row).next().is_some());
    // The problems have come, too.
    wait(&mut desk, "the checks", |d| said(d, "To look at: ") || said(d, "Nothing in this list"));
    desk
}

fn start(home: &Path, paths: &[&str], dialog: Option<&str>) -> Desk {
    let launch = Launch {
        library: Library::builtin(),
        by: "tester".into(),
        paths: paths.iter().map(|p| home.join(p)).collect(),
        data: Some(home.join("data/caption-desk")),
    };
    let fake = Fake(dialog.map(|d| home.join(d)));
    Harness::builder()
        .with_size([1280., 800.])
        .with_max_steps(12)
        .allow_missing_glyphs()
        .build_eframe(|cc| Window::new(cc, launch, Box::new(fake)).unwrap())
}

fn said(desk: &Desk, words: &str) -> bool {
    desk.query_all_by_label_contains(words).next().is_some()
}

/// Draws frames until something is so.
#[track_caller]
fn wait(desk: &mut Desk, what: &str, so: impl Fn(&Desk) -> bool) {
    let until = Instant::now() + Duration::from_secs(20);
    while Instant::now() < until {
        desk.run_steps(2);
        if so(desk) {
            return;
        }
        std::thread::sleep(Duration::from_millis(4));
    }
    let mut seen = Vec::new();
    for node in desk.root().children_recursive() {
        let name = node.accesskit_node().label().or(node.accesskit_node().value());
        seen.extend(name.map(|n| n.chars().take(90).collect::<String>()));
    }
    panic!("waited for {what} in vain; the window says:\n{}", seen.join("\n"));
}

#[track_caller]
fn wait_for(desk: &mut Desk, words: &str) {
    wait(desk, words, |d| said(d, words));
}

#[track_caller]
fn click(desk: &mut Desk, name: &str) {
    let found =
        desk.query_all_by_label(name).next().or_else(|| desk.query_all_by_label_contains(name).next());
    // As an assistive tool clicks: also what has to be scrolled to.
    found.unwrap_or_else(|| panic!("there is no \"{name}\"")).click_accesskit();
    desk.run_steps(3);
}

/// Types into a field in the place of what is there, and leaves it with Enter.
#[track_caller]
fn fill(desk: &mut Desk, field: &str, text: &str) {
    let node = desk
        .query_all_by_label(field)
        .find(|n| matches!(n.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput));
    node.unwrap_or_else(|| panic!("there is no field \"{field}\"")).focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.run_steps(1);
    desk.event(egui::Event::Text(text.to_owned()));
    desk.run_steps(2);
    desk.key_press(Key::Enter);
    desk.run_steps(3);
}

fn value(desk: &Desk, field: &str) -> Option<String> {
    let node = desk
        .query_all_by_label(field)
        .find(|n| matches!(n.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput));
    node.and_then(|n| n.accesskit_node().value())
}

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

const BUILTIN: &str = "data/caption-desk/catalogs/paris-2024-closing-ceremony.captions";

fn query(desk: &Desk) -> String {
    value(desk, "Search captions").unwrap_or_default()
}

#[track_caller]
fn type_in_search(desk: &mut Desk, text: &str) {
    desk.key_press_modifiers(Modifiers::COMMAND, Key::F);
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.run_steps(1);
    desk.event(egui::Event::Text(text.to_owned()));
    desk.run_steps(3);
}

#[test]
fn facets_add_leave_out_and_say_what_is_empty() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    click(&mut desk, "Agencies: AP, ");
    wait(&mut desk, "AP alone", |d| query(d) == "agency:AP");
    let ap = list(home.path(), BUILTIN, &["agency:AP"]).len();
    wait_for(&mut desk, &format!("{ap} of 55 captions"));
    // The other values keep their counts: one more is a click away.
    click(&mut desk, "Agencies: AFP, 6 captions");
    wait(&mut desk, "both", |d| query(d) == "(agency:AP OR agency:AFP)");
    wait_for(&mut desk, &format!("{} of 55 captions", ap + 6));
    click(&mut desk, "Agencies: AP, ");
    wait_for(&mut desk, "6 of 55 captions");
    click(&mut desk, "Agencies: AFP, ");
    wait(&mut desk, "no filter", |d| query(d).is_empty());
    for facet in ["To look at", "Scenes", "Dates"] {
        click(&mut desk, &format!("Filters by {facet}, open"));
        wait_for(&mut desk, &format!("Filters by {facet}, folded"));
    }
    // A value is left out by its menu, and by a key on it.
    let line = desk.query_all_by_label_contains("Agencies: AP, ").next().unwrap();
    line.click_secondary();
    desk.run_steps(3);
    click(&mut desk, "Leave out");
    wait(&mut desk, "all but AP", |d| query(d) == "-agency:AP");
    wait_for(&mut desk, &format!("{} of 55 captions", 55 - ap));
    wait_for(&mut desk, "captions, left out");
    desk.query_all_by_label_contains("captions, left out").next().unwrap().focus();
    desk.run_steps(2);
    desk.key_press(Key::Minus);
    wait(&mut desk, "no filter", |d| query(d).is_empty());
    // The less used ones are folded; what they say of nothing is a filter, too.
    click(&mut desk, "Filters by Flags, folded");
    wait_for(&mut desk, "Flags: No flag, ");
    click(&mut desk, "Flags: No flag, ");
    wait(&mut desk, "no flags", |d| query(d) == "flag:none");
}

#[test]
fn a_range_of_dates_is_typed() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    fill(&mut desk, "Date from", "2024-08-12");
    wait(&mut desk, "from that day on", |d| query(d) == "date:2024-08-12..");
    wait_for(&mut desk, "4 of 55 captions");
    fill(&mut desk, "Date to", "2024-08-12");
    wait(&mut desk, "that day", |d| query(d) == "date:2024-08-12..2024-08-12");
    fill(&mut desk, "Date from", "2024-08-11");
    wait_for(&mut desk, "36 of 55 captions");
    for field in ["Date from", "Date to"] {
        fill(&mut desk, field, "x");
        desk.query_all_by_label(field)
            .find(|n| n.accesskit_node().role() == Role::TextInput)
            .unwrap()
            .focus();
        desk.run_steps(2);
        desk.key_press(Key::Backspace);
        desk.run_steps(1);
        desk.key_press(Key::Enter);
        desk.run_steps(3);
    }
    wait(&mut desk, "no filter", |d| query(d).is_empty());
}

#[test]
fn the_search_completes_fields_and_values() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    type_in_search(&mut desk, "photog");
    wait_for(&mut desk, "Proposal: photographer:");
    desk.key_press(Key::Tab);
    wait(&mut desk, "the field", |d| query(d) == "photographer:");
    assert!(!said(&desk, "cannot be read"), "a term that is being written is no mistake");
    desk.event(egui::Event::Text("nat".into()));
    wait_for(&mut desk, "Proposal: Natacha Pisarenko 9");
    desk.key_press(Key::ArrowDown);
    desk.run_steps(2);
    desk.key_press(Key::Enter);
    wait(&mut desk, "the value", |d| query(d).trim_end() == "photographer:\"Natacha Pisarenko\"");
    wait_for(&mut desk, "9 of 55 captions");
    // The hand goes on in the field; Escape closes what is proposed, and only then leaves it.
    desk.event(egui::Event::Text("-agency:a".into()));
    wait_for(&mut desk, "Proposal: AP ");
    desk.key_press(Key::Escape);
    desk.run_steps(3);
    assert!(!said(&desk, "Proposal: "));
    assert!(query(&desk).ends_with("-agency:a"));
    desk.key_press(Key::Escape);
    wait_for(&mut desk, "55 captions");
}

#[test]
fn a_filter_is_saved_renamed_and_removed() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    type_in_search(&mut desk, "date:none");
    desk.key_press(Key::Enter);
    wait_for(&mut desk, "19 of 55 captions");
    click(&mut desk, "Save this filter…");
    fill(&mut desk, "Name", "Undated");
    wait_for(&mut desk, "Saved filter: Undated, 19 captions");
    click(&mut desk, "Saved filter: Undated");
    wait(&mut desk, "no filter", |d| query(d).is_empty());
    click(&mut desk, "Saved filter: Undated");
    wait(&mut desk, "the filter", |d| query(d) == "date:none");
    // Its count follows what is done.
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press(Key::Home);
    desk.run_steps(3);
    fill(&mut desk, "Date", "2024-08-11");
    wait_for(&mut desk, "Saved filter: Undated, 18 captions");
    click(&mut desk, "Menu of the saved filter Undated");
    click(&mut desk, "Rename…");
    fill(&mut desk, "Name", "No day yet");
    wait_for(&mut desk, "Saved filter: No day yet");
    click(&mut desk, "Menu of the saved filter No day yet");
    click(&mut desk, "Remove");
    wait(&mut desk, "it to be gone", |d| !said(d, "Saved filter: No day yet"));
}
