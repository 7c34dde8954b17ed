//! Dates with a misspelt weekday or month, or with a year of too many digits: what is read of them, or not read, hides the slip.

use std::ops::Range;

use super::near::apart;
use super::{Context, finding, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::date::{DateReading, DateValue, MONTH_NAMES, PartialDate, weekday_name};
use crate::model::field::Field;
use crate::model::finding::{Finding, Severity};
use crate::text::{dates, dictionary};

/// A misspelt part of a date: where, what is wrong with it, and what it should be where that is known.
struct Slip {
    span: Range<usize>,
    says: String,
    right: Option<String>,
}

/// The word that ends a text, behind spaces and commas, with where it begins. None where another word with a capital stands
/// directly before it: a name has two.
fn last_word(head: &str) -> Option<(usize, &str)> {
    let head = head.trim_end_matches([' ', ',']);
    let from = head.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    let word = head.get(from..).filter(|w| w.starts_with(char::is_uppercase))?;
    let before = head[..from].strip_suffix(' ').and_then(|h| h.rsplit(' ').next()).unwrap_or_default();
    let name = before.starts_with(char::is_uppercase) && before.ends_with(char::is_alphanumeric);
    (!name || dates::weekday(before).is_some() || before == "On").then_some((from, word))
}

/// One letter away from a name, and no word.
fn misspells(word: &str, name: &str) -> bool {
    let small = word.to_lowercase();
    small.len() >= 4
        && !small.ends_with('s')
        && apart(&small, &name.to_lowercase()) == 1
        && !dictionary::known(&small)
}

/// "Tueday, June 3, 2025": nearly the weekday of the date.
fn weekday(text: &str, reading: &DateReading) -> Option<Slip> {
    let DateValue::Known(date) = reading.value else { return None };
    let right = weekday_name(date.weekday().filter(|_| reading.weekday.is_none())?);
    let (from, word) = last_word(text.get(..reading.span.start)?)?;
    misspells(word, right).then(|| Slip {
        span: from..from + word.len(),
        says: format!("\"{word}\" is no weekday, and the date is a {right}"),
        right: Some(right.to_owned()),
    })
}

/// "June 3, 20255": a year of five digits closes the date.
fn year(text: &str, reading: &DateReading) -> Option<Slip> {
    let DateValue::Yearless { .. } = reading.value else { return None };
    let rest = text.get(reading.span.end..)?;
    let lead = rest.len() - rest.trim_start_matches([' ', ',']).len();
    let from = reading.span.end + lead;
    let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let year = &text[from..from + digits];
    let of_a_century = year.starts_with("19") || year.starts_with("20");
    let closed = text[from + digits..].chars().next().is_none_or(|c| matches!(c, '.' | ',' | ';' | ')'));
    let number = text[from + digits..].chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    (digits == 5 && (1..=2).contains(&lead) && of_a_century && closed && !number).then(|| Slip {
        span: reading.span.start..from + digits,
        says: format!("no year is \"{year}\""),
        right: None,
    })
}

/// "Jnue 3, 2025" and "3 Jnue 2025": nearly a month, among the numbers of a date.
fn month(text: &str) -> Option<Slip> {
    for (at, _) in text.match_indices([' ', ',']) {
        let rest = text[at..].trim_start_matches([' ', ',']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let year =
            rest.get(..digits).filter(|y| y.len() == 4 && (y.starts_with("19") || y.starts_with("20")));
        if year.is_none() || rest[digits..].starts_with(char::is_alphanumeric) {
            continue;
        }
        let head = text[..at].trim_end_matches([' ', ',']);
        let day = |n: &str| n.parse::<u32>().ok().filter(|d| (1..=31).contains(d) && n.len() <= 2);
        let number_from = head.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |n| n + 1);
        let american = || last_word(head.get(..number_from)?).filter(|_| day(&head[number_from..]).is_some());
        let british = || {
            let (from, word) = last_word(head)?;
            let before = head[..from].strip_suffix(' ')?;
            day(before.rsplit(' ').next()?).is_some().then_some((from, word))
        };
        let Some((from, word)) = american().or_else(british).filter(|(_, w)| dates::month(w).is_none())
        else {
            continue;
        };
        // "07 Mey 2025": of three letters only in the place of a month that has no more.
        let short = |name: &str| {
            let small = word.to_lowercase();
            name.len() == 3
                && small.len() == 3
                && apart(&small, &name.to_lowercase()) == 1
                && !dictionary::known(&small)
        };
        if let Some(name) = MONTH_NAMES.iter().find(|name| misspells(word, name) || short(name)) {
            let says = format!("\"{word}\" is no month");
            return Some(Slip { span: from..from + word.len(), says, right: Some((*name).to_owned()) });
        }
    }
    None
}

/// Whether a caption's date has such a slip.
pub(super) fn has(caption: &Caption) -> bool {
    slip(caption).is_some()
}

fn slip(caption: &Caption) -> Option<Slip> {
    let text = caption.description.as_str();
    let reading = caption.date_reading.as_ref().filter(|r| text.get(r.span.clone()) == Some(&r.printed));
    let whole = |r: &DateReading| matches!(r.value, DateValue::Known(d) if PartialDate::exact(d).is_some());
    match reading {
        Some(reading) if whole(reading) => weekday(text, reading),
        Some(reading) => year(text, reading).or_else(|| month(text)),
        None => month(text),
    }
}

/// Captions whose date has a slip of the pen in its words.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for caption in &context.captions {
        let Some(slip) = slip(caption) else { continue };
        let spans = [slip.span.clone()];
        let mut found = finding(
            "date-impossible",
            slip.says,
            vec![quote_at(caption, &spans)],
            vec![reference_at(caption, Field::Description, &spans)],
        );
        found.severity = Severity::Query;
        found.rests_on = vec![caption.description[slip.span.clone()].to_owned()];
        let right = slip.right.as_deref();
        found.fixes = right.and_then(|r| replacing(caption, slip.span, r, false)).into_iter().collect();
        out.push(found);
    }
}
