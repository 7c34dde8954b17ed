//! The history at the desk: what an operation did, going back to a moment, and taking back what can be taken back.

mod support;

use caption_desk::desk::{Access, Cancel, Library, Session, Unwatched, Where};
use caption_desk::model::caption::CaptionId;
use caption_desk::model::field::{Field, Value};

fn session(home: &std::path::Path) -> (Session, Vec<CaptionId>) {
    support::articles(home);
    let path = home.join("c.captions");
    let mut session = Session::create(&path, Library::builtin(), "a desk".into()).unwrap();
    session.import(&[home.join("articles")], &Unwatched, &Cancel::default()).unwrap();
    let ids = session.captions().unwrap().captions.iter().map(|c| c.id).collect();
    (session, ids)
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

/// Every caption as it stands.
fn state(session: &Session) -> Vec<(CaptionId, String, Option<String>, Vec<String>)> {
    let captions = session.captions().unwrap().captions;
    captions.into_iter().map(|c| (c.id, c.description, c.headline, c.creators)).collect()
}

#[test]
fn an_operation_says_what_it_did() {
    let home = tempfile::tempdir().unwrap();
    let (mut session, ids) = session(home.path());
    let printed = state(&session)[0].1.clone();
    let done = session.set(&ids[..2], Field::Headline, &text("Rain"), None).unwrap().operation.unwrap();
    session.set(&ids[..1], Field::Description, &text("Other words."), None).unwrap();
    let detail = session.operation_detail(done).unwrap();
    assert_eq!((detail.total, detail.changes.len()), (2, 2));
    assert_eq!((detail.changes[0].what.as_str(), detail.changes[0].after.as_str()), ("Headline", "Rain"));
    let last = session.operation_detail(done + 1).unwrap();
    assert_eq!((last.changes[0].before.clone(), last.changes[0].after.as_str()), (printed, "Other words."));
    assert!(last.changes[0].place.contains("line"));
    assert!(session.operation_detail(99).is_err());
}

#[test]
fn going_back_is_one_step_that_can_be_undone() {
    let home = tempfile::tempdir().unwrap();
    let (mut session, ids) = session(home.path());
    let moment = session.set(&ids[..1], Field::Headline, &text("Rain"), None).unwrap().operation.unwrap();
    let then = state(&session);
    session.set(&ids, Field::Headline, &text("Sun"), None).unwrap();
    session.set(&ids[..1], Field::Headline, &text("Wind"), None).unwrap();
    session.set_aside(&ids[1..2], None).unwrap();
    session.set(&ids[2..3], Field::Creators, &Value::List(vec!["Jane Roe".into()]), None).unwrap();
    session.undo(None, None).unwrap();
    session.set(&ids[..1], Field::Description, &text("Other words."), None).unwrap();
    let (report, _) = session
        .add(&caption_desk::desk::NewWords { description: "A late one.".into(), ..Default::default() }, None)
        .map(|(id, _)| (id, ()))
        .unwrap();
    let late = state(&session);
    assert!(late.iter().any(|c| c.0 == report));

    let shown = session.moment(moment).unwrap();
    assert_eq!(state(&session), late, "asking changes nothing");
    // What was done and taken back again since is no difference.
    assert!(shown.changes.iter().all(|c| c.field != Some(Field::Creators)), "{shown:?}");
    let done = session.go_back(moment).unwrap();
    assert_eq!(state(&session), then);
    assert!(session.go_back(done).unwrap_err().to_string().contains("nothing has changed"));
    session.undo(None, None).unwrap();
    assert_eq!(state(&session), late);

    // Also across a closing.
    drop(session);
    let place = Where::File(home.path().join("c.captions"));
    let mut session = Session::open(&place, Access::Write, Library::builtin(), "a desk".into()).unwrap();
    session.go_back(moment).unwrap();
    assert_eq!(state(&session), then);
    // Before the import there was nothing.
    let first = session.operations().unwrap().last().unwrap().id;
    session.go_back(first).unwrap();
    assert_eq!(state(&session).len(), ids.len());
}

#[test]
fn what_has_not_changed_since_is_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let (mut session, ids) = session(home.path());
    let all = session.set(&ids, Field::Headline, &text("Sun"), None).unwrap().operation.unwrap();
    assert_eq!(session.undo_conflict(all).unwrap(), None);
    session.set(&ids[..1], Field::Headline, &text("Wind"), None).unwrap();
    assert!(session.undo(Some(all), None).is_err());
    let conflict = session.undo_conflict(all).unwrap().unwrap();
    assert_eq!((conflict.conflicts.len(), conflict.possible), (1, ids.len() - 1));
    session.undo_rest(all).unwrap();
    let headlines: Vec<Option<String>> = state(&session).into_iter().map(|c| c.2).collect();
    assert_eq!(headlines.iter().flatten().collect::<Vec<_>>(), ["Wind"]);
    assert!(session.undo_rest(all).is_err());
}

/// A field that a hand has emptied is not what print says, and the log tells the two apart.
#[test]
fn an_emptied_field_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let (mut session, _) = session(home.path());
    let captions = session.captions().unwrap().captions;
    for field in [Field::Scene, Field::City, Field::DateCreated, Field::Agency, Field::CreditLine] {
        let Some(caption) = captions.iter().find(|c| c.value(field) != Value::Null) else { continue };
        let value = |s: &Session| {
            let all = s.captions().unwrap().captions;
            all.into_iter().find(|c| c.id == caption.id).unwrap().value(field)
        };
        session.set(&[caption.id], field, &Value::Null, None).unwrap();
        assert_eq!(value(&session), Value::Null, "{field:?}");
        session.undo(None, None).unwrap();
        assert_eq!(value(&session), caption.value(field), "{field:?}");
        session.redo(None).unwrap();
        assert_eq!(value(&session), Value::Null, "{field:?}");
        session.undo(None, None).unwrap();
        assert_eq!(value(&session), caption.value(field), "{field:?}");
    }
    session.set(&[captions[0].id], Field::City, &text("Lyon"), None).unwrap();
    session.set(&[captions[0].id], Field::City, &Value::Null, None).unwrap();
    session.undo(None, None).unwrap();
    session.undo(None, None).unwrap();
    let again = session.captions().unwrap().captions;
    assert_eq!(again[0].city, captions[0].city);
}
