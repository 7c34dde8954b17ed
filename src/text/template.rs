//! Templates: words with places to be filled from a caption, `{city}` or `{date:Sunday, Aug. 11, 2024}`. How a date is to be
//! written is shown by an example, since that is how a desk thinks of it.

use chrono::{Datelike, Weekday};

use super::calendar::{month, weekday};
use crate::model::caption::Caption;
use crate::model::date::{MONTH_NAMES, PartialDate, weekday_name};
use crate::model::field::{Field, Value};

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Field(Field),
    Date(Field, DateForm),
}

/// How a date is written, as an example shows it: `Sunday, Aug. 11, 2024`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateForm {
    pieces: Vec<DatePiece>,
}

/// A day as it is written: in the year, or with the weekday, that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayWritten {
    pub weekday: Option<Weekday>,
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
}

impl DateForm {
    /// Reads the form from an example.
    ///
    /// # Errors
    /// Says what is wrong with the example.
    pub fn parse(example: &str) -> Result<DateForm, String> {
        Ok(DateForm { pieces: form(example)? })
    }

    /// Whether a whole date is written with its weekday.
    pub fn has_weekday(&self) -> bool {
        self.pieces.iter().any(|p| matches!(p, DatePiece::Weekday { .. }))
    }

    /// Whether the month is written as a word.
    pub fn has_month_word(&self) -> bool {
        self.pieces.iter().any(|p| matches!(p, DatePiece::Month(_)))
    }

    /// Writes a day. A weekday or a year that is not given is left out with what parts it from the rest.
    pub fn write(&self, day: DayWritten) -> String {
        let (mut from, mut to) = (0, self.pieces.len());
        let sign = |p: &DatePiece| matches!(p, DatePiece::Char(_));
        if day.weekday.is_none() && matches!(self.pieces.first(), Some(DatePiece::Weekday { .. })) {
            from = 1 + self.pieces.iter().skip(1).take_while(|p| sign(p)).count();
        }
        if day.year.is_none() && matches!(self.pieces.last(), Some(DatePiece::Year { .. })) {
            to -= 1;
            to -= self.pieces[..to].iter().rev().take_while(|p| sign(p)).count();
        }
        written(day, self.pieces.get(from..to).unwrap_or_default())
    }
}

/// A piece of a date's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DatePiece {
    /// `Sunday`, or `Sun` with the full stop that the example has behind it.
    Weekday {
        long: bool,
    },
    /// `August`, `Aug.` as the Associated Press writes it, `Aug`.
    Month(MonthForm),
    MonthNumber {
        padded: bool,
    },
    Day {
        padded: bool,
    },
    Year {
        short: bool,
    },
    /// What stands between.
    Char(char),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MonthForm {
    Long,
    /// March to July in full, the others cut with a full stop.
    Press,
    Short,
}

/// Words with places to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// What filling a template came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    pub text: String,
    /// Fields of which this caption has nothing; their places are left as they stand in the template, to be seen.
    pub missing: Vec<Field>,
}

impl Template {
    /// Reads a template. `{{` and `}}` are brackets as they stand.
    ///
    /// # Errors
    /// Says at which character, and what is wrong.
    pub fn parse(text: &str) -> Result<Template, String> {
        let (mut pieces, mut words) = (Vec::new(), String::new());
        let mut rest = text;
        let at = |rest: &str| text[..text.len() - rest.len()].chars().count() + 1;
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("{{").or_else(|| rest.strip_prefix("}}")) {
                words.push(c);
                rest = after;
            } else if c == '{' {
                let Some((inner, after)) = rest[1..].split_once('}') else {
                    return Err(format!("character {}: a bracket is opened and never closed", at(rest)));
                };
                let piece = place(inner).map_err(|what| format!("character {}: {what}", at(rest)))?;
                if !words.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                }
                pieces.push(piece);
                rest = after;
            } else if c == '}' {
                return Err(format!("character {}: a bracket is closed and was not opened", at(rest)));
            } else {
                words.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        Ok(Template { pieces })
    }

    /// Fills the places from a caption.
    pub fn fill(&self, caption: &Caption) -> Filled {
        let mut out = Filled::default();
        for piece in &self.pieces {
            let (field, filled) = match piece {
                Piece::Words(words) => {
                    out.text.push_str(words);
                    continue;
                }
                Piece::Field(field) => (*field, said(&caption.value(*field))),
                Piece::Date(field, form) => {
                    let date = match field {
                        Field::EventDate => caption.event_date,
                        _ => caption.date_created,
                    };
                    let whole = |day: chrono::NaiveDate| {
                        form.write(DayWritten {
                            weekday: Some(day.weekday()),
                            year: Some(day.year()),
                            month: day.month(),
                            day: day.day(),
                        })
                    };
                    (*field, date.and_then(PartialDate::exact).map(whole))
                }
            };
            match filled {
                Some(words) => out.text.push_str(&words),
                None => {
                    out.text.push_str(&format!("{{{}}}", field.key()));
                    out.missing.push(field);
                }
            }
        }
        out
    }
}

/// The places of a template that stand in words as they are, in bytes: nothing has filled them.
pub fn unfilled(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('{').map(|at| from + at) {
        let Some(end) = text[start..].find('}').map(|at| start + at + 1) else { break };
        from = match place(&text[start + 1..end - 1]) {
            Ok(_) => {
                found.push(start..end);
                end
            }
            Err(_) => start + 1,
        };
    }
    found
}

/// A value as it stands in a sentence: several names as `A, B and C`.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Text(text) => Some(text.clone()).filter(|t| !t.trim().is_empty()),
        Value::List(list) => match list.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            [most @ .., last] => Some(format!("{} and {last}", most.join(", "))),
        },
    }
}

/// The place that the words between two brackets name.
fn place(inner: &str) -> Result<Piece, String> {
    let (name, example) = match inner.split_once(':') {
        Some((name, example)) => (name.trim(), Some(example.trim())),
        None => (inner.trim(), None),
    };
    let lower = name.to_lowercase();
    let field = match lower.as_str() {
        "date" => Some(Field::DateCreated),
        "caption" => Some(Field::Description),
        "venue" => Some(Field::Sublocation),
        "photographer" => Some(Field::Creators),
        "persons" => Some(Field::PersonsShown),
        "credit" => Some(Field::CreditLine),
        key => Field::from_key(key).or_else(|| Field::all().find(|f| f.label().to_lowercase() == key)),
    };
    let Some(field) = field else {
        return Err(format!(
            "there is no field \"{name}\"; city, venue, country, date, persons_shown and others are"
        ));
    };
    let is_date = matches!(field, Field::DateCreated | Field::EventDate);
    match example {
        Some(example) if is_date => Ok(Piece::Date(field, DateForm::parse(example)?)),
        Some(_) => Err(format!("only a date has a form behind a colon; {name} has none")),
        None => Ok(Piece::Field(field)),
    }
}

/// Reads how a date is written from an example.
fn form(example: &str) -> Result<Vec<DatePiece>, String> {
    let mut runs: Vec<&str> = Vec::new();
    let mut start = 0;
    let kind = |c: char| (c.is_alphabetic(), c.is_ascii_digit());
    let chars: Vec<(usize, char)> = example.char_indices().collect();
    for pair in chars.windows(2) {
        let same = kind(pair[0].1) == kind(pair[1].1) && kind(pair[0].1) != (false, false);
        if !same {
            runs.push(&example[start..pair[1].0]);
            start = pair[1].0;
        }
    }
    runs.push(&example[start..]);
    let numbers: Vec<u32> = runs.iter().filter_map(|r| r.parse().ok()).collect();
    // With no number of one digit, days and months have two.
    let wide = runs.iter().all(|r| r.len() >= 2 || r.parse::<u32>().is_err());
    let named = runs.iter().any(|r| month(&r.to_lowercase()).is_some());
    let mut out = Vec::new();
    let (mut skip, mut day_seen, mut month_seen) = (false, false, named);
    for (n, run) in runs.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let stop = runs.get(n + 1).is_some_and(|r| *r == ".");
        let lower = run.to_lowercase();
        let padded = run.len() == 2 && run.starts_with('0');
        if run.chars().all(char::is_alphabetic) && !run.is_empty() {
            if let Some(number) = month(&lower) {
                let long = MONTH_NAMES[number as usize - 1].eq_ignore_ascii_case(run);
                let form = match (long, stop) {
                    // May is the same in full and cut.
                    (_, true) => MonthForm::Press,
                    (true, false) => MonthForm::Long,
                    (false, false) => MonthForm::Short,
                };
                skip = form == MonthForm::Press;
                out.push(DatePiece::Month(form));
            } else if weekday(&lower).is_some_and(|day| weekday_name(day).eq_ignore_ascii_case(run)) {
                out.push(DatePiece::Weekday { long: true });
            } else if WEEKDAYS.iter().any(|day| short_weekday(*day).eq_ignore_ascii_case(run)) {
                out.push(DatePiece::Weekday { long: false });
            } else {
                out.extend(run.chars().map(DatePiece::Char));
            }
        } else if let Ok(number) = run.parse::<u32>() {
            let piece = match (run.len(), number) {
                (4, _) => DatePiece::Year { short: false },
                _ if named && !day_seen => {
                    day_seen = true;
                    DatePiece::Day { padded }
                }
                _ if named => DatePiece::Year { short: true },
                // In numbers alone, one above twelve tells the day from the month; `2024-08-11` needs none.
                (1 | 2, _) => {
                    let iso = runs.first().is_some_and(|r| r.len() == 4 && r.parse::<u32>().is_ok());
                    let others: Vec<u32> = numbers.iter().copied().filter(|o| *o <= 31).collect();
                    let apart = others.len() >= 2 && (others[0] > 12) != (others[1] > 12);
                    if !iso && !apart {
                        return Err("which number is the day? Give an example with a day above 12".into());
                    }
                    let is_day = if iso { month_seen } else { number > 12 };
                    match is_day {
                        true if !day_seen => {
                            day_seen = true;
                            DatePiece::Day { padded: wide }
                        }
                        true => DatePiece::Year { short: true },
                        false => {
                            month_seen = true;
                            DatePiece::MonthNumber { padded: wide }
                        }
                    }
                }
                _ => return Err(format!("\"{run}\" is no part of a date")),
            };
            out.push(piece);
        } else {
            out.extend(run.chars().map(DatePiece::Char));
        }
    }
    match out.iter().all(|p| matches!(p, DatePiece::Char(_))) {
        true => Err(format!("\"{example}\" shows no date; write one, as Sunday, Aug. 11, 2024")),
        false => Ok(out),
    }
}

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// A day in that form.
fn written(day: DayWritten, form: &[DatePiece]) -> String {
    let mut out = String::new();
    let number = |out: &mut String, n: u32, padded: bool| {
        out.push_str(&if padded { format!("{n:02}") } else { n.to_string() });
    };
    for piece in form {
        match piece {
            DatePiece::Weekday { long } => {
                if let Some(weekday) = day.weekday {
                    out.push_str(if *long { weekday_name(weekday) } else { short_weekday(weekday) });
                }
            }
            DatePiece::Month(form) => {
                let name = MONTH_NAMES.get((day.month as usize).wrapping_sub(1)).copied().unwrap_or_default();
                match form {
                    MonthForm::Long => out.push_str(name),
                    MonthForm::Short => out.push_str(&name[..3]),
                    // The Associated Press cuts no month of five letters or fewer, and September to four.
                    MonthForm::Press if name.len() <= 5 => out.push_str(name),
                    MonthForm::Press if name == "September" => out.push_str("Sept."),
                    MonthForm::Press => {
                        out.push_str(&name[..3]);
                        out.push('.');
                    }
                }
            }
            DatePiece::MonthNumber { padded } => number(&mut out, day.month, *padded),
            DatePiece::Day { padded } => number(&mut out, day.day, *padded),
            DatePiece::Year { short } => match day.year {
                Some(year) if *short => number(&mut out, year.rem_euclid(100) as u32, true),
                Some(year) => out.push_str(&year.to_string()),
                None => {}
            },
            DatePiece::Char(c) => out.push(*c),
        }
    }
    out
}

fn short_weekday(day: Weekday) -> &'static str {
    weekday_name(day).get(..3).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_the_example() {
        let august = DayWritten { weekday: Some(Weekday::Fri), year: Some(2024), month: 8, day: 9 };
        let march = DayWritten { weekday: Some(Weekday::Sat), year: Some(2025), month: 3, day: 22 };
        for (example, in_august, in_march) in [
            ("Sunday, Aug. 11, 2024", "Friday, Aug. 9, 2024", "Saturday, March 22, 2025"),
            ("Sunday 11 August 2024", "Friday 9 August 2024", "Saturday 22 March 2025"),
            ("Sun, Aug 11", "Fri, Aug 9", "Sat, Mar 22"),
            ("2024-08-11", "2024-08-09", "2025-03-22"),
            ("31/12/2024", "09/08/2024", "22/03/2025"),
            ("8/31/2024", "8/9/2024", "3/22/2025"),
            ("on August 11", "on August 9", "on March 22"),
            ("11 Aug. 24", "9 Aug. 24", "22 March 25"),
        ] {
            let form = DateForm::parse(example).unwrap();
            assert_eq!(form.write(august), in_august, "{example}");
            assert_eq!(form.write(march), in_march, "{example}");
        }
        let press = DateForm::parse("Sunday, Aug. 11, 2024").unwrap();
        assert_eq!(press.write(DayWritten { year: None, ..august }), "Friday, Aug. 9");
        assert_eq!(press.write(DayWritten { weekday: None, ..august }), "Aug. 9, 2024");
        assert!(form("11/08/2024").unwrap_err().contains("above 12"));
        assert!(form("whenever").is_err());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, place) in [
            ("in {city", "character 4"),
            ("a } b", "character 3"),
            ("{town}", "no field"),
            ("{city:x}", "only a date"),
        ] {
            let error = Template::parse(text).unwrap_err();
            assert!(error.contains(place), "{text}: {error}");
        }
        assert_eq!(unfilled("in {city} {or} {date:Sunday, Aug. 11, 2024}"), [3..9, 15..43]);
        assert_eq!(Template::parse("{{as it is}}").unwrap().pieces.len(), 1);
    }
}
