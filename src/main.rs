//! The one binary: a verb of the command line, or the window.

use std::process::ExitCode;

use caption_desk::{cli, desk, gui};

/// Gives memory back to the system after large work, which the window's own allocator would keep.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::main() {
        cli::Asked::Done(code) => code,
        cli::Asked::Window { paths, library, by } => {
            let launch = gui::Launch { library: *library, by, paths, data: desk::data_folder() };
            match gui::run(launch) {
                Ok(()) => ExitCode::SUCCESS,
                Err(why) => cli::failed(&why),
            }
        }
    }
}
