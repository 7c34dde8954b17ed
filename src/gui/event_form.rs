//! The fields of an event while they are typed.

use chrono::NaiveDateTime;

use crate::model::event::Event;

/// What is typed of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventForm {
    pub name: String,
    pub venue: String,
    pub city: String,
    pub country: String,
    pub zone: String,
    pub begins: String,
    pub ends: String,
    pub past_midnight: bool,
}

impl EventForm {
    /// The form with what is known.
    pub fn of(event: &Event) -> EventForm {
        let text = |o: &Option<String>| o.clone().unwrap_or_default();
        let time =
            |t: Option<NaiveDateTime>| t.map(|t| t.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
        EventForm {
            name: event.name.clone(),
            venue: text(&event.sublocation),
            city: text(&event.city),
            country: text(&event.country),
            zone: event.zone.map(|z| z.name().to_owned()).unwrap_or_default(),
            begins: time(event.begins),
            ends: time(event.ends),
            past_midnight: event.past_midnight,
        }
    }

    /// The event, or which field cannot be read and how it should be.
    pub fn read(&self) -> Result<Event, String> {
        let begins = crate::desk::event_time(&self.begins).map_err(|e| format!("Began: {e}"))?;
        let ends = crate::desk::event_time(&self.ends).map_err(|e| format!("Ended: {e}"))?;
        let zone = crate::desk::event_zone(&self.zone)?;
        if let (Some(b), Some(e)) = (begins, ends)
            && e < b
        {
            return Err("It would end before it begins".to_owned());
        }
        let text = |s: &str| Some(s.trim().to_owned()).filter(|s| !s.is_empty());
        // An end on a later day says by itself that it ran past midnight, unless it went on for days.
        let night =
            |b: NaiveDateTime, e: NaiveDateTime| e.date() > b.date() && e - b <= chrono::Duration::hours(24);
        let past_midnight = self.past_midnight || begins.zip(ends).is_some_and(|(b, e)| night(b, e));
        Ok(Event {
            name: self.name.clone(),
            sublocation: text(&self.venue),
            city: text(&self.city),
            country: text(&self.country),
            zone,
            begins,
            ends,
            past_midnight,
        })
    }
}
