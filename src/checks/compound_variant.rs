//! A compound that one document writes in two ways: "flagbearer", "flag bearer", "flag-bearer".

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::clauses::things;
use super::near::number;
use super::verbs::single_noun;
use super::words::{Word, english, has_folded, words};
use super::{Context, QUOTED, finding, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;
use crate::text::dictionary;

/// First words that make another thing of what follows where they stand by themselves: "every day", "any one".
const LOOSE: &str = "every any some no may all under over what how who when where there here never for with in on to up out \
                     with after before into more most less very only also well half high low long short full back front side";
/// Second words that make a verb of the two where they stand by themselves: teams kick off before the kick-off.
const PARTICLES: &str =
    "off out up down over in on away back through by around together past aside along forward under";
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
    /// The open form has three words, or a very short second one.
    short: bool,
}

/// One document's compounds, looked at one document after the other.
pub(super) fn variants(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut documents: BTreeMap<&str, Vec<&Caption>> = BTreeMap::new();
    for caption in &context.captions {
        documents.entry(&*caption.document).or_default().push(caption);
    }
    for captions in documents.into_values().filter(|c| c.len() > 2) {
        out.extend(ways(&captions).iter().filter_map(judge));
    }
}

/// Writes a compound without hyphen, capitals and plural, and gives a number for it. The text is made anew for each: a catalog
/// has as many as words.
fn key(parts: &[&str], scratch: &mut String) -> u64 {
    scratch.clear();
    for part in parts {
        match part.is_ascii() {
            true => {
                scratch.extend(part.bytes().filter(|b| *b != b'-').map(|b| b.to_ascii_lowercase() as char))
            }
            false => scratch.extend(part.chars().filter(|c| *c != '-').flat_map(char::to_lowercase)),
        }
    }
    if scratch.ends_with('s') && !scratch.ends_with("ss") {
        scratch.pop();
    }
    number(scratch.as_str())
}

fn lower(word: &str) -> bool {
    word.chars().skip(1).all(char::is_lowercase) && word.chars().next().is_some_and(char::is_alphabetic)
}

/// Every compound of a document's captions that is written in more than one way, in the order in which they are met.
fn ways<'a>(captions: &[&'a Caption]) -> Vec<Ways<'a>> {
    let lists: Vec<Vec<Word<'a>>> = captions.iter().map(|c| words(&c.description).collect()).collect();
    let mut scratch = String::new();
    let used = |c: usize, from: usize, to: usize| Use {
        caption: captions[c],
        span: lists[c][from].at..lists[c][to].end(),
        before: from.checked_sub(1).map_or("", |n| lists[c][n].text),
    };
    // What is written as one, by its number: its caption, its place, and whether it has a hyphen.
    let mut closed: Vec<(u64, usize, usize, bool)> = Vec::new();
    for (c, list) in lists.iter().enumerate() {
        for (n, word) in list.iter().enumerate().filter(|(_, w)| w.text.len() >= 6) {
            let hyphen = word.text.contains('-');
            let small = word.text.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
            if small && word.text.starts_with(char::is_alphabetic) && (hyphen || word.text.len() >= 6) {
                closed.push((key(&[word.text], &mut scratch), c, n, hyphen));
            }
        }
    }
    let mut known: HashMap<u64, Ways<'a>> = closed.iter().map(|(key, ..)| (*key, Ways::default())).collect();
    let mut met: Vec<u64> = Vec::new();
    for (c, list) in lists.iter().enumerate() {
        for size in 2..=3 {
            for (n, part) in list.windows(size).enumerate() {
                let near =
                    part.windows(2).all(|p| captions[c].description.get(p[0].end()..p[1].at) == Some(" "));
                let plain = near
                    && part[0].text.len() >= 3
                    && part.iter().all(|w| lower(w.text) && w.text.len() > 1)
                    && part[1..].iter().all(Word::small);
                if !plain {
                    continue;
                }
                let parts = part.iter().map(|w| w.text);
                let mut all = [""; 3];
                all.iter_mut().zip(parts).for_each(|(a, p)| *a = p);
                let key = key(&all[..size], &mut scratch);
                let Some(ways) = known.get_mut(&key) else { continue };
                if has_folded(LOOSE, part[0].text) && !doer(part[size - 1].text) {
                    continue;
                }
                ways.open.push(used(c, n, n + size - 1));
                ways.short |= size > 2 || part[1].text.len() < 3;
                met.push(key);
            }
        }
    }
    // Written as one word and with a hyphen.
    let hyphened: HashSet<u64> = closed.iter().filter(|(.., hyphen)| *hyphen).map(|(key, ..)| *key).collect();
    met.extend(
        closed.iter().filter(|(key, .., hyphen)| !hyphen && hyphened.contains(key)).map(|(key, ..)| *key),
    );
    for (key, c, n, hyphen) in closed {
        let Some(ways) = known.get_mut(&key) else { continue };
        match hyphen {
            true => ways.hyphen.push(used(c, n, n)),
            false => ways.joined.push(used(c, n, n)),
        }
    }
    let mut out = Vec::new();
    for key in met {
        // Without a hyphen anywhere, three words or a very short one are no compound.
        out.extend(known.remove(&key).filter(|w| !w.hyphen.is_empty() || !w.short));
    }
    out
}

/// Whether a compound's last word is somebody who does what the first says: flag bearers, a well-wisher.
fn doer(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    one.len() >= 5 && (one.ends_with("er") || one.ends_with("or")) && dictionary::known(one)
}

/// Whether the open form stands where a noun does, or as the closed one does.
fn noun(open: &Use<'_>, closed: &[Use<'_>]) -> bool {
    let text = open.caption.description.get(open.span.clone()).unwrap_or("");
    if text.split(' ').any(|w| has_folded(PARTICLES, w)) {
        return has_folded(BEFORE_NOUN, open.before);
    }
    closed.iter().any(|c| c.before == open.before && !c.before.is_empty())
        || has_folded(BEFORE_NOUN, open.before)
}

/// Whether what one caption writes as one word stands in two nouns in another, "sand bags", and whether the one word is one that
/// the dictionary has.
fn two_nouns(open: &Use<'_>, joined: &Use<'_>) -> Option<bool> {
    let text = |u: &Use<'_>| u.caption.description.get(u.span.clone()).unwrap_or("").to_lowercase();
    let (open, joined) = (text(open), text(joined));
    let (first, second) = open.split_once(' ')?;
    // What ends as a participle does and is a noun.
    let ring = |w: &str| matches!(w, "ring" | "wing" | "king" | "string" | "spring" | "sling");
    let noun = |w: &str| single_noun(w) || things(w) || ring(w);
    let nouns = noun(first) && noun(second) && !has_folded(PARTICLES, second) && !has_folded(LOOSE, first);
    nouns.then(|| dictionary::known(&joined))
}

/// Somebody who does something, written once in each of two ways: the hyphen stays, else what the dictionary has. And what is
/// written once as one word and once with a hyphen, which is no other word without it.
fn once<'w, 'a>(ways: &'w Ways<'a>) -> Option<(&'w [Use<'a>], Vec<&'w Use<'a>>)> {
    if let ([joined], [hyphen], []) = (ways.joined.as_slice(), ways.hyphen.as_slice(), ways.open.as_slice()) {
        let text = hyphen.caption.description.get(hyphen.span.clone())?.to_lowercase();
        // "re-sign" and "resign" are two words.
        return (joined.caption.id != hyphen.caption.id && !text.starts_with("re-"))
            .then(|| (&ways.joined[..], vec![hyphen]));
    }
    let [open] = ways.open.as_slice() else { return None };
    if let ([one], []) = (ways.joined.as_slice(), ways.hyphen.as_slice())
        && one.caption.id != open.caption.id
        && let Some(known) = two_nouns(open, one)
    {
        return Some(if known { (&ways.joined, vec![open]) } else { (&ways.open, vec![one]) });
    }
    let words = open.caption.description.get(open.span.clone())?;
    let joined = |u: &Use<'_>| {
        let text = u.caption.description.get(u.span.clone()).unwrap_or("").to_lowercase();
        dictionary::known(&text)
    };
    match (ways.hyphen.as_slice(), ways.joined.as_slice()) {
        _ if !doer(words.rsplit(' ').next()?) => None,
        ([_], []) => Some((&ways.hyphen, vec![open])),
        ([], [one]) if joined(one) => Some((&ways.joined, vec![open])),
        ([], [one]) => Some((&ways.open, vec![one])),
        _ => None,
    }
}

fn judge(ways: &Ways<'_>) -> Option<Finding> {
    let text = |u: &Use<'_>| u.caption.description.get(u.span.clone()).unwrap_or("").to_owned();
    // "A flag-bearer ceremony" is right beside flag bearers; what is joined is never right with a hyphen or a space.
    let (usual, rare): (&[Use<'_>], Vec<&Use<'_>>) =
        if ways.joined.len() >= 2 && ways.joined.len() >= ways.hyphen.len() {
            // Nurses walk out, and hold a walkout.
            let verb = |o: &Use<'_>| {
                text(o).split(' ').any(|w| has_folded(PARTICLES, w)) && !has_folded(BEFORE_NOUN, o.before)
            };
            (&ways.joined, ways.open.iter().filter(|o| !verb(o)).chain(&ways.hyphen).collect())
        } else if ways.hyphen.len() >= 2 && ways.joined.len() * 2 <= ways.hyphen.len() {
            // "re-sign" and "resign" are two words.
            let again = ways.hyphen.iter().any(|u| text(u).to_lowercase().starts_with("re-"));
            let joined = ways.joined.iter().filter(|_| !again);
            (&ways.hyphen, ways.open.iter().filter(|o| noun(o, &ways.hyphen)).chain(joined).collect())
        } else if ways.open.len() >= 3 && ways.hyphen.is_empty() {
            (&ways.open, ways.joined.iter().collect())
        } else {
            once(ways)?
        };
    let few = rare.len();
    if few == 0
        || (few * 2 > usual.len() && (few, usual.len()) != (1, 1))
        || !usual.iter().any(|u| english(&u.caption.description))
    {
        return None;
    }
    let (slip, right) = (text(rare[0]), text(&usual[0]));
    let times = if usual.len() == 1 { "once".to_owned() } else { format!("{} times", usual.len()) };
    let message = format!("“{slip}” here, “{}” {times} elsewhere in this document", right.to_lowercase());
    let quoted = |u: &Use<'_>| quote_at(u.caption, std::slice::from_ref(&u.span));
    let evidence =
        rare.iter().take(QUOTED / 2).map(|u| quoted(u)).chain(usual.iter().take(2).map(quoted)).collect();
    let mut by: Vec<(&Caption, Vec<Range<usize>>)> = Vec::new();
    // Once in each of two ways, both are asked about.
    let both = usual.iter().filter(|_| (few, usual.len()) == (1, 1));
    for one in rare.iter().copied().chain(both) {
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
