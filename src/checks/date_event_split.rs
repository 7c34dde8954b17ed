//! One event on two days.

use super::Context;
use super::split::{occasions, split};
use crate::model::finding::Finding;

/// An event on two days: every caption of the later day is named, also one whose scene has no other date.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let before = out.len();
    for event in occasions(context) {
        for &first in &event.pairs {
            let later = event.later(first);
            if !later.is_empty() {
                let what = match event.named {
                    true => event.name.to_owned(),
                    false => format!("what {} tells of", event.name),
                };
                out.push(split("date-event-split", what, &event, first, &later, &event.days));
            }
        }
    }
    let told = out[before..].iter().flat_map(|f| f.captions.iter().map(|c| c.id)).collect();
    super::date_moment::run(context, &told, out);
}
