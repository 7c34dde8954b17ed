//! What is known of the problems at once after an edit is what the checks of the whole catalog say later.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use caption_desk::checks::{self, Reach};
use caption_desk::desk::view::{Answer, Change, Command, Problems};
use caption_desk::desk::{Desk, Library, Right, Start};
use caption_desk::model::caption::CaptionId;
use caption_desk::model::field::{Field, Value};

const ARTICLE: &str = "Published: August 12, 2024

A dancer waves during the River Games closing ceremony in Lyon, Sunday, Aug. 11, 2024. (AP Photo/Rui Melo)

Athletes waves during the River Games closing ceremony in Lyon, Sunday, Aug. 11, 2024. (AP Photo/Jane Roe)

A singer performs during the River Games closing ceremony in Lyon, Monday, Aug. 12, 2024. (AP Photo/Ana Prata)

Fans cheer during the River Games closing ceremony in Lyon, Saturday, Aug. 11, 2024. (AP Photo/Jane Roe)
";

/// The next problems, and whether those of a caption came before anything else was asked.
fn next_problems(desk: &Desk) -> Arc<Problems> {
    loop {
        match desk.recv(Duration::from_secs(60)).expect("an answer") {
            Answer::Problems(problems) => return problems,
            Answer::Failed(why) => panic!("{why}"),
            _ => {}
        }
    }
}

/// The problems that one caption, document or event decides, as check and captions.
fn near(problems: &Problems) -> BTreeSet<(String, Vec<CaptionId>, String)> {
    let reach = |id: &str| checks::by_id(id).expect("a check").reach;
    let open = problems.open.iter().filter(|f| reach(&f.check) < Reach::Catalog);
    open.map(|f| (f.check.clone(), f.captions.iter().map(|c| c.id).collect(), f.message.clone())).collect()
}

fn has(problems: &Problems, check: &str) -> bool {
    problems.open.iter().any(|f| f.check == check)
}

#[test]
fn at_once_is_what_the_whole_says_later() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = folder.path().join("c.captions");
    let document = folder.path().join("games.txt");
    std::fs::write(&document, ARTICLE).unwrap();
    {
        use caption_desk::desk::{Cancel, Session, Unwatched};
        let mut session = Session::create(&catalog, Library::builtin(), "a desk".into()).unwrap();
        session.import(&[document], &Unwatched, &Cancel::default()).unwrap();
    }
    let desk =
        Desk::start(Start { library: Library::builtin(), by: "a desk".into(), data: None }, || {}).unwrap();
    desk.send(Command::Open(catalog));
    let known = next_problems(&desk);
    assert!(has(&known, "number-agreement") && has(&known, "date-event-split"));
    assert!(has(&known, "date-weekday-mismatch"));

    let of = |check: &str| known.open.iter().find(|f| f.check == check).unwrap().clone();
    let set = |row: i64, field: Field, value: &str| Change::Set {
        rows: vec![row],
        field,
        value: Value::Text(value.to_owned()),
        why: None,
    };
    let fix = |check: &str| Change::Fix { fixes: of(check).fixes.clone(), why: "as proposed".into() };
    let right =
        |check: &str| Change::Dismiss { findings: vec![of(check)], right: Right::Finding, note: None };
    let steps: Vec<(Change, &str, bool)> = vec![
        (fix("number-agreement"), "number-agreement", false),
        (Change::Undo(None), "number-agreement", true),
        (right("number-agreement"), "number-agreement", false),
        (Change::Undo(None), "number-agreement", true),
        (set(3, Field::EventDate, "2024-08-11"), "date-event-split", false),
        (Change::Undo(None), "date-event-split", true),
        (set(3, Field::Status, "set-aside"), "date-event-split", false),
        (set(3, Field::Status, "reviewed"), "date-event-split", true),
        (Change::Reject { rows: vec![2] }, "number-agreement", false),
        (Change::Undo(None), "number-agreement", true),
        (fix("date-weekday-mismatch"), "date-weekday-mismatch", false),
        (set(2, Field::Event, "Another evening"), "number-agreement", true),
    ];
    for (change, check, open) in steps {
        let said = format!("{change:?}");
        desk.send(Command::Change(change));
        let at_once = next_problems(&desk);
        assert_eq!(has(&at_once, check), open, "{check} after {said}: {:?}", near(&at_once));
        let later = next_problems(&desk);
        assert_eq!(near(&at_once), near(&later), "after {said}");
    }
}
