//! The ways into the real window that come from outside: the system's file dialog, and files dropped by another program.

mod support;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use support::display::*;
use support::list;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::*;
use x11rb::wrapper::ConnectionExt as _;

const CAPTION: &str = "A crowd waits on the old bridge, Sunday, May 4, 2025. (AP Photo/Ana Prata)\n";

/// A catalog with nothing in it, and a document beside it.
fn catalog(home: &Path) {
    support::ok(home, &["new", "--catalog", "desk-one.captions"]);
    support::write(home, "bridge.txt", CAPTION);
}

/// Presses keys until something is so: a key sent while the display gives the window its place can be lost.
fn press(display: &str, window: &str, keys: &[&str], so: impl Fn() -> bool) {
    for _ in 0..12 {
        xdotool(display, &["windowfocus", window]);
        xdotool(display, &[&["key", "--delay", "60"], keys].concat());
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until {
            if so() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
    panic!("{keys:?} did nothing");
}

#[test]
fn the_systems_dialog_says_which_catalog() {
    let home = tempfile::tempdir().unwrap();
    catalog(home.path());
    // A system without portals asks zenity; this one answers without asking, and notes what it was asked.
    let bin = home.path().join("bin");
    std::fs::create_dir(&bin).unwrap();
    let asked = home.path().join("asked");
    let path = home.path().join("desk-one.captions");
    let script =
        format!("#!/bin/sh\necho \"$@\" >> '{}'\nsleep 1\necho '{}'\n", asked.display(), path.display());
    std::fs::write(bin.join("zenity"), script).unwrap();
    std::fs::set_permissions(bin.join("zenity"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let (_server, display) = display();
    let (_app, window) = window(home.path(), &display, |command| {
        let old = std::env::var("PATH").unwrap_or_default();
        command
            .env("PATH", format!("{}:{old}", bin.display()))
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    });
    title(&display, &window, "Paris 2024");
    press(&display, &window, &["ctrl+o"], || asked.exists());
    let name = title(&display, &window, "Desk one");
    assert!(name.contains("Caption Desk"), "{name}");
    let asked = std::fs::read_to_string(asked).unwrap();
    assert!(asked.contains("--file-selection") && asked.contains("*.captions"), "{asked}");
}

/// A program that drags files, as the XDND protocol has it.
struct Source {
    connection: x11rb::rust_connection::RustConnection,
    own: Window,
    uris: String,
}

impl Source {
    fn new(display: &str, files: &[&Path]) -> Source {
        let (connection, screen) = x11rb::connect(Some(display)).unwrap();
        let screen = &connection.setup().roots[screen];
        let own = connection.generate_id().unwrap();
        let what = CreateWindowAux::new();
        let (root, depth) = (screen.root, x11rb::COPY_DEPTH_FROM_PARENT);
        connection
            .create_window(depth, own, root, 0, 0, 1, 1, 0, WindowClass::INPUT_OUTPUT, 0, &what)
            .unwrap();
        let uris = files.iter().map(|f| format!("file://{}\r\n", f.display())).collect();
        let source = Source { connection, own, uris };
        let selection = source.atom("XdndSelection");
        source.connection.set_selection_owner(own, selection, x11rb::CURRENT_TIME).unwrap();
        source.connection.flush().unwrap();
        source
    }

    fn atom(&self, name: &str) -> Atom {
        self.connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    fn say(&self, to: Window, what: &str, data: [u32; 5]) {
        let event = ClientMessageEvent::new(32, to, self.atom(what), data);
        self.connection.send_event(false, to, EventMask::NO_EVENT, event).unwrap();
        self.connection.flush().unwrap();
    }

    /// Hands the files' names out as they are asked for, until the target says `what`.
    fn serve_until(&self, what: &str) {
        let wanted = self.atom(what);
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            match self.connection.poll_for_event().unwrap() {
                Some(Event::SelectionRequest(request)) => {
                    self.connection
                        .change_property8(
                            PropMode::REPLACE,
                            request.requestor,
                            request.property,
                            request.target,
                            self.uris.as_bytes(),
                        )
                        .unwrap();
                    let answer = SelectionNotifyEvent {
                        response_type: SELECTION_NOTIFY_EVENT,
                        sequence: 0,
                        time: request.time,
                        requestor: request.requestor,
                        selection: request.selection,
                        target: request.target,
                        property: request.property,
                    };
                    self.connection
                        .send_event(false, request.requestor, EventMask::NO_EVENT, answer)
                        .unwrap();
                    self.connection.flush().unwrap();
                }
                Some(Event::ClientMessage(message)) if message.type_ == wanted => return,
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        }
        panic!("the window never said {what}");
    }

    /// Drags the files over a window and lets them go.
    fn drop_on(&self, window: Window) {
        let list = self.atom("text/uri-list");
        let copy = self.atom("XdndActionCopy");
        self.say(window, "XdndEnter", [self.own, 5 << 24, list, 0, 0]);
        self.say(window, "XdndPosition", [self.own, 0, (600 << 16) | 400, x11rb::CURRENT_TIME, copy]);
        self.serve_until("XdndStatus");
        self.say(window, "XdndDrop", [self.own, 0, x11rb::CURRENT_TIME, 0, 0]);
        self.serve_until("XdndFinished");
    }
}

#[test]
fn files_dropped_by_another_program_are_read_and_added() {
    let home = tempfile::tempdir().unwrap();
    catalog(home.path());
    let (_server, display) = display();
    let (_app, window) = window(home.path(), &display, |command| {
        command.arg("desk-one.captions");
    });
    title(&display, &window, "Desk one");
    let file = home.path().join("bridge.txt");
    let source = Source::new(&display, &[&file]);
    source.drop_on(window.parse().unwrap());
    let captions = || list(home.path(), "desk-one.captions", &[]);
    assert!(captions().is_empty(), "nothing is added before the report was seen");
    // The report is there; the key adds what it found.
    press(&display, &window, &["ctrl+Return"], || !captions().is_empty());
    assert_eq!(captions()[0]["description"], "A crowd waits on the old bridge, Sunday, May 4, 2025.");
}
