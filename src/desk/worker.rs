//! The desk's own thread, behind the window: the one writer, and the index that answers lists. The window sends commands
//! and draws the last answers; it never waits. Long work runs in jobs beside it, with progress and cancel.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::error::DeskError;
use super::jobs::Cancel;
use super::jobs_desk;
use super::library::Library;
use super::opened::{Done, Open};
use super::pending::{Pending, Steps};
use super::proposed::Proposed;
use super::rewrite::{Ready, Rewrite};
use super::view::*;
use crate::index::Index;
use crate::model::caption::Status;
use crate::model::field::{Field, Value};

/// What a desk begins with.
#[derive(Clone)]
pub struct Start {
    pub library: Library,
    /// Who makes the changes, for the history.
    pub by: String,
    /// Where to keep what was counted, for the next start.
    pub data: Option<PathBuf>,
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
    /// A change on many captions was made.
    Changed(Box<Answer>),
}

/// From how many captions on a change is made in a job.
pub(super) const MANY: usize = 2000;
/// So many captions are on a screen, and a few more.
pub(super) const FIRST: usize = 60;

pub(super) struct Loaded {
    pub generation: u64,
    pub revision: i64,
    /// The job still makes its orders.
    pub index: Arc<Index>,
    pub names: Names,
}

pub(super) struct Checked {
    pub generation: u64,
    pub revision: i64,
    pub problems: Problems,
    pub prose: Vec<crate::checks::Mentioned>,
    pub took: Duration,
}

/// Tells the window something, and wakes it.
#[derive(Clone)]
pub(super) struct Teller {
    pub(super) said: Sender<Answer>,
    pub(super) wake: Arc<dyn Fn() + Send + Sync>,
}

impl Teller {
    pub(super) fn tell(&self, answer: Answer) {
        let _ = self.said.send(answer);
        (self.wake)();
    }
}

pub(super) struct Worker {
    pub(super) start: Start,
    pub(super) teller: Teller,
    pub(super) own: Sender<Message>,
    pub(super) open: Option<Open>,
    pub(super) generation: u64,
    pub(super) list: Option<ListRequest>,
    /// What was last told of the list.
    pub(super) listing: Option<Arc<Listing>>,
    pub(super) shown: Option<i64>,
    pub(super) pending: Option<Steps>,
    pub(super) cancel: Cancel,
    /// Stops the list of changes that is being made: a newer one is wanted.
    pub(super) proposing: Cancel,
}

impl Worker {
    pub(super) fn new(start: Start, teller: Teller, own: Sender<Message>) -> Worker {
        Worker {
            start,
            teller,
            own,
            open: None,
            generation: 0,
            list: None,
            listing: None,
            shown: None,
            pending: None,
            cancel: Cancel::default(),
            proposing: Cancel::default(),
        }
    }

    pub(super) fn run(mut self, heard: &Receiver<Message>) {
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
                Message::Command(Command::Quit) => {
                    self.guarded(Worker::keep_counts);
                    return;
                }
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
                open.behind = true;
                open.stale.get_or_insert_with(Instant::now);
                self.teller.tell(Answer::Checking(true));
                self.styles()?;
                self.history()?;
            }
        }
        self.check_if_due();
        Ok(())
    }

    pub(super) fn check_if_due(&mut self) {
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
        self.load(path, generation);
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
                self.teller.tell(Answer::Checking(false));
                Err(DeskError::Refused(why))
            }
            Message::Report(report) => {
                self.teller.tell(Answer::Busy(Some(Busy {
                    what: "Looking for problems",
                    done: 0,
                    total: 0,
                })));
                let mut known = HashSet::new();
                let mut named = HashMap::new();
                if let Some(open) = &self.open {
                    let documents = open.session.store.documents()?;
                    known.extend(documents.iter().filter(|d| d.shown).map(|d| d.hash));
                    named = open.printed_in(&documents, &report.0)?;
                }
                let mut pending = Pending::new(report.0, report.1, &known, &self.start.library);
                pending.hold_against(&named);
                self.report(pending);
                self.teller.tell(Answer::Busy(None));
                Ok(())
            }
            Message::Ended(answer) => {
                self.teller.tell(Answer::Busy(None));
                if let Some(answer) = answer {
                    self.teller.tell(answer);
                }
                Ok(())
            }
            Message::Changed(answer) => {
                self.teller.tell(Answer::Busy(None));
                self.teller.tell(*answer);
                self.refresh()
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
                // Asked for anew: what does not pass the filter is not in it.
                self.list = Some(request);
                self.listing = None;
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
            Command::Seek { at, forward, here, filter } => {
                self.seek(at, forward, here, filter);
                Ok(())
            }
            Command::Documents(place) => {
                let Some(open) = &self.open else { return Ok(()) };
                let documents = open.documents()?;
                let place = place.filter(|p| documents.iter().any(|d| d.place == *p));
                let place = place.or(documents.first().map(|d| d.place));
                self.teller.tell(Answer::Documents(Arc::new(documents)));
                if let Some(place) = place {
                    self.teller.tell(Answer::Document(Arc::new(open.document(place)?)));
                }
                Ok(())
            }
            Command::Change(change) => self.change(change),
            Command::Pass { row, field, seen, value } => {
                let typed = Change::Type { row, field, seen, value: value.clone() };
                if let Some(elsewhere) = self.opened()?.elsewhere(&typed)? {
                    self.teller.tell(Answer::Elsewhere(elsewhere));
                    return self.answer_shown();
                }
                let passed = Value::Text(Status::Reviewed.key().into());
                let values = vec![(field, value), (Field::Status, passed)];
                self.change(Change::SetFields { rows: vec![row], values })
            }
            Command::Read(paths) => {
                self.cancel = Cancel::default();
                let library = self.start.library.clone();
                jobs_desk::read(paths, library, self.teller.clone(), self.cancel.clone(), self.own.clone());
                Ok(())
            }
            Command::Scenes(folder) => {
                self.teller.tell(Answer::Scenes(Library::own_scenes(&folder)?));
                Ok(())
            }
            Command::KeepScenes { folder, text } => {
                let kept = self.start.library.keep_scenes(&folder, &text).map_err(|e| e.to_string());
                let done = kept.is_ok();
                self.teller.tell(Answer::ScenesKept(kept));
                if let (true, Some(open)) = (done, &mut self.open) {
                    open.session.library = self.start.library.clone();
                    return self.refresh();
                }
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
                let Some(steps) = &mut self.pending else { return Ok(()) };
                if let ReportChange::Take(line) = change
                    && let Some(words) = steps.now.line_not_taken(document, line)
                {
                    super::reshape::short_enough(line, words)?;
                }
                steps.change(document, change, &self.start.library);
                self.teller.tell(Answer::Report(Arc::new(steps.now.clone())));
                Ok(())
            }
            Command::Commit => {
                let path = self.opened()?.path.clone();
                let Some(pending) = self.pending.as_ref().map(|p| p.now.clone()) else { return Ok(()) };
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
            Command::Count(filters) => {
                if let Some(index) = self.open.as_ref().and_then(|open| open.index.as_ref()) {
                    self.teller.tell(Answer::Counts(super::listing::counts(index, filters)));
                }
                Ok(())
            }
            Command::Discard => {
                self.pending = None;
                self.teller.tell(Answer::Discarded);
                Ok(())
            }
            Command::Preview { number, format, scope } => {
                let path = self.opened()?.path.clone();
                jobs_desk::preview(self.start.clone(), path, number, format, scope, self.teller.clone());
                Ok(())
            }
            Command::Propose { number, scope, rewrite } => {
                self.proposing.cancel();
                self.proposing = Cancel::default();
                self.propose(number, scope, rewrite)
            }
            Command::StopLooking => {
                self.proposing.cancel();
                Ok(())
            }
            Command::Copy { rows, columns, header } => {
                let text = self.opened()?.copied(&rows, &columns, header)?;
                self.teller.tell(Answer::Cells { text, captions: rows.len() });
                Ok(())
            }
            Command::Paste { number, paste } => {
                let proposed = self.opened()?.pasted(&paste).map(Arc::new).map_err(|e| e.to_string());
                self.teller.tell(Answer::Proposed { number, proposed });
                Ok(())
            }
            Command::Operation(id) => {
                let detail = self.opened()?.session.operation_detail(id)?;
                self.teller.tell(Answer::Operation(Arc::new(detail)));
                Ok(())
            }
            Command::Moment(id) => {
                let detail = self.opened()?.session.moment(id)?;
                self.teller.tell(Answer::Moment(Arc::new(detail)));
                Ok(())
            }
            Command::Touching { row, field } => {
                let open = self.opened()?;
                let caption = match row {
                    Some(row) => open.ids(&[row])?.first().copied(),
                    None => None,
                };
                let touching = open.session.store.operations_touching(caption, field)?;
                self.teller.tell(Answer::Touching(Arc::new(touching.into_iter().collect())));
                Ok(())
            }
            Command::Worded(words) => {
                let found = self.opened()?.session.store.operations_worded(&words)?;
                self.teller.tell(Answer::Worded(words, Arc::new(found.into_iter().collect())));
                Ok(())
            }
            Command::Touched(operations) => {
                let session = &self.opened()?.session;
                let named = operations.into_iter().map(|id| Ok((id, session.touched(id)?)));
                self.teller.tell(Answer::Touched(named.collect::<Done<_>>()?));
                Ok(())
            }
            Command::Shortcuts(folder) => {
                let read = super::shortcuts::read(&folder).map_err(|e| e.to_string());
                self.teller.tell(Answer::Shortcuts(read));
                Ok(())
            }
            Command::KeepShortcuts { folder, text, aside } => super::shortcuts::keep(&folder, &text, aside),
            Command::Codes(folder) => {
                self.start.library.reload_codes(&folder)?;
                self.answer_codes(&folder)
            }
            Command::KeepCodes { folder, text } => {
                self.start.library.keep_codes(&folder, &text)?;
                self.answer_codes(&folder)
            }
            Command::TakeCodes { folder, paths } => {
                self.start.library.take_codes(&folder, &paths)?;
                self.answer_codes(&folder)
            }
            Command::DropCodes { folder, name } => {
                self.start.library.drop_codes(&folder, &name)?;
                self.answer_codes(&folder)
            }
            Command::Stationery(folder) => {
                let all = super::stationery::read(&folder)?;
                self.teller.tell(Answer::Stationery(Arc::new(all)));
                Ok(())
            }
            Command::KeepStationery { folder, all } => {
                super::stationery::keep(&folder, &all)?;
                self.teller.tell(Answer::Stationery(Arc::new(all)));
                Ok(())
            }
            Command::Export { format, scope, path, replace } => {
                let catalog = self.opened()?.path.clone();
                if crate::store::is_catalog(&path) {
                    return Err(DeskError::refused(format!(
                        "{} is a catalog; choose another name for the sheet",
                        path.display()
                    )));
                }
                if !replace && path.is_file() {
                    self.teller.tell(Answer::Exists { format, scope, path });
                    return Ok(());
                }
                self.teller.tell(Answer::Busy(Some(Busy { what: "Exporting", done: 0, total: 0 })));
                jobs_desk::export(self.start.clone(), catalog, format, scope, path, self.own.clone());
                Ok(())
            }
            Command::Cancel => {
                self.cancel.cancel();
                self.proposing.cancel();
                Ok(())
            }
            Command::Quit => Ok(()),
        }
    }

    /// Tells the window the codes of a folder, which every session has from now on.
    fn answer_codes(&mut self, folder: &Path) -> Done {
        let codes = self.start.library.codes.clone();
        if let Some(open) = &mut self.open {
            open.session.library.codes = codes.clone();
        }
        self.teller.tell(Answer::Codes {
            text: Library::own_codes(folder)?,
            codes: Arc::new(codes),
            files: Arc::new(Library::code_files(folder)?),
        });
        Ok(())
    }

    /// Lists what a change of many captions would change: of a few at once, of many in a job.
    fn propose(&mut self, number: u64, scope: Scope, rewrite: Rewrite) -> Done {
        let open = self.opened()?;
        let rows = open.rows_in(&scope);
        let few = |rows: &[i64]| -> Done<Proposed> {
            let mut ready = Ready::new(&rewrite, &open.session.library)?;
            let mut proposed = Proposed::default();
            open.views(rows)?.iter().for_each(|view| ready.changes(&view.caption, &mut proposed));
            Ok(proposed)
        };
        let proposed = match rows {
            Err(error) => Err(error.to_string()),
            Ok(Some(rows)) if rows.len() <= MANY => few(&rows).map_err(|e| e.to_string()),
            Ok(rows) => {
                let (start, path) = (self.start.clone(), open.path.clone());
                let asked = (number, rows.map_or(scope, |rows| Scope::These(Arc::new(rows))), rewrite);
                let (cancel, own) = (self.proposing.clone(), self.own.clone());
                jobs_desk::propose(start, path, asked, self.teller.clone(), cancel, own);
                return Ok(());
            }
        };
        let proposed = proposed.map(Arc::new);
        self.teller.tell(Answer::Proposed { number, proposed });
        Ok(())
    }

    pub(super) fn opened(&self) -> Done<&Open> {
        self.open.as_ref().ok_or_else(|| DeskError::refused("no catalog is open; open or make one first"))
    }

    pub(super) fn history(&mut self) -> Done {
        let operations = self.opened()?.session.operations()?;
        self.teller.tell(Answer::History(Arc::new(operations)));
        Ok(())
    }

    pub(super) fn styles(&mut self) -> Done {
        let styles = self.opened()?.session.styles()?;
        self.teller.tell(Answer::Styles(Arc::new(styles)));
        Ok(())
    }

    fn report(&mut self, pending: Pending) {
        self.pending = Some(Steps::new(pending.clone()));
        self.teller.tell(Answer::Report(Arc::new(pending)));
    }

    pub(super) fn answer_list(&mut self) -> Done {
        let (Some(open), Some(request)) = (&self.open, &self.list) else { return Ok(()) };
        // A caption that is being worked on stays in the list that it was in.
        let listed = |row: &i64| self.listing.as_ref().is_some_and(|l| l.complete && l.rows.contains(row));
        match open.listing(request, self.shown.filter(listed))? {
            Ok(listing) => {
                let listing = Arc::new(listing);
                self.listing = Some(listing.clone());
                self.teller.tell(Answer::Listed(listing));
            }
            Err(error) => self.teller.tell(Answer::BadFilter { number: request.number, error }),
        }
        Ok(())
    }

    fn seek(&mut self, at: Option<usize>, forward: bool, here: bool, filter: String) {
        let index = self.open.as_ref().and_then(|open| open.index.as_ref());
        let read = crate::text::query::parse(&filter).ok();
        let found = match (index, &self.listing, read) {
            (Some(index), Some(listing), Some(wanted)) => {
                let found = super::seek::seek(index, listing, at, forward, here, &wanted);
                found.map(|(place, turned)| (place, listing.rows[place], turned))
            }
            _ => None,
        };
        self.teller.tell(Answer::Sought { filter, found });
    }

    pub(super) fn answer_shown(&mut self) -> Done {
        let Some(open) = &self.open else { return Ok(()) };
        let detail = match self.shown {
            Some(row) => open.detail(row)?.map(Arc::new),
            None => None,
        };
        self.teller.tell(Answer::Shown(detail));
        Ok(())
    }

    pub(super) fn opened_mut(&mut self) -> Done<&mut Open> {
        self.open.as_mut().ok_or_else(|| DeskError::refused("no catalog is open; open or make one first"))
    }
}
