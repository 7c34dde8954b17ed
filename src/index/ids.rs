//! Numbers for every position, in as few bytes each as the largest of them asks for. Most columns have few values: a catalog of a
//! million captions has a handful of agencies.

/// A number a position; wider ones when a larger number comes.
#[derive(Debug)]
pub(super) enum Ids {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Ids {
    fn default() -> Self {
        Ids::One(Vec::new())
    }
}

/// Does the same with whichever numbers there are.
macro_rules! each {
    ($ids:expr, $all:ident => $do:expr) => {
        match $ids {
            Ids::One($all) => $do,
            Ids::Two($all) => $do,
            Ids::Four($all) => $do,
        }
    };
}

impl Ids {
    /// The number of a position; 0 where there is no such position.
    pub fn at(&self, at: usize) -> u32 {
        match self {
            Ids::One(all) => all.get(at).map_or(0, |n| u32::from(*n)),
            Ids::Two(all) => all.get(at).map_or(0, |n| u32::from(*n)),
            Ids::Four(all) => all.get(at).copied().unwrap_or_default(),
        }
    }

    pub fn push(&mut self, number: u32) {
        self.fit(number);
        match self {
            Ids::One(all) => all.push(number as u8),
            Ids::Two(all) => all.push(number as u16),
            Ids::Four(all) => all.push(number),
        }
    }

    /// Changes the number of a position that is there.
    pub fn set(&mut self, at: usize, number: u32) {
        self.fit(number);
        match self {
            Ids::One(all) => all[at] = number as u8,
            Ids::Two(all) => all[at] = number as u16,
            Ids::Four(all) => all[at] = number,
        }
    }

    /// Calls `found` with the number of each of some positions, in their order; those that are not there are left out.
    pub fn each(&self, positions: &[u32], mut found: impl FnMut(u32)) {
        let places = positions.iter().map(|p| *p as usize);
        match self {
            Ids::One(all) => places.filter_map(|p| all.get(p)).for_each(|n| found(u32::from(*n))),
            Ids::Two(all) => places.filter_map(|p| all.get(p)).for_each(|n| found(u32::from(*n))),
            Ids::Four(all) => places.filter_map(|p| all.get(p)).for_each(|n| found(*n)),
        }
    }

    fn fit(&mut self, number: u32) {
        match self {
            Ids::One(all) if number > u32::from(u8::MAX) => {
                let mut wide = Vec::with_capacity(all.capacity());
                wide.extend(all.iter().map(|n| u16::from(*n)));
                *self = Ids::Two(wide);
                self.fit(number);
            }
            Ids::Two(all) if number > u32::from(u16::MAX) => {
                let mut wide = Vec::with_capacity(all.capacity());
                wide.extend(all.iter().map(|n| u32::from(*n)));
                *self = Ids::Four(wide);
            }
            _ => {}
        }
    }

    pub fn make_room(&mut self, numbers: usize) {
        each!(self, all => all.reserve_exact(numbers));
    }

    pub fn shrink(&mut self) {
        each!(self, all => all.shrink_to_fit());
    }

    pub fn memory(&self) -> usize {
        match self {
            Ids::One(all) => all.capacity(),
            Ids::Two(all) => all.capacity() * 2,
            Ids::Four(all) => all.capacity() * 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_when_larger_ones_come() {
        let numbers = [0, 1, 255, 7, 256, 65_535, 3, 65_536, u32::MAX, 0];
        let mut ids = Ids::default();
        for n in 0..numbers.len() {
            ids.push(numbers[n]);
            let kept: Vec<u32> = (0..=n).map(|at| ids.at(at)).collect();
            assert_eq!(kept, numbers[..=n]);
        }
        ids.set(1, 70_000);
        let mut some = Vec::new();
        ids.each(&[8, 1, 99], |n| some.push(n));
        assert_eq!((some, ids.at(99)), (vec![u32::MAX, 70_000], 0));
    }
}
