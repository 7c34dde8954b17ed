//! The command palette: everything that can be asked for, found by a few letters. What was chosen lately comes first.

use std::sync::Arc;

use egui::{Align2, Context, Id, Key, Modifiers, Pos2, Rect, Role, Sense, TextEdit, Ui, Vec2, WidgetInfo};

use super::action::{ACTIONS, Action, Menu};
use super::app::App;
use super::rolls::{Roll, moved};
use super::state::*;
use super::theme::{self, Tokens};
use super::{inspector, saved, words};
use crate::desk::fold;
use crate::desk::view::FacetKind;
use crate::model::field::Field;

/// What a line of the palette leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal {
    Act(Action),
    /// Into a field of the caption in view.
    Field(Field),
    /// A column of the table, shown or hidden.
    Column(ColumnKind),
    Filter(String),
    Scene(String),
    /// A catalog that was open lately.
    Catalog(std::path::PathBuf),
}

/// A line of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    goal: Goal,
    label: String,
    /// Of what kind it is, in a word or two.
    kind: &'static str,
    keys: String,
    folded: String,
    /// How it is named among those that were chosen lately.
    id: String,
}

/// The palette as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    text: String,
    lines: Arc<Vec<Line>>,
    /// How many of the lines, from the first, were chosen lately.
    recent: usize,
    /// The lines that fit what is typed, the best first.
    found: Arc<Vec<usize>>,
    at: usize,
    reveal: bool,
    /// Where the keyboard was.
    back: Option<Id>,
}

/// How many of the last choices are kept.
const KEPT: usize = 12;
const ROW: f32 = 30.0;
const ROWS: usize = 12;

/// Opens the palette.
pub fn open(app: &mut App, ctx: &Context) {
    let mut lines = lines(app, ctx);
    let lately = |line: &Line| app.state.prefs.chosen.iter().position(|id| *id == line.id).unwrap_or(KEPT);
    lines.sort_by_key(lately);
    let recent = lines.iter().take_while(|l| lately(l) < KEPT).count();
    let found = Arc::new((0..lines.len()).collect());
    let back = ctx.memory(|m| m.focused());
    let lines = Arc::new(lines);
    let palette = Palette { text: String::new(), lines, recent, found, at: 0, reveal: false, back };
    app.state.overlay = Some(Overlay::Palette(palette));
}

fn lines(app: &App, ctx: &Context) -> Vec<Line> {
    let mut out = Vec::new();
    let mut add = |goal, label: String, kind, keys, id| {
        let folded = fold(&label);
        out.push(Line { goal, label, kind, keys, folded, id });
    };
    for row in ACTIONS.iter().filter(|r| r.action != Action::Palette) {
        let kind = Menu::ALL.iter().find(|(m, _)| *m == row.menu).map_or("", |(_, title)| *title);
        let keys = row.action.key_words(ctx);
        add(Goal::Act(row.action), row.label.to_owned(), kind, keys, row.action.id());
    }
    for (path, name) in app.state.recent_catalogs() {
        let id = format!("catalog {}", path.display());
        add(Goal::Catalog(path), format!("Open {name}"), "Recent catalog", String::new(), id);
    }
    for (_, filter) in saved::of(app) {
        let id = format!("filter {}", filter.name);
        add(Goal::Filter(filter.filter), filter.name, "Saved filter", String::new(), id);
    }
    for scene in &app.state.names.scenes {
        add(Goal::Scene(scene.clone()), scene.clone(), "Scene", String::new(), format!("scene {scene}"));
    }
    for field in inspector::fields() {
        let id = format!("field {}", field.key());
        add(Goal::Field(field), format!("Edit {}", field.label()), "Field", String::new(), id);
    }
    for kind in ColumnKind::ALL {
        let on = app.state.prefs.columns.iter().any(|(c, _)| *c == kind);
        let verb = if on { "Hide" } else { "Show" };
        let label = format!("{verb} the column {}", kind.label());
        add(Goal::Column(kind), label, "Column", String::new(), format!("column {}", kind.label()));
    }
    out
}

/// How well a folded label fits what is typed, folded; less is better. Every word has to be in it: at the beginning of a word,
/// within one, or with its letters in their order from the beginning of a word on.
fn fit(typed: &str, label: &str) -> Option<usize> {
    let mut sum = 0;
    for word in typed.split_whitespace() {
        let starts = |at: usize| label[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let within: Vec<usize> = label.match_indices(word).map(|(at, _)| at).collect();
        sum += match within.iter().find(|at| starts(**at)) {
            Some(0) => 0,
            Some(_) => 1,
            None if !within.is_empty() => 4,
            None => 6 + scattered(word, label)?,
        };
    }
    Some(sum)
}

/// Whether a word's letters are in a label in their order, the first at the beginning of a word: how far they are apart.
fn scattered(word: &str, label: &str) -> Option<usize> {
    let letters: Vec<char> = label.chars().collect();
    let mut best: Option<usize> = None;
    for (from, _) in letters.iter().enumerate() {
        if from > 0 && letters[from - 1].is_alphanumeric() {
            continue;
        }
        let (mut at, mut apart, mut whole) = (from, 0, true);
        for (n, c) in word.chars().enumerate() {
            let Some(step) = letters[at.min(letters.len())..].iter().position(|l| *l == c) else {
                whole = false;
                break;
            };
            if n == 0 && step > 0 {
                whole = false;
                break;
            }
            apart += step;
            at += step + 1;
        }
        if whole {
            best = Some(best.map_or(apart, |b| b.min(apart)));
        }
    }
    best
}

/// The lines that fit, the best first; those that fit alike in their order.
fn find(lines: &[Line], typed: &str) -> Vec<usize> {
    let typed = fold(typed);
    let fits = lines.iter().enumerate().filter_map(|(n, l)| Some((fit(&typed, &l.folded)?, n)));
    let mut found: Vec<(usize, usize)> = fits.collect();
    found.sort_unstable();
    found.into_iter().map(|(_, n)| n).collect()
}

/// Draws the palette.
pub fn show(app: &mut App, ctx: &Context, mut palette: Palette) {
    let t = Tokens::of(ctx);
    let mut taken = None;
    let mut modal = words::modal(ctx, "palette");
    modal.area = modal.area.anchor(Align2::CENTER_TOP, Vec2::new(0.0, 72.0));
    let response = modal.frame(egui::Frame::popup(&ctx.global_style()).inner_margin(8)).show(ctx, |ui| {
        words::name_dialog(ui, "Find a command");
        ui.set_width(620.0f32.min(ctx.content_rect().width() - 60.0));
        let rows = palette.found.len();
        let moved = moved_in(ui, rows.min(ROWS));
        let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let before = palette.text.clone();
        let hint = egui::RichText::new("A command, a view, a scene, a saved filter…").color(t.faint);
        let field = ui.add(
            TextEdit::singleline(&mut palette.text)
                .id(Id::unique("palette words"))
                .event_filter(words::TYPING)
                .font(theme::sans(theme::LARGE))
                .hint_text(hint)
                .margin(egui::Margin::symmetric(10, 8))
                .desired_width(f32::INFINITY),
        );
        field.widget_info(|| words::field_info("Find a command", &before, &palette.text));
        if !field.has_focus() {
            field.request_focus();
        }
        if palette.text != before {
            palette.found = Arc::new(find(&palette.lines, &palette.text));
            (palette.at, palette.reveal) = (0, true);
        } else if let Some(to) = moved {
            palette.at = to.from(palette.at, rows);
            palette.reveal = true;
        }
        ui.add_space(theme::S1);
        let height = ROW * ROWS.min(palette.found.len().max(1)) as f32;
        let size = Vec2::new(ui.available_width(), height.min(ctx.content_rect().height() - 180.0));
        ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_max_height(size.y);
            if palette.found.is_empty() {
                ui.add_space(theme::S2);
                words::quiet(ui, "Nothing fits these words");
                return;
            }
            let reveal = std::mem::take(&mut palette.reveal).then_some(palette.at);
            let id = Id::unique("palette lines");
            let roll = Roll { id, name: "Commands", rows: palette.found.len(), height: ROW, reveal };
            roll.show(ui, |ui, at, rect| {
                if line(ui, &palette, at, rect, t) {
                    taken = Some(at);
                }
            });
        });
        if enter {
            taken = Some(palette.at);
        }
    });
    let chosen = taken.and_then(|at| palette.lines.get(*palette.found.get(at)?)).cloned();
    if chosen.is_none() && !response.should_close() {
        app.state.overlay = Some(Overlay::Palette(palette));
        return;
    }
    app.state.overlay = None;
    ctx.memory_mut(|m| m.surrender_focus(Id::unique("palette words")));
    // The keyboard goes back to where it was, unless what was chosen takes it elsewhere.
    app.state.keyboard_to = Some(palette.back.unwrap_or_else(super::table::table_id));
    if let Some(line) = chosen {
        let recent = &mut app.state.prefs.chosen;
        recent.retain(|id| *id != line.id);
        recent.insert(0, line.id);
        recent.truncate(KEPT);
        app.go(ctx, line.goal);
        if let Some(id) = ctx.memory(|m| m.focused()) {
            app.state.keyboard_to = Some(id);
        }
    }
}

/// The move that was pressed; Home and End are the field's.
fn moved_in(ui: &Ui, page: usize) -> Option<super::rolls::Move> {
    let field = ui.input(|i| i.key_pressed(Key::Home) || i.key_pressed(Key::End));
    if field { None } else { moved(ui, page) }
}

fn line(ui: &mut Ui, palette: &Palette, at: usize, rect: Rect, t: &Tokens) -> bool {
    let Some(line) = palette.found.get(at).and_then(|n| palette.lines.get(*n)) else { return false };
    let response = ui.interact(rect, Id::unique(("palette line", at)), Sense::CLICK);
    let on = palette.at == at;
    let recent = palette.text.is_empty() && at < palette.recent;
    response.widget_info(|| {
        let keys = if line.keys.is_empty() { String::new() } else { format!(", {}", line.keys) };
        let lately = if recent { ", chosen lately" } else { "" };
        let name = format!("{}: {}{keys}{lately}", line.kind, line.label);
        WidgetInfo::selected(Role::ListBoxOption, true, on, name)
    });
    if on {
        ui.painter().rect_filled(rect, 4.0, t.selected());
        ui.painter().rect_filled(Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height())), 0.0, t.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, t.hovered());
    }
    let middle = rect.center().y;
    let quiet = theme::sans(theme::SMALL);
    let mut right = rect.right() - 10.0;
    if !line.keys.is_empty() {
        let galley = ui.painter().layout_no_wrap(line.keys.clone(), quiet.clone(), t.quiet);
        right -= galley.size().x;
        ui.painter().galley(Pos2::new(right, middle - galley.size().y / 2.0), galley, t.quiet);
        right -= 16.0;
    }
    let left = rect.left() + 12.0;
    let width = (right - left - 110.0).max(60.0);
    let used =
        words::paint_line(ui, Pos2::new(left, middle), &line.label, theme::sans(theme::BODY), t.text, width);
    let kind = if recent { format!("{} · lately", line.kind) } else { line.kind.to_owned() };
    words::paint_line(ui, Pos2::new(left + used + 12.0, middle), &kind, quiet, t.quiet, 130.0);
    // Between what was chosen lately and all the rest.
    if palette.text.is_empty() && palette.recent > 0 && at + 1 == palette.recent {
        ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, t.hairline));
    }
    response.clicked()
}

impl App {
    /// Does what a line of the palette says.
    fn go(&mut self, ctx: &Context, goal: Goal) {
        match goal {
            Goal::Act(action) => self.act(ctx, action),
            _ if self.state.report.is_some() => self.say(super::app::UNDECIDED, true, false),
            Goal::Field(field) => {
                self.commit_draft();
                if !matches!(self.state.view, View::Captions | View::Problems) {
                    self.set_view(View::Captions);
                }
                (self.state.prefs.inspector, self.state.focus_view) = (true, false);
                inspector::focus_field(ctx, field);
            }
            Goal::Column(kind) => {
                self.set_view(View::Captions);
                self.toggle_column(kind);
            }
            Goal::Catalog(path) => self.open_recent(path),
            Goal::Filter(filter) => self.narrow(ctx, filter),
            Goal::Scene(scene) => {
                let facets = self.state.listing.iter().flat_map(|l| &l.facets);
                let mut values = facets.filter(|f| f.kind == FacetKind::Scene).flat_map(|f| &f.values);
                let known = values.find(|v| v.label == scene).map(|v| v.term.clone());
                let filter = known.unwrap_or_else(|| format!("scene:=\"{}\"", scene.replace('"', " ")));
                self.narrow(ctx, filter);
            }
        }
    }

    /// Shows the captions that pass a filter, with the keyboard in their list.
    fn narrow(&mut self, ctx: &Context, filter: String) {
        self.commit_draft();
        self.set_view(View::Captions);
        self.set_query(filter);
        ctx.memory_mut(|m| m.request_focus(super::table::table_id()));
    }

    /// Shows a column of the table, or hides it.
    pub(super) fn toggle_column(&mut self, kind: ColumnKind) {
        let columns = &mut self.state.prefs.columns;
        match columns.iter().position(|(c, _)| *c == kind) {
            Some(at) => {
                columns.remove(at);
            }
            None => columns.push((kind, kind.width())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(typed: &str) -> Vec<&'static str> {
        let line = |label: &'static str| Line {
            goal: Goal::Act(Action::Undo),
            label: label.to_owned(),
            kind: "",
            keys: String::new(),
            folded: fold(label),
            id: String::new(),
        };
        let labels = [
            "Set aside",
            "Assign a scene",
            "Export a sheet…",
            "Élysée salute",
            "Not a caption",
            "Next problem",
        ];
        let lines: Vec<Line> = labels.into_iter().map(line).collect();
        find(&lines, typed).into_iter().map(|n| labels[n]).collect()
    }

    #[test]
    fn words_letters_and_accents() {
        assert_eq!(best("scene")[0], "Assign a scene");
        assert_eq!(best("sheet exp"), ["Export a sheet…"]);
        assert_eq!(best("elysee"), ["Élysée salute"]);
        assert_eq!(best("np")[0], "Next problem");
        assert_eq!(best("aside")[0], "Set aside");
        assert_eq!(best("sas")[0], "Set aside", "letters in their order");
        assert!(best("qqq").is_empty());
        assert_eq!(best("").len(), 6);
    }

    proptest::proptest! {
        #[test]
        fn any_words_can_be_typed(typed in "\\PC{0,12}", label in "\\PC{0,30}") {
            fit(&fold(&typed), &fold(&label));
        }
    }
}
