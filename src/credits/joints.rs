//! The joints of a chain that are no slash: commas, dashes, colons, and a house's name said twice.

use super::agencies::Agencies;
use super::chain::{Chain, Part, mark, split_piece};
use super::persons::{acronym, name_like};
use crate::model::agency::PersonSide;
use crate::text::names;

/// Networks that name a picture's owner by a handle.
const NETWORKS: [&str; 8] =
    ["Telegram", "Instagram", "Twitter", "X", "Facebook", "TikTok", "YouTube", "Weibo"];

/// `Telegram/@harbour_town`: a handle and its network are one owner, in either order.
pub(super) fn handle(piece: &str, next: &str) -> Option<String> {
    let (a, b) = (piece.trim(), next.trim());
    let network = |s: &str| NETWORKS.iter().any(|n| s.eq_ignore_ascii_case(n));
    let at = |s: &str| s.len() > 2 && s.starts_with('@') && !s.contains(' ');
    (network(a) && at(b) || at(a) && network(b)).then(|| format!("{a}/{b}"))
}

/// `Name - House/House`, `Name-ICC/ICC`: what stands behind the dash and again behind the slash is the house, whatever its
/// name; the name before it.
pub(super) fn said_twice<'a>(piece: &'a str, next: &str, known: &dyn Fn(&str) -> bool) -> Option<&'a str> {
    let (piece, house) = (piece.trim(), next.trim());
    // "CAMERASPORT/CameraSport"
    let at = piece.len().checked_sub(house.len()).filter(|at| *at > 0 && house.len() > 1)?;
    let (head, again) = (piece.get(..at)?, piece.get(at..)?);
    let name = head.trim_end().strip_suffix(['-', '–', '—'])?.trim_end();
    let person = name.contains(' ') && names::persons(name, known).is_some();
    (again.eq_ignore_ascii_case(house) && person).then_some(name)
}

/// Whether a name ends as a newspaper's does: "Titusville Star". Of words that are names of families, too, none is here.
fn newspaper(name: &str) -> bool {
    const PAPERS: [&str; 13] = [
        "Star",
        "Globe",
        "Mail",
        "Mirror",
        "Echo",
        "Observer",
        "Sentinel",
        "Dispatch",
        "Argus",
        "Standard",
        "Register",
        "Advertiser",
        "Telegraph",
    ];
    name.rsplit(' ').next().is_some_and(|w| PAPERS.contains(&w))
}

/// `Name, Sputnik, Kremlin Pool Photo`; `Name, File`; `Name, NTB`: commas between organisations and marks.
pub(super) fn split_commas(piece: &str, agencies: &Agencies, chain: &mut Chain, out: &mut Vec<Part>) -> bool {
    let items: Vec<&str> = piece.split(", ").map(str::trim).filter(|s| !s.is_empty()).collect();
    if items.len() < 2 {
        return false;
    }
    let parts = |s: &str| mark(s).is_some() || agencies.lookup(s).is_some() || s.ends_with("Pool Photo");
    let Some(first) = items.iter().position(|s| parts(s)) else {
        // "Name Surname, Lyon Courier": behind a whole name, a newspaper's or another house's.
        if let [person, house] = items.as_slice()
            && person.contains(' ')
            && names::personal(person)
            && house.contains(' ')
            && (names::organisation_word(house) || newspaper(house))
            && name_like(house)
        {
            out.push(Part::Other((*person).to_owned()));
            out.push(Part::Other((*house).to_owned()));
            return true;
        }
        // "Name Surname, Postmedia": a single word behind a whole name is who it was for.
        if let [person, other] = items.as_slice()
            && person.contains(' ')
            && names::personal(person)
            && !other.contains(' ')
            && other.is_ascii()
            && !matches!(other.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
        {
            out.push(Part::Other((*person).to_owned()));
            out.push(Part::Other((*other).to_owned()));
            return true;
        }
        return false;
    };
    let head = items[..first].join(", ");
    if !head.is_empty() && !split_joint(&head, agencies, chain, out) {
        out.push(Part::Other(head));
    }
    for item in &items[first..] {
        split_piece(item, agencies, chain, out);
    }
    chain.joined = true;
    true
}

/// `AP-Name`, `Name-Imagn Images`, `Name – Agency`, `Name—Agency`, `Agency: Name`: a joint with a known organisation on one
/// side. A plain hyphen joins two names of one person.
pub(super) fn split_joint(piece: &str, agencies: &Agencies, chain: &mut Chain, out: &mut Vec<Part>) -> bool {
    const JOINTS: [&str; 8] = [" - ", " – ", " — ", "—", "–", ": ", " on ", "-"];
    for joint in JOINTS {
        for (at, _) in piece.match_indices(joint) {
            let (left, right) = (piece[..at].trim(), piece[at + joint.len()..].trim());
            if left.is_empty() || right.is_empty() {
                continue;
            }
            let (l, r) = (agencies.lookup(left), agencies.lookup(right));
            let fits = match joint {
                "-" => l.is_some_and(|a| a.person_side != PersonSide::Left) || r.is_some(),
                // "Name - AMA/Getty Images": a short name in capitals.
                " - " | " – " if l.is_none() && r.is_none() => {
                    let short = right.len() <= 6 && right.bytes().all(|b| b.is_ascii_uppercase());
                    left.contains(' ') && short && names::personal(left)
                }
                ": " if acronym(left) && right.contains(' ') => names::personal(right),
                ": " => l.is_some() || (names::organisation_word(left) && names::personal(right)),
                " on " => r.is_some() && names::personal(left),
                _ => l.is_some() || r.is_some(),
            };
            if !fits {
                continue;
            }
            chain.joined = true;
            if (l.is_some() && r.is_none()) || joint == ": " {
                chain.right = true;
            }
            if joint == ": " && l.is_none() && acronym(left) {
                out.push(Part::Known(left.to_owned(), PersonSide::Right));
                split_piece(right, agencies, chain, out);
                return true;
            }
            split_piece(left, agencies, chain, out);
            split_piece(right, agencies, chain, out);
            return true;
        }
    }
    false
}
