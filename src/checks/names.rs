//! One name, two spellings.

use std::collections::{BTreeMap, HashMap};

use super::{Context, QUOTED, finding, quote_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::{Field, Value};
use crate::model::finding::{Finding, Fix};
use crate::text::fold::fold;

/// A name of several words in a caption: words with capitals, and small ones of names between them.
fn names(text: &str) -> Vec<&str> {
    const BETWEEN: [&str; 16] = [
        "de", "du", "des", "la", "le", "les", "of", "van", "von", "der", "da", "do", "dos", "di", "del", "al",
    ];
    let mut found = Vec::new();
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut flush = |words: &mut Vec<(usize, usize)>| {
        while words.last().is_some_and(|(a, b)| BETWEEN.contains(&&text[*a..*b])) {
            words.pop();
        }
        if let ([first, .., last], true) = (&words[..], words.len() <= 5) {
            found.push(&text[first.0..last.1]);
        }
        words.clear();
    };
    let mut end = 0;
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if inner(c) {
            from.get_or_insert(at);
            continue;
        }
        let Some(start) = from.take() else { continue };
        // Only a single space keeps a name together.
        if !words.is_empty() && &text[end..start] != " " {
            flush(&mut words);
        }
        let word = &text[start..at];
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if capital || (!words.is_empty() && BETWEEN.contains(&word)) {
            words.push((start, at));
        } else {
            flush(&mut words);
        }
        end = at;
    }
    flush(&mut words);
    found
}

/// Whether two words are one letter apart: one more, one less, another one, or two in the other order.
fn one_letter(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a.len() < 4 || b.len() - a.len() > 1 || a == b {
        return false;
    }
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[front..], &b[front..]);
    if a.len() < b.len() {
        // The plural and the possessive of a name are no other spelling of it.
        return *a == b[1..] && !(a.is_empty() && b == ['s']);
    }
    a[1..] == b[1..] || (a.len() >= 2 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
}

/// A spelling of a name, with the captions that have it.
struct Spelling<'a> {
    text: &'a str,
    captions: Vec<&'a Caption>,
}

/// A name that most captions of an event spell otherwise: one letter, or only the accents.
pub(super) fn variants(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut events: BTreeMap<&str, BTreeMap<&str, Vec<&Caption>>> = BTreeMap::new();
    for caption in &context.captions {
        let Some(event) = caption.event.as_deref() else { continue };
        let names = names(&caption.description);
        let spellings = events.entry(event).or_default();
        for name in names {
            let captions = spellings.entry(name).or_default();
            if captions.last().is_none_or(|c| c.id != caption.id) {
                captions.push(caption);
            }
        }
    }
    for spellings in events.into_values() {
        let list: Vec<Spelling<'_>> =
            spellings.into_iter().map(|(text, captions)| Spelling { text, captions }).collect();
        // Names that are the same but for one word meet under what they share.
        let mut meet: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, spelling) in list.iter().enumerate() {
            let words: Vec<&str> = spelling.text.split(' ').collect();
            for gap in 0..words.len() {
                let mut key: Vec<String> = words.iter().map(|w| fold(w)).collect();
                key[gap] = "*".to_owned();
                meet.entry(key.join(" ")).or_default().push(n);
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        for group in meet.values() {
            for a in group {
                // Of very many that share so much nothing can be said.
                for b in group.iter().take(200).filter(|b| *b != a) {
                    if doubted(&list[*a], &list[*b]) {
                        seen.insert((*a, *b));
                    }
                }
            }
        }
        let mut told = std::collections::BTreeSet::new();
        for (rare, usual) in seen {
            if told.insert(rare) {
                out.push(report(&list[rare], &list[usual]));
            }
        }
    }
}

/// Whether the first is a doubtful spelling of the second.
fn doubted(rare: &Spelling<'_>, usual: &Spelling<'_>) -> bool {
    let (few, many) = (rare.captions.len(), usual.captions.len());
    if fold(rare.text) == fold(usual.text) {
        // Only accents: the one with them is right, where it stands at all.
        let plain = |s: &str| s.is_ascii();
        return rare.text.to_lowercase() != usual.text.to_lowercase()
            && plain(rare.text)
            && !plain(usual.text);
    }
    if many < 3 || few * 3 > many {
        return false;
    }
    let apart: Vec<(String, String)> = rare
        .text
        .split(' ')
        .zip(usual.text.split(' '))
        .map(|(a, b)| (fold(a), fold(b)))
        .filter(|(a, b)| a != b)
        .collect();
    matches!(&apart[..], [(a, b)] if one_letter(a, b))
}

/// Where a caption's words have a name.
fn places(caption: &Caption, name: &str) -> Vec<std::ops::Range<usize>> {
    caption.description.match_indices(name).map(|(at, _)| at..at + name.len()).collect()
}

fn report(rare: &Spelling<'_>, usual: &Spelling<'_>) -> Finding {
    let say = |s: &Spelling<'_>| match s.captions.len() {
        1 => format!("1 caption says “{}”", s.text),
        n => format!("{n} captions say “{}”", s.text),
    };
    let message = format!("{}, {}", say(rare), say(usual));
    let evidence = rare
        .captions
        .iter()
        .take(QUOTED / 2)
        .map(|c| quote_at(c, &places(c, rare.text)))
        .chain(usual.captions.iter().take(2).map(|c| quote_at(c, &places(c, usual.text))))
        .collect();
    let at = |c: &Caption| reference_at(c, Field::Description, &places(c, rare.text));
    let concerned = rare.captions.iter().map(|c| at(c)).collect();
    let mut found = finding("name-variant", message, evidence, concerned);
    found.rests_on = vec![rare.text.to_owned(), usual.text.to_owned()];
    found.word = Some(rare.text.to_owned());
    found.fixes = rare
        .captions
        .iter()
        .map(|c| Fix {
            id: c.id,
            field: Field::Description,
            from: c.value(Field::Description),
            to: Value::Text(c.description.replace(rare.text, usual.text)),
            certain: false,
        })
        .collect();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_several_words() {
        let of = |text| names(text).join(" | ");
        assert_eq!(of("Tom Cruise is lowered on the State de France during"), "Tom Cruise | State de France");
        assert_eq!(of("The Mayor of Los Angeles, Karen Bass waves"), "The Mayor of Los Angeles | Karen Bass");
        assert_eq!(of("artists perform, Sunday, Aug. 11, 2024"), "");
        assert_eq!(of(""), "");
    }

    #[test]
    fn letters_apart() {
        for (a, b, one) in [
            ("stade", "state", true),
            ("mckeon", "mckeown", true),
            ("brandl", "brandt", true),
            ("petr", "perth", false),
            ("jon", "john", false),
            ("game", "games", false),
            ("abcd", "abdc", true),
            ("same", "same", false),
        ] {
            assert_eq!(one_letter(a, b), one, "{a} {b}");
        }
    }
}
