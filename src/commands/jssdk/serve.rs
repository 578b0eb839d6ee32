//! `webot jssdk serve`: serves the page and signs it.

use std::pin::pin;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::args::ServeArgs;
use super::page::served_page;
use super::server::{self, Job, Site};
use super::signer::{Question, Refused, Signer};
use super::stub;
use crate::commands::args::parse_url;
use crate::commands::mock::{shutdown_signal, stamp};
use crate::context::Context;
use crate::error::Error;
use crate::http::{readable, shown};
use crate::printer::{LogClock, Outcome};
use crate::qr;
use crate::text::words;

/// The default port; the next one after those of the other servers.
const DEFAULT_PORT: u16 = 7203;
/// The number of questions that wait for their signatures.
const MAX_JOBS: usize = 64;

/// Serves until it is interrupted.
pub(crate) fn serve(args: &ServeArgs, cx: &Context) -> Result<Outcome, Error> {
    let public = args.url.iter().map(|url| parse_url("--url", url)).collect::<Result<Vec<_>, _>>()?;
    let signer = Signer::new(args, cx)?;
    let site = Site {
        page: served_page(&signer.names(), signer.has_agent(), signer.has_mock_ticket()),
        stub: stub::script(),
        has_agent: signer.has_agent(),
        hosts: public.iter().filter_map(|url| url.host_str().map(str::to_owned)).collect(),
    };
    let (host, port) = (args.host.as_deref().unwrap_or("127.0.0.1"), args.port.unwrap_or(DEFAULT_PORT));
    let mut log = Log { cx, clock: LogClock::local(), signatures: 0 };
    cx.block_on_server(async {
        let failed = |source| Error::Io { path: format!("{host}:{port}"), source };
        let listener = TcpListener::bind((host, port)).await.map_err(failed)?;
        // The signal handlers are installed before the address is printed, because a reader may send a signal at once.
        let end = shutdown_signal()?;
        signer.check().await?;
        let address = listener.local_addr().map_err(failed)?;
        let public: Vec<String> = public.iter().map(ToString::to_string).collect();
        log.listening(&format!("http://{address}"), &public)?;
        let (sender, mut jobs) = mpsc::channel::<Job>(MAX_JOBS);
        let working = pin!(async {
            while let Some(Job { question, reply }) = jobs.recv().await {
                let answer = signer.answer(&question).await;
                log.print(&question, &answer);
                // The page may have been closed.
                reply.send(answer).ok();
            }
        });
        server::serve(listener, site, sender, working, end).await;
        Ok::<_, Error>(())
    })??;
    let count = log.signatures;
    Ok(Outcome::json(json!({ "signatures": count })).status((words().jssdk.ended)(count)))
}

/// The log of the server: lines for people, or NDJSON.
struct Log<'a> {
    cx: &'a Context,
    clock: LogClock,
    signatures: u64,
}

impl Log<'_> {
    fn listening(&self, url: &str, public: &[String]) -> Result<(), Error> {
        let printer = &self.cx.printer;
        if printer.is_json() {
            printer.data(&json!({ "listening": url, "urls": public }).to_string())?;
        }
        // WeChat opens what its camera sees; its own addresses of this machine are of no use to a phone.
        let drawing = public.first().filter(|_| printer.is_attended()).and_then(|url| qr::terminal(url));
        let said = (words().jssdk.listening)(url, public);
        printer.status(&format!("{}{said}", drawing.unwrap_or_default()));
        Ok(())
    }

    fn print(&mut self, question: &Question, answer: &Result<Value, Refused>) {
        let at_ms = (self.cx.system.now_ms)();
        // The query may hold the code of a login.
        let url = url::Url::parse(&question.url).map_or_else(|_| question.url.clone(), |url| shown(&url));
        if answer.is_ok() {
            self.signatures += 1;
        }
        if self.cx.printer.is_json() {
            let error = answer.as_ref().err().map(|refused| refused.said.message.as_str());
            let line = json!({
                "event": "sign", "time_ms": at_ms, "url": url, "function": question.function, "error": error,
            });
            // A closed pipe ends the log and not the server.
            self.cx.printer.data(&line.to_string()).ok();
            return;
        }
        let words = &words().jssdk;
        let url = readable(&url);
        let said = match (answer, &question.function) {
            (Ok(_), None) => (words.signed)(&url),
            (Ok(_), Some(function)) => (words.signed_argument)(function, &url),
            (Err(refused), _) => (words.unsigned)(&url, &refused.said.message),
        };
        let said = self.cx.printer.foreign(&said);
        self.cx.printer.status(&format!("{} {said}", stamp(at_ms, &mut self.clock)));
    }
}
