//! A word that is one, and stands where another is meant that looks or sounds like it: "flee form the fire", "after it's roof
//! collapsed". A row of the table (`confused.tsv`) is one such pair, with what must stand before and behind it: where both can be
//! meant, there is no row.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::clauses::{adjacent, begins, being, beings, breaks};
use super::sentence::preposition;
use super::verbs::{self, single_noun};
use super::words::{Word, has, words};
use super::{Context, Finding, clauses, finding, quote_at, reference_at, replacing};
use crate::model::field::Field;
use crate::text::wordset::WordMap;

/// What must stand beside a word that is wrong, for what is meant.
#[derive(Debug, Clone, Copy)]
struct Row {
    meant: &'static str,
    before: &'static str,
    after: &'static str,
    /// Also where the word has a capital inside a sentence: "the Sahara Dessert".
    named: bool,
}

/// The table: its words and their rows.
const TABLE: &str = include_str!("confused.tsv");

fn rows() -> impl Iterator<Item = (&'static str, Row)> {
    TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        let (word, meant, before, after) =
            (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
        let plain = word.trim_start_matches('^');
        Some((plain, Row { meant, before, after, named: plain != word }))
    })
}

static ROWS: LazyLock<HashMap<&'static str, Vec<Row>>> = LazyLock::new(|| {
    let mut map: HashMap<_, Vec<Row>> = HashMap::new();
    rows().for_each(|(word, row)| map.entry(word).or_default().push(row));
    map
});

/// Two words that one space too early makes of two others.
const PARTED: &[(&str, &str, &str)] =
    &[("tot", "he", "to the"), ("int", "he", "in the"), ("ont", "he", "on the"), ("att", "he", "at the")];

static WRONG: WordMap<()> =
    WordMap::new(|| rows().map(|(w, _)| (w, ())).chain(PARTED.iter().map(|(w, ..)| (*w, ()))).collect());

/// Verbs that say how somebody gets along: "walks though the mud".
const GOES: &str = "walk run drive pass march sort search look go wade ride move climb travel row ski skate sail fly sift dig \
    stroll peer wander parade cut crawl jog cycle squeeze leaf rummage flow";

/// Verbs that take what somebody has: "hold there hands".
const HOLDS: &str = "hold wave raise carry hug kiss wash clean lift drop pack lose leave show rebuild repair wag flap spread \
    open close lower shake feed protect clear paint decorate celebrate mark collect receive wear tie fix cast";

/// All words of a caption, and one problem for each that a row is about.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut list: Vec<Word<'_>> = Vec::new();
    for caption in &context.captions {
        let text = &caption.description;
        // Hardly any caption has one of the words.
        if !words(text).any(|w| WRONG.has(&plainly(w.text)) || owned(w.text)) {
            continue;
        }
        list.clear();
        list.extend(words(text));
        let found = confused(text, &list);
        // What language it is costs more to tell.
        if found.is_empty() || !super::spelling::reads_english(text) {
            continue;
        }
        for (span, meant) in found {
            let wrong = &text[span.clone()];
            let spans = std::slice::from_ref(&span);
            let message = format!("“{wrong}” stands where “{meant}” is meant, as the words beside it tell");
            let concerned = vec![reference_at(caption, Field::Description, spans)];
            let mut found = finding("word-confused", message, vec![quote_at(caption, spans)], concerned);
            found.rests_on = vec![text.clone()];
            found.fixes.extend(replacing(caption, span.clone(), &meant, false));
            out.push(found);
        }
    }
}

/// Whether a word in small letters has an owner's apostrophe.
fn owned(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && (word.ends_with("'s") || word.ends_with("’s"))
}

/// A word with a straight apostrophe, without a new string where it has none.
fn plainly(word: &str) -> std::borrow::Cow<'_, str> {
    if word.contains('’') { word.replace('’', "'").into() } else { word.into() }
}

/// "Riders escort student's marching": what several do, with the apostrophe of an owner. Only behind a verb, where one person
/// would have an article, and before what people do on their way.
fn owners(text: &str, list: &[Word<'_>], at: usize) -> Option<String> {
    const DOING: &str = "marching walking running protesting demonstrating waiting standing dancing crossing carrying holding wearing \
        fleeing arriving leaving chanting waving cheering";
    let one = plainly(list[at].text).strip_suffix("'s").map(str::to_owned)?;
    let before = list.get(at.checked_sub(1)?)?;
    let next = list.get(at + 1)?;
    let beside = adjacent(text, before, &list[at]) && adjacent(text, &list[at], next);
    let verb =
        before.small() && (clauses::plain(before.text).is_some() || clauses::of_one(before.text).is_some());
    let does = DOING.split_whitespace().any(|w| w == next.text);
    (beside && verb && does && one.chars().all(char::is_lowercase) && being(&one))
        .then(|| super::number::several_of(&one))?
}

fn confused(text: &str, list: &[Word<'_>]) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = (0..list.len())
        .filter_map(|at| Some((list[at].at..list[at].end(), owners(text, list, at)?)))
        .collect();
    for (at, word) in list.iter().enumerate().filter(|(_, w)| WRONG.has(&plainly(w.text))) {
        let small = plainly(word.text);
        let next = list.get(at + 1).filter(|n| adjacent(text, word, n));
        let parted =
            next.and_then(|n| PARTED.iter().find(|(a, b, _)| *a == small && *b == n.text).map(|p| (n, p.2)));
        if let Some((next, meant)) = parted {
            found.push((word.at..next.end(), meant.to_owned()));
            continue;
        }
        // With a capital inside a sentence it is a part of a name.
        let capital = word.text.starts_with(char::is_uppercase);
        let named = capital && !clauses::clause(text, list, at);
        let fits = |row: &&Row| {
            (row.named || !named)
                && side(text, list, at, row.before, true)
                && side(text, list, at, row.after, false)
        };
        let Some(row) = ROWS.get(small.to_lowercase().as_str()).and_then(|rows| rows.iter().find(fits))
        else {
            continue;
        };
        if quoted(text, word) {
            continue;
        }
        let meant = match capital {
            true => row.meant[..1].to_uppercase() + &row.meant[1..],
            false => row.meant.to_owned(),
        };
        found.push((word.at..word.end(), meant));
    }
    found
}

/// Whether a word stands between quotation marks or is named as one: what is said there is not the caption's.
pub(super) fn quoted(text: &str, word: &Word<'_>) -> bool {
    let open = |a: char, b: char| text[..word.at].rfind(a).is_some_and(|n| !text[n..word.at].contains(b));
    text[..word.at].matches('"').count() % 2 == 1 || open('“', '”')
}

/// Whether what stands before or behind a word is as a row asks.
fn side(text: &str, list: &[Word<'_>], at: usize, wanted: &str, before: bool) -> bool {
    // The word that stands so many words away, with nothing but spaces between.
    let beside = |steps: usize| {
        let n = if before { at.checked_sub(steps)? } else { at + steps };
        let (first, second) = (at.min(n), at.max(n));
        let whole =
            list.get(second).is_some() && (first..second).all(|i| adjacent(text, &list[i], &list[i + 1]));
        whole.then_some(n)
    };
    let is = |steps: usize, part: &str| {
        let Some(n) = beside(steps) else { return !before && part == "END" };
        match part.starts_with(char::is_uppercase) {
            true => kind(text, list, n, &list[n].text.to_lowercase(), part),
            false => list[n].text.eq_ignore_ascii_case(part),
        }
    };
    wanted.split(' ').any(|w| match w.strip_prefix('!') {
        _ if w == "*" => true,
        Some(not) => !beside(1).is_some_and(|n| not.split(',').any(|x| list[n].text.eq_ignore_ascii_case(x))),
        None if before => w.rsplit('_').enumerate().all(|(n, part)| is(n + 1, part)),
        None => w.split('_').enumerate().all(|(n, part)| is(n + 1, part)),
    })
}

/// Whether a word is of a kind.
fn kind(text: &str, list: &[Word<'_>], at: usize, small: &str, wanted: &str) -> bool {
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
        "GOES" => of_list(small, GOES),
        "HOLDS" => of_list(small, HOLDS),
        _ => false,
    }
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
fn of_list(word: &str, verbs: &str) -> bool {
    let has = |w: &str| has(verbs, w);
    let stem = |end: &str| word.strip_suffix(end).is_some_and(|s| has(s) || has(&format!("{s}e")));
    has(word) || clauses::of_one(word).is_some_and(|(w, _)| has(&w)) || stem("ing") || stem("ed") || stem("s")
}

#[cfg(test)]
#[path = "confused_tests.rs"]
mod tests;
