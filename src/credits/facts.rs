//! What a caption's words and credit say, composed: the one place where facts are derived from print.

use super::{Agencies, read};
use crate::model::caption::Facts;
use crate::model::credit::{CreditReading, Flag};
use crate::model::date::{DateBasis, DateValue, PartialDate};
use crate::text::{dates, description};

/// Reads the facts of a caption. `document` is the document's own date: it lends its year to a date printed without one,
/// where the weekday agrees or the day lies in the week before, and nothing else. The scene is proposed elsewhere.
pub fn derive(
    words: &str,
    credit_line: Option<&str>,
    document: Option<PartialDate>,
    agencies: &Agencies,
) -> Facts {
    let credit = credit_line.map(|line| read(line, agencies)).unwrap_or_default();
    derive_with(words, credit_line, credit, document)
}

/// As [`derive`], for a credit that has been read already.
pub fn derive_with(
    words: &str,
    credit_line: Option<&str>,
    mut credit: CreditReading,
    document: Option<PartialDate>,
) -> Facts {
    let reading = description::read(words);
    if is_file_picture(words) {
        credit.credit.flag(Flag::File);
    }
    let dates = description::without_background(words, &reading.dates);
    let found = description::caption_date(&dates).cloned().map(|date| (date, DateBasis::Caption));
    let near =
        found.as_ref().and_then(|(date, _)| description::near_document(words, &reading, date, document?));
    let mut facts = Facts {
        credit,
        sublocation: reading.sublocation,
        city: reading.city,
        country: reading.country,
        persons_shown: reading.persons_shown,
        event_words: reading.event_words,
        ..Facts::default()
    };
    // A credit line may bear the date instead: (Xinhua, 12 June 2026).
    let found = found.or_else(|| {
        let dates = dates::find(credit_line?);
        description::caption_date(&dates).cloned().map(|date| (date, DateBasis::Credit))
    });
    if let Some((mut date, basis)) = found {
        // Only in the agency's own form, "File photo dated 03/05/2019": an outlet may have put in another date.
        let dated = words.get(..date.span.start).is_some_and(|head| head.trim_end().ends_with("dated"));
        if let Some(day) = date.day_first().filter(|_| dated && writes_day_first(&facts.credit)) {
            date.value = DateValue::Known(day);
        }
        facts.date_created = date.resolve(document).or(near);
        facts.date_basis = facts.date_created.map(|_| basis);
        facts.date = Some(date);
    }
    facts
}

/// Agencies whose numeric dates have the day first, always.
const DAY_FIRST: [&str; 1] = ["PA Media"];

/// Whether the words are those of an agency that writes the day first: its own credit, which nobody passed on.
fn writes_day_first(reading: &CreditReading) -> bool {
    let credit = &reading.credit;
    let last = credit.distributor.as_ref().or(credit.agency.as_ref());
    last.is_some_and(|house| DAY_FIRST.contains(&house.as_str()))
}

/// Whether the caption says at its start that the picture is from the archive (`FILE - `).
fn is_file_picture(words: &str) -> bool {
    // "File photo dated 14/03/24 of …"
    if words.starts_with("File photo") || words.starts_with("File picture") {
        return true;
    }
    let Some(rest) = words.strip_prefix("FILE") else { return false };
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    rest.starts_with(['-', '\u{2013}', '\u{2014}', ':']) || rest.starts_with("PHOTO")
}

#[cfg(test)]
mod tests {
    use super::{derive, is_file_picture};
    use crate::credits::Agencies;
    use crate::model::date::PartialDate;

    #[test]
    fn the_day_comes_first_where_the_agency_has_it_so() {
        let words = "File photo dated 03/05/2019 of a boat";
        for (credit, day) in [
            ("Ana Prata/PA Wire", Some("2019-05-03")),
            ("Harbour Office/PA Wire", Some("2019-05-03")),
            ("(Ana Prata/PA via AP)", None),
            ("(AP Photo/Ana Prata)", None),
        ] {
            let facts = derive(words, Some(credit), None, Agencies::builtin());
            assert_eq!(facts.date_created, day.and_then(PartialDate::parse), "{credit}");
        }
    }

    #[test]
    fn pictures_from_the_archive() {
        for words in [
            "FILE - A boat",
            "FILE PHOTO: A boat",
            "File photo dated 14/03/24 of a boat",
            "File picture of a boat",
        ] {
            assert!(is_file_picture(words), "{words}");
        }
        for words in ["FILES of boats", "Filed photos", "A file photo of a boat"] {
            assert!(!is_file_picture(words), "{words}");
        }
    }
}
