//! `work notify`: robots of group chats, on the mock.

use serde_json::{Value, json};

use crate::support::{Folder, Mock, Ran, Webot};

const KEY: &str = "693a91f6-7aac-4bc4-97a0-0ec2effa5aaa";

/// The smallest beginning of a PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const AMR: &[u8] = b"#!AMR\n\x3c\x91\x17\x16\xbe";

/// A user whose robot is configured.
fn home(mock: &Mock) -> Webot {
    Webot::new().env("WX_API_BASE", mock.url()).env("WX_WEBHOOK_KEY", KEY)
}

/// The messages that the robot has sent.
fn sent(mock: &Mock) -> Vec<Value> {
    let state = mock.get("/__webot/state");
    let messages = state["accounts"][0]["messages"].as_array().expect("messages").clone();
    messages.into_iter().map(|sent| sent["message"].clone()).collect()
}

fn notify(home: &Webot, words: &[&str], stdin: &str) -> Ran {
    home.webot(["work", "notify"].iter().chain(words)).stdin(stdin).stderr_any().run()
}

#[test]
fn stdin_is_sent_as_a_text_with_mentions() {
    let mock = Mock::start([]);
    notify(&home(&mock), &["--mention", "zhangsan,@all", "--mention-mobile", "13800001111"], "部署完成\n");
    let text = json!({
        "content": "部署完成", "mentioned_list": ["zhangsan", "@all"], "mentioned_mobile_list": ["13800001111"],
    });
    assert_eq!(sent(&mock), [json!({ "msgtype": "text", "text": text })]);
    let call = &mock.asked()[0];
    assert_eq!((&call["path"], &call["query"]["key"]), (&json!("/cgi-bin/webhook/send"), &json!("***")));
}

#[test]
fn an_address_stands_for_the_key_and_the_server() {
    let mock = Mock::start([]);
    let url = format!("{}/cgi-bin/webhook/send?key={KEY}", mock.url());
    let ran = Webot::new()
        .env("ROBOT", &url)
        .webot(["work", "notify", "env:ROBOT", "--markdown", "# 标题", "--json"])
        .run();
    assert_eq!(ran.json(), json!({ "errcode": 0, "errmsg": "ok", "messages": 1 }));
    assert_eq!(sent(&mock), [json!({ "msgtype": "markdown", "markdown": { "content": "# 标题" } })]);
    // On the command line it is shown nowhere.
    Webot::new()
        .webot(["work", "notify", &url, "x", "--curl"])
        .stdout_lacks(KEY)
        .stderr_lacks(KEY)
        .stdout_has(mock.url())
        .stderr_any()
        .run();
}

#[test]
fn long_texts_are_split_at_the_ends_of_lines() {
    let mock = Mock::start([]);
    let lines: Vec<String> = (0..1000).map(|line| format!("line {line}")).collect();
    let lines = lines.join("\n");
    let home = home(&mock);
    assert_eq!(notify(&home, &["--markdown-v2", "-", "--json"], &lines).json()["messages"], 3);
    assert_eq!(notify(&home, &["--json"], &lines).json()["messages"], 5);
    let parts = sent(&mock);
    let content = |part: &Value, kind: &str| part[kind]["content"].as_str().map(str::to_owned);
    let of = |kind: &str| -> Vec<String> { parts.iter().filter_map(|part| content(part, kind)).collect() };
    for (kind, most) in [("markdown_v2", 4096), ("text", 2048)] {
        let parts = of(kind);
        assert!(parts.iter().all(|part| part.len() <= most && part.starts_with("line ")), "{kind}");
        assert_eq!(parts.join("\n"), lines, "{kind}");
    }
}

#[test]
fn pictures_files_voices_articles_and_cards_are_sent() {
    let mock = Mock::start([]);
    let folder = Folder::new();
    folder.write("a.png", PNG);
    folder.write("a.amr", AMR);
    folder.write("a.txt", "some text");
    let path = |name: &str| folder.path(name).display().to_string();
    let home = home(&mock);
    let answer = |words: &[&str]| notify(&home, &[words, &["--json"]].concat(), "").json();
    answer(&["--image", &path("a.png")]);
    let file = answer(&["--file", &path("a.txt")]);
    answer(&["--voice", &path("a.amr")]);
    answer(&["--news", r#"{"title":"中秋","url":"https://example.com/"}"#]);
    answer(&[
        "--card",
        r#"{"card_type":"text_notice","main_title":{"title":"通知"},"card_action":{"type":1,"url":"https://example.com/"}}"#,
    ]);
    let sent = sent(&mock);
    let kinds: Vec<&str> = sent.iter().filter_map(|message| message["msgtype"].as_str()).collect();
    assert_eq!(kinds, ["image", "file", "voice", "news", "template_card"]);
    assert_eq!(sent[1]["file"]["media_id"], file["media_id"]);
    let wrong = |words: &[&str], said: &str| {
        home.webot(["work", "notify"].iter().chain(words)).exit(2).stderr_has(said).run();
    };
    wrong(&["--image", &path("a.amr")], "amr");
    wrong(&["--voice", &path("a.png")], "png");
    wrong(&["--news", "[]"], "no articles");
    wrong(&["--card", r#"{"card_type":"vote_interaction"}"#], "text_notice and news_notice");
    wrong(&["--card", r#"{"card_type":"text_notice"}"#], "template_card.main_title.title");
    wrong(&["--markdown", "x", "--mention", "a"], "cannot be used together");
}

#[test]
fn keys_are_checked_and_never_shown() {
    let mock = Mock::start([]);
    let wrong = "693a91f6-wrong";
    let refused = home(&mock).env("WX_WEBHOOK_KEY", wrong).webot(["work", "notify", "--text", "x", "--json"]);
    let error = refused.exit(1).stderr_lacks(wrong).run().error();
    assert_eq!(error["code"], 93000);
    let home = Webot::new();
    home.webot(["work", "notify", "--text", "x"])
        .exit(3)
        .stderr_has_all(&["WX_WEBHOOK_KEY", "webhook_key"])
        .run();
    let other = home.env("WX_WEBHOOK_KEY", "https://example.com/?token=geheim");
    other
        .webot(["work", "notify", "--text", "x"])
        .exit(2)
        .stderr_lacks("geheim")
        .stderr_has("?key=KEY")
        .run();
}

#[test]
fn the_21st_message_of_a_minute_waits_or_fails() {
    let mock = Mock::start([]);
    let path = format!("/cgi-bin/webhook/send?key={KEY}");
    let body = r#"{"msgtype":"text","text":{"content":"x"}}"#;
    for _ in 0..20 {
        assert_eq!(mock.post(&path, body)["errcode"], 0);
    }
    assert_eq!(mock.post(&path, body)["errcode"], 45009);
    let other = path.replace("693a", "793a");
    assert_eq!(mock.post(&other, body)["errcode"], 0);
    // Another program has sent them.
    let home = home(&mock);
    let refused = home
        .webot(["work", "notify", "--text", "x", "--no-wait", "--json"])
        .exit(1)
        .stderr_any()
        .run()
        .error();
    assert_eq!(refused["code"], 45009);
}

#[test]
fn webot_counts_its_messages_between_commands() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let lines = "x".repeat(2048 * 19);
    assert_eq!(notify(&home, &["--json"], &lines).json()["messages"], 19);
    let last =
        home.webot(["work", "notify", "--no-wait", "--json"]).stdin(&*lines).exit(1).stderr_any().run();
    let json = last.json();
    assert_eq!(json["messages"], 1);
    assert!((1..=60).contains(&json["retry_after"].as_u64().expect("seconds")), "{json}");
    assert_eq!(sent(&mock).len(), 20);
}

#[test]
fn the_mock_checks_what_wecom_checks() {
    let mock = Mock::start([]);
    let path = format!("/cgi-bin/webhook/send?key={KEY}");
    let long = |kind: &str, length: usize| {
        format!(r#"{{"msgtype":"{kind}","{kind}":{{"content":"{}"}}}}"#, "x".repeat(length))
    };
    for (code, body) in [
        (0, long("markdown", 4096)),
        (40058, long("markdown", 4097)),
        (40058, long("text", 2049)),
        (44004, long("text", 0)),
        (40008, long("video", 1)),
        (40058, r#"{"msgtype":"image","image":{"base64":"iVBORw0KGgo=","md5":"0"}}"#.to_owned()),
        (40007, r#"{"msgtype":"file","file":{"media_id":"x"}}"#.to_owned()),
        (45008, r#"{"msgtype":"news","news":{"articles":[]}}"#.to_owned()),
        (41010, r#"{"msgtype":"news","news":{"articles":[{"title":"x"}]}}"#.to_owned()),
        (40058, r#"{"msgtype":"template_card","template_card":{"card_type":"vote_interaction"}}"#.to_owned()),
        (47001, "x".to_owned()),
    ] {
        assert_eq!(mock.post(&path, &body)["errcode"], code, "{body}");
    }
    let said = mock.post(&path, &long("markdown", 5000))["errmsg"].as_str().expect("a text").to_owned();
    assert!(said.starts_with("markdown.content exceed max length 4096"), "{said}");
}
