//! A bot in this process: rules, served on a free port of the loopback address.

use std::io;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use super::engine::EngineDeps;
use super::external::RuleFailure;
use super::rules::RuleBook;
use super::serve::{Account, Bot, Options, Server, serve};
use super::session::{SessionLimits, Sessions};
use crate::message::Credentials;
use crate::random::SeededRandom;

/// The address that the bot listens on.
const HOST: &str = "127.0.0.1";

/// The reasons for which a bot did not start.
#[derive(Debug)]
pub(crate) enum LocalBotError {
    /// No port could be opened.
    Listen(io::Error),
    /// The address of the bot is not a valid URL.
    Url(url::ParseError),
}

/// A running bot; it stops when this is dropped.
#[derive(Debug)]
pub(crate) struct LocalBot {
    url: Url,
    task: JoinHandle<()>,
}

/// The settings of a bot in this process.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LocalBotSettings {
    /// The seed of its random numbers.
    pub seed: u64,
    /// `true` if pushes whose family shows no reply get the answer that it wants, whatever the rules say.
    pub answers_by_family: bool,
    /// Returns the text of a failure, for `{err}`.
    pub explain: fn(&RuleFailure) -> String,
    /// The clock, in milliseconds since 1970.
    pub now_ms: fn() -> u64,
}

impl LocalBot {
    /// Starts a bot with new sessions. If the rules name accounts, the first of them answers.
    pub(crate) async fn start(
        book: RuleBook,
        credentials: &Credentials,
        settings: LocalBotSettings,
    ) -> Result<Self, LocalBotError> {
        let listener = TcpListener::bind((HOST, 0)).await.map_err(LocalBotError::Listen)?;
        let address = listener.local_addr().map_err(LocalBotError::Listen)?;
        let url = Url::parse(&format!("http://{address}/")).map_err(LocalBotError::Url)?;
        let key = credentials.mode.key();
        let account = Account {
            path: None,
            token: Some(credentials.token.clone()),
            aes_key: key.cloned(),
            receiver: key.map(|_| credentials.receiver.clone()),
            only_encrypted: false,
            rules: book.accounts.first().and_then(|account| account.rules.clone()),
        };
        // Any time and any nonce are accepted: the sender may set both by flags.
        let options = Options {
            window_s: 0,
            reject_repeated_nonces: false,
            health_path: "/healthz".to_owned(),
            max_connections: 64,
            log_requests: false,
            answers_by_family: settings.answers_by_family,
            now_ms: settings.now_ms,
        };
        let sessions = Sessions::memory(SessionLimits::default());
        let deps = EngineDeps::new(SeededRandom::new(settings.seed), settings.explain);
        let bot = Bot::new(book, vec![account], sessions, deps, options);
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

impl Drop for LocalBot {
    fn drop(&mut self) {
        self.task.abort();
    }
}
