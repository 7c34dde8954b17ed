//! A caption's date against what is known beside it: its event, its document, and the same picture elsewhere.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};

use super::said::said;
use super::{Context, QUOTED, finding, quote, reference};
use crate::model::caption::Caption;
use crate::model::date::{PartialDate, in_words};
use crate::model::event::Event;
use crate::model::finding::Finding;
use crate::text::fold::fold;

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
pub(super) fn outside_event(context: &Context<'_>, out: &mut Vec<Finding>) {
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
        let evidence = captions.iter().take(QUOTED).map(|c| quote(c)).collect();
        let concerned = captions.iter().map(|c| reference(c)).collect();
        let mut found = finding("date-outside-event", message, evidence, concerned);
        found.rests_on = vec![name.to_owned(), day.to_string(), format!("{first:?} {last:?}")];
        out.push(found);
    }
}

/// A date after the day on which its document was published. The day after is let through: where the picture was taken
/// it may be tomorrow already.
pub(super) fn after_document(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut groups: BTreeMap<(&str, NaiveDate, NaiveDate), Vec<&Caption>> = BTreeMap::new();
    for caption in &context.captions {
        let published = caption.document_date.and_then(|d| d.exact());
        if let Some((published, day)) = published.zip(day(caption))
            && published.checked_add_days(Days::new(1)).is_some_and(|latest| day > latest)
        {
            groups.entry((&caption.document, published, day)).or_default().push(caption);
        }
    }
    for ((_, published, day), captions) in groups {
        let (who, whose) = match captions.len() {
            1 => ("this caption is dated".to_owned(), "its"),
            n => (format!("{n} captions are dated"), "their"),
        };
        let (day_words, published_words) = (in_words(day.into()), in_words(published.into()));
        let message = format!("{who} {day_words}, after {whose} document was published on {published_words}");
        let evidence = captions.iter().take(QUOTED).map(|c| quote(c)).collect();
        let concerned = captions.iter().map(|c| reference(c)).collect();
        let mut found = finding("date-after-document", message, evidence, concerned);
        found.rests_on = vec![published.to_string(), day.to_string()];
        out.push(found);
    }
}

/// The same words by the same photographer, two days: one picture, dated once the day it was taken and once another day.
pub(super) fn same_picture(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut groups: HashMap<(u64, String), Vec<&Caption>> = HashMap::new();
    for caption in &context.captions {
        let Some(creator) = caption.creators.first() else { continue };
        // Words that name nobody can be true of the same corner on many days.
        if caption.persons_shown.is_empty() || day(caption).is_none() {
            continue;
        }
        if let Some(words) = said(caption) {
            groups.entry((words, fold(creator))).or_default().push(caption);
        }
    }
    let mut found: Vec<Finding> = Vec::new();
    for captions in groups.values().filter(|g| g.len() > 1) {
        let filed = |c: &Caption| c.event_date.or(c.date_created);
        let days: std::collections::BTreeSet<PartialDate> =
            captions.iter().filter_map(|c| filed(c)).collect();
        let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) else { continue };
        // Farther apart, it is the same person at another occasion.
        let apart = first.exact().zip(last.exact()).map_or(0, |(a, b)| (b - a).num_days());
        if !(1..=7).contains(&apart) {
            continue;
        }
        let each: Vec<String> = days.iter().map(|d| in_words(*d)).collect();
        let message = format!(
            "the same words by {} are dated {}: one picture has one date",
            captions[0].creators[0],
            each.join(" and ")
        );
        let evidence = captions.iter().take(QUOTED).map(|c| quote(c)).collect();
        let concerned = captions.iter().map(|c| reference(c)).collect();
        let mut one = finding("date-picture-split", message, evidence, concerned);
        one.rests_on = captions.iter().map(|c| format!("{} {:?}", c.id, filed(c))).collect();
        found.push(one);
    }
    // In catalog order, whatever the order of the groups.
    let place: HashMap<_, usize> = context.captions.iter().enumerate().map(|(n, c)| (c.id, n)).collect();
    found.sort_by_key(|f| f.captions.first().and_then(|c| place.get(&c.id).copied()));
    out.extend(found);
}
