//! Capitals and small letters: names that are set in capitals, in their own case; sentences; all of a text.

/// What is made of a text's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Names in capitals in their own case; the rest stays.
    Names,
    /// A text that is in capitals throughout as a sentence; of another one only the first letters are made large.
    Sentence,
    Upper,
    Lower,
}

impl Case {
    /// The text so. `name` says that it is one name, not a sentence.
    pub fn of(self, text: &str, name: bool) -> String {
        match self {
            Case::Names if name => one_name(text),
            Case::Names => names_within(text),
            Case::Sentence => sentence(text),
            Case::Upper => text.to_uppercase(),
            Case::Lower => lower(text),
        }
    }
}

/// Fewer letters than this are initials as likely as a name: USA, UAE.
const SHORTEST: usize = 4;

/// One name by itself.
fn one_name(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let alone = !text.trim().contains([' ', '-']);
    match alone && letters < SHORTEST {
        true => text.to_owned(),
        false => proper(text),
    }
}

/// The most words in capitals side by side that are one name; more are a line in capitals.
const NAME_WORDS: usize = 5;

/// Names of two words and more in capitals inside a text, each in its own case: one word alone is an abbreviation as likely.
fn names_within(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<&str> = Vec::new();
    let close = |run: &mut Vec<&str>, out: &mut String| {
        let piece = run.concat();
        let bare = piece.trim_end_matches(|c: char| !c.is_alphabetic());
        let words = bare.split_whitespace().count();
        if (2..=NAME_WORDS).contains(&words) && in_capitals(bare) {
            out.push_str(&proper(bare));
            out.push_str(&piece[bare.len()..]);
        } else {
            out.push_str(&piece);
        }
        run.clear();
    };
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
        let (_, loud) = prefixed(bare);
        let capitals = letters >= 2 && loud.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if capitals {
            run.push(word);
        } else {
            close(&mut run, &mut out);
            out.push_str(word);
        }
        // A mark behind a word ends the name.
        if capitals && word.trim_end() != bare {
            close(&mut run, &mut out);
        }
    }
    close(&mut run, &mut out);
    out
}

fn sentence(text: &str) -> String {
    let throughout = !text.chars().any(char::is_lowercase);
    let low = if throughout { lower(text) } else { text.to_owned() };
    let mut out = String::with_capacity(low.len());
    let (mut begins, mut stop) = (true, false);
    for c in low.chars() {
        if begins && c.is_alphabetic() {
            out.extend(c.to_uppercase());
            begins = false;
        } else {
            // A number at a sentence's start: what follows it goes on.
            begins &= !c.is_numeric();
            out.push(c);
        }
        begins |= stop && c.is_whitespace() && throughout;
        stop = matches!(c, '.' | '!' | '?');
    }
    out
}

/// A word with what stands before its capitals: `Mc` and `KAY`.
fn prefixed(word: &str) -> (&str, &str) {
    for prefix in ["Mc", "Mac", "De", "Di", "Le", "Van"] {
        if let Some(rest) = word.strip_prefix(prefix)
            && rest.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !rest.chars().any(char::is_lowercase)
        {
            return (prefix, rest);
        }
    }
    ("", word)
}

/// Whether a name, or the surname in it, is set in capitals: `JANE ROE`, `Jane ROE`; not `J.P. Roe`, `Jane McKay`.
pub fn in_capitals(name: &str) -> bool {
    let mut whole = false;
    let mut words = 0;
    for word in name.split([' ', '-']) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let (_, loud) = prefixed(word);
        let shouted = letters >= 3
            && !word.contains('.')
            && loud.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            && !numeral(word);
        words += usize::from(letters > 0);
        whole |= shouted;
    }
    whole && words > 1
}

/// Small words inside a name.
const SMALL: [&str; 24] = [
    "van", "der", "den", "de", "del", "della", "di", "da", "das", "dos", "du", "la", "le", "von", "zu",
    "ter", "ten", "los", "las", "bin", "ibn", "y", "e", "af",
];

/// A name in capitals as it is written otherwise. Words that are set so already stay.
pub fn proper(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let each = |(n, word): (usize, &&str)| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let shouted = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let (prefix, rest) = prefixed(word);
        if !prefix.is_empty() {
            return [prefix, &cased(&lower(rest))].concat();
        }
        let low = lower(word);
        if matches!(low.as_str(), "jr." | "sr.") {
            return cased(&low);
        }
        if !shouted || word.contains('.') && letters < 4 || numeral(word) {
            return (*word).to_owned();
        }
        if n > 0 && n < last && SMALL.contains(&low.as_str()) {
            return low;
        }
        // "TJ ROE": letters that no name is made of.
        let vowel = low.chars().any(|c| !c.is_ascii() || "aeiouy".contains(c));
        if letters == 2 && !vowel && !matches!(low.as_str(), "jr" | "sr" | "ng") {
            return (*word).to_owned();
        }
        match word.strip_prefix('İ') {
            Some(rest) => format!("İ{}", lower(rest)),
            None => cased(&low),
        }
    };
    words.iter().enumerate().map(each).collect::<Vec<_>>().join(" ")
}

fn numeral(word: &str) -> bool {
    matches!(word, "II" | "III" | "IV" | "VI" | "VII" | "VIII")
}

fn lower(word: &str) -> String {
    word.chars().flat_map(|c| if c == 'İ' { 'i'.to_lowercase() } else { c.to_lowercase() }).collect()
}

/// Capitals at the start, behind an apostrophe or hyphen, and behind `Mc`: `O'Neil`, `Jean-Luc`, `McKay`, `al-Sayed`.
fn cased(low: &str) -> String {
    let mut out = String::with_capacity(low.len());
    let mut parts = low.split_inclusive('-').peekable();
    let mut first = true;
    while let Some(part) = parts.next() {
        let article = matches!(part, "al-" | "el-" | "as-" | "ad-" | "ash-");
        if first && article && parts.peek().is_some() {
            out.push_str(part);
            first = false;
            continue;
        }
        first = false;
        let scottish = part.starts_with("mc") && part.chars().filter(|c| c.is_alphabetic()).count() > 3;
        let mut capital = true;
        let mut letters = 0;
        for c in part.chars() {
            if capital && c.is_alphabetic() {
                out.extend(c.to_uppercase());
                capital = false;
            } else {
                out.push(c);
            }
            letters += usize::from(c.is_alphabetic());
            // "O'Neil" and "D'Arc", but "Prata's" and "Ma'ruf" go on small.
            capital |= matches!(c, '\'' | '’') && letters == 1;
            capital |= scottish && letters == 2;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_their_own_case() {
        for (name, want) in [
            ("ANA PRATA", "Ana Prata"),
            ("ANA McKAY", "Ana McKay"),
            ("ANA MCKAY", "Ana McKay"),
            ("JOHN O'NEIL", "John O'Neil"),
            ("JEAN-LUC DE LA TOUR", "Jean-Luc de la Tour"),
            ("ROBERT VAN DER BERG", "Robert van der Berg"),
            ("MOHAMMED AL-SAYED", "Mohammed al-Sayed"),
            ("ED WRAY JR.", "Ed Wray Jr."),
            ("T.J. ROE", "T.J. Roe"),
            ("TJ ROE", "TJ Roe"),
            ("Ana LISBOA", "Ana Lisboa"),
            ("İPEK ŞEN", "İpek Şen"),
            ("HENRY ROE III", "Henry Roe III"),
        ] {
            assert_eq!(proper(name), want);
        }
        for (name, want) in [
            ("ANA PRATA", true),
            ("Ana LISBOA", true),
            ("J.P. Roe", false),
            ("Ana McKAY", true),
            ("Ana McKay", false),
            ("Henry Roe III", false),
            ("山田 太郎", false),
        ] {
            assert_eq!(in_capitals(name), want, "{name}");
        }
    }

    #[test]
    fn cases_of_texts() {
        for (case, name, text, want) in [
            (Case::Names, true, "ANA PRATA", "Ana Prata"),
            (Case::Names, true, "LYON", "Lyon"),
            (Case::Names, true, "USA", "USA"),
            (Case::Names, true, "Saint-Malo", "Saint-Malo"),
            (
                Case::Names,
                false,
                "Singer ANA PRATA waves, and RUI MELO.",
                "Singer Ana Prata waves, and Rui Melo.",
            ),
            (Case::Names, false, "The USA team of NATO waves", "The USA team of NATO waves"),
            (Case::Names, false, "ANA McKAY, RUI MELO wave", "Ana McKay, Rui Melo wave"),
            (Case::Names, false, "THE BAND OF THE NAVY PLAYS ON", "THE BAND OF THE NAVY PLAYS ON"),
            (Case::Sentence, false, "THE BAND PLAYS. IT RAINS.", "The band plays. It rains."),
            (Case::Sentence, false, "the band of Lyon plays", "The band of Lyon plays"),
            (Case::Sentence, false, "12 ROWERS WAIT", "12 rowers wait"),
            (Case::Upper, false, "Straße é", "STRASSE É"),
            (Case::Lower, false, "ÉTÉ", "été"),
        ] {
            assert_eq!(case.of(text, name), want, "{case:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_case(text in "\\PC{0,40}", name in proptest::bool::ANY) {
            for case in [Case::Names, Case::Sentence, Case::Upper, Case::Lower] {
                let once = case.of(&text, name);
                if !text.chars().any(char::is_alphabetic) {
                    proptest::prop_assert_eq!(&once, &text);
                }
            }
        }
    }
}
