//! Columns of dictionary ids: each distinct value is kept once, with its folded words, and a caption holds a number.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::text::query::field_words;

use super::ids::Ids;

/// The distinct values of a column; ids from 1, 0 is none.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    values: Vec<Box<str>>,
    words: Vec<Box<str>>,
    ids: HashMap<Box<str>, u32>,
    /// Kept until a value comes to it: a field of many values takes longer to rank than all captions to sort.
    ranks: OnceLock<Vec<u32>>,
}

impl Dictionary {
    fn id(&mut self, value: &str) -> u32 {
        if let Some(id) = self.ids.get(value) {
            return *id;
        }
        self.ranks.take();
        self.values.push(value.into());
        self.words.push(field_words(value).into());
        let id = self.values.len() as u32;
        self.ids.insert(value.into(), id);
        id
    }

    /// The id of a value that some caption has, or had.
    pub fn find(&self, value: &str) -> Option<u32> {
        self.ids.get(value).copied()
    }

    /// The value of an id; none for 0.
    pub fn value(&self, id: u32) -> Option<&str> {
        self.values.get((id as usize).checked_sub(1)?).map(|v| &**v)
    }

    /// The folded words of an id's value; none for 0.
    pub fn words(&self, id: u32) -> &str {
        (id as usize).checked_sub(1).and_then(|at| self.words.get(at)).map_or("", |w| w)
    }

    /// How many ids there are, 0 included.
    pub fn size(&self) -> usize {
        self.values.len() + 1
    }

    /// For each id, whether its words pass the test; false for 0.
    pub fn passing(&self, test: impl Fn(&str) -> bool) -> Vec<bool> {
        std::iter::once(false).chain(self.words.iter().map(|w| test(w))).collect()
    }

    /// For each id its place in the order of folded words, then of values; 0, none, comes last.
    pub fn ranks(&self) -> &[u32] {
        self.ranks.get_or_init(|| self.ranked())
    }

    fn ranked(&self) -> Vec<u32> {
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        order.sort_by(|a, b| (&self.words[*a], &self.values[*a]).cmp(&(&self.words[*b], &self.values[*b])));
        let mut ranks = vec![u32::MAX; self.size()];
        for (rank, id) in order.into_iter().enumerate() {
            ranks[id + 1] = rank as u32;
        }
        ranks
    }

    fn memory(&self) -> usize {
        let text: usize = self.values.iter().zip(&self.words).map(|(v, w)| 2 * v.len() + w.len()).sum();
        text + (self.values.capacity() + self.words.capacity()) * 16 + self.ids.capacity() * 25
    }
}

/// A column with at most one value a caption. An empty value is none.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub dictionary: Dictionary,
    pub ids: Ids,
}

impl Column {
    fn id(&mut self, value: Option<&str>) -> u32 {
        value.filter(|v| !v.is_empty()).map_or(0, |v| self.dictionary.id(v))
    }

    pub fn push(&mut self, value: Option<&str>) {
        let id = self.id(value);
        self.ids.push(id);
    }

    pub fn set(&mut self, at: usize, value: Option<&str>) {
        let id = self.id(value);
        self.ids.set(at, id);
    }

    pub fn shrink(&mut self) {
        self.ids.shrink();
    }

    pub fn memory(&self) -> usize {
        self.ids.memory() + self.dictionary.memory()
    }
}

/// A column with any number of values a caption.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub dictionary: Dictionary,
    /// For each caption: 0 where it has no value, the id of its only one, or [`SEVERAL`] and a place in `several`. It ends with
    /// the last one that has a value: hardly any catalog has keywords.
    ones: Vec<u32>,
    len: usize,
    /// How many captions there are to be.
    expected: usize,
    /// Of each caption with several values: how many, then their ids.
    several: Vec<u32>,
    dead: usize,
}

/// Tells a place in `several` from an id. A catalog that had so many values would not fit into memory.
const SEVERAL: u32 = 1 << 31;

impl Lists {
    fn append<S: AsRef<str>>(&mut self, values: impl IntoIterator<Item = S>) -> u32 {
        let start = self.several.len();
        self.several.push(0);
        for value in values.into_iter().filter(|v| !v.as_ref().is_empty()) {
            let id = self.dictionary.id(value.as_ref());
            if !self.several[start + 1..].contains(&id) {
                self.several.push(id);
            }
        }
        let one = match self.several[start + 1..] {
            [] => 0,
            [id] => id,
            ref ids => {
                self.several[start] = ids.len() as u32;
                return SEVERAL | start as u32;
            }
        };
        self.several.truncate(start);
        one
    }

    pub fn push<S: AsRef<str>>(&mut self, values: impl IntoIterator<Item = S>) {
        let one = self.append(values);
        self.len += 1;
        self.put(self.len - 1, one);
    }

    fn put(&mut self, at: usize, one: u32) {
        if let Some(there) = self.ones.get_mut(at) {
            *there = one;
        } else if one != 0 {
            self.ones.reserve_exact(self.expected.saturating_sub(self.ones.len()));
            self.ones.resize(at, 0);
            self.ones.push(one);
        }
    }

    pub fn set<S: AsRef<str>>(&mut self, at: usize, values: impl IntoIterator<Item = S>) {
        let held = self.of(at).len();
        let one = self.append(values);
        self.put(at, one);
        if held > 1 {
            self.dead += held + 1;
        }
        if self.dead > 1024 && self.dead > self.several.len() / 2 {
            self.compact();
        }
    }

    /// Takes all values away.
    pub fn clear(&mut self) {
        self.several.clear();
        self.dead = 0;
        self.ones.clear();
    }

    fn compact(&mut self) {
        let mut several = Vec::with_capacity(self.several.len() - self.dead);
        for at in 0..self.ones.len() {
            let ids = self.of(at);
            if ids.len() > 1 {
                let start = several.len() as u32;
                several.push(ids.len() as u32);
                several.extend_from_slice(ids);
                self.ones[at] = SEVERAL | start;
            }
        }
        (self.several, self.dead) = (several, 0);
    }

    pub fn make_room(&mut self, captions: usize) {
        self.expected = captions;
    }

    /// The ids of a caption, each once, in the order given.
    pub fn of(&self, at: usize) -> &[u32] {
        match self.ones.get(at) {
            None | Some(0) => &[],
            Some(place) if place & SEVERAL != 0 => {
                let start = (place & !SEVERAL) as usize;
                &self.several[start + 1..][..self.several[start] as usize]
            }
            Some(one) => std::slice::from_ref(one),
        }
    }

    /// Calls `found` with every id of each of some captions, and with 0 for each that has none; those that are not there are left
    /// out.
    pub fn each(&self, positions: &[u32], mut found: impl FnMut(u32)) {
        let there = positions.iter().map(|p| *p as usize).filter(|at| *at < self.len);
        if self.ones.is_empty() {
            // Hardly any catalog has keywords.
            return there.for_each(|_| found(0));
        }
        for at in there {
            match self.ones.get(at) {
                None => found(0),
                Some(one) if one & SEVERAL == 0 => found(*one),
                Some(_) => self.of(at).iter().for_each(|id| found(*id)),
            }
        }
    }

    pub fn shrink(&mut self) {
        self.several.shrink_to_fit();
        self.ones.shrink_to_fit();
    }

    pub fn memory(&self) -> usize {
        (self.several.capacity() + self.ones.capacity()) * 4 + self.dictionary.memory()
    }
}
