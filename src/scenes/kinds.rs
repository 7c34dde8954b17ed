//! Kinds of events: what tells that an event is of a kind, and the scenes that its pictures fall into. The same word shows
//! different things at different events: an embrace at a trial is no celebration.

use super::terms::{Found, Terms};
use crate::text::shown::{Word, all};

/// The scene of the row whose terms tell the kind.
const TELLS: &str = "@";

/// A row of the table.
#[derive(Debug, Clone)]
struct Row {
    kind: u16,
    /// None where the row tells that an event is of the kind.
    scene: Option<String>,
}

/// The table: the rows of a kind in order of precedence.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    kinds: Vec<String>,
    rows: Vec<Row>,
    terms: Terms,
}

/// At least one caption of so many of an event must tell its kind.
const OF: usize = 6;
/// One caption alone tells it of an event with fewer captions than this.
const SEVERAL: usize = 4;
/// So many scenes of a kind are kept for a caption.
const KEPT: usize = 2;

impl Kinds {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Adds a row behind the others; one that is among the `earlier` ones, of the files before, is left out.
    pub fn add(
        &mut self,
        (kind, scene): (&str, &str),
        (terms, not): (&str, &str),
        titles: bool,
        earlier: usize,
    ) -> Result<(), &'static str> {
        if self.rows.len() == usize::from(u16::MAX) {
            return Err("there are too many rows");
        }
        let known = self.kinds.iter().position(|k| k == kind);
        let kind = known.unwrap_or_else(|| {
            self.kinds.push(kind.to_owned());
            self.kinds.len() - 1
        });
        let row = Row { kind: kind as u16, scene: (scene != TELLS).then(|| scene.to_owned()) };
        let same = |r: &Row| r.kind == row.kind && r.scene == row.scene;
        if !self.rows[..earlier].iter().any(same) {
            self.terms.add(terms, not, titles)?;
            self.rows.push(row);
        }
        Ok(())
    }

    /// The rows that fit a caption: those that tell a kind by any of its words, and for each kind the first ones that name a
    /// scene by the words that say what is seen.
    pub fn rows_of(&self, all: &[Word], shown: &[Word]) -> Vec<u16> {
        let tells = |f: &Found| self.rows[f.place].scene.is_none();
        let told = self.terms.fitting(all, false).into_iter().filter(tells);
        let mut rows: Vec<u16> = told.map(|f| f.place as u16).collect();
        let named = rows.len();
        for found in self.scenes_in(shown) {
            let kind = self.rows[found.place].kind;
            let before =
                rows[named..].iter().filter(|row| self.rows[usize::from(**row)].kind == kind).count();
            if before < KEPT {
                rows.push(found.place as u16);
            }
        }
        rows
    }

    /// What names a scene. What the event is called names none.
    fn scenes_in(&self, shown: &[Word]) -> impl Iterator<Item = Found> {
        let fitting = self.terms.fitting(shown, false).into_iter();
        fitting.filter(|f| !f.in_event && self.rows[f.place].scene.is_some())
    }

    /// The kind that an event is of: that of its name, else the one that most captions tell, if enough of them do; `of` gives the rows of
    /// each.
    pub fn told<'a>(
        &self,
        name: Option<&str>,
        captions: usize,
        of: impl Iterator<Item = &'a [u16]>,
    ) -> Option<u16> {
        let mut votes = vec![0; self.kinds.len()];
        let mut vote = |row: &Row, n: usize| {
            if row.scene.is_none() {
                votes[usize::from(row.kind)] += n;
            }
        };
        for rows in of {
            rows.iter().filter_map(|r| self.rows.get(usize::from(*r))).for_each(|row| vote(row, 1));
        }
        let named = self.terms.fitting(&all(name.unwrap_or_default()), false);
        named.iter().for_each(|f| vote(&self.rows[f.place], captions));
        let best = votes.iter().enumerate().max_by_key(|(kind, n)| (**n, std::cmp::Reverse(*kind)));
        let least = if captions < SEVERAL { 1 } else { 2 };
        best.filter(|(_, n)| **n >= least && **n * OF >= captions).map(|(kind, _)| kind as u16)
    }

    /// The scenes that a caption's rows name at an event of a kind, the likeliest first.
    pub fn scenes_at(&self, kind: u16, rows: &[u16]) -> [Option<&str>; KEPT] {
        let rows = rows.iter().filter_map(|r| self.rows.get(usize::from(*r)));
        let mut scenes = rows.filter(|r| r.kind == kind).filter_map(|r| r.scene.as_deref());
        std::array::from_fn(|_| scenes.next())
    }

    /// The scene of a row.
    pub fn scene(&self, row: u16) -> Option<&str> {
        self.rows.get(usize::from(row))?.scene.as_deref()
    }

    /// The words for which one of a caption's rows names a scene.
    pub fn deciding(&self, shown: &[Word], rows: &[u16], scene: &str) -> Option<Found> {
        let names = |f: &Found| rows.contains(&(f.place as u16)) && self.scene(f.place as u16) == Some(scene);
        self.scenes_in(shown).find(names)
    }
}
