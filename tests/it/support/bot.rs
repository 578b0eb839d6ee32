use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use webot::message::{Document, xml};

/// A bot on a free loopback port that answers with whatever bytes a test wants. It ends with the test, which fails if
/// nothing was asked of it.
pub struct Bot {
    port: u16,
    heard: Arc<Mutex<Vec<Heard>>>,
    /// True if the test knows that it may not be asked.
    idle: AtomicBool,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub struct Heard {
    /// `POST /path?query HTTP/1.1`
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

type Answer = dyn Fn(&Heard, &mut TcpStream) + Send + Sync;

impl Bot {
    /// A bot that answers every request with the bytes that `answer` makes of it, headers included.
    pub fn answering<B: AsRef<[u8]>>(answer: impl Fn(&Heard) -> B + Send + Sync + 'static) -> Self {
        Self::streaming(move |heard, stream| {
            stream.write_all(answer(heard).as_ref()).ok();
        })
    }

    /// A bot that writes to the connection itself.
    pub fn streaming(answer: impl Fn(&Heard, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let heard: Arc<Mutex<Vec<Heard>>> = Arc::default();
        let stop = Arc::new(AtomicBool::new(false));
        let (log, end) = (Arc::clone(&heard), Arc::clone(&stop));
        let answer: Arc<Answer> = Arc::new(answer);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    break;
                }
                let (Ok(mut stream), log, answer) = (stream, Arc::clone(&log), Arc::clone(&answer)) else {
                    break;
                };
                std::thread::spawn(move || {
                    let Some(request) = read(&mut stream) else { return };
                    log.lock().expect("the log").push(request.clone());
                    answer(&request, &mut stream);
                });
            }
        });
        Self { port, heard, idle: AtomicBool::new(false), stop, thread: Some(thread) }
    }

    /// `--port` and the port.
    pub fn args(&self) -> [String; 2] {
        ["--port".to_owned(), self.port.to_string()]
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Everything that was asked, in order.
    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().expect("the log").clone()
    }

    /// Panics if anything was asked.
    #[track_caller]
    pub fn never_asked(&self) {
        self.idle.store(true, Ordering::SeqCst);
        let heard = self.heard();
        assert!(heard.is_empty(), "requests: {heard:?}");
    }

    /// It may be asked or not.
    pub fn or_not_asked(self) -> Self {
        self.idle.store(true, Ordering::SeqCst);
        self
    }

    /// The only request.
    #[track_caller]
    pub fn only(&self) -> Heard {
        let heard = self.heard();
        assert_eq!(heard.len(), 1, "requests: {heard:?}");
        heard[0].clone()
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        TcpStream::connect(("127.0.0.1", self.port)).ok();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
        if !self.idle.load(Ordering::SeqCst) && !std::thread::panicking() {
            assert!(!self.heard().is_empty(), "the bot was never asked");
        }
    }
}

impl Heard {
    /// The path, without the query.
    pub fn path(&self) -> &str {
        self.target().split('?').next().unwrap_or_default()
    }

    fn target(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// The query's pairs, decoded, in order.
    pub fn query(&self) -> Vec<(String, String)> {
        let url = reqwest::Url::parse(&format!("http://bot{}", self.target())).expect("a URL");
        url.query_pairs().into_owned().collect()
    }

    /// A value of the query.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.query().into_iter().find(|(given, _)| given == name).map(|(_, value)| value)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    /// The message in the body.
    #[track_caller]
    pub fn message(&self) -> Document {
        xml::read(self.text()).expect("XML").document
    }
}

fn read(stream: &mut TcpStream) -> Option<Heard> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let end = loop {
        let count = stream.read(&mut buffer).ok().filter(|&count| count > 0)?;
        bytes.extend_from_slice(&buffer[..count]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let line = lines.next()?.to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, value)| value.parse().unwrap_or(0));
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        let count = stream.read(&mut buffer).ok().filter(|&count| count > 0)?;
        body.extend_from_slice(&buffer[..count]);
    }
    Some(Heard { line, headers, body })
}
