//! The core of a caption: the words that say what is seen, without event, place and date; and whether two are of one picture.

use std::ops::Range;

use super::near::apart;
use crate::model::caption::Caption;
use crate::text::fold::fold;
use crate::text::shown::shown;

/// A word of a core.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded.
    pub text: String,
    /// Where it stands in the description.
    pub span: Range<usize>,
}

/// A caption's core: each word once, in their order.
#[derive(Debug, Default)]
pub(super) struct Core {
    pub words: Vec<Word>,
}

/// A core of fewer words can be any picture's.
pub(super) const FEWEST: usize = 3;
/// Words that name nobody can be any picture's where they are fewer.
const NAMELESS: usize = 4;
/// Words that name nobody are said again of another day's picture, where the days are further apart.
const NAMELESS_DAYS: i64 = 2;

/// How many words of a core of that size must stand in the other too: nearly all, and one may be misspelt.
pub(super) fn shared(size: usize) -> usize {
    (size - size / 5).saturating_sub(1).max(2)
}

/// Words that say nothing of what is seen.
const EMPTY: [&str; 44] = [
    "a", "an", "the", "in", "on", "at", "of", "to", "and", "with", "by", "for", "from", "as", "his", "her",
    "its", "their", "is", "are", "was", "were", "be", "during", "before", "after", "who", "which", "that",
    "left", "right", "center", "centre", "top", "bottom", "second", "third", "while", "s", "it", "they",
    "has", "have", "into",
];

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 23] = [
    "jan",
    "january",
    "feb",
    "february",
    "mar",
    "march",
    "apr",
    "april",
    "june",
    "jun",
    "july",
    "jul",
    "aug",
    "august",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "nov",
    "november",
    "dec",
    "december",
];

impl Core {
    /// Reads a caption's core in the place of what was there.
    pub fn read(&mut self, caption: &Caption) {
        let text = caption.description.as_str();
        let all = shown(text);
        // What follows the first of event, place and date names these and no more, where enough stands before it.
        let places = [&caption.event_words, &caption.sublocation, &caption.city];
        // A header names all of them before the words begin.
        let from = crate::text::header::end(text).filter(|at| *at < text.len()).unwrap_or_default();
        let behind = |name: &String| text[from..].find(name.as_str()).map(|at| from + at);
        let found = places.into_iter().flatten().filter_map(behind);
        let date =
            caption.date_reading.as_ref().filter(|r| text.get(r.span.clone()) == Some(r.printed.as_str()));
        let mut ends: Vec<usize> = found.chain(date.map(|r| r.span.start).filter(|at| *at >= from)).collect();
        ends.sort_unstable();
        ends.push(text.len());
        let all = &all[all.partition_point(|w| w.span.start < from)..];
        for end in ends {
            self.take(all, end);
            if self.words.len() >= FEWEST {
                break;
            }
        }
    }

    fn take(&mut self, all: &[crate::text::shown::Word], end: usize) {
        self.words.clear();
        for word in all.iter().take_while(|w| w.span.start < end) {
            let mut from = word.span.start;
            // "kick-off" is "kick off"; "Rovella's" is "Rovella".
            for part in word.text.split('-') {
                let bare = part.strip_suffix("'s").or_else(|| part.strip_suffix('\'')).unwrap_or(part);
                let span = if word.text.contains('-') { word.span.clone() } else { from..word.span.end };
                from = word.span.start;
                let dated = DAYS.contains(&bare) || MONTHS.contains(&bare);
                let empty = bare.is_empty() || EMPTY.contains(&bare) || dated;
                if !empty && !self.words.iter().any(|w| w.text == bare) {
                    self.words.push(Word { text: bare.to_owned(), span });
                }
            }
        }
    }
}

/// What two captions are compared by: the core, and the words of the names of place and event. Read once a caption, since one that
/// says what many say is compared with many.
#[derive(Debug)]
pub(super) struct Seen {
    core: Vec<Word>,
    names: Vec<String>,
}

impl Seen {
    /// Reads a caption.
    pub fn of(caption: &Caption) -> Seen {
        let mut core = Core::default();
        core.read(caption);
        let all = [&caption.event_words, &caption.sublocation, &caption.city, &caption.country];
        let text: Vec<&str> = all.into_iter().flatten().map(String::as_str).collect();
        let names = crate::text::fold::words(&fold(&text.join(" "))).map(str::to_owned).collect();
        Seen { core: core.words, names }
    }

    /// The core, without the words in which either caption names its place and event.
    fn bare(&self, other: &Seen) -> Vec<&Word> {
        let named = |w: &&Word| self.names.contains(&w.text) || other.names.contains(&w.text);
        let left: Vec<&Word> = self.core.iter().filter(|w| !named(w)).collect();
        // Where hardly anything is left, the place is what is seen.
        if left.len() >= FEWEST { left } else { self.core.iter().collect() }
    }
}

/// Whether one word is a slip or another form of the other.
fn twins(a: &str, b: &str) -> bool {
    // A word and its short form.
    const SHORT: [(&str, &str); 12] = [
        ("gym", "gymnasium"),
        ("photo", "photograph"),
        ("bike", "bicycle"),
        ("bikes", "bicycles"),
        ("plane", "airplane"),
        ("phone", "telephone"),
        ("lab", "laboratory"),
        ("tv", "television"),
        ("vet", "veterinarian"),
        ("sub", "submarine"),
        ("limo", "limousine"),
        ("rhino", "rhinoceros"),
    ];
    if SHORT.iter().any(|(short, long)| (a, b) == (*short, *long) || (b, a) == (*short, *long)) {
        return true;
    }
    let letters = |s: &str| s.chars().all(char::is_alphabetic);
    let short = a.chars().count().min(b.chars().count());
    if !letters(a) || !letters(b) || short < 4 {
        return false;
    }
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    // "waves", "waving".
    let stem = same >= 4 && same * 3 >= short * 2 && a.len().abs_diff(b.len()) <= 3;
    stem || apart(a, b) <= if short >= 8 { 2 } else { 1 }
}

/// Where two words of two captions differ as twins; then the words that only the first has, and only the other.
type Differences = (Vec<(Range<usize>, Range<usize>)>, Vec<Range<usize>>, Vec<Range<usize>>);

fn compared(a: &[&Word], b: &[&Word]) -> (usize, Differences) {
    fn only<'w>(x: &[&'w Word], y: &[&Word]) -> Vec<&'w Word> {
        x.iter().filter(|w| !y.iter().any(|v| v.text == w.text)).copied().collect()
    }
    let (first, mut other) = (only(a, b), only(b, a));
    let mut same = a.len() - first.len();
    let (mut pairs, mut left) = (Vec::new(), Vec::new());
    for word in first {
        match other.iter().position(|w| twins(&w.text, &word.text)) {
            Some(n) => {
                pairs.push((word.span.clone(), other.remove(n).span.clone()));
                same += 1;
            }
            None => left.push(word.span.clone()),
        }
    }
    let right = other.into_iter().map(|w| w.span.clone()).collect();
    (same, (pairs, left, right))
}

/// How two captions of one picture differ in what they show.
pub(super) fn differences(a: &Caption, b: &Caption) -> Differences {
    let (a, b) = (Seen::of(a), Seen::of(b));
    compared(&a.bare(&b), &b.bare(&a)).1
}

/// How many words more one of two captions may have, for so many that they share.
type Spare = fn(usize) -> usize;

/// A place that a caption names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    City,
    Venue,
}

/// What two captions by one photographer, near in time, must have in common to be of one picture: how many words, and how many
/// more the one may have for so many. None where place or day say that they are of two; `other` says whether they name two places.
fn wanted(a: &Caption, b: &Caption, other: &dyn Fn(Place) -> bool) -> Option<(usize, Spare)> {
    if other(Place::City) {
        return None;
    }
    if !a.persons_shown.is_empty() || !b.persons_shown.is_empty() {
        return Some((FEWEST, |same| (same + 1) / 3));
    }
    let day = |c: &Caption| c.date_created.and_then(|d| d.exact());
    let days = day(a).zip(day(b)).map_or(0, |(x, y)| (x - y).num_days().abs());
    if days > NAMELESS_DAYS || other(Place::Venue) {
        return None;
    }
    Some(if days == 0 { (NAMELESS, |same| same / 4) } else { (NAMELESS + 1, |_| 0) })
}

/// Whether two captions by one photographer, near in time, whose cores have the same words are of one picture.
pub(super) fn equal(a: &Caption, b: &Caption, words: usize, other: &dyn Fn(Place) -> bool) -> bool {
    wanted(a, b, other).is_some_and(|(least, _)| words >= least) && !super::frames::two(a, b)
}

/// Whether two captions by one photographer, near in time, are of one picture; with each what it is compared by.
pub(super) fn same<'s>(
    (a, seen_a): (&Caption, impl FnOnce() -> &'s Seen),
    (b, seen_b): (&Caption, impl FnOnce() -> &'s Seen),
    other: &dyn Fn(Place) -> bool,
) -> bool {
    let Some((least, spare)) = wanted(a, b, other) else { return false };
    let (seen_a, seen_b) = (seen_a(), seen_b());
    let (first, other) = (seen_a.bare(seen_b), seen_b.bare(seen_a));
    let (same, (pairs, left, right)) = compared(&first, &other);
    let (fewer, more) = (left.len().min(right.len()), left.len().max(right.len()));
    // The one may say a little more, but nothing else in its place.
    let little = same >= least && fewer == 0 && more <= spare(same);
    if !little && !edited(a, b, same, fewer, more) {
        return false;
    }
    // "a guest", "guests": one thing is not several.
    let counted = |(x, y): &(Range<usize>, Range<usize>)| super::frames::counted(a, x, b, y);
    !pairs.iter().any(counted)
        && !super::frames::named(a, &left, b, &right)
        && (little || super::frames::reworded(a, &left, b, &right))
        && !super::frames::two(a, b)
}

/// Words that say so much alike on one day are of one picture also where a desk has put one word for another. Pictures of a person
/// come in series, and need more.
const EDITED: usize = 6;
const EDITED_NAMED: usize = 9;

fn edited(a: &Caption, b: &Caption, same: usize, fewer: usize, more: usize) -> bool {
    let day = |c: &Caption| c.date_created.and_then(|d| d.exact());
    let one_day = day(a).is_some() && day(a) == day(b);
    let named = !a.persons_shown.is_empty() || !b.persons_shown.is_empty();
    one_day && same >= if named { EDITED_NAMED } else { EDITED } && fewer <= 1 && more <= 1 + same / 4
}

/// Whether two names of places are of two places.
pub(super) fn elsewhere(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let near = |w: &str| crate::text::fold::words(&b).any(|v| v == w || twins(v, w));
    !a.contains(&b) && !b.contains(&a) && !crate::text::fold::words(&a).filter(|w| w.len() > 3).any(near)
}
