//! `webot verify-url`: what WeChat does when a developer presses 保存 on the server configuration page.

use clap::Args;
use colored::Colorize;
use serde_json::json;
use url::Url;

use crate::client::{Client, Received, Request, shown};
use crate::commands::send::InsteadArgs;
use crate::commands::target::{ConnectionArgs, CredentialArgs, parse_url};
use crate::context::Context;
use crate::error::Error;
use crate::message::{Cause, Check, Credentials, Mode, Severity, compare, envelope};
use crate::printer::{Noted, Outcome, findings_json};
use crate::sign;
use crate::text::{self, help, words};

/// `webot verify-url`
#[derive(Debug, Args)]
pub struct VerifyUrlArgs {
    /// URL
    #[arg(value_name = "URL", help = help().verify_url.url, help_heading = help().arguments)]
    pub url: String,
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
    #[command(flatten)]
    pub connection: ConnectionArgs,
    /// Instead of sending.
    #[command(flatten)]
    pub instead: InsteadArgs,
    /// `--strict`
    #[arg(long, help = help().send.strict, help_heading = help().send.checks)]
    pub strict: bool,
}

impl VerifyUrlArgs {
    /// Official accounts check with a plain echostr in every mode, so only what is said on the command line counts.
    fn mode(&self) -> Mode {
        match (self.mode.as_deref(), &self.credentials.aes_key) {
            (Some("safe"), _) | (None, Some(_)) => Mode::Safe,
            _ => Mode::Plain,
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
    let url = parse_url("URL", &args.url)?;
    let mode = args.mode();
    let credentials = args.credentials.resolve(mode == Mode::Safe, false, cx)?;
    let probe = probe(&url, &credentials, cx)?;
    if args.instead.any() {
        return Ok(args.instead.show(&probe.request, cx));
    }
    let client = args.connection.client(&url, cx)?;
    let get = |request: &Request| get(&client, request, &url, args, cx);
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
    Ok(outcome(&causes, &probe, &received, &url, args, cx))
}

fn get(
    client: &Client,
    request: &Request,
    url: &Url,
    args: &VerifyUrlArgs,
    cx: &Context,
) -> Result<Received, Error> {
    let limit = args.connection.limit()?;
    cx.block_on(client.send(request, limit))?.map_err(|failure| Error::Network { url: shown(url), failure })
}

fn probe(url: &Url, credentials: &Credentials, cx: &Context) -> Result<Probe, Error> {
    let (timestamp, nonce) = (cx.now().to_string(), cx.nonce()?);
    // 19 digits, as WeChat's are.
    let expected = (u64::from_be_bytes(cx.random()?) % 9_000_000_000_000_000_000 + 1_000_000_000_000_000_000)
        .to_string();
    let sent = match &credentials.key {
        Some(key) => envelope::seal(key, cx.random()?, expected.as_bytes(), &credentials.receiver),
        None => expected.clone(),
    };
    let (name, signature) = match &credentials.key {
        Some(_) => ("msg_signature", sign::encrypted_message(&credentials.token, &timestamp, &nonce, &sent)),
        None => ("signature", sign::message(&credentials.token, &timestamp, &nonce)),
    };
    let query = [(name, signature), ("timestamp", timestamp), ("nonce", nonce), ("echostr", sent.clone())];
    Ok(Probe { request: Request::get(url, &query), sent, expected })
}

/// When the bot refuses a token with white space around it, tries the token without.
fn try_trimmed(
    causes: &mut [Cause],
    url: &Url,
    credentials: &Credentials,
    cx: &Context,
    get: &impl Fn(&Request) -> Result<Received, Error>,
) -> Result<(), Error> {
    let bare = credentials.token.trim();
    if bare == credentials.token || bare.is_empty() {
        return Ok(());
    }
    let probe = probe(url, &Credentials { token: bare.to_owned(), ..credentials.clone() }, cx)?;
    let received = get(&probe.request)?;
    if compare(&received.answer, Check { expected: &probe.expected, sent: &probe.sent }).is_empty() {
        // Whatever the bot said of the signature, the white space was the cause.
        let said = match causes.first() {
            Some(Cause::WrongToken { answer, .. }) => answer.clone(),
            _ => String::new(),
        };
        if let Some(first) = causes.first_mut() {
            *first = Cause::WrongToken { answer: said, trimmed: true };
        }
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
    let forged = Credentials { token: format!("{}-forged", credentials.token), ..credentials.clone() };
    let probe = probe(url, &forged, cx)?;
    let received = match get(&probe.request) {
        Ok(received) => received,
        // Hanging up on a forgery is a way to refuse it.
        Err(Error::Network { .. }) => return Ok(false),
        Err(error) => return Err(error),
    };
    Ok(compare(&received.answer, Check { expected: &probe.expected, sent: &probe.sent }).is_empty())
}

fn outcome(
    causes: &[Cause],
    probe: &Probe,
    received: &Received,
    url: &Url,
    args: &VerifyUrlArgs,
    cx: &Context,
) -> Outcome {
    let noted = |cause: &Cause| Noted {
        rule: cause.name(),
        severity: cause.severity(),
        said: text::cause(cause),
        diff: None,
    };
    let findings: Vec<Noted> = causes.iter().map(noted).collect();
    let verified = findings.iter().all(|noted| noted.severity == Severity::Warning);
    let text = if verified { words().verified.green() } else { words().not_verified.red() };
    let text = cx.printer.paint(&text);
    let json = json!({
        "url": shown(url),
        "verified": verified,
        "status": received.answer.status,
        "elapsed_ms": received.answer.elapsed_ms,
        "expected": probe.expected,
        "received": String::from_utf8_lossy(&received.answer.body),
        "findings": findings_json(&findings),
    });
    let failed = !verified || (args.strict && !findings.is_empty());
    Outcome { json, text, findings, failed }
}
