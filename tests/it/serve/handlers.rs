//! Handlers that fail, are late, or are slow.

use serde_json::json;

use crate::support::{BROKEN, Serve, Webot, until};

#[test]
fn a_handler_that_fails_answers_500_and_the_log_says_why() {
    let rules = "rules:\n- { name: search, pattern: '=a', exec: [sh, -c, 'echo no database >&2; exit 3'] }\ncodeReplies: { 500: sorry }\n";
    let server = Serve::start(rules);
    assert_eq!(server.say("a").as_deref(), Some("sorry"));
    let line = server.request_line(|line| line["code"] == "500");
    assert_eq!(line["failures"], json!([{ "rule": "search", "reason": "`sh` ended with 3: no database" }]));
    assert_eq!((&line["status"], &line["rule"]), (&json!(200), &json!("search")));
    let server = Webot::serve(rules).readable().start();
    server.say("a");
    server.readable_line("`search`: `sh` ended with 3: no database");
}

#[test]
fn a_handler_that_is_late_answers_504_and_the_log_says_why() {
    let late = "rules:\n- { name: slow, exec: [sleep, '60'], timeout: 0.1 }\n";
    let server = Serve::start(&format!("{late}codeReplies: {{ 504: too late, 500: sorry }}\n"));
    assert_eq!(server.say("a").as_deref(), Some("too late"));
    let line = server.request_line(|line| line["code"] == "504");
    assert_eq!(line["failures"][0]["reason"], "`sleep` took longer than 100 ms");
    let server = Serve::start(&format!("{late}codeReplies: {{ 500: sorry }}\n"));
    assert_eq!(server.say("a").as_deref(), Some("sorry"), "a late one is a failed one");
    assert_eq!(Serve::start(late).say("a").as_deref(), Some(BROKEN));
}

#[test]
fn a_handler_that_is_late_is_ended_with_its_child_processes() {
    let rules = "rules:\n- { exec: [sh, -c, 'sleep 60 & echo $! > child; wait'], timeout: 0.5 }\n";
    let server = Serve::start(rules);
    assert_eq!(server.say("a").as_deref(), Some(BROKEN));
    let child = server.folder.read("child").trim().to_owned();
    let gone = || {
        let alive =
            std::process::Command::new("ps").args(["-o", "stat=", "-p", &child]).output().expect("ps");
        let state = String::from_utf8_lossy(&alive.stdout).trim().to_owned();
        state.is_empty() || state.starts_with('Z')
    };
    until("it is gone", gone);
}

#[test]
fn a_slow_handler_does_not_delay_other_messages() {
    let rules = "rules:\n- { pattern: '=wait', exec: [sh, -c, 'touch began; while [ ! -e go ]; do sleep 0.02; done; echo went'] }\n- { handler: quick }\n";
    let server = Serve::start(rules);
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| server.say_as("o-slow", "wait"));
        until("it runs", || server.folder.exists("began"));
        assert_eq!(server.say_as("o-quick", "hi").as_deref(), Some("quick"));
        server.folder.write("go", "");
        assert_eq!(slow.join().expect("an answer").as_deref(), Some("went"));
    });
}

/// A program is not told the secrets of the account, unless the rules name them.
#[test]
fn a_handler_gets_only_the_secrets_that_its_rule_names() {
    let rules = "rules:
- { pattern: '=named', exec: [sh, -c, 'echo \"${WX_SECRET-none} ${WX_TOKEN-none} ${OTHER-none}\"'], env: WX_SECRET }
- { exec: [sh, -c, 'echo \"${WX_SECRET-none} ${WX_PAY_KEY-none} ${OTHER-none}\"'] }
";
    let server =
        Webot::serve(rules).env("WX_SECRET", "s3cret").env("WX_PAY_KEY", "k3y").env("OTHER", "o").start();
    assert_eq!(server.say("named").as_deref(), Some("s3cret none o"));
    assert_eq!(server.say("a").as_deref(), Some("none none o"));
}
