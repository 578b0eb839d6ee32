//! Acts of users, and the push of each.

use serde_json::{Value, json};

use super::{APPID, USER, act, conversation, on, pushing, reply, settled, silent};
use crate::support::{Bot, Mock, http};

const WORKER: &str = "kf2001@gh_1234567890ab";
const MENU: &str = r#"{"button":[
    {"type":"click","name":"歌曲","key":"V1"},
    {"name":"更多","sub_button":[
        {"type":"view","name":"网页","url":"https://example.com/a"},
        {"type":"scancode_waitmsg","name":"扫码","key":"scan"},
        {"type":"miniprogram","name":"小程序","url":"https://example.com/","appid":"wx0123456789abcdef","pagepath":"pages/a"}
    ]}]}"#;

/// A mock without a bot, whose pushes wait.
fn waiting() -> Mock {
    Mock::start(["--appid", APPID])
}

/// The last push of a mock.
fn last(mock: &Mock) -> Value {
    mock.get("/__webot/pushes").as_array().expect("a list").last().expect("a push")["push"].clone()
}

#[test]
fn taps_are_pushed_by_the_type_of_the_button() {
    let mock = waiting();
    let home = on(&mock.url()).file("menu.json", MENU);
    home.webot(["menu", "push", "menu.json", "--yes"]).stderr_any().run();
    let cases = [
        ("歌曲", json!({ "Event": "CLICK", "EventKey": "V1" })),
        ("V1", json!({ "Event": "CLICK", "EventKey": "V1" })),
        ("网页", json!({ "Event": "VIEW", "EventKey": "https://example.com/a", "MenuId": 208_396_938 })),
        ("小程序", json!({ "Event": "view_miniprogram", "EventKey": "pages/a", "MenuId": 208_396_938 })),
    ];
    for (button, expected) in cases {
        act(&mock, json!({ "action": "menu", "button": button }));
        let push = last(&mock);
        for (name, value) in expected.as_object().expect("an object") {
            assert_eq!(&push[name], value, "{button}");
        }
    }
    let scan = json!({ "ScanCodeInfo": { "ScanType": "qrcode", "ScanResult": 42 } });
    act(&mock, json!({ "action": "menu", "button": "扫码", "fields": scan }));
    assert_eq!(last(&mock)["ScanCodeInfo"], json!({ "ScanType": "qrcode", "ScanResult": "42" }));
    assert_eq!(
        act(&mock, json!({ "action": "menu", "button": "更多" }))["not_pushed"],
        "the button opens a submenu"
    );
    let wrong = act(&mock, json!({ "action": "menu", "button": "无" }));
    assert_eq!(wrong["error"], "the menu has no button `无`");
    let wrong = act(&mock, json!({ "action": "message", "fields": { "Contents": "x" } }));
    assert!(wrong["error"].as_str().expect("an error").contains("`Contents`"), "{wrong}");
    let wrong = act(&mock, json!({ "action": "message", "kind": "CLICK" }));
    assert!(wrong["error"].as_str().expect("an error").contains("no kind of message"), "{wrong}");
}

#[test]
fn a_code_is_scanned_by_a_follower_or_by_a_stranger() {
    let mock = waiting();
    let home = on(&mock.url());
    let created = home.webot(["qrcode", "create", "spring", "--jq", ".ticket"]).stderr_any().run().stdout;
    let ticket = created.trim();
    let scan = |body: Value| mock.post("/__webot/scan", &body.to_string());
    scan(json!({ "openid": USER, "scene": "spring" }));
    let push = last(&mock);
    assert_eq!(
        (&push["Event"], &push["EventKey"], &push["Ticket"]),
        (&json!("SCAN"), &json!("spring"), &json!(ticket))
    );
    act(&mock, json!({ "action": "unfollow" }));
    assert_eq!(last(&mock)["Event"], "unsubscribe");
    let info = |name: &str| {
        let info = home.webot(["user", "info", USER, "--json"]).stderr_any().run().json();
        info[name].clone()
    };
    assert_eq!(info("subscribe"), 0);
    let gone = act(&mock, json!({ "action": "message" }));
    assert_eq!(gone["error"], format!("`{USER}` does not follow the account"));
    home.webot(["message", "custom", "text", USER, "x"]).exit(1).stderr_has("45015").run();
    scan(json!({ "openid": USER, "ticket": ticket }));
    let push = last(&mock);
    assert_eq!((&push["Event"], &push["EventKey"]), (&json!("subscribe"), &json!("qrscene_spring")));
    assert_eq!(info("subscribe"), 1);
    assert!(scan(json!({ "openid": USER, "scene": "autumn" }))["error"].is_string());
    assert!(scan(json!({ "openid": USER }))["error"].is_string());
    assert_eq!(mock.ask("GET", "/__webot/scan", "Host: a\r\n", b"").status, 405);
    home.webot(["qrcode", "create", "soon", "--expire-seconds", "60"]).stderr_any().run();
    mock.post("/__webot/state", r#"{"advance_s":61}"#);
    let expired = scan(json!({ "openid": USER, "scene": "soon" }));
    assert_eq!(expired["error"], "the QR code `soon` has expired");
}

#[test]
fn every_kind_can_be_pushed() {
    let mock = waiting();
    let push = |body: Value| mock.post("/__webot/push", &body.to_string());
    push(json!({ "openid": USER, "kind": "LOCATION", "fields": { "Latitude": "31.2" } }));
    assert_eq!((&last(&mock)["Latitude"], &last(&mock)["Event"]), (&json!(31.2), &json!("LOCATION")));
    push(json!({ "openid": USER, "kind": "weapp_audit_success", "fields": { "ToUserName": "gh_1" } }));
    assert_eq!((&last(&mock)["ToUserName"], &last(&mock)["FromUserName"]), (&json!("gh_1"), &json!(USER)));
    for wrong in [
        json!({ "openid": USER }),
        json!({ "openid": USER, "kind": "nothing" }),
        json!({ "kind": "text" }),
        json!({ "openid": USER, "kind": "work.text" }),
    ] {
        assert!(push(wrong.clone())["error"].is_string(), "{wrong}");
    }
    assert_eq!(mock.post("/__webot/push", "[]")["error"], "an object is wanted");
    let long = json!({ "openid": USER, "action": "message", "text": "x".repeat(17 << 10) });
    assert_eq!(mock.post("/__webot/act", &long.to_string())["error"], "an act has at most 16 KB");
}

#[test]
fn customer_service_takes_over_and_hands_back() {
    let bot = Bot::answering(|heard| {
        let push = heard.message();
        match push.get("Content") {
            Some("help me") => {
                let text = reply(&push, "").replace("[text]", "[transfer_customer_service]");
                http(200, text.replace("<Content><![CDATA[]]></Content>", ""))
            }
            Some(_) => http(200, reply(&push, "the bot")),
            None => http(200, "success"),
        }
    });
    let mock = pushing(&bot, &[]);
    let write = |text: &str| act(&mock, json!({ "action": "message", "text": text }));
    write("help me");
    assert_eq!(settled(&mock, "kf_create_session")["push"]["KfAccount"], WORKER);
    let taken = write("are you there?");
    assert_eq!(taken["pushed"], json!([]));
    assert!(taken["not_pushed"].as_str().expect("a reason").contains(WORKER), "{taken}");
    let home = on(&mock.url());
    home.webot(["message", "custom", "text", USER, "a person", "--kf-account", WORKER]).stderr_any().run();
    mock.post("/__webot/state", r#"{"advance_s":1801}"#);
    write("hello again");
    assert!(write("and again")["not_pushed"].is_null());
    settled(&mock, "text");
    let said = |text: &str| conversation(&mock).iter().any(|line| line.ends_with(text));
    crate::support::until("the bot answers again", || said("the bot"));
    assert!(said("are you there?"));
}

#[test]
fn a_bot_is_pushed_to_before_it_has_called() {
    let bot = silent();
    let mock = pushing(&bot, &[]);
    assert_eq!(act(&mock, json!({ "action": "follow" }))["pushed"][0]["account"], APPID);
    settled(&mock, "subscribe");
    assert_eq!(bot.only().message().get("FromUserName"), Some(USER));
}
