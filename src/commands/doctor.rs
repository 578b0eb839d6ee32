//! `webot doctor`: checks one profile from its configuration file to the bot, one line each.

use std::time::Duration;

use clap::Args;
use colored::Colorize as _;
use serde_json::json;

use crate::commands::args::{ConnectionArgs, CredentialArgs, ModeArg, WechatArgs, parse_url};
use crate::config::{ConfigWarning, Key, Setting};
use crate::context::Context;
use crate::diagnose::doctor::{CHECKS, Examination, Finding, Standing, TokenObserver};
use crate::error::Error;
use crate::http::shown;
use crate::lang::{Said, Severity};
use crate::printer::Outcome;
use crate::probe::UrlCheck;
use crate::secret::Secret;
use crate::text::{self, help, words};

/// The pause between two attempts with `--wait`.
const POLL_INTERVAL: Duration = Duration::from_secs(2);
/// The name of the check of the bot, which is the last.
const BOT: &str = "bot";

/// `webot doctor`
#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    /// `--only`
    #[arg(
        long, value_name = "CHECK", help = help().doctor.only, value_delimiter = ',', hide_possible_values = true,
        value_parser = clap::builder::PossibleValuesParser::new(names())
    )]
    pub only: Vec<String>,
    /// `--wait`
    #[arg(
        long, value_name = "SECONDS", help = help().doctor.wait, num_args = 0..=1, require_equals = true,
        default_missing_value = "600", value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    pub wait: Option<u64>,
    /// `--strict`
    #[arg(long, help = help().doctor.strict)]
    pub strict: bool,
    /// `--mock`
    #[arg(long, help = help().api.mock, help_heading = help().api.heading, conflicts_with = "api_base")]
    pub mock: bool,
    /// `--api-base`
    #[arg(long, value_name = "URL", help = help().api.api_base, help_heading = help().api.heading)]
    pub api_base: Option<String>,
    /// `--plain-token`
    #[arg(long, help = help().api.plain_token, help_heading = help().api.heading)]
    pub plain_token: bool,
    /// `--proxy`
    #[arg(long, value_name = "URL", help = help().api.proxy, help_heading = help().api.heading)]
    pub proxy: Option<Secret>,
    /// The arguments for HTTP connections.
    #[command(flatten, next_help_heading = help().api.heading)]
    pub connection: ConnectionArgs,
}

/// Returns the names of all checks.
fn names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|check| check.name).chain([BOT])
}

/// A line of the page.
struct Line {
    check: &'static str,
    standing: Standing,
    said: Said,
}

impl Line {
    fn of(check: &'static str, finding: &Finding) -> Self {
        Self { check, standing: finding.standing(), said: text::doctor(finding) }
    }
}

/// Runs all checks, or those that `--only` names.
pub(crate) fn run(args: &DoctorArgs, cx: &Context) -> Result<Outcome, Error> {
    let wanted = |name: &str| args.only.is_empty() || args.only.iter().any(|only| only == name);
    // The warnings about the file in use are lines of the page.
    let settings = cx.settings_with(|path, warning| {
        if matches!(warning, ConfigWarning::Ignored(_)) {
            cx.printer.warning(&(words().config.warning)(path, warning));
        }
    })?;
    let observer = TokenObserver::new(cx);
    let connection = WechatArgs {
        mock: args.mock,
        api_base: args.api_base.clone(),
        connection: args.connection.clone(),
        proxy: args.proxy.clone(),
        plain_token: args.plain_token,
        ..WechatArgs::default()
    };
    let wechat = connection.open_with(cx, &observer)?;
    let lines = cx.block_on(async {
        let mut examination = Examination::new(settings, &wechat, &observer, cx.now(), args.mock);
        examination.begin().await;
        if let Some(seconds) = args.wait {
            let deadline = tokio::time::Instant::now() + Duration::from_secs(seconds);
            if examination.is_ip_refused() {
                cx.printer.status(words().doctor.waiting);
            }
            while examination.is_ip_refused() && tokio::time::Instant::now() < deadline {
                tokio::time::sleep(POLL_INTERVAL).await;
                examination = Examination::new(settings, &wechat, &observer, cx.now(), args.mock);
                examination.begin().await;
            }
        }
        let mut lines = Vec::new();
        for check in CHECKS.iter().filter(|check| wanted(check.name)) {
            let found = examination.run(check).await;
            lines.extend(found.iter().map(|finding| Line::of(check.name, finding)));
        }
        lines
    })?;
    let bot = if wanted(BOT) { check_bot(args, cx)? } else { Vec::new() };
    Ok(outcome(&lines.into_iter().chain(bot).collect::<Vec<_>>(), args, cx))
}

/// Checks the URL of the bot that the profile names, as WeChat does when it is saved.
fn check_bot(args: &DoctorArgs, cx: &Context) -> Result<Vec<Line>, Error> {
    let Some(Setting { value, .. }) = cx.settings()?.get(Key::Url)? else {
        return Ok(vec![Line::of(BOT, &Finding::NotConfigured(&[Key::Url]))]);
    };
    let url = parse_url("url", value.expose())?;
    let credentials = CredentialArgs { token: None, aes_key: None, appid: None, receiver: None };
    let (credentials, token_origin) = credentials.resolve(ModeArg::Plain, false, cx)?;
    let check = UrlCheck::new(&url, &credentials, cx.system)?;
    let client = args.connection.client(&url, cx)?;
    let limit = args.connection.limit()?;
    let line = |standing, said| Line { check: BOT, standing, said };
    let checked = match cx.block_on(check.run(&url, &credentials, cx.system, &client, limit, |_| {}))? {
        Ok(checked) => checked,
        Err(error) => return Ok(vec![line(Standing::Failed, text::error(&error.into()))]),
    };
    let mut lines: Vec<Line> = checked
        .causes
        .iter()
        .map(|cause| {
            let mut said = text::cause(cause);
            if cause.name() == "wrong-token" {
                said.hints.insert(0, token_origin.hint());
            }
            let failed = cause.severity() == Severity::Error;
            line(if failed { Standing::Failed } else { Standing::Warning }, cx.mask_said(said))
        })
        .collect();
    if lines.iter().all(|line| line.standing == Standing::Warning) {
        lines.insert(0, line(Standing::Ok, Said::new((words().doctor.bot)(&shown(&url)))));
    }
    Ok(lines)
}

fn outcome(lines: &[Line], args: &DoctorArgs, cx: &Context) -> Outcome {
    let worst = lines.iter().map(|line| line.standing).max().unwrap_or(Standing::Skipped);
    let count = |standing| lines.iter().filter(|line| line.standing == standing).count();
    let mut page: Vec<String> = Vec::new();
    // A check that did not run is a line only where it was named.
    let shown = |line: &&Line| line.standing != Standing::Skipped || !args.only.is_empty();
    let width = lines.iter().filter(shown).map(|line| line.check.len()).max().unwrap_or_default();
    for line in lines.iter().filter(shown) {
        let mark = match line.standing {
            Standing::Ok => "✓".green(),
            Standing::Warning => "!".yellow(),
            Standing::Failed => "✗".red(),
            Standing::Skipped => "-".dimmed(),
        };
        let message = cx.printer.foreign(&line.said.message);
        page.push(format!("{} {:width$}  {message}", cx.printer.paint(&mark), line.check));
        let below = " ".repeat(width + 4);
        page.extend(line.said.causes.iter().map(|cause| format!("{below}{}", cx.printer.foreign(cause))));
        page.extend(
            line.said
                .hints
                .iter()
                .map(|hint| format!("{below}{}", words().labelled(words().hint, &cx.printer.foreign(hint)))),
        );
    }
    let is_own = |line: &Line| ["config", "values"].contains(&line.check);
    if args.only.is_empty() && lines.iter().all(|line| line.standing == Standing::Skipped || is_own(line)) {
        page.push(words().doctor.nothing.to_owned());
    }
    page.push((words().doctor.summary)(count(Standing::Failed), count(Standing::Warning)));
    let checks: Vec<_> = lines
        .iter()
        .map(|line| {
            json!({
                "check": line.check,
                "status": line.standing.name(),
                "message": line.said.message,
                "causes": line.said.causes,
                "hints": line.said.hints,
            })
        })
        .collect();
    let failed = worst == Standing::Failed || (args.strict && worst == Standing::Warning);
    let json = json!({ "status": worst.name(), "checks": checks });
    Outcome::value(json, page.join("\n")).failed(failed)
}
