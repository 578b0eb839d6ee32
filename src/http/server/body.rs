//! Reading the bodies of requests within limits.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Bytes, Incoming};
use tokio::sync::Notify;
use tokio::time::timeout;

/// The reason why a body cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// The body is larger than the limit.
    TooLarge,
    /// The body did not arrive in time.
    Slow,
    /// The server waits for too many other bodies, and this one has taken longest.
    Busy,
    /// The client closed the connection.
    Incomplete,
}

/// The limits of a reader of bodies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyLimits {
    /// The maximum size of a body, in bytes.
    pub bytes: usize,
    /// The maximum time for a body.
    pub time: Duration,
    /// The maximum number of bodies that are waited for at a time.
    pub waiting: usize,
    /// The maximum size of all bodies that are waited for, as far as they have arrived, in bytes.
    pub waiting_bytes: usize,
}

/// A reader of bodies. It waits for a limited number of them and holds a limited number of bytes, because their senders
/// may be anyone. A body beyond the limits takes the place of the one that has been waited for longest, so that slow
/// senders do not keep out those that are not.
#[derive(Debug)]
pub(crate) struct BodyReader {
    limits: BodyLimits,
    waiting: Mutex<WaitingBodies>,
}

/// The bodies that are waited for, by number.
#[derive(Debug, Default)]
struct WaitingBodies {
    last: u64,
    bodies: BTreeMap<u64, WaitingBody>,
    bytes: usize,
}

#[derive(Debug)]
struct WaitingBody {
    bytes: usize,
    give_up: Arc<Notify>,
}

impl WaitingBodies {
    fn add(&mut self, bytes: usize) -> (u64, Arc<Notify>) {
        self.last += 1;
        let give_up = Arc::new(Notify::new());
        self.bodies.insert(self.last, WaitingBody { bytes, give_up: Arc::clone(&give_up) });
        self.bytes += bytes;
        (self.last, give_up)
    }

    fn grow(&mut self, number: u64, bytes: usize) {
        if let Some(body) = self.bodies.get_mut(&number) {
            body.bytes += bytes;
            self.bytes += bytes;
        }
    }

    fn remove(&mut self, number: u64) {
        if let Some(body) = self.bodies.remove(&number) {
            self.bytes -= body.bytes;
        }
    }

    /// Gives up the oldest bodies until the limits hold.
    fn shrink(&mut self, limits: &BodyLimits) {
        while self.bodies.len() > limits.waiting || self.bytes > limits.waiting_bytes {
            let Some((_, oldest)) = self.bodies.pop_first() else { return };
            self.bytes -= oldest.bytes;
            oldest.give_up.notify_one();
        }
    }
}

/// A place among the bodies that are waited for; dropping it frees the place.
struct Place<'a> {
    reader: &'a BodyReader,
    number: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.reader.waiting().remove(self.number);
    }
}

/// The progress of a body, which its reader and the one that waits for it share.
#[derive(Default)]
struct Progress {
    bytes: AtomicUsize,
    /// The number of the body among those that are waited for; 0 before it waits.
    number: Mutex<u64>,
}

impl BodyReader {
    /// Creates a reader with these limits.
    pub(crate) fn new(limits: BodyLimits) -> Self {
        Self { limits, waiting: Mutex::default() }
    }

    fn waiting(&self) -> MutexGuard<'_, WaitingBodies> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a body to its end.
    pub(crate) async fn read(&self, body: Incoming) -> Result<Bytes, BodyError> {
        if body.size_hint().lower() > self.limits.bytes as u64 {
            return Err(BodyError::TooLarge);
        }
        let progress = Progress::default();
        let mut reading = pin!(self.collect(body, &progress));
        // Most bodies arrive together with the head and need no timer.
        let now = std::future::poll_fn(|context| Poll::Ready(reading.as_mut().poll(context))).await;
        if let Poll::Ready(body) = now {
            return body;
        }
        let (number, give_up) = {
            let mut waiting = self.waiting();
            let added = waiting.add(progress.bytes.load(Ordering::Relaxed));
            waiting.shrink(&self.limits);
            added
        };
        *progress.number.lock().unwrap_or_else(PoisonError::into_inner) = number;
        let _place = Place { reader: self, number };
        // Boxed, because the future of each request is moved several times.
        Box::pin(async {
            tokio::select! {
                biased;
                () = give_up.notified() => Err(BodyError::Busy),
                read = timeout(self.limits.time, reading) => read.unwrap_or(Err(BodyError::Slow)),
            }
        })
        .await
    }

    /// Reads a body to its end; a body of one chunk, the usual case, is not copied.
    async fn collect(&self, mut body: Incoming, progress: &Progress) -> Result<Bytes, BodyError> {
        let mut first = Bytes::new();
        let mut whole = Vec::new();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| BodyError::Incomplete)?;
            let Ok(piece) = frame.into_data() else { continue };
            if first.len() + whole.len() + piece.len() > self.limits.bytes {
                return Err(BodyError::TooLarge);
            }
            progress.bytes.fetch_add(piece.len(), Ordering::Relaxed);
            let number = *progress.number.lock().unwrap_or_else(PoisonError::into_inner);
            if number > 0 {
                let mut waiting = self.waiting();
                waiting.grow(number, piece.len());
                waiting.shrink(&self.limits);
            }
            if first.is_empty() && whole.is_empty() {
                first = piece;
                continue;
            }
            if whole.is_empty() {
                whole.extend_from_slice(&std::mem::take(&mut first));
            }
            whole.extend_from_slice(&piece);
        }
        Ok(if whole.is_empty() { first } else { Bytes::from(whole) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: BodyLimits =
        BodyLimits { bytes: 100, time: Duration::from_secs(1), waiting: 2, waiting_bytes: 100 };

    #[test]
    fn the_oldest_bodies_make_room() {
        let mut waiting = WaitingBodies::default();
        let numbers: Vec<u64> = (0..3)
            .map(|_| {
                let (number, _) = waiting.add(10);
                waiting.shrink(&LIMITS);
                number
            })
            .collect();
        assert_eq!(waiting.bodies.keys().copied().collect::<Vec<_>>(), numbers[1..]);
        assert_eq!(waiting.bytes, 20);
        waiting.grow(numbers[0], 1000);
        assert_eq!(waiting.bytes, 20, "it no longer counts");
        waiting.grow(numbers[2], 85);
        waiting.shrink(&LIMITS);
        assert_eq!(waiting.bodies.keys().copied().collect::<Vec<_>>(), numbers[2..]);
        waiting.remove(numbers[2]);
        assert_eq!((waiting.bytes, waiting.bodies.len()), (0, 0));
    }
}
