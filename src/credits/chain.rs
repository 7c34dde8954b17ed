//! The chain of a credit: who took the picture, and the organisations that it came through, left to right.

use super::agencies::Agencies;
use super::joints::{handle, said_twice, split_commas, split_joint};
use super::persons::*;
use crate::model::agency::PersonSide;
use crate::model::credit::{Credit, Flag};
use crate::text::names;

/// A chain taken apart, with how sure that it is one.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    pub credit: Credit,
    pub undecided: Vec<String>,
    /// How many of its organisations the list knows.
    pub known: usize,
    /// Whether it has the mark of a chain: a slash, ` via `, or an organisation's own joint.
    pub joined: bool,
    /// Parts that are neither a name nor an organisation by any sign.
    pub odd: usize,
    /// Whether an organisation stands before the person.
    pub right: bool,
    /// Whether a dash or a mark stands where the person's name would.
    pub nobody: bool,
}

/// One part between joints.
pub(super) enum Part {
    Known(String, PersonSide),
    Other(String),
}

/// Words that are marks, not names.
const MARKS: &[(&str, Flag)] = &[
    ("pool", Flag::Pool),
    ("pool photo", Flag::Pool),
    ("pool image", Flag::Pool),
    ("pool via", Flag::Pool),
    ("wpa pool", Flag::Pool),
    ("pool photograph", Flag::Pool),
    ("ho", Flag::Handout),
    ("handout", Flag::Handout),
    ("handout photo", Flag::Handout),
    ("file", Flag::File),
    ("file photo", Flag::File),
    ("file photograph", Flag::File),
    ("file image", Flag::File),
    ("files", Flag::File),
    ("archive photo", Flag::File),
    ("str", Flag::Stringer),
    ("stringer", Flag::Stringer),
    ("xxstringerxx xxxxx", Flag::Stringer),
    ("staff", Flag::Staff),
    ("staff photographer", Flag::Staff),
    ("staff photo", Flag::Staff),
    ("contributor", Flag::Contributor),
    ("courtesy", Flag::Courtesy),
    ("supplied", Flag::Supplied),
    ("uncredited", Flag::Uncredited),
    ("composite", Flag::Composite),
    ("screengrab", Flag::Screengrab),
    ("screenshot", Flag::Screengrab),
    ("illustration", Flag::Illustration),
];

/// Marks that stand at the end of a name with a space or a hyphen before them.
const TAILS: &[(&str, Flag)] = &[
    ("Pool Photo", Flag::Pool),
    ("POOL PHOTO", Flag::Pool),
    ("Pool", Flag::Pool),
    ("POOL", Flag::Pool),
    ("Handout", Flag::Handout),
    ("HANDOUT", Flag::Handout),
    ("File Photo", Flag::File),
    ("file photo", Flag::File),
    ("Staff", Flag::Staff),
    ("staff", Flag::Staff),
    ("file", Flag::File),
    ("FILE", Flag::File),
];

pub(super) fn mark(text: &str) -> Option<Flag> {
    if text.len() > 32 {
        return None;
    }
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let lower = lower.split('#').next().unwrap_or_default().trim();
    MARKS.iter().find(|(word, _)| *word == lower).map(|(_, flag)| *flag)
}

/// Takes a chain apart. The text has no brackets around it and no label before it.
pub fn read(text: &str, agencies: &Agencies) -> Chain {
    let mut chain = Chain::default();
    let mut text = text.trim().trim_matches(['\u{feff}', ' ']).to_owned();
    commissioner(&mut text, agencies, &mut chain);

    // ` via ` binds loosest; what follows the last one is the distributor.
    let mut sections: Vec<&str> = split_via(&text);
    chain.joined |= sections.len() > 1;
    let distributor = if sections.len() > 1 { sections.pop() } else { None };
    let mut parts = Vec::new();
    for section in &sections {
        split_parts(section, agencies, &mut chain, &mut parts);
    }
    let mut via = Vec::new();
    if let Some(section) = distributor {
        split_parts(section, agencies, &mut chain, &mut via);
    }
    persons(&mut parts, agencies, &mut chain, !via.is_empty());
    person_behind(&mut parts, &mut via, agencies, &mut chain);

    let mut organisations: Vec<String> = Vec::new();
    let name = |part: Part| match part {
        Part::Known(short, _) => short,
        Part::Other(text) => text,
    };
    for part in parts {
        let short = name(part);
        if !organisations.contains(&short) {
            organisations.push(short);
        }
    }
    if chain.right && via.is_empty() {
        // AGENCY/NEARER-Name: what stands nearest to the person made it, the rest passed it on.
        organisations.reverse();
    }
    let mut via_names: Vec<String> = Vec::new();
    for part in via {
        if let Part::Other(text) = &part {
            chain.odd += usize::from(!name_like(text));
        }
        let short = name(part);
        if !via_names.contains(&short) {
            via_names.push(short);
        }
    }
    settle(organisations, via_names, agencies, &mut chain);
    chain
}

/// The first organisation is the agency, the distributor what follows `via` or a known one at the end, the rest suppliers.
fn settle(mut organisations: Vec<String>, mut via: Vec<String>, agencies: &Agencies, chain: &mut Chain) {
    let credit = &mut chain.credit;
    if !via.is_empty() {
        let distributor = via.remove(0);
        let only_itself = !organisations.is_empty() && organisations.iter().all(|o| *o == distributor);
        organisations.retain(|o| *o != distributor);
        if only_itself && via.is_empty() {
            // "Name/Getty Images via Getty Images" names one organisation.
            credit.agency = Some(distributor);
            return;
        }
        // "via Getty Images / Getty Images": what is appended to the distributor adds nothing where it is its own name.
        via.retain(|v| {
            agencies.lookup(v).map_or(v.as_str(), |a| a.short.as_str()) != distributor
                && !organisations.contains(v)
        });
        credit.distributor = Some(distributor);
        organisations.extend(via);
    } else if organisations.len() >= 2
        && organisations.last().and_then(|o| agencies.lookup(o)).is_some_and(|a| a.distributor)
    {
        credit.distributor = organisations.pop();
    }
    if !organisations.is_empty() {
        credit.agency = Some(organisations.remove(0));
    }
    credit.suppliers = organisations;
}

fn split_via(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = find_via(rest) {
        out.push(rest[..at].trim());
        rest = rest[at + 5..].trim_start();
    }
    out.push(rest.trim());
    if out.len() > 1 && out[0].is_empty() {
        out.remove(0);
        if out.len() == 1 {
            out.insert(0, "");
        }
    }
    out
}

fn find_via(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let found = bytes.windows(5).position(|w| w.eq_ignore_ascii_case(b" via "));
    // At the very start, the space before is gone.
    found.or_else(|| {
        (bytes.len() > 4 && bytes[..4].eq_ignore_ascii_case(b"via ")).then_some(0).filter(|_| false)
    })
}

/// X in `Getty Images for X` and `Name for The New York Times`.
fn commissioner(text: &mut String, agencies: &Agencies, chain: &mut Chain) {
    let shouted = !text.contains(|c: char| c.is_lowercase());
    let Some(at) = text.find(if shouted { " FOR " } else { " for " }) else { return };
    let (head, tail) = (text[..at].trim_end().to_owned(), text[at + 5..].trim().to_owned());
    if tail.is_empty() || head.is_empty() || tail.len() > 90 {
        return;
    }
    let last = head.rsplit(['/', '|', '—', '–']).next().unwrap_or(&head).trim();
    let last = last.rsplit(" via ").next().unwrap_or(last).trim();
    let known = agencies.lookup(last).is_some();
    let person = names::persons(&head, &|s| agencies.lookup(s).is_some()).is_some();
    let named = tail.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '"')
        || tail.starts_with("the ")
        || tail.starts_with("THE ");
    if !named || !(known || person) {
        return;
    }
    // "for X/Getty Images", "for X via Getty Images": the chain goes on after the name.
    let cut = [tail.find('/'), tail.find(" via ")].into_iter().flatten().min();
    let (name, rest) = match cut {
        Some(cut) => (tail[..cut].trim().to_owned(), tail[cut..].to_owned()),
        None => (tail, String::new()),
    };
    let name = name.trim_end_matches(['.', ')']).trim();
    let commissioner = agencies.lookup(name);
    chain.known += usize::from(commissioner.is_some());
    chain.credit.commissioner = Some(commissioner.map_or(name, |a| a.short.as_str()).to_owned());
    chain.joined = true;
    *text = format!("{head}{rest}");
}

/// Splits a section at slashes and at the joints that organisations have of their own.
fn split_parts(section: &str, agencies: &Agencies, chain: &mut Chain, out: &mut Vec<Part>) {
    let mut pieces: Vec<String> = Vec::new();
    let mut depth = 0usize;
    let mut piece = String::new();
    for c in section.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, '/' | '|' | '／') {
            chain.joined = true;
            pieces.push(std::mem::take(&mut piece));
            if c == '|' {
                chain.right |=
                    pieces.iter().all(|p| agencies.lookup(p.trim()).is_some() || names::organisation_word(p));
            }
        } else {
            piece.push(c);
        }
    }
    pieces.push(piece);
    let known = |s: &str| agencies.lookup(s).is_some();
    let mut n = 0;
    while n < pieces.len() {
        // "NASA/JPL-Caltech", "REX/Shutterstock": one organisation's name with a slash inside.
        if let Some(next) = pieces.get(n + 1)
            && agencies.lookup(next).is_none()
            && let Some(agency) = agencies.lookup(&format!("{}/{next}", pieces[n]))
        {
            chain.known += 1;
            out.push(Part::Known(agency.short.clone(), PersonSide::Left));
            n += 2;
            continue;
        }
        if let Some(owner) = pieces.get(n + 1).and_then(|next| handle(&pieces[n], next)) {
            out.push(Part::Known(owner, PersonSide::Left));
            n += 2;
            continue;
        }
        if let Some(name) = pieces.get(n + 1).and_then(|next| said_twice(&pieces[n], next, &known)) {
            split_piece(name, agencies, chain, out);
            n += 1;
            let house = pieces[n].trim();
            if !push_known(house, agencies, chain, out) {
                out.push(Part::Known(house.to_owned(), PersonSide::Left));
            }
            n += 1;
            continue;
        }
        split_piece(pieces[n].trim(), agencies, chain, out);
        n += 1;
    }
}

/// A piece without the quotation marks around it; those around a word inside are its own: `JSC "UA:PBC"`.
fn unquoted(piece: &str) -> &str {
    const QUOTES: [char; 3] = ['"', '“', '”'];
    let around = piece.starts_with(QUOTES) && piece.ends_with(QUOTES);
    match around || piece.matches(QUOTES).count() % 2 == 1 {
        true => piece.trim_matches(QUOTES).trim(),
        false => piece,
    }
}

pub(super) fn split_piece(piece: &str, agencies: &Agencies, chain: &mut Chain, out: &mut Vec<Part>) {
    let piece = unquoted(piece.trim().trim_matches('*').trim_start_matches(['©', ' ']).trim());
    let piece = piece.trim_end_matches([',', ';']).trim();
    let piece = if piece.matches('(').count() < piece.matches(')').count() {
        piece.trim_end_matches(')')
    } else {
        piece
    };
    if piece.is_empty() || piece.chars().all(|c| matches!(c, '-' | '–' | '—' | '.')) {
        chain.nobody |= out.is_empty() && !piece.is_empty();
        return;
    }
    if let Some(flag) = mark(piece) {
        chain.nobody |= out.is_empty() && matches!(flag, Flag::Stringer | Flag::Uncredited);
        chain.credit.flag(flag);
        return;
    }
    if push_known(piece, agencies, chain, out) {
        return;
    }
    let dotted = piece.trim_end_matches('.');
    if dotted != piece && push_known(dotted, agencies, chain, out) {
        return;
    }
    // A long name in brackets after a short one, or a handle, says the same again.
    if let Some(open) = piece.find(" (").filter(|_| piece.ends_with(')')) {
        let inner = &piece[open + 2..piece.len() - 1];
        let head = &piece[..open];
        if let Some(flag) = mark(head) {
            chain.credit.flag(flag);
            split_piece(inner, agencies, chain, out);
            return;
        }
        if agencies.lookup(head).is_some()
            || agencies.lookup(inner).is_some()
            || names::organisation_word(inner)
        {
            if !push_known(head, agencies, chain, out) && !push_known(inner, agencies, chain, out) {
                split_piece(head, agencies, chain, out);
            }
            return;
        }
    }
    // "Pool Photo" and its like at the end of a name: "Kremlin Pool Photo", "Ana Prata-Pool".
    for (tail, flag) in TAILS {
        if let Some(head) = piece.strip_suffix(tail)
            && head.ends_with([' ', '-'])
            // "Smiley N. Pool" is a name.
            && !head.ends_with(". ")
        {
            chain.credit.flag(*flag);
            let house = head.trim_end_matches([' ', '-']);
            if matches!(flag, Flag::File | Flag::Staff)
                && !house.contains(' ')
                && agencies.lookup(house).is_none()
            {
                // "HT File Photo", "Globe Staff": a house's short name.
                out.push(Part::Known(house.to_owned(), PersonSide::Left));
                return;
            }
            split_piece(head.trim_end_matches([' ', '-']), agencies, chain, out);
            return;
        }
    }
    // "BELGA PHOTO NAME"
    for photo in [" PHOTO ", " Photo "] {
        if let Some((house, name)) = piece.split_once(photo)
            && agencies.lookup(house).is_some()
            && names::personal(name)
        {
            chain.joined = true;
            chain.right = true;
            push_known(house, agencies, chain, out);
            out.push(Part::Other(name.to_owned()));
            return;
        }
    }
    // "HO-Parks Canada": who handed the picture out made it.
    for head in ["HO-", "HO - ", "HO – "] {
        if let Some(rest) = piece.strip_prefix(head) {
            chain.credit.flag(Flag::Handout);
            chain.right |= chain.known > 0;
            let name = agencies.lookup(rest).map_or(rest, |a| a.short.as_str());
            out.push(Part::Known(name.to_owned(), PersonSide::Left));
            return;
        }
    }
    for head in ["Pool ", "POOL ", "Courtesy of ", "Courtesy ", "COURTESY OF ", "COURTESY ", "Handout from "]
    {
        if let Some(rest) = piece.strip_prefix(head) {
            chain.credit.flag(if head.starts_with(['P', 'p']) {
                Flag::Pool
            } else if head.starts_with('H') {
                Flag::Handout
            } else {
                Flag::Courtesy
            });
            split_piece(rest, agencies, chain, out);
            return;
        }
    }
    for head in ["For ", "for "] {
        if let Some(rest) = piece.strip_prefix(head)
            && chain.credit.commissioner.is_none()
            && !out.is_empty()
        {
            chain.credit.commissioner = Some(rest.trim().to_owned());
            return;
        }
    }
    if split_commas(piece, agencies, chain, out) || split_joint(piece, agencies, chain, out) {
        return;
    }
    // "AP Phtoo", "AAP Imgae": an agency's short name, and a slip behind it. No person is named so.
    if let Some((short, _)) = piece.split_once(' ')
        && short.bytes().all(|b| b.is_ascii_uppercase())
        && agencies.lookup(short).is_some()
        && let Some(near) = agencies.nearest(piece)
    {
        chain.known += 1;
        out.push(Part::Known(piece.to_owned(), near.person_side));
        return;
    }
    out.push(Part::Other(piece.to_owned()));
}

fn push_known(piece: &str, agencies: &Agencies, chain: &mut Chain, out: &mut Vec<Part>) -> bool {
    let cut = piece.strip_suffix('…').or_else(|| piece.strip_suffix("..."));
    let found = agencies.lookup(piece).or_else(|| agencies.beginning(cut?.trim_end()));
    let Some(agency) = found else { return false };
    if piece.ends_with("Contributor") {
        chain.credit.flag(Flag::Contributor);
    }
    chain.known += 1;
    out.push(Part::Known(agency.short.clone(), agency.person_side));
    true
}
