//! Captions without a date.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Context;
use super::lacking::lacking;
use super::split::elsewhere;
use crate::model::caption::Caption;
use crate::model::date::{DateValue, PartialDate};
use crate::model::field::{Field, Value};
use crate::model::finding::{Finding, Fix};
use crate::text::dates;

/// Captions without a date. A date that is printed and cannot be decided has its own check; one that is settled by an
/// event date is not asked for again.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let undated = |c: &Caption| {
        // What has no words at all is told by the check of missing captions.
        c.date_created.is_none()
            && c.event_date.is_none()
            && !c.description.trim().is_empty()
            && !c
                .date_reading
                .as_ref()
                .is_some_and(|r| matches!(r.value, DateValue::Ambiguous(..) | DateValue::Impossible))
            // A day that is printed, and is not taken for the picture's, is a date all the same: "in this file photo from".
            && !dates::find(&c.description).iter().any(|d| matches!(d.value, DateValue::Known(day) if day.exact().is_some()) || matches!(d.value, DateValue::Ambiguous(..) | DateValue::Impossible))
            && !super::date_misspelt::has(c)
    };
    let before = out.len();
    lacking(context, out, "date-missing", "a date", undated);
    if out.len() == before {
        return;
    }
    let asked: HashSet<&str> =
        context.captions.iter().filter(|c| undated(c)).filter_map(|c| c.event.as_deref()).collect();
    let fellows = Fellows::of(context, &asked);
    let by_id: HashMap<_, &Caption> =
        context.captions.iter().filter(|c| undated(c)).map(|c| (c.id, *c)).collect();
    for finding in &mut out[before..] {
        let ids: Vec<_> = finding.captions.iter().map(|c| c.id).collect();
        for caption in ids.iter().filter_map(|id| by_id.get(id)) {
            if let Some(day) = fellows.day(caption) {
                finding.fixes.push(Fix {
                    id: caption.id,
                    field: Field::DateCreated,
                    from: Value::Null,
                    to: Value::Text(day.to_string()),
                    certain: false,
                });
            }
        }
        match finding.fixes.len() {
            0 => {}
            1 => finding.message.push_str("; for one, the others of its scene or event all name one day"),
            n => finding
                .message
                .push_str(&format!("; for {n}, the others of their scene or event all name one day")),
        }
    }
}

/// The days that the captions of a scene, and of an event, name.
#[derive(Default)]
struct Fellows<'a> {
    scenes: HashMap<(&'a str, &'a str), Named>,
    events: HashMap<&'a str, Named>,
}

#[derive(Default)]
struct Named {
    days: BTreeSet<PartialDate>,
    captions: usize,
}

/// So few captions say nothing of an event.
const FELLOWS: usize = 3;

impl<'a> Fellows<'a> {
    /// Of those events of which captions are asked for; what places itself before or after its event says nothing of its day.
    fn of(context: &Context<'a>, asked: &HashSet<&str>) -> Fellows<'a> {
        let mut fellows = Fellows::default();
        for caption in &context.captions {
            let Some((event, day)) = caption.event.as_deref().zip(caption.date_created) else { continue };
            if !asked.contains(event) || elsewhere(caption, event) {
                continue;
            }
            let count = |named: &mut Named| {
                named.days.insert(day);
                named.captions += 1;
            };
            count(fellows.events.entry(event).or_default());
            if let Some(scene) = caption.scene.as_deref() {
                count(fellows.scenes.entry((event, scene)).or_default());
            }
        }
        fellows
    }

    /// The one day that a caption's fellows name.
    fn day(&self, caption: &Caption) -> Option<PartialDate> {
        let event = caption.event.as_deref().filter(|event| !elsewhere(caption, event))?;
        let one = |named: &Named| {
            named.days.first().copied().filter(|d| named.days.len() == 1 && d.exact().is_some())
        };
        // A scene on two days is no guide, nor is its event then.
        if let Some(named) = caption.scene.as_deref().and_then(|s| self.scenes.get(&(event, s))) {
            return one(named);
        }
        self.events.get(event).filter(|named| named.captions >= FELLOWS).and_then(one)
    }
}
