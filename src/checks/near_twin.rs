//! A real word in the place of its twin: "Firefights explode" where the captions beside it have fireworks.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::near::apart;
use super::words::{Word, words};
use super::{Context, QUOTED, finding, quote, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;

/// So many captions of a group must have the usual word.
const USUAL: usize = 3;
/// Stands for whatever follows.
const BEHIND: &str = "<";
/// A group is cut to so many captions.
const GROUP: usize = 2000;

/// Words that are like each other and both right.
const PAIRS: [(&str, &str); 14] = [
    ("right", "light"),
    ("right", "night"),
    ("final", "first"),
    ("north", "south"),
    ("north", "fourth"),
    ("eastern", "western"),
    ("before", "behind"),
    ("brother", "mother"),
    ("where", "there"),
    ("these", "those"),
    ("inside", "aside"),
    ("women", "woman"),
    ("husband", "wife"),
    ("father", "mother"),
];

/// Groups captions by document and by event, and looks at each.
pub(super) fn near_twin(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut groups: BTreeMap<&str, Vec<&Caption>> = BTreeMap::new();
    for caption in &context.captions {
        // An event is the group where there is one: its captions speak of the same things.
        let key = caption.event.as_deref().unwrap_or(&caption.document);
        groups.entry(key).or_default().push(caption);
    }
    for captions in groups.values().filter(|c| c.len() > USUAL) {
        for part in captions.chunks(GROUP) {
            look(part, out);
        }
    }
}

/// A word of small letters, a sentence's first word too, in small letters.
fn plain<'a>(word: &Word<'a>, first: bool) -> Option<std::borrow::Cow<'a, str>> {
    if !word.text.chars().all(char::is_alphabetic) {
        return None;
    }
    if word.small() {
        return Some(word.text.into());
    }
    (first && word.text.chars().skip(1).all(char::is_lowercase)).then(|| word.text.to_lowercase().into())
}

fn look(captions: &[&Caption], out: &mut Vec<Finding>) {
    let lists: Vec<Vec<Word<'_>>> = captions.iter().map(|c| words(&c.description).collect()).collect();
    let word = |c: usize, n: usize| lists[c].get(n).and_then(|w| plain(w, n == 0));
    let mut count: HashMap<std::borrow::Cow<'_, str>, usize> = HashMap::new();
    // The words between the same two neighbours, with the captions that have them.
    let mut between: HashMap<(&str, &str), Vec<(usize, usize)>> = HashMap::new();
    for (c, list) in lists.iter().enumerate() {
        let mut seen = HashSet::new();
        for (n, here) in list.iter().enumerate() {
            if let Some(w) = word(c, n)
                && w.len() >= 5
            {
                let long = w.len() >= 7;
                if seen.insert(w.clone()) {
                    *count.entry(w).or_default() += 1;
                }
                let before = n.checked_sub(1).map_or("", |b| list[b].text);
                let after = list.get(n + 1).filter(|a| a.at <= here.end() + 1).map_or("", |a| a.text);
                between.entry((before, after)).or_default().push((c, n));
                // Or behind the same two words.
                if let Some(b) = n.checked_sub(2)
                    && let Some(two) = captions[c].description.get(list[b].at..list[n - 1].end())
                {
                    between.entry((two, BEHIND)).or_default().push((c, n));
                }
                // A long word is known by one neighbour.
                if long && !after.is_empty() {
                    between.entry(("*", after)).or_default().push((c, n));
                }
            }
        }
    }
    let mut told = HashSet::new();
    let mut all: Vec<_> = between.into_iter().filter(|(_, p)| p.len() > 1).collect();
    all.sort_unstable();
    for ((before, after), places) in all {
        let mut here: HashMap<std::borrow::Cow<'_, str>, usize> = HashMap::new();
        for (c, n) in &places {
            if let Some(w) = word(*c, *n) {
                *here.entry(w).or_default() += 1;
            }
        }
        for (c, n) in &places {
            let Some(rare) = word(*c, *n) else { continue };
            if count.get(&rare) != Some(&1) {
                continue;
            }
            let one = before == "*" || before.is_empty() || after.is_empty();
            let twin = here
                .iter()
                .filter(|(u, k)| count.get(*u).is_some_and(|all| *all >= USUAL) && (one || **k >= 2))
                .filter(|(u, _)| if one { alike(&rare, u) } else { twins(&rare, u) })
                .max_by_key(|(u, k)| (**k, (*u).clone()));
            let Some((twin, _)) = twin else { continue };
            let list = &lists[*c];
            if (0..list.len()).any(|m| word(*c, m).is_some_and(|w| w == *twin)) || !told.insert((*c, *n)) {
                continue;
            }
            let place = &list[*n];
            let others = (0..captions.len())
                .filter(|o| o != c && (0..lists[*o].len()).any(|m| word(*o, m).is_some_and(|w| w == *twin)))
                .map(|o| quote(captions[o]));
            let span = place.at..place.end();
            let spans = std::slice::from_ref(&span);
            let message = format!(
                "“{}” stands here alone; {} captions beside it say “{twin}”",
                place.text, count[twin]
            );
            let evidence =
                std::iter::once(quote_at(captions[*c], spans)).chain(others.take(QUOTED - 1)).collect();
            let concerned = vec![reference_at(captions[*c], Field::Description, spans)];
            let mut found = finding("word-near-twin", message, evidence, concerned);
            found.word = Some(place.text.to_owned());
            found.rests_on = vec![captions[*c].description.clone(), twin.to_string()];
            let mut letters = twin.chars();
            let by: String = match (place.small(), letters.next()) {
                (false, Some(first)) => first.to_uppercase().chain(letters).collect(),
                _ => twin.to_string(),
            };
            found.fixes.extend(replacing(captions[*c], span.clone(), &by, false));
            out.push(found);
        }
    }
}

/// How many letters two words begin with in common.
fn front(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
}

/// Whether one is a form of the other: waves and waved, child and children.
fn form(a: &str, b: &str) -> bool {
    const ENDINGS: &str =
        "s es ed d ing er ers r rs or ors ly n en ren y ies ied al ic e ist ists ion ions men man";
    let stem = front(a, b);
    let ends = |w: &str| {
        let rest: String = w.chars().skip(stem).collect();
        rest.is_empty() || ENDINGS.split(' ').any(|e| e == rest)
    };
    stem >= 3 && ends(a) && ends(b)
}

/// Whether one word could stand for the other by a slip, between the same two neighbours.
fn twins(a: &str, b: &str) -> bool {
    let paired = PAIRS.iter().any(|(x, y)| (a, b) == (x, y) || (a, b) == (y, x));
    let short = a.chars().count().min(b.chars().count());
    if paired || form(a, b) || a.chars().next() != b.chars().next() {
        return false;
    }
    let far = apart(a, b);
    far == 1 || far == 2 && short >= 6 && front(a, b) >= 3 || alike(a, b)
}

/// Whether two long words begin the same and are no forms of each other, as firefights and fireworks.
fn alike(a: &str, b: &str) -> bool {
    let (x, y) = (a.chars().count(), b.chars().count());
    let same = front(a, b);
    x.min(y) >= 7 && x.abs_diff(y) <= 3 && same >= 4 && same * 20 <= x.min(y) * 13 && !form(a, b) && {
        // "fireworks" and "firefights" are both several things.
        a.ends_with('s') == b.ends_with('s')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_and_others() {
        for (a, b, want) in [
            ("coffee", "coffin", true),
            ("bottle", "battle", true),
            ("wafer", "water", true),
            ("match", "march", true),
            ("firefights", "fireworks", true),
            ("waves", "waved", false),
            ("singer", "singers", false),
            ("light", "right", false),
            ("women", "woman", false),
            ("swimmer", "sprinter", false),
        ] {
            assert_eq!(twins(a, b), want, "{a} {b}");
        }
    }
}
