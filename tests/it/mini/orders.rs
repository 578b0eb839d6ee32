//! `mini ship`.

use serde_json::json;

use super::{OPENID, body, next};
use crate::support::{Mock, Webot, webot};

const ORDER: &str = "4200000001202611301234567890";

#[test]
fn an_order_is_shipped_and_corrected_once() {
    let home = Webot::new();
    let ship = |item: &str| {
        let order = ["ship", "upload", "--order", ORDER, "--openid", OPENID, "--item", item];
        next(&home, &[&order[..], &["--parcel", "SF:SF1", "--contact", "138****8000", "--yes"]].concat())
    };
    let state = || next(&home, &["ship", "get", ORDER]).run().json()["order"]["order_state"].clone();
    assert_eq!(state(), json!(2));
    next(&home, &["ship", "remind", ORDER, "--received-time", "1764547200"])
        .exit(1)
        .stderr_has("10060028")
        .run();
    ship("茶叶").stderr("ok\n").run();
    assert_eq!(state(), json!(3));
    ship("茶叶").exit(1).stderr_has("10060023").run();
    ship("红茶").stderr("ok\n").run();
    ship("绿茶").exit(1).stderr_has("10060003").run();
    next(&home, &["ship", "remind", ORDER, "--received-time", "1764547200"]).stderr("ok\n").run();
    next(&home, &["ship", "remind", ORDER, "--received-time", "1764547200"])
        .exit(1)
        .stderr_has("10060030")
        .run();
    next(&home, &["ship", "get", "1"]).exit(1).stderr_has("10060001").run();
}

#[test]
fn the_flags_become_the_body() {
    let base = ["ship", "upload", "--order", ORDER, "--openid", "o", "--item", "茶叶"];
    let mut one = body(&[&base[..], &["--parcel", "SF:1", "--contact", "138****8000"]].concat());
    let time = one["upload_time"].as_str().expect("a time").to_owned();
    assert!(time.len() == 29 && time.ends_with(".000+08:00"), "{time}");
    one["upload_time"] = json!("");
    let parcel = json!({ "tracking_no": "1", "express_company": "SF", "item_desc": "茶叶", "contact": { "receiver_contact": "138****8000" } });
    assert_eq!(
        one,
        json!({
            "order_key": { "order_number_type": 2, "transaction_id": ORDER },
            "logistics_type": 1,
            "delivery_mode": 1,
            "upload_time": "",
            "payer": { "openid": "o" },
            "shipping_list": [parcel],
        })
    );
    let two = body(&[&base[..], &["--parcel", "SF:1", "--parcel", "YTO:2", "--more"]].concat());
    assert_eq!((&two["delivery_mode"], &two["is_all_delivered"]), (&json!(2), &json!(false)));
    let last = body(&[&base[..], &["--parcel", "SF:1", "--last"]].concat());
    assert_eq!((&last["delivery_mode"], &last["is_all_delivered"]), (&json!(2), &json!(true)));
    let own = [
        "ship",
        "upload",
        "--mchid",
        "1900000109",
        "--trade-no",
        "T1",
        "--openid",
        "o",
        "--item",
        "a",
        "--by",
        "virtual",
    ];
    let own = body(&own);
    assert_eq!(
        own["order_key"],
        json!({ "order_number_type": 1, "mchid": "1900000109", "out_trade_no": "T1" })
    );
    assert_eq!((&own["logistics_type"], &own["shipping_list"]), (&json!(3), &json!([{ "item_desc": "a" }])));
}

#[test]
fn what_cannot_be_shipped_is_not_sent() {
    let long = "长".repeat(121);
    for (args, words) in [
        (&["--item", "a"][..], "carrier and tracking number"),
        (&["--item", "a", "--parcel", "SF"], "is not a parcel"),
        (&["--item", "a", "--by", "virtual", "--parcel", "SF:1"], "express only"),
        (&["--item", &long, "--parcel", "SF:1"], "120"),
        (&["--item", "a", "--parcel", "SF:1", "--time", "2026-12-01 08:00"], "is not a time"),
        (&["--item", "a", "--parcel", "SF:1"], "--yes"),
    ] {
        let ran = webot(["mini", "ship", "upload", "--order", ORDER, "--openid", OPENID, "--mock"]);
        ran.args(args.iter().copied()).exit(2).stderr_has(words).run();
    }
    webot(["mini", "ship", "upload", "--openid", "o", "--item", "a"]).exit(2).stderr_has("--order").run();
}

#[test]
fn the_mock_refuses_as_wechat_does() {
    let mock = Mock::start([]);
    let token = mock.token();
    let right = json!({
        "order_key": { "order_number_type": 2, "transaction_id": ORDER },
        "logistics_type": 1,
        "delivery_mode": 1,
        "shipping_list": [{ "tracking_no": "1", "express_company": "SF", "item_desc": "a" }],
        "upload_time": "2026-12-01T05:01:30.000+08:00",
        "payer": { "openid": OPENID },
    });
    let parcel = right["shipping_list"][0].clone();
    for (pointer, value, expected) in [
        ("/order_key/transaction_id", json!(""), 268_485_197),
        ("/order_key/transaction_id", json!("1"), 10_060_001),
        ("/order_key/order_number_type", json!(1), 268_485_195),
        ("/logistics_type", json!(9), 10_060_005),
        ("/delivery_mode", json!("UNIFIED_DELIVERY"), 268_485_224),
        ("/delivery_mode", json!(2), 10_060_007),
        ("/upload_time", json!("2026-12-01 05:01:30"), 268_485_216),
        ("/payer/openid", json!("oOther"), 10_060_031),
        ("/shipping_list", json!([parcel, parcel]), 268_485_228),
        ("/shipping_list/0/item_desc", json!(""), 10_060_008),
        ("/shipping_list/0/tracking_no", json!(""), 268_485_226),
        ("/shipping_list/0/express_company", json!(""), 268_485_227),
    ] {
        let mut wrong = right.clone();
        *wrong.pointer_mut(pointer).expect("a member") = value;
        let answer = mock
            .post(&format!("/wxa/sec/order/upload_shipping_info?access_token={token}"), &wrong.to_string());
        assert_eq!(answer["errcode"], json!(expected), "{pointer}");
    }
    assert_eq!(
        mock.post(&format!("/wxa/sec/order/upload_shipping_info?access_token={token}"), &right.to_string())["errcode"],
        0
    );
}
