//! What the checks of missing things share: one document is one problem that names all its captions.

use std::collections::HashMap;

use super::{Context, QUOTED, finding, quote, reference};
use crate::model::caption::Caption;
use crate::model::finding::Finding;

/// Captions by document, documents in the order in which they first appear.
pub(super) fn by_document<'a>(captions: &[&'a Caption]) -> Vec<Vec<&'a Caption>> {
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut documents: Vec<Vec<&Caption>> = Vec::new();
    for caption in captions {
        let n = *place.entry(&caption.document).or_insert_with(|| {
            documents.push(Vec::new());
            documents.len() - 1
        });
        documents[n].push(caption);
    }
    documents
}

/// One finding a document that has captions for which `lacks` holds.
pub(super) fn lacking(
    context: &Context<'_>,
    out: &mut Vec<Finding>,
    check: &str,
    what: &str,
    lacks: impl Fn(&Caption) -> bool,
) {
    for captions in by_document(&context.captions) {
        let those: Vec<&Caption> = captions.iter().copied().filter(|c| lacks(c)).collect();
        // A caption without words lacks everything: the others speak for their document.
        let worded = captions.iter().filter(|c| !c.description.trim().is_empty() || lacks(c)).count();
        let message = match those.len() {
            0 => continue,
            n if n == worded && n > 1 => format!("no caption of this document has {what}"),
            1 => format!("this caption has no {}", what.trim_start_matches("a ")),
            n => format!("{n} captions of this document have no {}", what.trim_start_matches("a ")),
        };
        let evidence = those.iter().take(QUOTED).map(|c| quote(c)).collect();
        out.push(finding(check, message, evidence, those.iter().map(|c| reference(c)).collect()));
    }
}
