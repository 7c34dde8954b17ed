//! Scenes and events as groups: `scene rename`, `events`, `event`.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use super::Done;
use super::args::{EventArgs, EventsArgs, Format, RenameArgs};
use super::edits::say;
use super::output;
use super::show::{Objects, stdout};
use crate::desk::view::EventSeen;
use crate::desk::{DeskError, Session};
use crate::model::event::Event;

/// `scene rename`
pub fn rename(a: &RenameArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    if a.to.trim().is_empty() {
        return Err(DeskError::refused(
            "the new name is empty; to take captions out of a scene, `set ID scene \"\"`",
        ));
    }
    let report = session.rename_scene(&a.from, &a.to, a.event.as_deref(), a.why.as_deref())?;
    let captions = output::count(report.captions, "caption", "captions");
    let operation = report.operation.map_or_else(String::new, |o| format!(" (operation {o})"));
    say(out, &format!("{captions} of {} are of the scene {} now{operation}", a.from, a.to.trim()))?;
    Ok(0)
}

fn event_object(seen: &EventSeen) -> Map<String, Json> {
    let dates: Map<String, Json> = seen.days.iter().map(|(d, n)| (d.to_string(), json!(n))).collect();
    let mut object = match serde_json::to_value(&seen.event) {
        Ok(Json::Object(object)) => object,
        _ => Map::new(),
    };
    object.insert("known".into(), json!(seen.known));
    object.insert("captions".into(), json!(seen.captions));
    object.insert("dates".into(), Json::Object(dates));
    object.insert("undated".into(), json!(seen.undated));
    object
}

/// `events`
pub fn events(a: &EventsArgs, session: &Session, out: &mut dyn Write) -> Done {
    let seen = session.captions()?.events_seen();
    if a.format != Format::Text {
        let mut objects = Objects::new(out, a.format);
        for event in &seen {
            objects.push(event_object(event))?;
        }
        objects.end()?;
        return Ok(0);
    }
    for event in &seen {
        event_text(event, out).map_err(stdout)?;
    }
    Ok(0)
}

fn event_text(seen: &EventSeen, out: &mut dyn Write) -> std::io::Result<()> {
    let event = &seen.event;
    writeln!(out, "{}  {}", event.name, output::count(seen.captions, "caption", "captions"))?;
    let place: Vec<&str> =
        [&event.sublocation, &event.city, &event.country].into_iter().flatten().map(String::as_str).collect();
    let time = |what: &str, t: Option<chrono::NaiveDateTime>| {
        t.map_or_else(|| format!("{what} unknown"), |t| format!("{what} {}", t.format("%Y-%m-%d %H:%M")))
    };
    let mut parts = vec![place.join(", "), time("began", event.begins), time("ended", event.ends)];
    parts.extend(event.past_midnight.then(|| "ran past midnight".to_owned()));
    parts.extend(event.zone.map(|z| z.name().to_owned()));
    parts.retain(|p| !p.is_empty());
    writeln!(out, "    {}", parts.join("; "))?;
    let mut days: Vec<String> = seen.days.iter().map(|(d, n)| format!("{d} x{n}")).collect();
    if seen.undated > 0 {
        days.push(format!("no date x{}", seen.undated));
    }
    writeln!(out, "    {}", days.join(", "))
}

/// `event`
pub fn event(a: &EventArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let seen = session.captions()?.events_seen();
    let same = |e: &&EventSeen| e.event.name.to_lowercase() == a.name.to_lowercase();
    let Some(EventSeen { event: known, .. }) = seen.iter().find(same) else {
        return Err(DeskError::refused(format!(
            "no caption is of the event \"{}\"; `events` lists them, and `set ID event NAME` files a caption",
            a.name
        )));
    };
    let text = |new: &Option<String>, old: &Option<String>| match new {
        Some(new) => Some(new.trim().to_owned()).filter(|s| !s.is_empty()),
        None => old.clone(),
    };
    let time = |flag: &str, new: &Option<String>, old| match new {
        Some(new) => crate::desk::event_time(new).map_err(|e| DeskError::refused(format!("{flag}: {e}"))),
        None => Ok(old),
    };
    let event = Event {
        name: known.name.clone(),
        sublocation: text(&a.venue, &known.sublocation),
        city: text(&a.city, &known.city),
        country: text(&a.country, &known.country),
        zone: match &a.zone {
            Some(zone) => crate::desk::event_zone(zone).map_err(DeskError::refused)?,
            None => known.zone,
        },
        begins: time("--begins", &a.begins, known.begins)?,
        ends: time("--ends", &a.ends, known.ends)?,
        past_midnight: a.past_midnight.unwrap_or(known.past_midnight),
    };
    let name = event.name.clone();
    match session.set_event(&name, Some(event), a.why.as_deref())? {
        Some(operation) => say(out, &format!("described the event {name} (operation {operation})"))?,
        None => say(out, &format!("nothing to change: the event {name} is described so already"))?,
    }
    Ok(0)
}
