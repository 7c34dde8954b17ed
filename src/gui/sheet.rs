//! A dialog over the window: its title, what it holds, and below that its buttons. Where the window is too small for it, or
//! the text large, what it holds is scrolled, and title and buttons stay in view.

use egui::{Context, Id, ModalResponse, ScrollArea, Ui};

use super::theme;
use super::words;

/// A dialog while it is drawn.
pub struct Sheet<'a> {
    name: &'a str,
    /// Ctrl+Enter was pressed, which does what the dialog is for. It is taken before anything of the dialog is drawn: whatever has
    /// the keyboard would take it as a click, and what is made would not be what was shown.
    pub done: bool,
}

/// What a dialog leaves free of the window's height, its frame with it.
const EDGES: f32 = 64.0;

/// The least that is left for what a dialog holds.
const LEAST: f32 = 80.0;

/// The height of the buttons before they were drawn once.
const FOOT: f32 = 48.0;

impl<'a> Sheet<'a> {
    /// Draws a dialog of a name, at most so wide.
    pub fn show(
        ctx: &Context,
        name: &'a str,
        width: f32,
        add: impl FnOnce(&mut Ui, &Sheet<'a>),
    ) -> ModalResponse<()> {
        words::modal(ctx, name).show(ctx, |ui| {
            words::name_dialog(ui, name);
            ui.set_width(width.min(ctx.content_rect().width() - 80.0));
            let done = ui.input_mut(|i| i.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
            add(ui, &Sheet { name, done });
        })
    }

    /// As [`Sheet::show`], with the name as its title.
    pub fn titled(
        ctx: &Context,
        name: &'a str,
        width: f32,
        add: impl FnOnce(&mut Ui, &Sheet<'a>),
    ) -> ModalResponse<()> {
        Sheet::show(ctx, name, width, |ui, sheet| {
            ui.label(egui::RichText::new(name).font(theme::strong(theme::LARGE)));
            ui.add_space(theme::S1);
            add(ui, sheet);
        })
    }

    /// Whether a dialog was given up: by Escape, and not by a click beside it, which would throw away what was typed.
    pub fn left(response: &ModalResponse<()>) -> bool {
        let escape =
            || response.response.ctx.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        response.response.should_close() || (response.is_top_modal && !response.any_popup_open && escape())
    }

    fn foot_id(&self) -> Id {
        Id::unique(("the buttons of", self.name))
    }

    /// Draws what the dialog holds; `add` hears how high it can be without being scrolled.
    pub fn body<R>(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui, f32) -> R) -> R {
        let foot: f32 = ui.data(|d| d.get_temp(self.foot_id())).unwrap_or(FOOT);
        let room = ui.ctx().content_rect().height();
        let most = (room - EDGES - ui.min_rect().height() - foot).max(LEAST);
        let area = ScrollArea::vertical().id_salt(self.name).max_height(most).auto_shrink([false, true]);
        let body = area.show(ui, |ui| {
            let out = add(ui, most);
            words::follow_all(ui, self.name);
            out
        });
        body.inner
    }

    /// Draws the buttons, in a line or more where the text is large.
    pub fn foot<R>(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        let above = ui.min_rect().height();
        ui.add_space(theme::S3);
        let out = ui.horizontal_wrapped(add).inner;
        let height = ui.min_rect().height() - above;
        ui.data_mut(|d| d.insert_temp(self.foot_id(), height));
        out
    }
}
