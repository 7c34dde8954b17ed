//! Where a caption's words stand in its document, exactly.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::error::DeskError;
use super::session::Session;
use crate::model::caption::Caption;
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
    /// The columns, from 1 and in characters, at which some bytes of a caption's words stand on its line. None where the line
    /// does not have just these words: they were corrected, joined from several lines, or cleaned of an entity.
    pub fn columns(&self, caption: &Caption, span: &Range<usize>) -> Option<Range<usize>> {
        let line = self.texts.get(&*caption.document)?.get(caption.line?.checked_sub(1)? as usize)?;
        let words = caption.description.as_str();
        if words.is_empty() || words != caption.description_as_printed {
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
