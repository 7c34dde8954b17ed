//! What the desk costs, beside what a Debian machine has for the same work: one table a size.
//!
//! `cargo bench --bench desk -- --captions 10000,100000,1000000` (also `--seed N`, `--dir FOLDER`, `--keep`). Times are CPU
//! seconds of the whole process, user and system, from the kernel's own account; ratios are of one run.

mod generate;

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use caption_desk::desk::{Access, Library, Session, Where};
use caption_desk::index::{Index, IndexRow, SortKey};
use caption_desk::model::filter::FilterField;
use caption_desk::text::query;

const DESK: &str = env!("CARGO_BIN_EXE_caption-desk");
const CREDIT: &str = "AP Photo/|via Getty Images|REUTERS/| - AP/|THE CANADIAN PRESS/|Photograph: ";

/// CPU, wall and peak memory of one child.
#[derive(Clone, Copy, Default)]
struct Cost {
    cpu: f64,
    wall: f64,
    peak_mib: u64,
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|n| args.get(n + 1)).cloned();
    if let Some(catalog) = value("--in-process") {
        in_process(Path::new(&catalog));
        return;
    }
    let sizes = value("--captions").unwrap_or_else(|| "10000".to_owned());
    let seed = value("--seed").and_then(|s| s.parse().ok()).unwrap_or(1);
    let dir = value("--dir").map_or_else(|| PathBuf::from("target/bench-data"), PathBuf::from);
    for size in sizes.split(',').filter_map(|s| s.trim().parse().ok()) {
        table(size, seed, &dir.join(size.to_string()));
        if !args.iter().any(|a| a == "--keep") {
            let _ = std::fs::remove_dir_all(dir.join(size.to_string()));
        }
    }
}

fn table(size: usize, seed: u64, dir: &Path) {
    let _ = std::fs::remove_dir_all(dir);
    let articles = dir.join("articles");
    std::fs::create_dir_all(&articles).expect("a folder for the articles");
    let truth_file = std::fs::File::create(dir.join("truth.jsonl")).expect("a truth file");
    let mut truth = BufWriter::new(truth_file);
    let (files, bytes) = generate::generate(&articles, size, seed, &mut |t| {
        let row = serde_json::json!({"document": t.document, "line": t.line, "creators": [t.creator],
            "agency": t.agency, "distributor": t.distributor, "date": t.date});
        writeln!(truth, "{row}")
    })
    .expect("articles");
    truth.flush().expect("a truth file");
    println!("\n{size} captions, {files} articles, {:.1} MB (seed {seed})", bytes as f64 / 1e6);
    println!("{:<34}{:>9}{:>9}{:>9}   beside", "job", "CPU s", "wall s", "MiB");

    let (catalog, sheet, base) = (dir.join("c.captions"), dir.join("sheet.csv"), dir.join("peer.db"));
    let path = |p: &Path| p.display().to_string();
    let rg = run(Command::new("rg").args(["-c", "--no-messages", CREDIT, &path(&articles)]));
    let reading = desk(&["scan", "--format", "jsonl", &path(&articles)]);
    row("reading articles (scan)", reading, rg, "ripgrep", 5.0);
    desk(&["new", "--catalog", &path(&catalog)]);
    row(
        "import with indexes",
        desk(&["import", "--catalog", &path(&catalog), &path(&articles)]),
        rg,
        "ripgrep",
        24.0,
    );
    let export =
        desk(&["export", "--catalog", &path(&catalog), "--format", "csv", "--output", &path(&sheet)]);
    let import_peer = sql(&base, &format!(".mode csv\n.import '{}' caption\n", path(&sheet)));
    println!("{:<34}{:>9}{:>9}{:>9}   sqlite3 .import {}", "", "", "", "", shown(import_peer));
    let export_peer = sql(&base, ".mode csv\nSELECT * FROM caption;\n");
    row("export to CSV, checked", export, export_peer, "sqlite3 .mode csv", 0.5);
    let edit = edit(&catalog);
    println!(
        "{:<34}{:>9.4}{:>9.4}{:>9}   one of 50 in one process",
        "one durable edit", edit.cpu, edit.wall, edit.peak_mib
    );

    let like =
        sql_repeated(&base, "SELECT count(*) FROM caption WHERE caption LIKE '%floating stage%';\n", 10);
    let columns = ["agency", "photographer", "city", "date", "document"];
    let facets: String = columns
        .iter()
        .map(|c| format!("SELECT count(*) FROM (SELECT \"{c}\", count(*) FROM caption WHERE agency = 'AP' GROUP BY 1);\n"))
        .collect();
    let group = sql_repeated(&base, &facets, 10);
    let me = std::env::current_exe().expect("this program");
    let out = Command::new(me).args(["--in-process", &path(&catalog)]).output().expect("this program runs");
    print!("{}", String::from_utf8_lossy(&out.stdout));
    println!("{:<34}{:>9}   LIKE: {}; five GROUP BY under a filter: {}", "", "", ms(like), ms(group));
    let size = |p: &Path| std::fs::metadata(p).map_or(0.0, |m| m.len() as f64 / 1e6);
    println!(
        "catalog {:.1} MB; sqlite3's table {:.1} MB; sheet {:.1} MB",
        size(&catalog),
        size(&base),
        size(&sheet)
    );
}

fn ms(cost: Option<Cost>) -> String {
    cost.map_or_else(|| "missing on this machine".to_owned(), |c| format!("{:.2} ms CPU", c.cpu * 1e3))
}

fn shown(cost: Option<Cost>) -> String {
    cost.map_or_else(
        || "missing on this machine".to_owned(),
        |c| format!("{:.2} s CPU, {} MiB", c.cpu, c.peak_mib),
    )
}

fn row(job: &str, own: Option<Cost>, peer: Option<Cost>, name: &str, aim: f64) {
    let own = own.unwrap_or_default();
    let beside = match peer {
        None => format!("{name} is missing on this machine"),
        Some(p) => format!("{name} {:.2} s CPU: ratio {:.2} (aim {aim})", p.cpu, own.cpu / p.cpu.max(0.005)),
    };
    println!("{job:<34}{:>9.2}{:>9.2}{:>9}   {beside}", own.cpu, own.wall, own.peak_mib);
}

fn desk(args: &[&str]) -> Option<Cost> {
    run(Command::new(DESK).args(args).env("XDG_DATA_HOME", "/nonexistent"))
}

/// Runs a child and gives what it cost; none where the program is missing.
fn run(command: &mut Command) -> Option<Cost> {
    let before = children();
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let mut peak = 0;
    while child.try_wait().ok()?.is_none() {
        peak = peak.max(status(child.id(), "VmHWM"));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    Some(Cost { cpu: children() - before, wall: begun.elapsed().as_secs_f64(), peak_mib: peak / 1024 })
}

/// CPU seconds of the children that have ended, from the kernel.
fn children() -> f64 {
    stat(&[15, 16])
}

fn own() -> f64 {
    stat(&[13, 14])
}

fn stat(fields: &[usize]) -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let all: Vec<&str> = text.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    fields.iter().filter_map(|n| all.get(n - 2)?.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn status(process: u32, key: &str) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    text.lines()
        .find_map(|l| l.strip_prefix(key)?.trim_start_matches(':').trim().split(' ').next()?.parse().ok())
        .unwrap_or(0)
}

fn sql(base: &Path, script: &str) -> Option<Cost> {
    let file = base.with_extension("sql");
    std::fs::write(&file, script).ok()?;
    run(Command::new("sqlite3").arg(base).arg(format!(".read '{}'", file.display())))
}

/// The cost of one of `n` runs of the same statements in one process.
fn sql_repeated(base: &Path, script: &str, n: usize) -> Option<Cost> {
    let empty = sql(base, "SELECT 1;\n")?;
    let all = sql(base, &script.repeat(n))?;
    Some(Cost { cpu: (all.cpu - empty.cpu).max(0.0) / n as f64, ..all })
}

fn edit(catalog: &Path) -> Cost {
    let place = Where::parse(catalog);
    let Ok(mut session) = Session::open(&place, Access::Write, Library::builtin(), "bench".into()) else {
        return Cost::default();
    };
    let Ok(id) = session.resolve_id(&first_id(&session)) else { return Cost::default() };
    let (cpu, begun) = (own(), Instant::now());
    for n in 0..50 {
        let value = caption_desk::model::field::Value::Text(format!("Headline {n}"));
        let _ = session.set(&[id], caption_desk::model::field::Field::Headline, &value, None);
    }
    Cost { cpu: (own() - cpu) / 50.0, wall: begun.elapsed().as_secs_f64() / 50.0, peak_mib: 0 }
}

fn first_id(session: &Session) -> String {
    session.captions().ok().and_then(|s| s.captions.first().map(|c| c.id.to_string())).unwrap_or_default()
}

/// The index in memory, in a process of its own: filter, facets, sort, memory at rest.
fn in_process(catalog: &Path) {
    let session = Session::open(&Where::parse(catalog), Access::Read, Library::builtin(), "bench".into());
    let Ok(snapshot) = session.and_then(|s| s.captions()) else { return };
    // Scenes from nothing: the vocabulary over every caption, then events, likeness and folding.
    let vocabulary = caption_desk::scenes::Vocabulary::builtin();
    let begun = Instant::now();
    let mut facts = caption_desk::model::caption::Facts::default();
    let mut proposer = caption_desk::scenes::Proposer::new(vocabulary);
    for (n, caption) in snapshot.captions.iter().enumerate() {
        vocabulary.file(&caption.description, &mut facts);
        proposer.gather(n as u32 / 40, caption, facts.scene.as_deref(), false);
    }
    let scenes = proposer.finish(&(0..=snapshot.captions.len() as u32 / 40).collect::<Vec<_>>(), &[]);
    let grouped = (0..snapshot.captions.len()).filter(|n| scenes.of(*n).is_some()).count();
    let ms = begun.elapsed().as_secs_f64() * 1e3;
    println!("{:<34}{ms:>9.0} ms   {grouped} captions grouped", "scenes proposed");
    let mut index = Index::new();
    for (caption, row) in snapshot.captions.iter().zip(&snapshot.rows) {
        index.push(&IndexRow::of(*row, caption, &[]));
    }
    index.shrink();
    let time = |job: &mut dyn FnMut() -> usize| -> (f64, usize) {
        let mut best = f64::MAX;
        let mut found = 0;
        for _ in 0..7 {
            let begun = Instant::now();
            found = job();
            best = best.min(begun.elapsed().as_secs_f64());
        }
        (best * 1e3, found)
    };
    let word = query::parse("\"floating stage\"").expect("a filter");
    let agency = query::parse("agency:AP").expect("a filter");
    let (ms, found) = time(&mut || index.filter(&word).len());
    println!("{:<34}{ms:>9.2} ms   {found} captions", "filter: a phrase in all words");
    let some = index.filter(&agency);
    use FilterField::*;
    let (ms, found) = time(&mut || {
        [Agency, Photographer, City, Scene, Document].iter().map(|f| index.facets(&some, *f).len()).sum()
    });
    println!("{:<34}{ms:>9.2} ms   {found} values under agency:AP", "five facets under a filter");
    let mut all: Vec<u32> = (0..index.len() as u32).collect();
    let (ms, _) = time(&mut || {
        index.sort(&mut all, SortKey::Date, true);
        all.len()
    });
    println!("{:<34}{ms:>9.2} ms", "sort by date");
    println!("{:<34}{:>9} MiB", "the index in memory", index.memory() >> 20);
}
