//! A venue without the town or the country that it is in.

use super::lacking::by_document;
use super::place_words::venue_alone;
use super::{Context, Finding, QUOTED, finding, quote_at, reference_at};
use crate::model::field::Field;

/// One problem for a document and a venue.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for captions in by_document(&context.captions) {
        let alone: Vec<_> = captions.iter().filter_map(|c| Some((*c, venue_alone(c)?))).collect();
        let mut venues: Vec<&str> = alone.iter().map(|(c, span)| &c.description[span.clone()]).collect();
        venues.sort_unstable();
        venues.dedup();
        for venue in venues {
            let those: Vec<_> =
                alone.iter().filter(|(c, span)| &c.description[span.clone()] == venue).collect();
            let message = match those.len() {
                1 => format!("in which town is {venue}?"),
                n => format!("in which town is {venue}? {n} captions of this document do not say"),
            };
            let marked = |span: &std::ops::Range<usize>| [span.clone()];
            let evidence = those.iter().take(QUOTED).map(|(c, span)| quote_at(c, &marked(span))).collect();
            let concerned =
                those.iter().map(|(c, span)| reference_at(c, Field::Description, &marked(span))).collect();
            let mut found = finding("town-missing", message, evidence, concerned);
            found.rests_on = vec![venue.to_owned()];
            out.push(found);
        }
    }
}
