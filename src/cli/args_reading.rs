//! What the verbs take that read and change nothing.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{Common, Format};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GroupBy {
    Scene,
    Date,
    Agency,
    Photographer,
    Document,
    None,
}

#[derive(Debug, Args)]
pub struct ScanArgs {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// List every line that was not taken as well, with the reason
    #[arg(long)]
    pub rejected: bool,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    #[command(flatten)]
    pub common: Common,
}

/// What the verbs that read take.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// The catalog file, or builtin
    #[arg(long, value_name = "CATALOG")]
    pub catalog: PathBuf,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Terms that a caption must meet
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    pub read: ReadArgs,
    /// Group the text by this
    #[arg(long, value_enum, value_name = "FIELD", default_value = "none")]
    pub group: GroupBy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// Laid out to be read
    Text,
    /// One array
    Json,
    /// One object a line
    Jsonl,
    /// SARIF 2.1.0, for other programs that show problems
    Sarif,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The catalog file, or builtin
    #[arg(long, value_name = "CATALOG")]
    pub catalog: PathBuf,
    #[arg(long, value_enum, default_value = "text")]
    pub format: CheckFormat,
    /// Only these checks: ids, or what several ids begin with, such as credit
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    pub select: Vec<String>,
    /// All but these checks
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Check with this house style, whatever the catalog's own is; none for no style
    #[arg(long, value_name = "NAME")]
    pub style: Option<String>,
    /// Show what was dismissed as well
    #[arg(long)]
    pub dismissed: bool,
    /// Terms that a caption must meet
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// The catalog file, or builtin
    #[arg(long, value_name = "CATALOG")]
    pub catalog: PathBuf,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The catalog file, or builtin
    #[arg(long, value_name = "CATALOG")]
    pub catalog: PathBuf,
    /// json, jsonl, csv, csv-spreadsheet (guards cells that a spreadsheet would run) or changes
    #[arg(long, value_name = "FORMAT")]
    pub format: String,
    /// The sheet to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Terms that a caption must meet
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct EventsArgs {
    /// The catalog file, or builtin
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct ChecksArgs {
    /// The check, by id
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// With ID, the page is laid out for the terminal; in JSON it is Markdown
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}
