//! The window's end of the desk: it sends commands to the desk's thread, and takes the answers.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::view::*;
use super::worker::{Message, Start, Teller, Worker};

/// The window's end: commands go in, answers come out.
pub struct Desk {
    commands: Sender<Message>,
    answers: Receiver<Answer>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Desk {
    /// Starts the desk's thread. `wake` is called after every answer, from that thread.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(start: Start, wake: impl Fn() + Send + Sync + 'static) -> std::io::Result<Desk> {
        let (commands, heard) = channel();
        let (said, answers) = channel();
        let teller = Teller { said, wake: Arc::new(wake) };
        let own = commands.clone();
        let thread = std::thread::Builder::new().name("desk".into()).spawn(move || {
            Worker::new(start, teller, own).run(&heard);
        })?;
        Ok(Desk { commands, answers, thread: Some(thread) })
    }

    /// Asks for something; the answer comes later.
    pub fn send(&self, command: Command) {
        // Where the thread is gone, the window is closing.
        let _ = self.commands.send(Message::Command(command));
    }

    /// The next answer, if one has come.
    pub fn try_recv(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }

    /// Waits for the next answer; for tests and benches.
    pub fn recv(&self, at_most: Duration) -> Option<Answer> {
        self.answers.recv_timeout(at_most).ok()
    }

    /// Ends the thread; what was saved is saved. Waits only for the edit that is being committed.
    pub fn quit(&mut self) {
        self.send(Command::Cancel);
        self.send(Command::Quit);
        let Some(thread) = self.thread.take() else { return };
        let until = Instant::now() + Duration::from_millis(900);
        while !thread.is_finished() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.quit();
    }
}
