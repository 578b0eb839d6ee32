//! One specification of every recipe, over random values.

use proptest::prelude::*;

use crate::sign::sisters::Payment;
use crate::sign::{Alternatives, Digest, OtherSecret, Scheme, SignatureSpec, schemes};

/// Random values of the family.
#[derive(Debug, Clone)]
pub(super) struct Values {
    pub secret: String,
    pub other: String,
    pub nonce: String,
    pub time: String,
    pub host: String,
    pub path: String,
    pub body: String,
    pub mchid: String,
}

pub(super) fn values() -> impl Strategy<Value = Values> {
    (
        (
            "[A-Za-z][A-Za-z0-9]{31}",
            "[a-z][a-z0-9]{31}",
            "[A-Z][a-z][A-Za-z0-9]{14}",
            1_400_000_000_u32..1_900_000_000,
        ),
        (
            "[a-z]{3,8}\\.example\\.com",
            "/[a-z]{2,6}/[a-z]{2,6}\\.html",
            "[a-z]{3} [\"'&/<]{1,2}测试[a-z]{2}",
            "1[0-9]{9}",
        ),
    )
        .prop_map(|((secret, other, nonce, time), (host, path, body, mchid))| Values {
            secret,
            other,
            nonce,
            time: time.to_string(),
            host,
            path,
            body,
            mchid,
        })
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl Values {
    fn order(&self) -> Vec<(String, String)> {
        owned(&[
            ("mch_id", &self.mchid),
            ("appid", "wx1234567890abcdef"),
            ("device_info", "1000"),
            ("body", &self.body),
            ("nonce_str", &self.nonce),
            ("out_trade_no", "20150806125346"),
            ("total_fee", "150"),
            ("spbill_create_ip", "123.12.12.123"),
            ("notify_url", &format!("https://{}/pay?a=1&b=2", self.host)),
            ("trade_type", "JSAPI"),
            ("attach", ""),
            ("sign", "OLD"),
        ])
    }

    /// Returns a specification of every recipe.
    pub(super) fn specs(&self) -> Vec<SignatureSpec> {
        let (key, time, nonce) = (&*self.secret, &*self.time, &*self.nonce);
        let url = format!(
            "https://{}{}?id=1&title=%E4%BD%A0&from=singlemessage&isappinstalled=0",
            self.host, self.path
        );
        let payment = Payment { appid: "wx1234567890abcdef", prepay_id: "wx2014", timestamp: time, nonce };
        let json = format!("{{\"a\": 1, \"b\": {{\"c\": \"中/{}\"}}}}", self.host);
        let page = |fields: &[(String, String)], digest| {
            schemes::pay_v2(fields, key, digest).with_scheme(Scheme::PayPage)
        };
        vec![
            schemes::callback(key, time, "42", None),
            schemes::callback(key, time, nonce, Some("AbCd+/==")),
            schemes::jsapi(key, nonce, time, &url),
            schemes::addr("wx1234567890abcdef", &url, time, nonce, key),
            schemes::card(key, time, nonce, &[("card_id", "pjZ8"), ("code", "12"), ("openid", "oYe5")]),
            schemes::choose_card(key, time, nonce, &[("app_id", "wx12"), ("card_type", "CASH")]),
            schemes::pay_v2(&self.order(), key, Digest::Md5),
            schemes::pay_v2(&self.order(), key, Digest::HmacSha256),
            page(&payment.page("MD5"), Digest::Md5),
            page(&payment.page("HMAC-SHA256"), Digest::HmacSha256),
            page(&payment.app(&self.mchid), Digest::Md5),
            schemes::pay_sign(&owned(&[("appId", "wx12"), ("timeStamp", time), ("nonceStr", nonce)]), key),
            schemes::pay_v3_request("GET", "/v3/pay/transactions/id/42?mchid=19", time, nonce, ""),
            schemes::pay_v3_request("POST", "/v3/pay/transactions/jsapi", time, nonce, &json),
            schemes::pay_v3_notification(time, nonce, &json),
            schemes::pay_v3_client("wx12", time, nonce, "prepay_id=wx2014"),
            schemes::pay_v3_client("wx12", time, nonce, "wx2014"),
            schemes::session(&json, key),
            schemes::hmac(key, None, &json),
            schemes::hmac(key, Some("/xpay/query_user_balance"), &json),
        ]
    }

    pub(super) fn alternatives(&self) -> Alternatives {
        Alternatives {
            is_work: false,
            ticket_of_other_kind: Some(format!("{}K", self.other)),
            tickets_of_others: vec![format!("{}O", self.other)],
            other_key: Some(format!("{}3", self.other)),
            secrets: vec![OtherSecret { name: "secret".to_owned(), value: self.other.clone() }],
            values: owned(&[("mch_id", &self.mchid), ("appid", "wx00000000000000aa")]),
            url: Some(format!("https://{}/v3", self.host)),
            sisters: Vec::new(),
        }
    }
}
