//! The walk over the problems: which comes next, what follows when one is settled, which one the keys mean. No drawing.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::app::App;
use super::state::*;
use crate::desk::Right;
use crate::desk::view::*;
use crate::model::finding::Finding;

/// A problem's place in the walk: in the Problems view check by check, else caption by caption as the catalog has them.
pub type Step = (i64, i64, usize);

/// A problem that was answered, until the desk says that it is.
#[derive(Debug, Clone)]
pub struct Settling {
    problem: Arc<Finding>,
    step: Option<Step>,
    /// The next one is shown then.
    advance: bool,
}

/// A problem of the walk.
struct Seen {
    step: Step,
    /// Its place among the open problems.
    at: usize,
    /// The caption with which it is shown.
    row: i64,
}

/// Whether two findings are one problem: what a check says anew of the same captions for the same reason.
pub fn same(a: &Finding, b: &Finding) -> bool {
    a.check == b.check
        && a.rests_on == b.rests_on
        && a.captions.len() == b.captions.len()
        && a.captions.iter().zip(&b.captions).all(|(a, b)| a.id == b.id)
        && (!a.rests_on.is_empty() || a.message == b.message)
}

impl State {
    /// The rows of the list where a filter narrows it; none where every caption is in it.
    pub fn narrowed(&self) -> Option<HashSet<i64>> {
        let listing = self.listing.as_ref().filter(|l| l.shown < l.total)?;
        Some(listing.rows.iter().copied().collect())
    }

    /// The row of the first caption of a problem that is in the list.
    pub fn home(&self, problem: &Finding, narrowed: Option<&HashSet<i64>>) -> Option<i64> {
        let rows = problem.captions.iter().filter_map(|c| self.problems.rows.get(&c.id).copied());
        match narrowed {
            Some(listed) => rows.into_iter().find(|row| listed.contains(row)),
            None => rows.into_iter().next(),
        }
    }

    /// The open problems of the list, as they are walked, in no order.
    fn walk(&self) -> Vec<Seen> {
        let order: HashMap<&str, i64> = crate::desk::checks().iter().map(|c| c.id).zip(0..).collect();
        let narrowed = self.narrowed();
        let by_check = self.view == View::Problems;
        let mut known: HashMap<(i64, i64), usize> = HashMap::new();
        let mut seen = Vec::with_capacity(self.problems.open.len());
        for (at, problem) in self.problems.open.iter().enumerate() {
            let Some(row) = self.home(problem, narrowed.as_ref()) else { continue };
            let check = order.get(problem.check.as_str()).copied().unwrap_or(i64::MAX);
            let place = if by_check { (check, row) } else { (row, check) };
            let nth = known.entry(place).or_default();
            seen.push(Seen { step: (place.0, place.1, *nth), at, row });
            *nth += 1;
        }
        seen
    }

    /// The step of a problem, if it is open and in the list.
    fn step_of(&self, walk: &[Seen], problem: &Arc<Finding>) -> Option<Step> {
        let found = walk.iter().find(|s| Arc::ptr_eq(&self.problems.open[s.at], problem));
        let found = found.or_else(|| walk.iter().find(|s| same(&self.problems.open[s.at], problem)));
        found.map(|s| s.step)
    }
}

impl App {
    /// The problem that the keys are for: the one that was gone to, else the first of the caption in view.
    pub(super) fn current_problem(&self) -> Option<Arc<Finding>> {
        let first = || self.state.detail.as_ref().and_then(|d| d.problems.first().cloned());
        self.state.problem.clone().or_else(first)
    }

    /// The next problem from where the person is, or the one before.
    pub(super) fn step_problem(&mut self, forward: bool) {
        let s = &self.state;
        let walk = s.walk();
        let here = s.problem.as_ref().and_then(|p| s.step_of(&walk, p));
        let cursor = s.cursor.zip(s.listing.as_ref()).and_then(|(c, l)| l.rows.get(c)).copied();
        let next = match (here, forward) {
            (Some(here), true) => walk.iter().filter(|x| x.step > here).min_by_key(|x| x.step),
            (Some(here), false) => walk.iter().filter(|x| x.step < here).max_by_key(|x| x.step),
            // From a caption that nothing was asked of yet: its own first, or what stands before it.
            (None, true) => walk.iter().filter(|x| Some(x.row) >= cursor).min_by_key(|x| x.step),
            (None, false) => walk.iter().filter(|x| Some(x.row) < cursor).max_by_key(|x| x.step),
        };
        let around = || match forward {
            true => walk.iter().min_by_key(|x| x.step),
            false => walk.iter().max_by_key(|x| x.step),
        };
        let turned = next.is_none() && here.is_some();
        let Some(found) = next.or_else(around) else {
            let words = match s.narrowed() {
                Some(_) => {
                    "No caption of this list has an open problem; Esc in the search shows all captions"
                }
                None => "No caption has an open problem",
            };
            return self.say(words, false, false);
        };
        let (problem, row) = (s.problems.open[found.at].clone(), found.row);
        if turned {
            let words = if forward { "From the first problem again" } else { "From the last problem again" };
            self.say(words, false, false);
        }
        self.show_problem(problem, row);
    }

    /// Goes to a problem of the list by its place among the open ones.
    pub(super) fn go_to_problem(&mut self, at: usize) {
        let Some(problem) = self.state.problems.open.get(at).cloned() else { return };
        let narrowed = self.state.narrowed();
        if let Some(row) = self.state.home(&problem, narrowed.as_ref()) {
            self.show_problem(problem, row);
        }
    }

    /// Shows a problem with one of its captions.
    fn show_problem(&mut self, problem: Arc<Finding>, row: i64) {
        if !matches!(self.state.view, View::Captions | View::Problems) {
            self.set_view(View::Captions);
        }
        self.state.prefs.inspector = true;
        let at = self.state.listing.as_ref().and_then(|l| l.rows.iter().position(|r| *r == row));
        if let Some(index) = at {
            self.select(index, false, false);
        }
        let s = &mut self.state;
        // The list may be on its way anew; it comes back to this caption.
        s.go_to = Some(row);
        s.list.show(&problem.check);
        s.problem = Some(problem);
        s.walking = true;
        (s.reveal_problem, s.reveal_row) = (true, true);
    }

    /// Notes that a problem is being answered. In the walk, the next one is shown when it is.
    pub(super) fn settling(&mut self, problem: &Arc<Finding>) {
        let s = &self.state;
        let mine = s.problem.as_ref().is_some_and(|p| same(p, problem));
        let advance = s.walking && mine;
        let step = advance.then(|| s.step_of(&s.walk(), problem)).flatten();
        self.state.settling = Some(Settling { problem: problem.clone(), step, advance });
    }

    /// Follows the problems as the desk has them now: the one in view stays, or the next one comes where it was answered.
    pub(super) fn follow_problems(&mut self) {
        let s = &mut self.state;
        let found = s.problem.take().and_then(|p| {
            let open = &s.problems.open;
            open.iter().find(|o| Arc::ptr_eq(o, &p)).or_else(|| open.iter().find(|o| same(o, &p))).cloned()
        });
        s.problem = found;
        let Some(Settling { problem, step, advance }) = s.settling.take() else { return };
        let then = s.then.take();
        if advance && let Some(from) = step {
            let walk = self.state.walk();
            let open = &self.state.problems.open;
            let others = || walk.iter().filter(|x| !same(&open[x.at], &problem));
            let next = others().filter(|x| x.step >= from).min_by_key(|x| x.step);
            match next.or_else(|| others().min_by_key(|x| x.step)).map(|x| (open[x.at].clone(), x.row)) {
                Some((next, row)) => self.show_problem(next, row),
                None => (self.state.problem, self.state.walking) = (None, false),
            }
        }
        self.state.then = then;
    }

    /// Makes the change that answers a problem.
    pub(super) fn accept(&mut self, problem: &Arc<Finding>) {
        let change = if crate::desk::split_days(problem).is_some() {
            Change::Settle { findings: vec![problem.clone()], answer: crate::desk::DateAnswer::Keep }
        } else if super::picture::is(problem) {
            // In the order of the problem: the first one's record stays.
            let rows = &self.state.problems.rows;
            Change::JoinPicture {
                rows: problem.captions.iter().filter_map(|c| rows.get(&c.id).copied()).collect(),
            }
        } else if problem.fixes.is_empty() {
            let keys = self.state.keys.words(super::action::Action::EditCaption);
            let words = format!(
                "This problem has no fix to accept; correct the caption ({keys}), or say that it is right"
            );
            return self.say(words, false, false);
        } else {
            Change::Fix { fixes: problem.fixes.clone(), why: problem.message.clone() }
        };
        self.settling(problem);
        self.desk.send(Command::Change(change));
    }

    /// Says of a problem that it is right as it stands.
    pub(super) fn say_right(&mut self, problem: &Arc<Finding>, right: Right, note: Option<String>) {
        self.settling(problem);
        let findings = vec![problem.clone()];
        self.desk.send(Command::Change(Change::Dismiss { findings, right, note }));
    }

    pub(super) fn accept_current(&mut self) {
        match self.current_problem() {
            Some(problem) => self.accept(&problem),
            None => self.say("This caption has no open problem", false, false),
        }
    }

    pub(super) fn dismiss_current(&mut self) {
        match self.current_problem() {
            Some(problem) => self.say_right(&problem, Right::Finding, None),
            None => self.say("This caption has no open problem", false, false),
        }
    }
}
