//! The only HTTP client: reqwest, without TLS for plain HTTP.

use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, TRANSFER_ENCODING};

use super::form::{FormBody, UploadState};
use super::trust::{Trust, tls_config, use_ring};
use super::{Failure, Request, is_loopback, shown};

/// A client for requests to one host.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    https: bool,
    loopback: bool,
    /// The URL of the configured proxy, without its password.
    proxy: Option<String>,
}

/// A response that was read to its end or to the limit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Received {
    /// The status and headers.
    pub head: Head,
    /// The body, at most as many bytes as requested.
    pub body: Vec<u8>,
    /// `true` if the body was longer.
    pub truncated: bool,
    /// The time from the start of the connection to the last byte received, in milliseconds.
    pub elapsed_ms: u64,
}

/// Returns the URL of a proxy without its password; the scheme may be missing.
fn proxy_shown(proxy: &str) -> String {
    let whole = if proxy.contains("://") { proxy.to_owned() } else { format!("http://{proxy}") };
    Url::parse(&whole).ok().filter(Url::has_host).map_or_else(|| "***".to_owned(), |url| shown(&url))
}

/// Returns the message of the deepest cause.
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

impl Client {
    /// Creates a client for the host of this URL.
    pub(crate) fn new(target: &Url, trust: &Trust) -> Result<Self, Failure> {
        use_ring();
        let https = target.scheme() == "https";
        // WeChat follows no redirects, so neither does webot: the bot's owner must see them.
        let mut builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let loopback = is_loopback(target);
        let mut shown_proxy = None;
        if loopback {
            // A proxy cannot reach this machine's loopback addresses.
            builder = builder.no_proxy();
        } else if let Some(proxy) = &trust.proxy {
            // reqwest's message contains the URL with its password.
            let wrong = |_| Failure::Proxy("its URL is none".to_owned());
            builder = builder.proxy(reqwest::Proxy::all(proxy.expose()).map_err(wrong)?);
            shown_proxy = Some(proxy_shown(proxy.expose()));
        }
        let identity = trust.identity.as_ref().filter(|_| https);
        // All else was valid before: the roots are read with the arguments.
        let not_built: fn(String) -> Failure =
            if identity.is_some() { Failure::ClientCertificate } else { Failure::Tls };
        if let Some(identity) = identity.filter(|_| trust.roots.is_none()) {
            let identity = reqwest::Identity::from_pem(identity.expose().as_bytes());
            builder = builder.identity(identity.map_err(|error| not_built(root_cause(&error)))?);
        }
        if !https {
            // Loading the system's roots costs 4 to 24 ms that plain HTTP does not need.
            builder = builder.tls_certs_only([]);
        } else if trust.insecure {
            builder = builder.tls_danger_accept_invalid_certs(true);
        } else if let Some(pem) = &trust.roots {
            builder = builder.tls_backend_preconfigured(tls_config(pem, identity).map_err(not_built)?);
        }
        let http = builder.build().map_err(|error| not_built(root_cause(&error)))?;
        Ok(Self { http, https, loopback, proxy: shown_proxy })
    }

    /// Sends a request and reads the response within `limit`, at most `max_body` bytes of its body.
    pub(crate) async fn send(
        &self,
        request: &Request,
        limit: Duration,
        max_body: usize,
    ) -> Result<Received, Failure> {
        match tokio::time::timeout(limit, self.exchange(request, max_body)).await {
            Ok(Err(Failure::Timeout(_))) | Err(_) => Err(Failure::Timeout(millis(limit))),
            Ok(Err(failure @ (Failure::Refused | Failure::Dns(_)))) => {
                Err(self.blame_proxy(failure, request))
            }
            Ok(result) => result,
        }
    }

    /// Turns a failure to connect into one of the proxy, if a proxy is in use.
    fn blame_proxy(&self, failure: Failure, request: &Request) -> Failure {
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
        let head = self.receive(request, None, &Arc::default(), &mut take).await?;
        Ok(Received { head, body, truncated, elapsed_ms: millis(start.elapsed()) })
    }

    /// Sends a request and passes each chunk of the body to `sink`, until `sink` returns `false`. The whole response
    /// must arrive within `limit`; with `limit_per_chunk`, the head and each chunk have that time. `upload` is kept up to
    /// date while a form is sent.
    pub(crate) async fn fetch(
        &self,
        request: &Request,
        limit: Duration,
        limit_per_chunk: bool,
        upload: &Arc<UploadState>,
        sink: Sink<'_>,
    ) -> Result<Head, Failure> {
        // A large body needs more time to send.
        let limit = limit + Duration::from_millis(request.length() / MIN_UPLOAD_BYTES_PER_MS);
        let received = if limit_per_chunk {
            self.receive(request, Some(limit), upload, sink).await
        } else {
            let whole = tokio::time::timeout(limit, self.receive(request, None, upload, sink)).await;
            whole.unwrap_or(Err(Failure::Timeout(0)))
        };
        match received {
            Err(Failure::Timeout(_)) => Err(Failure::Timeout(millis(limit))),
            Err(failure @ (Failure::Refused | Failure::Dns(_))) => Err(self.blame_proxy(failure, request)),
            result => result,
        }
    }

    /// Sends a request and reads the response; `pause` limits the wait for the head and for each chunk.
    async fn receive(
        &self,
        request: &Request,
        pause: Option<Duration>,
        upload: &Arc<UploadState>,
        sink: Sink<'_>,
    ) -> Result<Head, Failure> {
        let failure = |error: reqwest::Error| Failure::of(&error, self.https);
        let method = reqwest::Method::from_bytes(request.method.as_bytes())
            .map_err(|error| Failure::Other(error.to_string()))?;
        let mut builder = self.http.request(method, request.url.clone());
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        if let Some(form) = &request.form {
            builder = builder.body(reqwest::Body::wrap(FormBody::new(form, Arc::clone(upload))));
        } else if !request.body.is_empty() || request.method != "GET" {
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

/// The slowest upload that is waited for, in bytes per millisecond: 800 kbit/s.
const MIN_UPLOAD_BYTES_PER_MS: u64 = 100;

/// Returns the result of a future, or a timeout if it takes longer than `limit`.
async fn within<T>(limit: Option<Duration>, future: impl Future<Output = T>) -> Result<T, Failure> {
    match limit {
        Some(limit) => tokio::time::timeout(limit, future).await.map_err(|_| Failure::Timeout(0)),
        None => Ok(future.await),
    }
}

/// A function that takes a chunk of a body and returns whether it wants more.
pub(crate) type Sink<'a> = &'a mut (dyn FnMut(&Head, &[u8]) -> Result<bool, Failure> + Send);

/// The status and headers of a response.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// The HTTP status.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `Content-Encoding`.
    pub encoding: Option<String>,
    /// The target of a redirect: the whole URL, without secrets.
    pub location: Option<String>,
    /// `true` if the body is sent in chunks, without a length.
    pub chunked: bool,
    /// All headers, in the order received.
    pub headers: Vec<(String, String)>,
}

impl Head {
    /// Returns the status and the headers that matter, for `-v`.
    pub(crate) fn summary(&self) -> String {
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
        // Resolved to a whole URL, and masked because it is shown.
        let location = header(LOCATION).map(|to| request.url.join(&to).map_or(to, |url| shown(&url)));
        Self {
            status: response.status().as_u16(),
            content_type: header(CONTENT_TYPE),
            encoding: header(CONTENT_ENCODING),
            location,
            chunked: header(TRANSFER_ENCODING).is_some_and(|coding| coding.contains("chunked")),
            headers: response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
