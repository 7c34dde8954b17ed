//! One moment on two days: two captions of a document that tell of it in the same words, which no other caption has, are dated on
//! two days that follow each other: "out of the ruins of his home on a stretcher".

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::Context;
use super::near::number;
use super::sentence::from_file;
use super::split::{Days, Occasions, day, elsewhere, split};
use super::words::{Word, english, has, words};
use crate::model::caption::{Caption, CaptionId};
use crate::model::credit::Flag;
use crate::model::finding::Finding;
use crate::text::beside::in_small_hours;
use crate::text::fold::fold;

/// So many words in a row that two captions share and no others have tell of one moment.
const RUN: usize = 6;
/// So many of them must say something.
const TELLING: usize = 3;
/// So many captions can tell of a moment; what more have is a document's habit.
const FEW: usize = 4;
/// A document of fewer dated captions shows no habit.
const DATED: usize = 5;

/// What goes on says so.
const GOES_ON: [&str; 16] = [
    "second day",
    "third day",
    "day two",
    "day three",
    "again",
    "still",
    "continue",
    "resume",
    "another",
    "daily",
    "every day",
    "each day",
    "this week",
    "days after",
    "a day after",
    "the next day",
];

/// Moments of captions that no other split tells of.
pub(super) fn run(context: &Context<'_>, told: &HashSet<CaptionId>, out: &mut Vec<Finding>) {
    for captions in super::lacking::by_document(&context.captions) {
        let dated: Vec<(NaiveDate, &Caption)> = captions.iter().filter_map(|c| Some((own(c)?, *c))).collect();
        let days: BTreeSet<NaiveDate> = dated.iter().map(|(d, _)| *d).collect();
        let follow = days.iter().any(|d| d.succ_opt().is_some_and(|n| days.contains(&n)));
        if dated.len() >= DATED && follow {
            of_document(&dated, told, out);
        }
    }
}

/// The day that a caption prints, where nothing else is said of it.
fn own(caption: &Caption) -> Option<NaiveDate> {
    let file = from_file(&caption.description) || caption.flags.iter().any(|f| f == Flag::File.key());
    let read = caption.date_reading.as_ref().filter(|r| !r.weekday_disagrees_with(caption.document_date))?;
    let text = caption.description.as_str();
    let printed = text.get(read.span.clone()) == Some(read.printed.as_str());
    let small = text.to_lowercase();
    let goes_on = GOES_ON.iter().any(|g| small.contains(g));
    let known = caption.event_date.is_none() && !file && printed && !goes_on && !in_small_hours(text);
    day(caption).filter(|_| known)
}

/// The words before a caption's date and place.
fn shown(caption: &Caption) -> Vec<Word<'_>> {
    let text = caption.description.as_str();
    // "1 April 2025, Lower Saxony, Hanover: A robot …" begins with its date.
    let first = caption.date_reading.as_ref().is_some_and(|r| r.span.start < 3);
    let header = text.find(": ").filter(|_| first).map_or(0, |at| at + 2);
    let from = super::sentence::lead(text).max(header);
    let date = caption.date_reading.as_ref().map(|r| r.span.start).filter(|at| *at > from);
    let place = [&caption.city, &caption.sublocation].into_iter().flatten();
    let place =
        place.filter_map(|p| text[from..].find(p.as_str()).map(|at| from + at)).filter(|at| *at > from);
    let end = place.chain(date).min().unwrap_or(text.len());
    words(text).skip_while(|w| w.at < from).take_while(|w| w.at < end).collect()
}

fn of_document(dated: &[(NaiveDate, &Caption)], told: &HashSet<CaptionId>, out: &mut Vec<Finding>) {
    let lists: Vec<Vec<Word<'_>>> = dated.iter().map(|(_, c)| shown(c)).collect();
    let mut runs: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    for (n, list) in lists.iter().enumerate() {
        let folded: Vec<String> = list.iter().map(|w| fold(w.text)).collect();
        for (at, run) in folded.windows(RUN).enumerate() {
            runs.entry(number(run)).or_default().push((n, at));
        }
    }
    let mut places: Vec<Vec<(usize, usize)>> = runs.into_values().filter(|p| p.len() > 1).collect();
    places.sort_unstable();
    let mut done: HashSet<CaptionId> = told.clone();
    for mut place in places {
        place.dedup_by_key(|(n, _)| *n);
        let days: BTreeSet<NaiveDate> = place.iter().map(|(n, _)| dated[*n].0).collect();
        let two = days.len() == 2 && days.first().and_then(NaiveDate::succ_opt).as_ref() == days.last();
        if place.len() < 2 || place.len() > FEW || !two {
            continue;
        }
        let (n, at) = place[0];
        let captions: Vec<&Caption> = place.iter().map(|(n, _)| dated[*n].1).collect();
        let new = captions.iter().all(|c| !done.contains(&c.id));
        let one_place = captions.windows(2).all(|c| c[0].city == c[1].city);
        let beside = captions.iter().any(|c| c.event.as_deref().is_some_and(|e| elsewhere(c, e)));
        let size = longest(&place, &lists);
        let run = &lists[n][at..at + size];
        let other = captions.iter().any(|c| !english(&c.description));
        if other || !new || !one_place || beside || !tells(&captions, run) {
            continue;
        }
        done.extend(captions.iter().map(|c| c.id));
        let mut by_day = Days::new();
        place.iter().for_each(|(n, _)| by_day.entry(dated[*n].0).or_default().push(dated[*n].1));
        let (Some(first), Some(later)) = (by_day.keys().next().copied(), by_day.values().nth(1).cloned())
        else {
            continue;
        };
        let said = dated[n].1.description[run[0].at..run[size - 1].end()].to_owned();
        let moment = Occasions::moment(&said, by_day.clone());
        out.push(split("date-event-split", format!("“{said}”"), &moment, first, &later, &by_day));
    }
}

/// Words that say where, or what goes on for days, and not what happens.
const WHERE: &str = "state province prefecture county district region north south east west northern southern eastern western central \
    northeast northwest southeast southwest northeastern northwestern southeastern southwestern street town city village capital \
    flood floods flooded floodwater floodwaters rain snow smoke water left right";

/// Whether words say enough that they are of one moment, and not of a person or a place alone; fewer do where both captions show
/// the same person.
fn tells(captions: &[&Caption], run: &[Word<'_>]) -> bool {
    let telling = run.iter().filter(|w| {
        let small = w.small() || w.text.ends_with("'s") && w.text.starts_with(char::is_lowercase);
        small
            && w.text.chars().count() >= 3
            && !super::clauses::breaks(w.text)
            && !super::clauses::begins(w.text)
            && !has(WHERE, w.text)
    });
    let shared =
        captions[0].persons_shown.iter().any(|p| captions[1..].iter().all(|c| c.persons_shown.contains(p)));
    telling.count() >= if shared { TELLING - 1 } else { TELLING }
}

/// How many words in a row all places share, from the first of them on.
fn longest(place: &[(usize, usize)], lists: &[Vec<Word<'_>>]) -> usize {
    let (n, at) = place[0];
    let same = |by: &usize| {
        let Some(word) = lists[n].get(at + by) else { return false };
        place.iter().all(|(m, p)| lists[*m].get(p + by).is_some_and(|w| fold(w.text) == fold(word.text)))
    };
    (RUN..).take_while(same).count() + RUN
}
