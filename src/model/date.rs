//! Calendar dates as captions print them: as exact as known, without a zone, never shifted.

use std::fmt;
use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A date of ISO 8601 as exact as it is known: `2024`, `2024-08` or `2024-08-11`. Orders by time, a partial date before
/// the exact ones that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: u16,
    month: u8,
    day: u8,
}

impl PartialDate {
    /// A year alone, 1 to 9999.
    pub fn year_only(year: i32) -> Option<PartialDate> {
        (1..=9999).contains(&year).then_some(PartialDate { year: year as u16, month: 0, day: 0 })
    }

    /// A year and a month.
    pub fn year_month(year: i32, month: u32) -> Option<PartialDate> {
        let date = PartialDate::year_only(year)?;
        (1..=12).contains(&month).then_some(PartialDate { month: month as u8, ..date })
    }

    /// A whole date that exists in the calendar.
    pub fn day(year: i32, month: u32, day: u32) -> Option<PartialDate> {
        let date = PartialDate::year_month(year, month)?;
        NaiveDate::from_ymd_opt(year, month, day)?;
        Some(PartialDate { day: day as u8, ..date })
    }

    /// Reads `2024`, `2024-08` or `2024-08-11`, and nothing else.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let mut parts = text.split('-');
        let number = |s: &str, len: usize| -> Option<u32> {
            (s.len() == len && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
        };
        let year = number(parts.next()?, 4)? as i32;
        let month = parts.next().map(|s| number(s, 2));
        let day = parts.next().map(|s| number(s, 2));
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, _) => PartialDate::year_only(year),
            (Some(m), None) => PartialDate::year_month(year, m?),
            (Some(m), Some(d)) => PartialDate::day(year, m?, d?),
        }
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12, where known.
    pub fn month(self) -> Option<u32> {
        (self.month > 0).then_some(u32::from(self.month))
    }

    /// The calendar day, where the date is whole.
    pub fn exact(self) -> Option<NaiveDate> {
        (self.day > 0)
            .then(|| NaiveDate::from_ymd_opt(self.year(), u32::from(self.month), u32::from(self.day)))?
    }

    /// The weekday of a whole date.
    pub fn weekday(self) -> Option<Weekday> {
        self.exact().map(|d| d.weekday())
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(d: NaiveDate) -> Self {
        PartialDate { year: d.year().clamp(1, 9999) as u16, month: d.month() as u8, day: d.day() as u8 }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        PartialDate::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("\"{text}\" is no date such as 2024-08-11")))
    }
}

/// So many days before its document a picture without a year was taken for certain.
const WEEK: i64 = 7;
/// So many days before its document a date of the year before can lie.
const WEEKS: i64 = 31;

/// What the printed words of a date mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateValue {
    /// One date, whole or partial.
    Known(PartialDate),
    /// A month and day without a year, such as `Sunday, Aug. 11`.
    Yearless { month: u32, day: u32 },
    /// A numeric form that can be two dates: `11/08/2024`. Both, earlier first.
    Ambiguous(PartialDate, PartialDate),
    /// Shaped like a date that no calendar holds: `Feb. 30, 2024`.
    Impossible,
}

/// A date found in printed words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateReading {
    /// The words, weekday included.
    pub printed: String,
    /// Where they stand in the text, in bytes.
    pub span: Range<usize>,
    pub weekday: Option<Weekday>,
    pub value: DateValue,
}

impl DateReading {
    /// The date, given the document's where the print leaves the year out. A yearless date takes the year in which it lies in
    /// the weeks before the document and its weekday agrees, or the document's own; one whose weekday never agrees is dated
    /// only where it lies in the week before the document, and one without a weekday is never guessed.
    pub fn resolve(&self, document: Option<PartialDate>) -> Option<PartialDate> {
        match self.value {
            DateValue::Known(d) => Some(d),
            DateValue::Yearless { month, day } => {
                let (document, weekday) = (document?, self.weekday?);
                let agrees =
                    |year: i32| PartialDate::day(year, month, day).filter(|d| d.weekday() == Some(weekday));
                let last_year = || {
                    let date = agrees(document.year() - 1)?;
                    ((document.exact()? - date.exact()?).num_days() <= WEEKS).then_some(date)
                };
                agrees(document.year()).or_else(last_year).or_else(|| self.in_the_week_before(document))
            }
            DateValue::Ambiguous(..) | DateValue::Impossible => None,
        }
    }

    /// The numbers that a numeric date begins with; none where it begins with the year or has a month in words.
    pub fn numbers(&self) -> Option<(u32, u32)> {
        let printed = self.printed.trim_start_matches(|c: char| !c.is_ascii_digit());
        let mut parts = printed.splitn(3, ['/', '-', '‐', '‑']).map(|n| n.parse::<u32>().ok());
        let (first, second) = (parts.next()??, parts.next()??);
        (first <= 31 && second <= 31).then_some((first, second))
    }

    /// The one of the two dates of a numeric form that has its day first; none where the form is no such one.
    pub fn day_first(&self) -> Option<PartialDate> {
        let DateValue::Ambiguous(a, b) = self.value else { return None };
        let (day, _) = self.numbers()?;
        [a, b].into_iter().find(|d| d.exact().is_some_and(|d| d.day() == day))
    }

    /// The day of a date without a year that lies in the week up to the document's own.
    pub fn in_the_week_before(&self, document: PartialDate) -> Option<PartialDate> {
        let DateValue::Yearless { month, day } = self.value else { return None };
        let published = document.exact()?;
        let near =
            |d: &PartialDate| d.exact().is_some_and(|d| (0..=WEEK).contains(&(published - d).num_days()));
        let years = [document.year(), document.year() - 1];
        years.into_iter().filter_map(|year| PartialDate::day(year, month, day)).find(near)
    }

    /// Whether a printed weekday contradicts a date that the document's own lends its year.
    pub fn weekday_disagrees_with(&self, document: Option<PartialDate>) -> bool {
        let date = self.resolve(document);
        self.weekday
            .zip(date.and_then(PartialDate::weekday))
            .is_some_and(|(printed, actual)| printed != actual)
    }

    /// Whether a printed weekday contradicts the printed date.
    pub fn weekday_disagrees(&self) -> bool {
        match (&self.value, self.weekday) {
            (DateValue::Known(d), Some(w)) => d.weekday().is_some_and(|actual| actual != w),
            _ => false,
        }
    }
}

/// Where the date of a caption comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    Caption,
    Credit,
    Photo,
    Document,
    Desk,
}

/// The names of the months.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `Sunday, Aug. 11, 2024` for a whole date, `August 2024` or `2024` for a partial one.
pub fn in_words(date: PartialDate) -> String {
    const AP: [&str; 12] =
        ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
    match (date.exact(), date.month()) {
        (Some(d), _) => {
            format!("{}, {} {}, {}", weekday_name(d.weekday()), AP[d.month0() as usize], d.day(), d.year())
        }
        (None, Some(m)) => format!("{} {}", MONTH_NAMES[m as usize - 1], date.year()),
        (None, None) => date.year().to_string(),
    }
}

/// The English name of a weekday.
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_round_trip_and_refusals() {
        for s in ["2024", "2024-08", "2024-08-11", "0001-01-01", "9999-12-31", "2024-02-29"] {
            assert_eq!(PartialDate::parse(s).unwrap().to_string(), s);
        }
        for s in ["", "24", "2024-8", "2023-02-29", "2024-13", "2024-08-11T00", "0000", "+024", "2024-08-1x"]
        {
            assert_eq!(PartialDate::parse(s), None, "{s}");
        }
    }

    #[test]
    fn yearless_takes_a_year_only_where_the_weekday_agrees_or_the_document_is_near() {
        let r = |weekday| DateReading {
            printed: String::new(),
            span: 0..0,
            weekday,
            value: DateValue::Yearless { month: 8, day: 11 },
        };
        let doc = PartialDate::parse("2024-08-12");
        assert_eq!(r(Some(Weekday::Sun)).resolve(doc), PartialDate::parse("2024-08-11"));
        assert_eq!(r(Some(Weekday::Mon)).resolve(doc), PartialDate::parse("2024-08-11"));
        assert!(r(Some(Weekday::Mon)).weekday_disagrees_with(doc));
        assert!(!r(Some(Weekday::Sun)).weekday_disagrees_with(doc));
        assert_eq!(r(Some(Weekday::Mon)).resolve(PartialDate::parse("2024-09-12")), None);
        assert_eq!(r(Some(Weekday::Mon)).resolve(PartialDate::parse("2024-08-10")), None);
        assert_eq!(r(None).resolve(doc), None);
        assert_eq!(r(Some(Weekday::Sun)).resolve(None), None);
        let eve = DateReading { value: DateValue::Yearless { month: 12, day: 31 }, ..r(Some(Weekday::Tue)) };
        assert_eq!(eve.resolve(PartialDate::parse("2025-01-02")), PartialDate::parse("2024-12-31"));
    }
}
