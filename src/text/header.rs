//! Headers of parts that stand before a caption's words, as pictures of matches have them.

/// Where the place ends that some outlets print before a caption: "Cape Town, South Africa: ".
fn place(text: &str) -> Option<usize> {
    // "Leeds, England. ", "Leeds, England: "; without a country only before a colon.
    let colon = text.split_once(": ").filter(|(head, _)| head.len() <= 50);
    let stop = || text.split_once(". ").filter(|(head, _)| head.contains(", ") && head.len() <= 50);
    let (head, rest) = colon.or_else(stop)?;
    let name = |w: &str| {
        w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase)
            || matches!(w, "de" | "da" | "do" | "of" | "the" | "and" | "la" | "el" | "US" | "UK")
    };
    let whole = head.len() <= 50 && head.split([' ', '-']).all(|w| name(w.trim_end_matches(',')));
    let known = head
        .split(", ")
        .any(|part| super::places::place(part).is_some() || super::places::is_known_city(part));
    (whole && known && rest.starts_with(char::is_uppercase)).then_some(head.len() + 2)
}

/// Where what stands before a caption's words ends: a place with a colon, or a header of parts as a caption of a match has it, "Tennis - Lyon Open - Lyon, France - May 24, 2025 ".
pub fn end(text: &str) -> Option<usize> {
    if let Some(at) = place(text) {
        return Some(at);
    }
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
            ("Cape Town, South Africa: Ana Prata waves", Some("Ana Prata waves")),
            ("Leeds, England. Ana Prata waves", Some("Ana Prata waves")),
            ("Ana Prata waves. Rui Melo sings.", None),
            ("Ana Prata: a singer waves", None),
            ("LYON, FRANCE - MAY 4: Fans wave - and sing - in Lyon", None),
            ("Fans wave - in Lyon - on May 24, 2025", None),
            ("Tennis - Lyon Open - Lyon, France", None),
            ("", None),
        ] {
            assert_eq!(end(text).map(|at| &text[at..]), words, "{text}");
        }
    }
}
