//! A real word in the place of its twin, where one other caption says the same around it: "looks on from the beach during the
//! first period of the final" beside "looks on from the bench during the first period of the final", and a bench again elsewhere.

use std::collections::HashMap;

use super::clauses::things;
use super::near::apart;
use super::near_twin::{Group, NONE, form, twins, verbs};
use super::verbs::{of_one, single_noun};
use crate::text::dictionary;

/// So many words around a place must be the same, those to a caption's beginning counting two more.
const ALIKE: usize = 5;
/// So many letters a word must have.
const LETTERS: usize = 4;
/// Between two neighbours that so many captions have, any word can stand.
const CROWD: usize = 64;

/// The words that stand once where one caption beside them has a twin in the same context: the place, and the twin's number.
pub(super) fn slips(group: &Group<'_>) -> Vec<(u32, u32)> {
    let mut between: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
    for ends in group.starts.windows(2) {
        for at in (ends[0] + 1)..ends[1].saturating_sub(1) {
            let small = group.small[at];
            if small != NONE && group.text(small).len() >= LETTERS {
                between.entry((group.printed[at - 1], group.printed[at + 1])).or_default().push(at as u32);
            }
        }
    }
    let mut out = Vec::new();
    for places in between.values().filter(|p| (2..=CROWD).contains(&p.len())) {
        for place in places {
            let rare = group.small[*place as usize];
            if group.count[rare as usize] != 1 {
                continue;
            }
            let usual = places.iter().map(|p| (*p, group.small[*p as usize])).find(|(p, usual)| {
                *usual != rare
                    && twins(group.text(rare), group.text(*usual))
                    && around(group, *place, *p) >= ALIKE
                    && support(group, rare) == 1
                    && support(group, *usual) >= 2
            });
            out.extend(usual.map(|(_, usual)| (*place, usual)));
        }
    }
    out.extend(beginnings(group));
    out.extend(compounds(group));
    out.extend(capitals(group));
    out.sort_unstable();
    out
}

/// "Fine crews" where two captions begin with fire crews; "Debris letters a field" where debris litters the others.
fn beginnings(group: &Group<'_>) -> Vec<(u32, u32)> {
    let mut places: HashMap<(bool, u32), Vec<u32>> = HashMap::new();
    for ends in group.starts.windows(2).filter(|e| e[1] - e[0] > 2) {
        let (first, second) = (ends[0], ends[0] + 1);
        // The first word before the same second; the second behind the same first.
        places.entry((true, group.printed[second])).or_default().push(first as u32);
        places.entry((false, group.printed[first])).or_default().push(second as u32);
    }
    let mut out = Vec::new();
    for ((opens, _), places) in places.iter().filter(|(_, p)| (3..=CROWD).contains(&p.len())) {
        let small = |place: u32| group.small[place as usize];
        // A name at a caption's beginning is another check's.
        let long =
            |w: u32| w != NONE && group.text(w).len() >= LETTERS && dictionary::find(group.text(w)).is_some();
        for place in places.iter().filter(|p| long(small(**p)) && group.count[small(**p) as usize] == 1) {
            let rare = small(*place);
            let usual = places.iter().map(|p| small(*p)).find(|usual| {
                let times = places.iter().filter(|p| small(**p) == *usual).count();
                // Of a verb behind the first word: "letters" has a verb's forms, and is none that captions have.
                let verb = || {
                    (verbs(group.text(*usual)) || of_one(group.text(*usual)).is_some())
                        && !verbs(group.text(rare))
                };
                *usual != rare
                    && long(*usual)
                    && times >= 2
                    && (twins(group.text(rare), group.text(*usual))
                        || framed(group.text(rare), group.text(*usual)))
                    && (*opens || verb())
            });
            out.extend(usual.map(|usual| (*place, usual)));
        }
    }
    out
}

/// Whether two words of one length begin and end alike, and two letters between them differ: "wreaths", "wraiths".
fn framed(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.len() >= 7
        && a.is_ascii()
        && b.is_ascii()
        && a[..2] == b[..2]
        && a[a.len() - 3..] == b[b.len() - 3..]
        && apart(a, b) == 2
}

/// "battery calls" where other captions have battery cells: the second word of two that stand together, behind a long one.
fn compounds(group: &Group<'_>) -> Vec<(u32, u32)> {
    const FIRST: usize = 6;
    let mut behind: HashMap<u32, Vec<usize>> = HashMap::new();
    for ends in group.starts.windows(2) {
        for at in (ends[0] + 1)..ends[1] {
            let (before, small) = (group.small[at - 1], group.small[at]);
            let beside = group.words[at].at == group.words[at - 1].end() + 1;
            let long = |w: u32, size| w != NONE && group.text(w).len() >= size;
            if beside
                && long(before, FIRST)
                && long(small, LETTERS)
                && noun(group.text(before))
                && noun(group.text(small))
            {
                behind.entry(before).or_default().push(at);
            }
        }
    }
    let mut out = Vec::new();
    for places in behind.values().filter(|p| (2..=CROWD).contains(&p.len())) {
        for at in places.iter().filter(|at| group.count[group.small[**at] as usize] == 1) {
            let rare = group.small[*at];
            let usual = places.iter().map(|p| group.small[*p]).find(|usual| {
                *usual != rare
                    && group.count[*usual as usize] >= 2
                    && twins(group.text(rare), group.text(*usual))
            });
            out.extend(usual.map(|usual| (*at as u32, usual)));
        }
    }
    out
}

/// Whether a word is a noun, for one or for several, as far as the dictionary tells.
fn noun(word: &str) -> bool {
    single_noun(word) || things(word)
}

/// How many words are the same before two places, the beginning of a caption counting two more.
pub(super) fn before(group: &Group<'_>, a: u32, b: u32) -> usize {
    let (from_a, from_b) = (group.starts[group.caption(a)], group.starts[group.caption(b)]);
    let (a, b) = (a as usize, b as usize);
    let same = |(x, y): &(usize, usize)| group.printed[*x] == group.printed[*y];
    let back = (from_a..a).rev().zip((from_b..b).rev()).take_while(same).count();
    let begins = back == a - from_a && back == b - from_b;
    back + if begins { 2 } else { 0 }
}

/// How many words are the same around two places. What follows soon names event, place and day as every caption does.
fn around(group: &Group<'_>, a: u32, b: u32) -> usize {
    let end = |at: u32| group.starts[group.caption(at) + 1];
    let same = |(x, y): &(usize, usize)| group.printed[*x] == group.printed[*y];
    let ahead = (a as usize + 1..end(a)).zip(b as usize + 1..end(b)).take_while(same).count();
    before(group, a, b) + ahead.min(2)
}

/// How many captions have a word or a form of it.
fn support(group: &Group<'_>, word: u32) -> usize {
    let text = group.text(word);
    let forms = group
        .texts()
        .filter(|(n, t)| *n != word && form(text, t))
        .map(|(n, _)| group.count[n as usize] as usize);
    group.count[word as usize] as usize + forms.sum::<usize>()
}

/// So many captions must have the usual word with its capital.
const NAMED: usize = 3;

/// "outside the Capital in Washington" where three captions have the Capitol between the same two words. Both are words of the
/// language: what is none is a name's slip, and of another check.
fn capitals(group: &Group<'_>) -> Vec<(u32, u32)> {
    let mut between: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
    let mut times: HashMap<u32, usize> = HashMap::new();
    for ends in group.starts.windows(2) {
        for at in (ends[0] + 1)..ends[1] {
            let text = group.words[at].text;
            let known = text.len() >= LETTERS
                && text.starts_with(|c: char| c.is_ascii_uppercase())
                && text.bytes().skip(1).all(|b| b.is_ascii_lowercase())
                && dictionary::find(&text.to_ascii_lowercase()).is_some();
            if known {
                *times.entry(group.printed[at]).or_default() += 1;
                if at + 1 < ends[1] {
                    between.entry((group.printed[at - 1], group.printed[at + 1])).or_default().push(at);
                }
            }
        }
    }
    let mut out = Vec::new();
    for places in between.values().filter(|p| (NAMED + 1..=CROWD).contains(&p.len())) {
        for at in places.iter().filter(|at| times.get(&group.printed[**at]) == Some(&1)) {
            let rare = group.words[*at].text.to_lowercase();
            let usual = places.iter().find(|p| {
                let same = places.iter().filter(|q| group.printed[**q] == group.printed[**p]).count();
                same >= NAMED && twins(&rare, &group.words[**p].text.to_lowercase())
            });
            out.extend(usual.map(|p| (*at as u32, group.printed[*p])));
        }
    }
    out
}
