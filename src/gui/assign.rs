//! The dialog that puts captions into a scene: a name is typed, or chosen among those that the catalog has.

use egui::{Context, Key, Modifiers, Role, ScrollArea, WidgetInfo};

use super::app::App;
use super::overlay::{End, dialog, line};
use super::state::Overlay;
use super::words;
use crate::desk::fold;

/// What is typed in it, and what the arrows are on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    text: String,
    at: Option<usize>,
    /// A field of the caption was in use: it stays in view.
    stay: bool,
}

impl Form {
    /// For the captions that are selected.
    pub fn new(stay: bool) -> Form {
        Form { stay, ..Form::default() }
    }
}

/// So many scenes are listed at once; typing narrows them.
const LISTED: usize = 200;

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, mut form: Form) {
    let names = app.state.names.clone();
    let captions = words::count(app.state.selected_count(), "caption", "captions");
    let (mut clicked, mut chosen) = (None, None);
    let end = dialog(ctx, "Assign a scene", "Assign", |ui| {
        words::quiet(ui, format!("For {captions}. Type a name, new or known; Down chooses a known one."));
        let (down, up) = ui.input_mut(|i| {
            (i.consume_key(Modifiers::NONE, Key::ArrowDown), i.consume_key(Modifiers::NONE, Key::ArrowUp))
        });
        let before = form.text.clone();
        line(ui, "Scene", &mut form.text, true);
        let typed = fold(&form.text);
        let fits = |scene: &&String| typed.is_empty() || fold(scene).contains(&typed);
        let listed: Vec<&String> = names.scenes.iter().filter(fits).take(LISTED).collect();
        form.at = form.at.filter(|at| *at < listed.len() && form.text == before);
        if down && !listed.is_empty() {
            form.at = Some(form.at.map_or(0, |at| (at + 1).min(listed.len() - 1)));
        } else if up {
            form.at = form.at.and_then(|at| at.checked_sub(1));
        }
        chosen = form.at.and_then(|at| listed.get(at)).map(|scene| (*scene).clone());
        words::quiet(ui, meant(form.text.trim(), chosen.as_deref(), &names.scenes));
        ScrollArea::vertical().max_height(220.0).auto_shrink([false, true]).show(ui, |ui| {
            for (n, scene) in listed.iter().enumerate() {
                let on = form.at == Some(n);
                let entry = ui.selectable_label(on, scene.as_str());
                entry.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, scene.as_str()));
                if on && (down || up) {
                    entry.scroll_to_me(None);
                }
                if entry.clicked() {
                    clicked = Some((*scene).clone());
                }
            }
        });
        true
    });
    if clicked.is_none() && end == End::Open {
        app.state.overlay = Some(Overlay::Scene(form));
        return;
    }
    app.state.overlay = None;
    if clicked.is_some() || end == End::Done {
        let scene = clicked.or(chosen).unwrap_or_else(|| form.text.trim().to_owned());
        app.put_into_scene(app.state.selected_rows(), Some(scene).filter(|s| !s.is_empty()), form.stay);
    }
}

/// What would be done with what is typed and chosen now.
fn meant(typed: &str, chosen: Option<&str>, known: &[String]) -> String {
    match chosen.or_else(|| known.iter().map(String::as_str).find(|scene| *scene == typed)) {
        Some(scene) => format!("Into the scene {scene}."),
        None if typed.is_empty() => "Without a name: into no scene.".to_owned(),
        None => format!("{typed} is a new scene."),
    }
}
