//! Letters that were written in one encoding and read in another: "CafÃ©", "donâ€™t", and what was lost altogether.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use super::words::{mending, widened};
use super::{Context, Finding, finding, quote_at, reference_at};
use crate::model::field::Field;

/// One problem a caption, with all its places.
pub(super) fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for caption in &context.captions {
        let text = &caption.description;
        if text.is_ascii() {
            continue;
        }
        let broken = broken(text);
        let Some(first) = broken.first() else { continue };
        let mut spans: Vec<Range<usize>> = broken.iter().map(|(s, _)| widened(text, s.clone())).collect();
        spans.dedup();
        let word = &text[spans[0].clone()];
        let message = match &first.1 {
            Some(_) => format!("“{word}” was written in UTF-8 and read as Windows-1252"),
            None => format!("“{word}” has lost a letter to a wrong encoding"),
        };
        let evidence = vec![quote_at(caption, &spans)];
        let concerned = vec![reference_at(caption, Field::Description, &spans)];
        let mut found = finding("broken-encoding", message, evidence, concerned);
        found.rests_on = vec![text.clone()];
        // What is lost stays for an editor, and the fix would leave the problem where it is.
        let known: Option<Vec<_>> = broken.iter().map(|(s, by)| Some((s.clone(), by.as_deref()?))).collect();
        found.fixes.extend(known.and_then(|pieces| mending(caption, &pieces, true)));
        out.push(found);
    }
}

/// Whether a text has letters in a wrong encoding: marks in it may be no marks at all.
pub(super) fn is_broken(text: &str) -> bool {
    !text.is_ascii() && !broken(text).is_empty()
}

/// The broken places of a text in order, with what stood there where that can be told.
fn broken(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c == char::REPLACEMENT_CHARACTER {
            found.push((at..at + c.len_utf8(), None));
        } else if matches!(c, 'Â' | 'Ã' | 'Ä' | 'Å' | 'â' | 'ð')
            && let Some((end, stood)) = run(text, at)
        {
            found.push((at..end, Some(stood)));
            at = end;
            continue;
        }
        at += c.len_utf8();
    }
    found
}

/// The letters that were read in the wrong encoding from a place on: where they end, and what they were. An apostrophe that
/// went through it twice ("Ã¢â‚¬â„¢") is one run.
fn run(text: &str, at: usize) -> Option<(usize, String)> {
    let mut end = at;
    let mut bytes = Vec::new();
    for c in text[at..].chars().take_while(|c| !c.is_ascii()) {
        let mut buffer = [0; 4];
        let (encoded, _, lost) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        if lost || encoded.len() != 1 {
            break;
        }
        bytes.extend_from_slice(&encoded);
        end += c.len_utf8();
    }
    // The longest beginning of the run that is UTF-8; what is behind it may be letters that are right.
    let valid = match std::str::from_utf8(&bytes) {
        Ok(valid) => valid,
        Err(e) => {
            let good = bytes.get(..e.valid_up_to())?;
            std::str::from_utf8(good).ok()?
        }
    };
    let plausible = |c: char| matches!(c, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{2026}' | '€' | '™' | '\u{1f300}'..='\u{1faff}');
    if valid.is_empty() || !valid.chars().all(plausible) {
        return None;
    }
    let read: usize = text[at..end].chars().take(valid.len()).map(char::len_utf8).sum();
    // Once more, where what it was is broken, too.
    let stood = match run(valid, 0) {
        Some((all, again)) if all == valid.len() => again,
        _ => valid.to_owned(),
    };
    Some((at + read, stood))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        broken(text).into_iter().rev().fold(text.to_owned(), |mut text, (span, by)| {
            text.replace_range(span, &by.unwrap_or_default());
            text
        })
    }

    #[test]
    fn what_was_meant_is_told() {
        for (text, want) in [
            ("CafÃ© in SÃ£o Paulo, 8Â° cold", "Café in São Paulo, 8° cold"),
            ("donâ€™t say â€œnoâ€\u{9d} â€“ ever", "don’t say “no” – ever"),
            ("donÃ¢â‚¬â„¢t", "don’t"),
            ("Å\u{a0}tefan, FerencvÃ¡ros", "\u{160}tefan, Ferencváros"),
        ] {
            assert_eq!(mended(text), want);
        }
    }

    #[test]
    fn right_letters_stay() {
        for text in ["SÃO PAULO, «CAFÉ», Ängelholm, Århus, Âge d’or, pâté", "«L’Été»", "Łódź — “Žižek”"]
        {
            assert_eq!(mended(text), text);
        }
    }
}
