//! What a review of `webot serve` found: who gets in where he must not, what is lost, what hangs.
#![cfg(unix)]

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Folder, OPENID, Serve, Stamp, TOKEN, Webot, fields, fresh, now, text_of, text_push};

/// The problems that `serve --check` tells.
#[track_caller]
fn problems(folder: &Folder) -> Vec<Value> {
    let ran = folder.webot(["serve", "--check", "--json", "--lang", "en"]).exit_in([0, 1]).run();
    ran.json().as_array().cloned().unwrap_or_default()
}

fn wait_for(what: &str, mut is_it: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_it() {
        assert!(began.elapsed() < Duration::from_secs(10), "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

// ---- programs ----

#[test]
fn what_a_program_answers_starts_nothing() {
    let server = Serve::start("rules:\n- exec: [cat, answer]\n");
    for answer in [
        r#"{"exec":["touch","owned"]}"#,
        r#"{"http":"http://127.0.0.1:1/"}"#,
        r#"{"reply":{"exec":["touch","owned"]}}"#,
        r#"[{"exec":["touch","owned"]}]"#,
        r#"{"rule":"other"}"#,
    ] {
        server.folder.write("answer", answer);
        assert_eq!(server.say("x").as_deref(), Some("Something is broken..."), "{answer}");
    }
    assert!(!server.folder.path("owned").exists());
    server.folder.write("answer", r#"{"type":"text","content":"said"}"#);
    assert_eq!(server.say("x").as_deref(), Some("said"));
}

#[test]
fn a_reply_may_stand_beside_what_waits() {
    let rules = "rules:\n- pattern: =ask\n  exec: [printf, '{\"type\":\"text\",\"content\":\"sure?\",\"wait\":\"w\"}']\nwaitRules: { w: { 'yes': done } }\n";
    let server = Serve::start(rules);
    assert_eq!(server.say("ask").as_deref(), Some("sure?"));
    assert_eq!(server.say("yes").as_deref(), Some("done"));
}

#[test]
fn what_a_program_leaves_in_the_background_keeps_nobody_waiting() {
    let server = Serve::start("rules:\n- { exec: [sh, -c, 'echo hi; sleep 5 &'], timeout: 3 }\n");
    assert_eq!(server.say("x").as_deref(), Some("hi"));
}

#[test]
fn a_message_that_is_hung_up_on_leaves_no_process_behind() {
    let server = Serve::start("rules:\n- { exec: [sh, -c, 'sleep 60 & echo $! > child; wait'] }\n");
    let child = server.folder.path("child");
    let mut stream = server.connect();
    let body = text_push(OPENID, "x");
    let request = crate::support::request("POST", &format!("/?{}", Stamp::new().signed()), body.as_bytes());
    stream.write_all(&request).expect("sent");
    let mut id = String::new();
    wait_for("the child", || {
        id = std::fs::read_to_string(&child).unwrap_or_default().trim().to_owned();
        !id.is_empty()
    });
    drop(stream);
    let alive = || {
        std::process::Command::new("kill").args(["-0", &id]).output().is_ok_and(|ran| ran.status.success())
    };
    wait_for("it ends", || !alive());
}

// ---- the door ----

#[test]
fn a_nonce_counts_once_on_whatever_path() {
    let server = Serve::start("'': yes\n");
    let query = Stamp::new().signed();
    server.ask("POST", &format!("/?{query}"), text_push(OPENID, "one")).ok();
    for path in ["/x", "/", &format!("/{}", "y".repeat(2000))] {
        server.ask("POST", &format!("{path}?{query}"), text_push(OPENID, "forged")).status(403);
    }
}

#[test]
fn who_cannot_sign_is_refused_before_his_body_is_read() {
    let server = Serve::start("'': yes\n");
    let mut stream = server.connect();
    let head =
        "POST /?signature=0&timestamp=1&nonce=2 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("sent");
    stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a limit");
    let mut answer = [0; 64];
    let read = stream.read(&mut answer).expect("an answer without the body");
    assert!(answer[..read].starts_with(b"HTTP/1.1 401"), "{}", String::from_utf8_lossy(&answer[..read]));
}

#[test]
fn an_echostr_with_equals_signs_comes_back_whole() {
    let server = Serve::start("'': yes\n");
    let got = server.get(&format!("/?{}&echostr=ab%2Bc==", Stamp::new().signed()));
    assert_eq!(got.body, "ab+c==");
}

#[test]
fn an_account_that_is_named_without_a_token_is_refused() {
    for accounts in [
        "accounts: { token: 'file:empty' }\n",
        "accounts: [ { path: /a, token: abc }, { path: /b } ]\n",
        "accounts: [ { path: /a, token: abc }, { path: /b, token: 'env:NOT_SET_ANYWHERE' } ]\n",
    ] {
        let folder = Folder::new();
        folder.write("empty", "\n");
        folder.write("rules.yaml", format!("hi: ho\n{accounts}"));
        let found = problems(&folder);
        assert_eq!(found[0]["problem"], "secret", "{accounts}: {found:?}");
    }
}

#[test]
fn flags_of_one_account_are_refused_where_there_are_several() {
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: ho\naccounts: [ { path: /a, token: abc }, { path: /b, token: abd } ]\n");
    folder
        .webot(["serve", "--check", "--json", "--lang", "en", "--token", "abe"])
        .exit(1)
        .stdout_has("--token")
        .run();
}

#[test]
fn the_mode_of_a_profile_counts() {
    let server = Webot::serve("hi: ho\naccounts: { profile: p }\n")
        .file(
            "wx_config.json",
            json!({ "profiles": { "p": { "token": TOKEN, "mode": "safe", "encoding_aes_key": crate::support::AES_KEY, "appid": "wx1234567890abcdef" } } })
                .to_string(),
        )
        .open()
        .start();
    server.push(text_push(OPENID, "hi")).status(403);
}

#[test]
fn an_account_of_a_path_comes_before_one_of_any() {
    let rules = format!("hi: ho\naccounts: [ {{ token: other }}, {{ path: /b, token: {TOKEN} }} ]\n");
    let server = Webot::serve(&rules).open().start();
    assert_eq!(text_of(&server.push_to("/b", text_push(OPENID, "hi")).ok().body), "ho");
    server.push_to("/a", text_push(OPENID, "hi")).status(401);
}

#[test]
fn send_says_why_it_was_refused() {
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

// ---- conversations ----

#[test]
fn accounts_do_not_share_conversations() {
    let rules = format!(
        "ask: {{ handler: 'sure?', replies: {{ 'yes': deleted }} }}\n\
         accounts: [ {{ path: /a, token: {TOKEN} }}, {{ path: /b, token: {TOKEN} }} ]\n"
    );
    let server = Webot::serve(&rules).open().start();
    let say = |path: &str, text: &str| text_of(&server.push_to(path, text_push(OPENID, text)).ok().body);
    assert_eq!(say("/a", "ask"), "sure?");
    assert_eq!(say("/b", "yes"), "Don't know what you are saying.");
    assert_eq!(say("/a", "yes"), "deleted");
}

#[test]
fn who_waits_keeps_his_question_when_rules_before_it_come_and_go() {
    let tea = "- { pattern: { text: [tea] }, handler: 'like tea?', replies: { 'yes': good } }\n";
    let sure = "- { pattern: { text: [del] }, handler: 'sure?', replies: { 'yes': deleted } }\n";
    let server = Serve::start(&format!("rules:\n{tea}{sure}"));
    assert_eq!(server.say("tea").as_deref(), Some("like tea?"));
    server.change("rules.yaml", format!("rules:\n{sure}{tea}"));
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("yes").as_deref(), Some("good"));
}

#[test]
fn a_rule_that_is_called_stands_behind_its_gate_too() {
    let rules = "rules:\n- { name: secret, pattern: '=secret', domain: m, handler: SECRET }\n- { pattern: '=call', rule: secret }\ndomain: { m: denied }\n";
    let server = Serve::start(rules);
    assert_eq!(server.say("secret").as_deref(), Some("denied"));
    assert_eq!(server.say("call").as_deref(), Some("denied"));
}

// ---- files ----

#[test]
fn a_file_that_broke_a_change_is_loaded_once_it_is_mended() {
    let server = Webot::serve("hi: old\n").file("more.yaml", "'/(/': x\n").start();
    server.change("rules.yaml", "hi: new\nloads: more.yaml\n");
    server.line("the problem", |line| line["reloaded"] == false);
    server.change("more.yaml", "more: yes\n");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("more").as_deref(), Some("yes"));
}

#[test]
fn what_has_no_meaning_where_it_stands_is_told() {
    for (rules, problem) in [
        ("hi: ho\ncodeReplies: { 404: { rule: nope } }\n", "missing"),
        ("hi: ho\nafterReply: { handler: x, wait: w }\nwaitRules: { w: x }\n", "not-here"),
        ("hi: ho\nbeforeReply: { session: { a: b }, domain: d }\ndomain: { d: x }\n", "not-here"),
    ] {
        let folder = Folder::new();
        folder.write("rules.yaml", rules);
        assert_eq!(problems(&folder)[0]["problem"], problem, "{rules}");
    }
}

#[test]
fn aliases_within_aliases_are_counted() {
    let mut rules = String::from("hi: ho\nx: ");
    for anchor in 0..50 {
        rules.extend(["&a", &anchor.to_string(), " [ "]);
    }
    rules.push_str(&"x, ".repeat(5000));
    rules.push_str(&"]".repeat(50));
    let folder = Folder::new();
    folder.write("rules.yaml", rules);
    assert_eq!(problems(&folder)[0]["problem"], "syntax");
}

#[test]
fn what_is_misspelt_in_a_pattern_is_told() {
    for pattern in ["{ kindd: subscribe }", "{ txet: 7 }", "{ text: { abov: 5 } }", "{ evnetKey: A }"] {
        let folder = Folder::new();
        folder.write("rules.yaml", format!("rules:\n- {{ pattern: {pattern}, handler: x }}\n"));
        assert_eq!(problems(&folder)[0]["problem"], "unknown-key", "{pattern}");
    }
    for pattern in
        ["{ kind: subscribe }", "{ scanCodeInfo: { ScanResult: x } }", "{ Event: x }", "{ label: x }"]
    {
        let folder = Folder::new();
        folder.write("rules.yaml", format!("rules:\n- {{ pattern: {pattern}, handler: x }}\n"));
        assert_eq!(problems(&folder), Vec::<Value>::new(), "{pattern}");
    }
}

#[test]
fn a_function_of_javascript_is_nothing_to_say() {
    for handler in ["'function(info) { return 1 }'", "'(info, next) => { next() }'"] {
        let folder = Folder::new();
        folder.write("rules.yaml", format!("hi: {handler}\n"));
        assert_eq!(problems(&folder)[0]["problem"], "not-data", "{handler}");
    }
}

#[test]
fn safe_mode_needs_a_key() {
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: ho\n");
    folder
        .webot(["serve", "--port", "0", "--token", "abc", "--mode", "safe"])
        .exit(3)
        .stderr_has("error: the EncodingAESKey is missing")
        .run();
}

#[test]
fn an_event_that_no_rule_is_for_is_left_alone_unless_it_is_a_tap() {
    let server = Serve::start("hi: ho\ncodeReplies: { 404: 'what is {text}?' }\n");
    let event = |event: &str| {
        let time = (now() + fresh() % 300).to_string();
        let pairs = [
            ("ToUserName", "gh_1"),
            ("FromUserName", OPENID),
            ("CreateTime", time.as_str()),
            ("MsgType", "event"),
            ("Event", event),
        ];
        server.push(fields(&pairs)).ok().body
    };
    assert_eq!(event("LOCATION"), "success");
    assert_eq!(text_of(&event("CLICK")), "what is ?");
    assert_eq!(server.say("x").as_deref(), Some("what is x?"));
}

// ---- the log ----

#[test]
fn a_store_that_is_not_there_is_told_at_the_start() {
    let server = Webot::serve("hi: ho\n").args(["--sessions", "redis://:secret@127.0.0.1:1/0"]).start();
    let line = server.line("the store", |line| line["warning"].is_string());
    assert!(
        line["warning"].as_str().is_some_and(|said| said.contains("127.0.0.1:1") && !said.contains("secret"))
    );
    assert_eq!(server.say("hi").as_deref(), Some("ho"));
}

#[test]
fn a_log_that_nobody_reads_holds_up_nobody() {
    let folder = Folder::new();
    folder.write("rules.yaml", "'': yes\n");
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let run = Webot::at_home(folder).args(["serve", "--port", &port.to_string(), "--token", TOKEN]);
    let mut command = run.command();
    command.stderr(std::process::Stdio::piped()).stdout(std::process::Stdio::null());
    let mut child = command.spawn().expect("webot starts");
    let connect = || std::net::TcpStream::connect(("127.0.0.1", port));
    wait_for("it listens", || connect().is_ok());
    // Far more lines than a pipe holds, with names that fill it.
    let user = "o".repeat(70);
    for _ in 0..1500 {
        let id = (7_000_000_000 + fresh()).to_string();
        let time = now().to_string();
        let body = fields(&[
            ("ToUserName", "gh_1"),
            ("FromUserName", &user),
            ("CreateTime", &time),
            ("MsgType", "text"),
            ("Content", "x"),
            ("MsgId", &id),
        ]);
        let mut stream = connect().expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a limit");
        let target = format!("/?{}", Stamp::new().signed());
        stream.write_all(&crate::support::request("POST", &target, body.as_bytes())).expect("sent");
        let mut answer = [0; 16];
        let read = stream.read(&mut answer).expect("an answer");
        assert!(answer[..read].starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer[..read]));
    }
    let id = child.id().to_string();
    std::process::Command::new("kill").args(["-TERM", &id]).status().expect("kill");
    let began = Instant::now();
    while child.try_wait().expect("a status").is_none() {
        assert!(began.elapsed() < Duration::from_secs(5), "SIGTERM is not obeyed");
        std::thread::sleep(Duration::from_millis(10));
    }
}
