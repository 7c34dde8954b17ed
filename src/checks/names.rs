//! A person's name in two spellings, in the catalog or against the prose of its articles.

use super::spellings::{Kind, report};
use super::{Context, Finding};

/// Names that the others spell otherwise: one letter, an accent, a hyphen, a capital.
pub(super) fn variants(context: &Context<'_>, out: &mut Vec<Finding>) {
    report(context, Kind::Person, out);
}
