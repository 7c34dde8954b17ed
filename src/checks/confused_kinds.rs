//! The kinds of word that a row of the confused words may ask for beside its word, in capitals there: `SET` for the beginning of a
//! noun phrase, `LOSS` for what is lost.

use super::clauses::{self, adjacent, begins, being, beings, breaks};
use super::confused_rows as topics;
use super::sentence::preposition;
use super::verbs::{self, single_noun};
use super::words::{Word, has};

/// Ordinals that nothing but a noun follows.
const ORDINALS: &str = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth 2nd 3rd 4th 5th 6th 7th 8th 9th \
    10th 11th 12th";

/// Verbs that say how somebody gets along: "walks though the mud".
const GOES: &str = "walk run drive pass march sort search look go wade ride move climb travel row ski skate sail fly sift dig \
    stroll peer wander parade cut crawl jog cycle squeeze leaf rummage flow";

/// Verbs that take what somebody has: "hold there hands".
const HOLDS: &str = "hold wave raise carry hug kiss wash clean lift drop pack lose leave show rebuild repair wag flap spread \
    open close lower shake feed protect clear paint decorate celebrate mark collect receive wear tie fix cast";

/// Whether a word is of a kind.
pub(super) fn kind(text: &str, list: &[Word<'_>], at: usize, small: &str, wanted: &str) -> bool {
    let capital = list[at].text.starts_with(char::is_uppercase);
    match wanted {
        "SET" => begins(small) || matches!(small, "their" | "his" | "her" | "its"),
        "NAME" => capital,
        "NUMBER" => {
            small.bytes().all(|b| b.is_ascii_digit())
                || matches!(small, "half" | "one" | "two" | "three" | "four" | "five" | "ten")
        }
        "PREP" => preposition(small),
        // Of these no other word of the language stands behind as part of the name: "near it's end".
        "ON" => matches!(
            small,
            "of" | "in"
                | "on"
                | "with"
                | "from"
                | "at"
                | "near"
                | "outside"
                | "inside"
                | "over"
                | "into"
                | "under"
                | "onto"
                | "across"
                | "along"
                | "beside"
                | "behind"
                | "against"
                | "towards"
                | "toward"
                | "around"
                | "through"
        ),
        "ORDINAL" => {
            let ordinal = ["st", "nd", "rd", "th"].iter().any(|e| small.ends_with(e));
            ordinal
                && small.starts_with(|c: char| c.is_ascii_digit())
                && list.get(at + 1).is_some_and(|n| adjacent(text, &list[at], n) && n.small())
        }
        "LOSS" => loss(text, list, at, small),
        "SEA" => sea(text, list, at),
        "GOING" => going(list, at, small),
        "PERSONS" => beings(small).is_some(),
        "BEING" => !capital && being(small),
        // "it's first hymn": the noun says whose.
        "NTH" => {
            matches!(
                small,
                "first" | "second" | "third" | "fourth" | "fifth" | "last" | "final" | "own" | "annual"
            ) && list.get(at + 1).is_some_and(|n| adjacent(text, &list[at], n) && thing(n.text))
        }
        "NOUN" => !capital && thing(small),
        "THINGS" => !capital && clauses::small_things(small),
        // "it's roof collapsed", "who's house was": the noun is the subject of the verb behind it.
        "OWNED" => {
            !capital
                && thing(small)
                && list.get(at + 1).is_some_and(|v| {
                    let past = v.text.len() > 4 && v.text.ends_with("ed")
                        || matches!(v.text, "was" | "is" | "were" | "has" | "had");
                    adjacent(text, &list[at], v) && past
                })
        }
        "VERB" => verb(small),
        "SAYS" => clauses::of_one(small).is_some(),
        // "People who gather form a circle": a clause's own verb stands before it.
        "MOVES" => {
            verb(small)
                && !list[at.saturating_sub(4)..at].iter().any(|w| verbs::joins(w.text) || w.text == "to")
        }
        "GOES" => !capital && of_list(small, GOES),
        "HOLDS" => of_list(small, HOLDS),
        "ORD" => has(ORDINALS, small),
        "POSS" => matches!(small, "their" | "his" | "her" | "its") || owner(small),
        "DOING" => small.len() > 5 && small.ends_with("ing") && !single_noun(small),
        topic => topics::lists(topic, small),
    }
}

/// Whether a word is an owner: "the bride's".
fn owner(small: &str) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|end| small.ends_with(end))
}

/// What is lost, and not let loose: "looses a wheel", but "looses an arrow".
fn loss(text: &str, list: &[Word<'_>], at: usize, small: &str) -> bool {
    const LET_GO: &str = "arrow arrows bolt bolts shot shots volley hounds dogs hawk falcon rope ropes knot grip reins horses barrage";
    const LOST: &str = "control power ground weight money hope balance sight contact patience";
    let next = list.get(at + 1).filter(|n| adjacent(text, &list[at], n));
    has(LOST, small)
        || (matches!(small, "a" | "an" | "the" | "his" | "her" | "its" | "their")
            || small.parse::<u32>().is_ok())
            && next.is_some_and(|n| n.small() && !has(LET_GO, n.text) && !has("first final", n.text))
}

/// "off the cost of Lyon": where ships are, and no sum of money in sight.
fn sea(text: &str, list: &[Word<'_>], at: usize) -> bool {
    let off = at.checked_sub(1).is_some_and(|n| {
        matches!(list[n].text, "off" | "along" | "near" | "on") && adjacent(text, &list[n], &list[at])
    });
    let money = text.contains(['%', '$', '£', '€'])
        || list.iter().any(|w| matches!(w.text, "price" | "prices" | "percent" | "cut" | "cuts" | "report"));
    list[at].text == "the" && off && !money
}

/// Whether a word says how somebody gets along, and is no noun: "walks passed the gate", but "the march passed the gate".
fn going(list: &[Word<'_>], at: usize, small: &str) -> bool {
    let before = at.checked_sub(1).map_or("", |n| list[n].text);
    let noun = begins(before) || before.ends_with("'s") || before.ends_with("’s") || before.is_empty();
    let form = clauses::of_one(small).is_some_and(|(w, _)| has(GOES, &w)) || small.ends_with("ing");
    let band =
        has("band crowd team crew family procession couple group squad troop choir", &before.to_lowercase());
    let many =
        has(GOES, small) && (beings(before).is_some() || band || matches!(before, "they" | "to" | "who"));
    let passes = small == "passes" || small == "pass";
    !noun && !passes && of_list(small, GOES) && (form || many)
}

/// A noun for one thing that is nothing else behind "it's": "it's time", "it's home".
fn thing(word: &str) -> bool {
    const SAID: &str = "time home business game summer winter spring autumn lunch snow rain fun work night day morning evening \
        christmas half part one way hard fine kind likely good bad hot cold late early open close clear quiet red green blue \
        white black next last just back still now only more most all about over under up down in out on off free light dark \
        dry wet warm cool safe public common key standard normal right wrong legal better best first second ready worth human";
    single_noun(word) && !SAID.split_whitespace().any(|w| w == word) && !breaks(word)
}

/// Whether a word is a verb that is no noun, in any of its forms but the past.
fn verb(word: &str) -> bool {
    let strict = |w: &str| clauses::plain(w).is_some_and(|v| !v.noun);
    let one = clauses::of_one(word).is_some_and(|(_, v)| !v.noun);
    let stem = word.strip_suffix("ing");
    one || strict(word) || stem.is_some_and(|s| strict(s) || strict(&format!("{s}e")))
}

/// Whether a word is a form of one of some verbs.
pub(super) fn of_list(word: &str, verbs: &str) -> bool {
    let has = |w: &str| has(verbs, w);
    let stem = |end: &str| word.strip_suffix(end).is_some_and(|s| has(s) || has(&format!("{s}e")));
    has(word) || clauses::of_one(word).is_some_and(|(w, _)| has(&w)) || stem("ing") || stem("ed") || stem("s")
}

/// Whether a word is a form of a verb: "stop stops stopped stopping", "carry carries".
pub(super) fn of_verb(word: &str, plain: &str) -> bool {
    if word == plain {
        return true;
    }
    let regular = |stem: &str, ends: &[&str]| word.strip_prefix(stem).is_some_and(|end| ends.contains(&end));
    let last = plain.get(plain.len().saturating_sub(1)..).unwrap_or_default();
    let short = &plain[..plain.len() - last.len()];
    match last {
        "e" => regular(short, &["es", "ed", "ing"]),
        "y" => regular(plain, &["s", "ed", "ing"]) || regular(short, &["ies", "ied"]),
        _ => {
            let doubled = word.strip_prefix(plain).and_then(|rest| rest.strip_prefix(last));
            regular(plain, &["s", "es", "ed", "ing"])
                || doubled.is_some_and(|end| end == "ed" || end == "ing")
        }
    }
}
