//! The bot's address, resolved from flags, environment, file and defaults, in this order.

use clap::Args;
use url::Url;

use crate::config::{ConfigError, Key, Setting};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http;
use crate::lang::Wanted;
use crate::mock::{AIBOT_CALLBACK_PATH, AIBOT_SOCKET_PATH};
use crate::text::help;

/// Arguments that give the bot's address.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.target)]
pub(crate) struct AddressArgs {
    /// `--destination`
    #[arg(long, aliases = ["des", "de", "d", "url", "to"], short_alias = 'd', value_name = "URL", help = help().send.destination)]
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

impl AddressArgs {
    /// Returns the URL: `--destination`, otherwise the configured URL with the given host, port and route.
    pub(crate) fn url(&self, cx: &Context) -> Result<Url, Error> {
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
        // A port configured for another host is ignored.
        let mut url = match (host, base) {
            (Some(host), _) => host,
            // As in webot-cli, PORT sets the port of the default address, not that of a configured URL.
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

/// Parses a host, such as `127.0.0.1:8080` or `::1`, as a URL without path.
fn parse_host(given: &str) -> Result<Url, Error> {
    let host = given.trim();
    let wrong = || Usage::Value { flag: "--host", value: without_userinfo(given), wanted: Wanted::Host };
    if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
        return Err(wrong().into());
    }
    let is_v6 = host.matches(':').count() > 1 && !host.starts_with('[');
    let host = if is_v6 { format!("[{host}]") } else { host.to_owned() };
    Url::parse(&format!("http://{host}/")).map_err(|_| wrong().into())
}

/// Parses a URL whose scheme may be missing.
pub(crate) fn parse_url(flag: &'static str, given: &str) -> Result<Url, Error> {
    let given = given.trim();
    let wrong = || Usage::Value { flag, value: without_userinfo(given), wanted: Wanted::Url };
    let scheme = given.split(['/', '?', '#']).next().unwrap_or_default();
    let whole = if scheme.ends_with(':') && given[scheme.len()..].starts_with("//") {
        given.to_owned()
    } else {
        format!("http://{given}")
    };
    let mut url = Url::parse(&whole).map_err(|_| wrong())?;
    if let Some(callback) = aibot_callback(&url) {
        url = callback;
    } else if matches!(url.scheme(), "ws" | "wss") {
        return Err(Usage::Value { flag, value: without_userinfo(given), wanted: Wanted::SocketUrl }.into());
    }
    if !matches!(url.scheme(), "http" | "https")
        || given.is_empty()
        || url.host_str().is_none_or(str::is_empty)
    {
        return Err(wrong().into());
    }
    url.set_fragment(None);
    Ok(reachable(url))
}

/// Returns the URL through which the mock hands pushes to the bots on its WebSocket; `None` for another URL than that of
/// the WebSocket.
fn aibot_callback(url: &Url) -> Option<Url> {
    let (scheme, rest) = url.as_str().split_once(':')?;
    let scheme = match scheme {
        "ws" => "http",
        "wss" => "https",
        _ => return None,
    };
    let mut callback = Url::parse(&format!("{scheme}:{rest}")).ok()?;
    (url.path() == AIBOT_SOCKET_PATH).then(|| callback.set_path(AIBOT_CALLBACK_PATH))?;
    Some(callback)
}

/// Returns whether a text is a URL of the bots on the WebSocket of the mock, where pushes are not encrypted.
pub(crate) fn is_socket_url(given: &str) -> bool {
    let given = given.trim();
    let is_socket = given.starts_with("ws://") || given.starts_with("wss://");
    is_socket || given.split(['?', '#']).next().is_some_and(|url| url.ends_with(AIBOT_CALLBACK_PATH))
}

/// Returns the URL of a server; a bare name, which is more likely a slip than a host, is an error.
pub(crate) fn parse_server_url(flag: &'static str, given: &str) -> Result<Url, Error> {
    let url = parse_url(flag, given)?;
    let authority = given.trim().split(['/', '?', '#']).next().unwrap_or_default();
    if given.contains("://") || authority.contains(':') {
        return Ok(url);
    }
    Err(Usage::Value { flag, value: without_userinfo(given), wanted: Wanted::ServerUrl }.into())
}

/// Returns an invalid URL without the part that may be a password.
fn without_userinfo(given: &str) -> String {
    let bare = given.split(['?', '#']).next().unwrap_or_default();
    match (bare.split_once("://"), bare.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://***@{host}"),
        (None, Some((_, host))) => format!("***@{host}"),
        _ => bare.to_owned(),
    }
}

/// Replaces `0.0.0.0`, on which servers listen but to which not all systems can connect, with `127.0.0.1`.
fn reachable(mut url: Url) -> Url {
    if url.host_str() == Some("0.0.0.0") {
        // An IP address is a valid host of any http URL.
        let _ = url.set_host(Some("127.0.0.1"));
    }
    url
}

fn parse_port(flag: &'static str, given: &str) -> Result<u16, Error> {
    let wrong = || Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Port };
    given.trim().parse().ok().filter(|&port| port > 0).ok_or_else(|| wrong().into())
}
