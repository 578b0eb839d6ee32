//! WeChat Pay v2: XML with a `sign`, and payments by code.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use webot::message::{Document, Element, xml};
use webot::sign::{Digest, schemes};

use super::{APPID, MCHID};
use crate::support::{Bot, Heard, Webot, gzipped, hold, http, http_typed, webot};

pub(super) const KEY: &str = "192006250b4c09247ec02edce69f6a2d";

fn fields(text: &str) -> Vec<(String, String)> {
    let document = xml::read(text).expect("XML").document;
    let field = |element: &Element| Some((element.name.to_string(), element.value()?.to_owned()));
    document.0.iter().filter_map(field).collect()
}

/// Signs an answer of v2.
pub(super) fn answer(pairs: &[(&str, &str)]) -> Vec<u8> {
    answer_with(pairs, KEY)
}

fn answer_with(pairs: &[(&str, &str)], key: &str) -> Vec<u8> {
    let head = [("return_code", "SUCCESS"), ("appid", APPID), ("mch_id", MCHID), ("nonce_str", "abc")];
    let all: Vec<(String, String)> =
        head.iter().chain(pairs).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let sign = schemes::pay_v2(&all, key, Digest::Md5).signature();
    let mut elements: Vec<Element> =
        all.iter().map(|(name, value)| Element::text(name.clone(), value)).collect();
    elements.push(Element::text("sign", sign));
    http_typed("text/plain", xml::write(&Document(elements)))
}

fn merchant<const N: usize>(server: &Bot, args: [&str; N]) -> Webot {
    webot(["pay", "v2"])
        .args(args)
        .envs(&[("WX_APPID", APPID), ("WX_MCHID", MCHID), ("WX_PAY_KEY", KEY)])
        .env("WX_API_BASE", server.url(""))
}

/// Checks the `sign` of a request and returns its fields.
#[track_caller]
fn checked(heard: &Heard, digest: Digest) -> impl Fn(&str) -> String {
    let fields = fields(heard.text());
    let own = fields.iter().find(|(name, _)| name == "sign").expect("a sign").1.clone();
    assert_eq!(own, schemes::pay_v2(&fields, KEY, digest).signature());
    move |name| fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

const TEA: [&str; 8] = [
    "--description",
    "红茶",
    "--out-trade-no",
    "ORDER001",
    "--yuan",
    "1.23",
    "--notify-url",
    "https://example.com/n",
];

#[test]
fn a_page_gets_signed_parameters() {
    let pairs = [("result_code", "SUCCESS"), ("prepay_id", "wx1"), ("trade_type", "JSAPI")];
    let server = Bot::answering(move |_| answer(&pairs));
    let ran = merchant(&server, ["order", "jsapi", "--openid", "oU", "--sign-type", "HMAC-SHA256", "--json"])
        .args(TEA)
        .stderr_any()
        .run();
    let heard = server.only();
    assert_eq!(heard.path(), "/pay/unifiedorder");
    let sent = checked(&heard, Digest::HmacSha256);
    assert_eq!(
        (sent("total_fee"), sent("trade_type"), sent("openid")),
        ("123".into(), "JSAPI".into(), "oU".into())
    );
    let json = ran.json();
    let client = json["client"].as_object().expect("an object");
    let pairs: Vec<(String, String)> = client
        .iter()
        .filter(|(name, _)| *name != "paySign")
        .map(|(name, value)| (name.clone(), value.as_str().expect("a text").to_owned()))
        .collect();
    assert_eq!(client["paySign"], json!(schemes::pay_v2(&pairs, KEY, Digest::HmacSha256).signature()));
}

#[test]
fn a_failure_is_told_with_its_cause() {
    let server = Bot::answering(|_| {
        http_typed(
            "text/xml",
            "<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[签名错误]]></return_msg></xml>",
        )
    });
    merchant(&server, ["query", "--out-trade-no", "ORDER001"]).exit(1).stderr_has("签名错误").run();
    let server = Bot::answering(|_| {
        answer(&[("result_code", "FAIL"), ("err_code", "ORDERNOTEXIST"), ("err_code_des", "no")])
    });
    merchant(&server, ["query", "--out-trade-no", "ORDER001"]).exit(1).stderr_has("ORDERNOTEXIST").run();
}

#[test]
fn an_answer_without_a_right_sign_is_refused() {
    let paid = [("result_code", "SUCCESS"), ("trade_state", "SUCCESS")];
    let query = ["query", "--transaction-id", "42", "--json"];
    let server = Bot::answering(move |_| answer(&paid));
    assert_eq!(merchant(&server, query).run().json()["trade_state"], "SUCCESS");
    let server = Bot::answering(move |_| answer_with(&paid, "f92006250b4c09247ec02edce69f6a2d"));
    assert_eq!(merchant(&server, query).exit(1).stderr_any().run().error()["kind"], "answer-signature");
    let bare = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code></xml>";
    let server = Bot::answering(move |_| http_typed("text/html", bare));
    assert_eq!(merchant(&server, query).exit(1).stderr_any().run().error()["kind"], "answer-unsigned");
}

#[test]
fn a_refund_of_unknown_outcome_is_looked_up() {
    let server = Bot::streaming(|_, stream| hold(stream));
    merchant(&server, ["refund", "--out-trade-no", "ORDER001", "--out-refund-no", "R1", "--fen", "1"])
        .args(["--total-fen", "2", "--yes", "--timeout", "1"])
        .exit(4)
        .stderr_has("webot pay v2 refund-query R1")
        .run();
    let heard = server.only();
    assert_eq!(heard.path(), "/secapi/pay/refund");
    let sent = checked(&heard, Digest::Md5);
    assert_eq!((sent("total_fee"), sent("refund_fee")), ("2".to_owned(), "1".to_owned()));
}

const CODE: &str = "134567890123456789";
const FAST: [&str; 4] = ["--interval", "0.01", "--wait", "0.2"];

fn micropay(server: &Bot) -> Webot {
    merchant(server, ["micropay", CODE, "--description", "茶", "--out-trade-no", "ORDER001", "--fen", "1"])
        .args(["--yes", "--json"])
}

#[test]
fn a_payment_by_code_waits_for_the_payer() {
    let asked = AtomicUsize::new(0);
    let server = Bot::answering(move |heard| {
        if heard.path() == "/pay/micropay" {
            return answer(&[
                ("result_code", "FAIL"),
                ("err_code", "USERPAYING"),
                ("err_code_des", "需要用户输入支付密码"),
            ]);
        }
        let state = if asked.fetch_add(1, Ordering::SeqCst) < 2 { "USERPAYING" } else { "SUCCESS" };
        answer(&[("result_code", "SUCCESS"), ("trade_state", state)])
    });
    let ran = micropay(&server).args(["--interval", "0.01"]).stderr_any().run();
    assert_eq!(ran.json()["trade_state"], "SUCCESS");
    let paths: Vec<String> = server.heard().iter().map(|heard| heard.path().to_owned()).collect();
    assert_eq!(paths, ["/pay/micropay", "/pay/orderquery", "/pay/orderquery", "/pay/orderquery"]);
}

#[test]
fn a_payment_that_is_not_made_is_to_be_reversed() {
    let server = Bot::answering(|heard| {
        if heard.path() == "/pay/micropay" {
            return http(500, "");
        }
        answer(&[("result_code", "SUCCESS"), ("trade_state", "USERPAYING")])
    });
    let ran = micropay(&server).args(FAST).exit(1).stderr_any().run();
    let error = ran.error();
    assert_eq!(error["kind"], "pay-unpaid");
    assert!(
        error["hints"][0].as_str().is_some_and(|hint| hint.contains("webot pay v2 reverse ORDER001")),
        "{error}"
    );
    let count = server.heard().iter().filter(|heard| heard.path() == "/pay/micropay").count();
    assert_eq!(count, 1, "charged once");
}

#[test]
fn a_payment_that_failed_is_an_error() {
    let server = Bot::answering(|heard| {
        if heard.path() == "/pay/micropay" {
            return answer(&[("result_code", "FAIL"), ("err_code", "SYSTEMERROR"), ("err_code_des", "x")]);
        }
        answer(&[("result_code", "SUCCESS"), ("trade_state", "PAYERROR")])
    });
    micropay(&server).args(FAST).exit(1).stderr_any().run();
    let server = Bot::answering(|_| {
        answer(&[("result_code", "FAIL"), ("err_code", "AUTHCODEEXPIRE"), ("err_code_des", "x")])
    });
    micropay(&server).exit(1).stderr_has("AUTHCODEEXPIRE").run();
    let idle = Bot::answering(|_| http(500, "")).or_not_asked();
    merchant(&idle, ["micropay", "123", "--description", "x", "--fen", "1"])
        .exit(2)
        .stderr_has("18 digits")
        .run();
    idle.never_asked();
}

#[test]
fn bills_and_short_urls_are_fetched() {
    const BILL: &str = "交易时间,商户订单号\n`2026-11-29,`ORDER001\n总交易单数\n`1\n";
    let server = Bot::answering(|_| http(200, gzipped([BILL])));
    let ran = merchant(&server, ["bill", "2026-11-29", "--csv"]).run();
    assert_eq!(ran.stdout, "交易时间,商户订单号\n2026-11-29,ORDER001\n");
    assert_eq!(checked(&server.only(), Digest::Md5)("bill_date"), "20261129");
    let server = Bot::answering(|_| {
        http(
            200,
            "<xml><return_code>FAIL</return_code><return_msg>No Bill Exist</return_msg><error_code>20002</error_code></xml>",
        )
    });
    merchant(&server, ["bill", "2026-11-29"]).exit(1).stderr_has("No Bill Exist").run();
    let server =
        Bot::answering(|_| answer(&[("result_code", "SUCCESS"), ("short_url", "weixin://wxpay/s/XXXXXX")]));
    let ran = merchant(&server, ["short-url", "weixin://wxpay/bizpayurl?sign=X"]).run();
    assert_eq!(ran.stdout, "weixin://wxpay/s/XXXXXX\n");
}

/// The money may have moved then, and another number would move it twice.
#[test]
fn an_answer_that_cannot_be_read_leaves_the_outcome_unknown() {
    let server = Bot::answering(|_| http(200, "{}"));
    let order = ["order", "native"].into_iter().chain(TEA);
    let ran = webot(["pay", "v2"])
        .args(order)
        .envs(&[("WX_APPID", APPID), ("WX_MCHID", MCHID), ("WX_PAY_KEY", KEY)])
        .env("WX_API_BASE", server.url(""))
        .exit(4)
        .stderr_any()
        .run();
    assert!(ran.stderr.contains("pay v2 query --out-trade-no ORDER001"), "{}", ran.stderr);
    // Nobody knows whether the payer paid.
    let ran = micropay(&server).args(FAST).exit(4).stderr_any().run();
    assert!(!ran.stderr.contains("did not pay"), "{}", ran.stderr);
    assert!(ran.stderr.contains("pay v2 query --out-trade-no ORDER001"), "{}", ran.stderr);
    let asked: Vec<String> = server.heard().iter().map(|heard| heard.path().to_owned()).collect();
    assert_eq!(asked.iter().filter(|path| *path == "/pay/micropay").count(), 1, "{asked:?}");
    assert!(asked.contains(&"/pay/orderquery".to_owned()), "{asked:?}");
}
