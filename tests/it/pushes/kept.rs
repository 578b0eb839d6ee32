//! Pushes that no bot has got yet are kept: in the state file, for the next mock.

use serde_json::json;

#[cfg(unix)]
use super::APPID;
use super::{USER, act, pushing, settled, silent};
#[cfg(unix)]
use crate::support::{DEAD_URL, Mock, Webot};

/// A mock with a state file of this home.
#[cfg(unix)]
fn stateful(home: &Webot, args: &[&str]) -> Mock {
    let words = ["mock", "--port", "0", "--json", "--mock-state", "state.json", "--appid", APPID];
    Mock::of(home.webot(words).args(args).stderr_any())
}

#[cfg(unix)]
#[test]
fn a_mock_that_ends_keeps_what_waits() {
    let home = Webot::new();
    let mock = stateful(&home, &[]);
    act(&mock, json!({ "action": "message", "text": "first" }));
    let ran = mock.end("-TERM");
    assert!(ran.stdout.ends_with("\"undelivered\":1}\n"), "{}", ran.stdout);
    let mut again = home.webot(["mock", "--port", "0", "--mock-state", "state.json"]).stderr_any().spawn();
    again.err.find(|line| line.contains("listening").then_some(())).expect("an address");
    again.signal("-INT");
    let end = "0 calls; not delivered: 1 push; state.json keeps them\n";
    assert!(again.ended().stderr.ends_with(end), "{}", again.err.text());

    let bot = silent();
    let mock = stateful(&home, &["--push-to", &bot.url("/")]);
    assert_eq!(settled(&mock, "text")["push"]["Content"], "first");
    assert_eq!(mock.get("/__webot/messages")[0]["content"]["Content"], "first");
    for command in [&["menu", "get", "--mock"][..], &["mock", "--port", "0"], &["mock", "reset"]] {
        let began = std::time::Instant::now();
        let command = home.webot(command).args(["--mock-state", "state.json"]).exit(3);
        command.stderr_has(format!("the running `webot mock` at {} holds", mock.url())).run();
        assert!(began.elapsed() < std::time::Duration::from_secs(4), "it waits for a server");
    }
    let chinese = home.webot(["menu", "get", "--mock", "--lang", "zh", "--mock-state", "state.json"]).exit(3);
    chinese.stderr_has(format!("--api-base {}", mock.url())).stderr_has("占用着状态文件").run();
    let ran = mock.end("-INT");
    assert!(ran.stdout.ends_with("\"pushes\":1,\"undelivered\":0}\n"), "{}", ran.stdout);
    home.webot(["mock", "reset", "--mock-state", "state.json"]).stderr_any().run();
    assert!(!home.folder().exists("state.json"));
}

#[cfg(unix)]
#[test]
fn a_delivery_in_progress_is_begun_again() {
    let home = Webot::new();
    // The gaps of five seconds are longer than the mock runs.
    let mock = stateful(&home, &["--push-to", DEAD_URL]);
    act(&mock, json!({ "action": "message", "text": "first" }));
    let ran = mock.end("-TERM");
    assert!(ran.stdout.ends_with("\"undelivered\":1}\n"), "{}", ran.stdout);
    let bot = silent();
    let mock = stateful(&home, &["--push-to", &bot.url("/")]);
    settled(&mock, "text");
    assert_eq!(bot.only().message().get("Content"), Some("first"));
}

#[cfg(unix)]
#[test]
fn the_built_in_mock_says_what_it_keeps() {
    let home = Webot::new().env("WX_APPID", APPID).env("WX_SECRET", "s").env("WEBOT_MOCK_STATE", "own.json");
    let create = home.webot(["kf", "session", "create", "kf2001@gh_1234567890ab", USER, "--mock"]);
    create
        .stderr_has("keeps the push `kf_create_session`: `webot mock --mock-state own.json --push-to URL`")
        .run();
    let bot = silent();
    let args = ["mock", "--port", "0", "--json", "--mock-state", "own.json", "--push-to", &bot.url("/")];
    let mock = Mock::of(home.webot(args).stderr_any());
    assert_eq!(settled(&mock, "kf_create_session")["account"], APPID);
}

#[cfg(unix)]
#[test]
fn media_outlive_the_server() {
    let home = Webot::new().file("a.txt", "not a picture").file("own.json", "{\"my\":\"notes\"}");
    let words = ["mock", "--port", "0", "--mock-state", "own.json"];
    home.webot(words).exit(3).stderr_has("own.json").run();
    let picture: Vec<u8> =
        [b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01".as_slice(), &[7; 64], b"\xff\xd9"].concat();
    let home = home.file("a.jpg", &picture);
    let mock = stateful(&home, &[]);
    let on = |mock: &Mock, args: &[&str]| {
        let home = home.webot(args).env("WX_APPID", APPID).env("WX_SECRET", "s");
        home.env("WX_API_BASE", mock.url()).stderr_any().run().stdout
    };
    let sent = on(&mock, &["media", "upload", "a.jpg", "--jq", ".media_id"]);
    mock.end("-TERM");
    let mock = stateful(&home, &[]);
    on(&mock, &["media", "get", sent.trim(), "-o", "b.jpg"]);
    assert_eq!(home.folder().bytes("b.jpg"), picture);
}

#[test]
fn a_reset_forgets_the_pushes() {
    let bot = silent().or_not_asked();
    let mock = pushing(&bot, &["--push-after", "3600000"]);
    act(&mock, json!({ "action": "menu" }));
    mock.post("/__webot/push", &json!({ "openid": USER, "kind": "subscribe" }).to_string());
    mock.post("/__webot/reset", "");
    assert_eq!(mock.get("/__webot/pushes"), json!([]));
}
