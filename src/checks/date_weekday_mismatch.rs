//! A printed weekday that is not the weekday of the printed date.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate, Weekday};

use super::printed_dates::{report, together};
use super::{Context, replacing};
use crate::model::caption::Caption;
use crate::model::date::{DateReading, DateValue, weekday_name};
use crate::model::finding::{Finding, Fix};

/// The weekdays from Monday on, in the forms that captions print.
const FORMS: [[&str; 7]; 10] = [
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    ["mon", "tues", "wed", "thurs", "fri", "sat", "sun"],
    ["mon", "tues", "weds", "thurs", "fri", "sat", "sun"],
    ["mon", "tue", "wed", "thur", "fri", "sat", "sun"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "sonnabend", "sonntag"],
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
    let date = reading.resolve(caption.document_date)?;
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

/// So many days lie at most between pictures of one document, and between the last of them and its publication.
const NEAR: i64 = 31;

/// What else is known of when a document's pictures were taken: when it was published, and the days that its other captions
/// print without a contradiction.
#[derive(Default)]
struct Around {
    published: Option<NaiveDate>,
    days: BTreeSet<NaiveDate>,
}

impl Around {
    /// By document.
    fn of<'a>(context: &Context<'a>) -> HashMap<&'a str, Around> {
        let mut around: HashMap<&str, Around> = HashMap::new();
        for caption in &context.captions {
            let document = around.entry(&caption.document).or_default();
            document.published = caption.document_date.and_then(|d| d.exact());
            let agrees = !caption
                .date_reading
                .as_ref()
                .is_some_and(|r| r.weekday_disagrees_with(caption.document_date));
            document.days.extend(caption.date_created.and_then(|d| d.exact()).filter(|_| agrees));
        }
        around
    }

    /// Whether a picture of this document can be of that day.
    fn fits(&self, day: NaiveDate) -> bool {
        let published = self.published.is_some_and(|p| (-1..=NEAR).contains(&(p - day).num_days()));
        published || self.days.iter().any(|d| (*d - day).num_days().abs() <= NEAR)
    }

    /// The same day of the year before or after, where it is the printed weekday and near to what is known of the document, and
    /// the printed year is not: "Wednesday, Jan. 1, 2024" among pictures of 2025.
    fn other_year(&self, reading: &DateReading) -> Option<NaiveDate> {
        let DateValue::Known(date) = reading.value else { return None };
        let day = date.exact()?;
        let year = |y: i32| day.with_year(y).filter(|d| Some(d.weekday()) == reading.weekday);
        let other = [day.year() + 1, day.year() - 1].into_iter().filter_map(year).find(|d| self.fits(*d))?;
        (!self.fits(day)).then_some(other)
    }
}

/// The caption with the printed year replaced.
fn right_year(caption: &Caption, day: NaiveDate) -> Option<Fix> {
    let reading = caption.date_reading.as_ref()?;
    let DateValue::Known(date) = reading.value else { return None };
    let (wrong, right) = (date.year().to_string(), day.year().to_string());
    let at = reading.span.start + reading.printed.rfind(&wrong)?;
    let span = at..at + wrong.len();
    (caption.description.get(span.clone())? == wrong).then(|| replacing(caption, span, &right, false))?
}

/// A printed weekday that is not the weekday of the printed date.
pub(super) fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let groups = together(context, |c, r| r.weekday_disagrees_with(c.document_date));
    if groups.is_empty() {
        return;
    }
    let around = Around::of(context);
    for (reading, captions) in groups {
        let published = captions.first().and_then(|c| c.document_date);
        let Some((date, printed)) = reading.resolve(published).zip(reading.weekday) else { continue };
        let actual = date.weekday().map_or("", weekday_name);
        let mut message = format!("{date} is a {actual}, and {} is printed", weekday_name(printed));
        let document = captions.first().and_then(|c| around.get(&*c.document));
        let other = document.and_then(|d| d.other_year(reading));
        if let Some(day) = other {
            message.push_str(&format!("; {day} is one, and what else the document is dated is of that year"));
        }
        let fix = |c: &Caption| other.and_then(|day| right_year(c, day)).or_else(|| right_weekday(c));
        out.push(report("date-weekday-mismatch", message, &captions, fix));
    }
}
