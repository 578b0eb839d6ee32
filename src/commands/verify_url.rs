//! `webot verify-url`: what WeChat does when a developer presses 保存 on the server configuration page.

use clap::Args;
use colored::Colorize;
use serde_json::json;
use url::Url;

use crate::client::{Received, Request, shown};
use crate::commands::args::{
    AddressArgs, ConnectionArgs, CredentialArgs, DryRunArgs, ModeArg, TokenOrigin, parse_url,
};
use crate::context::Context;
use crate::error::Error;
use crate::message::{Cause, Check, Credentials, Severity, compare, envelope};
use crate::printer::{Noted, Outcome, findings_json};
use crate::secret::Secret;
use crate::text::{self, help, words};

/// `webot verify-url`
#[derive(Debug, Args)]
pub struct VerifyUrlArgs {
    /// URL
    #[arg(
        value_name = "URL", help = help().verify_url.url, help_heading = help().arguments,
        conflicts_with_all = ["destination", "host", "port", "route"]
    )]
    pub url: Option<String>,
    /// The parts of it, as `send` takes them.
    #[command(flatten)]
    pub address: AddressArgs,
    /// What is shared with the bot.
    #[command(flatten)]
    pub credentials: CredentialArgs,
    /// `--mode`
    #[arg(
        long, value_name = "MODE", value_parser = ["plain", "safe"], help = help().verify_url.mode,
        help_heading = help().send.signing, hide_possible_values = true
    )]
    pub mode: Option<String>,
    /// How the connection is made.
    #[command(flatten, next_help_heading = help().send.delivery)]
    pub connection: ConnectionArgs,
    /// Instead of sending.
    #[command(flatten, next_help_heading = help().send.instead)]
    pub preview: DryRunArgs,
    /// `--strict`
    #[arg(long, help = help().send.strict, help_heading = help().send.checks)]
    pub strict: bool,
}

impl VerifyUrlArgs {
    /// Official accounts check with a plain echostr in every mode, so only what is said on the command line counts.
    fn mode(&self) -> ModeArg {
        match (self.mode.as_deref(), &self.credentials.aes_key) {
            (Some("safe"), _) | (None, Some(_)) => ModeArg::Safe,
            _ => ModeArg::Plain,
        }
    }
}

/// One check: the request, and what must come back.
struct Probe {
    request: Request,
    sent: String,
    expected: String,
}

/// Checks a URL, then whether the bot looks at signatures at all.
pub fn run(args: &VerifyUrlArgs, cx: &Context) -> Result<Outcome, Error> {
    let url = match &args.url {
        Some(url) => parse_url("URL", url)?,
        None => args.address.url(cx)?,
    };
    let limit = args.connection.limit()?;
    let (credentials, token_origin) = args.credentials.resolve(args.mode(), false, cx)?;
    let probe = probe(&url, &credentials, cx)?;
    if args.preview.any() {
        return Ok(args.preview.show(&probe.request, cx));
    }
    let client = args.connection.client(&url, cx)?;
    let address = shown(&url);
    let failed = |failure| Error::Network { url: address.clone(), failure };
    let get = |request: &Request| cx.block_on(client.send(request, limit))?.map_err(failed);
    cx.printer.status(&format!("→ GET {}", shown(&url)));
    cx.detail_request(&probe.request);
    let received = get(&probe.request)?;
    let answer = &received.answer;
    cx.printer.status(&format!("← HTTP {}  {} ms", answer.status, answer.elapsed_ms));
    let mut causes = compare(answer, Check { expected: &probe.expected, sent: &probe.sent });
    let passed = causes.is_empty();
    if !passed {
        try_trimmed(&mut causes, &url, &credentials, cx, &get)?;
    }
    if received.chunked {
        causes.push(Cause::Chunked);
    }
    if let Some(port) = url.port().filter(|port| ![80, 443].contains(port)) {
        causes.push(Cause::Port(port));
    }
    if passed && accepts_forgery(&url, &credentials, cx, &get)? {
        causes.push(Cause::AcceptsWrongSignature);
    }
    Ok(outcome(&causes, &Checked { probe, received, url, token_origin }, args, cx))
}

fn probe(url: &Url, credentials: &Credentials, cx: &Context) -> Result<Probe, Error> {
    let (timestamp, nonce) = (cx.now().to_string(), cx.nonce()?);
    // 19 digits, as WeChat's are.
    let expected = (u64::from_be_bytes(cx.random()?) % 9_000_000_000_000_000_000 + 1_000_000_000_000_000_000)
        .to_string();
    let key = credentials.mode.key();
    let sent = match key {
        Some(key) => envelope::encrypt(key, cx.random()?, expected.as_bytes(), &credentials.receiver),
        None => expected.clone(),
    };
    let (name, signature) = match key {
        Some(_) => ("msg_signature", credentials.msg_signature(&timestamp, &nonce, &sent)),
        None => ("signature", credentials.signature(&timestamp, &nonce)),
    };
    let query = [(name, signature), ("timestamp", timestamp), ("nonce", nonce), ("echostr", sent.clone())];
    Ok(Probe { request: Request::get(url, &query), sent, expected })
}

/// When the bot refuses a token with white space around it, tries the token without.
fn try_trimmed(
    causes: &mut Vec<Cause>,
    url: &Url,
    credentials: &Credentials,
    cx: &Context,
    get: &impl Fn(&Request) -> Result<Received, Error>,
) -> Result<(), Error> {
    let bare = credentials.token.expose().trim();
    if bare == credentials.token.expose() || bare.is_empty() {
        return Ok(());
    }
    let probe = probe(url, &Credentials { token: Secret::new(bare), ..credentials.clone() }, cx)?;
    let received = get(&probe.request)?;
    if compare(&received.answer, Check { expected: &probe.expected, sent: &probe.sent }).is_empty() {
        // Whatever the bot said of the signature, the white space was the cause.
        let answer = causes.iter().find_map(|cause| match cause {
            Cause::WrongToken { answer, .. } => Some(answer.clone()),
            _ => None,
        });
        causes.retain(|cause| matches!(cause, Cause::Late(_)));
        causes.push(Cause::WrongToken { answer: answer.unwrap_or_default(), trimmed: true });
    }
    Ok(())
}

/// Whether a request that WeChat never signed is answered all the same.
fn accepts_forgery(
    url: &Url,
    credentials: &Credentials,
    cx: &Context,
    get: &impl Fn(&Request) -> Result<Received, Error>,
) -> Result<bool, Error> {
    let token = Secret::new(format!("{}-forged", credentials.token.expose()));
    let forged = Credentials { token, ..credentials.clone() };
    let probe = probe(url, &forged, cx)?;
    let received = match get(&probe.request) {
        Ok(received) => received,
        // Hanging up on a forgery is a way to refuse it.
        Err(Error::Network { .. }) => return Ok(false),
        Err(error) => return Err(error),
    };
    Ok(compare(&received.answer, Check { expected: &probe.expected, sent: &probe.sent }).is_empty())
}

/// A URL that was checked, and what came.
struct Checked {
    probe: Probe,
    received: Received,
    url: Url,
    token_origin: TokenOrigin,
}

fn outcome(causes: &[Cause], checked: &Checked, args: &VerifyUrlArgs, cx: &Context) -> Outcome {
    let noted = |cause: &Cause| {
        let mut said = text::cause(cause);
        if matches!(cause, Cause::WrongToken { trimmed: false, .. }) {
            said.hints.insert(0, checked.token_origin.hint());
        }
        Noted { rule: cause.name(), severity: cause.severity(), said, diff: None }
    };
    let findings: Vec<Noted> = causes.iter().map(noted).collect();
    let verified = findings.iter().all(|noted| noted.severity == Severity::Warning);
    let text = if verified { words().verified.green() } else { words().not_verified.red() };
    let answer = &checked.received.answer;
    let json = json!({
        "url": shown(&checked.url),
        "verified": verified,
        "status": answer.status,
        "elapsed_ms": answer.elapsed_ms,
        "expected": checked.probe.expected,
        "received": String::from_utf8_lossy(&answer.body),
        "findings": findings_json(&findings),
    });
    let failed = !verified || (args.strict && !findings.is_empty());
    Outcome { json, text: cx.printer.paint(&text), findings, failed, ..Outcome::default() }
}
