//! A date before its event began or after it ended.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::printed_dates::{quoted, referred};
use super::{Context, QUOTED, finding};
use crate::model::caption::{Caption, CaptionId};
use crate::model::date::in_words;
use crate::model::event::Event;
use crate::model::finding::Finding;

/// The first and the last day of an event, in local time, as far as known. One that runs past midnight takes the next day in.
fn bounds(event: &Event) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let first = event.begins.map(|b| b.date());
    let last = match (event.ends, first) {
        (Some(ends), _) => Some(ends.date()),
        (None, Some(first)) if event.past_midnight => first.succ_opt(),
        _ => None,
    };
    (first, last)
}

fn day(caption: &Caption) -> Option<NaiveDate> {
    caption.date_created?.exact()
}

/// A date before its event began or after it ended; together where captions of one event name the same day.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let before = out.len();
    of_known(context, out);
    super::date_slip::run(context, out);
    let told: HashSet<CaptionId> =
        out[before..].iter().flat_map(|f| f.captions.iter().map(|c| c.id)).collect();
    super::date_held::run(context, &told, out);
    let told: HashSet<CaptionId> =
        out[before..].iter().flat_map(|f| f.captions.iter().map(|c| c.id)).collect();
    super::date_stray::run(context, &told, out);
}

/// By what the desk has said of when events were.
fn of_known(context: &Context<'_>, out: &mut Vec<Finding>) {
    let known: HashMap<&str, &Event> = context.events.iter().map(|e| (e.name.as_str(), e)).collect();
    if known.is_empty() {
        return;
    }
    let mut groups: BTreeMap<(&str, NaiveDate), Vec<&Caption>> = BTreeMap::new();
    for caption in &context.captions {
        let Some((event, day)) = caption.event.as_deref().zip(day(caption)) else { continue };
        let Some(known) = known.get(event) else { continue };
        let (first, last) = bounds(known);
        let outside = first.is_some_and(|f| day < f) || last.is_some_and(|l| day > l);
        // Filed under a day of the event, it is settled.
        let filed = caption.event_date.and_then(|d| d.exact());
        let settled = filed.is_some_and(|d| first.is_none_or(|f| d >= f) && last.is_none_or(|l| d <= l));
        if outside && !settled {
            groups.entry((event, day)).or_default().push(caption);
        }
    }
    for ((name, day), captions) in groups {
        let (first, last) = bounds(known[name]);
        let when = match (first, last) {
            (Some(f), _) if day < f => format!("it began on {}", in_words(f.into())),
            (_, Some(l)) => format!("it ended on {}", in_words(l.into())),
            _ => continue,
        };
        let who = match captions.len() {
            1 => "this caption is dated".to_owned(),
            n => format!("{n} captions are dated"),
        };
        let message = format!("{who} {}, outside {name}: {when}", in_words(day.into()));
        let evidence = captions.iter().take(QUOTED).map(|c| quoted(c)).collect();
        let concerned = captions.iter().map(|c| referred(c)).collect();
        let mut found = finding("date-outside-event", message, evidence, concerned);
        found.rests_on = vec![name.to_owned(), day.to_string(), format!("{first:?} {last:?}")];
        out.push(found);
    }
}
