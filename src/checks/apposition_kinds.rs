//! What stands behind the comma that a caption's subject has: who somebody is, from where, how old, where in the picture, or
//! nothing that the comma sets off.

use super::clauses::{being, breaks, of_one, plain};
use super::verbs::{self, single_noun};
use super::words::Word;
use crate::text::dictionary;
use crate::text::lexicon::{self, EVENT, MONTH, ROLE, TITLE, WEEKDAY};

/// What stands behind the comma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// "mayor of Lyon", "a nurse from Lyon".
    Noun,
    /// "who leads the council".
    Clause,
    /// A name behind its title: "The mayor of Lyon, Ana Prata".
    Name,
    /// Where somebody stands, in so many words: "left", "second from right".
    Position(usize),
    /// Where somebody is from: "of Lyon".
    From,
    /// How old somebody is: "12".
    Age,
    /// Who is with somebody: "alongside Rui Melo".
    Company,
}

/// The kind of what stands behind a subject's comma; none where no apposition begins there.
pub(super) fn kind(subject: &[Word<'_>], inside: &[Word<'_>]) -> Option<Kind> {
    let first = subject.first()?;
    let small = first.text.to_lowercase();
    // "In Lyon, a nurse waves", "Wearing red, a nurse waves", "Sunday, a nurse waves" begin with no subject.
    let verbal = small.ends_with("ing") || (small.ends_with("ed") && subject.len() > 1 && subject[1].small());
    if breaks(&small) || verbal || subject.iter().any(|w| outside(w) || (w.small() && finite(w.text))) {
        return None;
    }
    let article = matches!(small.as_str(), "the" | "a" | "an" | "his" | "her" | "their" | "its");
    // A person's name, with a title before it or not.
    let name = subject.len() >= 2
        && subject.iter().rev().take(2).all(|w| w.text.starts_with(char::is_uppercase))
        && subject.iter().all(|w| !breaks(&w.text.to_lowercase()) || w.text == "of");
    let titled = article
        && subject
            .iter()
            .any(|w| w.small() && lexicon::is(w.text, ROLE | TITLE) || lexicon::is(w.text, TITLE));
    let next = inside.first()?;
    // "Brazil's president, Ana Prata": whose he or she is stands for the article.
    let owned =
        owner(first.text) && subject.last().is_some_and(|w| w.small() && lexicon::is(w.text, ROLE | TITLE));
    // "Anitta, a Brazilian singer": a word that is no word of the language and no place, and who it is.
    let alone = subject.len() == 1
        && first.text.len() >= 4
        && first.text.chars().skip(1).all(char::is_lowercase)
        && first.text.starts_with(char::is_uppercase)
        && !dictionary::common(&small)
        && crate::text::places::place(first.text).is_none()
        && !crate::text::places::is_known_city(first.text);
    if alone && matches!(next.text, "a" | "an" | "the") && described(&inside[1..]) {
        return Some(Kind::Noun);
    }
    if name && affiliated(next.text) {
        return Some(Kind::From);
    }
    if name && next.text.len() <= 3 && next.text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Kind::Age);
    }
    let by = inside.get(1).is_some_and(|w| w.text == "by");
    let company = match next.text {
        "alongside" => inside.get(1),
        "flanked" | "accompanied" | "joined" if by => inside.get(2),
        _ => None,
    };
    if name && company.is_some_and(|w| w.text.starts_with(char::is_uppercase)) {
        return Some(Kind::Company);
    }
    if let Some(words) =
        position(inside).filter(|_| name || (article && subject.last().is_some_and(|w| being(w.text))))
    {
        return Some(Kind::Position(words));
    }
    let low = next.text.starts_with(char::is_lowercase);
    // "vice-president": what it ends with.
    let role = |w: &str| w.rsplit('-').next().is_some_and(|part| lexicon::is(part, ROLE | TITLE));
    match next.text {
        "of" | "from" if name && inside.get(1).is_some_and(|w| w.text.starts_with(char::is_uppercase)) => {
            Some(Kind::From)
        }
        "who" | "which" | "whose" if article || name => Some(Kind::Clause),
        // "The whistle over, the coach hugs his team": only of a person is it told who it is.
        "a" | "an" | "the" | "his" | "her" | "their" | "its"
            if name || (article && subject.last().is_some_and(|w| being(w.text))) =>
        {
            Some(Kind::Noun)
        }
        w if low && name && (role(w) || role_ahead(inside)) => Some(Kind::Noun),
        // "Ana Prata, skip of Portugal": whatever she is of it.
        w if low && name && of_something(inside) && !finite(w) => Some(Kind::Noun),
        // "widow of the former mayor", "counsel to the inquiry".
        w if name
            && kin(w)
            && inside.get(1).is_some_and(|p| matches!(p.text, "of" | "to" | "for" | "at")) =>
        {
            Some(Kind::Noun)
        }
        // "Canada's prime minister".
        w if name && (w.ends_with("'s") || w.ends_with("’s")) && role_ahead(&inside[1..]) => {
            Some(Kind::Noun)
        }
        _ if next.text.starts_with(char::is_uppercase) && (titled || owned) && subject.len() >= 2 => {
            Some(Kind::Name)
        }
        _ => None,
    }
}

/// "R-Idaho", "D-Mass": a politician's party and state.
fn affiliated(word: &str) -> bool {
    let state = word.split_once('-').filter(|(party, _)| matches!(*party, "R" | "D" | "I" | "DFL"));
    state.is_some_and(|(_, state)| state.starts_with(char::is_uppercase))
}

/// Whether a word says whose something is.
fn owner(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}

/// "Brazilian singer", "former president of Brazil": a role, and whose. "Bakhmut, a soldier waits" may begin with a place.
fn described(inside: &[Word<'_>]) -> bool {
    let role = |w: &Word<'_>| w.small() && (lexicon::is(w.text, ROLE | TITLE) || being(w.text));
    let Some(at) = inside.iter().take(4).position(role) else { return false };
    let capital = |w: &Word<'_>| w.text.starts_with(char::is_uppercase);
    let before = &inside[..at];
    // "of Brazil", "from the village of Porto".
    let whose = inside.get(at + 1).is_some_and(|w| matches!(w.text, "of" | "from"));
    let body = |w: &&Word<'_>| w.small() && !finite(w.text) && (!breaks(w.text) || w.text == "of");
    let behind = inside.get(at + 2..).unwrap_or_default();
    let of = whose && behind.iter().take(4).find(|w| !body(w)).is_some_and(capital);
    before.iter().all(|w| !breaks(w.text) && !finite(w.text)) && (of || before.iter().any(capital))
}

/// "prime minister of", "chief federal prosecutor": a role within three small words.
fn role_ahead(inside: &[Word<'_>]) -> bool {
    let phrase = inside.iter().take(3).take_while(|w| w.small() && !breaks(w.text) && !finite(w.text));
    phrase.into_iter().any(|w| lexicon::is(w.text, ROLE | TITLE))
}

/// How many words say where in the picture somebody is.
fn position(inside: &[Word<'_>]) -> Option<usize> {
    const PLACES: [&str; 12] = [
        "left",
        "right",
        "center",
        "centre",
        "foreground",
        "background",
        "top",
        "bottom",
        "middle",
        "rear",
        "seated",
        "standing",
    ];
    let place = |n: usize| inside.get(n).is_some_and(|w| PLACES.contains(&w.text));
    let word = |n: usize| inside.get(n).map_or("", |w| w.text);
    match word(0) {
        "second" | "third" | "fourth" | "fifth" if word(1) == "from" && place(2) => Some(3),
        "second" | "third" | "fourth" | "fifth" if word(1) == "from" && word(2) == "the" && place(3) => {
            Some(4)
        }
        "far" | "top" | "bottom" | "front" | "back" if place(1) => Some(2),
        "in" if matches!(word(1), "red" | "white" | "blue" | "black" | "green" | "yellow" | "pink") => {
            Some(2)
        }
        _ => place(0).then_some(1),
    }
}

/// A noun that says who somebody is, with a form for several, and no verb.
fn kin(word: &str) -> bool {
    single_noun(word)
        && of_one(word).is_none()
        && plain(word).is_none_or(|v| v.noun)
        && !verbs::elsewhere(word)
}

/// "skip of Portugal".
fn of_something(inside: &[Word<'_>]) -> bool {
    let capital = |w: &Word<'_>| w.text.starts_with(char::is_uppercase);
    dictionary::known(inside[0].text)
        && inside.get(1).is_some_and(|w| w.text == "of")
        && inside.get(2).is_some_and(capital)
}

/// Words that say when, or what for: what stands before them is no subject of a verb.
fn outside(word: &Word<'_>) -> bool {
    const TIME: [&str; 14] = [
        "day",
        "night",
        "week",
        "month",
        "year",
        "morning",
        "evening",
        "afternoon",
        "ago",
        "earlier",
        "later",
        "today",
        "time",
        "moment",
    ];
    let capital = word.text.starts_with(char::is_uppercase);
    TIME.iter().any(|t| word.text.eq_ignore_ascii_case(t))
        || (capital && lexicon::is(word.text, MONTH | WEEKDAY | EVENT))
}

/// Whether a word is a verb for one.
pub(super) fn finite(word: &str) -> bool {
    of_one(word).is_some()
}
