//! What the tests of the real window share: a display of their own, and the window on it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program of the test's that ends with it.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub const SETUP: &str = "is not installed; `sh .ci/setup test` installs what the tests need";

pub fn display() -> (Running, String) {
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

pub fn xdotool(display: &str, args: &[&str]) -> Option<String> {
    let output = Command::new("xdotool")
        .env("DISPLAY", display)
        .args(args)
        .output()
        .unwrap_or_else(|e| panic!("xdotool {SETUP} ({e})"));
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub fn wait<T>(what: &str, mut so: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + Duration::from_secs(60);
    while Instant::now() < until {
        if let Some(found) = so() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("waited for {what} in vain");
}

/// The program on a display, as `change` sets it up; and its window's id.
pub fn window(home: &Path, display: &str, change: impl FnOnce(&mut Command)) -> (Running, String) {
    let mut command = super::command(home);
    command.env("DISPLAY", display).env_remove("WAYLAND_DISPLAY").env("LIBGL_ALWAYS_SOFTWARE", "1");
    change(&mut command);
    let app = Running(command.spawn().unwrap());
    let window = wait("the window", || {
        xdotool(display, &["search", "--name", "Caption Desk"]).filter(|w| !w.is_empty())
    });
    let window = window.lines().next_back().unwrap_or_default().to_owned();
    xdotool(display, &["windowmove", &window, "0", "0", "windowsize", &window, "1280", "800"]);
    xdotool(display, &["windowfocus", &window]);
    (app, window)
}

/// Waits until the window's title begins so.
pub fn title(display: &str, window: &str, begins: &str) -> String {
    wait(begins, || xdotool(display, &["getwindowname", window]).filter(|t| t.starts_with(begins)))
}
