//! The notices of WeChat Pay that `webot mock` sends to the servers of merchants.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio::sync::mpsc::UnboundedSender;
use url::Url;

use super::aibot::SocketSender;
use super::push::{FailedDelivery, PushedBot, deliver_push, delivery, failed, finding};
use crate::commands::args::parse_server_url;
use crate::error::Error;
use crate::http::{Client, Trust, is_loopback, is_near, shown};
use crate::message::{ApiV3Key, Credentials, DEADLINE_MS, Format, MAX_BODY_BYTES, Mode, PayCredentials};
use crate::mock::pay::keyring::PayKeyring;
use crate::mock::pay::keys::PayKeys;
use crate::mock::{DeliveredPush, Deliverer, DuePush, NoticeTarget};
use crate::probe::{Exchange, FixedStamp, Probe, Response, Schedule, sign_as_test};
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::system::System;
use crate::text::{help, words};

/// The arguments about notices.
#[derive(Debug, Args)]
#[command(next_help_heading = help().mock.pushes)]
pub(crate) struct NoticeArgs {
    /// `--notify-to`
    #[arg(id = "notify_to", long = "notify-to", value_name = "URL", help = help().mock.notify_to)]
    pub to: Option<String>,
}

impl NoticeArgs {
    /// Returns the URL that gets all notices.
    pub(super) fn url(&self) -> Result<Option<Url>, Error> {
        self.to.as_ref().map(|url| parse_server_url("--notify-to", url)).transpose()
    }
}

/// Sends pushes to the bot, and notices to merchants.
pub(super) struct MockSender {
    pub(super) bot: Option<Rc<PushedBot>>,
    pub(super) notices: Rc<NoticeSender>,
    /// The intelligent bots that are connected.
    pub(super) sockets: Rc<SocketSender>,
    /// Takes the deliveries that have failed and are repeated.
    pub(super) failed: UnboundedSender<FailedDelivery>,
}

/// Sends notices of WeChat Pay.
pub(super) struct NoticeSender {
    pub(super) keys: Arc<PayKeyring>,
    /// The URL that gets all notices in place of those that orders name.
    pub(super) to: Option<Url>,
    /// The factor by which WeChat's times are divided.
    pub(super) speed: f64,
    pub(super) system: System,
}

impl Deliverer for MockSender {
    fn has_bot(&self) -> bool {
        self.bot.is_some()
    }

    fn deliver(self: Rc<Self>, push: DuePush) -> Pin<Box<dyn Future<Output = DeliveredPush>>> {
        Box::pin(async move {
            // The log has ended if nobody takes them.
            let on_failed = |failed: FailedDelivery| drop(self.failed.send(failed));
            match (&push.notice, &self.bot) {
                (Some(target), _) => self.notices.send(&push, target, &on_failed).await,
                (None, _) if push.over_socket => self.sockets.push(&push).await,
                (None, Some(bot)) => bot.push(&push, &on_failed).await,
                (None, None) => DeliveredPush::default(),
            }
        })
    }
}

impl NoticeSender {
    /// Returns the outcome of all deliveries of a notice.
    async fn send(
        &self,
        due: &DuePush,
        target: &NoticeTarget,
        on_failed: &dyn Fn(FailedDelivery),
    ) -> DeliveredPush {
        let url = match (&self.to, Url::parse(&target.url)) {
            (Some(to), _) => to.clone(),
            (None, Ok(url)) if is_near(&url) => url,
            (None, _) => {
                let said = (words().mock.notice_not_near)(&target.url);
                let findings = vec![finding("notify-url-not-local", "error", said, &[])];
                return DeliveredPush { findings, ..DeliveredPush::default() };
            }
        };
        let keys = match self.keys.get() {
            Ok(keys) => keys,
            Err(reason) => return failed(&Error::Bug(reason)),
        };
        // A server on this machine has no certificate that others trust.
        let trust = Trust { insecure: is_loopback(&url), ..Trust::default() };
        let client = match Client::new(&url, &trust) {
            Ok(client) => client,
            Err(failure) => return failed(&Error::Network { url: shown(&url), failure }),
        };
        let (pay, pay_key) = (credentials(keys, target.by_public_key), keys.v2_key.clone());
        let credentials =
            Credentials { token: Secret::new(""), mode: Mode::Plain, receiver: due.account.clone() };
        let probe = Probe {
            url: &url,
            credentials: &credentials,
            pay: pay.as_ref(),
            pay_key: Some(&pay_key),
            format: Format::Xml,
            fixed_stamp: FixedStamp::default(),
            system: self.system,
        };
        let deadline = Duration::from_millis(DEADLINE_MS).div_f64(self.speed.min(1.0));
        if target.is_probe {
            return self.send_probe(&probe, due, &client, deadline).await;
        }
        let schedule = Schedule::as_wechat(deadline, Some(deadline));
        let schedule = Schedule { speed: self.speed, ..schedule };
        deliver_push(&probe, &due.push, schedule, &client, on_failed).await
    }

    /// Sends a probe, whose signature is wrong: a right server refuses it.
    async fn send_probe(
        &self,
        probe: &Probe<'_>,
        due: &DuePush,
        client: &Client,
        deadline: Duration,
    ) -> DeliveredPush {
        let mut request = match probe.request(&due.push) {
            Ok(request) => request,
            Err(error) => return failed(&error.into()),
        };
        let random: [u8; 256] = match self.system.random() {
            Ok(random) => random,
            Err(error) => return failed(&Error::Bug(error.to_string())),
        };
        sign_as_test(&mut request, random);
        let at_ms = self.system.now_ms();
        let result = client.send(&request, deadline, MAX_BODY_BYTES).await.map(Response::from);
        let status = result.as_ref().ok().map(|response| response.answer.status);
        let exchange = Exchange { request, in_time: result.is_ok(), result };
        let deliveries = vec![delivery(&exchange, at_ms)];
        let is_accepted = status.is_some_and(|status| status >= 400);
        let findings = match status {
            Some(status) if !is_accepted => {
                vec![finding("signtest-accepted", "error", (words().mock.probe_accepted)(status), &[])]
            }
            _ => Vec::new(),
        };
        DeliveredPush { deliveries, is_accepted, reply: None, findings }
    }
}

/// Returns the credentials that encrypt and sign a notice of v3; `None` if a key is damaged.
fn credentials(keys: &PayKeys, by_public_key: bool) -> Option<PayCredentials> {
    let (serial, key) = if by_public_key {
        (&keys.public_key_id, &keys.public_key)
    } else {
        (&keys.platform_serial, &keys.platform_key)
    };
    let private_key = PrivateKey::from_pem(&key.get()?.pem()?).ok()?;
    let api_v3_key = ApiV3Key::new(keys.apiv3_key.expose().as_bytes()).ok()?;
    Some(PayCredentials { api_v3_key, private_key, serial: serial.clone() })
}
