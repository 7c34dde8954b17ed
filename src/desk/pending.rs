//! An import that was read and not yet added: what was taken, what was rejected, and the problems at once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::library::Library;
use super::prose;
use super::reader::ReadReport;
use super::snapshot::assemble;
use super::view::ReportChange;
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
    pub problems: Arc<Vec<Arc<Finding>>>,
    /// Captions that are to be added and set aside at once.
    pub aside: HashSet<CaptionId>,
    /// Captions that a document of the same name has in the catalog, word for word.
    pub there: Arc<HashSet<CaptionId>>,
    /// The problems of each caption, as places in `problems`.
    of: Arc<HashMap<CaptionId, Vec<usize>>>,
    /// Whether a change to it can be taken back, or made again.
    pub undo: bool,
    pub redo: bool,
}

/// The printed words and credit lines of the catalog's captions, by the names of their documents.
pub type PrintedByName = HashMap<String, HashSet<(String, Option<String>)>>;

/// How many changes to a report can be taken back.
const STEPS: usize = 1000;

/// A report with the changes made to it: what it was before each, and what it was before each was taken back.
#[derive(Debug)]
pub struct Steps {
    pub now: Pending,
    before: Vec<Pending>,
    after: Vec<Pending>,
}

impl Steps {
    pub fn new(now: Pending) -> Steps {
        Steps { now, before: Vec::new(), after: Vec::new() }
    }

    /// Makes a change. One that changes nothing is no step.
    pub fn change(&mut self, document: usize, change: ReportChange, library: &Library) {
        let was = self.now.clone();
        let now = &mut self.now;
        match change {
            ReportChange::Take(line) => now.take(document, line, library),
            ReportChange::Reject(id) => now.reject(document, id, library),
            ReportChange::Add { words, credit } => now.add(document, &words, credit.as_deref(), library),
            ReportChange::Split(id, at) => now.split(document, id, at, library),
            ReportChange::Join(id) => now.join(document, id, library),
            ReportChange::SetAside(id) => now.set_aside(id),
            ReportChange::LeaveOut => now.leave_out(library),
            ReportChange::Undo => {
                if let Some(before) = self.before.pop() {
                    self.after.push(std::mem::replace(now, before));
                }
                return self.mark();
            }
            ReportChange::Redo => {
                if let Some(after) = self.after.pop() {
                    self.before.push(std::mem::replace(now, after));
                }
                return self.mark();
            }
        }
        let same = was.documents.iter().zip(&self.now.documents).all(|(a, b)| a == b);
        if !same || was.aside != self.now.aside {
            self.before.push(was);
            self.after.clear();
            if self.before.len() > STEPS {
                self.before.remove(0);
            }
        }
        self.mark();
    }

    fn mark(&mut self) {
        self.now.undo = !self.before.is_empty();
        self.now.redo = !self.after.is_empty();
    }
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
        let mut pending = Pending {
            documents,
            already,
            read,
            problems: Arc::default(),
            aside: HashSet::new(),
            there: Arc::default(),
            of: Arc::default(),
            undo: false,
            redo: false,
        };
        pending.check(library);
        pending
    }

    /// Marks the captions that stand in the catalog already: `known` has the printed words and credit lines of its documents
    /// by their names. A document that was changed since, or cut otherwise, is another document to the catalog, with most of
    /// its captions the same.
    pub fn hold_against(&mut self, known: &PrintedByName) {
        let mut there = HashSet::new();
        for (reading, _) in self.documents.iter().zip(&self.already).filter(|(_, already)| !**already) {
            let Some(known) = known.get(&reading.document.name) else { continue };
            let same = |c: &&PrintedCaption| known.contains(&(c.description.clone(), c.credit_line.clone()));
            there.extend(reading.captions.iter().filter(same).map(|c| c.id));
        }
        self.there = Arc::new(there);
    }

    /// How many captions would be added that stand in the catalog already.
    pub fn twice(&self) -> usize {
        let new = self.documents.iter().zip(&self.already).filter(|(_, already)| !**already);
        new.flat_map(|(d, _)| &d.captions).filter(|c| self.there.contains(&c.id)).count()
    }

    /// Takes out every caption that stands in the catalog already.
    fn leave_out(&mut self, library: &Library) {
        let there = self.there.clone();
        for document in 0..self.documents.len() {
            let ids: Vec<CaptionId> = self.documents[document]
                .captions
                .iter()
                .map(|c| c.id)
                .filter(|id| there.contains(id))
                .collect();
            for id in ids {
                self.take_out(document, id, "in the catalog already");
            }
        }
        self.check(library);
    }

    /// How many captions would be added.
    pub fn captions(&self) -> usize {
        let new = self.documents.iter().zip(&self.already).filter(|(_, already)| !**already);
        new.map(|(d, _)| d.captions.len()).sum()
    }

    /// What the checks find of a caption, the weightiest first.
    pub fn problems_of(&self, caption: CaptionId) -> impl Iterator<Item = &Arc<Finding>> {
        self.of.get(&caption).into_iter().flatten().filter_map(|n| self.problems.get(*n))
    }

    /// The words of a line that was not taken.
    pub fn line_not_taken(&self, document: usize, line: u32) -> Option<&str> {
        let rejected = &self.documents.get(document)?.rejected;
        rejected.iter().find(|r| r.line == line).map(|r| r.text.trim())
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
        put(reading, 0, Some((line, line)), description, credit_line, library);
        self.check(library);
    }

    /// Adds a caption by hand to a document.
    pub fn add(&mut self, document: usize, words: &str, credit: Option<&str>, library: &Library) {
        let (words, credit) = (words.trim(), credit.map(str::trim).filter(|c| !c.is_empty()));
        let Some(reading) = self.documents.get_mut(document) else { return };
        if words.is_empty() && credit.is_none() {
            return;
        }
        put(Arc::make_mut(reading), 0, None, words.to_owned(), credit.map(str::to_owned), library);
        self.check(library);
    }

    /// Makes two captions of one, cut before the character number `at`; both keep the credit.
    pub fn split(&mut self, document: usize, caption: CaptionId, at: usize, library: &Library) {
        let Some(reading) = self.documents.get_mut(document) else { return };
        let reading = Arc::make_mut(reading);
        let Some(place) = reading.captions.iter().position(|c| c.id == caption) else { return };
        let whole = &reading.captions[place];
        let cut = whole.description.char_indices().nth(at).map_or(whole.description.len(), |(n, _)| n);
        let halves = [whole.description[..cut].trim().to_owned(), whole.description[cut..].trim().to_owned()];
        if halves.iter().any(String::is_empty) {
            return;
        }
        let whole = reading.captions.remove(place);
        let lines = whole.line.zip(whole.last_line.or(whole.line));
        for half in halves {
            put(reading, 1, lines, half, whole.credit_line.clone(), library);
        }
        self.check(library);
    }

    /// Makes one caption of a caption and the one after it.
    pub fn join(&mut self, document: usize, caption: CaptionId, library: &Library) {
        let Some(reading) = self.documents.get_mut(document) else { return };
        let reading = Arc::make_mut(reading);
        let Some(place) = reading.captions.iter().position(|c| c.id == caption) else { return };
        if place + 1 >= reading.captions.len() {
            return;
        }
        let (first, second) = (reading.captions.remove(place), reading.captions.remove(place));
        let words = format!("{} {}", first.description.trim(), second.description.trim()).trim().to_owned();
        let mut credits: Vec<String> = first.credit_line.into_iter().collect();
        credits.extend(second.credit_line.filter(|c| !credits.contains(c)));
        let credit = (!credits.is_empty()).then(|| credits.join("; "));
        let lines = first.line.zip(second.last_line.or(second.line).or(first.last_line).or(first.line));
        put(reading, 1, lines, words, credit, library);
        self.check(library);
    }

    /// Says that a caption is to be set aside when it is added, or not.
    pub fn set_aside(&mut self, caption: CaptionId) {
        if !self.aside.remove(&caption) {
            self.aside.insert(caption);
        }
    }

    /// Takes a caption out: its lines stand among the rejected ones.
    pub fn reject(&mut self, document: usize, caption: CaptionId, library: &Library) {
        self.take_out(document, caption, "taken out by hand");
        self.check(library);
    }

    fn take_out(&mut self, document: usize, caption: CaptionId, why: &str) {
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
                why: why.to_owned(),
                text: l.text.to_owned(),
            })
            .collect();
        reading.rejected.append(&mut lines);
        reading.rejected.sort_by_key(|r| r.line);
    }

    fn check(&mut self, library: &Library) {
        let mut captions: Vec<Caption> = Vec::new();
        for reading in &self.documents {
            let source = &reading.document;
            let document = DocumentRow {
                hash: source.hash,
                name: source.name.as_str().into(),
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
        let mentions = self.documents.iter().map(|d| (&*d.document.name, &*d.document.mentions));
        let found = checks::run(&checks::Input {
            captions: &captions,
            events: &[],
            agencies: &library.agencies,
            prose: &prose::gathered(mentions),
            style: &checks::Style::default(),
        });
        let mut of: HashMap<CaptionId, Vec<usize>> = HashMap::new();
        for (n, finding) in found.iter().enumerate() {
            for caption in &finding.captions {
                of.entry(caption.id).or_default().push(n);
            }
        }
        of.values_mut().for_each(|places| places.sort_by_key(|n| found[*n].severity));
        self.of = Arc::new(of);
        self.problems = Arc::new(found.into_iter().map(Arc::new).collect());
    }
}

/// Puts a caption into a document's reading, at its place and with an id of its own.
fn put(
    reading: &mut DocumentReading,
    from: u32,
    lines: Option<(u32, u32)>,
    description: String,
    credit_line: Option<String>,
    library: &Library,
) {
    let (line, last) = lines.unzip();
    let mut facts =
        facts::derive(&description, credit_line.as_deref(), reading.document.date, &library.agencies);
    library.vocabulary.file(&description, &mut facts);
    let taken = |id: CaptionId| reading.captions.iter().any(|c| c.id == id);
    let mut ordinal = from;
    let mut id = caption_id(reading.document.hash, line.unwrap_or(0), ordinal);
    while taken(id) {
        ordinal += 1;
        id = caption_id(reading.document.hash, line.unwrap_or(0), ordinal);
    }
    let place = reading
        .captions
        .partition_point(|c| line.is_none() || c.line.unwrap_or(u32::MAX) <= line.unwrap_or(0));
    let caption = PrintedCaption { id, line, last_line: last, description, credit_line, facts };
    reading.captions.insert(place, caption);
}
