//! A first sentence in the past: "Ana Prata carried the flag". Only where a subject that begins the sentence is followed by a
//! verb that can be nothing else, and no verb of the sentence is in the present.

use std::ops::Range;

use super::sentence::{first, listed, present};
use super::words::{Word, has, is_apostrophe, words};
use super::{Context, clauses, finding, quote_at, reference_at, replacing};
use crate::model::field::Field;
use crate::text::dictionary;
use crate::text::wordset::WordMap;

/// Past forms that are no participles, with what stands after `they` in the present.
const CLEAR: &str = "took take ran run came come went go gave give sang sing swam swim wore wear spoke speak broke break drove drive \
    rode ride flew fly threw throw saw see began begin rose rise fell fall drew draw grew grow blew blow wrote write ate eat \
    drank drink rang ring shook shake stole steal tore tear chose choose did do became become \
    sank sink sprang spring shrank shrink strode stride swore swear woke wake knew know withdrew withdraw overtook overtake";

/// Past forms that are participles, too: past beyond doubt only where an object follows.
const WITH_OBJECT: &str = "won win held hold led lead met meet left leave made make lost lose caught catch brought bring bought buy \
    built build found find kept keep told tell sold sell heard hear fought fight";

/// Verbs of no passive: `marched` says what somebody did.
const ALONE: &str = "arrive appear walk march wait smile react talk laugh cry dance compete assist wave participate protest rally cheer \
    applaud pray clash collapse jump leap climb listen chat struggle emerge depart sail parade skate ski pose gather stand sit \
    kneel sleep";

/// The past of those that are irregular.
const ALONE_IRREGULAR: &str = "stood stand sat sit knelt kneel slept sleep wept weep crept creep leapt leap";

/// Verbs that take an object though it is their subject that something happens to: "named the winner".
const GIVEN: &str =
    "named crowned declared awarded offered elected called voted handed appointed denied granted";

/// What an object begins with.
const OBJECT: &str = "the a an his her their its him them it";

static IRREGULAR: WordMap<(&str, bool)> = WordMap::new(|| {
    let pairs = |list: &'static str, alone: bool| {
        let all: Vec<&str> = list.split_whitespace().collect();
        all.chunks_exact(2).map(|p| (p[0], (p[1], alone))).collect::<Vec<_>>()
    };
    [pairs(CLEAR, true), pairs(WITH_OBJECT, false), pairs(ALONE_IRREGULAR, true)]
        .into_iter()
        .flatten()
        .collect()
});

/// Whether a word is the past of an irregular verb.
pub(super) fn irregular(word: &str) -> bool {
    IRREGULAR.has(word)
}

/// A subject has fewer words than this.
const REACH: usize = 9;

/// One problem for a caption.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<super::Finding>) {
    for caption in &context.captions {
        let text = &caption.description;
        let Some((span, now)) = past(text) else { continue };
        let spans = std::slice::from_ref(&span);
        let message = format!("“{}” is in the past", &text[span.clone()]);
        let concerned = reference_at(caption, Field::Description, spans);
        let mut found = finding("past-tense", message, vec![quote_at(caption, spans)], vec![concerned]);
        found.rests_on = vec![text.clone()];
        found.fixes.extend(replacing(caption, span, &now, false));
        out.push(found);
    }
}

/// The first sentence's verb, where it is in the past, and its form in the present.
fn past(text: &str) -> Option<(Range<usize>, String)> {
    let (from, sentence) = first(text);
    // Few captions have such a form where a subject ends; the others cost a look.
    let form = |w: Word<'_>| w.text.ends_with("ed") || matches!(w.text, "was" | "were") || irregular(w.text);
    if !words(sentence).take(REACH).any(form) {
        return None;
    }
    let list = listed(from, sentence);
    let (at, many) = verb(text, &list)?;
    if (0..list.len()).any(|n| n != at && present(&list, n)) || !super::spelling::reads_english(text) {
        return None;
    }
    let word = &list[at];
    let now = match word.text {
        "was" => "is".to_owned(),
        "were" => "are".to_owned(),
        w => {
            let plain = plain_form(w)?;
            if many { plain } else { clauses::for_one(&plain) }
        }
    };
    Some((word.at..word.end(), now))
}

/// The place of a verb in the past right behind the subject that a sentence begins with, and whether that is several.
fn verb(text: &str, list: &[Word<'_>]) -> Option<(usize, bool)> {
    let gap = |n: usize| &text[list[n].end()..list[n + 1].at];
    for at in 0..list.len().min(REACH) {
        let word = &list[at];
        if at > 0 && !matches!(gap(at - 1), " " | ". ") {
            return None;
        }
        if word.small() && at > 0 && is_past(text, list, at) {
            return Some((at, several(list, at)));
        }
        // What a subject is made of: names, nouns and what stands before them, and whose they are.
        let joins = matches!(word.text, "of" | "and" | "he" | "she" | "they" | "we");
        if word.small() && (present(list, at) || clauses::breaks(word.text) && !joins) {
            return None;
        }
    }
    None
}

fn is_past(text: &str, list: &[Word<'_>], at: usize) -> bool {
    let (word, before) = (list[at].text, list[at - 1].text);
    let low = before.to_lowercase();
    // "The injured player", "a rose", "their won cup": no verb stands there.
    if clauses::begins(&low)
        || low == "of"
        || low == "and"
        || before.ends_with("'s")
        || before.ends_with("’s")
    {
        return false;
    }
    let next = list.get(at + 1).filter(|n| &text[list[at].end()..n.at] == " ").map_or("", |n| n.text);
    if next == "by" {
        return false;
    }
    if matches!(word, "was" | "were") {
        return true;
    }
    // "told reporters", "carried the flag"; "newly elected members" did nothing.
    let object = has(OBJECT, next)
        || clauses::beings(next).is_some() && !low.ends_with("ly") && next.starts_with(char::is_lowercase);
    if let Some((_, alone)) = IRREGULAR.get(word) {
        return alone || object;
    }
    if !word.ends_with("ed") || has(GIVEN, word) {
        return false;
    }
    let Some(plain) = plain_form(word) else { return false };
    // A group that did something is told from one that something was done to by an object alone.
    object || has(ALONE, &plain)
}

/// Whether a subject is several: its last noun tells, or an `and`.
fn several(list: &[Word<'_>], at: usize) -> bool {
    let head = list[..at].iter().position(|w| w.text == "of").unwrap_or(at);
    let noun = list[head - 1].text;
    let pronoun = matches!(noun, "They" | "they" | "We" | "we");
    let joined = list[..head].iter().any(|w| w.text == "and");
    // "Hundreds" and "Crowds" are several, "James" is one.
    let common = |w: &str| dictionary::common(&w.to_lowercase()) && !w.contains(is_apostrophe);
    let named = noun.starts_with(char::is_uppercase) && head > 1;
    pronoun
        || joined
        || !named
            && (clauses::beings(noun).is_some()
                || clauses::things(noun)
                || (noun.ends_with('s') && common(noun) && !noun.ends_with("ss")))
}

/// The form after `they` of a past form.
fn plain_form(word: &str) -> Option<String> {
    if let Some((plain, _)) = IRREGULAR.get(word) {
        return Some(plain.to_owned());
    }
    let stem = word.strip_suffix("ed")?;
    let known = |w: &str| clauses::plain(w).is_some() || has(ALONE, w);
    let likely = |w: &str| w.len() > 4 && dictionary::common(w);
    let twice = stem.len() > 3 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
    let forms = [
        format!("{stem}e"),
        stem.to_owned(),
        stem.strip_suffix('i').map(|s| format!("{s}y")).unwrap_or_default(),
        if twice { stem[..stem.len() - 1].to_owned() } else { String::new() },
    ];
    let found = forms.iter().find(|f| !f.is_empty() && known(f));
    found.or_else(|| forms.iter().find(|f| likely(f))).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_past_is_told_from_what_only_looks_like_it() {
        for (text, verb, now) in [
            ("Ana Prata assisted in the handover of the flag, Sunday.", "assisted", "assists"),
            ("Ana Prata carried the flag in the rain, Sunday.", "carried", "carries"),
            ("Fans gathered outside the stadium before the match.", "gathered", "gather"),
            ("The team won the cup in the rain.", "won", "wins"),
            ("The bridge was closed in the storm.", "was", "is"),
            ("Members of the choir sang in the square.", "sang", "sing"),
            ("She waved to the fans.", "waved", "waves"),
            ("A clown distracted the bull in the ring.", "distracted", "distracts"),
            ("The minister told reporters in the hall that it was late.", "told", "tells"),
            ("French swimmer Leo Martin swam in the river at dawn.", "swam", "swims"),
        ] {
            let (span, form) = past(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&text[span], form.as_str()), (verb, now), "{text}");
        }
        for text in [
            "Ana Prata carries the flag that she carried in the rain.",
            "People evacuated from the coast rest in a hall.",
            "Fans invited to the stage dance with the band.",
            "Fans gathered in Lyon wave flags in the rain.",
            "Ana Prata, dressed in red, waves to the fans.",
            "Ana Prata pictured with the cup in the rain.",
            "Ana Prata named the winner of the race in Lyon.",
            "The injured player waves to the fans.",
            "A rose for the mayor of the town.",
            "Masked men walk to the court.",
            "Newly elected members in the hall of the town.",
            "Refugees crowded into the hall of the town.",
            "Boats moored by the bridge in the rain.",
            "Leo Martin is carried off the field in the rain.",
            "Ein Mann sang und die Leute tanzten in der Nacht.",
        ] {
            assert_eq!(past(text), None, "{text}");
        }
    }
}
