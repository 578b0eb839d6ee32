//! The keys of the server API's signature (服务端 API 签名加密指南).

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use clap::Args;
use serde_json::{Map, Value};

use super::{non_empty, optional_setting, private_key, read_bytes, secret, setting};
use crate::config::{Key, Origin, Setting};
use crate::context::Context;
use crate::crypt::api::ApiKeys;
use crate::crypt::{InputError, PublicKey};
use crate::error::{Error, Setup, Usage};
use crate::lang::Wanted;
use crate::message::ApiV3Key;
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::help;

/// The flags with which a call is encrypted and signed.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = help().api.signing)]
pub(crate) struct ApiKeyArgs {
    /// `--sign`
    #[arg(long, help = help().api.sign, conflicts_with_all = ["paginate", "output", "upload"])]
    pub sign: bool,
    /// `--sym-sn`
    #[arg(long, value_name = "SN", help = help().sign.sym_sn, requires = "sign")]
    pub sym_sn: Option<String>,
    /// `--sym-key`
    #[arg(long, value_name = "KEY", help = help().sign.sym_key, requires = "sign")]
    pub sym_key: Option<Secret>,
    /// `--private-key`
    #[arg(long, value_name = "KEY", help = help().sign.server_key, requires = "sign")]
    pub private_key: Option<Secret>,
    /// `--certificate`
    #[arg(long, value_name = "FILE", help = help().api.certificate, requires = "sign")]
    pub certificate: Option<String>,
    /// `--certificate-sn`
    #[arg(long, value_name = "SN", help = help().api.certificate_sn, requires = "sign")]
    pub certificate_sn: Option<String>,
}

impl ApiKeyArgs {
    /// Returns the keys from the flags, the environment and the file.
    pub(crate) fn keys(&self, cx: &Context) -> Result<ApiKeys, Error> {
        let (sn, key) = symmetric_key(self.sym_sn.as_ref(), self.sym_key.as_ref(), cx)?;
        Ok(ApiKeys { sn, key, private: signing_key(self.private_key.as_ref(), cx)? })
    }

    /// Returns the certificate that verifies answers, and its number; `None` if none is configured.
    pub(crate) fn certificate(&self, cx: &Context) -> Result<(Option<PublicKey>, Option<String>), Error> {
        let sn = optional_setting(self.certificate_sn.as_ref(), Key::ApiCertificateSn, cx)?;
        let (text, path) = match (&self.certificate, cx.settings()?.get(Key::ApiCertificate)?) {
            (Some(path), _) => (pem(path, cx)?, path.clone()),
            (None, Some(Setting { value, origin: Origin::Env(name) }))
                if value.expose().contains("BEGIN") =>
            {
                (value.expose().to_owned(), name.clone())
            }
            (None, Some(Setting { value, .. })) => (pem(value.expose(), cx)?, value.expose().to_owned()),
            (None, None) => return Ok((None, sn)),
        };
        let wrong = |error| Usage::Crypt(InputError::PublicKey { path, error });
        Ok((Some(PublicKey::from_pem(&text).map_err(wrong)?), sn))
    }
}

fn pem(path: &str, cx: &Context) -> Result<String, Error> {
    let path = path.strip_prefix('@').unwrap_or(path);
    Ok(String::from_utf8_lossy(&read_bytes(Path::new(path), "--certificate", cx)?).into_owned())
}

/// Returns the configured keys, for the mock; `None` if one is missing.
pub(crate) fn configured_api_keys(cx: &Context) -> Result<Option<ApiKeys>, Error> {
    let settings = cx.settings()?;
    let keys = [Key::ApiSymSn, Key::ApiSymKey, Key::ApiPrivateKey];
    for key in keys {
        if settings.get(key)?.is_none() {
            return Ok(None);
        }
    }
    ApiKeyArgs::default().keys(cx).map(Some)
}

/// Returns the number of the symmetric key, and the key of 32 bytes, which the console shows in base64.
pub(crate) fn symmetric_key(
    sn: Option<&String>,
    key: Option<&Secret>,
    cx: &Context,
) -> Result<(String, ApiV3Key), Error> {
    let sn = non_empty("--sym-sn", setting("--sym-sn", sn, Key::ApiSymSn, cx)?)?;
    let given = secret("--sym-key", key, Key::ApiSymKey, cx)?;
    let bytes = STANDARD.decode(given.expose().trim()).ok().and_then(|bytes| ApiV3Key::new(&bytes).ok());
    let wrong = || Usage::Value { flag: "--sym-key", value: "***".to_owned(), wanted: Wanted::SymmetricKey };
    Ok((sn, bytes.ok_or_else(wrong)?))
}

/// Returns the private key that signs requests.
pub(crate) fn signing_key(given: Option<&Secret>, cx: &Context) -> Result<PrivateKey, Error> {
    private_key(given, Key::ApiPrivateKey, cx)?.ok_or_else(|| {
        let (flag, env, key) = ("--private-key", "WX_API_PRIVATE_KEY", "api_private_key");
        Setup::MissingSetting { flag, env, key }.into()
    })
}

/// Returns a fresh `_n` for the encrypted parameters.
pub(crate) fn fresh_nonce(cx: &Context) -> Result<String, Error> {
    Ok(STANDARD_NO_PAD.encode(cx.random::<16>()?))
}

/// Returns the parameters of the query, without `access_token`, and those of the body.
pub(crate) fn sealed_parameters(
    query: impl IntoIterator<Item = (String, String)>,
    body: &str,
) -> Result<Map<String, Value>, Error> {
    let pairs = query.into_iter().filter(|(name, _)| name != "access_token");
    let mut all: Map<String, Value> = pairs.map(|(name, value)| (name, Value::String(value))).collect();
    if !body.trim().is_empty() {
        let wrong = |error: serde_json::Error| Usage::BrokenFields {
            format: "JSON",
            at: Some((error.line(), error.column())),
        };
        let object: Map<String, Value> = serde_json::from_str(body).map_err(wrong)?;
        all.extend(object);
    }
    Ok(all)
}
