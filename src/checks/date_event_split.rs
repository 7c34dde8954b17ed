//! One event on two days.

use chrono::NaiveDate;

use super::Context;
use super::split::{occasions, split};
use crate::model::caption::Caption;
use crate::model::finding::Finding;

/// An event on two days: every caption of the later day is named, also one whose scene has no other date.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for event in occasions(context) {
        for &first in &event.pairs {
            let Some(next) = first.succ_opt() else { continue };
            let open = |c: &Caption| c.event_date.is_none();
            let later: Vec<&Caption> =
                event.dated.iter().filter(|(d, c)| *d == next && open(c)).map(|(_, c)| *c).collect();
            if later.is_empty() {
                continue;
            }
            let captions: Vec<(NaiveDate, &Caption)> =
                event.dated.iter().filter(|(d, c)| *d == first || (*d == next && open(c))).copied().collect();
            let what = event.name.to_owned();
            out.push(split("date-event-split", what, &event, first, &captions, &later, &event.dated));
        }
    }
}
