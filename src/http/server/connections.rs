//! The connections that are open. There are at most so many; whoever is idle longest makes room for who comes.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

/// A connection, as others see it.
#[derive(Debug, Default)]
pub(super) struct Connection {
    busy: AtomicBool,
    /// When it was last of use, by the clock of [`Connections`].
    since: AtomicU64,
    leave: Notify,
}

/// All connections.
#[derive(Debug)]
pub(super) struct Connections {
    open: Mutex<HashMap<u64, Arc<Connection>>>,
    most: usize,
    /// Whether the server ends.
    ending: AtomicBool,
    began: Instant,
    /// Milliseconds since the server began, as of the last [`Connections::sweep`]: exact enough, and free to read.
    clock: AtomicU64,
    numbers: AtomicU64,
}

/// A place among the connections; it is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    id: u64,
    connection: Arc<Connection>,
    all: Arc<Connections>,
}

/// How soon a place must be free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Once what is under way is answered.
    Soon,
    /// At once.
    Now,
}

/// Held while a request is answered.
#[derive(Debug)]
pub(super) struct Busy<'a>(&'a Place);

impl Connections {
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            open: Mutex::default(),
            most,
            ending: AtomicBool::new(false),
            began: Instant::now(),
            clock: AtomicU64::new(0),
            numbers: AtomicU64::new(0),
        })
    }

    fn now(&self) -> u64 {
        self.clock.load(Ordering::Relaxed)
    }

    /// Lets everybody finish what is under way, and then leave.
    pub(super) fn end(&self) {
        self.ending.store(true, Ordering::Release);
        for connection in self.open.lock().unwrap_or_else(PoisonError::into_inner).values() {
            connection.leave.notify_one();
        }
    }

    /// Sends away those who have been silent for longer than this.
    pub(super) fn sweep(&self, idle: Duration) {
        let idle_ms = u64::try_from(idle.as_millis()).unwrap_or(u64::MAX);
        let now = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.clock.store(now, Ordering::Relaxed);
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        for connection in open.values() {
            let silent = now.saturating_sub(connection.since.load(Ordering::Relaxed));
            if silent > idle_ms && !connection.busy.load(Ordering::Relaxed) {
                connection.leave.notify_one();
            }
        }
    }

    /// A place; none where everybody is at work.
    pub(super) fn enter(self: &Arc<Self>) -> Option<Place> {
        let id = self.numbers.fetch_add(1, Ordering::Relaxed);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= self.most {
            let idle = open.iter().filter(|(_, connection)| !connection.busy.load(Ordering::Relaxed));
            let since = |(id, connection): &(&u64, &Arc<Connection>)| {
                (connection.since.load(Ordering::Relaxed), **id)
            };
            let oldest = idle.min_by_key(since);
            let oldest = oldest.map(|(id, _)| *id)?;
            if let Some(connection) = open.remove(&oldest) {
                connection.leave.notify_one();
            }
        }
        let connection = Arc::new(Connection { since: AtomicU64::new(self.now()), ..Connection::default() });
        open.insert(id, Arc::clone(&connection));
        Some(Place { id, connection, all: Arc::clone(self) })
    }
}

impl Place {
    /// Marks the time in which a request is answered.
    pub(super) fn busy(&self) -> Busy<'_> {
        self.connection.busy.store(true, Ordering::Relaxed);
        Busy(self)
    }

    /// Whether a request is being answered.
    pub(super) fn is_busy(&self) -> bool {
        self.connection.busy.load(Ordering::Relaxed)
    }

    /// Waits until somebody else needs the place, or the server ends: then what is under way may be finished.
    pub(super) async fn wanted(&self) -> Wanted {
        self.connection.leave.notified().await;
        if self.all.ending.load(Ordering::Acquire) { Wanted::Soon } else { Wanted::Now }
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        let connection = &self.0.connection;
        connection.since.store(self.0.all.now(), Ordering::Relaxed);
        connection.busy.store(false, Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.all.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}
