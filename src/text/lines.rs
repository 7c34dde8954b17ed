//! The lines of a text, whatever ends them.

/// A line, without what ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// 1-based.
    pub number: u32,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    pub text: &'a str,
}

/// The lines of a text. LF, CRLF and CR end one.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        if start >= bytes.len() {
            return None;
        }
        let rest = &bytes[start..];
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |n| start + n);
        number += 1;
        let line = Line { number, start, text: &text[start..end] };
        let crlf = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        start = end + if crlf { 2 } else { 1 };
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn all_ends() {
        for text in ["a\n\nb", "a\r\n\r\nb\r\n", "a\r\rb"] {
            let found: Vec<_> = super::lines(text).map(|l| (l.number, l.text)).collect();
            assert_eq!(found, [(1, "a"), (2, ""), (3, "b")], "{text:?}");
        }
        assert_eq!(super::lines("").count(), 0);
    }
}
