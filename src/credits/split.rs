//! Finding the credit in a printed line: at its end, its start, in the middle, or the whole of it.

use std::ops::Range;

use super::agencies::Agencies;
use super::marks;
use super::read::{self, Assessed};
use super::shape::{
    LONGEST, after_comma, boundaries, brackets, could_be, first_mark, floor_char, has_sentence, has_year,
    is_one_bracket, lone_at, terse,
};
use crate::model::agency::AgencyKind;
use crate::model::credit::{CreditReading, Flag};

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
        .filter(|found| !of_the_sentence(found, trimmed, agencies))
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

struct Line<'a> {
    text: &'a str,
    start: usize,
    /// Where the credit's own words end, before restrictions.
    core_end: usize,
    agencies: &'a Agencies,
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
            return None;
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
                let ended = text[..at].trim_end().ends_with(['.', '!', '?', ')', '"', '”', '。']);
                if !(ended || strength == Strength::Certain && assessed.chain.joined) {
                    continue;
                }
                if matches!(label, "Photo " | "Foto " | "Courtesy ") && strength < Strength::Certain {
                    continue;
                }
            }
            best = Some(self.made(at, self.text.len(), assessed.reading, strength));
            break;
        }
        best
    }

    /// ` - AP/Name` after the words.
    fn dash(&self) -> Option<Split> {
        let text = &self.text[..self.core_end];
        let bytes = text.as_bytes();
        let spaced = memchr::memchr_iter(b'-', bytes)
            .any(|at| bytes.get(at + 1) == Some(&b' ') || at > 0 && bytes[at - 1] == b' ');
        if !spaced && memchr::memchr2(b'|', 0xe2, bytes).is_none() {
            return None;
        }
        for joint in [" - ", " – ", " — ", " | ", " -", "- "] {
            let Some(at) = text.rfind(joint) else { continue };
            let from = at + joint.len();
            // A dash with space on one side only.
            if joint == " -" && text[from..].starts_with(' ') || joint == "- " && text[..at].ends_with(' ') {
                continue;
            }
            let core = text[from..].trim();
            if at <= self.start || core.is_empty() || core.len() > LONGEST {
                continue;
            }
            let marked = core.contains(['/', '|', '-', '—', '–', ','])
                || core.contains(" via ")
                || core.contains(" for ");
            if !(marked && terse(core)) && self.agencies.lookup(core).is_none() {
                continue;
            }
            let assessed = read::assess(core, self.agencies);
            if let Some(agency) = self.agencies.lookup(core).filter(|_| joint.len() > 2) {
                // An organisation alone: "… on the beam – Getty Images", "… at night. | KYODO".
                let ended = text[..at].trim_end().ends_with(['.', '!', '?']);
                let clear = agency.kind == AgencyKind::Picture || (joint == " | " && ended);
                let named = text[..at].trim_end().contains(['/', '|']);
                if named || (joint == " | " && !ended) {
                    continue;
                }
                let strength = if clear { Strength::Likely } else { Strength::Weak };
                return Some(self.made(from, self.text.len(), assessed.reading, strength));
            }
            let Some(strength) = self.judge(&assessed, core, false, false) else { continue };
            // "“Trains again” — P. Osgood/Leeds": who said it.
            if assessed.chain.known == 0 && text[..at].trim_end().ends_with(['"', '”', '’', '»']) {
                continue;
            }
            // "Name – FIFA/FIFA via Getty Images": the dash is inside the credit where a name stands before it.
            if joint != " -"
                && assessed.reading.credit.creators.is_empty()
                && self.tail().is_some_and(|t| t.strength >= strength && t.span.start < at)
            {
                continue;
            }
            return Some(self.made(from, self.text.len(), assessed.reading, strength));
        }
        None
    }

    /// `Name/Agency` behind the last sentence, or glued to it.
    fn tail(&self) -> Option<Split> {
        let text = &self.text[..self.core_end];
        let comma = after_comma(text, self.agencies);
        let Some(first_mark) = first_mark(text, self.agencies).or(text.rfind(", ").filter(|_| comma)) else {
            return self.lone();
        };
        let floor = floor_char(text, self.core_end.saturating_sub(LONGEST).max(self.start));
        // Where a credit can begin, from the right: after the end of a sentence, else at a seam between two words.
        let found = self.tail_from(text, boundaries(text, floor, false));
        let found = found.or_else(|| self.tail_from(text, boundaries(text, floor, true)));
        found.or_else(|| self.unmarked(first_mark)).or_else(|| self.leader()).or_else(|| self.lone())
    }

    /// `AGENCY/Name` behind words without a full stop, or `AGENCY/Distributor`.
    fn leader(&self) -> Option<Split> {
        let text = &self.text[..self.core_end];
        let floor = floor_char(text, self.core_end.saturating_sub(LONGEST).max(self.start));
        let slash = text[floor..].find('/').map(|at| floor + at)?;
        let head = &text[floor..slash];
        let starts: Vec<usize> = head.rmatch_indices(' ').map(|(at, _)| floor + at + 1).take(3).collect();
        let at = starts.into_iter().rev().find(|at| self.agencies.lookup(&text[*at..slash]).is_some())?;
        let core = text[at..].trim();
        let assessed = read::assess(core, self.agencies);
        let strength = self.judge(&assessed, core, false, false)?;
        let credit = &assessed.reading.credit;
        let named = credit.creators.iter().all(|c| c.contains(' '));
        let passed = || {
            let last = credit.distributor.as_ref().and_then(|d| self.agencies.lookup(d));
            last.is_some_and(|d| d.kind == AgencyKind::Picture)
        };
        let whole = if credit.creators.is_empty() { passed() } else { named };
        (strength == Strength::Certain && whole && at > self.start)
            .then(|| self.made(at, self.text.len(), assessed.reading, Strength::Likely))
    }

    /// An organisation's name alone behind the last sentence.
    fn lone(&self) -> Option<Split> {
        let text = &self.text[..self.core_end];
        let at = lone_at(text, self.agencies).filter(|at| *at > self.start)?;
        let name = text[at..].trim();
        // "Getty Images" is a credit; "Reuters" may be a source.
        let pictures =
            name.contains('/') || name.ends_with("Images") || name.to_lowercase().contains("photo");
        let strength = if pictures { Strength::Likely } else { Strength::Weak };
        Some(self.made(at, self.text.len(), read::read(name, self.agencies), strength))
    }

    fn tail_from(&self, text: &str, starts: Vec<usize>) -> Option<Split> {
        let mut found: Option<Split> = None;
        for at in starts.into_iter().rev() {
            if at <= self.start {
                break;
            }
            let core = text[at..].trim();
            let marked = core.contains('/')
                || core.contains(" via ")
                || core.contains(" for ")
                || core.contains(" FOR ")
                || core.contains(" PHOTO ")
                || after_comma(core, self.agencies)
                || core.contains('—')
                || core.contains('|')
                || core.contains('-')
                || core.contains(" – ");
            if core.is_empty() || !marked || !terse(core) {
                continue;
            }
            let assessed = read::assess(core, self.agencies);
            match self.judge(&assessed, core, false, false) {
                // The longest credit that is still one: "J. Name/Agency" rather than "Name/Agency".
                Some(strength)
                    if found.as_ref().is_none_or(|f| strength >= f.strength)
                        && (grows(&found, &assessed)
                            // "N/A; N/B": the next credit of a composite.
                            || found.as_ref().is_some_and(|f| text[..f.span.start].trim_end().ends_with(';'))
                            || adds(&found, &assessed, core)) =>
                {
                    found = Some(self.made(at, self.text.len(), assessed.reading, strength));
                }
                _ if found.is_some() => break,
                _ => {}
            }
        }
        found
    }

    /// No full stop before it: `the finish line Ana Prata/Getty Images`. Known organisations only, and two or three words
    /// with capitals right before the slash.
    fn unmarked(&self, mark: usize) -> Option<Split> {
        let text = &self.text[..self.core_end];
        let head = text[..mark].trim_end();
        let words: Vec<(usize, &str)> = head
            .split(' ')
            .scan(0, |at, w| {
                let here = *at;
                *at += w.len() + 1;
                Some((here, w))
            })
            .filter(|(_, w)| !w.is_empty())
            .collect();
        let shouted = |w: &str| w.chars().any(char::is_uppercase) && !w.chars().any(char::is_lowercase);
        let last = words.last()?.1;
        // "after the parade REUTERS/Name": the agency in capitals, or "AP Photo", right before the slash.
        for n in (1..=3.min(words.len())).rev() {
            let at = words[words.len() - n].0;
            let name = &head[at..];
            let printed = n > 1 || (shouted(name) && name.len() > 3);
            if at <= self.start
                || !printed
                || self.agencies.lookup(name).is_none()
                || !text[mark..].starts_with('/')
            {
                continue;
            }
            let assessed = read::assess(text[at..].trim(), self.agencies);
            let someone = !assessed.reading.credit.creators.is_empty() && assessed.chain.right;
            if someone && self.judge(&assessed, &text[at..], false, false) == Some(Strength::Certain) {
                return Some(self.made(at, self.text.len(), assessed.reading, Strength::Likely));
            }
        }
        let mut take = 0;
        for (_, word) in words.iter().rev() {
            let capital = word.starts_with(|c: char| c.is_uppercase()) && !word.ends_with([',', ';', ':']);
            if !capital || (take > 0 && word.ends_with('.') && word.len() > 3) || take == 3 {
                break;
            }
            if take > 0 && shouted(last) != shouted(word) {
                break;
            }
            take += 1;
        }
        // A capital that begins the sentence is in no name; three capitals in a row are two of the name more often.
        let wanted = if shouted(last) { take.min(3) } else { take.min(2) };
        let first = words.len().checked_sub(wanted)?;
        let at = words.get(first)?.0;
        if wanted < 2 || at <= self.start {
            return None;
        }
        // "according to Name/Agency": the name is a part of the sentence.
        let before = first.checked_sub(1).and_then(|n| words.get(n)).map_or("", |w| w.1);
        if CONNECTING.contains(&before.to_lowercase().as_str()) {
            return None;
        }
        let core = text[at..].trim();
        let assessed = read::assess(core, self.agencies);
        let strength = self.judge(&assessed, core, false, false)?;
        (strength == Strength::Certain)
            .then(|| self.made(at, self.text.len(), assessed.reading, Strength::Likely))
    }

    /// How sure it is that these words are a credit; none where they are not.
    fn judge(&self, a: &Assessed, core: &str, label: bool, bracket: bool) -> Option<Strength> {
        if !plausible(a, core, label) {
            return None;
        }
        let chain = &a.chain;
        let credit = &a.reading.credit;
        let someone = !credit.creators.is_empty();
        let organisations = usize::from(credit.agency.is_some())
            + usize::from(credit.distributor.is_some())
            + credit.suppliers.len();
        if chain.known > 0 && (chain.joined && (someone || organisations > 1 || !credit.flags.is_empty())) {
            return Some(Strength::Certain);
        }
        if chain.known > 0 && credit.commissioner.is_some() {
            return Some(Strength::Certain);
        }
        if bracket
            && chain.known == 0
            && !someone
            && organisations == 0
            && credit.flags.contains(&Flag::Supplied)
        {
            // "(Supplied)"
            return Some(Strength::Likely);
        }
        if bracket && credit.flags.contains(&Flag::Supplied) && (someone || organisations == 1) {
            return Some(Strength::Likely);
        }
        if a.label.is_some_and(|l| l.contains('©')) && !someone && has_year(core) {
            // "© 2024 AFP" is the page's own notice.
            return None;
        }
        if someone && credit.commissioner.as_ref().is_some_and(|c| self.agencies.lookup(c).is_some()) {
            return Some(Strength::Likely);
        }
        // An organisation alone on its line: a sign where the document has more of it.
        if core.len() == self.text.len() - self.start && self.agencies.lookup(core).is_some() {
            return Some(Strength::Weak);
        }
        if label {
            let flagged = !credit.flags.is_empty();
            return match (chain.known > 0, someone || organisations > 0 || flagged) {
                (true, _) => Some(Strength::Certain),
                (false, true) => Some(Strength::Likely),
                _ => None,
            };
        }
        if chain.known == 0 && credit.commissioner.is_some() && someone && !label && !bracket {
            return credit.creators.iter().all(|c| c.contains(' ')).then_some(Strength::Weak);
        }
        if bracket && chain.known == 0 && organisations == 1 && credit.flags.contains(&Flag::File) {
            return Some(Strength::Likely);
        }
        if bracket && chain.known > 1 && core.contains(" via ") {
            return Some(Strength::Certain);
        }
        if bracket && chain.known > 0 {
            // "(AP Photo)", "(PTI Photo)" are credits; "(AP)" and "(Reuters)" stand in prose.
            let photo = core.to_lowercase().contains("photo") || core.contains("Images");
            return Some(if photo { Strength::Certain } else { Strength::Weak });
        }
        if chain.joined && core.contains(" via ") && (someone || organisations > 1) {
            return Some(Strength::Likely);
        }
        if chain.joined && someone && organisations > 0 {
            let two_words = credit.creators.iter().all(|c| c.contains(' ') || !c.is_ascii());
            return Some(if two_words { Strength::Likely } else { Strength::Weak });
        }
        if !a.reading.undecided.is_empty() && chain.joined && bracket {
            return Some(Strength::Weak);
        }
        (bracket && someone && credit.creators.iter().all(|c| c.contains(' '))).then_some(Strength::Weak)
    }

    fn made(&self, from: usize, to: usize, reading: CreditReading, strength: Strength) -> Split {
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
const CONNECTING: [&str; 26] = [
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

/// Whether what was read can be a credit at all.
fn plausible(a: &Assessed, core: &str, label: bool) -> bool {
    let chain = &a.chain;
    let words = core.split_whitespace().count();
    let restricted = !a.reading.credit.restrictions.is_empty();
    chain.odd == 0
        && (words <= 24 || restricted || core.contains(';'))
        && (label || !core.contains("://"))
        && !(core.contains("://") && chain.known == 0)
        && !core.contains(['?', '!'])
        && !core.contains(" p.m.")
        && !core.contains(" a.m.")
        && a.reading.credit.commissioner.as_ref().is_none_or(|c| c.split_whitespace().count() <= 12)
}

/// Two credits with a semicolon between, for a picture made of two.
fn adds(found: &Option<Split>, longer: &Assessed, core: &str) -> bool {
    core.contains("; ")
        && found
            .as_ref()
            .is_some_and(|f| longer.reading.credit.creators.len() > f.reading.credit.creators.len())
}

/// A longer reading is better only if it still credits the same organisations.
fn grows(found: &Option<Split>, longer: &Assessed) -> bool {
    found.as_ref().is_none_or(|f| {
        let (old, new) = (&f.reading.credit, &longer.reading.credit);
        old.agency == new.agency
            && old.distributor == new.distributor
            && old.suppliers == new.suppliers
            && new.creators.len() >= old.creators.len()
            && new.creators.iter().all(|n| n.split_whitespace().count() <= 5)
    })
}
