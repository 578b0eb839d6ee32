//! `config show`, and what it says of a file that is odd.

use serde_json::{Value, json};

use super::{APP_SECRET, keys, shown};
use crate::support::{APPID, Folder};

#[test]
fn text_is_a_table_whose_columns_line_up() {
    let folder =
        Folder::with_config(r#"{"appid": "wx0000000000000001", "receiver": "微信", "mchid": 1900000001}"#);
    let ran = folder.webot(["config", "show"]).run();
    let rows: Vec<&str> = ran.stdout.lines().skip(2).collect();
    assert_eq!(
        rows,
        [
            "appid     wx0000000000000001  wx_config.json",
            "receiver  微信                wx_config.json",
            "mchid     1900000001          wx_config.json",
        ]
    );
}

/// A file in which every secret is one of a kind.
fn secretive() -> (String, Vec<String>) {
    let mut object = serde_json::Map::new();
    let mut secrets = Vec::new();
    // The schema marks what is secret.
    for (name, property) in keys("en") {
        if property["writeOnly"] == true {
            let secret = format!("hush-{name}");
            object.insert(name, secret.clone().into());
            secrets.push(secret);
        }
    }
    assert!(secrets.len() > 5, "{secrets:?}");
    for (key, url) in [
        ("proxy", "http://user:hush-proxy@127.0.0.1:1"),
        ("token_store", "redis://:hush-redis@127.0.0.1:1/0"),
        ("api_base", "http://127.0.0.1:1/?access_token=hush-base"),
        ("url", "someone:hush-url@127.0.0.1:3000"),
    ] {
        object.insert(key.to_owned(), url.into());
    }
    secrets.extend(["hush-proxy", "hush-redis", "hush-base", "hush-url", "hush-cached"].map(str::to_owned));
    object.insert(
        "profiles".to_owned(),
        json!({"old": {"token": {
            "access_token": "hush-cached", "expires_in": 7200, "expire_date": 4_000_000_000_000_u64,
        }}}),
    );
    (Value::Object(object).to_string(), secrets)
}

#[test]
fn no_secret_is_in_any_output_unless_it_was_asked_for() {
    let (config, secrets) = secretive();
    let folder = Folder::with_config(&config);
    let runs: [&[&str]; 7] = [
        &["config", "show"],
        &["config", "show", "--json"],
        &["config", "show", "-v", "--lang", "zh", "--profile", "old"],
        &["config", "path", "-v", "--json"],
        &["config", "set", "appid", APPID, "-v"],
        &["config", "unset", "secret", "--profile", "old", "-v"],
        &["init", "--secret", APP_SECRET, "--appid", APPID],
    ];
    for args in runs {
        for variable in [None, Some("-----BEGIN PRIVATE KEY----- hush-key")] {
            let run = folder.webot(args);
            let run = variable.map_or_else(|| folder.webot(args), |key| run.env("WX_MCH_PRIVATE_KEY", key));
            let code = if args[0] == "init" { 2 } else { 0 };
            let ran = run.exit(code).stderr_any().run();
            for secret in secrets.iter().map(String::as_str).chain(["hush", APP_SECRET]) {
                let said = format!("{}{}", ran.stdout, ran.stderr);
                assert!(!said.contains(secret), "{args:?} shows {secret}: {said}");
            }
        }
    }
    let ran = folder.webot(["config", "show", "--show-secrets"]).run();
    for secret in secrets.iter().filter(|secret| *secret != "hush-cached") {
        assert!(ran.stdout.contains(secret), "no {secret}: {}", ran.stdout);
    }
}

#[test]
fn a_syntax_error_shows_line_column_and_the_line_without_its_secrets() {
    let folder =
        Folder::with_config("{\n  \"appid\": \"wx1\",\n  \"secret\": \"hush\" \"token\": \"hush\"\n}");
    for args in [&["config", "show"][..], &["config", "set", "appid", APPID], &["init", "--appid", APPID]] {
        folder
            .webot(args)
            .exit(3)
            .stderr_has("line 3, column 20")
            .stderr_has("\"secret\": \"***\" \"token\": \"***\"")
            .stderr_lacks("hush")
            .run();
    }
    folder.webot(["config", "show", "--lang", "zh"]).exit(3).stderr_has("第 3 行第 20 列").run();
    // A file that cannot be read is not written over.
    assert!(folder.read("wx_config.json").contains("hush"));
}

#[test]
fn a_byte_order_mark_is_no_error() {
    let folder = Folder::with_config("\u{feff}{\"appid\": \"wx1\"}");
    assert_eq!(shown(&folder.webot(["config", "show", "--json"]).run(), "appid"), "wx1");
}

#[test]
fn an_unknown_key_is_warned_about_with_the_closest_one() {
    let folder = Folder::with_config(
        r#"{"apid": "wx1", "_note": "mine", "$schema": "x", "colour": "red", "profiles": {"a": {"secert": "x"}}}"#,
    );
    let ran = folder.webot(["config", "show"]).stderr_any().run();
    for words in
        ["`apid`; did you mean `appid`?", "`secert` in profiles.a; did you mean `secret`?", "`colour`"]
    {
        assert!(ran.stderr.contains(words), "{words}: {}", ran.stderr);
    }
    assert_eq!(ran.stderr.lines().count(), 3, "{}", ran.stderr);
    folder.webot(["config", "show", "--lang", "zh"]).stderr_has("未知的键 `apid`，是不是 `appid`？").run();
    let json = folder.webot(["config", "show", "--json"]).stderr_any().run();
    let warnings: Value = serde_json::from_str(&json.stderr).expect("JSON on stderr");
    assert_eq!(warnings["warnings"].as_array().map(Vec::len), Some(3));
}

#[test]
#[cfg(unix)]
fn a_file_that_others_may_read_is_warned_about_when_it_holds_secrets() {
    let folder = Folder::with_config(r#"{"secret": "hush"}"#);
    folder.set_mode("wx_config.json", 0o644);
    folder.webot(["config", "show"]).stderr_has("644").stderr_has("chmod 600").run();
    // Changing it closes it.
    folder.webot(["config", "set", "appid", APPID]).stderr_has("saved in").run();
    assert_eq!(folder.mode("wx_config.json"), 0o600);
    assert_eq!(folder.webot(["config", "show"]).run().stderr, "");
    for harmless in [r#"{"appid": "wx1"}"#, r#"{"secret": "env:MINE"}"#] {
        folder.write("wx_config.json", harmless);
        folder.set_mode("wx_config.json", 0o644);
        folder.webot(["config", "show"]).stderr_lacks("chmod").run();
    }
}

#[test]
fn a_folder_of_that_name_or_one_without_permission_is_an_error_with_a_name() {
    let folder = Folder::new();
    folder.make("wx_config.json");
    folder.webot(["config", "show"]).exit(3).stderr_has("wx_config.json").run();
    folder.webot(["config", "set", "appid", APPID]).exit(3).stderr_has("wx_config.json").run();
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_is_an_error_that_names_it() {
    let folder = Folder::with_config(r#"{"appid": "wx1"}"#);
    folder.set_mode("wx_config.json", 0o000);
    if std::fs::read(folder.path("wx_config.json")).is_ok() {
        return;
    }
    for args in [&["config", "show"][..], &["config", "set", "appid", APPID]] {
        folder.webot(args).exit(3).stderr_has("wx_config.json").run();
    }
}
