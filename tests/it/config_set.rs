//! `webot config set`: changes of one file by several processes at once.

use serde_json::Value;

use crate::support::Webot;

#[test]
fn simultaneous_changes_of_the_file_do_not_undo_each_other() {
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
