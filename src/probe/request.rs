//! The requests that WeChat sends to a bot.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use crate::http::{Request, with_query};
use crate::message::Delivery;

/// The `User-Agent` of WeChat's servers.
pub(super) const AGENT: &str = "Mozilla/4.0";

/// Returns the POST that pushes a message.
pub(super) fn push(url: &Url, delivery: Delivery) -> Request {
    let mut headers = vec![
        ("User-Agent", AGENT.to_owned()),
        ("Accept", "*/*".to_owned()),
        ("Content-Type", delivery.content_type.to_owned()),
    ];
    headers.extend(delivery.headers);
    Request {
        method: "POST",
        url: with_query(url, &delivery.query),
        headers,
        body: delivery.body,
        form: None,
        hidden: Vec::new(),
    }
}

/// Returns the GET that checks a URL.
pub(super) fn check(url: &Url, query: &[(&'static str, String)]) -> Request {
    let headers = vec![("User-Agent", AGENT.to_owned()), ("Accept", "*/*".to_owned())];
    Request {
        method: "GET",
        url: with_query(url, query),
        headers,
        body: Vec::new(),
        form: None,
        hidden: Vec::new(),
    }
}

/// The beginning of the signature in WeChat Pay's tests of signatures (微信支付文档《签名探测流量》).
const TEST_PREFIX: &str = "WECHATPAY/SIGNTEST/";

/// Signs a notification of WeChat Pay as its tests of signatures are: wrong on purpose, so that a right server refuses it.
pub(crate) fn sign_as_test(request: &mut Request, random: [u8; 256]) {
    for (name, value) in &mut request.headers {
        if name.eq_ignore_ascii_case("Wechatpay-Signature") {
            *value = format!("{TEST_PREFIX}{}", STANDARD.encode(random));
        }
    }
}
