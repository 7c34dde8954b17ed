//! The one binary: hands over to the command line.

fn main() -> std::process::ExitCode {
    caption_desk::cli::main()
}
