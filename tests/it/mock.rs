//! `webot mock` as a process: its flags, its control API, its log, and how it stands what clients do.

use std::io::{Read, Write};

use serde_json::json;

use crate::support::{Mock, webot};

const MENU: &str = r#"{ "button": [ { "type": "click", "name": "今日歌曲", "key": "V1001" } ] }"#;

#[test]
fn it_answers_as_wechat_does() {
    let mock = Mock::start([]);
    let page = mock.ask("GET", "/cgi-bin/menu/get", "Host: 127.0.0.1\r\n", b"");
    assert_eq!((page.status, &page.json()["errcode"]), (200, &json!(41001)));
    assert!(page.head.contains("content-type: application/json"), "{}", page.head);
    let token = mock.token();
    // Without a Content-Type, with blanks, with an `&` too many, with an empty value.
    assert_eq!(mock.post(&format!("/cgi-bin/menu/create?access_token={token}&"), MENU)["errcode"], 0);
    let list = mock.get(&format!("/cgi-bin/user/get?next_openid=&access_token={token}"));
    assert_eq!((&list["total"], &list["count"]), (&json!(3), &json!(3)));
    let scene = r#"{"action_name":"QR_LIMIT_STR_SCENE","action_info":{"scene":{"scene_str":"a"}}}"#;
    let made = mock.post(&format!("/cgi-bin/qrcode/create?access_token={token}"), scene);
    let ticket = made["ticket"].as_str().expect("a ticket");
    let upper = ticket.replace('+', "%2B").replace('=', "%3D").replace('/', "%2F");
    let lower = upper.replace("%2B", "%2b").replace("%3D", "%3d").replace("%2F", "%2f");
    for ticket in [&upper, &lower, ticket] {
        let page = mock.ask("GET", &format!("/cgi-bin/showqrcode?ticket={ticket}"), "Host: a\r\n", b"");
        assert_eq!(page.status, 200, "{ticket}");
        assert!(page.head.contains("image/png"), "{}", page.head);
    }
    assert_eq!(mock.ask("GET", "/cgi-bin/showqrcode?ticket=x", "Host: a\r\n", b"").status, 404);
}

#[test]
fn secrets_of_forms_are_not_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    let mock = Mock::start(["--mock-state", state.to_str().expect("a path")]);
    let form = "appid=wx1&secret=hidden-one&js_code=hidden-two&grant_type=authorization_code";
    mock.post("/sns/jscode2session", form);
    let shown = mock.get("/__webot/requests");
    let body = "appid=wx1&secret=***&js_code=***&grant_type=authorization_code";
    assert_eq!(shown[0]["body"], body, "{shown}");
    let log = mock.end("-INT");
    let kept = std::fs::read_to_string(&state).expect("a state");
    assert!(kept.contains(body) && !format!("{kept}{}", log.stderr).contains("hidden-"), "{kept}");
}

#[test]
fn a_host_may_be_named() {
    let mock = Mock::start([]);
    let page = |host: &str| {
        mock.ask("GET", "/cgi-bin/menu/get?access_token=x", &format!("Host: {host}\r\n"), b"").json()
    };
    assert_eq!(page("qyapi.weixin.qq.com")["errcode"], 40014);
    assert_eq!(page("api.weixin.qq.com:80")["errcode"], 40001);
}

#[test]
fn flags_make_trouble() {
    let mock = Mock::start([
        "--followers",
        "7",
        "--quota",
        "/cgi-bin/menu/create=1",
        "--fail",
        "-1@2",
        "--latency",
        "0-1",
        "--appid",
        "wx1",
        "--secret",
        "s",
        "--token-overlap",
        "0",
        "--allow-ip",
        "127.0.0.0/8",
    ]);
    let token = mock.token();
    let create = || mock.post(&format!("/cgi-bin/menu/create?access_token={token}"), MENU)["errcode"].clone();
    assert_eq!([create(), create(), create()], [0, -1, 45009]);
    assert_eq!(mock.get(&format!("/cgi-bin/user/get?access_token={token}"))["total"], 7);
    let other = mock.get("/cgi-bin/token?grant_type=client_credential&appid=wx2&secret=s");
    assert_eq!(other["errcode"], 40013);
    let mock = Mock::start(["--allow-ip", "203.0.113.7"]);
    let refused = mock.get("/cgi-bin/token?grant_type=client_credential&appid=wx2&secret=s");
    let said = refused["errmsg"].as_str().expect("a message");
    assert!(said.starts_with("invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist rid: "), "{said}");
}

#[test]
fn answers_are_held_back() {
    let mock = Mock::start(["--latency", "40"]);
    let began = std::time::Instant::now();
    mock.get("/cgi-bin/menu/get");
    assert!(began.elapsed() >= std::time::Duration::from_millis(40));
}

#[test]
fn every_second_call_is_dropped() {
    let mock = Mock::start(["--drop", "2"]);
    let request = "GET /cgi-bin/menu/get HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let answered: Vec<bool> = (0..4).map(|_| !mock.raw(request).is_empty()).collect();
    assert_eq!(answered, [true, false, true, false]);
    assert_eq!(
        mock.ask("GET", "/__webot/state", "Host: a\r\n", b"").status,
        200,
        "what controls is not dropped"
    );
}

#[test]
fn flags_are_checked() {
    for (flag, value) in [
        ("--quota", "menu=1"),
        ("--quota", "/cgi-bin/menu/create=often"),
        ("--fail", "40001"),
        ("--fail", "0@1"),
        ("--allow-ip", "localhost"),
        ("--latency", "5-1"),
        ("--latency", "fast"),
        ("--drop", "0"),
        ("--port", "65536"),
        ("--followers", "many"),
    ] {
        for lang in ["en", "zh"] {
            webot(["mock", flag, value, "--lang", lang]).exit(2).stderr_has(flag).stderr_has(value).run();
        }
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    webot(["mock", "--port", &port]).exit(3).stderr_has(format!("127.0.0.1:{port}")).run();
}

#[test]
fn tests_set_the_state_and_see_what_was_asked() {
    let mock = Mock::start(["--followers", "1", "--secret", "s3cret-of-the-test"]);
    let asked = "/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=s3cret-of-the-test";
    let token = mock.get(asked)["access_token"].as_str().expect("a token").to_owned();
    let info = |name: &str| mock.get(&format!("/cgi-bin/{name}?access_token={token}"));
    let state =
        mock.post("/__webot/state", r#"{"followers":9,"fail":["45011@1"],"quotas":{"/cgi-bin/tags/get":0}}"#);
    assert_eq!(
        (&state["followers"], &state["fail"], &state["secret"]),
        (&json!(9), &json!(["45011@1"]), &json!("***"))
    );
    assert_eq!(info("tags/get")["errcode"], 45011);
    assert_eq!(info("tags/get")["errcode"], 45009);
    assert_eq!(info("user/get")["total"], 9);
    assert_eq!(mock.post("/__webot/state", r#"{"expire_tokens":true}"#)["accounts"][0]["tokens"], 0);
    assert_eq!(info("user/get")["errcode"], 42001);
    let posted = mock.post(
        &format!("/cgi-bin/clear_quota/v2?x={token}"),
        r#"{"appid":"wx1","appsecret":"s3cret-of-the-test"}"#,
    );
    assert_eq!(posted["errcode"], 0);

    let requests = mock.get("/__webot/requests");
    let list = requests.as_array().expect("a list");
    assert_eq!(list.len(), 6);
    assert_eq!((&list[0]["method"], &list[0]["path"]), (&json!("GET"), &json!("/cgi-bin/token")));
    assert_eq!(
        list[0]["query"],
        json!({ "grant_type": "client_credential", "appid": "wx1", "secret": "***" })
    );
    assert_eq!((&list[1]["errcode"], &list[1]["query"]), (&json!(45011), &json!({ "access_token": "***" })));
    assert!(list[1]["at"].as_u64().is_some_and(|at| at > 1_600_000_000_000));
    assert_eq!(list[5]["body"], json!({ "appid": "wx1", "appsecret": "***" }));
    let shown = requests.to_string();
    assert!(!shown.contains("s3cret") && !shown.contains(&token), "{shown}");

    for (body, name) in [
        ("{", "not JSON"),
        (r#"{"fellows":1}"#, "fellows"),
        (r#"{"followers":-1}"#, "followers"),
        (r#"{"drop":0}"#, "drop"),
        (r#"{"latency_ms":[2,1]}"#, "latency_ms"),
        ("[]", "object"),
    ] {
        let page = mock.ask("POST", "/__webot/state", "Host: a\r\n", body.as_bytes());
        assert_eq!(page.status, 400, "{body}");
        assert!(page.json()["error"].as_str().is_some_and(|error| error.contains(name)), "{body}");
    }
    assert_eq!(mock.ask("GET", "/__webot/other", "Host: a\r\n", b"").status, 404);
    assert_eq!(mock.ask("DELETE", "/__webot/state", "Host: a\r\n", b"").status, 405);
    assert_eq!(mock.post("/__webot/state", r#"{"drop":1,"latency_ms":[0,1]}"#)["drop"], 1);
    assert!(mock.raw("GET /cgi-bin/menu/get HTTP/1.1\r\nHost: a\r\n\r\n").is_empty());
    let state = mock.post("/__webot/reset", "");
    assert_eq!((&state["drop"], &state["latency_ms"]), (&json!(null), &json!([0, 0])));
    assert_eq!(
        (&state["followers"], &state["fail"], &state["accounts"]),
        (&json!(1), &json!([]), &json!([]))
    );
    assert_eq!(mock.get("/__webot/requests"), json!([]));
}

#[test]
fn hostile_bytes_get_an_answer_or_none_and_change_nothing() {
    let mock = Mock::start([]);
    let huge = format!(
        "POST /cgi-bin/menu/create HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n",
        (32 << 20) + 1
    );
    let answer = mock.raw([huge.as_bytes(), &vec![b' '; 2 << 20]].concat());
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 413"), "{}", String::from_utf8_lossy(&answer));
    let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "x".repeat(1 << 20));
    mock.raw(long);
    for bytes in [
        &b"\x16\x03\x01\x02\x00"[..],
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /%ff%00?%zz=%&&& HTTP/1.1\r\nHost: \xff\r\nConnection: close\r\n\r\n",
    ] {
        let mut stream = mock.connect();
        stream.write_all(bytes).expect("sent");
        stream.shutdown(std::net::Shutdown::Write).expect("shut");
        stream.read_to_end(&mut Vec::new()).ok();
    }
    assert_eq!(mock.get("/cgi-bin/menu/get")["errcode"], 41001);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_in_good_order() {
    for signal in ["-INT", "-TERM"] {
        let mock = Mock::start([]);
        // An idle connection that is kept alive does not hold it up.
        let mut idle = mock.connect();
        idle.write_all(b"GET /cgi-bin/menu/get HTTP/1.1\r\nHost: a\r\n\r\n").expect("sent");
        idle.read_exact(&mut [0; 16]).expect("an answer");
        let ran = mock.end(signal);
        assert_eq!(ran.stdout.lines().nth(1), Some("{\"calls\":1}"), "{signal}: {ran:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_log_has_no_secrets() {
    let mut mock = webot(["mock", "--port", "0", "--lang", "en"]).stderr_any().spawn();
    let first = mock.err.find(|line| Some(line.to_owned())).expect("where it listens");
    let url =
        first.split(['`', ';', ' ']).find(|word| word.starts_with("http://")).expect("a URL").to_owned();
    let command = first.split('`').nth(1).expect("a command");
    assert!(command.ends_with(&format!("webot token get --api-base {url}")), "{first}");
    // It works as it is printed, without a configuration.
    webot([""; 0]).pasted(command).stdout_has("access_token").stderr_any().run();
    let address = url.trim_start_matches("http://");
    let mut stream = std::net::TcpStream::connect(address).expect("a connection");
    let path = "/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=s3cret";
    stream
        .write_all(format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").as_bytes())
        .expect("sent");
    stream.read_to_end(&mut Vec::new()).expect("an answer");
    mock.err.find(|line| line.contains(" GET ").then_some(())).expect("a line of the log");
    mock.signal("-TERM");
    let ran = mock.ended();
    // The lines before are those of the addresses and of the pasted command.
    let [_, _, _, logged, last] = ran.stderr.lines().collect::<Vec<_>>()[..] else {
        panic!("{}", ran.stderr)
    };
    // The time of day is before it.
    assert!(logged[8..].starts_with(" GET /cgi-bin/token 0 ") && logged.ends_with(" ms"), "{logged}");
    assert_eq!(last, "2 calls");
}

#[test]
fn web_pages_of_other_sites_cannot_read_or_change_the_state() {
    let mock = Mock::start([]);
    for headers in [
        "Host: 127.0.0.1\r\nOrigin: https://evil.example\r\n",
        "Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site\r\n",
        "Host: evil.example\r\n",
    ] {
        for (method, path) in [("GET", "state"), ("GET", "requests"), ("POST", "reset")] {
            let page = mock.ask(method, &format!("/__webot/{path}"), headers, b"");
            assert_eq!(page.status, 403, "{headers} {path}");
            assert!(page.json()["error"].as_str().is_some_and(|error| error.contains("another site")));
        }
    }
    assert_eq!(mock.ask("GET", "/__webot/state", "Host: mock:7200\r\n", b"").status, 200);
}

/// The mock says when an answer is made up, and refuses bodies that WeChat cannot read.
#[test]
fn an_endpoint_of_the_catalogue_is_answered_with_a_warning() {
    let api = |args: &[&str]| {
        webot(["api", "POST"])
            .args(args)
            .args(["--mock"])
            .env("WX_APPID", "wx1234567890abcdef")
            .env("WX_SECRET", "s")
    };
    api(&["/cgi-bin/guide/addguideacct", "--data", "{\"guide_account\":\"a\"}"])
        .stderr("warning: the mock made this response up from the documented fields; it keeps no state for /cgi-bin/guide/addguideacct\nok\n")
        .run();
    api(&["/cgi-bin/media/uploadnews", "--data", "{\"articles\":{\"articles\":[]}}"])
        .exit(1)
        .stderr_has("`articles` must be a list")
        .run();
    api(&["/cgi-bin/draft/add", "--data", "{\"articles\":{\"articles\":[]}}"])
        .exit(1)
        .stderr_has("`articles` is an object, and must be a list")
        .run();
    api(&["/cgi-bin/message/custom/send", "--data", "touser=o&msgtype=text"])
        .exit(1)
        .stderr_has("the body is a form")
        .run();
    // The fields of the documentation are in the answer, and the same call has the same answer.
    let shop = ["/shop/account/get_brand_list", "--data", "{}"];
    let first = api(&shop).stderr_any().run().json();
    assert!(first["data"].as_array().is_some_and(|list| list[0]["brand_id"].is_number()), "{first}");
    assert_eq!(api(&shop).stderr_any().run().json(), first);
    let openid = webot(["api", "/wxa/getpluginopenpid", "-F", "code=c", "--mock", "--json"]);
    openid.env("WX_APPID", "wx1234567890abcdef").env("WX_SECRET", "s").stderr_any().run();
    // Nothing is known of this one.
    api(&["/wxa/sec/vod/getcdnlogs", "--data", "{}"])
        .exit(1)
        .stderr_has("does not know what /wxa/sec/vod/getcdnlogs answers")
        .run();
}

#[test]
fn each_kind_of_account_has_its_permissions() {
    for (kind, path, code) in [
        ("service", "/cgi-bin/menu/get", 46003),
        ("mini", "/cgi-bin/menu/get", 48001),
        ("subscription", "/cgi-bin/template/get_all_private_template", 48001),
        ("unverified", "/cgi-bin/draft/count", 0),
    ] {
        let mock = Mock::start(["--kind", kind]);
        let answer = mock.get(&format!("{path}?access_token={}", mock.token()));
        assert_eq!(answer["errcode"].as_i64().unwrap_or_default(), code, "{kind}: {answer}");
    }
    webot(["mock", "--kind", "other"]).exit(2).stderr_has("unverified").run();
}
