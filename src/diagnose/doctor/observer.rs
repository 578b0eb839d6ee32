//! An observer of calls that notes when another program has invalidated the stored token.

use std::cell::Cell;
use std::time::Duration;

use crate::http::Request;
use crate::store::StoreError;
use crate::wechat::{Observer, QueuedPushes, Reply};

/// A token that another program invalidated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Replaced {
    /// The time from its fetch to its refusal, in seconds; `None` if unknown.
    pub age_s: Option<u64>,
}

/// Passes each call on to another observer and notes when a token was invalidated.
pub(crate) struct TokenObserver<'a> {
    inner: &'a dyn Observer,
    replaced: Cell<Option<Replaced>>,
}

impl<'a> TokenObserver<'a> {
    /// Creates an observer that passes each call on.
    pub(crate) fn new(inner: &'a dyn Observer) -> Self {
        Self { inner, replaced: Cell::new(None) }
    }

    /// Returns the stored token that another program invalidated, if one did.
    pub(super) fn replaced(&self) -> Option<Replaced> {
        self.replaced.get()
    }
}

impl Observer for TokenObserver<'_> {
    fn transferring(&self, _bytes: u64, _total: Option<u64>) {}

    fn transferred(&self) {}

    fn request(&self, request: &Request) {
        self.inner.request(request);
    }

    fn reply(&self, request: &Request, reply: &Reply) {
        self.inner.reply(request, reply);
    }

    fn retrying(&self, pause: Duration) {
        self.inner.retrying(pause);
    }

    fn token_refused(&self, _errcode: i64) {}

    fn token_invalidated(&self, age_s: Option<u64>) {
        self.replaced.set(Some(Replaced { age_s }));
    }

    fn pushes_queued(&self, queued: &QueuedPushes) {
        self.inner.pushes_queued(queued);
    }

    fn store_failed(&self, error: &StoreError) {
        self.inner.store_failed(error);
    }
}
