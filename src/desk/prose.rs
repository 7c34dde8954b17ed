//! What the prose of a catalog's documents names, each name once, as evidence for checks.

use std::collections::BTreeMap;

use crate::checks::Mentioned;
use crate::model::document::{Mention, MentionKind};

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
    for mention in mentions.iter().filter(|m| m.kind != MentionKind::Date) {
        match names.get_mut(&mention.name) {
            Some(known) => known.count += 1,
            None => {
                let (name, line) = (mention.name.clone(), mention.line);
                let new = Mentioned { name: name.clone(), document: document.to_owned(), line, count: 1 };
                names.insert(name, new);
            }
        }
    }
}
