//! Sending: one reqwest client, without TLS where none is spoken.

use std::time::{Duration, Instant};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, TRANSFER_ENCODING};

use super::{Failure, Request, is_loopback, shown};
use crate::secret::Secret;

/// Whose certificates are believed beyond the system's.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// Further roots, as PEM.
    pub roots: Option<Vec<u8>>,
    /// Believe any certificate.
    pub insecure: bool,
    /// Believe the further roots alone, which spares loading the system's.
    pub roots_only: bool,
    /// A proxy in place of the environment's.
    pub proxy: Option<Secret>,
}

/// Sends requests to one target.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    https: bool,
    loopback: bool,
    /// The proxy that was named, as it may be shown.
    proxy: Option<String>,
}

/// A response that was read whole.
#[derive(Debug, Clone, Default)]
pub struct Received {
    /// Status and headers.
    pub head: Head,
    /// The body, as far as it was wanted.
    pub body: Vec<u8>,
    /// Whether there was more.
    pub truncated: bool,
    /// From the start of the connection to the last byte received, in milliseconds.
    pub elapsed_ms: u64,
}

/// A proxy without its password, though it is written without a scheme.
fn proxy_shown(proxy: &str) -> String {
    let whole = if proxy.contains("://") { proxy.to_owned() } else { format!("http://{proxy}") };
    Url::parse(&whole).ok().filter(Url::has_host).map_or_else(|| "***".to_owned(), |url| shown(&url))
}

impl Client {
    /// A client for the host of this URL.
    pub fn new(target: &Url, trust: &Trust) -> Result<Self, Failure> {
        let https = target.scheme() == "https";
        // WeChat follows no redirect, and neither do we: the bot's owner must see it.
        let mut builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let loopback = is_loopback(target);
        let mut named = None;
        if loopback {
            // A company's proxy cannot reach this machine's loopback.
            builder = builder.no_proxy();
        } else if let Some(proxy) = &trust.proxy {
            // What reqwest says repeats the URL, password and all.
            let wrong = |_| Failure::Proxy("its URL is none".to_owned());
            builder = builder.proxy(reqwest::Proxy::all(proxy.expose()).map_err(wrong)?);
            named = Some(proxy_shown(proxy.expose()));
        }
        if !https {
            // Loading the system's roots costs 4 to 24 ms that plain HTTP does not need.
            builder = builder.tls_certs_only([]);
        } else if let Some(pem) = &trust.roots {
            let roots =
                reqwest::Certificate::from_pem_bundle(pem).map_err(|e| Failure::Tls(e.to_string()))?;
            builder =
                if trust.roots_only { builder.tls_certs_only(roots) } else { builder.tls_certs_merge(roots) };
        }
        if trust.insecure {
            builder = builder.tls_danger_accept_invalid_certs(true);
        }
        let http = builder.build().map_err(|error| Failure::Tls(error.to_string()))?;
        Ok(Self { http, https, loopback, proxy: named })
    }

    /// Sends a request and reads the response within `limit`, at most `max_body` bytes of its body.
    pub async fn send(
        &self,
        request: &Request,
        limit: Duration,
        max_body: usize,
    ) -> Result<Received, Failure> {
        match tokio::time::timeout(limit, self.exchange(request, max_body)).await {
            Ok(Err(Failure::Timeout(_))) | Err(_) => Err(Failure::Timeout(millis(limit))),
            Ok(Err(failure @ (Failure::Refused | Failure::Dns(_)))) => Err(self.blame(failure, request)),
            Ok(result) => result,
        }
    }

    /// A connection that fails behind a proxy failed at the proxy.
    fn blame(&self, failure: Failure, request: &Request) -> Failure {
        if let Some(proxy) = &self.proxy {
            return Failure::Proxy(format!("{proxy} ({})", failure.name()));
        }
        let uri = request.url.as_str().parse().ok().filter(|_| !self.loopback);
        match uri.and_then(|uri| Matcher::from_system().intercept(&uri)) {
            Some(proxy) => Failure::Proxy(format!("{} ({})", proxy.uri(), failure.name())),
            None => failure,
        }
    }

    async fn exchange(&self, request: &Request, max_body: usize) -> Result<Received, Failure> {
        let start = Instant::now();
        let mut body = Vec::new();
        let mut truncated = false;
        let mut take = |_: &Head, chunk: &[u8]| {
            let room = max_body - body.len();
            body.extend_from_slice(&chunk[..chunk.len().min(room)]);
            truncated = chunk.len() > room;
            Ok(!truncated)
        };
        let head = self.receive(request, None, &mut take).await?;
        Ok(Received { head, body, truncated, elapsed_ms: millis(start.elapsed()) })
    }

    /// Sends a request and hands every piece of the body on, as long as it is wanted. The answer must be there within
    /// `limit`, or, for who is `limit_per_chunk`, its beginning and after that each further piece.
    pub async fn fetch(
        &self,
        request: &Request,
        limit: Duration,
        limit_per_chunk: bool,
        sink: Sink<'_>,
    ) -> Result<Head, Failure> {
        // A large body takes its time to go.
        let limit = limit + Duration::from_millis(request.body.len() as u64 / UPLOAD_BYTES_A_MS);
        let received = if limit_per_chunk {
            self.receive(request, Some(limit), sink).await
        } else {
            let whole = tokio::time::timeout(limit, self.receive(request, None, sink)).await;
            whole.unwrap_or(Err(Failure::Timeout(0)))
        };
        match received {
            Err(Failure::Timeout(_)) => Err(Failure::Timeout(millis(limit))),
            Err(failure @ (Failure::Refused | Failure::Dns(_))) => Err(self.blame(failure, request)),
            result => result,
        }
    }

    /// `pause` is how long to wait for the beginning and for each piece, where there is no limit for the whole.
    async fn receive(
        &self,
        request: &Request,
        pause: Option<Duration>,
        sink: Sink<'_>,
    ) -> Result<Head, Failure> {
        let failure = |error: reqwest::Error| Failure::of(&error, self.https);
        let method = reqwest::Method::from_bytes(request.method.as_bytes())
            .map_err(|error| Failure::Other(error.to_string()))?;
        let mut builder = self.http.request(method, request.url.clone());
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        if !request.body.is_empty() || request.method != "GET" {
            builder = builder.body(request.body.clone());
        }
        let mut response = within(pause, builder.send()).await?.map_err(failure)?;
        let head = Head::of(&response, request);
        while let Some(chunk) = within(pause, response.chunk()).await?.map_err(failure)? {
            if !sink(&head, &chunk)? {
                break;
            }
        }
        Ok(head)
    }
}

/// How fast a body goes at least, in bytes a millisecond: 800 kbit/s.
const UPLOAD_BYTES_A_MS: u64 = 100;

/// What comes within a time, or a timeout.
async fn within<T>(limit: Option<Duration>, future: impl Future<Output = T>) -> Result<T, Failure> {
    match limit {
        Some(limit) => tokio::time::timeout(limit, future).await.map_err(|_| Failure::Timeout(0)),
        None => Ok(future.await),
    }
}

/// Takes a piece of a body; whether more is wanted.
pub type Sink<'a> = &'a mut (dyn FnMut(&Head, &[u8]) -> Result<bool, Failure> + Send);

/// What stands before a body.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The status.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `Content-Encoding`.
    pub encoding: Option<String>,
    /// Where it redirects to, as it may be shown.
    pub location: Option<String>,
    /// Sent in chunks, without a length.
    pub chunked: bool,
    /// `Content-Length`, in bytes.
    pub length: Option<u64>,
    /// All headers, as they came.
    pub headers: Vec<(String, String)>,
}

impl Head {
    /// Returns the status and the headers that matter, for `-v`.
    pub fn summary(&self) -> String {
        let headers = [
            ("Content-Type", &self.content_type),
            ("Content-Encoding", &self.encoding),
            ("Location", &self.location),
        ];
        let given = headers.iter().filter_map(|(name, value)| Some(format!("\n{name}: {}", value.as_ref()?)));
        std::iter::once(format!("HTTP {}", self.status)).chain(given).collect()
    }

    fn of(response: &reqwest::Response, request: &Request) -> Self {
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let header = |name: HeaderName| response.headers().get(name).map(text);
        // As it will be shown: whole, and without what must not be seen.
        let location = header(LOCATION).map(|to| request.url.join(&to).map_or(to, |url| shown(&url)));
        Self {
            status: response.status().as_u16(),
            content_type: header(CONTENT_TYPE),
            encoding: header(CONTENT_ENCODING),
            location,
            chunked: header(TRANSFER_ENCODING).is_some_and(|coding| coding.contains("chunked")),
            length: response.content_length(),
            headers: response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
