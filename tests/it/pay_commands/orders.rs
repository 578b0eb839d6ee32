//! Orders of v3: what is sent, and what the payer gets.

use serde_json::json;

use super::{APPID, KEYS, MCHID, PUBLIC_KEY_ID, body, check_authorization, merchant, pay};
use crate::support::{Bot, http, verify};

const NOTIFY: [&str; 2] = ["--notify-url", "https://example.com/notify"];
const TEA: [&str; 6] = ["--description", "红茶", "--out-trade-no", "ORDER001", "--yuan", "1.23"];

#[test]
fn a_native_order_is_a_code_to_scan() {
    let server = pay(200, r#"{"code_url":"weixin://wxpay/bizpayurl?pr=p4lpSuKzz"}"#);
    let ran = merchant(&server, ["order", "native"]).args(TEA).args(NOTIFY).stderr_has("ORDER001").run();
    assert!(ran.stdout.contains('▀') && ran.stdout.contains("weixin://wxpay/bizpayurl"), "{}", ran.stdout);
    let heard = server.only();
    check_authorization(&heard);
    assert_eq!(heard.line, "POST /v3/pay/transactions/native HTTP/1.1");
    assert_eq!(heard.header("Wechatpay-Serial"), Some(PUBLIC_KEY_ID));
    assert_eq!(
        body(&heard),
        json!({
            "appid": APPID, "mchid": MCHID, "description": "红茶", "out_trade_no": "ORDER001",
            "amount": { "total": 123, "currency": "CNY" }, "notify_url": NOTIFY[1],
        })
    );
}

#[test]
fn a_page_gets_signed_parameters() {
    let server = pay(200, r#"{"prepay_id":"wx201410272009395522657a690389285100"}"#);
    let ran = merchant(&server, ["order", "mini", "--openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "--json"])
        .args(TEA)
        .args(NOTIFY)
        .stderr_any()
        .run();
    assert_eq!(server.only().path(), "/v3/pay/transactions/jsapi");
    assert_eq!(body(&server.only())["payer"], json!({ "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o" }));
    let json = ran.json();
    assert_eq!(json["out_trade_no"], "ORDER001");
    let text = |name: &str| json["client"][name].as_str().expect("a text").to_owned();
    assert_eq!(text("package"), "prepay_id=wx201410272009395522657a690389285100");
    assert_eq!((text("signType"), text("appId")), ("RSA".to_owned(), APPID.to_owned()));
    let signed = format!("{APPID}\n{}\n{}\n{}\n", text("timeStamp"), text("nonceStr"), text("package"));
    verify(&KEYS.merchant.0, &signed, &text("paySign"));
}

#[test]
fn an_app_signs_the_bare_prepay_id() {
    let server = pay(200, r#"{"prepay_id":"wx1"}"#);
    let ran = merchant(&server, ["order", "app", "--json"]).args(TEA).args(NOTIFY).stderr_any().run();
    let json = ran.json();
    let text = |name: &str| json["client"][name].as_str().expect("a text").to_owned();
    assert_eq!((text("partnerid"), text("package")), (MCHID.to_owned(), "Sign=WXPay".to_owned()));
    let signed = format!("{APPID}\n{}\n{}\nwx1\n", text("timestamp"), text("noncestr"));
    verify(&KEYS.merchant.0, &signed, &text("sign"));
}

#[test]
fn a_partner_orders_for_its_sub_merchant() {
    let server = pay(200, r#"{"prepay_id":"wx1"}"#);
    merchant(&server, ["order", "jsapi", "--openid", "oSub", "--sub-mchid", "1900000110"])
        .args(["--sub-appid", "wxsub", "--json"])
        .args(TEA)
        .args(NOTIFY)
        .stderr_any()
        .run();
    let heard = server.only();
    assert_eq!(heard.path(), "/v3/pay/partner/transactions/jsapi");
    let body = body(&heard);
    assert_eq!((&body["sp_mchid"], &body["sub_mchid"]), (&json!(MCHID), &json!("1900000110")));
    assert_eq!((&body["sp_appid"], &body["payer"]), (&json!(APPID), &json!({ "sub_openid": "oSub" })));
    assert_eq!(body.get("mchid"), None);
}

#[test]
fn an_h5_order_needs_the_address_of_its_payer() {
    let server = pay(200, r#"{"h5_url":"https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=1"}"#);
    let ran = merchant(&server, ["order", "h5", "--payer-ip", "203.0.113.7", "--json"]);
    ran.args(TEA).args(NOTIFY).stderr_any().run();
    let scene = json!({ "payer_client_ip": "203.0.113.7", "h5_info": { "type": "Wap" } });
    assert_eq!(body(&server.only())["scene_info"], scene);
    let idle = Bot::answering(|_| http(500, "")).or_not_asked();
    merchant(&idle, ["order", "h5"]).args(TEA).args(NOTIFY).exit(2).stderr_has("--payer-ip").run();
    idle.never_asked();
}

#[test]
fn further_members_are_added_to_the_body() {
    let server = pay(200, r#"{"code_url":"weixin://x"}"#);
    let data = r#"{"goods_tag":"WXG","amount":{"currency":"CNY"},"scene_info":{"store_info":{"id":"1","name":"店"}}}"#;
    merchant(&server, ["order", "native", "--data", data, "--json"])
        .args(TEA)
        .args(NOTIFY)
        .stderr_any()
        .run();
    let body = body(&server.only());
    assert_eq!(body["amount"], json!({ "total": 123, "currency": "CNY" }));
    assert_eq!(
        (&body["goods_tag"], &body["scene_info"]["store_info"]["name"]),
        (&json!("WXG"), &json!("店"))
    );
}

#[test]
fn wrong_values_are_named_before_anything_is_sent() {
    let idle = Bot::answering(|_| http(500, "")).or_not_asked();
    let order = |more: &[&str], code, part: &str| {
        merchant(&idle, ["order"]).args(more).args(NOTIFY).exit(code).stderr_has(part).run();
    };
    let base = ["native", "--description", "x", "--out-trade-no"];
    order(&[&base[..], &["ORDER001", "--yuan", "1.234"]].concat(), 2, "is not an amount in yuan");
    order(&[&base[..], &["ORDER001", "--fen", "1.5"]].concat(), 2, "is not an amount in fen");
    order(&[&base[..], &["short", "--fen", "1"]].concat(), 2, "is not an out_trade_no");
    order(&[&base[..], &["ORDER001", "--fen", "1", "--expires", "0"]].concat(), 2, "minutes");
    order(&["jsapi", "--description", "x", "--fen", "1"], 2, "jsapi and mini need");
    order(&["native", "--description", "x", "--fen", "1", "--openid", "o"], 2, "--openid");
    order(&["native", "--description", "x"], 2, "--yuan");
    order(&["native", "--description", "x", "--yuan", "1", "--fen", "1"], 2, "--fen");
    merchant(&idle, ["order", "native"]).args(TEA).exit(3).stderr_has("pay_notify_url").run();
    merchant(&idle, ["order", "native"])
        .args(TEA)
        .args(["--notify-url", "https://example.com/notify?a=1"])
        .exit(2)
        .stderr_has("without a query")
        .run();
    idle.never_asked();
}

#[test]
fn an_order_is_asked_for_by_either_number() {
    let answer = r#"{"trade_state":"SUCCESS","amount":{"total":123},"out_trade_no":"ORDER001"}"#;
    let server = pay(200, answer);
    let ran = merchant(&server, ["query", "--out-trade-no", "ORDER|001", "--json"]).run();
    assert_eq!(ran.json()["trade_state"], "SUCCESS");
    let heard = server.only();
    check_authorization(&heard);
    assert_eq!(heard.line, "GET /v3/pay/transactions/out-trade-no/ORDER%7C001?mchid=1900000109 HTTP/1.1");
    let server = pay(200, answer);
    merchant(&server, ["query", "--transaction-id", "4200000001", "--sub-mchid", "2", "--json"]).run();
    assert_eq!(
        server.only().line,
        "GET /v3/pay/partner/transactions/id/4200000001?sp_mchid=1900000109&sub_mchid=2 HTTP/1.1"
    );
}

#[test]
fn an_order_is_closed_by_an_answer_without_a_body() {
    let server = pay(204, "");
    merchant(&server, ["close", "--out-trade-no", "ORDER001"]).stderr("order ORDER001 is closed\n").run();
    let heard = server.only();
    check_authorization(&heard);
    assert_eq!(heard.path(), "/v3/pay/transactions/out-trade-no/ORDER001/close");
    assert_eq!(body(&heard), json!({ "mchid": MCHID }));
}

#[test]
fn orders_of_several_merchants_are_combined() {
    let server = pay(200, r#"{"prepay_id":"wx1"}"#);
    let ran = merchant(&server, ["combine", "order", "jsapi", "--openid", "oU", "--json"])
        .args(["--order", "1900000109:SUB001:1.00:茶", "--order", "1900000110/1230000:SUB002:0.50:杯"])
        .args(["--combine-out-trade-no", "COMBINE1"])
        .args(NOTIFY)
        .stderr_any()
        .run();
    assert_eq!(ran.json()["combine_out_trade_no"], "COMBINE1");
    let heard = server.only();
    assert_eq!(heard.path(), "/v3/combine-transactions/jsapi");
    let body = body(&heard);
    assert_eq!(body["combine_payer_info"], json!({ "openid": "oU" }));
    assert_eq!(body["sub_orders"][0]["amount"], json!({ "total_amount": 100, "currency": "CNY" }));
    assert_eq!(body["sub_orders"][1]["sub_mchid"], "1230000");
    assert_eq!((&body["combine_mchid"], body.get("payer")), (&json!(MCHID), None));
}

#[test]
fn a_preview_sends_nothing() {
    let idle = Bot::answering(|_| http(500, "")).or_not_asked();
    merchant(&idle, ["order", "native", "--dry-run"])
        .args(TEA)
        .args(NOTIFY)
        .stdout_has("Authorization: WECHATPAY2-SHA256-RSA2048 mchid=")
        .stdout_has(r#""total":123"#)
        .run();
    idle.never_asked();
}
