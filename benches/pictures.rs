//! The search for pictures that two documents run: its time, and how many planted pairs it finds, by what differs in them.
//!
//! `cargo bench --bench pictures -- --captions 100000,1000000` (also `--seed N`). Pairs are planted by one photographer in two
//! documents, with one letter wrong, another date, another form of the credit, or other words for event and place. Beside each
//! stands a decoy: the same photographer, day and person, doing something else.

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use caption_desk::checks::{self, Input, Style};
use caption_desk::credits::{Agencies, facts};
use caption_desk::model::caption::{Caption, CaptionId, Status};

#[path = "generate.rs"]
#[allow(dead_code)]
mod generate;

use generate::Random;

const GIVEN: &[&str] = &[
    "Ana", "Rui", "Eva", "Marta", "Inês", "Tomas", "Karin", "Piotr", "Nadia", "Samir", "Yuki", "Dana",
    "Femi", "Lucia", "Hugo", "Sofia", "Milan", "Agnes", "Boris", "Clara", "Dario", "Elena", "Farid", "Greta",
    "Hamid", "Irena", "Jonas", "Kofi", "Lena", "Mateo", "Nora", "Oskar", "Petra", "Quentin", "Rosa",
    "Stefan", "Tariq", "Ursula", "Viktor", "Wanda",
];
const SYLLABLES: &[&str] = &[
    "bel", "cas", "dor", "fen", "gar", "hol", "jan", "kor", "lam", "mor", "nov", "pet", "ros", "sal", "tor",
    "vel", "win", "zan", "bru", "cre", "dra", "fil", "gol", "hed",
];
const TITLES: &[&str] = &[
    "President",
    "Mayor",
    "Swimmer",
    "Sprinter",
    "Singer",
    "Coach",
    "Striker",
    "Judge",
    "Actor",
    "Minister",
];
const ACTS: &[&str] = &[
    "waves a flag to the crowd",
    "carries a lantern across the square",
    "speaks to reporters after the vote",
    "hugs a teammate by the tunnel",
    "plants a tree beside the chapel",
    "holds a trophy above the crowd",
    "shakes hands with volunteers",
    "signs a banner for pupils",
    "throws flowers from a balcony",
    "drinks water between two speeches",
    "rides a bicycle over the bridge",
    "lights a candle for the victims",
    "plays chess against schoolchildren",
    "feeds pigeons near the fountain",
    "opens an umbrella in heavy rain",
    "points at a map of the valley",
    "lifts a child over the barrier",
    "tries a drum of the marching band",
];
const THINGS: &[&str] = &[
    "lantern",
    "ladder",
    "wagon",
    "tractor",
    "banner",
    "statue",
    "piano",
    "barrel",
    "canoe",
    "kite",
    "harvester",
    "trumpet",
    "carpet",
    "mirror",
    "bonfire",
    "pumpkin",
    "lifeboat",
    "windmill",
    "telescope",
    "accordion",
];
const PEOPLE: &[&str] =
    &["Dancers", "Volunteers", "Farmers", "Sailors", "Pupils", "Nurses", "Residents", "Firefighters"];
const DOINGS: &[&str] =
    &["carry", "paint", "repair", "lower", "lift", "decorate", "push", "wash", "guard", "unload"];
const WHERES: &[&str] =
    &["past the mill", "under the arches", "behind the chapel", "along the quay", "across the meadow"];
const EVENTS: &[&str] =
    &["harbour festival", "spring marathon", "regional summit", "winter carnival", "film gala"];
const VENUES: &[&str] = &["Old Pier", "Central Stadium", "Market Square", "Town Hall", "River Park"];
const CITIES: &[(&str, &str)] = &[
    ("Lisbon", "Portugal"),
    ("Turin", "Italy"),
    ("Gdansk", "Poland"),
    ("Nantes", "France"),
    ("Bergen", "Norway"),
];
const MONTHS: &[&str] =
    &["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/// A picture, as far as captions tell of it.
#[derive(Clone)]
struct Picture {
    core: String,
    event: &'static str,
    venue: &'static str,
    city: (&'static str, &'static str),
    month: usize,
    day: usize,
    name: String,
}

impl Picture {
    fn words(&self, form: usize) -> String {
        let date = format!("{} {}, 2025", MONTHS[self.month], self.day);
        let Picture { core, event, venue, city: (city, country), .. } = self;
        match form {
            0 => format!("{core} during the {event} at the {venue}, {date}, in {city}, {country}."),
            1 => format!("{core} in {city}, {country}, on {date}."),
            _ => format!("{core} at the {venue} in {city} on {date}."),
        }
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|n| args.get(n + 1)).cloned();
    let seed = value("--seed").and_then(|s| s.parse().ok()).unwrap_or(1);
    for size in
        value("--captions").unwrap_or_else(|| "20000".to_owned()).split(',').filter_map(|s| s.parse().ok())
    {
        measure(size, seed);
    }
}

fn measure(size: usize, seed: u64) {
    let (captions, planted) = catalog(size, seed);
    let style = Style::default();
    let agencies = Agencies::builtin();
    let input = Input { captions: &captions, events: &[], agencies, prose: &[], style: &style };
    let Some(check) = checks::by_id("picture-twice") else { return };
    let begun = Instant::now();
    let findings = checks::run_one(&input, check);
    let seconds = begun.elapsed().as_secs_f64();
    let mut group: HashMap<CaptionId, usize> = HashMap::new();
    for (n, finding) in findings.iter().enumerate() {
        group.extend(finding.captions.iter().map(|c| (c.id, n)));
    }
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut right: Vec<bool> = vec![false; findings.len()];
    for (kind, a, b) in &planted {
        let together = group.get(a).filter(|n| group.get(b) == Some(n));
        let (all, hit) = kinds.entry(kind).or_default();
        *all += 1;
        *hit += usize::from(together.is_some());
        together.into_iter().for_each(|n| right[*n] = true);
    }
    let found: usize = kinds.values().map(|(_, hit)| hit).sum();
    println!(
        "{} captions: {seconds:.2} s; {found} of {} planted pairs found: recall {:.4}; {} of {} problems name one",
        captions.len(),
        planted.len(),
        found as f64 / planted.len().max(1) as f64,
        right.iter().filter(|r| **r).count(),
        findings.len()
    );
    for (kind, (all, hit)) in kinds {
        println!("    {kind:<24}{hit:>8} of {all:>8}  {:.4}", hit as f64 / all as f64);
    }
    let missed = planted.iter().find(|(_, a, b)| group.get(a).is_none_or(|n| group.get(b) != Some(n)));
    if let Some((kind, a, b)) = missed {
        println!("    the first that was missed ({kind}):");
        captions
            .iter()
            .filter(|c| c.id == *a || c.id == *b)
            .for_each(|c| println!("      {}", c.description));
    }
}

type Planted = Vec<(&'static str, CaptionId, CaptionId)>;

/// Captions in documents of sixteen, and the planted pairs among them: one caption in twenty has a twin.
fn catalog(size: usize, seed: u64) -> (Vec<Caption>, Planted) {
    let mut random = Random::new(seed);
    let (mut captions, mut planted) = (Vec::with_capacity(size), Vec::new());
    // Twins wait here until a later document takes them.
    let mut waiting: Vec<(&'static str, CaptionId, String, String)> = Vec::new();
    while captions.len() < size {
        let picture = picture(&mut random);
        let words = picture.words(0);
        let first = add(&mut captions, &words, &format!("(AP Photo/{})", picture.name));
        if random.below(20) == 0 {
            let credit = format!("(AP Photo/{})", picture.name);
            let mut other = picture.clone();
            let (kind, words, credit) = match random.below(5) {
                0 => ("the same", picture.words(0), credit),
                1 => {
                    other.core = misspelt(&picture.core, &mut random);
                    ("one letter", other.words(0), credit)
                }
                2 => {
                    other.day = if picture.day > 1 { picture.day - 1 } else { 2 };
                    ("another date", other.words(0), credit)
                }
                3 => ("another credit form", picture.words(0), format!("Photograph: {}/AP", picture.name)),
                _ => ("event and place", picture.words(1 + random.below(2)), format!("{}/AP", picture.name)),
            };
            waiting.push((kind, first, words, credit));
            // The decoy: the same person and photographer on the same day, in another document.
            let mut decoy = picture.clone();
            let named: Vec<&str> = picture.core.split(' ').take(3).collect();
            decoy.core = format!("{} {}", named.join(" "), random.pick(ACTS));
            if decoy.core != picture.core {
                waiting.push(("", first, decoy.words(0), format!("(AP Photo/{})", picture.name)));
            }
        }
        if waiting.len() > 200 {
            for (kind, first, words, credit) in waiting.drain(..) {
                let second = add(&mut captions, &words, &credit);
                if !kind.is_empty() {
                    planted.push((kind, first, second));
                }
            }
        }
    }
    (captions, planted)
}

fn picture(random: &mut Random) -> Picture {
    // Some thousand photographers, and far more people that they photograph.
    let surname = |random: &mut Random, n: usize| -> String {
        let text: String = (0..n).map(|_| random.pick(SYLLABLES)).collect();
        text[..1].to_uppercase() + &text[1..]
    };
    let name = format!("{} {}", random.pick(GIVEN), surname(random, 2));
    let core = if random.below(4) > 0 {
        format!("{} {} {} {}", random.pick(TITLES), random.pick(GIVEN), surname(random, 3), random.pick(ACTS))
    } else {
        format!(
            "{} {} a {} and a {} {}",
            random.pick(PEOPLE),
            random.pick(DOINGS),
            random.pick(THINGS),
            random.pick(THINGS),
            random.pick(WHERES)
        )
    };
    Picture {
        core,
        event: random.pick(EVENTS),
        venue: random.pick(VENUES),
        city: CITIES[random.below(CITIES.len())],
        month: random.below(12),
        day: 1 + random.below(28),
        name,
    }
}

/// One letter of one of the longer words is left out, doubled, or swapped with the next.
fn misspelt(core: &str, random: &mut Random) -> String {
    let mut words: Vec<String> = core.split(' ').map(str::to_owned).collect();
    let long: Vec<usize> =
        (0..words.len()).filter(|n| words[*n].len() >= 5 && words[*n].is_ascii()).collect();
    let n = long[random.below(long.len())];
    let at = 1 + random.below(words[n].len() - 2);
    let letter = words[n].as_bytes()[at] as char;
    match random.below(3) {
        0 => drop(words[n].remove(at)),
        1 => words[n].insert(at, letter),
        _ => {
            words[n].remove(at);
            words[n].insert(at + 1, letter);
        }
    }
    words.join(" ")
}

fn add(captions: &mut Vec<Caption>, words: &str, credit: &str) -> CaptionId {
    let n = captions.len();
    let id = CaptionId(n as u64);
    let read = facts::derive(words, Some(credit), None, Agencies::builtin());
    let parts = read.credit.credit;
    captions.push(Caption {
        id,
        document: format!("{:06}.txt", n / 16).into(),
        document_date: None,
        line: Some((n % 16 * 2) as u32 + 1),
        description: words.to_owned(),
        description_as_printed: String::new(),
        credit_line: Some(credit.to_owned()),
        credit_line_as_printed: None,
        creators: parts.creators,
        agency: parts.agency,
        suppliers: parts.suppliers,
        distributor: parts.distributor,
        flags: Vec::new(),
        commissioner: parts.commissioner,
        restrictions: parts.restrictions,
        date_created: read.date_created,
        date_basis: read.date_basis,
        date_as_printed: None,
        date_reading: read.date,
        credit_undecided: read.credit.undecided,
        event_date: None,
        date_note: None,
        event: None,
        event_words: read.event_words,
        sublocation: read.sublocation,
        city: read.city,
        country: read.country,
        persons_shown: read.persons_shown,
        headline: None,
        keywords: Vec::new(),
        also_in: Vec::new(),
        scene: None,
        other_scenes: Vec::new(),
        kind_rows: Vec::new(),
        status: Status::Unreviewed,
        corrections: Vec::new(),
    });
    id
}
