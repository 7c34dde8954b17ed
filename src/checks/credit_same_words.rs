//! The same words credited to two photographers.

use std::collections::{BTreeMap, HashSet};

use super::credit_line::places;
use super::near::{flat, number, turned};
use super::said::said;
use super::{Context, QUOTED, finding, quote, reference_at};
use crate::model::caption::Caption;
use crate::model::date::PartialDate;
use crate::model::field::Field;
use crate::model::finding::{Evidence, Finding};
use crate::text::shown::shown;

/// The same words on the same day by two photographers: two pictures, or a wrong credit. Words that name nobody are shared
/// by pictures often: they are one question for all of them, and none where one document ran them all.
pub(super) fn same_words(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut of: Vec<(u64, Option<PartialDate>, u32)> = Vec::new();
    for (n, caption) in context.captions.iter().enumerate() {
        if let Some(words) = (!caption.creators.is_empty()).then(|| said(caption)).flatten() {
            of.push((words, caption.date_created, n as u32));
        }
    }
    of.sort_unstable();
    let mut found: Vec<(u32, Finding)> = Vec::new();
    for group in of.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|g| g.len() > 1) {
        let captions: Vec<&Caption> = group.iter().map(|(.., n)| context.captions[*n as usize]).collect();
        let first = captions[0].creators.first();
        if captions.iter().all(|c| c.creators.first() == first) {
            continue;
        }
        // By their words: a name spelt in two ways is one photographer.
        let mut people: BTreeMap<String, &str> = BTreeMap::new();
        for creator in captions.iter().filter_map(|c| c.creators.first()) {
            people.entry(turned(&flat(creator))).or_insert(creator);
        }
        if people.len() < 2 {
            continue;
        }
        let documents: HashSet<&str> = captions.iter().map(|c| &*c.document).collect();
        let named = captions.iter().any(|c| !c.persons_shown.is_empty() || royal(&c.description));
        let general = shown(&captions[0].description).iter().filter(|w| !w.capital).count() < GENERAL;
        if !named && documents.len() == 1 && general {
            // A document runs no picture twice, and agencies write many pictures so.
            continue;
        }
        found.push((group[0].2, report(&captions, people.into_values().collect(), documents.len(), named)));
    }
    found.sort_by_key(|(n, _)| *n);
    out.extend(found.into_iter().map(|(_, f)| f));
}

/// Whether somebody is named by a title alone: "the Duchess of Harrow", "Pope Leo".
fn royal(text: &str) -> bool {
    const TITLES: [&str; 10] =
        ["Duchess", "Duke", "King", "Queen", "Prince", "Princess", "Earl", "Countess", "Pope", "Emperor"];
    let words: Vec<&str> = text.split_whitespace().take(12).collect();
    let capital = |w: Option<&&str>| w.is_some_and(|w| w.starts_with(char::is_uppercase));
    (0..words.len()).any(|n| {
        let of = words.get(n + 1) == Some(&"of") && capital(words.get(n + 2));
        TITLES.contains(&words[n]) && (of || capital(words.get(n + 1)))
    })
}

/// So few words, names and numbers aside, fit many pictures: "Fans cheer and wave flags at the match".
const GENERAL: usize = 10;

/// So many words that say what is seen are seldom written twice.
const LONG: usize = 10;

fn report(captions: &[&Caption], mut people: Vec<&str>, documents: usize, named: bool) -> Finding {
    let houses: HashSet<u64> = captions.iter().map(|c| number(&c.agency)).collect();
    let long = captions.first().is_some_and(|c| shown(&c.description).len() >= LONG);
    let likelier = if !named {
        "they name nobody, so several pictures are likelier than a wrong credit"
    } else if documents == 1 {
        "one document ran them all, so several pictures of one moment are likelier than a wrong credit"
    } else if houses.len() > 1 {
        "two agencies seldom write the same, so one picture with a wrong credit is likelier than two pictures"
    } else if long {
        "so many words are seldom written twice, so one picture with a wrong credit is likelier than two pictures"
    } else {
        "an agency often writes one caption for all its pictures of a moment, so two pictures are likelier than a wrong credit"
    };
    // In the order of the captions.
    let place = |name: &str| captions.iter().position(|c| c.creators.first().is_some_and(|n| n == name));
    people.sort_by_key(|name| place(name));
    let message = format!("the same words are credited to {}: {likelier}", joined(&people));
    let evidence = captions
        .iter()
        .take(QUOTED)
        .map(|c| {
            let quoted = quote(c);
            let credit = c.credit_line.as_deref().unwrap_or_default();
            let from = quoted.text.len() + 2;
            let marks = c.creators.iter().take(1).flat_map(|n| places(c, n));
            let marks = marks.map(|m| m.start + from..m.end + from).collect();
            Evidence { text: format!("{} [{credit}]", quoted.text), marks, ..quoted }
        })
        .collect();
    let at = |c: &&Caption| {
        let spans: Vec<_> = c.creators.iter().take(1).flat_map(|n| places(c, n)).collect();
        reference_at(c, Field::CreditLine, &spans)
    };
    let mut one = finding("credit-same-words", message, evidence, captions.iter().map(at).collect());
    one.rests_on = captions.iter().map(|c| format!("{} {:?}", c.id, c.creators.first())).collect();
    one
}

fn joined(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
