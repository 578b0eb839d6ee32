//! The pushes of `webot mock` to a bot: results of calls, and acts of users.

mod acts;
mod faults;
mod kept;
mod results;

use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};

use crate::support::{Bot, Mock, Webot, http, until};

/// The first follower of every account.
const USER: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const APPID: &str = "wx1234567890abcdef";
/// A factor that turns five seconds into 50 ms.
const SPEED: &str = "100";

/// Starts a mock that pushes to a bot.
fn pushing(bot: &Bot, args: &[&str]) -> Mock {
    let words = ["mock", "--port", "0", "--json", "--appid", APPID, "--push-to", &bot.url("/wechat")];
    Mock::of(Webot::new().args(words).args(args).stderr_any())
}

/// A bot that acknowledges everything.
fn silent() -> Bot {
    Bot::answering(|_| http(200, "success"))
}

/// A user whose account is on a mock.
fn on(url: &str) -> Webot {
    Webot::new().env("WX_APPID", APPID).env("WX_SECRET", "s").env("WX_API_BASE", url)
}

/// Lets the follower do something; returns what was pushed.
fn act(mock: &Mock, act: Value) -> Value {
    let mut body = act;
    body["openid"] = json!(USER);
    mock.post("/__webot/act", &body.to_string())
}

/// Waits until a push of this kind has an outcome, and returns it.
fn settled(mock: &Mock, kind: &str) -> Value {
    let found = || {
        let pushes = mock.get("/__webot/pushes");
        let all = pushes.as_array().expect("a list").clone();
        all.into_iter().find(|push| push["kind"] == kind && !push["outcome"].is_null())
    };
    until(&format!("{kind} is delivered"), || found().is_some());
    found().expect("a push")
}

/// The messages of the follower.
fn messages(mock: &Mock) -> Vec<Value> {
    mock.get(&format!("/__webot/messages?openid={USER}")).as_array().expect("a list").clone()
}

/// The contents of the follower's messages, with their sender and way.
fn conversation(mock: &Mock) -> Vec<String> {
    let line = |message: &Value| {
        let content = &message["content"];
        let text = content["Content"].as_str().or(content["content"].as_str()).unwrap_or_default();
        let text_of = |name: &str| message[name].as_str().expect("a text").to_owned();
        format!("{} {}: {text}", text_of("from"), text_of("via"))
    };
    messages(mock).iter().map(line).collect()
}

#[test]
fn a_user_follows_taps_a_menu_and_is_answered() {
    let api: Arc<OnceLock<String>> = Arc::default();
    let url = Arc::clone(&api);
    let bot = Bot::answering(move |heard| {
        let push = heard.message();
        match push.get("Event") {
            Some("subscribe") => http(200, reply(&push, "welcome")),
            Some("CLICK") => {
                let user = push.get("FromUserName").expect("a user");
                let url = url.get().expect("the URL of the mock");
                on(url).args(["message", "custom", "text", user, "the song of today"]).stderr_any().run();
                http(200, "success")
            }
            _ => http(200, "success"),
        }
    });
    let mock = pushing(&bot, &[]);
    api.set(mock.url()).expect("one mock");
    let menu = r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001"}]}"#;
    let home = on(&mock.url()).file("menu.json", menu);
    home.webot(["menu", "push", "menu.json", "--yes"]).stderr_any().run();

    let followed = act(&mock, json!({ "action": "follow" }));
    assert_eq!(followed["pushed"], json!([{ "id": 1, "account": APPID, "kind": "subscribe" }]));
    let push = settled(&mock, "subscribe");
    assert_eq!(push["status"], "accepted");
    assert_eq!(push["outcome"]["reply"]["fields"]["Content"], "welcome");
    act(&mock, json!({ "action": "menu", "button": "今日歌曲" }));
    assert_eq!(settled(&mock, "CLICK")["push"]["EventKey"], "V1001");
    assert_eq!(conversation(&mock), ["account reply: welcome", "account custom: the song of today"]);
}

/// A text reply to a push.
fn reply(push: &webot::message::Document, text: &str) -> String {
    let field = |name: &str| push.get(name).expect("a field");
    format!(
        "<xml><ToUserName><![CDATA[{}]]></ToUserName><FromUserName><![CDATA[{}]]></FromUserName>\
         <CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType>\
         <Content><![CDATA[{text}]]></Content></xml>",
        field("FromUserName"),
        field("ToUserName"),
    )
}
