//! Secrets stay out of every output.

use super::bot;
use crate::support::{AES_KEY, APPID, Bot, DEAD_URL, Ran, encrypted, http, text_reply, webot};

const TOKEN: &str = "Sup3rS3cretT0ken";

#[track_caller]
fn check_lacks(secrets: &[&str], ran: &Ran) {
    for secret in secrets {
        assert!(!ran.stdout.contains(secret), "`{secret}` on stdout: {}", ran.stdout);
        assert!(!ran.stderr.contains(secret), "`{secret}` on stderr: {}", ran.stderr);
    }
}

#[test]
fn token_and_key_are_never_shown() {
    let signed = bot(&encrypted(&text_reply("x"), TOKEN, AES_KEY, APPID));
    let forged = bot(&encrypted(&text_reply("x"), "another", AES_KEY, "wxother"));
    let refusing = Bot::answering(|_| http(403, "Invalid signature"));
    let file =
        format!(r#"{{"token":"{TOKEN}","encoding_aes_key":"{AES_KEY}","appid":"{APPID}","mode":"safe"}}"#);
    for url in [signed.url("/"), forged.url("/"), refusing.url("/"), DEAD_URL.to_owned()] {
        for more in [
            &[][..],
            &["-v"],
            &["--json"],
            &["-v", "--json"],
            &["--dry-run"],
            &["--dry-run", "--json"],
            &["--curl"],
        ] {
            let run = webot(["send", "hi", "--des", &url]).args(more).exit_in([0, 1, 4]).stderr_any();
            let by_flag = ["--token", TOKEN, "--aes-key", AES_KEY, "--appid", APPID, "--mode", "safe"];
            check_lacks(&[TOKEN, AES_KEY], &run.webot(by_flag).run());
            let by_variable = run.webot(["--mode", "safe"]).env("WX_TOKEN", TOKEN);
            let by_variable = by_variable.env("WX_AES_KEY", AES_KEY).env("WX_APPID", APPID);
            check_lacks(&[TOKEN, AES_KEY], &by_variable.run());
            check_lacks(&[TOKEN, AES_KEY], &run.file("wx_config.json", &file).run());
        }
    }
}

#[test]
fn wrong_usage_shows_no_secret() {
    let spoilt = format!("{AES_KEY}x");
    for args in [
        ["--token", TOKEN, "--nope"].as_slice(),
        &["--tokne=Sup3rS3cretT0ken"],
        &["--token", "Sup3rS3cretT0ken ", "--des", "http://127.0.0.1:1/"],
        &["--aes-key", &spoilt, "--appid", APPID],
        &["--aes-key", "Sup3rS3cretT0ken!", "--appid", APPID],
    ] {
        let run = webot(["send", "hi"]).args(args).exit_in([2, 4]).stderr_has("error");
        check_lacks(&[TOKEN, AES_KEY], &run.clone().run());
        check_lacks(&[TOKEN, AES_KEY], &run.args(["--json"]).run());
    }
}

/// Files that are not JSON, each with the line of its error.
const BROKEN_FILES: [(&str, usize); 8] = [
    ("{\n  \"appid\": \"wx1\"\n  \"token\": \"abc12\"\n}", 3),
    ("{\"token\": \"abc12\",}", 1),
    ("{\n  \"token\": \"abc12\n}", 2),
    ("{\n  \"token\":\n    'abc12'\n}", 3),
    ("{\n  \"token\":\n    abc12\n}", 3),
    ("{\n  token: 'abc12'\n}", 2),
    ("{ \"abc12\" }", 1),
    ("abc12", 1),
];

#[test]
fn a_bad_config_file_shows_no_secret() {
    for (file, _) in BROKEN_FILES {
        for more in [&[][..], &["--json"], &["-v"]] {
            let ran = webot(["send", "hi"])
                .args(more)
                .file("wx_config.json", file)
                .exit(3)
                .stderr_has("/wx_config.json`, line")
                .run();
            check_lacks(&["abc12"], &ran);
        }
    }
}

#[test]
fn a_bad_config_file_is_reported_by_line() {
    for (file, line) in BROKEN_FILES {
        let ran = webot(["send", "hi"]).file("wx_config.json", file).exit(3).stderr_lacks("column 0").run();
        let at = format!("wx_config.json`, line {line}, column ");
        assert!(ran.stderr.contains(&at), "{file}\n{}", ran.stderr);
    }
}

#[test]
fn a_password_in_the_url_is_not_shown() {
    let bot = bot("success");
    let with_password = |url: String| url.replace("http://", "http://user:hunter2@");
    for url in [with_password(bot.url("/")), with_password(DEAD_URL.to_owned())] {
        for more in [&[][..], &["-v"], &["--json"], &["--dry-run"], &["--dry-run", "--json"], &["--curl"]] {
            let run = webot(["send", "hi", "--des", &url]).args(more).exit_in([0, 4]);
            check_lacks(&["hunter2"], &run.stderr_any().run());
        }
    }
    let heard = bot.heard();
    assert!(
        heard.iter().all(|heard| heard.header("Authorization") == Some("Basic dXNlcjpodW50ZXIy")),
        "{heard:?}"
    );
}

#[test]
fn a_password_in_the_url_is_shown_on_request() {
    let url = "http://user:hunter2@127.0.0.1:3000/";
    webot(["send", "hi", "--curl", "--show-secrets", "--des", url]).stdout_has("user:hunter2@").run();
}
