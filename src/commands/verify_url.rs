//! `webot verify-url`: makes the check that WeChat makes when a developer presses 保存 on the server configuration page.

use clap::Args;
use serde_json::json;
use url::Url;

use crate::commands::args::{
    AddressArgs, ConnectionArgs, CredentialArgs, DryRunArgs, ModeArg, TokenOrigin, parse_url,
};
use crate::context::Context;
use crate::error::Error;
use crate::http::shown;
use crate::lang::Severity;
use crate::message::EchoCause;
use crate::printer::{Outcome, ReportedFinding, findings_json};
use crate::probe::{Response, UrlCheck, UrlCheckResult};
use crate::text::{self, help, words};

/// `webot verify-url`
#[derive(Debug, Args)]
pub(crate) struct VerifyUrlArgs {
    /// URL
    #[arg(
        value_name = "URL", help = help().verify_url.url, help_heading = help().arguments,
        conflicts_with_all = ["destination", "host", "port", "route"]
    )]
    pub url: Option<String>,
    /// The parts of the URL, as in `send`.
    #[command(flatten)]
    pub address: AddressArgs,
    /// The credentials shared with the bot.
    #[command(flatten)]
    pub credentials: CredentialArgs,
    /// `--mode`
    #[arg(
        long, value_name = "MODE", value_parser = ["plain", "safe"], help = help().verify_url.mode,
        help_heading = help().send.signing, hide_possible_values = true
    )]
    pub mode: Option<String>,
    /// The connection.
    #[command(flatten, next_help_heading = help().send.delivery)]
    pub connection: ConnectionArgs,
    /// Flags that replace sending.
    #[command(flatten, next_help_heading = help().send.instead)]
    pub preview: DryRunArgs,
    /// `--strict`
    #[arg(long, help = help().send.strict, help_heading = help().send.checks)]
    pub strict: bool,
}

impl VerifyUrlArgs {
    /// Returns the mode of the check. Official accounts check with a plain echostr in every mode, so only the command
    /// line counts, not the configuration.
    fn mode(&self) -> ModeArg {
        match (self.mode.as_deref(), &self.credentials.aes_key) {
            (Some("safe"), _) | (None, Some(_)) => ModeArg::Safe,
            _ => ModeArg::Plain,
        }
    }
}

/// Checks a URL. If that succeeds, also checks whether the bot rejects a wrong signature.
pub(crate) fn run(args: &VerifyUrlArgs, cx: &Context) -> Result<Outcome, Error> {
    let url = match &args.url {
        Some(url) => parse_url("URL", url)?,
        None => args.address.url(cx)?,
    };
    let limit = args.connection.limit()?;
    let (credentials, token_origin) = args.credentials.resolve(args.mode(), false, cx)?;
    let check = UrlCheck::new(&url, &credentials, cx.system)?;
    if args.preview.any() {
        return Ok(args.preview.show(&check.request, cx));
    }
    let client = args.connection.client(&url, cx)?;
    cx.printer.status(&format!("→ GET {}", shown(&url)));
    cx.detail_request(&check.request);
    let on_response = |response: &Response| {
        let answer = &response.answer;
        cx.printer.status(&format!("← HTTP {}  {} ms", answer.status, answer.elapsed_ms));
    };
    let checked = cx.block_on(check.run(&url, &credentials, cx.system, &client, limit, on_response))??;
    Ok(outcome(&checked, &check, (&url, &token_origin), args, cx))
}

fn outcome(
    checked: &UrlCheckResult,
    check: &UrlCheck,
    (url, token_origin): (&Url, &TokenOrigin),
    args: &VerifyUrlArgs,
    cx: &Context,
) -> Outcome {
    let to_finding = |cause: &EchoCause| {
        let mut said = text::cause(cause);
        match cause {
            EchoCause::WrongToken { trimmed: false, .. } => {
                said.hints.truncate(1);
                said.hints.insert(0, token_origin.hint());
            }
            // The other reason keeps its hint.
            EchoCause::Refused { .. } => said.hints[0] = token_origin.hint(),
            _ => {}
        }
        ReportedFinding {
            rule: cause.name(),
            severity: cause.severity(),
            said: cx.mask_said(said),
            diff: None,
        }
    };
    let findings: Vec<ReportedFinding> = checked.causes.iter().map(to_finding).collect();
    let verified = findings.iter().all(|finding| finding.severity == Severity::Warning);
    let answer = &checked.response.answer;
    let json = json!({
        "url": shown(url),
        "verified": verified,
        "accepted": verified,
        "status": answer.status,
        "elapsed_ms": answer.elapsed_ms,
        "expected": check.expected,
        "received": cx.mask_foreign(&String::from_utf8_lossy(&answer.body)),
        "findings": findings_json(&findings),
    });
    let failed = !verified || (args.strict && !findings.is_empty());
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let status = (words().url_verdict)(verified, [errors, findings.len() - errors]);
    Outcome::json(json).findings(findings).failed(failed).status(status)
}
