//! Secrets in requests and answers are masked.

use super::shown;
use crate::support::{Bot, Webot, http, webot};

const REPEATED_TOKEN: &str = r#"{"access_token":"TOKSECRET-of-the-test","expires_in":7200}"#;

/// Starts a server that returns a token, and repeats the request in every other answer.
fn echo(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Bot {
    Bot::answering(move |heard| {
        if heard.path().ends_with("token") {
            http(200, REPEATED_TOKEN)
        } else {
            http(200, answer(&heard.line))
        }
    })
}

#[test]
fn secrets_of_a_body_are_masked() {
    let args = ["POST", "/cgi-bin/stable_token", "-f", "appid=wx1", "-f", "secret=TOP-SECRET"];
    let request = shown(&args);
    assert_eq!(request["body"], r#"{"appid":"wx1","secret":"***"}"#);
    webot(["api", "--dry-run", "--show-secrets"]).args(args).stdout_has("TOP-SECRET").run();
}

#[test]
fn a_token_repeated_by_a_server_is_masked() {
    let plain = echo(|line| format!("not json {line}"));
    let page = echo(|line| format!("<html><title>{}{line}</title></html>", "x".repeat(30)));
    for (bot, args) in [
        (&plain, &["user", "list"][..]),
        (&plain, &["user", "list", "--all"]),
        (&page, &["menu", "get"]),
        (&page, &["api", "GET", "/cgi-bin/menu/get", "--paginate"]),
    ] {
        Webot::asking(bot.url("")).webot(args).exit(4).stderr_lacks("TOKSEC").stdout_lacks("TOKSEC").run();
    }
}

#[test]
fn the_password_of_a_proxy_is_masked_without_a_scheme_too() {
    webot(["token", "get", "--proxy", "user:s3cretpw@127.0.0.1:1", "--retries", "0"])
        .env("WX_APPID", "wx1")
        .env("WX_SECRET", "s")
        .exit(4)
        .stderr_lacks("s3cretpw")
        .run();
}

#[test]
fn secrets_in_bodies_and_forms_are_masked_by_name() {
    for args in [
        &["-f", "password=P4SSW0RD"][..],
        &["-f", "suite_ticket=P4SSW0RD"],
        &["-f", "session_key=P4SSW0RD"],
        &["-f", "secret=P4SSW0RD\"quoted"],
        &["-f", "secret=P4SSW0RD", "--upload", "media=@wx.txt"],
    ] {
        for show in ["--dry-run", "--curl"] {
            webot(["api", "POST", "/cgi-bin/some/thing", show])
                .args(args)
                .file("wx.txt", "x")
                .stdout_lacks("P4SSW0RD")
                .run();
        }
    }
}
