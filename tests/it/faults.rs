//! What goes wrong between here and WeChat, a row each: exit code, kind, a sentence that names the thing, the next step,
//! how often it was tried, and no secret anywhere.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::support::{Bot, Heard, Mock, Ran, SECRET, Webot, http};

/// What this WeChat gives out.
const TOKEN: &str = "99_token-of-a-test-that-nobody-may-see";
const GET: [&str; 3] = ["api", "GET", "/cgi-bin/getcallbackip"];
const POST: [&str; 5] = ["api", "POST", "/cgi-bin/tags/create", "--data", r#"{"tag":{"name":"a"}}"#];
const GOOD: &str = r#"{"errcode":0,"errmsg":"ok","ip_list":["127.0.0.1"]}"#;

/// What a server does with the connection of its n-th call, from 1.
type Fault = fn(usize, &Heard, &mut TcpStream);

/// A row of the table.
struct Row {
    what: &'static str,
    fault: Fault,
    args: &'static [&'static str],
    /// Of the GET and of the POST: exit code, kind, and how often the call was made.
    get: (i32, &'static str, usize),
    post: (i32, &'static str, usize),
    /// What the sentence says beside the address, and what the advice does.
    says: &'static str,
    advises: &'static str,
}

fn write(stream: &mut TcpStream, bytes: impl AsRef<[u8]>) {
    stream.write_all(bytes.as_ref()).ok();
}

fn with_headers(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory")
}

/// Holds the connection until the other side hangs up.
fn hold(stream: &mut TcpStream) {
    stream.read_exact(&mut [0]).ok();
}

const ROWS: &[Row] = &[
    Row {
        what: "hung up before an answer",
        fault: |_, _, _| {},
        args: &[],
        get: (4, "connection-closed", 3),
        post: (4, "connection-closed", 1),
        says: "hung up before the whole answer had come",
        advises: "may have been done",
    },
    Row {
        what: "hung up in mid-body",
        fault: |_, _, stream| write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"ip_list\":["),
        args: &[],
        get: (4, "connection-closed", 3),
        post: (4, "connection-closed", 1),
        says: "hung up before the whole answer had come",
        advises: "try again",
    },
    Row {
        what: "hung up in mid-body, then well",
        fault: |call, _, stream| match call {
            1 => write(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ip_"),
            _ => write(stream, http(200, GOOD)),
        },
        args: &[],
        get: (0, "", 2),
        post: (4, "connection-closed", 1),
        says: "hung up",
        advises: "may have been done",
    },
    Row {
        what: "stalled before the head",
        fault: |_, _, stream| hold(stream),
        args: &["--timeout", "0.5", "--retries", "1"],
        get: (4, "timeout", 2),
        post: (4, "timeout", 1),
        says: "within 500 ms",
        advises: "--timeout SECONDS",
    },
    Row {
        what: "stalled in mid-body",
        fault: |_, _, stream| {
            write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
            hold(stream);
        },
        args: &["--timeout", "1", "--retries", "0"],
        get: (4, "timeout", 1),
        post: (4, "timeout", 1),
        says: "within 1000 ms",
        advises: "--retries N",
    },
    Row {
        what: "500",
        fault: |_, _, stream| write(stream, http(500, "Internal Server Error")),
        args: &[],
        get: (4, "http-status", 3),
        post: (4, "http-status", 1),
        says: "answered HTTP 500",
        advises: "try again later",
    },
    Row {
        what: "502 with a page of a gateway's",
        fault: |_, _, stream| {
            write(stream, http(502, "<html><head><title>502 Bad Gateway</title></head></html>"));
        },
        args: &["--retries", "1"],
        get: (4, "html", 2),
        post: (4, "html", 1),
        says: "`502 Bad Gateway`",
        advises: "a proxy's own page",
    },
    Row {
        what: "504, then well",
        fault: |call, _, stream| write(stream, if call == 1 { http(504, "") } else { http(200, GOOD) }),
        args: &[],
        get: (0, "", 2),
        post: (4, "http-status", 1),
        says: "answered HTTP 504",
        advises: "try again later",
    },
    Row {
        what: "503 says that nothing was done, then well",
        fault: |call, _, stream| write(stream, if call == 1 { http(503, "") } else { http(200, GOOD) }),
        args: &[],
        get: (0, "", 2),
        post: (0, "", 2),
        says: "",
        advises: "",
    },
    Row {
        what: "500 in JSON",
        fault: |_, _, stream| write(stream, http(500, r#"{"error":"internal"}"#)),
        args: &["--retries", "0"],
        get: (4, "http-status", 1),
        post: (4, "http-status", 1),
        says: "answered HTTP 500",
        advises: "try again later",
    },
    Row {
        what: "403 in JSON of a gateway's",
        fault: |_, _, stream| write(stream, http(403, r#"{"message":"forbidden by policy"}"#)),
        args: &[],
        get: (4, "http-status", 1),
        post: (4, "http-status", 1),
        says: "forbidden by policy",
        advises: "--api-base",
    },
    Row {
        what: "404",
        fault: |_, _, stream| write(stream, http(404, "404 page not found")),
        args: &[],
        get: (4, "http-status", 1),
        post: (4, "http-status", 1),
        says: "answered HTTP 404",
        advises: "check path",
    },
    Row {
        what: "a captive portal's page, which repeats the URL",
        fault: |_, heard, stream| {
            let page = format!("<!DOCTYPE html><title>Log in to get {0}</title><body>{0}</body>", heard.line);
            write(stream, with_headers(200, "Content-Type: text/html\r\n", page.as_bytes()));
        },
        args: &[],
        get: (4, "html", 1),
        post: (4, "html", 1),
        says: "that is not WeChat",
        advises: "login",
    },
    Row {
        what: "a captive portal's redirect, which repeats the URL",
        fault: |_, heard, stream| {
            let target =
                heard.line.split(' ').nth(1).unwrap_or_default().replace('?', "%3F").replace('&', "%26");
            let to = format!("Location: http://portal.invalid/login?from={target}\r\n");
            write(stream, with_headers(302, &to, b""));
        },
        args: &[],
        get: (4, "redirect", 1),
        post: (4, "redirect", 1),
        says: "redirects to http://portal.invalid/login",
        advises: "the token follows no redirect",
    },
    Row {
        what: "JSON that breaks off, and the length agrees",
        fault: |_, _, stream| write(stream, http(200, r#"{"ip_list":["127.0"#)),
        args: &[],
        get: (4, "truncated", 1),
        post: (4, "truncated", 1),
        says: "breaks off",
        advises: "may have been done",
    },
    Row {
        what: "nothing at all",
        fault: |_, _, stream| write(stream, http(200, "")),
        args: &[],
        get: (4, "empty", 1),
        post: (4, "empty", 1),
        says: "answered nothing",
        advises: "-v",
    },
    Row {
        what: "busy once",
        fault: |call, _, stream| {
            let busy = r#"{"errcode":-1,"errmsg":"system error"}"#;
            write(stream, http(200, if call == 1 { busy } else { GOOD }));
        },
        args: &[],
        get: (0, "", 2),
        post: (0, "", 2),
        says: "",
        advises: "",
    },
    Row {
        what: "busy for long",
        fault: |_, _, stream| {
            write(
                stream,
                http(200, r#"{"errcode":-1,"errmsg":"system error rid: 64b1e2c3-0a1b2c3d-4e5f6071"}"#),
            );
        },
        args: &["--retries", "3"],
        get: (1, "api", 4),
        post: (1, "api", 4),
        says: "-1 system error (rid: 64b1e2c3-0a1b2c3d-4e5f6071)",
        advises: "",
    },
    Row {
        what: "an error that repeats the token",
        fault: |_, heard, stream| {
            let token = heard.parameter("access_token").unwrap_or_default();
            write(
                stream,
                http(200, json!({ "errcode": 48001, "errmsg": format!("no api for {token}") }).to_string()),
            );
        },
        args: &[],
        get: (1, "api", 1),
        post: (1, "api", 1),
        says: "no api for ***",
        advises: "",
    },
    Row {
        what: "JSON as text/html",
        fault: |_, _, stream| {
            write(stream, with_headers(200, "Content-Type: text/html\r\n", GOOD.as_bytes()));
        },
        args: &[],
        get: (0, "", 1),
        post: (0, "", 1),
        says: "",
        advises: "",
    },
    Row {
        what: "JSON as a picture, with a byte order mark and blanks",
        fault: |_, _, stream| {
            let body = format!("\u{feff} \n{GOOD}");
            write(stream, with_headers(200, "Content-Type: image/jpeg\r\n", body.as_bytes()));
        },
        args: &[],
        get: (0, "", 1),
        post: (0, "", 1),
        says: "",
        advises: "",
    },
    Row {
        what: "an errcode as a picture",
        fault: |_, _, stream| {
            let body = br#"{"errcode":40007,"errmsg":"invalid media_id"}"#;
            write(stream, with_headers(200, "Content-Type: image/jpeg\r\n", body));
        },
        args: &[],
        get: (1, "api", 1),
        post: (1, "api", 1),
        says: "40007 invalid media_id",
        advises: "",
    },
    Row {
        what: "gzip, though nobody asked",
        fault: |_, _, stream| write(stream, with_headers(200, "Content-Encoding: gzip\r\n", &gzipped(GOOD))),
        args: &[],
        get: (0, "", 1),
        post: (0, "", 1),
        says: "",
        advises: "",
    },
    Row {
        what: "gzip that is none",
        fault: |_, _, stream| write(stream, with_headers(200, "Content-Encoding: gzip\r\n", GOOD.as_bytes())),
        args: &[],
        get: (4, "encoding", 1),
        post: (4, "encoding", 1),
        says: "compressed with `gzip`",
        advises: "a proxy in between",
    },
    Row {
        what: "a compression that nobody here knows",
        fault: |_, _, stream| {
            write(stream, with_headers(200, "Content-Encoding: br\r\n", b"\x8b\x03\x80{}\x03"));
        },
        args: &[],
        get: (4, "encoding", 1),
        post: (4, "encoding", 1),
        says: "`br`",
        advises: "a proxy in between",
    },
    Row {
        what: "another protocol",
        fault: |_, _, stream| write(stream, "SSH-2.0-OpenSSH_9.6\r\n"),
        args: &[],
        get: (4, "not-http", 1),
        post: (4, "not-http", 1),
        says: "does not speak HTTP",
        advises: "--api-base",
    },
];

/// WeChat that gives out its token and has this fault in every other call.
fn wechat(fault: Fault) -> Bot {
    let calls = AtomicUsize::new(0);
    Bot::streaming(move |heard, stream| {
        if heard.path() == "/cgi-bin/stable_token" {
            let body = json!({ "access_token": TOKEN, "expires_in": 7200 }).to_string();
            return write(stream, http(200, body));
        }
        fault(calls.fetch_add(1, Ordering::SeqCst) + 1, heard, stream);
    })
}

fn no_secret(ran: &Ran, what: &str) {
    for secret in [TOKEN, SECRET] {
        assert!(!ran.stdout.contains(secret) && !ran.stderr.contains(secret), "{what}: {ran:?}");
    }
}

/// The error as people and as scripts get it.
#[track_caller]
fn told(run: impl Fn() -> Webot, code: i32, kind: &str, says: &str, advises: &str, what: &str) {
    let ran = run().args(["-v"]).exit(code).stdout("").stderr_lacks("panicked").run();
    let line = |start: &str, words: &str| {
        ran.stderr.lines().any(|line| line.starts_with(start) && line.contains(words))
    };
    assert!(
        line("error: ", "") && (line("error: ", says) || line("caused by: ", says)),
        "{what}: no `{says}`: {}",
        ran.stderr
    );
    assert!(line("hint: ", advises), "{what}: no hint `{advises}`: {}", ran.stderr);
    no_secret(&ran, what);

    let ran = run().args(["--json"]).exit(code).stdout("").stderr_any().run();
    let error = ran.error();
    assert_eq!(error["kind"], kind, "{what}: {error}");
    assert!(error["message"].as_str().is_some_and(|message| message.contains(says)), "{what}: {error}");
    assert!(error["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{what}: {error}");
    no_secret(&ran, what);

    let ran = run().args(["--lang", "zh"]).exit(code).stderr_has("错误: ").stderr_has("提示: ").run();
    no_secret(&ran, what);
}

#[test]
fn every_fault_has_its_row() {
    std::thread::scope(|scope| {
        for half in [0, 1] {
            scope.spawn(move || ROWS.iter().skip(half).step_by(2).for_each(hold_row));
        }
    });
}

fn hold_row(row: &Row) {
    for (command, (code, kind, calls)) in [(&GET[..], row.get), (&POST[..], row.post)] {
        let what = format!("{}, {}", row.what, command[1]);
        let asked = |wechat: &Bot| wechat.heard().iter().filter(|heard| heard.path() == command[2]).count();
        let server = wechat(row.fault);
        let home = Webot::asking(server.url(""));
        let ran = home.webot(command).args(row.args).exit(code).stderr_any().run();
        assert_eq!(asked(&server), calls, "{what}: how often");
        no_secret(&ran, &what);
        if code == 0 {
            let server = wechat(row.fault);
            let run = Webot::asking(server.url("")).webot(command).args(row.args).args(["--json"]);
            let ran = run.stderr_any().run();
            assert_eq!(ran.json(), serde_json::from_str::<Value>(GOOD).expect("JSON"), "{what}");
            continue;
        }
        // A fault of the first call alone is there for each of these runs.
        let servers = std::cell::RefCell::new(Vec::new());
        let run = || {
            let server = wechat(row.fault);
            let home = Webot::asking(server.url(""));
            let run = home.webot(command).args(row.args);
            servers.borrow_mut().push((server, home));
            run
        };
        told(run, code, kind, row.says, row.advises, &what);
    }
}

#[test]
fn nothing_listens() {
    let home = Webot::asking("http://127.0.0.1:1");
    told(
        || home.webot(GET),
        4,
        "connection-refused",
        "nothing listens at http://127.0.0.1:1",
        "--api-base",
        "refused",
    );
    let proxy = "http://user:proxy-pa55word@127.0.0.1:1";
    for scheme in ["http", "https"] {
        let home = Webot::asking(format!("{scheme}://wechat.invalid"));
        for run in [
            home.webot(GET).args(["--proxy", proxy]),
            home.webot(GET).env("WX_PROXY", proxy),
            home.webot(GET).env("http_proxy", proxy).env("https_proxy", proxy),
        ] {
            let ran = run.args(["--json", "--retries", "0"]).exit(4).stderr_lacks("pa55word").run();
            assert_eq!(ran.error()["kind"], "proxy", "{}", ran.stderr);
        }
    }
}

#[test]
fn what_is_busy_is_asked_again_after_growing_pauses() {
    let mock = Mock::start(["--fail", "-1@1-3"]);
    let ran = Webot::on(&mock).webot(GET).args(["--retries", "3", "-v"]).stderr_any().run();
    let pauses: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("again in ")).collect();
    assert_eq!(pauses, ["again in 200 ms", "again in 400 ms", "again in 800 ms"]);
    assert_eq!(mock.count(GET[2]), 4);
    let mock = Mock::start(["--fail", "-1@1"]);
    let ran = Webot::on(&mock).webot(GET).args(["--retries", "0", "--json"]).exit(1).stderr_any().run();
    assert_eq!((mock.count(GET[2]), &ran.error()["code"]), (1, &json!(-1)));
}

#[test]
fn a_redirect_to_another_host_sees_nothing() {
    let other = Bot::answering(|_| http(200, GOOD));
    for status in [301, 302, 303, 307, 308] {
        let to = other.url("/cgi-bin/getcallbackip");
        let first = Bot::answering(move |heard| match heard.path() {
            "/cgi-bin/stable_token" => {
                http(200, json!({ "access_token": TOKEN, "expires_in": 7200 }).to_string())
            }
            _ => with_headers(status, &format!("Location: {to}\r\n"), b""),
        });
        for command in [&GET[..], &POST[..], &["menu", "get"], &["api", "GET", GET[2], "--output", "file"]] {
            let ran = Webot::asking(first.url("")).webot(command).args(["--json"]).exit(4).stderr_any().run();
            assert_eq!(ran.error()["kind"], "redirect", "{status}");
            no_secret(&ran, "redirect");
        }
        // The secret of the account goes to nobody else either.
        let to = other.url("/");
        let first = Bot::answering(move |_| with_headers(status, &format!("Location: {to}\r\n"), b""));
        Webot::asking(first.url(""))
            .webot(["token", "get"])
            .exit(4)
            .stderr_has("/cgi-bin/stable_token redirects to http://")
            .run();
    }
    other.never_asked();
}

#[test]
fn text_that_is_no_json_is_no_answer_to_what_has_a_command() {
    let portal =
        wechat(|_, _, stream| write(stream, http(200, "Please log in first: https://portal.invalid/")));
    let home = Webot::asking(portal.url(""));
    for command in [&["menu", "get"][..], &["tag", "create", "a"], &["network", "api-ips"]] {
        let ran = home.webot(command).args(["--json"]).exit(4).stderr_any().run();
        assert_eq!(ran.error()["kind"], "not-json", "{command:?}: {ran:?}");
        assert!(ran.error()["message"].to_string().contains("Please log in first"), "{}", ran.stderr);
        no_secret(&ran, "text");
    }
    home.webot(["menu", "get", "--lang", "zh"]).exit(4).stderr_has("不是 JSON").run();
    // Some of all the endpoints may answer text.
    home.webot(["api", "GET", "/cgi-bin/get_something"]).run();
}

#[test]
fn a_clock_that_is_wrong_costs_a_request_and_no_more() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let token = home.token();
    let [path] = home.tokens().try_into().expect("one file");
    let kept: Value = serde_json::from_slice(&std::fs::read(&path).expect("a file")).expect("JSON");
    let day = 86_400_000;
    for skew in [-day, day, 400 * day] {
        // As if it had been written while the clock was so much before or behind.
        let mut other = kept.clone();
        for name in ["expires_ms", "fetched_ms"] {
            other[name] = (kept[name].as_i64().expect("a time") + skew).into();
        }
        std::fs::write(&path, other.to_string()).expect("a file");
        let before = mock.paths().len();
        let ran = home.webot(GET).run();
        assert_eq!(ran.stderr, "", "{skew}");
        assert_eq!(mock.paths()[before..], ["/cgi-bin/stable_token", GET[2]], "{skew}");
        assert_eq!(home.token(), token);
    }
}

/// Whoever may do everything, such as root, is somebody else meanwhile; nothing where that cannot be.
#[cfg(unix)]
fn as_nobody(run: Webot) -> Option<Webot> {
    use std::os::unix::process::CommandExt as _;
    let probe = tempfile::tempdir().expect("a folder");
    std::fs::set_permissions(probe.path(), std::os::unix::fs::PermissionsExt::from_mode(0o000))
        .expect("a mode");
    if std::fs::read_dir(probe.path()).is_err() {
        return Some(run);
    }
    let started =
        std::process::Command::new(env!("CARGO_BIN_EXE_webot")).arg("--version").uid(65534).output();
    started.is_ok_and(|output| output.status.success()).then(|| run.uid(65534))
}

#[cfg(unix)]
#[test]
fn a_configuration_in_a_folder_without_permission_is_named() {
    let home = Webot::asking("http://127.0.0.1:1");
    let folder = home.folder();
    let content = json!({ "appid": "wx1", "secret": SECRET }).to_string();
    folder.make("closed");
    folder.write("closed/wx_config.json", &content);
    folder.set_mode("", 0o755);
    folder.set_mode("closed", 0o000);
    let config = folder.path("closed/wx_config.json");
    let path = config.display().to_string();
    if let Some(run) = as_nobody(home.bare(GET).args(["--json", "--config", &path])) {
        let error = run.exit(3).error();
        assert_eq!(error["kind"], "config");
        assert!(error["message"].as_str().is_some_and(|said| said.contains(&path)), "{error}");
        assert!(error["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{error}");
        // Found, not passed by: the same as the user's own.
        folder.make(".config/webot");
        folder.write(".config/webot/wx_config.json", &content);
        folder.set_mode(".config/webot", 0o000);
        let run = as_nobody(home.bare(GET).args(["--json"])).expect("as before");
        let error = run.exit(3).error();
        if cfg!(target_os = "linux") {
            assert!(error["message"].to_string().contains(".config/webot/wx_config.json"), "{error}");
        }
        folder.set_mode(".config/webot", 0o700);
    }
    folder.set_mode("closed", 0o700);
    // A file where a folder should be stops everybody.
    let path = config.join("wx_config.json").display().to_string();
    let error = home.bare(GET).args(["--json", "--config", &path]).exit(3).error();
    assert_eq!(error["kind"], "config");
    assert!(error["message"].to_string().contains(&path), "{error}");
}

#[cfg(unix)]
#[test]
fn tokens_are_not_kept_in_a_folder_without_permission() {
    let mock = Mock::start([]).or_not_asked();
    let home = Webot::on(&mock);
    let path = home.config(&json!({ "token_store": "config" }));
    home.folder().set_mode("wx_config.json", 0o644);
    home.folder().set_mode("", 0o555);
    let run = home.bare(GET).args(["--config"]).args([&path]);
    if let Some(run) = as_nobody(run) {
        let ran = run.stderr_any().stderr_any().run();
        let kept: Vec<_> =
            ran.warnings().into_iter().filter(|said| said.starts_with("tokens are not kept: ")).collect();
        assert_eq!(kept.len(), 1, "{}", ran.stderr);
        assert_eq!(mock.paths(), ["/cgi-bin/stable_token", GET[2]]);
    }
    home.folder().set_mode("", 0o755);
}
