//! Serves a page to browsers on this machine, under a path that cannot be guessed.

use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::body::{Bytes, Incoming};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use super::assets::{self, PageFile};
use super::events::{Events, PageBody};
use super::feed::{Cursor, Feed};
use super::media::Media;
use crate::http::server::{
    Acceptor, BodyError, BodyLimits, BodyReader, ServerLimits, Service, is_from_other_site,
};
use crate::sign::md5_hex;

/// The limits of the server. The connections of events stay open; a browser opens one again that was closed.
const LIMITS: ServerLimits =
    ServerLimits { connections: 128, idle: Duration::from_secs(3600), shutdown: Duration::from_secs(1) };
/// The limits of the bodies of calls.
const CALL_LIMITS: BodyLimits =
    BodyLimits { bytes: 256 << 10, time: Duration::from_secs(10), waiting: 32, waiting_bytes: 4 << 20 };
/// The limits of the bodies that hold a file.
const FILE_LIMITS: BodyLimits = BodyLimits {
    bytes: MAX_FILE_BYTES,
    time: Duration::from_secs(30),
    waiting: 4,
    waiting_bytes: 2 * MAX_FILE_BYTES,
};
/// The maximum size of a file, in bytes.
const MAX_FILE_BYTES: usize = 32 << 20;
/// The maximum size of a media file, in bytes, which is that of WeChat's largest kinds.
const MAX_MEDIA_BYTES: usize = 10 << 20;
/// The number of calls that wait for the host.
const MAX_WAITING_CALLS: usize = 256;
/// The content type of answers.
const JSON: &str = "application/json";
/// The policy of pages: nothing but their own files, and no markup from strings.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self'; \
connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
trusted-types 'none'";
/// The policy of media files, which are opened alone.
const MEDIA_POLICY: &str = "default-src 'none'; sandbox";
/// The headers of every answer.
const HEADERS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// The reason why a call of a page failed, in English and in Chinese.
#[derive(Debug, Clone)]
pub(crate) struct CallError(pub(crate) [String; 2]);

/// The answer to a call.
type Answered = Result<Value, CallError>;

/// Answers the calls of a page.
pub(crate) trait Host {
    /// Answers the call of this name.
    fn call(self: Rc<Self>, name: String, given: Vec<u8>) -> Pin<Box<dyn Future<Output = Answered>>>;
}

/// The server of a page.
pub(crate) struct PageServer {
    listener: TcpListener,
    shared: Arc<Shared>,
    calls: mpsc::Receiver<Call>,
}

struct Shared {
    file: PageFile,
    feed: Arc<Feed>,
    /// The first part of the page's path, with slashes.
    path: String,
    /// The beginning of the paths of media files.
    media_path: String,
    origin: String,
    media: Mutex<Media>,
    calls: mpsc::Sender<Call>,
    bodies: BodyReader,
    files: BodyReader,
}

struct Call {
    name: String,
    given: Vec<u8>,
    answer: oneshot::Sender<Answered>,
}

impl PageServer {
    /// Returns a server for this socket. `secrets` are two texts that cannot be guessed: one for the page, one for the
    /// files that the bot may fetch.
    pub(crate) fn new(
        listener: TcpListener,
        (file, feed): (PageFile, Arc<Feed>),
        secrets: &[String; 2],
    ) -> std::io::Result<Self> {
        let (sender, calls) = mpsc::channel(MAX_WAITING_CALLS);
        let shared = Arc::new(Shared {
            file,
            feed,
            path: format!("/{}/", secrets[0]),
            media_path: format!("/media/{}/", secrets[1]),
            origin: format!("http://{}", listener.local_addr()?),
            media: Mutex::default(),
            calls: sender,
            bodies: BodyReader::new(CALL_LIMITS),
            files: BodyReader::new(FILE_LIMITS),
        });
        Ok(Self { listener, shared, calls })
    }

    /// Returns the URL of the page.
    pub(crate) fn url(&self) -> String {
        format!("{}{}", self.shared.origin, self.shared.path)
    }

    /// Serves until `end` completes. Calls go to the host, each in a task of its own.
    pub(crate) async fn serve(self, host: Rc<dyn Host>, end: impl Future<Output = ()>) {
        let Self { listener, shared, mut calls } = self;
        let mut acceptor = Acceptor::new(listener, Arc::clone(&shared), LIMITS);
        let mut end = pin!(end);
        loop {
            tokio::select! {
                biased;
                () = &mut end => break,
                Some(call) = calls.recv() => {
                    let host = Rc::clone(&host);
                    tokio::task::spawn_local(async move {
                        // The page may have gone.
                        call.answer.send(host.call(call.name, call.given).await).ok();
                    });
                }
                () = acceptor.run() => {}
            }
        }
        shared.feed.close();
        acceptor.shut_down().await;
    }
}

impl Service for Shared {
    type Body = PageBody;

    async fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
        _: SocketAddr,
    ) -> Option<Response<PageBody>> {
        let mut response = self.respond(request).await;
        let headers = response.headers_mut();
        for (name, value) in HEADERS {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Some(response)
    }
}

impl Shared {
    async fn respond(self: &Arc<Self>, request: Request<Incoming>) -> Response<PageBody> {
        if is_from_other_site(request.headers()) {
            return plain(StatusCode::FORBIDDEN, "the request comes from a web page of another site");
        }
        let path = request.uri().path().to_owned();
        if let Some(number) = path.strip_prefix(&self.media_path) {
            return self.medium(number);
        }
        let Some(name) = path.strip_prefix(&self.path) else {
            return plain(
                StatusCode::NOT_FOUND,
                "there is no such page: open the address that webot printed",
            );
        };
        match (request.method(), name) {
            (&Method::GET, "events") => self.events(&request),
            (&Method::GET, name) => match assets::find(name, self.file) {
                Some(asset) => page(asset.content_type, asset.content),
                None => plain(StatusCode::NOT_FOUND, "there is no such file"),
            },
            (&Method::POST, name) => {
                let (head, body) = request.into_parts();
                // A form of another site cannot have this type.
                let is_json = head.headers.get(CONTENT_TYPE).is_some_and(|given| given == JSON);
                match name {
                    "media" => self.add_medium(self.files.read(body).await),
                    _ if !is_json => plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "application/json is wanted"),
                    "load" => self.call(name, self.files.read(body).await).await,
                    name => self.call(name, self.bodies.read(body).await).await,
                }
            }
            _ => plain(StatusCode::METHOD_NOT_ALLOWED, "GET and POST are answered"),
        }
    }

    fn events(self: &Arc<Self>, request: &Request<Incoming>) -> Response<PageBody> {
        let last = request.headers().get("last-event-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
        let events = Events::new(Arc::clone(&self.feed), Cursor::parse(last));
        let mut response = Response::new(PageBody::Events(events));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        response
    }

    async fn call(&self, name: &str, body: Result<Bytes, BodyError>) -> Response<PageBody> {
        let given = match body {
            Ok(body) => body.to_vec(),
            Err(error) => return refused(error),
        };
        let (answer, answered) = oneshot::channel();
        let call = Call { name: name.to_owned(), given, answer };
        if self.calls.send(call).await.is_err() {
            return plain(StatusCode::SERVICE_UNAVAILABLE, "webot ends");
        }
        match answered.await {
            Ok(Ok(value)) => json(StatusCode::OK, &value),
            Ok(Err(CallError([en, zh]))) => {
                json(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "error": { "en": en, "zh": zh } }))
            }
            Err(_) => plain(StatusCode::SERVICE_UNAVAILABLE, "webot ends"),
        }
    }

    fn add_medium(&self, body: Result<Bytes, BodyError>) -> Response<PageBody> {
        match body {
            Ok(body) if body.len() > MAX_MEDIA_BYTES => refused(BodyError::TooLarge),
            Ok(body) => {
                let md5 = md5_hex(&body);
                match self.media.lock().unwrap_or_else(PoisonError::into_inner).add(body) {
                    Some((number, content_type)) => {
                        let url = format!("{}{}{number}", self.origin, self.media_path);
                        json(StatusCode::OK, &json!({ "url": url, "type": content_type, "md5": md5 }))
                    }
                    None => {
                        plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "neither a picture, a sound nor a video")
                    }
                }
            }
            Err(error) => refused(error),
        }
    }

    fn medium(&self, number: &str) -> Response<PageBody> {
        let media = self.media.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((content_type, content)) = number.parse().ok().and_then(|number| media.get(number)) else {
            return plain(StatusCode::NOT_FOUND, "there is no such file");
        };
        answered(StatusCode::OK, content_type, MEDIA_POLICY, content)
    }
}

fn answered(
    status: StatusCode,
    content_type: &'static str,
    policy: &'static str,
    body: Bytes,
) -> Response<PageBody> {
    let mut response = Response::new(PageBody::Whole(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert("content-security-policy", HeaderValue::from_static(policy));
    response
}

fn page(content_type: &'static str, content: &'static str) -> Response<PageBody> {
    answered(StatusCode::OK, content_type, POLICY, Bytes::from_static(content.as_bytes()))
}

fn json(status: StatusCode, value: &Value) -> Response<PageBody> {
    answered(status, JSON, MEDIA_POLICY, value.to_string().into())
}

fn plain(status: StatusCode, text: &'static str) -> Response<PageBody> {
    answered(status, "text/plain; charset=utf-8", MEDIA_POLICY, Bytes::from_static(text.as_bytes()))
}

fn refused(error: BodyError) -> Response<PageBody> {
    let status = match error {
        BodyError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        BodyError::Slow => StatusCode::REQUEST_TIMEOUT,
        BodyError::Busy => StatusCode::SERVICE_UNAVAILABLE,
        BodyError::Incomplete => StatusCode::BAD_REQUEST,
    };
    let mut response = plain(status, status.canonical_reason().unwrap_or_default());
    response.headers_mut().insert(hyper::header::CONNECTION, HeaderValue::from_static("close"));
    response
}
