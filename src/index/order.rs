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
    Credit,
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

/// Ranks of packed dates.
fn none_last(dates: &[u32]) -> Vec<u32> {
    dates.iter().map(|d| if *d == 0 { u32::MAX } else { *d }).collect()
}

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
            .map(|(id, n)| (dictionary.value(id as u32).map(str::to_owned), n))
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
            count: counts[id as usize],
            shared: id != 0 && shared(id),
        };
        // What has no letter or digit cannot be asked for.
        let named = |id: &u32| *id == 0 || !dictionary.words(*id).is_empty();
        (ids.into_iter().filter(named).map(value).collect(), distinct)
    }

    /// How many of the captions have each value of a field, by its id.
    fn counts(&self, positions: &[u32], field: FilterField) -> Option<(&Dictionary, Vec<usize>)> {
        let places = positions.iter().map(|pos| *pos as usize).filter(|at| *at < self.rows.len());
        match self.source(field) {
            Source::One(column) => {
                let mut counts = vec![0; column.dictionary.size()];
                places.for_each(|at| counts[column.ids[at] as usize] += 1);
                Some((&column.dictionary, counts))
            }
            Source::Many(lists) => {
                let mut counts = vec![0; lists.dictionary.size()];
                for at in places {
                    let ids = lists.of(at);
                    counts[0] += usize::from(ids.is_empty());
                    ids.iter().for_each(|id| counts[*id as usize] += 1);
                }
                Some((&lists.dictionary, counts))
            }
            Source::Corrected | Source::Line(_) | Source::Id => None,
        }
    }

    /// Sorts positions; captions without the value come last either way, equal ones stay in catalog order.
    pub fn sort(&self, positions: &mut [u32], key: SortKey, descending: bool) {
        let ranks = match key {
            SortKey::Document => self.ranks(One::Document),
            SortKey::Scene => self.ranks(One::Scene),
            SortKey::Agency => self.ranks(One::Agency),
            SortKey::Status => self.ranks(One::Status),
            SortKey::Date => none_last(&self.dates),
            SortKey::EventDate => none_last(&self.event_dates),
            SortKey::City => self.ranks(One::City),
            SortKey::Photographer => self.first_ranks(Many::Creators),
            SortKey::Persons => self.first_ranks(Many::Persons),
            SortKey::Flags => self.first_ranks(Many::Flags),
            SortKey::Credit => return self.sort_by_text(positions, 1, descending),
            SortKey::Caption => return self.sort_by_text(positions, 0, descending),
        };
        let packed = |pos: &u32| {
            let rank = ranks.get(*pos as usize).copied().unwrap_or(u32::MAX);
            let rank = if descending && rank != u32::MAX { u32::MAX - 1 - rank } else { rank };
            (u64::from(rank) << 32) | u64::from(*pos)
        };
        let mut keys: Vec<u64> = positions.iter().map(packed).collect();
        keys.sort_unstable();
        for (pos, key) in positions.iter_mut().zip(keys) {
            *pos = key as u32;
        }
    }

    fn ranks(&self, which: One) -> Vec<u32> {
        let column = self.column(which);
        let ranks = column.dictionary.ranks();
        column.ids.iter().map(|id| ranks[*id as usize]).collect()
    }

    /// By the first value of a list.
    fn first_ranks(&self, which: Many) -> Vec<u32> {
        let lists = self.list(which);
        let ranks = lists.dictionary.ranks();
        (0..self.rows.len()).map(|at| ranks[lists.of(at).first().map_or(0, |id| *id as usize)]).collect()
    }

    fn sort_by_text(&self, positions: &mut [u32], part: usize, descending: bool) {
        let line = |pos: &u32| self.text.line(*pos as usize, part);
        positions.sort_unstable_by(|a, b| {
            let (x, y) = (line(a), line(b));
            let order = if descending { y.cmp(x) } else { x.cmp(y) };
            x.is_empty().cmp(&y.is_empty()).then(order).then(a.cmp(b))
        });
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

    fn group_one(&self, positions: &[u32], which: One) -> Vec<Group> {
        let column = self.column(which);
        let ranks = column.dictionary.ranks();
        self.grouped(
            positions,
            |at, each| each(ranks[column.ids[at] as usize], column.ids[at]),
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
        let mut members: BTreeMap<(u32, u32), Members> = BTreeMap::new();
        for pos in positions.iter().filter(|pos| (**pos as usize) < self.rows.len()) {
            keys(*pos as usize, &mut |rank, key| {
                let (positions, dates) = members.entry((rank, key)).or_default();
                positions.push(*pos);
                *dates.entry(self.dates[*pos as usize]).or_default() += 1;
            });
        }
        let group = |((_, key), (positions, mut dates)): ((u32, u32), Members)| {
            let undated = dates.remove(&0).unwrap_or(0);
            let dates = dates.into_iter().filter_map(|(d, n)| Some((unpack(d)?, n))).collect();
            Group { key: name(key), positions, dates, undated }
        };
        members.into_iter().map(group).collect()
    }
}
