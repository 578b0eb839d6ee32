//! The server: forwards each push, passes the answer back, and reports both.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CONNECTION, CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use hyper::http::request::Parts;
use hyper::{Request, Response, StatusCode};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::destination::{Destination, Route};
use super::opened::{self, Opened, Standing};
use super::repeats::Repeats;
use crate::bot::serve::{Account, CallbackQuery, push_id};
use crate::http::server::{Acceptor, ServerLimits, Service, is_from_other_page};
use crate::http::{Failure, Forwarder, PassedBody};
use crate::message::{Answer, MAX_BODY_BYTES, ReplyContext, Rule, Verdict, verdict};
use crate::recording::{Pseudonyms, RecordedAnswer, RecordedBody, RecordedPush, Recorder};

/// The limits of the server. Tunnels keep their connections open.
const LIMITS: ServerLimits =
    ServerLimits { connections: 512, idle: Duration::from_secs(90), shutdown: Duration::from_secs(6) };
/// The longest time for the body of a push.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// The part of a body that is looked at and recorded, in bytes; the rest only passes through.
const MAX_KEPT_BYTES: usize = 256 * 1024;
/// The number of reports that wait to be printed.
const MAX_WAITING_REPORTS: usize = 4096;
/// The headers that concern one connection only (RFC 9110, section 7.6.1).
const HOP_HEADERS: [HeaderName; 5] = [
    CONNECTION,
    TRANSFER_ENCODING,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    HeaderName::from_static("upgrade"),
];

/// The settings of a relay.
pub(crate) struct Relay {
    /// Sends the requests.
    pub forwarder: Forwarder,
    /// The destination of pushes that no route takes.
    pub destination: Destination,
    /// The routes; the first whose condition is met takes a push.
    pub routes: Vec<Route>,
    /// `true` if webot answers `success` when the bot cannot be reached.
    pub answers_success: bool,
    /// The account, by whose token and key pushes are verified and decrypted.
    pub account: Account,
    /// The recording.
    pub recorder: Option<Recorder>,
    /// The pseudonyms for users, in reports and in the recording.
    pub pseudonyms: Option<Pseudonyms>,
    /// The longest time that the bot may take.
    pub limit: Duration,
    /// The clock, in milliseconds since 1970.
    pub now_ms: fn() -> u64,
}

/// A push that was forwarded.
#[derive(Debug)]
pub(crate) struct RelayedPush {
    /// The number of the push, from 1.
    pub number: u64,
    /// The push and its answer.
    pub recorded: RecordedPush,
    /// The name of its kind; `verify-url` for a check of the URL.
    pub kind: String,
    /// The result of verifying it.
    pub standing: Standing,
    /// The number of this delivery, from 1.
    pub delivery: u32,
    /// The verdict on the answer of the bot.
    pub verdict: Option<Verdict>,
    /// The failure, if the bot did not answer.
    pub failure: Option<Failure>,
    /// `true` if webot answered in place of the bot.
    pub answered_by_webot: bool,
    /// `true` if the bot accepts a probe of WeChat Pay, whose signature is false on purpose.
    pub accepts_probe: bool,
    /// `true` if the sender closed the connection before the answer.
    pub hung_up: bool,
}

/// A report of a relay.
#[derive(Debug)]
pub(crate) enum RelayEvent {
    /// A push was forwarded.
    Push(Box<RelayedPush>),
    /// A push cannot be recorded; the message of the system. Forwarding goes on.
    NotRecorded(String),
    /// Pushes are recorded again; holds the number of those that were not.
    RecordsAgain(u64),
    /// Reports were dropped, because they could not be printed fast enough.
    Lost(u64),
}

struct Shared {
    relay: Relay,
    recorder: Mutex<Recording>,
    repeats: Mutex<Repeats>,
    reports: mpsc::Sender<RelayEvent>,
    lost: AtomicU64,
    numbers: AtomicU64,
}

/// The recording and its state.
struct Recording {
    recorder: Option<Recorder>,
    /// The number of pushes that could not be recorded since the last that could.
    missing: u64,
}

/// Forwards until `end` completes and the requests in progress are answered. Calls `report` for each push. Returns the
/// number of pushes.
pub(crate) async fn relay(
    listener: TcpListener,
    mut relay: Relay,
    end: impl Future<Output = ()>,
    mut report: impl FnMut(RelayEvent),
) -> u64 {
    let (reports, mut reported) = mpsc::channel(MAX_WAITING_REPORTS);
    let recording = Recording { recorder: relay.recorder.take(), missing: 0 };
    let shared = Arc::new(Shared {
        relay,
        recorder: Mutex::new(recording),
        repeats: Mutex::default(),
        reports,
        lost: AtomicU64::new(0),
        numbers: AtomicU64::new(0),
    });
    let mut acceptor = Acceptor::new(listener, Arc::clone(&shared), LIMITS);
    let mut end = pin!(end);
    loop {
        tokio::select! {
            biased;
            () = &mut end => break,
            Some(event) = reported.recv() => {
                report(event);
                let lost = shared.lost.swap(0, Ordering::Relaxed);
                if lost > 0 {
                    report(RelayEvent::Lost(lost));
                }
            }
            () = acceptor.run() => {}
        }
    }
    acceptor.shut_down().await;
    while let Ok(event) = reported.try_recv() {
        report(event);
    }
    shared.numbers.load(Ordering::Relaxed)
}

impl Service for Shared {
    type Body = PassedBody;

    async fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
        peer: SocketAddr,
    ) -> Option<Response<PassedBody>> {
        // A browser names the page; WeChat does not, and a tunnel adds nothing of the kind.
        if is_from_other_page(request.headers()) {
            return Some(plain(StatusCode::FORBIDDEN, "The request comes from a web page"));
        }
        let (answer, answered) = oneshot::channel();
        // On its own, because a push is also reported if its sender no longer waits.
        tokio::spawn(async move { self.forward(request, peer, answer).await });
        answered.await.ok()
    }
}

/// The answer of a bot, before it is passed back.
struct BotAnswer {
    response: Response<PassedBody>,
    answer: Answer,
    body: RecordedBody,
}

impl Shared {
    async fn forward(
        &self,
        request: Request<Incoming>,
        peer: SocketAddr,
        answer: oneshot::Sender<Response<PassedBody>>,
    ) {
        let (began, time_ms) = (Instant::now(), (self.relay.now_ms)());
        let (head, body) = request.into_parts();
        let body = match timeout(BODY_TIMEOUT, PassedBody::read(body, MAX_KEPT_BYTES)).await {
            Ok(Ok(body)) => body,
            Ok(Err(_)) => return,
            Err(_) => {
                answer.send(plain(StatusCode::REQUEST_TIMEOUT, "Too slow")).ok();
                return;
            }
        };
        let query = head.uri.query().unwrap_or_default();
        let is_check = head.method == "GET";
        let start = body.start();
        let opened = if is_check {
            self.open_check(query, time_ms)
        } else {
            opened::open(&self.relay.account, query, &start, time_ms)
        };
        let number = self.numbers.fetch_add(1, Ordering::Relaxed) + 1;
        let delivery = if is_check || opened.push.document.0.is_empty() {
            1
        } else {
            let id = push_id(head.uri.path(), &opened.push.document);
            self.repeats.lock().unwrap_or_else(PoisonError::into_inner).count(id)
        };
        let path = head.uri.path();
        let route = self.relay.routes.iter().find(|route| route.condition.meets(path, &opened.push.document));
        let destination = route.map_or(&self.relay.destination, |route| &route.destination);
        let mut recorded = RecordedPush {
            time_ms,
            method: head.method.as_str().to_owned(),
            target: head.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned(),
            headers: texts(&head.headers),
            body: kept(&body, &start, &head.headers),
            message: opened.decrypted.clone(),
            destination: Some(destination.shown.clone()),
            answer: None,
            failure: None,
            ms: 0.0,
        };
        let result = self.ask(destination, head, body, peer, began).await;
        recorded.ms = f64::from(u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX)) / 1000.0;
        let is_probe = recorded.is_probe();
        let mut relayed = Relayed { verdict: None, failure: None, answered_by_webot: false };
        let response = match result {
            Ok(bot) => {
                if !is_check && !is_probe {
                    relayed.verdict = self.judge(&bot, &opened);
                }
                recorded.answer = Some(RecordedAnswer {
                    status: bot.answer.status,
                    headers: bot.answer.headers,
                    body: bot.body,
                    reply: relayed.verdict.as_ref().and_then(|verdict| verdict.decrypted.clone()),
                });
                bot.response
            }
            Err(failure) => {
                recorded.failure = Some(failure.name().to_owned());
                let timed_out = matches!(failure, Failure::Timeout(_));
                relayed.failure = Some(failure);
                if self.relay.answers_success && !is_check {
                    relayed.answered_by_webot = true;
                    plain(StatusCode::OK, "success")
                } else if timed_out {
                    plain(StatusCode::GATEWAY_TIMEOUT, "The bot did not answer in time")
                } else {
                    plain(StatusCode::BAD_GATEWAY, "The bot cannot be reached")
                }
            }
        };
        recorded.mask_secrets();
        if let Some(pseudonyms) = &self.relay.pseudonyms {
            pseudonyms.apply(&mut recorded);
        }
        // A push that was answered is in the file, even if webot is killed now.
        self.record(&recorded);
        let accepted = |answer: &RecordedAnswer| matches!(answer.status, 200 | 204);
        let accepts_probe = is_probe && recorded.answer.as_ref().is_some_and(accepted);
        let hung_up = answer.send(response).is_err();
        let kind = if recorded.is_url_check() { "verify-url".to_owned() } else { opened.push.kind };
        let Relayed { verdict, failure, answered_by_webot } = relayed;
        self.report(RelayEvent::Push(Box::new(RelayedPush {
            number,
            recorded,
            kind,
            standing: opened.standing,
            delivery,
            verdict,
            failure,
            answered_by_webot,
            accepts_probe,
            hung_up,
        })));
    }

    /// Judges the answer to a push; `None` if only the start of its body is kept.
    fn judge(&self, bot: &BotAnswer, opened: &Opened) -> Option<Verdict> {
        if bot.body.is_cut() && !bot.answer.truncated {
            return None;
        }
        let Opened { push, credentials, format, .. } = opened;
        let mut judged = verdict(&bot.answer, ReplyContext { push, credentials, format: *format });
        if self.relay.account.token.is_none() {
            judged.findings.retain(|rule| !matches!(rule, Rule::BadSignature(Some(_))));
        }
        Some(judged)
    }

    /// Verifies the query of a request without a push.
    fn open_check(&self, query: &str, now_ms: u64) -> Opened {
        let account = &self.relay.account;
        let mut opened = opened::open(account, "", b"", now_ms);
        let checked = account.verify_url(&CallbackQuery::parse(query), now_ms, 0);
        opened.standing = match checked {
            _ if account.token.is_none() || !query.contains("echostr=") => Standing::Unverified,
            Ok(_) => Standing::Verified,
            Err(reason) => {
                Standing::Refused(opened::refusal(account, &CallbackQuery::parse(query), b"", reason))
            }
        };
        opened
    }

    /// Sends a request to the bot, and returns its answer.
    async fn ask(
        &self,
        destination: &Destination,
        head: Parts,
        body: PassedBody,
        peer: SocketAddr,
        began: Instant,
    ) -> Result<BotAnswer, Failure> {
        let uri = destination.uri(&head.uri).ok_or_else(|| Failure::Other("invalid path".to_owned()))?;
        let mut request = Request::new(body);
        *request.method_mut() = head.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = passed_headers(head.headers, destination, peer);
        let limit_ms = u64::try_from(self.relay.limit.as_millis()).unwrap_or(u64::MAX);
        let left = |began: Instant| self.relay.limit.saturating_sub(began.elapsed());
        let late = |_| Failure::Timeout(limit_ms);
        let response = timeout(left(began), self.relay.forwarder.send(request)).await.map_err(late)??;
        let (mut head, body) = response.into_parts();
        let headers = texts(&head.headers);
        let body = timeout(left(began), PassedBody::read(body, MAX_KEPT_BYTES)).await.map_err(late)?;
        let body = body.map_err(|_| Failure::Closed)?;
        let start = body.start();
        let kept = kept(&body, &start, &head.headers);
        let too_long = kept.length().is_some_and(|length| length > MAX_BODY_BYTES as u64);
        let text = |name: &str| {
            let found = headers.iter().find(|(given, _)| given == name);
            found.map(|(_, value)| value.clone())
        };
        let answer = Answer {
            status: head.status.as_u16(),
            location: text("location"),
            encoding: text("content-encoding"),
            headers,
            body: start.to_vec(),
            truncated: too_long,
            elapsed_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        for name in &HOP_HEADERS {
            head.headers.remove(name);
        }
        Ok(BotAnswer { response: Response::from_parts(head, body), answer, body: kept })
    }

    fn record(&self, recorded: &RecordedPush) {
        let mut recording = self.recorder.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(recorder) = &mut recording.recorder else { return };
        match recorder.append(recorded) {
            Ok(()) => {
                let missing = std::mem::take(&mut recording.missing);
                if missing > 0 {
                    self.report(RelayEvent::RecordsAgain(missing));
                }
            }
            Err(error) => {
                recording.missing += 1;
                if recording.missing == 1 {
                    self.report(RelayEvent::NotRecorded(error.to_string()));
                }
            }
        }
    }

    fn report(&self, event: RelayEvent) {
        if self.reports.try_send(event).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The parts of a report that the answer decides.
struct Relayed {
    verdict: Option<Verdict>,
    failure: Option<Failure>,
    answered_by_webot: bool,
}

fn plain(status: StatusCode, text: &'static str) -> Response<PassedBody> {
    let mut response = Response::new(PassedBody::whole(text.as_bytes()));
    *response.status_mut() = status;
    response
}

/// Returns the part of a body that is recorded.
fn kept(body: &PassedBody, start: &Bytes, headers: &HeaderMap) -> RecordedBody {
    if body.is_whole() && start.len() <= MAX_KEPT_BYTES {
        return RecordedBody::whole(start);
    }
    let declared = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let length = declared.or(body.is_whole().then_some(start.len() as u64));
    RecordedBody::cut(start, MAX_KEPT_BYTES, length)
}

fn texts(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

/// Returns the headers of the request to the bot: those that arrived, with the bot's name as host. A proxy before webot
/// has said already whom the request comes from.
fn passed_headers(mut headers: HeaderMap, destination: &Destination, peer: SocketAddr) -> HeaderMap {
    for name in &HOP_HEADERS {
        headers.remove(name);
    }
    let host = destination.authority().parse().ok();
    if let Some(asked) = host.and_then(|host| headers.insert(HOST, host)) {
        headers.entry("x-forwarded-host").or_insert(asked);
    }
    if let Ok(from) = peer.ip().to_canonical().to_string().parse() {
        headers.entry("x-forwarded-for").or_insert(from);
    }
    headers
}
