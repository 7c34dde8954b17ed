//! A caption that says of nobody and nothing what happens: there is no verb in it.

use super::sentence::{finite, listed, preposition};
use super::words::Word;
use super::{Context, clauses, finding, quote, reference};

/// Fewer words are a name under a portrait.
const FEWEST: usize = 4;

/// One problem for a caption.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<super::Finding>) {
    for caption in &context.captions {
        let text = &caption.description;
        if !without_verb(text, caption.event_words.as_deref().unwrap_or_default()) {
            continue;
        }
        let message = "no verb says what happens".to_owned();
        let mut found = finding("what-missing", message, vec![quote(caption)], vec![reference(caption)]);
        found.rests_on = vec![text.clone()];
        out.push(found);
    }
}

/// Whether no word of a text can be a verb that says what happens. A word of which that is not certain counts as one.
fn without_verb(text: &str, event: &str) -> bool {
    let list = listed(0, text);
    // The words of an event's name are nouns: "the River Games closing ceremony".
    let named = |n: usize| event.split(' ').any(|w| w == list[n].text);
    let verb = |n: usize| finite(&list, n) || !named(n) && !certain(&list, n);
    list.len() >= FEWEST && !(0..list.len()).any(verb) && super::spelling::reads_english(text)
}

/// Whether a word is certainly no verb: with a capital or a digit, a small word of grammar, a form in -ing, or the noun right
/// behind an article, a preposition or `her`.
fn certain(list: &[Word<'_>], at: usize) -> bool {
    let word = list[at].text;
    let grammar = clauses::breaks(word) || clauses::begins(word);
    if grammar || !word.starts_with(char::is_lowercase) || word.ends_with("ing") || word.ends_with("ly") {
        return true;
    }
    let Some(before) = at.checked_sub(1).map(|n| list[n].text) else { return false };
    let low = before.to_lowercase();
    let leads = ARTICLES.split_whitespace().any(|w| w == low)
        || preposition(&low)
        || before.ends_with("'s")
        || before.ends_with("’s");
    // "the winning crew"
    leads
        || before.ends_with("ing")
            && at > 1
            && ARTICLES.split_whitespace().any(|w| w == list[at - 2].text.to_lowercase())
}

/// Words right behind which a noun stands; not `two` or `all`, which can do something themselves.
const ARTICLES: &str = "the a an his her their its our my your old new first last";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_without_a_verb() {
        for yes in [
            "The Winged Boat of Setubal.",
            "Fireworks over the bridge during the festival.",
            "Fans celebrating in the streets of Lyon.",
            "The mayor with the winners of the race in the rain.",
            "The winning crew with the cup at the regatta.",
            "Snow on the roofs of Hexham.",
            "Fireworks over the bridge during the River Games closing ceremony.",
        ] {
            assert!(without_verb(yes, "River Games closing ceremony"), "{yes}");
        }
        for no in [
            "Fireworks light the bridge during the festival.",
            "Ana Prata rappels from the roof of the hall.",
            "Ana Prata.",
            "The boat sank in the harbor of Setubal.",
            "Boats moored at the pier of the old town.",
            "The bridge that the storm tore down.",
            "Sheep huddle in the snow of the moor.",
            "A helicopter hovers over the ferry in the fog.",
            "Two swim in the lake of the park.",
            "Der Turm von der Stadt im Winter.",
        ] {
            assert!(!without_verb(no, "River Games closing ceremony"), "{no}");
        }
    }
}
