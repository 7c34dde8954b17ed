//! A credit without brackets or label at the end of a line: after a dash, after the last sentence, glued to it, or alone.

use super::read::{self, Assessed};
use super::shape::{LONGEST, after_comma, boundaries, first_mark, floor_char, lone_at, terse};
use super::split::{CONNECTING, Line, Split, Strength};
use crate::model::agency::AgencyKind;

impl Line<'_> {
    /// ` - AP/Name` after the words.
    pub(super) fn dash(&self) -> Option<Split> {
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
            let credit = &assessed.reading.credit;
            let nobody = credit.creators.iter().all(|c| credit.agency.as_ref() == Some(c));
            if joint != " -"
                && nobody
                && self.tail().is_some_and(|t| t.strength >= strength && t.span.start < at)
            {
                continue;
            }
            return Some(self.made(from, self.text.len(), assessed.reading, strength));
        }
        None
    }

    /// `Name/Agency` behind the last sentence, or glued to it.
    pub(super) fn tail(&self) -> Option<Split> {
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
    pub(super) fn leader(&self) -> Option<Split> {
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
    pub(super) fn lone(&self) -> Option<Split> {
        let text = &self.text[..self.core_end];
        let at = lone_at(text, self.agencies).filter(|at| *at > self.start)?;
        let name = text[at..].trim();
        // "Getty Images" is a credit; "Reuters" may be a source.
        let pictures =
            name.contains('/') || name.ends_with("Images") || name.to_lowercase().contains("photo");
        let strength = if pictures { Strength::Likely } else { Strength::Weak };
        Some(self.made(at, self.text.len(), read::read(name, self.agencies), strength))
    }

    pub(super) fn tail_from(&self, text: &str, starts: Vec<usize>) -> Option<Split> {
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
    pub(super) fn unmarked(&self, mark: usize) -> Option<Split> {
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
