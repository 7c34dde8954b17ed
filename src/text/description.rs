//! What a caption's words say: dates, place, persons shown, the event. Only what they print; what is doubtful is left open.

use chrono::{Datelike, NaiveDate};

use super::spans::{spans, tokens};
use super::{dates, events, location, persons};
use crate::model::date::{DateReading, DateValue, PartialDate};

/// What was read from a caption's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DescriptionReading {
    pub dates: Vec<DateReading>,
    pub sublocation: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub persons_shown: Vec<String>,
    pub event_words: Option<String>,
}

/// Reads a caption's words.
pub fn read(description: &str) -> DescriptionReading {
    let mut out = DescriptionReading::default();
    if description.is_empty() || description.len() > 20_000 {
        return out;
    }
    out.dates = dates::find(description);
    if out.dates.is_empty() {
        out.dates.extend(year_at_the_end(description));
    }
    let mut tokens = tokens(description);
    let mut dates = out.dates.iter().peekable();
    for token in &mut tokens {
        while dates.next_if(|d| d.span.end <= token.start).is_some() {}
        token.dated = dates.peek().is_some_and(|d| d.span.start < token.end());
    }
    let spans = spans(description, &tokens);
    location::read(description, &tokens, &spans, &mut out);
    out.event_words = events::read(description, &tokens);
    match super::header::end(description) {
        // The words behind a header begin anew.
        Some(at) => {
            let words = &description[at..];
            let tokens = super::spans::tokens(words);
            let spans = super::spans::spans(words, &tokens);
            persons::read(words, &tokens, &spans, &mut out.persons_shown);
        }
        None => persons::read(description, &tokens, &spans, &mut out.persons_shown),
    }
    out
}

/// `The hall in 1987.`: a year alone, at the very end.
fn year_at_the_end(text: &str) -> Option<DateReading> {
    let head = text.trim_end().trim_end_matches('.');
    let at = head.len().checked_sub(4)?;
    let year = head.get(at..).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
    let value = year.parse().ok().filter(|y| (1826..=2100).contains(y))?;
    let before = text[..at].strip_suffix(' ')?.rsplit(' ').next()?;
    let date = matches!(before, "in" | "circa" | "um" | "en").then(|| PartialDate::year_only(value))??;
    Some(DateReading {
        printed: year.to_owned(),
        span: at..at + 4,
        weekday: None,
        value: DateValue::Known(date),
    })
}

/// The date of a dateline: `LISBON, PORTUGAL - MAY 4: …`.
pub fn dateline(dates: &[DateReading]) -> Option<&DateReading> {
    dates.iter().find(|d| {
        d.span.start < 90
            && d.printed.chars().all(|c| !c.is_lowercase())
            && !d.printed.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// So many days lie between the day of a dateline and the day that the text means, where one of them is a slip.
pub const SLIP: i64 = 2;

/// Which of a caption's dates is when the picture was taken: the dateline's, else one with a weekday, else the first whole
/// one that is no background, else a partial or undecided one. Where that has no year, the same day printed with one
/// says more: `LISBON, PORTUGAL - MAY 4: … on May 4, 2025`; and so does a day or two beside it, which is the text's own.
pub fn caption_date(dates: &[DateReading]) -> Option<&DateReading> {
    let whole = |d: &&DateReading| matches!(d.value, DateValue::Known(p) if p.exact().is_some());
    let chosen = dateline(dates)
        .or_else(|| dates.iter().find(|d| d.weekday.is_some()))
        .or_else(|| dates.iter().find(whole))
        .or_else(|| {
            dates.iter().find(|d| matches!(d.value, DateValue::Ambiguous(..) | DateValue::Impossible))
        })
        .or_else(|| dates.iter().find(|d| matches!(d.value, DateValue::Yearless { .. })))
        .or_else(|| dates.first())?;
    let DateValue::Yearless { .. } = chosen.value else { return Some(chosen) };
    let within = |days: i64| dates.iter().find(|d| days_apart(chosen, d).is_some_and(|n| n <= days));
    within(0).or_else(|| within(SLIP)).or(Some(chosen))
}

/// How many days lie between a date, in the year of the other where it has none, and another that is whole.
pub fn days_apart(date: &DateReading, other: &DateReading) -> Option<i64> {
    let exact = |d: &DateReading| match d.value {
        DateValue::Known(p) => p.exact(),
        _ => None,
    };
    let other = exact(other)?;
    let apart = |date: NaiveDate| (date - other).num_days().abs();
    match date.value {
        // Dec. 31 is the day before Jan. 1 of the next year.
        DateValue::Yearless { month, day } => [0, -1, 1]
            .into_iter()
            .filter_map(|years| PartialDate::day(other.year() + years, month, day)?.exact())
            .map(apart)
            .min(),
        _ => exact(date).map(apart),
    }
}

/// Farther back than this, a day is history beside that of the picture.
const HISTORY: i64 = 366;

/// Whether a date is history: the caption closes with the day of the picture, more than a year later, behind a place and a comma
/// or with its weekday. Of a picture from the files it is the last date that tells what came later.
fn history(text: &str, date: &DateReading, last: Option<&DateReading>) -> bool {
    let exact = |d: &DateReading| match d.value {
        DateValue::Known(p) => p.exact(),
        _ => None,
    };
    let Some(last) = last else { return false };
    let long = exact(date).zip(exact(last)).is_some_and(|(d, l)| (l - d).num_days() > HISTORY);
    let closes = text[last.span.end..].trim_matches([' ', '.', ')']).is_empty();
    let placed = last.weekday.is_some() || text[..last.span.start].trim_end().ends_with(',');
    let file = text.get(..4).is_some_and(|h| h.eq_ignore_ascii_case("file"));
    long && closes && placed && !file
}

/// The day of a date without a year and a weekday, in the week before its document: of a dateline, or behind a place.
pub fn near_document(
    text: &str,
    reading: &DescriptionReading,
    date: &DateReading,
    document: PartialDate,
) -> Option<PartialDate> {
    let head = text.get(..date.span.start)?.trim_end();
    let head = head.strip_suffix("on").unwrap_or(head).trim_end_matches([' ', ',']);
    let places = [&reading.country, &reading.city, &reading.sublocation];
    let placed = places.into_iter().flatten().any(|place| head.ends_with(place.as_str()));
    let opens = dateline(std::slice::from_ref(date)).is_some();
    let day = date.in_the_week_before(document)?;
    (date.weekday.is_none() && (placed || opens)).then_some(day)
}

/// Drops dates that are background: "shut since March 3, 2019", "born May 1, 1990", and the day on which a picture was issued
/// again. The caller's order is kept.
pub fn without_background(text: &str, dates: &[DateReading]) -> Vec<DateReading> {
    // A weekday says that a day is near, but not after these.
    const STRONG: [&str; 6] = ["since", "born", "until", "till", "founded", "built"];
    const WORDS: [&str; 7] = ["from", "through", "before", "after", "died", "opened", "by"];
    let last_word = |t: &str| t.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let background = |d: &DateReading| {
        let head = text[..d.span.start].trim_end_matches([' ', ',', '(']);
        let word = last_word(head);
        let before = head.strip_suffix(" on").map(last_word).unwrap_or_default();
        // "Issue date: Wednesday July 2, 2025": when an agency sent it again.
        let label = head.trim_end_matches([' ', ':']).to_lowercase();
        if label.ends_with("issue date") {
            return true;
        }
        let strong = STRONG.contains(&word.as_str()) || matches!(before.as_str(), "born" | "killed" | "died");
        strong || d.weekday.is_none() && WORDS.contains(&word.as_str())
    };
    let kept: Vec<DateReading> = dates.iter().filter(|d| !background(d)).cloned().collect();
    let last = kept.iter().max_by_key(|d| d.span.start).cloned();
    kept.into_iter().filter(|d| !history(text, d, last.as_ref())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_behind_a_header_are_read_by_themselves() {
        let read = read(
            "Soccer Football - Lyon Vase - Final - Rovers v Town - Arena, Lyon, France - May 24, 2025 Rovers' Ana Prata and Rui Melo celebrate in front of their fans",
        );
        assert_eq!(read.persons_shown, ["Ana Prata", "Rui Melo"]);
        assert_eq!(read.city.as_deref(), Some("Lyon"));
    }

    #[test]
    fn places_of_captions() {
        for (text, venue, city, country) in [
            (
                "Dancers wait at the Old Pier, Sunday, May 4, 2025, in Lisbon, Portugal.",
                Some("Old Pier"),
                Some("Lisbon"),
                Some("Portugal"),
            ),
            ("Boats pass in Lisbon, Portugal, Sunday, May 4, 2025.", None, Some("Lisbon"), Some("Portugal")),
            (
                "People wade in Springfield, Ill., on Monday, May 5, 2025.",
                None,
                Some("Springfield"),
                Some("United States"),
            ),
            ("LISBON, PORTUGAL - MAY 4: Boats pass.", None, Some("LISBON"), Some("Portugal")),
            (
                "A match at Wembley Stadium in London, England, on Sunday.",
                Some("Wembley Stadium"),
                Some("London"),
                Some("England"),
            ),
            ("Fireworks explode over the Stade de Porto.", Some("Stade de Porto"), None, None),
            ("French athletes wave.", None, None, None),
            ("A boat burns in Lisbon, Sunday, May 4, 2025.", None, Some("Lisbon"), None),
            ("Protesters from Portugal march.", None, None, None),
        ] {
            let r = read(text);
            assert_eq!(
                (r.sublocation.as_deref(), r.city.as_deref(), r.country.as_deref()),
                (venue, city, country),
                "{text}"
            );
        }
    }

    #[test]
    fn persons_of_captions() {
        for (text, want) in [
            ("Ana Prata holds the flag.", vec!["Ana Prata"]),
            (
                "French President Emmanuel Roux, top, third right, and IOC President Thomas Berg wave.",
                vec!["Emmanuel Roux", "Thomas Berg"],
            ),
            ("Artist Alain Rocher plays a piano.", vec!["Alain Rocher"]),
            (
                "Australian flag bearers Kay Owens and Matt Warne enter the stadium.",
                vec!["Kay Owens", "Matt Warne"],
            ),
            ("The Mayor of Lisbon, Karen Bras waves the flag.", vec!["Karen Bras"]),
            (
                "Women's marathon silver medalist Tigist Abebe of Ethiopia stands on the podium.",
                vec!["Tigist Abebe"],
            ),
            ("United States athlete Audrey Kwan watches as fireworks explode.", vec!["Audrey Kwan"]),
            ("French swimmer Leo Martin, left, carries a lantern.", vec!["Leo Martin"]),
            ("Athletes gather in Saint-Malo, France.", vec![]),
            ("Team Canada walks into the stadium.", vec![]),
            ("Fireworks explode over the Eiffel Tower.", vec![]),
            ("The Winged Victory of Samothrace.", vec![]),
            ("Los Angeles waits.", vec![]),
        ] {
            assert_eq!(read(text).persons_shown, want, "{text}");
        }
    }

    #[test]
    fn events_of_captions() {
        for (text, want) in [
            (
                "Athletes gather during the 2024 Summer Olympics closing ceremony at the Stade de Porto, Sunday",
                Some("2024 Summer Olympics closing ceremony"),
            ),
            (
                "Athletes dance during the closing ceremony of the Paris 2024 Olympics",
                Some("closing ceremony of the Paris 2024 Olympics"),
            ),
            ("Dancers perform during the harbour festival, Sunday", Some("harbour festival")),
            ("A man walks in the rain.", None),
            ("Ana Prata serves at the US Open in New York.", Some("US Open")),
            (
                "Ana Prata smiles after the women's singles final on day seven of the Melbury Open in Melbury",
                Some("Melbury Open"),
            ),
            ("Ana Prata smiles after the women's singles final in Melbury", Some("women's singles final")),
            ("Ferro : Runway - Turin Fashion Week - Fall/Winter 2024-2025.", Some("Turin Fashion Week")),
            ("Tennis - Harbour Open - Harbour Park, Melbury, Britain - May 4, 2025", Some("Harbour Open")),
            ("98th Annual Film Awards - Press Room", Some("98th Annual Film Awards")),
            ("FILE - A man walks in the rain in Turin.", None),
            ("Ana Prata - the winner of a race - waves.", None),
            ("LISBON, PORTUGAL - MAY 4: Ana Prata waves.", None),
        ] {
            assert_eq!(read(text).event_words.as_deref(), want, "{text}");
        }
    }

    #[test]
    fn the_date_of_the_picture() {
        let date = |t: &str| {
            let found = without_background(t, &dates::find(t));
            caption_date(&found).map(|d| d.printed.clone())
        };
        assert_eq!(
            date("The bridge, shut since March 3, 2019, stands, Sunday, May 4, 2025.").as_deref(),
            Some("Sunday, May 4, 2025")
        );
        assert_eq!(date("LISBON, PORTUGAL - MAY 4: A boat built on June 1, 1990.").as_deref(), Some("MAY 4"));
        assert_eq!(date("The bridge has been shut since March 3, 2019."), None);
        for (text, want) in [
            (
                "On Monday, Aug. 6, 1945, a bomb fell; a survivor speaks in Leeds, England, Tuesday, June 3, 2025.",
                "Tuesday, June 3, 2025",
            ),
            ("The mill burned on Aug. 6, 1945. A man speaks in Leeds, June 3, 2025.", "June 3, 2025"),
            (
                "FILE - Ana Prata sings, Sunday, Aug. 6, 1995. She sang again, June 3, 2025.",
                "Sunday, Aug. 6, 1995",
            ),
            ("Ana Prata sings, Sunday, Aug. 6, 1995. She retired on June 3, 2025.", "Sunday, Aug. 6, 1995"),
            (
                "Ana Prata sings, Sunday, June 1, 2025, ahead of a concert, June 3, 2025.",
                "Sunday, June 1, 2025",
            ),
            ("LEEDS, ENGLAND - DECEMBER 31: A band plays on January 1, 2025 in Leeds.", "January 1, 2025"),
            ("LEEDS, ENGLAND - JANUARY 01: A band plays on December 31, 2024 in Leeds.", "December 31, 2024"),
        ] {
            assert_eq!(date(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(date("A boat of the 2024 Games."), None);
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "(\\PC|[A-Z][a-z]{1,6}|[ ,.()-]|in |at the |during the | - |Mr\\. ){0,60}") {
            let _ = read(&text);
        }
    }
}
