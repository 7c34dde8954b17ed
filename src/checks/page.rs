//! A check's page in its pieces, for whoever shows it: the window, a terminal.

use std::ops::Range;

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

/// What a fence says of an example under a key: `style="ap"`.
fn said<'a>(info: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = info.split_once(&format!("{key}=\""))?;
    rest.split('"').next()
}

/// Whether the check finds something in an example, or is silent on it.
pub fn finds(info: &str) -> bool {
    info.split(' ').next() == Some("finds")
}

/// What an example takes for granted beside its words: the house style, what is known of an event, the day that the desk has set.
pub fn given(info: &str) -> Vec<String> {
    let style = said(info, "style").map(|style| format!("in the style {style}"));
    let event = said(info, "event").map(|event| {
        let time = |key: &str| said(info, key).unwrap_or_default().replace('T', " ");
        format!("where the {event} is known to run from {} to {}", time("begins"), time("ends"))
    });
    let date = said(info, "date").map(|day| format!("dated {day} by the desk"));
    [style, event, date].into_iter().flatten().collect()
}

/// Where an example's text has the words that its fence names, as `marks`, each after the one before where that can be. With
/// `from="4"` they are looked for from the fourth caption on.
pub fn marked(info: &str, text: &str) -> Vec<Range<usize>> {
    let nth: usize = said(info, "from").and_then(|n| n.parse().ok()).unwrap_or(1);
    let begins = text.split("\n\n").take(nth.saturating_sub(1)).map(|caption| caption.len() + 2).sum();
    // Marks may hold quotation marks themselves, and stand last.
    let Some((_, rest)) = info.split_once("marks=\"") else { return Vec::new() };
    let Some((named, _)) = rest.rsplit_once('"') else { return Vec::new() };
    let mut from: usize = begins;
    let mut out: Vec<Range<usize>> = Vec::new();
    for words in named.split('|').map(str::trim).filter(|w| !w.is_empty()) {
        let found = whole(text, words, from).or_else(|| whole(text, words, 0));
        if let Some(span) = found.or_else(|| text.find(words).map(|at| at..at + words.len())) {
            from = span.end;
            out.push(span);
        }
    }
    out
}

/// The first place from `from` on where words stand that are no part of longer ones.
fn whole(text: &str, words: &str, from: usize) -> Option<Range<usize>> {
    let joined = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
    };
    let rest = text.get(from..)?;
    rest.match_indices(words).map(|(at, _)| from + at..from + at + words.len()).find(|span| {
        !joined(text[..span.start].chars().next_back(), words.chars().next())
            && !joined(words.chars().next_back(), text[span.end..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_read_whole() {
        for check in super::super::all() {
            let pieces = pieces(check.page);
            let headings: Vec<&str> = pieces
                .iter()
                .filter_map(|p| if let Piece::Heading(2, text) = p { Some(*text) } else { None })
                .collect();
            assert_eq!(headings, ["Why", "Examples", "Fix"], "{}", check.id);
            let title = format!("{}: {}", check.id, check.title);
            assert_eq!(pieces[0], Piece::Heading(1, &title), "{}", check.id);
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
        }
    }

    #[test]
    fn words_are_marked_whole_and_in_their_order() {
        let of = |info: &str, text: &str| -> Vec<usize> {
            marked(info, text).into_iter().map(|m| m.start).collect()
        };
        assert_eq!(of("finds marks=\"Getty Image\"", "Getty Images. Getty Image"), [14]);
        assert_eq!(of("finds marks=\"a | a\"", "a cat, a dog"), [0, 7]);
        assert_eq!(of("finds marks=\"b | a\"", "a b"), [2, 0]);
        assert_eq!(of("finds from=\"2\" marks=\"Prata\"", "Ana Prata\n\nPrata"), [11]);
        assert!(of("finds", "Prata").is_empty());
        assert_eq!(
            given("silent style=\"ap\" date=\"2024-08-11\""),
            ["in the style ap", "dated 2024-08-11 by the desk"]
        );
    }
}
