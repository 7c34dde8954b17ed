//! A credit in a form that its document does not use elsewhere.

use std::collections::HashMap;

use super::credit_line::relined;
use super::lacking::by_document;
use super::{Context, QUOTED, finding, quote_credit_at, reference_at};
use crate::credits;
use crate::model::caption::Caption;
use crate::model::credit::Flag;
use crate::model::field::Field;
use crate::model::finding::{Finding, Fix};

/// The form of a credit: what stands around and between its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Form {
    bracket: Option<char>,
    label: Option<&'static str>,
    /// The organisation stands before the name; none where nothing tells.
    house_first: Option<bool>,
    /// Slashes have spaces around them.
    wide: Option<bool>,
    /// A full stop stands behind it.
    stop: bool,
}

impl Form {
    fn of(caption: &Caption) -> Option<Form> {
        // A credit that stands where the words should has a check of its own.
        if caption.description.trim().is_empty() {
            return None;
        }
        // Marks such as "File" and "Pool" have forms of their own.
        if caption.flags.iter().any(|f| f != Flag::TopPick.key()) || caption.commissioner.is_some() {
            return None;
        }
        let line = caption.credit_line.as_deref()?.trim();
        // Printed twice it has a check of its own.
        if caption.creators.first().is_some_and(|n| line.matches(n.as_str()).count() > 1) {
            return None;
        }
        let bracket = line.chars().next().filter(|c| matches!(c, '(' | '['));
        let inner = line.trim_start_matches(['(', '[', ' ']);
        let label = credits::label(inner);
        let name = caption.creators.first().and_then(|n| inner.find(n.as_str()));
        let before = name.map(|at| inner[..at].len() > label.map_or(0, str::len) + 1);
        let wide = line.contains('/').then(|| line.contains(" / "));
        let alone = caption.distributor.is_none() && caption.suppliers.is_empty() && caption.agency.is_some();
        // "Rui Melo Jr." has one of its own.
        let named = caption.creators.iter().any(|n| line.ends_with(n.as_str()));
        let stop = line.ends_with('.') && !named && !line.ends_with("Inc.");
        Some(Form {
            bracket,
            label,
            house_first: before.filter(|_| alone || caption.suppliers.is_empty()),
            wide,
            stop,
        })
    }

    /// The form in words, the same for the same form.
    fn told(self) -> String {
        let bracket = self.bracket.map(String::from).unwrap_or_default();
        let yes = |so: Option<bool>| match so {
            Some(true) => "yes",
            Some(false) => "no",
            None => "-",
        };
        let label = self.label.unwrap_or_default();
        format!("{bracket}{label}|{}|{}|{}", yes(self.house_first), yes(self.wide), yes(Some(self.stop)))
    }

    /// Whether one differs from the other in what both show.
    fn is_other(self, other: Form) -> bool {
        let unlike = |a: Option<bool>, b: Option<bool>| a.zip(b).is_some_and(|(a, b)| a != b);
        let plural =
            |l: Option<&'static str>| l.map(|l| l.trim_end().trim_end_matches(':').trim_end_matches('s'));
        self.bracket != other.bracket
            || self.stop != other.stop
            || plural(self.label) != plural(other.label)
            || unlike(self.house_first, other.house_first)
            || unlike(self.wide, other.wide)
    }
}

/// How many credits of a document must share a form, for one that is odd.
const SHARED: usize = 5;

/// One finding for each odd form of a document.
pub(super) fn odd(context: &Context<'_>, out: &mut Vec<Finding>) {
    for captions in by_document(&context.captions) {
        if captions.len() <= SHARED {
            continue;
        }
        let mut forms: Vec<(Form, Vec<&Caption>)> = Vec::new();
        let mut place: HashMap<Form, usize> = HashMap::new();
        for caption in captions {
            let Some(form) = Form::of(caption) else { continue };
            let n = *place.entry(form).or_insert_with(|| {
                forms.push((form, Vec::new()));
                forms.len() - 1
            });
            forms[n].1.push(caption);
        }
        let Some((shared, most)) = forms.iter().max_by_key(|(_, c)| c.len()) else { continue };
        for (form, few) in &forms {
            // Another house's credits may come in its own form.
            let akin = |many: &[&Caption]| -> Vec<&Caption> {
                let odd = few.iter().copied().filter(|c| many.iter().any(|m| of_one_house(c, m)));
                // A credit that stands twice, in the words, too, has a check of its own.
                odd.filter(|c| !super::credit_in_caption::holds(c, context.agencies)).collect()
            };
            let enough = |many: &[&Caption]| many.len() >= few.len() * SHARED && many.len() >= SHARED;
            if enough(most) {
                let those = akin(most);
                if form.is_other(*shared) && !those.is_empty() {
                    out.push(report(context, &those, most, *shared));
                    continue;
                }
                if !form.is_other(*shared) {
                    continue;
                }
            }
            // Where the document has credits of several houses, each keeps to its own.
            for (own, many) in forms.iter().filter(|(own, _)| form.is_other(*own)) {
                let many: Vec<&Caption> =
                    many.iter().copied().filter(|m| few.iter().any(|c| of_one_house(c, m))).collect();
                let those = akin(&many);
                if enough(&many) && form.is_other(*own) && !those.is_empty() {
                    out.push(report(context, &those, &many, *own));
                    break;
                }
            }
        }
    }
}

fn of_one_house(a: &Caption, b: &Caption) -> bool {
    let named = |x: &Option<String>| x.is_some();
    let nobody = |c: &Caption| c.agency.is_none() && c.distributor.is_none() && !c.creators.is_empty();
    nobody(a) && nobody(b)
        || named(&a.agency) && a.agency == b.agency
        || named(&a.distributor) && a.distributor == b.distributor
}

fn report(context: &Context<'_>, those: &[&Caption], many: &[&Caption], shared: Form) -> Finding {
    let line =
        |captions: &[&Caption]| captions.first().and_then(|c| c.credit_line.clone()).unwrap_or_default();
    let how_many = match those.len() {
        1 => "this credit reads".to_owned(),
        n => format!("{n} credits are like"),
    };
    let message = format!(
        "{how_many} “{}”, {} other credits of the document are like “{}”",
        line(those),
        many.len(),
        line(many)
    );
    let whole = |c: &Caption| 0..c.credit_line.as_deref().unwrap_or_default().len();
    let quoted = those.iter().take(QUOTED / 2).map(|c| quote_credit_at(c, &[whole(c)]));
    let evidence = quoted.chain(many.iter().take(2).map(|c| quote_credit_at(c, &[]))).collect();
    let at = |c: &&Caption| reference_at(c, Field::CreditLine, &[whole(c)]);
    let mut found = finding("credit-odd-form", message, evidence, those.iter().map(at).collect());
    found.rests_on = those.iter().filter_map(|c| c.credit_line.clone()).collect();
    // Not one of the others, which may go: the form that they share.
    found.rests_on.push(shared.told());
    found.fixes = those.iter().filter_map(|c| in_form_of(context, c, many)).collect();
    found
}

/// The credit in the words of one of the others, with this photographer's name, where that reads as the same credit.
fn in_form_of(context: &Context<'_>, caption: &Caption, others: &[&Caption]) -> Option<Fix> {
    let [name] = caption.creators.as_slice() else { return None };
    let of = |c: &Caption| (c.agency.clone(), c.suppliers.clone(), c.distributor.clone());
    let model = others.iter().find(|c| of(c) == of(caption) && c.creators.len() == 1)?;
    let line = model.credit_line.as_deref()?;
    let at = line.find(model.creators[0].as_str())?;
    let to = [&line[..at], name, &line[at + model.creators[0].len()..]].concat();
    let read = credits::read(&to, context.agencies);
    let same = read.credit.creators == caption.creators
        && (read.credit.agency, read.credit.suppliers, read.credit.distributor) == of(caption);
    relined(caption, to, false).filter(|_| same)
}
