//! Customer-service messages: every type, and the windows in which users can be written to.

use serde_json::{Value, json};

use crate::support::{Mock, Webot, webot};

const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";

/// A user whose account is on a mock.
fn on(mock: &Mock) -> Webot {
    Webot::new().env("WX_APPID", "wx1234567890abcdef").env("WX_SECRET", "s").env("WX_API_BASE", mock.url())
}

/// Returns the body that a command would send.
fn body(words: &[&str]) -> Value {
    let command = webot(["message", "custom"]).args(words).args(["--dry-run", "--json", "--mock"]);
    let request = command.stderr_any().run().json();
    serde_json::from_str(request["body"].as_str().expect("a body")).expect("JSON")
}

#[test]
fn every_type_has_its_object() {
    let cases: [(&[&str], Value); 8] = [
        (&["text", OPENID, "您好"], json!({ "msgtype": "text", "text": { "content": "您好" } })),
        (&["image", OPENID, "M"], json!({ "msgtype": "image", "image": { "media_id": "M" } })),
        (
            &["video", OPENID, "M", "T", "--title", "标题"],
            json!({ "msgtype": "video", "video": { "media_id": "M", "thumb_media_id": "T", "title": "标题" } }),
        ),
        (
            &[
                "news",
                OPENID,
                "标题，带, 逗号",
                "https://example.com/",
                "--picture",
                "https://example.com/a.png",
            ],
            json!({ "msgtype": "news", "news": { "articles": [
                { "title": "标题，带, 逗号", "url": "https://example.com/", "picurl": "https://example.com/a.png" }
            ] } }),
        ),
        (
            &["article", OPENID, "A"],
            json!({ "msgtype": "mpnewsarticle", "mpnewsarticle": { "article_id": "A" } }),
        ),
        (
            &["menu", OPENID, "--head", "满意吗", "--option", "101=满意", "--option", "102=a=b"],
            json!({ "msgtype": "msgmenu", "msgmenu": {
                "head_content": "满意吗",
                "list": [{ "id": "101", "content": "满意" }, { "id": "102", "content": "a=b" }],
            } }),
        ),
        (
            &["mini-program", OPENID, "pages/a", "T", "--title", "首页"],
            json!({ "msgtype": "miniprogrampage", "miniprogrampage": {
                "pagepath": "pages/a", "thumb_media_id": "T", "title": "首页"
            } }),
        ),
        (
            &["text", OPENID, "hi", "--kf-account", "kf1@gh_abc", "--ai", "1"],
            json!({
                "msgtype": "text", "text": { "content": "hi" },
                "customservice": { "kf_account": "kf1@gh_abc" }, "aimsgcontext": { "is_ai_msg": 1 },
            }),
        ),
    ];
    for (words, mut expected) in cases {
        expected["touser"] = json!(OPENID);
        assert_eq!(body(words), expected, "{words:?}");
    }
}

#[test]
fn the_sixth_message_is_too_many_and_two_days_later_it_is_too_late() {
    let mock = Mock::start([]);
    let home = on(&mock);
    let text = |text: &str| home.webot(["message", "custom", "text", OPENID, text]);
    for number in 1..=5 {
        text(&format!("message {number}")).stderr_any().run();
    }
    text("the sixth").exit(1).stderr_has("45047").run();
    let act =
        |action: &str| mock.post("/__webot/act", &json!({ "openid": OPENID, "action": action }).to_string());
    assert!(act("message")["error"].is_null());
    text("an answer").stderr_any().run();
    mock.post("/__webot/state", r#"{"advance_s":172801}"#);
    text("too late").exit(1).stderr_has("45015").run();
    act("menu");
    for _ in 0..3 {
        text("an answer to a tap").stderr_any().run();
    }
    text("the fourth").exit(1).stderr_has("45047").run();
    act("scan");
    mock.post("/__webot/state", r#"{"advance_s":61}"#);
    text("too late").exit(1).stderr_has("45015").run();
    assert_eq!(
        act("sleep")["error"],
        "`action` takes message, menu, follow, unfollow, scan, wait, kf_message, change_external_contact, change_external_chat, change_external_tag, suite_ticket, create_auth, change_auth, cancel_auth or reset_permanent_code"
    );
    home.webot(["message", "custom", "text", "oNobody", "x"]).exit(1).stderr_has("40003").run();
}

#[test]
fn typing_is_shown_once_and_only_soon_after_a_message() {
    let mock = Mock::start([]);
    let home = on(&mock);
    let typing = |command: &str| home.webot(["message", "custom", "typing", OPENID, command]);
    typing("Typing").stderr_any().run();
    typing("Typing").exit(1).stderr_has("45081").run();
    typing("CancelTyping").stderr_any().run();
    typing("Typing").stderr_any().run();
    mock.post("/__webot/state", r#"{"advance_s":31}"#);
    typing("Typing").exit(1).stderr_has("45080").run();
}

#[test]
fn a_message_of_ones_own_is_sent_as_it_is() {
    let two = json!({ "touser": OPENID, "msgtype": "news", "news": { "articles": [
        { "title": "a", "description": "b", "url": "https://example.com/", "picurl": "" },
        { "title": "c", "description": "d", "url": "https://example.com/", "picurl": "" },
    ] } });
    let send = || webot(["message", "custom", "send", "--mock"]);
    send().stdin(two.to_string()).exit(1).stderr_has("45008").run();
    let unknown = json!({ "touser": OPENID, "msgtype": "vioce", "vioce": { "media_id": "M" } });
    send().stdin(unknown.to_string()).exit(1).stderr_has("40008").run();
    let text = json!({ "touser": OPENID, "msgtype": "text", "text": { "content": "hi" } });
    send().stdin(text.to_string()).stderr_any().run();
    send().stdin("[]").exit(2).stderr_has("`stdin` is not an object").run();
    send().stdin("").exit(2).stderr_has("`stdin` is empty").run();
    send()
        .stdin("{\n  \"touser\":\n")
        .exit(2)
        .stderr_has("invalid JSON in `stdin` (line 2, column 11)")
        .run();
}

#[test]
fn only_media_of_the_account_are_sent() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock).file("cat.jpg", b"\xff\xd8\xff");
    let upload = home.webot(["media", "upload", "cat.jpg", "--jq", ".media_id"]).run().stdout;
    let send = |words: &[&str]| home.webot(["message", "custom"]).args(words);
    send(&["image", OPENID, upload.trim()]).stderr("ok\n").run();
    for words in [
        &["image", OPENID, "M"][..],
        &["voice", OPENID, "M"],
        &["video", OPENID, "M", upload.trim()],
        &["video", OPENID, upload.trim(), "M"],
        &["mini-program", OPENID, "pages/a", "M", "--title", "a", "--mini-appid", "wx1234567890abcdef"],
        &["mpnews", OPENID, "M"],
    ] {
        send(words).exit(1).stderr_has("40007 invalid media_id").run();
    }
}
