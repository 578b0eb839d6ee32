//! `webot chat`: a page to chat with a bot, as several users.

mod mock;

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::LocalSet;
use url::Url;

use self::mock::ApiMock;
use super::args::{
    AddressArgs, ConnectionArgs, CredentialArgs, DEFAULT_TOKEN, FormArgs, TokenOrigin, WechatArgs,
    parse_seconds, parse_url, read_bytes,
};
use super::mock::shutdown_signal;
use super::ui;
use crate::bot::{LocalBotSettings, demo_settings};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::{Client, shown};
use crate::lang::{Lang, Said};
use crate::menu;
use crate::message::{AnswerFamily, Credentials, Rule, SAMPLE_OPENID};
use crate::page::{Chat, ChatBot, ChatError, ChatSettings, Explain, Feed, FreshBot, PageFile, PageServer};
use crate::printer::Outcome;
use crate::probe::Schedule;
use crate::secret::{Secret, mask_values};
use crate::source::Source;
use crate::text::{self, help, words};

/// The value of `--menu` that stands for the menu of the configured account.
const API_MENU: &str = "api";

/// `webot chat`
#[derive(Debug, Args)]
pub(crate) struct ChatArgs {
    /// BOT
    #[arg(
        value_name = "BOT", help = help().chat.bot, help_heading = help().arguments,
        conflicts_with_all = ["destination", "host", "port", "route"]
    )]
    pub bot: Option<String>,
    /// The bot's address.
    #[command(flatten)]
    pub address: AddressArgs,
    /// `--no-open`
    #[arg(long, help = help().chat.no_open, help_heading = help().chat.page)]
    pub no_open: bool,
    /// `--menu`
    #[arg(long, value_name = "FILE", help = help().chat.menu, help_heading = help().chat.page)]
    pub menu: Option<PathBuf>,
    /// `--mock`
    #[arg(long, help = help().chat.mock, help_heading = help().chat.page)]
    pub mock: bool,
    /// `--mock-port`
    #[arg(long, value_name = "PORT", requires = "mock", help = help().chat.mock_port, help_heading = help().chat.page)]
    pub mock_port: Option<u16>,
    /// `--user`
    #[arg(short, long, alias = "openid", value_name = "OPENID", help = help().chat.user, help_heading = help().send.message)]
    pub user: Option<String>,
    /// `--sp`
    #[arg(long, value_name = "ID", help = help().send.sp, help_heading = help().send.message)]
    pub sp: Option<String>,
    /// The credentials shared with the bot.
    #[command(flatten)]
    pub credentials: CredentialArgs,
    /// The form of the pushes.
    #[command(flatten)]
    pub form: FormArgs,
    /// `--seed`
    #[arg(long, value_name = "NUMBER", help = help().chat.seed, help_heading = help().send.delivery)]
    pub seed: Option<u64>,
    /// `--deadline`
    #[arg(long, value_name = "SECONDS", help = help().chat.deadline, help_heading = help().send.delivery)]
    pub deadline: Option<String>,
    /// The connection.
    #[command(flatten, next_help_heading = help().send.delivery)]
    pub connection: ConnectionArgs,
}

/// The words of a page for people.
struct PageWords {
    token_origin: TokenOrigin,
    secrets: Vec<Secret>,
}

impl Explain for PageWords {
    fn finding(&self, rule: &Rule, family: AnswerFamily) -> [Said; 2] {
        Lang::both(|| self.token_origin.explain(rule, family))
    }

    fn error(&self, error: ChatError) -> [Said; 2] {
        match known(error) {
            Ok(error) => Lang::both(|| text::error(&error)),
            Err(error) => Lang::both(|| Said::new(sentence(&error))),
        }
    }

    fn mask(&self, text: &str) -> String {
        mask_values(text, self.secrets.iter().map(Secret::expose))
    }
}

/// Returns the error of the crate; the error itself if only a page can cause it.
fn known(error: ChatError) -> Result<Error, ChatError> {
    Ok(match error {
        ChatError::Compose(error) => error.into(),
        ChatError::Probe(error) => error.into(),
        ChatError::Recording(error) => error.into(),
        ChatError::Bot(error) => error.into(),
        ChatError::Rules(problems) => Usage::Rules(problems).into(),
        ChatError::Random(error) => Error::Bug(error.to_string()),
        error => return Err(error),
    })
}

/// Returns the sentence of an error that only a page can cause.
fn sentence(error: &ChatError) -> String {
    let words = &words().chat;
    match error {
        ChatError::NoUser(user) => (words.no_user)(user),
        ChatError::TooManyUsers(most) => (words.too_many_users)(*most),
        ChatError::NoEntry => words.no_entry.to_owned(),
        ChatError::Empty => words.empty.to_owned(),
        ChatError::Call(what) => (words.wrong_call)(what),
        error => format!("{error:?}"),
    }
}

/// Serves the page until it is interrupted.
pub(crate) fn run(args: &ChatArgs, cx: &Context) -> Result<Outcome, Error> {
    let (bot, shown) = args.bot(cx)?;
    let is_own = matches!(bot, ChatBot::Fresh(_));
    let mode = args.form.mode.chosen(args.credentials.aes_key.is_some(), cx)?;
    let (credentials, token_origin) = args.credentials.resolve(mode, is_own, cx)?;
    let menu = match args.menu.as_deref() {
        Some(path) if path == Path::new(API_MENU) => api_menu(cx)?,
        Some(path) => Some(read_menu(path, cx)?),
        None => None,
    };
    let limit = args.connection.limit()?;
    let deadline = args.deadline.as_deref().map(|given| parse_seconds("--deadline", given)).transpose()?;
    let client = args.client(&bot, cx)?;
    let secrets = secrets(&credentials);
    let mut settings = ChatSettings {
        bot,
        credentials,
        format: args.form.format,
        schedule: Schedule::as_wechat(limit, deadline),
        client,
        system: cx.system,
        user: args.user.clone().unwrap_or_else(|| SAMPLE_OPENID.to_owned()),
        account: args.sp.clone(),
        menu,
        mock: None,
        explain: Box::new(PageWords { token_origin, secrets }),
        shown,
    };
    let paths = [ui::secret_path(cx)?, ui::secret_path(cx)?];
    let feed = Arc::new(Feed::default());
    let kept = Arc::clone(&feed);
    cx.block_on_server(LocalSet::new().run_until(async {
        let failed = |source| Error::Io { path: "127.0.0.1:0".to_owned(), source };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
        // The signal handlers are installed before the address is printed, because a reader may send a signal at once.
        let end = shutdown_signal()?;
        let mock = if args.mock { Some(ApiMock::open(args, cx).await?) } else { None };
        settings.mock = mock.as_ref().map(|mock| mock.link(cx)).transpose()?;
        let chat = Chat::start(settings, Arc::clone(&feed)).await;
        let chat =
            chat.map_err(|error| known(error).unwrap_or_else(|error| Error::Bug(format!("{error:?}"))))?;
        let server = PageServer::new(listener, (PageFile::Chat, feed), &paths).map_err(failed)?;
        if let Some(mock) = &mock {
            mock.tell(cx);
        }
        let api = mock.as_ref().map(ApiMock::address);
        tell(&server.url(), api.as_deref(), args.no_open, cx)?;
        let calls = {
            let chat = Rc::clone(&chat);
            async move {
                match mock {
                    Some(mock) => Box::pin(mock.serve(chat, cx)).await,
                    None => std::future::pending().await,
                }
            }
        };
        tokio::select! {
            () = server.serve(chat, end) => Ok::<_, Error>(()),
            ended = calls => ended,
        }
    }))??;
    let messages = kept.count();
    Ok(Outcome::json(json!({ "messages": messages })).status((words().chat.ended)(messages)))
}

/// Prints the address of a page, and opens it unless there is nobody to see it.
fn tell(url: &str, mock: Option<&str>, stays_closed: bool, cx: &Context) -> Result<(), Error> {
    let url = ui::in_language(url);
    if cx.printer.is_json() {
        let mut told = json!({ "listening": url });
        if let Some(mock) = mock {
            told["mock"] = json!(mock);
        }
        cx.printer.data(&told.to_string())?;
    }
    cx.printer.status(&(words().chat.listening)(&url));
    ui::open(&url, stays_closed, cx);
    Ok(())
}

/// Returns the secrets that must not be in an export.
fn secrets(credentials: &Credentials) -> Vec<Secret> {
    let token = Some(&credentials.token).filter(|token| token.expose() != DEFAULT_TOKEN);
    token.into_iter().cloned().collect()
}

/// Returns the menu of the configured account in the form of `menu/create`; `None` if it has none.
fn api_menu(cx: &Context) -> Result<Option<Value>, Error> {
    let menu = super::menu::current(&WechatArgs::default().open(cx)?, cx)?;
    Ok(menu.map(|menu| menu::pull(&menu).map_or(menu, |pulled| pulled.menu)))
}

/// Returns the menu of a file in the form of `menu/create`.
fn read_menu(path: &Path, cx: &Context) -> Result<Value, Error> {
    let bytes = read_bytes(path, "--menu", cx)?;
    let shown = path.display().to_string();
    let source = Source::read(&bytes).map_err(|error| Usage::Menu { path: shown, error: Box::new(error) })?;
    let json = menu::to_json(&source);
    Ok(menu::pull(&json).map_or(json, |pulled| pulled.menu))
}

impl ChatArgs {
    /// Returns the bot, and what the page says of it.
    fn bot(&self, cx: &Context) -> Result<(ChatBot, Value), Error> {
        let remote = |url: Url| {
            let shown = json!({ "url": shown(&url) });
            (ChatBot::Remote(url), shown)
        };
        let address = &self.address;
        let has_address = [&address.destination, &address.host, &address.port, &address.route];
        match self.bot.as_deref() {
            None if has_address.iter().any(|given| given.is_some()) => Ok(remote(address.url(cx)?)),
            None => {
                cx.skip_config();
                let settings = demo_settings(cx.system.now_ms);
                let fresh = FreshBot { file: None, settings, seed: Some(0) };
                Ok((ChatBot::Fresh(fresh), json!({ "demo": true })))
            }
            Some(given) if is_file(given, cx) => {
                let path = cx.env.here.join(given);
                let book = super::serve::read_rules(&path)?;
                let settings = LocalBotSettings {
                    seed: 0,
                    answers_by_family: false,
                    explain: words().serve.failure,
                    now_ms: cx.system.now_ms,
                };
                let seed = self.seed.or_else(|| book.with_accounts().find_map(|(_, book)| book.seed));
                let fresh = FreshBot { file: Some(path), settings, seed };
                Ok((ChatBot::Fresh(fresh), json!({ "file": given })))
            }
            Some(given) => Ok(remote(parse_url("BOT", given)?)),
        }
    }

    fn client(&self, bot: &ChatBot, cx: &Context) -> Result<Client, Error> {
        let url = match bot {
            ChatBot::Remote(url) => url.clone(),
            ChatBot::Fresh(_) => parse_url("BOT", "http://127.0.0.1/")?,
        };
        self.connection.client(&url, cx)
    }
}

/// Returns whether a bot is named by a file and not by a URL.
fn is_file(given: &str, cx: &Context) -> bool {
    let names_rules = [".yaml", ".yml", ".json"].iter().any(|ending| given.ends_with(ending));
    !given.contains("://") && (names_rules || cx.env.here.join(given).is_file())
}
