//! What the text layer reads from print, as tables under tests/text: one row a case, columns parted by tabs.

use caption_desk::model::date::DateValue;
use caption_desk::text::{dates, description, fold};

/// The rows of a table, with what cannot be seen in an editor put in.
fn rows(table: &str) -> Vec<Vec<String>> {
    let invisible = [
        ("{nbsp}", "\u{a0}"),
        ("{nnbsp}", "\u{202f}"),
        ("{acute}", "\u{301}"),
        ("{ring}", "\u{30a}"),
        ("{shy}", "\u{ad}"),
        ("{zwsp}", "\u{200b}"),
    ];
    let table = invisible.iter().fold(table.to_owned(), |t, (name, c)| t.replace(name, c));
    let wanted = |l: &&str| !l.is_empty() && !l.starts_with('#');
    table.lines().filter(wanted).map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

/// Fails with every row that is not as the table says.
fn compare(table: &str, least: usize, read: impl Fn(&str) -> Vec<String>) {
    let rows = rows(table);
    assert!(rows.len() >= least, "{} rows", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let found = read(&row[0]);
            (found != row[1..]).then(|| format!("{}\n    want  {:?}\n    found {found:?}", row[0], &row[1..]))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows are wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

fn or_dash(field: Option<String>) -> String {
    field.unwrap_or_else(|| "-".to_owned())
}

#[test]
fn dates_of_captions() {
    compare(include_str!("text/dates.tsv"), 60, |text| {
        let found = dates::find(text);
        let shown = found.iter().map(|d| {
            assert_eq!(&text[d.span.clone()], d.printed);
            let day = d.weekday.map(|w| format!("{w} ")).unwrap_or_default();
            match d.value {
                DateValue::Known(p) => format!("{day}{p}"),
                DateValue::Yearless { month, day: n } => format!("{day}--{month:02}-{n:02}"),
                DateValue::Ambiguous(a, b) => format!("{day}{a}?{b}"),
                DateValue::Impossible => format!("{day}impossible"),
            }
        });
        vec![shown.collect::<Vec<_>>().join(" | ")]
    });
}

#[test]
fn the_date_of_the_picture() {
    compare(include_str!("text/caption_dates.tsv"), 12, |text| {
        let dates = description::without_background(text, &description::read(text).dates);
        vec![or_dash(description::caption_date(&dates).map(|d| d.printed.clone()))]
    });
}

#[test]
fn places_of_captions() {
    compare(include_str!("text/places.tsv"), 30, |text| {
        let r = description::read(text);
        vec![or_dash(r.sublocation), or_dash(r.city), or_dash(r.country)]
    });
}

#[test]
fn persons_of_captions() {
    compare(include_str!("text/persons.tsv"), 40, |text| {
        vec![description::read(text).persons_shown.join("; ")]
    });
}

#[test]
fn events_of_captions() {
    compare(include_str!("text/events.tsv"), 20, |text| vec![or_dash(description::read(text).event_words)]);
}

#[test]
fn folded_texts() {
    compare(include_str!("text/folds.tsv"), 20, |text| vec![fold::fold(text)]);
}
