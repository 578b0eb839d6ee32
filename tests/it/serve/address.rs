//! The address, the paths and the methods that the server answers.

use serde_json::{Value, json};

use super::ECHO;
use crate::support::{Folder, OPENID, Serve, Stamp, Webot, text_push};

const TOKEN: &str = "token-of-the-hint";

#[test]
fn the_server_listens_on_the_loopback_by_default() {
    let server = Serve::start(ECHO);
    assert_eq!(server.told().ip(), std::net::Ipv4Addr::LOCALHOST);
    #[cfg(target_os = "linux")]
    {
        let other = std::net::SocketAddr::from(([127, 0, 0, 2], server.told().port()));
        std::net::TcpStream::connect(other).expect_err("127.0.0.1 alone");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_host_may_be_given() {
    let server = Webot::serve(ECHO).args(["--host", "127.0.0.3"]).start();
    let there = std::net::SocketAddr::from(([127, 0, 0, 3], server.told().port()));
    std::net::TcpStream::connect(there).expect("it listens there");
    std::net::TcpStream::connect(server.address()).expect_err("and there alone");
}

const OPEN: &str = "no token, and other machines can reach this address";

#[test]
fn an_open_host_without_a_token_is_warned_about() {
    let server = Webot::serve(ECHO).open().args(["--host", "0.0.0.0"]).start();
    server.line("a warning", |line| line["warning"].as_str().is_some_and(|said| said.contains(OPEN)));
    let server = Webot::serve(ECHO).open().readable().args(["--host", "0.0.0.0"]).start();
    server.readable_line(OPEN);
    let server = Webot::serve(ECHO).args(["--host", "0.0.0.0"]).start();
    server.say("hi");
    server.request_line(|line| line["status"] == 200);
    assert!(!server.said().contains("warning"), "with a token: {}", server.said());
}

#[test]
fn the_loopback_without_a_token_answers_unsigned_requests_and_says_so() {
    let server = Webot::serve(ECHO).open().start();
    server.line("a warning", |line| {
        line["warning"].as_str().is_some_and(|said| said.contains("signatures are not checked"))
    });
    assert_eq!(server.ask("POST", "/", text_push(OPENID, "hi")).ok().text(), "you said hi");
    assert_eq!(server.get("/?echostr=e").ok().body, "e");
}

#[test]
fn the_first_json_line_has_the_address_without_a_token_too() {
    let server = Webot::serve(ECHO).open().start();
    assert!(server.log()[0]["listening"].is_string(), "{:?}", server.log());
}

#[test]
fn the_first_line_has_the_address_and_a_command_to_try() {
    // The token that the server was started with is not shown in a log, and without it the command would fail.
    let server = Webot::serve(ECHO).readable().start();
    let line = server.readable_line("listening on");
    assert!(line.contains("1 rule") && !line.contains("webot send"), "{line}");
    let key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    for args in [
        &[][..],
        &["--token", "@token"],
        &["--token", "env:BOT_TOKEN", "--route", "/wx/bot"],
        &["--token", "@token", "--mode", "safe", "--aes-key", "@key", "--appid", "wx1234567890abcdef"],
    ] {
        let folder = Folder::new();
        for (name, content) in [("rules.yaml", ECHO), ("token", TOKEN), ("key", key)] {
            folder.write(name, content);
        }
        let server = Webot::serve_in(folder.clone()).without("--token").args(args).env("BOT_TOKEN", TOKEN);
        let server = server.readable().start();
        let line = server.readable_line("listening on");
        let command = line.split('`').nth(1).unwrap_or_else(|| panic!("{args:?}: {line}"));
        let pasted = folder.webot([""; 0]).env("BOT_TOKEN", TOKEN).pasted(command);
        pasted.stdout_has("you said hi").stderr_any().run();
    }
}

#[test]
fn the_port_may_stand_in_the_environment() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = Folder::new();
    folder.write("rules.yaml", ECHO);
    folder.webot(["serve"]).env("PORT", &port).exit(3).stderr_has(format!("127.0.0.1:{port}")).run();
    folder.webot(["serve"]).env("PORT", "http").exit(2).stderr_has("`PORT`").run();
}

#[test]
fn a_route_is_the_only_path_that_is_answered() {
    let server = Webot::serve(ECHO).args(["--route", "/wx/bot"]).start();
    assert_eq!(server.push_to("/wx/bot", text_push(OPENID, "hi")).ok().text(), "you said hi");
    for path in ["/", "/wx", "/wx/bot/", "/wx/bot2", "//wx/bot"] {
        server.push_to(path, text_push(OPENID, "hi")).status(404);
    }
    let server = Serve::start(ECHO);
    server.push_to("/any/path", text_push(OPENID, "hi")).ok();
}

#[test]
fn only_get_and_post_are_answered() {
    let server = Serve::start(ECHO);
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO"] {
        let got = server.ask(method, &format!("/?{}", Stamp::new().signed()), "").status(405);
        assert!(got.head.contains("allow: get, post"), "{}", got.head);
    }
}

#[test]
fn a_health_path_is_answered_and_settable() {
    let server = Serve::start("a: b\nc: d\n");
    let health: Value = serde_json::from_str(&server.get("/healthz").ok().body).expect("JSON");
    assert_eq!(health, json!({ "status": "ok", "rules": 2 }));
    let server = Webot::serve(ECHO).args(["--health", "/up"]).start();
    server.get("/up").ok();
    server.get("/healthz").status(401);
}
