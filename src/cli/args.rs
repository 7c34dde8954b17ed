//! What the command line takes, and the help that it gives.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::args_changing::*;
pub use super::args_reading::*;

const EXAMPLES: &str = "\
Start here:
  caption-desk                                          the window, on the last catalog
  caption-desk scenes --catalog builtin                 the built-in catalog, grouped by scene with its dates
  caption-desk scan article.txt                         what would be taken from an article
  caption-desk new --catalog desk.captions              a catalog of your own
  caption-desk import --catalog desk.captions articles/ add a folder of articles
  caption-desk list --catalog desk.captions agency:AP date:2024-08-11
  caption-desk set --catalog desk.captions ID creators 'Jane Roe' --why 'misspelt in print'
  caption-desk style --catalog desk.captions ap         check it by a house style, too
  caption-desk export --catalog desk.captions --format csv --output sheet.csv

A filter is words, \"a phrase\", field:value (scene, agency, photographer, document, status, problem, flag, city,
event and more), date:2024-08-11, date:2024-08-11..12, date:none, field:none,
field:=value (that and no more), not:TERM, OR and brackets.
After -- a term may be written -TERM for not:TERM.

Exit codes: 0 done; 1 done, and there is something to look at; 2 not done.
More: README.md of the project.";

/// Photo captions from articles into one editable catalog: grouped, checked, corrected, exported.
#[derive(Debug, Parser)]
#[command(name = "caption-desk", version, about, after_help = EXAMPLES, max_term_width = 110)]
#[command(disable_help_subcommand = true, subcommand_value_name = "VERB", subcommand_help_heading = "Verbs")]
#[command(subcommand_precedence_over_arg = true, args_conflicts_with_subcommands = true)]
#[command(override_usage = "caption-desk [PATH...]\n       caption-desk VERB [OPTIONS] ...")]
pub struct Cli {
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// Without a verb the window opens: on this catalog, or with these documents read into a new one
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Read documents and print what was found; no catalog is touched
    Scan(ScanArgs),
    /// Make a new catalog
    New(NewArgs),
    /// Add documents to a catalog; the same document twice adds nothing
    Import(ImportArgs),
    /// Captions, all or those that a filter lets through
    List(ListArgs),
    /// Scenes with their dates and captions
    Scenes(ReadArgs),
    /// Problems with their evidence; exit code 1 where an error or query is open
    Check(CheckArgs),
    /// Every operation, the newest first
    History(HistoryArgs),
    /// Write a sheet
    Export(ExportArgs),
    /// Set one field of a caption
    Set(SetArgs),
    /// Replace words in many captions: what would change is printed, then made as one operation
    Replace(ReplaceArgs),
    /// Fill a field of many captions from a template, expand the codes in it, or change its capitals
    Fill(FillArgs),
    /// Fill several fields of many captions as one of the desk's caption templates says
    Apply(ApplyArgs),
    /// Add a caption by hand
    Add(AddArgs),
    /// Keep a caption and leave it out of sheets
    SetAside(IdsArgs),
    /// Make one record of captions of one picture: the first is kept and says where else it ran, the others are set aside
    JoinPicture(IdsArgs),
    /// Apply the fixes that are right beyond doubt, of all checks or of those named
    Fix(FixArgs),
    /// Say of a problem that it is right as it stands
    Dismiss(DismissArgs),
    /// Open again what was said to be right
    Reopen(ReopenArgs),
    /// Answer a scene or an event that is dated on two days
    Date(DateArgs),
    /// Rename a scene, or make two one
    Scene(SceneArgs),
    /// The events of a catalog, and what is known of them
    Events(EventsArgs),
    /// Say where an event was, when it began and when it ended
    Event(EventArgs),
    /// The house styles and which one the catalog names; with NAME, make it the catalog's
    Style(StyleArgs),
    /// Take back the last operation, or any one by its number
    Undo(UndoArgs),
    /// Make again what the last undo took back
    Redo(RedoArgs),
    /// The list of checks, or one check's page
    Checks(ChecksArgs),
}

/// Options that every verb takes.
#[derive(Debug, Args)]
pub struct Common {
    /// A folder with your own agencies.tsv, scenes.tsv and styles/*.json [default: the data folder]
    #[arg(long, value_name = "FOLDER", global = false)]
    pub lists: Option<PathBuf>,
    /// Who makes the change, for the history [default: $CAPTION_DESK_BY, else your user name]
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Laid out to be read
    Text,
    /// One array
    Json,
    /// One object a line
    Jsonl,
}
