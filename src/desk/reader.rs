//! Reading many documents at once: a few threads read and parse, one hears the results in the order of the sources.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use super::error::DeskError;
use super::jobs::{Cancel, Progress};
use super::library::Library;
use super::walk::{self, Place, Skipped, Source, Walk};
use crate::importers;
use crate::model::document::DocumentReading;

/// How many documents the readers may be ahead of the one that waits to be heard.
const AHEAD: usize = 256;

/// What reading a set of paths came to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct ReadReport {
    /// Documents read.
    pub documents: usize,
    /// Captions found in them.
    pub captions: usize,
    /// Documents with bytes that their encoding cannot give, and how many.
    pub replaced: Vec<(String, String, u32)>,
    pub skipped: Vec<Skipped>,
}

impl ReadReport {
    /// Whether something that should have been read was not.
    pub fn has_faults(&self) -> bool {
        self.skipped.iter().any(|s| s.fault)
    }
}

struct Shared {
    /// The next source that the hearer waits for.
    next: usize,
    ready: BTreeMap<usize, Result<DocumentReading, String>>,
    stop: bool,
}

/// Reads every source of `walk` and hands each document to `hear`, in order.
///
/// # Errors
/// [`DeskError::Cancelled`], or what `hear` returned; the readers stop with it.
pub fn read_all(
    walk: Walk,
    library: &Library,
    progress: &dyn Progress,
    cancel: &Cancel,
    hear: &mut dyn FnMut(DocumentReading) -> Result<(), DeskError>,
) -> Result<ReadReport, DeskError> {
    let Walk { sources, skipped } = walk;
    let mut report = ReadReport { skipped, ..ReadReport::default() };
    let shared = Mutex::new(Shared { next: 0, ready: BTreeMap::new(), stop: false });
    let (arrived, moved) = (Condvar::new(), Condvar::new());
    let claimed = AtomicUsize::new(0);
    let threads =
        std::thread::available_parallelism().map_or(1, usize::from).min(8).min(sources.len().max(1));
    let lock = || shared.lock().unwrap_or_else(PoisonError::into_inner);

    let work = || {
        loop {
            let n = claimed.fetch_add(1, Ordering::Relaxed);
            let Some(source) = sources.get(n) else { return };
            {
                let mut state = lock();
                while n > state.next + AHEAD && !state.stop {
                    state = moved.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
                if state.stop {
                    return;
                }
            }
            let read = read_one(source, library);
            lock().ready.insert(n, read);
            arrived.notify_one();
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
        let mut hear_all = || -> Result<(), DeskError> {
            for (n, source) in sources.iter().enumerate() {
                let read = {
                    let mut state = lock();
                    loop {
                        if let Some(read) = state.ready.remove(&n) {
                            state.next = n + 1;
                            break read;
                        }
                        let wait = std::time::Duration::from_millis(100);
                        state = arrived.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
                        if cancel.is_cancelled() {
                            return Err(DeskError::Cancelled);
                        }
                    }
                };
                moved.notify_all();
                if cancel.is_cancelled() {
                    return Err(DeskError::Cancelled);
                }
                match read {
                    Ok(reading) => {
                        report.documents += 1;
                        report.captions += reading.captions.len();
                        let document = &reading.document;
                        if document.replaced > 0 {
                            let row = (document.name.clone(), document.encoding.clone(), document.replaced);
                            report.replaced.push(row);
                        }
                        hear(reading)?;
                    }
                    Err(why) => {
                        report.skipped.push(Skipped { path: shown(source), why, fault: true });
                    }
                }
                progress.step(n + 1, sources.len());
            }
            Ok(())
        };
        let result = hear_all();
        lock().stop = true;
        moved.notify_all();
        result
    })?;
    Ok(report)
}

fn shown(source: &Source) -> String {
    match &source.place {
        Place::StandardInput => "standard input".into(),
        Place::File(path) => path.display().to_string(),
    }
}

/// Reads one source. A defect in a reader costs its document only.
fn read_one(source: &Source, library: &Library) -> Result<DocumentReading, String> {
    read_bytes(&source.name, &walk::bytes(source)?, library)
}

/// Reads a document's bytes.
///
/// # Errors
/// In words: why they are no document.
pub fn read_bytes(name: &str, bytes: &[u8], library: &Library) -> Result<DocumentReading, String> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut reading = importers::read(name, bytes, &library.agencies)?;
        for caption in &mut reading.captions {
            library.vocabulary.file(&caption.description, &mut caption.facts);
        }
        Ok::<_, importers::NotRead>(reading)
    }));
    match read {
        Ok(Ok(reading)) => Ok(reading),
        Ok(Err(why)) => Err(why.to_string()),
        Err(_) => {
            Err("the reader failed on it, which is a defect of this program; the other documents were read"
                .into())
        }
    }
}
