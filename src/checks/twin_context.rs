//! A real word in the place of its twin, where one other caption says the same around it: "looks on from the beach during the
//! first period of the final" beside "looks on from the bench during the first period of the final", and a bench again elsewhere.

use std::collections::HashMap;

use super::near_twin::{Group, NONE, form, twins};

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
    out.sort_unstable();
    out
}

/// How many words are the same around two places.
fn around(group: &Group<'_>, a: u32, b: u32) -> usize {
    let bounds = |at: usize| {
        let n = group.starts.partition_point(|s| *s <= at);
        (group.starts[n - 1], group.starts[n])
    };
    let (a, b) = (a as usize, b as usize);
    let ((a0, a1), (b0, b1)) = (bounds(a), bounds(b));
    let back =
        (a0..a).rev().zip((b0..b).rev()).take_while(|(x, y)| group.printed[*x] == group.printed[*y]).count();
    let ahead =
        (a + 1..a1).zip(b + 1..b1).take_while(|(x, y)| group.printed[*x] == group.printed[*y]).count();
    let begins = back == a - a0 && back == b - b0;
    back + ahead + if begins { 2 } else { 0 }
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
