//! Codes while they are typed in a field: what would take a code's place is shown before it is taken.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{Button, Context, Id, Key, Modifiers, Popup, Role, Ui, WidgetInfo};

use super::marks;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::{Choice, Codes, Offer};
use crate::model::field::{Field, Value};

/// What is offered, as it was drawn last.
#[derive(Clone)]
struct Open {
    text: String,
    /// In bytes.
    caret: usize,
    offer: Option<Offer>,
    /// The choice that the arrows are on.
    at: Option<usize>,
    /// It was left with Escape.
    left: bool,
}

impl Open {
    /// The offer that keys are for: one with something to take.
    fn live(&self) -> Option<&Offer> {
        self.offer.as_ref().filter(|o| !self.left && !o.choices.is_empty())
    }
}

fn open_id() -> Id {
    Id::unique("code offered")
}

fn kept(ctx: &Context) -> Option<Open> {
    ctx.data(|d| d.get_temp::<Open>(open_id()))
}

/// Whether something is offered that Tab would take.
pub fn is_open(ctx: &Context) -> bool {
    kept(ctx).is_some_and(|o| o.live().is_some())
}

/// What codes put into fields, in words.
pub fn fills(fields: &[(Field, Value)]) -> String {
    let one = |(field, value): &(Field, Value)| format!("{}: {}", field.label(), value.cell());
    fields.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The keys of what is offered, before the field hears them. Gives what was taken; the text has it then.
pub fn keys(ui: &Ui, field: Id, text: &mut String) -> Option<Choice> {
    let ctx = ui.ctx();
    let mut open = kept(ctx)?;
    let offer = open.live().cloned()?;
    if open.text != *text || !ui.memory(|m| m.has_focus(field)) {
        return None;
    }
    let chosen = open.at.or(offer.at);
    let (down, up, tab, enter, escape) = ui.input_mut(|i| {
        (
            i.consume_key(Modifiers::NONE, Key::ArrowDown),
            i.consume_key(Modifiers::NONE, Key::ArrowUp),
            i.consume_key(Modifiers::NONE, Key::Tab),
            chosen.is_some() && i.consume_key(Modifiers::NONE, Key::Enter),
            i.consume_key(Modifiers::NONE, Key::Escape),
        )
    });
    if tab || enter {
        return take(ctx, field, text, &offer, chosen.unwrap_or(0));
    }
    let last = offer.choices.len() - 1;
    if down {
        open.at = Some(chosen.map_or(0, |n| (n + 1).min(last)));
    } else if up {
        open.at = Some(chosen.map_or(0, |n| n.saturating_sub(1)));
    }
    open.left |= escape;
    ctx.data_mut(|d| d.insert_temp(open_id(), open));
    None
}

/// Puts a choice into the text, the cursor behind it.
fn take(ctx: &Context, field: Id, text: &mut String, offer: &Offer, at: usize) -> Option<Choice> {
    let choice = offer.choices.get(at)?.clone();
    text.get(offer.span.clone())?;
    text.replace_range(offer.span.clone(), &choice.words);
    let caret = text[..offer.span.start].chars().count() + choice.words.chars().count();
    let mut state = TextEditState::load(ctx, field).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(caret))));
    state.store(ctx, field);
    ctx.memory_mut(|m| m.request_focus(field));
    ctx.data_mut(|d| d.remove::<Open>(open_id()));
    Some(choice)
}

/// Draws what is offered for the code at the cursor of a field that has the keyboard. Gives what was clicked.
pub fn show(codes: &Codes, ui: &Ui, out: &TextEditOutput, text: &mut String) -> Option<Choice> {
    let ctx = ui.ctx().clone();
    let index = out.cursor_range?.primary.index;
    let caret = marks::byte_of(text, index.into());
    let before = kept(&ctx).filter(|o| o.text == *text && o.caret == caret);
    let open = before.unwrap_or_else(|| Open {
        text: text.clone(),
        caret,
        // A desk that has no codes may write what it likes.
        offer: (!codes.is_empty()).then(|| codes.offered(text, caret)).flatten(),
        at: None,
        left: false,
    });
    ctx.data_mut(|d| d.insert_temp(open_id(), open.clone()));
    let offer = open.offer.as_ref().filter(|_| !open.left)?;
    let t = Tokens::of(&ctx);
    let chosen = open.at.or(offer.at);
    let place = out.galley.pos_from_cursor(CCursor::new(index)).translate(out.galley_pos.to_vec2());
    let mut clicked = None;
    let popup = Popup::from_response(&out.response.response).id(open_id().with("popup"));
    let popup =
        popup.at_position(place.left_bottom() + egui::vec2(0.0, 4.0)).open(true).width(320.0).show(|ui| {
            for (n, choice) in offer.choices.iter().enumerate() {
                let on = chosen == Some(n);
                let others = offer.choices.iter().any(|c| c.code != choice.code);
                let head = if others {
                    format!("{} · {}", choice.code, choice.number)
                } else {
                    choice.number.to_string()
                };
                let label = format!("{head}   {}", choice.words);
                let fills = fills(&choice.fields);
                let entry = ui.add(Button::selectable(on, label).wrap());
                if !fills.is_empty() {
                    // Below, where both have the whole width.
                    ui.horizontal(|ui| {
                        ui.add_space(12.0);
                        let fills =
                            egui::RichText::new(format!("with {fills}")).size(theme::SMALL).color(t.quiet);
                        ui.add(egui::Label::new(fills).wrap());
                    });
                }
                let more = if fills.is_empty() { String::new() } else { format!(", fills {fills}") };
                let name = format!("Code {}, {}: {}{more}", choice.code, choice.number, choice.words);
                entry.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &name));
                if entry.clicked() {
                    clicked = Some(n);
                }
            }
            words::quiet(
                ui,
                match (offer.choices.is_empty(), chosen.is_some()) {
                    (true, _) => "Nothing is known of this code; it stays as it is typed",
                    (_, true) => "Enter or Tab takes it, Esc leaves it",
                    _ => "Tab takes the first, arrows choose, Esc leaves it",
                },
            );
        });
    super::complete::drawn(&ctx, popup);
    take(&ctx, out.response.id, text, offer, clicked?)
}
