//! Every control has a name and is reached with the keyboard alone, in every view and every dialog; what is drawn can be read.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use egui::accesskit::{Action, NodeId, Role};
use egui::{Color32, Key, Modifiers, Pos2, Rect, Shape};
use egui_kittest::kittest::{NodeT, Queryable};
use support::tour::{self, Place};
use support::window::*;

/// A control, as a screen reader sees it.
#[derive(Debug, Clone)]
struct Control {
    role: Role,
    name: String,
}

/// All that can be clicked or typed in where somebody is: in the dialog that is open, else in the window.
fn controls(desk: &Desk, place: &Place) -> BTreeMap<NodeId, Control> {
    let mut out = BTreeMap::new();
    let dialog = desk.query_all_by_role(Role::Dialog).next();
    for node in desk.root().children_recursive() {
        let node = node.accesskit_node();
        let within = dialog.as_ref().is_none_or(|d| node.is_descendant_of(&d.accesskit_node()));
        let data = node.data();
        let acts = data.supports_action(Action::Click) || data.supports_action(Action::Focus);
        // Words that can be marked and copied are no control; a scroll bar is moved by going to what it hides.
        let passive = matches!(node.role(), Role::Label | Role::TextRun | Role::ScrollBar);
        if !acts || passive || node.is_disabled() || (place.dialog && !within) {
            continue;
        }
        let name = node.label().or_else(|| node.placeholder().map(str::to_owned)).unwrap_or_default();
        out.insert(node.locate().0, Control { role: node.role(), name });
    }
    out
}

/// Goes once round with Tab; gives everything that had the focus.
fn tab_round(desk: &mut Desk) -> BTreeSet<NodeId> {
    let mut seen = BTreeSet::new();
    let mut stale = 0;
    for _ in 0..900 {
        desk.key_down(Key::Tab);
        desk.run_steps(1);
        let focused = desk.ctx.memory(|m| m.focused()).map(|id| id.accesskit_id());
        let new = focused.is_some_and(|id| seen.insert(id));
        stale = if new { 0 } else { stale + 1 };
        if stale > 6 {
            break;
        }
    }
    seen
}

/// What the arrow keys of a table or list reach in the place of Tab; the tests of the arrows below show that.
fn by_arrows(control: &Control) -> bool {
    let starts = |words: &str| control.name.starts_with(words);
    let line = starts("Line ") || starts("Caption on line ") || starts("Change ");
    // The button of a report's line is Enter on that line.
    let button = control.name.starts_with("Take line ") || control.name.starts_with("Reject line ");
    matches!(control.role, Role::Row | Role::RowHeader | Role::ListBoxOption | Role::RadioButton)
        || (control.role == Role::ListItem && line)
        || (control.role == Role::Button && button)
}

#[test]
fn every_control_has_a_name_and_is_reached_with_the_keyboard() {
    let home = home();
    let mut faults = Vec::new();
    let mut audit = |desk: &mut Desk, place: &Place| {
        let before = controls(desk, place);
        for control in before.values() {
            if control.name.trim().is_empty() || control.role == Role::Unknown {
                faults.push(format!("{}: a control without a name: {control:?}", place.name));
            }
        }
        if place.name.starts_with("the menu") {
            return;
        }
        let reached = tab_round(desk);
        // What came or went on the way is looked at where it stands.
        let after = controls(desk, place);
        for (id, control) in &before {
            if after.contains_key(id) && !reached.contains(id) && !by_arrows(control) {
                faults
                    .push(format!("{}: not reached by Tab: {:?} {}", place.name, control.role, control.name));
            }
        }
        assert!(!reached.is_empty(), "{}: Tab leads nowhere", place.name);
    };
    let mut desk = tour::views(home.path(), &mut audit);
    let came = tour::dialogs(&mut desk, &mut audit);
    tour::inner(&mut desk, &mut audit);
    assert!(came.len() >= 14, "too few dialogs came: {came:?}");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn arrows_reach_every_row_and_fold_every_group() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    wait_for(&mut desk, "55 captions");
    tour::close_what_greets(&mut desk);
    desk.get_by_role(Role::Table).focus();
    desk.run_steps(2);
    desk.key_press(Key::Home);
    desk.run_steps(4);
    let selected = |desk: &Desk| {
        let rows = desk.query_all_by_role(Role::Row);
        let on = rows.filter(|n| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
        on.filter_map(|n| n.accesskit_node().label()).collect::<Vec<_>>()
    };
    let mut seen = BTreeSet::new();
    for _ in 0..55 {
        wait(&mut desk, "the row", |d| selected(d).len() == 1 && !selected(d)[0].contains("loading"));
        seen.extend(selected(&desk));
        // Left folds the group that the row is in, right opens it again.
        let open = heads(&desk).iter().filter(|h| h.contains(", folded")).count();
        assert_eq!(open, 0);
        desk.key_press(Key::ArrowLeft);
        desk.run_steps(3);
        let folded: Vec<String> = heads(&desk).into_iter().filter(|h| h.contains(", folded")).collect();
        assert_eq!(folded.len(), 1, "{folded:?}");
        desk.key_press(Key::ArrowRight);
        desk.run_steps(3);
        desk.key_press(Key::ArrowDown);
        desk.run_steps(2);
    }
    assert_eq!(seen.len(), 55);
}

#[test]
fn arrows_reach_every_line_of_a_document() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    tour::close_what_greets(&mut desk);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Num6);
    wait_for(&mut desk, "Caption on line");
    let list = desk.query_all_by_role(Role::ListBox).next().unwrap();
    list.focus();
    desk.run_steps(2);
    let open_line = |desk: &Desk| {
        let lines = desk.query_all_by_role(Role::ListItem);
        let on = lines.filter(|n| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
        on.filter_map(|n| n.accesskit_node().label()).find(|l| l.contains("on line"))
    };
    let mut seen = BTreeSet::new();
    for _ in 0..14 {
        desk.key_press(Key::ArrowDown);
        desk.run_steps(3);
        seen.extend(open_line(&desk));
    }
    assert_eq!(seen.len(), 14, "{seen:?}");
}

#[test]
fn a_column_is_widened_with_the_keyboard() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    wait(&mut desk, "the cells", |d| said(d, "Row 1, Agency: "));
    let wide = |desk: &Desk| {
        let cell = desk.query_all_by_label_contains("Row 1, Photographer: ").next().unwrap();
        let bounds = cell.accesskit_node().bounding_box().unwrap();
        bounds.x1 - bounds.x0
    };
    let before = wide(&desk);
    desk.query_all_by_label_contains("Sort by Photographer").next().unwrap().focus();
    desk.run_steps(2);
    desk.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    desk.run_steps(3);
    assert_eq!(wide(&desk), before + 16.0);
    desk.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    desk.run_steps(3);
    assert_eq!(wide(&desk), before);
}

#[test]
fn a_pane_is_widened_with_the_keyboard() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    tour::close_what_greets(&mut desk);
    let edges = |desk: &Desk| {
        let all = desk.query_all_by_role(Role::Splitter);
        all.map(|n| n.accesskit_node().bounding_box().unwrap().x0).collect::<Vec<_>>()
    };
    let before = edges(&desk);
    assert_eq!(before.len(), 2, "the filters and the inspector");
    for n in 0..2 {
        desk.query_all_by_role(Role::Splitter).nth(n).unwrap().focus();
        desk.run_steps(2);
        desk.key_press(Key::ArrowRight);
        desk.run_steps(3);
        assert_eq!(edges(&desk)[n], before[n] + 16.0);
        desk.key_press(Key::ArrowLeft);
        desk.run_steps(3);
        assert_eq!(edges(&desk), before);
    }
}

#[test]
fn cells_say_their_row_and_column() {
    let home = home();
    let mut desk = open(home.path(), &[], None);
    wait_for(&mut desk, "55 captions");
    wait(&mut desk, "the cells", |d| said(d, "Row 3, Photographer: "));
    let cells: Vec<_> = desk.query_all_by_role(Role::Cell).collect();
    let label = |c: &egui_kittest::Node<'_>| c.accesskit_node().label().unwrap_or_default();
    let first: Vec<String> = cells.iter().map(label).filter(|l| l.starts_with("Row 1, ")).collect();
    let columns: Vec<&str> = first.iter().filter_map(|l| l[7..].split(": ").next()).collect();
    assert_eq!(columns, ["Caption", "Photographer", "Agency", "Date"], "{first:?}");
    for cell in cells {
        let above = std::iter::successors(cell.parent(), |n| n.parent());
        let mut above = above.map(|n| n.accesskit_node());
        let row = above.find(|n| n.role() != Role::GenericContainer).unwrap();
        assert_eq!(row.role(), Role::Row, "a cell is in its row");
        let number = |l: &str| l.trim_start_matches("Row ").split([',', ':']).next().unwrap().to_owned();
        assert_eq!(number(&label(&cell)), number(&row.label().unwrap()));
    }
}

fn luminance(c: Color32) -> f64 {
    let channel = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b())
}

/// The contrast ratio of WCAG 2.1.
fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What lies on the screen so far, from the lowest up.
#[derive(Default)]
struct Painted {
    grounds: Vec<(Rect, Color32)>,
    /// For each pair of ink and ground, an example of words.
    words: BTreeMap<([u8; 4], [u8; 4]), String>,
}

impl Painted {
    fn ground(&self, at: Pos2) -> Color32 {
        let mut color = Color32::TRANSPARENT;
        for (rect, fill) in &self.grounds {
            if rect.contains(at) {
                color = color.blend(*fill);
            }
        }
        color
    }

    fn shape(&mut self, clip: Rect, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|s| self.shape(clip, s)),
            Shape::Rect(rect) if rect.fill.a() > 0 && rect.blur_width == 0.0 => {
                self.grounds.push((rect.rect.intersect(clip), rect.fill));
            }
            Shape::Text(text) => self.text(clip, text),
            _ => {}
        }
    }

    fn text(&mut self, clip: Rect, text: &egui::epaint::TextShape) {
        // What is disabled is drawn faint, and says so to a screen reader.
        if text.opacity_factor < 1.0 {
            return;
        }
        for row in &text.galley.rows {
            let (mesh, glyphs) = (&row.row.visuals.mesh, row.row.visuals.glyph_vertex_range.clone());
            let origin = text.pos.to_vec2() + row.pos.to_vec2();
            let quad = |vertices: &[egui::epaint::Vertex]| {
                let points: Vec<Pos2> = vertices.iter().map(|v| v.pos + origin).collect();
                (Rect::from_points(&points), vertices[0].color)
            };
            // Grounds of words come before their letters.
            for vertices in mesh.vertices[..glyphs.start].chunks_exact(4) {
                let (rect, color) = quad(vertices);
                self.grounds.push((rect.intersect(clip), color));
            }
            for vertices in mesh.vertices[glyphs].chunks_exact(4) {
                let (rect, color) = quad(vertices);
                let own = if color == Color32::PLACEHOLDER { text.fallback_color } else { color };
                let ink = text.override_text_color.unwrap_or(own);
                // Letters of colour fonts and such as fade bring their own colours.
                if ink.a() < 255 || !clip.contains(rect.center()) {
                    continue;
                }
                let pair = (ink.to_array(), self.ground(rect.center()).to_array());
                self.words.entry(pair).or_insert_with(|| row.row.text());
            }
        }
    }
}

/// What can be read where somebody is has contrast enough, as it is drawn.
fn read(desk: &Desk, place: &Place, theme: &str, faults: &mut BTreeSet<String>) -> usize {
    let mut painted = Painted::default();
    for clipped in &desk.output().shapes {
        painted.shape(clipped.clip_rect, &clipped.shape);
    }
    for ((ink, ground), words) in &painted.words {
        let color = |c: &[u8; 4]| Color32::from_rgba_premultiplied(c[0], c[1], c[2], c[3]);
        let found = contrast(color(ink), color(ground));
        // A stroke or dot that stands for nothing is a mark, not a word.
        let mark = words.trim().chars().all(|c| !c.is_alphanumeric());
        if found < if mark { 3.0 } else { 4.5 } {
            faults.insert(format!("{theme}, {}: {found:.2}:1 {ink:?} on {ground:?}: {words}", place.name));
        }
    }
    painted.words.len()
}

#[test]
fn everything_that_is_drawn_can_be_read_in_both_themes() {
    for (theme, key) in [("light", Key::F9), ("dark", Key::F10)] {
        let home = home();
        let (mut faults, mut pairs) = (BTreeSet::new(), 0);
        let mut set = false;
        let mut audit = |desk: &mut Desk, place: &Place| {
            if !set {
                desk.key_press_modifiers(Modifiers::COMMAND, key);
                set = true;
            }
            desk.run_steps(12);
            pairs += read(desk, place, theme, &mut faults);
        };
        let mut desk = tour::views(home.path(), &mut audit);
        tour::dialogs(&mut desk, &mut audit);
        tour::inner(&mut desk, &mut audit);
        assert!(pairs > 100, "only {pairs} pairs were seen: something is not measured");
        assert!(
            faults.is_empty(),
            "{} faults:\n{}",
            faults.len(),
            faults.into_iter().collect::<Vec<_>>().join("\n")
        );
    }
}
