//! The store in Redis, in front of a real `redis-server` that each test starts for itself, where one is installed.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use redis::Commands as _;
use serde_json::json;

use super::server::{REDIS_PASSWORD as PASSWORD, Redis};
use super::suite::{NOW, answered, mine, run, session, suite, until};
use crate::bot::session::{PushStatus, Session, SessionLimits, Sessions};

fn store(redis: &Redis, limits: SessionLimits) -> Sessions {
    Sessions::redis(&redis.url(), limits).expect("a store")
}

#[test]
fn redis_is_a_store() {
    let Some(redis) = Redis::start() else { return };
    run(suite(&|limits| (store(&redis, limits.clone()), store(&redis, limits))));
}

#[test]
fn keys_have_their_names_and_end_by_themselves() {
    let Some(redis) = Redis::start() else { return };
    run(async {
        let sessions = store(&redis, SessionLimits::default());
        assert_eq!(sessions.place(), format!("redis://127.0.0.1:{}/2", redis.port()));
        sessions.save("wx.sp.u", &session(json!({ "a": 1 })), NOW).await.expect("saved");
        let turn = sessions.turn("wx.sp.u").await.expect("a turn");
        mine(sessions.claim_push("m1", NOW).await).finish(b"\0answer", NOW).await.expect("finished");
        let under_way = mine(sessions.claim_push("m2", NOW).await);
        assert!(sessions.nonce_is_new("n", NOW, 300_000).await.0);
        let mut client = redis.client();
        for (key, most) in [
            ("webot:nonce:n", 300_000),
            ("webot:push:m1", 60_000),
            ("webot:push:m2", 12_000),
            ("webot:session:wx.sp.u", 86_400_000),
            ("webot:turn:wx.sp.u", 10_000),
        ] {
            let left: i64 = client.pttl(key).expect("an answer");
            assert!(left > most - 9000 && left <= most, "{key}: {left}");
        }
        assert_eq!(redis.keys().len(), 5);
        assert_eq!(client.get::<_, Vec<u8>>("webot:push:m1").expect("an answer"), b"a\0answer");
        assert!(client.get::<_, String>("webot:push:m2").expect("an answer").starts_with('p'));
        assert_eq!(redis.get("webot:session:wx.sp.u").as_deref(), Some(r#"{"a":1}"#));
        // Each message makes a session live longer.
        let () = client.pexpire("webot:session:wx.sp.u", 5000).expect("an answer");
        sessions.load("wx.sp.u", NOW).await.expect("loaded");
        assert!(client.pttl::<_, i64>("webot:session:wx.sp.u").expect("an answer") > 80_000_000);
        drop((turn, under_way));
        sessions.save("wx.sp.u", &Session::new(), NOW).await.expect("removed");
        until("an end of both", async || redis.keys() == ["webot:nonce:n", "webot:push:m1"]).await;
    });
}

#[test]
fn what_others_wrote_is_told_or_left() {
    let Some(redis) = Redis::start() else { return };
    run(async {
        let sessions = store(
            &redis,
            SessionLimits { wait_timeout: Duration::from_millis(50), ..SessionLimits::default() },
        );
        let mut client = redis.client();
        for value in [&b"what?"[..], b"[]", b"\xff", b"{", &vec![b'x'; 2 << 20]] {
            let () = client.set("webot:session:u", value).expect("an answer");
            sessions.load("u", NOW).await.expect_err("no session");
        }
        let () = client.del("webot:session:u").expect("an answer");
        let () = client.rpush("webot:session:u", "x").expect("an answer");
        let error = sessions.load("u", NOW).await.expect_err("a list");
        assert!(error.cause.to_string().contains("WRONGTYPE"), "{error}");
        sessions.save("u", &session(json!({ "a": 1 })), NOW).await.expect("it is replaced");
        assert_eq!(sessions.load("u", NOW).await.expect("loaded")["a"], 1);
        // A turn that ended and is somebody else's by now is not given back.
        let turn = sessions.turn("u").await.expect("a turn");
        let () = client.set("webot:turn:u", "somebody's").expect("an answer");
        drop(turn);
        // The release is sent first, on the same connection.
        assert!(!sessions.turn("u").await.expect("none").is_held());
        assert_eq!(client.get::<_, String>("webot:turn:u").expect("an answer"), "somebody's");
        let () = client.pexpire("webot:turn:u", 1).expect("an answer");
        until("a turn", async || sessions.turn("u").await.expect("a turn").is_held()).await;
        // So is a push, and the answer that was first stays.
        let late = mine(sessions.claim_push("p", NOW).await);
        let () = client.set("webot:push:p", "aof another").expect("an answer");
        late.finish(b"mine", NOW).await.expect("finished");
        assert_eq!(answered(sessions.claim_push("p", NOW).await), b"of another");
        // One that is longer than is kept is somebody else's to find again.
        let short = store(&redis, SessionLimits { max_answer_bytes: 20, ..SessionLimits::default() });
        mine(short.claim_push("long", NOW).await).finish(&[0; 20], NOW).await.expect("finished");
        drop(mine(sessions.claim_push("long", NOW).await));
    });
}

#[test]
fn a_server_that_dies_is_told_at_once_and_found_again() {
    let Some(mut redis) = Redis::start() else { return };
    run(async {
        let (one, other) = (store(&redis, SessionLimits::default()), store(&redis, SessionLimits::default()));
        let kept = session(json!({ "a": 1 }));
        for sessions in [&one, &other] {
            sessions.save("u", &kept, NOW).await.expect("saved");
        }
        let under_way = mine(one.claim_push("p", NOW).await);
        let turn = one.turn("u").await.expect("a turn");
        redis.kill();
        let start = Instant::now();
        for _ in 0..100 {
            for sessions in [&one, &other] {
                let error = sessions.load("u", NOW).await.expect_err("it is dead");
                assert!(error.cause.to_string().contains("refused"), "{error}");
                sessions.save("u", &kept, NOW).await.expect_err("it is dead");
                assert!(sessions.turn("v").await.is_err() && sessions.claim_push("q", NOW).await.is_err());
            }
        }
        drop(turn);
        under_way.finish(b"", NOW).await.expect_err("it is dead");
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        redis.again();
        for sessions in [&one, &other] {
            until("the server", async || sessions.save("u", &kept, NOW).await.is_ok()).await;
            assert_eq!(sessions.load("u", NOW).await.expect("loaded"), kept);
        }
        // Away and back between two messages: nobody sees it.
        redis.kill();
        redis.again();
        assert!(one.turn("u").await.expect("a turn").is_held());
        assert!(other.nonce_is_new("n", NOW, 1000).await.0);
    });
}

#[test]
fn twenty_messages_at_once_survive_a_new_server() {
    let Some(mut redis) = Redis::start() else { return };
    run(async {
        let sessions = store(&redis, SessionLimits::default());
        assert!(sessions.load("u", NOW).await.expect("nothing").is_empty());
        redis.kill();
        redis.again();
        let tasks = (0..20).map(|id| {
            let sessions = sessions.clone();
            tokio::task::spawn_local(async move { sessions.load(&id.to_string(), NOW).await })
        });
        for task in tasks.collect::<Vec<_>>() {
            assert!(task.await.expect("a task").expect("loaded").is_empty());
        }
        let clients: String = redis::cmd("CLIENT").arg("LIST").query(&mut redis.client()).expect("an answer");
        assert_eq!(clients.lines().count(), 2, "one connection, and ours: {clients}");
    });
}

#[test]
fn a_server_that_hangs_is_waited_for_once() {
    // The system answers for it; nobody ever reads.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("an address").port();
    let sessions =
        Sessions::redis(&format!("redis://:{PASSWORD}@127.0.0.1:{port}"), SessionLimits::default());
    let sessions = sessions.expect("a store");
    run(async {
        let start = Instant::now();
        let load = |id: &'static str| {
            let sessions = sessions.clone();
            tokio::task::spawn_local(async move { sessions.load(id, NOW).await.expect_err("it hangs") })
        };
        for task in [load("a"), load("b"), load("c")] {
            let error = task.await.expect("a task");
            assert_eq!(error.to_string(), format!("redis://127.0.0.1:{port}/0: no answer within 2 s"));
        }
        sessions.load("d", NOW).await.expect_err("it hangs");
        assert!(start.elapsed() >= Duration::from_secs(2) && start.elapsed() < Duration::from_secs(3));
        // Later on one finds out; the others do not wait with it.
        tokio::time::sleep(Duration::from_millis(1100)).await;
        let one = load("a");
        tokio::task::yield_now().await;
        let start = Instant::now();
        sessions.load("b", NOW).await.expect_err("it hangs");
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        one.await.expect("a task");
    });
}

#[test]
fn a_server_that_stops_answering_is_waited_for_once() {
    let Some(redis) = Redis::start() else { return };
    run(async {
        let sessions = store(&redis, SessionLimits::default());
        sessions.load("a", NOW).await.expect("nothing");
        redis.signal("-STOP");
        let error = sessions.load("a", NOW).await.expect_err("it sleeps");
        assert_eq!(error.cause.to_string(), "no answer within 2 s");
        let start = Instant::now();
        sessions.load("a", NOW).await.expect_err("it sleeps");
        assert!(start.elapsed() < Duration::from_millis(500));
        redis.signal("-CONT");
        until("the server", async || sessions.load("a", NOW).await.is_ok()).await;
    });
}

#[test]
fn errors_have_no_password() {
    let Some(redis) = Redis::start() else { return };
    let address = format!("127.0.0.1:{}", redis.port());
    let other = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = other.local_addr().expect("an address").port();
    // It repeats what it was sent, and is no Redis.
    std::thread::spawn(move || {
        for stream in other.incoming() {
            let Ok(mut stream) = stream else { return };
            stream.write_all(format!("-ERR unknown {PASSWORD}\r\n").as_bytes()).ok();
            std::io::copy(&mut stream, &mut std::io::sink()).ok();
        }
    });
    for url in [
        format!("redis://:wrong-{PASSWORD}@{address}"),
        format!("redis://somebody:{PASSWORD}@{address}"),
        format!("redis://:{PASSWORD}@127.0.0.1:{port}"),
        format!("redis://:{PASSWORD}@127.0.0.1:1"),
        format!("redis://{address}"),
        format!("unix:///nowhere/redis.sock?pass={PASSWORD}"),
    ] {
        let sessions = Sessions::redis(&url, SessionLimits::default()).expect("a URL");
        let error = run(sessions.load("u", NOW)).expect_err("no Redis").to_string();
        assert!(!error.contains("pa55word") && !error.contains("somebody"), "{error}");
        assert!(error.starts_with(&sessions.place()), "{error}");
    }
}

/// Passes everything on, but breaks the connection instead of giving the first answer to a script.
fn breaking(redis: u16) -> u16 {
    let proxy = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = proxy.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        let mut breaks = true;
        for client in proxy.incoming() {
            let Ok(mut client) = client else { return };
            let mut server = TcpStream::connect(("127.0.0.1", redis)).expect("redis-server");
            let mut bytes = [0; 4096];
            // A question is small, and so is its answer: each comes at once.
            while let Ok(count @ 1..) = client.read(&mut bytes) {
                server.write_all(&bytes[..count]).expect("redis-server");
                let script = bytes[..count].windows(4).any(|word| word == b"EVAL");
                let count = server.read(&mut bytes).expect("an answer");
                if script && std::mem::take(&mut breaks) {
                    break;
                }
                client.write_all(&bytes[..count]).expect("the store");
            }
        }
    });
    port
}

#[test]
fn an_answer_that_got_lost_takes_nothing_from_us() {
    let Some(redis) = Redis::start() else { return };
    let sessions = || {
        let url = redis.url().replace(&redis.port().to_string(), &breaking(redis.port()).to_string());
        Sessions::redis(&url, SessionLimits::default()).expect("a store")
    };
    run(async {
        assert!(sessions().nonce_is_new("n", NOW, 60_000).await.0);
        assert!(!sessions().nonce_is_new("n", NOW, 60_000).await.0);
        let start = Instant::now();
        let turn = sessions().turn("u").await.expect("a turn");
        assert!(turn.is_held());
        drop(turn);
        mine(sessions().claim_push("p", NOW).await).finish(b"x", NOW).await.expect("finished");
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        assert_eq!(answered(sessions().claim_push("p", NOW).await), b"x");
        until("the end of the turn", async || redis.keys() == ["webot:nonce:n", "webot:push:p"]).await;
    });
}

#[test]
fn a_runtime_that_ended_takes_no_store_with_it() {
    let Some(redis) = Redis::start() else { return };
    let sessions = store(&redis, SessionLimits::default());
    for _ in 0..2 {
        run(async {
            let begun = sessions.claim_push("p", NOW).await;
            match begun {
                Ok(PushStatus::Unanswered(mine)) => mine.finish(b"x", NOW).await.expect("finished"),
                begun => assert_eq!(answered(begun), b"x"),
            }
        });
    }
}
