//! The page of `webot mock`: calls, state, and acts of users.

use serde_json::{Value, json};

use super::entries;
use crate::support::{Bot, Mock, OPENID, PageAddress, Webot, http, text_reply, webot};

/// The first follower of every account.
const USER: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const APPID: &str = "wx1234567890abcdef";

fn mock(args: &[&str]) -> (Mock, PageAddress) {
    let usual = ["mock", "--port", "0", "--json", "--ui", "--no-open", "--appid", APPID];
    let mock = Mock::of(Webot::new().args(usual).args(args).stderr_any());
    let page = PageAddress::of(&mock.line("ui"));
    (mock, page)
}

fn pushing(bot: &Bot) -> (Mock, PageAddress) {
    mock(&["--push-to", &bot.url("/wechat")])
}

#[test]
fn calls_are_shown_without_secrets() {
    let (mock, page) = mock(&[]);
    let mut events = page.events();
    let body = json!({ "grant_type": "client_credential", "appid": APPID, "secret": "5ec2e7" }).to_string();
    let token =
        mock.post("/cgi-bin/stable_token", &body)["access_token"].as_str().expect("a token").to_owned();
    mock.post(&format!("/cgi-bin/menu/create?access_token={token}"), r#"{"button":[]}"#);
    mock.get(&format!("/cgi-bin/user/get?access_token={token}"));
    let all = entries(&mut events, 3);
    let line = |entry: &Value| {
        let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        format!("{} {} {} {}", text("method"), text("path"), entry["errcode"], text("mark"))
    };
    assert_eq!(line(&all[0]), "POST /cgi-bin/stable_token 0 good");
    assert_eq!((&all[0]["body"]["appid"], &all[0]["body"]["secret"]), (&json!(APPID), &json!("***")));
    assert!(
        line(&all[1]).starts_with("POST /cgi-bin/menu/create 4") && line(&all[1]).ends_with(" bad"),
        "{}",
        all[1]
    );
    assert!(all[1]["answer"].as_str().is_some_and(|answer| answer.contains("errmsg")), "{}", all[1]);
    assert_eq!(all[2]["query"]["access_token"], "***");
    assert_eq!(all[2]["account"], APPID);
    let own = |events: &crate::support::Events| events.state["accounts"][0]["access_tokens"][0].clone();
    events.until(|events| own(events).is_object());
    let shown = own(&events);
    assert_eq!(shown["stable"], true);
    let first = shown["token"].as_str().and_then(|shown| shown.strip_suffix("***")).expect("a masked token");
    assert!(token.starts_with(first) && first.len() < 10, "{first}");
    let everything = format!("{} {all:?}", events.state);
    assert!(!everything.contains(&token) && !everything.contains("5ec2e7"), "{everything}");
}

#[test]
fn users_act_and_the_bot_answers() {
    let bot = Bot::answering(|_| http(200, text_reply("hi").replace(OPENID, USER)));
    let (mock, page) = pushing(&bot);
    let mut events = page.events();
    events.until(|events| events.state["accounts"][0]["users"].is_array());
    let user = events.state["accounts"][0]["users"][0].clone();
    assert_eq!(user, json!({ "openid": USER, "follows": true }));
    let done = page.call("act", &json!({ "openid": USER, "action": "message", "text": "hello" }));
    assert_eq!(done["pushed"][0]["kind"], "text");
    let entry = entries(&mut events, 1).remove(0);
    assert_eq!(
        (&entry["type"], &entry["kind"], &entry["user"]),
        (&json!("delivered"), &json!("text"), &json!(USER))
    );
    assert_eq!((&entry["push"]["Content"], &entry["status"]), (&json!("hello"), &json!("accepted")));
    assert_eq!(entry["outcome"]["reply"]["fields"]["Content"], "hi");
    // A push of any kind, by its name.
    let kinds = page.call("kinds", &json!({}))["kinds"].clone();
    let location = kinds.as_array().expect("a list").iter().find(|kind| kind["name"] == "LOCATION").cloned();
    let title = location.expect("a kind")["title"].clone();
    assert!(title["en"].is_string() && title["en"] != title["zh"], "{title}");
    page.call("push", &json!({ "openid": USER, "kind": "LOCATION" }));
    assert_eq!(entries(&mut events, 2)[1]["kind"], "LOCATION");
    // The state follows what users do, here or by the control API.
    page.call("act", &json!({ "openid": USER, "action": "unfollow" }));
    events.until(|events| events.state["accounts"][0]["users"][0]["follows"] == false);
    assert_eq!(events.state["accounts"][0]["followers"], 2);
    mock.post("/__webot/act", &json!({ "openid": USER, "action": "follow" }).to_string());
    events.until(|events| events.state["accounts"][0]["users"][0]["follows"] == true);
    assert!(bot.heard().len() >= 3);
}

#[test]
fn a_tap_on_the_menu_is_pushed() {
    let bot = Bot::answering(|_| http(200, "success"));
    let (mock, page) = pushing(&bot);
    let mut events = page.events();
    let body = json!({ "grant_type": "client_credential", "appid": APPID, "secret": "s" }).to_string();
    let token =
        mock.post("/cgi-bin/stable_token", &body)["access_token"].as_str().expect("a token").to_owned();
    let menu = json!({ "button": [{ "type": "click", "name": "歌曲", "key": "SONG" }] }).to_string();
    mock.post(&format!("/cgi-bin/menu/create?access_token={token}"), &menu);
    events.until(|events| events.state["accounts"][0]["menu"]["button"][0]["key"] == "SONG");
    page.call("act", &json!({ "openid": USER, "action": "menu", "button": "SONG" }));
    events.until(|events| events.entries.values().any(|entry| entry["push"]["EventKey"] == "SONG"));
}

#[test]
fn refusals_name_their_reason_and_wrong_calls_are_told() {
    let (mock, page) = mock(&[]);
    let mock = mock.or_not_asked();
    for (name, given, en) in [
        ("act", json!({ "openid": OPENID, "action": "message" }), "the mock refuses: no account"),
        ("act", json!({ "openid": USER, "action": "fly" }), "the mock refuses: `action` takes"),
        ("scan", json!({ "openid": USER, "scene": "nothing" }), "the account has no QR code `nothing`"),
        ("push", json!({ "openid": USER, "kind": "nothing" }), "is no kind of `webot send --list`"),
        ("pay", json!({ "out_trade_no": "1", "result": "SUCCESS" }), "no order has the number `1`"),
        ("pay", json!({ "out_trade_no": "1" }), "does not fit this version"),
        ("reset", json!({}), "does not fit this version of webot (reset)"),
        ("entry", json!({ "entry": 7 }), "no longer kept"),
    ] {
        let refused = page.post(name, given.to_string().as_bytes());
        assert_eq!(refused.status, 422, "{name} {given}");
        let error = refused.json()["error"].clone();
        assert!(error["en"].as_str().is_some_and(|said| said.contains(en)), "{error}");
        assert_ne!(error["en"], error["zh"]);
    }
    drop(mock);
}

#[test]
fn an_order_is_paid_with_one_click() {
    let (mock, page) = mock(&["--push-speed", "1000"]);
    let mut events = page.events();
    let keys = mock.get("/__webot/pay/keys");
    let key = |name: &str| keys[name].as_str().expect("a text");
    let order = |number: &str| {
        let body = json!({
            "appid": key("appid"), "mchid": key("mchid"), "description": "示例商品", "out_trade_no": number,
            "notify_url": "http://127.0.0.1:1/", "amount": { "total": 100 },
        });
        webot(["api", "POST", "/v3/pay/transactions/native", "-d", &body.to_string()])
            .args(["--api-base".to_owned(), mock.url()])
            .env("WX_MCHID", key("mchid"))
            .env("WX_MCH_SERIAL", key("merchant_serial"))
            .env("WX_MCH_PRIVATE_KEY", key("merchant_private_key"))
            .env("WX_PAY_CERTIFICATE", key("platform_certificate"))
            .stdout_has("weixin://")
            .run();
    };
    order("order-0001");
    let state = |events: &crate::support::Events, at: usize| {
        let order = &events.state["orders"][at];
        (order["out_trade_no"].as_str().map(str::to_owned), order["trade_state"].as_str().map(str::to_owned))
    };
    let is = |number: &str, state: &str| (Some(number.to_owned()), Some(state.to_owned()));
    events.until(|events| state(events, 0) == is("order-0001", "NOTPAY"));
    page.call("pay", &json!({ "out_trade_no": "order-0001", "result": "SUCCESS" }));
    events.until(|events| state(events, 0) == is("order-0001", "SUCCESS"));
    assert_eq!(mock.get("/__webot/pay/order-0001")["trade_state"], "SUCCESS");
    // What can be paid comes first.
    order("order-0002");
    events.until(|events| state(events, 0) == is("order-0002", "NOTPAY"));
    assert_eq!(state(&events, 1), is("order-0001", "SUCCESS"));
    let shown = format!("{} {:?}", events.state, events.entries);
    assert!(!shown.contains("PRIVATE KEY"), "{shown}");
}
