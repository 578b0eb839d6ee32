//! Faults between webot and WeChat: for each the exit code, the kind, a sentence that names the thing, the next
//! step, the number of attempts, and no secret.

mod calls;
mod network;
#[cfg(unix)]
mod permissions;
mod rows;

use std::io::Write as _;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use crate::support::{Bot, Heard, Ran, SECRET, Webot, http};

/// The token that this WeChat returns.
const TOKEN: &str = "99_token-of-a-test-that-nobody-may-see";
const GET: [&str; 3] = ["api", "GET", "/cgi-bin/getcallbackip"];
const POST: [&str; 5] = ["api", "POST", "/cgi-bin/tags/create", "--data", r#"{"tag":{"name":"a"}}"#];
const GOOD: &str = r#"{"errcode":0,"errmsg":"ok","ip_list":["127.0.0.1"]}"#;

/// Handles the connection of the n-th call of a server, from 1.
type Fault = fn(usize, &Heard, &mut TcpStream);

/// A row of the table.
struct Row {
    what: &'static str,
    fault: Fault,
    args: &'static [&'static str],
    /// Exit code, kind and number of calls, of the GET and of the POST.
    get: (i32, &'static str, usize),
    post: (i32, &'static str, usize),
    /// Parts of the sentence and of the hint.
    says: &'static str,
    advises: &'static str,
}

fn write(stream: &mut TcpStream, bytes: impl AsRef<[u8]>) {
    stream.write_all(bytes.as_ref()).ok();
}

/// Starts a WeChat that returns its token and has this fault in every other call.
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

fn check_no_secret(ran: &Ran, what: &str) {
    for secret in [TOKEN, SECRET] {
        assert!(!ran.stdout.contains(secret) && !ran.stderr.contains(secret), "{what}: {ran:?}");
    }
}

/// Checks the error as text and as JSON.
#[track_caller]
fn check_error(run: impl Fn() -> Webot, code: i32, kind: &str, says: &str, advises: &str, what: &str) {
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
    check_no_secret(&ran, what);

    let ran = run().args(["--json"]).exit(code).stdout("").stderr_any().run();
    let error = ran.error();
    assert_eq!(error["kind"], kind, "{what}: {error}");
    assert!(error["message"].as_str().is_some_and(|message| message.contains(says)), "{what}: {error}");
    assert!(error["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{what}: {error}");
    check_no_secret(&ran, what);

    let ran = run().args(["--lang", "zh"]).exit(code).stderr_has("错误：").stderr_has("提示：").run();
    check_no_secret(&ran, what);
}
