//! Filters over the index: each term gives a set of positions, and the sets are joined.

use crate::model::date::PartialDate;
use crate::model::filter::{DateTest, FieldTest, Filter, FilterField};
use crate::text::query::{days, field_words};

use super::columns::{Column, Lists};
use super::{Index, Many, One, unpack};

/// Where a field's values are.
pub(super) enum Source<'a> {
    One(&'a Column),
    Many(&'a Lists),
    /// A line of the searched text.
    Line(usize),
    Corrected,
    Id,
}

/// A set of positions, a bit each.
struct Set(Vec<u64>);

impl Set {
    fn of(len: usize, test: impl Fn(usize) -> bool) -> Set {
        let word = |w: usize| {
            (w * 64..len.min(w * 64 + 64)).fold(0, |bits, at| bits | (u64::from(test(at)) << (at % 64)))
        };
        Set((0..len.div_ceil(64)).map(word).collect())
    }

    fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn has(&self, at: usize) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    fn join(mut self, other: &Set, how: impl Fn(u64, u64) -> u64) -> Set {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a = how(*a, *b));
        self
    }
}

impl Index {
    /// The positions that pass, in catalog order.
    pub fn filter(&self, filter: &Filter) -> Vec<u32> {
        let alive = Set::of(self.rows.len(), |at| self.alive[at]);
        let passing = self.passing(filter).join(&alive, |a, b| a & b);
        let mut out = Vec::with_capacity(passing.0.iter().map(|w| w.count_ones() as usize).sum());
        for (n, word) in passing.0.iter().enumerate() {
            let mut word = *word;
            while word != 0 {
                out.push(n as u32 * 64 + word.trailing_zeros());
                word &= word - 1;
            }
        }
        out
    }

    pub(super) fn source(&self, field: FilterField) -> Source<'_> {
        match field {
            FilterField::Scene => Source::One(self.column(One::Scene)),
            FilterField::Agency => Source::One(self.column(One::Agency)),
            FilterField::Document => Source::One(self.column(One::Document)),
            FilterField::Status => Source::One(self.column(One::Status)),
            FilterField::City => Source::One(self.column(One::City)),
            FilterField::Event => Source::One(self.column(One::Event)),
            FilterField::Distributor => Source::One(self.column(One::Distributor)),
            FilterField::Venue => Source::One(self.column(One::Venue)),
            FilterField::Country => Source::One(self.column(One::Country)),
            FilterField::Photographer => Source::Many(self.list(Many::Creators)),
            FilterField::Problem => Source::Many(self.list(Many::Problems)),
            FilterField::Flag => Source::Many(self.list(Many::Flags)),
            FilterField::Supplier => Source::Many(self.list(Many::Suppliers)),
            FilterField::Person => Source::Many(self.list(Many::Persons)),
            FilterField::Keyword => Source::Many(self.list(Many::Keywords)),
            FilterField::Caption => Source::Line(0),
            FilterField::Credit => Source::Line(1),
            FilterField::Headline => Source::Line(2),
            FilterField::Corrected => Source::Corrected,
            FilterField::Id => Source::Id,
        }
    }

    fn passing(&self, filter: &Filter) -> Set {
        let len = self.rows.len();
        let all = |yes| Set::of(len, |_| yes);
        match filter {
            Filter::All => all(true),
            Filter::Text(text) => {
                let mut set = all(false);
                self.text.find(text, |at| set.insert(at));
                set
            }
            Filter::Field(field, test) => self.passing_field(*field, test),
            Filter::Date(DateTest::None) => Set::of(len, |at| self.dates[at] == 0),
            Filter::Date(DateTest::Between(from, to)) => {
                let inside = |d: PartialDate| days(d).is_some_and(|(a, b)| *from <= a && b <= *to);
                // Captions share few dates, often the one before: decide each run once.
                let last = std::cell::Cell::new((0, false));
                Set::of(len, |at| {
                    let packed = self.dates[at];
                    if packed != last.get().0 {
                        last.set((packed, unpack(packed).is_some_and(inside)));
                    }
                    last.get().1
                })
            }
            Filter::Not(inner) => self.passing(inner).join(&all(true), |a, b| !a & b),
            Filter::And(items) => {
                items.iter().fold(all(true), |set, item| set.join(&self.passing(item), |a, b| a & b))
            }
            Filter::Or(items) => {
                items.iter().fold(all(false), |set, item| set.join(&self.passing(item), |a, b| a | b))
            }
        }
    }

    fn passing_field(&self, field: FilterField, test: &FieldTest) -> Set {
        let len = self.rows.len();
        match (self.source(field), test) {
            (Source::One(column), FieldTest::None) => Set::of(len, |at| column.ids.at(at) == 0),
            (Source::Many(lists), FieldTest::None) => Set::of(len, |at| lists.of(at).is_empty()),
            (Source::Line(line), FieldTest::None) => Set::of(len, |at| self.text.line(at, line).is_empty()),
            (Source::Corrected, FieldTest::None) => Set::of(len, |at| !self.corrected[at]),
            (Source::Id, FieldTest::None) => Set::of(len, |_| false),
            (Source::One(column), FieldTest::Words(words)) => {
                let passing = column.dictionary.passing(|value| value_passes(field, value, words));
                Set::of(len, |at| passing[column.ids.at(at) as usize])
            }
            (Source::Many(lists), FieldTest::Words(words)) => {
                let passing = lists.dictionary.passing(|value| value_passes(field, value, words));
                Set::of(len, |at| lists.of(at).iter().any(|id| passing[*id as usize]))
            }
            (Source::One(column), FieldTest::Is(words)) => {
                let passing = column.dictionary.passing(|value| value == words);
                Set::of(len, |at| passing[column.ids.at(at) as usize])
            }
            (Source::Many(lists), FieldTest::Is(words)) => {
                let passing = lists.dictionary.passing(|value| value == words);
                Set::of(len, |at| lists.of(at).iter().any(|id| passing[*id as usize]))
            }
            (Source::Line(line), FieldTest::Words(words) | FieldTest::Is(words)) => {
                // The first word finds the candidates; only they are read word by word.
                let mut candidates = Set::of(len, |_| false);
                let first = words.split(' ').next().unwrap_or_default();
                self.text.find(first, |at| candidates.insert(at));
                Set::of(len, |at| {
                    candidates.has(at) && {
                        let text = String::from_utf8_lossy(self.text.line(at, line));
                        let text = field_words(&text);
                        if matches!(test, FieldTest::Is(_)) {
                            text == *words
                        } else {
                            holds_words(&text, words)
                        }
                    }
                })
            }
            (Source::Corrected, FieldTest::Words(words) | FieldTest::Is(words)) => {
                let wanted = !matches!(words.as_str(), "no" | "false");
                Set::of(len, |at| self.corrected[at] == wanted)
            }
            (Source::Id, FieldTest::Words(words) | FieldTest::Is(words)) => {
                Set::of(len, |at| self.id(at as u32).to_string().starts_with(words.as_str()))
            }
        }
    }
}

/// Whether a value, given by its folded words, passes `field:words`.
pub(super) fn value_passes(field: FilterField, value: &str, words: &str) -> bool {
    match field {
        FilterField::Status => value == words,
        FilterField::Problem => {
            value.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        }
        _ => holds_words(value, words),
    }
}

/// Whether `words` stand in `text`, whole and consecutive.
fn holds_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    })
}
