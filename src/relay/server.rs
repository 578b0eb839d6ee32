//! The server: forwards each push, passes the answer back, and reports both.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::{Request, Response, StatusCode};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::destination::{Destination, Route};
use super::head::{HOP_HEADERS, MAX_KEPT_BYTES, kept, passed_headers, texts};
use super::opened::{self, Opened, Sealed, Standing};
use super::push::{RelayEvent, RelayedPush, Resent};
use super::repeats::Repeats;
use super::resend::Resend;
use crate::bot::serve::{Account, CallbackQuery, push_id};
use crate::http::server::{Acceptor, ServerLimits, Service, is_from_other_page};
use crate::http::{Failure, Forwarder, PassedBody};
use crate::message::{Answer, MAX_BODY_BYTES, ReplyContext, Rule, Verdict, verdict};
use crate::recording::{Pseudonyms, RecordedAnswer, RecordedBody, RecordedPush, Recorder};
use crate::system::System;

/// The limits of the server. Tunnels keep their connections open.
const LIMITS: ServerLimits =
    ServerLimits { connections: 512, idle: Duration::from_secs(90), shutdown: Duration::from_secs(6) };
/// The longest time for the body of a push.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// The number of reports that wait to be printed.
const MAX_WAITING_REPORTS: usize = 4096;
/// The number of reports that are printed at a time.
const MAX_REPORTS: usize = 256;

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
    /// `true` if pushes may be sent again, so that their secrets are kept in memory.
    pub keeps_originals: bool,
    /// Clock and randomness.
    pub system: System,
}

struct Shared {
    relay: Relay,
    recorder: Mutex<Recording>,
    repeats: Mutex<Repeats>,
    reports: mpsc::Sender<RelayEvent>,
    lost: AtomicU64,
    numbers: AtomicU64,
    /// The number of those that were sent again from here.
    resent: AtomicU64,
}

/// The recording and its state.
struct Recording {
    recorder: Option<Recorder>,
    /// The number of pushes that could not be recorded since the last that could.
    missing: u64,
}

/// Forwards until `end` completes and the requests in progress are answered. Calls `report` with the pushes that are done,
/// and sends again those that `resends` names. Returns the number of pushes, without these.
pub(crate) async fn relay(
    listener: TcpListener,
    mut relay: Relay,
    mut resends: mpsc::Receiver<Resend>,
    end: impl Future<Output = ()>,
    mut report: impl FnMut(Vec<RelayEvent>),
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
        resent: AtomicU64::new(0),
    });
    let mut acceptor = Acceptor::new(listener, Arc::clone(&shared), LIMITS);
    // The reports never end: `shared` can send more.
    let next = async || {
        let mut events = Vec::new();
        tokio::select! {
            biased;
            1.. = reported.recv_many(&mut events, MAX_REPORTS) => Next::Events(events),
            Some(resend) = resends.recv() => Next::Resend(Box::new(resend)),
        }
    };
    let handle = |next| match next {
        Next::Events(mut events) => {
            let lost = shared.lost.swap(0, Ordering::Relaxed);
            events.extend((lost > 0).then_some(RelayEvent::Lost(lost)));
            report(events);
        }
        Next::Resend(resend) => {
            let shared = Arc::clone(&shared);
            tokio::spawn(async move { shared.resend(*resend).await });
        }
    };
    acceptor.run_until(end, next, handle).await;
    acceptor.shut_down().await;
    let last: Vec<RelayEvent> = std::iter::from_fn(|| reported.try_recv().ok()).collect();
    report(last);
    shared.numbers.load(Ordering::Relaxed) - shared.resent.load(Ordering::Relaxed)
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

/// A task of the server beside its connections.
enum Next {
    /// Events are to be reported.
    Events(Vec<RelayEvent>),
    /// A push is to be sent again.
    Resend(Box<Resend>),
}

/// The arrival of a request.
struct Arrival {
    began: Instant,
    /// The time, in milliseconds since 1970.
    time_ms: u64,
    peer: SocketAddr,
    /// The push that it repeats, if it was sent again from here.
    resent: Option<Resent>,
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
        let arrival =
            Arrival { began: Instant::now(), time_ms: self.relay.system.now_ms(), peer, resent: None };
        let (head, body) = request.into_parts();
        let body = match timeout(BODY_TIMEOUT, PassedBody::read(body, MAX_BODY_BYTES)).await {
            Ok(Ok(body)) => body,
            Ok(Err(_)) => return,
            Err(_) => {
                answer.send(plain(StatusCode::REQUEST_TIMEOUT, "Too slow")).ok();
                return;
            }
        };
        self.exchange(arrival, head, body, answer).await;
    }

    /// Sends a push again, as if it had arrived once more, and reports it.
    async fn resend(&self, resend: Resend) {
        let peer = SocketAddr::from(([127, 0, 0, 1], 0));
        let system = self.relay.system;
        // Without randomness there is no nonce; nothing is sent.
        let Some((head, body, resent)) = resend.request(self.relay.account.token.is_some(), system) else {
            return;
        };
        self.resent.fetch_add(1, Ordering::Relaxed);
        let (began, time_ms) = (Instant::now(), system.now_ms());
        let arrival = Arrival { began, time_ms, peer, resent: Some(resent) };
        // The answer goes to the report only.
        let (answer, _answered) = oneshot::channel();
        self.exchange(arrival, head, PassedBody::whole(body), answer).await;
    }

    /// Passes a request to the bot and its answer back, and reports both.
    async fn exchange(
        &self,
        arrival: Arrival,
        head: Parts,
        body: PassedBody,
        answer: oneshot::Sender<Response<PassedBody>>,
    ) {
        let Arrival { began, time_ms, peer, resent } = arrival;
        let query = head.uri.query().unwrap_or_default();
        let is_check = head.method == "GET";
        let start = body.start();
        let opened = if is_check {
            self.open_check(query, time_ms)
        } else {
            opened::open(&self.relay.account, query, (&start, body.is_whole()), time_ms)
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
        let mut relayed = Relayed::default();
        let response = match result {
            Ok(bot) => {
                if !is_check && !is_probe {
                    (relayed.verdict, relayed.unjudged) = self.judge(&bot, &opened);
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
        let has_pseudonyms = self.relay.pseudonyms.is_some();
        let original = (self.relay.keeps_originals || has_pseudonyms).then(|| Box::new(recorded.clone()));
        recorded.mask_secrets();
        if let Some(pseudonyms) = &self.relay.pseudonyms {
            pseudonyms.apply(&mut recorded);
        }
        let original = original.filter(|original| **original != recorded);
        if resent.is_none() {
            // A push that was answered is in the file, even if webot is killed now.
            self.record(&recorded);
        }
        let accepted = |answer: &RecordedAnswer| matches!(answer.status, 200 | 204);
        let accepts_probe = is_probe && recorded.answer.as_ref().is_some_and(accepted);
        let hung_up = answer.send(response).is_err() && resent.is_none();
        let kind = if recorded.is_url_check() { "verify-url".to_owned() } else { opened.push.kind };
        let Relayed { verdict, unjudged, failure, answered_by_webot } = relayed;
        self.report(RelayEvent::Push(Arc::new(RelayedPush {
            number,
            recorded,
            kind,
            standing: opened.standing,
            credentials: opened.credentials,
            format: opened.format,
            original,
            resent,
            delivery,
            verdict,
            unjudged,
            failure,
            answered_by_webot,
            accepts_probe,
            hung_up,
        })));
    }

    /// Judges the answer to a push; there is no verdict if only the start of its body is kept, or if push and answer
    /// are encrypted and the push could not be decrypted.
    fn judge(&self, bot: &BotAnswer, opened: &Opened) -> (Option<Verdict>, Option<Sealed>) {
        if bot.body.is_cut() && !bot.answer.truncated {
            return (None, None);
        }
        let Opened { push, credentials, format, .. } = opened;
        let mut judged = verdict(&bot.answer, ReplyContext { push, credentials, format: *format });
        if self.relay.account.token.is_none() {
            judged.findings.retain(|rule| !matches!(rule, Rule::BadSignature(Some(_))));
        }
        match opened.sealed {
            None => (Some(judged), None),
            Some(sealed) => {
                let verdict = sealed.judged(judged);
                let unjudged = verdict.is_none().then_some(sealed);
                (verdict, unjudged)
            }
        }
    }

    /// Verifies the query of a request without a push.
    fn open_check(&self, query: &str, now_ms: u64) -> Opened {
        let account = &self.relay.account;
        let mut opened = opened::open(account, "", (b"", true), now_ms);
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
#[derive(Default)]
struct Relayed {
    verdict: Option<Verdict>,
    unjudged: Option<Sealed>,
    failure: Option<Failure>,
    answered_by_webot: bool,
}

fn plain(status: StatusCode, text: &'static str) -> Response<PassedBody> {
    let mut response = Response::new(PassedBody::whole(text.as_bytes()));
    *response.status_mut() = status;
    response
}
