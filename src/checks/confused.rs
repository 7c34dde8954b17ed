//! A word that is one, and stands where another is meant that looks or sounds like it: "flee form the fire", "after it's roof
//! collapsed". A row of the table is one such pair, with what must stand before and behind it: where both can be meant, there is
//! no row.

use std::ops::Range;

use super::clauses::{adjacent, begins, being, beings, breaks};
use super::sentence::preposition;
use super::verbs::{self, single_noun};
use super::words::{Word, words};
use super::{Context, Finding, clauses, finding, quote_at, reference_at, replacing};
use crate::model::field::Field;
#[cfg(test)]
use crate::text::dictionary;
use crate::text::wordset::WordMap;

/// What stands there, what is meant, and what must stand before and behind: words, or one of the kinds in capitals of
/// [`kind`]; `*` is anything.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    ("form", "from", "MOVES away back out down off far smoke", "SET NAME"),
    ("from", "form", "to", "a an"),
    ("que", "queue", "PERSONS to they a the long", "PREP to as END"),
    ("ques", "queues", "who long the", "PREP to as END"),
    ("though", "through", "GOES", "SET NAME"),
    ("trail", "trial", "stand stands standing stood", "*"),
    ("trail", "trial", "on", "for"),
    ("there", "their", "HOLDS", "NOUN THINGS"),
    ("there", "their", "for with", "NOUN THINGS lunch dinner breakfast turn flight families lives"),
    ("preforms", "performs", "NAME BEING band group choir orchestra troupe trio", "PREP SET"),
    ("preform", "perform", "PERSONS NAME to", "PREP SET"),
    ("preforming", "performing", "*", "PREP SET"),
    (
        "effects",
        "affects",
        "rain snow fog storm flooding drought wind heat outage delay strike shortage",
        "SET NAME",
    ),
    ("they're", "their", "HOLDS PREP", "NOUN THINGS"),
    (
        "too",
        "to",
        "MOVES wave waves waving listen listens listening talk talks talking",
        "the a an his her their",
    ),
    (
        "then",
        "than",
        "more less fewer rather other larger bigger older younger longer greater higher lower",
        "NUMBER a",
    ),
    ("looses", "loses", "*", "to his her their control"),
    ("alter", "altar", "the an high main church makeshift", "PREP END"),
    ("who's", "whose", "*", "OWNED"),
    ("it's", "its", "ON HOLDS", "NOUN THINGS"),
    ("it's", "its", "*", "OWNED"),
    ("it's", "its", "HOLDS sings sing wins win plays play makes make reaches launches", "NTH"),
    ("its", "it's", "*", "been a an the"),
    ("lead", "led", "is are was were been being", "by away into out off through down"),
    ("waived", "waved", "*", "to at goodbye"),
    ("waives", "waves", "*", "to at goodbye"),
    ("waive", "wave", "*", "to at goodbye"),
    ("hoards", "hordes", "*", "of"),
    ("principle", "principal", "school vice assistant", "*"),
    ("marshal", "martial", "*", "law arts"),
    ("marital", "martial", "*", "law arts artist artists"),
    (
        "pubic",
        "public",
        "*",
        "library school schools transport square health meeting hearing park housing works gallery",
    ),
    ("untied", "united", "*", "states nations kingdom"),
    ("statute", "statue", "*", "of_liberty"),
    ("manger", "manager", "general team city club stage campaign project", "*"),
    ("ballet", "ballot", "*", "box boxes paper papers"),
    ("ballot", "ballet", "*", "dancer dancers"),
    ("fist", "first", "the", "half time day round period inning lady set quarter stage"),
    ("solider", "soldier", "a the one another", "SAYS PREP"),
    ("prey", "pray", "PERSONS", "at for during"),
    ("coarse", "course", "golf race obstacle", "*"),
    ("wreck", "wreak", "*", "havoc"),
    ("reek", "wreak", "*", "havoc"),
    ("fro", "for", "VERB NOUN THINGS", "SET NAME"),
];

/// Two words that one space too early makes of two others.
const PARTED: &[(&str, &str, &str)] =
    &[("tot", "he", "to the"), ("int", "he", "in the"), ("ont", "he", "on the"), ("att", "he", "at the")];

static WRONG: WordMap<()> = WordMap::new(|| {
    ROWS.iter().map(|(w, ..)| (*w, ())).chain(PARTED.iter().map(|(w, ..)| (*w, ()))).collect()
});

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
        if !words(text).any(|w| WRONG.has(&plainly(w.text)) || owned(w.text))
            || !super::spelling::reads_english(text)
        {
            continue;
        }
        list.clear();
        list.extend(words(text));
        for (span, meant) in confused(text, &list) {
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
        let small = plainly(&word.text.to_lowercase()).into_owned();
        let next = list.get(at + 1).filter(|n| adjacent(text, word, n));
        let parted =
            next.and_then(|n| PARTED.iter().find(|(a, b, _)| *a == small && *b == n.text).map(|p| (n, p.2)));
        if let Some((next, meant)) = parted {
            found.push((word.at..next.end(), meant.to_owned()));
            continue;
        }
        let fits = |row: &&Row| {
            row.0 == small && side(text, list, at, row.2, true) && side(text, list, at, row.3, false)
        };
        if quoted(text, word) {
            continue;
        }
        let Some(row) = ROWS.iter().find(fits) else { continue };
        let meant = match word.text.starts_with(char::is_uppercase) {
            true => row.1[..1].to_uppercase() + &row.1[1..],
            false => row.1.to_owned(),
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
    if wanted == "*" {
        return true;
    }
    let beside = if before { at.checked_sub(1) } else { Some(at + 1) };
    let beside = beside.filter(|n| {
        let (first, second) = (at.min(*n), at.max(*n));
        list.get(second).is_some_and(|w| adjacent(text, &list[first], w))
    });
    let Some(n) = beside else { return !before && wanted.split(' ').any(|w| w == "END") };
    let small = list[n].text.to_lowercase();
    wanted.split(' ').any(|w| match w.starts_with(char::is_uppercase) {
        true => kind(text, list, n, &small, w),
        false => {
            w == small
                || w == "of_liberty" && small == "of" && list.get(n + 1).is_some_and(|l| l.text == "Liberty")
        }
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
    let has = |w: &str| verbs.split_whitespace().any(|v| v == w);
    let stem = |end: &str| word.strip_suffix(end).is_some_and(|s| has(s) || has(&format!("{s}e")));
    has(word) || clauses::of_one(word).is_some_and(|(w, _)| has(&w)) || stem("ing") || stem("ed") || stem("s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_words_that_look_alike() {
        for (wrong, meant, before, after) in ROWS {
            assert!(dictionary::known(wrong) || wrong.starts_with("que"), "{wrong}");
            assert!(dictionary::known(meant) && !(before == after && *before == "*"), "{meant}");
        }
    }

    #[test]
    fn words_are_told_by_their_neighbours() {
        for (text, want) in [
            ("Residents flee form a wildfire near the village.", "form=from"),
            ("Smoke rises form the ruins of the hotel.", "form=from"),
            ("Voters que outside the hall in the town.", "que=queue"),
            ("A house leans after it's foundation washed away in the flood.", "it's=its"),
            ("A cat sits on it’s basket in the yard.", "it’s=its"),
            ("A dog wags it's tail in the yard.", "it's=its"),
            ("A rider whose horse fell and who's helmet was lost in the mud.", "who's=whose"),
            ("Soldiers wade though the river to reach the town.", "though=through"),
            ("Fans hold there flags in the square.", "there=their"),
            ("The mayor waves too the crowd in the square.", "too=to"),
            ("There are more then 40 of them in the square.", "then=than"),
            ("The suspect is lead into the court in the town.", "lead=led"),
            ("The bus takes them tot he station in the town.", "tot he=to the"),
            ("The players collect there medals in the town.", "there=their"),
            ("Children wait for there lunch at a school.", "there=their"),
            ("Rui Melo preforms on the main stage in the town.", "preforms=performs"),
            ("Pouring rain effects a match in the town.", "effects=affects"),
            ("The choir sings it's first hymn in the town.", "it's=its"),
            ("Riders escort student's marching to a rally in the town.", "student's=students"),
            ("Mourners prey at the grave of the singer.", "prey=pray"),
            ("A solider stands at the gate of the palace.", "solider=soldier"),
            // Near misses.
            ("Dancers form a circle and help form a chain in the square.", ""),
            ("People who gather form a circle in the square.", ""),
            ("The men on stilts form the end of the parade in the square.", ""),
            ("It's the last day, and it's been a good one in the town.", ""),
            ("A coach says it's time to leave and it's home in the end.", ""),
            ("The players walk, though the match is over in the rain.", ""),
            ("They stand there in the rain and go from there to the sea.", ""),
            ("Ana Prata, who's the mayor of the town, and who's left the hall.", ""),
            ("The lead singer is in the lead by the end of the race.", ""),
            ("A trail for walkers and a person on trial for theft in the town.", ""),
            ("A worker sorts bottle preforms on a belt in the town.", ""),
            ("Sound effects the crew made, and a new mayor effects a change in the town.", ""),
            ("They wait for there to be a vote and leave from there in the town.", ""),
            ("The club says it's first in the town and wins as it's last to play.", ""),
            ("The club offers driver's training and greets a student's waving friends in the town.", ""),
            ("A lion waits for its prey at the river in the park.", ""),
            ("Two fans, too the last to leave, wave in the rain.", ""),
            ("First one, then 40 of them jump in the river.", ""),
            ("A woman sings “Que sera” in the square, then a bow to and fro in the wind.", ""),
        ] {
            let list: Vec<Word<'_>> = words(text).collect();
            let found = confused(text, &list);
            let said: Vec<String> =
                found.iter().map(|(span, by)| format!("{}={by}", &text[span.clone()])).collect();
            assert_eq!(said.join(" "), want, "{text}");
        }
    }
}
