//! A line of a caption with some words underlined, cut to what fits on a screen around them.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// A line of words and the carets that go under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snippet {
    pub text: String,
    /// Empty where no word is marked.
    pub carets: String,
}

/// How many columns a character takes; one that would act on the terminal is shown as a replacement.
fn columns(c: char) -> usize {
    shown(c).width().unwrap_or(0)
}

fn shown(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        // Marks of direction would turn the line's order round.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// A text as it can be shown, one that would act on the terminal made harmless.
pub(super) fn shown_text(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// The beginning of a text as it can be shown, cut with `…` where it is wider than `most`.
pub(super) fn beginning(text: &str, most: usize) -> String {
    window(text, &[], most).text
}

/// The lines that show every mark, each at most `most` columns wide; the text's beginning where nothing is marked.
pub(super) fn snippets(text: &str, marks: &[Range<usize>], most: usize) -> Vec<Snippet> {
    let mut marks: Vec<Range<usize>> =
        marks.iter().filter(|m| text.get((*m).clone()).is_some_and(|t| !t.is_empty())).cloned().collect();
    marks.sort_by_key(|m| (m.start, m.end));
    if marks.is_empty() {
        return vec![window(text, &[], most)];
    }
    // Marks that are near each other share a line.
    let mut groups: Vec<Vec<Range<usize>>> = Vec::new();
    for mark in marks {
        match groups.last_mut() {
            Some(group) if width(&text[group[0].start..mark.end.max(group[0].start)]) + 24 <= most => {
                group.push(mark);
            }
            _ => groups.push(vec![mark]),
        }
    }
    groups.iter().map(|group| window(text, group, most)).collect()
}

/// The words around some marks: from as far before them as leaves room behind them, cut between words.
fn window(text: &str, marks: &[Range<usize>], most: usize) -> Snippet {
    let core = match (marks.first(), marks.iter().map(|m| m.end).max()) {
        (Some(first), Some(end)) => first.start..end,
        _ => 0..0,
    };
    let (mut start, mut end) = (core.start, core.end);
    let mut room = most.saturating_sub(width(&text[core.clone()]) + 2);
    // First as much as a third before the words, then what fits behind them, then again before them.
    let back = |start: &mut usize, mut room: usize| {
        for (at, c) in text[..*start].char_indices().rev() {
            let taken = columns(c);
            if taken > room {
                break;
            }
            (room, *start) = (room - taken, at);
        }
        room
    };
    let third = room / 3;
    room = room - third + back(&mut start, third);
    for (at, c) in text[end..].char_indices() {
        let taken = columns(c);
        if taken > room {
            break;
        }
        room -= taken;
        end = core.end + at + c.len_utf8();
    }
    back(&mut start, room);
    // Words are shown whole where that is possible.
    if start > 0 && !text[..start].ends_with(char::is_whitespace) {
        let next = text[start..core.start].find(char::is_whitespace);
        start = next.map_or(start, |n| start + n);
    }
    if end < text.len() && !text[end..].starts_with(char::is_whitespace) {
        end = text[core.end..end].rfind(char::is_whitespace).map_or(end, |n| core.end + n);
    }
    start += text[start..core.start.max(start)].len() - text[start..core.start.max(start)].trim_start().len();
    end = core.end + text[core.end..end].trim_end().len();
    let mut out = Snippet { text: String::new(), carets: String::new() };
    if start > 0 {
        out.text.push('…');
        out.carets.push(' ');
    }
    for (at, c) in text[start..end].char_indices() {
        let at = start + at;
        out.text.push(shown(c));
        let under = if marks.iter().any(|m| m.contains(&at)) { '^' } else { ' ' };
        out.carets.extend(std::iter::repeat_n(under, columns(c)));
    }
    if end < text.trim_end().len() {
        out.text.push('…');
    }
    out.carets.truncate(out.carets.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, words: &[&str], most: usize) -> Vec<(String, String)> {
        let marks: Vec<_> = words
            .iter()
            .map(|w| {
                let at = text.find(w).unwrap();
                at..at + w.len()
            })
            .collect();
        snippets(text, &marks, most).into_iter().map(|s| (s.text, s.carets)).collect()
    }

    #[test]
    fn words_are_underlined_by_the_columns_that_they_take() {
        let one = |text: &str, word: &str| drawn(text, &[word], 60).remove(0);
        assert_eq!(one("An artists perform.", "An artists").1, "^^^^^^^^^^");
        assert_eq!(one("東京 Tower waits", "Tower").1, "     ^^^^^");
        // A mark that stands above its letter takes no column of its own.
        assert_eq!(one("Cafe\u{301} waves", "waves").1, "     ^^^^^");
        assert_eq!(one("a\u{1b}[31mb\u{202e}c", "c").0, "a\u{fffd}[31mb\u{fffd}c");
        assert_eq!(one("one\ttwo\nthree", "two"), ("one two three".into(), "    ^^^".into()));
    }

    #[test]
    fn long_captions_are_cut_between_words_around_the_mark() {
        let text = "alpha ".repeat(30) + "State de Porto, " + &"omega ".repeat(30);
        let (line, carets) = drawn(&text, &["State"], 60).remove(0);
        assert!(line.starts_with("…alpha") && line.ends_with("omega…"), "{line}");
        assert!(width(&line) <= 60, "{line}");
        let at = carets.find('^').unwrap();
        assert_eq!(line.chars().skip(at).take(5).collect::<String>(), "State");
        // Two marks far apart take a line each; one in reach of the other does not.
        assert_eq!(drawn(&(text.clone() + "Phonenix"), &["State", "Phonenix"], 60).len(), 2);
        assert_eq!(drawn(&text, &["State", "Porto"], 60).len(), 1);
        // One endless word is cut anyhow, and an empty text is an empty line.
        let endless = "x".repeat(500);
        assert!(width(&beginning(&endless, 60)) <= 60);
        assert_eq!(snippets("", &[], 60), [Snippet { text: String::new(), carets: String::new() }]);
        assert_eq!(beginning("short", 60), "short");
    }

    #[test]
    fn any_text_and_marks_are_drawn_within_the_width() {
        let text = "é東 a\u{301} b\u{fffd} — “Größe” עב 🎆🎆 tail of it";
        for start in 0..text.len() {
            for end in start..=text.len() {
                for most in [0, 7, 20, 200] {
                    for s in snippets(text, &[start..end, 3..9], most) {
                        assert!(width(&s.carets) <= width(&s.text));
                    }
                }
            }
        }
    }
}
