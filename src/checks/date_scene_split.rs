//! One scene on two days.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Context;
use super::split::{Occasions, day, occasions, split};
use crate::model::caption::Caption;
use crate::model::finding::Finding;

/// The scenes that are split.
fn scene_splits(event: &Occasions<'_>) -> Vec<Finding> {
    if event.pairs.is_empty() {
        return Vec::new();
    }
    let mut scenes: BTreeMap<&str, BTreeMap<NaiveDate, Vec<&Caption>>> = BTreeMap::new();
    for (day, caption) in &event.dated {
        if let Some(scene) = caption.scene.as_deref() {
            scenes.entry(scene).or_default().entry(*day).or_default().push(caption);
        }
    }
    let mut found = Vec::new();
    for (scene, days) in scenes {
        for &first in &event.pairs {
            let (Some(a), Some(b)) = (days.get(&first), first.succ_opt().and_then(|d| days.get(&d))) else {
                continue;
            };
            let later: Vec<&Caption> = b.iter().copied().filter(|c| c.event_date.is_none()).collect();
            let Some(next) = later.first().and_then(|c| day(c)) else { continue };
            let captions: Vec<(NaiveDate, &Caption)> =
                a.iter().map(|c| (first, *c)).chain(later.iter().map(|c| (next, *c))).collect();
            let what = format!("the scene \"{scene}\" of {}", event.name);
            let among: Vec<(NaiveDate, &Caption)> =
                days.iter().flat_map(|(d, of)| of.iter().map(|c| (*d, *c))).collect();
            found.push(split("date-scene-split", what, event, first, &captions, &later, &among));
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
