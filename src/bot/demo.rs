//! The bot of `webot send --demo`: a file of rules, served as any other.

use std::path::Path;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use super::engine::Tools;
use super::rules;
use super::serve::{Account, Bot, Options, Server, serve};
use super::session::{Limits, Sessions};
use crate::error::Error;
use crate::lang::Lang;
use crate::message::Credentials;

const RULES: [&str; 2] = [include_str!("demo.en.yaml"), include_str!("demo.zh.yaml")];

/// A running bot; it ends when this is dropped.
pub struct Demo {
    url: Url,
    task: JoinHandle<()>,
}

impl Demo {
    /// Starts the bot on a free loopback port; the time is in milliseconds.
    pub async fn start(credentials: &Credentials, now_ms: fn() -> u64) -> Result<Self, Error> {
        let io = |source| Error::Io { path: "127.0.0.1".to_owned(), source };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(io)?;
        let address = listener.local_addr().map_err(io)?;
        let url = Url::parse(&format!("http://{address}/")).map_err(|error| Error::Bug(error.to_string()))?;
        let text = match Lang::spoken() {
            Lang::En => RULES[0],
            Lang::Zh => RULES[1],
        };
        let book = rules::read_text(text, Path::new("demo.yaml"))
            .map_err(|problems| Error::Bug(format!("the demo's rules: {problems:?}")))?;
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
