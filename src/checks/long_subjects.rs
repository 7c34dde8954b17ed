//! Verbs that stand far from their subject and do not agree with it: behind a clause ("The raft that pupils built of drums
//! sink"), behind a phrase ("The flags of six states flutters"), and of what cannot be counted ("Ash from two craters cover the
//! fields"). Only where the words leave no other reading: no second verb, no clause without its `that`, no noun of several parts.

use super::agreement::{BEFORE_NOUNS, GATHERED, OPENING, phrase, told};
use super::clauses::{self, adjacent, begins, being, beings, breaks, single, small_things, things};
use super::number::Slip;
use super::sentence::preposition;
use super::verbs::{Behind, another, behind, elsewhere, end, joins, of_one, plain, says, single_noun};
use super::words::{Word, has};
use crate::text::dictionary;
use crate::text::lexicon::{self, COUNTRY};

/// One in form and several in sense, beside those that stand behind an article everywhere: verbs of either number are right.
const BODIES: &str = "school village town city nation country world bank firm charity union office department ministry court \
    hospital university college agency society association federation league opposition leadership management cabinet parliament \
    congress senate church parish boat group trust network brand studio sea stream flood wave tide wall pile heap stack bunch \
    cluster chain collection selection array mix mixture procession convoy column cordon parade circle ring sprinkling scattering \
    last first next remainder elite cream remains rich blind young brave faithful deaf dead sick poor old great good middle top \
    bottom mass bulk abundance plethora";

/// What is heard or said, and what follows its `that` is no clause of it: "the hope that fans return".
const SAID: &str = "hope fact news idea belief claim fear chance proof evidence word promise rumor rumour view feeling warning \
    doctrine theory principle assumption statement conclusion notion concept opinion conviction suspicion expectation sense agreement";

/// What cannot be counted, and begins a caption without an article.
pub(super) const MASS: &str = "ash smoke snow rain water mud sand dust fog mist lava steam hail ice sunlight moonlight sunshine traffic debris \
    rubble rubbish garbage trash litter wreckage confetti blood oil fuel furniture luggage baggage equipment clothing food bread \
    rice wheat corn hay straw milk beer grass moss ivy seaweed algae foam timber lumber coal sewage graffiti machinery scaffolding \
    ammunition jewelry jewellery pottery merchandise laundry mail floodwater rainwater snowfall rainfall heat frost foliage";

/// Verbs behind which another stands as it is: "who saw the boats sink", "that helps children cross".
const CAUSING: &str = "see sees saw seen seeing watch watches watched watching hear hears heard hearing let lets letting make makes made \
    making help helps helped helping feel feels felt notice notices noticed bid have has";

/// Helpers, behind which a verb stands as it is.
const HELPERS: &str = "will would can could may might must shall should do does did cannot can't won't don't doesn't didn't couldn't wouldn't";

/// Verbs that the list has as nothing else, and that end a noun of several parts: "the steering wheel".
const ALSO_NOUNS: &str = "wheel bow chop harvest hoist hide lounge stare steer soak struggle taste toss trot tug treat chew bark wrap \
    slice fold tie shoot stir swing sew wheel tail sip bite dodge";

/// Verbs that are nothing else.
const BEING: &str = "is was has are were have";

/// Several in form and one in sense: "three quarters of the land is".
const SHARES: &str = "quarters thirds fifths sixths tenths halves wages";

/// Verbs of ways, behind which a direction is no part of a noun: "sails past the fort".
const WAYS: &str = "sail march parade walk run ride drive race pass roll swim dance drift stroll climb crawl file stream flow";

/// Directions.
pub(super) const WHERE_TO: &str = "past through along across toward towards into onto";

/// Prepositions behind which what stands is where something is done, beside those of every sentence.
pub(super) const ALSO_WHERE: &str = "within amid amidst among amongst beneath atop aboard alongside throughout underneath opposite despite without";

/// A verb far from a subject that begins at a word.
pub(super) fn slip(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    one_of(text, list, at)
        .or_else(|| relative(text, list, at))
        .or_else(|| of_things(text, list, at))
        .or_else(|| mass(text, list, at))
        .or_else(|| super::set_off::slip(text, list, at))
}

pub(super) fn capital(word: &Word<'_>) -> bool {
    word.text.starts_with(char::is_uppercase)
}

/// Whether a word is a noun for several in small letters, and makes no compound with a verb behind it.
pub(super) fn plural(word: &Word<'_>) -> bool {
    word.small()
        && word.text != "police"
        && (small_things(word.text) || beings(word.text).is_some_and(|one| one != word.text))
        && !has(BEFORE_NOUNS, word.text)
}

/// Whether a noun can stand at a place: what stands behind it can be a verb.
fn noun(word: &Word<'_>) -> bool {
    let w = word.text;
    !(breaks(w)
        || begins(w)
        || joins(w)
        || w.ends_with("'s")
        || w.ends_with("’s")
        || w.ends_with("ly")
        || w.contains('-') && w.starts_with(char::is_lowercase)
        || ["ous", "ful", "ive", "ical", "less", "able", "ible"]
            .iter()
            .any(|e| w.len() > 5 && w.ends_with(e))
        || matches!(w, "to" | "by" | "not" | "never"))
}

/// Whether a word is a verb in the wrong number for its subject, as the words beside it tell.
fn wrong(text: &str, list: &[Word<'_>], at: usize, many: bool) -> bool {
    let (Some(word), Some(before)) = (list.get(at), at.checked_sub(1).and_then(|n| list.get(n))) else {
        return false;
    };
    if !word.small() || !noun(before) || elsewhere(word.text) || !adjacent(text, before, word) {
        return false;
    }
    let kind = if many { of_one(word.text).map(|(_, v)| v) } else { plain(word.text).filter(|v| !v.other) };
    let Some(mut kind) = kind else { return false };
    kind.noun |=
        has(ALSO_NOUNS, word.text) || of_one(word.text).is_some_and(|(form, _)| has(ALSO_NOUNS, &form));
    // These are nothing else, whatever stands behind them: "the streets of the town is empty".
    if has(BEING, word.text) {
        // "Assaults on ships is one form of it": what it is may be one.
        let next = list.get(at + 1).map_or("", |w| w.text);
        let number = if many {
            matches!(word.text, "is" | "was" | "has")
        } else {
            matches!(word.text, "are" | "were" | "have")
        };
        return number && !matches!(next, "a" | "an" | "one" | "the");
    }
    // A person is none: "the team guard", "fans cheer on runners".
    if being(word.text) || beings(word.text).is_some() || has("direct appropriate", word.text) {
        return false;
    }
    let next = list.get(at + 1).map_or("", |w| w.text);
    let set = has("the a an his her their its this these those another him them it", next);
    let time =
        has("summer winter spring autumn fall year week weekend month season morning night day", before.text);
    let several = plural(before);
    // A word that can be a noun makes one with what stands before it: "the steering wheel to", "pig iron into".
    let ways = |form: &str| has(WAYS, form) && has(WHERE_TO, next) && many;
    let stands = match behind(text, list, at, kind.noun) {
        Behind::Other if has(ALSO_WHERE, next) => Behind::Adverbial,
        stands => stands,
    };
    match stands {
        Behind::Object => set || several || time && !many || !kind.noun,
        Behind::Adverbial if next == "of" => false,
        Behind::Adverbial => {
            !kind.noun
                || several
                || of_one(word.text).is_some_and(|(form, _)| ways(&form))
                || time && !many && preposition(next)
        }
        Behind::Other => several && compound(text, list, at),
    }
}

/// Whether an object of two nouns stands behind a word: "cover rice terraces near".
pub(super) fn compound(text: &str, list: &[Word<'_>], at: usize) -> bool {
    let (Some(first), Some(second)) = (list.get(at + 1), list.get(at + 2)) else { return false };
    let ends = list.get(at + 3).is_none_or(|w| {
        !adjacent(text, second, w) || preposition(w.text) || matches!(w.text, "as" | "while")
    });
    first.small()
        && second.small()
        && adjacent(text, &list[at], first)
        && adjacent(text, first, second)
        && dictionary::common(first.text)
        && !breaks(first.text)
        && clauses::of_one(first.text).is_none()
        && small_things(second.text)
        && ends
}

/// Whether a clause without its `that` stands among words: "the songs the band play", "the horses children ride".
fn hidden(list: &[Word<'_>], words: std::ops::Range<usize>) -> bool {
    words.skip(1).any(|n| {
        let (before, word) = (&list[n - 1], &list[n]);
        let name = matches!(word.text, "he" | "she" | "they" | "we" | "you" | "it" | "I");
        let several = plural(before);
        let settled = before.small()
            && noun(before)
            && !before.text.ends_with("ing")
            && !before.text.ends_with("ed")
            && clauses::plain(before.text).is_none();
        let persons = beings(word.text).is_some() && word.small();
        name || settled && begins(word.text) && word.text != "other"
            || several && (capital(word) || persons)
            || word.text.ends_with("'s") && several
    })
}

/// Whether a verb that says what happens stands among so many words: behind an article it is a noun, "the throws".
fn told_among(list: &[Word<'_>], from: usize, size: usize) -> bool {
    let part = list.get(from..from + size).unwrap_or_default();
    (0..part.len()).any(|n| !(from + n > 0 && begins(list[from + n - 1].text)) && says(part, n))
}

/// Whether a verb that agrees, or one of any other kind, stands among words.
pub(super) fn verb_within(list: &[Word<'_>], words: std::ops::Range<usize>, many: bool) -> bool {
    let Some(part) = list.get(words.clone()) else { return true };
    let agrees = |n: usize| {
        let word = &list[n];
        let placed = n > 0 && noun(&list[n - 1]);
        word.small()
            && placed
            && !counted(list, n)
            && if many {
                clauses::plain(word.text).is_some_and(|v| !v.other)
            } else {
                clauses::of_one(word.text).is_some()
            }
    };
    told_among(list, words.start, part.len()) || words.into_iter().any(agrees)
}

/// The number of a subject that stands from one word to another: several, or not; none where that is not certain.
pub(super) fn number(text: &str, list: &[Word<'_>], at: usize, head: usize) -> Option<bool> {
    let first = list[at].text.to_lowercase();
    let inside = list.get(at..head)?;
    let verb = |w: &Word<'_>| {
        w.small()
            && (w.text.ends_with("ing")
                || of_one(w.text).is_some()
                || clauses::plain(w.text).is_some_and(|v| !v.noun && !v.other))
    };
    if inside.iter().skip(1).any(verb) || inside.iter().any(|w| has(GATHERED, &w.text.to_lowercase())) {
        return None;
    }
    let word = &list[head];
    if word.text.eq_ignore_ascii_case("police")
        || has(SAID, word.text)
        || has(SHARES, word.text)
        || matches!(first.as_str(), "whatever" | "whoever" | "whichever")
    {
        return None;
    }
    let several = beings(word.text).is_some() || things(word.text);
    if several && (word.small() || head == at) {
        let name = head == at
            && beings(word.text).is_none()
            && clauses::of_one(&word.text.to_lowercase()).is_some()
            && list.get(head + 1).is_none_or(|w| w.text != "of");
        return (!single(&first) && !name).then_some(true);
    }
    let article = matches!(first.as_str(), "a" | "an" | "the" | "this" | "one" | "each" | "every");
    if !article || head == at || has(GATHERED, word.text) || has(BODIES, word.text) {
        return None;
    }
    if word.small() {
        return (being(word.text)
            || has(MASS, word.text)
            || single_noun(word.text) && clauses::plain(word.text).is_none_or(|v| v.noun))
        .then_some(false);
    }
    // "The Jersey … its": a team's name has "their".
    let clause = list.get(head..end_of_sentence(text, list, head))?;
    let its = clause.iter().any(|w| matches!(w.text, "its" | "his" | "her"));
    let name = lexicon::is(word.text, COUNTRY) || crate::text::places::is_known_city(word.text);
    (its && !name && !word.text.ends_with('s') && !clause.iter().any(|w| w.text == "their")).then_some(false)
}

/// Where the words end that no mark parts.
fn end_of_sentence(text: &str, list: &[Word<'_>], at: usize) -> usize {
    (at + 1..list.len()).find(|n| !adjacent(text, &list[n - 1], &list[*n])).unwrap_or(list.len())
}

/// Where a clause's own verb ends, the clause begun by a word such as `that`.
fn own_verb(list: &[Word<'_>], relative: usize, to: usize) -> Option<usize> {
    let past = |w: &str| w.len() > 3 && w.ends_with("ed") || super::past_tense::irregular(w) || w == "built";
    let verb = |n: &usize| {
        let w = list[*n].text;
        let small = list[*n].small() || w.contains('\'');
        let nominal = *n > relative + 1 && (begins(list[n - 1].text) || preposition(list[n - 1].text));
        small
            && !nominal
            && (matches!(w, "is" | "are" | "was" | "were" | "has" | "have" | "had")
                || has(HELPERS, w)
                || past(w)
                || of_one(w).is_some()
                || plain(w).is_some()
                || *n == relative + 1 && !begins(w) && !w.ends_with("ly") && !plural(&list[*n]) && !breaks(w))
    };
    let mut at = (relative + 1..to).find(verb)?;
    let causes = |n: usize| {
        let w = list[n].text;
        let perfect = matches!(w, "have" | "has" | "had")
            && list.get(n + 1).is_some_and(|p| past(p.text) || matches!(p.text, "been" | "not" | "never"));
        has(CAUSING, w) && !perfect
    };
    if causes(at) {
        return None;
    }
    // "will not play", "had been built", "were first built".
    let helper = has(HELPERS, list[at].text);
    while let Some(next) = list.get(at + 1).filter(|_| at + 1 < to).map(|w| w.text) {
        let filler =
            matches!(next, "not" | "been" | "being" | "be" | "also" | "first" | "never" | "just" | "once")
                || next.ends_with("ly");
        let part = past(next) || helper && plain(next).is_some();
        if !filler && !part {
            break;
        }
        at += 1;
        if causes(at) {
            return None;
        }
        if !filler {
            break;
        }
    }
    Some(at)
}

/// The verb in the wrong number among words, where no other can be the subject's.
fn verb_among(text: &str, list: &[Word<'_>], from: usize, to: usize, many: bool) -> Option<usize> {
    let causing =
        |n: usize| list[from..n].iter().any(|w| has(CAUSING, w.text) && !matches!(w.text, "have" | "has"));
    let verb = (from + 1..to).find(|n| wrong(text, list, *n, many))?;
    // "to" makes an infinitive of two: "to run and jump".
    let free = !verb_within(list, from..verb, many)
        && !told_among(list, verb + 1, to - verb - 1)
        && !hidden(list, from..verb);
    // "the house workers repair": persons behind a noun can be those who do it.
    let doers = verb >= 2 && !many && beings(list[verb - 1].text).is_some() && {
        let w = &list[verb - 2];
        w.small() && noun(w) && (single_noun(w.text) || plural(w)) && !preposition(w.text)
    };
    (free && !causing(verb) && !doers).then_some(verb)
}

/// "The raft that pupils had built of drums sink", "The boats that were built here sails past".
fn relative(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let pronoun = |n: usize| list.get(n).is_some_and(|w| matches!(w.text, "that" | "which" | "who"));
    let direct = phrase(text, list, at).find(|n| pronoun(n + 1) && adjacent(text, &list[*n], &list[n + 1]));
    let (head, clause) = direct.map(|n| (n, n + 1)).or_else(|| of_whom(text, list, at))?;
    // "The caravels that were": a rare noun, and its clause says that it is several.
    let were = list.get(clause + 1).is_some_and(|w| matches!(w.text, "were" | "are" | "have"));
    let rare = were
        && clause == head + 1
        && list[head].small()
        && list[head].text.ends_with('s')
        && !single(&list[at].text.to_lowercase());
    let many = number(text, list, at, head).or(rare.then_some(true))?;
    let mut to = end(text, list, clause);
    // "who have cooked since dawn": no clause begins with these where a noun stands behind.
    if list
        .get(to)
        .is_some_and(|w| has("since after before until", w.text) && adjacent(text, &list[to - 1], w))
    {
        to = end(text, list, to);
    }
    let first = end(text, list, clause);
    let to = to.min(clause + 17);
    let own = own_verb(list, clause, to)?;
    let verb = verb_among(text, list, own + 1, to, many)?;
    (verb < first || !has(BEING, list[verb].text)).then(|| told(text, list, head, verb, many))?
}

/// "Members of the commission who": who many are, and what of, before a clause of theirs; the subject, and where the clause begins.
fn of_whom(text: &str, list: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let head = phrase(text, list, at).find(|n| {
        beings(list[*n].text).is_some()
            && (*n == at || list[*n].small())
            && list.get(n + 1).is_some_and(|w| w.text == "of" && adjacent(text, &list[*n], w))
    })?;
    let clause = (head + 3..list.len().min(head + 8)).find(|n| list[*n].text == "who")?;
    let whole = (head + 1..=clause).all(|n| adjacent(text, &list[n - 1], &list[n]));
    let inside =
        list[head + 2..clause].iter().all(|w| !breaks(w.text) && of_one(w.text).is_none_or(|(_, v)| v.noun));
    (whole && inside).then_some((head, clause))
}

/// Whether a number that stands up to three words before a place is waiting for its noun: "dozens of charcoal grills".
fn counted(list: &[Word<'_>], at: usize) -> bool {
    const OF: [&str; 5] = ["dozens", "hundreds", "thousands", "scores", "tens"];
    const NUMBERS: &str = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty several many few";
    (at.saturating_sub(3)..at)
        .rev()
        .take_while(|n| list[n + 1..at].iter().all(|w| w.small() && !plural(w)))
        .any(|n| {
            let figure = list[n].text.len() < 5 && list[n].text.bytes().all(|b| b.is_ascii_digit());
            figure
                || has(NUMBERS, list[n].text)
                || list[n].text == "of" && n > 0 && OF.contains(&list[n - 1].text)
        })
}

/// "One of the officials who oversee it measure a throw", "One of the two men carry a flag".
fn one_of(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let one = ["one", "each"].iter().any(|w| list[at].text.eq_ignore_ascii_case(w));
    let opens = one && list.get(at + 1).is_some_and(|w| w.text == "of");
    // "of the", "of the two".
    let set = list.get(at + 2..)?.iter().take_while(|w| begins(w.text)).count();
    if !opens || set == 0 {
        return None;
    }
    let from = at + 2 + set;
    let head = (from..list.len().min(from + 4))
        .take_while(|n| adjacent(text, &list[n - 1], &list[*n]) && !breaks(list[*n].text))
        .find(|n| plural(&list[*n]) && list.get(n + 1).is_some_and(|w| !plural(w)))?;
    let pronoun = list.get(head + 1).is_some_and(|w| matches!(w.text, "that" | "which" | "who"));
    let verb = if pronoun {
        let to = end(text, list, head + 1).min(head + 18);
        let own = own_verb(list, head + 1, to)?;
        verb_among(text, list, own + 1, to, false)?
    } else {
        let to = end(text, list, head).min(head + 12);
        if hidden(list, head..to.min(head + 2)) {
            return None;
        }
        verb_among(text, list, head, to, false)?
    };
    told(text, list, at, verb, false)
}

/// "The flags of the states flutters", "The roof of two houses lie": things, with a phrase behind them.
fn of_things(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let head = phrase(text, list, at).find(|n| {
        let opens = |w: &Word<'_>| {
            w.small() && (has(OPENING, w.text) || preposition(w.text)) && adjacent(text, &list[*n], w)
        };
        list.get(n + 1).is_some_and(opens) && (list[*n].small() || *n == at && things(list[*n].text))
    })?;
    let many = number(text, list, at, head)?;
    let person = being(list[head].text) || beings(list[head].text).is_some();
    let opening = list[head + 1].text;
    // "A sea of fans wave": what there is many of.
    if !many && opening == "of" && list[at].text.to_lowercase() != "the" {
        return None;
    }
    let mut to = end(text, list, head + 1);
    // "of Spain and of Portugal": several are several with more.
    while many
        && list.get(to).is_some_and(|w| w.text == "and")
        && list.get(to + 1).is_some_and(|w| w.text == "of" || capital(w))
    {
        to = end(text, list, to + 1);
    }
    let to = to.min(head + 16);
    let verb = (head + 3..to).find(|n| wrong(text, list, *n, many))?;
    // Persons have a rule of their own, but for what is nothing but a verb.
    if person && !has(BEING, list[verb].text) {
        return None;
    }
    // One thing is told only where several stand between it and the verb, or the verb is nothing else.
    let sure = many || plural(&list[verb - 1]);
    let free = !verb_within(list, head + 1..verb, many)
        && !told_among(list, verb + 1, to.saturating_sub(verb + 1))
        && !hidden(list, head + 1..verb);
    let persons = !many
        && beings(list[verb - 1].text).is_some()
        && !begins(list[verb - 2].text)
        && !preposition(list[verb - 2].text);
    (sure && free && !persons).then(|| told(text, list, head, verb, many))?
}

/// "Ash from two craters cover the fields", "Smoke rise from a house".
fn mass(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let small = |n: usize| list.get(n).map(|w| w.text.to_lowercase()).unwrap_or_default();
    // "Thick smoke", "Volcanic ash".
    let adjective = list.get(at + 1).is_some_and(|w| adjacent(text, &list[at], w) && w.small())
        && !begins(&small(at))
        && !breaks(&small(at))
        && dictionary::common(&small(at))
        && beings(&small(at)).is_none();
    let head = if has(MASS, &small(at)) {
        at
    } else if adjective && has(MASS, &small(at + 1)) {
        at + 1
    } else {
        return None;
    };
    let next = list.get(head + 1).filter(|w| adjacent(text, &list[head], w) && w.small())?;
    let to = end(text, list, head + 1).min(head + 16);
    if plain(next.text).is_some_and(|v| !v.other) && !elsewhere(next.text) {
        let kind = plain(next.text)?;
        let object = list
            .get(head + 2)
            .is_some_and(|w| matches!(w.text, "the" | "a" | "an" | "their" | "his" | "her"));
        let tells = match behind(text, list, head + 1, kind.noun) {
            Behind::Object => object,
            Behind::Adverbial => !kind.noun,
            Behind::Other => false,
        };
        return (tells && !another(&list[head + 2..to.max(head + 2)]))
            .then(|| told(text, list, head, head + 1, false))?;
    }
    let opens = has(OPENING, next.text) || next.text.len() > 4 && next.text.ends_with("ing");
    if !opens {
        return None;
    }
    let verb = (head + 3..to).find(|n| wrong(text, list, *n, false))?;
    let free = !verb_within(list, head + 1..verb, false)
        && !told_among(list, verb + 1, to - verb - 1)
        && !hidden(list, head + 1..verb);
    let sure = plural(&list[verb - 1]) || plain(list[verb].text).is_some_and(|v| !v.noun);
    (free && sure).then(|| told(text, list, head, verb, false))?
}

#[cfg(test)]
#[path = "long_subjects_tests.rs"]
mod tests;
