//! `config set` and `config unset`.

use serde_json::{Value, json};

use super::{APP_SECRET, OTHER_APPID, shown};
use crate::support::{APPID, Folder, Webot};

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
    folder.webot_in("sub", ["config", "set", "appid", APPID]).stderr_has("saved in").run();
    assert_eq!(folder.json("wx_config.json")["appid"], APPID);
    assert!(!folder.exists("sub/wx_config.json"));
    folder
        .webot(["config", "set", "appid", OTHER_APPID, "--config", "new/mine.json"])
        .stderr("saved in new/mine.json: appid\n")
        .run();
    assert_eq!(folder.json("new/mine.json")["appid"], OTHER_APPID);
    folder
        .webot(["config", "set", "url", "localhost"])
        .env("WEBOT_CONFIG", "new/mine.json")
        .stderr("saved in new/mine.json: url\n")
        .run();
    assert_eq!(folder.json("new/mine.json"), json!({"appid": OTHER_APPID, "url": "localhost"}));
}

#[test]
fn set_keeps_everything_else_its_order_and_its_indentation() {
    let before = "{\n\t\"_note\": \"mine\",\n\t\"AppID\": \"wx1\",\n\t\"mystery\": [\n\t\t1,\n\t\t{\n\t\t\t\"a\": null\n\t\t}\n\t],\n\t\"token\": \"abc\"\n}\n";
    let folder = Folder::with_config(before);
    folder.webot(["config", "set", "appid", APPID]).stderr_has("saved in").run();
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
    folder.webot(["config", "set", "profile", "shop"]).stderr_has("saved in").run();
    assert_eq!(shown(&folder.webot(["config", "show", "--json"]).run(), "appid"), APPID);
    // What was written on top does not hold now, which is said.
    folder
        .webot(["config", "set", "appid", OTHER_APPID])
        .stderr_has("`appid` from shop overrides this value")
        .run();
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
    folder.webot(["config", "set", "apid", "x", "--lang", "zh"]).exit(2).stderr_has("未知的键 `apid`").run();
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
        .stderr_has("warning: `appid` is not an appid: expected `wx` and 16 hex digits")
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
    folder.webot(["config", "unset", "app_id"]).stderr_has("removed").run();
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
    folder.webot(["config", "set", "appid", APPID]).stderr_has("saved in").run();
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
    folder.webot(["config", "set", "appid", APPID]).stderr_has("saved in").run();
    assert!(folder.path("wx_config.json").symlink_metadata().expect("a link").is_symlink());
    assert_eq!(folder.json("real/config.json")["appid"], APPID);
}

#[test]
fn simultaneous_changes_of_the_file_do_not_undo_each_other() {
    let home = Webot::new();
    home.folder().write("wx_config.json", "{}\n");
    let keys =
        ["url", "receiver", "corpid", "agentid", "mchid", "mch_serial", "platform_serial", "oauth_appid"];
    // All at once.
    let started =
        keys.map(|key| home.webot(["config", "set", key, "http://a.cn/1"]).stderr_has("saved in ").spawn());
    for mut process in started {
        process.ended();
    }
    let file: Value = serde_json::from_slice(&home.folder().bytes("wx_config.json")).expect("JSON");
    for key in keys {
        assert_eq!(file[key], "http://a.cn/1", "{file}");
    }
}
