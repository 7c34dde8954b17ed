//! Scenes and events: what a caption shows, at the grain of a picture edit, and which captions are of one occasion.

mod events;
mod groups;
mod vocabulary;

pub use events::{EventInput, resolve_events};
pub use groups::groups;
pub use vocabulary::{Vocabulary, VocabularyError};
