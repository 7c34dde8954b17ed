//! Brackets and quotation marks that open and never close, or close and never opened.

use std::ops::Range;

use super::credit_line::relined;
use super::words::{mending, words};
use super::{Context, Finding, encoding, finding, quote_at, quote_credit_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::text::dictionary;
use crate::text::lexicon::{self, MARK};

/// The first mark of a caption that stands alone.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for caption in &context.captions {
        let text = &caption.description;
        let Some((at, opens)) = alone(text).filter(|_| !encoding::is_broken(text)) else {
            out.extend(in_credit(caption));
            continue;
        };
        let span = shown(text, at, opens);
        let spans = std::slice::from_ref(&span);
        let what = if opens { "is never closed" } else { "was never opened" };
        let message = format!("“{}” {what}", &text[span.clone()]);
        let evidence = vec![quote_at(caption, spans)];
        let concerned = vec![reference_at(caption, Field::Description, spans)];
        let mut found = finding("unbalanced", message, evidence, concerned);
        found.rests_on = vec![text.clone()];
        found.fixes.extend(closed(text, at).and_then(|(at, by)| mending(caption, &[(at, by)], false)));
        out.push(found);
    }
}

/// A credit's bracket that stands alone, where the words have none that do.
fn in_credit(caption: &Caption) -> Option<Finding> {
    let line = caption.credit_line.as_deref()?;
    let (at, opens) = brackets(line)?;
    let span = shown(line, at, opens);
    let what = if opens { "is never closed" } else { "was never opened" };
    let message = format!("“{}” in the credit {what}", &line[span.clone()]);
    let spans = std::slice::from_ref(&span);
    let evidence = vec![quote_credit_at(caption, spans)];
    let mut found =
        finding("unbalanced", message, evidence, vec![reference_at(caption, Field::CreditLine, spans)]);
    found.rests_on = vec![line.to_owned()];
    // Around the whole credit it is plain where the other belongs.
    let (first, last) = (line.chars().next(), line.chars().next_back());
    let whole = match (first, last) {
        (Some('('), _) if at == 0 => Some(format!("{line})")),
        (Some('['), _) if at == 0 => Some(format!("{line}]")),
        (_, Some(')')) if at + 1 == line.len() => Some(format!("({line}")),
        (_, Some(']')) if at + 1 == line.len() => Some(format!("[{line}")),
        _ => None,
    };
    found.fixes.extend(whole.and_then(|to| relined(caption, to, false)));
    Some(found)
}

/// The mark, with the word that it stands at.
fn shown(text: &str, at: usize, opens: bool) -> Range<usize> {
    let mark = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    if opens {
        let word = words(&text[mark..]).next().map(|w| mark + w.end());
        at..word.filter(|end| !text[mark..*end].contains(' ')).unwrap_or(mark)
    } else {
        text[..at].rfind(' ').map_or(0, |n| n + 1)..mark
    }
}

/// Where a fix is plain: "(left, waves" says where somebody stands, "((" is one too many.
fn closed(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    if !text[at..].starts_with('(') {
        return None;
    }
    if text[..at].ends_with('(') {
        return Some((at..at + 1, ""));
    }
    if text[at + 1..].starts_with('(') {
        return Some((at + 1..at + 2, ""));
    }
    let word = words(&text[at + 1..]).next().filter(|w| w.at == 0)?;
    let end = at + 1 + word.end();
    lexicon::is(word.text, MARK).then_some((end..end, ")"))
}

/// Where a mark stands alone in a text, and whether it opens; none where all have their partners.
fn alone(text: &str) -> Option<(usize, bool)> {
    if !text.contains(['(', ')', '[', ']', '"', '“', '”', '„', '«', '»', '{', '}', '\'', '‘']) {
        return None;
    }
    brackets(text)
        .or_else(|| straight(text))
        .or_else(|| curly(text))
        .or_else(|| mixed(text))
        .or_else(|| single(text))
        .or_else(|| angles(text))
}

fn brackets(text: &str) -> Option<(usize, bool)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => open.push((at, c)),
            ')' | ']' | '}' => {
                let partner = match c {
                    ')' => '(',
                    ']' => '[',
                    _ => '{',
                };
                match open.last() {
                    Some((_, o)) if *o == partner => drop(open.pop()),
                    _ if listed(text, at) => {}
                    // "([Left) waves": the inner one is alone.
                    Some(inner) if open.iter().any(|(_, o)| *o == partner) => return Some((inner.0, true)),
                    _ => return Some((at, false)),
                }
            }
            _ => {}
        }
    }
    open.pop().map(|(at, _)| (at, true))
}

/// "a) a boat, 2) a bridge", and a face made of marks.
fn listed(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let short = word.chars().count() <= 2 || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    (short && word.chars().all(char::is_alphanumeric) && !word.is_empty()) || word.ends_with([':', ';', '-'])
}

/// Straight quotes: an odd one is alone, but where one behind a digit says inches.
fn straight(text: &str) -> Option<(usize, bool)> {
    let marks: Vec<usize> = memchr::memchr_iter(b'"', text.as_bytes()).collect();
    let curly = text.contains(['“', '”', '„']);
    let inches = marks.iter().any(|at| text[..*at].ends_with(|c: char| c.is_ascii_digit()));
    if marks.len().is_multiple_of(2) || inches || curly {
        return None;
    }
    let opens = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '\''))
            && after.is_some_and(|c| !c.is_whitespace())
    };
    let mut open: Option<usize> = None;
    for at in &marks {
        match (open, opens(*at)) {
            // A second opens before the first is closed: the first is alone.
            (Some(first), true) => return Some((first, true)),
            (Some(_), false) => open = None,
            (None, true) => open = Some(*at),
            (None, false) => return Some((*at, false)),
        }
    }
    open.map(|at| (at, true))
}

/// “English” and „German“ quotes; ”Swedish” ones are the same at both ends.
fn curly(text: &str) -> Option<(usize, bool)> {
    let count = |c: char| text.matches(c).count();
    let (low, left, right) = (count('„'), count('“'), count('”'));
    // Closed with a straight one it is closed.
    if text.contains('"') {
        return None;
    }
    if low > 0 {
        return (low != left + right).then(|| text.rfind('„').map(|at| (at, low > left + right)))?;
    }
    if left == 0 {
        return (right % 2 == 1).then(|| text.rfind('”').map(|at| (at, false)))?;
    }
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '“' | '”')) {
        match c {
            '“' => open.push(at),
            _ => {
                if open.pop().is_none() {
                    return Some((at, false));
                }
            }
        }
    }
    open.pop().map(|at| (at, true))
}

/// “Save our "river" stands there: a pair of straight ones within closes nothing.
fn mixed(text: &str) -> Option<(usize, bool)> {
    let marks = text.matches('"').count();
    let inches = text.match_indices('"').any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_digit()));
    if marks == 0 || !marks.is_multiple_of(2) || inches || text.contains(['„', '”']) {
        return None;
    }
    let mut curly = text.match_indices('“').map(|(at, _)| at);
    let (open, None) = (curly.next()?, curly.next()) else { return None };
    // Of an even number none is left for it, where each opens on a word and closes behind one.
    let mut inside = false;
    for (at, _) in text.match_indices('"') {
        let opens = text[..at].ends_with([' ', '(']) && text[at + 1..].starts_with(char::is_alphanumeric);
        if opens == inside {
            return None;
        }
        inside = !inside;
    }
    Some((open, true))
}

/// 'Closed until noon hangs there: a single one that opens on a sentence's word and is never closed. Before other words it is
/// an apostrophe: '90s, 'Til, 'Abd.
fn single(text: &str) -> Option<(usize, bool)> {
    const CLIPPED: [&str; 14] = [
        "til", "till", "twas", "tis", "em", "cause", "bout", "round", "neath", "cuz", "nuff", "ere",
        "gainst", "stache",
    ];
    let opening = |(at, c): &(usize, char)| {
        let behind = &text[at + c.len_utf8()..];
        let mut list = words(behind);
        let (Some(first), Some(second)) = (list.next(), list.next()) else { return false };
        let small = first.text.to_lowercase();
        // One that is no apostrophe opens before any word: ‘a love letter to Trieste.
        let turned = *c == '‘'
            && (text[..*at].ends_with(' ') || *at == 0)
            && first.at == 0
            && first.small()
            && second.small()
            && !CLIPPED.contains(&small.as_str())
            && small != "n"
            && dictionary::common(second.text)
            && (dictionary::common(&small) || small == "a");
        turned
            || matches!(c, '\'' | '‘')
                && (text[..*at].ends_with(' ') || *at == 0)
                && first.at == 0
                && first.text.starts_with(|c: char| c.is_ascii_uppercase())
                && first.text.chars().skip(1).all(|c| c.is_ascii_lowercase())
                && first.text.len() >= 3
                && !CLIPPED.contains(&small.as_str())
                && dictionary::common(&small)
                && (second.small() || second.text == "I")
                && dictionary::common(second.text)
    };
    let (at, c) = text.char_indices().find(opening)?;
    // Whatever could close it does: also an owner's apostrophe behind an s.
    let behind = &text[at + c.len_utf8()..];
    let closes = |(n, c): (usize, char)| {
        let next = behind[n + c.len_utf8()..].chars().next();
        matches!(c, '\'' | '’' | '‘') && next.is_none_or(|c| !c.is_alphanumeric())
    };
    (!behind.char_indices().any(closes)).then_some((at, true))
}

/// « French » and »German« ones.
fn angles(text: &str) -> Option<(usize, bool)> {
    let (left, right) = (text.matches('«').count(), text.matches('»').count());
    match left.cmp(&right) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => text.rfind('«').map(|at| (at, true)),
        std::cmp::Ordering::Less => text.rfind('»').map(|at| (at, false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partners_are_told() {
        for fine in [
            "A 6'2\" man, a 12\" record",
            "a) a boat, b) a bridge, iii) a tower",
            "“It came ‘like a train,’” he says [sic] (see (a))",
            "„Danke“ steht da, »ja« und «oui»",
            "”Hej” står det",
            "\"One\" and \"two\"",
            "The '90s, rock 'n' roll",
            "A sign reads 'Closed until noon' and the fans' flags",
            "Fans of ‘til dawn and rock ‘n’ roll wait",
            "She called it ‘a love letter’ to Trieste",
            "Fans of 'Til dawn wait, and 'Abd al-Rahman waves, in 'Open Air' fame",
            "A sign reads “Save our \"river\"” there",
            "A sign reads “Save our river\" and \"No\" there",
        ] {
            assert_eq!(alone(fine), None, "{fine}");
        }
        for (wrong, mark) in [
            ("Ana (left waves", "("),
            ("Ana left) waves", ")"),
            ("Ana ((left) waves", "("),
            ("A sign \"No more is held, a \"real\" one", "\""),
            ("A sign “No more is held", "“"),
            ("A sign reads “Save our \"river\" there", "“"),
            ("A sign reading 'Closed until further notice hangs there, the mayor's", "'"),
            ("She called it ‘a love letter to Trieste.", "‘"),
            ("‘You must be tired, the mayor told those who’d waited", "‘"),
            ("Ein Schild „Nein steht da", "„"),
        ] {
            let (at, _) = alone(wrong).unwrap_or_else(|| panic!("{wrong}"));
            assert!(wrong[at..].starts_with(mark), "{wrong}");
        }
    }
}
