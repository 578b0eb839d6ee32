//! The bot to which `webot mock` pushes: its arguments, and the delivery as WeChat does it.

use std::time::Duration;

use clap::Args;
use url::Url;

use crate::commands::args::{
    ConnectionArgs, DEFAULT_TOKEN, ModeArg, configured_mode, known_aes_key, parse_server_url, referenced,
    secret,
};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::{Client, Failure, shown};
use crate::lang::Wanted;
use crate::message::envelope::AesKey;
use crate::message::{
    AnswerFamily, Credentials, DEADLINE_MS, Family, Format, INVALID_REPLY, Mode, NO_REPLY, Push,
    ReplyContext, Rule, catalogue, json as message_json,
};
use crate::mock::{DeliveredPush, Delivery, DuePush, MAX_PUSH_AFTER_MS, PassiveReply, PushFinding};
use crate::probe::{Exchange, FixedStamp, Probe, ProbeError, ProbeEvent, Schedule, judge};
use crate::secret::{Secret, mask_foreign};
use crate::system::System;
use crate::text::{self, help, words};

/// The time for which WeCom asks for the rest of a stream (企业微信文档《智能机器人》: 流式消息刷新).
const STREAM_LIMIT: Duration = Duration::from_secs(360);

/// The arguments about pushes.
#[derive(Debug, Args)]
#[command(next_help_heading = help().mock.pushes)]
pub(crate) struct PushArgs {
    /// `--push-to`
    #[arg(id = "push_to", long = "push-to", value_name = "URL", help = help().mock.push_to)]
    pub to: Option<String>,
    /// `--push-token`
    #[arg(
        id = "push_token", long = "push-token", value_name = "TOKEN", requires = "push_to",
        help = help().mock.push_token
    )]
    pub token: Option<Secret>,
    /// `--push-aes-key`
    #[arg(
        id = "push_aes_key", long = "push-aes-key", alias = "push-encoding-aes-key", value_name = "KEY",
        requires = "push_to", help = help().mock.push_aes_key
    )]
    pub aes_key: Option<Secret>,
    /// `--push-mode`
    #[arg(
        id = "push_mode", long = "push-mode", value_name = "MODE", value_enum, hide_possible_values = true,
        requires = "push_to", help = help().mock.push_mode
    )]
    pub mode: Option<ModeArg>,
    /// `--push-format`
    #[arg(
        id = "push_format", long = "push-format", value_name = "FORMAT", value_enum,
        hide_possible_values = true, requires = "push_to", help = help().mock.push_format
    )]
    pub format: Option<Format>,
    /// `--push-after`
    #[arg(
        id = "push_after", long = "push-after", value_name = "MS", help = help().mock.push_after,
        value_parser = clap::value_parser!(u64).range(..=MAX_PUSH_AFTER_MS)
    )]
    pub after: Option<u64>,
    /// `--push-speed`
    #[arg(
        id = "push_speed", long = "push-speed", value_name = "FACTOR",
        help = help().mock.push_speed
    )]
    pub speed: Option<f64>,
}

/// A delivery that has failed and is repeated.
#[derive(Debug)]
pub(crate) struct FailedDelivery {
    /// The name of the push's kind.
    pub kind: String,
    /// The number of the delivery, from 1.
    pub number: usize,
    /// The time until the next one, in milliseconds.
    pub gap_ms: u64,
    /// The reason; `None` if there was an answer that does not acknowledge the push.
    pub reason: Option<String>,
}

/// A bot that gets the pushes of the mock.
pub(crate) struct PushedBot {
    url: Url,
    token: Secret,
    mode: Mode,
    format: Format,
    speed: f64,
    client: Client,
    system: System,
}

impl PushArgs {
    /// Returns the bot; `None` if there is none.
    pub(super) fn bot(&self, cx: &Context) -> Result<Option<PushedBot>, Error> {
        let Some(given) = &self.to else { return Ok(None) };
        let url = parse_server_url("--push-to", given)?;
        let token = match &self.token {
            Some(token) => referenced("--push-token", token, cx)?,
            None => cx.settings()?.secret(Key::Token)?.unwrap_or_else(|| Secret::new(DEFAULT_TOKEN)),
        };
        let mode = match self.mode {
            Some(mode) => mode,
            // A key on the command line is meant to be used.
            None if self.aes_key.is_some() => ModeArg::Safe,
            None => configured_mode(cx)?.unwrap_or(ModeArg::Plain),
        };
        let mode = match mode {
            ModeArg::Plain => Mode::Plain,
            ModeArg::Compat => Mode::Compat(self.key(cx)?),
            ModeArg::Safe => Mode::Safe(self.key(cx)?),
        };
        let speed = self.speed()?;
        let client = ConnectionArgs::default().client(&url, cx)?;
        let (format, system) = (self.format.unwrap_or_default(), cx.system);
        Ok(Some(PushedBot { url, token, mode, format, speed, client, system }))
    }

    /// Returns the factor by which WeChat's times are divided.
    pub(super) fn speed(&self) -> Result<f64, Error> {
        let speed = self.speed.unwrap_or(1.0);
        if !(speed.is_finite() && (0.001..=1000.0).contains(&speed)) {
            let value = speed.to_string();
            return Err(Usage::Value { flag: "--push-speed", value, wanted: Wanted::Factor }.into());
        }
        Ok(speed)
    }

    fn key(&self, cx: &Context) -> Result<AesKey, Error> {
        const FLAG: &str = "--push-aes-key";
        let given = match &self.aes_key {
            Some(key) => referenced(FLAG, key, cx)?,
            None => match known_aes_key(cx)? {
                Some(key) => return Ok(key),
                None => secret(FLAG, None, Key::EncodingAesKey, cx)?,
            },
        };
        Ok(AesKey::parse(given.expose()).map_err(Usage::AesKey)?)
    }
}

impl PushedBot {
    /// Returns the URL for display.
    pub(super) fn shown(&self) -> String {
        shown(&self.url)
    }

    /// Returns the EncodingAESKey.
    pub(super) fn aes_key(&self) -> Option<AesKey> {
        self.mode.key().cloned()
    }

    /// Returns WeChat's schedule, with its times divided by the speed.
    fn schedule(&self) -> Schedule {
        let deadline = Duration::from_millis(DEADLINE_MS).div_f64(self.speed);
        // An answer that comes late is waited for, to tell a slow bot from a dead one.
        let schedule = Schedule::as_wechat(deadline * 2, Some(deadline));
        Schedule { speed: self.speed, ..schedule }
    }

    /// Returns the outcome of all deliveries of a push.
    pub(super) async fn push(&self, due: &DuePush, on_failed: &dyn Fn(FailedDelivery)) -> DeliveredPush {
        let (mode, token) = (self.mode.clone(), self.token.clone());
        let kind = catalogue::kind(&due.push.kind);
        let is_bot = kind.is_some_and(|kind| kind.family == Family::WorkBot);
        let receiver = if is_bot { String::new() } else { due.account.clone() };
        let credentials = Credentials { token, mode, receiver };
        let probe = Probe {
            url: &self.url,
            credentials: &credentials,
            pay: None,
            pay_key: None,
            format: if is_bot { Format::Json } else { self.format },
            fixed_stamp: FixedStamp::default(),
            system: self.system,
        };
        deliver_push(&probe, &due.push, self.schedule(), &self.client, on_failed).await
    }
}

/// Returns the outcome of all deliveries of a push on WeChat's schedule. Passes each that failed and is repeated to
/// `on_failed`.
pub(super) async fn deliver_push(
    probe: &Probe<'_>,
    push: &Push,
    schedule: Schedule,
    client: &Client,
    on_failed: &dyn Fn(FailedDelivery),
) -> DeliveredPush {
    let context = ReplyContext { push, credentials: probe.credentials, format: probe.format };
    let family = AnswerFamily::of(push, probe.credentials, probe.format);
    let schedule = schedule.for_family(family);
    let mut sent_ms = Vec::new();
    let exchanges = match deliver(probe, push, (schedule, client), &mut sent_ms, on_failed).await {
        Ok(exchanges) => exchanges,
        Err(error) => return failed(&error.into()),
    };
    let judged = judge(&exchanges, context, schedule);
    let deliveries =
        exchanges.iter().zip(sent_ms).map(|(exchange, at_ms)| delivery(exchange, at_ms)).collect();
    if let Some(failure) = unreachable(&exchanges) {
        let error = Error::Network { url: shown(probe.url), failure: failure.clone() };
        return DeliveredPush { deliveries, ..failed(&error) };
    }
    let mut verdict = judged.verdict;
    if family == AnswerFamily::IntelligentBot {
        let limits = (STREAM_LIMIT, schedule.limit);
        let followed = probe.follow_stream(push, &mut verdict, limits, client, &mut |_| {}).await;
        if let Err(error) = followed {
            return DeliveredPush { deliveries, ..failed(&error.into()) };
        }
    }
    let in_time = exchanges.get(judged.number).is_some_and(|exchange| exchange.in_time);
    let is_accepted = in_time && verdict.is_accepted();
    let has_reply = ![NO_REPLY, INVALID_REPLY].contains(&verdict.reply_type.as_str());
    let reply = (is_accepted && has_reply).then(|| PassiveReply {
        reply_type: verdict.reply_type.clone(),
        fields: verdict.json.clone().unwrap_or_else(|| message_json::to_json(&verdict.fields.0)),
    });
    let finding = |rule: &Rule| {
        let said = text::finding(rule, family);
        let message = mask_foreign(&said.message, [probe.credentials.token.expose()]);
        finding(rule.name(), rule.severity().name(), message, &said.hints)
    };
    let findings = verdict.findings.iter().map(finding).collect();
    DeliveredPush { deliveries, is_accepted, reply, findings }
}

/// Delivers on the schedule. A bot that does not run is tried again too, because it may be starting.
async fn deliver(
    probe: &Probe<'_>,
    push: &Push,
    (schedule, client): (Schedule, &Client),
    sent_ms: &mut Vec<u64>,
    on_failed: &dyn Fn(FailedDelivery),
) -> Result<Vec<Exchange>, ProbeError> {
    let now_ms = probe.system.now_ms;
    let gap_after = |number: usize| {
        let usual = Duration::from_millis(schedule.deadline_ms());
        let gap_ms = number.checked_sub(1).and_then(|before| schedule.gaps.get(before));
        gap_ms.map_or(usual, |&gap_ms| Duration::from_millis(gap_ms).div_f64(schedule.speed))
    };
    let tell = |number: usize, gap_ms: u64, reason: Option<String>| {
        on_failed(FailedDelivery { kind: push.kind.clone(), number, gap_ms, reason });
    };
    let mut exchanges = Vec::new();
    while exchanges.len() < schedule.deliveries {
        if !exchanges.is_empty() {
            tokio::time::sleep(gap_after(exchanges.len())).await;
        }
        let before = exchanges.len();
        let rest = Schedule {
            deliveries: schedule.deliveries - exchanges.len(),
            gaps: schedule.gaps.get(exchanges.len()..).unwrap_or_default(),
            ..schedule
        };
        let mut on_event = |event: ProbeEvent<'_>| match event {
            ProbeEvent::Sending(_) => sent_ms.push(now_ms()),
            ProbeEvent::NotAcknowledged { number, gap_ms } => tell(before + number, gap_ms, None),
            ProbeEvent::Late { .. } => {}
        };
        match probe.deliver(push, rest, client, &mut on_event).await {
            Ok(more) => {
                exchanges.extend(more);
                break;
            }
            Err(ProbeError::Unreachable { failure, .. }) => {
                let request = probe.request(push)?;
                let number = before + 1;
                if number < schedule.deliveries {
                    let gap_ms = u64::try_from(gap_after(number).as_millis()).unwrap_or(u64::MAX);
                    let error = Error::Network { url: shown(probe.url), failure: failure.clone() };
                    tell(number, gap_ms, Some(text::error(&error).message));
                }
                exchanges.push(Exchange { request, result: Err(failure), in_time: false });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(exchanges)
}

/// Returns the reason why no connection to the bot succeeds; `None` if one did, however it ended.
fn unreachable(exchanges: &[Exchange]) -> Option<&Failure> {
    let failures: Option<Vec<&Failure>> =
        exchanges.iter().map(|exchange| exchange.result.as_ref().err()).collect();
    let is_connected = |failure: &&Failure| matches!(failure, Failure::Timeout(_) | Failure::Closed);
    failures?.into_iter().rev().find(|failure| !is_connected(failure))
}

/// Returns a delivery as it is stored.
pub(super) fn delivery(exchange: &Exchange, at_ms: u64) -> Delivery {
    let status = exchange.result.as_ref().ok().map(|response| response.answer.status);
    let late = || "timeout".to_owned();
    let error = match &exchange.result {
        Err(failure) => Some(failure.name().to_owned()),
        Ok(_) => (!exchange.in_time).then(late),
    };
    Delivery { at_ms, status, elapsed_ms: exchange.elapsed_ms(), error }
}

/// Returns the outcome of a push that could not be delivered.
pub(super) fn failed(error: &Error) -> DeliveredPush {
    let said = text::error(error);
    let findings = vec![finding(error.kind(), "error", said.message, &said.hints)];
    DeliveredPush { findings, ..DeliveredPush::default() }
}

/// Returns a finding as it is stored.
pub(super) fn finding(rule: &str, severity: &str, message: String, hints: &[String]) -> PushFinding {
    let (rule, severity) = (rule.to_owned(), severity.to_owned());
    PushFinding { rule, severity, message, hint: hints.join(words().semicolon) }
}
