//! `webot token serve`: hands out the tokens of several accounts over HTTP.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;
use url::Url;

use crate::commands::args::{ConnectionArgs, TicketArgs, WechatArgs, given_secret, server_tls};
use crate::commands::mock::{shutdown_signal, stamp};
use crate::config::{ConfigFile, Key, Settings};
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::http::is_loopback;
use crate::printer::{LogClock, Outcome};
use crate::secret::Secret;
use crate::text::{self, help, words};
use crate::token_server::{self, Event, Platform, ServedAccount, ServedRequest, TokenServerOptions};

/// The default port; the next one after that of `webot mock`.
const DEFAULT_PORT: u16 = 7201;

/// `token serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// PROFILE
    #[arg(value_name = "PROFILE", help = help().token_server.profiles, help_heading = help().arguments)]
    pub profiles: Vec<String>,
    /// `--all-profiles`
    #[arg(long, conflicts_with = "profiles", help = help().token_server.all_profiles, help_heading = help().options)]
    pub all_profiles: bool,
    /// `--host`
    #[arg(long, value_name = "HOST", help = help().token_server.host, help_heading = help().options)]
    pub host: Option<String>,
    /// `--port`
    #[arg(long, value_name = "PORT", help = help().token_server.port, help_heading = help().options)]
    pub port: Option<u16>,
    /// `--key`
    #[arg(long, value_name = "KEY", help = help().token_server.key, help_heading = help().options)]
    pub key: Option<Secret>,
    /// `--tls-cert`
    #[arg(long, value_name = "FILE", requires = "tls_key", help = help().token_server.tls_cert, help_heading = help().options)]
    pub tls_cert: Option<PathBuf>,
    /// `--tls-key`
    #[arg(long, value_name = "FILE", requires = "tls_cert", help = help().token_server.tls_key, help_heading = help().options)]
    pub tls_key: Option<PathBuf>,
    /// `--client-ca`
    #[arg(long, value_name = "FILE", requires = "tls_cert", help = help().token_server.client_ca, help_heading = help().options)]
    pub client_ca: Option<PathBuf>,
    /// `--mock`, `--api-base`
    #[command(flatten)]
    pub wechat: TicketArgs,
    /// The arguments for HTTP connections.
    #[command(flatten)]
    pub connection: ConnectionArgs,
    /// `--proxy`
    #[arg(long, value_name = "URL", help = help().api.proxy)]
    pub proxy: Option<Secret>,
}

/// Serves until it is interrupted.
pub(crate) fn run(args: &ServeArgs, cx: &Context) -> Result<Outcome, Error> {
    let key = args.key.as_ref().map(|key| given_secret("--key", key, cx)).transpose()?;
    let tls = server_tls((args.tls_cert.as_deref(), args.tls_key.as_deref(), args.client_ca.as_deref()), cx)?;
    let profiles = selected_profiles(args, cx)?;
    let settings: Vec<&Settings> =
        if profiles.is_empty() { vec![cx.settings()?] } else { profiles.iter().collect() };
    let connection =
        WechatArgs { connection: args.connection.clone(), proxy: args.proxy.clone(), ..args.wechat.args() };
    let (mut accounts, mut bases) = (Vec::<ServedAccount<'_>>::new(), Vec::new());
    for settings in settings {
        for platform in platforms(settings)? {
            let wechat = connection.open_account(settings, cx, cx, None)?;
            wechat.store()?;
            if !connection.mock {
                bases.push(wechat.base(platform.host())?);
            }
            let agentid = settings.text(Key::Agentid)?;
            let account = ServedAccount::new(wechat, platform, agentid)?;
            match accounts.iter().find(|known| known.is(&account)) {
                None => accounts.push(account),
                Some(known) if known.has_secret_of(&account) => {}
                Some(_) => return Err(Setup::AccountTwice(account.name).into()),
            }
        }
    }
    let host = args.host.as_deref().unwrap_or("127.0.0.1");
    let port = args.port.unwrap_or(DEFAULT_PORT);
    let mut log = Log { cx, clock: LogClock::local(), requests: 0 };
    cx.block_on_server(async {
        let failed = |source| Error::Io { path: format!("{host}:{port}"), source };
        let listener = TcpListener::bind((host, port)).await.map_err(failed)?;
        // The signal handlers are installed before the address is printed, because a reader may send a signal at once.
        let end = shutdown_signal()?;
        let address = listener.local_addr().map_err(failed)?;
        let verifies_clients = args.client_ca.is_some();
        check_address(address, &bases, key.is_some() || verifies_clients)?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        log.listening(&format!("{scheme}://{address}"), &accounts)?;
        let options = TokenServerOptions { key, tls, verifies_clients, now_ms: cx.system.now_ms };
        token_server::serve(listener, &accounts, options, end, |event| log.print(event)).await;
        Ok::<_, Error>(())
    })??;
    let requests = log.requests;
    Ok(Outcome::json(json!({ "requests": requests })).status((words().token_server.ended)(requests)))
}

/// Returns the platforms on which the settings have an account. Without any, the error about what is missing is that of
/// an official account.
fn platforms(settings: &Settings) -> Result<Vec<Platform>, Error> {
    let mut found = Vec::new();
    let has_company = settings.get(Key::Corpid)?.is_some() && settings.get(Key::Corpsecret)?.is_some();
    if settings.get(Key::Appid)?.is_some() || !has_company {
        found.push(Platform::Official);
    }
    if has_company {
        found.push(Platform::Work);
    }
    Ok(found)
}

/// Returns the settings of the named profiles; empty if the account of all other commands is served.
fn selected_profiles(args: &ServeArgs, cx: &Context) -> Result<Vec<Settings>, Error> {
    if !args.all_profiles {
        let named = args.profiles.iter().map(|name| Ok(cx.settings()?.of_profile(name)?));
        return named.collect();
    }
    let settings = cx.settings()?;
    let names = settings.file().into_iter().flat_map(ConfigFile::profiles);
    let mut served = Vec::new();
    // The top level may be an account of its own, or only what the profiles share.
    for name in std::iter::once("").chain(names) {
        let profile = settings.of_profile(name)?;
        let has = |id, secret| Ok::<_, Error>(profile.get(id)?.is_some() && profile.get(secret)?.is_some());
        if has(Key::Appid, Key::Secret)? || has(Key::Corpid, Key::Corpsecret)? {
            served.push(profile);
        } else if !name.is_empty() {
            cx.printer.warning(&(words().token_server.skipped)(name));
        }
    }
    if served.is_empty() { Err(Setup::NoAccounts.into()) } else { Ok(served) }
}

/// Checks that others reach the server only with a key or a certificate, and that it does not ask itself for tokens.
fn check_address(address: SocketAddr, bases: &[Url], is_protected: bool) -> Result<(), Error> {
    if !is_protected && !address.ip().is_loopback() {
        return Err(Usage::OpenWithoutKey(address.ip().to_string()).into());
    }
    let is_own = |base: &&Url| is_loopback(base) && base.port_or_known_default() == Some(address.port());
    match bases.iter().find(is_own) {
        Some(base) => Err(Setup::AsksItself(base.to_string()).into()),
        None => Ok(()),
    }
}

/// The log of the server: lines for people, or NDJSON.
struct Log<'a> {
    cx: &'a Context,
    clock: LogClock,
    requests: u64,
}

impl Log<'_> {
    fn listening(&self, url: &str, accounts: &[ServedAccount<'_>]) -> Result<(), Error> {
        let printer = &self.cx.printer;
        let appids: Vec<&str> = accounts.iter().map(|account| account.name.as_str()).collect();
        if printer.is_json() {
            printer.data(&json!({ "listening": url, "accounts": appids }).to_string())?;
        }
        printer.status(&(words().token_server.listening)(url, &appids));
        Ok(())
    }

    fn print(&mut self, event: Event) {
        if matches!(event, Event::Served(_)) {
            self.requests += 1;
        }
        if self.cx.printer.is_json() {
            // A closed pipe ends the log and not the server.
            self.cx.printer.data(&machine_line(event).to_string()).ok();
            return;
        }
        match event {
            Event::Served(request) => {
                let line = access_line(&request, &mut self.clock);
                self.cx.printer.status(&line);
            }
            Event::Refreshed { at_ms, appid, issued, left_s } => {
                let said = (words().token_server.refreshed)(&appid, issued.name(), left_s);
                self.cx.printer.status(&format!("{} {said}", stamp(at_ms, &mut self.clock)));
            }
            Event::HandshakeFailed { at_ms, peer, reason } => {
                let said = (words().token_server.handshake_failed)(&peer.to_string(), &reason);
                self.cx.printer.status(&format!("{} {said}", stamp(at_ms, &mut self.clock)));
            }
            Event::Failed { appid, issued, error } => {
                let said = text::error(&Error::Wechat(*error)).message;
                self.cx.printer.warning(&words().labelled(&format!("{appid} {}", issued.name()), &said));
            }
        }
    }
}

fn access_line(request: &ServedRequest, clock: &mut LogClock) -> String {
    let ServedRequest { at_ms, method, path, appid, errcode, status, ms } = request;
    let appid = appid.as_deref().unwrap_or("-");
    let result = match errcode {
        Some(errcode) if *status == 200 => errcode.to_string(),
        Some(errcode) => format!("{errcode} HTTP {status}"),
        None => format!("HTTP {status}"),
    };
    format!("{} {method} {path} {appid} {result} {ms} ms", stamp(*at_ms, clock))
}

fn machine_line(event: Event) -> serde_json::Value {
    match event {
        Event::Served(request) => {
            let ServedRequest { at_ms, method, path, appid, errcode, status, ms } = request;
            json!({
                "event": "request", "time_ms": at_ms, "method": method, "path": path, "appid": appid,
                "errcode": errcode, "status": status, "ms": u64::try_from(ms).unwrap_or(u64::MAX),
            })
        }
        Event::Refreshed { at_ms, appid, issued, left_s } => json!({
            "event": "refresh", "time_ms": at_ms, "appid": appid, "type": issued.name(), "expires_in": left_s,
        }),
        Event::HandshakeFailed { at_ms, peer, reason } => json!({
            "event": "handshake", "time_ms": at_ms, "peer": peer.to_string(), "message": reason,
        }),
        Event::Failed { appid, issued, error } => json!({
            "event": "failure", "appid": appid, "type": issued.name(),
            "message": text::error(&Error::Wechat(*error)).message,
        }),
    }
}
