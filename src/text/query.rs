//! The filter language: what a person types to narrow captions, read into a [`Filter`] and printed again.

use chrono::{Datelike, NaiveDate};

use super::fold::fold;
use crate::model::date::PartialDate;
use crate::model::filter::{DateTest, FieldTest, Filter, FilterError, FilterField};

/// Deeper nesting than any person types; keeps the reader within its stack.
const MAX_DEPTH: usize = 64;
/// Longer than any filter that a person types, in characters.
const MAX_LENGTH: usize = 10_000;

/// Every field: its key first, then the other names it goes by.
const FIELDS: &[(FilterField, &[&str])] = &[
    (FilterField::Scene, &["scene", "scenes"]),
    (FilterField::Agency, &["agency", "agencies"]),
    (FilterField::Photographer, &["photographer", "photographers", "creator", "creators"]),
    (FilterField::Document, &["document", "documents"]),
    (FilterField::Status, &["status"]),
    (FilterField::Problem, &["problem", "problems", "check", "checks"]),
    (FilterField::Flag, &["flag", "flags"]),
    (FilterField::City, &["city", "cities"]),
    (FilterField::Event, &["event", "events"]),
    (FilterField::Distributor, &["distributor", "distributors"]),
    (FilterField::Supplier, &["supplier", "suppliers"]),
    (FilterField::Venue, &["venue", "venues", "sublocation"]),
    (FilterField::Country, &["country", "countries"]),
    (FilterField::Person, &["person", "persons", "people", "persons_shown"]),
    (FilterField::Keyword, &["keyword", "keywords"]),
    (FilterField::Headline, &["headline", "headlines"]),
    (FilterField::Caption, &["caption", "captions", "description"]),
    (FilterField::Credit, &["credit", "credits", "credit_line"]),
    (FilterField::Corrected, &["corrected"]),
    (FilterField::Id, &["id", "ids"]),
];

/// The name of a field as the language writes it.
pub fn field_key(field: FilterField) -> &'static str {
    FIELDS.iter().find(|(f, _)| *f == field).map_or("", |(_, names)| names[0])
}

/// The field of that name, in any case.
pub fn field_of(name: &str) -> Option<FilterField> {
    let name = name.to_lowercase().replace('-', "_");
    FIELDS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(f, _)| *f)
}

/// The words of a text as `field:value` compares them: folded, joined by one space, without punctuation.
pub fn field_words(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Reads a filter. An empty text lets every caption through.
///
/// # Errors
/// Says at which character the text cannot be read, and what to do.
pub fn parse(text: &str) -> Result<Filter, FilterError> {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() > MAX_LENGTH {
        return Err(FilterError {
            at: MAX_LENGTH + 1,
            what: format!("it is longer than {MAX_LENGTH} characters; shorten it"),
        });
    }
    let mut reader = Reader { chars, at: 0 };
    reader.skip_space();
    if reader.peek().is_none() {
        return Ok(Filter::All);
    }
    let filter = reader.any_of(0)?;
    match reader.peek() {
        None => Ok(filter),
        Some(_) => Err(reader.error("this bracket closes nothing; remove it, or open one before it")),
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn error(&self, what: impl Into<String>) -> FilterError {
        self.error_at(self.at, what)
    }

    fn error_at(&self, at: usize, what: impl Into<String>) -> FilterError {
        FilterError { at: at + 1, what: what.into() }
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Whether the word `word` stands here, alone.
    fn at_word(&self, word: &str) -> bool {
        let n = word.len();
        self.chars.get(self.at..self.at + n).is_some_and(|c| c.iter().copied().eq(word.chars()))
            && self.chars.get(self.at + n).is_none_or(|c| ends_word(*c))
    }

    fn any_of(&mut self, depth: usize) -> Result<Filter, FilterError> {
        let mut items = Vec::new();
        loop {
            match self.all_of(depth)? {
                Filter::Or(inner) => items.extend(inner),
                other => items.push(other),
            }
            if !self.at_word("OR") {
                break;
            }
            self.at += 2;
        }
        Ok(if items.len() == 1 { items.remove(0) } else { Filter::Or(items) })
    }

    fn all_of(&mut self, depth: usize) -> Result<Filter, FilterError> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some(')') => break,
                Some(_) if self.at_word("OR") => break,
                Some(_) if self.at_word("AND") && !items.is_empty() => {
                    self.at += 3;
                    self.skip_space();
                    if self.peek().is_none_or(|c| c == ')') || self.at_word("OR") || self.at_word("AND") {
                        return Err(self.error("AND needs a term after it; write one, or quote \"AND\""));
                    }
                }
                Some(_) => match self.one(depth)? {
                    Filter::And(inner) => items.extend(inner),
                    other => items.push(other),
                },
            }
        }
        match items.len() {
            0 => Err(self.error(match self.peek() {
                None => "a term is missing at the end; write one, or remove what waits for it",
                Some(')') => "the brackets hold no term before this one; write one, or remove them",
                Some(_) => "OR needs a term before it; write one, or quote \"OR\" to find the word",
            })),
            1 => Ok(items.remove(0)),
            _ => Ok(Filter::And(items)),
        }
    }

    fn one(&mut self, depth: usize) -> Result<Filter, FilterError> {
        if depth >= MAX_DEPTH {
            return Err(self.error(format!("brackets and not: nest deeper than {MAX_DEPTH}; simplify it")));
        }
        let start = self.at;
        let negated = if self.at_word("NOT") {
            3
        } else if self.chars[self.at..].iter().take(4).map(char::to_ascii_lowercase).eq("not:".chars()) {
            4
        } else if self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| !c.is_whitespace())
        {
            1
        } else {
            0
        };
        if negated > 0 {
            self.at += negated;
            self.skip_space();
            if self.peek().is_none_or(|c| c == ')') || self.at_word("OR") || self.at_word("AND") {
                return Err(self.error_at(start, "nothing follows this \"not\"; write the term to leave out"));
            }
            return Ok(Filter::Not(Box::new(self.one(depth + 1)?)));
        }
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.any_of(depth + 1)?;
                if self.peek() != Some(')') {
                    return Err(self.error_at(start, "this bracket is not closed; add \")\""));
                }
                self.at += 1;
                Ok(inner)
            }
            Some(c) if is_quote(c) => {
                let phrase = self.quoted()?;
                self.text(&phrase, start)
            }
            _ => self.word(),
        }
    }

    fn text(&self, typed: &str, start: usize) -> Result<Filter, FilterError> {
        let folded = fold(typed);
        if folded.is_empty() {
            return Err(self.error_at(start, "there is nothing to look for here; write a word, or remove it"));
        }
        Ok(Filter::Text(folded))
    }

    /// A phrase in quotation marks; `\"` and `\\` stand for the marks themselves.
    fn quoted(&mut self) -> Result<String, FilterError> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            match c {
                '\\' if matches!(self.peek(), Some('"' | '\\')) => {
                    out.extend(self.peek());
                    self.at += 1;
                }
                c if is_quote(c) => return Ok(out),
                c => out.push(c),
            }
        }
        Err(self.error_at(start, "this quotation mark is not closed; add another"))
    }

    fn bare(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(|c| !ends_word(c)) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn word(&mut self) -> Result<Filter, FilterError> {
        let start = self.at;
        let word = self.bare();
        let Some((name, _)) = word.split_once(':') else {
            return self.text(&word, start);
        };
        let is_date = matches!(name.to_lowercase().as_str(), "date" | "dates" | "date_created");
        let field = field_of(name);
        if !is_date && field.is_none() {
            // A time, a web address and the like are words; only what looks like a field's name is a mistake.
            let looks_like_name = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == '_');
            if !looks_like_name || word[name.len() + 1..].starts_with("//") {
                return self.text(&word, start);
            }
            let names: Vec<&str> = FIELDS.iter().map(|(_, names)| names[0]).collect();
            return Err(self.error_at(
                start,
                format!(
                    "no field \"{name}\"; fields are {}, date; to find the text itself, quote it",
                    names.join(", ")
                ),
            ));
        }
        self.at = start + name.chars().count() + 1;
        // `city:=Paris` is Paris alone, not Paris Township.
        let whole = field.is_some() && self.peek() == Some('=');
        self.at += usize::from(whole);
        let value_at = self.at;
        let is_quoted = self.peek().is_some_and(is_quote);
        let value = if is_quoted { self.quoted()? } else { self.bare() };
        let none = !is_quoted && !whole && value.eq_ignore_ascii_case("none");
        match field {
            None if none => Ok(Filter::Date(DateTest::None)),
            None => match date_range(value.trim()) {
                Ok((from, to)) => Ok(Filter::Date(DateTest::Between(from, to))),
                Err(what) => Err(self.error_at(value_at, what)),
            },
            Some(field) if none => Ok(Filter::Field(field, FieldTest::None)),
            Some(field) => {
                let words = field_words(&value);
                if words.is_empty() {
                    return Err(self.error_at(
                        value_at,
                        format!(
                            "a value is missing; write {name}:value, {name}:\"two words\" or {name}:none"
                        ),
                    ));
                }
                Ok(Filter::Field(field, if whole { FieldTest::Is(words) } else { FieldTest::Words(words) }))
            }
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c)
}

/// The first and the last day of a date, whole or partial.
pub fn days(date: PartialDate) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(day) = date.exact() {
        return Some((day, day));
    }
    let (year, first, last) = (date.year(), date.month().unwrap_or(1), date.month().unwrap_or(12));
    let end = (28..=31).rev().find_map(|d| NaiveDate::from_ymd_opt(year, last, d))?;
    Some((NaiveDate::from_ymd_opt(year, first, 1)?, end))
}

fn date_range(value: &str) -> Result<(NaiveDate, NaiveDate), String> {
    let bad = |s: &str| {
        format!("\"{s}\" is no date; write 2024, 2024-08, 2024-08-11, 2024-08-11..12, ..2024-08-14 or none")
    };
    let read = |s: &str| PartialDate::parse(s).and_then(days).ok_or_else(|| bad(s));
    let Some((left, right)) = value.split_once("..") else {
        return read(value);
    };
    if left.is_empty() && right.is_empty() {
        return Err(bad(value));
    }
    let year = |y| PartialDate::year_only(y).and_then(days).ok_or_else(|| bad(value));
    let from = if left.is_empty() { year(1)?.0 } else { read(left)?.0 };
    let to = if right.is_empty() {
        year(9999)?.1
    } else if right.len() <= 2 && !left.is_empty() {
        // `2024-08-11..12` and `2024-08..09`: the end takes over what it leaves out.
        let number: u32 = right.parse().map_err(|_| bad(right))?;
        let end = match (left.len(), from.year(), from.month()) {
            (10, y, m) => PartialDate::day(y, m, number),
            (7, y, _) => PartialDate::year_month(y, number),
            _ => None,
        };
        end.and_then(days).ok_or_else(|| bad(value))?.1
    } else {
        read(right)?.1
    };
    if from > to {
        return Err("the range ends before it begins; write the earlier date first".to_owned());
    }
    Ok((from, to))
}

/// Prints a filter so that [`parse`] reads the same one again.
pub fn print(filter: &Filter) -> String {
    let mut out = String::new();
    print_into(filter, &mut out);
    out
}

fn print_into(filter: &Filter, out: &mut String) {
    match filter {
        Filter::All => {}
        Filter::Text(text) => {
            out.push('"');
            out.push_str(&text.replace('\\', "\\\\").replace('"', "\\\""));
            out.push('"');
        }
        Filter::Field(field, FieldTest::None) => {
            out.push_str(field_key(*field));
            out.push_str(":none");
        }
        Filter::Field(field, FieldTest::Words(words)) => {
            out.push_str(&format!("{}:\"{words}\"", field_key(*field)));
        }
        Filter::Field(field, FieldTest::Is(words)) => {
            out.push_str(&format!("{}:=\"{words}\"", field_key(*field)));
        }
        Filter::Date(DateTest::None) => out.push_str("date:none"),
        Filter::Date(DateTest::Between(from, to)) if from == to => out.push_str(&format!("date:{from}")),
        Filter::Date(DateTest::Between(from, to)) => out.push_str(&format!("date:{from}..{to}")),
        Filter::Not(inner) => {
            out.push_str("not:");
            bracketed(inner, matches!(**inner, Filter::And(_) | Filter::Or(_)), out);
        }
        Filter::And(items) => {
            for (n, item) in items.iter().enumerate() {
                out.push_str(if n > 0 { " " } else { "" });
                bracketed(item, matches!(item, Filter::Or(_)), out);
            }
        }
        Filter::Or(items) => {
            for (n, item) in items.iter().enumerate() {
                out.push_str(if n > 0 { " OR " } else { "" });
                print_into(item, out);
            }
        }
    }
}

fn bracketed(filter: &Filter, brackets: bool, out: &mut String) {
    out.push_str(if brackets { "(" } else { "" });
    print_into(filter, out);
    out.push_str(if brackets { ")" } else { "" });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads() {
        for (typed, printed) in [
            ("", ""),
            ("  ", ""),
            ("Fête torch", "\"fete\" \"torch\""),
            ("\"closing  Ceremony\"", "\"closing ceremony\""),
            ("agency:AP", "agency:\"ap\""),
            ("creator:\"Natacha Pisarenko\"", "photographer:\"natacha pisarenko\""),
            ("agency:=AP city:=none", "agency:=\"ap\" city:=\"none\""),
            ("venue:none sublocation:Stade", "venue:none venue:\"stade\""),
            ("date:2024-08-11", "date:2024-08-11"),
            ("date:2024-02", "date:2024-02-01..2024-02-29"),
            ("date:2024", "date:2024-01-01..2024-12-31"),
            ("date:2024-08-11..12", "date:2024-08-11..2024-08-12"),
            ("date:2024-08..09", "date:2024-08-01..2024-09-30"),
            ("date:..2024-08-14", "date:0001-01-01..2024-08-14"),
            ("date:2024-08-11..", "date:2024-08-11..9999-12-31"),
            ("date:none", "date:none"),
            ("-flag:pool", "not:flag:\"pool\""),
            ("NOT (a b)", "not:(\"a\" \"b\")"),
            ("a b OR c", "\"a\" \"b\" OR \"c\""),
            ("a (b OR c)", "\"a\" (\"b\" OR \"c\")"),
            ("a AND b", "\"a\" \"b\""),
            ("10:30 http://x.org", "\"10:30\" \"http://x.org\""),
            ("status:set-aside", "status:\"set aside\""),
            ("AFP/Getty - x", "\"afp/getty\" \"-\" \"x\""),
        ] {
            let filter = parse(typed).unwrap_or_else(|e| panic!("{typed}: {e}"));
            assert_eq!(print(&filter), printed, "{typed}");
        }
    }

    #[test]
    fn refuses_at_the_character() {
        for (typed, at, what) in [
            ("é foo:bar", 3, "no field \"foo\"; fields are scene"),
            ("a (b", 3, "not closed"),
            ("a )", 3, "closes nothing"),
            ("()", 2, "brackets"),
            ("a \"b", 3, "quotation mark"),
            ("OR a", 1, "before"),
            ("a OR", 5, "missing at the end"),
            ("a not:", 3, "not"),
            ("agency:=", 9, "value is missing"),
            ("agency:", 8, "value is missing"),
            ("date:2024-13", 6, "no date"),
            ("date:2024-08-12..11", 6, "ends before"),
            ("date:..", 6, "no date"),
            ("\"\"", 1, "nothing to look for"),
        ] {
            let e = parse(typed).expect_err(typed);
            assert_eq!(e.at, at, "{typed}: {e}");
            assert!(e.what.contains(what), "{typed}: {e}");
        }
        for deep in ["(".repeat(10_000), "not:".repeat(2_000), "-".repeat(9_000), "(".repeat(20_000)] {
            assert!(parse(&deep).is_err());
        }
    }

    proptest! {
        #[test]
        fn never_panics(typed in "\\PC{0,40}") {
            if let Ok(filter) = parse(&typed) {
                prop_assert_eq!(parse(&print(&filter)), Ok(filter));
            }
        }

        #[test]
        fn print_parses_back(terms in prop::collection::vec(
            prop::sample::select(vec!["a", "city:=b", "(", ")", "OR", "NOT", "-b", "not:", "agency:AP", "date:2024", "\"c d\"",
                "city:none", "\"x\\\"y\"", "AND", "“q”", "10:30", "ﬁ"]), 0..12)) {
            if let Ok(filter) = parse(&terms.join(" ")) {
                prop_assert_eq!(parse(&print(&filter)), Ok(filter));
            }
        }
    }
}
