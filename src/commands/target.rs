//! Which bot a message goes to and what is shared with it: flags over environment over file over defaults.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use url::Url;

use crate::client::{self, Client, Trust, shown};
use crate::config::Secret;
use crate::context::Context;
use crate::error::{Config, Error, Usage, Wanted};
use crate::message::envelope::AesKey;
use crate::message::{Credentials, Mode, SAMPLE_APPID};
use crate::text::{help, words};

/// webot-cli's token, which many a test bot has.
const DEFAULT_TOKEN: &str = "keyboardcat123";
/// What `--demo` encrypts with when no key is given: it needs to be known to itself only.
const DEMO_KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

/// Where the bot is.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.target)]
pub struct AddressArgs {
    /// `--destination`
    #[arg(long, alias = "des", value_name = "URL", help = help().send.destination)]
    pub destination: Option<String>,
    /// `--host`
    #[arg(long, value_name = "HOST", help = help().send.host)]
    pub host: Option<String>,
    /// `--port`
    #[arg(long, value_name = "PORT", help = help().send.port)]
    pub port: Option<String>,
    /// `--route`
    #[arg(long, value_name = "PATH", help = help().send.route)]
    pub route: Option<String>,
}

/// What is shared with the bot.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.signing)]
pub struct CredentialArgs {
    /// `--token`
    #[arg(long, value_name = "TOKEN", help = help().send.token)]
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

impl ValueEnum for Mode {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Plain, Self::Compat, Self::Safe]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(match self {
            Self::Plain => "plain",
            Self::Compat => "compat",
            Self::Safe => "safe",
        }))
    }
}

impl AddressArgs {
    /// The URL: `--destination`, else host, port and route when one is given, else the file's, else the default.
    pub fn url(&self, cx: &Context) -> Result<Url, Error> {
        if let Some(destination) = &self.destination {
            return parse_url("--des", destination);
        }
        if self.host.is_none()
            && self.port.is_none()
            && self.route.is_none()
            && cx.env.get("PORT").is_none()
            && let Some(url) = &cx.config()?.url
        {
            let path = cx.config()?.path.clone();
            return parse_url("url", url)
                .map_err(|_| Config::Value { path, key: "url", wanted: Wanted::Url }.into());
        }
        let host = self.host.as_deref().unwrap_or("127.0.0.1").trim();
        let bad_host = || Usage::Value { flag: "--host", value: host.to_owned(), wanted: Wanted::Host };
        if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
            return Err(bad_host().into());
        }
        let bracketed =
            if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_owned() };
        let mut url = Url::parse(&format!("http://{bracketed}/")).map_err(|_| bad_host())?;
        let port = match (&self.port, cx.env.get("PORT")) {
            (Some(port), _) => Some(parse_port("--port", port)?),
            (None, Some(port)) => Some(parse_port("PORT", port)?),
            (None, None) => None,
        };
        // `--host 127.0.0.1:8080` says it too.
        let port = port.or(url.port()).unwrap_or(if client::is_loopback(&url) { 3000 } else { 80 });
        url.set_port(Some(port)).map_err(|()| bad_host())?;
        if let Some(route) = &self.route {
            let (path, query) =
                route.split_once('?').map_or((route.as_str(), None), |(path, query)| (path, Some(query)));
            url.set_path(path);
            url.set_query(query);
        }
        Ok(reachable(url))
    }
}

/// A URL as users write it: the scheme may be missing.
pub(super) fn parse_url(flag: &'static str, given: &str) -> Result<Url, Error> {
    let given = given.trim();
    let wrong = || Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Url };
    let whole = if given.contains("://") { given.to_owned() } else { format!("http://{given}") };
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

impl CredentialArgs {
    /// Token, key and receiver. A key is looked for only when `encrypted`.
    pub fn resolve(&self, encrypted: bool, demo: bool, cx: &Context) -> Result<Credentials, Error> {
        let token = match &self.token {
            Some(token) if token.expose().is_empty() => {
                return Err(
                    Usage::Value { flag: "--token", value: String::new(), wanted: Wanted::NotEmpty }.into()
                );
            }
            Some(token) => token.expose().to_owned(),
            None => match cx.env.get("WX_TOKEN") {
                Some(token) => token.to_owned(),
                None => cx.config()?.token.as_ref().map_or(DEFAULT_TOKEN, Secret::expose).to_owned(),
            },
        };
        if token.trim() != token {
            cx.printer.warning(words().token_space);
        }
        if !encrypted {
            let receiver = self.receiver.clone().or_else(|| self.appid.clone()).unwrap_or_default();
            return Ok(Credentials { token, key: None, receiver });
        }
        let key = match (&self.aes_key, cx.env.get("WX_AES_KEY")) {
            (Some(key), _) => key.expose(),
            (None, Some(key)) => key,
            (None, None) => match &cx.config()?.encoding_aes_key {
                Some(key) => key.expose(),
                None if demo => DEMO_KEY,
                None => return Err(Config::NoAesKey.into()),
            },
        };
        let key = AesKey::parse(key).map_err(Usage::AesKey)?;
        let receiver = match (&self.receiver, &self.appid, cx.env.get("WX_APPID")) {
            (Some(receiver), _, _) => receiver.clone(),
            (None, Some(appid), _) => appid.clone(),
            (None, None, Some(appid)) => appid.to_owned(),
            (None, None, None) => {
                let file = cx.config()?;
                match file.receiver.as_ref().or(file.appid.as_ref()) {
                    Some(receiver) => receiver.clone(),
                    None if demo => SAMPLE_APPID.to_owned(),
                    None => return Err(Config::NoReceiver.into()),
                }
            }
        };
        Ok(Credentials { token, key: Some(key), receiver })
    }
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
                let file = |source| Usage::File { flag: "--cacert", path: display.clone(), source };
                let pem = std::fs::read(path).map_err(file)?;
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
        let trust = Trust { roots, insecure: self.insecure };
        Client::new(url, &trust).map_err(|failure| Error::Network { url: shown(url), failure })
    }
}
