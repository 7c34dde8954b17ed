//! What each check costs over a whole catalog, what all of them do in one run, and how soon one edited caption is checked again.
//!
//! `cargo bench --bench checks -- --captions 100000,1000000` (also `--style NAME`, `--seed N`, `--dir FOLDER`). Articles are made
//! and imported as the desk imports them, and each caption then shows a person with a name of its own; times are CPU
//! seconds of one thread, memory is the peak of the process with all captions.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use caption_desk::checks::{self, Input, Style};
use caption_desk::credits::Agencies;
use caption_desk::desk::view::{Answer, Change, Command};
use caption_desk::desk::{Access, Cancel, Desk, Library, Session, Start, Unwatched, Where};
use caption_desk::model::caption::Caption;
use caption_desk::model::field::{Field, Value};

#[allow(dead_code)]
mod generate;

use generate::Random;

/// As the program itself has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const GIVEN: &[&str] = &[
    "Agnes", "Boris", "Clara", "Dario", "Elena", "Farid", "Greta", "Hamid", "Irena", "Jonas", "Kofi", "Lena",
    "Mateo", "Nora", "Oskar", "Petra", "Quentin", "Rosa", "Stefan", "Tariq", "Ursula", "Viktor", "Wanda",
];
const SYLLABLES: &[&str] = &[
    "bel", "cas", "dor", "fen", "gar", "hol", "jan", "kor", "lam", "mor", "nov", "pet", "ros", "sal", "tor",
    "vel", "win", "zan", "bru", "cre", "dra", "fil", "gol", "hed",
];

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|n| args.get(n + 1)).cloned();
    let sizes = value("--captions").unwrap_or_else(|| "10000".to_owned());
    let seed = value("--seed").and_then(|s| s.parse().ok()).unwrap_or(1);
    let dir = value("--dir").map_or_else(|| PathBuf::from("target/bench-data"), PathBuf::from);
    for size in sizes.split(',').filter_map(|s| s.trim().parse().ok()) {
        let folder = dir.join(format!("checks-{size}"));
        if let Err(error) = table(size, seed, &folder, value("--style").as_deref()) {
            eprintln!("{}: {error}", folder.display());
        }
    }
}

fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM"));
    line.and_then(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// The CPU seconds of this process so far: on a busy machine the clock on the wall tells nothing of the work.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn table(
    size: usize,
    seed: u64,
    folder: &Path,
    style: Option<&str>,
) -> Result<(), Box<dyn std::error::Error>> {
    let catalog = folder.join("c.captions");
    if !catalog.exists() {
        let articles = folder.join("articles");
        std::fs::create_dir_all(&articles)?;
        generate::generate(&articles, size, seed, &mut |_| Ok(()))?;
        let mut session = Session::create(&catalog, Library::builtin(), "a bench".into())?;
        session.import(&[articles], &Unwatched, &Cancel::default())?;
    }
    let session =
        Session::open(&Where::File(catalog.clone()), Access::Read, Library::builtin(), "a bench".into())?;
    let begun = Instant::now();
    let mut snapshot = session.captions()?;
    println!(
        "\n{} captions, read in {:.1} s, {} MiB",
        snapshot.captions.len(),
        begun.elapsed().as_secs_f64(),
        peak()
    );
    named(&mut snapshot.captions, seed);
    let style = match style {
        Some(name) => {
            let found = Style::builtin().iter().find(|s| s.name == name);
            found.ok_or_else(|| format!("there is no style {name}"))?.as_ref().clone()
        }
        None => Style::default(),
    };
    let input = Input {
        captions: &snapshot.captions,
        events: &snapshot.events,
        agencies: Agencies::builtin(),
        prose: &[],
        style: &style,
    };
    for check in checks::all().iter().filter(|c| style.severity(c).is_some()) {
        let begun = cpu();
        let found = checks::run_one(&input, check).len();
        let took = cpu() - begun;
        println!("{:<24}{took:>9.2} s{found:>9} problems", check.id);
    }
    let begun = cpu();
    let found = checks::run(&input).len();
    let took = cpu() - begun;
    println!("{:<24}{took:>9.2} s{found:>9} problems, peak {} MiB", "all in one run", peak());
    drop(snapshot);
    drop(session);
    edited(&catalog)
}

/// Gives each caption a person to show, most of them in no other document.
fn named(captions: &mut [Caption], seed: u64) {
    let mut random = Random::new(seed);
    for caption in captions.iter_mut().filter(|c| !c.description.is_empty()) {
        let syllables: String = (0..3).map(|_| random.pick(SYLLABLES)).collect();
        let (first, rest) = syllables.split_at(1);
        let mut small = caption.description.chars();
        let begins = small.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
        caption.description = format!(
            "{} {}{rest} watches as {begins}{}",
            random.pick(GIVEN),
            first.to_uppercase(),
            small.as_str()
        );
    }
}

/// How long after an edit the problems of its caption, document and event come anew; each edit is taken back.
fn edited(catalog: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let desk =
        Desk::start(Start { library: Library::builtin(), by: "a bench".into(), data: Option::None }, || {})?;
    desk.send(Command::Open(catalog.to_owned()));
    let next = |within: Duration| {
        let until = Instant::now() + within;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            if let Some(Answer::Problems(problems)) = desk.recv(left) {
                return Some(problems);
            }
        }
        None
    };
    next(Duration::from_secs(900)).ok_or("the catalog's problems did not come")?;
    // Until the whole catalog is checked.
    while next(Duration::from_secs(20)).is_some() {}
    let mut costs = Vec::new();
    for row in 1..=20 {
        let change = Change::Set {
            rows: vec![row * 40],
            field: Field::Description,
            value: Value::Text("Athletes waves at the the gates.".into()),
            why: None,
        };
        let begun = Instant::now();
        desk.send(Command::Change(change));
        next(Duration::from_secs(60)).ok_or("no problems came after an edit")?;
        costs.push(begun.elapsed().as_secs_f64() * 1e3);
        desk.send(Command::Change(Change::Undo(None)));
        next(Duration::from_secs(60)).ok_or("no problems came after an undo")?;
    }
    costs.sort_by(f64::total_cmp);
    println!(
        "{:<24}{:>9.1} ms median, {:.1} ms worst of {}, until its problems are known anew",
        "one edited caption",
        costs[costs.len() / 2],
        costs[costs.len() - 1],
        costs.len()
    );
    Ok(())
}
