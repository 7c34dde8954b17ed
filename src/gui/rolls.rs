//! A long list of rows of one height: only those on screen are laid out, and the keys move in it.

use egui::{EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

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

/// The move that was pressed.
pub fn moved(ui: &Ui, page: usize) -> Option<Move> {
    let page = page.saturating_sub(1).max(1) as isize;
    let keys = [
        (Key::ArrowDown, Move::By(1)),
        (Key::ArrowUp, Move::By(-1)),
        (Key::PageDown, Move::By(page)),
        (Key::PageUp, Move::By(-page)),
        (Key::Home, Move::First),
        (Key::End, Move::Last),
    ];
    keys.into_iter().find(|(key, _)| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key))).map(|(_, m)| m)
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
}
