//! The user's pager for a list that is longer than the terminal.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::system;

/// Shows a text in a pager, which gets it on its standard input; returns `false` if the pager does not start.
pub(super) fn show(pager: &str, text: &str) -> bool {
    // A pager such as `less -R` is several words.
    let mut words = pager.split_whitespace();
    let Some(program) = words.next() else { return false };
    let mut command = Command::new(system::program(program, Path::new("")));
    // As git does: stop at the end of a short text, and keep colours.
    if Path::new(program).file_stem().is_some_and(|name| name == "less") {
        command.args(["-F", "-R", "-X"]);
    }
    let Ok(mut running) = command.args(words).stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut stdin) = running.stdin.take() {
        // A pager that is left before the end closes its input.
        stdin.write_all(text.as_bytes()).and_then(|()| stdin.write_all(b"\n")).ok();
    }
    running.wait().is_ok()
}
