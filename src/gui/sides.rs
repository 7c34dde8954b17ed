//! The panes at the sides: they give way to a small window and large text, and are as wide again as a hand made them when
//! there is room.

use egui::containers::panel::PanelState;
use egui::{EventFilter, Id, Key, Modifiers, Panel, Rangef, Response, Stroke, Ui};

use super::theme::Tokens;

/// A pane at a side, as it is to be drawn this frame.
pub struct Side {
    /// How wide it would be where there is room.
    pub wanted: f32,
    pub range: Rangef,
    /// Whether the window has another width than when this pane was drawn last: it may have been out of view meanwhile.
    pub resized: bool,
}

/// Whether the window has another width, in points, than when a pane was drawn last.
pub fn resized(ui: &Ui, name: &'static str) -> bool {
    let id = id(ui, name).with("the window's width");
    let width = ui.ctx().content_rect().width();
    let was: Option<f32> = ui.data(|d| d.get_temp(id));
    ui.data_mut(|d| d.insert_temp(id, width));
    was != Some(width)
}

impl Side {
    fn width(&self) -> f32 {
        self.range.clamp(self.wanted)
    }

    /// Gives a pane its width: of its own where the window has changed, else what it has.
    pub fn of(&self, panel: Panel, ui: &Ui, name: &'static str) -> Panel {
        let id = id(ui, name);
        if let Some(mut state) = PanelState::load(ui.ctx(), id).filter(|_| self.resized) {
            state.outer_rect.max.x = state.outer_rect.min.x + self.width();
            ui.data_mut(|d| d.insert_persisted(id, state));
        }
        panel.default_size(self.width()).size_range(self.range)
    }

    /// The width that a hand has just given it.
    pub fn dragged(&self, width: f32) -> Option<f32> {
        (!self.resized && (width - self.width()).abs() > 1.0).then_some(width)
    }
}

fn id(ui: &Ui, name: &'static str) -> Id {
    ui.scope_id().with_salt(egui::IdSalt::new(name))
}

/// By so much an arrow key moves the edge of a pane.
const STEP: f32 = 16.0;

/// The edge of a pane that has the keyboard: it is seen, and the arrow keys move it, as the mouse does.
pub fn edge(ui: &Ui, name: &'static str, pane: &Response) {
    // As egui names the edge of a panel.
    let (pane_id, id) = (id(ui, name), id(ui, name).with("__resize"));
    if !ui.memory(|m| m.has_focus(id)) {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..Default::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    let at_left = pane.rect.left() - ui.max_rect().left() < 1.0;
    let x = if at_left { pane.rect.right() } else { pane.rect.left() };
    ui.painter().vline(x, pane.rect.y_range(), Stroke::new(3.0, Tokens::of(ui.ctx()).accent));
    let pressed = |key| ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key)) as f32;
    let right = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
    if right == 0.0 {
        return;
    }
    if let Some(mut state) = PanelState::load(ui.ctx(), pane_id) {
        state.outer_rect.max.x += if at_left { right } else { -right } * STEP;
        ui.data_mut(|d| d.insert_persisted(pane_id, state));
        ui.ctx().request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hand_changes_what_is_wanted() {
        let side = |resized| Side { wanted: 380.0, range: Rangef::new(240.0, 300.0), resized };
        assert_eq!(side(true).dragged(300.0), None, "the window gave way");
        assert_eq!(side(false).dragged(300.0), None, "as it was set");
        assert_eq!(side(false).dragged(260.0), Some(260.0), "by hand");
    }
}
