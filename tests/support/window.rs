//! What the tests of the window share: a harness with a real desk behind it, driven by the names that a screen reader says.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use caption_desk::desk::Library;
use caption_desk::gui::{Ask, Chosen, FileDialogs, Launch, Prefs, Window};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

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

pub type Desk = Harness<'static, Window>;

pub fn open(home: &Path, paths: &[&str], dialog: Option<&str>) -> Desk {
    let mut desk = start(home, paths, dialog);
    wait(&mut desk, "the captions", |d| d.query_all_by_role(Role::Row).next().is_some());
    // The problems have come, too.
    wait(&mut desk, "the checks", |d| said(d, "To look at: ") || said(d, "Nothing in this list"));
    desk
}

pub fn start(home: &Path, paths: &[&str], dialog: Option<&str>) -> Desk {
    start_with(home, paths, dialog, Prefs::default())
}

/// As [`start`], by somebody whose choices were kept.
pub fn start_with(home: &Path, paths: &[&str], dialog: Option<&str>, prefs: Prefs) -> Desk {
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
        .build_eframe(|cc| Window::with(&cc.egui_ctx, launch, prefs, Box::new(fake)).unwrap())
}

pub fn said(desk: &Desk, words: &str) -> bool {
    desk.query_all_by_label_contains(words).next().is_some()
}

/// Draws frames until something is so.
#[track_caller]
pub fn wait(desk: &mut Desk, what: &str, so: impl Fn(&Desk) -> bool) {
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
pub fn wait_for(desk: &mut Desk, words: &str) {
    wait(desk, words, |d| said(d, words));
}

pub fn rows(desk: &Desk) -> Vec<String> {
    desk.query_all_by_role(Role::Row).filter_map(|n| n.accesskit_node().label()).collect()
}

pub fn heads(desk: &Desk) -> Vec<String> {
    desk.query_all_by_role(Role::RowHeader).filter_map(|n| n.accesskit_node().label()).collect()
}

#[track_caller]
pub fn click(desk: &mut Desk, name: &str) {
    let found =
        desk.query_all_by_label(name).next().or_else(|| desk.query_all_by_label_contains(name).next());
    // As an assistive tool clicks: also what has to be scrolled to.
    found.unwrap_or_else(|| panic!("there is no \"{name}\"")).click_accesskit();
    desk.run_steps(3);
}

#[track_caller]
pub fn row(desk: &mut Desk, words: &str, held: Modifiers) {
    wait(desk, words, |d| rows(d).iter().any(|r| r.contains(words)));
    // A hand aims at what stands still: notes that come above a row move it.
    let place = |d: &Desk| {
        let mut rows = d.query_all_by_role(Role::Row);
        let found = rows.find(|n| n.accesskit_node().label().is_some_and(|l| l.contains(words)));
        found.and_then(|n| n.accesskit_node().bounding_box()).map(|b| (b.x0 as i64, b.y0 as i64))
    };
    for _ in 0..50 {
        let before = place(desk);
        std::thread::sleep(Duration::from_millis(20));
        desk.run_steps(2);
        if before.is_some() && place(desk) == before {
            break;
        }
    }
    let found = desk
        .query_all_by_role(Role::Row)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains(words)));
    found.unwrap_or_else(|| panic!("no row has \"{words}\"")).click_modifiers(held);
    desk.run_steps(3);
}

/// Types into a field in the place of what is there, and leaves it with Enter.
#[track_caller]
pub fn fill(desk: &mut Desk, field: &str, text: &str) {
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

pub fn value(desk: &Desk, field: &str) -> Option<String> {
    let node = desk
        .query_all_by_label(field)
        .find(|n| matches!(n.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput));
    node.and_then(|n| n.accesskit_node().value())
}

pub fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

pub const BUILTIN: &str = "data/caption-desk/catalogs/paris-2024-closing-ceremony.captions";

/// Types into a field in the place of what is there, and stays in it.
#[track_caller]
pub fn put(desk: &mut Desk, field: &str, text: &str) {
    let node = desk
        .query_all_by_label(field)
        .find(|n| matches!(n.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput));
    node.unwrap_or_else(|| panic!("there is no field \"{field}\"")).focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.run_steps(1);
    desk.event(egui::Event::Text(text.to_owned()));
    desk.run_steps(3);
}

/// Chooses one of several: by its role, since its words may stand elsewhere, too.
#[track_caller]
pub fn choose(desk: &mut Desk, role: Role, name: &str) {
    let found = desk.query_all_by_label(name).find(|n| n.accesskit_node().role() == role);
    found.unwrap_or_else(|| panic!("there is no {role:?} \"{name}\"")).click_accesskit();
    desk.run_steps(3);
}
