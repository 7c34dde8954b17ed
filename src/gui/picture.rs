//! One picture in two documents: both captions side by side with what differs, to be joined as one record or kept apart.

use egui::text::LayoutJob;
use egui::{Align, FontId, Layout, Stroke, TextFormat, Ui};
use similar::{ChangeTag, TextDiff};

use super::app::App;
use super::theme::{self, Tokens};
use super::words;
use crate::desk::view::CaptionView;
use crate::model::caption::{Caption, CaptionId};
use crate::model::finding::{Finding, Severity};

/// Whether a problem is of one picture in several documents.
pub fn is(problem: &Finding) -> bool {
    problem.check == crate::desk::PICTURE_TWICE
}

/// The first two captions of the picture as they stand; none until both are read.
fn two(app: &App, problem: &Finding) -> Option<(Caption, Caption)> {
    let detail = app.state.detail.as_ref()?;
    let of = |id: CaptionId| -> Option<Caption> {
        let mut all = std::iter::once(&detail.view).chain(&detail.pictures);
        all.find(|v: &&CaptionView| v.caption.id == id).map(|v| v.caption.clone())
    };
    let [first, other, ..] = problem.captions.as_slice() else { return None };
    Some((of(first.id)?, of(other.id)?))
}

/// The captions beside each other: words, credit and date, what differs underlined.
pub fn pair(app: &App, ui: &mut Ui, problem: &Finding) {
    let Some((first, other)) = two(app, problem) else { return };
    let t = Tokens::of(ui.ctx());
    let place = |c: &Caption| match c.line {
        // The line first: the end of a long name is cut.
        Some(line) => format!("line {line} · {}", c.document),
        None => c.document.to_string(),
    };
    let credit = |c: &Caption| c.credit_line.clone().unwrap_or_else(|| "no credit".to_owned());
    let date =
        |c: &Caption| c.date_created.map_or_else(|| "no date".to_owned(), |d| words::short_date(d, true));
    row(ui, |ui, side| {
        let c = [&first, &other][side];
        let room = ui.available_width();
        words::line(ui, &place(c), theme::sans(theme::SMALL), t.quiet, room).on_hover_text(place(c));
    });
    let body = theme::serif(theme::BODY);
    compared(ui, [&first.description, &other.description], body, t);
    let small = theme::sans(theme::SMALL);
    compared(ui, [&credit(&first), &credit(&other)], small.clone(), t);
    compared(ui, [&date(&first), &date(&other)], small, t);
    if problem.captions.len() > 2 {
        let more = problem.captions.len() - 2;
        words::quiet(ui, format!("and {} more", words::count(more, "caption", "captions")));
    }
    words::quiet(ui, "Joined, the first record stays and names both documents; the other is set aside.");
    ui.add_space(theme::S1);
}

/// Two cells of the same width.
fn row(ui: &mut Ui, mut cell: impl FnMut(&mut Ui, usize)) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = theme::S3;
        ui.columns(2, |columns| {
            for (side, ui) in columns.iter_mut().enumerate() {
                // Not justified: words are not stretched over the column.
                ui.with_layout(Layout::top_down(Align::Min), |ui| cell(ui, side));
            }
        });
    });
}

/// Two texts, each with the words underlined that the other has not; quiet where they are the same.
fn compared(ui: &mut Ui, texts: [&str; 2], font: FontId, t: &Tokens) {
    row(ui, |ui, side| {
        let job = differing(texts[side], texts[1 - side], font.clone(), t);
        ui.add(egui::Label::new(job).wrap());
    });
}

fn differing(text: &str, other: &str, font: FontId, t: &Tokens) -> LayoutJob {
    let mut job = LayoutJob::default();
    let color = if text == other { t.quiet } else { t.text };
    let plain = TextFormat { font_id: font, color, ..Default::default() };
    let mark = Stroke::new(1.5, words::severity_color(Severity::Query, t));
    for change in TextDiff::from_unicode_words(text, other).iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => job.append(change.value(), 0.0, plain.clone()),
            ChangeTag::Delete => {
                job.append(change.value(), 0.0, TextFormat { underline: mark, ..plain.clone() });
            }
            ChangeTag::Insert => {}
        }
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_other_has_not_is_underlined() {
        let t = &theme::DARK;
        let job = differing("Ana waves in Lyon", "Ana sings in Lyon", theme::sans(theme::SMALL), t);
        let marked: String = job
            .sections
            .iter()
            .filter(|s| s.format.underline != Stroke::NONE)
            .map(|s| &job.text[s.byte_range.start.0..s.byte_range.end.0])
            .collect();
        assert_eq!((job.text.as_str(), marked.as_str()), ("Ana waves in Lyon", "waves"));
    }
}
