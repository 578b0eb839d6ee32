//! `webot listen`: stands between WeChat and a bot, and shows and records what passes.

mod again;
mod log;
mod output;
mod page;
mod said;
mod view;

use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use clap::{Args, ValueEnum};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use url::Url;

use super::args::{CredentialArgs, known_aes_key, parse_seconds, parse_url, read_roots, referenced};
use super::ui::{UiArgs, beside};
use crate::bot::serve::Account;
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::http::{Forwarder, is_loopback};
use crate::lang::Wanted;
use crate::message::envelope::AesKey;
use crate::page::Host;
use crate::printer::{Flushed, Outcome};
use crate::recording::{ConditionError, Pseudonyms, Recorder};
use crate::relay::{Destination, DestinationError, Relay, RelayEvent, Route, relay};
use crate::secret::Secret;
use crate::text::{help, words};
use output::{Output, Start};
use page::{ListenPage, PageStart};

/// The default port.
const DEFAULT_PORT: u16 = 8080;
/// The default time that the bot may take. WeChat waits 5 s; an answer that comes later is shown as late.
const DEFAULT_LIMIT: Duration = Duration::from_secs(30);
/// The address of a bot if none is configured, as for `webot send`.
const DEFAULT_BOT: &str = "http://127.0.0.1:3000/";

/// The number of pushes that wait to be sent again.
const MAX_WAITING_RESENDS: usize = 64;

/// `webot listen`
#[derive(Debug, Args)]
#[command(mut_arg("token", |arg| arg.help(help().listen.token)))]
pub(crate) struct ListenArgs {
    /// `--host`
    #[arg(long, value_name = "HOST", help = help().listen.host, help_heading = help().listen.address)]
    pub host: Option<String>,
    /// `--port`
    #[arg(short, long, value_name = "PORT", help = help().listen.port, help_heading = help().listen.address)]
    pub port: Option<u16>,
    /// `--forward-to`
    #[arg(
        short, long, aliases = ["des", "destination"], value_name = "URL", help = help().listen.forward_to,
        help_heading = help().listen.bot
    )]
    pub forward_to: Option<String>,
    /// `--route`
    #[arg(long, value_name = "CONDITION=URL", help = help().listen.route, help_heading = help().listen.bot)]
    pub route: Vec<String>,
    /// `--fallback`
    #[arg(
        long, value_name = "ANSWER", value_enum, hide_possible_values = true, help = help().listen.fallback,
        help_heading = help().listen.bot
    )]
    pub fallback: Option<Fallback>,
    /// `--timeout`
    #[arg(long, value_name = "SECONDS", help = help().listen.timeout, help_heading = help().listen.bot)]
    pub timeout: Option<String>,
    /// `--cacert`
    #[arg(long, value_name = "FILE", help = help().args.cacert, help_heading = help().listen.bot)]
    pub cacert: Option<PathBuf>,
    /// `--save`
    #[arg(short, long, value_name = "FILE", help = help().listen.save, help_heading = help().listen.recording)]
    pub save: Option<PathBuf>,
    /// `--anonymize`
    #[arg(long, help = help().listen.anonymize, help_heading = help().listen.recording)]
    pub anonymize: bool,
    /// `--log`
    #[arg(long, help = help().listen.log, help_heading = help().listen.output)]
    pub log: bool,
    /// The page.
    #[command(flatten)]
    pub ui: UiArgs,
    /// The credentials shared with the bot.
    #[command(flatten)]
    pub credentials: CredentialArgs,
}

/// `--fallback`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Fallback {
    /// Answer `success`, so that WeChat delivers the push no more.
    Success,
}

/// Forwards until it is interrupted.
pub(crate) fn run(args: &ListenArgs, cx: &Context) -> Result<Outcome, Error> {
    let destination = destination(args, cx)?;
    let routes = args.route.iter().map(|given| route(given)).collect::<Result<Vec<_>, _>>()?;
    let limit = match &args.timeout {
        Some(seconds) => parse_seconds("--timeout", seconds)?,
        None => DEFAULT_LIMIT,
    };
    let account = account(&args.credentials, cx)?;
    let pseudonyms = args.anonymize.then(|| pseudonyms(&account, cx)).transpose()?;
    let recorder = args.save.as_deref().map(Recorder::open).transpose()?;
    let https = std::iter::once(&destination)
        .chain(routes.iter().map(|route| &route.destination))
        .any(Destination::is_https);
    let roots = args.cacert.as_deref().map(|file| read_roots(file, cx)).transpose()?;
    let failed = |failure| Error::Network { url: destination.shown.clone(), failure };
    let forwarder = Forwarder::new(https, roots.as_deref()).map_err(failed)?;
    let host = args.host.as_deref().unwrap_or("127.0.0.1");
    let port = args.port.unwrap_or(DEFAULT_PORT);
    let (has_token, shown) = (account.token.is_some(), destination.shown.clone());
    let own_port = destination.loopback_port();
    let mut relay_settings = Relay {
        forwarder,
        destination,
        routes,
        answers_success: args.fallback == Some(Fallback::Success),
        account,
        recorder,
        pseudonyms,
        limit,
        keeps_originals: false,
        system: cx.system,
    };
    let (pushes, output) = cx.block_on_server(async {
        let failed = |source| Error::Io { path: format!("{host}:{port}"), source };
        let listener = TcpListener::bind((host, port)).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        if own_port == Some(address.port()) {
            return Err(Setup::ForwardsToItself(shown.clone()).into());
        }
        let (wishes, resends) = mpsc::channel(MAX_WAITING_RESENDS);
        let ui = args.ui.open(cx).await?;
        let url = format!("http://{address}");
        let page = ui.as_ref().map(|ui| {
            let recording = args.save.as_ref().map(|file| file.display().to_string());
            let start = PageStart { url: &url, destination: &shown, recording, is_unverified: !has_token };
            ListenPage::new(&start, ui.feed(), wishes.clone(), cx.system)
        });
        let start = Start {
            url,
            destination: shown,
            recording: args.save.as_deref(),
            warning: (!has_token).then_some(words().listen.no_token),
            resends: wishes,
            ui: ui.as_ref(),
        };
        let (mut output, end) = Output::start(start, args.log, cx)?;
        relay_settings.keeps_originals = output.is_view() || page.is_some();
        let show = |events: Vec<RelayEvent>| {
            if let Some(page) = &page {
                for event in &events {
                    page.show(event);
                }
            }
            output.show(events);
        };
        let work = Box::pin(relay(listener, relay_settings, resends, end, show));
        let page = page.clone().map(|page| page as Rc<dyn Host>);
        let pushes = beside(ui.zip(page), work).await;
        Ok::<_, Error>((pushes, output))
    })??;
    if let Flushed::Stuck(end) = output.end() {
        return Ok(Outcome::stream(end));
    }
    Ok(Outcome::json(json!({ "pushes": pushes })).status((words().listen.ended)(pushes)))
}

fn destination(args: &ListenArgs, cx: &Context) -> Result<Destination, Error> {
    let url = match &args.forward_to {
        Some(given) => parse_url("--forward-to", given)?,
        None => match cx.settings()?.text(Key::Url)? {
            Some(configured) => parse_url("url", &configured)?,
            None => parse_url("--forward-to", DEFAULT_BOT)?,
        },
    };
    Ok(Destination::new(url))
}

fn route(given: &str) -> Result<Route, Error> {
    Route::parse(given).map_err(|error| {
        let (value, wanted) = match error {
            DestinationError::Condition(
                error @ (ConditionError::Field { .. } | ConditionError::Kind { .. }),
            ) => {
                return condition_error("--route", given, error);
            }
            DestinationError::Url(url) => (url, Wanted::Url),
            DestinationError::NoUrl | DestinationError::Condition(_) => (given.to_owned(), Wanted::Route),
        };
        Usage::Value { flag: "--route", value, wanted }.into()
    })
}

/// Explains why a text is no condition.
pub(super) fn condition_error(flag: &'static str, given: &str, error: ConditionError) -> Error {
    let value = |wanted| Usage::Value { flag, value: given.to_owned(), wanted };
    let usage = match error {
        ConditionError::Shape => value(Wanted::Condition),
        ConditionError::Pattern(_) => value(Wanted::Regex),
        ConditionError::Field { name, closest } => Usage::NoPushField { flag, name, closest },
        ConditionError::Kind { word, closest } => Usage::NoPushKind { flag, word, closest },
    };
    usage.into()
}

/// Returns the account, by whose token and key pushes are verified; both are optional.
pub(super) fn account(args: &CredentialArgs, cx: &Context) -> Result<Account, Error> {
    let settings = cx.settings()?;
    let token = match &args.token {
        Some(token) => Some(referenced("--token", token, cx)?),
        None => settings.get(Key::Token)?.map(|setting| setting.value),
    };
    let aes_key = match &args.aes_key {
        Some(key) => {
            let key = referenced("--aes-key", key, cx)?;
            Some(AesKey::parse(key.expose()).map_err(Usage::AesKey)?)
        }
        None => known_aes_key(cx)?,
    };
    let receiver = match args.receiver.clone().or_else(|| args.appid.clone()) {
        Some(receiver) => Some(receiver),
        None => settings.receiver()?,
    };
    let token = token.filter(|token| !token.expose().is_empty());
    Ok(Account { token, aes_key, receiver, ..Account::default() })
}

/// Returns pseudonyms that are the same in each run with the same token; without one, they are those of this run.
fn pseudonyms(account: &Account, cx: &Context) -> Result<Pseudonyms, Error> {
    let key = match &account.token {
        Some(token) => token.clone(),
        None => Secret::new(u64::from_be_bytes(cx.random()?).to_string()),
    };
    Ok(Pseudonyms::new(key))
}

impl Destination {
    /// Returns the port if the destination is on this machine.
    fn loopback_port(&self) -> Option<u16> {
        let url = Url::parse(&self.shown).ok().filter(is_loopback)?;
        url.port_or_known_default()
    }
}
