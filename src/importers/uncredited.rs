//! Captions whose credit is missing: among credited captions a line that is as they are is one of them.

use std::collections::HashMap;

use super::layout::{self, Kind, Logical};
use crate::credits::{self, Agencies, Split, Strength};
use crate::model::date::DateValue;
use crate::text::dates;
use crate::text::fold::fold;
use crate::text::places;

/// So many credited captions show what form a document's captions have.
const MANY: usize = 8;
/// So many show what all of them begin or end with.
const FEW: usize = 4;
/// So many last words that others have, too, are no chance.
const TAIL: usize = 6;

/// Takes a line among credited captions for one of them whose credit is missing: where it begins or ends as they do, or where
/// nearly all of them are dated, it is as they are, and captions stand on both of its sides. Prose tells what was.
pub fn take(logical: &mut [Logical<'_>], agencies: &Agencies) {
    let stock = Stock::of(logical);
    if stock.captions < FEW {
        return;
    }
    let dated = stock.captions >= MANY && stock.dated * 10 >= stock.captions * 9;
    // Where the captions have a dateline or a place and day in common, one of them would have it, too.
    let common = stock.heads.values().chain(stock.tails.values()).any(|n| *n * 3 >= stock.captions);
    let dense = stock.captions >= MANY && stock.dated * 10 <= stock.captions && !common && dense(logical);
    let caption = |line: &Logical<'_>| {
        matches!(
            line.kind,
            Kind::Credited { .. } | Kind::CreditOnly { .. } | Kind::Plain { owner: Some(_), .. }
        )
    };
    for n in 0..logical.len() {
        let line = &logical[n];
        if !matches!(line.kind, Kind::Plain { label: false, owner: None }) {
            continue;
        }
        let before = n.checked_sub(1).and_then(|m| logical.get(m)).map(caption);
        let after = logical.get(n + 1).map(caption);
        let between = before == Some(true) && after != Some(false);
        let beside = before == Some(true) || after == Some(true);
        let unknown = unknown_credit(&line.text, agencies);
        let words = unknown.as_ref().map_or(&*line.text, |split| &*split.description);
        let like =
            if dated { layout::dated_like_a_caption(words) } else { dense && layout::short_caption(words) };
        // Prose hardly ever ends with a whole date.
        let ended = dated
            && stock.end_dated * 10 >= stock.captions * 7
            && ends_dated(words)
            && super::lines::sentences(words) <= 2
            && first_of_the_present(words);
        // Of one sentence that names place and day at its end, as nearly all captions do, one caption beside it is enough.
        let placed = ended
            && stock.end_dated * 10 >= stock.captions * 9
            && super::lines::sentences(words) == 1
            && ends_placed(words);
        let alike = between && (like && of_the_present(words) || ended) || beside && placed;
        if alike || beside && stock.has(words) {
            logical[n].kind = match unknown {
                Some(split) => Kind::Credited { splits: vec![split] },
                None => Kind::Plain { label: true, owner: None },
            };
        }
    }
}

/// Whether hardly anything but captions stands between the first caption and the last: a gallery, which has no prose there.
fn dense(logical: &[Logical<'_>]) -> bool {
    let caption = |l: &Logical<'_>| {
        !matches!(
            l.kind,
            Kind::Plain { label: false, owner: None } | Kind::Metadata | Kind::Never | Kind::TextCredit
        )
    };
    let Some((first, last)) = logical.iter().position(caption).zip(logical.iter().rposition(caption)) else {
        return false;
    };
    let others = logical[first..=last].iter().filter(|l| !caption(l)).count();
    others * 8 <= last - first
}

/// What a document's captions have in common: the dateline before their words, and the place and date behind them.
#[derive(Default)]
struct Stock {
    captions: usize,
    dated: usize,
    /// How many end with their date.
    end_dated: usize,
    heads: HashMap<String, usize>,
    tails: HashMap<String, usize>,
}

impl Stock {
    fn of(logical: &[Logical<'_>]) -> Stock {
        let mut stock = Stock::default();
        for line in logical {
            match &line.kind {
                Kind::Credited { splits } => splits.iter().for_each(|s| stock.add(&s.description)),
                Kind::Plain { owner: Some(_), .. } => stock.add(&line.text),
                _ => {}
            }
        }
        stock
    }

    fn add(&mut self, words: &str) {
        self.captions += 1;
        self.dated += usize::from(layout::dated_like_a_caption(words));
        self.end_dated += usize::from(ends_dated(words));
        if let Some(head) = head(words) {
            *self.heads.entry(head.to_owned()).or_default() += 1;
        }
        if let Some(tail) = tail(words) {
            *self.tails.entry(tail).or_default() += 1;
        }
    }

    /// Whether words begin or end as a third of the captions do, and three at least.
    fn has(&self, words: &str) -> bool {
        let enough = |n: Option<&usize>| n.is_some_and(|n| *n >= 3 && n * 3 >= self.captions);
        // A caption may begin with what somebody says.
        words.len() <= 420
            && super::lines::sentences(words) <= 2
            && (enough(head(words).and_then(|h| self.heads.get(h)))
                || enough(tail(words).and_then(|t| self.tails.get(&t))))
    }
}

/// Whether words end with the date of a day.
fn ends_dated(words: &str) -> bool {
    let known = |value: &DateValue| matches!(value, DateValue::Known(date) if date.exact().is_some());
    words.len() <= 420
        && dates::find(words).last().is_some_and(|d| {
            known(&d.value) && words[d.span.end..].trim_matches(['.', ' ', '"', '”', ')']).is_empty()
        })
}

/// Whether a country or a state stands right before the date that words end with: "in Salima, Malawi, September 12, 2025."
fn ends_placed(words: &str) -> bool {
    let Some(date) = dates::find(words).pop() else { return false };
    let before = words[..date.span.start].trim_end().trim_end_matches(',');
    let (rest, last) = before.rsplit_once(", ").unwrap_or(("", before));
    !rest.is_empty() && places::place(last.trim()).is_some()
}

/// The dateline that words begin with, "LYON, FRANCE - MAY 4": in capitals, with a number, before a colon; or behind its day,
/// "1 April 2025, Lower Saxony, Hanover", its place.
fn head(words: &str) -> Option<&str> {
    let (head, _) = words.split_once(':')?;
    let short = head.len() < 80 && head.contains(|c: char| c.is_ascii_digit());
    let loud = short && !head.chars().any(char::is_lowercase);
    if loud || !short {
        return loud.then_some(head);
    }
    let date = dates::find(head).into_iter().next().filter(|d| d.span.start == 0)?;
    let place = head[date.span.end..].strip_prefix(", ")?;
    place.contains(", ").then_some(place)
}

/// The last words, folded, where a number is among them.
fn tail(words: &str) -> Option<String> {
    let folded = fold(words);
    let all: Vec<&str> = crate::text::fold::words(&folded).collect();
    let last = all.len().checked_sub(TAIL).filter(|n| *n > 2)?;
    let last = &all[last..];
    last.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit())).then(|| last.join(" "))
}

/// The credit of a line among captions that ends with names in brackets, "(Nakagawa/Beacon)", of which none is known: between
/// captions such a bracket is a credit, whoever is meant.
fn unknown_credit(text: &str, agencies: &Agencies) -> Option<Split> {
    let words = text.trim_end();
    let open = words.rfind('(').filter(|_| words.ends_with(')'))?;
    let inner = &words[open + 1..words.len() - 1];
    let name = |part: &str| {
        let mut words = part.split_whitespace().peekable();
        words.peek().is_some() && words.all(|w| w.starts_with(char::is_uppercase))
    };
    let names = inner.split('/').count() > 1 && inner.len() < 80 && inner.split('/').all(name);
    names.then(|| Split {
        description: words[..open].trim_end().to_owned(),
        credit_line: words[open..].to_owned(),
        span: open..words.len(),
        reading: credits::read(&words[open..], agencies),
        strength: Strength::Likely,
    })
}

/// What says that something was, will be or was said.
const TOLD: &str = "said says told was were had will would could did went came began took made according announced won lost held \
    became fell met ran gave got saw chose stood sang spoke drew";

fn told(word: &str) -> bool {
    TOLD.split_whitespace().any(|w| w == word)
}

fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether the words before a first comma are of the present. "The council voted on June 3": behind its subject a past form is
/// the sentence's verb; "is weighed" and "a dog named Rex" are none.
fn first_of_the_present(text: &str) -> bool {
    let first = text.split([',', '.']).next().unwrap_or_default();
    let all: Vec<String> = first.split_whitespace().map(plain).collect();
    let passive = |before: &str| {
        matches!(
            before,
            "is" | "are" | "being" | "as" | "by" | "the" | "a" | "an" | "his" | "her" | "their" | "its"
        )
    };
    let past = |w: &[String]| {
        w[1].len() > 4
            && w[1].ends_with("ed")
            && !passive(&w[0])
            && !matches!(w[1].as_str(), "named" | "called" | "dressed")
    };
    !all.iter().any(|w| told(w)) && !all.windows(2).any(past)
}

/// Whether words tell what is seen, in the present, and no more: none that says what was, will be or was said.
fn of_the_present(text: &str) -> bool {
    let spoken = text.contains(['“', '"', '”', '?', ':']);
    let place = [" in ", " at ", " near ", " outside ", " on "].iter().any(|p| text.contains(p));
    text.trim_end().ends_with('.')
        && !spoken
        && !text.split_whitespace().any(|w| told(&plain(w)))
        && first_of_the_present(text)
        && place
}

#[cfg(test)]
mod tests {
    use super::super::{Importer, article::Article};
    use crate::credits::Agencies;

    fn captions(text: &str) -> Vec<String> {
        let read = Article.read("a.txt", text.as_bytes(), Agencies::builtin()).unwrap();
        read.captions.iter().filter(|c| c.credit_line.is_none()).map(|c| c.description.clone()).collect()
    }

    /// So many captions with credits, and one line among them.
    fn among(form: &dyn Fn(&str) -> String, line: &str) -> String {
        let mut all: Vec<String> = ["rows", "rests", "waves", "drinks", "sings"]
            .iter()
            .map(|does| form(&format!("A rower {does}")))
            .collect();
        all.insert(3, line.to_owned());
        all.join("\n\n")
    }

    #[test]
    fn what_begins_as_the_others_do_is_a_caption() {
        let form = |words: &str| {
            format!(
                "LYON, FRANCE - MAY 4: {words} on the Saone in Lyon, France. (Photo by Ana Prata/Getty Images)"
            )
        };
        let line = "LYON, FRANCE - MAY 4: The winner, who had lost twice, lifts the cup in Lyon, France.";
        assert_eq!(captions(&among(&form, line)), [line]);
    }

    #[test]
    fn what_ends_as_the_others_do_is_a_caption() {
        let form = |words: &str| {
            format!("{words} during the spring regatta in Lyon, France, May 4, 2025. REUTERS/Ana Prata")
        };
        let line = "\"I was lucky,\" says Rui Melo during the spring regatta in Lyon, France, May 4, 2025";
        assert_eq!(captions(&among(&form, line)), [line]);
        assert!(
            captions(&among(&form, "The regatta was held for the ninth time, and Rui Melo won it again."))
                .is_empty()
        );
        assert!(captions(&among(&form, "Related: ten more regattas")).is_empty());
    }
}
