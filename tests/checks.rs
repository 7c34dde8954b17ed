//! The examples on the checks' pages run: what stands under `finds` is found, what stands under `silent` is not.

use caption_desk::checks;
use caption_desk::desk::{Cancel, Library, Session, Snapshot, Unwatched};
use caption_desk::model::field::{Field, Value};

/// The fenced blocks of a page that are marked with `kind`.
fn blocks(page: &str, kind: &str) -> Vec<String> {
    let open = format!("```{kind}\n");
    page.split(&open).skip(1).map(|rest| rest.split("\n```").next().unwrap_or_default().to_owned()).collect()
}

fn snapshot(article: &str, without_credit: bool) -> Snapshot {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("example.txt");
    std::fs::write(&document, article).unwrap();
    let catalog = folder.path().join("example.captions");
    let mut session = Session::create(&catalog, Library::builtin(), "a desk".into()).unwrap();
    session.import(&[document], &Unwatched, &Cancel::default()).unwrap();
    if without_credit {
        let ids: Vec<_> = session.captions().unwrap().captions.iter().map(|c| c.id).collect();
        session.set(&ids, Field::CreditLine, &Value::Null, None).unwrap();
    }
    session.snapshot().unwrap()
}

#[test]
fn examples_on_the_pages() {
    for check in checks::all() {
        let (finds, silent) = (blocks(check.page, "finds"), blocks(check.page, "silent"));
        assert!(!finds.is_empty() && !silent.is_empty(), "{} needs an example of each kind", check.id);
        for article in finds {
            let snapshot = snapshot(&article, check.page.contains("`set credit_line \"\"`"));
            let found: Vec<_> = snapshot.findings.iter().filter(|f| f.check == check.id).collect();
            let all: Vec<_> = snapshot.findings.iter().map(|f| &f.check).collect();
            assert_eq!(found.len(), 1, "{}: {all:?} in\n{article}", check.id);
            assert!(!found[0].evidence.is_empty() && !found[0].captions.is_empty(), "{}", check.id);
        }
        for article in silent {
            let snapshot = snapshot(&article, false);
            assert!(!snapshot.captions.is_empty(), "{}: nothing was read in\n{article}", check.id);
            let found = snapshot.findings.iter().find(|f| f.check == check.id);
            assert!(found.is_none(), "{}: {found:?} in\n{article}", check.id);
        }
    }
}
