//! `webot token serve`: others get their tokens from it as if it were WeChat.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::{STABLE, json_in, now_ms};
use crate::support::{APPID, Bot, Mock, SECRET, Webot, http};

const KEY: &str = "k3y-of-the-token-server";
const TICKET: &str = "/cgi-bin/ticket/getticket";

/// Starts the server in the home of this command, with a key and these further arguments.
fn serving<const N: usize>(home: &Webot, args: [&str; N]) -> Mock {
    let start = home.webot(["token", "serve", "--port", "0", "--json", "--key", "env:TOKEN_SERVER_KEY"]);
    Mock::of(start.args(args).env("TOKEN_SERVER_KEY", KEY)).or_not_asked()
}

fn query(appid: &str, secret: &str) -> String {
    format!("/cgi-bin/token?grant_type=client_credential&appid={appid}&secret={secret}")
}

fn body(secret: &str, force: bool) -> String {
    json!({ "grant_type": "client_credential", "appid": APPID, "secret": secret, "force_refresh": force })
        .to_string()
}

/// Starts a WeChat that returns `TOKEN1`, `TOKEN2`, … with this lifetime in seconds.
fn counting(life_s: u64) -> Bot {
    let count = AtomicUsize::new(0);
    Bot::answering(move |_| {
        let token = format!("TOKEN{}", count.fetch_add(1, Ordering::SeqCst) + 1);
        http(200, json!({ "access_token": token, "expires_in": life_s }).to_string())
    })
}

#[test]
fn clients_need_only_another_base_url() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let server = serving(&home, []);
    let got = server.get(&query(APPID, SECRET));
    let token = got["access_token"].as_str().expect("a token");
    assert!(got["expires_in"].as_u64().is_some_and(|left| (7100..=7200).contains(&left)), "{got}");
    // The other endpoint, the key, and the commands of this program: all get the same token.
    assert_eq!(server.post(STABLE, &body(SECRET, false))["access_token"], token);
    assert_eq!(server.get(&query(APPID, KEY))["access_token"], token);
    let headers = format!("Host: tokens.example.com\r\nAuthorization: Bearer {KEY}\r\n");
    let page = server.ask("GET", &query(APPID, ""), &headers, b"");
    assert_eq!(page.json()["access_token"], token);
    assert!(page.head.contains("cache-control: no-store"), "{}", page.head);
    let client = Webot::asking(server.url());
    assert_eq!(client.token(), token);
    let ticket = client.webot(["ticket", "get", "--print"]).run().stdout;
    let got = server.get(&format!("{TICKET}?access_token={token}&type=jsapi"));
    assert_eq!(got["ticket"], ticket.trim_end());
    // WeChat takes it, and was asked once.
    let ips = mock.get(&format!("/cgi-bin/getcallbackip?access_token={token}"));
    assert!(ips["ip_list"].is_array(), "{ips}");
    assert_eq!((mock.count(STABLE), mock.count(TICKET)), (1, 1));
    // It is the token of all other commands as well.
    assert_eq!(home.token(), token);
    assert_eq!(mock.count(STABLE), 1);
}

#[test]
fn the_built_in_mock_stands_in_for_wechat() {
    let home = Webot::new();
    let server = serving(&home, ["--mock"]);
    let appid = server.get("/healthz")["expires_in"].as_object().expect("accounts").keys().next().cloned();
    let got = server.get(&query(&appid.expect("an account"), KEY));
    assert_eq!(
        home.webot(["token", "get", "--mock", "--print"]).run().stdout.trim_end(),
        got["access_token"]
    );
}

#[test]
fn wrong_keys_get_no_token() {
    let mock = Mock::start([]);
    let server = serving(&Webot::on(&mock), []);
    let ask = |path: &str, headers: &str| {
        let page = server.ask("GET", path, &format!("Host: 127.0.0.1\r\n{headers}"), b"");
        assert!(!String::from_utf8_lossy(&page.body).contains("access_token\":"), "{path}");
        (page.status, page.json()["errcode"].as_i64())
    };
    assert_eq!(ask(&query(APPID, "wrong"), ""), (401, Some(40125)));
    assert_eq!(ask(&query(APPID, ""), "Authorization: Bearer wrong\r\n"), (401, Some(40125)));
    assert_eq!(ask(&query("wx0000000000000000", SECRET), ""), (401, Some(40013)));
    assert_eq!(ask(&query(APPID, ""), ""), (200, Some(41004)));
    assert_eq!(ask(&format!("{TICKET}?access_token=wrong&type=jsapi"), ""), (200, Some(40001)));
    assert_eq!(ask("/cgi-bin/menu/get?access_token=wrong", ""), (404, Some(40066)));
    assert_eq!(server.post(STABLE, &body(SECRET, true))["errcode"], 48001);
    let page = server.ask("GET", &query(APPID, SECRET), "Host: a\r\nOrigin: https://evil.example\r\n", b"");
    assert_eq!(page.status, 403);
    let large = "x".repeat(100_000);
    assert_eq!(server.ask("POST", STABLE, "Host: a\r\n", large.as_bytes()).status, 413);
    let metrics = server.ask("GET", "/metrics", "Host: a\r\n", b"");
    let metrics = String::from_utf8(metrics.body).expect("UTF-8");
    assert!(metrics.contains("\nwebot_token_unauthorized_total 6\n"), "{metrics}");
}

#[test]
fn many_callers_make_one_request() {
    let mock = Mock::start(["--latency", "300"]);
    let server = serving(&Webot::on(&mock), []);
    std::thread::scope(|scope| {
        let asks: Vec<_> = (0..100).map(|_| scope.spawn(|| server.get(&query(APPID, SECRET)))).collect();
        let mut tokens: Vec<Value> =
            asks.into_iter().map(|ask| ask.join().expect("an answer")["access_token"].clone()).collect();
        tokens.dedup();
        assert!(matches!(tokens.as_slice(), [Value::String(_)]), "{tokens:?}");
    });
    assert_eq!(mock.count(STABLE), 1);
}

#[test]
fn forced_refreshes_are_limited_to_the_keys_holder_and_to_twenty_a_day() {
    let wechat = counting(7200);
    let server = serving(&Webot::asking(wechat.url("")), []);
    assert_eq!(server.get(&query(APPID, SECRET))["access_token"], "TOKEN1");
    for number in 2..=21 {
        let got = server.post(STABLE, &body(KEY, true));
        assert_eq!(got["access_token"], format!("TOKEN{number}"), "{got}");
    }
    assert_eq!(server.post(STABLE, &body(KEY, true))["errcode"], 45009);
    assert_eq!(server.get(&query(APPID, SECRET))["access_token"], "TOKEN21");
    let forced =
        wechat.heard().iter().filter(|heard| heard.text().contains("\"force_refresh\":true")).count();
    assert_eq!(forced, 20);
}

#[test]
fn the_last_token_is_handed_out_while_wechat_fails() {
    let fails = Arc::new(AtomicBool::new(false));
    let broken = Arc::clone(&fails);
    let wechat = Bot::answering(move |_| {
        if broken.load(Ordering::SeqCst) {
            return http(500, "broken");
        }
        http(200, json!({ "access_token": "TOKEN1", "expires_in": 7200 }).to_string())
    });
    let home = Webot::asking(wechat.url(""));
    assert_eq!(home.token(), "TOKEN1");
    fails.store(true, Ordering::SeqCst);
    // A server starts while WeChat fails, and finds a token that is about to expire, then none.
    let [path] = home.tokens().try_into().expect("one file");
    let mut kept = json_in(&path);
    kept["expires_ms"] = (now_ms() + 200_000).into();
    kept["fetched_ms"] = (now_ms() - 7_000_000).into();
    std::fs::write(&path, kept.to_string()).expect("a file");
    let server = serving(&home, []);
    let got = server.get(&query(APPID, SECRET));
    assert_eq!(got["access_token"], "TOKEN1", "{got}");
    assert!(got["expires_in"].as_u64().is_some_and(|left| (1..=200).contains(&left)), "{got}");
    std::fs::remove_file(&path).expect("a file");
    let page = server.ask("GET", &query(APPID, SECRET), "Host: a\r\n", b"");
    assert_eq!((page.status, &page.json()["errcode"]), (502, &json!(-1)));
    assert_eq!(server.ask("GET", "/healthz", "Host: a\r\n", b"").status, 503);
}

#[test]
fn profiles_are_told_apart_by_their_appid() {
    let mock = Mock::start([]);
    let account =
        |name: &str| json!({ "appid": format!("wx-{name}"), "secret": format!("secret-of-{name}") });
    let profiles = json!({ "a": account("a"), "b": account("b"), "pay": { "mchid": "1" } });
    let home = Webot::on(&mock);
    let config = home.config(&json!({ "profiles": profiles }));
    let config = config.to_str().expect("a path");
    let server = serving(&home, ["--all-profiles", "--config", config]);
    let token =
        |server: &Mock, appid: &str, secret: &str| server.get(&query(appid, secret))["access_token"].clone();
    let tokens = [
        token(&server, "wx-a", "secret-of-a"),
        token(&server, "wx-b", "secret-of-b"),
        token(&server, APPID, SECRET),
        token(&server, "wx-b", KEY),
    ];
    assert!(tokens.iter().all(Value::is_string), "{tokens:?}");
    assert!(tokens[0] != tokens[1] && tokens[1] != tokens[2] && tokens[1] == tokens[3], "{tokens:?}");
    assert_eq!(token(&server, "wx-a", "secret-of-b"), Value::Null);
    let server = serving(&home, ["b", "--config", config]);
    assert_eq!(token(&server, "wx-b", "secret-of-b"), tokens[1]);
    assert_eq!(server.get(&query(APPID, SECRET))["errcode"], 40013);
    let serve = || home.webot(["token", "serve", "--config", config]);
    serve().args(["nowhere"]).exit(3).stderr_has("nowhere").run();
    serve().args(["pay", "--mock"]).args(["a", "--all-profiles"]).exit(2).stderr_any().run();
}

#[test]
fn errors_of_wechat_reach_the_caller() {
    let mock = Mock::start(["--appid", APPID, "--secret", "another"]);
    let server = serving(&Webot::on(&mock), []);
    let page = server.ask("GET", &query(APPID, SECRET), "Host: a\r\n", b"");
    assert_eq!((page.status, &page.json()["errcode"]), (200, &json!(40125)));
    // A further call within seconds is not passed on.
    let asked = mock.count(STABLE);
    server.get(&query(APPID, SECRET));
    assert_eq!(mock.count(STABLE), asked);
}

#[test]
fn it_is_open_to_others_only_with_a_key_and_asks_wechat_only() {
    let home = Webot::asking("http://127.0.0.1:9");
    home.webot(["token", "serve", "--host", "0.0.0.0", "--port", "0"])
        .exit(2)
        .stderr("error: `0.0.0.0` can be reached from other machines, and there is no key to protect the tokens\nhint: give a key with `--key env:NAME` or `--key @FILE`, ask clients for certificates with `--client-ca FILE`, or leave out --host\n")
        .run();
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    home.webot(["token", "serve", "--port", &port.to_string()])
        .args(["--api-base", &format!("http://localhost:{port}")])
        .exit(3)
        .stderr_has("is the address of this server")
        .run();
    home.webot(["token", "serve", "--key", "env:NO_SUCH_KEY"]).exit(2).stderr_has("NO_SUCH_KEY").run();
}

#[cfg(unix)]
#[test]
fn it_ends_with_a_log_without_secrets() {
    let mock = Mock::start([]);
    for signal in ["-INT", "-TERM"] {
        let server = serving(&Webot::on(&mock), []);
        let token = server.get(&query(APPID, SECRET))["access_token"].as_str().expect("a token").to_owned();
        server.get(&query(APPID, KEY));
        let ran = server.end(signal);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{signal}");
        let lines: Vec<Value> =
            ran.stdout.lines().map(|line| serde_json::from_str(line).expect("NDJSON")).collect();
        assert_eq!(lines.first().expect("a line")["accounts"], json!([APPID]));
        assert_eq!(lines.last().expect("a line"), &json!({ "requests": 2 }));
        assert!(lines.iter().any(|line| line["event"] == "refresh" && line["type"] == "access_token"));
        assert!(lines.iter().any(|line| line["event"] == "request" && line["appid"] == APPID));
        for secret in [SECRET, KEY, &token] {
            assert!(!ran.stdout.contains(secret), "{}", ran.stdout);
        }
    }
}

#[test]
fn companies_get_theirs_in_the_shape_of_wecom() {
    let mock = Mock::start([]);
    let app =
        |agentid: &str| json!({ "corpid": "ww1", "corpsecret": format!("s-{agentid}"), "agentid": agentid });
    let home = Webot::on(&mock);
    let config = home.config(&json!({ "profiles": { "a": app("1000002"), "b": app("1000003") } }));
    let config = config.to_str().expect("a path");
    let server = serving(&home, ["--all-profiles", "--config", config]);
    let get = |secret: &str| server.get(&format!("/cgi-bin/gettoken?corpid=ww1&corpsecret={secret}"));
    let (first, second) = (get("s-1000002"), get("s-1000003"));
    assert_eq!((&first["errcode"], &first["errmsg"]), (&json!(0), &json!("ok")));
    assert!(first["access_token"].is_string() && first["access_token"] != second["access_token"]);
    assert_eq!(get(KEY)["errcode"], 40056);
    assert_eq!(get(&format!("{KEY}&agentid=1000003"))["access_token"], second["access_token"]);
    let token = first["access_token"].as_str().expect("a token");
    let jsapi = server.get(&format!("/cgi-bin/get_jsapi_ticket?access_token={token}"));
    let agent = server.get(&format!("/cgi-bin/ticket/get?access_token={token}&type=agent_config"));
    assert!(jsapi["ticket"].is_string() && jsapi["ticket"] != agent["ticket"], "{jsapi} {agent}");
    assert_eq!(agent["errcode"], 0, "{agent}");
    // The mock knows the token, and the official account is served beside the apps.
    let ips = mock.get(&format!("/cgi-bin/getcallbackip?access_token={token}"));
    assert!(ips["ip_list"].is_array(), "{ips}");
    assert!(server.get(&query(APPID, SECRET))["access_token"].is_string());
}
