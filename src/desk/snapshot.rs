//! A snapshot: every caption as it stands at one revision, with its problems. Derived, never the only copy.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::error::DeskError;
use super::gather::Gatherer;
use super::jobs::Cancel;
use super::named::Named;
use super::prose;
use super::session::Session;
use super::view::EventSeen;
use crate::checks::{self, Mentioned, Right, Settled};
use crate::credits::{Agencies, facts};
use crate::index::{Index, IndexRow};
use crate::model::caption::{Caption, CaptionId, Correction, Facts, Status};
use crate::model::date::{DateBasis, PartialDate};
use crate::model::event::Event;
use crate::model::field::{Field, Value};
use crate::model::finding::Finding;
use crate::store::{CaptionRow, DocumentRow};

/// Every visible caption in catalog order, with the problems of the whole catalog.
pub struct Snapshot {
    /// The revision that it was made from.
    pub revision: i64,
    pub captions: Vec<Caption>,
    /// Row numbers in the store, beside `captions`.
    pub rows: Vec<i64>,
    /// Problems that are not dismissed.
    pub findings: Vec<Arc<Finding>>,
    /// Problems that the desk said are right.
    pub dismissed: Vec<Dismissed>,
    pub events: Vec<Event>,
    /// The captions that `findings` name.
    pub(super) named: Named,
}

/// A problem that the desk said is right as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissed {
    pub finding: Arc<Finding>,
    pub note: String,
    /// How far that was said to go.
    pub right: Right,
    /// Who said it, and when, in UTC.
    pub by: String,
    pub at: String,
}

impl Snapshot {
    /// The problems of one caption.
    pub fn problems(&self, id: CaptionId) -> impl Iterator<Item = &Arc<Finding>> {
        self.named.problems(id).iter().filter_map(|n| self.findings.get(*n as usize))
    }
}

impl Snapshot {
    /// The events of the catalog, those with the most captions first.
    pub fn events_seen(&self) -> Vec<EventSeen> {
        let known: HashMap<&str, &Event> = self.events.iter().map(|e| (e.name.as_str(), e)).collect();
        let mut of: BTreeMap<&str, Vec<&Caption>> = BTreeMap::new();
        for caption in self.captions.iter().filter(|c| c.status != Status::SetAside) {
            if let Some(event) = caption.event.as_deref() {
                of.entry(event).or_default().push(caption);
            }
        }
        let mut seen: Vec<EventSeen> = of
            .into_iter()
            .map(|(name, captions)| {
                let mut days: BTreeMap<PartialDate, usize> = BTreeMap::new();
                let dates = captions.iter().filter_map(|c| c.date_created);
                dates.for_each(|d| *days.entry(d).or_default() += 1);
                let undated = captions.len() - days.values().sum::<usize>();
                let event = match known.get(name) {
                    Some(event) => (*event).clone(),
                    None => proposed(name, &captions),
                };
                EventSeen { event, known: known.contains_key(name), captions: captions.len(), days, undated }
            })
            .collect();
        seen.sort_by_key(|e| std::cmp::Reverse(e.captions));
        seen
    }
}

/// What the captions of an event agree on: the place that most of them name.
fn proposed(name: &str, captions: &[&Caption]) -> Event {
    let most = |of: fn(&Caption) -> Option<&String>| -> Option<String> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        captions.iter().filter_map(|c| of(c)).for_each(|v| *count.entry(v).or_default() += 1);
        let best = count.into_iter().max_by_key(|(v, n)| (*n, std::cmp::Reverse(*v)))?;
        (best.1 * 2 > captions.len() / 2).then(|| best.0.to_owned())
    };
    Event {
        name: name.to_owned(),
        sublocation: most(|c| c.sublocation.as_ref()),
        city: most(|c| c.city.as_ref()),
        country: most(|c| c.country.as_ref()),
        zone: None,
        begins: None,
        ends: None,
        past_midnight: false,
    }
}

impl Session {
    /// Reads the whole catalog as it stands, and checks it.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, DeskError> {
        let mut snapshot = self.captions()?;
        self.check(&mut snapshot)?;
        Ok(snapshot)
    }

    /// Runs the checks over a snapshot.
    pub(super) fn check(&self, snapshot: &mut Snapshot) -> Result<(), DeskError> {
        let style = self.style()?;
        let found = checks::run(&checks::Input {
            captions: &snapshot.captions,
            events: &snapshot.events,
            agencies: &self.library.agencies,
            prose: &self.prose()?,
            style: &style,
        });
        (snapshot.findings, snapshot.dismissed) = self.told_apart(found.into_iter().map(Arc::new))?;
        let captions = snapshot.captions.iter().map(|c| c.id);
        let known = Named::known(captions.zip(snapshot.rows.iter().copied()));
        snapshot.named = Named::of(&snapshot.findings, &known, |_| Ok::<_, DeskError>(None))?;
        Ok(())
    }

    /// Tells what is open from what the desk has said to be right.
    pub(super) fn told_apart(
        &self,
        found: impl IntoIterator<Item = Arc<Finding>>,
    ) -> Result<(Vec<Arc<Finding>>, Vec<Dismissed>), DeskError> {
        let kept = self.store.dismissals()?;
        let settled = Settled::of(kept.iter().map(|d| (d.check.clone(), d.key.clone(), d.note.clone())));
        let said: HashMap<(&str, &str), (&str, &str)> = kept
            .iter()
            .map(|d| ((d.check.as_str(), d.key.as_str()), (d.by.as_str(), d.at.as_str())))
            .collect();
        let (mut open, mut dismissed) = (Vec::new(), Vec::new());
        for finding in found {
            match settled.note(&finding) {
                Some((right, note)) => {
                    let note = note.to_owned();
                    let keys = right.keys(&finding);
                    let known = keys.first().and_then(|(c, k)| said.get(&(c.as_str(), k.as_str())));
                    let (by, at) = known.copied().unwrap_or_default();
                    dismissed.push(Dismissed { note, right, by: by.into(), at: at.into(), finding });
                }
                None => open.push(finding),
            }
        }
        Ok((open, dismissed))
    }

    /// What the prose of the catalog's documents names.
    pub(super) fn prose(&self) -> Result<Vec<Mentioned>, DeskError> {
        let mut names = BTreeMap::new();
        self.store.all_mentions(&mut |document, mentions| prose::add(&mut names, document, mentions))?;
        Ok(names.into_values().collect())
    }

    /// Every caption as it stands, unchecked.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub fn captions(&self) -> Result<Snapshot, DeskError> {
        self.captions_watched(&Cancel::default())
    }

    /// As [`Session::captions`], to be stopped.
    pub(super) fn captions_watched(&self, cancel: &Cancel) -> Result<Snapshot, DeskError> {
        let revision = self.store.head()?;
        let documents = self.store.documents()?;
        let mut captions = Vec::new();
        let mut rows = Vec::new();
        let outdated = self.is_outdated()?;
        let mut gatherer = Gatherer::new(&self.library.vocabulary);
        self.store.scan(&mut |mut row| {
            if outdated {
                self.library.vocabulary.file(&row.description, &mut row.facts);
            }
            rows.push(row.row);
            let of = row.document;
            let document = of.and_then(|n| documents.get(n as usize));
            let scene_by_hand = has_scene(&row);
            let caption = assemble(row, document, &self.library.agencies);
            gatherer.gather(&caption, of, scene_by_hand);
            captions.push(caption);
            if cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if cancel.is_cancelled() {
            return Err(DeskError::Cancelled);
        }
        let gathered = gatherer.finish();
        for (n, caption) in captions.iter_mut().enumerate() {
            if let Some(event) = gathered.event(n) {
                caption.event = event.map(str::to_owned);
            }
            caption.scene = gathered.scene(n).map(str::to_owned);
        }
        Ok(Snapshot {
            revision,
            captions,
            rows,
            findings: Vec::new(),
            dismissed: Vec::new(),
            events: self.store.events()?,
            named: Named::default(),
        })
    }
}

impl Session {
    /// The index of the whole catalog; no caption is kept.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub(super) fn index(&self) -> Result<Index, DeskError> {
        let documents = self.store.documents()?;
        let expected = self.store.count()? as usize;
        let outdated = self.is_outdated()?;
        let mut gatherer = Gatherer::new(&self.library.vocabulary);
        // One thread reads, another folds and files.
        let (batches, filed) = std::sync::mpsc::sync_channel::<Vec<(i64, Caption)>>(4);
        let file = move || {
            let mut index = Index::new();
            index.make_room(expected);
            for (row, caption) in filed.into_iter().flatten() {
                index.push(&IndexRow::of(row, &caption, &[]));
            }
            index
        };
        let mut index = std::thread::scope(|threads| {
            let filer =
                std::thread::Builder::new().name("index".into()).spawn_scoped(threads, file).map_err(
                    |_| DeskError::refused("the system gives no thread for the index; close other programs"),
                )?;
            let mut batch = Vec::with_capacity(BATCH);
            let read = self.store.scan(&mut |mut row| {
                if outdated {
                    self.library.vocabulary.file(&row.description, &mut row.facts);
                }
                let (number, of) = (row.row, row.document);
                let document = of.and_then(|n| documents.get(n as usize));
                let scene_by_hand = has_scene(&row);
                let caption = assemble(row, document, &self.library.agencies);
                gatherer.gather(&caption, of, scene_by_hand);
                batch.push((number, caption));
                // A batch that nobody takes means that the other thread failed, which its end tells.
                if batch.len() == BATCH && batches.send(std::mem::take(&mut batch)).is_err() {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            });
            let _ = batches.send(batch);
            drop(batches);
            let index = filer.join().unwrap_or_else(|defect| std::panic::resume_unwind(defect));
            read?;
            Ok::<_, DeskError>(index)
        })?;
        let gathered = gatherer.finish();
        index.set_events(|pos| gathered.event(pos));
        index.set_scenes(|pos| gathered.scene(pos));
        index.shrink();
        Ok(index)
    }
}

/// How many captions are handed on at once.
const BATCH: usize = 512;

/// Whether a hand has put the caption into its scene, or out of any.
pub(super) fn has_scene(row: &CaptionRow) -> bool {
    row.set.iter().any(|s| s.field == Field::Scene)
}

/// A caption as it stands, from its row. Its event is as set by hand or by its document's data.
pub(super) fn assemble(row: CaptionRow, document: Option<&DocumentRow>, agencies: &Agencies) -> Caption {
    let document_date = document.and_then(|d| d.date);
    let facts = row.facts;
    let mut caption = Caption {
        id: row.id,
        document: document.map(|d| d.name.clone()).unwrap_or_default(),
        document_date,
        line: row.line,
        description: row.description.clone(),
        description_as_printed: row.description,
        credit_line: row.credit_line.clone(),
        credit_line_as_printed: row.credit_line,
        creators: facts.credit.credit.creators,
        agency: facts.credit.credit.agency,
        suppliers: facts.credit.credit.suppliers,
        distributor: facts.credit.credit.distributor,
        flags: facts.credit.credit.flags.iter().map(|f| f.key().to_owned()).collect(),
        commissioner: facts.credit.credit.commissioner,
        restrictions: facts.credit.credit.restrictions,
        date_created: facts.date_created,
        date_basis: facts.date_basis,
        date_as_printed: facts.date.as_ref().map(|d| d.printed.clone()),
        date_reading: facts.date,
        credit_undecided: facts.credit.undecided,
        event_date: None,
        date_note: None,
        event: document.and_then(|d| d.event.clone()),
        event_words: facts.event_words,
        sublocation: facts.sublocation,
        city: facts.city,
        country: facts.country,
        persons_shown: facts.persons_shown,
        headline: None,
        keywords: Vec::new(),
        also_in: Vec::new(),
        scene: facts.scene,
        other_scenes: facts.other_scenes,
        kind_rows: facts.kind_rows,
        status: Status::Unreviewed,
        corrections: Vec::new(),
    };
    if row.set.is_empty() {
        return caption;
    }
    let printed = facts::derive(
        &caption.description_as_printed,
        caption.credit_line_as_printed.as_deref(),
        document_date,
        agencies,
    );
    // What the desk sets counts as decided.
    let by_hand: HashSet<Field> = row.set.iter().map(|s| s.field).collect();
    if by_hand.contains(&Field::Creators) || by_hand.contains(&Field::Agency) {
        caption.credit_undecided.clear();
    }
    for set in row.set {
        if set.field.is_correction() {
            caption.corrections.push(Correction {
                field: set.field,
                as_printed: printed_value(&caption, &printed, set.field),
                corrected: set.value.clone(),
                why: set.why,
                by: set.by,
                at: set.at,
            });
        }
        apply(&mut caption, set.field, set.value);
    }
    caption.corrections.sort_by_key(|c| c.field);
    caption.date_as_printed = printed.date.map(|d| d.printed);
    caption
}

/// What print gives for a field.
pub(super) fn printed_value(caption: &Caption, printed: &Facts, field: Field) -> Value {
    match field {
        Field::Description => Value::Text(caption.description_as_printed.clone()),
        Field::CreditLine => Value::text(caption.credit_line_as_printed.as_deref()),
        field => printed.value(field),
    }
}

/// Puts a value into its field.
pub(super) fn apply(caption: &mut Caption, field: Field, value: Value) {
    let text = |v: &Value| v.as_text().filter(|s| !s.is_empty()).map(str::to_owned);
    let list = |v: &Value| v.as_list().to_vec();
    let date = |v: &Value| v.as_text().and_then(PartialDate::parse);
    match field {
        Field::Description => caption.description = value.as_text().unwrap_or_default().to_owned(),
        Field::CreditLine => caption.credit_line = text(&value),
        Field::Creators => caption.creators = list(&value),
        Field::Agency => caption.agency = text(&value),
        Field::Suppliers => caption.suppliers = list(&value),
        Field::Distributor => caption.distributor = text(&value),
        Field::Flags => caption.flags = list(&value),
        Field::Commissioner => caption.commissioner = text(&value),
        Field::Restrictions => caption.restrictions = list(&value),
        Field::DateCreated => {
            caption.date_created = date(&value);
            caption.date_basis = Some(DateBasis::Desk);
        }
        Field::EventDate => caption.event_date = date(&value),
        Field::DateNote => caption.date_note = text(&value),
        Field::Event => caption.event = text(&value),
        Field::Sublocation => caption.sublocation = text(&value),
        Field::City => caption.city = text(&value),
        Field::Country => caption.country = text(&value),
        Field::PersonsShown => caption.persons_shown = list(&value),
        Field::Headline => caption.headline = text(&value),
        Field::Keywords => caption.keywords = list(&value),
        Field::AlsoIn => caption.also_in = list(&value),
        Field::Scene => caption.scene = text(&value),
        Field::Status => {
            caption.status = value.as_text().and_then(Status::from_key).unwrap_or_default();
        }
    }
}
