//! A printed weekday that is not the weekday of the printed date.

use chrono::Weekday;

use super::printed_dates::{report, together};
use super::{Context, replacing};
use crate::model::caption::Caption;
use crate::model::date::{DateValue, weekday_name};
use crate::model::finding::{Finding, Fix};

/// The weekdays from Monday on, in the forms that captions print.
const FORMS: [[&str; 7]; 7] = [
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    ["mon", "tues", "wed", "thurs", "fri", "sat", "sun"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
];

/// A weekday in the language, length and case in which another one is printed.
fn in_form_of(printed: &str, wrong: Weekday, right: Weekday) -> Option<String> {
    let small = printed.to_lowercase();
    let form = FORMS.iter().find(|f| f[wrong.num_days_from_monday() as usize] == small)?;
    let word = form[right.num_days_from_monday() as usize];
    let mut letters = word.chars();
    Some(match letters.next() {
        Some(first) if printed.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    })
}

/// The caption with the printed weekday replaced by the one of the printed date.
fn right_weekday(caption: &Caption) -> Option<Fix> {
    let reading = caption.date_reading.as_ref()?;
    let DateValue::Known(date) = reading.value else { return None };
    let (wrong, right) = (reading.weekday?, date.weekday()?);
    let mut words = reading.printed.split(|c: char| !c.is_alphabetic());
    let (word, by) = words.find_map(|w| Some((w, in_form_of(w, wrong, right)?)))?;
    let at = reading.span.start + reading.printed.find(word)?;
    let end = at + word.len();
    if caption.description.get(at..end)? != word {
        return None;
    }
    replacing(caption, at..end, &by, false)
}

/// A printed weekday that is not the weekday of the printed date.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reading, captions) in together(context, |_, r| r.weekday_disagrees()) {
        let (DateValue::Known(date), Some(printed)) = (&reading.value, reading.weekday) else { continue };
        let actual = date.weekday().map_or("", weekday_name);
        let message = format!("{date} is a {actual}, and {} is printed", weekday_name(printed));
        out.push(report("date-weekday-mismatch", message, &captions, right_weekday));
    }
}
