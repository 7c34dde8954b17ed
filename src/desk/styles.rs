//! House styles: those that come with the desk, a desk's own in `styles/*.json`, and which one a catalog names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::DeskError;
use super::library::read_if_there;
use super::now;
use super::session::Session;
use crate::checks::Style;
use crate::model::operation::{Edit, NewOperation, OperationId, OperationKind};

/// The setting of a catalog that names its style.
pub(super) const STYLE: &str = "style";

/// What takes a style off.
const NONE: &str = "none";

/// The styles that a desk has, in order of their names.
#[derive(Debug, Clone, Default)]
pub struct HouseStyles {
    all: Vec<Arc<Style>>,
    /// Of the styles, those that are the desk's own.
    own: Vec<String>,
}

/// A style as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleRow {
    pub name: String,
    pub label: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// Whether it is a file of the desk's own.
    pub own: bool,
}

/// The styles that can be chosen, and the one that a catalog names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Styles {
    pub all: Vec<StyleRow>,
    /// A style whose file is gone is still named.
    pub on: Option<String>,
}

impl Styles {
    /// The style that is on, as a person reads it; none where there is none.
    pub fn label(&self) -> Option<&str> {
        let name = self.on.as_deref()?;
        Some(self.all.iter().find(|s| s.name == name).map_or(name, |s| s.label.as_str()))
    }

    /// Whether the catalog names a style that the desk does not have.
    pub fn is_missing(&self) -> bool {
        self.on.as_deref().is_some_and(|name| self.all.iter().all(|s| s.name != name))
    }
}

impl HouseStyles {
    /// The styles that come with the desk.
    pub fn builtin() -> HouseStyles {
        HouseStyles { all: Style::builtin().to_vec(), own: Vec::new() }
    }

    /// With those of a folder's `styles/*.json`; one of the name of a built-in style takes its place.
    ///
    /// # Errors
    /// Where a file cannot be read or is no style; the message names file, key, line and column.
    pub fn with_folder(folder: &Path) -> Result<HouseStyles, DeskError> {
        let mut styles = HouseStyles::builtin();
        let files = folder.join("styles");
        let mut paths: Vec<PathBuf> = match std::fs::read_dir(&files) {
            Ok(entries) => entries
                .map(|e| e.map(|e| e.path()))
                .collect::<Result<_, _>>()
                .map_err(|e| DeskError::file(&files, &e))?,
            Err(e)
                if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) =>
            {
                return Ok(styles);
            }
            Err(e) => return Err(DeskError::file(&files, &e)),
        };
        paths.retain(|p| p.extension().is_some_and(|e| e == "json"));
        paths.sort();
        for path in paths {
            let Some((path, text)) = read_if_there(&path)? else { continue };
            let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            let bad = |what: String| DeskError::File { path: path.clone(), what };
            if name == NONE {
                return Err(bad(format!("no style may be called {NONE}, which takes a style off")));
            }
            let style = Style::parse(&name, &text).map_err(bad)?;
            styles.all.retain(|s| s.name != name);
            styles.all.push(Arc::new(style));
            styles.own.push(name);
        }
        styles.all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(styles)
    }

    /// The style of that name.
    pub fn get(&self, name: &str) -> Option<&Arc<Style>> {
        self.all.iter().find(|s| s.name == name)
    }

    /// How a person reads a style's name.
    pub(super) fn label(&self, name: &str) -> String {
        self.get(name).map_or(name, |s| s.label.as_str()).to_owned()
    }

    /// The style that somebody names.
    ///
    /// # Errors
    /// Where there is none, with the names of those that there are.
    pub fn named(&self, name: &str) -> Result<&Arc<Style>, DeskError> {
        self.get(name).ok_or_else(|| {
            let names: Vec<&str> = self.all.iter().map(|s| s.name.as_str()).collect();
            DeskError::refused(format!("there is no style \"{name}\"; there are {}", names.join(", ")))
        })
    }
}

impl Session {
    /// The style that the checks run with: the catalog's, or none's where it names none or one that the desk does not have.
    pub(super) fn style(&self) -> Result<Arc<Style>, DeskError> {
        if let Some(style) = &self.instead {
            return Ok(style.clone());
        }
        let name = self.store.setting(STYLE)?;
        Ok(name.and_then(|name| self.library.styles.get(&name).cloned()).unwrap_or_default())
    }

    /// The styles that can be chosen, and the one that the catalog names.
    ///
    /// # Errors
    /// Where the catalog cannot be read.
    pub fn styles(&self) -> Result<Styles, DeskError> {
        let styles = &self.library.styles;
        let row = |s: &Arc<Style>| StyleRow {
            name: s.name.clone(),
            label: s.label.clone(),
            about: s.about.clone(),
            own: styles.own.contains(&s.name),
        };
        Ok(Styles { all: styles.all.iter().map(row).collect(), on: self.store.setting(STYLE)? })
    }

    /// Checks with a style whatever the catalog's own is; with `none`, without any. The catalog is not changed.
    ///
    /// # Errors
    /// Where there is no such style.
    pub fn check_with(&mut self, name: &str) -> Result<(), DeskError> {
        self.instead = Some(match name {
            NONE => Arc::default(),
            name => self.library.styles.named(name)?.clone(),
        });
        Ok(())
    }

    /// Makes a style the catalog's: one operation. `none` takes it off. Nothing is done where it is so already.
    ///
    /// # Errors
    /// Where there is no such style, or the catalog cannot be written.
    pub fn set_style(&mut self, name: &str, why: Option<&str>) -> Result<Option<OperationId>, DeskError> {
        let (new, label) = match name {
            NONE => (None, "Took the house style off".to_owned()),
            name => {
                let style = self.library.styles.named(name)?;
                (Some(name.to_owned()), format!("Chose the house style {}", style.label))
            }
        };
        let old = self.store.setting(STYLE)?;
        if old == new {
            return Ok(None);
        }
        let operation = NewOperation {
            kind: OperationKind::Set,
            label,
            why: why.map(str::to_owned),
            by: self.by.clone(),
            at: now(),
            target: None,
            edits: vec![Edit::Setting { key: STYLE.to_owned(), old, new }],
        };
        Ok(Some(self.store.commit(&operation, &[], &[])?))
    }
}
