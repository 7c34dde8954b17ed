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
