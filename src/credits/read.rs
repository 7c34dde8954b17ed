//! Reading a line that is a credit.

use super::agencies::Agencies;
use super::chain::{self, Chain};
use super::dialects::{self, Signs};
use super::marks;
#[cfg(test)]
use crate::model::credit::Credit;
use crate::model::credit::{CreditReading, Flag};
use crate::text::names;

/// Reads a credit line, with its brackets, label and marks, into its parts. What cannot be decided is left open and said.
pub fn read(line: &str, agencies: &Agencies) -> CreditReading {
    misspelt(assess(line, agencies).reading, agencies)
}

/// Says of each organisation that the list does not know whether it is probably one that it does, misspelt.
pub(super) fn misspelt(mut reading: CreditReading, agencies: &Agencies) -> CreditReading {
    let credit = &reading.credit;
    let names = credit.agency.iter().chain(&credit.suppliers).chain(&credit.distributor);
    for name in names {
        if agencies.lookup(name).is_none()
            && let Some(near) = agencies.nearest(name)
        {
            reading.undecided.push(format!("whether \"{name}\" is {} misspelt", near.short));
        }
    }
    reading
}

/// A credit line as read, with what a finder needs to judge whether it is one.
pub(super) struct Assessed {
    pub reading: CreditReading,
    pub chain: Chain,
    pub label: Option<&'static str>,
}

pub(super) fn assess(line: &str, agencies: &Agencies) -> Assessed {
    let mut text = line.trim();
    let mut flags: Vec<Flag> = Vec::new();
    let mut restrictions = Vec::new();
    if let Some(at) = marks::restrictions(text) {
        restrictions = marks::each_restriction(&text[at..]);
        // "NOTE TO EDITORS: This handout photo may only be used …"
        if restrictions.iter().any(|r| r.contains("This handout ")) {
            flags.push(Flag::Handout);
        }
        text = text[..at].trim_end_matches([' ', '-', ',', ';', '/']);
    }
    while let Some(rest) = marks::best(text) {
        flags.push(Flag::TopPick);
        text = rest;
    }
    if let Some(rest) = marks::mandatory(text) {
        flags.push(Flag::Mandatory);
        text = rest;
    }
    let bracketed = text.starts_with(['(', '[']) || text.ends_with([')', ']']);
    // Two credits after one another, the second in brackets or after a semicolon: read both, keep the richer.
    let credits = pieces(text);
    let mut best: Option<(Chain, Option<&'static str>)> = None;
    let several = credits.len() > 1;
    for piece in credits {
        let (chain, label, more) = one(&piece, agencies);
        flags.extend(more);
        best = Some(match best {
            None => (chain, label),
            Some((old, old_label)) => merge(old, old_label, chain, label),
        });
    }
    let (mut chain, label) = best.unwrap_or_default();
    if several && text.contains("; ") {
        chain.credit.flag(Flag::Composite);
    }
    for flag in flags {
        chain.credit.flag(flag);
    }
    chain.credit.restrictions = restrictions;
    let mut undecided = std::mem::take(&mut chain.undecided);
    if chain.credit.creators.is_empty()
        && chain.credit.agency.is_none()
        && chain.credit.distributor.is_none()
        && undecided.is_empty()
        && !line.trim().is_empty()
        && chain.credit.flags.is_empty()
    {
        undecided.push("who is credited".to_owned());
    }
    let dialect = dialects::of(&Signs {
        label,
        bracketed,
        agency_first: chain.right,
        distributed: chain.credit.distributor.is_some(),
    });
    Assessed {
        reading: CreditReading { credit: chain.credit.clone(), dialect: dialect.to_owned(), undecided },
        chain,
        label,
    }
}

/// The credits that stand after one another in one line.
fn pieces(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in text.split("; ").flat_map(neighbours) {
        // "Photo: N/dpa (Photo by N/picture alliance via Getty Images)": a bracket that is a credit of its own.
        if !part.starts_with(['(', '['])
            && part.ends_with(')')
            && let Some(open) = part.find(" (")
        {
            let inner = &part[open + 2..part.len() - 1];
            if !inner.contains('(')
                && (inner.contains('/') || inner.contains(" via ") || marks::label(inner).is_some())
                && marks::id(part).is_none()
            {
                let outer = part[..open].trim();
                // "via Getty Images / Contributor (Getty Images)" has no slash inside and is not here.
                out.push(outer.to_owned());
                out.push(inner.to_owned());
                continue;
            }
        }
        out.push(part.to_owned());
    }
    out.retain(|p| !p.is_empty());
    out
}

/// `(Photo by N/A) (credit: N via A)`, `(AP Photo/N)/(AP Photo/M)`: brackets after one another.
fn neighbours(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(')') {
        let between = text[at + 1..].find(['(', '[']).map(|n| &text[at + 1..at + 1 + n]);
        if between.is_some_and(|b| b.chars().all(|c| matches!(c, ' ' | '/' | '&' | ','))) {
            out.push(text[from..=at].trim());
            from = at + 1 + between.map_or(0, str::len);
        }
    }
    out.push(text[from..].trim());
    out
}

/// Reads one credit without its neighbours.
fn one(text: &str, agencies: &Agencies) -> (Chain, Option<&'static str>, Vec<Flag>) {
    let mut flags = Vec::new();
    let mut text = text.trim();
    let mut label = None;
    let bracketed = text.starts_with(['(', '[']);
    for _ in 0..4 {
        let before = text;
        if bracketed {
            for (word, flag) in
                [("File: ", Flag::File), ("FILE: ", Flag::File), ("Supplied: ", Flag::Supplied)]
            {
                if let Some(rest) = text.strip_prefix(word) {
                    flags.push(flag);
                    text = rest;
                }
            }
        }
        if let Some(rest) = marks::id(text) {
            text = rest;
        }
        if let Some(rest) = marks::initials(text) {
            text = rest;
        }
        text = strip_brackets(text);
        if let Some((found, flag)) = marks::label(text) {
            // "Photo " and "Foto " alone are words; "AP Photo/" is the agency's.
            label = label.or(Some(found));
            flags.extend(flag);
            text = text[found.len()..].trim_start();
        }
        if text == before {
            break;
        }
    }
    let bare = text.trim_end_matches(['.', ' ', ';', ',']);
    // "Jr." keeps its full stop.
    let abbreviated = [" Jr", " Sr"].iter().any(|s| bare.ends_with(s)) && text[bare.len()..].starts_with('.');
    let text = if abbreviated { &text[..=bare.len()] } else { bare };
    // "Creator: A | Credit: A via D Copyright: ©A"
    if let Some((creator, credit)) = text.split_once("| Credit: ") {
        let mut chain = chain::read(credit.split(" Copyright:").next().unwrap_or_default(), agencies);
        let known = |s: &str| agencies.lookup(s).is_some();
        if chain.credit.creators.is_empty()
            && let Some(found) = names::persons(creator.trim(), &known)
        {
            chain.credit.creators = found;
        }
        return (chain, label, flags);
    }
    // Japanese: "（山田花子撮影）", photographed by; also "（朝日新聞・山田花子撮影）".
    if let Some(who) = text.strip_suffix("撮影") {
        let (house, name) = who.rsplit_once(['・', '、', '／', '=', '＝']).unwrap_or(("", who));
        let mut chain = if house.is_empty() { Chain::default() } else { chain::read(house, agencies) };
        if !house.is_empty() && chain.credit.agency.is_none() {
            chain.credit.creators.clear();
            chain.credit.agency = Some(house.trim().to_owned());
        }
        let name = name.trim().trim_end_matches('が').trim();
        if !name.is_empty() {
            chain.credit.creators = vec![name.to_owned()];
            chain.undecided.clear();
            return (chain, label.or(Some("撮影")), flags);
        }
    }
    // Korean: a reporter of the paper's own staff; a picture that its owner gave.
    let text = match (text.strip_suffix(" 기자"), text.strip_suffix(" 제공")) {
        (Some(name), _) => {
            flags.push(Flag::Staff);
            name.strip_suffix(" 사진").unwrap_or(name)
        }
        (None, Some(owner)) => {
            let known = usize::from(agencies.lookup(owner).is_some());
            let mut chain = Chain { known, ..Chain::default() };
            let name = agencies.lookup(owner).map_or(owner, |a| a.short.as_str());
            chain.credit.agency = Some(name.to_owned());
            flags.push(Flag::Supplied);
            return (chain, label, flags);
        }
        _ => text,
    };
    // "© Name, AFP", "© 2024 Name/AFP"
    let text = text.trim_start_matches(['©', ' ']);
    let text = match text.get(..5) {
        Some(y)
            if label.is_some_and(|l| l.contains('©')) && y.trim_end().bytes().all(|b| b.is_ascii_digit()) =>
        {
            text[5..].trim_start()
        }
        _ => text,
    };
    if let Some((house, names_part)) = text.split_once(" photo by ").or_else(|| text.split_once(" Photo by "))
        && house.split(' ').count() <= 4
        && let Some(found) = names::persons(names_part, &|s| agencies.lookup(s).is_some())
    {
        // "Express photo by Name", "Globe staff photo by Name"
        let mut chain = chain::read(house, agencies);
        if house.eq_ignore_ascii_case("staff") {
            chain.credit.flag(Flag::Staff);
        } else if !chain.credit.creators.is_empty() && chain.credit.agency.is_none() {
            chain.credit.agency = Some(chain.credit.creators.join(", "));
        }
        chain.credit.creators = found;
        chain.joined = true;
        return (chain, label, flags);
    }
    let text = doubled(text, agencies).unwrap_or(text);
    if let Some(flag) = whose(text) {
        let mut chain = Chain::default();
        chain.credit.flag(flag);
        return (chain, label, flags);
    }
    let mut chain = chain::read(text, agencies);
    if chain.odd > 0
        && flags.contains(&Flag::Courtesy)
        && text.split_whitespace().count() <= 8
        && !text.contains(", ")
    {
        // "Courtesy of the Silva family": an owner by any name.
        chain = Chain::default();
        chain.credit.agency = Some(text.to_owned());
    }
    if flags.contains(&Flag::Supplied)
        && chain.credit.agency.is_none()
        && matches!(chain.credit.creators.as_slice(), [one] if one.split(' ').count() > 3)
    {
        // "Supplied: Surf Life Saving Queensland"
        chain.credit.agency = chain.credit.creators.pop();
    }
    (chain, label, flags)
}

/// `AFP PHOTO / JOHN THYSJOHN THYS/AFP/Getty Images`: the name twice with no space between. The second credit says more.
fn doubled<'a>(text: &'a str, agencies: &Agencies) -> Option<&'a str> {
    let (head, tail) = text.split_once('/')?;
    agencies.lookup(head)?;
    let rest = tail.trim_start();
    let name_end = rest.find('/')?;
    let twice = rest[..name_end].trim();
    let half = twice.len() / 2;
    (twice.len() >= 8 && twice.is_char_boundary(half) && twice[..half] == twice[half..])
        .then(|| &rest[half..])
}

/// What a credit says that names nobody: `Private`, `PR HANDOUT IMAGE PHOTO`.
fn whose(text: &str) -> Option<Flag> {
    let lower = text.to_lowercase();
    let bare = lower.strip_prefix("pr ").unwrap_or(&lower);
    Some(match bare {
        "handout" | "family handout" | "handout image" | "handout photo" | "handout image photo" => {
            Flag::Handout
        }
        "image photo" | "photo" | "image" if bare != lower => Flag::Handout,
        "file" => Flag::File,
        "private" | "privat" | "supplied" | "family photo" | "social media" => Flag::Supplied,
        _ => return None,
    })
}

fn strip_brackets(text: &str) -> &str {
    let text = text.trim();
    for (open, close) in [('(', ')'), ('[', ']'), ('（', '）')] {
        if let Some(inner) = text.strip_prefix(open) {
            let inner = inner.trim_end_matches(['.', ' ']);
            return match inner.strip_suffix(close) {
                Some(inner) => inner.trim(),
                None => inner.trim(),
            };
        }
        if text.ends_with(close) && !text.contains(open) {
            return text.trim_end_matches(close).trim();
        }
    }
    text
}

/// Two readings of the same credit: the richer one, with the names and marks of both.
fn merge(
    a: Chain,
    a_label: Option<&'static str>,
    b: Chain,
    b_label: Option<&'static str>,
) -> (Chain, Option<&'static str>) {
    let weight = |c: &Chain| {
        c.known * 2
            + c.credit.creators.len()
            + usize::from(c.credit.distributor.is_some())
            + c.credit.suppliers.len()
    };
    let (mut rich, rich_label, poor) =
        if weight(&b) > weight(&a) { (b, b_label, a) } else { (a, a_label.or(b_label), b) };
    if rich.credit.creators.is_empty()
        && !poor.credit.creators.is_empty()
        && poor.credit.agency != rich.credit.agency
    {
        // "(Photo by N/A)(B via D)": the agency is the one that the photographer is named with.
        if let (Some(made), Some(passed)) = (poor.credit.agency.clone(), rich.credit.agency.take()) {
            rich.credit.suppliers.insert(0, passed);
            rich.credit.agency = Some(made);
        }
    }
    let fold = |s: &String| crate::text::fold::fold(s);
    for name in poor.credit.creators {
        if !rich.credit.creators.iter().any(|c| fold(c) == fold(&name)) && names::personal(&name) {
            rich.credit.creators.push(name);
        }
    }
    if rich.credit.agency.is_none() && rich.credit.distributor != poor.credit.agency {
        rich.credit.agency = poor.credit.agency.clone();
    }
    if rich.credit.agency.is_none()
        && poor.credit.agency.is_some()
        && rich.credit.distributor == poor.credit.agency
    {
        // "N/A" and "N via A" name one organisation.
        rich.credit.agency = rich.credit.distributor.take();
    }
    for flag in poor.credit.flags {
        rich.credit.flag(flag);
    }
    let commissioner = poor.credit.commissioner;
    rich.credit.commissioner = rich.credit.commissioner.take().or(commissioner);
    (rich, rich_label)
}

/// For tests of other parts: a credit of these names.
#[cfg(test)]
pub(super) fn simple(creators: &[&str], agency: Option<&str>) -> Credit {
    Credit {
        creators: creators.iter().map(|s| (*s).to_owned()).collect(),
        agency: agency.map(str::to_owned),
        ..Credit::default()
    }
}
