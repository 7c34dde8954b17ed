//! Dates that are written in another way than the house's, and dates without their weekday.

use std::ops::Range;

use chrono::Datelike;

use super::lacking::by_document;
use super::sentence::from_file;
use super::words::mending;
use super::{Context, Finding, QUOTED, finding, quote_at, reference_at};
use crate::model::caption::Caption;
use crate::model::date::{DateReading, DateValue, PartialDate, in_words};
use crate::model::field::Field;
use crate::text::dates;
use crate::text::template::{DateForm, DayWritten};

/// Dates of a caption that are written otherwise: where, and as the house writes each.
struct Otherwise<'a> {
    caption: &'a Caption,
    pieces: Vec<(Range<usize>, String)>,
    /// Whether nothing but the form changes.
    certain: bool,
}

/// Dates in another form: one problem for a document.
pub(super) fn form(context: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(form) = context.style.date.as_ref().filter(|f| f.has_month_word()) else { return };
    let weekdays = form.has_weekday() && context.style.asks("weekday-missing");
    each(context, out, "date-form", |caption| {
        let (mut pieces, mut certain) = (Vec::new(), true);
        for reading in dates::find(&caption.description) {
            let Some(house) = house(&reading, form) else { continue };
            if plain(&reading.printed) == house {
                continue;
            }
            // The weekday that is wanted, too, comes with the form: one problem, not two.
            let whole = (weekdays && lacks_weekday(caption, &reading))
                .then(|| with_weekday(&reading, form))
                .flatten();
            certain &= whole.is_none() && reading.printed.contains(char::is_alphabetic);
            pieces.push((reading.span, whole.unwrap_or(house)));
        }
        (pieces, certain)
    });
}

/// Dates in the house's form without their weekday: one problem for a document.
pub(super) fn weekday(context: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(form) = context.style.date.as_ref().filter(|f| f.has_weekday() && f.has_month_word()) else {
        return;
    };
    let forms = context.style.asks("date-form");
    each(context, out, "weekday-missing", |caption| {
        let Some(reading) = caption.date_reading.as_ref().filter(|r| lacks_weekday(caption, r)) else {
            return (Vec::new(), false);
        };
        let other = forms && house(reading, form).is_none_or(|house| plain(&reading.printed) != house);
        let whole = with_weekday(reading, form).filter(|_| !other);
        (whole.map(|whole| (reading.span.clone(), whole)).into_iter().collect(), false)
    });
}

/// One problem for each document that has captions with such dates.
fn each(
    context: &Context<'_>,
    out: &mut Vec<Finding>,
    check: &str,
    look: impl Fn(&Caption) -> (Vec<(Range<usize>, String)>, bool),
) {
    for captions in by_document(&context.captions) {
        let mut those: Vec<Otherwise<'_>> = Vec::new();
        for caption in captions {
            let (pieces, certain) = look(caption);
            if !pieces.is_empty() && super::spelling::reads_english(&caption.description) {
                those.push(Otherwise { caption, pieces, certain });
            }
        }
        let Some(first) = those.first() else { continue };
        let (span, house) = &first.pieces[0];
        let printed = &first.caption.description[span.clone()];
        let example = match check {
            "weekday-missing" => format!("“{printed}” has no weekday; it is “{house}”"),
            _ => format!("the house writes “{house}” for “{printed}”"),
        };
        let message = match those.len() {
            1 => example,
            n => format!("{example}, here in {n} captions"),
        };
        let spans = |o: &Otherwise<'_>| o.pieces.iter().map(|(span, _)| span.clone()).collect::<Vec<_>>();
        let evidence = those.iter().take(QUOTED).map(|o| quote_at(o.caption, &spans(o))).collect();
        let concerned =
            those.iter().map(|o| reference_at(o.caption, Field::Description, &spans(o))).collect();
        let mut found = finding(check, message, evidence, concerned);
        let printed = |o: &Otherwise<'_>| {
            o.pieces
                .iter()
                .map(|(span, _)| o.caption.description[span.clone()].to_owned())
                .collect::<Vec<_>>()
        };
        found.rests_on = those.iter().flat_map(printed).collect();
        let fix = |o: &Otherwise<'_>| {
            let pieces: Vec<_> = o.pieces.iter().map(|(span, by)| (span.clone(), by.as_str())).collect();
            mending(o.caption, &pieces, o.certain)
        };
        found.fixes = those.iter().filter_map(fix).collect();
        out.push(found);
    }
}

/// A printed date with single plain spaces.
fn plain(printed: &str) -> String {
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A date as the house writes it, with what is printed of it; none where that is not certain.
fn house(reading: &DateReading, form: &DateForm) -> Option<String> {
    let printed = &reading.printed;
    // "MAY 4" of a dateline is written by other rules; ranges and other words between are left alone.
    if printed.contains(char::is_alphabetic) && !printed.contains(char::is_lowercase) {
        return None;
    }
    let numbers = printed.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count();
    let letters = printed.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 2).count();
    if letters > 1 + usize::from(reading.weekday.is_some()) {
        return None;
    }
    match reading.value {
        DateValue::Known(date) => match date.exact() {
            Some(day) => Some(form.write(DayWritten {
                weekday: reading.weekday,
                year: Some(day.year()),
                month: day.month(),
                day: day.day(),
            })),
            // Without a day the month is written in full, whatever the house.
            None if date.month().is_some() && numbers == 1 && reading.weekday.is_none() => {
                Some(in_words(date))
            }
            None => None,
        },
        DateValue::Yearless { month, day } if numbers == 1 => {
            Some(form.write(DayWritten { weekday: reading.weekday, year: None, month, day }))
        }
        _ => None,
    }
}

fn with_weekday(reading: &DateReading, form: &DateForm) -> Option<String> {
    let DateValue::Known(date) = reading.value else { return None };
    let day = date.exact()?;
    house(reading, form)?;
    Some(form.write(DayWritten {
        weekday: Some(day.weekday()),
        year: Some(day.year()),
        month: day.month(),
        day: day.day(),
    }))
}

/// Whether a date is the day of the picture, whole, and printed without its weekday. A picture from the files needs none.
fn lacks_weekday(caption: &Caption, reading: &DateReading) -> bool {
    let main = caption.date_reading.as_ref().is_some_and(|r| r.span == reading.span);
    let whole = matches!(reading.value, DateValue::Known(d) if PartialDate::exact(d).is_some());
    let stands = caption.description.get(reading.span.clone()) == Some(reading.printed.as_str());
    main && whole
        && stands
        && reading.weekday.is_none()
        && !from_file(&caption.description)
        && !caption.flags.iter().any(|f| f == crate::model::credit::Flag::File.key())
}
