//! Countries and states as captions print them, and the words that make a name a venue or an event.

use std::sync::LazyLock;

use super::lexicon::{self, WordMap};

const PLACES: &str = include_str!("../../catalog/places.tsv");

/// What a printed name is in the list of places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Country(String),
    /// A state or province, with the country that it makes certain.
    State(String),
    /// The adjective or name of a people.
    People,
}

static LIST: LazyLock<WordMap<Place>> = LazyLock::new(|| {
    let mut list = WordMap::default();
    for line in
        PLACES.lines().filter(|l| !l.starts_with('#') && !l.starts_with("kind\t") && !l.starts_with("city\t"))
    {
        let columns: Vec<&str> = line.split('\t').collect();
        let [kind, name, aliases, people, country] = columns.as_slice() else { continue };
        for form in std::iter::once(*name).chain(aliases.split('|')).filter(|f| !f.is_empty()) {
            let place = if *kind == "country" {
                Place::Country((*name).to_owned())
            } else {
                Place::State((*country).to_owned())
            };
            list.entry(form.into()).or_insert_with(|| place.clone());
            if form.chars().count() > 3 {
                list.entry(form.to_uppercase().into()).or_insert(place);
            }
        }
        for form in people.split('|').filter(|f| !f.is_empty()) {
            list.entry(form.into()).or_insert(Place::People);
        }
    }
    list
});

/// Cities, with the country where its name is another place's, too.
static CITIES: LazyLock<WordMap<&'static str>> = LazyLock::new(|| {
    let rows = PLACES.lines().filter_map(|l| l.strip_prefix("city\t"));
    let all = rows.flat_map(|row| {
        let (forms, country) = row.rsplit_once('\t').unwrap_or((row, ""));
        let forms = forms.split(['\t', '|']).filter(|f| !f.is_empty());
        forms.flat_map(move |f| [(f.into(), country), (f.to_uppercase().into(), country)])
    });
    all.collect()
});

/// The place of a printed name, exactly as a caption spells it.
pub fn place(name: &str) -> Option<&'static Place> {
    let name = name.trim();
    LIST.get(name).or_else(|| LIST.get(name.strip_suffix('.')?))
}

/// The names of countries, states and peoples that are one word.
pub fn single_names() -> impl Iterator<Item = &'static str> {
    let rows =
        PLACES.lines().filter(|l| ["country\t", "state\t", "province\t"].iter().any(|k| l.starts_with(k)));
    rows.flat_map(|row| {
        let mut columns = row.split('\t').skip(1);
        let (name, _, people) = (columns.next().unwrap_or(""), columns.next(), columns.next().unwrap_or(""));
        std::iter::once(name).chain(people.split('|'))
    })
    .filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// Whether a name is a large city's. Its country is not certain from that.
pub fn is_known_city(name: &str) -> bool {
    CITIES.contains_key(name)
}

/// The country of a city where the country's name is also that of a state elsewhere: Tbilisi is not in the United States.
pub fn country_of(city: &str) -> Option<&'static str> {
    CITIES.get(city).copied().filter(|country| !country.is_empty())
}

/// Whether a word is the adjective of a country or the name of its people.
pub fn is_people(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && lexicon::is(word, lexicon::PEOPLE)
}

/// Whether a word makes the name that it stands in a venue.
pub fn is_venue_word(word: &str) -> bool {
    lexicon::is(word, lexicon::VENUE) || is_german_venue(word)
}

/// Venues that German writes as one word: Alexanderplatz, Olympiastadion.
pub fn is_german_venue(word: &str) -> bool {
    word.len() > 8
        && ["platz", "stadion", "halle", "kirche", "brücke", "bahnhof", "straße"]
            .iter()
            .any(|t| word.ends_with(t))
}

/// Whether a word names an event.
pub fn is_event_word(word: &str) -> bool {
    lexicon::is(word, lexicon::EVENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_reads() {
        assert_eq!(place("France"), Some(&Place::Country("France".into())));
        assert_eq!(place("PORTUGAL"), Some(&Place::Country("Portugal".into())));
        assert_eq!(place("UK"), Some(&Place::Country("United Kingdom".into())));
        assert_eq!(place("Ill."), Some(&Place::State("United States".into())));
        assert_eq!(place("Ontario"), Some(&Place::State("Canada".into())));
        assert!(is_people("French") && is_people("Ukrainians") && !is_people("Lisbon"));
        for line in PLACES.lines().filter(|l| !l.starts_with('#')) {
            assert_eq!(line.split('\t').count(), 5, "{line}");
        }
    }
}
