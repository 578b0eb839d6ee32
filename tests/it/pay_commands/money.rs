//! Calls that move money: they are asked about, sent once, and looked up after an unknown outcome.

use serde_json::json;

use super::{KEYS, body, check_authorization, merchant, opened, pay, signed};
use crate::support::{Bot, hold, http};

const REFUND: [&str; 8] =
    ["refund", "create", "--out-trade-no", "ORDER001", "--out-refund-no", "R001", "--yuan", "0.50"];
const TRANSFER: [&str; 14] = [
    "transfer",
    "create",
    "--openid",
    "oU",
    "--scene",
    "1000",
    "--report",
    "活动名称=新会员有礼",
    "--remark",
    "奖",
    "--out-bill-no",
    "T001",
    "--yes",
    "--yuan",
];

#[test]
fn a_refund_learns_the_total_of_its_order() {
    let server = Bot::answering(|heard| {
        if heard.line.starts_with("GET") {
            signed(200, r#"{"amount":{"total":123}}"#)
        } else {
            signed(200, r#"{"refund_id":"50","status":"PROCESSING"}"#)
        }
    });
    merchant(&server, REFUND)
        .args(["--yes", "--reason", "退"])
        .stderr_has("webot pay refund query R001")
        .run();
    let heard = server.heard();
    assert_eq!(heard.len(), 2);
    check_authorization(&heard[1]);
    assert_eq!(heard[1].path(), "/v3/refund/domestic/refunds");
    assert_eq!(
        body(&heard[1]),
        json!({
            "out_trade_no": "ORDER001", "out_refund_no": "R001", "reason": "退",
            "amount": { "refund": 50, "total": 123, "currency": "CNY" },
        })
    );
}

#[test]
fn money_moves_only_after_a_yes() {
    let idle = Bot::answering(|_| http(500, "")).or_not_asked();
    merchant(&idle, REFUND).args(["--total-yuan", "1.23"]).exit(2).stderr_has("--yes").run();
    merchant(&idle, REFUND).args(["--total-yuan", "0.49", "--yes"]).exit(2).stderr_has("more than").run();
    let mut transfer = TRANSFER.to_vec();
    transfer.retain(|word| *word != "--yes");
    merchant(&idle, []).args(transfer).args(["1"]).exit(2).stderr_has("--yes").run();
    let share = ["share", "create", "--transaction-id", "42", "--receiver", "merchant:1900000110:1.00:x"];
    merchant(&idle, share).exit(2).stderr_has("--yes").run();
    idle.never_asked();
}

#[test]
fn an_unknown_outcome_is_looked_up_and_never_repeated() {
    let refund = [&REFUND[..], &["--total-yuan", "1.23", "--yes"]].concat();
    let lookup = "`webot pay refund query R001`";
    let unknown = |server: Bot, code: i32| {
        let ran = merchant(&server, [])
            .args(&refund)
            .args(["--timeout", "2", "--json"])
            .exit(code)
            .stderr_any()
            .run();
        let error = ran.error();
        let hints = error["hints"].as_array().expect("hints");
        assert_eq!(hints.len(), 1, "{error}");
        assert!(hints[0].as_str().is_some_and(|hint| hint.contains(lookup)), "{error}");
        assert_eq!(server.heard().len(), 1, "sent once");
    };
    unknown(Bot::answering(|_| http(500, r#"{"code":"SYSTEM_ERROR","message":"x"}"#)), 1);
    unknown(Bot::answering(|_| http(502, "<html>Bad Gateway</html>")), 4);
    unknown(Bot::answering(|_| http(503, "busy")), 4);
    unknown(Bot::answering(|_| Vec::new()), 4);
    unknown(Bot::streaming(|_, stream| hold(stream)), 4);
    unknown(Bot::answering(|_| http(200, r#"{"status":"SUCCESS"}"#)), 1);
}

#[test]
fn a_refusal_is_known() {
    let server = Bot::answering(|_| {
        let error =
            json!({ "code": "NOT_ENOUGH", "message": "基本账户余额不足", "detail": { "issue": "余额" } });
        http(403, error.to_string())
    });
    let ran = merchant(&server, REFUND).args(["--total-fen", "123", "--yes"]).exit(1).stderr_any().run();
    assert!(ran.stderr.contains("NOT_ENOUGH") && ran.stderr.contains("issue 余额"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("pay refund query"), "{}", ran.stderr);
    assert_eq!(server.heard().len(), 1);
}

#[test]
fn a_refund_that_failed_is_an_error() {
    let server = pay(200, r#"{"status":"ABNORMAL"}"#);
    merchant(&server, REFUND).args(["--total-fen", "123", "--yes"]).exit(1).stderr_has("failed").run();
    let server = pay(200, r#"{"status":"SUCCESS"}"#);
    merchant(&server, ["refund", "query", "R001", "--json"]).run();
    assert_eq!(server.only().line, "GET /v3/refund/domestic/refunds/R001 HTTP/1.1");
}

#[test]
fn a_transfer_encrypts_the_name_and_is_confirmed_by_the_user() {
    let server = pay(
        200,
        r#"{"out_bill_no":"T001","transfer_bill_no":"13","state":"WAIT_USER_CONFIRM","package_info":"affffddafdfafddffda=="}"#,
    );
    let ran = merchant(&server, TRANSFER).args(["2000", "--user-name", "张三", "--json"]).run();
    assert_eq!(ran.json()["client"]["package"], "affffddafdfafddffda==");
    let body = body(&server.only());
    assert_eq!(body["transfer_amount"], 200_000);
    assert_eq!(
        body["transfer_scene_report_infos"],
        json!([{ "info_type": "活动名称", "info_content": "新会员有礼" }])
    );
    assert_eq!(opened(&KEYS.platform.0, body["user_name"].as_str().expect("a text")), "张三");
}

#[test]
fn the_name_of_a_transfer_follows_the_amount() {
    let idle = Bot::answering(|_| http(500, "")).or_not_asked();
    merchant(&idle, TRANSFER).args(["2000"]).exit(2).stderr_has("2,000 yuan").run();
    merchant(&idle, TRANSFER).args(["0.29", "--user-name", "x"]).exit(2).stderr_has("0.3 yuan").run();
    idle.never_asked();
}

#[test]
fn a_transfer_is_asked_for_and_cancelled() {
    let server = pay(200, r#"{"state":"CANCELING"}"#);
    merchant(&server, ["transfer", "cancel", "T001", "--yes", "--json"]).run();
    let heard = server.only();
    check_authorization(&heard);
    assert_eq!(
        (heard.path(), heard.text()),
        ("/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/T001/cancel", "")
    );
    let server = pay(200, r#"{"state":"SUCCESS","mch_id":"1900000109"}"#);
    merchant(&server, ["transfer", "query", "T001", "--json"]).run();
    assert_eq!(server.only().path(), "/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/T001");
}

#[test]
fn money_is_shared_with_receivers() {
    let server = pay(200, r#"{"state":"PROCESSING"}"#);
    merchant(
        &server,
        ["share", "create", "--transaction-id", "4208450740201411110007820472", "--yes", "--json"],
    )
    .args(["--receiver", "merchant:1900000110:1.00:佣金:a", "--receiver", "openid:oU:0.01:奖"])
    .args(["--out-order-no", "S001", "--unfreeze"])
    .run();
    let sent = body(&server.only());
    assert_eq!(
        sent["receivers"][0],
        json!({ "type": "MERCHANT_ID", "account": "1900000110", "amount": 100, "description": "佣金:a" })
    );
    assert_eq!(
        (&sent["receivers"][1]["type"], &sent["unfreeze_unsplit"]),
        (&json!("PERSONAL_OPENID"), &json!(true))
    );
    let server = pay(200, r#"{"type":"MERCHANT_ID"}"#);
    merchant(&server, ["share", "add-receiver", "merchant", "1900000110", "--relation", "partner", "--json"])
        .args(["--name", "示例商户全称"])
        .run();
    let sent = body(&server.only());
    assert_eq!(sent["relation_type"], "PARTNER");
    assert_eq!(opened(&KEYS.platform.0, sent["name"].as_str().expect("a text")), "示例商户全称");
}

#[test]
fn the_telephone_number_of_a_complaint_is_decrypted() {
    let phone = encrypted_for_merchant("13800000000");
    let answer = json!({ "data": [{
        "complaint_id": "200201820200101080076610000", "complaint_time": "2026-11-30T10:00:00+08:00",
        "complaint_state": "PENDING", "payer_phone": phone, "complaint_detail": "未发货",
    }], "limit": 50, "offset": 0, "total_count": 60 });
    let server = pay(200, &answer.to_string());
    let ran =
        merchant(&server, ["complaint", "list", "2026-11-01", "2026-11-30"]).stderr_has("--offset 1").run();
    assert!(ran.stdout.contains("13800000000") && ran.stdout.contains("未发货"), "{}", ran.stdout);
    let server = pay(204, "");
    merchant(&server, ["complaint", "reply", "2002", "已安排发货", "--yes"]).stderr_any().run();
    let heard = server.only();
    assert_eq!(heard.path(), "/v3/merchant-service/complaints-v2/2002/response");
    assert_eq!(body(&heard), json!({ "complainted_mchid": super::MCHID, "response_content": "已安排发货" }));
}

/// Encrypts a text for the merchant, as WeChat Pay does.
fn encrypted_for_merchant(text: &str) -> String {
    use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey, PublicEncryptingKey};
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    let pem = super::public_pem(&KEYS.merchant.0);
    let der: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let key = PublicEncryptingKey::from_der(&STANDARD.decode(der).expect("base64")).expect("a key");
    let key = OaepPublicEncryptingKey::new(key).expect("a key");
    let mut sealed = vec![0; key.ciphertext_size()];
    let sealed = key.encrypt(&OAEP_SHA1_MGF1SHA1, text.as_bytes(), &mut sealed, None).expect("encrypted");
    STANDARD.encode(sealed)
}
