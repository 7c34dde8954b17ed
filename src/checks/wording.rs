//! Words that cannot be right: number of article, noun and verb.

use std::ops::Range;

use super::{Context, finding, quote_at, reference_at, replacing};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::{Finding, Fix};
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
