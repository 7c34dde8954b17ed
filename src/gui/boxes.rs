//! Boxes to tick and choices of one, with an outline that is seen in light and dark: an empty one must be told from the page.

use egui::{Checkbox, Response, Ui, WidgetText};

use super::theme::Tokens;

/// Draws with the outline of a mark. Not in a part of its own: in a line of several, one that does not fit goes to the next line
/// as a whole.
fn outlined<R>(ui: &mut Ui, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let faint = Tokens::of(ui.ctx()).faint;
    let was = std::mem::replace(&mut ui.visuals_mut().widgets.inactive.bg_stroke.color, faint);
    let out = draw(ui);
    ui.visuals_mut().widgets.inactive.bg_stroke.color = was;
    out
}

/// A box to tick.
pub(super) fn checkbox(ui: &mut Ui, on: &mut bool, label: impl Into<WidgetText>) -> Response {
    outlined(ui, |ui| ui.checkbox(on, label.into()))
}

/// A box to tick where it can be ticked.
pub(super) fn checkbox_enabled(ui: &mut Ui, enabled: bool, on: &mut bool, label: &str) -> Response {
    outlined(ui, |ui| ui.add_enabled(enabled, Checkbox::new(on, label)))
}

/// One of some choices.
pub(super) fn radio<T: PartialEq>(
    ui: &mut Ui,
    now: &mut T,
    choice: T,
    label: impl Into<WidgetText>,
) -> Response {
    outlined(ui, |ui| ui.radio_value(now, choice, label.into()))
}
