//! Choices of which one holds: one stop of Tab for all of them, the arrows within.

use egui::{Button, EventFilter, Key, Modifiers, Role, Sense, Ui, WidgetInfo};

/// One of several.
pub struct Choice<'a> {
    pub label: &'a str,
    /// Whether it can be chosen now.
    pub fits: bool,
    /// Said where the mouse is over it.
    pub hint: &'a str,
}

impl<'a> Choice<'a> {
    pub fn of(label: &'a str) -> Choice<'a> {
        Choice { label, fits: true, hint: "" }
    }
}

/// How one was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The keyboard stays with the choices.
    ByKey(usize),
    ByClick(usize),
}

impl Chosen {
    pub fn at(self) -> usize {
        match self {
            Chosen::ByKey(n) | Chosen::ByClick(n) => n,
        }
    }
}

/// The next one that can be chosen from a place on, round the end.
fn next(choices: &[Choice<'_>], from: usize, forward: bool) -> Option<usize> {
    let n = choices.len();
    let step = |k: usize| if forward { (from + k) % n } else { (from + n - k % n) % n };
    (1..n).map(step).find(|at| choices[*at].fits)
}

/// Draws the choices beside each other, the one at `on` chosen; tells when another one is.
pub fn group(ui: &mut Ui, name: &str, choices: &[Choice<'_>], on: usize) -> Option<Chosen> {
    let mut chosen = None;
    // With large text they need a second line.
    ui.horizontal_wrapped(|ui| {
        let group = ui.unique_id();
        ui.ctx().accesskit_node_builder(group, |node| {
            node.set_role(Role::RadioGroup);
            node.set_label(name);
        });
        let take: bool = ui.data_mut(|d| d.remove_temp(group)).unwrap_or_default();
        // Where the chosen one cannot be chosen any more, Tab comes to the first that can.
        let fits = choices.get(on).is_some_and(|c| c.fits);
        let stop = if fits { Some(on) } else { choices.iter().position(|c| c.fits) };
        for (n, choice) in choices.iter().enumerate() {
            let sense = if stop == Some(n) { Sense::click() } else { Sense::CLICK };
            let button = Button::selectable(on == n, choice.label).sense(sense);
            let response = ui.add_enabled(choice.fits, button);
            response
                .widget_info(|| WidgetInfo::selected(Role::RadioButton, choice.fits, on == n, choice.label));
            if stop == Some(n) {
                if take {
                    response.request_focus();
                }
                if response.has_focus() {
                    let arrows =
                        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
                    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, arrows));
                    let key = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
                    let (forward, back) = (
                        key(Key::ArrowRight) || key(Key::ArrowDown),
                        key(Key::ArrowLeft) || key(Key::ArrowUp),
                    );
                    if let Some(to) = (forward != back).then(|| next(choices, n, forward)).flatten() {
                        chosen = Some(Chosen::ByKey(to));
                    }
                }
            }
            let clicked = response.clicked() && on != n;
            if !choice.hint.is_empty() {
                response.on_hover_text(choice.hint);
            }
            if clicked {
                chosen = Some(Chosen::ByClick(n));
            }
        }
        if let Some(Chosen::ByKey(_)) = chosen {
            ui.data_mut(|d| d.insert_temp(group, true));
            ui.ctx().request_repaint();
        }
    });
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrows_go_round_and_leave_out_what_cannot_be_chosen() {
        let choices = [Choice::of("a"), Choice { fits: false, ..Choice::of("b") }, Choice::of("c")];
        assert_eq!(next(&choices, 0, true), Some(2));
        assert_eq!(next(&choices, 2, true), Some(0));
        assert_eq!(next(&choices, 0, false), Some(2));
        assert_eq!(next(&choices[..1], 0, true), None);
        assert_eq!(next(&choices[..2], 0, false), None);
    }
}
