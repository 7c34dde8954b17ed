//! One occasion on two days: a scene, or an event, whose captions name two days that follow each other. Days further
//! apart, and runs of three and more, are different occasions of an event that lasts, and no problem; but where most
//! captions name the first of two days, a few of a third day do not make it one that lasts.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::printed_dates::{quoted, referred};
use super::{Context, QUOTED, finding};
use crate::model::caption::Caption;
use crate::model::date::{PartialDate, in_words};
use crate::model::event::Event;
use crate::model::field::{Field, Value};
use crate::model::finding::{Finding, Fix};

/// The captions of one event: the day that each names, settled ones by their event date.
pub(super) struct Occasions<'a> {
    /// The event's name; a document's where its captions name none.
    pub name: &'a str,
    pub dated: Vec<(NaiveDate, &'a Caption)>,
    pub known: Option<&'a Event>,
    /// The first days of pairs that may be one occasion.
    pub pairs: Vec<NaiveDate>,
}

/// The day that a caption is filed under.
pub(super) fn day(caption: &Caption) -> Option<NaiveDate> {
    caption.event_date.or(caption.date_created)?.exact()
}

/// Events in the order in which they first appear.
pub(super) fn occasions<'a>(context: &Context<'a>) -> Vec<Occasions<'a>> {
    let known: HashMap<&str, &Event> = context.events.iter().map(|e| (e.name.as_str(), e)).collect();
    let mut place: HashMap<(&str, bool), usize> = HashMap::new();
    let mut events: Vec<Occasions<'_>> = Vec::new();
    for &caption in &context.captions {
        let Some(day) = day(caption) else { continue };
        // Captions that name no event are those of one document, which tells of one.
        let name = caption.event.as_deref().unwrap_or(&caption.document);
        let n = *place.entry((name, caption.event.is_some())).or_insert_with(|| {
            let known = caption.event.as_deref().and_then(|e| known.get(e)).copied();
            events.push(Occasions { name, dated: Vec::new(), known, pairs: Vec::new() });
            events.len() - 1
        });
        events[n].dated.push((day, caption));
    }
    for event in &mut events {
        let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        event.dated.iter().for_each(|(d, _)| *days.entry(*d).or_default() += 1);
        let has = |d: Option<NaiveDate>| d.is_some_and(|d| days.contains_key(&d));
        // Known to have gone on for days, with nights between them: captions on several days are its nature.
        let lasts = |e: &Event| {
            let days = e.begins.zip(e.ends).map(|(b, e)| (e.date() - b.date()).num_days());
            days.is_some_and(|n| n >= 2 || (n == 1 && !over_midnight(e)))
        };
        if event.known.is_some_and(lasts) {
            continue;
        }
        let first = event.known.filter(|e| over_midnight(e)).and_then(|e| e.begins).map(|b| b.date());
        // What shares nothing but its document is no occasion that a few could be strays of.
        let named = event.dated.first().is_some_and(|(_, c)| c.event.is_some());
        event.pairs = days
            .keys()
            .copied()
            .filter(|d| {
                let next = d.succ_opt();
                let alone = !has(d.pred_opt()) && !has(next.and_then(|n| n.succ_opt()));
                has(next) && (first == Some(*d) || alone || (named && most(&days, *d)))
            })
            .collect();
    }
    events
}

/// So long an event that ended on the day after it began can have gone on without a night's rest.
const ONE_NIGHT: i64 = 14;

/// Whether an event is known to have run past midnight: it was said, or its hours say it.
fn over_midnight(event: &Event) -> bool {
    let hours =
        event.begins.zip(event.ends).map(|(b, e)| ((e.date() - b.date()).num_days(), (e - b).num_hours()));
    event.past_midnight || hours.is_some_and(|(days, hours)| days == 1 && hours < ONE_NIGHT)
}

/// So many captions of one day show that the occasion was on that day; fewer are too few to tell.
const MANY: usize = 6;

/// Whether a day has three of four captions of all the days that follow each other around it.
fn most(days: &BTreeMap<NaiveDate, usize>, day: NaiveDate) -> bool {
    let count = |d: NaiveDate| days.get(&d).copied();
    let after = std::iter::successors(day.succ_opt(), NaiveDate::succ_opt).map_while(count);
    let before = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt).map_while(count);
    let others: usize = after.chain(before).sum();
    count(day).is_some_and(|n| n >= MANY && n >= others * 3)
}

/// The days beside the two of a split that captions of the same name, as a sentence's part; nothing where there are none.
fn odd_days(among: &[(NaiveDate, &Caption)], first: NaiveDate) -> String {
    let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    among.iter().for_each(|(d, _)| *days.entry(*d).or_default() += 1);
    let near = |d: NaiveDate| {
        (-7..=8).contains(&(d - first).num_days()) && !(0..=1).contains(&(d - first).num_days())
    };
    let said = |(d, n): (&NaiveDate, &usize)| {
        let verb = if *n == 1 { "caption says" } else { "captions say" };
        format!(", and {n} {verb} {}, which is neither", in_words((*d).into()))
    };
    days.iter().filter(|(d, _)| near(**d)).map(said).collect()
}

/// Why both days can be true, from what is known of the event.
fn reason(event: Option<&Event>, first: NaiveDate) -> &'static str {
    match event {
        Some(e) if over_midnight(e) && e.begins.is_some_and(|b| b.date() == first) => {
            "the event ran past midnight: a frame shot after midnight bears the next day's date"
        }
        _ => "a frame shot after midnight, or dated when it was sent, bears the next day's date",
    }
}

/// The problem of one occasion on `first` and the day after, for captions among which `later` are to be decided;
/// days that others of `among` bear are named beside.
pub(super) fn split(
    check: &str,
    what: String,
    event: &Occasions<'_>,
    first: NaiveDate,
    captions: &[(NaiveDate, &Caption)],
    later: &[&Caption],
    among: &[(NaiveDate, &Caption)],
) -> Finding {
    let next = later.first().and_then(|c| day(c)).unwrap_or(first);
    let earlier = captions.iter().filter(|(d, _)| *d == first).count();
    let (count, verb) = (later.len(), if later.len() == 1 { "caption says" } else { "captions say" });
    let message = format!(
        "{what} is on two days: {earlier} {} {}, {count} {verb} {}{}; {}",
        if earlier == 1 { "caption says" } else { "captions say" },
        in_words(first.into()),
        in_words(next.into()),
        odd_days(among, first),
        reason(event.known, first),
    );
    // A few of each day prove it.
    let of_day = |day: NaiveDate| captions.iter().filter(move |(d, _)| *d == day).take(QUOTED / 2);
    let evidence = match check {
        // Of an event it is the later ones that are to be decided.
        "date-event-split" => of_day(next).chain(of_day(first)).map(|(_, c)| quoted(c)).collect(),
        _ => of_day(first).chain(of_day(next)).map(|(_, c)| quoted(c)).collect(),
    };
    let concerned = if check == "date-event-split" {
        later.iter().map(|c| referred(c)).collect()
    } else {
        captions.iter().map(|(_, c)| referred(c)).collect()
    };
    let mut found = finding(check, message, evidence, concerned);
    found.rests_on = captions.iter().map(|(d, c)| format!("{} {d}", c.id)).collect();
    if check == "date-event-split" {
        // More captions of the first day change nothing about the later ones.
        found.rests_on = later.iter().filter_map(|c| day(c)).map(|d| d.to_string()).collect();
    }
    let to = Value::Text(PartialDate::from(first).to_string());
    found.fixes = later
        .iter()
        .map(|c| Fix { id: c.id, field: Field::EventDate, from: Value::Null, to: to.clone(), certain: false })
        .collect();
    found
}
