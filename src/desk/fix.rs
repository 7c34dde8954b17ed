//! Applying fixes: each holds a field's whole value as it was and as it would be, so several on one field are laid over
//! each other by the words that they change, and none is lost without a word.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{DiffTag, TextDiff};

use super::edit::{Current, EditReport, edits_for};
use super::error::DeskError;
use super::session::Session;
use super::snapshot::{apply, printed_value};
use crate::credits::facts;
use crate::model::caption::CaptionId;
use crate::model::field::{Field, Value};
use crate::model::finding::{Finding, Fix};
use crate::model::operation::{Edit, OperationKind};

/// The field in which a hand would mend a problem that has no fix: the one whose words it marks, else what its check is about.
pub fn field_to_mend(problem: &Finding) -> Field {
    let marked = problem.captions.iter().flat_map(|c| c.marks.iter()).map(|m| m.field).next();
    let about = || match problem.check.split('-').next() {
        Some("date") => Field::DateCreated,
        Some("credit") => Field::CreditLine,
        Some("creator") => Field::Creators,
        Some("agency") => Field::Agency,
        _ => Field::Description,
    };
    marked.unwrap_or_else(about)
}

/// Why a fix was made, as the history keeps it: the problem's sentence, and the check, by which the change is found again.
pub fn why_fixed(sentence: &str, check: &str) -> String {
    format!("{sentence} (fix of {check})")
}

impl Session {
    /// Applies fixes as one operation. A fix whose field has another value by now, by another fix of the same list or by a
    /// hand, is laid over that value where the two change different words; where they do not, it is left out, and a note
    /// says so.
    ///
    /// # Errors
    /// As [`Session::set`].
    pub fn apply_fixes(&mut self, fixes: &[Fix], why: &str) -> Result<EditReport, DeskError> {
        let mut of: BTreeMap<CaptionId, Vec<&Fix>> = BTreeMap::new();
        for fix in fixes {
            of.entry(fix.id).or_default().push(fix);
        }
        let (mut edits, mut notes, mut left_out) = (Vec::new(), Vec::new(), 0);
        for (id, fixes) in of {
            let mut current = self.current(id)?;
            let mut done: Vec<Edit> = Vec::new();
            for fix in fixes {
                let stands = current.caption.value(fix.field);
                if stands == fix.to {
                    continue;
                }
                let Some(value) = merged(&fix.from, &stands, &fix.to) else {
                    left_out += 1;
                    continue;
                };
                let mut now = Vec::new();
                edits_for(&current, fix.field, &value, &self.library.agencies, &mut now, &mut notes);
                for edit in now {
                    self.follow_edit(&mut current, &edit);
                    join(&mut done, edit);
                }
            }
            edits.extend(done.into_iter().filter(|e| !matches!(e, Edit::Set { old, new, .. } if old == new)));
        }
        if left_out > 0 {
            let (what, has) = if left_out == 1 { ("fix", "was") } else { ("fixes", "were") };
            let note = format!("{left_out} {what} {has} left out: those words have been changed already");
            notes.insert(0, note);
        }
        let field = fixes.first().map(|f| f.field);
        let field = field.filter(|first| fixes.iter().all(|f| f.field == *first));
        self.apply(OperationKind::Fix, "Fixed", field, Some(why), edits, notes)
    }

    /// Takes an edit over into what is known of a caption, so that the next one builds on it.
    fn follow_edit(&self, current: &mut Current, edit: &Edit) {
        let Edit::Set { field, new, .. } = edit else { return };
        let value = match new {
            Some(value) => {
                current.set.insert(*field, value.clone());
                value.clone()
            }
            None => {
                current.set.remove(field);
                printed_value(&current.caption, &current.printed, *field)
            }
        };
        apply(&mut current.caption, *field, value);
        if *field == Field::CreditLine {
            let caption = &mut current.caption;
            let read = facts::derive(
                &caption.description,
                caption.credit_line.as_deref(),
                caption.document_date,
                &self.library.agencies,
            );
            for part in Field::CREDIT_PARTS.into_iter().filter(|part| !current.set.contains_key(part)) {
                apply(caption, part, read.value(part));
            }
        }
    }
}

/// Puts an edit behind others of one caption: two of one field are one.
fn join(edits: &mut Vec<Edit>, edit: Edit) {
    if let Edit::Set { field, new, .. } = &edit {
        for before in edits.iter_mut() {
            if let Edit::Set { field: same, new: last, .. } = before
                && same == field
            {
                last.clone_from(new);
                return;
            }
        }
    }
    edits.push(edit);
}

/// The value that has both changes, from `base` to `now` and from `base` to `to`; none where they change the same words.
fn merged(base: &Value, now: &Value, to: &Value) -> Option<Value> {
    if now == base {
        return Some(to.clone());
    }
    match (base, now, to) {
        (Value::Text(base), Value::Text(now), Value::Text(to)) => merged_text(base, now, to).map(Value::Text),
        (Value::List(base), Value::List(now), Value::List(to))
            if base.len() == now.len() && base.len() == to.len() =>
        {
            let items = base.iter().zip(now).zip(to);
            let merged = items.map(|((b, n), t)| if n == b { Some(t.clone()) } else { merged_text(b, n, t) });
            merged.collect::<Option<Vec<_>>>().map(Value::List)
        }
        _ => None,
    }
}

/// The words that a change puts in the place of some bytes.
pub fn hunks<'t>(from: &'t str, to: &'t str) -> Vec<(Range<usize>, &'t str)> {
    let diff = TextDiff::from_unicode_words(from, to);
    let starts = |slices: &[&str]| -> Vec<usize> {
        let mut at = 0;
        let mut all = vec![0];
        all.extend(slices.iter().map(|s| {
            at += s.len();
            at
        }));
        all
    };
    let (old, new) = (starts(diff.old_slices()), starts(diff.new_slices()));
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    // Counted here: where words were moved together, a step's own place can lie before the end of the last one.
    let (mut at_old, mut at_new) = (0, 0);
    for op in diff.ops() {
        let (tag, of_old, of_new) = op.as_tag_tuple();
        let (begin_old, begin_new) = (at_old, at_new);
        (at_old, at_new) = (at_old + of_old.len(), at_new + of_new.len());
        if tag == DiffTag::Equal {
            continue;
        }
        let (Some(old), Some(new)) = (old.get(begin_old..=at_old), new.get(begin_new..=at_new)) else {
            break;
        };
        let (from, by) = (old[0]..old[old.len() - 1], new[0]..new[new.len() - 1]);
        match out.last_mut() {
            Some((last, last_by)) if last.end == from.start && last_by.end == by.start => {
                (last.end, last_by.end) = (from.end, by.end);
            }
            _ => out.push((from, by)),
        }
    }
    out.into_iter().map(|(from, by)| (from, &to[by])).collect()
}

/// What a change does, as pairs of words before and after: whole words, with a neighbour where words only come or go.
/// Where either side is no text, all of both.
pub fn changes(from: &Value, to: &Value) -> Vec<(String, String)> {
    let (Value::Text(from), Value::Text(to)) = (from, to) else { return vec![(from.cell(), to.cell())] };
    // Places in both texts; two in one word are one.
    let mut places: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    // How far the new text has been longer so far, and shorter.
    let (mut longer, mut shorter) = (0, 0);
    for (at, by) in hunks(from, to) {
        let begins = at.start + longer - shorter;
        (longer, shorter) = (longer + by.len(), shorter + at.len());
        let new = begins..begins + by.len();
        match places.last_mut() {
            Some((a, b)) if !from[a.end..at.start].contains(char::is_whitespace) => {
                (a.end, b.end) = (at.end, new.end);
            }
            _ => places.push((at, new)),
        }
    }
    let told = |(at, new): (Range<usize>, Range<usize>)| {
        // What stands around is the same in both texts.
        let side = |start: usize, end: usize| {
            let old = from.get(start..end).unwrap_or_default().trim().to_owned();
            let new = to.get(new.start + start - at.start..new.end + end - at.end).unwrap_or_default();
            (old, new.trim().to_owned())
        };
        // A change that ends with a space has touched no part of the next word, nor one that begins with one of the last.
        let core = if at.is_empty() { to.get(new.clone()) } else { from.get(at.clone()) }.unwrap_or_default();
        let start = match core.starts_with(char::is_whitespace) {
            true => at.start,
            false => word_start(from, at.start),
        };
        let end = match core.ends_with(char::is_whitespace) {
            true => at.end,
            false => word_end(from, at.end),
        };
        // Nothing but spaces, or something in the place of one: the words on both sides, as they stand, or the change would say nothing.
        let spaces = |text: Option<&str>| text.unwrap_or_default().chars().all(char::is_whitespace);
        if spaces(from.get(at.clone())) && (!at.is_empty() || spaces(to.get(new.clone()))) {
            let end = from.len() - from[at.end..].trim_start().len();
            return side(word_start(from, from[..at.start].trim_end().len()), word_end(from, end));
        }
        let (old, new_words) = side(start, end);
        if !old.is_empty() && !new_words.is_empty() {
            return (old, new_words);
        }
        let before = from[..start].trim_end().len();
        match before {
            0 => side(start, word_end(from, from.len() - from[end..].trim_start().len())),
            _ => side(word_start(from, before), end),
        }
    };
    places.into_iter().map(told).collect()
}

/// Where the word begins that ends at `at` or goes on behind it.
fn word_start(text: &str, at: usize) -> usize {
    text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |n| n + text[n..].chars().next().map_or(1, char::len_utf8))
}

/// Where the word ends that begins at `at` or goes on before it.
fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(char::is_whitespace).map_or(text.len(), |n| at + n)
}

fn merged_text(base: &str, now: &str, to: &str) -> Option<String> {
    let (ours, theirs) = (hunks(base, now), hunks(base, to));
    // Where one ends and another begins is the same place, too: which of them would come first is nobody's to guess.
    let touch = |a: &Range<usize>, b: &Range<usize>| {
        let empty = a.is_empty() || b.is_empty();
        (a.start < b.end && b.start < a.end) || (empty && a.start <= b.end && b.start <= a.end)
    };
    let mut all = ours.clone();
    for hunk in theirs {
        if ours.contains(&hunk) {
            continue;
        }
        if ours.iter().any(|o| touch(&o.0, &hunk.0)) {
            return None;
        }
        all.push(hunk);
    }
    all.sort_by_key(|(at, _)| (at.start, at.end));
    let (mut out, mut at) = (String::with_capacity(now.len() + to.len() / 8), 0);
    for (span, by) in all {
        out.push_str(base.get(at..span.start)?);
        out.push_str(by);
        at = span.end;
    }
    out.push_str(base.get(at..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_different_words_are_both_kept() {
        let base = "An artists perform at the State de Porto, Sunday.";
        let one = "Artists perform at the State de Porto, Sunday.";
        let two = "An artists perform at the Stade de Porto, Sunday.";
        let both = "Artists perform at the Stade de Porto, Sunday.";
        assert_eq!(merged_text(base, one, two).as_deref(), Some(both));
        assert_eq!(merged_text(base, two, one).as_deref(), Some(both));
        // Laid over itself, a change is there once.
        assert_eq!(merged_text(base, two, two).as_deref(), Some(two));
        assert_eq!(merged_text(base, both, two).as_deref(), Some(both));
    }

    #[test]
    fn a_change_is_told_in_whole_words() {
        let told = |from: &str, to: &str| {
            let pairs = changes(&Value::Text(from.into()), &Value::Text(to.into()));
            pairs.iter().map(|(a, b)| format!("{a}>{b}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told("at the State de Porto", "at the Stade de Porto"), "State>Stade");
        assert_eq!(told("An artists perform.", "Artists perform."), "An artists>Artists");
        assert_eq!(told("Ana Prata, waves.", "Ana Prata waves."), "Prata,>Prata");
        assert_eq!(told("the the crowd", "the crowd"), "the the>the");
        assert_eq!(told("the crowd", "the big crowd"), "the>the big");
        assert_eq!(told("crowd", "A crowd"), "crowd>A crowd");
        assert_eq!(told("Léon, Élan-Vital", "Leon, Elan-Vitale"), "Léon,>Leon, Élan-Vital>Elan-Vitale");
        assert_eq!(told("walk  to it", "walk to it"), "walk  to>walk to");
        assert_eq!(told("Ana Halver Pike waves", "Ana Halver-Pike waves"), "Halver Pike>Halver-Pike");
        assert_eq!(told("the gate , then", "the gate, then"), "gate ,>gate,");
        assert_eq!(told("Fans,players wait", "Fans, players wait"), "Fans,players>Fans, players");
        assert_eq!(told(" the gate", "the gate"), "the>the");
        assert_eq!(told("same", "same"), "");
        let date = changes(&Value::Null, &Value::Text("2024-08-11".into()));
        assert_eq!(date, [(String::new(), "2024-08-11".to_owned())]);
    }

    #[test]
    fn changes_of_the_same_words_are_not_mixed() {
        let base = "Leon waves.";
        assert_eq!(merged_text(base, "Léon waves.", "Leo waves."), None);
        assert_eq!(merged_text("", "a", "b"), None);
        assert_eq!(merged_text("Léon – Élan", "Leon – Élan", "Léon – Elan").as_deref(), Some("Leon – Elan"));
    }

    #[test]
    fn lists_are_merged_item_by_item() {
        let list = |items: [&str; 2]| Value::List(items.map(str::to_owned).to_vec());
        let base = list(["ANA PRATA", "RUI MELO"]);
        let now = list(["Ana Prata", "RUI MELO"]);
        let to = list(["ANA PRATA", "Rui Melo"]);
        assert_eq!(merged(&base, &now, &to), Some(list(["Ana Prata", "Rui Melo"])));
        assert_eq!(merged(&base, &Value::Null, &to), None);
    }
}

#[cfg(test)]
mod odd_dates {
    use super::*;

    #[test]
    fn changes_of_odd_dates_are_told() {
        for (from, to) in [
            ("Fans wave in Lyon, 20 May.. 2025.", "Fans wave in Lyon, May 20, 2025."),
            ("Fans wave in Lyon, Tuesday – 20 May.. 2025.", "Fans wave in Lyon, Tuesday, May 20, 2025."),
            ("Fans wave in Lyon, Tuesday.. May 20 2025.", "Fans wave in Lyon, Tuesday 20 May 2025."),
            ("Fans wave in Lyon, Tuesday,May 20,, 2025.", "Fans wave in Lyon, Tuesday 20 May 2025."),
        ] {
            let all = hunks(from, to);
            assert!(all.windows(2).all(|w| w[0].0.end <= w[1].0.start), "{from}: {all:?}");
            let mut made = String::new();
            let mut at = 0;
            for (range, by) in &all {
                made.push_str(&from[at..range.start]);
                made.push_str(by);
                at = range.end;
            }
            made.push_str(&from[at..]);
            assert_eq!(made, to);
            assert!(!changes(&Value::Text(from.into()), &Value::Text(to.into())).is_empty());
        }
    }
}
