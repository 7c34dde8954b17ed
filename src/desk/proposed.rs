//! What a change of many captions would change: each change with its place, which of them are wanted, and what follows of itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::edit::line_with;
use crate::credits::Agencies;
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Fix;

/// Where a change would be made: the caption's document and line, and how its words begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub document: Arc<str>,
    pub line: Option<u32>,
    /// Empty where the change itself shows them.
    pub words: String,
}

/// Which of the changes that were listed are wanted: all of them or none, but for some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    pub all: bool,
    pub but: Arc<BTreeSet<usize>>,
}

impl Default for Chosen {
    fn default() -> Chosen {
        Chosen { all: true, but: Arc::default() }
    }
}

impl Chosen {
    /// Whether the change of that place is wanted.
    pub fn has(&self, at: usize) -> bool {
        self.all != self.but.contains(&at)
    }

    /// Takes one in, or out.
    pub fn toggle(&mut self, at: usize) {
        let but = Arc::make_mut(&mut self.but);
        if !but.remove(&at) {
            but.insert(at);
        }
    }

    /// How many of so many.
    pub fn count(&self, of: usize) -> usize {
        if self.all { of - self.but.len().min(of) } else { self.but.len() }
    }
}

/// More changes than this are not listed at once.
pub const MOST: usize = 200_000;

/// What a rewrite would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposed {
    /// In catalog order; those of one caption stand together.
    pub changes: Vec<Fix>,
    /// Where each is.
    pub places: Vec<Place>,
    /// Those that leave a place of a template unfilled.
    pub unsure: BTreeSet<usize>,
    /// Of changes that are one of several places of a field: which place, and what comes there.
    pub hits: BTreeMap<usize, Hit>,
    /// What a person should know besides.
    pub notes: Vec<String>,
    /// Credit lines that change with a photographer or agency of the list.
    pub lines: Lines,
}

/// A place of a text, and what takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// In bytes of the text as it was.
    pub span: Range<usize>,
    pub with: String,
}

/// A text with some of its hits replaced; they are in their order and do not overlap.
pub(super) fn with_hits<'h>(text: &str, hits: impl Iterator<Item = &'h Hit>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for hit in hits {
        out.push_str(text.get(at..hit.span.start).unwrap_or_default());
        out.push_str(&hit.with);
        at = hit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// After so many changes the places of one field are one change again: nobody ticks them one by one.
pub(super) const APART: usize = 20_000;

/// What becomes of the credit lines whose parts are changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// So many take the new name in, and how the first of them reads then.
    pub follow: usize,
    pub as_in: String,
    /// So many go on reading as they do: the old name does not stand in them as it is.
    pub stay: usize,
    pub still: String,
}

impl Lines {
    /// Notes what becomes of a caption's credit line.
    pub(super) fn note(&mut self, caption: &Caption, changes: &[Fix], agencies: &Agencies) {
        let parts = || changes.iter().filter(|f| Field::CREDIT_PARTS.contains(&f.field));
        let own = changes.iter().any(|f| f.field == Field::CreditLine);
        let Some(line) = caption.credit_line.as_deref().filter(|_| !own && parts().count() > 0) else {
            return;
        };
        let new: Vec<_> = parts().map(|f| line_with(caption, line, f.field, &f.to, agencies)).collect();
        match new.iter().flatten().find(|new| *new != line) {
            Some(new) => {
                if self.follow == 0 {
                    self.as_in.clone_from(new);
                }
                self.follow += 1;
            }
            None if new.iter().any(Option::is_none) => {
                if self.stay == 0 {
                    self.still = line.to_owned();
                }
                self.stay += 1;
            }
            None => {}
        }
    }
}

impl Proposed {
    /// The changes that are wanted.
    pub fn chosen<'p>(&'p self, chosen: &'p Chosen) -> impl Iterator<Item = &'p Fix> {
        self.changes.iter().enumerate().filter(|(n, _)| chosen.has(*n)).map(|(_, f)| f)
    }
}

/// How many captions some changes are of; those of one caption stand together.
pub fn captions_of<'f>(changes: impl IntoIterator<Item = &'f Fix>) -> usize {
    let mut last = None;
    changes.into_iter().filter(|f| last.replace(f.id) != Some(f.id)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_counted() {
        let mut chosen = Chosen::default();
        chosen.toggle(2);
        assert_eq!((chosen.count(5), chosen.has(2), chosen.has(1)), (4, false, true));
        chosen = Chosen { all: false, ..chosen };
        assert_eq!((chosen.count(5), chosen.has(2), chosen.has(1)), (1, true, false));
    }
}
