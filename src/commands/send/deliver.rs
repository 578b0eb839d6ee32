//! Delivering: once, or as WeChat does.

use std::time::Duration;

use tokio::task::JoinHandle;

use super::args::SendArgs;
use super::{Signing, address};
use crate::client::{Client, Failure, Received, Request};
use crate::commands::args::parse_seconds;
use crate::error::Error;
use crate::message::{DEADLINE_MS, Push};
use crate::text::words;

/// How often WeChat delivers a message that is not answered in time.
const DELIVERIES: usize = 3;

/// What is needed to send several messages to one bot.
pub(super) struct Session<'a> {
    pub(super) signing: &'a Signing<'a>,
    client: Client,
    pub(super) limits: Limits,
}

/// One delivery and what came of it.
pub(super) struct Delivered {
    pub(super) request: Request,
    pub(super) result: Result<Received, Failure>,
    /// Whether the answer came while WeChat would still have listened.
    pub(super) in_time: bool,
}

/// How long is waited.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// Until webot gives up.
    limit: Duration,
    /// WeChat's patience when it is to be imitated.
    deadline: Option<Duration>,
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

impl Limits {
    /// WeChat's patience, in milliseconds.
    pub(super) fn deadline_ms(self) -> u64 {
        self.deadline.map_or(DEADLINE_MS, millis)
    }

    pub(super) fn new(args: &SendArgs) -> Result<Self, Error> {
        let deadline = match (&args.deadline, args.as_wechat) {
            (Some(seconds), true) => Some(parse_seconds("--deadline", seconds)?),
            (None, true) => Some(Duration::from_millis(DEADLINE_MS)),
            (_, false) => None,
        };
        Ok(Self { limit: args.connection.limit()?, deadline })
    }
}

impl<'a> Session<'a> {
    pub(super) fn new(signing: &'a Signing<'a>, limits: Limits) -> Result<Self, Error> {
        let client = signing.args.connection.client(signing.url, signing.cx)?;
        Ok(Self { signing, client, limits })
    }

    /// Sends a push; every delivery of it, the first first. A bot that cannot be reached at all is an error.
    pub(super) fn send(&self, push: &Push) -> Result<Vec<Delivered>, Error> {
        self.signing.cx.printer.status(&format!("→ {}  {}", super::headline(push), address(self.signing)));
        let delivered = match self.limits.deadline {
            None => vec![self.once(push)?],
            Some(deadline) => self.as_wechat(push, deadline)?,
        };
        match delivered.first() {
            Some(Delivered { result: Err(failure), .. }) if delivered.len() == 1 => {
                Err(Error::Network { url: address(self.signing), failure: failure.clone() })
            }
            _ => Ok(delivered),
        }
    }

    fn once(&self, push: &Push) -> Result<Delivered, Error> {
        let request = self.request(push)?;
        let result = self.signing.cx.block_on(self.client.send(&request, self.limits.limit))?;
        Ok(Delivered { request, result, in_time: true })
    }

    fn as_wechat(&self, push: &Push, deadline: Duration) -> Result<Vec<Delivered>, Error> {
        let mut waiting: Vec<(Request, Result<Received, Failure>, bool)> = Vec::new();
        let mut late: Vec<(usize, JoinHandle<Result<Received, Failure>>)> = Vec::new();
        let limit = self.limits.limit.max(deadline);
        for number in 0..DELIVERIES {
            // A fresh signature for the same body: WeChat signs each delivery anew.
            let request = self.request(push)?;
            let (client, sent) = (self.client.clone(), request.clone());
            let outcome = self.signing.cx.block_on(async {
                let mut task = tokio::spawn(async move { client.send(&sent, limit).await });
                match tokio::time::timeout(deadline, &mut task).await {
                    Ok(joined) => Ok(joined.unwrap_or(Err(Failure::Closed))),
                    Err(_) => Err(task),
                }
            })?;
            match outcome {
                Ok(result) => {
                    let hopeless = number == 0
                        && matches!(result, Err(Failure::Refused | Failure::Dns(_) | Failure::Tls(_)));
                    let answered = result.is_ok();
                    waiting.push((request, result, answered));
                    if answered || hopeless {
                        break;
                    }
                }
                Err(task) => {
                    // WeChat hangs up here; webot listens on, to learn whether the answers would have differed.
                    let patience = millis(deadline);
                    self.signing.cx.printer.status(&(words().again)(number + 1, patience));
                    waiting.push((request, Err(Failure::Timeout(patience)), false));
                    late.push((number, task));
                }
            }
        }
        for (number, task) in late {
            if let Ok(result @ Ok(_)) = self.signing.cx.block_on(task)? {
                waiting[number].1 = result;
            }
        }
        let delivered = |(request, result, in_time)| Delivered { request, result, in_time };
        Ok(waiting.into_iter().map(delivered).collect())
    }

    fn request(&self, push: &Push) -> Result<Request, Error> {
        let request = self.signing.request(push)?;
        self.signing.cx.detail_request(&request);
        Ok(request)
    }
}
