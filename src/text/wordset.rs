//! Sets of lower-case words, asked for a word in any case without making a new string for it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::LazyLock;

/// A table from lower-case words to values.
pub struct WordMap<V: 'static>(LazyLock<HashMap<&'static str, V>>);

impl<V: Copy + Eq + Hash> WordMap<V> {
    /// A table that is made when it is first asked.
    pub const fn new(make: fn() -> HashMap<&'static str, V>) -> Self {
        WordMap(LazyLock::new(make))
    }

    /// The value of a word, whatever its case.
    pub fn get(&self, word: &str) -> Option<V> {
        let mut lower = [0u8; 24];
        if word.is_ascii() {
            let lower = lower.get_mut(..word.len())?;
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            return self.0.get(std::str::from_utf8(lower).ok()?).copied();
        }
        if word.len() > 48 {
            return None;
        }
        self.0.get(word.to_lowercase().as_str()).copied()
    }

    /// Whether the word is in it.
    pub fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}
