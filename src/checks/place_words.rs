//! Whether a caption's words say where, as far as that is certain: any name that is not known to be something else may be a
//! place that no list has.

use super::words::{Word, english, words};
use crate::model::caption::Caption;
use crate::text::dictionary;
use crate::text::lexicon::{self, COUNTRY, EVENT, MONTH, PEOPLE, PREFIX, THING, TITLE, WEEKDAY};
use crate::text::places;

/// Whether it is certain that the words of a caption name no place at all.
pub(super) fn none(caption: &Caption) -> bool {
    caption.city.is_none()
        && caption.country.is_none()
        && caption.sublocation.is_none()
        && !caption.description.trim().is_empty()
        && english(&caption.description)
        && !may_name(caption, &caption.description)
}

/// Whether it is certain that the words of a caption name a venue and nothing of where that is.
pub(super) fn venue_alone(caption: &Caption) -> Option<std::ops::Range<usize>> {
    let venue =
        caption.sublocation.as_deref().filter(|_| caption.city.is_none() && caption.country.is_none())?;
    let text = &caption.description;
    let at = text.find(venue)?;
    // "the Lyon Town Hall": its name says where it is.
    let tail = text[at + venue.len()..].strip_prefix(", ").unwrap_or_default();
    let next = words(tail).next().filter(|w| w.at == 0 && w.text.starts_with(char::is_uppercase));
    if next.is_some_and(|w| !lexicon::is(w.text, MONTH | WEEKDAY)) {
        return None;
    }
    let named = venue.split(' ').any(places::is_known_city)
        || (2..=3).any(|n| pairs(venue, n).any(places::is_known_city));
    let without = [&text[..at], &text[at + venue.len()..]].concat();
    (!named && english(text) && !may_name(caption, &without)).then_some(at..at + venue.len())
}

/// The pieces of so many words in a row.
fn pairs(text: &str, n: usize) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1)).collect();
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]).collect();
    (0..starts.len().saturating_sub(n - 1)).filter_map(move |i| text.get(starts[i]..ends[i + n - 1]))
}

/// Whether a text has a name that may be a place's: one with a capital that neither begins a sentence, nor is a person's, an
/// event's, a day's or a people's.
fn may_name(caption: &Caption, text: &str) -> bool {
    let list: Vec<Word<'_>> = words(text).collect();
    let part = |of: &str, word: &str| of.split([' ', '-', '\'', '’']).any(|p| p == word);
    let person = |word: &str| caption.persons_shown.iter().any(|name| part(name, word));
    // "the Tour of the High Passes"; but "Lisbon Fashion Week" has its town in its name.
    let event = |word: &str| {
        dictionary::common(&word.to_lowercase())
            && caption.event_words.as_deref().is_some_and(|event| part(event, word))
    };
    // A sentence's first word, and the name that it may begin.
    let mut begins = true;
    list.iter().enumerate().any(|(n, word)| {
        let before = n.checked_sub(1).and_then(|p| list.get(p));
        let between = before.map_or("", |b| &text[b.end()..word.at]);
        let sentence = before.is_none()
            || between.contains(['!', '?', ':'])
            || between.starts_with(". ") && before.is_some_and(|b| b.text.len() > 2 && b.small());
        begins = sentence || begins && between == " ";
        if !word.text.starts_with(char::is_uppercase) {
            begins = false;
            return false;
        }
        let two = list.get(n + 1).and_then(|next| text.get(word.at..next.end()));
        if places::is_known_city(word.text) || two.is_some_and(places::is_known_city) {
            return !person(word.text);
        }
        // ", Portugal", "Springfield, Ill."
        if between.trim() == ","
            && (lexicon::is(word.text, COUNTRY) || places::place(&format!("{}.", word.text)).is_some())
        {
            return true;
        }
        // "Ana Prata of Portugal": where somebody is from.
        let home =
            between == " " && before.is_some_and(|b| b.text == "of") && lexicon::is(word.text, COUNTRY);
        let other = MONTH | WEEKDAY | PEOPLE | TITLE | PREFIX | EVENT | THING;
        !(begins || home || person(word.text) || event(word.text) || lexicon::is(word.text, other))
    })
}
