//! What the verbs take that change a catalog.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::args::{Common, Format};

#[derive(Debug, Args)]
pub struct NewArgs {
    /// The catalog file to make
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// What to begin with: nothing, or the built-in catalog
    #[arg(long, value_name = "builtin")]
    pub from: Option<String>,
    /// The house style that it is checked with, by name; `style` lists them
    #[arg(long, value_name = "NAME")]
    pub style: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct SetArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// The caption's id, or the beginning of it
    #[arg(value_name = "ID", required_unless_present = "batch")]
    pub id: Option<String>,
    /// The field, by its key in JSON: description, creators, agency, date_created, scene, status …
    #[arg(value_name = "FIELD", required_unless_present = "batch")]
    pub field: Option<String>,
    /// The value; lists are separated by ; and an empty value means that nothing is known
    #[arg(value_name = "VALUE", required_unless_present = "batch", allow_hyphen_values = true)]
    pub value: Option<String>,
    /// Why, for the change sheet
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Read lines of ID<TAB>FIELD<TAB>VALUE from a file or - instead; each is saved, then said so
    #[arg(long, value_name = "FILE", conflicts_with_all = ["id", "field", "value"])]
    pub batch: Option<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct ReplaceArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// What is to be found
    #[arg(value_name = "FIND", allow_hyphen_values = true)]
    pub find: String,
    /// What takes its place
    #[arg(value_name = "WITH", allow_hyphen_values = true)]
    pub with: String,
    /// Look in this field, by its key in JSON; may be given more than once [default: description]
    #[arg(long, value_name = "FIELD")]
    pub field: Vec<String>,
    /// Only whole words
    #[arg(long)]
    pub whole_word: bool,
    /// Tell small letters from capitals
    #[arg(long)]
    pub case: bool,
    /// Tell accents apart
    #[arg(long)]
    pub accents: bool,
    /// FIND is a regular expression, and WITH may name its groups as $1
    #[arg(long)]
    pub regex: bool,
    /// Print what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Terms that a caption must meet
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct FillArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// The field, by its key in JSON
    #[arg(value_name = "FIELD")]
    pub field: String,
    /// Words with places as {city} or {date:Sunday, Aug. 11, 2024} [default: expand the =codes= in the field]
    #[arg(long, value_name = "TEXT")]
    pub template: Option<String>,
    /// Change capitals: of names that are in capitals, to a sentence, all large, all small
    #[arg(long, value_name = "CASE", conflicts_with = "template", value_parser = ["names", "sentence", "upper", "lower"])]
    pub case: Option<String>,
    /// Print what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Terms that a caption must meet
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct ApplyArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// The caption template, by its name in templates.tsv
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Print what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Terms that a caption must meet
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// The caption's words
    #[arg(value_name = "DESCRIPTION", allow_hyphen_values = true)]
    pub description: String,
    /// Its credit line
    #[arg(long, value_name = "LINE", allow_hyphen_values = true)]
    pub credit: Option<String>,
    /// The document of the catalog that it belongs to, by name
    #[arg(long, value_name = "NAME")]
    pub document: Option<String>,
    /// Its line in that document
    #[arg(long, value_name = "N", requires = "document", value_parser = clap::value_parser!(u32).range(1..))]
    pub line: Option<u32>,
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct IdsArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// Ids, or the beginnings of them
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct FixArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// Checks by id, or what several ids begin with [default: all]
    #[arg(value_name = "CHECK", value_delimiter = ',')]
    pub checks: Vec<String>,
    /// Apply also the fixes that an editor must decide on
    #[arg(long)]
    pub unsure: bool,
    /// Show what would be changed, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Only for the captions that a filter lets through
    #[arg(long, value_name = "FILTER")]
    pub only: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct DismissArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// The check, by id
    #[arg(value_name = "CHECK")]
    pub check: String,
    /// A caption that the problem concerns
    #[arg(value_name = "ID")]
    pub id: String,
    /// Say it of the check in the problem's documents, not of this one problem
    #[arg(long, conflicts_with = "word")]
    pub in_document: bool,
    /// Say it of the word that is doubted, in the whole catalog
    #[arg(long)]
    pub word: bool,
    /// Why it is right
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct ReopenArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// The check, by id; or word, for a word that the catalog has learned
    #[arg(value_name = "CHECK")]
    pub check: String,
    /// A caption that the problem concerns; or the word
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct DateArgs {
    #[command(subcommand)]
    pub verb: DateVerb,
}

#[derive(Debug, Subcommand)]
pub enum DateVerb {
    /// Settle it: keep the printed dates, or set one day
    Settle(SettleArgs),
}

#[derive(Debug, Args)]
pub struct SettleArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// The scene that is on two days
    #[arg(long, value_name = "SCENE", required_unless_present = "event")]
    pub scene: Option<String>,
    /// The event that is on two days, or that the scene is of
    #[arg(long, value_name = "EVENT")]
    pub event: Option<String>,
    /// Both dates are true: file the later captions under the first day, with a note; the printed dates stay
    #[arg(long, required_unless_present = "to", conflicts_with = "to")]
    pub keep: bool,
    /// One date is true: date every caption concerned on this day
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
    /// Only these of the captions concerned, by id; with --to
    #[arg(long, value_name = "ID", num_args = 1.., conflicts_with = "keep")]
    pub only: Vec<String>,
    /// The reason, for the sheet [default: what the check says]
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct SceneArgs {
    #[command(subcommand)]
    pub verb: SceneVerb,
}

#[derive(Debug, Subcommand)]
pub enum SceneVerb {
    /// Give all captions of a scene another one; one that is there already takes them in
    Rename(RenameArgs),
}

#[derive(Debug, Args)]
pub struct RenameArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    #[arg(value_name = "FROM")]
    pub from: String,
    #[arg(value_name = "TO")]
    pub to: String,
    /// Only at this event
    #[arg(long, value_name = "EVENT")]
    pub event: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct EventArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// The event's name, as `events` lists it
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Local day and time, such as "2024-08-11 21:00"; "" for not known
    #[arg(long, value_name = "TIME")]
    pub begins: Option<String>,
    /// Local day and time; "" for not known
    #[arg(long, value_name = "TIME")]
    pub ends: Option<String>,
    /// Whether it ran past local midnight
    #[arg(long, value_name = "true|false")]
    pub past_midnight: Option<bool>,
    /// The zone's name in the IANA database, such as Europe/Paris
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub venue: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub city: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub country: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct StyleArgs {
    /// The catalog file, or builtin to list the styles
    #[arg(long, value_name = "CATALOG")]
    pub catalog: PathBuf,
    /// The style, by name; none for no style [default: list the styles]
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct UndoArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// The operation's number [default: the newest that stands]
    #[arg(value_name = "OPERATION")]
    pub operation: Option<i64>,
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct RedoArgs {
    /// The catalog file
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub common: Common,
}
