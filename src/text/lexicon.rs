//! What single words do in a caption, as sets of classes: `catalog/words.tsv`, with months, weekdays and the names of
//! countries and peoples put in. One look-up a word answers all of it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::calendar::{MONTHS, WEEKDAYS};

const WORDS: &str = include_str!("../../catalog/words.tsv");
const PLACES: &str = include_str!("../../catalog/places.tsv");

/// A set of classes.
pub type Classes = u32;

/// The classes that the file of words names, in the order of their bits.
const NAMES: [&str; 15] = [
    "venue", "event", "stage", "verb", "title", "royal", "prefix", "role", "mark", "thing", "common", "look",
    "lead", "stop", "particle",
];

pub const VENUE: Classes = 1;
pub const EVENT: Classes = 1 << 1;
pub const STAGE: Classes = 1 << 2;
pub const VERB: Classes = 1 << 3;
pub const TITLE: Classes = 1 << 4;
pub const ROYAL: Classes = 1 << 5;
pub const PREFIX: Classes = 1 << 6;
pub const ROLE: Classes = 1 << 7;
pub const MARK: Classes = 1 << 8;
pub const THING: Classes = 1 << 9;
pub const COMMON: Classes = 1 << 10;
pub const LOOK: Classes = 1 << 11;
pub const LEAD: Classes = 1 << 12;
pub const STOP: Classes = 1 << 13;
pub const PARTICLE: Classes = 1 << 14;
/// The adjective of a country or the name of its people.
pub const PEOPLE: Classes = 1 << 15;
/// A country, state or province of one word.
pub const COUNTRY: Classes = 1 << 16;
pub const MONTH: Classes = 1 << 17;
pub const WEEKDAY: Classes = 1 << 18;
/// Classes that only a word with a capital has.
pub const CAPITAL: Classes = PEOPLE | COUNTRY | MONTH | WEEKDAY;

/// FNV-1a: words are short, and the tables are ours, so that nobody can choose keys that collide.
#[derive(Default)]
pub struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// A map with short words for keys.
pub type WordMap<V> = HashMap<Box<str>, V, BuildHasherDefault<Fnv>>;

static LEXICON: LazyLock<WordMap<Classes>> = LazyLock::new(|| {
    let mut map = WordMap::default();
    let mut add = |word: &str, class: Classes| {
        if !word.contains(' ') {
            *map.entry(word.to_lowercase().into_boxed_str()).or_insert(0) |= class;
        }
    };
    for line in WORDS.lines().filter(|l| !l.starts_with('#')) {
        let Some((name, words)) = line.split_once('\t') else { continue };
        let Some(bit) = NAMES.iter().position(|n| *n == name) else { continue };
        words.split(' ').for_each(|w| add(w, 1 << bit));
    }
    for line in PLACES.lines().filter(|l| !l.starts_with('#') && !l.starts_with("kind\t")) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [kind, name, aliases, people, _] = columns.as_slice() else { continue };
        if *kind != "city" {
            add(name, COUNTRY);
            aliases.split('|').for_each(|w| add(w, COUNTRY));
        }
        for form in people.split('|') {
            add(form, PEOPLE);
            add(&format!("{form}s"), PEOPLE);
        }
    }
    MONTHS.iter().for_each(|(word, _)| add(word, MONTH));
    WEEKDAYS.iter().for_each(|(word, _)| add(word, WEEKDAY));
    map.remove("");
    map.remove("s");
    map
});

/// Asks with a word in small letters, without a new string where it is ASCII. Nothing for what is longer than any word.
pub fn small<T>(word: &str, ask: impl FnOnce(&str) -> T) -> Option<T> {
    if word.is_ascii() {
        let mut small = [0; 24];
        let small = small.get_mut(..word.len())?;
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).ok().map(ask)
    } else {
        (word.len() < 48).then(|| ask(&word.to_lowercase()))
    }
}

/// The classes of a word, whatever its case; none for what no list has.
pub fn classes(word: &str) -> Classes {
    small(word, |w| LEXICON.get(w).copied()).flatten().unwrap_or(0)
}

/// All words of a class that the file of words names, in small letters.
pub fn words_of(class: Classes) -> impl Iterator<Item = &'static str> {
    let rows = WORDS.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    let named =
        move |name: &str| NAMES.iter().position(|n| *n == name).is_some_and(|bit| class & (1 << bit) != 0);
    rows.filter(move |(name, _)| named(name)).flat_map(|(_, words)| words.split(' '))
}

/// Whether a word has one of the classes.
pub fn is(word: &str, class: Classes) -> bool {
    classes(word) & class != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class() {
        let rows = || WORDS.lines().filter(|l| !l.starts_with('#'));
        for line in rows() {
            let (name, words) = line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
            assert!(NAMES.contains(&name), "{line}");
            assert!(words.split(' ').all(|w| !w.is_empty() && w.to_lowercase() == w), "{line}");
        }
        for name in NAMES {
            assert!(rows().any(|l| l.split('\t').next() == Some(name)), "{name}");
        }
    }

    #[test]
    fn words_have_their_classes() {
        for (word, class) in [
            ("Stade", VENUE),
            ("Olympics", EVENT),
            ("President", TITLE),
            ("performs", STAGE),
            ("performs", VERB),
            ("FRANCE", COUNTRY),
            ("Ukrainians", PEOPLE),
            ("août", MONTH),
            ("Sunday", WEEKDAY),
            ("left", MARK),
            ("particle", 0),
        ] {
            assert_eq!(classes(word) & class, class, "{word}");
        }
        assert_eq!(classes(&"x".repeat(100)), 0);
    }
}
