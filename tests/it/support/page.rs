//! A page of webot, as a browser reads it.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Instant;

use serde_json::Value;

use super::{Page, TIMEOUT};

/// The address of a page.
pub struct PageAddress {
    /// Host and port.
    pub host: String,
    /// The path of the page, with a slash at its end.
    pub path: String,
}

impl PageAddress {
    /// Parses the URL that webot tells.
    #[track_caller]
    pub fn of(url: &str) -> Self {
        let rest = url.strip_prefix("http://").expect("a URL");
        let (host, path) = rest.split_once('/').expect("a path");
        let path = format!("/{}", path.split('?').next().unwrap_or_default());
        Self { host: host.to_owned(), path }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(TIMEOUT)).expect("a timeout");
        stream
    }

    /// A request with these header lines, each with its line break, to a whole path.
    pub fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Page {
        asked(self.connect(), method, path, headers, body)
    }

    pub fn get(&self, name: &str) -> Page {
        self.ask("GET", &format!("{}{name}", self.path), &format!("Host: {}\r\n", self.host), b"")
    }

    pub fn post(&self, name: &str, body: &[u8]) -> Page {
        let headers = format!("Host: {}\r\nContent-Type: application/json\r\n", self.host);
        self.ask("POST", &format!("{}{name}", self.path), &headers, body)
    }

    /// A call that succeeds.
    #[track_caller]
    pub fn call(&self, name: &str, given: &Value) -> Value {
        let page = self.post(name, given.to_string().as_bytes());
        assert_eq!(page.status, 200, "{}", String::from_utf8_lossy(&page.body));
        page.json()
    }

    pub fn events(&self) -> Events {
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
pub fn asked(mut stream: TcpStream, method: &str, path: &str, headers: &str, body: &[u8]) -> Page {
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
pub struct Events {
    lines: BufReader<TcpStream>,
    name: String,
    /// The newest version of each entry.
    pub entries: BTreeMap<u64, Value>,
    pub state: Value,
}

impl Events {
    /// Reads on until a condition holds.
    #[track_caller]
    pub fn until(&mut self, mut holds: impl FnMut(&Self) -> bool) {
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
    pub fn entry(&mut self, id: &Value) -> Value {
        let id = id.as_u64().expect("an id");
        self.until(|events| events.entries.get(&id).is_some_and(|entry| entry["status"] != "sending"));
        self.entries[&id].clone()
    }

    /// Returns the entries when there are this many, all answered.
    #[track_caller]
    pub fn all(&mut self, count: usize) -> Vec<Value> {
        self.until(|events| {
            events.entries.len() == count && events.entries.values().all(|entry| entry["status"] != "sending")
        });
        self.entries.values().cloned().collect()
    }

    /// Returns the openids of the users when there are this many.
    #[track_caller]
    pub fn users(&mut self, count: usize) -> Vec<String> {
        self.until(|events| events.state["users"].as_array().is_some_and(|users| users.len() == count));
        let users = self.state["users"].as_array().expect("users");
        users.iter().map(|user| user["openid"].as_str().expect("an openid").to_owned()).collect()
    }
}
