//! `webot oauth login`: logs a user in and waits for the return on this machine.

use std::time::Duration;

use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;
use url::Url;

use super::callback::{Returned, wait};
use super::tokens::{details, exchange, preview, warn_of_snapshot};
use super::url::{Page, full_scope};
use crate::commands::args::{WechatArgs, masked};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, LoginError, Setup, Usage};
use crate::http::is_loopback;
use crate::lang::Wanted;
use crate::oauth_link::LinkParts;
use crate::printer::Outcome;
use crate::qr;
use crate::secret::{MASK, Secret};
use crate::text::{help, words};
use crate::wechat::WeChat;

/// The port that waits for users who return to a server elsewhere, which forwards them.
const FORWARDED_PORT: u16 = 7202;
/// The time to wait for the user, in seconds, if none is given.
const WAIT_SECONDS: u64 = 300;

/// `oauth login`
#[derive(Debug, Args)]
pub(crate) struct LoginArgs {
    /// URL
    #[arg(value_name = "URL", help = help().oauth.login_redirect_uri)]
    pub redirect_uri: Option<String>,
    /// `--website`
    #[arg(long, help = help().oauth.website)]
    pub website: bool,
    /// `--scope`
    #[arg(long, value_name = "SCOPE", help = help().oauth.login_scope)]
    pub scope: Option<String>,
    /// `--port`
    #[arg(long, value_name = "PORT", help = help().oauth.login_port)]
    pub port: Option<u16>,
    /// `--wait`
    #[arg(long, value_name = "SECONDS", help = help().oauth.wait, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub wait: Option<u64>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Logs a user in and prints the user.
pub(crate) fn login(args: &LoginArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    if args.wechat.previews() {
        return preview(&Secret::new(MASK), &args.wechat, cx);
    }
    // hyper writes the date into each response, and panics at a time before 1970.
    if cx.system.now_ms() == 0 {
        return Err(Setup::Clock.into());
    }
    let state = crate::sign::hex(&cx.random::<8>()?);
    let user = cx.block_on(async {
        let code = code(args, &state, &wechat, cx).await?;
        let tokens = exchange(&code, &wechat).await?;
        warn_of_snapshot(&tokens, cx);
        details(&tokens, &wechat).await
    })??;
    let user = masked(user, cx);
    let text = cx.printer.foreign_json(&user);
    Ok(Outcome::value(user, text).status(words().oauth.kept))
}

/// Returns the code of a user who logs in.
async fn code(args: &LoginArgs, state: &str, wechat: &WeChat<'_>, cx: &Context) -> Result<Secret, Error> {
    let configured = cx.settings()?.text(Key::OauthRedirectUri)?;
    let given = args.redirect_uri.clone().or(configured.filter(|_| !args.wechat.mock));
    let given = given.map(|given| page_url(&given)).transpose()?;
    let port = args.port.unwrap_or(match &given {
        Some(url) if is_loopback(url) => url.port_or_known_default().unwrap_or(0),
        Some(_) => FORWARDED_PORT,
        None => 0,
    });
    let failed = |source| Error::Io { path: format!("127.0.0.1:{port}"), source };
    let listener = TcpListener::bind(("127.0.0.1", port)).await.map_err(failed)?;
    let own = listener.local_addr().map_err(failed)?;
    let redirect = match given {
        Some(url) => url,
        None => page_url(&format!("http://{own}/callback"))?,
    };
    let link = link(args, &redirect, state, wechat)?;
    if args.wechat.mock {
        let opened = wechat.mock_login(&link)?;
        let code = opened.and_then(|url| query_value(&url, "code"));
        return code.map(Secret::new).ok_or_else(|| LoginError::Refused.into());
    }
    // A phone cannot return to this machine's loopback address.
    let drawing =
        if is_loopback(&redirect) { String::new() } else { qr::terminal(&link).unwrap_or_default() };
    if cx.printer.is_json() {
        cx.printer.data(&json!({ "open": link, "listening": format!("http://{own}") }).to_string())?;
    }
    cx.printer.instruction(&(words().oauth.open_link)(&format!("{drawing}{link}"), &own.to_string()));
    let seconds = args.wait.unwrap_or(WAIT_SECONDS);
    match wait(listener, &redirect, state, Duration::from_secs(seconds)).await {
        Some(Returned::Code(code)) => Ok(code),
        Some(Returned::Refused) => Err(LoginError::Refused.into()),
        None => Err(LoginError::TimedOut(seconds).into()),
    }
}

fn link(args: &LoginArgs, redirect: &Url, state: &str, wechat: &WeChat<'_>) -> Result<String, Error> {
    let page = if args.website { Page::Website } else { Page::Wechat };
    let usual = if args.website { page.usual_scope() } else { "snsapi_userinfo" };
    let parts = LinkParts {
        page: page.link_page(),
        appid: wechat.login_appid()?,
        redirect_uri: redirect.to_string(),
        scope: args.scope.as_deref().map_or_else(|| usual.to_owned(), full_scope),
        state: Some(state.to_owned()),
        further: Vec::new(),
    };
    Ok(parts.link(Some(&wechat.login_base())))
}

/// Parses the whole URL of a page.
pub(super) fn page_url(given: &str) -> Result<Url, Error> {
    let url = Url::parse(given.trim()).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
    let wrong = || Usage::Value { flag: "URL", value: given.to_owned(), wanted: Wanted::PageUrl };
    url.ok_or_else(|| wrong().into())
}

fn query_value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(given, _)| given == name).map(|(_, value)| value.into_owned())
}
