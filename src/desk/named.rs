//! The captions that open problems name.

use std::sync::Arc;

use crate::model::caption::CaptionId;
use crate::model::finding::Finding;

/// The row and the problems of every caption that an open problem names. Long runs of numbers, not a table of lists: in a
/// large catalog nearly every caption is named by some problem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Ascending.
    ids: Vec<CaptionId>,
    /// Beside `ids`; [`NOWHERE`] where the catalog has no such caption.
    rows: Vec<i64>,
    /// Beside `ids`: where the problems of each begin. Those of the next end them.
    starts: Vec<u32>,
    /// Places in the list of open problems, ascending for each caption.
    problems: Vec<u32>,
}

const NOWHERE: i64 = -1;

impl Named {
    /// Captions whose rows are known, named by no problem yet.
    pub(super) fn known(captions: impl IntoIterator<Item = (CaptionId, i64)>) -> Named {
        let mut pairs: Vec<(CaptionId, i64)> = captions.into_iter().collect();
        pairs.sort_unstable();
        let (ids, rows) = pairs.into_iter().unzip();
        Named { ids, rows, ..Named::default() }
    }

    /// What the open problems name. A row that `known` does not have is asked of `row`.
    ///
    /// # Errors
    /// What `row` fails with.
    pub(super) fn of<E>(
        open: &[Arc<Finding>],
        known: &Named,
        mut row: impl FnMut(CaptionId) -> Result<Option<i64>, E>,
    ) -> Result<Named, E> {
        let count = open.iter().map(|f| f.captions.len()).sum();
        let mut pairs: Vec<(CaptionId, u32)> = Vec::with_capacity(count);
        for (n, finding) in (0..).zip(open) {
            pairs.extend(finding.captions.iter().map(|c| (c.id, n)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let captions = pairs.chunk_by(|a, b| a.0 == b.0).count();
        let mut out = Named {
            ids: Vec::with_capacity(captions),
            rows: Vec::with_capacity(captions),
            starts: Vec::with_capacity(captions),
            problems: Vec::with_capacity(pairs.len()),
        };
        // Both run upward, so one walk beside the other finds what is known.
        let mut at = 0;
        for of_one in pairs.chunk_by(|a, b| a.0 == b.0) {
            let id = of_one[0].0;
            while known.ids.get(at).is_some_and(|k| *k < id) {
                at += 1;
            }
            let place = match known.ids.get(at) {
                Some(k) if *k == id => known.rows[at],
                _ => row(id)?.unwrap_or(NOWHERE),
            };
            out.ids.push(id);
            out.rows.push(place);
            out.starts.push(out.problems.len() as u32);
            out.problems.extend(of_one.iter().map(|(_, n)| *n));
        }
        Ok(out)
    }

    /// The row of a caption that a problem names.
    pub fn row(&self, id: CaptionId) -> Option<i64> {
        let at = self.ids.binary_search(&id).ok()?;
        Some(self.rows[at]).filter(|row| *row != NOWHERE)
    }

    /// The problems of a caption, as places in the list of open ones.
    pub fn problems(&self, id: CaptionId) -> &[u32] {
        self.ids.binary_search(&id).map_or(&[], |at| self.problems_at(at))
    }

    fn problems_at(&self, at: usize) -> &[u32] {
        let Some(start) = self.starts.get(at) else { return &[] };
        let end = self.starts.get(at + 1).map_or(self.problems.len(), |end| *end as usize);
        &self.problems[*start as usize..end]
    }

    /// Every row that problems name, with these.
    pub fn by_row(&self) -> impl Iterator<Item = (i64, &[u32])> {
        let all = self.rows.iter().enumerate();
        all.filter(|(_, row)| **row != NOWHERE).map(|(at, row)| (*row, self.problems_at(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::{CaptionRef, Severity};

    fn finding(ids: &[u64]) -> Arc<Finding> {
        let of = |id: &u64| CaptionRef {
            id: CaptionId(*id),
            document: "a.md".into(),
            line: None,
            marks: Default::default(),
        };
        Arc::new(Finding {
            check: "doubled-word".into(),
            severity: Severity::Error,
            message: String::new(),
            evidence: Vec::new(),
            fixes: Vec::new(),
            captions: ids.iter().map(of).collect(),
            rests_on: Vec::new(),
            key: 0,
            reasoned: false,
            word: None,
        })
    }

    #[test]
    fn every_caption_has_its_row_and_all_its_problems() {
        let open = [finding(&[7, 3]), finding(&[3]), finding(&[9, 3, 9]), finding(&[5])];
        let known = Named::known([(CaptionId(9), 90), (CaptionId(1), 10), (CaptionId(7), 70)]);
        let mut asked = Vec::new();
        let named = Named::of(&open, &known, |id| {
            asked.push(id.0);
            Ok::<_, ()>((id.0 == 3).then_some(30))
        });
        let named = named.expect("rows");
        assert_eq!(asked, [3, 5], "only what is not known is asked for");
        let row = |id| named.row(CaptionId(id));
        assert_eq!([row(1), row(3), row(5), row(7), row(9)], [None, Some(30), None, Some(70), Some(90)]);
        let problems = |id| named.problems(CaptionId(id));
        assert_eq!(problems(1), [0; 0]);
        assert_eq!(problems(3), [0, 1, 2]);
        assert_eq!(problems(5), [3]);
        assert_eq!(problems(7), [0]);
        assert_eq!(problems(9), [2], "named twice by one problem, counted once");
        let rows: Vec<_> = named.by_row().collect();
        assert_eq!(rows, [(30, &[0, 1, 2][..]), (70, &[0][..]), (90, &[2][..])]);
        // What was found serves the next time, also for captions that came without problems.
        let again = Named::of(&open[..2], &named, |_| Err("asked"));
        assert_eq!(again.expect("known").row(CaptionId(3)), Some(30));
    }
}
