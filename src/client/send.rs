//! Sending: one reqwest client, without TLS where none is spoken.

use std::time::{Duration, Instant};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName, LOCATION, TRANSFER_ENCODING};

use super::{Failure, Request, is_loopback, shown};
use crate::message::{Answer, MAX_BODY};

/// Whose certificates are believed beyond the system's.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// Further roots, as PEM.
    pub roots: Option<Vec<u8>>,
    /// Believe any certificate.
    pub insecure: bool,
}

/// Sends requests to one target.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    https: bool,
    loopback: bool,
}

/// An answer and what only the wire shows.
#[derive(Debug, Clone, Default)]
pub struct Received {
    /// The answer.
    pub answer: Answer,
    /// Sent in chunks, without a length.
    pub chunked: bool,
    /// `Content-Type`.
    pub content_type: Option<String>,
}

impl Received {
    /// Status and the headers that matter, for `-v`.
    pub fn head(&self) -> String {
        let answer = &self.answer;
        let headers = [
            ("Content-Type", &self.content_type),
            ("Content-Encoding", &answer.encoding),
            ("Location", &answer.location),
        ];
        let given = headers.iter().filter_map(|(name, value)| Some(format!("\n{name}: {}", value.as_ref()?)));
        std::iter::once(format!("HTTP {}", answer.status)).chain(given).collect()
    }
}

impl Client {
    /// A client for the host of this URL.
    pub fn new(target: &Url, trust: &Trust) -> Result<Self, Failure> {
        let https = target.scheme() == "https";
        // WeChat follows no redirect, and neither do we: the bot's owner must see it.
        let mut builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let loopback = is_loopback(target);
        if loopback {
            // A company's proxy cannot reach this machine's loopback.
            builder = builder.no_proxy();
        }
        if !https {
            // Loading the system's roots costs 4 to 24 ms that plain HTTP does not need.
            builder = builder.tls_certs_only([]);
        } else if let Some(pem) = &trust.roots {
            let roots =
                reqwest::Certificate::from_pem_bundle(pem).map_err(|e| Failure::Tls(e.to_string()))?;
            builder = builder.tls_certs_merge(roots);
        }
        if trust.insecure {
            builder = builder.tls_danger_accept_invalid_certs(true);
        }
        let http = builder.build().map_err(|error| Failure::Tls(error.to_string()))?;
        Ok(Self { http, https, loopback })
    }

    /// Sends a request and reads the answer, at most [`MAX_BODY`] bytes of it, within `limit`.
    pub async fn send(&self, request: &Request, limit: Duration) -> Result<Received, Failure> {
        match tokio::time::timeout(limit, self.exchange(request)).await {
            Ok(Err(Failure::Timeout(_))) | Err(_) => Err(Failure::Timeout(millis(limit))),
            Ok(Err(failure @ (Failure::Refused | Failure::Dns(_)))) => Err(self.blame(failure, request)),
            Ok(result) => result,
        }
    }

    /// A connection that fails behind a proxy failed at the proxy.
    fn blame(&self, failure: Failure, request: &Request) -> Failure {
        let uri = request.url.as_str().parse().ok().filter(|_| !self.loopback);
        match uri.and_then(|uri| Matcher::from_system().intercept(&uri)) {
            Some(proxy) => Failure::Proxy(format!("{} ({})", proxy.uri(), failure.name())),
            None => failure,
        }
    }

    async fn exchange(&self, request: &Request) -> Result<Received, Failure> {
        let failure = |error: reqwest::Error| Failure::of(&error, self.https);
        let method = if request.method == "GET" { reqwest::Method::GET } else { reqwest::Method::POST };
        let mut builder = self.http.request(method, request.url.clone());
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        if !request.body.is_empty() {
            builder = builder.body(request.body.clone());
        }
        let start = Instant::now();
        let mut response = builder.send().await.map_err(failure)?;
        let header = |name: HeaderName| {
            let value = response.headers().get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        // As it will be shown: whole, and without what must not be seen.
        let location = header(LOCATION).map(|to| request.url.join(&to).map_or(to, |url| shown(&url)));
        let mut received = Received {
            content_type: header(CONTENT_TYPE),
            chunked: header(TRANSFER_ENCODING).is_some_and(|coding| coding.contains("chunked")),
            answer: Answer {
                status: response.status().as_u16(),
                location,
                encoding: header(CONTENT_ENCODING),
                ..Answer::default()
            },
        };
        let answer = &mut received.answer;
        while let Some(chunk) = response.chunk().await.map_err(failure)? {
            let room = MAX_BODY - answer.body.len();
            answer.body.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if chunk.len() > room {
                answer.truncated = true;
                break;
            }
        }
        answer.elapsed_ms = millis(start.elapsed());
        Ok(received)
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
