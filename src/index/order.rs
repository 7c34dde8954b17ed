//! Counts, orders and groups of captions.

use std::collections::BTreeMap;

use crate::model::date::PartialDate;
use crate::model::filter::FilterField;

use super::columns::Dictionary;
use super::search::{Source, value_passes};
use super::{Index, Many, One, unpack};

/// What captions are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    Document,
    Date,
    EventDate,
    Scene,
    Agency,
    Photographer,
    Status,
    City,
    Persons,
    Flags,
    Venue,
    Keywords,
    Credit,
    Headline,
    Caption,
}

/// What captions are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupBy {
    Scene,
    Date,
    Agency,
    Photographer,
    Document,
}

/// Captions that share a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The value; none for the captions without one.
    pub key: Option<String>,
    /// In the order that they were given.
    pub positions: Vec<u32>,
    /// How many captions each date has.
    pub dates: BTreeMap<PartialDate, usize>,
    /// How many have no date.
    pub undated: usize,
}

/// A value that captions have in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// None for the captions without one.
    pub value: Option<String>,
    pub count: usize,
    /// Whether `field:value` finds captions with another value, too.
    pub shared: bool,
}

/// From how many values on it is not looked whether one stands within another: it is taken that it may.
const LOOKED_THROUGH: usize = 2000;

/// The positions of a group, and how many of them bear each day.
type Members = (Vec<u32>, BTreeMap<u32, usize>);

/// The rank of a packed date.
fn none_last(date: u32) -> u32 {
    if date == 0 { u32::MAX } else { date }
}

/// Sorts positions by their ranks; `u32::MAX` comes last either way, equal ranks stay in catalog order.
fn by_rank(positions: &mut [u32], rank: impl Fn(usize) -> u32, descending: bool) {
    if !positions.is_sorted() {
        positions.sort_unstable();
    }
    let mut ranks: Vec<u32> = positions.iter().map(|pos| rank(*pos as usize)).collect();
    let some = ranks.iter().filter(|r| **r != u32::MAX);
    let Some((least, most)) = some.clone().min().copied().zip(some.max().copied()) else { return };
    let places = (most - least) as usize + 1;
    for r in &mut ranks {
        *r = match (*r, descending) {
            (u32::MAX, _) => places as u32,
            (r, false) => r - least,
            (r, true) => most - r,
        };
    }
    if places > positions.len().saturating_mul(4) {
        let mut keys: Vec<u64> =
            ranks.iter().zip(&*positions).map(|(r, pos)| (u64::from(*r) << 32) | u64::from(*pos)).collect();
        keys.sort_unstable();
        positions.iter_mut().zip(keys).for_each(|(pos, key)| *pos = key as u32);
        return;
    }
    // Few ranks and many captions: counting where each rank begins is less work than comparing.
    let mut next = vec![0u32; places + 2];
    ranks.iter().for_each(|r| next[*r as usize + 1] += 1);
    (1..next.len()).for_each(|n| next[n] += next[n - 1]);
    let before = positions.to_vec();
    for (pos, r) in before.into_iter().zip(ranks) {
        let place = &mut next[r as usize];
        positions[*place as usize] = pos;
        *place += 1;
    }
}

/// Up to so many pairs of group and day are counted in one table.
const TABLE: usize = 4_000_000;

impl Index {
    /// How many of the captions have each value of `field`, none included: most first, then by name. A caption counts
    /// once for each of its values. Fields of free text (caption, credit, headline) and the id have no facet.
    pub fn facets(&self, positions: &[u32], field: FilterField) -> Vec<(Option<String>, usize)> {
        let Some((dictionary, counts)) = self.counts(positions, field) else {
            if field != FilterField::Corrected {
                return Vec::new();
            }
            let places = positions.iter().map(|pos| *pos as usize).filter(|at| *at < self.rows.len());
            let yes = places.clone().filter(|at| self.corrected[*at]).count();
            let mut out = vec![(Some("yes".to_owned()), yes), (None, places.count() - yes)];
            out.retain(|(_, n)| *n > 0);
            out.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            return out;
        };
        let mut out: Vec<(Option<String>, usize)> = counts
            .into_iter()
            .enumerate()
            .filter(|(_, n)| *n > 0)
            .map(|(id, n)| (dictionary.value(id as u32).map(str::to_owned), n as usize))
            .collect();
        out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        out
    }

    /// As [`Index::facets`], the `most` first values and those that `wanted` names; and how many there are in all.
    pub fn facet(
        &self,
        positions: &[u32],
        field: FilterField,
        most: usize,
        wanted: impl Fn(&str) -> bool,
    ) -> (Vec<FacetValue>, usize) {
        let Some((dictionary, counts)) = self.counts(positions, field) else {
            let all = self.facets(positions, field).into_iter();
            let all: Vec<_> = all.map(|(value, count)| FacetValue { value, count, shared: false }).collect();
            let distinct = all.len();
            return (all, distinct);
        };
        let mut ids: Vec<u32> = (0..counts.len() as u32).filter(|id| counts[*id as usize] > 0).collect();
        let distinct = ids.len();
        // The words of each value, by its first one: what holds a value's words holds that word.
        let mut by_word: std::collections::HashMap<&str, Vec<u32>> = Default::default();
        if distinct <= LOOKED_THROUGH {
            for id in &ids {
                for word in dictionary.words(*id).split(' ') {
                    by_word.entry(word).or_default().push(*id);
                }
            }
        }
        let order = |a: &u32, b: &u32| {
            let count = |id: &u32| counts[*id as usize];
            count(b).cmp(&count(a)).then_with(|| dictionary.value(*a).cmp(&dictionary.value(*b)))
        };
        let mut rest = Vec::new();
        if ids.len() > most {
            ids.select_nth_unstable_by(most, order);
            rest = ids.split_off(most);
            rest.retain(|id| dictionary.value(*id).is_none_or(&wanted));
        }
        ids.extend(rest);
        ids.sort_unstable_by(order);
        let shared = |id: u32| {
            let words = dictionary.words(id);
            let first = words.split(' ').next().unwrap_or_default();
            distinct > LOOKED_THROUGH
                || by_word.get(first).is_some_and(|others| {
                    others.iter().any(|o| {
                        dictionary.words(*o) != words && value_passes(field, dictionary.words(*o), words)
                    })
                })
        };
        let value = |id: u32| FacetValue {
            value: dictionary.value(id).map(str::to_owned),
            count: counts[id as usize] as usize,
            shared: id != 0 && shared(id),
        };
        // What has no letter or digit cannot be asked for.
        let named = |id: &u32| *id == 0 || !dictionary.words(*id).is_empty();
        (ids.into_iter().filter(named).map(value).collect(), distinct)
    }

    /// How many of the captions have each value of a field, by its id.
    fn counts(&self, positions: &[u32], field: FilterField) -> Option<(&Dictionary, Vec<u32>)> {
        match self.source(field) {
            Source::One(column) => {
                let mut counts = vec![0; column.dictionary.size()];
                column.ids.each(positions, |id| counts[id as usize] += 1);
                Some((&column.dictionary, counts))
            }
            Source::Many(lists) => {
                let mut counts = vec![0; lists.dictionary.size()];
                lists.each(positions, |id| counts[id as usize] += 1);
                Some((&lists.dictionary, counts))
            }
            Source::Corrected | Source::Line(_) | Source::Id => None,
        }
    }

    /// Sorts positions; captions without the value come last either way, equal ones stay in catalog order.
    pub fn sort(&self, positions: &mut [u32], key: SortKey, descending: bool) {
        match key {
            SortKey::Document => self.sort_one(positions, One::Document, descending),
            SortKey::Scene => self.sort_one(positions, One::Scene, descending),
            SortKey::Agency => self.sort_one(positions, One::Agency, descending),
            SortKey::Status => self.sort_one(positions, One::Status, descending),
            SortKey::City => self.sort_one(positions, One::City, descending),
            SortKey::Date => by_rank(positions, |at| none_last(self.dates[at]), descending),
            SortKey::EventDate => by_rank(positions, |at| none_last(self.event_dates[at]), descending),
            SortKey::Photographer => self.sort_first(positions, Many::Creators, descending),
            SortKey::Persons => self.sort_first(positions, Many::Persons, descending),
            SortKey::Flags => self.sort_first(positions, Many::Flags, descending),
            SortKey::Venue => self.sort_one(positions, One::Venue, descending),
            SortKey::Keywords => self.sort_first(positions, Many::Keywords, descending),
            SortKey::Credit => self.sort_by_text(positions, 1, descending),
            SortKey::Headline => self.sort_by_text(positions, 2, descending),
            SortKey::Caption => self.sort_by_text(positions, 0, descending),
        }
    }

    fn sort_one(&self, positions: &mut [u32], which: One, descending: bool) {
        let column = self.column(which);
        let ranks = column.dictionary.ranks();
        by_rank(positions, |at| ranks[column.ids.at(at) as usize], descending);
    }

    /// By the first value of a list.
    fn sort_first(&self, positions: &mut [u32], which: Many, descending: bool) {
        let lists = self.list(which);
        let ranks = lists.dictionary.ranks();
        by_rank(positions, |at| ranks[lists.of(at).first().map_or(0, |id| *id as usize)], descending);
    }

    fn sort_by_text(&self, positions: &mut [u32], part: usize, descending: bool) {
        self.by_text[part].sort(&self.text, self.rows.len(), part, positions, descending);
    }

    /// Groups captions by a value, in the order of the values, the captions without one last. A caption with several
    /// photographers is in the group of each.
    pub fn group(&self, positions: &[u32], by: GroupBy) -> Vec<Group> {
        match by {
            GroupBy::Scene => self.group_one(positions, One::Scene),
            GroupBy::Agency => self.group_one(positions, One::Agency),
            GroupBy::Document => self.group_one(positions, One::Document),
            GroupBy::Photographer => {
                let lists = self.list(Many::Creators);
                let ranks = lists.dictionary.ranks();
                self.grouped(
                    positions,
                    |at, each| {
                        let ids = lists.of(at);
                        if ids.is_empty() {
                            each(u32::MAX, 0);
                        }
                        ids.iter().for_each(|id| each(ranks[*id as usize], *id));
                    },
                    |id| lists.dictionary.value(id).map(str::to_owned),
                )
            }
            GroupBy::Date => self.grouped(
                positions,
                |at, each| match self.dates[at] {
                    0 => each(u32::MAX, 0),
                    date => each(date, date),
                },
                |date| unpack(date).map(|d| d.to_string()),
            ),
        }
    }

    /// The event's day that captions are filed under, where it is one for all that have such a day.
    pub fn filed(&self, positions: &[u32]) -> Option<PartialDate> {
        let mut days = positions.iter().map(|pos| self.event_dates[*pos as usize]).filter(|day| *day != 0);
        let first = days.next()?;
        if days.all(|day| day == first) { unpack(first) } else { None }
    }

    fn group_one(&self, positions: &[u32], which: One) -> Vec<Group> {
        let column = self.column(which);
        let ranks = column.dictionary.ranks();
        self.grouped(
            positions,
            |at, each| each(ranks[column.ids.at(at) as usize], column.ids.at(at)),
            |id| column.dictionary.value(id).map(str::to_owned),
        )
    }

    /// `keys` gives the rank and the key of each group that a caption is in, `name` the value of a key.
    fn grouped(
        &self,
        positions: &[u32],
        keys: impl Fn(usize, &mut dyn FnMut(u32, u32)),
        name: impl Fn(u32) -> Option<String>,
    ) -> Vec<Group> {
        // How large each rank's group is, then its members: no group grows while it is filled.
        let mut sizes: Vec<u32> = Vec::new();
        let mut none = 0;
        let known = positions.iter().filter(|pos| (**pos as usize) < self.rows.len());
        for pos in known.clone() {
            keys(*pos as usize, &mut |rank, _| match rank {
                u32::MAX => none += 1,
                rank => {
                    let at = rank as usize;
                    if at >= sizes.len() {
                        sizes.resize(at + 1, 0);
                    }
                    sizes[at] += 1;
                }
            });
        }
        let mut places = vec![u32::MAX; sizes.len()];
        let mut members: Vec<(u32, Members)> = Vec::new();
        for (rank, size) in sizes.iter().enumerate().filter(|(_, size)| **size > 0) {
            places[rank] = members.len() as u32;
            members.push((0, (Vec::with_capacity(*size as usize), BTreeMap::new())));
        }
        let last = members.len();
        if none > 0 {
            members.push((0, (Vec::with_capacity(none), BTreeMap::new())));
        }
        for pos in known {
            keys(*pos as usize, &mut |rank, key| {
                let at = if rank == u32::MAX { last } else { places[rank as usize] as usize };
                members[at].0 = key;
                members[at].1.0.push(*pos);
            });
        }
        self.count_days(&mut members);
        let group = |(key, (positions, mut dates)): (u32, Members)| {
            let undated = dates.remove(&0).unwrap_or(0);
            let dates = dates.into_iter().filter_map(|(d, n)| Some((unpack(d)?, n))).collect();
            Group { key: name(key), positions, dates, undated }
        };
        members.into_iter().map(group).collect()
    }

    /// Counts the days of each group.
    fn count_days(&self, members: &mut [(u32, Members)]) {
        let top = self.dates.iter().max().map_or(0, |d| *d as usize + 1);
        // Packed dates are few and near each other: a table of them all is smaller than the captions are many.
        let mut counts = vec![0u32; if top <= TABLE { top } else { 0 }];
        for (_, (positions, dates)) in members {
            let mut run = (0, 0);
            if positions.len() < 64 || counts.is_empty() {
                for pos in positions.iter() {
                    let date = self.dates[*pos as usize];
                    if date != run.0 && run.1 > 0 {
                        *dates.entry(run.0).or_default() += run.1;
                        run.1 = 0;
                    }
                    run = (date, run.1 + 1);
                }
                if run.1 > 0 {
                    *dates.entry(run.0).or_default() += run.1;
                }
                continue;
            }
            let mut seen = Vec::new();
            for pos in positions.iter() {
                let date = self.dates[*pos as usize];
                let count = &mut counts[date as usize];
                if *count == 0 {
                    seen.push(date);
                }
                *count += 1;
            }
            for date in seen {
                dates.insert(date, std::mem::take(&mut counts[date as usize]) as usize);
            }
        }
    }
}
