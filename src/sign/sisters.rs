//! The signatures that are taken for one another: other recipes over the same values.

use super::digest::Digest;
use super::mistake::{SAMPLE_VALUES, Sister};
use super::schemes;
use super::spec::{Part, Scheme, SignatureSpec};

/// The kinds of an order (微信支付文档《统一下单》).
const TRADE_TYPES: [&str; 5] = ["JSAPI", "APP", "NATIVE", "MWEB", "MICROPAY"];

/// Returns the values of a name that are known, and those of the documents.
fn known<'a>(values: &'a [(String, String)], name: &'a str) -> Vec<&'a str> {
    let given = values.iter().map(|(known, value)| (known.as_str(), value.as_str()));
    let mut found: Vec<&str> =
        given.chain(SAMPLE_VALUES).filter(|(known, _)| *known == name).map(|(_, value)| value).collect();
    found.dedup();
    found
}

/// Returns the signatures of a card with these tickets, which may be taken for one of a page.
pub(crate) fn of_page(
    tickets: &[&str],
    nonce: &str,
    timestamp: &str,
    values: &[(String, String)],
) -> Vec<Sister> {
    let mut sisters = Vec::new();
    for ticket in tickets {
        for card_id in known(values, "card_id").into_iter().chain([""]) {
            let spec = schemes::card(ticket, timestamp, nonce, &[("card_id", card_id)]);
            sisters.push(Sister { name: "cardExt", spec });
        }
    }
    sisters
}

/// Returns the signatures of `wx.chooseCard`, which may be taken for one of a card.
pub(crate) fn of_card(
    ticket: &str,
    nonce: &str,
    timestamp: &str,
    card_id: &str,
    values: &[(String, String)],
) -> Vec<Sister> {
    let mut sisters = Vec::new();
    for appid in known(values, "appid") {
        for card_type in [""].into_iter().chain(schemes::CARD_TYPES) {
            for card_id in [card_id, ""] {
                let others = [("app_id", appid), ("card_id", card_id), ("card_type", card_type)];
                let spec = schemes::choose_card(ticket, timestamp, nonce, &others);
                sisters.push(Sister { name: "chooseCard", spec });
            }
        }
    }
    sisters
}

/// The values that a page or an app pays with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Payment<'a> {
    pub appid: &'a str,
    pub prepay_id: &'a str,
    pub timestamp: &'a str,
    pub nonce: &'a str,
}

impl Payment<'_> {
    /// Returns the fields that a page pays with (微信支付文档《JSAPI 调起支付》).
    pub(crate) fn page(&self, sign_type: &str) -> Vec<(String, String)> {
        owned(&[
            ("appId", self.appid),
            ("timeStamp", self.timestamp),
            ("nonceStr", self.nonce),
            ("package", &format!("prepay_id={}", self.prepay_id)),
            ("signType", sign_type),
        ])
    }

    /// Returns the fields that an app pays with (微信支付文档《APP 调起支付》).
    pub(crate) fn app(&self, partner: &str) -> Vec<(String, String)> {
        owned(&[
            ("appid", self.appid),
            ("partnerid", partner),
            ("prepayid", self.prepay_id),
            ("package", "Sign=WXPay"),
            ("noncestr", self.nonce),
            ("timestamp", self.timestamp),
        ])
    }
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Returns what a program signs for v3 that has kept the string of v2: sorted pairs, with the private key of v3.
pub(crate) fn of_client(payment: Payment<'_>, partner: &str) -> Vec<Sister> {
    let sister = |fields: &[(String, String)]| {
        let parts = fields.iter().map(|(name, value)| Part::new(name, value)).collect();
        Sister { name: "pairs", spec: SignatureSpec::sorted_pairs(parts).with_scheme(Scheme::PayClient) }
    };
    let page = payment.page("RSA");
    let mut without_type = page.clone();
    without_type.retain(|(name, _)| name != "signType");
    vec![sister(&page), sister(&without_type), sister(&payment.app(partner))]
}

/// Returns the signatures of v2 that may be taken for this one: of a page, of an app, and the `sign` of the order's
/// answer.
pub(crate) fn of_payment(
    payment: Payment<'_>,
    key: &str,
    values: &[(String, String)],
    is_app: Option<bool>,
) -> Vec<Sister> {
    let mut sisters = Vec::new();
    for (digest, sign_type) in [(Digest::Md5, "MD5"), (Digest::HmacSha256, "HMAC-SHA256")] {
        let mut push = |name: &'static str, fields: &[(String, String)]| {
            sisters.push(Sister { name, spec: schemes::pay_v2(fields, key, digest) });
        };
        if is_app != Some(false) {
            push("page", &payment.page(sign_type));
        }
        for partner in known(values, "mch_id") {
            if is_app != Some(true) {
                push("app", &payment.app(partner));
            }
            for trade_type in TRADE_TYPES {
                push("unifiedorder", &answer(payment, partner, trade_type));
            }
        }
    }
    sisters
}

/// Returns the fields of unifiedorder's answer.
fn answer(payment: Payment<'_>, partner: &str, trade_type: &str) -> Vec<(String, String)> {
    owned(&[
        ("appid", payment.appid),
        ("mch_id", partner),
        ("nonce_str", payment.nonce),
        ("prepay_id", payment.prepay_id),
        ("result_code", "SUCCESS"),
        ("return_code", "SUCCESS"),
        ("return_msg", "OK"),
        ("trade_type", trade_type),
    ])
}

/// Returns the other signature that a mini-program makes with the same key.
pub(crate) fn of_session(text: &str, key: &str, hmac: bool) -> Vec<Sister> {
    let spec = |hmac: bool| -> SignatureSpec {
        if hmac { schemes::hmac(key, None, text) } else { schemes::session(text, key) }
    };
    vec![Sister { name: if hmac { "rawData" } else { "hmac" }, spec: spec(!hmac) }]
}
