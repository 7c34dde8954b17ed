//! Where the rows and headings of the table stand, and what stays in its place when the list changes.

use std::sync::Arc;

use super::state::*;
use super::theme::{ROW, ROW_TWO};
use crate::desk::view::*;

/// Height of a group's heading, and of the note below it.
pub(super) const HEAD: f32 = 34.0;

pub(super) const NOTE: f32 = 24.0;

/// Space before the words of a row: the mark of its problems stands there.
pub const GUTTER: f32 = 36.0;

/// One group's place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// Its first row's place in the list.
    pub(super) start: usize,
    pub(super) count: usize,
    pub(super) y: f64,
    pub(super) head: bool,
    pub(super) note: bool,
    pub(super) folded: bool,
}

/// Where everything in the list stands.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) spans: Vec<Span>,
    pub(super) height: f64,
    pub(super) row: f32,
}

/// A thing at a place of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
    Head(usize),
    Note(usize),
    Row { group: usize, index: usize },
}

/// What the table keeps between frames.
#[derive(Default)]
pub struct Table {
    pub(super) layout: Layout,
    pub(super) made_of: Option<(Arc<Listing>, bool)>,
    /// The list's place at the upper edge, in points.
    pub(super) top: f64,
    /// The height of the rows' area when it was last drawn.
    pub(super) view: f64,
    pub(super) reveal: Option<usize>,
    pub(super) visible: std::ops::Range<usize>,
    /// The columns that there is room for, the words first.
    pub(super) columns: Vec<Option<ColumnKind>>,
}

impl Table {
    /// A new list has come. Where it hides the row that keys move from, gives the place of the one to go on with.
    pub fn listed(&mut self, state: &mut State) -> Option<usize> {
        let listing = state.listing.clone()?;
        let mut next = None;
        // What a change brings anew is the same list: it stays where it is under the eyes.
        let old = self.made_of.as_ref().map(|(old, _)| old.clone()).filter(|old| same_list(old, &listing));
        let another_filter =
            self.made_of.as_ref().is_some_and(|(old, _)| old.request.filter != listing.request.filter);
        let moving = state.moving.take_if(|m| m.saved || old.is_none());
        let moved = old.as_ref().and_then(|old| Gap::of(old, &listing, state, moving.as_ref()));
        let stays = old
            .as_ref()
            .and_then(|old| self.stays(old, state, moved.is_some() || state.taken_back.is_some()));
        self.lay_out(state, &listing);
        if let Some((row, offset, near)) = stays
            && let Some(y) = place_of(&listing, row, near).and_then(|index| self.y_of(index))
        {
            self.top = y - offset;
        }
        let jump = old.is_none() || state.go_to.is_some() || self.reveal.is_some();
        if old.is_none() {
            state.gap = None;
        }
        // A list that has again what another one had not comes back to it.
        if another_filter
            && state.go_to.is_none()
            && let Some(home) = state.home.filter(|home| listing.rows.contains(home))
        {
            (state.go_to, state.home) = (Some(home), None);
        }
        let going = state.go_to.take();
        let wanted = going.or(match state.cursor {
            Some(_) => state.at_row.or(state.detail.as_ref().map(|d| d.view.row)),
            None => None,
        });
        if let Some(row) = wanted {
            let at = state.cursor.filter(|c| listing.rows.get(*c) == Some(&row));
            match at.or_else(|| listing.rows.iter().position(|r| *r == row)) {
                Some(index) => {
                    let to = state.cursor != Some(index);
                    (state.cursor, state.at_row) = (Some(index), Some(row));
                    if to && jump {
                        self.reveal = Some(index);
                    }
                    if let Some(gap) = moved {
                        let typing = state.draft.as_ref().is_some_and(|d| !d.sent);
                        let on = moving.is_some_and(|m| !m.stay && !typing);
                        let place = |row| listing.rows.iter().position(|r| *r == row);
                        next = gap.after.and_then(place).or(gap.before.and_then(place)).filter(|_| on);
                        if next.is_none() && (gap.before.is_some() || gap.after.is_some()) {
                            state.gap.get_or_insert(gap);
                        }
                    }
                    if !state.selection.all && state.selection.rows.len() <= 1 {
                        state.selection = Selection::only(row);
                    }
                }
                // What is gone to was not there yet when this list was made: the next one has it.
                None if going.is_some() => state.go_to = going,
                None => {
                    let last = listing.rows.len().saturating_sub(1);
                    let typing = state.draft.as_ref().is_some_and(|d| !d.sent);
                    state.cursor = state.cursor.map(|c| c.min(last));
                    if listing.rows.is_empty() && typing {
                        state.selection = Selection::default();
                    } else if listing.rows.is_empty() {
                        // Nothing is chosen where there is nothing; a list that has it again comes back to it.
                        state.selection = Selection::default();
                        let row = *state.home.get_or_insert(row);
                        (state.cursor, state.at_row, state.go_to) = (None, None, Some(row));
                    } else if !typing && !state.selection.all && state.selection.rows.len() <= 1 {
                        next = state.cursor.or(Some(0));
                        if another_filter {
                            state.home.get_or_insert(row);
                        }
                    }
                }
            }
        }
        // All that pass the filter are selected, and not the caption that has stayed in view without passing it.
        if state.selection.all
            && !another_filter
            && let Some(kept) = listing.kept
        {
            let passing: Vec<i64> = listing.rows.iter().copied().filter(|row| *row != kept).collect();
            let at = |row: &i64| listing.rows.iter().position(|r| r == row);
            if let Some((row, at)) = passing.first().and_then(|row| Some((*row, at(row)?))) {
                (state.cursor, state.at_row, state.anchor) = (Some(at), Some(row), Some(at));
                next = (passing.len() == 1).then_some(at);
                state.selection = Selection::of(&passing);
            } else {
                state.selection = Selection::only(kept);
            }
        }
        let here = state.cursor.filter(|at| listing.rows.get(*at) == state.at_row.as_ref());
        if state.selection.all && another_filter {
            // All of one list are not all of another.
            state.selection =
                state.at_row.filter(|_| here.is_some()).map(Selection::only).unwrap_or_default();
            next = next.or(state.cursor.filter(|_| here.is_none()));
        } else if !state.selection.all && state.selection.rows.len() > 1 {
            let listed: std::collections::HashSet<i64> = listing.rows.iter().copied().collect();
            Arc::make_mut(&mut state.selection.rows).retain(|r| listed.contains(r));
            // What stays selected is in view, and no caption that the list has not.
            let typing = state.draft.as_ref().is_some_and(|d| !d.sent);
            if here.is_none() && !typing && !listing.rows.is_empty() {
                let at = |row: &i64| listing.rows.iter().position(|r| r == row);
                match state.selection.rows.first().and_then(|row| Some((*row, at(row)?))) {
                    Some((row, at)) if state.selection.rows.len() > 1 => {
                        (state.cursor, state.at_row, state.anchor) = (Some(at), Some(row), Some(at));
                    }
                    Some((_, at)) => next = Some(at),
                    None => next = next.or(state.cursor).or(Some(0)),
                }
            }
        }
        next
    }

    /// Brings a row into view at the next frame.
    pub fn reveal(&mut self, index: usize) {
        self.reveal = Some(index);
    }

    /// The rows that were drawn last.
    pub fn on_screen<'s>(&self, state: &'s State) -> impl Iterator<Item = i64> + use<'s> {
        let range = self.visible.clone();
        state.listing.iter().flat_map(move |l| l.rows.get(range.clone()).unwrap_or_default()).copied()
    }

    /// How many rows were drawn with their words.
    pub fn drawn(&self, state: &State) -> usize {
        let Some(listing) = &state.listing else { return 0 };
        let rows = listing.rows.get(self.visible.clone()).unwrap_or_default();
        rows.iter().filter(|r| state.rows.contains_key(r)).count()
    }

    /// The rows on screen, and a page around them, that are neither known nor asked for.
    pub fn wanted(&self, state: &State) -> Vec<i64> {
        let Some(listing) = &state.listing else { return Vec::new() };
        let from = self.visible.start.saturating_sub(40);
        let to = (self.visible.end + 40).min(listing.rows.len());
        let missing = |r: &&i64| !state.rows.contains_key(r) && !state.asked.contains(r);
        if !listing.rows[self.visible.start.min(to)..self.visible.end.min(to)].iter().any(|r| missing(&r)) {
            return Vec::new();
        }
        listing.rows[from.min(to)..to].iter().filter(missing).copied().collect()
    }

    /// A row on screen that is to stay where it is while a new list comes: the one that the keys are on, or where that has gone
    /// elsewhere the first that has not. With it its distance from the upper edge, and its place in the old list. At the head of
    /// a list what comes above its first row is to be seen.
    pub(super) fn stays(&self, old: &Listing, state: &State, moved: bool) -> Option<(i64, f64, usize)> {
        let head = self.top < 1.0 && !moved;
        let seen = |index: &usize| self.visible.contains(index);
        let own = state.cursor.filter(|at| !moved && old.rows.get(*at) == state.at_row.as_ref()).filter(seen);
        let gone = |row: i64| {
            moved && state.taken_back.is_none() && (state.at_row == Some(row) || state.selection.has(row))
        };
        let others = self.visible.clone().filter(|at| old.rows.get(*at).is_some_and(|row| !gone(*row)));
        let index = own.into_iter().chain(others).find(|at| self.y_of(*at).is_some_and(|y| y >= self.top))?;
        let y = self.y_of(index)?;
        (!head).then(|| Some((*old.rows.get(index)?, y - self.top, index))).flatten()
    }

    pub(super) fn lay_out(&mut self, state: &State, listing: &Arc<Listing>) {
        let row = if state.prefs.two_lines { ROW_TWO } else { ROW };
        let mut spans = Vec::with_capacity(listing.groups.len().max(1));
        let mut y = 0.0;
        if listing.groups.is_empty() {
            let count = listing.rows.len();
            spans.push(Span { start: 0, count, y, head: false, note: false, folded: false });
            y += count as f64 * f64::from(row);
        }
        for group in &listing.groups {
            let folded = state.folded.contains(&group.key);
            let note = group.note.is_some() && !folded;
            spans.push(Span { start: group.start, count: group.count, y, head: true, note, folded });
            y += f64::from(HEAD) + if note { f64::from(NOTE) } else { 0.0 };
            if !folded {
                y += group.count as f64 * f64::from(row);
            }
        }
        self.layout = Layout { spans, height: y, row };
        self.made_of = Some((listing.clone(), state.prefs.two_lines));
    }

    /// What stands at a height of the list, and where it begins.
    pub(super) fn at(&self, y: f64) -> Option<(Item, f64)> {
        let spans = &self.layout.spans;
        let group = spans.partition_point(|s| s.y <= y).checked_sub(1)?;
        let span = spans[group];
        let mut from = span.y;
        if span.head {
            if y < from + f64::from(HEAD) {
                return Some((Item::Head(group), from));
            }
            from += f64::from(HEAD);
        }
        if span.note {
            if y < from + f64::from(NOTE) {
                return Some((Item::Note(group), from));
            }
            from += f64::from(NOTE);
        }
        let row = f64::from(self.layout.row);
        let n = ((y - from) / row).floor().max(0.0) as usize;
        if span.folded || n >= span.count {
            return None;
        }
        Some((Item::Row { group, index: span.start + n }, from + n as f64 * row))
    }

    /// Where a row begins; none where its group is folded.
    pub(super) fn y_of(&self, index: usize) -> Option<f64> {
        let spans = &self.layout.spans;
        let group = spans.partition_point(|s| s.start <= index).checked_sub(1)?;
        // Groups without rows begin where the next one does.
        let span = spans[..=group].iter().rev().find(|s| index < s.start + s.count)?;
        if span.folded {
            return None;
        }
        let before =
            if span.head { f64::from(HEAD) } else { 0.0 } + if span.note { f64::from(NOTE) } else { 0.0 };
        Some(span.y + before + (index - span.start) as f64 * f64::from(self.layout.row))
    }

    /// The group whose rows are at the upper edge while its heading is above that, and how far its heading is pushed out of view
    /// by the next one.
    pub(super) fn under(&self) -> Option<(usize, f32)> {
        let spans = &self.layout.spans;
        let group = spans.partition_point(|s| s.y <= self.top).checked_sub(1)?;
        let span = spans.get(group).filter(|s| s.head && !s.folded && s.y < self.top)?;
        let end = spans.get(group + 1).map_or(self.layout.height, |next| next.y);
        let room = (end - self.top - f64::from(HEAD)).min(0.0) as f32;
        (span.count > 0).then_some((group, room))
    }

    pub(super) fn clamp(&mut self) {
        self.top = self.top.clamp(0.0, (self.layout.height - self.view).max(0.0));
    }
}

/// Whether two lists were asked for alike, and both are whole.
pub(super) fn same_list(old: &Listing, new: &Listing) -> bool {
    let (a, b) = (&old.request, &new.request);
    old.complete
        && new.complete
        && (&a.filter, a.group, a.sort, a.descending) == (&b.filter, b.group, b.sort, b.descending)
}

/// The place of a row: near where it was, else anywhere.
pub(super) fn place_of(listing: &Listing, row: i64, near: usize) -> Option<usize> {
    let around = near.saturating_sub(NEAR)..(near + NEAR).min(listing.rows.len());
    let close = around.clone().find(|at| listing.rows.get(*at) == Some(&row));
    close.or_else(|| listing.rows.iter().position(|r| *r == row))
}

/// A change moves few rows past one.
pub(super) const NEAR: usize = 64;

/// The group that a place is in.
pub(super) fn group_of(listing: &Listing, index: usize) -> Option<&Option<String>> {
    let at = listing.groups.partition_point(|g| g.start <= index).checked_sub(1)?;
    let group = listing.groups[..=at].iter().rev().find(|g| index < g.start + g.count)?;
    Some(&group.key)
}

impl Gap {
    /// Where the caption in view stood, if a new list has it elsewhere.
    pub(super) fn of(old: &Listing, new: &Listing, state: &State, moving: Option<&Moving>) -> Option<Gap> {
        let at = state.cursor?;
        let row = *old.rows.get(at).filter(|row| state.at_row == Some(**row))?;
        let index = place_of(new, row, at)?;
        let beside = |rows: &[i64], n: usize| {
            (n.checked_sub(1).and_then(|n| rows.get(n)).copied(), rows.get(n + 1).copied())
        };
        let (was, is) = (beside(&old.rows, at), beside(&new.rows, index));
        let moved = group_of(old, at) != group_of(new, index) || (was.0 != is.0 && was.1 != is.1);
        if !moved {
            return None;
        }
        let goes = |row: &i64| moving.is_some_and(|m| m.rows.binary_search(row).is_ok());
        let there = |found: Option<&i64>| found.copied().filter(|row| place_of(new, *row, at).is_some());
        Some(Gap {
            before: there(old.rows[..at].iter().rev().find(|r| !goes(r))),
            after: there(old.rows[at + 1..].iter().find(|r| !goes(r))),
        })
    }
}
