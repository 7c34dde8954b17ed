//! A date outside the days on which the article itself says that its event was: "held from July 8 to 11, 2025".

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::printed_dates::{quoted, referred};
use super::sentence::from_file;
use super::split::elsewhere;
use super::{Context, Mentioned, finding};
use crate::model::caption::{Caption, CaptionId};
use crate::model::credit::Flag;
use crate::model::date::in_words;
use crate::model::finding::{Evidence, Finding};

/// Words of a caption of what was before an event or came behind it.
const BESIDE: [&str; 24] = [
    "before",
    "ahead",
    "after",
    "following",
    "eve",
    "rehears",
    "prepar",
    "train",
    "practi",
    "arriv",
    "set up",
    "setting up",
    "build",
    "erect",
    "install",
    "dismantl",
    "take down",
    "taken down",
    "clean",
    "clear",
    "leav",
    "depart",
    "return",
    "launch",
];

/// Captions that name an event on a day on which, by their own article, it was not; those that are told already are left out.
pub(super) fn run(context: &Context<'_>, told: &HashSet<CaptionId>, out: &mut Vec<Finding>) {
    let name = |m: &Mentioned| m.held.as_ref().map(|h| h.name.clone());
    let mut held: Vec<&Mentioned> = context.prose.iter().filter(|m| m.held.is_some()).collect();
    // Of an event whose days an article tells in two ways, neither proves anything.
    let mut times: HashMap<(&str, Option<String>), usize> = HashMap::new();
    held.iter().for_each(|m| *times.entry((&m.document, name(m))).or_default() += 1);
    held.retain(|m| times.get(&(&*m.document, name(m))) == Some(&1));
    if held.is_empty() {
        return;
    }
    let documents: HashSet<&str> = held.iter().map(|m| m.document.as_str()).collect();
    let mut captions: HashMap<&str, Vec<&Caption>> = HashMap::new();
    for caption in context.captions.iter().filter(|c| documents.contains(&*c.document)) {
        captions.entry(&caption.document).or_default().push(caption);
    }
    for mention in held {
        let of_document = captions.get(mention.document.as_str()).into_iter().flatten();
        out.extend(of_document.filter(|c| !told.contains(&c.id)).filter_map(|c| outside(c, mention)));
    }
}

/// Whether a text has a name as whole words: the fairgrounds are not the fair.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        whole(text[..at].chars().next_back()) && whole(text[at + name.len()..].chars().next())
    })
}

fn outside(caption: &Caption, mention: &Mentioned) -> Option<Finding> {
    let held = mention.held.as_ref()?;
    let text = caption.description.as_str();
    let day = caption.date_created.and_then(|d| d.exact())?;
    let file = from_file(text) || caption.flags.iter().any(|f| f == Flag::File.key());
    if caption.event_date.is_some() || caption.date_reading.is_none() || file || !names(text, &held.name) {
        return None;
    }
    let (from, to) = held.days(day.year())?;
    let mismatch =
        caption.date_reading.as_ref().is_some_and(|r| r.weekday_disagrees_with(caption.document_date));
    if (from..=to).contains(&day) || mismatch || super::date_after_document::after(caption).is_some() {
        return None;
    }
    let small = text.to_lowercase();
    let beside = BESIDE.iter().any(|w| {
        small
            .split(|c: char| !c.is_alphanumeric() && c != ' ')
            .any(|part| part.match_indices(w).any(|(at, _)| at == 0 || part[..at].ends_with(' ')))
    });
    // A night that goes on past midnight is of the day before.
    let late = to.succ_opt() == Some(day)
        && ["early", "midnight", "night", "dawn"].iter().any(|w| small.contains(w));
    if beside || late || elsewhere(caption, &held.name) {
        return None;
    }
    Some(report(caption, mention, day, (from, to)))
}

fn report(
    caption: &Caption,
    mention: &Mentioned,
    day: NaiveDate,
    (from, to): (NaiveDate, NaiveDate),
) -> Finding {
    let name = mention.held.as_ref().map_or("", |h| h.name.as_str());
    let message = format!(
        "this caption is dated {}, and its article says that the {name} was from {} to {}",
        in_words(day.into()),
        in_words(from.into()),
        in_words(to.into())
    );
    let printed = mention.held.as_ref().map_or("", |h| h.printed.as_str());
    let span = mention.name.rfind(printed).map(|at| at..at + printed.len());
    let prose = Evidence {
        id: None,
        document: mention.document.as_str().into(),
        line: Some(mention.line),
        text: mention.name.clone(),
        marks: span.into_iter().collect(),
    };
    let evidence = vec![quoted(caption), prose];
    let mut found = finding("date-outside-event", message, evidence, vec![referred(caption)]);
    found.rests_on = vec![name.to_owned(), day.to_string(), from.to_string(), to.to_string()];
    found
}
