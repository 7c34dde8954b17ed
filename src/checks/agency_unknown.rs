//! An organisation in a credit that nobody knows.

use std::collections::HashMap;

use super::credit_line::{houses, places};
use super::lacking::by_document;
use super::{Context, QUOTED, finding, quote_credit_at, reference_at};
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;
use crate::text::names::organisation_word;

/// How many credits of a document must name organisations that the list knows.
const KNOWN: usize = 5;
/// An organisation that more captions of the catalog credit is one of the desk's own acquaintance.
const RARE: usize = 2;

/// So many credits of a document to one agency show that it has its pictures from there.
const ONE_AGENCY: usize = 8;

/// So many credits to others can be slips.
const ODD: usize = 2;

/// One finding for each organisation.
pub(super) fn unknown(context: &Context<'_>, out: &mut Vec<Finding>) {
    let known = |house: &str| context.agencies.lookup(house).is_some();
    let mut asked: HashMap<&str, bool> = HashMap::new();
    let mut of: HashMap<&str, Vec<&Caption>> = HashMap::new();
    for caption in &context.captions {
        for house in houses(caption) {
            if !*asked.entry(house).or_insert_with(|| known(house)) {
                of.entry(house).or_default().push(caption);
            }
        }
    }
    let mut agencies_of: HashMap<&str, HashMap<&str, usize>> = HashMap::new();
    // Who passed on all pictures of a document; none where they came in more ways.
    let mut passed: HashMap<&str, Option<Option<&str>>> = HashMap::new();
    for caption in &context.captions {
        if let Some(agency) = caption.agency.as_deref() {
            let by = caption.distributor.as_deref();
            let all = passed.entry(&caption.document).or_insert(Some(by));
            *all = all.filter(|a| *a == by);
            *agencies_of.entry(&caption.document).or_default().entry(agency).or_default() += 1;
        }
    }
    // Where every other credit of the document names one agency, what calls itself an organisation is odd, too.
    let alone = |c: &Caption| {
        let all = agencies_of.get(&*c.document);
        all.is_some_and(|a| a.values().any(|n| *n >= ONE_AGENCY && a.values().sum::<usize>() - n <= ODD))
    };
    of.retain(|house, captions| {
        let odd = odd(house) || house.is_ascii() && captions.len() == 1 && alone(captions[0]);
        captions.len() <= RARE
            && odd
            && captions
                .iter()
                .all(|c| unvouched(c, house) || captions.len() == 1 && alone(c) && vouched_as_all(&passed, c))
    });
    if of.is_empty() {
        return;
    }
    // What is nearly a known name has a check of its own.
    of.retain(|house, _| {
        context.agencies.nearest(house).is_none() && !super::creator_two_agencies::short_slip(context, house)
    });
    let mut known_in: HashMap<&str, usize> = HashMap::new();
    for captions in by_document(&context.captions) {
        let count = captions
            .iter()
            .filter(|c| houses(c).next().is_some() && houses(c).all(|h| asked.get(h.as_str()) == Some(&true)))
            .count();
        known_in.insert(&captions[0].document, count);
    }
    let mut found: Vec<(&str, Vec<&Caption>)> = of
        .into_iter()
        .filter(|(_, captions)| {
            captions.iter().all(|c| known_in.get(&*c.document).is_some_and(|n| *n >= KNOWN))
        })
        .collect();
    found.sort_by_key(|(house, captions)| (&*captions[0].document, captions[0].line, *house));
    for (house, captions) in found {
        let others = known_in.get(&*captions[0].document).copied().unwrap_or_default();
        let times = if captions.len() == 1 { "once" } else { "twice" };
        let message = format!(
            "“{house}” is on no list of agencies and is credited {times} in this catalog; {others} other credits of \
             its document name agencies that are"
        );
        let quoted = |c: &&Caption| quote_credit_at(c, &places(c, house));
        let evidence = captions.iter().take(QUOTED).map(quoted).collect();
        let at = |c: &&Caption| reference_at(c, Field::CreditLine, &places(c, house));
        let mut one = finding("agency-unknown", message, evidence, captions.iter().map(at).collect());
        one.rests_on = vec![house.to_owned()];
        one.word = Some(house.to_owned());
        out.push(one);
    }
}

/// Whether nothing in a name says that it is an organisation's.
fn odd(house: &str) -> bool {
    const KINDS: [&str; 14] = [
        "the",
        "city",
        "state",
        "national",
        "international",
        "society",
        "school",
        "team",
        "center",
        "centre",
        "court",
        "ministry",
        "union",
        "family",
    ];
    let word = |w: &str| KINDS.iter().any(|k| w.eq_ignore_ascii_case(k));
    house.is_ascii()
        && !organisation_word(house)
        && !house.split([' ', '-']).any(word)
        // "BSIP", "NTNU": a short name in capitals is a house's; "sun-sentinel.com" says where it is.
        && house.chars().any(char::is_lowercase)
        && !house.contains(['.', '&', '@', '\''])
}

/// Whether the picture was passed on by the house that passes on those of the one agency that all others of its document name.
fn vouched_as_all(passed: &HashMap<&str, Option<Option<&str>>>, caption: &Caption) -> bool {
    let all = passed.get(&*caption.document).copied().flatten();
    caption.distributor.is_some()
        && caption.suppliers.is_empty()
        && !caption.creators.is_empty()
        && all == Some(caption.distributor.as_deref())
}

/// Whether nobody on the list passed the picture on, and it was not given by its owner.
fn unvouched(caption: &Caption, house: &str) -> bool {
    caption.agency.as_deref() == Some(house)
        && caption.distributor.is_none()
        && caption.suppliers.is_empty()
        && caption.commissioner.is_none()
        && caption.flags.is_empty()
        && !caption.creators.is_empty()
}
