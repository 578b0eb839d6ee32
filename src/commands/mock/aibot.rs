//! The pushes of `webot mock` to intelligent bots that hold a WebSocket to it.

use std::cell::OnceCell;
use std::time::Duration;

use url::Url;

use super::push::{deliver_push, failed};
use crate::error::Error;
use crate::http::{Client, Trust, shown};
use crate::message::{Credentials, Format, Mode};
use crate::mock::{AIBOT_CALLBACK_PATH, DeliveredPush, DuePush};
use crate::probe::{FixedStamp, Probe, Schedule};
use crate::secret::Secret;
use crate::system::System;

/// The longest wait for the answer to a message (企业微信文档《智能机器人》: 流式消息刷新).
const ANSWER_LIMIT: Duration = Duration::from_secs(360);

/// Returns the URL of a server as it is called on this machine, if it listens on all addresses.
fn callable(server: &Url) -> Url {
    let mut url = server.clone();
    match url.host_str() {
        Some("0.0.0.0") => url.set_host(Some("127.0.0.1")).ok(),
        Some("[::]") => url.set_host(Some("[::1]")).ok(),
        _ => None,
    };
    url
}

/// Returns the beginning of the links in pushes.
pub(super) fn base_url(server: &Url) -> String {
    callable(server).as_str().trim_end_matches('/').to_owned()
}

/// Sends pushes to connected bots, through the mock's own callback URL for them, so that they are judged as all others.
pub(super) struct SocketSender {
    /// The URL of the mock, once it listens.
    url: OnceCell<Url>,
    system: System,
}

impl SocketSender {
    pub(super) fn new(system: System) -> Self {
        Self { url: OnceCell::new(), system }
    }

    /// Takes note of the URL of the mock.
    pub(super) fn listens(&self, server: &Url) {
        let mut url = callable(server);
        url.set_path(AIBOT_CALLBACK_PATH);
        self.url.set(url).ok();
    }

    /// Returns the outcome of a push.
    pub(super) async fn push(&self, due: &DuePush) -> DeliveredPush {
        let Some(url) = self.url.get() else { return DeliveredPush::default() };
        let trust = Trust { insecure: true, ..Trust::default() };
        let client = match Client::new(url, &trust) {
            Ok(client) => client,
            Err(failure) => return failed(&Error::Network { url: shown(url), failure }),
        };
        let credentials = Credentials { token: Secret::new(""), mode: Mode::Plain, receiver: String::new() };
        let probe = Probe {
            url,
            credentials: &credentials,
            pay: None,
            pay_key: None,
            format: Format::Json,
            fixed_stamp: FixedStamp::default(),
            system: self.system,
        };
        deliver_push(&probe, &due.push, Schedule::once(ANSWER_LIMIT), &client, &|_| {}).await
    }
}
