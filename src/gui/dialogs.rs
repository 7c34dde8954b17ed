//! The system's file dialogs. They block, so each runs on a thread of its own; where the system has none, the window
//! offers a path field instead.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// Which dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    Open,
    New,
    SaveCopy,
    Import,
    ImportFolder,
    Export,
    /// Files of codes.
    Codes,
}

/// What a person chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    Paths(Vec<PathBuf>),
    /// A person closed the dialog without choosing.
    Cancelled,
    /// There is no dialog on this system.
    NoDialog,
}

/// How paths are asked for; a test gives its own.
pub trait FileDialogs {
    /// Opens a dialog. The answer goes to `answer`, then `wake` is called.
    fn ask(&self, ask: Ask, name: String, answer: Sender<(Ask, Chosen)>, wake: egui::Context);
}

/// Nobody reads a dialog and cancels it in less: one that is gone by then was never there.
const SEEN: Duration = Duration::from_millis(400);

/// The dialogs of the system.
pub struct SystemDialogs;

impl FileDialogs for SystemDialogs {
    fn ask(&self, ask: Ask, name: String, answer: Sender<(Ask, Chosen)>, wake: egui::Context) {
        std::thread::spawn(move || {
            let began = Instant::now();
            let dialog = rfd::FileDialog::new();
            let catalog = |d: rfd::FileDialog| d.add_filter("Catalogs", &["captions"]);
            let paths = match ask {
                Ask::Open => catalog(dialog).set_title("Open a catalog").pick_file().map(|p| vec![p]),
                Ask::New => {
                    catalog(dialog).set_title("New catalog").set_file_name(name).save_file().map(|p| vec![p])
                }
                Ask::SaveCopy => catalog(dialog)
                    .set_title("Save a copy of the catalog")
                    .set_file_name(name)
                    .save_file()
                    .map(|p| vec![p]),
                Ask::Import => dialog.set_title("Import documents").pick_files(),
                Ask::Codes => dialog.set_title("Import codes").pick_files(),
                Ask::ImportFolder => dialog.set_title("Import a folder of documents").pick_folders(),
                Ask::Export => {
                    dialog.set_title("Export a sheet").set_file_name(name).save_file().map(|p| vec![p])
                }
            };
            let chosen = match paths {
                Some(paths) if !paths.is_empty() => Chosen::Paths(paths),
                _ if began.elapsed() < SEEN => Chosen::NoDialog,
                _ => Chosen::Cancelled,
            };
            let _ = answer.send((ask, chosen));
            wake.request_repaint();
        });
    }
}
