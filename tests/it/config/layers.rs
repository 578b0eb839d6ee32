//! Which value counts: flag, variable, profile, file.

use serde_json::json;

use super::{OTHER_APPID, origin, shown};
use crate::support::{Folder, Webot};

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
