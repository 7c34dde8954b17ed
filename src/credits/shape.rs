//! The shape of a printed line: where a credit may begin, brackets, the ends of sentences, and what shows at a glance that
//! there is none.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::agencies::Agencies;

/// Longest credit looked for, in bytes. Restrictions behind it may be longer.
pub(super) const LONGEST: usize = 260;

/// Whether the line has any mark that a credit needs. Most prose has none, and is left at once.
pub(super) fn could_be(text: &str) -> bool {
    static WORDS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
        let words = [
            " via ",
            " for ",
            " FOR ",
            " - ",
            " by ",
            " By ",
            " BY ",
            "oto",
            "OTO",
            "ourtesy",
            "COURTESY",
            "mage ",
            "redit",
            "\u{a9}",
            "\u{2013}",
            "\u{2014}",
            "\u{2026}",
            "\u{30fb}",
            "撮影",
            "\u{ff1a}",
            "\u{ff1d}",
            "\u{ff0f}",
            "\u{ff08}",
            "Фото ",
        ];
        words.iter().map(|w| Finder::new(w.as_bytes())).collect()
    });
    let bytes = text.as_bytes();
    text.len() < 60
        || memchr::memchr3(b'/', b'(', b'[', bytes).is_some()
        || memchr::memchr3(b'|', b')', b':', bytes).is_some()
        || memchr::memchr(b'=', bytes).is_some()
        || text.ends_with(" Images")
        || WORDS.iter().any(|w| w.find(bytes).is_some())
}

/// Whether the text ends in `, AGENCY`.
pub(super) fn after_comma(text: &str, agencies: &Agencies) -> bool {
    let floor = floor_char(text, text.len().saturating_sub(40));
    text[floor..].rfind(", ").is_some_and(|at| agencies.lookup(&text[floor + at + 2..]).is_some())
}

/// Where a known organisation's name stands alone behind the last sentence.
pub(super) fn lone_at(text: &str, agencies: &Agencies) -> Option<usize> {
    let floor = floor_char(text, text.len().saturating_sub(44));
    let at = text[floor..].rfind(['.', '!', '?', '”', '"', ')']).map(|at| floor + at)?;
    let name = text[at..].trim_start_matches(['.', '!', '?', '”', '"', ')']);
    let from = text.len() - name.trim_start().len();
    (name.starts_with(' ') && agencies.lookup(name).is_some()).then_some(from)
}

/// Whether the text has few enough words with a small letter for a credit: prose is seen by them, and left.
pub(super) fn terse(text: &str) -> bool {
    let mut small = 0;
    let mut words = 0;
    for word in text.split_ascii_whitespace() {
        words += 1;
        small += usize::from(word.len() > 3 && word.as_bytes()[0].is_ascii_lowercase());
        if small > 7 || words > 60 {
            return false;
        }
    }
    true
}

/// Byte positions where a credit can begin: after the end of a sentence, and, if asked for, at a seam where one word is glued
/// to the next.
pub(super) fn boundaries(text: &str, floor: usize, seams: bool) -> Vec<usize> {
    let mut out = Vec::new();
    let mut before = ' ';
    let mut last = ' ';
    let mut word_start = floor;
    for (n, c) in text[floor..].char_indices() {
        let at = floor + n;
        let ends =
            matches!(last, '.' | '!' | '?' | '"' | '”' | '’' | ')' | ']' | '…' | '»' | '。' | ':' | ';');
        if c.is_whitespace() {
            if !last.is_whitespace() {
                before = last;
            }
        } else if last.is_whitespace() {
            let sentence = matches!(
                before,
                '.' | '!' | '?' | '"' | '”' | '’' | ')' | ']' | '…' | '»' | '。' | ':' | ';'
            );
            if sentence
                && (c.is_uppercase()
                    || !c.is_ascii()
                    || matches!(c, '(' | '©' | '-' | '@')
                    || c.is_alphabetic())
            {
                out.push(at);
            }
            word_start = at;
        } else if c.is_uppercase() {
            // "race.Ana Prata/AFP" and "raceAna Prata/AFP"; not "McKay", "D'Arc" or "U.S.".
            let word = &text[word_start..at];
            let lower = word.chars().filter(|c| c.is_lowercase()).count();
            let figure = at - word_start >= 2 && word.bytes().all(|b| b.is_ascii_digit());
            let word_follows = text[at + c.len_utf8()..].starts_with(char::is_lowercase);
            if (ends && lower >= 2)
                || (seams && figure && word_follows)
                || (seams && last.is_lowercase() && lower >= 3 && !word.starts_with("Mac"))
            {
                out.push(at);
                word_start = at;
            }
        } else if last == '。' {
            out.push(at);
        }
        last = c;
    }
    out
}

/// Where the first slash, ` via ` or other joint of the tail stands.
pub(super) fn first_mark(text: &str, agencies: &Agencies) -> Option<usize> {
    let floor = floor_char(text, text.len().saturating_sub(LONGEST));
    let tail = &text[floor..];
    let slash = memchr::memrchr(b'/', tail.as_bytes());
    let via = memchr::memmem::rfind(tail.as_bytes(), b" via ");
    let dash = memchr::memmem::rfind(tail.as_bytes(), "—".as_bytes());
    let certain = slash.into_iter().chain(via).chain(dash).min();
    // A hyphen joins a name to an organisation: "Name-Imagn Images".
    let hyphen = || {
        let at = memchr::memrchr2(b'|', b'-', tail.as_bytes())?;
        let left = tail[..at].trim_end();
        let left = left.rsplit(['/', ' ']).next().unwrap_or(left);
        (agencies.lookup(&tail[at + 1..]).is_some()
            || agencies.lookup(left).is_some()
            || tail.as_bytes()[at] == b'|')
            .then_some(at)
    };
    // "Name for The New York Times" ends the line.
    let given = || {
        let at = memchr::memmem::rfind(tail.as_bytes(), b" for ")
            .or_else(|| memchr::memmem::rfind(tail.as_bytes(), b" FOR "))?;
        let whom = &tail[at + 5..];
        let named = whom.starts_with(|c: char| c.is_uppercase()) || whom.starts_with("the ");
        (named && whom.split_ascii_whitespace().count() <= 8).then_some(at)
    };
    // "BELGA PHOTO NAME"
    let photo = || memchr::memmem::rfind(tail.as_bytes(), b" PHOTO ").map(|at| at + 6);
    let mut mark = floor + certain.or_else(hyphen).or_else(given).or_else(photo)?;
    // The chain may have several slashes: the first of those that stand close together.
    while let Some(at) = text[floor..mark].rfind('/').map(|at| floor + at) {
        if text[at..mark].split_whitespace().count() > 4 {
            break;
        }
        mark = at;
    }
    Some(mark)
}

/// Pairs of brackets, outermost only, in order; also an opening one that nothing closes.
pub(super) fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut open = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            ')' | ']' | '）' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    out.push((open, at + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        out.push((open, text.len()));
    }
    out
}

pub(super) fn is_one_bracket(core: &str) -> bool {
    let core = core.trim_end_matches(['.', ' ']);
    matches!(brackets(core).as_slice(), [(0, end)] if *end == core.len())
}

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 26] = [
    "Inc", "Prof", "Capt", "Corp", "Dept", "Sgt", "Col", "Gen", "Rev", "Ltd", "Bros", "Jnr", "Snr", "Mrs",
    "Gov", "Sen", "Rep", "Cmdr", "Comm", "Spc", "Pfc", "Maj", "Cpl", "Mass", "Petty", "Sr",
];

/// Whether a text has the end of a sentence inside, before more words: words that are no credit.
pub(super) fn has_sentence(core: &str) -> bool {
    boundaries(core, 0, false).into_iter().any(|at| {
        let head = core[..at].trim_end();
        let word = head.rsplit(' ').next().unwrap_or_default();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let title = ABBREVIATIONS.contains(&word.trim_end_matches('.').trim_start_matches(['(', '[']));
        let digits = word.trim_end_matches('.');
        let figure = digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit());
        at > 0
            && at < core.len()
            && (letters >= 3 || figure)
            && head.ends_with(['.', '!', '?', '。'])
            && !title
    })
}

pub(super) fn has_year(core: &str) -> bool {
    core.split(|c: char| !c.is_ascii_digit())
        .any(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")))
}

pub(super) fn floor_char(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
