//! The output of `webot listen`: a log, or a full-screen view on a terminal.

use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::mpsc;

use super::log::ListenLog;
use super::view::{ListenView, ViewSettings, ViewState};
use crate::commands::args::Editor;
use crate::commands::mock::shutdown_signal;
use crate::commands::ui::Ui;
use crate::context::Context;
use crate::error::Error;
use crate::printer::Flushed;
use crate::relay::{RelayEvent, Resend};

/// The facts at the start.
pub(super) struct Start<'a> {
    /// The address of webot.
    pub url: String,
    /// The destination of pushes.
    pub destination: String,
    /// The file that pushes are recorded in.
    pub recording: Option<&'a Path>,
    /// A warning.
    pub warning: Option<&'static str>,
    /// Takes the pushes that are sent again.
    pub resends: mpsc::Sender<Resend>,
    /// The page.
    pub ui: Option<&'a Ui>,
}

/// A future that completes when the server is to end.
type End = Pin<Box<dyn Future<Output = ()>>>;

/// The output.
pub(super) enum Output<'a> {
    Log(ListenLog<'a>),
    View(ListenView),
}

impl<'a> Output<'a> {
    /// Starts the view if there is a terminal for it and no log is wanted; else prints the address. Returns also the
    /// future that completes when the server is to end. The signal handlers are installed before the address is printed,
    /// because a reader may send a signal at once.
    pub(super) fn start(start: Start<'_>, is_log: bool, cx: &'a Context) -> Result<(Self, End), Error> {
        let end = shutdown_signal()?;
        if !is_log && let Some(screen) = cx.printer.screen() {
            let settings = ViewSettings {
                url: start.url,
                destination: start.destination,
                recording: start.recording.map(Path::to_owned),
                warning: start.warning.map(str::to_owned),
                shows_headers: cx.printer.verbose(),
                resends: start.resends,
                page: start.ui.map(|ui| ui.url().to_owned()),
                system: cx.system,
            };
            if let Some(ui) = start.ui {
                ui.open(cx);
            }
            let failed = |source| Error::Io { path: "terminal".to_owned(), source };
            let view = ListenView::start(screen, settings, Editor::of(&cx.env)).map_err(failed)?;
            let (end, close) = (end_of_view(Arc::clone(&view.state))?, view.closer());
            let end = Box::pin(async move {
                end.await;
                // The terminal is restored before the last requests are answered.
                close();
            });
            return Ok((Self::View(view), end));
        }
        let mut log = ListenLog::new(start.recording, cx);
        log.listening(&start.url, &start.destination, start.ui.map(Ui::url))?;
        if let Some(ui) = start.ui {
            ui.tell(cx);
        }
        if let Some(warning) = start.warning {
            log.warning(warning)?;
        }
        Ok((Self::Log(log), Box::pin(end)))
    }

    pub(super) fn is_view(&self) -> bool {
        matches!(self, Self::View(_))
    }

    /// Shows events.
    pub(super) fn show(&mut self, events: Vec<RelayEvent>) {
        match self {
            Self::Log(log) => log.print(&events),
            Self::View(view) => events.into_iter().for_each(|event| view.show(event)),
        }
    }

    pub(super) fn end(self) -> Flushed {
        match self {
            Self::Log(log) => log.end(),
            Self::View(view) => {
                view.end();
                Flushed::All
            }
        }
    }
}

/// Returns a future that completes when the user quits the view, on signals, and when the terminal is lost.
#[cfg(unix)]
fn end_of_view(state: Arc<ViewState>) -> Result<impl Future<Output = ()>, Error> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed = |source| Error::Io { path: "signals".to_owned(), source };
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut hangup = signal(SignalKind::hangup()).map_err(failed)?;
    Ok(async move {
        loop {
            tokio::select! {
                _ = interrupt.recv() => {
                    // Ctrl-C in an editor reaches webot too.
                    if !state.is_editing() {
                        return;
                    }
                }
                _ = terminate.recv() => return,
                _ = hangup.recv() => return,
                () = state.quit() => return,
            }
        }
    })
}

/// Returns a future that completes when the user quits the view, on Ctrl-Break and at the end of the console.
#[cfg(windows)]
fn end_of_view(state: Arc<ViewState>) -> Result<impl Future<Output = ()>, Error> {
    let signal = shutdown_signal()?;
    Ok(async move {
        tokio::select! {
            () = signal => {}
            () = state.quit() => {}
        }
    })
}
