//! Photographers' names in capitals where others are not.

use std::collections::HashMap;

use super::credit_line::{places, relined};
use super::lacking::by_document;
use super::near::{flat, turned};
use super::{Context, QUOTED, finding, quote_credit_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;
use crate::text::case::{in_capitals, proper};

/// How many other names of a document must be set otherwise.
const OTHERS: usize = 2;

/// One finding a document whose names in capitals stand beside others that are not.
pub(super) fn shouted(context: &Context<'_>, out: &mut Vec<Finding>) {
    let loud = |c: &Caption| c.creators.iter().any(|n| in_capitals(n));
    if !context.captions.iter().any(|c| loud(c)) {
        return;
    }
    // How the catalog writes names where it does not shout, and how each house has them.
    let mut known: HashMap<String, (&str, usize)> = HashMap::new();
    let mut houses: HashMap<&str, (usize, usize)> = HashMap::new();
    let wanted: std::collections::HashSet<String> = context
        .captions
        .iter()
        .flat_map(|c| &c.creators)
        .filter(|n| in_capitals(n))
        .map(|n| turned(&flat(n)))
        .collect();
    let mut keys: HashMap<&str, Option<String>> = HashMap::new();
    for caption in &context.captions {
        for name in &caption.creators {
            let (plain, capitals) = houses.entry(caption.agency.as_deref().unwrap_or_default()).or_default();
            if in_capitals(name) {
                *capitals += 1;
                continue;
            }
            *plain += 1;
            let key =
                keys.entry(name).or_insert_with(|| Some(turned(&flat(name))).filter(|k| wanted.contains(k)));
            if let Some(key) = key {
                let best = known.entry(key.clone()).or_insert((name, 0));
                // With accents rather than without.
                if best.0.is_ascii() && !name.is_ascii() {
                    *best = (name, 0);
                }
                best.1 += 1;
            }
        }
    }
    let written = |name: &str| match known.get(&turned(&flat(name))) {
        Some((known, _)) => (*known).to_owned(),
        None => proper(name),
    };
    for captions in by_document(&context.captions) {
        let those: Vec<&Caption> = captions.iter().copied().filter(|c| loud(c)).collect();
        if those.is_empty() {
            continue;
        }
        let plain: Vec<&Caption> = captions
            .iter()
            .copied()
            .filter(|c| !loud(c) && c.creators.iter().any(|n| n.chars().any(char::is_lowercase)))
            .collect();
        // A document that has all names in capitals has them so by its own style; one that has only a few may not.
        let beside = plain.len() >= OTHERS;
        let elsewhere = plain.is_empty()
            && those.len() <= 2
            && those.iter().all(|c| {
                let house = houses.get(c.agency.as_deref().unwrap_or_default());
                c.agency.is_some()
                    && house.is_some_and(|(plain, capitals)| *plain >= 5 && capitals * 5 <= *plain)
            });
        if !beside && !elsewhere {
            continue;
        }
        let names = |c: &Caption| c.creators.iter().filter(|n| in_capitals(n)).cloned().collect::<Vec<_>>();
        let others = match (plain.len(), elsewhere) {
            (_, true) => "the others of its agency are not".to_owned(),
            (1, _) => "1 other name of this document is not".to_owned(),
            (n, _) => format!("{n} other credits of this document are not"),
        };
        let message = match &those[..] {
            [one] => format!("“{}” is in capitals; {others}", names(one).join(", ")),
            many => format!("the photographer's name is in capitals in {} captions; {others}", many.len()),
        };
        let spans = |c: &Caption| names(c).iter().flat_map(|n| places(c, n)).collect::<Vec<_>>();
        let quoted = those.iter().take(QUOTED / 2).map(|c| quote_credit_at(c, &spans(c)));
        let evidence = quoted.chain(plain.iter().take(2).map(|c| quote_credit_at(c, &[]))).collect();
        let concerned = those.iter().map(|c| reference_at(c, Field::CreditLine, &spans(c))).collect();
        let mut found = finding("credit-capitals", message, evidence, concerned);
        found.rests_on = those.iter().flat_map(|c| names(c)).collect();
        for caption in &those {
            let Some(line) = &caption.credit_line else { continue };
            let to =
                names(caption).iter().fold(line.clone(), |line, name| line.replace(name, &written(name)));
            found.fixes.extend(relined(caption, to, false));
        }
        if let [one] = &those[..] {
            found.word = names(one).into_iter().next();
        }
        out.push(found);
    }
}
