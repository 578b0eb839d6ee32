//! The server of the page: hands out the page at any path, and passes questions of pages that are its own to the signer.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::{CACHE_CONTROL, HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::{Method, Request, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use url::Url;

use super::page::{AGENT_SCRIPT, SCRIPT, SCRIPT_NAME, STYLE, STYLE_NAME};
use super::signer::{Question, Refused};
use crate::commands::sign::is_whole_url;
use crate::http::server::{
    Acceptor, BodyLimits, BodyReader, HttpResponse, ServerLimits, Service, WholeBody, closing,
    is_from_other_page, is_to_other_name, response,
};
use crate::lang::Said;
use crate::sign::jssdk::SCRIPTS;
use crate::text::{Unsigned, words};

/// The limits of questions: one has a URL and an argument.
const BODY_LIMITS: BodyLimits =
    BodyLimits { bytes: 64 << 10, time: Duration::from_secs(10), waiting: 64, waiting_bytes: 2 << 20 };
/// The limits of connections: a few browsers and phones.
const LIMITS: ServerLimits =
    ServerLimits { connections: 128, idle: Duration::from_secs(30), shutdown: Duration::from_secs(2) };

/// The name of the stub.
const STUB_NAME: &str = "jweixin-stub.js";
/// The name to which the page sends its questions.
const SIGN_NAME: &str = "jssdk-sign";

const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// The contents of the server.
pub(super) struct Site {
    /// The page.
    pub page: String,
    /// The stub of the JS-SDK's script.
    pub stub: String,
    /// `true` if the page loads WeCom's script, too.
    pub has_agent: bool,
    /// The hosts that are signed besides the one by which a page was opened.
    pub hosts: Vec<String>,
}

/// A question that waits for its answer.
pub(super) struct Job {
    /// The question of a page of this server.
    pub question: Question,
    /// The way back.
    pub reply: oneshot::Sender<Result<Value, Refused>>,
}

struct Shared {
    site: Site,
    policy: HeaderValue,
    jobs: mpsc::Sender<Job>,
    bodies: BodyReader,
}

/// Serves until `end` completes; `working` answers the jobs.
pub(super) async fn serve(
    listener: TcpListener,
    site: Site,
    jobs: mpsc::Sender<Job>,
    mut working: Pin<&mut impl Future<Output = ()>>,
    end: impl Future<Output = ()>,
) {
    let policy = policy(&site);
    let shared = Shared { site, policy, jobs, bodies: BodyReader::new(BODY_LIMITS) };
    let mut acceptor = Acceptor::new(listener, Arc::new(shared), LIMITS);
    let mut end = pin!(end);
    loop {
        tokio::select! {
            biased;
            () = &mut end => break,
            () = &mut working => break,
            () = acceptor.run() => {}
        }
    }
    tokio::select! {
        () = acceptor.shut_down() => {}
        () = &mut working => {}
    }
}

/// Returns the content security policy: scripts of this server and of WeChat, and nothing else from anywhere.
fn policy(site: &Site) -> HeaderValue {
    let origin = |url: &str| Url::parse(url).map(|url| url.origin().ascii_serialization()).ok();
    let agent = site.has_agent.then_some(AGENT_SCRIPT);
    let origins: Vec<String> = SCRIPTS.into_iter().chain(agent).filter_map(origin).collect();
    // Clients of WeChat take calls by frames with an address of their own.
    let policy = format!(
        "default-src 'none'; script-src 'self' {}; style-src 'self'; connect-src 'self'; frame-src weixin:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        origins.join(" ")
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

impl Service for Shared {
    type Body = WholeBody;

    async fn answer(self: Arc<Self>, request: Request<Incoming>, _: SocketAddr) -> Option<HttpResponse> {
        let mut answer = self.respond(request).await;
        let headers = answer.headers_mut();
        headers.insert("content-security-policy", self.policy.clone());
        headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
        headers.insert("referrer-policy", HeaderValue::from_static("no-referrer"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Some(answer)
    }
}

impl Shared {
    async fn respond(&self, request: Request<Incoming>) -> HttpResponse {
        let (head, body) = request.into_parts();
        let hosts: Vec<&str> = self.site.hosts.iter().map(String::as_str).collect();
        let name = head.uri.path().rsplit('/').next().unwrap_or_default();
        let is_question = name == SIGN_NAME;
        let by = host_name(&head.headers).unwrap_or_default();
        if is_to_other_name(&head.headers, &hosts) {
            let unsigned = Unsigned::OtherName(by);
            return closing(if is_question { refusal(&unsigned) } else { plain_refusal(&unsigned) });
        }
        if is_question {
            if head.method != Method::POST {
                return closing(response(StatusCode::METHOD_NOT_ALLOWED, TEXT, ""));
            }
            if let Some(origin) = foreign_origin(&head.headers, &hosts) {
                return closing(refusal(&origin));
            }
            let Ok(body) = self.bodies.read(body).await else {
                return closing(refusal(&Unsigned::NotAsked));
            };
            return self.sign(&body, &by).await;
        }
        if head.method != Method::GET && head.method != Method::HEAD {
            return closing(response(StatusCode::METHOD_NOT_ALLOWED, TEXT, ""));
        }
        match name {
            SCRIPT_NAME => response(StatusCode::OK, JAVASCRIPT, SCRIPT),
            STYLE_NAME => response(StatusCode::OK, CSS, STYLE),
            STUB_NAME => response(StatusCode::OK, JAVASCRIPT, self.site.stub.clone()),
            "favicon.ico" => response(StatusCode::NOT_FOUND, TEXT, ""),
            _ => response(StatusCode::OK, HTML, self.site.page.clone()),
        }
    }

    async fn sign(&self, body: &[u8], by: &str) -> HttpResponse {
        let Some(question) = read(body) else { return refusal(&Unsigned::NotAsked) };
        if !is_whole_url(&question.url) {
            return refusal(&Unsigned::NotUrl);
        }
        let host = Url::parse(&question.url).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host = host.unwrap_or_default();
        let is_own = |own: &str| own.eq_ignore_ascii_case(&host);
        if !is_own(by) && !self.site.hosts.iter().any(|own| is_own(own)) {
            let base = Url::parse(&question.url).map(|url| url.origin().ascii_serialization());
            return refusal(&Unsigned::OtherHost { host, base: base.unwrap_or_default() });
        }
        let (reply, answer) = oneshot::channel();
        if self.jobs.send(Job { question, reply }).await.is_err() {
            return response(StatusCode::SERVICE_UNAVAILABLE, TEXT, "");
        }
        match answer.await {
            Ok(Ok(answer)) => response(StatusCode::OK, JSON, answer.to_string()),
            Ok(Err(Refused { status, said })) => {
                told(StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY), &said)
            }
            Err(_) => response(StatusCode::SERVICE_UNAVAILABLE, TEXT, ""),
        }
    }
}

/// Reads a question; the fragment of its URL is not signed.
fn read(body: &[u8]) -> Option<Question> {
    let mut question: Value = serde_json::from_slice(body).ok()?;
    let url = question["url"].as_str()?.split('#').next()?.to_owned();
    let function = match &question["sign"] {
        Value::Null => None,
        name => Some(name.as_str()?.to_owned()),
    };
    Some(Question { url, function, argument: question["argument"].take() })
}

/// Returns the name by which a request reached the server, without the port.
fn host_name(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(HOST)?.to_str().ok()?;
    Url::parse(&format!("http://{host}/")).ok()?.host_str().map(str::to_owned)
}

/// Returns the name of the page that asks, if it is not one of this server's. A tunnel may pass on its own name of the
/// server as Host, so that a page of a named host is the server's, too.
fn foreign_origin(headers: &HeaderMap, hosts: &[&str]) -> Option<Unsigned> {
    if !is_from_other_page(headers) {
        return None;
    }
    let origin = headers.get(ORIGIN).and_then(|origin| Url::parse(origin.to_str().ok()?).ok());
    let name = origin.and_then(|origin| origin.host_str().map(str::to_owned)).unwrap_or_default();
    let is_named = hosts.iter().any(|own| own.eq_ignore_ascii_case(&name));
    let site = headers.get("sec-fetch-site").map_or("same-origin", |site| site.to_str().unwrap_or_default());
    if is_named && site == "same-origin" {
        return None;
    }
    // A page in a sandboxed frame or of a file has the origin `null`.
    Some(if name.is_empty() { Unsigned::NotAsked } else { Unsigned::OtherName(name) })
}

/// Tells the page why nothing is signed.
fn refusal(unsigned: &Unsigned) -> HttpResponse {
    told(StatusCode::FORBIDDEN, &(words().jssdk.refusal)(unsigned))
}

fn told(status: StatusCode, said: &Said) -> HttpResponse {
    let hints: Vec<&String> = said.causes.iter().chain(&said.hints).collect();
    response(status, JSON, json!({ "error": said.message, "hints": hints }).to_string())
}

/// Tells a person why the page is not shown.
fn plain_refusal(unsigned: &Unsigned) -> HttpResponse {
    let said = (words().jssdk.refusal)(unsigned);
    response(StatusCode::FORBIDDEN, TEXT, format!("{}\n{}\n", said.message, said.hints.join("\n")))
}
