//! A conversation with a bot in a page: users send pushes through [`crate::probe`], and the feed shows the exchanges.

mod answer;
mod call;
mod error;
mod exchange;
mod export;
mod mock;
mod open;
mod users;

use std::cell::RefCell;
use std::path::PathBuf;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use url::Url;

pub(crate) use error::ChatError;
pub(crate) use mock::ChatMock;

use super::entry::bilingual;
use super::feed::Feed;
use super::server::{CallError, Host};
use crate::bot::{LocalBot, LocalBotSettings, Problem, WatchedRules};
use crate::http::Client;
use crate::lang::Said;
use crate::message::{AnswerFamily, Credentials, Format, Push, ReplyContext, Rule};
use crate::probe::{Exchange, FixedStamp, Judged, Probe, ProbeError, ProbeEvent, Schedule, judge};
use crate::system::System;
use call::Call;
use users::Users;

/// Puts what happens into words, in English and in Chinese.
pub(crate) trait Explain {
    /// Explains a finding about a reply.
    fn finding(&self, rule: &Rule, family: AnswerFamily) -> [Said; 2];
    /// Explains an error.
    fn error(&self, error: ChatError) -> [Said; 2];
    /// Returns a text without the secrets that webot knows.
    fn mask(&self, text: &str) -> String;
}

/// The bot of a conversation.
#[derive(Debug)]
pub(crate) enum ChatBot {
    /// A bot at this URL.
    Remote(Url),
    /// A bot in this process, which starts anew with a new conversation.
    Fresh(FreshBot),
}

/// A bot in this process.
#[derive(Debug)]
pub(crate) struct FreshBot {
    /// The file of its rules; `None` for the built-in ones.
    pub file: Option<PathBuf>,
    /// Its settings. The seed is drawn for each conversation if `seed` is `None`.
    pub settings: LocalBotSettings,
    /// The seed that was given.
    pub seed: Option<u64>,
}

/// A bot that runs.
#[derive(Debug)]
pub(crate) struct RunningBot {
    url: Url,
    /// The seed of its random numbers; `None` for a bot elsewhere.
    seed: Option<u64>,
    /// Ends the bot when this is dropped.
    _bot: Option<LocalBot>,
}

/// The settings of a conversation.
pub(crate) struct ChatSettings {
    /// The bot.
    pub bot: ChatBot,
    /// Token, mode and receiver.
    pub credentials: Credentials,
    /// XML or JSON.
    pub format: Format,
    /// The schedule of deliveries.
    pub schedule: Schedule,
    /// The client for the bot.
    pub client: Client,
    /// Clock and randomness.
    pub system: System,
    /// `FromUserName` of the first user.
    pub user: String,
    /// `ToUserName`; `None` is the sample.
    pub account: Option<String>,
    /// The menu of the account, in the form of `menu/create`; that on the mock takes its place.
    pub menu: Option<Value>,
    /// The mock that the bot calls.
    pub mock: Option<ChatMock>,
    /// The words for people.
    pub explain: Box<dyn Explain>,
    /// The bot as the page names it: its address or its file.
    pub shown: Value,
}

/// A conversation of several users with a bot.
pub(crate) struct Chat {
    settings: ChatSettings,
    feed: Arc<Feed>,
    bot: RefCell<Rc<RunningBot>>,
    users: RefCell<Users>,
    /// The problems of the rules, in whose place the last ones without problems are in use.
    problem: RefCell<Option<Value>>,
    reloaded: UnboundedSender<Reloaded>,
}

/// The result of reading changed rules.
type Reloaded = Result<(), Vec<Problem>>;

impl ChatBot {
    /// Starts the bot.
    async fn start(
        &self,
        credentials: &Credentials,
        system: System,
        reloaded: &UnboundedSender<Reloaded>,
    ) -> Result<RunningBot, ChatError> {
        match self {
            Self::Remote(url) => Ok(RunningBot { url: url.clone(), seed: None, _bot: None }),
            Self::Fresh(fresh) => {
                let seed = match fresh.seed {
                    Some(seed) => seed,
                    // Short enough to be typed, and exact as a number of JavaScript.
                    None => {
                        u64::from(u32::from_be_bytes(system.random().map_err(ChatError::Random)?)) % 1_000_000
                    }
                };
                fresh.start(credentials, seed, Some(reloaded)).await
            }
        }
    }
}

impl FreshBot {
    /// Starts the bot with this seed. Changes of its rules are used if somebody learns of them.
    async fn start(
        &self,
        credentials: &Credentials,
        seed: u64,
        reloaded: Option<&UnboundedSender<Reloaded>>,
    ) -> Result<RunningBot, ChatError> {
        let book = match &self.file {
            Some(file) => crate::bot::rules::read_file(file),
            None => crate::bot::demo_rules(),
        };
        let book = book.map_err(ChatError::Rules)?;
        let settings = LocalBotSettings { seed, ..self.settings };
        let watched = self.file.clone().zip(reloaded.cloned()).map(|(file, reloaded)| -> WatchedRules {
            (file, Box::new(move |read| drop(reloaded.send(read))))
        });
        let bot = LocalBot::start(book, credentials, settings, watched).await.map_err(ChatError::Bot)?;
        Ok(RunningBot { url: bot.url().clone(), seed: Some(seed), _bot: Some(bot) })
    }
}

impl Chat {
    /// Starts the bot and begins a conversation whose exchanges go to this feed.
    pub(crate) async fn start(settings: ChatSettings, feed: Arc<Feed>) -> Result<Rc<Self>, ChatError> {
        let (reloaded, mut reloads) = unbounded_channel();
        let bot = Rc::new(settings.bot.start(&settings.credentials, settings.system, &reloaded).await?);
        let users = match &settings.mock {
            Some(mock) => Users::of(mock.openids()),
            None => Users::counted(&settings.user),
        };
        let users = RefCell::new(users);
        let problem = RefCell::new(None);
        let chat = Rc::new(Self { settings, feed, bot: RefCell::new(bot), users, problem, reloaded });
        chat.show_state();
        let watching = Rc::downgrade(&chat);
        tokio::task::spawn_local(async move {
            while let Some(read) = reloads.recv().await {
                let Some(chat) = watching.upgrade() else { return };
                let told = read.err().map(|problems| chat.settings.explain.error(ChatError::Rules(problems)));
                *chat.problem.borrow_mut() = told.map(bilingual);
                chat.show_state();
            }
        });
        Ok(chat)
    }

    /// Writes the state beside the exchanges.
    fn show_state(&self) {
        self.feed.set_state(&json!({
            "page": "chat",
            "version": env!("CARGO_PKG_VERSION"),
            "bot": self.settings.shown,
            "seed": self.bot.borrow().seed,
            "users": self.users.borrow().shown(),
            "menu": self.settings.mock.as_ref().and_then(ChatMock::menu).or_else(|| self.settings.menu.clone()),
            "problem": *self.problem.borrow(),
        }));
    }

    /// Sends a push in the background; the feed shows what becomes of it. Returns the id of its entry.
    fn send_soon(self: &Rc<Self>, push: Push) -> u64 {
        let id = self.feed.new_id();
        let chat = Rc::clone(self);
        self.show_sending(id, &push);
        tokio::task::spawn_local(async move {
            chat.note(&push).await;
            chat.deliver(id, &push).await;
        });
        id
    }

    /// Sends a push and shows what becomes of it; `None` if it cannot be delivered.
    async fn send(&self, push: &Push) -> Option<(Vec<Exchange>, Judged)> {
        let id = self.feed.new_id();
        self.show_sending(id, push);
        self.deliver(id, push).await
    }

    /// Tells the mock what a user does.
    async fn note(&self, push: &Push) {
        if let Some(mock) = &self.settings.mock {
            mock.note(&push.document).await;
        }
    }

    fn show_sending(&self, id: u64, push: &Push) {
        let user = push.document.get("FromUserName").unwrap_or_default();
        self.feed.put(id, user, exchange::sending(push, self.settings.system.now_ms(), &[]), None);
    }

    fn probe<'a>(&'a self, bot: &'a RunningBot) -> Probe<'a> {
        Probe {
            url: &bot.url,
            credentials: &self.settings.credentials,
            pay: None,
            pay_key: None,
            format: self.settings.format,
            fixed_stamp: FixedStamp::default(),
            system: self.settings.system,
        }
    }

    async fn deliver(&self, id: u64, push: &Push) -> Option<(Vec<Exchange>, Judged)> {
        let settings = &self.settings;
        let at_ms = settings.system.now_ms();
        // A bot that is replaced meanwhile still answers what was sent to it.
        let bot = Rc::clone(&self.bot.borrow());
        self.note_following(push);
        let context = ReplyContext { push, credentials: &settings.credentials, format: settings.format };
        let family = AnswerFamily::of(push, &settings.credentials, settings.format);
        let schedule = settings.schedule.for_family(family);
        let mut late = Vec::new();
        let mut on_event = |event: ProbeEvent<'_>| {
            if let ProbeEvent::Late { deadline_ms, .. } = event {
                late.push(deadline_ms);
                self.feed.update(id, exchange::sending(push, at_ms, &late), None);
            }
        };
        let probe = self.probe(&bot);
        let sent = probe.deliver(push, schedule, &settings.client, &mut on_event).await;
        let (shown, record, delivered) = match sent {
            Ok(exchanges) => {
                let judged = judge(&exchanges, context, schedule);
                let record = exchange::record(push, &exchanges, &judged, settings, at_ms);
                let shown = exchange::answered(push, &exchanges, &judged, settings, at_ms);
                (shown, Some(record), Some((exchanges, judged)))
            }
            Err(ProbeError::Unreachable { url, failure }) => {
                let record = exchange::unsent_record(push, &failure, settings, at_ms);
                let error = ChatError::Probe(ProbeError::Unreachable { url, failure });
                (exchange::failed(push, error, settings, at_ms), Some(record), None)
            }
            Err(error) => (exchange::failed(push, ChatError::Probe(error), settings, at_ms), None, None),
        };
        self.feed.update(id, shown, record.as_ref().map(exchange::line));
        delivered
    }

    /// Takes note of whether the user of a push follows the account.
    fn note_following(&self, push: &Push) {
        if self.users.borrow_mut().note(&push.document) {
            self.show_state();
        }
    }

    fn error(&self, error: ChatError) -> CallError {
        let said = self.settings.explain.error(error);
        CallError(said.map(|said| exchange::sentence(&said)))
    }
}

impl Host for Chat {
    fn call(
        self: Rc<Self>,
        name: String,
        given: Vec<u8>,
    ) -> Pin<Box<dyn Future<Output = Result<Value, CallError>>>> {
        Box::pin(async move {
            let answered = match Call::parse(&name, &given) {
                Ok(call) => self.answer(call).await,
                Err(error) => Err(error),
            };
            answered.map_err(|error| self.error(error))
        })
    }
}
