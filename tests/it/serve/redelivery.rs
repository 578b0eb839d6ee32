//! Messages that WeChat delivers again: answered the same, and run once.

use super::say_sealed;
use crate::support::{
    ACCOUNT, AES_KEY, APPID, OPENID, Serve, Stamp, Webot, fields, now, text_of, text_push, until,
};

/// Rules with an answer that counts their runs.
const COUNT: &str = "rules:\n- exec: [sh, -c, 'echo x >> runs; wc -l < runs | tr -d \" \"']\n";

#[test]
fn a_repeated_delivery_gets_the_same_answer_and_runs_once() {
    let server = Serve::start(COUNT);
    let push = text_push(OPENID, "hi");
    let first = server.push(&push).ok();
    assert_eq!(first.text(), "1");
    for _ in 0..2 {
        assert_eq!(server.push(&push).ok().body, first.body, "byte by byte");
    }
    assert_eq!(server.folder.read("runs").lines().count(), 1);
    assert_eq!(server.say("hi").as_deref(), Some("2"), "another message");
    server.request_line(|line| line["again"] == true);
}

/// WeChat repeats a delivery with the same query.
#[test]
fn a_repeated_delivery_may_repeat_its_nonce() {
    let server = Serve::start(COUNT);
    let (push, query) = (text_push(OPENID, "hi"), Stamp::new().signed());
    for _ in 0..2 {
        assert_eq!(server.ask("POST", &format!("/?{query}"), &push).ok().text(), "1");
    }
}

#[test]
fn a_repeated_encrypted_delivery_runs_once() {
    let server = Webot::serve(COUNT).args(["--aes-key", AES_KEY]).start();
    let push = text_push(OPENID, "hi");
    for _ in 0..2 {
        assert_eq!(text_of(&say_sealed(&server, &push, APPID).0), "1");
    }
}

/// WeChat asks again after five seconds, while the first answer may be on its way.
#[test]
fn a_repeated_delivery_waits_for_the_first_answer() {
    let rules = "rules:\n- exec: [sh, -c, 'echo x >> runs; while [ ! -e go ]; do sleep 0.02; done; wc -l < runs | tr -d \" \"']\n";
    let server = Serve::start(rules);
    let push = text_push(OPENID, "hi");
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..3).map(|_| scope.spawn(|| server.push(&push).ok().text())).collect();
        until("it runs", || server.folder.exists("runs"));
        server.folder.write("go", "");
        for asked in asked {
            assert_eq!(asked.join().expect("an answer"), "1");
        }
    });
    assert_eq!(server.folder.read("runs").lines().count(), 1);
}

fn event(user: &str, time: u64, key: &str) -> String {
    fields(&[
        ("ToUserName", ACCOUNT),
        ("FromUserName", user),
        ("CreateTime", &time.to_string()),
        ("MsgType", "event"),
        ("Event", "CLICK"),
        ("EventKey", key),
    ])
}

#[test]
fn an_event_is_identified_by_its_user_and_time() {
    let server = Serve::start(COUNT);
    let time = now();
    let say = |push: String| server.push(push).ok().text();
    assert_eq!(say(event("o-a", time, "K")), "1");
    assert_eq!(say(event("o-a", time, "K")), "1", "again");
    assert_eq!(say(event("o-b", time, "K")), "2", "another user");
    assert_eq!(say(event("o-a", time + 1, "K")), "3", "another time");
}

#[test]
fn equal_ids_of_two_users_are_two_messages() {
    let server = Serve::start(COUNT);
    let push = text_push("o-a", "hi");
    assert_eq!(server.push(&push).ok().text(), "1");
    assert_eq!(server.push(push.replace("o-a", "o-b")).ok().text(), "2");
}

#[test]
fn a_repeated_delivery_without_a_reply_runs_once() {
    let server =
        Serve::start("rules:\n- exec: [sh, -c, 'echo x >> runs; echo \"{\\\"noReply\\\":true}\"']\n");
    let push = text_push(OPENID, "hi");
    for _ in 0..2 {
        assert_eq!(server.push(&push).ok().body, "success");
    }
    assert_eq!(server.folder.read("runs").lines().count(), 1);
}
