//! Checks: what stands in captions that an editor must see. One row of [`all`] a check, with its page beside the code.
//! Each runs over the whole catalog in time that grows with it and little more.

mod bounds;
mod dates;
mod missing;
mod names;
mod split;
#[cfg(test)]
mod tests;
mod wording;

use crate::model::caption::{Caption, Status};
use crate::model::event::Event;
use crate::model::finding::{CaptionRef, Evidence, Finding, Severity};

/// What the checks look at.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Every caption, in catalog order.
    pub captions: &'a [Caption],
    /// The events that are known by more than their name.
    pub events: &'a [Event],
}

/// A row of the list of checks.
pub struct CheckInfo {
    /// Words joined by hyphens.
    pub id: &'static str,
    pub title: &'static str,
    pub severity: Severity,
    /// What it finds, why, examples, and the fix: Markdown.
    pub page: &'static str,
    run: fn(&Context<'_>, &mut Vec<Finding>),
}

/// The captions that are looked at: all but those set aside.
struct Context<'a> {
    captions: Vec<&'a Caption>,
    events: &'a [Event],
}

macro_rules! check {
    ($id:literal, $title:literal, $severity:ident, $run:path) => {
        CheckInfo {
            id: $id,
            title: $title,
            severity: Severity::$severity,
            page: include_str!(concat!($id, ".md")),
            run: $run,
        }
    };
}

static CHECKS: &[CheckInfo] = &[
    check!("date-weekday-mismatch", "Weekday and date disagree", Error, dates::weekday),
    check!("date-impossible", "A date that no calendar holds", Error, dates::impossible),
    check!("date-ambiguous", "A date that can be two days", Query, dates::ambiguous),
    check!("date-missing", "No date", Query, missing::date),
    check!("date-scene-split", "One scene on two days", Query, split::scenes),
    check!("date-event-split", "One event on two days", Query, split::events),
    check!("date-outside-event", "A date outside its event", Query, bounds::outside_event),
    check!("date-after-document", "A date after the document's own", Error, bounds::after_document),
    check!("date-picture-split", "The same picture on two days", Query, bounds::same_picture),
    check!("caption-missing", "A credit without words", Query, missing::words),
    check!("credit-missing", "No credit", Query, missing::credit),
    check!("credit-undecided", "A credit that could not be read for certain", Query, missing::undecided),
    check!("credit-same-words", "The same words, two photographers", Query, bounds::same_words),
    check!("name-variant", "A name in two spellings", Query, names::variants),
    check!("word-near-twin", "A word where others have its twin", Query, wording::near_twin),
    check!("number-agreement", "One and several", Error, wording::number),
];

/// Every check, in the order in which they run.
pub fn all() -> &'static [CheckInfo] {
    CHECKS
}

/// The check of that id.
pub fn by_id(id: &str) -> Option<&'static CheckInfo> {
    CHECKS.iter().find(|c| c.id == id)
}

/// Runs every check: findings in the order of [`all`], and of the catalog within a check.
pub fn run(input: &Input<'_>) -> Vec<Finding> {
    let context = Context {
        captions: input.captions.iter().filter(|c| c.status != Status::SetAside).collect(),
        events: input.events,
    };
    let mut findings = Vec::new();
    for check in CHECKS {
        (check.run)(&context, &mut findings);
    }
    findings
}

/// What "this is right" rests on, as sixteen hex digits: the check, the captions and what the finding says that it rests
/// on. Message, quotations and fixes are no part of it, so wording a check better or mending a caption's spelling brings
/// nothing back.
pub fn key(finding: &Finding) -> String {
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
    hash.finalize().to_hex()[..16].to_owned()
}

/// How many captions a finding quotes; it names all of them.
const QUOTED: usize = 12;

fn reference(caption: &Caption) -> CaptionRef {
    CaptionRef { id: caption.id, document: caption.document.clone(), line: caption.line }
}

/// Quotes a caption: its words, or its credit where it has none.
fn quote(caption: &Caption) -> Evidence {
    let text = if caption.description.trim().is_empty() {
        caption.credit_line.clone().unwrap_or_default()
    } else {
        caption.description.clone()
    };
    Evidence { id: Some(caption.id), document: caption.document.clone(), line: caption.line, text }
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
    }
}
