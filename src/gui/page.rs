//! A check's page: what it finds, why, examples with their words marked, and what its fix is. The same text as `checks ID`.

use egui::text::LayoutJob;
use egui::{Context, Frame, Margin, TextFormat, Ui};

use super::app::App;
use super::marks::{self, Marked};
use super::sheet::Sheet;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::check_page::{self, Piece, pieces};
use crate::model::finding::Severity;

/// The words that an example's fence names, marked in its text.
fn marked(info: &str, text: &str, severity: Severity) -> Vec<Marked> {
    check_page::marked(info, text).into_iter().map(|span| Marked { span, severity, problem: 0 }).collect()
}

/// Draws the page over the window.
pub fn show(app: &mut App, ctx: &Context, check: &str) {
    let Some(info) = crate::desk::check_by_id(check) else {
        app.state.overlay = None;
        return;
    };
    let name = format!("About the check {}", info.title);
    let mut close = false;
    let response = Sheet::show(ctx, &name, 640.0, |ui, sheet| {
        sheet.body(ui, |ui, _| content(ui, info.page, info.title, info.severity));
        sheet.foot(ui, |ui| {
            if words::primary(ui, true, "Close", "Esc").clicked() {
                close = true;
            }
            words::quiet(ui, format!("caption-desk checks {}", info.id));
        });
        close |= sheet.done;
    });
    if close || response.should_close() {
        app.state.overlay = None;
    }
}

fn content(ui: &mut Ui, page: &str, title: &str, severity: Severity) {
    let t = Tokens::of(ui.ctx());
    for piece in pieces(page) {
        match piece {
            Piece::Heading(1, _) => {
                ui.horizontal(|ui| {
                    words::mark(ui, severity);
                    ui.label(egui::RichText::new(title).font(theme::strong(theme::READING)));
                });
                words::quiet(
                    ui,
                    match severity {
                        Severity::Error => "Error: wrong on its face",
                        Severity::Query => "Query: an editor must decide",
                        Severity::Style => "Style: a house style asks for it",
                    },
                );
                ui.add_space(theme::S1);
            }
            Piece::Heading(_, text) => {
                ui.add_space(theme::S3);
                ui.label(egui::RichText::new(text).font(theme::strong(theme::LARGE)));
            }
            Piece::Paragraph(text) => {
                ui.label(prose(&text, t));
                ui.add_space(theme::S1);
            }
            Piece::Item(text) => {
                ui.horizontal_top(|ui| {
                    ui.label("–");
                    // Beside the dash, words would run on to the right.
                    ui.add(egui::Label::new(prose(&text, t)).wrap());
                });
            }
            Piece::Block(info, text) => {
                let mut finds =
                    if check_page::finds(info) { "It finds" } else { "It is silent on" }.to_owned();
                check_page::given(info).iter().for_each(|g| finds.extend([", ", g.as_str()]));
                ui.add_space(theme::S1);
                words::heading(ui, &finds);
                let frame =
                    Frame::new().fill(t.panel).corner_radius(6).inner_margin(Margin::symmetric(12, 8));
                frame.show(ui, |ui| {
                    ui.take_available_width();
                    let marks = marked(info, &text, severity);
                    marks::label(ui, &text, &marks, theme::serif(theme::BODY), usize::MAX);
                });
            }
        }
    }
}

/// A paragraph, with what stands between backticks or asterisks in the heavier weight.
fn prose(text: &str, t: &Tokens) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat { font_id: theme::sans(theme::BODY), color: t.text, ..Default::default() };
    let strong = TextFormat { font_id: theme::strong(theme::BODY), ..plain.clone() };
    for (n, part) in text.replace("**", "`").split('`').enumerate() {
        job.append(part, 0.0, if n % 2 == 1 { strong.clone() } else { plain.clone() });
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_example_names_is_marked() {
        for check in crate::desk::checks() {
            for piece in pieces(check.page) {
                if let Piece::Block(info, text) = piece
                    && info.contains("marks=")
                {
                    assert!(!marked(info, &text, check.severity).is_empty(), "{}: {info}", check.id);
                }
            }
        }
    }
}
