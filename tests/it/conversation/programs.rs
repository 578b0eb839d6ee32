//! Programs and web servers as handlers.

use std::io::Write;

use serde_json::{Value, json};

use super::{answer, talk, tested, text};
use crate::support::{BROKEN, Bot, Folder, OPENID, Serve, Stamp, Webot, fields, http, text_push, until};

/// Returns a rule that runs this line in a shell.
fn shell(script: &str) -> String {
    shell_with(script, "")
}

fn shell_with(script: &str, more: &str) -> String {
    let exec = json!(["sh", "-c", script]);
    format!("rules:\n- name: program\n  exec: {exec}\n{more}- {{ name: next, handler: next }}\n")
}

#[test]
fn a_program_is_given_its_arguments() {
    let rules = "rules:\n- exec: [printf, '%s-%s', 'a b', '$HOME']\n";
    assert_eq!(talk(rules, &["x"]), ["a b-$HOME"], "and no shell changes them");
}

#[test]
fn the_output_of_a_program_is_a_text() {
    assert_eq!(talk(&shell("echo one; echo two"), &["x"]), ["one\ntwo"]);
    assert_eq!(talk(&shell("printf '{1} {text}'"), &["x"]), ["{1} {text}"], "which is no template");
}

#[test]
fn a_program_without_output_leaves_the_message_to_the_next_rule() {
    for nothing in [
        "true",
        "echo",
        "echo null",
        "echo '\"\"'",
        "echo false",
        "cat > /dev/null",
        "echo '{\"session\":{\"a\":1}}'",
    ] {
        let came = &tested(&shell(nothing), &["x"])[0];
        assert_eq!(
            (&came["rule"], &came["tried"][0]["result"]),
            (&json!("next"), &json!("passed")),
            "{nothing}"
        );
    }
}

#[test]
fn the_output_of_a_program_may_be_a_reply_in_json() {
    for (answer, reply) in [
        (json!("quoted\n"), json!({ "MsgType": "text", "Content": "quoted\n" })),
        (json!(["drawn"]), json!({ "MsgType": "text", "Content": "drawn" })),
        (
            json!({ "type": "image", "mediaId": "M" }),
            json!({ "MsgType": "image", "Image": { "MediaId": "M" } }),
        ),
        (json!({ "type": "text", "content": "c" }), json!({ "MsgType": "text", "Content": "c" })),
        (json!({ "reply": "r", "session": { "a": 1 } }), json!({ "MsgType": "text", "Content": "r" })),
        (
            json!([{ "title": "t", "url": "u" }]),
            json!({
                "MsgType": "news", "ArticleCount": 1,
                "Articles": { "item": [{ "Title": "t", "Description": "", "PicUrl": "", "Url": "u" }] },
            }),
        ),
        (json!({ "noReply": true }), json!(null)),
        (json!({ "type": "transfer_customer_service" }), json!({ "MsgType": "transfer_customer_service" })),
    ] {
        let rules = format!("rules:\n- exec: {}\n", json!(["printf", "%s", answer.to_string()]));
        let came = &tested(&rules, &["x"])[0];
        assert_eq!(came["reply"], reply, "{answer}: {came}");
        assert_eq!(came["code"], json!(null), "{answer}: {came}");
    }
}

#[test]
fn a_program_may_write_the_session_and_wait() {
    let answer = json!({ "reply": "who?", "wait": "who", "session": { "asked": true, "gone": null } });
    let rules = format!(
        "rules:\n- {{ pattern: '=ask', session: {{ gone: x }}, exec: {} }}\nwaitRules: {{ who: {{ '': 'you are {{text}}, {{session.asked}}, {{session.gone}}' }} }}\n",
        json!(["printf", "%s", answer.to_string()])
    );
    assert_eq!(talk(&rules, &["ask", "Ann"]), ["who?", "you are Ann, true, "]);
}

#[test]
fn a_program_may_wait_again_and_give_codes() {
    let rewait = json!({ "reply": "again", "rewait": true }).to_string();
    let code = json!({ "code": 403 }).to_string();
    let rules = format!(
        "rules:\n- {{ pattern: '=q', handler: q, replies: {{ '=x': {{ exec: {} }}, '=end': bye }} }}\n- {{ pattern: '=no', exec: {} }}\n",
        json!(["printf", "%s", rewait]),
        json!(["printf", "%s", code])
    );
    assert_eq!(talk(&rules, &["q", "x", "x", "end"]), ["q", "again", "again", "bye"]);
    assert_eq!(answer(&rules, "no"), "You have no permission to do this.");
}

/// The names of the fields are those of node-webot and wechat-mp.
#[test]
fn a_program_reads_the_message_with_the_names_of_node_webot() {
    let server = Webot::serve(
        "rules:\n- { pattern: '/^key (?<what>.*)$/', session: { seen: '1' }, exec: [sh, -c, 'cat > told.json; echo ok'] }\n- exec: [sh, -c, 'cat > told.json; echo ok']\n",
    )
    .start();
    let time = ("CreateTime", "1700000000");
    let push = |pairs: &[(&str, &str)]| {
        let all = [&[("ToUserName", "gh_a"), ("FromUserName", "o-me"), time][..], pairs].concat();
        assert_eq!(server.push(fields(&all)).ok().text(), "ok");
        server.folder.json("told.json")
    };
    let told = push(&[("MsgType", "text"), ("Content", "key a b"), ("MsgId", "42")]);
    assert_eq!(
        (&told["uid"], &told["sp"], &told["id"], &told["type"], &told["text"]),
        (&json!("o-me"), &json!("gh_a"), &json!("42"), &json!("text"), &json!("key a b"))
    );
    assert_eq!(told["createTime"], "2023-11-14T22:13:20.000Z");
    assert_eq!((&told["param"]["1"], &told["param"]["what"]), (&json!("a b"), &json!("a b")));
    assert_eq!(told["session"], json!({ "seen": "1" }));
    assert_eq!(told["raw"]["MsgId"], "42");
    let location = [("Location_X", "23.1"), ("Location_Y", "113.3"), ("Scale", "20"), ("Label", "家")];
    let told = push(&[&[("MsgType", "location"), ("MsgId", "43")][..], &location].concat());
    assert_eq!(told["param"], json!({ "lat": "23.1", "lng": "113.3", "scale": "20", "label": "家" }));
    let told = push(&[("MsgType", "event"), ("Event", "CLICK"), ("EventKey", "K")]);
    assert_eq!(
        (&told["type"], &told["param"]),
        (&json!("event"), &json!({ "event": "CLICK", "eventKey": "K" }))
    );
    let told = push(&[("MsgType", "event"), ("Event", "LOCATION"), ("Latitude", "1"), ("Longitude", "2")]);
    assert_eq!(told["param"], json!({ "event": "LOCATION", "lat": "1", "lng": "2" }));
    let told = push(&[("MsgType", "image"), ("PicUrl", "http://a"), ("MediaId", "M"), ("MsgId", "44")]);
    assert_eq!(told["param"], json!({ "picUrl": "http://a", "mediaId": "M" }));
    let told =
        push(&[("MsgType", "link"), ("Title", "t"), ("Description", "d"), ("Url", "u"), ("MsgId", "45")]);
    assert_eq!(told["param"], json!({ "title": "t", "description": "d", "url": "u" }));
    assert_eq!(told["session"], json!({ "seen": "1" }), "it is remembered");
}

#[test]
fn a_program_reads_the_number_of_waits() {
    let count = r#"sed -n 's/.*"rewaitCount":\([0-9]*\).*/\1/p'"#;
    let handler = json!({ "exec": ["sh", "-c", count] });
    let rules = format!(
        "rules:\n- pattern: '=q'\n  handler: q\n  replies:\n    '': {{ handler: {handler}, rewait: true }}\n"
    );
    assert_eq!(talk(&rules, &["q", "a", "b"]), ["q", "0", "1"]);
}

#[test]
fn a_program_runs_in_the_folder_of_its_file() {
    let folder = Folder::new();
    folder.make("bot");
    folder.write("bot/rules.yaml", "rules:\n- exec: [sh, ./answer.sh]\n");
    folder.write("bot/answer.sh", "echo here\n");
    let ran = folder.webot(["rules", "test", "--json", "bot/rules.yaml", "x"]).run();
    assert_eq!(text(&ran.json()[0]), "here");
}

#[test]
fn a_program_that_fails_is_answered_with_500_and_the_reason() {
    for (script, reason) in [
        ("echo useless; echo 'no database' >&2; exit 3", "`sh` ended with 3: no database"),
        ("kill -9 $$", "`sh` was ended by a signal"),
        ("head -c 300000 /dev/zero | tr '\\0' x", "the reply of `sh` is too large"),
        ("printf '\\377'", "the reply of `sh` is not UTF-8"),
        ("echo '{\"type\":\"imag\"}'", "`sh` returned an invalid reply: "),
    ] {
        let came = &tested(&shell(script), &["x"])[0];
        assert_eq!((&came["code"], text(came)), (&json!("500"), BROKEN.to_owned()), "{script}: {came}");
        let failure = &came["failures"][0];
        assert_eq!(failure["rule"], "program");
        assert!(failure["reason"].as_str().is_some_and(|said| said.contains(reason)), "{script}: {failure}");
    }
    let came = &tested("rules:\n- { name: program, exec: [no-such-program-here] }\n", &["x"])[0];
    assert!(came["failures"][0]["reason"].to_string().contains("could not be started"), "{came}");
}

#[test]
fn a_program_that_is_late_is_answered_with_504() {
    let began = std::time::Instant::now();
    let came = &tested(&shell_with("sleep 60", "  timeout: 0.2\n"), &["x"])[0];
    assert_eq!((&came["code"], text(came)), (&json!("504"), BROKEN.to_owned()), "{came}");
    assert_eq!(came["failures"][0]["reason"], "`sh` took longer than 200 ms");
    assert!(began.elapsed().as_secs() < 4, "{:?}", began.elapsed());
}

/// Returns the milliseconds until a message with endless handlers is answered.
fn answer_time_ms(rules: &str) -> u128 {
    let server = Serve::start(rules);
    let began = std::time::Instant::now();
    assert_eq!(server.say("x").as_deref(), Some(BROKEN));
    began.elapsed().as_millis()
}

/// WeChat hangs up after five seconds, however many handlers there are, and whatever their limits.
#[test]
fn the_handlers_of_a_message_take_less_than_five_seconds() {
    let several = "- { exec: [sh, -c, 'sleep 2.4'], timeout: 4.9 }\n".repeat(3);
    let several = format!("rules:\n{several}");
    let one = shell("sleep 60");
    let (one, several) = std::thread::scope(|scope| {
        let one = scope.spawn(|| answer_time_ms(&one));
        (answer_time_ms(&several), one.join().expect("a thread"))
    });
    assert!((3000..5000).contains(&one), "one without a limit: {one}");
    assert!((3000..5000).contains(&several), "several together: {several}");
}

#[test]
fn a_web_server_receives_the_message_and_answers_it() {
    let bot = Bot::answering(|heard| {
        let message: Value = serde_json::from_str(heard.text()).expect("JSON");
        match message["text"].as_str() {
            Some("nothing") => http(204, ""),
            Some("json") => http(200, json!({ "reply": { "type": "image", "mediaId": "M" } }).to_string()),
            Some("bad") => http(503, "down"),
            _ => http(200, format!("you are {}", message["uid"].as_str().expect("a user"))),
        }
    });
    let rules = format!(
        "rules:\n- {{ name: web, http: '{}' }}\n- {{ name: next, handler: next }}\n",
        bot.url("/hook")
    );
    assert_eq!(talk(&rules, &["text", "nothing"]), [format!("you are {OPENID}"), "next".to_owned()]);
    assert_eq!(tested(&rules, &["json"])[0]["reply"]["Image"]["MediaId"], "M");
    let came = &tested(&rules, &["bad"])[0];
    assert_eq!((&came["code"], text(came)), (&json!("500"), BROKEN.to_owned()));
    assert!(came["failures"][0]["reason"].to_string().contains("HTTP 503"), "{came}");
    let heard = &bot.heard()[0];
    assert!(heard.line.starts_with("POST /hook "), "{}", heard.line);
    assert!(heard.header("content-type").is_some_and(|kind| kind.starts_with("application/json")));
}

#[test]
fn a_web_server_that_is_silent_is_late() {
    let bot = Bot::streaming(|_, stream| {
        std::io::Read::read(stream, &mut [0; 1]).ok();
    });
    let rules = format!("rules:\n- {{ http: '{}', timeout: 0.2 }}\n", bot.url("/"));
    let came = &tested(&rules, &["x"])[0];
    assert_eq!(came["code"], "504", "{came}");
}

#[test]
fn a_web_server_that_cannot_be_reached_is_a_failure() {
    let came = &tested("rules:\n- { http: 'http://127.0.0.1:1/' }\n", &["x"])[0];
    assert_eq!(came["code"], "500");
    assert!(came["failures"][0]["reason"].to_string().contains("cannot reach"), "{came}");
}

#[test]
fn the_output_of_a_program_starts_no_program() {
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
fn a_reply_of_a_program_may_name_a_wait() {
    let rules = "rules:\n- pattern: =ask\n  exec: [printf, '{\"type\":\"text\",\"content\":\"sure?\",\"wait\":\"w\"}']\nwaitRules: { w: { 'yes': done } }\n";
    let server = Serve::start(rules);
    assert_eq!(server.say("ask").as_deref(), Some("sure?"));
    assert_eq!(server.say("yes").as_deref(), Some("done"));
}

#[test]
fn a_background_process_does_not_delay_the_answer() {
    let server = Serve::start("rules:\n- { exec: [sh, -c, 'echo hi; sleep 5 &'], timeout: 3 }\n");
    assert_eq!(server.say("x").as_deref(), Some("hi"));
}

#[test]
fn a_dropped_connection_ends_the_program_of_its_message() {
    let server = Serve::start("rules:\n- { exec: [sh, -c, 'sleep 60 & echo $! > child; wait'] }\n");
    let child = server.folder.path("child");
    let mut stream = server.connect();
    let body = text_push(OPENID, "x");
    let request = crate::support::request("POST", &format!("/?{}", Stamp::new().signed()), body.as_bytes());
    stream.write_all(&request).expect("sent");
    let mut id = String::new();
    until("the child", || {
        id = std::fs::read_to_string(&child).unwrap_or_default().trim().to_owned();
        !id.is_empty()
    });
    drop(stream);
    let alive = || {
        std::process::Command::new("kill").args(["-0", &id]).output().is_ok_and(|ran| ran.status.success())
    };
    until("it ends", || !alive());
}
