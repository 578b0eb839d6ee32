//! The server: a connection at a time, a request at a time, and what is said of each.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::header::{ALLOW, HeaderValue};
use hyper::{Method, Request, StatusCode};
use tokio::net::TcpListener;
use tokio::runtime::RuntimeFlavor;
use tokio::sync::Notify;
use tokio::time::{MissedTickBehavior, interval, sleep_until};

use super::door::{Account, Asked, Refusal, Why};
use super::log::{Line, Said};
use super::push::Push;
use super::watch::Watched;
use crate::bot::engine::EngineDeps;
use crate::bot::rules::{Problem, RuleBook, WatchedFile};
use crate::bot::session::Sessions;
use crate::http::server::{
    Acceptor, BodyError, BodyReader, HttpResponse, Limits, Service, closing, response,
};

/// The largest body that is read, in bytes.
const MAX_BODY_BYTES: usize = 1024 * 1024;
/// How many bodies are waited for at a time.
const MAX_SLOW_BODIES: usize = 64;
/// How long a client may take to send a request's head, or be silent between two.
const IDLE_TIMEOUT: Duration = Duration::from_secs(15);
/// How long a client may take to send a body.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long messages under way may still take when the server ends.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(6);
/// How often files are looked at.
const WATCH_INTERVAL: Duration = Duration::from_millis(250);
/// How many lines of the log may wait to be written.
const MAX_WAITING_LINES: usize = 8192;
/// How long lines are gathered: writing many at once costs little more than writing one.
const GATHER_TIME: Duration = Duration::from_millis(10);

/// How the server treats those who come.
#[derive(Debug, Clone)]
pub struct Options {
    /// How old or how far ahead a timestamp may be, in seconds; 0 for any.
    pub window_s: u64,
    /// Whether a nonce counts once only.
    pub nonces_once: bool,
    /// The path that says that the server is well.
    pub health: String,
    /// How many connections there may be at a time.
    pub connections: usize,
    /// Whether anybody wants to know of each request.
    pub log: bool,
    /// The clock, in milliseconds since 1970.
    pub now_ms: fn() -> u64,
}

/// What is served at this moment.
struct Served {
    book: RuleBook,
    accounts: Vec<Account>,
}

/// What is asked anew when files have changed.
type Reload =
    Box<dyn Fn() -> (Result<(RuleBook, Vec<Account>), Vec<Problem>>, Vec<WatchedFile>) + Send + Sync>;

/// A bot: its rules, its accounts, and what it remembers.
pub struct Bot {
    served: Mutex<Arc<Served>>,
    pub(super) sessions: Sessions,
    pub(super) tools: EngineDeps,
    pub(super) options: Options,
}

impl Bot {
    /// A bot with these rules and accounts.
    pub fn new(
        book: RuleBook,
        accounts: Vec<Account>,
        sessions: Sessions,
        tools: EngineDeps,
        options: Options,
    ) -> Self {
        Self { served: Mutex::new(Arc::new(Served { book, accounts })), sessions, tools, options }
    }

    fn served(&self) -> Arc<Served> {
        Arc::clone(&self.served.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The files that its rules stand in.
    fn files(&self) -> Vec<WatchedFile> {
        self.served().book.files.clone()
    }
}

/// A bot on a port.
pub struct Server {
    /// Where it listens.
    pub listener: TcpListener,
    /// The bot.
    pub bot: Bot,
    /// What is done when its files have changed; nothing where they are not looked at.
    pub reload: Option<Reload>,
}

/// Serves until `end` is there and the messages under way are answered; `say` is told what happens, some of it at a
/// time. How many messages were answered.
pub async fn serve(
    server: Server,
    end: impl Future<Output = ()>,
    mut say: impl FnMut(&mut Vec<Said>),
) -> u64 {
    let Server { listener, bot, reload } = server;
    let flavor = tokio::runtime::Handle::current().runtime_flavor();
    let one_thread = flavor == RuntimeFlavor::CurrentThread;
    let answered = AtomicU64::new(0);
    let shared = Arc::new(Shared {
        bot,
        one_thread,
        answered,
        bodies: BodyReader::new(MAX_BODY_BYTES, BODY_TIMEOUT, MAX_SLOW_BODIES),
        unsaid: Mutex::default(),
        heard: Notify::new(),
    });
    let limits = Limits {
        connections: shared.bot.options.connections,
        idle: IDLE_TIMEOUT,
        shutdown: SHUTDOWN_TIMEOUT,
    };
    let mut acceptor = Acceptor::new(listener, Arc::clone(&shared), limits);
    let mut watched = Watched::new(shared.bot.files());
    let mut look = interval(WATCH_INTERVAL);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut end = pin!(end);
    let mut due = None;
    // It goes to and fro, so that no memory is asked for under load.
    let mut heard = Vec::new();
    loop {
        tokio::select! {
            biased;
            () = &mut end => break,
            () = shared.heard.notified() => due = Some(tokio::time::Instant::now() + GATHER_TIME),
            () = sleep_until(due.unwrap_or_else(tokio::time::Instant::now)), if due.is_some() => {
                due = None;
                shared.hear(&mut heard);
                say(&mut heard);
            }
            _ = look.tick(), if reload.is_some() => {
                if let Some(reload) = &reload
                    && watched.changed()
                {
                    say(&mut vec![shared.bot.reload(reload, &mut watched)]);
                }
            }
            () = acceptor.run() => {}
        }
    }
    acceptor.shut_down().await;
    shared.hear(&mut heard);
    say(&mut heard);
    shared.answered.load(Ordering::Relaxed)
}

impl Bot {
    fn reload(&self, reload: &Reload, watched: &mut Watched) -> Said {
        let (read, seen) = reload();
        // Also those of a broken change: to mend one of them is a change again.
        *watched = Watched::new(seen);
        match read {
            Ok((book, accounts)) => {
                let rules = book.count();
                let served = Arc::new(Served { book, accounts });
                *self.served.lock().unwrap_or_else(PoisonError::into_inner) = served;
                Said::Reloaded(rules)
            }
            Err(problems) => Said::Broken(problems),
        }
    }
}

pub(super) struct Shared {
    pub(super) bot: Bot,
    pub(super) one_thread: bool,
    /// How many messages were answered.
    answered: AtomicU64,
    bodies: BodyReader,
    /// What is to be said, and how many lines had no place.
    unsaid: Mutex<(Vec<Said>, u64)>,
    heard: Notify,
}

impl Shared {
    fn say(&self, line: Line) {
        let mut unsaid = self.unsaid.lock().unwrap_or_else(PoisonError::into_inner);
        let (lines, lost) = &mut *unsaid;
        if lines.len() >= MAX_WAITING_LINES {
            *lost += 1;
            return;
        }
        lines.push(Said::Line(line));
        if lines.len() == 1 {
            self.heard.notify_one();
        }
    }

    /// What is to be said, in place of what has been.
    fn hear(&self, heard: &mut Vec<Said>) {
        heard.clear();
        let mut unsaid = self.unsaid.lock().unwrap_or_else(PoisonError::into_inner);
        let (lines, lost) = &mut *unsaid;
        std::mem::swap(lines, heard);
        if *lost > 0 {
            heard.push(Said::Lost(std::mem::take(lost)));
        }
    }
}

impl Service for Shared {
    async fn answer(self: Arc<Self>, request: Request<Incoming>, _: SocketAddr) -> Option<HttpResponse> {
        Some(respond(request, &self).await)
    }
}

async fn respond(request: Request<Incoming>, shared: &Shared) -> HttpResponse {
    let began = Instant::now();
    let (head, body) = request.into_parts();
    let bot = &shared.bot;
    let path = head.uri.path();
    if path == bot.options.health {
        return health(bot);
    }
    let asked = Asked::parse(head.uri.query().unwrap_or_default());
    let mut line = Line { at_ms: (bot.options.now_ms)(), token_in_query: asked.has_token, ..Line::default() };
    if bot.options.log {
        head.method.as_str().clone_into(&mut line.method);
        path.clone_into(&mut line.path);
    }
    let result = answer(shared, (&head.method, path, began), &asked, body, &mut line).await;
    let response = match result {
        Ok(sent) => sent.response(StatusCode::OK),
        Err(refusal) => {
            let response = refused(&refusal);
            line.refused = Some(refusal.0);
            response
        }
    };
    line.status = response.status().as_u16();
    line.us = began.elapsed().as_micros();
    let failed = line.refused.is_some() || !line.failures.is_empty();
    if failed && !bot.options.log {
        head.method.as_str().clone_into(&mut line.method);
        path.clone_into(&mut line.path);
    }
    if failed || bot.options.log {
        shared.say(line);
    }
    response
}

/// What goes back.
pub(super) struct Sent {
    body: Vec<u8>,
    content_type: &'static str,
}

impl Sent {
    pub(super) fn text(body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), content_type: "text/plain; charset=utf-8" }
    }

    pub(super) fn message(body: Vec<u8>, is_json: bool) -> Self {
        let content_type =
            if is_json { "application/json; charset=utf-8" } else { "application/xml; charset=utf-8" };
        Self { body, content_type }
    }

    fn response(self, status: StatusCode) -> HttpResponse {
        response(status, self.content_type, self.body)
    }
}

fn health(bot: &Bot) -> HttpResponse {
    let served = bot.served();
    let health = serde_json::json!({ "status": "ok", "rules": served.book.count() });
    Sent::message(health.to_string().into_bytes(), true).response(StatusCode::OK)
}

fn refused(refusal: &Refusal) -> HttpResponse {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = Sent::text(refusal.body()).response(status);
    if refusal.0 == Why::Method {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, POST"));
    }
    if matches!(refusal.0, Why::TooLarge | Why::Slow) { closing(response) } else { response }
}

impl From<BodyError> for Refusal {
    fn from(error: BodyError) -> Self {
        Self(match error {
            BodyError::TooLarge => Why::TooLarge,
            BodyError::Slow => Why::Slow,
            BodyError::Busy => Why::Late,
            BodyError::Incomplete => Why::NoMessage("the body breaks off"),
        })
    }
}

async fn answer(
    shared: &Shared,
    (method, path, began): (&Method, &str, Instant),
    asked: &Asked<'_>,
    body: Incoming,
    line: &mut Line,
) -> Result<Sent, Refusal> {
    let bot = &shared.bot;
    let served = bot.served();
    // The path that is its own, before the account that takes any.
    let named = served.accounts.iter().find(|account| account.path.as_deref() == Some(path));
    let any = || served.accounts.iter().find(|account| account.path.is_none());
    let account = named.or_else(any).ok_or(Refusal(Why::Path))?;
    let window_s = bot.options.window_s;
    let now_ms = line.at_ms;
    match *method {
        Method::GET => {
            "verify-url".clone_into(&mut line.kind);
            account.verify(asked, now_ms, window_s).map(Sent::text)
        }
        Method::POST => {
            account.knock(asked, now_ms, window_s)?;
            let body = shared.bodies.read(body).await?;
            let opened = account.open(asked, &body, now_ms, window_s)?;
            let outer_json = body.trim_ascii_start().starts_with(b"{");
            let push = Push {
                account,
                asked,
                sealed: opened.sealed,
                is_json: opened.is_json,
                outer_json,
                now_ms,
                several: served.accounts.len() > 1,
                began,
            };
            let sent = push.answer(opened.document, shared, &served.book, line).await?;
            shared.answered.fetch_add(1, Ordering::Relaxed);
            Ok(sent)
        }
        _ => Err(Refusal(Why::Method)),
    }
}
