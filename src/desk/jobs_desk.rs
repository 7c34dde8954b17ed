//! The jobs behind the window: each on a thread of its own, with its own connection to the catalog. A defect in a job
//! becomes one line in the window, and the rest goes on.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::edit::EditReport;
use super::error::DeskError;
use super::jobs::{Cancel, Progress, give_way};
use super::library::Library;
use super::listing;
use super::now;
use super::pending::Pending;
use super::proposed::{Chosen, Proposed};
use super::reader::read_all;
use super::rewrite::Rewrite;
use super::session::{Session, Where};
use super::snapshot::Snapshot;
use super::view::{Answer, Busy, Problems, Saved, Scope, SheetPreview};
use super::walk;
use super::worker::{Checked, Loaded, Message, Start, Teller};
use crate::checks::Mentioned;
use crate::exporters;
use crate::model::caption::CaptionId;
use crate::model::field::{Field, Value};
use crate::model::finding::Fix;
use crate::store::{Access, Added};

/// Runs a job on its own thread; what it returns, or why it failed, goes to the desk.
fn job(own: Sender<Message>, act: impl FnOnce() -> Result<Option<Message>, DeskError> + Send + 'static) {
    job_or(own, |why| Message::Ended(Some(Answer::Failed(why))), act);
}

/// As [`job`], with a message of its own for a failure.
fn job_or(
    own: Sender<Message>,
    failed: fn(String) -> Message,
    act: impl FnOnce() -> Result<Option<Message>, DeskError> + Send + 'static,
) {
    let told = own.clone();
    let spawned = std::thread::Builder::new().name("job".into()).spawn(move || {
        let ended = match catch_unwind(AssertUnwindSafe(act)) {
            Ok(Ok(message)) => message,
            Ok(Err(DeskError::Cancelled)) => Some(failed("Stopped; nothing of it was kept".into())),
            Ok(Err(error)) => Some(failed(error.to_string())),
            Err(_) => Some(failed(
                "a job went wrong inside the program, which is a defect; nothing of it was kept".into(),
            )),
        };
        if let Some(message) = ended {
            let _ = own.send(message);
        }
    });
    if spawned.is_err() {
        let words = "the system gives no thread for the job; close other programs and try again";
        let _ = told.send(failed(words.into()));
    }
}

fn reading(start: Start, path: PathBuf) -> Result<Session, DeskError> {
    Session::open(&Where::File(path), Access::Read, start.library, start.by)
}

/// Makes the index anew, then runs the checks. `first`: the desk has no index yet.
pub fn load(
    start: Start,
    path: PathBuf,
    (generation, first): (u64, bool),
    teller: Teller,
    cancel: Cancel,
    own: Sender<Message>,
) {
    let out = own.clone();
    job_or(own, Message::NotLoaded, move || {
        let began = Instant::now();
        if reading(start.clone(), path.clone())?.is_outdated()? {
            let place = Where::File(path.clone());
            let told = Told::new("Bringing the catalog up to date", teller.clone());
            let done = Session::open(&place, Access::Write, start.library.clone(), start.by.clone())
                .and_then(|mut session| session.refresh(&told, &cancel));
            teller.tell(Answer::Busy(None));
            // Stopped or not to be written, it is shown as it would be, and brought up to date another time.
            drop(done);
        }
        // Who opens a catalog waits for the list; afterwards the desk has one.
        if !first {
            give_way();
        }
        let session = reading(start, path)?;
        let revision = session.store.head()?;
        let index = Arc::new(session.index()?);
        let names = listing::names(&index);
        // What takes long when it is first asked for is made while nobody waits for it: of a catalog that is being opened when it
        // is in view, later before the new index takes the place of the old one.
        if !first {
            index.prepare();
        }
        let loaded = Loaded { generation, revision, index: index.clone(), names };
        let _ = out.send(Message::Loaded(Box::new(loaded)));
        index.prepare();
        give_way();
        drop(index);
        let snapshot = session.snapshot()?;
        let events = snapshot.events_seen();
        let prose = session.prose()?;
        let (words, revision) = (session.own_words()?, snapshot.revision);
        let Snapshot { findings, dismissed, captions, rows, named, .. } = snapshot;
        // All captions go before what stays is set close together.
        drop((captions, rows));
        let problems = Problems { words, named, open: findings, dismissed, events, ..Problems::default() };
        let (problems, prose) = close_together(problems, prose);
        let took = began.elapsed();
        Ok(Some(Message::Checked(Box::new(Checked { generation, revision, problems, prose, took }))))
    });
}

/// From so many problems on it is worth to copy them.
const SCATTERED: usize = 5_000;

/// The problems again, each behind the other, with what stands beside them. They were found among millions of words that are gone
/// by now, and each page of memory that still holds one of them stays with the program as a whole; a thread of its own takes pages
/// of its own.
fn close_together(problems: Problems, prose: Vec<Mentioned>) -> (Problems, Vec<Mentioned>) {
    if problems.open.len() < SCATTERED {
        return (problems, prose);
    }
    let copy = || {
        // The names of documents are shared, by what stays and by what has gone.
        let mut names: HashMap<Arc<str>, Arc<str>> = HashMap::new();
        let mut name = |shared: &mut Arc<str>| {
            *shared = names.entry(shared.clone()).or_insert_with(|| Arc::from(&**shared)).clone();
        };
        let mut open = Vec::with_capacity(problems.open.len());
        for finding in &problems.open {
            let mut finding = (**finding).clone();
            finding.evidence.iter_mut().for_each(|e| name(&mut e.document));
            finding.captions.iter_mut().for_each(|c| name(&mut c.document));
            open.push(Arc::new(finding));
        }
        (Problems { open, ..problems.clone() }, prose.clone())
    };
    let copied = std::thread::scope(|s| s.spawn(copy).join());
    // Where the copy failed, what was found serves as well.
    copied.unwrap_or((problems, prose))
}

/// Tells the window how far a job is, not more often than it can be seen.
struct Told {
    what: &'static str,
    teller: Teller,
    last: Mutex<Option<Instant>>,
}

impl Told {
    fn new(what: &'static str, teller: Teller) -> Told {
        teller.tell(Answer::Busy(Some(Busy { what, done: 0, total: 0 })));
        Told { what, teller, last: Mutex::new(None) }
    }
}

impl Progress for Told {
    fn step(&self, done: usize, total: usize) {
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if last.is_some_and(|at| at.elapsed() < Duration::from_millis(50)) {
            return;
        }
        *last = Some(Instant::now());
        self.teller.tell(Answer::Busy(Some(Busy { what: self.what, done, total })));
    }
}

/// Sets fields of many captions: one operation.
pub fn set(
    start: Start,
    path: PathBuf,
    (ids, values, why): (Vec<CaptionId>, Vec<(Field, Value)>, Option<String>),
    teller: Teller,
    own: Sender<Message>,
) {
    job(own, move || {
        let _told = Told::new("Changing", teller);
        let mut session = Session::open(&Where::File(path), Access::Write, start.library, start.by)?;
        let report = session.set_fields(&ids, &values, why.as_deref())?;
        changed(&session, report)
    });
}

/// Applies very many fixes: one operation.
pub fn fix(
    start: Start,
    path: PathBuf,
    (fixes, why): (Vec<Fix>, String),
    teller: Teller,
    own: Sender<Message>,
) {
    job(own, move || {
        let _told = Told::new("Applying fixes", teller);
        let mut session = Session::open(&Where::File(path), Access::Write, start.library, start.by)?;
        let report = session.apply_fixes(&fixes, &why)?;
        changed(&session, report)
    });
}

/// Makes very many changes that were listed: one operation.
pub fn rewrite(
    start: Start,
    path: PathBuf,
    (proposed, chosen, verb): (Arc<Proposed>, Chosen, String),
    teller: Teller,
    own: Sender<Message>,
) {
    job(own, move || {
        let _told = Told::new("Changing", teller);
        let mut session = Session::open(&Where::File(path), Access::Write, start.library, start.by)?;
        let report = session.rewrite(&proposed, &chosen, &verb)?;
        changed(&session, report)
    });
}

/// What a change in a job came to.
fn changed(session: &Session, report: EditReport) -> Result<Option<Message>, DeskError> {
    let what = match report.operation {
        Some(_) => session.operations()?.first().map(|o| o.label.clone()).unwrap_or_default(),
        None => "Nothing to change: it is so already".to_owned(),
    };
    let notes = report.notes.into_iter().take(1).collect();
    let saved = Saved { what, notes, operation: report.operation, made: Vec::new(), at: now() };
    Ok(Some(Message::Changed(Box::new(Answer::Saved(saved)))))
}

/// Reads documents for a report.
pub fn read(paths: Vec<PathBuf>, library: Library, teller: Teller, cancel: Cancel, own: Sender<Message>) {
    job(own, move || {
        let told = Told::new("Reading", teller);
        let mut documents = Vec::new();
        let walk = walk::walk(&paths);
        let read = read_all(walk, &library, &told, &cancel, &mut |reading| {
            documents.push(reading);
            Ok(())
        })?;
        Ok(Some(Message::Report(Box::new((documents, read)))))
    });
}

/// Adds what was read to the catalog: one operation.
pub fn commit(
    start: Start,
    path: PathBuf,
    pending: Pending,
    teller: Teller,
    cancel: Cancel,
    own: Sender<Message>,
) {
    job(own, move || {
        let told = Told::new("Adding", teller);
        let mut session = Session::open(&Where::File(path), Access::Write, start.library, start.by)?;
        let count = pending.documents.len();
        let label = format!("Imported {count} {}", if count == 1 { "document" } else { "documents" });
        let by = session.by.clone();
        let mut import = session.store.begin_import(&label, &by, &now(), None)?;
        let (mut documents, mut captions, mut already) = (0, 0, 0);
        for (n, reading) in pending.documents.iter().enumerate() {
            if cancel.is_cancelled() {
                import.cancel()?;
                return Err(DeskError::Cancelled);
            }
            match import.add(reading)? {
                Added::New { captions: new } => {
                    documents += 1;
                    captions += new;
                }
                Added::Back => {
                    documents += 1;
                    captions += reading.captions.len();
                }
                Added::Already => already += 1,
            }
            told.step(n + 1, count);
        }
        if documents > 0 {
            import.finish()?;
            let mut aside: Vec<_> = pending.aside.iter().copied().collect();
            aside.sort();
            aside.retain(|id| session.store.find(*id).is_ok_and(|row| row.is_some()));
            if !aside.is_empty() {
                session.set_aside(&aside, None)?;
            }
        } else {
            import.cancel()?;
        }
        let answer = Answer::Imported { documents, captions, already, read: pending.read };
        Ok(Some(Message::Imported(Box::new(answer))))
    });
}

fn positions(snapshot: &Snapshot, scope: &Scope) -> Result<Vec<usize>, DeskError> {
    Ok(match scope {
        Scope::All => snapshot.for_sheet(&Snapshot::parse_filter(&[])?),
        Scope::Filter(text) => snapshot.for_sheet(&Snapshot::parse_filter(std::slice::from_ref(text))?),
        Scope::These(rows) => {
            let wanted: std::collections::HashSet<_> = rows.iter().collect();
            (0..snapshot.captions.len()).filter(|n| wanted.contains(&snapshot.rows[*n])).collect()
        }
    })
}

/// How many captions a preview shows.
const PREVIEWED: usize = 20;

/// Writes the beginning of a sheet for the window.
pub fn preview(start: Start, path: PathBuf, number: u64, format: String, scope: Scope, teller: Teller) {
    let act = move || -> Result<(SheetPreview, usize, usize), DeskError> {
        let exporter = exporters::by_format(&format)
            .ok_or_else(|| DeskError::refused(format!("there is no format \"{format}\"")))?;
        let session = reading(start, path)?;
        let snapshot = session.snapshot()?;
        let positions = positions(&snapshot, &scope)?;
        let mut out = Vec::new();
        let first = &positions[..positions.len().min(PREVIEWED)];
        session.export(&snapshot, first, exporter, None, &mut out)?;
        let sheet = if exporter.extension() == "csv" {
            let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
            let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&*out);
            SheetPreview::Table(rows.records().filter_map(Result::ok).map(cells).collect())
        } else {
            SheetPreview::Text(String::from_utf8_lossy(&out).chars().take(20_000).collect())
        };
        Ok((sheet, positions.len(), snapshot.codes_left(&positions)))
    };
    std::thread::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(act));
        let answer = match result {
            Ok(Ok((sheet, captions, codes))) => Answer::Preview { number, sheet: Ok(sheet), captions, codes },
            Ok(Err(e)) => Answer::Preview { number, sheet: Err(e.to_string()), captions: 0, codes: 0 },
            Err(_) => {
                let words = "the preview failed, which is a defect of this program".to_owned();
                Answer::Preview { number, sheet: Err(words), captions: 0, codes: 0 }
            }
        };
        teller.tell(answer);
    });
}

/// Lists what a change of many captions would change. Where it is stopped, a newer one is wanted or none.
pub fn propose(
    start: Start,
    path: PathBuf,
    (number, scope, rewrite): (u64, Scope, Rewrite),
    teller: Teller,
    cancel: Cancel,
    own: Sender<Message>,
) {
    job(own, move || {
        let told = Told::new("Looking", teller);
        let list = || -> Result<Proposed, DeskError> {
            let session = reading(start, path)?;
            let snapshot = session.captions_watched(&cancel)?;
            let mut wanted = vec![false; snapshot.captions.len()];
            match &scope {
                Scope::These(rows) => {
                    let rows: std::collections::HashSet<_> = rows.iter().collect();
                    wanted.iter_mut().zip(&snapshot.rows).for_each(|(w, row)| *w = rows.contains(row));
                }
                Scope::All => wanted.fill(true),
                Scope::Filter(text) => {
                    let filter = Snapshot::parse_filter(std::slice::from_ref(text))?;
                    snapshot.filtered(&filter).into_iter().for_each(|n| wanted[n] = true);
                }
            }
            session.rewritten(&snapshot, &|n| wanted[n], &rewrite, &told, &cancel)
        };
        let proposed = match list() {
            Err(DeskError::Cancelled) => Err("Stopped; nothing was changed".to_owned()),
            other => other.map(Arc::new).map_err(|e| e.to_string()),
        };
        Ok(Some(Message::Ended(Some(Answer::Proposed { number, proposed }))))
    });
}

/// Writes a sheet to a file.
pub fn export(
    start: Start,
    catalog: PathBuf,
    format: String,
    scope: Scope,
    path: PathBuf,
    own: Sender<Message>,
) {
    job(own, move || {
        let exporter = exporters::by_format(&format)
            .ok_or_else(|| DeskError::refused(format!("there is no format \"{format}\"")))?;
        let session = reading(start, catalog)?;
        let snapshot = session.snapshot()?;
        let positions = positions(&snapshot, &scope)?;
        session.export(&snapshot, &positions, exporter, Some(&path), &mut std::io::sink())?;
        Ok(Some(Message::Ended(Some(Answer::Exported { path, captions: positions.len() }))))
    });
}
