//! `webot bench`: sends many messages to a bot, judges every answer, and tells how fast they come.

mod emit;
mod figures;
mod page;
mod report;

use std::time::Duration;

use clap::{Args, ValueEnum};
use url::Url;

use super::args::{
    AddressArgs, ConnectionArgs, CredentialArgs, FormArgs, confirm, pairs, parse_duration, parse_percent,
};
use super::mock::shutdown_signal;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::{Forwarder, is_loopback, shown};
use crate::lang::Wanted;
use crate::message::{Credentials, PathError, Platform, Push};
use crate::printer::Outcome;
use crate::probe::{ComposeError, Composer, LoadMessages, LoadPlan, Pace, load};
use crate::text::{help, words};

/// The default duration.
const DEFAULT_DURATION: Duration = Duration::from_secs(10);
/// The default concurrency.
const DEFAULT_CONCURRENCY: usize = 16;
/// The default number of users.
const DEFAULT_USERS: u32 = 100;
/// The default of the largest number of messages that wait for their answers.
const DEFAULT_CONNECTIONS: u16 = 256;
/// The default time limit for an answer: longer than WeChat's, so that late answers are counted as such.
const DEFAULT_LIMIT: Duration = Duration::from_secs(15);
/// The text that is sent if no message is given.
const DEFAULT_TEXT: &str = "hello";

/// `webot bench`
#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    /// KIND
    #[arg(value_name = "KIND", help = help().bench.kinds, help_heading = help().arguments)]
    pub kinds: Vec<String>,
    /// The bot's address.
    #[command(flatten)]
    pub address: AddressArgs,
    /// The credentials shared with the bot.
    #[command(flatten)]
    pub credentials: CredentialArgs,
    /// The form of the pushes.
    #[command(flatten)]
    pub form: FormArgs,
    /// `--set`
    #[arg(long, value_name = "PATH=VALUE", help = help().send.set, help_heading = help().send.message)]
    pub set: Vec<String>,
    /// `--users`
    #[arg(
        long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1_000_000),
        help = help().bench.users, help_heading = help().send.message
    )]
    pub users: Option<u32>,
    /// `--rate`
    #[arg(long, value_name = "NUMBER", help = help().bench.rate, help_heading = help().bench.load, conflicts_with = "concurrency")]
    pub rate: Option<f64>,
    /// `--concurrency`
    #[arg(
        short, long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1000),
        help = help().bench.concurrency, help_heading = help().bench.load
    )]
    pub concurrency: Option<u16>,
    /// `--duration`
    #[arg(long, value_name = "TIME", help = help().bench.duration, help_heading = help().bench.load)]
    pub duration: Option<String>,
    /// `--connections`
    #[arg(
        long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1000),
        help = help().bench.connections, help_heading = help().bench.load, requires = "rate"
    )]
    pub connections: Option<u16>,
    /// `--max-p99`
    #[arg(long, value_name = "TIME", help = help().bench.max_p99, help_heading = help().send.checks)]
    pub max_p99: Option<String>,
    /// `--max-errors`
    #[arg(long, value_name = "PERCENT", help = help().bench.max_errors, help_heading = help().send.checks)]
    pub max_errors: Option<String>,
    /// The connection.
    #[command(flatten, next_help_heading = help().send.delivery)]
    pub connection: ConnectionArgs,
    /// `--report`
    #[arg(
        long, value_name = "FORMAT", value_enum, hide_possible_values = true, help = help().bench.report,
        help_heading = help().options
    )]
    pub report: Option<Report>,
    /// `--emit`
    #[arg(
        long, value_name = "TOOL", value_enum, hide_possible_values = true, help = help().bench.emit,
        help_heading = help().send.instead, conflicts_with = "report"
    )]
    pub emit: Option<Tool>,
    /// `--yes`
    #[arg(short, long, help = help().bench.yes, help_heading = help().options)]
    pub yes: bool,
}

/// `--report`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Report {
    /// A page with plots.
    Html,
}

/// `--emit`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tool {
    /// A locustfile in Python.
    Locust,
    /// A script for k6.
    K6,
}

/// Runs the load test, or prints a program for a tool that runs it on many machines.
pub(crate) fn run(args: &BenchArgs, cx: &Context) -> Result<Outcome, Error> {
    if args.report.is_some() {
        for (given, flag) in [(cx.printer.filters(), "--jq"), (cx.printer.is_json(), "--json")] {
            if given {
                return Err(Usage::ConflictingFlags("--report", flag).into());
            }
        }
    }
    let pace = pace(args)?;
    let duration = match &args.duration {
        Some(given) => parse_duration("--duration", given)?,
        None => DEFAULT_DURATION,
    };
    let thresholds = report::Thresholds {
        p99: args.max_p99.as_deref().map(|given| parse_duration("--max-p99", given)).transpose()?,
        errors: args.max_errors.as_deref().map(|given| parse_percent("--max-errors", given)).transpose()?,
    };
    let url = args.address.url(cx)?;
    let mode = args.form.mode.chosen(args.credentials.aes_key.is_some(), cx)?;
    let (credentials, token_origin) = args.credentials.resolve(mode, false, cx)?;
    let templates = templates(args, &credentials, cx)?;
    let users = users(args.users.unwrap_or(DEFAULT_USERS));
    if let Some(tool) = args.emit {
        let plan = emit::Plan { url: &url, pace, duration, users: &users, mode };
        return emit::program(tool, &plan, &templates, args.form.format);
    }
    if !is_near(&url) {
        if !args.yes && !cx.printer.can_ask() {
            return Err(Usage::FarLoad(shown(&url)).into());
        }
        confirm(args.yes, &(words().bench.ask_far)(&shown(&url)), cx)?;
    }
    let roots = match &args.connection.cacert {
        Some(_) => args.connection.trust(true, cx.settings()?, cx)?.roots,
        None => None,
    };
    let failed = |failure| Error::Network { url: shown(&url), failure };
    let forwarder = Forwarder::new(url.scheme() == "https", roots.as_deref()).map_err(failed)?;
    let plan = LoadPlan {
        url: url.clone(),
        pace,
        duration,
        connections: usize::from(args.connections.unwrap_or(DEFAULT_CONNECTIONS)),
        limit: if args.connection.timeout.is_some() { args.connection.limit()? } else { DEFAULT_LIMIT },
        system: cx.system,
    };
    let first_id = cx.system.msg_id().map_err(|error| Error::Bug(error.to_string()))?;
    let messages = LoadMessages::new(templates, users, credentials, args.form.format, first_id);
    let seed = u64::from_be_bytes(cx.random()?);
    let progress = cx.printer.live_line();
    let mut interrupted = false;
    let (tally, times) = cx.block_on_server(async {
        let signal = shutdown_signal()?;
        let end = async {
            signal.await;
            interrupted = true;
        };
        let counted = load(plan, messages, forwarder, seed, end, |tally, elapsed| {
            progress.show(&report::live(tally, elapsed));
        });
        Ok::<_, Error>(counted.await)
    })??;
    progress.end();
    let outcome = report::outcome(
        &figures::Run { tally: &tally, times, pace, url: &shown(&url), token_origin: &token_origin, cx },
        &thresholds,
        args.report,
    );
    if interrupted {
        cx.printer.outcome(&outcome)?;
        return Err(Error::Interrupted);
    }
    // Not a load test, but a bot that is not there.
    match tally.failures.first_key_value() {
        Some((&name, _))
            if tally.answered() == 0 && tally.failures.len() == 1 && name == "connection-refused" =>
        {
            let failure = crate::http::Failure::Refused;
            Err(Error::Network { url: shown(&url), failure })
        }
        _ => Ok(outcome),
    }
}

fn pace(args: &BenchArgs) -> Result<Pace, Error> {
    match args.rate {
        Some(rate) if rate.is_finite() && (0.001..=1_000_000.0).contains(&rate) => Ok(Pace::Rate(rate)),
        Some(rate) => {
            let value = rate.to_string();
            Err(Usage::Value { flag: "--rate", value, wanted: Wanted::Rate }.into())
        }
        None => Ok(Pace::Concurrency(args.concurrency.map_or(DEFAULT_CONCURRENCY, usize::from))),
    }
}

/// Returns whether a load is meant for this machine or its network.
fn is_near(url: &Url) -> bool {
    is_loopback(url)
        || match url.host() {
            Some(url::Host::Ipv4(address)) => address.is_private() || address.is_link_local(),
            Some(url::Host::Ipv6(address)) => address.is_unique_local(),
            Some(url::Host::Domain(name)) => !name.contains('.'),
            None => false,
        }
}

/// Returns the messages to send in turn: one for each kind or text.
fn templates(args: &BenchArgs, credentials: &Credentials, cx: &Context) -> Result<Vec<Push>, Error> {
    let set = pairs("--set", &args.set)?;
    let composer = Composer {
        set: &set,
        add: false,
        user: None,
        account: None,
        subscribed: None,
        time: None,
        receiver: &credentials.receiver,
        system: cx.system,
    };
    let texts = [DEFAULT_TEXT.to_owned()];
    let given = if args.kinds.is_empty() { &texts[..] } else { &args.kinds };
    let mut templates = Vec::new();
    for word in given {
        let word = word.trim();
        let composed = match word {
            "text" => composer.words(&["text", DEFAULT_TEXT]),
            word => composer.words(&[word]),
        };
        // There is neither --dry-run nor --add here.
        let composed = composed.map_err(|error| match error {
            ComposeError::Path(PathError::Unknown { path, closest }) => {
                Error::from(Usage::NoFieldToSet { path, closest, kind: word.to_owned() })
            }
            error => error.into(),
        })?;
        let push = composed.ok_or(Usage::NoMessage)?.push;
        if matches!(push.platform, Platform::Pay | Platform::PayV2 | Platform::Intracity) {
            let value = word.to_owned();
            return Err(Usage::Value { flag: "KIND", value, wanted: Wanted::BotKind }.into());
        }
        templates.push(push);
    }
    Ok(templates)
}

/// Returns the ids of users, in the form of openids.
fn users(count: u32) -> Vec<String> {
    (1..=count).map(|number| format!("oWEBOT-bench_user-{number:010}")).collect()
}
