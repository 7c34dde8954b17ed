//! Credits without words.

use super::Context;
use super::lacking::lacking;
use crate::model::caption::Caption;
use crate::model::finding::Finding;

/// Credits without words.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let silent = |c: &Caption| c.description.trim().is_empty();
    lacking(context, out, "caption-missing", "words", silent);
}
