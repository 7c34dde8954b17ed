//! One change made on many captions: set, add to, replace in, fill from a template. First all that would change is listed,
//! before and after; then what was chosen of it is one operation.

use regex::{Regex, RegexBuilder};

use super::error::DeskError;
use super::jobs::Cancel;
use super::session::Session;
use super::snapshot::Snapshot;
use crate::model::caption::{Caption, CaptionId};
use crate::model::field::{Field, Kind, Value};
use crate::model::finding::Fix;
use crate::model::operation::OperationKind;
use crate::text::codes::Codes;
use crate::text::fold::fold;
use crate::text::template::Template;

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
}

/// A change of one or several fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    pub fields: Vec<Field>,
    pub act: Act,
}

/// More changes than this are not listed at once.
pub const MOST: usize = 200_000;

/// What a rewrite would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposed {
    /// In catalog order.
    pub changes: Vec<Fix>,
    /// What a person should know besides.
    pub notes: Vec<String>,
}

/// A rewrite made ready: its expression and template read.
pub(super) struct Ready<'a> {
    rewrite: &'a Rewrite,
    codes: &'a Codes,
    finder: Option<Finder>,
    template: Option<Template>,
}

impl<'a> Ready<'a> {
    /// # Errors
    /// Where an expression or a template cannot be read; says where.
    pub(super) fn new(rewrite: &'a Rewrite, codes: &'a Codes) -> Result<Ready<'a>, DeskError> {
        let finder = match &rewrite.act {
            Act::Replace(search, _) => Some(Finder::new(search)?),
            Act::Remove(words) => Some(Finder::new(&Search {
                text: words.clone(),
                case: true,
                accents: true,
                ..Search::default()
            })?),
            _ => None,
        };
        let template = match &rewrite.act {
            Act::Template(text) => {
                Some(Template::parse(text).map_err(|e| DeskError::refused(format!("the template: {e}")))?)
            }
            _ => None,
        };
        Ok(Ready { rewrite, codes, finder, template })
    }

    /// What would change of a caption.
    pub(super) fn changes(&self, caption: &Caption, out: &mut Proposed) {
        for field in &self.rewrite.fields {
            let from = caption.value(*field);
            let mut more = Vec::new();
            let Some(to) = self.changed(caption, *field, &from, &mut more, &mut out.notes) else { continue };
            more.insert(0, (*field, to));
            for (field, to) in more {
                let from = caption.value(field);
                // What can hold only some values takes no others.
                let to = match field.kind() {
                    Kind::Text | Kind::List => Ok(to),
                    _ => Value::parse(field, &to.cell()),
                };
                match to {
                    Ok(to) if to == from || (to.cell().is_empty() && from.cell().is_empty()) => {}
                    Ok(to) => out.changes.push(Fix { id: caption.id, field, from, to, certain: false }),
                    Err(why) => note(&mut out.notes, why),
                }
            }
        }
    }

    fn changed(
        &self,
        caption: &Caption,
        field: Field,
        from: &Value,
        more: &mut Vec<(Field, Value)>,
        notes: &mut Vec<String>,
    ) -> Option<Value> {
        let list = matches!(field.kind(), Kind::List | Kind::Flags);
        let text = from.as_text().unwrap_or_default();
        let each = |change: &dyn Fn(&str) -> String| match list {
            false if change(text) == text => from.clone(),
            true => Value::List(
                from.as_list().iter().map(|v| change(v)).filter(|v| !v.trim().is_empty()).collect(),
            ),
            false => worded(&change(text)),
        };
        Some(match &self.rewrite.act {
            Act::Set(value) => value.clone(),
            Act::Clear => Value::Null,
            Act::Prepend(words) | Act::Append(words) if list => {
                let new = words.split(';').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned);
                let new: Vec<String> = new.filter(|w| !from.as_list().contains(w)).collect();
                let (first, then) = match self.rewrite.act {
                    Act::Prepend(_) => (new.as_slice(), from.as_list()),
                    _ => (from.as_list(), new.as_slice()),
                };
                Value::List(first.iter().chain(then).cloned().collect())
            }
            Act::Prepend(words) => worded(&format!("{words}{text}")),
            Act::Append(words) => worded(&format!("{text}{words}")),
            Act::Remove(words) if list => {
                let gone = fold(words);
                Value::List(from.as_list().iter().filter(|v| fold(v) != gone).cloned().collect())
            }
            Act::Remove(_) => each(&|t| self.finder.as_ref().map_or_else(|| t.to_owned(), |f| f.removed(t))),
            Act::Replace(_, by) => {
                each(&|t| self.finder.as_ref().map_or_else(|| t.to_owned(), |f| f.replaced(t, by)))
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
                let filled = self.template.as_ref()?.fill(caption);
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
                match list {
                    true => Value::List(vec![filled.text]),
                    false => worded(&filled.text),
                }
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

/// Notes something once.
fn note(notes: &mut Vec<String>, what: String) {
    if !notes.contains(&what) {
        notes.push(what);
    }
}

fn worded(text: &str) -> Value {
    Value::text(Some(text).filter(|t| !t.is_empty()))
}

/// Finds what a search means.
struct Finder {
    regex: Regex,
    /// The search is folded, and so is what it looks in.
    folded: bool,
    plain: bool,
}

impl Finder {
    fn new(search: &Search) -> Result<Finder, DeskError> {
        if search.text.is_empty() {
            return Err(DeskError::refused("type what is to be found"));
        }
        // Folding an expression would change its meaning.
        let folded = !search.accents && !search.regex;
        let text = if folded { without_accents(&search.text).0 } else { search.text.clone() };
        let mut pattern = if search.regex { text } else { regex::escape(&text) };
        if search.whole_word {
            pattern = format!(r"(?:^|\b)(?:{pattern})(?:\b|$)");
            // At a word's edge a mark has no boundary of its own: what stands beside it decides.
            if !search.regex {
                let edge = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                let (first, last) = (search.text.chars().next(), search.text.chars().last());
                let escaped = regex::escape(&if folded {
                    without_accents(&search.text).0
                } else {
                    search.text.clone()
                });
                pattern = format!(
                    "{}{escaped}{}",
                    if edge(first) { r"\b" } else { "" },
                    if edge(last) { r"\b" } else { "" }
                );
            }
        }
        let regex =
            RegexBuilder::new(&pattern).case_insensitive(!search.case).size_limit(1 << 20).build().map_err(
                |e| {
                    DeskError::refused(format!("the expression cannot be read: {}", one_line(&e.to_string())))
                },
            )?;
        Ok(Finder { regex, folded, plain: !search.regex })
    }

    fn replaced(&self, text: &str, by: &str) -> String {
        if !self.folded {
            return match self.plain {
                true => self.regex.replace_all(text, regex::NoExpand(by)).into_owned(),
                false => self.regex.replace_all(text, by).into_owned(),
            };
        }
        let (folded, places) = without_accents(text);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for found in self.regex.find_iter(&folded) {
            let (from, to) = (places[found.start()], places[found.end()]);
            // A fold that made several letters of one: the whole of it or nothing.
            if from < at || to <= from {
                continue;
            }
            out.push_str(&text[at..from]);
            out.push_str(by);
            at = to;
        }
        out.push_str(&text[at..]);
        out
    }

    /// As replaced by nothing; a space that would stand twice, or at an end, goes with it.
    fn removed(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for found in self.regex.find_iter(text) {
            out.push_str(&text[at..found.start()]);
            at = found.end();
            let before = out.is_empty() || out.ends_with(' ');
            if before && text[at..].starts_with(' ') {
                at += 1;
            } else if text[at..].is_empty() || text[at..].starts_with([',', '.', ';']) {
                out.truncate(out.trim_end_matches(' ').len());
            }
        }
        out.push_str(&text[at..]);
        out
    }
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).rfind(|l| !l.is_empty()).unwrap_or_default().to_owned()
}

/// A text without accents, and for each byte of it, and for its end, where that stands in the text: always between two of its
/// characters. Case stays.
fn without_accents(text: &str) -> (String, Vec<usize>) {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let mut out = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        // A mark of its own belongs to the letter before it.
        for plain in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)) {
            out.push(plain);
            places.extend(std::iter::repeat_n(at, plain.len_utf8()));
        }
    }
    places.push(text.len());
    (out, places)
}

impl Session {
    /// What a rewrite would change of the captions that `wanted` lets through.
    ///
    /// # Errors
    /// Where it cannot be read, or it would change more than [`MOST`] captions.
    pub fn rewritten(
        &self,
        snapshot: &Snapshot,
        wanted: &dyn Fn(&Caption) -> bool,
        rewrite: &Rewrite,
        cancel: &Cancel,
    ) -> Result<Proposed, DeskError> {
        let ready = Ready::new(rewrite, &self.library.codes)?;
        let mut out = Proposed::default();
        for caption in snapshot.captions.iter().filter(|c| wanted(c)) {
            if cancel.is_cancelled() {
                return Err(DeskError::Cancelled);
            }
            ready.changes(caption, &mut out);
            if out.changes.len() > MOST {
                return Err(DeskError::refused(format!(
                    "this would change more than {MOST} captions at once; narrow the list with a filter"
                )));
            }
        }
        Ok(out)
    }

    /// Makes changes that were listed: one operation. What has changed since it was listed is left as it is.
    ///
    /// # Errors
    /// As [`Session::set`].
    pub fn rewrite(&mut self, changes: &[Fix], verb: &str) -> Result<super::edit::EditReport, DeskError> {
        let (mut edits, mut notes) = (Vec::new(), Vec::new());
        let mut skipped = 0;
        for change in changes {
            let current = self.current(change.id)?;
            if current.value(change.field) != change.from {
                skipped += 1;
                continue;
            }
            super::edit::edits_for(
                &current,
                change.field,
                &change.to,
                &self.library.agencies,
                &mut edits,
                &mut notes,
            );
        }
        if skipped > 0 {
            notes.insert(
                0,
                format!("{skipped} were changed since they were listed, and are left as they are"),
            );
        }
        let one = changes.first().map(|f| f.field);
        let field = one.filter(|field| changes.iter().all(|f| f.field == *field));
        self.apply(OperationKind::Set, verb, field, None, edits, notes)
    }
}

/// How many captions some changes are of.
pub fn captions_of(changes: &[Fix]) -> usize {
    let mut ids: Vec<CaptionId> = changes.iter().map(|f| f.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
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
            ("state de", "", "Stade de", "the State de France", "the Stade de France"),
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
        ] {
            assert_eq!(replaced(search(find, flags), by, text), after, "{find} {flags} in {text}");
        }
        let wrong = Search { text: "(".into(), regex: true, ..Search::default() };
        assert!(Finder::new(&wrong).is_err());
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
            finder.replaced(&text, "x");
            finder.removed(&text);
        }
    }
}
