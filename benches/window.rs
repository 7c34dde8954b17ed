//! What a frame of the window costs: `cargo bench --bench window -- --captions 55,100000,1000000`.
//!
//! A frame is the app's own work: its logic, its drawing and the tessellation, without the renderer. Times are wall time on
//! the window's thread, in milliseconds, while the desk works behind it, and beside it the time that this thread had the
//! processor, which does not count what other programs took; memory is of the whole process. With `--slips` every
//! caption has a doubled word, so that the Problems view has as many problems as the catalog has captions.

#[path = "generate.rs"]
#[allow(dead_code)]
mod generate;

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use caption_desk::desk::{Cancel, Library, Session, Unwatched};
use caption_desk::gui::{App, Ask, Chosen, FileDialogs, Launch, Prefs};
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, Vec2};

/// As the program itself has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct None;

impl FileDialogs for None {
    fn ask(&self, _: Ask, _: String, _: Sender<(Ask, Chosen)>, _: egui::Context) {}
}

/// What a frame costs, in milliseconds: by the clock, and in time that the window's thread has the processor. The two differ
/// where other threads and programs want it, too.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    own: f64,
}

/// How long this thread had the processor so far, in milliseconds.
fn work() -> f64 {
    let told = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    told.tv_sec as f64 * 1e3 + told.tv_nsec as f64 / 1e6
}

struct Bench {
    ctx: egui::Context,
    app: App,
    time: f64,
}

impl Bench {
    /// The app in a window of its own, on a catalog.
    fn start(path: &Path, data: &Path) -> Bench {
        let ctx = egui::Context::default();
        let (library, by) = (Library::builtin(), "bench".into());
        let launch = Launch { library, by, paths: vec![path.to_owned()], data: Some(data.to_owned()) };
        let app = App::new(&ctx, launch, Prefs::default(), Box::new(None)).expect("the app");
        Bench { ctx, app, time: 0.0 }
    }

    /// Draws one frame; gives what it cost.
    fn frame(&mut self, events: Vec<Event>) -> Cost {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1920.0, 1080.0))),
            time: Some(self.time),
            events,
            focused: true,
            ..Default::default()
        };
        let (began, worked) = (Instant::now(), work());
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        // There is no renderer to take them.
        output.textures_delta.clear();
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(shapes);
        let wall = began.elapsed().as_secs_f64() * 1000.0;
        Cost { wall, own: work() - worked }
    }

    fn frames(&mut self, n: usize, mut events: impl FnMut(usize) -> Vec<Event>) -> Vec<Cost> {
        (0..n)
            .map(|i| {
                let cost = self.frame(events(i));
                // The desk answers between frames, as it does between those of a screen.
                std::thread::sleep(Duration::from_millis(2));
                cost
            })
            .collect()
    }
}

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: Option::None, pressed: true, repeat: false, modifiers }
}

fn line(what: &str, costs: Vec<Cost>) {
    let sorted = |of: fn(&Cost) -> f64| {
        let mut costs: Vec<f64> = costs.iter().map(of).collect();
        costs.sort_by(f64::total_cmp);
        move |share: f64| costs[((costs.len() - 1) as f64 * share) as usize]
    };
    let (wall, own) = (sorted(|c| c.wall), sorted(|c| c.own));
    println!(
        "  {what:<28} {:>8.2} {:>8.2} {:>8.2} {:>10.2} {:>8.2}",
        wall(0.5),
        wall(0.95),
        wall(1.0),
        own(0.95),
        own(1.0)
    );
}

/// A line of what the system knows of this process, in MiB.
fn status(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn catalog(size: usize, folder: &Path, slips: bool) -> PathBuf {
    let kind = if slips { "-slips" } else { "" };
    let path = folder.join(format!("{size}{kind}-{}.captions", generate::VERSION));
    if path.exists() {
        return path;
    }
    std::fs::create_dir_all(folder).expect("a folder");
    let mut session = Session::create(&path, Library::builtin(), "bench".into()).expect("a catalog");
    if size <= 55 {
        session.import_builtin().expect("the built-in catalog");
        return path;
    }
    let articles = folder.join(format!("articles-{size}"));
    std::fs::create_dir_all(&articles).expect("a folder");
    generate::generate(&articles, size, 1, &mut |_| Ok(())).expect("articles");
    if slips {
        let folders = std::fs::read_dir(&articles).expect("a folder").flatten();
        for article in folders.filter_map(|f| std::fs::read_dir(f.path()).ok()).flatten().flatten() {
            let text = std::fs::read_to_string(article.path()).expect("an article");
            std::fs::write(article.path(), text.replace(" at the ", " at the the ")).expect("an article");
        }
    }
    session.import(std::slice::from_ref(&articles), &Unwatched, &Cancel::default()).expect("an import");
    let _ = std::fs::remove_dir_all(&articles);
    path
}

/// A window that shows nothing but one word, or the real one: how long from the program's start until it is drawn.
enum Opened {
    Bare,
    Real(Box<caption_desk::gui::Window>),
}

impl Opened {
    /// What there is to see is on the screen.
    fn ready(&mut self) -> bool {
        match self {
            Opened::Bare => true,
            Opened::Real(window) => window.app().rows_on_screen() > 0,
        }
    }
}

impl eframe::App for Opened {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        if let Opened::Real(window) = self {
            window.logic(ctx, frame);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        match self {
            Opened::Bare => {
                ui.label("A bare window");
            }
            Opened::Real(window) => window.ui(ui, frame),
        }
        // The frame that shows it is painted when the next one begins.
        let ctx = ui.ctx().clone();
        let shown = ctx.data(|d| d.get_temp::<bool>(egui::Id::unique("shown"))).unwrap_or_default();
        if shown {
            println!("shown");
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        } else if self.ready() {
            ctx.data_mut(|d| d.insert_temp(egui::Id::unique("shown"), true));
            ctx.request_repaint();
        }
    }
}

/// Opens a window in this process, on `path` or a bare one, and says so when it is drawn.
fn window(path: Option<PathBuf>) {
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
        persist_window: false,
        ..Default::default()
    };
    let make: eframe::AppCreator<'_> = Box::new(move |cc| {
        let Some(path) = path else { return Ok(Box::new(Opened::Bare)) };
        let launch =
            Launch { library: Library::builtin(), by: "bench".into(), paths: vec![path], data: Option::None };
        Ok(Box::new(Opened::Real(Box::new(caption_desk::gui::Window::new(cc, launch, Box::new(None))?))))
    });
    eframe::run_native("caption-desk-bench", options, make).expect("a window");
}

/// How long from starting a program with these arguments until it says that its window is drawn; the median of nine.
fn until_shown(args: &[&str]) -> f64 {
    use std::io::BufRead;
    let program = std::env::current_exe().expect("this program");
    let mut costs: Vec<f64> = (0..9)
        .map(|_| {
            let began = Instant::now();
            let mut child = std::process::Command::new(&program)
                .args(args)
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::null())
                .spawn()
                .expect("this program again");
            let mut said = String::new();
            let out = child.stdout.take().expect("its output");
            let _ = std::io::BufReader::new(out).read_line(&mut said);
            let cost = began.elapsed().as_secs_f64() * 1000.0;
            let _ = child.wait();
            assert_eq!(said.trim(), "shown", "the window could not be opened");
            cost
        })
        .collect();
    costs.sort_by(f64::total_cmp);
    costs[costs.len() / 2]
}

/// The real window's start beside that of a bare one, in the same run.
fn starts(path: &Path) {
    let display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|d| std::env::var_os(d).is_some());
    if !display {
        println!("  no display: the window's start is not measured; `xvfb-run` gives one");
        return;
    }
    let bare = until_shown(&["--open-bare"]);
    let real = until_shown(&["--open", &path.display().to_string()]);
    println!(
        "  start of the process to first rows drawn {real:.0} ms, of a bare eframe window {bare:.0} ms: {:.2} times (median of nine)",
        real / bare
    );
}

fn main() {
    // As the program itself does before its window.
    caption_desk::desk::give_back_at_once();
    let args: Vec<String> = std::env::args().collect();
    if args.iter().any(|a| a == "--open-bare") {
        return window(Option::None);
    }
    if let Some(at) = args.iter().position(|a| a == "--open") {
        return window(args.get(at + 1).map(PathBuf::from));
    }
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|n| args.get(n + 1)).cloned();
    let sizes = value("--captions").unwrap_or_else(|| "55,100000".to_owned());
    let folder = value("--dir").map_or_else(|| PathBuf::from("target/bench-data/window"), PathBuf::from);
    let sizes: Vec<usize> = sizes.split(',').filter_map(|s| s.trim().parse().ok()).collect();
    if sizes.len() > 1 {
        // Each in a process of its own, as a catalog is opened: what one has left behind costs the next one nothing.
        let program = std::env::current_exe().expect("this program");
        for size in sizes {
            let mut again = std::process::Command::new(&program);
            again.args(["--captions", &size.to_string(), "--dir", &folder.display().to_string()]);
            again.args(args.iter().filter(|a| *a == "--slips"));
            let ended = again.status().expect("this program again");
            assert!(ended.success(), "the bench of {size} captions failed");
        }
        return;
    }
    for size in sizes {
        let path = catalog(size, &folder, args.iter().any(|a| a == "--slips"));
        measure(size, &path);
        lists(&path);
        starts(&path);
    }
}

/// How long the desk takes for a list with its groups and the counts of every facet, from the question to the answer: while the
/// checks of the catalog run beside it, as they do after an opening, and when they are done.
fn lists(path: &Path) {
    use caption_desk::desk::view::{Answer, Command, GroupBy, ListRequest, SortKey};
    use caption_desk::desk::{Desk, Start};
    let start = Start { library: Library::builtin(), by: "bench".into(), data: Option::None };
    let mut desk = Desk::start(start, || {}).expect("a desk");
    let mut number = 0;
    let checked = std::cell::Cell::new(false);
    let mut ask = |desk: &Desk, filter: &str, group: Option<GroupBy>, sort: SortKey| {
        number += 1;
        let filter = filter.to_owned();
        let began = Instant::now();
        desk.send(Command::List(ListRequest { number, filter, group, sort, descending: false }));
        loop {
            match desk.recv(Duration::from_secs(120)) {
                Some(Answer::Listed(list)) if list.request.number == number => {
                    return (began.elapsed().as_secs_f64() * 1e3, list);
                }
                Some(Answer::Problems(_)) => checked.set(true),
                Some(_) => {}
                Option::None => panic!("no list came"),
            }
        }
    };
    desk.send(Command::Open(path.to_owned()));
    while ask(&desk, "", Option::None, SortKey::Document).1.facets.is_empty() {
        std::thread::sleep(Duration::from_millis(20));
    }
    let scene = Some(GroupBy::Scene);
    println!(
        "  a list with its groups and facets (ms): beside the checks, after them: first, median of seven; shown"
    );
    let lists = [
        ("by scene", "", scene, SortKey::Document),
        ("by scene, agency:AP", "agency:AP", scene, SortKey::Document),
        ("by scene, a word", "fireworks", scene, SortKey::Document),
        ("by scene, a letter", "e", scene, SortKey::Document),
        ("by photographer", "", Some(GroupBy::Photographer), SortKey::Document),
        ("by date", "", Some(GroupBy::Date), SortKey::Document),
        ("by document", "", Some(GroupBy::Document), SortKey::Document),
        ("not grouped, by document", "", Option::None, SortKey::Document),
        ("not grouped, agency:AP", "agency:AP", Option::None, SortKey::Document),
        ("not grouped, a word", "fireworks", Option::None, SortKey::Document),
        ("not grouped, by date", "", Option::None, SortKey::Date),
        ("not grouped, by photographer", "", Option::None, SortKey::Photographer),
        ("not grouped, by persons", "", Option::None, SortKey::Persons),
        ("not grouped, by credit", "", Option::None, SortKey::Credit),
        ("not grouped, by caption", "", Option::None, SortKey::Caption),
    ];
    let mut costs = |filter: &str, group: Option<GroupBy>, sort: SortKey| {
        let (first, list) = ask(&desk, filter, group, sort);
        let mut costs: Vec<f64> = (0..7).map(|_| ask(&desk, filter, group, sort).0).collect();
        costs.sort_by(f64::total_cmp);
        (first, costs[3], list.shown)
    };
    let mut beside = Vec::new();
    for (_, filter, group, sort) in lists {
        let (first, median, _) = costs(filter, group, sort);
        // Small catalogs are checked before the first list is there.
        beside.push((!checked.get()).then_some((first, median)));
    }
    while !checked.get() {
        costs("", Option::None, SortKey::Document);
        std::thread::sleep(Duration::from_millis(200));
    }
    for ((what, filter, group, sort), beside) in lists.into_iter().zip(beside) {
        let (first, median, shown) = costs(filter, group, sort);
        let (b, c) = match beside {
            Some((first, median)) => (format!("{first:.1}"), format!("{median:.1}")),
            Option::None => ("–".into(), "–".into()),
        };
        println!("  {what:<28} {b:>8} {c:>8} {first:>10.1} {median:>8.1} {shown:>10}");
    }
    desk.quit();
}

fn measure(size: usize, path: &Path) {
    println!(
        "\n{size} captions                     median      p95    worst    own p95    worst   (ms a frame)"
    );
    let began = Instant::now();
    let data = tempfile::tempdir().expect("a folder");
    let mut bench = Bench::start(path, data.path());
    while bench.app.rows_on_screen() == 0 {
        bench.frame(vec![]);
        std::thread::sleep(Duration::from_millis(1));
    }
    let first = began.elapsed();
    while !bench.app.has_facets() {
        bench.frame(vec![]);
        std::thread::sleep(Duration::from_millis(5));
    }
    let facets = began.elapsed();
    let listing = status("VmRSS:");
    while !bench.app.is_settled() {
        bench.frame(vec![]);
        std::thread::sleep(Duration::from_millis(5));
    }
    let settled = began.elapsed();
    let problems = bench.app.problems();
    let (peak, mut memory) = (status("VmHWM:"), status("VmRSS:"));
    while began.elapsed() < settled + Duration::from_secs(3) {
        bench.frames(30, |_| vec![]);
        memory = memory.min(status("VmRSS:"));
    }
    bench.frames(30, |_| vec![]);
    let over = Event::PointerMoved(Pos2::new(800.0, 500.0));
    let wheel = |delta: f32| Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, delta),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    let steps = bench.frames(300, |i| vec![over.clone(), wheel(if i < 200 { -240.0 } else { 90.0 })]);
    line("scrolling", steps);
    let steps = bench.frames(200, |i| match i {
        0 => vec![key(Key::Home, Modifiers::NONE)],
        100 => vec![key(Key::End, Modifiers::NONE)],
        i if i % 2 == 0 => vec![key(Key::ArrowDown, Modifiers::NONE)],
        i if i % 5 == 0 => vec![key(Key::PageUp, Modifiers::SHIFT)],
        _ => vec![key(Key::ArrowUp, Modifiers::NONE)],
    });
    line("selecting", steps);
    let steps = bench.frames(120, |i| match i {
        // All of them, and what stands beside them in the inspector.
        0 => vec![key(Key::A, Modifiers::COMMAND)],
        60 => vec![key(Key::Home, Modifiers::NONE)],
        61 => vec![key(Key::End, Modifiers::SHIFT)],
        _ => vec![],
    });
    line("all selected", steps);
    line(
        "to the problems",
        bench.frames(30, |i| match i {
            0 => vec![key(Key::Num3, Modifiers::COMMAND)],
            _ => vec![],
        }),
    );
    let steps = bench.frames(200, |i| match i {
        i if i % 4 == 0 => vec![key(Key::F8, Modifiers::NONE)],
        _ => vec![],
    });
    line("problem after problem", steps);
    let steps = bench.frames(200, |i| match i {
        i if i % 2 == 0 => vec![key(Key::PageDown, Modifiers::NONE)],
        _ => vec![over.clone(), wheel(-240.0)],
    });
    line("scrolling the problems", steps);
    line(
        "back to the captions",
        bench.frames(30, |i| match i {
            0 => vec![key(Key::Num1, Modifiers::COMMAND)],
            _ => vec![],
        }),
    );
    // Every caption has the word: as many hits, listed before and after.
    bench.frames(4, |i| if i == 0 { vec![key(Key::H, Modifiers::COMMAND)] } else { vec![] });
    bench.frame(vec![Event::Text("the".into())]);
    let asked = Instant::now();
    let mut looking = Vec::new();
    while bench.app.hits().is_none() && asked.elapsed() < Duration::from_secs(60) {
        looking.extend(bench.frames(1, |_| vec![]));
    }
    let (hits, found) = (bench.app.hits().unwrap_or_default(), asked.elapsed());
    line("looking for hits", looking);
    let steps = bench.frames(200, |i| vec![over.clone(), wheel(if i < 150 { -2400.0 } else { 900.0 })]);
    line("scrolling the hits", steps);
    let found = found.as_secs_f64() * 1e3;
    match hits {
        0 => println!("  \"the\" has more hits than are listed at once, said after {found:.0} ms"),
        _ => println!("  {hits} hits of \"the\" listed after {found:.0} ms"),
    }
    bench.frames(4, |i| if i == 0 { vec![key(Key::Escape, Modifiers::NONE)] } else { vec![] });
    let words: Vec<char> = "ceremony fireworks over the bridge".chars().collect();
    let began = Instant::now();
    let steps = bench.frames(words.len() * 4 + 1, |i| match i {
        0 => vec![key(Key::F, Modifiers::COMMAND)],
        i if i % 4 == 1 => vec![Event::Text(words[i / 4].to_string())],
        _ => vec![],
    });
    let _ = began;
    line("typing in the search", steps);
    let began = Instant::now();
    let number = bench.app.listed();
    bench.frame(vec![Event::Text("x".into())]);
    while bench.app.listed() == number && began.elapsed() < Duration::from_secs(10) {
        bench.frame(vec![]);
    }
    let answer = began.elapsed();
    let began = Instant::now();
    bench.app.quit();
    let leave = began.elapsed();
    // Who opens it again has the counts of the last time.
    let began = Instant::now();
    let mut again = Bench::start(path, data.path());
    while !again.app.has_counts() {
        again.frame(vec![]);
        std::thread::sleep(Duration::from_millis(1));
    }
    let counts = began.elapsed();
    again.app.quit();
    println!(
        "  first rows {:.0} ms, facets {:.0} ms (of a catalog that was open before {:.0} ms), checks {:.0} ms, a list after a key {:.0} ms, leaving {:.0} ms, memory {listing:.0} MiB with the list, {memory:.0} MiB after the checks with their {problems} problems (at most {peak:.0})",
        first.as_secs_f64() * 1e3,
        facets.as_secs_f64() * 1e3,
        counts.as_secs_f64() * 1e3,
        settled.as_secs_f64() * 1e3,
        answer.as_secs_f64() * 1e3,
        leave.as_secs_f64() * 1e3
    );
}
