//! Mass messages: receivers, contents, confirmation, repeats, status.

use serde_json::{Value, json};

use crate::support::{Bot, Mock, Webot, http, webot};

const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const SAMPLE: &str = "rF4UdIMfYK3efUfyoddYRMU50zMiRmmt_l0kszupYh_SzrcW5Gaheq05p_lHuOTQ";
const SENDALL: &str = "/cgi-bin/message/mass/sendall";

fn on(url: &str) -> Webot {
    Webot::new().env("WX_APPID", "wx1234567890abcdef").env("WX_SECRET", "s").env("WX_API_BASE", url)
}

fn body(words: &[&str]) -> Value {
    let ran = webot(["message", "mass"])
        .args(words.iter().copied())
        .args(["--mock", "--dry-run", "--json"])
        .stderr_any()
        .run();
    serde_json::from_str(ran.json()["body"].as_str().expect("a body")).expect("JSON")
}

#[test]
fn a_message_has_its_receivers_and_its_content() {
    let id = json!("5c5a7ae4c4ba1ba6c3d3ea1ee9a5a9a6");
    let with_id = |words: &[&str]| {
        let mut body = body(&[words, &["--client-msg-id", "5c5a7ae4c4ba1ba6c3d3ea1ee9a5a9a6"]].concat());
        assert_eq!(body["clientmsgid"].take(), id);
        body
    };
    assert_eq!(
        with_id(&["send", "--all", "--text", "放假"]),
        json!({ "filter": { "is_to_all": true }, "msgtype": "text", "clientmsgid": null, "text": { "content": "放假" } })
    );
    assert_eq!(
        with_id(&["send", "--tag", "2", "--news", "M", "--ignore-reprint"]),
        json!({
            "filter": { "is_to_all": false, "tag_id": 2 }, "msgtype": "mpnews", "send_ignore_reprint": 1,
            "clientmsgid": null, "mpnews": { "media_id": "M" },
        })
    );
    let images = ["send", "--all", "--image", "A", "--image", "B", "--recommend", "看", "--comments", "fans"];
    assert_eq!(
        with_id(&images)["images"],
        json!({ "media_ids": ["A", "B"], "recommend": "看", "need_open_comment": 1, "only_fans_can_comment": 1 })
    );
    let video = with_id(&["send-to", "a,b", "--video", "V", "--title", "T", "--description", "D"]);
    assert_eq!(video["touser"], json!(["a", "b"]));
    assert_eq!(video["mpvideo"], json!({ "media_id": "V", "title": "T", "description": "D" }));
    let shown = body(&["preview", "--wechat-id", "abc", "--image", "A"]);
    assert_eq!(shown, json!({ "towxname": "abc", "msgtype": "image", "image": { "media_id": "A" } }));
}

#[test]
fn what_cannot_be_sent_is_a_usage_error() {
    let wrong = |words: &[&str], part: &str| {
        webot(["message", "mass"])
            .args(words.iter().copied())
            .args(["--yes", "--mock"])
            .exit(2)
            .stderr_has(part)
            .run();
    };
    wrong(&["send", "--text", "x"], "--all");
    wrong(&["send", "--all", "--tag", "2", "--text", "x"], "--tag");
    wrong(&["send", "--all"], "--text");
    wrong(&["send", "--all", "--text", "x", "--news", "M"], "--news");
    wrong(&["send", "--all", "--text", "x", "--recommend", "r"], "--recommend");
    wrong(&["send", "--all", "--text", "x", "--ignore-reprint"], "--ignore-reprint");
    wrong(&["send", "--all", "--image", "x", "--description", "d"], "--description");
    wrong(&["send", "--all", "--text", &"长".repeat(683)], "2048");
    wrong(&["send", "--all", "--text", "x", "--client-msg-id", &"i".repeat(65)], "64");
    wrong(&["send-to", OPENID, "--text", "x"], "2 to 10000");
    let list: Vec<String> = (0..10_001).map(|number| format!("o{number}")).collect();
    webot(["message", "mass", "send-to", "-", "--text", "x", "--yes", "--mock"])
        .stdin(list.join("\n"))
        .exit(2)
        .stderr_has("10001")
        .stderr_has("--tag")
        .run();
}

#[test]
fn it_asks_first() {
    let mock = Mock::start([]);
    let send = ["message", "mass", "send", "--all", "--text", "放假"];
    on(&mock.url()).webot(send).exit(2).stderr_has("--yes").run();
    assert_eq!(mock.count(SENDALL), 0);
}

#[cfg(unix)]
#[test]
fn the_question_says_what_goes_to_how_many() {
    let mock = Mock::start(["--followers", "7"]);
    let home = on(&mock.url());
    home.webot(["tag", "create", "VIP"]).stderr_any().run();
    home.webot(["tag", "add", "134", OPENID]).stderr_any().run();
    let ask = |words: &[&str], question: &str| {
        let mut terminal = home.webot(["message", "mass", "send"]).args(words.iter().copied()).terminal();
        terminal.expect(question);
        terminal.type_line("n");
        terminal.end();
    };
    // A terminal shows Chinese and quotation marks too, which the test cannot look for.
    ask(&["--all", "--text", "放假通知"], "to all 7 followers? It cannot be taken back");
    ask(&["--tag", "134", "--news", SAMPLE], "to the 1 follower with the tag ");
    assert_eq!(mock.count("/cgi-bin/draft/get"), 1);
    assert_eq!(mock.count(SENDALL), 0);
}

#[test]
fn a_repeat_is_refused_and_names_the_first() {
    let mock = Mock::start([]);
    let home = on(&mock.url());
    let send = |text: &str| {
        home.webot(["message", "mass", "send", "--all", "--text", text, "--yes", "--json"]).stderr_any()
    };
    let id = send("一").run().json()["msg_id"].clone();
    send("一").exit(1).stderr_has("45065").stderr_has(format!("message mass get {id}")).run();
    assert_ne!(send("二").run().json()["msg_id"], id);
    mock.post("/__webot/state", r#"{"advance_s":86401}"#);
    assert_ne!(send("一").run().json()["msg_id"], id);
    // Without a clientmsgid, WeChat makes one of the message.
    let token = mock.token();
    let raw = r#"{"filter":{"is_to_all":true},"msgtype":"text","text":{"content":"三"}}"#;
    let post = || mock.post(&format!("{SENDALL}?access_token={token}"), raw);
    assert_eq!(post()["errcode"], 0);
    let again = post();
    assert_eq!((&again["errcode"], again["msg_id"].is_u64()), (&json!(45065), true));
}

#[test]
fn a_message_that_may_have_arrived_is_not_sent_again() {
    let refusing = |answer: &'static str| {
        Bot::answering(move |heard| {
            let body = if heard.path().contains("mass") {
                answer
            } else {
                r#"{"access_token":"T","expires_in":7200}"#
            };
            http(200, body)
        })
    };
    for (answer, exit) in [(r#"{"errcode":-1,"errmsg":"system error"}"#, 1), ("<html>bad gateway</html>", 4)]
    {
        let bot = refusing(answer);
        let send = ["message", "mass", "send", "--all", "--text", "x", "--yes", "--client-msg-id", "abc"];
        on(&bot.url("")).webot(send).exit(exit).stderr_has("--client-msg-id abc").run();
        let sent = bot.heard().iter().filter(|heard| heard.path() == SENDALL).count();
        assert_eq!(sent, 1, "{answer}");
    }
}

#[test]
fn a_job_ends_and_its_draft_leaves_the_box() {
    let mock = Mock::start([]);
    let home = on(&mock.url()).file("cat.jpg", [0xff, 0xd8, 0xff, 0xe0, b'a', b'b']);
    let cover = home.webot(["material", "add", "cat.jpg", "--json"]).stderr_any().run().json();
    let cover = cover["media_id"].as_str().expect("an ID").to_owned();
    let home = home.file("a.html", "<title>新品</title><p>上新</p>");
    let draft = home.webot(["draft", "add", "a.html", "--cover", &cover, "--json"]).stderr_any().run().json();
    let draft = draft["media_id"].as_str().expect("an ID").to_owned();
    let send = ["message", "mass", "send", "--all", "--news", &draft, "--yes", "--json"];
    let sent = home.webot(send).run().json();
    let id = sent["msg_id"].to_string();
    let status = |words: &[&str]| {
        home.webot(["message", "mass", "get", &id, "--json"]).args(words.iter().copied()).run().json()
    };
    assert_eq!(status(&[])["msg_status"], "SENDING");
    mock.post("/__webot/state", r#"{"advance_s":2}"#);
    assert_eq!(status(&[])["msg_status"], "SEND_SUCCESS");
    assert_eq!(home.webot(["draft", "count", "--json"]).run().json()["total_count"], 0);
    home.webot(["message", "mass", "send", "--tag", "2", "--news", &draft, "--yes"])
        .exit(1)
        .stderr_has("40007")
        .run();
    let pushes = mock.get("/__webot/pushes");
    let push = &pushes[0]["push"];
    assert_eq!(push["Event"], "MASSSENDJOBFINISH");
    let counts = ["TotalCount", "FilterCount", "SentCount", "ErrorCount"].map(|name| push[name].clone());
    assert_eq!(counts, [3, 3, 3, 0].map(|count| json!(count)));
    let url = push["ArticleUrlResult"]["ResultList"]["item"][0]["ArticleUrl"].as_str().expect("a URL");
    home.webot(["message", "mass", "delete", "--url", url]).exit(2).stderr_has("--yes").run();
    home.webot(["message", "mass", "delete", "--url", url, "--yes"]).stderr_any().run();
    assert_eq!(status(&[])["msg_status"], "DELETE");
}

#[test]
fn a_follower_gets_four_a_month() {
    let mock = Mock::start(["--followers", "2"]);
    let home = on(&mock.url());
    let list = home.webot(["user", "list", "--json"]).run().json();
    let second = list["data"]["openid"][1].as_str().expect("an openid").to_owned();
    let both = format!("{OPENID},{second}");
    let to_all = |text: &str| home.webot(["message", "mass", "send", "--all", "--text", text, "--yes"]);
    for text in ["1", "2", "3"] {
        to_all(text).stderr_any().run();
    }
    let to_both = |text: &str| {
        let send = ["message", "mass", "send-to", &both, "--text", text, "--yes", "--wait", "--json"];
        home.webot(send).stderr_any()
    };
    assert_eq!(to_both("4").run().json()["msg_status"], "SEND_SUCCESS");
    assert_eq!(to_both("5").exit(1).run().json()["msg_status"], "SEND_FAIL");
    to_all("4").stderr_any().run();
    to_all("5").exit(1).stderr_has("45028").run();
    // A subscription account may send once a day, which would end every second test.
    mock.post("/__webot/state", r#"{"kind":"subscription"}"#);
    to_all("6").stderr_any().run();
    to_both("6").exit(1).stderr_has("48001").run();
}

#[test]
fn media_speed_and_cards_are_checked() {
    let mock = Mock::start([]);
    let home = on(&mock.url());
    let refused = |words: &[&str], code: &str| {
        home.webot(["message", "mass"])
            .args(words.iter().copied())
            .args(["--yes"])
            .exit(1)
            .stderr_has(code)
            .run();
    };
    for kind in ["--image", "--voice", "--video", "--news"] {
        refused(&["send", "--all", kind, "nothing"], "40007");
    }
    refused(&["send", "--all", "--card", "c"], "45113");
    refused(&["send", "--tag", "999", "--text", "x"], "40152");
    refused(&["delete", "7"], "40059");
    let video = home.webot(["message", "mass", "video", SAMPLE, "--title", "新品", "--json"]).run().json();
    let video = video["media_id"].as_str().expect("an ID").to_owned();
    home.webot(["message", "mass", "preview", OPENID, "--video", &video]).stderr_any().run();
    home.webot(["message", "mass", "speed", "set", "5"]).exit(2).stderr_has("4").run();
    home.webot(["message", "mass", "speed", "set", "2"]).stderr_any().run();
    let speed = home.webot(["message", "mass", "speed", "get", "--json"]).run().json();
    assert_eq!(speed, json!({ "speed": 2, "realspeed": 45 }));
}

#[test]
fn hints_ask_the_mock_that_was_asked() {
    let home = Webot::new();
    let mock = ["--mock", "--mock-state", "state.json"];
    let command = |words: &[&str]| home.webot(["message", "mass"].iter().chain(words)).args(mock);
    let send = ["send", "--all", "--text", "x", "--yes"];
    command(&send).stderr_has("--mock --mock-state state.json` shows whether").run();
    command(&send).exit(1).stderr_has("--mock --mock-state state.json` shows whether").run();
    home.webot(["tag", "create", "VIP"]).args(mock).stderr_any().run();
    command(&["send", "--tag", "134", "--text", "y", "--yes"])
        .stderr_has("no follower has the tag “VIP”")
        .run();
    let image = ["send", "--all", "--image", "nothing", "--yes"];
    command(&image).exit(1).stderr_has("webot material add").run();
}

#[test]
fn a_text_cannot_be_deleted() {
    let mock = Mock::start([]);
    let home = on(&mock.url());
    let send = ["message", "mass", "send", "--all", "--text", "x", "--yes", "--json"];
    let id = home.webot(send).stderr_any().run().json()["msg_id"].to_string();
    let delete = ["message", "mass", "delete", &id, "--yes"];
    home.webot(delete).exit(1).stderr_has("only articles and videos can be deleted").run();
}
