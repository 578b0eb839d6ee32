//! `webot chat`: its server, and the conversation that pages follow.

mod conversation;
mod server;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Instant;

use serde_json::{Value, json};

use crate::support::{Page, Process, TIMEOUT, Webot, webot};

/// `webot chat` with these arguments; it ends with the test.
struct Chat {
    process: Process,
    /// Host and port.
    host: String,
    /// The path of the page, with a slash at its end.
    path: String,
    /// Host and port of the mock.
    mock: Option<String>,
}

impl Chat {
    #[track_caller]
    fn start<const N: usize>(args: [&str; N]) -> Self {
        Self::of(webot(["chat", "--json"]).args(args))
    }

    #[track_caller]
    fn of(webot: Webot) -> Self {
        let process = webot.stderr_any().spawn();
        let url = process.out.find(|line| {
            let line: Value = serde_json::from_str(line).ok()?;
            let mock = line["mock"].as_str().and_then(|url| url.strip_prefix("http://"));
            Some((line["listening"].as_str()?.to_owned(), mock.map(str::to_owned)))
        });
        let (url, mock) = url.unwrap_or_else(|| panic!("it does not listen: {}", process.err.text()));
        let rest = url.strip_prefix("http://").expect("a URL");
        let (host, path) = rest.split_once('/').expect("a path");
        let path = format!("/{}", path.split('?').next().unwrap_or_default());
        Self { host: host.to_owned(), path, mock, process }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(TIMEOUT)).expect("a timeout");
        stream
    }

    /// A request with these header lines, each with its line break, to a whole path.
    fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Page {
        asked(self.connect(), method, path, headers, body)
    }

    /// A call of the bot to the mock.
    fn api(&self, path: &str, body: &Value) -> Value {
        let mock = self.mock.as_deref().expect("a mock");
        let stream = TcpStream::connect(mock).expect("a connection");
        let headers = format!("Host: {mock}\r\n");
        asked(stream, "POST", path, &headers, body.to_string().as_bytes()).json()
    }

    fn get(&self, name: &str) -> Page {
        self.ask("GET", &format!("{}{name}", self.path), &format!("Host: {}\r\n", self.host), b"")
    }

    fn post(&self, name: &str, body: &[u8]) -> Page {
        let headers = format!("Host: {}\r\nContent-Type: application/json\r\n", self.host);
        self.ask("POST", &format!("{}{name}", self.path), &headers, body)
    }

    /// A call that succeeds.
    #[track_caller]
    fn call(&self, name: &str, given: &Value) -> Value {
        let page = self.post(name, given.to_string().as_bytes());
        assert_eq!(page.status, 200, "{}", String::from_utf8_lossy(&page.body));
        page.json()
    }

    /// Sends a message of a user and waits for its reply.
    #[track_caller]
    fn say(&self, events: &mut Events, user: &str, words: &[&str]) -> Value {
        let sent = self.call("send", &json!({ "user": user, "words": words }));
        events.entry(&sent["id"])
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        let head = format!("GET {}events HTTP/1.1\r\nHost: {}\r\n\r\n", self.path, self.host);
        stream.write_all(head.as_bytes()).expect("a request");
        Events {
            lines: BufReader::new(stream),
            name: String::new(),
            entries: BTreeMap::new(),
            state: Value::Null,
        }
    }
}

/// A request with these header lines, each with its line break.
fn asked(mut stream: TcpStream, method: &str, path: &str, headers: &str, body: &[u8]) -> Page {
    let length = body.len();
    let head =
        format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n");
    // A server may hang up before it has read everything.
    stream.write_all(&[head.as_bytes(), body].concat()).ok();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer");
    let head = String::from_utf8(answer[..end].to_vec()).expect("UTF-8");
    let status = head.split(' ').nth(1).expect("a status").parse().expect("a status");
    Page { status, head, body: answer[end + 4..].to_vec() }
}

/// The events of a page, as a browser reads them.
struct Events {
    lines: BufReader<TcpStream>,
    name: String,
    /// The newest version of each entry.
    entries: BTreeMap<u64, Value>,
    state: Value,
}

impl Events {
    /// Reads on until a condition holds.
    #[track_caller]
    fn until(&mut self, mut holds: impl FnMut(&Self) -> bool) {
        let began = Instant::now();
        while !holds(self) {
            // Empty comments come for ever.
            assert!(began.elapsed() < 2 * TIMEOUT, "never: {} {:?}", self.state, self.entries);
            let mut line = String::new();
            let read = self.lines.read_line(&mut line).expect("events in time");
            assert!(read > 0, "the events end: {:?}", self.entries);
            let line = line.trim_end();
            if let Some(name) = line.strip_prefix("event: ") {
                name.clone_into(&mut self.name);
            }
            let Some(data) = line.strip_prefix("data: ") else { continue };
            let data: Value = serde_json::from_str(data).expect("JSON");
            match self.name.as_str() {
                "reset" => self.entries.clear(),
                "state" => self.state = data,
                _ => self.entries.extend(
                    data.as_array()
                        .expect("a list")
                        .iter()
                        .map(|entry| (entry["id"].as_u64().expect("an id"), entry.clone())),
                ),
            }
        }
    }

    /// Returns an entry when it is answered or has failed.
    #[track_caller]
    fn entry(&mut self, id: &Value) -> Value {
        let id = id.as_u64().expect("an id");
        self.until(|events| events.entries.get(&id).is_some_and(|entry| entry["status"] != "sending"));
        self.entries[&id].clone()
    }

    /// Returns the entries when there are this many, all answered.
    #[track_caller]
    fn all(&mut self, count: usize) -> Vec<Value> {
        self.until(|events| {
            events.entries.len() == count && events.entries.values().all(|entry| entry["status"] != "sending")
        });
        self.entries.values().cloned().collect()
    }

    /// Returns the openids of the users when there are this many.
    #[track_caller]
    fn users(&mut self, count: usize) -> Vec<String> {
        self.until(|events| events.state["users"].as_array().is_some_and(|users| users.len() == count));
        let users = self.state["users"].as_array().expect("users");
        users.iter().map(|user| user["openid"].as_str().expect("an openid").to_owned()).collect()
    }
}
