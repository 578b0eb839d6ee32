//! Customer-service accounts, sessions and records.

use serde_json::json;

use crate::support::{Mock, Webot};

const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const FIRST: &str = "kf2001@gh_1234567890ab";
const SECOND: &str = "kf1@gh_1234567890ab";

#[test]
fn accounts_serve_users() {
    let mock = Mock::start([]);
    let home = Webot::new()
        .env("WX_APPID", "wx1234567890abcdef")
        .env("WX_SECRET", "s")
        .env("WX_API_BASE", mock.url());
    let kf = |words: &[&str]| home.webot(["kf"]).args(words.iter().copied()).stderr_any();
    let refused = |words: &[&str], code: &str| {
        home.webot(["kf"]).args(words.iter().copied()).exit(1).stderr_has(code).run();
    };
    kf(&["account", "add", SECOND, "小红"]).run();
    refused(&["account", "add", SECOND, "小红"], "65406");
    refused(&["account", "add", "much_too_long@gh_abc", "x"], "65404");
    refused(&["account", "update", "kf9@gh_1234567890ab", "x"], "65401");
    kf(&["account", "update", SECOND, "小兰"]).run();
    kf(&["account", "invite", SECOND, "test_wx"]).run();
    refused(&["account", "invite", SECOND, "test_wx"], "65411");
    let list = kf(&["account", "list", "--json"]).run().json();
    assert_eq!(list["kf_list"][0]["kf_nick"], "小兰");
    assert_eq!(list["kf_list"][0]["invite_wx"], "test_wx");

    refused(&["session", "close", FIRST, OPENID], "65413");
    kf(&["session", "create", FIRST, OPENID]).run();
    refused(&["session", "create", SECOND, OPENID], "65414");
    assert_eq!(kf(&["session", "get", OPENID, "--json"]).run().json()["kf_account"], FIRST);
    let served = kf(&["session", "list", FIRST, "--json"]).run().json();
    assert_eq!(served["sessionlist"][0]["openid"], OPENID);
    kf(&["session", "close", FIRST, OPENID]).run();
    kf(&["account", "delete", SECOND, "--yes"]).run();
    refused(&["account", "delete", SECOND, "--yes"], "65401");
}

#[test]
fn records_are_what_was_sent() {
    let mock = Mock::start([]);
    let home = Webot::new()
        .env("WX_APPID", "wx1234567890abcdef")
        .env("WX_SECRET", "s")
        .env("WX_API_BASE", mock.url());
    for text in ["一", "二", "三"] {
        let words = ["message", "custom", "text", OPENID, text, "--kf-account", FIRST];
        home.webot(words).stderr_any().run();
    }
    let sent = |kf: &str| home.webot(["message", "custom", "text", OPENID, "x", "--kf-account", kf]);
    sent("kf9@gh_1234567890ab").exit(1).stderr_has("65401").run();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs();
    let (start, end) = ((now - 3600).to_string(), (now + 3600).to_string());
    let page = |after: &str| {
        let words = ["kf", "records", &start, &end, "--after", after, "--number", "2", "--json"];
        home.webot(words).run().json()
    };
    let first = page("1");
    assert_eq!((&first["number"], &first["recordlist"][0]["text"]), (&json!(2), &json!("一")));
    let last = page(&first["msgid"].to_string());
    assert_eq!((&last["number"], &last["recordlist"][0]["worker"]), (&json!(1), &json!(FIRST)));
    home.webot(["kf", "records", "0", "86401", "--after", "1", "--number", "1"])
        .exit(1)
        .stderr_has("65417")
        .run();
}

/// SDKs still send the forms of earlier documents.
#[test]
fn earlier_forms_of_calls_have_the_same_effect() {
    let mock = Mock::start([]);
    let token = mock.token();
    let get = |path: &str, query: &str| mock.get(&format!("{path}?access_token={token}&{query}"));
    let post = |path: &str, body: &str| mock.post(&format!("{path}?access_token={token}"), body);
    let account = format!(r#"{{"kf_account":"{SECOND}","nickname":"小红"}}"#);
    assert_eq!(post("/customservice/kfaccount/add", &account)["errcode"], 0);
    let delete = "/customservice/kfaccount/del";
    assert_eq!(get(delete, &format!("kf_account={SECOND}"))["errcode"], 0);
    assert_eq!(get(delete, &format!("kf_account={SECOND}"))["errcode"], 65401);
    assert_eq!(get(delete, "")["errcode"], 65401);
    // A mini-program names the openid of a worker.
    assert_eq!(get(delete, "kf_openid=nobody")["errcode"], 40003);
    let openid = get("/cgi-bin/user/get", "")["data"]["openid"][0].as_str().expect("a follower").to_owned();
    assert_eq!(get(delete, &format!("kf_openid={openid}"))["errcode"], 0);

    for text in ["一", "二", "三"] {
        let body = format!(r#"{{"touser":"{openid}","msgtype":"text","text":{{"content":"{text}"}}}}"#);
        assert_eq!(post("/cgi-bin/message/custom/send", &body)["errcode"], 0);
    }
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs();
    let page = |end: u64, number: u64| {
        let start = now - 3600;
        let body = format!(r#"{{"starttime":{start},"endtime":{end},"pagesize":2,"pageindex":{number}}}"#);
        post("/customservice/msgrecord/getrecord", &body)
    };
    let texts = |number: u64| -> Vec<serde_json::Value> {
        let page = page(now + 3600, number);
        page["recordlist"].as_array().expect("a list").iter().map(|record| record["text"].clone()).collect()
    };
    assert_eq!((texts(1), texts(2), texts(3)), (vec![json!("一"), json!("二")], vec![json!("三")], vec![]));
    assert_eq!(page(now + 100_000, 1)["errcode"], 65417);
    assert_eq!(page(0, 1)["errcode"], 65416);
}

#[test]
fn a_picture_is_in_the_list() {
    let mock = Mock::start([]);
    let home = Webot::new()
        .env("WX_APPID", "wx1234567890abcdef")
        .env("WX_SECRET", "s")
        .env("WX_API_BASE", mock.url());
    let picture = || {
        home.webot(["kf", "account", "list", "--json"]).run().json()["kf_list"][0]["kf_headimgurl"].clone()
    };
    let first = picture();
    let avatar = |account: &str| {
        home.webot(["kf", "account", "avatar", account, "me.jpg"])
            .file("me.jpg", b"\xff\xd8\xff\xe0 a picture")
            .stderr_any()
    };
    avatar(FIRST).run();
    let second = picture();
    assert!(
        first != second && second.as_str().is_some_and(|url| url.starts_with("http://mmbiz.qpic.cn/")),
        "{second}"
    );
    avatar("kf9@gh_1234567890ab").exit(1).stderr_has("65401").run();
}

/// `wechatpy` and `WeRoBot` leave out what the documentation wants, and WeChat takes it.
#[test]
fn videos_need_no_cover_and_music_no_title() {
    let mock = Mock::start([]);
    let token = mock.token();
    let send = |body: &str| {
        // The media that the mock has from the start.
        let medium = r#"_id":"rF4UdIMfYK3efUfyoddYRMU50zMiRmmt_l0kszupYh_SzrcW5Gaheq05p_lHuOTQ"#;
        let body = format!(r#"{{"touser":"{OPENID}",{body}}}"#).replace(r#"_id":"M"#, medium);
        mock.post(&format!("/cgi-bin/message/custom/send?access_token={token}"), &body)["errcode"].clone()
    };
    for (body, errcode) in [
        (r#""msgtype":"video","video":{"media_id":"M"}"#, 0),
        (r#""msgtype":"video","video":{"thumb_media_id":"M"}"#, 40007),
        (
            r#""msgtype":"music","music":{"musicurl":"https://example.com/","hqmusicurl":"https://example.com/","thumb_media_id":"M"}"#,
            0,
        ),
        (r#""msgtype":"music","music":{"musicurl":"https://example.com/"}"#, 40007),
    ] {
        assert_eq!(send(body), errcode, "{body}");
    }
}

#[test]
fn users_wait_until_they_are_served() {
    let mock = Mock::start([]);
    let home = Webot::new()
        .env("WX_APPID", "wx1234567890abcdef")
        .env("WX_SECRET", "s")
        .env("WX_API_BASE", mock.url());
    let waiting = || home.webot(["kf", "session", "waiting", "--json"]).run().json();
    assert_eq!(waiting(), json!({ "count": 0, "waitcaselist": [] }));
    let followers = home.webot(["user", "list", "--json"]).run().json();
    let second = followers["data"]["openid"][1].as_str().expect("an openid").to_owned();
    let act = |openid: &str, action: &str| {
        mock.post("/__webot/act", &json!({ "openid": openid, "action": action }).to_string());
        mock.post("/__webot/state", r#"{"advance_s":10}"#);
    };
    act(OPENID, "wait");
    act(&second, "wait");
    act(OPENID, "message");
    let list = waiting();
    assert_eq!((&list["count"], &list["waitcaselist"][0]["openid"]), (&json!(2), &json!(second)));
    home.webot(["kf", "session", "create", FIRST, &second]).stderr_any().run();
    // One who is served does not wait.
    act(&second, "wait");
    assert_eq!(waiting()["waitcaselist"][0]["openid"], OPENID);
    assert_eq!(waiting()["count"], 1);
}
