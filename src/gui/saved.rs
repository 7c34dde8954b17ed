//! Filters that were given a name: kept with the preferences, a list for each catalog, shown above the facets with counts.

use std::path::PathBuf;

use egui::{Button, Context, Key, Modifiers, Role, Ui, WidgetInfo};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::filters::{self, Line};
use super::overlay::{self, End};
use super::state::Overlay;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::terms::Choice;
use crate::desk::view::Command;

/// A filter with a name, of one catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub catalog: PathBuf,
    pub name: String,
    pub filter: String,
}

/// A name being typed for a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The place of the filter that gets another name; none for a new one.
    pub at: Option<usize>,
    pub name: String,
    pub filter: String,
}

/// The saved filters of the open catalog, each with its place in the preferences.
pub fn of(app: &App) -> Vec<(usize, Saved)> {
    let Some(catalog) = &app.state.catalog else { return Vec::new() };
    let all = app.state.prefs.saved.iter().enumerate();
    all.filter(|(_, s)| s.catalog == *catalog).map(|(n, s)| (n, s.clone())).collect()
}

/// Asks how many captions pass each saved filter, where that may have changed.
pub(super) fn ask(app: &mut App) {
    if !app.state.counts_due || !app.has_facets() {
        return;
    }
    app.state.counts_due = false;
    let filters: Vec<String> = of(app).into_iter().map(|(_, s)| s.filter).collect();
    if !filters.is_empty() {
        app.desk.send(Command::Count(filters));
    }
}

/// The filter that is typed, where it can be saved: it can be read, and is not among those that are.
pub(super) fn unsaved(app: &App) -> Option<String> {
    let typed = app.state.query.trim();
    let new = !typed.is_empty() && app.state.filter_error.is_none();
    (new && of(app).iter().all(|(_, s)| s.filter != typed)).then(|| typed.to_owned())
}

/// Asks for the name of the filter that is typed.
pub(super) fn save(app: &mut App) {
    let Some(filter) = unsaved(app) else {
        return app.say("Search or choose at the left first: that filter is saved then", true, false);
    };
    app.state.overlay = Some(Overlay::SaveFilter(Form { at: None, name: proposed(&filter), filter }));
}

/// Draws the saved filters. Gives the filter that was chosen.
pub(super) fn section(app: &mut App, ui: &mut Ui) -> Option<String> {
    let t = Tokens::of(ui.ctx());
    let all = of(app);
    let typed = app.state.query.trim().to_owned();
    if all.is_empty() {
        return None;
    }
    let mut chosen = None;
    words::heading(ui, "Saved filters");
    let order: Vec<usize> = all.iter().map(|(n, _)| *n).collect();
    for (place, (at, saved)) in all.into_iter().enumerate() {
        let on = saved.filter == typed;
        let count = app.state.counts.get(&saved.filter).copied().flatten();
        let said =
            count.map_or_else(String::new, |n| format!(", {}", words::count(n, "caption", "captions")));
        let line = Line {
            id: egui::Id::unique(("saved filter", at)),
            name: format!("Saved filter: {}{said}", saved.name),
            label: saved.name.clone(),
            count,
            choice: if on { Choice::Wanted } else { Choice::Open },
            severity: None,
            faint: false,
            room: 22.0,
        };
        let response = filters::draw(ui, &line, t);
        let menu = egui::Rect::from_center_size(
            response.rect.right_center() - egui::vec2(16.0, 0.0),
            egui::vec2(20.0, 20.0),
        );
        let mut dots = ui.new_child(egui::UiBuilder::new().max_rect(menu));
        // No larger than its place beside the count.
        dots.spacing_mut().button_padding = egui::vec2(3.0, 0.0);
        dots.spacing_mut().interact_size = menu.size();
        let button = dots.menu_button(egui::RichText::new("…").color(t.quiet), |ui| {
            menu_of(app, ui, at, &order, place, &typed);
        });
        let name = format!("Menu of the saved filter {}", saved.name);
        button.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        response.context_menu(|ui| menu_of(app, ui, at, &order, place, &typed));
        if response.clicked() {
            chosen = Some(if on { String::new() } else { saved.filter.clone() });
        }
        if response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Delete)) {
            remove(app, at);
        }
    }
    ui.add_space(theme::S3);
    chosen
}

/// A filter's own words as a first name for it: `agency:AP -flag:pool` is `AP, not pool`.
fn proposed(filter: &str) -> String {
    let spans = crate::desk::terms::spans(filter);
    let words = spans.into_iter().map(|s| &filter[s]).filter(|t| !matches!(*t, "OR" | "AND"));
    let word = |term: &str| {
        let (not, term) = term.strip_prefix('-').map_or(("", term), |t| ("not ", t));
        let bare: String = term.chars().filter(|c| !matches!(c, '"' | '(' | ')')).collect();
        let value = match bare.split_once(':') {
            Some((field, "none")) => format!("no {field}"),
            Some((_, value)) if !bare.contains(" OR ") => value.trim_start_matches('=').to_owned(),
            _ => bare.clone(),
        };
        format!("{not}{value}")
    };
    words.map(word).collect::<Vec<_>>().join(", ")
}

fn menu_of(app: &mut App, ui: &mut Ui, at: usize, order: &[usize], place: usize, typed: &str) {
    let neighbour = |step: isize| order.get(place.checked_add_signed(step)?).copied();
    if ui.button("Rename…").clicked() {
        let saved = &app.state.prefs.saved[at];
        let form = Form { at: Some(at), name: saved.name.clone(), filter: saved.filter.clone() };
        app.state.overlay = Some(Overlay::SaveFilter(form));
        ui.close();
    }
    for (label, to) in [("Move up", neighbour(-1)), ("Move down", neighbour(1))] {
        if ui.add_enabled(to.is_some(), Button::new(label)).clicked()
            && let Some(to) = to
        {
            app.state.prefs.saved.swap(at, to);
            ui.close();
        }
    }
    if ui.add_enabled(!typed.is_empty(), Button::new("Replace by the filter in the search")).clicked() {
        app.state.prefs.saved[at].filter = typed.to_owned();
        app.state.counts_due = true;
        ui.close();
    }
    if ui.add(Button::new("Remove").shortcut_text("Delete")).clicked() {
        remove(app, at);
        ui.close();
    }
}

fn remove(app: &mut App, at: usize) {
    if at < app.state.prefs.saved.len() {
        let gone = app.state.prefs.saved.remove(at);
        app.say(format!("Removed the saved filter {}: {}", gone.name, gone.filter), false, false);
        if let Some(notice) = &mut app.state.notice {
            notice.gone = Some(super::state::Gone::Filter(at, gone));
        }
    }
}

/// Gives a removed filter its place again.
pub(super) fn put_back(app: &mut App, at: usize, saved: Saved) {
    let all = &mut app.state.prefs.saved;
    all.insert(at.min(all.len()), saved);
    app.state.counts_due = true;
    app.state.notice = None;
}

/// The dialog that gives a filter its name.
pub(super) fn dialog(app: &mut App, ctx: &Context, mut form: Form) {
    let title = if form.at.is_some() { "Rename the saved filter" } else { "Save the filter" };
    let end = overlay::dialog(ctx, title, "Save", |ui| {
        words::quiet(ui, form.filter.as_str());
        overlay::line(ui, "Name", &mut form.name, true);
        let taken = of(app).iter().any(|(n, s)| s.name == form.name.trim() && Some(*n) != form.at);
        if taken {
            words::quiet(ui, "Another filter has this name; it will be replaced.");
        }
        !form.name.trim().is_empty()
    });
    match end {
        End::Open => app.state.overlay = Some(Overlay::SaveFilter(form)),
        End::Cancel => app.state.overlay = None,
        End::Done => {
            app.state.overlay = None;
            app.state.counts_due = true;
            let name = form.name.trim().to_owned();
            let same = of(app).into_iter().find(|(n, s)| s.name == name && Some(*n) != form.at);
            let saved = &mut app.state.prefs.saved;
            match (form.at, same) {
                (Some(at), same) => {
                    if let Some(s) = saved.get_mut(at) {
                        s.name = name;
                    }
                    if let Some((n, _)) = same {
                        saved.remove(n);
                    }
                }
                (None, Some((n, _))) => saved[n].filter = form.filter,
                (None, None) => {
                    if let Some(catalog) = app.state.catalog.clone() {
                        saved.push(Saved { catalog, name, filter: form.filter });
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_filter_proposes_its_name() {
        assert_eq!(super::proposed("agency:AP -flag:pool date:none"), "AP, not pool, no date");
        assert_eq!(super::proposed("fireworks scene:=\"Flag handover\""), "fireworks, Flag handover");
    }
}
