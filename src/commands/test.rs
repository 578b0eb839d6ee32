//! `webot test`: runs scenarios, and reports which of them the bot passes.

mod files;
mod github;
mod json;
mod junit;
mod outcome;
mod people;
mod tap;

use std::cell::{Cell, RefCell};
use std::path::PathBuf;

use clap::Args;
use url::Url;

use self::outcome::Reported;
use super::args::{AddressArgs, ConnectionArgs, CredentialArgs, DEFAULT_TOKEN, ModeArg, pairs};
use super::mock::shutdown_signal;
use crate::config::{Key, Setting};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files as disk;
use crate::http::Client;
use crate::lang::Wanted;
use crate::message::Credentials;
use crate::printer::Outcome;
use crate::scenario::{self, CallbackMode, FileRun, Run, ScenarioFile, ScenarioResult, Status};
use crate::secret::{Position, Secret, is_secret};
use crate::text::{help, words};

/// The most files that are run at the same time.
const MAX_JOBS: i64 = 64;

/// `webot test`
#[derive(Debug, Args)]
pub(crate) struct TestArgs {
    /// FILE
    #[arg(
        value_name = "FILE", help = help().test.files, help_heading = help().arguments,
        required_unless_present = "schema"
    )]
    pub files: Vec<PathBuf>,
    /// The bot's address.
    #[command(flatten)]
    pub address: AddressArgs,
    /// The credentials shared with the bot.
    #[command(flatten)]
    pub credentials: CredentialArgs,
    /// `--mode`
    #[arg(
        long, value_name = "MODE", value_enum, help = help().send.mode, help_heading = help().send.signing,
        hide_possible_values = true
    )]
    pub mode: Option<ModeArg>,
    /// `--set`
    #[arg(long, value_name = "NAME=VALUE", help = help().test.set, help_heading = help().test.scenarios)]
    pub set: Vec<String>,
    /// `--filter`
    #[arg(long, value_name = "TEXT", help = help().test.filter, help_heading = help().test.scenarios)]
    pub filter: Option<String>,
    /// `--from`
    #[arg(
        long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..), help = help().test.from,
        help_heading = help().test.scenarios
    )]
    pub from: Option<u32>,
    /// `--fail-fast`
    #[arg(long, help = help().test.fail_fast, help_heading = help().test.scenarios)]
    pub fail_fast: bool,
    /// `--jobs`
    #[arg(
        short, long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=MAX_JOBS),
        help = help().test.jobs, help_heading = help().test.scenarios
    )]
    pub jobs: Option<u8>,
    /// `--report`
    #[arg(long, value_name = "FORMAT[:FILE]", help = help().test.report, help_heading = help().test.reports)]
    pub report: Vec<String>,
    /// The connection.
    #[command(flatten, next_help_heading = help().send.delivery)]
    pub connection: ConnectionArgs,
    /// `--schema`
    #[arg(
        long, help = help().test.schema, help_heading = help().send.instead, conflicts_with_all = ["files", "report"]
    )]
    pub schema: bool,
}

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportFormat {
    /// `JUnit` XML.
    Junit,
    /// The Test Anything Protocol, version 14.
    Tap,
    /// JSON.
    Json,
    /// Annotations of GitHub Actions.
    Github,
}

/// `--report`: a format, and the file; without a file, standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportTarget {
    format: ReportFormat,
    file: Option<PathBuf>,
}

impl ReportTarget {
    fn parse(given: &str) -> Result<Self, Error> {
        let (format, file) = match given.split_once(':') {
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (given, None),
        };
        let wrong = || Usage::Value { flag: "--report", value: given.to_owned(), wanted: Wanted::Report };
        let format = match format {
            "junit" => ReportFormat::Junit,
            "tap" => ReportFormat::Tap,
            "json" => ReportFormat::Json,
            "github" => ReportFormat::Github,
            _ => return Err(wrong().into()),
        };
        if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
            return Err(wrong().into());
        }
        Ok(Self { format, file })
    }
}

impl ReportFormat {
    fn document(self, reported: &[Reported], totals: &Totals) -> String {
        match self {
            Self::Junit => junit::document(reported),
            Self::Tap => tap::document(reported),
            Self::Json => json::document(reported, totals).to_string(),
            Self::Github => github::document(reported),
        }
    }
}

/// The numbers of scenarios by status.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    passed: usize,
    failed: usize,
    skipped: usize,
    elapsed_ms: u64,
    interrupted: bool,
}

/// Runs the scenarios, or prints the schema of their files.
pub(crate) fn run(args: &TestArgs, cx: &Context) -> Result<Outcome, Error> {
    if args.schema {
        let schema = scenario::schema();
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        return Ok(Outcome::value(schema, text));
    }
    let reports =
        args.report.iter().map(|given| ReportTarget::parse(given)).collect::<Result<Vec<_>, _>>()?;
    let to_stdout: Vec<&ReportTarget> = reports.iter().filter(|report| report.file.is_none()).collect();
    if to_stdout.len() > 1 {
        return Err(Usage::ConflictingFlags("--report", "--report").into());
    }
    if cx.printer.is_json() && !to_stdout.is_empty() {
        return Err(Usage::ConflictingFlags("--report", "--json").into());
    }
    let set = pairs("--set", &args.set)?;
    for (name, value) in &set {
        if is_secret(name, Position::Body) {
            cx.hide(&Secret::new(value.clone()));
        }
    }
    let files = files::read(args, &set, cx)?;
    let credentials = AllCredentials::resolve(args, &files, cx)?;
    hide_secrets(args, cx)?;
    let default_url = args.address.url(cx)?;
    let names_address = args.address.destination.is_some()
        || args.address.host.is_some()
        || args.address.port.is_some()
        || args.address.route.is_some();
    let trust = args.connection.trust(true, cx.settings()?, cx)?;
    let people = people::People { cx, to_stderr: cx.printer.is_json() || !to_stdout.is_empty() };
    let reported: RefCell<Vec<Reported>> = RefCell::default();
    let printed: RefCell<Result<(), Error>> = RefCell::new(Ok(()));
    let on_result = |result: ScenarioResult| {
        let result = Reported::of(result, cx);
        if printed.borrow().is_ok() {
            *printed.borrow_mut() = people.scenario(&result);
        }
        reported.borrow_mut().push(result);
    };
    let run = Run {
        url: Some(&default_url).filter(|_| names_address),
        default_url: &default_url,
        credentials: &|mode| credentials.of(mode),
        connect: &|url: &Url| Client::new(url, &trust),
        limit: args.connection.limit()?,
        system: cx.system,
        from: usize::try_from(args.from.unwrap_or(1)).unwrap_or(usize::MAX),
        only: files.iter().flat_map(|file| &file.scenarios).any(|scenario| scenario.only),
        fail_fast: args.fail_fast,
        failed: Cell::new(false),
        on_result: &on_result,
        on_left_open: &|port| cx.printer.warning(&(words().test.left_open)(port)),
    };
    let started_ms = cx.system.now_ms();
    let interrupted = run_all(&files, usize::from(args.jobs.unwrap_or(1)), &run, cx)?;
    let reported = reported.take();
    let mut totals = Totals { interrupted, ..Totals::default() };
    totals.elapsed_ms = cx.system.now_ms().saturating_sub(started_ms);
    for result in &reported {
        match result.status {
            Status::Passed => totals.passed += 1,
            Status::Failed => totals.failed += 1,
            Status::Skipped(_) => totals.skipped += 1,
        }
    }
    for report in &reports {
        let document = report.format.document(&reported, &totals);
        match &report.file {
            Some(path) => disk::write_shared(path, document.as_bytes())
                .map_err(|source| Error::Io { path: path.display().to_string(), source })?,
            None => {
                cx.printer.bytes(document.as_bytes())?;
            }
        }
    }
    let status = (words().test.summary)([totals.passed, totals.failed, totals.skipped], totals.elapsed_ms);
    let outcome = Outcome::json(json::document(&reported, &totals)).status(status).failed(totals.failed > 0);
    printed.into_inner()?;
    if interrupted {
        cx.printer.outcome(&outcome)?;
        return Err(Error::Interrupted);
    }
    Ok(outcome)
}

/// Runs all files, `jobs` at a time. Returns whether the run was interrupted.
fn run_all(files: &[ScenarioFile], jobs: usize, run: &Run<'_>, cx: &Context) -> Result<bool, Error> {
    let runs: Vec<FileRun<'_>> = files.iter().map(FileRun::new).collect();
    let next = Cell::new(0);
    let interrupted = cx.block_on_server(async {
        let stop = shutdown_signal()?;
        let worker = || async {
            while let Some(file) = runs.get(next.get()) {
                next.set(next.get() + 1);
                file.run(run).await;
            }
        };
        let workers = scenario::all((0..jobs.min(runs.len())).map(|_| worker()).collect());
        Ok::<_, Error>(tokio::select! {
            biased;
            () = stop => true,
            _ = workers => false,
        })
    })??;
    if interrupted {
        for file in &runs {
            file.interrupt(run);
        }
    }
    Ok(interrupted)
}

/// The credentials of every mode that a scenario names.
struct AllCredentials {
    default: Credentials,
    named: Vec<(CallbackMode, Credentials)>,
}

impl AllCredentials {
    fn resolve(args: &TestArgs, files: &[ScenarioFile], cx: &Context) -> Result<Self, Error> {
        let resolve = |mode| Ok::<_, Error>(args.credentials.resolve(mode, false, cx)?.0);
        let default = resolve(ModeArg::chosen(args.mode, &args.credentials, cx)?)?;
        let messages = files
            .iter()
            .flat_map(|file| &file.scenarios)
            .flat_map(|scenario| &scenario.steps)
            .flat_map(|step| &step.messages);
        let mut named: Vec<(CallbackMode, Credentials)> = Vec::new();
        for mode in messages.filter_map(|message| message.mode) {
            if named.iter().all(|(known, _)| *known != mode) {
                let arg = match mode {
                    CallbackMode::Plain => ModeArg::Plain,
                    CallbackMode::Compat => ModeArg::Compat,
                    CallbackMode::Safe => ModeArg::Safe,
                };
                named.push((mode, resolve(arg)?));
            }
        }
        Ok(Self { default, named })
    }

    fn of(&self, mode: Option<CallbackMode>) -> &Credentials {
        let named = self.named.iter().find(|(known, _)| Some(*known) == mode);
        named.map_or(&self.default, |(_, credentials)| credentials)
    }
}

/// Masks the secrets of the account in what the bot writes and answers.
fn hide_secrets(args: &TestArgs, cx: &Context) -> Result<(), Error> {
    let given = [args.credentials.token.clone(), args.credentials.aes_key.clone()];
    let keys = [Key::Token, Key::EncodingAesKey, Key::Secret];
    let mut secrets: Vec<Secret> = given.into_iter().flatten().collect();
    for key in keys {
        secrets.extend(cx.settings()?.get(key)?.map(|Setting { value, .. }| value));
    }
    // The default token is in the documentation.
    for secret in secrets.iter().filter(|secret| secret.expose() != DEFAULT_TOKEN) {
        cx.hide(secret);
    }
    Ok(())
}
