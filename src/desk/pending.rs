//! An import that was read and not yet added: what was taken, what was rejected, and the problems at once.

use std::collections::HashSet;
use std::sync::Arc;

use super::library::Library;
use super::reader::ReadReport;
use super::snapshot::assemble;
use crate::checks;
use crate::credits::{facts, split};
use crate::model::caption::{Caption, CaptionId, PrintedCaption};
use crate::model::document::{DocumentHash, DocumentReading, RejectedLine, Rejection};
use crate::model::finding::Finding;
use crate::store::{CaptionRow, DocumentRow};
use crate::text::identity::caption_id;

/// The report of an import before anything is committed.
#[derive(Debug, Clone)]
pub struct Pending {
    pub documents: Vec<Arc<DocumentReading>>,
    /// Which of them the catalog has already, beside `documents`; these add nothing.
    pub already: Vec<bool>,
    pub read: ReadReport,
    /// What the checks find in these documents by themselves.
    pub problems: Arc<Vec<Finding>>,
}

impl Pending {
    /// A report of documents just read; `known` are the catalog's.
    pub fn new(
        documents: Vec<DocumentReading>,
        read: ReadReport,
        known: &HashSet<DocumentHash>,
        library: &Library,
    ) -> Pending {
        let already = documents.iter().map(|d| known.contains(&d.document.hash)).collect();
        let documents = documents.into_iter().map(Arc::new).collect();
        let mut pending = Pending { documents, already, read, problems: Arc::default() };
        pending.check(library);
        pending
    }

    /// How many captions would be added.
    pub fn captions(&self) -> usize {
        let new = self.documents.iter().zip(&self.already).filter(|(_, already)| !**already);
        new.map(|(d, _)| d.captions.len()).sum()
    }

    /// Takes a line that was rejected as a caption.
    pub fn take(&mut self, document: usize, line: u32, library: &Library) {
        let Some(reading) = self.documents.get_mut(document) else { return };
        let reading = Arc::make_mut(reading);
        let Some(at) = reading.rejected.iter().position(|r| r.line == line) else { return };
        let text = reading.rejected.remove(at).text.trim().to_owned();
        let (description, credit_line) = match split(&text, &library.agencies) {
            Some(split) => (split.description, Some(split.credit_line)),
            None => (text, None),
        };
        let date = reading.document.date;
        let mut facts = facts::derive(&description, credit_line.as_deref(), date, &library.agencies);
        facts.scene = library.vocabulary.propose(&description).map(str::to_owned);
        let id = caption_id(reading.document.hash, line, 0);
        let caption =
            PrintedCaption { id, line: Some(line), last_line: Some(line), description, credit_line, facts };
        let place = reading.captions.partition_point(|c| c.line.unwrap_or(0) <= line);
        reading.captions.insert(place, caption);
        self.check(library);
    }

    /// Takes a caption out: its lines stand among the rejected ones.
    pub fn reject(&mut self, document: usize, caption: CaptionId, library: &Library) {
        let Some(reading) = self.documents.get_mut(document) else { return };
        let reading = Arc::make_mut(reading);
        let Some(at) = reading.captions.iter().position(|c| c.id == caption) else { return };
        let gone = reading.captions.remove(at);
        let shared = |n: u32| reading.captions.iter().any(|c| c.holds_line(n));
        let mut lines: Vec<RejectedLine> = crate::text::lines::lines(&reading.document.text)
            .filter(|l| gone.holds_line(l.number) && !shared(l.number) && !l.text.trim().is_empty())
            .map(|l| RejectedLine {
                line: l.number,
                rejected: Rejection::Other,
                why: "taken out by hand".to_owned(),
                text: l.text.to_owned(),
            })
            .collect();
        reading.rejected.append(&mut lines);
        reading.rejected.sort_by_key(|r| r.line);
        self.check(library);
    }

    fn check(&mut self, library: &Library) {
        let mut captions: Vec<Caption> = Vec::new();
        for reading in &self.documents {
            let source = &reading.document;
            let document = DocumentRow {
                hash: source.hash,
                name: source.name.clone(),
                encoding: source.encoding.clone(),
                replaced: source.replaced,
                date: source.date,
                headline: source.headline.clone(),
                event: source.event.clone(),
                captions: reading.captions.len() as u32,
                shown: true,
            };
            for printed in &reading.captions {
                let row = CaptionRow {
                    row: 0,
                    id: printed.id,
                    document: Some(0),
                    line: printed.line,
                    last_line: printed.last_line,
                    description: printed.description.clone(),
                    credit_line: printed.credit_line.clone(),
                    facts: printed.facts.clone(),
                    set: Vec::new(),
                };
                captions.push(assemble(row, Some(&document), &library.agencies));
            }
        }
        self.problems = Arc::new(checks::run(&checks::Input { captions: &captions, events: &[] }));
    }
}
