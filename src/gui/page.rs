//! A check's page: what it finds, why, examples with their words marked, and what its fix is. The same text as `checks ID`.

use egui::text::LayoutJob;
use egui::{Context, Frame, Key, Margin, Modifiers, ScrollArea, TextFormat, Ui};

use super::app::App;
use super::marks::{self, Marked};
use super::theme::{self, Tokens};
use super::words;
use crate::model::finding::Severity;

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    Heading(usize, &'a str),
    Paragraph(String),
    Item(String),
    /// What stands behind the opening fence, and the lines within.
    Block(&'a str, String),
}

/// A page in its pieces. Only what pages use: headings, paragraphs, lists, fenced blocks.
pub fn pieces(page: &str) -> Vec<Piece<'_>> {
    let (mut out, mut open): (Vec<Piece<'_>>, bool) = (Vec::new(), false);
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let ticks = line.len() - line.trim_start_matches('`').len();
            let fence = "`".repeat(ticks);
            let within: Vec<&str> = lines.by_ref().take_while(|l| l.trim_end() != fence).collect();
            out.push(Piece::Block(info.trim_start_matches('`').trim(), within.join("\n")));
            open = false;
        } else if line.starts_with('#') {
            let text = line.trim_start_matches('#');
            out.push(Piece::Heading(line.len() - text.len(), text.trim()));
            open = false;
        } else if line.trim().is_empty() {
            open = false;
        } else if let Some(item) = line.strip_prefix("- ") {
            out.push(Piece::Item(item.to_owned()));
            open = true;
        } else {
            match out.last_mut().filter(|_| open) {
                Some(Piece::Paragraph(text) | Piece::Item(text)) => {
                    text.push(' ');
                    text.push_str(line.trim());
                }
                _ => out.push(Piece::Paragraph(line.trim().to_owned())),
            }
            open = true;
        }
    }
    out
}

/// The words that an example's fence names, marked in its text.
fn marked(info: &str, text: &str, severity: Severity) -> Vec<Marked> {
    let Some(named) = info.split_once("marks=\"").and_then(|(_, rest)| rest.rsplit_once('"')) else {
        return Vec::new();
    };
    let mut from = 0;
    let mut out: Vec<Marked> = Vec::new();
    for words in named.0.split('|').map(str::trim).filter(|w| !w.is_empty()) {
        // In the order of the text, else from its beginning.
        let found = text[from..].find(words).map(|n| n + from).or_else(|| text.find(words));
        if let Some(at) = found {
            let span = at..at + words.len();
            from = span.end;
            out.push(Marked { span, severity, problem: 0 });
        }
    }
    out
}

/// Draws the page over the window.
pub fn show(app: &mut App, ctx: &Context, check: &str) {
    let Some(info) = crate::desk::check_by_id(check) else {
        app.state.overlay = None;
        return;
    };
    let name = format!("About the check {}", info.title);
    let mut close = false;
    let response = words::modal(ctx, "check page").show(ctx, |ui| {
        words::name_dialog(ui, &name);
        let room = ctx.content_rect().size();
        ui.set_width(640.0f32.min(room.x - 80.0));
        ScrollArea::vertical().max_height((room.y - 190.0).max(160.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                content(ui, info.page, info.title, info.severity);
            },
        );
        ui.add_space(theme::S3);
        ui.horizontal(|ui| {
            if words::primary(ui, true, "Close", "Esc").clicked() {
                close = true;
            }
            words::quiet(ui, format!("caption-desk checks {}", info.id));
        });
        close |= ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
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
                    ui.label(prose(&text, t));
                });
            }
            Piece::Block(info, text) => {
                let kind = info.split(' ').next().unwrap_or_default();
                let finds = match kind {
                    "finds" => "It finds",
                    "silent" => "It is silent on",
                    other => other,
                };
                let style = info.split_once("style=\"").and_then(|(_, rest)| rest.split('"').next());
                let finds = match style {
                    Some(style) => format!("{finds}, in the style {style}"),
                    None => finds.to_owned(),
                };
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
    fn every_page_is_read_whole() {
        for check in crate::desk::checks() {
            let pieces = pieces(check.page);
            let headings = pieces.iter().filter(|p| matches!(p, Piece::Heading(2, _))).count();
            assert!(headings >= 3, "{}", check.id);
            let count = |text: &str| {
                text.split_whitespace().filter(|w| !matches!(*w, "#" | "##" | "###" | "-")).count()
            };
            let words: usize = pieces
                .iter()
                .map(|p| match p {
                    Piece::Heading(_, text) => count(text),
                    Piece::Paragraph(text) | Piece::Item(text) | Piece::Block(_, text) => count(text),
                })
                .sum();
            let all: usize = check.page.lines().filter(|l| !l.starts_with("```")).map(count).sum();
            assert_eq!(words, all, "{}", check.id);
            for piece in &pieces {
                if let Piece::Block(info, text) = piece
                    && info.contains("marks=")
                {
                    assert!(!marked(info, text, check.severity).is_empty(), "{}: {info}", check.id);
                }
            }
        }
    }
}
