//! Captions that lack words, a credit or a date, and credits that could not be read for certain. One document is one
//! problem that names all its captions.

use std::collections::HashMap;

use super::{Context, QUOTED, finding, quote, quote_credit_at, reference, reference_at};
use crate::model::caption::Caption;
use crate::model::credit::Flag;
use crate::model::date::{DateValue, PartialDate};
use crate::model::field::{Field, Value};
use crate::model::finding::{Finding, Fix};

/// Captions by document, documents in the order in which they first appear.
pub(super) fn by_document<'a>(captions: &[&'a Caption]) -> Vec<Vec<&'a Caption>> {
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut documents: Vec<Vec<&Caption>> = Vec::new();
    for caption in captions {
        let n = *place.entry(&caption.document).or_insert_with(|| {
            documents.push(Vec::new());
            documents.len() - 1
        });
        documents[n].push(caption);
    }
    documents
}

/// One finding a document that has captions for which `lacks` holds.
fn lacking(
    context: &Context<'_>,
    out: &mut Vec<Finding>,
    check: &str,
    what: &str,
    lacks: impl Fn(&Caption) -> bool,
) {
    for captions in by_document(&context.captions) {
        let those: Vec<&Caption> = captions.iter().copied().filter(|c| lacks(c)).collect();
        let message = match those.len() {
            0 => continue,
            n if n == captions.len() && n > 1 => format!("no caption of this document has {what}"),
            1 => format!("this caption has no {}", what.trim_start_matches("a ")),
            n => format!("{n} captions of this document have no {}", what.trim_start_matches("a ")),
        };
        let evidence = those.iter().take(QUOTED).map(|c| quote(c)).collect();
        out.push(finding(check, message, evidence, those.iter().map(|c| reference(c)).collect()));
    }
}

/// Captions without a date. A date that is printed and cannot be decided has its own check; one that is settled by an
/// event date is not asked for again.
pub(super) fn date(context: &Context<'_>, out: &mut Vec<Finding>) {
    let undated = |c: &Caption| {
        c.date_created.is_none()
            && c.event_date.is_none()
            && !c
                .date_reading
                .as_ref()
                .is_some_and(|r| matches!(r.value, DateValue::Ambiguous(..) | DateValue::Impossible))
    };
    let before = out.len();
    lacking(context, out, "date-missing", "a date", undated);
    if out.len() == before {
        return;
    }
    let fellows = Fellows::of(context);
    let by_id: HashMap<_, &Caption> =
        context.captions.iter().filter(|c| undated(c)).map(|c| (c.id, *c)).collect();
    for finding in &mut out[before..] {
        let ids: Vec<_> = finding.captions.iter().map(|c| c.id).collect();
        for caption in ids.iter().filter_map(|id| by_id.get(id)) {
            if let Some(day) = fellows.day(caption) {
                finding.fixes.push(Fix {
                    id: caption.id,
                    field: Field::DateCreated,
                    from: Value::Null,
                    to: Value::Text(day.to_string()),
                    certain: false,
                });
            }
        }
        match finding.fixes.len() {
            0 => {}
            1 => finding.message.push_str("; for one, the others of its scene or event all name one day"),
            n => finding
                .message
                .push_str(&format!("; for {n}, the others of their scene or event all name one day")),
        }
    }
}

/// The days that the captions of a scene, and of an event, name.
#[derive(Default)]
struct Fellows<'a> {
    scenes: HashMap<(&'a str, &'a str), Named>,
    events: HashMap<&'a str, Named>,
}

#[derive(Default)]
struct Named {
    days: std::collections::BTreeSet<PartialDate>,
    captions: usize,
}

/// So few captions say nothing of an event.
const FELLOWS: usize = 3;

impl<'a> Fellows<'a> {
    fn of(context: &Context<'a>) -> Fellows<'a> {
        let mut fellows = Fellows::default();
        for caption in &context.captions {
            let Some((event, day)) = caption.event.as_deref().zip(caption.date_created) else { continue };
            let count = |named: &mut Named| {
                named.days.insert(day);
                named.captions += 1;
            };
            count(fellows.events.entry(event).or_default());
            if let Some(scene) = caption.scene.as_deref() {
                count(fellows.scenes.entry((event, scene)).or_default());
            }
        }
        fellows
    }

    /// The one day that a caption's fellows name.
    fn day(&self, caption: &Caption) -> Option<PartialDate> {
        let event = caption.event.as_deref()?;
        let one = |named: &Named| {
            named.days.first().copied().filter(|d| named.days.len() == 1 && d.exact().is_some())
        };
        // A scene on two days is no guide, nor is its event then.
        if let Some(named) = caption.scene.as_deref().and_then(|s| self.scenes.get(&(event, s))) {
            return one(named);
        }
        self.events.get(event).filter(|named| named.captions >= FELLOWS).and_then(one)
    }
}

/// Credits without words.
pub(super) fn words(context: &Context<'_>, out: &mut Vec<Finding>) {
    let silent = |c: &Caption| c.description.trim().is_empty();
    lacking(context, out, "caption-missing", "words", silent);
}

/// Words without a credit.
pub(super) fn credit(context: &Context<'_>, out: &mut Vec<Finding>) {
    let missing = |c: &Caption| {
        c.credit_line.as_deref().is_none_or(|l| l.trim().is_empty())
            && c.creators.is_empty()
            && c.agency.is_none()
            && c.distributor.is_none()
            && !c.flags.iter().any(|f| f == Flag::Uncredited.key())
    };
    lacking(context, out, "credit-missing", "a credit", missing);
}

/// Credits that the reader could not decide; what the desk has entered by hand is decided. An organisation that is probably
/// misspelt has a check of its own.
pub(super) fn undecided(context: &Context<'_>, out: &mut Vec<Finding>) {
    let by_hand = |c: &Caption| {
        c.corrections.iter().any(|x| matches!(x.field, Field::Creators | Field::Agency | Field::Distributor))
    };
    for c in &context.captions {
        let open: Vec<&str> =
            c.credit_undecided.iter().map(String::as_str).filter(|u| !u.ends_with(" misspelt")).collect();
        if open.is_empty() || by_hand(c) {
            continue;
        }
        let line = c.credit_line.as_deref().unwrap_or_default();
        let whole = 0..line.len();
        let whole = std::slice::from_ref(&whole);
        let message = format!("the credit could not be read for certain: {}", open.join("; "));
        let concerned = vec![reference_at(c, Field::CreditLine, whole)];
        let mut found = finding("credit-undecided", message, vec![quote_credit_at(c, whole)], concerned);
        found.rests_on = vec![line.to_owned()];
        out.push(found);
    }
}
