//! `webot jssdk`: the page that its server signs, and the stub of WeChat's script.

use serde_json::{Value, json};

use crate::support::{Mock, Webot, raw, webot};

const SIGN: &str = "/jssdk-sign";
const CARD: &str = "pFS7Fjg8kV1IdDz01r4SQwMkuCKc";

/// Starts the server with these arguments.
fn serving<const N: usize>(home: &Webot, args: [&str; N]) -> Mock {
    Mock::of(home.webot(["jssdk", "serve", "--port", "0", "--json"]).args(args)).or_not_asked()
}

/// Asks as the page at this URL does, which was opened by this name; returns status and answer.
fn ask(server: &Mock, host: &str, question: &Value) -> (u16, Value) {
    let headers = format!("Host: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n");
    let page = server.ask("POST", SIGN, &headers, question.to_string().as_bytes());
    (page.status, page.json())
}

#[test]
fn the_signature_is_that_of_sign_jsapi() {
    let home = Webot::new();
    let server = serving(&home, ["--mock", "--api", "chooseImage,scanQRCode"]);
    for url in ["http://127.0.0.1/", "http://127.0.0.1:7203/a?b=%E4%BD%A0&c=1+2", "http://127.0.0.1/x?code=C"]
    {
        let (status, signed) = ask(&server, "127.0.0.1", &json!({ "url": format!("{url}#top") }));
        assert_eq!(status, 200, "{signed}");
        assert_eq!(signed["url"], url);
        let config = &signed["config"];
        let (nonce, timestamp) =
            (config["nonceStr"].as_str().expect("a nonce"), config["timestamp"].to_string());
        let again = home
            .webot(["sign", "jsapi", "--mock", "--json", "--url", url, "--api", "chooseImage,scanQRCode"])
            .args(["--nonce", nonce, "--timestamp", &timestamp, "--appid", "wx7765626f74000001"])
            .run()
            .json();
        assert_eq!(*config, again["config"]);
    }
}

#[test]
fn the_page_holds_no_secret_and_loads_only_scripts_of_its_own_and_wechats() {
    let home = Webot::new();
    let ticket = home.webot(["ticket", "get", "--mock", "--print"]).run().stdout;
    let server = serving(&home, ["--mock", "--card-id", CARD]);
    let get = |path: &str| server.ask("GET", path, "Host: 127.0.0.1\r\n", b"");
    for path in ["/", "/any/path?a=1", "/shop/jssdk.js", "/jssdk.css", "/jweixin-stub.js"] {
        let page = get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(
            page.head.contains("cache-control: no-store") && page.head.contains("nosniff"),
            "{}",
            page.head
        );
        let policy =
            page.head.lines().find(|line| line.starts_with("content-security-policy: ")).expect(path);
        assert!(
            policy.contains(
                "default-src 'none'; script-src 'self' https://res.wx.qq.com https://res2.wx.qq.com;"
            ) && !policy.contains("unsafe")
                && !policy.contains("work.weixin"),
            "{policy}"
        );
        let body = String::from_utf8(page.body).expect("UTF-8");
        assert!(!body.contains(ticket.trim_end()), "{path}");
    }
    let (_, signed) = ask(&server, "127.0.0.1", &json!({ "url": "http://127.0.0.1/" }));
    assert!(!signed.to_string().contains(ticket.trim_end()), "{signed}");
    assert_eq!(get("/favicon.ico").status, 404);
    assert_eq!(get(SIGN).status, 405);
    assert_eq!(server.ask("PUT", "/", "Host: 127.0.0.1\r\n", b"").status, 405);
}

#[test]
fn only_pages_of_its_own_and_of_named_hosts_are_signed() {
    let server = serving(&Webot::new(), ["--mock", "--url", "https://Dev.example.com/app"]);
    let signs = |host: &str, url: &str| ask(&server, host, &json!({ "url": url }));
    for (host, url) in [
        ("127.0.0.1:7203", "http://127.0.0.1:7203/a"),
        ("localhost:7203", "http://localhost:7203/"),
        ("[::1]:7203", "http://[::1]:7203/"),
        ("dev.example.com", "https://dev.example.com/app?x=1"),
        // A tunnel that passes on the server's own name.
        ("127.0.0.1:7203", "https://dev.example.com/"),
    ] {
        let (status, signed) = signs(host, url);
        assert_eq!((status, &signed["url"]), (200, &json!(url)), "{signed}");
    }
    for (host, url, named) in [
        ("127.0.0.1", "https://evil.example/", "evil.example"),
        ("127.0.0.1", "http://localhost/", "localhost"),
        ("127.0.0.1", "https://dev.example.com.evil.example/", "evil.example"),
        ("127.0.0.1", "https://dev.example.com@evil.example/", "evil.example"),
        ("evil.example", "https://dev.example.com/", "evil.example"),
        ("127.0.0.1.nip.io", "http://127.0.0.1.nip.io/", "nip.io"),
    ] {
        let (status, refused) = signs(host, url);
        assert_eq!(status, 403, "{url}: {refused}");
        let said = refused["error"].as_str().expect("an error");
        assert!(said.contains(named), "{said}");
        assert!(refused["hints"][0].as_str().expect("a hint").contains("--url http"), "{refused}");
    }
    for url in ["", "/page", "http://127.0.0.1/a b", "javascript:alert(1)"] {
        assert_eq!(signs("127.0.0.1", url).0, 403, "{url}");
    }
    let page = server.ask("GET", "/", "Host: evil.example\r\n", b"");
    assert_eq!(page.status, 403);
    assert!(page.head.contains("text/plain"), "{}", page.head);
}

#[test]
fn the_log_shows_urls_as_browsers_do() {
    let process = webot(["jssdk", "serve", "--port", "0", "--mock"]).stderr_any().spawn();
    let port: u16 = process
        .err
        .find(|line| {
            let (_, rest) = line.split_once("http://127.0.0.1:")?;
            rest.split(|char: char| !char.is_ascii_digit()).next()?.parse().ok()
        })
        .expect("a port");
    let body = json!({ "url": "http://127.0.0.1/%E4%BD%A0%20%E2%80%AE?code=C&a=%E5%A5%BD" }).to_string();
    let head = "Host: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nConnection: close";
    let request = format!("POST {SIGN} HTTP/1.1\r\n{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let stream = std::net::TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    let answer = String::from_utf8(raw(stream, request.as_bytes())).expect("UTF-8");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    // Piped, foreign characters pass through; on a terminal they would be escaped.
    let shown = "http://127.0.0.1/你%20\u{202e}?code=***&a=好";
    assert!(process.err.find(|line| line.contains(shown).then_some(())).is_some(), "{}", process.err.text());
}

#[test]
fn a_server_without_an_account_names_the_mock() {
    webot(["jssdk", "serve", "--port", "0"])
        .exit(3)
        .stderr_has("`--appid` is missing")
        .stderr_has("--mock")
        .run();
    let appid = ["jssdk", "serve", "--port", "0", "--appid", "wx7765626f74000001"];
    webot(appid).exit(3).stderr_has("`--ticket` is missing").stderr_has("--mock").run();
}

#[test]
fn a_page_of_another_site_gets_no_signature() {
    let server = serving(&Webot::new(), ["--mock", "--url", "https://dev.example.com/"]);
    let body = json!({ "url": "https://dev.example.com/" }).to_string();
    let from = |headers: &str| {
        server.ask("POST", SIGN, &format!("Host: 127.0.0.1:7203\r\n{headers}"), body.as_bytes()).status
    };
    assert_eq!(from("Origin: https://dev.example.com\r\nSec-Fetch-Site: same-origin\r\n"), 200);
    assert_eq!(from("Origin: https://dev.example.com\r\n"), 200, "an older client");
    for headers in [
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n",
        "Origin: https://dev.example.com\r\nSec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
    ] {
        assert_eq!(from(headers), 403, "{headers}");
    }
    for body in ["", "{", "[]", "{\"url\":1}", "{\"url\":\"http://127.0.0.1/\",\"sign\":1}"] {
        let page = server.ask("POST", SIGN, "Host: 127.0.0.1\r\n", body.as_bytes());
        assert_eq!(page.status, 403, "{body}");
    }
    let large = "x".repeat(70_000);
    assert_eq!(server.ask("POST", SIGN, "Host: 127.0.0.1\r\n", large.as_bytes()).status, 403);
}

#[test]
fn cards_orders_and_addresses_are_signed_as_sign_does() {
    let home = Webot::new();
    let ticket = home.webot(["ticket", "get", "--type", "wx_card", "--mock", "--print"]).run().stdout;
    let home = home.file("card", ticket.trim_end());
    let key = ("WX_PAY_KEY", "0123456789abcdef0123456789abcdef");
    let server = home
        .webot([
            "jssdk",
            "serve",
            "--port",
            "0",
            "--json",
            "--mock",
            "--card-id",
            CARD,
            "--prepay-id",
            "wx2014",
        ])
        .envs(&[key, ("WX_ACCESS_TOKEN", "TOKEN")]);
    let server = Mock::of(server).or_not_asked();
    let sign = |name: &str, argument: Value| {
        let question =
            json!({ "url": "http://127.0.0.1/?code=a&state=b", "sign": name, "argument": argument });
        ask(&server, "127.0.0.1", &question)
    };
    let signed = |name: &str, argument: Value| {
        let (status, answer) = sign(name, argument);
        assert_eq!(status, 200, "{answer}");
        answer["argument"].clone()
    };
    let text = |value: &Value| value.as_str().expect("a text").to_owned();

    let chosen = signed("chooseCard", json!({ "cardId": CARD, "cardType": "GROUPON", "shopId": "1" }));
    let again = home
        .webot(["sign", "choose-card", "--ticket", "@card", "--appid", "wx7765626f74000001", "--json"])
        .args(["--card-id", CARD, "--card-type", "GROUPON", "--location-id", "1"])
        .args(["--nonce", &text(&chosen["nonceStr"]), "--timestamp", &chosen["timestamp"].to_string()])
        .run()
        .json();
    assert_eq!(chosen, again["parameters"]);

    let added = signed("addCard", json!({ "cardList": [{ "cardId": "", "cardExt": "" }] }));
    assert_eq!(added["cardList"][0]["cardId"], CARD);
    let ext: Value = serde_json::from_str(&text(&added["cardList"][0]["cardExt"])).expect("JSON");
    let again = home
        .webot(["sign", "card", "--ticket", "@card", "--card-id", CARD, "--json"])
        .args(["--nonce", &text(&ext["nonce_str"]), "--timestamp", &text(&ext["timestamp"])])
        .run()
        .json();
    assert_eq!(added["cardList"][0]["cardExt"], again["cardExt"]);
    for (name, argument) in [
        ("addCard", json!({ "cardList": [{ "cardId": "pOther" }] })),
        ("chooseCard", json!({ "cardId": "pOther" })),
    ] {
        let (status, refused) = sign(name, argument);
        assert_eq!(status, 403, "{refused}");
        assert!(text(&refused["error"]).contains("pOther"), "{refused}");
    }

    let paid = signed("chooseWXPay", Value::Null);
    assert_eq!(paid["package"], "prepay_id=wx2014");
    let again = home
        .webot(["sign", "jspay", "--prepay-id", "wx2014", "--appid", "wx7765626f74000001", "--json"])
        .args(["--nonce", &text(&paid["nonceStr"]), "--timestamp", &paid["timestamp"].to_string()])
        .envs(&[key])
        .run()
        .json();
    assert_eq!(paid, again["chooseWXPay"]);
    assert_eq!(signed("getBrandWCPayRequest", Value::Null)["appId"], "wx7765626f74000001");

    let address = signed("editAddress", Value::Null);
    let again = home
        .webot(["sign", "addr", "--appid", "wx7765626f74000001", "--url", "http://127.0.0.1/?code=a&state=b"])
        .args(["--nonce", &text(&address["nonceStr"]), "--timestamp", &text(&address["timeStamp"]), "--json"])
        .envs(&[("WX_ACCESS_TOKEN", "TOKEN")])
        .stderr_any()
        .run()
        .json();
    assert_eq!(address, again["parameters"]);
    assert_eq!(sign("getLocation", Value::Null).0, 403);
}

#[test]
fn what_is_missing_is_named() {
    let server = serving(&Webot::new(), ["--mock"]);
    for (name, hint) in
        [("addCard", "--card-id"), ("chooseWXPay", "--prepay-id"), ("editAddress", "WX_ACCESS_TOKEN")]
    {
        let (_, refused) = ask(&server, "127.0.0.1", &json!({ "url": "http://127.0.0.1/", "sign": name }));
        assert!(refused["hints"].to_string().contains(hint), "{refused}");
    }
    webot(["jssdk", "serve", "--port", "0"]).exit(3).stderr_has("appid").run();
    webot(["jssdk", "serve", "--port", "0"])
        .args(["--appid", "wx1234567890abcdef"])
        .exit(3)
        .stderr_has("`--ticket` is missing")
        .run();
    webot(["jssdk", "serve", "--mock", "--url", "ftp://a.cn"]).exit(2).stderr_has("--url").run();
}

/// A page of WeCom is signed with the company's ticket, and with the app's for `wx.agentConfig`.
#[test]
fn a_profile_of_wecom_configures_its_app_too() {
    let home = Webot::new();
    let company = [("WX_CORPID", "ww1234567890abcdef"), ("WX_CORPSECRET", "S"), ("WX_AGENTID", "1000002")];
    let serve = ["jssdk", "serve", "--port", "0", "--json", "--mock", "--api", "selectExternalContact"];
    let server = Mock::of(home.webot(serve).envs(&company)).or_not_asked();
    let url = "http://127.0.0.1/";
    let (_, signed) = ask(&server, "127.0.0.1", &json!({ "url": url }));
    assert_eq!(signed["config"]["appId"], "ww1234567890abcdef");
    assert_eq!(signed["config"]["beta"], true);
    let agent = &signed["agentConfig"];
    let again = home
        .webot(["sign", "agent", "--mock", "--json", "--url", url, "--api", "selectExternalContact"])
        .args(["--nonce", agent["nonceStr"].as_str().expect("a nonce")])
        .args(["--timestamp", &agent["timestamp"].to_string()])
        .envs(&company)
        .run()
        .json();
    assert_eq!(*agent, again["config"]);
    assert_ne!(agent["signature"], signed["config"]["signature"]);
    let page = server.ask("GET", "/", "Host: 127.0.0.1\r\n", b"");
    assert!(page.head.contains("https://open.work.weixin.qq.com;"), "{}", page.head);
}

#[test]
fn the_stub_has_every_function_of_the_table() {
    let script = webot(["jssdk", "stub"]).run().stdout;
    assert!(script.starts_with("/*! jweixin-stub.js") && script.ends_with("});\n"), "{script}");
    assert!(!script.contains("{{data}}") && script.len() < 60_000);
    let names = webot(["sign", "jsapi", "--list", "--json"]).run().json();
    for name in names.as_array().expect("names") {
        let quoted = name["name"].to_string();
        if name["kind"] != "tag" {
            assert!(script.contains(&quoted), "{quoted}");
        }
    }
    let ran = webot(["jssdk", "stub", "-o", "stub.js", "--json"]).run();
    assert_eq!(ran.json(), json!({ "file": "stub.js", "bytes": script.len() }));
    webot(["jssdk", "stub", "--lang", "zh"]).stdout_has("模拟脚本").run();
}

#[test]
fn incomplete_arguments_are_explained() {
    for (errmsg, cause) in [
        ("config:invalid args", "has no appId"),
        ("config:param is empty", "the jsApiList is empty"),
        ("hideMenuItems:param is empty", "the menuList is empty"),
        ("playVoice:missing arguments", "localId or serverId is missing"),
    ] {
        webot(["explain", errmsg]).stdout_has(cause).run();
    }
}
