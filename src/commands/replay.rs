//! `webot replay`: sends recorded pushes again, and compares the answers with the recorded ones.

mod as_test;
mod lines;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde_json::json;
use url::Url;

use super::args::{AddressArgs, ConnectionArgs, CredentialArgs, ModeArgs};
use super::listen::condition_error;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::{Client, Request, shown};
use crate::lang::{Said, Severity, Wanted};
use crate::message::{Credentials, MAX_BODY_BYTES, Platform, ReplyContext, verdict};
use crate::printer::{Outcome, ReportedFinding, json_visible};
use crate::probe::{FixedStamp, Probe, ProbeError, Response};
use crate::recording::{
    Condition, FreshIds, Har, RecordedPush, RecordingError, RecordingReader, differences, push_of,
};
use crate::text::{help, words};
pub(super) use as_test::recorded_step;

/// A replay that takes longer at the recorded speed says so, in seconds.
const LONG_S: u64 = 10;
/// The headers of a recorded request that are sent again.
const RAW_HEADERS: [&str; 9] = [
    "content-type",
    "user-agent",
    "accept",
    "wechatpay-nonce",
    "wechatpay-serial",
    "wechatpay-signature",
    "wechatpay-signature-type",
    "wechatpay-timestamp",
    "request-id",
];

/// `webot replay`
#[derive(Debug, Args)]
pub(crate) struct ReplayArgs {
    /// FILE
    #[arg(value_name = "FILE", help = help().replay.file, help_heading = help().arguments)]
    pub file: PathBuf,
    /// The bot's address.
    #[command(flatten)]
    pub address: AddressArgs,
    /// The credentials shared with the bot.
    #[command(flatten)]
    pub credentials: CredentialArgs,
    /// The encryption mode.
    #[command(flatten)]
    pub mode: ModeArgs,
    /// `--filter`
    #[arg(long, value_name = "CONDITION", help = help().replay.filter, help_heading = help().replay.pushes)]
    pub filter: Vec<String>,
    /// `--speed`
    #[arg(long, value_name = "SPEED", help = help().replay.speed, help_heading = help().replay.pushes)]
    pub speed: Option<String>,
    /// `--raw`
    #[arg(long, help = help().replay.raw, help_heading = help().replay.pushes)]
    pub raw: bool,
    /// `--check`
    #[arg(long, help = help().replay.check, help_heading = help().send.checks)]
    pub check: bool,
    /// The connection.
    #[command(flatten, next_help_heading = help().send.delivery)]
    pub connection: ConnectionArgs,
    /// Flags that replace sending.
    #[command(flatten)]
    pub conversion: ConversionArgs,
}

/// Flags that print the recording in another form.
#[derive(Debug, Args)]
pub(crate) struct ConversionArgs {
    /// `--as-har`
    #[arg(
        long, help = help().replay.as_har, help_heading = help().replay.instead,
        conflicts_with_all = ["check", "raw", "speed"]
    )]
    pub as_har: bool,
    /// `--as-test`
    #[arg(
        long, help = help().replay.as_test, help_heading = help().replay.instead,
        conflicts_with_all = ["check", "raw", "speed", "as_har"]
    )]
    pub as_test: bool,
}

/// The largest recording on standard input, in bytes; it is kept in memory.
const MAX_STDIN_BYTES: usize = 256 << 20;

/// A recording that is read once or twice.
struct Recording<'a> {
    file: &'a Path,
    /// The recording, if it came on standard input.
    bytes: Option<Vec<u8>>,
}

impl<'a> Recording<'a> {
    fn new(file: &'a Path, cx: &Context) -> Result<Self, Error> {
        let is_stdin = file.as_os_str() == "-";
        let bytes = is_stdin.then(|| cx.stdin("FILE", MAX_STDIN_BYTES)).transpose()?;
        Ok(Self { file: if is_stdin { Path::new("stdin") } else { file }, bytes })
    }

    fn open(&self) -> Result<RecordingReader<'_>, RecordingError> {
        match &self.bytes {
            Some(bytes) => RecordingReader::of_bytes(bytes, self.file),
            None => RecordingReader::open(self.file),
        }
    }
}

/// The pauses between pushes.
#[derive(Debug, Clone, Copy)]
enum Speed {
    /// The recorded pauses, divided by this factor.
    Factor(f64),
    /// No pauses.
    Max,
}

impl Speed {
    fn parse(given: Option<&str>) -> Result<Self, Error> {
        let Some(given) = given else { return Ok(Self::Factor(1.0)) };
        if given == "max" {
            return Ok(Self::Max);
        }
        let factor = given.strip_suffix('x').unwrap_or(given).parse::<f64>().ok();
        let factor = factor.filter(|factor| factor.is_finite() && (0.001..=1_000_000.0).contains(factor));
        let wrong = || Usage::Value { flag: "--speed", value: given.to_owned(), wanted: Wanted::Speed };
        Ok(Self::Factor(factor.ok_or_else(wrong)?))
    }

    fn pause(self, recorded_ms: u64) -> Duration {
        match self {
            Self::Factor(factor) => Duration::from_millis(recorded_ms).div_f64(factor),
            Self::Max => Duration::ZERO,
        }
    }
}

/// Sends the pushes of a recording, or converts it.
pub(crate) fn run(args: &ReplayArgs, cx: &Context) -> Result<Outcome, Error> {
    let conditions = args.filter.iter().map(|given| condition(given)).collect::<Result<Vec<_>, _>>()?;
    let speed = Speed::parse(args.speed.as_deref())?;
    if args.conversion.as_har && cx.printer.filters() {
        return Err(Usage::ConflictingFlags("--as-har", "--jq").into());
    }
    let recording = Recording::new(&args.file, cx)?;
    if args.conversion.as_har {
        return archive(&recording, &conditions, cx);
    }
    if args.conversion.as_test {
        return as_test::print(&recording, &conditions, cx);
    }
    let url = args.address.url(cx)?;
    let (credentials, _) =
        args.credentials.resolve(args.mode.chosen(args.credentials.aes_key.is_some(), cx)?, false, cx)?;
    let replay = Replay {
        args,
        cx,
        client: args.connection.client(&url, cx)?,
        limit: args.connection.limit()?,
        url,
        credentials,
    };
    if let Speed::Factor(factor) = speed {
        announce(&recording, &conditions, factor, cx)?;
    }
    let mut reader = recording.open()?;
    let mut totals = Totals::default();
    let (mut number, mut met) = (0, 0_usize);
    cx.block_on(async {
        let mut last_ms = None;
        while let Some(recorded) = reader.next_push()? {
            number += 1;
            if !fits(&recorded, &conditions) {
                continue;
            }
            met += 1;
            if recorded.method != "POST" && !args.raw {
                continue;
            }
            let pause = recorded.time_ms.saturating_sub(last_ms.unwrap_or(recorded.time_ms));
            last_ms = Some(recorded.time_ms);
            let pause = speed.pause(pause);
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            replay.send(number, &recorded, &mut totals).await?;
        }
        Ok::<_, Error>(())
    })??;
    if reader.broken_off {
        cx.printer.warning(words().replay.broken_off);
    }
    let Totals { sent, compared, different, unanswered, .. } = totals;
    let empty = match (met, compared) {
        _ if number == 0 => Some(words().replay.no_push),
        (0, _) if !conditions.is_empty() => Some(words().replay.none_met),
        (_, 0) if args.check && unanswered == 0 => Some(words().replay.none_compared),
        _ => None,
    };
    let mut findings = Vec::new();
    match empty {
        Some(said) if args.check => findings.push(ReportedFinding {
            rule: "nothing-compared",
            severity: Severity::Error,
            said: Said::new(said),
            diff: None,
        }),
        Some(said) => cx.printer.warning(said),
        None => {}
    }
    let failed = unanswered > 0 || (args.check && (different > 0 || compared == 0));
    let status = (words().replay.ended)(sent, different, unanswered);
    let json =
        json!({ "sent": sent, "compared": compared, "different": different, "unanswered": unanswered });
    Ok(Outcome::json(json).findings(findings).status(status).failed(failed))
}

fn condition(given: &str) -> Result<Condition, Error> {
    Condition::parse(given).map_err(|error| condition_error("--filter", given, error))
}

fn fits(push: &RecordedPush, conditions: &[Condition]) -> bool {
    if conditions.is_empty() {
        return true;
    }
    let document = push.document();
    conditions.iter().all(|condition| condition.meets(push.path(), &document))
}

/// Says how long the replay takes, if it is long.
fn announce(
    recording: &Recording<'_>,
    conditions: &[Condition],
    factor: f64,
    cx: &Context,
) -> Result<(), Error> {
    let mut reader = recording.open()?;
    let (mut first, mut last) = (None, 0);
    while let Some(push) = reader.next_push()? {
        if fits(&push, conditions) {
            first = first.or(Some(push.time_ms));
            last = last.max(push.time_ms);
        }
    }
    let recorded = Duration::from_millis(last.saturating_sub(first.unwrap_or(last)));
    let seconds = recorded.div_f64(factor).as_secs();
    if seconds >= LONG_S {
        cx.printer.hint(&(words().replay.takes)(seconds));
    }
    Ok(())
}

/// Prints the recording as an HTTP archive.
fn archive(recording: &Recording<'_>, conditions: &[Condition], cx: &Context) -> Result<Outcome, Error> {
    // A wrong line is found before half a document is printed.
    let mut reader = recording.open()?;
    while reader.next_push()?.is_some() {}
    let mut reader = recording.open()?;
    let mut har = Har::default();
    cx.printer.bytes(Har::start().as_bytes())?;
    let (mut number, mut met) = (0_usize, 0_usize);
    while let Some(mut push) = reader.next_push()? {
        number += 1;
        if fits(&push, conditions) {
            met += 1;
            push.mask_secrets();
            cx.printer.bytes(json_visible(&har.entry(&push)).as_bytes())?;
        }
    }
    let end = cx.printer.bytes(format!("{}\n", Har::end()).as_bytes())?;
    warn_of_gaps(&reader, (number, met), conditions, cx);
    Ok(Outcome::stream(end))
}

/// Warns of a recording that is incomplete, that holds nothing, or of which no push meets the conditions. `counts` are
/// the numbers of its pushes and of those that do.
fn warn_of_gaps(
    reader: &RecordingReader<'_>,
    counts: (usize, usize),
    conditions: &[Condition],
    cx: &Context,
) {
    if reader.broken_off {
        cx.printer.warning(words().replay.broken_off);
    }
    match counts {
        (0, _) => cx.printer.warning(words().replay.no_push),
        (_, 0) if !conditions.is_empty() => cx.printer.warning(words().replay.none_met),
        _ => {}
    }
}

#[derive(Debug, Default)]
struct Totals {
    ids: FreshIds,
    sent: usize,
    /// The number of answers that were compared with recorded ones.
    compared: usize,
    different: usize,
    unanswered: usize,
}

struct Replay<'a> {
    args: &'a ReplayArgs,
    cx: &'a Context,
    client: Client,
    limit: Duration,
    url: Url,
    credentials: Credentials,
}

impl Replay<'_> {
    /// Sends one push and prints its line. The first push that cannot be delivered ends the replay.
    async fn send(&self, number: usize, recorded: &RecordedPush, totals: &mut Totals) -> Result<(), Error> {
        let replay = &words().replay;
        if recorded.body.is_cut() {
            self.cx.printer.warning(&(replay.cut)(number));
            return Ok(());
        }
        let push = if self.args.raw {
            recorded.push()
        } else {
            let new = self.cx.system.msg_id().map_err(|error| Error::Bug(error.to_string()))?;
            push_of(&totals.ids.renew(recorded, new, self.cx.system.now()))
        };
        let format = recorded.format();
        let request = if self.args.raw {
            Ok(self.raw_request(recorded))
        } else if push.platform == Platform::Pay {
            Err(ProbeError::NoPayCredentials)
        } else {
            let probe = Probe {
                url: &self.url,
                credentials: &self.credentials,
                pay: None,
                pay_key: None,
                format,
                fixed_stamp: FixedStamp::default(),
                system: self.cx.system,
            };
            probe.request(&push)
        };
        let request = match request {
            Ok(request) => request,
            Err(ProbeError::NoPayCredentials | ProbeError::NoPayKey) => {
                self.cx.printer.warning(&(replay.needs_raw)(number));
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        self.cx.detail_request(&request);
        let response = self.client.send(&request, self.limit, MAX_BODY_BYTES).await.map(Response::from);
        totals.sent += 1;
        let response = match response {
            Ok(response) => response,
            Err(failure) if totals.sent == 1 => {
                return Err(Error::Network { url: shown(&self.url), failure });
            }
            Err(failure) => {
                totals.unanswered += 1;
                return self.print_failure(number, recorded, &failure);
            }
        };
        let context = ReplyContext { push: &push, credentials: &self.credentials, format };
        let now = verdict(&response.answer, context);
        let found = differences(recorded, context, (response.answer.status, &now));
        totals.compared += usize::from(found.is_some());
        totals.different += usize::from(found.as_ref().is_some_and(|found| !found.is_empty()));
        self.print(number, recorded, &now, response.answer.elapsed_ms, found.as_deref())
    }

    /// Returns the request as it was recorded, to another address.
    fn raw_request(&self, recorded: &RecordedPush) -> Request {
        let mut url = self.url.clone();
        let query = recorded.target.split_once('?').map(|(_, query)| query);
        let query = match (url.query(), query) {
            (Some(own), Some(given)) => Some(format!("{own}&{given}")),
            (own, given) => own.or(given).map(str::to_owned),
        };
        url.set_query(query.as_deref());
        let known = |name: &str| RAW_HEADERS.into_iter().find(|known| known.eq_ignore_ascii_case(name));
        let headers = recorded.headers.iter().filter_map(|(name, value)| Some((known(name)?, value.clone())));
        Request {
            method: if recorded.method == "GET" { "GET" } else { "POST" },
            url,
            headers: headers.collect(),
            body: recorded.body.bytes().into_owned(),
            form: None,
            hidden: Vec::new(),
        }
    }
}
