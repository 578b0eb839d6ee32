//! `webot send` and `webot verify-url` against `webot serve`.

use serde_json::json;

use super::{CORPID, ECHO, with_key};
use crate::support::{AES_KEY, APPID, Folder, Serve, TOKEN, webot};

#[test]
fn webot_verify_url_finds_no_problem() {
    let server = with_key(APPID);
    for mode in ["plain", "safe"] {
        webot(["verify-url", "--json", "--token", TOKEN, "--mode", mode])
            .args(["--aes-key", AES_KEY, "--appid", APPID])
            .args(server.port())
            .run();
    }
}

#[test]
fn webot_send_and_serve_understand_each_other_in_every_mode() {
    let server = with_key(APPID);
    for mode in ["plain", "compat", "safe"] {
        for format in ["xml", "json"] {
            let ran = webot(["send", "hi", "--json", "--token", TOKEN, "--mode", mode, "--format", format])
                .args(["--aes-key", AES_KEY, "--appid", APPID])
                .args(server.port())
                .exit(i32::from(format == "json"))
                .run();
            // JSON is a mini-program's, which shows no reply.
            let expected: &[&str] = if format == "json" { &["not-shown"] } else { &[] };
            assert_eq!(ran.rules(), expected, "{mode} {format}");
            assert_eq!(ran.json()["reply"]["fields"]["Content"], "you said hi", "{mode} {format}");
        }
    }
}

#[test]
fn webot_send_accepts_the_answer_for_a_corpid_or_no_receiver() {
    for receiver in [CORPID, ""] {
        let server = with_key(receiver);
        let ran = webot(["send", "hi", "--json", "--token", TOKEN, "--mode", "safe", "--aes-key", AES_KEY])
            .args(["--receiver", receiver])
            .args(server.port())
            .run();
        assert_eq!((ran.rules().len(), &ran.json()["reply"]["type"]), (0, &json!("text")), "{receiver}");
    }
}

#[test]
fn webot_send_with_another_token_reports_401() {
    let server = Serve::start(ECHO);
    webot(["send", "hi", "--json", "--token", "another"]).args(server.port()).exit(1).stdout_has("401").run();
}

#[test]
fn webot_send_shows_the_reason_of_a_refusal() {
    let server = Serve::start("'': yes\n");
    let folder = Folder::new();
    let send = |words: &[&str]| {
        let port = server.port();
        folder
            .webot(["send", "x", "--lang", "en"])
            .args(port)
            .args(words)
            .exit(1)
            .stderr_has("error[http-status]: 40")
            .run()
            .stderr
    };
    let stale = send(&["--token", TOKEN, "--timestamp", "1700000000"]);
    assert!(stale.contains("refuses the message: Stale timestamp") && !stale.contains("--token"), "{stale}");
    let wrong = send(&["--token", "wrong"]);
    assert!(wrong.contains("refuses the signature"), "{wrong}");
}
