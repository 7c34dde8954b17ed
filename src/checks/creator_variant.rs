//! A photographer's name in several spellings.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::credit_line::{houses, places, renamed};
use super::near::{apart, flat, pairs, turned, undoubled};
use super::{Context, QUOTED, finding, quote_credit_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;
use crate::text::case::in_capitals;

/// A spelling of a name, with the captions that have it.
struct Spelling<'a> {
    name: &'a str,
    flat: String,
    captions: Vec<&'a Caption>,
}

impl Spelling<'_> {
    fn accents(&self) -> bool {
        !self.name.chars().all(|c| c.is_ascii() || matches!(c, '’' | '‘' | '‐' | '–'))
    }
}

/// So often, and in so many documents, a name is somebody's own.
const ESTABLISHED: (usize, usize) = (8, 3);
/// So many times as many captions without its accents make the accents the slip.
const OUTNUMBERED: usize = 6;
/// How many captions of a spelling are looked at for the company that it keeps.
const COMPANY: usize = 200;

/// One finding for each spelling that is doubted.
pub(super) fn variants(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut all: Vec<Spelling<'_>> = Vec::new();
    for caption in &context.captions {
        for name in &caption.creators {
            let n = *place.entry(name).or_insert_with(|| {
                all.push(Spelling { name, flat: flat(name), captions: Vec::new() });
                all.len() - 1
            });
            all[n].captions.push(caption);
        }
    }
    // Names in capitals have a check of their own.
    all.retain(|s| !in_capitals(s.name) && !s.flat.is_empty());
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut same: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, spelling) in all.iter().enumerate() {
        same.entry(turned(&spelling.flat)).or_default().push(n);
    }
    let mut groups: Vec<Vec<usize>> = same.into_values().collect();
    groups.sort_unstable();
    for group in groups.iter().filter(|g| g.len() > 1) {
        let usual = usual(&all, group);
        for n in group.iter().copied().filter(|n| *n != usual) {
            if one_name(&all[n], &all[usual]) && told.insert(n) {
                found.push((n, usual));
            }
        }
    }
    // One letter apart: only where the one is rare beside the other.
    let mut by_flat: HashMap<&str, usize> = HashMap::new();
    for group in &groups {
        for n in group {
            let best = by_flat.entry(&all[*n].flat).or_insert(*n);
            if usual(&all, &[*best, *n]) == *n {
                *best = *n;
            }
        }
    }
    let mut distinct: Vec<(&str, usize)> = by_flat.into_iter().collect();
    distinct.sort_unstable();
    let texts: Vec<&str> = distinct.iter().map(|(flat, _)| *flat).collect();
    for (a, b) in pairs(&texts) {
        let (a, b) = (distinct[a].1, distinct[b].1);
        let (rare, usual) = if all[a].captions.len() <= all[b].captions.len() { (a, b) } else { (b, a) };
        if slip(&all[rare], &all[usual]) && told.insert(rare) {
            found.push((rare, usual));
        }
    }
    // Long family names that sound alike: "Thibaudeau", "Thibodeau".
    let mut sounds: HashMap<String, Vec<usize>> = HashMap::new();
    for (flat, n) in &distinct {
        if let Some(sound) = sound(flat) {
            sounds.entry(sound).or_default().push(*n);
        }
    }
    let mut alike: Vec<Vec<usize>> = sounds.into_values().filter(|g| g.len() == 2).collect();
    alike.sort_unstable();
    for group in alike {
        let (rare, usual) = match all[group[0]].captions.len() <= all[group[1]].captions.len() {
            true => (group[0], group[1]),
            false => (group[1], group[0]),
        };
        let shared = together(&all[rare], &all[usual]);
        let few = all[rare].captions.len() == 1 && all[usual].captions.len() >= 2;
        // In one of the names alone; a given name's last vowel is a man's or a woman's.
        let parts = |n: usize| all[n].flat.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (a, b) = (parts(rare), parts(usual));
        let differ: Vec<usize> = (0..a.len().min(b.len())).filter(|n| a[*n] != b[*n]).collect();
        let one = a.len() == b.len() && differ.len() == 1;
        let ends = differ.first().is_some_and(|n| a[*n].chars().next_back() == b[*n].chars().next_back());
        let near = one && ends && apart(&all[rare].flat, &all[usual].flat) == 2;
        if near && few && shared.house && shared.document && told.insert(rare) {
            found.push((rare, usual));
        }
    }
    found.sort_unstable();
    out.extend(found.into_iter().map(|(rare, usual)| report(&all[rare], &all[usual])));
}

/// A name without its vowels but for those that words begin with, where it is long: what sounds alike is alike.
fn sound(flat: &str) -> Option<String> {
    let (given, family) = flat.rsplit_once(' ')?;
    let long = |name: &str, least| name.chars().count() >= least;
    let heard_well = long(family, 8) || long(given, 6) && long(family, 3);
    if !heard_well {
        return None;
    }
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let heard = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next();
        let mut rest: Vec<char> = letters.filter(|c| !vowel(c)).collect();
        rest.dedup();
        first.into_iter().chain(rest).collect::<String>()
    };
    Some(flat.split(' ').map(heard).collect::<Vec<_>>().join(" "))
}

/// The spelling to keep: with accents rather than without, then the one that most captions have.
fn usual(all: &[Spelling<'_>], group: &[usize]) -> usize {
    // A name is written with its accents where anybody writes it so, but for one slip beside many.
    let most = group.iter().map(|n| all[*n].captions.len()).max().unwrap_or_default();
    let accents = |n: &usize| all[*n].accents() && all[*n].captions.len() * OUTNUMBERED > most;
    let rank = |n: &usize| (accents(n), all[*n].captions.len(), std::cmp::Reverse(*n));
    group.iter().copied().max_by_key(rank).unwrap_or_default()
}

/// Whether two spellings that fold to the same words are one person's: case, accents and hyphens are; the other order is
/// only where they are of one house and the one is rare.
fn one_name(rare: &Spelling<'_>, usual: &Spelling<'_>) -> bool {
    if rare.flat == usual.flat {
        // Typewriter quotes and hyphens are no other spelling.
        let set = |s: &str| -> String {
            let plain = |c| match c {
                '’' | '‘' | '`' => '\'',
                '‐' | '‑' | '–' => '-',
                c => c,
            };
            s.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(plain).collect()
        };
        return set(rare.name) != set(usual.name);
    }
    rare.captions.len() < usual.captions.len() && rare_beside(rare, usual) && together(rare, usual).house
}

fn rare_beside(rare: &Spelling<'_>, usual: &Spelling<'_>) -> bool {
    let (few, many) = (rare.captions.len(), usual.captions.len());
    many >= 3 && few * 3 <= many
}

/// What two names share.
struct Together {
    house: bool,
    document: bool,
}

fn together(rare: &Spelling<'_>, usual: &Spelling<'_>) -> Together {
    let those = || usual.captions.iter().take(COMPANY);
    let known: HashSet<&str> = those().flat_map(|c| houses(c)).map(String::as_str).collect();
    let documents: HashSet<&str> = those().map(|c| &*c.document).collect();
    let few = || rare.captions.iter().take(COMPANY);
    Together {
        house: known.is_empty() || few().any(|c| houses(c).any(|h| known.contains(h.as_str()))),
        document: few().any(|c| documents.contains(&*c.document)),
    }
}

/// Whether a name that is one letter off another is a slip for it, and no other person.
fn slip(rare: &Spelling<'_>, usual: &Spelling<'_>) -> bool {
    let documents: HashSet<&str> = rare.captions.iter().take(COMPANY).map(|c| &*c.document).collect();
    if rare.captions.len() >= ESTABLISHED.0 || documents.len() >= ESTABLISHED.1 {
        return false;
    }
    let shared = together(rare, usual);
    if shared.house && level(rare, usual) {
        return true;
    }
    let beside = shared.document && rare.captions.len() == 1 && usual.captions.len() >= 2;
    if !shared.house || !(rare_beside(rare, usual) || beside) {
        return false;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (rare.flat.split(' ').collect(), usual.flat.split(' ').collect());
    if a.len() != b.len() {
        // "Mary Ann", "Maryann".
        return a.len() > 1 && b.len() > 1;
    }
    let differ: Vec<usize> = (0..a.len()).filter(|n| a[*n] != b[*n]).collect();
    let [n] = differ[..] else { return false };
    let (a, b) = (a[n], b[n]);
    let short = a.chars().count().min(b.chars().count());
    // "Berg" and "Borg", "Lee" and "Leo" are two families.
    let first = a.chars().next() == b.chars().next();
    // "Vos" and "Voss" with one given name and in one document: a letter lost of two.
    let lost = n > 0
        && first
        && shared.document
        && (a.starts_with(b) || b.starts_with(a))
        && undoubled(a) == undoubled(b);
    if short < 4 && !(lost && short == 3) || apart(a, b) > 1 || (!first && short < 6) {
        return false;
    }
    // "Mario" and "Maria", "Jan" and "Jana" are two people, unless they stand side by side.
    let given = n == 0 && rare.flat.contains(' ');
    let stem = |w: &str| w.trim_end_matches(['a', 'e', 'o', 'i', 'u']).to_owned();
    !(given && stem(a) == stem(b)) || shared.document
}

/// Whether of two names, one caption each, one has a letter once that the other has twice: "Annegret", "Anegret".
fn level(rare: &Spelling<'_>, usual: &Spelling<'_>) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (rare.flat.split(' ').collect(), usual.flat.split(' ').collect());
    let once = |w: &str| {
        let mut letters: Vec<char> = w.chars().collect();
        letters.dedup();
        letters
    };
    let mut differ = a.iter().zip(&b).filter(|(x, y)| x != y);
    let one = differ.next();
    let captions = rare.captions.len() == 1 && usual.captions.len() == 1;
    // "Ana" and "Anna" are two given names; of long ones, one is nearly always the other's slip.
    let long = |x: &str, y: &str| x.chars().count().min(y.chars().count()) >= 7;
    captions
        && a.len() == b.len()
        && a.len() >= 2
        && differ.next().is_none()
        && one.is_some_and(|(x, y)| long(x, y) && apart(x, y) == 1 && once(x) == once(y))
}

fn report(rare: &Spelling<'_>, usual: &Spelling<'_>) -> Finding {
    let say = |s: &Spelling<'_>| match s.captions.len() {
        1 => format!("1 caption credits “{}”", s.name),
        n => format!("{n} captions credit “{}”", s.name),
    };
    let message = format!("{}, {}", say(rare), say(usual));
    let quoted = |c: &&Caption, name: &str| quote_credit_at(c, &places(c, name));
    let evidence = rare.captions.iter().take(QUOTED / 2).map(|c| quoted(c, rare.name));
    let evidence = evidence.chain(usual.captions.iter().take(2).map(|c| quoted(c, usual.name))).collect();
    let at = |c: &&Caption| reference_at(c, Field::CreditLine, &places(c, rare.name));
    let mut found = finding("creator-variant", message, evidence, rare.captions.iter().map(at).collect());
    found.rests_on = vec![rare.name.to_owned(), usual.name.to_owned()];
    found.word = Some(rare.name.to_owned());
    // Of one against one nobody knows which is right.
    if rare.captions.len() == usual.captions.len() && rare.flat != usual.flat {
        found.captions.extend(
            usual.captions.iter().map(|c| reference_at(c, Field::CreditLine, &places(c, usual.name))),
        );
        return found;
    }
    found.fixes = rare.captions.iter().filter_map(|c| renamed(c, rare.name, usual.name, false)).collect();
    found
}
