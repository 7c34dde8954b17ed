//! The verbs that change many captions at once: replace words, fill fields from templates, expand codes,
//! change capitals.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::Done;
use super::args::{ApplyArgs, FillArgs, ReplaceArgs};
use super::edits::say;
use super::output::{count, printable};
use crate::desk::{
    self, Act, Cancel, Case, Chosen, DeskError, Rewrite, Search, Session, Snapshot, Unwatched, captions_of,
};
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
    rewrite(session, &Rewrite::of(&named(&fields)?, &act), &a.filter, a.dry_run, "Replaced words in", out)
}

/// `fill`
pub fn fill(a: &FillArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let (act, verb) = match (&a.template, a.case.as_deref()) {
        (Some(template), _) => (Act::Template(template.clone()), "Filled"),
        (None, Some(case)) => {
            let case = match case {
                "names" => Case::Names,
                "sentence" => Case::Sentence,
                "upper" => Case::Upper,
                _ => Case::Lower,
            };
            (Act::Case(case), "Changed capitals of")
        }
        (None, None) => (Act::Expand, "Expanded codes in"),
    };
    let fields = named(std::slice::from_ref(&a.field))?;
    rewrite(session, &Rewrite::of(&fields, &act), &a.filter, a.dry_run, verb, out)
}

/// `apply`
pub fn apply(a: &ApplyArgs, folder: Option<&Path>, session: &mut Session, out: &mut dyn Write) -> Done {
    let all = folder.map(desk::stationery).transpose()?.unwrap_or_default();
    let Some(one) = all.iter().find(|s| s.name == a.name) else {
        let names: Vec<&str> = all.iter().map(|s| s.name.as_str()).collect();
        return Err(DeskError::refused(match names.is_empty() {
            true => {
                "there are no caption templates yet; make one in the window or in templates.tsv".to_owned()
            }
            false => format!("there is no template \"{}\"; there are {}", a.name, names.join(", ")),
        }));
    };
    let acts = one.fields.iter().map(|(field, t)| (*field, Act::Template(t.clone()))).collect();
    let verb = format!("Applied the template {} to", one.name);
    rewrite(session, &Rewrite { acts, apart: false }, &a.filter, a.dry_run, &verb, out)
}

/// The fields of these keys.
fn named(keys: &[String]) -> Result<Vec<Field>, DeskError> {
    let field = |key: &String| {
        Field::from_key(key).ok_or_else(|| {
            let keys: Vec<&str> = Field::all().map(Field::key).collect();
            DeskError::refused(format!("there is no field \"{key}\"; there are {}", keys.join(", ")))
        })
    };
    keys.iter().map(field).collect()
}

fn rewrite(
    session: &mut Session,
    rewrite: &Rewrite,
    filter: &[String],
    dry_run: bool,
    verb: &str,
    out: &mut dyn Write,
) -> Done {
    let filter = Snapshot::parse_filter(filter)?;
    let snapshot = session.captions()?;
    let wanted: std::collections::HashSet<usize> = snapshot.filtered(&filter).into_iter().collect();
    let proposed =
        session.rewritten(&snapshot, &|n| wanted.contains(&n), rewrite, &Unwatched, &Cancel::default())?;
    for note in &proposed.notes {
        say(out, note)?;
    }
    let whole = Chosen { all: true, but: Arc::new(proposed.unsure.clone()) };
    if !proposed.unsure.is_empty() {
        let n = count(proposed.unsure.len(), "change", "changes");
        say(out, &format!("{n} would show a place that nothing fills; they are not made"))?;
    }
    if proposed.chosen(&whole).next().is_none() {
        say(out, "nothing would change")?;
        return Ok(0);
    }
    for change in proposed.chosen(&whole).take(SHOWN) {
        show(change, out)?;
    }
    if let Some(more) = whole.count(proposed.changes.len()).checked_sub(SHOWN).filter(|n| *n > 0) {
        say(out, &format!("and {more} more"))?;
    }
    let captions = count(captions_of(proposed.chosen(&whole)), "caption", "captions");
    if dry_run {
        say(out, &format!("{captions} would change; nothing was saved"))?;
        return Ok(0);
    }
    let report = session.rewrite(&proposed, &whole, verb)?;
    let operation = report.operation.map_or_else(String::new, |o| format!(" (operation {o})"));
    say(out, &format!("changed {captions}{operation}"))?;
    Ok(0)
}

fn show(change: &Fix, out: &mut dyn Write) -> Result<(), DeskError> {
    say(out, &format!("{} {}", change.id, change.field.key()))?;
    say(out, &format!("  - {}", printable(&change.from.cell())))?;
    say(out, &format!("  + {}", printable(&change.to.cell())))
}
