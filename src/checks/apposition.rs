//! An apposition that a comma opens and none closes: "Ana Prata, mayor of Lyon waves".

use std::ops::Range;

use super::apposition_kinds::{Kind, finite, kind};
use super::clauses::{Verb, adjacent, being, beings, breaks, clause, of_one, plain, things};
use super::sentence::lead;
use super::verbs::{self, Behind};
use super::words::{Word, languages, mending, words};
use super::{Context, Finding, finding, quote_at, reference_at};
use crate::model::field::Field;
use crate::text::dictionary;
use crate::text::lexicon::{self, ROLE, TITLE};

/// The first one of a caption.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut list: Vec<Word<'_>> = Vec::new();
    for caption in &context.captions {
        let text = &caption.description;
        list.clear();
        // A dateline has commas of its own.
        let from = lead(text);
        list.extend(words(text).skip_while(|w| w.at < from));
        let Some((span, comma)) = open(text, &list).or_else(|| listed(text, &list)) else { continue };
        let spans = std::slice::from_ref(&span);
        let message = format!("no comma closes what a comma opens before “{}”", &text[span.clone()]);
        let evidence = vec![quote_at(caption, spans)];
        let concerned = vec![reference_at(caption, Field::Description, spans)];
        let mut found = finding("apposition-comma", message, evidence, concerned);
        found.rests_on = vec![text.clone()];
        found.fixes.extend(mending(caption, &[(comma..comma, ",")], false));
        out.push(found);
    }
}

/// The words around the place of a missing comma, and the place.
fn open(text: &str, list: &[Word<'_>]) -> Option<(Range<usize>, usize)> {
    if list.is_empty() || !clause(text, list, 0) || foreign(text) {
        return None;
    }
    // The first comma, and the words up to the next mark of any kind.
    // "Sen. Ana Prata": the stop of a title is none.
    let title = |n: usize| {
        &text[list[n - 1].end()..list[n].at] == ". "
            && lexicon::is(list[n - 1].text, TITLE)
            && list[n - 1].text.len() <= 4
    };
    let comma = (1..list.len()).find(|n| !adjacent(text, &list[n - 1], &list[*n]) && !title(*n))?;
    if !matches!(&text[list[comma - 1].end()..list[comma].at], ", " | "., ") || comma > 9 {
        return None;
    }
    // "Ana Prata, 11, who leads": an age stands between.
    let age = list[comma].text.len() <= 3 && list[comma].text.bytes().all(|b| b.is_ascii_digit());
    let after = list.get(comma + 1).map(|next| &text[list[comma].end()..next.at]);
    let from = if age && after == Some(", ") { comma + 1 } else { comma };
    // The comma of "4,000" is none.
    let joined = |n: usize| {
        let between = &text[list[n - 1].end()..list[n].at];
        between == " "
            || matches!(between, "' " | "’ ")
            || (between == "," && list[n].text.starts_with(|c: char| c.is_ascii_digit()))
    };
    let end = (from + 1..list.len()).find(|n| !joined(*n)).unwrap_or(list.len());
    let (subject, inside) = (&list[..comma], &list[from..end]);
    let kind = kind(subject, inside)?;
    let head = subject.last()?.text;
    let many = subject[0].text.starts_with(char::is_uppercase) && (beings(head).is_some() || things(head));
    let verb = verb(text, subject, inside, kind, many)?;
    // Closed behind, the verb is another's: "Ana Prata, mayor of a city that waits, waves".
    let behind = list.get(end).filter(|_| text[inside[inside.len() - 1].end()..].starts_with(','));
    if behind.is_some_and(|w| finite(w.text) || plain(w.text).is_some_and(|v| !v.noun)) {
        return None;
    }
    let (before, verb) = (&inside[verb - 1], &inside[verb]);
    Some((before.at..verb.end(), before.end()))
}

/// Whether a caption is in another language; a short one in English may have none of the small words that tell.
fn foreign(text: &str) -> bool {
    let (english, others) = languages(text);
    others > 0 && others >= english
}

/// "Ana Prata, mayor of Lyon and Rui Melo, mayor of Porto": two persons with what they are, and no comma between. The words
/// around the place, and the place.
fn listed(text: &str, list: &[Word<'_>]) -> Option<(Range<usize>, usize)> {
    let capital = |n: usize| list.get(n).is_some_and(|w| w.text.starts_with(char::is_uppercase));
    let comma = |n: usize| n > 0 && list.get(n).is_some_and(|w| &text[list[n - 1].end()..w.at] == ", ");
    // A name of two words, a comma, and a role of something.
    let named = |n: usize| {
        let role = list.get(n).is_some_and(|w| lexicon::is(w.text, ROLE | TITLE));
        let of = list.get(n + 1).is_some_and(|w| w.text == "of");
        n >= 2 && comma(n) && role && of && capital(n - 1) && capital(n - 2)
    };
    let first = (2..list.len()).find(|n| named(*n))?;
    let body = |n: &usize| capital(*n) || matches!(list[*n].text, "the" | "of");
    let and = (first + 2..list.len()).find(|n| !(adjacent(text, &list[n - 1], &list[*n]) && body(n)))?;
    let joins = list[and].text == "and" && adjacent(text, &list[and - 1], &list[and]) && and > first + 2;
    let other = (and + 3..and + 5).any(|n| named(n) && (and + 1..n).all(capital));
    let (before, next) = (&list[and - 1], list.get(and + 1)?);
    (joins && other).then_some((before.at..next.end(), before.end()))
}

/// Where the verb is that the subject before the comma waits for.
fn verb(text: &str, subject: &[Word<'_>], inside: &[Word<'_>], kind: Kind, many: bool) -> Option<usize> {
    // What follows the sentence's own verb is another clause's: "looks on as it escapes".
    let joins = |w: &Word<'_>| matches!(w.text, "as" | "while" | "where" | "when");
    let end = (1..inside.len()).find(|n| joins(&inside[*n])).unwrap_or(inside.len());
    let inside = &inside[..end];
    let verbs: Vec<usize> = (1..inside.len()).filter(|n| verbal(text, inside, *n, many)).collect();
    // A clause within has its own verb: "a band that plays in Lyon".
    let clause_word = |w: &Word<'_>| matches!(w.text, "who" | "which" | "that" | "whose" | "and" | "what");
    let within = inside.iter().filter(|w| clause_word(w)).count();
    match kind {
        Kind::Name => {
            let at = *verbs.first()?;
            let named = inside[..at].iter().all(|w| !w.small() || lexicon::is(w.text, lexicon::PARTICLE));
            (named && at <= 6).then_some(at)
        }
        Kind::Age => {
            let verb = inside.get(1).filter(|w| w.small())?;
            let (_, kind) = of_one(verb.text)?;
            // "Ana Prata, 12 wins behind": with a noun the number would be a sum.
            let to = || inside.get(2).is_some_and(|w| matches!(w.text, "at" | "to"));
            let tells = match verbs::behind(text, inside, 1, true) {
                Behind::Object => true,
                Behind::Adverbial => !kind.noun || to(),
                Behind::Other => false,
            };
            tells.then_some(1)
        }
        Kind::Company => {
            let at = *verbs.first()?;
            let from = inside.iter().position(|w| w.text.starts_with(char::is_uppercase))?;
            let body = |w: &Word<'_>| !w.small() || lexicon::is(w.text, lexicon::PARTICLE) || w.text == "and";
            (from < at && inside[from..at].iter().all(body)).then_some(at)
        }
        // "Ana Prata, left and her dog": another person follows.
        Kind::Position(words) if inside.get(words).is_some_and(|w| w.text == "and") => {
            let (next, behind) = (inside.get(words + 1)?, inside.get(words + 2)?);
            let name = |w: &Word<'_>| w.text.starts_with(char::is_uppercase);
            let person = name(next) && name(behind)
                || matches!(next.text, "his" | "her" | "their") && being_of(behind.text);
            person.then_some(words)
        }
        Kind::Position(words) => {
            let joined = subject.iter().any(|w| w.text == "and");
            let one = verbs::of_one(inside.get(words)?.text).map(|(_, v)| v);
            let kind = if joined { verbs::plain(inside[words].text).filter(|v| !v.other) } else { one };
            let tells = match verbs::behind(text, inside, words, true) {
                Behind::Object => true,
                Behind::Adverbial => kind.is_some_and(|v| !v.noun || plain(inside[words].text).is_none()),
                Behind::Other => kind.is_some_and(|v| !v.noun) && inside.len() > words + 1,
            };
            (kind.is_some() && tells).then_some(words)
        }
        Kind::From => {
            let at = *verbs.first()?;
            (inside[1..at].iter().all(|w| !w.small() || matches!(w.text, "the" | "of"))).then_some(at)
        }
        // "presents her with a cloak that took a year": what stands behind the verb is no clause of the apposition.
        Kind::Noun => {
            let at = *verbs.first()?;
            (!inside[..at].iter().any(clause_word)).then_some(at)
        }
        Kind::Clause => {
            // The clause's own verb may be of any form; the last of two is the sentence's.
            let at = *verbs.last()?;
            // "who had come before the date was known": the clause goes on.
            let goes_on = |w: &Word<'_>| {
                matches!(
                    w.text,
                    "before"
                        | "after"
                        | "until"
                        | "since"
                        | "because"
                        | "if"
                        | "although"
                        | "though"
                        | "unless"
                )
            };
            let told = matches!(inside[at].text, "is" | "was" | "are" | "were" | "has" | "had");
            if told && inside[1..at].iter().any(goes_on) {
                return None;
            }
            let own =
                inside[1..at].iter().any(|w| w.small() && (finite(w.text) || past(w.text) || modal(w.text)));
            // "who owns": what stands behind who and ends with an s is a verb, listed or not.
            let next = inside[1].text;
            let own = own || inside[0].text != "whose" && next.ends_with('s') && !next.ends_with("ss");
            (within == 1 && own && at > 2).then_some(at)
        }
    }
}

/// Who belongs to somebody: "her dog", "his wife".
fn being_of(word: &str) -> bool {
    const KIN: [&str; 22] = [
        "husband",
        "wife",
        "son",
        "daughter",
        "father",
        "mother",
        "brother",
        "sister",
        "partner",
        "family",
        "neighbor",
        "neighbour",
        "friend",
        "team",
        "dog",
        "cat",
        "horse",
        "children",
        "sons",
        "daughters",
        "parents",
        "fiancee",
    ];
    being(word) || KIN.contains(&word)
}

/// Whether a word ends as verbs for one do that are nothing else: "remonstrates", "apologises"; a delegate is somebody.
fn ends_as_verbs(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('s') else { return false };
    ["ate", "ise", "ize", "ify"].iter().any(|e| stem.len() > 6 && stem.ends_with(e))
        && dictionary::known(&format!("{stem}d"))
        && !being(stem)
}

fn modal(word: &str) -> bool {
    matches!(word, "will" | "would" | "can" | "could" | "may" | "might" | "must" | "shall" | "should")
}

fn past(word: &str) -> bool {
    const PAST: [&str; 51] = [
        "is", "are", "has", "have", "does", "did", "was", "were", "had", "won", "lost", "led", "made",
        "took", "wrote", "ran", "came", "went", "saw", "held", "sang", "became", "began", "fell", "gave",
        "grew", "kept", "left", "met", "said", "built", "drew", "broke", "drove", "chose", "flew", "swam",
        "threw", "wore", "spoke", "fought", "caught", "taught", "bought", "brought", "found", "rode", "shot",
        "sold", "stood", "told",
    ];
    (word.len() > 4 && word.ends_with("ed")) || PAST.contains(&word)
}

/// Whether two small words and a preposition stand behind a word, of which the second is a noun: "sweeps broken glass from".
fn thing(text: &str, inside: &[Word<'_>], at: usize) -> bool {
    let [what, noun, then, ..] = inside.get(at + 1..).unwrap_or_default() else { return false };
    let near = adjacent(text, &inside[at], what) && adjacent(text, what, noun) && adjacent(text, noun, then);
    let stuff = |w: &str| {
        dictionary::common(w) && !breaks(w) && !w.ends_with("ed") && !w.ends_with("ing") && !w.ends_with("ly")
    };
    near && what.small()
        && noun.small()
        && dictionary::common(what.text)
        && !breaks(what.text)
        && !finite(what.text)
        && stuff(noun.text)
        && super::sentence::preposition(then.text)
        && then.text != "of"
}

/// Whether a word inside is a verb that a noun before it and an object or adverbial behind it make one.
fn verbal(text: &str, inside: &[Word<'_>], at: usize, many: bool) -> bool {
    const BEHIND: [&str; 34] = [
        "the", "a", "an", "his", "her", "their", "its", "to", "at", "as", "after", "during", "while", "from",
        "into", "around", "with", "in", "on", "past", "through", "along", "over", "across", "up", "down",
        "out", "off", "by", "before", "between", "under", "near", "against",
    ];
    let word = &inside[at];
    let before = &inside[at - 1];
    let kind = match many {
        true => plain(word.text).filter(|v| !v.noun),
        // By the dictionary's forms alone, only before an object: "governor of Lyon comforts a man".
        false => of_one(word.text).map(|(_, v)| v).or_else(|| {
            let by_form = verbs::of_one(word.text).map(|(_, v)| v);
            match verbs::behind(text, inside, at, true) {
                Behind::Object => by_form,
                // "Rui Melo remonstrates with": behind a name, what ends as verbs do is one.
                Behind::Adverbial if before.text.starts_with(char::is_uppercase) => {
                    ends_as_verbs(word.text).then_some(Verb { noun: false, other: false })
                }
                _ => None,
            }
        }),
    };
    let Some(kind) = kind.filter(|_| word.small()) else { return false };
    let noun_before = !breaks(before.text)
        && !super::clauses::begins(before.text)
        && !matches!(before.text, "a" | "an" | "to" | "for" | "s")
        && !before.text.ends_with("'s")
        && !before.text.ends_with("’s");
    let behind = inside.get(at + 1).map(|w| w.text);
    let tells = behind.is_some_and(|w| BEHIND.contains(&w) || w.ends_with("ing") || w.ends_with("ly"));
    // "alongside Ana Prata views items relating to Lyon".
    let year = before.text.len() == 4 && before.text.bytes().all(|b| b.is_ascii_digit());
    let object = (before.text.starts_with(char::is_uppercase) || year)
        && (verbs::behind(text, inside, at, true) == Behind::Object || thing(text, inside, at));
    let tells = tells || object;
    // "sister of Ana Prata leaves court": a name makes no compound with it, and a court has no article.
    const UNSET: [&str; 8] =
        ["court", "home", "hospital", "school", "prison", "parliament", "church", "office"];
    let leaves = matches!(word.text, "leaves" | "enters" | "exits" | "visits" | "attends")
        && before.text.starts_with(char::is_uppercase)
        && behind.is_some_and(|w| UNSET.contains(&w) || w.starts_with(char::is_uppercase));
    if leaves {
        return noun_before;
    }
    // "Ana da Silva waves in Lyon": nor with these.
    let gesture = matches!(word.text, "waves" | "smiles" | "poses" | "salutes" | "cheers")
        && before.text.starts_with(char::is_uppercase)
        && behind != Some("of");
    // "a maker of bus shows", "a leader of the student protests in Lyon": nouns behind a small noun may be nouns.
    noun_before
        && (tells || (!kind.noun && behind.is_some()))
        && (!kind.noun || gesture || !behind.is_some_and(|w| matches!(w, "of" | "for" | "in" | "by")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_are_missed() {
        for (text, at) in [
            (
                "The power company, which serves 4,000 homes in the bay brings a generator to the harbor.",
                "bay brings",
            ),
            ("Ana Prata, Lyon's prime minister speaks at the gate.", "minister speaks"),
            ("The side's assistant manager, Ana Prata remonstrates with an official.", "Prata remonstrates"),
            ("Tansy, a Dandie Dinmont terrier trots around the ring in the city.", "terrier trots"),
            ("Ana Prata, whose country will host the meeting speaks to reporters.", "meeting speaks"),
            ("Ana Prata, skip of Portugal hugs her mother after the game.", "Portugal hugs"),
            ("Ana Prata, 11, who owns the goat looks at it in the yard.", "goat looks"),
            ("Mayor Ana Prata, center tours a damaged school in the city.", "center tours"),
            ("Ana Prata, second from left speaks to reporters in the city.", "left speaks"),
            ("A nurse, right bandages the hand of a man in the city.", "right bandages"),
            ("Ana Prata, of Broken Arrow sorts through what the flood left.", "Arrow sorts"),
            ("Ana Prata, widow of former mayor Rui Melo receives a flag in the city.", "Melo receives"),
            ("Ana Prata KC, counsel to the Lyon inquiry carries a box to the hall.", "inquiry carries"),
            (
                "Ana Prata, the mayor of Lyon presents the queen with a cloak that took a year to make.",
                "Lyon presents",
            ),
            (
                "Ana Prata, owner of a diner on Main Street sweeps broken glass from the floor.",
                "Street sweeps",
            ),
            ("Ana Prata, vice-president of Lyon comforts a man in the city.", "Lyon comforts"),
            ("Ana Prata, governor of Lyon comforts a man in the city.", "Lyon comforts"),
            ("Ana Prata, sister of Rui Melo leaves court in the city.", "Melo leaves"),
            ("Ana Prata, sister of Rui Melo leaves Lyon federal court in the city.", "Melo leaves"),
            ("Queen Ana, alongside Jane Roe views items relating to the city.", "Roe views"),
            ("Pratina, a Brazilian singer performs at the gate.", "singer performs"),
            ("Pratina, the president of Brazil waves to the crowd.", "Brazil waves"),
            ("Pratina, a rice farmer from the village of Porto leads his goats to safety.", "Porto leads"),
            ("Ana Prata, 12 wins the race in the city.", "12 wins"),
            ("Ana Prata, 12 looks at a map in the city.", "12 looks"),
            ("Ana Prata, right and her dog Bramble walk in the city.", "right and"),
            ("Ana Prata, left and Rui Melo, right, clear the street.", "left and"),
            ("Queen Ana, alongside Rui Melo waves to the crowd.", "Melo waves"),
            ("Ana Prata, flanked by Rui Melo and Jane Roe waves to the crowd.", "Roe waves"),
            ("Brazil's president, Ana da Silva waves to the crowd.", "Silva waves"),
            ("Pratina, the president of Brazil waves in the city.", "Brazil waves"),
            ("Ana Prata, who owns the goat looks on as it runs away.", "goat looks"),
            ("The fans meet Ana Prata, mayor of Lyon and Rui Melo, mayor of Porto.", "Lyon and Rui"),
            (
                "The jurors, who were driven in from Lyon County arrive at a door in the city.",
                "County arrive",
            ),
        ] {
            let list: Vec<Word<'_>> = words(text).collect();
            let found = open(text, &list).or_else(|| listed(text, &list));
            assert_eq!(found.map(|(span, _)| &text[span]), Some(at), "{text}");
        }
        for text in [
            "The power company, which serves 4,000 homes in the bay, brings a generator to the harbor.",
            "Ana Prata, a maker of bus shows, waves to the crowd.",
            "Ana Prata, skip of Portugal, hugs her mother after the game.",
            "Ana Prata, 11, waves to the crowd at the gate.",
            "Ana Prata, left, speaks to reporters in the city.",
            "Ana Prata, right wing of the Lions, speaks to reporters in the city.",
            "Ana Prata, left wing, and the captain look on in the city.",
            "Ana Prata, of Broken Arrow, sorts through what the flood left.",
            "Ana Prata, winner of three games shows at the fair, waves.",
            "Ana Prata, widow of former mayor Rui Melo, receives a flag in the city.",
            "The fans meet Ana Prata, mayor of Lyon, and Rui Melo, mayor of Porto.",
            "The fans meet Ana Prata, mayor of Rio and Porto, at the gate.",
            "The coach, Ana Prata and Rui Melo wave to the crowd.",
            "A man, his dog and a cat that waits at the gate are in the picture.",
            "Ana Prata, sister of Rui Melo, leaves court in the city.",
            "Pratina, a Brazilian singer, performs at the gate.",
            "Bakhmut, a soldier waits at the gate.",
            "Bakhmut, a soldier from the army leads a dog from the ruins of Lyon.",
            "Pratina, a rice farmer from the village of Porto, leads his goats to safety.",
            "Nearby, a singer performs at the gate.",
            "Ana Prata, 12 wins behind the leader, waves to the crowd.",
            "Ana Prata, 12 points ahead, waves to the crowd.",
            "Ana Prata, 12, wins the race in the city.",
            "Ana Prata, right, and her dog Bramble walk in the city.",
            "Ana Prata, left and right wing of the Lions, waves.",
            "Queen Ana, alongside Rui Melo, waves to the crowd.",
            "Brazil's president, Ana da Silva, waves to the crowd.",
            "Brazil's president, Ana Prata and Rui Melo wave to the crowd.",
            "The final whistle over, the coach hugs his team at the gate.",
        ] {
            let list: Vec<Word<'_>> = words(text).collect();
            assert_eq!(open(text, &list).or_else(|| listed(text, &list)), None, "{text}");
        }
    }
}
