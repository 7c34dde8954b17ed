//! Finding the credit in a printed line: at its end, its start, in the middle, or the whole of it.

use std::ops::Range;

use super::agencies::Agencies;
use super::judge::plausible;
use super::marks;
use super::read;
use super::shape::{
    LONGEST, after_comma, boundaries, brackets, could_be, floor_char, has_sentence, is_one_bracket, lone_at,
    terse,
};
use crate::model::credit::CreditReading;

/// How sure it is that the words are a photograph's credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It could be prose: it counts only where the document has more of it.
    Weak,
    /// A clear form, with an organisation that the list does not know.
    Likely,
    /// A known organisation in a full form.
    Certain,
}

/// A line taken apart into words and credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The caption's words; text after a credit in mid-line is joined to them by one space.
    pub description: String,
    /// The credit exactly as printed.
    pub credit_line: String,
    /// Where the credit stands in the line, in bytes.
    pub span: Range<usize>,
    pub reading: CreditReading,
    pub strength: Strength,
}

/// Finds the credit in one printed line.
pub fn split(text: &str, agencies: &Agencies) -> Option<Split> {
    let text_end = text.trim_end().len();
    let trimmed = &text[..text_end];
    let start = trimmed.len() - trimmed.trim_start().len();
    if trimmed.len() == start
        || !(could_be(trimmed) || after_comma(trimmed, agencies) || lone_at(trimmed, agencies).is_some())
    {
        return None;
    }
    // Restrictions and best-picture marks at the end belong to the credit before them.
    let mut end = trimmed.len();
    if let Some(at) = marks::restrictions(trimmed).filter(|at| *at > start) {
        end = trimmed[..at].trim_end_matches([' ', '/', '\u{a0}']).len();
    }
    let mut core_end = end;
    while let Some(rest) =
        marks::best(&trimmed[..core_end]).filter(|r| r.len() < core_end && trimmed.starts_with(*r))
    {
        core_end = rest.len();
    }
    if let Some(rest) = marks::mandatory(&trimmed[..core_end]) {
        core_end = rest.len();
    }
    // Nothing but marks and restrictions is nobody's credit.
    if core_end <= start {
        return None;
    }
    let line = Line { text: trimmed, start, core_end, agencies };
    line.whole()
        .or_else(|| line.bracketed())
        .or_else(|| line.labelled())
        .or_else(|| line.dash())
        .or_else(|| line.tail())
        .map(|found| behind_prose(&found, trimmed, agencies).unwrap_or(found))
        .filter(|found| !of_the_sentence(found, trimmed, agencies))
}

/// The credit at a line's end where what was found begins with another that stands in the words: "a trough, EPA/Ana Prata, near
/// Lyon, France. Ana Prata/EPA". Words in small letters between the two are the caption's.
fn behind_prose(found: &Split, text: &str, agencies: &Agencies) -> Option<Split> {
    let at = found.span.start + found.credit_line.rfind(". ")? + 2;
    let (between, last) = (text.get(found.span.start..at)?, text.get(at..)?);
    let prose =
        between.split([' ', ',']).filter(|w| w.len() > 3 && w.chars().all(char::is_lowercase)).count() > 0;
    if !prose || found.credit_line.starts_with(['(', '[']) {
        return None;
    }
    let credit =
        split(last, agencies).filter(|s| s.description.is_empty() && s.strength == Strength::Certain)?;
    (!credit.reading.credit.creators.is_empty()).then(|| Split {
        description: text[..at].trim().to_owned(),
        span: at + credit.span.start..at + credit.span.end,
        ..credit
    })
}

/// Whether what looks like a credit is a part of the sentence that it stands in: "gave the picture to AFP/Getty Images",
/// "Scores: AFP/Reuters", a letter's "— P. Osgood/Leeds".
fn of_the_sentence(found: &Split, text: &str, agencies: &Agencies) -> bool {
    let line = &found.credit_line;
    if line.starts_with(['(', '[', '（']) || marks::label(line).is_some() {
        return false;
    }
    let head = text[..found.span.start.min(text.len())].trim_end();
    if head.is_empty() {
        return false;
    }
    let last = head.rsplit(' ').next().unwrap_or_default();
    if CONNECTING.contains(&last) || (head.ends_with(':') && head.split_whitespace().count() <= 3) {
        return true;
    }
    let credit = &found.reading.credit;
    let place = |o: &String| agencies.lookup(o).is_none() && crate::text::places::is_known_city(o);
    !credit.creators.is_empty() && credit.distributor.is_none() && credit.agency.as_ref().is_some_and(place)
}

pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    /// Where the credit's own words end, before restrictions.
    pub(super) core_end: usize,
    pub(super) agencies: &'a Agencies,
}

impl Line<'_> {
    /// The whole line is a credit.
    fn whole(&self) -> Option<Split> {
        let core = &self.text[self.start..self.core_end];
        if core.len() > LONGEST {
            return None;
        }
        let opens = marks::label(core.trim_start_matches(['(', '['])).is_some();
        if !opens && !is_one_bracket(core) && (has_sentence(core) || !terse(core)) {
            return None;
        }
        // Scripts that set no space before a bracket: the words stand before it.
        if core.contains('（') && !is_one_bracket(core) {
            return None;
        }
        let assessed = read::assess(&self.text[self.start..], self.agencies);
        // A label inside the line labels no more than what follows it.
        let label = marks::label(core.trim_start_matches(['(', '['])).is_some();
        if label && assessed.label.is_some_and(|l| l.starts_with("Mandatory") || l.starts_with("Image c")) {
            // The caption may follow on the line.
            if let Some(split) = self.leading() {
                return Some(split);
            }
        }
        let outer = is_one_bracket(core);
        if core.contains(" (") && !outer && !label && core.ends_with(')') && marks::id(core).is_none() {
            // Words before a bracket: not the whole line, unless the words are a credit too.
            let before = core.split(" (").next().unwrap_or_default();
            let assessed = read::assess(before, self.agencies);
            let credit = assessed.chain.joined || assessed.chain.known > 0;
            if !(credit && plausible(&assessed, before, false)) {
                return None;
            }
        }
        // Words with a credit behind them are not a whole credit, whatever label they begin with.
        let bare = marks::label(core).map_or(core, |(l, _)| &core[l.len()..]);
        if !outer && has_sentence(bare) {
            return self.named_first();
        }
        let credit = &assessed.reading.credit;
        let glued = |name: &String| !boundaries(name, 0, true).is_empty();
        let organisation = credit.agency.as_ref().filter(|a| self.agencies.lookup(a).is_none());
        if credit.creators.iter().any(glued)
            || organisation.is_some_and(|o| o.contains(|c: char| c.is_ascii_digit()) && glued(o))
        {
            return None;
        }
        if label && !outer && bare.ends_with(')') && bare.contains(" (") && marks::id(bare).is_none() {
            let before = bare.split(" (").next().unwrap_or_default();
            let chain = read::assess(before, self.agencies).chain;
            if before.split_whitespace().count() > 3 && !(chain.joined || chain.known > 0) {
                return None;
            }
        }
        let strength = self.judge(&assessed, core, label, outer)?;
        // A bare organisation's name alone, or a bare "Name/Word", is a heading as well as a credit.
        if !label
            && !outer
            && assessed.chain.known == 0
            && strength == Strength::Likely
            && !core.contains(" via ")
        {
            return Some(self.made(self.start, self.text.len(), assessed.reading, Strength::Weak));
        }
        if !label
            && !outer
            && !core.contains(['/', '|', '—', '-'])
            && !core.contains(" via ")
            && !core.to_lowercase().contains(" for ")
        {
            // "Ana Prata, AP" alone may be the text's byline.
            return Some(self.made(
                self.start,
                self.text.len(),
                assessed.reading,
                strength.min(Strength::Weak),
            ));
        }
        Some(self.made(self.start, self.text.len(), assessed.reading, strength))
    }

    /// A labelled credit at the start with the caption behind it: `Mandatory Credit: Photo by N/Shutterstock (id) Words…`.
    fn leading(&self) -> Option<Split> {
        let text = &self.text[self.start..self.core_end];
        for (at, c) in text.char_indices() {
            if !matches!(c, ')' | ' ' | ',') || !(20..=LONGEST).contains(&at) {
                continue;
            }
            let (head, tail) = (&text[..at + usize::from(c == ')')], text[at + 1..].trim_start());
            let closes =
                c == ')' || head.ends_with(['.', ')']) || c == ',' || tail.starts_with("Image caption");
            let goes_on =
                tail.split_whitespace().count() >= 3 && tail.starts_with(|c: char| c.is_uppercase());
            if !closes || !goes_on {
                continue;
            }
            let assessed = read::assess(head.trim_end_matches(','), self.agencies);
            if assessed.chain.known > 0 && assessed.chain.odd == 0 && assessed.chain.joined {
                let end = self.start + head.trim_end_matches(',').len();
                return Some(self.made(self.start, end, assessed.reading, Strength::Certain));
            }
        }
        None
    }

    /// `Photo by Name. Words…`: a photographer alone before the words, where no other credit stands behind them.
    fn named_first(&self) -> Option<Split> {
        let text = &self.text[self.start..self.core_end];
        let (label, _) = marks::label(text).filter(|(l, _)| l.to_lowercase().ends_with(" by "))?;
        let rest = &text[label.len()..];
        // "J. R. Roe" has full stops of its own.
        let stop = rest.match_indices(". ").map(|(at, _)| at).find(|at| {
            let last = rest[..*at].rsplit(' ').next().unwrap_or_default();
            last.chars().count() > 2
        })?;
        let (name, words) = (&rest[..stop], rest[stop + 2..].trim());
        let whole = name.contains(' ') && crate::text::names::personal(name);
        let goes_on = words.starts_with(char::is_uppercase) && words.split(' ').count() >= 4;
        if !whole || !goes_on || super::split(words, self.agencies).is_some() {
            return None;
        }
        let end = label.len() + stop + 1;
        let reading = read::assess(&text[..end], self.agencies).reading;
        Some(self.made(self.start, self.start + end, reading, Strength::Likely))
    }

    /// A credit in brackets: the last bracket that is one.
    fn bracketed(&self) -> Option<Split> {
        let mut best: Option<Split> = None;
        for (open, close) in brackets(&self.text[..self.core_end]).into_iter().rev().take(6) {
            let inner = &self.text[open..close];
            if inner.len() > LONGEST || inner.len() < 4 {
                continue;
            }
            let after = self.text[close..].trim();
            if !inner.contains(['/', ':', '|', '—', '-', '©']) && !terse(inner) {
                continue;
            }
            let assessed = read::assess(inner, self.agencies);
            let label = assessed.label.is_some();
            let Some(mut strength) = self.judge(&assessed, inner, label, true) else { continue };
            // "(PTI Photo/Name) (PTI05_03_2024_000123B)": the supplier's number is the credit's.
            let id = marks::id(&self.text[..self.core_end]).is_some_and(|head| head.len() == close);
            let behind = !after.trim_matches(['.', ',', ' ']).is_empty() && close < self.core_end && !id;
            if behind {
                // Text behind it: only a form that no prose has.
                if strength < Strength::Certain || !(assessed.chain.joined || label) {
                    continue;
                }
            }
            // "…, said the organisers (Arts/County Council).": the sentence ends behind the bracket, not before it.
            let open_end =
                !self.text[..open].trim_end().ends_with(['.', '!', '?', '"', '”', '’', '»', '。', ')']);
            if open_end && after == "." && assessed.chain.known == 0 && !label && open > self.start {
                continue;
            }
            // "(AP) — The river": a dateline.
            if behind && !assessed.chain.joined && !label && after.starts_with(['-', '–', '—']) {
                continue;
            }
            let mut from = open;
            // A credit before the bracket is the same one again: "Photo: N/dpa (Photo by N/…)".
            let head = self.text[..open].trim_end();
            let near = floor_char(head, head.len().saturating_sub(120));
            if strength == Strength::Certain
                && !head.ends_with('.')
                && head[near..].contains(['/', ':', '|'])
                && let before =
                    (Line { text: head, start: self.start, core_end: head.len(), agencies: self.agencies })
                && let Some(outer) = before
                    .labelled()
                    .or_else(|| before.tail())
                    .or_else(|| before.bracketed())
                    .filter(|s| s.strength == Strength::Certain && s.span.end == head.len())
            {
                from = outer.span.start;
            }
            if from == self.start
                && !behind
                && strength == Strength::Likely
                && assessed.chain.known == 0
                && !label
            {
                strength = Strength::Weak;
            }
            let end = if behind { close } else { self.text.len() };
            let reading = if (from, end) == (open, close) {
                assessed.reading
            } else {
                read::assess(&self.text[from..end], self.agencies).reading
            };
            let made = self.made(from, end, reading, strength);
            if best.as_ref().is_none_or(|b| made.strength > b.strength) {
                best = Some(made);
            }
            if strength == Strength::Certain {
                break;
            }
        }
        best
    }

    /// A labelled credit after the words, also glued to them.
    fn labelled(&self) -> Option<Split> {
        let text = &self.text[..self.core_end];
        let floor = floor_char(text, self.core_end.saturating_sub(LONGEST).max(self.start));
        let mut best: Option<Split> = None;
        for (at, c) in text[floor..].char_indices() {
            let at = floor + at;
            if at == self.start || !(c.is_uppercase() || matches!(c, 'c' | 'p' | '©' | '(') || !c.is_ascii())
            {
                continue;
            }
            let Some((label, _)) = marks::label(&text[at..]) else { continue };
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let last = text[..at].trim_end().rsplit(' ').next().unwrap_or_default();
            if label.get(..5).is_some_and(|l| l.eq_ignore_ascii_case("photo"))
                && self.agencies.lookup(last).is_some()
                && self.agencies.lookup(&format!("{last} Photo")).is_some()
            {
                // "AFP PHOTO / Name" begins one word sooner.
                continue;
            }
            // "The week in pictures: Latin America" is a headline.
            if last.eq_ignore_ascii_case("in") && !c.is_ascii_punctuation() && label.contains(':') {
                continue;
            }
            let seam =
                before.is_whitespace() || matches!(before, '.' | '!' | '?' | ')' | '"' | '”' | '’' | '。');
            let glued = before.is_lowercase() && label.contains(':');
            if !seam && !glued {
                continue;
            }
            let core = &text[at..];
            let assessed = read::assess(core, self.agencies);
            let Some(strength) = self.judge(&assessed, core, true, false) else { continue };
            if marks::wordlike(label) {
                // "Photo by" in prose: the sentence before it must have ended, or the chain be a full one.
                let ended = text[..at].trim_end().ends_with(['.', '!', '?', ')', '"', '”', '。', '|']);
                if !(ended || strength == Strength::Certain && assessed.chain.joined) {
                    continue;
                }
                if matches!(label, "Photo " | "Photo de " | "Foto " | "Courtesy ")
                    && strength < Strength::Certain
                {
                    continue;
                }
            }
            best = Some(self.made(at, self.text.len(), assessed.reading, strength));
            break;
        }
        best
    }

    pub(super) fn made(&self, from: usize, to: usize, reading: CreditReading, strength: Strength) -> Split {
        let from = from + (self.text[from..to].len() - self.text[from..to].trim_start().len());
        let head = self.text[..from].trim();
        // The dash that sets a credit off is neither's.
        let head = strip_dash(head);
        let after = self.text[to..].trim().trim_start_matches(['.', ',']).trim();
        // A mark of the day's best pictures may stand at the front.
        let mut reading = reading;
        let mut head = head;
        while let Some(rest) = marks::best(head).filter(|r| head.ends_with(*r) && !r.is_empty()) {
            reading.credit.flag(crate::model::credit::Flag::TopPick);
            head = rest;
        }
        let description = match (head.is_empty(), after.is_empty()) {
            (_, true) => head.to_owned(),
            (true, false) => after.to_owned(),
            (false, false) => format!("{head} {after}"),
        };
        let credit_line = self.text[from..to].trim().to_owned();
        // Restrictions and marks behind the credit's own words are read with it.
        let reading =
            if to > self.core_end { read::assess(&credit_line, self.agencies).reading } else { reading };
        let reading = read::misspelt(reading, self.agencies);
        let to = from + credit_line.len();
        Split { description, credit_line, span: from..to, reading, strength }
    }
}

/// Words after which a name belongs to the sentence.
pub(super) const CONNECTING: [&str; 26] = [
    "to",
    "by",
    "from",
    "of",
    "and",
    "with",
    "told",
    "said",
    "says",
    "for",
    "in",
    "at",
    "the",
    "a",
    "an",
    "via",
    "as",
    "or",
    "that",
    "but",
    "on",
    "between",
    "against",
    "beat",
    "like",
    "photographer",
];

fn strip_dash(head: &str) -> &str {
    let bare = head.trim_end_matches(['-', '–', '—', '|']);
    if bare.len() < head.len() && (bare.ends_with(' ') || bare.ends_with(['.', '!', '?', ')'])) {
        bare.trim_end()
    } else {
        head
    }
}
