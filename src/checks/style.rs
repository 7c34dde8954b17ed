//! A house style: which checks a desk wants, how much each weighs, and what they are to hold captions to. Read from JSON;
//! the ones that come with the desk are in `catalog/styles`.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::{CheckInfo, by_id};
use crate::model::finding::Severity;
use crate::text::template::DateForm;

/// The styles that come with the desk, by their names.
const BUILTIN: [(&str, &str); 2] = [
    ("ap", include_str!("../../catalog/styles/ap.json")),
    ("british", include_str!("../../catalog/styles/british.json")),
];

/// Which checks run, how much they weigh, and what they are to hold captions to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    /// As a catalog names it: the file's name.
    pub name: String,
    /// As a person reads it.
    pub label: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// For checks that it treats in its own way: their weight, or none where they are off.
    checks: BTreeMap<&'static str, Option<Severity>>,
    /// How a whole date is written.
    pub date: Option<DateForm>,
    /// So many characters a caption may have.
    pub longest: Option<usize>,
    /// From so many named persons on a caption says where each of them is.
    pub left_to_right: Option<usize>,
    /// The spelling of words that America and Britain spell each in its own way.
    pub spelling: Option<Spelling>,
}

/// One of the two ways to spell English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spelling {
    American,
    British,
}

/// A style's file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    label: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    checks: BTreeMap<CheckId, Weight>,
    #[serde(default, deserialize_with = "date_form")]
    date: Option<DateForm>,
    longest: Option<usize>,
    left_to_right: Option<usize>,
    spelling: Option<Spelling>,
}

/// What a style says of a check.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Weight {
    Off,
    Style,
    Query,
    Error,
}

/// The id of a check that there is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct CheckId(&'static str);

impl<'de> Deserialize<'de> for CheckId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let id = String::deserialize(d)?;
        let check = by_id(&id);
        let check = check.ok_or_else(|| D::Error::custom(format!("there is no check \"{id}\"")))?;
        Ok(CheckId(check.id))
    }
}

fn date_form<'de, D: Deserializer<'de>>(d: D) -> Result<Option<DateForm>, D::Error> {
    let example = String::deserialize(d)?;
    DateForm::parse(&example).map(Some).map_err(|e| D::Error::custom(format!("date: {e}")))
}

impl Style {
    /// Reads a style's file.
    ///
    /// # Errors
    /// Says which key is wrong and why, with line and column.
    pub fn parse(name: &str, text: &str) -> Result<Style, String> {
        let file: File = serde_json::from_str(text).map_err(|e| e.to_string())?;
        let weight = |w| match w {
            Weight::Off => None,
            Weight::Style => Some(Severity::Style),
            Weight::Query => Some(Severity::Query),
            Weight::Error => Some(Severity::Error),
        };
        Ok(Style {
            name: name.to_owned(),
            label: file.label,
            about: file.about,
            checks: file.checks.into_iter().map(|(id, w)| (id.0, weight(w))).collect(),
            date: file.date,
            longest: file.longest,
            left_to_right: file.left_to_right,
            spelling: file.spelling,
        })
    }

    /// The styles that come with the desk.
    pub fn builtin() -> &'static [Arc<Style>] {
        static STYLES: LazyLock<Vec<Arc<Style>>> = LazyLock::new(|| {
            // A test reads them, so none is left out.
            BUILTIN.iter().filter_map(|(name, text)| Style::parse(name, text).ok().map(Arc::new)).collect()
        });
        &STYLES
    }

    /// What a check weighs; none where it is off. A style's own checks are off until a style asks for them.
    pub fn severity(&self, check: &CheckInfo) -> Option<Severity> {
        match self.checks.get(check.id) {
            Some(asked) => *asked,
            None => (check.severity != Severity::Style).then_some(check.severity),
        }
    }

    /// Whether the check of that id runs.
    pub(super) fn asks(&self, id: &str) -> bool {
        by_id(id).is_some_and(|check| self.severity(check).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_styles_that_come_with_the_desk_read() {
        for (name, text) in BUILTIN {
            let style = Style::parse(name, text).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(!style.label.is_empty() && !style.about.is_empty(), "{name}");
            // Every check that is a matter of style is decided on.
            for check in super::super::all().iter().filter(|c| c.severity == Severity::Style) {
                assert!(style.checks.contains_key(check.id), "{name} says nothing of {}", check.id);
            }
        }
        assert_eq!(Style::builtin().len(), BUILTIN.len());
    }

    #[test]
    fn what_is_wrong_in_a_file_is_said_with_key_and_place() {
        for (text, said) in [
            ("{\n\"label\": \"X\",\n\"monht\": 1}", ["monht", "line 3"]),
            ("{\"label\": \"X\",\n \"checks\": {\"full-stopp\": \"off\"}}", ["full-stopp", "line 2"]),
            ("{\"label\": \"X\",\n \"checks\": {\"full-stop\": \"on\"}}", ["`on`", "line 2"]),
            ("{\"label\": \"X\",\n\n \"date\": \"whenever\"}", ["date: ", "line 3"]),
            ("{\"longest\": 3}", ["label", "line 1"]),
            ("label: X", ["expected value", "line 1"]),
        ] {
            let error = Style::parse("x", text).unwrap_err();
            assert!(said.iter().all(|s| error.contains(s)), "{text}: {error}");
        }
    }

    #[test]
    fn a_style_switches_checks_and_gives_them_another_weight() {
        let text = r#"{"label": "X", "checks": {"full-stop": "error", "spelling": "off"}}"#;
        let style = Style::parse("x", text).unwrap();
        let weight = |id: &str| style.severity(by_id(id).unwrap());
        assert_eq!(weight("full-stop"), Some(Severity::Error));
        assert_eq!(weight("spelling"), None);
        assert_eq!(weight("doubled-word"), Some(Severity::Error));
    }
}
