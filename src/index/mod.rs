//! The index in memory that answers filter, facets, sort and groups for a million captions: a folded text arena and
//! `u32` columns. It holds nothing that the catalog does not, and is made anew from it.

mod arena;
mod columns;
mod ids;
mod kept;
mod order;
mod rows;
mod search;

use std::collections::BTreeMap;

use crate::model::caption::{Caption, CaptionId, Status};
use crate::model::date::PartialDate;
use crate::model::filter::FilterField;
use crate::text::fold::fold_into;

use arena::Arena;
use columns::{Column, Lists};
pub use order::{FacetValue, Group, GroupBy, SortKey};
use search::Source;

/// What the index takes of one caption.
#[derive(Debug, Clone)]
pub struct IndexRow<'a> {
    /// The caption's row in the catalog; names it here for ever.
    pub row: i64,
    pub id: CaptionId,
    pub document: &'a str,
    pub description: &'a str,
    pub credit_line: Option<&'a str>,
    pub creators: &'a [String],
    pub agency: Option<&'a str>,
    pub suppliers: &'a [String],
    pub distributor: Option<&'a str>,
    pub flags: &'a [String],
    pub date: Option<PartialDate>,
    pub event_date: Option<PartialDate>,
    pub scene: Option<&'a str>,
    pub event: Option<&'a str>,
    pub sublocation: Option<&'a str>,
    pub city: Option<&'a str>,
    pub country: Option<&'a str>,
    pub persons_shown: &'a [String],
    pub headline: Option<&'a str>,
    pub keywords: &'a [String],
    pub status: Status,
    /// Whether any correction stands.
    pub corrected: bool,
    /// Ids of the checks that found a problem.
    pub problems: &'a [String],
}

impl<'a> IndexRow<'a> {
    /// The row of a caption as it stands.
    pub fn of(row: i64, caption: &'a Caption, problems: &'a [String]) -> Self {
        IndexRow {
            row,
            id: caption.id,
            document: &caption.document,
            description: &caption.description,
            credit_line: caption.credit_line.as_deref(),
            creators: &caption.creators,
            agency: caption.agency.as_deref(),
            suppliers: &caption.suppliers,
            distributor: caption.distributor.as_deref(),
            flags: &caption.flags,
            date: caption.date_created,
            event_date: caption.event_date,
            scene: caption.scene.as_deref(),
            event: caption.event.as_deref(),
            sublocation: caption.sublocation.as_deref(),
            city: caption.city.as_deref(),
            country: caption.country.as_deref(),
            persons_shown: &caption.persons_shown,
            headline: caption.headline.as_deref(),
            keywords: &caption.keywords,
            status: caption.status,
            corrected: !caption.corrections.is_empty(),
            problems,
        }
    }
}

/// The single-valued columns, in the order of [`Index::columns`].
#[derive(Debug, Clone, Copy)]
enum One {
    Document,
    Scene,
    Event,
    Agency,
    Distributor,
    City,
    Venue,
    Country,
    Status,
}

/// The columns of lists, in the order of [`Index::lists`].
#[derive(Debug, Clone, Copy)]
enum Many {
    Creators,
    Persons,
    Flags,
    Suppliers,
    Keywords,
    Problems,
}

/// Every caption of the catalog, searchable. A position is a caption's place in catalog order; it stays its own for
/// as long as the index lives, also where other captions are removed.
#[derive(Debug, Default)]
pub struct Index {
    rows: rows::Rows,
    ids: Vec<u64>,
    alive: Vec<bool>,
    corrected: Vec<bool>,
    removed: usize,
    /// Dates packed so that they order by time; 0 is none.
    dates: Vec<u32>,
    event_dates: Vec<u32>,
    columns: [Column; 9],
    lists: [Lists; 6],
    text: Arena,
    /// The orders of captions, of credit lines and of headlines.
    by_text: [kept::Kept; 3],
    /// Kept between rows so that a row costs no allocation.
    scratch: String,
}

impl Index {
    /// An index without captions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for so many captions at once: growing step by step copies everything several times.
    pub fn make_room(&mut self, captions: usize) {
        self.ids.reserve_exact(captions);
        self.alive.reserve_exact(captions);
        self.corrected.reserve_exact(captions);
        self.dates.reserve_exact(captions);
        self.event_dates.reserve_exact(captions);
        self.columns.iter_mut().for_each(|c| c.ids.make_room(captions));
        self.lists.iter_mut().for_each(|l| l.make_room(captions));
        self.text.make_room(captions);
    }

    /// Adds a caption after the others; one whose row is there already is replaced.
    pub fn push(&mut self, row: &IndexRow<'_>) {
        if self.position(row.row).is_some() {
            return self.replace(row);
        }
        let pos = self.rows.len();
        self.rows.push(row.row);
        self.ids.push(row.id.0);
        self.alive.push(true);
        self.corrected.push(row.corrected);
        self.dates.push(pack(row.date));
        self.event_dates.push(pack(row.event_date));
        for (column, value) in self.columns.iter_mut().zip(single(row)) {
            column.push(value);
        }
        for (list, values) in self.lists.iter_mut().zip(multiple(row)) {
            list.push(values);
        }
        searched_text(row, &mut self.scratch);
        self.text.push(&self.scratch);
        self.by_text.iter_mut().for_each(|kept| kept.changed(pos as u32));
    }

    /// Takes over an edited caption at its place; a caption that was removed comes back there, a new one is added.
    pub fn replace(&mut self, row: &IndexRow<'_>) {
        let Some(pos) = self.position(row.row) else {
            return self.push(row);
        };
        let at = pos as usize;
        if !std::mem::replace(&mut self.alive[at], true) {
            self.removed -= 1;
        }
        self.ids[at] = row.id.0;
        self.corrected[at] = row.corrected;
        self.dates[at] = pack(row.date);
        self.event_dates[at] = pack(row.event_date);
        for (column, value) in self.columns.iter_mut().zip(single(row)) {
            column.set(at, value);
        }
        for (list, values) in self.lists.iter_mut().zip(multiple(row)) {
            list.set(at, values);
        }
        searched_text(row, &mut self.scratch);
        if self.text.set(pos, &self.scratch) {
            self.by_text.iter_mut().for_each(|kept| kept.changed(pos));
        }
    }

    /// Leaves a caption out from now on; nothing where the row is unknown.
    pub fn remove(&mut self, row: i64) {
        if let Some(pos) = self.position(row)
            && std::mem::replace(&mut self.alive[pos as usize], false)
        {
            self.removed += 1;
        }
    }

    /// Names events that were not known when their captions were added: for each position the event, or none to leave it.
    pub fn set_events<'a>(&mut self, of: impl Fn(usize) -> Option<Option<&'a str>>) {
        for pos in 0..self.rows.len() {
            if let Some(event) = of(pos) {
                self.columns[One::Event as usize].set(pos, event);
            }
        }
    }

    /// Takes over the scene of every position.
    pub fn set_scenes<'a>(&mut self, of: impl Fn(usize) -> Option<&'a str>) {
        for pos in 0..self.rows.len() {
            self.columns[One::Scene as usize].set(pos, of(pos));
        }
    }

    /// Takes over the ids of the checks that found something in a caption; nothing where the row is unknown.
    pub fn set_problems<'a>(&mut self, row: i64, problems: impl IntoIterator<Item = &'a str>) {
        if let Some(pos) = self.position(row) {
            self.lists[Many::Problems as usize].set(pos as usize, problems);
        }
    }

    /// No caption has a problem until it is said again.
    pub fn clear_problems(&mut self) {
        self.lists[Many::Problems as usize].clear();
    }

    /// Makes the orders by words, which take a while, before anybody asks for them; does nothing where they are made.
    pub fn prepare(&self) {
        for (part, kept) in self.by_text.iter().enumerate() {
            kept.make(&self.text, self.rows.len(), part);
        }
    }

    /// Gives back memory held in reserve; to be called once after loading.
    pub fn shrink(&mut self) {
        self.ids.shrink_to_fit();
        self.alive.shrink_to_fit();
        self.corrected.shrink_to_fit();
        self.dates.shrink_to_fit();
        self.event_dates.shrink_to_fit();
        self.columns.iter_mut().for_each(Column::shrink);
        self.lists.iter_mut().for_each(Lists::shrink);
        self.text.shrink();
    }

    /// How many captions there are.
    pub fn len(&self) -> usize {
        self.rows.len() - self.removed
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes held, close enough.
    pub fn memory(&self) -> usize {
        self.rows.memory()
            + self.ids.capacity() * 8
            + self.alive.capacity()
            + self.corrected.capacity()
            + self.dates.capacity() * 4
            + self.event_dates.capacity() * 4
            + self.columns.iter().map(Column::memory).sum::<usize>()
            + self.lists.iter().map(Lists::memory).sum::<usize>()
            + self.text.memory()
            + self.by_text.iter().map(kept::Kept::memory).sum::<usize>()
    }

    /// The catalog row at a position; -1 where there is none.
    pub fn row(&self, pos: u32) -> i64 {
        self.rows.get(pos).unwrap_or(-1)
    }

    /// The caption's id at a position; id 0 where there is none.
    pub fn id(&self, pos: u32) -> CaptionId {
        CaptionId(self.ids.get(pos as usize).copied().unwrap_or(0))
    }

    /// The value that a caption has in a field of single values.
    pub fn value(&self, pos: u32, field: FilterField) -> Option<&str> {
        match self.source(field) {
            Source::One(column) => column.dictionary.value(column.ids.at(pos as usize)),
            _ => None,
        }
    }

    /// The positions of the captions that have just this value in a field of single values, in catalog order.
    pub fn having(&self, field: FilterField, value: &str) -> Vec<u32> {
        let Source::One(column) = self.source(field) else { return Vec::new() };
        let Some(id) = column.dictionary.find(value) else { return Vec::new() };
        let places = (0..self.rows.len()).filter(|at| column.ids.at(*at) == id && self.alive[*at]);
        places.map(|at| at as u32).collect()
    }

    /// The ids of the checks that found a problem in a caption.
    pub fn problems(&self, pos: u32) -> Vec<String> {
        let lists = self.list(Many::Problems);
        let name = |id: &u32| lists.dictionary.value(*id).map(str::to_owned);
        if (pos as usize) < self.rows.len() {
            lists.of(pos as usize).iter().filter_map(name).collect()
        } else {
            Vec::new()
        }
    }

    /// Whether a check found a problem in a caption.
    pub fn has_problem(&self, pos: u32) -> bool {
        (pos as usize) < self.rows.len() && !self.list(Many::Problems).of(pos as usize).is_empty()
    }

    /// How many captions bear each date, and how many none.
    pub fn days(&self, positions: &[u32]) -> (BTreeMap<PartialDate, usize>, usize) {
        let mut packed: BTreeMap<u32, usize> = BTreeMap::new();
        // Captions share few dates, often the one before: a run is counted at once.
        let mut run = (0, 0);
        for date in positions.iter().filter_map(|pos| self.dates.get(*pos as usize)) {
            if *date != run.0 {
                *packed.entry(run.0).or_default() += run.1;
                run = (*date, 0);
            }
            run.1 += 1;
        }
        *packed.entry(run.0).or_default() += run.1;
        let undated = packed.remove(&0).unwrap_or(0);
        (packed.into_iter().filter_map(|(d, n)| Some((unpack(d)?, n))).collect(), undated)
    }

    /// The position of a catalog row, also of a removed one.
    pub fn position(&self, row: i64) -> Option<u32> {
        self.rows.position(row)
    }

    fn column(&self, which: One) -> &Column {
        &self.columns[which as usize]
    }

    fn list(&self, which: Many) -> &Lists {
        &self.lists[which as usize]
    }
}

fn single<'a>(row: &IndexRow<'a>) -> [Option<&'a str>; 9] {
    [
        Some(row.document),
        row.scene,
        row.event,
        row.agency,
        row.distributor,
        row.city,
        row.sublocation,
        row.country,
        Some(row.status.key()),
    ]
}

fn multiple<'a>(row: &IndexRow<'a>) -> [&'a [String]; 6] {
    [row.creators, row.persons_shown, row.flags, row.suppliers, row.keywords, row.problems]
}

/// The searched text of a caption, folded, a line a field: description, credit line, headline, then whatever of the
/// other fields these do not say already.
fn searched_text(row: &IndexRow<'_>, out: &mut String) {
    out.clear();
    fold_into(row.description, out);
    for part in [row.credit_line, row.headline] {
        out.push('\n');
        part.inspect(|p| append(p, out));
    }
    let lists = [row.creators, row.persons_shown, row.keywords].into_iter().flatten().map(String::as_str);
    let singles = [row.agency, row.sublocation, row.city, row.country, row.scene].into_iter().flatten();
    for value in lists.chain(singles) {
        let before = out.len();
        out.push('\n');
        append(value, out);
        if out[..before].contains(&out[before + 1..]) {
            out.truncate(before);
        }
    }
}

/// `fold_into` may look at what stands before; a field begins on its own.
fn append(value: &str, out: &mut String) {
    out.push_str(&crate::text::fold::fold(value));
}

/// Packs a date so that packed dates order as dates do; 0 is none.
fn pack(date: Option<PartialDate>) -> u32 {
    use chrono::Datelike;
    date.map_or(0, |d| {
        let day = d.exact().map_or(0, |e| e.day());
        ((d.year() as u32) << 9) | (d.month().unwrap_or(0) << 5) | day
    })
}

/// The date that was packed.
fn unpack(packed: u32) -> Option<PartialDate> {
    let (year, month, day) = ((packed >> 9) as i32, (packed >> 5) & 15, packed & 31);
    match (month, day) {
        _ if packed == 0 => None,
        (0, _) => PartialDate::year_only(year),
        (m, 0) => PartialDate::year_month(year, m),
        (m, d) => PartialDate::day(year, m, d),
    }
}

#[cfg(test)]
mod tests;
