//! How the command line speaks: counts, wrapped words, a progress bar, lines on what was passed over.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use crate::desk::{Progress, ReadReport};

/// `1 caption`, `5 captions`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A bar on standard error, where that is a terminal.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar that shows itself once its length is known.
    pub fn new() -> Bar {
        if !std::io::stderr().is_terminal() {
            return Bar(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("reading {pos} of {len} documents {bar:30} {eta}") {
            bar.set_style(style);
        }
        Bar(bar)
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn step(&self, done: usize, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
    }
}

/// One line on standard error for everything that was not read, or read with replaced characters.
pub fn skipped(report: &ReadReport) {
    for s in &report.skipped {
        eprintln!("caption-desk: {}: not read: {}", printable(&s.path), s.why);
    }
    for (name, encoding, replaced) in &report.replaced {
        let replaced = count(*replaced as usize, "character", "characters");
        eprintln!(
            "caption-desk: {}: read as {encoding}; {replaced} could not be read and stand as \u{fffd}",
            printable(name)
        );
    }
}

/// A name without characters that would act on a terminal.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Words broken into lines of at most `width` characters, each after `indent` spaces.
pub fn wrap(text: &str, indent: usize, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if used == 0 || used + 1 + len > width {
            if used > 0 {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n(' ', indent));
            used = len;
        } else {
            out.push(' ');
            used += 1 + len;
        }
        out.extend(word.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }));
    }
    out
}
