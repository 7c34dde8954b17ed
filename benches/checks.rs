//! What each check costs over a whole catalog, and what all of them do.
//!
//! `cargo bench --bench checks -- --captions 100000,1000000` (also `--style NAME`, `--seed N`,
//! `--dir FOLDER`). Articles are made and imported
//! as the desk imports them; times are wall-clock seconds of one thread, memory is the peak of the process with all captions.

use std::path::{Path, PathBuf};
use std::time::Instant;

use caption_desk::checks::{self, Input, Style};
use caption_desk::credits::Agencies;
use caption_desk::desk::{Access, Cancel, Library, Session, Unwatched, Where};

#[allow(dead_code)]
mod generate;

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
    let session = Session::open(&Where::File(catalog), Access::Read, Library::builtin(), "a bench".into())?;
    let begun = Instant::now();
    let snapshot = session.captions()?;
    println!(
        "\n{} captions, read in {:.1} s, {} MiB",
        snapshot.captions.len(),
        begun.elapsed().as_secs_f64(),
        peak()
    );
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
    let mut all = 0.0;
    for check in checks::all().iter().filter(|c| style.severity(c).is_some()) {
        let begun = Instant::now();
        let found = checks::run_one(&input, check).len();
        let took = begun.elapsed().as_secs_f64();
        all += took;
        println!("{:<24}{took:>9.2} s{found:>9} problems", check.id);
    }
    println!("{:<24}{all:>9.2} s, peak {} MiB", "all", peak());
    Ok(())
}
