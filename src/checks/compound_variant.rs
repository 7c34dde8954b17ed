//! A compound that one document writes in two ways: "flagbearer", "flag bearer", "flag-bearer".

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::words::{Word, english, words};
use super::{Context, QUOTED, finding, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;

/// First words that make another thing of what follows where they stand by themselves: "every day", "any one".
const LOOSE: &str = "every any some no may all under over what how who when where there here never for with in on to up out \
                     with after before into more most less very only also well half high low long short full";
/// Second words that make a verb of the two where they stand by themselves: teams kick off before the kick-off.
const PARTICLES: &str = "off out up down over in on away back through by around together";
/// Words before a noun.
const BEFORE_NOUN: &str =
    "a an the this that his her its their after before at since until first second final early late";

/// A compound at a place of a caption.
struct Use<'a> {
    caption: &'a Caption,
    span: Range<usize>,
    /// The word before it.
    before: &'a str,
}

/// The ways in which a compound is written.
#[derive(Default)]
struct Ways<'a> {
    joined: Vec<Use<'a>>,
    hyphen: Vec<Use<'a>>,
    open: Vec<Use<'a>>,
}

/// One document's compounds, looked at one document after the other.
pub(super) fn variants(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut documents: BTreeMap<&str, Vec<&Caption>> = BTreeMap::new();
    for caption in &context.captions {
        documents.entry(caption.document.as_str()).or_default().push(caption);
    }
    for captions in documents.into_values().filter(|c| c.len() > 2) {
        let mut found: Vec<Finding> = ways(&captions).into_values().filter_map(|w| judge(&w)).collect();
        out.append(&mut found);
    }
}

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w.eq_ignore_ascii_case(word))
}

/// A compound without hyphen, capitals and plural.
fn key(parts: &[&str]) -> String {
    let mut key = parts.concat().to_lowercase();
    key.retain(|c| c != '-');
    if key.ends_with('s') && !key.ends_with("ss") {
        key.pop();
    }
    key
}

fn lower(word: &str) -> bool {
    word.chars().skip(1).all(char::is_lowercase) && word.chars().next().is_some_and(char::is_alphabetic)
}

/// Every compound of a document's captions that is written in more than one way.
fn ways<'a>(captions: &[&'a Caption]) -> BTreeMap<String, Ways<'a>> {
    let mut all: BTreeMap<String, Ways<'a>> = BTreeMap::new();
    let mut whole: HashMap<String, Vec<Use<'a>>> = HashMap::new();
    let lists: Vec<Vec<Word<'a>>> = captions.iter().map(|c| words(&c.description).collect()).collect();
    let used = |caption: &'a Caption, list: &[Word<'a>], from: usize, to: usize| Use {
        caption,
        span: list[from].at..list[to].end(),
        before: from.checked_sub(1).map_or("", |n| list[n].text),
    };
    for (caption, list) in captions.iter().zip(&lists) {
        for (n, word) in list.iter().enumerate() {
            let hyphens = word.text.matches('-').count();
            let small = word.text.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
            if !small || word.text.len() < 6 || !word.text.starts_with(char::is_alphabetic) {
                continue;
            }
            if hyphens > 0 {
                all.entry(key(&[word.text])).or_default().hyphen.push(used(caption, list, n, n));
            } else if word.text.len() >= 7 {
                whole.entry(key(&[word.text])).or_default().push(used(caption, list, n, n));
            }
        }
    }
    for (caption, list) in captions.iter().zip(&lists) {
        for size in 2..=3 {
            for (n, part) in list.windows(size).enumerate() {
                let near = part.windows(2).all(|p| caption.description.get(p[0].end()..p[1].at) == Some(" "));
                let plain = part.iter().all(|w| lower(w.text) && w.text.len() > 1)
                    && part[1..].iter().all(Word::small);
                if !near || !plain || has(LOOSE, part[0].text) || part[0].text.len() < 3 {
                    continue;
                }
                let parts: Vec<&str> = part.iter().map(|w| w.text).collect();
                let key = key(&parts);
                if size == 2 && whole.contains_key(&key) && part[1].text.len() >= 3 || all.contains_key(&key)
                {
                    all.entry(key).or_default().open.push(used(caption, list, n, n + size - 1));
                }
            }
        }
    }
    for (key, ways) in &mut all {
        ways.joined = whole.remove(key).unwrap_or_default();
    }
    all
}

/// Whether the open form stands where a noun does, or as the closed one does.
fn noun(open: &Use<'_>, closed: &[Use<'_>]) -> bool {
    let text = open.caption.description.get(open.span.clone()).unwrap_or("");
    if text.split(' ').any(|w| has(PARTICLES, w)) {
        return has(BEFORE_NOUN, open.before);
    }
    closed.iter().any(|c| c.before == open.before && !c.before.is_empty()) || has(BEFORE_NOUN, open.before)
}

fn judge(ways: &Ways<'_>) -> Option<Finding> {
    // "A flag-bearer ceremony" is right beside flag bearers; what is joined is never right with a hyphen or a space.
    let (usual, rare): (&[Use<'_>], Vec<&Use<'_>>) = if ways.joined.len() >= 2 {
        (&ways.joined, ways.open.iter().chain(&ways.hyphen).collect())
    } else if ways.hyphen.len() >= 2 && ways.joined.is_empty() {
        (&ways.hyphen, ways.open.iter().filter(|o| noun(o, &ways.hyphen)).collect())
    } else if ways.open.len() >= 3 && ways.hyphen.is_empty() {
        (&ways.open, ways.joined.iter().collect())
    } else {
        return None;
    };
    let few = rare.len();
    if few == 0 || few * 2 > usual.len() || !usual.iter().any(|u| english(&u.caption.description)) {
        return None;
    }
    let text = |u: &Use<'_>| u.caption.description.get(u.span.clone()).unwrap_or("").to_owned();
    let (slip, right) = (text(rare[0]), text(&usual[0]));
    let message =
        format!("“{slip}” here, “{}” {} times elsewhere in this document", right.to_lowercase(), usual.len());
    let quoted = |u: &Use<'_>| quote_at(u.caption, std::slice::from_ref(&u.span));
    let evidence =
        rare.iter().take(QUOTED / 2).map(|u| quoted(u)).chain(usual.iter().take(2).map(quoted)).collect();
    let mut by: Vec<(&Caption, Vec<Range<usize>>)> = Vec::new();
    for one in &rare {
        match by.last_mut().filter(|(c, _)| c.id == one.caption.id) {
            Some((_, spans)) => spans.push(one.span.clone()),
            None => by.push((one.caption, vec![one.span.clone()])),
        }
    }
    let concerned = by.iter().map(|(c, spans)| reference_at(c, Field::Description, spans)).collect();
    let mut found = finding("compound-variant", message, evidence, concerned);
    found.rests_on = vec![slip.clone(), right.clone()];
    found.word = Some(slip);
    found.fixes = rare
        .iter()
        .filter_map(|u| replacing(u.caption, u.span.clone(), &like(&text(u), &right), false))
        .collect();
    Some(found)
}

/// The usual way of writing a compound, with the capital and the plural of the one that it replaces.
fn like(rare: &str, usual: &str) -> String {
    let plural = |w: &str| w.ends_with('s') && !w.ends_with("ss");
    let mut word = usual.to_lowercase();
    match (plural(rare), plural(usual)) {
        (true, false) => word.push('s'),
        (false, true) => drop(word.pop()),
        _ => {}
    }
    let mut letters = word.chars();
    match (rare.starts_with(char::is_uppercase), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => word,
    }
}
