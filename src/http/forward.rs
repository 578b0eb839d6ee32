//! Forwarding of requests to a server. Bodies are passed on as they arrive; only their start is held in memory.

use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::{Request, Response, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::ConfigVerifierExt as _;

use super::trust::{tls_config, use_ring};
use super::{Failure, Link};

/// A body whose start was read and can be looked at. It is passed on whole.
#[derive(Debug)]
pub(crate) struct PassedBody {
    start: Bytes,
    passed: bool,
    rest: Option<Incoming>,
}

impl PassedBody {
    /// Reads a body to its end or up to about `limit` bytes.
    pub(crate) async fn read(mut body: Incoming, limit: usize) -> Result<Self, hyper::Error> {
        let mut first = Bytes::new();
        let mut more = Vec::new();
        let mut ended = false;
        while first.len() + more.len() < limit {
            let Some(frame) = next_frame(&mut body).await else {
                ended = true;
                break;
            };
            let Ok(piece) = frame?.into_data() else { continue };
            if first.is_empty() {
                first = piece;
            } else {
                more.extend_from_slice(&piece);
            }
        }
        ended = ended || body.is_end_stream();
        let start = if more.is_empty() { first } else { [&first[..], &more].concat().into() };
        Ok(Self { start, passed: false, rest: (!ended).then_some(body) })
    }

    /// Returns a body that is in memory.
    pub(crate) fn whole(bytes: impl Into<Bytes>) -> Self {
        Self { start: bytes.into(), passed: false, rest: None }
    }

    /// Returns its start, which is all of it if [`Self::is_whole`].
    pub(crate) fn start(&self) -> Bytes {
        self.start.clone()
    }

    /// Returns whether it was read to its end.
    pub(crate) fn is_whole(&self) -> bool {
        self.rest.is_none()
    }
}

async fn next_frame(body: &mut Incoming) -> Option<Result<Frame<Bytes>, hyper::Error>> {
    std::future::poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await
}

impl Body for PassedBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        if !self.passed {
            self.passed = true;
            if !self.start.is_empty() {
                return Poll::Ready(Some(Ok(Frame::data(self.start.clone()))));
            }
        }
        match &mut self.rest {
            Some(rest) => Pin::new(rest).poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        (self.passed || self.start.is_empty()) && self.rest.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let start = if self.passed { 0 } else { self.start.len() as u64 };
        match &self.rest {
            None => SizeHint::with_exact(start),
            Some(rest) => {
                let mut hint = SizeHint::new();
                hint.set_lower(start + rest.size_hint().lower());
                if let Some(upper) = rest.size_hint().upper() {
                    hint.set_upper(start + upper);
                }
                hint
            }
        }
    }
}

/// A client that sends requests unchanged and keeps connections open between them.
#[derive(Clone)]
pub(crate) struct Forwarder {
    client: Client<HttpsConnector<HttpConnector>, PassedBody>,
    connector: HttpsConnector<HttpConnector>,
}

impl Forwarder {
    /// Creates a forwarder. `https` is `true` if a target wants TLS; `roots` are further certificates to trust, as PEM.
    pub(crate) fn new(https: bool, roots: Option<&[u8]>) -> Result<Self, Failure> {
        use_ring();
        let config = match roots {
            Some(pem) => tls_config(pem, None).map_err(Failure::Tls)?,
            None if https => {
                ClientConfig::with_platform_verifier().map_err(|error| Failure::Tls(error.to_string()))?
            }
            // Loading the system's roots costs 4 to 24 ms.
            None => {
                ClientConfig::builder().with_root_certificates(RootCertStore::empty()).with_no_client_auth()
            }
        };
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        let mut config = config;
        // The connector names the protocols itself.
        config.alpn_protocols.clear();
        let connector = HttpsConnectorBuilder::new().with_tls_config(config).https_or_http();
        let connector = connector.enable_http1().wrap_connector(http);
        let client = Client::builder(TokioExecutor::new()).set_host(false).build(connector.clone());
        Ok(Self { client, connector })
    }

    /// Returns a connection of its own to this server, named by scheme and host.
    pub(crate) fn link(&self, server: Uri) -> Link {
        Link::new(self.connector.clone(), server)
    }

    /// Sends a request, whose URI has scheme and host, and returns the head of the response.
    pub(crate) async fn send(&self, request: Request<PassedBody>) -> Result<Response<Incoming>, Failure> {
        let https = request.uri().scheme_str() == Some("https");
        let sent = self.client.request(request).await;
        sent.map_err(|error| Failure::by_causes(&error, error.is_connect() && https, https))
    }
}
