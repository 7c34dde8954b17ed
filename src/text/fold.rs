//! Folding of text for search: accents, case, quotes, dashes and white space do not tell two texts apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded form of `text`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded form of `text`, without white space at either end.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    let mut space = false;
    if text.is_ascii() {
        for b in text.bytes() {
            if b.is_ascii_whitespace() {
                space = true;
                continue;
            }
            if std::mem::take(&mut space) && out.len() > start {
                out.push(' ');
            }
            out.push(b.to_ascii_lowercase() as char);
        }
        return;
    }
    // An accent that stands alone is typed for an apostrophe; NFKD would make a space of it.
    let typed = text.chars().map(|c| if matches!(c, '\u{b4}' | '\u{2bc}') { '\'' } else { c });
    for c in typed.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let c = match c {
            '\u{2018}'..='\u{201b}' | '\u{2039}' | '\u{203a}' | '\u{2032}' | '`' => '\'',
            '\u{201c}'..='\u{201f}' | '«' | '»' | '\u{2033}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => {
                space = true;
                continue;
            }
            c if is_combining_mark(c) || is_unseen(c) => continue,
            // Letters that Unicode does not take apart, as desks type them without the keyboard for them.
            'ł' => 'l',
            'đ' | 'ð' => 'd',
            'ø' => 'o',
            'ı' => 'i',
            'ς' => 'σ',
            'ħ' => 'h',
            'ß' | 'æ' | 'œ' | 'þ' => {
                if std::mem::take(&mut space) && out.len() > start {
                    out.push(' ');
                }
                out.push_str(match c {
                    'ß' => "ss",
                    'æ' => "ae",
                    'œ' => "oe",
                    _ => "th",
                });
                continue;
            }
            c => c,
        };
        if std::mem::take(&mut space) && out.len() > start {
            out.push(' ');
        }
        out.push(c);
    }
}

/// Soft hyphens, joiners and marks of direction: they change how a word is set, not which word it is.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The words of a folded text: runs of letters and digits.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds() {
        for (text, want) in [
            ("Stade  de\tPorto ", "stade de porto"),
            ("Léon MARTIN", "leon martin"),
            ("Łódź Straße Ærø İstanbul", "lodz strasse aero istanbul"),
            ("“Quoted” – ‘it’", "\"quoted\" - 'it'"),
            ("e\u{301}", "e"),
        ] {
            assert_eq!(fold(text), want);
        }
    }
}
