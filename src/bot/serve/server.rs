//! The server: a connection at a time, a request at a time, and what is said of each.

use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::RuntimeFlavor;
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep_until, timeout};

use super::connections::{Connections, Place, Wanted};
use super::door::{Account, Asked, Refusal, Why};
use super::log::{Line, Said};
use super::push::Push;
use super::watch::Watched;
use crate::bot::engine::Tools;
use crate::bot::rules::{Problem, RuleBook, SeenFile};
use crate::bot::session::Sessions;

/// The largest body that is read, in bytes.
const LARGEST: usize = 1024 * 1024;
/// How many bodies are waited for at a time.
const SLOW_BODIES: usize = 64;
/// How long a client may take to send a request's head, or be silent between two.
const HEAD_PATIENCE: Duration = Duration::from_secs(15);
/// How long a client may take to send a body.
const BODY_PATIENCE: Duration = Duration::from_secs(10);
/// How long messages under way may still take when the server ends.
const FAREWELL: Duration = Duration::from_secs(6);
/// How often files are looked at.
const LOOK: Duration = Duration::from_millis(250);
/// How many things may wait to be said.
const UNSAID: usize = 8192;
/// How long they are gathered, for to say many in one go costs little more than to say one.
const GATHER: Duration = Duration::from_millis(10);

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
type Reload = Box<dyn Fn() -> (Result<(RuleBook, Vec<Account>), Vec<Problem>>, Vec<SeenFile>) + Send + Sync>;

/// A bot: its rules, its accounts, and what it remembers.
pub struct Bot {
    served: Mutex<Arc<Served>>,
    pub(super) sessions: Sessions,
    pub(super) tools: Tools,
    pub(super) options: Options,
}

impl Bot {
    /// A bot with these rules and accounts.
    pub fn new(
        book: RuleBook,
        accounts: Vec<Account>,
        sessions: Sessions,
        tools: Tools,
        options: Options,
    ) -> Self {
        Self { served: Mutex::new(Arc::new(Served { book, accounts })), sessions, tools, options }
    }

    fn served(&self) -> Arc<Served> {
        Arc::clone(&self.served.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The files that its rules stand in.
    fn files(&self) -> Vec<SeenFile> {
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
        bodies: Semaphore::new(SLOW_BODIES),
        unsaid: Mutex::default(),
        heard: Notify::new(),
    });
    let places = Connections::new(shared.bot.options.connections);
    let mut watched = Watched::new(shared.bot.files());
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut connections = JoinSet::new();
    let mut end = pin!(end);
    let mut due = None;
    // It goes to and fro, so that no memory is asked for under load.
    let mut heard = Vec::new();
    loop {
        tokio::select! {
            biased;
            () = &mut end => break,
            () = shared.heard.notified() => due = Some(tokio::time::Instant::now() + GATHER),
            () = sleep_until(due.unwrap_or_else(tokio::time::Instant::now)), if due.is_some() => {
                due = None;
                shared.hear(&mut heard);
                say(&mut heard);
            }
            Some(_) = connections.join_next() => {}
            _ = look.tick() => {
                places.sweep(HEAD_PATIENCE);
                if let Some(reload) = &reload
                    && watched.changed()
                {
                    say(&mut vec![shared.bot.reload(reload, &mut watched)]);
                }
            }
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let shared = Arc::clone(&shared);
                    match places.enter() {
                        Some(place) => {
                            connections.spawn(connection(stream, place, shared));
                        }
                        None => {
                            connections.spawn(full(stream));
                        }
                    }
                }
                // Out of file descriptors: trying again at once would only burn the processor.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
        }
    }
    drop(listener);
    places.end();
    timeout(FAREWELL, async { while connections.join_next().await.is_some() {} }).await.ok();
    connections.abort_all();
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
    /// For bodies that are waited for.
    bodies: Semaphore,
    /// What is to be said, and how many lines had no place.
    unsaid: Mutex<(Vec<Said>, u64)>,
    heard: Notify,
}

impl Shared {
    fn say(&self, line: Line) {
        let mut unsaid = self.unsaid.lock().unwrap_or_else(PoisonError::into_inner);
        let (lines, lost) = &mut *unsaid;
        if lines.len() >= UNSAID {
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

/// Sends somebody away for whom there is no place, and nobody idle to take one from.
async fn full(mut stream: TcpStream) {
    let answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\nConnection: close\r\n\r\n";
    timeout(Duration::from_secs(1), stream.write_all(answer.as_bytes())).await.ok();
}

async fn connection(stream: TcpStream, place: Place, shared: Arc<Shared>) {
    stream.set_nodelay(true).ok();
    let place = &place;
    let service = service_fn(|request| {
        let shared = &shared;
        async move {
            let _busy = place.busy();
            Ok::<_, std::convert::Infallible>(respond(request, shared).await)
        }
    });
    let mut builder = http1::Builder::new();
    // The idle are swept out by `Connections`, which costs no timer for each request.
    builder.timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(64 * 1024);
    // Answers are short: one buffer is written sooner than two.
    builder.writev(false);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // What goes wrong on one connection is that client's.
        _ = connection.as_mut() => return,
        wanted = place.wanted() => match wanted {
            // A request may have come at the same moment.
            Wanted::Now if place.is_busy() => {}
            Wanted::Now => return,
            // Who has not said what he wants has nothing to wait for.
            Wanted::Soon if !place.is_busy() => return,
            Wanted::Soon => connection.as_mut().graceful_shutdown(),
        },
    }
    connection.await.ok();
}

async fn respond(request: Request<Incoming>, shared: &Shared) -> Answer {
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
        Ok(sent) => sent.response(),
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

/// An answer as hyper writes it.
type Answer = Response<Full<Bytes>>;

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

    fn response(self) -> Answer {
        let mut response = Response::new(Full::from(self.body));
        let content_type = HeaderValue::from_static(self.content_type);
        response.headers_mut().insert(header::CONTENT_TYPE, content_type);
        response
    }
}

fn health(bot: &Bot) -> Answer {
    let served = bot.served();
    let health = serde_json::json!({ "status": "ok", "rules": served.book.count() });
    Sent::message(health.to_string().into_bytes(), true).response()
}

fn refused(refusal: &Refusal) -> Answer {
    let mut response = Sent::text(refusal.body()).response();
    *response.status_mut() = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let headers = response.headers_mut();
    if refusal.0 == Why::Method {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
    }
    if matches!(refusal.0, Why::TooLarge | Why::Slow) {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
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
            let body = read(body, &shared.bodies).await?;
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

/// Reads a body. Those that are not there yet have a few places only: before they are, nobody knows who sends them.
async fn read(body: Incoming, places: &Semaphore) -> Result<Bytes, Refusal> {
    use hyper::body::Body as _;
    if body.size_hint().lower() > LARGEST as u64 {
        return Err(Refusal(Why::TooLarge));
    }
    let mut reading = pin!(pieces(body));
    // Most bodies are there with their head, and need no timer.
    let now = std::future::poll_fn(|context| Poll::Ready(reading.as_mut().poll(context))).await;
    match now {
        Poll::Ready(body) => body,
        Poll::Pending => {
            let _place = places.try_acquire().map_err(|_| Refusal(Why::Late))?;
            timeout(BODY_PATIENCE, reading).await.unwrap_or(Err(Refusal(Why::Slow)))
        }
    }
}

/// A body; most come in one piece, which need not be copied.
async fn pieces(mut body: Incoming) -> Result<Bytes, Refusal> {
    let mut first = Bytes::new();
    let mut whole = Vec::new();
    while let Some(frame) = body.frame().await {
        // A client that breaks off does not hear what it is told.
        let frame = frame.map_err(|_| Refusal(Why::NoMessage("the body breaks off")))?;
        let Ok(piece) = frame.into_data() else { continue };
        if first.len() + whole.len() + piece.len() > LARGEST {
            return Err(Refusal(Why::TooLarge));
        }
        if first.is_empty() && whole.is_empty() {
            first = piece;
            continue;
        }
        if whole.is_empty() {
            whole.extend_from_slice(&std::mem::take(&mut first));
        }
        whole.extend_from_slice(&piece);
    }
    Ok(if whole.is_empty() { first } else { Bytes::from(whole) })
}
