//! The terms of a filter as typed: what a list of values with counts reads from it, and how a click rewrites it. What the
//! hand has typed beside them stays as it is.

use std::ops::Range;

use super::query::parse;
use crate::model::filter::{FieldTest, Filter, FilterField};

/// How a filter stands to a term of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It says nothing of it.
    Open,
    /// It is one of those that are wanted.
    Wanted,
    /// It is left out.
    LeftOut,
}

/// Where the terms of a filter stand, those in brackets as one; `OR` and `AND` between them are terms, too.
pub fn spans(query: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let (mut start, mut quoted, mut escaped, mut depth) = (None, false, false, 0usize);
    for (at, c) in query.char_indices() {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '\\' if quoted => escaped = true,
            '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        let between = c.is_whitespace() && !quoted && depth == 0;
        match start {
            None if !between => start = Some(at),
            Some(from) if between => {
                out.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    out.extend(start.map(|from| from..query.len()));
    // `NOT x` and `not: x` are one term.
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in out {
        match joined.last_mut() {
            Some(last)
                if query[last.clone()] == *"NOT" || query[last.clone()].eq_ignore_ascii_case("not:") =>
            {
                last.end = span.end;
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// What a filter holds, part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Terms of one field, one of which must be so.
    Any(Vec<String>),
    /// A term that must not be so.
    Not(String),
    Other(String),
}

/// What a term asks for, whether it says `=` or not.
fn meaning(term: &str) -> Option<Filter> {
    match parse(term).ok()? {
        Filter::Field(field, FieldTest::Is(words)) => Some(Filter::Field(field, FieldTest::Words(words))),
        f @ (Filter::Field(..) | Filter::Date(_)) => Some(f),
        _ => None,
    }
}

/// The field that a term is about; none inside is the date.
fn field(term: &str) -> Option<Option<FilterField>> {
    match meaning(term)? {
        Filter::Field(field, _) => Some(Some(field)),
        _ => Some(None),
    }
}

/// The terms of one field between `OR`, brackets around them or not.
fn any(text: &str) -> Option<Vec<String>> {
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text);
    let spans = spans(inner);
    let words: Vec<&str> = spans.into_iter().map(|s| &inner[s]).collect();
    let terms: Vec<String> = words.iter().step_by(2).map(|t| (*t).to_owned()).collect();
    let between = words.iter().skip(1).step_by(2).all(|w| *w == "OR");
    let of = field(terms.first()?)?;
    let same = terms.iter().all(|t| field(t) == Some(of));
    (between && same && words.len() % 2 == 1).then_some(terms)
}

/// A term that is left out, without what says so.
fn negated(text: &str) -> Option<&str> {
    let inner = match text {
        t if t.starts_with("NOT ") => &t[4..],
        t if t.get(..4).is_some_and(|n| n.eq_ignore_ascii_case("not:")) => &t[4..],
        t => t.strip_prefix('-')?,
    };
    Some(inner.trim_start())
}

fn parts(query: &str) -> Vec<Part> {
    let spans = spans(query);
    if spans.iter().any(|s| query[s.clone()] == *"OR") {
        let whole = query.trim();
        return vec![any(whole).map_or_else(|| Part::Other(format!("({whole})")), Part::Any)];
    }
    let mut out = Vec::new();
    // At the beginning it joins nothing and is a word.
    let joins = |(n, text): &(usize, &str)| *n > 0 && *text == "AND";
    let texts = spans.into_iter().map(|s| &query[s]).enumerate();
    for (_, text) in texts.filter(|t| !joins(t)) {
        match negated(text) {
            Some(inner) => match any(inner) {
                Some(terms) => out.extend(terms.into_iter().map(Part::Not)),
                None => out.push(Part::Other(text.to_owned())),
            },
            None => out.push(any(text).map_or_else(|| Part::Other(text.to_owned()), Part::Any)),
        }
    }
    out
}

fn print(parts: Vec<Part>) -> String {
    // What stands alone needs no brackets.
    if let [Part::Other(whole)] = parts.as_slice() {
        let inner = whole.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(whole);
        return if parts_of_brackets(whole) { inner.to_owned() } else { whole.clone() };
    }
    let part = |part: Part| match part {
        Part::Any(terms) if terms.len() == 1 => terms.concat(),
        Part::Any(terms) => format!("({})", terms.join(" OR ")),
        Part::Not(term) => format!("-{term}"),
        Part::Other(text) => text,
    };
    parts.into_iter().map(part).collect::<Vec<_>>().join(" ")
}

/// Whether the first bracket of a text closes with its last.
fn parts_of_brackets(text: &str) -> bool {
    text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).is_some_and(|inner| parse(inner).is_ok())
        && spans(text).len() == 1
}

/// What a filter says of the terms of fields, read once for many questions.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    wanted: Vec<Filter>,
    left_out: Vec<Filter>,
}

impl Choices {
    /// Reads a filter.
    pub fn of(query: &str) -> Choices {
        let mut out = Choices::default();
        for part in parts(query) {
            match part {
                Part::Any(terms) => out.wanted.extend(terms.iter().filter_map(|t| meaning(t))),
                Part::Not(term) => out.left_out.extend(meaning(&term)),
                Part::Other(_) => {}
            }
        }
        out
    }

    /// How the filter stands to a term.
    pub fn on(&self, term: &str) -> Choice {
        if self.wanted.is_empty() && self.left_out.is_empty() {
            return Choice::Open;
        }
        match meaning(term) {
            Some(m) if self.wanted.contains(&m) => Choice::Wanted,
            Some(m) if self.left_out.contains(&m) => Choice::LeftOut,
            _ => Choice::Open,
        }
    }
}

/// How a filter stands to a term.
pub fn choice(query: &str, term: &str) -> Choice {
    Choices::of(query).on(term)
}

/// The terms of the field of `term` that a filter holds, wanted or left out.
pub fn of_field(query: &str, term: &str) -> Vec<String> {
    let Some(of) = field(term) else { return Vec::new() };
    let held = parts(query).into_iter().flat_map(|part| match part {
        Part::Any(terms) => terms,
        Part::Not(term) => vec![term],
        Part::Other(_) => Vec::new(),
    });
    held.filter(|t| field(t) == Some(of)).collect()
}

/// Takes a term out wherever it stands.
fn without(query: &str, term: &str) -> Vec<Part> {
    let wanted = meaning(term);
    let other = |t: &String| meaning(t) != wanted;
    let mut out = parts(query);
    for part in &mut out {
        if let Part::Any(terms) = part {
            terms.retain(other);
        }
    }
    out.retain(|part| match part {
        Part::Any(terms) => !terms.is_empty(),
        Part::Not(term) => other(term),
        Part::Other(_) => true,
    });
    out
}

/// The filter with a term put beside those of its field, any of which may be so; or taken out where it is there.
pub fn toggle(query: &str, term: &str) -> String {
    if choice(query, term) != Choice::Open {
        return print(without(query, term));
    }
    let mut out = parts(query);
    let of = field(term);
    let mine = |part: &&mut Part| matches!(part, Part::Any(terms) if terms.iter().all(|t| field(t) == of));
    match out.iter_mut().rfind(mine) {
        Some(Part::Any(terms)) => terms.push(term.to_owned()),
        _ => out.push(Part::Any(vec![term.to_owned()])),
    }
    print(out)
}

/// The filter that leaves a term out; or does not any more where it did.
pub fn leave_out(query: &str, term: &str) -> String {
    let was = choice(query, term);
    let mut out = without(query, term);
    if was != Choice::LeftOut {
        out.push(Part::Not(term.to_owned()));
    }
    print(out)
}

/// The filter without any term of the field of `term`.
pub fn clear(query: &str, term: &str) -> String {
    let of = field(term);
    let mut out = parts(query);
    out.retain(|part| match part {
        Part::Any(terms) => !terms.iter().all(|t| field(t) == of),
        Part::Not(term) => field(term) != of,
        Part::Other(_) => true,
    });
    print(out)
}

/// The filter with this term alone of its field.
pub fn only(query: &str, term: &str) -> String {
    toggle(&clear(query, term), term)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_click_adds_and_again_removes() {
        for (query, term, after) in [
            ("", "scene:Fireworks", "scene:Fireworks"),
            (
                "gold scene:Fireworks",
                "scene:\"Flag handover\"",
                "gold (scene:Fireworks OR scene:\"Flag handover\")",
            ),
            (
                "gold (scene:Fireworks OR scene:\"Flag handover\")",
                "scene:Fireworks",
                "gold scene:\"Flag handover\"",
            ),
            ("gold scene:\"Flag handover\"", "scene:\"Flag handover\"", "gold"),
            ("agency:ap", "agency:AP", ""),
            ("agency:AP OR agency:AFP", "agency:Reuters", "(agency:AP OR agency:AFP OR agency:Reuters)"),
            ("a OR b", "agency:AP", "(a OR b) agency:AP"),
            ("(a OR b) agency:AP", "agency:AP", "a OR b"),
            ("(a) (b) agency:AP", "agency:AP", "(a) (b)"),
            ("(a OR agency:AP) x", "agency:AFP", "(a OR agency:AP) x agency:AFP"),
            ("-agency:AP", "agency:AP", ""),
            ("NOT agency:AP a", "agency:AP", "a"),
            ("a AND agency:AP", "agency:AP", "a"),
            ("date:2024-08-11", "date:none", "(date:2024-08-11 OR date:none)"),
            ("city:=Paris", "city:Paris", ""),
            ("agency:", "agency:AP", "agency: agency:AP"),
            ("\"a b", "agency:AP", "\"a b agency:AP"),
        ] {
            assert_eq!(toggle(query, term), after, "{query} + {term}");
        }
    }

    #[test]
    fn a_value_is_left_out() {
        assert_eq!(leave_out("gold", "agency:AP"), "gold -agency:AP");
        assert_eq!(leave_out("gold -agency:AP", "agency:AP"), "gold");
        assert_eq!(leave_out("(agency:AP OR agency:AFP)", "agency:AP"), "agency:AFP -agency:AP");
        assert_eq!(choice("-(agency:AP OR agency:AFP)", "agency:AFP"), Choice::LeftOut);
        assert_eq!(toggle("-(agency:AP OR agency:AFP)", "agency:AFP"), "-agency:AP");
        assert_eq!(choice("not:agency:AP", "agency:ap"), Choice::LeftOut);
    }

    #[test]
    fn a_field_is_cleared_and_set() {
        assert_eq!(
            only("x (date:2024 OR date:none) -date:2023", "date:2024-08-11..12"),
            "x date:2024-08-11..12"
        );
        assert_eq!(clear("agency:AP x -agency:AFP", "agency:none"), "x");
        assert_eq!(of_field("(city:a OR city:b) -city:c d", "city:none"), ["city:a", "city:b", "city:c"]);
    }

    proptest! {
        #[test]
        fn what_was_typed_beside_it_means_the_same(terms in prop::collection::vec(
            prop::sample::select(vec!["a", "(b OR c)", "OR", "-d", "agency:AFP", "(agency:x OR agency:y)", "AND", "\"e f\""]),
            0..6))
        {
            let query = terms.join(" ");
            prop_assume!(parse(&query).is_ok());
            let term = "city:Paris";
            let there = toggle(&query, term);
            prop_assert!(parse(&there).is_ok(), "{} became {}", query, there);
            prop_assert_eq!(choice(&there, term), Choice::Wanted);
            prop_assert_eq!(parse(&toggle(&there, term)), parse(&query), "{} by {}", query, there);
        }

        #[test]
        fn never_panics(typed in "\\PC{0,30}", term in "\\PC{0,12}") {
            let _ = (toggle(&typed, &term), leave_out(&typed, "agency:AP"), only(&typed, "date:none"));
        }
    }
}
