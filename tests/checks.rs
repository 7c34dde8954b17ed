//! The examples on the checks' pages run: what stands under `finds` is found, with just the words marked that the block's
//! `marks="…"` says (several are joined by ` | `); what stands under `silent` is not. Where all fixes of an example are made,
//! its problem is gone and no other has come. A line `=====` parts the documents of a block; `style="…"` names the
//! house style that it is checked with, `date="…"` the day that the desk has given its captions.

use caption_desk::checks;
use caption_desk::desk::{Cancel, Library, Session, Snapshot, Unwatched, check_page};
use caption_desk::model::event::Event;
use caption_desk::model::field::{Field, Value};
use caption_desk::model::finding::{CaptionRef, Finding};

/// A fenced block of a page: the article, and what is known of an event beside it.
struct Block {
    article: String,
    /// The words that the finding marks in the captions that it concerns.
    marks: String,
    event: Option<Event>,
    /// The house style that it is checked with.
    style: Option<String>,
    /// The day that the desk has given its captions.
    date: Option<String>,
}

/// The fenced blocks of a page that are marked with `kind`.
fn blocks(page: &str, kind: &str) -> Vec<Block> {
    let open = format!("```{kind}");
    let block = |rest: &str| {
        let (head, body) = rest.split_once('\n').unwrap();
        let value = |key: &str| {
            let at = head.split_once(&format!("{key}=\""))?.1;
            Some(at.split('"').next().unwrap().to_owned())
        };
        let time = |key: &str| value(key).map(|t| format!("{t}:00").parse().unwrap());
        let event = value("event").map(|name| Event {
            name,
            sublocation: None,
            city: None,
            country: None,
            zone: None,
            begins: time("begins"),
            ends: time("ends"),
            past_midnight: false,
        });
        let marks = value("marks").unwrap_or_default();
        let style = value("style");
        let date = value("date");
        Block {
            marks,
            style,
            date,
            article: body.split("\n```").next().unwrap_or_default().to_owned(),
            event,
        }
    };
    page.split(&open).skip(1).map(block).collect()
}

/// The words of a caption that a finding marks.
fn marked<'a>(snapshot: &'a Snapshot, reference: &'a CaptionRef) -> Vec<&'a str> {
    let caption = snapshot.captions.iter().find(|c| c.id == reference.id).unwrap();
    let text = |field: Field| match field {
        Field::Description => caption.description.as_str(),
        Field::CreditLine => caption.credit_line.as_deref().unwrap_or_default(),
        other => panic!("no words are marked in {other:?}"),
    };
    reference.marks.iter().map(|m| &text(m.field)[m.span.clone()]).collect()
}

/// What the window and the terminal underline in an example stands in captions that the finding concerns.
fn where_shown(page: &str, block: &Block, snapshot: &Snapshot, finding: &Finding) {
    let info = page.split("```").find(|part| part.ends_with(&format!("\n{}\n", block.article))).unwrap();
    let info = info.lines().next().unwrap();
    for span in check_page::marked(info, &block.article) {
        let line = block.article[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let line = block.article[line..].lines().next().unwrap();
        let own = |c: &CaptionRef| {
            let caption = snapshot.captions.iter().find(|s| s.id == c.id).unwrap();
            line.contains(&caption.description)
        };
        assert!(finding.captions.iter().any(own), "{}: {info}: {line}", finding.check);
    }
}

/// Makes a finding's fixes: it is gone then, and nothing new is found.
fn fixed(session: &mut Session, before: &Snapshot, finding: &Finding, article: &str) {
    if finding.fixes.is_empty() {
        return;
    }
    session.apply_fixes(&finding.fixes, "an example").unwrap();
    let after = session.snapshot().unwrap();
    let left: Vec<_> = after.findings.iter().map(|f| (&f.check, &f.message)).collect();
    let still = after.findings.iter().find(|f| f.check == finding.check && f.captions == finding.captions);
    assert!(
        still.is_none() && left.len() < before.findings.len(),
        "{} in\n{article}\n{left:?}",
        finding.check
    );
}

fn snapshot(block: &Block, without_credit: bool) -> (tempfile::TempDir, Session, Snapshot) {
    let folder = tempfile::tempdir().unwrap();
    let mut documents = Vec::new();
    for (n, article) in block.article.split("\n=====\n").enumerate() {
        let document = folder.path().join(format!("example-{n}.txt"));
        std::fs::write(&document, article).unwrap();
        documents.push(document);
    }
    let catalog = folder.path().join("example.captions");
    let mut session = Session::create(&catalog, Library::builtin(), "a desk".into()).unwrap();
    session.import(&documents, &Unwatched, &Cancel::default()).unwrap();
    let ids: Vec<_> = session.captions().unwrap().captions.iter().map(|c| c.id).collect();
    if without_credit {
        session.set(&ids, Field::CreditLine, &Value::Null, None).unwrap();
    }
    if let Some(event) = &block.event {
        session.set(&ids, Field::Event, &Value::Text(event.name.clone()), None).unwrap();
        session.set_event(&event.name, Some(event.clone()), None).unwrap();
    }
    if let Some(date) = &block.date {
        session.set(&ids, Field::DateCreated, &Value::Text(date.clone()), None).unwrap();
    }
    if let Some(style) = &block.style {
        session.set_style(style, None).unwrap();
    }
    let snapshot = session.snapshot().unwrap();
    (folder, session, snapshot)
}

#[test]
fn examples_on_the_pages() {
    for check in checks::all() {
        let (finds, silent) = (blocks(check.page, "finds"), blocks(check.page, "silent"));
        assert!(!finds.is_empty() && !silent.is_empty(), "{} needs an example of each kind", check.id);
        for block in finds {
            let (_folder, mut session, snapshot) =
                snapshot(&block, check.page.contains("`set credit_line \"\"`"));
            let found: Vec<_> = snapshot.findings.iter().filter(|f| f.check == check.id).collect();
            let all: Vec<_> = snapshot.findings.iter().map(|f| &f.check).collect();
            assert_eq!(found.len(), 1, "{}: {all:?} in\n{}", check.id, block.article);
            assert!(!found[0].evidence.is_empty() && !found[0].captions.is_empty(), "{}", check.id);
            let marked: Vec<&str> = found[0].captions.iter().flat_map(|c| marked(&snapshot, c)).collect();
            assert_eq!(marked.join(" | "), block.marks, "{}: what is marked in\n{}", check.id, block.article);
            where_shown(check.page, &block, &snapshot, found[0]);
            for e in &found[0].evidence {
                assert!(e.marks.iter().all(|m| e.text.get(m.clone()).is_some()), "{}: {e:?}", check.id);
            }
            fixed(&mut session, &snapshot, found[0], &block.article);
        }
        for block in silent {
            let (_folder, _, snapshot) = snapshot(&block, false);
            assert!(!snapshot.captions.is_empty(), "{}: nothing was read in\n{}", check.id, block.article);
            let found = snapshot.findings.iter().find(|f| f.check == check.id);
            assert!(found.is_none(), "{}: {found:?} in\n{}", check.id, block.article);
        }
    }
}
