//! One date of a document that is of another month or year than all the others, which are of a few days.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use super::lacking::by_document;
use super::printed_dates::{quoted, referred};
use super::sentence::from_file;
use super::{Context, QUOTED, finding};
use crate::model::caption::{Caption, CaptionId};
use crate::model::credit::Flag;
use crate::model::date::in_words;
use crate::model::finding::Finding;

/// So many captions of a few days show when a document's pictures were taken.
const AGREE: usize = 5;
/// So many that are not of these days can be slips; more are of another occasion.
const FEW: usize = 2;
/// The days of which they are, from the first to the last. Of more days an earlier picture could have the number of one by chance.
const SPAN: i64 = 3;

/// The days of a tournament or a festival, at most.
const LONG: i64 = 16;

/// Whether a day is one of some days but for its month, or for its year.
fn slip(day: NaiveDate, first: NaiveDate, last: NaiveDate) -> bool {
    first.iter_days().take_while(|d| *d <= last).any(|right| {
        let wrong = [day.month() != right.month(), day.year() != right.year()];
        day.day() == right.day() && wrong.iter().filter(|w| **w).count() == 1
    })
}

/// Whether one digit of a day is another than in a day that others of the same event name: the 12th at a fashion week of which
/// all else is of the 20th to the 23rd.
fn digit(day: NaiveDate, caption: &Caption, agreeing: &[(NaiveDate, &Caption)]) -> bool {
    let Some(event) = caption.event.as_deref() else { return false };
    let of_event: Vec<NaiveDate> =
        agreeing.iter().filter(|(_, c)| c.event.as_deref() == Some(event)).map(|(d, _)| *d).collect();
    let tens = |d: NaiveDate| (d.day() / 10, d.day() % 10);
    let near = of_event.iter().any(|d| {
        let (a, b) = (tens(day), tens(*d));
        (day.year(), day.month()) == (d.year(), d.month()) && (a.0 == b.0) != (a.1 == b.1)
    });
    let far = of_event.iter().all(|d| (day - *d).num_days().abs() > SPAN);
    of_event.len() >= AGREE && near && far
}

/// Captions whose month or year no other of their document has; those that are told already are left out.
pub(super) fn run(context: &Context<'_>, told: &HashSet<CaptionId>, out: &mut Vec<Finding>) {
    for captions in by_document(&context.captions) {
        let mut dated: Vec<(NaiveDate, &Caption)> =
            captions.iter().filter_map(|c| Some((day(c)?, *c))).collect();
        if dated.len() <= AGREE {
            continue;
        }
        dated.sort_by_key(|(day, _)| *day);
        let Some((others, agreeing)) = few(&dated, SPAN).or_else(|| few(&dated, LONG)) else { continue };
        let (Some((first, _)), Some((last, _))) = (agreeing.first(), agreeing.last()) else { continue };
        let short = (*last - *first).num_days() <= SPAN;
        let wrong = |d: NaiveDate, c: &Caption| match short {
            true => slip(d, *first, *last) || digit(d, c, agreeing),
            // Of what goes on for days by its name all of it is of these days.
            false => (slip(d, *first, *last) || digit(d, c, agreeing)) && one_event(c, agreeing),
        };
        for (day, caption) in
            others.into_iter().filter(|(d, c)| wrong(*d, c) && open(c) && !told.contains(&c.id))
        {
            out.push(report(day, caption, *first, *last, agreeing));
        }
    }
}

type Dated<'a> = (NaiveDate, &'a Caption);

/// The few captions that are not of the days, so many at most, of which nearly all are; and those.
fn few<'d, 'a>(dated: &'d [Dated<'a>], days: i64) -> Option<(Vec<Dated<'a>>, &'d [Dated<'a>])> {
    let span = |n: usize| n..dated.partition_point(|(d, _)| (*d - dated[n].0).num_days() <= days);
    let most = (0..dated.len()).map(span).max_by_key(|r| (r.len(), std::cmp::Reverse(r.start)))?;
    let others: Vec<Dated<'_>> = dated[..most.start].iter().chain(&dated[most.end..]).copied().collect();
    (most.len() >= AGREE && (1..=FEW).contains(&others.len())).then(|| (others, &dated[most]))
}

/// Whether a caption and enough of the others are of one event that lasts a known number of days: a tournament, a festival.
fn one_event(caption: &Caption, agreeing: &[Dated<'_>]) -> bool {
    const BOUNDED: &str = "open championship championships games festival week tournament masters cup regatta olympics paralympics fair expo tour";
    let Some(event) = caption.event.as_deref() else { return false };
    let name = event.split([',', '(']).next().unwrap_or_default().to_lowercase();
    let bounded = name.split_whitespace().any(|w| BOUNDED.split_whitespace().any(|b| b == w));
    bounded && agreeing.iter().filter(|(_, c)| c.event.as_deref() == Some(event)).count() >= AGREE
}

/// The day that a caption prints for its picture, where the desk has not filed it and the picture is not from the files.
fn day(caption: &Caption) -> Option<NaiveDate> {
    let file = from_file(&caption.description) || caption.flags.iter().any(|f| f == Flag::File.key());
    let told = caption.date_reading.is_some() && caption.event_date.is_none() && !file;
    caption.date_created.and_then(|d| d.exact()).filter(|_| told)
}

/// Whether nothing else is said of a caption's date.
fn open(caption: &Caption) -> bool {
    let mismatch =
        caption.date_reading.as_ref().is_some_and(|r| r.weekday_disagrees_with(caption.document_date));
    !mismatch && super::date_after_document::after(caption).is_none()
}

fn report(
    day: NaiveDate,
    caption: &Caption,
    first: NaiveDate,
    last: NaiveDate,
    agreeing: &[(NaiveDate, &Caption)],
) -> Finding {
    let when = match first == last {
        true => in_words(first.into()),
        false => format!("{} to {}", in_words(first.into()), in_words(last.into())),
    };
    let message = format!(
        "this caption is dated {}, and {} others of {} are dated {when}",
        in_words(day.into()),
        agreeing.len(),
        caption.document
    );
    let others = agreeing.iter().map(|(_, c)| *c);
    let evidence = std::iter::once(caption).chain(others).take(QUOTED).map(quoted).collect();
    let mut found = finding("date-outside-event", message, evidence, vec![referred(caption)]);
    found.rests_on = vec![day.to_string(), first.to_string(), last.to_string()];
    found
}
