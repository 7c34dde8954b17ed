//! A code, or a place of a template, that was left in the words.

use std::ops::Range;

use super::{Context, finding, quote, quote_at, quote_credit_at, reference, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::{CaptionRef, Evidence, Finding};
use crate::text::{codes, template};

pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for caption in &context.captions {
        let mut left: Vec<&str> = Vec::new();
        let mut evidence: Vec<Evidence> = Vec::new();
        let mut marks = Vec::new();
        for (field, text) in worded(caption) {
            let spans = spans(text);
            if spans.is_empty() {
                continue;
            }
            left.extend(spans.iter().map(|s| &text[s.clone()]));
            match field {
                Field::Description => evidence.push(quote_at(caption, &spans)),
                Field::CreditLine => evidence.push(quote_credit_at(caption, &spans)),
                _ => evidence.push(Evidence { text: text.to_owned(), marks: spans, ..quote(caption) }),
            }
            if matches!(field, Field::Description | Field::CreditLine) {
                let spans = evidence.last().map(|e| e.marks.clone()).unwrap_or_default();
                marks.extend(reference_at(caption, field, &spans).marks);
            }
        }
        let Some(first) = left.first() else { continue };
        let what = if first.starts_with('{') { "a place of a template" } else { "a code" };
        let message = match left.len() {
            1 => format!("“{first}” is {what} that words were to take the place of"),
            n => format!(
                "“{first}” and {} more are codes or places that words were to take the place of",
                n - 1
            ),
        };
        let concerned = CaptionRef { marks: marks.into(), ..reference(caption) };
        let mut found = finding("code-unknown", message, evidence, vec![concerned]);
        found.rests_on = left.iter().map(|c| (*c).to_owned()).collect();
        out.push(found);
    }
}

/// The codes and places of a text, in order.
fn spans(text: &str) -> Vec<Range<usize>> {
    // Most words have neither mark.
    if memchr::memchr2(b'=', b'{', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut spans = codes::left(text);
    spans.extend(template::unfilled(text));
    spans.sort_by_key(|s| s.start);
    spans
}

/// What stands in a sheet as it was typed.
fn worded(c: &Caption) -> impl Iterator<Item = (Field, &str)> {
    let one = [
        (Field::Description, Some(c.description.as_str())),
        (Field::CreditLine, c.credit_line.as_deref()),
        (Field::Headline, c.headline.as_deref()),
        (Field::Event, c.event.as_deref()),
        (Field::Sublocation, c.sublocation.as_deref()),
        (Field::City, c.city.as_deref()),
        (Field::Country, c.country.as_deref()),
        (Field::DateNote, c.date_note.as_deref()),
    ];
    let lists = [(Field::PersonsShown, &c.persons_shown), (Field::Keywords, &c.keywords)];
    let lists = lists.into_iter().flat_map(|(f, l)| l.iter().map(move |v| (f, v.as_str())));
    one.into_iter().filter_map(|(f, t)| t.map(|t| (f, t))).chain(lists)
}
