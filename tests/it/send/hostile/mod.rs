//! Bots with hostile answers: reported within seconds, in little memory, and without a panic.

mod documents;
mod encodings;
mod gzip;
mod http;
mod sizes;
mod slow;
mod url_check;

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::{Bot, Ran, http, webot, xml_reply};

const MEGABYTE: usize = 1024 * 1024;

/// Long enough for a debug build on a busy machine.
const RUN_TIMEOUT: Duration = Duration::from_secs(60);
const NO_LENGTH: &[u8] = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

/// Sends a text to a bot that serves this, and checks the laws that hold for every answer.
#[track_caller]
fn serve(args: &[&str], serve: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> Ran {
    let bot = Bot::streaming(move |_, stream| serve(stream));
    let start = Instant::now();
    let ran = webot(["send", "hi", "--json"])
        .args(args)
        .args(bot.args())
        .exit_in([1, 4])
        .stderr_any()
        .stderr_lacks("panicked")
        .stderr_lacks("bug")
        .run();
    let elapsed = start.elapsed();
    assert!(elapsed < RUN_TIMEOUT, "it took {elapsed:?}");
    ran
}

fn excerpt(text: &str) -> String {
    text.chars().take(500).collect()
}

/// Sends a text to a bot with this whole answer.
#[track_caller]
fn answer(bytes: Vec<u8>) -> Ran {
    serve(&[], move |stream| {
        stream.write_all(&bytes).ok();
    })
}

/// Sends a text to a bot with this body, status 200 and a length.
#[track_caller]
fn body(body: impl AsRef<[u8]>) -> Ran {
    answer(http(200, body))
}

/// Checks of the report about an answer.
trait Checks: Sized {
    /// Checks the exit code.
    fn ends(self, code: i32) -> Self;
    /// Checks that exactly these rules are reported.
    fn finds(self, rules: &[&str]) -> Self;
    /// Checks that a finding or the error has these words.
    fn says(self, words: &str) -> Self;
    /// Checks that there is no answer, for this reason.
    fn fails(self, kind: &str) -> Self;
    /// Returns the text of the reply.
    fn content(&self) -> serde_json::Value;
}

impl Checks for Ran {
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", excerpt(&self.stdout), self.stderr);
        self
    }

    #[track_caller]
    fn finds(self, rules: &[&str]) -> Self {
        assert_eq!(self.rules(), rules, "{}", excerpt(&self.json()["findings"].to_string()));
        self.ends(1)
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        let said = if self.code == 1 { self.json()["findings"].to_string() } else { self.stderr.clone() };
        assert!(said.contains(words), "`{words}` is not in {}", excerpt(&said));
        self
    }

    #[track_caller]
    fn fails(self, kind: &str) -> Self {
        let ran = self.ends(4);
        let error = ran.error();
        assert_eq!(error["kind"], kind, "{error}");
        assert!(!error["message"].as_str().unwrap_or_default().is_empty(), "{error}");
        assert!(!error["hints"].as_array().is_none_or(Vec::is_empty), "{error}");
        ran
    }

    fn content(&self) -> serde_json::Value {
        self.json()["reply"]["fields"]["Content"].clone()
    }
}

/// Writes the same bytes repeatedly, up to a limit or until the other side hangs up; returns their number.
fn pour(stream: &mut TcpStream, piece: &[u8], limit: usize) -> usize {
    let mut sent = 0;
    while sent < limit && stream.write_all(piece).is_ok() {
        sent += piece.len();
    }
    sent
}

/// Returns a reply of nearly a megabyte: `piece`, repeated between `before` and `after`.
fn filled(before: &str, piece: &str, after: &str) -> String {
    let room = MEGABYTE - before.len() - after.len();
    format!("{before}{}{after}", piece.repeat(room / piece.len()))
}

fn open_text() -> (String, String) {
    let reply = xml_reply("text", "<Content>?</Content>");
    let (before, after) = reply.split_once('?').expect("a text");
    (before.to_owned(), after.to_owned())
}
