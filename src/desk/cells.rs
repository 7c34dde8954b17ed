//! Cells of the table as spreadsheets hand them on: fields with tabs between, rows with line ends. Copied from captions, and
//! pasted over them as a list of changes.

use std::collections::{HashMap, HashSet};

use super::error::DeskError;
use super::opened::{Done, Open};
use super::proposed::{Place, Proposed};
use crate::model::caption::Caption;
use crate::model::field::{Field, Value};
use crate::model::finding::Fix;

/// A column that is copied or pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Field(Field),
    /// Document and line, which are as they are.
    Document,
}

/// No more captions than this are copied or pasted at once.
pub const MOST: usize = 20_000;

impl Column {
    /// The name that a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Column::Field(field) => field.label(),
            Column::Document => "Document",
        }
    }

    fn of_label(label: &str) -> Option<Column> {
        let wanted = label.trim().to_lowercase();
        let all = Field::all().map(Column::Field).chain([Column::Document]);
        all.into_iter().find(|c| c.label().to_lowercase() == wanted)
    }

    fn cell(self, caption: &Caption) -> String {
        match (self, caption.line) {
            (Column::Field(field), _) => caption.value(field).cell(),
            (Column::Document, Some(line)) => format!("{}:{line}", caption.document),
            (Column::Document, None) => caption.document.to_string(),
        }
    }
}

/// What is pasted, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paste {
    pub text: String,
    /// The captions by their rows: those that are selected, else those from the cursor on.
    pub rows: Vec<i64>,
    pub selected: bool,
    /// The columns from the cursor on.
    pub columns: Vec<Column>,
    /// How many of them are selected.
    pub wide: usize,
}

/// Cells as text. What would be read otherwise stands in quotes.
fn written<'c>(rows: impl Iterator<Item = Vec<String>> + 'c) -> String {
    let mut out = String::new();
    for row in rows {
        for (n, cell) in row.iter().enumerate() {
            if n > 0 {
                out.push('\t');
            }
            if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
                out.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
            } else {
                out.push_str(cell);
            }
        }
        out.push('\n');
    }
    out
}

/// Text as cells. A cell that begins with a quote goes on to the quote that ends it, over tabs and lines; two quotes in it
/// are one. A quote that nothing ends is a quote.
fn read(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_suffix("\r\n").or_else(|| text.strip_suffix(['\n', '\r'])).unwrap_or(text);
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut rest = text;
    loop {
        let (cell, after) = match rest.strip_prefix('"').and_then(quoted) {
            Some((cell, after)) => (cell, after),
            None => {
                let end = rest.find(['\t', '\n', '\r']).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        row.push(cell);
        if let Some(next) = after.strip_prefix('\t') {
            rest = next;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        match after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])) {
            Some(next) => rest = next,
            None => return rows,
        }
    }
}

/// The cell after its first quote, and what follows it; none where no quote ends it before a tab, a line's or the text's end.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let end = rest.find('"')?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.chars().next() {
            Some('"') => {
                cell.push('"');
                rest = &rest[1..];
            }
            None | Some('\t' | '\n' | '\r') => return Some((cell, rest)),
            Some(_) => return None,
        }
    }
}

fn many(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

impl Open {
    /// Cells of some captions as text, in the order of the rows; with `header` the columns' names come first.
    pub(super) fn copied(&self, rows: &[i64], columns: &[Column], header: bool) -> Done<String> {
        if rows.len() > MOST {
            let words = format!("{} are too many to copy; export a sheet", many(rows.len(), "caption"));
            return Err(DeskError::refused(words));
        }
        let views: HashMap<i64, _> = self.views(rows)?.into_iter().map(|v| (v.row, v)).collect();
        let names = header.then(|| columns.iter().map(|c| c.label().to_owned()).collect());
        let cells = rows.iter().filter_map(|row| views.get(row));
        let cells = cells.map(|v| columns.iter().map(|c| c.cell(&v.caption)).collect());
        Ok(written(names.into_iter().chain(cells)))
    }

    /// What pasting would change; nothing is changed.
    pub(super) fn pasted(&self, paste: &Paste) -> Done<Proposed> {
        let mut cells = read(&paste.text);
        let mut columns = paste.columns.clone();
        let mut first = 1;
        let named: Option<Vec<Column>> = cells[0].iter().map(|c| Column::of_label(c)).collect();
        if let Some(named) = named.filter(|_| cells.len() > 1) {
            cells.remove(0);
            (columns, first) = (named, 2);
        }
        let (high, wide) = (cells.len(), cells.iter().map(Vec::len).max().unwrap_or(0));
        let refuse = |words: String| Err(DeskError::refused(words));
        if high > MOST {
            return refuse(format!("{} are too many to paste", many(high, "row")));
        }
        let rows = paste.rows.as_slice();
        let (targets, fill): (&[i64], bool) = match (paste.selected, high) {
            (true, 1) => (rows, true),
            (true, _) if high == rows.len() => (rows, false),
            (true, _) => {
                let (copied, selected) = (many(high, "row"), many(rows.len(), "caption"));
                return refuse(format!(
                    "{copied} cannot be pasted over {selected}; select as many, or the first one only"
                ));
            }
            (false, _) => match rows.get(..high) {
                Some(rows) => (rows, false),
                None => {
                    let there = many(rows.len(), "caption");
                    return refuse(format!(
                        "{} do not fit: the list has {there} from here on",
                        many(high, "row")
                    ));
                }
            },
        };
        let one = high == 1 && wide == 1 && first == 1;
        let wide = if one { paste.wide.clamp(1, columns.len().max(1)) } else { wide };
        if wide > columns.len() {
            let there = many(columns.len(), "column");
            return refuse(format!(
                "{} do not fit: the table has {there} from here on",
                many(wide, "column")
            ));
        }
        let views: HashMap<i64, _> = self.views(targets)?.into_iter().map(|v| (v.row, v)).collect();
        let mut out = Proposed::default();
        let mut seen = HashSet::new();
        for (n, row) in targets.iter().enumerate() {
            let Some(caption) = views.get(row).map(|v| &v.caption).filter(|_| seen.insert(*row)) else {
                continue;
            };
            let line = &cells[if fill { 0 } else { n }];
            for (at, column) in columns.iter().take(wide).enumerate() {
                let Some(cell) = line.get(if one { 0 } else { at }) else { continue };
                if *cell == column.cell(caption) {
                    continue;
                }
                let Column::Field(field) = *column else {
                    return refuse(format!(
                        "row {}: the document and line of a caption cannot be set; leave that column out",
                        n + first
                    ));
                };
                let to = Value::parse(field, cell).map_err(|why| {
                    let why = why.replacen(field.key(), field.label(), 1);
                    DeskError::refused(format!("row {}: {why}; nothing was pasted", n + first))
                })?;
                let from = caption.value(field);
                if to == from || (to.cell().is_empty() && from.cell().is_empty()) {
                    continue;
                }
                let words = if field == Field::Description { "" } else { &caption.description };
                out.places.push(Place {
                    document: caption.document.clone(),
                    line: caption.line,
                    words: words.chars().take(140).collect(),
                });
                out.changes.push(Fix { id: caption.id, field, from, to, certain: false });
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        let rows = |text: &str| read(text);
        assert_eq!(rows("a\tb\nc\td\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(rows("a\tb\r\nc\td"), [["a", "b"], ["c", "d"]]);
        assert_eq!(rows("\"two\nlines\"\t\"a\ttab\"\n"), [["two\nlines", "a\ttab"]]);
        assert_eq!(rows("\"say \"\"yes\"\"\"\tx"), [["say \"yes\"", "x"]]);
        assert_eq!(rows("12\" wide\t\"quoted\" words"), [["12\" wide", "\"quoted\" words"]]);
        assert_eq!(rows("\"never ends\tx"), [["\"never ends", "x"]]);
        assert_eq!(rows("a\n\nb"), [["a"], [""], ["b"]], "an empty line is an empty cell");
        assert_eq!(rows(""), [[""]]);
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read(cells in proptest::collection::vec(proptest::collection::vec("[a\"\t\n\r é]{0,5}", 2), 1..4)) {
            proptest::prop_assert_eq!(read(&written(cells.clone().into_iter())), cells);
        }

        #[test]
        fn any_text_is_read(text in "[a\"\t\n\r]{0,14}") {
            proptest::prop_assert!(!read(&text).is_empty());
        }
    }
}
