//! Subjects and verbs that do not agree, where the verb is told by what stands behind it: "A firefighter spray water", "Shoppers
//! with baskets queues for bread", "Ana Prata, 7, look at". In one clause, without a comma but that of an age; and only where
//! the words cannot be read as a noun of several parts.

use super::clauses::{
    self, Verb, adjacent, begins, being, beings, breaks, for_one, single, small_things, things,
};
use super::number::Slip;
use super::verbs::{Behind, another, behind, end, joins, of_one, plain, single_noun};
use super::words::{Word, has};
use crate::model::caption::Caption;
use crate::text::dictionary;
use crate::text::lexicon::{self, PARTICLE, ROLE, TITLE};

/// One in form, and several in sense: their verbs stand in either number.
pub(super) const GATHERED: &str = "team crowd family band public media press staff crew couple pair audience side club squad board council \
    government company group choir orchestra majority minority number total lot few dozen hundred thousand million handful range \
    variety series half third quarter rest host string trio quartet quintet duo gang army navy cast class party committee \
    jury panel population community congregation electorate enemy generation faculty troupe flock herd swarm pack line row queue \
    fleet mob platoon unit brigade battalion regiment delegation ensemble fraction proportion percentage many";

/// What opens a phrase behind a subject.
pub(super) const OPENING: &str = "of in from at with on outside near inside aboard wearing holding carrying dressed lining watching waiting \
    standing sitting living working riding affected displaced evacuated injured";

/// Several who stand before other nouns: "farmers markets", "veterans groups".
pub(super) const BEFORE_NOUNS: &str = "farmers veterans visitors travelers travellers boys girls workers teachers players drivers collectors \
    women men ladies seniors masters juniors officers students writers artists";

/// A verb that does not agree with a subject that begins at a word.
pub(super) fn slip(caption: &Caption, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let text = caption.description.as_str();
    one_near(text, list, at)
        .or_else(|| one_far(text, list, at))
        .or_else(|| aged(text, list, at))
        .or_else(|| many_near(text, list, at))
        .or_else(|| many_far(text, list, at))
        .or_else(|| joined(caption, list, at))
        .or_else(|| super::long_subjects::slip(text, list, at))
}

/// What disagrees: a subject, and a verb in the other number.
pub(super) fn told(text: &str, list: &[Word<'_>], subject: usize, verb: usize, many: bool) -> Option<Slip> {
    let (s, v) = (&list[subject], &list[verb]);
    let (what, by) = match many {
        true => ("several of them, and a verb for one", of_one(v.text)?.0),
        false => ("one, and a verb for several", for_one(v.text)),
    };
    let span = s.at..v.end();
    let near = verb == subject + 1;
    let quoted = if near {
        format!("“{}”", &text[span.clone()])
    } else {
        format!("“{} … {}”", s.text, v.text)
    };
    Some(Slip { message: format!("{quoted}: {what}"), span, put: (v.at..v.end(), by) })
}

/// Where a noun phrase's last word can be: within five words, all of which can stand in one. "Feeding ducks is fun" begins with
/// a verb.
pub(super) fn phrase<'a>(text: &'a str, list: &'a [Word<'a>], at: usize) -> impl Iterator<Item = usize> + 'a {
    let inside = move |n: &usize| {
        let word = list[*n].text;
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        let first = *n == at;
        let verbal = first && (word.ends_with("ing") || participle(text, list, *n));
        letters
            && !verbal
            && !breaks(word)
            && (first || (adjacent(text, &list[n - 1], &list[*n]) && !begins(word)))
    };
    (at..list.len().min(at + 5)).take_while(inside)
}

/// Whether a word that ends as a past form stands by itself, and not before its noun: "Dressed as pirates", but "Sealed boxes".
pub(super) fn participle(text: &str, list: &[Word<'_>], at: usize) -> bool {
    let noun = list.get(at + 1).is_some_and(|w| {
        w.small()
            && adjacent(text, &list[at], w)
            && !breaks(w.text)
            && !begins(w.text)
            && dictionary::common(w.text)
    });
    list[at].text.to_lowercase().ends_with("ed") && !noun
}

/// Whether a word for one is a verb: of those that can be nouns, only before an object.
fn verb_at(text: &str, list: &[Word<'_>], at: usize, adverbial: bool) -> Option<Verb> {
    let word = list.get(at).filter(|w| w.small() && adjacent(text, &list[at - 1], w))?;
    let verb = plain(word.text).filter(|v| !v.other)?;
    match behind(text, list, at, verb.noun) {
        Behind::Object => Some(verb),
        Behind::Adverbial if adverbial && (!verb.noun || gesture(list, at, word.text)) => Some(verb),
        _ => None,
    }
}

/// Whether a word for one is a verb of the list with an adverbial behind it.
fn adverbial(text: &str, list: &[Word<'_>], at: usize) -> bool {
    list[at].small()
        && clauses::plain(list[at].text).is_some_and(|v| !v.other)
        && !super::verbs::elsewhere(list[at].text)
        && behind(text, list, at, true) == Behind::Adverbial
}

/// Whether a word is a verb that can be a noun, and makes no compound with the noun before it: "fans in the street cheer".
fn gesture(list: &[Word<'_>], at: usize, plain: &str) -> bool {
    let to = || list.get(at + 1).is_some_and(|w| matches!(w.text, "to" | "at" | "as"));
    let stands = || match list.get(at + 1).map(|w| w.text) {
        Some("at" | "to") => list.get(at + 2).is_some_and(|w| w.text == "attention"),
        Some("in") => list.get(at + 2).is_some_and(|w| matches!(w.text, "line" | "silence" | "formation")),
        _ => false,
    };
    matches!(plain, "smile" | "pose" | "cheer" | "salute" | "hug")
        || plain == "stand" && stands()
        || matches!(plain, "wave" | "look" | "point") && to()
}

/// "A firefighter spray water", "A crane lift a slab".
fn one_near(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    if !matches!(list[at].text.to_lowercase().as_str(), "a" | "an" | "one") {
        return None;
    }
    let of_many = |n: usize| list[at + 1..=n].iter().any(|w| has(GATHERED, w.text));
    let head = phrase(text, list, at).skip(1).find(|n| {
        let noun = list[*n].text;
        let person = being(noun);
        (person || single_noun(noun)) && verb_at(text, list, n + 1, person).is_some()
    })?;
    // "A fan holds flags": a verb for one before it is the sentence's own.
    let before = list[at + 1..head].iter().any(|w| clauses::of_one(w.text).is_some());
    let clause = list.get(head + 2..end(text, list, head + 1)).unwrap_or_default();
    if of_many(head) || before || another(clause) {
        return None;
    }
    told(text, list, head, head + 1, false)
}

/// "A woman with two dogs walk through the park".
fn one_far(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    if !matches!(list[at].text.to_lowercase().as_str(), "a" | "an" | "the") {
        return None;
    }
    let opens = |n: usize| list.get(n).is_some_and(|w| has(OPENING, w.text));
    let head = phrase(text, list, at)
        .skip(1)
        .find(|n| opens(n + 1) && adjacent(text, &list[*n], &list[n + 1]) && list[*n].small())?;
    // "The young with flags": of persons alone it is told.
    if !being(list[head].text) || list[at + 1..=head].iter().any(|w| has(GATHERED, w.text)) {
        return None;
    }
    // "A runner dressed as a lobster wave": that clause begins with no verb.
    let dressed = list.get(head + 2).is_some_and(|w| w.text == "as");
    let to = end(text, list, head + 1 + usize::from(dressed));
    let verb = (head + 3..to.min(head + 10)).find(|n| {
        let before = list[n - 1].text;
        let noun = !breaks(before) && !begins(before) && !matches!(before, "to" | "by" | "as");
        // A noun for several makes no compound: "with two dogs walk through the park".
        let several = small_things(before) || beings(before).is_some();
        noun && (verb_at(text, list, *n, true).is_some() || several && adverbial(text, list, *n))
    })?;
    // A verb of its own, for one or by its past: "A man from the village lets horses drink from the river".
    let own = another(&list[head + 2..verb]) || another(&list[verb + 1..to]);
    let helped = list[head + 1..verb].iter().any(|w| clauses::of_one(w.text).is_some());
    (!own && !helped).then(|| told(text, list, head, verb, false))?
}

/// "Ana Prata, 7, look at her house", "Mayor Ana Prata wave to fans".
fn aged(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let name = |w: &Word<'_>| {
        let capital = w.text.starts_with(char::is_uppercase) && w.text.chars().any(char::is_lowercase);
        capital || lexicon::is(w.text, PARTICLE) || (w.text.len() == 1 && capital_letter(w))
    };
    let joined = |n: usize| matches!(&text[list[n - 1].end()..list[n].at], " " | ". ");
    // "Serbia's Ana Prata", "Tennis player Ana Prata": who it is stands before the name.
    let said = introduced(text, list, at);
    let at = said.unwrap_or(at);
    let size = (at..list.len()).take_while(|n| name(&list[*n]) && (*n == at || joined(*n))).count();
    let last = at + size.checked_sub(1)?;
    // "French President Ana Prata": a title, and two names behind it.
    let title = |n: usize| lexicon::is(list[n].text, TITLE) && last >= n + 2;
    let titled = size >= 3 && (at..=last.min(at + 2)).any(title) || said.is_some() && size >= 2;
    let age = list.get(last + 1).filter(|w| {
        w.text.len() <= 2
            && w.text.bytes().all(|b| b.is_ascii_digit())
            && &text[list[last].end()..w.at] == ", "
    });
    let verb = match age {
        Some(_) if size >= 2 => last + 2,
        None if titled => last + 1,
        _ => return None,
    };
    let (before, v) = (list.get(verb - 1)?, list.get(verb)?);
    let between = &text[before.end()..v.at];
    // "Ana Prata, 7, and Rui Melo, 8, look": another person follows. "Captain Trips play": a band's name.
    let set_off = if age.is_some() { between == ", " } else { between == " " };
    if !set_off || !v.small() || list[last].text.ends_with('s') && age.is_none() {
        return None;
    }
    let kind = plain(v.text).filter(|v| !v.other)?;
    let tells = match behind(text, list, verb, kind.noun) {
        Behind::Object => true,
        Behind::Adverbial => age.is_some() || !kind.noun,
        Behind::Other => false,
    };
    let own = another(&list[verb + 1..end(text, list, verb)]);
    (tells && !own).then(|| told(text, list, last, verb, false))?
}

/// Where the name begins behind words that say who it is: a country's, or what somebody does.
fn introduced(text: &str, list: &[Word<'_>], at: usize) -> Option<usize> {
    let owner = list[at].text.strip_suffix("'s").or_else(|| list[at].text.strip_suffix("’s"));
    let country = owner.is_some_and(|o| crate::text::places::place(o).is_some());
    if country && list.get(at + 1).is_some_and(|w| adjacent(text, &list[at], w)) {
        return Some(at + 1);
    }
    let role = (at..list.len().min(at + 3))
        .find(|n| list[*n].small() && lexicon::is(list[*n].text, ROLE) && being(list[*n].text))?;
    let plain_before =
        list[at..role].iter().all(|w| !breaks(w.text) && !begins(w.text) && !single(&w.text.to_lowercase()));
    let beside = (at..=role).all(|n| list.get(n + 1).is_some_and(|w| adjacent(text, &list[n], w)));
    (plain_before && beside).then_some(role + 1)
}

fn capital_letter(word: &Word<'_>) -> bool {
    word.text.chars().all(char::is_uppercase)
}

/// "Young fans bangs on the glass", "Officers bandages a man's hand".
fn many_near(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    if single(&list[at].text.to_lowercase()) {
        return None;
    }
    let head = phrase(text, list, at).find(|n| {
        let persons = beings(list[*n].text).is_some();
        let small = list[*n].small();
        // With a capital and by itself it may be a band's or a team's name.
        (persons && (small || *n == at) || (small && things(list[*n].text)))
            && list.get(n + 1).is_some_and(|v| v.small() && adjacent(text, &list[*n], v))
            && of_one(list[n + 1].text).is_some()
    })?;
    let verb = head + 1;
    let persons = beings(list[head].text).is_some();
    let known = |w: &Word<'_>| {
        begins(&w.text.to_lowercase()) || dictionary::common(&w.text.to_lowercase()) || !w.small()
    };
    let inside = &list[at..head];
    if !inside.iter().all(known) || inside.iter().any(|w| of_one(w.text).is_some()) {
        return None;
    }
    // "The mayor signs books": the plural is the object, and its verb stands before it.
    if !inside.is_empty() && clauses::of_one(list[head].text).is_some() {
        return None;
    }
    let tells = match behind(text, list, verb, false) {
        Behind::Object => true,
        // "Young fans bangs on the glass", but "Farmers markets in the region".
        Behind::Adverbial => {
            let place = list.get(verb + 2).is_some_and(|w| begins(w.text));
            persons && place && !has(BEFORE_NOUNS, &list[head].text.to_lowercase())
        }
        Behind::Other => false,
    };
    let clause = list.get(verb + 1..end(text, list, verb)).unwrap_or_default();
    let own = another(clause)
        || clause.iter().any(|w| w.small() && clauses::plain(w.text).is_some_and(|v| !v.noun));
    let alone_name = list[at].text.starts_with(char::is_uppercase) && head == at && !persons;
    (tells && !own && !alone_name).then(|| told(text, list, head, verb, true))?
}

/// "Members of the crew stacks sandbags", "Shoppers with baskets queues for bread".
fn many_far(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    if single(&list[at].text.to_lowercase()) {
        return None;
    }
    let opens = |n: usize| list.get(n).is_some_and(|w| has(OPENING, w.text));
    let head = phrase(text, list, at).find(|n| {
        let (subject, next) = (&list[*n], list.get(n + 1));
        let persons = beings(subject.text).is_some() && subject.text != "police";
        // "Confetti cannons painted gold fires": of things, behind a participle.
        let by = || list.get(n + 2).is_some_and(|w| w.text == "by");
        let participle = next.is_some_and(|w| {
            w.small()
                && (w.text.len() > 5 && w.text.ends_with("ed")
                    || by()
                        && (super::past_tense::irregular(w.text)
                            || has("left built made held torn thrown worn taken drawn driven", w.text)))
        });
        next.is_some_and(|w| adjacent(text, subject, w))
            && (persons && (opens(n + 1) || participle) || participle && things(subject.text))
            && (*n == at || subject.small())
    })?;
    if list[at..head].iter().any(|w| of_one(w.text).is_some()) {
        return None;
    }
    let to = end(text, list, head + 1);
    let verb = (head + 3..to.min(head + 10)).find(|n| {
        let before = &list[n - 1];
        let noun = !breaks(before.text) && !begins(before.text) && !joins(before.text);
        let verb = of_one(list[*n].text).filter(|_| list[*n].small() && noun);
        let Some((form, kind)) = verb else { return false };
        match behind(text, list, *n, false) {
            Behind::Object => true,
            // "waves paper flags as".
            Behind::Other => {
                clauses::of_one(list[*n].text).is_some() && super::long_subjects::compound(text, list, *n)
            }
            // Two nouns for several in a row are no compound: "baskets queues".
            Behind::Adverbial => {
                let several = before.small() && small_things(before.text) && beings(before.text).is_none();
                !kind.noun || several || gesture(list, *n, &form)
            }
        }
    })?;
    // A verb that agrees stands elsewhere: "Fans in the stands greet players", "Workers at parts stores walk".
    let agrees = |w: &Word<'_>| w.small() && clauses::plain(w.text).is_some_and(|v| !v.noun && !v.other);
    let rest = &list[verb + 1..to];
    let inside = &list[head + 2..verb];
    // "The honour guard": behind an article it is a noun.
    let agreeing =
        (head + 2..verb).any(|n| agrees(&list[n]) && !begins(list[n - 1].text)) || rest.iter().any(agrees);
    let own = agreeing || another(inside) || another(rest);
    // What is a verb and nothing else leaves no doubt: "Engineers in mission control celebrates".
    let sure = of_one(list[verb].text).is_some_and(|(_, v)| !v.noun);
    let clear =
        of_one(list[verb].text).is_some_and(|(form, _)| form == "stand" && gesture(list, verb, &form));
    let doubtful = !sure
        && !clear
        && behind(text, list, verb, false) == Behind::Adverbial
        && inside.iter().any(|w| w.small() && plain(w.text).is_some() && beings(w.text).is_none());
    (!own && !doubtful).then(|| told(text, list, head, verb, true))?
}

/// "A man and his dog walks through the park", "Ana Prata and Rui Melo waves to fans": two, joined by "and" before any verb.
fn joined(caption: &Caption, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let text = caption.description.as_str();
    let and = phrase(text, list, at)
        .find(|n| list.get(n + 1).is_some_and(|w| w.text == "and" && adjacent(text, &list[*n], w)))?
        + 1;
    let second = and + 1;
    if second >= list.len() || !adjacent(text, &list[and], &list[second]) {
        return None;
    }
    let verb = phrase(text, list, second).map(|n| n + 1).find(|n| {
        let of_one = |w: &Word<'_>| w.small() && clauses::of_one(w.text).is_some();
        list.get(*n).is_some_and(|v| of_one(v) && adjacent(text, &list[n - 1], v))
    })?;
    let (one, other) = (&list[at..and], &list[second..verb]);
    let person = |words: &[Word<'_>]| {
        let last = words.last().map_or("", |w| w.text);
        words.len() > 1 && words.iter().skip(1).all(Word::small) && being(last) || beings(last).is_some()
    };
    // "The singer and actor waves" is one person: the second has a word of its own that begins it, or is several.
    let own = begins(other[0].text) || beings(other[other.len() - 1].text).is_some();
    // "Mayor Ana Prata and councillor Rui Melo": a title belongs to whom it stands before.
    let named = |words: &[Word<'_>]| {
        // "Union president Ana Prata": whatever stands before the name.
        let titles = words.len().saturating_sub(2);
        let whole = |words: &[Word<'_>]| {
            let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
            words.len() > 1 && caption.persons_shown.iter().any(|p| *p == text[first.at..last.end()])
        };
        // "councillor Rui Melo": what is before the name says that it is a person's.
        let capital = |w: &Word<'_>| w.text.starts_with(char::is_uppercase);
        let called = words.len() >= 3 && called(words[0].text) && words[1..].iter().all(capital);
        called || (0..=titles).any(|n| whole(&words[n..]))
    };
    let along = list
        .get(verb + 1)
        .is_some_and(|w| matches!(w.text, "through" | "past" | "along" | "across" | "toward" | "towards"));
    let two = person(one) && person(other) && own || named(one) && named(other);
    // A verb within would be the sentence's own: "A man waves and his dog barks".
    let early = one.iter().chain(other).any(|w| w.small() && clauses::of_one(w.text).is_some());
    let (_, kind) = clauses::of_one(list[verb].text)?;
    let tells = match behind(text, list, verb, false) {
        Behind::Object => true,
        Behind::Adverbial => {
            !kind.noun || gesture(list, verb, &of_one(list[verb].text)?.0) || along || named(other)
        }
        Behind::Other => false,
    };
    let own_verb = another(&list[verb + 1..end(text, list, verb)]);
    (two && !early && tells && !own_verb).then(|| told(text, list, verb - 1, verb, true))?
}

/// Whether a word before a name says what a person is: one of the list, or a noun that ends as such words do.
fn called(word: &str) -> bool {
    const ENDS: [&str; 10] = ["er", "or", "ist", "ian", "man", "woman", "ect", "ant", "ent", "ee"];
    being(word)
        || word == "groom"
        || super::verbs::single_noun(word) && ENDS.iter().any(|e| word.ends_with(e)) && word.len() > 5
}

/// "He don't": a helper in the other number, and what it is to be. Speech and songs in quotation marks say so.
fn helper(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    const MANY: [(&str, &str); 3] = [("don't", "doesn't"), ("haven't", "hasn't"), ("aren't", "isn't")];
    let many = match list[at].text.to_lowercase().as_str() {
        "they" | "we" => true,
        "he" | "she" => false,
        _ => return None,
    };
    let verb = list.get(at + 1).filter(|v| adjacent(text, &list[at], v))?;
    let said = verb.text.replace('’', "'");
    let row = MANY.iter().find(|(of_many, of_one)| said == if many { *of_one } else { *of_many })?;
    if super::confused::quoted(text, verb) {
        return None;
    }
    let (what, by) = match many {
        true => ("several of them, and a verb for one", row.0),
        false => ("one, and a verb for several", row.1),
    };
    let span = list[at].at..verb.end();
    let by = if verb.text.contains('’') { by.replace('\'', "’") } else { by.to_owned() };
    Some(Slip {
        message: format!("“{}”: {what}", &text[span.clone()]), span, put: (verb.at..verb.end(), by)
    })
}

/// "They wins", "she wave to": a pronoun that can be nothing but the subject.
pub(super) fn pronoun(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    const HELPERS: &str =
        "did do does will would can could may might must shall should had has have let help that lest if";
    if let Some(slip) = helper(text, list, at) {
        return Some(slip);
    }
    let many = match list[at].text.to_lowercase().as_str() {
        "they" | "we" => true,
        "he" | "she" => false,
        _ => return None,
    };
    let verb = list.get(at + 1).filter(|v| v.small() && adjacent(text, &list[at], v))?;
    // “They was robbed,” says a fan: what is said is not the caption's.
    if super::confused::quoted(text, verb) {
        return None;
    }
    let tells = behind(text, list, at + 1, true);
    let kind = match many {
        true => clauses::of_one(verb.text).map(|(_, v)| v)?,
        // "She wished she were there".
        false if verb.text == "were" => return None,
        false => clauses::plain(verb.text).filter(|v| !v.other && !super::verbs::elsewhere(verb.text))?,
    };
    // "why can't he make".
    let not = |w: &str| w.ends_with("n't") || w.ends_with("n’t");
    let helped =
        at.checked_sub(1).is_some_and(|n| has(HELPERS, &list[n].text.to_lowercase()) || not(list[n].text));
    let enough =
        if many { true } else { tells == Behind::Object || (tells == Behind::Adverbial && !kind.noun) };
    (enough && !helped).then(|| told(text, list, at, at + 1, many))?
}
