//! The desk's own thread, behind the window: the one writer, and the index that answers lists. The window sends commands
//! and draws the last answers; it never waits. Long work runs in jobs beside it, with progress and cancel.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::error::DeskError;
use super::jobs::Cancel;
use super::library::Library;
use super::pending::Pending;
use super::session::{Session, Where};
use super::view::*;
use super::{jobs_desk, now};
use crate::index::{Index, IndexRow};
use crate::model::caption::{Caption, CaptionId};
use crate::model::field::{Field, Value};
use crate::model::finding::{Finding, Fix};
use crate::model::operation::{Edit, OperationId};
use crate::store::{Access, CaptionRow, DocumentRow};

/// What a desk begins with.
#[derive(Clone)]
pub struct Start {
    pub library: Library,
    /// Who makes the changes, for the history.
    pub by: String,
}

/// The window's end: commands go in, answers come out.
pub struct Desk {
    commands: Sender<Message>,
    answers: Receiver<Answer>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// What the desk's thread hears.
pub(super) enum Message {
    Command(Command),
    /// The index of a catalog was made anew.
    Loaded(Box<Loaded>),
    /// The checks have run.
    Checked(Box<Checked>),
    /// They could not; what was known stays in view.
    NotLoaded(String),
    Report(Box<(Vec<crate::model::document::DocumentReading>, super::reader::ReadReport)>),
    /// A job ended; its answer goes on to the window.
    Ended(Option<Answer>),
    Imported(Box<Answer>),
}

pub(super) struct Loaded {
    pub generation: u64,
    pub index: Index,
    pub names: Names,
}

pub(super) struct Checked {
    pub generation: u64,
    pub revision: i64,
    pub problems: Problems,
    /// For each caption with problems, its row and the checks.
    pub rows: Vec<(i64, Vec<String>)>,
    pub took: Duration,
}

impl Desk {
    /// Starts the desk's thread. `wake` is called after every answer, from that thread.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(start: Start, wake: impl Fn() + Send + Sync + 'static) -> std::io::Result<Desk> {
        let (commands, heard) = channel();
        let (said, answers) = channel();
        let teller = Teller { said, wake: Arc::new(wake) };
        let own = commands.clone();
        let thread = std::thread::Builder::new().name("desk".into()).spawn(move || {
            Worker::new(start, teller, own).run(&heard);
        })?;
        Ok(Desk { commands, answers, thread: Some(thread) })
    }

    /// Asks for something; the answer comes later.
    pub fn send(&self, command: Command) {
        // Where the thread is gone, the window is closing.
        let _ = self.commands.send(Message::Command(command));
    }

    /// The next answer, if one has come.
    pub fn try_recv(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }

    /// Waits for the next answer; for tests and benches.
    pub fn recv(&self, at_most: Duration) -> Option<Answer> {
        self.answers.recv_timeout(at_most).ok()
    }

    /// Ends the thread; what was saved is saved. Waits only for the edit that is being committed.
    pub fn quit(&mut self) {
        self.send(Command::Cancel);
        self.send(Command::Quit);
        let Some(thread) = self.thread.take() else { return };
        let until = Instant::now() + Duration::from_millis(900);
        while !thread.is_finished() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.quit();
    }
}

/// Tells the window something, and wakes it.
#[derive(Clone)]
pub(super) struct Teller {
    said: Sender<Answer>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Teller {
    pub(super) fn tell(&self, answer: Answer) {
        let _ = self.said.send(answer);
        (self.wake)();
    }
}

struct Open {
    session: Session,
    path: PathBuf,
    index: Option<Index>,
    problems: Arc<Problems>,
    /// For each caption, its findings as places in `problems.open`.
    by_caption: HashMap<CaptionId, Vec<u32>>,
    /// Told apart from jobs of a catalog that was open before.
    generation: u64,
    revision: i64,
    /// A check runs.
    checking: bool,
    /// Something changed since the last check began.
    stale: Option<Instant>,
    /// So much has changed that the next check waits for no rest.
    at_once: bool,
    /// How long the last check took: a large catalog waits longer for the next one.
    took: Duration,
}

struct Worker {
    start: Start,
    teller: Teller,
    own: Sender<Message>,
    open: Option<Open>,
    generation: u64,
    list: Option<ListRequest>,
    shown: Option<i64>,
    pending: Option<Pending>,
    cancel: Cancel,
}

type Done<T = ()> = Result<T, DeskError>;

impl Worker {
    fn new(start: Start, teller: Teller, own: Sender<Message>) -> Worker {
        Worker {
            start,
            teller,
            own,
            open: None,
            generation: 0,
            list: None,
            shown: None,
            pending: None,
            cancel: Cancel::default(),
        }
    }

    fn run(mut self, heard: &Receiver<Message>) {
        let mut waiting: Option<Message> = None;
        loop {
            let message = match waiting.take() {
                Some(message) => message,
                None => match heard.recv_timeout(self.patience()) {
                    Ok(message) => message,
                    Err(RecvTimeoutError::Timeout) => {
                        self.guarded(Worker::idle);
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return,
                },
            };
            let message = match message {
                Message::Command(Command::Quit) => return,
                // Only the newest of several lists that wait is wanted: somebody is typing.
                Message::Command(Command::List(mut request)) => {
                    while let Ok(next) = heard.try_recv() {
                        match next {
                            Message::Command(Command::List(newer)) => request = newer,
                            other => {
                                waiting = Some(other);
                                break;
                            }
                        }
                    }
                    Message::Command(Command::List(request))
                }
                other => other,
            };
            self.guarded(|worker| worker.hear(message));
        }
    }

    /// Runs a step; an error becomes a line for the window, and so does a defect of ours.
    fn guarded(&mut self, step: impl FnOnce(&mut Worker) -> Done) {
        match catch_unwind(AssertUnwindSafe(|| step(self))) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.teller.tell(Answer::Failed(error.to_string())),
            Err(_) => self.teller.tell(Answer::Failed(
                "something went wrong inside the program, which is a defect; what was saved is safe".into(),
            )),
        }
    }

    /// How long to wait for a message before looking whether something is due.
    fn patience(&self) -> Duration {
        match &self.open {
            Some(open) if open.stale.is_some() => Duration::from_millis(25),
            _ => Duration::from_secs(1),
        }
    }

    /// Looks for changes of other processes, and starts the checks when the hands have rested.
    fn idle(&mut self) -> Done {
        let Some(open) = &mut self.open else { return Ok(()) };
        if open.session.store.changed_elsewhere()? {
            let head = open.session.store.head()?;
            if head != open.revision {
                open.revision = head;
                open.stale.get_or_insert_with(Instant::now);
                self.history()?;
            }
        }
        self.check_if_due();
        Ok(())
    }

    fn check_if_due(&mut self) {
        let Some(open) = &mut self.open else { return };
        let rest = (open.took * 3).clamp(Duration::from_millis(20), Duration::from_secs(30));
        let rested = |since: Instant| open.at_once || since.elapsed() >= rest;
        if open.checking || !open.stale.is_some_and(rested) {
            return;
        }
        open.stale = None;
        open.at_once = false;
        open.checking = true;
        let (path, generation) = (open.path.clone(), open.generation);
        jobs_desk::load(self.start.clone(), path, generation, self.own.clone());
    }

    fn hear(&mut self, message: Message) -> Done {
        match message {
            Message::Command(command) => self.obey(command),
            Message::Loaded(loaded) => self.loaded(*loaded),
            Message::Checked(checked) => self.checked(*checked),
            Message::NotLoaded(why) => {
                if let Some(open) = &mut self.open {
                    open.checking = false;
                }
                Err(DeskError::Refused(why))
            }
            Message::Report(report) => {
                self.teller.tell(Answer::Busy(None));
                let mut known = HashSet::new();
                if let Some(open) = &self.open {
                    let documents = open.session.store.documents()?;
                    known.extend(documents.iter().filter(|d| d.shown).map(|d| d.hash));
                }
                let pending = Pending::new(report.0, report.1, &known, &self.start.library);
                self.report(pending);
                Ok(())
            }
            Message::Ended(answer) => {
                self.teller.tell(Answer::Busy(None));
                if let Some(answer) = answer {
                    self.teller.tell(answer);
                }
                Ok(())
            }
            Message::Imported(answer) => {
                self.teller.tell(Answer::Busy(None));
                if matches!(*answer, Answer::Imported { .. }) {
                    self.pending = None;
                }
                self.teller.tell(*answer);
                self.refresh()
            }
        }
    }

    fn obey(&mut self, command: Command) -> Done {
        match command {
            Command::Open(path) => self.open(&path),
            Command::New { path, builtin } => self.make(&path, builtin),
            Command::SaveCopy(path) => {
                self.opened()?.session.store.backup(&path)?;
                self.teller.tell(Answer::Copied(path));
                Ok(())
            }
            Command::List(request) => {
                self.list = Some(request);
                self.answer_list()
            }
            Command::Rows(rows) => {
                let Some(open) = &self.open else { return Ok(()) };
                let views = open.views(&rows)?;
                self.teller.tell(Answer::Rows(views));
                Ok(())
            }
            Command::Show(row) => {
                self.shown = row;
                self.answer_shown()
            }
            Command::Change(change) => self.change(change),
            Command::Read(paths) => {
                self.cancel = Cancel::default();
                let library = self.start.library.clone();
                jobs_desk::read(paths, library, self.teller.clone(), self.cancel.clone(), self.own.clone());
                Ok(())
            }
            Command::ReadText { name, text } => {
                let reading = super::reader::read_bytes(&name, text.as_bytes(), &self.start.library)
                    .map_err(DeskError::Refused)?;
                let read = super::reader::ReadReport {
                    documents: 1,
                    captions: reading.captions.len(),
                    ..Default::default()
                };
                self.hear(Message::Report(Box::new((vec![reading], read))))
            }
            Command::Report { document, change } => {
                let Some(mut pending) = self.pending.take() else { return Ok(()) };
                let library = &self.start.library;
                match change {
                    ReportChange::Take(line) => pending.take(document, line, library),
                    ReportChange::Reject(id) => pending.reject(document, id, library),
                    ReportChange::Add { words, credit } => {
                        pending.add(document, &words, credit.as_deref(), library);
                    }
                    ReportChange::Split(id, at) => pending.split(document, id, at, library),
                    ReportChange::Join(id) => pending.join(document, id, library),
                    ReportChange::SetAside(id) => pending.set_aside(id),
                }
                self.report(pending);
                Ok(())
            }
            Command::Commit => {
                let path = self.opened()?.path.clone();
                let Some(pending) = self.pending.clone() else { return Ok(()) };
                self.cancel = Cancel::default();
                jobs_desk::commit(
                    self.start.clone(),
                    path,
                    pending,
                    self.teller.clone(),
                    self.cancel.clone(),
                    self.own.clone(),
                );
                Ok(())
            }
            Command::Discard => {
                self.pending = None;
                Ok(())
            }
            Command::Preview { number, format, scope } => {
                let path = self.opened()?.path.clone();
                jobs_desk::preview(self.start.clone(), path, number, format, scope, self.teller.clone());
                Ok(())
            }
            Command::Export { format, scope, path } => {
                let catalog = self.opened()?.path.clone();
                self.teller.tell(Answer::Busy(Some(Busy { what: "Exporting", done: 0, total: 0 })));
                jobs_desk::export(self.start.clone(), catalog, format, scope, path, self.own.clone());
                Ok(())
            }
            Command::Cancel => {
                self.cancel.cancel();
                Ok(())
            }
            Command::Quit => Ok(()),
        }
    }

    fn opened(&self) -> Done<&Open> {
        self.open.as_ref().ok_or_else(|| DeskError::refused("no catalog is open; open or make one first"))
    }

    fn open(&mut self, path: &Path) -> Done {
        let start = self.start.clone();
        let place = Where::File(path.to_owned());
        let session = Session::open(&place, Access::Write, start.library, start.by)?;
        self.take(session, path)
    }

    fn make(&mut self, path: &Path, builtin: bool) -> Done {
        let start = self.start.clone();
        if !builtin {
            let session = Session::create(path, start.library, start.by)?;
            return self.take(session, path);
        }
        // Whole or not at all: a first start that is cut off leaves nothing that a second one would take for the catalog.
        let half = path.with_extension("captions.new");
        if half.exists() {
            std::fs::remove_file(&half).map_err(|e| DeskError::file(&half, &e))?;
        }
        if path.exists() {
            return Err(DeskError::refused(format!(
                "{}: there is a file of that name already",
                path.display()
            )));
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| DeskError::file(folder, &e))?;
        }
        let mut session = Session::create(&half, start.library, start.by)?;
        session.import_builtin()?;
        session.store.backup(path)?;
        drop(session);
        for suffix in ["", "-wal", "-shm", "-import.lock"] {
            let mut name = half.clone().into_os_string();
            name.push(suffix);
            let _ = std::fs::remove_file(name);
        }
        self.open(path)
    }

    /// Takes a session as the open catalog: the first rows at once, the index and the problems as they come.
    fn take(&mut self, session: Session, path: &Path) -> Done {
        self.generation += 1;
        self.shown = None;
        self.pending = None;
        let revision = session.store.head()?;
        session.store.changed_elsewhere()?;
        self.open = Some(Open {
            session,
            path: path.to_owned(),
            index: None,
            problems: Arc::default(),
            by_caption: HashMap::new(),
            generation: self.generation,
            revision,
            checking: true,
            stale: None,
            at_once: false,
            took: Duration::ZERO,
        });
        jobs_desk::load(self.start.clone(), path.to_owned(), self.generation, self.own.clone());
        self.teller.tell(Answer::Opened { path: path.to_owned() });
        self.answer_list()?;
        self.history()
    }

    /// Everything may have changed: makes index and problems anew.
    fn refresh(&mut self) -> Done {
        if let Some(open) = &mut self.open {
            open.revision = open.session.store.head()?;
            open.stale = Some(Instant::now());
            open.at_once = true;
        }
        self.check_if_due();
        self.history()
    }

    fn loaded(&mut self, loaded: Loaded) -> Done {
        let Some(open) = &mut self.open else { return Ok(()) };
        if loaded.generation != open.generation {
            return Ok(());
        }
        let first = open.index.is_none();
        open.index = Some(loaded.index);
        // The problems that are known stay in view until the new ones are there.
        if !first {
            open.mark_problems();
        }
        self.teller.tell(Answer::Names(Arc::new(loaded.names)));
        if first { self.answer_list() } else { Ok(()) }
    }

    fn checked(&mut self, checked: Checked) -> Done {
        let Some(open) = &mut self.open else { return Ok(()) };
        if checked.generation != open.generation {
            return Ok(());
        }
        open.checking = false;
        open.took = checked.took;
        if checked.revision != open.revision {
            open.stale.get_or_insert_with(Instant::now);
        }
        if let Some(index) = &mut open.index {
            for (row, problems) in &checked.rows {
                index.set_problems(*row, problems);
            }
        }
        open.by_caption.clear();
        for (n, finding) in checked.problems.open.iter().enumerate() {
            for caption in &finding.captions {
                open.by_caption.entry(caption.id).or_default().push(n as u32);
            }
        }
        open.problems = Arc::new(checked.problems);
        self.teller.tell(Answer::Problems(open.problems.clone()));
        self.answer_list()?;
        self.answer_shown()
    }

    fn history(&mut self) -> Done {
        let operations = self.opened()?.session.operations()?;
        self.teller.tell(Answer::History(Arc::new(operations)));
        Ok(())
    }

    fn report(&mut self, pending: Pending) {
        self.pending = Some(pending.clone());
        self.teller.tell(Answer::Report(Arc::new(pending)));
    }

    fn answer_list(&mut self) -> Done {
        let (Some(open), Some(request)) = (&self.open, &self.list) else { return Ok(()) };
        match open.listing(request)? {
            Ok(listing) => self.teller.tell(Answer::Listed(Arc::new(listing))),
            Err(error) => self.teller.tell(Answer::BadFilter { number: request.number, error }),
        }
        Ok(())
    }

    fn answer_shown(&mut self) -> Done {
        let Some(open) = &self.open else { return Ok(()) };
        let detail = match self.shown {
            Some(row) => open.detail(row)?.map(Arc::new),
            None => None,
        };
        self.teller.tell(Answer::Shown(detail));
        Ok(())
    }

    fn change(&mut self, change: Change) -> Done {
        let Some(open) = &mut self.open else {
            return Err(DeskError::refused("no catalog is open; open or make one first"));
        };
        let change = open.named(change)?;
        let session = &mut open.session;
        let mut notes = Vec::new();
        let mut made: Vec<CaptionId> = Vec::new();
        let operation: Option<OperationId> = match change {
            Asked::Set(ids, field, value, why) => {
                let report = session.set(&ids, field, &value, why.as_deref())?;
                notes = report.notes;
                report.operation
            }
            Asked::Fix(fixes, why) => {
                let report = session.apply_fixes(&fixes, &why)?;
                notes = report.notes;
                report.operation
            }
            Asked::Dismiss(finding, note) => session.dismiss_finding(&[&finding], note.as_deref())?.operation,
            Asked::Reject(ids) => Some(session.reject(&ids, None)?.operation),
            Asked::Take(document, line) => {
                let done = session.take_line(&document, line, None)?;
                made = done.captions;
                Some(done.operation)
            }
            Asked::Add(words, credit) => {
                let new =
                    super::edit::NewWords { description: words, credit_line: credit, ..Default::default() };
                let (id, operation) = session.add(&new, None)?;
                made.push(id);
                Some(operation)
            }
            Asked::Split(id, at) => {
                let done = session.split_caption(id, at, None)?;
                made = done.captions;
                Some(done.operation)
            }
            Asked::Join(ids) => {
                let done = session.join_captions(&ids, None)?;
                made = done.captions;
                Some(done.operation)
            }
            Asked::Undo(operation) => Some(session.undo(operation, None)?.operation),
            Asked::Redo => Some(session.redo(None)?.operation),
        };
        let what = match operation {
            Some(id) => {
                open.revision = id;
                let log = open.session.operations()?;
                log.first().map(|o| o.label.clone()).unwrap_or_default()
            }
            None => "Nothing to change: it is so already".to_owned(),
        };
        let made = made.into_iter().map(|id| open.session.store.row_of_caption(id));
        let made = made.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        self.teller.tell(Answer::Saved(Saved { what, notes, operation, made, at: now() }));
        let Some(operation) = operation else { return Ok(()) };
        let open = self.opened_mut()?;
        let edits = open.session.edits(operation)?;
        if edits.iter().any(|e| matches!(e, Edit::Import { .. })) {
            return self.refresh();
        }
        let touched: Vec<i64> = open.follow(&edits)?;
        let views = open.views(&touched)?;
        open.stale = Some(Instant::now());
        self.teller.tell(Answer::Rows(views));
        self.history()?;
        self.answer_list()?;
        self.answer_shown()
    }

    fn opened_mut(&mut self) -> Done<&mut Open> {
        self.open.as_mut().ok_or_else(|| DeskError::refused("no catalog is open; open or make one first"))
    }
}

/// A [`Change`] with its captions by their ids.
enum Asked {
    Set(Vec<CaptionId>, Field, Value, Option<String>),
    Fix(Vec<Fix>, String),
    Dismiss(Box<Finding>, Option<String>),
    Reject(Vec<CaptionId>),
    Take(String, u32),
    Add(String, Option<String>),
    Split(CaptionId, usize),
    Join(Vec<CaptionId>),
    Undo(Option<OperationId>),
    Redo,
}

impl Open {
    fn named(&self, change: Change) -> Done<Asked> {
        Ok(match change {
            Change::Set { rows, field, value, why } => Asked::Set(self.ids(&rows)?, field, value, why),
            Change::Fix { fixes, why } => Asked::Fix(fixes, why),
            Change::Dismiss { finding, note } => Asked::Dismiss(finding, note),
            Change::Reject { rows } => Asked::Reject(self.ids(&rows)?),
            Change::Take { document, line } => Asked::Take(document, line),
            Change::Add { words, credit } => Asked::Add(words, credit),
            Change::Split { row, at } => match self.ids(&[row])?.first() {
                Some(id) => Asked::Split(*id, at),
                None => return Err(DeskError::refused("the caption to split is not there any more")),
            },
            Change::Join { rows } => Asked::Join(self.ids(&rows)?),
            Change::Undo(operation) => Asked::Undo(operation),
            Change::Redo => Asked::Redo,
        })
    }

    /// The ids of captions by their row numbers.
    fn ids(&self, rows: &[i64]) -> Done<Vec<CaptionId>> {
        let mut ids = Vec::with_capacity(rows.len());
        let mut unknown = Vec::new();
        for row in rows {
            match self.index.as_ref().and_then(|index| Some(index.id(index.position(*row)?))) {
                Some(id) => ids.push(id),
                None => unknown.push(*row),
            }
        }
        ids.extend(self.session.store.rows(&unknown)?.into_iter().map(|r| r.id));
        Ok(ids)
    }

    /// Takes edits over into the index; gives the rows that they touched.
    fn follow(&mut self, edits: &[Edit]) -> Done<Vec<i64>> {
        let mut ids: Vec<CaptionId> = edits
            .iter()
            .filter_map(|e| match e {
                Edit::Set { caption, .. } | Edit::Present { caption, .. } => Some(*caption),
                _ => None,
            })
            .collect();
        ids.sort();
        ids.dedup();
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            match self.session.store.find(id)? {
                Some(row) => {
                    let number = row.row;
                    let view = self.view(row, None)?;
                    if let Some(index) = &mut self.index {
                        let problems =
                            index.position(number).map(|pos| index.problems(pos)).unwrap_or_default();
                        index.replace(&IndexRow::of(number, &view.caption, &problems));
                    }
                    rows.push(number);
                }
                None => {
                    let hidden = self.session.store.row_of_caption(id)?;
                    if let (Some(index), Some(row)) = (&mut self.index, hidden) {
                        index.remove(row);
                    }
                }
            }
        }
        Ok(rows)
    }

    /// Writes the known problems into a new index.
    fn mark_problems(&mut self) {
        let Some(index) = &mut self.index else { return };
        let mut marks: HashMap<CaptionId, Vec<String>> = HashMap::new();
        for finding in &self.problems.open {
            for caption in &finding.captions {
                marks.entry(caption.id).or_default().push(finding.check.clone());
            }
        }
        if marks.is_empty() {
            return;
        }
        for row in index.filter(&crate::model::filter::Filter::All) {
            if let Some(problems) = marks.get(&index.id(row)) {
                index.set_problems(index.row(row), problems);
            }
        }
    }

    fn view(&self, row: CaptionRow, document: Option<&DocumentRow>) -> Done<CaptionView> {
        let own;
        let document = match document {
            Some(document) => Some(document),
            None => {
                own = self.session.document_of(&row)?;
                own.as_ref()
            }
        };
        let number = row.row;
        let mut caption: Caption = super::snapshot::assemble(row, document, &self.session.library.agencies);
        if caption.event.is_none()
            && let Some(index) = &self.index
            && let Some(pos) = index.position(number)
        {
            let by_hand = caption.corrections.iter().any(|c| c.field == crate::model::field::Field::Event);
            if !by_hand {
                caption.event = index.value(pos, crate::model::filter::FilterField::Event).map(str::to_owned);
            }
        }
        let mut problems: Vec<(String, _)> =
            self.findings(caption.id).map(|f| (f.check.clone(), f.severity)).collect();
        problems.dedup();
        Ok(CaptionView { row: number, caption, problems })
    }

    fn findings(&self, id: CaptionId) -> impl Iterator<Item = &Finding> {
        self.by_caption.get(&id).into_iter().flatten().filter_map(|n| self.problems.open.get(*n as usize))
    }

    fn views(&self, rows: &[i64]) -> Done<Vec<CaptionView>> {
        let mut documents: HashMap<u32, Option<DocumentRow>> = HashMap::new();
        let mut out = Vec::with_capacity(rows.len());
        for row in self.session.store.rows(rows)? {
            let document = match row.document {
                Some(place) => match documents.entry(place) {
                    std::collections::hash_map::Entry::Occupied(e) => e.into_mut(),
                    std::collections::hash_map::Entry::Vacant(e) => {
                        e.insert(self.session.store.document(place)?)
                    }
                }
                .clone(),
                None => None,
            };
            out.push(self.view(row, document.as_ref())?);
        }
        Ok(out)
    }

    /// The list that was asked for, or why its filter cannot be read.
    fn listing(&self, request: &ListRequest) -> Done<Result<Listing, crate::model::filter::FilterError>> {
        match &self.index {
            Some(index) => Ok(super::listing::list(index, &self.problems, request)),
            None => {
                // The first captions, while the index is being made.
                let rows = self.session.store.first_rows(200)?;
                let total = rows.len();
                Ok(Ok(Listing {
                    request: request.clone(),
                    shown: rows.len(),
                    rows,
                    groups: Vec::new(),
                    total,
                    facets: Vec::new(),
                    problem_rows: Vec::new(),
                    complete: false,
                }))
            }
        }
    }

    /// How many lines around a caption are shown with it.
    const AROUND: u32 = 4;

    fn detail(&self, number: i64) -> Done<Option<Detail>> {
        let Some(row) = self.session.store.rows(&[number])?.pop() else { return Ok(None) };
        if self.session.store.find(row.id)?.is_none() {
            return Ok(None);
        }
        let (id, place) = (row.id, row.document);
        let (line, last) = (row.line, row.last_line);
        let document = self.session.document_of(&row)?;
        let view = self.view(row, document.as_ref())?;
        let mut context = Vec::new();
        if let (Some(place), Some(document), Some(line)) = (place, &document, line) {
            let last = last.unwrap_or(line);
            let (from, to) =
                (line.min(last).saturating_sub(Self::AROUND), line.max(last).saturating_add(Self::AROUND));
            let text = self.session.store.document_text(document.hash)?.unwrap_or_default();
            let standing = self.session.store.captions_in(place)?;
            let of = |n: u32| {
                let holds = |c: &CaptionRow| match (c.line, c.last_line) {
                    (Some(a), Some(b)) => (a.min(b)..=a.max(b)).contains(&n),
                    (a, b) => a.or(b) == Some(n),
                };
                let found = |own: bool| {
                    standing.iter().find(|(c, hidden)| !hidden && holds(c) && (c.id == id) == own)
                };
                found(true).or_else(|| found(false)).map(|(c, _)| c.id)
            };
            context = crate::text::lines::lines(&text)
                .skip_while(|l| l.number < from)
                .take_while(|l| l.number <= to)
                .map(|l| ContextLine {
                    number: l.number,
                    text: l.text.chars().take(2000).collect(),
                    caption: of(l.number),
                })
                .collect();
        }
        let problems = self.findings(id).cloned().collect();
        let mut history: Vec<CaptionChange> = Vec::new();
        let touching = self.session.store.edits_touching(id)?;
        if !touching.is_empty() {
            let log: HashMap<OperationId, _> =
                self.session.operations()?.into_iter().map(|o| (o.id, o)).collect();
            for (operation, edit) in touching {
                match history.last_mut() {
                    Some(last) if last.operation.id == operation => last.edits.push(edit),
                    _ => {
                        if let Some(operation) = log.get(&operation) {
                            history.push(CaptionChange { operation: operation.clone(), edits: vec![edit] });
                        }
                    }
                }
            }
        }
        Ok(Some(Detail { view, problems, context, history }))
    }
}
