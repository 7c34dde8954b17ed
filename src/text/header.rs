//! Headers of parts that stand before a caption's words, as pictures of matches have them.

/// Where a header of parts ends that a caption of a match has: "Tennis - Lyon Open - Lyon, France - May 24, 2025 ".
pub fn end(text: &str) -> Option<usize> {
    const PARTS: usize = 2;
    let head = text.char_indices().nth(300).map_or(text.len(), |(n, _)| n);
    let marks: Vec<usize> = text[..head].match_indices(" - ").map(|(at, m)| at + m.len()).collect();
    let last = *marks.get(PARTS..)?.last()?;
    let rest = &text[last..];
    let mut words = rest.split_whitespace();
    let (month, day, year) = (words.next()?, words.next()?, words.next()?);
    let number = |w: &str, size| w.len() <= size && w.bytes().all(|b| b.is_ascii_digit());
    let date = super::calendar::month(month.trim_end_matches('.')).is_some()
        && number(day.trim_end_matches(','), 2)
        && number(year.trim_end_matches(['.', ',', ':']), 4);
    let end = rest.find(year)? + year.len();
    let behind = &rest[end..];
    date.then(|| last + end + (behind.len() - behind.trim_start_matches([' ', '.', ':']).len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_end_with_their_date() {
        for (text, words) in [
            ("Tennis - Lyon Open - Lyon, France - May 24, 2025 Ana Prata serves", Some("Ana Prata serves")),
            (
                "Soccer Football - Vase - Final - A v B - Arena, Lyon, France - May 4, 2025. Fans wave",
                Some("Fans wave"),
            ),
            ("LYON, FRANCE - MAY 4: Fans wave - and sing - in Lyon", None),
            ("Fans wave - in Lyon - on May 24, 2025", None),
            ("Tennis - Lyon Open - Lyon, France", None),
            ("", None),
        ] {
            assert_eq!(end(text).map(|at| &text[at..]), words, "{text}");
        }
    }
}
