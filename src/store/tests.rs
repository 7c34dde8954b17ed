//! Tests of edits, undo, conflicts and imports.

use std::ops::ControlFlow;
use std::path::Path;

use super::*;
use crate::model::caption::Facts;
use crate::model::document::{DocumentReading, Mention, MentionKind, SourceDocument};
use crate::model::event::Event;
use crate::model::operation::{NewOperation, OperationKind};
use crate::text::identity::{caption_id, document_hash};

pub(super) fn reading(name: &str, captions: u32) -> DocumentReading {
    let text = format!("{name} {captions}");
    let hash = document_hash(text.as_bytes());
    let caption = |n: u32| {
        let mut facts = Facts::default();
        facts.credit.credit.creators = vec![format!("Person {}", n % 7)];
        facts.credit.credit.agency = Some("AP".into());
        facts.date_created = PartialDate::day(2024, 8, 1 + n % 28);
        facts.persons_shown = vec!["Léon Marchand".into()];
        PrintedCaption {
            id: caption_id(hash, n + 1, 0),
            line: Some(n + 1),
            last_line: Some(n + 1),
            description: format!("Fireworks number {n} over the stadium"),
            credit_line: Some(format!("AP/Person {}", n % 7)),
            facts,
        }
    };
    DocumentReading {
        document: SourceDocument {
            hash,
            name: name.into(),
            encoding: "UTF-8".into(),
            replaced: 0,
            date: PartialDate::day(2024, 8, 12),
            headline: Some("Closing".into()),
            text,
            mentions: vec![Mention { line: 1, name: "Somebody".into(), kind: MentionKind::Name }],
            event: None,
        },
        captions: (0..captions).map(caption).collect(),
        rejected: Vec::new(),
    }
}

pub(super) fn filled(path: &Path) -> Store {
    let mut store = Store::create(path).unwrap();
    import(&mut store, &[reading("a.txt", 5), reading("b.txt", 3)]);
    store
}

pub(super) fn import(store: &mut Store, all: &[DocumentReading]) -> ImportDone {
    let mut import = store.begin_import("Imported", "desk", "2024-08-12T07:30:00Z", None).unwrap();
    for reading in all {
        import.add(reading).unwrap();
    }
    import.finish().unwrap()
}

fn op(kind: OperationKind, target: Option<OperationId>, edits: Vec<Edit>) -> NewOperation {
    let at = "2024-08-12T07:30:00Z".into();
    NewOperation {
        kind,
        label: "A change".into(),
        why: Some("phoned".into()),
        by: "desk".into(),
        at,
        target,
        edits,
    }
}

fn set(store: &mut Store, id: CaptionId, field: Field, old: Option<&str>, new: &str) -> Result<OperationId> {
    let value = |s: &str| Value::Text(s.into());
    let edit = Edit::Set { caption: id, field, old: old.map(value), new: Some(value(new)) };
    store.commit(&op(OperationKind::Set, None, vec![edit]), &[], &[])
}

fn undo(store: &mut Store, target: Option<OperationId>) -> Result<OperationId> {
    let plan = store.plan_undo(target)?;
    store.commit(&op(OperationKind::Undo, Some(plan.target.id), plan.edits), &[], &[])
}

fn redo(store: &mut Store) -> Result<OperationId> {
    let plan = store.plan_redo(None)?;
    store.commit(&op(OperationKind::Redo, Some(plan.target.id), plan.edits), &[], &[])
}

fn all(store: &Store) -> Vec<CaptionRow> {
    let mut rows = Vec::new();
    let mut each = |c| {
        rows.push(c);
        ControlFlow::Continue(())
    };
    store.scan(&mut each).unwrap();
    assert_eq!(store.count().unwrap(), rows.len() as u64);
    rows
}

fn headline(store: &Store, id: CaptionId) -> Option<String> {
    let row = store.find(id).unwrap().unwrap();
    row.set.iter().find(|s| s.field == Field::Headline).map(|s| s.value.cell())
}

fn words(store: &Store, text: &str) -> usize {
    store.words(&[text.into()]).unwrap().unwrap().len()
}

#[test]
fn what_was_imported_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.captions");
    drop(filled(&path));
    let store = Store::open(&path, Access::Read).unwrap();
    let (a, rows) = (reading("a.txt", 5), all(&store));
    assert_eq!(rows.len(), 8);
    for (row, printed) in rows.iter().zip(&a.captions) {
        assert_eq!((row.id, &row.facts, row.document), (printed.id, &printed.facts, Some(0)));
        assert_eq!((&row.description, &row.credit_line), (&printed.description, &printed.credit_line));
        assert_eq!(store.ids_with_prefix(&row.id.to_string()[..14], 9).unwrap(), [row.id]);
    }
    assert_eq!(store.rows(&[rows[3].row, 999, rows[0].row]).unwrap(), [rows[3].clone(), rows[0].clone()]);
    assert_eq!(store.documents().unwrap()[1].name.as_ref(), "b.txt");
    assert_eq!(store.document_text(a.document.hash).unwrap().as_deref(), Some("a.txt 5"));
    assert_eq!(store.mentions(a.document.hash).unwrap(), a.document.mentions);
    assert_eq!(words(&store, "fireworks num"), 8);
    assert_eq!(words(&store, "leon"), 8);
    assert_eq!(store.words(&["…".into()]).unwrap(), None);
    assert!(matches!(Store::create(&path), Err(StoreError::Exists { .. })));
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.captions");
    let mut store = filled(&path);
    let id = reading("a.txt", 5).captions[0].id;
    assert_eq!(set(&mut store, id, Field::Headline, None, "One").unwrap(), 2);
    assert_eq!(set(&mut store, id, Field::Headline, Some("One"), "Zwölf").unwrap(), 3);
    drop(store);
    let mut store = Store::open(&path, Access::Write).unwrap();
    assert_eq!((words(&store, "zwolf"), words(&store, "one")), (1, 0));
    assert!(matches!(undo(&mut store, Some(2)), Err(StoreError::Conflict(_))));
    assert_eq!(undo(&mut store, None).unwrap(), 4);
    let found = store.find(id).unwrap().unwrap().set;
    assert_eq!((found[0].value.cell().as_str(), found[0].operation), ("One", 2));
    undo(&mut store, None).unwrap();
    assert_eq!(headline(&store, id), None);
    assert_eq!(words(&store, "one"), 0);
    drop(store);
    let mut store = Store::open(&path, Access::Write).unwrap();
    redo(&mut store).unwrap();
    assert_eq!(headline(&store, id).as_deref(), Some("One"));
    redo(&mut store).unwrap();
    assert_eq!(headline(&store, id).as_deref(), Some("Zwölf"));
    assert!(matches!(redo(&mut store), Err(StoreError::NothingToRedo)));
    let in_effect: Vec<bool> = store.operations().unwrap().iter().map(|o| o.in_effect).collect();
    assert_eq!(in_effect, [true, true, false, false, true, true, true]);
    assert!(matches!(undo(&mut store, Some(99)), Err(StoreError::NoSuchOperation(99))));
    assert!(matches!(undo(&mut store, Some(4)), Err(StoreError::NotInEffect(4))));
    // An undo by number, of a change that nothing rests on.
    let other = reading("b.txt", 3).captions[0].id;
    let n = set(&mut store, other, Field::City, None, "Paris").unwrap();
    set(&mut store, id, Field::Country, None, "France").unwrap();
    undo(&mut store, Some(n)).unwrap();
    assert!(store.find(other).unwrap().unwrap().set.is_empty());
    assert_eq!(store.head().unwrap(), store.derived_from().unwrap().1);
}

#[test]
fn two_processes_never_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.captions");
    let mut one = filled(&path);
    let mut two = Store::open(&path, Access::Write).unwrap();
    let ids: Vec<CaptionId> = all(&one).iter().map(|c| c.id).collect();
    for n in 0..20 {
        let store = if n % 3 == 0 { &mut one } else { &mut two };
        let id = ids[n % ids.len()];
        let old = headline(store, id);
        set(store, id, Field::Headline, old.as_deref(), &n.to_string()).unwrap();
    }
    assert_eq!(one.head().unwrap(), 21);
    assert!(one.changed_elsewhere().unwrap() && !one.changed_elsewhere().unwrap());
    let stale = set(&mut one, ids[0], Field::Headline, Some("0"), "stale");
    assert!(matches!(stale, Err(StoreError::Conflict(c)) if c[0].caption == Some(ids[0])));
    assert_eq!(one.operations().unwrap(), two.operations().unwrap());
    assert_eq!(all(&one), all(&two));
    assert_eq!(one.head().unwrap(), 21);
}

#[test]
fn imports_show_when_complete_and_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.captions");
    let mut store = filled(&path);
    let again = import(&mut store, &[reading("a.txt", 5)]);
    assert_eq!((again.operation, again.already, store.head().unwrap()), (None, 1, 1));
    let other = Store::open(&path, Access::Read).unwrap();
    let mut open = store.begin_import("More", "desk", "2024-08-12T07:30:00Z", None).unwrap();
    open.add(&reading("c.txt", 4)).unwrap();
    open.flush().unwrap();
    assert_eq!((all(&other).len(), other.documents().unwrap().len()), (8, 2));
    let id = reading("b.txt", 3).captions[0].id;
    let mut writer = Store::open(&path, Access::Write).unwrap();
    let busy = writer.begin_import("", "", "", None).err();
    assert!(matches!(busy, Some(StoreError::Busy { .. })));
    set(&mut writer, id, Field::Headline, None, "meanwhile").unwrap();
    open.serve(|s| set(s, id, Field::City, None, "Paris")).unwrap();
    let done = open.finish().unwrap();
    assert_eq!((done.operation, done.captions), (Some(4), 4));
    assert_eq!(all(&other).len(), 12);
    // Undone, shown again by another import, and refused where a hand has worked on it.
    undo(&mut store, None).unwrap();
    assert_eq!(all(&other).len(), 8);
    assert_eq!(import(&mut store, &[reading("c.txt", 4)]).documents, 1);
    assert_eq!(all(&other).len(), 12);
    assert!(matches!(undo(&mut store, Some(1)), Err(StoreError::Conflict(_))));
}

#[test]
fn an_import_left_open_is_discarded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.captions");
    let mut store = filled(&path);
    let event: Event = serde_json::from_str(r#"{"name": "E"}"#).unwrap();
    for cancel in [true, false] {
        let mut open = store.begin_import("More", "desk", "2024-08-12T07:30:00Z", None).unwrap();
        open.add(&reading("c.txt", 4)).unwrap();
        open.put_events(std::slice::from_ref(&event)).unwrap();
        open.flush().unwrap();
        open.add(&reading("d.txt", 4)).unwrap();
        if cancel { open.cancel().unwrap() } else { drop(open) }
    }
    assert_eq!((all(&store).len(), words(&store, "fireworks")), (8, 12));
    drop(store);
    let mut store = Store::open(&path, Access::Write).unwrap();
    assert_eq!((words(&store, "fireworks"), store.events().unwrap().len()), (8, 0));
    assert_eq!(import(&mut store, &[reading("c.txt", 4)]).captions, 4);
    assert_eq!(all(&store).len(), 12);
    store.quick_check().unwrap();
}

#[test]
fn added_hidden_and_dismissed() {
    let mut store = Store::in_memory().unwrap();
    let a = reading("a.txt", 5);
    import(&mut store, std::slice::from_ref(&a));
    let mut printed = a.captions[0].clone();
    printed.id = CaptionId(u64::MAX);
    printed.line = Some(2);
    let shown = Edit::Present { caption: printed.id, old: false, new: true };
    let hidden = Edit::Present { caption: a.captions[4].id, old: true, new: false };
    let dismissed =
        Edit::Dismiss { check: "c".into(), key: "k".into(), old: None, new: Some("right".into()) };
    let new = NewCaption { printed, document: Some(a.document.hash) };
    store.commit(&op(OperationKind::Add, None, vec![shown, hidden, dismissed]), &[new], &[]).unwrap();
    let lines: Vec<_> = all(&store).iter().map(|c| c.line.unwrap()).collect();
    assert_eq!(lines, [1, 2, 2, 3, 4]);
    assert_eq!(store.dismissals().unwrap()[0].note, "right");
    undo(&mut store, None).unwrap();
    assert_eq!((all(&store).len(), store.dismissals().unwrap().len()), (5, 0));
    assert_eq!(store.edits(3).unwrap().len(), 3);
}
