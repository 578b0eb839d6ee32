//! Refunds, bills, transfers, shares and complaints of v3.

use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};

use super::shop::Shop;
use crate::crypt::PublicKey;
use crate::sign::hex;

const REFUND: &str = "/v3/refund/domestic/refunds";

fn refund(number: &str, order: &str, amount: u64, total: u64) -> Value {
    json!({
        "out_refund_no": number, "out_trade_no": order, "notify_url": "https://shop.example/refund",
        "amount": { "refund": amount, "total": total, "currency": "CNY" },
    })
}

#[test]
fn refunds_add_up_to_the_order() {
    let mut shop = Shop::open();
    shop.paid("order-0001", 1000);
    shop.notices();
    let first = shop.right("POST", REFUND, &refund("refund-1", "order-0001", 400, 1000));
    assert_eq!((&first["status"], &first["amount"]["refund"]), (&json!("PROCESSING"), &json!(400)));
    let again = shop.right("POST", REFUND, &refund("refund-1", "order-0001", 400, 1000));
    assert_eq!((&again["refund_id"], &again["status"]), (&first["refund_id"], &json!("SUCCESS")));
    let notices = shop.notices();
    assert_eq!((notices.len(), &notices[0]["kind"]), (1, &json!("pay.refund")));
    let mchid = shop.mchid();
    let order = shop.right(
        "GET",
        &format!("/v3/pay/transactions/out-trade-no/order-0001?mchid={mchid}"),
        &Value::Null,
    );
    assert_eq!(order["trade_state"], "REFUND");
    for (body, code) in [
        (refund("refund-1", "order-0001", 300, 1000), "RESOURCE_ALREADY_EXISTS"),
        (refund("refund-2", "order-0001", 601, 1000), "INVALID_REQUEST"),
        (refund("refund-2", "order-0001", 600, 999), "INVALID_REQUEST"),
        (refund("refund-2", "order-9999", 600, 1000), "RESOURCE_NOT_EXISTS"),
    ] {
        assert_eq!(shop.refused("POST", REFUND, &body).1, code, "{body}");
    }
    shop.right("POST", REFUND, &refund("refund-2", "order-0001", 600, 1000));
    let order = shop.order("order-0002", 5);
    shop.right("POST", "/v3/pay/transactions/jsapi", &order);
    assert!(shop.refused("POST", REFUND, &refund("refund-3", "order-0002", 5, 5)).2.contains("未支付"));
}

#[test]
fn an_abnormal_refund_can_be_sent_elsewhere() {
    let mut shop = Shop::open();
    shop.paid("order-0001", 1000);
    shop.act("", &json!({ "refund_outcome": "ABNORMAL" }));
    shop.notices();
    let made = shop.right("POST", REFUND, &refund("refund-1", "order-0001", 400, 1000));
    let found = shop.right("GET", &format!("{REFUND}/refund-1"), &Value::Null);
    assert_eq!(found["status"], "ABNORMAL");
    assert_eq!(shop.notices()[0]["kind"], "pay.refund_abnormal");
    let (serial, public) = {
        let keys = shop.keyring.get().expect("keys");
        let pem = keys.public_key.get().and_then(crate::sign::rsa::PrivateKey::public_pem).expect("a key");
        (keys.public_key_id.clone(), PublicKey::from_pem(&pem).expect("a key"))
    };
    let seal = |text: &str| public.encrypt_oaep(text.as_bytes()).expect("short enough");
    let body = json!({
        "out_refund_no": "refund-1", "type": "USER_BANK_CARD", "bank_account": seal("6225"), "real_name": seal("张三"),
    });
    let target = format!("{REFUND}/{}/apply-abnormal-refund", made["refund_id"].as_str().expect("an id"));
    assert!(shop.refused("POST", &target, &body).2.contains("Wechatpay-Serial"));
    shop.serial = Some(shop.keyring.get().expect("keys").platform_serial.clone());
    assert!(shop.refused("POST", &target, &body).2.contains("解密失败"));
    shop.serial = Some(serial);
    assert_eq!(shop.right("POST", &target, &body)["status"], "PROCESSING");
    assert_eq!(shop.right("GET", &format!("{REFUND}/refund-1"), &Value::Null)["status"], "SUCCESS");
}

#[test]
fn bills_come_from_the_books() {
    let mut shop = Shop::open();
    let transaction = shop.paid("order-0001", 1000);
    shop.right("POST", REFUND, &refund("refund-1", "order-0001", 250, 1000));
    let trade = "/v3/bill/tradebill?bill_date=2026-12-01";
    assert_eq!(shop.refused("GET", trade, &Value::Null).1, "STATEMENT_CREATING");
    shop.now_ms += 22 * 3_600_000;
    let bill = shop.right("GET", trade, &Value::Null);
    let url = bill["download_url"].as_str().expect("a URL");
    let target = url.strip_prefix("http://127.0.0.1:7200").expect("the mock").to_owned();
    let file = shop.call("GET", &target, &Value::Null);
    assert_eq!(bill["hash_value"], hex(&Sha1::digest(&file.body)));
    let text = String::from_utf8(file.body).expect("text");
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 5, "{text}");
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let columns = cells(lines[0]).len();
    assert!(lines[1..3].iter().all(|line| cells(line).len() == columns && line.starts_with('`')), "{text}");
    assert!(lines[1].contains(&format!("`{transaction}")) && lines[1].contains("`10.00"), "{text}");
    assert_eq!(lines[4], "`2,`10.00,`2.50,`0.00,`0.05000,`10.00,`2.50");
    let flow = shop.right("GET", "/v3/bill/fundflowbill?bill_date=2026-12-01&tar_type=GZIP", &Value::Null);
    let target = flow["download_url"]
        .as_str()
        .and_then(|url| url.strip_prefix("http://127.0.0.1:7200"))
        .expect("a URL");
    let packed = shop.call("GET", target, &Value::Null).body;
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(packed.as_slice()), &mut text)
        .expect("gzip");
    assert_eq!(flow["hash_value"], hex(&Sha1::digest(text.as_bytes())));
    // 10.00 and the fee given back; the fee and 2.50.
    assert!(text.ends_with("`4,`2,`10.01,`2,`2.56\r\n"), "{text}");
    let target = target.to_owned();
    shop.now_ms += 5 * 60_000;
    assert_eq!(shop.refused("GET", &target, &Value::Null).0, 400);
    assert_eq!(shop.refused("GET", &format!("{target}0"), &Value::Null).0, 400);
    assert_eq!(
        shop.refused("GET", "/v3/bill/tradebill?bill_date=2026-11-30", &Value::Null).1,
        "NO_STATEMENT_EXIST"
    );
    assert_eq!(shop.refused("GET", "/v3/bill/tradebill?bill_date=2026-1-1", &Value::Null).1, "PARAM_ERROR");
}

fn transfer(number: &str, amount: u64) -> Value {
    json!({
        "appid": "wx7765626f74000001", "out_bill_no": number, "transfer_scene_id": "1000", "openid": "o1",
        "transfer_amount": amount, "transfer_remark": "新会员开通有礼", "notify_url": "https://shop.example/transfer",
        "transfer_scene_report_infos": [
            { "info_type": "活动名称", "info_content": "新会员有礼" },
            { "info_type": "奖励说明", "info_content": "注册会员抽奖一等奖" },
        ],
    })
}

#[test]
fn a_transfer_waits_for_the_user() {
    const BILLS: &str = "/v3/fund-app/mch-transfer/transfer-bills";
    let mut shop = Shop::open();
    let made = shop.right("POST", BILLS, &transfer("bill1", 100));
    assert_eq!(made["state"], "WAIT_USER_CONFIRM");
    assert_eq!(shop.right("POST", BILLS, &transfer("bill1", 100))["package_info"], made["package_info"]);
    assert_eq!(shop.refused("POST", BILLS, &transfer("bill1", 101)).1, "ALREADY_EXISTS");
    shop.act("transfers/bill1", &json!({ "result": "success" }));
    let found = shop.right("GET", &format!("{BILLS}/out-bill-no/bill1"), &Value::Null);
    assert_eq!((&found["state"], &found["mch_id"]), (&json!("SUCCESS"), &json!(shop.mchid())));
    assert_eq!(shop.notices()[0]["kind"], "pay.transfer_bill");
    assert_eq!(
        shop.refused("POST", &format!("{BILLS}/out-bill-no/bill1/cancel"), &Value::Null).1,
        "INVALID_REQUEST"
    );
    shop.right("POST", BILLS, &transfer("bill2", 100));
    let cancelled = shop.right("POST", &format!("{BILLS}/out-bill-no/bill2/cancel"), &Value::Null);
    assert_eq!(cancelled["state"], "CANCELLED");
    shop.right("POST", BILLS, &transfer("bill3", 100));
    shop.now_ms += 24 * 3_600_000;
    assert_eq!(shop.right("GET", &format!("{BILLS}/out-bill-no/bill3"), &Value::Null)["state"], "FAIL");
    assert!(shop.refused("POST", BILLS, &transfer("bill4", 200_000)).2.contains("姓名必填"));
    let mut named = transfer("bill5", 29);
    named["user_name"] = json!("c2VhbGVk");
    assert!(shop.refused("POST", BILLS, &named).2.contains("0.3"));
    let mut unreported = transfer("bill6", 100);
    unreported["transfer_scene_report_infos"] = json!([]);
    assert_eq!(shop.refused("POST", BILLS, &unreported).1, "PARAM_ERROR");
    unreported["transfer_scene_report_infos"] = json!([{ "info_type": "活动名称", "info_content": "a" }]);
    assert!(shop.refused("POST", BILLS, &unreported).2.contains("缺少“奖励说明”"));
    assert_eq!(shop.refused("POST", BILLS, &transfer("bill7", 10_000_000)).1, "PARAM_ERROR");
    assert_eq!(shop.refused("GET", &format!("{BILLS}/out-bill-no/bill9"), &Value::Null).1, "NOT_FOUND");
}

#[test]
fn an_order_is_shared_and_the_share_comes_back() {
    let mut shop = Shop::open();
    let mut order = shop.order("order-0001", 1000);
    order["settle_info"] = json!({ "profit_sharing": true });
    shop.right("POST", "/v3/pay/transactions/jsapi", &order);
    let paid = shop.act("order-0001", &json!({}));
    let transaction = paid["transaction_id"].as_str().expect("a number").to_owned();
    let amounts = format!("/v3/profitsharing/transactions/{transaction}/amounts");
    assert_eq!(shop.right("GET", &amounts, &Value::Null)["unsplit_amount"], 994);
    let share = json!({
        "appid": "wx7765626f74000001", "transaction_id": transaction, "out_order_no": "share1",
        "unfreeze_unsplit": false,
        "receivers": [{ "type": "PERSONAL_OPENID", "account": "o2", "amount": 300, "description": "分给商户" }],
    });
    assert_eq!(shop.refused("POST", "/v3/profitsharing/orders", &share).1, "RECEIVER_INVALID");
    let mut other = share.clone();
    other["appid"] = json!("wx0000000000000000");
    assert_eq!(shop.refused("POST", "/v3/profitsharing/orders", &other).1, "APPID_MCHID_NOT_MATCH");
    let other = json!({
        "appid": "wx0000000000000000", "type": "PERSONAL_OPENID", "account": "o2", "relation_type": "USER",
    });
    assert_eq!(shop.refused("POST", "/v3/profitsharing/receivers/add", &other).1, "APPID_MCHID_NOT_MATCH");
    let receiver = json!({
        "appid": "wx7765626f74000001", "type": "PERSONAL_OPENID", "account": "o2", "relation_type": "USER",
    });
    shop.right("POST", "/v3/profitsharing/receivers/add", &receiver);
    assert_eq!(shop.right("POST", "/v3/profitsharing/orders", &share)["state"], "FINISHED");
    let target = format!("/v3/profitsharing/orders/share1?transaction_id={transaction}");
    assert_eq!(shop.right("GET", &target, &Value::Null)["receivers"][0]["result"], "SUCCESS");
    assert_eq!(shop.right("GET", &amounts, &Value::Null)["unsplit_amount"], 694);
    let back = json!({
        "out_order_no": "share1", "out_return_no": "return1", "return_mchid": "o2", "amount": 100, "description": "退",
    });
    assert_eq!(shop.right("POST", "/v3/profitsharing/return-orders", &back)["result"], "SUCCESS");
    assert_eq!(shop.right("GET", &amounts, &Value::Null)["unsplit_amount"], 794);
    let rest = json!({ "transaction_id": transaction, "out_order_no": "share2", "description": "解冻" });
    shop.right("POST", "/v3/profitsharing/orders/unfreeze", &rest);
    assert_eq!(shop.right("GET", &amounts, &Value::Null)["unsplit_amount"], 0);
}

#[test]
fn a_complaint_is_answered_and_completed() {
    let mut shop = Shop::open();
    shop.paid("order-0001", 1000);
    shop.right(
        "POST",
        "/v3/merchant-service/complaint-notifications",
        &json!({ "url": "https://shop.example/c" }),
    );
    shop.notices();
    let made = shop.act("complaints", &json!({ "out_trade_no": "order-0001", "detail": "没有收到" }));
    let id = made["complaint_id"].as_str().expect("an id").to_owned();
    assert_eq!(shop.notices()[0]["fields"]["action_type"], "CREATE_COMPLAINT");
    let list = "/v3/merchant-service/complaints-v2?begin_date=2026-12-01&end_date=2026-12-01";
    assert_eq!(shop.right("GET", list, &Value::Null)["total_count"], 1);
    let one = format!("/v3/merchant-service/complaints-v2/{id}");
    let shown = shop.right("GET", &one, &Value::Null);
    let sealed = crate::crypt::decode(shown["payer_phone"].as_str().expect("a phone")).expect("base64").bytes;
    let keys = shop.keyring.get().expect("keys");
    let phone = keys.merchant_key.get().and_then(|key| key.decrypt_oaep(&sealed)).expect("for the merchant");
    assert!(phone.starts_with(b"138") && phone.len() == 11);
    let mchid = shop.mchid();
    let answer = json!({ "complainted_mchid": mchid, "response_content": "已安排补发" });
    assert_eq!(shop.right("POST", &format!("{one}/response"), &answer), Value::Null);
    shop.right("POST", &format!("{one}/complete"), &json!({ "complainted_mchid": mchid }));
    assert_eq!(shop.right("GET", &one, &Value::Null)["complaint_state"], "PROCESSED");
    assert_eq!(shop.right("GET", &format!("{one}/negotiation-historys"), &Value::Null)["total_count"], 3);
}
