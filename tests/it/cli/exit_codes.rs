//! Exit codes.

use super::bot;
use crate::support::{ACCEPTED, Bot, DEAD_URL, Webot, http, text_reply, webot};

#[test]
fn success_is_0() {
    webot(["send", "hi"]).args(bot("success").args()).stderr_ends(ACCEPTED).run();
    webot(["send", "--demo", "hi"]).stderr_ends(ACCEPTED).run();
}

#[test]
fn a_refusal_by_the_bot_is_1() {
    webot(["send", "hi"]).args(bot("bare words").args()).exit(1).stderr_has("`bare words`").run();
    webot(["send", "hi", "--expect-none"])
        .args(bot(&text_reply("x")).args())
        .exit(1)
        .stderr_has("error[expect-none]: --expect-none is not met")
        .run();
    let refusing = Bot::answering(|_| http(403, "Invalid signature"));
    webot(["send", "hi"])
        .args(refusing.args())
        .exit(1)
        .stderr_has("error[http-status]: 403: the bot refuses the signature")
        .run();
}

#[test]
fn wrong_usage_is_2() {
    webot(["send", "hi", "--nope"]).exit(2).stderr_has("`--nope`").run();
    webot(["nope"]).exit(2).stderr_has("`nope`").run();
    webot(["send"]).exit(2).stderr_has("hint: ").stderr_has("`webot send --list`").run();
}

#[test]
fn a_named_file_that_is_missing_or_broken_is_2() {
    for (args, flag) in [
        (&["serve", "FILE"][..], "FILE"),
        (&["rules", "list", "FILE"], "FILE"),
        (&["menu", "lint", "FILE"], "`FILE`"),
        (&["menu", "create", "--mock", "--file", "FILE"], "`--file`"),
        (&["menu", "rollback", "--mock", "--from", "FILE"], "`--from`"),
        (&["draft", "add", "--mock", "FILE"], "`FILE`"),
        (&["app", "check-share", "--kind", "text", "FILE"], "`FILE`"),
        (&["init", "--from", "FILE"], "`--from`"),
        (&["message", "custom", "send", "--mock", "--file", "FILE"], "`--file`"),
        (&["api", "POST", "/cgi-bin/tags/create", "--mock", "--data", "@FILE"], "`--data`"),
        (&["token", "get", "--cacert", "FILE"], "`--cacert`"),
        (&["crypt", "verify-notify", "--cert", "FILE"], "`--cert`"),
    ] {
        let named = |file: &str| args.iter().map(|arg| arg.replace("FILE", file)).collect::<Vec<_>>();
        let home = Webot::new().file("broken.json", "{\"a\": ").env("WX_APPID", "wx1").env("WX_SECRET", "s");
        home.webot(named("broken.json")).exit(2).stderr_has("error").run();
        let missing = home.webot(named("missing.json")).exit(2).stderr_has("`missing.json` cannot be read");
        missing.stderr_has(if flag == "FILE" { "" } else { flag }).run();
    }
}

#[test]
fn a_configuration_error_is_3() {
    webot(["send", "hi", "--config", "missing.json"]).exit(3).stderr_has("`missing.json`").run();
    webot(["send", "hi", "--dry-run"])
        .file("wx_config.json", "[]")
        .exit(3)
        .stderr_has("line 1, column 1: expected an object")
        .run();
    webot(["send", "hi", "--mode", "safe", "--dry-run"])
        .exit(3)
        .stderr_has("error: the EncodingAESKey is missing")
        .run();
}

#[test]
fn a_wrong_value_in_the_file_is_3() {
    for file in [r#"{"mode": "secret"}"#, r#"{"url": "ftp://example.com/"}"#] {
        webot(["send", "hi", "--dry-run"])
            .file("wx_config.json", file)
            .exit(3)
            .stderr_has("wx_config.json")
            .run();
    }
}

#[test]
fn a_token_of_digits_is_taken_or_refused_but_not_ignored() {
    let run = webot(["send", "hi", "--dry-run", "--timestamp", "1700000000", "--nonce", "42"]);
    let ran = run.file("wx_config.json", r#"{"token": 12345}"#).exit_in([0, 3]).stderr_any().run();
    let taken = ran.stdout.contains(&webot::sign::callback::signature("12345", "1700000000", "42"));
    assert!(ran.code == 3 || taken, "{}\n{}", ran.stdout, ran.stderr);
}

#[test]
fn no_connection_is_4() {
    webot(["send", "hi", "--des", DEAD_URL]).exit(4).stderr_has("error: nothing listens at http://").run();
}
