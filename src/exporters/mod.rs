//! Exporters: a catalog's captions as sheets and as JSON. One row of [`all`] a format; rows stream through, so a sheet
//! of a million captions needs no more memory than one of ten.

mod json;
mod sheet;

use std::io::{Result, Write};
use std::sync::Arc;

pub use json::{
    finding_object, object, problem_object, rejected_object, scan_object, write_json, write_jsonl,
};
pub use sheet::{CHANGE_COLUMNS, COLUMNS, guard, unguard};

use crate::model::caption::Caption;
use crate::model::finding::Finding;

/// A caption with the problems that concern it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    pub caption: Caption,
    pub problems: Vec<Arc<Finding>>,
}

/// A format that captions can be written in.
pub trait Exporter: Sync {
    /// The word on the command line.
    fn format(&self) -> &'static str;
    /// What a person reads in a list of formats.
    fn label(&self) -> &'static str;
    /// What it is for, as one sentence under the list.
    fn note(&self) -> &'static str;
    /// The usual extension of its files, without the dot.
    fn extension(&self) -> &'static str;
    /// Writes every row in the order given, reading no clock, locale or zone: the same rows, the same bytes.
    ///
    /// # Errors
    /// Whatever `out` reports.
    fn write(&self, rows: &mut dyn Iterator<Item = SheetRow>, out: &mut dyn Write) -> Result<()>;
}

static EXPORTERS: &[&dyn Exporter] =
    &[&json::JsonArray, &json::JsonLines, &sheet::Exact, &sheet::Spreadsheet, &sheet::Changes];

/// Every format.
pub fn all() -> &'static [&'static dyn Exporter] {
    EXPORTERS
}

/// The format of that word.
pub fn by_format(format: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS.iter().copied().find(|e| e.format() == format)
}
