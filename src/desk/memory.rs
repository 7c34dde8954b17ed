//! How memory that is free goes back to the system.

/// What `mimalloc` reads, once, when a program starts: after how many milliseconds it gives free memory back.
const DELAY: &str = "MIMALLOC_PURGE_DELAY";

/// Starts this program again in its own place, told to give free memory back at once, unless it was told something already. By
/// itself it waits for a second, and then whichever thread wants memory next gives back what all of them have freed: behind the
/// checks of a million captions that was a frame of the window, of a tenth of a second. Told so, the thread that frees much pays
/// for it itself. The setting is read before `main`, and a program cannot set it for itself in a safe way.
pub fn give_back_at_once() {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        use std::path::Path;

        let (Ok(program), None) = (std::env::current_exe(), std::env::var_os(DELAY)) else { return };
        let mut args = std::env::args_os();
        let Some(name) = args.next() else { return };
        // Under a loader or an emulator what runs is not this program.
        if program.file_name() != Path::new(&name).file_name() {
            return;
        }
        // Comes back only where the system does not start it; then it goes on as it is.
        let _ = std::process::Command::new(program).arg0(name).args(args).env(DELAY, "0").exec();
    }
}
