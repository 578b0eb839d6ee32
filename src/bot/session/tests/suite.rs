//! The laws of every store.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::bot::session::{MAX_ID_BYTES, PushClaim, PushStatus, Session, SessionLimits, Sessions, Turn};
use crate::store::StoreError;

/// For what is certain to happen, on a busy machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);
pub(super) const NOW: u64 = 1_790_000_000_000;

pub(super) fn session(value: Value) -> Session {
    match value {
        Value::Object(session) => session,
        other => panic!("no session: {other}"),
    }
}

pub(super) fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    tokio::task::LocalSet::new().block_on(&runtime, future)
}

/// Waits until it holds.
pub(super) async fn until<F: Future<Output = bool>>(what: &str, mut holds: impl FnMut() -> F) {
    let start = Instant::now();
    while !holds().await {
        assert!(start.elapsed() < PATIENCE, "{what} does not come");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

pub(super) fn mine(begun: Result<PushStatus, StoreError>) -> PushClaim {
    match begun {
        Ok(PushStatus::Unanswered(mine)) => mine,
        other => panic!("not mine: {}", said(&other)),
    }
}

pub(super) fn answered(begun: Result<PushStatus, StoreError>) -> Vec<u8> {
    match begun {
        Ok(PushStatus::Answered(answer)) => answer,
        other => panic!("not answered: {}", said(&other)),
    }
}

fn said(begun: &Result<PushStatus, StoreError>) -> String {
    match begun {
        Ok(PushStatus::Unanswered(_)) => "mine".to_owned(),
        Ok(PushStatus::Answered(_)) => "answered".to_owned(),
        Ok(PushStatus::TimedOut) => "late".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// The whole suite; two values may be two processes with one store, or clones.
pub(super) async fn suite(make: &dyn Fn(SessionLimits) -> (Sessions, Sessions)) {
    let limits =
        || SessionLimits { max_session_bytes: 1000, wait_timeout: PATIENCE, ..SessionLimits::default() };
    let (one, other) = make(limits());
    futures_are_send(&one);
    saved_loaded_removed(&one, &other).await;
    refused(&one, &other).await;
    turns_in_order(&one, &other).await;
    answers(&one, &other).await;
    nonces(&one, &other).await;
    drop((one, other));
    let (one, other) = make(SessionLimits { wait_timeout: Duration::from_millis(60), ..limits() });
    patience_ends(&one, &other).await;
}

fn futures_are_send(sessions: &Sessions) {
    fn check<T: Send + 'static>(_: T) {}
    let sessions = sessions.clone();
    check(async move {
        let turn = sessions.turn("a").await?;
        let kept = sessions.load("a", 0).await?;
        sessions.save("a", &kept, 0).await?;
        drop(turn);
        if let PushStatus::Unanswered(mine) = sessions.claim_push("a", 0).await? {
            mine.finish(b"", 0).await?;
        }
        sessions.nonce_is_new("a", 0, 0).await.1.map_or(Ok(true), Err)
    });
}

async fn saved_loaded_removed(one: &Sessions, other: &Sessions) {
    let longest = "长".repeat(MAX_ID_BYTES / 3);
    for id in ["wx.sp.uid", "", "a b\r\n*1\0{}\"\\", longest.as_str()] {
        assert!(one.load(id, NOW).await.expect("nothing").is_empty());
        let value = json!({ "z": [1, 2.5, null, true, "文\n\u{0}"], "a": { "b": -1 }, "big": u64::MAX });
        one.save(id, &session(value.clone()), NOW).await.expect("saved");
        let loaded = other.load(id, NOW + 1).await.expect("loaded");
        assert_eq!(Value::Object(loaded.clone()), value);
        assert!(loaded.keys().eq(["z", "a", "big"]), "in the order they had");
        other.save(id, &session(json!({ "step": 2 })), NOW + 1).await.expect("saved");
        assert_eq!(one.load(id, NOW + 1).await.expect("loaded")["step"], 2);
        one.save(id, &Session::new(), NOW + 1).await.expect("removed");
        assert!(other.load(id, NOW + 1).await.expect("nothing").is_empty());
        one.save(id, &Session::new(), NOW + 1).await.expect("removed twice");
    }
}

async fn refused(one: &Sessions, other: &Sessions) {
    let long = "x".repeat(MAX_ID_BYTES + 1);
    let error = one.load(&long, NOW).await.expect_err("too long");
    assert_eq!(error.to_string(), format!("{}: an id of 1025 bytes is longer than 1024", one.place()));
    one.save(&long, &Session::new(), NOW).await.expect_err("too long");
    assert!(one.turn(&long).await.is_err() && one.claim_push(&long, NOW).await.is_err());
    assert!(matches!(one.nonce_is_new(&long, NOW, 1).await, (false, Some(_))));
    let kept = session(json!({ "kept": true }));
    one.save("r", &kept, NOW).await.expect("saved");
    let error = one.save("r", &session(json!({ "x": "y".repeat(993) })), NOW).await.expect_err("too long");
    assert_eq!(error.cause.to_string(), "a session of 1001 bytes is longer than 1000");
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    one.save("r", &session(json!({ "x": deep })), NOW).await.expect_err("too deep");
    assert_eq!(other.load("r", NOW).await.expect("loaded"), kept, "the last good one");
    let deep = (0..99).fold(json!(1), |inner, _| json!([inner]));
    for value in [json!({ "x": "y".repeat(992) }), json!({ "x": deep })] {
        one.save("r", &session(value.clone()), NOW).await.expect("saved");
        assert_eq!(Value::Object(other.load("r", NOW).await.expect("loaded")), value);
    }
}

/// Each reads, gives way to the others, and writes: none is lost when they have turns.
async fn turns_in_order(one: &Sessions, other: &Sessions) {
    let order = Rc::new(RefCell::new(Vec::new()));
    let tasks = (0..20).map(|number| {
        let sessions = if number % 2 == 0 { one.clone() } else { other.clone() };
        let order = Rc::clone(&order);
        tokio::task::spawn_local(async move {
            let turn = sessions.turn("t").await.expect("a turn");
            assert!(turn.is_held());
            let before = sessions.load("t", NOW).await.expect("loaded");
            let count = before.get("count").and_then(Value::as_u64).unwrap_or(0);
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
            sessions.save("t", &session(json!({ "count": count + 1 })), NOW).await.expect("saved");
            order.borrow_mut().push(number);
            drop(turn);
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.expect("a task");
    }
    assert_eq!(one.load("t", NOW).await.expect("loaded")["count"], 20);
    let evens: Vec<_> = order.borrow().iter().copied().filter(|number| number % 2 == 0).collect();
    assert!(evens.is_sorted(), "in the order they came, within a process: {evens:?}");
    // Somebody else's turn is none of ours, and a task that ends gives its turn back.
    let mine = one.turn("t").await.expect("a turn");
    assert!(other.turn("u").await.expect("a turn").is_held());
    let waiting = tokio::task::spawn_local(turn(one.clone()));
    tokio::task::yield_now().await;
    waiting.abort();
    assert!(waiting.await.is_err());
    drop(mine);
    assert!(other.turn("t").await.expect("a turn").is_held());
}

async fn turn(sessions: Sessions) -> Turn {
    sessions.turn("t").await.expect("a turn")
}

async fn answers(one: &Sessions, other: &Sessions) {
    let both = |number: usize| if number.is_multiple_of(2) { one.clone() } else { other.clone() };
    let wait = |push: &'static str| {
        let tasks = (0..6).map(|number| {
            let sessions = both(number);
            tokio::task::spawn_local(async move { sessions.claim_push(push, NOW).await })
        });
        tasks.collect::<Vec<_>>()
    };
    for answer in [&b"success"[..], b"", b"\0\xffbytes"] {
        let push = if answer.is_empty() {
            "empty"
        } else if answer == b"success" {
            "success"
        } else {
            "bytes"
        };
        let first = mine(one.claim_push(push, NOW).await);
        let waiting = wait(push);
        tokio::task::yield_now().await;
        first.finish(answer, NOW).await.expect("finished");
        for task in waiting {
            assert_eq!(answered(task.await.expect("a task")), answer);
        }
        assert_eq!(answered(other.claim_push(push, NOW).await), answer);
    }
    // The one at it is dropped: exactly one of those who wait takes over, and the others get its answer.
    let first = mine(one.claim_push("dropped", NOW).await);
    let waiting = wait("dropped");
    tokio::task::yield_now().await;
    drop(first);
    let took_over = Rc::new(RefCell::new(0));
    let tasks = waiting.into_iter().map(|task| {
        let took_over = Rc::clone(&took_over);
        tokio::task::spawn_local(async move {
            match task.await.expect("a task") {
                Ok(PushStatus::Unanswered(mine)) => {
                    *took_over.borrow_mut() += 1;
                    mine.finish(b"second", NOW).await.expect("finished");
                }
                begun => assert_eq!(answered(begun), b"second"),
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.expect("a task");
    }
    assert_eq!(*took_over.borrow(), 1);
    // Nobody waits: the next one has it.
    drop(mine(one.claim_push("again", NOW).await));
    mine(other.claim_push("again", NOW).await).finish(b"x", NOW).await.expect("finished");
    assert_eq!(answered(one.claim_push("again", NOW).await), b"x");
}

async fn nonces(one: &Sessions, other: &Sessions) {
    assert!(matches!(one.nonce_is_new("n1", NOW, 60_000).await, (true, None)));
    assert!(!other.nonce_is_new("n1", NOW + 59_000, 60_000).await.0);
    assert!(other.nonce_is_new("n2", NOW + 59_000, 60_000).await.0);
    assert!(!one.nonce_is_new("n2", NOW + 59_000, 60_000).await.0);
}

async fn patience_ends(one: &Sessions, other: &Sessions) {
    let turn = one.turn("p").await.expect("a turn");
    let start = Instant::now();
    for sessions in [one, other] {
        let without = sessions.turn("p").await.expect("none");
        assert!(!without.is_held(), "it goes on without");
    }
    assert!(start.elapsed() >= Duration::from_millis(120));
    assert!(turn.is_held());
    drop(turn);
    // Redis hears of it in the background.
    until("the turn", async || other.turn("p").await.expect("a turn").is_held()).await;
    let first = mine(one.claim_push("slow", NOW).await);
    assert!(matches!(other.claim_push("slow", NOW).await, Ok(PushStatus::TimedOut)));
    first.finish(b"late", NOW).await.expect("finished");
    assert_eq!(answered(other.claim_push("slow", NOW).await), b"late");
}

/// The laws of the stores in a process: they go by the clock that is passed in, and keep their limits.
pub(super) async fn by_the_clock(make: &dyn Fn(SessionLimits) -> Sessions) {
    let limits = || SessionLimits {
        ttl_ms: 1000,
        max_sessions: 3,
        max_answers: 2,
        answer_ttl_ms: 1000,
        max_nonces: 2,
        ..SessionLimits::default()
    };
    let sessions = make(limits());
    let kept = session(json!({ "kept": true }));
    let is = async |id: &str, now: u64| !sessions.load(id, now).await.expect("loaded").is_empty();
    sessions.save("a", &kept, NOW).await.expect("saved");
    assert!(is("a", NOW + 999).await);
    assert!(is("a", NOW + 1998).await, "each message makes it live longer");
    assert!(!is("a", NOW + 2998).await);
    assert!(!is("a", NOW).await, "it does not come back");
    for id in ["a", "b", "c"] {
        sessions.save(id, &kept, NOW).await.expect("saved");
    }
    assert!(is("a", NOW).await);
    sessions.save("d", &kept, NOW).await.expect("saved");
    assert!(is("a", NOW).await && is("c", NOW).await && is("d", NOW).await);
    assert!(!is("b", NOW).await, "the one unused longest");
    mine(sessions.claim_push("p", NOW).await).finish(b"1", NOW).await.expect("finished");
    assert_eq!(answered(sessions.claim_push("p", NOW + 999).await), b"1");
    drop(mine(sessions.claim_push("p", NOW + 1000).await));
    for push in ["p", "q", "r"] {
        mine(sessions.claim_push(push, NOW).await).finish(b"1", NOW).await.expect("finished");
    }
    drop(mine(sessions.claim_push("p", NOW).await));
    assert_eq!(answered(sessions.claim_push("q", NOW).await), b"1");
    let is_new = async |nonce: &str, now: u64| sessions.nonce_is_new(nonce, now, 1000).await.0;
    assert!(is_new("x", NOW).await && !is_new("x", NOW + 999).await && is_new("x", NOW + 1000).await);
    assert!(is_new("y", NOW + 1000).await && is_new("z", NOW + 1000).await && is_new("x", NOW + 1000).await);
}

#[test]
fn memory_is_a_store() {
    run(async {
        suite(&|limits| {
            let sessions = Sessions::memory(limits);
            (sessions.clone(), sessions)
        })
        .await;
        by_the_clock(&Sessions::memory).await;
        assert_eq!(Sessions::memory(SessionLimits::default()).place(), "memory");
    });
}
