//! A space where none belongs, and none where one does.

use std::ops::Range;

use super::words::{english, mending, widened};
use super::{Context, Finding, finding, quote_at, reference_at};
use crate::model::field::Field;
use crate::text::dictionary;

/// What is wrong at one place: what it is, and what is to stand in the place of which bytes.
struct Slip {
    what: &'static str,
    span: Range<usize>,
    by: &'static str,
}

/// One problem a caption, with all its places.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for caption in &context.captions {
        let text = &caption.description;
        let slips = slips(text);
        let Some(first) = slips.first() else { continue };
        let spans: Vec<Range<usize>> = slips.iter().map(|s| shown(text, &s.span)).collect();
        let message = match slips.len() {
            1 => format!("{}: “{}”", first.what, &text[spans[0].clone()]),
            n => format!("{n} spaces stand wrongly; first, {}: “{}”", first.what, &text[spans[0].clone()]),
        };
        let evidence = vec![quote_at(caption, &spans)];
        let concerned = vec![reference_at(caption, Field::Description, &spans)];
        let mut found = finding("stray-space", message, evidence, concerned);
        found.rests_on = vec![text.clone()];
        let pieces: Vec<_> = slips.iter().map(|s| (s.span.clone(), s.by)).collect();
        found.fixes.extend(mending(caption, &pieces, true));
        out.push(found);
    }
}

/// The words and marks on both sides of a place.
fn shown(text: &str, at: &Range<usize>) -> Range<usize> {
    let mark = |c: &char| matches!(c, ',' | '.' | ';' | ':' | '?' | '!' | '(' | ')' | '[' | ']');
    let before = before(text, at.start).filter(mark).map_or(0, char::len_utf8);
    let after = after(text, at.end).filter(mark).map_or(0, char::len_utf8);
    widened(text, at.start - before..at.end + after)
}

fn slips(text: &str) -> Vec<Slip> {
    let bytes = text.as_bytes();
    let mut found: Vec<Slip> = Vec::new();
    // Asked for at most once a text, and of hardly any.
    let mut language = None;
    for (at, b) in bytes.iter().enumerate() {
        let slip = match b {
            b' ' => space(text, at, &mut language),
            b',' => no_space(text, at),
            b'.' => sentences_joined(text, at),
            b'(' | b')' => bracket(text, at),
            _ => None,
        };
        if let Some(slip) = slip
            && found.last().is_none_or(|last| last.span.end <= slip.span.start)
        {
            found.push(slip);
        }
    }
    found
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// What a run of spaces that begins at a place has wrong.
fn space(text: &str, at: usize, language: &mut Option<bool>) -> Option<Slip> {
    let last = before(text, at)?;
    if last == ' ' {
        return None;
    }
    let end = text.len() - text[at..].trim_start_matches(' ').len();
    let next = after(text, end)?;
    let behind = after(text, end + next.len_utf8());
    let slip = |what, by| Some(Slip { what, span: at..end, by });
    let closes = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | '’' | ')'));
    match next {
        // Not an ellipsis, nor ".5", nor ".com".
        // "Texas ,eat": the space stands on the wrong side.
        ',' if last.is_alphanumeric() && behind.is_some_and(char::is_alphabetic) => {
            Some(Slip { what: "a space before a comma", span: at..end + 1, by: ", " })
        }
        ',' if !last.is_whitespace() && behind != Some(',') => slip("a space before a comma", ""),
        '.' if last.is_alphanumeric() && closes(behind) => slip("a space before a full stop", ""),
        // French sets a space before these; "3 : 2" is a result.
        ';' | '?' | '!' | ':'
            if last.is_alphabetic()
                && closes(behind)
                && *language.get_or_insert_with(|| english(text))
                && !text.contains(['«', '»']) =>
        {
            slip("a space before a mark", "")
        }
        ')' | ']' if last.is_alphanumeric() || last == '.' => slip("a space inside a bracket", ""),
        _ if matches!(last, '(' | '[') && next.is_alphanumeric() => slip("a space inside a bracket", ""),
        '\'' | '’'
            if behind == Some('s')
                && last.is_alphabetic()
                // "an 's'" is a letter in quotation marks.
                && !matches!(after(text, end + next.len_utf8() + 1), Some('\'' | '’'))
                && after(text, end + next.len_utf8() + 1).is_none_or(|c| !c.is_alphanumeric()) =>
        {
            slip("a space before an apostrophe", "")
        }
        // Two after a sentence are a typist's habit, and wider gaps are columns.
        _ if end - at == 2 && !matches!(last, '.' | '!' | '?' | ':' | '”' | '"') => {
            slip("two spaces in a row", " ")
        }
        _ => None,
    }
}

/// No space behind a comma between words, or before a year.
fn no_space(text: &str, at: usize) -> Option<Slip> {
    let head = &text[..at];
    let tail = &text[at + 1..];
    let next = tail.chars().next().filter(|c| c.is_alphanumeric())?;
    let letters = head.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let digits = head.chars().rev().take_while(char::is_ascii_digit).count();
    let year = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len() == 4
        && (tail.starts_with("19") || tail.starts_with("20"));
    // Thousands and decimals have no space, nor do addresses.
    let wrong = match next.is_ascii_digit() {
        true => letters >= 3 || (digits <= 2 && digits > 0 && year),
        false => {
            letters >= 2
                && next.is_alphabetic()
                && tail.chars().take_while(|c| c.is_alphabetic()).count() >= 2
        }
    };
    let what = "no space after a comma";
    (wrong && !address(text, at)).then(|| Slip { what, span: at..at + 1, by: ", " })
}

/// "smiles.She runs": no space behind a sentence, where both words are of the language and the first has no capital.
fn sentences_joined(text: &str, at: usize) -> Option<Slip> {
    let head = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let tail = text[at + 1..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let small = |w: &str| w.chars().all(|c| c.is_ascii_lowercase());
    let first = tail.chars().next().filter(char::is_ascii_uppercase)?;
    let word =
        tail.len() >= 2 && small(&tail[first.len_utf8()..]) && text[at + 1 + tail.len()..].starts_with(' ');
    // "visit.Lyon", "booking.Com" are addresses.
    let english = head.len() >= 4 && small(head) && dictionary::common(head) && joins(&tail.to_lowercase());
    let whole = text[..at - head.len()].ends_with(' ');
    (word && english && whole && !address(text, at)).then(|| Slip {
        what: "no space after a full stop",
        span: at..at + 1,
        by: ". ",
    })
}

/// Words that begin a sentence, and no name of a place of the web.
fn joins(word: &str) -> bool {
    const BEGINNING: [&str; 27] = [
        "he", "she", "it", "they", "we", "the", "this", "that", "these", "those", "there", "in", "on", "at",
        "after", "before", "behind", "his", "her", "their", "both", "many", "several", "some", "two",
        "three", "picture",
    ];
    BEGINNING.contains(&word)
}

/// No space before a bracket that opens on a word, or after one that closes.
fn bracket(text: &str, at: usize) -> Option<Slip> {
    let opens = text.as_bytes()[at] == b'(';
    let inside = match opens {
        true => text[at + 1..].split(')').next()?,
        false => text[..at].rsplit('(').next()?,
    };
    // "player(s)", "child(ren)", "(s)he" are meant; a player's number is none of them: "Tremblay(44)".
    let number = opens
        && matches!(inside.len(), 1 | 2)
        && inside.bytes().all(|b| b.is_ascii_digit())
        && text[..at].rsplit(' ').next().is_some_and(|w| w.len() > 2 && w.starts_with(char::is_uppercase))
        && before(text, at).is_some_and(char::is_lowercase);
    if !(inside.contains(' ') || number) || address(text, at) {
        return None;
    }
    let what = if opens { "no space before a bracket" } else { "no space after a bracket" };
    match opens {
        true => {
            let letters = text[..at].chars().rev().take_while(|c| c.is_alphabetic()).count();
            (letters >= 2).then(|| Slip { what, span: at..at + 1, by: " (" })
        }
        false => {
            let letters = text[at + 1..].chars().take_while(|c| c.is_alphabetic()).count();
            (letters >= 2).then(|| Slip { what, span: at..at + 1, by: ") " })
        }
    }
}

/// Whether a place is inside a web or mail address.
fn address(text: &str, at: usize) -> bool {
    let head = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = text[at..].split(char::is_whitespace).next().unwrap_or_default();
    let word = &text[at - head.len()..at + tail.len()];
    word.contains("://") || word.contains("www.") || word.contains('@')
}
