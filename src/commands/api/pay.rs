//! Signs requests to WeChat Pay v3 with the merchant's key (微信支付文档《签名生成》).

use crate::commands::args::{private_key, setting};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Setup};
use crate::sign::schemes;
use crate::wechat::{Body, Call, WeChat};

/// Returns the `Authorization` header of a call, whose signature covers the body.
pub(super) fn authorization(call: &Call, wechat: &WeChat<'_>, cx: &Context) -> Result<String, Error> {
    let mchid = setting("WX_MCHID", None, Key::Mchid, cx)?;
    let serial = setting("WX_MCH_SERIAL", None, Key::MchSerial, cx)?;
    let (flag, env, key) = ("WX_MCH_PRIVATE_KEY", "WX_MCH_PRIVATE_KEY", "mch_private_key");
    let key = private_key(None, Key::MchPrivateKey, cx)?.ok_or(Setup::MissingSetting { flag, env, key })?;
    let url = call.request(&wechat.base(call.host)?, None).url;
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let body = match &call.body {
        Body::Json(json) => json.as_str(),
        Body::Empty | Body::Raw(..) | Body::Form(_) => "",
    };
    let nonce = crate::sign::hex(&cx.random::<16>()?);
    let timestamp = cx.now().to_string();
    let spec = schemes::pay_v3_request(call.method.name(), &path, &timestamp, &nonce, body);
    let signature = key
        .sign(spec.string_to_sign().as_bytes())
        .ok_or_else(|| Error::Bug("RSA did not sign".to_owned()))?;
    Ok(schemes::pay_v3_authorization(&mchid, &serial, &timestamp, &nonce, &signature))
}
