//! The fields of a caption that a desk may set, and the values they take.

use serde::{Deserialize, Serialize};

use super::credit::Flag;
use super::date::PartialDate;

/// A field of a caption that an operation may set. Keys are those of the JSON caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Description,
    CreditLine,
    Creators,
    Agency,
    Suppliers,
    Distributor,
    Flags,
    Commissioner,
    Restrictions,
    DateCreated,
    EventDate,
    DateNote,
    Event,
    Sublocation,
    City,
    Country,
    PersonsShown,
    Headline,
    Keywords,
    /// Where else the picture ran: document and line of what was joined into this record.
    AlsoIn,
    Scene,
    Status,
}

/// What a field holds: one text, a list of texts, or a date as exact as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    List,
    Date,
    Status,
    Flags,
}

struct Row(Field, &'static str, &'static str, Kind);

/// One row a field: key in JSON and on the command line, label on screen, kind.
const TABLE: &[Row] = &[
    Row(Field::Description, "description", "Caption", Kind::Text),
    Row(Field::CreditLine, "credit_line", "Credit line", Kind::Text),
    Row(Field::Creators, "creators", "Photographer", Kind::List),
    Row(Field::Agency, "agency", "Agency", Kind::Text),
    Row(Field::Suppliers, "suppliers", "Suppliers", Kind::List),
    Row(Field::Distributor, "distributor", "Distributor", Kind::Text),
    Row(Field::Flags, "flags", "Flags", Kind::Flags),
    Row(Field::Commissioner, "commissioner", "Commissioner", Kind::Text),
    Row(Field::Restrictions, "restrictions", "Restrictions", Kind::List),
    Row(Field::DateCreated, "date_created", "Date", Kind::Date),
    Row(Field::EventDate, "event_date", "Event date", Kind::Date),
    Row(Field::DateNote, "date_note", "Date note", Kind::Text),
    Row(Field::Event, "event", "Event", Kind::Text),
    Row(Field::Sublocation, "sublocation", "Venue", Kind::Text),
    Row(Field::City, "city", "City", Kind::Text),
    Row(Field::Country, "country", "Country", Kind::Text),
    Row(Field::PersonsShown, "persons_shown", "Persons shown", Kind::List),
    Row(Field::Headline, "headline", "Headline", Kind::Text),
    Row(Field::Keywords, "keywords", "Keywords", Kind::List),
    Row(Field::AlsoIn, "also_in", "Also in", Kind::List),
    Row(Field::Scene, "scene", "Scene", Kind::Text),
    Row(Field::Status, "status", "Status", Kind::Status),
];

impl Field {
    /// The parts of a credit that its line is read into.
    pub const CREDIT_PARTS: [Field; 7] = [
        Field::Creators,
        Field::Agency,
        Field::Suppliers,
        Field::Distributor,
        Field::Flags,
        Field::Commissioner,
        Field::Restrictions,
    ];

    /// Every field, in the order of the table.
    pub fn all() -> impl Iterator<Item = Field> {
        TABLE.iter().map(|row| row.0)
    }

    fn row(self) -> &'static Row {
        // The enum and the table are in the same order; a test holds them so.
        &TABLE[self as usize]
    }

    /// The key in JSON and on the command line.
    pub fn key(self) -> &'static str {
        self.row().1
    }

    /// The name that a person reads.
    pub fn label(self) -> &'static str {
        self.row().2
    }

    /// What the field holds.
    pub fn kind(self) -> Kind {
        self.row().3
    }

    /// The field of that key.
    pub fn from_key(key: &str) -> Option<Field> {
        TABLE.iter().find(|row| row.1 == key).map(|row| row.0)
    }

    /// Whether a value set by hand counts as a correction of what was printed. Scene, status and where else the picture ran say
    /// how the desk files and treats a caption; they correct nothing.
    pub fn is_correction(self) -> bool {
        !matches!(self, Field::Scene | Field::AlsoIn | Field::Status)
    }
}

/// The value of a field. `Null` is "nothing known"; an empty list is the same for a list field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    #[default]
    Null,
    Text(String),
    List(Vec<String>),
}

impl Value {
    /// Text, or null where it is empty.
    pub fn text(s: Option<&str>) -> Value {
        match s {
            Some(s) => Value::Text(s.to_owned()),
            None => Value::Null,
        }
    }

    /// The text, where the value is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(s) => Some(s),
            _ => None,
        }
    }

    /// The items of a list; none for null.
    pub fn as_list(&self) -> &[String] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The value in one cell: lists joined by `; `, null empty.
    pub fn cell(&self) -> String {
        match self {
            Value::Null => String::new(),
            Value::Text(s) => s.clone(),
            Value::List(items) => items.join("; "),
        }
    }

    /// Reads what a person typed for `field`. Lists are separated by `;`. An empty text is "nothing known", except for
    /// the description, where it is a caption without words.
    ///
    /// # Errors
    /// One line that says what the field takes.
    pub fn parse(field: Field, typed: &str) -> Result<Value, String> {
        let typed = typed.trim();
        let items = || -> Vec<String> {
            typed.split(';').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
        };
        match field.kind() {
            Kind::Text if field == Field::Description => Ok(Value::Text(typed.to_owned())),
            _ if typed.is_empty() && field.kind() != Kind::Status => Ok(match field.kind() {
                Kind::List | Kind::Flags => Value::List(Vec::new()),
                _ => Value::Null,
            }),
            Kind::Text => Ok(Value::Text(typed.to_owned())),
            Kind::List => Ok(Value::List(items())),
            Kind::Date => PartialDate::parse(typed).map(|d| Value::Text(d.to_string())).ok_or_else(|| {
                format!("{} takes a date as 2024, 2024-08 or 2024-08-11, not \"{typed}\"", field.key())
            }),
            Kind::Status => super::caption::Status::from_key(typed)
                .map(|s| Value::Text(s.key().to_owned()))
                .ok_or_else(|| format!("status takes unreviewed, reviewed or set-aside, not \"{typed}\"")),
            Kind::Flags => {
                let items = items();
                match items.iter().find(|i| Flag::from_key(i).is_none()) {
                    Some(bad) => Err(format!(
                        "\"{bad}\" is no flag; the flags are {}",
                        Flag::ALL.map(Flag::key).join(", ")
                    )),
                    None => Ok(Value::List(items)),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_in_the_order_of_the_enum() {
        for (n, row) in TABLE.iter().enumerate() {
            assert_eq!(row.0 as usize, n);
            assert_eq!(Field::from_key(row.1), Some(row.0));
            assert_eq!(serde_json::to_value(row.0).unwrap(), row.1);
        }
    }

    #[test]
    fn typed_values() {
        let p = |f, s| Value::parse(f, s);
        assert_eq!(p(Field::Creators, "A B; C D ;"), Ok(Value::List(vec!["A B".into(), "C D".into()])));
        assert_eq!(p(Field::Agency, " "), Ok(Value::Null));
        assert_eq!(p(Field::DateCreated, "2024-08"), Ok(Value::Text("2024-08".into())));
        assert!(p(Field::DateCreated, "2023-02-29").is_err());
        assert!(p(Field::Status, "").is_err());
        assert!(p(Field::Flags, "pool; nonsense").unwrap_err().contains("nonsense"));
    }
}
