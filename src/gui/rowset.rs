//! The rows of a list, to be asked for one by one: a bit for each, since a set of a million rows takes longer than a frame to make.

use std::collections::HashSet;

/// Some rows.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct RowSet {
    bits: Vec<u64>,
    /// Those that a bit would take too much room for; no catalog that this program made has any.
    others: HashSet<i64>,
}

/// Rows from here on have no bit.
const BITS: i64 = 1 << 28;

impl RowSet {
    /// Whether a row is one of them.
    pub fn contains(&self, row: i64) -> bool {
        match usize::try_from(row) {
            Ok(at) if row < BITS => self.bits.get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0),
            _ => self.others.contains(&row),
        }
    }
}

impl<'a> FromIterator<&'a i64> for RowSet {
    fn from_iter<T: IntoIterator<Item = &'a i64>>(rows: T) -> RowSet {
        let mut set = RowSet::default();
        for row in rows {
            match usize::try_from(*row) {
                Ok(at) if *row < BITS => {
                    if set.bits.len() <= at / 64 {
                        set.bits.resize(at / 64 + 1, 0);
                    }
                    set.bits[at / 64] |= 1 << (at % 64);
                }
                _ => {
                    set.others.insert(*row);
                }
            }
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_it_or_not() {
        let rows = [1, 63, 64, 1_000_000, BITS, -5];
        let set: RowSet = rows.iter().collect();
        assert!(rows.iter().all(|row| set.contains(*row)));
        assert!([0, 2, 65, 999_999, BITS + 1, -1].iter().all(|row| !set.contains(*row)));
    }
}
