//! Long work: how it says how far it is, and how it is told to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells a job to stop at the next safe place. Clones share one flag.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the job to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the job was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Lets this thread give way to the others: work that nobody waits for takes what is left, and a list that is asked for meanwhile
/// is there as soon as on a machine that does nothing else. On other systems than Linux, whose threads have no such weight
/// of their own, all threads are equal.
pub(super) fn give_way() {
    // It is as right without, only slower: a system may not allow it.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), WEIGHT);
}

/// How far a thread gives way, of 19: about a third of what each of the others gets where all want to work.
#[cfg(target_os = "linux")]
const WEIGHT: i32 = 5;

/// Hears how far a job is.
pub trait Progress: Sync {
    /// `done` of `total` documents are read; `total` is zero while it is not known.
    fn step(&self, done: usize, total: usize);
}

/// Progress that nobody watches.
pub struct Unwatched;

impl Progress for Unwatched {
    fn step(&self, _done: usize, _total: usize) {}
}
