//! Writing a file whole or not at all: into a temporary file beside it, synced, then renamed over it.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::error::DeskError;

/// Writes `path` with what `fill` writes. On any error the file is as it was and nothing is left beside it.
///
/// # Errors
/// Where the folder cannot be written, the disk is full, or `path` is a folder.
pub fn write(
    path: &Path,
    fill: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), DeskError> {
    let fail = |e: std::io::Error| DeskError::file(path, &e);
    // A link is written through, not replaced.
    let real: PathBuf = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if real.is_dir() {
        return Err(fail(std::io::ErrorKind::IsADirectory.into()));
    }
    if std::fs::metadata(&real).is_ok_and(|m| !m.is_file()) {
        // A pipe or terminal can only be written as it is.
        let mut out = BufWriter::new(std::fs::OpenOptions::new().write(true).open(&real).map_err(fail)?);
        return fill(&mut out).and_then(|()| out.flush()).map_err(fail);
    }
    let folder = match real.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".caption-desk-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A sheet is handed on: it gets the mode that its predecessor had, else what the user's mask leaves.
        let mode = std::fs::metadata(&real).map_or(0o666, |m| m.permissions().mode());
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let file = builder.tempfile_in(folder).map_err(fail)?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    fill(&mut out).and_then(|()| out.flush()).map_err(fail)?;
    let file = out.into_inner().map_err(|e| fail(e.into_error()))?;
    file.as_file().sync_all().map_err(fail)?;
    file.persist(&real).map_err(|e| fail(e.error))?;
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder) {
        // The rename itself must survive a power cut; where a file system cannot do it, the sheet is still whole.
        let _ = folder.sync_all();
    }
    Ok(())
}
