//! One person under two titles: `Sen.` here and `Senator` there, or governor in one caption and senator in another of the time.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::near::flat;
use super::words::{Word, words};
use super::{Context, Finding, QUOTED, finding, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::field::Field;

/// Titles of an office as they are cut and in full. One person holds one of these at a time.
const OFFICES: &str = "pres=president president gov=governor governor sen=senator senator rep=representative representative \
    congressman congresswoman mayor chancellor premier minister secretary gen=general general col=colonel colonel capt=captain \
    lt=lieutenant lieutenant sgt=sergeant sergeant maj=major major adm=admiral admiral cmdr=commander commander judge justice \
    ambassador speaker sheriff archbishop bishop cardinal rev=reverend reverend prof=professor professor";

/// Words before a title that make another office of it.
const OTHER_OFFICE: &str = "vice prime deputy acting former lieutenant ex";

/// So many days apart, an office may have changed hands.
const SAME_TIME: i64 = 92;

/// A title before a name.
struct Titled<'a> {
    caption: &'a Caption,
    /// Where title and name stand.
    span: Range<usize>,
    /// The title alone.
    title: Range<usize>,
    /// The office in full, in small letters.
    office: String,
}

impl<'a> Titled<'a> {
    fn printed(&self) -> &'a str {
        &self.caption.description[self.title.clone()]
    }
}

fn office(word: &str) -> Option<String> {
    let low = word.to_lowercase();
    OFFICES.split_whitespace().find_map(|entry| match entry.split_once('=') {
        Some((cut, full)) => (cut == low).then(|| full.to_owned()),
        None => (entry == low).then_some(low.clone()),
    })
}

/// The title that stands right before a name.
fn title<'a>(caption: &'a Caption, list: &[Word<'a>], name: &str) -> Option<Titled<'a>> {
    let text = caption.description.as_str();
    let at = text.find(name)?;
    let n = list.iter().position(|w| w.at == at)?.checked_sub(1)?;
    let word = list.get(n)?;
    let gap = &text[word.end()..at];
    if !matches!(gap, " " | ". ") || !word.text.starts_with(char::is_uppercase) {
        return None;
    }
    let mut full = office(word.text)?;
    let mut from = word.at;
    if let Some(before) = n.checked_sub(1).and_then(|p| list.get(p))
        && matches!(&text[before.end()..word.at], " " | ". " | "-")
        && OTHER_OFFICE.split_whitespace().any(|w| w == before.text.to_lowercase())
    {
        full = format!("{} {full}", before.text.to_lowercase());
        from = before.at;
    }
    let end = if gap.starts_with('.') { word.end() + 1 } else { word.end() };
    Some(Titled { caption, span: from..at + name.len(), title: from..end, office: full })
}

/// One problem for a person.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut order: Vec<String> = Vec::new();
    let mut persons: HashMap<String, Vec<Titled<'_>>> = HashMap::new();
    for caption in context.captions.iter().copied().filter(|c| !c.persons_shown.is_empty()) {
        let list: Vec<Word<'_>> = words(&caption.description).collect();
        for name in caption.persons_shown.iter().filter(|n| n.contains(' ')) {
            if let Some(titled) = title(caption, &list, name) {
                let key = flat(name);
                let of = persons.entry(key.clone()).or_default();
                if of.is_empty() {
                    order.push(key);
                }
                of.push(titled);
            }
        }
    }
    for key in order {
        let titled = &persons[&key];
        out.extend(offices(titled).or_else(|| forms(titled)));
    }
}

/// One person in two offices at a time.
fn offices(titled: &[Titled<'_>]) -> Option<Finding> {
    let clash =
        |a: &&Titled<'_>| titled.iter().any(|b| a.office != b.office && together(a.caption, b.caption));
    let those: Vec<&Titled<'_>> = titled.iter().filter(clash).collect();
    let (first, rest) = those.split_first()?;
    let other = rest.iter().find(|t| t.office != first.office && together(first.caption, t.caption))?;
    let said = |t: &Titled<'_>| t.caption.description[t.span.clone()].to_owned();
    let message = format!("“{}” and “{}”: which office?", said(first), said(other));
    Some(problem(message, &those))
}

/// Whether two captions are of one time: of one document or event, or dated within three months.
fn together(a: &Caption, b: &Caption) -> bool {
    let days = |c: &Caption| c.date_created.and_then(|d| d.exact());
    match (days(a), days(b)) {
        (Some(x), Some(y)) => (x - y).num_days().abs() <= SAME_TIME,
        _ => a.document == b.document && !a.document.is_empty() || a.event.is_some() && a.event == b.event,
    }
}

/// One office written in two ways.
fn forms(titled: &[Titled<'_>]) -> Option<Finding> {
    let mut by_office: BTreeMap<&str, Vec<&Titled<'_>>> = BTreeMap::new();
    titled.iter().for_each(|t| by_office.entry(&t.office).or_default().push(t));
    let those = by_office.into_values().find(|of| of.iter().any(|t| t.printed() != of[0].printed()))?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    those.iter().for_each(|t| *counts.entry(t.printed()).or_default() += 1);
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(form, n)| (std::cmp::Reverse(*n), *form));
    let captions = |n: usize| if n == 1 { "1 caption".to_owned() } else { format!("{n} captions") };
    let said: Vec<String> = ranked.iter().map(|(form, n)| format!("“{form}” in {}", captions(*n))).collect();
    let name = those[0].caption.description[those[0].title.end..those[0].span.end].trim().to_owned();
    let mut found = problem(format!("{name} has a title in two forms: {}", said.join(", ")), &those);
    // The form that most have; where as many have the other, an editor chooses.
    if ranked[0].1 > ranked[1].1 {
        let fewer = those.iter().filter(|t| t.printed() != ranked[0].0);
        found.fixes =
            fewer.filter_map(|t| replacing(t.caption, t.title.clone(), ranked[0].0, false)).collect();
    }
    Some(found)
}

fn problem(message: String, those: &[&Titled<'_>]) -> Finding {
    let spans = |t: &Titled<'_>| [t.span.clone()];
    let evidence = those.iter().take(QUOTED).map(|t| quote_at(t.caption, &spans(t))).collect();
    let concerned = those.iter().map(|t| reference_at(t.caption, Field::Description, &spans(t))).collect();
    let mut found = finding("title-variant", message, evidence, concerned);
    let mut rests: Vec<String> = those.iter().map(|t| t.printed().to_owned()).collect();
    rests.sort();
    rests.dedup();
    found.rests_on = rests;
    found
}
