use std::fs::File;
use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rexpect::process::{PtyProcess, Signal, WaitStatus};
use rustix::termios::{Winsize, tcsetwinsize};

use super::{Webot, until};

/// A `webot` that draws on a terminal, whose screen the test sees; it ends with the test.
pub struct ScreenTerminal {
    process: PtyProcess,
    keys: File,
    seen: Arc<Mutex<Seen>>,
    /// True while the terminal takes nothing.
    stopped: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
    /// Its folder stays for as long as it runs.
    _webot: Webot,
}

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

impl ScreenTerminal {
    pub(super) fn new(webot: Webot, columns: u16, rows: u16) -> Self {
        let sized = webot.clone().after(&format!("stty cols {columns} rows {rows}"));
        let process = PtyProcess::new(sized.command()).expect("a terminal");
        let keys = process.get_file_handle().expect("a terminal");
        let mut output = process.get_file_handle().expect("a terminal");
        let seen = Seen { screen: vt100::Parser::new(cells(rows), cells(columns), 0), bytes: Vec::new() };
        let seen = Arc::new(Mutex::new(seen));
        let stopped = Arc::new(AtomicBool::new(false));
        let (shared, waits) = (Arc::clone(&seen), Arc::clone(&stopped));
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                while waits.load(Ordering::SeqCst) {
                    std::thread::sleep(std::time::Duration::from_millis(2));
                }
                // Linux gives an error at the end.
                let Ok(count @ 1..) = output.read(&mut buffer) else { return };
                let mut seen = shared.lock().expect("the screen");
                seen.screen.process(&buffer[..count]);
                seen.bytes.extend_from_slice(&buffer[..count]);
            }
        });
        Self { process, keys, seen, stopped, reader: Some(reader), _webot: webot }
    }

    /// The screen, line by line.
    pub fn text(&self) -> String {
        self.seen.lock().expect("the screen").screen.screen().contents()
    }

    /// All that was ever written.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.lock().expect("the screen").bytes.clone()
    }

    /// Returns whether a program has the whole screen.
    pub fn is_taken(&self) -> bool {
        self.seen.lock().expect("the screen").screen.screen().alternate_screen()
    }

    /// Waits until the screen holds this.
    #[track_caller]
    pub fn shows(&self, text: &str) {
        self.shows_what(text, |screen| screen.contains(text));
    }

    /// Waits until the screen no longer holds this.
    #[track_caller]
    pub fn hides(&self, text: &str) {
        self.shows_what(&format!("no {text}"), |screen| !screen.contains(text));
    }

    /// Waits until the screen is as this wants it.
    #[track_caller]
    pub fn shows_what(&self, what: &str, holds: impl Fn(&str) -> bool) {
        let began = std::time::Instant::now();
        while !holds(&self.text()) {
            assert!(began.elapsed() < super::TIMEOUT, "`{what}` is not on the screen:\n{}", self.text());
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    /// Presses keys, each as the bytes that a terminal sends for it.
    #[track_caller]
    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("typing");
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.seen.lock().expect("the screen").screen.screen_mut().set_size(cells(rows), cells(columns));
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&self.keys, size).expect("another size");
    }

    /// Takes nothing more, as after Ctrl-S.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
    }

    pub fn go_on(&self) {
        self.stopped.store(false, Ordering::SeqCst);
    }

    pub fn signal(&mut self, signal: Signal) {
        self.process.signal(signal).expect("a signal");
    }

    /// Waits until the program has ended, with this exit code, and the screen is free.
    #[track_caller]
    pub fn ends(&mut self, code: i32) {
        let mut status = None;
        until("the end", || {
            status = self.process.status().filter(|status| *status != WaitStatus::StillAlive);
            status.is_some()
        });
        assert!(
            matches!(status, Some(WaitStatus::Exited(_, exit)) if exit == code),
            "{status:?}: {}",
            self.text()
        );
        self.go_on();
        self.reader.take().map(JoinHandle::join);
        assert!(!self.is_taken(), "the screen is not restored");
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("at least one")
}
