//! Measures the checks of style on captions with planted breaches of a house style (`tests/styles`): a table of
//! precision and recall by check, with the totals guarded. What is counted is a check on a caption.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use caption_desk::desk::{Cancel, Library, Session, Unwatched};
use caption_desk::model::finding::Severity;

struct Row<'a> {
    style: &'a str,
    document: &'a str,
    /// The checks that must say so, joined by commas; none where nothing is to be said.
    planted: Option<&'a str>,
    caption: &'a str,
}

fn rows(text: &str) -> Vec<Row<'_>> {
    text.lines()
        .filter(|l| !l.starts_with('#'))
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [style, document, planted, caption] = columns.as_slice() else { panic!("{line}") };
            Row { style, document, planted: Some(*planted).filter(|p| *p != "-"), caption }
        })
        .collect()
}

#[derive(Default)]
struct Count {
    planted: usize,
    found: usize,
    said: usize,
}

impl Count {
    fn precision(&self) -> f64 {
        if self.said == 0 { 1.0 } else { self.found as f64 / self.said as f64 }
    }

    fn recall(&self) -> f64 {
        if self.planted == 0 { 1.0 } else { self.found as f64 / self.planted as f64 }
    }
}

/// Prints the table of a set; gives how many captions are clean, and the totals.
fn measured(file: &str) -> (usize, Count) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/styles").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let rows = rows(&text);
    let clean = rows.iter().filter(|r| r.planted.is_none()).count();
    // What is planted and what is said, as the place of the row and the check.
    let (mut planted, mut said) = (BTreeSet::new(), BTreeSet::new());
    let styles: BTreeSet<&str> = rows.iter().map(|r| r.style).collect();
    assert!(styles.len() >= 2);
    for style in styles {
        let home = tempfile::tempdir().unwrap();
        let catalog = home.path().join("c.captions");
        let mut session = Session::create(&catalog, Library::builtin(), "a desk".into()).unwrap();
        session.set_style(style, None).unwrap();
        let documents: BTreeSet<&str> =
            rows.iter().filter(|r| r.style == style).map(|r| r.document).collect();
        let mut place: BTreeMap<(String, u32), usize> = BTreeMap::new();
        let mut paths = Vec::new();
        for document in documents {
            let mut article = String::from("Pictures of the day\n");
            let mut line = 1;
            let of = |r: &&Row<'_>| r.style == style && r.document == document;
            for (n, row) in rows.iter().enumerate().filter(|(_, r)| of(r)) {
                article.push_str(&format!("\n{}\n", row.caption));
                line += 2;
                place.insert((document.to_owned(), line), n);
                let checks = row.planted.iter().flat_map(|p| p.split(','));
                planted.extend(checks.map(|check| (n, check.to_owned())));
            }
            paths.push(home.path().join(document));
            std::fs::write(paths.last().unwrap(), article).unwrap();
        }
        session.import(&paths, &Unwatched, &Cancel::default()).unwrap();
        let snapshot = session.snapshot().unwrap();
        assert_eq!(snapshot.captions.len(), place.len(), "every caption is read");
        for finding in snapshot.findings.iter().filter(|f| f.severity == Severity::Style) {
            for caption in &finding.captions {
                let n = place[&(caption.document.to_string(), caption.line.unwrap())];
                said.insert((n, finding.check.clone()));
            }
        }
    }
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for (_, check) in &planted {
        counts.entry(check).or_default().planted += 1;
    }
    for found in &said {
        let count = counts.entry(&found.1).or_default();
        count.said += 1;
        count.found += usize::from(planted.contains(found));
    }
    println!("\n{file}: {} captions, {clean} of them clean", rows.len());
    println!(
        "{:<16} {:>7} {:>6} {:>5} {:>10} {:>7}",
        "check", "planted", "found", "said", "precision", "recall"
    );
    let mut all = Count::default();
    let line = |name: &str, c: &Count| {
        let (precision, recall) = (c.precision(), c.recall());
        println!("{name:<16} {:>7} {:>6} {:>5} {precision:>10.3} {recall:>7.3}", c.planted, c.found, c.said);
    };
    for (check, count) in &counts {
        line(check, count);
        all.planted += count.planted;
        all.found += count.found;
        all.said += count.said;
    }
    line("all", &all);
    for (n, check) in planted.difference(&said) {
        println!("  missed {check}: {}", rows[*n].caption);
    }
    for (n, check) in said.difference(&planted) {
        println!("  false {check}: {}", rows[*n].caption);
    }
    (clean, all)
}

#[test]
fn breaches_of_a_house_style_are_found_and_clean_captions_left_in_peace() {
    let (clean, all) = measured("labels.tsv");
    assert!(clean >= 40 && all.planted >= 40);
    assert!(all.precision() >= 0.95, "precision {:.3}", all.precision());
    assert!(all.recall() >= 0.85, "recall {:.3}", all.recall());
}

/// Written when the checks were made, and measured once before anything was mended for it.
#[test]
fn captions_that_were_not_seen() {
    let (_, all) = measured("labels-later.tsv");
    assert!(all.precision() >= 0.95, "precision {:.3}", all.precision());
}
