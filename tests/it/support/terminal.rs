use rexpect::session::{PtySession, spawn_command};

use super::Webot;

const TIMEOUT_MS: u64 = 60_000;

/// A `webot` on a terminal; it ends with the test.
pub struct Terminal {
    session: PtySession,
    /// Its folder stays for as long as it runs.
    _webot: Webot,
}

impl Terminal {
    pub(super) fn new(webot: Webot) -> Self {
        let session = spawn_command(webot.command(), Some(TIMEOUT_MS)).expect("a terminal");
        Self { session, _webot: webot }
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn expect(&mut self, text: &str) {
        self.session.exp_string(text).unwrap_or_else(|error| panic!("`{text}`: {error}"));
    }

    /// Types a line and presses Enter.
    #[track_caller]
    pub fn type_line(&mut self, line: &str) {
        self.session.send_line(line).expect("typing");
    }

    /// Presses keys, each as the bytes that a terminal sends for it.
    #[track_caller]
    pub fn press(&mut self, keys: &str) {
        self.session.send(keys).expect("typing");
        self.session.flush().expect("typing");
    }

    /// Presses a key with Ctrl.
    #[track_caller]
    pub fn press_ctrl(&mut self, key: char) {
        self.session.send_control(key).expect("typing");
    }

    /// Waits for the end of the process, and returns the rest of the screen.
    #[track_caller]
    pub fn end(&mut self) -> String {
        self.session.exp_eof().expect("the end")
    }
}
