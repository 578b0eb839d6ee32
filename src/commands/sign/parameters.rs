//! The arguments with which a page passes a signature on to WeChat.

use serde_json::{Map, Value, json};

use super::web::number;
use crate::sign::jssdk::{self, JsApiKind};

/// A signature with the values that accompany it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signed<'a> {
    pub timestamp: &'a str,
    pub nonce: &'a str,
    pub signature: &'a str,
}

/// Returns the argument of `wx.config` for these names of functions and open tags.
pub(crate) fn config(appid: &str, signed: Signed<'_>, names: &[&str], debug: bool, is_work: bool) -> Value {
    let is_tag = |name: &str| jssdk::find(name).is_some_and(|known| known.kind == JsApiKind::Tag);
    let (tags, functions): (Vec<&str>, Vec<&str>) = names.iter().partition(|name| is_tag(name));
    let mut config = json!({
        "debug": debug,
        "appId": appid,
        "timestamp": number(signed.timestamp),
        "nonceStr": signed.nonce,
        "signature": signed.signature,
        "jsApiList": functions,
    });
    if !tags.is_empty() {
        config["openTagList"] = json!(tags);
    }
    if is_work {
        // Without it the script has no `wx.invoke`, which WeCom's own functions need.
        config["beta"] = true.into();
    }
    config
}

/// Returns the argument of `wx.agentConfig`.
pub(crate) fn agent_config(corpid: &str, agentid: &str, signed: Signed<'_>, names: &[&str]) -> Value {
    json!({
        "corpid": corpid,
        "agentid": agentid,
        "timestamp": number(signed.timestamp),
        "nonceStr": signed.nonce,
        "signature": signed.signature,
        "jsApiList": names,
    })
}

/// Returns a `cardExt`, which is JSON in a text: the fields that are signed and have a value, and the signature.
pub(crate) fn card_ext(fields: Vec<(&'static str, String)>, signature: &str) -> String {
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    let mut ext: Map<String, Value> = fields.map(|(name, value)| (name.to_owned(), json!(value))).collect();
    ext.insert("signature".to_owned(), json!(signature));
    Value::Object(ext).to_string()
}

/// Returns the argument of `wx.chooseCard`.
pub(crate) fn choose_card(shop: &str, kind: &str, card: &str, signed: Signed<'_>) -> Value {
    json!({
        "shopId": shop, "cardType": kind, "cardId": card, "timestamp": number(signed.timestamp),
        "nonceStr": signed.nonce, "signType": "SHA1", "cardSign": signed.signature,
    })
}

/// Returns the argument of `editAddress` of `WeixinJSBridge`.
pub(crate) fn edit_address(appid: &str, signed: Signed<'_>) -> Value {
    json!({
        "appId": appid, "scope": "jsapi_address", "signType": "sha1", "addrSign": signed.signature,
        "timeStamp": signed.timestamp, "nonceStr": signed.nonce,
    })
}
