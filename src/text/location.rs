//! Venue, city and country where a caption prints them. Where somebody is from is not where the picture was taken.

use super::lexicon::{COMMON, EVENT, LOOK, MONTH, PEOPLE, ROLE, TITLE, VENUE, WEEKDAY};
use super::places::{self, Place};
use super::spans::{Span, Token};
use super::{dates, description::DescriptionReading};

/// Reads the place into `out`.
pub fn read(text: &str, tokens: &[Token<'_>], spans: &[Span<'_>], out: &mut DescriptionReading) {
    lead_in(text, tokens, out);
    let mut whole = false;
    for (n, span) in spans.iter().enumerate() {
        let leading = leading(tokens, span);
        let found = place_of(text, tokens, span);
        if let Some(found) = found {
            if !whole && !tokens[span.to].possessive {
                whole = country(text, tokens, spans, n, found, out);
            }
            continue;
        }
        if out.sublocation.is_none() && is_venue(tokens, span, leading) {
            out.sublocation = Some(span.text.strip_prefix("The ").unwrap_or(span.text).to_owned());
        } else if out.city.is_none()
            && matches!(leading, "in" | "near" | "at")
            && !tokens[span.to].possessive
            && places::is_known_city(span.text)
        {
            out.city = Some(span.text.to_owned());
        }
    }
    if out.city.is_none() && out.country.is_none() {
        out.city =
            spans.iter().rev().find(|s| stands_alone(text, tokens, s, &out.dates)).map(|s| s.text.to_owned());
    }
}

/// The preposition before a span, articles passed over; empty where a stop stands between.
fn leading<'a>(tokens: &[Token<'a>], span: &Span<'_>) -> &'a str {
    let at = |n: usize| span.from.checked_sub(n).map(|n| &tokens[n]).filter(|t| t.stop.is_none());
    match at(1) {
        Some(t) if matches!(t.text, "the" | "The") => at(2).map_or("the", |t| t.text),
        Some(t) => t.text,
        None => "",
    }
}

fn locative(word: &str) -> bool {
    matches!(word, "in" | "at" | "near" | "outside" | "inside" | "over" | "In" | "off")
}

/// A country or state that a span names; "Paris, Ill." leaves the full stop outside of the span.
fn place_of(text: &str, tokens: &[Token<'_>], span: &Span<'_>) -> Option<&'static Place> {
    let last = &tokens[span.to];
    let found = places::place(span.text).or_else(|| {
        (last.stop.is_some())
            .then(|| text.get(span.start..span.end() + 1))
            .flatten()
            .filter(|t| t.ends_with('.'))
            .and_then(places::place)
    });
    found.filter(|p| !matches!(p, Place::People))
}

/// Takes a country and the city before it. Answers whether both are certain.
fn country(
    text: &str,
    tokens: &[Token<'_>],
    spans: &[Span<'_>],
    n: usize,
    found: &Place,
    out: &mut DescriptionReading,
) -> bool {
    let (Place::Country(name) | Place::State(name)) = found else { return false };
    // "Cape Canaveral, Florida, U.S.": back over the places to the name before them.
    let mut head = n;
    while let Some(p) = head.checked_sub(1)
        && beside(tokens, &spans[p], &spans[head])
    {
        head = p;
        if place_of(text, tokens, &spans[p]).is_none() {
            break;
        }
    }
    let span = &spans[head];
    let before = leading(tokens, span);
    let city = head != n && place_of(text, tokens, span).is_none();
    let own = places::country_of(span.text).filter(|own| city && own.eq_ignore_ascii_case(spans[n].text));
    let name = own.unwrap_or(name);
    if city
        && is_city(tokens, span)
        && (locative(before)
            || takes_off(tokens, span, before)
            || streets_of(tokens, span, before)
            || before.is_empty() && span.from > 0)
    {
        // A list of names before it is no place: "Ana Prata, Rui Melo, Portugal".
        out.city = Some(span.text.to_owned());
        out.country = Some(name.to_owned());
        return locative(before);
    }
    if city || out.country.is_some() {
        return false;
    }
    let alone = before.is_empty()
        && span.from > 0
        && tokens[span.from - 1].dated
        && tokens[spans[n].to].stop.is_some();
    if locative(before) || alone {
        out.country = Some(name.to_owned());
        // The capital and the state, the city and the state: both are in the one country.
        if head == n && before == "in" && matches!(span.text, "Washington" | "New York") {
            out.city = Some(span.text.to_owned());
        }
    }
    false
}

/// "lifts off from Cape Canaveral"
fn takes_off(tokens: &[Token<'_>], span: &Span<'_>, before: &str) -> bool {
    before == "from"
        && span.from >= 2
        && matches!(tokens[span.from - 2].text, "off" | "launches" | "launched")
}

/// "the streets of Lisbon, Portugal", but not "Ana Prata, of Lisbon, Portugal" or "the mayor of Lisbon, Portugal".
fn streets_of(tokens: &[Token<'_>], span: &Span<'_>, before: &str) -> bool {
    let what = (before == "of").then(|| span.from.checked_sub(2).map(|n| &tokens[n])).flatten();
    what.is_some_and(|t| !t.capital && t.stop.is_none() && !t.is(ROLE | TITLE | COMMON))
}

fn beside(tokens: &[Token<'_>], a: &Span<'_>, b: &Span<'_>) -> bool {
    a.to + 1 == b.from && tokens[a.to].stop == Some(',') && !tokens[a.to].possessive
}

fn is_city(tokens: &[Token<'_>], span: &Span<'_>) -> bool {
    span.to - span.from < 4
        && !tokens[span.from..=span.to]
            .iter()
            .any(|t| t.is(EVENT | MONTH | WEEKDAY) || t.is(PEOPLE) || t.digits())
        && (!tokens[span.from..=span.to].iter().any(|t| t.is(VENUE))
            || span.from == span.to
            || is_town(tokens, span))
}

/// "In Port Vila", "in Fort Worth": a town that is called after its harbour or its fort.
fn is_town(tokens: &[Token<'_>], span: &Span<'_>) -> bool {
    const FIRST: [&str; 8] = ["Port", "Fort", "Mount", "Lake", "Bay", "Castle", "Point", "Camp"];
    let words = &tokens[span.from..=span.to];
    words.len() > 1
        && leading(tokens, span) == "in"
        && tokens[span.from - 1].text == "in"
        && FIRST.contains(&words[0].text)
        && !words[1..].iter().any(|t| t.is(VENUE))
}

/// A name with a venue's noun at its head or end, that "the" or a preposition leads to.
fn is_venue(tokens: &[Token<'_>], span: &Span<'_>, leading: &str) -> bool {
    let words = &tokens[span.from..=span.to];
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let after = tokens.get(span.to + 1).filter(|_| last.stop.is_none());
    // "the White House spokesman", "Red Bull Arena's": a part of something else.
    if words.len() < 2 || last.possessive || after.is_some_and(|t| t.is(ROLE) && !t.capital) {
        return false;
    }
    let the = span.from > 0 && tokens[span.from - 1].text == "the" || first.text == "The";
    let of = words.windows(2).any(|w| w[0].is(VENUE) && w[1].text == "of");
    let noun = first.is(VENUE) && !is_town(tokens, span)
        || last.is(VENUE)
        || of
        || places::is_german_venue(last.text);
    if noun && !last.is(EVENT) && !first.is(PEOPLE) {
        return the || locative(leading) || matches!(leading, "to" | "enter" | "enters");
    }
    // "at Roland Garros": a name after "at" is a venue where it is neither event nor person.
    let at = span.from.checked_sub(1).filter(|n| tokens[*n].text == "at" && tokens[*n].stop.is_none());
    at.is_some_and(|at| {
        let looks = at.checked_sub(1).is_some_and(|v| tokens[v].is(LOOK));
        !looks
            && !words.iter().any(|t| t.is(EVENT | PEOPLE) || t.digits() || t.possessive)
            && last.stop.is_some()
    }) && after.is_none()
}

/// "in Lisbon, Sunday, May 4" and "in Lisbon.": a city alone, right before the date or the end.
fn stands_alone(
    text: &str,
    tokens: &[Token<'_>],
    span: &Span<'_>,
    found: &[crate::model::date::DateReading],
) -> bool {
    if leading(tokens, span) != "in"
        || tokens[span.from - 1].text == "the"
        || tokens[span.to].possessive
        || !is_city(tokens, span)
    {
        return false;
    }
    let rest = text[span.end()..].trim_start_matches([',', ' ', '.', '\u{a0}']);
    let next = tokens.get(span.to + 1);
    let day = next.filter(|t| !matches!(t.text, "on" | "am")).or_else(|| tokens.get(span.to + 2));
    rest.is_empty()
        || day.is_some_and(|t| t.dated && found.iter().any(|d| d.span.start == t.start) || t.is(WEEKDAY))
}

/// `PARIS, FRANCE - AUGUST 11:` and `KYIV, Ukraine (AP) -` at the start.
fn lead_in(text: &str, tokens: &[Token<'_>], out: &mut DescriptionReading) {
    let Some(first) = tokens.first() else { return };
    if first.text.len() < 3 || first.text.contains(char::is_lowercase) || first.text == "FILE" {
        return;
    }
    let head_end = text.char_indices().nth(90).map_or(text.len(), |(n, _)| n);
    let dash = [" - ", " – ", " — ", " -- "].iter().filter_map(|d| text[..head_end].find(d)).min();
    let Some(dash) = dash else { return };
    let head = text[..dash].split('(').next().unwrap_or_default().trim();
    let (city, land) = match head.split_once(", ") {
        Some((city, rest)) => (city.trim(), rest.rsplit(", ").next().map(str::trim)),
        None => (head, None),
    };
    if city.contains(char::is_lowercase) || city.chars().any(|c| c.is_ascii_digit()) {
        return;
    }
    match land.and_then(places::place) {
        Some(Place::Country(name) | Place::State(name)) => {
            out.city = Some(city.to_owned());
            let own =
                places::country_of(city).filter(|own| land.is_some_and(|l| l.eq_ignore_ascii_case(own)));
            out.country = Some(own.unwrap_or(name).to_owned());
        }
        _ if land.is_none() => {
            let dated = dates::find(&text[dash..head_end]).first().is_some_and(|d| d.span.start < 6);
            if dated || head.len() < text[..dash].trim().len() && places::is_known_city(city) {
                out.city = Some(city.to_owned());
            }
        }
        _ => {}
    }
}
