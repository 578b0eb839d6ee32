//! Reports the progress of API calls to the user.

use std::time::Duration;

use crate::context::Context;
use crate::http::{Request, quoted};
use crate::store::StoreError;
use crate::text::{store_reason, words};
use crate::wechat::{Observer, QueuedPushes, Reply};

impl Observer for Context {
    fn request(&self, request: &Request) {
        self.detail_request(request);
    }

    fn reply(&self, request: &Request, reply: &Reply) {
        if !self.printer.verbose() {
            return;
        }
        let text =
            if reply.is_binary() { (words().api.bytes)(reply.body.len()) } else { reply.text().into_owned() };
        let text = if self.show_secrets { text } else { self.mask_foreign(&request.mask(&text)) };
        self.printer.detail(&format!("HTTP {}\n{text}", reply.head.status));
    }

    fn transferring(&self, bytes: u64, total: Option<u64>) {
        self.transfer().bytes(bytes, total);
    }

    fn transferred(&self) {
        self.transfer().end();
    }

    fn retrying(&self, pause: Duration) {
        let ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
        self.printer.detail(&(words().api.again)(ms));
    }

    fn token_refused(&self, errcode: i64) {
        self.printer.detail(&(words().api.token_refused)(errcode));
    }

    fn token_invalidated(&self, age_s: Option<u64>) {
        self.printer.warning(&(words().api.token_taken_away)(age_s));
    }

    fn pushes_queued(&self, queued: &QueuedPushes) {
        self.printer.status(&(words().mock.queued)(&queued.kinds, &quoted(&queued.state)));
    }

    fn store_failed(&self, error: &StoreError) {
        self.printer.warning(&(words().api.store_fails)(&store_reason(error)));
    }
}
