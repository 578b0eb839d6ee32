//! Foreign text on a terminal: every character that could manipulate it is escaped, whichever command prints it.

use serde_json::json;

use super::bot;
use crate::support::{APPID, Folder, Webot};

/// Clears the screen, sets the title, and turns the direction of writing: in 7 bits, in 8 bits, and in Unicode.
const HOSTILE: &str = "a\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}b";

#[track_caller]
fn check(what: &str, run: Webot) {
    let screen = run.env("NO_COLOR", "1").env("WEBOT_LANG", "en").terminal().end();
    // Each character of the screen is a byte.
    let screen: Vec<u8> = screen.chars().map(|char| u8::try_from(u32::from(char)).expect("a byte")).collect();
    let screen = String::from_utf8(screen).expect("UTF-8");
    for wrong in ['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}'] {
        assert!(!screen.contains(wrong), "{what}: {screen:?}");
    }
    assert!(screen.contains("{1b}") || screen.contains("u001b"), "{what} does not show it: {screen:?}");
}

#[test]
fn no_command_lets_foreign_characters_through() {
    let config = json!({
        "appid": HOSTILE, "secret": HOSTILE, "url": "http://127.0.0.1:9/", "profiles": { HOSTILE: {} },
    });
    let folder = Folder::with_config(&config.to_string());
    folder.write(&format!("{HOSTILE}.json"), "{}");
    let here = |args: &[&str]| folder.webot(args);
    check("config show", here(&["config", "show"]));
    check("config show --json", here(&["config", "show", "--json"]));
    check("config show --show-secrets", here(&["config", "show", "--show-secrets"]));
    let named = format!("{HOSTILE}.json");
    check("config path", here(&["config", "path", "--config", &named]));
    check("config set", here(&["config", "set", "url", "http://a/", "--config", &named]));
    check("an unknown profile", here(&["config", "show", "--profile", "other"]));
    check("sign", here(&["sign", "message", "--token", "t", "--timestamp", "1", "--nonce", HOSTILE]));
    check("explain", here(&["explain", &json!({ "errcode": 40_163, "errmsg": HOSTILE }).to_string()]));
    let data = format!("\"{HOSTILE}\"");
    check("api --dry-run", here(&["api", "POST", "/cgi-bin/x", "--data", &data, "--dry-run"]));
    check("api --curl", here(&["api", "POST", "/cgi-bin/x", "--data", &format!("\"{HOSTILE}\""), "--curl"]));
}

#[test]
fn no_answer_of_a_server_gets_through() {
    let token = json!({ "access_token": HOSTILE, "expires_in": 7200 }).to_string();
    let refusal = json!({ "errcode": 40003, "errmsg": HOSTILE }).to_string();
    let answer = json!({ "ip_list": [HOSTILE], "errmsg": HOSTILE }).to_string();
    for (what, body, args) in [
        ("token --print", &token, &["token", "get", "--print"][..]),
        ("token --show-secrets", &token, &["token", "get", "--show-secrets"]),
        ("an error", &refusal, &["api", "GET", "/sns/auth?access_token=t&openid=o"]),
        ("an error --json", &refusal, &["api", "GET", "/sns/auth?access_token=t&openid=o", "--json"]),
        ("api -i", &answer, &["api", "GET", "/sns/auth?access_token=t&openid=o", "-i"]),
        ("api --jq", &answer, &["api", "GET", "/sns/auth?access_token=t&openid=o", "--jq", ".errmsg"]),
        ("api --json", &answer, &["api", "GET", "/sns/auth?access_token=t&openid=o", "--json"]),
        ("api --verbose", &answer, &["api", "GET", "/sns/auth?access_token=t&openid=o", "--verbose"]),
    ] {
        let bot = bot(body);
        let run = Webot::new().args(args).args(["--api-base", &bot.url("")]);
        let run = run.env("WX_APPID", APPID).env("WX_SECRET", "0123456789abcdef0123456789abcdef");
        check(what, run);
    }
}
