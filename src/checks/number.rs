//! One and several: an article for one before several, several with a verb for one, one person with a verb for several.

use std::ops::Range;

use super::agreement::{self, pronoun};
use super::clauses::{
    self, adjacent, begins, being, beings, breaks, clause, for_one, of_one, plain, single, things,
};
use super::sentence::preposition;
use super::verbs::{Behind, behind};
use super::words::{Word, mending, words};
use super::{Context, Finding, finding, quote_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::text::dictionary;
use crate::text::lexicon::{self, STAGE};
use crate::text::wordset::WordMap;

/// What disagrees: in words, the words themselves, and what is to stand in the place of which bytes.
pub(super) struct Slip {
    pub message: String,
    pub span: Range<usize>,
    pub put: (Range<usize>, String),
}

/// The first disagreement of a caption.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut list: Vec<Word<'_>> = Vec::new();
    for caption in &context.captions {
        list.clear();
        // A header of parts is no sentence.
        let from = crate::text::header::end(&caption.description).unwrap_or_default();
        list.extend(words(&caption.description).skip_while(|w| w.at < from));
        let Some(slip) = slip(caption, &list) else { continue };
        let spans = std::slice::from_ref(&slip.span);
        let evidence = vec![quote_at(caption, spans)];
        let concerned = vec![reference_at(caption, Field::Description, spans)];
        let mut found = finding("number-agreement", slip.message, evidence, concerned);
        found.rests_on = vec![caption.description.clone()];
        let (span, by) = &slip.put;
        found.fixes.extend(mending(caption, &[(span.clone(), by)], false));
        out.push(found);
    }
}

static NUMBERS: WordMap<()> = WordMap::new(|| {
    const WORDS: &str = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy \
        eighty ninety hundred hundreds thousand million billion dozens half";
    WORDS.split_whitespace().map(|w| (w, ())).collect()
});

/// "Ten liters of milk is spilled", "Twelve goals makes her the top scorer": so much of something is one sum.
fn sum(list: &[Word<'_>], at: usize) -> bool {
    let number = |w: &str| w.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.') || NUMBERS.has(w);
    if !number(list[at].text) {
        return false;
    }
    let rest = &list[at + 1..];
    let Some(noun) = rest.iter().position(|w| !number(w.text)) else { return false };
    let verb =
        rest.iter().take(8).find(|w| matches!(w.text, "is" | "was" | "makes" | "means" | "leaves" | "seems"));
    // Persons are counted one by one: "Two men is led away".
    let person = beings(rest[noun].text).is_some();
    verb.is_some() && !person
        || verb.is_some_and(|v| {
            let after = rest.iter().skip_while(|w| w.at <= v.at).map(|w| w.text).next().unwrap_or("");
            matches!(after, "a" | "an" | "the" | "too" | "enough" | "all" | "what" | "plenty")
        })
}

fn slip(caption: &Caption, list: &[Word<'_>]) -> Option<Slip> {
    let text = &caption.description;
    (0..list.len()).filter(|at| !sum(list, *at)).find_map(|at| {
        super::articles::slip(text, list, at)
            .or_else(|| counted(text, list, at))
            .or_else(|| super::counting::slip(text, list, at))
            .or_else(|| pronoun(text, list, at))
            .or_else(|| {
                if !clause(text, list, at) {
                    return None;
                }
                several(caption, list, at)
                    .or_else(|| one(text, list, at))
                    .or_else(|| there(text, list, at))
                    .or_else(|| there_is(text, list, at))
                    .or_else(|| everyone(text, list, at))
                    .or_else(|| who(text, list, at))
                    .or_else(|| one_who(text, list, at))
                    .or_else(|| agreement::slip(caption, list, at))
            })
    })
}

/// Where a noun phrase that begins at a word ends, with each place where a verb could follow: the head's index.
fn heads<'a>(text: &'a str, list: &'a [Word<'a>], at: usize) -> impl Iterator<Item = usize> + 'a {
    let inside = move |n: usize| {
        let word = &list[n];
        let first = n == at;
        let small = word.text.to_lowercase();
        let phrase = !breaks(&small) && (first || !begins(&small));
        // "Feeding ducks takes time": what begins with a verb is no noun phrase.
        let verbal = first && (small.ends_with("ing") || agreement::participle(text, list, n));
        phrase && !verbal && (first || adjacent(text, &list[n - 1], word))
    };
    (at..list.len().min(at + 4)).take_while(move |n| inside(*n))
}

/// "Two man carry", "These house was": a word for several before one, and a verb behind that ends the noun phrase.
fn counted(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    const MANY: [&str; 16] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "these",
        "those", "several", "many", "few",
    ];
    let count = list[at].text.to_lowercase();
    if !MANY.contains(&count.as_str()) || !clause(text, list, at) {
        return None;
    }
    // "Three meerkat pup huddle": what kind of animal or person stands before it.
    let kind = list.get(at + 1).zip(list.get(at + 2)).is_some_and(|(kind, noun)| {
        kind.small()
            && dictionary::common(kind.text)
            && !kind.text.ends_with('s')
            && !breaks(kind.text)
            && !begins(kind.text)
            && plain(kind.text).is_none_or(|v| v.noun)
            && adjacent(text, &list[at], kind)
            && adjacent(text, kind, noun)
            && being(noun.text)
            && beings(noun.text).is_none()
    });
    let first = if kind { at + 1 } else { at };
    let (noun, verb) = (list.get(first + 1)?, list.get(first + 2)?);
    if !adjacent(text, &list[first], noun) || !adjacent(text, noun, verb) || !noun.small() || !verb.small() {
        return None;
    }
    let one = being(noun.text);
    let plural = several_of(noun.text)?;
    let thing = dictionary::common(noun.text) && dictionary::common(&plural) && plain(noun.text).is_none();
    // Of things only before "is" and "was", which nothing else is.
    let being_there = matches!(verb.text, "is" | "was" | "are" | "were" | "has" | "have");
    let does = |v: clauses::Verb| {
        let object = || behind(text, list, first + 2, v.noun) == Behind::Object;
        !v.other && (verb_follows(list, first + 2) || object())
    };
    // "Two woman from the village"; "a two man crew" is a compound.
    let of_place = preposition(verb.text) || matches!(verb.text, "who" | "of");
    let told = being_there || one && (of_place || plain(verb.text).is_some_and(does));
    if !told || !(one || thing) || !count.ends_with("se") && !one {
        return None;
    }
    // "These two", "Those present were".
    let adjective = ["ent", "ous", "ful", "ive", "ed", "ing", "al", "able", "ible", "s"];
    if !one && adjective.iter().any(|e| noun.text.ends_with(e)) || begins(noun.text) || breaks(noun.text) {
        return None;
    }
    let span = list[at].at..noun.end();
    let message = format!("“{}”: a word for several, and one", &text[span.clone()]);
    Some(Slip { message, span, put: (noun.at..noun.end(), plural) })
}

/// Several of what is one; none where the word has no other form for several.
pub(super) fn several_of(word: &str) -> Option<String> {
    const SAME: [&str; 9] =
        ["deer", "sheep", "fish", "native", "aircraft", "police", "people", "salmon", "trout"];
    if SAME.contains(&word) || word.ends_with('s') {
        return None;
    }
    Some(match word {
        "child" => "children".to_owned(),
        "person" => "people".to_owned(),
        "goose" => "geese".to_owned(),
        "wife" => "wives".to_owned(),
        "wolf" => "wolves".to_owned(),
        "calf" => "calves".to_owned(),
        w => match w.strip_suffix("man") {
            Some(stem) => format!("{stem}men"),
            None => for_one(w),
        },
    })
}

/// "There is five boats": several by their number, and a verb for one. Not of time, money and distance, which are one sum.
fn there_is(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    const COUNTS: [&str; 13] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "several", "many",
    ];
    let [there, is, count, noun, ..] = list.get(at..)? else { return None };
    let figure = |w: &str| w.len() < 7 && w != "1" && w.bytes().all(|b| b.is_ascii_digit());
    let said = there.text.eq_ignore_ascii_case("there")
        && matches!(is.text, "is" | "was")
        && (COUNTS.contains(&count.text) || figure(count.text));
    // "There is two goals between them": a difference.
    let between = list.get(at + 4).is_some_and(|w| w.text == "between");
    let joined = [(there, is), (is, count), (count, noun)].iter().all(|(a, b)| adjacent(text, a, b));
    if !said || between || !joined || !noun.small() || !(beings(noun.text).is_some() || things(noun.text)) {
        return None;
    }
    let span = is.at..noun.end();
    let message = format!("“{}”: a verb for one, and several", &text[span.clone()]);
    let by = if is.text == "is" { "are" } else { "were" };
    Some(Slip { message, span, put: (is.at..is.end(), by.to_owned()) })
}

/// "Everyone are happy": each of them is one to the verb.
fn everyone(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    const EACH: [&str; 6] = ["everyone", "everybody", "someone", "somebody", "nobody", "everything"];
    let (subject, verb) = (&list[at], list.get(at + 1)?);
    let each = EACH.iter().any(|w| subject.text.eq_ignore_ascii_case(w));
    // "Someone were to say so".
    let wished = list.get(at + 2).is_some_and(|w| w.text == "to");
    if !each || wished || !matches!(verb.text, "are" | "were") || !adjacent(text, subject, verb) {
        return None;
    }
    let span = subject.at..verb.end();
    let message = format!("“{}”: one, and a verb for several", &text[span.clone()]);
    Some(Slip { message, span, put: (verb.at..verb.end(), for_one(verb.text)) })
}

/// "There are a large crowd": several, and an article for one.
fn there(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    const MANY: [&str; 16] = [
        "number", "lot", "few", "couple", "dozen", "hundred", "thousand", "million", "variety", "range",
        "handful", "series", "total", "group", "crowd", "host",
    ];
    let [there, are, a, ..] = list.get(at..)? else { return None };
    let there =
        there.text.eq_ignore_ascii_case("there") && matches!(are.text, "are" | "were") && a.text == "a";
    // What it is: "a large number of" is several.
    let phrase: Vec<&Word<'_>> =
        list[at + 3..].iter().take(3).take_while(|w| w.small() && !breaks(w.text)).collect();
    let behind = list.get(at + 3 + phrase.len()).map(|w| w.text);
    let many = phrase.iter().any(|w| MANY.contains(&w.text))
        && (behind == Some("of")
            || phrase
                .iter()
                .any(|w| matches!(w.text, "few" | "dozen" | "hundred" | "thousand" | "million" | "couple")));
    let ends = matches!(behind, Some("at" | "in" | "on" | "outside" | "near" | "inside" | "behind"));
    let noun = phrase.last().is_some_and(|w| !w.text.ends_with('s'));
    if !there || many || !ends || !noun {
        return None;
    }
    let span = are.at..a.end();
    let message = format!("“{}”: a verb for several, and one", &text[span.clone()]);
    let by = if are.text == "are" { "is" } else { "was" };
    Some(Slip { message, span, put: (are.at..are.end(), by.to_owned()) })
}

/// "Students who was evacuated": several at a clause's beginning, and behind `who` a verb for one.
fn who(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let head = heads(text, list, at).find(|n| list.get(n + 1).is_some_and(|w| w.text == "who"))?;
    let (subject, verb) = (&list[head], list.get(head + 2)?);
    let known = |w: &Word<'_>| begins(&w.text.to_lowercase()) || dictionary::common(&w.text.to_lowercase());
    let fine = list[at..head].iter().all(known) && !single(&list[at].text.to_lowercase());
    let joined = adjacent(text, subject, &list[head + 1]) && adjacent(text, &list[head + 1], verb);
    if !fine || !joined || beings(subject.text).is_none() {
        return None;
    }
    let (by, kind) = of_one(verb.text)?;
    // "Prisoners who guards say have fled": what can be a noun is a verb only before its object.
    if kind.noun && behind(text, list, head + 2, false) != Behind::Object {
        return None;
    }
    let span = subject.at..verb.end();
    let message = format!("“{}”: several of them, and a verb for one", &text[span.clone()]);
    Some(Slip { message, span, put: (verb.at..verb.end(), by) })
}

/// "A person who were hurt": one person at a clause's beginning, and behind `who` a verb for several.
fn one_who(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    if !matches!(list[at].text.to_lowercase().as_str(), "a" | "an" | "one") {
        return None;
    }
    let head = heads(text, list, at).find(|n| list.get(n + 1).is_some_and(|w| w.text == "who"))?;
    let (subject, verb) = (&list[head], list.get(head + 2)?);
    let joined = adjacent(text, subject, &list[head + 1]) && adjacent(text, &list[head + 1], verb);
    let known = |w: &Word<'_>| w.small() && (dictionary::common(w.text) || being(w.text));
    let fine = head > at && list[at + 1..=head].iter().all(known);
    if !fine || !joined || !being(subject.text) || !matches!(verb.text, "are" | "were" | "have" | "do") {
        return None;
    }
    let span = subject.at..verb.end();
    let message = format!("“{}”: one person, and a verb for several", &text[span.clone()]);
    Some(Slip { message, span, put: (verb.at..verb.end(), for_one(verb.text)) })
}

/// Whether the word behind tells that a verb is one: "wave to", "kiss the".
pub(super) fn verb_follows(list: &[Word<'_>], verb: usize) -> bool {
    const OBJECTS: [&str; 32] = [
        "in", "on", "past", "through", "along", "over", "across", "up", "down", "the", "a", "an", "his",
        "her", "their", "its", "to", "at", "as", "after", "during", "while", "from", "into", "around",
        "with", "outside", "inside", "near", "before", "under", "for",
    ];
    list.get(verb + 1).is_some_and(|w| OBJECTS.contains(&w.text) || w.text.ends_with("ly"))
}

/// Verbs that are nouns, too, but make no compound with a person.
pub(super) fn wave(list: &[Word<'_>], verb: usize) -> bool {
    const FREE: [&str; 14] = [
        "wave", "smile", "kiss", "hug", "pose", "hold", "look", "leave", "watch", "stand", "cheer", "salute",
        "point", "talk",
    ];
    FREE.contains(&list[verb].text) && verb_follows(list, verb)
}

/// "Athletes waves": several at a clause's beginning, and a verb for one.
fn several(caption: &Caption, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let text = &caption.description;
    if single(&list[at].text.to_lowercase()) {
        return None;
    }
    let head = heads(text, list, at).find(|n| {
        let next = list.get(n + 1);
        next.is_some_and(|v| v.small() && adjacent(text, &list[*n], v) && of_one(v.text).is_some())
    })?;
    let (subject, verb) = (&list[head], &list[head + 1]);
    let (plain_form, kind) = of_one(verb.text)?;
    let persons = beings(subject.text).is_some();
    // With a capital inside the caption it is a name: "Ana Rivers performs".
    let named = |w: &Word<'_>| caption.persons_shown.iter().any(|p| p.split(' ').any(|part| part == w.text));
    if (head > at && !subject.small()) || named(subject) || !(persons || things(subject.text)) {
        return None;
    }
    // Bands and teams have such names, and perform, play and win as one.
    let alone = head == at;
    if alone && (!persons || subject.text == "Police") && lexicon::is(verb.text, STAGE) {
        return None;
    }
    // "The mayor signs books", "A boy fans flames": the head may be the verb, and what looks like one its object.
    let before = head.checked_sub(1).filter(|n| *n >= at).map(|n| list[n].text.to_lowercase());
    let ambiguous = of_one(subject.text).is_some();
    // "Ducks swims along the street": no caption begins with a verb for one.
    let told = persons && alone && verb_follows(list, head + 1);
    if ambiguous && (before.as_deref().is_some_and(|b| !begins(b)) || (kind.noun && !told)) {
        return None;
    }
    // "Fireworks shows light the sky", "Party talks are", "Prisoners guards had freed": two nouns, and the verb comes behind.
    let behind = list.get(head + 2);
    let helper =
        |w: &str| matches!(w, "had" | "was" | "were" | "will" | "would" | "could" | "has" | "is" | "did");
    if behind.is_some_and(|w| (plain(w.text).is_some() || helper(w.text)) && adjacent(text, verb, w)) {
        return None;
    }
    // Of things, only where what follows says that it is a verb.
    if !persons && kind.noun && !(alone || verb_follows(list, head + 1)) {
        return None;
    }
    // Small words of the phrase must be words that stand before nouns at all.
    let known = |w: &Word<'_>| !w.small() || begins(w.text) || dictionary::common(w.text) || being(w.text);
    if !list[at..head].iter().all(known)
        || list[at..head].iter().any(|w| of_one(w.text).is_some() && w.small())
    {
        return None;
    }
    let span = subject.at..verb.end();
    let message = format!("“{}”: several of them, and a verb for one", &text[span.clone()]);
    Some(Slip { message, span, put: (verb.at..verb.end(), plain_form) })
}

/// "The mayor wave": one person at a clause's beginning, and a verb for several.
fn one(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let first = list[at].text.to_lowercase();
    if !matches!(first.as_str(), "a" | "an" | "the" | "one") {
        return None;
    }
    let head = heads(text, list, at).skip(1).find(|n| {
        let next = list.get(n + 1);
        next.is_some_and(|v| v.small() && adjacent(text, &list[*n], v) && plain(v.text).is_some())
    })?;
    let (subject, verb) = (&list[head], &list[head + 1]);
    let kind = plain(verb.text)?;
    // "A man walk his dog", "A model walk the runway": what takes an object with its article is no noun.
    let object = list.get(head + 2).is_some_and(|w| {
        let set = matches!(w.text, "the" | "a" | "an" | "his" | "her" | "its" | "their");
        (set || super::verbs::bare(w.text)) && adjacent(text, verb, w)
    });
    let verb_alone = !kind.noun || object || wave(list, head + 1);
    let known = |w: &Word<'_>| !w.small() || dictionary::common(w.text) || being(w.text);
    let inside = list.get(at + 1..head)?;
    let fine = inside.iter().all(|w| known(w) && of_one(w.text).is_none() && !w.text.contains(['\'', '’']));
    // "A child actor", "the guard of honour": who stands next to the verb is the one.
    // "A boy saw the dog", "her prospects as a writer are good".
    let role = matches!(verb.text, "are" | "were" | "have" | "do") && at > 0 && list[at - 1].text == "as";
    let other = kind.other || role || super::verbs::elsewhere(verb.text);
    if !subject.small() || !being(subject.text) || !verb_alone || other || !fine {
        return None;
    }
    // Behind it, another verb would say that this one is none: "The player help desk opens".
    let later = list.iter().skip(head + 2).take(3).any(|w| of_one(w.text).is_some_and(|(_, v)| !v.noun));
    if later {
        return None;
    }
    let span = subject.at..verb.end();
    let message = format!("“{}”: one person, and a verb for several", &text[span.clone()]);
    Some(Slip { message, span, put: (verb.at..verb.end(), for_one(verb.text)) })
}
