//! The desk opens a catalog: the first captions at once, then what was counted, the index and the problems as they come.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::error::DeskError;
use super::jobs_desk;
use super::opened::{Done, Open};
use super::session::{Session, Where};
use super::view::*;
use super::worker::{Checked, FIRST, Loaded, Worker};
use crate::store::{Access, StoreError};

impl Worker {
    pub(super) fn open(&mut self, path: &Path) -> Done {
        let start = self.start.clone();
        let place = Where::File(path.to_owned());
        let session = match Session::open(&place, Access::Write, start.library.clone(), start.by.clone()) {
            // What cannot be changed can still be looked at, searched and exported.
            Err(DeskError::Store(StoreError::ReadOnly { .. })) => {
                Session::open(&place, Access::Read, start.library, start.by)?
            }
            session => session?,
        };
        self.take(session, path)
    }

    pub(super) fn make(&mut self, path: &Path, builtin: bool) -> Done {
        let start = self.start.clone();
        // The data folder's own place for catalogs is made when it is first wanted.
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| DeskError::file(folder, &e))?;
        }
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
    pub(super) fn take(&mut self, session: Session, path: &Path) -> Done {
        self.keep_counts()?;
        self.generation += 1;
        (self.shown, self.listing) = (None, None);
        self.pending = None;
        let revision = session.store.head()?;
        session.store.changed_elsewhere()?;
        if session.store.broken_off {
            self.teller.tell(Answer::Failed(
                "An import was broken off the last time, and nothing of it is in the catalog: import those documents again"
                    .into(),
            ));
        }
        let read_only = session.store.access() == Access::Read;
        let counted = match &self.start.data {
            Some(folder) => super::counts::read(folder, &super::counts::Mark::of(&session, path)?),
            None => None,
        };
        self.open = Some(Open {
            session,
            path: path.to_owned(),
            index: None,
            behind: false,
            counted: counted.unwrap_or_default(),
            problems: Arc::default(),
            prose: Arc::default(),
            generation: self.generation,
            revision,
            checking: true,
            stale: None,
            at_once: false,
            took: Duration::ZERO,
        });
        self.load(path.to_owned(), self.generation);
        self.teller.tell(Answer::Opened { path: path.to_owned(), read_only });
        self.teller.tell(Answer::Checking(true));
        self.answer_list()?;
        self.first_page()?;
        self.styles()?;
        self.history()
    }

    /// Keeps what is counted of the catalog that is left, for the next time. Where that cannot be written, it is counted then.
    pub(super) fn keep_counts(&mut self) -> Done {
        use super::counts::{Counts, Mark, keep};
        let (Some(folder), Some(open)) = (&self.start.data, &self.open) else { return Ok(()) };
        let Some(index) = open.index.as_ref().filter(|_| !open.behind) else { return Ok(()) };
        let mark = Mark::of(&open.session, &open.path)?;
        // What another process has changed meanwhile is not in the index.
        if mark.is_of(open.revision) {
            let _ = keep(folder, &Counts::new(mark, super::listing::of_all(index)));
        }
        Ok(())
    }

    /// Tells the captions at the head of the list before they are asked for: a window that opens has them in its first frame.
    pub(super) fn first_page(&self) -> Done {
        let (Some(open), Some(listing)) = (&self.open, &self.listing) else { return Ok(()) };
        let rows: Vec<i64> = listing.rows.iter().take(FIRST).copied().collect();
        self.teller.tell(Answer::Rows(open.views(&rows)?));
        Ok(())
    }

    /// Everything may have changed: makes index and problems anew.
    pub(super) fn refresh(&mut self) -> Done {
        if let Some(open) = &mut self.open {
            open.revision = open.session.store.head()?;
            open.behind = true;
            open.stale = Some(Instant::now());
            open.at_once = true;
            self.teller.tell(Answer::Checking(true));
        }
        self.check_if_due();
        self.styles()?;
        self.history()
    }

    pub(super) fn load(&mut self, path: std::path::PathBuf, generation: u64) {
        let (teller, own) = (self.teller.clone(), self.own.clone());
        let first = self.open.as_ref().is_none_or(|open| open.index.is_none());
        jobs_desk::load(self.start.clone(), path, (generation, first), teller, self.cancel.clone(), own);
    }

    pub(super) fn loaded(&mut self, loaded: Loaded) -> Done {
        let Some(open) = &mut self.open else { return Ok(()) };
        if loaded.generation != open.generation {
            return Ok(());
        }
        let first = open.index.is_none();
        open.index = Some(loaded.index);
        open.behind = loaded.revision != open.revision;
        // The problems that are known stay in view until the new ones are there.
        if !first {
            open.mark_problems();
        }
        self.teller.tell(Answer::Names(Arc::new(loaded.names)));
        if first {
            self.answer_list()?;
            return self.first_page();
        }
        Ok(())
    }

    pub(super) fn checked(&mut self, checked: Checked) -> Done {
        let Some(open) = &mut self.open else { return Ok(()) };
        if checked.generation != open.generation {
            return Ok(());
        }
        open.checking = false;
        open.took = checked.took;
        if checked.revision != open.revision {
            open.stale.get_or_insert_with(Instant::now);
        }
        open.prose = Arc::new(checked.prose);
        open.take_known(checked.problems);
        if let Some(index) = open.index_mut() {
            index.clear_problems();
        }
        open.mark_problems();
        self.teller.tell(Answer::Checking(open.stale.is_some()));
        self.teller.tell(Answer::Problems(open.problems.clone()));
        self.answer_list()?;
        self.answer_shown()
    }
}
