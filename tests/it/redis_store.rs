//! Tokens in Redis, in front of a real `redis-server` that each test starts for itself, where one is installed.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use redis::Commands as _;
use serde_json::{Value, json};

use crate::support::{APPID, Mock, REDIS_PASSWORD as PASSWORD, Redis, Webot};

const STABLE: &str = "/cgi-bin/stable_token";
const CALL: &str = "/cgi-bin/getcallbackip";
/// A host of nobody's, which a proxy stands in for: what a loopback gives out is kept under other keys.
const WECHAT: &str = "http://wechat.invalid";
/// A few seconds for Redis, and what a busy machine needs.
const RUN_TIMEOUT: Duration = Duration::from_secs(20);

/// A call that keeps its token in this Redis; the mock stands behind a proxy.
fn call(home: &Webot, redis: &str, mock: &Mock) -> Webot {
    set(home.call(), redis, mock)
}

fn set(run: Webot, redis: &str, mock: &Mock) -> Webot {
    run.env("WX_TOKEN_STORE", redis).env("WX_API_BASE", WECHAT).env("WX_PROXY", mock.url())
}

#[test]
fn the_bare_token_is_kept_for_as_long_as_it_lives() {
    let Some(redis) = Redis::start() else { return };
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    for _ in 0..2 {
        call(&home, &redis.url(), &mock).run();
    }
    assert_eq!(mock.paths(), [STABLE, CALL, CALL]);
    assert_eq!(redis.keys(), [format!("webot:access_token:{APPID}")], "and no lock is left");
    let key = &redis.keys()[0];
    let token = redis.get(key).expect("a token");
    assert!(
        token.len() > 100 && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    );
    let left: i64 = redis.client().ttl(key).expect("an answer");
    assert!((7000..=7200).contains(&left), "{left}");
    assert!(home.tokens().is_empty(), "not in two places");
    // Somebody else's home: the same token.
    let print = Webot::on(&mock).webot(["token", "get", "--print"]);
    assert_eq!(set(print, &redis.url(), &mock).run().stdout.trim_end(), token);
    assert_eq!(mock.count(STABLE), 1);
    let run = |args: &[&str]| set(home.webot(args), &redis.url(), &mock).run();
    let shown = run(&["token", "show", "--json"]).json();
    assert_eq!(shown["store"], format!("redis://127.0.0.1:{}/2", redis.port()));
    assert_eq!(run(&["token", "clear", "--json"]).json(), json!({ "cleared": ["access_token"] }));
    assert!(redis.keys().is_empty());
}

#[test]
fn the_form_of_the_key_is_settable() {
    let Some(redis) = Redis::start() else { return };
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    for (template, token, ticket) in [
        ("{kind}/team-{appid}", format!("access_token/team-{APPID}"), format!("jsapi_ticket/team-{APPID}")),
        // One that tells no kinds apart is one for access_tokens.
        ("sdk.{appid}", format!("sdk.{APPID}"), format!("sdk.{APPID}:jsapi_ticket")),
        ("our token", "our token".to_owned(), "our token:jsapi_ticket".to_owned()),
    ] {
        let run = set(home.webot(["ticket", "get", "--print"]), &redis.url(), &mock);
        let ran = run.env("WX_TOKEN_KEY", template).run();
        assert_eq!(redis.get(&ticket).as_deref(), Some(ran.stdout.trim_end()), "{template}");
        assert!(redis.get(&token).is_some_and(|value| value.len() > 100), "{template}");
        assert_eq!(redis.keys().len(), 2, "{template}: {:?}", redis.keys());
        let () = redis::cmd("FLUSHALL").query(&mut redis.client()).expect("an answer");
    }
}

#[test]
fn tokens_that_other_sdks_wrote_are_used() {
    let Some(redis) = Redis::start() else { return };
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let token = mock.token();
    let account = mock.get("/__webot/requests").as_array().map_or(0, Vec::len);
    let key = format!("webot:access_token:{APPID}");
    for written in [
        token.clone(),
        format!("{token}\n"),
        json!(token).to_string(),
        json!({ "access_token": token, "expires_in": 7200 }).to_string(),
        json!({ "accessToken": token, "expireTime": 1_795_166_699_137_u64 }).to_string(),
    ] {
        let () = redis.client().set_ex(&key, &written, 3600).expect("an answer");
        let run = set(home.webot(["token", "get", "--print"]), &redis.url(), &mock);
        assert_eq!(run.run().stdout.trim_end(), token, "{written}");
        call(&home, &redis.url(), &mock).run();
        // What others wrote stays as they wrote it.
        assert_eq!(redis.get(&key).as_deref(), Some(written.as_str()));
        let () = redis.client().set(&key, &written).expect("an answer");
        call(&home, &redis.url(), &mock).run();
    }
    assert_eq!(mock.count(STABLE), account, "none was fetched");
    // One that ends within minutes, or that says nothing, is fetched anew.
    for (written, left) in [(token.as_str(), 200), ("", 3600), ("{}", 3600), (r#"{"access_token":""}"#, 3600)]
    {
        let () = redis.client().set_ex(&key, written, left).expect("an answer");
        let before = mock.count(STABLE);
        call(&home, &redis.url(), &mock).run();
        assert_eq!(mock.count(STABLE), before + 1, "{written:?} {left}");
        assert!(redis.get(&key).is_some_and(|value| value.len() > 100), "{written:?}");
    }
}

#[test]
fn a_token_that_is_refused_is_replaced_for_everybody() {
    let Some(redis) = Redis::start() else { return };
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let key = format!("webot:access_token:{APPID}");
    let () = redis.client().set_ex(&key, "somebody-elses", 3600).expect("an answer");
    call(&home, &redis.url(), &mock).stderr_has("another program calls /cgi-bin/token").run();
    assert_eq!(mock.paths(), [CALL, STABLE, CALL]);
    assert!(redis.get(&key).is_some_and(|value| value.len() > 100));
    call(&home, &redis.url(), &mock).run();
    assert_eq!(mock.paths()[3..], [CALL]);
}

#[test]
fn twenty_machines_make_one_request() {
    let Some(redis) = Redis::start() else { return };
    let mock = Mock::start([]);
    std::thread::scope(|scope| {
        // A home of its own for each, so that no lock of the machine helps.
        let runs: Vec<_> =
            (0..20).map(|_| scope.spawn(|| call(&Webot::on(&mock), &redis.url(), &mock).run())).collect();
        for run in runs {
            run.join().expect("a run");
        }
    });
    assert_eq!((mock.count(STABLE), mock.count(CALL)), (1, 20));
    assert_eq!(redis.keys(), [format!("webot:access_token:{APPID}")]);
}

#[test]
fn a_lock_whose_holder_died_ends_by_itself() {
    let Some(redis) = Redis::start() else { return };
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let lock = format!("webot:access_token:{APPID}:lock");
    let () = redis.client().pset_ex(&lock, "a holder who died", 1500).expect("an answer");
    let start = Instant::now();
    let ran = call(&home, &redis.url(), &mock).stderr_any().run();
    assert!(start.elapsed() >= Duration::from_secs(1), "it did not wait: {:?}", start.elapsed());
    assert!(start.elapsed() < RUN_TIMEOUT, "{:?}", start.elapsed());
    assert_eq!(ran.warnings(), [""; 0]);
    assert_eq!(mock.count(STABLE), 1);
    assert_eq!(redis.get(&lock), None, "its own was given back");
}

#[test]
fn a_lock_of_our_own_ends_when_we_are_killed() {
    let Some(redis) = Redis::start() else { return };
    let (hang, hung) = std::sync::mpsc::channel();
    let wechat = crate::support::Bot::streaming(move |_, stream| {
        hang.send(()).ok();
        std::io::Read::read_exact(stream, &mut [0]).ok();
    });
    let home = Webot::asking(WECHAT);
    let run = home.call().env("WX_TOKEN_STORE", redis.url()).env("WX_PROXY", wechat.url(""));
    let mut child = run.spawn();
    hung.recv_timeout(RUN_TIMEOUT).expect("a request");
    child.kill();
    let left: i64 = redis.client().pttl(format!("webot:access_token:{APPID}:lock")).expect("an answer");
    assert!((1..=60_000).contains(&left), "a lock without end: {left}");
}

#[test]
fn what_a_mock_gives_out_does_not_replace_the_teams_token() {
    let Some(redis) = Redis::start() else { return };
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let key = format!("webot:access_token:{APPID}");
    let () = redis.client().set_ex(&key, "the-teams", 3600).expect("an answer");
    for _ in 0..2 {
        home.call().env("WX_TOKEN_STORE", redis.url()).run();
    }
    assert_eq!(mock.paths(), [STABLE, CALL, CALL], "the team's is not sent to it either");
    let within = home.call().args(["--mock"]).env("WX_TOKEN_STORE", redis.url());
    within.env("WX_API_BASE", "").run();
    assert_eq!(redis.get(&key).as_deref(), Some("the-teams"));
    let base = mock.url().replace("http://", "");
    assert_eq!(redis.keys(), [key.clone(), format!("{key}@{base}")]);
}

/// A command works, warns once, and is not held up for long.
#[track_caller]
fn does_without(url: &str, says: &str) {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let start = Instant::now();
    let ran = call(&home, url, &mock).args(["-v"]).stderr_any().run();
    assert!(start.elapsed() < RUN_TIMEOUT, "{:?}", start.elapsed());
    assert_eq!(mock.paths(), [STABLE, CALL]);
    let [warning] = ran.warnings()[..] else { panic!("one warning: {}", ran.stderr) };
    assert!(warning.starts_with("tokens are not cached: redis://127.0.0.1:"), "{warning}");
    assert!(warning.contains(says), "{warning}");
    let shown = set(home.webot(["token", "show", "--json"]), url, &mock).exit(3).stderr_any().run();
    assert_eq!(shown.error()["kind"], "store");
    let json = call(&home, url, &mock).args(["--json"]).stderr_any().run();
    let warnings: Value = serde_json::from_str(&json.stderr).expect("one document");
    assert_eq!(warnings["warnings"].as_array().map(Vec::len), Some(1), "{warnings}");
    for ran in [ran, shown, json] {
        assert!(!ran.stderr.contains("pa55word") && !ran.stdout.contains("pa55word"), "{ran:?}");
    }
}

#[test]
fn redis_that_has_gone_is_done_without() {
    does_without(&format!("redis://:{PASSWORD}@127.0.0.1:1/0"), "refused");
}

#[test]
fn redis_that_hangs_is_not_waited_for_at_every_step() {
    // The system answers for it; nobody ever reads.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("an address").port();
    does_without(&format!("redis://:{PASSWORD}@127.0.0.1:{port}/0"), "no answer within 2 s");
    does_without(&format!("redis://user:{PASSWORD}@127.0.0.1:{port}/0"), "no answer within 2 s");
}

#[test]
fn something_else_that_listens_there_is_done_without() {
    // What comes is no HTTP, so it never counts as a request.
    let other = crate::support::Bot::answering(|_| crate::support::http(400, "what?")).or_not_asked();
    let address = other.url("").replace("http://", "");
    let mock = Mock::start([]);
    let ran = call(&Webot::on(&mock), &format!("redis://{address}"), &mock).stderr_any().run();
    assert_eq!(ran.warnings().len(), 1, "{}", ran.stderr);
}

#[test]
fn a_wrong_password_is_told_and_not_shown() {
    let Some(redis) = Redis::start() else { return };
    does_without(&format!("redis://:wrong-pa55word@127.0.0.1:{}/0", redis.port()), "");
    let mock = Mock::start([]);
    let none = format!("redis://127.0.0.1:{}/0", redis.port());
    let ran = call(&Webot::on(&mock), &none, &mock).stderr_any().run();
    assert!(ran.warnings()[0].to_lowercase().contains("auth"), "{}", ran.stderr);
}

#[test]
fn a_url_that_is_none_is_an_error_of_the_configuration() {
    let mock = Mock::start([]);
    for url in [
        format!("redis://:{PASSWORD}@127.0.0.1:notaport/0"),
        format!("redis://:{PASSWORD}@127.0.0.1:1/many"),
        format!("http://:{PASSWORD}@127.0.0.1"),
        format!("rediss://:{PASSWORD}@127.0.0.1:1/0"),
    ] {
        let ran = call(&Webot::on(&mock), &url, &mock)
            .args(["-v", "--json"])
            .exit(3)
            .stderr_has("token_store")
            .stderr_lacks("pa55word")
            .run();
        assert_eq!(ran.error()["kind"], "config", "{url}");
    }
    let ran = call(&Webot::on(&mock), &format!("unix:///nowhere/redis.sock?pass={PASSWORD}"), &mock)
        .stderr_lacks("pa55word")
        .run();
    assert_eq!(ran.warnings().len(), 1, "{}", ran.stderr);
    assert_eq!(mock.paths(), [STABLE, CALL]);
}

/// A process that is killed while it fetches a token holds the others for seconds, not for the time of all retries.
#[cfg(unix)]
#[test]
fn the_lock_of_a_killed_process_ends_soon() {
    let Some(redis) = Redis::start() else { return };
    let calls = std::sync::atomic::AtomicUsize::new(0);
    let bot = crate::support::Bot::streaming(move |_, stream| {
        use std::io::Write as _;
        if calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 {
            crate::support::hold(stream);
        } else {
            let token = r#"{"access_token":"A_1","expires_in":7200}"#;
            stream.write_all(&crate::support::http(200, token)).expect("sent");
        }
    });
    let get = || {
        let get = Webot::asking(bot.url("")).webot(["token", "get", "--print"]);
        get.env("WX_TOKEN_STORE", redis.url())
    };
    let killed = get().exit_in([-1]).stderr_any().spawn();
    crate::support::until("it fetches", || !bot.heard().is_empty());
    killed.signal("-KILL");
    let began = Instant::now();
    get().stdout("A_1\n").run();
    assert!(began.elapsed() < RUN_TIMEOUT, "{:?}", began.elapsed());
    assert!(redis.keys().iter().all(|key| !key.ends_with(":lock")), "{:?}", redis.keys());
}
