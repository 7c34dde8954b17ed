//! What the Problems view keeps of problems that are settled: what was said to be right, and the catalog's own words.

use egui::{Align, Button, Id, Layout, Pos2, Rect, Role, Stroke, Ui, UiBuilder, WidgetInfo};

use super::app::App;
use super::card::title_of;
use super::problems::ROW;
use super::rolls::Roll;
use super::theme::{self, Tokens};
use super::views::page;
use super::words;
use crate::desk::Right;
use crate::desk::view::*;

/// How far "this is right" was said to go, in words.
fn reach(dismissed: &Dismissed) -> String {
    match dismissed.right {
        Right::Finding => "this problem".to_owned(),
        Right::Document => {
            let document = dismissed.finding.captions.first().map_or("", |c| &*c.document);
            format!("all that this check finds in {document}")
        }
        Right::Word => {
            let word = dismissed.finding.word.as_deref().unwrap_or_default();
            format!("“{word}” in the whole catalog")
        }
    }
}

/// What was said to be right: how far, why, by whom and when; each can be opened again.
pub(super) fn said_right(app: &mut App, ui: &mut Ui) {
    let problems = app.state.problems.clone();
    if problems.dismissed.is_empty() {
        let sentence = "A problem of which you say that it is right stands here, and can be opened again.";
        return page(ui, "Nothing was said to be right", sentence, |ui| to_open(app, ui));
    }
    let name = "Said to be right";
    let rows = problems.dismissed.len();
    let roll = Roll { id: Id::unique("said right"), name, rows, height: ROW, reveal: None };
    let mut again = None;
    roll.show(ui, |ui, n, rect| {
        let dismissed = &problems.dismissed[n];
        let message = words::sentence(&dismissed.finding.message);
        let said = [title_of(&dismissed.finding.check).to_owned(), reach(dismissed)];
        let line = said.into_iter().chain(told(&dismissed.note, &dismissed.by, &dismissed.at));
        let line = line.collect::<Vec<_>>().join(" · ");
        if kept_line(ui, rect, &message, &line, "Open again", &format!("Open again: {message}")) {
            again = Some(dismissed.clone());
        }
    });
    if let Some(dismissed) = again {
        app.desk.send(Command::Change(Change::Reopen { dismissed: Box::new(dismissed) }));
    }
}

/// The way back to the problems that are open.
pub(super) fn to_open(app: &mut App, ui: &mut Ui) {
    if ui.button("Show the open problems").clicked() {
        app.state.list.go_to(super::problems::Tab::Open);
    }
}

/// The words that the catalog has learned; each can be taken out.
pub(super) fn own_words(app: &mut App, ui: &mut Ui) {
    let problems = app.state.problems.clone();
    if problems.words.is_empty() {
        let sentence =
            "A name or word that you say is right in this catalog stands here; no check doubts it again.";
        return page(ui, "This catalog has no words of its own", sentence, |ui| to_open(app, ui));
    }
    // As it was doubted, where that is known; else as it is kept.
    let printed = |word: &str| {
        let of = problems.dismissed.iter().filter(|d| d.right == Right::Word);
        let mut of = of.filter_map(|d| d.finding.word.as_deref());
        of.find(|w| crate::desk::fold(w) == word).unwrap_or(word).to_owned()
    };
    let rows = problems.words.len();
    let roll = Roll { id: Id::unique("own words"), name: "Own words", rows, height: ROW, reveal: None };
    let mut out = None;
    roll.show(ui, |ui, n, rect| {
        let own = &problems.words[n];
        let word = printed(&own.word);
        let line = told(&own.note, &own.by, &own.at).collect::<Vec<_>>().join(" · ");
        if kept_line(ui, rect, &word, &line, "Take out", &format!("Take out the word {word}")) {
            out = Some(own.word.clone());
        }
    });
    if let Some(word) = out {
        app.desk.send(Command::Change(Change::Forget { word }));
    }
}

/// A note, who, and when, as far as there are such.
fn told<'a>(note: &'a str, by: &'a str, at: &'a str) -> impl Iterator<Item = String> + use<'a> {
    let note = (!note.is_empty()).then(|| format!("“{note}”"));
    let by = (!by.is_empty()).then(|| by.to_owned());
    let at = (!at.is_empty()).then(|| words::local_time(at));
    [note, by, at].into_iter().flatten()
}

/// A line of what is kept, with the button that takes it back.
fn kept_line(ui: &mut Ui, rect: Rect, first: &str, second: &str, button: &str, name: &str) -> bool {
    let t = Tokens::of(ui.ctx());
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.hairline));
    let left = rect.left() + 24.0;
    let room = rect.right() - left - 130.0;
    words::paint_line(ui, Pos2::new(left, rect.top() + 15.0), first, theme::sans(theme::BODY), t.text, room);
    words::paint_line(
        ui,
        Pos2::new(left, rect.top() + 34.0),
        second,
        theme::sans(theme::SMALL),
        t.quiet,
        room,
    );
    let place = Rect::from_min_max(
        Pos2::new(rect.right() - 120.0, rect.center().y - 14.0),
        Pos2::new(rect.right() - 14.0, rect.center().y + 14.0),
    );
    let layout = Layout::right_to_left(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(place).layout(layout));
    let response = child.add(Button::new(button));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.clicked()
}
