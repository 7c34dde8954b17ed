//! A credit left in the caption's words, or printed twice.

use std::ops::Range;

use super::credit_line::relined;
use super::{Context, finding, quote_at, quote_credit_at, reference_at, replacing};
use crate::credits::{self, Agencies, Strength};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;
use crate::text::fold::fold;
use crate::text::names;

/// One finding a caption.
pub(super) fn left(context: &Context<'_>, out: &mut Vec<Finding>) {
    for caption in &context.captions {
        let found = in_words(caption, context.agencies).or_else(|| twice(caption, context.agencies));
        out.extend(found);
    }
}

/// Whether a caption's words hold a credit: what else is odd there comes of that.
pub(super) fn holds(caption: &Caption, agencies: &Agencies) -> bool {
    find(caption, agencies).is_some()
}

/// Where a caption's words hold a credit, with the space or stop that joins it to them.
fn in_words(caption: &Caption, agencies: &Agencies) -> Option<Finding> {
    let text = caption.description.as_str();
    let span = find(caption, agencies)?;
    let quoted = text[span.clone()].trim();
    let again = caption.credit_line.is_some();
    let message = match again {
        true => format!("the caption's words hold a credit, “{quoted}”, beside the credit line"),
        false => format!("the caption's words hold a credit, “{quoted}”"),
    };
    let start = span.end - text[span.clone()].trim_start().len();
    let place = start..start + quoted.len();
    let marks = std::slice::from_ref(&place);
    let evidence = vec![quote_at(caption, marks)];
    let mut found = finding(
        "credit-in-caption",
        message,
        evidence,
        vec![reference_at(caption, Field::Description, marks)],
    );
    found.rests_on = vec![text.to_owned()];
    if again {
        // The space before it goes with it, and where it was the end, the space that is left.
        let head = text[..span.start].trim_end().len();
        let behind = text[span.end..].trim_start();
        // Nor does its stop stay where it was the beginning.
        let behind = if head == 0 { behind.trim_start_matches(['.', ',', ' ']) } else { behind };
        let end = if behind.is_empty() || head == 0 { text.len() - behind.len() } else { span.end };
        found.fixes.extend(replacing(caption, head..end, "", false));
    }
    Some(found)
}

fn find(caption: &Caption, agencies: &Agencies) -> Option<Range<usize>> {
    credit_of_its_own(caption, agencies)
        .or_else(|| labelled(caption, agencies))
        .or_else(|| named_within(caption, agencies))
}

/// The caption's own photographer within its words, behind `by` or a word for a picture: "crosses the bridge PIC ANA PRATA after
/// the storm", "reads a statement, by Ana Prata, PA, on the steps".
fn named_within(caption: &Caption, agencies: &Agencies) -> Option<Range<usize>> {
    const BEHIND: [&str; 9] =
        ["by", "pic", "pics", "photo", "photos", "picture", "pictures", "image", "images"];
    let text = caption.description.as_str();
    let names = caption.creators.iter().filter(|n| n.contains(' '));
    let (name, at) = names.into_iter().find_map(|n| Some((n, at_of(text, n)?)))?;
    // "on the steps, EPA/Ana Prata, near the gate".
    if let Some(head) = text[..at].strip_suffix('/') {
        let house = head.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let known = !house.is_empty() && agencies.lookup(house).is_some();
        return known.then(|| head.len() - house.len()..at + name.len());
    }
    let head = text[..at].trim_end_matches([' ', ':']);
    let label = head.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let small = label.to_lowercase();
    if !BEHIND.contains(&small.as_str()) {
        return None;
    }
    // "a portrait by Ana Prata hangs": of "by" alone, only what commas set off; "photo by" is no prose.
    let mut from = head.len() - label.len();
    let before = text[..from].trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if small == "by" && BEHIND.contains(&before.to_lowercase().as_str()) {
        from = text[..from].trim_end().len() - before.len();
    }
    let set_off = text[..from].trim_end().ends_with([',', '.', '(']) || small != "by";
    let mut to = at + name.len();
    // Her agency goes with her.
    if let Some(rest) = text[to..].strip_prefix(", ").or_else(|| text[to..].strip_prefix('/')) {
        let size = rest.find([',', '.', ' ']).unwrap_or(rest.len());
        if agencies.lookup(&rest[..size]).is_some() {
            to = text.len() - rest.len() + size;
        }
    }
    set_off.then_some(from..to)
}

/// Where a name stands in a text, in whatever case.
fn at_of(text: &str, name: &str) -> Option<usize> {
    let (text, name) = (text.as_bytes(), name.as_bytes());
    text.windows(name.len()).position(|w| w.eq_ignore_ascii_case(name)).filter(|_| !name.is_empty())
}

/// A credit in a full form: `(AP Photo/Name)`, `Name/Agency via Agency`.
fn credit_of_its_own(caption: &Caption, agencies: &Agencies) -> Option<Range<usize>> {
    let text = caption.description.as_str();
    let split = credits::split(text, agencies).filter(|s| s.strength == Strength::Certain)?;
    let credit = &split.reading.credit;
    let bracketed = split.credit_line.starts_with(['(', '[']);
    // A picture of a page or of a sign may show one; this caption's own names are no chance.
    let mine = credit.creators.iter().any(|n| caption.creators.iter().any(|c| fold(c) == fold(n)))
        || credit.agency.is_some() && credit.agency == caption.agency && bracketed
        || caption.credit_line.is_none() && !credit.creators.is_empty();
    (mine && !split.description.trim().is_empty()).then_some(split.span)
}

/// `Photo: Name`, `Picture by Name` behind the words.
fn labelled(caption: &Caption, agencies: &Agencies) -> Option<Range<usize>> {
    let text = caption.description.as_str();
    let known = |s: &str| agencies.lookup(s).is_some();
    for (at, c) in text.char_indices() {
        if !(c.is_uppercase() || matches!(c, 'c' | 'p' | '©' | '(' | '[')) {
            continue;
        }
        let opened = text[at..].starts_with(['(', '[']);
        let Some(label) = credits::label(text[at..].trim_start_matches(['(', '['])) else { continue };
        let from = at + usize::from(opened) + label.len();
        let before = text[..at].trim_end();
        // "Photo by Ana Prata. A boat passes": at the head its own sentence.
        let leads = at == 0 && label.to_lowercase().ends_with(" by ") && text[from..].contains(". ");
        if at == 0 && !leads || matches!(label, "Photo " | "Foto " | "Courtesy " | "PHOTO ") {
            continue;
        }
        let rest = &text[from..];
        let end = rest.find(['.', ')', ']', '/', ';', '|']).unwrap_or(rest.len());
        let who = rest[..end].trim();
        let own = caption.creators.iter().any(|n| fold(n) == fold(who));
        let ended = before.ends_with(['.', '!', '?', '"', '”', ')']) || opened || leads;
        let colon = label.contains(':') || label == "©" || label == "© ";
        let named = known(who) || who.contains(' ') && names::persons(who, &known).is_some();
        // "Photo by" in prose goes on; what is this caption's own name does not.
        if own || named && ended && (colon || rest[end..].trim_matches(['.', ')', ']', ' ']).is_empty()) {
            let to = from
                + end
                + rest[end..].chars().next().map_or(0, |c| if matches!(c, ')' | ']') { 1 } else { 0 });
            // The house that stands behind the name goes with it.
            let house = text[to..].strip_prefix('/').map(|rest| {
                let size = rest.find(['.', ')', ']', ';', '|', ',']).unwrap_or(rest.len());
                rest[..size].trim_end()
            });
            let to = to + house.filter(|h| known(h)).map_or(0, |h| 1 + h.len());
            let to = if ended && text[to..].starts_with('.') { to + 1 } else { to };
            return Some(at..to);
        }
    }
    None
}

/// A credit line that holds one credit twice: `(AP Photo/Name) (AP Photo/Name)`.
fn twice(caption: &Caption, agencies: &Agencies) -> Option<Finding> {
    let line = caption.credit_line.as_deref()?;
    let mut groups = brackets(line);
    if groups.is_empty() {
        groups.extend(
            line.rfind(" (")
                .filter(|at| *at > 0 && line.ends_with(')'))
                .map(|at| [0..at, at + 1..line.len()])
                .into_iter()
                .flatten(),
        );
    }
    let [first, .., last] = groups.as_slice() else { return None };
    let read = |span: &Range<usize>| credits::read(&line[span.clone()], agencies).credit;
    let (a, b) = (read(first), read(last));
    let shared = a.agency.is_some() && a.agency == b.agency && a.distributor == b.distributor;
    let within = |x: &[String], y: &[String]| x.iter().all(|n| y.iter().any(|m| fold(m) == fold(n)));
    // "WANA (West Asia News Agency)" says who that is.
    let named = line.starts_with(['(', '[']) || !a.creators.is_empty() && !b.creators.is_empty();
    let (keep, drop) = if !named {
        return None;
    } else if shared && within(&a.creators, &b.creators) {
        (last, first)
    } else if shared && within(&b.creators, &a.creators) {
        (first, last)
    } else {
        return None;
    };
    let same = fold(&line[keep.clone()]) == fold(&line[drop.clone()]);
    let (first, last) = (&line[first.clone()], &line[last.clone()]);
    let message = match same {
        true => format!("the credit is printed twice: “{first} {last}”"),
        false => format!("the credit is printed twice, the one time with less: “{first} {last}”"),
    };
    let marks = [drop.clone()];
    let mut found = finding(
        "credit-in-caption",
        message,
        vec![quote_credit_at(caption, &marks)],
        vec![reference_at(caption, Field::CreditLine, &marks)],
    );
    found.rests_on = vec![line.to_owned()];
    found.fixes.extend(relined(caption, line[keep.clone()].to_owned(), same));
    Some(found)
}

/// The brackets of a line that holds nothing else, from two on.
fn brackets(line: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = line[at..].find(['(', '[']).map(|n| at + n) {
        let between = line[at..open].trim_matches([' ', '.', '/', ',', '&']);
        let close = line[open..].find([')', ']']).map(|n| open + n + 1);
        let (Some(close), true) = (close, between.is_empty()) else { return Vec::new() };
        out.push(open..close);
        at = close;
    }
    let rest = line[at..].trim_matches([' ', '.']);
    if rest.is_empty() { out } else { Vec::new() }
}
