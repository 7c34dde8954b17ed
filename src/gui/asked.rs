//! What the state says of the list: what the desk is asked for, which places are beside the caption in view, and what is selected.

use super::state::*;
use crate::desk::view::*;

impl State {
    /// The list as it should be now.
    pub fn request(&mut self) -> ListRequest {
        self.number += 1;
        ListRequest {
            number: self.number,
            filter: self.filter(),
            group: if self.view == View::Changes { None } else { self.prefs.grouped.by() },
            sort: self.sort,
            descending: self.descending,
        }
    }

    /// What the list is narrowed by: the search, in the view of changes that a caption is corrected, in that of dates the event
    /// that it shows.
    pub fn filter(&self) -> String {
        let query = closed(&self.query);
        let query = without_begun(&query);
        match (self.view, &self.dates_event) {
            (View::Changes, _) => join_terms(query, "corrected:yes"),
            (View::Dates, Some(event)) => join_terms(query, &event_term(event)),
            _ => query.to_owned(),
        }
    }

    /// The place beside the caption in view, before or behind it; where a change has moved it, beside the place that it had.
    pub fn beside(&self, forward: bool) -> Option<usize> {
        let listing = self.listing.as_ref()?;
        let at = self.cursor?;
        let row = self.gap.and_then(|gap| if forward { gap.after } else { gap.before });
        let found = row.and_then(|row| listing.rows.iter().position(|r| *r == row));
        let beside = if forward { Some(at + 1) } else { at.checked_sub(1) };
        found.or(beside).filter(|n| *n < listing.rows.len())
    }

    /// The place that a search goes on from: the one in view, or the one that it had before a change moved it.
    pub fn onwards(&self, forward: bool) -> Option<usize> {
        match (self.gap, forward) {
            (None, _) => self.cursor,
            (Some(_), true) => self.beside(true).and_then(|n| n.checked_sub(1)),
            (Some(_), false) => self.beside(false).map(|n| n + 1),
        }
    }

    /// How many captions are selected.
    pub fn selected_count(&self) -> usize {
        if self.selection.all {
            self.listing.as_ref().map_or(0, |l| l.shown)
        } else {
            self.selection.rows.len()
        }
    }

    /// The rows that an edit is for: the selected ones.
    pub fn selected_rows(&self) -> Vec<i64> {
        self.selected().rows.to_vec()
    }

    /// The selection with its rows, also where it is the whole list.
    pub fn selected(&self) -> Selection {
        match (&self.listing, self.selection.all) {
            (Some(listing), true) => Selection::of(&listing.rows),
            _ => self.selection.clone(),
        }
    }
}

/// What finds the captions of an event.
pub fn event_term(event: &str) -> String {
    format!("event:=\"{}\"", event.replace('"', " "))
}

/// A search with the phrase closed that is being typed: the list narrows with its words, and does not wait for the last mark.
fn closed(query: &str) -> String {
    let (mut open, mut escaped) = (None, false);
    for (at, c) in query.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = open.is_some(),
            '"' => open = if open.is_some() { None } else { Some(at) },
            _ => {}
        }
    }
    match open {
        // No word of it yet.
        Some(at) if query[at + 1..].trim().is_empty() => query[..at].to_owned(),
        Some(_) => format!("{}\"", query.trim_end()),
        None => query.to_owned(),
    }
}

/// A search without the field at its end whose value is still to come: what is proposed for it is of the list as it was.
fn without_begun(query: &str) -> &str {
    let text = query.trim_end();
    let start = text.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |at| at + 1);
    let name = text[start..].trim_start_matches('-').strip_suffix(':').unwrap_or_default();
    if name.is_empty() || !name.chars().all(char::is_alphanumeric) {
        return query;
    }
    let rest = text[..start].trim_end();
    rest.strip_suffix(" OR").unwrap_or(rest)
}

fn join_terms(a: &str, b: &str) -> String {
    let a = a.trim();
    if a.is_empty() { b.to_owned() } else { format!("({a}) {b}") }
}

#[cfg(test)]
mod tests {
    use super::{closed, without_begun};

    #[test]
    fn a_field_without_its_value_is_not_asked_for_yet() {
        for (typed, meant) in [
            ("status:", ""),
            ("fire status:", "fire"),
            ("fire -agency: ", "fire"),
            ("fire OR agency:", "fire"),
            ("fire", "fire"),
            ("agency:AP", "agency:AP"),
            ("at 9:", "at"),
            ("(fire) date:", "(fire)"),
            ("a :", "a :"),
        ] {
            assert_eq!(without_begun(typed), meant, "{typed}");
        }
    }

    #[test]
    fn a_phrase_that_is_being_typed_is_closed() {
        for (typed, meant) in [
            ("fire", "fire"),
            ("fire \"", "fire "),
            ("fire \"closing cer", "fire \"closing cer\""),
            ("\"closing ceremony\"", "\"closing ceremony\""),
            ("agency:\"Getty Im ", "agency:\"Getty Im\""),
            (r#"a "b \" c"#, r#"a "b \" c""#),
        ] {
            assert_eq!(closed(typed), meant);
        }
    }
}
