//! The end of a run from outside.

use crate::commands::mock::shutdown_signal;
use crate::error::Error;

/// Returns a future that completes on Ctrl-C, on SIGTERM and when the terminal is lost: the bot under test is in a process
/// group of its own, so that nothing else would end it.
#[cfg(unix)]
pub(super) fn stop_signal() -> Result<impl Future<Output = ()>, Error> {
    use std::io::{IsTerminal as _, stderr, stdin, stdout};
    use tokio::signal::unix::{SignalKind, signal};
    let shutdown = shutdown_signal()?;
    // Off a terminal, `nohup` may have told webot to ignore the signal, which a handler would undo.
    let has_terminal = stdin().is_terminal() || stdout().is_terminal() || stderr().is_terminal();
    let hangup = has_terminal.then(|| signal(SignalKind::hangup())).transpose();
    let mut hangup = hangup.map_err(|source| Error::Io { path: "signals".to_owned(), source })?;
    let lost = async move {
        match &mut hangup {
            Some(hangup) => {
                hangup.recv().await;
            }
            None => std::future::pending().await,
        }
    };
    Ok(async move {
        tokio::select! {
            () = shutdown => {}
            () = lost => {}
        }
    })
}

/// Returns a future that completes on Ctrl-C, on Ctrl-Break and at the end of the console.
#[cfg(windows)]
pub(super) fn stop_signal() -> Result<impl Future<Output = ()>, Error> {
    shutdown_signal()
}
