//! Which captions are of one event, from the words that name it in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::date::{MONTH_NAMES, PartialDate};
use crate::text::events::{Course, course};

/// The captions of one document that name their event in the same words, or in none.
#[derive(Debug, Clone)]
pub struct EventInput<'a> {
    pub document: usize,
    pub event_words: Option<&'a str>,
    /// The city that most of these captions name.
    pub city: Option<&'a str>,
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
    let folded = fold(words);
    let words =
        || folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !EMPTY.contains(w));
    // "The Olympic Games" are the Olympics.
    let games = words().any(|w| matches!(w, "olympic" | "olympics" | "paralympic" | "paralympics"));
    let one = |w: &str| match w {
        "games" if games => None,
        "olympic" | "paralympic" => Some(format!("{w}s")),
        _ => Some(w.to_owned()),
    };
    words().filter_map(one).collect()
}

/// Days farther apart than this are of different occasions, though they are named alike: a fair comes back every year.
const APART: i64 = 60;

/// So near to each other are the days of an occasion that has no proper name: there is a match every week.
const APART_UNNAMED: i64 = 7;

/// What takes place once and at one place: a match elsewhere on another day is another match.
const ONCE: [&str; 18] = [
    "ceremony",
    "match",
    "game",
    "final",
    "semifinal",
    "quarterfinal",
    "funeral",
    "concert",
    "show",
    "conference",
    "wedding",
    "mass",
    "service",
    "vigil",
    "premiere",
    "hearing",
    "gala",
    "session",
];

/// Whether an event's words are its proper name.
fn proper(words: &str) -> bool {
    words.split(' ').any(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// The runs of days that lie no farther apart than that: the first day of each.
fn spans(days: &BTreeSet<NaiveDate>, apart: i64) -> Vec<NaiveDate> {
    let mut firsts: Vec<NaiveDate> = Vec::new();
    let mut last: Option<NaiveDate> = None;
    for day in days {
        if last.is_none_or(|l| (*day - l).num_days() > apart) {
            firsts.push(*day);
        }
        last = Some(*day);
    }
    firsts
}

fn exact(input: &EventInput<'_>) -> impl Iterator<Item = NaiveDate> {
    input.dates.keys().filter_map(|d| d.exact())
}

/// What is known of a document as a whole: the days that its captions name, and the city that most of them do.
#[derive(Default)]
struct Document<'a> {
    days: BTreeSet<NaiveDate>,
    cities: BTreeMap<&'a str, usize>,
    captions: usize,
}

impl<'a> Document<'a> {
    fn city(&self) -> Option<&'a str> {
        self.cities.iter().max_by_key(|(city, n)| (**n, std::cmp::Reverse(**city))).map(|(city, _)| *city)
    }
}

/// Inputs of the same words, at one place where the event is at one, in one run of days.
type Occasion = (Tokens, String, usize);

/// Tells occasions of the same words apart: by place, where what they name is at one place, and by days.
struct Apart<'a> {
    documents: BTreeMap<usize, Document<'a>>,
    runs: HashMap<(Tokens, String), Vec<NaiveDate>>,
}

impl<'a> Apart<'a> {
    fn of(inputs: &[EventInput<'a>]) -> Apart<'a> {
        let mut documents: BTreeMap<usize, Document<'a>> = BTreeMap::new();
        for input in inputs {
            let document = documents.entry(input.document).or_default();
            document.days.extend(exact(input));
            document.captions += input.captions;
            if let Some(city) = input.city {
                *document.cities.entry(city).or_default() += input.captions;
            }
        }
        let mut apart = Apart { documents, runs: HashMap::new() };
        let mut days: HashMap<(Tokens, String), (BTreeSet<NaiveDate>, bool)> = HashMap::new();
        for input in inputs {
            let Some(words) = input.event_words else { continue };
            let entry = days.entry((tokens(words), apart.place(input, words))).or_default();
            entry.0.extend(exact(input));
            entry.1 |= proper(words);
        }
        let gap = |named: bool| if named { APART } else { APART_UNNAMED };
        apart.runs = days.into_iter().map(|(key, (days, named))| (key, spans(&days, gap(named)))).collect();
        apart
    }

    fn city(&self, input: &EventInput<'a>) -> Option<&'a str> {
        input.city.or_else(|| self.documents.get(&input.document)?.city())
    }

    /// The place that an input's event is told by: nothing for one that goes from place to place.
    fn place(&self, input: &EventInput<'a>, words: &str) -> String {
        let once = words.rsplit(' ').next().is_some_and(|head| ONCE.contains(&fold(head).as_str()));
        match self.city(input) {
            _ if proper(words) && !once => String::new(),
            Some(city) => fold(city),
            None => format!("#{}", input.document),
        }
    }

    /// The occasion of an input, and its first day; an input without a day is where its document is.
    fn occasion(&self, input: &EventInput<'a>, words: &str) -> (Occasion, Option<NaiveDate>) {
        let key = (tokens(words), self.place(input, words));
        let firsts = self.runs.get(&key).map(Vec::as_slice).unwrap_or_default();
        let own = exact(input).next();
        let day = own.or_else(|| self.documents.get(&input.document)?.days.first().copied());
        let run = day.and_then(|day| firsts.iter().rposition(|f| *f <= day)).unwrap_or(0);
        ((key.0, key.1, run), firsts.get(run).copied())
    }
}

/// What is said behind the name of an occasion to tell it from the others of the same words: its year, its city, its day.
fn label(phrase: &Phrase<'_>, others: &[&Phrase<'_>]) -> Option<String> {
    let city = |p: &Phrase<'_>| p.city.map(fold);
    let date = |others: &[&Phrase<'_>]| -> Option<String> {
        let first = phrase.first?;
        let said = |form: &str, p: &Phrase<'_>| p.first.map(|d| d.format(form).to_string());
        let forms = ["%Y", "%B %Y", "%B %-d, %Y"];
        let alone = |form: &&str| !others.iter().any(|o| said(form, o) == said(form, phrase));
        Some(first.format(forms.iter().find(|f| alone(f)).unwrap_or(&forms[2])).to_string())
    };
    if !phrase.proper {
        let there: Vec<&Phrase<'_>> = others.iter().filter(|o| city(o) == city(phrase)).copied().collect();
        let when = if there.is_empty() { None } else { date(&there) };
        return match (phrase.city, when) {
            (Some(city), Some(when)) => Some(format!(", {city} ({when})")),
            (Some(city), None) => Some(format!(", {city}")),
            (None, when) => when.map(|when| format!(" ({when})")),
        };
    }
    if others.is_empty() {
        return None;
    }
    let year = |p: &Phrase<'_>| p.first.map(|d| d.format("%Y").to_string());
    match phrase.city {
        Some(city_words) if others.iter().any(|o| year(o) == year(phrase)) => {
            match others.iter().any(|o| city(o) == city(phrase)) {
                true => date(others).map(|when| format!(" ({when})")),
                false => Some(format!(" ({city_words})")),
            }
        }
        _ => date(others).map(|when| format!(" ({when})")),
    }
}

/// One name for content tokens that are the same, in one run of days.
struct Phrase<'a> {
    tokens: Tokens,
    /// Whether the words are a proper name.
    proper: bool,
    city: Option<&'a str>,
    first: Option<NaiveDate>,
    /// What tells it from others of the same words.
    label: Option<String>,
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

/// The first and the last of some days that are exact.
fn span(days: &BTreeSet<PartialDate>) -> Option<(NaiveDate, NaiveDate)> {
    let mut exact = days.iter().filter_map(|d| d.exact());
    let first = exact.next()?;
    Some((first, exact.next_back().unwrap_or(first)))
}

/// Whether two sets of days lie within two days of each other; what is unknown is no obstacle.
fn near(a: &BTreeSet<PartialDate>, b: &BTreeSet<PartialDate>) -> bool {
    match (span(a), span(b)) {
        (Some((a0, a1)), Some((b0, b1))) => (b0 - a1).num_days() <= 2 && (a0 - b1).num_days() <= 2,
        _ => true,
    }
}

/// Whether days lie no more than two days outside those of a whole: weeks of games are no part of their closing night.
fn within(part: &BTreeSet<PartialDate>, whole: &BTreeSet<PartialDate>) -> bool {
    match (span(part), span(whole)) {
        (Some((a0, a1)), Some((b0, b1))) => (b0 - a0).num_days() <= 2 && (a1 - b1).num_days() <= 2,
        _ => true,
    }
}

/// The event of each input, by name. Words with the same content are one event; words that are part of exactly one
/// other event's words, with days that agree, are that event; much the same words in one document are its dominant ones;
/// captions without words take their document's dominant event where at least a third of the worded ones agree on it.
pub fn resolve_events(inputs: &[EventInput<'_>]) -> Vec<Option<String>> {
    let apart = Apart::of(inputs);
    let mut by_occasion: HashMap<Occasion, usize> = HashMap::new();
    let mut phrases: Vec<Phrase<'_>> = Vec::new();
    let phrase_of: Vec<Option<usize>> = inputs
        .iter()
        .map(|input| {
            let words = input.event_words?;
            let (occasion, first) = apart.occasion(input, words);
            // "In March" is no event.
            let month = |word: &String| MONTH_NAMES.iter().any(|month| month.eq_ignore_ascii_case(word));
            if occasion.0.iter().all(month) {
                return None;
            }
            let n = *by_occasion.entry(occasion.clone()).or_insert_with(|| {
                phrases.push(Phrase {
                    tokens: occasion.0,
                    proper: false,
                    city: apart.city(input),
                    first,
                    label: None,
                    forms: BTreeMap::new(),
                    dates: BTreeSet::new(),
                    captions: 0,
                    parent: phrases.len(),
                });
                phrases.len() - 1
            });
            let phrase = &mut phrases[n];
            phrase.proper |= proper(words);
            *phrase.forms.entry(words).or_default() += input.captions;
            phrase.dates.extend(input.dates.keys());
            phrase.captions += input.captions;
            Some(n)
        })
        .collect();
    merge_same_day(&mut phrases);
    let labels: Vec<Option<String>> = {
        let mut alike: HashMap<&Tokens, Vec<usize>> = HashMap::new();
        for n in (0..phrases.len()).filter(|n| phrases[*n].parent == *n) {
            alike.entry(&phrases[n].tokens).or_default().push(n);
        }
        let others = |n: usize| -> Vec<&Phrase<'_>> {
            let same = alike.get(&phrases[n].tokens).map(Vec::as_slice).unwrap_or_default();
            // So many tell nothing more apart than their days do.
            same.iter().filter(|m| **m != n).take(64).map(|m| &phrases[*m]).collect()
        };
        (0..phrases.len()).map(|n| label(&phrases[n], &others(n))).collect()
    };
    phrases.iter_mut().zip(labels).for_each(|(phrase, label)| phrase.label = label);

    let mut in_document: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for (input, phrase) in inputs.iter().zip(&phrase_of) {
        if let Some(n) = phrase {
            *in_document.entry(input.document).or_default().entry(*n).or_default() += input.captions;
        }
    }
    // What one document calls its event in two ways first: "the closing ceremony" is part of either, and of one event then.
    merge_alike(&mut phrases, &in_document);
    merge_parts(&mut phrases, &in_document);

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
        // The most frequent, a proper name before what is printed four times as often; of equals the longer, then the first
        // in the alphabet: nothing depends on import order.
        let best = forms.iter().max_by_key(|(form, count)| {
            (**count * if proper(form) { 4 } else { 1 }, form.len(), std::cmp::Reverse(**form))
        })?;
        let phrase = &phrases[root(&phrases, n)];
        let label = phrase.label.as_deref().unwrap_or_default();
        // "2024 Games" needs no "(2024)".
        let said = best.0.contains(label.trim_matches([' ', '(', ')']));
        // What has a proper name by now is told by that.
        let said = said || (!phrase.proper && proper(best.0));
        Some(if said { (*best.0).to_owned() } else { format!("{}{label}", best.0) })
    };
    let mut dominant: HashMap<usize, usize> = HashMap::new();
    for (document, counts) in &in_document {
        let mut merged: BTreeMap<usize, usize> = BTreeMap::new();
        for (n, count) in counts {
            *merged.entry(root(&phrases, *n)).or_default() += count;
        }
        let all: usize = merged.values().sum();
        let best = merged.iter().max_by_key(|(n, count)| (**count, std::cmp::Reverse(**n)));
        // One caption of a summit does not make one of a protest beside it.
        let captions = apart.documents.get(document).map_or(0, |d| d.captions);
        if let Some((n, _)) = best.filter(|(_, count)| **count * 3 >= all && **count * 6 >= captions) {
            dominant.insert(*document, *n);
        }
    }
    let known = Whole::of(inputs, &phrases, &phrase_of);
    let of_document = |input: &EventInput<'_>| {
        let n = *dominant.get(&input.document)?;
        let captions = apart.documents.get(&input.document).map_or(0, |d| d.captions);
        let own: usize = in_document[&input.document]
            .iter()
            .filter(|(m, _)| root(&phrases, **m) == n)
            .map(|(_, count)| count)
            .sum();
        known.takes(n, input, own * 2 >= captions).then_some(n)
    };
    inputs
        .iter()
        .zip(&phrase_of)
        .map(|(input, phrase)| name(phrase.or_else(|| of_document(input))?))
        .collect()
}

/// Where and when the events are, by their roots: what a caption without words is held against.
struct Whole {
    cities: HashMap<usize, BTreeSet<String>>,
    dates: HashMap<usize, BTreeSet<PartialDate>>,
}

impl Whole {
    fn of(inputs: &[EventInput<'_>], phrases: &[Phrase<'_>], phrase_of: &[Option<usize>]) -> Whole {
        let mut whole = Whole { cities: HashMap::new(), dates: HashMap::new() };
        for (input, n) in inputs.iter().zip(phrase_of) {
            let Some(n) = n.map(|n| root(phrases, n)) else { continue };
            whole.cities.entry(n).or_default().extend(input.city.map(fold));
            whole.dates.entry(n).or_default().extend(input.dates.keys());
        }
        whole
    }

    /// Whether captions without words are of their document's event: of its days, and in its city, unless most of the document
    /// is (`mostly`). A gallery of a day's pictures names one event in one of them.
    fn takes(&self, event: usize, input: &EventInput<'_>, mostly: bool) -> bool {
        let days: BTreeSet<PartialDate> = input.dates.keys().copied().collect();
        let nothing = BTreeSet::new();
        let here =
            |city: &str| self.cities.get(&event).is_some_and(|c| c.is_empty() || c.contains(&fold(city)));
        near(&days, self.dates.get(&event).unwrap_or(&nothing)) && (mostly || input.city.is_none_or(here))
    }
}

/// What is named alike at two places on one day is one occasion, whose place is printed in two ways: Porto, Matosinhos.
fn merge_same_day(phrases: &mut [Phrase<'_>]) {
    let mut there: HashMap<(Tokens, NaiveDate), usize> = HashMap::new();
    for n in (0..phrases.len()).filter(|n| phrases[*n].proper).collect::<Vec<_>>() {
        for day in phrases[n].dates.iter().filter_map(|d| d.exact()).collect::<Vec<_>>() {
            let m = *there.entry((phrases[n].tokens.clone(), day)).or_insert(n);
            let (a, b) = (root(phrases, n), root(phrases, m));
            phrases[a.max(b)].parent = a.min(b);
        }
    }
}

/// `closing ceremony` is `2024 Summer Olympics closing ceremony` where no other event's words hold it. What goes on for days is
/// part of one occasion only where every document that names it tells of that occasion too.
fn merge_parts(phrases: &mut [Phrase<'_>], in_document: &BTreeMap<usize, BTreeMap<usize, usize>>) {
    let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, phrase) in phrases.iter().enumerate() {
        for token in &phrase.tokens {
            holders.entry(token.clone()).or_default().push(n);
        }
    }
    let lasts = |p: &Phrase<'_>| p.forms.keys().any(|form| course(form) == Course::Days);
    // The days and the documents of all that are one by now, by the one.
    let mut dates: Vec<BTreeSet<PartialDate>> = vec![BTreeSet::new(); phrases.len()];
    let mut told: Vec<Vec<usize>> = vec![Vec::new(); phrases.len()];
    for n in 0..phrases.len() {
        let days = phrases[n].dates.clone();
        dates[root(phrases, n)].extend(days);
    }
    for (document, counts) in in_document {
        counts.keys().for_each(|n| told[root(phrases, *n)].push(*document));
    }
    // Those of the most words first: what is part of them finds them where they belong.
    let mut order: Vec<usize> = (0..phrases.len()).filter(|n| phrases[*n].parent == *n).collect();
    order.sort_by_key(|n| (lasts(&phrases[*n]), std::cmp::Reverse(phrases[*n].tokens.len())));
    for n in order {
        let rarest = phrases[n].tokens.iter().filter_map(|t| holders.get(t)).min_by_key(|h| h.len());
        let Some(candidates) = rarest else { continue };
        // A word that very many events share tells them apart from nothing.
        if candidates.len() > 64 {
            continue;
        }
        let part = &phrases[n].tokens;
        let holds = |m: &usize| phrases[*m].tokens.len() > part.len() && part.is_subset(&phrases[*m].tokens);
        let wider: BTreeSet<usize> =
            candidates.iter().filter(|m| holds(m)).map(|m| root(phrases, *m)).filter(|m| *m != n).collect();
        let Some(&m) = wider.first().filter(|_| wider.len() == 1) else { continue };
        let of_it =
            |document: &usize| in_document[document].keys().any(|o| *o != n && root(phrases, *o) == m);
        let once = phrases[m].forms.keys().any(|form| course(form) == Course::Once);
        let fits = match lasts(&phrases[n]) && once {
            true => within(&dates[n], &dates[m]) && told[n].iter().all(of_it),
            false => near(&dates[n], &dates[m]),
        };
        if fits {
            phrases[n].parent = m;
            let (days, documents) = (std::mem::take(&mut dates[n]), std::mem::take(&mut told[n]));
            dates[m].extend(days);
            told[m].extend(documents);
        }
    }
}

/// Whether two names are of different draws of one competition: the women's final is not the men's.
fn other_draw(a: &Tokens, b: &Tokens) -> bool {
    const DRAWS: [[&str; 2]; 4] =
        [["men", "women"], ["mens", "womens"], ["boys", "girls"], ["singles", "doubles"]];
    DRAWS.iter().any(|[x, y]| {
        a.contains(*x) && b.contains(*y) && !a.contains(*y)
            || a.contains(*y) && b.contains(*x) && !a.contains(*x)
    })
}

/// Phrases of one document that share half of their words are its dominant one among them.
fn merge_alike(phrases: &mut [Phrase<'_>], in_document: &BTreeMap<usize, BTreeMap<usize, usize>>) {
    for counts in in_document.values().filter(|c| c.len() > 1) {
        let best = counts.iter().max_by_key(|(n, count)| (**count, std::cmp::Reverse(**n)));
        let Some((&main, _)) = best else { continue };
        for &n in counts.keys().filter(|n| **n != main) {
            let (a, b) = (&phrases[n].tokens, &phrases[main].tokens);
            let both = a.intersection(b).count();
            let alike = both * 2 >= a.len() + b.len() - both && !other_draw(a, b);
            let (rn, rm) = (root(phrases, n), root(phrases, main));
            if alike && rn != rm && near(&phrases[n].dates, &phrases[main].dates) {
                phrases[rn].parent = rm;
            }
        }
    }
}
