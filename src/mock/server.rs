//! A world on a port.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::form_urlencoded;

use super::call::{Answer, Call};
use super::control::{self, Trouble};
use super::rules::Rules;
use super::world::World;
use crate::api::Host;
use crate::random::Dice;

/// The largest body that is read, in bytes: a menu has a few KB.
const LARGEST: usize = 1024 * 1024;
/// How many connections there may be at a time; more wait.
const CONNECTIONS: usize = 512;
/// How long a connection may be idle: clients keep theirs and would find it closed too soon.
const IDLE: Duration = Duration::from_secs(60);
/// How long a client may take to send a body.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long calls under way may still take when the server ends.
const FAREWELL: Duration = Duration::from_secs(5);

/// How the server treats its clients; what WeChat itself would do is the world's.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is done to everybody.
    pub trouble: Trouble,
    /// The clock, in milliseconds since 1970.
    pub now_ms: fn() -> u64,
    /// Where latency begins to be random.
    pub seed: u64,
}

/// A call that was answered, for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The method.
    pub method: String,
    /// The path, without the query, which has the token.
    pub path: String,
    /// The errcode; nothing where the connection was closed.
    pub errcode: Option<i64>,
    /// The HTTP status.
    pub status: u16,
    /// How long it took.
    pub ms: u128,
}

struct Shared {
    world: Mutex<World>,
    first: Rules,
    options: Options,
    chance: Mutex<Chance>,
    lines: mpsc::UnboundedSender<Line>,
}

/// What happens to the next call.
struct Chance {
    trouble: Trouble,
    dice: Dice,
    calls: u64,
}

/// Serves a world until `end` is there and the calls under way are answered; each call is told to `line`.
pub async fn serve(
    listener: TcpListener,
    world: World,
    options: Options,
    end: impl Future<Output = ()>,
    mut line: impl FnMut(&Line),
) {
    let (lines, mut said) = mpsc::unbounded_channel();
    let (over, ending) = watch::channel(false);
    let first = world.rules().clone();
    let chance = Chance { trouble: options.trouble.clone(), dice: Dice::new(options.seed), calls: 0 };
    let (world, chance) = (Mutex::new(world), Mutex::new(chance));
    let shared = Arc::new(Shared { world, first, options, chance, lines });
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    let mut end = pin!(end);
    loop {
        tokio::select! {
            biased;
            () = &mut end => break,
            Some(spoken) = said.recv() => line(&spoken),
            Some(_) = connections.join_next() => {}
            accepted = accept(&listener, &places) => {
                // A connection that broke before it was there is nobody's.
                let Ok((place, stream, from)) = accepted else { continue };
                let (shared, ending) = (Arc::clone(&shared), ending.clone());
                connections.spawn(async move {
                    connection(stream, from, shared, ending).await;
                    drop(place);
                });
            }
        }
    }
    over.send(true).ok();
    timeout(FAREWELL, async { while connections.join_next().await.is_some() {} }).await.ok();
    connections.abort_all();
    while let Ok(spoken) = said.try_recv() {
        line(&spoken);
    }
}

type Accepted = (tokio::sync::OwnedSemaphorePermit, TcpStream, SocketAddr);

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> std::io::Result<Accepted> {
    let place = Arc::clone(places).acquire_owned().await.map_err(std::io::Error::other)?;
    match listener.accept().await {
        Ok((stream, from)) => Ok((place, stream, from)),
        Err(error) => {
            // Out of file descriptors: trying again at once would only burn the processor.
            tokio::time::sleep(Duration::from_millis(20)).await;
            Err(error)
        }
    }
}

async fn connection(
    stream: TcpStream,
    from: SocketAddr,
    shared: Arc<Shared>,
    mut ending: watch::Receiver<bool>,
) {
    stream.set_nodelay(true).ok();
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { respond(request, from, &shared).await.ok_or(Dropped) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(IDLE);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // What goes wrong on one connection is that client's.
        _ = connection.as_mut() => return,
        _ = ending.wait_for(|over| *over) => connection.as_mut().graceful_shutdown(),
    }
    connection.await.ok();
}

/// The connection is closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("dropped on purpose")]
struct Dropped;

async fn respond(request: Request<Incoming>, from: SocketAddr, shared: &Shared) -> Option<Response<Body>> {
    let began = Instant::now();
    let (head, body) = request.into_parts();
    let (method, path) = (head.method.as_str().to_owned(), head.uri.path().to_owned());
    let controls = path.starts_with(control::PREFIX);
    let body = read(body).await;
    let log = |errcode, status| {
        if !controls {
            let (method, path) = (method.clone(), path.clone());
            shared.lines.send(Line { method, path, errcode, status, ms: began.elapsed().as_millis() }).ok();
        }
    };
    let body = match body {
        Ok(body) => body,
        Err(status) => {
            log(None, status.as_u16());
            return Some(refused(status));
        }
    };
    if controls {
        return Some(control(shared, (&method, &path), &body));
    }
    let (dropped, delay) = chance(shared);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    if dropped {
        log(None, 0);
        return None;
    }
    let query: Vec<(String, String)> =
        form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let host = head.uri.host().or_else(|| head.headers.get(header::HOST)?.to_str().ok()).and_then(named);
    let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
    let host = host.unwrap_or_else(|| world.host_of(&path, &query));
    let from = from.ip().to_canonical().to_string();
    let now_ms = (shared.options.now_ms)();
    let call = Call { method: &method, host, path: &path, query, body: &body, from: &from, now_ms };
    let answer = world.answer(&call);
    drop(world);
    log(Some(answer.errcode), answer.status);
    Some(response(answer))
}

/// A host by its own name, where a client is told of another address for it.
fn named(host: &str) -> Option<Host> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    [Host::Api, Host::Mp, Host::Work, Host::Pay]
        .into_iter()
        .find(|host| host.name().eq_ignore_ascii_case(name))
}

async fn read(body: Incoming) -> Result<Bytes, StatusCode> {
    match timeout(PATIENCE, to_bytes(Body::new(body), LARGEST)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

/// Whether this call is one of those that get no answer, and how long the answer is held back.
fn chance(shared: &Shared) -> (bool, Duration) {
    let mut chance = shared.chance.lock().unwrap_or_else(PoisonError::into_inner);
    chance.calls = chance.calls.wrapping_add(1);
    let dropped = chance.trouble.drop.is_some_and(|every| every > 0 && chance.calls.is_multiple_of(every));
    let (least, most) = chance.trouble.latency;
    let spread = u64::try_from(most.saturating_sub(least).as_millis()).unwrap_or_default();
    let extra = if spread == 0 { 0 } else { chance.dice.number() % (spread + 1) };
    (dropped, least + Duration::from_millis(extra))
}

fn control(shared: &Shared, asked: (&str, &str), body: &[u8]) -> Response<Body> {
    let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
    let mut chance = shared.chance.lock().unwrap_or_else(PoisonError::into_inner);
    let Shared { first, options, .. } = shared;
    let before = chance.trouble.drop;
    let (status, json) = control::answer(
        (&mut world, &mut chance.trouble),
        (first, &options.trouble),
        asked,
        body,
        (options.now_ms)(),
    );
    // Whoever sets it counts from the next call on.
    if chance.trouble.drop != before {
        chance.calls = 0;
    }
    let answer = Answer {
        status,
        content_type: "application/json; charset=utf-8",
        body: json.to_string().into_bytes(),
        errcode: 0,
    };
    response(answer)
}

fn response(answer: Answer) -> Response<Body> {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = status;
    let content_type = header::HeaderValue::from_static(answer.content_type);
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    response
}

/// What a server says that does not read on.
fn refused(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::from(status.canonical_reason().unwrap_or_default()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONNECTION, header::HeaderValue::from_static("close"));
    response
}
