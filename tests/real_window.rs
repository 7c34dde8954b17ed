//! The real window, on a display of its own: it opens, hears the keyboard, shows other rows, and leaves.

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program of the test's that ends with it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const SETUP: &str = "is not installed; `sh .ci/setup test` installs what the tests need";

fn display() -> (Running, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|e| panic!("Xvfb {SETUP} ({e})"));
    let mut number = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
    assert!(!number.trim().is_empty(), "Xvfb gave no display");
    (Running(server), format!(":{}", number.trim()))
}

fn xdotool(display: &str, args: &[&str]) -> Option<String> {
    let output = Command::new("xdotool")
        .env("DISPLAY", display)
        .args(args)
        .output()
        .unwrap_or_else(|e| panic!("xdotool {SETUP} ({e})"));
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The pixels of the table's rows, as the display has them: right of the filters, below the column titles.
fn rows(display: &str) -> Vec<u8> {
    let output = Command::new("xwd")
        .env("DISPLAY", display)
        .args(["-root", "-silent"])
        .output()
        .unwrap_or_else(|e| panic!("xwd {SETUP} ({e})"));
    let dump = output.stdout;
    let field = |n: usize| u32::from_be_bytes(dump[n * 4..n * 4 + 4].try_into().unwrap()) as usize;
    let (header, bits, line, colors) = (field(0), field(11), field(12), field(19));
    let from = header + colors * 12;
    let pixel = bits / 8;
    (150..700)
        .flat_map(|y| dump[from + y * line + 230 * pixel..from + y * line + 860 * pixel].to_vec())
        .collect()
}

fn wait<T>(what: &str, mut so: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + Duration::from_secs(60);
    while Instant::now() < until {
        if let Some(found) = so() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("waited for {what} in vain");
}

/// Waits until the rows stand still; gives them.
fn still(display: &str) -> Vec<u8> {
    wait("the rows to stand still", || {
        let before = rows(display);
        std::thread::sleep(Duration::from_millis(300));
        let plain = before.windows(4).all(|w| w == &before[..4]);
        (!plain && rows(display) == before).then_some(before)
    })
}

#[test]
fn opens_hears_the_keyboard_and_leaves() {
    let home = tempfile::tempdir().unwrap();
    let (_server, display) = display();
    let mut app = Running(
        support::command(home.path())
            .env("DISPLAY", &display)
            .env_remove("WAYLAND_DISPLAY")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .spawn()
            .unwrap(),
    );
    let window = wait("the window", || {
        xdotool(&display, &["search", "--name", "Caption Desk"]).filter(|w| !w.is_empty())
    });
    let window = window.lines().next_back().unwrap().to_owned();
    xdotool(&display, &["windowmove", &window, "0", "0", "windowsize", &window, "1280", "800"]);
    xdotool(&display, &["windowfocus", &window]);
    let title = wait("the title", || {
        xdotool(&display, &["getwindowname", &window]).filter(|t| t.starts_with("Paris 2024"))
    });
    assert!(title.contains("Caption Desk"), "{title}");
    let before = still(&display);
    // A key sent while the display still gives the window its place can be lost: it is sent again.
    let send = |what: &str, keys: &dyn Fn(), so: &dyn Fn() -> bool| {
        for _ in 0..12 {
            xdotool(&display, &["windowfocus", &window]);
            keys();
            let until = Instant::now() + Duration::from_secs(5);
            while Instant::now() < until {
                if so() {
                    return;
                }
                std::thread::sleep(Duration::from_millis(100));
            }
        }
        panic!("waited for {what} in vain");
    };
    let typed = || {
        xdotool(&display, &["key", "--delay", "60", "ctrl+f", "ctrl+a"]);
        xdotool(&display, &["type", "--delay", "60", "fireworks"]);
    };
    send("other rows", &typed, &|| rows(&display) != before);
    let found = still(&display);
    assert_ne!(found, before);
    let escape = || {
        xdotool(&display, &["key", "--delay", "60", "ctrl+f", "Escape"]);
    };
    send("all rows again", &escape, &|| rows(&display) != found);
    // It leaves within a second of being asked to; a slow machine gets some more.
    xdotool(&display, &["windowfocus", &window, "key", "--delay", "60", "ctrl+q"]);
    let left = wait("the end", || {
        xdotool(&display, &["key", "--delay", "60", "ctrl+q"]);
        app_ended(&mut app)
    });
    assert!(left, "it ends as it should");
}

fn app_ended(app: &mut Running) -> Option<bool> {
    app.0.try_wait().unwrap().map(|status| status.success())
}

#[test]
fn without_a_display_it_says_so_in_one_line() {
    let home = tempfile::tempdir().unwrap();
    let output = support::command(home.path())
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    assert!(said.contains("no display") && said.contains("--help"), "{said}");
}
