//! The dialog that chooses the catalog's house style, and the button in the Problems view that says which one is on.

use egui::{Button, Context, Role, Ui, WidgetInfo};

use super::action::Action;
use super::app::App;
use super::overlay::{End, dialog};
use super::state::Overlay;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::*;

/// What takes a style off, as the verb `style` has it.
const NONE: &str = "none";

/// Opens the dialog at the style that is on.
pub fn open(app: &mut App) {
    if app.state.catalog.is_some() {
        let name = app.state.styles.on.clone().unwrap_or_else(|| NONE.to_owned());
        app.state.overlay = Some(Overlay::Style { name });
    }
}

/// Says which style is on; a click chooses another.
pub fn button(app: &mut App, ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    let styles = app.state.styles.clone();
    let label = match styles.label() {
        Some(name) if styles.is_missing() => format!("Style: {name}, not found"),
        Some(label) => format!("Style: {label}"),
        None => "No house style".to_owned(),
    };
    let response = words::bare(ui, Button::new(egui::RichText::new(&label).color(t.accent)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("House style. {label}")));
    let tip =
        format!("Which house style the catalog is checked by  {}", Action::HouseStyle.key_words(ui.ctx()));
    if response.on_hover_text(tip).clicked() {
        open(app);
    }
}

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, mut name: String) {
    let styles = app.state.styles.clone();
    let end = dialog(ctx, "House style", "Use it", |ui| {
        words::quiet(ui, "A style says what captions owe their reader, and how dates and words are written.");
        ui.add_space(theme::S2);
        let first = super::boxes::radio(ui, &mut name, NONE.to_owned(), "No house style");
        let mut on = (name == NONE).then_some(first);
        for style in &styles.all {
            ui.add_space(theme::S1);
            let response = super::boxes::radio(ui, &mut name, style.name.clone(), &style.label);
            if name == style.name {
                on = Some(response);
            }
            let own = if style.own { " A file of your own." } else { "" };
            if !style.about.is_empty() || style.own {
                ui.indent(("style", &style.name), |ui| words::quiet(ui, format!("{}{own}", style.about)));
            }
        }
        if let (Some(gone), true) = (&styles.on, styles.is_missing()) {
            ui.add_space(theme::S2);
            words::quiet(
                ui,
                format!(
                    "The catalog names {gone}, which is not here: it is checked without a style. Put {gone}.json into styles/ of the data folder."
                ),
            );
        }
        ui.add_space(theme::S2);
        words::quiet(ui, "Your own styles are files in styles/ of the data folder.");
        // The keys begin at the style that is on.
        if let Some(on) = on.filter(|_| ui.memory(|m| m.focused().is_none())) {
            on.request_focus();
        }
        true
    });
    match end {
        End::Open => app.state.overlay = Some(Overlay::Style { name }),
        End::Cancel => app.state.overlay = None,
        End::Done => {
            app.state.overlay = None;
            app.desk.send(Command::Change(Change::Style(name)));
        }
    }
}
