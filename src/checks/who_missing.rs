//! Somebody is meant, and nobody is named: a caption that begins with `She`, or with `The mayor waves` and no name.

use std::ops::Range;

use super::sentence::{finite, first, listed};
use super::words::Word;
use super::{Context, finding, quote_at, reference_at};
use crate::model::field::Field;

/// Persons of whom there is one, so that a reader asks for the name.
const ONE: &str = "president premier chancellor mayor governor minister king queen pope champion winner singer captain coach manager \
    conductor author director goalkeeper striker swimmer sprinter boxer actor actress rapper soloist medalist medallist \
    ambassador archbishop skipper headteacher bride groom";

/// One problem for a caption.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<super::Finding>) {
    for caption in context.captions.iter().filter(|c| c.persons_shown.is_empty()) {
        let text = &caption.description;
        let Some(span) = nameless(text).filter(|_| super::spelling::reads_english(text)) else { continue };
        let spans = std::slice::from_ref(&span);
        let message = format!("the caption names nobody: who is “{}”?", &text[span.clone()]);
        let concerned = reference_at(caption, Field::Description, spans);
        let mut found = finding("who-missing", message, vec![quote_at(caption, spans)], vec![concerned]);
        found.rests_on = vec![text.clone()];
        out.push(found);
    }
}

/// The words that stand for somebody without a name.
fn nameless(text: &str) -> Option<Range<usize>> {
    let (from, sentence) = first(text);
    // Few captions begin so; the others cost a look.
    if !["He ", "She ", "The "].iter().any(|w| sentence.starts_with(w)) {
        return None;
    }
    let list = listed(from, sentence);
    let begins = list.first()?;
    if matches!(begins.text, "He" | "She") {
        // "He Jiankui speaks" is a name.
        return list.get(1).filter(|w| w.small()).map(|_| begins.at..begins.end());
    }
    if begins.text != "The" {
        return None;
    }
    let last = (1..list.len().min(6)).find(|n| ONE.split_whitespace().any(|w| w == list[*n].text))?;
    let plain = |w: &Word<'_>| {
        w.text.starts_with(char::is_lowercase)
            || w.text.ends_with("'s")
            || crate::text::places::is_people(w.text)
    };
    let together = |a: usize, b: usize| (a..b).all(|n| &text[list[n].end()..list[n + 1].at] == " ");
    if !list[1..last].iter().all(plain) || (1..last).any(|n| finite(&list, n)) || !together(0, last) {
        return None;
    }
    let span = begins.at..list[last].end();
    let mut verb = last + 1;
    // "The mayor of Lisbon waves"
    if list.get(verb).is_some_and(|w| w.text == "of") {
        verb += 1;
        while list.get(verb).is_some_and(|w| w.text == "the" || w.text.starts_with(char::is_uppercase))
            && verb < last + 5
        {
            verb += 1;
        }
    }
    (verb < list.len() && together(last, verb) && finite(&list, verb) && !list[verb].text.ends_with("ed"))
        .then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_meant_is_asked_only_where_it_is_one() {
        for (text, who) in [
            ("She waves to the fans.", "She"),
            ("The mayor waves to the fans.", "The mayor"),
            ("The mayor of Lisbon waves to the fans.", "The mayor"),
            ("FILE - The French president speaks in the rain.", "The French president"),
        ] {
            assert_eq!(nameless(text).map(|s| &text[s]), Some(who), "{text}");
        }
        for text in [
            "A performer waves to the fans.",
            "The president's car waits in the rain.",
            "The mayor, who is ill, waves to the fans.",
            "The king penguin waves to the fans.",
            "He Jiankui speaks to the press.",
            "The band plays for the mayor in the rain.",
        ] {
            assert_eq!(nameless(text), None, "{text}");
        }
    }
}
