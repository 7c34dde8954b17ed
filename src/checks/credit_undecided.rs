//! Credits that could not be read for certain.

use super::{Context, finding, quote_credit_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;

/// Credits that the reader could not decide; what the desk has entered by hand is decided. An organisation that is probably
/// misspelt has a check of its own.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let by_hand = |c: &Caption| {
        c.corrections.iter().any(|x| matches!(x.field, Field::Creators | Field::Agency | Field::Distributor))
    };
    for c in &context.captions {
        let open: Vec<&str> =
            c.credit_undecided.iter().map(String::as_str).filter(|u| !u.ends_with(" misspelt")).collect();
        if open.is_empty() || by_hand(c) {
            continue;
        }
        let line = c.credit_line.as_deref().unwrap_or_default();
        let whole = 0..line.len();
        let whole = std::slice::from_ref(&whole);
        let message = format!("the credit could not be read for certain: {}", open.join("; "));
        let concerned = vec![reference_at(c, Field::CreditLine, whole)];
        let mut found = finding("credit-undecided", message, vec![quote_credit_at(c, whole)], concerned);
        found.rests_on = vec![line.to_owned()];
        out.push(found);
    }
}
