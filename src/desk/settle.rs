//! The answers to a scene or an event that is dated on two days: each is one operation.

use std::sync::Arc;

use chrono::{Datelike, NaiveDateTime};

use super::edit::{EditReport, edits_for};
use super::error::DeskError;
use super::now;
use super::session::Session;
use crate::model::caption::{Caption, CaptionId, Status};
use crate::model::date::{DateBasis, PartialDate, in_words};
use crate::model::event::Event;
use crate::model::field::{Field, Value};
use crate::model::finding::Finding;
use crate::model::operation::{Edit, NewOperation, OperationId, OperationKind};
use crate::scenes;

/// The checks whose findings can be answered so.
pub const SPLITS: [&str; 2] = ["date-scene-split", "date-event-split"];

/// How two dates of one occasion are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateAnswer {
    /// Both are true: the printed dates stay, and the later captions are filed under the first day, with a note.
    Keep,
    /// One is true: every caption concerned is dated on this day.
    To(PartialDate),
    /// It is true of some: those among the captions concerned are dated on this day.
    Some(PartialDate, Vec<CaptionId>),
}

/// The two days of a split: the one that is proposed for the event, and the other one, which is the next day, or the day before
/// where few captions name that. None where the finding is no split.
pub fn days(finding: &Finding) -> Option<(PartialDate, PartialDate)> {
    if !SPLITS.contains(&finding.check.as_str()) {
        return None;
    }
    let own = PartialDate::parse(finding.fixes.first()?.to.as_text()?)?;
    let (next, before) = (own.exact()?.succ_opt()?, own.exact()?.pred_opt());
    // A third day may be named, but it stands behind the other one.
    let at = |d: chrono::NaiveDate| {
        finding
            .message
            .rfind(" is on two days: ")
            .and_then(|from| finding.message[from..].find(&in_words(d.into())))
    };
    let other = match before.filter(|b| at(*b).is_some()) {
        Some(before) if at(next).is_none_or(|n| at(before).is_some_and(|b| b < n)) => before,
        _ => next,
    };
    Some((own, PartialDate::from(other)))
}

/// How many captions bear the first of the two days. An event's split names only the others, and says how many these are.
pub fn earlier(finding: &Finding) -> usize {
    if finding.check != "date-event-split" {
        return finding.captions.len().saturating_sub(finding.fixes.len());
    }
    let said = finding.message.rsplit_once(" is on two days: ").map_or("", |(_, rest)| rest);
    said.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or_default()
}

/// Why both days can be true, as the finding says it.
pub fn reason(finding: &Finding) -> &str {
    finding.message.rsplit_once("; ").map_or(finding.message.as_str(), |(_, why)| why)
}

/// A local date and time of an event as `2024-08-11 21:00`, or a day alone, which is its first minute; none where nothing is
/// typed.
///
/// # Errors
/// Says how it should be.
pub fn event_time(text: &str) -> Result<Option<NaiveDateTime>, String> {
    let text = text.trim().replace('T', " ");
    if text.is_empty() {
        return Ok(None);
    }
    let time = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())
        .or_else(|| text.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(0, 0, 0));
    let time = time.filter(|t| (1800..=9999).contains(&t.year()));
    time.map(Some).ok_or_else(|| format!("\"{text}\" is no day and time as 2024-08-11 21:00"))
}

/// A zone by its name in the IANA database; none where nothing is typed.
///
/// # Errors
/// Says what a name looks like.
pub fn event_zone(text: &str) -> Result<Option<chrono_tz::Tz>, String> {
    match text.trim() {
        "" => Ok(None),
        name => name
            .replace(' ', "_")
            .parse()
            .map(Some)
            .map_err(|_| format!("\"{name}\" is no time zone; write it as Europe/Paris")),
    }
}

impl Session {
    /// Settles splits by one answer: one operation, also over many captions.
    ///
    /// # Errors
    /// Where a finding is no split, a caption is in none of them, or the catalog cannot be written; then nothing is changed.
    pub fn settle(
        &mut self,
        findings: &[Arc<Finding>],
        answer: &DateAnswer,
        note: Option<&str>,
    ) -> Result<EditReport, DeskError> {
        let Some(first) = findings.first().filter(|_| findings.iter().all(|f| days(f).is_some())) else {
            return Err(DeskError::refused("this problem is no split of dates"));
        };
        if let DateAnswer::Some(_, only) = answer {
            let within = |id: &&CaptionId| findings.iter().any(|f| f.captions.iter().any(|c| c.id == **id));
            if let Some(id) = only.iter().find(|id| !within(id)) {
                return Err(DeskError::refused(format!("caption {id} is not among those on two days")));
            }
        }
        if let DateAnswer::To(day) | DateAnswer::Some(day, _) = answer {
            self.is_a_day_of(findings, *day)?;
        }
        let (mut edits, mut notes) = (Vec::new(), Vec::new());
        let note = note.map(str::trim).filter(|n| !n.is_empty());
        // A caption can be in the split of its scene and in that of its event.
        let mut done = std::collections::HashSet::new();
        let mut set = |session: &Session, id, field, value: &Value| -> Result<(), DeskError> {
            if !done.insert((id, field)) {
                return Ok(());
            }
            let current = session.current(id)?;
            edits_for(&current, field, value, &session.library.agencies, &mut edits, &mut notes);
            Ok(())
        };
        for finding in findings {
            match answer {
                DateAnswer::Keep => {
                    for fix in &finding.fixes {
                        let day = fix.to.as_text().and_then(PartialDate::parse).map(in_words);
                        let of = if finding.check == "date-event-split" { "event" } else { "scene" };
                        let filed = |day| {
                            format!("filed under {day} with the others of its {of}; {}", reason(finding))
                        };
                        let why = day.map_or_else(|| reason(finding).to_owned(), filed);
                        set(self, fix.id, Field::EventDate, &fix.to)?;
                        set(self, fix.id, Field::DateNote, &Value::Text(note.map_or(why, str::to_owned)))?;
                    }
                }
                DateAnswer::To(day) | DateAnswer::Some(day, _) => {
                    let value = Value::Text(day.to_string());
                    let of = if finding.check == "date-event-split" { "event" } else { "scene" };
                    let wanted = |id: &CaptionId| match answer {
                        DateAnswer::Some(_, only) => only.contains(id),
                        _ => true,
                    };
                    let mut ids: Vec<CaptionId> = finding.captions.iter().map(|c| c.id).collect();
                    if matches!(answer, DateAnswer::To(_)) && finding.check == "date-event-split" {
                        ids.extend(self.others_of_event(finding)?);
                    }
                    for id in ids.into_iter().filter(|id| wanted(id)) {
                        let had = self.current(id)?.value(Field::DateCreated);
                        if had == value {
                            continue;
                        }
                        set(self, id, Field::DateCreated, &value)?;
                        // The words still say the other day: the sheet says why the date does not.
                        let said = had.as_text().and_then(PartialDate::parse).map(in_words);
                        let said = said.unwrap_or_else(|| "no date".to_owned());
                        let why =
                            format!("the caption says {said}; the desk dates it with the others of its {of}");
                        set(self, id, Field::DateNote, &Value::Text(note.map_or(why, str::to_owned)))?;
                    }
                }
            }
        }
        if edits.is_empty() {
            return Err(DeskError::refused(
                "nothing was changed: every caption concerned bears that day already",
            ));
        }
        let why = match (note, answer) {
            (Some(note), _) => note.to_owned(),
            (None, DateAnswer::Keep) => first.message.clone(),
            (None, DateAnswer::To(day) | DateAnswer::Some(day, _)) => {
                format!("{} is the day, as the date desk has it", in_words(*day))
            }
        };
        self.apply(OperationKind::Fix, "Settled the dates of", None, Some(&why), edits, notes)
    }

    /// Whether some caption of the splits bears a day: another one would be a slip of the hand.
    fn is_a_day_of(&self, findings: &[Arc<Finding>], day: PartialDate) -> Result<(), DeskError> {
        let mut borne: std::collections::BTreeSet<PartialDate> =
            findings.iter().filter_map(|f| Some(days(f)?.0)).collect();
        for caption in findings.iter().flat_map(|f| &f.captions) {
            let date = self.current(caption.id)?.value(Field::DateCreated);
            borne.extend(date.as_text().and_then(PartialDate::parse));
        }
        if borne.contains(&day) {
            return Ok(());
        }
        let borne: Vec<String> = borne.into_iter().map(|day| day.to_string()).collect();
        Err(DeskError::refused(format!(
            "no caption concerned bears {day}; they say {}. Any other day is set as the date of a caption",
            borne.join(" and ")
        )))
    }

    /// The captions of a split event that bear its first day, but those of which a hand has said so.
    fn others_of_event(&self, finding: &Finding) -> Result<Vec<CaptionId>, DeskError> {
        let Some((first, _)) = days(finding) else { return Ok(Vec::new()) };
        let captions = self.captions()?.captions;
        let named = finding.captions.first().and_then(|r| captions.iter().find(|c| c.id == r.id));
        let Some(named) = named else { return Ok(Vec::new()) };
        let same = |c: &&Caption| {
            c.event == named.event
                && (c.event.is_some() || c.document == named.document)
                && c.status != Status::SetAside
                && c.date_created == Some(first)
                && c.event_date.is_none()
                && c.date_basis != Some(DateBasis::Desk)
        };
        Ok(captions.iter().filter(same).map(|c| c.id).collect())
    }

    /// Says what is known of an event: one operation. `None` takes back what a hand has said of it.
    ///
    /// # Errors
    /// Where the event ends before it begins, or the catalog cannot be written.
    pub fn set_event(
        &mut self,
        name: &str,
        event: Option<Event>,
        why: Option<&str>,
    ) -> Result<Option<OperationId>, DeskError> {
        if let Some(Event { begins: Some(begins), ends: Some(ends), .. }) = &event
            && ends < begins
        {
            return Err(DeskError::refused(format!(
                "the event would end ({ends}) before it begins ({begins})"
            )));
        }
        let old = self.store.set_event(name)?;
        if old == event {
            return Ok(None);
        }
        let operation = NewOperation {
            kind: OperationKind::Set,
            label: format!("Described the event {name}"),
            why: why.map(str::to_owned),
            by: self.by.clone(),
            at: now(),
            target: None,
            edits: vec![Edit::Event { name: name.to_owned(), old, new: event }],
        };
        Ok(Some(self.store.commit(&operation, &[], &[])?))
    }

    /// Gives all captions of a scene another one, which may be there already: then the two are one.
    ///
    /// # Errors
    /// Where no caption is of that scene, or the catalog cannot be written.
    pub fn rename_scene(
        &mut self,
        from: &str,
        to: &str,
        event: Option<&str>,
        why: Option<&str>,
    ) -> Result<EditReport, DeskError> {
        let same = |a: Option<&str>, b: &str| a.is_some_and(|a| a.to_lowercase() == b.to_lowercase());
        let captions = self.captions()?.captions;
        let ids: Vec<_> = captions
            .iter()
            .filter(|c| same(c.scene.as_deref(), from) && event.is_none_or(|e| same(c.event.as_deref(), e)))
            .map(|c| c.id)
            .collect();
        if ids.is_empty() {
            return Err(DeskError::refused(format!(
                "no caption is of the scene \"{from}\"; `scenes` lists them"
            )));
        }
        self.set(&ids, Field::Scene, &Value::Text(to.trim().to_owned()), why)
    }

    /// Why a caption is in its scene: the words that decided, or that the desk has put it there. None where it is in none.
    pub fn why_scene(&self, caption: &Caption) -> Option<String> {
        let scene = caption.scene.as_deref()?;
        let words = scenes::caption_words(caption);
        let judged = self.library.vocabulary.judge(&words);
        let printed = |p: &scenes::Proposed<'_>| {
            let span = words[p.from].span.start..words[p.from + p.count - 1].span.end;
            format!("because of “{}”", caption.description.get(span).unwrap_or_default())
        };
        if let Some(found) = judged.iter().find(|p| p.scene == scene) {
            return Some(printed(found));
        }
        if let Some(found) = self.library.vocabulary.of_kind(&words, &caption.kind_rows, scene) {
            return Some(printed(&found));
        }
        if let Some(found) = judged.iter().find(|p| self.library.vocabulary.broader(p.scene) == Some(scene)) {
            return Some(format!("{}: {}, of which there are few here", printed(found), found.scene));
        }
        let (event_words, city, country) =
            (caption.event_words.clone(), caption.city.clone(), caption.country.clone());
        let mut facts = crate::model::caption::Facts { event_words, city, country, ..Default::default() };
        self.library.vocabulary.file(&caption.description, &mut facts);
        if facts.scene.as_deref() == Some(scene) {
            return Some("because of what its event is".to_owned());
        }
        let title = crate::text::fold::fold(scene);
        let shared: Vec<&str> = words
            .iter()
            .filter(|w| title.split(' ').any(|t| t == w.text))
            .filter_map(|w| caption.description.get(w.span.clone()))
            .collect();
        Some(match shared.is_empty() {
            true => "put there by hand, or like captions that were".to_owned(),
            false => format!("like others with “{}”", shared.join("”, “")),
        })
    }
}
