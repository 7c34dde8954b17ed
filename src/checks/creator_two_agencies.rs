//! One photographer under two agencies within one event.

use std::collections::HashMap;

use super::credit_line::{houses, parts, relined};
use super::near::{apart, flat, number, turned};
use super::{Context, QUOTED, finding, quote_credit_at, reference_at};
use crate::model::agency::AgencyKind;
use crate::model::caption::Caption;
use crate::model::credit::Flag;
use crate::model::field::Field;
use crate::model::finding::Finding;

/// So many captions of a document by one house make another house's one caption odd, also where the one can pass on the other's.
const OFTEN: usize = 4;

/// Agencies of one house, by their ids: a picture goes out under either name.
const ONE_HOUSE: [(&str, &str); 3] =
    [("dpa", "picture-alliance"), ("reuters", "action-images"), ("usa-today-sports", "imagn")];

/// One finding for each photographer of an event whose captions name agencies that have nothing to do with each other.
pub(super) fn two(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut names: HashMap<&str, u64> = HashMap::new();
    let mut plain: HashMap<&str, bool> = HashMap::new();
    let mut of: Vec<(u64, u32)> = Vec::new();
    for (n, caption) in context.captions.iter().enumerate() {
        let ([name], Some(agency)) = (caption.creators.as_slice(), caption.agency.as_deref()) else {
            continue;
        };
        // A pool's picture goes out under several names, and what was given belongs to who gave it.
        let lent = [Flag::Pool, Flag::Handout, Flag::Courtesy, Flag::Supplied].map(Flag::key);
        if caption.commissioner.is_some() || caption.flags.iter().any(|f| lent.contains(&f.as_str())) {
            continue;
        }
        let fit = plain.entry(agency).or_insert_with(|| match context.agencies.lookup(agency) {
            Some(known) => !matches!(known.kind, AgencyKind::Collection | AgencyKind::Government),
            // Probably misspelt: that is another question.
            None => context.agencies.nearest(agency).is_none() && !short_slip(context, agency),
        });
        if *fit {
            let name = *names.entry(name).or_insert_with(|| number(turned(&flat(name))));
            let occasion = caption.event.as_deref().unwrap_or(&caption.document);
            of.push((number((name, occasion, caption.event.is_some())), n as u32));
        }
    }
    of.sort_unstable();
    let mut found: Vec<(u32, Finding)> = Vec::new();
    for group in of.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
        let captions: Vec<&Caption> = group.iter().map(|(_, n)| context.captions[*n as usize]).collect();
        let first = captions[0].agency.as_deref();
        if captions.iter().all(|c| c.agency.as_deref() == first) {
            continue;
        }
        if let Some(finding) = report(&houses_apart(context, &captions)) {
            found.push((group[0].1, finding));
        }
    }
    found.sort_by_key(|(n, _)| *n);
    out.extend(found.into_iter().map(|(_, f)| f));
}

/// Whether a short unknown name is one letter from an agency's.
pub(super) fn short_slip(context: &Context<'_>, name: &str) -> bool {
    let short = (3..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic());
    short
        && context.agencies.iter().any(|a| {
            let forms =
                [a.short.as_str(), a.name.as_str()].into_iter().chain(a.aliases.iter().map(String::as_str));
            forms.filter(|f| f.len().abs_diff(name.len()) <= 1).any(|f| f != name && apart(f, name) == 1)
        })
}

/// Captions by agencies that have to do with each other, the most first: one that passed the other's pictures on is one with
/// it, and so is a name that is nearly the same.
fn houses_apart<'a>(context: &Context<'_>, captions: &[&'a Caption]) -> Vec<Vec<&'a Caption>> {
    let mut of: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    for caption in captions {
        *of.entry((&caption.document, caption.agency.as_deref())).or_default() += 1;
    }
    let times = |c: &Caption| of.get(&(&*c.document, c.agency.as_deref())).copied().unwrap_or_default();
    let mut sides: Vec<Vec<&Caption>> = Vec::new();
    for caption in captions {
        let Some(agency) = caption.agency.as_deref() else { continue };
        let near = |side: &Vec<&Caption>| {
            side.iter().any(|c| {
                let other = c.agency.as_deref().unwrap_or_default();
                // An outlet may leave out who passed a picture on; where a document does not, one caption that does is odd.
                let (few, many) = (times(c), times(caption));
                let apart_here =
                    c.document == caption.document && few.min(many) == 1 && few.max(many) >= OFTEN;
                !apart_here && (houses(c).any(|h| h == agency) || houses(caption).any(|h| h == other))
                    || agency == other
                    || one_house(context, agency, other)
                    || apart(&flat(agency), &flat(other)) <= 2 && agency.len() > 5
            })
        };
        let mut joined: Vec<&Caption> = Vec::new();
        // The captions of one agency again and again are looked at once.
        match sides.iter_mut().find(|s| {
            s.iter().rev().take(8).any(|c| c.agency == caption.agency && c.distributor == caption.distributor)
        }) {
            Some(side) => {
                side.push(caption);
                continue;
            }
            None => {
                let (with, without) = sides.into_iter().partition::<Vec<_>, _>(near);
                sides = without;
                with.into_iter().for_each(|s| joined.extend(s));
            }
        }
        joined.push(caption);
        sides.push(joined);
    }
    sides.sort_by_key(|s| std::cmp::Reverse(s.len()));
    sides
}

/// Whether two agencies are one house.
fn one_house(context: &Context<'_>, a: &str, b: &str) -> bool {
    let id = |name: &str| context.agencies.lookup(name).map(|a| a.id.as_str());
    let Some((a, b)) = id(a).zip(id(b)) else { return false };
    ONE_HOUSE.iter().any(|(x, y)| (a, b) == (*x, *y) || (b, a) == (*x, *y))
}

fn report(sides: &[Vec<&Caption>]) -> Option<Finding> {
    let (usual, others) = sides.split_first()?;
    let rare: Vec<&Caption> = others.iter().flatten().copied().collect();
    let first = rare.first()?;
    let (name, agency) = (first.creators.first()?, usual.first()?.agency.as_deref()?);
    let times = |n: usize| if n == 1 { "1 caption".to_owned() } else { format!("{n} captions") };
    let each: Vec<String> = others
        .iter()
        .filter_map(|s| Some(format!("to {} in {}", s.first()?.agency.as_deref()?, times(s.len()))))
        .collect();
    let message = format!(
        "{name} is credited {} of this event, and to {agency} in {}",
        each.join(" and "),
        times(usual.len())
    );
    let spans = |c: &Caption| {
        let line = c.credit_line.as_deref().unwrap_or_default();
        let agency = c.agency.as_deref().unwrap_or_default();
        let known = |p: &str| p == agency || flat(p).starts_with(&flat(agency));
        parts(line).into_iter().filter(|p| known(&line[p.clone()])).take(1).collect::<Vec<_>>()
    };
    let quoted = rare.iter().take(QUOTED / 2).map(|c| quote_credit_at(c, &spans(c)));
    let evidence = quoted.chain(usual.iter().take(2).map(|c| quote_credit_at(c, &spans(c)))).collect();
    // Where neither is rare, either may be wrong.
    let clear = usual.len() >= rare.len() * 2;
    let mut concerned = rare.clone();
    if !clear {
        concerned.extend(usual);
    }
    let at = |c: &&Caption| reference_at(c, Field::CreditLine, &spans(c));
    let mut found = finding("creator-two-agencies", message, evidence, concerned.iter().map(at).collect());
    found.rests_on = concerned.iter().map(|c| format!("{} {:?}", c.id, c.agency)).collect();
    let model = usual.iter().find(|c| c.distributor.is_none() && !spans(c).is_empty());
    if let Some(model) = model.filter(|_| usual.len() >= rare.len() * 3) {
        let line = model.credit_line.as_deref().unwrap_or_default();
        let right = spans(model).pop().map(|s| line[s].to_owned()).unwrap_or_default();
        for caption in rare.iter().filter(|c| c.distributor.is_none() && c.suppliers.is_empty()) {
            let Some((span, line)) = spans(caption).pop().zip(caption.credit_line.as_deref()) else {
                continue;
            };
            let to = [&line[..span.start], &right, &line[span.end..]].concat();
            found.fixes.extend(relined(caption, to, false));
        }
    }
    Some(found)
}
