//! The searched text of every caption in one run of bytes, so that a word is looked for once over all of it.

use memchr::memmem;

/// Ends a caption's text and its fields; folded text never holds it, for it is white space.
const END: u8 = b'\n';

/// Folded texts behind each other. An edited text goes to the end; the old one stays, dead, until compaction.
#[derive(Debug, Default)]
pub(super) struct Arena {
    bytes: Vec<u8>,
    /// Where each piece begins, and whose it is.
    starts: Vec<usize>,
    owners: Vec<u32>,
    /// The piece that each position's text is in.
    pieces: Vec<u32>,
    dead: usize,
    /// How many captions are to come, until room is made for their texts.
    expected: usize,
}

/// After so many captions the length of the others is guessed.
const GUESSED: usize = 4096;

impl Arena {
    fn append(&mut self, pos: u32, text: &str) -> u32 {
        self.starts.push(self.bytes.len());
        self.owners.push(pos);
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.push(END);
        (self.starts.len() - 1) as u32
    }

    /// Makes room for the texts of so many captions.
    pub fn make_room(&mut self, captions: usize) {
        self.starts.reserve_exact(captions);
        self.owners.reserve_exact(captions);
        self.pieces.reserve_exact(captions);
        self.expected = captions;
    }

    pub fn push(&mut self, text: &str) {
        if self.pieces.len() == GUESSED && self.expected > GUESSED {
            let all = self.bytes.len() / GUESSED * self.expected;
            self.bytes.reserve_exact((all + all / 16).saturating_sub(self.bytes.len()));
            self.expected = 0;
        }
        let piece = self.append(self.pieces.len() as u32, text);
        self.pieces.push(piece);
    }

    /// Takes over an edited text; whether it is another one.
    pub fn set(&mut self, pos: u32, text: &str) -> bool {
        if self.text(pos as usize) == text.as_bytes() {
            return false;
        }
        let piece = self.append(pos, text);
        let old = std::mem::replace(&mut self.pieces[pos as usize], piece);
        self.dead += self.piece(old as usize).len();
        if self.dead > 1 << 20 && self.dead > self.bytes.len() / 4 {
            self.compact();
        }
        true
    }

    fn compact(&mut self) {
        let mut fresh = Arena { bytes: Vec::with_capacity(self.bytes.len() - self.dead), ..Arena::default() };
        for pos in 0..self.pieces.len() {
            fresh.starts.push(fresh.bytes.len());
            fresh.owners.push(pos as u32);
            fresh.pieces.push(pos as u32);
            fresh.bytes.extend_from_slice(self.text(pos));
            fresh.bytes.push(END);
        }
        *self = fresh;
    }

    fn piece(&self, piece: usize) -> &[u8] {
        let end = self.starts.get(piece + 1).copied().unwrap_or(self.bytes.len());
        &self.bytes[self.starts[piece]..end - 1]
    }

    /// A caption's searched text.
    pub fn text(&self, pos: usize) -> &[u8] {
        self.pieces.get(pos).map_or(&[], |piece| self.piece(*piece as usize))
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
    pub fn find(&self, needle: &str, mut found: impl FnMut(usize)) {
        let finder = memmem::Finder::new(needle.as_bytes());
        let (mut at, mut piece) = (0, 0);
        while let Some(hit) = finder.find(&self.bytes[at..]) {
            let hit = at + hit;
            // Hits come in order, so the cursor only moves on.
            while self.starts.get(piece + 1).is_some_and(|next| *next <= hit) {
                piece += 1;
            }
            let owner = self.owners[piece] as usize;
            if self.pieces[owner] as usize == piece {
                found(owner);
            }
            // One hit a caption is enough: go on at the next piece.
            let Some(next) = self.starts.get(piece + 1) else { break };
            at = *next;
        }
    }

    pub fn shrink(&mut self) {
        // Room that was never written to costs nothing; giving it back would copy everything.
        if self.bytes.capacity() - self.bytes.len() > self.bytes.len() / 8 {
            self.bytes.shrink_to_fit();
        }
        self.starts.shrink_to_fit();
        self.owners.shrink_to_fit();
        self.pieces.shrink_to_fit();
    }

    pub fn memory(&self) -> usize {
        self.bytes.capacity()
            + self.starts.capacity() * 8
            + (self.owners.capacity() + self.pieces.capacity()) * 4
    }
}
