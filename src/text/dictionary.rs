//! The dictionary of English, in its American and its other spellings: `assets/dictionaries/english.txt`, made from SCOWL
//! (licence beside it), and `more.txt`, words of captions that it lacks. The file is in order of its words and is searched
//! where it lies: nothing is loaded, nothing is kept.

use super::fold::fold;

const ENGLISH: &str = include_str!("../../assets/dictionaries/english.txt");
const MORE: &str = include_str!("../../assets/dictionaries/more.txt");

/// A word's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Spelt so in America alone (`color`), or everywhere else alone (`colour`).
    pub variety: Option<Variety>,
    /// 1 for the ten thousand most frequent words, 2 for the next forty thousand, 3 for the rest.
    pub rank: u8,
}

/// A way to spell English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variety {
    American,
    /// British, Australian, Canadian.
    Other,
}

fn entry_of(tags: &str) -> Entry {
    let variety = match tags.as_bytes().first() {
        Some(b'a') => Some(Variety::American),
        Some(b'b') => Some(Variety::Other),
        _ => None,
    };
    let rank = match tags.as_bytes().last() {
        Some(b'1') => 1,
        Some(b'2') => 2,
        _ => 3,
    };
    Entry { variety, rank }
}

fn row(line: &str) -> (&str, &str) {
    line.split_once('\t').unwrap_or((line, ""))
}

fn in_file(file: &'static str, word: &str) -> Option<Entry> {
    let (mut low, mut high) = (0, file.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memchr::memrchr(b'\n', file.as_bytes().get(low..middle)?).map_or(low, |n| low + n + 1);
        let end = memchr::memchr(b'\n', file.as_bytes().get(middle..)?).map_or(file.len(), |n| middle + n);
        let (found, tags) = row(file.get(start..end)?);
        match word.cmp(found) {
            std::cmp::Ordering::Equal => return Some(entry_of(tags)),
            std::cmp::Ordering::Less => high = start,
            std::cmp::Ordering::Greater => low = end + 1,
        }
    }
    None
}

/// The row of a word in small ASCII letters.
pub fn find(word: &str) -> Option<Entry> {
    in_file(ENGLISH, word).or_else(|| in_file(MORE, word))
}

/// Whether a word in small letters is one of the fifty thousand that everybody knows.
pub fn common(word: &str) -> bool {
    find(word).is_some_and(|e| e.rank < 3)
}

/// Parts that words begin with and that are no words.
const PREFIXES: [&str; 34] = [
    "anti", "auto", "bio", "co", "counter", "cyber", "de", "eco", "electro", "ex", "hydro", "inter", "mega",
    "micro", "mid", "mini", "mono", "multi", "neo", "non", "out", "over", "para", "poly", "post", "pre",
    "pro", "re", "semi", "sub", "super", "tele", "ultra", "un",
];

/// Short second parts of compounds, and endings that common words take.
const ENDINGS: [&str; 14] = [
    "man", "men", "woman", "women", "goer", "goers", "wide", "side", "line", "like", "less", "mate", "mates",
    "wear",
];

/// Whether a word in small letters is English: in the dictionary, or made of two words that are.
pub fn known(word: &str) -> bool {
    if word.is_ascii() {
        return find(word).is_some() || made(word);
    }
    let plain = fold(word).replace('\u{2bc}', "'");
    find(&plain).is_some() || made(&plain)
}

fn made(word: &str) -> bool {
    if let Some((stem, end)) = word.rsplit_once('\'')
        && (end == "s" || end.is_empty())
    {
        return known(stem);
    }
    if word.contains('-') {
        return word.split('-').all(|part| {
            part.chars().count() < 3
                || part.contains(|c: char| c.is_ascii_digit())
                || PREFIXES.contains(&part)
                || known(part)
        });
    }
    if !word.is_ascii() || word.len() < 7 {
        return false;
    }
    // "reopen", "livestream": of common words, or every slip would be two rare ones.
    let prefixed =
        PREFIXES.iter().any(|p| word.strip_prefix(p).is_some_and(|rest| rest.len() >= 4 && common(rest)));
    // "frontman", "bandwoman", "glitterlike": what is short, and makes a word of many others.
    let ended =
        ENDINGS.iter().any(|e| word.strip_suffix(e).is_some_and(|stem| stem.len() >= 4 && common(stem)));
    prefixed || ended || (4..=word.len() - 4).any(|n| common(&word[..n]) && common(&word[n..]))
}

/// Whether a long word is English only as one made of two, and with another vowel is a common one that is not made so:
/// "passangers" is no pass and no angers. The first letter is left alone: "unsecure", "insecure".
pub fn slipped(word: &str) -> bool {
    const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
    if word.len() < 9 || !word.bytes().all(|b| b.is_ascii_lowercase()) || find(word).is_some() || !made(word)
    {
        return false;
    }
    let vowels = word.char_indices().skip(1).filter(|(_, c)| VOWELS.contains(c));
    vowels.flat_map(|(at, c)| VOWELS.iter().filter(move |v| **v != c).map(move |v| (at, *v))).any(
        |(at, vowel)| {
            let other = format!("{}{vowel}{}", &word[..at], &word[at + 1..]);
            common(&other) && !made(&other)
        },
    )
}

/// What a slip in a word may have done to it, the likeliest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Two letters changed places, one was doubled or a double one lost.
    Swap,
    /// A letter was left out.
    Lost,
    /// One was put in, or is another.
    Changed,
    /// Two slips.
    Two,
}

/// A word that another may have been meant for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    pub word: &'static str,
    pub entry: Entry,
    pub slip: Slip,
}

/// The words that a word in small ASCII letters may have been meant for: all at one slip, or where there is none, those at
/// two that begin the same. Looks at the whole dictionary: some milliseconds.
pub fn near(word: &str) -> Vec<Near> {
    let mut one = Vec::new();
    let mut two = Vec::new();
    let bytes = word.as_bytes();
    for line in ENGLISH.lines().chain(MORE.lines()) {
        let (found, tags) = row(line);
        if found.len().abs_diff(word.len()) > 2 || found.contains('\'') {
            continue;
        }
        let candidate = found.as_bytes();
        let same = bytes.iter().zip(candidate).take_while(|(a, b)| a == b).count();
        let room = bytes.len().min(candidate.len()) - same;
        let tail =
            bytes.iter().rev().zip(candidate.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
        let (a, b) = (&bytes[same..bytes.len() - tail], &candidate[same..candidate.len() - tail]);
        let doubled = |letter: u8, whole: &[u8], at: usize| {
            (at > 0 && whole[at - 1] == letter) || whole.get(at + 1) == Some(&letter)
        };
        let slip = match (a, b) {
            ([], []) => continue,
            ([], [lost]) => Some(if doubled(*lost, candidate, same) { Slip::Swap } else { Slip::Lost }),
            ([more], []) => Some(if doubled(*more, bytes, same) { Slip::Swap } else { Slip::Changed }),
            ([_], [_]) => Some(Slip::Changed),
            ([x, y], [u, v]) if x == v && y == u => Some(Slip::Swap),
            _ => None,
        };
        let entry = entry_of(tags);
        if let Some(slip) = slip {
            one.push(Near { word: found, entry, slip });
        } else if same > 0 && one.is_empty() && a.len() <= 4 && b.len() <= 4 && distance(a, b) == 2 {
            two.push(Near { word: found, entry, slip: Slip::Two });
        }
    }
    if one.is_empty() { two } else { one }
}

/// How many letters are put in, left out, changed or swapped between two short words.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut rows = [[0usize; 8]; 8];
    for i in 0..=a.len().min(7) {
        for j in 0..=b.len().min(7) {
            rows[i][j] = match (i, j) {
                (0, n) | (n, 0) => n,
                _ => {
                    let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = changed.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + 1);
                    }
                    least
                }
            };
        }
    }
    rows[a.len().min(7)][b.len().min(7)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_in_order() {
        for file in [ENGLISH, MORE] {
            let all: Vec<&str> = file.lines().map(|l| row(l).0).collect();
            assert!(all.windows(2).all(|w| w[0] < w[1]), "{:?}", all.windows(2).find(|w| w[0] >= w[1]));
        }
        assert!(ENGLISH.lines().all(|l| find(row(l).0).is_some()));
    }

    #[test]
    fn words_are_known_in_every_spelling() {
        for yes in [
            "centre",
            "center",
            "organising",
            "café",
            "athletes’",
            "flagbearer",
            "54-metre",
            "well-known",
            "reopen",
            "zebra",
        ] {
            assert!(known(yes) || known(yes.trim_end_matches('’')), "{yes}");
        }
        for no in ["betwen", "lauch", "recieve", "cardborad", "spectaters"] {
            assert!(!known(no), "{no}");
        }
        for (word, slip) in
            [("passangers", true), ("livestream", false), ("unsecured", false), ("blocklists", false)]
        {
            assert_eq!(slipped(word), slip, "{word}");
        }
        assert_eq!(find("colour").and_then(|e| e.variety), Some(Variety::Other));
        assert_eq!(find("color").and_then(|e| e.variety), Some(Variety::American));
    }

    #[test]
    fn nearest_words() {
        for (wrong, right, slip) in [
            ("betwen", "between", Slip::Swap),
            ("lauch", "launch", Slip::Lost),
            ("agianst", "against", Slip::Swap),
            ("spectaters", "spectators", Slip::Changed),
            ("celebarte", "celebrate", Slip::Swap),
            ("definately", "definitely", Slip::Changed),
        ] {
            let found = near(wrong);
            assert!(found.iter().any(|n| n.word == right && n.slip == slip), "{wrong}: {found:?}");
        }
    }
}
