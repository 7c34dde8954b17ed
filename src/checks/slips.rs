//! Whether one spelling of a name is a slip for another, or the name of somebody else.

use std::collections::{HashMap, HashSet};

use super::Context;
use super::encoding;
use super::near::{flat, one_slip};
use super::spellings::Spelling;
use super::words::words;
use crate::model::caption::Caption;
use crate::text::dictionary;
use crate::text::lexicon::{self, MONTH, ROLE, THING, TITLE, WEEKDAY};
use crate::text::places;

/// So many captions of a spelling, or so many documents, are enough: it is meant.
const ESTABLISHED: usize = 3;
/// So many captions of a name are looked at to know its company.
const COMPANY: usize = 200;

/// How many letters of a spelling are more than plain.
pub(super) fn marks(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count()
}

/// How often the usual spelling stands near the rare one: in captions of its documents and events, and in prose.
pub(super) fn beside(context: &Context<'_>, rare: &Spelling<'_>, usual: &Spelling<'_>) -> usize {
    let of = |n: &u32| context.captions[*n as usize];
    let few: Vec<&Caption> = rare.captions.iter().take(COMPANY).map(of).collect();
    let documents: HashSet<&str> = few.iter().map(|c| &*c.document).collect();
    let events: HashSet<&str> = few.iter().filter_map(|c| c.event.as_deref()).collect();
    let near = |c: &Caption| {
        documents.contains(&*c.document) || c.event.as_deref().is_some_and(|e| events.contains(e))
    };
    let prose =
        usual.prose.filter(|m| documents.contains(m.document.as_str())).map_or(0, |_| usual.mentions.max(1));
    usual.captions.iter().take(COMPANY).filter(|n| near(of(n))).count() + prose
}

/// Whether both spellings stand in one caption: then both are meant.
pub(super) fn together(rare: &Spelling<'_>, usual: &Spelling<'_>) -> bool {
    rare.captions.iter().any(|n| usual.captions.binary_search(n).is_ok())
}

/// Whether the words right before two names say that they are of two: "Physio Jane Allen", "Coach Jane Allan".
pub(super) fn other_roles(context: &Context<'_>, rare: &Spelling<'_>, usual: &Spelling<'_>) -> bool {
    let role = |of: &Spelling<'_>| -> HashSet<String> {
        let captions = of.captions.iter().take(8).map(|n| context.captions[*n as usize].description.as_str());
        captions
            .filter_map(|text| {
                let before = text[..text.find(of.text)?].strip_suffix(' ')?;
                let word = before.rsplit(' ').next()?.to_lowercase();
                let person = super::clauses::being(&word)
                    || word.len() > 4
                        && ["er", "or", "ist", "ian", "man", "ic", "io", "ief", "ive", "rk", "ge"]
                            .iter()
                            .any(|e| word.ends_with(e))
                        && dictionary::known(&word);
                (person && before.ends_with(|c: char| c.is_alphabetic())).then_some(word)
            })
            .collect()
    };
    let (few, many) = (role(rare), role(usual));
    !few.is_empty() && !many.is_empty() && few.is_disjoint(&many)
}

/// Whether a spelling differs only in accents, hyphens or capitals, and the other is the one to keep.
pub(super) fn form(context: &Context<'_>, rare: &Spelling<'_>, usual: &Spelling<'_>) -> bool {
    if rare.captions.is_empty() {
        return false;
    }
    let plain = |s: &str| -> String {
        s.chars()
            .map(|c| match c {
                '’' | '‘' | '`' => '\'',
                '‐' | '‑' | '–' => '-',
                c => c,
            })
            .filter(|c| !matches!(c, '.' | '\''))
            .collect()
    };
    let (a, b) = (plain(rare.text), plain(usual.text));
    if a == b || shouted(&a) || shouted(&b) {
        return false;
    }
    // A word by itself is one with the others' where nothing but accents is missing, and no common word is meant.
    if (rare.single() || usual.single())
        && (!(rare.alone && rare.single() && usual.single()) || ordinary(rare.text) || marks(&a) >= marks(&b))
    {
        return false;
    }
    let (few, many) = (marks(&a), marks(&b));
    let near = beside(context, rare, usual);
    if few < many && (near > 0 || usual.mentions > 0) {
        // Accents are left out, they are not put in by a slip; but an accent that hardly anybody prints is one.
        return rare.captions.len() <= 3 * usual.weight();
    }
    if few > many {
        return false;
    }
    // Capitals and hyphens are a matter of habit, unless the others agree.
    let lower = a.to_lowercase() == b.to_lowercase();
    let opens = |n: &u32| context.captions[*n as usize].description.starts_with(rare.text);
    let behind = |s: &str| s.chars().skip(1).collect::<String>();
    if lower && rare.captions.iter().all(opens) && behind(&a) == behind(&b) {
        return false;
    }
    // A full name with its hyphen once, and once without, in one document: one person, whoever is right.
    let hyphen =
        a.replace('-', " ") == b.replace('-', " ") && a.matches(' ').count() != b.matches(' ').count();
    let full = hyphen && a.replace('-', " ").split(' ').count() >= 3 && !(rare.place || usual.place);
    if full
        && near >= 1
        && rare.mentions == 0
        && rare.captions.len() <= near
        && rare.captions.len() < ESTABLISHED
    {
        return true;
    }
    near >= 2 && rare.mentions == 0 && rare.captions.len() * 2 <= near
}

/// Whether a word is in capitals throughout.
fn shouted(text: &str) -> bool {
    text.split([' ', '-'])
        .any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1 && !w.chars().any(char::is_lowercase))
}

/// Whether a spelling that is one letter off another is a slip for it, and no other name.
pub(super) fn slip(
    context: &Context<'_>,
    rare: &Spelling<'_>,
    usual: &Spelling<'_>,
    a: &str,
    b: &str,
    counts: &HashMap<&str, usize>,
) -> bool {
    let few = rare.captions.len();
    if few == 0 || few >= ESTABLISHED || rare.mentions > 0 || shouted(rare.text) || together(rare, usual) {
        return false;
    }
    let named = rare.place || usual.place;
    if !named && !rare.single() && other_roles(context, rare, usual) {
        return false;
    }
    // "Tusday June": a day of the calendar is no name, and its slip is the dates'.
    if !rare.place && words(usual.text).all(|w| lexicon::is(w.text, MONTH | WEEKDAY)) {
        return false;
    }
    // What a wrong encoding did to a name is told by the check of encodings.
    if rare.captions.iter().any(|n| encoding::is_broken(&context.captions[*n as usize].description)) {
        return false;
    }
    if rare.single() != usual.single() || rare.single() && !rare.alone {
        return false;
    }
    let near = beside(context, rare, usual);
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    // One against one: a full name whose given name nobody else bears, in one document.
    let namesake = || !rare.single() && near >= 1 && few == 1 && one_person(&x, &y, rare, usual, counts);
    // A word that is no word beside one that is needs fewer witnesses.
    let plain = || near >= 2 && few == 1 && x.len() == y.len() && nonsense(&x, &y);
    // Two letters of a word changed places, and it is none: one that has it right says enough.
    let turned = || near >= 1 && few == 1 && x.len() == y.len() && nonsense(&x, &y) && turned_in(&x, &y);
    let outnumbered =
        near >= 2 && few * 2 <= near && (near >= 3 || usual.mentions > 0 || few * 3 <= usual.captions.len());
    // One long word of three, which nobody knows in either form: "Kibichuku Primary School" where two have another letter.
    let whole = || {
        let mut differ = x.iter().zip(&y).filter(|(a, b)| a != b);
        let long = differ.next().is_some_and(|(a, _)| a.chars().count() >= 7 && !dictionary::known(a));
        near >= 2
            && few == 1
            && x.len() == y.len()
            && x.len() >= 3
            && (rare.place || usual.place)
            && long
            && differ.next().is_none()
    };
    if !outnumbered && !plain() && !turned() && !namesake() && !whole() {
        return false;
    }
    if x.len() != y.len() {
        // "Santa Cruz", "Santacruz".
        return x.len() > 1 && y.len() > 1 && a.replace(' ', "") == b.replace(' ', "");
    }
    let differ: Vec<usize> = (0..x.len()).filter(|n| x[*n] != y[*n]).collect();
    let [n] = differ[..] else { return false };
    let words_in = x.len();
    let (x, y) = (x[n], y[n]);
    let short = x.chars().count().min(y.chars().count());
    let digits = |w: &str| w.chars().any(char::is_numeric);
    // "Athletic Championships" where all others have "Athletics": one of several inside an event's name is no other form of it;
    // at its end it may be, as in "World Championship bronze".
    let inside = n + 1 < words_in && few == 1 && near > ESTABLISHED && (rare.place || usual.place);
    if short < 4 || !one_slip(x, y) || digits(x) || digits(y) || inflected(x, y) && !inside {
        return false;
    }
    // "Tusla" beside "Tulsa": a word of five letters that nobody knows, and two of them in the other's place.
    let town = few == 1 && near >= 3 && turned_letters(x, y) && !ordinary(rare.text);
    let turned =
        few == 1 && short >= 7 && turned_letters(x, y) && !ordinary(rare.text) && dictionary::known(y);
    if rare.single() && !town && !turned && (short < 6 || near < 3 || words_of_english(rare.text, usual.text))
    {
        return false;
    }
    // St. Mark has a church, and so has St. Mary.
    let saint =
        |words: &[&str]| words.first().is_some_and(|w| matches!(*w, "st" | "saint" | "san" | "santa"));
    let church = |words: &str| {
        ["church", "cathedral", "chapel", "abbey", "basilica", "hospital", "school"]
            .iter()
            .any(|c| words.ends_with(c))
    };
    if (saint(&a.split(' ').collect::<Vec<_>>()) || church(a)) && dictionary::known(x) && dictionary::known(y)
    {
        return false;
    }
    // "Berg" and "Borg", "East" and "West".
    if x.chars().next() != y.chars().next() && short < 6 {
        return false;
    }
    let place = rare.place || usual.place;
    let printed = |text: &str| {
        words(text).find(|w| flat(w.text) == x || flat(w.text).contains(x)).map(|w| w.text.to_owned())
    };
    let word = printed(rare.text).unwrap_or_default();
    if known_place(&word) || lexicon::classes(&word) & (TITLE | ROLE | THING) != 0 && !place {
        return false;
    }
    if place {
        return true;
    }
    // A name that others bear is no slip.
    let borne = counts.get(word.as_str()).copied().unwrap_or(0);
    if rare.single() {
        // "Princess Leonor" and "Princess Leonora" can be two.
        return borne == 0 && !(x.starts_with(y) || y.starts_with(x));
    }
    // Each of two and three words of a name counts once.
    if borne > few * 4 {
        return false;
    }
    // "Hesper" and "Hester", "Mario" and "Maria", "Jan" and "Jana" are two people of one family.
    n != 0 || !another_given(x, y)
}

/// Whether a word of a name is a word of the language, too, or of the lists: it stands by itself for another reason.
fn ordinary(word: &str) -> bool {
    dictionary::known(&word.to_lowercase()) || lexicon::classes(word) != 0 || known_place(word)
}

/// Whether one word of a name is a common word, or both are words at all: "Parade", "Parades".
fn words_of_english(rare: &str, usual: &str) -> bool {
    let common =
        |w: &str| dictionary::common(&w.to_lowercase()) || lexicon::classes(w) != 0 || known_place(w);
    common(rare) || common(usual) || (ordinary(rare) && ordinary(usual))
}

/// Whether two names differ in one word that is none in the rare name and one in the usual: "Liberaton Bridge".
fn nonsense(x: &[&str], y: &[&str]) -> bool {
    let mut differ = x.iter().zip(y).filter(|(a, b)| a != b);
    let one = differ.next();
    let long = |w: &str| w.chars().count() >= 7;
    differ.next().is_none()
        && one.is_some_and(|(a, b)| long(a) && !dictionary::known(a) && dictionary::known(b))
}

/// Whether the one word in which two names differ has two letters that changed places.
fn turned_in(x: &[&str], y: &[&str]) -> bool {
    x.iter().zip(y).filter(|(a, b)| a != b).all(|(a, b)| turned_letters(a, b))
}

/// Whether two full names, one letter apart in a long surname, are one person's: the given name is long, and theirs alone.
fn one_person(
    x: &[&str],
    y: &[&str],
    rare: &Spelling<'_>,
    usual: &Spelling<'_>,
    counts: &HashMap<&str, usize>,
) -> bool {
    // "Stan Ogden-Price", "Stan Ogden-Pryce": the given name and half of the surname are the same.
    if let ([a, b, last], [c, d, other]) = (x, y) {
        let one = (a, b) == (c, d)
            && last.len().min(other.len()) >= 4
            && last.chars().next() == other.chars().next();
        return one && rare.text.contains('-') && usual.text.contains('-') && !(rare.place || usual.place);
    }
    let [given, surname] = x else { return false };
    let [same, other] = y else { return false };
    let long = |w: &str| w.chars().count() >= 6;
    // "Sue Ackland", "Sue Acland": a letter lost, doubled or turned within a long surname is a slip whoever bears it; another
    // letter in the place of one, as in "Novak" and "Nowak", can be another family's.
    let typed = given.chars().count() >= 3
        && (surname.chars().count() != other.chars().count() || turned_letters(surname, other))
        && surname.chars().next_back() == other.chars().next_back();
    let first = rare.text.split(' ').next().unwrap_or_default();
    // A given name and a surname of a longer name are counted once more with it.
    let borne = counts.get(first).copied().unwrap_or(0);
    given == same
        && (long(given) || typed)
        && long(surname)
        && surname.chars().next() == other.chars().next()
        && !(surname.starts_with(other) || other.starts_with(surname))
        && (borne <= rare.captions.len() + usual.captions.len() || typed && usual.captions.len() >= 2)
        && !(rare.place || usual.place)
}

/// Whether two words differ in two letters that changed places, and in nothing else.
fn turned_letters(a: &str, b: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let differ: Vec<usize> = (0..x.len().min(y.len())).filter(|n| x[*n] != y[*n]).collect();
    let [n, m] = differ[..] else { return false };
    x.len() == y.len() && m == n + 1 && x[n] == y[m] && x[m] == y[n]
}

fn known_place(word: &str) -> bool {
    places::place(word).is_some() || places::is_known_city(word) || places::is_people(word)
}

/// Plural and possessive.
fn inflected(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_suffix('s') == Some(short) && !short.ends_with('s')
}

/// Whether two given names that are one letter apart can be two people's: another letter in the place of one that does not
/// sound like it, or another vowel at the end.
fn another_given(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let differ: Vec<usize> = (0..a.len().min(b.len())).filter(|n| a[*n] != b[*n]).collect();
    if a.len() == b.len() {
        let [n] = differ[..] else { return false };
        const ALIKE: [(char, char); 6] =
            [('s', 'z'), ('i', 'y'), ('c', 'k'), ('f', 'v'), ('v', 'w'), ('c', 's')];
        return !ALIKE.iter().any(|(x, y)| (*x, *y) == (a[n], b[n]) || (*y, *x) == (a[n], b[n]));
    }
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let vowel = |c: Option<&char>| c.is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    long.starts_with(short) && vowel(long.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_of_two_people() {
        for (a, b, two) in [
            ("hesper", "hester", true),
            ("mario", "maria", true),
            ("jan", "jana", true),
            ("baltazar", "baltasar", false),
            ("tasmin", "tamsin", false),
        ] {
            assert_eq!(another_given(a, b), two, "{a} {b}");
        }
    }
}
