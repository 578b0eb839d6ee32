//! `crypt verify-notify`: the signature of a WeChat Pay v3 notification.

use std::path::PathBuf;

use clap::Args;
use colored::Colorize;
use serde_json::{Value, json};

use super::input;
use crate::commands::args::{read, read_bytes};
use crate::context::Context;
use crate::crypt::verify::{Cause, SignedNotification, verify};
use crate::crypt::{Given, InputError, PublicKey, document_within, pay_headers};
use crate::error::{Error, Setup, Usage};
use crate::printer::{Outcome, ReportedFinding, findings_json};
use crate::sign::schemes;
use crate::text::{self, help, words};

/// `crypt verify-notify`
#[derive(Debug, Args)]
pub(crate) struct VerifyNotifyArgs {
    /// `--cert`
    #[arg(long, value_name = "FILE", help = help().crypt.cert)]
    pub cert: Option<PathBuf>,
    /// `--public-key`
    #[arg(long, value_name = "FILE", help = help().crypt.public_key, conflicts_with = "cert")]
    pub public_key: Option<PathBuf>,
    /// `--headers`
    #[arg(long, value_name = "FILE", help = help().crypt.headers)]
    pub headers: Option<PathBuf>,
    /// `--signature`
    #[arg(long, value_name = "BASE64", help = help().crypt.signature)]
    pub signature: Option<String>,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().crypt.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().crypt.header_nonce)]
    pub nonce: Option<String>,
    /// `--serial`
    #[arg(long, value_name = "SERIAL", help = help().crypt.serial)]
    pub serial: Option<String>,
}

/// Verifies a notification; if that fails, searches for the mistake.
pub(crate) fn run(args: &VerifyNotifyArgs, cx: &Context) -> Result<Outcome, Error> {
    let key = key(args, cx)?;
    let mut headers = match &args.headers {
        Some(path) => {
            let text = read(path, "--headers", cx)?;
            [headers(&text), pay_headers(&text)].concat()
        }
        None => Vec::new(),
    };
    let body = input::bytes(cx)?;
    let body = match std::str::from_utf8(&body) {
        Ok(text) => {
            input::known(text, &[Given::PayV3Notice, Given::PayV3Certificates])?;
            match document_within(text, &[Given::PayV3Notice]) {
                Some(document) => {
                    cx.printer.status(words().crypt.callback.from_log);
                    headers.extend(pay_headers(text));
                    document.into_bytes()
                }
                None => body,
            }
        }
        Err(_) => body,
    };
    let header = |given: &Option<String>, name: &str| {
        let of_file = || headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        given.clone().or_else(of_file)
    };
    let needed = |given: &Option<String>, name: &'static str| {
        let lower = name.to_ascii_lowercase();
        header(given, &lower).ok_or(Error::Usage(Usage::Crypt(InputError::MissingHeader(name))))
    };
    let signature = needed(&args.signature, "Wechatpay-Signature")?;
    let timestamp = needed(&args.timestamp, "Wechatpay-Timestamp")?;
    let nonce = needed(&args.nonce, "Wechatpay-Nonce")?;
    let serial = header(&args.serial, "wechatpay-serial");
    let notification = SignedNotification {
        serial: serial.as_deref(),
        timestamp: &timestamp,
        nonce: &nonce,
        signature: &signature,
        body: &body,
    };
    let verification = verify(&key, &notification);
    let spec = schemes::pay_v3_notification(&timestamp, &nonce, &String::from_utf8_lossy(&body));
    let string_to_sign = spec.string_to_sign();
    cx.printer.detail(&string_to_sign);
    let noted = |cause: &Cause| ReportedFinding {
        rule: cause.name(),
        severity: cause.severity(verification.verified),
        said: text::crypt_cause(cause),
        diff: None,
    };
    let findings: Vec<ReportedFinding> = verification.causes.iter().map(noted).collect();
    let certificate = key.certificate.as_ref().map(|certificate| {
        json!({
            "serial": certificate.serial,
            "not_before": certificate.not_before,
            "not_after": certificate.not_after,
        })
    });
    let json = json!({
        "verified": verification.verified,
        "string_to_sign": string_to_sign,
        "certificate": certificate,
        "findings": findings_json(&findings),
    });
    let text = if verification.verified {
        words().signature_matches.green()
    } else {
        words().signature_differs.red()
    };
    let failed = !verification.verified;
    Ok(Outcome::json(json).report(cx.printer.paint(&text)).findings(findings).failed(failed))
}

fn key(args: &VerifyNotifyArgs, cx: &Context) -> Result<PublicKey, Error> {
    let (path, flag) = match (&args.cert, &args.public_key) {
        (Some(path), _) => (path, "--cert"),
        (None, Some(path)) => (path, "--public-key"),
        (None, None) => {
            return Err(Setup::NoPublicKey.into());
        }
    };
    let pem = read_bytes(path, flag, cx)?;
    let wrong = |error| Usage::Crypt(InputError::PublicKey { path: path.display().to_string(), error });
    Ok(PublicKey::from_pem(&String::from_utf8_lossy(&pem)).map_err(wrong)?)
}

/// Parses the headers of a file, as curl or a log shows them or as a JSON object. Names are returned in lower case.
fn headers(text: &str) -> Vec<(String, String)> {
    let name = |name: &str| {
        let name = name.trim().to_ascii_lowercase().replace('_', "-");
        name.strip_prefix("http-").unwrap_or(&name).to_owned()
    };
    if let Ok(Value::Object(object)) = serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        let first = |value: &Value| match value {
            Value::Array(values) => values.first().and_then(Value::as_str).map(str::to_owned),
            Value::Number(number) => Some(number.to_string()),
            value => value.as_str().map(str::to_owned),
        };
        // `sign notify --json` nests them.
        let object = object.get("headers").and_then(Value::as_object).unwrap_or(&object);
        return object.iter().filter_map(|(key, value)| Some((name(key), first(value)?))).collect();
    }
    let bare = |line: &str| {
        let line = line.trim_start_matches(['\u{feff}', '<', '>', ' ']).trim_end_matches(['\\', ' ', '\r']);
        line.trim().trim_matches(['\'', '"', ',']).to_owned()
    };
    let pair = |line: String| {
        let (key, value) = line.split_once(':')?;
        Some((name(key), value.trim().to_owned()))
    };
    let flags = text.replace("--header ", "\n").replace("-H ", "\n");
    flags.lines().map(bare).filter_map(pair).collect()
}
