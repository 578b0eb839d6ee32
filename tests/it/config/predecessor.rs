//! The file that webot-cli left.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::{OTHER_APPID, shown};
use crate::support::{Folder, Webot};

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
        .stderr_has("error: the proxy cannot connect to https://api.weixin.qq.com/cgi-bin/stable_token")
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
        .stderr_has("error: the proxy cannot connect to https://api.weixin.qq.com/cgi-bin/stable_token")
        .run();
}

#[test]
fn the_predecessors_token_stays_beside_the_token_of_the_callback() {
    let before = predecessor(true);
    let folder = Folder::with_config(&before);
    folder.webot(["config", "set", "token", "-"]).stdin("keyboardcat123").stderr_has("saved in").run();
    let json = folder.json("wx_config.json");
    assert_eq!(json["token"]["access_token"], "hush-cached");
    assert_eq!(json["Token"], "keyboardcat123");
    let ran = folder.webot(["config", "show", "--json", "--show-secrets"]).run();
    assert_eq!(shown(&ran, "token"), "keyboardcat123");
    assert_eq!(shown(&ran, "access_token"), "hush-cached");
    folder.webot(["config", "unset", "token"]).stderr_has("`token`").run();
    assert_eq!(folder.read("wx_config.json"), before);
}
