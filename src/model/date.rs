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
    /// The date, given the year of the document where the print leaves it out. A yearless date takes that year only
    /// where its weekday agrees; else nothing is guessed.
    pub fn resolve(&self, document: Option<PartialDate>) -> Option<PartialDate> {
        match self.value {
            DateValue::Known(d) => Some(d),
            DateValue::Yearless { month, day } => {
                let date = PartialDate::day(document?.year(), month, day)?;
                (self.weekday.is_some() && date.weekday() == self.weekday).then_some(date)
            }
            DateValue::Ambiguous(..) | DateValue::Impossible => None,
        }
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
    fn yearless_takes_the_documents_year_only_where_the_weekday_agrees() {
        let r = |weekday| DateReading {
            printed: String::new(),
            span: 0..0,
            weekday,
            value: DateValue::Yearless { month: 8, day: 11 },
        };
        let doc = PartialDate::parse("2024-08-12");
        assert_eq!(r(Some(Weekday::Sun)).resolve(doc), PartialDate::parse("2024-08-11"));
        assert_eq!(r(Some(Weekday::Mon)).resolve(doc), None);
        assert_eq!(r(None).resolve(doc), None);
        assert_eq!(r(Some(Weekday::Sun)).resolve(None), None);
    }
}
