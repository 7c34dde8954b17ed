//! Words in the other way of spelling English than the house's: `centre` in America, `color` in Britain.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::lacking::by_document;
use super::style::Spelling;
use super::words::{mending, words};
use super::{Context, Finding, QUOTED, finding, quote_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::text::dictionary::{self, Variety};

/// Ends and middles that differ, in America and in Britain.
const PAIRS: [(&str, &str); 23] = [
    ("or", "our"),
    ("er", "re"),
    ("iz", "is"),
    ("yz", "ys"),
    ("og", "ogue"),
    ("l", "ll"),
    ("ll", "l"),
    ("ense", "ence"),
    ("gray", "grey"),
    ("e", "ae"),
    ("e", "oe"),
    ("program", "programme"),
    ("ter", "tre"),
    ("plow", "plough"),
    ("tire", "tyre"),
    ("curb", "kerb"),
    ("mold", "mould"),
    ("jewelry", "jewellery"),
    ("pajama", "pyjama"),
    ("p", "pp"),
    ("check", "cheque"),
    ("skeptic", "sceptic"),
    ("ctic", "ctis"),
];

/// Captions with the places of a word in them.
type Places<'a> = Vec<(&'a Caption, Vec<Range<usize>>)>;

/// Words that the dictionary allows on both sides and houses do not.
const HOUSES: [(&str, &str); 8] = [
    ("gray", "grey"),
    ("grays", "greys"),
    ("graying", "greying"),
    ("plow", "plough"),
    ("plows", "ploughs"),
    ("plowed", "ploughed"),
    ("plowing", "ploughing"),
    ("snowplow", "snowplough"),
];

/// One problem for a document and a word.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(spelling) = context.style.spelling else { return };
    let (other, language) = match spelling {
        Spelling::American => (Variety::Other, "American"),
        Spelling::British => (Variety::American, "British"),
    };
    let mut known: HashMap<&str, bool> = HashMap::new();
    for captions in by_document(&context.captions) {
        let mut places: BTreeMap<&str, Places<'_>> = BTreeMap::new();
        for caption in captions {
            let text = &caption.description;
            for word in
                words(text).filter(|w| w.text.len() > 3 && w.text.bytes().all(|b| b.is_ascii_lowercase()))
            {
                let foreign = *known.entry(word.text).or_insert_with(|| {
                    let variety = dictionary::find(word.text).and_then(|e| e.variety);
                    variety == Some(other) || in_houses(word.text, spelling).is_some()
                });
                // A word that is quoted is somebody else's.
                if !foreign || text[..word.at].ends_with(['"', '“', '‘', '#', '@', '.', '/']) {
                    continue;
                }
                let span = word.at..word.end();
                let of = places.entry(word.text).or_default();
                match of.last_mut() {
                    Some((last, spans)) if last.id == caption.id => spans.push(span),
                    _ => of.push((caption, vec![span])),
                }
            }
        }
        for (word, mut places) in places {
            places.retain(|(caption, _)| super::spelling::reads_english(&caption.description));
            if !places.is_empty() {
                out.push(problem(word, spelling, language, &places));
            }
        }
    }
}

fn problem(
    word: &str,
    spelling: Spelling,
    language: &str,
    places: &[(&Caption, Vec<Range<usize>>)],
) -> Finding {
    let house = respelt(word, spelling);
    let message = match &house {
        Some(house) => format!("“{word}” is “{house}” in {language} spelling"),
        None => format!("“{word}” is not {language} spelling"),
    };
    let evidence = places.iter().take(QUOTED).map(|(c, spans)| quote_at(c, spans)).collect();
    let concerned = places.iter().map(|(c, spans)| reference_at(c, Field::Description, spans)).collect();
    let mut found = finding("spelling-form", message, evidence, concerned);
    found.word = Some(word.to_owned());
    found.rests_on = vec![word.to_owned()];
    if let Some(house) = house {
        for (caption, spans) in places {
            let pieces: Vec<_> = spans.iter().map(|s| (s.clone(), house.as_str())).collect();
            found.fixes.extend(mending(caption, &pieces, false));
        }
    }
    found
}

/// What the list of houses has in the place of a word.
fn in_houses(word: &str, spelling: Spelling) -> Option<&'static str> {
    HOUSES.iter().find_map(|(american, british)| match spelling {
        Spelling::American => (*british == word).then_some(*american),
        Spelling::British => (*american == word).then_some(*british),
    })
}

/// The word in the other spelling: the one word that the dictionary has for that, else none.
fn respelt(word: &str, spelling: Spelling) -> Option<String> {
    if let Some(word) = in_houses(word, spelling) {
        return Some(word.to_owned());
    }
    let wanted = match spelling {
        Spelling::American => Variety::American,
        Spelling::British => Variety::Other,
    };
    let (mut found, mut neutral): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (american, british) in PAIRS {
        let (from, to) = match spelling {
            Spelling::American => (british, american),
            Spelling::British => (american, british),
        };
        for (at, _) in word.match_indices(from) {
            let other = [&word[..at], to, &word[at + from.len()..]].concat();
            // "organize", "meter" and "practice" are words on both sides.
            match dictionary::find(&other).map(|e| e.variety) {
                Some(Some(variety)) if variety == wanted && !found.contains(&other) => found.push(other),
                Some(None) if american.ends_with('z') || matches!(american, "ter" | "ctic") => {
                    neutral.push(other)
                }
                _ => {}
            }
        }
    }
    if found.is_empty() {
        found = neutral;
    }
    (found.len() == 1).then(|| found.remove(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_a_form_on_either_side() {
        for (american, british) in [
            ("center", "centre"),
            ("color", "colour"),
            ("colorful", "colourful"),
            ("organizing", "organising"),
            ("traveler", "traveller"),
            ("neighbors", "neighbours"),
            ("theaters", "theatres"),
            ("honor", "honour"),
            ("jewelry", "jewellery"),
            ("maneuver", "manoeuvre"),
        ] {
            let to = respelt(british, Spelling::American);
            assert!(to.is_none() || to.as_deref() == Some(american), "{british}: {to:?}");
            let to = respelt(american, Spelling::British);
            assert!(to.is_none() || to.as_deref() == Some(british), "{american}: {to:?}");
        }
        assert_eq!(respelt("colour", Spelling::American).as_deref(), Some("color"));
        assert_eq!(respelt("center", Spelling::British).as_deref(), Some("centre"));
        assert_eq!(respelt("organising", Spelling::American).as_deref(), Some("organizing"));
    }
}
