//! Orders of v3: their states, their numbers, partners and combined orders.

use serde_json::{Value, json};

use super::shop::{NOON_MS, Shop};

const ORDER: &str = "/v3/pay/transactions/jsapi";

fn query(shop: &Shop, number: &str) -> String {
    format!("/v3/pay/transactions/out-trade-no/{number}?mchid={}", shop.mchid())
}

#[test]
fn an_order_is_placed_paid_and_found_by_both_numbers() {
    let mut shop = Shop::open();
    let order = shop.order("order-0001", 888);
    let placed = shop.right("POST", ORDER, &order);
    assert!(
        placed["prepay_id"].as_str().is_some_and(|id| id.starts_with("wx20261201120000") && id.len() == 36)
    );
    // The same parameters in another order are the same call.
    let mut same = json!({ "payer": order["payer"] });
    for (name, value) in order.as_object().expect("an object") {
        same[name] = value.clone();
    }
    assert_eq!(shop.right("POST", ORDER, &same), placed);
    let other = shop.order("order-0001", 889);
    let refused = shop.refused("POST", ORDER, &other);
    assert_eq!((refused.0, refused.1.as_str()), (403, "OUT_TRADE_NO_USED"));
    let by_number = query(&shop, "order-0001");
    let unpaid = shop.right("GET", &by_number, &Value::Null);
    assert_eq!((&unpaid["trade_state"], &unpaid["transaction_id"]), (&json!("NOTPAY"), &Value::Null));
    shop.act("order-0001", &json!({ "result": "userpaying" }));
    assert_eq!(shop.right("GET", &by_number, &Value::Null)["trade_state"], "USERPAYING");
    shop.act("order-0001", &json!({ "result": "fail" }));
    assert_eq!(shop.right("GET", &by_number, &Value::Null)["trade_state"], "PAYERROR");
    assert_eq!(shop.notices().len(), 0);
    let paid = shop.act("order-0001", &json!({}));
    let id = paid["transaction_id"].as_str().expect("a number").to_owned();
    assert!(id.starts_with("4200") && id.len() == 28, "{id}");
    let mchid = shop.mchid();
    let found = shop.right("GET", &format!("/v3/pay/transactions/id/{id}?mchid={mchid}"), &Value::Null);
    assert_eq!(found, shop.right("GET", &by_number, &Value::Null));
    assert_eq!((&found["trade_state"], &found["amount"]["payer_total"]), (&json!("SUCCESS"), &json!(888)));
    assert_eq!(found["success_time"], "2026-12-01T12:00:00+08:00");
    let notices = shop.notices();
    assert_eq!((notices.len(), &notices[0]["url"]), (1, &json!("https://shop.example/notify")));
    assert_eq!(notices[0]["fields"], found);
    let close = "/v3/pay/transactions/out-trade-no/order-0001/close";
    let refused = shop.refused("POST", close, &json!({ "mchid": mchid }));
    assert_eq!((refused.0, refused.1.as_str()), (400, "ORDERPAID"));
    assert_eq!(shop.refused("POST", ORDER, &order).1, "ORDERPAID");
}

#[test]
fn an_order_is_closed_by_the_merchant_or_by_its_time() {
    let mut shop = Shop::open();
    let mchid = shop.mchid();
    let mut order = shop.order("order-0002", 1);
    order["time_expire"] = json!("2026-12-01T12:30:00+08:00");
    assert!(shop.right("POST", "/v3/pay/transactions/native", &order)["code_url"].as_str().is_some());
    shop.now_ms = NOON_MS + 30 * 60_000;
    let by_number = query(&shop, "order-0002");
    assert_eq!(shop.right("GET", &by_number, &Value::Null)["trade_state"], "CLOSED");
    let order = shop.order("order-0003", 1);
    shop.right("POST", "/v3/pay/transactions/app", &order);
    for _ in 0..2 {
        let close = "/v3/pay/transactions/out-trade-no/order-0003/close";
        let answer = shop.call("POST", close, &json!({ "mchid": mchid }));
        assert_eq!((answer.status, answer.body.len()), (204, 0));
        shop.verify(&answer);
    }
    assert_eq!(shop.refused("POST", "/v3/pay/transactions/app", &order).1, "ORDER_CLOSED");
    let (status, json) = shop.world.control_pay(("POST", "order-0003"), b"", shop.now_ms);
    assert_eq!((status, &json["error"]), (400, &json!("the order is in the state CLOSED")));
    let refused = shop.refused("GET", &query(&shop, "order-9999"), &Value::Null);
    assert_eq!((refused.0, refused.1.as_str()), (404, "ORDER_NOT_EXIST"));
}

#[test]
fn what_is_wrong_with_an_order_is_named() {
    let mut shop = Shop::open();
    let cases: [(&str, Value, &str); 14] = [
        ("out_trade_no", json!("short"), "/out_trade_no"),
        ("out_trade_no", json!("number with spaces"), "/out_trade_no"),
        ("description", json!("商品😀"), "/description"),
        ("notify_url", json!(" https://shop.example/n"), "/notify_url"),
        ("notify_url", json!("https://shop.example/n?a=1"), "/notify_url"),
        ("notify_url", Value::Null, "/notify_url"),
        ("amount", json!({ "total": 0 }), "/amount/total"),
        ("amount", json!({ "total": 1, "currency": "USD" }), "/amount/currency"),
        ("time_expire", json!("2026-12-01T12:00:10+08:00"), "/time_expire"),
        ("mchid", json!("1900000001"), "/mchid"),
        ("payer", json!({}), "/payer/openid"),
        ("total_fee", json!(1), "/total_fee"),
        ("amount", json!({ "total": "1" }), "/amount/total"),
        ("notify_url", json!("http://shop.example/n"), "/notify_url"),
    ];
    for (name, value, pointer) in cases {
        let mut order = shop.order("order-0004", 1);
        order[name] = value.clone();
        let answer = shop.call("POST", ORDER, &order);
        let json: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert_eq!((answer.status, &json["code"]), (400, &json!("PARAM_ERROR")), "{name} {value}: {json}");
        assert_eq!(json["detail"]["field"], pointer, "{json}");
        shop.verify(&answer);
    }
    let mut order = shop.order("order-0004", 1);
    order["appid"] = json!("wx0000000000000000");
    assert_eq!(shop.refused("POST", ORDER, &order).1, "APPID_MCHID_NOT_MATCH");
    let answer = shop.call("GET", "/v3/pay/transactions/out-trade-no/order-0004?mchid=1", &Value::Null);
    let json: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!(json["detail"]["location"], "query", "{json}");
    order = shop.order("order-0004", 1);
    order["scene_info"] = json!({ "payer_client_ip": "127.0.0.1", "h5_info": { "type": "Phone" } });
    assert!(shop.refused("POST", "/v3/pay/transactions/h5", &order).2.contains("Wap"));
    // What WeChat alone refuses is a warning.
    let mut order = shop.order("order-0004", 1);
    order["notify_url"] = json!("http://127.0.0.1:3000/notify");
    assert_eq!(shop.call("POST", ORDER, &order).warnings.len(), 1);
}

#[test]
fn a_payment_code_pays_at_once_or_asks_for_the_password() {
    let mut shop = Shop::open();
    let mut pay = |number: &str, code: &str, total: u64| {
        let mut order = shop.order(number, total);
        order["payer"] = json!({ "auth_code": code });
        let answer = shop.call("POST", "/v3/pay/transactions/codepay", &order);
        let json: Value = serde_json::from_slice(&answer.body).expect("JSON");
        json["code"].as_str().or(json["trade_state"].as_str()).unwrap_or_default().to_owned()
    };
    assert_eq!(pay("code-0001", "134567890123456789", 100), "SUCCESS");
    assert_eq!(pay("code-0002", "134567890123456701", 100), "USERPAYING");
    assert_eq!(pay("code-0003", "134567890123456702", 100), "NOTENOUGH");
    assert_eq!(pay("code-0004", "134567890123456703", 100), "AUTHCODEEXPIRE");
    assert_eq!(pay("code-0005", "134567890123456789", 100_001), "USERPAYING");
    assert_eq!(pay("code-0006", "1345", 100), "AUTH_CODE_INVALID");
    let close = "/v3/pay/transactions/out-trade-no/code-0002/close";
    let mchid = shop.mchid();
    assert!(shop.refused("POST", close, &json!({ "mchid": mchid })).2.contains("撤销"));
    let by_number = query(&shop, "code-0002");
    assert_eq!(shop.right("GET", &by_number, &Value::Null)["trade_state"], "USERPAYING");
    shop.now_ms += 10_000;
    assert_eq!(shop.right("GET", &by_number, &Value::Null)["trade_state"], "SUCCESS");
    let reverse = "/v3/pay/transactions/out-trade-no/code-0002/reverse";
    assert_eq!(
        shop.right("POST", reverse, &json!({ "mchid": mchid, "appid": "wx7765626f74000001" }))["trade_state"],
        "REVOKED"
    );
}

#[test]
fn partners_name_both_merchants() {
    let mut shop = Shop::open();
    let mchid = shop.mchid();
    let order = json!({
        "sp_appid": "wx7765626f74000001", "sp_mchid": mchid, "sub_mchid": "1900000118", "description": "示例",
        "out_trade_no": "partner-0001", "notify_url": "https://shop.example/n", "amount": { "total": 5 },
        "payer": { "sp_openid": "o1" },
    });
    shop.right("POST", "/v3/pay/partner/transactions/jsapi", &order);
    shop.act("partner-0001", &json!({}));
    let target = format!(
        "/v3/pay/partner/transactions/out-trade-no/partner-0001?sp_mchid={mchid}&sub_mchid=1900000118"
    );
    let found = shop.right("GET", &target, &Value::Null);
    assert_eq!((&found["sub_mchid"], &found["payer"]["sp_openid"]), (&json!("1900000118"), &json!("o1")));
    let other = target.replace("1900000118", "1900000119");
    assert_eq!(shop.refused("GET", &other, &Value::Null).1, "INVALID_REQUEST");
    // It is no order of a direct merchant.
    assert_eq!(shop.refused("GET", &query(&shop, "partner-0001"), &Value::Null).0, 404);
    let mut same = order.clone();
    same["sub_mchid"] = json!(mchid);
    assert!(shop.refused("POST", "/v3/pay/partner/transactions/jsapi", &same).2.contains("特约商户号"));
}

#[test]
fn parts_of_a_combined_order_are_paid_together() {
    let mut shop = Shop::open();
    let mchid = shop.mchid();
    let part = |number: &str, total: u64| {
        json!({
            "mchid": mchid, "attach": "a", "description": "示例", "out_trade_no": number,
            "amount": { "total_amount": total, "currency": "CNY" },
        })
    };
    let order = json!({
        "combine_appid": "wx7765626f74000001", "combine_mchid": mchid, "combine_out_trade_no": "combined-1",
        "notify_url": "https://shop.example/n", "sub_orders": [part("part-0001", 1), part("part-0002", 2)],
    });
    let placed = shop.right("POST", "/v3/combine-transactions/native", &order);
    assert_eq!(shop.right("POST", "/v3/combine-transactions/native", &order), placed);
    shop.act("combined-1", &json!({}));
    let notices = shop.notices();
    assert_eq!((notices.len(), &notices[0]["kind"]), (1, &json!("pay.combine_transaction")));
    let found = shop.right("GET", "/v3/combine-transactions/out-trade-no/combined-1", &Value::Null);
    assert_eq!(found, notices[0]["fields"]);
    assert_eq!(found["sub_orders"][1]["amount"]["payer_amount"], 2);
    let mut other = order.clone();
    other["combine_out_trade_no"] = json!("combined-2");
    assert_eq!(shop.refused("POST", "/v3/combine-transactions/native", &other).1, "OUT_TRADE_NO_USED");
}

#[test]
fn other_endpoints_answer_by_the_table_with_a_signature() {
    let mut shop = Shop::open();
    let target = "/v3/payscore/serviceorder?service_id=1&appid=wx1&out_order_no=1";
    let answer = shop.call("GET", target, &Value::Null);
    assert!(answer.is_generated, "{}", String::from_utf8_lossy(&answer.body));
    shop.verify(&answer);
    let refused = shop.refused("GET", "/v3/nothing/here", &Value::Null);
    assert_eq!((refused.0, refused.1.as_str()), (404, "RESOURCE_NOT_EXISTS"));
}
