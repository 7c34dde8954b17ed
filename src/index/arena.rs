//! The searched text of every caption in one run of bytes, so that a word is looked for once over all of it.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

/// Ends a caption's text and its fields; folded text never holds it, for it is white space.
const END: u8 = b'\n';

/// Folded texts behind each other. An edited text goes to the end; the old one stays, dead, until compaction.
#[derive(Debug, Default)]
pub(super) struct Arena {
    bytes: Vec<u8>,
    /// Where each piece begins.
    starts: Starts,
    /// How many positions there are.
    len: usize,
    /// So many of the first pieces are of the position with their own number.
    own: usize,
    /// Whose the others are.
    owners: Vec<u32>,
    /// The piece of each position whose text is not in the piece with its own number.
    moved: HashMap<u32, u32>,
    dead: usize,
    /// How many captions are to come, until room is made for their texts.
    expected: usize,
}

/// Ascending places among bytes that may be more than 4 GiB, four bytes each.
#[derive(Debug, Default)]
struct Starts {
    low: Vec<u32>,
    /// From which of them on 4 GiB more are to be added, each time.
    turns: Vec<usize>,
}

impl Starts {
    fn push(&mut self, at: usize) {
        while at >> 32 > self.turns.len() {
            self.turns.push(self.low.len());
        }
        self.low.push(at as u32);
    }

    fn get(&self, n: usize) -> Option<usize> {
        let low = *self.low.get(n)? as usize;
        Some(match self.turns.is_empty() {
            true => low,
            false => low + (self.turns.partition_point(|turn| *turn <= n) << 32),
        })
    }
}

/// From so many texts on a needle is looked for on several threads, so many at most.
const BESIDE: usize = 50_000;
const THREADS: usize = 4;

/// After so many captions the length of the others is guessed.
const GUESSED: usize = 4096;

impl Arena {
    /// Adds a piece with the text of a position.
    fn append(&mut self, pos: u32, text: &str) {
        let piece = self.starts.low.len();
        self.starts.push(self.bytes.len());
        if self.own == piece && pos as usize == piece {
            self.own += 1;
        } else {
            self.owners.push(pos);
            self.moved.insert(pos, piece as u32);
        }
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.push(END);
    }

    fn owner(&self, piece: usize) -> u32 {
        match piece.checked_sub(self.own) {
            None => piece as u32,
            Some(n) => self.owners[n],
        }
    }

    fn piece_of(&self, pos: u32) -> usize {
        self.moved.get(&pos).copied().unwrap_or(pos) as usize
    }

    /// Makes room for the texts of so many captions.
    pub fn make_room(&mut self, captions: usize) {
        self.starts.low.reserve_exact(captions);
        self.expected = captions;
    }

    pub fn push(&mut self, text: &str) {
        if self.len == GUESSED && self.expected > GUESSED {
            let all = self.bytes.len() / GUESSED * self.expected;
            self.bytes.reserve_exact((all + all / 16).saturating_sub(self.bytes.len()));
            self.expected = 0;
        }
        self.append(self.len as u32, text);
        self.len += 1;
    }

    /// Takes over an edited text; whether it is another one.
    pub fn set(&mut self, pos: u32, text: &str) -> bool {
        if self.text(pos as usize) == text.as_bytes() {
            return false;
        }
        let old = self.piece_of(pos);
        self.append(pos, text);
        self.dead += self.piece(old).len();
        if self.dead > 1 << 20 && self.dead > self.bytes.len() / 4 {
            self.compact();
        }
        true
    }

    fn compact(&mut self) {
        let mut fresh = Arena { bytes: Vec::with_capacity(self.bytes.len() - self.dead), ..Arena::default() };
        for pos in 0..self.len {
            fresh.starts.push(fresh.bytes.len());
            fresh.bytes.extend_from_slice(self.text(pos));
            fresh.bytes.push(END);
        }
        (fresh.len, fresh.own) = (self.len, self.len);
        *self = fresh;
    }

    fn piece(&self, piece: usize) -> &[u8] {
        let end = self.starts.get(piece + 1).unwrap_or(self.bytes.len());
        let start = self.starts.get(piece).unwrap_or(end);
        &self.bytes[start..end.saturating_sub(1).max(start)]
    }

    /// A caption's searched text.
    pub fn text(&self, pos: usize) -> &[u8] {
        if pos < self.len { self.piece(self.piece_of(pos as u32)) } else { &[] }
    }

    /// The `line`-th field (description, credit line, headline) of a caption's searched text.
    pub fn line(&self, pos: usize, line: usize) -> &[u8] {
        let mut rest = self.text(pos);
        for _ in 0..line {
            match memchr::memchr(END, rest) {
                Some(end) => rest = &rest[end + 1..],
                None => return &[],
            }
        }
        &rest[..memchr::memchr(END, rest).unwrap_or(rest.len())]
    }

    /// Calls `found` with each position whose text holds `needle`, once, in no particular order.
    pub fn find(&self, needle: &str, found: impl FnMut(usize)) {
        let threads = match self.starts.low.len() < BESIDE {
            true => 1,
            false => std::thread::available_parallelism().map_or(1, |n| n.get().min(THREADS)),
        };
        self.find_on(threads, needle, found);
    }

    /// As [`Arena::find`], on so many threads.
    fn find_on(&self, threads: usize, needle: &str, mut found: impl FnMut(usize)) {
        let finder = memmem::Finder::new(needle.as_bytes());
        let pieces = self.starts.low.len();
        if threads <= 1 {
            return self.find_in(&finder, 0..pieces, &mut found);
        }
        // A letter that every caption has is found a million times: each thread looks through a part.
        let size = pieces.div_ceil(threads);
        let part = |n: usize| {
            let mut hits: Vec<u32> = Vec::new();
            let pieces = n * size..pieces.min((n + 1) * size);
            self.find_in(&finder, pieces, &mut |at| hits.push(at as u32));
            hits
        };
        std::thread::scope(|s| {
            let part = &part;
            let parts: Vec<_> = (0..threads).map(|n| s.spawn(move || part(n))).collect();
            for hits in parts {
                let hits = hits.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                hits.into_iter().for_each(|at| found(at as usize));
            }
        });
    }

    /// As [`Arena::find`], in some of the pieces.
    fn find_in(&self, finder: &memmem::Finder<'_>, pieces: Range<usize>, found: &mut dyn FnMut(usize)) {
        let end = self.starts.get(pieces.end).unwrap_or(self.bytes.len());
        let (mut at, mut piece) = (self.starts.get(pieces.start).unwrap_or(end), pieces.start);
        while let Some(hit) = finder.find(&self.bytes[at..end]) {
            let hit = at + hit;
            // Hits come in order, so the cursor only moves on.
            while self.starts.get(piece + 1).is_some_and(|next| next <= hit) {
                piece += 1;
            }
            let owner = self.owner(piece);
            if self.piece_of(owner) == piece {
                found(owner as usize);
            }
            // One hit a caption is enough: go on at the next piece.
            let Some(next) = self.starts.get(piece + 1).filter(|next| *next < end) else { break };
            at = next;
        }
    }

    pub fn shrink(&mut self) {
        // Room that was never written to costs nothing; giving it back would copy everything.
        if self.bytes.capacity() - self.bytes.len() > self.bytes.len() / 8 {
            self.bytes.shrink_to_fit();
        }
        self.starts.low.shrink_to_fit();
    }

    pub fn memory(&self) -> usize {
        self.bytes.capacity()
            + (self.starts.low.capacity() + self.owners.capacity()) * 4
            + self.moved.capacity() * 9
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_find_what_one_finds() {
        let mut arena = Arena::default();
        let texts = ["a boat", "the sea", "a bear", "", "sea sea", "boats at sea", "a"];
        texts.iter().for_each(|text| arena.push(text));
        arena.set(1, "a lake");
        arena.set(4, "the deep sea");
        for needle in ["sea", "a", "boat", "x", "e"] {
            let on = |threads| {
                let mut all = Vec::new();
                arena.find_on(threads, needle, |at| all.push(at));
                all.sort_unstable();
                all
            };
            for threads in 2..12 {
                assert_eq!(on(threads), on(1), "{needle} on {threads}");
            }
        }
    }

    #[test]
    fn places_past_four_gigabytes_are_kept() {
        let all = [0, 7, u32::MAX as usize, 1 << 32, (1 << 32) + 5, 3 << 32, (3 << 32) + 1];
        let mut starts = Starts::default();
        all.iter().for_each(|at| starts.push(*at));
        let kept: Vec<usize> = (0..all.len()).filter_map(|n| starts.get(n)).collect();
        assert_eq!((kept.as_slice(), starts.get(all.len())), (all.as_slice(), None));
    }
}
