//! The bot of `webot send --demo`: a file of rules, served as any other.

use std::io;
use std::path::Path;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use super::engine::Tools;
use super::rules::{self, Problem};
use super::serve::{Account, Bot, Options, Server, serve};
use super::session::{Limits, Sessions};
use crate::lang::Lang;
use crate::message::Credentials;

const RULES: [&str; 2] = [include_str!("demo.en.yaml"), include_str!("demo.zh.yaml")];

/// Where the bot listens.
pub const HOST: &str = "127.0.0.1";

/// Why the bot did not start.
#[derive(Debug)]
pub enum DemoError {
    /// No port could be opened.
    Listen(io::Error),
    /// Its address makes no URL.
    Url(url::ParseError),
    /// Its own rules are wrong.
    Rules(Vec<Problem>),
}

/// A running bot; it ends when this is dropped.
pub struct Demo {
    url: Url,
    task: JoinHandle<()>,
}

impl Demo {
    /// Starts the bot on a free loopback port; the time is in milliseconds.
    pub async fn start(credentials: &Credentials, now_ms: fn() -> u64) -> Result<Self, DemoError> {
        let listener = TcpListener::bind((HOST, 0)).await.map_err(DemoError::Listen)?;
        let address = listener.local_addr().map_err(DemoError::Listen)?;
        let url = Url::parse(&format!("http://{address}/")).map_err(DemoError::Url)?;
        let text = match Lang::spoken() {
            Lang::En => RULES[0],
            Lang::Zh => RULES[1],
        };
        let book = rules::read_text(text, Path::new("demo.yaml")).map_err(DemoError::Rules)?;
        let account = Account {
            path: None,
            token: Some(credentials.token.clone()),
            key: credentials.mode.key().cloned(),
            receiver: credentials.mode.key().map(|_| credentials.receiver.clone()),
            only_encrypted: false,
        };
        // Whoever tries it may sign with any time and nonce.
        let options = Options {
            window_s: 0,
            nonces_once: false,
            health: "/healthz".to_owned(),
            connections: 64,
            log: false,
            now_ms,
        };
        let bot =
            Bot::new(book, vec![account], Sessions::memory(Limits::default()), Tools::default(), options);
        let server = Server { listener, bot, reload: None };
        let task = tokio::spawn(async move {
            serve(server, std::future::pending(), |_| {}).await;
        });
        Ok(Self { url, task })
    }

    /// Where it listens.
    pub fn url(&self) -> &Url {
        &self.url
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.task.abort();
    }
}
