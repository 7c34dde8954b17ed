//! The real window, on a display of its own: it opens, hears the keyboard, shows other rows, and leaves.

mod support;

use std::process::Command;
use std::time::{Duration, Instant};

use support::display::*;

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
    let (mut app, window) = window(home.path(), &display, |_| {});
    let title = title(&display, &window, "Paris 2024");
    assert!(title.contains("Caption Desk"), "{title}");
    // The process that was started is the window's own, with the allocator told to give free memory back at once.
    let told = std::fs::read(format!("/proc/{}/environ", app.0.id())).unwrap();
    assert!(told.split(|b| *b == 0).any(|v| v == b"MIMALLOC_PURGE_DELAY=0"), "it has its setting");
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
