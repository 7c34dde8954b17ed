//! Looking again at what one edit has touched, at once: the checks of the whole catalog follow when the hands have rested.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::named::Named;
use super::opened::{Done, Open};
use super::view::{Problems, Seat};
use crate::checks::{self, CheckInfo, Input, Reach};
use crate::model::caption::{Caption, CaptionId};
use crate::model::field::Field;
use crate::model::filter::FilterField;
use crate::model::finding::{CaptionRef, Finding, Severity};
use crate::model::operation::Edit;

/// A document, or an event, of more captions than this is left to the checks of the whole catalog.
const MOST: usize = 1500;

/// What edits can change the problems of, beyond the captions themselves.
#[derive(Debug, Default)]
pub(super) struct Around {
    documents: BTreeSet<String>,
    events: BTreeSet<String>,
}

impl Open {
    /// The documents and events of some rows as the index has them.
    pub(super) fn around(&self, rows: &[i64]) -> Around {
        let mut around = Around::default();
        let Some(index) = &self.index else { return around };
        for pos in rows.iter().filter_map(|row| index.position(*row)) {
            around.documents.extend(index.value(pos, FilterField::Document).map(str::to_owned));
            around.events.extend(index.value(pos, FilterField::Event).map(str::to_owned));
        }
        around
    }

    /// Looks again at the captions of `rows`, of which those in `shown` are still there, and at the documents and events that
    /// they are in or were in. What a check that looks at the whole catalog said of them stays, but where the words that it
    /// marked are not there any more.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub(super) fn recheck(&mut self, rows: &[i64], shown: &[i64], before: Around) -> Done {
        let mut around = self.around(rows);
        around.documents.extend(before.documents);
        around.events.extend(before.events);
        let Some(index) = &self.index else { return Ok(()) };
        let touched: BTreeSet<i64> = rows.iter().copied().collect();
        let mut wanted: BTreeSet<i64> = shown.iter().copied().collect();
        // A part of a document or an event tells nothing of it: all of it, or it waits.
        let mut take = |field: FilterField, names: &mut BTreeSet<String>| {
            names.retain(|name| {
                let all = index.having(field, name);
                let few = all.len() <= MOST;
                if few {
                    wanted.extend(all.into_iter().map(|pos| index.row(pos)));
                }
                few
            });
        };
        take(FilterField::Document, &mut around.documents);
        take(FilterField::Event, &mut around.events);
        if touched.len() > MOST {
            return Ok(());
        }
        let wanted: Vec<i64> = wanted.into_iter().collect();
        let captions: Vec<Caption> = self.views(&wanted)?.into_iter().map(|v| v.caption).collect();
        let row_of: HashMap<CaptionId, i64> = {
            let index = self.index.as_ref();
            let id = |row: i64| index.and_then(|i| Some(i.id(i.position(row)?)));
            wanted.iter().chain(&touched).filter_map(|row| Some((id(*row)?, *row))).collect()
        };
        let of: HashMap<CaptionId, &Caption> = captions.iter().map(|c| (c.id, c)).collect();
        // Whether a finding is of those that are made anew here.
        let anew = |check: &CheckInfo, finding: &Finding| {
            let first = finding.captions.first().map(|c| c.id);
            let caption = first.and_then(|id| of.get(&id));
            match check.reach {
                Reach::Caption => {
                    finding.captions.iter().all(|c| row_of.get(&c.id).is_some_and(|r| touched.contains(r)))
                }
                Reach::Document => finding.captions.iter().all(|c| around.documents.contains(&*c.document)),
                Reach::Event => {
                    caption.is_some_and(|c| match c.event.as_deref() {
                        Some(event) => around.events.contains(event),
                        // What names no event is looked at with its document.
                        None => around.documents.contains(&*c.document),
                    })
                }
                Reach::Catalog => false,
            }
        };
        let events = self.session.store.events()?;
        let style = self.session.style()?;
        let input = Input {
            captions: &captions,
            events: &events,
            agencies: &self.session.library.agencies,
            prose: &self.prose,
            style: &style,
        };
        let kept = |f: &Finding| checks::by_id(&f.check).is_some_and(|check| anew(check, f));
        let found: Vec<Finding> =
            checks::run_within(&input, Reach::Event).into_iter().filter(|f| kept(f)).collect();
        let (new, dismissed) = self.session.told_apart(found.into_iter().map(Arc::new))?;

        let old = &self.problems;
        let mut open: Vec<Arc<Finding>> = Vec::with_capacity(old.open.len());
        let mut changed: HashSet<CaptionId> = of.keys().copied().collect();
        let mut new = new.into_iter().peekable();
        let order: HashMap<&str, usize> = checks::all().iter().enumerate().map(|(n, c)| (c.id, n)).collect();
        let place = |f: &Finding| order.get(f.check.as_str()).copied().unwrap_or(usize::MAX);
        for finding in &old.open {
            // What is new of a check comes after what is known of it; the whole catalog's checks put it in its place.
            while new.peek().is_some_and(|f| place(f) < place(finding)) {
                open.extend(new.next());
            }
            let concerned = finding.captions.iter().any(|c| row_of.contains_key(&c.id));
            if concerned && kept(finding) {
                continue;
            }
            match gone(finding, &of, &touched, &row_of) {
                Some(None) => changed.extend(finding.captions.iter().map(|c| c.id)),
                Some(Some(rest)) => open.push(Arc::new(rest)),
                None => open.push(finding.clone()),
            }
        }
        open.extend(new);
        let still: Vec<_> = old
            .dismissed
            .iter()
            .filter(|d| !(d.finding.captions.iter().any(|c| row_of.contains_key(&c.id)) && kept(&d.finding)))
            .cloned()
            .chain(dismissed)
            .collect();
        let problems = Problems { open, dismissed: still, ..(**old).clone_rest() };
        self.take_problems(problems)?;
        let changed: Vec<_> = changed.into_iter().filter_map(|id| Some((id, *row_of.get(&id)?))).collect();
        self.mark(changed.into_iter());
        Ok(())
    }

    /// Follows what edits say to be right, or not any more.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub(super) fn settle_again(&mut self, edits: &[Edit]) -> Done {
        let asked: BTreeSet<&str> = edits
            .iter()
            .filter_map(|e| match e {
                Edit::Dismiss { check, .. } => Some(check.as_str()),
                _ => None,
            })
            .collect();
        if asked.is_empty() {
            return Ok(());
        }
        let words = asked.iter().any(|check| checks::by_id(check).is_none());
        let meant = |f: &Finding| asked.contains(f.check.as_str()) || (words && f.word.is_some());
        let old = self.problems.clone();
        let order: HashMap<&str, usize> = checks::all().iter().enumerate().map(|(n, c)| (c.id, n)).collect();
        let place = |f: &Finding| order.get(f.check.as_str()).copied().unwrap_or(usize::MAX);
        let (mut open, again): (Vec<_>, Vec<_>) = old.open.iter().cloned().partition(|f| !meant(f));
        let (mut dismissed, back): (Vec<_>, Vec<_>) =
            old.dismissed.iter().cloned().partition(|d| !meant(&d.finding));
        let asked = again.into_iter().chain(back.into_iter().map(|d| d.finding));
        let (now_open, now_right) = self.session.told_apart(asked)?;
        let changed: HashSet<CaptionId> = now_open
            .iter()
            .chain(now_right.iter().map(|d| &d.finding))
            .flat_map(|f| f.captions.iter().map(|c| c.id))
            .collect();
        open.extend(now_open);
        open.sort_by_key(|f| place(f));
        dismissed.extend(now_right);
        let words = self.session.own_words()?;
        self.take_problems(Problems { open, dismissed, words, ..old.clone_rest() })?;
        let rows = changed.iter().map(|id| self.session.store.row_of_caption(*id));
        let rows: Vec<Option<i64>> = rows.collect::<Result<_, _>>()?;
        self.mark(changed.into_iter().zip(rows).filter_map(|(id, row)| Some((id, row?))));
        Ok(())
    }

    /// Writes the known problems of some captions into the index.
    fn mark(&mut self, captions: impl Iterator<Item = (CaptionId, i64)>) {
        let all = self.problems.clone();
        let Some(index) = self.index_mut() else { return };
        for (id, row) in captions {
            let known = all.named.problems(id).iter();
            let found = known.filter_map(|n| all.open.get(*n as usize));
            index.set_problems(row, found.map(|f| f.check.as_str()));
        }
    }

    /// Takes problems as those that are known now.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub(super) fn take_problems(&mut self, mut problems: Problems) -> Done {
        let row = |id| self.session.store.row_of_caption(id);
        problems.named = Named::of(&problems.open, &self.problems.named, row)?;
        self.take_known(problems);
        Ok(())
    }

    /// As [`Open::take_problems`], where the captions that they name are told with them.
    pub(super) fn take_known(&mut self, mut problems: Problems) {
        let checks = crate::checks::all();
        let order: HashMap<&str, usize> = checks.iter().map(|c| c.id).zip(0..).collect();
        // Errors before queries, queries before style; a check stands where the gravest of its problems does.
        let mut gravest = vec![Severity::Style; checks.len()];
        for finding in &problems.open {
            if let Some(worst) = order.get(finding.check.as_str()).and_then(|n| gravest.get_mut(*n)) {
                *worst = finding.severity.min(*worst);
            }
        }
        let rank = |n: usize| gravest[n] as usize * checks.len() + n;
        let seat = |f: &Arc<Finding>| Seat {
            check: order.get(f.check.as_str()).map_or(usize::MAX, |n| rank(*n)),
            row: f.captions.iter().find_map(|c| problems.named.row(c.id)),
            // A split of dates is answered by itself.
            fixable: if super::settle::days(f).is_some() { 0 } else { f.fixes.len() },
        };
        problems.seats = problems.open.iter().map(seat).collect();
        problems.order = (0..problems.seats.len() as u32).collect();
        problems.order.sort_by_key(|at| problems.seats[*at as usize].check);
        // Counted here and not in a frame: sixty thousand problems take longer than one.
        let mut rows: Vec<i64> = Vec::new();
        let check = |at: &u32| problems.seats[*at as usize].check;
        let mut counts = std::collections::BTreeMap::new();
        for all in problems.order.chunk_by(|a, b| check(a) == check(b)) {
            rows.clear();
            let captions = all.iter().flat_map(|at| &problems.open[*at as usize].captions);
            rows.extend(captions.filter_map(|c| problems.named.row(c.id)));
            rows.sort_unstable();
            rows.dedup();
            counts.insert(check(&all[0]), rows.len() as u32);
        }
        problems.captions = counts;
        self.problems = Arc::new(problems);
    }
}

/// What is left of a finding of the whole catalog after some of its captions were changed: `None` where it stands as it was,
/// `Some(None)` where nothing is left of it.
fn gone(
    finding: &Finding,
    of: &HashMap<CaptionId, &Caption>,
    touched: &BTreeSet<i64>,
    row_of: &HashMap<CaptionId, i64>,
) -> Option<Option<Finding>> {
    let stands = |reference: &CaptionRef| {
        let was_touched = row_of.get(&reference.id).is_some_and(|row| touched.contains(row));
        if !was_touched {
            return true;
        }
        // One that was touched and is not there was taken out.
        let Some(caption) = of.get(&reference.id) else { return false };
        // A fix that has been made, or words that are not there any more.
        let mended = finding.fixes.iter().any(|f| f.id == caption.id && caption.value(f.field) == f.to);
        let marks_stand = reference.marks.iter().all(|m| {
            let text = match m.field {
                Field::Description => caption.description.as_str(),
                _ => caption.credit_line.as_deref().unwrap_or_default(),
            };
            let quoted = finding.evidence.iter().find(|e| e.id == Some(caption.id));
            match quoted.and_then(|e| e.text.get(m.span.clone())) {
                Some(words) => text.get(m.span.clone()) == Some(words),
                None => text.get(m.span.clone()).is_some(),
            }
        });
        !mended && marks_stand
    };
    if finding.captions.iter().all(stands) {
        return None;
    }
    let captions: Vec<CaptionRef> = finding.captions.iter().filter(|c| stands(c)).cloned().collect();
    if captions.is_empty() {
        return Some(None);
    }
    let left: HashSet<CaptionId> = captions.iter().map(|c| c.id).collect();
    let mut rest = finding.clone();
    rest.fixes.retain(|f| left.contains(&f.id));
    rest.captions = captions;
    Some(Some(rest))
}
