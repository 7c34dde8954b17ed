//! The first run's tour: three steps over the captions, each beside the part of the window that it is about. It can be left at any
//! step, is shown once, and can be asked for again.

use egui::{Button, Frame, Key, Margin, Modifiers, Rect, Role, Stroke, Ui, WidgetInfo};

use super::action::Action;
use super::app::App;
use super::state::View;
use super::theme::{self, Tokens};
use super::words;

/// Where the parts of the window are that a step is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Places {
    pub filters: Option<Rect>,
    pub inspector: Option<Rect>,
    pub sheets: Option<Rect>,
}

const STEPS: usize = 3;

/// A step's title and its words.
fn words_of(app: &App, step: usize, ctx: &egui::Context) -> (&'static str, String) {
    let key = |action: Action| action.key_words(ctx);
    let open = words::count(app.state.problems.open.len(), "problem wants", "problems want");
    match step {
        0 if app.state.first_start => (
            "What wants attention",
            format!(
                "The built-in catalog: photo captions of one event, by scene and date. {open} a look, at the left by kind with their captions, \
                 and {} goes to the next one. This is a copy to try things on.",
                key(Action::NextProblem)
            ),
        ),
        0 => (
            "What wants attention",
            format!(
                "{open} a look. They stand at the left by kind, with their captions, beside scenes, dates and agencies: a click on any line narrows the \
                 list, and {} goes to the next problem.",
                key(Action::NextProblem)
            ),
        ),
        1 => (
            "Mend it, and go on",
            format!(
                "The caption stands at the right, to be typed in. {} takes a fix, {} passes the caption. What was printed stays \
                 beside each correction, and {} takes back any step.",
                key(Action::AcceptFix),
                key(Action::MarkReviewed),
                key(Action::Undo)
            ),
        ),
        _ => (
            "Your own captions in, a sheet out",
            format!(
                "{} reads articles and folders; nothing is added before you have seen what was found. {} writes the corrected sheet.",
                key(Action::Import),
                key(Action::Export)
            ),
        ),
    }
}

/// Draws the step that the tour is at, above the captions.
pub fn show(app: &mut App, ui: &mut Ui) {
    let Some(step) = app.state.tour else { return };
    let t = Tokens::of(ui.ctx());
    let ctx = ui.ctx().clone();
    let (title, text) = words_of(app, step, &ctx);
    let (mut to, mut leave) = (step, false);
    Frame::new().fill(t.selected()).inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
        ui.take_available_width();
        ui.horizontal(|ui| {
            ui.label(egui::RichText::new(title).font(theme::strong(theme::LARGE)));
            words::quiet(ui, format!("{} of {STEPS}", step + 1));
        });
        ui.label(text);
        ui.add_space(theme::S1);
        ui.horizontal_wrapped(|ui| {
            let last = step + 1 == STEPS;
            let next = words::primary(ui, true, if last { "Begin" } else { "Next" }, "");
            let name = if last { "End the tour" } else { "Next step of the tour" };
            next.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
            if next.clicked() {
                (to, leave) = (step + 1, last);
            }
            if step > 0 {
                let back = ui.button("Back");
                back.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Step back in the tour"));
                if back.clicked() {
                    to = step - 1;
                }
            }
            for action in offered(step) {
                let button = Button::new(action.row().label).shortcut_text(action.key_words(&ctx));
                if ui.add(button).clicked() {
                    app.act(&ctx, *action);
                }
            }
            if !last {
                let skip = words::bare(ui, Button::new("Skip").shortcut_text("Esc"));
                skip.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Skip the tour"));
                leave |= skip.clicked();
            }
        });
    });
    let free = app.state.overlay.is_none() && !ctx.text_edit_focused() && !egui::Popup::is_any_open(&ctx);
    leave |= free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    if leave {
        app.state.tour = None;
        app.state.prefs.toured = true;
    } else {
        app.state.tour = Some(to);
    }
}

/// What a step has a button for.
fn offered(step: usize) -> &'static [Action] {
    match step {
        0 => &[Action::NextProblem],
        1 => &[],
        _ => &[Action::Import, Action::Export],
    }
}

/// Rings the part of the window that the step is about.
pub fn ring(app: &App, ctx: &egui::Context) {
    let Some(step) = app.state.tour else { return };
    if app.state.view != View::Captions || app.state.overlay.is_some() || app.state.report.is_some() {
        return;
    }
    let places = app.state.places;
    let Some(rect) = [places.filters, places.inspector, places.sheets].get(step).copied().flatten() else {
        return;
    };
    let layer = egui::LayerId::new(egui::Order::Middle, egui::Id::unique("tour"));
    let accent = Tokens::of(ctx).accent;
    ctx.layer_painter(layer).rect_stroke(rect, 6.0, Stroke::new(2.0, accent), egui::StrokeKind::Inside);
}

/// Shows the tour from its beginning.
pub fn begin(app: &mut App) {
    app.set_view(View::Captions);
    app.state.tour = Some(0);
}
