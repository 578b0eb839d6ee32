//! Conventions of other tools that people try.

use crate::support::{Folder, webot};

#[test]
fn the_method_of_a_listed_path_may_be_left_out() {
    webot(["api", "/cgi-bin/user/get", "--mock", "--jq", ".total"]).stdout("3\n").run();
    webot(["api", "/cgi-bin/menu/create", "-d", r#"{"button":[]}"#, "--dry-run"])
        .stdout_has("POST https://api.weixin.qq.com/cgi-bin/menu/create")
        .run();
    webot(["api", "/cgi-bin/nope", "--mock"]).exit(2).stderr_has("`webot api GET /cgi-bin/nope`").run();
    webot(["api", "GET"]).exit(2).stderr_has("PATH").run();
}

#[test]
fn the_bots_url_may_stand_before_the_message() {
    webot(["send", "http://127.0.0.1:9/x", "hi", "--dry-run"])
        .stdout_has("POST http://127.0.0.1:9/x?")
        .stdout_has("<Content><![CDATA[hi]]></Content>")
        .run();
    webot(["send", "http://127.0.0.1:9/x", "hi", "--des", "127.0.0.1", "--dry-run"])
        .exit(2)
        .stderr_has("`URL`")
        .run();
    // A URL alone is a text.
    webot(["send", "https://example.com/", "--dry-run"]).stdout_has("<![CDATA[https://example.com/]]>").run();
}

#[test]
fn flags_have_the_names_of_wechats_own_words() {
    webot(["send", "hi", "--url", "127.0.0.1:9", "--openid", "oMe", "--dry-run"])
        .stdout_has("POST http://127.0.0.1:9/?")
        .stdout_has("<![CDATA[oMe]]>")
        .run();
    webot(["send", "hi", "--mode", "safe", "--appid", "wx1", "--dry-run", "--encoding-aes-key"])
        .args([crate::support::AES_KEY])
        .stdout_has("<Encrypt>")
        .stderr_has("hi")
        .run();
}

#[test]
fn a_text_may_come_from_stdin() {
    for args in [&["send", "--dry-run"][..], &["send", "-", "--dry-run"]] {
        webot(args).stdin("你好\n").stdout_has("<Content><![CDATA[你好]]></Content>").run();
    }
    webot(["send", "--dry-run"]).stdin("").exit(2).stderr_has("nothing to send").run();
}

#[test]
fn a_token_may_come_from_a_file_or_a_variable() {
    let folder = Folder::new();
    folder.write("token.txt", "from-a-file\n");
    let signature = |token: &str, more: &[(&str, &str)]| {
        let args = [
            "send",
            "hi",
            "--dry-run",
            "--timestamp",
            "1",
            "--nonce",
            "2",
            "--set",
            "MsgId=1",
            "--token",
            token,
        ];
        webot(args).envs(more).within(&folder, ".").run().stdout
    };
    assert_eq!(signature("@token.txt", &[]), signature("from-a-file", &[]));
    assert_eq!(signature("env:MY_TOKEN", &[("MY_TOKEN", "from-a-file")]), signature("from-a-file", &[]));
    webot(["send", "hi", "--dry-run", "--token", "env:NO_SUCH"]).exit(2).stderr_has("`NO_SUCH`").run();
}

#[test]
fn one_setting_can_be_read() {
    let get =
        |args: &[&str]| webot(["config", "get"]).args(args).env("WX_APPID", "wx1").env("WX_SECRET", "s3cret");
    get(&["appid"]).stdout("wx1\n").run();
    get(&["secret"]).stdout("***\n").run();
    get(&["secret", "--show-secrets"]).stdout("s3cret\n").run();
    get(&["corpid"]).exit(1).stderr_has("`corpid` is not set").run();
    get(&["apid"]).exit(2).stderr_has("`appid`").run();
}

#[test]
fn the_state_of_the_mock_has_a_file_that_can_be_named_and_removed() {
    let folder = Folder::new();
    let state = folder.path("mock.json");
    let state = state.to_str().expect("UTF-8");
    let tags =
        || webot(["tag", "list", "--mock", "--mock-state", state, "--jq", ".tags | length"]).run().stdout;
    assert_eq!(tags(), "1\n");
    webot(["tag", "create", "星标用户", "--mock", "--mock-state", state]).stdout_has("星标用户").run();
    assert_eq!(tags(), "2\n");
    webot(["mock", "reset", "--mock-state", state]).stderr_has("removed").run();
    webot(["mock", "reset", "--mock-state", state]).stderr_has("no state").run();
    assert_eq!(tags(), "1\n");
    webot(["tag", "list", "--mock-state", state]).exit(2).stderr_has("--mock").run();
}

#[test]
fn suggestions_are_few_and_never_a_change_for_a_reading_word() {
    // A word far behind the first is no suggestion.
    webot(["mneu"]).exit(2).stderr_has("did you mean `menu`?").stderr_has("`webot --help`").run();
    webot(["menu", "creat"])
        .exit(2)
        .stderr_has("did you mean `create`?")
        .stderr_has("`webot menu --help`")
        .run();
    webot(["config", "gte"]).exit(2).stderr_has("did you mean `get`").run();
    let ran = webot(["token", "fetch"]).exit(2).stderr_has("`fetch`").run();
    assert!(!ran.stderr.contains("refresh"), "{}", ran.stderr);
    let ran = webot(["send", "hi", "--openidd", "x"]).exit(2).stderr_has("`--openidd`").run();
    assert!(!ran.stderr.contains("--openid`"), "a hidden alias: {}", ran.stderr);
}

#[test]
fn what_users_of_webot_cli_type_for_a_menu_is_understood() {
    webot(["menu", "remove", "--mock", "--yes"]).stderr_any().run();
    webot(["menu", "get", "--mock", "--appid", "wx1"])
        .exit(2)
        .stderr_has("WX_APPID")
        .stderr_has("`webot init`")
        .run();
    webot(["user", "list", "--secret=x", "--lang", "zh"]).exit(2).stderr_has("WX_SECRET").run();
}

#[test]
fn a_part_of_a_path_suggests_the_commands_that_hold_it() {
    webot(["card"]).exit(2).stderr_has("did you mean `webot sign card` or `webot ").run();
    webot(["jsapi", "--lang", "zh"]).exit(2).stderr_has("是不是 `webot sign jsapi`？").run();
    webot(["template", "send"]).exit(2).stderr_has("did you mean `webot message template`?").run();
    webot(["pay", "create"]).exit(2).stderr_has("`webot pay ").run();
    webot(["errcode", "40001"]).exit(2).stderr_has("did you mean `webot explain`?").run();
    webot(["help", "40001"]).exit(2).stderr_has("did you mean `webot explain 40001`?").run();
    webot(["tag", "rm"]).exit(2).stderr_has("did you mean `delete` or `remove`?").run();
    webot(["menu", "show"]).exit(2).stderr_has("did you mean `get` or `info`?").run();
    // A word of many commands suggests none of them, and one of another group none of that group.
    let ran = webot(["list"]).exit(2).stderr_any().run();
    assert!(!ran.stderr.contains("`webot user list`"), "{}", ran.stderr);
    let ran = webot(["token", "rename"]).exit(2).stderr_any().run();
    assert!(!ran.stderr.contains("tag"), "{}", ran.stderr);
}

#[test]
fn topics_and_words_have_help() {
    for (lang, words) in [("en", "wrong usage"), ("zh", "用法错误")] {
        webot(["help", "exit-codes", "--lang", lang]).stdout_has(words).run();
    }
    let environment = webot(["help", "environment"]).run().stdout;
    for variable in ["WX_APPID", "WX_PAY_KEY", "WEBOT_LANG", "WEBOT_MOCK_STATE", "HTTPS_PROXY"] {
        assert!(environment.contains(&format!("\n{variable} ")), "{variable}: {environment}");
    }
    for word in ["expect-text", "--expect-text"] {
        webot(["help", word]).stdout_has("webot send --expect-text").run();
    }
    webot(["help", "exit", "codes"]).stdout_has("wrong usage").run();
    webot(["help", "send", "mode"]).stdout_has("webot send --mode").stdout_lacks("--expect-text").run();
    webot(["help", "send", "text"]).stdout_has("Usage:").run();
    webot(["help", "menu", "conditional"]).stdout_has("webot menu add-conditional").run();
    webot(["help", "ip", "whitelist"]).stdout_has("40164").run();
    // Where no name matches, the descriptions are searched.
    webot(["help", "watermark"]).stdout_has("webot ").run();
    webot(["--lang", "zh", "help", "自定义菜单"]).stdout_has("webot menu").run();
    webot(["help", "no", "such", "thing"]).exit(2).stderr_any().run();
    let page = webot(["help"]).run().stdout;
    let topics: Vec<&str> = page.split("Help topics").nth(1).expect("topics").lines().skip(1).collect();
    let topics = topics.iter().take_while(|line| line.starts_with("  "));
    let names: Vec<&str> = topics.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() >= 8, "{names:?}");
    for name in names {
        for lang in ["en", "zh"] {
            let page = webot(["help", name, "--lang", lang]).env("COLUMNS", "60").run().stdout;
            assert!(page.lines().count() > 5, "{name}: {page}");
        }
    }
}

#[test]
fn the_official_page_is_a_command_away() {
    let url = |args: &[&str]| webot(["open"]).args(args).run().stdout;
    assert!(url(&["menu", "create"]).starts_with("https://developers.weixin.qq.com/doc/"));
    assert!(url(&["/cgi-bin/user/get", "--print"]).starts_with("https://"));
    assert!(url(&["60020", "--platform", "work"]).ends_with("query?e=60020\n"));
    assert!(url(&["-1"]).starts_with("https://"));
    assert_eq!(url(&["console"]), "https://mp.weixin.qq.com/\n");
    assert!(url(&[]).lines().count() >= 9);
    webot(["open", "consol"]).exit(2).stderr_has("did you mean `console`").run();
}
