//! The verbs that write.

use std::io::{BufRead, Write};
use std::sync::Arc;

use super::Done;
use super::args::*;
use super::output;
use crate::desk::{Cancel, DateAnswer, DeskError, EditReport, Library, NewWords, Session, Undone};
use crate::model::caption::CaptionId;
use crate::model::date::PartialDate;
use crate::model::field::{Field, Value};
use crate::model::finding::Finding;

pub(super) fn say(out: &mut dyn Write, line: &str) -> Result<(), DeskError> {
    writeln!(out, "{line}").map_err(|e| DeskError::file("standard output", &e))
}

/// `new`
pub fn new(a: &NewArgs, library: Library, by: String, out: &mut dyn Write) -> Done {
    let builtin = match a.from.as_deref() {
        None => false,
        Some("builtin") => true,
        Some(other) => {
            return Err(DeskError::refused(format!("--from takes builtin, not \"{other}\"")));
        }
    };
    if a.catalog.as_os_str() == "builtin" {
        return Err(DeskError::refused(
            "builtin names the built-in catalog; for a file of that name give ./builtin",
        ));
    }
    if let Some(style) = a.style.as_deref().filter(|s| *s != "none") {
        // A slip is told before there is a file.
        library.styles.named(style)?;
    }
    let mut session = Session::create(&a.catalog, library, by)?;
    if builtin {
        session.import_builtin()?;
    }
    if let Some(style) = &a.style {
        session.set_style(style, None)?;
    }
    say(out, &format!("made {}", a.catalog.display()))?;
    Ok(0)
}

/// `import`
pub fn import(a: &ImportArgs, mut session: Session, out: &mut dyn Write) -> Done {
    let bar = output::Bar::new();
    let report = session.import(&a.paths, &bar, &Cancel::default());
    bar.finish();
    let report = report?;
    output::skipped(&report.read);
    if report.read.documents == 0 {
        return Err(DeskError::refused("nothing was imported: no document could be read"));
    }
    let documents = output::count(report.added, "document", "documents");
    let captions = output::count(report.captions, "caption", "captions");
    say(out, &format!("added {captions} from {documents}"))?;
    if !report.already.is_empty() {
        let already = output::count(report.already.len(), "document was", "documents were");
        say(out, &format!("{already} in the catalog already"))?;
    }
    Ok(u8::from(report.read.has_faults()))
}

fn field(key: &str) -> Result<Field, DeskError> {
    Field::from_key(key).ok_or_else(|| {
        let known: Vec<_> = Field::all().map(Field::key).collect();
        DeskError::refused(format!(
            "there is no field \"{key}\" that can be set; the fields are {}",
            known.join(", ")
        ))
    })
}

fn set_one(
    session: &mut Session,
    id: &str,
    key: &str,
    typed: &str,
    why: Option<&str>,
) -> Result<(CaptionId, EditReport), DeskError> {
    let field = field(key)?;
    let value = Value::parse(field, typed).map_err(DeskError::Refused)?;
    let id = session.resolve_id(id)?;
    Ok((id, session.set(&[id], field, &value, why)?))
}

/// `set`
pub fn set(a: &SetArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    if let Some(path) = &a.batch {
        return set_batch(path, a.why.as_deref(), session, out);
    }
    let (Some(id), Some(key), Some(value)) = (&a.id, &a.field, &a.value) else {
        return Err(DeskError::refused("set takes ID FIELD VALUE"));
    };
    let (id, report) = set_one(session, id, key, value, a.why.as_deref())?;
    told(out, &format!("{key} of {id}"), &report)
}

pub(super) fn told(out: &mut dyn Write, what: &str, report: &EditReport) -> Done {
    match report.operation {
        Some(operation) => say(out, &format!("saved {what} (operation {operation})"))?,
        None => say(out, &format!("{what} is so already; nothing changed"))?,
    }
    for note in &report.notes {
        say(out, &format!("  {note}"))?;
    }
    Ok(0)
}

/// Each line is saved on its own and then said so: what was said is kept, whatever happens next.
fn set_batch(path: &std::path::Path, why: Option<&str>, session: &mut Session, out: &mut dyn Write) -> Done {
    let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(std::io::BufReader::new(std::io::stdin()))
    } else {
        Box::new(std::io::BufReader::new(std::fs::File::open(path).map_err(|e| DeskError::file(path, &e))?))
    };
    let mut failed = 0usize;
    for (n, line) in reader.lines().enumerate() {
        let line = line.map_err(|e| DeskError::file(path, &e))?;
        if line.trim().is_empty() {
            continue;
        }
        let mut parts = line.splitn(3, '\t');
        let done = match (parts.next(), parts.next(), parts.next()) {
            (Some(id), Some(key), Some(value)) => set_one(session, id, key.trim(), value, why)
                .and_then(|(id, report)| told(out, &format!("{} of {id}", key.trim()), &report)),
            _ => Err(DeskError::refused("a line takes ID, FIELD and VALUE with tabs between them")),
        };
        // Said only after it is saved, and at once.
        out.flush().map_err(|e| DeskError::file("standard output", &e))?;
        if let Err(error) = done {
            eprintln!("caption-desk: {}, line {}: {error}", path.display(), n + 1);
            failed += 1;
        }
    }
    if failed > 0 {
        return Err(DeskError::refused(format!(
            "{} not saved; the others were",
            output::count(failed, "line was", "lines were")
        )));
    }
    Ok(0)
}

/// `add`
pub fn add(a: &AddArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let new = NewWords {
        description: a.description.clone(),
        credit_line: a.credit.clone(),
        document: a.document.clone(),
        line: a.line,
    };
    let (id, operation) = session.add(&new, a.why.as_deref())?;
    say(out, &format!("added {id} (operation {operation})"))?;
    Ok(0)
}

/// `set-aside`
pub fn set_aside(a: &IdsArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let ids = a.ids.iter().map(|id| session.resolve_id(id)).collect::<Result<Vec<_>, _>>()?;
    let report = session.set_aside(&ids, a.why.as_deref())?;
    told(out, &format!("status of {}", output::count(ids.len(), "caption", "captions")), &report)
}

/// `join-picture`
pub fn join_picture(a: &IdsArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let ids = a.ids.iter().map(|id| session.resolve_id(id)).collect::<Result<Vec<_>, _>>()?;
    let Some((keep, others)) = ids.split_first() else { return Ok(0) };
    let done = session.join_picture(*keep, others, a.why.as_deref())?;
    say(out, &format!("kept {keep} for {} more (operation {})", others.len(), done.operation))?;
    Ok(0)
}

/// `date settle`
pub fn settle(a: &SettleArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let answer = match &a.to {
        None => DateAnswer::Keep,
        Some(day) => {
            let parsed = PartialDate::parse(day).filter(|d| d.exact().is_some());
            let day = parsed.ok_or_else(|| {
                DeskError::refused(format!("--to takes a day as 2024-08-11, not \"{day}\""))
            })?;
            let only = a.only.iter().map(|id| session.resolve_id(id)).collect::<Result<Vec<_>, _>>()?;
            if only.is_empty() { DateAnswer::To(day) } else { DateAnswer::Some(day, only) }
        }
    };
    let snapshot = session.snapshot()?;
    // One of the two is there: the command line asks for it.
    let (check, name) = match (&a.scene, &a.event) {
        (Some(scene), _) => ("date-scene-split", scene.as_str()),
        (None, event) => ("date-event-split", event.as_deref().unwrap_or_default()),
    };
    let same = |a: Option<&String>, b: &str| a.is_some_and(|a| a.to_lowercase() == b.to_lowercase());
    let place: std::collections::HashMap<_, usize> =
        snapshot.captions.iter().enumerate().map(|(n, c)| (c.id, n)).collect();
    let caption = |f: &Arc<Finding>| {
        let first = f.captions.first().and_then(|c| place.get(&c.id).copied());
        first.map(|n| &snapshot.captions[n])
    };
    let fits = |f: &&Arc<Finding>| {
        let Some(caption) = caption(f).filter(|_| f.check == check) else { return false };
        let scene = a.scene.as_ref().is_none_or(|scene| same(caption.scene.as_ref(), scene));
        scene && a.event.as_ref().is_none_or(|event| same(caption.event.as_ref(), event))
    };
    let found: Vec<Arc<Finding>> = snapshot.findings.iter().filter(fits).cloned().collect();
    let events: std::collections::BTreeSet<&str> =
        found.iter().filter_map(|f| caption(f)?.event.as_deref()).collect();
    if events.len() > 1 {
        let events: Vec<&str> = events.into_iter().collect();
        return Err(DeskError::refused(format!(
            "\"{name}\" is on two days at several events; say which one with --event: {}",
            events.join(", ")
        )));
    }
    if found.is_empty() {
        return Err(DeskError::refused(format!(
            "\"{name}\" is not on two days, or was settled already; `check` lists what is open"
        )));
    }
    let report = session.settle(&found, &answer, a.note.as_deref())?;
    let captions = output::count(report.captions, "caption", "captions");
    let operation = report.operation.map_or_else(String::new, |o| format!(" (operation {o})"));
    say(out, &format!("settled the dates of {captions} of {name}{operation}"))?;
    Ok(0)
}

fn undone(verb: &str, done: &Undone, out: &mut dyn Write) -> Done {
    let target = &done.target;
    say(out, &format!("{verb} operation {}: {} (operation {})", target.id, target.label, done.operation))?;
    Ok(0)
}

/// `undo`
pub fn undo(a: &UndoArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let done = session.undo(a.operation, a.why.as_deref())?;
    undone("took back", &done, out)
}

/// `redo`
pub fn redo(a: &RedoArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let done = session.redo(a.why.as_deref())?;
    undone("made again", &done, out)
}
