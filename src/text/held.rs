//! What prose says of the days of an event: "the Harbour Show, held from July 8 to 11, 2025".

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::{Captures, Regex};

use super::dates;
use super::lexicon::{self, EVENT};
use super::spans::{spans, tokens};
use crate::model::date::DateValue;

/// The days on which a text says that an event was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The event, without an article and a number before its name.
    pub name: String,
    /// The days as printed.
    pub printed: String,
    /// Month and day of the first, and of the last.
    pub from: (u32, u32),
    pub to: (u32, u32),
    /// The year, where it is printed.
    pub year: Option<i32>,
    /// From the event's name to the end of the days.
    pub span: Range<usize>,
}

impl Held {
    /// The first and the last day in a year, unless another is printed; none where no calendar has them, or where they are in
    /// the wrong order.
    pub fn days(&self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let year = self.year.unwrap_or(year);
        let day = |(month, day)| NaiveDate::from_ymd_opt(year, month, day);
        day(self.from).zip(day(self.to)).filter(|(from, to)| from <= to)
    }
}

const MONTH: &str = r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))";

const WEEKDAY: &str = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?";

/// "from July 8 to 11, 2025", "on March 7 and 8", "between Aug. 30 and Sept. 2".
static AMERICAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let form = format!(
        r"\b(?:from|between|on|held|of|ran|runs|run|played|\() ?(?:{WEEKDAY} )?(?P<m>{MONTH}) (?P<d>\d\d?),?(?: to | and | through | until |-|–)(?:{WEEKDAY} )?(?:(?P<n>{MONTH}) )?(?P<e>\d\d?)\b(?:, (?P<y>\d{{4}})\b)?"
    );
    Regex::new(&form).ok()
});

/// "from 8 to 13 April 2025", "on 7 and 8 March".
static OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let form = format!(
        r"\b(?:from|between|on|held|of|ran|runs|run|played|\() ?(?:{WEEKDAY} )?(?P<d>\d\d?)(?: (?P<m>{MONTH}))?(?: to | and | until |-|–)(?:{WEEKDAY} )?(?P<e>\d\d?) (?P<n>{MONTH})(?: (?P<y>\d{{4}})\b)?"
    );
    Regex::new(&form).ok()
});

/// What says that something was held, in the sentence that names its days.
const HELD: &str = "held run runs ran staged took takes taking lasted lasts opened opens open hosted played hosts met meets inaugurated \
    celebrated featured scheduled is was were are";

/// Further than this from its days an event's name is another sentence's.
const REACH: usize = 140;

/// The events of a text whose days it tells, in order. Only where one event alone is named before them in their sentence.
pub fn held(text: &str) -> Vec<Held> {
    // Hardly any text does: a look for the words between two days is the cheapest way to tell.
    if ![" to ", " and ", "-", "–", " through ", " until "].iter().any(|j| text.contains(j)) {
        return Vec::new();
    }
    let mut found: Vec<Held> = Vec::new();
    for form in [&AMERICAN, &OTHERS].into_iter().filter_map(|form| form.as_ref()) {
        found.extend(form.captures_iter(text).filter_map(|c| read(text, &c)));
    }
    found.sort_by_key(|h| h.span.end);
    found
}

fn read(text: &str, c: &Captures<'_>) -> Option<Held> {
    let whole = c.get(0)?;
    let number = |name: &str| c.name(name).and_then(|m| m.as_str().parse::<u32>().ok());
    let months = [c.name("m"), c.name("n")].map(|m| m.and_then(|m| month(m.as_str())));
    let (first, last) = (months[0].or(months[1])?, months[1].or(months[0])?);
    let (from, to) = ((first, number("d")?), (last, number("e")?));
    let year = c.name("y").and_then(|y| y.as_str().parse().ok());
    // The sentence before the days.
    let mut start = text[..whole.start()].rfind(". ").map_or(0, |n| n + 2);
    while whole.start() - start > REACH || !text.is_char_boundary(start) {
        start += 1;
    }
    let before = &text[start..whole.start()];
    let says = before.split(|c: char| !c.is_alphanumeric()).chain(whole.as_str().split(' '));
    if !says.into_iter().any(|w| HELD.split_whitespace().any(|h| h == w)) {
        return None;
    }
    let list = tokens(before);
    let named: Vec<(usize, &str)> = spans(before, &list)
        .iter()
        .map(|s| (s.start, &before[s.start..s.end()]))
        .filter(|(_, n)| n.split(' ').count() > 1 && is_event(n))
        .collect();
    let [(at, name)] = named.as_slice() else { return None };
    let bare = name.trim_start_matches("The ").trim_start_matches("A ");
    let counted = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    let bare = bare.split_once(' ').filter(|(first, _)| counted(first)).map_or(bare, |(_, rest)| rest);
    if bare.split(' ').count() < 2 {
        return None;
    }
    let printed = whole.as_str().trim_start_matches(['(', ' ']).to_owned();
    Some(Held { name: bare.to_owned(), printed, from, to, year, span: start + at..whole.end() })
}

/// A month by its name.
fn month(name: &str) -> Option<u32> {
    let day = dates::find(&format!("{} 1, 2024", name)).pop()?;
    match day.value {
        DateValue::Known(date) => date.exact().map(|d| d.month()),
        _ => None,
    }
}

/// Whether a name is an event's by one of its words.
fn is_event(name: &str) -> bool {
    const EVENTS: &str = "show festival open games cup fair week championships championship regatta expo summit conference carnival \
        tournament masters exhibition biennale congress forum races meeting parade marathon rally tour classic trophy days season";
    name.split(' ').any(|w| {
        let small = w.to_lowercase();
        lexicon::is(w, EVENT) || EVENTS.split_whitespace().any(|e| e == small)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_events() {
        for (text, name, from, to, year) in [
            (
                "The 151st Great Harbour Show, held from July 8 to 11, 2025, drew more than 130,000 visitors.",
                "Great Harbour Show",
                (7, 8),
                (7, 11),
                Some(2025),
            ),
            (
                "The Bahía Film Festival, held in Porto, Portugal, from 8 to 13 April 2025, gave prizes.",
                "Bahía Film Festival",
                (4, 8),
                (4, 13),
                Some(2025),
            ),
            (
                "The Spring Festival at Marl Racecourse, held on March 7 and 8, 2025, drew 19,000 people.",
                "Spring Festival",
                (3, 7),
                (3, 8),
                Some(2025),
            ),
            (
                "The Calder County Fair ran from Tuesday, July 15, through Saturday, July 19.",
                "Calder County Fair",
                (7, 15),
                (7, 19),
                None,
            ),
            (
                "It rained. The 2026 Harbour Open was played in Porto from January 12 to February 2 this time.",
                "Harbour Open",
                (1, 12),
                (2, 2),
                None,
            ),
        ] {
            let found = held(text);
            assert_eq!(found.len(), 1, "{text}");
            let h = &found[0];
            assert_eq!((h.name.as_str(), h.from, h.to, h.year), (name, from, to, year), "{text}");
            // What is kept of the prose reads the same.
            assert_eq!(held(&text[h.span.clone()]).len(), 1, "{text}");
        }
        for text in [
            "Temperatures fell from 8 to 3 on Friday at the Harbour Show.",
            "The Harbour Show and the River Fair, held from July 8 to 11, drew many.",
            "Ana Prata was in Porto from July 8 to 11, 2025.",
            "Police searched homes from July 8 to 11 before the Harbour Show.",
        ] {
            assert_eq!(held(text), [], "{text}");
        }
    }
}
