//! Servers under load, as processes of their own.

#![expect(clippy::print_stdout, reason = "a server prints its address")]

use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::post;

/// The argument with which a bench is the bare handler.
pub(crate) const BARE_AXUM: &str = "--bare-axum";
/// The reply of the bare handler to the user of signed loads: the bytes of a reply of webot's.
pub(crate) const REPLY: &str = "<xml><ToUserName><![CDATA[oWEBOT-test_user-00000000001]]></ToUserName><FromUserName><![CDATA[gh_0123456789ab]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[Hello!]]></Content></xml>";

/// The name of a bot on express.
pub(crate) const EXPRESS: &str = "express + wechat-mp";
/// The bot on express; it knows one keyword.
const EXPRESS_BOT: &str = "
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

/// A server, which ends with the value.
pub(crate) struct Server {
    pub name: &'static str,
    child: Child,
    pub port: u16,
}

impl Server {
    /// Starts a program that prints its address.
    pub(crate) fn start(name: &'static str, command: &mut Command) -> Self {
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
        Self { name, child, port }
    }

    /// Starts a webot on this port. It logs, as it does for everybody, into nothing.
    pub(crate) fn webot(name: &'static str, port: u16, command: &mut Command) -> Self {
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
        Self { name, child, port }
    }

    /// Starts the bare handler.
    pub(crate) fn bare() -> Self {
        let own = std::env::current_exe().expect("this program");
        Self::start("bare axum handler", Command::new(own).arg(BARE_AXUM))
    }

    /// Starts a bot on express; `None` where node or npm is not there, or nothing could be installed.
    #[expect(clippy::disallowed_methods, reason = "its own file in its own folder")]
    pub(crate) fn express(folder: &Path, token: &str) -> Option<Self> {
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
        std::fs::write(&bot, EXPRESS_BOT).ok()?;
        Some(Self::start(EXPRESS, Command::new("node").arg(bot).env("TOKEN", token)))
    }

    /// The most memory that it has held, in KB.
    pub(crate) fn peak(&self) -> Option<u64> {
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

/// Returns a port at which nothing listens.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// The handler that does nothing but give this reply, on one thread, as axum's own `serve` serves it.
pub(crate) fn bare_axum(reply: &'static str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let handler = move |_: Bytes| async move {
            ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], reply)
        };
        let app = Router::new().route("/", post(handler));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("listening on {}", listener.local_addr().expect("an address"));
        axum::serve(listener, app).await.expect("a server");
    });
}
