//! Secrets stay out of answers and logs.

use super::{CORPID, ECHO, predecessor};
use crate::support::{AES_KEY, APPID, Folder, OPENID, OTHER_KEY, Stamp, TOKEN, Webot, sealed, text_push};

/// Tries every way in which a secret could get into an output.
#[test]
fn secrets_are_never_shown() {
    let redis = "redis://:redi5-pa55word-here@127.0.0.1:1/0";
    let mut said = String::new();
    for json in [true, false] {
        let setup = Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--appid", APPID, "--sessions", redis]);
        let server = if json { setup.start() } else { setup.readable().start() };
        let (query, body) = predecessor("hi");
        server.ask("POST", &format!("/?{query}"), body);
        for (query, body) in [
            sealed(&text_push(OPENID, "hi"), AES_KEY, APPID),
            sealed(&text_push(OPENID, "hi"), OTHER_KEY, APPID),
            sealed(&text_push(OPENID, "hi"), AES_KEY, CORPID),
            (Stamp::new().signed(), "<xml>".to_owned()),
            (format!("token={TOKEN}"), String::new()),
        ] {
            said.push_str(&server.ask("POST", &format!("/{TOKEN}?{query}"), body).body);
        }
        server.change("rules.yaml", format!("accounts: [{{ path: a, token: {TOKEN} }}]\nhi: ho\n"));
        if json {
            server.line("the problem", |line| line["reloaded"] == false);
        } else {
            server.readable_line("the old rules stay in use");
        }
        said.push_str(&server.said().replace(&format!("/{TOKEN}"), "/path"));
    }
    let folder = Folder::new();
    folder.write(
        "rules.yaml",
        format!("hi: ho\naccounts:\n- {{ path: /a, token: {TOKEN}, aes_key: {AES_KEY}x }}\n"),
    );
    for (code, args) in [
        (1, &["serve", "--check"][..]),
        (1, &["serve", "--check", "--json"]),
        (2, &["serve", "--aes-key", "5hort-aes-key-of-a-test"]),
        (3, &["serve", "--sessions", "redis://:redi5-pa55word-here@:no/port"]),
        (3, &["serve", "--sessions", "redis+nothing://:redi5-pa55word-here@host"]),
    ] {
        let ran = folder.webot(args).exit(code).stderr_any().run();
        said.push_str(&ran.stdout);
        said.push_str(&ran.stderr);
    }
    assert!(said.len() > 1000, "{said}");
    for secret in [TOKEN, AES_KEY, OTHER_KEY, "redi5-pa55word-here", "5hort-aes-key-of-a-test"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
}
