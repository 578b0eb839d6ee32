//! `webot config set`: changes of one file by several processes at once.

use crate::support::Webot;
use serde_json::Value;

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
