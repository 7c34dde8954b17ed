//! Identity from content: documents by their bytes, captions by document and place.

use crate::model::caption::CaptionId;
use crate::model::document::DocumentHash;

/// Names a document: the first 128 bits of the BLAKE3 hash of its bytes.
pub fn document_hash(bytes: &[u8]) -> DocumentHash {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    DocumentHash(short)
}

/// A number that tells lists of rules apart.
pub fn fingerprint(parts: &[&[u8]]) -> u32 {
    let mut hash = blake3::Hasher::new();
    for part in parts {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut short = [0; 4];
    short.copy_from_slice(&hash.finalize().as_bytes()[..4]);
    u32::from_le_bytes(short)
}

/// The id of the `ordinal`-th caption (from 0) that begins on `line` of a document.
pub fn caption_id(document: DocumentHash, line: u32, ordinal: u32) -> CaptionId {
    let mut place = [0; 24];
    place[..16].copy_from_slice(&document.0);
    place[16..20].copy_from_slice(&line.to_le_bytes());
    place[20..].copy_from_slice(&ordinal.to_le_bytes());
    let mut short = [0; 8];
    short.copy_from_slice(&blake3::hash(&place).as_bytes()[..8]);
    CaptionId(u64::from_be_bytes(short))
}
