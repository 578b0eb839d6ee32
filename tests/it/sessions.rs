//! The sessions that a server keeps of its users: in memory, in a file, and in Redis, which several processes share.

use crate::support::{ACCOUNT, Folder, OPENID, Serve, Stamp, TOKEN, Webot, text_of, text_push};

use crate::support::{REDIS_PASSWORD as PASSWORD, Redis};

const QUESTION: &str = "rules:
- { pattern: '=ask', handler: your name?, replies: { '': { session: { name: '{text}' }, handler: 'hi {text}' } } }
- { pattern: '=who', handler: '{session.name}' }
- { handler: what? }
";

fn in_file(folder: Folder) -> Serve {
    Webot::serve_in(folder).args(["--sessions", "kept.jsonl"]).start()
}

#[test]
fn a_conversation_in_a_file_survives_a_kill() {
    let mut folder = Folder::new();
    folder.write("rules.yaml", QUESTION);
    for (said, answered) in [("ask", "your name?"), ("Ann", "hi Ann"), ("who", "Ann")] {
        let server = in_file(folder);
        assert_eq!(server.say(said).as_deref(), Some(answered));
        folder = server.kill();
    }
}

#[test]
fn a_conversation_in_memory_does_not() {
    let server = Serve::start(QUESTION);
    server.say("ask");
    let server = Webot::serve_in(server.kill()).start();
    assert_eq!(server.say("Ann").as_deref(), Some("what?"));
}

#[test]
fn a_session_is_kept_under_account_and_user() {
    let server = Webot::serve(QUESTION).args(["--sessions", "file:kept.jsonl"]).start();
    server.say_as("o-ann", "ask");
    let kept = server.folder.read("kept.jsonl");
    assert!(kept.contains(&format!("\"id\":\"wx.{ACCOUNT}.o-ann\"")), "{kept}");
}

#[cfg(unix)]
#[test]
fn a_file_of_sessions_is_its_owners_alone() {
    let server = Webot::serve(QUESTION).args(["--sessions", "kept.jsonl"]).start();
    server.say("ask");
    assert_eq!(server.folder.mode("kept.jsonl"), 0o600);
}

#[test]
fn a_file_of_sessions_has_one_process() {
    let server = Webot::serve(QUESTION).args(["--sessions", "kept.jsonl"]).start();
    let other = server.folder.webot(["serve", "--port", "0", "--sessions", "kept.jsonl"]);
    other.exit(3).stderr_has("kept.jsonl").run();
    assert_eq!(server.say("ask").as_deref(), Some("your name?"));
}

#[test]
fn a_file_that_is_something_else_is_left_alone() {
    let folder = Folder::new();
    folder.write("rules.yaml", QUESTION);
    let run = folder.webot(["serve", "--port", "0", "--sessions", "rules.yaml"]);
    run.exit(3).stderr_has("rules.yaml").run();
    assert_eq!(folder.read("rules.yaml"), QUESTION);
}

#[test]
fn who_is_silent_for_long_is_forgotten() {
    let server = Webot::serve(QUESTION).args(["--session-ttl", "1"]).start();
    server.say_as("o-ann", "ask");
    server.say_as("o-bob", "ask");
    assert_eq!(server.say_as("o-ann", "Ann").as_deref(), Some("hi Ann"));
    std::thread::sleep(std::time::Duration::from_millis(1200));
    assert_eq!(server.say_as("o-bob", "Bob").as_deref(), Some("what?"));
    assert_eq!(server.say_as("o-ann", "who").as_deref(), Some("what?"));
}

/// A program that counts in the session, slowly.
#[cfg(unix)]
fn counter() -> String {
    let script = r#"n=$(sed -n 's/.*"session":{"n":\([0-9]*\).*/\1/p'); n=$((${n:-0} + 1)); sleep 0.02; echo "{\"reply\":\"$n\",\"session\":{\"n\":$n}}""#;
    format!("rules:\n- exec: {}\n", serde_json::json!(["sh", "-c", script]))
}

/// Returns the answers of both servers to messages of one user that come all at once.
#[cfg(unix)]
fn counted(servers: &[&Serve]) -> Vec<u32> {
    let mut all: Vec<u32> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..12)
            .map(|number| {
                let server = servers[number % servers.len()];
                scope.spawn(move || server.say("count").expect("a text").parse().expect("a number"))
            })
            .collect();
        asked.into_iter().map(|asked| asked.join().expect("an answer")).collect()
    });
    all.sort_unstable();
    all
}

#[cfg(unix)]
#[test]
fn messages_of_one_user_come_one_after_the_other() {
    let server = Serve::start(&counter());
    assert_eq!(counted(&[&server]), (1..=12).collect::<Vec<_>>());
}

#[cfg(unix)]
#[test]
fn messages_of_one_user_come_one_after_the_other_through_two_processes() {
    let Some(redis) = Redis::start() else { return };
    let [one, other] = two(&redis, &counter());
    assert_eq!(counted(&[&one, &other]), (1..=12).collect::<Vec<_>>());
}

fn two(redis: &Redis, rules: &str) -> [Serve; 2] {
    [(); 2].map(|()| Webot::serve(rules).args(["--sessions", &redis.url()]).start())
}

#[test]
fn two_processes_serve_one_account() {
    let Some(redis) = Redis::start() else { return };
    let [one, other] = two(&redis, QUESTION);
    assert_eq!(one.say("ask").as_deref(), Some("your name?"));
    assert_eq!(other.say("Ann").as_deref(), Some("hi Ann"));
    assert_eq!(one.say("who").as_deref(), Some("Ann"));
    let key = format!("webot:session:wx.{ACCOUNT}.{OPENID}");
    assert!(redis.keys().contains(&key), "{:?}", redis.keys());
}

#[test]
fn a_conversation_in_redis_survives_a_kill() {
    let Some(redis) = Redis::start() else { return };
    let [one, other] = two(&redis, QUESTION);
    one.say("ask");
    drop(one.kill());
    assert_eq!(other.say("Ann").as_deref(), Some("hi Ann"));
}

#[test]
fn a_message_that_is_delivered_again_to_another_process_is_answered_with_the_same() {
    let Some(redis) = Redis::start() else { return };
    let [one, other] = two(&redis, QUESTION);
    let push = text_push(OPENID, "ask");
    let first = one.push(&push).ok();
    assert_eq!(other.push(&push).ok().body, first.body);
    other.request_line(|line| line["again"] == true);
    assert_eq!(other.say("Ann").as_deref(), Some("hi Ann"), "and the wait was begun once");
}

#[test]
fn a_nonce_is_new_once_for_all_processes() {
    let Some(redis) = Redis::start() else { return };
    let [one, other] = two(&redis, QUESTION);
    let target = format!("/?{}", Stamp::new().signed());
    one.ask("POST", &target, text_push(OPENID, "a")).ok();
    other.ask("POST", &target, text_push(OPENID, "b")).status(403);
}

#[test]
fn a_redis_that_dies_stops_no_answer_and_its_password_is_not_told() {
    let Some(mut redis) = Redis::start() else { return };
    let server = Webot::serve(QUESTION).args(["--sessions", &redis.url()]).start();
    assert_eq!(server.say("who").as_deref(), Some("what?"));
    redis.kill();
    let got = server.push(text_push(OPENID, "who")).ok();
    assert!(!text_of(&got.body).is_empty());
    let line = server.request_line(|line| line["failures"][0]["reason"].is_string());
    assert!(line["failures"][0]["reason"].to_string().contains("session store: redis://"), "{line}");
    let said = server.said();
    assert!(!said.contains(PASSWORD) && !said.contains(TOKEN), "{said}");
}
