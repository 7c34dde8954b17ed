//! The examples of every dialect, tried: `examples.tsv` beside this file.

use super::{Agencies, Strength, is_text_credit, read, split};
use crate::model::credit::{Credit, Flag};

const EXAMPLES: &str = include_str!("examples.tsv");

struct Example {
    row: usize,
    form: &'static str,
    strength: Option<Strength>,
    line: String,
    description: String,
    credit_line: String,
    credit: Credit,
}

fn examples() -> Vec<Example> {
    let mut out = Vec::new();
    for (n, row) in EXAMPLES.lines().enumerate() {
        if row.is_empty() || row.starts_with('#') || row.starts_with("form\t") {
            continue;
        }
        let column = |i: usize| row.split('\t').nth(i).unwrap_or_default();
        let text = |i: usize| Some(column(i).to_owned()).filter(|s| !s.is_empty());
        let list = |i: usize| column(i).split("; ").filter(|s| !s.is_empty()).map(str::to_owned).collect();
        let strength = match column(1) {
            "certain" => Some(Strength::Certain),
            "likely" => Some(Strength::Likely),
            "weak" => Some(Strength::Weak),
            "none" => None,
            other => panic!("row {}: strength {other}", n + 1),
        };
        let marked = column(2);
        let (before, rest) = marked.split_once('⟦').unwrap_or((marked, "⟧"));
        let (credit_line, after) = rest.split_once('⟧').unwrap();
        let words = before.trim().trim_end_matches([' ', '-', '–', '—', '|']);
        let mut credit = Credit {
            creators: list(3),
            agency: text(4),
            suppliers: list(5),
            distributor: text(6),
            commissioner: text(8),
            restrictions: list(9),
            ..Credit::default()
        };
        for flag in column(7).split(',').filter(|f| !f.is_empty()) {
            credit.flag(Flag::from_key(flag).unwrap_or_else(|| panic!("row {}: flag {flag}", n + 1)));
        }
        out.push(Example {
            row: n + 1,
            form: column(0),
            strength,
            line: marked.replace(['⟦', '⟧'], ""),
            description: format!("{words} {}", after.trim()).trim().to_owned(),
            credit_line: credit_line.to_owned(),
            credit,
        });
    }
    out
}

/// What is wrong with the reading of an example; none where all is right.
fn wrong(e: &Example) -> Option<String> {
    let agencies = Agencies::builtin();
    let Some(split) = split(&e.line, agencies) else {
        return e.strength.map(|_| "no credit found".to_owned());
    };
    let Some(least) = e.strength else {
        let allowed = is_text_credit(&e.line) || split.strength == Strength::Weak;
        return (!allowed).then(|| format!("{:?} credit {:?}", split.strength, split.credit_line));
    };
    if split.credit_line != e.credit_line {
        return Some(format!("credit line {:?}, not {:?}", split.credit_line, e.credit_line));
    }
    if split.description != e.description {
        return Some(format!("description {:?}, not {:?}", split.description, e.description));
    }
    if e.line.get(split.span.clone()) != Some(&*split.credit_line) {
        return Some(format!("span {:?}", split.span));
    }
    if split.reading.credit != e.credit {
        return Some(format!("read {:?}, not {:?}", split.reading.credit, e.credit));
    }
    if split.strength < least {
        return Some(format!("{:?}, not {least:?}", split.strength));
    }
    let alone = read(&e.credit_line, agencies).credit;
    (alone != e.credit).then(|| format!("alone {alone:?}, not {:?}", e.credit))
}

#[test]
fn every_example_reads_right() {
    let all = examples();
    assert!(all.len() > 300);
    let failed: Vec<String> = all
        .iter()
        .filter_map(|e| wrong(e).map(|w| format!("row {} {} {:?}: {w}", e.row, e.form, e.line)))
        .collect();
    assert!(failed.is_empty(), "{} of {} wrong:\n{}", failed.len(), all.len(), failed.join("\n"));
}

#[test]
fn every_dialect_has_examples() {
    let all = examples();
    for (n, dialect) in super::dialects::DIALECTS.iter().enumerate() {
        assert!(super::dialects::DIALECTS[..n].iter().all(|d| d.id != dialect.id));
        let of = |line: &str| read(line, Agencies::builtin()).dialect;
        assert_eq!(of(dialect.form), dialect.id, "the form {} is its own first example", dialect.form);
        let count = all.iter().filter(|e| e.strength.is_some() && of(&e.credit_line) == dialect.id).count();
        assert!(count >= 3, "{} has {count} examples", dialect.id);
    }
}

#[test]
fn what_cannot_be_decided_is_said() {
    for (line, words) in [
        ("(Ana Prata/RETUERS)", "whether \"RETUERS\" is Reuters misspelt"),
        ("(Tsering/Tidepool)", "which of"),
    ] {
        let reading = read(line, Agencies::builtin());
        assert!(reading.undecided.iter().any(|u| u.contains(words)), "{line}: {reading:?}");
    }
    let both = read("(Tsering/Tidepool)", Agencies::builtin()).credit;
    assert!(both.creators.is_empty() && both.agency.is_none());
}

#[test]
fn credits_of_the_text_are_told_apart() {
    for line in
        ["With files from the Associated Press", "(Text inputs from AFP)", "Additional reporting by Rui Melo"]
    {
        assert!(is_text_credit(line), "{line}");
    }
    for line in ["Photo by Rui Melo/AFP", "(AP Photo/Rui Melo)", "Two boats leave. Rui Melo/Reuters"] {
        assert!(!is_text_credit(line), "{line}");
    }
}

#[test]
fn marks_alone_are_no_credit() {
    for line in [" / NO ARCHIVING", "NO ARCHIVING", " / NO ARCHIVING / REUTERS/ via NO ARCHIVING"] {
        let found = split(line, Agencies::builtin());
        assert!(found.is_none_or(|s| line.get(s.span) == Some(&*s.credit_line)), "{line:?}");
    }
    assert!(split(" / NO ARCHIVING", Agencies::builtin()).is_none());
}

proptest::proptest! {
    /// No text makes the reader fail, and what it finds stands in the text.
    #[test]
    fn any_text_is_read(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "Ana", "Prata", "É", "“Go.”", "山田", "/", " / ", " via ", "AP", "AFP", "Getty Images", "(", ")", "[", "]", ". ",
                ", ", "; ", " - ", "—", "|", "Photo by ", "Photo: ", "©", "REUTERS/", "AP Photo/", "…", " for ", "File", "Pool",
                "HO-", "NO ARCHIVING", " OUT", "TPX", "(123456ab)", " the river ", "2024", "'", "\u{301}", "ß", "İ", " ", "Credit:",
                "기자", "사진=", "Courtesy of ", "FILE - ", "\u{feff}", "\u{a0}",
            ]),
            0..14,
        ),
    ) {
        let text = pieces.concat();
        if let Some(split) = split(&text, Agencies::builtin()) {
            proptest::prop_assert_eq!(text.get(split.span.clone()), Some(&*split.credit_line));
        }
        read(&text, Agencies::builtin());
        is_text_credit(&text);
    }
}
