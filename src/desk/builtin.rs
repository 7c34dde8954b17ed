//! The built-in catalog: compiled in, read by the same importer as a user's files.

use super::error::DeskError;
use super::library::Library;
use crate::importers::quoted;
use crate::model::document::DocumentReading;
use crate::model::event::Event;

/// One quoted document: its text and its data.
struct Quoted {
    text: &'static str,
    data: &'static str,
}

macro_rules! quoted {
    ($name:literal) => {
        Quoted {
            text: include_str!(concat!("../../catalog/paris-2024-closing-ceremony/", $name, ".txt")),
            data: include_str!(concat!("../../catalog/paris-2024-closing-ceremony/", $name, ".json")),
        }
    };
}

const EVENT: &str = include_str!("../../catalog/paris-2024-closing-ceremony/event.json");

const DOCUMENTS: &[Quoted] = &[
    quoted!("000_80fd0b922c4579fe"),
    quoted!("001_1406bd90bdd8dd8f"),
    quoted!("002_970193d2686aca93"),
    quoted!("003_fa6a97577b82ba6d"),
    quoted!("004_5b071266d5d7140f"),
];

/// The event and the documents of the built-in catalog.
///
/// # Errors
/// Where a file of `catalog/` was edited into something that cannot be read.
pub fn documents(library: &Library) -> Result<(Event, Vec<DocumentReading>), DeskError> {
    let bad =
        |what: String| DeskError::refused(format!("the built-in catalog's data cannot be read: {what}"));
    let event: Event = serde_json::from_str(EVENT).map_err(|e| bad(e.to_string()))?;
    let mut out = Vec::with_capacity(DOCUMENTS.len());
    for quoted in DOCUMENTS {
        let mut reading = quoted::read(quoted.text, quoted.data, Some(&event), &library.agencies)
            .map_err(|e| bad(e.to_string()))?;
        for caption in &mut reading.captions {
            library.vocabulary.file(&caption.description, &mut caption.facts);
        }
        out.push(reading);
    }
    Ok((event, out))
}
