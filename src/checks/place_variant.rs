//! A venue, a city or an event in two spellings, in the catalog or against the prose of its articles.

use super::spellings::{Kind, report};
use super::{Context, Finding};

/// Places and events that the others spell otherwise.
pub(super) fn variants(context: &Context<'_>, out: &mut Vec<Finding>) {
    report(context, Kind::Place, out);
}
