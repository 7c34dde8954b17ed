//! Persons that a caption shows: names that the words around them leave no doubt about. What could as well be a team, a
//! band, a place or somebody who is only spoken of is left out.

use super::lexicon::{
    COMMON, COUNTRY, EVENT, LEAD, MARK, MONTH, PARTICLE, PEOPLE, PREFIX, ROLE, ROYAL, STAGE, STOP, THING,
    TITLE, VENUE, VERB, WEEKDAY,
};
use super::places::{self, Place};
use super::spans::{Span, Token};

/// Adds the persons shown.
pub fn read(text: &str, tokens: &[Token<'_>], spans: &[Span<'_>], out: &mut Vec<String>) {
    // The last span that was taken, and the candidates of a list that waits for its verb.
    let mut last: Option<usize> = None;
    let mut waiting: Vec<Candidate> = Vec::new();
    for (n, span) in spans.iter().enumerate() {
        let Some(found) = candidate(text, tokens, span) else {
            waiting.clear();
            continue;
        };
        let joined = n.checked_sub(1).is_some_and(|p| is_joint(tokens, spans[p].to, span.from));
        let evidence = evidence(text, tokens, span, &found) || (joined && last == n.checked_sub(1));
        if !joined {
            waiting.clear();
        }
        if evidence {
            for earlier in waiting.drain(..) {
                push(text, tokens, &earlier, out);
            }
            push(text, tokens, &found, out);
            last = Some(n);
        } else if found.begins || joined && !waiting.is_empty() {
            waiting.push(found);
        }
    }
}

/// A name that may be a person's: tokens `from` to `to`, both included.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    from: usize,
    to: usize,
    /// Whether a title such as "President" stood before it in the span.
    titled: bool,
    /// Whether "of" and a country followed it in the span: "Ana Prata of Portugal".
    of_country: bool,
    /// Whether a clause begins with it, nationality and title aside.
    begins: bool,
}

fn push(text: &str, tokens: &[Token<'_>], found: &Candidate, out: &mut Vec<String>) {
    let name = &text[tokens[found.from].start..tokens[found.to].end()];
    // White space inside a name is printed as it is broken: one space says the same.
    let name = if name.contains("  ") || name.contains(|c: char| c.is_whitespace() && c != ' ') {
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        name.to_owned()
    };
    if !out.contains(&name) {
        out.push(name);
    }
}

/// The name in a span, where it has the shape of a person's.
fn candidate(text: &str, tokens: &[Token<'_>], span: &Span<'_>) -> Option<Candidate> {
    let (mut from, mut to) = (span.from, span.to);
    let mut titled = false;
    let mut royal = None;
    // "Portugal's Ana Prata": what belongs to whom is not of the name.
    if let Some(owner) = (from..to).rev().find(|n| tokens[*n].possessive) {
        from = owner + 1;
    }
    // "French President Emmanuel Macron", "The Mayor": what leads to the name is not of it.
    while from < to {
        let (token, next) = (&tokens[from], &tokens[from + 1]);
        let titles = TITLE | ROYAL | PREFIX;
        if token.is(ROYAL) {
            royal = Some(from);
            titled = true;
        } else if token.is(TITLE) {
            titled = true;
        } else if from + 2 <= to
            && country_of_two(text, token, next)
            && (tokens[from + 2].is(titles) || from + 3 < to)
        {
            from += 1;
        } else if token.is(PREFIX)
            || token.text == "The"
            || token.is(PEOPLE) && (to - from >= 2 || next.is(titles))
            || token.is(COUNTRY) && next.is(titles)
        {
        } else {
            break;
        }
        from += 1;
    }
    // "Surfer Ana Prata", "Brothers Rui and Ivo Melo": a role that is capital because a sentence begins with it.
    if to - from >= 2 && tokens[from].first && !titled && leads_as_role(&tokens[from]) {
        titled = true;
        from += 1;
    }
    // "Ana Prata of Portugal": where somebody is from is not of the name.
    let mut of_country = false;
    if let Some(of) = (from + 1..to).find(|n| tokens[*n].text == "of") {
        let home = &text[tokens[of + 1].start..tokens[to].end()];
        of_country = matches!(places::place(home), Some(Place::Country(_) | Place::State(_)));
        to = of - 1;
    }
    let mut words = to + 1 - from;
    // A king's or pope's title is of the name where one name follows: "King Charles III".
    if let Some(title) = royal
        && title + 1 == from
        && (words == 1 || words == 2 && is_ordinal(tokens[to].text))
    {
        from = title;
        words += 1;
    }
    let name = &text[tokens[from].start..tokens[to].end()];
    let fits = |t: &Token<'_>| {
        !t.is(VENUE | EVENT | PEOPLE | MONTH | WEEKDAY | THING)
            || titled && royal.is_none() && !t.is(PEOPLE | MONTH | WEEKDAY)
    };
    let shape = tokens[from..=to].iter().all(|t| is_name_word(t) && fits(t));
    if words > 5 || !shape || name.len() > 60 || tokens[from].is(COMMON) && !titled {
        return None;
    }
    if places::is_known_city(name) || places::place(name).is_some() || places::is_german_venue(name) {
        return None;
    }
    if words == 1 && !(titled || tokens[from].first) {
        return None;
    }
    let begins = begins(tokens, span.from);
    Some(Candidate { from, to, titled, of_country, begins })
}

/// Roles that are given names, too.
const GIVEN: &[&str] = &[
    "Hunter", "Mason", "Carter", "Cooper", "Taylor", "Parker", "Porter", "Archer", "Fisher", "Tanner",
    "Turner",
];

/// Whether a sentence's first word is a role that its capital makes look like a name.
fn leads_as_role(token: &Token<'_>) -> bool {
    let word = token.text.to_lowercase();
    let is_role = |w: &str| super::lexicon::is(w, ROLE);
    !GIVEN.contains(&token.text) && (is_role(&word) || word.strip_suffix('s').is_some_and(is_role))
}

/// "United States", "New Zealand".
fn country_of_two(text: &str, a: &Token<'_>, b: &Token<'_>) -> bool {
    a.is(THING | VENUE) && matches!(places::place(&text[a.start..b.end()]), Some(Place::Country(_)))
}

fn is_ordinal(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Letters with what names have between them; no short word in capitals, which is an organisation's, except an ordinal.
fn is_name_word(token: &Token<'_>) -> bool {
    let word = token.text;
    if !token.capital {
        return token.is(PARTICLE) && token.text != "of" && token.text != "the" && token.text != "et";
    }
    let shouted = word.len() > 1 && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_uppercase());
    if shouted && !is_ordinal(word) {
        return false;
    }
    word.bytes().all(|b| b.is_ascii_alphabetic())
        || word.chars().all(|c| {
            c.is_alphabetic()
                || matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | '.' | 'ʼ')
                || unicode_normalization::char::is_combining_mark(c)
        })
}

/// Whether a clause begins at a token: a sentence's first word, what follows a lead-in or a mark of place.
fn begins(tokens: &[Token<'_>], at: usize) -> bool {
    if tokens[at].first {
        return true;
    }
    let Some(previous) = at.checked_sub(1).map(|p| &tokens[p]) else { return true };
    match previous.stop {
        // "LISBON, PORTUGAL - MAY 4: Ana Prata"
        Some(':') => true,
        Some('-') | Some(')') => {
            at <= 12 && tokens[..at].iter().all(|t| t.dated || !t.text.contains(char::is_lowercase))
        }
        // "From left, Ana Prata"
        Some(',') => {
            let clause = tokens[..at].iter().rposition(|t| t.first).unwrap_or(0);
            at - clause <= 6
                && tokens[clause..at]
                    .iter()
                    .all(|t| t.is(MARK) || matches!(t.text, "From" | "Clockwise" | "from" | "to" | "and"))
        }
        _ => false,
    }
}

/// Whether nothing but a comma, "and" or a mark of place stands between two spans.
fn is_joint(tokens: &[Token<'_>], before: usize, after: usize) -> bool {
    let between = &tokens[before + 1..after];
    let closed = tokens[before].stop;
    match between {
        [] => matches!(closed, Some(',')),
        [and] => matches!(and.text, "and" | "&") && matches!(closed, None | Some(',')) && and.stop.is_none(),
        _ => {
            // "Macron, top, third right, and Bach"; "Ana Prata (left) and Rui Melo"
            between.len() <= 6
                && closed.is_none_or(|c| c == ',')
                && between.iter().all(|t| t.is(MARK) && t.text.len() > 1 || matches!(t.text, "and" | "with"))
        }
    }
}

/// Whether the words around a name say that it is a person's and that the picture shows them.
fn evidence(text: &str, tokens: &[Token<'_>], span: &Span<'_>, found: &Candidate) -> bool {
    let before = span.from.checked_sub(1).map(|n| &tokens[n]).filter(|t| t.stop.is_none());
    let after = tokens.get(span.to + 1);
    let stop = tokens[span.to].stop;
    let words = found.to + 1 - found.from;
    // Where a place stands no person does; nor does one whose something it is.
    if before.is_some_and(|t| {
        matches!(
            t.text,
            "in" | "at"
                | "near"
                | "outside"
                | "inside"
                | "over"
                | "the"
                | "of"
                | "a"
                | "an"
                | "from"
                | "for"
                | "by"
        ) && !t.is(ROLE)
    }) && !(found.titled && before.is_some_and(|t| matches!(t.text, "the" | "of" | "for")) && words > 1)
    {
        return found.of_country && words > 1 && before.is_some_and(|t| t.text == "by");
    }
    if tokens[found.to].possessive {
        return false;
    }
    let is_verb = stop.is_none() && after.is_some_and(|t| finite(t, tokens.get(span.to + 2)));
    if words == 1 {
        let stage = stop.is_none() && after.is_some_and(|t| t.is(STAGE));
        let plural = tokens[found.from].text.ends_with('s');
        return if found.titled { is_verb } else { stage && !plural && !tokens[found.from].is(VERB | ROLE) };
    }
    if found.titled || found.of_country {
        return true;
    }
    // "French swimmer Leo Martin"
    if before.is_some_and(|t| t.is(ROLE) || is_role_plural(t)) {
        return true;
    }
    // A name that goes with a noun is a team's or a place's: "Denver Nuggets guard".
    if stop.is_none()
        && after.is_some_and(|t| !t.capital && (t.is(ROLE) || is_role_plural(t)) && t.open.is_none())
    {
        return false;
    }
    // "Ana Prata (left)", "Ana Prata (10)", "Ana Prata, left,", "Ana Prata, 34,", "Ana Prata, of Portugal,"
    if let Some(next) = after.filter(|t| stop == Some(',') || t.open == Some('(')) {
        let closed = next.stop.is_some();
        let number = closed && next.text.len() <= 3 && next.digits();
        let mark = next.is(MARK) && (closed || tokens.get(span.to + 2).is_some_and(|t| t.is(MARK)));
        let home = next.text == "of"
            && tokens.get(span.to + 2).is_some_and(|t| t.is(COUNTRY) || t.is(THING) && t.capital);
        if number || mark || home || apposition(tokens, span.to + 1) {
            return true;
        }
    }
    if is_verb {
        let leads =
            |t: &Token<'_>| matches!(t.text, "as" | "while" | "when" | "where" | "and" | "but" | "that");
        let clause = span.from > 0 && tokens[span.from - 1].stop == Some(',');
        let listed = after.is_some_and(|t| t.is(VERB));
        if found.begins || (listed && (clause || before.is_some_and(leads))) || apposed(tokens, span.from) {
            return true;
        }
    }
    // "serves to Jean-Luc Petit", "hugs Ana Prata"
    match before {
        Some(t) if matches!(t.text, "hugs" | "hug" | "kisses" | "embraces" | "greets" | "congratulates") => {
            true
        }
        Some(t) if t.text == "to" => {
            let served = span.from.checked_sub(2).map_or("", |n| tokens[n].text);
            matches!(
                served,
                "serves" | "serve" | "returns" | "return" | "shot" | "ball" | "backhand" | "forehand"
            )
        }
        _ => text.is_empty(),
    }
}

/// `Thomas Bach, President of …`, `Ana Prata, a swimmer from …`, `Ana Prata, who …`: a role or a clause behind the comma.
fn apposition(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(next) = tokens.get(at) else { return false };
    if next.text == "who" || next.is(TITLE) && next.capital && next.text.len() > 3 {
        return true;
    }
    matches!(next.text, "a" | "an" | "the")
        && tokens[at + 1..]
            .iter()
            .take(6)
            .scan(true, |open, t| std::mem::replace(open, t.stop.is_none()).then_some(t))
            .any(|t| t.is(ROLE))
}

/// `The mayor of Lisbon, Eva Lis waves`: a role, its place, a comma, the name and its verb.
fn apposed(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(mut n) = at.checked_sub(1).filter(|n| tokens[*n].stop == Some(',')) else { return false };
    for _ in 0..12 {
        if tokens[n].is(ROLE | TITLE) {
            return true;
        }
        match n.checked_sub(1) {
            Some(p) if tokens[p].stop.is_none() => n = p,
            _ => return false,
        }
    }
    false
}

/// "players", "flag bearers".
fn is_role_plural(token: &Token<'_>) -> bool {
    !token.capital && token.text.strip_suffix('s').is_some_and(|t| super::lexicon::is(t, ROLE))
}

/// A verb of a caption's main clause: a listed one, or a word in -s or -ed that no other verb follows ("cars wait").
fn finite(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    if token.capital || token.open.is_some() {
        return false;
    }
    if token.is(VERB) {
        return true;
    }
    let word = token.text;
    let ending = word.len() > 3
        && (word.ends_with('s') && !word.ends_with("ss") || word.ends_with("ed"))
        && word.bytes().all(|b| b.is_ascii_lowercase());
    let noun = token.is(ROLE | EVENT | VENUE | COMMON | THING) || is_role_plural(token);
    let verb_follows = token.stop.is_none() && next.is_some_and(|t| t.is(VERB) && !t.is(STOP | LEAD));
    ending && !noun && !verb_follows
}
