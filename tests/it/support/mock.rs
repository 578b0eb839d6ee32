use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::raw::raw;

/// `webot mock` on a free port; it ends with the test.
pub struct Mock {
    child: Child,
    port: u16,
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
    pub fn start<const N: usize>(args: [&str; N]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_webot"))
            .args(["mock", "--port", "0", "--json"])
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("webot starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("stdout")).read_line(&mut line).expect("a line");
        let line: Value = serde_json::from_str(&line).expect("JSON");
        let url = line["listening"].as_str().expect("a URL");
        let port = url.rsplit(':').next().expect("a port").parse().expect("a port");
        Self { child, port }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it was asked, but for tokens.
    pub fn asked(&self) -> Vec<Value> {
        let requests = self.get("/__webot/requests");
        let requests = requests.as_array().expect("requests").iter();
        requests.filter(|request| request["path"] != "/cgi-bin/stable_token").cloned().collect()
    }

    /// A connection of its own.
    pub fn connect(&self) -> TcpStream {
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

    /// Sends a signal, waits, and tells the exit code, the rest of stdout, and stderr.
    #[cfg(unix)]
    pub fn end(mut self, signal: &str) -> (i32, String, String) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().expect("kill").success());
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.child.stdout.as_mut().expect("stdout").read_to_string(&mut stdout).expect("UTF-8");
        self.child.stderr.as_mut().expect("stderr").read_to_string(&mut stderr).expect("UTF-8");
        (self.child.wait().expect("an end").code().unwrap_or(-1), stdout, stderr)
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Page {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }
}
