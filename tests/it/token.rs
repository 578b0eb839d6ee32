//! The account's token: fetched once for everybody, kept where it was asked for, and replaced once when it is refused.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::support::{APPID, Bot, Mock, SECRET, Webot, http};

const STABLE: &str = "/cgi-bin/stable_token";
const PLAIN: &str = "/cgi-bin/token";
const CALL: &str = "/cgi-bin/getcallbackip";
/// Less than what a process waits for another's lock, and more than a busy machine needs.
const PATIENCE: Duration = Duration::from_secs(45);

fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970");
    u64::try_from(since.as_millis()).expect("a time before the sun goes out")
}

fn json_in(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON")
}

/// Something that gives out `TOKEN1`, `TOKEN2`, … with this life, and says yes to everything else.
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
fn the_stable_token_is_the_default_and_the_other_one_must_be_asked_for() {
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

/// A process that was killed while it held the lock, and what comes after it.
#[cfg(unix)]
fn after_a_kill(more: &Value) {
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
    hung.recv_timeout(PATIENCE).expect("a request");
    let start = Instant::now();
    std::thread::scope(|scope| {
        // They wait for the lock, some of them while its holder still lives.
        let runs: Vec<_> = (0..8).map(|_| scope.spawn(|| get().run())).collect();
        holder.kill();
        for run in runs {
            assert_eq!(run.join().expect("a run").stdout, "TOKEN\n");
        }
    });
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    assert_eq!(wechat.heard().len(), 2, "the one that was killed, and one for all the others");
}

#[cfg(unix)]
#[test]
fn a_holder_of_the_lock_that_is_killed_leaves_it_to_others() {
    after_a_kill(&json!({}));
    after_a_kill(&json!({ "token_store": "config" }));
}

#[cfg(unix)]
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
        assert!(start.elapsed() < PATIENCE);
        assert_eq!(json_in(&config)["appid"], APPID);
    }
}

#[test]
fn a_life_that_cannot_be_is_no_reason_to_fall_over() {
    for life in ["18446744073709551615", "1e300", "-1", "0", "null", r#""7200""#, "{}"] {
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
                .stderr_ends("; --print prints the value alone\n")
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
fn whatever_became_of_the_store_it_is_usable() {
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
    // Fetched in an hour: the clock was set back since, and nobody knows how long it still lives.
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

#[test]
fn a_token_that_is_refused_is_replaced_once_and_the_call_is_made_once_more() {
    for code in [40001, 40014, 42001] {
        let fail = format!("{code}@1");
        let mock = Mock::start(["--fail", &fail]);
        let home = Webot::on(&mock);
        let ran = home.call().args(["--plain-token"]).stderr_any().run();
        assert_eq!(mock.paths(), [PLAIN, CALL, PLAIN, CALL], "{code}");
        // It should have lived for two hours.
        let [warning] = ran.warnings()[..] else { panic!("{}", ran.stderr) };
        assert!(warning.contains("/cgi-bin/token"), "{warning}");
        let seconds = warning.split(" s after").next().and_then(|start| start.rsplit(' ').next());
        assert!(seconds.is_some_and(|seconds| seconds.parse::<u64>().is_ok()), "{warning}");
        home.call().args(["--plain-token"]).run();
        assert_eq!(mock.paths()[4..], [CALL], "the new one is kept");
    }
    // WeChat gives out the same stable token again: it is not ended for everybody on one refusal's word.
    let mock = Mock::start(["--fail", "40001@1"]);
    let home = Webot::on(&mock);
    let ran = home.call().stderr_any().run();
    assert_eq!(mock.paths(), [STABLE, CALL, STABLE, CALL]);
    assert_ne!(mock.get("/__webot/requests")[2]["body"]["force_refresh"], true);
    assert_eq!(ran.warnings().len(), 0, "nobody ended it: {}", ran.stderr);
}

#[test]
fn a_token_that_ended_is_replaced_by_the_next_stable_one() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    home.call().run();
    mock.post("/__webot/state", r#"{"expire_tokens":true}"#);
    let ran = home.call().stderr_any().run();
    assert_eq!(mock.paths(), [STABLE, CALL, CALL, STABLE, CALL]);
    assert_eq!(ran.warnings().len(), 1, "it was not its time: {}", ran.stderr);
    let request = &mock.get("/__webot/requests")[3];
    assert_ne!(request["body"]["force_refresh"], true, "20 a day are not spent without need");
}

#[test]
fn a_second_refusal_is_an_error_that_says_who_does_it() {
    for code in [40001, 40014, 42001] {
        let fail = format!("{code}@1-2");
        let mock = Mock::start(["--fail", &fail]);
        let ran = Webot::on(&mock).call().args(["--plain-token", "--json"]).exit(1).stderr_any().run();
        assert_eq!(mock.paths(), [PLAIN, CALL, PLAIN, CALL], "{code}");
        let error = ran.error();
        assert_eq!((&error["kind"], &error["code"]), (&json!("api"), &json!(code)), "{error}");
        assert!(error["hints"].to_string().contains("somebody else calls /cgi-bin/token"), "{error}");
    }
}

#[test]
fn many_processes_with_a_token_that_was_refused_fetch_one_in_its_place() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    home.call().run();
    mock.post("/__webot/state", r#"{"expire_tokens":true}"#);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..12).map(|_| scope.spawn(|| home.call().stderr_any().run())).collect();
        for run in runs {
            run.join().expect("a run");
        }
    });
    assert_eq!(mock.count(STABLE), 2);
}

/// The predecessor's object, which ends in an hour.
fn predecessor(value: &str) -> Value {
    json!({ "access_token": value, "expires_in": 7200, "expire_date": now_ms() + 3_600_000 })
}

/// What a call of the real WeChat would send, which is only shown.
fn shown(home: &Webot, args: &[&str], variables: &[(&str, &str)], config: &Path) -> String {
    let run = home.bare(args).args(["--curl", "--show-secrets", "--config"]).args([config]);
    let run = run.env("WX_API_BASE", "");
    variables.iter().fold(run, |run, (name, value)| run.env(name, value)).run().stdout
}

#[test]
fn the_predecessors_token_is_honoured_for_its_account_only() {
    let home = Webot::asking("");
    let call = ["api", "GET", CALL];
    let config =
        home.config(&json!({ "token": predecessor("OLD_TOKEN"), "corpid": "ww1", "corpsecret": "s" }));
    assert!(shown(&home, &call, &[], &config).contains("access_token=OLD_TOKEN"));
    let own = shown(&home, &call, &[("WX_APPID", "wx0000000000000000")], &config);
    assert!(!own.contains("OLD_TOKEN"), "the environment names another account: {own}");
    let work =
        shown(&home, &["api", "GET", "https://qyapi.weixin.qq.com/cgi-bin/getcallbackip"], &[], &config);
    assert!(!work.contains("OLD_TOKEN"), "{work}");
    let mocked = home.bare(call).args(["--mock", "--curl", "--show-secrets", "--config"]).args([&config]);
    let mocked = mocked.env("WX_API_BASE", "").run().stdout;
    assert!(!mocked.contains("OLD_TOKEN"), "{mocked}");

    let profiles = json!({ "two": { "appid": "wx0000000000000002", "secret": SECRET }, "same": { "url": "http://127.0.0.1/" } });
    let config = home.config(&json!({ "token": predecessor("OLD_TOKEN"), "profiles": profiles }));
    let two = shown(&home, &call, &[("WEBOT_PROFILE", "two")], &config);
    assert!(!two.contains("OLD_TOKEN"), "the profile is another account: {two}");
    let same = shown(&home, &call, &[("WEBOT_PROFILE", "same")], &config);
    assert!(same.contains("access_token=OLD_TOKEN"), "{same}");

    let mut ended = predecessor("OLD_TOKEN");
    for date in [json!(now_ms() - 1000), json!("2020-01-01T00:00:00.000Z"), json!("soon"), Value::Null] {
        ended["expire_date"] = date;
        let config = home.config(&json!({ "token": ended }));
        assert!(!shown(&home, &call, &[], &config).contains("OLD_TOKEN"), "{ended}");
    }
}

/// An account whose configuration file keeps its tokens.
fn kept_in_config(mock: &Mock, more: &Value) -> (Webot, std::path::PathBuf) {
    let home = Webot::on(mock);
    let mut config = json!({ "token_store": "config" });
    config.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    let path = home.config(&config);
    (home, path)
}

#[test]
fn the_configuration_file_keeps_tokens_as_the_predecessor_did() {
    let mock = Mock::start([]);
    let more = json!({ "$schema": "x", "_note": { "a": [1, "二"] }, "token": predecessor("OLD_TOKEN"), "comment": "last" });
    let (home, path) = kept_in_config(&mock, &more);
    let before = json_in(&path);
    let call = || home.bare(["api", "GET", CALL, "--config"]).args([&path]).stderr_any().run();
    let ran = call();
    assert_eq!(mock.paths(), [CALL, STABLE, CALL], "the old one is tried first, and refused");
    assert_eq!(ran.warnings().len(), 1, "{}", ran.stderr);
    let after = json_in(&path);
    let token = after["token"]["access_token"].as_str().expect("a token");
    assert_ne!(token, "OLD_TOKEN");
    assert_eq!(after["token"]["expires_in"], 7200);
    assert!(after["token"]["expire_date"].as_u64().is_some_and(|date| date > now_ms() + 7_000_000));
    for (name, value) in before.as_object().expect("an object").iter().filter(|(name, _)| *name != "token") {
        assert_eq!(&after[name], value, "{name}");
    }
    let names = |json: &Value| json.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before));
    call();
    assert_eq!(mock.paths().len(), 4, "kept");
    assert!(home.tokens().is_empty(), "not in two places");
    let beside: Vec<_> = std::fs::read_dir(home.folder().path(""))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .filter(|name| name.to_string_lossy().contains("wx_config"))
        .collect();
    assert_eq!(beside, ["wx_config.json"], "the project is not littered");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(path.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
    }
    // Another account in the environment does not get this one's token, nor does it stay there afterwards.
    home.bare(["api", "GET", CALL, "--config"]).args([&path]).env("WX_APPID", "wx0000000000000000").run();
    assert_eq!(mock.paths()[4..], [STABLE, CALL]);
}

#[test]
fn the_callbacks_own_token_is_not_replaced() {
    let mock = Mock::start([]);
    let (home, path) = kept_in_config(&mock, &json!({ "token": "callback-token" }));
    for _ in 0..2 {
        home.bare(["api", "GET", CALL, "--config"]).args([&path]).run();
    }
    assert_eq!(mock.paths(), [STABLE, CALL, CALL]);
    let after = json_in(&path);
    assert_eq!(after["token"], "callback-token");
    let ran = home.bare(["token", "clear", "--config"]).args([&path]).stderr_any().run();
    assert_eq!(ran.warnings(), [""; 0]);
    assert_eq!(json_in(&path)["token"], "callback-token");
    assert!(!json_in(&path).to_string().contains("expire_date"));
}

#[test]
fn tickets_are_kept_in_the_configuration_file_too() {
    let mock = Mock::start([]);
    let (home, path) =
        kept_in_config(&mock, &json!({ "corpid": "ww1", "corpsecret": "corpsecret-of-a-test" }));
    let start = Instant::now();
    let get = |kind: &str| {
        let ran = home
            .bare(["ticket", "get", "--print", "--type", kind, "--config"])
            .args([&path])
            .stderr_any()
            .run();
        assert_eq!(ran.warnings(), [""; 0], "{kind}");
        ran.stdout
    };
    let first: Vec<String> = ["jsapi", "wx_card", "agent"].map(get).into();
    assert!(start.elapsed() < PATIENCE, "a lock that waits for itself: {:?}", start.elapsed());
    let asked = mock.paths().len();
    assert_eq!(["jsapi", "wx_card", "agent"].map(get).to_vec(), first);
    assert_eq!(mock.paths().len(), asked, "kept");
    // At the same time, and none undoes another.
    home.bare(["token", "clear", "--config"])
        .args([&path])
        .stderr("forgotten: access_token, jsapi_ticket, wx_card_ticket\n")
        .run();
    std::thread::scope(|scope| {
        let runs = ["jsapi", "wx_card", "jsapi", "wx_card"].map(|kind| scope.spawn(move || get(kind)));
        for run in runs {
            run.join().expect("a run");
        }
    });
    let asked = mock.paths().len();
    get("jsapi");
    get("wx_card");
    assert_eq!(mock.paths().len(), asked);
}

#[test]
fn a_profile_keeps_its_own() {
    let mock = Mock::start([]);
    let profiles =
        json!({ "two": { "appid": "wx0000000000000002", "secret": SECRET, "token": "callback-2" } });
    let (home, path) = kept_in_config(&mock, &json!({ "token": predecessor("OLD"), "profiles": profiles }));
    for _ in 0..2 {
        home.bare(["api", "GET", CALL, "--profile", "two", "--config"]).args([&path]).run();
    }
    assert_eq!(mock.paths(), [STABLE, CALL, CALL]);
    let after = json_in(&path);
    assert_eq!(
        (&after["token"]["access_token"], &after["profiles"]["two"]["token"]),
        (&json!("OLD"), &json!("callback-2"))
    );
}

#[test]
fn what_the_mock_within_gives_out_stays_out_of_what_is_shared() {
    let home = Webot::asking("");
    let path = home.config(&json!({ "token_store": "config", "token": predecessor("OLD_TOKEN") }));
    let before = std::fs::read(&path).expect("a file");
    home.bare(["api", "GET", CALL, "--mock", "--config"]).args([&path]).env("WX_API_BASE", "").run();
    assert_eq!(std::fs::read(&path).expect("a file"), before);
}

#[test]
fn get_refresh_show_and_clear() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let run = |args: &[&str]| home.webot(["token"]).args(args).stderr_any().run();
    assert_eq!(run(&["show", "--json"]).json()["access_token"], Value::Null);
    assert_eq!(mock.paths(), [""; 0], "show asks nobody");
    let token = run(&["get", "--print"]).stdout;
    let token = token.trim_end();
    assert!(token.len() > 100);

    for args in [&["get"][..], &["show"], &["get", "--json"], &["show", "--json"], &["show", "-v"]] {
        let ran = run(args);
        assert!(!ran.stdout.contains(token) && !ran.stderr.contains(token), "{args:?}");
        assert!(ran.stdout.contains("***"), "{args:?}: {}", ran.stdout);
        home.webot(["token"]).args(args).args(["--show-secrets"]).stdout_has(token).stderr_any().run();
    }
    let json = run(&["get", "--json", "--show-secrets"]).json();
    assert_eq!(json["access_token"], token);
    assert!(json["expires_in"].as_u64().is_some_and(|left| (7000..=7200).contains(&left)), "{json}");
    assert!(json["fetched_at"].as_u64().is_some_and(|at| at.abs_diff(now_ms() / 1000) < 120), "{json}");
    assert_eq!(mock.paths(), [STABLE]);

    let fresh = run(&["refresh", "--print"]).stdout;
    assert_ne!(fresh.trim_end(), token);
    assert_eq!(run(&["get", "--print"]).stdout, fresh);
    assert_eq!(mock.paths(), [STABLE, STABLE]);
    assert_eq!(run(&["clear", "--json"]).json(), json!({ "cleared": ["access_token"] }));
    assert_eq!(run(&["clear", "--json"]).json(), json!({ "cleared": [] }));
    assert_eq!(run(&["get", "--print"]).stdout, fresh, "WeChat was not told");
    assert_eq!(mock.paths().len(), 3);
    assert_eq!(run(&["refresh", "--plain-token", "--print"]).code, 0);
    assert_eq!(mock.paths()[3..], [PLAIN]);
}

#[test]
fn tickets() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let run = |args: &[&str]| {
        let run = home.webot(["ticket", "get"]).args(args);
        run.env("WX_CORPID", "ww1234567890abcdef")
            .env("WX_CORPSECRET", "corpsecret-of-a-test")
            .stderr_any()
            .run()
    };
    let kinds = [
        ("jsapi", "/cgi-bin/ticket/getticket"),
        ("wx_card", "/cgi-bin/ticket/getticket"),
        ("agent", "/cgi-bin/ticket/get"),
        ("work_jsapi", "/cgi-bin/get_jsapi_ticket"),
    ];
    let mut tickets = Vec::new();
    for (kind, path) in kinds {
        let before = mock.count(path);
        let ticket = run(&["--type", kind, "--print"]).stdout;
        assert_eq!(mock.count(path), before + 1, "{kind}");
        assert_eq!(run(&["--type", kind, "--print"]).stdout, ticket, "{kind}");
        assert_eq!(mock.count(path), before + 1, "{kind}: kept");
        let ran = run(&["--type", kind, "--json"]);
        assert_eq!(ran.json()["ticket"], "***");
        assert!(
            !ran.stdout.contains(ticket.trim_end())
                && !run(&["--type", kind]).stdout.contains(ticket.trim_end())
        );
        assert_eq!(run(&["--type", kind, "--json", "--show-secrets"]).json()["ticket"], ticket.trim_end());
        assert!(!tickets.contains(&ticket), "{kind} is another's");
        tickets.push(ticket);
    }
    assert_eq!(run(&["--print"]).stdout, tickets[0], "jsapi is the default");
    assert_eq!((mock.count(STABLE), mock.count("/cgi-bin/gettoken")), (1, 1));
    home.webot(["ticket", "get", "--type", "other"]).exit(2).stderr_has("`--type`").run();
}

/// A command works, warns once, and asks for a token each time, where nothing can be kept.
#[track_caller]
fn keeps_nothing(mock: &Mock, run: impl Fn() -> Webot) {
    for _ in 0..2 {
        let before = mock.paths().len();
        let ran = run().stderr_any().run();
        let [warning] = ran.warnings()[..] else { panic!("one warning: {}", ran.stderr) };
        assert!(warning.starts_with("tokens are not kept: "), "{warning}");
        assert_eq!(mock.paths()[before..], [STABLE, CALL]);
    }
    let ran = run().args(["--json"]).stderr_any().run();
    assert!(ran.json()["ip_list"].is_array());
    let warnings: Value = serde_json::from_str(&ran.stderr).expect("one document");
    assert_eq!(warnings["warnings"].as_array().map(Vec::len), Some(1), "{warnings}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_cache_that_cannot_be_written_is_done_without() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    std::fs::write(home.folder().path("").join("file"), "").expect("a file");
    let file = home.folder().path("").join("file").display().to_string();
    for cache in ["/dev/full", "/proc/self", &file] {
        keeps_nothing(&mock, || home.call().env("XDG_CACHE_HOME", cache));
    }
    // A disk without room: no file may grow, the way a shell can say it.
    let full = || home.call().after("trap '' XFSZ; ulimit -f 0");
    keeps_nothing(&mock, full);
    let left: Vec<_> = home.tokens();
    assert!(left.is_empty(), "nothing half-written: {left:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_configuration_file_on_a_full_disk_stays_as_it_was() {
    let mock = Mock::start([]);
    let (home, path) = kept_in_config(&mock, &json!({ "token": predecessor("OLD_TOKEN") }));
    let before = std::fs::read(&path).expect("a file");
    let call = home.bare(["api", "GET", CALL, "--config"]).args([&path]);
    let ran = call.after("trap '' XFSZ; ulimit -f 0").stderr_any().run();
    assert!(
        ran.warnings().iter().any(|warning| warning.starts_with("tokens are not kept: ")),
        "{}",
        ran.stderr
    );
    assert_eq!(std::fs::read(&path).expect("a file"), before);
}

#[test]
fn what_is_only_shown_is_not_sent() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let commands: [&[&str]; 9] = [
        &["token", "get"],
        &["token", "get", "--plain-token"],
        &["token", "get", "--force-refresh"],
        &["token", "refresh"],
        &["token", "refresh", "--plain-token"],
        &["ticket", "get"],
        &["menu", "get"],
        &["user", "list"],
        &["api", "POST", "/cgi-bin/tags/create", "--data", r#"{"tag":{"name":"a"}}"#],
    ];
    for command in commands {
        for flag in ["--dry-run", "--curl"] {
            let ran = home.webot(command).args([flag]).stdout_has("***").stdout_lacks(SECRET).run();
            assert_eq!(
                ran.stdout.contains(PLAIN) && !ran.stdout.contains(STABLE),
                command.contains(&"--plain-token"),
                "{command:?}"
            );
            home.webot(command).args([flag, "--show-secrets"]).run();
            home.webot(command).args([flag, "-v"]).run();
        }
        home.webot(command).args(["--dry-run", "--json"]).run().json();
    }
    assert_eq!(mock.paths(), [""; 0]);
    assert!(home.tokens().is_empty());
    // With secrets it is the token that is kept.
    let token = home.token();
    home.webot(["menu", "get", "--curl", "--show-secrets"]).stdout_has(&token).run();
    assert_eq!(mock.paths(), [STABLE]);
}
