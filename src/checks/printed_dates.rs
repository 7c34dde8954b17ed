//! What the checks of printed dates share: captions whose date is wrong in one way, together where one document prints it.

use std::collections::HashMap;
use std::ops::Range;

use super::{Context, QUOTED, finding, quote_at, reference_at};
use crate::model::caption::Caption;
use crate::model::date::DateReading;
use crate::model::field::Field;
use crate::model::finding::{CaptionRef, Evidence, Finding, Fix};

/// The captions for which `test` holds, together where one document prints the same date.
pub(super) fn together<'a>(
    context: &Context<'a>,
    test: impl Fn(&Caption, &DateReading) -> bool,
) -> Vec<(&'a DateReading, Vec<&'a Caption>)> {
    let mut place: HashMap<(&str, &str), usize> = HashMap::new();
    let mut groups: Vec<(&DateReading, Vec<&Caption>)> = Vec::new();
    for caption in &context.captions {
        let Some(reading) = caption.date_reading.as_ref().filter(|r| test(caption, r)) else { continue };
        let n = *place.entry((&caption.document, &reading.printed)).or_insert_with(|| {
            groups.push((reading, Vec::new()));
            groups.len() - 1
        });
        groups[n].1.push(caption);
    }
    groups
}

/// Where a caption's words have its date; nowhere where the date stands in the credit, or is not printed.
fn place(caption: &Caption) -> Option<Range<usize>> {
    let reading = caption.date_reading.as_ref()?;
    let stands = caption.description.get(reading.span.clone()) == Some(reading.printed.as_str());
    stands.then(|| reading.span.clone())
}

/// Quotes a caption with its date marked.
pub(super) fn quoted(caption: &Caption) -> Evidence {
    quote_at(caption, place(caption).as_slice())
}

/// Names a caption with its date marked.
pub(super) fn referred(caption: &Caption) -> CaptionRef {
    reference_at(caption, Field::Description, place(caption).as_slice())
}

/// The problem of some captions that print the same date.
pub(super) fn report(
    check: &str,
    message: String,
    captions: &[&Caption],
    fix: impl Fn(&Caption) -> Option<Fix>,
) -> Finding {
    let printed = |c: &Caption| c.date_reading.as_ref().map(|r| r.printed.clone()).unwrap_or_default();
    let mut found = finding(
        check,
        message,
        captions.iter().take(QUOTED).map(|c| quoted(c)).collect(),
        captions.iter().map(|c| referred(c)).collect(),
    );
    found.rests_on = captions.iter().map(|c| printed(c)).collect();
    found.fixes = captions.iter().filter_map(|c| fix(c)).collect();
    found
}
