//! What the tests of the command line share: running the binary in a folder of its own.
#![allow(dead_code)]

pub mod display;
pub mod tour;
pub mod window;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The binary, with a data folder of the test's own and a fixed name for the history.
pub fn command(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caption-desk"));
    command
        .env("XDG_DATA_HOME", home.join("data"))
        .env("CAPTION_DESK_BY", "tester")
        .env_remove("DISPLAY")
        .current_dir(home)
        .stdin(Stdio::null());
    command
}

pub fn run(home: &Path, args: &[&str]) -> Output {
    command(home).args(args).output().expect("the binary starts")
}

/// Runs and expects this exit code; gives standard output.
#[track_caller]
pub fn expect(home: &Path, code: i32, args: &[&str]) -> String {
    let output = run(home, args);
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}\n{out}\n{err}");
    assert!(!err.contains("panicked"), "{err}");
    out
}

#[track_caller]
pub fn ok(home: &Path, args: &[&str]) -> String {
    expect(home, 0, args)
}

/// Runs a verb that fails; gives the one line that says why.
#[track_caller]
pub fn refused(home: &Path, args: &[&str]) -> String {
    let output = run(home, args);
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}\n{err}");
    assert!(!err.contains("panicked"), "{err}");
    err
}

#[track_caller]
pub fn json(home: &Path, args: &[&str]) -> Vec<Value> {
    let text = ok(home, args);
    serde_json::from_str::<Vec<Value>>(&text).expect("one array")
}

/// The captions of a catalog.
#[track_caller]
pub fn list(home: &Path, catalog: &str, filter: &[&str]) -> Vec<Value> {
    let mut args = vec!["list", "--catalog", catalog, "--format", "json"];
    args.extend(filter);
    json(home, &args)
}

pub fn write(home: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = home.join(name);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).expect("a folder");
    }
    std::fs::write(&path, text).expect("a file");
    path
}

/// A folder with two articles of invented events, three captions each.
pub fn articles(home: &Path) {
    write(
        home,
        "articles/harbour.txt",
        " date 2025-05-04 Harbour festival ends in rain\n\nThe harbour festival ended on Sunday in heavy rain, the organisers said.\n\n\
         Dancers perform during the harbour festival at the Old Pier, Sunday, May 4, 2025, in Lisbon, Portugal. (AP Photo/Ana Prata)\n\n\
         Fireworks explode over the river during the harbour festival, Sunday, May 4, 2025, in Lisbon, Portugal. (AP Photo/Ana Prata)\n\n\
         Fireworks light the bridge during the harbour festival, Monday, May 5, 2025, in Lisbon, Portugal. (AP Photo/Rui Falcao)\n\n\
         With files from The Associated Press\n",
    );
    write(
        home,
        "articles/river.txt",
        "River rises\n\nThe river rose again.\n\n\
         Volunteers stack sandbags along the river. INES ROCHA/AFP via Getty Images\n\
         A resident wades through a flooded street. Joao Melo/Anadolu via Getty Images\n\
         Photo by Marta Pires/Getty Images\n",
    );
}
