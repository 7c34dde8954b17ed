//! Bytes to text: UTF-8, UTF-16 and Windows-1252, told apart by what the bytes themselves show.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without its byte order mark, otherwise unchanged.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// How many characters stand as U+FFFD because their bytes make none.
    pub replaced: u32,
    /// Whether the bytes are no text.
    pub binary: bool,
}

/// Decodes a document.
pub fn decode(bytes: &[u8]) -> Decoded {
    if binary_magic(bytes) {
        return binary();
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes);
    }
    if let Some(encoding) = utf16_by_evidence(bytes) {
        return with(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            if looks_binary(bytes) {
                return utf16_by_spaces(bytes).map_or_else(binary, |encoding| with(encoding, bytes));
            }
            Decoded { text: text.to_owned(), encoding: "UTF-8", replaced: 0, binary: false }
        }
        Err(error) => {
            if let Some(encoding) = utf16_by_spaces(bytes) {
                return with(encoding, bytes);
            }
            if looks_binary(bytes) {
                return binary();
            }
            // Mostly UTF-8 with a damaged place, or the old encoding of Western desks?
            let lossy = with(UTF_8, bytes);
            let wide = bytes.iter().filter(|b| **b >= 0x80).count();
            let cut_off = error.error_len().is_none() && bytes.len() - error.valid_up_to() < 4 && wide > 3;
            if cut_off || (lossy.replaced as usize) * 8 < wide {
                return lossy;
            }
            with(WINDOWS_1252, bytes)
        }
    }
}

fn binary() -> Decoded {
    Decoded { text: String::new(), encoding: "binary", replaced: 0, binary: true }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let own =
        if encoding == UTF_8 { memchr::memmem::find_iter(bytes, "\u{fffd}".as_bytes()).count() } else { 0 };
    let replaced = text.matches('\u{fffd}').count().saturating_sub(own) as u32;
    Decoded { text: text.into_owned(), encoding: encoding.name(), replaced, binary: false }
}

/// UTF-16 without a mark: text of Western scripts has a zero in nearly every second byte.
fn utf16_by_evidence(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048) & !1];
    if head.len() < 8 {
        return None;
    }
    let pairs = head.len() / 2;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 7 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 7 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-16 without a mark in other scripts: its spaces and line ends have their zero on one side only, and all of it is
/// text.
fn utf16_by_spaces(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1 << 16) & !1];
    let units = |make: fn([u8; 2]) -> u16| {
        head.chunks_exact(2)
            .filter(|p| matches!(make([p[0], p[1]]), 0x20 | 0x0a | 0x0d | 0x3000 | 0x3001 | 0x3002))
            .count()
    };
    let (little, big) = (units(u16::from_le_bytes), units(u16::from_be_bytes));
    let encoding = match (little * 60 >= head.len() / 2, big * 60 >= head.len() / 2) {
        (true, false) => UTF_16LE,
        (false, true) => UTF_16BE,
        _ => return None,
    };
    let (text, _) = encoding.decode_without_bom_handling(head);
    let clean = text.chars().all(|c| (!c.is_control() || c.is_whitespace()) && c != '\u{fffd}');
    (head.len() >= 8 && clean).then_some(encoding)
}

fn binary_magic(bytes: &[u8]) -> bool {
    const MAGICS: [&[u8]; 13] = [
        b"\xff\xd8\xff",
        b"\x89PNG",
        b"GIF8",
        b"PK\x03\x04",
        b"%PDF-",
        b"SQLite format 3\0",
        b"\x7fELF",
        b"II*\0",
        b"MM\0*",
        b"\x1f\x8b",
        b"7z\xbc\xaf",
        b"Rar!",
        b"\xd0\xcf\x11\xe0",
    ];
    // "RIFF" and "ftyp" could be words: what stands beside them tells.
    let riff = bytes.starts_with(b"RIFF") && matches!(bytes.get(8..12), Some(b"WEBP" | b"WAVE" | b"AVI "));
    let media = bytes.first() == Some(&0) && bytes.get(4..8) == Some(b"ftyp");
    MAGICS.iter().any(|m| bytes.starts_with(m)) || riff || media
}

/// Control characters that no text has, in more than a stray place.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 16)];
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    odd * 50 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let text = "Café – “Łódź” 日本\r\nÉté";
        let utf16 = |f: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(f).collect::<Vec<u8>>();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
            ([&b"\xff\xfe"[..], &utf16(u16::to_le_bytes)].concat(), "UTF-16LE"),
            ([&b"\xfe\xff"[..], &utf16(u16::to_be_bytes)].concat(), "UTF-16BE"),
        ] {
            let d = decode(&bytes);
            assert_eq!((d.text.as_str(), d.encoding, d.replaced, d.binary), (text, encoding, 0, false));
        }
        let plain = "Plain words without marks, long enough to tell.";
        let le: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&le).text, plain);
        assert_eq!(decode(b"caf\xe9 \x93x\x94").text, "café “x”");
        assert_eq!(decode(b"caf\xe9").encoding, "windows-1252");
        let broken = decode("déjà vu, été, naïf, où, çà \u{20ac}".as_bytes().split_last().unwrap().1);
        assert_eq!((broken.encoding, broken.replaced), ("UTF-8", 1));
        assert!(decode(b"\x89PNG\r\n\x1a\n....").binary);
        assert!(decode(&[0, 1, 2, 3, 250, 9, 0, 0, 1, 7, 7]).binary);
        assert!(!decode(b"").binary);
        let cyrillic = "Люди стоят на площади в Киеве.\r\n";
        let be: Vec<u8> = cyrillic.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((decode(&be).text.as_str(), decode(&be).encoding), (cyrillic, "UTF-16BE"));
    }
}
