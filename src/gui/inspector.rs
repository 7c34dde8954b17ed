//! One caption in full: its words, credit, dates and place, what was printed, its problems, its source, its history.

use super::fields::*;
use egui::{
    Button, Color32, Context, Frame, Id, Key, Modifiers, Role, ScrollArea, Stroke, TextEdit, Ui, Vec2,
    WidgetInfo,
};

use super::action::Action;
use super::app::App;
use super::around;
use super::marks::{self, Marked};
use super::state::*;
use super::theme::{self, Tokens};
use super::words::{self, Side};
use crate::desk::view::*;
use crate::model::caption::{Caption, Status};
use crate::model::field::{Field, Value};

/// The width of the labels' column.
pub(super) const LABELS: f32 = 92.0;
/// Where the values' words begin, for lines below them: behind the gap, the field's frame and its margin.
pub(super) const VALUES: f32 = LABELS + 8.0 + 7.0;

/// A line below a field, under its value.
pub(super) fn below(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.add_space(VALUES - ui.spacing().item_spacing.x);
        // What does not fit goes on below the value, and not below its label.
        ui.horizontal_wrapped(add);
    });
}

pub(super) fn caption_id() -> Id {
    Id::unique("caption words")
}

/// Puts the cursor into the caption.
pub fn focus_caption(ctx: &Context) {
    ctx.memory_mut(|m| m.request_focus(caption_id()));
}

/// The sections of fields.
pub(super) const SECTIONS: [(&str, &[Field]); 4] =
    [("Credit", CREDIT), ("When", WHEN), ("Where and who", WHERE), ("Desk", DESK)];

/// Puts the cursor into a field.
pub fn focus_field(ctx: &Context, field: Field) {
    ctx.memory_mut(|m| m.request_focus(field_id(field)));
}

/// Whether the keyboard is in a field of the caption in view.
pub fn is_in_field(ctx: &Context) -> bool {
    let id = ctx.memory(|m| m.focused());
    id.is_some_and(|id| field_ids().any(|f| f == id))
}

/// The places of all fields in the order of focus.
pub fn field_ids() -> impl Iterator<Item = Id> {
    Field::all().map(field_id)
}

/// The fields that are always there to be typed in.
pub fn fields() -> impl Iterator<Item = Field> {
    let lists = [&[Field::Description][..], CREDIT, WHEN, WHERE, DESK];
    lists
        .into_iter()
        .flatten()
        .copied()
        .filter(|f| !matches!(f, Field::Suppliers | Field::Flags | Field::DateNote))
}

/// The fields of a section.
const CREDIT: &[Field] =
    &[Field::Creators, Field::Agency, Field::Suppliers, Field::Distributor, Field::CreditLine, Field::Flags];
const WHEN: &[Field] = &[Field::DateCreated, Field::EventDate, Field::DateNote];
const WHERE: &[Field] = &[Field::Event, Field::Sublocation, Field::City, Field::Country, Field::PersonsShown];
const DESK: &[Field] = &[Field::Scene, Field::Headline, Field::Keywords];

/// Draws the inspector.
pub fn show(app: &mut App, ui: &mut Ui) {
    ui.take_available_width();
    settle_draft(app, ui);
    super::many::left(app);
    let count = app.state.selected_count();
    if count > 1 {
        return super::many::show(app, ui, count);
    }
    let Some(detail) = app.state.detail.clone() else {
        ui.add_space(theme::S5);
        let nothing = app.state.listing.as_ref().is_some_and(|l| l.complete && l.rows.is_empty());
        let said = match nothing {
            true => "No caption is in this list.",
            false => "Select a caption to see it here, with its source and its problems.",
        };
        words::quiet(ui, said);
        return;
    };
    // The scroll bar has a place of its own beside the words.
    ui.spacing_mut().scroll.floating_allocated_width = 8.0;
    ScrollArea::vertical().id_salt(("inspector", detail.view.row)).auto_shrink([false, false]).show(
        ui,
        |ui| {
            let caption = &detail.view.caption;
            let rows = vec![detail.view.row];
            place(app, ui, caption);
            hero(app, ui, &detail);
            if !detail.problems.is_empty() {
                ui.add_space(theme::S3);
                let current = current_card(app, &detail);
                // The one that was gone to stands first, right below the words that it is about.
                let others = (0..detail.problems.len()).filter(|n| *n != current);
                for n in std::iter::once(current).chain(others) {
                    super::card::card(app, ui, &detail.problems[n], n == current);
                    ui.add_space(theme::S2);
                }
            }
            // Beside a problem of the list, what stands around the caption says more than its fields.
            let listed = app.state.view == View::Problems;
            if listed && !detail.context.is_empty() {
                section(ui, "In the document");
                around::context(app, ui, &detail);
            }
            for (title, fields) in SECTIONS {
                section(ui, title);
                for field in fields {
                    if shown(caption, *field) {
                        let value = caption.value(*field).cell();
                        let printed = caption.corrections.iter().find(|c| c.field == *field);
                        one(app, ui, &rows, *field, &value, "–");
                        if let Some(printed) = printed {
                            as_printed(app, ui, &rows, *field, &printed.as_printed, &value);
                        }
                        if let (Field::Scene, Some(why)) = (*field, &detail.scene_why) {
                            below(ui, |ui| {
                                words::quiet(ui, why.as_str());
                            });
                        }
                    }
                }
                if title == "When" {
                    date_words(ui, caption);
                }
            }
            if !listed && !detail.context.is_empty() {
                section(ui, "In the document");
                around::context(app, ui, &detail);
            }
            ui.add_space(theme::S2);
            around::reshape(app, ui);
            section(ui, "History");
            around::history(app, ui, &detail);
            ui.add_space(theme::S5);
            let followed = words::follow_all(ui, "inspector");
            hold_still(ui, detail.view.row, followed);
        },
    );
}

/// Keeps the field that is being typed in where it is on the screen: a problem that appears above it moves nothing under the
/// hands.
fn hold_still(ui: &mut Ui, row: i64, followed: bool) {
    let id = Id::unique("where the field of the inspector stands");
    let focused = ui.memory(|m| m.focused()).filter(|focused| field_ids().any(|field| field == *focused));
    let top = focused.and_then(|focused| ui.ctx().read_response(focused)).map(|r| r.rect.top());
    let was: Option<Held> = ui.data(|d| d.get_temp(id));
    let now = focused.zip(top).map(|(field, top)| Held { field, row, top, wait: 0 });
    // What the keyboard has come to is scrolled to, for as many frames as that takes.
    let following = Id::unique("the inspector goes to its field");
    let left: u8 = if followed { FRAMES } else { ui.data(|d| d.get_temp(following)).unwrap_or_default() };
    ui.data_mut(|d| d.insert_temp(following, left.saturating_sub(1)));
    let scrolled = left > 0 || ui.input(|i| i.smooth_scroll_delta() != Vec2::ZERO || i.pointer.any_down());
    let held = match (was, now) {
        (Some(was), Some(now)) if was.field == now.field && was.row == now.row => {
            let moved = now.top - was.top;
            match was.wait {
                _ if moved.abs() <= 1.0 || scrolled => Some(now),
                0 => {
                    let still = egui::style::ScrollAnimation::none();
                    ui.scroll_with_delta_animation(Vec2::new(0.0, -moved), still);
                    ui.ctx().request_repaint();
                    Some(Held { wait: FRAMES, ..was })
                }
                // There was not so much to scroll: it stands where it can.
                1 => Some(now),
                wait => {
                    ui.ctx().request_repaint();
                    Some(Held { wait: wait - 1, ..was })
                }
            }
        }
        (_, now) => now,
    };
    ui.data_mut(|d| match held {
        Some(held) => drop(d.insert_temp(id, held)),
        None => d.remove::<Held>(id),
    });
}

/// A field with the keyboard, and where its upper edge is on the screen.
#[derive(Clone, Copy)]
struct Held {
    field: Id,
    row: i64,
    top: f32,
    /// It has moved, the pane was scrolled for it, and so many frames more it may take until it is back.
    wait: u8,
}

/// So many frames after it was asked to, a pane has scrolled.
const FRAMES: u8 = 4;

/// Which of the caption's problems the keys are for: the one that was gone to, else the first.
fn current_card(app: &App, detail: &Detail) -> usize {
    let here = |p: &std::sync::Arc<_>| detail.problems.iter().position(|o| super::walk::same(o, p));
    app.state.problem.as_ref().and_then(here).unwrap_or(0)
}

/// Fields that say nothing and rarely do stay out of the way until they have something to say.
pub(super) fn shown(c: &Caption, field: Field) -> bool {
    match field {
        Field::Suppliers => !c.suppliers.is_empty(),
        Field::Flags => !c.flags.is_empty(),
        Field::DateNote => c.date_note.is_some() || c.event_date.is_some(),
        _ => true,
    }
}

/// A field that lost its cursor is saved.
fn settle_draft(app: &mut App, ui: &Ui) {
    let Some(draft) = &app.state.draft else { return };
    if draft.sent || app.state.editing.is_some() {
        return;
    }
    let id = field_id(draft.field);
    if !ui.memory(|m| m.has_focus(id)) {
        return app.commit_draft();
    }
    // Words are saved in a pause, too: a machine that fails takes seconds of work with it, not a paragraph. Names and dates are
    // not, which half typed say something else.
    let rested = ui.input(|i| i.time) - draft.at;
    if draft.field == Field::Description && draft.also.is_empty() {
        if rested >= REST {
            if let (None, [row]) = (&app.state.typed_over, draft.rows.as_slice()) {
                app.state.typed_over = Some((*row, draft.original.clone()));
            }
            app.commit_draft();
        } else {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(REST - rested));
        }
    }
}

/// A pause in typing, in seconds, after which a caption's words are saved.
const REST: f64 = 3.0;

pub(super) fn field_id(field: Field) -> Id {
    if field == Field::Description { caption_id() } else { Id::unique(("field", field)) }
}

/// The field of the inspector that has the keyboard.
pub(super) fn field_typed_in(ctx: &Context) -> Option<Field> {
    let focused = ctx.memory(|m| m.focused())?;
    let all = SECTIONS.iter().flat_map(|(_, fields)| *fields).chain(&[Field::Description]);
    all.copied().find(|f| field_id(*f) == focused)
}

pub(super) fn section(ui: &mut Ui, title: &str) {
    ui.add_space(theme::S3);
    words::rule(ui);
    ui.add_space(theme::S1);
    words::heading(ui, title);
    ui.add_space(2.0);
}

/// Where the caption stands, and where the desk stands with it.
fn place(app: &mut App, ui: &mut Ui, caption: &Caption) {
    let t = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        let place = match caption.line {
            Some(line) if !caption.document.is_empty() => format!("{} · line {line}", caption.document),
            _ if caption.document.is_empty() => "written at the desk".to_owned(),
            _ => caption.document.to_string(),
        };
        let room = ui.available_width() - 104.0;
        words::line(ui, &place, theme::sans(theme::SMALL), t.quiet, room).on_hover_text(&place);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let label = match caption.status {
                Status::Unreviewed => "Unreviewed",
                Status::Reviewed => "Reviewed",
                Status::SetAside => "Set aside",
            };
            let button = ui.menu_button(egui::RichText::new(label).size(theme::SMALL), |ui| {
                for status in [Status::Unreviewed, Status::Reviewed, Status::SetAside] {
                    let (words, key) = match status {
                        Status::Unreviewed => ("Unreviewed", String::new()),
                        Status::Reviewed => ("Reviewed", Action::MarkReviewed.key_words(ui.ctx())),
                        Status::SetAside => {
                            ("Set aside: kept, out of sheets", Action::SetAside.key_words(ui.ctx()))
                        }
                    };
                    if ui.add(Button::new(words).shortcut_text(key)).clicked() {
                        app.set_field(Field::Status, Value::Text(status.key().into()));
                        ui.close();
                    }
                }
            });
            button
                .response
                .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Status: {label}")));
        });
    });
    if !caption.also_in.is_empty() {
        // Joined with the same picture's captions of other documents.
        let said = |place: &String| match place.rsplit_once(':') {
            Some((document, line)) => format!("{document} · line {line}"),
            None => place.clone(),
        };
        let places: Vec<String> = caption.also_in.iter().map(said).collect();
        words::quiet(ui, format!("Also in {}", places.join("; ")));
    }
}

/// The caption's words, large, and below them what was printed where that differs.
fn hero(app: &mut App, ui: &mut Ui, detail: &Detail) {
    let t = Tokens::of(ui.ctx());
    let caption = &detail.view.caption;
    ui.add_space(theme::S1);
    let id = caption_id();
    let rows = vec![detail.view.row];
    let mine = app.state.draft.as_ref().filter(|d| d.field == Field::Description && d.rows == rows);
    let mut text = mine.map_or_else(|| caption.description.clone(), |d| d.text.clone());
    let before = text.clone();
    let mut taken = super::coding::keys(ui, id, &mut text);
    let offered = super::coding::is_open(ui.ctx());
    let width = ui.available_width();
    let focused = ui.memory(|m| m.has_focus(id));
    let fill = if focused { t.raised } else { Color32::TRANSPARENT };
    let stroke = if focused { Stroke::new(1.0, t.accent) } else { Stroke::new(1.0, Color32::TRANSPARENT) };
    // A record's typing is its own: undo in the field never reaches into another caption.
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, wrap: f32| {
        let mut job = egui::text::LayoutJob::default();
        job.wrap.max_width = wrap;
        job.append(
            text.as_str(),
            0.0,
            egui::TextFormat {
                font_id: theme::serif(theme::READING),
                color: t.text,
                line_height: Some(theme::READING * 1.45),
                ..Default::default()
            },
        );
        ui.fonts_mut(|f| f.layout_job(job))
    };
    let hint = egui::RichText::new("This caption has no words. Write it here.")
        .font(theme::serif(theme::READING))
        .color(t.quiet);
    // Behind the words, and as wide as the panel: the words themselves stay where they are.
    let ground = ui.painter().add(egui::Shape::Noop);
    let out = TextEdit::multiline(&mut text)
        .id(id)
        .event_filter(egui::EventFilter { tab: offered, ..words::TYPING })
        .frame(Frame::NONE)
        .desired_width(width)
        .desired_rows(2)
        .hint_text(hint)
        .layouter(&mut layouter)
        .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
        .show(ui);
    let around = out.response.rect.expand2(Vec2::new(8.0, 4.0));
    ui.painter()
        .set(ground, egui::epaint::RectShape::new(around, 6.0, fill, stroke, egui::StrokeKind::Inside));
    out.response.widget_info(|| words::field_info("Caption", &before, &text));
    if let Some(range) = out.cursor_range {
        app.state.caret = range.primary.index.into();
    }
    let marks = marks::of(&detail.problems, caption.id, Field::Description, &caption.description, &text);
    let hit = marked_words(app, ui, detail, &out, &text, &marks);
    if !out.response.has_focus() {
        app.state.typed_over = None;
    }
    if out.response.has_focus() {
        let clicked = super::coding::show(&app.state.codes, ui, &out, &mut text);
        taken = taken.or(clicked);
        keep(app, &rows, Field::Description, &caption.description, &before, text, ui);
        if let (Some(choice), Some(draft)) = (taken, &mut app.state.draft) {
            draft.also.extend(choice.fields);
        }
        let (escape, done) = ui.input_mut(|i| {
            (i.consume_key(Modifiers::NONE, Key::Escape), i.consume_key(Modifiers::NONE, Key::Enter))
        });
        if escape {
            app.state.draft = None;
            // What was saved in a pause goes, too.
            if let Some((row, before)) = app.state.typed_over.take().filter(|(row, _)| rows == [*row]) {
                let (field, before) = (Field::Description, Value::Text(before));
                app.desk.send(Command::Change(Change::Untype { row, field, before }));
            }
        }
        if escape || done {
            let typed = app.state.draft.is_some();
            match hit.filter(|_| done && !typed) {
                // From words that are doubted, on to what is said of them.
                Some(problem) => go_to_card(app, ui, detail, problem, true),
                None => ui.memory_mut(|m| m.request_focus(super::table::table_id())),
            }
        }
    }
    goes_with(app, ui, &rows, Field::Description);
    if caption.description != caption.description_as_printed {
        words::quiet(ui, "As printed, with what was changed");
        let job = words::changed(
            &caption.description_as_printed,
            &caption.description,
            Side::Both,
            theme::serif(theme::LARGE),
            t,
        );
        ui.label(job);
        if take_back(ui, Field::Description) {
            let value = Value::Text(caption.description_as_printed.clone());
            app.set_field(Field::Description, value);
        }
    }
}

pub(super) fn take_back(ui: &mut Ui, field: Field) -> bool {
    let t = Tokens::of(ui.ctx());
    let text = egui::RichText::new("Take back").size(theme::SMALL).color(t.accent);
    let response = words::bare(ui, Button::new(text));
    let name = format!("Take back the correction of {}", field.label());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response.clicked()
}

/// Underlines the words of a field that problems are about. Words under the pointer or the cursor say their problem; a click on
/// them shows its card. Gives the problem under the cursor.
pub(super) fn marked_words(
    app: &mut App,
    ui: &Ui,
    detail: &Detail,
    out: &egui::text_edit::TextEditOutput,
    text: &str,
    marks: &[Marked],
) -> Option<usize> {
    if marks.is_empty() {
        return None;
    }
    let t = Tokens::of(ui.ctx());
    let painter = ui.painter().with_clip_rect(out.text_clip_rect.expand(3.0).intersect(ui.clip_rect()));
    marks::paint(&painter, &out.galley, out.galley_pos, text, marks, t);
    let at = |character: usize| marks::at(marks, marks::byte_of(text, character));
    let says = |mark: &Marked| detail.problems.get(mark.problem).map(|p| words::sentence(&p.message));
    let response = &out.response.response;
    let over = response.hover_pos().and_then(|pos| {
        let cursor = out.galley.cursor_from_pos(pos - out.galley_pos);
        at(cursor.index.into())
    });
    let caret = out.cursor_range.filter(|_| response.has_focus()).map(|r| r.primary.index);
    let under = caret.and_then(|index| at(index.into()));
    if let Some(sentence) = over.and_then(says) {
        response.clone().on_hover_text_at_pointer(sentence);
    } else if let (Some(index), Some(sentence)) = (caret, under.and_then(says)) {
        let row = out.galley.pos_from_cursor(egui::text::CCursor::new(index));
        let rect = row.translate(out.galley_pos.to_vec2()).expand2(Vec2::new(8.0, 4.0));
        egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id.with("says"), rect)
            .show(|ui| ui.label(sentence));
    }
    if response.clicked()
        && let Some(mark) = over
    {
        go_to_card(app, ui, detail, mark.problem, false);
    }
    under.map(|m| m.problem)
}

/// Shows the card of one of the caption's problems; with `focus` it takes the keyboard.
fn go_to_card(app: &mut App, ui: &Ui, detail: &Detail, problem: usize, focus: bool) {
    app.state.problem = detail.problems.get(problem).cloned();
    (app.state.reveal_problem, app.state.focus_card) = (true, focus);
    ui.ctx().request_repaint();
}
