//! The catalog that is open at the desk: what follows an edit, and what the window asks to see of it.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::edit::edited;
use super::error::DeskError;
use super::pending::PrintedByName;
use super::proposed::{Chosen, Proposed};
use super::session::Session;
use super::settle::DateAnswer;
use super::snapshot::Dismissed;
use super::view::*;
use crate::checks::{PICTURE_TWICE, Right};
use crate::index::{Index, IndexRow};
use crate::model::caption::{Caption, CaptionId};
use crate::model::document::DocumentReading;
use crate::model::field::{Field, Value};
use crate::model::filter::FilterField;
use crate::model::finding::{Finding, Fix};
use crate::model::operation::{Edit, OperationId, OperationKind};
use crate::store::{CaptionRow, DocumentRow};

pub(super) type Done<T = ()> = Result<T, DeskError>;

/// An open catalog: the session that writes to it, and everything that was derived from it.
pub(super) struct Open {
    pub(super) session: Session,
    pub(super) path: PathBuf,
    pub(super) index: Option<Arc<Index>>,
    /// Something was changed that the index has not followed; the next check makes it anew.
    pub(super) behind: bool,
    /// The facets as they were counted the last time; in view until the index is there.
    pub(super) counted: Vec<Facet>,
    pub(super) problems: Arc<Problems>,
    /// What the prose of the documents names, as the last check of the whole catalog read it.
    pub(super) prose: Arc<Vec<crate::checks::Mentioned>>,
    /// Told apart from jobs of a catalog that was open before.
    pub(super) generation: u64,
    pub(super) revision: i64,
    /// A check runs.
    pub(super) checking: bool,
    /// Something changed since the last check began.
    pub(super) stale: Option<Instant>,
    /// So much has changed that the next check waits for no rest.
    pub(super) at_once: bool,
    /// How long the last check took: a large catalog waits longer for the next one.
    pub(super) took: Duration,
}

/// A [`Change`] with its captions by their ids.
pub(super) enum Asked {
    Set(Vec<CaptionId>, Field, Value, Option<String>),
    Fix(Vec<Fix>, String),
    Dismiss(Vec<Arc<Finding>>, Right, Option<String>),
    Reopen(Box<Dismissed>),
    Forget(String),
    Settle(Vec<Arc<Finding>>, DateAnswer),
    SetFields(Vec<CaptionId>, Vec<(Field, Value)>),
    Rewrite(Arc<Proposed>, Chosen, String),
    Event(Box<crate::model::event::Event>),
    Style(String),
    Reject(Vec<CaptionId>),
    Take(String, u32),
    Add(String, Option<String>),
    Split(CaptionId, usize),
    Join(Vec<CaptionId>),
    JoinPicture(Vec<CaptionId>),
    Undo(Option<OperationId>),
    UndoRest(OperationId),
    UndoOver(OperationId),
    GoBack(OperationId),
    Redo,
}

/// The one event of a document's captions: what a caption that has just come to it is of, until the next check says more.
fn event_of_document<'i>(index: &'i Index, document: &str) -> Option<&'i str> {
    let mut events = index.having(FilterField::Document, document).into_iter();
    let first = index.value(events.next()?, FilterField::Event)?;
    events.all(|pos| index.value(pos, FilterField::Event) == Some(first)).then_some(first)
}

/// So many captions of one picture are shown beside each other.
const PICTURES: usize = 2;

impl Open {
    pub(super) fn named(&self, change: Change) -> Done<Asked> {
        Ok(match change {
            Change::Set { rows, field, value, why } => Asked::Set(self.ids(&rows)?, field, value, why),
            Change::Type { row, field, value, .. } => Asked::Set(self.ids(&[row])?, field, value, None),
            Change::Fix { fixes, why } => Asked::Fix(fixes, why),
            Change::Dismiss { findings, right, note } => Asked::Dismiss(findings, right, note),
            Change::Reopen { dismissed } => Asked::Reopen(dismissed),
            Change::Forget { word } => Asked::Forget(word),
            Change::Settle { findings, answer } => Asked::Settle(findings, answer),
            Change::SetFields { rows, values } => Asked::SetFields(self.ids(&rows)?, values),
            Change::Rewrite { proposed, chosen, verb } => Asked::Rewrite(proposed, chosen, verb),
            Change::Event(event) => Asked::Event(event),
            Change::Style(name) => Asked::Style(name),
            // Made into a `Set` before.
            Change::RenameScene { from, to, event } => Asked::Set(
                self.ids(&self.of_scene(&from, event.as_deref()))?,
                Field::Scene,
                Value::Text(to),
                None,
            ),
            Change::Reject { rows } => Asked::Reject(self.ids(&rows)?),
            Change::Take { document, line } => Asked::Take(document, line),
            Change::Add { words, credit } => Asked::Add(words, credit),
            Change::Split { row, at } => match self.ids(&[row])?.first() {
                Some(id) => Asked::Split(*id, at),
                None => return Err(DeskError::refused("the caption to split is not there any more")),
            },
            Change::Join { rows } => Asked::Join(self.ids(&rows)?),
            Change::JoinPicture { rows } => Asked::JoinPicture(self.ids(&rows)?),
            Change::Undo(operation) => Asked::Undo(operation),
            // Made into changes that take back before.
            Change::Untype { row, field, before } => Asked::Set(self.ids(&[row])?, field, before, None),
            Change::UndoRest(operation) => Asked::UndoRest(operation),
            Change::UndoOver(operation) => Asked::UndoOver(operation),
            Change::GoBack(operation) => Asked::GoBack(operation),
            Change::Redo => Asked::Redo,
        })
    }

    /// What a field of a caption says now; none where the caption is not there.
    pub(super) fn value_of(&self, row: i64, field: Field) -> Done<Option<Value>> {
        let Some(id) = self.ids(&[row])?.first().copied() else { return Ok(None) };
        Ok(Some(self.session.current(id)?.value(field)))
    }

    /// The newest change that stands, where it set that field of that caption and nothing else, and the field is not as it
    /// was before.
    pub(super) fn typed_last(&self, row: i64, field: Field, before: &Value) -> Done<Option<OperationId>> {
        let Some(id) = self.ids(&[row])?.first().copied() else { return Ok(None) };
        if self.session.current(id)?.value(field) == *before {
            return Ok(None);
        }
        let all = self.session.operations()?;
        let Some(last) = all.iter().find(|o| o.in_effect && !crate::store::takes_back(o.kind)) else {
            return Ok(None);
        };
        let own =
            |e: &Edit| matches!(e, Edit::Set { caption: of, field: set, .. } if *of == id && *set == field);
        let edits = self.session.edits(last.id)?;
        Ok((!edits.is_empty() && edits.iter().all(own)).then_some(last.id))
    }

    /// Whether the next change to take back is the import that the catalog began with, and not just made: who goes back change
    /// by change is not to find the catalog empty.
    pub(super) fn at_the_beginning(&self) -> Done<bool> {
        let all = self.session.operations()?;
        let next = all.iter().find(|o| o.in_effect && !crate::store::takes_back(o.kind));
        let first = all.last().filter(|o| o.kind == OperationKind::Import && all.len() > 1);
        Ok(first.is_some_and(|first| next.is_some_and(|next| next.id == first.id)))
    }

    /// What stands in a field by now, where that is neither what was seen there nor what was typed.
    pub(super) fn elsewhere(&self, change: &Change) -> Done<Option<Elsewhere>> {
        let Change::Type { row, field, seen, value } = change else { return Ok(None) };
        // An event's and a scene's name is told by the other captions, too: it may differ with nobody having set it.
        if matches!(field, Field::Event | Field::Scene) {
            return Ok(None);
        }
        let Some(id) = self.ids(&[*row])?.first().copied() else { return Ok(None) };
        let now = self.session.current(id)?.value(*field);
        let differs = now != *value && now.cell() != *seen;
        Ok(differs.then(|| Elsewhere { row: *row, field: *field, mine: value.clone(), theirs: now.cell() }))
    }

    /// The printed words and credit lines in the catalog of documents that bear the names of others, by those names.
    pub(super) fn printed_in(
        &self,
        documents: &[DocumentRow],
        named: &[DocumentReading],
    ) -> Done<PrintedByName> {
        let names: HashSet<&str> = named.iter().map(|d| d.document.name.as_str()).collect();
        let mut out = PrintedByName::new();
        for (place, document) in (0_u32..).zip(documents) {
            if document.shown && names.contains(&*document.name) {
                let captions = self.session.store.captions_in(place)?;
                let shown = captions.into_iter().filter(|(_, hidden)| !hidden);
                let printed = shown.map(|(row, _)| (row.description, row.credit_line));
                out.entry(document.name.to_string()).or_default().extend(printed);
            }
        }
        Ok(out)
    }

    /// The rows of the captions of an event's scene; without an event, of those that are of none.
    pub(super) fn of_scene(&self, scene: &str, event: Option<&str>) -> Vec<i64> {
        use crate::model::filter::{Filter, FilterField};
        let Some(index) = &self.index else { return Vec::new() };
        let all = index.filter(&Filter::All);
        let of = |pos: &u32| {
            index.value(*pos, FilterField::Scene) == Some(scene)
                && index.value(*pos, FilterField::Event) == event
        };
        all.into_iter().filter(of).map(|pos| index.row(pos)).collect()
    }

    /// The ids of captions by their row numbers.
    pub(super) fn ids(&self, rows: &[i64]) -> Done<Vec<CaptionId>> {
        let mut ids = Vec::with_capacity(rows.len());
        let mut unknown = Vec::new();
        for row in rows {
            match self.index.as_ref().and_then(|index| Some(index.id(index.position(*row)?))) {
                Some(id) => ids.push(id),
                None => unknown.push(*row),
            }
        }
        ids.extend(self.session.store.rows(&unknown)?.into_iter().map(|r| r.id));
        Ok(ids)
    }

    /// The rows of the captions that a scope means, in catalog order; none while the index is being made.
    pub(super) fn rows_in(&self, scope: &Scope) -> Done<Option<Vec<i64>>> {
        use crate::model::filter::Filter;
        let filter = match scope {
            Scope::These(rows) => return Ok(Some(rows.to_vec())),
            Scope::All => Filter::All,
            Scope::Filter(text) => super::snapshot::Snapshot::parse_filter(std::slice::from_ref(text))?,
        };
        let Some(index) = &self.index else { return Ok(None) };
        let mut rows: Vec<i64> = index.filter(&filter).into_iter().map(|pos| index.row(pos)).collect();
        rows.sort_unstable();
        Ok(Some(rows))
    }

    /// The rows of the captions that edits are about, hidden ones too.
    pub(super) fn rows_of(&self, edits: &[Edit]) -> Done<Vec<i64>> {
        let mut ids: Vec<CaptionId> = edits.iter().filter_map(edited).collect();
        ids.sort();
        ids.dedup();
        let rows = ids.into_iter().map(|id| self.session.store.row_of_caption(id));
        Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// The index, to be changed. Until the job that read the catalog has made its orders, an edit waits for them: of a million
    /// captions some seconds, once; the window goes on meanwhile.
    pub(super) fn index_mut(&mut self) -> Option<&mut Index> {
        let index = self.index.as_mut()?;
        while Arc::get_mut(index).is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        Arc::get_mut(index)
    }

    /// Takes edits over into the index; gives the rows that they touched.
    pub(super) fn follow(&mut self, edits: &[Edit]) -> Done<Vec<i64>> {
        let words = |e: &Edit| match e {
            Edit::Set { caption, field: Field::Scene | Field::Description, .. } => Some(*caption),
            _ => None,
        };
        let afresh: std::collections::HashSet<CaptionId> = edits.iter().filter_map(words).collect();
        let mut ids: Vec<CaptionId> = edits.iter().filter_map(edited).collect();
        ids.sort();
        ids.dedup();
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            match self.session.store.find(id)? {
                Some(row) => {
                    let number = row.row;
                    let view = self.view_of(row, None, afresh.contains(&id))?;
                    if let Some(index) = self.index_mut() {
                        let problems =
                            index.position(number).map(|pos| index.problems(pos)).unwrap_or_default();
                        index.replace(&IndexRow::of(number, &view.caption, &problems));
                    }
                    rows.push(number);
                }
                None => {
                    let hidden = self.session.store.row_of_caption(id)?;
                    if let (Some(index), Some(row)) = (self.index_mut(), hidden) {
                        index.remove(row);
                    }
                }
            }
        }
        Ok(rows)
    }

    /// Writes the known problems into a new index.
    pub(super) fn mark_problems(&mut self) {
        let known = self.problems.clone();
        let Some(index) = self.index_mut() else { return };
        for (row, problems) in known.named.by_row() {
            let found = problems.iter().filter_map(|n| known.open.get(*n as usize));
            index.set_problems(row, found.map(|f| f.check.as_str()));
        }
    }

    pub(super) fn view(&self, row: CaptionRow, document: Option<&DocumentRow>) -> Done<CaptionView> {
        self.view_of(row, document, false)
    }

    /// A caption as the window shows it. `afresh`: what the index says of its scene is older than the caption.
    fn view_of(&self, row: CaptionRow, document: Option<&DocumentRow>, afresh: bool) -> Done<CaptionView> {
        let own;
        let document = match document {
            Some(document) => Some(document),
            None => {
                own = self.session.document_of(&row)?;
                own.as_ref()
            }
        };
        let number = row.row;
        let scene_stays = afresh || super::snapshot::has_scene(&row);
        let mut caption: Caption = super::snapshot::assemble(row, document, &self.session.library.agencies);
        let by_hand = |field| caption.corrections.iter().any(|c| c.field == field);
        if caption.event.is_none()
            && !by_hand(Field::Event)
            && let Some(index) = &self.index
        {
            caption.event = match index.position(number) {
                Some(pos) => index.value(pos, FilterField::Event),
                None => event_of_document(index, &caption.document),
            }
            .map(str::to_owned);
        }
        if !scene_stays
            && let Some(index) = &self.index
            && let Some(pos) = index.position(number)
        {
            // What was proposed beside the others; the next check tells whether that has changed.
            caption.scene = index.value(pos, FilterField::Scene).map(str::to_owned);
        }
        let mut problems: Vec<(String, _)> =
            self.findings(caption.id).map(|f| (f.check.clone(), f.severity)).collect();
        problems.dedup();
        Ok(CaptionView { row: number, caption, problems })
    }

    pub(super) fn findings(&self, id: CaptionId) -> impl Iterator<Item = &Arc<Finding>> {
        self.problems.named.problems(id).iter().filter_map(|n| self.problems.open.get(*n as usize))
    }

    pub(super) fn views(&self, rows: &[i64]) -> Done<Vec<CaptionView>> {
        let mut documents: HashMap<u32, Option<DocumentRow>> = HashMap::new();
        let mut out = Vec::with_capacity(rows.len());
        for row in self.session.store.rows(rows)? {
            let document = match row.document {
                Some(place) => match documents.entry(place) {
                    std::collections::hash_map::Entry::Occupied(e) => e.into_mut(),
                    std::collections::hash_map::Entry::Vacant(e) => {
                        e.insert(self.session.store.document(place)?)
                    }
                }
                .clone(),
                None => None,
            };
            out.push(self.view(row, document.as_ref())?);
        }
        Ok(out)
    }

    /// The list that was asked for, or why its filter cannot be read.
    pub(super) fn listing(
        &self,
        request: &ListRequest,
        keep: Option<i64>,
    ) -> Done<Result<Listing, crate::model::filter::FilterError>> {
        match &self.index {
            Some(index) => Ok(super::listing::list(index, &self.problems, request, keep)),
            None => {
                // The first captions, while the index is being made.
                let rows = self.session.store.first_rows(200)?;
                let total = rows.len();
                Ok(Ok(Listing {
                    request: request.clone(),
                    shown: rows.len(),
                    rows,
                    groups: Vec::new(),
                    total,
                    facets: self.counted.clone(),
                    problem_rows: Vec::new(),
                    kept: None,
                    complete: false,
                }))
            }
        }
    }

    /// How many lines around a caption are shown with it.
    const AROUND: u32 = 4;

    pub(super) fn detail(&self, number: i64) -> Done<Option<Detail>> {
        let Some(row) = self.session.store.rows(&[number])?.pop() else { return Ok(None) };
        if self.session.store.find(row.id)?.is_none() {
            return Ok(None);
        }
        let (id, place) = (row.id, row.document);
        let (line, last) = (row.line, row.last_line);
        let document = self.session.document_of(&row)?;
        let view = self.view(row, document.as_ref())?;
        let mut context = Vec::new();
        if let (Some(place), Some(document), Some(line)) = (place, &document, line) {
            let last = last.unwrap_or(line);
            let (from, to) =
                (line.min(last).saturating_sub(Self::AROUND), line.max(last).saturating_add(Self::AROUND));
            let text = self.session.store.document_text(document.hash)?.unwrap_or_default();
            let standing = self.session.store.captions_in(place)?;
            let of = |n: u32| {
                let holds = |c: &CaptionRow| match (c.line, c.last_line) {
                    (Some(a), Some(b)) => (a.min(b)..=a.max(b)).contains(&n),
                    (a, b) => a.or(b) == Some(n),
                };
                let found = |own: bool| {
                    standing.iter().find(|(c, hidden)| !hidden && holds(c) && (c.id == id) == own)
                };
                found(true).or_else(|| found(false)).map(|(c, _)| c.id)
            };
            context = crate::text::lines::lines(&text)
                .skip_while(|l| l.number < from)
                .take_while(|l| l.number <= to)
                .map(|l| ContextLine {
                    number: l.number,
                    text: l.text.chars().take(2000).collect(),
                    caption: of(l.number),
                })
                .collect();
        }
        let problems: Vec<_> = self.findings(id).cloned().collect();
        let twice = problems.iter().filter(|p| p.check == PICTURE_TWICE);
        let others = twice.flat_map(|p| p.captions.iter().take(PICTURES)).filter(|c| c.id != id);
        let mut rows = Vec::new();
        for other in others {
            rows.extend(self.session.store.row_of_caption(other.id)?);
        }
        let pictures = self.views(&rows)?;
        let mut history: Vec<CaptionChange> = Vec::new();
        let touching = self.session.store.edits_touching(id)?;
        if !touching.is_empty() {
            let log: HashMap<OperationId, _> =
                self.session.operations()?.into_iter().map(|o| (o.id, o)).collect();
            for (operation, edit) in touching {
                match history.last_mut() {
                    Some(last) if last.operation.id == operation => last.edits.push(edit),
                    _ => {
                        if let Some(operation) = log.get(&operation) {
                            history.push(CaptionChange { operation: operation.clone(), edits: vec![edit] });
                        }
                    }
                }
            }
        }
        let scene_why = self.session.why_scene(&view.caption);
        Ok(Some(Detail { scene_why, view, document: place, problems, pictures, context, history }))
    }
}
