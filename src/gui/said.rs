//! The cells of the table as a screen reader says them: each with its row and its column.

use egui::{Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

/// Puts cells into a row that is drawn already: the title of the column, where it is, and its words.
pub(super) fn cells(ui: &mut Ui, row: &Response, number: usize, cells: Vec<(&'static str, Rect, String)>) {
    let inside =
        UiBuilder::new().scope_id(row.id.with("cells")).max_rect(row.rect).accessibility_parent(row.id);
    let child = ui.new_child(inside);
    for (column, rect, words) in cells {
        let cell = child.interact(rect, row.id.with(column), Sense::hover());
        let words = if words.is_empty() || words == "–" { "nothing" } else { &words };
        let name = format!("Row {number}, {column}: {words}");
        cell.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &name));
    }
}
