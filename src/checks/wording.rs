//! Words that cannot be right: number of article, noun and verb, and a real word in the place of its twin.

use std::collections::{BTreeMap, HashMap, HashSet};

use std::ops::Range;

use super::{Context, QUOTED, finding, quote, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::{Finding, Fix};
use crate::text::fold::fold;
use crate::text::lexicon::{self, ROLE, VERB};

/// A word of a caption, with where it stands.
struct Word<'a> {
    at: usize,
    text: &'a str,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let inner = |c: char| c.is_alphanumeric() || c == '\'' || c == '’' || c == '-';
    let mut out = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (inner(c), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                out.push(Word { at: start, text: &text[start..at] });
                from = None;
            }
            _ => {}
        }
    }
    out
}

/// The plural of a word for people: `athletes`, not `class` nor `Mathias`.
fn people(word: &str) -> bool {
    const OTHERS: [&str; 9] = [
        "performer",
        "spectator",
        "fan",
        "participant",
        "supporter",
        "protester",
        "worker",
        "tourist",
        "visitor",
    ];
    let low = word.to_lowercase();
    low.strip_suffix('s').is_some_and(|one| OTHERS.contains(&one) || lexicon::is(one, ROLE))
}

/// A verb as it stands after `they`.
fn plain_verb(word: &str) -> bool {
    !word.ends_with('s') && word.chars().all(char::is_lowercase) && lexicon::is(word, VERB)
}

/// The plain form of a verb as it stands after `she`; none for other words.
fn of_one(word: &str) -> Option<String> {
    let shorter = |ending: &str| word.strip_suffix(ending).filter(|w| plain_verb(w)).map(str::to_owned);
    shorter("s").or_else(|| shorter("es"))
}

fn capital_like(model: &str, word: &str) -> String {
    let mut letters = word.chars();
    match (model.chars().next().is_some_and(char::is_uppercase), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

/// An article for one before people of whom there are several, or several people with a verb for one.
pub(super) fn number(context: &Context<'_>, out: &mut Vec<Finding>) {
    for caption in &context.captions {
        let words = words(&caption.description);
        let Some((message, span, fix)) = disagreement(caption, &words) else { continue };
        let spans = [span];
        let evidence = vec![quote_at(caption, &spans)];
        let concerned = vec![reference_at(caption, Field::Description, &spans)];
        let mut found = finding("number-agreement", message, evidence, concerned);
        found.rests_on = vec![caption.description.clone()];
        found.fixes = fix.into_iter().collect();
        out.push(found);
    }
}

fn disagreement(caption: &Caption, words: &[Word<'_>]) -> Option<(String, Range<usize>, Option<Fix>)> {
    for (n, pair) in words.windows(2).enumerate() {
        let next = words.get(n + 2);
        let article = matches!(pair[0].text.to_lowercase().as_str(), "a" | "an");
        // "A sports fan waves": what follows tells the noun from one that stands before another.
        if article && people(pair[1].text) && next.is_some_and(|v| plain_verb(v.text)) {
            let many = capital_like(pair[0].text, pair[1].text);
            let message =
                format!("“{} {}”: an article for one, and several people", pair[0].text, pair[1].text);
            let span = pair[0].at..pair[1].end();
            return Some((message, span.clone(), replacing(caption, span, &many, false)));
        }
    }
    // At the beginning of the caption only: elsewhere the words before may be the subject.
    if let [subject, verb, ..] = words
        && people(subject.text)
        && subject.at == 0
        && caption.description.get(subject.end()..verb.at) == Some(" ")
        && let Some(plain) = of_one(verb.text)
    {
        let message = format!("“{} {}”: several people, and a verb for one", subject.text, verb.text);
        let fix = replacing(caption, verb.at..verb.end(), &plain, false);
        return Some((message, subject.at..verb.end(), fix));
    }
    None
}

/// How many captions of a scene must have the one word before the other is doubted.
const USUAL: usize = 3;

/// A real word that stands once where the others of its scene have a word that begins the same, before or behind the same
/// word: "Firefights explode" among captions in which fireworks explode.
pub(super) fn near_twin(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut scenes: BTreeMap<(&str, &str), Vec<&Caption>> = BTreeMap::new();
    for caption in &context.captions {
        if let Some(key) = caption.event.as_deref().zip(caption.scene.as_deref()) {
            scenes.entry(key).or_default().push(caption);
        }
    }
    for captions in scenes.values().filter(|c| c.len() > USUAL) {
        let folded: Vec<Vec<String>> =
            captions.iter().map(|c| words(&c.description).iter().map(|w| fold(w.text)).collect()).collect();
        let mut count: HashMap<&str, usize> = HashMap::new();
        let mut beside: HashMap<&str, HashSet<&str>> = HashMap::new();
        for list in &folded {
            list.iter()
                .map(String::as_str)
                .collect::<HashSet<_>>()
                .into_iter()
                .for_each(|w| *count.entry(w).or_default() += 1);
            for pair in list.windows(2) {
                beside.entry(&pair[0]).or_default().insert(&pair[1]);
            }
        }
        let usual: Vec<&str> = {
            let mut usual: Vec<&str> = count
                .iter()
                .filter(|(w, n)| **n >= USUAL && **n * 2 > captions.len() && w.len() >= 7)
                .map(|(w, _)| *w)
                .collect();
            usual.sort_unstable();
            usual
        };
        for (caption, list) in captions.iter().zip(&folded) {
            for pair in list.windows(2) {
                let word = pair[0].as_str();
                let Some(twin) = usual.iter().copied().find(|u| {
                    count[word] == 1
                        && !list.iter().any(|w| w == u)
                        && twins(word, u)
                        && beside.get(u).is_some_and(|b| b.contains(pair[1].as_str()))
                }) else {
                    continue;
                };
                let printed = words(&caption.description);
                let Some(place) = printed.iter().find(|w| fold(w.text) == word) else { continue };
                let message = format!(
                    "“{} {}” stands here alone; {} captions of this scene say “{twin}”",
                    place.text, pair[1], count[twin]
                );
                let others = captions
                    .iter()
                    .zip(&folded)
                    .filter(|(_, list)| list.iter().any(|w| w == twin))
                    .map(|(c, _)| quote(c));
                let span = place.at..place.end();
                let spans = std::slice::from_ref(&span);
                let evidence = std::iter::once(quote_at(caption, spans)).chain(others).take(QUOTED).collect();
                let concerned = vec![reference_at(caption, Field::Description, spans)];
                let mut found = finding("word-near-twin", message, evidence, concerned);
                found.word = Some(place.text.to_owned());
                found.rests_on = vec![caption.description.clone(), twin.to_owned()];
                found.fixes.extend(replacing(
                    caption,
                    place.at..place.end(),
                    &capital_like(place.text, twin),
                    false,
                ));
                out.push(found);
            }
        }
    }
}

/// Whether one word could stand for the other by a slip: they begin the same, and neither is a form of the other.
fn twins(a: &str, b: &str) -> bool {
    if a.len() < 7 || a.len().abs_diff(b.len()) > 3 {
        return false;
    }
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let shorter = a.chars().count().min(b.chars().count());
    same >= 4 && same * 20 <= shorter * 13
}
