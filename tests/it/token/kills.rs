//! Processes that are killed leave a usable store.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{RUN_TIMEOUT, STABLE, json_in};
use crate::support::{APPID, Bot, Mock, Webot, http};

/// Kills a process while it holds the lock, and checks the processes after it.
fn check_after_kill(more: &Value) {
    let (hang, hung) = mpsc::channel();
    let count = AtomicUsize::new(0);
    let wechat = Bot::streaming(move |heard, stream| {
        use std::io::{Read as _, Write as _};
        if heard.path() == STABLE && count.fetch_add(1, Ordering::SeqCst) == 0 {
            hang.send(()).ok();
            // Until the other side has gone.
            stream.read_exact(&mut [0]).ok();
            return;
        }
        let body = r#"{"access_token":"TOKEN","expires_in":7200}"#;
        stream.write_all(&http(200, body)).ok();
    });
    let home = Webot::asking(wechat.url(""));
    let config = home.config(more);
    let get = || home.bare(["token", "get", "--print", "--config"]).args([&config]);
    let mut holder = get().spawn();
    hung.recv_timeout(RUN_TIMEOUT).expect("a request");
    let start = Instant::now();
    std::thread::scope(|scope| {
        // They wait for the lock, some of them while its holder still lives.
        let runs: Vec<_> = (0..8).map(|_| scope.spawn(|| get().run())).collect();
        holder.kill();
        for run in runs {
            assert_eq!(run.join().expect("a run").stdout, "TOKEN\n");
        }
    });
    assert!(start.elapsed() < RUN_TIMEOUT, "{:?}", start.elapsed());
    assert_eq!(wechat.heard().len(), 2, "the one that was killed, and one for all the others");
}

#[test]
fn a_killed_holder_of_the_lock_releases_it() {
    check_after_kill(&json!({}));
    check_after_kill(&json!({ "token_store": "config" }));
}

#[test]
fn a_process_that_is_killed_at_any_moment_leaves_a_usable_store() {
    let mock = Mock::start([]);
    for more in [json!({}), json!({ "token_store": "config" })] {
        let home = Webot::on(&mock);
        let config = home.config(&more);
        let get = || home.bare(["token", "get", "--print", "--config"]).args([&config]);
        for moment in 0..30 {
            let mut child = get().spawn();
            let start = Instant::now();
            while start.elapsed() < Duration::from_micros(moment * 700) {
                std::hint::spin_loop();
            }
            child.kill();
            home.bare(["token", "clear", "--quiet", "--config"]).args([&config]).run();
        }
        let start = Instant::now();
        let ran = get().run();
        assert_eq!(ran.stderr, "");
        assert!(start.elapsed() < RUN_TIMEOUT);
        assert_eq!(json_in(&config)["appid"], APPID);
    }
}
