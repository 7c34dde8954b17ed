//! Quoted documents: what a catalog folder holds. The captions stand at their own line numbers with the prose left out,
//! and a data file beside them keeps the document's date and what its prose mentioned.

use serde::{Deserialize, Serialize};

use super::{NotRead, article};
use crate::credits::Agencies;
use crate::model::date::PartialDate;
use crate::model::document::{DocumentReading, Mention};
use crate::model::event::Event;

/// The data file of one quoted document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentData {
    /// The document's original name.
    pub document: String,
    pub date: Option<PartialDate>,
    /// Names that stand in the prose, with their lines.
    pub mentions: Vec<Mention>,
}

/// Makes the quotation of a document that was read: its text with only the captions' lines left, and its data.
pub fn quote(reading: &DocumentReading) -> (String, DocumentData) {
    let taken = |number: u32| reading.captions.iter().any(|c| c.holds_line(number));
    let mut text = String::new();
    let mut blanks = 0;
    for line in crate::text::lines::lines(&reading.document.text) {
        if taken(line.number) {
            text.extend(std::iter::repeat_n('\n', blanks));
            text.push_str(line.text);
            text.push('\n');
            blanks = 0;
        } else {
            blanks += 1;
        }
    }
    let data = DocumentData {
        document: reading.document.name.clone(),
        date: reading.document.date,
        mentions: reading.document.mentions.clone(),
    };
    (text, data)
}

/// Reads a quoted document with its data and the event that it belongs to, through the importer of article text.
///
/// # Errors
/// Where the data file is not of its form, or the text cannot be read.
pub fn read(
    text: &str,
    data: &str,
    event: Option<&Event>,
    agencies: &Agencies,
) -> Result<DocumentReading, NotRead> {
    let data: DocumentData = serde_json::from_str(data).map_err(|e| NotRead::Data(e.to_string()))?;
    // The name is part of what is hashed: two documents without captions are still two.
    let hash = crate::text::identity::document_hash(format!("{}\n{text}", data.document).as_bytes());
    let document = crate::model::document::SourceDocument {
        hash,
        name: data.document,
        encoding: "UTF-8".to_owned(),
        replaced: 0,
        date: data.date,
        headline: None,
        text: text.to_owned(),
        mentions: Vec::new(),
        event: event.map(|e| e.name.clone()),
    };
    let mut reading = article::read_text(document, agencies);
    reading.document.mentions = data.mentions;
    Ok(reading)
}
