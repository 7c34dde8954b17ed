//! Verbs behind what commas set off, that do not agree with the subject before it: "The captain, along with two of the crew,
//! answer", "Villagers, some of them on bicycles, leaves".

use super::agreement::{GATHERED, OPENING, phrase, told};
use super::clauses::{self, adjacent, being, beings, breaks, small_things};
use super::long_subjects::{ALSO_WHERE, MASS, WHERE_TO, capital, number, verb_within};
use super::number::Slip;
use super::sentence::preposition;
use super::verbs::{Behind, another, behind, elsewhere, end, joins, of_one, plain};
use super::words::{Word, has};
use crate::text::lexicon::{self, ROLE, TITLE};

/// What commas set off behind a subject, and leaves it in its number.
const WITH: &str =
    "with along together accompanied flanked joined followed surrounded escorted like including";

/// What commas set off behind several: a clause of theirs, or a part of them.
const OF_THEM: &str = "who whose which some many most all several among including with along both wearing dressed carrying holding \
    accompanied watched escorted";

/// A verb behind a subject's second comma, the subject beginning at a word.
pub(super) fn slip(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    several(text, list, at).or_else(|| with_others(text, list, at))
}

/// Where the commas stand that set something off behind a subject: the word behind the first, and the word behind the second.
fn commas(text: &str, list: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let parted = |n: usize| !adjacent(text, &list[n - 1], &list[n]);
    let comma = |n: usize| &text[list[n - 1].end()..list[n].at] == ", ";
    let first = (at + 1..list.len().min(at + 11)).find(|n| parted(*n)).filter(|n| comma(*n))?;
    // An age stands between: "Ana Prata, 14, who".
    let age = list[first].text.len() <= 3 && list[first].text.bytes().all(|b| b.is_ascii_digit());
    let first =
        if age { list.get(first + 1).filter(|_| comma(first + 1)).map(|_| first + 1)? } else { first };
    let second = (first + 1..list.len().min(first + 18)).find(|n| parted(*n)).filter(|n| comma(*n))?;
    Some((first, second))
}

/// Whether a word behind a comma is a verb, and no noun of a list.
fn closes(text: &str, list: &[Word<'_>], at: usize, many: bool) -> bool {
    let word = &list[at];
    let kind = if many { of_one(word.text).map(|(_, v)| v) } else { plain(word.text).filter(|v| !v.other) };
    let Some(kind) = kind.filter(|_| word.small() && !elsewhere(word.text)) else { return false };
    if being(word.text)
        || beings(word.text).is_some()
        || has(MASS, word.text)
        || another(&list[at + 1..end(text, list, at)])
    {
        return false;
    }
    let next = list.get(at + 1).map_or("", |w| w.text);
    let objects =
        list.get(at + 1).is_some_and(|w| w.small() && small_things(w.text) && adjacent(text, word, w))
            && list.get(at + 2).is_none_or(|w| !adjacent(text, &list[at + 1], w) || preposition(w.text));
    let stands = match behind(text, list, at, kind.noun) {
        Behind::Other if has(ALSO_WHERE, next) => Behind::Adverbial,
        stands => stands,
    };
    match stands {
        Behind::Object => true,
        Behind::Adverbial => {
            !kind.noun || !many && clauses::plain(word.text).is_some() && next != "of" || has(WHERE_TO, next)
        }
        Behind::Other => !many && objects,
    }
}

/// "Villagers, some of them on bicycles, leaves their homes": several, what commas set off, and a verb for one.
fn several(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let (first, second) = commas(text, list, at)?;
    let head = phrase(text, list, at).find(|n| {
        beings(list[*n].text).is_some()
            && (*n == at || list[*n].small())
            && (n + 1 == first || list.get(n + 1).is_some_and(|w| has(OPENING, w.text)))
    })?;
    if number(text, list, at, head) != Some(true)
        || !has(OF_THEM, list[first].text)
        || !closes(text, list, second, true)
    {
        return None;
    }
    let subject =
        !verb_within(list, head + 1..first, true) && !list[head..first].iter().any(|w| joins(w.text));
    subject.then(|| told(text, list, head, second, true))?
}

/// "The captain, along with two of the crew, answer", "The widow, with her children, follow": who is with one person makes no
/// more of the subject.
fn with_others(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let (first, second) = commas(text, list, at)?;
    let subject = list.get(at..first)?;
    let article = matches!(list[at].text.to_lowercase().as_str(), "a" | "an" | "the");
    let set = list.get(first..second)?;
    let his = set.iter().any(|w| matches!(w.text, "his" | "her"));
    // A clause of one person's own: "who has trained since May".
    let clause = matches!(set.first()?.text, "who" | "whose")
        && (his || set.get(1).is_some_and(|w| of_one(w.text).is_some() || w.text == "was"));
    let with = has(WITH, set[0].text);
    let wrote = |w: &Word<'_>| joins(w.text) || w.small() && of_one(w.text).is_some();
    if !(with || clause)
        || subject.iter().any(wrote)
        || another(&subject[1..])
        || set.iter().skip(1).any(|w| w.text == "they")
    {
        return None;
    }
    let one = if article {
        let head = phrase(text, list, at).skip(1).find(|n| being(list[*n].text) && list[*n].small())?;
        let ends = head + 1 == first
            || list
                .get(head + 1)
                .is_some_and(|w| capital(w) || matches!(w.text, "of" | "from" | "in" | "at"));
        ends && !list[at..=head].iter().any(|w| has(GATHERED, w.text))
    } else {
        // Bands have such names: a title, or whose the others are, says that it is a person's.
        let age = subject.last().is_some_and(|w| w.text.bytes().all(|b| b.is_ascii_digit()));
        let subject = &subject[..subject.len() - usize::from(age)];
        let name = subject.len() >= 2 && subject[subject.len() - 2..].iter().all(capital);
        let titled = subject.len() >= 3 && subject.iter().any(|w| lexicon::is(w.text, TITLE | ROLE));
        let several = subject.last().is_some_and(|w| w.text.ends_with('s'));
        let person = his || (titled || age) && !several;
        name && person && !breaks(&subject[0].text.to_lowercase())
    };
    (one && closes(text, list, second, false)).then(|| told(text, list, at, second, false))?
}
