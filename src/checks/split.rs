//! One occasion on two days: a scene, or an event, whose captions name two days that follow each other. Days further
//! apart, and runs of three and more, are different occasions of an event that lasts, and no problem.

use std::collections::{BTreeSet, HashMap};

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
        let days: BTreeSet<NaiveDate> = event.dated.iter().map(|(d, _)| *d).collect();
        let has = |d: Option<NaiveDate>| d.is_some_and(|d| days.contains(&d));
        // Known to have gone on for days, with nights between them: captions on several days are its nature.
        let lasts = |e: &Event| {
            let days = e.begins.zip(e.ends).map(|(b, e)| (e.date() - b.date()).num_days());
            days.is_some_and(|n| n >= 2 || (n == 1 && !e.past_midnight))
        };
        if event.known.is_some_and(lasts) {
            continue;
        }
        let first = event.known.filter(|e| e.past_midnight).and_then(|e| e.begins).map(|b| b.date());
        event.pairs = days
            .iter()
            .copied()
            .filter(|d| {
                let next = d.succ_opt();
                has(next)
                    && (first == Some(*d) || (!has(d.pred_opt()) && !has(next.and_then(|n| n.succ_opt()))))
            })
            .collect();
    }
    events
}

/// Why both days can be true, from what is known of the event.
fn reason(event: Option<&Event>, first: NaiveDate) -> &'static str {
    match event {
        Some(e) if e.past_midnight && e.begins.is_some_and(|b| b.date() == first) => {
            "the event ran past midnight: a frame shot after midnight bears the next day's date"
        }
        _ => "a frame shot after midnight, or dated when it was sent, bears the next day's date",
    }
}

/// The problem of one occasion on `first` and the day after, for captions among which `later` are to be decided.
pub(super) fn split(
    check: &str,
    what: String,
    event: &Occasions<'_>,
    first: NaiveDate,
    captions: &[(NaiveDate, &Caption)],
    later: &[&Caption],
) -> Finding {
    let next = later.first().and_then(|c| day(c)).unwrap_or(first);
    let earlier = captions.iter().filter(|(d, _)| *d == first).count();
    let (count, verb) = (later.len(), if later.len() == 1 { "caption says" } else { "captions say" });
    let message = format!(
        "{what} is on two days: {earlier} {} {}, {count} {verb} {}; {}",
        if earlier == 1 { "caption says" } else { "captions say" },
        in_words(first.into()),
        in_words(next.into()),
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
