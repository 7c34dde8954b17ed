//! A real word in the place of its twin: "Firefights explode" where the captions beside it have fireworks.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::near::apart;
use super::words::{Word, words};
use super::{Context, QUOTED, finding, quote, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;

/// So many captions of a group must have the usual word.
const USUAL: usize = 3;
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
    let from = out.len();
    for captions in groups.values().filter(|c| c.len() > USUAL) {
        for part in captions.chunks(GROUP) {
            let group = Group::of(part);
            tell(part, &group, slips(&group), out);
        }
    }
    let told: HashSet<_> = out[from..].iter().filter_map(|f| Some(f.captions.first()?.id)).collect();
    // A document's captions speak of one thing, also where not all of them name the event.
    for captions in super::lacking::by_document(&context.captions).iter().filter(|c| c.len() > USUAL) {
        for part in captions.chunks(GROUP) {
            let group = Group::of(part);
            let mut slips = super::twin_context::slips(&group);
            slips.retain(|(place, _)| !told.contains(&part[group.caption(*place)].id));
            tell(part, &group, slips, out);
        }
    }
}

/// The words of a group of captions as numbers, each different word once.
pub(super) struct Group<'a> {
    pub words: Vec<Word<'a>>,
    /// The word as it is printed, by its number.
    pub printed: Vec<u32>,
    /// The word in small letters where it may be a slip or what was meant; [`NONE`] for names and the like.
    pub small: Vec<u32>,
    /// Where each caption's words begin, and where the last one's end.
    pub starts: Vec<usize>,
    texts: Vec<Cow<'a, str>>,
    /// How many captions have a word in small letters.
    pub count: Vec<u32>,
}

pub(super) const NONE: u32 = u32::MAX;
/// Stands for whatever is beside the word.
const ANY: u32 = u32::MAX - 1;
const BEHIND: u32 = u32::MAX - 2;

impl<'a> Group<'a> {
    fn of(captions: &'a [&'a Caption]) -> Group<'a> {
        let mut numbers: HashMap<Cow<'a, str>, u32> = HashMap::new();
        let mut group = Group {
            words: Vec::new(),
            printed: Vec::new(),
            small: Vec::new(),
            starts: vec![0],
            texts: Vec::new(),
            count: Vec::new(),
        };
        // The last caption that had a word: each counts it once.
        let mut seen: Vec<u32> = Vec::new();
        for (c, caption) in captions.iter().enumerate() {
            // A dateline is the same everywhere, and the caption's first word stands behind it.
            let from = super::sentence::lead(&caption.description);
            let own = words(&caption.description).skip_while(|w| w.at < from);
            for (n, word) in own.enumerate() {
                let mut number = |text: Cow<'a, str>| match numbers.get(&text) {
                    Some(n) => *n,
                    None => {
                        let n = group.texts.len() as u32;
                        group.texts.push(text.clone());
                        group.count.push(0);
                        seen.push(NONE);
                        numbers.insert(text, n);
                        n
                    }
                };
                let printed = number(Cow::Borrowed(word.text));
                let small = match plain(&word, n == 0) {
                    Some(Cow::Borrowed(_)) => printed,
                    Some(lower) => number(lower),
                    None => NONE,
                };
                if small != NONE && seen[small as usize] != c as u32 {
                    seen[small as usize] = c as u32;
                    group.count[small as usize] += 1;
                }
                group.words.push(word);
                group.printed.push(printed);
                group.small.push(small);
            }
            group.starts.push(group.words.len());
        }
        group
    }

    /// The caption that a place is in.
    pub fn caption(&self, place: u32) -> usize {
        self.starts.partition_point(|s| *s <= place as usize) - 1
    }

    /// All words of the group with their numbers.
    pub fn texts(&self) -> impl Iterator<Item = (u32, &str)> {
        self.texts.iter().enumerate().map(|(n, t)| (n as u32, &**t))
    }

    pub fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    /// Whether the same words stand behind two places, as far as a name of two words behind "of" goes.
    fn same_behind(&self, a: u32, b: u32) -> bool {
        let behind = |at: u32| {
            let at = at as usize;
            let end = self.starts.get(self.starts.partition_point(|s| *s <= at))?;
            self.printed.get(at + 1..at + 1 + BEHIND_ALIKE).filter(|_| at + BEHIND_ALIKE < *end)
        };
        behind(a).is_some_and(|words| behind(b) == Some(words))
    }

    /// The words between the same two neighbours: neighbours, and the place of the word.
    fn between(&self) -> Vec<((u32, u32), u32)> {
        let mut out = Vec::new();
        // A word of itself can be neither slip nor twin where it is short.
        let long = |w: u32, least: usize| w != NONE && self.text(w).len() >= least;
        for ends in self.starts.windows(2) {
            for at in ends[0]..ends[1] {
                if !long(self.small[at], 5) {
                    continue;
                }
                let here = &self.words[at];
                let before = if at > ends[0] { self.printed[at - 1] } else { NONE };
                let next = (at + 1 < ends[1]).then(|| &self.words[at + 1]);
                let after = next.filter(|a| a.at <= here.end() + 1).map_or(NONE, |_| self.printed[at + 1]);
                let place = at as u32;
                out.push(((before, after), place));
                // Or behind the same two words; their pair is told from a word and its neighbour by the high bit.
                if at >= ends[0] + 2 {
                    out.push(((self.printed[at - 2] | PAIR, before), place));
                }
                // A verb behind a caption's first word.
                if at == ends[0] + 1 {
                    out.push(((before, BEHIND), place));
                }
                // A long word is known by one neighbour.
                if after != NONE && long(self.small[at], 7) {
                    out.push(((ANY, after), place));
                }
            }
        }
        out.sort_unstable();
        out
    }
}

/// So many words behind a place must be the same where a word's first letter is not.
const BEHIND_ALIKE: usize = 3;

/// So many words before a place must be the same where its neighbours are small words.
const FRAMED: usize = 3;

/// Whether a word is one of those that stand beside any noun.
fn function(word: &str) -> bool {
    word.len() <= 2 || super::clauses::breaks(word) || super::clauses::begins(word)
}

/// Marks the first of two words that stand before a place.
const PAIR: u32 = 1 << 30;

/// A word of small letters, a sentence's first word too, in small letters.
fn plain<'a>(word: &Word<'a>, first: bool) -> Option<Cow<'a, str>> {
    if !word.text.chars().all(char::is_alphabetic) {
        return None;
    }
    if word.small() {
        return Some(word.text.into());
    }
    (first && word.text.chars().skip(1).all(char::is_lowercase)).then(|| word.text.to_lowercase().into())
}

/// The places of a group that have a word in the place of its twin, and the twin.
fn slips(group: &Group<'_>) -> Vec<(u32, u32)> {
    let mut slips: Vec<(u32, u32)> = Vec::new();
    let mut here: Vec<(u32, usize)> = Vec::new();
    let between = group.between();
    for places in between.chunk_by(|a, b| a.0 == b.0).filter(|p| p.len() > 1) {
        let small = |place: u32| group.small[place as usize];
        // Most words of a place are usual ones, or stand there for another reason.
        if !places.iter().any(|(_, p)| group.count[small(*p) as usize] == 1) {
            continue;
        }
        here.clear();
        let mut all: Vec<u32> = places.iter().map(|(_, p)| small(*p)).collect();
        all.sort_unstable();
        here.extend(all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())));
        here.retain(|(word, _)| group.count[*word as usize] as usize >= USUAL);
        let (before, after) = places[0].0;
        let verb = after == BEHIND;
        // Behind the same two words, which are printed, not marks for what is not there.
        let pair = before < ANY && before & PAIR != 0 && after != BEHIND;
        let one = before == ANY || before == NONE || after == NONE;
        for (_, place) in places {
            let rare = small(*place);
            if group.count[rare as usize] != 1 {
                continue;
            }
            let rare_text = group.text(rare);
            // Between two small words, "on the bench in", anything can stand: more around it must be the same.
            let small_words = before < BEHIND
                && after < BEHIND
                && function(group.text(before & !PAIR))
                && function(group.text(after));
            let framed = |usual: &str, place: u32| {
                !small_words
                    || places.iter().any(|(_, p)| {
                        group.text(small(*p)) == usual
                            && super::twin_context::before(group, *p, place) >= FRAMED
                    })
            };
            let fits = |usual: &str, times: usize| match verb {
                // "Soldiers match along": where the others march, and no verb stands here.
                true => times >= USUAL && verbs(usual) && !verbs(rare_text) && twins(rare_text, usual),
                false if one => alike(rare_text, usual),
                false => {
                    times >= 2 && twins(rare_text, usual) && framed(usual, *place)
                        || pair && times > USUAL && ends(rare_text, usual)
                }
            };
            // "basket of" for "casket of": another first letter only where the words behind are the same, too.
            let first = |usual: u32| group.text(usual).as_bytes()[0] == rare_text.as_bytes()[0];
            let rhymes = |usual: u32| {
                !one && !verb
                    && !pair
                    && rhyme(rare_text, group.text(usual))
                    && places.iter().any(|(_, p)| small(*p) == usual && group.same_behind(*p, *place))
            };
            let twin = here
                .iter()
                .filter(|(usual, times)| {
                    first(*usual) && fits(group.text(*usual), *times) || *times >= 2 && rhymes(*usual)
                })
                .max_by_key(|(usual, times)| (*times, group.text(*usual)));
            if let Some((twin, _)) = twin {
                slips.push((*place, *twin));
            }
        }
    }
    slips
}

fn tell(captions: &[&Caption], group: &Group<'_>, mut slips: Vec<(u32, u32)>, out: &mut Vec<Finding>) {
    // In the order of the catalog, each place once.
    slips.sort_by_key(|(place, _)| *place);
    slips.dedup_by_key(|(place, _)| *place);
    for (place, twin) in slips {
        let caption = group.caption(place);
        // A word of a name is known as it is printed.
        let named = group.text(twin).starts_with(char::is_uppercase);
        let all = if named { &group.printed } else { &group.small };
        let of = |c: usize| &all[group.starts[c]..group.starts[c + 1]];
        if !of(caption).contains(&twin) {
            let others = (0..captions.len()).filter(|o| *o != caption && of(*o).contains(&twin));
            let others: Vec<&Caption> = others.take(QUOTED - 1).map(|o| captions[o]).collect();
            let word = &group.words[place as usize];
            // What is no word is told by the speller, which proposes what its document says.
            if super::spelling::slips(word.text) {
                continue;
            }
            // One slip, one problem; and a twin that is itself in the place of this word proves nothing.
            let wrong = |o: &&Caption| {
                let own = words(&o.description).filter(|w| w.text.eq_ignore_ascii_case(group.text(twin)));
                own.into_iter().any(|w| super::confused::tells(&o.description, &w))
            };
            if super::confused::tells(&captions[caption].description, word) || others.iter().any(wrong) {
                continue;
            }
            let times = (0..captions.len()).filter(|c| of(*c).contains(&twin)).count();
            out.push(say(captions[caption], word, group.text(twin), times, &others));
        }
    }
}

/// Whether a word is a verb as it stands behind those who do it.
pub(super) fn verbs(word: &str) -> bool {
    super::clauses::plain(word).is_some() || super::clauses::of_one(word).is_some()
}

fn say(caption: &Caption, place: &Word<'_>, twin: &str, times: usize, others: &[&Caption]) -> Finding {
    let span = place.at..place.end();
    let spans = std::slice::from_ref(&span);
    let say = if times == 1 {
        "1 caption beside it says".to_owned()
    } else {
        format!("{times} captions beside it say")
    };
    let message = format!("“{}” stands here alone; {say} “{twin}”", place.text);
    let evidence = std::iter::once(quote_at(caption, spans)).chain(others.iter().map(|o| quote(o))).collect();
    let concerned = vec![reference_at(caption, Field::Description, spans)];
    let mut found = finding("word-near-twin", message, evidence, concerned);
    found.word = Some(place.text.to_owned());
    found.rests_on = vec![caption.description.clone(), twin.to_owned()];
    let mut letters = twin.chars();
    let by: String = match (place.small(), letters.next()) {
        (false, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => twin.to_owned(),
    };
    found.fixes.extend(replacing(caption, span.clone(), &by, false));
    found
}

/// How many letters two words begin with in common.
fn front(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
}

/// Whether one is a form of the other: waves and waved, child and children.
pub(super) fn form(a: &str, b: &str) -> bool {
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
pub(super) fn twins(a: &str, b: &str) -> bool {
    let paired = PAIRS.iter().any(|(x, y)| (a, b) == (x, y) || (a, b) == (y, x));
    let short = a.chars().count().min(b.chars().count());
    if paired || form(a, b) || a.chars().next() != b.chars().next() {
        return false;
    }
    let far = apart(a, b);
    far == 1 || far == 2 && short >= 6 && front(a, b) >= 3 || alike(a, b)
}

/// Whether two words differ in their first letter alone.
fn rhyme(a: &str, b: &str) -> bool {
    let paired = PAIRS.iter().any(|(x, y)| (a, b) == (*x, *y) || (a, b) == (*y, *x));
    a.len() >= 6 && !paired && a.is_ascii() && b.is_ascii() && a.get(1..) == b.get(1..)
}

/// Whether two long words begin and end the same, as corporation and corruption; told only of what many captions have behind
/// the same two words.
fn ends(a: &str, b: &str) -> bool {
    let (x, y) = (a.chars().count(), b.chars().count());
    let back = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    x.min(y) >= 9 && x.abs_diff(y) <= 2 && front(a, b) >= 3 && back >= 4 && !form(a, b)
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
        assert!(rhyme("basket", "casket") && !rhyme("light", "night") && !rhyme("mother", "brother"));
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
