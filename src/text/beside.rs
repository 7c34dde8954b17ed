//! Captions that place themselves before or after their event: "queue ahead of the final", "the morning after the storm". What
//! they show is of another occasion, so their day says nothing about when the event was.

use chrono::{Datelike, NaiveDate};

use super::calendar::weekday;
use super::spans::{Token, tokens};

/// So many words before an event's name can place the caption beside it.
const REACH: usize = 12;

/// What stands before an event's name where the caption is of another time, as long as no comma parts the two.
const BEFORE: [&str; 13] = [
    "ahead",
    "after",
    "before",
    "following",
    "prior",
    "tomorrow",
    "until",
    "upcoming",
    "will",
    "would",
    "yesterday",
    "practice",
    "training",
];

/// What makes a caption one of a day beside its event's, in whatever place.
const DAYS: [&str; 21] = [
    "overnight",
    "resume",
    "resumes",
    "resumed",
    "on the eve",
    "the eve of",
    "the day before",
    "the day after",
    "a day before",
    "a day after",
    "a day ahead",
    "days before",
    "days after",
    "days ahead",
    "the night before",
    "the morning after",
    "the morning before",
    "the next morning",
    "after-party",
    "afterparty",
    "after party",
];

/// What says that the picture is of the event itself, or of something else that the words further off belong to.
fn ends(word: &str) -> bool {
    matches!(word, "during" | "as" | "while" | "when")
}

/// Getting ready for something: "rehearse", "in preparation", "promotes", "in the run-up to".
fn readies(word: &str) -> bool {
    let stems = ["rehears", "prepar", "promot", "advertis"];
    stems.iter().any(|stem| word.starts_with(stem))
        || matches!(word, "eve" | "run-up" | "build-up" | "buildup")
}

/// Whether a caption can be of people on their way to its event: "arrive for the final", "fly in to watch the final". On the day
/// itself they are there; on the day before they tell nothing of when it was.
pub fn bound_for(text: &str, named: &[&str]) -> bool {
    let tokens = tokens(text);
    let words: Vec<String> = tokens.iter().map(|t| t.text.to_lowercase()).collect();
    let mentions = mentions(&words, named);
    let bound = |from: usize| {
        for n in (0..from).rev().take(REACH) {
            let to = |w: &str| matches!(w, "watch" | "attend" | "see" | "play" | "perform");
            if tokens[n].stop.is_some() || ends(&words[n]) {
                return false;
            }
            if words[n] == "for" || to(&words[n]) && n > 0 && words[n - 1] == "to" {
                return true;
            }
        }
        false
    };
    !mentions.is_empty() && mentions.iter().all(|(from, _)| bound(*from))
}

/// Whether a caption says that its picture was taken in the small hours: its day is the next one, and rightly so.
pub fn in_small_hours(text: &str) -> bool {
    const HOURS: [&str; 8] = [
        "after midnight",
        "past midnight",
        "at midnight",
        "midnight fireworks",
        "stroke of midnight",
        "early hours",
        "small hours",
        "wee hours",
    ];
    let text = text.to_lowercase();
    // "Early on April 2", "early Wednesday".
    let early = || {
        text.match_indices("early ").any(|(at, word)| {
            let whole = !text[..at].ends_with(char::is_alphanumeric);
            let mut behind =
                text[at + word.len()..].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let next = behind.next().map(|w| if w == "on" { behind.next().unwrap_or_default() } else { w });
            whole && next.is_some_and(|w| weekday(w).is_some() || super::calendar::month(w).is_some())
        })
    };
    HOURS.iter().any(|h| text.contains(h)) || early()
}

/// Whether a caption's words place it before or after its event. `named` is what the event is called, then what the
/// caption calls it; `day` is the caption's own.
pub fn beside(text: &str, named: &[&str], day: Option<NaiveDate>) -> bool {
    let tokens = tokens(text);
    let words: Vec<String> = tokens.iter().map(|t| t.text.to_lowercase()).collect();
    let mentions = mentions(&words, named);
    if mentions.iter().any(|(from, _)| under_way(&tokens, &words, *from)) {
        return false;
    }
    if around(&words) {
        return true;
    }
    if mentions.is_empty() {
        return words.iter().any(|w| readies(w));
    }
    mentions.iter().all(|(from, to)| {
        leads_away(&tokens, &words, *from, day) || words.get(to + 1).is_some_and(|w| readies(w))
    })
}

/// Where an event is named, first and last words: by all of a name, else by the noun that it rests on.
fn mentions(words: &[String], named: &[&str]) -> Vec<(usize, usize)> {
    let part = |name: &str| -> Vec<String> {
        let name = name.split([',', '(']).next().unwrap_or_default();
        // As the text's own words are cut: "New Year's" is "New", "Year".
        tokens(name).iter().map(|t| t.text.to_lowercase()).collect()
    };
    for name in named {
        let name = part(name);
        if let Some(last) = name.len().checked_sub(1) {
            let starts = words.windows(last + 1).enumerate().filter(|(_, w)| *w == name.as_slice());
            let found: Vec<_> = starts.map(|(at, _)| (at, at + last)).collect();
            if !found.is_empty() {
                return found;
            }
        }
    }
    let head = named.first().and_then(|n| part(n.split(" of ").next().unwrap_or_default()).pop());
    let Some(head) = head else { return Vec::new() };
    words.iter().enumerate().filter(|(_, w)| **w == head).map(|(at, _)| (at, at)).collect()
}

/// Whether "during" leads to the event's name.
fn under_way(tokens: &[Token<'_>], words: &[String], from: usize) -> bool {
    let article = |w: &str| matches!(w, "the" | "a" | "an" | "its" | "their" | "his" | "her");
    let led = words[..from].iter().rposition(|w| !article(w));
    led.is_some_and(|n| words[n] == "during" && tokens[n].stop.is_none())
}

/// Whether the words say a day beside another.
fn around(words: &[String]) -> bool {
    DAYS.iter().any(|phrase| {
        let length = phrase.split(' ').count();
        words.windows(length).any(|w| w.iter().map(String::as_str).eq(phrase.split(' ')))
    })
}

/// Whether what stands before an event's name leads away from it in time.
fn leads_away(tokens: &[Token<'_>], words: &[String], from: usize, day: Option<NaiveDate>) -> bool {
    let mut comma = false;
    for n in (0..from).rev().take(REACH) {
        let (token, word) = (&tokens[n], words[n].as_str());
        if matches!(token.stop, Some('.' | ';' | '!' | '?')) || ends(word) {
            return false;
        }
        comma |= token.stop.is_some();
        let other_day =
            || token.possessive && weekday(token.text).is_some_and(|w| day.is_some_and(|d| d.weekday() != w));
        if readies(word) || !comma && (BEFORE.contains(&word) || other_day()) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_of_people_bound_for_their_event() {
        for (text, bound) in [
            ("Fans arrive for the Harbour Vase final in Faro", true),
            ("Fans fly in to watch the Harbour Vase final", true),
            ("Fans arrive at the Harbour Vase final in Faro", false),
            ("Ana Prata waits for the ball during the Harbour Vase final", false),
            ("Fans sing for hours in Faro", false),
        ] {
            assert_eq!(bound_for(text, &["Harbour Vase final"]), bound, "{text}");
        }
    }

    #[test]
    fn captions_beside_their_event_and_of_it() {
        let friday = NaiveDate::from_ymd_opt(2025, 5, 30);
        for text in [
            "Fans queue for tickets ahead of the Harbour Vase final in Faro",
            "Players train before the Harbour Vase final in Faro",
            "Stewards set up chairs in preparation for the Harbour Vase final",
            "Singers rehearse at the stadium, in Faro, for the Harbour Vase final",
            "Dancers at a Harbour Vase final rehearsal in Faro",
            "A choir sings on the eve of the Harbour Vase final",
            "Workers clear the stadium in Faro the day after the final",
            "A sweeper clears the stands in Faro the morning after",
            "Fans celebrate after their team won the Harbour Vase final",
            "Players practise at the stadium that will host the Harbour Vase final",
            "Players arrive for Saturday's Harbour Vase final",
            "Stewards prepare the pitch",
            "A banner promotes the Harbour Vase final in Faro",
            "The trophy is shown in the run-up to the Harbour Vase final",
        ] {
            assert!(beside(text, &["Harbour Vase final"], friday), "{text}");
        }
        for text in [
            "Ana Prata scores during the Harbour Vase final in Faro",
            "Ana Prata waits before taking a penalty during the Harbour Vase final",
            "Fans sing at the Harbour Vase final in Faro before 60,000 people",
            "Fans arrive for Friday's Harbour Vase final",
            "After a long wait, fans cheer at the Harbour Vase final",
            "Fans wave before the sun sets. A referee smiles at the Harbour Vase final",
            "Ana Prata lifts the trophy the day after her birthday during the Harbour Vase final",
            "Fans sing in Faro",
            "Fans sing at the Harbour's Eve final in Faro",
            "",
        ] {
            let named = if text.contains("Eve") { "Harbour's Eve final" } else { "Harbour Vase final" };
            assert!(!beside(text, &[named], friday), "{text}");
        }
    }
}
