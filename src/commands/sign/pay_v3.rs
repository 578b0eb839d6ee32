//! WeChat Pay v3: requests and notifications, signed with RSA.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};

use super::FreshnessArgs;
use super::alternatives::add_value;
use super::inputs::{is_whole_url, plain_setting, unchecked};
use super::report::{SignatureReport, named};
use crate::commands::args::{optional_setting, plain, private_key, read};
use crate::config::Key;
use crate::context::Context;
use crate::crypt::PublicKey;
use crate::crypt::serial::from_decimal;
use crate::error::{Error, Setup, Usage};
use crate::lang::Wanted;
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::sign::{Scheme, SignatureSpec, schemes};
use crate::text::{help, words};

/// Returns the merchant's private key.
pub(super) fn merchant_key(given: Option<&Secret>, cx: &Context) -> Result<PrivateKey, Error> {
    private_key(given, Key::MchPrivateKey, cx)?.ok_or_else(|| {
        let (flag, env, key) = ("--private-key", "WX_MCH_PRIVATE_KEY", "mch_private_key");
        Setup::MissingSetting { flag, env, key }.into()
    })
}

/// Signs with RSA.
pub(super) fn rsa(spec: SignatureSpec, key: &PrivateKey) -> Result<SignatureReport, Error> {
    let text = spec.string_to_sign();
    let signature =
        if spec.scheme == Scheme::Api { key.sign_pss(text.as_bytes()) } else { key.sign(text.as_bytes()) };
    let signature = signature.ok_or_else(|| Error::Bug("RSA did not sign".to_owned()))?;
    let public_key = key.public_pem().and_then(|pem| PublicKey::from_pem(&pem).ok());
    let public_key =
        public_key.ok_or_else(|| Error::Bug("a private key without a public half".to_owned()))?;
    Ok(SignatureReport { signature, public_key: Some(public_key), ..SignatureReport::hash(spec, Vec::new()) })
}

/// `sign v3`
#[derive(Debug, Args)]
pub(crate) struct V3Args {
    /// METHOD
    #[arg(value_name = "METHOD", help = help().sign.method, help_heading = help().arguments)]
    pub method: String,
    /// URL
    #[arg(value_name = "URL", help = help().sign.api_url, help_heading = help().arguments)]
    pub url: String,
    /// `--body`
    #[arg(long, value_name = "FILE", help = help().sign.body)]
    pub body: Option<PathBuf>,
    /// `--mchid`
    #[arg(long, value_name = "ID", help = help().sign.mchid)]
    pub mchid: Option<String>,
    /// `--serial`
    #[arg(long, value_name = "SERIAL", help = help().sign.merchant_serial)]
    pub serial: Option<String>,
    /// `--private-key`
    #[arg(long, value_name = "KEY", help = help().sign.merchant_key)]
    pub private_key: Option<Secret>,
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
}

pub(super) fn v3(args: &V3Args, cx: &Context) -> Result<SignatureReport, Error> {
    let path = path_of(&args.url)?;
    let body = args.body.as_ref().map(|path| read(path, "--body", cx)).transpose()?.unwrap_or_default();
    let mchid = plain_setting("--mchid", args.mchid.as_ref(), Key::Mchid, cx)?;
    let serial = plain_setting("--serial", args.serial.as_ref(), Key::MchSerial, cx)?;
    let method = args.method.to_uppercase();
    if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(
            Usage::Value { flag: "METHOD", value: args.method.clone(), wanted: Wanted::Method }.into()
        );
    }
    let (timestamp, nonce) = args.freshness.both(cx)?;
    let spec = schemes::pay_v3_request(&method, &path, &timestamp, &nonce, &body);
    let mut report = rsa(spec, &merchant_key(args.private_key.as_ref(), cx)?)?;
    report.alternatives.url = Some(args.url.clone());
    add_value(&mut report.alternatives, "mch_id", &mchid);
    add_value(&mut report.alternatives, "serial_no", &serial);
    if let Some(hex) = from_decimal(&serial) {
        cx.printer.warning(&(words().serial_decimal)(&hex));
    }
    let authorization = schemes::pay_v3_authorization(&mchid, &serial, &timestamp, &nonce, &report.signature);
    report.inputs = named(vec![
        ("method", method),
        ("url", path),
        ("body", body),
        ("timestamp", timestamp),
        ("nonce_str", nonce),
        ("mchid", mchid),
        ("serial_no", serial),
    ]);
    report.snippet = format!("Authorization: {authorization}");
    report.results.push(("authorization", json!(authorization)));
    Ok(report)
}

/// Returns the signed part of a URL: from its path on, unchanged.
fn path_of(given: &str) -> Result<String, Error> {
    let wrong = || Usage::Value { flag: "URL", value: given.to_owned(), wanted: Wanted::ApiUrl };
    let bare = given.split('#').next().unwrap_or_default();
    let path = bare.starts_with('/') && !bare.starts_with("//");
    // Clients percent-encode other characters before they sign and send the URL.
    if bare.chars().any(|char| char.is_control() || char.is_whitespace() || !char.is_ascii()) {
        return Err(wrong().into());
    }
    if path {
        return Ok(bare.to_owned());
    }
    if !is_whole_url(bare) {
        return Err(wrong().into());
    }
    let start = bare.find("://").map_or(0, |at| at + 3);
    let path = bare[start..].find(['/', '?']).map_or("/", |at| &bare[start + at..]);
    Ok(if path.starts_with('?') { format!("/{path}") } else { path.to_owned() })
}

/// `sign notify`
#[derive(Debug, Args)]
pub(crate) struct NotifyArgs {
    /// `--body`
    #[arg(long, value_name = "FILE", help = help().sign.body)]
    pub body: Option<PathBuf>,
    /// `--private-key`
    #[arg(long, value_name = "KEY", help = help().sign.platform_key)]
    pub private_key: Option<Secret>,
    /// `--serial`
    #[arg(long, value_name = "SERIAL", help = help().send.serial)]
    pub serial: Option<String>,
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
}

/// The serial number for a key that is generated for one run.
const GENERATED_SERIAL: &str = "7765626F742D67656E6572617465642D6B657931";

pub(super) fn notify(args: &NotifyArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let body = read(args.body.as_deref().unwrap_or(std::path::Path::new("-")), "--body", cx)?;
    let (timestamp, nonce) = args.freshness.both(cx)?;
    let known = private_key(args.private_key.as_ref(), Key::PlatformPrivateKey, cx)?;
    let generated = known.is_none();
    if generated {
        unchecked("--private-key", &args.freshness.common)?;
    }
    let key = match known {
        Some(key) => key,
        None => PrivateKey::generate().ok_or_else(|| Error::Bug("no RSA key could be made".to_owned()))?,
    };
    let public_key = generated.then(|| key.public_pem()).flatten();
    let mut report = rsa(schemes::pay_v3_notification(&timestamp, &nonce, &body), &key)?;
    let serial = optional_setting(args.serial.as_ref(), Key::PlatformSerial, cx)?;
    if serial.is_none() && !generated {
        report.notes.push(words().serial_made_up);
    }
    let serial = plain("--serial", serial.unwrap_or_else(|| GENERATED_SERIAL.to_owned()))?;
    let headers = [
        ("Wechatpay-Serial", serial),
        ("Wechatpay-Timestamp", timestamp.clone()),
        ("Wechatpay-Nonce", nonce.clone()),
        ("Wechatpay-Signature", report.signature.clone()),
        ("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048".to_owned()),
    ];
    report.inputs = named(vec![("timestamp", timestamp), ("nonce", nonce), ("body", body)]);
    report.snippet =
        headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n");
    let headers: Map<String, Value> =
        headers.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    report.results.push(("headers", Value::Object(headers)));
    if let Some(pem) = public_key {
        report.notes.push(words().generated_key);
        report.snippet = format!("{}\n\n{pem}", report.snippet);
        report.results.push(("public_key", json!(pem)));
    }
    Ok(report)
}
