//! The server: accepts connections, reloads changed rules, and reports events.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::RuntimeFlavor;
use tokio::sync::{Notify, oneshot};
use tokio::time::{MissedTickBehavior, interval, sleep_until, timeout};

use super::account::Account;
use super::log::{LogEntry, ServerEvent};
use super::watch::FileWatcher;
use crate::bot::engine::EngineDeps;
use crate::bot::rules::{FilePosition, Problem, ProblemKind, RuleBook, WatchedFile};
use crate::bot::session::Sessions;
use crate::http::server::{Acceptor, BodyLimits, BodyReader, ServerLimits};

/// The maximum time for the head of a request, and for silence between two requests.
const IDLE_TIMEOUT: Duration = Duration::from_secs(15);
/// The limits of bodies.
const BODY_LIMITS: BodyLimits =
    BodyLimits { bytes: 1 << 20, time: Duration::from_secs(10), waiting: 64, waiting_bytes: 16 << 20 };
/// The maximum time for requests in progress when the server ends.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(6);
/// The maximum time for reading changed rules.
const RELOAD_TIMEOUT: Duration = Duration::from_secs(10);
/// The interval for checking files for changes.
const WATCH_INTERVAL: Duration = Duration::from_millis(250);
/// The maximum number of events waiting to be reported.
const MAX_PENDING_EVENTS: usize = 8192;
/// The maximum number of log entries that are kept to be used again.
const MAX_SPARE_ENTRIES: usize = 1024;
/// The time for collecting events: writing many at once costs little more than writing one.
const REPORT_DELAY: Duration = Duration::from_millis(10);

/// The options of a server.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// The maximum difference between a timestamp and the clock, in seconds; 0 accepts any timestamp.
    pub window_s: u64,
    /// `true` if a nonce is accepted only once.
    pub reject_repeated_nonces: bool,
    /// The path of the health check.
    pub health_path: String,
    /// The maximum number of connections at a time.
    pub max_connections: usize,
    /// `true` if every request is logged; otherwise only rejections and failures are.
    pub log_requests: bool,
    /// `true` if log entries have the messages and the replies.
    pub keeps_exchanges: bool,
    /// `true` if pushes whose family shows no reply get the answer that it wants, whatever the rules say.
    pub answers_by_family: bool,
    /// The clock, in milliseconds since 1970.
    pub now_ms: fn() -> u64,
}

/// The rules and accounts in use.
pub(super) struct ActiveRules {
    pub(super) book: RuleBook,
    pub(super) accounts: Vec<Account>,
}

/// The rules and accounts that were read, and the files to watch.
pub(crate) type ReadRules = (Result<(RuleBook, Vec<Account>), Vec<Problem>>, Vec<WatchedFile>);

/// Reads the rules and accounts again, and returns the files to watch.
pub(crate) type Reload = Box<dyn Fn() -> ReadRules + Send + Sync>;

/// The reading of changed rules on a thread of its own, which requests do not wait for. `None` if it takes too long.
struct Reading(Option<Pin<Box<dyn Future<Output = Option<ReadRules>> + Send>>>);

impl Reading {
    fn none() -> Self {
        Self(None)
    }

    fn start(reload: Arc<Reload>) -> Self {
        let (done, read) = oneshot::channel();
        // The runtime would wait at its end for a thread of its own that never ends.
        let read_rules = move || drop(done.send(reload()));
        let thread = std::thread::Builder::new().name("rules".to_owned()).spawn(read_rules);
        Self(Some(Box::pin(async move {
            thread.ok()?;
            timeout(RELOAD_TIMEOUT, read).await.ok()?.ok()
        })))
    }

    fn is_active(&self) -> bool {
        self.0.is_some()
    }
}

impl Future for Reading {
    type Output = Option<ReadRules>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Some(reading) => reading.as_mut().poll(context),
            None => Poll::Pending,
        }
    }
}

/// A bot: its rules, its accounts and its sessions.
pub(crate) struct Bot {
    active: Mutex<Arc<ActiveRules>>,
    pub(super) sessions: Sessions,
    pub(super) deps: EngineDeps,
    pub(super) options: Options,
}

impl Bot {
    /// Returns a bot with these rules and accounts.
    pub(crate) fn new(
        book: RuleBook,
        accounts: Vec<Account>,
        sessions: Sessions,
        deps: EngineDeps,
        options: Options,
    ) -> Self {
        Self { active: Mutex::new(Arc::new(ActiveRules { book, accounts })), sessions, deps, options }
    }

    pub(super) fn active(&self) -> Arc<ActiveRules> {
        Arc::clone(&self.active.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the files that contain its rules.
    fn files(&self) -> Vec<WatchedFile> {
        self.active().book.files.clone()
    }
}

/// A bot with its listening socket.
pub(crate) struct Server {
    /// The listening socket.
    pub listener: TcpListener,
    /// The bot.
    pub bot: Bot,
    /// Reads changed files; `None` if files are not watched.
    pub reload: Option<Reload>,
}

/// Serves until `end` completes and the requests in progress are answered. Calls `report` with batches of events.
/// Returns the number of answered messages.
pub(crate) async fn serve(
    server: Server,
    end: impl Future<Output = ()>,
    mut report: impl FnMut(&[ServerEvent]),
) -> u64 {
    let Server { listener, bot, reload } = server;
    let flavor = tokio::runtime::Handle::current().runtime_flavor();
    let single_threaded = flavor == RuntimeFlavor::CurrentThread;
    let answered = AtomicU64::new(0);
    let state = Arc::new(ServerState {
        bot,
        single_threaded,
        answered,
        bodies: BodyReader::new(BODY_LIMITS),
        unsigned_bodies: BodyReader::new(BODY_LIMITS),
        pending_events: Mutex::default(),
        spare_entries: Mutex::default(),
        events_pending: Notify::new(),
    });
    let limits = ServerLimits {
        connections: state.bot.options.max_connections,
        idle: IDLE_TIMEOUT,
        shutdown: SHUTDOWN_TIMEOUT,
    };
    let mut acceptor = Acceptor::new(listener, Arc::clone(&state), limits);
    let mut watcher = FileWatcher::new(state.bot.files());
    let mut watch_tick = interval(WATCH_INTERVAL);
    watch_tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut end = pin!(end);
    let mut reading = Reading::none();
    let reload = reload.map(Arc::new);
    let mut report_at = None;
    // The two buffers are swapped, so that no memory is allocated under load.
    let mut events = Vec::new();
    loop {
        tokio::select! {
            biased;
            () = &mut end => break,
            () = state.events_pending.notified() => report_at = Some(tokio::time::Instant::now() + REPORT_DELAY),
            () = sleep_until(report_at.unwrap_or_else(tokio::time::Instant::now)), if report_at.is_some() => {
                report_at = None;
                state.take_events(&mut events);
                report(&events);
            }
            read = &mut reading => {
                reading = Reading::none();
                report(&[state.bot.reload(read, &mut watcher)]);
            }
            _ = watch_tick.tick(), if reload.is_some() && !reading.is_active() => {
                if let Some(reload) = &reload
                    && watcher.changed()
                {
                    reading = Reading::start(Arc::clone(reload));
                }
            }
            () = acceptor.run() => {}
        }
    }
    acceptor.shut_down().await;
    state.take_events(&mut events);
    report(&events);
    state.answered.load(Ordering::Relaxed)
}

impl Bot {
    /// Uses rules that were read again; `None` if reading them takes too long.
    fn reload(&self, read: Option<ReadRules>, watcher: &mut FileWatcher) -> ServerEvent {
        let Some((read, files)) = read else {
            let file = self.files().first().map(|file| file.path.clone()).unwrap_or_default();
            let position = FilePosition { file, line: 1, column: 1 };
            let problem = Problem { position, rule: None, kind: ProblemKind::SlowLoads };
            return ServerEvent::ReloadFailed(vec![problem]);
        };
        // The files of an invalid change are watched as well, so that its correction is noticed.
        *watcher = FileWatcher::new(files);
        match read {
            Ok((book, accounts)) => {
                let rules = book.count_all();
                let active = Arc::new(ActiveRules { book, accounts });
                *self.active.lock().unwrap_or_else(PoisonError::into_inner) = active;
                ServerEvent::Reloaded(rules)
            }
            Err(problems) => ServerEvent::ReloadFailed(problems),
        }
    }
}

pub(super) struct ServerState {
    pub(super) bot: Bot,
    pub(super) single_threaded: bool,
    /// The number of answered messages.
    pub(super) answered: AtomicU64,
    /// The reader of bodies whose senders are verified.
    pub(super) bodies: BodyReader,
    /// The reader of all other bodies, so that they do not get in the way of the former.
    pub(super) unsigned_bodies: BodyReader,
    /// The events to report, and the number of entries dropped.
    pending_events: Mutex<(Vec<ServerEvent>, u64)>,
    events_pending: Notify,
    /// Empty log entries, to be used again.
    #[expect(clippy::vec_box, reason = "entries are handed on by their pointers")]
    spare_entries: Mutex<Vec<Box<LogEntry>>>,
}

impl ServerState {
    /// Returns an empty log entry.
    pub(super) fn new_entry(&self) -> Box<LogEntry> {
        self.spare_entries.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Keeps an entry that was reported, or need not be, to be used again.
    pub(super) fn reuse(&self, entry: Box<LogEntry>) {
        let Some(entry) = entry.emptied() else { return };
        let mut spare_entries = self.spare_entries.lock().unwrap_or_else(PoisonError::into_inner);
        if spare_entries.len() < MAX_SPARE_ENTRIES {
            spare_entries.push(entry);
        }
    }

    pub(super) fn log(&self, entry: Box<LogEntry>) {
        let mut pending_events = self.pending_events.lock().unwrap_or_else(PoisonError::into_inner);
        let (events, dropped) = &mut *pending_events;
        if events.len() >= MAX_PENDING_EVENTS {
            *dropped += 1;
            return;
        }
        events.push(ServerEvent::Request(entry));
        if events.len() == 1 {
            self.events_pending.notify_one();
        }
    }

    /// Replaces `events`, which have been reported, with the events to report.
    fn take_events(&self, events: &mut Vec<ServerEvent>) {
        for event in events.drain(..) {
            if let ServerEvent::Request(entry) = event {
                self.reuse(entry);
            }
        }
        let mut pending_events = self.pending_events.lock().unwrap_or_else(PoisonError::into_inner);
        let (pending, dropped) = &mut *pending_events;
        std::mem::swap(pending, events);
        if *dropped > 0 {
            events.push(ServerEvent::EntriesDropped(std::mem::take(dropped)));
        }
    }
}
