//! The command line: every verb of the desk, without a display.

mod args;
mod args_changing;
mod args_reading;
mod edits;
mod groups;
mod output;
mod page;
mod problems;
mod report;
mod rewrite;
mod sarif;
mod show;
mod snippet;
mod style;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::desk::{Access, DeskError, Library, Session, Where, data_folder, give_back_at_once};
use args::{Cli, Common, DateArgs, DateVerb, SceneArgs, SceneVerb, Verb};

/// What a verb ends with: 0 done, 1 done and there is something to look at, 2 not done.
pub(crate) type Done = Result<u8, DeskError>;

/// What the command line asks for.
pub enum Asked {
    /// A verb was run; the program ends with this.
    Done(ExitCode),
    /// No verb: the window is wanted, on a catalog or with documents to read.
    Window { paths: Vec<PathBuf>, library: Box<Library>, by: String },
}

/// Runs a verb, or says that the window is wanted.
pub fn main() -> Asked {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output and are no failure; clap knows which is which.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return Asked::Done(ExitCode::from(code));
        }
    };
    let Some(verb) = cli.verb else {
        return match window(cli.paths) {
            Ok(asked) => asked,
            Err(error) => Asked::Done(failed(&error.to_string())),
        };
    };
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let done = run(verb, &mut out).and_then(|code| match out.flush() {
        Ok(()) => Ok(code),
        Err(e) => Err(DeskError::file("standard output", &e)),
    });
    Asked::Done(match done {
        Ok(code) => ExitCode::from(code),
        // A reader that has seen enough (head, less) is no error.
        Err(DeskError::File { path, what })
            if path == Path::new("standard output") && what.contains("roken pipe") =>
        {
            ExitCode::SUCCESS
        }
        Err(error) => failed(&error.to_string()),
    })
}

/// Says on one line why something was not done.
pub fn failed(why: &str) -> ExitCode {
    eprintln!("caption-desk: {why}");
    ExitCode::from(2)
}

/// What the window begins with. A path that is not there is a slip of the keys, or a verb that is none.
fn window(paths: Vec<PathBuf>) -> Result<Asked, DeskError> {
    for path in &paths {
        if !path.exists() {
            return Err(DeskError::refused(format!(
                "{}: there is no such file, folder or verb; `caption-desk --help` lists the verbs",
                path.display()
            )));
        }
    }
    give_back_at_once();
    let common = Common { lists: None, by: None };
    Ok(Asked::Window { paths, library: Box::new(library(&common)?), by: by(&common) })
}

fn run(verb: Verb, out: &mut dyn Write) -> Done {
    match verb {
        Verb::Scan(a) => show::scan(&a, library(&a.common)?, out),
        Verb::New(a) => edits::new(&a, library(&a.common)?, by(&a.common), out),
        Verb::Import(a) => edits::import(&a, open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::List(a) => show::list(&a, &open(&a.read.catalog, Access::Read, &a.read.common)?, out),
        Verb::Scenes(a) => show::scenes(&a, &open(&a.catalog, Access::Read, &a.common)?, out),
        Verb::Check(a) => {
            let mut session = open(&a.catalog, Access::Read, &a.common)?;
            style::for_check(a.style.as_deref(), &mut session)?;
            problems::check(&a, &session, out)
        }
        Verb::History(a) => show::history(&a, &open(&a.catalog, Access::Read, &a.common)?, out),
        Verb::Export(a) => show::export(&a, &open(&a.catalog, Access::Read, &a.common)?, out),
        Verb::Set(a) => edits::set(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::Replace(a) => rewrite::replace(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::Fill(a) => rewrite::fill(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::Apply(a) => {
            let folder = a.common.lists.clone().or_else(data_folder);
            rewrite::apply(&a, folder.as_deref(), &mut open(&a.catalog, Access::Write, &a.common)?, out)
        }
        Verb::Add(a) => edits::add(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::SetAside(a) => edits::set_aside(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::JoinPicture(a) => {
            edits::join_picture(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out)
        }
        Verb::Fix(a) => problems::fix(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::Dismiss(a) => problems::dismiss(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::Reopen(a) => problems::reopen(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::Date(DateArgs { verb: DateVerb::Settle(a) }) => {
            edits::settle(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out)
        }
        Verb::Scene(SceneArgs { verb: SceneVerb::Rename(a) }) => {
            groups::rename(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out)
        }
        Verb::Events(a) => groups::events(&a, &open(&a.catalog, Access::Read, &a.common)?, out),
        Verb::Event(a) => groups::event(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::Style(a) => {
            let access = if a.name.is_some() { Access::Write } else { Access::Read };
            style::style(&a, &mut open(&a.catalog, access, &a.common)?, out)
        }
        Verb::Undo(a) => edits::undo(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::Redo(a) => edits::redo(&a, &mut open(&a.catalog, Access::Write, &a.common)?, out),
        Verb::Checks(a) => problems::checks(&a, out),
    }
}

fn library(common: &Common) -> Result<Library, DeskError> {
    match &common.lists {
        Some(folder) if !folder.is_dir() => Err(DeskError::refused(format!(
            "{}: there is no such folder of lists; check the path",
            folder.display()
        ))),
        Some(folder) => Library::with_folder(folder),
        None => match data_folder() {
            Some(folder) => Library::with_folder(&folder),
            None => Ok(Library::builtin()),
        },
    }
}

fn open(catalog: &Path, access: Access, common: &Common) -> Result<Session, DeskError> {
    Session::open(&Where::parse(catalog), access, library(common)?, by(common))
}

/// Who makes the change, for the history.
fn by(common: &Common) -> String {
    let named = |v: Option<String>| v.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    let var = |name: &str| named(std::env::var(name).ok());
    named(common.by.clone())
        .or_else(|| var("CAPTION_DESK_BY"))
        .or_else(|| var("USER"))
        .or_else(|| var("LOGNAME"))
        .or_else(|| var("USERNAME"))
        .unwrap_or_else(|| "desk".to_owned())
}
