//! The desk's own lists: the built-in agencies, scene vocabulary and house styles, with what a desk adds in its data folder.

use std::path::{Path, PathBuf};

use super::error::DeskError;
use super::styles::HouseStyles;
use crate::credits::Agencies;
use crate::model::RULES_VERSION;
use crate::scenes::Vocabulary;
use crate::text::codes::{BadLine, Codes};

/// What reading is done with.
#[derive(Clone)]
pub struct Library {
    pub agencies: Agencies,
    pub vocabulary: Vocabulary,
    pub codes: Codes,
    pub styles: HouseStyles,
}

impl Library {
    /// Tells these lists, and the rules that they are read with, from others: what is derived under other ones is made anew.
    pub fn rules(&self) -> u32 {
        self.vocabulary.fingerprint() ^ RULES_VERSION
    }

    /// The built-in lists alone.
    pub fn builtin() -> Library {
        Library {
            agencies: Agencies::builtin().clone(),
            vocabulary: Vocabulary::builtin().clone(),
            codes: Codes::default(),
            styles: HouseStyles::builtin(),
        }
    }

    /// The desk's own rows of scenes in a folder, as text; empty where there are none.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn own_scenes(folder: &Path) -> Result<String, DeskError> {
        Ok(read_if_there(&folder.join("scenes.tsv"))?.map(|(_, text)| text).unwrap_or_default())
    }

    /// Takes over a desk's own rows of scenes, and keeps them in a folder.
    ///
    /// # Errors
    /// Where a row is no scene, which the message says, or the file cannot be written; then nothing is changed.
    pub fn keep_scenes(&mut self, folder: &Path, text: &str) -> Result<(), DeskError> {
        let vocabulary = Vocabulary::with_extra(text).map_err(|e| DeskError::refused(e.to_string()))?;
        std::fs::create_dir_all(folder).map_err(|e| DeskError::file(folder, &e))?;
        super::atomic::write(&folder.join("scenes.tsv"), &mut |out| out.write_all(text.as_bytes()))?;
        self.vocabulary = vocabulary;
        Ok(())
    }

    /// The desk's own table of codes in a folder, as text; empty where there is none.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn own_codes(folder: &Path) -> Result<String, DeskError> {
        Ok(read_if_there(&folder.join("codes.tsv"))?.map(|(_, text)| text).unwrap_or_default())
    }

    /// Takes over a desk's own table of codes, and keeps it in a folder.
    ///
    /// # Errors
    /// Where a line is no code, which the message says, or the file cannot be written; then nothing is changed.
    pub fn keep_codes(&mut self, folder: &Path, text: &str) -> Result<(), DeskError> {
        if let Some(bad) = Codes::default().read(text).first() {
            return Err(DeskError::refused(format!("line {}: {}", bad.line, bad.what)));
        }
        std::fs::create_dir_all(folder).map_err(|e| DeskError::file(folder, &e))?;
        super::atomic::write(&folder.join("codes.tsv"), &mut |out| out.write_all(text.as_bytes()))?;
        self.codes = own_codes(folder)?;
        Ok(())
    }

    /// The built-in lists with `agencies.tsv`, `scenes.tsv`, the codes and the house styles of a folder, where they are there.
    ///
    /// # Errors
    /// Where such a file cannot be read or has a bad row; the message names file, line and what is wrong.
    pub fn with_folder(folder: &Path) -> Result<Library, DeskError> {
        let mut library = Library::builtin();
        let bad = |path: PathBuf, what: String| DeskError::File { path, what };
        if let Some((path, text)) = read_if_there(&folder.join("agencies.tsv"))? {
            library.agencies = library.agencies.with_extra(&text).map_err(|e| bad(path, e.to_string()))?;
        }
        if let Some((path, text)) = read_if_there(&folder.join("scenes.tsv"))? {
            library.vocabulary = Vocabulary::with_extra(&text).map_err(|e| bad(path, e.to_string()))?;
        }
        library.codes = own_codes(folder)?;
        library.styles = HouseStyles::with_folder(folder)?;
        Ok(library)
    }
}

/// A file of codes in the data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeFile {
    pub name: String,
    pub codes: Codes,
    /// Lines that are no codes.
    pub bad: Vec<BadLine>,
}

impl Library {
    /// Reads the codes of a folder anew.
    ///
    /// # Errors
    /// Where a file is there and cannot be read; the codes stay as they were.
    pub fn reload_codes(&mut self, folder: &Path) -> Result<(), DeskError> {
        self.codes = own_codes(folder)?;
        Ok(())
    }

    /// The files of codes in a folder, in the order in which they are read: a later one wins.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn code_files(folder: &Path) -> Result<Vec<CodeFile>, DeskError> {
        let mut files = Vec::new();
        for path in code_paths(folder)? {
            if let Some((path, text)) = read_if_there(&path)? {
                let mut codes = Codes::default();
                let bad = codes.read(&text);
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                files.push(CodeFile { name, codes, bad });
            }
        }
        Ok(files)
    }

    /// Takes files of codes into a folder as they are; one of the same name is replaced. Gives how many codes they have.
    ///
    /// # Errors
    /// Where a file cannot be read or holds no code, or the folder cannot be written.
    pub fn take_codes(&mut self, folder: &Path, paths: &[PathBuf]) -> Result<usize, DeskError> {
        let mut taken = 0;
        let mut all = Vec::new();
        for path in paths {
            let bytes = std::fs::read(path).map_err(|e| DeskError::file(path, &e))?;
            let mut codes = Codes::default();
            codes.read(&crate::text::decode::decode(&bytes).text);
            if codes.is_empty() {
                let what = "no line is a code: a code, a tab and its words".to_owned();
                return Err(DeskError::File { path: path.clone(), what });
            }
            taken += codes.len();
            all.push((path, bytes));
        }
        let into = folder.join("codes");
        std::fs::create_dir_all(&into).map_err(|e| DeskError::file(&into, &e))?;
        for (path, bytes) in all {
            let mut name = PathBuf::from(path.file_name().unwrap_or_default());
            if !is_code_file(&name) {
                name.as_mut_os_string().push(".txt");
            }
            super::atomic::write(&into.join(name), &mut |out| out.write_all(&bytes))?;
        }
        self.reload_codes(folder)?;
        Ok(taken)
    }

    /// Leaves a file of codes out from now on. It stays beside the others, under a name that is not read.
    ///
    /// # Errors
    /// Where it is not there or the folder cannot be written.
    pub fn drop_codes(&mut self, folder: &Path, name: &str) -> Result<(), DeskError> {
        let from = code_paths(folder)?.into_iter().find(|p| p.file_name().is_some_and(|n| n == name));
        let from = from.ok_or_else(|| DeskError::refused(format!("there is no file of codes \"{name}\"")))?;
        let mut to = from.clone().into_os_string();
        to.push(".off");
        std::fs::rename(&from, &to).map_err(|e| DeskError::file(&from, &e))?;
        self.reload_codes(folder)
    }
}

fn is_code_file(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "txt" || e == "tsv")
}

/// The codes of a folder: the files of `codes/` in the order of their names, then the desk's own table, `codes.tsv`, which
/// wins. Lines that are no codes are passed over; the table in the window shows them.
fn own_codes(folder: &Path) -> Result<Codes, DeskError> {
    let mut codes = Codes::default();
    let mut paths = code_paths(folder)?;
    paths.push(folder.join("codes.tsv"));
    for path in paths {
        if let Some((_, text)) = read_if_there(&path)? {
            codes.read(&text);
        }
    }
    Ok(codes)
}

/// The files of `codes/` in a folder, in the order of their names.
fn code_paths(folder: &Path) -> Result<Vec<PathBuf>, DeskError> {
    let files = folder.join("codes");
    let mut paths: Vec<PathBuf> = match std::fs::read_dir(&files) {
        Ok(entries) => entries
            .map(|e| e.map(|e| e.path()))
            .collect::<Result<_, _>>()
            .map_err(|e| DeskError::file(&files, &e))?,
        Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            Vec::new()
        }
        Err(e) => return Err(DeskError::file(&files, &e)),
    };
    paths.retain(|p| is_code_file(p));
    paths.sort();
    Ok(paths)
}

pub(super) fn read_if_there(path: &Path) -> Result<Option<(PathBuf, String)>, DeskError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some((path.to_owned(), crate::text::decode::decode(&bytes).text))),
        Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(e) => Err(DeskError::file(path, &e)),
    }
}

/// The folder where the app keeps a user's own lists and catalogs: `$XDG_DATA_HOME/caption-desk`, by default
/// `~/.local/share/caption-desk`, and the system's usual place elsewhere.
pub fn data_folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let base = set("XDG_DATA_HOME").filter(|p| p.is_absolute()).or_else(|| {
        if cfg!(windows) {
            set("APPDATA")
        } else if cfg!(target_os = "macos") {
            set("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            set("HOME").map(|home| home.join(".local/share"))
        }
    })?;
    Some(base.join("caption-desk"))
}
