//! Answers that would end webot, keep it busy, or pass for what was asked for.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::support::{Bot, Folder, Heard, OPENID, Webot, http, http_with};

const CALL: [&str; 3] = ["api", "GET", "/sns/auth?access_token=t&openid=o"];

fn asking(bot: &Bot, args: &[&str]) -> Webot {
    Webot::new().args(CALL).args(args).args(["--api-base", &bot.url(""), "--retries", "0"])
}

#[test]
fn deep_json_in_a_string_does_not_end_the_process() {
    let bot = Bot::answering(|_: &Heard| http(200, json!({ "a": "[".repeat(200_000) }).to_string()));
    asking(&bot, &["--jq", ".a | fromjson"]).exit(2).stderr_has("deeper").run();
    asking(&bot, &["--jq", ".a | length"]).stdout("200000\n").run();
    let bot = Bot::answering(|_: &Heard| http(200, json!({ "a": "[[1]]" }).to_string()));
    asking(&bot, &["--jq", ".a | fromjson | .[0][0]"]).stdout("1\n").run();
}

#[test]
fn cursors_that_point_to_each_other_end_the_list() {
    let calls = AtomicUsize::new(0);
    let bot = Bot::answering(move |heard: &Heard| {
        if heard.path() == "/cgi-bin/stable_token" {
            return http(200, r#"{"access_token":"A","expires_in":7200}"#);
        }
        let turn = calls.fetch_add(1, Ordering::SeqCst);
        assert!(turn < 20, "it goes on for ever");
        let next = ["a", "b"][turn % 2];
        let page = json!({ "total": 9, "count": 1, "data": { "openid": [OPENID] }, "next_openid": next });
        http(200, page.to_string())
    });
    let url = bot.url("");
    let list = Webot::asking(&url).args(["user", "list", "--all"]).run();
    assert!(list.stdout.lines().count() <= 4, "{}", list.stdout);
    Webot::asking(&url).args(["api", "GET", "/cgi-bin/user/get", "--paginate"]).run();
}

#[test]
fn an_empty_answer_or_a_part_of_one_is_no_file() {
    for (status, body) in [(200, ""), (206, "half of a picture")] {
        let bot = Bot::answering(move |_: &Heard| http_with(status, "Content-Type: image/jpeg\r\n", body));
        let folder = Folder::new();
        let run = asking(&bot, &["-o", "picture.jpg"]).within(&folder, "");
        run.exit(4).stderr_any().run();
        assert_eq!(folder.files(), Vec::<String>::new());
    }
}

#[test]
#[cfg(unix)]
fn a_file_keeps_its_mode() {
    let bot = Bot::answering(|_: &Heard| http_with(200, "Content-Type: image/jpeg\r\n", "a picture"));
    let folder = Folder::new();
    folder.write("picture.jpg", "old");
    let run = asking(&bot, &["-o", "picture.jpg"]).within(&folder, "");
    run.stderr_any().run();
    assert_eq!((folder.read("picture.jpg"), folder.mode("picture.jpg")), ("a picture".to_owned(), 0o600));
}

/// Temporary files may hold secrets: those of processes that were killed are removed by the next one.
#[test]
fn temporary_files_of_killed_processes_are_removed() {
    let folder = Folder::new();
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    let aged = |name: &str| {
        folder.write(name, "secret");
        let file = std::fs::File::options().write(true).open(folder.path(name)).expect("a file");
        file.set_modified(old).expect("a time");
        file
    };
    drop(aged(".webot-abandoned.tmp"));
    drop(aged("webot-mine.tmp"));
    let held = aged(".webot-held.tmp");
    held.lock().expect("a lock");
    folder.write(".webot-new.tmp", "secret");
    folder.webot(["config", "set", "url", "http://a/"]).stderr_has("saved").run();
    assert_eq!(folder.files(), [".webot-held.tmp", ".webot-new.tmp", "webot-mine.tmp", "wx_config.json"]);
}

/// SIGTERM ends a download as Ctrl-C does, and leaves no half file.
#[test]
#[cfg(unix)]
fn sigterm_leaves_no_temporary_file() {
    let bot = Bot::streaming(|_, stream| {
        use std::io::Write as _;
        let head = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 1000000\r\n\r\n";
        stream.write_all(head.as_bytes()).expect("sent");
        stream.write_all(&vec![0xff; 200_000]).expect("sent");
        crate::support::hold(stream);
    });
    let folder = Folder::new();
    let temporary = || folder.files().iter().any(|name| name.starts_with(".webot-"));
    let mut process = asking(&bot, &["-o", "picture.jpg"]).within(&folder, "").exit(130).stderr_any().spawn();
    crate::support::until("it downloads", temporary);
    // The handler is there once the request was sent.
    crate::support::until("it asks", || !bot.heard().is_empty());
    process.signal("-TERM");
    process.ended();
    assert_eq!(folder.files(), Vec::<String>::new());
}

#[test]
fn stored_values_that_are_no_token_are_fetched_again() {
    let bot = Bot::answering(|_: &Heard| http(200, r#"{"access_token":"A_FRESH","expires_in":7200}"#));
    let home = Webot::asking(bot.url(""));
    assert_eq!(home.token(), "A_FRESH");
    let [path] = &home.tokens()[..] else { panic!("a token") };
    let stored: Value = serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON");
    for value in ["", "null", "undefined", "two words", "line\nbreak"] {
        let mut changed = stored.clone();
        changed["value"] = value.into();
        std::fs::write(path, changed.to_string()).expect("a file");
        assert_eq!(home.token(), "A_FRESH", "{value}");
    }
    #[cfg(unix)]
    for device in ["/dev/zero", "/dev/null"] {
        std::fs::remove_file(path).expect("a file");
        std::os::unix::fs::symlink(device, path).expect("a link");
        assert_eq!(home.token(), "A_FRESH", "{device}");
        assert!(path.symlink_metadata().expect("a file").is_file(), "{device}");
    }
}

#[test]
fn a_filter_that_calls_itself_without_end_is_wrong_usage() {
    let bot = Bot::answering(|_: &Heard| http(200, r#"{"a":[1,2]}"#));
    let endless = [
        "def f: 1 + f; f",
        "def f: [f]; f",
        "def f: f | f; f",
        r#""\(def f: {a: f}; f)""#,
        "[.a[] | def f(g): g + f(g); f(.)]",
        "path(def f: f | .a; f)",
    ];
    for filter in endless {
        asking(&bot, &["--jq", filter]).exit(2).stderr_has("without end").run();
    }
    asking(&bot, &["--jq", "reduce range(50000) as $i (0; [.])"]).exit(2).stderr_has("nests deeper").run();
    let factorial = "def fac: if . <= 1 then 1 else . * (. - 1 | fac) end; 5 | fac";
    asking(&bot, &["--jq", factorial]).stdout("120\n").run();
    let loops = "def up: if . < 100000 then . + 1 | up else . end; 0 | up";
    asking(&bot, &["--jq", loops]).stdout("100000\n").run();
}
