use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;
use webot::message::envelope::{AesKey, decrypt, encrypt};
use webot::message::{Document, Element, json, xml};
use webot::sign::callback;

#[cfg(unix)]
use super::Ran;
use super::raw::raw;
use super::{ACCOUNT, Folder, OPENID, Process, TIMEOUT, Webot};

/// The token of the servers here.
pub const TOKEN: &str = "serve-t0ken-of-a-test";

/// `webot serve` on a free port of the loopback; it ends with the test.
pub struct Serve {
    process: Process,
    address: SocketAddr,
    pub folder: Folder,
}

/// An answer over HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Got {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// The values that sign a push.
#[derive(Debug, Clone)]
pub struct Stamp {
    pub token: String,
    pub timestamp: String,
    pub nonce: String,
}

impl Webot {
    /// `webot serve` of these rules in a folder of its own, with [`TOKEN`] and a log for machines.
    pub fn serve(rules: &str) -> Self {
        let folder = Folder::new();
        folder.write("rules.yaml", rules);
        Self::serve_in(folder)
    }

    /// The same in a folder that has rules already.
    pub fn serve_in(folder: Folder) -> Self {
        let args = ["serve", "--port", "0", "--json", "--token", TOKEN];
        Self::at_home(folder).args(args).env("WEBOT_LANG", "en")
    }

    /// Without the token.
    pub fn open(self) -> Self {
        self.without("--token")
    }

    /// With a log for people, which is on stderr.
    pub fn readable(self) -> Self {
        self.without("--json").stderr_any()
    }

    /// Starts the server, and waits until it says where it listens.
    #[track_caller]
    pub fn start(self) -> Serve {
        let folder = self.folder().clone();
        let process = self.spawn();
        let address = |line: &str| {
            let (_, rest) = line.split_once("http://")?;
            rest.split(|char: char| char != '.' && char != ':' && !char.is_ascii_digit()).next()?.parse().ok()
        };
        let lines = if process.webot.has("--json") { &process.out } else { &process.err };
        let address = lines.find(address);
        let said = || panic!("it does not listen: {} {}", process.out.text(), process.err.text());
        let address = address.unwrap_or_else(said);
        Serve { process, address, folder }
    }
}

impl Serve {
    /// With these rules, and with [`TOKEN`].
    #[track_caller]
    pub fn start(rules: &str) -> Self {
        Webot::serve(rules).start()
    }

    pub fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.address.port()).into()
    }

    /// The address that it printed.
    pub fn told(&self) -> SocketAddr {
        self.address
    }

    #[cfg(target_os = "linux")]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// `--port` and the port.
    pub fn port(&self) -> [String; 2] {
        ["--port".to_owned(), self.address.port().to_string()]
    }

    /// A connection of its own.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address()).expect("a connection");
        stream.set_read_timeout(Some(TIMEOUT)).expect("a limit");
        stream.set_write_timeout(Some(TIMEOUT)).expect("a limit");
        stream
    }

    /// Sends these bytes and reads until the other side hangs up.
    pub fn raw(&self, request: impl AsRef<[u8]>) -> Vec<u8> {
        raw(self.connect(), request.as_ref())
    }

    #[track_caller]
    pub fn ask(&self, method: &str, target: &str, body: impl AsRef<[u8]>) -> Got {
        let body = body.as_ref();
        Got::read(&self.raw(request(method, target, body)))
    }

    #[track_caller]
    pub fn get(&self, target: &str) -> Got {
        self.ask("GET", target, b"")
    }

    /// A push that is signed as WeChat signs.
    #[track_caller]
    pub fn push(&self, body: impl AsRef<[u8]>) -> Got {
        self.push_to("/", body)
    }

    #[track_caller]
    pub fn push_to(&self, path: &str, body: impl AsRef<[u8]>) -> Got {
        self.ask("POST", &format!("{path}?{}", Stamp::new().signed()), body)
    }

    /// Returns the answer to a text of the usual user; empty without one.
    #[track_caller]
    pub fn say(&self, text: &str) -> Option<String> {
        self.say_as(OPENID, text)
    }

    #[track_caller]
    pub fn say_as(&self, user: &str, text: &str) -> Option<String> {
        let got = self.push(text_push(user, text)).ok();
        if got.body == "success" { None } else { Some(text_of(&got.body)) }
    }

    /// Writes a file, once it is certain that the server looks at what it was before.
    #[track_caller]
    pub fn change(&self, name: &str, content: impl AsRef<[u8]>) {
        self.get("/healthz");
        self.folder.write(name, content);
    }

    /// The lines of the log so far, as JSON.
    pub fn log(&self) -> Vec<Value> {
        self.process.out.text().lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// Waits for a line of the log.
    #[track_caller]
    pub fn line(&self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let found = self.process.out.find(|line| serde_json::from_str(line).ok().filter(&is_it));
        found.unwrap_or_else(|| panic!("{what} is not in {}", self.said()))
    }

    /// Waits for the line of an answered request.
    #[track_caller]
    pub fn request_line(&self, is_it: impl Fn(&Value) -> bool) -> Value {
        self.line("a request", |line| line["method"].is_string() && is_it(line))
    }

    /// Waits for the line of a push that `webot listen` forwarded.
    #[track_caller]
    pub fn pushed(&self) -> Value {
        self.line("a push", |line| line["event"] == "push")
    }

    /// Waits for a line for people.
    #[track_caller]
    pub fn readable_line(&self, part: &str) -> String {
        let found = self.process.err.find(|line| line.contains(part).then(|| line.to_owned()));
        found.unwrap_or_else(|| panic!("`{part}` is not in {}", self.said()))
    }

    /// Everything that it has said so far.
    pub fn said(&self) -> String {
        self.process.out.text() + &self.process.err.text()
    }

    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        self.process.signal(signal);
    }

    /// Waits until it has ended by itself, or after a signal.
    #[cfg(unix)]
    #[track_caller]
    pub fn ended(&mut self) -> Ran {
        self.process.ended()
    }

    /// Ends it in good order.
    #[cfg(unix)]
    #[track_caller]
    pub fn end(mut self) -> Ran {
        self.signal("-TERM");
        self.ended()
    }

    /// Ends it as a crash would, and leaves its folder.
    pub fn kill(self) -> Folder {
        self.folder.clone()
    }
}

/// A request that hangs up when it is answered.
pub fn request(method: &str, target: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

impl Got {
    #[track_caller]
    pub fn read(answer: &[u8]) -> Self {
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(answer)));
        let head = String::from_utf8(answer[..end].to_vec()).expect("UTF-8");
        let status = head.split(' ').nth(1).expect("a status").parse().expect("a status");
        let body = String::from_utf8(answer[end + 4..].to_vec()).expect("UTF-8");
        Self { status, head: head.to_lowercase(), body }
    }

    #[track_caller]
    pub fn status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        self.status(200)
    }

    /// The text that it replies.
    #[track_caller]
    pub fn text(&self) -> String {
        text_of(&self.body)
    }
}

static NUMBER: AtomicU64 = AtomicU64::new(1);

/// Another number each time.
pub fn fresh() -> u64 {
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

/// The time in seconds.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}

impl Stamp {
    /// Now, with a nonce of its own, and [`TOKEN`].
    pub fn new() -> Self {
        Self { token: TOKEN.to_owned(), timestamp: now().to_string(), nonce: format!("n{}", fresh()) }
    }

    pub fn at(timestamp: &str) -> Self {
        Self { timestamp: timestamp.to_owned(), ..Self::new() }
    }

    pub fn with_token(token: &str) -> Self {
        Self { token: token.to_owned(), ..Self::new() }
    }

    /// The query of a push in plain mode, or of a check.
    pub fn signed(&self) -> String {
        let Self { token, timestamp, nonce } = self;
        let signature = callback::signature(token, timestamp, nonce);
        format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&openid={OPENID}")
    }

    /// The query of a push in safe mode.
    pub fn signed_for(&self, sealed: &str) -> String {
        let Self { token, timestamp, nonce } = self;
        let signature = callback::msg_signature(token, timestamp, nonce, sealed);
        format!("{}&encrypt_type=aes&msg_signature={signature}", self.signed())
    }
}

/// A message of these elements.
pub fn fields(pairs: &[(&str, &str)]) -> String {
    let elements = pairs.iter().map(|(name, value)| Element::text((*name).to_owned(), *value)).collect();
    xml::write(&Document(elements))
}

/// A text with a `MsgId` of its own.
pub fn text_push(user: &str, text: &str) -> String {
    let (time, id) = (now().to_string(), (7_000_000_000 + fresh()).to_string());
    fields(&[
        ("ToUserName", ACCOUNT),
        ("FromUserName", user),
        ("CreateTime", &time),
        ("MsgType", "text"),
        ("Content", text),
        ("MsgId", &id),
    ])
}

/// The text in a reply, which is XML or JSON.
#[track_caller]
pub fn text_of(reply: &str) -> String {
    let document = document(reply);
    assert_eq!(document.get("MsgType"), Some("text"), "{reply}");
    document.get("Content").expect("a text").to_owned()
}

#[track_caller]
fn document(text: &str) -> Document {
    if text.starts_with('{') {
        json::from_json(&serde_json::from_str(text).expect("JSON")).expect("a message")
    } else {
        let read = xml::read(text).unwrap_or_else(|error| panic!("{error:?}: {text}"));
        assert!(read.flaws.is_empty(), "{:?}: {text}", read.flaws);
        read.document
    }
}

/// A message in its envelope of XML, and the query that goes with it.
pub fn sealed(message: &str, key: &str, receiver: &str) -> (String, String) {
    sealed_as(&Stamp::new(), message, key, receiver)
}

pub fn sealed_as(stamp: &Stamp, message: &str, key: &str, receiver: &str) -> (String, String) {
    let key = AesKey::parse(key).expect("a key");
    let random: [u8; 16] = format!("{:016}", fresh()).into_bytes().try_into().expect("16 bytes");
    let sealed = encrypt(&key, random, message.as_bytes(), receiver);
    let query = stamp.signed_for(&sealed);
    (query, fields(&[("ToUserName", ACCOUNT), ("Encrypt", &sealed)]))
}

/// Returns the content and the receiver of an encrypted reply; its signature must be right.
#[track_caller]
pub fn opened(reply: &str, key: &str) -> (String, String) {
    let envelope = document(reply);
    let field = |name: &str| {
        let value = envelope.get(name).or_else(|| envelope.get(&name.to_lowercase()));
        value.unwrap_or_else(|| panic!("no {name}: {reply}")).to_owned()
    };
    let (sealed, signature) = (field("Encrypt"), field("MsgSignature"));
    let right = callback::msg_signature(TOKEN, &field("TimeStamp"), &field("Nonce"), &sealed);
    assert_eq!(signature, right, "{reply}");
    let opened = decrypt(&AesKey::parse(key).expect("a key"), &sealed).expect("an envelope");
    (String::from_utf8(opened.message).expect("UTF-8"), opened.receiver)
}
