//! The merchant of a command: its keys from flags, the environment and the file, and the calls that it signs.

use std::path::Path;
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use crate::api::{Auth, Host, Method};
use crate::commands::args::{
    WechatArgs, answered, masked, optional_setting, plain, private_key, read_bytes, read_configured, setting,
};
use crate::commands::mock::pay_keys;
use crate::config::{ConfigError, Key, Origin, Setting};
use crate::context::Context;
use crate::crypt::{InputError, PublicKey};
use crate::error::{Error, Setup, Usage};
use crate::mock::pay::keys::PayKeys;
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::{help, words};
use crate::wechat::{
    Body, Call, Merchant, MerchantError, PlatformKey, PlatformKeys, Reply, WeChat, WechatError,
};

/// The merchant's keys and the connection.
#[derive(Debug, Args)]
#[command(next_help_heading = help().pay.keys, mut_arg("plain_token", |arg| arg.hide(true)))]
pub(crate) struct MerchantArgs {
    /// `--mchid`
    #[arg(long, value_name = "ID", help = help().sign.mchid)]
    pub mchid: Option<String>,
    /// `--serial`
    #[arg(long, value_name = "SERIAL", help = help().sign.merchant_serial)]
    pub serial: Option<String>,
    /// `--private-key`
    #[arg(long, value_name = "KEY", help = help().sign.merchant_key)]
    pub private_key: Option<Secret>,
    /// `--cert`
    #[arg(long, value_name = "FILE", help = help().pay.cert)]
    pub cert: Vec<String>,
    /// `--public-key`
    #[arg(long, value_name = "FILE", help = help().pay.public_key)]
    pub public_key: Option<String>,
    /// `--public-key-id`
    #[arg(long, value_name = "ID", help = help().pay.public_key_id)]
    pub public_key_id: Option<String>,
    /// `--no-verify`
    #[arg(long, conflicts_with_all = ["cert", "public_key"], help = help().pay.no_verify)]
    pub no_verify: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// A merchant with its connection to WeChat Pay.
pub(super) struct Session<'a> {
    /// The merchant.
    pub merchant: Merchant,
    /// The connection.
    pub wechat: WeChat<'a>,
    args: &'a MerchantArgs,
    cx: &'a Context,
}

/// An answer of WeChat Pay, or the request of a preview.
pub(super) enum Answer {
    /// The answer, with its sensitive fields decrypted.
    Answered(Reply, Value),
    /// The request, for `--dry-run` or `--curl`.
    Previewed(Outcome),
}

impl MerchantArgs {
    /// Returns the merchant with the keys of WeChat Pay.
    pub(super) fn open<'a>(&'a self, cx: &'a Context) -> Result<Session<'a>, Error> {
        self.open_verifying(cx).inspect_err(|error| hint_at_mock(error, self.mchid.as_ref(), cx))
    }

    fn open_verifying<'a>(&'a self, cx: &'a Context) -> Result<Session<'a>, Error> {
        let platform = if self.no_verify {
            cx.printer.warning(words().pay.not_verified);
            None
        } else {
            let keys = self.platform_keys(cx)?;
            // A preview has no answer to verify.
            if keys.is_empty() && !self.wechat.previews() {
                return Err(Setup::NoPlatformKey.into());
            }
            Some(keys).filter(|keys| !keys.is_empty()).map(PlatformKeys::new)
        };
        self.open_with(platform, cx)
    }

    /// Returns the merchant with these keys of WeChat Pay; without any, answers are not verified.
    pub(super) fn open_with<'a>(
        &'a self,
        platform: Option<PlatformKeys>,
        cx: &'a Context,
    ) -> Result<Session<'a>, Error> {
        let mock = self.mock_keys(cx)?;
        let mock = mock.as_ref();
        let known = |flag, given: Option<&String>, key, of_mock: fn(&PayKeys) -> &String| match mock {
            Some(keys) => Ok(given.unwrap_or_else(|| of_mock(keys)).clone()),
            None => setting(flag, given, key, cx),
        };
        let mchid = known("--mchid", self.mchid.as_ref(), Key::Mchid, |keys| &keys.mchid)?;
        let serial = known("--serial", self.serial.as_ref(), Key::MchSerial, |keys| &keys.merchant_serial)?;
        let (mchid, serial) = (plain("--mchid", mchid)?, plain("--serial", serial)?);
        let (flag, env, key) = ("--private-key", "WX_MCH_PRIVATE_KEY", "mch_private_key");
        let own = private_key(self.private_key.as_ref(), Key::MchPrivateKey, cx)?;
        let of_mock = || PrivateKey::from_pem(&mock?.merchant_key.get()?.pem()?).ok();
        let key = own.or_else(of_mock).ok_or(Setup::MissingSetting { flag, env, key })?;
        if let Some(hex) = crate::crypt::serial::from_decimal(&serial) {
            cx.printer.warning(&(words().serial_decimal)(&hex));
        }
        let merchant = Merchant { mchid, serial, key, platform: platform.map(Arc::new) };
        Ok(Session { merchant, wechat: self.wechat.open(cx)?, args: self, cx })
    }

    /// Returns the keys of the mock if they are used; else `None`.
    pub(super) fn mock_keys(&self, cx: &Context) -> Result<Option<PayKeys>, Error> {
        let open = || pay_keys::open(self.wechat.mock_state.as_deref(), cx);
        self.uses_mock_keys(cx)?.then(open).transpose()
    }

    /// Returns whether the keys of the mock are used: with `--mock`, and for a server on this machine, such as a running
    /// `webot mock`, without any keys of a merchant.
    pub(super) fn uses_mock_keys(&self, cx: &Context) -> Result<bool, Error> {
        if self.wechat.mock {
            return Ok(true);
        }
        let has_flag = self.private_key.is_some() || self.public_key.is_some() || !self.cert.is_empty();
        if has_flag || !self.wechat.is_local(cx)? {
            return Ok(false);
        }
        let settings = cx.settings()?;
        let own = [Key::MchPrivateKey, Key::PlatformPublicKey, Key::PlatformCertificate];
        let has_own = |key| settings.get(key).map(|setting| setting.is_some());
        let has_own = own.into_iter().map(has_own).collect::<Result<Vec<bool>, ConfigError>>()?;
        Ok(!has_own.contains(&true))
    }

    /// Returns the keys of WeChat Pay: those of the flags, else those of the environment and the file.
    pub(super) fn platform_keys(&self, cx: &Context) -> Result<Vec<PlatformKey>, Error> {
        if let Some(mock) = self.mock_keys(cx)? {
            return Ok(keys_of_mock(&mock));
        }
        let id = self.public_key_id.as_ref();
        if self.cert.is_empty() && self.public_key.is_none() {
            return configured_keys(id, cx);
        }
        let id = optional_setting(id, Key::PlatformPublicKeyId, cx)?;
        let mut keys = Vec::new();
        let given = self.cert.iter().map(|path| (path, "--cert"));
        for (path, flag) in given.chain(self.public_key.iter().map(|path| (path, "--public-key"))) {
            add_file(&mut keys, path, flag, id.as_ref(), cx)?;
        }
        Ok(keys)
    }
}

/// Returns the keys of WeChat Pay in the environment and the file; `id` is that of the public key.
pub(in crate::commands) fn configured_keys(
    id: Option<&String>,
    cx: &Context,
) -> Result<Vec<PlatformKey>, Error> {
    let id = optional_setting(id, Key::PlatformPublicKeyId, cx)?;
    let mut keys = Vec::new();
    for key in [Key::PlatformPublicKey, Key::PlatformCertificate] {
        if let Some(Setting { value, origin }) = cx.settings()?.get(key)? {
            if matches!(origin, Origin::Env(_)) && value.expose().contains("BEGIN") {
                let name = key.info().env.first().copied().unwrap_or(key.name());
                add_keys(&mut keys, value.expose(), name, id.as_ref())?;
            } else {
                let path = value.expose();
                let bytes = match origin {
                    Origin::Env(_) => read_bytes(Path::new(path), key.name(), cx)?,
                    Origin::File { .. } => read_configured(Path::new(path), key)?,
                };
                add_keys(&mut keys, &String::from_utf8_lossy(&bytes), path, id.as_ref())?;
            }
        }
    }
    Ok(keys)
}

/// Tells somebody who has no merchant account about the mock.
pub(super) fn hint_at_mock(error: &Error, mchid: Option<&String>, cx: &Context) {
    let is_missing = matches!(
        error,
        Error::Setup(Setup::MissingSetting { .. } | Setup::MissingSecret { .. } | Setup::NoPlatformKey)
    );
    if is_missing && matches!(optional_setting(mchid, Key::Mchid, cx), Ok(None)) {
        cx.printer.add_hint_to_error(words().pay.try_mock.to_owned());
    }
}

/// Returns the public halves of the mock's keys, with which it signs.
pub(in crate::commands) fn keys_of_mock(mock: &PayKeys) -> Vec<PlatformKey> {
    let public = mock.public_key.get().and_then(PrivateKey::public_pem).unwrap_or_default();
    let pairs = [(&mock.public_key_id, public), (&mock.platform_serial, mock.platform_certificate.clone())];
    let key = |(serial, pem): (&String, String)| {
        Some(PlatformKey { serial: serial.clone(), key: PublicKey::from_pem(&pem).ok()? })
    };
    pairs.into_iter().filter_map(key).collect()
}

fn add_file(
    keys: &mut Vec<PlatformKey>,
    path: &str,
    flag: &'static str,
    id: Option<&String>,
    cx: &Context,
) -> Result<(), Error> {
    let path = path.strip_prefix('@').unwrap_or(path);
    let text = String::from_utf8_lossy(&read_bytes(Path::new(path), flag, cx)?).into_owned();
    add_keys(keys, &text, path, id)
}

/// Adds the certificates of a PEM file, or the public key, whose ID is not in it.
fn add_keys(keys: &mut Vec<PlatformKey>, text: &str, path: &str, id: Option<&String>) -> Result<(), Error> {
    const END: &str = "-----END CERTIFICATE-----";
    let wrong = |error| Usage::Crypt(InputError::PublicKey { path: path.to_owned(), error });
    let parts = text.split_inclusive(END).filter(|part| part.contains("-----BEGIN") || !text.contains(END));
    for part in parts {
        let key = PublicKey::from_pem(part).map_err(wrong)?;
        let serial = match &key.certificate {
            Some(certificate) => certificate.serial.clone(),
            None => id.cloned().ok_or(Setup::MissingSetting {
                flag: "--public-key-id",
                env: "WX_PAY_PUBLIC_KEY_ID",
                key: "platform_public_key_id",
            })?,
        };
        keys.push(PlatformKey { serial: plain("--public-key-id", serial)?, key });
    }
    Ok(())
}

/// Returns a call of v3 without its signature.
pub(super) fn v3_call(method: Method, path: String, query: Vec<(String, String)>, body: Body) -> Call {
    Call {
        method,
        host: Host::Pay,
        path,
        query,
        body,
        token: Auth::None,
        hidden: Vec::new(),
        headers: Vec::new(),
        sealing: None,
        platform: None,
        // Queries may be repeated, payments not.
        is_sent_once: method != Method::Get,
    }
}

impl Session<'_> {
    /// Returns whether requests are only printed.
    pub(super) fn previews(&self) -> bool {
        self.args.wechat.previews()
    }

    /// Reads with GET.
    pub(super) fn get(&self, path: String, query: Vec<(&str, &str)>) -> Result<Answer, Error> {
        let query = query.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        self.send(v3_call(Method::Get, path, query, Body::Empty))
    }

    /// Changes something with POST; sensitive fields of the body are encrypted. If the outcome is unknown, `lookup` is
    /// the command that tells it.
    pub(super) fn post(&self, path: String, body: Option<Value>, lookup: &str) -> Result<Answer, Error> {
        let body = match body {
            Some(mut body) => {
                let encrypted = self.merchant.encrypt((Method::Post, &path), &mut body);
                encrypted.map_err(|error| match error {
                    MerchantError::TooLong => Usage::SensitiveTooLong.into(),
                    MerchantError::NoPlatformKey => Error::from(Setup::NoPlatformKey),
                })?;
                Body::Json(body.to_string())
            }
            None => Body::Empty,
        };
        self.send(v3_call(Method::Post, path, Vec::new(), body)).map_err(|error| self.unknown(error, lookup))
    }

    fn unknown(&self, error: Error, lookup: &str) -> Error {
        if lookup.is_empty() {
            return error;
        }
        unknown(error, || self.args.wechat.again(lookup, self.cx))
    }

    /// Signs and sends a call.
    fn send(&self, call: Call) -> Result<Answer, Error> {
        let call = self.sign(call)?;
        if self.previews() {
            return self.args.wechat.show(&call, &self.wechat, self.cx).map(Answer::Previewed);
        }
        let reply = self.cx.block_on(self.wechat.call(&call))?.inspect_err(|error| {
            if let WechatError::PayRefused(refusal) = error
                && let Some(hint) = crate::commands::api::sign_hint(&call, refusal, &self.wechat)
            {
                self.cx.printer.add_hint_to_error(hint);
            }
        })?;
        if reply.is_generated() {
            self.cx.printer.warning(&(words().api.generated)(&call.path));
        }
        if reply.has_no_content() {
            return Ok(Answer::Answered(reply, json!({})));
        }
        let mut json = reply.json().ok_or_else(|| self.wechat.not_json(&reply))?;
        self.merchant.decrypt((call.method, &call.path), &mut json);
        Ok(Answer::Answered(reply, json))
    }

    /// Signs a call.
    pub(super) fn sign(&self, call: Call) -> Result<Call, Error> {
        let nonce = crate::sign::hex(&self.cx.random::<16>()?);
        let timestamp = self.cx.now().to_string();
        Ok(self.merchant.sign(call, &self.wechat, (&timestamp, &nonce))?)
    }

    /// Returns the signature of the parameters with which a page or an app pays.
    pub(super) fn client_signature(
        &self,
        (appid, timestamp, nonce): (&str, &str, &str),
        last: &str,
    ) -> Result<String, Error> {
        let spec = crate::sign::schemes::pay_v3_client(appid, timestamp, nonce, last);
        let signature = self.merchant.key.sign(spec.string_to_sign().as_bytes());
        signature.ok_or_else(|| Error::Bug("RSA did not sign".to_owned()))
    }
}

impl Answer {
    /// Returns the answer for printing: unchanged for scripts, formatted for people.
    pub(super) fn shown(self, cx: &Context) -> Outcome {
        match self {
            Self::Previewed(outcome) => outcome,
            Self::Answered(reply, _) if reply.has_no_content() => answered(&reply, cx),
            Self::Answered(_, json) => {
                let json = masked(json, cx);
                let text = cx.printer.foreign_json(&json);
                Outcome::value(json, text)
            }
        }
    }
}

/// Returns the error of a call that changes something; if its outcome is unknown, it names the command that tells it,
/// which is empty if there is none.
pub(super) fn unknown(error: Error, lookup: impl FnOnce() -> String) -> Error {
    use crate::http::Failure;
    let is_unknown = match &error {
        Error::Wechat(WechatError::Network { failure, .. }) => {
            matches!(failure, Failure::Timeout(_) | Failure::Closed | Failure::NotHttp(_) | Failure::Other(_))
        }
        Error::Wechat(WechatError::NotWechat { status, .. }) => *status < 400 || *status >= 500,
        Error::Wechat(WechatError::PayRefused(refusal)) => refusal.leaves_unknown(),
        Error::Wechat(WechatError::PayAnswer(_)) => true,
        _ => false,
    };
    if is_unknown { Error::PayUnknown { error: Box::new(error), lookup: lookup() } } else { error }
}
