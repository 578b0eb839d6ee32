//! Reading the bodies of requests within limits.

use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Bytes, Incoming};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The reason why a body cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// The body is larger than the limit.
    TooLarge,
    /// The body did not arrive in time.
    Slow,
    /// The server already waits for too many other bodies.
    Busy,
    /// The client closed the connection.
    Incomplete,
}

/// A reader of bodies. The number of bodies that it waits for is limited, because their senders are not yet
/// authenticated.
#[derive(Debug)]
pub(crate) struct BodyReader {
    max_bytes: usize,
    limit: Duration,
    waiting: Semaphore,
}

impl BodyReader {
    /// Creates a reader of bodies of at most `max_bytes`; it waits up to `limit` for each, for at most `waiting` at a
    /// time.
    pub(crate) fn new(max_bytes: usize, limit: Duration, waiting: usize) -> Self {
        Self { max_bytes, limit, waiting: Semaphore::new(waiting) }
    }

    /// Reads a body to its end.
    pub(crate) async fn read(&self, body: Incoming) -> Result<Bytes, BodyError> {
        if body.size_hint().lower() > self.max_bytes as u64 {
            return Err(BodyError::TooLarge);
        }
        let mut reading = pin!(self.collect(body));
        // Most bodies arrive together with the head and need no timer.
        let now = std::future::poll_fn(|context| Poll::Ready(reading.as_mut().poll(context))).await;
        match now {
            Poll::Ready(body) => body,
            Poll::Pending => {
                let _place = self.waiting.try_acquire().map_err(|_| BodyError::Busy)?;
                timeout(self.limit, reading).await.unwrap_or(Err(BodyError::Slow))
            }
        }
    }

    /// Reads a body to its end; a body of one chunk, the usual case, is not copied.
    async fn collect(&self, mut body: Incoming) -> Result<Bytes, BodyError> {
        let mut first = Bytes::new();
        let mut whole = Vec::new();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| BodyError::Incomplete)?;
            let Ok(piece) = frame.into_data() else { continue };
            if first.len() + whole.len() + piece.len() > self.max_bytes {
                return Err(BodyError::TooLarge);
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
