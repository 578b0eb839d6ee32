//! `--ui`: the page that `listen`, `mock` and `serve` offer beside their log, and what it has in common with `chat`'s.

use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;

use clap::Args;
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::LocalSet;

use crate::context::Context;
use crate::error::Error;
use crate::lang::Lang;
use crate::page::{CallError, Feed, Host, PageFile, PageServer};
use crate::text::{help, words};

/// The arguments of the page beside a server.
#[derive(Debug, Args)]
#[command(next_help_heading = help().chat.page)]
pub(crate) struct UiArgs {
    /// `--ui`
    #[arg(long, help = help().ui.ui)]
    pub ui: bool,
    /// `--no-open`
    #[arg(long, requires = "ui", help = help().chat.no_open)]
    pub no_open: bool,
}

/// A page that is about to be served.
pub(super) struct Ui {
    server: PageServer,
    feed: Arc<Feed>,
    url: String,
    stays_closed: bool,
}

impl UiArgs {
    /// Opens a port for the page; `None` if none is wanted.
    pub(super) async fn open(&self, cx: &Context) -> Result<Option<Ui>, Error> {
        if !self.ui {
            return Ok(None);
        }
        let paths = [secret_path(cx)?, secret_path(cx)?];
        let failed = |source| Error::Io { path: "127.0.0.1:0".to_owned(), source };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
        let feed = Arc::new(Feed::live());
        let file = (PageFile::Live, Arc::clone(&feed));
        let server = PageServer::new(listener, file, &paths).map_err(failed)?;
        let url = in_language(&server.url());
        Ok(Some(Ui { server, feed, url, stays_closed: self.no_open }))
    }
}

impl Ui {
    /// Returns the address of the page.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Returns the feed of the page.
    pub(super) fn feed(&self) -> Arc<Feed> {
        Arc::clone(&self.feed)
    }

    /// Prints the address, and opens it in the browser if webot runs on a terminal.
    pub(super) fn tell(&self, cx: &Context) {
        cx.printer.status(&(words().ui.listening)(&self.url));
        open(&self.url, self.stays_closed, cx);
    }

    /// Opens the page in the browser; a full screen shows its address.
    pub(super) fn open(&self, cx: &Context) {
        if !self.stays_closed && cx.printer.can_ask() {
            open::that_detached(&self.url).ok();
        }
    }
}

/// Runs a server, and serves its page until it ends.
pub(super) async fn beside<T>(page: Option<(Ui, Rc<dyn Host>)>, work: impl Future<Output = T>) -> T {
    let Some((ui, host)) = page else { return work.await };
    let (done, is_done) = oneshot::channel::<()>();
    let work = async {
        let result = work.await;
        drop(done);
        result
    };
    let tasks = LocalSet::new();
    let page = tasks.run_until(ui.server.serve(host, async {
        is_done.await.ok();
    }));
    tokio::join!(work, page).0
}

/// Returns a text that cannot be guessed, for a path.
pub(super) fn secret_path(cx: &Context) -> Result<String, Error> {
    Ok(format!("{:032x}", u128::from_be_bytes(cx.random()?)))
}

/// Returns the address of a page in the language of the command, until the page is told another one.
pub(super) fn in_language(url: &str) -> String {
    match Lang::spoken() {
        Lang::En => format!("{url}?lang=en"),
        Lang::Zh => format!("{url}?lang=zh"),
    }
}

/// Opens a page in the browser if webot runs on a terminal.
pub(super) fn open(url: &str, stays_closed: bool, cx: &Context) {
    if !stays_closed && cx.printer.can_ask() && open::that_detached(url).is_ok() {
        cx.printer.detail(&(words().opened)(url));
    }
}

/// A call about an entry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfEntry {
    pub(super) entry: u64,
}

/// Reads the values of a call.
pub(super) fn values<'a, T: Deserialize<'a>>(given: &'a [u8]) -> Result<T, CallError> {
    serde_json::from_slice(given).map_err(|error| wrong_call(&error.to_string()))
}

/// Returns the refusal of a call that there is not, or that has wrong values: page and program differ.
pub(super) fn wrong_call(what: &str) -> CallError {
    let what: String = what.chars().take(80).collect();
    CallError(Lang::both(|| (words().chat.wrong_call)(&what)))
}

/// Returns the refusal of a call about an entry that is no longer kept.
pub(super) fn no_entry() -> CallError {
    CallError(Lang::both(|| words().chat.no_entry.to_owned()))
}
