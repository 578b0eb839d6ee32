//! Folders without permission.

use serde_json::json;

use super::GET;
use crate::support::{Mock, SECRET, Webot};

/// Runs as a user without special permissions if the tests run as root; returns `None` if that is impossible.
fn unprivileged(run: Webot) -> Option<Webot> {
    use std::os::unix::process::CommandExt as _;
    let probe = tempfile::tempdir().expect("a folder");
    std::fs::set_permissions(probe.path(), std::os::unix::fs::PermissionsExt::from_mode(0o000))
        .expect("a mode");
    if std::fs::read_dir(probe.path()).is_err() {
        return Some(run);
    }
    let started =
        std::process::Command::new(env!("CARGO_BIN_EXE_webot")).arg("--version").uid(65534).output();
    started.is_ok_and(|output| output.status.success()).then(|| run.uid(65534))
}

#[test]
fn a_configuration_in_a_folder_without_permission_is_named() {
    let home = Webot::asking("http://127.0.0.1:1");
    let folder = home.folder();
    let content = json!({ "appid": "wx1", "secret": SECRET }).to_string();
    folder.make("closed");
    folder.write("closed/wx_config.json", &content);
    folder.set_mode("", 0o755);
    folder.set_mode("closed", 0o000);
    let config = folder.path("closed/wx_config.json");
    let path = config.display().to_string();
    if let Some(run) = unprivileged(home.bare(GET).args(["--json", "--config", &path])) {
        let error = run.exit(3).error();
        assert_eq!(error["kind"], "config");
        assert!(error["message"].as_str().is_some_and(|said| said.contains(&path)), "{error}");
        assert!(error["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{error}");
        // Found, not passed by: the same as the user's own.
        folder.make(".config/webot");
        folder.write(".config/webot/wx_config.json", &content);
        folder.set_mode(".config/webot", 0o000);
        let run = unprivileged(home.bare(GET).args(["--json"])).expect("as before");
        let error = run.exit(3).error();
        if cfg!(target_os = "linux") {
            assert!(error["message"].to_string().contains(".config/webot/wx_config.json"), "{error}");
        }
        folder.set_mode(".config/webot", 0o700);
    }
    folder.set_mode("closed", 0o700);
    // A file where a folder should be stops everybody.
    let path = config.join("wx_config.json").display().to_string();
    let error = home.bare(GET).args(["--json", "--config", &path]).exit(3).error();
    assert_eq!(error["kind"], "config");
    assert!(error["message"].to_string().contains(&path), "{error}");
}

/// A refresh ends the old token: the next command must not use it.
#[test]
fn a_refresh_that_cannot_be_stored_does_not_leave_the_old_token_unnoticed() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let token = ["token", "refresh", "--json"];
    if unprivileged(home.bare(token)).is_none() {
        return;
    }
    let stored = json!({ "token_store": "config", "token": {
        "access_token": "old", "expires_in": 7200, "expire_date": "2100-01-01T00:00:00Z", "appid": null,
    }});
    let path = home.config(&stored);
    home.folder().set_mode("wx_config.json", 0o644);
    home.folder().set_mode("", 0o555);
    let run = home.bare(token).args(["--config"]).args([&path]);
    let error = unprivileged(run).expect("as before").exit(3).error();
    assert_eq!(error["kind"], "store", "{error}");
    assert!(error["hints"].to_string().contains("webot token clear"), "{error}");
    home.folder().set_mode("", 0o755);
    assert_eq!(mock.paths(), ["/cgi-bin/stable_token"]);
}

#[test]
fn tokens_are_not_kept_in_a_folder_without_permission() {
    let mock = Mock::start([]).or_not_asked();
    let home = Webot::on(&mock);
    let path = home.config(&json!({ "token_store": "config" }));
    home.folder().set_mode("wx_config.json", 0o644);
    home.folder().set_mode("", 0o555);
    let run = home.bare(GET).args(["--config"]).args([&path]);
    if let Some(run) = unprivileged(run) {
        let ran = run.stderr_any().stderr_any().run();
        let kept: Vec<_> =
            ran.warnings().into_iter().filter(|said| said.starts_with("tokens are not cached: ")).collect();
        assert_eq!(kept.len(), 1, "{}", ran.stderr);
        assert_eq!(mock.paths(), ["/cgi-bin/stable_token", GET[2]]);
    }
    home.folder().set_mode("", 0o755);
}
