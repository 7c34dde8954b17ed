//! The verbs that change many captions at once: replace words, fill a field from a template, expand codes.

use std::io::Write;

use super::Done;
use super::args::{FillArgs, ReplaceArgs};
use super::edits::say;
use super::output::{count, printable};
use crate::desk::{Act, Cancel, DeskError, Rewrite, Search, Session, Snapshot, Unwatched, captions_of};
use crate::model::field::Field;
use crate::model::finding::Fix;

/// How many changes are printed.
const SHOWN: usize = 200;

/// `replace`
pub fn replace(a: &ReplaceArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let search = Search {
        text: a.find.clone(),
        whole_word: a.whole_word,
        case: a.case,
        accents: a.accents,
        regex: a.regex,
    };
    let fields = if a.field.is_empty() { vec!["description".to_owned()] } else { a.field.clone() };
    let act = Act::Replace(search, a.with.clone());
    rewrite(session, &fields, act, &a.filter, a.dry_run, "Replaced words in", out)
}

/// `fill`
pub fn fill(a: &FillArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let (act, verb) = match &a.template {
        Some(template) => (Act::Template(template.clone()), "Filled"),
        None => (Act::Expand, "Expanded codes in"),
    };
    rewrite(session, std::slice::from_ref(&a.field), act, &a.filter, a.dry_run, verb, out)
}

fn rewrite(
    session: &mut Session,
    fields: &[String],
    act: Act,
    filter: &[String],
    dry_run: bool,
    verb: &str,
    out: &mut dyn Write,
) -> Done {
    let field = |key: &String| {
        Field::from_key(key).ok_or_else(|| {
            let keys: Vec<&str> = Field::all().map(Field::key).collect();
            DeskError::refused(format!("there is no field \"{key}\"; there are {}", keys.join(", ")))
        })
    };
    let fields = fields.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let filter = Snapshot::parse_filter(filter)?;
    let snapshot = session.captions()?;
    let wanted: std::collections::HashSet<usize> = snapshot.filtered(&filter).into_iter().collect();
    let rewrite = Rewrite::of(&fields, &act);
    let proposed =
        session.rewritten(&snapshot, &|n| wanted.contains(&n), &rewrite, &Unwatched, &Cancel::default())?;
    for note in &proposed.notes {
        say(out, note)?;
    }
    if proposed.changes.is_empty() {
        say(out, "nothing would change")?;
        return Ok(0);
    }
    for change in proposed.changes.iter().take(SHOWN) {
        show(change, out)?;
    }
    if let Some(more) = proposed.changes.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        say(out, &format!("and {more} more"))?;
    }
    let captions = count(captions_of(&proposed.changes), "caption", "captions");
    if dry_run {
        say(out, &format!("{captions} would change; nothing was saved"))?;
        return Ok(0);
    }
    let report = session.rewrite(proposed.changes.iter(), verb)?;
    let operation = report.operation.map_or_else(String::new, |o| format!(" (operation {o})"));
    say(out, &format!("changed {captions}{operation}"))?;
    Ok(0)
}

fn show(change: &Fix, out: &mut dyn Write) -> Result<(), DeskError> {
    say(out, &format!("{} {}", change.id, change.field.key()))?;
    say(out, &format!("  - {}", printable(&change.from.cell())))?;
    say(out, &format!("  + {}", printable(&change.to.cell())))
}
