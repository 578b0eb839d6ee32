//! Serves the tokens over HTTP.

use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, CACHE_CONTROL, HeaderValue};
use hyper::{Request, StatusCode};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use super::account::{Issued, Refused};
use super::event::{Event, ServedRequest};
use super::metrics::{CONTENT_TYPE, metrics};
use super::registry::{Answer, Decision, Registry, refused};
use super::request::RawRequest;
use super::worker::{Job, ServedAccount, Worker};
use crate::http::server::{
    Acceptor, BodyError, BodyLimits, BodyReader, HttpResponse, ServerLimits, ServerTls, Service, WholeBody,
    closing, is_from_other_page, is_from_other_site, response,
};
use crate::secret::Secret;

/// The limits of bodies: a request has some hundred bytes.
const BODY_LIMITS: BodyLimits =
    BodyLimits { bytes: 64 << 10, time: Duration::from_secs(10), waiting: 512, waiting_bytes: 16 << 20 };
/// The limits of connections. Clients such as SDKs keep idle connections open for a minute.
const LIMITS: ServerLimits =
    ServerLimits { connections: 512, idle: Duration::from_secs(60), shutdown: Duration::from_secs(5) };
const JSON: &str = "application/json; charset=utf-8";

/// The settings of the server.
pub(crate) struct TokenServerOptions {
    /// The key that gets the tokens of every account; without one, each account's own secret does.
    pub key: Option<Secret>,
    /// TLS instead of plain HTTP.
    pub tls: Option<ServerTls>,
    /// `true` if the TLS admits only clients with a certificate, which stands for a key where there is none.
    pub verifies_clients: bool,
    /// The clock, in milliseconds since 1970.
    pub now_ms: fn() -> u64,
}

struct Shared {
    registry: Arc<Mutex<Registry>>,
    jobs: Vec<mpsc::UnboundedSender<Job>>,
    events: mpsc::UnboundedSender<Event>,
    bodies: BodyReader,
    /// `true` if a key or certificates protect the tokens.
    is_protected: bool,
    now_ms: fn() -> u64,
}

/// Serves the tokens of accounts until `end` completes, then finishes the requests in progress. Passes each event to
/// `report`.
pub(crate) async fn serve(
    listener: TcpListener,
    accounts: &[ServedAccount<'_>],
    options: TokenServerOptions,
    end: impl Future<Output = ()>,
    mut report: impl FnMut(Event),
) {
    let (events, mut reported) = mpsc::unbounded_channel();
    let TokenServerOptions { key, tls, verifies_clients, now_ms } = options;
    let (has_key, is_protected) = (key.is_some(), key.is_some() || verifies_clients);
    let registered = accounts.iter().map(ServedAccount::registered).collect();
    let registry = Registry::new(key, registered);
    let registry = if verifies_clients && !has_key { registry.trusting_clients() } else { registry };
    let registry = Arc::new(Mutex::new(registry));
    let workers: Vec<_> = accounts
        .iter()
        .enumerate()
        .map(|(index, account)| Worker {
            index,
            account,
            registry: &registry,
            events: events.clone(),
            now_ms,
        })
        .collect();
    let (mut jobs, mut working) = (Vec::new(), Vec::<Pin<Box<dyn Future<Output = ()> + '_>>>::new());
    for worker in &workers {
        let (sender, receiver) = mpsc::unbounded_channel();
        jobs.push(sender);
        working.push(Box::pin(worker.run(receiver)));
    }
    let mut working = pin!(poll_fn(|cx| {
        working.retain_mut(|worker| worker.as_mut().poll(cx).is_pending());
        Poll::<()>::Pending
    }));
    let bodies = BodyReader::new(BODY_LIMITS);
    let shared = Shared { registry: Arc::clone(&registry), jobs, events, bodies, is_protected, now_ms };
    let mut acceptor = Acceptor::new(listener, Arc::new(shared), LIMITS).with_tls(tls);
    let mut end = pin!(end);
    loop {
        tokio::select! {
            biased;
            () = &mut end => break,
            Some(event) = reported.recv() => report(event),
            () = &mut working => {}
            () = acceptor.run() => {}
        }
    }
    tokio::select! {
        () = acceptor.shut_down() => {}
        () = &mut working => {}
    }
    while let Ok(event) = reported.try_recv() {
        report(event);
    }
}

impl Service for Shared {
    type Body = WholeBody;

    async fn answer(self: Arc<Self>, request: Request<Incoming>, _: SocketAddr) -> Option<HttpResponse> {
        Some(respond(request, &self).await)
    }

    fn handshake_failed(&self, peer: SocketAddr, error: &std::io::Error) {
        let (at_ms, reason) = ((self.now_ms)(), error.to_string());
        self.events.send(Event::HandshakeFailed { at_ms, peer, reason }).ok();
    }
}

async fn respond(request: Request<Incoming>, shared: &Shared) -> HttpResponse {
    let began = Instant::now();
    let at_ms = (shared.now_ms)();
    let (head, body) = request.into_parts();
    let (method, path) = (head.method.as_str().to_owned(), head.uri.path().to_owned());
    // With a key or certificates, a proxy before the server may pass on the name by which the team knows it.
    let foreign = if shared.is_protected {
        is_from_other_page(&head.headers)
    } else {
        is_from_other_site(&head.headers)
    };
    let log = |appid: Option<usize>, errcode, status: StatusCode| {
        let appid = appid.map(|account| shared.lock().accounts[account].name.clone());
        let (method, path, status, ms) =
            (method.clone(), path.clone(), status.as_u16(), began.elapsed().as_millis());
        shared
            .events
            .send(Event::Served(ServedRequest { at_ms, method, path, appid, errcode, status, ms }))
            .ok();
    };
    if foreign {
        log(None, None, StatusCode::FORBIDDEN);
        let reason = "the request comes from a web page of another site";
        return closing(response(StatusCode::FORBIDDEN, "text/plain; charset=utf-8", reason));
    }
    let body = match shared.bodies.read(body).await {
        Ok(body) => body,
        Err(error) => {
            let status = body_status(error);
            log(None, None, status);
            let reason = status.canonical_reason().unwrap_or_default();
            return closing(response(status, "text/plain; charset=utf-8", reason));
        }
    };
    match (method.as_str(), path.as_str()) {
        ("GET" | "HEAD", "/metrics") => {
            return response(StatusCode::OK, CONTENT_TYPE, metrics(&shared.lock(), at_ms));
        }
        ("GET" | "HEAD", "/healthz") => {
            let (status, json) = shared.lock().health(at_ms);
            return no_store(response(http_status(status), JSON, json.to_string()));
        }
        _ => {}
    }
    let authorization = head.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let query = head.uri.query().unwrap_or_default();
    let raw = RawRequest { method: &method, path: &path, query, body: &body, authorization };
    let decision = shared.lock().decide(&raw, at_ms);
    let (answer, account) = match decision {
        Decision::Answer(answer, account) => (answer, account),
        Decision::Ask { account, issued, force } => (shared.ask(account, issued, force).await, Some(account)),
    };
    let status = http_status(answer.status);
    log(account, Some(answer.errcode), status);
    no_store(response(status, JSON, answer.json.to_string()))
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Registry> {
        self.registry.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the worker of an account get a token.
    async fn ask(&self, account: usize, issued: Issued, force: bool) -> Answer {
        let (reply, result) = oneshot::channel();
        self.jobs[account].send(Job { issued, force, at_ms: (self.now_ms)(), reply }).ok();
        let ending =
            || Refused { status: 503, errcode: -1, errmsg: "system error, the token server ends".to_owned() };
        match result.await.unwrap_or_else(|_| Err(ending())) {
            Ok(token) => self.lock().hand_out(account, issued, &token, (self.now_ms)()),
            Err(failure) => refused(&failure),
        }
    }
}

fn http_status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Keeps caches on the way from storing a token.
fn no_store(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn body_status(error: BodyError) -> StatusCode {
    match error {
        BodyError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        BodyError::Slow => StatusCode::REQUEST_TIMEOUT,
        BodyError::Busy => StatusCode::SERVICE_UNAVAILABLE,
        BodyError::Incomplete => StatusCode::BAD_REQUEST,
    }
}
