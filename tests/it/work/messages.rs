//! `work message`, `work chat`, `work media`.

use serde_json::{Value, json};

use super::{answer, errcode, home, next};
use crate::support::Mock;

#[test]
fn receivers_that_are_not_reached_are_a_warning() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let sent = next(&home, &["message", "text", "会议", "--to", "zhangsan,nobody", "--to-tag", "9"]);
    let sent = sent.stderr_has_all(&["no effect for nobody", "no effect for 9"]).run().json();
    assert_eq!((&sent["errcode"], &sent["invaliduser"]), (&json!(0), &json!("nobody")));
    assert_eq!(errcode(&home, &["message", "text", "会议", "--to", "nobody"]), json!(81013));
    assert_eq!(
        errcode(&home, &["message", "text", "会议", "--to", "lisi", "--agentid", "7"]),
        json!(301_002)
    );
    next(&home, &["message", "text", "会议"]).exit(2).stderr_has("--to or --to-party or --to-tag").run();
    answer(&home, &["message", "text", "会议", "--to", "@all"]);
    let msgid = sent["msgid"].as_str().expect("an id");
    answer(&home, &["message", "recall", msgid]);
    assert_eq!(errcode(&home, &["message", "recall", msgid]), json!(40058));
    assert_eq!(answer(&home, &["message", "statistics"])["statistics"][0]["count"], 2);
}

#[test]
fn the_31st_message_of_a_minute_is_dropped_silently() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let token = answer(&home, &["token", "get", "--show-secrets"])["access_token"].clone();
    let path = format!("/cgi-bin/message/send?access_token={}", token.as_str().expect("a token"));
    let body = r#"{"touser":"lisi","msgtype":"text","agentid":1000002,"text":{"content":"x"}}"#;
    for _ in 0..31 {
        assert_eq!(mock.post(&path, body)["errcode"], 0);
    }
    let state = mock.get("/__webot/state");
    let messages = state["companies"][0]["messages"].as_array().expect("messages").clone();
    let dropped: Vec<bool> = messages.iter().map(|message| message["dropped"] == json!(["lisi"])).collect();
    assert_eq!(dropped.iter().filter(|dropped| **dropped).count(), 1);
    assert_eq!(dropped.last(), Some(&true));
    let long = format!(
        r#"{{"touser":"lisi","msgtype":"markdown","agentid":1000002,"markdown":{{"content":"{}"}}}}"#,
        "x".repeat(2049)
    );
    let refused = mock.post(&path, &long);
    assert!(
        refused["errmsg"].as_str().expect("a text").starts_with("markdown.content exceed max length 2048"),
        "{refused}"
    );
}

/// The card that flags describe.
fn card(words: &[&str]) -> Value {
    let mock = Mock::start([]).or_not_asked();
    let words = [&["message", "card"], words, &["--to", "lisi", "--dry-run", "--json"]].concat();
    let request = next(&home(&mock), &words).run().json();
    let body: Value = serde_json::from_str(request["body"].as_str().expect("a body")).expect("JSON");
    body["template_card"].clone()
}

#[test]
fn a_card_is_built_from_flags_or_json() {
    let notice = [
        "text_notice",
        "--title",
        "告警",
        "--field",
        "主机=web-1",
        "--emphasis",
        "99%=CPU",
        "--url",
        "https://example.com",
    ];
    assert_eq!(
        card(&notice),
        json!({
            "card_type": "text_notice",
            "main_title": { "title": "告警" },
            "emphasis_content": { "title": "99%", "desc": "CPU" },
            "horizontal_content_list": [{ "keyname": "主机", "value": "web-1" }],
            "card_action": { "type": 1, "url": "https://example.com" },
        })
    );
    let vote = [
        "vote_interaction",
        "--option",
        "1=是",
        "--option",
        "2=否",
        "--multiple",
        "--submit",
        "go=提交",
        "--task-id",
        "t1",
    ];
    let vote = card(&vote);
    assert_eq!(vote["checkbox"]["mode"], 1);
    assert_eq!(vote["checkbox"]["option_list"][1], json!({ "id": "2", "text": "否" }));
    let select = ["multiple_interaction", "--option", "a.1=红", "--option", "b.1=大", "--submit", "go=提交"];
    assert_eq!(card(&select)["select_list"][1]["question_key"], "b");
    let given = r#"{"card_type":"text_notice","sub_title_text":"好","card_action":{"type":1,"url":"https://example.com"}}"#;
    assert_eq!(card(&["--card", given])["sub_title_text"], "好");
}

#[test]
fn a_card_that_wecom_refuses_is_not_sent_and_a_code_works_once() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let wrong = ["message", "card", "button_interaction", "--title", "审批", "--to", "lisi"];
    next(&home, &wrong).exit(2).stderr_has("`--button` is missing").run();
    let sent = answer(&home, &[&wrong[..], &["--button", "ok=同意", "--button", "no=驳回"]].concat());
    let code = sent["response_code"].as_str().expect("a code");
    let update = ["message", "update-card", "--user", "lisi", "--button", "已同意", code];
    answer(&home, &update);
    assert_eq!(errcode(&home, &update), json!(40058));
}

#[test]
fn media_are_those_of_all_apps_of_the_company() {
    let mock = Mock::start([]);
    let home =
        home(&mock).file("a.png", b"\x89PNG\r\n\x1a\n0000").file("b.txt", "hi").file("c.txt", "hello, world");
    let id = answer(&home, &["media", "upload", "a.png"])["media_id"].clone();
    let id = id.as_str().expect("an id");
    let other = home.clone().env("WX_CORPSECRET", "another-app").env("WX_AGENTID", "1000003");
    answer(&other, &["message", "image", id, "--to", "lisi"]);
    assert_eq!(errcode(&other, &["message", "file", id, "--to", "lisi"]), json!(40007));
    assert_eq!(errcode(&home, &["media", "upload", "b.txt"]), json!(40006));
    let file = answer(&home, &["media", "upload", "c.txt"]);
    assert_eq!(file["type"], "file");
    let id = file["media_id"].as_str().expect("an id");
    next(&home, &["media", "get", "-o", "-", id]).stdout("hello, world").stderr_any().run();
}

#[test]
fn a_chat_belongs_to_the_app_that_made_it() {
    let mock = Mock::start([]);
    let home = home(&mock);
    // The app is known by the agentid that it has named.
    answer(&home, &["agent", "get"]);
    let chat = answer(&home, &["chat", "create", "zhangsan", "lisi", "--name", "发布群"])["chatid"].clone();
    let chat = chat.as_str().expect("an id");
    answer(&home, &["chat", "text", chat, "上线"]);
    assert_eq!(errcode(&home, &["chat", "update", chat, "--remove", "lisi"]), json!(86006));
    assert_eq!(answer(&home, &["chat", "get", chat])["chat_info"]["owner"], "zhangsan");
    assert_eq!(errcode(&home, &["chat", "text", "none", "上线"]), json!(86003));
    let other = home.env("WX_CORPSECRET", "another-app").env("WX_AGENTID", "1000003");
    answer(&other, &["agent", "get"]);
    assert_eq!(errcode(&other, &["chat", "text", chat, "上线"]), json!(86008));
}

#[test]
fn a_message_as_json_gets_the_agentid_of_the_profile() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let message = r#"{"touser":"lisi|nobody","msgtype":"news","news":{"articles":[{"title":"a","url":"https://example.com"}]}}"#;
    next(&home, &["message", "send"]).stdin(message).stderr_has("nobody").run();
    next(&home, &["message", "send"]).stdin("[]").exit(2).stderr_has("--file").run();
    let chat = r#"{"chatid":"CHATID","msgtype":"markdown","markdown":{"content":"**a**"}}"#;
    next(&home, &["chat", "send"]).stdin(chat).stderr("ok\n").run();
    let state = mock.get("/__webot/state");
    assert_eq!(state["companies"][0]["messages"][0]["agentid"], 1_000_002);
    assert_eq!(state["companies"][0]["chats"][0]["messages"][0]["msgtype"], "markdown");
}

#[test]
fn a_long_text_is_cut_and_a_wrong_notice_refused() {
    let mock = Mock::start([]);
    let home = home(&mock);
    answer(&home, &["message", "text", &"长".repeat(700), "--to", "lisi"]);
    let state = mock.get("/__webot/state").to_string();
    assert!(state.contains(&"长".repeat(682)) && !state.contains(&"长".repeat(683)), "{state}");
    let notice = |title: &str, items: &str| {
        let given = ["message", "miniprogram", "wx1234567890abcdef", title, "--to", "lisi", "--items", items];
        next(&home, &given).args(["--json"])
    };
    notice("会议室预订", r#"[{"key":"地点","value":"三楼"}]"#).stderr_any().run();
    let refused =
        |title: &str, items: &str| notice(title, items).exit(1).stderr_has("40058").stderr_any().run();
    refused("会议", "[]");
    refused("会议室预订", r#"[{"key":"一二三四五六七八九十一","value":"三楼"}]"#);
}

#[test]
fn the_31st_message_of_a_minute_is_dropped_and_shown() {
    let mock = Mock::start([]);
    let home = home(&mock);
    for number in 0..31 {
        answer(&home, &["message", "text", &number.to_string(), "--to", "lisi"]);
    }
    let state = mock.get("/__webot/state").to_string();
    assert_eq!(state.matches(r#""dropped":["lisi"]"#).count(), 1, "{state}");
    let shown = answer(&home, &["message", "statistics"]);
    assert_eq!(shown["statistics"][0]["count"], 30);
}

#[test]
fn a_text_that_wecom_cuts_is_a_warning() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let long = "字".repeat(683);
    next(&home, &["message", "text", &long, "--to", "lisi"]).stderr_has("2049 bytes: WeCom cuts").run();
    let card = json!({ "touser": "lisi", "msgtype": "textcard", "textcard": {
        "title": "x".repeat(129), "description": "x", "url": "https://example.com" } });
    let sent = next(&home, &["message", "send", "--dry-run"]).stdin(card.to_string());
    sent.stderr_has("`textcard.title` has 129 bytes").run();
    next(&home, &["message", "text", &"字".repeat(682), "--to", "lisi"]).run();
}
