//! Which bot a message goes to and what is shared with it: flags over environment over file over defaults.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use url::Url;

use crate::config::ConfigError;
use crate::config::{Key, Setting};
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::http::{self, Client, Trust, shown};
use crate::lang::Wanted;
use crate::message::envelope::AesKey;
use crate::message::{Credentials, Mode, SAMPLE_APPID};
use crate::secret::Secret;
use crate::text::{help, words};

/// The most that is read of a PEM file, in bytes.
const MAX_PEM: u64 = 4 * 1024 * 1024;
/// webot-cli's token, which many a test bot has.
const DEFAULT_TOKEN: &str = "keyboardcat123";
/// What `--demo` encrypts with when no key is given: it needs to be known to itself only.
const DEMO_KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

/// Where the bot is.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.target)]
pub struct AddressArgs {
    /// `--destination`
    #[arg(long, aliases = ["des", "de", "d"], short_alias = 'd', value_name = "URL", help = help().send.destination)]
    pub destination: Option<String>,
    /// `--host`
    #[arg(long, value_name = "HOST", help = help().send.host)]
    pub host: Option<String>,
    /// `--port`
    #[arg(long, short_alias = 'p', value_name = "PORT", help = help().send.port)]
    pub port: Option<String>,
    /// `--route`
    #[arg(long, alias = "r", short_alias = 'r', value_name = "PATH", help = help().send.route)]
    pub route: Option<String>,
}

/// What is shared with the bot.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.signing)]
pub struct CredentialArgs {
    /// `--token`
    #[arg(long, alias = "t", short_alias = 't', value_name = "TOKEN", help = help().send.token)]
    pub token: Option<Secret>,
    /// `--aes-key`
    #[arg(long, value_name = "KEY", help = help().send.aes_key)]
    pub aes_key: Option<Secret>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().send.appid)]
    pub appid: Option<String>,
    /// `--receiver`
    #[arg(long, value_name = "ID", help = help().send.receiver)]
    pub receiver: Option<String>,
}

/// How the connection is made.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.delivery)]
pub struct ConnectionArgs {
    /// `--timeout`
    #[arg(long, value_name = "SECONDS", help = help().send.timeout)]
    pub timeout: Option<String>,
    /// `--cacert`
    #[arg(long, value_name = "FILE", help = help().send.cacert)]
    pub cacert: Option<PathBuf>,
    /// `--insecure`
    #[arg(long, help = help().send.insecure)]
    pub insecure: bool,
}

/// `--mode`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ModeArg {
    /// 明文模式
    Plain,
    /// 兼容模式
    Compat,
    /// 安全模式
    Safe,
}

impl AddressArgs {
    /// The URL: `--destination`, else the file's with host, port and route replaced where they are given.
    pub fn url(&self, cx: &Context) -> Result<Url, Error> {
        if let Some(destination) = &self.destination {
            return parse_url("--des", destination);
        }
        let base = match cx.settings()?.get(Key::Url)? {
            Some(Setting { value, origin }) => {
                let wrong =
                    |_| ConfigError::Value { origin: origin.shown(), key: "url", wanted: Wanted::Url };
                Some(parse_url("url", value.expose()).map_err(wrong)?)
            }
            None => None,
        };
        let host = self.host.as_deref().map(parse_host).transpose()?;
        let port = self.port.as_ref().map(|port| parse_port("--port", port)).transpose()?;
        // Another host is another machine: only its own port counts.
        let mut url = match (host, base) {
            (Some(host), _) => host,
            // PORT is the port of the usual bot, as webot-cli had it, not of one that is written down.
            (None, Some(base)) => return self.finish(base, port),
            (None, None) => parse_host("127.0.0.1")?,
        };
        let port = match (port, cx.env.get("PORT")) {
            (None, Some(port)) => Some(parse_port("PORT", port)?),
            (port, _) => port,
        };
        let usual = if http::is_loopback(&url) { 3000 } else { 80 };
        let port = port.or(url.port()).unwrap_or(usual);
        url = self.finish(url, Some(port))?;
        Ok(url)
    }

    fn finish(&self, mut url: Url, port: Option<u16>) -> Result<Url, Error> {
        if let Some(port) = port {
            let wrong = || Usage::Value { flag: "--port", value: port.to_string(), wanted: Wanted::Port };
            url.set_port(Some(port)).map_err(|()| wrong())?;
        }
        if let Some(route) = &self.route {
            let (path, query) = match route.split_once('?') {
                Some((path, query)) => (path, Some(query)),
                None => (route.as_str(), None),
            };
            url.set_path(path);
            url.set_query(query);
        }
        Ok(reachable(url))
    }
}

/// A host, `127.0.0.1:8080` and `::1` included, as the URL of its root.
fn parse_host(given: &str) -> Result<Url, Error> {
    let host = given.trim();
    let wrong = || Usage::Value { flag: "--host", value: given.to_owned(), wanted: Wanted::Host };
    if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
        return Err(wrong().into());
    }
    let is_v6 = host.matches(':').count() > 1 && !host.starts_with('[');
    let host = if is_v6 { format!("[{host}]") } else { host.to_owned() };
    Url::parse(&format!("http://{host}/")).map_err(|_| wrong().into())
}

/// A URL as users write it: the scheme may be missing.
pub(super) fn parse_url(flag: &'static str, given: &str) -> Result<Url, Error> {
    let given = given.trim();
    let wrong = || Usage::Value { flag, value: without_userinfo(given), wanted: Wanted::Url };
    let scheme = given.split(['/', '?', '#']).next().unwrap_or_default();
    let whole = if scheme.ends_with(':') && given[scheme.len()..].starts_with("//") {
        given.to_owned()
    } else {
        format!("http://{given}")
    };
    let mut url = Url::parse(&whole).map_err(|_| wrong())?;
    if !matches!(url.scheme(), "http" | "https")
        || given.is_empty()
        || url.host_str().is_none_or(str::is_empty)
    {
        return Err(wrong().into());
    }
    url.set_fragment(None);
    Ok(reachable(url))
}

/// A URL that is none, without what may be a password in it.
fn without_userinfo(given: &str) -> String {
    let bare = given.split(['?', '#']).next().unwrap_or_default();
    match (bare.split_once("://"), bare.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://***@{host}"),
        (None, Some((_, host))) => format!("***@{host}"),
        _ => bare.to_owned(),
    }
}

/// `0.0.0.0` is where a server listens, not where a client can go on every system.
fn reachable(mut url: Url) -> Url {
    if url.host_str() == Some("0.0.0.0") {
        // An address is a valid host of any http URL.
        let _ = url.set_host(Some("127.0.0.1"));
    }
    url
}

fn parse_port(flag: &'static str, given: &str) -> Result<u16, Error> {
    let wrong = || Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Port };
    given.trim().parse().ok().filter(|&port| port > 0).ok_or_else(|| wrong().into())
}

/// A time in seconds; fractions are fine.
pub(super) fn parse_seconds(flag: &'static str, given: &str) -> Result<Duration, Error> {
    let wrong = || Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Seconds };
    let seconds: f64 = given.trim().parse().map_err(|_| wrong())?;
    if seconds > 0.0 && seconds <= 3600.0 {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err(wrong().into())
    }
}

/// Where the token came from, which is the first question when a bot refuses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenOrigin {
    /// A flag, a variable or a file.
    Named(String),
    /// Nobody gave one.
    Default,
}

impl TokenOrigin {
    /// A hint for somebody whose token was refused.
    pub fn hint(&self) -> String {
        match self {
            Self::Named(origin) => (words().token_from)(origin),
            Self::Default => (words().token_default)(DEFAULT_TOKEN),
        }
    }
}

impl CredentialArgs {
    /// Token, key and receiver; the bot of `--demo` shares whatever is missing.
    pub fn resolve(
        &self,
        mode: ModeArg,
        demo: bool,
        cx: &Context,
    ) -> Result<(Credentials, TokenOrigin), Error> {
        let settings = cx.settings()?;
        let (token, origin) = self.find_token(cx)?;
        if token.expose().trim() != token.expose() {
            cx.printer.warning(words().token_space);
        }
        let mode = match mode {
            ModeArg::Plain => Mode::Plain,
            ModeArg::Compat => Mode::Compat(self.find_key(demo, cx)?),
            ModeArg::Safe => Mode::Safe(self.find_key(demo, cx)?),
        };
        let flags = self.receiver.clone().or(self.appid.clone().filter(|appid| !appid.is_empty()));
        let receiver = match flags {
            Some(receiver) => Some(receiver),
            None => settings.receiver()?,
        };
        let receiver = match receiver {
            Some(receiver) => receiver,
            None if demo => SAMPLE_APPID.to_owned(),
            None if mode.key().is_some() => return Err(Setup::NoReceiver.into()),
            None => String::new(),
        };
        Ok((Credentials { token, mode, receiver }, origin))
    }

    fn find_token(&self, cx: &Context) -> Result<(Secret, TokenOrigin), Error> {
        match &self.token {
            Some(token) if token.expose().is_empty() => {
                Err(Usage::Value { flag: "--token", value: String::new(), wanted: Wanted::NotEmpty }.into())
            }
            Some(token) => Ok((token.clone(), TokenOrigin::Named("--token".to_owned()))),
            None => Ok(match cx.settings()?.get(Key::Token)? {
                Some(Setting { value, origin }) => (value, TokenOrigin::Named(origin.shown())),
                None => (Secret::new(DEFAULT_TOKEN), TokenOrigin::Default),
            }),
        }
    }

    fn find_key(&self, demo: bool, cx: &Context) -> Result<AesKey, Error> {
        match &self.aes_key {
            Some(key) => Ok(AesKey::parse(key.expose()).map_err(Usage::AesKey)?),
            None => match known_aes_key(cx)? {
                Some(key) => Ok(key),
                None if demo => Ok(AesKey::parse(DEMO_KEY).map_err(Usage::AesKey)?),
                None => Err(Setup::NoAesKey.into()),
            },
        }
    }
}

/// The EncodingAESKey of the environment or the file.
pub(super) fn known_aes_key(cx: &Context) -> Result<Option<AesKey>, Error> {
    let Some(Setting { value, origin }) = cx.settings()?.get(Key::EncodingAesKey)? else { return Ok(None) };
    let wrong = |error| Setup::AesKey { origin: origin.shown(), error };
    Ok(Some(AesKey::parse(value.expose()).map_err(wrong)?))
}

/// A PEM file, as far as one can reasonably reach.
pub(super) fn read_limited(path: &Path, flag: &'static str) -> Result<Vec<u8>, Error> {
    let file = |source| Usage::File { flag, path: path.display().to_string(), source };
    let mut pem = Vec::new();
    std::fs::File::open(path).map_err(file)?.take(MAX_PEM).read_to_end(&mut pem).map_err(file)?;
    Ok(pem)
}

impl ConnectionArgs {
    /// How long to wait at most.
    pub fn limit(&self) -> Result<Duration, Error> {
        match &self.timeout {
            Some(seconds) => parse_seconds("--timeout", seconds),
            None => Ok(Duration::from_secs(15)),
        }
    }

    /// A client for this URL.
    pub fn client(&self, url: &Url, cx: &Context) -> Result<Client, Error> {
        let roots = match &self.cacert {
            Some(path) => {
                let display = path.display().to_string();
                let pem = read_limited(path, "--cacert")?;
                if !pem.windows(27).any(|window| window == b"-----BEGIN CERTIFICATE-----") {
                    return Err(Usage::Value { flag: "--cacert", value: display, wanted: Wanted::Pem }.into());
                }
                Some(pem)
            }
            None => None,
        };
        if self.insecure {
            cx.printer.warning(words().insecure);
        }
        let trust = Trust { roots, insecure: self.insecure, ..Trust::default() };
        Client::new(url, &trust).map_err(|failure| Error::Network { url: shown(url), failure })
    }
}
