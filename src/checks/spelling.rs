//! Words that are in no dictionary of English and near one that is.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::clauses;
use super::words::{Word, languages, mending, words};
use super::{Context, Finding, QUOTED, finding, quote_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::text::dictionary::{self, Entry, Near, Slip, Variety};
use crate::text::lexicon;
use crate::text::places;
use crate::text::wordset::WordMap;

/// A word that so many captions of a document use is the document's own.
const OWN: usize = 3;

/// A caption with so many unknown words speaks of what it names by another language's words: "arepas, elotes and pupusas".
const STRANGE: usize = 3;

/// So many different unknown words are looked for in the dictionary; a catalog with more is no desk's English.
const MOST: usize = 2000;

/// One problem for a word and a document.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    // Each different word is looked up once, however often it is printed.
    let mut known: HashMap<&str, bool> = HashMap::new();
    let mut near: HashMap<&str, Option<Meant>> = HashMap::new();
    for document in context.captions.chunk_by(|a, b| a.document == b.document) {
        let mut places: BTreeMap<&str, Vec<(&Caption, Range<usize>)>> = BTreeMap::new();
        for caption in document {
            let list = words(&caption.description).filter(doubtful);
            for word in list {
                if !*known.entry(word.text).or_insert_with(|| is_known(word.text)) {
                    places.entry(word.text).or_default().push((caption, word.at..word.end()));
                }
            }
            for word in words(&caption.description).flat_map(parts).filter(|w| title(w.text)) {
                let small = lexicon::small(word.text, is_known).unwrap_or(true);
                if !*known.entry(word.text).or_insert(small) {
                    places.entry(word.text).or_default().push((caption, word.at..word.end()));
                }
            }
            if let Some(word) = first(&caption.description) {
                let small = lexicon::small(word.text, is_known).unwrap_or(true);
                if !*known.entry(word.text).or_insert(small) {
                    places.entry(word.text).or_default().push((caption, word.at..word.end()));
                }
            }
        }
        if places.is_empty() || !in_english(document, &places) {
            continue;
        }
        let mut variety = None;
        for (word, mut places) in places {
            places.retain(|(caption, span)| {
                !meant_so(&caption.description, span) && reads_english(&caption.description)
            });
            // So many in one caption are another trade's or language's.
            places.retain(|(caption, _)| shares(&caption.description).1 < STRANGE);
            let captions: HashSet<_> = places.iter().map(|(c, _)| c.id).collect();
            if captions.is_empty() || captions.len() >= OWN {
                continue;
            }
            if near.len() >= MOST && !near.contains_key(word) {
                continue;
            }
            let small = word.to_lowercase();
            let named = TITLES.get(word).filter(|_| title(word)).map(|right| Meant {
                words: vec![Near { word: right, entry: Entry { variety: None, rank: 1 }, slip: Slip::Lost }],
            });
            let found = || named.or_else(|| meant(&small).filter(|m| small == word || several(m)));
            let Some(meant) = near.entry(word).or_insert_with(found) else { continue };
            let variety = *variety.get_or_insert_with(|| spelt(document));
            out.push(problem(word, meant, variety, document, &places));
        }
    }
}

/// Long titles and places with a capital and one letter lost or doubled, or two that changed places: "Archbishp". Nobody bears such a name, while a
/// letter too many makes one of some: Marshall.
static TITLES: WordMap<&'static str> = WordMap::new(|| {
    let places = places::single_names().map(|name| &*name.to_lowercase().leak());
    let long = lexicon::words_of(lexicon::TITLE)
        .chain(PARTS_OF_THE_WORLD.split_whitespace().chain(BREEDS.split_whitespace()))
        .chain(places)
        .filter(|w| w.len() >= 8 && w.bytes().all(|b| b.is_ascii_lowercase()));
    long.flat_map(|title| {
        let lost = (1..title.len()).map(move |n| format!("{}{}", &title[..n], &title[n + 1..]));
        let turned = (1..title.len() - 1).map(move |n| {
            let (a, b) = (&title[n..n + 1], &title[n + 1..n + 2]);
            format!("{}{b}{a}{}", &title[..n], &title[n + 2..])
        });
        let doubled = move |w: String| {
            (1..w.len()).map(move |n| format!("{}{}", &w[..n], &w[n - 1..])).collect::<Vec<_>>()
        };
        // "Phillipines": of two equal letters one is lost, and another is doubled.
        let moved = (1..title.len())
            .filter(|n| title.as_bytes()[n - 1] == title.as_bytes()[*n])
            .flat_map(move |n| doubled(format!("{}{}", &title[..n], &title[n + 1..])));
        let wrong = lost.chain(turned).chain(doubled(title.to_owned())).chain(moved);
        wrong.filter(|w| !is_known(w)).map(move |w| (w, title)).collect::<Vec<_>>()
    })
    .map(|(w, title)| (&*w.leak(), title))
    .collect()
});

/// Names of parts of the world that no list of countries has.
const PARTS_OF_THE_WORLD: &str = "antarctic antarctica caribbean mediterranean himalayas scandinavia scandinavian patagonia amazonia \
    melanesia polynesia micronesia mesopotamia kurdistan caucasus balkans";

/// Breeds that bear a capital by custom.
const BREEDS: &str = "chihuahua dalmatian rottweiler pomeranian pekingese dachshund labrador newfoundland weimaraner clydesdale \
    appaloosa percheron lipizzaner charolais limousin galloway aberdeen friesian hereford shetland";

/// A word with a capital, or its parts: "Govenor-General".
fn parts(word: Word<'_>) -> impl Iterator<Item = Word<'_>> {
    let own = word.text.trim_end_matches("'s").trim_end_matches("’s");
    let text = if own.starts_with(|c: char| c.is_ascii_uppercase()) { own } else { "" };
    text.split('-')
        .map(move |part| Word { at: word.at + (part.as_ptr() as usize - text.as_ptr() as usize), text: part })
}

/// Whether a word with a capital is a title with a slip in it.
fn title(word: &str) -> bool {
    word.len() >= 7 && word.as_bytes()[0].is_ascii_uppercase() && TITLES.has(word)
}

/// A caption's first word, with its capital, where what follows says that it is several who do something, not a name:
/// "Suporters cheer".
fn first(text: &str) -> Option<Word<'_>> {
    let mut list = words(text);
    let (word, next) = (list.next()?, list.next()?);
    let capital = word.text.starts_with(|c: char| c.is_ascii_uppercase());
    let small = word.text.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    (capital && small && word.text.len() >= 7 && word.text.ends_with('s'))
        .then_some(word)
        .filter(|w| w.at == 0 && clauses::adjacent(text, w, &next) && clauses::plain(next.text).is_some())
}

/// Whether a caption of an English document is in English: by its small words, or where it has none that tells, since nearly
/// all of its words are ones that everybody knows.
pub(super) fn reads_english(text: &str) -> bool {
    let (ours, others) = languages(text);
    if ours != others {
        return ours > others;
    }
    let (common, unknown) = shares(text);
    ours > 0 || (common >= 2 && unknown * 2 <= common)
}

/// How many of a caption's words in small letters, and its first, everybody knows, and how many nobody does. Words of one and
/// two letters are several languages'.
fn shares(text: &str) -> (usize, usize) {
    let (mut common, mut unknown) = (0, 0);
    for (n, word) in words(text).filter(|w| w.text.len() > 2).enumerate() {
        if n > 0 && !doubtful(&word) {
            continue;
        }
        match lexicon::small(word.text, |w| (dictionary::common(w), is_known(w))) {
            Some((true, _)) => common += 1,
            Some((_, true)) => {}
            _ => unknown += 1,
        }
    }
    (common, unknown)
}

/// Whether a word is one that is looked up: small letters, not so short that anything is near it.
fn doubtful(word: &Word<'_>) -> bool {
    let letters = word.text.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’' | '-'));
    letters && word.text.len() >= 3 && word.text.len() <= 40
}

fn is_known(word: &str) -> bool {
    dictionary::known(word) && !dictionary::slipped(word) || lexicon::classes(word) != 0
}

/// Whether a document is in English: by its small words, and since nearly all of its words are known.
fn in_english(document: &[&Caption], places: &BTreeMap<&str, Vec<(&Caption, Range<usize>)>>) -> bool {
    let (mut ours, mut others, mut all) = (0, 0, 0);
    for caption in document {
        let (english, other) = languages(&caption.description);
        ours += english;
        others += other;
        all += words(&caption.description).filter(doubtful).count();
    }
    let unknown: usize = places.values().map(Vec::len).sum();
    // Without a small word that tells, the words themselves do.
    let told =
        ours > 2 * others || (ours + others == 0 && document.iter().any(|c| reads_english(&c.description)));
    // A single short caption may have one slip among few words. Where there are more, those that are near a common word speak of
    // slips and not of another language, as far as they are no third of all.
    let strange = || {
        places.iter().filter(|(w, _)| meant(&w.to_lowercase()).is_none()).map(|(_, p)| p.len()).sum::<usize>()
    };
    told && (unknown <= 2 || unknown * 8 < all || ours > 0 && unknown * 3 < all && strange() * 8 < all)
}

/// Whether a text says itself that a word is a foreign or a particular one: in quotes, explained, in an address, or in a name.
fn meant_so(text: &str, span: &Range<usize>) -> bool {
    let (head, tail) = (&text[..span.start], &text[span.end..]);
    let quoted = head.ends_with(['"', '“', '‘', '\'', '«', '„']) || tail.starts_with(['"', '”', '»']);
    let address =
        head.ends_with(['.', '/', '@', '#', '_', '&', ':', '$', '!']) || tail.starts_with(['/', '@', '_']);
    let domain = tail.strip_prefix('.').is_some_and(|t| t.starts_with(char::is_alphanumeric));
    let explained = [", or ", ", a ", ", an ", ", the ", " ("].iter().any(|e| tail.starts_with(e));
    let named = ["called ", "named ", "traditional ", "known as ", "word "].iter().any(|e| head.ends_with(e));
    let inside = |opens: char, closes: char| {
        head.rfind(opens).is_some_and(|n| !head[n..].contains(closes)) && tail.contains(closes)
    };
    // The rest of a word whose letters are broken: of that another check tells.
    let rest =
        super::encoding::is_broken(text) && head.ends_with(|c: char| !c.is_ascii() && !c.is_whitespace());
    quoted || rest || address || domain || explained || named || inside('“', '”') || inside('«', '»')
}

/// What was meant in the place of an unknown word.
struct Meant {
    /// The likeliest word; none where several are as likely.
    words: Vec<Near>,
}

/// Whether an unknown word is so near a common one that it is a slip, and not a word of another trade or language.
fn meant(word: &str) -> Option<Meant> {
    // So short that anything is near, and written so by many.
    const SHORT: [(&str, &str); 12] = [
        ("bouy", "buoy"),
        ("bouys", "buoys"),
        ("thier", "their"),
        ("wierd", "weird"),
        ("seige", "siege"),
        ("yatch", "yacht"),
        ("yatchs", "yachts"),
        ("gaurd", "guard"),
        ("gaurds", "guards"),
        ("freind", "friend"),
        ("beleif", "belief"),
        ("lisence", "licence"),
    ];
    if let Some((_, right)) = SHORT.iter().find(|(wrong, _)| *wrong == word) {
        let entry = Entry { variety: None, rank: 1 };
        return Some(Meant { words: vec![Near { word: right, entry, slip: Slip::Swap }] });
    }
    if !word.is_ascii() || word.contains('\'') {
        return None;
    }
    // The part of a compound that is unknown.
    if word.contains('-') {
        return None;
    }
    let length = word.len();
    // "seagul": of two equal letters one is lost or too many, however rare the word is.
    let single = |w: &str| {
        let mut w: Vec<char> = w.chars().collect();
        w.dedup();
        w
    };
    let slip = |n: &Near| match n.slip {
        _ if length >= 6 && single(n.word) == single(word) => true,
        Slip::Swap => n.entry.rank == 1 || (length >= 5 && n.entry.rank == 2) || length >= 7,
        Slip::Lost => length >= 5 && (n.entry.rank < 3 || length >= 8),
        // "suger": of five letters only a vowel for a vowel, in a word that everybody uses.
        Slip::Changed => {
            length >= 6 && n.entry.rank < 3 || length == 5 && n.entry.rank == 1 && vowel(word, n.word)
        }
        Slip::Two => length >= 8 && n.entry.rank < 3,
    };
    let mut words: Vec<Near> = dictionary::near(word).into_iter().filter(slip).collect();
    words.sort_by_key(|n| (n.entry.rank, n.slip));
    (!words.is_empty()).then_some(Meant { words })
}

/// Whether two words of one length differ in a vowel within. What ends in a vowel, or in s, is another language's too often:
/// "prima", "casas".
fn vowel(a: &str, b: &str) -> bool {
    let differ: Vec<(u8, u8)> = a.bytes().skip(1).zip(b.bytes().skip(1)).filter(|(x, y)| x != y).collect();
    let [(x, y)] = differ[..] else { return false };
    !a.ends_with(['a', 'e', 'i', 'o', 'u', 's'])
        && a.len() == b.len()
        && a.as_bytes()[0] == b.as_bytes()[0]
        && b"aeiou".contains(&x)
        && b"aeiou".contains(&y)
}

/// Whether the likeliest word is of several persons or animals: with a capital, another may be a name.
fn several(meant: &Meant) -> bool {
    meant.words.first().is_some_and(|n| clauses::beings(n.word).is_some())
}

/// Whether a document spells as America does; none where nothing tells.
fn spelt(document: &[&Caption]) -> Option<Variety> {
    let (mut american, mut other) = (0, 0);
    for word in document.iter().flat_map(|c| words(&c.description)).filter(|w| w.small() && w.text.is_ascii())
    {
        match dictionary::find(word.text).and_then(|e| e.variety) {
            Some(Variety::American) => american += 1,
            Some(Variety::Other) => other += 1,
            None => {}
        }
    }
    match american.cmp(&other) {
        std::cmp::Ordering::Greater => Some(Variety::American),
        std::cmp::Ordering::Less => Some(Variety::Other),
        std::cmp::Ordering::Equal => None,
    }
}

/// Whether a word is one that this check tells of, in an English text.
pub(super) fn slips(word: &str) -> bool {
    let small = word.to_lowercase();
    !is_known(&small) && meant(&small).is_some()
}

fn problem(
    word: &str,
    meant: &Meant,
    variety: Option<Variety>,
    document: &[&Caption],
    places: &[(&Caption, Range<usize>)],
) -> Finding {
    // "color" is not proposed to a document that has "centre".
    let fits = |n: &&Near| variety.is_none() || n.entry.variety.is_none() || n.entry.variety == variety;
    let mut fitting = meant.words.iter().filter(fits);
    let best = fitting.next();
    let alone =
        best.filter(|b| fitting.next().is_none_or(|n| (n.entry.rank, n.slip) != (b.entry.rank, b.slip)));
    // Of several that are as near, the one that the document has elsewhere.
    let said = |n: &&Near| {
        document.iter().any(|c| words(&c.description).any(|w| w.text.eq_ignore_ascii_case(n.word)))
    };
    let clear = alone.or_else(|| meant.words.iter().filter(fits).find(said));
    let cased = |near: &Near| {
        let mut by = near.word.to_owned();
        if word.starts_with(char::is_uppercase) {
            by[..1].make_ascii_uppercase();
        }
        by
    };
    let message = match clear {
        Some(near) => format!("“{word}” is in no dictionary of English; “{}” is near", cased(near)),
        None => format!("“{word}” is in no dictionary of English"),
    };
    let mut captions: Vec<(&Caption, Vec<Range<usize>>)> = Vec::new();
    for (caption, span) in places {
        match captions.last_mut() {
            Some((last, spans)) if last.id == caption.id => spans.push(span.clone()),
            _ => captions.push((caption, vec![span.clone()])),
        }
    }
    let evidence = captions.iter().take(QUOTED).map(|(c, spans)| quote_at(c, spans)).collect();
    let concerned = captions.iter().map(|(c, spans)| reference_at(c, Field::Description, spans)).collect();
    let mut found = finding("spelling", message, evidence, concerned);
    found.word = Some(word.to_owned());
    found.rests_on = vec![word.to_owned()];
    if let Some(near) = clear {
        for (caption, spans) in &captions {
            let by = cased(near);
            let pieces: Vec<_> = spans.iter().map(|s| (s.clone(), by.as_str())).collect();
            found.fixes.extend(mending(caption, &pieces, false));
        }
    }
    found
}
