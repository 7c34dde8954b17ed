//! Checks: what stands in captions that an editor must see. One row of [`all`] a check, with its page beside the code.
//! Each runs over the whole catalog in time that grows with it and little more.
//!
//! To add one, copy doubled_word.rs and doubled-word.md: a file with one function that looks at a [`Context`], its page
//! `ID.md` beside it, and one row of the table. The page says what, why, examples and the fix; its examples run
//! (`tests/checks.rs`).

mod agency_form;
mod agency_unknown;
mod agreement;
mod apposition;
mod apposition_kinds;
mod articles;
mod caption_missing;
mod clauses;
mod code_unknown;
mod compound_variant;
mod confused;
mod confused_kinds;
mod confused_rows;
mod core;
mod counting;
mod creator_two_agencies;
mod creator_variant;
mod credit_capitals;
mod credit_in_caption;
mod credit_line;
mod credit_missing;
mod credit_odd_form;
mod credit_same_words;
mod credit_undecided;
mod date_after_document;
mod date_ambiguous;
mod date_dateline;
mod date_event_split;
mod date_form;
mod date_held;
mod date_impossible;
mod date_missing;
mod date_misspelt;
mod date_moment;
mod date_outside_event;
mod date_picture_split;
mod date_scene_split;
mod date_slip;
mod date_stray;
mod date_weekday_mismatch;
mod doubled_word;
mod encoding;
mod far_names;
mod frames;
mod full_name;
mod full_stop;
mod lacking;
mod left_to_right;
mod long_subjects;
mod names;
mod near;
mod near_twin;
mod number;
pub mod page;
mod past_tense;
mod picture_twice;
mod place_variant;
mod place_words;
mod printed_dates;
mod said;
mod sentence;
mod set_off;
mod settled;
mod slips;
mod spelling;
mod spelling_form;
mod spellings;
mod split;
mod stray_space;
mod style;
#[cfg(test)]
mod tests;
mod title_variant;
mod too_long;
mod town_missing;
mod twin_context;
mod unbalanced;
mod verbs;
mod what_missing;
mod when_missing;
mod where_missing;
mod who_missing;
mod words;

use std::ops::Range;

pub use picture_twice::ID as PICTURE_TWICE;
pub use settled::{Right, Settled, WORDS};
pub use style::Style;

use crate::credits::Agencies;
use crate::model::caption::{Caption, Status};
use crate::model::event::Event;
use crate::model::field::{Field, Value};
use crate::model::finding::{CaptionRef, Evidence, Finding, Fix, Mark, Severity};
use crate::text::held::Held;

/// What the checks look at.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Every caption, in catalog order.
    pub captions: &'a [Caption],
    /// The events that are known by more than their name.
    pub events: &'a [Event],
    pub agencies: &'a Agencies,
    /// What the prose of the documents names.
    pub prose: &'a [Mentioned],
    /// The house style: which checks run, and how strictly.
    pub style: &'a Style,
}

/// A name in the prose of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// As printed.
    pub name: String,
    /// The first document that has it, with its line there.
    pub document: String,
    pub line: u32,
    /// How many lines of prose have it, over all documents.
    pub count: u32,
    /// Where it is an event's name with its days: when that was, by this document.
    pub held: Option<Held>,
}

/// How far a check looks: what must be looked at again when one caption changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// One caption by itself.
    Caption,
    /// The captions of one document.
    Document,
    /// The captions of one event.
    Event,
    /// The whole catalog.
    Catalog,
}

/// A row of the list of checks.
pub struct CheckInfo {
    /// Words joined by hyphens.
    pub id: &'static str,
    pub title: &'static str,
    pub severity: Severity,
    pub reach: Reach,
    /// What it finds, why, examples, and the fix: Markdown.
    pub page: &'static str,
    run: fn(&Context<'_>, &mut Vec<Finding>),
}

/// The captions that are looked at: all but those set aside.
#[allow(dead_code)]
struct Context<'a> {
    captions: Vec<&'a Caption>,
    events: &'a [Event],
    agencies: &'a Agencies,
    prose: &'a [Mentioned],
    style: &'a Style,
    /// What is found of names, for the two checks that ask.
    spellings: std::cell::OnceCell<Vec<(spellings::Kind, Finding)>>,
}

macro_rules! check {
    ($id:literal, $title:literal, $severity:ident, $reach:ident, $run:path) => {
        CheckInfo {
            id: $id,
            title: $title,
            severity: Severity::$severity,
            reach: Reach::$reach,
            page: include_str!(concat!($id, ".md")),
            run: $run,
        }
    };
}

static CHECKS: &[CheckInfo] = &[
    // Dates.
    check!("date-weekday-mismatch", "Weekday and date disagree", Error, Document, date_weekday_mismatch::run),
    check!("date-impossible", "A date that no calendar holds", Error, Document, date_impossible::run),
    check!("date-ambiguous", "A date that can be two days", Query, Document, date_ambiguous::run),
    check!("date-dateline", "Dateline and text name two days", Query, Caption, date_dateline::run),
    check!("date-missing", "No date", Query, Catalog, date_missing::run),
    check!("date-scene-split", "One scene on two days", Query, Event, date_scene_split::run),
    check!("date-event-split", "One event on two days", Query, Event, date_event_split::run),
    check!("date-outside-event", "A date outside its event", Query, Event, date_outside_event::run),
    check!(
        "date-after-document",
        "A date after the document's own",
        Error,
        Document,
        date_after_document::run
    ),
    check!("date-picture-split", "The same picture on two days", Query, Catalog, date_picture_split::run),
    //
    // Words and credits that are not there.
    check!("caption-missing", "A credit without words", Query, Document, caption_missing::run),
    check!("credit-missing", "No credit", Query, Document, credit_missing::run),
    //
    // Credits.
    check!(
        "credit-undecided",
        "A credit that could not be read for certain",
        Query,
        Caption,
        credit_undecided::run
    ),
    check!("agency-form", "An agency misspelt or in another form", Error, Catalog, agency_form::forms),
    check!("agency-unknown", "An agency that nobody knows", Query, Catalog, agency_unknown::unknown),
    check!(
        "creator-variant",
        "A photographer's name in two spellings",
        Query,
        Catalog,
        creator_variant::variants
    ),
    check!("creator-two-agencies", "One photographer, two agencies", Query, Event, creator_two_agencies::two),
    check!(
        "credit-same-words",
        "The same words, two photographers",
        Query,
        Catalog,
        credit_same_words::same_words
    ),
    check!("credit-odd-form", "A credit in a form of its own", Query, Document, credit_odd_form::odd),
    check!(
        "credit-in-caption",
        "A credit in the words, or printed twice",
        Query,
        Caption,
        credit_in_caption::left
    ),
    check!("credit-capitals", "A photographer's name in capitals", Query, Catalog, credit_capitals::shouted),
    //
    // The same picture twice.
    check!("picture-twice", "One picture in two documents", Query, Catalog, picture_twice::twice),
    //
    // Names and terms.
    check!("name-variant", "A name in two spellings", Query, Catalog, names::variants),
    check!("place-variant", "A place or an event in two spellings", Query, Catalog, place_variant::variants),
    check!("compound-variant", "A compound written in two ways", Query, Document, compound_variant::variants),
    //
    // Language.
    check!("word-near-twin", "A word where others have its twin", Query, Catalog, near_twin::near_twin),
    check!("word-confused", "A word in the place of another", Query, Caption, confused::check),
    check!("doubled-word", "The same word twice in a row", Error, Caption, doubled_word::check),
    check!("spelling", "A word that no dictionary has", Error, Document, spelling::check),
    check!("number-agreement", "One and several", Error, Caption, number::check),
    check!("apposition-comma", "A comma opens and none closes", Query, Caption, apposition::check),
    check!("unbalanced", "A bracket or quote without its partner", Error, Caption, unbalanced::check),
    check!("stray-space", "A space too many or too few", Error, Caption, stray_space::check),
    check!("code-unknown", "A code left in the words", Query, Caption, code_unknown::check),
    check!("broken-encoding", "Letters in a wrong encoding", Error, Caption, encoding::check),
    check!("full-stop", "A full stop too many or none", Query, Document, full_stop::check),
    //
    // What a caption owes its reader: off unless a house style asks for it.
    check!("who-missing", "Somebody who is not named", Style, Caption, who_missing::check),
    check!("what-missing", "Nothing happens", Style, Caption, what_missing::check),
    check!("where-missing", "No place in the words", Style, Document, where_missing::check),
    check!("town-missing", "A venue without its town", Style, Document, town_missing::check),
    check!("when-missing", "No day in the words", Style, Document, when_missing::check),
    check!("past-tense", "A first sentence in the past", Style, Caption, past_tense::check),
    check!("date-form", "A date in another form than the house's", Style, Document, date_form::form),
    check!("weekday-missing", "A date without its weekday", Style, Document, date_form::weekday),
    check!("too-long", "A caption that is too long", Style, Caption, too_long::check),
    check!("left-to-right", "Several persons, and who is where", Style, Caption, left_to_right::check),
    check!("full-name", "A family name alone", Style, Catalog, full_name::check),
    check!("title-variant", "One person under two titles", Style, Catalog, title_variant::check),
    check!("spelling-form", "The other way of spelling", Style, Document, spelling_form::check),
];

/// Every check, in the order in which they run.
pub fn all() -> &'static [CheckInfo] {
    CHECKS
}

/// The check of that id.
pub fn by_id(id: &str) -> Option<&'static CheckInfo> {
    CHECKS.iter().find(|c| c.id == id)
}

/// Runs every check that the style asks for: findings in the order of [`all`], and of the catalog within a check.
pub fn run(input: &Input<'_>) -> Vec<Finding> {
    run_within(input, Reach::Catalog)
}

/// Runs one check, whatever the style says of it.
pub fn run_one(input: &Input<'_>, check: &CheckInfo) -> Vec<Finding> {
    let mut findings = Vec::new();
    (check.run)(&Context::of(input), &mut findings);
    findings.iter_mut().for_each(seal);
    findings
}

/// Runs the checks that look no farther than `reach`. Where the input holds all captions of a document, or of an event, what
/// is found of it is the same as over the whole catalog.
pub fn run_within(input: &Input<'_>, reach: Reach) -> Vec<Finding> {
    let context = Context::of(input);
    let mut findings = Vec::new();
    for check in CHECKS.iter().filter(|c| c.reach <= reach) {
        let Some(severity) = input.style.severity(check) else { continue };
        let before = findings.len();
        (check.run)(&context, &mut findings);
        for found in &mut findings[before..] {
            found.severity = weighed(found.severity, check.severity, severity);
            seal(found);
        }
    }
    findings
}

/// What a problem weighs under a house's style. What its check weighs less than the rest of its problems stays so, and a house
/// that weighs the check less still weighs nothing of it more: later in the order of severities is less.
fn weighed(own: Severity, usual: Severity, house: Severity) -> Severity {
    if own == usual { house } else { own.max(house) }
}

impl<'a> Context<'a> {
    fn of(input: &Input<'a>) -> Context<'a> {
        Context {
            captions: input.captions.iter().filter(|c| c.status != Status::SetAside).collect(),
            events: input.events,
            agencies: input.agencies,
            prose: input.prose,
            style: input.style,
            spellings: std::cell::OnceCell::new(),
        }
    }
}

/// Makes a finding's key, and lets go of what it is made of: the check, the captions and what the finding says that it rests
/// on. Message, quotations and fixes are no part of it, so wording a check better or mending a caption's spelling brings
/// nothing back.
fn seal(finding: &mut Finding) {
    let mut hash = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    part(finding.check.as_bytes());
    let mut ids: Vec<u64> = finding.captions.iter().map(|c| c.id.0).collect();
    ids.sort_unstable();
    ids.iter().for_each(|id| part(&id.to_le_bytes()));
    finding.rests_on.iter().for_each(|text| part(text.as_bytes()));
    let mut first = [0; 8];
    first.copy_from_slice(&hash.finalize().as_bytes()[..8]);
    finding.key = u64::from_be_bytes(first);
    finding.reasoned = !finding.rests_on.is_empty();
    finding.rests_on = Vec::new();
}

/// What "this is right" rests on, as sixteen hex digits.
pub fn key(finding: &Finding) -> String {
    format!("{:016x}", finding.key)
}

/// How many captions a finding quotes; it names all of them.
const QUOTED: usize = 12;

fn reference(caption: &Caption) -> CaptionRef {
    CaptionRef {
        id: caption.id,
        document: caption.document.clone(),
        line: caption.line,
        marks: Box::default(),
    }
}

/// Names a caption, with the words of one of its fields that a problem is about.
fn reference_at(caption: &Caption, field: Field, spans: &[Range<usize>]) -> CaptionRef {
    let marks = spans.iter().map(|span| Mark { field, span: span.clone() }).collect();
    CaptionRef { marks, ..reference(caption) }
}

/// Quotes a caption: its words, or its credit where it has none.
fn quote(caption: &Caption) -> Evidence {
    let text = if caption.description.trim().is_empty() {
        caption.credit_line.clone().unwrap_or_default()
    } else {
        caption.description.clone()
    };
    Evidence {
        id: Some(caption.id),
        document: caption.document.clone(),
        line: caption.line,
        text,
        marks: Vec::new(),
    }
}

/// Quotes a caption's words with some of them marked.
fn quote_at(caption: &Caption, spans: &[Range<usize>]) -> Evidence {
    Evidence { marks: spans.to_vec(), ..quote(caption) }
}

/// Quotes a caption's credit line with some of it marked.
fn quote_credit_at(caption: &Caption, spans: &[Range<usize>]) -> Evidence {
    let text = caption.credit_line.clone().unwrap_or_default();
    Evidence { marks: spans.to_vec(), text, ..quote(caption) }
}

/// The fix that puts `by` in the place of some bytes of a caption's words; none where these are no whole characters.
fn replacing(caption: &Caption, span: Range<usize>, by: &str, certain: bool) -> Option<Fix> {
    let text = &caption.description;
    let to = [text.get(..span.start)?, by, text.get(span.end..)?].concat();
    let from = caption.value(Field::Description);
    Some(Fix { id: caption.id, field: Field::Description, from, to: Value::Text(to), certain })
}

/// A finding without fixes.
fn finding(check: &str, message: String, evidence: Vec<Evidence>, captions: Vec<CaptionRef>) -> Finding {
    let severity = by_id(check).map_or(Severity::Query, |c| c.severity);
    Finding {
        check: check.to_owned(),
        severity,
        message,
        evidence,
        fixes: Vec::new(),
        captions,
        rests_on: Vec::new(),
        key: 0,
        reasoned: false,
        word: None,
    }
}
