//! Requests to carriers and notices of intracity delivery: answers with fields of their own.

use serde_json::{Value, json};

use crate::support::{Bot, http, webot};

#[track_caller]
fn judged(words: &[&str], answer: &str, family: &str, accepted: bool) {
    let answer = http(200, answer);
    let bot = Bot::answering(move |_| answer.clone());
    let ran = webot(["send"]).args(words).to(bot).args(["--json"]).exit(i32::from(!accepted)).run();
    let json = ran.json();
    assert_eq!((&json["family"], &json["accepted"]), (&json!(family), &json!(accepted)), "{words:?}: {json}");
    let rules = if accepted { vec![] } else { vec!["not-acknowledged".to_owned()] };
    assert_eq!(ran.rules(), rules, "{words:?}: {json}");
}

#[test]
fn a_carrier_answers_with_its_result() {
    let express = "express-carrier";
    for (words, answer, family, accepted) in [
        (&["add_single_waybill"][..], "<xml><ResultCode>0</ResultCode></xml>", express, true),
        // The merchant or the user is told that it failed.
        (&["add_single_waybill"], "<xml><ResultCode>1001</ResultCode></xml>", express, true),
        (&["cancel_waybill"], r#"{"ResultCode":0,"ResultMsg":"ok"}"#, express, true),
        (&["add_waybill"], "success", express, false),
        (&["remind_waybill"], "", express, false),
        (&["check_biz"], "<xml><resultcode>0</resultcode></xml>", express, false),
        (
            &["query_single_waybill_fee"],
            "<xml><ResultCode>0</ResultCode></xml>",
            "express-carrier-fee",
            false,
        ),
        (
            &["query_single_waybill_fee"],
            "<xml><ResultCode>0</ResultCode><Fee>12.5</Fee></xml>",
            "express-carrier-fee",
            true,
        ),
        (&["query_single_waybill_fee"], "<xml><ResultCode>7</ResultCode></xml>", "express-carrier-fee", true),
        (&["transport_add_order", "--format", "json"], r#"{"resultcode":0}"#, "rider-carrier", true),
        (&["transport_add_order", "--format", "json"], r#"{"resultcode":"ok"}"#, "rider-carrier", false),
        (&["get_pre_auth_code"], "<xml><resultcode>0</resultcode></xml>", "rider-carrier-code", false),
    ] {
        judged(words, answer, family, accepted);
    }
}

#[test]
fn a_notice_of_intracity_delivery_is_signed_json_and_acknowledged_by_its_code() {
    let words = ["intracity.order_status", "--token", "keyboardcat123"];
    for (answer, accepted) in [
        (r#"{"return_code":0,"return_msg":"OK"}"#, true),
        (r#"{"return_code":-1,"return_msg":"no"}"#, false),
        (r#"{"code":"SUCCESS","message":"OK"}"#, false),
        ("<xml><return_code>0</return_code></xml>", false),
        ("success", false),
    ] {
        judged(&words, answer, "intracity", accepted);
    }
    let bot = Bot::answering(|_| http(200, r#"{"return_code":0}"#));
    webot(["send"]).args(words).args(bot.args()).stderr_any().run();
    let heard = bot.only();
    assert_eq!(heard.line, "POST / HTTP/1.1", "the query has no signature");
    let body: Value = serde_json::from_str(heard.text()).expect("JSON");
    assert_eq!(body["order_status"], 40000);
    let check = webot(["sign", "intracity", "--token", "keyboardcat123", "--json"]).stdin(heard.text());
    assert_eq!(check.stderr_any().run().json()["inside"]["match"], true);
    webot(["send", "intracity.order_status", "--demo"]).exit(2).stderr_has("intracity delivery").run();
}

/// Words that another cause may have are no fact.
#[test]
fn the_words_of_a_failure_are_a_cause_only_if_nothing_else_has_them() {
    for (status, body, told, denied) in [
        (
            500,
            "ValueError: signature of package foo is invalid",
            "perhaps",
            "500: the bot refuses the signature",
        ),
        (403, "invalid signature", "403: the bot refuses the signature", "perhaps"),
        (
            403,
            "upstream API: token expired, call refresh",
            "perhaps by a login",
            "a login in front of the bot stops",
        ),
        (401, "please login", "a login in front of the bot stops", "perhaps"),
        (404, "no user", "404: the bot answers `no user`", "nothing answers"),
        (404, r#"{"error":"order not found"}"#, "order not found", "nothing answers"),
        (404, "Cannot POST /wechat", "nothing answers at this path", "the bot answers"),
        (404, r#"{"detail":"Not Found"}"#, "nothing answers at this path", "the bot answers"),
        (404, "", "nothing answers at this path", "the bot answers"),
    ] {
        let bot = Bot::answering(move |_| http(status, body));
        let url = bot.url("/wechat");
        let ran = webot(["send", "hello", "--token", "t", "--des", &url]).exit(1).stderr_any().run();
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains(told), "{status} {body}: {said}");
        assert!(!said.contains(denied), "{status} {body}: {said}");
    }
}
