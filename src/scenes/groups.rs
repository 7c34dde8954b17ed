//! Captions grouped by event and scene, each group with the days that its captions name.

use std::collections::{BTreeMap, HashMap};

use crate::model::caption::Caption;
use crate::model::date::{PartialDate, in_words};
use crate::model::scene::SceneGroup;

/// Groups captions by event and scene, in order of first appearance; captions without a scene come last. A caption
/// whose event date is set counts on that day.
pub fn groups(captions: &mut dyn Iterator<Item = &Caption>) -> Vec<SceneGroup> {
    let mut place: HashMap<(Option<&str>, Option<&str>), usize> = HashMap::new();
    let mut groups: Vec<SceneGroup> = Vec::new();
    for caption in captions {
        let key = (caption.event.as_deref(), caption.scene.as_deref());
        let n = *place.entry(key).or_insert_with(|| {
            groups.push(SceneGroup {
                scene: caption.scene.clone(),
                event: caption.event.clone(),
                dates: BTreeMap::new(),
                undated: 0,
                captions: Vec::new(),
                note: None,
            });
            groups.len() - 1
        });
        let group = &mut groups[n];
        group.captions.push(caption.id);
        match caption.event_date.or(caption.date_created) {
            Some(date) => *group.dates.entry(date).or_default() += 1,
            None => group.undated += 1,
        }
    }
    for group in &mut groups {
        group.note = note(group);
    }
    groups.sort_by_key(|g| g.scene.is_none());
    groups
}

/// What two and more days in one scene say, in words. Whether they are one occasion, the checks tell.
fn note(group: &SceneGroup) -> Option<String> {
    if group.dates.len() < 2 {
        return None;
    }
    let why = match group.dates.keys().all(|d| d.exact().is_some()) {
        false => "one date is less exact than another",
        true => "these can be different occasions",
    };
    let day = |(d, n): (&PartialDate, &usize)| {
        format!("{n} caption{} {}", if *n == 1 { " says" } else { "s say" }, in_words(*d))
    };
    let days: Vec<String> = group.dates.iter().map(day).collect();
    Some(format!("{}; {why}", days.join(", ")))
}
