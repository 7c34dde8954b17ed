//! The layout of an article: lines that a wrap broke joined again, and which line stands beside which.

use std::borrow::Cow;

use super::lines;
use crate::credits::{self, Agencies, Split, Strength};
use crate::text::dates;
use crate::text::lines as text_lines;

/// How many printed lines a wrap may have broken one caption into.
const LONGEST_WRAP: usize = 12;

/// What a line is, as far as is known.
#[derive(Debug)]
pub enum Kind {
    /// Words and credit together; more than one where captions follow one another on a line.
    Credited {
        splits: Vec<Split>,
    },
    /// A credit alone; `words` is the line that it belongs to, once found.
    CreditOnly {
        split: Box<Split>,
        words: Option<usize>,
    },
    /// Words without a credit; `owner` is the credit's line, once found. `label` where it calls itself a caption.
    Plain {
        label: bool,
        owner: Option<usize>,
    },
    Metadata,
    TextCredit,
    /// A post, a byline, a notice: never a caption.
    Never,
}

/// One line as it was before a wrap broke it.
#[derive(Debug)]
pub struct Logical<'a> {
    pub first: u32,
    pub last: u32,
    pub text: Cow<'a, str>,
    /// The printed lines, with their numbers.
    pub printed: Vec<(u32, &'a str)>,
    pub blank_before: bool,
    pub kind: Kind,
}

/// Splits a text into logical lines and looks at each alone.
pub fn logical_lines<'a>(text: &'a str, agencies: &Agencies) -> Vec<Logical<'a>> {
    let mut out: Vec<Logical<'a>> = Vec::new();
    let mut blank = false;
    // Non-blank lines with whether a blank one stands before.
    let mut printed: Vec<(u32, &'a str, bool)> = Vec::new();
    for line in text_lines::lines(text) {
        if line.text.trim().is_empty() {
            blank = true;
        } else {
            printed.push((line.number, line.text, std::mem::take(&mut blank)));
        }
    }
    let mut n = 0;
    while n < printed.len() {
        let (number, line, blank_before) = printed[n];
        let mut logical = Logical {
            first: number,
            last: number,
            text: Cow::Borrowed(line),
            printed: vec![(number, line)],
            blank_before,
            kind: alone(line, agencies),
        };
        n += 1;
        while n < printed.len()
            && !printed[n].2
            && logical.printed.len() < LONGEST_WRAP
            && matches!(logical.kind, Kind::Plain { .. } | Kind::Credited { .. } | Kind::CreditOnly { .. })
            && continues(&logical, printed[n].1)
        {
            let joined = format!("{} {}", logical.text.trim_end(), printed[n].1.trim_start());
            if joined.len() > lines::LONGEST_CAPTION {
                break;
            }
            logical.last = printed[n].0;
            logical.printed.push((printed[n].0, printed[n].1));
            logical.kind = alone(&joined, agencies);
            logical.text = Cow::Owned(joined);
            n += 1;
        }
        out.push(logical);
    }
    out
}

/// Whether `next` goes on where the line broke off: an open bracket that the next line closes, or no end of a sentence and
/// a small letter. A line with a certain credit is complete.
fn continues(line: &Logical<'_>, next: &str) -> bool {
    let text = line.text.trim_end();
    let next = next.trim();
    // "Strike drags on / Published: May 4, 2025": the document's own date is no part of its headline.
    if lines::metadata(next).is_some_and(|found| found.date.is_some()) {
        return false;
    }
    let last = text.rsplit(' ').next().unwrap_or_default();
    // A label whose words stand on the next line.
    if matches!(
        text.trim(),
        "Image caption," | "Image caption" | "Image source," | "Image source" | "Image copyright"
    ) {
        return true;
    }
    let tail_start = (text.len().saturating_sub(120)..).find(|n| text.is_char_boundary(*n)).unwrap_or(0);
    let tail = &text[tail_start..];
    let open = tail.rfind('(').is_some_and(|at| !tail[at..].contains(')'));
    let closes = next.find(')').is_some_and(|at| at < 120 && !next[..at].contains('('));
    if open && closes || (last == "Getty" && next == "Images") {
        return true;
    }
    if let Kind::Credited { splits } = &line.kind
        && splits.iter().any(|s| s.strength >= Strength::Likely)
    {
        return false;
    }
    // "was seen in / Odesa." and "Monday, 24 / February 2025".
    let small = ["in", "of", "the", "at", "on", "and", "a", "an", "to", "for", "by", "with", "from", "near"]
        .contains(&last);
    let date = last.len() <= 2
        && last.bytes().all(|b| b.is_ascii_digit())
        && dates::month(next.split([' ', ',']).next().unwrap_or_default()).is_some();
    if (small || date) && text.split_whitespace().count() >= 4 {
        return true;
    }
    let ended = text.ends_with(['.', '!', '?', ':', ';', '"', '”', ')', ']', '…', '»']);
    let goes_on = next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) && !next.contains("://");
    let shaped = text.len() >= 35 && text.split_whitespace().count() >= 5;
    !ended && goes_on && shaped
}

/// Looks at a line alone.
fn alone(line: &str, agencies: &Agencies) -> Kind {
    let text = line.trim();
    let plain = Kind::Plain { label: false, owner: None };
    if text.len() > lines::LONGEST_CAPTION {
        return plain;
    }
    if let Some(words) = caption_label(text) {
        return match credits::split(words, agencies).filter(|s| s.strength >= Strength::Likely) {
            Some(split) if !split.description.is_empty() => Kind::Credited { splits: vec![split] },
            _ => Kind::Plain { label: true, owner: None },
        };
    }
    if credits::is_text_credit(text) {
        return Kind::TextCredit;
    }
    if lines::is_post(text) {
        return Kind::Never;
    }
    let Some(split) = credits::split(text, agencies) else {
        if has_picture_date(text) {
            return Kind::Plain { label: true, owner: None };
        }
        return if lines::is_dateline(text) || lines::is_furniture(text) { Kind::Never } else { plain };
    };
    if split.strength < Strength::Certain && (lines::is_dateline(text) || lines::is_furniture(text)) {
        return Kind::Never;
    }
    if split.strength == Strength::Likely
        && !split.description.is_empty()
        && !lines::caption_like(&split.description)
    {
        return plain;
    }
    if split.description.is_empty() {
        return Kind::CreditOnly { split: Box::new(split), words: None };
    }
    Kind::Credited { splits: several(text, split, agencies) }
}

/// Several captions on one line: a certain credit, then words, then another certain credit.
fn several(text: &str, split: Split, agencies: &Agencies) -> Vec<Split> {
    let rest = text.get(split.span.end..).unwrap_or_default().trim();
    if rest.split_whitespace().count() >= 4
        && let Some(second) = credits::split(rest, agencies)
        && second.strength == Strength::Certain
        && split.strength == Strength::Certain
        && second.description.split_whitespace().count() >= 3
        && let Some(first) = credits::split(text[..split.span.end].trim(), agencies)
        && !first.description.is_empty()
        && !within(&first, text)
    {
        let mut out = vec![first];
        out.extend(several(rest, second, agencies));
        return out;
    }
    if split.strength == Strength::Certain
        && let Some(cut) = first_credit_end(text, split.span.start, agencies)
        && let Some(first) = credits::split(text[..cut].trim(), agencies)
        && let Some(second) = credits::split(text[cut..].trim(), agencies)
        && !second.description.is_empty()
        && !within(&first, text)
    {
        let rest = text[cut..].trim();
        let mut out = vec![first];
        out.extend(several(rest, second, agencies));
        return out;
    }
    let head = text.get(..split.span.start).unwrap_or_default().trim();
    if split.strength == Strength::Certain
        && head.contains('/')
        && let Some(before) = credits::split(head, agencies)
        && before.strength == Strength::Certain
        && before.span.end < head.len()
        && !before.description.is_empty()
        && let Some(first) = credits::split(head[..before.span.end].trim(), agencies)
        && !first.description.is_empty()
        && head[before.span.end..].split_whitespace().count() >= 3
        && let Some(last) = credits::split(text[before.span.end..].trim(), agencies)
        && !last.description.is_empty()
        && !within(&first, text)
    {
        let mut out = several(&head[..before.span.end], first, agencies);
        out.push(last);
        return out;
    }
    vec![split]
}

/// Whether a credit stands inside a sentence, between its commas: "a trough, EPA/Ana Prata, near Lyon". No caption ends there.
fn within(first: &Split, text: &str) -> bool {
    let opened = first.description.trim_end().ends_with(',');
    let name = first.reading.credit.creators.first().map(String::as_str).unwrap_or_default();
    let behind = text.find(name).filter(|_| !name.is_empty()).map_or("", |at| &text[at + name.len()..]);
    opened && behind.starts_with(", ") && behind[2..].starts_with(char::is_lowercase)
}

/// Where a first caption's bare credit ends on a line that goes on with another caption: `… Name/AFP Words … Name/AP`.
fn first_credit_end(text: &str, before: usize, agencies: &Agencies) -> Option<usize> {
    let head = text.get(..before)?;
    for (slash, _) in head.match_indices('/').take(8) {
        let mut end = None;
        let mut at = slash + 1;
        for word in head[slash + 1..].split(' ').take(8) {
            at += word.len();
            let rest = text[at.min(text.len())..].trim_start();
            let whole = credits::split(head.get(..at)?.trim(), agencies).is_some_and(|s| {
                s.strength >= Strength::Likely
                    && s.span.end == head[..at].trim_end().len()
                    && s.description.split(' ').count() >= 3
            });
            if whole && rest.starts_with(|c: char| c.is_uppercase()) && rest.split(' ').count() >= 4 {
                let second = credits::split(rest, agencies);
                if second
                    .is_some_and(|s| s.strength == Strength::Certain && s.description.split(' ').count() >= 3)
                {
                    end = Some(at);
                }
            }
            at += 1;
            if at > head.len() {
                break;
            }
        }
        if end.is_some() {
            return end;
        }
    }
    None
}

/// Labels that say "what follows is a caption".
const CAPTION_LABELS: [&str; 8] = [
    "Image caption,",
    "Image caption:",
    "Image caption ",
    "Photo caption:",
    "Caption:",
    "Bildunterschrift:",
    "Légende :",
    "Légende:",
];

/// The words after a caption's label.
fn caption_label(text: &str) -> Option<&str> {
    CAPTION_LABELS.iter().find_map(|label| text.strip_prefix(label)).map(str::trim).filter(|w| !w.is_empty())
}

/// Whether a line says on which day a picture was taken, as captions of PA Media do at their end: "Picture date: Tuesday June 4,
/// 2024." No prose says so.
fn has_picture_date(text: &str) -> bool {
    let said = ["Picture date: ", "Photo date: "].iter().find_map(|label| text.split_once(label));
    said.is_some_and(|(words, day)| !words.trim().is_empty() && !dates::find(day).is_empty())
}

/// The words without the label that calls them a caption.
pub fn without_label(text: &str) -> &str {
    let text = ["PHOTO: ", "PHOTOS: "].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
    caption_label(text).unwrap_or(text)
}

/// Whether a credit line is labelled as the source of the image whose caption follows.
pub fn is_source_label(text: &str) -> bool {
    let text = text.trim_start();
    ["Image source", "Image copyright", "Image credit"].iter().any(|label| text.starts_with(label))
}

/// Whether, in the block of lines around `n` (no blank line between), credits stand before their words: the block begins
/// with a credit and ends with words.
pub fn credit_leads_block(logical: &[Logical<'_>], n: usize) -> bool {
    let first = (0..=n).rev().find(|m| logical[*m].blank_before || *m == 0).unwrap_or(0);
    let last = (n + 1..logical.len()).find(|m| logical[*m].blank_before).unwrap_or(logical.len()) - 1;
    matches!(logical[first].kind, Kind::CreditOnly { .. }) && matches!(logical[last].kind, Kind::Plain { .. })
}

/// Whether the document sets each credit as a paragraph of its own under its caption: two credits or more stand alone, and
/// nearly all of them have words that could be a caption right before.
pub fn credits_follow_across_blanks(logical: &[Logical<'_>]) -> bool {
    let mut alone = 0;
    let mut with_words = 0;
    for (n, line) in logical.iter().enumerate() {
        let Kind::CreditOnly { split, .. } = &line.kind else { continue };
        if split.strength < Strength::Likely || !line.blank_before {
            continue;
        }
        alone += 1;
        let words = n.checked_sub(1).map(|m| &logical[m]);
        if words.is_some_and(|w| matches!(w.kind, Kind::Plain { .. }) && short_caption(&w.text)) {
            with_words += 1;
        }
    }
    alone >= 2 && with_words * 3 >= alone * 2
}

/// Whether words are as few as a caption's, and read as one.
pub fn short_caption(text: &str) -> bool {
    text.len() <= 420 && lines::sentences(text) <= 2 && lines::caption_like(text)
}

/// Whether words bear a date as captions do, or say that they are of the archive: enough to give them a credit that stands
/// a blank line below.
pub fn dated_like_a_caption(text: &str) -> bool {
    text.starts_with("FILE")
        || (short_caption(text)
            && dates::find(text).iter().any(
                |d| matches!(d.value, crate::model::date::DateValue::Known(date) if date.exact().is_some()),
            ))
}
