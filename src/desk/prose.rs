//! What the prose of a catalog's documents names, each name once, as evidence for checks.

use std::collections::BTreeMap;

use crate::checks::Mentioned;
use crate::model::document::{Mention, MentionKind};
use crate::text::held::held;

/// An event's name with its days has so many letters at least.
const DAYS: usize = 20;

/// Gathers names with the first place that has each; documents are given in catalog order.
pub(super) fn gathered<'a>(documents: impl IntoIterator<Item = (&'a str, &'a [Mention])>) -> Vec<Mentioned> {
    let mut names: BTreeMap<String, Mentioned> = BTreeMap::new();
    for (document, mentions) in documents {
        add(&mut names, document, mentions);
    }
    names.into_values().collect()
}

/// Adds what one document mentions.
pub(super) fn add(names: &mut BTreeMap<String, Mentioned>, document: &str, mentions: &[Mention]) {
    for mention in mentions {
        let held = match mention.kind {
            // A date by itself is shorter than any event's name with its days.
            MentionKind::Date if mention.name.len() < DAYS => continue,
            MentionKind::Date => match held(&mention.name).pop() {
                Some(held) => Some(held),
                None => continue,
            },
            MentionKind::Name | MentionKind::Place => None,
        };
        // An event's days are each document's own.
        let key = match &held {
            Some(_) => format!("{}\n{document}", mention.name),
            None => mention.name.clone(),
        };
        match names.get_mut(&key) {
            Some(known) => known.count += 1,
            None => {
                let (name, line) = (mention.name.clone(), mention.line);
                names.insert(key, Mentioned { name, document: document.to_owned(), line, count: 1, held });
            }
        }
    }
}
