//! A bot in this process: rules, served on a free port of the loopback address.

use std::io;
use std::path::PathBuf;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use super::engine::EngineDeps;
use super::external::RuleFailure;
use super::rules::{self, Problem, RuleBook};
use super::serve::{Account, Bot, Options, Reload, Server, ServerEvent, serve};
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

/// A file of rules that is watched, and the function that learns whether a change of it is in use.
pub(crate) type WatchedRules = (PathBuf, Box<dyn Fn(Result<(), Vec<Problem>>) + Send>);

impl LocalBot {
    /// Starts a bot with new sessions. If the rules name accounts, the first of them answers. Changes of the file are
    /// used at once.
    pub(crate) async fn start(
        book: RuleBook,
        credentials: &Credentials,
        settings: LocalBotSettings,
        watched: Option<WatchedRules>,
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
            rules: None,
        };
        let accounts = move |book: &RuleBook| {
            let rules = book.accounts.first().and_then(|first| first.rules.clone());
            vec![Account { rules, ..account.clone() }]
        };
        // Any time and any nonce are accepted: the sender may set both by flags.
        let options = Options {
            window_s: 0,
            reject_repeated_nonces: false,
            health_path: "/healthz".to_owned(),
            max_connections: 64,
            log_requests: false,
            keeps_exchanges: false,
            answers_by_family: settings.answers_by_family,
            now_ms: settings.now_ms,
        };
        let sessions = Sessions::memory(SessionLimits::default());
        let deps = EngineDeps::new(SeededRandom::new(settings.seed), settings.explain);
        let own = accounts(&book);
        let bot = Bot::new(book, own, sessions, deps, options);
        let (file, report) = watched.unzip();
        let reload = file.map(|file| -> Reload {
            Box::new(move || {
                let (read, files) = rules::read_with_files(&file);
                let read = read.map(|book| {
                    let own = accounts(&book);
                    (book, own)
                });
                (read, files)
            })
        });
        let server = Server { listener, bot, reload };
        let task = tokio::spawn(async move {
            let report = move |events: &[ServerEvent]| {
                for event in events {
                    match (event, &report) {
                        (ServerEvent::Reloaded(_), Some(report)) => report(Ok(())),
                        (ServerEvent::ReloadFailed(problems), Some(report)) => report(Err(problems.clone())),
                        _ => {}
                    }
                }
            };
            serve(server, std::future::pending(), report).await;
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
