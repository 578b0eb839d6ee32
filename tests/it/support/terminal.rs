use std::ops::{Deref, DerefMut};

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
}

impl Deref for Terminal {
    type Target = PtySession;

    fn deref(&self) -> &PtySession {
        &self.session
    }
}

impl DerefMut for Terminal {
    fn deref_mut(&mut self) -> &mut PtySession {
        &mut self.session
    }
}
