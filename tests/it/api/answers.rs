//! Answers of a call: errors, files, pages, and `--jq`.

use serde_json::{Value, json};

#[cfg(unix)]
use super::TOKEN;
use super::{PNG, wechat};
use crate::support::{Bot, Heard, Mock, Webot, http, http_typed};

const OK: &str = r#"{"errcode":0,"errmsg":"ok"}"#;

fn asked(bot: &Bot) -> usize {
    bot.heard().iter().filter(|heard| !heard.path().ends_with("token")).count()
}

fn api(bot: &Bot, args: &[&str]) -> Webot {
    Webot::asking(bot.url("")).webot(["api"]).args(args)
}

#[test]
fn an_errcode_in_http_200_is_an_error_on_stderr() {
    let errmsg = "invalid openid rid: 61725984-6126f6f9-040f19c4";
    let bot = wechat(move |_| http(200, json!({ "errcode": 40003, "errmsg": errmsg }).to_string()));
    let args = ["GET", "/cgi-bin/user/info", "-F", "openid=x"];
    api(&bot, &args)
        .exit(1)
        .stdout("")
        .stderr_starts("error: 40003 invalid openid (rid: 61725984-6126f6f9-040f19c4)\n")
        .stderr_has("caused by: ")
        .stderr_has("hint: ")
        .run();
    api(&bot, &args).args(["--lang", "zh"]).exit(1).stderr_starts("错误：40003 invalid openid").run();
    let ran = api(&bot, &args).args(["--json"]).exit(1).stderr_any().stdout("").run();
    let error = ran.error();
    assert_eq!(error["kind"], "api");
    assert_eq!((&error["code"], &error["errcode"]), (&json!(40003), &json!(40003)));
    assert_eq!(error["errmsg"], errmsg);
    assert_eq!((&error["rid"], &error["ip"]), (&json!("61725984-6126f6f9-040f19c4"), &Value::Null));
    assert_eq!(error["path"], "/cgi-bin/user/info");
    assert!(error["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{error}");
}

#[test]
fn a_blocked_ip_stands_alone_on_its_line() {
    let mock = Mock::start(["--allow-ip", "203.0.113.7"]);
    for lang in ["en", "zh"] {
        let ran = Webot::on(&mock).webot(["menu", "get", "--lang", lang]).exit(1).stderr_has("40164").run();
        assert!(ran.stderr.lines().any(|line| line == "127.0.0.1"), "{}", ran.stderr);
    }
    let error = Webot::on(&mock)
        .webot(["menu", "get", "--json"])
        .exit(1)
        .stderr_starts(r#"{"error":{"kind":"api""#)
        .run()
        .error();
    assert_eq!((&error["errcode"], &error["ip"]), (&json!(40164), &json!("127.0.0.1")));
}

#[test]
fn an_answer_is_indented_unless_json_is_requested() {
    let answer = r#"{"b":1,"a":{"c":"中文"},"n":12345678901234567890}"#;
    let bot = wechat(move |_| http(200, answer));
    let ran = api(&bot, &["GET", "/cgi-bin/x", "--json"]).run();
    assert_eq!(ran.stdout.trim_end(), answer);
    let ran = api(&bot, &["GET", "/cgi-bin/x"]).run();
    assert_eq!(ran.stdout, format!("{}\n", serde_json::to_string_pretty(&ran.json()).expect("JSON")));
}

#[test]
fn jq_filters_the_answer() {
    let bot = wechat(|_| http(200, r#"{"total":2,"data":{"openid":["a","b"]},"n":12345678901234567890}"#));
    let filtered = |filter: &str| api(&bot, &["GET", "/cgi-bin/user/get", "--jq", filter]).run().stdout;
    assert_eq!(filtered(".data.openid[]"), "a\nb\n");
    assert_eq!(filtered(".total + 1"), "3\n");
    assert_eq!(filtered(".data | {n: (.openid | length)}"), "{\"n\":2}\n");
    assert_eq!(filtered("empty"), "");
    assert_eq!(filtered(".nothing"), "null\n");
    let json = |filter: &str| api(&bot, &["GET", "/cgi-bin/user/get", "--json", "--jq", filter]).run().json();
    assert_eq!(json(".total"), json!(2));
    assert_eq!(json(".data.openid[]"), json!(["a", "b"]));
}

#[test]
fn an_invalid_filter_sends_nothing_and_a_failing_one_says_why() {
    let bot = wechat(|_| http(200, r#"{"total":2}"#));
    api(&bot, &["GET", "/cgi-bin/x", "--jq", ".a["]).exit(2).stderr_has("`.a[`").run();
    api(&bot, &["GET", "/cgi-bin/x", "--jq", "nosuchfunction"]).exit(2).stderr_has("nosuchfunction").run();
    assert_eq!(bot.heard().len(), 0);
    api(&bot, &["GET", "/cgi-bin/x", "--jq", ".total | keys"]).exit(2).stderr_has("--jq").stdout("").run();
    let bot = wechat(|_| http_typed("text/plain", b"plain"));
    api(&bot, &["GET", "/cgi-bin/x", "--jq", "."]).exit(2).stderr_has("not JSON").run();
}

#[test]
fn include_shows_status_and_headers_before_the_body() {
    let bot = wechat(|_| http_typed("application/json; encoding=utf-8", br#"{"a":1}"#));
    api(&bot, &["GET", "/cgi-bin/x", "--include", "--jq", ".a"])
        .stdout("HTTP 200\ncontent-type: application/json; encoding=utf-8\ncontent-length: 7\n\n1\n")
        .run();
    api(&bot, &["GET", "/cgi-bin/x", "-i"]).stdout_ends("content-length: 7\n\n{\n  \"a\": 1\n}\n").run();
    let bot = wechat(|_| http(200, OK));
    api(&bot, &["GET", "/cgi-bin/x", "-i"]).stdout_ends(format!("\n\n{OK}\n")).stderr("ok\n").run();
    let bot = wechat(|_| http_typed("image/png", PNG));
    let bytes = api(&bot, &["GET", "/cgi-bin/x", "-i"]).bytes();
    assert!(bytes.starts_with(b"HTTP 200\ncontent-type: image/png\n"), "{bytes:?}");
    assert!(bytes.ends_with(&[b"\n\n", PNG].concat()), "{bytes:?}");
}

#[test]
fn bytes_go_through_a_pipe_unchanged() {
    let bot = wechat(|_| http_typed("image/png", PNG));
    assert_eq!(api(&bot, &["GET", "/cgi-bin/media/get?media_id=m"]).bytes(), PNG);
    // One JSON document cannot be made of them.
    api(&bot, &["GET", "/cgi-bin/media/get?media_id=m", "--json"])
        .exit(2)
        .stdout("")
        .stderr_has("--output")
        .run();
}

#[cfg(unix)]
#[test]
fn bytes_are_not_written_to_a_terminal() {
    let bot = wechat(|_| http_typed("image/png", PNG));
    let home = Webot::asking(bot.url(""));
    let mut terminal = home.webot(["api", "GET", "/cgi-bin/media/get"]).terminal();
    let shown = terminal.end();
    assert!(shown.contains("--output") && !shown.contains("PNG"), "{shown}");
}

#[test]
fn an_answer_goes_into_a_file() {
    let large: Vec<u8> = (0..300_000_u32).flat_map(u32::to_be_bytes).collect();
    for content in [PNG.to_vec(), large] {
        let answer = content.clone();
        let bot = wechat(move |_| http_typed("image/png", &answer));
        let home = Webot::asking(bot.url(""));
        let run = home.webot(["api", "GET", "/cgi-bin/media/get?media_id=m", "--output", "a.png"]);
        run.clone().stdout("").stderr(format!("a.png: {} bytes\n", content.len())).run();
        assert_eq!(home.folder().bytes("a.png"), content);
        assert_eq!(home.folder().files(), ["a.png"]);
        assert_eq!(run.args(["--json"]).run().json(), json!({ "file": "a.png", "bytes": content.len() }));
        assert_eq!(asked(&bot), 2, "once each");
    }
}

#[test]
fn an_answer_in_one_large_piece_goes_into_a_file() {
    let large = json!({ "data": "x".repeat(200_000) }).to_string();
    let bot = wechat(move |_| http(200, &large));
    let home = Webot::asking(bot.url(""));
    home.webot(["api", "GET", "/cgi-bin/user/get", "--output", "f.json"])
        .stderr("f.json: 200011 bytes\n")
        .run();
    assert_eq!(home.folder().bytes("f.json").len(), 200_011);
}

#[test]
fn a_call_with_output_is_made_once() {
    let bot = wechat(|_| http(200, r#"{"tag":{"id":134}}"#));
    let home = Webot::asking(bot.url(""));
    home.webot(["api", "POST", "/cgi-bin/tags/create", "-F", "tag.name=VIP", "--output", "tag.json"])
        .stderr("tag.json: 18 bytes\n")
        .run();
    assert_eq!(asked(&bot), 1);
    assert_eq!(home.folder().bytes("tag.json"), br#"{"tag":{"id":134}}"#);
}

#[test]
fn an_error_in_place_of_a_picture_leaves_no_file() {
    for kind in ["image/jpeg", "text/plain", "application/json"] {
        let bot = wechat(move |_| http_typed(kind, br#"{"errcode":40007,"errmsg":"invalid media_id"}"#));
        let home = Webot::asking(bot.url(""));
        home.webot(["api", "GET", "/cgi-bin/media/get", "-F", "media_id=x", "-o", "a.jpg"])
            .exit(1)
            .stderr_starts("error: 40007 invalid media_id")
            .run();
        assert!(home.folder().files().is_empty(), "{kind}: {:?}", home.folder().files());
        assert_eq!(asked(&bot), 1, "{kind}");
        home.webot(["api", "GET", "/cgi-bin/media/get", "-F", "media_id=x"])
            .exit(1)
            .stdout("")
            .stderr_has("error: 40007 invalid media_id")
            .run();
    }
}

#[test]
fn a_refused_token_is_replaced_with_output_too() {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let bot = Bot::answering(move |heard| {
        let is_token = heard.path().ends_with("token");
        let fresh = is_token && asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) > 0;
        let answer =
            |token: &str| http(200, json!({ "access_token": token, "expires_in": 7200 }).to_string());
        match (is_token, heard.parameter("access_token").as_deref()) {
            (true, _) if fresh => answer("SECOND"),
            (true, _) => answer("FIRST"),
            (_, Some("SECOND")) => http_typed("image/png", PNG),
            _ => http(200, r#"{"errcode":40001,"errmsg":"invalid credential"}"#),
        }
    });
    let home = Webot::asking(bot.url(""));
    home.webot(["api", "GET", "/cgi-bin/media/get?media_id=m", "--output", "a.png"]).stderr_has("after it was issued, long before it expires: another program calls /cgi-bin/token (or force_refresh) for this appid").run();
    assert_eq!(home.folder().bytes("a.png"), PNG);
}

#[cfg(unix)]
#[test]
fn a_file_is_whole_or_not_there_and_a_device_stays_one() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    let bot = Bot::streaming(|heard, stream| {
        use std::io::Write;
        let answer = match heard.path() {
            path if path.ends_with("token") => http(200, TOKEN),
            "/cgi-bin/whole" => http_typed("image/png", PNG),
            _ => {
                let whole = http_typed("video/mp4", vec![7; 200_000]);
                whole[..150_000].to_vec()
            }
        };
        stream.write_all(&answer).ok();
    });
    let home = Webot::asking(bot.url(""));
    home.folder().write("a.mp4", "before");
    home.webot(["api", "GET", "/cgi-bin/media/get", "--retries", "0", "--output", "a.mp4"])
        .exit(4)
        .stderr_has("closed the connection")
        .run();
    assert_eq!(
        (home.folder().bytes("a.mp4"), home.folder().files()),
        (b"before".to_vec(), vec!["a.mp4".to_owned()])
    );
    home.webot(["api", "GET", "/cgi-bin/whole", "--output", "no/such/folder.png"])
        .exit(3)
        .stderr_has("no/such/folder.png")
        .stderr_lacks(".tmp")
        .run();
    let pipe = home.folder().path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let (reader, from) = (pipe.clone(), std::thread::spawn);
    let reader = from(move || std::fs::read(reader).expect("the pipe"));
    home.webot(["api", "GET", "/cgi-bin/whole", "--output", "pipe"]).stderr("pipe: 10 bytes\n").run();
    assert_eq!(reader.join().expect("bytes"), PNG);
    assert!(std::fs::metadata(&pipe).expect("the pipe").file_type().is_fifo());
    home.webot(["api", "GET", "/cgi-bin/whole", "--output", "shared.png"])
        .stderr("shared.png: 10 bytes\n")
        .run();
    std::fs::write(home.folder().path("usual"), "").expect("a file");
    let mode = |name: &str| std::fs::metadata(home.folder().path(name)).expect(name).permissions().mode();
    assert_eq!(mode("shared.png"), mode("usual"), "as the umask says");
}

#[test]
fn every_page_is_printed_on_its_own_line() {
    let mock = Mock::start(["--followers", "25000"]);
    let home = Webot::on(&mock);
    let ran = home.webot(["api", "GET", "/cgi-bin/user/get", "--paginate", "--jq", ".data.openid[]?"]).run();
    let all = home.webot(["user", "list", "--all", "--format", "csv"]).run();
    assert_eq!(ran.stdout.lines().count(), 25_000);
    assert_eq!(format!("openid\n{}", ran.stdout), all.stdout);
    let pages = home.webot(["api", "GET", "/cgi-bin/user/get", "--paginate"]).run().stdout;
    let pages: Vec<Value> = pages.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(
        pages.iter().map(|page| page["count"].as_u64().expect("a count")).collect::<Vec<_>>(),
        [10_000, 10_000, 5000]
    );
}

#[test]
fn pages_of_tags_and_of_the_blacklist_continue_in_the_body() {
    let page = |openids: &[&str], next: &str| {
        http(
            200,
            json!({ "count": openids.len(), "data": { "openid": openids }, "next_openid": next }).to_string(),
        )
    };
    for (path, cursor) in
        [("/cgi-bin/user/tag/get", "next_openid"), ("/cgi-bin/tags/members/getblacklist", "begin_openid")]
    {
        let bot = wechat(move |heard| {
            let body: Value = serde_json::from_slice(&heard.body).expect("JSON");
            match body[cursor].as_str().unwrap_or_default() {
                "" => page(&["a", "b"], "b"),
                "b" => page(&["c"], "c"),
                _ => page(&[], ""),
            }
        });
        let args = ["POST", path, "-F", "tagid=134", "--paginate", "--jq", ".data.openid[]"];
        assert_eq!(api(&bot, &args).stderr_any().run().stdout, "a\nb\nc\n", "{path}");
        let heard: Vec<Heard> = bot.heard().into_iter().filter(|heard| heard.path() == path).collect();
        assert_eq!(heard.len(), 3);
        assert!(heard.iter().all(|heard| heard.text().starts_with(r#"{"tagid":134"#)), "{heard:?}");
    }
}

#[test]
fn an_interrupted_list_names_the_next_page() {
    let bot = wechat(|heard| match heard.parameter("next_openid").as_deref() {
        None => http(200, r#"{"total":2,"count":1,"data":{"openid":["a"]},"next_openid":"a"}"#),
        _ => http(200, r#"{"errcode":45009,"errmsg":"reach max api daily quota limit"}"#),
    });
    let args = ["GET", "/cgi-bin/user/get", "--paginate"];
    let ran = api(&bot, &args).exit(1).stderr_has("`-F next_openid=a`").run();
    assert_eq!(ran.stdout.lines().count(), 1);
    let error =
        api(&bot, &args).args(["--json"]).exit(1).stderr_starts(r#"{"error":{"kind":"api""#).run().error();
    let hints = error["hints"].as_array().expect("hints");
    assert!(
        hints.iter().any(|hint| hint.as_str().is_some_and(|hint| hint.contains("-F next_openid=a"))),
        "{error}"
    );
}

/// The cause depends on the path and on the request.
#[test]
fn the_cause_is_that_of_this_call() {
    let caused = |answer: &'static str, args: &[&str]| {
        let bot = wechat(move |_| http(200, answer));
        let run =
            Webot::asking(bot.url("")).webot(["api"]).args(args).exit(1).stderr_has("caused by: ").run();
        run.stderr
    };
    let code = r#"{"errcode":40029,"errmsg":"invalid code"}"#;
    assert!(caused(code, &["GET", "/sns/jscode2session", "--query", "js_code=1"]).contains("`wx.login`"));
    let phone = caused(code, &["POST", "/wxa/business/getuserphonenumber", "--data", "{\"code\":\"1\"}"]);
    assert!(phone.contains("getPhoneNumber"), "{phone}");
    let key = r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#;
    let send = ["POST", "/cgi-bin/webhook/send", "--platform", "work", "--data", "{}", "--query"];
    let whole =
        caused(key, &[&send[..], &["key=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"]].concat());
    assert!(whole.contains("whole URL"), "{whole}");
    let bare = caused(key, &[&send[..], &["key=693a"]].concat());
    assert!(!bare.contains("whole URL"), "{bare}");
    let empty = r#"{"errcode":44003,"errmsg":"empty news data"}"#;
    let draft = ["POST", "/cgi-bin/draft/add", "--data"];
    let nested = caused(empty, &[&draft[..], &["{\"articles\": {\"articles\": []}}"]].concat());
    assert!(nested.contains("`articles` is an object"), "{nested}");
    let none = caused(empty, &[&draft[..], &["{}"]].concat());
    assert!(!none.contains("is an object"), "{none}");
}
