//! A day, a month or a year that one caption prints otherwise than all others of its occasion, where nobody has said when that was.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::printed_dates::{quoted, referred};
use super::sentence::from_file;
use super::split::{elsewhere, occasions};
use super::{Context, QUOTED, finding};
use crate::model::caption::{Caption, CaptionId};
use crate::model::credit::Flag;
use crate::model::date::in_words;
use crate::model::finding::Finding;
use crate::text::events::{self, Course};

/// So many captions that agree show when an occasion was.
const AGREE: usize = 3;
/// So many that do not can be a slip; more are another occasion.
const FEW: usize = 2;

/// What takes captions of one occasion together: the event; or its bare name in one document, for a wrong year makes it another
/// event of the same name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Together<'a> {
    Event(&'a str),
    Document(&'a str, &'a str),
}

type Days<'a> = BTreeMap<NaiveDate, Vec<&'a Caption>>;

/// An event's name without what tells it from others of the same name.
fn bare(name: &str) -> &str {
    let end = name.find(" (").into_iter().chain(name.find(',')).min().unwrap_or(name.len());
    name[..end].trim()
}

/// The captions whose day says when their occasion was, by occasion and day.
fn witnesses<'a>(context: &Context<'a>) -> BTreeMap<Together<'a>, Days<'a>> {
    let known = context.events.iter().filter(|e| e.begins.is_some() || e.ends.is_some());
    let told: HashSet<&str> = known.map(|e| e.name.as_str()).collect();
    let mut all: BTreeMap<Together<'_>, Days<'_>> = BTreeMap::new();
    for &caption in &context.captions {
        let Some(day) = caption.date_created.and_then(|d| d.exact()).filter(|_| caption.event_date.is_none())
        else {
            continue;
        };
        let Some(event) = caption.event.as_deref() else { continue };
        let name = bare(event);
        let file = from_file(&caption.description) || caption.flags.iter().any(|f| f == Flag::File.key());
        // What is named the event by its document alone can be of the days around it.
        let named = caption.event_words.is_some();
        if !named || file || events::course(name) != Course::Once || told.contains(event) {
            continue;
        }
        for together in [Together::Event(event), Together::Document(&caption.document, name)] {
            all.entry(together).or_default().entry(day).or_default().push(caption);
        }
    }
    all
}

/// Whether one date is the other with one of its numbers misprinted, and no neighbour of it.
fn slip(day: NaiveDate, right: NaiveDate) -> bool {
    let wrong = [day.day() != right.day(), day.month() != right.month(), day.year() != right.year()];
    wrong.iter().filter(|w| **w).count() == 1 && (day - right).num_days().abs() > 1
}

/// Whether captions are of one place, as far as they say.
fn same_place(a: &Caption, others: &[&Caption]) -> bool {
    a.city.is_none() || others.iter().any(|o| o.city.is_none() || o.city == a.city)
}

/// The one day that many captions name, where no other has as many.
fn main_day<'a, 'b>(days: &'b Days<'a>) -> Option<(NaiveDate, &'b [&'a Caption])> {
    let (day, captions) = days.iter().max_by_key(|(_, c)| c.len())?;
    let others = days.values().map(Vec::len).sum::<usize>() - captions.len();
    (captions.len() >= AGREE && captions.len() > others).then_some((*day, captions.as_slice()))
}

/// Captions whose date differs from that of all the others by one number.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut groups = witnesses(context);
    groups.retain(|_, days| days.len() > 1);
    if groups.is_empty() {
        return;
    }
    // A third day that a split names beside its two is known already.
    let split: HashSet<CaptionId> = occasions(context)
        .iter()
        .flat_map(|o| {
            o.pairs.iter().filter(|first| !o.later(**first).is_empty()).map(move |first| (o, *first))
        })
        .flat_map(|(o, first)| o.beside(first))
        .collect();
    let mut done: HashSet<CaptionId> = HashSet::new();
    for (together, mut days) in groups {
        let (Together::Event(event) | Together::Document(_, event)) = together;
        days.values_mut().for_each(|captions| captions.retain(|c| !elsewhere(c, event)));
        let Some((right, agreeing)) = main_day(&days) else { continue };
        for (day, captions) in days.iter().filter(|(d, c)| c.len() <= FEW && slip(**d, right)) {
            let open = |c: &&Caption| {
                let mismatch =
                    c.date_reading.as_ref().is_some_and(|r| r.weekday_disagrees_with(c.document_date));
                // What is dated after its document is said of that.
                let after = super::date_after_document::after(c).is_some();
                !mismatch
                    && !after
                    && !split.contains(&c.id)
                    && same_place(c, agreeing)
                    && !done.contains(&c.id)
            };
            let those: Vec<&Caption> = captions.iter().copied().filter(open).collect();
            if those.is_empty() {
                continue;
            }
            done.extend(those.iter().map(|c| c.id));
            out.push(report(bare(event), *day, &those, right, agreeing));
        }
    }
}

fn report(
    event: &str,
    day: NaiveDate,
    those: &[&Caption],
    right: NaiveDate,
    agreeing: &[&Caption],
) -> Finding {
    let who = match those.len() {
        1 => "this caption is dated".to_owned(),
        n => format!("{n} captions are dated"),
    };
    let (said, others) = (in_words(day.into()), in_words(right.into()));
    let message = format!("{who} {said}, and {} others of \"{event}\" are dated {others}", agreeing.len());
    let evidence = those.iter().chain(agreeing).take(QUOTED).map(|c| quoted(c)).collect();
    let concerned = those.iter().map(|c| referred(c)).collect();
    let mut found = finding("date-outside-event", message, evidence, concerned);
    found.rests_on = vec![event.to_owned(), day.to_string(), right.to_string()];
    found
}
