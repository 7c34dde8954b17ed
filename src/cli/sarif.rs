//! Problems as SARIF 2.1.0, which other programs read: a rule a check, a result a problem.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use crate::desk::{self, DeskError, Dismissed, Session, Snapshot, Sources};
use crate::model::caption::{Caption, CaptionId};
use crate::model::field::{Field, Value};
use crate::model::finding::{CaptionRef, Evidence, Finding, Fix, Severity};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Query => "warning",
        Severity::Style => "note",
    }
}

/// A path as a relative reference of a URI.
fn uri(document: &str) -> String {
    let mut out = String::new();
    // A name such as `a:b.txt` would begin like a URI's scheme.
    if document.split('/').next().is_some_and(|first| first.contains(':')) {
        out.push_str("./");
    }
    for byte in document.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

struct Log<'a> {
    captions: HashMap<CaptionId, &'a Caption>,
    sources: Sources,
}

/// The whole log: one run over one catalog.
///
/// # Errors
/// Where the catalog cannot be read.
pub(super) fn log(
    session: &Session,
    snapshot: &Snapshot,
    open: &[&Arc<Finding>],
    dismissed: &[&Dismissed],
) -> Result<Json, DeskError> {
    let all = || open.iter().map(|f| &***f).chain(dismissed.iter().map(|d| &*d.finding));
    let documents: BTreeSet<&str> = all().flat_map(|f| &f.captions).map(|c| &*c.document).collect();
    let log = Log {
        captions: snapshot.captions.iter().map(|c| (c.id, c)).collect(),
        sources: session.sources(&documents)?,
    };
    let rules: Vec<Json> = desk::checks().iter().map(rule).collect();
    let place: HashMap<&str, usize> = desk::checks().iter().enumerate().map(|(n, c)| (c.id, n)).collect();
    let mut results: Vec<Json> = open.iter().map(|f| Json::Object(log.result(f, &place))).collect();
    for d in dismissed {
        let mut result = log.result(&d.finding, &place);
        let mut suppression = Map::new();
        suppression.insert("kind".into(), json!("external"));
        suppression.insert("status".into(), json!("accepted"));
        if !d.note.is_empty() {
            suppression.insert("justification".into(), json!(d.note));
        }
        result.insert("suppressions".into(), json!([suppression]));
        results.push(Json::Object(result));
    }
    // Where any result says whether it is suppressed, all must.
    if !dismissed.is_empty() {
        for result in &mut results {
            if let Json::Object(result) = result {
                result.entry("suppressions").or_insert_with(|| json!([]));
            }
        }
    }
    Ok(json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "caption-desk",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(check: &desk::CheckInfo) -> Json {
    json!({
        "id": check.id,
        "shortDescription": { "text": check.title },
        "help": { "text": check.page, "markdown": check.page },
        "defaultConfiguration": {
            "level": level(check.severity),
            "enabled": check.severity != Severity::Style,
        },
    })
}

impl Log<'_> {
    fn result(&self, finding: &Finding, place: &HashMap<&str, usize>) -> Map<String, Json> {
        let mut m = Map::new();
        m.insert("ruleId".into(), json!(finding.check));
        if let Some(n) = place.get(finding.check.as_str()) {
            m.insert("ruleIndex".into(), json!(n));
        }
        m.insert("level".into(), json!(level(finding.severity)));
        m.insert("message".into(), json!({ "text": finding.message }));
        let locations: Vec<Json> = finding.captions.iter().map(|c| self.location(c)).collect();
        m.insert("locations".into(), Json::Array(locations));
        let related: Vec<Json> = finding
            .evidence
            .iter()
            .filter(|e| !finding.captions.iter().any(|c| Some(c.id) == e.id))
            .enumerate()
            .map(|(n, e)| self.related(n, e))
            .collect();
        if !related.is_empty() {
            m.insert("relatedLocations".into(), Json::Array(related));
        }
        let fixes: Vec<Json> = finding.fixes.iter().filter_map(|f| self.fix(f)).collect();
        if !fixes.is_empty() {
            m.insert("fixes".into(), Json::Array(fixes));
        }
        m.insert("partialFingerprints".into(), json!({ "captionDesk/v1": desk::finding_key(finding) }));
        m
    }

    /// Where a piece of a caption's words or of its credit line stands; the whole line where these are not just those of the
    /// document.
    fn region(&self, caption: &Caption, mark: Option<(Field, &Range<usize>)>) -> Option<Json> {
        let line = caption.line?;
        let columns = mark.and_then(|(field, span)| self.sources.columns(caption, field, span));
        let words = mark.and_then(|(field, span)| match field {
            Field::CreditLine => caption.credit_line.as_deref()?.get(span.clone()),
            _ => caption.description.get(span.clone()),
        });
        let mut region = json!({ "startLine": line });
        if let (Some(columns), Some(words)) = (columns, words) {
            region["startColumn"] = json!(columns.start);
            region["endLine"] = json!(line);
            region["endColumn"] = json!(columns.end);
            region["snippet"] = json!({ "text": words });
        }
        Some(region)
    }

    fn location(&self, reference: &CaptionRef) -> Json {
        let mut m = Map::new();
        if !reference.document.is_empty() {
            let mut physical = json!({ "artifactLocation": { "uri": uri(&reference.document) } });
            let of = |field| reference.marks.iter().find(move |m| m.field == field);
            let first = of(Field::Description).or_else(|| of(Field::CreditLine));
            let mark = first.map(|m| (m.field, &m.span));
            let region = self.captions.get(&reference.id).and_then(|c| self.region(c, mark));
            if let Some(region) = region {
                physical["region"] = region;
            }
            m.insert("physicalLocation".into(), physical);
        }
        let id = reference.id.to_string();
        m.insert("logicalLocations".into(), json!([{ "name": id, "kind": "caption" }]));
        Json::Object(m)
    }

    fn related(&self, n: usize, e: &Evidence) -> Json {
        let mut m = Map::new();
        m.insert("id".into(), json!(n));
        if !e.document.is_empty() {
            let mut physical = json!({ "artifactLocation": { "uri": uri(&e.document) } });
            let caption = e.id.and_then(|id| self.captions.get(&id));
            let of = |c: &&&Caption| {
                let credit = c.credit_line.as_deref() == Some(e.text.as_str());
                if c.description == e.text {
                    Some(Field::Description)
                } else {
                    credit.then_some(Field::CreditLine)
                }
            };
            let region = match (caption.and_then(|c| Some((c, of(&c)?))), e.line) {
                (Some((caption, field)), _) => self.region(caption, e.marks.first().map(|m| (field, m))),
                (None, Some(line)) => Some(json!({ "startLine": line })),
                (None, None) => None,
            };
            if let Some(region) = region {
                physical["region"] = region;
            }
            m.insert("physicalLocation".into(), physical);
        }
        m.insert("message".into(), json!({ "text": e.text }));
        Json::Object(m)
    }

    /// A fix that another program can make in the document itself; none where the words are not exactly there.
    fn fix(&self, fix: &Fix) -> Option<Json> {
        let caption = self.captions.get(&fix.id)?;
        let (Value::Text(from), Value::Text(to)) = (&fix.from, &fix.to) else { return None };
        let now = match fix.field {
            Field::Description => caption.description.as_str(),
            Field::CreditLine => caption.credit_line.as_deref()?,
            _ => return None,
        };
        if from != now {
            return None;
        }
        let line = caption.line?;
        let replacements = desk::hunks(from, to)
            .into_iter()
            .map(|(span, by)| {
                let columns = self.sources.columns(caption, fix.field, &span)?;
                Some(json!({
                    "deletedRegion": {
                        "startLine": line, "startColumn": columns.start,
                        "endLine": line, "endColumn": columns.end,
                    },
                    "insertedContent": { "text": by },
                }))
            })
            .collect::<Option<Vec<Json>>>()?;
        let sure = if fix.certain { "right beyond doubt" } else { "an editor must decide" };
        Some(json!({
            "description": { "text": format!("{} ({sure})", super::report::change(fix)) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&caption.document) },
                "replacements": replacements,
            }],
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_relative_references() {
        assert_eq!(uri("articles/Größe 1.txt"), "articles/Gr%C3%B6%C3%9Fe%201.txt");
        assert_eq!(uri("a:b.txt"), "./a:b.txt");
        assert_eq!(uri("100%#?.txt"), "100%25%23%3F.txt");
    }
}
