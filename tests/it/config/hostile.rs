//! A `wx_config.json` of someone else.

use serde_json::json;

use super::shown;
use crate::support::{APPID, Bot, Folder, Heard, http, webot};

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A name that stands for a server of someone else. Nothing listens there, so that a refusal is told from an attempt.
const ELSEWHERE: &str = "http://attacker.invalid:9";

#[test]
#[cfg(unix)]
fn a_file_of_another_user_is_ignored_and_the_warning_says_how_to_use_it() {
    let folder = Folder::with_config(r#"{"appid": "wxtheirs"}"#);
    if std::os::unix::fs::chown(folder.path("wx_config.json"), Some(12345), Some(12345)).is_err() {
        return;
    }
    let path = folder.path("wx_config.json").display().to_string();
    let ran =
        folder.webot(["config", "show"]).stderr_has("uid 12345").stderr_has(format!("--config {path}")).run();
    assert!(!ran.stdout.contains("wxtheirs"), "{}", ran.stdout);
    let json = folder.webot(["config", "path", "--json"]).stderr_has("uid 12345").run().json();
    assert_eq!(json["looked_at"][0]["ignored"], true);
    for args in [
        &["config", "set", "appid", APPID][..],
        &["init", "--kind", "bot", "--generate", "--url", "a.example"],
    ] {
        folder.webot(args).exit(3).stderr_has("uid 12345").stderr_has("WEBOT_CONFIG=").run();
    }
    assert_eq!(folder.read("wx_config.json"), r#"{"appid": "wxtheirs"}"#);
    // The user names the file, or is the one who became root.
    let named = folder.webot(["config", "show", "--json", "--config", "wx_config.json"]).run();
    assert_eq!(shown(&named, "appid"), "wxtheirs");
    let named = folder.webot(["config", "show", "--json"]).env("WEBOT_CONFIG", "wx_config.json").run();
    assert_eq!(shown(&named, "appid"), "wxtheirs");
    let sudo = folder.webot(["config", "show", "--json"]).env("SUDO_UID", "12345").run();
    assert_eq!(shown(&sudo, "appid"), "wxtheirs");
}

#[test]
#[cfg(unix)]
fn a_file_that_others_may_write_or_replace_is_ignored() {
    let folder = Folder::new();
    folder.make("open");
    folder.write("open/wx_config.json", r#"{"appid": "wxtheirs"}"#);
    let show = |lang: &str| folder.webot_in("open", ["config", "show", "--lang", lang]);
    folder.set_mode("open/wx_config.json", 0o666);
    show("en").stdout("").stderr_has("chmod go-w").run();
    show("zh").stdout("").stderr_has("chmod go-w").stderr_has("已忽略").run();
    folder.set_mode("open/wx_config.json", 0o644);
    show("en").stdout_has("wxtheirs").run();
    folder.set_mode("open", 0o777);
    show("en").stdout("").stderr_has("chmod o-w").run();
    // In a folder such as /tmp, nobody else can replace it.
    folder.set_mode("open", 0o1777);
    show("en").stdout_has("wxtheirs").run();
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_repository_is_ignored() {
    let folder = Folder::new();
    for name in ["repository/.git", "repository/sub", "outside"] {
        folder.make(name);
    }
    folder.write("outside/wx_config.json", r#"{"appid": "wxoutside"}"#);
    folder.write("repository/real.json", r#"{"appid": "wxinside"}"#);
    let link = folder.path("repository/sub/wx_config.json");
    std::os::unix::fs::symlink("../../outside/wx_config.json", &link).expect("a link");
    let show = || folder.webot_in("repository/sub", ["config", "show"]);
    show().stdout("").stderr_has("link out of its repository").run();
    std::fs::remove_file(&link).expect("a link");
    std::os::unix::fs::symlink("../real.json", &link).expect("a link");
    show().stdout_has("wxinside").run();
}

#[test]
fn a_project_file_does_not_lead_secrets_elsewhere_that_it_does_not_hold() {
    for (key, value) in [
        ("api_base", ELSEWHERE),
        ("proxy", ELSEWHERE),
        ("cacert", "root.pem"),
        ("token_store", "redis://attacker.invalid:9/0"),
    ] {
        let folder = Folder::with_config(&json!({ "appid": APPID, key: value }).to_string());
        folder.write("root.pem", "-----BEGIN CERTIFICATE-----\n");
        let get = || folder.webot(["token", "get", "--json", "--retries", "0", "--timeout", "1"]);
        let error = get().env("WX_SECRET", SECRET).exit(3).error();
        let message = error["message"].as_str().unwrap_or_default();
        assert!(message.contains("WX_SECRET"), "{error}");
        assert!(message.contains("attacker.invalid") || message.contains("root.pem"), "{error}");
        assert!(error["hints"].to_string().contains(&format!("WX_{}", key.to_uppercase())), "{error}");
        // Nothing is sent.
        get().env("WX_SECRET", SECRET).args(["--dry-run"]).stderr_any().run();
    }
}

#[test]
fn references_count_as_secrets_from_elsewhere_and_values_do_not() {
    for reference in ["env:WX_OTHER", "file:secret.txt"] {
        let config = json!({ "appid": APPID, "secret": reference, "api_base": ELSEWHERE });
        let folder = Folder::with_config(&config.to_string());
        folder.write("secret.txt", SECRET);
        let get = folder.webot(["token", "get", "--json"]).env("WX_OTHER", SECRET);
        let error = get.exit(3).error();
        assert!(error["message"].as_str().is_some_and(|message| message.contains(reference)), "{error}");
    }
    let held = json!({ "appid": APPID, "secret": SECRET, "api_base": ELSEWHERE });
    let folder = Folder::with_config(&held.to_string());
    let attempt = || folder.webot(["token", "get", "--retries", "0", "--timeout", "2"]).exit(4).stderr_any();
    attempt().run();
    // A file that the user names, and a value of the user's, are the user's word.
    let foreign = json!({ "appid": APPID, "api_base": ELSEWHERE });
    folder.write("wx_config.json", foreign.to_string());
    attempt().env("WX_SECRET", SECRET).args(["--config", "wx_config.json"]).run();
    attempt().env("WX_SECRET", SECRET).args(["--api-base", ELSEWHERE]).run();
    attempt().env("WX_SECRET", SECRET).env("WX_API_BASE", ELSEWHERE).run();
}

#[test]
fn a_server_on_this_machine_needs_no_approval() {
    let bot = Bot::answering(|_: &Heard| http(200, r#"{"access_token":"A_1","expires_in":7200}"#));
    let config = json!({ "appid": APPID, "api_base": bot.url("") });
    let folder = Folder::with_config(&config.to_string());
    folder.webot(["token", "get"]).env("WX_SECRET", SECRET).stdout_starts("access_token").stderr_any().run();
}

#[test]
#[cfg(unix)]
fn on_a_terminal_the_question_comes_once() {
    let folder = Folder::with_config(&json!({ "appid": APPID, "api_base": ELSEWHERE }).to_string());
    let get = webot(["token", "get", "--retries", "0", "--timeout", "2"]).env("WX_SECRET", SECRET);
    let get = get.within(&folder, "");
    let mut terminal = get.clone().terminal();
    terminal.expect("attacker.invalid");
    terminal.type_line("n");
    assert!(terminal.end().contains("nothing was changed"));
    let mut terminal = get.clone().terminal();
    terminal.expect("attacker.invalid");
    terminal.type_line("y");
    terminal.expect("error");
    terminal.end();
    // The answer holds for this destination only.
    get.clone().exit(4).stderr_any().run();
    folder
        .write("wx_config.json", json!({ "appid": APPID, "api_base": "http://other.invalid:9" }).to_string());
    get.exit(3).stderr_has("other.invalid").run();
}

#[test]
fn env_names_variables_of_wechat_and_those_that_the_user_allows() {
    let folder = Folder::with_config(r#"{"secret": "env:AWS_SECRET_ACCESS_KEY", "appid": "env:WX_MINE"}"#);
    let show = || {
        let show = webot(["config", "show", "--json"]).within(&folder, "");
        show.env("AWS_SECRET_ACCESS_KEY", "aws").env("WX_MINE", APPID)
    };
    let ran = show().run();
    assert_eq!(shown(&ran, "appid"), APPID);
    assert!(
        ran.json()["secret"]["error"].as_str().is_some_and(|error| error.contains("WX_")),
        "{}",
        ran.stdout
    );
    let get = folder.webot(["token", "get"]).env("WX_MINE", APPID);
    get.env("AWS_SECRET_ACCESS_KEY", "aws").exit(3).stderr_has("allow_env").run();
    let named = show().args(["--config", "wx_config.json"]).run();
    assert_eq!(shown(&named, "secret"), "***");
    let allowed = show();
    let own = allowed.folder().clone();
    own.make("xdg/webot");
    own.write("xdg/webot/wx_config.json", r#"{"allow_env": ["AWS_SECRET_ACCESS_KEY"]}"#);
    if cfg!(target_os = "linux") {
        let ran = allowed.env("XDG_CONFIG_HOME", own.path("xdg")).run();
        assert_eq!(shown(&ran, "secret"), "***");
        // In a project's file, the member is nothing.
        folder.write("wx_config.json", r#"{"allow_env": ["HOME"], "secret": "env:HOME"}"#);
        let ran = folder.webot(["config", "show"]).stderr_has("allow_env").run();
        assert!(ran.stdout.contains("WX_"), "{}", ran.stdout);
    }
}

#[test]
fn file_stays_within_the_folder_of_the_file() {
    let folder = Folder::new();
    folder.make("project/.git");
    folder.make("project/secrets");
    folder.write("id_rsa", "private");
    folder.write("project/secrets/inside.txt", SECRET);
    let outside = folder.path("id_rsa").display().to_string();
    for (reference, allowed) in
        [("file:secrets/inside.txt", true), ("file:../id_rsa", false), (&*format!("file:{outside}"), false)]
    {
        folder.write("project/wx_config.json", json!({ "secret": reference }).to_string());
        let ran = folder.webot_in("project", ["config", "show", "--json"]).run();
        assert_eq!(ran.json()["secret"]["value"] == "***", allowed, "{reference}: {}", ran.stdout);
    }
    #[cfg(unix)]
    {
        let link = folder.path("project/secrets/link.txt");
        std::os::unix::fs::symlink(folder.path("id_rsa"), link).expect("a link");
        folder.write("project/wx_config.json", r#"{"secret": "file:secrets/link.txt"}"#);
        let ran = folder.webot_in("project", ["config", "show", "--json"]).run();
        assert!(ran.json()["secret"]["error"].is_string(), "{}", ran.stdout);
    }
}

#[test]
fn a_secret_that_is_written_beside_a_destination_is_warned_about() {
    let folder = Folder::with_config(&json!({ "api_base": ELSEWHERE }).to_string());
    folder.write("secret.txt", SECRET);
    let set = ["config", "set", "secret", "@secret.txt"];
    folder.webot(set).stderr_has("attacker.invalid").stderr_has("`api_base`").run();
    let init = ["init", "--appid", APPID];
    folder.webot(init).stderr_has("attacker.invalid").run();
}

/// Tokens that were fetched without a project's certificates are not sent to a server that only they vouch for.
#[test]
fn certificates_of_a_project_have_tokens_of_their_own() {
    let bot = Bot::answering(|_: &Heard| http(200, r#"{"access_token":"A_1","expires_in":7200}"#));
    let folder = Folder::new();
    folder.write("root.pem", "-----BEGIN CERTIFICATE-----\n");
    let home = webot(["token", "get", "--api-base", &bot.url("")]).within(&folder, "").env("WX_APPID", APPID);
    let get = || home.clone().stderr_any().run();
    let plain = json!({ "secret": SECRET });
    folder.write("wx_config.json", plain.to_string());
    get();
    get();
    assert_eq!(bot.heard().len(), 1, "it is kept");
    folder.write("wx_config.json", json!({ "secret": SECRET, "cacert": "root.pem" }).to_string());
    get();
    assert_eq!(bot.heard().len(), 2, "it is fetched again");
}
