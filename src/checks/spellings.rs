//! The names that captions spell, each spelling once, with the captions that have it; and pairs of spellings of which one is
//! a slip for the other. Two checks ask: of persons, and of places and events.

use std::collections::HashMap;
use std::ops::Range;

use super::near::{flat, pairs};
use super::slips::{beside, form, marks, slip};
use super::words::words;
use super::{Context, Mentioned, QUOTED, finding, quote_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::{Field, Value};
use crate::model::finding::{Evidence, Finding, Fix};
use crate::text::lexicon::{self, EVENT, PEOPLE, PREFIX, ROYAL, TITLE, VENUE};
use crate::text::places;

/// Small words inside a name.
const BETWEEN: [&str; 18] = [
    "de", "du", "des", "la", "le", "les", "of", "van", "von", "der", "da", "do", "dos", "di", "del", "al",
    "den", "el",
];

/// A word of a name has so many letters at least to be compared by itself.
const SINGLE: usize = 5;

/// One spelling of a name of two or three words, or of one word of a name.
pub(super) struct Spelling<'a> {
    pub text: &'a str,
    /// Places in the context's list of captions, in order.
    pub captions: Vec<u32>,
    pub prose: Option<&'a Mentioned>,
    /// How many lines of prose have it.
    pub mentions: usize,
    pub place: bool,
    /// For one word: whether it always stands by itself, with no other word of a name beside it.
    pub alone: bool,
}

impl Spelling<'_> {
    pub fn weight(&self) -> usize {
        self.captions.len() + self.mentions
    }

    /// Whether it is one word.
    pub fn single(&self) -> bool {
        !self.text.contains(' ')
    }
}

/// What kind of name a check asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Everything but places and events.
    Person,
    /// Venues, cities, events.
    Place,
}

fn capital(word: &str) -> bool {
    let mut letters = word.chars();
    match letters.next() {
        Some(c) if c.is_uppercase() => true,
        // al-Rawandi, d'Arc
        Some(_) => word
            .find(['-', '\'', '’'])
            .is_some_and(|at| at <= 3 && word[at..].chars().nth(1).is_some_and(char::is_uppercase)),
        None => false,
    }
}

/// Calls `take` with every run of two or three words of a name, small words between them, and with every long word of it by
/// itself, and whether nothing of the name stands beside it. What leads to a name, such as a title, is no part of it.
fn runs(text: &str, mut take: impl FnMut(Range<usize>, bool)) {
    let mut name: Vec<Range<usize>> = Vec::new();
    let mut flush = |name: &mut Vec<Range<usize>>| {
        if name.is_empty() {
            return;
        }
        // Titles and the like stand before a name.
        let leads = |r: &Range<usize>| {
            let word = &text[r.clone()];
            lexicon::classes(word) & (TITLE | ROYAL | PREFIX | PEOPLE) != 0
                || matches!(word, "The" | "A" | "An")
        };
        // "State de Lyon" is one name, whatever a state is elsewhere.
        let apart =
            |n: usize| name.get(n + 1).is_none_or(|next| text.get(name[n].end..next.start) == Some(" "));
        let lead = (0..name.len()).take_while(|n| leads(&name[*n]) && apart(*n)).count();
        let rest = if lead < name.len() { &name[lead..] } else { &name[..] };
        for size in 2..=3 {
            for part in rest.windows(size) {
                take(part[0].start..part[size - 1].end, false);
            }
        }
        for word in rest.iter().filter(|w| w.len() >= SINGLE) {
            take(word.clone(), rest.len() == 1);
        }
        name.clear();
    };
    // Small words wait for the capital that follows them.
    let mut end = 0;
    let mut waiting = 0;
    for word in words(text) {
        let between = text.get(end..word.at).unwrap_or("");
        let initial = between == ". "
            && end.checked_sub(2).is_some_and(|at| {
                let before = &text.as_bytes()[at..end];
                text.is_char_boundary(at)
                    && before[1].is_ascii_uppercase()
                    && !before[0].is_ascii_alphanumeric()
                    || text[..end].ends_with("St")
                    || text[..end].ends_with("Dr")
                    || text[..end].ends_with("Jr")
            });
        if !name.is_empty() && between != " " && !initial {
            flush(&mut name);
            waiting = 0;
        }
        if capital(word.text) {
            name.push(word.at..word.end());
            waiting = 0;
        } else if !name.is_empty() && BETWEEN.contains(&word.text) && waiting < 2 {
            waiting += 1;
        } else {
            flush(&mut name);
            waiting = 0;
        }
        end = word.end();
    }
    flush(&mut name);
}

/// All spellings of names, in the order in which they are met.
fn spellings<'a>(context: &Context<'a>) -> Vec<Spelling<'a>> {
    let mut known: HashMap<&'a str, usize> = HashMap::new();
    let mut all: Vec<Spelling<'a>> = Vec::new();
    for (n, caption) in context.captions.iter().enumerate() {
        let text = caption.description.as_str();
        runs(text, |span, alone| {
            let at = entry(&mut all, &mut known, &text[span], alone);
            let captions = &mut all[at].captions;
            if captions.last() != Some(&(n as u32)) {
                captions.push(n as u32);
            }
        });
    }
    for mention in context.prose.iter().filter(|m| m.held.is_none()) {
        let text = mention.name.as_str();
        runs(text, |span, alone| {
            let at = entry(&mut all, &mut known, &text[span], alone);
            all[at].prose = all[at].prose.or(Some(mention));
            all[at].mentions += mention.count as usize;
        });
    }
    for spelling in &mut all {
        spelling.place = is_place(context, spelling);
    }
    all
}

/// The place of a spelling in the list.
fn entry<'a>(
    all: &mut Vec<Spelling<'a>>,
    known: &mut HashMap<&'a str, usize>,
    printed: &'a str,
    alone: bool,
) -> usize {
    let text = printed.trim_end_matches("'s").trim_end_matches("’s");
    let at = *known.entry(text).or_insert_with(|| {
        all.push(Spelling {
            text,
            captions: Vec::new(),
            prose: None,
            mentions: 0,
            place: false,
            alone: true,
        });
        all.len() - 1
    });
    all[at].alone &= alone;
    at
}

/// Whether a name is a place's or an event's: a word of it says so, or its captions are at it.
fn is_place(context: &Context<'_>, name: &Spelling<'_>) -> bool {
    let nature = |w: &str| {
        matches!(
            w,
            "River"
                | "Creek"
                | "Valley"
                | "Bay"
                | "Mountain"
                | "Mountains"
                | "Hills"
                | "Peninsula"
                | "Falls"
                | "Reef"
                | "Glacier"
                | "Volcano"
                | "Canyon"
                | "Islands"
                | "Basin"
                | "Marina"
                | "Lagoon"
                | "Delta"
        )
    };
    if name.text.rsplit_once(' ').is_some_and(|(_, last)| nature(last)) {
        return true;
    }
    if words(name.text)
        .any(|w| lexicon::classes(w.text) & (VENUE | EVENT) != 0 || places::is_german_venue(w.text))
    {
        return true;
    }
    let at = |c: &Caption| {
        let facts = [&c.sublocation, &c.city, &c.event_words];
        let text = c.description.as_str();
        let led = text.match_indices(name.text).any(|(n, _)| {
            let before = text[..n].trim_end();
            let before = before.strip_suffix(" the").unwrap_or(before).rsplit(' ').next().unwrap_or("");
            matches!(before, "at" | "in" | "near" | "outside" | "inside")
        });
        led || facts.into_iter().flatten().any(|f| f.contains(name.text))
    };
    name.captions.iter().take(3).filter(|n| at(context.captions[**n as usize])).count() * 2
        > name.captions.len().min(3)
}

/// Reports the spellings of one kind of name that are slips for another, one problem for each.
pub(super) fn report(context: &Context<'_>, kind: Kind, out: &mut Vec<Finding>) {
    let found = context.spellings.get_or_init(|| told(context));
    out.extend(found.iter().filter(|(k, _)| *k == kind).map(|(_, f)| f.clone()));
}

/// The problems of both kinds: the captions are read once for two checks.
fn told(context: &Context<'_>) -> Vec<(Kind, Finding)> {
    let all = spellings(context);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for spelling in all.iter().filter(|s| !s.single()) {
        for word in words(spelling.text) {
            *counts.entry(word.text).or_default() += spelling.captions.len();
        }
    }
    let flats: Vec<String> = all.iter().map(|s| flat(s.text)).collect();
    // Spellings that fold to the same words.
    let mut by: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, flat) in flats.iter().enumerate().filter(|(_, f)| !f.is_empty()) {
        by.entry(flat).or_default().push(n);
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut heads: Vec<(&str, usize)> = Vec::new();
    for (flat, group) in &by {
        let rank = |n: &usize| (all[*n].weight(), marks(all[*n].text), std::cmp::Reverse(*n));
        let head = group.iter().copied().max_by_key(rank).unwrap_or_default();
        heads.push((flat, head));
        for a in group {
            for b in group.iter().filter(|b| *b != a).take(8) {
                if form(context, &all[*a], &all[*b]) {
                    found.push((*a, *b));
                }
            }
        }
    }
    heads.sort_unstable();
    let texts: Vec<&str> = heads.iter().map(|(flat, _)| *flat).collect();
    for (a, b) in pairs(&texts) {
        let (a, b) = (heads[a].1, heads[b].1);
        let (rare, usual) = if all[a].weight() <= all[b].weight() { (a, b) } else { (b, a) };
        if slip(context, &all[rare], &all[usual], &flats[rare], &flats[usual], &counts) {
            found.push((rare, usual));
        }
    }
    found.extend(super::far_names::pairs(context, &all, &flats));
    // One cause, one problem: a name of three words holds one of two that has the same slip.
    found.sort_unstable_by_key(|(r, u)| {
        (words(all[*r].text).count(), *r, std::cmp::Reverse(all[*u].weight()), *u)
    });
    let mut told: Vec<(usize, usize)> = Vec::new();
    let mut seen: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (rare, usual) in found {
        let key = difference(all[rare].text, all[usual].text);
        let covers = seen.entry(key).or_default();
        // What is inside another spelling that is told of, or beside it in the same name, is told.
        let same =
            |r: &usize| all[*r].captions == all[rare].captions || all[rare].text.contains(all[*r].text);
        // Of one against one, each is the other's slip: that is told once.
        let turned = told.contains(&(usual, rare));
        if !turned && !covers.iter().any(same) && !told.iter().any(|(r, _)| *r == rare) {
            covers.push(rare);
            told.push((rare, usual));
        }
    }
    told.sort_by_key(|(r, _)| (all[*r].captions.first().copied(), *r));
    let said = told.into_iter().map(|(rare, usual)| {
        let (rare, usual) = (&all[rare], &all[usual]);
        let kind = if usual.place || rare.place { Kind::Place } else { Kind::Person };
        (kind, say(context, rare, usual, kind))
    });
    said.collect()
}

/// The words in which two spellings differ.
fn difference(a: &str, b: &str) -> (String, String) {
    let owner = |w: &'_ str| w.trim_end_matches("'s").trim_end_matches("’s").to_owned();
    let (x, y): (Vec<String>, Vec<String>) =
        (a.split(' ').map(owner).collect(), b.split(' ').map(owner).collect());
    if x.len() != y.len() {
        return (a.to_owned(), b.to_owned());
    }
    let differ: Vec<usize> = (0..x.len()).filter(|n| x[*n] != y[*n]).collect();
    let of = |w: &[String]| differ.iter().map(|n| w[*n].as_str()).collect::<Vec<_>>().join(" ");
    (of(&x), of(&y))
}

/// Where a caption's words have a name, whole.
fn places_of(caption: &Caption, name: &str) -> Vec<Range<usize>> {
    let text = &caption.description;
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    text.match_indices(name)
        .map(|(at, _)| at..at + name.len())
        .filter(|r| !letter(text[..r.start].chars().next_back()) && !letter(text[r.end..].chars().next()))
        .collect()
}

fn say(context: &Context<'_>, rare: &Spelling<'_>, usual: &Spelling<'_>, kind: Kind) -> Finding {
    let check = if kind == Kind::Place { "place-variant" } else { "name-variant" };
    let of = |n: &u32| context.captions[*n as usize];
    let count = |s: &Spelling<'_>| match (s.captions.len(), s.mentions) {
        (0, 1) => format!("the articles say “{}”", s.text),
        (0, n) => format!("{n} lines of the articles say “{}”", s.text),
        (1, _) => format!("1 caption says “{}”", s.text),
        (n, _) => format!("{n} captions say “{}”", s.text),
    };
    let message = format!("{}, {}", count(rare), count(usual));
    let quoted = |n: &u32, s: &Spelling<'_>| quote_at(of(n), &places_of(of(n), s.text));
    let mut evidence: Vec<Evidence> =
        rare.captions.iter().take(QUOTED / 2).map(|n| quoted(n, rare)).collect();
    evidence.extend(usual.captions.iter().take(2).map(|n| quoted(n, usual)));
    evidence.extend(usual.prose.map(|m| Evidence {
        id: None,
        document: m.document.as_str().into(),
        line: Some(m.line),
        text: m.name.clone(),
        marks: Vec::new(),
    }));
    let at = |n: &u32| reference_at(of(n), Field::Description, &places_of(of(n), rare.text));
    let mut found = finding(check, message, evidence, rare.captions.iter().map(at).collect());
    found.rests_on = vec![rare.text.to_owned(), usual.text.to_owned()];
    found.word = Some(rare.text.to_owned());
    // Only accents, and the event's own captions or prose have them twice.
    let accents = kind == Kind::Person
        && usual.text.chars().count() == rare.text.chars().count()
        && marks(rare.text) < marks(usual.text)
        && flat(rare.text) == flat(usual.text)
        && rare.text.matches('-').count() == usual.text.matches('-').count()
        && beside(context, rare, usual) >= 2;
    // Of one against one nobody knows which is right.
    let hyphens = |s: &Spelling<'_>| s.text.matches('-').count();
    let letters = flat(rare.text) != flat(usual.text) || hyphens(rare) != hyphens(usual);
    if rare.weight() == usual.weight() && letters {
        found.captions.extend(usual.captions.iter().map(|n| {
            let caption = of(n);
            reference_at(caption, Field::Description, &places_of(caption, usual.text))
        }));
        return found;
    }
    found.fixes = rare.captions.iter().filter_map(|n| put(of(n), rare.text, usual.text, accents)).collect();
    found
}

/// The fix that puts one spelling in the place of another wherever a caption has it.
fn put(caption: &Caption, rare: &str, usual: &str, certain: bool) -> Option<Fix> {
    let mut text = caption.description.clone();
    let spans = places_of(caption, rare);
    for span in spans.iter().rev() {
        text.replace_range(span.clone(), usual);
    }
    let from = caption.value(Field::Description);
    (!spans.is_empty()).then_some(Fix {
        id: caption.id,
        field: Field::Description,
        from,
        to: Value::Text(text),
        certain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_names() {
        let of = |text: &str| {
            let mut out = Vec::new();
            runs(text, |r, _| out.push(text[r].to_owned()));
            out.join(" | ")
        };
        assert_eq!(
            of("Ana Prata is lowered on the State de Porto during"),
            "Ana Prata | Prata | State de Porto | State | Porto"
        );
        assert_eq!(of("President Ana Prata Melo waves"), "Ana Prata | Prata Melo | Ana Prata Melo | Prata");
        assert_eq!(of("Princess Leonora waves in Lyon"), "Leonora");
        assert_eq!(of("artists perform, then eat."), "");
        assert_eq!(of(""), "");
    }
}
