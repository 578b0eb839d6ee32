//! Tokens in the configuration file, where the predecessor kept them.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use super::{CALL, RUN_TIMEOUT, STABLE, json_in, now_ms, predecessor};
use crate::support::{Mock, SECRET, Webot};

/// Returns the line of `--curl` for a call of the real WeChat.
fn shown(home: &Webot, args: &[&str], variables: &[(&str, &str)], config: &Path) -> String {
    let run = home.bare(args).args(["--curl", "--show-secrets", "--config"]).args([config]);
    let run = run.env("WX_API_BASE", "");
    variables.iter().fold(run, |run, (name, value)| run.env(name, value)).run().stdout
}

#[test]
fn the_predecessors_token_is_used_for_its_account_only() {
    let home = Webot::asking("");
    let call = ["api", "GET", CALL];
    let config =
        home.config(&json!({ "token": predecessor("OLD_TOKEN"), "corpid": "ww1", "corpsecret": "s" }));
    assert!(shown(&home, &call, &[], &config).contains("access_token=OLD_TOKEN"));
    let own = shown(&home, &call, &[("WX_APPID", "wx0000000000000000")], &config);
    assert!(!own.contains("OLD_TOKEN"), "the environment names another account: {own}");
    let work =
        shown(&home, &["api", "GET", "https://qyapi.weixin.qq.com/cgi-bin/getcallbackip"], &[], &config);
    assert!(!work.contains("OLD_TOKEN"), "{work}");
    let mocked = home.bare(call).args(["--mock", "--curl", "--show-secrets", "--config"]).args([&config]);
    let mocked = mocked.env("WX_API_BASE", "").run().stdout;
    assert!(!mocked.contains("OLD_TOKEN"), "{mocked}");

    let profiles = json!({ "two": { "appid": "wx0000000000000002", "secret": SECRET }, "same": { "url": "http://127.0.0.1/" } });
    let config = home.config(&json!({ "token": predecessor("OLD_TOKEN"), "profiles": profiles }));
    let two = shown(&home, &call, &[("WEBOT_PROFILE", "two")], &config);
    assert!(!two.contains("OLD_TOKEN"), "the profile is another account: {two}");
    let same = shown(&home, &call, &[("WEBOT_PROFILE", "same")], &config);
    assert!(same.contains("access_token=OLD_TOKEN"), "{same}");

    let mut ended = predecessor("OLD_TOKEN");
    for date in [json!(now_ms() - 1000), json!("2020-01-01T00:00:00.000Z"), json!("soon"), Value::Null] {
        ended["expire_date"] = date;
        let config = home.config(&json!({ "token": ended }));
        assert!(!shown(&home, &call, &[], &config).contains("OLD_TOKEN"), "{ended}");
    }
}

/// Returns an account that keeps its tokens in the configuration file, and the path of the file.
fn kept_in_config(mock: &Mock, more: &Value) -> (Webot, std::path::PathBuf) {
    let home = Webot::on(mock);
    let mut config = json!({ "token_store": "config" });
    config.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    let path = home.config(&config);
    (home, path)
}

#[test]
fn the_configuration_file_keeps_tokens_as_the_predecessor_did() {
    let mock = Mock::start([]);
    let more = json!({ "$schema": "x", "_note": { "a": [1, "二"] }, "token": predecessor("OLD_TOKEN"), "comment": "last" });
    let (home, path) = kept_in_config(&mock, &more);
    let before = json_in(&path);
    let call = || home.bare(["api", "GET", CALL, "--config"]).args([&path]).stderr_any().run();
    let ran = call();
    assert_eq!(mock.paths(), [CALL, STABLE, CALL], "the old one is tried first, and refused");
    assert_eq!(ran.warnings().len(), 1, "{}", ran.stderr);
    let after = json_in(&path);
    let token = after["token"]["access_token"].as_str().expect("a token");
    assert_ne!(token, "OLD_TOKEN");
    assert_eq!(after["token"]["expires_in"], 7200);
    assert!(after["token"]["expire_date"].as_u64().is_some_and(|date| date > now_ms() + 7_000_000));
    for (name, value) in before.as_object().expect("an object").iter().filter(|(name, _)| *name != "token") {
        assert_eq!(&after[name], value, "{name}");
    }
    let names = |json: &Value| json.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before));
    call();
    assert_eq!(mock.paths().len(), 4, "kept");
    assert!(home.tokens().is_empty(), "not in two places");
    let beside: Vec<_> = std::fs::read_dir(home.folder().path(""))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .filter(|name| name.to_string_lossy().contains("wx_config"))
        .collect();
    assert_eq!(beside, ["wx_config.json"], "the project is not littered");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(path.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
    }
    // Another account in the environment does not get this one's token, nor does it stay there afterwards.
    home.bare(["api", "GET", CALL, "--config"]).args([&path]).env("WX_APPID", "wx0000000000000000").run();
    assert_eq!(mock.paths()[4..], [STABLE, CALL]);
}

#[test]
fn the_callback_token_is_not_replaced() {
    let mock = Mock::start([]);
    let (home, path) = kept_in_config(&mock, &json!({ "token": "callback-token" }));
    for _ in 0..2 {
        home.bare(["api", "GET", CALL, "--config"]).args([&path]).run();
    }
    assert_eq!(mock.paths(), [STABLE, CALL, CALL]);
    let after = json_in(&path);
    assert_eq!(after["token"], "callback-token");
    let ran = home.bare(["token", "clear", "--config"]).args([&path]).stderr_any().run();
    assert_eq!(ran.warnings(), [""; 0]);
    assert_eq!(json_in(&path)["token"], "callback-token");
    assert!(!json_in(&path).to_string().contains("expire_date"));
}

#[test]
fn tickets_are_kept_in_the_configuration_file_too() {
    let mock = Mock::start([]);
    let (home, path) =
        kept_in_config(&mock, &json!({ "corpid": "ww1", "corpsecret": "corpsecret-of-a-test" }));
    let start = Instant::now();
    let get = |kind: &str| {
        let ran = home
            .bare(["ticket", "get", "--print", "--type", kind, "--config"])
            .args([&path])
            .stderr_any()
            .run();
        assert_eq!(ran.warnings(), [""; 0], "{kind}");
        ran.stdout
    };
    let first: Vec<String> = ["jsapi", "wx_card", "agent"].map(get).into();
    assert!(start.elapsed() < RUN_TIMEOUT, "a lock that waits for itself: {:?}", start.elapsed());
    let asked = mock.paths().len();
    assert_eq!(["jsapi", "wx_card", "agent"].map(get).to_vec(), first);
    assert_eq!(mock.paths().len(), asked, "kept");
    // At the same time, and none undoes another.
    home.bare(["token", "clear", "--config"])
        .args([&path])
        .stderr("cleared: access_token, jsapi_ticket, wx_card_ticket\n")
        .run();
    std::thread::scope(|scope| {
        let runs = ["jsapi", "wx_card", "jsapi", "wx_card"].map(|kind| scope.spawn(move || get(kind)));
        for run in runs {
            run.join().expect("a run");
        }
    });
    let asked = mock.paths().len();
    get("jsapi");
    get("wx_card");
    assert_eq!(mock.paths().len(), asked);
}

#[test]
fn a_profile_keeps_its_own_token() {
    let mock = Mock::start([]);
    let profiles =
        json!({ "two": { "appid": "wx0000000000000002", "secret": SECRET, "token": "callback-2" } });
    let (home, path) = kept_in_config(&mock, &json!({ "token": predecessor("OLD"), "profiles": profiles }));
    for _ in 0..2 {
        home.bare(["api", "GET", CALL, "--profile", "two", "--config"]).args([&path]).run();
    }
    assert_eq!(mock.paths(), [STABLE, CALL, CALL]);
    let after = json_in(&path);
    assert_eq!(
        (&after["token"]["access_token"], &after["profiles"]["two"]["token"]),
        (&json!("OLD"), &json!("callback-2"))
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_configuration_file_on_a_full_disk_is_unchanged() {
    let mock = Mock::start([]);
    let (home, path) = kept_in_config(&mock, &json!({ "token": predecessor("OLD_TOKEN") }));
    let before = std::fs::read(&path).expect("a file");
    let call = home.bare(["api", "GET", CALL, "--config"]).args([&path]);
    let ran = call.after("trap '' XFSZ; ulimit -f 0").stderr_any().run();
    assert!(
        ran.warnings().iter().any(|warning| warning.starts_with("tokens are not cached: ")),
        "{}",
        ran.stderr
    );
    assert_eq!(std::fs::read(&path).expect("a file"), before);
}
