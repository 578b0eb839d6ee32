//! Template messages, subscribe messages, one-time subscriptions.

use serde_json::{Value, json};

use crate::support::{Mock, Webot, webot};

const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const TEMPLATE: &str = "ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY";
const FIELDS: [&str; 6] =
    ["-F", "character_string1=20261130001", "-F", "thing2=红茶", "-F", "amount3=39.8元"];

fn on(mock: &Mock) -> Webot {
    Webot::new().env("WX_APPID", "wx1234567890abcdef").env("WX_SECRET", "s").env("WX_API_BASE", mock.url())
}

#[test]
fn a_template_message_has_its_fields_and_asks_first() {
    let send = |more: &[&str]| {
        webot(["message", "template", "send", OPENID, TEMPLATE])
            .args(FIELDS)
            .args(more.iter().copied())
            .args(["--mock"])
    };
    send(&[]).exit(2).stderr_has("--yes").run();
    let request = send(&["--mini-appid", "wx1", "--page", "pages/a", "--dry-run", "--json"]).run().json();
    let body: Value = serde_json::from_str(request["body"].as_str().expect("a body")).expect("JSON");
    assert_eq!(
        body,
        json!({
            "touser": OPENID, "template_id": TEMPLATE,
            "miniprogram": { "appid": "wx1", "pagepath": "pages/a" },
            "data": {
                "character_string1": { "value": "20261130001" },
                "thing2": { "value": "红茶" },
                "amount3": { "value": "39.8元" },
            },
        })
    );
    let answer = send(&["--yes", "--json"]).run().json();
    assert!(answer["msgid"].is_u64(), "{answer}");
}

#[test]
fn values_that_a_field_does_not_take_are_refused() {
    let send = |template: &str, fields: &[&str]| {
        webot(["message", "template", "send", OPENID, template, "--yes", "--mock"])
            .args(fields.iter().copied())
    };
    send(TEMPLATE, &FIELDS[..4]).exit(1).stderr_has("47003").stderr_has("data.amount3.value").run();
    let wrong = ["-F", "character_string1=编号", "-F", "thing2=红茶", "-F", "amount3=1"];
    send(TEMPLATE, &wrong).exit(1).stderr_has("warning").stderr_has("data.character_string1.value").run();
    send("nothing", &FIELDS).exit(1).stderr_has("40037").run();
}

#[test]
fn a_list_of_receivers_is_sent_to_one_after_the_other() {
    let mock = Mock::start(["--followers", "2"]);
    let home = on(&mock);
    let followers = home.webot(["user", "list", "--json"]).run().json();
    let second = followers["data"]["openid"][1].as_str().expect("an openid").to_owned();
    let csv = format!("openid,name\n{OPENID},张 三\n\"{second}\",Ann\n{second},Ann\noNobody,x\n");
    let send = home.webot(["message", "template", "send", "-", TEMPLATE, "--yes", "--json"]).args(FIELDS);
    let ran = send.stdin(csv).exit(1).stderr_any().run();
    let codes: Vec<Value> =
        ran.json().as_array().expect("a list").iter().map(|sent| sent["errcode"].clone()).collect();
    assert_eq!(codes, [json!(0), json!(0), json!(40003)]);
    // What is wrong with the message stops at the first.
    let all = format!("{OPENID},{second}");
    home.webot(["message", "template", "send", &all, TEMPLATE, "-F", "thing2=x", "--yes"])
        .exit(1)
        .stderr_has("47003")
        .stderr_has("stopped after 0 receivers")
        .run();
    let both = ["message", "template", "send", OPENID, TEMPLATE, "--client-msg-id", "a", "--yes", "--json"];
    let msgid = || home.webot(both).args(FIELDS).run().json()["msgid"].clone();
    let first = msgid();
    assert_eq!(msgid(), first);
    mock.post("/__webot/state", r#"{"advance_s":601}"#);
    assert_ne!(msgid(), first);
}

#[test]
fn templates_are_added_and_deleted() {
    let mock = Mock::start([]);
    let home = on(&mock);
    let list = || {
        let list = home.webot(["message", "template", "list", "--json"]).run().json();
        let ids = list["template_list"].as_array().expect("a list").iter();
        ids.map(|template| template["template_id"].as_str().expect("an ID").to_owned()).collect::<Vec<_>>()
    };
    let added = home.webot(["message", "template", "add", "TM00015", "--json"]).run().json();
    let id = added["template_id"].as_str().expect("an ID").to_owned();
    assert_eq!(list(), [TEMPLATE, &id]);
    home.webot(["message", "template", "send", OPENID, &id, "-F", "thing1=a", "-F", "thing2=b", "--yes"])
        .stderr_any()
        .run();
    home.webot(["message", "template", "delete", &id, "--yes"]).stderr_any().run();
    home.webot(["message", "template", "delete", &id, "--yes"]).exit(1).stderr_has("40037").run();
    assert_eq!(list(), [TEMPLATE]);
    home.webot(["message", "template", "add", "abc"]).exit(1).stderr_has("40037").run();
    for number in 0..24 {
        home.webot(["message", "template", "add", &format!("TM{number}")]).stderr_any().run();
    }
    home.webot(["message", "template", "add", "TM99"]).exit(1).stderr_has("45026").run();
}

#[test]
fn the_industry_is_set_once_a_month() {
    let mock = Mock::start([]);
    let home = on(&mock);
    let set = |words: &[&str]| home.webot(["message", "industry", "set"]).args(words.iter().copied());
    set(&["1", "4"]).exit(2).stderr_has("--yes").run();
    set(&["0", "4", "--yes"]).exit(2).stderr_has("41").run();
    set(&["1", "4", "--yes"]).stderr_any().run();
    set(&["1", "5", "--yes"]).exit(1).stderr_has("43100").run();
    let industry = home.webot(["message", "industry", "get", "--json"]).run().json();
    assert_eq!(industry["secondary_industry"]["second_class"], "电子技术");
}

#[test]
fn consents_are_used_up() {
    let mock = Mock::start([]);
    let home = on(&mock);
    let subscribe = "9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU";
    let send = || {
        let fields = ["-F", "date2=2026年12月1日", "-F", "thing3=会议室", "--yes"];
        home.webot(["message", "subscribe", "send", OPENID, subscribe]).args(fields)
    };
    for _ in 0..5 {
        send().stderr_any().run();
    }
    send().exit(1).stderr_has("43101").run();
    let once = |scene: &str| {
        let words =
            ["message", "one-time", OPENID, TEMPLATE, "到货了", "--title", "到货提醒", "--scene", scene];
        home.webot(words)
    };
    once("1000").stderr_any().run();
    once("1000").exit(1).stderr_has("43101").run();
    once("1001").stderr_any().run();
    once("10001").exit(2).stderr_has("10000").run();
}
