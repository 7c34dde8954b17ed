//! The order of all captions by a line of their text: made once, then followed. To sort a million texts takes a second; to read
//! them off in an order that is kept, a few milliseconds.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::arena::Arena;

/// So many changed texts are sorted in at each request; with more the order is made anew.
const LATE: usize = if cfg!(test) { 6 } else { 10_000 };
/// So few texts are sorted as they are.
const FEW: usize = if cfg!(test) { 3 } else { 20_000 };

/// All positions in order.
#[derive(Debug)]
struct Order {
    /// Ascending by text, equal ones by position; those without text last.
    positions: Vec<u32>,
    /// For each of them, a bit: its text is that of the one before.
    same: Vec<u64>,
    /// How many have a text.
    filled: usize,
}

/// The order of one line of the texts.
#[derive(Debug, Default)]
pub(super) struct Kept {
    order: OnceLock<Order>,
    /// Positions whose text came or changed since.
    late: HashSet<u32>,
}

fn compare(text: &Arena, part: usize, a: u32, b: u32) -> Ordering {
    let (x, y) = (text.line(a as usize, part), text.line(b as usize, part));
    x.is_empty().cmp(&y.is_empty()).then_with(|| x.cmp(y))
}

/// The first sixteen bytes, so that most texts are told apart without looking them up; what is empty comes last.
fn head(line: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    let n = line.len().min(16);
    bytes[..n].copy_from_slice(&line[..n]);
    if n == 0 { u128::MAX } else { u128::from_be_bytes(bytes) }
}

impl Order {
    fn of(text: &Arena, rows: usize, part: usize) -> Order {
        let keyed = |range: std::ops::Range<usize>| {
            let mut keys: Vec<(u128, u32)> = range.map(|at| (head(text.line(at, part)), at as u32)).collect();
            keys.sort_unstable_by(|a, b| {
                let texts = || compare(text, part, a.1, b.1).then(a.1.cmp(&b.1));
                a.0.cmp(&b.0).then_with(texts)
            });
            keys
        };
        let half = rows / 2;
        let (first, second) = std::thread::scope(|s| {
            let first = s.spawn(|| keyed(0..half));
            let second = keyed(half..rows);
            (first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), second)
        });
        let mut positions = Vec::with_capacity(rows);
        let (mut a, mut b) = (first.into_iter().peekable(), second.into_iter().peekable());
        loop {
            let from_second = match (a.peek(), b.peek()) {
                (Some(x), Some(y)) => {
                    x.0.cmp(&y.0).then_with(|| compare(text, part, x.1, y.1)) == Ordering::Greater
                }
                (None, Some(_)) => true,
                (Some(_), None) => false,
                (None, None) => break,
            };
            positions.extend(if from_second { b.next() } else { a.next() }.map(|(_, pos)| pos));
        }
        let mut same = vec![0u64; rows.div_ceil(64)];
        for at in 1..rows {
            if compare(text, part, positions[at - 1], positions[at]) == Ordering::Equal {
                same[at / 64] |= 1 << (at % 64);
            }
        }
        let filled = positions.partition_point(|pos| !text.line(*pos as usize, part).is_empty());
        Order { positions, same, filled }
    }

    fn same(&self, at: usize) -> bool {
        self.same[at / 64] & (1 << (at % 64)) != 0
    }

    /// Calls `each` with every position in the order asked for; equal texts stay in catalog order either way.
    fn walk(&self, descending: bool, mut each: impl FnMut(u32)) {
        if !descending {
            return self.positions.iter().for_each(|pos| each(*pos));
        }
        let mut end = self.filled;
        while end > 0 {
            let mut start = end - 1;
            while start > 0 && self.same(start) {
                start -= 1;
            }
            self.positions[start..end].iter().for_each(|pos| each(*pos));
            end = start;
        }
        self.positions[self.filled..].iter().for_each(|pos| each(*pos));
    }
}

impl Kept {
    /// A position's text came or changed.
    pub fn changed(&mut self, pos: u32) {
        if self.order.get().is_none() {
            return;
        }
        self.late.insert(pos);
        if self.late.len() > LATE {
            self.order.take();
            self.late.clear();
        }
    }

    /// Makes the order, where it is not made; where no caption has such a text, it takes no time when it is asked for.
    pub fn make(&self, text: &Arena, rows: usize, part: usize) {
        if rows > FEW && (0..rows).any(|at| !text.line(at, part).is_empty()) {
            self.order.get_or_init(|| Order::of(text, rows, part));
        }
    }

    /// Sorts positions by a line of their texts.
    pub fn sort(&self, text: &Arena, rows: usize, part: usize, positions: &mut [u32], descending: bool) {
        let by_text = |a: &u32, b: &u32| {
            let texts = || {
                let (x, y) = (text.line(*a as usize, part), text.line(*b as usize, part));
                let order = if descending { y.cmp(x) } else { x.cmp(y) };
                x.is_empty().cmp(&y.is_empty()).then(order)
            };
            texts().then(a.cmp(b))
        };
        if positions.len() <= FEW {
            return positions.sort_unstable_by(by_text);
        }
        let order = self.order.get_or_init(|| Order::of(text, rows, part));
        let mut wanted = vec![0u64; rows.div_ceil(64)];
        let mut late: Vec<u32> = Vec::new();
        for pos in positions.iter() {
            if self.late.contains(pos) {
                late.push(*pos);
            } else {
                wanted[*pos as usize / 64] |= 1 << (pos % 64);
            }
        }
        late.sort_unstable_by(by_text);
        let mut late = late.into_iter().peekable();
        let mut to = positions.iter_mut();
        let mut put = |pos: u32| {
            if let Some(place) = to.next() {
                *place = pos;
            }
        };
        order.walk(descending, |pos| {
            if wanted.get(pos as usize / 64).is_some_and(|word| word & (1 << (pos % 64)) != 0) {
                while let Some(before) = late.next_if(|l| by_text(l, &pos) == Ordering::Less) {
                    put(before);
                }
                put(pos);
            }
        });
        late.for_each(put);
    }

    /// Bytes held, close enough.
    pub fn memory(&self) -> usize {
        let order = self.order.get().map_or(0, |o| o.positions.capacity() * 4 + o.same.capacity() * 8);
        order + self.late.capacity() * 5
    }
}
