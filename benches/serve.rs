//! `webot serve` under load, side by side with a bare axum handler that returns the same bytes and, where node and npm
//! are there, with express and npm `wechat-mp`: one worker thread each, signed pushes that differ in `MsgId`, nonce and
//! user, sent by this process over connections that stay open; rounds in turn, medians.
//!
//! ```console
//! cargo bench --bench serve
//! ```

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints its table, and has a clock"
)]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::post;
use webot::message::{Credentials, Delivery, Parties, Push};

const TOKEN: &str = "keyboardcat123";
/// The number of connections of the load.
const CONNECTIONS: usize = 64;
/// The number of messages that a round sends to each server.
const MESSAGES: usize = 40_000;
/// The number of rounds, without the one that warms everything.
const ROUNDS: usize = 9;
/// The answer of the bare handler: the bytes of a reply of webot's.
const REPLY: &str = "<xml><ToUserName><![CDATA[oWEBOT-test_user-00000000001]]></ToUserName><FromUserName><![CDATA[gh_0123456789ab]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[Hello!]]></Content></xml>";

fn main() {
    if let Some("--bare-axum") = std::env::args().nth(1).as_deref() {
        bare_axum();
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let one = folder.path().join("one.yaml");
    std::fs::write(&one, "hi: Hello!\n").expect("rules");
    let thousand = folder.path().join("thousand.yaml");
    std::fs::write(&thousand, thousand_rules()).expect("rules");
    let mut servers = vec![
        Server::webot("webot serve, 1 rule", &one),
        Server::webot("webot serve, 1000 rules", &thousand),
        Server::bare(),
    ];
    servers.extend(Server::express(folder.path()));
    let mut rounds: Vec<Vec<Result>> = servers.iter().map(|_| Vec::new()).collect();
    let mut number = 0;
    for round in 0..=ROUNDS {
        for (server, results) in servers.iter().zip(&mut rounds) {
            // One of them is a tenth as fast.
            let count = if server.slow { MESSAGES / 8 } else { MESSAGES };
            let result = load(server.port, count, &mut number);
            if round > 0 {
                results.push(result);
            }
        }
    }
    println!(
        "{:26} {:>12} {:>12} {:>12} {:>10} {:>12}",
        "one worker thread", "median req/s", "median p50", "median p99", "ratio", "peak KB"
    );
    for (index, (server, results)) in servers.iter().zip(&rounds).enumerate() {
        let mut ratios: Vec<f64> =
            rounds[0].iter().zip(results).map(|(ours, theirs)| ours.rate / theirs.rate).collect();
        let ratio = if index == 0 { 1.0 } else { median(&mut ratios) };
        println!(
            "{:26} {:>12.0} {:>9.0} us {:>9.0} us {:>10.3} {:>12}",
            server.name,
            median(&mut results.iter().map(|result| result.rate).collect::<Vec<_>>()),
            median(&mut results.iter().map(|result| result.p50).collect::<Vec<_>>()),
            median(&mut results.iter().map(|result| result.p99).collect::<Vec<_>>()),
            ratio,
            server.peak().map_or_else(|| "unknown".to_owned(), |kb| kb.to_string()),
        );
    }
    println!(
        "{ROUNDS} rounds of {MESSAGES} messages each, in turn, over {CONNECTIONS} connections; ratio: webot with 1 rule / this, round by round, median"
    );
}

/// A thousand rules of the kinds that people write; the one that answers is the last.
fn thousand_rules() -> String {
    let mut rules = String::new();
    for number in 0..999 {
        let _ = match number % 5 {
            0 => writeln!(rules, "问题{number}|question {number}: answer {number}"),
            1 => writeln!(rules, "'=exact {number}': answer {number}"),
            2 => writeln!(rules, "'/^(?:buy|买)\\s*{number}\\s+(.+)$/i': you buy {{1}}"),
            3 => writeln!(rules, "'/order-{number}-(\\d{{3,}})/': 'order {{1}}'"),
            _ => writeln!(rules, "keyword{number}: [one, two, three]"),
        };
    }
    rules.push_str("hi: Hello!\n");
    rules
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

struct Server {
    name: &'static str,
    child: Child,
    port: u16,
    slow: bool,
}

impl Server {
    fn start(name: &'static str, command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a line");
        let port = line.split("127.0.0.1:").nth(1).unwrap_or_default();
        let port: String = port.chars().take_while(char::is_ascii_digit).collect();
        let port = port.parse().unwrap_or_else(|_| panic!("{name} said {line:?}"));
        // What it says is read to the end, for a log that nobody reads would hold it up.
        std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()));
        Self { name, child, port, slow: false }
    }

    /// It logs, as it does for everybody, into nothing.
    fn webot(name: &'static str, rules: &Path) -> Self {
        let port = free_port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_webot"));
        command.arg("serve").arg(rules).args(["--port", &port.to_string(), "--token", TOKEN, "--json"]);
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(10), "{name} does not listen");
            std::thread::sleep(Duration::from_millis(10));
        }
        Self { name, child, port, slow: false }
    }

    fn bare() -> Self {
        let own = std::env::current_exe().expect("this program");
        Self::start("bare axum handler", Command::new(own).arg("--bare-axum"))
    }

    /// None where node or npm is not there, or nothing could be installed.
    fn express(folder: &Path) -> Option<Self> {
        let installed = Command::new("npm")
            .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
            .arg(folder)
            .args(["express@4", "wechat-mp@0.2"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .ok()?;
        if !installed.success() {
            println!("express and wechat-mp could not be installed: left out");
            return None;
        }
        let bot = folder.join("bot.js");
        std::fs::write(&bot, EXPRESS).ok()?;
        let mut server =
            Self::start("express + wechat-mp", Command::new("node").arg(bot).env("TOKEN", TOKEN));
        server.slow = true;
        Some(server)
    }

    /// The most memory that it has held, in KB.
    fn peak(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

const EXPRESS: &str = "
const mp = require('wechat-mp')(process.env.TOKEN);
const app = require('express')();
app.use('/', mp.start());
app.post('/', (req, res, next) => {
  if (/hi/.test(req.body.text)) {
    const { uid, sp } = req.body;
    res.body = { msgType: 'text', content: 'Hello!', uid, sp, createTime: new Date() };
  }
  next();
}, mp.end());
const server = app.listen(0, '127.0.0.1', () => console.log('listening on 127.0.0.1:' + server.address().port));
";

/// The handler that does nothing but answer, on one thread, as axum's own `serve` serves it.
fn bare_axum() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let handler =
            |_: Bytes| async { ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], REPLY) };
        let app = Router::new().route("/", post(handler));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("listening on {}", listener.local_addr().expect("an address"));
        axum::serve(listener, app).await.expect("a server");
    });
}

struct Result {
    /// Answers a second.
    rate: f64,
    /// Microseconds within which half of the answers came.
    p50: f64,
    /// Microseconds within which 99 of 100 came.
    p99: f64,
}

/// Sends messages over several connections, on each of them one after the other.
fn load(port: u16, count: usize, number: &mut u64) -> Result {
    let each = count / CONNECTIONS;
    let batches: Vec<Vec<Vec<u8>>> =
        (0..CONNECTIONS).map(|_| (0..each).map(|_| request(port, number)).collect()).collect();
    let mut times: Vec<Duration> = Vec::with_capacity(count);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let began = Instant::now();
    runtime.block_on(async {
        // It never sleeps: to wake it up would cost the servers time, and the faster one the less.
        let awake = tokio::spawn(async {
            loop {
                tokio::task::yield_now().await;
            }
        });
        let tasks: Vec<_> = batches.into_iter().map(|batch| tokio::spawn(talk(port, batch))).collect();
        for task in tasks {
            times.extend(task.await.expect("answers"));
        }
        awake.abort();
    });
    let took = began.elapsed();
    times.sort();
    let us = |time: Duration| time.as_secs_f64() * 1e6;
    Result {
        rate: f64::from(u32::try_from(times.len()).expect("fewer")) / took.as_secs_f64(),
        p50: us(times[times.len() / 2]),
        p99: us(times[times.len() * 99 / 100]),
    }
}

async fn talk(port: u16, batch: Vec<Vec<u8>>) -> Vec<Duration> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
    stream.set_nodelay(true).ok();
    let mut times = Vec::with_capacity(batch.len());
    let mut buffer = vec![0; 16 * 1024];
    for request in batch {
        let began = Instant::now();
        stream.write_all(&request).await.expect("sent");
        let mut filled = 0;
        loop {
            let read = stream.read(&mut buffer[filled..]).await.expect("an answer");
            assert!(read > 0, "the server hung up");
            filled += read;
            if is_whole(&buffer[..filled]) {
                break;
            }
        }
        times.push(began.elapsed());
        // An answer that is wrong is quick and proves nothing.
        assert!(buffer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&buffer[..filled]));
        assert!(
            buffer[..filled].windows(6).any(|window| window == b"Hello!"),
            "{}",
            String::from_utf8_lossy(&buffer[..filled])
        );
    }
    times
}

fn is_whole(answer: &[u8]) -> bool {
    let text = std::str::from_utf8(answer).unwrap_or_default();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    match length {
        Some(length) => body.len() >= length,
        None => body.ends_with("0\r\n\r\n"),
    }
}

fn request(port: u16, number: &mut u64) -> Vec<u8> {
    *number += 1;
    let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs();
    let mut parties = Parties::sample(time, 1_000_000_000 + *number);
    parties.from = format!("oWEBOT-test_user-{:011}", *number % 1000);
    let push = Push::text("hi", &parties);
    let nonce = (2_000_000_000 + *number).to_string();
    let delivery = Delivery::plain(&push, &Credentials::token(TOKEN), time, &nonce);
    let query: Vec<String> = delivery.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut bytes = format!(
        "POST /?{} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n",
        query.join("&"),
        delivery.body.len()
    )
    .into_bytes();
    bytes.extend(delivery.body);
    bytes
}
