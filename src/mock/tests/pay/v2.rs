//! WeChat Pay v2.

use serde_json::json;

use super::shop::{Shop, field};
use crate::mock::SignCause;

const ORDER: [(&str, &str); 7] = [
    ("body", "示例商品 <1> & 2"),
    ("out_trade_no", "v2-0001"),
    ("total_fee", "1000"),
    ("spbill_create_ip", "127.0.0.1"),
    ("notify_url", "http://127.0.0.1:3000/v2"),
    ("trade_type", "JSAPI"),
    ("openid", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"),
];

fn with<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = ORDER.into_iter().filter(|(name, _)| !changed.iter().any(|(own, _)| own == name));
    kept.chain(changed.iter().copied()).filter(|(_, value)| !value.is_empty()).collect()
}

#[test]
fn an_order_is_placed_paid_refunded_and_found() {
    let mut shop = Shop::open();
    let placed = shop.v2("/pay/unifiedorder", &ORDER);
    assert!(field(&placed, "prepay_id").starts_with("wx2026"), "{placed:?}");
    assert_eq!(field(&shop.v2("/pay/unifiedorder", &ORDER), "prepay_id"), field(&placed, "prepay_id"));
    let used = shop.v2("/pay/unifiedorder", &with(&[("total_fee", "999")]));
    assert_eq!((field(&used, "result_code"), field(&used, "err_code")), ("FAIL", "OUT_TRADE_NO_USED"));
    let query = [("out_trade_no", "v2-0001")];
    assert_eq!(field(&shop.v2("/pay/orderquery", &query), "trade_state"), "NOTPAY");
    shop.act("v2-0001", &json!({}));
    let notice = shop.notices().remove(0);
    assert_eq!((&notice["kind"], &notice["fields"]["total_fee"]), (&json!("pay.v2.payment"), &json!("1000")));
    let paid = shop.v2("/pay/orderquery", &query);
    assert_eq!((field(&paid, "trade_state"), field(&paid, "cash_fee")), ("SUCCESS", "1000"));
    assert_eq!(field(&shop.v2("/pay/closeorder", &query), "err_code"), "ORDERPAID");
    let refund = |number: &'static str, fee: &'static str| {
        [("out_trade_no", "v2-0001"), ("out_refund_no", number), ("total_fee", "1000"), ("refund_fee", fee)]
    };
    assert_eq!(field(&shop.v2("/secapi/pay/refund", &refund("r1", "400")), "refund_fee"), "400");
    assert_eq!(field(&shop.v2("/secapi/pay/refund", &refund("r2", "601")), "result_code"), "FAIL");
    let found = shop.v2("/pay/refundquery", &[("sign_type", "HMAC-SHA256"), ("out_trade_no", "v2-0001")]);
    assert_eq!((field(&found, "refund_status_0"), field(&found, "refund_count")), ("SUCCESS", "1"));
    assert_eq!(field(&shop.v2("/pay/orderquery", &query), "trade_state"), "REFUND");
    let short = shop.v2("/tools/shorturl", &[("long_url", "weixin://wxpay/bizpayurl?pr=1")]);
    assert!(field(&short, "short_url").starts_with("weixin://wxpay/s/"));
    assert_eq!(field(&shop.v2("/pay/orderquery", &[("out_trade_no", "none")]), "err_code"), "ORDERNOTEXIST");
}

#[test]
fn a_payment_code_may_ask_for_the_password() {
    let mut shop = Shop::open();
    let code = |number: &'static str, code: &'static str| {
        let changed = [
            ("out_trade_no", number),
            ("auth_code", code),
            ("trade_type", ""),
            ("openid", ""),
            ("notify_url", ""),
        ];
        with(&changed)
    };
    let paid = shop.v2("/pay/micropay", &code("micro-1", "134567890123456789"));
    assert_eq!((field(&paid, "result_code"), field(&paid, "trade_type")), ("SUCCESS", "MICROPAY"));
    let asked = shop.v2("/pay/micropay", &code("micro-2", "134567890123456701"));
    assert_eq!(field(&asked, "err_code"), "USERPAYING");
    let query = [("out_trade_no", "micro-2")];
    assert_eq!(field(&shop.v2("/pay/orderquery", &query), "trade_state"), "USERPAYING");
    assert_eq!(field(&shop.v2("/secapi/pay/reverse", &query), "recall"), "N");
    assert_eq!(field(&shop.v2("/pay/orderquery", &query), "trade_state"), "REVOKED");
    shop.v2("/pay/micropay", &code("micro-3", "134567890123456701"));
    shop.now_ms += 10_000;
    assert_eq!(field(&shop.v2("/pay/orderquery", &[("out_trade_no", "micro-3")]), "trade_state"), "SUCCESS");
    assert_eq!(shop.notices().len(), 0);
}

#[test]
fn bills_are_the_answer_itself() {
    let mut shop = Shop::open();
    shop.v2("/pay/unifiedorder", &ORDER);
    shop.act("v2-0001", &json!({}));
    let wanted = [("bill_date", "20261201"), ("bill_type", "ALL")];
    assert_eq!(field(&shop.v2("/pay/downloadbill", &wanted), "error_code"), "20003");
    shop.now_ms += 22 * 3_600_000;
    let key = shop.keyring.get().expect("keys").v2_key.clone();
    let bill = shop.v2_signed("/pay/downloadbill", &wanted, key.expose());
    let text = String::from_utf8(bill.body).expect("text");
    assert!(text.starts_with("\u{feff}交易时间,") && text.contains("`v2-0001,"), "{text}");
    let none = [("bill_date", "20261130"), ("bill_type", "ALL")];
    assert_eq!(field(&shop.v2("/pay/downloadbill", &none), "error_code"), "20002");
}

#[test]
fn the_mistake_behind_a_wrong_signature_is_named() {
    let mut shop = Shop::open();
    let (key, other) = {
        let keys = shop.keyring.get().expect("keys");
        (keys.v2_key.expose().to_owned(), keys.apiv3_key.expose().to_owned())
    };
    let names = |answer: &crate::mock::MockAnswer| -> Vec<&str> {
        answer.causes.iter().map(SignCause::name).collect()
    };
    let answer = shop.v2_signed("/pay/unifiedorder", &ORDER, &other);
    assert_eq!(names(&answer), ["v2-key-as-v3"]);
    assert!(String::from_utf8_lossy(&answer.body).contains("签名错误"));
    assert_eq!(names(&shop.v2_signed("/pay/unifiedorder", &ORDER, "nothing")), ["unexplained"]);
    let spaced = format!("{key} ");
    assert_eq!(names(&shop.v2_signed("/pay/unifiedorder", &ORDER, &spaced)), ["key-with-space"]);
    assert_eq!(names(&shop.v2_signed("/pay/unifiedorder", &ORDER, &key)), [""; 0]);
    let sandbox = shop.v2("/xdc/apiv2getsignkey/sign/getsignkey", &[]);
    assert!(field(&sandbox, "return_msg").contains("沙箱"), "{sandbox:?}");
    let broken = shop.send_with("POST", "/pay/unifiedorder", "<xml><a", &[]);
    assert!(String::from_utf8_lossy(&broken.body).contains("FAIL"));
    let missing = shop.v2("/pay/unifiedorder", &with(&[("total_fee", "")]));
    assert!(field(&missing, "return_msg").contains("total_fee"), "{missing:?}");
}

#[test]
fn an_appid_of_another_merchant_is_refused() {
    let mut shop = Shop::open();
    let other = with(&[("appid", "wx0000000000000000")]);
    for path in ["/pay/unifiedorder", "/pay/orderquery", "/pay/closeorder"] {
        let answer = shop.v2(path, &other);
        let named = (field(&answer, "return_code"), field(&answer, "err_code"));
        assert_eq!(named, ("SUCCESS", "APPID_MCHID_NOT_MATCH"), "{path}");
    }
    assert_eq!(field(&shop.v2("/pay/unifiedorder", &ORDER), "result_code"), "SUCCESS");
}
