//! When a printed name is nearly an organisation's: a slip in what tells the organisation from others, or in a word such as
//! "Images" behind the right name.

use crate::text::fold::fold;

/// Words that many agencies have in their names: they tell none from another.
const GENERIC: [&str; 11] =
    ["images", "image", "press", "photos", "photo", "pictures", "picture", "news", "agency", "wire", "media"];

/// So many letters a name must have that one slip may be in it, and that two may be.
const ONE_SLIP: usize = 5;
const TWO_SLIPS: usize = 9;
/// A slip in a generic word is one where the word is long enough to be known by the rest.
const LONG_WORD: usize = 5;

/// What tells an organisation's name from others, folded and without spaces: `gety` of "Gety Images", `kota` of "Kota Press".
pub(crate) fn telling(name: &str) -> String {
    let folded = fold(name);
    let words = || folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let own: String = words().filter(|w| !GENERIC.contains(w)).collect();
    if own.is_empty() {
        return words().collect();
    }
    // "Fotopress", "AAPIMAGE": the word is glued on. "News" begins names that are words of their own, as "Newspix".
    let glued = GENERIC.iter().filter(|g| **g != "news").find_map(|g| {
        let rest = own.strip_suffix(g).or_else(|| own.strip_prefix(g))?;
        (rest.chars().count() >= 3 && !GENERIC.contains(&rest)).then(|| rest.to_owned())
    });
    glued.unwrap_or(own)
}

/// A name as it is compared.
#[derive(Debug, Clone)]
pub(super) struct Compared {
    /// All of its letters and digits, folded.
    pub key: String,
    /// What tells it from others.
    pub own: String,
}

impl Compared {
    /// How many slips make `printed` of this name of the list; none where it is another name.
    pub(super) fn slips(&self, printed: &Compared) -> Option<usize> {
        let (own, wanted) = (&self.own, &printed.own);
        let letters = own.chars().count();
        let ends = own.chars().next() == wanted.chars().next()
            || own.chars().next_back() == wanted.chars().next_back();
        // A slip leaves the length and nearly always the first or the last letter.
        if letters >= ONE_SLIP && own != wanted && ends && own.len().abs_diff(wanted.len()) <= 2 {
            let steps = distance(wanted, own);
            let most = if letters >= TWO_SLIPS { 2 } else { 1 };
            if steps <= most || letters > ONE_SLIP && steps == 2 && same_letters(wanted, own) {
                return Some(steps);
            }
        }
        // "AAP Imgae", "Associated Pres": the right name, and a slip in the word beside it.
        let behind = || Some((self.key.strip_prefix(own)?, printed.key.strip_prefix(own)?));
        let before = || Some((self.key.strip_suffix(own)?, printed.key.strip_suffix(own)?));
        let (word, slip) = behind().or_else(before)?;
        let misspelt = word.len() >= LONG_WORD && !GENERIC.contains(&slip) && distance(slip, word) == 1;
        misspelt.then_some(1)
    }
}

fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |s: &str| {
        let mut v: Vec<char> = s.chars().collect();
        v.sort_unstable();
        v
    };
    sorted(a) == sorted(b)
}

/// Edit distance with neighbours swapped as one step (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut d = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                d = d.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = d;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::super::Agencies;
    use super::telling;

    #[test]
    fn what_tells_a_name() {
        for (name, own) in [
            ("Gety Images", "gety"),
            ("Kota Press", "kota"),
            ("Fotopress", "foto"),
            ("WireImage", "wireimage"),
            ("News Agency", "newsagency"),
            ("Télam", "telam"),
        ] {
            assert_eq!(telling(name), own, "{name}");
        }
    }

    #[test]
    fn slips_and_other_houses() {
        let list = Agencies::builtin();
        for (printed, short) in [
            ("Gety Images", "Getty Images"),
            ("Getty Imagse", "Getty Images"),
            ("Retuers", "Reuters"),
            ("AAP Imgae", "AAP"),
            ("AP Phtoo", "AP"),
            ("Associated Pres", "AP"),
            ("Assocated Press", "AP"),
            ("Agence France Pres", "AFP"),
        ] {
            assert_eq!(list.nearest(printed).map(|a| a.short.as_str()), Some(short), "{printed}");
        }
        for other in [
            "KAT Images",
            "XPA Images",
            "Kota Press",
            "Photospot",
            "Geta Press",
            "Harbour Press",
            "EPA Imago",
        ] {
            assert_eq!(list.nearest(other).map(|a| a.short.as_str()), None, "{other}");
        }
    }
}
