//! Names that are further apart than a letter and yet one: a long surname behind the same given name ("Dunsmuir", "Dunsmure"), a
//! word of a venue's name that begins like the right one ("St Oswald's Hospice" for "St Oswin's"), and a word too many in an
//! event's ("Cobre Canyon Fire" beside the "Cobre Fire").

use std::collections::HashMap;

use super::Context;
use super::near::apart;
use super::slips::{beside, other_roles, together};
use super::spellings::Spelling;
use crate::text::dictionary;
use crate::text::lexicon::{self, EVENT, VENUE};

/// Names with more namesakes than this are no name's slips.
const CROWD: usize = 32;
/// So often the right name stands near: in captions of the same document or event, and in prose.
const NEAR: usize = 3;
/// For a word too many, which may be another event's name.
const OFTEN: usize = 5;

/// Pairs of spellings of which the first is a slip for the second.
pub(super) fn pairs(context: &Context<'_>, all: &[Spelling<'_>], flats: &[String]) -> Vec<(usize, usize)> {
    let mut surnames: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let mut ends: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let mut begins: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let mut kinds: HashMap<(&str, usize), Vec<usize>> = HashMap::new();
    for (n, flat) in flats.iter().enumerate() {
        let (Some((given, last)), Some((first, _))) = (flat.rsplit_once(' '), flat.split_once(' ')) else {
            continue;
        };
        if let Some(head) = last.get(..4) {
            surnames.entry((given, head)).or_default().push(n);
        }
        if let Some((word, rest)) = flat.split_once(' ')
            && let Some(head) = word.get(..2)
        {
            begins.entry((head, rest)).or_default().push(n);
        }
        if let Some(kind) = alike(last) {
            kinds.entry((given, kind)).or_default().push(n);
        }
        let printed = all[n].text.rsplit(' ').next().unwrap_or_default();
        if lexicon::classes(printed) & (VENUE | EVENT) != 0 {
            ends.entry((first, last)).or_default().push(n);
        }
    }
    let mut out = Vec::new();
    let groups = surnames.values().chain(ends.values()).chain(begins.values()).chain(kinds.values());
    let groups = groups.filter(|g| (2..=CROWD).contains(&g.len()));
    for group in groups {
        for rare in group.iter().filter(|n| all[**n].captions.len() == 1 && all[**n].mentions == 0) {
            for usual in group.iter().filter(|n| *n != rare) {
                if one(context, &all[*rare], &all[*usual], &flats[*rare], &flats[*usual]) {
                    out.push((*rare, *usual));
                }
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether the rare name is the usual one with a slip.
fn one(context: &Context<'_>, rare: &Spelling<'_>, usual: &Spelling<'_>, a: &str, b: &str) -> bool {
    let near = || beside(context, rare, usual);
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    if together(rare, usual) || !(rare.place || usual.place) && other_roles(context, rare, usual) {
        return false;
    }
    match (x.as_slice(), y.as_slice()) {
        ([_, extra, last], [_, other]) => {
            last == other && extra.len() > 3 && lexicon::is(last, EVENT) && near() >= OFTEN
        }
        ([first, middle, last], [same, other, end]) if last == end && first == same && middle != other => {
            let letters = |s: &str| s.chars().take(2).collect::<String>();
            let kin = lexicon::classes(last) & (VENUE | EVENT) != 0
                && middle.len().min(other.len()) >= 5
                && letters(middle) == letters(other)
                && apart(middle, other) > 1
                || lexicon::classes(last) & (VENUE | EVENT) != 0
                    && alike(middle).is_some()
                    && alike(middle) == alike(other);
            kin && near() >= 2 && usual.mentions > 0 || kin && near() >= NEAR
        }
        // "Marlin Wharf", "Marlin Quay"; but a town has a River Street and a River Road.
        ([given @ .., last], [same @ .., other])
            if given == same && alike(last) == Some(0) && alike(other) == Some(0) =>
        {
            near() >= NEAR || near() > 0 && usual.weight() > NEAR
        }
        // "Kuiseb Plain", "Kuiseb Plateau".
        ([given @ .., last], [same @ .., other])
            if given == same
                && (rare.place || usual.place)
                && land(last)
                && land(other)
                && letters3(last) == letters3(other) =>
        {
            near() >= NEAR
        }
        ([given @ .., last], [same @ .., other]) if given == same && !(rare.place || usual.place) => {
            two_letters(last, other) && near() >= NEAR
        }
        // "Hitorani River", "Hitonari River": the same letters in another order.
        ([first, rest @ ..], [other, same @ ..]) if rest == same && first != other => {
            let letters = |w: &str| {
                let mut letters: Vec<char> = w.chars().collect();
                letters.sort_unstable();
                letters
            };
            let turned = first.len() >= 6 && letters(first) == letters(other) && !dictionary::known(first);
            // "Meadowbank Basin", "Meadowside Basin".
            let begins = first.chars().zip(other.chars()).take_while(|(p, q)| p == q).count();
            let halved = begins >= 6 && first.len().min(other.len()) >= 9 && rare.place && usual.place;
            turned && near() >= 2 || halved && near() > NEAR
        }
        _ => false,
    }
}

/// Whether two surnames that begin the same differ in two letters: "Petrie", "Petrey".
fn two_letters(a: &str, b: &str) -> bool {
    let begins = a.chars().zip(b.chars()).take_while(|(p, q)| p == q).count();
    let short = a.chars().count().min(b.chars().count());
    // "Petrie" and "Petrey" sound the same, "Petrie" and "Petrov" do not.
    let vowels = |w: &str| w.chars().skip(begins).all(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let alike = short >= 6 && begins >= 4 && vowels(a) && vowels(b) || short >= 7 && begins >= 5;
    alike && apart(a, b) == 2 && !kin(a, b)
}

/// Kinds of country, of which some begin alike.
fn land(word: &str) -> bool {
    const LAND: &str = "plain plains plateau marsh marshes moor moors heath hill hills valley vale canyon creek coast cove bay basin \
        beach bluff bluffs forest field fields fort ford fork pass park peak point pond pool ridge river range reef mount mountain mesa";
    LAND.split_whitespace().any(|w| w == word)
}

fn letters3(word: &str) -> &str {
    word.get(..3).unwrap_or(word)
}

/// Words for one kind of venue, which stand in the place of each other by a slip of the memory.
fn alike(word: &str) -> Option<usize> {
    const KINDS: [&str; 5] = [
        "quay wharf dock pier jetty",
        "street road avenue lane boulevard",
        "stadium arena ground",
        "church cathedral chapel abbey",
        "hall auditorium",
    ];
    KINDS.iter().position(|kind| kind.split(' ').any(|w| w == word))
}

/// Whether the one surname is the other with an ending: "Petrov", "Petrovic".
fn kin(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}
