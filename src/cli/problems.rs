//! The verbs about problems: showing, fixing, dismissing and opening them again, and the list of checks.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Write;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::args::*;
use super::edits::{say, told};
use super::output::{count, printable, wrap};
use super::report::{self, Paint};
use super::show::{Objects, WIDTH, stdout};
use super::{Done, page, sarif};
use crate::desk::{self, CheckInfo, DeskError, Dismissed, Right, Session, Snapshot};
use crate::model::caption::{Caption, CaptionId};
use crate::model::finding::{Finding, Fix, Severity};

/// The checks that words name: each an id, or what several ids begin with, as `credit` for every `credit-…`.
fn named(words: &[String]) -> Result<BTreeSet<&'static str>, DeskError> {
    let mut ids = BTreeSet::new();
    if !words.is_empty() && words.iter().all(|w| w.trim().is_empty()) {
        return Err(DeskError::refused("no check is named; `checks` lists them"));
    }
    for word in words.iter().map(|w| w.trim()).filter(|w| !w.is_empty()) {
        let of_group = |check: &&CheckInfo| {
            let rest = check.id.strip_prefix(word.trim_end_matches('-'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let found: Vec<&str> = desk::checks().iter().filter(of_group).map(|c| c.id).collect();
        // What just one id begins with is that one: `spell`.
        let begins: Vec<&str> =
            desk::checks().iter().map(|c| c.id).filter(|id| id.starts_with(word)).collect();
        match (found.is_empty(), begins.as_slice()) {
            (false, _) => ids.extend(found),
            (true, [one]) => drop(ids.insert(*one)),
            _ => return Err(DeskError::refused(unknown(word))),
        }
    }
    Ok(ids)
}

/// What is said of a check that is not there: the ids that are near what was typed.
pub(super) fn unknown(word: &str) -> String {
    let low = word.to_lowercase();
    let ids: Vec<&str> = desk::checks().iter().map(|c| c.id).collect();
    let mut near = similar::get_close_matches(low.as_str(), &ids, 3, 0.6);
    let parts: Vec<&str> = low.split('-').filter(|p| p.len() > 3).collect();
    let shares = |id: &&str| parts.iter().any(|p| id.split('-').any(|w| w == *p));
    for id in ids.iter().copied().filter(shares) {
        if near.len() < 4 && !near.contains(&id) {
            near.push(id);
        }
    }
    match near.as_slice() {
        [] => format!("there is no check \"{word}\"; `checks` lists them"),
        near => format!("there is no check \"{word}\"; near it: {}; `checks` lists all", near.join(", ")),
    }
}

/// `check`
pub fn check(a: &CheckArgs, session: &Session, out: &mut dyn Write) -> Done {
    let (select, ignore) = (named(&a.select)?, named(&a.ignore)?);
    let filter = Snapshot::parse_filter(&a.filter)?;
    let snapshot = session.snapshot()?;
    let wanted: HashSet<CaptionId> =
        snapshot.filtered(&filter).into_iter().map(|n| snapshot.captions[n].id).collect();
    let asked = |f: &Finding| {
        let id = f.check.as_str();
        (select.is_empty() || select.contains(id))
            && !ignore.contains(id)
            && f.captions.iter().any(|c| wanted.contains(&c.id))
    };
    let open: Vec<&Arc<Finding>> = snapshot.findings.iter().filter(|f| asked(f)).collect();
    let dismissed: Vec<&Dismissed> =
        snapshot.dismissed.iter().filter(|d| a.dismissed && asked(&d.finding)).collect();
    match a.format {
        CheckFormat::Text => {
            let captions: HashMap<CaptionId, &Caption> =
                snapshot.captions.iter().map(|c| (c.id, c)).collect();
            let paint = Paint::of_stdout();
            for finding in &open {
                report::finding(finding, &captions, None, paint, out).map_err(stdout)?;
            }
            for d in &dismissed {
                report::finding(&d.finding, &captions, Some(d), paint, out).map_err(stdout)?;
            }
            report::summary(&open, dismissed.len(), out).map_err(stdout)?;
            if a.dismissed {
                words(session, out)?;
            }
        }
        CheckFormat::Json | CheckFormat::Jsonl => {
            let format = if a.format == CheckFormat::Json { Format::Json } else { Format::Jsonl };
            let mut objects = Objects::new(out, format);
            for finding in &open {
                let mut object = desk::finding_object(finding);
                object.insert("dismissed".into(), serde_json::Value::Null);
                objects.push(object)?;
            }
            for Dismissed { finding, note, .. } in dismissed {
                let mut object = desk::finding_object(finding);
                object.insert("dismissed".into(), json!(note));
                objects.push(object)?;
            }
            objects.end()?;
        }
        CheckFormat::Sarif => {
            let log = sarif::log(session, &snapshot, &open, &dismissed)?;
            serde_json::to_writer_pretty(&mut *out, &log).map_err(|e| stdout(e.into()))?;
            writeln!(out).map_err(stdout)?;
        }
    }
    Ok(u8::from(open.iter().any(|f| f.severity != Severity::Style)))
}

/// The words that the catalog has learned.
fn words(session: &Session, out: &mut dyn Write) -> Result<(), DeskError> {
    let own = session.own_words()?;
    if own.is_empty() {
        return Ok(());
    }
    say(out, "\nwords that this catalog has learned as right; `reopen word WORD` takes one out:")?;
    for word in own {
        let note = if word.note.is_empty() { String::new() } else { format!(": {}", word.note) };
        let line = format!("{}, by {} at {}{note}", word.word, word.by, word.at);
        say(out, &wrap(&line, 2, WIDTH))?;
    }
    Ok(())
}

/// `fix`
pub fn fix(a: &FixArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    let asked = named(&a.checks)?;
    if asked.is_empty() && a.unsure {
        return Err(DeskError::refused("--unsure wants the checks named whose fixes are to be applied"));
    }
    let snapshot = session.snapshot()?;
    let only: Option<HashSet<CaptionId>> = match &a.only {
        None => None,
        Some(filter) => {
            let filter = Snapshot::parse_filter(std::slice::from_ref(filter))?;
            Some(snapshot.filtered(&filter).into_iter().map(|n| snapshot.captions[n].id).collect())
        }
    };
    let captions: HashMap<CaptionId, &Caption> = snapshot.captions.iter().map(|c| (c.id, c)).collect();
    let (mut unsure, mut changed, mut shown) = (0, 0, 0);
    for check in desk::checks().iter().filter(|c| asked.is_empty() || asked.contains(c.id)) {
        let mut fixes: Vec<Fix> = Vec::new();
        for finding in snapshot.findings.iter().filter(|f| f.check == check.id) {
            for fix in &finding.fixes {
                if only.as_ref().is_some_and(|ids| !ids.contains(&fix.id)) {
                    continue;
                }
                if fix.certain || a.unsure {
                    fixes.push(fix.clone());
                } else {
                    unsure += 1;
                }
            }
        }
        if fixes.is_empty() {
            continue;
        }
        if a.dry_run {
            shown += fixes.len();
            say(out, &format!("{}: {}", check.id, check.title))?;
            for fix in &fixes {
                let at =
                    captions.get(&fix.id).map_or_else(String::new, |c| report::place(&c.document, c.line));
                say(out, &format!("  {at} {}: {}", fix.id, report::change(fix)))?;
            }
            continue;
        }
        let report = match desk::SPLITS.contains(&check.id) {
            // Two dates are settled as at the date desk: the sheet says why.
            true => {
                let own = |f: &Arc<Finding>| {
                    let mut own = (**f).clone();
                    own.fixes.retain(|fix| fixes.contains(fix));
                    (!own.fixes.is_empty()).then(|| Arc::new(own))
                };
                let of_check = snapshot.findings.iter().filter(|f| f.check == check.id);
                let splits: Vec<Arc<Finding>> = of_check.filter_map(own).collect();
                session.settle(&splits, &desk::DateAnswer::Keep, None)?
            }
            false => session.apply_fixes(&fixes, &format!("fix of {}", check.id))?,
        };
        if let Some(operation) = report.operation {
            changed += report.captions;
            let captions = count(report.captions, "caption", "captions");
            say(out, &format!("fixed {} in {captions} (operation {operation})", check.id))?;
        }
        for note in report.notes.iter().filter(|n| n.contains("left out")) {
            say(out, note)?;
        }
    }
    if a.dry_run {
        let fixes = count(shown, "fix", "fixes");
        say(out, &format!("{fixes} would be made; nothing was changed"))?;
    } else if changed == 0 {
        let why = if a.unsure { "no problem has a fix" } else { "no fix is right beyond doubt" };
        say(out, &format!("nothing was fixed: {why}"))?;
    }
    if unsure > 0 {
        let fixes = count(unsure, "fix needs", "fixes need");
        let how = if asked.is_empty() { "then name its check and give" } else { "then give" };
        say(out, &format!("{fixes} an editor's word: look with `check`, {how} --unsure to apply"))?;
    }
    Ok(0)
}

/// `dismiss`
pub fn dismiss(a: &DismissArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    if desk::check_by_id(&a.check).is_none() {
        return Err(DeskError::refused(unknown(&a.check)));
    }
    let snapshot = session.snapshot()?;
    let id = session.resolve_id(&a.id)?;
    let right = match (a.word, a.in_document) {
        (true, _) => Right::Word,
        (_, true) => Right::Document,
        _ => Right::Finding,
    };
    let of = |f: &&Arc<Finding>| f.check == a.check && f.captions.iter().any(|c| c.id == id);
    let word = snapshot.findings.iter().find(of).and_then(|f| f.word.clone());
    let document = snapshot.captions.iter().find(|c| c.id == id).map(|c| c.document.to_string());
    let report = session.dismiss(&snapshot, &a.check, id, right, a.note.as_deref())?;
    let what = match (right, word, document) {
        (Right::Word, Some(word), _) => format!("“{word}” as right in this catalog"),
        (Right::Document, _, Some(document)) => format!("{} as right in {document}", a.check),
        _ => format!("{} of {id} as right", a.check),
    };
    told(out, &what, &report)
}

/// `reopen`
pub fn reopen(a: &ReopenArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    if a.check == "word" {
        let report = session.forget(&a.id)?;
        return told(out, &format!("\"{}\" as a word that is not learned", a.id), &report);
    }
    if desk::check_by_id(&a.check).is_none() {
        return Err(DeskError::refused(unknown(&a.check)));
    }
    let id = session.resolve_id(&a.id)?;
    let snapshot = session.snapshot()?;
    let of = |d: &&Dismissed| d.finding.check == a.check && d.finding.captions.iter().any(|c| c.id == id);
    let Some(dismissed) = snapshot.dismissed.iter().find(of) else {
        return Err(DeskError::refused(format!(
            "no problem of {} on caption {id} was said to be right; `check --dismissed` lists them",
            a.check
        )));
    };
    let reach = match dismissed.right {
        Right::Finding => String::new(),
        Right::Document => format!(" in {}", printable(&dismissed.finding.captions[0].document)),
        Right::Word => format!(", and \"{}\"", dismissed.finding.word.as_deref().unwrap_or_default()),
    };
    let report = session.reopen(dismissed)?;
    told(out, &format!("{} of {id}{reach} as open", a.check), &report)
}

/// A check as programs read it.
fn listed(check: &CheckInfo) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("check".into(), json!(check.id));
    object.insert("severity".into(), json!(check.severity.key()));
    object.insert("title".into(), json!(check.title));
    object
}

/// `checks`
pub fn checks(a: &ChecksArgs, out: &mut dyn Write) -> Done {
    if let Some(id) = &a.id {
        let Some(check) = desk::check_by_id(id) else {
            return Err(DeskError::refused(unknown(id)));
        };
        if a.format != Format::Text {
            let mut object = listed(check);
            object.insert("page".into(), json!(check.page));
            let mut objects = Objects::new(out, a.format);
            objects.push(object)?;
            objects.end()?;
            return Ok(0);
        }
        let text = page::plain(check.page, check.severity, page::columns());
        out.write_all(text.as_bytes()).map_err(stdout)?;
        return Ok(0);
    }
    if a.format != Format::Text {
        let mut objects = Objects::new(out, a.format);
        for check in desk::checks() {
            objects.push(listed(check))?;
        }
        objects.end()?;
        return Ok(0);
    }
    let width = desk::checks().iter().map(|c| c.id.len()).max().unwrap_or(0);
    for check in desk::checks() {
        say(out, &format!("{:<width$} {:<6} {}", check.id, check.severity.key(), check.title))?;
    }
    say(out, "`checks ID` shows a check's page")?;
    Ok(0)
}
