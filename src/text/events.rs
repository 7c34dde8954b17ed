//! The name of the event in a caption's words: after "during the" and its like, up to the noun that names an event.

use super::lexicon::{EVENT, LEAD, PARTICLE, STOP};
use super::spans::Token;

/// How many words an event's name may have.
const LONGEST: usize = 14;

/// A round of a competition, which is no event of its own where the competition is named, too.
const ROUNDS: [&str; 14] = [
    "final",
    "finals",
    "semifinal",
    "semifinals",
    "quarterfinal",
    "quarterfinals",
    "match",
    "game",
    "round",
    "heat",
    "session",
    "race",
    "stage",
    "half",
];

/// How long an event, or a scene of one, goes on, as far as its name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// One occasion, which may run past midnight and no further: a ceremony, a cup final, a funeral.
    Once,
    /// One occasion that often has another of the same name on the next day: a concert, a vigil.
    Evening,
    /// Days by its nature: a fashion week, a festival, a trial, a flood.
    Days,
    /// The name does not tell: matches of one league are played every day of a weekend.
    Untold,
}

/// What takes place once. No "match", "concert" or "session": the next day has another one of the same name.
const ONCE: [&str; 35] = [
    "awards",
    "ball",
    "banquet",
    "bout",
    "bowl",
    "ceremony",
    "coronation",
    "countdown",
    "debate",
    "descent",
    "dinner",
    "fight",
    "final",
    "fireworks",
    "funeral",
    "gala",
    "groundbreaking",
    "handover",
    "inauguration",
    "investiture",
    "kickoff",
    "launch",
    "liftoff",
    "marathon",
    "mass",
    "opening",
    "parade",
    "party",
    "premiere",
    "procession",
    "referendum",
    "swearing-in",
    "vigil",
    "vows",
    "wedding",
];

/// Those of them that are one occasion without a proper name too: "the funeral", where "a ceremony" can be any.
const ONCE_UNNAMED: [&str; 9] = [
    "coronation",
    "descent",
    "final",
    "fireworks",
    "funeral",
    "handover",
    "inauguration",
    "liftoff",
    "wedding",
];

/// What is one occasion, with another of the same name on the next day often enough: only where nearly all captions are of one
/// day does a few of the next tell of midnight.
const EVENINGS: [&str; 7] = ["bout", "concert", "fight", "parade", "party", "launch", "vigil"];

/// A night that midnight parts: whatever it is called, it is one.
const NEW_YEAR: [&str; 10] = [
    "celebration",
    "celebrations",
    "concert",
    "countdown",
    "eve",
    "event",
    "fireworks",
    "gala",
    "party",
    "show",
];

/// What goes on for days.
const DAYS: [&str; 46] = [
    "aftermath",
    "assembly",
    "biennale",
    "campaign",
    "carnival",
    "celebrations",
    "championship",
    "championships",
    "classic",
    "conference",
    "congress",
    "convention",
    "crisis",
    "cup",
    "days",
    "drought",
    "exhibition",
    "exercise",
    "expo",
    "fair",
    "festival",
    "finals",
    "fires",
    "flood",
    "floods",
    "games",
    "heatwave",
    "league",
    "masters",
    "olympics",
    "open",
    "paralympics",
    "playoffs",
    "protests",
    "qualifiers",
    "rally",
    "regatta",
    "season",
    "series",
    "strike",
    "summit",
    "tour",
    "tournament",
    "trial",
    "war",
    "week",
];

/// How long what bears a name goes on: by the noun that the name rests on, "premiere" in "premiere of The Glass Orchard", and
/// without what was put behind it to tell it from others, ", Lyon" or " (2024)".
pub fn course(name: &str) -> Course {
    let name = name.split([',', '(']).next().unwrap_or_default().trim();
    // A fixture with both sides named takes place once.
    let sides = name.split_once(" between ").filter(|(_, sides)| sides.contains(" and "));
    let name = sides.map_or(name, |(what, _)| what);
    let head = name.split(" of ").next().unwrap_or_default();
    let mut words: Vec<String> = head.split_whitespace().map(str::to_lowercase).collect();
    // "Super Bowl LIX", "Game 7".
    let count = |w: &str| w.bytes().all(|b| b.is_ascii_digit() || b"ivxlc".contains(&b));
    let numbered = words.len() > 1 && words.last().is_some_and(|w| count(w));
    if numbered {
        words.pop();
    }
    let Some(last) = words.last().map(String::as_str) else { return Course::Untold };
    let before = words.len().checked_sub(2).map(|n| words[n].as_str()).unwrap_or_default();
    // A medal ceremony follows every race.
    if before.starts_with("medal") || before == "victory" && last == "ceremony" {
        return Course::Untold;
    }
    let new_year = words.windows(2).any(|w| w[0] == "new" && w[1].starts_with("year"));
    if new_year && NEW_YEAR.contains(&last) {
        return Course::Once;
    }
    let bounding = |w: &String| matches!(w.as_str(), "final" | "opening" | "closing" | "all-star");
    let round = matches!(last, "match" | "game" | "concert")
        && (words.iter().any(bounding) || numbered || sides.is_some());
    let bounded = matches!(before, "opening" | "closing") && matches!(last, "ceremony" | "concert" | "gala");
    let state = matches!(
        (before, last),
        ("gala" | "state", "dinner" | "banquet") | ("title" | "heavyweight", "bout" | "fight")
    );
    let named = name.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
    // A carnival's parade and a festival's party come again every night.
    let nightly = EVENINGS.contains(&last)
        && words[..words.len() - 1]
            .iter()
            .any(|w| DAYS.contains(&w.trim_end_matches("'s").trim_end_matches("’s")));
    if nightly {
        return Course::Untold;
    }
    let fixture = sides.is_some() && ROUNDS.contains(&last);
    if ONCE_UNNAMED.contains(&last) || bounded || state || fixture || named && (ONCE.contains(&last) || round)
    {
        return Course::Once;
    }
    if DAYS.contains(&last) {
        return Course::Days;
    }
    if EVENINGS.contains(&last) { Course::Evening } else { Course::Untold }
}

/// The event's name, where the words give one. What follows "during" comes first; "the women's final on day six of the
/// Harbour Open" is of the Harbour Open.
pub fn read(text: &str, tokens: &[Token<'_>]) -> Option<String> {
    let mut best: Option<(u8, &str)> = None;
    // The best one with a proper name, and whether the best one of all is a round without.
    let mut proper: Option<(u8, &str)> = None;
    let mut round = false;
    for (n, token) in tokens.iter().enumerate() {
        let lead =
            token.classes & LEAD != 0 && token.stop.is_none() && !token.capital || token.text == "During";
        if !lead {
            continue;
        }
        let mut from = n + 1;
        let article = tokens
            .get(from)
            .filter(|t| matches!(t.text, "the" | "a" | "an" | "its" | "their" | "his" | "her"));
        if article.is_some() {
            from += 1;
        }
        // "After winning the final": what was won is the event.
        let done = |n: usize| {
            tokens.get(n).is_some_and(|t| !t.capital && t.text.ends_with("ing") && t.stop.is_none())
        };
        let set = |n: usize| {
            tokens.get(n).is_some_and(|t| matches!(t.text, "the" | "a" | "an" | "his" | "her" | "their"))
        };
        if done(from) && set(from + 1) {
            from += 2;
        }
        let Some(to) = name(tokens, from) else { continue };
        let named = tokens[from..=to].iter().any(|t| t.capital || t.digits());
        let rank = match token.text {
            "during" | "During" => 0,
            // "in the race" and "of the game" of no name say nothing that others could share.
            "of" | "in" if !named => continue,
            _ if !named && (to == from || article.is_none()) => continue,
            // "at the Stade de Porto" is no event, and "of the Tour" is less than what it is of.
            "at" | "attend" | "attends" | "attending" => 1,
            "in" | "of" => 3,
            _ => 2,
        };
        let words = &text[tokens[from].start..tokens[to].end()];
        if best.is_none_or(|(r, _)| rank < r) {
            best = Some((rank, words));
            round = !named && ROUNDS.contains(&tokens[to].text);
        }
        if named && proper.is_none_or(|(r, _)| rank < r) {
            proper = Some((rank, words));
        }
        if rank == 0 && !round {
            break;
        }
    }
    let best = if round { proper.or(best) } else { best };
    let titled = if proper.is_none() { titled(text, tokens) } else { None };
    let words = titled.or(best.map(|(_, words)| words));
    words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The event of a caption whose parts are set off by dashes, where one of them is nothing but a name: "Ferro : Runway - Turin
/// Fashion Week", "Tennis - Harbour Open - Harbour Park". The first such part.
fn titled<'a>(text: &'a str, tokens: &[Token<'a>]) -> Option<&'a str> {
    let dash = |t: &Token<'_>| t.stop == Some('-');
    if !tokens.iter().any(dash) {
        return None;
    }
    let parts = tokens.split_inclusive(dash).filter(|part| {
        let (Some(first), Some(last)) = (part.first(), part.last()) else { return false };
        // "98th" is a numeral, too.
        let printed = |t: &Token<'_>| t.capital || t.text.starts_with(|c: char| c.is_ascii_digit());
        let name = |t: &Token<'_>| printed(t) || t.is(PARTICLE) || matches!(t.text, "of" | "the");
        let whole = part[..part.len() - 1].iter().all(|t| t.stop.is_none());
        let closed = matches!(last.stop, None | Some('-' | '.'));
        let dated = part.iter().any(|t| t.dated || t.open.is_some());
        printed(first) && part.len() >= 2 && whole && closed && !dated && part.iter().all(name)
    });
    parts
        .filter(|part| part.iter().any(|t| t.is(EVENT) && !t.possessive))
        .find_map(|part| Some(&text[part.first()?.start..part[name(part, 0)?].end()]))
}

/// The last token of the event's name that begins at `from`.
fn name(tokens: &[Token<'_>], from: usize) -> Option<usize> {
    let mut end: Option<usize> = None;
    let mut n = from;
    while let Some(token) = tokens.get(n).filter(|_| n < from + LONGEST) {
        if token.dated || token.open.is_some() || token.is(STOP) && !token.capital {
            break;
        }
        let noun = token.is(EVENT) && !token.possessive;
        // A word alone is a name only with a capital, or as what something happens during.
        if noun {
            end = Some(n);
        } else if let Some(last) = end {
            let goes_on = token.capital || token.digits();
            let joint = token.text == "of" || token.text == "the" || token.is(PARTICLE);
            if last + 1 == n && !goes_on && !joint {
                // "group stage match": small words only where another noun closes the name.
                let closed = tokens[n..]
                    .iter()
                    .take(3)
                    .take_while(|t| t.stop.is_none() || t.is(EVENT))
                    .any(|t| t.is(EVENT));
                if !closed {
                    break;
                }
            }
            if goes_on {
                end = Some(n);
            }
        } else if token.text == "of" {
            // "the end of the final": what it is of is the event, and another lead leads there.
            break;
        }
        if token.stop.is_some() {
            break;
        }
        n += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occasions_and_what_goes_on_for_days() {
        for name in [
            "2024 River Games closing ceremony",
            "closing ceremony",
            "closing ceremony of the River Games",
            "Lakes Vase final",
            "Shield final soccer match",
            "premiere of The Glass Orchard",
            "opening of the Tarn Crossing",
            "women's singles final",
            "Lagoon New Year gala (2024)",
            "Fireworks",
            "Flag handover",
            "opening concert",
            "Super Bowl LIX",
            "Game 7 of the Lakes Series",
            "All-Star Game",
            "Holm-Prata title fight",
            "gala dinner",
            "Harbour Day parade",
            "Old Pier New Year's Eve party",
            "New Year celebrations",
            "Orchard rocket launch",
        ] {
            assert_eq!(course(name), Course::Once, "{name}");
        }
        for name in [
            "Brennholm Fashion Week",
            "Melbury Open",
            "Colmar fraud trial",
            "Severn floods",
            "Tour of Burgundy",
            "River Carnival parade",
            "Film Festival party",
            "Harbour League game",
            "concert",
            "Ferro concert",
            "candlelight vigil",
            "street party",
            "New Year tournament",
            "World Series",
        ] {
            assert_ne!(course(name), Course::Once, "{name}");
        }
        for name in
            ["ceremony, Lyon", "Harbour League match", "medal ceremony of the River Games", "Runway", ""]
        {
            assert_eq!(course(name), Course::Untold, "{name}");
        }
    }
}
