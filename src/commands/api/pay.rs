//! Signs requests to WeChat Pay v3 with the merchant's key (微信支付文档《签名生成》).

use std::sync::Arc;

use crate::commands::args::{WechatArgs, private_key, setting};
use crate::commands::mock::pay_keys;
use crate::commands::pay::{configured_keys, keys_of_mock};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Setup};
use crate::mock::pay::keys::PayKeys;
use crate::sign::rsa::PrivateKey;
use crate::sign::schemes;
use crate::text::words;
use crate::wechat::{Body, Call, Merchant, PayRefusal, PlatformKeys, Reply, WeChat};

/// The beginnings of the paths whose answers are files without a signature (微信支付文档《下载账单》).
const UNSIGNED: [&str; 3] = ["/v3/billdownload/", "/v3/transferdownload/", "/v3/merchant-service/images/"];

/// Signs a call, whose path, query and body no longer change. Its answer is verified if the keys of WeChat Pay are
/// configured; with the mock the merchant and the keys are those of the mock where there are no others.
pub(super) fn signed(
    call: Call,
    wechat: &WeChat<'_>,
    args: &WechatArgs,
    cx: &Context,
) -> Result<Call, Error> {
    let mock = args.mock.then(|| pay_keys::open(args.mock_state.as_deref(), cx)).transpose()?;
    let known = |name, key, of_mock: fn(&PayKeys) -> &String| match &mock {
        Some(keys) => Ok(of_mock(keys).clone()),
        None => setting(name, None, key, cx),
    };
    let mchid = known("WX_MCHID", Key::Mchid, |keys| &keys.mchid)?;
    let serial = known("WX_MCH_SERIAL", Key::MchSerial, |keys| &keys.merchant_serial)?;
    let (flag, env, key) = ("WX_MCH_PRIVATE_KEY", "WX_MCH_PRIVATE_KEY", "mch_private_key");
    let own = private_key(None, Key::MchPrivateKey, cx)?;
    let of_mock = || PrivateKey::from_pem(&mock.as_ref()?.merchant_key.get()?.pem()?).ok();
    let key = own.or_else(of_mock).ok_or(Setup::MissingSetting { flag, env, key })?;
    let platform = match &mock {
        _ if UNSIGNED.iter().any(|prefix| call.path.starts_with(prefix)) => Vec::new(),
        Some(keys) => keys_of_mock(keys),
        None => configured_keys(None, cx)?,
    };
    let platform = Some(platform).filter(|keys| !keys.is_empty()).map(PlatformKeys::new).map(Arc::new);
    let merchant = Merchant { mchid, serial, key, platform };
    let nonce = crate::sign::hex(&cx.random::<16>()?);
    Ok(merchant.sign(call, wechat, (&cx.now().to_string(), &nonce))?)
}

/// Warns that the signature of an answer of v3 was not verified.
pub(super) fn warn_unverified(call: &Call, reply: &Reply, cx: &Context) {
    let is_signed = call.headers.iter().any(|(name, _)| *name == "Authorization");
    if !is_signed || !call.host.is_pay() || reply.is_generated() {
        return;
    }
    let words = &words().pay;
    if UNSIGNED.iter().any(|prefix| call.path.starts_with(prefix)) {
        cx.printer.warning(words.unsigned_file);
    } else if call.platform.is_none() {
        cx.printer.warning(words.no_key_to_verify);
    } else if reply.is_partial {
        cx.printer.warning(words.too_long_to_verify);
    }
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
