use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Args, ValueEnum};
use regex::Regex;

use super::pay::PayArgs;
use crate::commands::args::{
    AddressArgs, ConnectionArgs, CredentialArgs, DryRunArgs, FormArgs, ModeArg, pairs, parse_seconds,
};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::message::{Family, Format, NO_REPLY, Path, Verdict, catalogue, reply_types};
use crate::probe::{Expectations, Schedule};
use crate::text::help;

/// `webot send`
#[derive(Debug, Args)]
#[command(infer_long_args = true)]
pub(crate) struct SendArgs {
    /// The message.
    #[command(flatten)]
    pub message: MessageArgs,
    /// The bot's address.
    #[command(flatten)]
    pub address: AddressArgs,
    /// `--demo`
    #[arg(
        long, help = help().send.demo, help_heading = help().send.target,
        conflicts_with_all = ["destination", "host", "port", "route"]
    )]
    pub demo: bool,
    /// The credentials shared with the bot.
    #[command(flatten)]
    pub credentials: CredentialArgs,
    /// The credentials for notifications of WeChat Pay.
    #[command(flatten)]
    pub pay: PayArgs,
    /// The form of the pushes.
    #[command(flatten)]
    pub form: FormArgs,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().send.timestamp, help_heading = help().send.signing)]
    pub timestamp: Option<u64>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().send.nonce, help_heading = help().send.signing)]
    pub nonce: Option<String>,
    /// `--as-wechat`
    #[arg(long, help = help().send.as_wechat, help_heading = help().send.delivery)]
    pub as_wechat: bool,
    /// `--deadline`
    #[arg(
        long, value_name = "SECONDS", requires = "as_wechat", help = help().send.deadline,
        help_heading = help().send.delivery
    )]
    pub deadline: Option<String>,
    /// `--speed`
    #[arg(
        long, value_name = "FACTOR", requires = "as_wechat", help = help().send.speed,
        help_heading = help().send.delivery
    )]
    pub speed: Option<f64>,
    /// `--stream-limit`
    #[arg(
        long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(0..=360), default_value_t = MAX_STREAM_S,
        hide_default_value = true, help = help().send.stream_limit, help_heading = help().send.delivery
    )]
    pub stream_limit: u64,
    /// `--response-limit`
    #[arg(
        long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(0..=3600),
        default_value_t = RESPONSE_S, hide_default_value = true, help = help().send.response_limit,
        help_heading = help().send.delivery
    )]
    pub response_limit: u64,
    /// `--users`
    #[arg(
        long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(2..=100), help = help().send.users,
        help_heading = help().send.delivery, conflicts_with_all = ["as_wechat", "xml", "json_body"]
    )]
    pub users: Option<u8>,
    /// The connection.
    #[command(flatten, next_help_heading = help().send.delivery)]
    pub connection: ConnectionArgs,
    /// Expectations.
    #[command(flatten)]
    pub checks: CheckArgs,
    /// Flags that replace sending.
    #[command(flatten, next_help_heading = help().send.instead)]
    pub preview: DryRunArgs,
}

/// The message to send.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.message)]
pub(crate) struct MessageArgs {
    /// KIND
    #[arg(
        value_name = "KIND", display_order = 1, allow_negative_numbers = true, help = help().send.kind, help_heading = help().arguments
    )]
    pub kind: Option<String>,
    /// ARGS
    #[arg(
        value_name = "ARGS", display_order = 2, help = help().send.args, help_heading = help().arguments, requires = "kind",
        allow_negative_numbers = true
    )]
    pub args: Vec<String>,
    /// `--user`
    #[arg(short, long, alias = "openid", value_name = "OPENID", help = help().send.user)]
    pub user: Option<String>,
    /// `--sp`
    #[arg(long, value_name = "ID", help = help().send.sp)]
    pub sp: Option<String>,
    /// `--set`
    #[arg(long, value_name = "PATH=VALUE", help = help().send.set)]
    pub set: Vec<String>,
    /// `--add`
    #[arg(long, help = help().send.add, requires = "set")]
    pub add: bool,
    /// `--xml`
    #[arg(long, value_name = "FILE", help = help().send.xml, conflicts_with_all = ["kind", "json_body", "user", "sp", "format"])]
    pub xml: Option<PathBuf>,
    /// `--json-body`
    #[arg(long, value_name = "FILE", help = help().send.json_body, conflicts_with_all = ["kind", "user", "sp", "format"])]
    pub json_body: Option<PathBuf>,
    /// `--edit`
    #[arg(long, help = help().send.edit, conflicts_with = "users")]
    pub edit: bool,
    /// `--subscribed`
    #[arg(
        long, value_name = "YES", help = help().send.subscribed, hide_possible_values = true, num_args = 0..=1, require_equals = true,
        default_missing_value = "true"
    )]
    pub subscribed: Option<bool>,
    /// `--list`
    #[arg(long, value_name = "FILTER", help = help().send.list, num_args = 0..=1, default_missing_value = "")]
    pub list: Option<String>,
}

impl MessageArgs {
    /// Returns the bot's URL if it stands before the message, as in `webot send URL hello`.
    pub(super) fn url(&self) -> Option<&str> {
        let is_url = |word: &&str| {
            ["http://", "https://", "ws://", "wss://"].iter().any(|scheme| word.starts_with(scheme))
        };
        self.kind.as_deref().filter(is_url).filter(|_| !self.args.is_empty())
    }

    /// Returns whether the message is one to an intelligent bot of WeCom, whose receiver is empty.
    pub(super) fn is_to_intelligent_bot(&self) -> bool {
        let words = self.words();
        let kind = words.first().and_then(|word| catalogue::kind(word));
        kind.is_some_and(|kind| kind.family == Family::WorkBot)
    }

    /// Returns the words of the message.
    pub(super) fn words(&self) -> Vec<&str> {
        let kind = self.kind.as_deref().filter(|_| self.url().is_none());
        kind.into_iter().chain(self.args.iter().map(String::as_str)).collect()
    }
}

/// Expectations of the answer.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.checks)]
pub(crate) struct CheckArgs {
    /// `--expect-type`
    #[arg(long, value_name = "TYPE", help = help().send.expect_type, value_parser = ReplyType, hide_possible_values = true)]
    pub expect_type: Option<String>,
    /// `--expect-text`
    #[arg(long, value_name = "REGEX", help = help().send.expect_text)]
    pub expect_text: Option<String>,
    /// `--expect`
    #[arg(long, value_name = "FIELD=VALUE", help = help().send.expect)]
    pub expect: Vec<String>,
    /// `--expect-none`
    #[arg(long, help = help().send.expect_none, conflicts_with_all = ["expect_type", "expect_text", "expect"])]
    pub expect_none: bool,
    /// `--expect-within`
    #[arg(long, value_name = "MS", help = help().send.expect_within)]
    pub expect_within: Option<u64>,
    /// `--strict`
    #[arg(long, help = help().send.strict)]
    pub strict: bool,
}

/// The time for which WeCom asks for the rest of a stream, in seconds (企业微信文档《智能机器人》: 流式消息刷新).
const MAX_STREAM_S: u64 = 360;

/// The time for which a message to `response_url` is waited for, in seconds.
const RESPONSE_S: u64 = 2;

impl SendArgs {
    /// Returns how long a message to `response_url` is waited for: not at all after a reply.
    pub(super) fn response_limit(&self, verdict: &Verdict) -> Duration {
        let waits = verdict.reply_type == NO_REPLY && verdict.is_accepted() && !self.checks.expect_none;
        Duration::from_secs(if waits { self.response_limit } else { 0 })
    }

    /// Returns how long a stream is asked for.
    pub(super) fn stream_limit(&self) -> Duration {
        Duration::from_secs(self.stream_limit)
    }

    /// Returns the mode of encryption.
    pub(crate) fn mode(&self, cx: &Context) -> Result<ModeArg, Error> {
        self.form.mode.chosen(self.credentials.aes_key.is_some(), cx)
    }
}

impl SendArgs {
    /// Returns the schedule of deliveries.
    pub(super) fn schedule(&self) -> Result<Schedule, Error> {
        let deadline =
            self.deadline.as_deref().map(|given| parse_seconds("--deadline", given)).transpose()?;
        let limit = self.connection.limit()?;
        let schedule =
            if self.as_wechat { Schedule::as_wechat(limit, deadline) } else { Schedule::once(limit) };
        let speed = self.speed.unwrap_or(1.0);
        if !(speed.is_finite() && (0.001..=1_000_000.0).contains(&speed)) {
            return Err(
                Usage::Value { flag: "--speed", value: speed.to_string(), wanted: Wanted::Number }.into()
            );
        }
        Ok(Schedule { speed, ..schedule })
    }
}

impl CheckArgs {
    /// Returns the expectations; an invalid one is an error, before a message is sent.
    pub(super) fn expectations(&self) -> Result<Expectations, Error> {
        let mut fields = Vec::new();
        for (path, value) in pairs("--expect", &self.expect)? {
            fields.push((Path::parse(&path)?, value));
        }
        let text = self.expect_text.as_ref().map(|given| {
            let wrong =
                |_| Usage::Value { flag: "--expect-text", value: given.clone(), wanted: Wanted::Regex };
            Regex::new(given).map_err(wrong)
        });
        Ok(Expectations {
            reply_type: self.expect_type.clone(),
            text: text.transpose()?,
            fields,
            none: self.expect_none,
            within_ms: self.expect_within,
        })
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Xml, Self::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Xml => "xml",
            Self::Json => "json",
        }))
    }
}

/// A parser for the type of a reply; completion offers those that WeChat accepts.
#[derive(Clone)]
struct ReplyType;

impl TypedValueParser for ReplyType {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        let known: Vec<&str> = reply_types().chain(["none", "invalid"]).collect();
        clap::builder::PossibleValuesParser::new(known).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(reply_types().chain(["none", "invalid"]).map(PossibleValue::new)))
    }
}
