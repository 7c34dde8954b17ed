//! A problem as text: what it is, where, the words underlined, the evidence, and what could be done.

use std::collections::{BTreeMap, HashMap};
use std::io::{IsTerminal, Result, Write};
use std::ops::Range;

use super::output::{count, printable, wrap};
use super::show::WIDTH;
use super::snippet::{self, snippets};
use crate::desk::{self, Dismissed, Right};
use crate::model::caption::{Caption, CaptionId};
use crate::model::field::Field;
use crate::model::finding::{CaptionRef, Evidence, Finding, Fix, Severity};

/// Captions, quotations and fixes that are shown of a problem; the others are counted.
const SHOWN: usize = 5;

/// Stands for a space where a change is of spaces alone.
const SPACE: &str = "␣";

/// Whether text is coloured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint(bool);

impl Paint {
    /// Colour on a terminal that takes it, unless `NO_COLOR` says otherwise.
    pub(super) fn of_stdout() -> Paint {
        let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
        let dumb = set("TERM").is_some_and(|t| t == "dumb");
        Paint(std::io::stdout().is_terminal() && set("NO_COLOR").is_none() && !dumb)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn weight(self, severity: Severity, text: &str) -> String {
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Query => "1;33",
            Severity::Style => "1;36",
        };
        self.with(code, text)
    }

    fn strong(self, text: &str) -> String {
        self.with("1", text)
    }

    fn rule(self, text: &str) -> String {
        self.with("1;34", text)
    }
}

/// `document:line`.
pub(super) fn place(document: &str, line: Option<u32>) -> String {
    let document = if document.is_empty() { "(by hand)".to_owned() } else { printable(document) };
    format!("{document}{}", line.map_or_else(String::new, |l| format!(":{l}")))
}

/// What a fix changes, in words: `“State” -> “Stade”`.
pub(super) fn change(fix: &Fix) -> String {
    let quoted = |text: &str| match text {
        "" => "nothing".to_owned(),
        text => format!("“{}”", printable(text)),
    };
    // Of two that differ in nothing else, the spaces are shown.
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let shown = |(from, to): &(String, String)| {
        let spaces = bare(from) == bare(to);
        let seen = |text: &str| if spaces { text.replace(' ', SPACE) } else { text.to_owned() };
        format!("{} -> {}", quoted(&seen(from)), quoted(&seen(to)))
    };
    let pairs: Vec<String> = desk::changes(&fix.from, &fix.to).iter().map(shown).collect();
    match fix.field {
        Field::Description => pairs.join(", "),
        field => format!("{}: {}", field.label(), pairs.join(", ")),
    }
}

/// Writes one problem, with a blank line behind it.
pub(super) fn finding(
    finding: &Finding,
    captions: &HashMap<CaptionId, &Caption>,
    dismissed: Option<&Dismissed>,
    paint: Paint,
    out: &mut dyn Write,
) -> Result<()> {
    let head = format!("{}[{}]", finding.severity.key(), finding.check);
    let message = wrap(&format!("{head}: {}", finding.message), 0, WIDTH);
    let rest = message.strip_prefix(&head).unwrap_or_default();
    writeln!(out, "{}{}", paint.weight(finding.severity, &head), paint.strong(rest))?;

    let marked = finding.captions.iter().any(|c| !c.marks.is_empty())
        || finding.evidence.iter().any(|e| e.id.is_some() && !e.marks.is_empty());
    let most = if marked { SHOWN } else { 3 };
    let shown = &finding.captions[..finding.captions.len().min(most)];
    let digits = shown.iter().filter_map(|c| c.line).max().map_or(1, |l| l.to_string().len());
    let gutter = " ".repeat(digits);
    let bar = paint.rule("|");
    for (n, reference) in shown.iter().enumerate() {
        let arrow = paint.rule(if n == 0 { "-->" } else { ":::" });
        writeln!(out, "{gutter}{arrow} {}  {}", place(&reference.document, reference.line), reference.id)?;
        let Some(caption) = captions.get(&reference.id) else { continue };
        writeln!(out, "{gutter} {bar}")?;
        let number = reference.line.map(|l| l.to_string()).unwrap_or_default();
        for (text, marks) in lines(caption, reference, &finding.evidence) {
            for s in snippets(text, &marks, WIDTH) {
                writeln!(out, "{} {bar} {}", paint.rule(&format!("{number:>digits$}")), s.text)?;
                if !s.carets.is_empty() {
                    writeln!(out, "{gutter} {bar} {}", paint.weight(finding.severity, &s.carets))?;
                }
            }
        }
        if n + 1 == shown.len() {
            writeln!(out, "{gutter} {bar}")?;
        }
    }
    let mut note = |kind: &str, text: &str| {
        let head = format!("{gutter} = {kind}: ");
        let body = wrap(text, head.len(), WIDTH);
        let sign = paint.rule("=");
        writeln!(out, "{gutter} {sign} {}{}", paint.strong(&format!("{kind}: ")), body.trim_start())
    };
    let more = finding.captions.len() - shown.len();
    if more > 0 {
        let places: Vec<String> =
            finding.captions[shown.len()..].iter().take(SHOWN).map(|c| place(&c.document, c.line)).collect();
        let dots = if more > SHOWN { ", …" } else { "" };
        note("note", &format!("and {}: {}{dots}", count(more, "caption", "captions"), places.join(", ")))?;
    }
    // A quotation of a caption that is named above says nothing more.
    let concerned = |e: &&Evidence| !finding.captions.iter().any(|c| Some(c.id) == e.id);
    let quotes: Vec<&Evidence> = finding.evidence.iter().filter(concerned).collect();
    for e in quotes.iter().take(SHOWN) {
        let quoted = quotation(e);
        let words = if quoted.is_empty() { String::new() } else { format!(": “{quoted}”") };
        note("note", &format!("{}{words}", place(&e.document, e.line)))?;
    }
    if quotes.len() > SHOWN {
        note("note", &format!("and {}", count(quotes.len() - SHOWN, "quotation", "quotations")))?;
    }
    match dismissed {
        Some(d) => note("note", &said_right(d))?,
        None => {
            helps(finding, &mut note)?;
        }
    }
    writeln!(out)
}

/// The texts of a caption that are shown, each with what is marked in it.
fn lines<'c>(
    caption: &'c Caption,
    reference: &CaptionRef,
    evidence: &[Evidence],
) -> Vec<(&'c str, Vec<Range<usize>>)> {
    let credit = caption.credit_line.as_deref().unwrap_or_default();
    let text = |field: Field| if field == Field::CreditLine { credit } else { caption.description.as_str() };
    let mut out: Vec<(&str, Vec<Range<usize>>)> = Vec::new();
    for field in [Field::Description, Field::CreditLine] {
        let marks: Vec<_> =
            reference.marks.iter().filter(|m| m.field == field).map(|m| m.span.clone()).collect();
        if !marks.is_empty() {
            out.push((text(field), marks));
        }
    }
    if !out.is_empty() {
        return out;
    }
    // What only the quotation marks.
    let quoted = evidence.iter().find(|e| e.id == Some(caption.id));
    let field = match quoted {
        Some(e) if e.text == credit && e.text != caption.description => Field::CreditLine,
        _ if caption.description.trim().is_empty() => Field::CreditLine,
        _ => Field::Description,
    };
    let marks = quoted.filter(|e| e.text == text(field)).map(|e| e.marks.clone()).unwrap_or_default();
    vec![(text(field), marks)]
}

/// The words of a quotation around what is marked in it, on one line.
fn quotation(e: &Evidence) -> String {
    match snippets(&e.text, &e.marks, WIDTH - 16).into_iter().next() {
        Some(s) => s.text.trim().to_owned(),
        None => snippet::beginning(&e.text, WIDTH - 16),
    }
}

fn said_right(d: &Dismissed) -> String {
    let reach = match d.right {
        Right::Finding => "this is right".to_owned(),
        Right::Document => "this check is right in this document".to_owned(),
        Right::Word => {
            format!("“{}” is right in this catalog", d.finding.word.as_deref().unwrap_or_default())
        }
    };
    let note = if d.note.is_empty() { String::new() } else { format!(": {}", d.note) };
    let id = d.finding.captions.first().map(|c| c.id.to_string()).unwrap_or_default();
    format!(
        "dismissed by {} at {}, {reach}{note}; `reopen {} {id}` opens it again",
        d.by, d.at, d.finding.check
    )
}

fn helps(finding: &Finding, note: &mut dyn FnMut(&str, &str) -> Result<()>) -> Result<()> {
    let check = &finding.check;
    // The same change in several captions is one line.
    let mut changes: Vec<(bool, String, Vec<CaptionId>)> = Vec::new();
    let mut at: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for fix in &finding.fixes {
        let words = change(fix);
        let n = *at.entry((fix.certain, words.clone())).or_insert_with(|| {
            changes.push((fix.certain, words, Vec::new()));
            changes.len() - 1
        });
        changes[n].2.push(fix.id);
    }
    for (certain, words, ids) in changes.iter().take(SHOWN) {
        let sure = if *certain { "should be" } else { "could be" };
        let several = match ids.as_slice() {
            [one] if finding.captions.len() > 1 => format!(" (in {one})"),
            [_] => String::new(),
            many => format!(" (in {} captions)", many.len()),
        };
        note("help", &format!("{sure}: {words}{several}"))?;
    }
    if changes.len() > SHOWN {
        note("help", &format!("and {}", count(changes.len() - SHOWN, "more change", "more changes")))?;
    }
    let fix = match changes.as_slice() {
        [] => String::new(),
        all if all.iter().all(|(certain, ..)| *certain) => format!("`fix {check}` makes it so; "),
        _ => format!("`fix {check} --unsure` makes it so; "),
    };
    let id = finding.captions.first().map(|c| c.id.to_string()).unwrap_or_default();
    note("help", &format!("{fix}`dismiss {check} {id}` says that it is right; `checks {check}` explains it"))
}

/// The last line: how many problems of each weight.
pub(super) fn summary(
    open: &[&std::sync::Arc<Finding>],
    dismissed: usize,
    out: &mut dyn Write,
) -> Result<()> {
    let kinds = [
        (Severity::Error, "error", "errors"),
        (Severity::Query, "query", "queries"),
        (Severity::Style, "style note", "style notes"),
    ];
    let counts: Vec<String> = kinds
        .iter()
        .map(|(s, one, many)| (open.iter().filter(|f| f.severity == *s).count(), one, many))
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| count(n, one, many))
        .collect();
    let mut line = if counts.is_empty() { "nothing to look at".to_owned() } else { counts.join(", ") };
    if dismissed > 0 {
        line.push_str(&format!("; {dismissed} said to be right"));
    }
    writeln!(out, "{line}")
}
