//! The places where `wx_config.json` is looked for.

use serde_json::json;

use super::shown;
use crate::support::Folder;

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
        .stderr_has("未找到 wx_config.json")
        .stderr_has("webot init")
        .run();
}
