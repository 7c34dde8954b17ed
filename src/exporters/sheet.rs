//! Captions as CSV: the exact sheet, the one for spreadsheet programs, and the change sheet.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{Result, Write};

use super::{Exporter, SheetRow};

/// The columns of the main sheet.
pub const COLUMNS: [&str; 30] = [
    "id",
    "document",
    "line",
    "scene",
    "caption",
    "caption_as_printed",
    "photographer",
    "agency",
    "distributor",
    "credit_line",
    "credit_as_printed",
    "flags",
    "date",
    "date_as_printed",
    "event_date",
    "date_note",
    "event",
    "sublocation",
    "city",
    "country",
    "persons_shown",
    "status",
    "problems",
    "corrected_fields",
    "why",
    "suppliers",
    "commissioner",
    "restrictions",
    "headline",
    "keywords",
];

/// The columns of the change sheet.
pub const CHANGE_COLUMNS: [&str; 9] =
    ["id", "document", "line", "field", "as_printed", "corrected", "why", "by", "at"];

/// The mark that makes a spreadsheet program take a cell as text.
const MARK: char = '\'';

/// Whether a cell must carry the mark: it would run as a formula, or it begins with the mark itself, which taking the
/// mark off again would otherwise lose. Blanks before the sign do not disarm it in every program.
fn needs_mark(cell: &str) -> bool {
    let Some(first) = cell.chars().next() else { return false };
    if matches!(first, MARK | '\t' | '\r' | '\n') {
        return true;
    }
    let blank = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
    };
    let sign = cell.chars().find(|c| !blank(*c));
    // ASCII signs, their full-width and small forms, and the minus sign.
    matches!(
        sign,
        Some(
            '=' | '+'
                | '-'
                | '@'
                | '\u{ff1d}'
                | '\u{ff0b}'
                | '\u{ff0d}'
                | '\u{ff20}'
                | '\u{fe62}'
                | '\u{fe63}'
                | '\u{fe66}'
                | '\u{fe6b}'
                | '\u{2212}'
        )
    )
}

/// A cell as the spreadsheet form holds it: with a leading `'` where a program would run it.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if needs_mark(cell) { Cow::Owned(format!("{MARK}{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell that [`guard`] was given. A leading `'` that it would not have written stays.
pub fn unguard(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix(MARK) {
        Some(rest) if needs_mark(rest) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(cell),
    }
}

/// A CSV writer that reuses one buffer a cell.
struct Cells<'a> {
    csv: csv::Writer<&'a mut dyn Write>,
    text: String,
    guarded: bool,
}

impl<'a> Cells<'a> {
    fn new(out: &'a mut dyn Write, guarded: bool) -> Result<Self> {
        if guarded {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        Ok(Cells { csv, text: String::new(), guarded })
    }

    fn cell(&mut self, cell: &str) -> Result<()> {
        let cell = if self.guarded { guard(cell) } else { Cow::Borrowed(cell) };
        Ok(self.csv.write_field(cell.as_bytes())?)
    }

    fn maybe(&mut self, cell: &Option<String>) -> Result<()> {
        self.cell(cell.as_deref().unwrap_or(""))
    }

    fn shown(&mut self, value: Option<impl std::fmt::Display>) -> Result<()> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        if let Some(value) = value {
            // Writing into a String cannot fail.
            let _ = write!(text, "{value}");
        }
        let done = self.cell(&text);
        self.text = text;
        done
    }

    fn list<'t>(&mut self, items: impl Iterator<Item = &'t str>) -> Result<()> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        for (n, item) in items.enumerate() {
            if n > 0 {
                text.push_str("; ");
            }
            text.push_str(item);
        }
        let done = self.cell(&text);
        self.text = text;
        done
    }

    fn strings(&mut self, items: &[String]) -> Result<()> {
        match items {
            [] => self.cell(""),
            [one] => self.cell(one),
            _ => self.list(items.iter().map(String::as_str)),
        }
    }

    fn end(&mut self) -> Result<()> {
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    fn header(&mut self, columns: &[&str]) -> Result<()> {
        columns.iter().try_for_each(|c| self.cell(c))?;
        self.end()
    }
}

fn main_sheet(rows: &mut dyn Iterator<Item = SheetRow>, out: &mut dyn Write, guarded: bool) -> Result<()> {
    let mut w = Cells::new(out, guarded)?;
    w.header(&COLUMNS)?;
    for row in rows {
        let c = &row.caption;
        w.shown(Some(c.id))?;
        w.cell(&c.document)?;
        w.shown(c.line)?;
        w.maybe(&c.scene)?;
        w.cell(&c.description)?;
        w.cell(&c.description_as_printed)?;
        w.strings(&c.creators)?;
        w.maybe(&c.agency)?;
        w.maybe(&c.distributor)?;
        w.maybe(&c.credit_line)?;
        w.maybe(&c.credit_line_as_printed)?;
        w.strings(&c.flags)?;
        w.shown(c.date_created)?;
        w.maybe(&c.date_as_printed)?;
        w.shown(c.event_date)?;
        w.maybe(&c.date_note)?;
        w.maybe(&c.event)?;
        w.maybe(&c.sublocation)?;
        w.maybe(&c.city)?;
        w.maybe(&c.country)?;
        w.strings(&c.persons_shown)?;
        w.cell(c.status.key())?;
        let mut checks: Vec<&str> = Vec::new();
        for problem in &row.problems {
            if !checks.contains(&problem.check.as_str()) {
                checks.push(&problem.check);
            }
        }
        w.list(checks.into_iter())?;
        w.list(c.corrections.iter().map(|x| x.field.key()))?;
        if c.corrections.iter().any(|x| x.why.is_some()) {
            let why: Vec<String> = c
                .corrections
                .iter()
                .filter_map(|x| x.why.as_ref().map(|why| format!("{}: {why}", x.field.key())))
                .collect();
            w.strings(&why)?;
        } else {
            w.cell("")?;
        }
        w.strings(&c.suppliers)?;
        w.maybe(&c.commissioner)?;
        w.strings(&c.restrictions)?;
        w.maybe(&c.headline)?;
        w.strings(&c.keywords)?;
        w.end()?;
    }
    w.csv.flush()
}

/// The main sheet, every cell exactly as it is.
pub(super) struct Exact;

impl Exporter for Exact {
    fn format(&self) -> &'static str {
        "csv"
    }
    fn label(&self) -> &'static str {
        "CSV"
    }
    fn note(&self) -> &'static str {
        "A row a caption, every cell exactly as it is"
    }
    fn extension(&self) -> &'static str {
        "csv"
    }
    fn write(&self, rows: &mut dyn Iterator<Item = SheetRow>, out: &mut dyn Write) -> Result<()> {
        main_sheet(rows, out, false)
    }
}

/// The main sheet for spreadsheet programs: no cell runs as a formula.
pub(super) struct Spreadsheet;

impl Exporter for Spreadsheet {
    fn format(&self) -> &'static str {
        "csv-spreadsheet"
    }
    fn label(&self) -> &'static str {
        "CSV for spreadsheets"
    }
    fn note(&self) -> &'static str {
        "A row a caption; a cell that a spreadsheet would run as a formula begins with '"
    }
    fn extension(&self) -> &'static str {
        "csv"
    }
    fn write(&self, rows: &mut dyn Iterator<Item = SheetRow>, out: &mut dyn Write) -> Result<()> {
        main_sheet(rows, out, true)
    }
}

/// A row a correction: what was printed, what the desk has, and why.
pub(super) struct Changes;

impl Exporter for Changes {
    fn format(&self) -> &'static str {
        "changes"
    }
    fn label(&self) -> &'static str {
        "Change sheet"
    }
    fn note(&self) -> &'static str {
        "CSV with a row a correction: as printed, as corrected, and why"
    }
    fn extension(&self) -> &'static str {
        "csv"
    }
    fn write(&self, rows: &mut dyn Iterator<Item = SheetRow>, out: &mut dyn Write) -> Result<()> {
        let mut w = Cells::new(out, false)?;
        w.header(&CHANGE_COLUMNS)?;
        for row in rows {
            let c = &row.caption;
            for x in &c.corrections {
                w.shown(Some(c.id))?;
                w.cell(&c.document)?;
                w.shown(c.line)?;
                w.cell(x.field.key())?;
                w.cell(&x.as_printed.cell())?;
                w.cell(&x.corrected.cell())?;
                w.maybe(&x.why)?;
                w.cell(&x.by)?;
                w.cell(&x.at)?;
                w.end()?;
            }
        }
        w.csv.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_would_run_carry_the_mark() {
        for cell in [
            "=1+1",
            "+1",
            "-1",
            "-",
            "@SUM(A1)",
            "\t=1",
            "\rx",
            "\nx",
            " =1",
            "\u{a0}=1",
            "\u{3000}+1",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            "\u{feff}=1",
            "\u{200b}=1",
            "'",
            "'x",
            "''=1",
            "'=1",
        ] {
            assert!(guard(cell).starts_with('\''), "{cell:?}");
            assert_eq!(unguard(&guard(cell)), cell);
        }
        for cell in ["", "a", "1-1", "a=b", " a", "5 + 3", "\"=1"] {
            assert_eq!(guard(cell), cell);
            assert_eq!(unguard(cell), cell);
        }
    }

    proptest::proptest! {
        #[test]
        fn the_mark_comes_off_again(cell in "['=+@ \\-\t\r\nＡ＝a]{0,6}|.*") {
            let guarded = guard(&cell);
            proptest::prop_assert_eq!(unguard(&guarded), cell.as_str());
        }
    }
}
