//! The same picture dated on two days.

use std::collections::HashMap;

use super::printed_dates::{quoted, referred};
use super::said::said;
use super::{Context, QUOTED, finding};
use crate::model::caption::Caption;
use crate::model::date::{PartialDate, in_words};
use crate::model::finding::Finding;
use crate::text::fold::fold;

/// The same words by the same photographer, two days: one picture, dated once the day it was taken and once another day.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut groups: HashMap<(u64, String), Vec<&Caption>> = HashMap::new();
    for caption in &context.captions {
        let Some(creator) = caption.creators.first() else { continue };
        // Words that name nobody can be true of the same corner on many days.
        if caption.persons_shown.is_empty() || caption.date_created.and_then(|d| d.exact()).is_none() {
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
        let evidence = captions.iter().take(QUOTED).map(|c| quoted(c)).collect();
        let concerned = captions.iter().map(|c| referred(c)).collect();
        let mut one = finding("date-picture-split", message, evidence, concerned);
        one.rests_on = captions.iter().map(|c| format!("{} {:?}", c.id, filed(c))).collect();
        found.push(one);
    }
    // In catalog order, whatever the order of the groups.
    let place: HashMap<_, usize> = context.captions.iter().enumerate().map(|(n, c)| (c.id, n)).collect();
    found.sort_by_key(|f| f.captions.first().and_then(|c| place.get(&c.id).copied()));
    out.extend(found);
}
