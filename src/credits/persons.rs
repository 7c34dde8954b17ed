//! Which parts of a credit are persons.

use super::agencies::Agencies;
use super::chain::*;
use crate::model::agency::PersonSide;
use crate::model::credit::Flag;
use crate::text::names;

/// Ranks that stand before a name, as armed forces print them.
pub(super) const RANKS: [&str; 16] = [
    "Petty Officer 1st Class ",
    "Petty Officer 2nd Class ",
    "Petty Officer 3rd Class ",
    "Specialist 1st Class ",
    "Specialist 2nd Class ",
    "Specialist 3rd Class ",
    "Specialist Seaman ",
    "Airman 1st Class ",
    "Airman First Class ",
    "Petty Officer First Class ",
    "Petty Officer Second Class ",
    "Private 1st Class ",
    "Sergeant 1st Class ",
    "Sgt. 1st Class ",
    "Specialist First Class ",
    "Specialist Second Class ",
];

/// Whether the first word is all capitals: `ABC Gold Coast`.
pub(super) fn acronym(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    (2..=5).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_uppercase()) && name_like(text)
}

/// Whether the last word is initials, which no name is, behind words that are not in capitals: `Hawaii DLNR`.
pub(super) fn ends_in_initials(text: &str) -> bool {
    let Some((head, last)) = text.rsplit_once(' ') else { return false };
    let letters = |b: u8| b.is_ascii_uppercase() && !b"AEIOUY".contains(&b);
    (4..=6).contains(&last.len()) && last.bytes().all(letters) && head.contains(char::is_lowercase)
}

/// A word with a capital inside, as in `NewsWire`; not `McKay`.
pub(super) fn camel(word: &str) -> bool {
    let inner = word
        .char_indices()
        .skip(3)
        .any(|(at, c)| c.is_uppercase() && word[..at].ends_with(char::is_lowercase));
    inner && !word.starts_with("Mac") && !word.contains('-')
}

/// The persons of a text; a rank before a name stays with it.
pub(super) fn people(text: &str, known: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    if let Some((at, rank)) = RANKS.iter().find_map(|r| text.find(r).map(|at| (at, r))) {
        return names::persons(&text[at + rank.len()..], known).map(|_| vec![text.to_owned()]);
    }
    // "Ole "Bobby" Berg": a name that somebody goes by stands inside the whole one.
    const QUOTES: [char; 3] = ['"', '“', '”'];
    if text.contains(QUOTES) && !text.starts_with(QUOTES) && !text.ends_with(QUOTES) {
        return names::persons(&text.replace(QUOTES, ""), known).map(|_| vec![text.to_owned()]);
    }
    names::persons(text, known)
}

/// Tells persons from organisations among the parts, and takes the persons out.
pub(super) fn persons(parts: &mut Vec<Part>, agencies: &Agencies, chain: &mut Chain, has_via: bool) {
    let known = |s: &str| agencies.lookup(s).is_some();
    let flags = &chain.credit.flags;
    let given =
        flags.contains(&Flag::Handout) || flags.contains(&Flag::Courtesy) || flags.contains(&Flag::Supplied);
    let first_known =
        matches!(parts.first(), Some(Part::Known(_, side)) if *side != PersonSide::Left || chain.right);
    if first_known {
        // AGENCY/Name: the persons come after the organisations that lead.
        // "EPA/ROYAL PALACE/NAME": an owner may stand before the name.
        let whole = |t: &str| t.contains(' ') && !names::organisation_word(t);
        let at = parts
            .iter()
            .position(|p| matches!(p, Part::Other(t) if whole(t)))
            .or_else(|| parts.iter().position(|p| matches!(p, Part::Other(_))));
        let others = parts.iter().filter(|p| matches!(p, Part::Other(_))).count();
        if let Some(at) = at
            && let Part::Other(text) = &parts[at]
            // "NASA, ESA, CSA": a row of short names is a row of organisations.
            && !(others > 1 && text.len() <= 5 && !text.contains(char::is_lowercase))
        {
            // A lone surname and a single name are names too, on the side where this agency has its names.
            if let Some(found) = people(text, &known) {
                chain.credit.creators = found;
                chain.right = true;
                parts.remove(at);
                let odd = |p: &Part| matches!(p, Part::Other(text) if !name_like(text));
                chain.odd += parts.iter().filter(|p| odd(p)).count();
                return;
            }
            if !names::organisation_word(text) {
                chain.odd += 1;
            } else if given {
                // "EPA/HARBOUR TECHNOLOGIES HANDOUT": whose it is stands where a name would.
                chain.right = true;
            }
        }
        return;
    }
    if let [Part::Known(..), Part::Other(text)] = parts.as_slice()
        && !has_via
        && text.contains(' ')
        && let Some(found) = people(text, &known)
    {
        // "IMAGO/Name", "Getty Images/Name": the side that this agency's names stand on is a habit, no law.
        chain.credit.creators = found;
        parts.pop();
        return;
    }
    if let [Part::Other(first), Part::Other(text)] = parts.as_slice()
        && (names::organisation_word(first) || !first.contains(' ') || first.split(' ').skip(1).any(camel))
        && text.contains(' ')
        && let Some(found) = people(text, &known)
    {
        // "Harbour Wire Photo/Name".
        let name =
            [" Photo", " Photos", " Image"].iter().find_map(|s| first.strip_suffix(s)).unwrap_or(first);
        parts[0] = Part::Other(name.to_owned());
        chain.credit.creators = found;
        chain.right = true;
        parts.pop();
    }
    if let Some(Part::Other(text)) = parts.first()
        && chain.credit.creators.is_empty()
    {
        // "CCTV via AP": a short name in capitals by itself is a house's.
        let house = parts.len() == 1
            && has_via
            && (3..=5).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_uppercase())
            || ends_in_initials(text);
        let found = people(text, &known);
        // What gave a handout is an owner: a person only where it looks like nothing else.
        let of_country = crate::text::places::place(text.split(' ').next().unwrap_or_default()).is_some();
        let owner = given
            && (of_country || found.as_ref().is_none_or(|f| f.len() > 1 || f[0].split(' ').count() > 3));
        let owner = owner || chain.nobody || house;
        if let Some(found) = found.filter(|_| !owner) {
            let single = found.len() == 1 && !found[0].contains(' ');
            let other_single = parts.len() == 2
                && matches!(&parts[1], Part::Other(o) if !o.contains(' ') && names::personal(o));
            if single && other_single && !has_via {
                let Part::Other(second) = &parts[1] else { return };
                chain.undecided.push(format!(
                    "which of \"{text}\" and \"{second}\" is the photographer and which the agency"
                ));
                parts.clear();
                return;
            }
            chain.credit.creators = found;
            parts.remove(0);
        } else if !names::organisation_word(text) && !owner {
            chain.odd += usize::from(!name_like(text));
        }
    }
    for part in parts.iter() {
        if let Part::Other(text) = part {
            chain.odd += usize::from(!name_like(text));
        }
    }
}

/// `Action Images via Reuters/Name`: the person behind the slash of a known distributor took the picture; what stands
/// before `via` is whose it is, also where it is a single word that no list knows.
pub(super) fn person_behind(
    parts: &mut Vec<Part>,
    via: &mut Vec<Part>,
    agencies: &Agencies,
    chain: &mut Chain,
) {
    let [Part::Known(..), .., Part::Other(text)] = via.as_slice() else { return };
    let owner = match chain.credit.creators.as_slice() {
        [] => None,
        [one] if !one.contains(' ') && parts.is_empty() => Some(one.clone()),
        _ => return,
    };
    let known = |s: &str| agencies.lookup(s).is_some();
    let Some(found) = people(text, &known).filter(|f| f.iter().all(|name| name.contains(' '))) else {
        return;
    };
    parts.extend(owner.map(Part::Other));
    via.pop();
    chain.credit.creators = found;
}

/// Whether a text can be an organisation's name: few words, most with a capital or a figure.
pub(super) fn name_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().map(|w| w.trim_start_matches(['"', '“'])).collect();
    let small = [
        "of", "the", "and", "for", "de", "du", "la", "le", "der", "die", "des", "del", "in", "&", "et", "y",
        "di",
    ];
    let capital =
        |w: &&str| w.starts_with(|c: char| !c.is_lowercase() && (c.is_alphanumeric() || "@(#".contains(c)));
    let capitals = words.iter().filter(|w| capital(w)).count();
    let others = words.iter().filter(|w| !capital(w) && !small.contains(w)).count();
    !words.is_empty()
        && words.len() <= 16
        && (capitals > 0 && others == 0
            || words.len() == 1 && text.chars().all(|c| c.is_alphanumeric() || c == '.'))
        && !text.split(' ').any(|w| {
            w.ends_with('.') && w.chars().filter(|c| c.is_lowercase() || c.is_ascii_digit()).count() > 3
        })
        && crate::text::dates::find(text).is_empty()
        && !text.contains(": ")
        && !words.iter().any(|w| {
            let figures = w.contains(['.', ':', ',', '-']) && w.starts_with(|c: char| c.is_ascii_digit());
            figures || crate::text::dates::weekday(w.trim_end_matches('.')).is_some_and(|_| w.len() > 5)
        })
        && !text.ends_with(['?', '!', ':'])
}
