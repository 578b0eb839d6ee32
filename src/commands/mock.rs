//! `webot mock`: serves the built-in mock of WeChat.

mod aibot;
mod log;
mod notice;
mod page;
pub(crate) mod pay_keys;
mod push;
mod shutdown;

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use url::Url;

use super::args::{MOCK_STATE_VARIABLE, configured_api_keys, referenced, server_tls};
use super::ui::{Ui, UiArgs, beside};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::quoted;
use crate::http::server::ServerTls;
use crate::lang::Wanted;
use crate::message::SAMPLE_APPID;
use crate::mock::{
    self, AccountKind, Deliverer, LogLine, LoginRules, MAX_LATENCY_MS, MockOptions, NetworkFaults,
    PlannedFailure, Rules, StateFile, World, aibot_socket_url,
};
use crate::page::Host;
use crate::printer::{LogClock, Outcome};
use crate::secret::Secret;
use crate::text::{help, words};
use crate::wechat::WechatError;

pub(super) use log::{logged, stamp};
pub(super) use shutdown::shutdown_signal;

use aibot::{SocketSender, base_url};
use log::{logged_push, logging_failures};
use notice::{MockSender, NoticeArgs, NoticeSender};
use page::{MockPage, PageStart, refreshing};
use push::{PushArgs, PushedBot};

/// The default port; chosen after the lifetime of a token in seconds.
const DEFAULT_PORT: u16 = 7200;

/// The default address.
const DEFAULT_HOST: &str = "127.0.0.1";

/// A secret that the mock accepts.
const SAMPLE_SECRET: &str = "0123456789abcdef0123456789abcdef";

/// `webot mock`
#[derive(Debug, Args)]
pub(crate) struct MockArgs {
    /// `reset` or `pay-keys`
    #[arg(value_name = "reset|pay-keys", value_parser = ["reset", "pay-keys"], hide_possible_values = true, help = help().mock.action, help_heading = help().arguments)]
    pub action: Option<String>,
    /// `--mock-state`
    #[arg(long, value_name = "FILE", help = help().mock.mock_state)]
    pub mock_state: Option<PathBuf>,
    /// `--host`
    #[arg(long, value_name = "HOST", help = help().mock.host, help_heading = help().mock.address)]
    pub host: Option<String>,
    /// `--port`
    #[arg(long, value_name = "PORT", help = help().mock.port, help_heading = help().mock.address)]
    pub port: Option<u16>,
    /// `--tls-cert`
    #[arg(long, value_name = "FILE", requires = "tls_key", help = help().token_server.tls_cert, help_heading = help().mock.address)]
    pub tls_cert: Option<PathBuf>,
    /// `--tls-key`
    #[arg(long, value_name = "FILE", requires = "tls_cert", help = help().token_server.tls_key, help_heading = help().mock.address)]
    pub tls_key: Option<PathBuf>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().mock.appid, help_heading = help().mock.account)]
    pub appid: Option<String>,
    /// `--secret`
    #[arg(long, value_name = "SECRET", help = help().mock.secret, help_heading = help().mock.account)]
    pub secret: Option<Secret>,
    /// `--followers`
    #[arg(
        long, value_name = "N", help = help().mock.followers, help_heading = help().mock.account,
        value_parser = clap::value_parser!(u64).range(..=mock::MAX_FOLLOWERS)
    )]
    pub followers: Option<u64>,
    /// `--snapshot`
    #[arg(long, help = help().mock.snapshot, help_heading = help().mock.account)]
    pub snapshot: bool,
    /// `--token-overlap`
    #[arg(
        long, value_name = "SECONDS", help = help().mock.token_overlap, help_heading = help().mock.account,
        value_parser = clap::value_parser!(u64).range(..=7200)
    )]
    pub token_overlap: Option<u64>,
    /// `--allow-ip`
    #[arg(long, value_name = "IP", help = help().mock.allow_ip, help_heading = help().mock.faults)]
    pub allow_ip: Vec<String>,
    /// `--quota`
    #[arg(long, value_name = "PATH=N", help = help().mock.quota, help_heading = help().mock.faults)]
    pub quota: Vec<String>,
    /// `--fail`
    #[arg(
        long, value_name = "CODE@N[-M]", help = help().mock.fail, help_heading = help().mock.faults,
        allow_hyphen_values = true
    )]
    pub fail: Vec<String>,
    /// `--kind`
    #[arg(long, value_name = "KIND", value_enum, hide_possible_values = true, help = help().mock.kind, help_heading = help().mock.faults)]
    pub kind: Option<AccountKind>,
    /// `--deny`
    #[arg(long, value_name = "PATH", help = help().mock.deny, help_heading = help().mock.faults)]
    pub deny: Vec<String>,
    /// `--latency`
    #[arg(long, value_name = "MS[-MS]", help = help().mock.latency, help_heading = help().mock.faults)]
    pub latency: Option<String>,
    /// `--drop`
    #[arg(
        long, value_name = "N", help = help().mock.drop, help_heading = help().mock.faults,
        value_parser = clap::value_parser!(u64).range(1..)
    )]
    pub drop: Option<u64>,
    /// The bot that gets pushes.
    #[command(flatten)]
    pub pushes: PushArgs,
    /// The notices of WeChat Pay.
    #[command(flatten)]
    pub notices: NoticeArgs,
    /// The page.
    #[command(flatten)]
    pub ui: UiArgs,
}

impl MockArgs {
    fn rules(&self, secret: Option<Secret>) -> Result<Rules, Error> {
        let usual = Rules::default();
        Ok(Rules {
            followers: self.followers.unwrap_or(usual.followers),
            token_overlap_s: self.token_overlap.unwrap_or(usual.token_overlap_s),
            quotas: self.quota.iter().map(|given| quota(given)).collect::<Result<_, _>>()?,
            fail: self.fail.iter().map(|given| fail(given)).collect::<Result<_, _>>()?,
            kind: self.kind.unwrap_or_default(),
            deny: self.deny.iter().map(|given| path(given)).collect::<Result<_, _>>()?,
            whitelist: match self.allow_ip.as_slice() {
                [] => None,
                given => Some(given.iter().map(|given| address(given)).collect::<Result<_, _>>()?),
            },
            publish_status: usual.publish_status,
            template_status: usual.template_status,
            push_after_ms: self.pushes.after.unwrap_or(usual.push_after_ms),
            appid: self.appid.clone(),
            login: LoginRules { snapshot: self.snapshot, ..LoginRules::default() },
            secret,
        })
    }
}

fn wrong(flag: &'static str, value: &str, wanted: Wanted) -> Error {
    Usage::Value { flag, value: value.to_owned(), wanted }.into()
}

fn quota(given: &str) -> Result<(String, u64), Error> {
    let read = || {
        let (path, most) = given.split_once('=')?;
        let path = path.trim();
        path.starts_with('/').then_some((path.to_owned(), most.trim().parse().ok()?))
    };
    read().ok_or_else(|| wrong("--quota", given, Wanted::Quota))
}

fn fail(given: &str) -> Result<PlannedFailure, Error> {
    given.parse().map_err(|_| wrong("--fail", given, Wanted::Failure))
}

fn path(given: &str) -> Result<String, Error> {
    if given.starts_with('/') { Ok(given.to_owned()) } else { Err(wrong("--deny", given, Wanted::ApiUrl)) }
}

fn address(given: &str) -> Result<String, Error> {
    if mock::is_network(given) {
        Ok(given.to_owned())
    } else {
        Err(wrong("--allow-ip", given, Wanted::Network))
    }
}

fn delay(given: &str) -> Result<(Duration, Duration), Error> {
    let read = || {
        let (least, most) = given.split_once('-').unwrap_or((given, given));
        let (least, most): (u64, u64) = (least.trim().parse().ok()?, most.trim().parse().ok()?);
        (least <= most && most <= MAX_LATENCY_MS)
            .then_some((Duration::from_millis(least), Duration::from_millis(most)))
    };
    read().ok_or_else(|| wrong("--latency", given, Wanted::Delay))
}

/// Serves until it is interrupted.
pub(crate) fn run(args: &MockArgs, cx: &Context) -> Result<Outcome, Error> {
    match args.action.as_deref() {
        Some("pay-keys") => return pay_keys::run(args, cx),
        Some(_) => return reset(args.mock_state.as_deref(), cx),
        None => {}
    }
    let secret = args.secret.as_ref().map(|secret| referenced("--secret", secret, cx)).transpose()?;
    let rules = args.rules(secret.clone())?;
    let latency = args.latency.as_deref().map_or(Ok((Duration::ZERO, Duration::ZERO)), delay)?;
    let bot = args.pushes.bot(cx)?;
    let receiver = match &args.appid {
        Some(appid) => Some(appid.clone()),
        None if bot.is_some() => cx.settings()?.text(Key::Appid)?,
        None => None,
    };
    let served = Served {
        host: args.host.as_deref().unwrap_or(DEFAULT_HOST),
        port: args.port.unwrap_or(DEFAULT_PORT),
        rules,
        listening: &|url| {
            let command = token_command(args.appid.as_deref(), secret.as_ref(), url, cx);
            (words().mock.listening)(url, command.as_deref())
        },
        bot,
        state: args.mock_state.as_deref(),
        appid: receiver.as_deref(),
        notify_to: args.notices.url()?,
        speed: args.pushes.speed()?,
        tls: server_tls((args.tls_cert.as_deref(), args.tls_key.as_deref(), None), cx)?,
        ui: Some(&args.ui),
    };
    run_server(served, NetworkFaults { latency, drop: args.drop }, cx)
}

/// A mock to serve.
pub(super) struct Served<'a> {
    /// The address to listen on.
    pub(super) host: &'a str,
    /// The port, 0 for a free one.
    pub(super) port: u16,
    /// The settings.
    pub(super) rules: Rules,
    /// Tells the URL of the server.
    pub(super) listening: &'a dyn Fn(&str) -> String,
    /// The bot that gets the pushes.
    pub(super) bot: Option<PushedBot>,
    /// The file that keeps the state.
    pub(super) state: Option<&'a Path>,
    /// The appid of an account that there is from the start.
    pub(super) appid: Option<&'a str>,
    /// The URL that gets all notices of WeChat Pay.
    pub(super) notify_to: Option<Url>,
    /// The factor by which WeChat's times are divided.
    pub(super) speed: f64,
    /// The TLS of the server; `None` for plain HTTP.
    pub(super) tls: Option<ServerTls>,
    /// The arguments of the page, if the command has them.
    pub(super) ui: Option<&'a UiArgs>,
}

/// Serves a mock until it is interrupted.
pub(super) fn run_server(served: Served<'_>, faults: NetworkFaults, cx: &Context) -> Result<Outcome, Error> {
    let Served { host, port, rules, listening, bot, state: path, appid, notify_to, speed, tls, ui } = served;
    let seed = u64::from_be_bytes(cx.random()?);
    let api_keys = configured_api_keys(cx)?;
    let (state, mut world) = match path {
        Some(path) => {
            let (state, world) = StateFile::open(path).map_err(WechatError::Mock)?;
            (Some(state), world)
        }
        None => (None, World::seeded(rules.clone(), seed)),
    };
    world.set_rules(rules);
    if let Some(appid) = appid {
        world.know(appid);
    }
    let pay_keys = pay_keys::keyring(Some(pay_keys::state_path(path, cx)), cx);
    let pushes_to = bot.as_ref().map(PushedBot::shown);
    let bot_key = bot.as_ref().and_then(PushedBot::aes_key);
    let pay_keys = Arc::new(pay_keys);
    let notices = NoticeSender { keys: Arc::clone(&pay_keys), to: notify_to, speed, system: cx.system };
    let sockets = Rc::new(SocketSender::new(cx.system));
    let (failed, failures) = mpsc::unbounded_channel();
    let (bot, notices) = (bot.map(Rc::new), Rc::new(notices));
    let sender = MockSender { bot, notices, sockets: Rc::clone(&sockets), failed };
    let deliverer = Some(Rc::new(sender) as Rc<dyn Deliverer>);
    let (now_ms, controls) = (cx.system.now_ms, None);
    let mut options =
        MockOptions { faults, now_ms, seed, api_keys, pay_keys, deliverer, state, tls, controls };
    let (mut calls, mut pushes) = (0, 0);
    let mut clock = LogClock::local();
    let left = cx.block_on_server(async {
        let failed = |source| Error::Io { path: format!("{host}:{port}"), source };
        let listener = TcpListener::bind((host, port)).await.map_err(failed)?;
        // Installed before the address is printed, so that a script that waits for the address can stop the server
        // cleanly.
        let end = shutdown_signal()?;
        let scheme = if options.tls.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{}", listener.local_addr().map_err(failed)?);
        if let Some(state) = &options.state {
            state.held_by(&url);
        }
        let parsed = Url::parse(&url).map_err(|error| Error::Bug(error.to_string()))?;
        sockets.listens(&parsed);
        world.serve_at(&base_url(&parsed), bot_key);
        let aibot = aibot_socket_url(&parsed);
        let ui = match ui {
            Some(args) => args.open(cx).await?,
            None => None,
        };
        let page = ui.as_ref().map(|ui| {
            let start = PageStart { url: &url, bot: pushes_to.as_deref() };
            let (page, controls) = MockPage::new(&start, ui.feed());
            options.controls = Some(controls);
            page
        });
        tell((&url, &aibot), listening, (pushes_to.as_deref(), ui.as_ref()), cx)?;
        let log = |line: LogLine<'_>| {
            if let Some(page) = &page {
                page.show(&line, (cx.system.now_ms)());
            }
            match line {
                LogLine::Call(call) => {
                    calls += 1;
                    cx.printer.status(&logged(call, &mut clock, cx));
                }
                LogLine::Push(push) => {
                    pushes += 1;
                    cx.printer.status(&logged_push(push, (cx.system.now_ms)(), &mut clock, cx));
                }
                LogLine::Control => {}
            }
        };
        let served = Box::pin(mock::serve(listener, world, options, end, log));
        let served = logging_failures(served, failures, cx);
        let work = refreshing(page.as_deref(), served);
        let host = page.clone().map(|page| page as Rc<dyn Host>);
        let left = beside(ui.zip(host), work).await;
        Ok::<_, Error>(left.map_err(WechatError::Mock)?)
    })??;
    Ok(ended((calls, pushes), left.undelivered, path, pushes_to.is_some()))
}

/// Prints the addresses of the mock and of its page, and the bot that gets pushes.
fn tell(
    (url, aibot): (&str, &str),
    listening: &dyn Fn(&str) -> String,
    (bot, ui): (Option<&str>, Option<&Ui>),
    cx: &Context,
) -> Result<(), Error> {
    if cx.printer.is_json() {
        let mut line = json!({ "listening": url, "aibot": aibot });
        if let Some(ui) = ui {
            line["ui"] = json!(ui.url());
        }
        cx.printer.data(&line.to_string())?;
    }
    cx.printer.status(&listening(url));
    cx.printer.status(&(words().mock.aibot)(aibot));
    if let Some(bot) = bot {
        cx.printer.status(&(words().mock.pushes_to)(bot));
    }
    if let Some(ui) = ui {
        ui.tell(cx);
    }
    Ok(())
}

/// Returns the outcome at the end, with the numbers of calls and of pushes.
fn ended((calls, pushes): (u64, u64), undelivered: usize, state: Option<&Path>, has_bot: bool) -> Outcome {
    let mut json = json!({ "calls": calls });
    let mut status = (words().mock.ended)(calls);
    let state = state.map(|path| path.display().to_string());
    // Without a bot and a file nobody wants the pushes.
    if state.is_some() || has_bot || pushes > 0 {
        json["pushes"] = json!(pushes);
        json["undelivered"] = json!(undelivered);
        if undelivered > 0 {
            status.push_str(&(words().mock.undelivered)(undelivered, state.as_deref()));
        }
    }
    Outcome::json(json).status(status)
}

/// Returns a command that gets a token from the mock and can be pasted; `None` if it would need a secret that may not be
/// shown.
fn token_command(appid: Option<&str>, secret: Option<&Secret>, url: &str, cx: &Context) -> Option<String> {
    let settings = cx.settings().ok();
    let fits = |key: Key, wanted: Option<&str>| {
        let found = settings.and_then(|settings| settings.get(key).ok().flatten());
        found.is_some_and(|found| wanted.is_none_or(|wanted| found.value.expose() == wanted))
    };
    let secret = secret.map(Secret::expose);
    let get = format!("webot token get --api-base {url}");
    if fits(Key::Appid, appid) && fits(Key::Secret, secret) {
        return Some(get);
    }
    if secret.is_some() && !cx.printer.is_attended() {
        return None;
    }
    let appid = quoted(appid.unwrap_or(SAMPLE_APPID));
    let secret = quoted(secret.unwrap_or(SAMPLE_SECRET));
    Some(if cfg!(windows) {
        // Works in PowerShell too, and leaves no variable behind.
        format!("cmd /C \"set WX_APPID={appid}&& set WX_SECRET={secret}&& {get}\"")
    } else {
        format!("WX_APPID={appid} WX_SECRET={secret} {get}")
    })
}

/// Removes the state that `--mock` keeps between commands.
fn reset(named: Option<&Path>, cx: &Context) -> Result<Outcome, Error> {
    let named = named.or_else(|| cx.env.get(MOCK_STATE_VARIABLE).map(Path::new));
    let path = named.map_or_else(StateFile::default_path, Path::to_owned);
    let removed = StateFile::remove(&path).map_err(WechatError::Mock)?;
    let shown = path.display().to_string();
    let json = json!({ "file": shown, "removed": removed });
    Ok(Outcome::json(json).status((words().mock.reset)(&shown, removed)))
}
