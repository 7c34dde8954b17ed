//! An agency misspelt, or not in the form in which its document writes it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::credit_line::{houses, parts, relined};
use super::near::{apart, flat, pairs};
use super::{Context, QUOTED, finding, quote_credit_at, reference_at};
use crate::credits::{Agencies, telling};
use crate::model::agency::Agency;
use crate::model::caption::Caption;
use crate::model::field::Field;
use crate::model::finding::Finding;

/// A printed form of an organisation's name.
struct Form<'a> {
    text: &'a str,
    /// The organisation that the list knows by it.
    known: Option<&'a Agency>,
    captions: Vec<&'a Caption>,
}

/// One finding for each form that is doubted.
pub(super) fn forms(context: &Context<'_>, out: &mut Vec<Finding>) {
    let all = gathered(context);
    let mut found: BTreeMap<usize, Doubt<'_>> = BTreeMap::new();
    for (n, form) in all.iter().enumerate().filter(|(_, f)| f.known.is_none()) {
        if let Some(doubt) = slip_for_a_listed_one(form, &all, context.agencies) {
            found.insert(n, doubt);
        }
    }
    for (n, form) in all.iter().enumerate().filter(|(_, f)| f.known.is_none()) {
        if let Some(doubt) = slip_of_a_short_one(form, &all) {
            found.entry(n).or_insert(doubt);
        }
    }
    slips_for_each_other(&all, &mut found);
    other_forms(&all, &mut found);
    for (n, doubt) in found {
        out.push(report(&all[n], doubt));
    }
}

/// Every printed form of an organisation, in the order in which they first appear.
fn gathered<'a>(context: &Context<'a>) -> Vec<Form<'a>> {
    let mut place: HashMap<&str, Option<usize>> = HashMap::new();
    let mut all: Vec<Form<'a>> = Vec::new();
    for caption in &context.captions {
        let caption: &'a Caption = caption;
        let Some(line) = caption.credit_line.as_deref() else { continue };
        for part in parts(line) {
            let text = &line[part];
            // What is neither known nor one of this caption's organisations is a name or a mark.
            let mine = || houses(caption).any(|h| h == text);
            let new = match place.get(text) {
                Some(Some(n)) => {
                    if all[*n].known.is_some() || mine() {
                        all[*n].captions.push(caption);
                    }
                    continue;
                }
                Some(None) if !mine() => continue,
                _ => {
                    let known = context.agencies.lookup(text);
                    (known.is_some() || mine()).then_some(known)
                }
            };
            place.insert(text, new.map(|_| all.len()));
            if let Some(known) = new {
                all.push(Form { text, known, captions: vec![caption] });
            }
        }
    }
    all
}

/// What is doubted of a form.
struct Doubt<'a> {
    right: String,
    /// The captions concerned.
    captions: Vec<&'a Caption>,
    /// Captions that have the right form.
    beside: Vec<&'a Caption>,
    certain: bool,
    misspelt: bool,
}

/// So often, and not rare beside the other, a name is an organisation's own.
const OWN: usize = 4;

/// `Retuers`, `Gety Images`: unknown, and one or two letters from a name of the list.
fn slip_for_a_listed_one<'a>(form: &Form<'a>, all: &[Form<'a>], agencies: &'a Agencies) -> Option<Doubt<'a>> {
    let near = agencies.nearest(form.text)?;
    let same: Vec<&Form<'_>> =
        all.iter().filter(|f| f.known.is_some_and(|k| std::ptr::eq(k, near))).collect();
    let beside: usize = same.iter().map(|f| f.captions.len()).sum();
    if form.captions.len() >= OWN && form.captions.len() * 3 > beside {
        return None;
    }
    // The name that it is nearest to, as this catalog prints it, else as the list does.
    let key = |s: &str| flat(s).replace(' ', "");
    let wanted = key(form.text);
    let printed = same.iter().map(|f| (f.text, f.captions.len()));
    let listed =
        [near.short.as_str(), near.name.as_str()].into_iter().chain(near.aliases.iter().map(String::as_str));
    let best = printed
        .chain(listed.map(|s| (s, 0)))
        .min_by_key(|(s, n)| (apart(&wanted, &key(s)), usize::MAX - n))?
        .0;
    let loud = |s: &str| !s.chars().any(char::is_lowercase);
    let right = if loud(form.text) { best.to_uppercase() } else { best.to_owned() };
    let known: HashSet<&str> = form.captions.iter().map(|c| &*c.document).collect();
    let those = same.iter().flat_map(|f| &f.captions).copied();
    let beside: Vec<&Caption> = those.filter(|c| known.contains(&*c.document)).collect();
    let certain = beside.len() >= 3 && form.captions.len() <= 2;
    Some(Doubt { right, captions: form.captions.clone(), beside, certain, misspelt: true })
}

/// `EAP` for `EPA`, `AFB` for `AFP`, `Kyoto` for `Kyodo`: a short name that no list knows, one slip from those that the other credits of the same
/// document have in the same place.
fn slip_of_a_short_one<'a>(form: &Form<'a>, all: &[Form<'a>]) -> Option<Doubt<'a>> {
    let initials = |s: &str| (2..=6).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphabetic());
    let document = &*form.captions.first()?.document;
    if !initials(form.text)
        || form.captions.len() > 2
        || form.captions.iter().any(|c| *c.document != *document)
    {
        return None;
    }
    let near = |f: &&Form<'a>| f.known.is_some() && initials(f.text) && apart(f.text, form.text) == 1;
    let least = if form.text.len() < 3 { 5 } else { 3 };
    let mut fitting = all.iter().filter(near).filter_map(|f| {
        let alike = |c: &&&Caption| {
            *c.document == *document && form.captions.iter().all(|d| shape(d, form.text) == shape(c, f.text))
        };
        let beside: Vec<&Caption> = f.captions.iter().filter(alike).copied().collect();
        (beside.len() >= least).then_some((f, beside))
    });
    let (usual, beside) = fitting.next()?;
    Some(Doubt {
        right: usual.text.to_owned(),
        captions: form.captions.clone(),
        certain: false,
        misspelt: true,
        beside,
    })
}

/// Names that no list knows, one letter apart: the rare one is a slip for the other.
fn slips_for_each_other<'a>(all: &[Form<'a>], found: &mut BTreeMap<usize, Doubt<'a>>) {
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for (n, form) in all.iter().enumerate().filter(|(_, f)| f.known.is_none()) {
        let best = keys.entry(flat(form.text)).or_insert(n);
        if form.captions.len() > all[*best].captions.len() {
            *best = n;
        }
    }
    let of: Vec<(&str, usize)> =
        keys.iter().map(|(k, n)| (k.as_str(), *n)).filter(|(k, _)| k.len() >= 6).collect();
    let texts: Vec<&str> = of.iter().map(|(k, _)| *k).collect();
    for (a, b) in pairs(&texts) {
        let (a, b) = (of[a].1, of[b].1);
        let (rare, usual) = if all[a].captions.len() <= all[b].captions.len() { (a, b) } else { (b, a) };
        // "KTA Images", "KTB Images": what is left without the words that many have is too short to be a slip.
        let (own, other) = (telling(all[rare].text), telling(all[usual].text));
        if own != other && own.len().min(other.len()) < 5 {
            continue;
        }
        let (few, many) = (&all[rare].captions, &all[usual].captions);
        if many.len() >= 3 && few.len() * 3 <= many.len() {
            found.entry(rare).or_insert_with(|| Doubt {
                right: all[usual].text.to_owned(),
                captions: few.clone(),
                beside: many.iter().take(QUOTED).copied().collect(),
                certain: false,
                misspelt: true,
            });
        }
    }
}

/// Two forms of one organisation in a document, the one rare beside the other: `Getty Image`, `Getty images`, `Getty`.
fn other_forms<'a>(all: &[Form<'a>], found: &mut BTreeMap<usize, Doubt<'a>>) {
    let mut of: HashMap<*const Agency, Vec<usize>> = HashMap::new();
    for (n, form) in all.iter().enumerate() {
        if let Some(known) = form.known {
            of.entry(std::ptr::from_ref(known)).or_default().push(n);
        }
    }
    for forms in of.into_values().filter(|f| f.len() > 1) {
        let mut kin: Vec<(usize, usize)> = Vec::new();
        for rare in &forms {
            for usual in forms.iter().filter(|u| *u != rare) {
                if kindred(all[*rare].text, all[*usual].text).is_some()
                    && all[*usual].captions.len() >= 3
                    && all[*rare].captions.len() <= all[*usual].captions.len()
                {
                    kin.push((*rare, *usual));
                }
            }
        }
        for (rare, usual) in kin {
            let Some(kind) = kindred(all[rare].text, all[usual].text) else { continue };
            let mut usually: HashMap<&str, Vec<&Caption>> = HashMap::new();
            for caption in &all[usual].captions {
                usually.entry(&caption.document).or_default().push(caption);
            }
            let mut few: BTreeMap<&str, Vec<&'a Caption>> = BTreeMap::new();
            for caption in &all[rare].captions {
                few.entry(&caption.document).or_default().push(caption);
            }
            let mut captions = Vec::new();
            let mut beside = Vec::new();
            for (document, those) in few {
                let Some(many) = usually.get(document) else {
                    // A slip is one in whatever document it stands.
                    let elsewhere = all[usual].captions.len() >= 20
                        && all[rare].captions.len() * 20 <= all[usual].captions.len();
                    if kind == Kin::Letter && elsewhere {
                        captions.extend(those);
                    }
                    continue;
                };
                let least = if kind == Kin::Shorter { 5 } else { 3 };
                let enough = many.len() >= least && those.len() * least <= many.len();
                let alike = |a: &Caption| {
                    kind == Kin::Letter
                        || many.iter().any(|b| shape(a, all[rare].text) == shape(b, all[usual].text))
                };
                if enough && those.iter().all(|c| alike(c)) {
                    captions.extend(those);
                    beside.extend(many.iter().take(QUOTED).copied());
                }
            }
            if !captions.is_empty() {
                let right = all[usual].text.to_owned();
                let doubt = Doubt { right, captions, beside, certain: false, misspelt: kind == Kin::Letter };
                found.entry(rare).or_insert(doubt);
            }
        }
    }
}

/// How two forms of one name go together.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Kin {
    /// One letter or two.
    Letter,
    /// Only capitals, accents, spaces or full stops; neither in capitals as a whole.
    Set,
    /// The one is the beginning of the other.
    Shorter,
}

fn kindred(a: &str, b: &str) -> Option<Kin> {
    let loud = |s: &str| !s.chars().any(char::is_lowercase);
    let (x, y) = (flat(a), flat(b));
    if x.replace(' ', "") == y.replace(' ', "") {
        // "Epa" beside "EPA" is a slip; whole names in capitals are a habit.
        let initials = |s: &str| loud(s) && s.len() <= 6 && !s.contains(' ');
        return (!loud(a) && (!loud(b) || initials(b))).then_some(Kin::Set);
    }
    let (short, long) = if x.len() < y.len() { (&x, &y) } else { (&y, &x) };
    if long.starts_with(short.as_str()) && long.as_bytes().get(short.len()) == Some(&b' ') {
        return Some(Kin::Shorter);
    }
    (short.chars().count() >= 6 && apart(short, long) <= if short.len() >= 9 { 2 } else { 1 })
        .then_some(Kin::Letter)
}

/// A credit line with its names taken out: two that are alike have a house's name in the same place.
fn shape(caption: &Caption, house: &str) -> String {
    let mut line = caption.credit_line.clone().unwrap_or_default().replacen(house, "\u{1}", 1);
    for name in &caption.creators {
        line = line.replacen(name.as_str(), "\u{2}", 1);
    }
    line
}

fn report(form: &Form<'_>, doubt: Doubt<'_>) -> Finding {
    let Doubt { right, captions, beside, certain, misspelt } = doubt;
    let how_many = match captions.len() {
        1 => "1 caption credits".to_owned(),
        n => format!("{n} captions credit"),
    };
    let others = match beside.len() {
        0 => String::new(),
        1 => ", as 1 other credit has it".to_owned(),
        n => format!(", as {n} other credits have it"),
    };
    let message = match misspelt {
        true => format!("{how_many} “{}”, probably {right} misspelt{others}", form.text),
        false => format!("{how_many} “{}”; here the agency is written “{right}”{others}", form.text),
    };
    let spans = |c: &Caption, text: &str| {
        let line = c.credit_line.as_deref().unwrap_or_default();
        parts(line).into_iter().filter(|p| &line[p.clone()] == text).collect::<Vec<_>>()
    };
    let quoted = captions.iter().take(QUOTED / 2).map(|c| quote_credit_at(c, &spans(c, form.text)));
    let evidence =
        quoted.chain(beside.iter().take(2).map(|c| quote_credit_at(c, &spans(c, &right)))).collect();
    let at = |c: &&Caption| reference_at(c, Field::CreditLine, &spans(c, form.text));
    let mut found = finding("agency-form", message, evidence, captions.iter().map(at).collect());
    found.rests_on = vec![form.text.to_owned(), right.clone()];
    found.word = Some(form.text.to_owned());
    for caption in &captions {
        let mut line = caption.credit_line.clone().unwrap_or_default();
        for span in spans(caption, form.text).into_iter().rev() {
            line.replace_range(span, &right);
        }
        found.fixes.extend(relined(caption, line, certain));
    }
    found
}
