//! Captions whose words do not say where.

use super::lacking::lacking;
use super::place_words::none;
use super::{Context, Finding};

/// One problem for a document.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    lacking(context, out, "where-missing", "a place in the words", none);
}
