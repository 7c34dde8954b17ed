//! A session on one catalog: opening it, and bringing documents into it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::DeskError;
use super::jobs::{Cancel, Progress, Unwatched};
use super::library::Library;
use super::reader::{ReadReport, read_all};
use super::{builtin, now, walk};
use crate::checks::Style;
use crate::model::document::DocumentReading;
use crate::model::operation::OperationId;
use crate::store::{Access, Added, Store};

/// Which catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// The built-in catalog, pristine, in memory.
    Builtin,
    /// A catalog file.
    File(PathBuf),
}

impl Where {
    /// `builtin` is the built-in catalog; anything else is a path (`./builtin` is a file of that name).
    pub fn parse(name: &Path) -> Where {
        if name.as_os_str() == "builtin" { Where::Builtin } else { Where::File(name.to_owned()) }
    }
}

/// An open catalog with what it is read with.
pub struct Session {
    pub(super) store: Store,
    pub(super) library: Library,
    pub(super) path: Option<PathBuf>,
    /// Who makes the changes, for the history.
    pub(super) by: String,
    /// A house style to check with in the place of the catalog's own.
    pub(super) instead: Option<Arc<Style>>,
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    pub read: ReadReport,
    /// Documents that are new in the catalog.
    pub added: usize,
    /// Captions that are new in the catalog.
    pub captions: usize,
    /// Names of documents that were in the catalog already.
    pub already: Vec<String>,
    /// None where nothing was new.
    pub operation: Option<OperationId>,
}

impl Session {
    /// Makes a new, empty catalog.
    ///
    /// # Errors
    /// Where the file is there already or cannot be made.
    pub fn create(path: &Path, library: Library, by: String) -> Result<Session, DeskError> {
        let mut store = Store::create(path)?;
        store.refresh(&[], Some(library.rules()))?;
        Ok(Session { store, library, path: Some(path.to_owned()), by, instead: None })
    }

    /// Opens a catalog. The built-in one is made in memory and takes no change.
    ///
    /// # Errors
    /// Where the file is missing, no catalog, of a newer version or damaged; it is not changed.
    pub fn open(place: &Where, access: Access, library: Library, by: String) -> Result<Session, DeskError> {
        match place {
            Where::File(path) => {
                let store = Store::open(path, access)?;
                Ok(Session { store, library, path: Some(path.clone()), by, instead: None })
            }
            Where::Builtin if access == Access::Write => Err(DeskError::refused(
                "the built-in catalog cannot be changed; make one of your own with `new --catalog FILE --from builtin`",
            )),
            Where::Builtin => {
                let mut store = Store::in_memory()?;
                store.refresh(&[], Some(library.rules()))?;
                let mut session = Session { store, library, path: None, by, instead: None };
                session.import_builtin()?;
                Ok(session)
            }
        }
    }

    /// Brings the built-in catalog's documents and event into this one.
    ///
    /// # Errors
    /// Where the catalog cannot be written.
    pub fn import_builtin(&mut self) -> Result<(), DeskError> {
        let (event, documents) = builtin::documents(&self.library)?;
        let mut import = self.store.begin_import("Imported the built-in catalog", &self.by, &now(), None)?;
        import.put_events(&[event])?;
        for reading in &documents {
            import.add(reading)?;
        }
        import.finish()?;
        Ok(())
    }

    /// Reads documents and adds their captions: one operation. A document that the catalog has already adds nothing.
    ///
    /// # Errors
    /// Where nothing could be read, the catalog cannot be written, or the work was cancelled; then nothing is kept.
    pub fn import(
        &mut self,
        paths: &[PathBuf],
        progress: &dyn Progress,
        cancel: &Cancel,
    ) -> Result<ImportReport, DeskError> {
        let walk = walk::walk(paths);
        let count = walk.sources.len();
        let label = format!("Imported {count} {}", if count == 1 { "document" } else { "documents" });
        let (mut added, mut captions, mut already) = (0, 0, Vec::new());
        let mut import = self.store.begin_import(&label, &self.by, &now(), None)?;
        let read = read_all(walk, &self.library, progress, cancel, &mut |reading| {
            match import.add(&reading)? {
                Added::New { .. } | Added::Back => {
                    added += 1;
                    captions += reading.captions.len();
                }
                Added::Already => already.push(reading.document.name),
            }
            Ok(())
        });
        match read {
            Ok(read) if added > 0 => {
                let done = import.finish()?;
                Ok(ImportReport { read, added, captions, already, operation: done.operation })
            }
            Ok(read) => {
                import.cancel()?;
                Ok(ImportReport { read, added, captions, already, operation: None })
            }
            Err(error) => {
                import.cancel()?;
                Err(error)
            }
        }
    }

    /// The catalog's file; none for the built-in one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

/// Reads documents without a catalog and hands each to `hear`, in order.
///
/// # Errors
/// What `hear` returned.
pub fn scan(
    paths: &[PathBuf],
    library: &Library,
    progress: Option<&dyn Progress>,
    hear: &mut dyn FnMut(DocumentReading) -> Result<(), DeskError>,
) -> Result<ReadReport, DeskError> {
    read_all(walk::walk(paths), library, progress.unwrap_or(&Unwatched), &Cancel::default(), hear)
}
