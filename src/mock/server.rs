//! Serves a world over HTTP.

use std::collections::HashMap;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::header::{ACCEPT, AUTHORIZATION, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING, USER_AGENT};
use hyper::{Request, StatusCode};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use url::form_urlencoded;

use super::call::{MockAnswer, MockCall};
use super::chapters::LINK_PREFIX;
use super::contents::ContentChanges;
use super::control::{self, NetworkFaults};
use super::pay::keyring::PayKeyring;
use super::rules::Rules;
use super::sealed::{self, MockKeys};
use super::sign_cause::SignCause;
use super::world::World;
use crate::api::Host;
use crate::crypt::api::ApiKeys;
use crate::http::server::{
    Acceptor, BodyError, BodyLimits, BodyReader, HttpResponse, ServerLimits, Service, closing,
    is_from_other_site, is_to_other_name, response,
};
use crate::random::SeededRandom;
use crate::wechat::{GENERATED, MOCK_HEADER};

/// The limits of bodies: a picture or a video has 10 MB, and a larger one is refused with an errcode, not with 413.
const BODY_LIMITS: BodyLimits = BodyLimits {
    bytes: MAX_BODY_BYTES,
    time: Duration::from_secs(30),
    waiting: 512,
    waiting_bytes: 128 << 20,
};
/// The maximum size of a body, in bytes.
pub(super) const MAX_BODY_BYTES: usize = 32 << 20;
/// The beginning of the paths of login pages, and the name of the host that serves them.
const LOGIN_PREFIX: &str = "/connect/";
const LOGIN_HOST: &str = "open.weixin.qq.com";
/// The path of the control API with the keys of WeChat Pay.
const PAY_KEYS_PATH: &str = "/__webot/pay/keys";
/// Limits for connections. Clients such as SDKs keep idle connections open for a minute, and would run into closed
/// ones.
const LIMITS: ServerLimits =
    ServerLimits { connections: 512, idle: Duration::from_secs(60), shutdown: Duration::from_secs(5) };

/// The settings of the server. The behaviour of WeChat itself is set by [`Rules`].
#[derive(Debug)]
pub(crate) struct MockOptions {
    /// The simulated network faults.
    pub faults: NetworkFaults,
    /// The clock, in milliseconds since 1970.
    pub now_ms: fn() -> u64,
    /// The seed of the random latency.
    pub seed: u64,
    /// The account's keys for signed calls.
    pub api_keys: Option<ApiKeys>,
    /// The keys of WeChat Pay.
    pub pay_keys: PayKeyring,
}

/// An answered call, for the access log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServedCall {
    /// The time of arrival, in milliseconds since 1970.
    pub at_ms: u64,
    /// The method.
    pub method: String,
    /// The path without the query, which contains the token.
    pub path: String,
    /// The errcode; `None` if the connection was closed without an answer.
    pub errcode: Option<i64>,
    /// The HTTP status; 0 if the connection was closed without an answer.
    pub status: u16,
    /// The duration, in milliseconds.
    pub ms: u128,
    /// The reasons for a refused signature.
    pub causes: Vec<SignCause>,
    /// What WeChat itself would refuse.
    pub warnings: Vec<String>,
}

struct Shared {
    world: Mutex<World>,
    /// The uploaded files, by hash.
    contents: Mutex<HashMap<String, Vec<u8>>>,
    first: Rules,
    options: MockOptions,
    fault_state: Mutex<FaultState>,
    bodies: BodyReader,
    lines: mpsc::UnboundedSender<ServedCall>,
}

/// The state of the simulated network faults.
struct FaultState {
    faults: NetworkFaults,
    dice: SeededRandom,
    calls: u64,
}

/// Serves a world until `end` completes, then finishes the calls in progress. Passes each answered call to `line`.
pub(crate) async fn serve(
    listener: TcpListener,
    world: World,
    options: MockOptions,
    end: impl Future<Output = ()>,
    mut line: impl FnMut(&ServedCall),
) {
    let (lines, mut said) = mpsc::unbounded_channel();
    let first = world.rules().clone();
    let fault_state =
        FaultState { faults: options.faults.clone(), dice: SeededRandom::new(options.seed), calls: 0 };
    let (world, fault_state) = (Mutex::new(world), Mutex::new(fault_state));
    let bodies = BodyReader::new(BODY_LIMITS);
    let shared =
        Arc::new(Shared { world, contents: Mutex::default(), first, options, fault_state, bodies, lines });
    let mut acceptor = Acceptor::new(listener, shared, LIMITS);
    let mut end = pin!(end);
    loop {
        tokio::select! {
            biased;
            () = &mut end => break,
            Some(spoken) = said.recv() => line(&spoken),
            () = acceptor.run() => {}
        }
    }
    acceptor.shut_down().await;
    while let Ok(spoken) = said.try_recv() {
        line(&spoken);
    }
}

impl Service for Shared {
    async fn answer(self: Arc<Self>, request: Request<Incoming>, peer: SocketAddr) -> Option<HttpResponse> {
        respond(request, peer, &self).await
    }
}

async fn respond(request: Request<Incoming>, from: SocketAddr, shared: &Shared) -> Option<HttpResponse> {
    let began = Instant::now();
    let (head, body) = request.into_parts();
    let (method, path) = (head.method.as_str().to_owned(), head.uri.path().to_owned());
    let controls = path.starts_with(control::PATH_PREFIX) && !path.starts_with(LINK_PREFIX);
    if controls && is_from_other_site(&head.headers) {
        let reason =
            "the request comes from a web page of another site: call 127.0.0.1 or localhost from a program";
        let json = serde_json::json!({ "error": reason }).to_string();
        return Some(closing(response(StatusCode::FORBIDDEN, "application/json; charset=utf-8", json)));
    }
    if path.starts_with(LOGIN_PREFIX) && is_to_other_name(&head.headers, &[LOGIN_HOST]) {
        let reason = "call 127.0.0.1, localhost or open.weixin.qq.com: this name may belong to another site";
        return Some(closing(response(StatusCode::FORBIDDEN, "text/plain; charset=utf-8", reason)));
    }
    let at_ms = (shared.options.now_ms)();
    let body = shared.bodies.read(body).await;
    let log = |errcode, status, (causes, warnings)| {
        if !controls {
            let (method, path) = (method.clone(), path.clone());
            let ms = began.elapsed().as_millis();
            shared.lines.send(ServedCall { at_ms, method, path, errcode, status, ms, causes, warnings }).ok();
        }
    };
    let body = match body {
        Ok(body) => body,
        Err(error) => {
            let status = body_status(error);
            log(None, status.as_u16(), Default::default());
            let reason = status.canonical_reason().unwrap_or_default();
            return Some(closing(response(status, "text/plain; charset=utf-8", reason)));
        }
    };
    if controls && path == PAY_KEYS_PATH && method == "GET" {
        let host = head.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        return Some(pay_keys(shared, host));
    }
    if controls {
        return Some(control(shared, (&method, &path), &body));
    }
    let (dropped, delay) = next_fault(shared);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    if dropped {
        log(None, 0, Default::default());
        return None;
    }
    let query: Vec<(String, String)> =
        form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let host = head.uri.host().or_else(|| head.headers.get(HOST)?.to_str().ok()).and_then(named);
    let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
    let host = host.unwrap_or_else(|| world.host_of(&path, &query));
    let from = from.ip().to_canonical().to_string();
    let now_ms = (shared.options.now_ms)();
    let text = |(name, value): (&HeaderName, &HeaderValue)| {
        Some((name.to_string(), value.to_str().ok()?.to_owned()))
    };
    let signs = |(name, _): &(&HeaderName, &HeaderValue)| {
        ["wechatmp-", "wechatpay-"].iter().any(|prefix| name.as_str().starts_with(prefix))
            || [HOST, TRANSFER_ENCODING, AUTHORIZATION, ACCEPT, USER_AGENT].contains(name)
    };
    let headers = head.headers.iter().filter(signs).filter_map(text).collect();
    let target = head.uri.path_and_query().map_or(path.as_str(), hyper::http::uri::PathAndQuery::as_str);
    let (method, path) = (method.as_str(), path.as_str());
    let call = MockCall { method, host, path, target, query, body: &body, headers, from: &from, now_ms };
    let keys = MockKeys { api: shared.options.api_keys.as_ref(), pay: &shared.options.pay_keys };
    let mut answer = sealed::answer(&mut world, &call, keys);
    let mut contents = shared.contents.lock().unwrap_or_else(PoisonError::into_inner);
    let ContentChanges { added, removed } = world.take_content_changes();
    contents.extend(added);
    for hash in removed {
        contents.remove(&hash);
    }
    drop(world);
    if let Some(content) = answer.stored.take().and_then(|hash| contents.get(&hash)) {
        answer.body.clone_from(content);
    }
    drop(contents);
    let notes = (answer.causes.clone(), answer.warnings.clone());
    log(Some(answer.errcode), answer.status, notes);
    Some(answered(answer))
}

/// Returns the WeChat host with this name, which clients send if only the address was redirected to the mock.
fn named(host: &str) -> Option<Host> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    Host::ALL.into_iter().find(|host| host.name().eq_ignore_ascii_case(name))
}

fn body_status(error: BodyError) -> StatusCode {
    match error {
        BodyError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        BodyError::Slow => StatusCode::REQUEST_TIMEOUT,
        BodyError::Busy => StatusCode::SERVICE_UNAVAILABLE,
        BodyError::Incomplete => StatusCode::BAD_REQUEST,
    }
}

/// Counts a call and returns whether its connection is closed without an answer, and the delay before the answer.
fn next_fault(shared: &Shared) -> (bool, Duration) {
    let mut fault_state = shared.fault_state.lock().unwrap_or_else(PoisonError::into_inner);
    fault_state.calls = fault_state.calls.wrapping_add(1);
    let dropped =
        fault_state.faults.drop.is_some_and(|every| every > 0 && fault_state.calls.is_multiple_of(every));
    let (least, most) = fault_state.faults.latency;
    let spread = u64::try_from(most.saturating_sub(least).as_millis()).unwrap_or_default();
    let extra = if spread == 0 { 0 } else { fault_state.dice.number() % (spread + 1) };
    (dropped, least + Duration::from_millis(extra))
}

/// Returns the keys of WeChat Pay for the configuration of an SDK. The secrets of the profile are masked.
fn pay_keys(shared: &Shared, host: &str) -> HttpResponse {
    let (status, json) = match shared.options.pay_keys.get() {
        Ok(keys) => (StatusCode::OK, keys.shown(&format!("http://{host}"), false)),
        Err(reason) => (StatusCode::INTERNAL_SERVER_ERROR, serde_json::json!({ "error": reason })),
    };
    response(status, "application/json; charset=utf-8", json.to_string())
}

fn control(shared: &Shared, asked: (&str, &str), body: &[u8]) -> HttpResponse {
    let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
    let mut fault_state = shared.fault_state.lock().unwrap_or_else(PoisonError::into_inner);
    let Shared { first, options, .. } = shared;
    let before = fault_state.faults.drop;
    let (status, json) = control::answer(
        (&mut world, &mut fault_state.faults),
        (first, &options.faults),
        asked,
        body,
        (options.now_ms)(),
    );
    let ContentChanges { removed, .. } = world.take_content_changes();
    let mut contents = shared.contents.lock().unwrap_or_else(PoisonError::into_inner);
    for hash in removed {
        contents.remove(&hash);
    }
    drop(contents);
    // Calls are counted from the one after the change.
    if fault_state.faults.drop != before {
        fault_state.calls = 0;
    }
    let answer = MockAnswer {
        status,
        content_type: "application/json; charset=utf-8",
        body: json.to_string().into_bytes(),
        errcode: 0,
        headers: Vec::new(),
        stored: None,
        is_generated: false,
        causes: Vec::new(),
        warnings: Vec::new(),
    };
    answered(answer)
}

/// The header of an answer that names the reasons for a refused signature.
const CAUSE_HEADER: &str = "x-webot-cause";
/// The header of an answer that tells what WeChat itself would refuse.
const WARNING_HEADER: &str = "x-webot-warning";

fn answered(answer: MockAnswer) -> HttpResponse {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = response(status, answer.content_type, answer.body);
    let causes: Vec<&str> = answer.causes.iter().map(SignCause::name).collect();
    let causes = (!causes.is_empty()).then(|| (CAUSE_HEADER, causes.join(",")));
    let warnings = answer.warnings.into_iter().map(|warning| (WARNING_HEADER, warning));
    for (name, value) in answer.headers.into_iter().chain(causes).chain(warnings) {
        // File names are raw UTF-8.
        if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
            response.headers_mut().insert(name, value);
        }
    }
    if answer.is_generated {
        response.headers_mut().insert(MOCK_HEADER, HeaderValue::from_static(GENERATED));
    }
    response
}
