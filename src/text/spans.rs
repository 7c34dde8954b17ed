//! Words of running text with what stands around them, and the spans of words with capitals that names are.

use super::lexicon::{self, Classes};

/// A word, without quotes and brackets around it and stops after it.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    pub start: usize,
    pub text: &'a str,
    /// What the lists say of it.
    pub classes: Classes,
    /// Whether it begins with a capital, or is a form such as `al-Sayed`.
    pub capital: bool,
    /// The first sign that closes it off: a comma, a bracket, `.` at a sentence's end, `-` for a dash between words.
    pub stop: Option<char>,
    /// The bracket or quote that opens before it.
    pub open: Option<char>,
    /// Whether `'s` was cut off.
    pub possessive: bool,
    /// Whether a sentence begins with it.
    pub first: bool,
    /// Whether it is part of a date.
    pub dated: bool,
}

impl Token<'_> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether one of the classes holds it.
    pub fn is(&self, class: Classes) -> bool {
        self.classes & class != 0
    }

    /// A number of digits alone.
    pub fn digits(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

/// A span of words with capitals, small words of names between them: tokens `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span<'a> {
    pub from: usize,
    pub to: usize,
    pub start: usize,
    pub text: &'a str,
}

impl Span<'_> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Abbreviations before a name, which end no sentence.
const SHORT: [&str; 22] = [
    "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "Sgt", "Capt", "Maj", "Prof", "Rev",
    "St", "Jr", "Sr", "Adm", "Cpl", "Pfc", "Cmdr",
];

const OPENERS: [char; 12] = ['(', '[', '"', '“', '‘', '\'', '«', '„', '-', '–', '—', '#'];
const CLOSERS: [char; 15] = [')', ']', '"', '”', '’', '\'', '»', ',', ';', ':', '!', '?', '…', '—', '–'];

/// The words of a text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::with_capacity(text.len() / 6 + 2);
    let mut first = true;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let width = space(text, at);
        if width > 0 {
            at += width;
            continue;
        }
        let start = at;
        while at < bytes.len() && space(text, at) == 0 {
            at += 1;
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
        word(&text[start..at], start, &mut first, &mut out);
    }
    out
}

/// The width of the white space at a place; nothing where there is none.
fn space(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        b' ' | b'\t'..=b'\r' => 1,
        0..0x80 => 0,
        _ => text[at..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8),
    }
}

fn word<'a>(raw: &'a str, start: usize, first: &mut bool, out: &mut Vec<Token<'a>>) {
    let bytes = raw.as_bytes();
    let plain = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let (mut lead, mut bare, mut stop, mut ends, mut possessive) = (0, raw, None, false, false);
    if !(plain(bytes.first()) && plain(bytes.last())) {
        lead = raw.len() - raw.trim_start_matches(OPENERS).len();
        let body = &raw[lead..];
        bare = body.trim_end_matches(CLOSERS);
        let tail = &body[bare.len()..];
        stop = tail.chars().next();
        // "athletes' village" is closed off by nothing.
        if matches!(tail, "'" | "’") && bare.ends_with('s') && lead == 0 {
            (stop, possessive) = (None, true);
        }
        ends = tail.contains(['!', '?']);
        if let Some(head) = bare.strip_suffix('.') {
            // An initial or an abbreviated title keeps its full stop and ends no sentence.
            let letters = head.chars().filter(|c| c.is_alphabetic()).take(2).count();
            if letters > 1 && !head.contains('.') && !SHORT.contains(&head) {
                bare = head.trim_end_matches(CLOSERS);
                stop = head[bare.len()..].chars().next().or(stop).or(Some('.'));
                // "Ill., on" goes on: the comma says so.
                ends = !tail.starts_with([',', ';']);
            }
        }
        if bare.is_empty() {
            if let Some(last) = out.last_mut() {
                last.stop = last.stop.or(Some(if raw.starts_with(['-', '–', '—']) { '-' } else { '"' }));
            }
            return;
        }
    }
    if bare.len() > 2
        && bare.ends_with('s')
        && let Some(cut) = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s"))
        && !cut.is_empty()
    {
        (bare, possessive) = (cut, true);
    }
    let capital = capital(bare);
    let mut classes = lexicon::classes(bare);
    if !capital {
        classes &= !lexicon::CAPITAL;
    }
    let open = (lead > 0).then(|| raw.chars().next()).flatten();
    out.push(Token {
        start: start + lead,
        text: bare,
        classes,
        capital,
        stop,
        open,
        possessive,
        first: *first,
        dated: false,
    });
    *first = ends;
}

fn capital(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(b'A'..=b'Z') => true,
        // al-Sayed, d'Arc
        Some(b'a'..=b'z') => word
            .find(['-', '\'', '’'])
            .is_some_and(|at| at <= 3 && word[at..].chars().nth(1).is_some_and(char::is_uppercase)),
        Some(0x80..) => word.starts_with(char::is_uppercase),
        _ => false,
    }
}

/// Every span, in order. A sentence's first word is in one like any other: who asks must weigh that. No span goes over a
/// stop or holds a part of a date.
pub fn spans<'a>(text: &'a str, tokens: &[Token<'a>]) -> Vec<Span<'a>> {
    let mut out = Vec::with_capacity(tokens.len() / 3 + 1);
    let mut n = 0;
    while n < tokens.len() {
        if !tokens[n].capital || tokens[n].dated {
            n += 1;
            continue;
        }
        let from = n;
        let mut last = n;
        while tokens[last].stop.is_none() {
            // Small words only where a capital follows them.
            let mut next = last + 1;
            while next - last <= 2
                && tokens.get(next).is_some_and(|t| t.stop.is_none() && !t.capital && t.is(lexicon::PARTICLE))
            {
                next += 1;
            }
            match tokens.get(next) {
                Some(t) if (t.capital || t.text.len() <= 4 && t.digits()) && t.open.is_none() && !t.dated => {
                    last = next
                }
                _ => break,
            }
        }
        let start = tokens[from].start;
        out.push(Span { from, to: last, start, text: &text[start..tokens[last].end()] });
        n = last + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds() {
        let found = |t| spans(t, &tokens(t)).iter().map(|s| s.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            found("Ana Prata, left, meets Rui van der Berg at the Stade de Porto."),
            ["Ana Prata", "Rui van der Berg", "Stade de Porto"]
        );
        assert_eq!(found("The mayor of Lisbon, Dr. Eva Lis's sister."), ["The", "Lisbon", "Dr. Eva Lis"]);
        assert_eq!(found("H.E.R. performs. Dancers wait."), ["H.E.R.", "Dancers"]);
        let text = "Dancers wait. Singers sing.";
        assert!(tokens(text)[2].first && !tokens(text)[3].first);
    }

    #[test]
    fn stops_of_words() {
        for (text, stops) in [
            ("in Springfield, Ill., on", vec![None, Some(','), Some(','), None]),
            ("France - Angele", vec![Some('-'), None]),
            ("(left) waves.", vec![Some(')'), Some('.')]),
            ("athletes' village", vec![None, None]),
            ("\u{2028}a\u{a0}b", vec![None, None]),
        ] {
            assert_eq!(tokens(text).iter().map(|t| t.stop).collect::<Vec<_>>(), stops, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn tokens_lie_in_the_text(text in "(\\PC|[A-Z][a-z]{1,6}|[ ,.()'’-]|’s|\u{a0}){0,40}") {
            let tokens = tokens(&text);
            for t in &tokens {
                proptest::prop_assert_eq!(&text[t.start..t.end()], t.text);
            }
            for s in spans(&text, &tokens) {
                proptest::prop_assert_eq!(&text[s.start..s.end()], s.text);
            }
        }
    }
}
