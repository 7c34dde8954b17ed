//! The verbs that read.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use super::Done;
use super::args::*;
use super::output::{Bar, count, printable, skipped, wrap};
use crate::desk::{self, DeskError, Library, Session, Snapshot};
use crate::model::caption::Caption;
use crate::model::date::{PartialDate, in_words, weekday_name};
use crate::model::finding::Severity;
use crate::model::scene::SceneGroup;

/// Words on a line of text, at most.
pub(super) const WIDTH: usize = 88;

/// Writes objects as an array or one a line.
pub(super) struct Objects<'a> {
    out: &'a mut dyn Write,
    lines: bool,
    any: bool,
}

impl<'a> Objects<'a> {
    pub(super) fn new(out: &'a mut dyn Write, format: Format) -> Self {
        Objects { out, lines: format == Format::Jsonl, any: false }
    }

    pub(super) fn push(&mut self, object: Map<String, Json>) -> Result<(), DeskError> {
        let object = Json::Object(object);
        let write = |out: &mut dyn Write, any: bool, lines: bool| -> std::io::Result<()> {
            if lines {
                serde_json::to_writer(&mut *out, &object)?;
                return out.write_all(b"\n");
            }
            out.write_all(if any { b",\n" } else { b"[\n" })?;
            serde_json::to_writer_pretty(&mut *out, &object).map_err(Into::into)
        };
        write(self.out, self.any, self.lines).map_err(stdout)?;
        self.any = true;
        Ok(())
    }

    pub(super) fn end(self) -> Result<(), DeskError> {
        if self.lines {
            return Ok(());
        }
        self.out.write_all(if self.any { b"\n]\n" } else { b"[]\n" }).map_err(stdout)
    }
}

pub(super) fn stdout(e: std::io::Error) -> DeskError {
    DeskError::file("standard output", &e)
}

/// `scan`
pub fn scan(a: &ScanArgs, library: Library, out: &mut dyn Write) -> Done {
    let bar = Bar::new();
    let mut objects = (a.format != Format::Text).then(|| Objects::new(out, a.format));
    let mut text: Option<Vec<u8>> = (a.format == Format::Text).then(Vec::new);
    let (mut captions, mut rejected) = (0, 0);
    let read = desk::scan(&a.paths, &library, Some(&bar), &mut |reading| {
        captions += reading.captions.len();
        rejected += reading.rejected.len();
        let name = &reading.document.name;
        let mut taken = reading.captions.iter().peekable();
        let mut left = if a.rejected { reading.rejected.as_slice() } else { &[] }.iter().peekable();
        if let Some(text) = &mut text {
            scan_heading(text, &reading, a.rejected).map_err(stdout)?;
        }
        // Captions and rejected lines in the order of the document.
        loop {
            let caption_first = match (taken.peek(), left.peek()) {
                (None, None) => break,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (Some(c), Some(r)) => c.line.unwrap_or(0) <= r.line,
            };
            if caption_first {
                let Some(caption) = taken.next() else { break };
                match (&mut objects, &mut text) {
                    (Some(objects), _) => objects.push(desk::scan_object(name, caption))?,
                    (None, Some(text)) => scanned(text, caption).map_err(stdout)?,
                    _ => {}
                }
            } else {
                let Some(line) = left.next() else { break };
                match (&mut objects, &mut text) {
                    (Some(objects), _) => objects.push(desk::rejected_object(name, line))?,
                    (None, Some(text)) => {
                        let head = format!("{:>5}  - {}: {}", line.line, line.rejected.key(), line.why);
                        writeln!(text, "{head}\n{}", wrap(&excerpt(&line.text), 9, WIDTH)).map_err(stdout)?;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    });
    bar.finish();
    let read = read?;
    skipped(&read);
    if let Some(objects) = objects {
        objects.end()?;
    }
    if read.documents == 0 {
        return Err(DeskError::refused("nothing was read: no document could be read"));
    }
    if let Some(text) = text {
        out.write_all(&text).map_err(stdout)?;
        let captions = count(captions, "caption", "captions");
        let documents = count(read.documents, "document", "documents");
        let rejected = count(rejected, "line", "lines");
        writeln!(out, "{captions} in {documents}; {rejected} not taken").map_err(stdout)?;
    }
    Ok(u8::from(read.has_faults()))
}

fn excerpt(text: &str) -> String {
    let mut short: String = text.chars().take(240).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn scan_heading(
    out: &mut Vec<u8>,
    reading: &crate::model::document::DocumentReading,
    rejected: bool,
) -> std::io::Result<()> {
    let document = &reading.document;
    write!(out, "{}", printable(&document.name))?;
    if let Some(date) = document.date {
        write!(out, "  {}", in_words(date))?;
    }
    writeln!(out, "  {}", count(reading.captions.len(), "caption", "captions"))?;
    if !rejected && !reading.rejected.is_empty() {
        let lines = count(reading.rejected.len(), "line", "lines");
        writeln!(out, "       {lines} not taken; --rejected lists them with the reasons")?;
    }
    Ok(())
}

fn scanned(out: &mut Vec<u8>, caption: &crate::model::caption::PrintedCaption) -> std::io::Result<()> {
    let number = caption.line.map(|l| l.to_string()).unwrap_or_default();
    let words = if caption.description.is_empty() { "(no words)" } else { &caption.description };
    let body = wrap(words, 7, WIDTH);
    writeln!(out, "{number:>5}  {}", body.trim_start())?;
    let credit = &caption.facts.credit;
    let mut parts = vec![credit_words(
        &credit.credit.creators,
        credit.credit.agency.as_deref(),
        &credit.credit.suppliers,
        credit.credit.distributor.as_deref(),
    )];
    parts.extend(credit.credit.flags.iter().map(|f| f.key().to_owned()));
    parts.push(caption.facts.date_created.map_or_else(|| "no date".to_owned(), in_words));
    parts.extend(credit.undecided.iter().map(|u| format!("undecided: {u}")));
    parts.retain(|p| !p.is_empty());
    writeln!(out, "       {}", printable(&parts.join(" · ")))
}

fn credit_words(
    creators: &[String],
    agency: Option<&str>,
    suppliers: &[String],
    distributor: Option<&str>,
) -> String {
    let mut out = if creators.is_empty() { "no photographer".to_owned() } else { creators.join(", ") };
    for name in agency.into_iter().chain(suppliers.iter().map(String::as_str)) {
        out.push_str(&format!(" / {name}"));
    }
    if let Some(name) = distributor {
        out.push_str(&format!(" via {name}"));
    }
    out
}

/// `list`
pub fn list(a: &ListArgs, session: &Session, out: &mut dyn Write) -> Done {
    let filter = Snapshot::parse_filter(&a.read.filter)?;
    let snapshot = session.snapshot()?;
    let positions = snapshot.filtered(&filter);
    if a.read.format != Format::Text {
        let mut objects = Objects::new(out, a.read.format);
        for n in positions {
            objects.push(desk::caption_object(&snapshot.row(n)))?;
        }
        objects.end()?;
        return Ok(0);
    }
    let by = match a.group {
        GroupBy::None => None,
        GroupBy::Scene => Some(desk::view::GroupBy::Scene),
        GroupBy::Date => Some(desk::view::GroupBy::Date),
        GroupBy::Agency => Some(desk::view::GroupBy::Agency),
        GroupBy::Photographer => Some(desk::view::GroupBy::Photographer),
        GroupBy::Document => Some(desk::view::GroupBy::Document),
    };
    let mut print = || -> std::io::Result<()> {
        match by {
            None => {
                for n in &positions {
                    listed(out, &snapshot, &snapshot.captions[*n], 0)?;
                }
            }
            Some(by) => {
                for group in snapshot.grouped(&positions, by) {
                    let heading = group.heading.unwrap_or_default();
                    let captions = count(group.captions.len(), "caption", "captions");
                    let dates = if by == desk::view::GroupBy::Date {
                        String::new()
                    } else {
                        dates_of(&snapshot, &group.captions)
                    };
                    writeln!(out, "{}  {captions}{dates}", printable(&heading))?;
                    for n in group.captions {
                        listed(out, &snapshot, &snapshot.captions[n], 2)?;
                    }
                    writeln!(out)?;
                }
            }
        }
        let total = snapshot.captions.len();
        writeln!(out, "{} of {}", positions.len(), count(total, "caption", "captions"))
    };
    print().map_err(stdout)?;
    Ok(0)
}

fn dates_of(snapshot: &Snapshot, positions: &[usize]) -> String {
    let (dates, undated) = snapshot.dates(positions);
    dates_line(&dates, undated)
}

/// `  Sun Aug. 11 x4, no date x1`
fn dates_line(dates: &std::collections::BTreeMap<PartialDate, usize>, undated: usize) -> String {
    let mut parts: Vec<String> = dates.iter().map(|(d, n)| format!("{} x{n}", short_date(*d))).collect();
    if undated > 0 {
        parts.push(format!("no date x{undated}"));
    }
    if parts.is_empty() { String::new() } else { format!("  {}", parts.join(", ")) }
}

fn short_date(date: PartialDate) -> String {
    match date.weekday() {
        Some(day) => format!("{} {date}", &weekday_name(day)[..3]),
        None => date.to_string(),
    }
}

fn listed(out: &mut dyn Write, snapshot: &Snapshot, c: &Caption, indent: usize) -> std::io::Result<()> {
    let pad = " ".repeat(indent);
    let place = c.line.map_or_else(String::new, |l| format!(":{l}"));
    let mut marks: Vec<&str> = snapshot.problems(c.id).map(|f| f.check.as_str()).collect();
    marks.dedup();
    writeln!(out, "{pad}{}  {}{place}", c.id, printable(&c.document))?;
    let words = if c.description.is_empty() { "(no words)" } else { &c.description };
    writeln!(out, "{}", wrap(words, indent + 4, WIDTH))?;
    let mut parts =
        vec![credit_words(&c.creators, c.agency.as_deref(), &c.suppliers, c.distributor.as_deref())];
    parts.extend(c.flags.iter().cloned());
    parts.push(c.date_created.map_or_else(|| "no date".to_owned(), in_words));
    if let Some(day) = c.event_date {
        parts.push(format!("event {}", in_words(day)));
    }
    if let Some(scene) = &c.scene {
        parts.push(scene.clone());
    }
    if c.status != Default::default() {
        parts.push(c.status.key().to_owned());
    }
    writeln!(out, "{pad}    {}", printable(&parts.join(" · ")))?;
    if let Some(note) = &c.date_note {
        writeln!(out, "{pad}    date: {}", printable(note))?;
    }
    if !c.corrections.is_empty() {
        let fields: Vec<_> = c.corrections.iter().map(|k| k.field.key()).collect();
        writeln!(out, "{pad}    corrected: {}", fields.join(", "))?;
    }
    if !marks.is_empty() {
        writeln!(out, "{pad}    problems: {}", marks.join(", "))?;
    }
    Ok(())
}

/// `scenes`
pub fn scenes(a: &ReadArgs, session: &Session, out: &mut dyn Write) -> Done {
    let filter = Snapshot::parse_filter(&a.filter)?;
    let snapshot = session.snapshot()?;
    let groups = snapshot.scenes(&snapshot.filtered(&filter));
    if a.format != Format::Text {
        let place: std::collections::HashMap<_, usize> =
            snapshot.captions.iter().enumerate().map(|(n, c)| (c.id, n)).collect();
        let mut objects = Objects::new(out, a.format);
        for group in &groups {
            let mut object = scene_object(group);
            let reasons: Map<String, Json> = group
                .captions
                .iter()
                .filter_map(|id| {
                    let caption = &snapshot.captions[*place.get(id)?];
                    Some((id.to_string(), json!(session.why_scene(caption)?)))
                })
                .collect();
            object.insert("why".into(), Json::Object(reasons));
            objects.push(object)?;
        }
        objects.end()?;
        return Ok(0);
    }
    scenes_text(&snapshot, &groups, out).map_err(stdout)?;
    Ok(0)
}

fn scene_object(group: &SceneGroup) -> Map<String, Json> {
    let dates: Map<String, Json> = group.dates.iter().map(|(d, n)| (d.to_string(), json!(n))).collect();
    let mut object = Map::new();
    object.insert("scene".into(), json!(group.scene));
    object.insert("event".into(), json!(group.event));
    object.insert("dates".into(), Json::Object(dates));
    object.insert("undated".into(), json!(group.undated));
    object
        .insert("captions".into(), json!(group.captions.iter().map(|id| id.to_string()).collect::<Vec<_>>()));
    object.insert("note".into(), json!(group.note));
    object
}

fn scenes_text(snapshot: &Snapshot, groups: &[SceneGroup], out: &mut dyn Write) -> std::io::Result<()> {
    let at: std::collections::HashMap<_, _> = snapshot.captions.iter().map(|c| (c.id, c)).collect();
    let mut event: Option<&Option<String>> = None;
    let mut total = 0;
    for group in groups {
        if event != Some(&group.event) {
            event = Some(&group.event);
            writeln!(out, "{}\n", printable(group.event.as_deref().unwrap_or("No event")))?;
        }
        let name = group.scene.as_deref().unwrap_or("Not grouped");
        total += group.captions.len();
        writeln!(
            out,
            "{}  {}{}",
            printable(name),
            group.captions.len(),
            dates_line(&group.dates, group.undated)
        )?;
        if let Some(note) = &group.note {
            writeln!(out, "{}", wrap(&format!("~ {note}"), 4, WIDTH))?;
        }
        // Within a scene by date, undated last.
        let mut captions: Vec<&Caption> =
            group.captions.iter().filter_map(|id| at.get(id).copied()).collect();
        captions.sort_by_key(|c| (c.date_created.is_none(), c.date_created, c.event_date));
        let mut day = None;
        let first = captions.first().map(|c| (c.date_created, c.event_date));
        let several = captions.iter().any(|c| Some((c.date_created, c.event_date)) != first);
        for c in captions {
            if (several || c.event_date.is_some()) && day != Some((c.date_created, c.event_date)) {
                day = Some((c.date_created, c.event_date));
                let mut words = c.date_created.map_or_else(|| "no date".to_owned(), in_words);
                if let Some(event) = c.event_date {
                    words.push_str(&format!(", filed under {}", in_words(event)));
                }
                if let Some(note) = &c.date_note {
                    words.push_str(&format!(": {note}"));
                }
                writeln!(out, "{}", wrap(&words, 4, WIDTH))?;
            }
            let words = if c.description.is_empty() { "(no words)" } else { &c.description };
            let credit =
                credit_words(&c.creators, c.agency.as_deref(), &c.suppliers, c.distributor.as_deref());
            let line = c.line.map_or_else(String::new, |l| format!(":{l}"));
            writeln!(out, "{}", wrap(words, 6, WIDTH))?;
            writeln!(out, "        {} · {}{line}", printable(&credit), printable(&c.document))?;
        }
        writeln!(out)?;
    }
    let problems = snapshot.findings.iter().filter(|f| f.severity != Severity::Style).count();
    writeln!(
        out,
        "{} in {}; {} to look at: `check` shows them",
        count(total, "caption", "captions"),
        count(groups.len(), "scene", "scenes"),
        count(problems, "problem", "problems")
    )
}

/// `history`
pub fn history(a: &HistoryArgs, session: &Session, out: &mut dyn Write) -> Done {
    let operations = session.operations()?;
    if a.format == Format::Text {
        for o in &operations {
            let state = if o.in_effect { "" } else { "  (taken back)" };
            let text =
                format!("{:>6}  {}  {}, by {}{state}", o.id, o.at, printable(&o.label), printable(&o.by));
            writeln!(out, "{text}").map_err(stdout)?;
            if let Some(why) = &o.why {
                writeln!(out, "{}", wrap(&format!("why: {why}"), 8, WIDTH)).map_err(stdout)?;
            }
        }
        let n = count(operations.len(), "operation", "operations");
        writeln!(out, "{n}; `undo NUMBER` takes one back").map_err(stdout)?;
        return Ok(0);
    }
    let mut objects = Objects::new(out, a.format);
    for o in &operations {
        let edits = session.edits(o.id)?;
        let mut object = Map::new();
        object.insert("operation".into(), json!(o.id));
        object.insert("kind".into(), json!(o.kind.key()));
        object.insert("label".into(), json!(o.label));
        object.insert("why".into(), json!(o.why));
        object.insert("by".into(), json!(o.by));
        object.insert("at".into(), json!(o.at));
        object.insert("target".into(), json!(o.target));
        object.insert("in_effect".into(), json!(o.in_effect));
        object.insert("edits".into(), json!(edits));
        objects.push(object)?;
    }
    objects.end()?;
    Ok(0)
}

/// `export`
pub fn export(a: &ExportArgs, session: &Session, out: &mut dyn Write) -> Done {
    let Some(format) = desk::sheet_format(&a.format) else {
        let known: Vec<_> = desk::sheet_formats().iter().map(|f| f.format()).collect();
        return Err(DeskError::refused(format!(
            "there is no format \"{}\"; the formats are {}",
            a.format,
            known.join(", ")
        )));
    };
    let filter = Snapshot::parse_filter(&a.filter)?;
    let snapshot = session.snapshot()?;
    let positions = snapshot.for_sheet(&filter);
    session.export(&snapshot, &positions, format, a.output.as_deref(), out)?;
    let left = snapshot.codes_left(&positions);
    if left > 0 {
        let captions = count(left, "caption", "captions");
        eprintln!(
            "{captions} of the sheet hold a code that no words have replaced; `list problem:code-unknown` shows them"
        );
    }
    if let Some(path) = &a.output {
        eprintln!("wrote {} to {}", count(positions.len(), "caption", "captions"), path.display());
    }
    Ok(0)
}
