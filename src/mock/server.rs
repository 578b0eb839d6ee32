//! Serves a world over HTTP.

mod aibot;
mod lines;
mod stored;

use std::collections::HashMap;
use std::future::{Future, pending};
use std::net::SocketAddr;
use std::pin::pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING, USER_AGENT,
};
use hyper::{Request, StatusCode};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc};
use tokio::task::LocalSet;
use tokio::time::MissedTickBehavior;
use url::form_urlencoded;

use super::aibot::{CALLBACK_PATH, FILE_PREFIX, SOCKET_PATH, Sockets};
use super::call::{MockAnswer, MockCall};
use super::chapters::LINK_PREFIX;
use super::contents::ContentChanges;
use super::control::{self, NetworkFaults};
use super::http_answer::{answered, body_status, control_response, pay_keys};
use super::outbox::{Deliverer, Outbox};
use super::pay::keyring::PayKeyring;
use super::rules::Rules;
use super::sealed::{self, MockKeys};
use super::state_file::StateFile;
use super::world::World;
use crate::api::Host;
use crate::crypt::api::ApiKeys;
use crate::http::server::{
    Acceptor, BodyLimits, BodyReader, HttpResponse, ServerLimits, ServerTls, Service, WholeBody,
    asks_for_websocket, closing, is_from_other_site, is_to_other_name, response,
};
use crate::random::SeededRandom;
use crate::wechat::MockStateError;
use lines::Line;
pub(crate) use lines::{ControlCall, LogLine, ServedCall};

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
/// The refusal of a request that a web page makes.
const OTHER_SITE: &str =
    "the request comes from a web page of another site: call 127.0.0.1 or localhost from a program";
/// The path of the control API with the keys of WeChat Pay.
const PAY_KEYS_PATH: &str = "/__webot/pay/keys";
/// The path prefix of the control API that acts at WeChat Pay.
const PAY_PATH: &str = "/__webot/pay";
/// The time between two writes of the state file, if the state has changed.
const STORE_INTERVAL: Duration = Duration::from_secs(1);
/// The pause after a write of the state file, in times of its duration, so that a large state does not stop the calls.
const STORE_REST: u32 = 9;
/// Limits for connections. Clients such as SDKs keep idle connections open for a minute, and would run into closed
/// ones.
const LIMITS: ServerLimits =
    ServerLimits { connections: 512, idle: Duration::from_secs(60), shutdown: Duration::from_secs(5) };

/// The settings of the server. The behaviour of WeChat itself is set by [`Rules`].
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
    pub pay_keys: Arc<PayKeyring>,
    /// The bot to which pushes go; without it they wait.
    pub deliverer: Option<Rc<dyn Deliverer>>,
    /// The file that keeps the state; without it the state ends with the server.
    pub state: Option<StateFile>,
    /// The TLS of the server; `None` for plain HTTP.
    pub tls: Option<ServerTls>,
    /// The calls of the control API by this process; with them, each answered call comes with its logged texts.
    pub controls: Option<mpsc::Receiver<ControlCall>>,
}

/// The pushes that are left at the end of a server.
#[derive(Debug)]
pub(crate) struct Served {
    /// The number of pushes that are not delivered.
    pub undelivered: usize,
}

struct Shared {
    world: Mutex<World>,
    /// The uploaded files, by hash.
    contents: Mutex<HashMap<String, Vec<u8>>>,
    first: Rules,
    faults: NetworkFaults,
    now_ms: fn() -> u64,
    api_keys: Option<ApiKeys>,
    pay_keys: Arc<PayKeyring>,
    /// Notified when pushes may be due.
    pushes: Notify,
    /// The changes of the uploaded files that are not stored.
    changes: Mutex<ContentChanges>,
    /// The file that keeps the state.
    state: Option<StateFile>,
    /// The connections of intelligent bots.
    sockets: Sockets,
    /// `true` if the state differs from the stored one.
    is_changed: AtomicBool,
    fault_state: Mutex<FaultState>,
    bodies: BodyReader,
    lines: mpsc::UnboundedSender<Line>,
    /// `true` if the lines of calls have their logged texts.
    logs_texts: bool,
}

/// The state of the simulated network faults.
struct FaultState {
    faults: NetworkFaults,
    dice: SeededRandom,
    calls: u64,
}

/// Serves a world until `end` completes, then finishes the calls in progress. Passes each answered call and each
/// delivered push to `line`. Fails if the state cannot be stored.
pub(crate) async fn serve(
    listener: TcpListener,
    world: World,
    options: MockOptions,
    end: impl Future<Output = ()>,
    line: impl FnMut(LogLine<'_>),
) -> Result<Served, MockStateError> {
    LocalSet::new().run_until(serve_here(listener, world, options, end, line)).await
}

async fn serve_here(
    listener: TcpListener,
    world: World,
    options: MockOptions,
    end: impl Future<Output = ()>,
    mut line: impl FnMut(LogLine<'_>),
) -> Result<Served, MockStateError> {
    let (lines, mut said) = mpsc::unbounded_channel();
    let MockOptions { faults, now_ms, seed, api_keys, pay_keys, deliverer, state, tls, mut controls } =
        options;
    let first = world.rules().clone();
    let fault_state = FaultState { faults: faults.clone(), dice: SeededRandom::new(seed), calls: 0 };
    let contents = state.as_ref().map(|state| state.contents(&world)).unwrap_or_default();
    let shared = Arc::new(Shared {
        world: Mutex::new(world),
        contents: Mutex::new(contents),
        first,
        faults,
        now_ms,
        api_keys,
        pay_keys,
        pushes: Notify::new(),
        changes: Mutex::default(),
        state,
        sockets: Sockets::default(),
        is_changed: AtomicBool::new(false),
        fault_state: Mutex::new(fault_state),
        bodies: BodyReader::new(BODY_LIMITS),
        lines,
        logs_texts: controls.is_some(),
    });
    let mut acceptor = Acceptor::new(listener, Arc::clone(&shared), LIMITS).with_tls(tls);
    let mut outbox = Outbox::new(deliverer);
    let mut end = pin!(end);
    let mut store = tokio::time::interval(STORE_INTERVAL);
    store.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut rested = Instant::now();
    loop {
        tokio::select! {
            biased;
            () = &mut end => break,
            Some(spoken) = said.recv() => line(spoken.shown()),
            Some(call) = next(&mut controls) => {
                let ControlCall { method, name, body, answer } = call;
                let path = format!("{}{name}", control::PATH_PREFIX);
                // The caller may have gone.
                answer.send(control(&shared, (method, &path, None), &body)).ok();
                if method != "GET" {
                    line(LogLine::Control);
                }
            }
            push = outbox.run(&shared.world, &shared.pushes, now_ms) => {
                shared.is_changed.store(true, Ordering::Relaxed);
                line(LogLine::Push(&push));
            }
            _ = store.tick(), if shared.state.is_some() => {
                if Instant::now() >= rested {
                    let began = Instant::now();
                    shared.store()?;
                    rested = Instant::now() + began.elapsed() * STORE_REST;
                }
            }
            () = acceptor.run() => {}
        }
    }
    drop(outbox);
    shared.sockets.shut_down().await;
    acceptor.shut_down().await;
    while let Ok(spoken) = said.try_recv() {
        line(spoken.shown());
    }
    let undelivered = {
        let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
        world.release_pushes();
        shared.is_changed.store(true, Ordering::Relaxed);
        world.undelivered_pushes()
    };
    shared.store()?;
    Ok(Served { undelivered })
}

/// Waits for a call of the control API by this process; for ever if there are none.
async fn next(controls: &mut Option<mpsc::Receiver<ControlCall>>) -> Option<ControlCall> {
    match controls {
        Some(controls) => controls.recv().await,
        None => pending().await,
    }
}

impl Shared {
    fn say(&self, call: ServedCall) {
        self.lines.send(Line::Call(Box::new(call))).ok();
    }
}

impl Service for Shared {
    type Body = WholeBody;

    async fn answer(self: Arc<Self>, request: Request<Incoming>, peer: SocketAddr) -> Option<HttpResponse> {
        if asks_for_websocket(&request) {
            return Some(match request.uri().path() {
                SOCKET_PATH => connect(request, peer, &self),
                other => aibot::refuse_path(other, &self),
            });
        }
        respond(request, peer, &self).await
    }
}

/// Answers the handshake of an intelligent bot, unless a page of another site asks for it.
fn connect(request: Request<Incoming>, peer: SocketAddr, shared: &Arc<Shared>) -> HttpResponse {
    if is_from_other_site(request.headers()) {
        return closing(response(StatusCode::FORBIDDEN, "text/plain; charset=utf-8", OTHER_SITE));
    }
    aibot::connect(request, peer, shared)
}

async fn respond(request: Request<Incoming>, from: SocketAddr, shared: &Shared) -> Option<HttpResponse> {
    let began = Instant::now();
    let (head, body) = request.into_parts();
    let (method, path) = (head.method.as_str().to_owned(), head.uri.path().to_owned());
    let links = path.starts_with(LINK_PREFIX) || path.starts_with(FILE_PREFIX);
    let controls = path.starts_with(control::PATH_PREFIX) && !links;
    if controls && is_from_other_site(&head.headers) {
        return Some(closing(control_response(403, &serde_json::json!({ "error": OTHER_SITE }))));
    }
    if path.starts_with(LOGIN_PREFIX) && is_to_other_name(&head.headers, &[LOGIN_HOST]) {
        let reason = "call 127.0.0.1, localhost or open.weixin.qq.com: this name may belong to another site";
        return Some(closing(response(StatusCode::FORBIDDEN, "text/plain; charset=utf-8", reason)));
    }
    let at_ms = (shared.now_ms)();
    let body = shared.bodies.read(body).await;
    let log = |call: ServedCall| {
        if !controls {
            let (method, path, ms) = (method.clone(), path.clone(), began.elapsed().as_millis());
            shared.say(ServedCall { at_ms, method, path, ms, ..call });
        }
    };
    let body = match body {
        Ok(body) => body,
        Err(error) => {
            let status = body_status(error);
            log(ServedCall { status: status.as_u16(), ..ServedCall::default() });
            let reason = status.canonical_reason().unwrap_or_default();
            return Some(closing(response(status, "text/plain; charset=utf-8", reason)));
        }
    };
    if controls && path == PAY_KEYS_PATH && method == "GET" {
        let host = head.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        return Some(pay_keys(&shared.pay_keys, host));
    }
    if path == CALLBACK_PATH && method == "POST" {
        return Some(aibot::callback(shared, &body).await);
    }
    if controls {
        let (status, json) = control(shared, (&method, &path, head.uri.query()), &body);
        if method != "GET" {
            shared.lines.send(Line::Control).ok();
        }
        return Some(control_response(status, &json));
    }
    let (dropped, delay) = next_fault(shared);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    if dropped {
        log(ServedCall::default());
        return None;
    }
    let query: Vec<(String, String)> =
        form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let host = head.uri.host().or_else(|| head.headers.get(HOST)?.to_str().ok()).and_then(named);
    let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
    let host = host.unwrap_or_else(|| world.host_of(&path, &query));
    let from = from.ip().to_canonical().to_string();
    let now_ms = (shared.now_ms)();
    let text = |(name, value): (&HeaderName, &HeaderValue)| {
        Some((name.to_string(), value.to_str().ok()?.to_owned()))
    };
    let signs = |(name, _): &(&HeaderName, &HeaderValue)| {
        ["wechatmp-", "wechatpay-"].iter().any(|prefix| name.as_str().starts_with(prefix))
            || [HOST, TRANSFER_ENCODING, AUTHORIZATION, ACCEPT, USER_AGENT, CONTENT_TYPE].contains(name)
    };
    let headers = head.headers.iter().filter(signs).filter_map(text).collect();
    let target = head.uri.path_and_query().map_or(path.as_str(), hyper::http::uri::PathAndQuery::as_str);
    let (method, path) = (method.as_str(), path.as_str());
    let call = MockCall { method, host, path, target, query, body: &body, headers, from: &from, now_ms };
    let keys = MockKeys { api: shared.api_keys.as_ref(), pay: &shared.pay_keys };
    let mut answer = sealed::answer(&mut world, &call, keys);
    let logged = if shared.logs_texts { world.logged_call(&call) } else { None };
    shared.take_changes(&mut world);
    // Whoever is told that an order is placed may rely on it.
    if call.host.is_pay()
        && let Err(error) = shared.record(&mut world)
    {
        answer = MockAnswer { status: 500, errcode: 500, ..MockAnswer::json(&not_stored(&error)) };
    }
    drop(world);
    let contents = shared.contents.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(content) = answer.stored.take().and_then(|hash| contents.get(&hash)) {
        answer.body.clone_from(content);
    }
    drop(contents);
    let MockAnswer { errcode, status, causes, warnings, .. } = &answer;
    let (errcode, status) = (Some(*errcode), *status);
    let (causes, warnings) = (causes.clone(), warnings.clone());
    log(ServedCall { errcode, status, causes, warnings, logged, ..ServedCall::default() });
    Some(answered(answer))
}

/// Returns the WeChat host with this name, which clients send if only the address was redirected to the mock.
fn named(host: &str) -> Option<Host> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    Host::ALL.into_iter().find(|host| host.name().eq_ignore_ascii_case(name))
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

/// Answers a call of the control API with a status and JSON.
fn control(shared: &Shared, (method, path, query): (&str, &str, Option<&str>), body: &[u8]) -> (u16, Value) {
    let mut pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    let openid = pairs.find(|(name, _)| name == "openid").map(|(_, openid)| openid);
    let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
    let mut fault_state = shared.fault_state.lock().unwrap_or_else(PoisonError::into_inner);
    let before = fault_state.faults.drop;
    let (status, json) = control::answer(
        (&mut world, &mut fault_state.faults),
        (&shared.first, &shared.faults),
        (method, path, openid.as_deref()),
        body,
        (shared.now_ms)(),
    );
    shared.take_changes(&mut world);
    // Calls are counted from the one after the change.
    if fault_state.faults.drop != before {
        fault_state.calls = 0;
    }
    drop(fault_state);
    // Whoever is told that an order is paid may rely on it.
    if path.starts_with(PAY_PATH)
        && let Err(error) = shared.record(&mut world)
    {
        return (500, not_stored(&error));
    }
    (status, json)
}

/// Returns the answer of a server that cannot store its state.
fn not_stored(error: &MockStateError) -> Value {
    let reason = format!("the state cannot be stored: {error}");
    serde_json::json!({ "code": "SYSTEM_ERROR", "message": reason, "error": reason })
}
