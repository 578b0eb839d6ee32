//! The open connections. Their number is limited; the one that has been idle longest is closed for a new one.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

/// The state of a connection that other tasks read.
#[derive(Debug, Default)]
pub(super) struct Connection {
    busy: AtomicBool,
    /// The time of the last response, by the clock of [`Connections`].
    since: AtomicU64,
    /// The time of the first bytes of a head that is not complete, by the same clock plus 1; 0 if there is none.
    head_since: AtomicU64,
    close: Notify,
}

/// All open connections.
#[derive(Debug)]
pub(super) struct Connections {
    open: Mutex<HashMap<u64, Arc<Connection>>>,
    max: usize,
    /// `true` once the server shuts down.
    ending: AtomicBool,
    started: Instant,
    /// Milliseconds since the server started, as of the last [`Connections::sweep`]: exact enough, and cheap to read.
    clock: AtomicU64,
    numbers: AtomicU64,
}

/// A slot among the connections; dropping it frees the slot.
#[derive(Debug)]
pub(super) struct Slot {
    id: u64,
    connection: Arc<Connection>,
    all: Arc<Connections>,
}

/// A request to close a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CloseRequest {
    /// Close after the current response.
    AfterResponse,
    /// Close at once.
    Now,
}

/// A guard that marks its connection as busy while a request is answered.
#[derive(Debug)]
pub(super) struct BusyGuard<'a>(&'a Slot);

impl Connections {
    pub(super) fn new(max: usize) -> Arc<Self> {
        Arc::new(Self {
            open: Mutex::default(),
            max,
            ending: AtomicBool::new(false),
            started: Instant::now(),
            clock: AtomicU64::new(0),
            numbers: AtomicU64::new(0),
        })
    }

    fn now(&self) -> u64 {
        self.clock.load(Ordering::Relaxed)
    }

    /// Asks every connection to close after its current response.
    pub(super) fn end(&self) {
        self.ending.store(true, Ordering::Release);
        for connection in self.open.lock().unwrap_or_else(PoisonError::into_inner).values() {
            connection.close.notify_one();
        }
    }

    /// Closes the connections that have been idle for longer than `idle`, and those whose client takes longer than `head`
    /// for the head of a request.
    pub(super) fn sweep(&self, idle: Duration, head: Duration) {
        self.sweep_at(millis(self.started.elapsed()), millis(idle), millis(head));
    }

    fn sweep_at(&self, now: u64, idle_ms: u64, head_ms: u64) {
        self.clock.store(now, Ordering::Relaxed);
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        for connection in open.values() {
            let silent = now.saturating_sub(connection.since.load(Ordering::Relaxed));
            let head_since = connection.head_since.load(Ordering::Relaxed);
            let is_slow = head_since > 0 && now.saturating_sub(head_since - 1) > head_ms;
            if (silent > idle_ms || is_slow) && !connection.busy.load(Ordering::Relaxed) {
                connection.close.notify_one();
            }
        }
    }

    /// Returns a slot for a new connection; closes the connection that has been idle longest if all slots are taken.
    /// Returns `None` if every connection is busy.
    pub(super) fn enter(self: &Arc<Self>) -> Option<Slot> {
        let id = self.numbers.fetch_add(1, Ordering::Relaxed);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= self.max {
            let idle = open.iter().filter(|(_, connection)| !connection.busy.load(Ordering::Relaxed));
            let since = |(id, connection): &(&u64, &Arc<Connection>)| {
                (connection.since.load(Ordering::Relaxed), **id)
            };
            let oldest = idle.min_by_key(since);
            let oldest = oldest.map(|(id, _)| *id)?;
            if let Some(connection) = open.remove(&oldest) {
                connection.close.notify_one();
            }
        }
        let connection = Arc::new(Connection { since: AtomicU64::new(self.now()), ..Connection::default() });
        open.insert(id, Arc::clone(&connection));
        Some(Slot { id, connection, all: Arc::clone(self) })
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

impl Slot {
    /// Marks the connection as busy until the guard is dropped.
    pub(super) fn busy(&self) -> BusyGuard<'_> {
        self.connection.busy.store(true, Ordering::Relaxed);
        self.connection.head_since.store(0, Ordering::Relaxed);
        BusyGuard(self)
    }

    /// Takes note of bytes that arrived. Those that belong to no request in progress begin a head.
    pub(super) fn received(&self) {
        let connection = &self.connection;
        if !connection.busy.load(Ordering::Relaxed) && connection.head_since.load(Ordering::Relaxed) == 0 {
            connection.head_since.store(self.all.now() + 1, Ordering::Relaxed);
        }
    }

    /// Returns whether a request is being answered.
    pub(super) fn is_busy(&self) -> bool {
        self.connection.busy.load(Ordering::Relaxed)
    }

    /// Waits until another connection needs the slot, or the server shuts down.
    pub(super) async fn close_request(&self) -> CloseRequest {
        self.connection.close.notified().await;
        if self.all.ending.load(Ordering::Acquire) { CloseRequest::AfterResponse } else { CloseRequest::Now }
    }
}

impl Drop for BusyGuard<'_> {
    fn drop(&mut self) {
        let connection = &self.0.connection;
        connection.since.store(self.0.all.now(), Ordering::Relaxed);
        connection.busy.store(false, Ordering::Relaxed);
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.all.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns whether a connection is asked to close.
    fn is_asked(slot: &Slot) -> bool {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            tokio::select! {
                biased;
                _ = slot.close_request() => true,
                () = std::future::ready(()) => false,
            }
        })
    }

    #[test]
    fn a_head_has_less_time_than_an_idle_client() {
        const IDLE_MS: u64 = 90_000;
        const HEAD_MS: u64 = 10_000;
        let all = Connections::new(10);
        let slot = || all.enter().expect("a slot");
        let (idle, half, whole) = (slot(), slot(), slot());
        half.received();
        whole.received();
        let busy = whole.busy();
        whole.received();
        all.sweep_at(HEAD_MS + 1, IDLE_MS, HEAD_MS);
        assert_eq!([&idle, &half, &whole].map(is_asked), [false, true, false]);
        drop(busy);
        all.sweep_at(IDLE_MS, IDLE_MS, HEAD_MS);
        assert!(!is_asked(&whole), "it is idle since its answer");
        all.sweep_at(IDLE_MS + 1, IDLE_MS, HEAD_MS);
        assert!(is_asked(&idle));
    }
}
