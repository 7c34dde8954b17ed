//! One change made on many captions: set, add to, replace in, fill from a template. First all that would change is listed,
//! before and after; then what was chosen of it is one operation.

use super::finder::*;
use std::collections::BTreeSet;

use super::edit::EditReport;
use super::error::DeskError;
use super::jobs::{Cancel, Progress};
use super::library::Library;
use super::proposed::*;
use super::session::Session;
use super::snapshot::Snapshot;
use crate::credits::Agencies;
use crate::model::caption::Caption;
use crate::model::field::{Field, Kind, Value};
use crate::model::finding::Fix;
use crate::model::operation::OperationKind;
use crate::text::case::Case;
use crate::text::codes::Codes;
use crate::text::fold::fold;
use crate::text::template::{Template, unfilled};

/// What is to be found in a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    pub text: String,
    /// Only where no letter or digit stands beside it.
    pub whole_word: bool,
    /// Tell small letters from capitals.
    pub case: bool,
    /// Tell accents apart.
    pub accents: bool,
    /// `text` is a regular expression; its groups are `$1`, `$2` in the replacement. It takes time that grows with the
    /// caption alone, whatever the expression.
    pub regex: bool,
}

/// What is made of a field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    Set(Value),
    Clear,
    Prepend(String),
    Append(String),
    /// Takes words out of a text, or a name out of a list.
    Remove(String),
    Replace(Search, String),
    CopyFrom(Field),
    /// Words with places, as [`Template`] reads them.
    Template(String),
    /// Codes in the field, as [`Codes`] has them.
    Expand,
    /// Capitals and small letters.
    Case(Case),
}

/// A change of one or several fields: what is made of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    pub acts: Vec<(Field, Act)>,
    /// Every place that is found in a text is a change of its own, to be wanted or not; else all places of a field are one.
    pub apart: bool,
}

impl Rewrite {
    /// The same for several fields.
    pub fn of(fields: &[Field], act: &Act) -> Rewrite {
        Rewrite { acts: fields.iter().map(|f| (*f, act.clone())).collect(), apart: false }
    }
}

/// The fields that hold words or names, which can be searched: all but dates, flags and the like.
pub fn worded_fields() -> impl Iterator<Item = Field> {
    Field::all().filter(|f| matches!(f.kind(), Kind::Text | Kind::List) && *f != Field::AlsoIn)
}

/// A rewrite made ready: its expressions and templates read.
pub(super) struct Ready<'a> {
    acts: Vec<ReadyAct<'a>>,
    codes: &'a Codes,
    agencies: &'a Agencies,
    apart: bool,
}

struct ReadyAct<'a> {
    field: Field,
    act: &'a Act,
    finder: Option<Finder>,
    template: Option<Template>,
}

/// How much of a caption's words stands beside a change of another field.
const WORDS: usize = 140;

impl<'a> Ready<'a> {
    /// # Errors
    /// Where an expression or a template cannot be read; says where.
    pub(super) fn new(rewrite: &'a Rewrite, library: &'a Library) -> Result<Ready<'a>, DeskError> {
        let ready = |(field, act): &'a (Field, Act)| -> Result<ReadyAct<'a>, DeskError> {
            let finder = match act {
                Act::Replace(search, by) => {
                    let finder = Finder::new(search)?;
                    finder.check_groups(by)?;
                    Some(finder)
                }
                Act::Remove(words) => Some(Finder::new(&Search {
                    text: words.clone(),
                    case: true,
                    accents: true,
                    ..Search::default()
                })?),
                _ => None,
            };
            let template = match act {
                Act::Template(text) => Some(
                    Template::parse(text)
                        .map_err(|e| DeskError::refused(format!("the template of {}: {e}", field.label())))?,
                ),
                _ => None,
            };
            Ok(ReadyAct { field: *field, act, finder, template })
        };
        let acts = rewrite.acts.iter().map(ready).collect::<Result<Vec<_>, _>>()?;
        Ok(Ready { acts, codes: &library.codes, agencies: &library.agencies, apart: rewrite.apart })
    }

    /// What would change of a caption.
    pub(super) fn changes(&mut self, caption: &Caption, out: &mut Proposed) {
        let first = out.changes.len();
        for act in &self.acts {
            let from = caption.value(act.field);
            if self.apart && out.changes.len() < APART && hits_apart(act, caption, &from, out) {
                continue;
            }
            let mut more = Vec::new();
            let Some(to) = self.changed(act, caption, &from, &mut more, &mut out.notes) else { continue };
            more.insert(0, (act.field, to));
            for (field, to) in more {
                let from = caption.value(field);
                // What can hold only some values takes no others.
                let to = match field.kind() {
                    Kind::Text | Kind::List => Ok(to),
                    _ => Value::parse(field, &to.cell()),
                };
                match to {
                    Ok(to) if to == from || (to.cell().is_empty() && from.cell().is_empty()) => {}
                    Ok(to) => {
                        put_last(out, first, field);
                        if act.template.is_some() && !unfilled(&to.cell()).is_empty() {
                            out.unsure.insert(out.changes.len());
                        }
                        out.changes.push(Fix { id: caption.id, field, from, to, certain: false });
                    }
                    Err(why) => note(&mut out.notes, why),
                }
            }
        }
        out.lines.note(caption, &out.changes[first..], self.agencies);
        for n in first..out.changes.len() {
            let document = caption.document.clone();
            let words = match out.changes[n].field {
                Field::Description => String::new(),
                _ => caption.description.chars().take(WORDS).collect(),
            };
            out.places.push(Place { document, line: caption.line, words });
        }
    }

    fn changed(
        &self,
        ready: &ReadyAct<'_>,
        caption: &Caption,
        from: &Value,
        more: &mut Vec<(Field, Value)>,
        notes: &mut Vec<String>,
    ) -> Option<Value> {
        let field = ready.field;
        let list = matches!(field.kind(), Kind::List | Kind::Flags);
        let text = from.as_text().unwrap_or_default();
        let each = |change: &dyn Fn(&str) -> String| match list {
            false if change(text) == text => from.clone(),
            true => Value::List(
                from.as_list().iter().map(|v| change(v)).filter(|v| !v.trim().is_empty()).collect(),
            ),
            false => worded(&change(text)),
        };
        Some(match ready.act {
            Act::Set(value) => value.clone(),
            Act::Clear => Value::Null,
            Act::Prepend(words) | Act::Append(words) if list => {
                let new = words.split(';').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned);
                let new: Vec<String> = new.filter(|w| !from.as_list().contains(w)).collect();
                let (first, then) = match ready.act {
                    Act::Prepend(_) => (new.as_slice(), from.as_list()),
                    _ => (from.as_list(), new.as_slice()),
                };
                Value::List(first.iter().chain(then).cloned().collect())
            }
            Act::Prepend(words) => worded(&joined(words, text)),
            Act::Append(words) => worded(&joined(text, words)),
            Act::Remove(words) if list => {
                let gone = fold(words);
                Value::List(from.as_list().iter().filter(|v| fold(v) != gone).cloned().collect())
            }
            Act::Remove(_) => each(&|t| ready.finder.as_ref().map_or_else(|| t.to_owned(), |f| f.removed(t))),
            Act::Replace(_, by) => {
                each(&|t| ready.finder.as_ref().map_or_else(|| t.to_owned(), |f| f.replaced(t, by)))
            }
            Act::CopyFrom(source) => {
                let value = caption.value(*source);
                match (list, value) {
                    (true, Value::Text(text)) => Value::List(vec![text]),
                    (false, Value::List(names)) => worded(&names.join("; ")),
                    (_, value) => value,
                }
            }
            Act::Template(_) => {
                let filled = ready.template.as_ref()?.fill(caption);
                if !filled.missing.is_empty() {
                    let names: Vec<&str> = filled.missing.iter().map(|f| f.label()).collect();
                    note(
                        notes,
                        format!(
                            "some captions have no {}; the place is left to be seen",
                            names.join(", no ")
                        ),
                    );
                }
                // A code in a template is replaced, too.
                let done = self.codes.expand(&filled.text);
                more.extend(done.fields);
                match list {
                    true => Value::parse(field, &done.text).unwrap_or_default(),
                    false => worded(&done.text),
                }
            }
            Act::Case(case) => {
                let organisation = matches!(field, Field::Agency | Field::Distributor | Field::Suppliers);
                // "AFP", "ANSA", "XINHUA": organisations are called by their initials.
                let kept = |t: &str| *case == Case::Names && organisation && t.chars().count() < 6;
                let name = list || !matches!(field, Field::Description | Field::Headline | Field::CreditLine);
                each(&|t| if kept(t) { t.to_owned() } else { case.of(t, name) })
            }
            Act::Expand => {
                let mut unknown = Vec::new();
                let mut expand = |t: &str| {
                    let done = self.codes.expand(t);
                    unknown.extend(
                        done.unknown.iter().filter_map(|s| done.text.get(s.clone())).map(str::to_owned),
                    );
                    more.extend(done.fields);
                    done.text
                };
                let value = match list {
                    true => Value::List(from.as_list().iter().map(|v| expand(v)).collect()),
                    false => worded(&expand(text)),
                };
                for code in unknown {
                    note(notes, format!("nothing is known of the code {code}; it is left as it stands"));
                }
                value
            }
        })
    }
}

/// Lists each place of a text by itself, where there are several; tells whether it did.
fn hits_apart(ready: &ReadyAct<'_>, caption: &Caption, from: &Value, out: &mut Proposed) -> bool {
    let (Act::Replace(_, by), Some(finder), Value::Text(text)) = (ready.act, &ready.finder, from) else {
        return false;
    };
    let hits: Vec<Hit> = finder.hits(text, by).into_iter().map(|(span, with)| Hit { span, with }).collect();
    // What a hit leaves as it is, is none.
    let hits: Vec<Hit> = hits.into_iter().filter(|h| text.get(h.span.clone()) != Some(&h.with)).collect();
    if hits.len() < 2 {
        return false;
    }
    for hit in hits {
        let to = worded(&with_hits(text, std::iter::once(&hit)));
        out.hits.insert(out.changes.len(), hit);
        out.changes.push(Fix { id: caption.id, field: ready.field, from: from.clone(), to, certain: false });
    }
    true
}

/// Two texts one behind the other, with a space between where both need one.
fn joined(first: &str, then: &str) -> String {
    let open = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '-' | '/');
    let close = |c: char| {
        c.is_whitespace()
            || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '-' | '/')
    };
    let apart = first.is_empty() || then.is_empty() || first.ends_with(open) || then.starts_with(close);
    format!("{first}{}{then}", if apart { "" } else { " " })
}

/// Of two changes of a field in one caption the last one holds.
fn put_last(out: &mut Proposed, first: usize, field: Field) {
    let Some(at) = out.changes[first..].iter().position(|f| f.field == field).map(|at| first + at) else {
        return;
    };
    out.changes.remove(at);
    out.unsure.remove(&at);
    let later = out.unsure.split_off(&at);
    out.unsure.extend(later.into_iter().map(|n| n - 1));
}

/// Notes something once.
fn note(notes: &mut Vec<String>, what: String) {
    if !notes.contains(&what) {
        notes.push(what);
    }
}

fn worded(text: &str) -> Value {
    Value::text(Some(text).filter(|t| !t.is_empty()))
}

impl Session {
    /// What a rewrite would change of the captions that `wanted` lets through.
    ///
    /// # Errors
    /// Where it cannot be read, or it would change more than [`MOST`] captions.
    pub fn rewritten(
        &self,
        snapshot: &Snapshot,
        wanted: &dyn Fn(usize) -> bool,
        rewrite: &Rewrite,
        progress: &dyn Progress,
        cancel: &Cancel,
    ) -> Result<Proposed, DeskError> {
        let mut ready = Ready::new(rewrite, &self.library)?;
        let mut out = Proposed::default();
        let total = snapshot.captions.len();
        for (n, caption) in snapshot.captions.iter().enumerate().filter(|(n, _)| wanted(*n)) {
            if n % 1024 == 0 {
                progress.step(n, total);
            }
            if cancel.is_cancelled() {
                return Err(DeskError::Cancelled);
            }
            ready.changes(caption, &mut out);
            within(&out)?;
        }
        Ok(out)
    }

    /// Makes the chosen ones of the changes that were listed: one operation. What has changed since it was listed is left as it is. Changes of one
    /// caption stand together.
    ///
    /// # Errors
    /// As [`Session::set`].
    pub fn rewrite(
        &mut self,
        proposed: &Proposed,
        chosen: &Chosen,
        verb: &str,
    ) -> Result<EditReport, DeskError> {
        let (mut edits, mut notes) = (Vec::new(), Vec::new());
        let mut skipped = 0;
        let mut fields = BTreeSet::new();
        let all = proposed.changes.iter().enumerate();
        let mut changes = all.filter(|(n, _)| chosen.has(*n)).peekable();
        while let Some(first) = changes.next() {
            let mut current = self.current(first.1.id)?;
            let mut of: Vec<(usize, &Fix)> = vec![first];
            while let Some(next) = changes.next_if(|(_, f)| f.id == first.1.id) {
                of.push(next);
            }
            let before = of.len();
            of.retain(|(_, change)| current.is_still(change.field, &change.from));
            skipped += before - of.len();
            fields.extend(of.iter().map(|(_, f)| f.field));
            // The wanted places of one text are replaced in it together.
            let mut values: Vec<(Field, Value)> = Vec::new();
            for (n, fix) in &of {
                let hits = of.iter().filter(|(_, f)| f.field == fix.field);
                match (proposed.hits.contains_key(n), fix.from.as_text()) {
                    (true, _) if values.iter().any(|(f, _)| *f == fix.field) => {}
                    (true, Some(text)) => {
                        let hits = hits.filter_map(|(n, _)| proposed.hits.get(n));
                        values.push((fix.field, worded(&with_hits(text, hits))));
                    }
                    _ => values.push((fix.field, fix.to.clone())),
                }
            }
            let wanted: Vec<(Field, &Value)> = values.iter().map(|(f, value)| (*f, value)).collect();
            super::edit::edits_of(&mut current, &wanted, &self.library.agencies, &mut edits, &mut notes);
        }
        if skipped > 0 {
            notes.insert(
                0,
                format!("{skipped} were changed since they were listed, and are left as they are"),
            );
        }
        let one = fields.first().copied().filter(|_| fields.len() == 1);
        self.apply(OperationKind::Set, verb, one, None, edits, notes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(search: Search, by: &str, text: &str) -> String {
        Finder::new(&search).unwrap().replaced(text, by)
    }

    #[test]
    fn words_are_found_and_replaced() {
        let search = |text: &str, flags: &str| Search {
            text: text.to_owned(),
            whole_word: flags.contains('w'),
            case: flags.contains('c'),
            accents: flags.contains('a'),
            regex: flags.contains('r'),
        };
        for (find, flags, by, text, after) in [
            ("state de", "", "Stade de", "the State de Porto", "the Stade de Porto"),
            ("leon", "", "Léon", "Léon and Leon, LEON", "Léon and Léon, Léon"),
            ("leon", "a", "Léon", "Léon and Leon", "Léon and Léon"),
            ("Leon", "ca", "Léon", "leon Leon Léon", "leon Léon Léon"),
            ("art", "w", "X", "art artist part art.", "X artist part X."),
            ("U.S.", "w", "US", "the U.S. team", "the US team"),
            ("strasse", "", "street", "Straße", "Straße"),
            ("$1", "", "$2", "costs $1", "costs $2"),
            (r"(\w+), (\w+)", "r", "$2 $1", "Prata, Ana", "Ana Prata"),
            ("é", "a", "e", "e\u{301} é", "e\u{301} e"),
            ("e", "", "E", "e\u{301}é", "EE"),
            ("ﬁ", "", "fi", "ﬁnal", "final"),
            ("golden", "w", "", "as the Golden voyager", "as the voyager"),
            ("golden", "ca", "", "as the golden, at", "as the, at"),
            ("golden", "", "", "Golden Golden rays, golden", "rays,"),
            ("un", "", "", "an unkind one", "an kind one"),
            ("golden ", "r", "", "a golden day", "a day"),
        ] {
            assert_eq!(replaced(search(find, flags), by, text), after, "{find} {flags} in {text}");
        }
        let groups = Search { text: r"(?<town>\w+), (\w+)".into(), regex: true, ..Search::default() };
        let finder = Finder::new(&groups).unwrap();
        for (by, wrong) in [
            ("$2 $1", None),
            ("${2}x ${town} $$5 costs $", None),
            ("$1x", Some("write ${1}x for group 1")),
            ("${9}", Some("no group \"9\"; $$ is a dollar sign")),
            ("$city", Some("no group \"city\"")),
        ] {
            let said = finder.check_groups(by).err().map(|e| e.to_string());
            assert_eq!(said.is_some(), wrong.is_some(), "{by}: {said:?}");
            assert!(said.unwrap_or_default().contains(wrong.unwrap_or_default()), "{by}");
        }
        assert!(
            Finder::new(&Search { text: "a".into(), ..Search::default() })
                .unwrap()
                .check_groups("$9")
                .is_ok()
        );
        for whole_word in [false, true] {
            let wrong = Search { text: "ab(c".into(), regex: true, whole_word, ..Search::default() };
            let said = Finder::new(&wrong).err().unwrap().to_string();
            assert!(said.ends_with("unclosed group, at character 3"), "{said}");
        }
        assert_eq!(joined("Fans wait", "in Lyon"), "Fans wait in Lyon");
        assert_eq!(joined("Fans wait", ", again"), "Fans wait, again");
        assert_eq!(joined("", "Lyon"), "Lyon");
        assert!(Finder::new(&Search::default()).is_err());
    }

    #[test]
    fn what_is_taken_out_leaves_no_gap() {
        let finder =
            Finder::new(&Search { text: "TOPSHOT".into(), case: true, accents: true, ..Search::default() })
                .unwrap();
        for (text, after) in [
            ("TOPSHOT A rower lifts", "A rower lifts"),
            ("A rower TOPSHOT lifts", "A rower lifts"),
            ("A rower lifts TOPSHOT", "A rower lifts"),
            ("A rower TOPSHOT, lifts", "A rower, lifts"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(finder.removed(text), after);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_searched(text in "\\PC{0,30}", find in "\\PC{1,3}", whole in proptest::bool::ANY) {
            let search = Search { text: find, whole_word: whole, ..Search::default() };
            let finder = Finder::new(&search).unwrap();
            let all = finder.replaced(&text, "x");
            let hits: Vec<Hit> =
                finder.hits(&text, "x").into_iter().map(|(span, with)| Hit { span, with }).collect();
            proptest::prop_assert_eq!(with_hits(&text, hits.iter()), all);
            finder.removed(&text);
        }
    }
}
