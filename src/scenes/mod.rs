//! Scenes and events: what a caption shows, at the grain of a picture edit, and which captions are of one occasion.

mod events;
mod groups;
mod propose;
mod vocabulary;

pub use crate::text::shown::{Word, shown, shown_beside};
pub use events::{EventInput, resolve_events};
pub use groups::groups;
pub use propose::{Proposer, Scenes};
pub use vocabulary::{Proposed, Vocabulary, VocabularyError};
