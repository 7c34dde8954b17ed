//! A check's page as a terminal shows it: titles underlined, lines wrapped, examples indented with their words underlined.

use std::fmt::Write;
use std::ops::Range;

use super::snippet::{shown_text, width};
use crate::desk::check_page::{self, Piece, pieces};
use crate::model::finding::Severity;

/// How far examples stand in.
const INDENT: usize = 4;
/// Lines of more columns are hard to read.
const WIDEST: usize = 100;
/// Where no terminal says how wide it is.
const USUAL: usize = 80;
/// In fewer columns nothing can be read.
const LEAST: usize = 30;

/// How many columns a page may take on standard output.
pub(super) fn columns() -> usize {
    let told = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
    told.unwrap_or(USUAL).clamp(LEAST, WIDEST)
}

/// The page in plain words, no line wider than `most` where its words allow.
pub(super) fn plain(page: &str, severity: Severity, most: usize) -> String {
    let mut out = String::new();
    let mut list = false;
    for piece in pieces(page) {
        // A list's items stand together, and what follows them apart.
        if list && !matches!(piece, Piece::Item(_)) {
            out.push('\n');
        }
        list = matches!(piece, Piece::Item(_));
        match piece {
            Piece::Heading(1, text) => {
                title(&mut out, text, '=', most);
                let weight = match severity {
                    Severity::Error => "Error: wrong on its face",
                    Severity::Query => "Query: an editor must decide",
                    Severity::Style => "Style: a house style asks for it",
                };
                paragraph(&mut out, weight, "", &[], most);
                out.push('\n');
            }
            Piece::Heading(_, text) => title(&mut out, text, '-', most),
            Piece::Paragraph(text) => {
                paragraph(&mut out, &text, "", &[], most);
                out.push('\n');
            }
            Piece::Item(text) => {
                // The first line has the dash where the others have spaces.
                let from = out.len();
                paragraph(&mut out, &text, "  ", &[], most);
                out.replace_range(from..from + 1, "-");
            }
            Piece::Block(info, text) => example(&mut out, info, &text, most),
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn title(out: &mut String, text: &str, line: char, most: usize) {
    let from = out.len();
    paragraph(out, text, "", &[], most);
    let widest = out[from..].lines().map(width).max().unwrap_or_default();
    out.extend(std::iter::repeat_n(line, widest));
    out.push('\n');
    if line == '-' {
        out.push('\n');
    }
}

/// "finds:" or "silent:" with what is taken for granted, then the captions.
fn example(out: &mut String, info: &str, text: &str, most: usize) {
    let mut head = if check_page::finds(info) { "finds" } else { "silent" }.to_owned();
    check_page::given(info).iter().for_each(|g| head.extend([", ", g.as_str()]));
    paragraph(out, &format!("{head}:"), "", &[], most);
    let marks = check_page::marked(info, text);
    let indent = " ".repeat(INDENT);
    let mut at = 0;
    for line in text.split('\n') {
        let within = at..at + line.len();
        at = within.end + 1;
        // Marks that begin in this line, by their place in it.
        let own: Vec<Range<usize>> = marks
            .iter()
            .filter(|m| within.contains(&m.start))
            .map(|m| m.start - within.start..(m.end - within.start).min(line.len()))
            .collect();
        if line.is_empty() {
            out.push('\n');
        } else {
            paragraph(out, line, &indent, &own, most);
        }
    }
    out.push('\n');
}

/// A paragraph in lines, each behind `indent`; under a line with marks one of carets.
fn paragraph(out: &mut String, text: &str, indent: &str, marks: &[Range<usize>], most: usize) {
    for line in lines(text, most.saturating_sub(indent.len())) {
        let (words, from) = (&text[line.clone()], line.start);
        let _ = writeln!(out, "{indent}{}", shown_text(words));
        let under = |at: usize| marks.iter().any(|m| m.contains(&at));
        let carets: String = words
            .char_indices()
            .map(|(n, c)| (if under(from + n) { "^" } else { " " }).repeat(width(c.encode_utf8(&mut [0; 4]))))
            .collect();
        if carets.contains('^') {
            let _ = writeln!(out, "{indent}{}", carets.trim_end());
        }
    }
}

/// The lines of a text, broken at spaces; a word that is wider stands alone.
fn lines(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let end = at + word.len();
        match out.last_mut().filter(|line| width(&text[line.start..end]) <= most) {
            Some(line) => line.end = end,
            None => out.push(at..end),
        }
        at = end + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_reads_as_plain_text() {
        for check in crate::desk::checks() {
            for most in [30, 80, 100] {
                let text = plain(check.page, check.severity, most);
                let wide = text.lines().find(|l| width(l) > most && l.trim_start().contains(' '));
                assert_eq!(wide, None, "{} at {most}", check.id);
                assert!(!text.contains("```") && !text.lines().any(|l| l.starts_with('#')), "{}", check.id);
                let ends = text.lines().find(|l| l.ends_with(' '));
                assert_eq!(ends, None, "{}", check.id);
            }
            // The caret line says just the words that the fence names.
            let text = plain(check.page, check.severity, 100);
            let named = check.page.contains("marks=\"");
            assert_eq!(named, text.contains('^'), "{}", check.id);
        }
    }

    #[test]
    fn an_example_is_laid_out() {
        let page = "# a-b: Two\n\nSome words.\n\n## Why\n\nIt `is`\nso.\n\n- one two three four five six\n\n\
                    ```finds style=\"ap\" marks=\"cat sat\"\nThe cat sat on the mat in Lyon.\n\nThe end.\n```\n";
        let want = "a-b: Two\n========\nQuery: an editor must decide\n\nSome words.\n\nWhy\n---\n\nIt `is` so.\n\n\
                    - one two three four five\n  six\n\nfinds, in the style ap:\n    The cat sat on the mat\n        ^^^^^^^\n    \
                    in Lyon.\n\n    The end.\n";
        assert_eq!(plain(page, Severity::Query, 28), want);
        // Words that a line's end parts are underlined on both lines.
        let parted = plain("```finds marks=\"cat sat\"\nThe cat sat\n```\n", Severity::Query, 12);
        assert_eq!(parted, "finds:\n    The cat\n        ^^^\n    sat\n    ^^^\n");
    }
}
