//! Delivery of a push, once or on WeChat's schedule; each delivery has a new signature.

use std::time::Duration;

use tokio::task::JoinHandle;
use url::Url;

use super::error::ProbeError;
use super::request;
use super::response::Response;
use super::schedule::{Schedule, millis};
use crate::http::{Client, Failure, Request, shown};
use crate::message::{
    Credentials, Delivery, Family, Format, MAX_BODY_BYTES, NotificationStamp, PayCredentials, Platform, Push,
    ReplyContext, Stamp, catalogue, verdict,
};
use crate::mock::{AIBOT_CALLBACK_PATH, aibot_socket_url};
use crate::secret::Secret;
use crate::system::System;

/// A bot, with the credentials and the format of its messages.
pub(crate) struct Probe<'a> {
    /// The bot's URL.
    pub url: &'a Url,
    /// Token, mode and receiver.
    pub credentials: &'a Credentials,
    /// Key and certificate of WeChat Pay; needed only for its notifications.
    pub pay: Option<&'a PayCredentials>,
    /// The API key of WeChat Pay v2; needed only for its notices.
    pub pay_key: Option<&'a Secret>,
    /// XML or JSON.
    pub format: Format,
    /// The fixed timestamp and nonce.
    pub fixed_stamp: FixedStamp,
    /// Clock and randomness.
    pub system: System,
}

/// A fixed timestamp and nonce; a missing one is generated for each delivery.
#[derive(Debug, Clone, Default)]
pub(crate) struct FixedStamp {
    /// The timestamp, in seconds since 1970.
    pub timestamp: Option<u64>,
    /// The nonce.
    pub nonce: Option<String>,
}

/// One delivery and its result.
#[derive(Debug)]
pub(crate) struct Exchange {
    /// The request as it was sent.
    pub request: Request,
    /// The response, or the reason why there is none.
    pub result: Result<Response, Failure>,
    /// `true` if the response arrived before WeChat's deadline.
    pub in_time: bool,
}

impl Exchange {
    /// Returns the time until the response, in milliseconds; 0 if the connection failed.
    pub(crate) fn elapsed_ms(&self) -> u64 {
        match &self.result {
            Ok(response) => response.answer.elapsed_ms,
            Err(Failure::Timeout(ms)) => *ms,
            Err(_) => 0,
        }
    }
}

/// An event during the delivery of a push.
#[derive(Debug)]
pub(crate) enum ProbeEvent<'a> {
    /// A request is about to be sent.
    Sending(&'a Request),
    /// An answer has not acknowledged a delivery, which is repeated after a gap.
    NotAcknowledged {
        /// The number of the delivery, from 1.
        number: usize,
        /// The time until the next delivery, in milliseconds.
        gap_ms: u64,
    },
    /// A delivery has failed, because no response arrived in time.
    Late {
        /// The number of the delivery, from 1.
        number: usize,
        /// WeChat's deadline, in milliseconds.
        deadline_ms: u64,
    },
}

/// Returns whether a URL is that of the intelligent bots which hold a WebSocket to a mock.
pub(super) fn is_socket(url: &Url) -> bool {
    url.path() == AIBOT_CALLBACK_PATH
}

/// Returns the URL of a bot for display: that of the WebSocket for the bots which hold one.
pub(crate) fn address(url: &Url) -> String {
    if is_socket(url) { aibot_socket_url(url) } else { shown(url) }
}

fn is_for_aibot(push: &Push) -> bool {
    catalogue::kind(&push.kind).is_some_and(|kind| kind.family == Family::WorkBot)
}

impl Probe<'_> {
    /// Returns the request of one delivery of a push, with a new signature.
    pub(crate) fn request(&self, push: &Push) -> Result<Request, ProbeError> {
        // A body that the user supplies is sent as it is.
        if is_socket(self.url) && push.raw.is_none() && !is_for_aibot(push) {
            return Err(ProbeError::NotForSocket { kind: push.kind.clone(), url: address(self.url) });
        }
        let nonce = match &self.fixed_stamp.nonce {
            Some(nonce) => nonce.clone(),
            None => self.system.nonce().map_err(ProbeError::Random)?,
        };
        let timestamp = self.fixed_stamp.timestamp.unwrap_or_else(|| self.system.now());
        let random = self.system.random().map_err(ProbeError::Random)?;
        let stamp = NotificationStamp { timestamp, nonce: &nonce, random };
        let delivery = match (push.platform, self.pay) {
            (Platform::Pay, Some(pay)) => Delivery::notification(push, pay, &stamp)
                .ok_or_else(|| ProbeError::NoNotification(push.kind.clone()))?,
            (Platform::Pay, None) if push.raw.is_some() => Delivery::unsigned_notification(push),
            (Platform::Pay, None) => return Err(ProbeError::NoPayCredentials),
            (Platform::Intracity, _) => Delivery::notice_intracity(push, self.credentials),
            (Platform::PayV2, _) => {
                Delivery::notice_v2(push, self.pay_key, random).ok_or(ProbeError::NoPayKey)?
            }
            _ => Delivery::new(
                push,
                self.credentials,
                self.format,
                &Stamp { timestamp, nonce: &nonce, random },
            ),
        };
        Ok(request::push(self.url, delivery))
    }

    /// Delivers a push and returns all deliveries in order. Calls `on_event` for each event.
    ///
    /// Returns an error if the bot cannot be reached at all.
    pub(crate) async fn deliver(
        &self,
        push: &Push,
        schedule: Schedule,
        client: &Client,
        on_event: &mut dyn FnMut(ProbeEvent<'_>),
    ) -> Result<Vec<Exchange>, ProbeError> {
        let exchanges = match schedule.deadline {
            Some(deadline) if !schedule.gaps.is_empty() => {
                self.deliver_until_acknowledged(push, schedule, deadline, client, on_event).await?
            }
            None => vec![self.deliver_once(push, schedule.limit, client, on_event).await?],
            Some(deadline) => self.deliver_until_answered(push, schedule, deadline, client, on_event).await?,
        };
        match exchanges.first() {
            Some(Exchange { result: Err(failure), .. }) if exchanges.len() == 1 => {
                Err(ProbeError::Unreachable { url: address(self.url), failure: failure.clone() })
            }
            _ => Ok(exchanges),
        }
    }

    async fn deliver_once(
        &self,
        push: &Push,
        limit: Duration,
        client: &Client,
        on_event: &mut dyn FnMut(ProbeEvent<'_>),
    ) -> Result<Exchange, ProbeError> {
        let request = self.request(push)?;
        on_event(ProbeEvent::Sending(&request));
        let result = client.send(&request, limit, MAX_BODY_BYTES).await.map(Response::from);
        Ok(Exchange { request, result, in_time: true })
    }

    /// Delivers several pushes at the same time and returns their exchanges in the same order.
    pub(crate) async fn deliver_together(
        &self,
        pushes: &[Push],
        limit: Duration,
        client: &Client,
        on_event: &mut dyn FnMut(ProbeEvent<'_>),
    ) -> Result<Vec<Exchange>, ProbeError> {
        let mut tasks = Vec::new();
        for push in pushes {
            let request = self.request(push)?;
            on_event(ProbeEvent::Sending(&request));
            let (client, sent) = (client.clone(), request.clone());
            let send = async move { client.send(&sent, limit, MAX_BODY_BYTES).await.map(Response::from) };
            tasks.push((request, tokio::spawn(send)));
        }
        let mut exchanges = Vec::new();
        for (request, task) in tasks {
            let result = task.await.unwrap_or(Err(Failure::Closed));
            exchanges.push(Exchange { request, result, in_time: true });
        }
        match exchanges.first() {
            Some(Exchange { result: Err(failure), .. })
                if exchanges.iter().all(|exchange| exchange.result.is_err()) =>
            {
                Err(ProbeError::Unreachable { url: address(self.url), failure: failure.clone() })
            }
            _ => Ok(exchanges),
        }
    }

    /// Delivers a push again, with a gap after each delivery, until an answer acknowledges it.
    async fn deliver_until_acknowledged(
        &self,
        push: &Push,
        schedule: Schedule,
        deadline: Duration,
        client: &Client,
        on_event: &mut dyn FnMut(ProbeEvent<'_>),
    ) -> Result<Vec<Exchange>, ProbeError> {
        let context = ReplyContext { push, credentials: self.credentials, format: self.format };
        let mut exchanges = Vec::new();
        let gaps = schedule.gaps.iter().map(|&gap_ms| Some(schedule.shortened(gap_ms))).chain([None]);
        for (number, gap) in gaps.enumerate() {
            let request = self.request(push)?;
            on_event(ProbeEvent::Sending(&request));
            let result = client.send(&request, deadline, MAX_BODY_BYTES).await.map(Response::from);
            let acknowledged =
                result.as_ref().is_ok_and(|response| verdict(&response.answer, context).is_accepted());
            let hopeless =
                number == 0 && matches!(result, Err(Failure::Refused | Failure::Dns(_) | Failure::Tls(_)));
            exchanges.push(Exchange { request, in_time: result.is_ok(), result });
            let Some(gap) = gap.filter(|_| !acknowledged && !hopeless) else { break };
            on_event(ProbeEvent::NotAcknowledged { number: number + 1, gap_ms: millis(gap) });
            tokio::time::sleep(gap).await;
        }
        Ok(exchanges)
    }

    async fn deliver_until_answered(
        &self,
        push: &Push,
        schedule: Schedule,
        deadline: Duration,
        client: &Client,
        on_event: &mut dyn FnMut(ProbeEvent<'_>),
    ) -> Result<Vec<Exchange>, ProbeError> {
        let mut exchanges = Vec::new();
        let mut late: Vec<(usize, JoinHandle<Result<Response, Failure>>)> = Vec::new();
        let limit = schedule.limit.max(deadline);
        for number in 0..schedule.deliveries {
            // WeChat signs each delivery again.
            let request = self.request(push)?;
            on_event(ProbeEvent::Sending(&request));
            let (client, sent) = (client.clone(), request.clone());
            let send = async move { client.send(&sent, limit, MAX_BODY_BYTES).await.map(Response::from) };
            let mut task = tokio::spawn(send);
            if let Ok(joined) = tokio::time::timeout(deadline, &mut task).await {
                let result = joined.unwrap_or(Err(Failure::Closed));
                let hopeless = number == 0
                    && matches!(result, Err(Failure::Refused | Failure::Dns(_) | Failure::Tls(_)));
                let in_time = result.is_ok();
                exchanges.push(Exchange { request, result, in_time });
                if in_time || hopeless {
                    break;
                }
            } else {
                // WeChat closes the connection here; webot waits on, to find out whether the answers differ.
                let deadline_ms = millis(deadline);
                on_event(ProbeEvent::Late { number: number + 1, deadline_ms });
                exchanges.push(Exchange {
                    request,
                    result: Err(Failure::Timeout(deadline_ms)),
                    in_time: false,
                });
                late.push((number, task));
            }
        }
        for (number, task) in late {
            if let Ok(result @ Ok(_)) = task.await {
                exchanges[number].result = result;
            }
        }
        Ok(exchanges)
    }
}
