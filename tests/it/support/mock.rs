use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

#[cfg(unix)]
use super::Ran;
use super::raw::raw;
use super::{Process, Webot, webot};

/// `webot mock` on a free port. It ends with the test, which fails if nothing was asked of it.
pub struct Mock {
    process: Process,
    port: u16,
    /// True if the test itself has connected to it, or says that nothing does.
    seen: AtomicBool,
}

/// An answer over HTTP.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Mock {
    /// Starts the real binary with these arguments.
    #[track_caller]
    pub fn start<const N: usize>(args: [&str; N]) -> Self {
        Self::of(webot(["mock", "--port", "0", "--json"]).args(args))
    }

    /// Starts this `webot mock`.
    #[track_caller]
    pub fn of(webot: Webot) -> Self {
        let process = webot.spawn();
        let port = process.out.find(|line| {
            let line: Value = serde_json::from_str(line).ok()?;
            line["listening"].as_str()?.rsplit(':').next()?.parse().ok()
        });
        let port = port.unwrap_or_else(|| panic!("it does not listen: {}", process.err.text()));
        Self { process, port, seen: AtomicBool::new(false) }
    }

    /// It may be asked or not.
    pub fn or_not_asked(self) -> Self {
        self.seen.store(true, Ordering::SeqCst);
        self
    }

    /// A text of its first line.
    #[track_caller]
    pub fn line(&self, name: &str) -> String {
        let line = self.process.out.find(|line| serde_json::from_str::<Value>(line).ok());
        line.expect("a line")[name].as_str().expect("a text").to_owned()
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The calls that it received, without those for tokens.
    pub fn asked(&self) -> Vec<Value> {
        let requests = self.get("/__webot/requests");
        let requests = requests.as_array().expect("requests").iter();
        requests.filter(|request| request["path"] != "/cgi-bin/stable_token").cloned().collect()
    }

    /// The paths that were called, in order.
    pub fn paths(&self) -> Vec<String> {
        let requests = self.get("/__webot/requests");
        let path = |request: &Value| request["path"].as_str().expect("a path").to_owned();
        requests.as_array().expect("a list").iter().map(path).collect()
    }

    /// Returns the number of calls of a path.
    pub fn count(&self, path: &str) -> usize {
        self.paths().iter().filter(|asked| *asked == path).count()
    }

    /// A connection of its own.
    pub fn connect(&self) -> TcpStream {
        self.seen.store(true, Ordering::SeqCst);
        TcpStream::connect(("127.0.0.1", self.port)).expect("a connection")
    }

    /// Sends these bytes and reads until the other side hangs up.
    pub fn raw(&self, request: impl AsRef<[u8]>) -> Vec<u8> {
        raw(self.connect(), request.as_ref())
    }

    /// A request with these header lines, each with its line break.
    pub fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Page {
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
        );
        let answer = self.raw([head.as_bytes(), body].concat());
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer");
        let head = String::from_utf8(answer[..end].to_vec()).expect("UTF-8");
        let status = head.split(' ').nth(1).expect("a status").parse().expect("a status");
        Page { status, head, body: answer[end + 4..].to_vec() }
    }

    /// `GET`, as JSON.
    pub fn get(&self, path: &str) -> Value {
        self.ask("GET", path, "Host: 127.0.0.1\r\n", b"").json()
    }

    /// `POST`, as JSON; without a `Content-Type`.
    pub fn post(&self, path: &str, body: &str) -> Value {
        self.ask("POST", path, "Host: 127.0.0.1\r\n", body.as_bytes()).json()
    }

    /// A stable token.
    pub fn token(&self) -> String {
        let body = r#"{"grant_type":"client_credential","appid":"wx1","secret":"s"}"#;
        let answer = self.post("/cgi-bin/stable_token", body);
        answer["access_token"].as_str().expect("a token").to_owned()
    }

    /// Ends it as a crash would.
    pub fn kill(&mut self) {
        self.seen.store(true, Ordering::SeqCst);
        self.process.kill();
    }

    /// Sends a signal, waits until it ends, and checks what came of it.
    #[cfg(unix)]
    #[track_caller]
    pub fn end(mut self, signal: &str) -> Ran {
        self.seen.store(true, Ordering::SeqCst);
        self.process.signal(signal);
        self.process.ended()
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        if !self.seen.load(Ordering::SeqCst) && !std::thread::panicking() {
            assert_ne!(self.paths(), [""; 0], "the mock was never asked");
        }
    }
}

impl Page {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }
}
