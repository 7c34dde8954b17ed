//! A date after the day on which its document was published.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::lacking::by_document;
use super::printed_dates::{quoted, referred};
use super::{Context, QUOTED, finding};
use crate::model::caption::Caption;
use crate::model::date::in_words;
use crate::model::finding::Finding;
use crate::text::beside::in_small_hours;

fn day(caption: &Caption) -> Option<NaiveDate> {
    caption.date_created?.exact()
}

/// The day of publication and that of a caption that is dated after it. The day after is let through: where the picture was taken
/// it may be tomorrow already.
pub(super) fn after(caption: &Caption) -> Option<(NaiveDate, NaiveDate)> {
    let (published, day) = caption.document_date.and_then(|d| d.exact()).zip(day(caption))?;
    published.checked_add_days(Days::new(1)).filter(|latest| day > *latest).map(|_| (published, day))
}

/// So many captions of a document of the day of publication or before show that one of the day after is a slip.
const AGREE: usize = 4;

/// Countries in which it is tomorrow when documents are published elsewhere.
const AHEAD: &str = "Japan|South Korea|North Korea|China|Taiwan|Hong Kong|Philippines|Australia|New Zealand|Fiji|Samoa|Tonga|Indonesia|\
    Singapore|Malaysia|Thailand|Vietnam|Cambodia|Laos|Myanmar|Mongolia|Papua New Guinea|Vanuatu|Solomon Islands|Russia";

/// The one caption of a document that is dated on the day after its publication, where the document's others, several of the same
/// country, are of the days before, and where it is not tomorrow already.
fn day_after<'a>(captions: &[&'a Caption]) -> Option<(NaiveDate, NaiveDate, &'a Caption)> {
    let published = captions.first()?.document_date?.exact()?;
    let next = published.succ_opt()?;
    let dated: Vec<(NaiveDate, &Caption)> = captions.iter().filter_map(|c| Some((day(c)?, *c))).collect();
    let mut after = dated.iter().filter(|(d, _)| *d > published);
    let (Some((d, caption)), None) = (after.next(), after.next()) else { return None };
    // Where no caption names one, they are at home.
    let country = caption.country.as_deref();
    let others = dated.iter().filter(|(d, c)| *d <= published && c.country.as_deref() == country);
    let ahead = country.is_some_and(|country| AHEAD.split('|').any(|c| c.trim() == country));
    let printed = caption.date_reading.is_some() && caption.event_date.is_none();
    (*d == next && !ahead && printed && others.count() >= AGREE && !in_small_hours(&caption.description))
        .then_some((published, next, *caption))
}

/// A date after the day on which its document was published.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut groups: BTreeMap<(&str, NaiveDate, NaiveDate), Vec<&Caption>> = BTreeMap::new();
    for caption in &context.captions {
        if let Some((published, day)) = after(caption) {
            groups.entry((&caption.document, published, day)).or_default().push(caption);
        }
    }
    for captions in by_document(&context.captions) {
        if let Some((published, day, caption)) = day_after(&captions) {
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
