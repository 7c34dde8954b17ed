//! Article text: captions with their credits told from prose by evidence, every non-blank line accounted for.
//!
//! The work has three steps. Each line is looked at alone: a credit at its end, start or middle, metadata, a post, a text
//! credit. Then its neighbours are asked: a credit on a line of its own belongs to the words beside it, and a weak sign of a
//! credit counts only where the document has it elsewhere too. What is left is rejected, with the reason.

use super::layout::{self, Kind, Logical};
use super::lines;
use super::{Importer, NotRead};
use crate::credits::{Agencies, Split, Strength, facts};
use crate::model::caption::PrintedCaption;
use crate::model::date::PartialDate;
use crate::model::document::{DocumentReading, RejectedLine, Rejection, SourceDocument};
use crate::text::identity::{caption_id, document_hash};
use crate::text::{decode, mentions};

/// The importer of article text.
pub struct Article;

impl Importer for Article {
    fn kind(&self) -> &'static str {
        "article"
    }

    fn recognises(&self, _name: &str, bytes: &[u8]) -> bool {
        // The head decides: a text that turns binary later is read, and shown with its replaced characters.
        !decode::decode(&bytes[..bytes.len().min(4096)]).binary
    }

    fn read(&self, name: &str, bytes: &[u8], agencies: &Agencies) -> Result<DocumentReading, NotRead> {
        let decoded = decode::decode(bytes);
        if decoded.binary {
            return Err(NotRead::Binary);
        }
        let document = SourceDocument {
            hash: document_hash(bytes),
            name: name.to_owned(),
            encoding: decoded.encoding.to_owned(),
            replaced: decoded.replaced,
            date: None,
            headline: None,
            text: decoded.text,
            mentions: Vec::new(),
            event: None,
        };
        Ok(read_text(document, agencies))
    }
}

/// A caption found, before it has an id.
struct Found {
    first: u32,
    last: u32,
    description: String,
    credit: Option<(String, crate::model::credit::CreditReading)>,
}

/// Reads the text of `document`: fills its date, headline and mentions, and finds captions and rejected lines.
pub fn read_text(mut document: SourceDocument, agencies: &Agencies) -> DocumentReading {
    let text = std::mem::take(&mut document.text);
    let mut logical = layout::logical_lines(&text, agencies);
    head(&mut logical, &mut document);
    attach(&mut logical);
    settle_weak(&mut logical);
    super::uncredited::take(&mut logical, agencies);

    let mut captions = Vec::new();
    let mut rejected = Vec::new();
    let mut ordinal = (0, 0);
    for (n, line) in logical.iter().enumerate() {
        let found = match take(&logical, n) {
            Take::Captions(found) => found,
            Take::Part => continue,
            Take::Rejected => {
                reject(line, n, &document, &mut rejected);
                continue;
            }
        };
        for found in found {
            captions.push(printed(found, &document, &mut ordinal));
        }
    }
    // Credits that stand before their words give their caption the words' line; order is by where a caption begins.
    captions.sort_by_key(|c| c.line);
    for line in &rejected {
        if matches!(line.rejected, Rejection::Prose | Rejection::Heading | Rejection::Metadata) {
            mentions::mentions(line.line, &line.text, &mut document.mentions);
        }
    }
    document.text = text;
    DocumentReading { document, captions, rejected }
}

/// Finds metadata in the first lines.
fn head(logical: &mut [Logical<'_>], document: &mut SourceDocument) {
    for line in logical.iter_mut().take(5) {
        if !matches!(line.kind, Kind::Plain { .. }) {
            continue;
        }
        let Some(found) = lines::metadata(&line.text) else { continue };
        document.date = document.date.or(found.date);
        if document.headline.is_none() {
            document.headline = found.headline.map(str::to_owned);
        }
        line.kind = Kind::Metadata;
    }
}

/// Gives credits that stand on lines of their own to the words that they belong to.
fn attach(logical: &mut [Logical<'_>]) {
    let across_blanks = layout::credits_follow_across_blanks(logical);
    for n in 0..logical.len() {
        let Kind::CreditOnly { split, .. } = &logical[n].kind else { continue };
        let labelled_source = layout::is_source_label(&logical[n].text);
        let strong = split.strength >= Strength::Likely;
        let free = |m: usize| matches!(&logical[m].kind, Kind::Plain { owner: None, .. });
        let labelled = |m: usize| matches!(&logical[m].kind, Kind::Plain { label: true, owner: None });
        let next = (n + 1 < logical.len()).then_some(n + 1).filter(|m| free(*m));
        let prev = n.checked_sub(1).filter(|m| free(*m));
        let touches_next = next.is_some_and(|m| !logical[m].blank_before);
        let touches_prev = prev.is_some() && !logical[n].blank_before;
        let fits = |m: &usize| lines::caption_like(&logical[*m].text);
        let partner = if let Some(m) = next.filter(|m| labelled(*m)) {
            Some(m)
        } else if touches_next && (labelled_source || layout::credit_leads_block(logical, n)) {
            next.filter(fits)
        } else if touches_prev || (strong && across_blanks) {
            prev.filter(fits)
        } else if strong {
            prev.filter(|m| labelled(*m) || layout::dated_like_a_caption(&logical[*m].text)).filter(fits)
        } else {
            None
        };
        if let Some(m) = partner {
            if let Kind::Plain { owner, .. } = &mut logical[m].kind {
                *owner = Some(n);
            }
            if let Kind::CreditOnly { words, .. } = &mut logical[n].kind {
                *words = Some(m);
            }
        }
    }
}

/// Decides on weak signs of a credit: they count where the document credits the same organisation elsewhere too, or uses
/// the same dialect with certainty.
fn settle_weak(logical: &mut [Logical<'_>]) {
    fn signs<'s>(line: &'s Logical<'_>) -> impl Iterator<Item = &'s Split> {
        let (many, one) = match &line.kind {
            Kind::Credited { splits } => (splits.as_slice(), None),
            Kind::CreditOnly { split, .. } => (&[][..], Some(&**split)),
            _ => (&[][..], None),
        };
        many.iter().chain(one)
    }
    // What is counted: an organisation with a name beside it, and one alone, apart.
    let key = |s: &Split| {
        let credit = &s.reading.credit;
        credit
            .agency
            .clone()
            .map(|agency| (agency, credit.creators.is_empty() && s.strength == Strength::Weak))
    };
    let mut seen: std::collections::HashMap<(String, bool), usize> = std::collections::HashMap::new();
    let mut sure: std::collections::HashSet<String> = std::collections::HashSet::new();
    // Two single words that no list knows: which of them took the picture stays open, that it is a credit need not.
    // "(CDU/CSU)" is no credit: names have small letters.
    let open = |s: &Split| {
        s.reading.credit.agency.is_none()
            && !s.reading.undecided.is_empty()
            && s.credit_line.chars().any(char::is_lowercase)
    };
    let mut open_ones: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for split in logical.iter().flat_map(signs) {
        if let Some(key) = key(split) {
            *seen.entry(key).or_default() += 1;
        }
        if open(split) {
            *open_ones.entry(split.reading.dialect.clone()).or_default() += 1;
        }
        if split.strength >= Strength::Likely {
            sure.insert(split.reading.dialect.clone());
        }
    }
    for n in 0..logical.len() {
        let enough = |s: &Split, words: &str| {
            let named = !s.reading.credit.creators.is_empty() && s.reading.credit.agency.is_some();
            s.strength >= Strength::Likely
                || (lines::caption_like(words)
                    && ((named && sure.contains(&s.reading.dialect))
                        || (open(s)
                            && (sure.contains(&s.reading.dialect)
                                || open_ones.get(&s.reading.dialect).is_some_and(|n| *n >= 2)))
                        || key(s).is_some_and(|k| seen.get(&k).copied().unwrap_or(0) >= 2)))
        };
        let keep = match &logical[n].kind {
            Kind::Credited { splits } => splits.iter().all(|s| enough(s, &s.description)),
            Kind::CreditOnly { split, words } => {
                split.strength >= Strength::Likely || words.is_some_and(|m| enough(split, &logical[m].text))
            }
            _ => continue,
        };
        if keep {
            continue;
        }
        if let Kind::CreditOnly { words: Some(m), .. } = logical[n].kind
            && let Kind::Plain { owner, .. } = &mut logical[m].kind
        {
            *owner = None;
        }
        logical[n].kind = Kind::Plain { label: false, owner: None };
    }
}

/// What becomes of a line.
enum Take {
    Captions(Vec<Found>),
    /// It belongs to the caption of another line.
    Part,
    Rejected,
}

fn take(logical: &[Logical<'_>], n: usize) -> Take {
    let line = &logical[n];
    match &line.kind {
        Kind::Credited { splits } => Take::Captions(
            splits
                .iter()
                .map(|split| Found {
                    first: line.first,
                    last: line.last,
                    description: layout::without_label(&split.description).to_owned(),
                    credit: Some((split.credit_line.clone(), split.reading.clone())),
                })
                .collect(),
        ),
        Kind::CreditOnly { split, words } => {
            let credit = Some((split.credit_line.clone(), split.reading.clone()));
            let found = match words.map(|m| &logical[m]) {
                Some(words) => Found {
                    first: words.first,
                    last: if line.first < words.first { line.first } else { line.last },
                    description: layout::without_label(words.text.trim()).to_owned(),
                    credit,
                },
                None => Found { first: line.first, last: line.last, description: String::new(), credit },
            };
            Take::Captions(vec![found])
        }
        Kind::Plain { owner: Some(_), .. } => Take::Part,
        // A line that says of itself that it is a caption is one, also without a credit.
        Kind::Plain { label: true, owner: None } => Take::Captions(vec![Found {
            first: line.first,
            last: line.last,
            description: layout::without_label(line.text.trim()).to_owned(),
            credit: None,
        }]),
        _ => Take::Rejected,
    }
}

fn reject(line: &Logical<'_>, n: usize, document: &SourceDocument, out: &mut Vec<RejectedLine>) {
    for (number, text) in &line.printed {
        let (rejected, why) = match line.kind {
            Kind::Metadata => (Rejection::Metadata, "the document's own date or headline"),
            Kind::TextCredit => (Rejection::TextCredit, "credits the text, not a photograph"),
            _ if n < 4 && document.headline.as_deref() == Some(text.trim()) => {
                (Rejection::Heading, "repeats the headline")
            }
            // A line that a wrap broke off is judged by the whole.
            _ if line.printed.len() > 1 => lines::reason(&line.text, false),
            _ => lines::reason(text, n == 0),
        };
        out.push(RejectedLine { line: *number, rejected, why: why.to_owned(), text: (*text).to_owned() });
    }
}

/// Gives a found caption its id and its facts. `ordinal` is the last line that a caption began on and how many did.
fn printed(found: Found, document: &SourceDocument, ordinal: &mut (u32, u32)) -> PrintedCaption {
    *ordinal = if ordinal.0 == found.first { (found.first, ordinal.1 + 1) } else { (found.first, 0) };
    let date: Option<PartialDate> = document.date;
    let (credit_line, reading) = match found.credit {
        Some((line, reading)) => (Some(line), reading),
        None => (None, Default::default()),
    };
    PrintedCaption {
        id: caption_id(document.hash, found.first, ordinal.1),
        line: Some(found.first),
        last_line: Some(found.last),
        facts: facts::derive_with(&found.description, credit_line.as_deref(), reading, date),
        description: found.description,
        credit_line,
    }
}
