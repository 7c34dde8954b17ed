//! Verbs beyond the list of them: a word that the dictionary has with all the forms of a verb can be one. Such a word is nearly
//! always a noun as well, so what stands behind it must tell which it is.

use super::clauses::{self, Verb, adjacent, begins, breaks, for_one, small_things};
use super::sentence::preposition;
use super::words::{Word, has};
use crate::text::dictionary;
use crate::text::wordset::WordMap;

/// Words with all the forms of a verb that stand behind a noun for another reason: prepositions, adverbs and adjectives ("a
/// house near the river"), and past forms that are another verb's plain form ("a boy saw the dog", "a body lay in the street").
const ELSEWHERE: &str = "near like past back down round last still even clear clean dry warm slow own total double half open \
    close shut free calm cool empty equal level lower parallel pale ready right left steady tame thin tidy wet wrong better best \
    worst further second third fourth long short light mean narrow smooth idle prompt complete live present content subject bar \
    inside outside off out up over till home deep front side fancy spare square blind lame crisp damp blunt muddy dirty bloody \
    found saw fell lay felt wound ground bound bore spoke drove stole dove slew beat bet bid broadcast burst cast come become run \
    cost cut fit forecast hit hurt knit let put quit read rid set shed spit split spread sweat thrust upset wed hung lit led \
    fed met sat won held said paid laid lent sent bent spent sprung strung struck but may will can might must need dare";

/// Words behind a determiner that say when or how much, and are no object: "a march the week before".
const TIMES: &str = "day days week weeks month months year years hour hours minute minutes morning evening night afternoon time \
    moment weekend season summer winter spring autumn color colour shape kind size length width height same previous following next last";

/// Words that begin an object.
const OBJECTS: &str =
    "the a an his her its their this these those another him them himself herself itself themselves each";

/// What takes no article as an object, and is never the last part of a compound that a caption begins with.
const BARE: &str = "water guard sand debris snow rice bread milk mud soup refuge aim part";

/// Words of direction and manner that stand behind a verb, beside the prepositions.
const PARTICLES: &str = "to as out off up down away together back around about while";

/// Words that begin another clause, which has a verb of its own.
const JOINING: &str =
    "that who which and or but as while where when whose whom what if because after before since until";

/// Verbs whose past is their own, and that are nouns or rare as verbs of captions.
const IRREGULAR: &str = "stick cling sling fling wring spring shrink bend lend spend bind grind wind breed bleed speed swear tear     bear steal freeze forget forgive mean deal feel tell think creep weep bite fight freeze grow hang hurt lose keep ride rise     shake shrink sing sink slide spin split stand sting strike swear swell swing tread undergo overcome undo wake wear wring say know do";

static OWN: WordMap<()> = WordMap::new(|| IRREGULAR.split_whitespace().map(|w| (w, ())).collect());

static ELSE: WordMap<()> = WordMap::new(|| ELSEWHERE.split_whitespace().map(|w| (w, ())).collect());

/// Whether a word without an article is an object, and no part of a compound: "spray water".
pub(super) fn bare(word: &str) -> bool {
    has(BARE, word)
}

/// Whether a word begins another clause.
pub(super) fn joins(word: &str) -> bool {
    has(JOINING, word)
}

/// Whether a word with a verb's forms is something else in most captions.
pub(super) fn elsewhere(word: &str) -> bool {
    ELSE.has(word)
}

/// Whether a word is a verb as it stands after `they`, by the list or by its forms.
pub(super) fn plain(word: &str) -> Option<Verb> {
    if ELSE.has(word) {
        return None;
    }
    clauses::plain(word).or_else(|| inflects(word).then_some(Verb { noun: true, other: false }))
}

/// The form after `they` of a word as it stands after `she`, by the list or by its forms.
pub(super) fn of_one(word: &str) -> Option<(String, Verb)> {
    clauses::of_one(word).or_else(|| {
        let stem = word.strip_suffix('s').filter(|w| !w.ends_with('s'))?;
        let stems = [
            Some(stem.to_owned()),
            stem.strip_suffix('e').map(str::to_owned),
            stem.strip_suffix("ie").map(|s| format!("{s}y")),
        ];
        let plain = stems.into_iter().flatten().find(|s| for_one(s) == word && inflects(s))?;
        Some((plain, Verb { noun: true, other: false }))
    })
}

/// Whether the dictionary has a common word as a verb: `bang`, `bangs`, `banged`, `banging`.
fn inflects(word: &str) -> bool {
    // "cleans" is no verb that "cleansing" belongs to.
    let one = word.ends_with('s') && !word.ends_with("ss");
    if OWN.has(word) {
        return true;
    }
    if one
        || word.len() < 3
        || !word.bytes().all(|b| b.is_ascii_lowercase())
        || ELSE.has(word)
        || breaks(word)
    {
        return false;
    }
    let doubled = word.chars().next_back().map(|c| format!("{word}{c}")).unwrap_or_default();
    let ing = match word.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y'])) {
        Some(short) => dictionary::common(&format!("{short}ing")),
        None => dictionary::common(&format!("{word}ing")) || dictionary::common(&format!("{doubled}ing")),
    };
    let ed = || match (word.strip_suffix('e'), word.strip_suffix('y')) {
        (Some(_), _) => dictionary::common(&format!("{word}d")),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o']) => dictionary::common(&format!("{stem}ied")),
        _ => dictionary::common(&format!("{word}ed")) || dictionary::common(&format!("{doubled}ed")),
    };
    ing && ed() && dictionary::common(word) && dictionary::common(&for_one(word))
}

/// What stands behind a word that may be a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// "the runway", "his dog", "sandbags outside".
    Object,
    /// "in the park", "slowly".
    Adverbial,
    /// Neither.
    Other,
}

/// What stands behind a word. Of a word that can be a noun, several things behind it are its object only where they are no
/// verb themselves: "A rescue boat docks in Lyon".
pub(super) fn behind(text: &str, list: &[Word<'_>], at: usize, noun: bool) -> Behind {
    let Some(next) = list.get(at + 1).filter(|w| adjacent(text, &list[at], w)) else { return Behind::Other };
    let beyond = |n: usize| list.get(at + n).map_or("", |w| w.text);
    if has(OBJECTS, next.text) {
        let time = has(TIMES, beyond(2)) || has(TIMES, beyond(3));
        return if time { Behind::Other } else { Behind::Object };
    }
    if preposition(next.text) || has(PARTICLES, next.text) || next.text.len() > 4 && next.text.ends_with("ly")
    {
        return Behind::Adverbial;
    }
    let things = next.small()
        && (has(BARE, next.text) || (small_things(next.text) && !(noun && of_one(next.text).is_some())));
    let ends = list.get(at + 2).is_none_or(|w| {
        !adjacent(text, next, w) || preposition(w.text) || has(PARTICLES, w.text) || w.text == "and"
            // "items relating to France".
            || w.text.len() > 6 && w.text.ends_with("ing")
    });
    if things && ends { Behind::Object } else { Behind::Other }
}

/// Where the clause ends that a word stands in: at a mark, or before what begins another.
pub(super) fn end(text: &str, list: &[Word<'_>], at: usize) -> usize {
    (at + 1..list.len())
        .find(|n| !adjacent(text, &list[n - 1], &list[*n]) || joins(list[*n].text))
        .unwrap_or(list.len())
}

/// Whether another verb that says what happens stands among words: then the one in question may be none.
pub(super) fn another(list: &[Word<'_>]) -> bool {
    (0..list.len()).any(|n| says(list, n))
}

/// Whether one of some words is a verb that says what happens.
pub(super) fn says(list: &[Word<'_>], n: usize) -> bool {
    const TOLD: [&str; 10] = ["is", "are", "was", "were", "has", "have", "had", "will", "can", "does"];
    let word = list[n].text;
    let before = n.checked_sub(1).map_or("", |b| list[b].text);
    let participle = before.is_empty() || begins(before) || breaks(before) || has(PARTICLES, before);
    let past = word.len() > 4 && word.ends_with("ed") || super::past_tense::irregular(word);
    TOLD.contains(&word)
        || word.ends_with("n't")
        || word.ends_with("n’t")
        || list[n].small() && clauses::of_one(word).is_some_and(|(_, v)| !v.noun)
        || past && list[n].small() && !participle
}

/// Whether a word is a noun for one thing as far as the dictionary tells: it has a form for several.
pub(super) fn single_noun(word: &str) -> bool {
    const ENDINGS: [&str; 5] = ["ing", "ed", "ly", "s", "est"];
    word.len() > 2
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && !ENDINGS.iter().any(|e| word.ends_with(e))
        && !(breaks(word) || begins(word))
        && !(word.ends_with("men") || matches!(word, "people" | "police" | "children"))
        && dictionary::common(word)
        && (dictionary::common(&for_one(word)) || word.ends_with("man"))
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn the_dictionary_tells_verbs() {
        for yes in ["bang", "comfort", "stack", "bandage", "pat", "market", "celebrate"] {
            assert!(plain(yes).is_some(), "{yes}");
        }
        for no in ["apple", "river", "near", "saw", "found", "happy", "of", "bangs", "walked", "cleans"] {
            assert!(plain(no).is_none(), "{no}");
        }
        assert_eq!(of_one("bandages").map(|(w, _)| w).as_deref(), Some("bandage"));
        assert_eq!(of_one("pats").map(|(w, _)| w).as_deref(), Some("pat"));
        assert!(of_one("apples").is_none() && of_one("across").is_none() && of_one("class").is_none());
    }

    #[test]
    fn what_stands_behind_tells_an_object() {
        for (text, want) in [
            ("walk his dog", Behind::Object),
            ("fill baskets in town", Behind::Object),
            ("spray water on a fire", Behind::Object),
            ("march the week before", Behind::Other),
            ("march the previous week", Behind::Other),
            ("walk slowly", Behind::Adverbial),
            ("walk in town", Behind::Adverbial),
            ("walk, the mayor says", Behind::Other),
            ("boat docks in town", Behind::Other),
            ("food bank", Behind::Other),
        ] {
            let list: Vec<Word<'_>> = words(text).collect();
            assert_eq!(behind(text, &list, 0, true), want, "{text}");
        }
    }
}
