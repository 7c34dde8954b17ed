//! Completion from the catalog's own names, in every field that has them.

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Popup, Response, Role, SurrenderFocusOn, Ui, WidgetInfo};

use super::words;
use crate::desk::fold;
use crate::desk::view::{FacetKind, Names};
use crate::model::credit::Flag;
use crate::model::field::{Field, Kind};

/// The names that the catalog has of a facet.
pub(super) fn of_kind(names: &Names, kind: FacetKind) -> &[String] {
    match kind {
        FacetKind::Scene => &names.scenes,
        FacetKind::Agency => &names.agencies,
        FacetKind::Photographer => &names.photographers,
        FacetKind::Document => &names.documents,
        FacetKind::Event => &names.events,
        FacetKind::City => &names.cities,
        FacetKind::Venue => &names.venues,
        FacetKind::Country => &names.countries,
        FacetKind::Person => &names.persons,
        FacetKind::Distributor => &names.distributors,
        FacetKind::Supplier => &names.suppliers,
        FacetKind::Keyword => &names.keywords,
        FacetKind::Problem | FacetKind::Date | FacetKind::Status | FacetKind::Flag => &[],
    }
}

/// The names that a field may take, its own first.
fn of_field(names: &Names, field: Field) -> Vec<&str> {
    let lists: &[&Vec<String>] = match field {
        Field::Creators => &[&names.photographers],
        Field::Agency => &[&names.agencies],
        Field::Distributor => &[&names.distributors, &names.agencies],
        Field::Suppliers => &[&names.suppliers, &names.agencies],
        Field::Scene => &[&names.scenes],
        Field::City => &[&names.cities],
        Field::Sublocation => &[&names.venues],
        Field::Country => &[&names.countries],
        Field::Event => &[&names.events],
        Field::PersonsShown => &[&names.persons],
        Field::Keywords => &[&names.keywords],
        Field::Flags => return Flag::ALL.map(Flag::key).to_vec(),
        _ => &[],
    };
    lists.iter().flat_map(|l| l.iter().map(String::as_str)).collect()
}

/// What was looked up last, so that a name is looked for once a key and not once a frame.
#[derive(Clone)]
struct Looked {
    field: Field,
    typed: String,
    names: usize,
    found: Arc<Vec<String>>,
}

/// The names of a field with a word that begins as what is typed; accents and case do not matter.
fn lookup(ctx: &egui::Context, names: &Arc<Names>, field: Field, typed: &str) -> Arc<Vec<String>> {
    let id = Id::unique("completion looked up");
    let whose = Arc::as_ptr(names) as usize;
    if let Some(last) = ctx.data(|d| d.get_temp::<Looked>(id))
        && (last.field, last.names) == (field, whose)
        && last.typed == typed
    {
        return last.found;
    }
    let found = Arc::new(find(&of_field(names, field), typed));
    let looked = Looked { field, typed: typed.to_owned(), names: whose, found: found.clone() };
    ctx.data_mut(|d| d.insert_temp(id, looked));
    found
}

fn find(values: &[&str], typed: &str) -> Vec<String> {
    let wanted = fold(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut begin: Vec<String> = Vec::new();
    let mut within: Vec<String> = Vec::new();
    for value in values.iter().filter(|v| **v != typed) {
        if begin.len() >= 6 {
            break;
        }
        let folded = fold(value);
        let list = if folded.starts_with(&wanted) {
            &mut begin
        } else if within.len() < 6 && folded.split([' ', '-']).any(|w| w.starts_with(&wanted)) {
            &mut within
        } else {
            continue;
        };
        if !list.iter().any(|v| v == value) {
            list.push((*value).to_owned());
        }
    }
    begin.extend(within);
    begin.truncate(6);
    begin
}

fn drawn_id() -> Id {
    Id::unique("where proposals were drawn")
}

/// Notes where proposals for a field are drawn: a click on one must not take the keyboard from the field first.
pub(super) fn drawn<R>(ctx: &egui::Context, popup: Option<egui::InnerResponse<R>>) {
    if let Some(popup) = popup {
        let now = ctx.cumulative_pass_nr();
        ctx.move_to_top(popup.response.layer_id);
        ctx.data_mut(|d| d.insert_temp(drawn_id(), (popup.response.rect, now)));
    }
}

/// Whether proposals are in view.
fn are_shown(ctx: &egui::Context) -> bool {
    let last = ctx.data(|d| d.get_temp::<(egui::Rect, u64)>(drawn_id()));
    last.is_some_and(|(_, drawn)| drawn + 1 >= ctx.cumulative_pass_nr())
}

/// A press anywhere takes the keyboard from the field that has it, but not one on what is proposed for that field: its list would
/// be gone before the click is done.
pub(super) fn keep_keyboard(ctx: &egui::Context) {
    let last = ctx.data(|d| d.get_temp::<(egui::Rect, u64)>(drawn_id()));
    let at = ctx.input(|i| i.pointer.latest_pos());
    let over = last
        .zip(at)
        .is_some_and(|((rect, drawn), at)| drawn + 2 >= ctx.cumulative_pass_nr() && rect.contains(at));
    let on = if over { SurrenderFocusOn::Never } else { SurrenderFocusOn::Presses };
    ctx.options_mut(|o| o.input_options.surrender_focus_on = on);
}

/// Which of the proposed names the arrows have chosen.
fn chosen_id() -> Id {
    Id::unique("completion")
}

/// Whether the arrows have chosen a name, so that Enter takes it.
pub(super) fn is_chosen(ctx: &egui::Context) -> bool {
    ctx.data(|d| d.get_temp::<usize>(chosen_id())).is_some()
}

/// Proposes the catalog's names for what is typed in a field. The arrows choose one; Enter (`picked`) or a click takes it.
/// Gives the field's whole text with the name that was taken.
pub(super) fn offer(
    names: &Arc<Names>,
    response: &Response,
    field: Field,
    text: &str,
    picked: bool,
) -> Option<String> {
    let ctx = response.ctx.clone();
    let list = matches!(field.kind(), Kind::List | Kind::Flags);
    let (head, tail) = match text.rfind(';').filter(|_| list) {
        Some(at) => text.split_at(at + 1),
        None => ("", text),
    };
    let found = lookup(&ctx, names, field, tail.trim());
    let mut at = ctx.data(|d| d.get_temp::<usize>(chosen_id())).filter(|n| *n < found.len());
    if !found.is_empty() {
        let step = ctx.input_mut(|i| {
            i32::from(i.consume_key(Modifiers::NONE, Key::ArrowDown))
                - i32::from(i.consume_key(Modifiers::NONE, Key::ArrowUp))
        });
        if step > 0 {
            at = Some(at.map_or(0, |n| (n + 1).min(found.len() - 1)));
        } else if step < 0 {
            at = at.and_then(|n| n.checked_sub(1));
        }
    }
    let full = |value: &str| {
        let space = if head.is_empty() { "" } else { " " };
        format!("{head}{space}{value}")
    };
    let mut taken = at.filter(|_| picked).and_then(|n| found.get(n)).map(|v| full(v));
    if !found.is_empty() {
        let width = response.rect.width().max(180.0);
        let popup = Popup::from_response(response).open(true).width(width).show(|ui| {
            for (n, value) in found.iter().enumerate() {
                let on = at == Some(n);
                let entry = ui.selectable_label(on, value.as_str());
                entry.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, value));
                if entry.clicked() {
                    taken = Some(full(value));
                }
            }
            words::quiet(ui, "Down chooses, Enter takes");
        });
        drawn(&ctx, popup);
    }
    if let Some(taken) = &taken {
        // The cursor stands behind it: what is typed next goes on from there.
        let end = egui::text::CCursor::new(taken.chars().count());
        let mut state = egui::text_edit::TextEditState::load(&ctx, response.id).unwrap_or_default();
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        state.store(&ctx, response.id);
    }
    ctx.data_mut(|d| match at.filter(|_| taken.is_none()) {
        Some(n) => {
            d.insert_temp(chosen_id(), n);
        }
        None => d.remove::<usize>(chosen_id()),
    });
    taken
}

/// Completion in a line of a dialog: begun before the line is drawn, ended behind it.
pub(super) struct Line {
    id: Id,
    before: String,
    /// Enter is for the name that the arrows have chosen, and not for the dialog.
    picked: bool,
}

impl Line {
    /// `id` is the line's place in the order of focus.
    pub(super) fn begin(ui: &Ui, id: Id, text: &str) -> Line {
        let here = ui.memory(|m| m.has_focus(id));
        let press = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let picked = here && is_chosen(ui.ctx()) && press(Key::Enter);
        // Escape takes the names away first, and only then the dialog.
        if here && are_shown(ui.ctx()) && press(Key::Escape) {
            ui.data_mut(|d| d.insert_temp(id.with("typed in"), false));
            ui.data_mut(|d| d.remove::<usize>(chosen_id()));
        }
        Line { id, before: text.to_owned(), picked }
    }

    /// Proposes names once something has been typed, and puts the one that is taken into the line.
    pub(super) fn end(self, ui: &Ui, names: &Arc<Names>, field: Field, text: &mut String) {
        let typed = self.id.with("typed in");
        let on = ui.memory(|m| m.has_focus(self.id));
        let begun = on && (*text != self.before || ui.data(|d| d.get_temp(typed)).unwrap_or_default());
        ui.data_mut(|d| d.insert_temp(typed, begun));
        let Some(response) = ui.ctx().read_response(self.id).filter(|_| begun) else { return };
        if let Some(taken) = offer(names, &response, field, text, self.picked) {
            *text = taken;
            ui.data_mut(|d| d.insert_temp(typed, false));
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn accents_and_case_do_not_matter() {
        let names = ["Ana Prata", "Élodie Martin", "Martin Élan"];
        assert_eq!(super::find(&names, "el"), ["Élodie Martin", "Martin Élan"]);
        assert_eq!(super::find(&names, "mart"), ["Martin Élan", "Élodie Martin"]);
        assert!(super::find(&names, "").is_empty());
    }
}
