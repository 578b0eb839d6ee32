//! Lists of followers over many pages, and QR codes.

#[cfg(unix)]
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{Bot, Heard, Mock, Webot, http, webot};

const TOKEN: &str = r#"{"access_token":"TOKEN-of-the-test","expires_in":7200}"#;
const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";

/// A WeChat whose lists are these pages, and then this errcode.
fn pages(pages: &'static [(&'static str, &'static str)], then: i64) -> Bot {
    Bot::answering(move |heard: &Heard| {
        if heard.path().ends_with("token") {
            return http(200, TOKEN);
        }
        let body: Value = serde_json::from_slice(&heard.body).unwrap_or_default();
        let after =
            heard.parameter("next_openid").or_else(|| body["next_openid"].as_str().map(str::to_owned));
        let at = match after.as_deref().unwrap_or_default() {
            "" => Some(0),
            after => pages.iter().position(|(_, next)| *next == after).map(|at| at + 1),
        };
        match at.and_then(|at| pages.get(at)) {
            Some((openid, next)) => http(
                200,
                json!({ "total": 9, "count": 1, "data": { "openid": [openid] }, "next_openid": next })
                    .to_string(),
            ),
            None => http(200, json!({ "errcode": then, "errmsg": "no" }).to_string()),
        }
    })
}

#[test]
fn all_followers_come_in_order_and_complete() {
    let mock = Mock::start(["--followers", "25000"]);
    let home = Webot::on(&mock);
    let lines = home.webot(["user", "list", "--all"]).run();
    assert_eq!(lines.stderr, "");
    let csv = home.webot(["user", "list", "--all", "--format", "csv"]).run().stdout;
    let openids: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!((csv.lines().next(), openids.len(), openids[0]), (Some("openid"), 25_000, OPENID));
    let as_json =
        openids.iter().fold(String::new(), |text, openid| text + "{\"openid\":\"" + openid + "\"}\n");
    assert!(lines.stdout == as_json, "NDJSON and CSV differ");
    assert!(home.webot(["user", "list", "--all", "--json"]).run().stdout == as_json);
    let unique: std::collections::HashSet<&str> = openids.iter().copied().collect();
    assert_eq!(unique.len(), 25_000);
    // As WeChat itself gives them, page by page.
    let first = home.webot(["user", "list", "--json"]).run().json();
    assert_eq!((&first["total"], &first["count"]), (&json!(25_000), &json!(10_000)));
    let list = first["data"]["openid"].as_array().expect("openids");
    assert!(list.iter().zip(&openids).all(|(one, other)| one == other));
    // From one on: the rest, without a second heading.
    let rest = home.webot(["user", "list", "--all", "--format", "csv", "--next", openids[19_999]]).run();
    assert!(rest.stdout.lines().eq(openids[20_000..].iter().copied()));
}

#[test]
fn an_account_without_followers_has_an_empty_list() {
    let mock = Mock::start(["--followers", "0"]);
    let home = Webot::on(&mock);
    assert_eq!(home.webot(["user", "list", "--all"]).run().stdout, "");
    assert_eq!(home.webot(["user", "list", "--all", "--format", "csv"]).run().stdout, "openid\n");
}

#[test]
fn an_interrupted_list_names_the_next_page() {
    let bot = pages(&[("a", "a"), ("b", "b")], 45009);
    let home = Webot::asking(bot.url(""));
    home.webot(["user", "list", "--all"])
        .exit(1)
        .stdout("{\"openid\":\"a\"}\n{\"openid\":\"b\"}\n")
        .stderr_starts("error: 45009")
        .stderr_has("`--next b`")
        .run();
    let hints = home.webot(["user", "list", "--all", "--json"]).exit(1).error()["hints"].to_string();
    assert!(hints.contains("--next b"), "{hints}");
    home.webot(["user", "list", "--all", "--next", "nobody"])
        .exit(1)
        .stdout("")
        .stderr_has("`--next nobody`")
        .run();
}

#[test]
fn an_answer_without_a_list_is_an_error() {
    for (answer, code, said) in [
        ("{}", 1, "`count`"),
        ("[]", 4, "not an object"),
        (r#"{"errcode":0,"errmsg":"ok"}"#, 1, "`count`"),
        ("gateway says hello", 4, "not JSON"),
    ] {
        let bot = Bot::answering(move |heard| {
            http(200, if heard.path().ends_with("token") { TOKEN } else { answer })
        });
        Webot::asking(bot.url(""))
            .webot(["user", "list", "--all", "--format", "csv"])
            .exit(code)
            .stdout("")
            .stderr_has(said)
            .run();
    }
}

#[test]
fn a_list_that_leads_back_to_itself_ends() {
    let bot = Bot::answering(|heard| {
        let page =
            json!({ "total": 2, "count": 1, "data": { "openid": ["a"] }, "next_openid": "a" }).to_string();
        http(200, if heard.path().ends_with("token") { TOKEN } else { &page })
    });
    let ran = Webot::asking(bot.url("")).webot(["user", "list", "--all"]).run();
    assert_eq!(ran.stdout.lines().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_the_list_with_0() {
    use std::io::{BufRead, BufReader};
    let mock = Mock::start(["--followers", "100000"]);
    let home = Webot::on(&mock);
    let mut command = home.webot(["user", "list", "--all"]).command();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("webot starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut line).expect("a line");
    assert_eq!(line, format!("{{\"openid\":\"{OPENID}\"}}\n"));
    let output = child.wait_with_output().expect("webot ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr)), (Some(0), "".into()));
}

#[test]
fn members_of_a_tag_and_the_blacklist_are_gone_through() {
    let mock = Mock::start(["--followers", "45"]);
    let home = Webot::on(&mock);
    let all = home.webot(["user", "list", "--all", "--format", "csv"]).run().stdout;
    let openids: Vec<&str> = all.lines().skip(1).collect();
    home.webot(["tag", "create", "VIP"]).run();
    // With commas, as words, and from standard input.
    home.webot(["tag", "add", "134", &openids[..10].join(","), openids[10]]).stderr("ok\n").run();
    home.webot(["tag", "add", "134", "-"]).stdin(openids[11..30].join("\n")).stderr("ok\n").run();
    home.webot(["tag", "add", "134", "@more.txt"])
        .file("more.txt", openids[30..40].join(" "))
        .stderr("ok\n")
        .run();
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().skip(1).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let members = home.webot(["tag", "members", "134", "--all", "--format", "csv"]).run().stdout;
    assert_eq!(sorted(&members), sorted(&format!("\n{}", openids[..40].join("\n"))));
    home.webot(["tag", "remove", "134", &openids[..39].join(",")]).stderr("ok\n").run();
    let left = home.webot(["tag", "members", "134", "--all"]).run().stdout;
    assert_eq!(left, format!("{{\"openid\":\"{}\"}}\n", openids[39]));
    home.webot(["blacklist", "add", "-"]).stdin(openids[..20].join("\r\n")).stderr("ok\n").run();
    let blocked = home.webot(["blacklist", "list", "--all", "--format", "csv"]).run().stdout;
    assert_eq!(sorted(&blocked), sorted(&format!("\n{}", openids[..20].join("\n"))));
    home.webot(["blacklist", "remove", &openids[..20].join(",")]).stderr("ok\n").run();
    assert_eq!(home.webot(["blacklist", "list", "--all"]).run().stdout, "");
}

#[test]
fn too_many_openids_are_refused_before_anything_is_sent() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    for (words, most) in [
        (&["user", "batch"][..], 100),
        (&["tag", "add", "134"], 50),
        (&["tag", "remove", "134"], 50),
        (&["blacklist", "add"], 20),
    ] {
        let many = vec![OPENID; most + 1].join(",");
        home.webot(words).args([&many]).exit(2).stderr_has(most.to_string()).run();
        home.webot(words).args(["-"]).stdin("\n").exit(2).stderr_has("`OPENID").run();
    }
    assert_eq!(mock.asked(), Vec::<Value>::new());
}

#[test]
fn several_followers_are_asked_about_at_once() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let ran = home.webot(["user", "batch", "-", "--language", "en", "--json"]).stdin(OPENID).run();
    assert_eq!(ran.json()["user_info_list"][0]["openid"], OPENID);
    let body = &mock.asked()[0]["body"];
    assert_eq!(*body, json!({ "user_list": [{ "openid": OPENID, "lang": "en" }] }));
}

#[test]
fn remarks_are_raw_utf_8_and_may_be_empty() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    for remark in ["老王 & \"co\" <b>", ""] {
        home.webot(["user", "remark", OPENID, remark]).stderr("ok\n").run();
        let info = home.webot(["user", "info", OPENID, "--json"]).run().json();
        assert_eq!(info["remark"], remark);
    }
}

#[test]
fn the_output_of_a_list_is_input_of_another_command() {
    let mock = Mock::start(["--followers", "3"]);
    let home = Webot::on(&mock);
    home.webot(["tag", "create", "VIP"]).run();
    for format in ["ndjson", "csv"] {
        let all = home.webot(["user", "list", "--all", "--format", format]).run().stdout;
        home.webot(["tag", "add", "134", "-"]).stdin(all).stderr("ok\n").run();
    }
    let members = home.webot(["tag", "members", "134", "--json"]).run().json();
    assert_eq!(members["count"], 3);
    home.webot(["user", "list", "--format", "csv"]).exit(2).stderr_has("--all").run();
}

#[test]
fn the_length_of_a_text_counts_characters() {
    let scene = "中".repeat(64);
    let made = webot(["qrcode", "create", &scene, "--mock", "--json"]).run().json();
    assert!(made["ticket"].is_string(), "{made}");
    webot(["tag", "create", &"a".repeat(31), "--mock"]).exit(2).stderr_has("31 characters, at most 30").run();
}

/// tokio keeps Ctrl-C from ending a process that does not wait for it, for example while it writes into a full pipe.
#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_a_command_that_writes_into_a_full_pipe() {
    use std::io::Read;
    let mock = Mock::start(["--followers", "50000"]);
    let home = Webot::on(&mock);
    let mut command = home.webot(["user", "list", "--all"]).command();
    let mut child = command.stdout(Stdio::piped()).spawn().expect("webot starts");
    let mut stdout = child.stdout.take().expect("a pipe");
    // Some output has come, and the rest is never read.
    stdout.read_exact(&mut [0; 10]).expect("openids");
    let interrupt = || {
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    };
    interrupt();
    assert_eq!(child.wait().expect("an end").code(), Some(130));
}
