//! The tables of confused words, read once: `confused.tsv` and its neighbours of the same form, and the lists of words that their rows
//! name in capitals (`confused_topics.tsv`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What must stand beside a word that is wrong, for what is meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub meant: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    /// Words of which one must stand anywhere in the caption; none where any caption will do.
    pub topic: &'static str,
    /// Words of which none may.
    pub veto: &'static str,
    /// Also where the word has a capital inside a sentence: "the Sahara Dessert".
    pub named: bool,
}

/// The tables: words that sound alike, those that one slip makes of others, those that only the topic of a caption tells.
pub(super) const TABLES: [&str; 5] = [
    include_str!("confused.tsv"),
    include_str!("confused_more.tsv"),
    include_str!("confused_slips.tsv"),
    include_str!("confused_topics.tsv"),
    include_str!("confused_wide.tsv"),
];

/// The rows of all tables, each with its word.
pub(super) fn rows() -> impl Iterator<Item = (&'static str, Row)> {
    let lines = TABLES.iter().flat_map(|table| table.lines());
    lines.filter(|l| !l.starts_with(['#', '@'])).filter_map(|line| {
        let mut columns = line.split('\t');
        let (word, meant) = (columns.next()?, columns.next()?);
        let (before, after) = (columns.next()?, columns.next()?);
        let (topic, veto) = (columns.next().unwrap_or("*"), columns.next().unwrap_or_default());
        let plain = word.trim_start_matches('^');
        Some((plain, Row { meant, before, after, topic, veto, named: plain != word }))
    })
}

static ROWS: LazyLock<HashMap<&'static str, Vec<Row>>> = LazyLock::new(|| {
    let mut map: HashMap<_, Vec<Row>> = HashMap::new();
    rows().for_each(|(word, row)| map.entry(word).or_default().push(row));
    map
});

/// The words of the rows.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    ROWS.keys().copied()
}

/// The rows of a word in small letters, in the order of the tables.
pub(super) fn of(word: &str) -> &'static [Row] {
    ROWS.get(word).map_or(&[], Vec::as_slice)
}

/// The lists that have a name: a line that begins with @.
static LISTS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let lines = TABLES.iter().flat_map(|table| table.lines());
    let named = lines.filter_map(|l| l.strip_prefix('@')?.split_once('\t'));
    named.map(|(name, words)| (name, words.split(' ').collect())).collect()
});

/// Whether a list has a word in small letters, as it is or with an s or an owner's ending behind it.
pub(super) fn lists(name: &str, word: &str) -> bool {
    let Some(list) = LISTS.get(name) else { return false };
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    list.contains(bare) || bare.strip_suffix('s').is_some_and(|one| list.contains(one))
}

/// Whether a word in small letters is one of those of a column, or several of it: plain words, and lists by their names.
pub(super) fn among(column: &str, word: &str) -> bool {
    column.split(' ').any(|part| match part.starts_with(|c: char| c.is_ascii_uppercase()) {
        true => lists(part, word),
        false => part == word || word.strip_suffix('s') == Some(part),
    })
}

/// Whether there is a list of that name.
#[cfg(test)]
pub(super) fn is_list(name: &str) -> bool {
    LISTS.contains_key(name)
}
