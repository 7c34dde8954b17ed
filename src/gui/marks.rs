//! The marks of problems in text: underlines by kind, solid, dashed or dotted; and words quoted as proof.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{FontId, Galley, Painter, Pos2, Shape, Stroke, Ui};

use super::theme::Tokens;
use super::words;
use crate::model::caption::CaptionId;
use crate::model::field::Field;
use crate::model::finding::{Finding, Severity};

/// Words that a problem is about, in bytes of the text that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    pub span: Range<usize>,
    pub severity: Severity,
    /// The problem's place among those of the caption.
    pub problem: usize,
}

/// The marks of a caption's field. `checked` is the text that the checks have read, `shown` what stands there now: marks in
/// what was typed over are dropped, those behind it move with their words.
pub fn of(problems: &[Arc<Finding>], id: CaptionId, field: Field, checked: &str, shown: &str) -> Vec<Marked> {
    let mut marks = Vec::new();
    for (problem, finding) in problems.iter().enumerate() {
        let own = finding.captions.iter().filter(|c| c.id == id).flat_map(|c| &c.marks);
        for mark in own.filter(|m| m.field == field) {
            if let Some(span) = carried(&mark.span, checked, shown) {
                marks.push(Marked { span, severity: finding.severity, problem });
            }
        }
    }
    // The heaviest is painted last, over the others.
    marks.sort_by_key(|m| (std::cmp::Reverse(m.severity), m.span.start));
    marks
}

/// Where words of one text are in another that was typed from it; none where they were typed over, or were no words.
fn carried(span: &Range<usize>, from: &str, to: &str) -> Option<Range<usize>> {
    if from.get(span.clone())?.is_empty() {
        return None;
    }
    if from == to {
        return Some(span.clone());
    }
    let head = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let most = from.len().min(to.len()) - head;
    let tail = from.bytes().rev().zip(to.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    let moved = if span.end <= head {
        span.clone()
    } else if span.start >= from.len() - tail {
        let by = |at: usize| (at + to.len()).checked_sub(from.len());
        by(span.start)?..by(span.end)?
    } else {
        return None;
    };
    (to.get(moved.clone()) == from.get(span.clone())).then_some(moved)
}

/// The mark at a byte of the text; the heaviest where several are there.
pub fn at(marks: &[Marked], byte: usize) -> Option<&Marked> {
    marks.iter().rev().find(|m| m.span.start <= byte && byte <= m.span.end)
}

/// The byte at which a character begins.
pub fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

/// Underlines words of a text that is laid out at `pos`.
pub fn paint(painter: &Painter, galley: &Galley, pos: Pos2, text: &str, marks: &[Marked], t: &Tokens) {
    for mark in marks {
        let Some(words) = text.get(mark.span.clone()) else { continue };
        let from = text[..mark.span.start].chars().count();
        for (left, right, y) in lines(galley, from..from + words.chars().count()) {
            underline(painter, pos.x + left..=pos.x + right, pos.y + y, mark.severity, t);
        }
    }
}

/// For each row of a galley that has some of these characters: from where to where, and the line below them.
fn lines(galley: &Galley, characters: Range<usize>) -> Vec<(f32, f32, f32)> {
    let (mut first, mut out) = (0, Vec::new());
    for row in &galley.rows {
        let glyphs = &row.row.glyphs;
        let (from, to) = (characters.start.max(first), characters.end.min(first + glyphs.len()));
        if from < to {
            let (a, b) = (&glyphs[from - first], &glyphs[to - first - 1]);
            let below = a.pos.y + 3.0;
            out.push((row.pos.x + a.pos.x, row.pos.x + b.pos.x + b.advance_width, row.pos.y + below));
        }
        first += glyphs.len() + usize::from(row.ends_with_newline);
    }
    out
}

fn underline(painter: &Painter, x: std::ops::RangeInclusive<f32>, y: f32, severity: Severity, t: &Tokens) {
    let color = words::severity_color(severity, t);
    let ends = [Pos2::new(*x.start(), y), Pos2::new(*x.end(), y)];
    match severity {
        Severity::Error => {
            painter.line_segment(ends, Stroke::new(2.0, color));
        }
        Severity::Query => {
            painter.extend(Shape::dashed_line(&ends, Stroke::new(2.0, color), 5.0, 3.0));
        }
        Severity::Style => {
            painter.extend(Shape::dotted_line(&ends, color, 4.0, 1.2));
        }
    }
}

/// Text with its marked words on a ground of their own, to be underlined by [`paint`] once it is laid out.
pub fn job(text: &str, marks: &[Marked], font: FontId, t: &Tokens, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let plain = TextFormat { font_id: font, color: t.text, ..Default::default() };
    let mut spans: Vec<&Marked> = marks.iter().collect();
    spans.sort_by_key(|m| m.span.start);
    let mut done = 0;
    for mark in spans {
        let span = mark.span.start.max(done)..mark.span.end;
        let (Some(before), Some(words)) = (text.get(done..span.start), text.get(span.clone())) else {
            continue;
        };
        job.append(before, 0.0, plain.clone());
        let ground = t.quoted(words::severity_color(mark.severity, t));
        job.append(words, 0.0, TextFormat { background: ground, ..plain.clone() });
        done = span.end;
    }
    job.append(text.get(done..).unwrap_or_default(), 0.0, plain);
    job
}

/// A label of such text.
pub fn label(ui: &mut Ui, text: &str, marks: &[Marked], font: FontId, rows: usize) -> egui::Response {
    let t = Tokens::of(ui.ctx());
    let mut job = job(text, marks, font, t, ui.available_width());
    job.wrap.max_rows = rows;
    let (pos, galley, response) = egui::Label::new(job).layout_in_ui(ui);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    ui.painter().galley(pos, galley.clone(), t.text);
    paint(ui.painter(), &galley, pos, text, marks, t);
    response
}

/// As much of a quotation as has room, begun so that its first marked words are in it.
pub fn excerpt(text: &str, spans: &[Range<usize>], severity: Severity, room: usize) -> (String, Vec<Marked>) {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let good = |s: &&Range<usize>| text.get((*s).clone()).is_some_and(|w| !w.is_empty());
    let spans: Vec<&Range<usize>> = spans.iter().filter(good).collect();
    let last = spans.iter().map(|s| s.end).max().unwrap_or(0);
    let first = spans.iter().map(|s| s.start).min().unwrap_or(0);
    let from = if last <= room || first < room / 3 {
        0
    } else {
        // From the beginning of a word, a little before.
        let near = floor(first.saturating_sub(room / 3));
        text[near..first].find(' ').map_or(near, |n| near + n + 1)
    };
    let to = floor(from + room.max(last.saturating_sub(from).min(room * 2)));
    let head = if from > 0 { "… " } else { "" };
    let tail = if to < text.len() { "…" } else { "" };
    let out = [head, &text[from..to], tail].concat();
    let moved = spans.into_iter().filter(|s| s.start >= from && s.start < to).map(|s| Marked {
        span: s.start - from + head.len()..s.end.min(to) - from + head.len(),
        severity,
        problem: 0,
    });
    let marks = moved.collect();
    (out, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_with_their_words() {
        let from = "Léon waves at the State de Porto.";
        let at = from.find("State").unwrap();
        let span = at..at + 5;
        assert_eq!(carried(&span, from, from), Some(span.clone()));
        let longer = "Léon Martin waves at the State de Porto.";
        let moved = carried(&span, from, longer).unwrap();
        assert_eq!(&longer[moved], "State");
        assert_eq!(carried(&span, from, "Léon waves at the Stade de Porto."), None);
        assert_eq!(carried(&span, from, ""), None);
        assert_eq!(carried(&span, from, "É"), None);
        // No whole characters: never shown.
        assert_eq!(carried(&(1..2), from, from), None);
        assert_eq!(carried(&(5..900), from, from), None);
        // Typing within a letter of several bytes.
        assert_eq!(carried(&(0..5), "Léon waves", "Lèon waves"), None);
    }

    #[test]
    fn an_excerpt_has_its_marked_words() {
        let text = format!("{} the State de Porto, é Sunday", "word ".repeat(60));
        let at = text.find("State").unwrap();
        for room in [1, 7, 40, 90, 4000] {
            let (out, marks) = excerpt(&text, &[at..at + 5, 4..4, 9000..9001], Severity::Query, room);
            assert_eq!(marks.len(), 1, "{room}: {out}");
            assert!("State".starts_with(&out[marks[0].span.clone()]), "{room}: {out}");
        }
        let (out, marks) = excerpt("éé", &[], Severity::Error, 1);
        assert!(marks.is_empty() && out == "…", "{out}");
    }
}
