//! A date after the day on which its document was published.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::printed_dates::{quoted, referred};
use super::{Context, QUOTED, finding};
use crate::model::caption::Caption;
use crate::model::date::in_words;
use crate::model::finding::Finding;

fn day(caption: &Caption) -> Option<NaiveDate> {
    caption.date_created?.exact()
}

/// The day of publication and that of a caption that is dated after it. The day after is let through: where the picture was taken
/// it may be tomorrow already.
pub(super) fn after(caption: &Caption) -> Option<(NaiveDate, NaiveDate)> {
    let (published, day) = caption.document_date.and_then(|d| d.exact()).zip(day(caption))?;
    published.checked_add_days(Days::new(1)).filter(|latest| day > *latest).map(|_| (published, day))
}

/// A date after the day on which its document was published.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut groups: BTreeMap<(&str, NaiveDate, NaiveDate), Vec<&Caption>> = BTreeMap::new();
    for caption in &context.captions {
        if let Some((published, day)) = after(caption) {
            groups.entry((&caption.document, published, day)).or_default().push(caption);
        }
    }
    for ((_, published, day), captions) in groups {
        let (who, whose) = match captions.len() {
            1 => ("this caption is dated".to_owned(), "its"),
            n => (format!("{n} captions are dated"), "their"),
        };
        let (day_words, published_words) = (in_words(day.into()), in_words(published.into()));
        let message = format!("{who} {day_words}, after {whose} document was published on {published_words}");
        let evidence = captions.iter().take(QUOTED).map(|c| quoted(c)).collect();
        let concerned = captions.iter().map(|c| referred(c)).collect();
        let mut found = finding("date-after-document", message, evidence, concerned);
        found.rests_on = vec![published.to_string(), day.to_string()];
        out.push(found);
    }
}
