//! `webot init`: with flags alone, and on a terminal.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{AES_KEY, APPID, Folder, SECRET_GIVEN, Terminal, Webot, webot};

const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";
const CORPSECRET: &str = "abcdefghijklmnopqrstuvwxy_0123456789-ABCDEF";

#[test]
fn flags_alone_write_the_file_and_name_the_next_command() {
    let folder = Folder::new();
    folder.write("secret.txt", format!("{APP_SECRET}\n"));
    let ran = folder.webot(["init", "--appid", APPID, "--secret", "@secret.txt"]).stderr_any().run();
    assert_eq!(folder.json("wx_config.json"), json!({"appid": APPID, "secret": APP_SECRET}));
    #[cfg(unix)]
    assert_eq!(folder.mode("wx_config.json"), 0o600);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.ends_with("next: webot token get\n"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
    folder.webot(["token", "get", "--mock", "--dry-run"]).stdout_has(APPID).run();
}

#[test]
fn a_mini_program_an_app_of_wecom_and_a_bare_bot() {
    let folder = Folder::new();
    folder
        .webot(["init", "--kind", "mini-program", "--appid", APPID, "--secret", "-", "--profile", "mini"])
        .stdin(APP_SECRET)
        .stderr_ends("next: webot token get --profile mini\n")
        .run();
    folder
        .webot(["init", "--corpid", "ww1234567890abcdef", "--agentid", "1000002", "--corpsecret", CORPSECRET])
        .args(["--token", "abc123", "--encoding-aes-key", AES_KEY, "--profile", "crm"])
        .stderr_ends("next: webot token get --work --profile crm\n")
        .run();
    folder
        .webot(["init", "--token", "abc123", "--url", "http://127.0.0.1:3000/"])
        .stderr_ends("next: webot send hello\n")
        .run();
    assert_eq!(
        folder.json("wx_config.json"),
        json!({
            "profiles": {
                "mini": {"appid": APPID, "secret": APP_SECRET},
                "crm": {
                    "corpid": "ww1234567890abcdef", "agentid": "1000002", "corpsecret": CORPSECRET,
                    "token": "abc123", "encoding_aes_key": AES_KEY, "mode": "safe",
                    "receiver": "ww1234567890abcdef",
                },
            },
            "token": "abc123",
            "url": "http://127.0.0.1:3000/",
        })
    );
}

#[test]
fn what_is_missing_is_named_where_nobody_can_be_asked() {
    let folder = Folder::new();
    for (args, flags) in [
        (&[][..], &["`--kind`"][..]),
        (&["--kind", "official"], &["`--appid`", "`--secret`"]),
        (&["--appid", APPID], &["`--secret`"]),
        (&["--kind", "work", "--agentid", "1"], &["`--corpid`", "`--corpsecret`"]),
        (&["--url", "http://127.0.0.1/"], &["`--token`"]),
    ] {
        let ran = folder.webot(["init"]).args(args).exit(2).stderr_any().run();
        for flag in flags {
            assert!(ran.stderr.contains(flag), "{flag}: {}", ran.stderr);
        }
        assert!(!folder.exists("wx_config.json"));
    }
    folder
        .webot(["init", "--kind", "official", "--lang", "zh"])
        .exit(2)
        .stderr_has("缺少 `--appid`、`--secret`")
        .run();
    let ran = folder.webot(["init", "--json"]).exit(2).stderr_any().run();
    let error: Value = serde_json::from_str(&ran.stderr).expect("JSON");
    assert_eq!(error["error"]["kind"], "usage");
}

#[test]
fn shapes_are_checked_and_force_takes_them_all_the_same() {
    let folder = Folder::new();
    let right =
        [("--appid", APPID), ("--secret", APP_SECRET), ("--encoding-aes-key", AES_KEY), ("--token", "abc")];
    for (wrong, value, key) in [
        ("--appid", "wx123", "wx"),
        ("--secret", "0123", "32 hex digits"),
        ("--encoding-aes-key", "short", "43 letters"),
        ("--token", "a b", "3 to 32"),
    ] {
        let args =
            || right.into_iter().flat_map(|(flag, fine)| [flag, if flag == wrong { value } else { fine }]);
        folder
            .webot(["init"])
            .args(args())
            .exit(2)
            .stderr_has(format!("`{wrong}`"))
            .stderr_has(key)
            .stderr_lacks("0123`")
            .run();
        assert!(!folder.exists("wx_config.json"));
        folder
            .webot(["init", "--file", "forced.json", "--force"])
            .args(args())
            .stderr_has("warning: `")
            .run();
    }
    folder
        .webot(["init", "--appid", "env:MY_APPID", "--secret", "file:secret.txt"])
        .stderr_has("appid, secret")
        .run();
    assert_eq!(folder.json("wx_config.json"), json!({"appid": "env:MY_APPID", "secret": "file:secret.txt"}));
}

#[test]
fn what_is_there_stays_and_is_changed_with_force_only() {
    let before = r#"{"_note": "mine", "appid": "wx0000000000000001", "mystery": [1], "secret": "env:S"}"#;
    let folder = Folder::with_config(before);
    folder.webot(["init", "--appid", APPID]).exit(2).stderr_has("appid").stderr_has("--force").run();
    assert_eq!(folder.read("wx_config.json"), before);
    // The same value is no change, another key is none either.
    folder
        .webot(["init", "--appid", "wx0000000000000001", "--token", "abc123"])
        .stderr_has(SECRET_GIVEN)
        .run();
    folder.webot(["init", "--appid", APPID, "--force"]).stderr_has("saved in").run();
    assert_eq!(
        folder.json("wx_config.json"),
        json!({"_note": "mine", "appid": APPID, "mystery": [1], "secret": "env:S", "token": "abc123"})
    );
    let ran = folder.webot(["init", "--appid", APPID, "--json"]).run();
    assert_eq!(ran.json()["written"], json!([]));
}

#[test]
fn a_token_and_a_key_can_be_made_up_and_are_not_shown() {
    let folder = Folder::new();
    let ran = folder
        .webot(["init", "--kind", "bot", "--generate"])
        .stderr_has("webot config show --show-secrets")
        .run();
    let json = folder.json("wx_config.json");
    let (token, key) =
        (json["token"].as_str().expect("a token"), json["encoding_aes_key"].as_str().expect("a key"));
    assert_eq!((token.len(), key.len()), (32, 43));
    assert!(!ran.stderr.contains(token) && !ran.stderr.contains(key), "{}", ran.stderr);
    folder.webot(["init", "--kind", "bot", "--generate"]).stderr_has("already has these values").run();
    assert_eq!(folder.json("wx_config.json"), json);
    folder
        .webot(["send", "hello", "--mode", "safe", "--appid", APPID, "--dry-run"])
        .stderr_starts("before encryption: <xml>")
        .run();
}

#[test]
fn a_file_that_is_not_found_by_itself_is_named_in_the_next_command() {
    let folder = Folder::new();
    folder
        .webot(["init", "--token", "abc123", "--file", "mine.json"])
        .stderr_ends("next: webot send hello --config mine.json\n")
        .run();
    folder.webot(["send", "hello", "--config", "mine.json", "--dry-run"]).run();
}

// git.

fn init(folder: &Folder) -> Value {
    folder.webot(["init", "--token", "abc123", "--json"]).stderr_has(SECRET_GIVEN).run().json()
}

/// A repository that git itself has made; none where there is no git.
fn repository() -> Option<Folder> {
    let folder = Folder::new();
    let made = Command::new("git").args(["init", "--quiet"]).arg(folder.path("")).status();
    made.is_ok_and(|status| status.success()).then_some(folder)
}

#[test]
fn the_file_is_added_to_gitignore_once() {
    let folder = Folder::new();
    assert_eq!(init(&folder)["gitignore"], "added");
    let lines = "wx_config.json\n.webot-*.tmp\n";
    assert_eq!(folder.read(".gitignore"), lines);
    assert_eq!(init(&folder)["gitignore"], "already");
    assert_eq!(folder.read(".gitignore"), lines);
}

#[test]
fn the_rest_of_gitignore_stays() {
    let folder = Folder::new();
    folder.write(".gitignore", "# mine\r\ntarget");
    folder.make("sub");
    folder.webot_in("sub", ["init", "--token", "abc123"]).stderr_has(SECRET_GIVEN).run();
    assert_eq!(folder.read(".gitignore"), "# mine\r\ntarget\r\nwx_config.json\r\n.webot-*.tmp\r\n");
    folder.webot_in("sub", ["init", "--token", "abc123", "--file", "my.json"]).stderr_has(SECRET_GIVEN).run();
    assert!(folder.read(".gitignore").ends_with("\r\n/sub/my.json\r\n"));
}

#[test]
fn what_git_ignores_already_is_not_added() {
    let Some(folder) = repository() else { return };
    folder.write(".gitignore", "wx_*.json\n");
    assert_eq!(init(&folder)["gitignore"], "already");
    assert_eq!(folder.read(".gitignore"), "wx_*.json\n");
}

#[test]
fn a_file_that_git_tracks_is_warned_about() {
    let Some(folder) = repository() else { return };
    folder.write("wx_config.json", "{}");
    let added = Command::new("git").arg("-C").arg(folder.path("")).args(["add", "wx_config.json"]).status();
    assert!(added.expect("git").success());
    folder.webot(["init", "--token", "abc123"]).stderr_has("git rm --cached wx_config.json").run();
    assert!(!folder.exists(".gitignore"));
}

#[test]
fn outside_a_repository_there_is_nothing_to_ignore() {
    let folder = Folder::new();
    std::fs::remove_dir(folder.path(".git")).expect("no repository");
    assert_eq!(init(&folder)["gitignore"], Value::Null);
    assert!(!folder.exists(".gitignore"));
}

/// git does not read a `.gitignore` that is a link, and its target may be anywhere.
#[test]
#[cfg(unix)]
fn a_gitignore_that_is_a_link_or_a_pipe_is_not_written() {
    let folder = Folder::new();
    folder.make("project/.git");
    folder.write("outside", "target\n");
    std::os::unix::fs::symlink("../outside", folder.path("project/.gitignore")).expect("a link");
    let init = || folder.webot_in("project", ["init", "--token", "abc123", "--json"]).stderr_any().run();
    let ran = init();
    assert_eq!(ran.json()["gitignore"], "failed");
    assert!(ran.stderr.contains("symbolic link"), "{}", ran.stderr);
    assert_eq!(folder.read("outside"), "target\n");
    std::fs::remove_file(folder.path("project/.gitignore")).expect("a link");
    let made = Command::new("mkfifo").arg(folder.path("project/.gitignore")).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(init().json()["gitignore"], "failed");
    }
}

#[test]
fn a_rule_that_undoes_the_new_line_is_noticed() {
    let Some(folder) = repository() else { return };
    folder.make("sub");
    folder.write("sub/.gitignore", "!wx_config.json\n");
    let ran = folder.webot_in("sub", ["init", "--token", "abc123", "--json"]).stderr_any().run();
    assert_eq!(ran.json()["gitignore"], "failed");
}

#[test]
fn config_set_keeps_a_secret_out_of_git_too() {
    let folder = Folder::new();
    folder.webot(["config", "set", "appid", APPID]).stderr_has("saved in").run();
    folder.webot(["config", "set", "secret", "env:WX_SECRET"]).stderr_has("saved in").run();
    assert!(!folder.exists(".gitignore"), "there is no secret yet");
    let set = folder.webot(["config", "set", "token", "-"]).stdin("abc123");
    set.stderr_has("so that git ignores the file").run();
    assert!(folder.read(".gitignore").starts_with("wx_config.json\n"));
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_the_prompt_for_a_secret() {
    let folder = Folder::new();
    let mut terminal = folder.webot(["config", "set", "secret"]).terminal();
    terminal.expect("AppSecret");
    terminal.press("hush");
    terminal.press_ctrl('c');
    let rest = terminal.end();
    assert!(rest.contains("interrupted") && !rest.contains("hush"), "{rest}");
    assert!(!folder.exists("wx_config.json"));
    let mut terminal = folder.webot(["config", "set", "token"]).terminal();
    terminal.expect("Token");
    terminal.type_line("abc123");
    terminal.expect("saved in");
    assert!(!terminal.end().contains("abc123"));
    assert_eq!(folder.json("wx_config.json")["token"], "abc123");
}

// On a terminal.

#[cfg(unix)]
mod terminal {

    use super::*;

    #[track_caller]
    fn answer(terminal: &mut Terminal, question: &str, keys: &str) {
        terminal.expect(question);
        terminal.press(keys);
    }

    #[test]
    fn it_asks_checks_what_is_typed_and_writes() {
        let folder = Folder::new();
        let mut terminal = Webot::at_home(folder.clone()).args(["init"]).terminal();
        answer(&mut terminal, "kind of account", "\r");
        answer(&mut terminal, "appid of the account", "wx123\r");
        answer(&mut terminal, "`wx` and 16 hex digits", &format!("\u{15}{APPID}\r"));
        answer(&mut terminal, "AppSecret", "0123\r");
        answer(&mut terminal, "32 hex digits", &format!("{APP_SECRET}\r"));
        // Token: make one up; key: leave it out.
        answer(&mut terminal, "Token of the callback", "\x1b[A\r");
        answer(&mut terminal, "EncodingAESKey", "\r");
        answer(&mut terminal, "URL of the bot", "http://127.0.0.1:3000/wx\r");
        terminal.expect("generated token; `webot config show --show-secrets` shows");
        terminal.expect("next: webot token get");
        let rest = terminal.end();
        assert!(rest.contains("next: webot send hello"), "{rest}");
        let json = folder.json("wx_config.json");
        assert_eq!(json["appid"], APPID);
        assert_eq!(json["secret"], APP_SECRET);
        assert_eq!(json["token"].as_str().map(str::len), Some(32));
        assert_eq!(json["url"], "http://127.0.0.1:3000/wx");
        assert_eq!(json.as_object().map(serde_json::Map::len), Some(4), "{json}");
    }

    #[test]
    fn it_asks_before_a_value_is_changed() {
        let folder = Folder::with_config(r#"{"appid": "wx0000000000000001", "secret": "env:S"}"#);
        let mut terminal = Webot::at_home(folder.clone()).args(["init", "--appid", APPID]).terminal();
        answer(&mut terminal, "`appid` already has a value. Replace it?", "n\r");
        terminal.end();
        assert_eq!(folder.json("wx_config.json")["appid"], "wx0000000000000001");
        let mut terminal = Webot::at_home(folder.clone()).args(["init", "--appid", APPID]).terminal();
        answer(&mut terminal, "`appid` already has a value. Replace it?", "y\r");
        terminal.end();
        assert_eq!(folder.json("wx_config.json"), json!({"appid": APPID, "secret": "env:S"}));
    }

    #[test]
    fn ctrl_c_leaves_everything_as_it_was() {
        let folder = Folder::new();
        let mut terminal = Webot::at_home(folder.clone()).args(["init", "--kind", "official"]).terminal();
        answer(&mut terminal, "appid of the account", "\x03");
        terminal.end();
        assert!(!folder.exists("wx_config.json"));
    }

    #[test]
    fn a_secret_that_is_set_without_a_value_is_asked_and_not_shown() {
        let folder = Folder::new();
        let mut terminal = Webot::at_home(folder.clone()).args(["config", "set", "secret"]).terminal();
        answer(&mut terminal, "AppSecret", &format!("{APP_SECRET}\r"));
        let seen = terminal.end();
        assert!(!seen.contains(APP_SECRET), "{seen}");
        assert_eq!(folder.json("wx_config.json")["secret"], APP_SECRET);
    }
}

#[test]
fn it_takes_the_settings_of_another_tool() {
    let secret = "0123456789abcdef0123456789abcdef";
    let env = format!(
        "WECHAT_OFFICIAL_ACCOUNT_APPID=wx1234567890abcdef\nWECHAT_OFFICIAL_ACCOUNT_SECRET={secret}\n\
         WECHAT_OFFICIAL_ACCOUNT_TOKEN=mytoken\nWECHAT_MINI_PROGRAM_APPID=wxfedcba0987654321\nDB_HOST=localhost\n"
    );
    let folder = Folder::new();
    folder.write(".env", env);
    let ran = webot(["init", "--from", ".env"])
        .within(&folder, ".")
        .stderr_has("appid: wx1234567890abcdef (from WECHAT_OFFICIAL_ACCOUNT_APPID)")
        .stderr_has("secret: ***")
        .stderr_has("--kind")
        .stderr_lacks(secret)
        .run();
    assert!(!ran.stdout.contains(secret));
    let written: Value = serde_json::from_str(&folder.read("wx_config.json")).expect("JSON");
    assert_eq!((&written["appid"], &written["secret"]), (&"wx1234567890abcdef".into(), &secret.into()));
    assert_eq!(written["token"], "mytoken");
    webot(["init", "--from", ".env", "--kind", "mini-program", "--profile", "mini"])
        .within(&folder, ".")
        .exit_in([0, 2])
        .stderr_has("appid: wxfedcba0987654321")
        .run();
    folder.write("empty.yml", "server:\n  port: 1\n");
    webot(["init", "--from", "empty.yml"]).within(&folder, ".").exit(2).stderr_has("`empty.yml`").run();
    webot(["init", "--from", "nothing.env"]).within(&folder, ".").exit(2).stderr_has("`nothing.env`").run();
}
