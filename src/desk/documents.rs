//! The catalog's documents as the window shows them: all their lines, captions and others, so that any line can be taken
//! at any time.

use std::collections::HashMap;

use super::error::DeskError;
use super::opened::{Done, Open};
use super::view::{DocumentLine, DocumentName, DocumentView};
use crate::store::CaptionRow;

/// The longest part of a line that is shown.
const SHOWN: usize = 4000;

impl Open {
    /// Every document of the catalog, in its order.
    pub(super) fn documents(&self) -> Done<Vec<DocumentName>> {
        let rows = self.session.store.documents()?.into_iter().enumerate().filter(|(_, d)| d.shown);
        Ok(rows
            .map(|(place, d)| DocumentName {
                place: place as u32,
                name: d.name.to_string(),
                date: d.date,
                captions: d.captions as usize,
            })
            .collect())
    }

    /// A document with all its lines.
    pub(super) fn document(&self, place: u32) -> Done<DocumentView> {
        let documents = self.session.store.documents()?;
        let Some(row) = documents.get(place as usize) else {
            return Err(DeskError::refused("the document is not in the catalog any more"));
        };
        let text = self.session.store.document_text(row.hash)?.unwrap_or_default();
        let standing = self.session.store.captions_in(place)?;
        // The reasons are those that reading the same text gives now; they are kept nowhere else.
        let again = super::reader::read_bytes(&row.name, text.as_bytes(), &self.session.library);
        let mut why: HashMap<u32, String> =
            again.map(|r| r.rejected.into_iter().map(|r| (r.line, r.why)).collect()).unwrap_or_default();
        let mut captions: HashMap<u32, &CaptionRow> = HashMap::new();
        let mut lines = Vec::new();
        for (caption, hidden) in &standing {
            let (Some(first), last) = (caption.line, caption.last_line) else {
                if !hidden {
                    lines.push(self.taken(0, caption, row)?);
                }
                continue;
            };
            for number in first..=last.unwrap_or(first).max(first) {
                if *hidden {
                    why.insert(number, "taken out by hand".to_owned());
                } else {
                    captions.insert(number, caption);
                }
            }
        }
        for line in crate::text::lines::lines(&text).filter(|l| !l.text.trim().is_empty()) {
            match captions.get(&line.number) {
                // A caption over several lines stands at its first; the others are its own.
                Some(caption) if caption.line != Some(line.number) => {}
                Some(caption) => {
                    let on_line = standing
                        .iter()
                        .filter(|(c, hidden)| !hidden && c.line == Some(line.number) && c.id != caption.id);
                    let mut all: Vec<&CaptionRow> = on_line.map(|(c, _)| c).collect();
                    all.push(caption);
                    all.sort_by_key(|c| c.row);
                    for caption in all {
                        lines.push(self.taken(line.number, caption, row)?);
                    }
                }
                None => lines.push(DocumentLine {
                    number: line.number,
                    text: line.text.trim().chars().take(SHOWN).collect(),
                    note: why.remove(&line.number).unwrap_or_else(|| "no caption".to_owned()),
                    row: None,
                }),
            }
        }
        Ok(DocumentView {
            place,
            hash: row.hash,
            name: row.name.to_string(),
            headline: row.headline.clone(),
            lines,
        })
    }

    /// A line that is a caption, as it stands now.
    fn taken(
        &self,
        number: u32,
        caption: &CaptionRow,
        document: &crate::store::DocumentRow,
    ) -> Done<DocumentLine> {
        let view = self.view(caption.clone(), Some(document))?;
        let c = view.caption;
        let mut note = c.credit_line.unwrap_or_else(|| "no credit".to_owned());
        if let Some(scene) = c.scene {
            note.push_str(&format!(" · {scene}"));
        }
        let text = if c.description.is_empty() { "(no words)".to_owned() } else { c.description };
        Ok(DocumentLine { number, text, note, row: Some(view.row) })
    }
}
