//! What a hand types into a field: a date as print writes it is as good as 2024-08-11, where it says one day.

use crate::model::date::{DateReading, DateValue, PartialDate};
use crate::model::field::{Field, Kind, Value};
use crate::text::dates;

/// Reads what was typed for a field; a date without its year has it of its document where the weekday agrees.
///
/// # Errors
/// In words, where the field takes no such value.
pub fn typed_value(field: Field, typed: &str, document: Option<PartialDate>) -> Result<Value, String> {
    let read = Value::parse(field, typed);
    if field.kind() != Kind::Date || read.is_ok() {
        return read;
    }
    let words = typed.trim().trim_end_matches('.');
    let found = dates::find(words);
    let whole = |d: &&DateReading| d.span == (0..words.len());
    let one = found.iter().find(whole);
    let why = match one.map(|d| (d.resolve(document), &d.value)) {
        Some((Some(day), _)) => return Ok(Value::Text(day.to_string())),
        Some((None, DateValue::Yearless { .. })) => "has no year",
        Some((None, DateValue::Ambiguous(..))) => "can be two days",
        Some((None, _)) => "is no day of the calendar",
        None => "is no date",
    };
    Err(format!(
        "{}: \"{typed}\" {why}; write it as Aug. 11, 2024 or 2024-08-11, or 2024-08 or 2024",
        field.label()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_taken_as_print_writes_it() {
        let document = PartialDate::day(2024, 8, 12);
        for (typed, day) in [
            ("2024-08-11", Ok("2024-08-11")),
            ("2024-08", Ok("2024-08")),
            ("Aug. 11, 2024", Ok("2024-08-11")),
            ("Sunday, Aug. 11, 2024", Ok("2024-08-11")),
            (" 11 August 2024. ", Ok("2024-08-11")),
            ("Sunday, Aug. 11", Ok("2024-08-11")),
            ("Aug. 11", Err("has no year")),
            ("11/08/2024", Err("can be two days")),
            ("Aug. 32, 2024", Err("is no d")),
            ("the day before", Err("is no date")),
            ("Aug. 11, 2024, or later", Err("is no date")),
        ] {
            let read = typed_value(Field::DateCreated, typed, document);
            match day {
                Ok(day) => assert_eq!(read, Ok(Value::Text(day.into())), "{typed}"),
                Err(why) => assert!(read.clone().is_err_and(|e| e.contains(why)), "{typed}: {read:?}"),
            }
        }
        assert_eq!(typed_value(Field::City, "Aug. 11, 2024", None), Ok(Value::Text("Aug. 11, 2024".into())));
        assert_eq!(typed_value(Field::DateCreated, "", None), Ok(Value::Null));
    }
}
