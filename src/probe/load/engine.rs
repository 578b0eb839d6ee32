//! Sends the messages.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use hyper::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderValue, USER_AGENT};
use hyper::{Method, Request, Uri};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep_until, timeout};
use url::{Position, Url};

use super::messages::LoadMessages;
use super::tally::Tally;
use crate::http::{Failure, Forwarder, Link, PassedBody};
use crate::message::{Answer, MAX_BODY_BYTES, Stamp, verdict};
use crate::probe::request::AGENT;
use crate::random::SeededRandom;
use crate::system::System;

/// The lateness of a timer that is not the bot's fault.
const TIMER_LATENESS: Duration = Duration::from_millis(2);

/// The time for the answers that are outstanding when a test is interrupted.
const GRACE: Duration = Duration::from_secs(1);

/// The pace of a load test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Pace {
    /// This many messages per second, whether or not earlier ones were answered.
    Rate(f64),
    /// The next message as soon as one of this many is answered.
    Concurrency(usize),
}

/// A load test.
pub(crate) struct LoadPlan {
    /// The bot's URL.
    pub url: Url,
    /// The pace.
    pub pace: Pace,
    /// The time in which messages are sent.
    pub duration: Duration,
    /// The largest number of messages that wait for their answers.
    pub connections: usize,
    /// The longest time to wait for an answer.
    pub limit: Duration,
    /// Clock and randomness.
    pub system: System,
}

/// The times of a load test.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LoadTimes {
    /// The time in which messages were sent.
    pub sending: Duration,
    /// The time until the last answer or failure, if it came after the sending.
    pub total: Duration,
}

struct Shared {
    plan: LoadPlan,
    messages: LoadMessages,
    forwarder: Forwarder,
    host: HeaderValue,
    /// Scheme and host of the bot's URL.
    server: Uri,
    /// Path and query of the bot's URL, to which the query of each message is added.
    base: String,
    began: Instant,
    state: Mutex<State>,
    /// `true` once no message is to be sent any more.
    ended: watch::Sender<bool>,
}

struct State {
    tally: Tally,
    /// The time of the last answer or failure since the start.
    last: Duration,
    /// The number of the next message.
    next: u64,
    random: SeededRandom,
}

/// Sends messages until the plan's time is over or `end` completes, and waits for the answers. Calls `progress` about
/// twice a second with the time since the start. Returns the count and the times.
pub(crate) async fn load(
    plan: LoadPlan,
    messages: LoadMessages,
    forwarder: Forwarder,
    seed: u64,
    end: impl Future<Output = ()>,
    mut progress: impl FnMut(&Tally, Duration),
) -> (Tally, LoadTimes) {
    let host = plan.url.host_str().unwrap_or_default();
    let host = plan.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let workers = match plan.pace {
        Pace::Concurrency(count) => count.max(1),
        Pace::Rate(_) => plan.connections.max(1),
    };
    let shared = Arc::new(Shared {
        base: base(&plan.url),
        server: Uri::try_from(&plan.url[..Position::BeforePath]).unwrap_or_default(),
        host: HeaderValue::from_str(&host).unwrap_or_else(|_| HeaderValue::from_static("localhost")),
        plan,
        messages,
        forwarder,
        began: Instant::now(),
        state: Mutex::new(State {
            tally: Tally::new(),
            last: Duration::ZERO,
            next: 0,
            random: SeededRandom::new(seed),
        }),
        ended: watch::Sender::new(false),
    });
    let mut tasks = JoinSet::new();
    for _ in 0..workers {
        tasks.spawn(work(Arc::clone(&shared)));
    }
    let mut end = std::pin::pin!(end);
    let mut tick = tokio::time::interval(Duration::from_millis(500));
    let mut sending = None;
    let mut waits = true;
    let mut gives_up = None;
    loop {
        tokio::select! {
            biased;
            () = &mut end, if waits => {
                waits = false;
                gives_up = Some(Instant::now() + GRACE);
                shared.ended.send_replace(true);
            }
            () = sleep_until(gives_up.unwrap_or_else(Instant::now).into()), if gives_up.is_some() => {
                gives_up = None;
                tasks.abort_all();
            }
            _ = tick.tick() => progress(&shared.lock().tally, shared.began.elapsed()),
            joined = tasks.join_next(), if !tasks.is_empty() => drop(joined),
            // After the last message of a rate, its interval passes.
            () = sleep_until((shared.began + shared.plan.duration).into()), if tasks.is_empty() => break,
        }
        let elapsed = shared.began.elapsed();
        if sending.is_none() && (elapsed >= shared.plan.duration || !waits) {
            sending = Some(elapsed.min(shared.plan.duration));
        }
        if tasks.is_empty() && !waits {
            break;
        }
    }
    let sending = sending.unwrap_or(shared.plan.duration);
    let mut state = shared.lock();
    let total = state.last.max(sending);
    let mut tally = std::mem::replace(&mut state.tally, Tally::new());
    let abandoned = tally.sent - tally.answered() - tally.unanswered();
    if abandoned > 0 {
        tally.failures.insert("interrupted", abandoned);
    }
    (tally, LoadTimes { sending, total })
}

/// Sends one message after the other.
async fn work(shared: Arc<Shared>) {
    let mut ended = shared.ended.subscribe();
    let mut link = shared.forwarder.link(shared.server.clone());
    loop {
        let Some((number, scheduled)) = shared.next() else { return };
        let due = shared.began + scheduled;
        let waited = due > Instant::now();
        if waited {
            tokio::select! {
                biased;
                _ = ended.wait_for(|ended| *ended) => return,
                () = sleep_until(due.into()) => {}
            }
        }
        let sent = Instant::now();
        // A timer that rings a little late delays the message, not the bot.
        let from = match shared.plan.pace {
            Pace::Concurrency(_) => sent,
            Pace::Rate(_) if waited && sent - due <= TIMER_LATENESS => sent,
            Pace::Rate(_) => due,
        };
        shared.send(&mut link, number, sent, from).await;
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the number of the next message and its time since the start; `None` if there is none.
    fn next(&self) -> Option<(u64, Duration)> {
        let mut state = self.lock();
        let number = state.next;
        let scheduled = match self.plan.pace {
            Pace::Concurrency(_) => self.began.elapsed(),
            #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 messages")]
            Pace::Rate(rate) => Duration::from_secs_f64(number as f64 / rate),
        };
        if *self.ended.borrow()
            || scheduled >= self.plan.duration
            || self.began.elapsed() >= self.plan.duration
        {
            return None;
        }
        state.next += 1;
        Some((number, scheduled))
    }

    async fn send(&self, link: &mut Link, number: u64, sent: Instant, from: Instant) {
        let now = self.plan.system.now();
        let push = self.messages.push(number, now);
        let request = self.request(&push, now);
        self.lock().tally.sent += 1;
        let answered = match request {
            Some(request) => timeout(self.plan.limit, answer(link, request, sent)).await,
            None => Ok(Err(Failure::Other("invalid URL".to_owned()))),
        };
        let late = |_| Failure::Timeout(u64::try_from(self.plan.limit.as_millis()).unwrap_or(u64::MAX));
        match answered.map_err(late).flatten() {
            Ok(answer) => {
                let (latency, corrected) = (sent.elapsed(), from.elapsed());
                let judged = verdict(&answer, self.messages.context(&push));
                let at = self.began.elapsed();
                let mut state = self.lock();
                state.last = state.last.max(at);
                state.tally.answer(answer.status, &judged, latency, corrected, at);
            }
            Err(failure) => {
                let at = self.began.elapsed();
                let mut state = self.lock();
                state.last = state.last.max(at);
                state.tally.failure(&failure, at);
            }
        }
    }

    fn request(&self, push: &crate::message::Push, now: u64) -> Option<Request<PassedBody>> {
        // One hash for all random values of a message.
        let block = self.lock().random.block();
        let number = |bytes: &[u8]| bytes.iter().fold(0, |number: u64, &byte| number << 8 | u64::from(byte));
        let (nonce, mut random) = (number(&block[..8]).to_string(), [0; 16]);
        random.copy_from_slice(&block[8..24]);
        let delivery = self.messages.delivery(push, &Stamp { timestamp: now, nonce: &nonce, random });
        let uri = Uri::try_from(with_pairs(&self.base, &delivery.query)).ok()?;
        let mut request = Request::new(PassedBody::whole(delivery.body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(delivery.content_type));
        headers.insert(HOST, self.host.clone());
        Some(request)
    }
}

/// Sends a request and returns the answer.
async fn answer(link: &mut Link, request: Request<PassedBody>, sent: Instant) -> Result<Answer, Failure> {
    let (head, body) = link.send(request).await?.into_parts();
    let body = PassedBody::read(body, MAX_BODY_BYTES).await.map_err(|_| Failure::Closed)?;
    let headers: Vec<(String, String)> = head
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let header = |name: &str| {
        let found = headers.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.clone())
    };
    let start = body.start();
    Ok(Answer {
        status: head.status.as_u16(),
        location: header("location"),
        encoding: header("content-encoding"),
        headers,
        truncated: !body.is_whole(),
        body: start[..start.len().min(MAX_BODY_BYTES)].to_vec(),
        elapsed_ms: u64::try_from(sent.elapsed().as_millis()).unwrap_or(u64::MAX),
    })
}

/// Returns path and query of a URL, ready for further parameters.
fn base(url: &Url) -> String {
    let end = match url.query() {
        None => "?",
        Some("") => "",
        Some(_) => "&",
    };
    format!("{}{end}", &url[Position::BeforePath..Position::AfterQuery])
}

/// Returns the URL with these parameters.
fn with_pairs(base: &str, pairs: &[(&str, String)]) -> String {
    let mut text = String::with_capacity(base.len() + 200);
    text.push_str(base);
    url::form_urlencoded::Serializer::for_suffix(text, base.len()).extend_pairs(pairs).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_come_after_those_of_the_url() {
        let added = |url: &str| {
            let pairs = [("a", "1".to_owned()), ("b", "好&".to_owned())];
            with_pairs(&base(&Url::parse(url).expect("a URL")), &pairs)
        };
        assert_eq!(added("http://h/w"), "/w?a=1&b=%E5%A5%BD%26");
        assert_eq!(added("http://h/w?k=1#top"), "/w?k=1&a=1&b=%E5%A5%BD%26");
        assert_eq!(added("http://h?"), "/?a=1&b=%E5%A5%BD%26");
    }
}
