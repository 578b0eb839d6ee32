//! `webot test`: runs scenarios, and reports which of them the bot passes.

mod difference;
mod files;
mod github;
mod json;
mod junit;
mod keys;
mod outcome;
mod people;
mod report;
mod stop;
mod tap;
mod update;
mod watch;

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::pin::Pin;

use clap::Args;
use url::Url;

use self::keys::{AllKeys, hide_secrets};
use self::outcome::{Reported, Totals};
use self::people::People;
use self::report::ReportTarget;
use super::args::{AddressArgs, ConnectionArgs, CredentialArgs, FormArgs, pairs};
use super::send::PayArgs;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::Client;
use crate::printer::Outcome;
use crate::scenario::{self, FileRun, Run, ScenarioFile, ScenarioResult, Status, Update};
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
    /// The credentials for notifications of WeChat Pay.
    #[command(flatten)]
    pub pay: PayArgs,
    /// The form of the pushes.
    #[command(flatten)]
    pub form: FormArgs,
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
    /// Further runs, and the update of files.
    #[command(flatten)]
    pub rerun: RerunArgs,
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

/// Flags about further runs and the update of files.
#[derive(Debug, Args)]
pub(crate) struct RerunArgs {
    /// `--watch`
    #[arg(
        short, long, help = help().test.watch, help_heading = help().test.scenarios, conflicts_with_all = ["json", "schema"]
    )]
    pub watch: bool,
    /// `--update`
    #[arg(
        short, long, help = help().test.update, help_heading = help().test.scenarios,
        conflicts_with_all = ["watch", "schema"]
    )]
    pub update: bool,
    /// `--yes`
    #[arg(short, long, help = help().test.yes, help_heading = help().test.scenarios, requires = "update")]
    pub yes: bool,
}

/// A command line, with what does not change between runs.
struct Session<'a> {
    args: &'a TestArgs,
    set: Vec<(String, String)>,
    reports: Vec<ReportTarget>,
    people: People<'a>,
    cx: &'a Context,
}

/// The results of a run.
struct Done {
    reported: Vec<Reported>,
    totals: Totals,
    /// The number of failed scenarios that `--update` mends.
    updatable: usize,
    updates: Vec<Update>,
}

/// Runs the scenarios, or prints the schema of their files.
pub(crate) fn run(args: &TestArgs, cx: &Context) -> Result<Outcome, Error> {
    if args.schema {
        let schema = scenario::schema();
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        return Ok(Outcome::value(schema, text));
    }
    let reports = ReportTarget::parse_all(&args.report, cx.printer.is_json())?;
    reports.iter().try_for_each(ReportTarget::check)?;
    let to_stdout = reports.iter().any(|report| report.file.is_none());
    if args.rerun.watch && (to_stdout || cx.printer.is_json()) {
        let other = if to_stdout { "--report" } else { "--json" };
        return Err(Usage::ConflictingFlags("--watch", other).into());
    }
    if args.rerun.update {
        update::check_consent(args.rerun.yes, cx)?;
    }
    let set = pairs("--set", &args.set)?;
    for (name, value) in &set {
        if is_secret(name, Position::Body) {
            cx.hide(&Secret::new(value.clone()));
        }
    }
    let people = People { cx, to_stderr: cx.printer.is_json() || to_stdout };
    let session = Session { args, set, reports, people, cx };
    if args.rerun.watch {
        return watch::watch(&session);
    }
    let files = files::read(args, &session.set, cx)?;
    let done = cx.block_on_server(async {
        let mut stop = std::pin::pin!(stop::stop_signal()?);
        session.run(&files, stop.as_mut()).await
    })??;
    let status = done.summary();
    let outcome = Outcome::json(json::document(&done.reported, &done.totals)).status(status);
    if done.totals.interrupted {
        cx.printer.outcome(&outcome)?;
        return Err(Error::Interrupted);
    }
    if !args.rerun.update {
        return Ok(outcome.failed(done.totals.failed > 0));
    }
    cx.printer.status(&done.summary());
    let is_complete = update::update(done.updates, &files, args.rerun.yes, &session.people)?;
    Ok(outcome.status("").failed(!is_complete || done.totals.failed > done.updatable))
}

impl Done {
    fn summary(&self) -> String {
        let Totals { passed, failed, skipped, elapsed_ms, .. } = self.totals;
        (words().test.summary)([passed, failed, skipped], elapsed_ms)
    }
}

impl Session<'_> {
    /// Runs the scenarios of these files until the end or until `stop` completes, prints the results and writes the
    /// reports.
    async fn run(
        &self,
        files: &[ScenarioFile],
        stop: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<Done, Error> {
        let Self { args, people, cx, .. } = self;
        let keys = AllKeys::resolve(args, files, cx)?;
        hide_secrets(args, cx)?;
        let default_url = args.address.url(cx)?;
        let names_address = args.address.destination.is_some()
            || args.address.host.is_some()
            || args.address.port.is_some()
            || args.address.route.is_some();
        let trust = args.connection.trust(true, cx.settings()?, cx)?;
        let reported: RefCell<Vec<Reported>> = RefCell::default();
        let printed: RefCell<Result<(), Error>> = RefCell::new(Ok(()));
        let (updatable, updates) = (Cell::new(0), RefCell::new(Vec::new()));
        let on_result = |mut result: ScenarioResult| {
            if result.status == Status::Failed {
                let mends = |step: &scenario::StepResult| step.status != Status::Failed || step.is_updatable;
                let is_mended = result.failure.is_none() && result.steps.iter().all(mends);
                updatable.set(updatable.get() + usize::from(is_mended));
            }
            let new = result.steps.iter_mut().flat_map(|step| std::mem::take(&mut step.updates));
            updates.borrow_mut().extend(new.filter(|_| args.rerun.update));
            let result = Reported::of(result, cx);
            if printed.borrow().is_ok() {
                *printed.borrow_mut() = people.scenario(&result);
            }
            reported.borrow_mut().push(result);
        };
        let run = Run {
            url: Some(&default_url).filter(|_| names_address),
            default_url: &default_url,
            keys: &|mode, is_bot| keys.of(mode, is_bot),
            format: args.form.format,
            connect: &|url: &Url| Client::new(url, &trust),
            limit: args.connection.limit()?,
            system: cx.system,
            from: usize::try_from(args.from.unwrap_or(1)).unwrap_or(usize::MAX),
            only: files.iter().flat_map(|file| &file.scenarios).any(|scenario| scenario.only),
            fail_fast: args.fail_fast,
            update: args.rerun.update,
            failed: Cell::new(false),
            on_result: &on_result,
            on_left_open: &|port| cx.printer.warning(&(words().test.left_open)(port)),
        };
        let started_ms = cx.system.now_ms();
        let interrupted = run_all(files, usize::from(args.jobs.unwrap_or(1)), &run, stop).await;
        let reported = reported.take();
        let elapsed_ms = cx.system.now_ms().saturating_sub(started_ms);
        let totals = Totals::of(&reported, elapsed_ms, interrupted);
        // A report that cannot be written takes no other with it.
        let written: Vec<_> =
            self.reports.iter().map(|report| report.write(&reported, &totals, cx)).collect();
        written.into_iter().collect::<Result<(), Error>>()?;
        printed.into_inner()?;
        Ok(Done { reported, totals, updatable: updatable.get(), updates: updates.take() })
    }
}

/// Runs all files, `jobs` at a time. Returns whether the run was interrupted.
async fn run_all(
    files: &[ScenarioFile],
    jobs: usize,
    run: &Run<'_>,
    stop: Pin<&mut impl Future<Output = ()>>,
) -> bool {
    let runs: Vec<FileRun<'_>> = files.iter().map(FileRun::new).collect();
    let next = Cell::new(0);
    let worker = || async {
        while let Some(file) = runs.get(next.get()) {
            next.set(next.get() + 1);
            file.run(run).await;
        }
    };
    let interrupted = {
        let workers = scenario::all((0..jobs.min(runs.len())).map(|_| worker()).collect());
        tokio::select! {
            biased;
            () = stop => true,
            _ = workers => false,
        }
    };
    if interrupted {
        for file in &runs {
            file.interrupt(run);
        }
    }
    interrupted
}
