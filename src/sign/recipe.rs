//! The rules of the WeChat family, each as the [`Plan`] that its document describes.

use super::percent::strict_component;
use super::plan::{Digest, Form, Order, Part, Plan, Role, Scheme};

/// A page's URL as it is signed: without its fragment (公众平台文档《JS-SDK 使用权限签名算法》).
fn page(url: &str) -> Part {
    let bare = url.split('#').next().unwrap_or_default();
    let given = (bare.len() < url.len()).then(|| url.to_owned());
    Part { given, ..Part::of(Role::Url, "url", bare) }
}

/// `signature` of a callback, or `msg_signature` with an `encrypt` (公众平台文档《接入指南》,《消息加解密说明》).
pub fn callback(token: &str, timestamp: &str, nonce: &str, encrypt: Option<&str>) -> Plan {
    let mut parts = vec![
        Part::of(Role::Token, "token", token),
        Part::of(Role::Timestamp, "timestamp", timestamp),
        Part::of(Role::Nonce, "nonce", nonce),
    ];
    parts.extend(encrypt.map(|encrypt| Part::new("encrypt", encrypt)));
    Plan::sorted_values(parts)
}

/// `wx.config` and `wx.agentConfig` (公众平台文档《JS-SDK 使用权限签名算法》, 企业微信文档《JS-SDK 使用权限签名算法》).
pub fn jsapi(ticket: &str, nonce: &str, timestamp: &str, url: &str) -> Plan {
    Plan::sorted_pairs(vec![
        Part::of(Role::Nonce, "noncestr", nonce),
        Part::of(Role::Ticket, "jsapi_ticket", ticket),
        Part::of(Role::Timestamp, "timestamp", timestamp),
        page(url),
    ])
    .of(Scheme::Page)
}

/// `addrSign` of `editAddress` (JS-SDK 文档 2015 附录 4).
pub fn addr(appid: &str, url: &str, timestamp: &str, nonce: &str, access_token: &str) -> Plan {
    Plan::sorted_pairs(vec![
        Part::new("appid", appid),
        page(url),
        Part::of(Role::Timestamp, "timestamp", timestamp),
        Part::of(Role::Nonce, "noncestr", nonce),
        Part::of(Role::Ticket, "accesstoken", access_token),
    ])
    .of(Scheme::Address)
}

/// `signature` of `cardExt`: the values that are there, sorted and joined (公众平台文档《JS-SDK 附录 4》; with the
/// appsecret in place of `api_ticket`, the rule of 2014). `others` are `card_id`, `code`, `openid`, `balance`.
pub fn card(ticket: &str, timestamp: &str, nonce: &str, others: &[(&str, &str)]) -> Plan {
    let head =
        [Part::of(Role::Ticket, "api_ticket", ticket), Part::of(Role::Timestamp, "timestamp", timestamp)];
    let tail = Part::of(Role::Nonce, "nonce_str", nonce);
    values(head.into_iter().chain(named(others)).chain([tail])).of(Scheme::Card)
}

/// `cardSign` of `wx.chooseCard` (same place). `others` are `app_id`, `location_id`, `card_id`, `card_type`.
pub fn choose_card(ticket: &str, timestamp: &str, nonce: &str, others: &[(&str, &str)]) -> Plan {
    let middle = [
        Part::of(Role::Timestamp, "timestamp", timestamp),
        Part::of(Role::Nonce, "nonce_str", nonce),
        Part::of(Role::Ticket, "api_ticket", ticket),
    ];
    let (head, tail) = others.split_at(others.len().min(2));
    values(named(head).chain(middle).chain(named(tail))).of(Scheme::ChooseCard)
}

fn named<'a>(others: &'a [(&'a str, &'a str)]) -> impl Iterator<Item = Part> + 'a {
    others.iter().map(|(name, value)| Part::new(name, value))
}

fn values(parts: impl Iterator<Item = Part>) -> Plan {
    Plan::sorted_values(parts.filter(|part| !part.value.is_empty()).collect())
}

/// `sign` of WeChat Pay v2, and of the `package` of 2014 (微信支付文档《签名算法》).
pub fn pay_v2(fields: &[(String, String)], key: &str, digest: Digest) -> Plan {
    let parts = fields.iter().map(|(name, value)| field(name, value)).collect();
    Plan::keyed_pairs(parts, key, digest).of(Scheme::PayV2)
}

/// What goes along with the signature of 2014 and takes no part in it.
const UNSIGNED_2014: [&str; 6] =
    ["paysign", "signtype", "app_signature", "appsignature", "sign_method", "signmethod"];

/// `paySign` of 2014: SHA-1 over the fields and `appkey`, all names in lower case (JS-SDK 文档 2015 附录 5).
pub fn pay_sign(fields: &[(String, String)], app_key: &str) -> Plan {
    let mut parts: Vec<Part> =
        fields.iter().map(|(name, value)| field(&name.to_lowercase(), value)).collect();
    parts.retain(|part| !UNSIGNED_2014.contains(&&*part.name));
    parts.push(Part::of(Role::Ticket, "appkey", app_key));
    Plan::sorted_pairs(parts).of(Scheme::Pay2014)
}

fn field(name: &str, value: &str) -> Part {
    let role = match name.to_lowercase().as_str() {
        "timestamp" => Role::Timestamp,
        "nonce_str" | "noncestr" => Role::Nonce,
        _ => Role::Other,
    };
    Part::of(role, name, value)
}

/// The `package` of 2014 whole: values percent-encoded, then the signature.
pub fn package(fields: &[(String, String)], signature: &str) -> String {
    let mut pairs: Vec<&(String, String)> =
        fields.iter().filter(|(name, value)| !value.is_empty() && name != "sign").collect();
    pairs.sort();
    let encoded = pairs.iter().map(|(name, value)| format!("{name}={}", strict_component(value)));
    encoded.chain([format!("sign={signature}")]).collect::<Vec<_>>().join("&")
}

/// The lines of a WeChat Pay v3 request (微信支付文档《签名生成》). `path` is the URL from its path on, query included.
pub fn pay_v3_request(method: &str, path: &str, timestamp: &str, nonce: &str, body: &str) -> Plan {
    lines(vec![
        Part::new("method", method),
        Part::of(Role::Url, "url", path),
        Part::of(Role::Timestamp, "timestamp", timestamp),
        Part::of(Role::Nonce, "nonce_str", nonce),
        Part::of(Role::Body, "body", body),
    ])
    .of(Scheme::PayRequest)
}

/// The `Authorization` header of a WeChat Pay v3 request (same document).
pub fn pay_v3_authorization(
    mchid: &str,
    serial: &str,
    timestamp: &str,
    nonce: &str,
    signature: &str,
) -> String {
    format!(
        "WECHATPAY2-SHA256-RSA2048 mchid=\"{mchid}\",nonce_str=\"{nonce}\",timestamp=\"{timestamp}\",serial_no=\"{serial}\",signature=\"{signature}\""
    )
}

/// The lines of a WeChat Pay v3 answer or notification (微信支付文档《签名验证》).
pub fn pay_v3_notification(timestamp: &str, nonce: &str, body: &str) -> Plan {
    lines(vec![
        Part::of(Role::Timestamp, "timestamp", timestamp),
        Part::of(Role::Nonce, "nonce_str", nonce),
        Part::of(Role::Body, "body", body),
    ])
    .of(Scheme::Notification)
}

/// The lines that a page or app hands to WeChat Pay v3 (微信支付文档《JSAPI 调起支付》,《APP 调起支付》).
pub fn pay_v3_client(appid: &str, timestamp: &str, nonce: &str, last: &str) -> Plan {
    lines(vec![
        Part::new("appid", appid),
        Part::of(Role::Timestamp, "timestamp", timestamp),
        Part::of(Role::Nonce, "nonce_str", nonce),
        Part::new("package", last),
    ])
    .of(Scheme::PayClient)
}

fn lines(parts: Vec<Part>) -> Plan {
    Plan { form: Form::Lines, order: Order::Given, ..Plan::sorted_values(parts) }
}

/// `signature` of a mini-program's `rawData` (小程序文档《服务端获取开放数据》).
pub fn session(raw_data: &str, session_key: &str) -> Plan {
    Plan::joined(vec![
        Part::of(Role::Body, "rawData", raw_data),
        Part::of(Role::Ticket, "session_key", session_key),
    ])
    .of(Scheme::MiniProgram)
}

/// HMAC-SHA256 of a text under a key: `checkSessionKey`, and with a path before it `pay_sig` of 虚拟支付
/// (小程序文档《用户态签名》,《支付签名》).
pub fn hmac(key: &str, path: Option<&str>, body: &str) -> Plan {
    let mut parts: Vec<Part> = path.map(|path| Part::new("uri", &format!("{path}&"))).into_iter().collect();
    parts.push(Part::of(Role::Body, "body", body));
    Plan { digest: Digest::HmacSha256, key: key.to_owned(), ..Plan::joined(parts).of(Scheme::MiniProgram) }
}
