//! The pushes by which WeChat reports the results of calls.

use serde_json::{Value, json};

use super::{APPID, USER, on, pushing, settled, silent};
use crate::support::{AES_KEY, Bot, Mock, http, until};

const TEMPLATE: &str = "ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY";
const SUBSCRIPTION: &str = "9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU";
const WORKER: &str = "kf2001@gh_1234567890ab";

/// Calls the API with a token.
fn call(mock: &Mock, token: &str, path: &str, body: &Value) -> Value {
    let answer = mock.post(&format!("{path}?access_token={token}"), &body.to_string());
    assert_eq!(answer["errcode"], 0, "{path}: {answer}");
    answer
}

/// A token of the mock's account.
fn token(mock: &Mock) -> String {
    let body = json!({ "grant_type": "client_credential", "appid": APPID, "secret": "s" }).to_string();
    mock.post("/cgi-bin/stable_token", &body)["access_token"].as_str().expect("a token").to_owned()
}

fn template_message() -> Value {
    let value = |text: &str| json!({ "value": text });
    json!({
        "touser": USER, "template_id": TEMPLATE, "client_msg_id": "order-1",
        "data": { "character_string1": value("2026"), "thing2": value("红茶"), "amount3": value("1元") },
    })
}

#[test]
fn a_template_message_reports_its_end_once() {
    let bot = silent();
    let mock = pushing(&bot, &["--push-after", "0"]);
    let token = token(&mock);
    let mut message = template_message();
    let msgid = call(&mock, &token, "/cgi-bin/message/template/send", &message)["msgid"].clone();
    let push = settled(&mock, "TEMPLATESENDJOBFINISH")["push"].clone();
    assert_eq!(
        (&push["FromUserName"], &push["MsgID"], &push["Status"]),
        (&json!(USER), &msgid, &json!("success"))
    );
    // The same client_msg_id sends nothing, and so has no result.
    assert_eq!(call(&mock, &token, "/cgi-bin/message/template/send", &message)["msgid"], msgid);
    mock.post("/__webot/state", r#"{"template_status":"failed:user block"}"#);
    message["client_msg_id"] = json!("order-2");
    call(&mock, &token, "/cgi-bin/message/template/send", &message);
    until("two results", || bot.heard().len() == 2);
    assert_eq!(bot.heard()[1].message().get("Status"), Some("failed:user block"));
    let wrong = mock.post("/__webot/state", r#"{"template_status":"lost"}"#);
    assert!(wrong["error"].as_str().expect("an error").contains("failed: system failed"), "{wrong}");
}

#[test]
fn results_have_the_fields_of_wechat() {
    let bot = silent();
    let mock = pushing(&bot, &["--push-after", "0"]);
    let token = token(&mock);
    let data = json!({ "date2": { "value": "2026年12月1日" }, "thing3": { "value": "会议室" } });
    let message = json!({ "touser": USER, "template_id": SUBSCRIPTION, "page": "index", "data": data });
    let msgid = call(&mock, &token, "/cgi-bin/message/subscribe/send", &message)["msgid"].clone();
    settled(&mock, "subscribe_msg_sent_event");
    let push = bot.only().message();
    let sent = push.find("SubscribeMsgSentEvent").expect("the wrapper").elements()[0].elements();
    let values: Vec<_> = sent.iter().map(|field| (&*field.name, field.value())).collect();
    assert_eq!(
        values,
        [
            ("TemplateId", Some(SUBSCRIPTION)),
            ("MsgID", Some(&*msgid.to_string())),
            ("ErrorCode", Some("0")),
            ("ErrorStatus", Some("success"))
        ]
    );

    let check = json!({
        "media_url": "https://example.com/a.png", "media_type": 2, "version": 2, "scene": 1, "openid": USER,
    });
    let trace = call(&mock, &token, "/wxa/media_check_async", &check)["trace_id"].clone();
    let push = settled(&mock, "wxa_media_check")["push"].clone();
    assert_eq!((&push["trace_id"], &push["appid"], &push["openid"]), (&trace, &json!(APPID), &Value::Null));
    assert_eq!((&push["result"]["suggest"], &push["detail"][0]["label"]), (&json!("pass"), &json!(100)));

    let session = json!({ "kf_account": WORKER, "openid": USER });
    call(&mock, &token, "/customservice/kfsession/create", &session);
    assert_eq!(settled(&mock, "kf_create_session")["push"]["KfAccount"], WORKER);
    call(&mock, &token, "/customservice/kfsession/close", &session);
    assert_eq!(settled(&mock, "kf_close_session")["push"]["FromUserName"], USER);
}

#[test]
fn a_publication_ends_when_its_push_comes() {
    let bot = silent();
    let mock = pushing(&bot, &[]);
    let home = on(&mock.url()).file("a.md", "# 标题\n\n正文\n").file("cover.jpg", JPEG);
    let draft = home.webot(["draft", "add", "a.md", "--cover", "cover.jpg", "--jq", ".media_id"]);
    let draft = draft.stderr_any().run().stdout;
    let submit = home.webot(["publish", "submit", draft.trim(), "--yes", "--jq", ".publish_id"]);
    let id = submit.stderr_any().run().stdout;
    // The clock of the mock goes on to the end of the job.
    mock.post("/__webot/state", r#"{"advance_s":2}"#);
    let push = settled(&mock, "PUBLISHJOBFINISH")["push"].clone();
    let info = &push["PublishEventInfo"];
    assert_eq!((info["publish_id"].to_string(), &info["publish_status"]), (id.trim().to_owned(), &json!(0)));
    assert_eq!(info["article_detail"]["count"], 1);
    let status = home.webot(["publish", "status", id.trim(), "--jq", ".publish_status"]).run().stdout;
    assert_eq!(status, "0\n");
    assert_eq!(home.webot(["draft", "count", "--jq", ".total_count"]).run().stdout, "0\n");
}

/// The smallest picture that is one by its first bytes.
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9";

#[test]
fn pushes_are_signed_and_encrypted_for_the_account() {
    let (token, key) = ("pushed-token", AES_KEY);
    let bot = Bot::answering(|_| http(200, "success"));
    for (mode, encrypts) in [("safe", true), ("compat", true), ("plain", false)] {
        let args = ["--push-token", token, "--push-aes-key", key, "--push-mode", mode];
        let mock = pushing(&bot, &args);
        super::act(&mock, json!({ "action": "message", "text": "secret words" }));
        assert_eq!(settled(&mock, "text")["status"], "accepted", "{mode}");
        let heard = bot.heard().pop().expect("a push");
        let signed = ["signature", "msg_signature"].map(|name| heard.parameter(name).is_some());
        assert_eq!(signed[1], encrypts, "{mode}: {}", heard.line);
        assert_eq!(heard.text().contains("<Encrypt>"), encrypts, "{mode}");
        assert_eq!(heard.text().contains("secret words"), mode != "safe", "{mode}");
    }
    let mock = pushing(&bot, &["--push-format", "json"]);
    super::act(&mock, json!({ "action": "message", "text": "你好" }));
    settled(&mock, "text");
    let heard = bot.heard().pop().expect("a push");
    let push: Value = serde_json::from_str(heard.text()).expect("JSON");
    assert_eq!((&push["Content"], &push["MsgType"]), (&json!("你好"), &json!("text")));
}
