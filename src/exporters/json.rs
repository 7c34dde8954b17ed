//! Captions and problems as JSON objects: every key of the contract, always, in its order.

use std::io::{Result, Write};

use serde_json::{Map, Value as Json, json};

use super::{Exporter, SheetRow};
use crate::model::caption::PrintedCaption;
use crate::model::document::RejectedLine;
use crate::model::field::Field;
use crate::model::finding::{Evidence, Finding};

/// One array, an object an element.
pub(super) struct JsonArray;

/// A caption as `list` and the JSON formats write it.
pub fn object(row: &SheetRow) -> Map<String, Json> {
    let c = &row.caption;
    let corrections: Vec<Json> = c
        .corrections
        .iter()
        .map(|x| {
            json!({
                "field": x.field, "as_printed": x.as_printed, "corrected": x.corrected,
                "why": x.why, "by": x.by, "at": x.at,
            })
        })
        .collect();
    let mut m = Map::with_capacity(32);
    let mut put = |key: &str, value: Json| {
        m.insert(key.to_owned(), value);
    };
    put("id", json!(c.id));
    put("document", json!(c.document));
    put("line", json!(c.line));
    put("scene", json!(c.scene));
    put("description", json!(c.description));
    put("description_as_printed", json!(c.description_as_printed));
    put("creators", json!(c.creators));
    put("agency", json!(c.agency));
    put("suppliers", json!(c.suppliers));
    put("distributor", json!(c.distributor));
    put("flags", json!(c.flags));
    put("commissioner", json!(c.commissioner));
    put("restrictions", json!(c.restrictions));
    put("credit_line", json!(c.credit_line));
    put("credit_line_as_printed", json!(c.credit_line_as_printed));
    put("date_created", json!(c.date_created));
    put("date_basis", json!(c.date_basis));
    put("date_as_printed", json!(c.date_as_printed));
    put("event_date", json!(c.event_date));
    put("date_note", json!(c.date_note));
    put("event", json!(c.event));
    put("sublocation", json!(c.sublocation));
    put("city", json!(c.city));
    put("country", json!(c.country));
    put("persons_shown", json!(c.persons_shown));
    put("headline", json!(c.headline));
    put("keywords", json!(c.keywords));
    put("also_in", json!(c.also_in));
    put("status", json!(c.status));
    put("photo", Json::Null);
    put("problems", Json::Array(row.problems.iter().map(|f| Json::Object(problem_object(f))).collect()));
    put("corrections", Json::Array(corrections));
    m
}

/// A caption as `scan` writes it: what is printed, and nothing that only a catalog knows.
pub fn scan_object(document: &str, caption: &PrintedCaption) -> Map<String, Json> {
    let f = &caption.facts;
    let mut m = Map::with_capacity(24);
    let mut put = |key: &str, value: Json| {
        m.insert(key.to_owned(), value);
    };
    put("document", json!(document));
    put("line", json!(caption.line));
    put("description", json!(caption.description));
    put("description_as_printed", json!(caption.description));
    for field in Field::CREDIT_PARTS {
        put(field.key(), json!(f.value(field)));
    }
    put("credit_line", json!(caption.credit_line));
    put("credit_line_as_printed", json!(caption.credit_line));
    put("date_created", json!(f.date_created));
    put("date_basis", json!(f.date_basis));
    put("date_as_printed", json!(f.date.as_ref().map(|d| &d.printed)));
    for field in [Field::Sublocation, Field::City, Field::Country, Field::PersonsShown] {
        put(field.key(), json!(f.value(field)));
    }
    put("headline", Json::Null);
    put("keywords", json!([]));
    put("photo", Json::Null);
    m
}

/// A line that no caption took, as `scan --rejected` writes it.
pub fn rejected_object(document: &str, line: &RejectedLine) -> Map<String, Json> {
    let mut m = Map::new();
    m.insert("document".into(), json!(document));
    m.insert("line".into(), json!(line.line));
    m.insert("rejected".into(), json!(line.rejected));
    m.insert("why".into(), json!(line.why));
    m.insert("text".into(), json!(line.text));
    m
}

/// A problem as it stands inside a caption's object.
pub fn problem_object(finding: &Finding) -> Map<String, Json> {
    let mut m = Map::new();
    m.insert("check".into(), json!(finding.check));
    m.insert("severity".into(), json!(finding.severity));
    m.insert("message".into(), json!(finding.message));
    m.insert("evidence".into(), Json::Array(finding.evidence.iter().map(evidence).collect()));
    m.insert("fixes".into(), json!(finding.fixes));
    m
}

/// A quotation; its marked words as pairs of places, counted in characters.
fn evidence(e: &Evidence) -> Json {
    let characters = |byte: usize| e.text.get(..byte).map_or(0, |t| t.chars().count());
    let marks: Vec<[usize; 2]> = e.marks.iter().map(|m| [characters(m.start), characters(m.end)]).collect();
    json!({ "id": e.id, "document": e.document, "line": e.line, "text": e.text, "marks": marks })
}

/// A problem as `check` writes it: with every caption that it concerns.
pub fn finding_object(finding: &Finding) -> Map<String, Json> {
    let mut m = problem_object(finding);
    m.insert("captions".into(), json!(finding.captions));
    m
}

/// Writes objects as one array, an object an element, indented by two spaces. Streams.
///
/// # Errors
/// Whatever `out` reports.
pub fn write_json(objects: &mut dyn Iterator<Item = Map<String, Json>>, out: &mut dyn Write) -> Result<()> {
    let mut any = false;
    let mut text = Vec::new();
    for object in objects {
        text.clear();
        serde_json::to_writer_pretty(&mut text, &object)?;
        out.write_all(if any { b",\n" } else { b"[\n" })?;
        any = true;
        // Line breaks inside texts are escaped, so every newline here is the layout's own.
        for line in text.split_inclusive(|b| *b == b'\n') {
            out.write_all(b"  ")?;
            out.write_all(line)?;
        }
    }
    out.write_all(if any { b"\n]\n" } else { b"[]\n" })
}

/// Writes one object a line. Streams.
///
/// # Errors
/// Whatever `out` reports.
pub fn write_jsonl(objects: &mut dyn Iterator<Item = Map<String, Json>>, out: &mut dyn Write) -> Result<()> {
    let mut text = Vec::new();
    for object in objects {
        text.clear();
        serde_json::to_writer(&mut text, &object)?;
        text.push(b'\n');
        out.write_all(&text)?;
    }
    Ok(())
}

impl Exporter for JsonArray {
    fn format(&self) -> &'static str {
        "json"
    }
    fn label(&self) -> &'static str {
        "JSON"
    }
    fn note(&self) -> &'static str {
        "One array with everything that is known of each caption, its problems and corrections too"
    }
    fn extension(&self) -> &'static str {
        "json"
    }
    fn write(&self, rows: &mut dyn Iterator<Item = SheetRow>, out: &mut dyn Write) -> Result<()> {
        write_json(&mut rows.map(|r| object(&r)), out)
    }
}

/// One object a line.
pub(super) struct JsonLines;

impl Exporter for JsonLines {
    fn format(&self) -> &'static str {
        "jsonl"
    }
    fn label(&self) -> &'static str {
        "JSON Lines"
    }
    fn note(&self) -> &'static str {
        "The same objects as JSON, one a line"
    }
    fn extension(&self) -> &'static str {
        "jsonl"
    }
    fn write(&self, rows: &mut dyn Iterator<Item = SheetRow>, out: &mut dyn Write) -> Result<()> {
        write_jsonl(&mut rows.map(|r| object(&r)), out)
    }
}
