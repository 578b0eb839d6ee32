//! `wx_config.json`: found, read, shown and changed.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::support::{APPID, Folder, Ran, Webot};

const OTHER_APPID: &str = "wx00000000000000aa";
const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";

/// The value that `config show` has under a key.
#[track_caller]
fn shown(ran: &Ran, key: &str) -> Value {
    ran.json()[key]["value"].clone()
}

#[track_caller]
fn origin(ran: &Ran, key: &str) -> String {
    ran.json()[key]["origin"].as_str().unwrap_or_else(|| panic!("no {key}: {}", ran.stdout)).to_owned()
}

// What counts.

const LAYERS: &str = r#"{"appid": "wx0000000000000001", "url": "http://127.0.0.1:1/top", "profiles": {
  "shop": {"appid": "wx0000000000000002"}, "empty": {"appid": ""}}}"#;

#[test]
fn a_flag_stands_over_a_variable_over_a_profile_over_the_file() {
    let folder = Folder::with_config(LAYERS);
    let config = ["sign", "jsapi", "--url", "https://example.com/", "--ticket", "@ticket", "--json"];
    folder.write("ticket", "some-ticket");
    let appid = |run: Webot| run.run().json()["config"]["appId"].as_str().expect("an appid").to_owned();
    assert_eq!(appid(folder.webot(config)), "wx0000000000000001");
    let with_profile = || folder.webot(config).args(["--profile", "shop"]);
    assert_eq!(appid(with_profile()), "wx0000000000000002");
    assert_eq!(appid(with_profile().env("WX_APPID", "wx0000000000000003")), "wx0000000000000003");
    let with_flag = with_profile().env("WX_APPID", "wx0000000000000003").args(["--appid", OTHER_APPID]);
    assert_eq!(appid(with_flag), OTHER_APPID);
}

#[test]
fn show_names_the_origin_of_each_value() {
    let folder = Folder::with_config(LAYERS);
    let file = folder.path("wx_config.json").display().to_string();
    let ran = folder.webot(["config", "show", "--json", "--profile", "shop"]).run();
    assert_eq!(shown(&ran, "appid"), "wx0000000000000002");
    assert_eq!(origin(&ran, "appid"), format!("{file} (shop)"));
    assert_eq!(origin(&ran, "url"), file);
    assert_eq!(ran.json()["profile"], json!({"value": "shop", "origin": "--profile"}));
    assert_eq!(ran.json()["profiles"]["value"], json!(["shop", "empty"]));
    assert_eq!(ran.json()["file"]["value"], file.as_str());
    let ran = folder.webot(["config", "show", "--json"]).env("WX_APPID", OTHER_APPID).run();
    assert_eq!(ran.json()["appid"], json!({"value": OTHER_APPID, "origin": "WX_APPID"}));
    // What is empty in a profile is taken from the top.
    let ran = folder.webot(["config", "show", "--json", "--profile", "empty"]).run();
    assert_eq!(origin(&ran, "appid"), file);
}

#[test]
fn the_profile_is_named_by_flag_variable_or_the_file_itself() {
    let folder = Folder::with_config(
        r#"{"profile": "a", "profiles": {"a": {"appid": "wxa"}, "b": {"appid": "wxb"}, "c": {"appid": "wxc"}}}"#,
    );
    let show = || folder.webot(["config", "show", "--json"]);
    assert_eq!(shown(&show().run(), "appid"), "wxa");
    assert_eq!(shown(&show().env("WEBOT_PROFILE", "b").run(), "appid"), "wxb");
    assert_eq!(shown(&show().env("WEBOT_PROFILE", "b").args(["--profile", "c"]).run(), "appid"), "wxc");
}

#[test]
fn a_profile_that_is_not_there_is_an_error_that_names_those_that_are() {
    let folder = Folder::with_config(LAYERS);
    for args in [["config", "show"], ["config", "unset"], ["send", "hi"]] {
        let key = (args[1] == "unset").then_some("appid");
        folder
            .webot(args)
            .args(key)
            .args(["--profile", "shpo"])
            .exit(3)
            .stderr_has("`shpo`")
            .stderr_has("`shop`")
            .run();
    }
}

// Where it is found.

#[test]
fn the_file_is_looked_for_upwards_to_the_root_of_the_repository() {
    let folder = Folder::with_config(r#"{"appid": "wxouter"}"#);
    folder.make("repository/.git");
    folder.make("repository/src/deep");
    let ran = folder.webot_in("repository/src/deep", ["config", "show", "--json"]).run();
    assert_eq!(ran.json(), json!({}));
    folder.write("repository/wx_config.json", r#"{"appid": "wxinner"}"#);
    for name in ["repository", "repository/src", "repository/src/deep"] {
        let ran = folder.webot_in(name, ["config", "show", "--json"]).run();
        assert_eq!(shown(&ran, "appid"), "wxinner", "{name}");
    }
    folder.write("repository/src/wx_config.json", r#"{"appid": "wxnearest"}"#);
    let ran = folder.webot_in("repository/src/deep", ["config", "show", "--json"]).run();
    assert_eq!(shown(&ran, "appid"), "wxnearest");
}

#[test]
#[cfg(target_os = "linux")]
fn the_users_own_folder_comes_last() {
    let folder = Folder::new();
    folder.make("home/.config/webot");
    folder.write("home/.config/webot/wx_config.json", r#"{"appid": "wxhome"}"#);
    folder.make("xdg/webot");
    folder.write("xdg/webot/wx_config.json", r#"{"appid": "wxxdg"}"#);
    folder.make("work/.git");
    let home = folder.path("home").display().to_string();
    let xdg = folder.path("xdg").display().to_string();
    let show = || folder.webot_in("work", ["config", "show", "--json"]).env("HOME", &home);
    assert_eq!(shown(&show().run(), "appid"), "wxhome");
    assert_eq!(shown(&show().env("XDG_CONFIG_HOME", &xdg).run(), "appid"), "wxxdg");
    folder.write("work/wx_config.json", r#"{"appid": "wxwork"}"#);
    assert_eq!(shown(&show().env("XDG_CONFIG_HOME", &xdg).run(), "appid"), "wxwork");
}

#[test]
fn a_file_that_is_named_stands_over_those_that_are_found() {
    let folder = Folder::with_config(r#"{"appid": "wxfound"}"#);
    folder.write("variable.json", r#"{"appid": "wxvariable"}"#);
    folder.write("flag.json", r#"{"appid": "wxflag"}"#);
    let show = || folder.webot(["config", "show", "--json"]).env("WEBOT_CONFIG", "variable.json");
    assert_eq!(shown(&show().run(), "appid"), "wxvariable");
    assert_eq!(shown(&show().args(["--config", "flag.json"]).run(), "appid"), "wxflag");
    folder.webot(["config", "show", "--config", "missing.json"]).exit(3).stderr_has("missing.json").run();
}

#[test]
fn path_names_the_file_that_counts_or_would() {
    let folder = Folder::new();
    folder.make("sub");
    let expected = folder.path("sub/wx_config.json").display().to_string();
    folder.webot_in("sub", ["config", "path"]).stdout(format!("{expected}\n")).stderr_has("webot init").run();
    let json = folder.webot_in("sub", ["config", "path", "--json"]).run().json();
    assert_eq!(json["exists"], false);
    let places: Vec<&str> = json["looked_at"]
        .as_array()
        .expect("places")
        .iter()
        .map(|place| place["path"].as_str().expect("a path"))
        .collect();
    assert_eq!(places[0], expected);
    assert_eq!(places[1], folder.path("wx_config.json").display().to_string());
    assert_eq!(places.len(), 3, "{places:?}");
    folder.write("wx_config.json", "{}");
    let ran = folder.webot_in("sub", ["config", "path"]).run();
    assert_eq!(ran.stdout.trim_end(), folder.path("wx_config.json").display().to_string());
    assert_eq!(ran.stderr, "");
    let json = folder.webot(["config", "path", "--json", "--config", "x.json"]).run().json();
    assert_eq!((&json["path"], &json["named_by"]), (&json!("x.json"), &json!("--config")));
}

#[test]
fn where_there_is_nothing_it_says_where_it_looked_and_what_makes_one() {
    let folder = Folder::new();
    let ran = folder.webot(["config", "show"]).stdout("").stderr_has("`webot init`").run();
    let place = folder.path("wx_config.json").display().to_string();
    assert!(ran.stderr.contains(&place), "{}", ran.stderr);
    folder
        .webot(["config", "show", "--lang", "zh"])
        .stderr_has("没有 wx_config.json")
        .stderr_has("webot init")
        .run();
}

// What is shown.

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

/// Returns every key with its description in the schema, without `profile` and `profiles`.
fn keys(lang: &str) -> serde_json::Map<String, Value> {
    let schema = Folder::new().webot(["config", "schema", "--lang", lang]).run().json();
    let mut keys = schema["properties"].as_object().expect("properties").clone();
    keys.retain(|name, _| !matches!(name.as_str(), "profile" | "profiles"));
    keys
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
    folder.webot(["config", "show", "--lang", "zh"]).stderr_has("不认识的键 `apid`，是不是 `appid`？").run();
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
    folder.webot(["config", "set", "appid", APPID]).stderr_has("written to").run();
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

// Values that stand elsewhere.

#[test]
fn env_and_file_are_followed() {
    let folder = Folder::with_config(
        r#"{"appid": "env:MY_APPID", "corpid": "file:secrets/corpid.txt", "mch_private_key": "file:key.pem"}"#,
    );
    folder.make("secrets");
    folder.make("sub");
    folder.write("secrets/corpid.txt", "\u{feff}ww1234567890abcdef\r\n");
    let ran = folder.webot_in("sub", ["config", "show", "--json"]).env("MY_APPID", APPID).run();
    assert_eq!(shown(&ran, "appid"), APPID);
    assert_eq!(ran.json()["appid"]["via"], "env:MY_APPID");
    assert_eq!(shown(&ran, "corpid"), "ww1234567890abcdef");
    assert_eq!(shown(&ran, "mch_private_key"), folder.path("key.pem").display().to_string());
}

#[test]
fn what_cannot_be_followed_is_an_error_in_its_place_and_nowhere_else() {
    let folder =
        Folder::with_config(r#"{"appid": "wx1", "secret": "env:NOT_SET", "corpid": "file:not/there.txt"}"#);
    let ran = folder.webot(["config", "show", "--json"]).run();
    assert_eq!(shown(&ran, "appid"), "wx1");
    let json = ran.json();
    assert!(json["secret"]["error"].as_str().is_some_and(|error| error.contains("NOT_SET")), "{json}");
    assert!(json["corpid"]["error"].as_str().is_some_and(|error| error.contains("there.txt")), "{json}");
    folder.webot(["config", "show"]).stdout_has("error: `secret` is \"env:NOT_SET\"").run();
    // A command that needs the value says the same.
    folder.webot(["token", "get", "--dry-run"]).exit(3).stderr_has("NOT_SET").run();
}

// Changing it.

#[test]
fn set_makes_the_file_for_its_owner_only() {
    let folder = Folder::new();
    folder.webot(["config", "set", "appid", APPID]).stdout("").stderr_has("wx_config.json: appid").run();
    assert_eq!(folder.read("wx_config.json"), format!("{{\n  \"appid\": \"{APPID}\"\n}}\n"));
    #[cfg(unix)]
    assert_eq!(folder.mode("wx_config.json"), 0o600);
    let ran = folder.webot(["config", "set", "url", "http://127.0.0.1:3000/", "--json"]).run();
    assert_eq!(ran.json()["key"], "url");
}

#[test]
fn set_writes_where_the_file_is_or_where_it_was_named() {
    let folder = Folder::with_config("{}");
    folder.make("sub");
    folder.webot_in("sub", ["config", "set", "appid", APPID]).stderr_has("written to").run();
    assert_eq!(folder.json("wx_config.json")["appid"], APPID);
    assert!(!folder.exists("sub/wx_config.json"));
    folder
        .webot(["config", "set", "appid", OTHER_APPID, "--config", "new/mine.json"])
        .stderr("written to new/mine.json: appid\n")
        .run();
    assert_eq!(folder.json("new/mine.json")["appid"], OTHER_APPID);
    folder
        .webot(["config", "set", "url", "localhost"])
        .env("WEBOT_CONFIG", "new/mine.json")
        .stderr("written to new/mine.json: url\n")
        .run();
    assert_eq!(folder.json("new/mine.json"), json!({"appid": OTHER_APPID, "url": "localhost"}));
}

#[test]
fn set_keeps_everything_else_its_order_and_its_indentation() {
    let before = "{\n\t\"_note\": \"mine\",\n\t\"AppID\": \"wx1\",\n\t\"mystery\": [\n\t\t1,\n\t\t{\n\t\t\t\"a\": null\n\t\t}\n\t],\n\t\"token\": \"abc\"\n}\n";
    let folder = Folder::with_config(before);
    folder.webot(["config", "set", "appid", APPID]).stderr_has("written to").run();
    assert_eq!(folder.read("wx_config.json"), before.replace("wx1", APPID));
    folder.webot(["config", "unset", "appid"]).stderr_has("`appid`").run();
    assert_eq!(folder.read("wx_config.json"), before.replace("\t\"AppID\": \"wx1\",\n", ""));
}

#[test]
fn set_knows_keys_by_their_older_names_and_writes_todays() {
    let folder = Folder::new();
    folder
        .webot(["config", "set", "EncodingAESKey", "-"])
        .stdin(crate::support::AES_KEY)
        .stderr_has("encoding_aes_key")
        .run();
    assert_eq!(folder.json("wx_config.json"), json!({"encoding_aes_key": crate::support::AES_KEY}));
}

#[test]
fn set_writes_into_a_profile_and_makes_it() {
    let folder = Folder::with_config(r#"{"appid": "wx1"}"#);
    folder.webot(["config", "set", "appid", APPID, "--profile", "shop"]).stderr_has("(shop): appid").run();
    assert_eq!(
        folder.json("wx_config.json"),
        json!({"appid": "wx1", "profiles": {"shop": {"appid": APPID}}})
    );
    folder.webot(["config", "set", "profile", "shpo"]).exit(3).stderr_has("`shop`").run();
    folder.webot(["config", "set", "profile", "shop"]).stderr_has("written to").run();
    assert_eq!(shown(&folder.webot(["config", "show", "--json"]).run(), "appid"), APPID);
    // What was written on top does not hold now, which is said.
    folder.webot(["config", "set", "appid", OTHER_APPID]).stderr_has("`appid` of shop stands over it").run();
    folder.webot(["config", "unset", "profile"]).stderr_has("`profile`").run();
    folder.webot(["config", "set", "appid", APPID]).env("WX_APPID", "wx9").stderr_has("WX_APPID").run();
}

#[test]
fn set_does_not_know_every_key() {
    let folder = Folder::new();
    for command in ["set", "unset"] {
        let value = (command == "set").then_some("x");
        folder
            .webot(["config", command, "apid"])
            .args(value)
            .exit(2)
            .stderr_has("`apid`")
            .stderr_has("`appid`")
            .run();
    }
    assert!(!folder.exists("wx_config.json"));
    folder
        .webot(["config", "set", "apid", "x", "--lang", "zh"])
        .exit(2)
        .stderr_has("没有 `apid` 这个键")
        .run();
    // One that the file has by mistake can be taken out.
    folder.write("wx_config.json", r#"{"apid": "x", "appid": "wx1"}"#);
    folder.webot(["config", "unset", "apid"]).stderr_has("`apid`").run();
    assert_eq!(folder.json("wx_config.json"), json!({"appid": "wx1"}));
}

#[test]
fn set_refuses_what_cannot_work_and_warns_of_what_looks_odd() {
    let folder = Folder::new();
    for (key, value) in [
        ("mode", "secret"),
        ("url", "ftp://example.com"),
        ("token_store", "memcached://x"),
        ("encoding_aes_key", "short"),
        ("apiv3_key", "short"),
        ("appid", ""),
    ] {
        folder.webot(["config", "set", key, value]).exit(2).stderr_has(format!("`{key}`")).run();
        assert!(!folder.exists("wx_config.json"));
    }
    folder
        .webot(["config", "set", "appid", "gh_test"])
        .stderr_has("warning: `appid` is no appid: `wx` and 16 hex digits")
        .run();
    assert_eq!(folder.json("wx_config.json")["appid"], "gh_test");
    folder.webot(["config", "set", "secret", "@short"]).exit(2).stderr_has("short").run();
    folder.write("short", "hush\n");
    folder
        .webot(["config", "set", "secret", "@short"])
        .stderr_has("warning: `secret`")
        .stderr_lacks("hush")
        .run();
    assert_eq!(folder.json("wx_config.json")["secret"], "hush");
}

#[test]
fn set_takes_secrets_from_stdin_and_warns_of_those_on_the_command_line() {
    let folder = Folder::new();
    folder
        .webot(["config", "set", "secret", "-"])
        .stdin(format!("{APP_SECRET}\n"))
        .stderr_lacks("warning")
        .run();
    assert_eq!(folder.json("wx_config.json")["secret"], APP_SECRET);
    folder
        .webot(["config", "set", "secret", APP_SECRET])
        .stderr_has("warning")
        .stderr_lacks(APP_SECRET)
        .run();
    folder
        .webot(["config", "set", "proxy", "http://u:hush@127.0.0.1:1"])
        .stderr_has("warning")
        .stderr_lacks("hush")
        .run();
    folder.webot(["config", "set", "secret", "env:MY_SECRET"]).stderr_lacks("warning").run();
    assert_eq!(folder.json("wx_config.json")["secret"], "env:MY_SECRET");
    folder.webot(["config", "set", "secret"]).exit(2).stderr_has("`VALUE` is missing").run();
}

#[test]
fn unset_says_whether_there_was_anything() {
    let folder = Folder::with_config(r#"{"appid": "wx1", "appId": "wx2"}"#);
    folder.webot(["config", "unset", "app_id"]).stderr_has("taken out").run();
    assert_eq!(folder.json("wx_config.json"), json!({}));
    let ran = folder.webot(["config", "unset", "appid", "--json"]).run();
    assert_eq!(ran.json()["was_set"], false);
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_leaves_the_old_file() {
    let folder = Folder::new();
    folder.make("sub");
    folder.write("sub/wx_config.json", r#"{"appid": "wx1"}"#);
    folder.set_mode("sub", 0o500);
    if !crate::support::permissions_hold(&folder.path("sub")) {
        return;
    }
    folder.webot_in("sub", ["config", "set", "appid", APPID]).exit(3).stderr_has("wx_config.json").run();
    assert_eq!(folder.read("sub/wx_config.json"), r#"{"appid": "wx1"}"#);
    folder.set_mode("sub", 0o700);
}

#[test]
fn nothing_but_the_file_is_left_behind() {
    let folder = Folder::with_config("{}");
    folder.webot(["config", "set", "appid", APPID]).stderr_has("written to").run();
    let mut names: Vec<String> = std::fs::read_dir(folder.path(""))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, [".git", "wx_config.json"]);
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link() {
    let folder = Folder::new();
    folder.make("real");
    folder.write("real/config.json", "{}");
    std::os::unix::fs::symlink("real/config.json", folder.path("wx_config.json")).expect("a link");
    folder.webot(["config", "set", "appid", APPID]).stderr_has("written to").run();
    assert!(folder.path("wx_config.json").symlink_metadata().expect("a link").is_symlink());
    assert_eq!(folder.json("real/config.json")["appid"], APPID);
}

// The predecessor's file, the example, the schema.

/// As webot-cli leaves it, with a token that lives for another hour, or has ended an hour ago.
fn predecessor(alive: bool) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time").as_millis();
    let end = if alive { now + 3_600_000 } else { now - 3_600_000 };
    format!(
        r#"{{
  "appid": "wx2c2769f8efd9abc2",
  "secret": "0123456789abcdef0123456789abcdef",
  "token": {{
    "access_token": "hush-cached",
    "expires_in": 7200,
    "expire_date": {end}
  }}
}}
"#
    )
}

#[test]
fn the_predecessors_file_works_as_it_is() {
    let folder = Folder::with_config(&predecessor(true));
    folder.webot(["config", "show"]).stdout_has("cached by webot-cli").stdout_lacks("hush").run();
    let ran = folder.webot(["config", "show", "--json"]).run();
    assert_eq!(ran.json()["access_token"]["lives"], true);
    assert_eq!(ran.json()["token"], Value::Null);
    // Its token is used: nobody is asked for another one, for nobody can be.
    let nobody = ["--retries", "0", "--proxy", "http://127.0.0.1:1"];
    folder.webot(["token", "get", "--print"]).args(nobody).stdout("hush-cached\n").run();
    let folder = Folder::with_config(&predecessor(false));
    assert_eq!(folder.webot(["config", "show", "--json"]).run().json()["access_token"]["lives"], false);
    folder
        .webot(["token", "get", "--print"])
        .args(nobody)
        .exit(4)
        .stderr_has("error: the proxy does not connect to https://api.weixin.qq.com/cgi-bin/stable_token")
        .run();
}

#[test]
fn the_predecessors_token_is_that_of_its_own_appid() {
    let folder = Folder::with_config(&predecessor(true));
    folder
        .webot(["config", "set", "appid", OTHER_APPID, "--profile", "other"])
        .stderr_has("(other): appid")
        .run();
    folder.webot(["config", "set", "url", "localhost", "--profile", "same"]).stderr_has("(same): url").run();
    let show = || folder.webot(["config", "show", "--json"]);
    let there = |run: Webot| run.run().json()["access_token"].is_object();
    assert!(there(show().args(["--profile", "same"])));
    assert!(!there(show().args(["--profile", "other"])));
    assert!(!there(show().env("WX_APPID", OTHER_APPID)));
    let nobody = ["--retries", "0", "--proxy", "http://127.0.0.1:1", "--profile", "other"];
    folder
        .webot(["token", "get", "--print"])
        .args(nobody)
        .exit(4)
        .stderr_has("error: the proxy does not connect to https://api.weixin.qq.com/cgi-bin/stable_token")
        .run();
}

#[test]
fn the_predecessors_token_stays_beside_the_token_of_the_callback() {
    let before = predecessor(true);
    let folder = Folder::with_config(&before);
    folder.webot(["config", "set", "token", "-"]).stdin("keyboardcat123").stderr_has("written to").run();
    let json = folder.json("wx_config.json");
    assert_eq!(json["token"]["access_token"], "hush-cached");
    assert_eq!(json["Token"], "keyboardcat123");
    let ran = folder.webot(["config", "show", "--json", "--show-secrets"]).run();
    assert_eq!(shown(&ran, "token"), "keyboardcat123");
    assert_eq!(shown(&ran, "access_token"), "hush-cached");
    folder.webot(["config", "unset", "token"]).stderr_has("`token`").run();
    assert_eq!(folder.read("wx_config.json"), before);
}

const EXAMPLE: &str = include_str!("../../wx_config.example.json");

#[test]
fn the_example_shows_every_key_and_nothing_unknown() {
    let folder = Folder::with_config(EXAMPLE);
    let ran = folder.webot(["config", "show"]).run();
    assert_eq!(ran.stderr, "");
    let json: Value = serde_json::from_str(EXAMPLE).expect("JSON");
    let profiles: Vec<(&String, &Value)> = json["profiles"].as_object().expect("profiles").iter().collect();
    let objects: Vec<&Value> =
        std::iter::once(&json).chain(profiles.iter().map(|(_, value)| *value)).collect();
    for name in keys("en").keys() {
        let is_shown = objects.iter().any(|object| object[name].is_string());
        assert!(is_shown, "`{name}` is not in wx_config.example.json");
    }
    for (name, _) in profiles {
        folder.webot(["config", "show", "--profile", name]).run();
    }
    for kind in ["env:", "file:"] {
        assert!(EXAMPLE.contains(&format!("\"{kind}")), "{kind}");
    }
    let apps = objects.iter().filter(|object| object["agentid"].is_string()).count();
    assert!(apps >= 2, "two apps of WeCom");
}

#[test]
fn the_schema_describes_every_key_in_both_languages() {
    let folder = Folder::new();
    for (lang, chinese) in [("en", false), ("zh", true)] {
        let ran = folder.webot(["config", "schema", "--lang", lang]).run();
        let schema = ran.json();
        for name in keys(lang).keys() {
            let about = schema["properties"][name]["description"].as_str().unwrap_or_default();
            assert_eq!(about.contains(|char: char| ('一'..='鿿').contains(&char)), chinese, "{about}");
            assert!(schema["properties"]["profiles"]["additionalProperties"]["properties"][name].is_object());
        }
        let json = folder.webot(["config", "schema", "--lang", lang, "--json"]).run().json();
        assert_eq!(json, schema);
    }
}
