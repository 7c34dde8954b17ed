//! The walk over the problems: which comes next, what follows when one is settled, which one the keys mean. No drawing.

use std::sync::Arc;

use super::app::App;
use super::rowset::RowSet;
use super::state::*;
use crate::desk::Right;
use crate::desk::view::*;
use crate::model::finding::Finding;

/// A problem's place in the walk: in the Problems view check by check, else caption by caption as the list has them.
pub type Step = (i64, i64, usize);

/// A problem that was answered, until the desk says that it is.
#[derive(Debug, Clone)]
pub struct Settling {
    problem: Arc<Finding>,
    step: Option<Step>,
    /// The caption that was in view; while it is, the next problem is shown then.
    row: Option<i64>,
    /// The problems are in view, and not the days of an event.
    advance: bool,
}

/// A problem of the walk.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// The first two numbers of its step. The third, the how-manieth of that place it is, is counted where it is asked for.
    place: (i64, i64),
    /// Its place among the open problems.
    at: usize,
    /// The caption with which it is shown.
    row: i64,
}

/// What a walk is made from: problems, captions, whether it goes check by check, and how many were put off where it is of these
/// alone.
type Of = (Arc<Problems>, Option<Arc<Listing>>, bool, Option<usize>);

/// The walk, kept while what it was made from stands: a key must not wait for a hundred thousand problems.
#[derive(Debug, Default)]
pub struct Walk {
    of: Option<Of>,
    /// In the order of the open problems.
    seen: Arc<Vec<Seen>>,
}

/// The how-manieth of its place a problem of the walk is.
fn nth(walk: &[Seen], one: &Seen) -> usize {
    walk.iter().take_while(|x| x.at < one.at).filter(|x| x.place == one.place).count()
}

/// The problem at a step or the first one behind it; with `after`, never the one at it.
fn from<'w>(walk: impl Iterator<Item = &'w Seen>, step: Step, after: bool) -> Option<&'w Seen> {
    let place = (step.0, step.1);
    let (mut here, mut behind) = (Vec::new(), None::<&Seen>);
    for x in walk.filter(|x| x.place >= place) {
        if x.place == place {
            here.push(x);
        } else if behind.is_none_or(|b| (x.place, x.at) < (b.place, b.at)) {
            behind = Some(x);
        }
    }
    here.get(step.2 + usize::from(after)).copied().or(behind)
}

/// The last problem before a step.
fn before(walk: &[Seen], step: Step) -> Option<&Seen> {
    let place = (step.0, step.1);
    let here: Vec<&Seen> = walk.iter().filter(|x| x.place == place).collect();
    let own = step.2.checked_sub(1).and_then(|n| here.get(n)).copied();
    own.or_else(|| walk.iter().filter(|x| x.place < place).max_by_key(|x| (x.place, x.at)))
}

/// Where the list has the captions with problems. The problems of a check follow each other as the catalog has them, so that
/// the next one is mostly close to the last.
struct Places<'l> {
    rows: &'l [(i64, usize)],
    near: usize,
    behind: i64,
}

impl Places<'_> {
    fn of(listing: Option<&Listing>) -> Places<'_> {
        let rows = listing.map_or(&[][..], |l| &l.problem_rows);
        Places {
            rows,
            near: 0,
            behind: listing.map_or(0, |l| i64::try_from(l.rows.len()).unwrap_or(i64::MAX)),
        }
    }

    /// The place of a row; behind the others where the list on its way is the first to know of its problem.
    fn of_row(&mut self, row: i64) -> i64 {
        let close =
            self.rows.get(self.near..).unwrap_or_default().iter().take(8).position(|(r, _)| *r == row);
        let found =
            close.map(|n| self.near + n).or_else(|| self.rows.binary_search_by_key(&row, |(r, _)| *r).ok());
        self.near = found.unwrap_or(self.near);
        let place = found.and_then(|n| i64::try_from(self.rows[n].1).ok());
        place.unwrap_or_else(|| self.behind.saturating_add(row))
    }
}

/// Whether two findings are one problem: what a check says anew of the same captions for the same reason.
pub fn same(a: &Finding, b: &Finding) -> bool {
    a.check == b.check
        && a.key == b.key
        && a.captions.len() == b.captions.len()
        && a.captions.iter().zip(&b.captions).all(|(a, b)| a.id == b.id)
        && (a.reasoned || a.message == b.message)
}

impl State {
    /// The rows of the list where a filter narrows it; none where every caption is in it.
    pub fn narrowed(&self) -> Option<RowSet> {
        let listing = self.listing.as_ref().filter(|l| l.shown < l.total)?;
        Some(listing.rows.iter().collect())
    }

    /// The row of the first caption of a problem that is in the list.
    pub fn home(&self, problem: &Finding, narrowed: Option<&RowSet>) -> Option<i64> {
        let rows = problem.captions.iter().filter_map(|c| self.problems.named.row(c.id));
        match narrowed {
            Some(listed) => rows.into_iter().find(|row| listed.contains(*row)),
            None => rows.into_iter().next(),
        }
    }

    /// The open problems of the list, with their places in the walk.
    fn walk(&mut self) -> Arc<Vec<Seen>> {
        let by_check = self.view == View::Problems;
        let listing = self.listing.as_ref().filter(|l| !by_check || l.shown < l.total);
        let later = self.list.only_put_off().filter(|_| by_check);
        let same = self.walk.of.as_ref().is_some_and(|(problems, listed, check, put_off)| {
            Arc::ptr_eq(problems, &self.problems)
                && *check == by_check
                && *put_off == later
                && listed.as_ref().map(Arc::as_ptr) == listing.map(Arc::as_ptr)
        });
        if !same {
            let of = (self.problems.clone(), listing.cloned(), by_check, later);
            self.walk = Walk { seen: Arc::new(self.seen(by_check)), of: Some(of) };
        }
        self.walk.seen.clone()
    }

    fn seen(&self, by_check: bool) -> Vec<Seen> {
        let mut places = Places::of(self.listing.as_deref());
        let mut place = |check: usize, row: i64| {
            let check = i64::try_from(check).unwrap_or(i64::MAX);
            if by_check { (check, row) } else { (places.of_row(row), check) }
        };
        // Where the Problems view shows what was put off, only that is walked.
        let later = by_check && self.list.only_put_off().is_some();
        let put_off = |at: usize| self.problems.open.get(at).is_some_and(|p| self.list.is_put_off(p));
        let seats = self.seats().filter(|(at, ..)| !later || put_off(*at));
        seats.map(|(at, seat, row)| Seen { place: place(seat.check, row), at, row }).collect()
    }

    /// Those of a walk that were not put off; all of them where every one was.
    fn not_put_off(&self, walk: &[Seen]) -> Vec<Seen> {
        let free = |x: &&Seen| self.problems.open.get(x.at).is_none_or(|p| !self.list.is_put_off(p));
        let rest: Vec<Seen> = walk.iter().filter(free).copied().collect();
        if rest.is_empty() { walk.to_vec() } else { rest }
    }

    /// The open splits of dates that have a caption in the list, as the catalog has them.
    pub fn listed_splits(&mut self) -> Vec<Arc<Finding>> {
        let walk = self.walk();
        let split = |at: &usize| {
            let open = self.problems.open.get(*at);
            open.is_some_and(|f| crate::desk::SPLITS.contains(&f.check.as_str()))
        };
        let mut all: Vec<usize> = walk.iter().map(|x| x.at).filter(split).collect();
        all.sort_unstable();
        all.into_iter().filter_map(|at| self.problems.open.get(at).cloned()).collect()
    }

    /// The open problems that have a caption in the list, check after check: the place of each, and the row with which it is
    /// shown.
    pub fn seats(&self) -> impl Iterator<Item = (usize, Seat, i64)> {
        let narrowed = self.narrowed();
        self.problems.order.iter().filter_map(move |at| {
            let at = *at as usize;
            let seat = self.problems.seats.get(at)?;
            let row = match &narrowed {
                None => seat.row?,
                Some(_) => self.home(self.problems.open.get(at)?, narrowed.as_ref())?,
            };
            Some((at, *seat, row))
        })
    }

    /// The problem that the walk comes to from the caption in view: in it, behind the one that was gone to, or in the captions
    /// behind it; or the one before. A problem that is listed with another caption is no place to go on from, and a caption that
    /// a change has moved is gone on from where it stood.
    fn beside_caption<'w>(&self, walk: &'w [Seen], forward: bool) -> Option<&'w Seen> {
        let row = self.at_row;
        let order = |x: &&Seen| (x.place, x.at);
        let shown = |x: &&Seen| {
            let open = self.problems.open.get(x.at);
            open.zip(self.problem.as_ref()).is_some_and(|(a, b)| Arc::ptr_eq(a, b) || same(a, b))
        };
        let own = || walk.iter().filter(|x| Some(x.row) == row);
        let current = own().find(shown).map(|x| order(&x));
        let at = self.onwards(forward).and_then(|at| i64::try_from(at).ok());
        let others = walk.iter().filter(|x| Some(x.row) != row);
        if forward {
            let next = own().filter(|x| current.is_none_or(|c| order(x) > c)).min_by_key(order);
            next.or_else(|| others.filter(|x| Some(x.place.0) > at).min_by_key(order))
        } else {
            let last = own().filter(|x| current.is_some_and(|c| order(x) < c)).max_by_key(order);
            last.or_else(|| others.filter(|x| Some(x.place.0) < at).max_by_key(order))
        }
    }

    /// The step of a problem, if it is open and in the list.
    fn step_of(&self, walk: &[Seen], problem: &Arc<Finding>) -> Option<Step> {
        let found = walk.iter().find(|s| Arc::ptr_eq(&self.problems.open[s.at], problem));
        let found = found.or_else(|| walk.iter().find(|s| same(&self.problems.open[s.at], problem)));
        found.map(|s| (s.place.0, s.place.1, nth(walk, s)))
    }
}

/// Whether a problem is mended by one value for all its captions: what several lack, and not what tells them apart.
pub(super) fn of_all(problem: &Finding) -> bool {
    let field = crate::desk::field_to_mend(problem);
    problem.captions.len() > 1 && problem.check.ends_with("-missing") && super::many::has(field)
}

impl App {
    /// The problem that the keys are for: the one that was gone to, else the first of the caption in view.
    pub(super) fn current_problem(&self) -> Option<Arc<Finding>> {
        let first = || self.state.detail.as_ref().and_then(|d| d.problems.first().cloned());
        self.state.problem.clone().or_else(first)
    }

    /// Puts the problem that the keys are for off, and goes on to the next one.
    pub(super) fn put_off(&mut self) {
        if let Some(problem) = self.current_problem() {
            self.state.list.put_off(&problem);
        }
        self.step_problem(true);
    }

    /// The next problem from where the person is, or the one before. While one is being answered, the answer itself goes on: a
    /// quick key passes none over.
    pub(super) fn step_problem(&mut self, forward: bool) {
        if forward && self.state.settling.as_ref().is_some_and(|s| self.goes_on(s)) {
            return;
        }
        let walk = self.state.walk();
        let s = &self.state;
        let here = s.problem.as_ref().and_then(|p| s.step_of(&walk, p));
        if forward && here.is_none() && self.go_on_from_mended() {
            return;
        }
        let s = &self.state;
        let least = |x: &&Seen| (x.place, x.at);
        let next = match (here, forward) {
            _ if s.view != View::Problems => s.beside_caption(&walk, forward).copied(),
            (Some(here), true) => from(walk.iter(), here, true).copied(),
            (Some(here), false) => before(&walk, here).copied(),
            // From a caption that nothing was asked of yet: its own first, or what stands before it.
            (None, true) => walk.iter().filter(|x| Some(x.row) >= s.at_row).min_by_key(least).copied(),
            (None, false) => walk.iter().filter(|x| Some(x.row) < s.at_row).max_by_key(least).copied(),
        };
        let around = || match forward {
            true => walk.iter().min_by_key(least).copied(),
            false => walk.iter().max_by_key(least).copied(),
        };
        let turned = next.is_none() && s.problem.is_some();
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

    /// In the Problems view, goes to the problem that follows one that was mended by typing; tells whether there is one.
    pub(super) fn go_on_from_mended(&mut self) -> bool {
        let Some(step) = self.state.stood.take().filter(|_| self.state.view == View::Problems) else {
            return false;
        };
        let walk = self.state.walk();
        let walk = self.state.not_put_off(&walk);
        let Some(next) = from(walk.iter(), step, false) else { return false };
        let Some(problem) = self.state.problems.open.get(next.at).cloned() else { return false };
        self.show_problem(problem, next.row);
        true
    }

    /// Goes to the first problem that is shown with a caption, and tells whether there is one.
    pub(super) fn show_problem_of(&mut self, row: i64) -> bool {
        let walk = self.state.walk();
        let first = walk.iter().filter(|x| x.row == row).min_by_key(|x| (x.place, x.at));
        let Some(problem) = first.and_then(|x| self.state.problems.open.get(x.at)).cloned() else {
            return false;
        };
        self.show_problem(problem, row);
        true
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

    /// Notes that a problem is being answered. The next one is shown when it is: of the same caption where that has another,
    /// else the one that the walk comes to.
    pub(super) fn settling(&mut self, problem: &Arc<Finding>) {
        let walk = self.state.walk();
        let s = &mut self.state;
        let step = s.step_of(&walk, problem);
        let advance = matches!(s.view, View::Captions | View::Problems);
        s.settling = Some(Settling { problem: problem.clone(), step, row: s.at_row, advance });
        s.home = None;
    }

    /// Whether an answer brings the next problem: somebody who has gone elsewhere meanwhile is left there.
    fn goes_on(&self, settling: &Settling) -> bool {
        let there = matches!(self.state.view, View::Captions | View::Problems);
        settling.advance && there && self.state.at_row == settling.row
    }

    /// The problem that follows one that was answered.
    fn after(&mut self, settled: &Settling) -> Option<(Arc<Finding>, i64)> {
        let walk = self.state.walk();
        let s = &self.state;
        let others: Vec<Seen> = walk
            .iter()
            .filter(|x| s.problems.open.get(x.at).is_some_and(|o| !same(o, &settled.problem)))
            .copied()
            .collect();
        let others = s.not_put_off(&others);
        let least = |x: &&Seen| (x.place, x.at);
        let row = s.at_row?;
        let found = if s.view == View::Problems {
            settled.step.and_then(|step| from(others.iter(), step, false))
        } else {
            let own = others.iter().filter(|x| x.row == row).min_by_key(least);
            // One that is listed with another caption, and is this one's as well.
            let shared = || {
                let open = s.problems.open.iter().filter(|p| p.captions.len() > 1);
                let mut mine = open.filter(|p| !same(p, &settled.problem));
                mine.find(|p| p.captions.iter().any(|c| s.problems.named.row(c.id) == Some(row)))
            };
            if own.is_none()
                && let Some(problem) = shared()
            {
                return Some((problem.clone(), row));
            }
            own.or_else(|| s.beside_caption(&others, true))
        };
        let found = found.or_else(|| others.iter().min_by_key(least))?;
        Some((s.problems.open.get(found.at)?.clone(), found.row))
    }

    /// Takes over the problems as the desk has them now: the one in view stays, or the next one comes where it was answered. In
    /// the Problems view one that was mended by typing leaves its place, from which it is gone on later: nobody is taken out of
    /// a caption in which he types.
    pub(super) fn follow_problems(&mut self, problems: Arc<Problems>) {
        let listed = self.state.view == View::Problems;
        let was = self.state.problem.clone().filter(|_| listed && self.state.settling.is_none());
        let step = was.and_then(|problem| {
            let walk = self.state.walk();
            self.state.step_of(&walk, &problem)
        });
        self.state.problems = problems;
        let s = &mut self.state;
        let found = s.problem.take().and_then(|p| {
            let open = &s.problems.open;
            open.iter().find(|o| Arc::ptr_eq(o, &p)).or_else(|| open.iter().find(|o| same(o, &p))).cloned()
        });
        s.problem = found;
        if s.problem.is_none() && step.is_some() {
            s.stood = step;
        }
        let Some(settled) = s.settling.take() else { return };
        let then = s.then.take();
        if self.goes_on(&settled) {
            match self.after(&settled) {
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
            let named = &self.state.problems.named;
            Change::JoinPicture { rows: problem.captions.iter().filter_map(|c| named.row(c.id)).collect() }
        } else if problem.fixes.is_empty() {
            return self.correct(problem);
        } else {
            let why = crate::desk::why_fixed(&problem.message, &problem.check);
            Change::Fix { fixes: problem.fixes.clone(), why }
        };
        self.settling(problem);
        self.desk.send(Command::Change(change));
    }

    /// Gives the keyboard to the field in which a problem without a fix is mended: of the caption in view, or where it is one
    /// value for several captions, of them all.
    pub(super) fn correct(&mut self, problem: &Arc<Finding>) {
        let field = crate::desk::field_to_mend(problem);
        let rows: Vec<i64> =
            problem.captions.iter().filter_map(|c| self.state.problems.named.row(c.id)).collect();
        if of_all(problem) {
            self.state.selection = Selection::of(&rows);
        }
        self.state.keyboard_to = Some(super::inspector::field_id(field));
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
