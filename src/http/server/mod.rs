//! The accept loop that every server of webot shares: a limit on connections, time limits on heads and bodies, and a
//! graceful shutdown.

mod any;
mod body;
mod connections;
mod noticed;
mod origin;
mod tls;
mod websocket;

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};
use tokio_rustls::TlsAcceptor;

use any::{AnyService, AnyStream};
pub(crate) use body::{BodyError, BodyLimits, BodyReader};
use connections::{CloseRequest, Connections, Slot};
use noticed::Noticed;
pub(crate) use origin::{is_from_other_page, is_from_other_site, is_to_other_name};
pub(crate) use tls::{ServerTls, TlsFiles, TlsProblem};
pub(crate) use websocket::{WebSocket, accept_websocket, asks_for_websocket};

/// The interval between two searches for idle connections.
const SWEEP_INTERVAL: Duration = Duration::from_millis(250);
/// The pause after a failed `accept`: without free file descriptors, an immediate retry would waste processor time.
const ACCEPT_RETRY_PAUSE: Duration = Duration::from_millis(20);
/// The time limit for rejecting a client when all connections are busy.
const REJECT_TIMEOUT: Duration = Duration::from_secs(1);
/// The longest time for a TLS handshake.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// The longest time for the head of a request, from its first byte. A client that is idle between requests may take
/// [`ServerLimits::idle`].
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// The largest head of a request, in bytes.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// A body that is in memory.
pub(crate) type WholeBody = Full<Bytes>;

/// An HTTP response whose body is in memory.
pub(crate) type HttpResponse = Response<WholeBody>;

/// Answers requests.
pub(crate) trait Service: Send + Sync + 'static {
    /// The body of a response.
    type Body: Body<Data = Bytes, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Send + 'static;

    /// Answers a request of this peer; `None` closes the connection without an answer.
    fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
        peer: SocketAddr,
    ) -> impl Future<Output = Option<Response<Self::Body>>> + Send;

    /// Takes note of a TLS handshake that failed, for the log.
    fn handshake_failed(&self, _peer: SocketAddr, _error: &std::io::Error) {}
}

/// The limits of a server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ServerLimits {
    /// The largest number of connections; the one that has been idle longest is closed for a new one.
    pub connections: usize,
    /// The longest time that a client may be idle before its first request or between two.
    pub idle: Duration,
    /// The longest time that current requests may take during shutdown.
    pub shutdown: Duration,
}

/// The accept loop of a server.
pub(crate) struct Acceptor {
    listener: TcpListener,
    service: Arc<dyn AnyService>,
    limits: ServerLimits,
    tls: Option<TlsAcceptor>,
    connections: Arc<Connections>,
    tasks: JoinSet<()>,
    sweep: Interval,
}

impl Acceptor {
    /// Creates the loop for a listener; it accepts connections while [`Acceptor::run`] is polled.
    pub(crate) fn new(listener: TcpListener, service: Arc<impl Service>, limits: ServerLimits) -> Self {
        let mut sweep = interval(SWEEP_INTERVAL);
        sweep.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (connections, tasks) = (Connections::new(limits.connections), JoinSet::new());
        Self { listener, service, limits, tls: None, connections, tasks, sweep }
    }

    /// Speaks TLS instead of plain HTTP.
    #[must_use]
    pub(crate) fn with_tls(mut self, tls: Option<ServerTls>) -> Self {
        self.tls = tls.map(|ServerTls(config)| TlsAcceptor::from(config));
        self
    }

    /// Accepts connections for as long as it is polled. It may be dropped and called again at any time.
    pub(crate) async fn run(&mut self) {
        loop {
            tokio::select! {
                biased;
                Some(_) = self.tasks.join_next() => {}
                _ = self.sweep.tick() => self.connections.sweep(self.limits.idle, HEAD_TIMEOUT),
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, peer)) => self.admit(stream, peer),
                    Err(_) => tokio::time::sleep(ACCEPT_RETRY_PAUSE).await,
                },
            }
        }
    }

    /// Accepts connections until `end` completes, and handles each value of `next` as it comes. `next` is dropped and called
    /// again at any time, and waits for ever if nothing more comes.
    pub(crate) async fn run_until<T>(
        &mut self,
        end: impl Future<Output = ()>,
        mut next: impl AsyncFnMut() -> T,
        mut handle: impl FnMut(T),
    ) {
        let mut end = pin!(end);
        loop {
            tokio::select! {
                biased;
                () = &mut end => return,
                value = next() => handle(value),
                () = self.run() => {}
            }
        }
    }

    fn admit(&mut self, stream: TcpStream, peer: SocketAddr) {
        stream.set_nodelay(true).ok();
        match (self.connections.enter(), &self.tls) {
            (Some(slot), None) => {
                self.tasks.spawn(serve(Box::new(stream), peer, slot, Arc::clone(&self.service)));
            }
            (Some(slot), Some(tls)) => {
                self.tasks.spawn(serve_tls(tls.clone(), stream, peer, slot, Arc::clone(&self.service)));
            }
            (None, None) => {
                self.tasks.spawn(reject(stream));
            }
            // A refusal would cost a handshake.
            (None, Some(_)) => {}
        }
    }

    /// Stops accepting and waits until the current requests are answered, at most [`ServerLimits::shutdown`].
    pub(crate) async fn shut_down(mut self) {
        drop(self.listener);
        self.connections.end();
        timeout(self.limits.shutdown, async { while self.tasks.join_next().await.is_some() {} }).await.ok();
        self.tasks.abort_all();
    }
}

/// Rejects a client with HTTP 503, because every connection is busy.
async fn reject(mut stream: TcpStream) {
    let answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\nConnection: close\r\n\r\n";
    timeout(REJECT_TIMEOUT, stream.write_all(answer.as_bytes())).await.ok();
}

/// The error that makes hyper close a connection without a response.
#[derive(Debug, thiserror::Error)]
#[error("closed on purpose")]
struct Closed;

/// Serves a client after the TLS handshake.
async fn serve_tls(
    tls: TlsAcceptor,
    stream: TcpStream,
    peer: SocketAddr,
    slot: Slot,
    service: Arc<dyn AnyService>,
) {
    let stream = tokio::select! {
        shaken = timeout(HANDSHAKE_TIMEOUT, tls.accept(stream)) => match shaken {
            Ok(Ok(stream)) => stream,
            // A client that connects and says nothing is none of interest, as without TLS.
            Err(_) => return,
            Ok(Err(error)) => return service.handshake_failed_any(peer, &error),
        },
        _ = slot.close_request() => return,
    };
    serve(Box::new(stream), peer, slot, service).await;
}

async fn serve(stream: Box<dyn AnyStream>, peer: SocketAddr, slot: Slot, service: Arc<dyn AnyService>) {
    let slot = Arc::new(slot);
    let noticed = Arc::clone(&slot);
    let slot = &slot;
    let service = service_fn(|request| {
        let service = Arc::clone(&service);
        async move {
            let _busy = slot.busy();
            service.answer_any(request, peer).await.ok_or(Closed)
        }
    });
    let mut builder = http1::Builder::new();
    // `Connections` closes idle connections, which costs no timer per request.
    builder.timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(MAX_HEAD_BYTES);
    // Responses are short: one buffer is written faster than two.
    builder.writev(false);
    let stream = TokioIo::new(Noticed::new(stream, noticed));
    let mut connection = pin!(builder.serve_connection(stream, service).with_upgrades());
    tokio::select! {
        // An error on a connection is the client's fault.
        _ = connection.as_mut() => return,
        request = slot.close_request() => match request {
            // A request may have arrived at the same moment.
            CloseRequest::Now if slot.is_busy() => {}
            CloseRequest::Now => return,
            // An idle client waits for no response.
            CloseRequest::AfterResponse if !slot.is_busy() => return,
            CloseRequest::AfterResponse => connection.as_mut().graceful_shutdown(),
        },
    }
    connection.await.ok();
}

/// Returns a response with this content type.
pub(crate) fn response(
    status: StatusCode,
    content_type: &'static str,
    body: impl Into<Bytes>,
) -> HttpResponse {
    let mut response = Response::new(Full::new(body.into()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Adds `Connection: close`, for a request that was not read to its end.
#[must_use]
pub(crate) fn closing(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
