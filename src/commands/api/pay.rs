//! Signs requests to WeChat Pay v3 with the merchant's key (微信支付文档《签名生成》).

use crate::commands::args::{private_key, setting};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Setup};
use crate::sign::schemes;
use crate::text::words;
use crate::wechat::{Body, Call, PayRefusal, WeChat};

/// Returns the `Authorization` header of a call, whose signature covers the body.
pub(super) fn authorization(call: &Call, wechat: &WeChat<'_>, cx: &Context) -> Result<String, Error> {
    let mchid = setting("WX_MCHID", None, Key::Mchid, cx)?;
    let serial = setting("WX_MCH_SERIAL", None, Key::MchSerial, cx)?;
    let (flag, env, key) = ("WX_MCH_PRIVATE_KEY", "WX_MCH_PRIVATE_KEY", "mch_private_key");
    let key = private_key(None, Key::MchPrivateKey, cx)?.ok_or(Setup::MissingSetting { flag, env, key })?;
    let path = signed_path(call, wechat)?;
    let body = signed_body(call);
    let nonce = crate::sign::hex(&cx.random::<16>()?);
    let timestamp = cx.now().to_string();
    let spec = schemes::pay_v3_request(call.method.name(), &path, &timestamp, &nonce, body);
    let signature = key
        .sign(spec.string_to_sign().as_bytes())
        .ok_or_else(|| Error::Bug("RSA did not sign".to_owned()))?;
    Ok(schemes::pay_v3_authorization(&mchid, &serial, &timestamp, &nonce, &signature))
}

/// Returns the path with its query, as it is signed.
fn signed_path(call: &Call, wechat: &WeChat<'_>) -> Result<String, Error> {
    let url = call.request(&wechat.base(call.host)?, None).url;
    Ok(match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    })
}

/// Returns the body, as it is signed.
fn signed_body(call: &Call) -> &str {
    match &call.body {
        Body::Json(json) => json,
        Body::Empty | Body::Raw(..) | Body::Form(_) => "",
    }
}

/// Compares the string that WeChat Pay signed, which `SIGN_ERROR` has in its detail, with that of the call. Returns the
/// hint; `None` if the error does not have it.
pub(crate) fn sign_hint(call: &Call, refusal: &PayRefusal, wechat: &WeChat<'_>) -> Option<String> {
    let detail = |name: &str| {
        let found = refusal.error.details.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.trim_end_matches('…'))
    };
    let theirs = detail("sign_information.truncated_sign_message").filter(|theirs| !theirs.is_empty())?;
    let (_, authorization) = call.headers.iter().find(|(name, _)| *name == "Authorization")?;
    let value = |name: &str| {
        let (_, rest) = authorization.split_once(&format!("{name}=\""))?;
        rest.split('"').next()
    };
    let path = signed_path(call, wechat).ok()?;
    let (timestamp, nonce) = (value("timestamp")?, value("nonce_str")?);
    let ours = schemes::pay_v3_request(call.method.name(), &path, timestamp, nonce, signed_body(call));
    let ours = ours.string_to_sign();
    let words = &words().api;
    let differs = ours.bytes().zip(theirs.bytes()).position(|(own, other)| own != other);
    Some(match differs {
        Some(at) => {
            let line = ours.as_bytes()[..at].split(|byte| *byte == b'\n').count() - 1;
            let shown = |text: &str| text.lines().nth(line).unwrap_or_default().to_owned();
            (words.signed_other)(at + 1, &shown(&ours), &shown(theirs))
        }
        None if theirs.len() == ours.len() => words.signed_same.to_owned(),
        // Cut, so that only the length tells whether the rest is the same.
        None if theirs.len() < ours.len() => {
            let length = detail("sign_information.sign_message_length")?.parse::<usize>().ok()?;
            return (length == ours.len()).then(|| words.signed_same.to_owned());
        }
        None => (words.signed_other)(ours.len() + 1, "", theirs.get(ours.len()..).unwrap_or_default()),
    })
}
