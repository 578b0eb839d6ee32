//! The accept loop that every server of webot shares: a limit on connections, time limits on heads and bodies, and a
//! graceful end.

mod body;
mod connections;

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};

pub use body::{BodyError, BodyReader};
use connections::{Connections, Place, Wanted};

/// How often idle connections are looked for.
const SWEEP_INTERVAL: Duration = Duration::from_millis(250);
/// The pause after a failed `accept`: out of file descriptors, trying again at once would only burn the processor.
const ACCEPT_RETRY_PAUSE: Duration = Duration::from_millis(20);
/// How long telling a client that there is no room may take.
const REJECT_TIMEOUT: Duration = Duration::from_secs(1);
/// The largest head of a request, in bytes.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// An HTTP response whose body is in memory.
pub type HttpResponse = Response<Full<Bytes>>;

/// Answers requests.
pub trait Service: Send + Sync + 'static {
    /// Answers a request of this peer; `None` closes the connection without an answer.
    fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
        peer: SocketAddr,
    ) -> impl Future<Output = Option<HttpResponse>> + Send;
}

/// What a server grants its clients.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most connections at a time; the one that is idle longest makes room for a new one.
    pub connections: usize,
    /// How long a client may take to send a head, or be silent between two requests.
    pub idle: Duration,
    /// How long requests under way may still take when the server ends.
    pub shutdown: Duration,
}

/// A server on a port.
pub struct Acceptor<S> {
    listener: TcpListener,
    service: Arc<S>,
    limits: Limits,
    connections: Arc<Connections>,
    tasks: JoinSet<()>,
    sweep: Interval,
}

impl<S: Service> Acceptor<S> {
    /// Serves what this listener accepts, once [`Acceptor::run`] is polled.
    pub fn new(listener: TcpListener, service: Arc<S>, limits: Limits) -> Self {
        let mut sweep = interval(SWEEP_INTERVAL);
        sweep.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (connections, tasks) = (Connections::new(limits.connections), JoinSet::new());
        Self { listener, service, limits, connections, tasks, sweep }
    }

    /// Accepts connections for as long as it is polled. It may be dropped and called again at any time.
    pub async fn run(&mut self) {
        loop {
            tokio::select! {
                biased;
                Some(_) = self.tasks.join_next() => {}
                _ = self.sweep.tick() => self.connections.sweep(self.limits.idle),
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, peer)) => self.admit(stream, peer),
                    Err(_) => tokio::time::sleep(ACCEPT_RETRY_PAUSE).await,
                },
            }
        }
    }

    fn admit(&mut self, stream: TcpStream, peer: SocketAddr) {
        match self.connections.enter() {
            Some(place) => {
                self.tasks.spawn(serve(stream, peer, place, Arc::clone(&self.service)));
            }
            None => {
                self.tasks.spawn(reject(stream));
            }
        }
    }

    /// Accepts no more, and waits until the requests under way are answered, at most the time of the limits.
    pub async fn shut_down(mut self) {
        drop(self.listener);
        self.connections.end();
        timeout(self.limits.shutdown, async { while self.tasks.join_next().await.is_some() {} }).await.ok();
        self.tasks.abort_all();
    }
}

/// Rejects a client when every connection is busy.
async fn reject(mut stream: TcpStream) {
    let answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\nConnection: close\r\n\r\n";
    timeout(REJECT_TIMEOUT, stream.write_all(answer.as_bytes())).await.ok();
}

/// The connection is closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("closed on purpose")]
struct Closed;

async fn serve<S: Service>(stream: TcpStream, peer: SocketAddr, place: Place, service: Arc<S>) {
    stream.set_nodelay(true).ok();
    let place = &place;
    let service = service_fn(|request| {
        let service = Arc::clone(&service);
        async move {
            let _busy = place.busy();
            service.answer(request, peer).await.ok_or(Closed)
        }
    });
    let mut builder = http1::Builder::new();
    // `Connections` sweeps the idle out, which costs no timer for each request.
    builder.timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(MAX_HEAD_BYTES);
    // Answers are short: one buffer is written sooner than two.
    builder.writev(false);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // An error on a connection is its client's.
        _ = connection.as_mut() => return,
        wanted = place.wanted() => match wanted {
            // A request may have come at the same moment.
            Wanted::Now if place.is_busy() => {}
            Wanted::Now => return,
            // A client that has sent no request has nothing to wait for.
            Wanted::Soon if !place.is_busy() => return,
            Wanted::Soon => connection.as_mut().graceful_shutdown(),
        },
    }
    connection.await.ok();
}

/// Returns a response with this content type.
pub fn response(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> HttpResponse {
    let mut response = Response::new(Full::new(body.into()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Adds `Connection: close`, for a request that was not read to its end.
#[must_use]
pub fn closing(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
