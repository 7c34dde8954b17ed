//! The session: verbs over one catalog. The one writer, the background reading, and what both faces show; it knows neither
//! a window nor a command line.

mod atomic;
mod builtin;
mod cells;
mod changing;
mod counts;
mod documents;
mod edit;
mod error;
mod finder;
mod fix;
mod gather;
mod handle;
mod history;
mod jobs;
mod jobs_desk;
mod library;
mod list;
mod listing;
mod memory;
mod messages;
mod moment;
mod named;
mod opened;
mod opening;
mod pending;
mod proposed;
mod prose;
mod reader;
mod recheck;
mod reshape;
mod rewrite;
mod right;
mod seek;
mod session;
mod settle;
mod shortcuts;
mod snapshot;
mod source;
mod stationery;
mod styles;
mod typed;
pub mod view;
mod walk;
mod worker;

pub use cells::{Column, MOST as MOST_CELLS, Paste};
pub use edit::{EditReport, NewWords};
pub use error::DeskError;
pub use fix::{changes, hunks};
pub use fix::{field_to_mend, why_fixed};
pub use handle::Desk;
pub use history::{TOOK_BACK, Undone};
pub use jobs::{Cancel, Progress, Unwatched};
pub use library::{CodeFile, Library, data_folder};
pub use list::Listed;
pub use memory::give_back_at_once;
pub use moment::{ChangeShown, OperationDetail, Touched, UndoConflict};
pub use pending::Pending;
pub use proposed::{Chosen, MOST as MOST_CHANGES, Place, Proposed, captions_of};
pub use reader::ReadReport;
pub use reshape::Reshaped;
pub use rewrite::{Act, Rewrite, Search, worded_fields};
pub use seek::UNSETTLED;
pub use session::{ImportReport, Session, Where, scan};
pub use settle::{
    DateAnswer, SPLITS, days as split_days, earlier as split_earlier, event_time, event_zone,
    reason as split_reason,
};
pub use snapshot::{Dismissed, Snapshot};
pub use source::Sources;
pub use stationery::{Stationery, read as stationery};
pub use styles::{StyleRow, Styles};
pub use typed::typed_value;
pub use walk::Skipped;
pub use worker::Start;

pub use crate::store::Access;

// What the faces show of the layers below.
pub use crate::checks::{
    CheckInfo, PICTURE_TWICE, Right, all as checks, by_id as check_by_id, key as finding_key,
    page as check_page,
};
pub use crate::exporters::{
    SheetRow, all as sheet_formats, by_format as sheet_format, finding_object, object as caption_object,
    rejected_object, scan_object,
};
pub use crate::text::case::Case;
pub use crate::text::codes::{Choice, Code, Codes, Offer, edited as edited_codes, is_code};
/// The check that finds codes and places of templates that were left in words.
pub const CODES_LEFT: &str = "code-unknown";

/// A word without its capitals and accents, as the catalog's own words are kept.
pub fn fold(word: &str) -> String {
    crate::text::fold::fold(word)
}
pub use crate::text::terms;

/// The rows of scenes that come with the desk, as text.
pub fn builtin_scenes() -> impl Iterator<Item = &'static str> {
    crate::scenes::Vocabulary::builtin_rows()
}

/// The time now, as operations bear it: UTC, to the second.
pub fn now() -> String {
    chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
