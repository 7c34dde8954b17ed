//! The same word twice in a row: "the the". The shortest check there is: copy this file and `doubled-word.md` to begin one.

use std::ops::Range;

use super::spelling::reads_english;
use super::words::{Word, has_folded, words};
use super::{Context, finding, quote_at, reference_at, replacing};
use crate::model::field::Field;
use crate::model::finding::Severity;

/// Words that are right twice: verbs that help themselves ("had had"), and sounds and things that are called so.
const RIGHT: &str = "had that is was her do does you so very no ha ho bye hush pom cha tuk can yo aye night chop knock boo \
                     choo tut piri peri mahi hula dik bora mini beri gaga dum bling boda tap well now there here far more many \
                     never really big long too love win hot run";

/// Words that nobody means twice.
const CERTAIN: &str = "the a an and of at with from for by to their its his our or but into during";

/// A check is a function like this one: it looks at what the context holds, and adds what it finds.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<super::Finding>) {
    for caption in &context.captions {
        let text = &caption.description;
        for (span, word) in doubled(text) {
            // What was found in one plain sentence; the caption is quoted, and the exact words of it are marked.
            let spans = std::slice::from_ref(&span);
            let message = format!("“{word}” stands twice in a row");
            let quoted = quote_at(caption, spans);
            let concerned = reference_at(caption, Field::Description, spans);
            let mut found = finding("doubled-word", message, vec![quoted], vec![concerned]);
            // "This is right" holds until this changes: not the message, which may be worded better one day.
            found.rests_on = vec![text.clone()];
            // The fix, and whether it is right beyond doubt.
            // What stands in quotation marks is what somebody said or painted on a sign: the editor looks.
            let quoted = in_quotes(text, &span);
            if quoted {
                found.severity = Severity::Query;
            }
            let certain = has_folded(CERTAIN, word) && !quoted;
            found.fixes.extend(replacing(caption, span.clone(), word, certain));
            out.push(found);
        }
    }
}

/// Verbs that may end in "in", before a place that begins with it: "as results come in in Lyon".
const COMING: &str = "come comes came coming pour pours poured pouring roll rolls rolled rolling move moves moved moving check \
                      checks checked checking drop drops dropped";

/// Whether a piece of a text stands between quotation marks.
fn in_quotes(text: &str, span: &Range<usize>) -> bool {
    let (head, tail) = (&text[..span.start], &text[span.end..]);
    let inside = |opens: char, closes: char| {
        head.rfind(opens).is_some_and(|n| !head[n..].contains(closes)) && tail.contains(closes)
    };
    let straight = head.matches('"').count() % 2 == 1 && tail.contains('"');
    straight || inside('“', '”') || inside('«', '»') || inside('‘', '’')
}

/// The doubled words of a text, with where the two stand.
fn doubled(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    // `words` makes no new strings, and nothing dear is asked before a word does stand twice: most captions cost a look.
    let mut last: Option<(Word<'_>, usize)> = None;
    let mut ahead = "";
    for word in words(text) {
        let before = last.filter(|(l, _)| same(l, &word) && blank(&text[l.end()..word.at]));
        let times = before.map_or(1, |(_, n)| n + 1);
        match before {
            Some((first, _)) if times == 2 && first.text == "in" && has_folded(COMING, ahead) => {}
            Some((first, _)) if times == 2 => found.push((first.at..word.end(), first.text)),
            // Three times in a row is meant: "Row row row your boat".
            Some(_) if times == 3 => drop(found.pop()),
            _ => {}
        }
        if let Some((last, _)) = last {
            ahead = last.text;
        }
        last = Some((word, times));
    }
    // "Die Frauen, die die Straße kehren": other languages double words that English does not.
    let meant = |span: &Range<usize>, word: &str| has_folded(RIGHT, word) && !goes_on(text, span, word);
    found.retain(|(span, word)| !meant(span, word) && (has_folded(CERTAIN, word) || reads_english(text)));
    found
}

/// Whether "is" and "are" help another verb: "It is is raining". "What it is is raining" is said so.
fn goes_on(text: &str, span: &Range<usize>, word: &str) -> bool {
    const SAID: &str = "what where who how that why all this thing reason problem question point answer";
    let next = words(&text[span.end..]).next().filter(|w| &text[span.end..span.end + w.at] == " ");
    let head = text[..span.start].rsplit(['.', ',', ';', ':']).next().unwrap_or_default();
    matches!(word.to_lowercase().as_str(), "is" | "was")
        && next.is_some_and(|w| w.small() && w.text.len() > 5 && w.text.ends_with("ing"))
        && !words(head).any(|w| has_folded(SAID, w.text))
}

/// Whether a word is the other once more. With a capital, the second is a name's: Walla Walla, Duran Duran.
fn same(first: &Word<'_>, second: &Word<'_>) -> bool {
    second.small() && first.text.len() == second.text.len() && first.text.to_lowercase() == second.text
}

fn blank(between: &str) -> bool {
    between.chars().all(char::is_whitespace)
}
