//! What prose mentions: names, places and dates with their lines, and an event's name with the words up to its days, as evidence for
//! checks. No more of its sentences.

use std::collections::HashSet;

use super::dates;
use super::held::held;
use super::lexicon::{COMMON, COUNTRY, MONTH, PEOPLE, PREFIX, ROYAL, TITLE, WEEKDAY};
use super::places::{self, Place};
use super::spans::{Span, Token, spans, tokens};
use crate::model::document::{Mention, MentionKind};

/// A line is read in pieces of about this many bytes, so that one without an end takes no more memory than others.
const PIECE: usize = 1 << 16;

/// Adds what a line of prose mentions, each name once.
pub fn mentions(line_number: u32, text: &str, out: &mut Vec<Mention>) {
    let mut seen = HashSet::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, tail) = rest.split_at(cut(rest));
        read(line_number, piece, &mut seen, out);
        rest = tail;
    }
}

/// Where a piece ends: at a sentence's end if there is one near, else at white space.
fn cut(text: &str) -> usize {
    if text.len() <= 2 * PIECE {
        return text.len();
    }
    let boundary = |n: usize| (n..text.len()).find(|n| text.is_char_boundary(*n)).unwrap_or(text.len());
    let from = boundary(PIECE);
    let near = &text[from..boundary(2 * PIECE)];
    let end = near.find(". ").map(|n| n + 2).or_else(|| near.find(char::is_whitespace));
    from + end.unwrap_or(near.len())
}

fn read(line: u32, text: &str, seen: &mut HashSet<String>, out: &mut Vec<Mention>) {
    let mut push = |name: &str, kind| {
        if !seen.contains(name) {
            seen.insert(name.to_owned());
            out.push(Mention { line, name: name.to_owned(), kind });
        }
    };
    let found = dates::find(text);
    let mut tokens = tokens(text);
    let mut next = found.iter().peekable();
    for token in &mut tokens {
        while next.next_if(|d| d.span.end <= token.start).is_some() {}
        token.dated = next.peek().is_some_and(|d| d.span.start < token.end());
    }
    for date in &found {
        push(&date.printed, MentionKind::Date);
    }
    // With the event that they are said of, since its captions must be of these days.
    for held in held(text) {
        push(&text[held.span], MentionKind::Date);
    }
    for span in spans(text, &tokens) {
        // "Ethiopia's Tigst Assefa" names two.
        let owner = (span.from..span.to).find(|n| tokens[*n].possessive);
        let owner = owner.filter(|n| is_place(&text[span.start..tokens[*n].end()]));
        if let Some(owner) = owner {
            name(text, &tokens, span.from, owner, &mut push);
            name(text, &tokens, owner + 1, span.to, &mut push);
        } else {
            titled(text, &tokens, &span, &mut push);
        }
    }
}

/// A span that may hold a title: `Olympic Committee President Thomas Bach` names an organisation and a person.
fn titled(text: &str, tokens: &[Token<'_>], span: &Span<'_>, push: &mut dyn FnMut(&str, MentionKind)) {
    let title = (span.from..span.to).rev().find(|n| tokens[*n].is(TITLE) && span.to - n >= 2);
    let Some(title) = title else {
        return name(text, tokens, span.from, span.to, push);
    };
    let mut before = title;
    while before > span.from && tokens[before - 1].is(TITLE | PREFIX | ROYAL) {
        before -= 1;
    }
    if before > span.from && !(before == span.from + 1 && tokens[span.from].is(PEOPLE)) {
        name(text, tokens, span.from, before - 1, push);
    }
    name(text, tokens, title + 1, span.to, push);
}

/// A name of the tokens `from` to `to`, both included.
fn name(
    text: &str,
    tokens: &[Token<'_>],
    mut from: usize,
    mut to: usize,
    push: &mut dyn FnMut(&str, MentionKind),
) {
    // "Multiple French athletes": a people at the end goes with what follows.
    let goes_on = tokens[to].stop.is_none() && tokens.get(to + 1).is_some_and(|t| !t.capital);
    while to > from && goes_on && tokens[to].is(PEOPLE) {
        to -= 1;
    }
    let whole = |from: usize| &text[tokens[from].start..tokens[to].end()];
    // A sentence's first word has its capital from there: alone it names nothing for certain.
    if tokens[from].first {
        let alone = from == to;
        if alone && !is_place(whole(from)) && !unusual(tokens[from].text) {
            return;
        }
        if !alone && tokens[from].is(COMMON) {
            from += 1;
        }
    }
    while from < to && (!tokens[from].capital || matches!(tokens[from].text, "The" | "A" | "An")) {
        from += 1;
    }
    let found = whole(from);
    let first = &tokens[from];
    let nothing =
        from == to && (first.is(COMMON | PEOPLE | MONTH | WEEKDAY) && !is_place(found) || !first.capital);
    if nothing || found.chars().nth(1).is_none() || found.len() > 200 {
        return;
    }
    let place = (from != to || first.is(COUNTRY)) && is_country(found);
    push(found, if place { MentionKind::Place } else { MentionKind::Name });
}

fn is_country(name: &str) -> bool {
    matches!(places::place(name), Some(Place::Country(_) | Place::State(_)))
}

fn is_place(name: &str) -> bool {
    is_country(name) || places::is_known_city(name)
}

/// Whether a word has a shape that no common word has: capitals or full stops inside, accents.
fn unusual(word: &str) -> bool {
    word.chars().skip(1).any(|c| c.is_uppercase() || c == '.') || !word.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_owners_are_not_of_the_name() {
        for (text, want) in [
            (
                "In a speech, Olympic Council President Tomas Berg sang.",
                vec!["Olympic Council", "Tomas Berg"],
            ),
            ("They met French President Emmanuel Roux.", vec!["Emmanuel Roux"]),
            ("Hers beat Ethiopia's Tigist Abebe.", vec!["Ethiopia", "Tigist Abebe"]),
            (
                "Rapper Dr. Dre sang with Los Angeles mayor Karen Bras.",
                vec!["Dr. Dre", "Los Angeles", "Karen Bras"],
            ),
            ("Multiple French athletes sang.", vec![]),
            ("Paris waits.", vec!["Paris"]),
            ("Everyone waits. Nobody sings.", vec![]),
            (
                "He met Jean-Luc d'Arc, Conor O\u{2019}Neil and Robert van der Berg",
                vec!["Jean-Luc d'Arc", "Conor O\u{2019}Neil", "Robert van der Berg"],
            ),
        ] {
            let mut out = Vec::new();
            mentions(1, text, &mut out);
            assert_eq!(out.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), want, "{text}");
        }
    }

    #[test]
    fn a_line_without_an_end_is_read_in_time() {
        let line =
            "Ana Prata and Rui Melo wave in Lisbon, Portugal, Sunday, May 4, 2025, and sing. ".repeat(25_000);
        let mut out = Vec::new();
        mentions(1, &line, &mut out);
        assert_eq!(out.len(), 5);
    }

    proptest::proptest! {
        #[test]
        fn mentions_stand_in_the_text(text in "(\\PC|[A-Z][a-z]{1,6}|President|French|[ ,.()'’-]|’s|\u{a0}|May 4, 2025){0,40}") {
            let mut out = Vec::new();
            mentions(3, &text, &mut out);
            proptest::prop_assert!(out.iter().all(|m| text.contains(&m.name) && m.line == 3));
        }
    }

    #[test]
    fn names_of_prose() {
        let mut out = Vec::new();
        mentions(
            7,
            "The swimmer Léon Martin, of France, met H.E.R. and Ana Prata in Lisbon on Nov. 13, 2015. Everyone sang.",
            &mut out,
        );
        let found: Vec<_> = out.iter().map(|m| (m.name.as_str(), m.kind)).collect();
        assert_eq!(
            found,
            [
                ("Nov. 13, 2015", MentionKind::Date),
                ("Léon Martin", MentionKind::Name),
                ("France", MentionKind::Place),
                ("H.E.R.", MentionKind::Name),
                ("Ana Prata", MentionKind::Name),
                ("Lisbon", MentionKind::Name),
            ]
        );
        assert!(out.iter().all(|m| m.line == 7));
    }
}
