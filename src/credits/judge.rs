//! How sure it is that words are a photograph's credit.

use super::read::Assessed;
use super::shape::has_year;
use super::split::{Line, Strength};
use crate::model::credit::Flag;

impl Line<'_> {
    /// How sure it is that these words are a credit; none where they are not.
    pub(super) fn judge(&self, a: &Assessed, core: &str, label: bool, bracket: bool) -> Option<Strength> {
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
            && (credit.flags.contains(&Flag::Supplied)
                || credit.flags.contains(&Flag::Handout) && core.starts_with("(PR HANDOUT"))
        {
            // "(Supplied)", "(PR HANDOUT IMAGE PHOTO)"
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
            // "Foto notes", "Photo opportunity": behind a label that is a plain word, small letters are prose.
            let plain = a.label.is_some_and(super::marks::wordlike);
            let small = |c: &String| c.is_ascii() && !c.bytes().any(|b| b.is_ascii_uppercase());
            let mut names = credit.creators.iter().chain(&credit.agency).chain(&credit.suppliers).peekable();
            if plain && chain.known == 0 && names.peek().is_some() && names.all(small) {
                return None;
            }
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
}

/// Whether what was read can be a credit at all.
pub(super) fn plausible(a: &Assessed, core: &str, label: bool) -> bool {
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
