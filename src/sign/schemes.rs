//! The signature schemes of WeChat, each as the [`SignatureSpec`] that its official document describes.

use super::charset::Charset;
use super::digest::Digest;
use super::percent::encode_rfc_3986;
use super::spec::{Form, Order, Part, Role, Scheme, SignatureSpec};

/// Returns a page's URL without its fragment, as it is signed (公众平台文档《JS-SDK 使用权限签名算法》).
fn page(url: &str) -> Part {
    let bare = url.split('#').next().unwrap_or_default();
    let given = (bare.len() < url.len()).then(|| url.to_owned());
    Part { given, ..Part::with_role(Role::Url, "url", bare) }
}

/// Specifies the `signature` of a callback, or its `msg_signature` if there is an `encrypt` (公众平台文档《接入指南》,《消息加解密说明》).
pub fn callback(token: &str, timestamp: &str, nonce: &str, encrypt: Option<&str>) -> SignatureSpec {
    let mut parts = vec![
        Part::with_role(Role::Token, "token", token),
        Part::with_role(Role::Timestamp, "timestamp", timestamp),
        Part::with_role(Role::Nonce, "nonce", nonce),
    ];
    parts.extend(encrypt.map(|encrypt| Part::new("encrypt", encrypt)));
    SignatureSpec::sorted_values(parts)
}

/// Specifies the `signature` of `wx.config` and `wx.agentConfig` (公众平台文档《JS-SDK 使用权限签名算法》, 企业微信文档《JS-SDK 使用权限签名算法》).
pub fn jsapi(ticket: &str, nonce: &str, timestamp: &str, url: &str) -> SignatureSpec {
    SignatureSpec::sorted_pairs(vec![
        Part::with_role(Role::Nonce, "noncestr", nonce),
        Part::with_role(Role::Ticket, "jsapi_ticket", ticket),
        Part::with_role(Role::Timestamp, "timestamp", timestamp),
        page(url),
    ])
    .with_scheme(Scheme::Page)
}

/// Specifies the `addrSign` of `editAddress` (JS-SDK 文档 2015 附录 4).
pub fn addr(appid: &str, url: &str, timestamp: &str, nonce: &str, access_token: &str) -> SignatureSpec {
    SignatureSpec::sorted_pairs(vec![
        Part::new("appid", appid),
        page(url),
        Part::with_role(Role::Timestamp, "timestamp", timestamp),
        Part::with_role(Role::Nonce, "noncestr", nonce),
        Part::with_role(Role::Ticket, "accesstoken", access_token),
    ])
    .with_scheme(Scheme::Address)
}

/// Specifies the `signature` of `cardExt`: the values that are not empty, sorted and joined (公众平台文档《JS-SDK 附录 4》; the
/// rule of 2014 has the appsecret in place of `api_ticket`). `others` are `card_id`, `code`, `openid`, `balance`.
pub fn card(ticket: &str, timestamp: &str, nonce: &str, others: &[(&str, &str)]) -> SignatureSpec {
    let head = [
        Part::with_role(Role::Ticket, "api_ticket", ticket),
        Part::with_role(Role::Timestamp, "timestamp", timestamp),
    ];
    let tail = Part::with_role(Role::Nonce, "nonce_str", nonce);
    values(head.into_iter().chain(named(others)).chain([tail])).with_scheme(Scheme::Card)
}

/// The types of cards in the `cardSign` of `wx.chooseCard`.
pub(crate) const CARD_TYPES: [&str; 6] =
    ["GROUPON", "CASH", "DISCOUNT", "GIFT", "GENERAL_COUPON", "MEMBER_CARD"];

/// Specifies the `cardSign` of `wx.chooseCard` (same document). `others` are `app_id`, `location_id`, `card_id`,
/// `card_type`.
pub fn choose_card(ticket: &str, timestamp: &str, nonce: &str, others: &[(&str, &str)]) -> SignatureSpec {
    let middle = [
        Part::with_role(Role::Timestamp, "timestamp", timestamp),
        Part::with_role(Role::Nonce, "nonce_str", nonce),
        Part::with_role(Role::Ticket, "api_ticket", ticket),
    ];
    let (head, tail) = others.split_at(others.len().min(2));
    values(named(head).chain(middle).chain(named(tail))).with_scheme(Scheme::ChooseCard)
}

fn named<'a>(others: &'a [(&'a str, &'a str)]) -> impl Iterator<Item = Part> + 'a {
    others.iter().map(|(name, value)| Part::new(name, value))
}

fn values(parts: impl Iterator<Item = Part>) -> SignatureSpec {
    SignatureSpec::sorted_values(parts.filter(|part| !part.value.is_empty()).collect())
}

/// Specifies the `sign` of WeChat Pay v2, and of the `package` of 2014 (微信支付文档《签名算法》).
pub fn pay_v2(fields: &[(String, String)], key: &str, digest: Digest) -> SignatureSpec {
    let parts = fields.iter().map(|(name, value)| field(name, value)).collect();
    SignatureSpec::keyed_pairs(parts, key, digest).with_scheme(Scheme::PayV2)
}

/// Specifies the `sign` of an intracity delivery's callback: MD5 over all fields but `sign`, followed by the callback's
/// token (小程序文档《同城配送》). The digest that the document prints belongs to its own damaged text.
pub fn intracity(fields: &[(String, String)], token: &str) -> SignatureSpec {
    let spec = pay_v2(fields, token, Digest::Md5).with_scheme(Scheme::Intracity);
    SignatureSpec { key_name: "token", keep_empty: true, upper: false, ..spec }
}

/// The fields that accompany the signature of 2014 and are not signed.
const UNSIGNED_2014: [&str; 6] =
    ["paysign", "signtype", "app_signature", "appsignature", "sign_method", "signmethod"];

/// Specifies the `paySign` of 2014: SHA-1 over the fields and `appkey`, with all names in lower case (JS-SDK 文档 2015
/// 附录 5).
pub fn pay_sign(fields: &[(String, String)], app_key: &str) -> SignatureSpec {
    let mut parts: Vec<Part> =
        fields.iter().map(|(name, value)| field(&name.to_lowercase(), value)).collect();
    parts.retain(|part| !UNSIGNED_2014.contains(&&*part.name));
    parts.push(Part::with_role(Role::Ticket, "appkey", app_key));
    SignatureSpec::sorted_pairs(parts).with_scheme(Scheme::Pay2014)
}

fn field(name: &str, value: &str) -> Part {
    let role = match name.to_lowercase().as_str() {
        "timestamp" => Role::Timestamp,
        "nonce_str" | "noncestr" => Role::Nonce,
        _ => Role::Other,
    };
    Part::with_role(role, name, value)
}

/// Returns the complete `package` of 2014: percent-encoded values in the charset of `input_charset`, then the signature.
pub fn package(fields: &[(String, String)], charset: Charset, signature: &str) -> String {
    let mut pairs: Vec<&(String, String)> =
        fields.iter().filter(|(name, value)| !value.is_empty() && name != "sign").collect();
    pairs.sort();
    let encoded = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", encode_rfc_3986(&charset.encode(value.clone()))));
    encoded.chain([format!("sign={signature}")]).collect::<Vec<_>>().join("&")
}

/// Specifies the signature of a WeChat Pay v3 request (微信支付文档《签名生成》). `path` is the URL from its path on, including
/// the query.
pub fn pay_v3_request(method: &str, path: &str, timestamp: &str, nonce: &str, body: &str) -> SignatureSpec {
    lines(vec![
        Part::with_role(Role::Method, "method", method),
        Part::with_role(Role::Url, "url", path),
        Part::with_role(Role::Timestamp, "timestamp", timestamp),
        Part::with_role(Role::Nonce, "nonce_str", nonce),
        Part::with_role(Role::Body, "body", body),
    ])
    .with_scheme(Scheme::PayRequest)
}

/// Returns the `Authorization` header of a WeChat Pay v3 request (same document).
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

/// Specifies the signature of a WeChat Pay v3 response or notification (微信支付文档《签名验证》).
pub fn pay_v3_notification(timestamp: &str, nonce: &str, body: &str) -> SignatureSpec {
    lines(vec![
        Part::with_role(Role::Timestamp, "timestamp", timestamp),
        Part::with_role(Role::Nonce, "nonce_str", nonce),
        Part::with_role(Role::Body, "body", body),
    ])
    .with_scheme(Scheme::Notification)
}

/// Specifies the signature that a page or app passes to WeChat Pay v3 (微信支付文档《JSAPI 调起支付》,《APP 调起支付》). `last` is the
/// `package` of a page, or the `prepay_id` of an app.
pub fn pay_v3_client(appid: &str, timestamp: &str, nonce: &str, last: &str) -> SignatureSpec {
    lines(vec![
        Part::new("appid", appid),
        Part::with_role(Role::Timestamp, "timestamp", timestamp),
        Part::with_role(Role::Nonce, "nonce_str", nonce),
        Part::new("package", last),
    ])
    .with_scheme(Scheme::PayClient)
}

/// Specifies the signature of a request to WeChat's server API, and of its answer (服务端 API 签名加密指南). `urlpath` is
/// scheme, host and path; `body` is the encrypted one.
pub fn api(urlpath: &str, appid: &str, timestamp: &str, body: &str) -> SignatureSpec {
    let parts = vec![
        Part::with_role(Role::Url, "urlpath", urlpath),
        Part::new("appid", appid),
        Part::with_role(Role::Timestamp, "timestamp", timestamp),
        Part::with_role(Role::Body, "body", body),
    ];
    SignatureSpec { form: Form::LinesWithoutEnd, ..lines(parts) }.with_scheme(Scheme::Api)
}

fn lines(parts: Vec<Part>) -> SignatureSpec {
    SignatureSpec { form: Form::Lines, order: Order::Given, ..SignatureSpec::sorted_values(parts) }
}

/// Specifies the `signature` of a mini-program's `rawData` (小程序文档《服务端获取开放数据》).
pub fn session(raw_data: &str, session_key: &str) -> SignatureSpec {
    SignatureSpec::joined(vec![
        Part::with_role(Role::Body, "rawData", raw_data),
        Part::with_role(Role::Ticket, "session_key", session_key),
    ])
    .with_scheme(Scheme::MiniProgram)
}

/// Specifies the HMAC-SHA256 of a text: of `checkSessionKey`, and, with a path before the text, the `pay_sig` of 虚拟支付
/// (小程序文档《用户态签名》,《支付签名》).
pub fn hmac(key: &str, path: Option<&str>, body: &str) -> SignatureSpec {
    let mut parts: Vec<Part> = path.map(|path| Part::new("uri", &format!("{path}&"))).into_iter().collect();
    parts.push(Part::with_role(Role::Body, "body", body));
    SignatureSpec {
        digest: Digest::HmacSha256,
        key: key.to_owned(),
        ..SignatureSpec::joined(parts).with_scheme(Scheme::MiniProgram)
    }
}
