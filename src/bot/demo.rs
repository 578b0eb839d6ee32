//! The bot of `webot send --demo`: built-in rules, served like a file of rules.

use std::io;
use std::path::Path;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use super::engine::EngineDeps;
use super::rules::{self, Problem};
use super::serve::{Account, Bot, Options, Server, serve};
use super::session::{SessionLimits, Sessions};
use crate::lang::Lang;
use crate::message::Credentials;
use crate::random::SeededRandom;

const BUILT_IN_RULES: [&str; 2] = [include_str!("demo.en.yaml"), include_str!("demo.zh.yaml")];

/// The address that the demo bot listens on.
pub(crate) const HOST: &str = "127.0.0.1";

/// The reasons for which the demo bot did not start.
#[derive(Debug)]
pub(crate) enum DemoError {
    /// No port could be opened.
    Listen(io::Error),
    /// The address of the bot is not a valid URL.
    Url(url::ParseError),
    /// The built-in rules are invalid.
    Rules(Vec<Problem>),
}

/// A running demo bot; it stops when this is dropped.
pub(crate) struct DemoBot {
    url: Url,
    task: JoinHandle<()>,
}

impl DemoBot {
    /// Starts the bot on a free port of the loopback address; `now_ms` returns the time in milliseconds since 1970.
    pub(crate) async fn start(credentials: &Credentials, now_ms: fn() -> u64) -> Result<Self, DemoError> {
        let listener = TcpListener::bind((HOST, 0)).await.map_err(DemoError::Listen)?;
        let address = listener.local_addr().map_err(DemoError::Listen)?;
        let url = Url::parse(&format!("http://{address}/")).map_err(DemoError::Url)?;
        let text = match Lang::spoken() {
            Lang::En => BUILT_IN_RULES[0],
            Lang::Zh => BUILT_IN_RULES[1],
        };
        let book = rules::read_text(text, Path::new("demo.yaml")).map_err(DemoError::Rules)?;
        let account = Account {
            path: None,
            token: Some(credentials.token.clone()),
            aes_key: credentials.mode.key().cloned(),
            receiver: credentials.mode.key().map(|_| credentials.receiver.clone()),
            only_encrypted: false,
            rules: None,
        };
        // Any time and any nonce are accepted: the sender may set both by flags.
        let options = Options {
            window_s: 0,
            reject_repeated_nonces: false,
            health_path: "/healthz".to_owned(),
            max_connections: 64,
            log_requests: false,
            answers_by_family: true,
            now_ms,
        };
        let bot = Bot::new(
            book,
            vec![account],
            Sessions::memory(SessionLimits::default()),
            // None of the built-in rules can fail.
            EngineDeps::new(SeededRandom::new(0), |failure| failure.code().to_owned()),
            options,
        );
        let server = Server { listener, bot, reload: None };
        let task = tokio::spawn(async move {
            serve(server, std::future::pending(), |_| {}).await;
        });
        Ok(Self { url, task })
    }

    /// Returns the URL of the bot.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }
}

impl Drop for DemoBot {
    fn drop(&mut self) {
        self.task.abort();
    }
}
