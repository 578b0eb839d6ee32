//! Server-sent events (HTML standard, section 9.2): the body of a response that follows a feed.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::timeout;

use super::feed::{Cursor, Feed};

/// The time after which an empty comment tells whether the page is still there.
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(20);

type NextEvents = Pin<Box<dyn Future<Output = Option<(Bytes, Cursor)>> + Send>>;

/// A body that is in memory, or one that follows a feed. The next events are made when the last ones are written, so
/// that a slow reader holds no more than those.
pub(super) enum PageBody {
    /// A body that is in memory.
    Whole(Bytes),
    /// The events of a feed.
    Events(Events),
}

/// The events of a feed for one page.
pub(super) struct Events {
    feed: Arc<Feed>,
    next: NextEvents,
}

impl Events {
    /// Returns the events after this place.
    pub(super) fn new(feed: Arc<Feed>, after: Cursor) -> Self {
        let next = Box::pin(next(Arc::clone(&feed), after));
        Self { feed, next }
    }
}

/// Waits for events; `None` at the end of the feed.
async fn next(feed: Arc<Feed>, after: Cursor) -> Option<(Bytes, Cursor)> {
    let mut changed = feed.subscribe();
    loop {
        if let Some((events, cursor)) = feed.events(after) {
            return Some((events.into(), cursor));
        }
        if feed.is_closed() {
            return None;
        }
        match timeout(KEEP_ALIVE_INTERVAL, changed.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return None,
            Err(_) => return Some((Bytes::from_static(b":\n\n"), after)),
        }
    }
}

impl Body for PageBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Self::Events(events) => {
                let Some((bytes, cursor)) = ready!(events.next.as_mut().poll(context)) else {
                    return Poll::Ready(None);
                };
                events.next = Box::pin(next(Arc::clone(&events.feed), cursor));
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Events(_) => SizeHint::default(),
        }
    }
}
