//! `oauth token`, `refresh`, `user`, `check` and `login`.

use serde_json::json;

use super::{APPID, SECRET, account, code, open, sent_to};
use crate::support::{Mock, Page, Webot, webot};

const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";

#[test]
fn tokens_are_cached_and_never_shown() {
    let mock = Mock::start([]);
    let home = account(&mock);
    let code = code(&mock, "snsapi_userinfo", "");
    let ran = home.webot(["oauth", "token", &code]).stderr_has(format!("oauth user {OPENID}")).run();
    assert_eq!((&ran.json()["access_token"], &ran.json()["refresh_token"]), (&json!("***"), &json!("***")));
    let user = home.webot(["oauth", "user", OPENID, "--language", "en"]).run().json();
    assert_eq!((&user["openid"], &user["nickname"]), (&json!(OPENID), &json!("小明")));
    home.webot(["oauth", "check", OPENID]).stderr("ok\n").run();
    let shown = home.webot(["oauth", "refresh", OPENID, "--show-secrets"]).stderr_any().run().json();
    let token = shown["access_token"].as_str().expect("a token").to_owned();
    for args in [&["oauth", "user", OPENID, "--dry-run"][..], &["oauth", "user", OPENID, "-v"]] {
        home.webot(args.iter().copied()).stderr_lacks(&token).stdout_lacks(&token).stderr_any().run();
    }
    let elsewhere = account(&mock).stdin(token);
    elsewhere.webot(["oauth", "user", OPENID, "--access-token", "-"]).run();
}

#[test]
fn an_expired_token_is_refreshed() {
    let mock = Mock::start([]);
    let home = account(&mock);
    home.webot(["oauth", "token", &code(&mock, "snsapi_userinfo", "")]).stderr_any().run();
    // The cache holds a token of which it does not know that it ended.
    mock.post("/__webot/state", r#"{"expire_tokens":true}"#);
    home.webot(["oauth", "user", OPENID]).exit(1).stderr_has("40001").run();
    home.webot(["oauth", "refresh", OPENID]).stderr_any().run();
    home.webot(["oauth", "user", OPENID]).run();
}

#[test]
fn a_code_is_explained_when_it_fails() {
    let mock = Mock::start([]);
    let home = account(&mock);
    let code = code(&mock, "snsapi_base", "");
    let ran = home.webot(["oauth", "token", &code]).stderr_ends("the tokens are cached\n").run();
    assert_eq!(ran.json()["scope"], "snsapi_base");
    home.webot(["oauth", "token", &code]).exit(1).stderr_has("40163").stderr_lacks(&code).run();
    home.webot(["oauth", "token", "wrong"]).exit(1).stderr_has("40029").run();
    home.webot(["oauth", "user", OPENID]).exit(1).stderr_has("48001").run();
    home.webot(["oauth", "user", "oUnknown"]).exit(3).stderr_has("`oUnknown`").run();
}

#[test]
fn logins_have_an_appid_of_their_own() {
    let mock = Mock::start([]);
    let file = format!(
        r#"{{"appid":"wxabcdef1234567890","secret":"other","oauth_appid":"{APPID}","oauth_secret":"{SECRET}"}}"#
    );
    let home = Webot::new().file("wx_config.json", file);
    let ran = home.webot(["oauth", "token", "x", "--dry-run"]).run();
    assert!(ran.stdout.contains(&format!("appid={APPID}&secret=***")), "{}", ran.stdout);
    let half = format!(r#"{{"appid":"wxabcdef1234567890","secret":"other","oauth_appid":"{APPID}"}}"#);
    let home = Webot::new().file("wx_config.json", half).env("WX_API_BASE", mock.url());
    home.webot(["oauth", "token", "x"]).exit(3).stderr_has("oauth_secret").run();
    mock.get("/__webot/state");
}

#[test]
fn a_login_on_the_mock_prints_the_user() {
    let user = webot(["oauth", "login", "--mock"]).stderr("the tokens are cached\n").run().json();
    assert_eq!((&user["openid"], &user["snapshot"]), (&json!(OPENID), &json!(false)));
    let base = webot(["oauth", "login", "--mock", "--scope", "base"]).stderr_any().run().json();
    assert_eq!((&base["scope"], &base["access_token"]), (&json!("snsapi_base"), &json!("***")));
    let website = webot(["oauth", "login", "--mock", "--website"]).stderr_any().run().json();
    assert_eq!(website["nickname"], "小明");
    webot(["oauth", "login", "--mock", "--scope", "snsapi_bas"])
        .exit(1)
        .stderr_has("oauth url --check")
        .run();
}

/// Asks a server with a raw request.
fn ask(address: &str, target: &str, host: &str) -> String {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(address).expect("a connection");
    let head = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

/// Starts a login and returns it with the address that waits, and the link without its host.
fn login(home: &Webot, args: &[&str]) -> (crate::support::Process, String, String) {
    let process = home.webot(["oauth", "login", "--json"]).args(args.iter().copied()).stderr_any().spawn();
    let line = process.out.find(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let line = line.unwrap_or_else(|| panic!("it does not listen: {}", process.err.text()));
    let address = line["listening"].as_str().expect("an address").replace("http://", "");
    let link: reqwest::Url = line["open"].as_str().expect("a link").parse().expect("a URL");
    let target = format!("{}?{}", link.path(), link.query().expect("a query"));
    (process, address, target)
}

#[test]
fn a_login_waits_for_the_right_return() {
    let mock = Mock::start([]);
    let home = account(&mock);
    let (mut process, address, link) = login(&home, &[]);
    let back = sent_to(&open(&mock, &link));
    let target = format!("{}?{}", back.path(), back.query().expect("a query"));
    assert_eq!(format!("{}:{}", back.host_str().expect("a host"), back.port().expect("a port")), address);
    for (wrong, host, status) in [
        (target.replace("state=", "state=x"), "127.0.0.1", "400"),
        (target.replace("/callback", "/favicon.ico"), "127.0.0.1", "404"),
        (target.clone(), "evil.example", "403"),
    ] {
        let answer = ask(&address, &wrong, host);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{wrong}: {answer}");
    }
    assert!(ask(&address, &target, "127.0.0.1").starts_with("HTTP/1.1 200"));
    let ran = process.ended();
    let user: serde_json::Value =
        serde_json::from_str(ran.stdout.split_once('\n').expect("two documents").1).expect("JSON");
    assert_eq!(user["nickname"], "小明", "{}", ran.stdout);
}

#[test]
fn a_refusal_and_a_late_user_end_a_login() {
    let mock = Mock::start([]);
    let home = account(&mock).exit(1);
    let (mut process, address, link) = login(&home, &[]);
    let page: Page = open(&mock, &format!("{link}&webot_user=none"));
    let back = sent_to(&page);
    ask(&address, &format!("{}?{}", back.path(), back.query().expect("a query")), "127.0.0.1");
    process.ended();
    let (mut process, ..) = login(&account(&mock).exit(4), &["--wait", "1"]);
    let ran = process.ended();
    assert!(ran.stderr.contains("\"timeout\""), "{}", ran.stderr);
}
