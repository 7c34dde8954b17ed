//! Photographers' names in capitals where others are not.

use std::collections::HashMap;

use super::credit_line::{places, relined};
use super::lacking::by_document;
use super::near::{flat, turned};
use super::{Context, QUOTED, finding, quote_credit_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;

/// A word with what stands before its capitals: `Mc` and `KAY`.
fn prefixed(word: &str) -> (&str, &str) {
    for prefix in ["Mc", "Mac", "De", "Di", "Le", "Van"] {
        if let Some(rest) = word.strip_prefix(prefix)
            && rest.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !rest.chars().any(char::is_lowercase)
        {
            return (prefix, rest);
        }
    }
    ("", word)
}

/// Whether a name, or the surname in it, is set in capitals: `JANE ROE`, `Jane ROE`; not `J.P. Roe`, `Jane McKay`.
pub(super) fn in_capitals(name: &str) -> bool {
    let mut whole = false;
    let mut words = 0;
    for word in name.split([' ', '-']) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let (_, loud) = prefixed(word);
        let shouted = letters >= 3
            && !word.contains('.')
            && loud.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            && !numeral(word);
        words += usize::from(letters > 0);
        whole |= shouted;
    }
    whole && words > 1
}

/// Small words inside a name.
const SMALL: [&str; 24] = [
    "van", "der", "den", "de", "del", "della", "di", "da", "das", "dos", "du", "la", "le", "von", "zu",
    "ter", "ten", "los", "las", "bin", "ibn", "y", "e", "af",
];

/// A name in capitals as it is written otherwise. Words that are set so already stay.
pub(super) fn proper(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let each = |(n, word): (usize, &&str)| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let shouted = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let (prefix, rest) = prefixed(word);
        if !prefix.is_empty() {
            return [prefix, &cased(&lower(rest))].concat();
        }
        let low = lower(word);
        if matches!(low.as_str(), "jr." | "sr.") {
            return cased(&low);
        }
        if !shouted || word.contains('.') && letters < 4 || numeral(word) {
            return (*word).to_owned();
        }
        if n > 0 && n < last && SMALL.contains(&low.as_str()) {
            return low;
        }
        // "TJ ROE": letters that no name is made of.
        let vowel = low.chars().any(|c| !c.is_ascii() || "aeiouy".contains(c));
        if letters == 2 && !vowel && !matches!(low.as_str(), "jr" | "sr" | "ng") {
            return (*word).to_owned();
        }
        match word.strip_prefix('İ') {
            Some(rest) => format!("İ{}", lower(rest)),
            None => cased(&low),
        }
    };
    words.iter().enumerate().map(each).collect::<Vec<_>>().join(" ")
}

fn numeral(word: &str) -> bool {
    matches!(word, "II" | "III" | "IV" | "VI" | "VII" | "VIII")
}

fn lower(word: &str) -> String {
    word.chars().flat_map(|c| if c == 'İ' { 'i'.to_lowercase() } else { c.to_lowercase() }).collect()
}

/// Capitals at the start, behind an apostrophe or hyphen, and behind `Mc`: `O'Neil`, `Jean-Luc`, `McKay`, `al-Sayed`.
fn cased(low: &str) -> String {
    let mut out = String::with_capacity(low.len());
    let mut parts = low.split_inclusive('-').peekable();
    let mut first = true;
    while let Some(part) = parts.next() {
        let article = matches!(part, "al-" | "el-" | "as-" | "ad-" | "ash-");
        if first && article && parts.peek().is_some() {
            out.push_str(part);
            first = false;
            continue;
        }
        first = false;
        let scottish = part.starts_with("mc") && part.chars().filter(|c| c.is_alphabetic()).count() > 3;
        let mut capital = true;
        let mut letters = 0;
        for c in part.chars() {
            if capital && c.is_alphabetic() {
                out.extend(c.to_uppercase());
                capital = false;
            } else {
                out.push(c);
            }
            letters += usize::from(c.is_alphabetic());
            // "O'Neil" and "D'Arc", but "Prata's" and "Ma'ruf" go on small.
            capital |= matches!(c, '\'' | '’') && letters == 1;
            capital |= scottish && letters == 2;
        }
    }
    out
}

/// How many other names of a document must be set otherwise.
const OTHERS: usize = 2;

/// One finding a document whose names in capitals stand beside others that are not.
pub(super) fn shouted(context: &Context<'_>, out: &mut Vec<Finding>) {
    let loud = |c: &Caption| c.creators.iter().any(|n| in_capitals(n));
    if !context.captions.iter().any(|c| loud(c)) {
        return;
    }
    // How the catalog writes names where it does not shout, and how each house has them.
    let mut known: HashMap<String, (&str, usize)> = HashMap::new();
    let mut houses: HashMap<&str, (usize, usize)> = HashMap::new();
    let wanted: std::collections::HashSet<String> = context
        .captions
        .iter()
        .flat_map(|c| &c.creators)
        .filter(|n| in_capitals(n))
        .map(|n| turned(&flat(n)))
        .collect();
    let mut keys: HashMap<&str, Option<String>> = HashMap::new();
    for caption in &context.captions {
        for name in &caption.creators {
            let (plain, capitals) = houses.entry(caption.agency.as_deref().unwrap_or_default()).or_default();
            if in_capitals(name) {
                *capitals += 1;
                continue;
            }
            *plain += 1;
            let key =
                keys.entry(name).or_insert_with(|| Some(turned(&flat(name))).filter(|k| wanted.contains(k)));
            if let Some(key) = key {
                let best = known.entry(key.clone()).or_insert((name, 0));
                // With accents rather than without.
                if best.0.is_ascii() && !name.is_ascii() {
                    *best = (name, 0);
                }
                best.1 += 1;
            }
        }
    }
    let written = |name: &str| match known.get(&turned(&flat(name))) {
        Some((known, _)) => (*known).to_owned(),
        None => proper(name),
    };
    for captions in by_document(&context.captions) {
        let those: Vec<&Caption> = captions.iter().copied().filter(|c| loud(c)).collect();
        if those.is_empty() {
            continue;
        }
        let plain: Vec<&Caption> = captions
            .iter()
            .copied()
            .filter(|c| !loud(c) && c.creators.iter().any(|n| n.chars().any(char::is_lowercase)))
            .collect();
        // A document that has all names in capitals has them so by its own style; one that has only a few may not.
        let beside = plain.len() >= OTHERS;
        let elsewhere = plain.is_empty()
            && those.len() <= 2
            && those.iter().all(|c| {
                let house = houses.get(c.agency.as_deref().unwrap_or_default());
                c.agency.is_some()
                    && house.is_some_and(|(plain, capitals)| *plain >= 5 && capitals * 5 <= *plain)
            });
        if !beside && !elsewhere {
            continue;
        }
        let names = |c: &Caption| c.creators.iter().filter(|n| in_capitals(n)).cloned().collect::<Vec<_>>();
        let others = match (plain.len(), elsewhere) {
            (_, true) => "the others of its agency are not".to_owned(),
            (1, _) => "1 other name of this document is not".to_owned(),
            (n, _) => format!("{n} other credits of this document are not"),
        };
        let message = match &those[..] {
            [one] => format!("“{}” is in capitals; {others}", names(one).join(", ")),
            many => format!("the photographer's name is in capitals in {} captions; {others}", many.len()),
        };
        let spans = |c: &Caption| names(c).iter().flat_map(|n| places(c, n)).collect::<Vec<_>>();
        let quoted = those.iter().take(QUOTED / 2).map(|c| quote_credit_at(c, &spans(c)));
        let evidence = quoted.chain(plain.iter().take(2).map(|c| quote_credit_at(c, &[]))).collect();
        let concerned = those.iter().map(|c| reference_at(c, Field::CreditLine, &spans(c))).collect();
        let mut found = finding("credit-capitals", message, evidence, concerned);
        found.rests_on = those.iter().flat_map(|c| names(c)).collect();
        for caption in &those {
            let Some(line) = &caption.credit_line else { continue };
            let to =
                names(caption).iter().fold(line.clone(), |line, name| line.replace(name, &written(name)));
            found.fixes.extend(relined(caption, to, false));
        }
        if let [one] = &those[..] {
            found.word = names(one).into_iter().next();
        }
        out.push(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_their_own_case() {
        for (name, want) in [
            ("ANA PRATA", "Ana Prata"),
            ("ANA McKAY", "Ana McKay"),
            ("ANA MCKAY", "Ana McKay"),
            ("JOHN O'NEIL", "John O'Neil"),
            ("JEAN-LUC DE LA TOUR", "Jean-Luc de la Tour"),
            ("ROBERT VAN DER BERG", "Robert van der Berg"),
            ("MOHAMMED AL-SAYED", "Mohammed al-Sayed"),
            ("ED WRAY JR.", "Ed Wray Jr."),
            ("T.J. ROE", "T.J. Roe"),
            ("TJ ROE", "TJ Roe"),
            ("Ana LISBOA", "Ana Lisboa"),
            ("İPEK ŞEN", "İpek Şen"),
            ("HENRY ROE III", "Henry Roe III"),
        ] {
            assert_eq!(proper(name), want);
        }
        for (name, want) in [
            ("ANA PRATA", true),
            ("Ana LISBOA", true),
            ("J.P. Roe", false),
            ("Ana McKAY", true),
            ("Ana McKay", false),
            ("Henry Roe III", false),
            ("山田 太郎", false),
        ] {
            assert_eq!(in_capitals(name), want, "{name}");
        }
    }
}
