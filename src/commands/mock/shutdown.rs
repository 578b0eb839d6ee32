//! The signals that end a server.

use std::future::Future;

use crate::error::Error;

/// Returns a future that completes on Ctrl-C or SIGTERM.
#[cfg(unix)]
pub(in crate::commands) fn shutdown_signal() -> Result<impl Future<Output = ()>, Error> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed = |source| Error::Io { path: "signals".to_owned(), source };
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Returns a future that completes on Ctrl-C, on Ctrl-Break and at the end of the console.
#[cfg(windows)]
pub(in crate::commands) fn shutdown_signal() -> Result<impl Future<Output = ()>, Error> {
    let failed = |source| Error::Io { path: "signals".to_owned(), source };
    Ok(crate::system::ConsoleEvents::handle().map_err(failed)?.next())
}
