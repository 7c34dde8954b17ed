//! Where a caption's words stand in its document, exactly.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::error::DeskError;
use super::session::Session;
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::text::lines::lines;

/// The documents of a catalog, line by line.
#[derive(Debug, Default)]
pub struct Sources {
    /// By name, where only one document is of that name.
    texts: HashMap<String, Vec<String>>,
}

impl Session {
    /// The texts of some documents.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub fn sources(&self, names: &BTreeSet<&str>) -> Result<Sources, DeskError> {
        let documents = self.store.documents()?;
        let mut sources = Sources::default();
        let mut several: BTreeSet<&str> = BTreeSet::new();
        for document in documents.iter().filter(|d| d.shown && names.contains(&*d.name)) {
            let text = self.store.document_text(document.hash)?.unwrap_or_default();
            let all = lines(&text).map(|l| l.text.to_owned()).collect();
            if sources.texts.insert(document.name.to_string(), all).is_some() {
                several.insert(&document.name);
            }
        }
        sources.texts.retain(|name, _| !several.contains(name.as_str()));
        Ok(sources)
    }
}

impl Sources {
    /// Where a piece of a caption's words, or of its credit line, stands in its document's line, in characters from 1. None where
    /// these are not as printed, or stand on the line twice.
    pub fn columns(&self, caption: &Caption, field: Field, span: &Range<usize>) -> Option<Range<usize>> {
        let line = self.texts.get(&*caption.document)?.get(caption.line?.checked_sub(1)? as usize)?;
        let (words, printed) = match field {
            Field::Description => (caption.description.as_str(), caption.description_as_printed.as_str()),
            Field::CreditLine => {
                (caption.credit_line.as_deref()?, caption.credit_line_as_printed.as_deref()?)
            }
            _ => return None,
        };
        if words.is_empty() || words != printed {
            return None;
        }
        let at = line.find(words)?;
        if line[at + words.len()..].contains(words) {
            return None;
        }
        let column = |byte: usize| Some(line.get(..at + byte)?.chars().count() + 1);
        Some(column(span.start)?..column(span.end)?)
    }
}
