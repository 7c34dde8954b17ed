//! Which captions of the list are selected.

use std::sync::Arc;

/// Which rows are selected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Every caption of the list.
    pub all: bool,
    /// Ascending.
    pub rows: Arc<Vec<i64>>,
}

impl Selection {
    pub fn has(&self, row: i64) -> bool {
        self.all || self.rows.binary_search(&row).is_ok()
    }

    pub fn only(row: i64) -> Selection {
        Selection { all: false, rows: Arc::new(vec![row]) }
    }

    /// These rows; a list that is grouped can have one twice.
    pub fn of(rows: &[i64]) -> Selection {
        Selection { all: false, rows: Arc::new(ascending(rows)) }
    }

    /// Takes a row in, or out where it is in.
    pub fn toggle(&mut self, row: i64) {
        let rows = Arc::make_mut(&mut self.rows);
        match rows.binary_search(&row) {
            Ok(at) => {
                rows.remove(at);
            }
            Err(at) => rows.insert(at, row),
        }
    }
}

/// Rows in ascending order, each once. Row numbers lie close together, so that for very many of them a mark for each, in its place,
/// is made several times faster than they are sorted: a million within a frame.
fn ascending(rows: &[i64]) -> Vec<i64> {
    let bounds = rows.iter().min().zip(rows.iter().max());
    let Some((&first, &last)) = bounds else { return Vec::new() };
    let span = last.abs_diff(first);
    if rows.len() < MARKED || span / 16 > rows.len() as u64 {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        rows.dedup();
        return rows;
    }
    let mut marks = vec![0_u64; (span / 64 + 1) as usize];
    for row in rows {
        let at = row.abs_diff(first);
        marks[(at / 64) as usize] |= 1 << (at % 64);
    }
    let mut out = Vec::with_capacity(rows.len());
    for (word, mut bits) in (0_i64..).zip(marks) {
        while bits != 0 {
            out.push(first + word * 64 + i64::from(bits.trailing_zeros()));
            bits &= bits - 1;
        }
    }
    out
}

/// From so many rows on they are marked.
const MARKED: usize = 10_000;

#[cfg(test)]
mod tests {
    use super::*;

    /// As sorting has it, whatever way is taken.
    #[test]
    fn rows_ascend_each_once() {
        let far = i64::MAX;
        let many = |n: i64| (0..n).map(|i| (i * 7919) % n + 3).chain([5, 5]).collect::<Vec<_>>();
        let scattered = (0..20_000).map(|i| (i * 7919 % 20_000) * 1_000_000).chain([far, i64::MIN]).collect();
        for rows in [vec![], vec![4], vec![9, 2, 9, -3], many(9), many(30_000), many(30_016), scattered] {
            let mut sorted = rows.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(ascending(&rows), sorted);
        }
    }
}
