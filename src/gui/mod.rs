//! The window: a face on the desk. It draws the last answers, and sends commands; it never waits.

mod action;
mod acts;
mod app;
mod card;
mod complete;
mod dates;
mod dialogs;
mod documents;
mod export;
mod filters;
mod fixall;
mod history;
mod inspector;
mod lines;
mod marks;
mod overlay;
mod page;
mod problems;
mod report;
mod right;
mod rolls;
mod rows;
mod said;
mod saved;
mod state;
mod suggest;
mod table;
mod theme;
mod views;
mod walk;
mod window;
mod words;

pub use app::{App, Launch};
pub use dialogs::{Ask, Chosen, FileDialogs};
pub use state::Prefs;
pub use window::{Window, run};
