//! The file of the window's shortcuts in the desk's data folder. What its lines mean is the window's; here it is text.

use std::path::{Path, PathBuf};

use super::error::DeskError;

fn file(folder: &Path) -> PathBuf {
    folder.join("shortcuts.txt")
}

/// The file's text; none where there is no file.
///
/// # Errors
/// Where it cannot be read, or is no text.
pub(super) fn read(folder: &Path) -> Result<Option<String>, DeskError> {
    let path = file(folder);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(e) => Err(DeskError::file(&path, &e)),
    }
}

/// Writes the file. `aside`: what is there could not all be read, and is kept beside it under another name.
///
/// # Errors
/// Where it cannot be written; then the file is as it was.
pub(super) fn keep(folder: &Path, text: &str, aside: bool) -> Result<(), DeskError> {
    std::fs::create_dir_all(folder).map_err(|e| DeskError::file(folder, &e))?;
    let path = file(folder);
    if aside && path.exists() {
        let names = (1..1000).map(|n| folder.join(format!("shortcuts-unread-{n}.txt")));
        if let Some(free) = names.into_iter().find(|p| !p.exists()) {
            std::fs::rename(&path, &free).map_err(|e| DeskError::file(&path, &e))?;
        }
    }
    super::atomic::write(&path, &mut |out| out.write_all(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_read_is_kept_aside() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data");
        assert_eq!(read(&folder).unwrap(), None);
        keep(&folder, "undo\tF5\n", false).unwrap();
        assert_eq!(read(&folder).unwrap().as_deref(), Some("undo\tF5\n"));
        std::fs::write(file(&folder), b"\xff\xfe\x00bytes").unwrap();
        assert!(read(&folder).is_err());
        keep(&folder, "undo\tF6\n", true).unwrap();
        assert_eq!(std::fs::read(folder.join("shortcuts-unread-1.txt")).unwrap(), b"\xff\xfe\x00bytes");
        assert_eq!(read(&folder).unwrap().as_deref(), Some("undo\tF6\n"));
    }
}
