//! `webot pay certs`: downloads the certificates of WeChat Pay and replaces those that are configured.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::merchant::{Answer, MerchantArgs};
use crate::commands::args::secret;
use crate::config::Key;
use crate::context::Context;
use crate::crypt::PublicKey;
use crate::crypt::notification::Resource;
use crate::error::{Error, Setup, Usage};
use crate::files::write_shared;
use crate::message::ApiV3Key;
use crate::printer::{Outcome, Rows};
use crate::secret::Secret;
use crate::text::{help, words};
use crate::wechat::{PayAnswerError, PlatformKey, PlatformKeys, WechatError};

/// `pay certs`
#[derive(Debug, Args)]
pub(crate) struct CertsArgs {
    /// `--save`
    #[arg(long, value_name = "FILE", help = help().pay.save)]
    pub save: Option<PathBuf>,
    /// `--rotate`
    #[arg(long, conflicts_with = "save", help = help().pay.rotate)]
    pub rotate: bool,
    /// `--apiv3-key`
    #[arg(long, value_name = "KEY", help = help().send.apiv3_key)]
    pub apiv3_key: Option<Secret>,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// A certificate of WeChat Pay that was downloaded.
struct Downloaded {
    serial: String,
    from: Value,
    to: Value,
    pem: String,
    key: PublicKey,
}

/// Lists the certificates; `--save` and `--rotate` write them to a file.
pub(crate) fn run(args: &CertsArgs, cx: &Context) -> Result<Outcome, Error> {
    if args.merchant.wechat.previews() {
        // Nothing is decrypted.
        let session = args.merchant.open_with(None, cx)?;
        return Ok(session.get("/v3/certificates".to_owned(), Vec::new())?.shown(cx));
    }
    let key = match args.merchant.mock_keys(cx)? {
        Some(mock) => mock.apiv3_key,
        None => secret("--apiv3-key", args.apiv3_key.as_ref(), Key::ApiV3Key, cx)?,
    };
    cx.hide_key(&key);
    let key = ApiV3Key::new(key.expose().as_bytes()).map_err(Usage::ApiV3Key)?;
    let target = if args.rotate {
        let configured = cx.settings()?.text(Key::PlatformCertificate)?;
        let configured = configured.filter(|path| !path.contains("BEGIN"));
        Some(PathBuf::from(configured.ok_or(Setup::MissingSetting {
            flag: "--save",
            env: "WX_PAY_CERTIFICATE",
            key: "platform_certificate",
        })?))
    } else {
        args.save.clone()
    };
    // The first download comes before any certificate. The APIv3 key, which only the merchant and WeChat Pay know,
    // vouches for those in it.
    let configured = args.merchant.platform_keys(cx);
    let configured = if args.rotate { configured.unwrap_or_default() } else { configured? };
    let session = args.merchant.open_with(None, cx)?;
    let (reply, answer) = match session.get("/v3/certificates".to_owned(), Vec::new())? {
        Answer::Previewed(outcome) => return Ok(outcome),
        Answer::Answered(reply, answer) => (reply, answer),
    };
    let certificates = downloaded(&answer, &key)?;
    let platform = |certificate: &Downloaded| PlatformKey {
        serial: certificate.serial.clone(),
        key: certificate.key.clone(),
    };
    let known: Vec<PlatformKey> =
        configured.iter().cloned().chain(certificates.iter().map(platform)).collect();
    if !args.merchant.no_verify && !reply.is_generated() {
        PlatformKeys::new(known).verify(&reply, cx.now()).map_err(WechatError::PayAnswer)?;
    }
    if certificates.is_empty() {
        return Ok(Outcome::json(json!([])).status(words().pay.no_certificates).failed(true));
    }
    let is_new = |serial: &str| configured.iter().all(|known| known.serial != serial);
    let json: Vec<Value> = certificates
        .iter()
        .map(|certificate| {
            json!({
                "serial_no": certificate.serial,
                "effective_time": certificate.from,
                "expire_time": certificate.to,
                "is_configured": !is_new(&certificate.serial),
            })
        })
        .collect();
    let cell = |value: &Value| cx.printer.foreign(value.as_str().unwrap_or_default());
    let cells = certificates.iter().map(|certificate| {
        let note = if is_new(&certificate.serial) { words().pay.new_certificate } else { "" };
        vec![certificate.serial.clone(), cell(&certificate.from), cell(&certificate.to), note.to_owned()]
    });
    let outcome = Outcome::rows(Rows::new(Value::Array(json), cells.collect()));
    let Some(path) = target else { return Ok(outcome) };
    let pem: Vec<&str> = certificates.iter().map(|certificate| certificate.pem.trim()).collect();
    let pem = pem.join("\n") + "\n";
    write_shared(&path, pem.as_bytes())
        .map_err(|source| Error::Io { path: path.display().to_string(), source })?;
    let shown = path.display().to_string();
    let is_configured = cx.settings()?.text(Key::PlatformCertificate)?.is_some();
    Ok(outcome.status((words().pay.certificates_saved)(certificates.len(), &shown, is_configured)))
}

/// Decrypts the certificates of an answer.
fn downloaded(answer: &Value, key: &ApiV3Key) -> Result<Vec<Downloaded>, Error> {
    let items = answer["data"].as_array();
    let items = items.ok_or_else(|| WechatError::NoMember { member: "data".to_owned() })?;
    let damaged = || Error::from(WechatError::PayAnswer(PayAnswerError::DamagedCertificate));
    items
        .iter()
        .map(|item| {
            let (resource, _) = Resource::from_json(item)?;
            let pem = resource.decrypt(key)?;
            let public = PublicKey::from_pem(&pem).map_err(|_| damaged())?;
            let certificate = public.certificate.as_ref().ok_or_else(damaged)?;
            Ok(Downloaded {
                serial: certificate.serial.clone(),
                from: item["effective_time"].clone(),
                to: item["expire_time"].clone(),
                pem,
                key: public,
            })
        })
        .collect()
}
