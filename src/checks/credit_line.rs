//! A credit line as checks look at it: the parts that stand between its joints, and changes made in it.

use std::ops::Range;

use crate::model::caption::Caption;
use crate::model::field::{Field, Value};
use crate::model::finding::Fix;

/// Where the parts of a credit line stand: between slashes, brackets, commas, dashes and ` via `, without labels.
pub(super) fn parts(line: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut cut = |from: usize, to: usize| {
        let part = line[from..to].rsplit_once(": ").map_or(&line[from..to], |(_, rest)| rest);
        let at = to - part.len();
        let bare = part.trim_start_matches([' ', '.', '\u{a0}', '©']);
        let at = at + part.len() - bare.len();
        let bare = bare.trim_end_matches([' ', '.', '\u{a0}']);
        if !bare.is_empty() {
            out.push(at..at + bare.len());
        }
    };
    let bytes = line.as_bytes();
    for (at, c) in line.char_indices() {
        if at < from {
            continue;
        }
        let joint = matches!(c, '/' | '|' | '(' | ')' | '[' | ']' | ';' | ',' | '—' | '–');
        let dash = c == '-' && at > 0 && bytes[at - 1] == b' ';
        let via = c == ' ' && bytes.get(at..at + 5).is_some_and(|w| w.eq_ignore_ascii_case(b" via "));
        if joint || dash || via {
            cut(from, at);
            from = if via { at + 5 } else { at + c.len_utf8() };
        }
    }
    cut(from.min(line.len()), line.len());
    out
}

/// Where a name stands in a caption's credit line.
pub(super) fn places(caption: &Caption, name: &str) -> Vec<Range<usize>> {
    let line = caption.credit_line.as_deref().unwrap_or_default();
    if name.is_empty() {
        return Vec::new();
    }
    line.match_indices(name).map(|(at, _)| at..at + name.len()).collect()
}

/// The fix that gives a caption another credit line; none where it is no other.
pub(super) fn relined(caption: &Caption, to: String, certain: bool) -> Option<Fix> {
    let from = caption.value(Field::CreditLine);
    let to = Value::Text(to);
    (from != to).then_some(Fix { id: caption.id, field: Field::CreditLine, from, to, certain })
}

/// The fix that puts another name in the place of one, wherever it stands in the credit line.
pub(super) fn renamed(caption: &Caption, name: &str, by: &str, certain: bool) -> Option<Fix> {
    relined(caption, caption.credit_line.as_deref()?.replace(name, by), certain)
}

/// Every organisation that a caption's credit names.
pub(super) fn houses(caption: &Caption) -> impl Iterator<Item = &String> {
    caption.agency.iter().chain(&caption.suppliers).chain(&caption.distributor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_lines() {
        for (line, want) in [
            ("(AP Photo/Ana Prata, File)", vec!["AP Photo", "Ana Prata", "File"]),
            (
                "Photo: Ana Prata/Harbour Wire via Getty Images.",
                vec!["Ana Prata", "Harbour Wire", "Getty Images"],
            ),
            ("[Ana Prata / EPA-EFE]", vec!["Ana Prata", "EPA-EFE"]),
            ("Ana Prata – FIFA", vec!["Ana Prata", "FIFA"]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = parts(line).into_iter().map(|p| &line[p]).collect();
            assert_eq!(found, want, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_comes_apart(line in "(\\PC|[/|()—–, :.é]| via | - |: ){0,40}") {
            for part in parts(&line) {
                proptest::prop_assert!(line.get(part).is_some());
            }
        }
    }
}
