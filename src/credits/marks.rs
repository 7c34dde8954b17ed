//! What stands around a credit: labels before it, restrictions, marks of the day's best pictures and ids after it.

use std::sync::LazyLock;

use crate::model::credit::Flag;

/// Words that say "what follows is a credit", longest first among those that begin alike. The second part is a flag that
/// the label carries.
pub const LABELS: &[(&str, Option<Flag>)] = &[
    ("Mandatory Credit: Photo by ", Some(Flag::Mandatory)),
    ("Mandatory Credit: ", Some(Flag::Mandatory)),
    ("Mandatory credit: ", Some(Flag::Mandatory)),
    ("MANDATORY CREDIT: ", Some(Flag::Mandatory)),
    ("Photo credit should read: ", None),
    ("Photo credit should read ", None),
    ("Photo Credit should read ", None),
    ("Photo Illustration by ", Some(Flag::Illustration)),
    ("Photo illustration by ", Some(Flag::Illustration)),
    ("Photo illustration: ", Some(Flag::Illustration)),
    ("Illustration by ", Some(Flag::Illustration)),
    ("Illustration: ", Some(Flag::Illustration)),
    ("Composite: ", Some(Flag::Composite)),
    ("Screengrab: ", Some(Flag::Screengrab)),
    ("Screenshot: ", Some(Flag::Screengrab)),
    ("Photo credit: ", None),
    ("Photo Credit: ", None),
    ("PHOTO CREDIT: ", None),
    ("Photo courtesy of ", Some(Flag::Courtesy)),
    ("Photo Courtesy of ", Some(Flag::Courtesy)),
    ("Photo courtesy ", Some(Flag::Courtesy)),
    ("Photo: Courtesy of ", Some(Flag::Courtesy)),
    ("Courtesy of ", Some(Flag::Courtesy)),
    ("Courtesy: ", Some(Flag::Courtesy)),
    ("Courtesy ", Some(Flag::Courtesy)),
    ("COURTESY OF ", Some(Flag::Courtesy)),
    ("File photo by ", Some(Flag::File)),
    ("File Photo by ", Some(Flag::File)),
    ("File photo: ", Some(Flag::File)),
    ("File: ", Some(Flag::File)),
    ("Staff photos by ", Some(Flag::Staff)),
    ("Staff photo by ", Some(Flag::Staff)),
    ("Staff Photo by ", Some(Flag::Staff)),
    ("STAFF PHOTO BY ", Some(Flag::Staff)),
    ("Staff photo: ", Some(Flag::Staff)),
    ("Staff Photo: ", Some(Flag::Staff)),
    ("Contributed photo by ", Some(Flag::Supplied)),
    ("Photo provided by ", Some(Flag::Supplied)),
    ("Photo contributed by ", Some(Flag::Supplied)),
    ("Image courtesy of ", Some(Flag::Courtesy)),
    ("Images courtesy of ", Some(Flag::Courtesy)),
    ("Credit Image: ", None),
    ("Credit image: ", None),
    ("Cover image: ", None),
    ("Photos by ", None),
    ("Photo by ", None),
    ("Photo by: ", None),
    ("PHOTO BY ", None),
    ("photo by ", None),
    ("Photographs by ", None),
    ("Photograph by ", None),
    ("Photographs: ", None),
    ("Photograph: ", None),
    ("Photographer: ", None),
    ("Photos: ", None),
    ("Photo: ", None),
    ("PHOTO: ", None),
    ("Photo/", None),
    ("Photo / ", None),
    ("Photo | ", None),
    ("PHOTO | ", None),
    ("PHOTO ", None),
    ("Credit...", None),
    ("Credit…", None),
    ("Submitted by ", Some(Flag::Supplied)),
    ("Photo de ", None),
    ("Photo ", None),
    ("Pictures by ", None),
    ("Picture by ", None),
    ("Pictures: ", None),
    ("Picture: ", None),
    ("Pic: ", None),
    ("Pics: ", None),
    ("Image source, ", None),
    ("Image source: ", None),
    ("Image copyright, ", None),
    ("Image copyright: ", None),
    ("Image copyright ", None),
    ("Image credit: ", None),
    ("Image Credit: ", None),
    ("Image by ", None),
    ("Image: ", None),
    ("Images: ", None),
    ("Credit: ", None),
    ("credit: ", None),
    ("CREDIT: ", None),
    ("Credit:", None),
    ("credit:", None),
    ("Foto di ", None),
    ("Foto de ", None),
    ("Foto/Arkivfoto: ", Some(Flag::File)),
    ("Arkivfoto: ", Some(Flag::File)),
    ("Archivfoto: ", Some(Flag::File)),
    ("Archivbild: ", Some(Flag::File)),
    ("Fotos: ", None),
    ("Foto: ", None),
    ("FOTO: ", None),
    ("Foto ", None),
    ("Bildquelle: ", None),
    ("Bild: ", None),
    ("Bildnachweis: ", None),
    ("© Quelle: ", None),
    ("Quelle: ", None),
    ("Crédit photo : ", None),
    ("Crédit photo: ", None),
    ("Crédits : ", None),
    ("Crédit : ", None),
    ("Crédit: ", None),
    ("Photographie : ", None),
    ("Photo : ", None),
    ("Fotografía: ", None),
    ("Fotoğraf: ", None),
    ("Фото: ", None),
    ("Фото ", None),
    ("Ảnh: ", None),
    ("撮影・", None),
    ("撮影：", None),
    ("撮影:", None),
    ("撮影=", None),
    ("撮影＝", None),
    ("写真：", None),
    ("写真:", None),
    ("사진=", None),
    ("사진: ", None),
    ("사진제공=", Some(Flag::Supplied)),
    ("צילום: ", None),
    ("קרדיט: ", None),
    ("ISITHOMBE: ", None),
    ("Creator: ", None),
    ("Satellite image ©", None),
    ("© ", None),
    ("©", None),
    ("(c) ", None),
];

/// Labels that are also words of prose: what follows must be a whole chain.
pub fn wordlike(label: &str) -> bool {
    !label.contains(['…', ':', '：', '=', '＝', ',', '©']) && !label.contains("redit should")
}

/// The label at the start of a text.
pub fn label(text: &str) -> Option<(&'static str, Option<Flag>)> {
    static BUCKETS: LazyLock<[Vec<usize>; 256]> = LazyLock::new(|| {
        let mut buckets = [const { Vec::new() }; 256];
        for (n, (label, _)) in LABELS.iter().enumerate() {
            if let Some(bucket) = bucket(label) {
                buckets[bucket].push(n);
            }
        }
        buckets
    });
    if let Some(rest) = text.strip_prefix('©') {
        let quelle = rest.starts_with(" Quelle: ");
        let label = if quelle {
            "© Quelle: "
        } else if rest.starts_with(' ') {
            "© "
        } else {
            "©"
        };
        return Some((label, None));
    }
    let rows = &BUCKETS[bucket(text)?];
    if rows.is_empty() {
        return None;
    }
    // Labels are few and credits short; the longest that fits wins.
    // "Photo By", "PHOTO CREDIT:": in any case, but not "photo " or "courtesy ", which are words.
    let any_case =
        |label: &str| label.trim_end().ends_with([':', 'y', 'd']) && !label.starts_with("Courtesy");
    let fits = |label: &str| {
        text.starts_with(label)
            || any_case(label) && text.get(..label.len()).is_some_and(|t| t.eq_ignore_ascii_case(label))
    };
    rows.iter().map(|n| LABELS[*n]).filter(|(l, _)| fits(l)).max_by_key(|(l, _)| l.len())
}

/// Where labels that begin like a text are kept: by its first three bytes, case ignored.
fn bucket(text: &str) -> Option<usize> {
    let bytes = text.as_bytes().get(..3)?;
    let folded = bytes.iter().fold(0usize, |sum, b| sum * 31 + usize::from(b | 0x20));
    Some(folded % 256)
}

const STARTS: &[&str] = &[
    "NO ARCHIV",
    "NO SALES",
    "NO RESALES",
    "NO RE-SALES",
    "NO COMMERCIAL",
    "NO THIRD PARTY",
    "NO USE ",
    "NO LICENSING",
    "NO TABLOIDS",
    "NO INTERNET",
    "NO MAGAZINES",
    "NO BOOK",
    "ATTENTION EDITORS",
    "EDITORIAL USE ONLY",
    "FOR EDITORIAL USE ONLY",
    "RESTRICTED TO EDITORIAL USE",
    "ONE TIME USE",
    "ONE-TIME USE",
    "NOT FOR SALE",
    "THIS IMAGE HAS BEEN SUPPLIED",
    "STRICTLY EDITORIAL",
    "MUST CREDIT",
    "MANDATORY CREDIT ",
    "EMBARGO",
];

/// Headings of what a picture agency asks of editors: the rest of the line is that, in small letters too.
const HEADINGS: [&str; 5] = [
    "RESTRICTIONS: ",
    "NOTE TO EDITORS: ",
    "EDITORS NOTE: ",
    "EDITOR'S NOTE: ",
    "EDITORIAL USE ONLY No use ",
];

/// Where such a heading stands behind a credit or the end of a sentence.
fn headed(text: &str) -> Option<usize> {
    let at = HEADINGS.iter().filter_map(|h| text.find(h)).min()?;
    // "NOTE TO EDITORS: … Photo credit should read: …": the credit is still to come.
    let after = text[at..].to_lowercase();
    (!after.contains("credit should read")).then_some(at)
}

/// The restrictions in a tail that holds nothing else, each by itself.
pub fn each_restriction(tail: &str) -> Vec<String> {
    let trimmed = tail.trim().trim_end_matches(['.', ')', ']', ' ']);
    if headed(trimmed) == Some(0) {
        return vec![trimmed.to_owned()];
    }
    let mut out: Vec<String> = Vec::new();
    let mut from = 0;
    let cuts = trimmed.match_indices(['.', ',', ';']).map(|(at, _)| at);
    for at in cuts.chain([trimmed.len()]) {
        let next = trimmed.get(at + 1..).unwrap_or_default().trim_start();
        // A full stop or comma inside a restriction is its own: the next must begin like one.
        let one = at == trimmed.len()
            || STARTS.iter().any(|s| next.starts_with(s))
            || next.split([',', '.', ';']).next().is_some_and(|n| n.trim_end().ends_with(" OUT"));
        if one {
            out.push(trimmed[from..at].trim().to_owned());
            from = at + 1;
        }
    }
    out.retain(|r| !r.is_empty());
    out
}

/// Where a restriction begins at the end of a text, such as `NO ARCHIVING.` or `ATTENTION EDITORS - …`.
pub fn restrictions(text: &str) -> Option<usize> {
    // All of them are shouted; most lines have no three capitals in a row.
    if !text.as_bytes().windows(3).any(|w| w.iter().all(u8::is_ascii_uppercase)) {
        return None;
    }
    if let Some(at) = headed(text) {
        return Some(shouted(&text[..at]).unwrap_or(at));
    }
    shouted(text)
}

/// Where restrictions in capitals begin at the end of a text.
fn shouted(text: &str) -> Option<usize> {
    let first = STARTS.iter().filter_map(|s| text.find(s)).min();
    // "TURKEY OUT", "UK AND IRELAND OUT".
    let out = text.match_indices(" OUT").map(|(at, _)| at).find(|at| {
        let after = text[at + 4..].chars().next();
        after.is_none_or(|c| !c.is_alphanumeric())
    });
    let out = out.map(|at| {
        let head = &text[..at];
        let start = head
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_uppercase() || matches!(c, ' ' | '&' | '-'))
            .last()
            .map_or(at, |(i, _)| i);
        let start = start + head[start..].len() - head[start..].trim_start().len();
        countries_at_end(&text[start..at]).map_or(start, |n| start + n)
    });
    let at = match (first, out) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    // "/ Denmark OUT" is shouted no further.
    if let Some((_, country)) = text[..at].rsplit_once([' ', '/'])
        && text[at..].trim_end_matches('.').trim() == "OUT"
        && crate::text::places::place(country).is_some()
    {
        return Some(at - country.len());
    }
    // What follows must be shouted too: a caption does not.
    let tail = &text[at..];
    let upper = tail.chars().filter(|c| c.is_uppercase()).count();
    let lower = tail.chars().filter(|c| c.is_lowercase()).count();
    (upper >= 6 && upper > lower).then_some(at)
}

/// Where the countries begin that end a shouted text: `LUKAS COCH AUSTRALIA AND NEW ZEALAND`. A name may be shouted too.
fn countries_at_end(text: &str) -> Option<usize> {
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    let all_places = |tail: &str| {
        tail.replace(" & ", " AND ").split(" AND ").flat_map(|p| p.split(", ")).all(|p| {
            matches!(p.trim(), "UK" | "US" | "USA" | "IRELAND" | "SCOTLAND" | "UAE")
                || crate::text::places::place(p.trim()).is_some()
        })
    };
    starts.into_iter().find(|at| all_places(&text[*at..]))
}

/// Marks that wires give to the best pictures of a day.
const BEST: [&str; 9] = [
    "TPX IMAGES OF THE DAY",
    "***BESTPIX***",
    "*** BESTPIX ***",
    "BESTPIX",
    "TOPSHOT",
    "APTOPIX",
    "PABest",
    "epaselect",
    "TPX",
];

/// Takes such a mark off the end or the start of a text.
pub fn best(text: &str) -> Option<&str> {
    let trimmed = text.trim_end_matches(['.', ' ', '-']);
    for mark in BEST {
        if let Some(head) = trimmed.strip_suffix(mark)
            && (head.is_empty() || head.ends_with([' ', '(', '-', '*', '.']))
        {
            return Some(head.trim_end_matches([' ', '-']));
        }
        if let Some(tail) = text.strip_prefix(mark)
            && tail.starts_with([' ', '-', '.', ':'])
        {
            return Some(tail.trim_start_matches([' ', '-', '.', ':']));
        }
    }
    None
}

/// Takes `(MANDATORY CREDIT)` off the end of a text.
pub fn mandatory(text: &str) -> Option<&str> {
    let trimmed = text.trim_end_matches(['.', ' ']);
    let head = trimmed.strip_suffix("(MANDATORY CREDIT)").or(trimmed.strip_suffix("(Mandatory credit)"))?;
    Some(head.trim_end()).filter(|h| !h.is_empty())
}

/// Takes a supplier's id in brackets (`(13914242dh)`) off the end of a text.
pub fn id(text: &str) -> Option<&str> {
    let trimmed = text.trim_end_matches(['.', ' ']);
    let open = trimmed.rfind('(')?;
    let inner = trimmed[open + 1..].strip_suffix(')')?;
    let digits = inner.bytes().filter(u8::is_ascii_digit).count();
    (digits >= 5 && inner.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')))
        .then(|| trimmed[..open].trim_end())
}

/// Takes a captioner's initials (`. JGW`) off the end of a text.
pub fn initials(text: &str) -> Option<&str> {
    let trimmed = text.trim_end_matches(['.', ' ']);
    let (head, last) = trimmed.rsplit_once(". ")?;
    let letters = last.len() >= 2 && last.len() <= 4 && last.bytes().all(|b| b.is_ascii_uppercase());
    (letters && head.contains('/')).then_some(head)
}
