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
    let grant = "grant_type=client_credential";
    let args = ["POST", "/cgi-bin/stable_token", "-f", grant, "-f", "appid=wx1", "-f", "secret=TOP-SECRET"];
    let request = shown(&args);
    let body = r#"{"grant_type":"client_credential","appid":"wx1","secret":"***"}"#;
    assert_eq!(request["body"], body);
    webot(["api", "--dry-run", "--show-secrets"]).args(args).stdout_has("TOP-SECRET").run();
}

const ANSWER: &str = r#"{"openid":"o","session_key":"SECRET-1","list":[{"refresh_token":"SECRET-2"}]}"#;
const NOTE: &str = "`--show-secrets` prints it";

#[test]
fn secrets_of_an_answer_are_masked_unless_they_are_asked_for() {
    let bot = Bot::answering(|_| http(200, ANSWER));
    let call = |more: &[&str]| {
        let call = Webot::asking(bot.url("")).webot(["api", "GET", "/sns/auth?access_token=t&openid=o"]);
        call.args(more)
    };
    for more in [&[][..], &["--json"], &["--jq", ".session_key"], &["-i"], &["--paginate"]] {
        let ran = call(more).stdout_has("***").stdout_lacks("SECRET").stderr_has(NOTE).run();
        assert_eq!(ran.stderr.matches(NOTE).count(), 1, "{more:?}: {}", ran.stderr);
        call(more).args(["--show-secrets"]).stdout_has("SECRET-1").stderr("").run();
    }
    let saving = call(&["-o", "answer.json"]).stderr_has("answer.json");
    let folder = saving.folder().clone();
    saving.run();
    assert!(folder.read("answer.json").contains("SECRET-1"));
    #[cfg(unix)]
    assert_eq!(folder.mode("answer.json") & 0o077, 0);
}

#[test]
fn the_ticket_of_a_qr_code_is_public() {
    let scene = r#"{"action_name":"QR_LIMIT_SCENE","action_info":{"scene":{"scene_id":1}}}"#;
    let args = ["api", "POST", "/cgi-bin/qrcode/create", "-d", scene, "--mock", "--jq", ".ticket"];
    let ran = webot(args).run();
    assert!(ran.stdout.starts_with("gQ"), "{}", ran.stdout);
    let args = ["api", "/cgi-bin/ticket/getticket", "--query", "type=jsapi", "--mock", "--jq", ".ticket"];
    webot(args).stdout("***\n").stderr_has(NOTE).run();
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
