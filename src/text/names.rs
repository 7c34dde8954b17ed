//! What a name looks like: a person's, an organisation's, or neither.

use super::wordset::WordMap;

/// Words that stand small inside a person's name.
const PARTICLES: [&str; 34] = [
    "van", "der", "den", "de", "del", "della", "di", "da", "das", "dos", "du", "la", "le", "von", "zu",
    "ter", "ten", "los", "las", "an", "mac", "bin", "ibn", "al", "el", "y", "e", "af", "av", "dem", "vom",
    "het", "op", "t",
];

/// Words that people's names do not have and organisations' do.
const ORGANISATION: [&str; 92] = [
    "images",
    "image",
    "photo",
    "photos",
    "photography",
    "press",
    "news",
    "agency",
    "agence",
    "agentur",
    "media",
    "wire",
    "pictures",
    "picture",
    "sport",
    "sports",
    "magazine",
    "times",
    "post",
    "tribune",
    "herald",
    "gazette",
    "chronicle",
    "courier",
    "journal",
    "examiner",
    "inquirer",
    "bugle",
    "archive",
    "archives",
    "collection",
    "library",
    "police",
    "navy",
    "army",
    "force",
    "department",
    "dept",
    "ministry",
    "university",
    "museum",
    "government",
    "office",
    "service",
    "services",
    "command",
    "club",
    "fc",
    "group",
    "inc",
    "ltd",
    "llc",
    "gmbh",
    "studio",
    "studios",
    "tv",
    "television",
    "foundation",
    "association",
    "institute",
    "corporation",
    "council",
    "bureau",
    "committee",
    "federation",
    "brigade",
    "guard",
    "network",
    "films",
    "pool",
    "handout",
    "newspapers",
    "publishing",
    "bild",
    "foto",
    "fotos",
    "fotografie",
    "stock",
    "via",
    "features",
    "syndication",
    "theatre",
    "opera",
    "festival",
    "embassy",
    "presidency",
    "commission",
    "palace",
    "technologies",
    "labs",
    "authority",
    "company",
];

/// Words with a capital that begin sentences and stand in no name.
const NOT_NAMES: [&str; 62] = [
    "the", "a", "an", "this", "that", "these", "those", "he", "she", "it", "they", "we", "you", "i", "his",
    "her", "their", "in", "on", "at", "by", "from", "with", "after", "before", "during", "while", "when",
    "where", "as", "for", "of", "to", "and", "or", "but", "not", "no", "is", "are", "was", "were", "has",
    "have", "had", "will", "would", "said", "says", "told", "here", "there", "left", "right", "top",
    "bottom", "file", "see", "read", "more", "all", "some",
];

static SMALL: WordMap<()> = WordMap::new(|| PARTICLES.iter().map(|w| (*w, ())).collect());
static PLAIN: WordMap<()> = WordMap::new(|| NOT_NAMES.iter().map(|w| (*w, ())).collect());

/// Whether the text has a word that only organisations have.
pub fn organisation_word(text: &str) -> bool {
    static SET: WordMap<()> = WordMap::new(|| ORGANISATION.iter().map(|w| (*w, ())).collect());
    text.split([' ', '-', ',', '.']).any(|w| SET.has(w))
}

/// Whether the text can be one person's name: one to six words with capitals (or of a script without them), particles
/// allowed, no digits, no word that a name does not have.
pub fn personal(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > 80 || organisation_word(text) {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 6 {
        return false;
    }
    let mut names = 0;
    for (n, word) in words.iter().enumerate() {
        let bare = word.trim_end_matches(['.', ',']);
        if n > 0 && ["jr", "sr", "ii", "iii", "iv"].iter().any(|s| bare.eq_ignore_ascii_case(s)) {
            continue;
        }
        if SMALL.has(bare) && (names > 0 || n + 1 < words.len()) && !word.ends_with(',') {
            continue;
        }
        // "Will Oliver", "Rodi Said": some of those words are names too, where they have a capital.
        let titled = bare.chars().skip(1).any(char::is_lowercase);
        let initial = word.ends_with('.') && bare.len() == 1;
        let also_name = initial
            || ["said", "will", "see"].iter().any(|w| bare.eq_ignore_ascii_case(w))
            || (n > 0 && (titled || bare.eq_ignore_ascii_case("all")));
        if PLAIN.has(bare) && !also_name {
            return false;
        }
        let mut chars = bare.chars();
        let Some(first) = chars.next() else { return false };
        if first.is_lowercase() && !camel_after_particle(bare) {
            return false;
        }
        if !first.is_alphabetic() && first != '\u{2019}' && first != '\'' {
            return false;
        }
        let fine = |c: char| {
            c.is_alphabetic()
                || matches!(c, '\'' | '\u{2019}' | '-' | '\u{2010}' | '.' | '\u{2011}' | 'ʼ' | '`')
                || is_mark(c)
        };
        if !bare.chars().all(fine) || word.ends_with(',') {
            return false;
        }
        // A full stop is an initial's, as in "J." or "H.E.R.", and ends no long word.
        if word.ends_with('.')
            && bare.chars().filter(|c| c.is_alphabetic()).count() > 3
            && !bare.contains('.')
        {
            return false;
        }
        names += 1;
    }
    names > 0
}

/// `al-Sayed`, `d'Arc`, `el-Masri`: a small letter that a capital follows.
fn camel_after_particle(word: &str) -> bool {
    word.find(['-', '\'', '\u{2019}'])
        .is_some_and(|at| at <= 3 && word[at..].chars().nth(1).is_some_and(char::is_uppercase))
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Several persons in one text, where every part of it is a person's name: joined by commas, `and`, `&` or `;`.
pub fn persons(text: &str, known: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let text = text.trim().trim_end_matches(',').trim();
    let mut parts: Vec<String> = Vec::new();
    // "ANA PRATA,RUI MELO", as one wire prints it.
    let text = &text.replace(',', ", ").replace(",  ", ", ");
    let joined = [" and ", " & ", " und ", " et ", "; "]
        .iter()
        .fold(text.to_owned(), |t, joint| t.replace(joint, ", "));
    for part in joined.split(", ") {
        let part = part.trim();
        match part.trim_end_matches('.') {
            "" => {}
            "Jr" | "Sr" | "II" | "III" | "IV" => match parts.last_mut() {
                Some(last) => {
                    last.push_str(", ");
                    last.push_str(part);
                }
                None => return None,
            },
            _ => parts.push(part.to_owned()),
        }
    }
    let fine = |p: &String| personal(p.split(", ").next().unwrap_or(p)) && !known(p);
    if parts.is_empty() || !parts.iter().all(fine) {
        return None;
    }
    // "Rocha, Ines" is one name turned round, not two people: two single words.
    if parts.len() > 1 && parts.iter().all(|p| !p.contains(' ')) && is_cased(text) {
        return personal(&text.replace(',', "")).then(|| vec![text.to_owned()]);
    }
    Some(parts)
}

fn is_cased(text: &str) -> bool {
    text.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for yes in [
            "Ana Prata",
            "MAURO PRATA",
            "Robert van der Berg",
            "J. Scott Lane",
            "Mohammed al-Sayed",
            "Conor O\u{2019}Neil",
            "Ineś",
            "山田太郎",
            "Jean-Luc de la Tour",
            "Łukasz Żak",
            "H.E.R.",
            "Dr. Ana Prata",
            "Ed Wray Jr.",
        ] {
            assert!(personal(yes), "{yes}");
        }
        for no in [
            "Harbour Images",
            "the river",
            "In Lisbon",
            "24 hours",
            "He said",
            "Lisbon Police",
            "left",
            "Ana Prata said",
            "US Navy",
            "river.",
            "A river",
        ] {
            assert!(!personal(no), "{no}");
        }
    }

    #[test]
    fn several() {
        let p = |s| persons(s, &|_| false);
        assert_eq!(p("Ana Prata and Rui Melo").unwrap(), ["Ana Prata", "Rui Melo"]);
        assert_eq!(p("Ana Prata, Rui Melo & Eva Lis").unwrap().len(), 3);
        assert_eq!(p("Ed Wray, Jr.").unwrap(), ["Ed Wray, Jr."]);
        assert_eq!(p("Ana Prata, Lisbon Police"), None);
    }
}
