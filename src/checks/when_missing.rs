//! Captions whose words do not say when, though the day is known from elsewhere.

use super::lacking::lacking;
use super::words::words;
use super::{Context, Finding};
use crate::model::caption::Caption;
use crate::text::lexicon::{self, WEEKDAY};

/// One problem for a document. Captions of which nobody knows the day are asked about by `date-missing`, where that runs.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let asked = context.style.asks("date-missing");
    lacking(context, out, "when-missing", "a day in the words", |caption| silent(caption, asked));
}

fn silent(caption: &Caption, asked: bool) -> bool {
    let text = &caption.description;
    // Most captions have their day where it was read.
    let read = caption.date_reading.as_ref();
    if read.is_some_and(|r| text.get(r.span.clone()) == Some(r.printed.as_str())) {
        return false;
    }
    if asked && caption.date_created.is_none()
        || text.trim().is_empty()
        || !super::spelling::reads_english(text)
    {
        return false;
    }
    // "on Sunday", "May 4", "in 2019": as much as the print says of a day, another check weighs how it says it.
    let day = |w: &str| {
        w.starts_with(char::is_uppercase) && lexicon::is(w, WEEKDAY)
            || matches!(w, "today" | "yesterday" | "tonight")
            || w.len() == 4
                && (w.starts_with("19") || w.starts_with("20"))
                && w.bytes().all(|b| b.is_ascii_digit())
    };
    crate::text::dates::find(text).is_empty() && !words(text).any(|w| day(w.text))
}
