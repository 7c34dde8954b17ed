//! The catalog rows of all positions. Rows are numbered as they were added, so that a million of them are a few runs.

use std::collections::BTreeMap;

/// Positions whose rows follow each other.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// The first position.
    start: u32,
    /// The row of that.
    row: i64,
}

/// Which row each position has.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Ascending by position.
    runs: Vec<Run>,
    /// The run that begins with a row.
    by_row: BTreeMap<i64, u32>,
    len: u32,
}

impl Rows {
    /// How many positions there are.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Adds a row that has no position yet, after the others.
    pub fn push(&mut self, row: i64) {
        let start = self.len;
        self.len += 1;
        let follows = |last: &Run| last.row + i64::from(start - last.start) == row;
        if !self.runs.last().is_some_and(follows) {
            self.by_row.insert(row, self.runs.len() as u32);
            self.runs.push(Run { start, row });
        }
    }

    /// The row of a position.
    pub fn get(&self, pos: u32) -> Option<i64> {
        if pos >= self.len {
            return None;
        }
        let run = self.runs[..].partition_point(|run| run.start <= pos).checked_sub(1)?;
        let run = self.runs[run];
        Some(run.row + i64::from(pos - run.start))
    }

    /// The position of a row.
    pub fn position(&self, row: i64) -> Option<u32> {
        let (_, &run) = self.by_row.range(..=row).next_back()?;
        let end = self.runs.get(run as usize + 1).map_or(self.len, |next| next.start);
        let run = self.runs[run as usize];
        let at = u32::try_from(row.checked_sub(run.row)?).ok()?;
        (at < end - run.start).then_some(run.start + at)
    }

    /// Bytes held, close enough.
    pub fn memory(&self) -> usize {
        self.runs.capacity() * 16 + self.by_row.len() * 24
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// Whatever rows come, and in whatever order, each is found where it was put.
        #[test]
        fn rows_are_found_where_they_are(rows in proptest::collection::vec(-3..40_i64, 0..40)) {
            let (mut kept, mut all) = (Rows::default(), Vec::new());
            for row in rows {
                if !all.contains(&row) {
                    kept.push(row);
                    all.push(row);
                }
            }
            proptest::prop_assert_eq!(kept.len(), all.len());
            for row in -4..41 {
                let at = all.iter().position(|r| *r == row).map(|at| at as u32);
                proptest::prop_assert_eq!(kept.position(row), at);
            }
            for (at, row) in all.iter().enumerate() {
                proptest::prop_assert_eq!(kept.get(at as u32), Some(*row));
            }
            proptest::prop_assert_eq!(kept.get(all.len() as u32), None);
        }
    }
}
