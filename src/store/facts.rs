//! Facts as a few bytes: names and places are numbers of a dictionary, so that a million rows stay small.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Weekday;
use rusqlite::Connection;

use super::error::{Fault, Inner};
use crate::model::caption::Facts;
use crate::model::credit::{Credit, CreditReading, Flag};
use crate::model::date::{DateBasis, DateReading, DateValue, PartialDate};

/// The dictionary: number 1 is the first, 0 is none.
#[derive(Default)]
pub(super) struct Names {
    texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Names {
    /// Forgets everything; it is read again when needed.
    pub(super) fn clear(&mut self) {
        *self = Names::default();
    }

    /// Reads what has been added to the file since.
    pub(super) fn load(&mut self, conn: &Connection) -> Inner<()> {
        let mut query = conn.prepare_cached("SELECT id, text FROM name WHERE id > ?1 ORDER BY id")?;
        let mut rows = query.query([self.texts.len() as i64])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if id != self.texts.len() as i64 + 1 {
                return Err(Fault::Broken("a name is missing".into()));
            }
            let text: Arc<str> = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?.into();
            self.numbers.insert(text.clone(), id as u32);
            self.texts.push(text);
        }
        Ok(())
    }

    /// The number of a text, added to the file where it is new. The caller holds the write lock and has loaded.
    fn number(&mut self, conn: &Connection, text: &str) -> Inner<u32> {
        if let Some(n) = self.numbers.get(text) {
            return Ok(*n);
        }
        let n = self.texts.len() as u32 + 1;
        conn.prepare_cached("INSERT INTO name VALUES (?1, ?2)")?.execute((n, text))?;
        let text: Arc<str> = text.into();
        self.numbers.insert(text.clone(), n);
        self.texts.push(text);
        Ok(n)
    }

    fn text(&mut self, conn: &Connection, number: u64) -> Inner<&str> {
        let at = (number as usize).wrapping_sub(1);
        if at >= self.texts.len() {
            self.load(conn)?;
        }
        self.texts.get(at).map(|t| &**t).ok_or_else(|| Fault::Broken("a name is missing".into()))
    }
}

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
const BASES: [DateBasis; 5] =
    [DateBasis::Caption, DateBasis::Credit, DateBasis::Photo, DateBasis::Document, DateBasis::Desk];

struct Writer<'a> {
    conn: &'a Connection,
    names: &'a mut Names,
    out: &'a mut Vec<u8>,
}

impl Writer<'_> {
    fn int(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.out.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.out.push(n as u8);
    }

    fn name(&mut self, text: Option<&str>) -> Inner<()> {
        let n = match text {
            Some(text) => self.names.number(self.conn, text)?,
            None => 0,
        };
        self.int(u64::from(n));
        Ok(())
    }

    fn list(&mut self, texts: &[String]) -> Inner<()> {
        self.int(texts.len() as u64);
        texts.iter().try_for_each(|t| self.name(Some(t)))
    }

    fn date(&mut self, date: Option<PartialDate>) {
        self.int(date.map_or(0, |d| {
            let day = d.exact().map_or(0, |d| u64::from(chrono::Datelike::day(&d)));
            ((d.year() as u64 * 13 + u64::from(d.month().unwrap_or(0))) << 5) | day
        }));
    }
}

/// Writes facts into `out`, which it empties first.
pub(super) fn encode(facts: &Facts, conn: &Connection, names: &mut Names, out: &mut Vec<u8>) -> Inner<()> {
    out.clear();
    let mut w = Writer { conn, names, out };
    let CreditReading { credit, dialect, undecided } = &facts.credit;
    w.list(&credit.creators)?;
    w.name(credit.agency.as_deref())?;
    w.list(&credit.suppliers)?;
    w.name(credit.distributor.as_deref())?;
    w.int(credit.flags.iter().fold(0, |bits, f| bits | 1 << *f as u32));
    w.name(credit.commissioner.as_deref())?;
    w.list(&credit.restrictions)?;
    w.name(Some(dialect.as_str()).filter(|d| !d.is_empty()))?;
    w.list(undecided)?;
    w.date(facts.date_created);
    w.int(facts.date_basis.and_then(|b| BASES.iter().position(|x| *x == b)).map_or(0, |n| n as u64 + 1));
    w.name(facts.date.as_ref().map(|d| d.printed.as_str()))?;
    if let Some(date) = &facts.date {
        w.int(date.span.start as u64);
        w.int(date.span.end as u64);
        w.int(date.weekday.map_or(0, |d| u64::from(d.num_days_from_monday()) + 1));
        match date.value {
            DateValue::Impossible => w.int(0),
            DateValue::Known(d) => {
                w.int(1);
                w.date(Some(d));
            }
            DateValue::Yearless { month, day } => {
                w.int(2);
                w.int(u64::from(month));
                w.int(u64::from(day));
            }
            DateValue::Ambiguous(a, b) => {
                w.int(3);
                w.date(Some(a));
                w.date(Some(b));
            }
        }
    }
    w.name(facts.sublocation.as_deref())?;
    w.name(facts.city.as_deref())?;
    w.name(facts.country.as_deref())?;
    w.list(&facts.persons_shown)?;
    w.name(facts.event_words.as_deref())?;
    w.name(facts.scene.as_deref())?;
    w.list(&facts.other_scenes)?;
    w.int(facts.kind_rows.len() as u64);
    facts.kind_rows.iter().for_each(|row| w.int(u64::from(*row)));
    Ok(())
}

struct Reader<'a> {
    conn: &'a Connection,
    names: &'a mut Names,
    bytes: &'a [u8],
}

fn broken() -> Fault {
    Fault::Broken("facts cannot be read".into())
}

impl Reader<'_> {
    fn int(&mut self) -> Inner<u64> {
        let (mut n, mut shift) = (0_u64, 0);
        loop {
            let (first, rest) = self.bytes.split_first().ok_or_else(broken)?;
            self.bytes = rest;
            n |= u64::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Ok(n);
            }
            shift += 7;
            if shift > 56 {
                return Err(broken());
            }
        }
    }

    fn name(&mut self) -> Inner<Option<String>> {
        match self.int()? {
            0 => Ok(None),
            n => Ok(Some(self.names.text(self.conn, n)?.to_owned())),
        }
    }

    fn list(&mut self) -> Inner<Vec<String>> {
        let len = self.int()? as usize;
        // Each item takes a byte at least: a damaged length cannot ask for more than there is.
        if len > self.bytes.len() {
            return Err(broken());
        }
        (0..len).map(|_| self.name()?.ok_or_else(broken)).collect()
    }

    fn rows(&mut self) -> Inner<Vec<u16>> {
        let len = self.int()? as usize;
        if len > self.bytes.len() {
            return Err(broken());
        }
        (0..len).map(|_| u16::try_from(self.int()?).map_err(|_| broken())).collect()
    }

    fn date(&mut self) -> Inner<Option<PartialDate>> {
        let n = self.int()?;
        if n == 0 {
            return Ok(None);
        }
        let (months, day) = (n >> 5, (n & 31) as u32);
        let (year, month) = (i32::try_from(months / 13).map_err(|_| broken())?, (months % 13) as u32);
        let date = match (month, day) {
            (0, _) => PartialDate::year_only(year),
            (m, 0) => PartialDate::year_month(year, m),
            (m, d) => PartialDate::day(year, m, d),
        };
        date.map(Some).ok_or_else(broken)
    }

    fn reading(&mut self) -> Inner<Option<DateReading>> {
        let Some(printed) = self.name()? else { return Ok(None) };
        let span = self.int()? as usize..self.int()? as usize;
        let weekday = match self.int()? {
            0 => None,
            n => Some(*WEEKDAYS.get(n as usize - 1).ok_or_else(broken)?),
        };
        let value = match self.int()? {
            0 => DateValue::Impossible,
            1 => DateValue::Known(self.date()?.ok_or_else(broken)?),
            2 => DateValue::Yearless { month: self.int()? as u32, day: self.int()? as u32 },
            3 => DateValue::Ambiguous(self.date()?.ok_or_else(broken)?, self.date()?.ok_or_else(broken)?),
            _ => return Err(broken()),
        };
        Ok(Some(DateReading { printed, span, weekday, value }))
    }
}

/// Reads facts back.
pub(super) fn decode(bytes: &[u8], conn: &Connection, names: &mut Names) -> Inner<Facts> {
    let mut r = Reader { conn, names, bytes };
    let mut credit = Credit {
        creators: r.list()?,
        agency: r.name()?,
        suppliers: r.list()?,
        distributor: r.name()?,
        ..Credit::default()
    };
    let flags = r.int()?;
    credit.flags = Flag::ALL.into_iter().filter(|f| flags >> *f as u32 & 1 == 1).collect();
    credit.commissioner = r.name()?;
    credit.restrictions = r.list()?;
    Ok(Facts {
        credit: CreditReading { credit, dialect: r.name()?.unwrap_or_default(), undecided: r.list()? },
        date_created: r.date()?,
        date_basis: match r.int()? {
            0 => None,
            n => Some(*BASES.get(n as usize - 1).ok_or_else(broken)?),
        },
        date: r.reading()?,
        sublocation: r.name()?,
        city: r.name()?,
        country: r.name()?,
        persons_shown: r.list()?,
        event_words: r.name()?,
        scene: r.name()?,
        // Facts of the first rules end here.
        other_scenes: if r.bytes.is_empty() { Vec::new() } else { r.list()? },
        kind_rows: if r.bytes.is_empty() { Vec::new() } else { r.rows()? },
    })
}
