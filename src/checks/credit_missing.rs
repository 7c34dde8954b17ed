//! Words without a credit.

use super::Context;
use super::lacking::lacking;
use crate::model::caption::Caption;
use crate::model::credit::Flag;
use crate::model::finding::Finding;

/// Words without a credit.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let missing = |c: &Caption| {
        c.credit_line.as_deref().is_none_or(|l| l.trim().is_empty())
            && c.creators.is_empty()
            && c.agency.is_none()
            && c.distributor.is_none()
            && !c.flags.iter().any(|f| f == Flag::Uncredited.key())
    };
    lacking(context, out, "credit-missing", "a credit", missing);
}
