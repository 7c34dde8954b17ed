//! Dates as captions print them, read over a calendar. A numeric form that can be two dates is both; a weekday that does not
//! fit is kept; nothing is guessed.

use chrono::Weekday;

use crate::model::date::{DateReading, DateValue, PartialDate};

pub use super::calendar::{month, weekday};

/// Every date in a text, in order.
pub fn find(text: &str) -> Vec<DateReading> {
    let bytes = text.as_bytes();
    let mut out: Vec<DateReading> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        if at - start > 4 || out.last().is_some_and(|d| start < d.span.end) {
            continue;
        }
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '#' | '@' | '_')) {
            continue;
        }
        if let Some(found) = numeric(text, start, at).or_else(|| worded(text, start, at)) {
            at = found.span.end.max(at);
            out.push(found);
        }
    }
    out
}

fn digits(text: &str, at: usize) -> usize {
    text.as_bytes()[at.min(text.len())..].iter().take_while(|b| b.is_ascii_digit()).count()
}

fn value(text: &str) -> u32 {
    text.parse().unwrap_or(0)
}

/// Whether a number may end here: no digit group, decimal, score or letter follows.
fn ends(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    match (rest.next(), rest.next()) {
        (Some(c), _) if c.is_alphanumeric() || matches!(c, '%' | '$' | '€' | '_' | '@') => false,
        (Some('.' | ',' | ':' | '/' | '-'), Some(d)) if d.is_ascii_digit() => false,
        _ => true,
    }
}

/// `2024-08-11`, `2024/08/11`, `11.08.2024`, `11/08/2024`, `11-08-2024`, `11.8.24`, `14/03/24`.
fn numeric(text: &str, start: usize, end: usize) -> Option<DateReading> {
    let bytes = text.as_bytes();
    let (sep, width) = separator(text, end)?;
    let second = end + width;
    let second_end = second + digits(text, second);
    if second_end == second || second_end - second > 2 || separator(text, second_end) != Some((sep, width)) {
        return None;
    }
    let third = second_end + width;
    let third_end = third + digits(text, third);
    if third_end == third {
        return None;
    }
    // A clock time may follow an ISO date directly.
    let iso_time =
        bytes.get(third_end) == Some(&b'T') && bytes.get(third_end + 1).is_some_and(u8::is_ascii_digit);
    if !iso_time && !ends(text, third_end) {
        return None;
    }
    let (a, b, c) = (&text[start..end], &text[second..second_end], &text[third..third_end]);
    let meaning = match (a.len(), c.len()) {
        (4, 1..=2) if sep != b'.' || c.len() == 2 => known(value(a) as i32, value(b), value(c)),
        (1..=2, 4) => day_first(value(c) as i32, value(a), value(b), sep),
        // Two-digit years not with hyphens, where wins, draws and losses look the same; with slashes only of days that there
        // are, and in the German form of days that there might be: else a version or a ratio looks the same.
        (1..=2, 2) if sep != b'-' => {
            let year = value(c) as i32;
            let date = day_first(if year < 40 { 2000 + year } else { 1900 + year }, value(a), value(b), sep);
            let day = (1..=12).contains(&value(b)) && (1..=31).contains(&value(a));
            Some(date).filter(|d| *d != DateValue::Impossible || sep == b'.' && day)?
        }
        _ => return None,
    };
    let year = if a.len() == 4 {
        value(a)
    } else if c.len() == 4 {
        value(c)
    } else {
        2000
    };
    if !(1800..=2200).contains(&year) {
        return None;
    }
    Some(reading(text, start, third_end, meaning))
}

/// What parts a numeric date, with its width: hyphens that do not break are hyphens too.
fn separator(text: &str, at: usize) -> Option<(u8, usize)> {
    match text[at..].chars().next()? {
        c @ ('-' | '/' | '.') => Some((c as u8, 1)),
        '\u{2010}' | '\u{2011}' => Some((b'-', 3)),
        _ => None,
    }
}

fn known(year: i32, month: u32, day: u32) -> DateValue {
    PartialDate::day(year, month, day).map_or(DateValue::Impossible, DateValue::Known)
}

/// Day and month in either order. Full stops are the German form, day first.
fn day_first(year: i32, a: u32, b: u32, sep: u8) -> DateValue {
    let (day_month, month_day) = (PartialDate::day(year, b, a), PartialDate::day(year, a, b));
    if sep == b'.' {
        return day_month.map_or(DateValue::Impossible, DateValue::Known);
    }
    match (day_month, month_day) {
        (Some(x), Some(y)) if x != y => DateValue::Ambiguous(x.min(y), x.max(y)),
        (Some(d), _) | (_, Some(d)) => DateValue::Known(d),
        _ => DateValue::Impossible,
    }
}

/// Forms with the month in words.
fn worded(text: &str, start: usize, end: usize) -> Option<DateReading> {
    let number = value(&text[start..end]);
    let before = word_before(text, start);
    let month_before = before.and_then(|(from, word)| Some((from, month(word)?, word)));
    if end - start == 4 {
        // "August 2024", "Aug. 2024".
        let (from, m, _) = month_before?;
        if !ends(text, end) || !(1800..=2200).contains(&number) {
            return None;
        }
        return Some(reading(text, from, end, DateValue::Known(PartialDate::year_month(number as i32, m)?)));
    }
    if end - start > 2 || number == 0 || number > 39 {
        return None;
    }
    let tail = ordinal(text, end);
    // British and continental: 11 August 2024, 11. August 2024, 11 de agosto de 2024, 11th of August.
    let spaced = skip(text, tail, &[".", "de ", "of ", "di "]);
    if spaced > tail
        && let Some((word_end, word)) = word_after(text, spaced)
        && let Some(m) = month(word)
    {
        let after = skip(text, word_end, &[".", ",", "de ", "del "]);
        // A range of days is one date only as far as it is one: 11-12 August 2024.
        if let Some(from) = range_before(text, start) {
            let year_end = after + digits(text, after);
            let year =
                (year_end - after == 4 && ends(text, year_end)).then(|| value(&text[after..year_end]))?;
            let month = PartialDate::year_month(year as i32, m)?;
            return Some(reading(text, from, year_end, DateValue::Known(month)));
        }
        return Some(with_year(text, start, word_end, after, m, number));
    }
    // American: Aug. 11, 2024, August 11.
    let (from, m, word) = month_before?;
    let attached = text[..start].ends_with(|c: char| c.is_whitespace()) || text[..start].ends_with('.');
    if !attached || !word.starts_with(char::is_uppercase) {
        return None;
    }
    // A range of days is one date only as far as it is one: Aug. 11-12, 2024.
    if let Some(range_end) = range(text, tail) {
        let after = skip(text, range_end, &[","]);
        let year_end = after + digits(text, after);
        if year_end - after == 4 && ends(text, year_end) {
            let month = PartialDate::year_month(value(&text[after..year_end]) as i32, m)?;
            return Some(reading(text, from, year_end, DateValue::Known(month)));
        }
        return None;
    }
    if !ends(text, tail) {
        return None;
    }
    let after = skip(text, tail, &[","]);
    Some(with_year(text, from, tail, after, m, number))
}

/// Where an ordinal ending after a day number ends.
fn ordinal(text: &str, at: usize) -> usize {
    for suffix in ["st", "nd", "rd", "th", "er", "º", "ST", "ND", "RD", "TH"] {
        if text[at..].starts_with(suffix) && !text[at + suffix.len()..].starts_with(char::is_alphanumeric) {
            return at + suffix.len();
        }
    }
    at
}

/// Where the first day of a range begins whose last day begins at `at`.
fn range_before(text: &str, at: usize) -> Option<usize> {
    let head = ["-", "–", "‑", " - ", " – "].iter().find_map(|j| text[..at].strip_suffix(j))?;
    let head = head.strip_suffix('.').unwrap_or(head);
    let n = head.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let from = head.len() - n;
    let apart = !text[..from].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | ','));
    ((1..=2).contains(&n) && apart && (1..=31).contains(&value(&head[from..]))).then_some(from)
}

fn range(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    for joint in ["-", "–", " - ", " – ", " and ", " to "] {
        if let Some(tail) = rest.strip_prefix(joint) {
            let n = digits(tail, 0);
            if (1..=2).contains(&n) && ends(tail, n) && (1..=31).contains(&value(&tail[..n])) {
                return Some(at + joint.len() + n);
            }
        }
    }
    None
}

/// Passes over spaces of any width and what else may stand between the parts of a date.
fn skip(text: &str, mut at: usize, what: &[&str]) -> usize {
    while let Some(found) = what
        .iter()
        .find(|w| text[at..].starts_with(**w))
        .map(|w| w.len())
        .or_else(|| text[at..].chars().next().filter(|c| blank(*c)).map(char::len_utf8))
    {
        at += found;
    }
    at
}

/// The spaces that print sets between the parts of a date; no line's or paragraph's end.
fn blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}')
}

/// A month and a day with the year that may follow at `after`.
fn with_year(text: &str, start: usize, end: usize, after: usize, month: u32, day: u32) -> DateReading {
    let year_end = after + digits(text, after);
    let year = value(&text[after..year_end]);
    if year_end - after == 4 && (1800..=2200).contains(&year) && ends(text, year_end) {
        return reading(text, start, year_end, known(year as i32, month, day));
    }
    // The leap day is possible in some year.
    let meaning = match PartialDate::day(2024, month, day) {
        Some(_) => DateValue::Yearless { month, day },
        None => DateValue::Impossible,
    };
    reading(text, start, end, meaning)
}

/// The word that ends before `at`, over spaces, full stops and commas.
fn word_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let head = text[..at].trim_end_matches(|c| blank(c) || matches!(c, '.' | ','));
    if at - head.len() > 8 {
        return None;
    }
    let start =
        head.char_indices().rev().take(14).take_while(|(_, c)| c.is_alphabetic()).last().map(|(n, _)| n)?;
    Some((start, &head[start..]))
}

fn word_after(text: &str, at: usize) -> Option<(usize, &str)> {
    let len: usize = text[at..].chars().take(14).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    (len > 0).then(|| (at + len, &text[at..at + len]))
}

/// A reading with the weekday that stands beside it.
fn reading(text: &str, start: usize, end: usize, value: DateValue) -> DateReading {
    let beside = weekday_before(text, start).map(|(from, day)| (from..end, day));
    let beside = beside.or_else(|| weekday_around(text, start, end));
    let beside = beside.or_else(|| weekday_after(text, end).map(|(to, day)| (start..to, day)));
    let (span, weekday) = match beside {
        Some((span, day)) => (span, Some(day)),
        None => (start..end, None),
    };
    let value = decided(value, weekday);
    DateReading { printed: text[span.clone()].to_owned(), span, weekday, value }
}

/// A numeric date that can be two days is the one of its weekday.
fn decided(value: DateValue, weekday: Option<Weekday>) -> DateValue {
    match value {
        DateValue::Ambiguous(a, b) if weekday.is_some() => {
            match (a.weekday() == weekday, b.weekday() == weekday) {
                (true, false) => DateValue::Known(a),
                (false, true) => DateValue::Known(b),
                _ => value,
            }
        }
        _ => value,
    }
}

/// The weekday that stands before a date, and where it begins. "Sunday, the 11th of August" and "Sunday night, Aug. 11": an
/// article and the time of day between are passed over.
fn weekday_before(text: &str, start: usize) -> Option<(usize, Weekday)> {
    let head = text[..start].trim_end();
    let head = ["the", "den", "der", "le", "el"]
        .iter()
        .find_map(|a| head.strip_suffix(a).filter(|h| h.ends_with([' ', ','])))
        .unwrap_or(head);
    let closed = head.trim_end_matches(|c| blank(c) || c == ',');
    let day = ["morning", "afternoon", "evening", "night"]
        .iter()
        .find_map(|time| closed.strip_suffix(time).filter(|h| h.ends_with(blank)));
    let (word_start, word) = word_before(text, day.unwrap_or(head).len())?;
    let found = weekday(word)?;
    let room = word.len() + if day.is_some() { 22 } else { 10 };
    (text[word_start..start].len() <= room).then_some((word_start, found))
}

/// "Wednesday (3 June 2025)": a date in brackets behind its weekday.
fn weekday_around(text: &str, start: usize, end: usize) -> Option<(std::ops::Range<usize>, Weekday)> {
    let head = text[..start].strip_suffix('(')?.trim_end_matches(blank);
    text[end..].starts_with(')').then_some(())?;
    let (from, word) = word_before(text, head.len())?;
    (from + word.len() == head.len()).then(|| Some((from..end + 1, weekday(word)?)))?
}

/// "Aug. 11 (Sunday)", "Aug. 11, 2024, a Sunday" and "11.08.2024, Sonntag": where the weekday ends.
fn weekday_after(text: &str, end: usize) -> Option<(usize, Weekday)> {
    let rest = text[end..].strip_prefix([',', ' '])?;
    let lead = rest.len() - rest.trim_start_matches([' ', '(']).len();
    let article = if rest[lead..].starts_with("a ") { 2 } else { 0 };
    let (word_end, word) = word_after(text, end + 1 + lead + article)?;
    let said = text[end..end + 1 + lead].contains('(') || article > 0 || !word.is_ascii() || word.len() > 5;
    if lead > 2 || !said {
        return None;
    }
    let found = weekday(word)?;
    // Only where the weekday is closed off: "Aug. 11, Monday's match" is another day's.
    let next = text[word_end..].chars().next();
    next.is_none_or(|c| matches!(c, ')' | '.' | ',' | ';')).then_some((word_end, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        find(text)
            .iter()
            .map(|d| {
                let day = d.weekday.map(|w| format!("{w} ")).unwrap_or_default();
                match d.value {
                    DateValue::Known(p) => format!("{day}{p}"),
                    DateValue::Yearless { month, day: n } => format!("{day}--{month:02}-{n:02}"),
                    DateValue::Ambiguous(a, b) => format!("{day}{a}?{b}"),
                    DateValue::Impossible => format!("{day}impossible"),
                }
            })
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn forms() {
        for (text, want) in [
            ("at the pier, Sunday, Aug. 11, 2024, in Lisbon", "Sun 2024-08-11"),
            ("Aug. 11, 2024.", "2024-08-11"),
            ("on August 11th, 2024", "2024-08-11"),
            ("August 11 2024", "2024-08-11"),
            ("Sept. 3", "--09-03"),
            ("Sept 3, 2025", "2025-09-03"),
            ("Sunday, August 11", "Sun --08-11"),
            ("Sunday 11 August 2024", "Sun 2024-08-11"),
            ("11 Aug 2024", "2024-08-11"),
            ("11th August, 2024", "2024-08-11"),
            ("the 11th of August 2024", "2024-08-11"),
            ("11. August 2024", "2024-08-11"),
            ("Sonntag, 11. August 2024", "Sun 2024-08-11"),
            ("am Sonntag, den 11. August 2024", "Sun 2024-08-11"),
            ("11.08.2024", "2024-08-11"),
            ("11.8.24", "2024-08-11"),
            ("12.08.2024", "2024-08-12"),
            ("2024-08-11", "2024-08-11"),
            ("2024/08/11", "2024-08-11"),
            ("2024-08-11T21:00:00Z", "2024-08-11"),
            ("Sep 14, 2024; City", "2024-09-14"),
            ("11/08/2024", "2024-08-11?2024-11-08"),
            ("25/08/2024", "2024-08-25"),
            ("08/25/2024", "2024-08-25"),
            ("08/08/2024", "2024-08-08"),
            ("dated 14/03/24 of the pier", "2024-03-14"),
            ("03/25/99", "1999-03-25"),
            ("24/7/52", "1952-07-24"),
            ("03/04/25", "2025-03-04?2025-04-03"),
            ("weds., May 7, 2025", "2025-05-07"),
            ("Weds., May 7, 2025", "Wed 2025-05-07"),
            ("Thur May 8 2025", "Thu 2025-05-08"),
            ("Sonnabend, 10. Mai 2025", "Sat 2025-05-10"),
            ("AUGUST 11, 2024:", "2024-08-11"),
            ("MAY 4: A dancer", "--05-04"),
            ("March 2024", "2024-03"),
            ("dimanche 11 août 2024", "Sun 2024-08-11"),
            ("11 de agosto de 2024", "2024-08-11"),
            ("domingo, 11 de agosto de 2024", "Sun 2024-08-11"),
            ("1er juin 2025", "2025-06-01"),
            ("11 agosto 2024", "2024-08-11"),
            ("Monday, Aug. 11, 2024", "Mon 2024-08-11"),
            ("Feb. 30, 2024", "impossible"),
            ("31.02.2024", "impossible"),
            ("Feb. 29, 2023", "impossible"),
            ("Aug. 11-12, 2024", "2024-08"),
            ("Aug. 11 and Nov. 3, 2025", "--08-11 | 2025-11-03"),
            ("Aug.\u{a0}11,\u{a0}2024", "2024-08-11"),
            ("Wed., Jan. 1, 2025", "Wed 2025-01-01"),
            ("Aug. 11, 2024 (Sunday)", "Sun 2024-08-11"),
            ("Aug. 11, 2024, a Sunday", "Sun 2024-08-11"),
            ("Aug. 11, 2024, a Sunday market", "2024-08-11"),
            ("Aug. 11, 2024, a man", "2024-08-11"),
            ("Sunday night, Aug. 11, 2024", "Sun 2024-08-11"),
            ("late Sunday evening, 11 August 2024", "Sun 2024-08-11"),
            ("on Sunday morning Aug. 11", "Sun --08-11"),
            ("a Sunday nightclub, Aug. 11, 2024", "2024-08-11"),
            ("Sunday (11 August 2024)", "Sun 2024-08-11"),
            ("Sunday's (11 August 2024)", "2024-08-11"),
            ("Sunday (11 August 2024, late)", "2024-08-11"),
            ("Tuesday, 03/06/2025", "Tue 2025-06-03"),
            ("Thursday, 03/06/2025", "Thu 2025-03-06"),
            ("Monday, 03/06/2025", "Mon 2025-03-06?2025-06-03"),
            // Not dates.
            ("won 11-8 and 24/7", ""),
            ("the 2024 Summer Games", ""),
            ("call 555-12-2024", ""),
            ("version 1.2.3 and 192.168.10.20", ""),
            ("5.11 metres in 2:10:22", ""),
            ("they march 20 miles and may 5 people", ""),
            ("May 5,000 people came", ""),
            ("at 10.30 p.m.", ""),
            ("on 3/4 of the road", ""),
            ("on 14/25/36 of them", ""),
            ("a record of 12-5-10", ""),
            ("31/02/24", ""),
            ("Room 11 Augustine", ""),
            ("Sunday", ""),
            ("$11.08.2024", ""),
            ("the score was 2-1-1999", "1999-01-02?1999-02-01"),
            ("Mars 2030", "2030-03"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn printed_words_and_spans() {
        let text = "in Łódź, Sunday, Aug. 11, 2024, at night";
        let d = &find(text)[0];
        assert_eq!(d.printed, "Sunday, Aug. 11, 2024");
        assert_eq!(&text[d.span.clone()], d.printed);
        assert!(!d.weekday_disagrees());
        assert!(find("Monday, Aug. 11, 2024")[0].weekday_disagrees());
    }

    proptest::proptest! {
        #[test]
        fn never_panics_and_spans_fit(text in "(\\PC|[0-9]{1,4}|[./, -]|Aug|May|Sun|août|\u{a0}){0,40}") {
            for d in find(&text) {
                proptest::prop_assert_eq!(&text[d.span.clone()], d.printed.as_str());
            }
        }
    }
}
