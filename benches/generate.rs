//! Synthetic article folders: the same seed gives the same bytes. Made-up names, events and outlets; several credit dialects;
//! prose between the captions; a truth file beside the folder.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// SplitMix64: small, fast and the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const GIVEN: &[&str] = &[
    "Ana", "Rui", "Eva", "Marta", "Joao", "Inês", "Tomas", "Karin", "Ola", "Piotr", "Nadia", "Samir", "Wei",
    "Yuki", "Dana", "Femi", "Lucia", "Hugo", "Sofia", "Milan",
];
const FAMILY: &[&str] = &[
    "Prata",
    "Melo",
    "Lisboa",
    "Rocha",
    "Falcao",
    "Novak",
    "Berg",
    "Lindqvist",
    "Okafor",
    "Tanaka",
    "Haddad",
    "Zielinski",
    "Moreau",
    "Castell",
    "Whitlock",
    "Adeola",
    "Kovacs",
    "Brandt",
    "Silva",
    "Petrov",
];
const SUBJECTS: &[&str] = &[
    "Dancers perform on a floating stage",
    "Fireworks explode over the river",
    "Volunteers hand out water to runners",
    "A pianist plays under a canopy of lights",
    "Police officers stand guard at a gate",
    "Residents wade through a flooded street",
    "Supporters cheer from the upper stands",
    "A firefighter carries a hose past a burnt house",
    "Athletes wave to the crowd",
    "Protesters hold placards outside the town hall",
    "The mayor speaks to reporters after the vote",
    "Children play in the snow",
];
const EVENTS: &[&str] = &[
    "harbour festival",
    "spring marathon",
    "regional summit",
    "winter carnival",
    "cup final",
    "river flood",
    "opening ceremony",
    "national election",
    "film gala",
    "cycling race",
];
const VENUES: &[&str] =
    &["Old Pier", "Central Stadium", "Market Square", "Town Hall", "River Park", "Grand Theatre"];
const CITIES: &[(&str, &str)] = &[
    ("Lisbon", "Portugal"),
    ("Turin", "Italy"),
    ("Gdansk", "Poland"),
    ("Nantes", "France"),
    ("Bergen", "Norway"),
    ("Leeds", "England"),
];
const PROSE: &[&str] = &[
    "The organisers said that the day had gone by without any trouble, and that more people had come than in any year before.",
    "Officials told reporters that the cost was still being counted; the port authority (which runs the pier) did not comment.",
    "The crowd/traffic plan held, according to Reuters, although trains ran late and buses were full until the early evening.",
    "It was the third time in ten years that the event had been moved, and the first that it had been held in the rain.",
];
const OUTLETS: &[&str] = &["courier", "herald", "observer", "gazette", "mirror", "standard"];

/// Raised where the same seed gives other bytes than before: a catalog that was made of them is made again.
#[allow(dead_code)]
pub const VERSION: u32 = 2;

/// What the truth file says of a caption.
pub struct Truth {
    pub document: String,
    pub line: usize,
    pub creator: String,
    pub agency: &'static str,
    pub distributor: Option<&'static str>,
    pub date: String,
}

/// Writes articles with `captions` captions into `folder`, and hears the truth of each. Gives files and bytes written.
pub fn generate(
    folder: &Path,
    captions: usize,
    seed: u64,
    truth: &mut dyn FnMut(Truth) -> std::io::Result<()>,
) -> std::io::Result<(usize, u64)> {
    let mut random = Random::new(seed);
    let (mut made, mut files, mut bytes) = (0, 0, 0);
    for outlet in OUTLETS {
        std::fs::create_dir_all(folder.join(outlet))?;
    }
    while made < captions {
        let wanted = (8 + random.below(16)).min(captions - made);
        let outlet = random.pick(OUTLETS);
        let name = format!("{outlet}/{files:06}.txt");
        let day = 1 + random.below(28);
        let month = random.below(12);
        let iso = format!("2025-{:02}-{day:02}", month + 1);
        let (city, country) = CITIES[random.below(CITIES.len())];
        let event = random.pick(EVENTS);
        let mut text = format!(" date {iso} The {event} in {city} draws thousands\n\n");
        let mut line = 3;
        let dialect = random.below(DIALECTS);
        for n in 0..wanted {
            if random.below(3) == 0 {
                for _ in 0..1 + random.below(2) {
                    text.push_str(random.pick(PROSE));
                    text.push(' ');
                }
                text.push_str(&format!("This was said {} times in {city}.\n\n", n + 2));
                line += 2;
            }
            let creator = photographer(&mut random, dialect);
            let subject = random.pick(SUBJECTS);
            let venue = random.pick(VENUES);
            let printed = date_words(month, day);
            let words = format!(
                "{subject} during the {event} at the {venue}, {printed}, in {city}, {country}, seen as number {n} of the day"
            );
            let (body, agency, distributor) = match dialect {
                0 => (format!("{words}. (AP Photo/{creator})"), "AP", None),
                1 => (format!("{words}. {creator}/AFP via Getty Images"), "AFP", Some("Getty Images")),
                2 => (format!("{words} - AP/{creator}"), "AP", None),
                3 => (format!("{words}. REUTERS/{creator}"), "Reuters", None),
                4 => (format!("{words}. Photograph: {creator}/PA"), "PA Media", None),
                5 => (format!("{words}. THE CANADIAN PRESS/AP-{creator}"), "AP", Some("The Canadian Press")),
                _ => (
                    format!("{words}. {creator}/Harbour Wire via Getty Images"),
                    "Harbour Wire",
                    Some("Getty Images"),
                ),
            };
            text.push_str(&body);
            text.push_str("\n\n");
            truth(Truth { document: name.clone(), line, creator, agency, distributor, date: iso.clone() })?;
            line += 2;
        }
        text.push_str("With files from agencies\n");
        let mut out = BufWriter::new(File::create(folder.join(&name))?);
        out.write_all(text.as_bytes())?;
        out.flush()?;
        bytes += text.len() as u64;
        files += 1;
        made += wanted;
    }
    Ok((files, bytes))
}

/// A photographer of the agency that a dialect is of. One caption in a thousand has one of another agency.
fn photographer(random: &mut Random, dialect: usize) -> String {
    let (given, family) = (random.below(GIVEN.len()), random.below(FAMILY.len()));
    let of = if random.below(1000) == 0 { random.below(DIALECTS) } else { dialect };
    // AP has several dialects: its photographers are those of the first.
    let of = if matches!(of, 2 | 5) { 0 } else { of };
    // As many steps from the name that chance gave as lead to one of the agency.
    let steps = (of + DIALECTS - (given + family) % DIALECTS) % DIALECTS;
    let given = if given + steps < GIVEN.len() { given + steps } else { given + steps - DIALECTS };
    format!("{} {}", GIVEN[given], FAMILY[family])
}

/// In so many ways a document can print its credits.
const DIALECTS: usize = 7;

fn date_words(month: usize, day: usize) -> String {
    const MONTHS: [&str; 12] =
        ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
    const DAYS: [&str; 7] = ["Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday"];
    const LENGTHS: [usize; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    // Jan. 1, 2025 was a Wednesday.
    let of_year: usize = LENGTHS[..month].iter().sum::<usize>() + day - 1;
    format!("{}, {} {day}, 2025", DAYS[of_year % 7], MONTHS[month])
}
