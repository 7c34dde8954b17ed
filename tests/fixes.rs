//! Several fixes at once: none is lost, one operation, and nothing new is wrong after them.

use caption_desk::desk::{Cancel, Library, Session, Unwatched};
use caption_desk::model::caption::Caption;
use caption_desk::model::field::{Field, Value};
use caption_desk::model::finding::Fix;

fn session(folder: &std::path::Path, text: &str) -> Session {
    let document = folder.join("games.txt");
    std::fs::write(&document, text).unwrap();
    let mut session =
        Session::create(&folder.join("c.captions"), Library::builtin(), "a desk".into()).unwrap();
    session.import(&[document], &Unwatched, &Cancel::default()).unwrap();
    session
}

fn fix(caption: &Caption, field: Field, from: &str, to: &str) -> Fix {
    let value = caption.value(field);
    let text = match &value {
        Value::List(items) => items.join(";"),
        other => other.as_text().unwrap_or_default().to_owned(),
    };
    assert!(text.contains(from), "{text}");
    let new = text.replacen(from, to, 1);
    let to = match value {
        Value::List(_) => Value::List(new.split(';').map(str::to_owned).collect()),
        _ => Value::Text(new),
    };
    Fix { id: caption.id, field, from: value, to, certain: false }
}

#[test]
fn fixes_of_one_caption_are_laid_over_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(
        folder.path(),
        "Athletes waves at the State de France, Sunday, Aug. 11, 2024. (AP Photo/ANA PRATA)\n",
    );
    let caption = session.captions().unwrap().captions[0].clone();
    let fixes = [
        fix(&caption, Field::Description, "waves", "wave"),
        fix(&caption, Field::Creators, "ANA PRATA", "Ana Prata"),
        fix(&caption, Field::Description, "State", "Stade"),
        fix(&caption, Field::CreditLine, "AP Photo", "Associated Press"),
        // The same again, by another check, is no second change.
        fix(&caption, Field::Description, "State", "Stade"),
    ];
    let report = session.apply_fixes(&fixes, "all of them").unwrap();
    assert_eq!(report.captions, 1);
    assert!(!report.notes.iter().any(|n| n.contains("left out")), "{:?}", report.notes);
    let after = session.captions().unwrap().captions[0].clone();
    assert_eq!(after.description, "Athletes wave at the Stade de France, Sunday, Aug. 11, 2024.");
    assert_eq!(after.credit_line.as_deref(), Some("(Associated Press/Ana Prata)"));
    assert_eq!(after.creators, ["Ana Prata"]);
    session.undo(None, None).unwrap();
    let back = session.captions().unwrap().captions[0].clone();
    assert_eq!((&back.description, &back.credit_line), (&caption.description, &caption.credit_line));
}

#[test]
fn a_fix_goes_over_what_a_hand_has_changed_since_or_says_that_it_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut session =
        session(folder.path(), "Athletes waves at the State de France, Sunday. (AP Photo/Ana Prata)\n");
    let caption = session.captions().unwrap().captions[0].clone();
    let venue = fix(&caption, Field::Description, "State", "Stade");
    let other = fix(&caption, Field::Description, "State", "Estadio");
    let hand = Value::Text("Two athletes wave at the State de France, Sunday.".into());
    session.set(&[caption.id], Field::Description, &hand, None).unwrap();
    let report = session.apply_fixes(&[venue, other], "the venue").unwrap();
    let after = session.captions().unwrap().captions[0].clone();
    assert_eq!(after.description, "Two athletes wave at the Stade de France, Sunday.");
    assert!(report.notes[0].starts_with("1 fix was left out"), "{:?}", report.notes);
}

#[test]
fn after_all_fixes_of_the_catalog_nothing_new_is_wrong() {
    use caption_desk::desk::Where;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.captions");
    let mut session = Session::create(&path, Library::builtin(), "a desk".into()).unwrap();
    session.import_builtin().unwrap();
    let before = session.snapshot().unwrap();
    let split = |f: &caption_desk::model::finding::Finding| caption_desk::desk::split_days(f).is_some();
    let meant: Vec<_> = before.findings.iter().filter(|f| !f.fixes.is_empty() && !split(f)).collect();
    assert!(meant.len() > 2, "the built-in catalog has problems with fixes");
    let fixes: Vec<Fix> = meant.iter().flat_map(|f| f.fixes.iter().cloned()).collect();
    session.apply_fixes(&fixes, "all").unwrap();
    drop(session);
    let session = Session::open(
        &Where::File(path),
        caption_desk::desk::Access::Read,
        Library::builtin(),
        "a desk".into(),
    )
    .unwrap();
    let after = session.snapshot().unwrap();
    for finding in &meant {
        let there = after.findings.iter().any(|f| f.check == finding.check && f.message == finding.message);
        assert!(!there, "still there: {}", finding.message);
    }
    // What is left was there before.
    for finding in &after.findings {
        let known = before.findings.iter().any(|f| {
            f.check == finding.check
                && finding.captions.iter().any(|c| f.captions.iter().any(|o| o.id == c.id))
        });
        assert!(known, "new: {}: {}", finding.check, finding.message);
    }
}
