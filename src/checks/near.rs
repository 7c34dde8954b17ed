//! Names that are nearly the same: what they are compared by, and all pairs of a list that are one letter apart.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::text::fold::fold;

/// A name's words, folded, in their order; a hyphen parts words, apostrophes and full stops are nothing.
pub(super) fn flat(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in fold(name).chars() {
        match c {
            '\'' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// As [`flat`], with the words in the order of the alphabet: the same whichever name stands first.
pub(super) fn turned(flat: &str) -> String {
    let mut words: Vec<&str> = flat.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// A number for a text, the same in every run.
pub(super) fn number(text: impl Hash) -> u64 {
    let mut hash = DefaultHasher::new();
    text.hash(&mut hash);
    hash.finish()
}

/// How many letters are put in, left out, put for another, or swapped with their neighbour between two texts (optimal string
/// alignment); past three it only says that it is more.
pub(super) fn apart(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 3 {
        return 4;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let other = usize::from(a[i - 1] != b[j - 1]);
            let mut steps = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + other);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                steps = steps.min(before[j - 2] + 1);
            }
            row[j] = steps;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// A text with each doubled letter once.
pub(super) fn undoubled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| {
        if !out.ends_with(c) {
            out.push(c);
        }
    });
    out
}

/// Whether one slip lies between two texts: a letter, or a letter doubled in the wrong place ("Phillipa", "Philippa").
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    match apart(a, b) {
        1 => true,
        2 => a.chars().count() == b.chars().count() && undoubled(a) == undoubled(b),
        _ => false,
    }
}

/// A text of which this many are alike but for one letter is no name.
const CROWD: usize = 64;

/// All pairs of texts that are one slip apart, by their places in the list, the lower first. In time that grows with the
/// list: two such texts have a form in common, with one letter left out or with no letter doubled.
pub(super) fn pairs(texts: &[&str]) -> Vec<(usize, usize)> {
    let mut forms: Vec<(u64, u32)> = Vec::new();
    let mut form = String::new();
    for (n, text) in texts.iter().enumerate() {
        forms.push((number(*text), n as u32));
        forms.push((number(undoubled(text)), n as u32));
        for (at, c) in text.char_indices() {
            form.clear();
            form.push_str(&text[..at]);
            form.push_str(&text[at + c.len_utf8()..]);
            forms.push((number(form.as_str()), n as u32));
        }
    }
    forms.sort_unstable();
    forms.dedup();
    let mut out = Vec::new();
    for alike in forms.chunk_by(|a, b| a.0 == b.0).filter(|g| (2..=CROWD).contains(&g.len())) {
        for (n, (_, a)) in alike.iter().enumerate() {
            for (_, b) in &alike[n + 1..] {
                out.push((*a as usize, *b as usize));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out.retain(|(a, b)| one_slip(texts[*a], texts[*b]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_apart() {
        for (a, b, want) in [
            ("reuters", "retuers", 1),
            ("getty images", "gety images", 1),
            ("xinhua", "xinhua", 0),
            ("ana", "anna", 1),
            ("prata", "melo", 5),
            ("nováčková", "novackova", 3),
        ] {
            assert_eq!(apart(a, b).min(4), want.min(4), "{a} {b}");
        }
        assert!(one_slip("phillipa ormond", "philippa ormond") && !one_slip("anna", "hannah"));
        assert_eq!(turned(&flat("Joon-ho  O’Baek")), turned(&flat("OBAEK JOON HO")));
    }

    proptest::proptest! {
        #[test]
        fn pairs_are_those_of_all_with_all(texts in proptest::collection::btree_set("[abé]{1,5}", 0..20)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut all = Vec::new();
            for a in 0..texts.len() {
                for b in a + 1..texts.len() {
                    if one_slip(texts[a], texts[b]) {
                        all.push((a, b));
                    }
                }
            }
            proptest::prop_assert_eq!(pairs(&texts), all);
        }
    }
}
