//! Reads a menu file; `menu lint` and `menu preview`.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use crate::commands::args::{WechatArgs, read_bytes};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Severity;
use crate::menu::{self, Finding, Purpose};
use crate::printer::{Outcome, ReportedFinding};
use crate::source::Source;
use crate::text::{Explain as _, PlatformReason, help, words};

/// The arguments that name a menu file.
#[derive(Debug, Args)]
pub(crate) struct FileArgs {
    /// `--file`
    #[arg(short, long, value_name = "FILE", help = help().menu.file)]
    pub file: Option<PathBuf>,
    /// FILE
    #[arg(value_name = "FILE", help = help().menu.file, conflicts_with = "file", id = "menu_file")]
    pub word: Option<PathBuf>,
}

impl FileArgs {
    /// Returns the given file, otherwise standard input if it is not a terminal.
    pub(super) fn path(&self) -> Option<PathBuf> {
        let piped = || (!std::io::IsTerminal::is_terminal(&std::io::stdin())).then(|| PathBuf::from("-"));
        self.file.clone().or_else(|| self.word.clone()).or_else(piped)
    }

    /// Reads the menu.
    pub(crate) fn read(&self, cx: &Context) -> Result<Source, Error> {
        let path = self.path().ok_or(Usage::NoMenu)?;
        read(&path, if self.word.is_some() { "FILE" } else { "--file" }, cx)
    }
}

/// Reads a menu file; `-` is standard input.
pub(super) fn read(path: &std::path::Path, flag: &'static str, cx: &Context) -> Result<Source, Error> {
    let bytes = read_bytes(path, flag, cx)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Usage::NoMenu.into());
    }
    let path = path.display().to_string();
    Ok(Source::read(&bytes).map_err(|error| Usage::Menu { path, error: Box::new(error) })?)
}

/// `menu lint`
#[derive(Debug, Args)]
pub(crate) struct LintArgs {
    /// The menu file.
    #[command(flatten)]
    pub file: FileArgs,
    /// `--platform`
    #[arg(long, value_name = "PLATFORM", value_parser = ["official", "work"], hide_possible_values = true, help = help().menu.platform)]
    pub platform: Option<String>,
}

/// Checks a menu without sending it.
pub(crate) fn lint(args: &LintArgs, cx: &Context) -> Result<Outcome, Error> {
    let source = args.file.read(cx)?;
    let work = work(args, &source, cx);
    let conditional = menu::to_json(&source).get("matchrule").is_some();
    let purpose = match work {
        Some(_) => Purpose::Work,
        None if conditional => Purpose::AddConditional,
        None => Purpose::Create,
    };
    let findings = menu::lint(&source, purpose);
    let json = Value::Array(findings.iter().map(finding_json).collect());
    let failed = has_errors(&findings);
    let clean = if findings.is_empty() { words().menu.clean.to_owned() } else { String::new() };
    let of_work = work.map(words().menu.of_work).unwrap_or_default();
    let status =
        if of_work.is_empty() || clean.is_empty() { of_work + &clean } else { format!("{of_work}; {clean}") };
    Ok(Outcome::json(json).findings(noted(&findings)).status(status).failed(failed))
}

/// Returns the reason why the menu is one of WeCom: the flag, else the profile, else the types of the buttons; `None` if
/// it is one of an official account.
fn work(args: &LintArgs, source: &Source, cx: &Context) -> Option<PlatformReason> {
    if let Some(platform) = &args.platform {
        return (platform == "work").then_some(PlatformReason::Flag);
    }
    // A menu can be checked without a configuration, so that a broken one is no reason to fail.
    let has = |key| cx.settings().is_ok_and(|settings| settings.text(key).is_ok_and(|value| value.is_some()));
    match (has(Key::Corpid), has(Key::Appid)) {
        (true, false) => Some(PlatformReason::Profile),
        (false, true) => None,
        _ => menu::is_of_work(source).filter(|work| *work).map(|_| PlatformReason::Types),
    }
}

/// Returns a finding for `--json`.
pub(super) fn finding_json(finding: &Finding) -> Value {
    let said = finding.explain();
    json!({
        "rule": finding.rule.name(),
        "severity": finding.severity.name(),
        "path": finding.path,
        "line": finding.line,
        "errcode": finding.errcode,
        "message": said.message,
        "hint": said.hints.join(words().semicolon),
    })
}

pub(crate) fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

pub(crate) fn noted(findings: &[Finding]) -> Vec<ReportedFinding> {
    let noted = |finding: &Finding| ReportedFinding {
        rule: finding.rule.name(),
        severity: finding.severity,
        said: finding.explain(),
        diff: None,
    };
    findings.iter().map(noted).collect()
}

/// `menu preview`
#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    /// The menu file.
    #[command(flatten)]
    pub file: FileArgs,
    /// `--account`
    #[arg(long, help = help().menu.account)]
    pub account: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Draws a menu as it looks on a phone.
pub(crate) fn preview(args: &PreviewArgs, cx: &Context) -> Result<Outcome, Error> {
    let menu = if args.account {
        let wechat = args.wechat.open(cx)?;
        if args.wechat.previews() {
            return args.wechat.show(&super::bare_call("get")?, &wechat, cx);
        }
        super::current(&wechat, cx)?.unwrap_or_default()
    } else {
        menu::to_json(&args.file.read(cx)?)
    };
    let drawing = menu::preview(&menu);
    let text = cx.printer.foreign(&drawing.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"));
    Ok(Outcome::value(menu, text))
}
