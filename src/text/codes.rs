//! Code replacements: short codes that stand for longer words, as photographers prepare them before an event. Files of Photo
//! Mechanic are read as they are: UTF-8, a line a code, `code<TAB>replacement[<TAB>another…]`, lines that begin with `//`
//! are comments, codes tell small letters from capitals, and the file that was read last wins. In a caption a code stands
//! between two marks, `=cc2=`; `=cc2#2=` takes its second replacement.
//!
//! A file whose first line but for comments is a head (`code<TAB>caption<TAB>city…`, the keys or labels of fields) fills several fields: a
//! code's first column goes where it was typed, the others into their fields.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::field::{Field, Value};

/// What stands before and behind a code.
pub const MARK: char = '=';

/// A code that is longer than this is none.
const LONGEST: usize = 40;

/// What one code stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Code {
    /// The words that it may be replaced by; the first is the usual one.
    pub words: Vec<String>,
    /// What it puts into other fields.
    pub fields: Vec<(Field, Value)>,
}

/// A line of a file of codes that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// 1-based.
    pub line: usize,
    pub what: String,
}

/// Codes, from any number of files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codes {
    codes: BTreeMap<String, Code>,
}

/// What expanding a text came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expanded {
    pub text: String,
    /// Codes that nothing is known of, as they stand in `text`, in bytes: they are left, to be seen.
    pub unknown: Vec<Range<usize>>,
    /// What the codes put into other fields, in the order in which they stand.
    pub fields: Vec<(Field, Value)>,
}

/// How many other codes are offered that begin as what is typed.
const OFFERED: usize = 6;

/// What may take the place of a code that is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is replaced, in bytes.
    pub span: Range<usize>,
    pub choices: Vec<Choice>,
    /// The choice that was typed in full; none while others only begin so.
    pub at: Option<usize>,
    /// Both marks are there. With no choice then, nothing is known of the code.
    pub closed: bool,
}

/// One replacement of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub code: String,
    /// From 1.
    pub number: usize,
    pub words: String,
    /// What it puts into other fields.
    pub fields: Vec<(Field, Value)>,
}

/// A code as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    /// With both marks, in bytes.
    pub span: Range<usize>,
    pub code: &'a str,
    /// Which replacement, from 1.
    pub number: usize,
}

impl Codes {
    /// Adds the codes of a file; one that is known already is replaced. Lines that are no codes are told and passed over.
    pub fn read(&mut self, text: &str) -> Vec<BadLine> {
        let mut bad = Vec::new();
        let mut head: Option<Vec<Option<Field>>> = None;
        let mut first = true;
        for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() || line.starts_with("//") {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
            let mut say = |what: String| bad.push(BadLine { line: n + 1, what });
            if std::mem::take(&mut first)
                && let Some(fields) = headed(&columns)
            {
                head = Some(fields);
                continue;
            }
            let code = columns[0];
            if columns.len() < 2 || columns[1..].iter().all(|c| c.is_empty()) {
                say(format!("\"{code}\" has no replacement; a tab stands between a code and its words"));
                continue;
            }
            if !is_code(code) {
                say(format!(
                    "\"{code}\" can be no code: letters, digits and . _ - + / only, {LONGEST} at most"
                ));
                continue;
            }
            let mut new = Code::default();
            match &head {
                None => {
                    new.words =
                        columns[1..].iter().filter(|c| !c.is_empty()).map(|c| (*c).to_owned()).collect()
                }
                Some(fields) => {
                    for (cell, field) in columns[1..].iter().zip(fields).filter(|(c, _)| !c.is_empty()) {
                        match field {
                            None => new.words.push((*cell).to_owned()),
                            Some(field) => match Value::parse(*field, cell) {
                                Ok(value) => new.fields.push((*field, value)),
                                Err(what) => say(what),
                            },
                        }
                    }
                }
            }
            self.codes.insert(code.to_owned(), new);
        }
        bad
    }

    /// The codes in order, with what they stand for.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Code)> {
        self.codes.iter().map(|(code, what)| (code.as_str(), what))
    }

    /// How many codes there are.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// What a code stands for.
    pub fn get(&self, code: &str) -> Option<&Code> {
        self.codes.get(code)
    }

    /// The words of a code's replacement of that number; none where it has not so many.
    pub fn words(&self, code: &str, number: usize) -> Option<&str> {
        let found = self.codes.get(code)?;
        match found.words.get(number.checked_sub(1)?) {
            Some(words) => Some(words),
            // A code that only fills other fields leaves nothing where it stood.
            None if number == 1 && !found.fields.is_empty() => Some(""),
            None => None,
        }
    }

    /// Puts words in the place of all codes of a text.
    pub fn expand(&self, text: &str) -> Expanded {
        let mut out = Expanded::default();
        let mut at = 0;
        for place in places(text) {
            out.text.push_str(&text[at..place.span.start]);
            at = place.span.end;
            match self.words(place.code, place.number) {
                Some(words) => {
                    out.text.push_str(words);
                    out.fields.extend(self.codes.get(place.code).into_iter().flat_map(|c| c.fields.clone()));
                }
                None => {
                    let from = out.text.len();
                    out.text.push_str(&text[place.span.clone()]);
                    out.unknown.push(from..out.text.len());
                }
            }
        }
        out.text.push_str(&text[at..]);
        out
    }

    /// What is offered for the code that is being typed before the caret, which is given in bytes: `=cc2` before the second
    /// mark, `=cc2=` behind it. None where no code is being typed.
    pub fn offered(&self, text: &str, caret: usize) -> Option<Offer> {
        let before = text.get(..caret)?;
        let last = places(before).pop();
        if let Some(place) = &last
            && place.span.end == caret
        {
            let choices = self.choices(place.code);
            let at = place.number.saturating_sub(1);
            return Some(Offer {
                span: place.span.clone(),
                at: Some(at).filter(|n| *n < choices.len()),
                choices,
                closed: true,
            });
        }
        let start = before.rfind(MARK)?;
        // A mark that ends a code begins none.
        if last.is_some_and(|p| p.span.end > start) {
            return None;
        }
        let (code, number) = taken_apart(&before[start + MARK.len_utf8()..])?;
        let mut choices = self.choices(code);
        let at = Some(number.saturating_sub(1)).filter(|n| *n < choices.len());
        let others = self.codes.range(code.to_owned()..).take_while(|(c, _)| c.starts_with(code));
        let others = others.filter(|(c, _)| *c != code).take(OFFERED);
        choices.extend(others.filter_map(|(c, _)| self.choices(c).into_iter().next()));
        (!choices.is_empty()).then_some(Offer { span: start..caret, at, choices, closed: false })
    }

    /// Everything that a code may be replaced by.
    fn choices(&self, code: &str) -> Vec<Choice> {
        let Some(known) = self.codes.get(code) else { return Vec::new() };
        let choice = |n: usize, words: &str| Choice {
            code: code.to_owned(),
            number: n + 1,
            words: words.to_owned(),
            fields: known.fields.clone(),
        };
        match known.words.is_empty() {
            true => vec![choice(0, "")],
            false => known.words.iter().enumerate().map(|(n, w)| choice(n, w)).collect(),
        }
    }

    /// As a file, in order of codes; a head stands first where some code fills several fields.
    pub fn write(&self) -> String {
        let mut fields: Vec<Field> =
            self.codes.values().flat_map(|c| c.fields.iter().map(|(field, _)| *field)).collect();
        fields.sort();
        fields.dedup();
        let most = self.codes.values().map(|c| c.words.len()).max().unwrap_or(1).max(1);
        let mut out = String::new();
        if !fields.is_empty() {
            out.push_str("code");
            (0..most).for_each(|_| out.push_str("\tcaption"));
            fields.iter().for_each(|f| out.push_str(&format!("\t{}", f.key())));
            out.push('\n');
        }
        for (code, what) in &self.codes {
            let mut cells: Vec<String> = vec![code.clone()];
            cells.extend(what.words.iter().cloned());
            if !fields.is_empty() {
                cells.resize(most + 1, String::new());
                for field in &fields {
                    let value = what.fields.iter().find(|(f, _)| f == field);
                    cells.push(value.map(|(_, v)| v.cell()).unwrap_or_default());
                }
            }
            let one_line = |c: &String| c.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ");
            out.push_str(&cells.iter().map(one_line).collect::<Vec<_>>().join("\t"));
            out.push('\n');
        }
        out
    }
}

/// A table as text with one code put in the place of another, added, or taken out; comments stay, at its top.
pub fn edited(table: &str, old: Option<&str>, new: Option<(&str, Code)>) -> String {
    let mut codes = Codes::default();
    codes.read(table);
    if let Some(old) = old {
        codes.codes.remove(old);
    }
    if let Some((code, what)) = new {
        codes.codes.insert(code.to_owned(), what);
    }
    let comments = table.trim_start_matches('\u{feff}').lines().filter(|l| l.starts_with("//"));
    let mut out: String = comments.map(|l| format!("{l}\n")).collect();
    out.push_str(&codes.write());
    out
}

/// The columns behind `code` of a head: the field of each, none for words that stand where the code was typed.
fn headed(columns: &[&str]) -> Option<Vec<Option<Field>>> {
    if !columns.first()?.eq_ignore_ascii_case("code") || columns.len() < 2 {
        return None;
    }
    let field = |name: &&str| {
        let name = name.to_lowercase();
        let found =
            Field::from_key(&name).or_else(|| Field::all().find(|f| f.label().to_lowercase() == name));
        match found {
            Some(Field::Description) => Some(None),
            Some(field) => Some(Some(field)),
            None if matches!(name.as_str(), "caption" | "replacement" | "words" | "text") => Some(None),
            None => None,
        }
    };
    columns[1..].iter().map(field).collect()
}

/// Whether this can be a code.
pub fn is_code(code: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '/');
    !code.is_empty() && code.chars().count() <= LONGEST && code.chars().all(inner)
}

/// A code and the number of its replacement.
fn taken_apart(inner: &str) -> Option<(&str, usize)> {
    let (code, number) = match inner.split_once('#') {
        Some((code, number)) => (code, number.parse().ok().filter(|n| *n > 0)?),
        None => (inner, 1),
    };
    is_code(code).then_some((code, number))
}

/// The codes of a text, known or not, in order: what stands between two marks and has the form of a code.
pub fn places(text: &str) -> Vec<Place<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(MARK).map(|at| from + at) {
        let inner = start + MARK.len_utf8();
        let Some(end) = text[inner..].find(MARK).map(|at| inner + at) else { break };
        match taken_apart(&text[inner..end]) {
            Some((code, number)) => {
                from = end + MARK.len_utf8();
                found.push(Place { span: start..from, code, number });
            }
            None => from = inner,
        }
    }
    found
}

/// The codes that stand in words, in bytes: whatever has the form of one and is not grown together with letters on both
/// sides, as `a=b=c` is.
pub fn left(text: &str) -> Vec<Range<usize>> {
    let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let spans = places(text).into_iter().map(|p| p.span);
    spans
        .filter(|s| !(beside(text[..s.start].chars().next_back()) && beside(text[s.end..].chars().next())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Codes {
        let mut codes = Codes::default();
        assert_eq!(codes.read(text), []);
        codes
    }

    #[test]
    fn codes_are_put_in_place() {
        let codes = codes("// players\ncc2\tAaron Barnum\tguard Aaron Barnum\nCC2\tAnother\nv\tthe hall\n");
        for (text, expanded, unknown) in [
            ("=cc2= shoots at =v=.", "Aaron Barnum shoots at the hall.", 0),
            ("=cc2#2= and =CC2=", "guard Aaron Barnum and Another", 0),
            ("=cc2#3= shoots", "=cc2#3= shoots", 1),
            ("=dd13= shoots past =cc2=", "=dd13= shoots past Aaron Barnum", 1),
            ("2 + 2 = 4 and 5 = 5", "2 + 2 = 4 and 5 = 5", 0),
            ("==cc2==", "=Aaron Barnum=", 0),
            ("Zoë = =cc2=", "Zoë = Aaron Barnum", 0),
            ("=", "=", 0),
            ("", "", 0),
        ] {
            let done = codes.expand(text);
            assert_eq!((done.text.as_str(), done.unknown.len()), (expanded, unknown), "{text}");
            for span in done.unknown {
                assert!(done.text[span].starts_with('='));
            }
        }
    }

    #[test]
    fn a_code_is_seen_while_it_is_typed() {
        let codes = codes("cc2\tAaron Barnum\tguard\ncc21\tBo\n");
        let seen = |text: &str| {
            let offer = codes.offered(text, text.len())?;
            let words: Vec<&str> = offer.choices.iter().map(|c| c.words.as_str()).collect();
            Some((offer.span, words.join("/"), offer.at, offer.closed))
        };
        assert_eq!(seen("At =cc2"), Some((3..7, "Aaron Barnum/guard/Bo".into(), Some(0), false)));
        assert_eq!(seen("At =cc2="), Some((3..8, "Aaron Barnum/guard".into(), Some(0), true)));
        assert_eq!(seen("At =cc2#2"), Some((3..9, "Aaron Barnum/guard/Bo".into(), Some(1), false)));
        assert_eq!(seen("At =cc"), Some((3..6, "Aaron Barnum/Bo".into(), None, false)));
        assert_eq!(seen("At =dd1="), Some((3..8, String::new(), None, true)));
        assert_eq!(seen("At =dd1"), None);
        assert_eq!(seen("="), None);
        assert_eq!(seen("=cc2= =x"), None);
        assert_eq!(seen("=cc2=cc2"), None);
        assert_eq!(codes.offered("é=cc2=", 1), None);
    }

    #[test]
    fn codes_that_are_left_are_told() {
        let found = |text: &str| left(text).into_iter().map(|s| text[s].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("=cc2=, =dd13#2='s guard, waits"), ["=cc2=", "=dd13#2="]);
        assert!(found("a=b=c, 2 + 2 = 4 and 1 = 1, ?a=1&b=2").is_empty());
    }

    #[test]
    fn a_table_is_edited() {
        let table = "// ours\ncc2\tAaron Barnum\nv\tthe hall\n";
        let code =
            Code { words: vec!["the\thall".into()], fields: vec![(Field::City, Value::Text("Lyon".into()))] };
        let new = edited(table, Some("v"), Some(("hall", code)));
        assert!(new.starts_with("// ours\ncode\tcaption\tcity\n"), "{new}");
        let mut again = Codes::default();
        assert_eq!(again.read(&new), []);
        assert_eq!(again.len(), 2);
        assert_eq!(again.words("hall", 1), Some("the hall"));
        assert_eq!(edited(&new, Some("hall"), None), table.replace("v\tthe hall\n", ""));
    }

    #[test]
    fn a_head_names_the_fields() {
        let codes =
            codes("code\tcaption\tcity\tpersons_shown\nps\tat the town hall\tLyon\tAna Prata; Rui Melo\n");
        let done = codes.expand("Voters wait =ps=.");
        assert_eq!(done.text, "Voters wait at the town hall.");
        assert_eq!(done.fields[0], (Field::City, Value::Text("Lyon".into())));
        assert_eq!(done.fields[1].1.as_list().len(), 2);
        let mut again = Codes::default();
        assert_eq!(again.read(&codes.write()), []);
        assert_eq!(again, codes);
    }

    #[test]
    fn what_is_no_code_is_told_with_its_line() {
        let mut codes = Codes::default();
        let bad = codes.read("a\tfirst\nno tab here\n\nb c\tspace\nd\t\n\u{feff}e\tx\n");
        assert_eq!(bad.iter().map(|b| b.line).collect::<Vec<_>>(), [2, 4, 5, 6]);
        assert_eq!(codes.len(), 1);
        assert_eq!(codes.words("a", 1), Some("first"));
        // The last wins.
        codes.read("a\tsecond");
        assert_eq!(codes.words("a", 1), Some("second"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_expanded(text in "(\\PC|[=#a-c1-3 é]){0,40}", caret in 0usize..60) {
            let codes = codes("a\tA\tAA\nb1\té\n");
            let done = codes.expand(&text);
            if !text.contains('=') {
                proptest::prop_assert_eq!(&done.text, &text);
            }
            codes.offered(&text, caret);
            left(&text);
        }
    }
}
