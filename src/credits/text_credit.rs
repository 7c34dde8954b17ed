//! Lines that credit the text, not a photograph.

use crate::text::names;

/// Whether a line credits the text rather than a photograph: `With files from…`, `(Text inputs from …)`, `Reporting by …`.
pub fn is_text_credit(line: &str) -> bool {
    let text = line.trim().trim_start_matches(['(', '[', '*', '—', '–', '-', '_', ' ']);
    const STARTS: [&str; 34] = [
        "With files from",
        "With a file from",
        "with files from",
        "With reporting from",
        "With reporting by",
        "With inputs from",
        "with inputs from",
        "With input from",
        "With agency inputs",
        "With agencies",
        "With material from",
        "With contributions from",
        "Text inputs from",
        "Text input from",
        "Inputs from",
        "Additional reporting",
        "Additional Reporting",
        "Reporting by",
        "Reporting for",
        "Editing by",
        "Writing by",
        "Compiled by",
        "Translated by",
        "This story was",
        "This report was",
        "This article was",
        "This report includes",
        "Material from the",
        "Contributed by",
        "Source: ",
        "Text by",
        "Story by",
        "Words by",
        "Edited by",
    ];
    let upper = |s: &str| text.get(..s.len()).is_some_and(|t| t.eq_ignore_ascii_case(s));
    if STARTS.iter().any(|s| upper(s)) && text.len() < 300 {
        // "Source: Name/Agency" and "This story was" of a sentence that credits a picture are rare; the line is about text.
        return true;
    }
    text.len() < 200
        && (text.contains("contributed to this report")
            || text.contains("contributed to this story")
            || text.contains("contributed reporting")
            || text.contains("contributed to this article")
            || (names::organisation_word(text) && text.contains("written and edited by")))
}
