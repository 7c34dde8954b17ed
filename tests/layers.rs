//! Holds the source to its layers: who may import whom, which crate belongs to which folder, and how files are laid out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folder, and the folders of this crate that it may import beside itself.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("credits", &["model", "text"]),
    ("importers", &["model", "text", "credits"]),
    ("checks", &["model", "text", "credits"]),
    ("scenes", &["model", "text", "credits"]),
    ("exporters", &["model", "text", "credits"]),
    ("store", &["model", "text", "credits"]),
    ("index", &["model", "text", "credits"]),
    ("photos", &["model", "text", "credits"]),
    (
        "desk",
        &[
            "model",
            "text",
            "credits",
            "importers",
            "checks",
            "scenes",
            "exporters",
            "store",
            "index",
            "photos",
        ],
    ),
    ("cli", &["model", "desk"]),
    ("gui", &["model", "desk"]),
];

/// Crates with one home: a path that starts so is where they may be named.
const HOMES: &[(&str, &str)] =
    &[("rusqlite", "store/"), ("eframe", "gui/window"), ("egui", "gui/"), ("clap", "cli/")];

const MODEL_CRATES: &[&str] = &["serde", "chrono", "chrono_tz"];
const MODEL_TEST_CRATES: &[&str] = &["serde_json", "proptest"];

#[derive(Debug, Clone, PartialEq)]
struct Token {
    text: String,
    line: usize,
}

/// Words and punctuation of Rust source; comments, strings and characters are left out, for their words import nothing.
fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let (mut out, mut i, mut line) = (Vec::new(), 0, 1);
    while i < chars.len() {
        let start = i;
        let c = chars[i];
        if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && chars[i] != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            while i < chars.len() {
                match (chars[i], at(i + 1)) {
                    ('/', '*') => (depth, i) = (depth + 1, i + 2),
                    ('*', '/') => (depth, i) = (depth - 1, i + 2),
                    _ => i += 1,
                }
                if depth == 0 {
                    break;
                }
            }
        } else if c == '"' {
            i += 1;
            while i < chars.len() && chars[i] != '"' {
                i += if chars[i] == '\\' { 2 } else { 1 };
            }
            i += 1;
        } else if c == '\'' {
            // A lifetime has no closing quote; a character has it after one character or an escape.
            if at(i + 1) == '\\' {
                i += 3;
                while i < chars.len() && chars[i] != '\'' {
                    i += 1;
                }
                i += 1;
            } else {
                i += if at(i + 2) == '\'' { 3 } else { 1 };
            }
        } else if c.is_alphanumeric() || c == '_' {
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            let word: String = chars[start..i].iter().collect();
            let hashes = (i..).take_while(|&j| at(j) == '#').count();
            if matches!(word.as_str(), "r" | "br" | "cr") && at(i + hashes) == '"' {
                i += hashes + 1;
                while i < chars.len() && !(chars[i] == '"' && (1..=hashes).all(|n| at(i + n) == '#')) {
                    i += 1;
                }
                i += 1 + hashes;
            } else {
                out.push(Token { text: word, line });
            }
        } else if c == ':' && at(i + 1) == ':' {
            out.push(Token { text: "::".into(), line });
            i += 2;
        } else {
            if !c.is_whitespace() {
                out.push(Token { text: c.into(), line });
            }
            i += 1;
        }
        i = i.min(chars.len());
        line += chars[start..i].iter().filter(|&&c| c == '\n').count();
    }
    out
}

/// The first names of what follows `crate::`: one name, or those of a group.
fn heads(tokens: &[Token]) -> Vec<&Token> {
    match tokens.first() {
        Some(first) if first.text == "{" => {
            let (mut depth, mut fresh, mut found) = (0, false, Vec::new());
            for token in tokens {
                match token.text.as_str() {
                    "{" => (depth, fresh) = (depth + 1, depth == 0),
                    "}" => depth -= 1,
                    "," => fresh = depth == 1,
                    _ if fresh => {
                        found.push(token);
                        fresh = false;
                    }
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            found
        }
        Some(first) => vec![first],
        None => Vec::new(),
    }
}

/// What a file under `src/` does against its layer, a line each. `path` is relative to `src/`.
fn breaches(path: &str, source: &str, dependencies: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    if !source.trim_start_matches('\u{feff}').starts_with("//!") {
        found.push(format!("{path}:1: does not start with //!"));
    }
    let parts: Vec<&str> = path.split('/').collect();
    if parts.len() > 2 {
        found.push(format!("{path}:1: folders are one level deep"));
    }
    let folder = if parts.len() > 1 { parts[0] } else { "" };
    let allowed = ALLOWED.iter().find(|(name, _)| *name == folder).map(|(_, allowed)| *allowed);
    if !folder.is_empty() && allowed.is_none() {
        found.push(format!("{path}:1: folder {folder} has no layer"));
    }
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs");
    let file_depth = if folder.is_empty() { 0 } else { 1 + usize::from(stem != "mod") };
    let tokens = tokens(source);
    let text = |i: usize| tokens.get(i).map_or("", |token| token.text.as_str());
    // Inline modules that are open here: the brace depth that each began at, and its name.
    let (mut braces, mut inside): (usize, Vec<(usize, &str)>) = (0, Vec::new());
    for (i, token) in tokens.iter().enumerate() {
        let before = if i == 0 { "" } else { text(i - 1) };
        match token.text.as_str() {
            "{" => {
                if i >= 2 && text(i - 2) == "mod" {
                    inside.push((braces, before));
                }
                braces += 1;
                continue;
            }
            "}" => {
                braces = braces.saturating_sub(1);
                if inside.last().is_some_and(|(depth, _)| *depth == braces) {
                    inside.pop();
                }
                continue;
            }
            _ => {}
        }
        if before == "::" && i >= 2 && text(i - 2).starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let is_path = text(i + 1) == "::";
        let mut root = None;
        if is_path && matches!(token.text.as_str(), "crate" | "caption_desk") {
            root = Some(i + 2);
        } else if is_path && matches!(token.text.as_str(), "super" | "self") {
            let (mut next, mut supers) = (i, 0);
            while matches!(text(next), "super" | "self") && text(next + 1) == "::" {
                supers += usize::from(text(next) == "super");
                next += 2;
            }
            if supers > 0 && supers == file_depth + inside.len() {
                root = Some(next);
            }
        }
        if let (Some(start), Some(allowed)) = (root, allowed) {
            for head in heads(tokens.get(start..).unwrap_or_default()) {
                if head.text != folder && !allowed.contains(&head.text.as_str()) {
                    found.push(format!("{path}:{}: {folder} may not import {}", head.line, head.text));
                }
            }
        }
        if !(is_path || before == "use" || before == "crate" && text(i.wrapping_sub(2)) == "extern") {
            continue;
        }
        let name = token.text.as_str();
        if let Some((_, home)) = HOMES.iter().find(|(krate, _)| *krate == name)
            && !path.starts_with(home)
        {
            found.push(format!("{path}:{}: {name} belongs to {home}", token.line));
        }
        let in_tests = stem == "tests" || inside.iter().any(|(_, name)| *name == "tests");
        if folder == "model"
            && dependencies.contains(name)
            && !MODEL_CRATES.contains(&name)
            && !(in_tests && MODEL_TEST_CRATES.contains(&name))
        {
            found.push(format!("{path}:{}: model may not import {name}", token.line));
        }
    }
    found
}

/// The names under which the manifest's dependencies are used in source.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut here = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            here = line.trim_end().ends_with("dependencies]");
        } else if let (true, Some((name, _))) = (here, line.split_once(['=', '.'])) {
            names.insert(name.trim().replace('-', "_"));
        }
    }
    names
}

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

#[test]
fn the_source_keeps_its_layers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = dependencies(&fs::read_to_string(root.join("Cargo.toml")).expect("Cargo.toml is readable"));
    assert!(names.contains("rusqlite") && names.contains("chrono_tz"), "{names:?}");
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    files.sort();
    assert!(files.len() > 10, "only {} files found", files.len());
    let mut found = Vec::new();
    for file in files {
        let path =
            file.strip_prefix(root.join("src")).expect("under src").to_string_lossy().replace('\\', "/");
        let source = fs::read_to_string(&file).expect("source is UTF-8");
        found.extend(breaches(&path, &source, &names));
    }
    assert!(found.is_empty(), "layers breached:\n{}", found.join("\n"));
}

#[test]
fn a_breach_is_found_and_what_is_allowed_is_not() {
    let names = dependencies(
        "[dependencies]\nserde = \"1\"\nrusqlite = \"1\"\ncsv = \"1\"\n[dev-dependencies]\nserde_json = \"1\"\n",
    );
    // Path, source after the `//!` line, what the one breach says (empty: none).
    let table: &[(&str, &str, &str)] = &[
        ("text/a.rs", "use crate::model::Caption;", ""),
        ("text/a.rs", "use crate::credits::Credit;", "text may not import credits"),
        ("credits/a.rs", "use crate::text::fold;", ""),
        ("model/a.rs", "fn f() { crate::text::fold() }", "model may not import text"),
        (
            "importers/a.rs",
            "use crate::{\n model::{A, B},\n checks::C,\n};",
            "a.rs:4: importers may not import checks",
        ),
        ("store/a.rs", "use caption_desk::index::I;", "store may not import index"),
        ("store/a.rs", "use super::super::desk::D;", "store may not import desk"),
        ("store/mod.rs", "use super::desk::D;", "store may not import desk"),
        ("store/mod.rs", "mod tests { use super::desk; }", ""),
        ("store/mod.rs", "mod tests { use super::super::desk; }", "store may not import desk"),
        ("store/a.rs", "use super::desk;", ""),
        ("cli/a.rs", "use crate::gui::w;", "cli may not import gui"),
        ("cli/a.rs", "use crate::store::S;", "cli may not import store"),
        ("cli/a.rs", "use clap::Parser; use crate::desk::D;", ""),
        ("desk/a.rs", "#[derive(clap::Parser)] struct A;", "clap belongs to cli/"),
        ("desk/a.rs", "use rusqlite as sql;", "rusqlite belongs to store/"),
        ("desk/a.rs", "use crate::*;", "desk may not import *"),
        ("gui/table.rs", "use eframe::App;", "eframe belongs to gui/window"),
        ("gui/window.rs", "use eframe::App;", ""),
        ("model/a.rs", "use serde::Serialize; use std::fmt;", ""),
        ("model/a.rs", "use csv::Reader;", "model may not import csv"),
        ("model/a.rs", "use serde_json::json;", "model may not import serde_json"),
        ("model/a.rs", "mod tests { use serde_json::json; }", ""),
        (
            "model/a.rs",
            "// use crate::desk::D;\n/* crate::desk::D */ const A: &str = \"crate::desk::D\";",
            "",
        ),
        (
            "model/a.rs",
            "const A: &str = r#\"\"crate::desk::D\"#; const B: char = '\"'; use crate::desk::D;",
            "model may not import desk",
        ),
        ("model/a/b.rs", "", "one level deep"),
        ("extra/a.rs", "", "has no layer"),
    ];
    for (path, source, wanted) in table {
        let found = breaches(path, &format!("//! Sample.\n{source}"), &names);
        if wanted.is_empty() {
            assert!(found.is_empty(), "{path}: {source}: {found:?}");
        } else {
            assert!(found.len() == 1 && found[0].contains(wanted), "{path}: {source}: {found:?}");
        }
    }
    assert_eq!(breaches("text/a.rs", "use std::fmt;", &names), ["text/a.rs:1: does not start with //!"]);
}
