//! The cache of tokens, and how it survives broken files and full disks.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::{CALL, PLAIN, STABLE, json_in, now_ms};
use crate::support::{APPID, Bot, Mock, Webot, http};

/// Starts a WeChat that returns `TOKEN1`, `TOKEN2`, … with this lifetime in seconds, and `ok` to every other call.
fn counting(life_s: u64) -> Bot {
    let count = AtomicUsize::new(0);
    Bot::answering(move |heard| {
        if heard.path().ends_with("token") {
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            let token = format!("TOKEN{number}");
            return http(200, json!({ "access_token": token, "expires_in": life_s }).to_string());
        }
        http(200, r#"{"ip_list":["127.0.0.1"]}"#)
    })
}

#[test]
fn the_stable_token_is_the_default_and_the_plain_one_needs_a_flag() {
    let mock = Mock::start([]);
    Webot::on(&mock).call().run();
    assert_eq!(mock.paths(), [STABLE, CALL]);
    let request = mock.get("/__webot/requests")[0].clone();
    assert_eq!(request["method"], "POST");
    assert_eq!(request["body"]["appid"], APPID);
    assert_ne!(request["body"]["force_refresh"], true);
    Webot::on(&mock).call().args(["--plain-token"]).run();
    assert_eq!(mock.paths()[2..], [PLAIN, CALL]);
    assert_eq!(mock.get("/__webot/requests")[2]["method"], "GET");
}

#[test]
fn a_token_is_kept_until_shortly_before_its_end() {
    let wechat = counting(7200);
    let home = Webot::asking(wechat.url(""));
    assert_eq!(home.token(), "TOKEN1");
    assert_eq!(home.token(), "TOKEN1");
    let [path] = home.tokens().try_into().expect("one file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(path.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
        assert_eq!(home.store().metadata().expect("a folder").permissions().mode() & 0o777, 0o700);
    }
    let mut kept = json_in(&path);
    // WeChat gives out the next one 5 minutes before.
    for (left_s, wanted) in [(1000, "TOKEN1"), (400, "TOKEN1"), (200, "TOKEN2")] {
        kept["expires_ms"] = (now_ms() + left_s * 1000).into();
        kept["fetched_ms"] = (now_ms() + left_s * 1000 - 7_200_000).into();
        std::fs::write(&path, kept.to_string()).expect("a file");
        assert_eq!(home.token(), wanted, "{left_s} s");
    }
    // One that lives for a minute is used for most of it, not fetched for each command.
    let wechat = counting(60);
    let home = Webot::asking(wechat.url(""));
    assert_eq!((home.token(), home.token()), ("TOKEN1".to_owned(), "TOKEN1".to_owned()));
}

#[test]
fn a_hundred_processes_make_one_request() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..100).map(|_| scope.spawn(|| home.call().run())).collect();
        for run in runs {
            run.join().expect("a run");
        }
    });
    assert_eq!((mock.count(STABLE), mock.count(CALL)), (1, 100));
}

#[test]
fn an_impossible_lifetime_is_named_and_not_kept() {
    for life in ["1e300", "-1", "0", "null", "{}"] {
        let body = format!(r#"{{"access_token":"TOKEN","expires_in":{life}}}"#);
        let wechat = Bot::answering(move |_| http(200, &body));
        let home = Webot::asking(wechat.url(""));
        for _ in 0..2 {
            let ran = home.webot(["token", "get", "--json"]).exit(1).stderr_any().run();
            assert_eq!(ran.error()["kind"], "lifetime", "{life}");
        }
        assert_eq!(wechat.heard().len(), 2, "{life}");
    }
    for life in ["18446744073709551615", r#""7200""#] {
        let body = format!(r#"{{"access_token":"TOKEN","expires_in":{life}}}"#);
        let wechat = Bot::answering(move |_| http(200, &body));
        let home = Webot::asking(wechat.url(""));
        for _ in 0..2 {
            assert_eq!(home.token(), "TOKEN", "{life}");
        }
        home.webot(["token", "show"]).run();
        let token = json!({ "access_token": "OLD", "expires_in": serde_json::from_str::<Value>(life).expect("JSON"), "expire_date": now_ms() + 3_600_000 });
        let config = home.config(&json!({ "token": token, "token_store": "config" }));
        for _ in 0..2 {
            home.bare(["token", "get", "--config"])
                .args([&config])
                .stderr_ends("; --print prints only the value\n")
                .run();
        }
    }
    for body in ["{}", r#"{"access_token":""}"#, r#"{"access_token":7}"#, r#"{"errcode":0,"errmsg":"ok"}"#] {
        let wechat = Bot::answering(move |_| http(200, body));
        let ran = Webot::asking(wechat.url("")).webot(["token", "get", "--json"]).exit(1).stderr_any().run();
        assert_eq!(ran.error()["kind"], "no-token", "{body}");
    }
}

#[test]
fn a_damaged_store_is_usable() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let token = home.token();
    let [path] = home.tokens().try_into().expect("one file");
    let whole = std::fs::read(&path).expect("a file");
    let mut fetched = mock.count(STABLE);
    let mut broken = |what: &str, bytes: &[u8]| {
        std::fs::write(&path, bytes).expect("a file");
        let ran = home.call().run();
        assert_eq!(ran.stderr, "", "{what}");
        fetched += 1;
        assert_eq!(mock.count(STABLE), fetched, "{what}");
        assert_eq!(home.token(), token, "{what}");
        assert_eq!(mock.count(STABLE), fetched, "{what}: kept again");
    };
    broken("empty", b"");
    broken("half", &whole[..whole.len() / 2]);
    broken("zeros, as a crash of the machine leaves them", &vec![0; whole.len()]);
    broken("no text", b"\xff\xfe\x00{");
    broken("another shape", b"[1,2,3]");
    broken("other types", br#"{"value":1,"expires_ms":"soon","fetched_ms":null}"#);
    // Fetched in the future: the clock was set back since, and the remaining lifetime is unknown.
    let mut kept: Value = serde_json::from_slice(&whole).expect("JSON");
    kept["fetched_ms"] = (now_ms() + 3_600_000).into();
    kept["expires_ms"] = (now_ms() + 10_800_000).into();
    broken("from the future", kept.to_string().as_bytes());

    std::fs::remove_file(&path).expect("a file");
    std::fs::create_dir(&path).expect("a folder");
    let ran = home.call().stderr_any().run();
    assert_eq!(ran.warnings().len(), 1, "{}", ran.stderr);
    std::fs::remove_dir(&path).expect("an empty folder");
    assert_eq!(home.token(), token);
    let left = std::fs::read_dir(home.store()).expect("a folder").count();
    assert_eq!(left, 2, "the token and its lock, nothing half-written");
}

/// Checks that a command works, warns once, and fetches a token each time if none can be cached.
#[track_caller]
fn check_without_cache(mock: &Mock, run: impl Fn() -> Webot) {
    for _ in 0..2 {
        let before = mock.paths().len();
        let ran = run().stderr_any().run();
        let [warning] = ran.warnings()[..] else { panic!("one warning: {}", ran.stderr) };
        assert!(warning.starts_with("tokens are not cached: "), "{warning}");
        assert_eq!(mock.paths()[before..], [STABLE, CALL]);
    }
    let ran = run().args(["--json"]).stderr_any().run();
    assert!(ran.json()["ip_list"].is_array());
    let warnings: Value = serde_json::from_str(&ran.stderr).expect("one document");
    assert_eq!(warnings["warnings"].as_array().map(Vec::len), Some(1), "{warnings}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_cache_that_cannot_be_written_is_skipped() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    std::fs::write(home.folder().path("").join("file"), "").expect("a file");
    let file = home.folder().path("").join("file").display().to_string();
    for cache in ["/dev/full", "/proc/self", &file] {
        check_without_cache(&mock, || home.call().env("XDG_CACHE_HOME", cache));
    }
    // A disk without room: no file may grow, the way a shell can say it.
    let full = || home.call().after("trap '' XFSZ; ulimit -f 0");
    check_without_cache(&mock, full);
    let left: Vec<_> = home.tokens();
    assert!(left.is_empty(), "nothing half-written: {left:?}");
}
