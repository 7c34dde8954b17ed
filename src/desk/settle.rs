//! The answers to a scene or an event that is dated on two days: each is one operation.

use super::edit::{EditReport, edits_for};
use super::error::DeskError;
use super::session::Session;
use crate::model::date::PartialDate;
use crate::model::field::{Field, Value};
use crate::model::finding::Finding;
use crate::model::operation::OperationKind;

/// The checks whose findings can be answered so.
pub const SPLITS: [&str; 2] = ["date-scene-split", "date-event-split"];

/// How two dates of one occasion are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateAnswer {
    /// Both are true: the printed dates stay, and the later captions are filed under the first day, with a note.
    Keep,
    /// One is true: every caption concerned is dated on this day.
    To(PartialDate),
}

/// The two days of a split, the earlier first; none where the finding is no split.
pub fn days(finding: &Finding) -> Option<(PartialDate, PartialDate)> {
    if !SPLITS.contains(&finding.check.as_str()) {
        return None;
    }
    let first = PartialDate::parse(finding.fixes.first()?.to.as_text()?)?;
    let next = first.exact()?.succ_opt()?;
    Some((first, PartialDate::from(next)))
}

/// Why both days can be true, as the finding says it.
pub fn reason(finding: &Finding) -> &str {
    finding.message.rsplit_once("; ").map_or(finding.message.as_str(), |(_, why)| why)
}

impl Session {
    /// Settles a split: one operation, also over many captions.
    ///
    /// # Errors
    /// Where the finding is no split, or the catalog cannot be written; then nothing is changed.
    pub fn settle(
        &mut self,
        finding: &Finding,
        answer: &DateAnswer,
        note: Option<&str>,
    ) -> Result<EditReport, DeskError> {
        if days(finding).is_none() {
            return Err(DeskError::refused("this problem is no split of dates"));
        }
        let (mut edits, mut notes) = (Vec::new(), Vec::new());
        let note = note.map(str::trim).filter(|n| !n.is_empty());
        let mut set = |session: &Session, id, field, value: &Value| -> Result<(), DeskError> {
            let current = session.current(id)?;
            edits_for(&current, field, value, &session.library.agencies, &mut edits, &mut notes);
            Ok(())
        };
        match answer {
            DateAnswer::Keep => {
                let why = Value::Text(note.unwrap_or(reason(finding)).to_owned());
                for fix in &finding.fixes {
                    set(self, fix.id, Field::EventDate, &fix.to)?;
                    set(self, fix.id, Field::DateNote, &why)?;
                }
            }
            DateAnswer::To(day) => {
                let value = Value::Text(day.to_string());
                for caption in &finding.captions {
                    set(self, caption.id, Field::DateCreated, &value)?;
                }
            }
        }
        let why = note.unwrap_or(&finding.message).to_owned();
        self.apply(OperationKind::Fix, "Settled the dates of", None, Some(&why), edits, notes)
    }
}
