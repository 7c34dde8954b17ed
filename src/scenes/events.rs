//! Which captions are of one event, from the words that name it in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::date::PartialDate;

/// The captions of one document that name their event in the same words, or in none.
#[derive(Debug, Clone)]
pub struct EventInput<'a> {
    pub document: usize,
    pub event_words: Option<&'a str>,
    /// How many of these captions name each day.
    pub dates: BTreeMap<PartialDate, usize>,
    pub captions: usize,
}

/// Accents off, lower case: how words are compared here.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

type Tokens = BTreeSet<String>;

fn tokens(words: &str) -> Tokens {
    const EMPTY: [&str; 12] = ["the", "a", "an", "of", "at", "in", "on", "for", "and", "to", "s", "de"];
    fold(words)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !EMPTY.contains(w))
        .map(str::to_owned)
        .collect()
}

/// Days farther apart than this are of different occasions, though they are named alike: a fair comes back every year.
const APART: i64 = 60;

/// The runs of days in which phrases of the same words were used: the first day of each.
fn spans(days: &BTreeSet<chrono::NaiveDate>) -> Vec<chrono::NaiveDate> {
    let mut firsts: Vec<chrono::NaiveDate> = Vec::new();
    let mut last: Option<chrono::NaiveDate> = None;
    for day in days {
        if last.is_none_or(|l| (*day - l).num_days() > APART) {
            firsts.push(*day);
        }
        last = Some(*day);
    }
    firsts
}

/// One name for content tokens that are the same, in one run of days.
struct Phrase<'a> {
    tokens: Tokens,
    /// What tells it from others of the same words: its year, or its month within the year.
    when: Option<String>,
    forms: BTreeMap<&'a str, usize>,
    dates: BTreeSet<PartialDate>,
    captions: usize,
    parent: usize,
}

fn root(phrases: &[Phrase<'_>], mut n: usize) -> usize {
    while phrases[n].parent != n {
        n = phrases[n].parent;
    }
    n
}

/// Whether two sets of days lie within two days of each other; what is unknown is no obstacle.
fn near(a: &BTreeSet<PartialDate>, b: &BTreeSet<PartialDate>) -> bool {
    let days = |s: &BTreeSet<PartialDate>| -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
        let days: Vec<_> = s.iter().filter_map(|d| d.exact()).collect();
        Some((*days.first()?, *days.last()?))
    };
    match (days(a), days(b)) {
        (Some((a0, a1)), Some((b0, b1))) => (b0 - a1).num_days() <= 2 && (a0 - b1).num_days() <= 2,
        _ => true,
    }
}

/// The event of each input, by name. Words with the same content are one event; words that are part of exactly one
/// other event's words, with days that agree, are that event; much the same words in one document are its dominant ones;
/// captions without words take their document's dominant event where at least a third of the worded ones agree on it.
pub fn resolve_events(inputs: &[EventInput<'_>]) -> Vec<Option<String>> {
    // The runs of days of each wording, and where each document's undated captions of it belong.
    let mut days: HashMap<Tokens, BTreeSet<chrono::NaiveDate>> = HashMap::new();
    let mut of_document: BTreeMap<usize, BTreeSet<chrono::NaiveDate>> = BTreeMap::new();
    for input in inputs {
        let exact: Vec<_> = input.dates.keys().filter_map(|d| d.exact()).collect();
        of_document.entry(input.document).or_default().extend(&exact);
        if let Some(words) = input.event_words {
            days.entry(tokens(words)).or_default().extend(exact);
        }
    }
    let run_of = |input: &EventInput<'_>, set: &Tokens| -> (usize, Option<String>) {
        let firsts = days.get(set).map(spans).unwrap_or_default();
        if firsts.len() < 2 {
            return (0, None);
        }
        let own = input.dates.keys().find_map(|d| d.exact());
        let day = own.or_else(|| of_document.get(&input.document)?.first().copied());
        let run = day.map_or(0, |day| firsts.iter().rposition(|f| *f <= day).unwrap_or(0));
        let of_year =
            firsts.iter().filter(|f| f.format("%Y").to_string() == firsts[run].format("%Y").to_string());
        let form = if of_year.count() > 1 { "%B %Y" } else { "%Y" };
        (run, Some(firsts[run].format(form).to_string()))
    };
    let mut by_tokens: HashMap<(Tokens, usize), usize> = HashMap::new();
    let mut phrases: Vec<Phrase<'_>> = Vec::new();
    let phrase_of: Vec<Option<usize>> = inputs
        .iter()
        .map(|input| {
            let words = input.event_words?;
            let set = tokens(words);
            if set.is_empty() {
                return None;
            }
            let (run, when) = run_of(input, &set);
            let n = *by_tokens.entry((set.clone(), run)).or_insert_with(|| {
                let parent = phrases.len();
                let (forms, dates) = (BTreeMap::new(), BTreeSet::new());
                phrases.push(Phrase { tokens: set, when, forms, dates, captions: 0, parent });
                parent
            });
            *phrases[n].forms.entry(words).or_default() += input.captions;
            phrases[n].dates.extend(input.dates.keys());
            phrases[n].captions += input.captions;
            Some(n)
        })
        .collect();

    let mut in_document: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for (input, phrase) in inputs.iter().zip(&phrase_of) {
        if let Some(n) = phrase {
            *in_document.entry(input.document).or_default().entry(*n).or_default() += input.captions;
        }
    }
    merge_parts(&mut phrases);
    merge_alike(&mut phrases, &in_document);

    // Names, and each document's dominant event, over merged phrases.
    let mut forms: HashMap<usize, BTreeMap<&str, usize>> = HashMap::new();
    for n in 0..phrases.len() {
        let into = forms.entry(root(&phrases, n)).or_default();
        for (form, count) in &phrases[n].forms {
            *into.entry(form).or_default() += count;
        }
    }
    let name = |n: usize| -> Option<String> {
        let forms = forms.get(&root(&phrases, n))?;
        // The most frequent; of equals the longer, then the first in the alphabet: nothing depends on import order.
        let best =
            forms.iter().max_by_key(|(form, count)| (**count, form.len(), std::cmp::Reverse(**form)))?;
        let named = (*best.0).to_owned();
        Some(match &phrases[root(&phrases, n)].when {
            Some(when) if !named.contains(when.as_str()) => format!("{named} ({when})"),
            _ => named,
        })
    };
    let mut dominant: HashMap<usize, usize> = HashMap::new();
    for (document, counts) in &in_document {
        let mut merged: BTreeMap<usize, usize> = BTreeMap::new();
        for (n, count) in counts {
            *merged.entry(root(&phrases, *n)).or_default() += count;
        }
        let all: usize = merged.values().sum();
        let best = merged.iter().max_by_key(|(n, count)| (**count, std::cmp::Reverse(**n)));
        if let Some((n, count)) = best.filter(|(_, count)| **count * 3 >= all) {
            let _ = count;
            dominant.insert(*document, *n);
        }
    }
    inputs
        .iter()
        .zip(phrase_of)
        .map(|(input, phrase)| name(phrase.or_else(|| dominant.get(&input.document).copied())?))
        .collect()
}

/// `closing ceremony` is `2024 Summer Olympics closing ceremony` where no other event's words hold it.
fn merge_parts(phrases: &mut [Phrase<'_>]) {
    let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, phrase) in phrases.iter().enumerate() {
        for token in &phrase.tokens {
            holders.entry(token.clone()).or_default().push(n);
        }
    }
    for n in 0..phrases.len() {
        let rarest = phrases[n].tokens.iter().filter_map(|t| holders.get(t)).min_by_key(|h| h.len());
        let Some(candidates) = rarest else { continue };
        // A word that very many events share tells them apart from nothing.
        if candidates.len() > 64 {
            continue;
        }
        let wider: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|&m| {
                m != n
                    && phrases[m].tokens.len() > phrases[n].tokens.len()
                    && phrases[n].tokens.is_subset(&phrases[m].tokens)
            })
            .collect();
        if let [m] = wider[..]
            && near(&phrases[n].dates, &phrases[m].dates)
        {
            phrases[n].parent = m;
        }
    }
}

/// Phrases of one document that share half of their words are its dominant one among them.
fn merge_alike(phrases: &mut [Phrase<'_>], in_document: &BTreeMap<usize, BTreeMap<usize, usize>>) {
    for counts in in_document.values().filter(|c| c.len() > 1) {
        let best = counts.iter().max_by_key(|(n, count)| (**count, std::cmp::Reverse(**n)));
        let Some((&main, _)) = best else { continue };
        for &n in counts.keys().filter(|n| **n != main) {
            let (a, b) = (&phrases[n].tokens, &phrases[main].tokens);
            let both = a.intersection(b).count();
            let alike = both * 2 >= a.len() + b.len() - both;
            let (rn, rm) = (root(phrases, n), root(phrases, main));
            if alike && rn != rm && near(&phrases[n].dates, &phrases[main].dates) {
                phrases[rn].parent = rm;
            }
        }
    }
}
