//! Scenes and events: what a caption shows, at the grain of a picture edit, and which captions are of one occasion.

mod events;
mod groups;
mod kinds;
mod propose;
mod terms;
mod vocabulary;

pub use crate::text::shown::{Word, shown};
pub use events::{EventInput, resolve_events};
pub use groups::groups;
pub use propose::{Proposer, Scenes};
pub use vocabulary::{Proposed, Vocabulary, VocabularyError, caption_words};
