//! Values that stand in a variable or in another file.

use super::shown;
use crate::support::{APPID, Folder};

#[test]
fn env_and_file_are_followed() {
    let folder = Folder::with_config(
        r#"{"appid": "env:WX_MY_APPID", "corpid": "file:secrets/corpid.txt", "mch_private_key": "file:key.pem"}"#,
    );
    folder.make("secrets");
    folder.make("sub");
    folder.write("secrets/corpid.txt", "\u{feff}ww1234567890abcdef\r\n");
    let ran = folder.webot_in("sub", ["config", "show", "--json"]).env("WX_MY_APPID", APPID).run();
    assert_eq!(shown(&ran, "appid"), APPID);
    assert_eq!(ran.json()["appid"]["via"], "env:WX_MY_APPID");
    assert_eq!(shown(&ran, "corpid"), "ww1234567890abcdef");
    assert_eq!(shown(&ran, "mch_private_key"), folder.path("key.pem").display().to_string());
}

#[test]
fn what_cannot_be_followed_is_an_error_in_its_place_and_nowhere_else() {
    let folder = Folder::with_config(
        r#"{"appid": "wx1", "secret": "env:WX_NOT_SET", "corpid": "file:not/there.txt"}"#,
    );
    let ran = folder.webot(["config", "show", "--json"]).run();
    assert_eq!(shown(&ran, "appid"), "wx1");
    let json = ran.json();
    assert!(json["secret"]["error"].as_str().is_some_and(|error| error.contains("WX_NOT_SET")), "{json}");
    assert!(json["corpid"]["error"].as_str().is_some_and(|error| error.contains("there.txt")), "{json}");
    folder.webot(["config", "show"]).stdout_has("error: `secret` is \"env:WX_NOT_SET\"").run();
    // A command that needs the value says the same.
    folder.webot(["token", "get", "--dry-run"]).exit(3).stderr_has("WX_NOT_SET").run();
}
