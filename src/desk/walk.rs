//! From paths to documents: which files there are, in a fixed order, and which were passed over and why.

use std::fs::{File, FileType};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::io_words;

/// How large a document may be, in bytes.
pub const LARGEST_DOCUMENT: u64 = 128 << 20;

/// A file to read, with the name that its captions will bear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub name: String,
    pub place: Place,
}

/// Where a source's bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    StandardInput,
    File(PathBuf),
}

/// Something that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The path as the user can find it.
    pub path: String,
    pub why: String,
    /// Whether it should have been read: a fault, not a rule such as "links are not followed".
    pub fault: bool,
}

/// Everything that the paths name.
#[derive(Debug, Default)]
pub struct Walk {
    pub sources: Vec<Source>,
    pub skipped: Vec<Skipped>,
}

/// Lists the files that `paths` name: `-` is standard input, a folder is walked in the order of names, links inside it are
/// not followed, hidden entries are passed over.
pub fn walk(paths: &[PathBuf]) -> Walk {
    let mut out = Walk::default();
    for path in paths {
        if path.as_os_str() == "-" {
            out.sources.push(Source { name: "-".into(), place: Place::StandardInput });
            continue;
        }
        match std::fs::metadata(path) {
            Err(e) => out.fault(path, io_words(&e)),
            Ok(meta) if meta.is_dir() => out.folder(path),
            Ok(meta) if meta.is_file() => {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                out.sources.push(Source { name, place: Place::File(path.clone()) });
            }
            Ok(meta) => out.fault(path, not_a_file(meta.file_type()).to_owned()),
        }
    }
    out
}

impl Walk {
    fn fault(&mut self, path: &Path, why: String) {
        self.skipped.push(Skipped { path: path.display().to_string(), why, fault: true });
    }

    fn folder(&mut self, root: &Path) {
        let hidden =
            |e: &walkdir::DirEntry| e.depth() > 0 && e.file_name().as_encoded_bytes().starts_with(b".");
        // The root may be a link: the user named it.
        let real = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let entries = walkdir::WalkDir::new(&real).follow_links(false).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|e| !hidden(e)) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(e) => {
                    let path = e.path().unwrap_or(root).display().to_string();
                    let why = e.io_error().map_or_else(|| e.to_string(), io_words);
                    self.skipped.push(Skipped { path, why, fault: true });
                    continue;
                }
            };
            let kind = entry.file_type();
            if kind.is_dir() {
                continue;
            }
            let inside = entry.path().strip_prefix(&real).unwrap_or(entry.path());
            if kind.is_file() {
                let name: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
                self.sources
                    .push(Source { name: name.join("/"), place: Place::File(entry.path().to_owned()) });
            } else {
                let path = root.join(inside).display().to_string();
                self.skipped.push(Skipped { path, why: not_a_file(kind).to_owned(), fault: false });
            }
        }
    }
}

fn not_a_file(kind: FileType) -> &'static str {
    if kind.is_symlink() {
        "a link; links inside a folder are not followed"
    } else {
        "not a plain file (a device, pipe or socket); it was not opened"
    }
}

/// Reads the bytes of a source.
///
/// # Errors
/// In words: what is wrong and what to do.
pub fn bytes(source: &Source) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = match &source.place {
        Place::StandardInput => std::io::stdin().lock().take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes),
        Place::File(path) => File::open(path).and_then(|file| {
            let meta = file.metadata()?;
            if !meta.is_file() {
                return Err(std::io::Error::other("it is no plain file any more"));
            }
            bytes.reserve(meta.len().min(LARGEST_DOCUMENT) as usize + 1);
            file.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes)
        }),
    };
    match read {
        Err(e) => Err(io_words(&e)),
        Ok(_) if bytes.len() as u64 > LARGEST_DOCUMENT => {
            Err(format!("larger than {} MiB; split it into documents", LARGEST_DOCUMENT >> 20))
        }
        Ok(_) => Ok(bytes),
    }
}
