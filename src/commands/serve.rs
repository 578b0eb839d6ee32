//! `webot serve`: a bot that answers according to a file of rules.

mod accounts;
mod log_lines;
mod next_command;
mod page;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Args;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use self::accounts::AccountResolver;
use self::log_lines::LogPrinter;
use self::next_command::send_command;
use self::page::ServePage;
use super::args::ModeArg;
use super::mock::shutdown_signal;
use super::ui::{Ui, UiArgs, beside};
use crate::bot::Problem;
use crate::bot::engine::EngineDeps;
use crate::bot::rules::{self, RuleBook, WatchedFile};
use crate::bot::serve::{Account, Bot, Options, Server, ServerEvent, serve};
use crate::bot::session::{SessionLimits, Sessions};
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::lang::Severity;
use crate::lang::Wanted;
use crate::page::Host;
use crate::printer::{Flushed, Outcome, ReportedFinding};
use crate::random::SeededRandom;
use crate::secret::Secret;
use crate::store::StoreError;
use crate::text::{self, Explain as _, help, words};

/// The files of rules to look for if none is given.
const DEFAULT_FILES: [&str; 3] = ["rules.yaml", "rules.yml", "rules.json"];
/// The default port, which `webot send` also uses.
const DEFAULT_PORT: u16 = 3000;

/// `webot serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// FILE
    #[arg(value_name = "FILE", help = help().serve.file)]
    pub file: Option<PathBuf>,
    /// `--check`
    #[arg(long, help = help().serve.check)]
    pub check: bool,
    /// `--host`
    #[arg(long, value_name = "HOST", help = help().serve.host, help_heading = help().serve.address)]
    pub host: Option<String>,
    /// `--port`
    #[arg(short, long, value_name = "PORT", help = help().serve.port, help_heading = help().serve.address)]
    pub port: Option<u16>,
    /// `--route`
    #[arg(
        short, long, value_name = "PATH", alias = "path", help = help().serve.route,
        help_heading = help().serve.address
    )]
    pub route: Option<String>,
    /// `--health`
    #[arg(long, value_name = "PATH", help = help().serve.health, help_heading = help().serve.address)]
    pub health: Option<String>,
    /// `--connections`
    #[arg(
        long, value_name = "N", help = help().serve.connections, help_heading = help().serve.address,
        value_parser = clap::value_parser!(u32).range(1..=100_000)
    )]
    pub connections: Option<u32>,
    /// `--token`
    #[arg(short, long, value_name = "TOKEN", help = help().serve.token, help_heading = help().serve.account)]
    pub token: Option<Secret>,
    /// `--aes-key`
    #[arg(long, value_name = "KEY", help = help().serve.aes_key, help_heading = help().serve.account)]
    pub aes_key: Option<Secret>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().serve.appid, help_heading = help().serve.account)]
    pub appid: Option<String>,
    /// `--receiver`
    #[arg(long, value_name = "ID", help = help().serve.receiver, help_heading = help().serve.account)]
    pub receiver: Option<String>,
    /// `--mode`
    #[arg(
        long, value_name = "MODE", help = help().serve.mode, help_heading = help().serve.account, value_enum,
        hide_possible_values = true
    )]
    pub mode: Option<ModeArg>,
    /// `--window`
    #[arg(long, value_name = "SECONDS", help = help().serve.window, help_heading = help().serve.door)]
    pub window: Option<u32>,
    /// `--allow-replays`
    #[arg(long, help = help().serve.allow_replays, help_heading = help().serve.door)]
    pub allow_replays: bool,
    /// `--sessions`
    #[arg(
        long, value_name = "STORE", help = help().serve.sessions, help_heading = help().serve.conversation
    )]
    pub sessions: Option<String>,
    /// `--session-ttl`
    #[arg(
        long, value_name = "SECONDS", help = help().serve.session_ttl,
        help_heading = help().serve.conversation, value_parser = clap::value_parser!(u64).range(1..=31_536_000)
    )]
    pub session_ttl: Option<u64>,
    /// `--seed`
    #[arg(long, value_name = "NUMBER", help = help().serve.seed, help_heading = help().serve.conversation)]
    pub seed: Option<u64>,
    /// `--no-reload`
    #[arg(long, help = help().serve.no_reload, help_heading = help().serve.conversation)]
    pub no_reload: bool,
    /// The page.
    #[command(flatten)]
    pub ui: UiArgs,
}

/// Returns the given file of rules, or one in the current folder.
pub(crate) fn rules_file(named: Option<&Path>, cx: &Context) -> Result<PathBuf, Error> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let here = DEFAULT_FILES.map(PathBuf::from).into_iter().find(|file| cx.env.here.join(file).is_file());
    Ok(here.ok_or(Usage::NoRules)?)
}

/// Reads a file of rules. Problems in it are an error.
pub(crate) fn read_rules(path: &Path) -> Result<RuleBook, Error> {
    if let Err(source) = std::fs::metadata(path) {
        return Err(Usage::RulesFile { path: path.display().to_string(), source }.into());
    }
    rules::read_file(path).map_err(|problems| Usage::Rules(problems).into())
}

/// Returns random numbers from the given seed, else from that of the file, else from a random seed.
pub(crate) fn dice(given: Option<u64>, book: &RuleBook, cx: &Context) -> Result<SeededRandom, Error> {
    let seed = match given.or_else(|| book.with_accounts().find_map(|(_, book)| book.seed)) {
        Some(seed) => seed,
        None => u64::from_be_bytes(cx.random()?),
    };
    Ok(SeededRandom::new(seed))
}

/// Serves until it is interrupted, or only checks the rules.
pub(crate) fn run(args: &ServeArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = rules_file(args.file.as_deref(), cx)?;
    if args.check {
        return check(&path, args, cx);
    }
    let book = read_rules(&path)?;
    let accounts = AccountResolver::new(args, cx)?;
    let served = accounts.resolve(&book).map_err(Setup::Rules)?;
    let sessions = sessions(args, cx)?;
    let deps = EngineDeps::new(dice(args.seed, &book, cx)?, words().serve.failure);
    let options = options(args, cx)?;
    let host = args.host.clone().unwrap_or_else(|| "127.0.0.1".to_owned());
    let port = port(args, cx)?;
    let mut log_printer = LogPrinter::new(cx);
    let messages = cx.block_on_server(async {
        let failed = |source| Error::Io { path: format!("{host}:{port}"), source };
        let listener = TcpListener::bind((host.as_str(), port)).await.map_err(failed)?;
        // The signal handlers are installed before the address is printed, because a reader may send a signal at once.
        let end = shutdown_signal()?;
        let address = listener.local_addr().map_err(failed)?;
        let account = served.first();
        let route = account.and_then(|account| account.path.as_deref()).unwrap_or_default();
        let command = account.and_then(|account| send_command(address, account, args, cx));
        let url = format!("http://{address}{route}");
        let ui = args.ui.open(cx).await?;
        let shown_path = path.display().to_string();
        let page = ui.as_ref().map(|ui| ServePage::new(&url, &shown_path, book.count_all(), ui.feed()));
        let start = (url.as_str(), ui.as_ref().map(Ui::url));
        log_printer.listening(start, book.count_all(), command.as_deref())?;
        if let Some(ui) = &ui {
            ui.tell(cx);
        }
        warn(&served, address.ip().is_loopback(), &mut log_printer)?;
        // A store that cannot be reached is only a warning: it may start later, and most rules need none.
        if let Err(error) = sessions.load("webot", (cx.system.now_ms)()).await {
            log_printer.warning(&text::error(&session_store_error(&error)).message)?;
        }
        let reload: Option<_> = (!args.no_reload).then(|| reload(path, accounts));
        let bot = Bot::new(book, served, sessions, deps, options);
        let server = Server { listener, bot, reload };
        let report = |events: &[ServerEvent]| {
            if let Some(page) = &page {
                page.show(events);
            }
            log_printer.print(events);
        };
        let host = page.clone().map(|page| page as Rc<dyn Host>);
        Ok::<_, Error>(beside(ui.zip(host), Box::pin(serve(server, end, report))).await)
    })??;
    // If the log can no longer be written, there is no last line either.
    if let Flushed::Stuck(end) = log_printer.end() {
        return Ok(Outcome::stream(end));
    }
    Ok(Outcome::json(json!({ "messages": messages })).status((words().serve.ended)(messages)))
}

type Reload =
    Box<dyn Fn() -> (Result<(RuleBook, Vec<Account>), Vec<Problem>>, Vec<WatchedFile>) + Send + Sync>;

fn reload(path: PathBuf, accounts: AccountResolver) -> Reload {
    Box::new(move || {
        let (book, files) = rules::read_with_files(&path);
        let read = book.and_then(|book| {
            let served = accounts.resolve(&book)?;
            Ok((book, served))
        });
        (read, files)
    })
}

fn warn(accounts: &[Account], loopback: bool, log_printer: &mut LogPrinter<'_>) -> Result<(), Error> {
    if accounts.iter().all(|account| account.token.is_some()) {
        return Ok(());
    }
    let serve = &words().serve;
    log_printer.warning(if loopback { serve.no_token } else { serve.open_without_token })
}

fn check(path: &Path, args: &ServeArgs, cx: &Context) -> Result<Outcome, Error> {
    if let Err(source) = std::fs::metadata(path) {
        return Err(Usage::RulesFile { path: path.display().to_string(), source }.into());
    }
    let checked = rules::read_file(path);
    let problems = match checked {
        Ok(book) => {
            let accounts = AccountResolver::new(args, cx)?.resolve(&book);
            let problems = accounts.err().unwrap_or_else(|| book.lint());
            if problems.is_empty() {
                let status = (words().serve.clean)(book.count_all());
                return Ok(Outcome::json(json!([])).status(status));
            }
            problems
        }
        Err(problems) => problems,
    };
    let json: Value = problems.iter().map(problem_json).collect();
    let findings = problems.iter().map(|problem| ReportedFinding {
        rule: problem.name(),
        severity: problem.severity(),
        said: problem.explain(),
        diff: None,
    });
    let failed = problems.iter().any(|problem| problem.severity() == Severity::Error);
    Ok(Outcome::json(json).findings(findings.collect()).failed(failed))
}

fn problem_json(problem: &Problem) -> Value {
    let said = problem.explain();
    json!({
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "rule": problem.rule,
        "problem": problem.name(),
        "severity": problem.severity().name(),
        "message": said.message,
        "hints": said.hints,
    })
}

fn port(args: &ServeArgs, cx: &Context) -> Result<u16, Error> {
    match (args.port, cx.env.get("PORT")) {
        (Some(port), _) => Ok(port),
        (None, Some(port)) => port
            .trim()
            .parse()
            .map_err(|_| Usage::Value { flag: "PORT", value: port.to_owned(), wanted: Wanted::Port }.into()),
        (None, None) => Ok(DEFAULT_PORT),
    }
}

fn options(args: &ServeArgs, cx: &Context) -> Result<Options, Error> {
    let path = |flag: &'static str, given: &Option<String>| match given {
        Some(path) if !path.starts_with('/') => {
            Err(Error::from(Usage::Value { flag, value: path.clone(), wanted: Wanted::RoutePath }))
        }
        given => Ok(given.clone()),
    };
    path("--route", &args.route)?;
    Ok(Options {
        window_s: u64::from(args.window.unwrap_or(600)),
        reject_repeated_nonces: !args.allow_replays,
        health_path: path("--health", &args.health)?.unwrap_or_else(|| "/healthz".to_owned()),
        max_connections: usize::try_from(args.connections.unwrap_or_else(default_connections)).unwrap_or(900),
        log_requests: cx.printer.logs() || args.ui.ui,
        keeps_exchanges: args.ui.ui,
        answers_by_family: false,
        now_ms: cx.system.now_ms,
    })
}

/// Returns the default number of connections, less than the number of files that may be open.
fn default_connections() -> u32 {
    const MAX_CONNECTIONS: u64 = 900;
    #[cfg(unix)]
    let max_files =
        rustix::process::getrlimit(rustix::process::Resource::Nofile).current.unwrap_or(MAX_CONNECTIONS * 2);
    #[cfg(not(unix))]
    let max_files = MAX_CONNECTIONS * 2;
    u32::try_from(max_files.saturating_sub(100).clamp(16, MAX_CONNECTIONS)).unwrap_or(900)
}

fn session_store_error(error: &StoreError) -> Error {
    Setup::Sessions(error.to_string()).into()
}

fn sessions(args: &ServeArgs, cx: &Context) -> Result<Sessions, Error> {
    let mut limits = SessionLimits::default();
    if let Some(seconds) = args.session_ttl {
        limits.ttl_ms = seconds * 1000;
    }
    match args.sessions.as_deref() {
        None | Some("memory") => Ok(Sessions::memory(limits)),
        Some(url) if url.starts_with("redis:") || url.starts_with("rediss:") || url.starts_with("redis+") => {
            Sessions::redis(url, limits).map_err(|error| session_store_error(&error))
        }
        Some(path) => {
            let path = cx.env.here.join(path.strip_prefix("file:").unwrap_or(path));
            Sessions::file(&path, limits, (cx.system.now_ms)()).map_err(|error| session_store_error(&error))
        }
    }
}
