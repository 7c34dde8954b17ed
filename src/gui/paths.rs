//! The files and folders that the window is asked to open, read and write: at its start, from dialogs, dropped on it.

use std::path::PathBuf;

use egui::Context;

use super::app::{App, UNDECIDED};
use super::dialogs::{Ask, Chosen};
use super::export;
use super::state::*;
use crate::desk::view::*;

impl App {
    /// Opens the catalog of the command line, the last one, or at first launch a copy of the built-in one.
    pub(super) fn begin(&mut self, paths: Vec<PathBuf>) {
        let is_catalog = |p: &PathBuf| p.extension().is_some_and(|e| e == "captions");
        if let Some(folder) = self.data_folder() {
            self.desk.send(Command::Shortcuts(folder));
        }
        let request = self.state.request();
        self.desk.send(Command::List(request));
        match paths.as_slice() {
            [path] if is_catalog(path) => self.desk.send(Command::Open(path.clone())),
            [] => match self.state.prefs.recent.first().cloned() {
                Some(path) if path.exists() => self.desk.send(Command::Open(path)),
                last => {
                    self.open_builtin();
                    if let Some(path) = last {
                        let text = format!("{}: the last catalog is not there any more", path.display());
                        self.say(text, true, false);
                    }
                }
            },
            _ => match self.fresh_path("captions") {
                Some(path) => {
                    self.then_read = paths;
                    self.desk.send(Command::New { path, builtin: false });
                }
                None => self.no_data_folder(),
            },
        }
    }

    pub(super) fn open_builtin(&mut self) {
        let Some(folder) = &self.data else { return self.no_data_folder() };
        let path = folder.join("catalogs").join("paris-2024-closing-ceremony.captions");
        if path.exists() {
            self.desk.send(Command::Open(path));
        } else {
            self.state.first_start = true;
            self.state.tour = (!self.state.prefs.toured).then_some(0);
            self.desk.send(Command::New { path, builtin: true });
        }
    }

    pub(super) fn no_data_folder(&mut self) {
        self.state.opening = false;
        self.say("This system names no folder for your data; make a catalog with New catalog", true, false);
    }

    /// A catalog's name in the data folder that is not taken.
    pub(super) fn fresh_path(&self, stem: &str) -> Option<PathBuf> {
        let folder = self.data.as_ref()?.join("catalogs");
        let day = chrono::Local::now().format("%Y-%m-%d");
        (1..1000)
            .map(|n| match n {
                1 => folder.join(format!("{stem}-{day}.captions")),
                n => folder.join(format!("{stem}-{day}-{n}.captions")),
            })
            .find(|p| !p.exists())
    }

    pub(super) fn answered(&mut self, ask: Ask, chosen: Chosen) {
        match chosen {
            Chosen::Paths(paths) => self.use_paths(ask, paths),
            Chosen::Cancelled => self.say("No file was chosen", false, false),
            Chosen::NoDialog => {
                let text = self.suggested(ask);
                match self.state.overlay.take() {
                    Some(Overlay::Export(export)) if ask == Ask::Export => self.exporting = Some(export),
                    Some(Overlay::Codes(_)) if ask == Ask::Codes => {}
                    None => {}
                    other => {
                        self.state.overlay = other;
                        return;
                    }
                }
                self.state.overlay = Some(Overlay::Path { ask, text, error: None, sent: false });
            }
        }
    }

    /// Whether the desk has a path that was typed, and has not answered yet.
    fn typed_path(&mut self) -> Option<(&mut Option<String>, &mut bool)> {
        match &mut self.state.overlay {
            Some(Overlay::Path { error, sent, .. }) if *sent => Some((error, sent)),
            _ => None,
        }
    }

    /// What was asked for with a typed path is done: its dialog goes.
    pub(super) fn path_taken(&mut self) {
        if self.typed_path().is_some() {
            self.state.overlay = None;
            self.exporting = None;
        }
    }

    /// The typed path leads nowhere: its dialog stays with what was typed, and says why. Tells whether there is one.
    pub(super) fn path_refused(&mut self, why: &str) -> bool {
        match self.typed_path() {
            Some((error, sent)) => {
                (*error, *sent) = (Some(why.to_owned()), false);
                true
            }
            None => false,
        }
    }

    /// Does with a typed path what it was asked for; the dialog stays until the desk has taken it.
    pub(super) fn use_typed(&mut self, ask: Ask, path: PathBuf) {
        self.state.overlay = None;
        if ask == Ask::Export {
            // To be asked for once more where the path leads nowhere.
            let export = self.exporting.clone();
            self.export_to(path.clone(), false);
            self.exporting = export;
        } else {
            self.use_paths(ask, vec![path.clone()]);
        }
        // An import that is not decided stands in the way, and codes have a dialog of their own.
        if self.state.report.is_none() && ask != Ask::Codes {
            let text = path.display().to_string();
            self.state.overlay = Some(Overlay::Path { ask, text, error: None, sent: true });
        }
    }

    /// Opens a catalog that was open lately.
    pub(super) fn open_recent(&mut self, path: PathBuf) {
        if self.state.report.is_some() {
            return self.say(UNDECIDED, true, false);
        }
        self.commit_draft();
        self.desk.send(Command::Open(path));
    }

    pub(super) fn suggested(&self, ask: Ask) -> String {
        let folder = self.state.prefs.folder.clone().or_else(|| std::env::current_dir().ok());
        let mut path = folder.unwrap_or_default();
        match ask {
            Ask::New => path.push("captions.captions"),
            Ask::SaveCopy => path.push(self.copy_name()),
            Ask::Export => path.push(self.sheet_name()),
            _ => {}
        }
        path.display().to_string()
    }

    pub(super) fn copy_name(&self) -> String {
        let stem =
            self.state.catalog.as_ref().and_then(|p| p.file_stem().map(|s| s.to_string_lossy().into_owned()));
        format!("{}-copy.captions", stem.unwrap_or_else(|| "catalog".into()))
    }

    pub(super) fn sheet_name(&self) -> String {
        let extension = match &self.state.overlay {
            Some(Overlay::Export(e)) => crate::desk::sheet_format(&e.format).map_or("csv", |f| f.extension()),
            _ => "csv",
        };
        let stem =
            self.state.catalog.as_ref().and_then(|p| p.file_stem().map(|s| s.to_string_lossy().into_owned()));
        format!("{}.{extension}", stem.unwrap_or_else(|| "captions".into()))
    }

    /// Does with paths what a dialog was opened for.
    pub(super) fn use_paths(&mut self, ask: Ask, paths: Vec<PathBuf>) {
        let Some(path) = paths.first().cloned() else { return };
        if let Some(folder) = path.parent() {
            self.state.prefs.folder = Some(folder.to_owned());
        }
        if ask == Ask::Codes {
            return super::codes::take(self, paths);
        }
        if self.state.report.is_some() && ask != Ask::SaveCopy {
            return self.say(UNDECIDED, true, false);
        }
        match ask {
            Ask::Open => self.desk.send(Command::Open(path)),
            Ask::New => self.desk.send(Command::New { path: with_extension(path), builtin: false }),
            Ask::SaveCopy => self.desk.send(Command::SaveCopy(with_extension(path))),
            Ask::Import | Ask::ImportFolder => self.take_in(paths),
            Ask::Export => self.export_to(path, true),
            // Taken before: no catalog is needed for them.
            Ask::Codes => {}
        }
    }

    /// Writes the sheet that the export dialog describes. The system's own dialog has asked before it gives a name that is
    /// taken; a path that was typed has not.
    pub(super) fn export_to(&mut self, path: PathBuf, replace: bool) {
        let wanted = match self.state.overlay.take() {
            Some(Overlay::Export(export)) => Some(export),
            _ => self.exporting.take(),
        };
        if let Some(export) = wanted {
            let scope = export::scope(&self.state, export.what);
            self.desk.send(Command::Export { format: export.format, scope, path, replace });
        }
        self.exporting = None;
    }

    /// Files and folders that were dropped or chosen: a catalog is opened, anything else is read.
    pub(super) fn take_in(&mut self, paths: Vec<PathBuf>) {
        if self.state.report.is_some() {
            return self.say(UNDECIDED, true, false);
        }
        match paths.as_slice() {
            [path] if path.extension().is_some_and(|e| e == "captions") => {
                self.desk.send(Command::Open(path.clone()));
            }
            _ if self.state.catalog.is_none() => match self.fresh_path("captions") {
                Some(path) => {
                    self.then_read = paths;
                    self.desk.send(Command::New { path, builtin: false });
                }
                None => self.no_data_folder(),
            },
            _ => {
                self.state.report_document = 0;
                self.read_paths.clone_from(&paths);
                self.desk.send(Command::Read(paths));
            }
        }
    }

    /// Reads what the report is of into a catalog of its own instead.
    pub(super) fn read_into_new(&mut self) {
        let paths = std::mem::take(&mut self.read_paths);
        match self.fresh_path("captions") {
            Some(path) => {
                (self.state.report, self.state.discarding) = (None, true);
                self.desk.send(Command::Discard);
                self.then_read = paths;
                self.desk.send(Command::New { path, builtin: false });
            }
            None => self.no_data_folder(),
        }
    }

    pub(super) fn ask(&mut self, ctx: &Context, ask: Ask) {
        let name = match ask {
            Ask::SaveCopy => self.copy_name(),
            Ask::Export => self.sheet_name(),
            _ => "captions.captions".into(),
        };
        self.dialogs.ask(ask, name, self.choose.clone(), ctx.clone());
    }
}

fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("captions") }
}
