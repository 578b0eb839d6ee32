//! `crypt mini`, `crypt refund` and `crypt notify`: encrypted data beside callbacks.

use clap::Args;
use serde_json::{Value, json};

use super::{decrypted, input};
use crate::commands::args::{optional_setting, secret, value};
use crate::config::Key;
use crate::context::Context;
use crate::crypt::notification::Resource;
use crate::crypt::refund::KeyForm;
use crate::crypt::{CryptError, Decoded, Given, InputError, decode, mini_program, refund as refund_notice};
use crate::error::{Error, Usage};
use crate::message::ApiV3Key;
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::text::{help, words};

/// `crypt mini`
#[derive(Debug, Args)]
pub(crate) struct MiniArgs {
    /// `--session-key`
    #[arg(long, value_name = "KEY", help = help().crypt.session_key)]
    pub session_key: Option<Secret>,
    /// `--iv`
    #[arg(long, value_name = "IV", help = help().crypt.iv)]
    pub iv: Option<String>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().crypt.appid)]
    pub appid: Option<String>,
}

/// `crypt refund`
#[derive(Debug, Args)]
pub(crate) struct RefundArgs {
    /// `--key`
    #[arg(long, value_name = "KEY", help = help().crypt.pay_key)]
    pub key: Option<Secret>,
}

/// `crypt notify`
#[derive(Debug, Args)]
pub(crate) struct NotifyArgs {
    /// `--key`
    #[arg(long, alias = "apiv3-key", value_name = "KEY", help = help().crypt.apiv3_key)]
    pub key: Option<Secret>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().crypt.nonce)]
    pub nonce: Option<String>,
    /// `--aad`
    #[arg(long, alias = "associated-data", value_name = "TEXT", help = help().crypt.aad)]
    pub aad: Option<String>,
}

/// Decrypts a mini-program's `encryptedData`.
pub(crate) fn mini(args: &MiniArgs, cx: &Context) -> Result<Outcome, Error> {
    let session_key = secret("--session-key", args.session_key.as_ref(), Key::SessionKey, cx)?;
    let visible = input::visible_base64("--session-key", &session_key, cx);
    let session_key = input::key_or_iv("--session-key", visible.key.expose(), cx)?;
    let text = input::document(&[Given::MiniData], cx)?;
    let iv = match &args.iv {
        Some(iv) => value("--iv", iv, cx)?,
        // wx.getUserProfile and similar functions return an object with both.
        None if text.starts_with('{') => input::field(&text, &["iv"])?,
        None => return Err(Usage::Crypt(InputError::MissingFlag("--iv")).into()),
    };
    let iv = input::key_or_iv("--iv", &iv, cx)?;
    let names = ["encryptedData", "encrypted_data"];
    let ciphertext = input::base64(names[0], &input::field(&text, &names)?, cx)?;
    let text = mini_program::decrypt(session_key, iv, &ciphertext.bytes)?;
    visible.opened(cx);
    let data: Value = serde_json::from_str(&text).map_err(|_| CryptError::NotJson)?;
    let watermark = &data["watermark"];
    let inside = watermark["appid"].as_str().unwrap_or_default();
    let expected = optional_setting(args.appid.as_ref(), Key::Appid, cx)?;
    let checked = expected.is_some();
    if let Some(expected) = expected.filter(|expected| expected != inside) {
        let inside = inside.to_owned();
        return Err(CryptError::Watermark { inside, expected }.into());
    }
    let status = match watermark["timestamp"].as_i64() {
        Some(at) => (words().crypt.watermark)(inside, at),
        None => String::new(),
    };
    let json = json!({ "data": data, "watermark": watermark, "appid_checked": checked, "mended": input::repairs_json(&ciphertext) });
    Ok(decrypted(&text, json, cx).status(status))
}

/// Decrypts `req_info` of a refund notice.
pub(crate) fn refund(args: &RefundArgs, cx: &Context) -> Result<Outcome, Error> {
    let key = secret("--key", args.key.as_ref(), Key::PayKey, cx)?;
    let visible = input::visible("--key", &key, cx);
    let text = input::document(&[Given::RefundNotice], cx)?;
    let ciphertext = input::base64("req_info", &input::field(&text, &["req_info"])?, cx)?;
    let found = refund_notice::decrypt(visible.key.expose(), &ciphertext.bytes)?;
    visible.opened(cx);
    match found.form {
        KeyForm::Md5 => {}
        KeyForm::AlreadyMd5 => cx.printer.warning(words().crypt.already_md5),
        KeyForm::Raw => cx.printer.warning(words().crypt.raw_key),
    }
    let json = json!({ "message": found.text, "key": found.form.name(), "mended": input::repairs_json(&ciphertext) });
    Ok(decrypted(&found.text, json, cx))
}

/// Decrypts the resource of a WeChat Pay v3 notification.
pub(crate) fn notify(args: &NotifyArgs, cx: &Context) -> Result<Outcome, Error> {
    let key = secret("--key", args.key.as_ref(), Key::ApiV3Key, cx)?;
    let visible = input::visible("--key", &key, cx);
    let text = input::document(&[Given::PayV3Notice, Given::PayV3Certificates], cx)?;
    let key = ApiV3Key::new(visible.key.expose().as_bytes()).map_err(Usage::ApiV3Key)?;
    let (mut resource, notification, repairs) = if text.starts_with('{') {
        let value: Value = serde_json::from_str(&text).map_err(|_| CryptError::Unreadable)?;
        if let Some(certificates) = value["data"].as_array() {
            return certificates_of(certificates, &key, cx);
        }
        let (resource, repairs) = Resource::from_json(&value)?;
        (resource, value, repairs)
    } else {
        let nonce = args.nonce.clone().ok_or(Usage::Crypt(InputError::MissingFlag("--nonce")))?;
        let ciphertext = decode(&text).map_err(|error| CryptError::Base64("ciphertext", error))?;
        (
            Resource { ciphertext: ciphertext.bytes, nonce, associated_data: String::new() },
            Value::Null,
            ciphertext.repairs,
        )
    };
    let ciphertext = input::report_repairs("ciphertext", Decoded { bytes: Vec::new(), repairs }, cx);
    if let Some(nonce) = &args.nonce {
        resource.nonce.clone_from(nonce);
    }
    if let Some(aad) = &args.aad {
        resource.associated_data.clone_from(aad);
    }
    let plain = resource.decrypt(&key)?;
    visible.opened(cx);
    let data = serde_json::from_str(&plain).unwrap_or_else(|_| Value::String(plain.clone()));
    let json = json!({ "data": data, "event_type": notification["event_type"], "mended": input::repairs_json(&ciphertext) });
    Ok(decrypted(&plain, json, cx))
}

/// Decrypts every certificate in the response of `GET /v3/certificates`.
fn certificates_of(entries: &[Value], key: &ApiV3Key, cx: &Context) -> Result<Outcome, Error> {
    let mut certificates = Vec::new();
    for entry in entries {
        let (resource, _) = Resource::from_json(entry)?;
        let certificate = resource.decrypt(key)?;
        certificates.push(json!({ "serial_no": entry["serial_no"], "certificate": certificate }));
    }
    let pems = certificates.iter().filter_map(|one| one["certificate"].as_str());
    let text = pems.map(str::trim_end).collect::<Vec<_>>().join("\n");
    Ok(decrypted(&text, json!({ "data": certificates }), cx))
}
