//! The next caption of a list that passes a filter, from where the person is.

use super::view::Listing;
use crate::index::Index;
use crate::model::filter::Filter;

/// The captions that somebody still has to look at: not passed yet, or with an open problem; what is set aside is settled.
pub const UNSETTLED: &str = "(status:unreviewed OR -problem:none) -status:set-aside";

/// The place in a list of the next caption that passes a filter, or of the one before, and whether the search went past the
/// list's end. `at` itself comes last; with `here` it comes first.
pub(super) fn seek(
    index: &Index,
    listing: &Listing,
    at: Option<usize>,
    forward: bool,
    here: bool,
    filter: &Filter,
) -> Option<(usize, bool)> {
    let passing = index.filter(filter);
    let passes = |row: i64| index.position(row).is_some_and(|pos| passing.binary_search(&pos).is_ok());
    let rows = &listing.rows;
    let len = rows.len();
    let at = at.filter(|at| *at < len);
    let from = match (at, here, forward) {
        (Some(at), true, _) => at,
        (Some(at), false, true) => at + 1,
        (Some(at), false, false) => at + len - 1,
        (None, _, true) => 0,
        (None, _, false) => len.saturating_sub(1),
    };
    (0..len).find_map(|step| {
        let place = if forward { (from + step) % len } else { (from + 2 * len - step) % len };
        let turned = at.is_some_and(|at| if forward { place < at } else { place > at });
        passes(rows[place]).then_some((place, turned))
    })
}
