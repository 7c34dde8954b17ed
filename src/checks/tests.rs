//! The table of checks, and what they find in small catalogs.

use super::*;
use crate::model::caption::CaptionId;
use crate::model::date::PartialDate;

fn caption(id: u64, scene: &str, date: &str) -> Caption {
    Caption {
        id: CaptionId(id),
        document: "a.txt".into(),
        document_date: None,
        line: Some(id as u32),
        description: "words".into(),
        description_as_printed: "words".into(),
        credit_line: Some("AP/N".into()),
        credit_line_as_printed: Some("AP/N".into()),
        creators: vec![],
        agency: None,
        suppliers: vec![],
        distributor: None,
        flags: vec![],
        commissioner: None,
        restrictions: vec![],
        date_created: PartialDate::parse(date),
        date_basis: None,
        date_as_printed: None,
        date_reading: None,
        credit_undecided: vec![],
        event_date: None,
        date_note: None,
        event: Some("Ceremony".into()),
        event_words: None,
        sublocation: None,
        city: None,
        country: None,
        persons_shown: vec![],
        headline: None,
        keywords: vec![],
        also_in: vec![],
        scene: Some(scene.into()),
        other_scenes: Vec::new(),
        kind_rows: Vec::new(),
        status: Status::Unreviewed,
        corrections: vec![],
    }
}

fn input(captions: &[Caption]) -> Input<'_> {
    static STYLE: std::sync::LazyLock<Style> = std::sync::LazyLock::new(Style::default);
    Input { captions, events: &[], agencies: Agencies::builtin(), prose: &[], style: &STYLE }
}

fn found(captions: &[Caption]) -> Vec<(String, usize)> {
    run(&input(captions)).into_iter().map(|f| (f.check, f.fixes.len())).collect()
}

#[test]
fn table_is_whole() {
    for (n, check) in all().iter().enumerate() {
        assert!(all()[..n].iter().all(|c| c.id != check.id));
        assert!(check.page.starts_with(&format!("# {}: {}\n", check.id, check.title)), "{}", check.id);
    }
}

#[test]
fn two_days_of_one_occasion() {
    let (d1, d2, d3) = ("2024-08-11", "2024-08-12", "2024-08-13");
    assert_eq!(found(&[caption(1, "F", d1), caption(2, "F", d1)]), vec![]);
    let mut split = [caption(1, "F", d1), caption(2, "F", d2), caption(3, "S", d2)];
    assert_eq!(found(&split), [("date-scene-split".to_owned(), 1), ("date-event-split".to_owned(), 2)]);
    split[1].event_date = PartialDate::parse(d1);
    split[2].status = Status::SetAside;
    assert_eq!(found(&split), vec![]);
    assert_eq!(found(&[caption(1, "F", d1), caption(2, "F", d3)]), vec![]);
    assert_eq!(found(&[caption(1, "F", d1), caption(2, "F", d2), caption(3, "F", d3)]), vec![]);
}

#[test]
fn what_is_missing_is_one_problem_a_document() {
    let two = [caption(1, "F", ""), caption(2, "F", "")];
    let found = run(&input(&two));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "no caption of this document has a date");
    assert_eq!(key(&found[0]).len(), 16);
}

/// A doubled word in quotation marks is a query where the others are errors: so it stays where a house makes much of the check, and
/// it is no more than the others where a house makes little of it.
#[test]
fn a_house_style_weighs_what_a_check_weighs_less() {
    let severities = |weight: &str| -> Vec<Severity> {
        let style = format!(r#"{{"label": "Ours", "about": "", "checks": {{"doubled-word": "{weight}"}}}}"#);
        let style = Style::parse("ours", &style).unwrap();
        let mut two = [caption(1, "F", "2024-08-11"), caption(2, "F", "2024-08-11")];
        two[0].description = "Fans wave to the the band in Lyon.".into();
        two[1].description = "Fans wave a sign that says \"Go the the Lions\" in Lyon.".into();
        let found = run(&Input { style: &style, ..input(&two) });
        found.iter().filter(|f| f.check == "doubled-word").map(|f| f.severity).collect()
    };
    assert_eq!(severities("error"), [Severity::Error, Severity::Query]);
    assert_eq!(severities("query"), [Severity::Query, Severity::Query]);
    assert_eq!(severities("style"), [Severity::Style, Severity::Style]);
}
