//! What once was wrong with the API's commands.

use serde_json::{Value, json};

use crate::support::{Bot, Mock, Webot, http, webot};

const TOKEN: &str = r#"{"access_token":"TOKSECRET-of-the-test","expires_in":7200}"#;

/// A server that gives a token, and repeats what it was asked in its answer.
fn echo(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Bot {
    Bot::answering(move |heard| {
        if heard.path().ends_with("token") { http(200, TOKEN) } else { http(200, answer(&heard.line)) }
    })
}

#[test]
fn a_token_that_a_server_repeats_is_covered() {
    let plain = echo(|line| format!("not json {line}"));
    let page = echo(|line| format!("<html><title>{}{line}</title></html>", "x".repeat(30)));
    for (bot, args) in [
        (&plain, &["user", "list"][..]),
        (&plain, &["user", "list", "--all"]),
        (&page, &["menu", "get"]),
        (&page, &["api", "GET", "/cgi-bin/menu/get", "--paginate"]),
    ] {
        Webot::asking(bot.url("")).webot(args).exit(4).stderr_lacks("TOKSEC").stdout_lacks("TOKSEC").run();
    }
}

#[test]
fn a_proxys_password_is_covered_without_a_scheme_too() {
    webot(["token", "get", "--proxy", "user:s3cretpw@127.0.0.1:1", "--retries", "0"])
        .env("WX_APPID", "wx1")
        .env("WX_SECRET", "s")
        .exit(4)
        .stderr_lacks("s3cretpw")
        .run();
}

#[test]
fn secrets_in_bodies_and_forms_are_covered_by_their_names() {
    for args in [
        &["-f", "password=P4SSW0RD"][..],
        &["-f", "suite_ticket=P4SSW0RD"],
        &["-f", "session_key=P4SSW0RD"],
        &["-f", "secret=P4SSW0RD\"quoted"],
        &["-f", "secret=P4SSW0RD", "--upload", "media=@wx.txt"],
    ] {
        for show in ["--dry-run", "--curl"] {
            webot(["api", "POST", "/cgi-bin/some/thing", show])
                .args(args)
                .file("wx.txt", "x")
                .stdout_lacks("P4SSW0RD")
                .run();
        }
    }
}

#[test]
fn a_field_named_key_does_not_take_the_tokens_place() {
    webot(["api", "GET", "/cgi-bin/user/info", "-F", "key=1", "--dry-run"])
        .stdout_has("access_token=***")
        .run();
}

#[test]
fn a_third_party_platforms_calls_want_its_own_token() {
    webot(["api", "POST", "/cgi-bin/component/api_create_preauthcode", "--dry-run"])
        .exit(2)
        .stderr_has("`component_access_token`")
        .run();
}

#[test]
fn a_strangers_host_gets_no_token_and_a_mistyped_path_is_told() {
    webot(["api", "GET", "https://evil.example.com/x"])
        .exit(2)
        .stderr_has("`evil.example.com` is no host of WeChat")
        .run();
    webot(["api", "GET", "/cgi-bin/user/infoo", "--dry-run"])
        .stderr_has("did you mean /cgi-bin/user/info?")
        .run();
    webot(["api", "--list", "黑名单"]).stdout_has("/cgi-bin/tags/members/getblacklist").run();
}

#[test]
fn one_change_of_the_file_does_not_undo_another() {
    let home = Webot::new();
    home.folder().write("wx_config.json", "{}\n");
    let keys =
        ["url", "receiver", "corpid", "agentid", "mchid", "mch_serial", "platform_serial", "oauth_appid"];
    // All at once.
    let started =
        keys.map(|key| home.webot(["config", "set", key, "http://a.cn/1"]).stderr_has("written to ").spawn());
    for mut process in started {
        process.ended();
    }
    let file: Value = serde_json::from_slice(&home.folder().bytes("wx_config.json")).expect("JSON");
    for key in keys {
        assert_eq!(file[key], "http://a.cn/1", "{file}");
    }
}

#[test]
fn what_a_list_prints_another_command_takes() {
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
fn a_short_text_is_counted_in_characters() {
    let scene = "中".repeat(64);
    let made = webot(["qrcode", "create", &scene, "--mock", "--json"]).run().json();
    assert!(made["ticket"].is_string(), "{made}");
    webot(["tag", "create", &"a".repeat(31), "--mock"]).exit(2).stderr_has("31 characters, at most 30").run();
}

#[test]
fn an_answer_in_one_large_piece_goes_into_a_file() {
    let large = json!({ "data": "x".repeat(200_000) }).to_string();
    let bot = echo(move |_| large.clone());
    let home = Webot::asking(bot.url(""));
    home.webot(["api", "GET", "/cgi-bin/user/get", "--output", "f.json"])
        .stderr("f.json: 200011 bytes\n")
        .run();
    assert_eq!(home.folder().bytes("f.json").len(), 200_011);
}

#[test]
fn what_is_only_tried_clears_nothing() {
    let home = Webot::new();
    home.webot(["token", "get", "--mock"]).stderr_ends("; --print prints the value alone\n").run();
    home.webot(["token", "clear", "--mock", "--dry-run"]).exit(2).stderr_has("`--dry-run`").run();
    let kept = home.webot(["token", "show", "--mock", "--json"]).run().json();
    assert!(kept["access_token"]["expires_in"].is_u64(), "{kept}");
}

/// tokio keeps Ctrl-C from ending the process where nobody waits for it, such as in a pipe that is full.
#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_a_command_that_writes_into_a_pipe_nobody_reads() {
    use std::io::Read;
    let mock = Mock::start(["--followers", "50000"]);
    let home = Webot::on(&mock);
    let mut command = home.webot(["user", "list", "--all"]).command();
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().expect("webot starts");
    let mut stdout = child.stdout.take().expect("a pipe");
    // Something has come, and then nobody reads on.
    stdout.read_exact(&mut [0; 10]).expect("openids");
    let interrupt = || {
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    };
    interrupt();
    assert_eq!(child.wait().expect("an end").code(), Some(130));
}
