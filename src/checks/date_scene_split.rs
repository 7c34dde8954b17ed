//! One scene on two days.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::Context;
use super::split::{Days, Occasions, occasions, open, split};
use crate::model::caption::{Caption, CaptionId};
use crate::model::finding::Finding;

/// The captions of an event by scene and day.
fn scenes<'a>(event: &Occasions<'a>) -> BTreeMap<&'a str, Days<'a>> {
    let mut scenes: BTreeMap<&str, Days<'_>> = BTreeMap::new();
    for (day, captions) in &event.days {
        for caption in captions {
            if let Some(scene) = caption.scene.as_deref() {
                scenes.entry(scene).or_default().entry(*day).or_default().push(caption);
            }
        }
    }
    scenes
}

/// The scenes that are split.
fn scene_splits(event: &Occasions<'_>) -> Vec<Finding> {
    // What may belong to the day before, by the event.
    let of_event: HashMap<NaiveDate, HashSet<CaptionId>> =
        event.pairs.iter().map(|d| (*d, event.later(*d).iter().map(|c| c.id).collect())).collect();
    let mut found = Vec::new();
    for (scene, days) in &scenes(event) {
        for &first in days.keys() {
            let Some(next) = first.succ_opt().and_then(|d| days.get(&d)) else { continue };
            let once = event.once(scene, days, first);
            let may = |c: &Caption| once || of_event.get(&first).is_some_and(|ids| ids.contains(&c.id));
            let later = open(next.iter().copied().filter(|c| c.event_date.is_none() && may(c)).collect());
            if !later.is_empty() {
                let what = format!("the scene \"{scene}\" of {}", event.name);
                found.push(split("date-scene-split", what, event, first, &later, days));
            }
        }
    }
    found
}

/// A scene of one event on two days.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for event in occasions(context) {
        out.extend(scene_splits(&event));
    }
}
