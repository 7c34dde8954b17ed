//! The same picture run by two documents: by one photographer, and the same words where event, place and date are left out.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::core::{self, Core, Place};
use super::credit_line::{houses, places};
use super::near::{flat, number, turned};
use super::{Context, QUOTED, finding, quote_at, reference, reference_at};
use crate::model::caption::Caption;
use crate::model::date::in_words;
use crate::model::field::Field;
use crate::model::finding::{CaptionRef, Finding, Mark};

/// The check's id.
pub const ID: &str = "picture-twice";

/// A caption with what it is compared by.
struct Item {
    caption: u32,
    document: u32,
    day: Option<NaiveDate>,
    /// Its city and its venue, by their numbers; 0 where it names none.
    places: [u32; 2],
    /// Where its words stand among all.
    words: Range<u32>,
}

/// Further apart than this it is another occasion.
const DAYS: i64 = 7;
/// Of one photographer's captions of one week that all say the same, no more are compared with each other.
const CROWD: usize = 2_000;
/// A word that so many different captions of one photographer and one week have leads to no candidates.
const COMMON: usize = 1_000;

/// One finding for each picture.
pub(super) fn twice(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut names: HashMap<&str, u64> = HashMap::new();
    let mut documents: HashMap<&str, u32> = HashMap::new();
    let mut words: Vec<u32> = Vec::new();
    let mut places: HashMap<&str, u32> = HashMap::new();
    let mut by: Vec<(u64, Item)> = Vec::new();
    let mut of: Core = Core::default();
    for (n, caption) in context.captions.iter().enumerate() {
        let Some(name) = caption.creators.first() else { continue };
        of.read(caption);
        if of.words.len() < core::FEWEST {
            continue;
        }
        let next = documents.len() as u32;
        let document = *documents.entry(&caption.document).or_insert(next);
        let from = words.len();
        words.extend(of.words.iter().map(|w| number(w.text.as_str()) as u32));
        words[from..].sort_unstable();
        let (from, to) = (from as u32, words.len() as u32);
        let name = *names.entry(name).or_insert_with(|| number(turned(&flat(name))));
        let day = caption.date_created.and_then(|d| d.exact());
        let places = [&caption.city, &caption.sublocation].map(|place| match place {
            Some(place) => {
                let next = places.len() as u32 + 1;
                *places.entry(place).or_insert(next)
            }
            None => 0,
        });
        by.push((name, Item { caption: n as u32, document, day, places, words: from..to }));
    }
    by.sort_by_key(|(name, item)| (*name, item.caption));
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in by.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
        let items: Vec<One<'_>> = group.iter().map(|(_, item)| One { item, seen: OnceCell::new() }).collect();
        join(context, &items, &words, &mut pairs);
    }
    drop(by);
    for mut group in grouped(&pairs) {
        group.sort_unstable();
        let captions: Vec<&Caption> = group.iter().map(|n| context.captions[*n as usize]).collect();
        out.push(report(&captions));
    }
}

/// One of a photographer's captions while these are compared, with what it is compared by once that was asked for.
struct One<'a> {
    item: &'a Item,
    seen: OnceCell<core::Seen>,
}

/// Which names of places are of two places: told once for each two, since comparing names takes longer than all else.
#[derive(Default)]
struct Apart(RefCell<HashMap<(u32, u32), bool>>);

impl Apart {
    fn other(&self, which: Place, (a, one): (&Item, &Caption), (b, other): (&Item, &Caption)) -> bool {
        let numbers = (a.places[which as usize], b.places[which as usize]);
        let name = |c: &'_ Caption| match which {
            Place::City => c.city.clone(),
            Place::Venue => c.sublocation.clone(),
        };
        let tell = || name(one).zip(name(other)).is_some_and(|(a, b)| core::elsewhere(&a, &b));
        numbers.0 != 0
            && numbers.1 != 0
            && numbers.0 != numbers.1
            && *self.0.borrow_mut().entry(numbers).or_insert_with(tell)
    }
}

impl One<'_> {
    fn seen(&self, caption: &Caption) -> &core::Seen {
        self.seen.get_or_init(|| core::Seen::of(caption))
    }
}

/// One photographer's captions of one week that say exactly the same.
struct Set<'a> {
    words: &'a [u32],
    week: Option<i32>,
    items: Vec<&'a One<'a>>,
}

/// The pairs among one photographer's captions that are one picture. Captions further apart than a week are never compared: each
/// is looked for in its week and those beside it, so that the work grows with the catalog's years and not with their square.
fn join(context: &Context<'_>, items: &[One<'_>], words: &[u32], pairs: &mut Vec<(u32, u32)>) {
    // What says exactly the same in one week stands together.
    let mut place: HashMap<(&[u32], Option<i32>), usize> = HashMap::new();
    let mut sets: Vec<Set<'_>> = Vec::new();
    for one in items {
        let item = one.item;
        let of = &words[item.words.start as usize..item.words.end as usize];
        let week = item.day.map(|d| d.num_days_from_ce().div_euclid(DAYS as i32));
        let n = *place.entry((of, week)).or_insert_with(|| {
            sets.push(Set { words: of, week, items: Vec::new() });
            sets.len() - 1
        });
        sets[n].items.push(one);
    }
    let apart = Apart::default();
    for set in &sets {
        compare(context, &apart, (&set.items, &set.items), true, pairs);
    }
    // Of two sets that share nearly all, the smaller has one of its rarest words in common with the other.
    let mut count: HashMap<u32, u32> = HashMap::new();
    for set in &sets {
        set.words.iter().for_each(|w| *count.entry(*w).or_default() += 1);
    }
    let mut having: HashMap<(u32, Option<i32>), Vec<usize>> = HashMap::new();
    let mut weeks: BTreeSet<Option<i32>> = BTreeSet::new();
    for (n, set) in sets.iter().enumerate() {
        let mut rare: Vec<u32> = set.words.to_vec();
        rare.sort_unstable_by_key(|w| (count.get(w).copied(), *w));
        rare.truncate(rare.len() - core::shared(rare.len()) + 1);
        rare.into_iter().for_each(|w| having.entry((w, set.week)).or_default().push(n));
        weeks.insert(set.week);
    }
    let mut seen: Vec<usize> = Vec::new();
    let mut near: Vec<Option<i32>> = Vec::new();
    for (n, set) in sets.iter().enumerate() {
        near.clear();
        match set.week {
            Some(week) => near.extend([None, Some(week - 1), Some(week), Some(week + 1)]),
            // One without a day can be of any.
            None => near.extend(&weeks),
        }
        seen.clear();
        for week in near.iter().filter(|w| weeks.contains(w)) {
            for word in set.words {
                let smaller = having.get(&(*word, *week)).filter(|l| l.len() <= COMMON).into_iter().flatten();
                seen.extend(smaller.filter(|m| **m != n && sets[**m].words.len() <= set.words.len()));
            }
        }
        seen.sort_unstable();
        seen.dedup();
        for m in &seen {
            let smaller = &sets[*m];
            if smaller.words.len() == set.words.len() && *m > n
                || in_both(smaller.words, set.words) < core::shared(smaller.words.len())
            {
                continue;
            }
            let equal = smaller.words == set.words;
            compare(context, &apart, (&smaller.items, &set.items), equal, pairs);
        }
    }
}

/// How many words two sorted sets share.
fn in_both(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        n += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    n
}

/// Compares all captions of two sets, or of one, with each other, as far as documents and days allow; `equal` says that their words
/// are the same.
fn compare(
    context: &Context<'_>,
    apart: &Apart,
    (some, others): (&[&One<'_>], &[&One<'_>]),
    equal: bool,
    pairs: &mut Vec<(u32, u32)>,
) {
    let itself = std::ptr::eq(some, others);
    for (n, one) in some.iter().take(CROWD).enumerate() {
        let rest = if itself { &others[n + 1..] } else { others };
        for other in rest.iter().take(CROWD) {
            let (a, b) = (one.item, other.item);
            let near = a.day.zip(b.day).is_none_or(|(x, y)| (x - y).num_days().abs() <= DAYS);
            if a.document == b.document || !near {
                continue;
            }
            let (x, y) = (context.captions[a.caption as usize], context.captions[b.caption as usize]);
            let places = |which| apart.other(which, (a, x), (b, y));
            let same = match equal {
                true => core::equal(x, y, a.words.len(), &places),
                false => core::same((x, || one.seen(x)), (y, || other.seen(y)), &places),
            };
            if same {
                pairs.push((a.caption.min(b.caption), a.caption.max(b.caption)));
            }
        }
    }
}

/// Captions that pairs join, in the order of their first.
fn grouped(pairs: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut parent: HashMap<u32, u32> = HashMap::new();
    fn root(parent: &mut HashMap<u32, u32>, mut n: u32) -> u32 {
        while let Some(up) = parent.get(&n).copied().filter(|up| *up != n) {
            let over = parent.get(&up).copied().unwrap_or(up);
            parent.insert(n, over);
            n = up;
        }
        n
    }
    for (a, b) in pairs {
        let (x, y) = (root(&mut parent, *a), root(&mut parent, *b));
        parent.insert(x.max(y), x.min(y));
        parent.entry(x.min(y)).or_insert(x.min(y));
    }
    let mut groups: BTreeMap<u32, HashSet<u32>> = BTreeMap::new();
    for (a, b) in pairs {
        let top = root(&mut parent, *a);
        groups.entry(top).or_default().extend([*a, *b]);
    }
    groups.into_values().map(|g| g.into_iter().collect()).collect()
}

/// The agencies that one picture's captions name, where none of the one's is among the other's.
fn agencies(captions: &[&Caption]) -> Option<String> {
    let mut named: Vec<&str> = captions.iter().filter_map(|c| c.agency.as_deref()).collect();
    named.sort_unstable();
    named.dedup();
    let shares = |a: &Caption, b: &Caption| houses(a).any(|h| houses(b).any(|o| o == h));
    let apart =
        |a: &&Caption| captions.iter().any(|b| b.agency.is_some() && a.agency.is_some() && !shares(a, b));
    (named.len() > 1 && captions.iter().any(apart)).then(|| named.join("; "))
}

fn report(captions: &[&Caption]) -> Finding {
    let mut documents: Vec<&str> = captions.iter().map(|c| &*c.document).collect();
    documents.dedup();
    let mut days: Vec<String> = Vec::new();
    for caption in captions {
        let day = caption.date_created.map_or_else(|| "none".to_owned(), in_words);
        if !days.contains(&day) {
            days.push(day);
        }
    }
    let mut differ: Vec<String> = Vec::new();
    if days.len() > 1 {
        differ.push(format!("the date ({})", days.join("; ")));
    }
    let mut spelling: Vec<String> = Vec::new();
    let mut more = false;
    let mut spans: Vec<Vec<Range<usize>>> = vec![Vec::new(); captions.len()];
    for (n, other) in captions.iter().enumerate().skip(1) {
        let (twins, first_only, other_only) = core::differences(captions[0], other);
        for (a, b) in &twins {
            let (x, y) = (&captions[0].description[a.clone()], &other.description[b.clone()]);
            let said = format!("“{x}”, “{y}”");
            if !spelling.contains(&said) {
                spelling.push(said);
            }
            spans[0].push(a.clone());
            spans[n].push(b.clone());
        }
        more |= !first_only.is_empty() || !other_only.is_empty();
        spans[0].extend(first_only);
        spans[n].extend(other_only);
    }
    spans[0].sort_by_key(|s| (s.start, s.end));
    spans[0].dedup();
    if !spelling.is_empty() {
        differ.push(format!("the spelling ({})", spelling.join("; ")));
    }
    let worded = |c: &Caption| flat(&c.description);
    if more {
        differ.push("the words".to_owned());
    } else if spelling.is_empty()
        && captions.iter().any(|c| worded(c) != worded(captions[0]))
        && days.len() < 2
    {
        differ.push("what is said of event, place and date".to_owned());
    }
    if let Some(agencies) = agencies(captions) {
        differ.push(format!("the agency ({agencies})"));
    } else if captions.iter().any(|c| c.credit_line != captions[0].credit_line) {
        differ.push("the credit's form".to_owned());
    }
    let what = match differ.as_slice() {
        [] => "they say the same".to_owned(),
        [one] => format!("they differ in {one}"),
        [most @ .., last] => format!("they differ in {} and {last}", most.join(", ")),
    };
    let name = captions[0].creators.first().map(String::as_str).unwrap_or_default();
    let shown: Vec<&str> = documents.iter().take(3).copied().collect();
    let and_more = match documents.len() - shown.len() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let message = format!("one picture by {name} runs in {}{and_more}: {what}", shown.join(" and "));
    let evidence = captions.iter().zip(&spans).take(QUOTED).map(|(c, s)| quote_at(c, s)).collect();
    let concerned = captions
        .iter()
        .zip(&spans)
        .map(|(c, spans)| {
            let mut marks = reference_at(c, Field::Description, spans).marks.into_vec();
            if days.len() > 1
                && let Some(read) = &c.date_reading
                && c.description.get(read.span.clone()) == Some(read.printed.as_str())
            {
                marks.push(Mark { field: Field::Description, span: read.span.clone() });
            }
            if days.len() < 2 && spelling.is_empty() && !more {
                let credit = places(c, name).into_iter();
                marks.extend(credit.map(|span| Mark { field: Field::CreditLine, span }));
            }
            CaptionRef { marks: marks.into(), ..reference(c) }
        })
        .collect();
    let mut found = finding(ID, message, evidence, concerned);
    found.rests_on = captions.iter().map(|c| format!("{} {}", c.id, worded(c))).collect();
    found
}
