//! The lines of an article as evidence: how each looks on its own, before its neighbours are asked.

use crate::model::date::{DateValue, PartialDate};
use crate::model::document::Rejection;
use crate::text::dates;

/// How many bytes a line may have and still be looked at as a caption. Longer ones are whole articles on one line.
pub const LONGEST_CAPTION: usize = 8_000;

/// A metadata line at the head of a document.
pub struct Metadata<'a> {
    pub date: Option<PartialDate>,
    pub headline: Option<&'a str>,
}

/// Reads ` date 2024-08-11 Headline…`, `Date: 2024-08-11`, `Published Aug. 11, 2024` and their like.
pub fn metadata(line: &str) -> Option<Metadata<'_>> {
    let line = line.trim();
    let (word, rest) = line.split_once([' ', ':', '\t'])?;
    let rest = rest.trim_start_matches([' ', ':', '\t', '=']);
    match word.to_ascii_lowercase().as_str() {
        "date" => {
            let iso = rest.get(..10).and_then(PartialDate::parse);
            if let Some(date) = iso {
                let after = &rest[10..];
                // A clock time may follow: 2024-08-11T21:30:00Z or 2024-08-11 21:30.
                let after = after.trim_start_matches(|c: char| c.is_ascii_digit() || "T:Z+-.".contains(c));
                let after = after.trim();
                return Some(Metadata { date: Some(date), headline: (!after.is_empty()).then_some(after) });
            }
            whole_line_date(rest).map(|date| Metadata { date: Some(date), headline: None })
        }
        "headline" | "title" => {
            let labelled = line[word.len()..].starts_with(':');
            (labelled && !rest.is_empty()).then_some(Metadata { date: None, headline: Some(rest) })
        }
        "published" | "updated" | "posted" | "publié" | "veröffentlicht" | "created" | "modified" => {
            (line.len() <= 120).then(|| first_date(rest))?.map(|date| Metadata { date, headline: None })
        }
        "last" => {
            let rest = rest.strip_prefix("updated").or_else(|| rest.strip_prefix("modified"))?;
            (line.len() <= 120).then(|| first_date(rest))?.map(|date| Metadata { date, headline: None })
        }
        _ => None,
    }
}

fn first_date(text: &str) -> Option<Option<PartialDate>> {
    dates::find(text).first().map(|d| match d.value {
        DateValue::Known(date) => Some(date),
        _ => None,
    })
}

/// The date of a line that holds a date and nothing else.
fn whole_line_date(text: &str) -> Option<PartialDate> {
    let found = dates::find(text);
    let date = found.first()?;
    let rest = text.len() - date.span.len();
    match date.value {
        DateValue::Known(d) if rest <= 2 => Some(d),
        _ => None,
    }
}

/// Whether the line is of an embedded post: a handle with its sign-off, a picture link, or nothing but tags.
pub fn is_post(line: &str) -> bool {
    let lower_has = |needle: &str| line.contains(needle);
    if lower_has("pic.twitter.com/") || lower_has("pic.x.com/") || lower_has("https://t.co/") {
        return true;
    }
    if handle_in_brackets(line) {
        return true;
    }
    let mut tags = 0;
    let mut words = 0;
    for word in line.split_whitespace() {
        words += 1;
        tags += usize::from(word.len() > 1 && word.starts_with(['#', '@']));
    }
    let labels = ["View this post on", "A post shared by", "View on X", "View on Instagram", "Post by @"];
    (tags >= 2 && tags * 3 >= words)
        || (words > 0 && tags == words)
        || labels.iter().any(|l| line.starts_with(l))
}

/// `(@OlympicKhel)`: a handle alone in brackets.
fn handle_in_brackets(line: &str) -> bool {
    line.split("(@").skip(1).any(|rest| {
        let handle = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        handle > 1 && rest[handle..].starts_with(')')
    })
}

/// Whether the whole line is a byline or a dateline and nothing more.
pub fn is_dateline(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 140 {
        return false;
    }
    for by in ["By ", "BY ", "Von ", "Par ", "Por "] {
        if let Some(rest) = line.strip_prefix(by) {
            let names = rest.trim_end_matches('.');
            let words = names.split_whitespace().count();
            if (1..=14).contains(&words) && !names.contains(". ") && mostly_capitalised(names) {
                return true;
            }
        }
    }
    // LISBON, Portugal (AP) --
    if let Some(open) = line.find('(') {
        let head = &line[..open];
        let tail = line[open..].trim_start_matches(|c| c != ')').trim_start_matches(')').trim();
        let capitals = head.chars().filter(|c| c.is_uppercase()).count();
        if capitals >= 3
            && tail.trim_matches(['-', '\u{2013}', '\u{2014}', ' ', ':']).is_empty()
            && starts_in_capitals(head)
        {
            return true;
        }
    }
    false
}

fn starts_in_capitals(text: &str) -> bool {
    text.split([',', ' ', '/']).next().is_some_and(|w| {
        w.chars().filter(|c| c.is_alphabetic()).count() >= 3 && w.chars().all(|c| !c.is_lowercase())
    })
}

/// Whether a paragraph opens with a dateline: `PARIS (AP) — The…`, `KYIV, Ukraine (Reuters) - …`.
pub fn opens_with_dateline(line: &str) -> bool {
    let head: String = line.trim_start().chars().take(90).collect();
    let Some(open) = head.find('(') else { return false };
    let Some(close) = head[open..].find(')') else { return false };
    let after = head[open + close + 1..].trim_start();
    let place = &head[..open];
    starts_in_capitals(place.trim())
        && close <= 30
        && after.starts_with(['-', '\u{2013}', '\u{2014}', ':'])
        && !head[open..open + close].contains('/')
}

fn mostly_capitalised(text: &str) -> bool {
    let joiners = [
        "and", "of", "the", "in", "for", "de", "der", "van", "von", "und", "et", "y", "at", "to", "with",
        "la",
    ];
    text.split_whitespace()
        .filter(|w| !joiners.contains(&w.trim_matches([',', '.', ';'])))
        .all(|w| !w.starts_with(|c: char| c.is_lowercase()))
}

/// Whether the line is one that pages carry around an article: links, calls to action, notices of rights.
pub fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    if line.chars().all(|c| !c.is_alphanumeric()) {
        return true;
    }
    if line.starts_with(['©', '\u{a9}']) || line.starts_with("Copyright ") || line.starts_with("(c) ") {
        let lower = line.to_lowercase();
        return [
            "all rights reserved",
            "copyright 2",
            "may not be",
            "reproduced",
            "© 2",
            "(c) 2",
            "copyright ©",
        ]
        .iter()
        .any(|s| lower.contains(s));
    }
    const STARTS: [&str; 24] = [
        "Read more",
        "READ MORE",
        "Read also",
        "READ ALSO",
        "Also read",
        "ALSO READ",
        "See also",
        "Related:",
        "RELATED:",
        "More:",
        "MORE:",
        "Watch:",
        "WATCH:",
        "Listen:",
        "Click here",
        "Subscribe",
        "Sign up",
        "Follow us",
        "Share this",
        "Advertisement",
        "ADVERTISEMENT",
        "Photo gallery:",
        "Photos:",
        "Gallery:",
    ];
    STARTS.iter().any(|s| line.starts_with(s))
        || ((line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
            && !line.contains(' '))
}

/// How many sentences a text seems to have: a full stop, question or exclamation mark before a capital.
pub fn sentences(text: &str) -> usize {
    let mut count = 0;
    let mut ended = false;
    let mut word_len = 0;
    let mut word_upper = false;
    for c in text.chars() {
        match c {
            '.' | '!' | '?' => {
                // Abbreviations (Aug. U.S. Dr.) end no sentence: a short capitalised word before the stop.
                ended = c != '.' || !(word_upper && word_len <= 4);
                word_len = 0;
            }
            ' ' | '\u{a0}' | '"' | '”' | '\'' | '’' | ')' => word_len = 0,
            _ => {
                if ended && (c.is_uppercase() || c == '“') {
                    count += 1;
                }
                ended = false;
                if word_len == 0 {
                    word_upper = c.is_uppercase();
                }
                word_len += 1;
            }
        }
    }
    count + 1
}

/// Whether words alone look like a caption's: short, few sentences, no running quotation.
pub fn caption_like(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    if words < 2 || text.len() > 900 || text.ends_with([':', ',', '?']) {
        return false;
    }
    let speech = ["“", "\"", "«", "„"].iter().any(|q| text.starts_with(q));
    !speech && sentences(text) <= 4 && text.chars().any(char::is_alphabetic)
}

/// Why a line that no caption took was left, in one word and one sentence.
pub fn reason(line: &str, in_head: bool) -> (Rejection, &'static str) {
    let text = line.trim();
    if is_post(text) {
        return (Rejection::Post, "an embedded post: a handle, a picture link or tags");
    }
    if is_dateline(text) {
        return (Rejection::Dateline, "a byline or dateline");
    }
    if is_furniture(text) {
        return (Rejection::Other, "a link, notice or mark of the page");
    }
    let words = text.split_whitespace().count();
    let stops = text.ends_with(['.', '!', '?', '”', '"', '…', '»', '。']) || text.ends_with("’");
    if !stops && words <= 16 && text.len() <= 140 {
        return (Rejection::Heading, "a heading: few words and no full stop");
    }
    if in_head && words <= 14 && sentences(text) <= 2 && text.len() <= 110 && !text.contains(['"', '“']) {
        return (Rejection::Heading, "a heading at the head of the document");
    }
    if text.len() > LONGEST_CAPTION {
        return (Rejection::Prose, "prose: a line far longer than any caption");
    }
    if opens_with_dateline(text) {
        return (Rejection::Prose, "prose: a paragraph that opens with a dateline");
    }
    (Rejection::Prose, "prose: no credit stands with it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons() {
        for (line, want) in [
            ("Rui Melo:", Rejection::Heading),
            ("Weather", Rejection::Heading),
            ("By Jane Roe and Max Muster, Harbour Wire", Rejection::Dateline),
            ("By the time the rain stopped, the river had risen by a metre.", Rejection::Prose),
            ("LISBON, Portugal (AP) --", Rejection::Dateline),
            ("What a night #Lisbon #Harbour pic.twitter.com/abc", Rejection::Post),
            ("— Harbour News (@harbournews) May 3, 2025", Rejection::Post),
            ("https://example.org/a", Rejection::Other),
            ("***", Rejection::Other),
            ("© 2025 Harbour Wire. All rights reserved.", Rejection::Other),
            (
                "LISBON, Portugal (AP) — The river rose on Sunday and took the bridge with it.",
                Rejection::Prose,
            ),
            ("The river rose on Sunday and took the old bridge with it, the mayor said.", Rejection::Prose),
        ] {
            assert_eq!(reason(line, false).0, want, "{line}");
        }
    }

    #[test]
    fn heads() {
        let m = metadata(" date 2024-08-11 Au revoir! Paris hands over.").unwrap();
        assert_eq!(m.date, PartialDate::parse("2024-08-11"));
        assert_eq!(m.headline, Some("Au revoir! Paris hands over."));
        assert_eq!(metadata("Date: 3 May 2025").unwrap().date, PartialDate::parse("2025-05-03"));
        assert_eq!(metadata("Published May 3, 2025").unwrap().date, PartialDate::parse("2025-05-03"));
        assert!(metadata("Date night was over by nine.").is_none());
        assert!(metadata("Title fights are rare.").is_none());
    }
}
