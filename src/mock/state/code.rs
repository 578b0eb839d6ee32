//! The QR codes with a scene that users can scan.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// The maximum number of codes whose scene is stored.
const MAX_CODES: usize = 1000;

/// The QR codes of an account, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Codes(VecDeque<Code>);

/// A QR code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Code {
    pub(crate) ticket: String,
    /// The URL in the code.
    pub(crate) url: String,
    /// The scene value.
    pub(crate) scene: String,
    /// The time at which it expires, in seconds since 1970; `None` if it is permanent.
    pub(crate) ends: Option<u64>,
}

impl Codes {
    /// Adds a code; the oldest gives way.
    pub(crate) fn add(&mut self, code: Code) {
        if self.0.len() >= MAX_CODES {
            self.0.pop_front();
        }
        self.0.push_back(code);
    }

    /// Returns the newest code with this ticket, URL or scene value.
    pub(crate) fn find(&self, given: &str) -> Option<&Code> {
        let is_meant = |code: &&Code| [&code.ticket, &code.url, &code.scene].iter().any(|own| *own == given);
        self.0.iter().rev().find(is_meant)
    }
}
