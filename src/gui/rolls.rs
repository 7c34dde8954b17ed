//! A long list of rows of one height: only those on screen are laid out, and the keys move in it.

use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

/// What a list is.
pub struct Roll<'a> {
    pub id: Id,
    /// As a screen reader says it.
    pub name: &'a str,
    pub rows: usize,
    pub height: f32,
    /// The row to bring into view.
    pub reveal: Option<usize>,
}

/// What the keys ask of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    By(isize),
    First,
    Last,
}

impl Move {
    /// The place that it leads to.
    pub fn from(self, at: usize, rows: usize) -> usize {
        let last = rows.saturating_sub(1);
        match self {
            Move::By(by) => at.saturating_add_signed(by).min(last),
            Move::First => 0,
            Move::Last => last,
        }
    }
}

impl Roll<'_> {
    /// Draws the rows on screen; tells whether the keyboard is the list's, and how many rows a page has.
    pub fn show(&self, ui: &mut Ui, mut row: impl FnMut(&mut Ui, usize, Rect)) -> (bool, usize) {
        let rect = ui.available_rect_before_wrap();
        let response = ui.interact(rect, self.id, Sense::FOCUSABLE);
        response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, self.name));
        let focused = response.has_focus();
        if focused {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
            ui.memory_mut(|m| m.set_focus_lock_filter(self.id, filter));
        }
        let nobody = ui.memory(|m| m.focused().is_none());
        ui.spacing_mut().item_spacing.y = 0.0;
        let kept = self.id.with("place");
        let (top, view) = ui.data(|d| d.get_temp::<(f32, f32)>(kept)).unwrap_or((0.0, rect.height()));
        let mut area = ScrollArea::vertical().id_salt(self.id).auto_shrink([false, false]);
        if let Some(at) = self.reveal {
            let (from, to) = (at as f32 * self.height, (at + 1) as f32 * self.height);
            if from < top || to > top + view {
                area = area.vertical_scroll_offset((from - view / 3.0).max(0.0));
            }
        }
        let out = area.show_rows(ui, self.height, self.rows, |ui, range| {
            for at in range {
                let size = Vec2::new(ui.available_width(), self.height);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                row(ui, at, rect);
            }
        });
        let view = out.inner_rect.height();
        ui.data_mut(|d| d.insert_temp(kept, (out.state.clamped_offset().y, view)));
        (focused || nobody, (view / self.height).max(1.0) as usize)
    }
}

/// The keys that move, in a list of which so many rows are a page.
fn keys(page: usize) -> [(Key, Move); 6] {
    let page = page.saturating_sub(1).max(1) as isize;
    [
        (Key::ArrowDown, Move::By(1)),
        (Key::ArrowUp, Move::By(-1)),
        (Key::PageDown, Move::By(page)),
        (Key::PageUp, Move::By(-page)),
        (Key::Home, Move::First),
        (Key::End, Move::Last),
    ]
}

/// The move that was pressed.
pub fn moved(ui: &Ui, page: usize) -> Option<Move> {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    keys(page).into_iter().find(|(key, _)| pressed(*key)).map(|(_, m)| m)
}

/// Where the moves lead that were pressed since the last frame, from `at` in a list of so many rows; where a frame is slow, there
/// are several. Those behind another key are dropped: they were meant for what that key brings.
pub fn moved_from(ui: &Ui, page: usize, at: usize, rows: usize) -> Option<usize> {
    let moves = keys(page);
    let of = |key: Key| moves.iter().find(|(k, _)| *k == key).map(|(_, m)| *m);
    let mut to = None;
    let mut other = false;
    ui.input_mut(|i| {
        i.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let moves = of(*key).filter(|_| modifiers.is_none());
            match moves {
                Some(m) if !other => to = Some(m.from(to.unwrap_or(at), rows)),
                Some(_) => {}
                None => other = true,
            }
            moves.is_none()
        });
    });
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_stay_in_the_list() {
        assert_eq!(Move::By(-3).from(1, 9), 0);
        assert_eq!(Move::By(30).from(1, 9), 8);
        assert_eq!(Move::Last.from(4, 0), 0);
        assert_eq!(Move::First.from(4, 9), 0);
    }

    #[test]
    fn keys_of_one_frame_are_all_heard_in_their_order() {
        let key = |key| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        for (keys, to, left) in [
            (vec![Key::Home, Key::ArrowDown], Some(1), 0),
            (vec![Key::End, Key::ArrowUp, Key::Enter], Some(7), 1),
            (vec![Key::Enter, Key::ArrowDown], None, 1),
            (vec![Key::Space], None, 1),
        ] {
            let ctx = egui::Context::default();
            let events = keys.iter().map(|k| key(*k)).collect();
            let input = egui::RawInput { events, ..Default::default() };
            let mut said = (None, 0);
            let mut out =
                ctx.run_ui(input, |ui| said = (moved_from(ui, 4, 5, 9), ui.input(|i| i.events.len())));
            // There is no renderer to take them.
            out.textures_delta.clear();
            assert_eq!(said, (to, left), "{keys:?}");
        }
    }
}
